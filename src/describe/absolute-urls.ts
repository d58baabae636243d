/** An address in a page. */
export interface PageUrl {
  /** UTF-16 code units, without brackets and quotation marks. */
  readonly start: number
  readonly end: number
  /** Without escapes and character references. */
  readonly url: string
  /** An `image` is loaded and shown with the page. */
  readonly kind: 'link' | 'image'
}

/** Where the addresses of a page lead. */
export interface PagePlace {
  /** `https://github.com/acme/app` */
  readonly repositoryUrl: string
  /** The commit or git tag of the page. */
  readonly ref: string
  /** The folder of the page in the repository, without slashes around it; '' for the root. */
  readonly folder: string
  /** The views of a repository are below `/-/` ("GitLab URLs"); otherwise as on GitHub. */
  readonly isGitlab?: boolean
}

/** A relative address, as a path of the repository. */
export interface RelativeUrl {
  /** Without `.` and `..`, percent-encoded as written. */
  readonly segments: readonly string[]
  /** How many folders above the repository's root it leads. */
  readonly above: number
  /** It ends with a slash, or names the root. */
  readonly isFolder: boolean
  /** The query and the fragment, with `?` and `#`. */
  readonly suffix: string
}

/** Reads an address of a page in `folder`; undefined if it is absolute or leads to a place of the page itself (`#x`). */
export function readRelative(url: string, folder: string): RelativeUrl | undefined {
  const text = url.trim()
  if (text === '' || /^(?:[a-z][a-z0-9+.-]*:|[#?]|\/\/|\/?\\)/i.test(text)) return undefined
  const path = /^[^?#]*/.exec(text)?.[0] ?? ''
  const segments: string[] = []
  let above = 0
  for (const segment of [...(path.startsWith('/') ? [] : folder.split('/')), ...path.split('/')]) {
    if (segment === '..' && segments.length === 0) above += 1
    else if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  const isFolder = segments.length === 0 || /(?:^|\/)\.{0,2}$/.test(path)
  return { segments, above, isFolder, suffix: text.slice(path.length) }
}

/** The path of a file or folder of the repository that a relative address names; undefined if it leads out of the repository. */
export function pathOf({ segments, above }: RelativeUrl): string | undefined {
  return above > 0 ? undefined : segments.map(decodeSegment).join('/')
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * The absolute address of a relative one: folders below `tree`, files below `blob`, images below `raw`. An address above the
 * repository's root is resolved as on the page of GitHub, `/OWNER/NAME/blob/REF/`; undefined if that leads nowhere.
 */
export function makeAbsolute(
  { repositoryUrl, ref, isGitlab = false }: PagePlace,
  relative: RelativeUrl,
  kind: PageUrl['kind'],
  isFolder: boolean,
): string | undefined {
  const path = relative.segments.map(encodeSegment)
  const suffix = encodeSuffix(relative.suffix)
  if (relative.above > 0) {
    const { origin, pathname } = new URL(repositoryUrl)
    // Two folders above are `blob` and the ref; one is not a page.
    const rest = pathname.split('/').filter((part) => part !== '')
    const kept = rest.slice(0, Math.max(0, rest.length + 2 - relative.above))
    return relative.above < 2 || isGitlab ? undefined : `${[origin, ...kept, ...path].join('/')}${suffix}`
  }
  const view = kind === 'image' ? 'raw' : isFolder ? 'tree' : 'blob'
  const slash = isFolder && relative.segments.length > 0 && kind === 'link' && relative.isFolder ? '/' : ''
  const views = isGitlab ? ['-', view] : [view]
  return `${[repositoryUrl, ...views, ...ref.split('/').map(encodeSegment), ...path].join('/')}${slash}${suffix}`
}

/** Percent-encodes what neither Markdown nor HTML nor a path may have as it is. Existing percent-encodings stay. */
const encodeSegment = (segment: string): string =>
  encodeUnsafe(segment, /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9_.~!$+,;=:@%-]/gu)

/** As `encodeSegment`, for a query and a fragment. `&` is a character reference, which both languages read. */
const encodeSuffix = (suffix: string): string =>
  encodeUnsafe(suffix, /%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9_.~!$+,;=:@%/?#&-]/gu).replaceAll('&', '&amp;')

const encodeUnsafe = (text: string, unsafe: RegExp): string =>
  text.replace(unsafe, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  )
