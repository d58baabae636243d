import { createRequire } from 'node:module'
import type Pep440 from '@renovate/pep440'
import type Handlebars from 'handlebars'

const load = createRequire(import.meta.url)

/*
 * Libraries that most runs do not need. Each is loaded on first use, synchronously, because pure functions use it. `#name` is a subpath
 * import: package.json maps it to the library, and dist/package.json to a bundle of its own.
 */

/** For expressions, `{{version}}`. */
export const handlebars = (): typeof Handlebars => load('#handlebars')

/** For versions that semver does not read. */
export const pep440 = (): typeof Pep440 => load('#pep440')

/** For inputs that are YAML lists, and for compose files. */
export const yaml = (): typeof import('yaml') => load('#yaml')

/** For a BuildKit configuration in the inputs. */
export const toml = (): typeof import('smol-toml') => load('#toml')
