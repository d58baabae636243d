/** The credentials of an Authorization header with the Basic scheme: RFC 7617. */
export const encodeBasic = ({
  user,
  password,
}: {
  readonly user: string
  readonly password: string
}): string => Buffer.from(`${user}:${password}`, 'utf8').toString('base64')
