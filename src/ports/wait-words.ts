import type { HttpRequest } from './http.ts'

/** What a request waits for: the host and, of a registry, what is read or written. Never its query, which may have a token. */
export function describeRequest({ method, url }: Pick<HttpRequest, 'method' | 'url'>): string {
  const { host, pathname } = new URL(url)
  const [, repository, kind, rest = ''] =
    /^\/v2\/(.+?)\/(manifests|blobs|tags|referrers)\/(.*)$/.exec(pathname) ?? []
  if (repository === undefined) return host
  const isRead = method === 'GET' || method === 'HEAD'
  switch (kind) {
    case 'manifests':
      return `${host} (${isRead ? 'reading' : 'writing'} ${repository}${separate(rest)})`
    case 'blobs':
      return `${host} (${isRead ? 'reading a blob of' : 'an upload to'} ${repository})`
    case 'tags':
      return `${host} (the tags of ${repository})`
    default:
      return `${host} (what is attached to ${repository}${separate(rest)})`
  }
}

/** `:main`, or `@sha256:` and the first digits of a digest. */
function separate(reference: string): string {
  const [, digest] = /^(sha\d+:[0-9a-f]{12})/.exec(reference) ?? []
  return digest === undefined ? `:${reference}` : `@${digest}`
}

/** What a command waits for: the program and its subcommand, without further arguments. */
export function describeExec(command: string, args: readonly string[]): string {
  const program = (command.split(/[\\/]/).pop() ?? command).replace(/\.exe$/, '')
  const words = subcommand(args)
  if (program === 'docker' && words[0] === 'info') return 'the Docker engine'
  if (program === 'docker' && words[0] === 'login') return `docker login ${args.at(-1) ?? ''}`.trim()
  if (program === 'docker-buildx') return ['docker buildx', ...words.slice(0, 1)].join(' ')
  return [program, ...words.slice(0, words[0] === 'buildx' ? 2 : 1)].join(' ')
}

/** The words of a command line that come before its first flag; `-c NAME=VALUE` and `-C FOLDER` of git are skipped. */
function subcommand(args: readonly string[]): readonly string[] {
  let first = 0
  while (args[first] === '-c' || args[first] === '-C') first += 2
  while (args[first]?.startsWith('-')) first += 1
  const end = args.findIndex((arg, index) => index >= first && !/^[a-z][a-z-]*$/.test(arg))
  return args.slice(first, end < 0 ? undefined : end)
}
