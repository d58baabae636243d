import type { Problem } from '../model/tagboat-error.ts'

export function buildFailed(code: number, original: string): Problem {
  return {
    code: 'build-failed',
    what: `The build failed (docker buildx bake ended with ${code}); nothing of this run is known to be published.`,
    fix: 'Its last lines are below, all of it in the log above.',
    original,
  }
}

/**
 * The builder went away: gRPC's code Unavailable, and docker's own words about its engine. A registry that breaks a connection
 * is none: BuildKit reports that inside of a message of another code.
 */
export function isLost(text: string): boolean {
  // The last error is the cause: buildx reports some streams that its own end has cut off as errors before it.
  const cause = text.split('\n').findLast((line) => line.startsWith('ERROR: ')) ?? ''
  return /code = Unavailable|error reading from server: EOF|Cannot connect to the Docker daemon/i.test(cause)
}

export function builderLost(original: string): Problem {
  return {
    code: 'builder-lost',
    what: 'The connection to the builder was lost during the build: its engine was stopped, was restarted or crashed.',
    fix: "Check the engine's log (journalctl -u docker) and the memory of its machine, then run the job again.",
    original,
  }
}

export function metadataUnreadable(original: string): Problem {
  return {
    code: 'build-metadata',
    what: 'buildx said that the build succeeded, but wrote no metadata that can be read.',
    fix: 'Run the job again; if it comes back, tell us which buildx you use.',
    original,
  }
}

/** What the builder pushed is not what buildx says it built. */
export function digestMismatch(ref: string, pushed: string, reported: string): Problem {
  return {
    code: 'build-digest-mismatch',
    what: `The builder pushed ${pushed} under ${ref}, but buildx reports ${reported}.`,
    fix: 'Update buildx and the builder. If it happens again, leave input load out, and report the versions.',
  }
}

export function digestMissing(): Problem {
  return {
    code: 'build-digest',
    what: 'buildx pushed, but did not say which digest.',
    fix: 'Update buildx; version 0.13 and newer report it.',
  }
}

export function workspaceEmpty(workspace: string): Problem {
  return {
    code: 'workspace-empty',
    what: `The workspace '${workspace}' is empty.`,
    fix: 'Add a step "uses: actions/checkout" before this one, or write context: "{{defaultContext}}", with which the builder fetches this repository itself.',
  }
}

/** `item` of input builds, where there is one. */
export function contextMissing(context: string, item?: string): Problem {
  return {
    code: 'context-missing',
    what: `${item === undefined ? 'Input context' : `Input builds, item ${item}`}: there is no folder '${context}' in the workspace.`,
    fix: 'Give a path relative to the root of the checkout, or check out the repository that has it.',
  }
}

export function dockerfileMissing(path: string, item?: string): Problem {
  return {
    code: 'dockerfile-missing',
    what: `${item === undefined ? 'There' : `Input builds, item ${item}: there`} is no Dockerfile at '${path}'.`,
    fix: 'Name it in file, as a path relative to the root of the checkout.',
  }
}

export function secretFileMissing(id: string, path: string): Problem {
  return {
    code: 'secret-file-missing',
    what: `Input secret-files: there is no file '${path}' for secret '${id}'.`,
    fix: 'Give a path relative to the root of the checkout, or an absolute one.',
  }
}

export function notNamed(name: string, original: string): Problem {
  return {
    code: 'load-name',
    what: `The loaded image could not be called '${name}'.`,
    fix: "Mend what the engine's answer below says, or leave input load out.",
    original,
  }
}

/** The build ended well, and an output is not on the disk. */
export function outputMissing(type: string, dest: string): Problem {
  return {
    code: 'output-missing',
    what: `The build ended well, but the output of type ${type} is not at '${dest}'.`,
    fix: 'Check whether another output or step writes to the same path, and report it if none does.',
  }
}
