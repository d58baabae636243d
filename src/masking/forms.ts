import { shortestMasked } from './maskable.ts'

/** The minimum length of a secret, in bytes, for masking its base64 form inside of a longer encoded text. */
const shortestInside = 6

/** Characters of a line of `base64` (GNU coreutils). */
const base64Line = 76

/** The forms in which programs write a secret: itself, then in addresses, forms, JSON, HTML, hexadecimal and base64. */
export function listForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8')
  // Without lone surrogates, which have no encoding.
  const text = bytes.toString('utf8')
  const hex = bytes.toString('hex')
  const forms = [secret, ...listPercent(text), ...listJson(text), ...listHtml(text), hex, hex.toUpperCase()]
  return [...new Set([...forms, ...listBase64(bytes)])].filter(({ length }) => length >= shortestMasked)
}

/** RFC 3986, section 2.1, and forms, which write a space as +. Programs differ in which other characters they escape. */
function listPercent(text: string): readonly string[] {
  const usual = encodeURIComponent(text)
  const strict = usual.replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const form = new URLSearchParams({ x: text }).toString().slice(2)
  const upper = [usual, strict, form, strict.replaceAll('%20', '+')]
  return upper.flatMap((one) => [one, one.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())])
}

/** RFC 8259, section 7. Go also escapes `<`, `>` and `&`, Python everything that is not ASCII. */
function listJson(text: string): readonly string[] {
  const usual = JSON.stringify(text).slice(1, -1)
  const toUnicode = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return [usual, usual.replace(/[<>&\u2028\u2029]/g, toUnicode), usual.replace(/[^\0-\x7f]/g, toUnicode)]
}

function listHtml(text: string): readonly string[] {
  const tags = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quoted = [tags, tags.replaceAll('"', '&quot;'), tags.replaceAll('"', '&#34;')]
  return quoted.flatMap((one) => [one, one.replaceAll("'", '&#39;'), one.replaceAll("'", '&#x27;')])
}

/** RFC 4648, both alphabets, with and without padding, in lines, and as a part of a longer text (`user:password`). */
function listBase64(bytes: Buffer): readonly string[] {
  const whole = bytes.toString('base64')
  const lines = whole.length > base64Line ? (whole.match(new RegExp(`.{1,${base64Line}}`, 'g')) ?? []) : []
  const inside = bytes.length < shortestInside ? [] : [0, 1, 2].map((before) => cutInside(bytes, before))
  const usual = [whole, whole.replace(/=+$/, ''), ...lines.slice(0, -1), ...inside]
  return usual.flatMap((one) => [one, one.replaceAll('+', '-').replaceAll('/', '_')])
}

/** The base64 characters that depend on these bytes alone, with `before` other bytes in front in their group of three. */
function cutInside(bytes: Buffer, before: number): string {
  const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}
