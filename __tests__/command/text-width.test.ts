import fc from 'fast-check'
import { padText, textWidth, wrapText } from '../../src/command/text-width.ts'

describe('the width of a text on a terminal', () => {
  it.each([
    ['counts letters', 'main', 4],
    ['counts East Asian characters twice', '日本', 4],
    ['counts an emoji twice', 'v1🚀', 4],
    ['does not count a combining mark', 'e\u0301', 1],
    ['is 0 for an empty text', '', 0],
  ])('%s', (_, text, width) => {
    expect(textWidth(text)).toBe(width)
  })

  it('decides how many blanks fill a column', () => {
    expect([padText('日本', 6), padText('main', 6), padText('too long', 6)]).toEqual([
      '日本  ',
      'main  ',
      'too long',
    ])
  })
})

describe('a text that is too long for its column', () => {
  it.each([
    ['stays whole if it fits', 'create: new', 11, ['create: new']],
    ['is broken at blanks', 'does not exist yet', 9, ['does not', 'exist yet']],
    ['is broken after commas', 'type=raw,value=main', 12, ['type=raw,', 'value=main']],
    ['is cut where it has neither', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['is cut before a wide character that does not fit', '日本語', 5, ['日本', '語']],
    ['gives one empty line if it is empty', '', 5, ['']],
  ])('%s', (_, text, width, lines) => {
    expect(wrapText(text, width)).toEqual(lines)
  })

  it('keeps every character but blanks, and never gives a line that is too wide', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ',', ' ', '語', 'é'), maxLength: 60 })
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrapText(text, width)
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})
