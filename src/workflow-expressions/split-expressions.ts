/** A part of a text: known text, or the expression of a `${{ }}`, without spaces around it. */
export type TextPiece = string | { readonly expression: string }

/** Splits a text at its `${{ }}`; undefined if one has no end. A string in an expression may contain `}}`. */
export function splitExpressions(text: string): readonly TextPiece[] | undefined {
  const pieces: TextPiece[] = []
  let at = 0
  for (let open = text.indexOf('${{'); open !== -1; open = text.indexOf('${{', at)) {
    const close = findClose(text, open + 3)
    if (close === undefined) return undefined
    if (open > at) pieces.push(text.slice(at, open))
    pieces.push({ expression: text.slice(open + 3, close).trim() })
    at = close + 2
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}

/** Where the `}}` of an expression begins. */
function findClose(text: string, start: number): number | undefined {
  let isString = false
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "'") isString = !isString
    else if (!isString && text.startsWith('}}', at)) return at
  }
  return undefined
}
