import { parseRepository } from '../../src/plan/reference.ts'
import type { Change } from '../../src/publish/land.ts'
import { watchAnchors } from '../../src/publish/watch.ts'

const repository = parseRepository('r.test/acme/app')
const anchor = (name: string, digest?: string): Change => ({
  kind: 'create',
  facts: {
    target: 'image',
    repository,
    ref: `r.test/acme/app:${name}`,
    tag: { name, priority: 1, follows: { kind: 'branch', branch: 'main' } },
    ...(digest && { image: { digest } }),
  },
})

/** The builder has ended before the next look of its own. */
const still = { sleep: () => new Promise<void>(() => undefined) }

/** Looks once for each answer, and waits for it where it `waits`. */
async function watch(before: string | undefined, answers: readonly (string | Error | undefined)[]) {
  let asked = 0
  const headManifest = async () => {
    const answer = answers[asked]
    asked += 1
    if (answer instanceof Error) throw answer
    return answer === undefined ? undefined : { digest: answer }
  }
  const one = watchAnchors({ headManifest }, [anchor('main', before)], still)
  for (const _ of answers) {
    one.look()
    await one.seen()
  }
  return { asked, seen: Object.fromEntries(await one.seen()) }
}

test.each<
  [what: string, before: string | undefined, answers: (string | Error | undefined)[], seen: string[]]
>([
  ['what it held before is not seen', 'old', ['old', 'old'], []],
  ['another image is', 'old', ['old', 'newer', 'ours'], ['newer', 'ours']],
  ['what it held before is, once it is restored', 'old', ['newer', 'newer', 'old'], ['newer', 'old']],
  ['a new tag is', undefined, [undefined, 'newer'], ['newer']],
  ['what cannot be read is not', 'old', [new Error('503'), 'newer'], ['newer']],
  ['nobody looks', 'old', [], []],
])('an anchor under the builder’s push: %s', async (_, before, answers, seen) => {
  const expected = seen.length === 0 ? {} : { 'r.test/acme/app:main': seen }
  expect(await watch(before, answers)).toEqual({ asked: answers.length, seen: expected })
})

test('looks at each anchor, one question at a time', async () => {
  const asked: string[] = []
  const answer: (() => void)[] = []
  const headManifest = (_: unknown, { tag }: { readonly tag: string }) => {
    asked.push(tag)
    return new Promise<undefined>((resolve) => answer.push(() => resolve(undefined)))
  }
  const one = watchAnchors({ headManifest }, [anchor('a'), anchor('b')], still)
  for (let times = 0; times < 3; times += 1) one.look()
  expect(asked).toEqual(['a', 'b'])
  for (const resolve of answer) resolve()
  await one.seen()
  one.look()
  expect(asked).toEqual(['a', 'b', 'a', 'b'])
})

test('peeks where the registry has a way for it', async () => {
  const headManifest = () => Promise.reject(new Error('not this one'))
  const peekManifest = async () => ({ digest: 'newer' })
  const one = watchAnchors({ headManifest, peekManifest }, [anchor('main')], still)
  one.look()
  expect([...(await one.seen()).values()]).toEqual([['newer']])
})

/** A clock whose sleeps end when the test says so, and how often the anchor was read. */
function watchInSteps(answers: readonly string[]) {
  let asked = 0
  let wake: () => void = () => undefined
  const sleep = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  const headManifest = async () => {
    asked += 1
    return { digest: answers[asked - 1] ?? 'last' }
  }
  const one = watchAnchors({ headManifest }, [anchor('main')], { sleep })
  const pass = async (times: number) => {
    const settle = () => new Promise((resolve) => setImmediate(resolve))
    await settle()
    for (let time = 0; time < times; time += 1) {
      wake()
      await settle()
    }
    return asked
  }
  return { one, pass }
}

test('looks again and again until the builder has pushed, or was silent for long', async () => {
  const { one, pass } = watchInSteps([])
  one.look()
  expect(await pass(3)).toBe(4)
  one.look(true)
  expect(await pass(3)).toBe(4)
  one.look()
  const silent = await pass(100)
  expect(silent).toBe(4 + 1 + 25)
})

test('sees an image that is there between two lines of the builder’s log, and stops when it is asked', async () => {
  const { one, pass } = watchInSteps(['newer', 'ours'])
  one.look()
  await pass(1)
  expect([...(await one.seen()).values()]).toEqual([['newer', 'ours']])
  expect(await pass(5)).toBe(2)
})
