import { createRequire } from 'node:module'
import type Pep440 from '@renovate/pep440'
import type Handlebars from 'handlebars'

const load = createRequire(import.meta.url)

/*
 * Libraries that most runs do not need. Each is loaded on first use, synchronously, because pure functions use it. `#name` is a subpath
 * import: package.json maps it to the library, and dist/package.json to a bundle of its own.
 */

/** Loads a library on the first call. Finding it again would cost a look at several files. */
function once<T>(name: string): () => T {
  const loaded: T[] = []
  return () => {
    const library: T = loaded[0] ?? load(name)
    loaded[0] = library
    return library
  }
}

/** For expressions, `{{version}}`. */
export const handlebars = once<typeof Handlebars>('#handlebars')

/** For versions that semver does not read. */
export const pep440 = once<typeof Pep440>('#pep440')

/** For inputs that are YAML lists, and for compose files. */
export const yaml = once<typeof import('yaml')>('#yaml')

/** For a BuildKit configuration in the inputs. */
export const toml = once<typeof import('smol-toml')>('#toml')
