import type { Problem } from '../model/tagboat-error.ts'

/** `at`: what buildx names of the step that failed. `place`: `Dockerfile:12`; `isShown`: the terminal has the output. */
export function buildFailed(
  code: number,
  original: string,
  at: {
    readonly step?: string
    readonly target?: string
    readonly place?: string
    readonly isShown?: boolean
  } = {},
): Problem {
  const details = [
    ...(at.target === undefined ? [] : [`target ${at.target}`]),
    ...(at.place === undefined ? [] : [at.place]),
    `docker buildx bake exited with code ${code}`,
  ]
  const where = at.step === undefined ? '' : ` at step '${at.step}'`
  return {
    code: 'build-failed',
    what: `The build failed${where} (${details.join(', ')}), and nothing of this run is known to be published.`,
    fix: at.isShown
      ? 'Read the output of buildx above.'
      : 'Read the last lines of the build below; the log above has all of them.',
    ...(!at.isShown && { original }),
  }
}

/** A request about the artifact of `build-record` failed. `action`: `create an artifact`. */
export function recordService(action: string, original: string): Problem {
  return {
    code: 'record-service',
    what: `The artifact service could not ${action}.`,
    fix: 'If this happens in every run, check that the runner may reach the hosts that actions/upload-artifact needs.',
    original,
  }
}

/** `checks: error`, or a Dockerfile that demands it: BuildKit refuses to build. `target`: where buildx names it. */
export function checksFailed(
  rules: readonly string[],
  target: string | undefined,
  original: string,
): Problem {
  return {
    code: 'checks-failed',
    what: `Checks of the Dockerfile${target === undefined ? '' : ` of target ${target}`} failed: ${rules.join(', ')}. Nothing of this run is known to be published.`,
    fix: "Fix the lines below, or exclude a rule by a first line '# check=skip=RULE' in the Dockerfile.",
    original: original.replace(/^ - /gm, '- '),
  }
}

/**
 * Whether the connection to the builder was lost: gRPC's code Unavailable, or docker's message about its engine. A connection that a
 * registry breaks does not count: BuildKit reports it inside a message of another code.
 */
export function isLost(text: string): boolean {
  // The last error is the cause: before it, buildx reports streams that it closed itself as errors.
  const cause = text.split('\n').findLast((line) => line.startsWith('ERROR: ')) ?? ''
  return /code = Unavailable|error reading from server: EOF|Cannot connect to the Docker daemon/i.test(cause)
}

export function builderLost(original: string): Problem {
  return {
    code: 'builder-lost',
    what: 'The connection to the builder was lost during the build: its engine was stopped, restarted or crashed.',
    fix: "Check the engine's log (journalctl -u docker) and the memory of its machine, then run the job again.",
    original,
  }
}

export function metadataUnreadable(original: string): Problem {
  return {
    code: 'build-metadata',
    what: 'buildx reported a successful build, but wrote no readable metadata.',
    fix: 'Run the job again. If the error persists, report it with the version of buildx.',
    original,
  }
}

/** The builder pushed another digest than the one that buildx reports. */
export function digestMismatch(ref: string, pushed: string, reported: string): Problem {
  return {
    code: 'build-digest-mismatch',
    what: `The builder pushed ${pushed} under ${ref}, but buildx reports ${reported}.`,
    fix: 'Update buildx and the builder. If the error persists, remove input load, and report the versions.',
  }
}

export function digestMissing(): Problem {
  return {
    code: 'build-digest',
    what: 'buildx pushed an image, but did not report its digest.',
    fix: 'Update buildx to version 0.13 or newer.',
  }
}

export function workspaceEmpty(workspace: string): Problem {
  return {
    code: 'workspace-empty',
    what: `The workspace '${workspace}' is empty.`,
    fix: 'Add a step "uses: actions/checkout" before this one, or set context: "{{defaultContext}}", so that the builder fetches this repository itself.',
  }
}

/** `item` is the name of an item of input builds. */
export function contextMissing(context: string, item?: string): Problem {
  return {
    code: 'context-missing',
    what: `${item === undefined ? 'Input context' : `Input builds, item ${item}`}: folder '${context}' does not exist in the workspace.`,
    fix: 'Give a path relative to the root of the checkout, or check out the repository that contains it.',
  }
}

export function dockerfileMissing(path: string, item?: string): Problem {
  return {
    code: 'dockerfile-missing',
    what: `${item === undefined ? '' : `Input builds, item ${item}: `}Dockerfile '${path}' does not exist.`,
    fix: 'Set input file to its path, relative to the root of the checkout.',
  }
}

export function secretFileMissing(id: string, path: string): Problem {
  return {
    code: 'secret-file-missing',
    what: `Input secret-files: file '${path}' of secret '${id}' does not exist.`,
    fix: 'Give a path relative to the root of the checkout, or an absolute path.',
  }
}

export function notNamed(name: string, original: string): Problem {
  return {
    code: 'load-name',
    what: `The engine could not give the loaded image the name '${name}'.`,
    fix: 'Fix what the engine reports below, or remove input load.',
    original,
  }
}

/** The build succeeded without writing one of its outputs. */
export function outputMissing(type: string, dest: string): Problem {
  return {
    code: 'output-missing',
    what: `The build succeeded, but its output of type ${type} is not at '${dest}'.`,
    fix: 'Check whether another output or step writes to the same path. If none does, report this as a bug.',
  }
}
