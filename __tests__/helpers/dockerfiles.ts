import fc from 'fast-check'

/** A random Dockerfile, and the sources that its last stage copies from. */
export interface RandomDockerfile {
  readonly text: string
  readonly images: readonly string[]
}

interface Step {
  readonly text: string
  readonly images: readonly string[]
}

/** `<<` that does not begin a heredoc, with closed quotation marks. */
const noHeredoc = fc.constantFrom(
  ..."'cat <<EOF'|'a <<EOF b'|\"<<EOF\"|\"it's <<-EOF\"|\"a \\\" <<EOF\"|x<<EOF|$((1<<2))|<<<EOF|<<''|\\<<EOF|'\"' '<<EOF'|a\\'b".split(
    '|',
  ),
)
const word = fc.oneof(
  noHeredoc,
  fc.constantFrom('a', '--', '&&', '|', '"$X"', '${X}', '${X:-y}', '>/x', 'b#', '\\\\ b'),
)
const gap = fc.constantFrom(' ', '  ', '\t', ' \\\n', ' \\\n # <<EOF\n', ' \\\n\n  ', ' \\  \n')

const image = fc.integer({ min: 1, max: 9 }).map((number) => `r.test/i:${number}`)
const copy = fc
  .tuple(fc.constantFrom('', '--link ', '--chown="a b" '), image, fc.constantFrom('', '\r'), gap)
  .map(
    ([flag, from, end, blank]): Step => ({
      text: `COPY${blank}${flag}--from=${from} /a /b${end}`,
      images: [from],
    }),
  )
const mount = fc.tuple(fc.constantFrom('from', 'FROM', '"from'), image).map(
  ([key, from]): Step => ({
    text: `RUN --mount=type=bind,target=/m,${key}=${from}${key.startsWith('"') ? '"' : ''} ls`,
    images: [from],
  }),
)

const plainRun = fc
  .tuple(
    fc.array(fc.tuple(gap, word), { minLength: 1, maxLength: 5 }),
    fc.constantFrom('RUN', 'run', 'ONBUILD RUN'),
  )
  .map(([words, keyword]): Step => ({ text: `${keyword} a${words.flat().join('')}`, images: [] }))
const listRun = fc.constantFrom(
  'RUN ["sh", "-c", "cat <<EOF"]',
  'RUN [ "<<EOF" ]',
  'ENV A=<<EOF',
  'CMD a <<EOF',
)
const bodyLine = fc.constantFrom(
  'COPY --from=r.test/no:1 a b',
  'FROM r.test/no:2',
  'RUN <<EOF',
  ' EOF',
  'x \\',
  '#',
  "it's",
)
const heredoc = fc
  .tuple(
    fc.constantFrom(
      '<<EOF|EOF',
      '<<-EOF|\t\tEOF',
      '<<"EOF"|EOF',
      "<<'E F'|E F",
      '3<<E"O"F|EOF',
      '<< EOF|EOF',
      '<<$E|$E',
    ),
    fc.array(bodyLine, { maxLength: 4 }),
    fc.constantFrom('RUN cat', 'COPY', "RUN echo 'a <<B'", 'ONBUILD RUN'),
    fc.constantFrom('/x', '> /x', '| b'),
  )
  .map(([form, body, before, behind]): Step => {
    const [begin = '', end = ''] = form.split('|')
    return { text: [`${before} ${begin} ${behind}`, ...body, end].join('\n'), images: [] }
  })

const step = fc.oneof(
  { arbitrary: copy, weight: 3 },
  mount,
  { arbitrary: plainRun, weight: 3 },
  heredoc,
  listRun.map((text): Step => ({ text, images: [] })),
  fc.constantFrom('# <<EOF', '', '  ').map((text): Step => ({ text, images: [] })),
)
const stage = fc.tuple(fc.constantFrom('FROM scratch', 'from scratch'), fc.array(step, { maxLength: 6 }))

/** Valid Dockerfiles of one to three stages. */
export const anyDockerfile: fc.Arbitrary<RandomDockerfile> = fc
  .array(stage, { minLength: 1, maxLength: 3 })
  .map((stages) => ({
    text: stages.map(([from, steps]) => [from, ...steps.map(({ text }) => text)].join('\n')).join('\n'),
    images: stages.at(-1)?.[1].flatMap(({ images }) => images) ?? [],
  }))

const fragments = [
  '<<EOF',
  '<< EOF',
  '<<-"EOF"',
  '<<',
  '<',
  '"',
  "'",
  '\\',
  '\\\\',
  ' ',
  '\n',
  '\t',
  '\r',
  '$X',
  '${X:-a}',
  '${',
  '}',
  '$$',
]
const lines = [
  'EOF',
  '\tEOF',
  'FROM scratch AS x',
  'RUN a',
  'COPY --from=r.test/i:1 /a /b',
  'COPY',
  'ONBUILD RUN',
  '[',
  ']',
  '#',
]

/** Dockerfiles that are usually invalid. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...fragments, ...lines, ...lines.map((line) => `\n${line}`)), { maxLength: 25 })
  .map((parts) => `FROM scratch\n${parts.join('')}\nFROM scratch AS last\nCOPY --from=r.test/last:1 /a /b\n`)
