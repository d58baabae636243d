/** Tags that only one repository of their image gets. */
import fc from 'fast-check'
import { parseRepository } from '../../src/model/reference.ts'
import { makePlan, type Plan, references } from '../../src/plan/plan.ts'
import { tagReferencesOf } from '../../src/plan/tag-references.ts'
import { findHigher } from '../../src/publish/competing-tags.ts'
import { gatherFacts } from '../../src/publish/gather-facts.ts'
import { planImages } from '../../src/report/plan-result.ts'
import { applyRules } from '../../src/tags/apply-rules.ts'
import { compileRules } from '../../src/tags/compile-rules.ts'
import { namesFor, namesForBranch } from '../../src/tags/other-names.ts'
import { makeInputs } from '../helpers/inputs.ts'
import { createFakeSource } from '../helpers/source.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const [one, other] = [parseRepository('a.test/one'), parseRepository('a.test/other')]
const release = makeTrigger({ ref: 'refs/tags/v1.0.0' })
const guards = { overwrite: false, forwardOnly: true, requireSignedTag: false }

function planFor(lines: readonly string[]): Plan {
  const inputs = makeInputs({ images: 'a.test/one\na.test/other', tags: lines.join('\n') })
  const tags = applyRules(release, inputs.rules)
  const target = { name: 'image', definition: {}, repositories: [one, other], options: {}, tags }
  return makePlan(release, inputs, target)
}

const line = fc.constantFrom(
  '1',
  '2',
  'a.test/one:1',
  'a.test/one:2',
  'a.test/other:1',
  'docker.io/x:9,enable=false',
)

test('any mix of references and tags gives the same tags in requests, facts and the dry run', async () => {
  const property = fc.asyncProperty(fc.uniqueArray(line, { minLength: 1 }), async (lines) => {
    const plan = planFor(lines)
    const expected = [...references(plan)].sort()
    const asked: string[] = []
    const headManifest = async ({ name }: { name: string }, { tag }: { tag: string }) => {
      asked.push(`${name}:${tag}`)
      return undefined
    }
    const facts = await gatherFacts({
      ...{
        trigger: release,
        source: createFakeSource({}),
        registry: { headManifest },
        plans: [plan],
        guards,
      },
      readImage: async () => ({ digest: '' }),
      namesFor: () => ({ tags: [], version: '', warnings: [] }),
      namesForBranch: () => new Set(),
    })
    expect(facts.tags.map(({ ref }) => ref).sort()).toEqual(expected)
    expect([...new Set(asked)].sort()).toEqual([...new Set(expected)])
    const shown = planImages(plan, '').flatMap(({ tags }) => tags.map(({ ref }) => ref))
    expect(shown.sort()).toEqual(expected)
    for (const { repository, tag } of tagReferencesOf(plan)) {
      expect(lines.some((each) => each === tag.name || each === `${repository.name}:${tag.name}`)).toBe(true)
    }
  })
  await fc.assert(property)
})

test.each([
  ['the repository that the rule names', one, { higher: { gitTag: 'v2.0.0', version: '2.0.0' } }],
  ['another repository', other, {}],
])('findHigher for a rule with a reference, in %s', async (_, repository, expected) => {
  const rules = compileRules({ tags: ['a.test/one:latest', 'type=semver,pattern={{version}}'], flavor: [] })
  const latest = applyRules(release, rules).tags.find(({ only }) => only !== undefined)
  if (latest === undefined) throw new Error('latest is not planned.')
  const request = {
    ...{ trigger: release, plans: [], guards, source: createFakeSource({ tags: ['v2.0.0'] }) },
    registry: { headManifest: async () => ({ digest: 'x' }) },
    readImage: async () => ({ digest: '' }),
    namesFor: (gitTag: string) => {
      const planned = namesFor(release, rules, gitTag)
      return {
        ...planned,
        tags: planned.tags.filter(({ name, only }) => only !== undefined || name !== 'latest'),
      }
    },
    namesForBranch: () => new Set<string>(),
  }
  expect(await findHigher(request, { target: 'image', repository, tag: latest }, undefined)).toEqual(expected)
})

test('a tag of a reference conflicts only in the repository of the reference', () => {
  const rules = compileRules({ tags: ['a.test/one:{{branch}}'], flavor: [] })
  const named = (repository = one) => [...namesForBranch(makeTrigger(), rules, 'x', {}, {}, repository)]
  expect([...new Set(named())]).toEqual(['x'])
  expect(named(other)).toEqual([])
})
