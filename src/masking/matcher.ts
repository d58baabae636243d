import { shortestMasked } from './maskable.ts'

/** Replaces texts in other texts. */
export interface Matcher {
  add(form: string): void
  /** The text with `***` in place of every occurrence; occurrences that overlap are replaced as one. */
  clean(text: string): string
}

const hidden = '***'

/** A hash of the last four characters: each shifts it by four bits, so that a fifth drops out. */
const hashBits = 16
const push = (hash: number, text: string, at: number): number =>
  ((hash << (hashBits / shortestMasked)) ^ text.charCodeAt(at)) & 0xffff

/**
 * Finds each text by its first four characters, through a table of hashes, so that the time does not depend on the number of
 * texts. A log of 100 MB in a million lines takes 0.4 to 0.8 s (Node 24), with all forms of one secret or of a
 * hundred.
 */
export function createMatcher(): Matcher {
  const known = new Set<string>()
  const isFirst = new Uint8Array(1 << hashBits)
  const byHash = new Map<number, string[]>()
  const findLongest = (text: string, at: number, hash: number): number => {
    let longest = 0
    for (const form of byHash.get(hash) ?? [])
      if (form.length > longest && text.startsWith(form, at)) longest = form.length
    return longest
  }
  return {
    add(form) {
      if (form.length < shortestMasked || known.has(form)) return
      known.add(form)
      let hash = 0
      for (let at = 0; at < shortestMasked; at += 1) hash = push(hash, form, at)
      isFirst[hash] = 1
      byHash.set(hash, [...(byHash.get(hash) ?? []), form])
    },
    clean(text) {
      if (known.size === 0) return text
      const parts: string[] = []
      let [hash, end] = [0, 0]
      for (let last = 0; last < text.length; last += 1) {
        hash = push(hash, text, last)
        if (isFirst[hash] === 0) continue
        const at = last - shortestMasked + 1
        const length = at < 0 ? 0 : findLongest(text, at, hash)
        if (length === 0) continue
        if (parts.length === 0 || at >= end) parts.push(text.slice(end, at), hidden)
        end = Math.max(end, at + length)
      }
      return parts.length === 0 ? text : parts.join('') + text.slice(end)
    },
  }
}
