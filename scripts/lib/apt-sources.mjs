/** The apt sources of this machine, and a newer suite of the same mirror, pinned to a low priority. Pure. */

/**
 * @typedef {{uris: string, suites: string[], components: string[], signedBy: string, trusted: string}} AptSource
 *   `signedBy` is the field's complete value: a path, or a key with its continuation lines; '' without one.
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
    const [, key, value = ''] = /^([A-Za-z-]+):[ \t]*(.*)$/.exec(line) ?? []
    if (key !== undefined) {
      name = key.toLowerCase()
      fields[name] = value.trim()
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
  return [...lines].map(([, options = '', uris = '', suite = '', components]) => ({
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

/**
 * A suite with newer packages than the release, on the same mirrors and signed with the same keys.
 * @typedef {{name: string, names: string[], component: string}} NewerSuite `names`: how package lists and sources call it
 */

/** @type {Record<string, NewerSuite>} by the distribution's id */
const newerSuites = {
  debian: { name: 'sid', names: ['sid', 'unstable'], component: 'main' },
  // 26.04 LTS. A release's suite is stable. It is the first LTS with oras, which works with the libc6 of 22.04.
  ubuntu: { name: 'resolute', names: ['resolute'], component: 'universe' },
}

/** @param {string} id of the distribution @returns {NewerSuite | undefined} */
export const newerSuite = (id) => (Object.hasOwn(newerSuites, id) ? newerSuites[id] : undefined)

/** Whether the machine's own sources have the suite. @param {AptSource[]} sources @param {NewerSuite} suite */
export function follows(sources, suite) {
  return sources.some(({ suites }) => suites.some((name) => suite.names.includes(name)))
}

/** Whether a line of `apt-cache madison` is of the suite. @param {string} line @param {NewerSuite} suite */
export const isOf = (line, suite) => suite.names.some((name) => line.includes(` ${name}/`))

/**
 * The sources file for a newer suite: same mirror, same keyring.
 * @param {AptSource} source
 * @param {NewerSuite} suite
 */
export function newerSource(source, suite) {
  const comment = '# Added by Tagboat (scripts/lib/packages.mjs); delete it to undo.'
  return `${comment}\n${writeDeb822({ ...source, components: [suite.component] }, suite.name)}`
}

/**
 * Preferences for a newer suite. Below priority 100 apt installs only explicitly named packages from it. Debian's docker needs
 * related packages of that suite; on Ubuntu only the named packages can come from it.
 * @param {string} id
 * @param {string[]} names the packages to take from it
 */
export function newerPin(id, names) {
  if (id === 'debian') return 'Package: *\nPin: release a=unstable\nPin-Priority: 50\n'
  const suite = newerSuite(id)
  if (!suite) throw new Error(`No newer suite is known for "${id}"`)
  const release = `Pin: release n=${suite.name}`
  return `Package: ${names.join(' ')}\n${release}\nPin-Priority: 50\n\nPackage: *\n${release}\nPin-Priority: -10\n`
}

/**
 * The sources file of the same release for another processor. Debian's mirrors have all processors; Ubuntu's have only amd64,
 * and a separate mirror has the others.
 * @param {AptSource} source
 * @param {{id: string, codename: string, architecture: string}} wanted
 */
export function foreignSource(source, { id, codename, architecture }) {
  const ubuntu =
    architecture === 'amd64' ? 'http://archive.ubuntu.com/ubuntu' : 'http://ports.ubuntu.com/ubuntu-ports'
  return writeDeb822({ ...source, components: ['main'], ...(id === 'ubuntu' && { uris: ubuntu }) }, codename)
}

/** @param {AptSource} source @param {string} suite */
function writeDeb822({ uris, components, signedBy, trusted }, suite) {
  const fields = ['Types: deb', `URIs: ${uris}`, `Suites: ${suite}`, `Components: ${components.join(' ')}`]
  if (signedBy) fields.push(`Signed-By: ${signedBy}`)
  if (trusted) fields.push(`Trusted: ${trusted}`)
  return `${fields.join('\n')}\n`
}
