/** Extra text in a version pattern: for a prerelease, docker/metadata-action drops it, and so do we. */
import { candidate, computeTags, main, release, tag } from '../helpers/tag-names.ts'

const given = (line: string, on = candidate) => {
  const { tags, warnings } = computeTags(on, { tags: [line], flavor: ['latest=false'] })
  return { tag: tags.map(({ name }) => name).join(' '), warnings }
}

test('a warning reports text that a prerelease loses, with the fix', () => {
  expect(given('type=semver,pattern={{version}}-rocm')).toEqual({
    tag: '2.0.0-rc.1',
    warnings: [
      "Input tags, line 'type=semver,pattern={{version}}-rocm': a version like '2.0.0-rc.1' is given in full, without the rest of pattern '{{version}}-rocm'. Write the rest as prefix= or suffix=, which every version gets.",
    ],
  })
})

test.each([
  ['type=semver,pattern=v{{version}}', candidate, '2.0.0-rc.1'],
  ['type=semver,pattern={{raw}}-x', candidate, '2.0.0-rc.1'],
  ['type=pep440,pattern={{version}}-x', tag('v2.0rc1'), '2.0rc1'],
  ['type=semver,pattern={{version}}-x,value=2.0.0-rc.1', main, '2.0.0-rc.1'],
])('%s loses text and warns', (line, on, expected) =>
  expect(given(line, on)).toEqual({ tag: expected, warnings: [expect.stringMatching(/given in full/)] }),
)

test.each([
  ['type=semver,pattern={{version}}', candidate, '2.0.0-rc.1'],
  ['type=semver,pattern={{ version }}', candidate, '2.0.0-rc.1'],
  ['type=semver,pattern={{raw}}', candidate, 'v2.0.0-rc.1'],
  ['type=semver,pattern={{major}}.{{minor}}', candidate, '2.0.0-rc.1'],
  ['type=semver,pattern=v{{major}}', candidate, '2.0.0-rc.1'],
  ['type=semver,pattern={{version}},suffix=-rocm', candidate, '2.0.0-rc.1-rocm'],
  ['type=semver,pattern={{version}}-rocm', release, '1.2.3-rocm'],
])('%s loses no text', (line, on, expected) =>
  expect(given(line, on)).toEqual({ tag: expected, warnings: [] }),
)
