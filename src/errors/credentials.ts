import type { Problem } from '../model/tagboat-error.ts'

/** docker's config.json cannot be read as JSON. Its text is never shown: it holds passwords. */
export function configInvalid(path: string): Problem {
  return {
    code: 'docker-config-invalid',
    what: `${path} is not valid JSON.`,
    fix: 'Mend or remove it; docker login writes a new one.',
  }
}

export function helperNameInvalid(host: string, helper: string): Problem {
  return {
    code: 'credential-helper-name',
    what: `The credential helper for ${host} has the name '${helper}'.`,
    fix: 'A name has only letters, digits, _ and -: for the program docker-credential-gcr it is gcr.',
  }
}

export function helperMissing(host: string, program: string): Problem {
  return {
    code: 'credential-helper-missing',
    what: `The credential helper for ${host}, ${program}, is not on the PATH. Its directories in the workspace do not count.`,
    fix: 'Install it outside the workspace in an earlier step, or log in with a user name and a password.',
  }
}

/** `original` is its message; what it printed as a credential is never shown. */
export function helperFailed(host: string, program: string, original: string): Problem {
  return {
    code: 'credential-helper-failed',
    what: `The credential helper for ${host}, ${program}, gives no credential.`,
    fix: `Run 'echo ${host} | ${program} get' in a step before to see why.`,
    original,
  }
}
