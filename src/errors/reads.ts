import type { Problem } from '../model/tagboat-error.ts'

/** `where` is the input or the file and key that name the path, for example `compose.yml, env_file`. */
export function readOutside(where: string, path: string, access: 'read' | 'write' = 'read'): Problem {
  return {
    code: 'read-outside',
    what: `${where}: '${path}' is outside the workspace, or is or contains a link that leads there.`,
    fix: `Keep it in the repository, or allow its real path with input allow: fs.${access}=PATH.`,
  }
}

export function readSpecial(where: string, path: string): Problem {
  return {
    code: 'read-special',
    what: `${where}: '${path}' is a pipe, a device or a socket, not a file or a folder.`,
    fix: 'Replace it with a regular file.',
  }
}

/** `why` is the end of a sentence: `is a remote address`. */
export function referenceUncertain(where: string, value: string, why: string): Problem {
  return {
    code: 'compose-reference',
    what: `${where}: '${value}' ${why}.`,
    fix: 'Write a path inside the repository, relative and without that variable, or set the variable in input vars.',
  }
}

export function composeUncertain(path: string): Problem {
  return {
    code: 'compose-unclear',
    what: `${path} is not unambiguous YAML, so the files that compose would read are unknown.`,
    fix: 'Check its syntax: repeated keys, unknown tags and control characters are refused. End the name of an HCL file with .hcl.',
  }
}

export function composeTooLarge(what: string): Problem {
  return {
    code: 'compose-too-large',
    what: `The compose files of this step have ${what}.`,
    fix: 'Split the step, or name fewer files in include, extends and env_file.',
  }
}

export function writeIntoGit(where: string, path: string): Problem {
  return {
    code: 'write-git',
    what: `${where}: '${path}' is or contains a git repository, whose hooks and settings later steps would run.`,
    fix: 'Write into a folder of its own, for example dest=out, or name the path in the workflow itself.',
  }
}

/** The path of `where` is inside the folder that output `dest` of `target` fills. */
export function outputOverlap(where: string, path: string, target: string, dest: string): Problem {
  return {
    code: 'output-overlap',
    what: `${where}: '${path}' is inside '${dest}', which the build of target '${target}' fills in the same step, with links where its image has some.`,
    fix: `Use separate folders. To build from files of that target, write target:${target} in place of the folder.`,
  }
}

/** buildx before 0.30 empties the files that outputs name even while it reads the bake file. `why` is the end of a sentence. */
export function outputUncertain(file: string, why: string, version: string): Problem {
  return {
    code: 'bake-output-unclear',
    what: `${file} ${why}, and buildx ${version} empties the files that outputs name while it reads a bake file, wherever they are.`,
    fix: 'Use buildx 0.30 or newer, which input buildx-version downloads, or write output as a list of plain texts, such as output = ["type=local,dest=out"].',
  }
}
