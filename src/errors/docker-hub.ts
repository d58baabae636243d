import type { Problem } from '../model/tagboat-error.ts'

/** Docker Hub's web API gave no answer, or one that is not documented. `name`: `acme/app:topic`. */
export const hubFailed = (name: string, what: string, original?: string): Problem => ({
  code: 'hub-failed',
  what: `The web API of Docker Hub did not delete ${name}: ${what}.`,
  fix: 'Run the job again later, and check the network and HTTPS_PROXY.',
  ...(original !== undefined && { original }),
})

/** `seconds`: how long Docker Hub asks to wait. */
export const hubThrottled = (name: string, seconds: number | undefined, original: string): Problem => ({
  code: 'hub-throttled',
  what: `The web API of Docker Hub limits requests and still refuses to delete ${name}${seconds === undefined ? '' : `; it asks to wait ${seconds} s`}.`,
  fix: 'Run the job again later.',
  original,
})

/** Neither an identity token nor a registry token logs in to the web API. */
export const hubLoginMissing = (name: string): Problem => ({
  code: 'hub-login',
  what: `The web API of Docker Hub cannot delete ${name} without a user name and a password or access token.`,
  fix: "Set username and password. The password is an access token for 'Read, Write, Delete'.",
})

export const hubLoginRefused = (name: string, original: string): Problem => ({
  code: 'hub-login',
  what: `The web API of Docker Hub refused the login that should delete ${name}.`,
  fix: 'Check that the token exists and has not expired. The user name of a personal access token is the user, that of an organization access token the organization.',
  original,
})
