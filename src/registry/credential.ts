/** What docker knows to log in to a registry with. */
export type Credential =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** To be exchanged for access tokens: OAuth 2.0's refresh token. */
  | { readonly kind: 'identity'; readonly token: string }
  /** A registry's own token, sent as it is. */
  | { readonly kind: 'bearer'; readonly token: string }
