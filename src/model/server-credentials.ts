/** What the environment has for a git server that is not github.com. */
export interface ServerCredentials {
  /** The token of a GitHub Enterprise Server; empty for any other server. */
  readonly githubToken: string
  /** The login to the server's own registry. It is used if an image is there and the user gave no login for it. */
  readonly registry?: RegistryLogin
}

export interface RegistryLogin {
  /** The registry's host. */
  readonly registry: string
  readonly username: string
  readonly password: string
}
