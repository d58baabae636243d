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

/** Looks once for each answer, and waits for it where it `waits`. */
async function watch(before: string | undefined, answers: readonly (string | Error | undefined)[]) {
  let asked = 0
  const headManifest = async () => {
    const answer = answers[asked]
    asked += 1
    if (answer instanceof Error) throw answer
    return answer === undefined ? undefined : { digest: answer }
  }
  const one = watchAnchors({ headManifest }, [anchor('main', before)])
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
  const one = watchAnchors({ headManifest }, [anchor('a'), anchor('b')])
  for (let times = 0; times < 3; times += 1) one.look()
  expect(asked).toEqual(['a', 'b'])
  for (const resolve of answer) resolve()
  await one.seen()
  one.look()
  expect(asked).toEqual(['a', 'b', 'a', 'b'])
})

test('peeks where the registry has a way for it', async () => {
  const headManifest = () => Promise.reject(new Error('not this one'))
  const one = watchAnchors({ headManifest, peekManifest: async () => ({ digest: 'newer' }) }, [
    anchor('main'),
  ])
  one.look()
  expect([...(await one.seen()).values()]).toEqual([['newer']])
})

test.each<[ref: string, said: Record<string, string>]>([
  ['r.test/acme/app:main', { 'r.test/acme/app:main': 'sha256:new' }],
  ['r.test/acme/app:other', {}],
  ['r.test/acme/other:main', {}],
])('notes what the builder says that it pushes under an anchor: %s', async (ref, said) => {
  const one = watchAnchors({ headManifest: async () => undefined }, [anchor('main')])
  one.look({ ref, digest: 'sha256:new' })
  await one.seen()
  expect(Object.fromEntries(one.said())).toEqual(said)
})

test('the builder completes names of Docker Hub', async () => {
  const hub = { ...anchor('main').facts, repository: parseRepository('app'), ref: 'app:main' }
  const one = watchAnchors({ headManifest: async () => undefined }, [{ kind: 'create', facts: hub }])
  one.look({ ref: 'docker.io/library/app:main', digest: 'sha256:new' })
  expect(Object.fromEntries(one.said())).toEqual({ 'app:main': 'sha256:new' })
})
