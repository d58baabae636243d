import { badInput, conflictingInputs } from '../errors/inputs.ts'
import { type InputReader, parseBoolean } from './reader.ts'

/**
 * Input `cache`: which build cache Tagboat sets up. `auto` chooses GitHub's cache where the runner offers it, and a registry cache
 * elsewhere. Undefined: only the caches that the workflow or the bake file names.
 */
export type CacheSetting = 'auto' | 'gha' | 'registry' | undefined

/** Reads input `cache`. Its caches and those of `cache-from` and `cache-to` exclude each other. */
export function readCache(reader: InputReader): CacheSetting {
  const text = reader.text('cache').trim()
  if (text === '' || text === 'off' || parseBoolean(text) === false) return undefined
  if (text !== 'auto' && text !== 'gha' && text !== 'registry') {
    const fix = 'Write auto, gha, registry or off.'
    reader.problems.push(badInput('cache', text, 'is not one of its values', fix))
    return undefined
  }
  const others = ['cache-from', 'cache-to'].filter((name) => reader.lines(name).length > 0)
  // Bake files have a message of their own.
  if (others.length > 0 && reader.text('bake-files').trim() === '') {
    const what = `Input cache: '${text}' chooses what is read and written, and ${others.join(' and ')} too.`
    reader.problems.push(conflictingInputs(what, `Leave out cache, or ${others.join(' and ')}.`))
  }
  return text
}
