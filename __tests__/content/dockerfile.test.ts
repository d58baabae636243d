import fc from 'fast-check'
import { findDependencies } from '../../src/content/dependencies.ts'
import { parseDockerfile } from '../../src/content/dockerfile.ts'
import { readVariables } from '../../src/content/dockerfile-variables.ts'
import { anyDockerfile, anyText } from '../helpers/dockerfiles.ts'

function look(text: string) {
  const dockerfile = parseDockerfile(text)
  const dependencies = findDependencies(dockerfile, {}, readVariables(dockerfile, {}, 'linux/amd64'))
  return { images: [...dependencies.images].sort(), doubts: dependencies.doubts }
}

test('sources of COPY and RUN --mount are found, and nothing in heredocs is', () => {
  fc.assert(
    fc.property(anyDockerfile, ({ text, images }) => {
      expect(look(text)).toEqual({ images: [...new Set(images)].sort(), doubts: [] })
    }),
    { numRuns: 2_000 },
  )
})

test('behind any text, the last stage is found or in doubt', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { images, doubts } = look(text)
      expect(images.includes('r.test/last:1') || doubts.length > 0).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

test.each(['"'.repeat(9_999), `"${'$'.repeat(9_999)}`, `\${X:-${'$a'.repeat(9_999)}`, '<< '.repeat(9_999)])(
  'pathological text is read in under a second, %#',
  (odd) => {
    const start = performance.now()
    look(`FROM scratch\nRUN <<E ${odd}\nRUN --a=${odd}\nARG ${odd}`)
    expect(performance.now() - start).toBeLessThan(1_000)
  },
)

test.each(['<<A '.repeat(200_000), `${'x'.repeat(800_000)} <<A`])(
  'many heredocs and long words are read in linear time',
  (line) => {
    const start = performance.now()
    parseDockerfile(`FROM scratch\nRUN ${line}\n`)
    // In quadratic time this would take minutes.
    expect(performance.now() - start).toBeLessThan(10_000)
  },
)
