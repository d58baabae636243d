/** Whole migrations: the steps, and the tags of every event before and after. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findExamples } from '../../scripts/lib/examples.mjs'
import { leavesJobs, migrate } from '../../src/migrate/migrate.ts'
import { describeProof } from '../../src/proof/describe-proof.ts'

const folder = fileURLToPath(new URL('cases/', import.meta.url))
const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8')

test.each(readdirSync(folder))('the tags of %s are those of its proof, for every event', async (name) => {
  const { text, proofs } = await migrate('image.yml', read(`cases/${name}/before.yml`))
  expect(text).toBe(read(`cases/${name}/after.yml`))
  expect(`${proofs.flatMap(describeProof).join('\n')}\n`).toBe(read(`cases/${name}/proof.txt`))
})

const examples = findExamples('docs/migration.md', read('../../docs/migration.md')).filter(({ text }) =>
  /uses: docker\//.test(text),
)

test('docs/migration.md has more than ten workflows with docker’s actions', () => {
  expect(examples.length).toBeGreaterThan(10)
})

test.each(examples)('docs/migration.md: the workflow at line $line keeps its tags', async ({ text }) => {
  const { jobs, proofs } = await migrate('image.yml', text)
  const isPromotion = /^name: Promote$/m.test(text)
  expect(jobs.map(({ kind }) => kind)).toEqual(jobs.map(() => (isPromotion ? 'unchanged' : 'changed')))
  const runs = proofs.flatMap((proof) => proof.runs)
  expect(runs.filter(({ before, after }) => [...before].sort().join() !== [...after].sort().join())).toEqual(
    [],
  )
  expect(
    runs.flatMap(({ differences, problems, unread }) => [...differences, ...problems, ...unread]),
  ).toEqual([])
  expect(runs.length > 0).toBe(!isPromotion)
})

const job = (name: string, tags: string) => `  ${name}:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: acme/${name}
          tags: ${tags}
      - uses: docker/build-push-action@v6
        with:
          context: .
          push: true
          tags: \${{ steps.meta.outputs.tags }}
`
const workflow = (...jobs: readonly string[]) => `on:\n  push:\n    branches: [main]\njobs:\n${jobs.join('')}`

/** Rules that Tagboat reads in another way, each with the reason that is reported. */
const refused = [
  {
    tags: 'type=sha,enabled=false',
    why: /^The tags would not stay the same on push of branch 'main': .*enabled/,
  },
  {
    tags: 'type=edge,onlatest=false',
    why: /^The tags would not stay the same on push of branch 'main': .*onlatest/,
  },
]

test.each(refused)(
  'a job with the rule $tags stays, and a job beside it is migrated',
  async ({ tags, why }) => {
    const text = workflow(job('web', tags), job('worker', 'type=ref,event=branch'))
    const done = await migrate('image.yml', text)
    expect(done.jobs.map(({ kind }) => kind)).toEqual(['unchanged', 'changed'])
    expect(done.jobs[0]?.messages[0]).toMatch(why)
    expect(done.jobs[0]?.messages.at(-1)).toBe(
      'Migrate this job by hand with docs/migration.md, or change its tags first, then run this again.',
    )
    expect(done.text).toBe(
      workflow(job('web', tags), '') + done.text.slice(workflow(job('web', tags)).length),
    )
    expect(done.proofs.map((proof) => proof.job)).toEqual(['worker'])
  },
)

test('a workflow without docker’s actions stays, without a proof', async () => {
  const text = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo\n'
  expect(await migrate('a.yml', text)).toEqual({
    text,
    jobs: [{ job: 'a', kind: 'unchanged', messages: [] }],
    proofs: [],
  })
})

const caller = '  caller:\n    uses: ./.github/workflows/image.yml\n'
const brackets = '  image:\n    runs-on: ubuntu-latest\n    steps: [{ uses: docker/build-push-action@v6 }]\n'

test.each([
  { title: 'a job that calls a workflow is not left', jobs: caller, expected: false },
  { title: 'a job with docker’s actions that stays is left', jobs: caller + brackets, expected: true },
])('$title', async ({ jobs, expected }) => {
  expect(leavesJobs(await migrate('a.yml', `on: push\njobs:\n${jobs}`))).toBe(expected)
})
