/** Where this machine's Debian packages come from, and the same mirror's sid beside it, pinned down. Pure. */

/**
 * @typedef {{uris: string, suites: string[], components: string[], signedBy: string, trusted: string}} AptSource
 *   `signedBy` is the field's whole value: a path, or a key with its continuation lines; '' where there is none.
 */

/**
 * Reads a deb822 file (`*.sources`).
 * @param {string} text
 * @returns {AptSource[]} those of binary packages that are not disabled
 */
export function parseDeb822(text) {
  return text
    .split(/\n[ \t]*\n/)
    .map(fieldsOf)
    .filter((fields) => words(fields.types).includes('deb') && fields.enabled !== 'no' && fields.uris)
    .map((fields) => ({
      uris: words(fields.uris).join(' '),
      suites: words(fields.suites),
      components: words(fields.components),
      signedBy: fields['signed-by'] ?? '',
      trusted: fields.trusted ?? '',
    }))
}

/** @param {string} stanza @returns {Record<string, string>} */
function fieldsOf(stanza) {
  /** @type {Record<string, string>} */
  const fields = {}
  let name = ''
  for (const line of stanza.split('\n')) {
    if (line.startsWith('#')) continue
    const field = /^([A-Za-z-]+):[ \t]*(.*)$/.exec(line)
    if (field) {
      name = field[1].toLowerCase()
      fields[name] = field[2].trim()
    } else if (name && /^[ \t]/.test(line)) fields[name] += `\n${line}`
  }
  return fields
}

/**
 * Reads the one-line style (`sources.list`, `*.list`).
 * @param {string} text
 * @returns {AptSource[]}
 */
export function parseOneLine(text) {
  const lines = text.matchAll(/^[ \t]*deb[ \t]+(?:\[([^\]]*)\][ \t]+)?(\S+)[ \t]+(\S+)[ \t]*([^#\n]*)/gm)
  return [...lines].map(([, options = '', uris, suite, components]) => ({
    uris,
    suites: [suite],
    components: words(components),
    signedBy: /signed-by=(\S+)/.exec(options)?.[1] ?? '',
    trusted: /trusted=(\S+)/.exec(options)?.[1] ?? '',
  }))
}

/** @param {string | undefined} text */
function words(text = '') {
  return text.split(/\s+/).filter(Boolean)
}

/**
 * The source of the distribution itself: it has the release's own suite and `main`; a security archive has no sid.
 * @param {AptSource[]} sources
 * @param {string} codename `bookworm`
 */
export function mainSource(sources, codename) {
  return sources.find(({ suites, components }) => suites.includes(codename) && components.includes('main'))
}

/** @param {AptSource[]} sources */
export function followsSid(sources) {
  return sources.some(({ suites }) => suites.some((suite) => suite === 'sid' || suite === 'unstable'))
}

/** The sources file for sid: same mirror, same keyring. @param {AptSource} source */
export function sidSource(source) {
  const comment = '# Added by Tagboat (scripts/lib/packages.mjs) for Docker and buildx; delete it to undo.'
  return `${comment}\n${writeDeb822(source, 'sid')}`
}

/**
 * The sources file of the same release for another processor. Debian's mirrors have all of them; Ubuntu's have amd64 alone,
 * and one of its own has the others.
 * @param {AptSource} source
 * @param {{id: string, codename: string, architecture: string}} wanted
 */
export function foreignSource(source, { id, codename, architecture }) {
  const ubuntu =
    architecture === 'amd64' ? 'http://archive.ubuntu.com/ubuntu' : 'http://ports.ubuntu.com/ubuntu-ports'
  return writeDeb822({ ...source, ...(id === 'ubuntu' && { uris: ubuntu }) }, codename)
}

/** @param {AptSource} source @param {string} suite */
function writeDeb822({ uris, signedBy, trusted }, suite) {
  const fields = ['Types: deb', `URIs: ${uris}`, `Suites: ${suite}`, 'Components: main']
  if (signedBy) fields.push(`Signed-By: ${signedBy}`)
  if (trusted) fields.push(`Trusted: ${trusted}`)
  return `${fields.join('\n')}\n`
}

/** Below 100: nothing moves to sid by itself, only what is asked for by name. */
export const SID_PIN = 'Package: *\nPin: release a=unstable\nPin-Priority: 50\n'
