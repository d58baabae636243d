import fc from 'fast-check'
import { readFailure } from '../../src/build-output/build-failure.ts'
import { createBuildLog, reportSteps } from '../../src/build-output/build-log.ts'
import { readCheckOptions } from '../../src/build-output/check-options.ts'
import { readChecks } from '../../src/build-output/dockerfile-checks.ts'
import { buildSection } from '../../src/report/build-section.ts'

/** Lines like those of a build log, with text of a hostile Dockerfile in them. */
const line = fc.oneof(
  fc.string(),
  fc.tuple(fc.nat(9), fc.string()).map(([index, text]) => `#${index} ${text}`),
  fc
    .tuple(fc.nat(9), fc.constantFrom('DONE 1.0s', 'DONE', 'CACHED', 'CANCELED', 'WARN: x', 'ERROR: x'))
    .map(([index, text]) => `#${index} ${text}`),
  fc
    .tuple(fc.nat(9), fc.string(), fc.string())
    .map(([index, inside, text]) => `#${index} [${inside} 1/2] ${text}`),
  fc.constantFrom(
    '------',
    'Dockerfile:2',
    '-'.repeat(20),
    '   2 | >>> RUN x',
    'ERROR: target a: x',
    ' > [1/2] RUN x:',
  ),
)

test('property: every log gives a report without Markdown, HTML or more than five slow steps', () => {
  fc.assert(
    fc.property(fc.array(line), fc.boolean(), (lines, hasTargets) => {
      const log = createBuildLog()
      for (const each of lines) log.read(each)
      const report = reportSteps(log.steps(), hasTargets)
      const section = buildSection(report === undefined ? {} : { build: report })
      expect(report?.slowest.length ?? 0).toBeLessThanOrEqual(5)
      const text = section.join('\n').replaceAll(/<\/?(?:code|details|summary)>/g, '')
      expect(text).not.toMatch(/[<>`*[\]]/)
    }),
  )
})

test('property: the end of every log, every Dockerfile and every metadata can be read', () => {
  fc.assert(
    fc.property(fc.array(line), fc.jsonValue(), (lines, json) => {
      const failure = readFailure(lines.join('\n'))
      expect(failure.words.split('\n').length).toBeLessThanOrEqual(40)
      expect(readCheckOptions(lines.join('\n'))).toEqual(expect.any(String))
      expect(readChecks({ 'buildx.build.warnings': json })).toEqual(expect.any(Array))
    }),
  )
})
