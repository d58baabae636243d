import type { Change } from '../../src/decide/decide-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { watchAnchors } from '../../src/publish/watch-anchors.ts'

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

const tick = () => new Promise((resolve) => setImmediate(resolve))

/** A clock without a timer: the watch reads only when the builder logs a line. */
const still = { sleep: () => new Promise<void>(() => undefined), now: () => 0 }

/** Reads the anchor once for each answer. */
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
    one.look({})
    await tick()
  }
  return { asked, seen: Object.fromEntries(await one.seen()) }
}

test.each<
  [what: string, before: string | undefined, answers: (string | Error | undefined)[], seen: string[]]
>([
  ['does not see the previous image', 'old', ['old', 'old'], []],
  ['sees another image', 'old', ['old', 'newer', 'ours'], ['newer', 'ours']],
  ['sees the previous image once it is restored', 'old', ['newer', 'newer', 'old'], ['newer', 'old']],
  ['sees a new tag', undefined, [undefined, 'newer'], ['newer']],
  ['ignores a failed read', 'old', [new Error('503'), 'newer'], ['newer']],
  ['sees nothing without a read', 'old', [], []],
])('the watch of an anchor %s', async (_, before, answers, seen) => {
  const expected = seen.length === 0 ? {} : { 'r.test/acme/app:main': seen }
  expect(await watch(before, answers)).toEqual({ asked: answers.length, seen: expected })
})

test('the watch sends one request for each anchor at a time', async () => {
  const asked: string[] = []
  const answer: (() => void)[] = []
  const headManifest = (_: unknown, { tag }: { readonly tag: string }) => {
    asked.push(tag)
    return new Promise<undefined>((resolve) => answer.push(() => resolve(undefined)))
  }
  const one = watchAnchors({ headManifest }, [anchor('a'), anchor('b')], still)
  for (let times = 0; times < 3; times += 1) one.look({})
  expect(asked).toEqual(['a', 'b'])
  for (const resolve of answer) resolve()
  await tick()
  one.look({})
  expect(asked).toEqual(['a', 'b', 'a', 'b'])
})

test('the watch reads with peekManifest if the registry client has it', async () => {
  const headManifest = () => Promise.reject(new Error('not this one'))
  const peekManifest = async () => ({ digest: 'newer' })
  const one = watchAnchors({ headManifest, peekManifest }, [anchor('main')], still)
  one.look({})
  expect([...(await one.seen()).values()]).toEqual([['newer']])
})

test.each<[ref: string, logged: Record<string, string>]>([
  ['r.test/acme/app:main', { 'r.test/acme/app:main': 'sha256:new' }],
  ['r.test/acme/app:other', {}],
  ['r.test/acme/other:main', {}],
])('the watch reads only the digests of its anchors from the builder’s log: %s', async (ref, logged) => {
  const one = watchAnchors({ headManifest: async () => undefined }, [anchor('main')], still)
  one.look({ pushed: { ref, digest: 'sha256:new' } })
  await one.seen()
  expect(Object.fromEntries(one.logged())).toEqual(logged)
})

test('the watch recognizes short Docker Hub names in the builder’s log', async () => {
  const hub = { ...anchor('main').facts, repository: parseRepository('app'), ref: 'app:main' }
  const one = watchAnchors({ headManifest: async () => undefined }, [{ kind: 'create', facts: hub }], still)
  one.look({ pushed: { ref: 'docker.io/library/app:main', digest: 'sha256:new' } })
  expect(Object.fromEntries(one.logged())).toEqual({ 'app:main': 'sha256:new' })
})

/** A clock on which sleeping is all that takes time, until `end` ms are over. */
function watchFor(end: number, answers: readonly string[]) {
  let [now, asked] = [0, 0]
  const sleep = async (ms: number) => {
    now += ms
    if (now > end) await new Promise(() => undefined)
    await tick()
  }
  const headManifest = async () => {
    asked += 1
    return { digest: answers[asked - 1] ?? answers.at(-1) ?? 'last' }
  }
  const one = watchAnchors({ headManifest }, [anchor('main')], { sleep, now: () => now })
  const settle = async () => {
    for (let turn = 0; turn < 500; turn += 1) await tick()
    return asked
  }
  return { one, settle }
}

test.each([
  { seconds: 0.4, least: 10, most: 12 },
  { seconds: 60, least: 80, most: 120 },
  { seconds: 600, least: 120, most: 180 },
])('a push of $seconds s costs $least to $most reads', async ({ seconds, least, most }) => {
  const { one, settle } = watchFor(seconds * 1000, [])
  one.look({})
  expect(await settle()).toBeGreaterThanOrEqual(least)
  expect(await settle()).toBeLessThanOrEqual(most)
})

test('the watch sees an image between two lines of the builder’s log, and nothing after the end', async () => {
  const { one, settle } = watchFor(100, ['newer', 'ours'])
  one.look({})
  await settle()
  expect([...(await one.seen()).values()]).toEqual([['newer', 'ours']])
  const asked = await settle()
  one.look({})
  expect(await settle()).toBe(asked)
})

test('the watch stops after a rate limit, because the builder needs the requests', async () => {
  let asked = 0
  const headManifest = async () => {
    asked += 1
    throw new TagboatError({ code: 'registry-too-many-requests', what: 'Too many.', fix: 'Wait.' })
  }
  const one = watchAnchors({ headManifest }, [anchor('main')], {
    sleep: async () => void (await tick()),
    now: () => 0,
  })
  one.look({})
  for (let turn = 0; turn < 50; turn += 1) await tick()
  one.look({})
  expect([asked, await one.seen()]).toEqual([1, new Map()])
})

test('no timer outlasts the builder after a push of an hour', async () => {
  let now = 0
  let running = 0
  const sleep = async (ms: number, ended?: AbortSignal) => {
    now += ms
    if (now < 3_600_000) return void (await tick())
    running += 1
    await new Promise((resolve) => ended?.addEventListener('abort', resolve))
    running -= 1
  }
  const one = watchAnchors({ headManifest: async () => undefined }, [anchor('main')], {
    sleep,
    now: () => now,
  })
  one.look({})
  for (let turn = 0; turn < 500; turn += 1) await tick()
  expect(running).toBe(1)
  await one.seen()
  await tick()
  expect(running).toBe(0)
})

test('the watch skips images that the builder pushed before a retry', async () => {
  const answers = ['first', 'theirs', 'second']
  const headManifest = async () => ({ digest: answers.shift() ?? 'second' })
  const one = watchAnchors({ headManifest }, [anchor('main')], still)
  for (const digest of ['first', undefined, 'second']) {
    one.look(digest === undefined ? {} : { pushed: { ref: 'r.test/acme/app:main', digest } })
    await tick()
  }
  expect([...(await one.seen()).values()]).toEqual([['theirs', 'second']])
})

test('the watch ends when the manifest of the only anchor has arrived', async () => {
  const { one, settle } = watchFor(1_000_000, [])
  one.look({ pushed: { ref: 'r.test/acme/app:main', digest: 'sha256:new' }, isDone: true })
  expect(await settle()).toBe(0)
})
