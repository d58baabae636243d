import fc from 'fast-check'
import type { Json } from '../../../src/json.ts'
import { references } from '../../../src/plan/plan.ts'
import { planStep } from '../../../src/plan/plan-step.ts'
import { describeIntent, describeRef, tabulatePlans } from '../../../src/report/log-lines.ts'
import { readTrigger } from '../../../src/trigger/read-trigger.ts'
import { createFakeExec } from '../../helpers/fake-exec.ts'
import { makeInputs } from '../../helpers/inputs.ts'
import { createFakeClock, createFakeFiles } from '../../helpers/ports.ts'
import { makeDefinition } from '../../helpers/step.ts'
import { checkLine, checkLog, checkTag, must, mustEqual, orRefusal, orRefusalNow } from '../checks.ts'
import { hostileLine, orHostile, spoiltText } from '../hostile.ts'
import { fuzz } from '../target.ts'

const sha = '860c1904a1ce19322e91ac35af1ab07466440c37'
const id = fc.constantFrom(1, 2)
const branch = orHostile(fc.constantFrom('main', 'release/1.x', 'tickets/DM-42', '#main', '@/main', 'v1.2.3'))

const repository = fc.record({
  id: fc.constantFrom(1, 1, 1, null),
  full_name: fc.constant('acme/app'),
  default_branch: branch,
  private: fc.boolean(),
  description: orHostile(fc.constant('An application')),
  license: fc.constantFrom<Json>(null, { spdx_id: 'MIT' }, { spdx_id: 'NOASSERTION' }),
})
/** Deleted forks have no repository. */
const repo = fc.oneof({ weight: 3, arbitrary: fc.record({ id }) }, fc.constantFrom(null, {}))
const pull_request = fc.record({
  number: fc.nat(5000),
  head: fc.record({ ref: branch, sha: fc.constant(sha), repo }),
  base: fc.record({ ref: branch, sha: fc.constant(sha), repo }),
})
const sender = fc.record({ login: orHostile(fc.constant('octocat')) })
const ref = fc.tuple(fc.constantFrom('refs/heads/', 'refs/tags/'), branch).map((parts) => parts.join(''))
const push = fc.record({
  ref,
  before: fc.constantFrom('0'.repeat(40), sha),
  after: fc.constant(sha),
  base_ref: fc.option(ref),
  forced: fc.boolean(),
  commits: fc.array(fc.record({ id: orHostile(fc.constant(sha)) }), { maxLength: 3 }),
  head_commit: fc.record({ timestamp: orHostile(fc.constant('2026-01-02T03:04:05+02:00')) }),
  repository,
  sender,
})
const action = fc.constantFrom('opened', 'closed', 'published', 'deleted', 'created')
const other = fc.record({
  action,
  ref: branch,
  ref_type: fc.constantFrom('branch', 'tag'),
  release: fc.record({ tag_name: branch }),
  repository,
  sender,
})
const pull = fc.record({ action, pull_request, repository, sender })
const payload: fc.Arbitrary<Json> = fc.oneof(push, pull, other)

const events = [
  ...[
    'push',
    'pull_request',
    'pull_request_target',
    'release',
    'create',
    'delete',
    'schedule',
    'merge_group',
  ],
  ...['workflow_dispatch', 'workflow_run', 'issue_comment', 'pull_request_review', 'repository_dispatch'],
]
const env = fc.record({
  GITHUB_EVENT_NAME: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...events) }, hostileLine),
  GITHUB_EVENT_PATH: fc.constant('/event.json'),
  GITHUB_REF: fc.option(
    ref.map((text) => text.replace(/[\0\r\n]/g, '')),
    { nil: undefined },
  ),
  GITHUB_SHA: fc.constantFrom(sha, undefined),
  GITHUB_REPOSITORY: fc.constant('acme/app'),
  GITHUB_ACTOR: orHostile(fc.constantFrom('octocat', 'dependabot[bot]')),
})
/** The output of `git log -1` in the checkout. */
const git = fc.constantFrom(
  '',
  `${sha} 1600000000 HEAD -> refs/heads/main, refs/tags/v1\n`,
  `${sha} 99999999999999999999 \n`,
)

const readEvent = (variables: Record<string, string | undefined>, text: string, head: string) => {
  const { exec } = createFakeExec(({ args }) => (args.includes('log') && head ? head : { code: 128 }))
  const files = createFakeFiles({ '/event.json': text, '/w/.git/HEAD': 'ref: refs/heads/main\n' })
  const ports = { exec, files, clock: createFakeClock(), env: variables }
  return orRefusal(() => readTrigger(ports, '/w', '/w'))
}

/** Inputs that use most values of a trigger. */
const inputTexts = fc.constantFrom<Record<string, string>>(
  {},
  {
    push: 'true',
    tags: 'type=ref,event=branch\ntype=ref,event=tag\ntype=ref,event=pr\ntype=sha\ntype=raw,value={{branch}}-x',
  },
  { images: 'acme/app\nghcr.io/acme/{{branch}}', labels: 'who={{user}}\nbase={{base_ref}}' },
  {
    tags: 'type=semver,pattern={{major}}.{{minor}}\ntype=edge\ntype=ref,event=pr-branch',
    annotations: 'index:a={{pr}}',
  },
)

const eventPayloads = fuzz(
  'event payloads',
  ['push', 'build', 'nothing', 'refused'],
  fc.tuple(env, spoiltText(payload), git, inputTexts),
  async ([variables, text, head, texts]) => {
    const read = await readEvent(variables, text, head)
    if (read instanceof Error) return 'refused'
    const { trigger, warnings } = read
    checkLog([...warnings, describeRef(trigger)].join('\n'))
    if (trigger.pullRequest) checkFork(text, trigger.pullRequest.fork)
    for (const time of [trigger.time, trigger.commitTime]) {
      must(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time), `the time ${time}`)
    }
    const plans = orRefusalNow(() => planStep(trigger, makeInputs(texts), makeDefinition({ image: {} })))
    if (plans instanceof Error) return 'refused'
    const [plan] = plans
    must(plan !== undefined, 'no plan')
    for (const { name } of plan.tags) checkTag(name)
    references(plan).forEach(checkLine)
    mustEqual(new Set(references(plan)).size, references(plan).length, 'a reference twice')
    must(
      Object.values(plan.labels).every((value) => typeof value === 'string'),
      'a label that is no text',
    )
    checkLog([...tabulatePlans(plans), ...plan.warnings, describeIntent(trigger, plan.intent)].join('\n'))
    return plan.intent.kind
  },
)

/** A pull request is from this repository only if both have the same id. */
function checkFork(text: string, isFork: boolean): void {
  const { pull_request: pull, repository } = JSON.parse(text)
  const head = pull?.head?.repo?.id
  const isSame = typeof head === 'number' && (head === pull?.base?.repo?.id || head === repository?.id)
  must(isFork || isSame, 'a pull request of another repository counts as one of this')
}

const trusted = fuzz(
  'pull requests of forks do not push by themselves',
  ['build', 'nothing'],
  fc.tuple(
    fc.constantFrom('pull_request', 'pull_request_target'),
    pull.map((payload) => {
      const { head, ...rest } = payload.pull_request
      return { ...payload, pull_request: { ...rest, head: { ...head, repo: { id: 9 } } } }
    }),
    inputTexts.map(({ push: _, ...rest }) => rest),
  ),
  async ([event, payload, texts]) => {
    const variables = {
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: '/event.json',
      GITHUB_SHA: sha,
      GITHUB_REPOSITORY: 'acme/app',
    }
    const read = await readEvent(variables, JSON.stringify(payload), '')
    must(!(read instanceof Error), 'an event of the right shape was refused')
    const plans = orRefusalNow(() => planStep(read.trigger, makeInputs(texts), makeDefinition({ image: {} })))
    const kind = plans instanceof Error ? 'build' : plans[0]?.intent.kind
    must(kind === 'build' || kind === 'nothing', `a fork's ${event} has the intent ${kind}`)
    return kind
  },
)

export const triggers = [eventPayloads, trusted]
