import fc from 'fast-check'
import { singleTarget } from '../../src/bake/bake-target.ts'
import { type Permissions, reviewRelease } from '../../src/command/review-release.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { references } from '../../src/plan/plan.ts'
import { intentOf, planStep } from '../../src/plan/plan-step.ts'
import { createCancellation } from '../../src/ports/cancellation.ts'
import type { RunState } from '../../src/prepare/run-state.ts'
import { isReleaseName } from '../../src/tags/release-names.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { createFakeHttp } from '../helpers/registry.ts'
import { makeDefinition } from '../helpers/step.ts'
import { makeTrigger } from '../helpers/trigger.ts'

type Over = NonNullable<Parameters<typeof makeTrigger>[0]>

const app = 'ghcr.io/acme/app'
const head = makeTrigger().revision

/** The state of a command outside CI. */
function makeState(texts: Texts, over: Over): RunState {
  const inputs = makeInputs({ images: app, push: 'true', ...texts })
  const trigger = makeTrigger({ event: 'local', cause: { kind: 'local' }, ...over })
  const definition = makeDefinition({ [singleTarget]: {} })
  const plans = planStep(trigger, inputs, definition)
  const intent = intentOf(plans)
  return { inputs, trigger, definition, plans, intent, workspace: '/repo', isUntrusted: false }
}

interface Setting {
  readonly permissions?: Partial<Permissions>
  /** What the user types; undefined without a terminal. */
  readonly answer?: string
  /** Whether the remote has the commit and its git tags. */
  readonly isPushed?: boolean
}

/** Reviews a state with a fake git; returns the codes of the refusal, the questions and the log. */
async function review(state: RunState, { permissions, answer, isPushed = true }: Setting) {
  const log = createFakeLog()
  const questions: string[] = []
  const { exec, lines } = createFakeExec(({ args }) => {
    if (args.includes('status')) return '?? new.txt\0'
    if (args.includes('rev-parse')) return head
    if (args.includes('ls-remote'))
      return isPushed ? `${head}\trefs/heads/main\n${head}\trefs/tags/v1.2.3\n` : ''
    return ''
  })
  const files = createFakeFiles({ '/repo/.git/HEAD': 'ref: refs/heads/main\n', '/repo/.git/config': '' })
  const terminal = {
    isInteractive: answer !== undefined,
    ask: async (question: string) => {
      questions.push(question)
      // No server answers.
      if (answer === 'a signal') await new Promise(() => undefined)
      return answer ?? ''
    },
  }
  const allowed = { allowDirty: false, allowRelease: false, ...permissions }
  try {
    const cancellation = createCancellation()
    if (answer === 'a signal') cancellation.cancel()
    const ending = { ...cancellation, http: createFakeHttp(() => 'ECONNREFUSED') }
    const ports = { exec, files, log, env: {}, ending, isCancelled: () => cancellation.signal.aborted }
    await reviewRelease(ports, state, terminal, allowed)
    return { codes: [], questions, log, lines: lines() }
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return { codes: error.problems.map(({ code }) => code), questions, log, lines: lines() }
  }
}

const feature = { ref: 'refs/heads/feature' }
const tag = { ref: 'refs/tags/v1.2.3' }

test.each<{
  title: string
  texts?: Texts
  over?: Over
  setting?: Setting
  codes: readonly string[]
  asks?: number
}>([
  { title: 'a branch of a clean working copy is published without a question', over: feature, codes: [] },
  { title: 'the default branch is refused without a terminal', codes: ['unconfirmed'] },
  {
    title: 'the default branch is published with --allow-release',
    setting: { permissions: { allowRelease: true } },
    codes: [],
  },
  {
    title: 'the default branch is published after the answer y',
    setting: { answer: 'y' },
    codes: [],
    asks: 1,
  },
  {
    title: 'the default branch is published after the answer Yes',
    setting: { answer: ' Yes ' },
    codes: [],
    asks: 1,
  },
  { title: 'an empty answer means No', setting: { answer: '' }, codes: ['unconfirmed'], asks: 1 },
  { title: 'any other answer means No', setting: { answer: 'yup' }, codes: ['unconfirmed'], asks: 1 },
  {
    title: 'a signal during the question ends the run',
    setting: { answer: 'a signal' },
    codes: ['cancelled-early'],
    asks: 1,
  },
  {
    title: 'a release that the remote does not have is refused before the question',
    over: tag,
    setting: { answer: 'y', isPushed: false },
    codes: ['tag-not-pushed'],
  },
  {
    title: 'a release that the remote does not have is refused with --allow-release',
    over: tag,
    setting: { permissions: { allowRelease: true }, isPushed: false },
    codes: ['tag-not-pushed'],
  },
  {
    title: 'a release is published with --allow-release if the remote has its git tag',
    over: tag,
    setting: { permissions: { allowRelease: true } },
    codes: [],
  },
  {
    title: 'all refusals come together',
    over: { ...tag },
    setting: { isPushed: false },
    codes: ['tag-not-pushed', 'unconfirmed'],
  },
  {
    title: 'literal tags of a promotion have no commit that the remote must have',
    texts: { from: 'ghcr.io/acme/app:build', tags: '1.2.3' },
    over: feature,
    setting: { permissions: { allowRelease: true, skipRemote: true }, isPushed: false },
    codes: [],
  },
  {
    title: 'a promotion to the name of a git tag needs that tag on the remote',
    texts: { from: 'ghcr.io/acme/app:build' },
    over: tag,
    setting: { permissions: { allowRelease: true }, isPushed: false },
    codes: ['tag-not-pushed'],
  },
  { title: 'uncommitted changes are refused', over: { ...feature, isDirty: true }, codes: ['dirty-tree'] },
  {
    title: 'uncommitted changes are published with --allow-dirty',
    over: { ...feature, isDirty: true },
    setting: { permissions: { allowDirty: true } },
    codes: [],
  },
  {
    title: 'uncommitted changes are published to a personal channel',
    texts: { images: 'ghcr.io/{{user}}/app' },
    over: { ...feature, isDirty: true },
    codes: [],
  },
  {
    title: 'uncommitted changes are refused for a shared name beside a personal one',
    texts: { images: `ghcr.io/{{user}}/app\n${app}` },
    over: { ...feature, isDirty: true },
    codes: ['dirty-tree'],
  },
  {
    title: 'uncommitted changes do not matter for an image of a registry',
    texts: { from: 'ghcr.io/acme/app:build', tags: 'test' },
    over: { ...feature, isDirty: true },
    codes: [],
  },
  { title: 'a run that pushes nothing is not reviewed', texts: { push: 'false' }, codes: [] },
])('$title', async ({ texts = {}, over = {}, setting = {}, codes, asks = 0 }) => {
  const done = await review(makeState(texts, over), setting)
  expect(done.codes).toEqual(codes)
  expect(done.questions).toHaveLength(asks)
})

test('a branch costs no call of git', async () => {
  expect((await review(makeState({}, feature), {})).lines).toEqual([])
})

test('the question names what would be published, and that No is the default', async () => {
  const { questions } = await review(makeState({}, {}), { answer: 'n' })
  expect(questions).toEqual([`Publish ${app}:main, ${app}:latest from this machine? [y/N] `])
})

test('a dry run warns of what would be refused, and asks nothing', async () => {
  const state = makeState({ 'dry-run': 'true' }, { ...feature, isDirty: true })
  const done = await review(state, { answer: 'n' })
  expect(done).toMatchObject({ codes: [], questions: [] })
  expect(done.log.at('warning')).toEqual([
    expect.stringMatching(/^This run would be refused: .*new\.txt.*\[dirty-tree\]/),
  ])
  const release = await review(makeState({ 'dry-run': 'true' }, {}), {})
  expect(release.log.at('notice')).toEqual([
    `A run needs a confirmation, or --allow-release, for ${app}:main, ${app}:latest.`,
  ])
})

test('uncommitted changes are published under no release, line of versions or latest, whatever is planned, allowed and answered', async () => {
  const rule = fc.constantFrom(
    ...[
      'type=semver,pattern={{version}}',
      'type=semver,pattern={{major}}',
      'type=ref,event=branch',
      'type=ref,event=tag',
    ],
    ...[
      'type=sha',
      'type=edge',
      'latest',
      '1.2.3',
      'v1.2',
      '{{branch}}',
      '{{user}}',
      'test',
      'quay.io/acme/app:latest',
    ],
    ...[
      'quay.io/{{user}}/app:1.0',
      'type=raw,value=latest,suffix=-slim',
      'type=match,pattern=v(\\d+),group=1',
    ],
  )
  const ref = fc.constantFrom(
    'refs/heads/main',
    'refs/heads/feature',
    'refs/tags/v1.2.3',
    'refs/tags/x',
    'refs/heads/1.2.3',
  )
  const images = fc.constantFrom(app, `${app}\nquay.io/acme/app`, 'ghcr.io/{{user}}/app')
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        tags: fc.array(rule, { maxLength: 5 }),
        ref,
        images,
        flavor: fc.constantFrom('', 'latest=true', 'suffix=-x'),
      }),
      fc.record({ allowDirty: fc.boolean(), allowRelease: fc.boolean(), skipRemote: fc.boolean() }),
      fc.option(fc.constantFrom('y', 'n', ''), { nil: undefined }),
      async ({ tags, ref, images, flavor }, permissions, answer) => {
        let state: RunState
        try {
          state = makeState({ tags: tags.join('\n'), images, flavor }, { ref, isDirty: true })
        } catch (error) {
          if (error instanceof TagboatError) return
          throw error
        }
        const { codes } = await review(state, { permissions, ...(answer !== undefined && { answer }) })
        if (codes.length > 0) return
        for (const name of state.plans.flatMap((plan) => plan.tags.map((planned) => planned.name)))
          expect([name, name.endsWith('-dirty'), isReleaseName(name.replace(/-dirty$/, ''))]).toEqual([
            name,
            true,
            false,
          ])
        const isPersonal = state.plans.flatMap(references).every((name) => name.includes('octocat'))
        expect(permissions.allowDirty || isPersonal || state.intent.kind !== 'push').toBe(true)
      },
    ),
  )
}, 30_000)
