import fc from 'fast-check'
import { whyUnmasked } from '../../src/masking/maskable.ts'
import { createRedactor } from '../../src/masking/redactor.ts'
import { cleanReport, type Reportable } from '../../src/report/clean.ts'
import { formatOutputs } from '../../src/report/format-outputs.ts'
import { describeResult } from '../../src/report/log-lines.ts'
import { formatSummary } from '../../src/report/summary.ts'
import { makePlan, makeTags } from '../helpers/plan.ts'
import { makeImage, makeResult, makeTag } from '../helpers/result.ts'
import { makeTrigger } from '../helpers/trigger.ts'

/** The fields of JSON whose values are text from outside. */
const freeFields = ['reason', 'why', 'labels', 'annotations', 'args']

type Shape = string | readonly Shape[] | { readonly [key: string]: Shape }

/** JSON without its free texts, which must not change. */
function fixedPart(json: unknown, isFree = false): Shape {
  if (typeof json === 'string') return isFree ? 'text' : json
  if (Array.isArray(json)) return json.map((item) => fixedPart(item, isFree))
  if (typeof json !== 'object' || json === null) return String(json)
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, fixedPart(value, isFree || freeFields.includes(key))]),
  )
}

const hex = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 })
const digests = hex.map((text) => `sha256:${text}`)
/** Unusual secrets: words and parts of published names. */
const odd = [
  'true',
  'main',
  'sha256',
  'created',
  'acme',
  'ghcr.io',
  'latest',
  'digest',
  'a',
  '',
  '"',
  'tags":[',
]
const secrets = fc.array(
  fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'binary', minLength: 4 }),
    fc.tuple(fc.string({ minLength: 4 }), fc.string({ minLength: 4 })).map((lines) => lines.join('\n')),
  ),
  { maxLength: 6 },
)

/** A report whose free texts contain all secrets, and whose fixed fields may contain some. */
const reports = fc
  .record({
    secrets,
    digest: digests,
    previous: digests,
    parts: fc.array(fc.string(), { minLength: 7, maxLength: 7 }),
  })
  .chain((given) =>
    fc.record({
      given: fc.constant(given),
      // A secret may be a digest or a part of it.
      secrets: fc.constantFrom(given.secrets, [...given.secrets, given.digest, given.previous.slice(9, 29)]),
    }),
  )

function makeReport(
  { digest, previous, parts }: { digest: string; previous: string; parts: string[] },
  all: string[],
) {
  const textAt = (at: number) => [parts[at] ?? '', ...all, parts[at + 1] ?? ''].join(' ')
  const plan = {
    ...makePlan({}, makeTrigger(), makeTags('main', 'latest')),
    labels: { title: textAt(0), 'dev.tagboat.content-key': digest.slice(7) },
  }
  const args = Object.fromEntries(all.map((secret, at) => [`build-arg:${at}`, secret]))
  const metadata = JSON.stringify({
    'containerimage.digest': digest,
    'containerimage.descriptor': { digest, size: 7, mediaType: 'application/vnd.oci.image.index.v1+json' },
    'buildx.build.provenance': {
      args: { ...args, text: textAt(1) },
      materials: [{ digest: { sha256: digest.slice(7) } }],
    },
    'image.name': 'ghcr.io/acme/app:main,ghcr.io/acme/app:latest',
  })
  const tags = [
    makeTag('main', { digest, reason: textAt(2) }),
    makeTag('latest', { digest, previous, action: 'moved' }),
  ]
  const image = makeImage(tags, { digest, origin: { how: 'built', why: textAt(3) } })
  const problem = { code: 'registry-denied', what: textAt(4), fix: 'Fix it.', original: textAt(5) }
  return {
    trigger: makeTrigger(),
    plans: [plan],
    result: makeResult({
      ...{ images: [image], imageId: previous, metadata },
      build: {
        counts: [{ target: textAt(0), platform: textAt(1), executed: 1, cached: 0, seconds: 1 }],
        slowest: [{ title: textAt(2), seconds: 1 }],
      },
    }),
    annotations: new Map([[plan.target, [`index:note=${textAt(0)}`]]]),
    problems: [problem],
  } satisfies Reportable
}

test('outputs of fixed form do not change, and no free text contains a secret in any form', () => {
  fc.assert(
    fc.property(reports, ({ given, secrets: all }) => {
      const masked = all.filter((one) => whyUnmasked(one) === undefined).map((one) => one.trim())
      const redactor = createRedactor()
      for (const secret of all) redactor.add(secret)
      const report = makeReport(given, all)
      const cleaned = cleanReport(report, redactor.clean)
      const before = formatOutputs(report.result, report.plans, report.annotations)
      const after = formatOutputs(cleaned.result, cleaned.plans, cleaned.annotations)

      for (const name of ['digest', 'imageid', 'version', 'tags', 'tag-names', 'images', 'pushed'])
        expect([name, after[name]]).toEqual([name, before[name]])
      for (const name of ['result', 'json', 'metadata'])
        expect(fixedPart(JSON.parse(after[name] ?? ''))).toEqual(fixedPart(JSON.parse(before[name] ?? '')))
      expect(cleaned.problems[0]?.code).toBe('registry-denied')

      // Secrets with a star are skipped, because the replacement *** may contain them.
      const image = cleaned.result.images[0]
      const metadata = JSON.parse(after.metadata ?? '')['buildx.build.provenance'].args
      const texts = [
        ...[image?.tags[0]?.reason, image?.origin?.why, cleaned.plans[0]?.labels.title],
        ...[cleaned.problems[0]?.what, cleaned.problems[0]?.original, metadata.text],
        ...(cleaned.annotations.get(cleaned.plans[0]?.target ?? '') ?? []).map((item) =>
          item.replace('index:note=', ''),
        ),
        ...Object.values(metadata),
        ...(cleaned.result.build?.counts ?? []).flatMap(({ target, platform }) => [target, platform]),
        ...(cleaned.result.build?.slowest ?? []).map(({ title }) => title),
      ].map(String)
      for (const text of texts)
        for (const secret of masked.filter((one) => !/[*]/.test(one)))
          for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex')])
            expect(text).not.toContain(form)
    }),
  )
})

test('the log and the summary show every digest and reference of the result', () => {
  fc.assert(
    fc.property(reports, ({ given, secrets: all }) => {
      const redactor = createRedactor()
      for (const secret of all) redactor.add(secret)
      const cleaned = cleanReport(makeReport(given, all), redactor.clean)
      const { result, plans, trigger, problems } = cleaned
      const log = describeResult(result).join('\n')
      const summary = formatSummary(result, plans, trigger, problems)
      expect(log).toContain(`created   ghcr.io/acme/app:main ${given.digest}`)
      expect(log).toContain(`moved     ghcr.io/acme/app:latest ${given.digest} (was ${given.previous})`)
      expect(summary).toContain(`<code>${given.digest}</code>`)
    }),
  )
})
