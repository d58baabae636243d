import { decodeNamedCharacterReference } from 'decode-named-character-reference'
import { decodeNumericCharacterReference } from 'micromark-util-decode-numeric-character-reference'

const reference = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));/g

/** An attribute's value or a Markdown text without character references: `a&amp;b` is `a&b`. */
export const decodeReferences = (text: string): string =>
  text.replace(reference, (all, decimal?: string, hexadecimal?: string, name?: string) => {
    if (decimal !== undefined) return decodeNumericCharacterReference(decimal, 10)
    if (hexadecimal !== undefined) return decodeNumericCharacterReference(hexadecimal, 16)
    return (name !== undefined && decodeNamedCharacterReference(name)) || all
  })

/** A backslash before ASCII punctuation stands for that character (CommonMark 0.31, "Backslash escapes"). */
const escaped = /\\([!-/:-@[-`{-~])/g

/** A Markdown destination as the address that it means. An escaped `&` begins no character reference. */
export function decodeDestination(text: string): string {
  let decoded = ''
  let from = 0
  for (const { 0: all, 1: character = '', index } of text.matchAll(escaped)) {
    decoded += decodeReferences(text.slice(from, index)) + character
    from = index + all.length
  }
  return decoded + decodeReferences(text.slice(from))
}
