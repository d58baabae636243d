import fc from 'fast-check'
import { keyOf } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { parseRef, type Trigger } from '../../src/model/trigger.ts'
import { checkProtected, isPrivileged } from '../../src/plan/protected.ts'
import { type NamedTarget, nameByLine, nameRepositories } from '../../src/plan/repositories.ts'
import { type ImageLine, parseImages } from '../../src/tags/image-lines.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

// A few words, so that names often match by chance.
const word = fc.constantFrom('stable', 'dev', 'main', 'kevin', 'stable-kevin', 'v1.2.3', 'app-v2.0.0-rc.1')
const anyName = fc.oneof(
  { weight: 4, arbitrary: word },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }) },
)
const spelled = anyName.chain((name) => fc.constantFrom(name, name.toUpperCase(), `/${name}!`))
// A login has a letter or a digit.
const user = spelled.filter((name) => /[a-z0-9]/i.test(name))
const run = fc
  .record({ kind: fc.constantFrom('heads', 'tags', 'pull'), name: spelled, actor: user })
  .map(({ kind, name, actor }) =>
    kind === 'pull'
      ? makePull({ actor }, { headRef: name, baseRef: name })
      : makeTrigger({ ref: `refs/${kind}/${name}`, actor }),
  )
const ordinary = run.filter((on) => !isPrivileged(on))

const value = fc.constantFrom('user', 'branch', 'tag', 'sha', 'pr', 'base_ref')
const condition = fc.oneof(
  fc.constantFrom(
    'is_default_branch',
    'is_release',
    '(or is_default_branch is_release)',
    'is_not_default_branch',
  ),
  value,
)
const leaf = fc.oneof(
  word,
  value.map((name) => `{{${name}}}`),
  fc.tuple(value, value).map(([a, b]) => `{{or ${a} ${b}}}`),
)
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    leaf,
    fc
      .tuple(condition, tie('expression'), tie('expression'))
      .map(([when, then, otherwise]) => `{{#if ${when}}}${then}{{else}}${otherwise}{{/if}}`),
  ),
}))
const separator = fc.constantFrom('-', '/', '.')
const template = fc
  .tuple(expression, fc.option(fc.tuple(separator, expression)))
  .map(([first, more]) => `gcr.io/x/${first}${more?.join('') ?? ''}`)
const enabled = fc.constantFrom('', '', ',enable={{is_default_branch}}', ',enable={{is_release}}')
const line = fc.tuple(template, enabled).map(([name, enable]) => `name=${name}${enable}`)
const lines = fc.array(line, { minLength: 1, maxLength: 3 })

/** The names that a run gets from the lines of input images. */
function namesOf(on: Trigger, images: readonly ImageLine[]) {
  return images.flatMap((image) => {
    try {
      return nameByLine(image, on, { baseRef: 'main' }) ?? []
    } catch (error) {
      if (error instanceof TagboatError) return []
      throw error
    }
  })
}

const refusedOf = (on: Trigger, images: readonly ImageLine[]): string[] =>
  checkProtected(on, images, namesOf(on, images)).map(
    ({ what }) => /^Image name '([^']+)'/.exec(what)?.[1] ?? '',
  )

const push = (on: Trigger, ref: string, actor = on.actor) => makeTrigger({ ref, actor })
const privileged = (on: Trigger, actor = on.actor) =>
  ['refs/heads/main', 'refs/tags/v1.2.3', 'refs/tags/app/v2.0.0-rc.1'].map((ref) => push(on, ref, actor))

/** Another ref of the same kind, by the same user. */
const elsewhere = (on: Trigger): Trigger =>
  on.ref.kind === 'pull'
    ? makePull({ actor: on.actor }, { number: 987_654, headRef: 'zzz-elsewhere', baseRef: 'zzz-elsewhere' })
    : { ...on, ref: { ...parseRef(`refs/${on.ref.kind === 'tag' ? 'tags' : 'heads'}/zzz-elsewhere`) } }

const many = { numRuns: 200 }

test('other refs cannot get a name that only the default branch or a release gets', () => {
  fc.assert(
    fc.property(ordinary, lines, (on, lines) => {
      const images = parseImages(lines)
      const theirs = new Set(privileged(on).flatMap((other) => namesOf(other, images).map(keyOf)))
      const everybodys = new Set(namesOf(elsewhere(on), images).map(keyOf))
      const mine = namesOf(on, images).filter(
        (name) => theirs.has(keyOf(name)) && !everybodys.has(keyOf(name)),
      )
      expect(refusedOf(on, images)).toEqual(expect.arrayContaining(mine.map(({ name }) => name)))
    }),
    many,
  )
})

test('other refs cannot publish a channel of any user', () => {
  const theirs = fc.constantFrom('stable', 'stable-{{user}}', 'stable-{{sha}}', '{{user}}-stable')
  const others = fc.constantFrom(
    '{{user}}',
    '{{branch}}',
    'dev-{{user}}',
    '{{or branch user}}',
    '{{or tag pr user}}',
  )
  fc.assert(
    fc.property(ordinary, user, theirs, others, (on, actor, mine, other) => {
      const images = parseImages([
        `x/{{#if (or is_default_branch is_release)}}${mine}{{else}}${other}{{/if}}`,
      ])
      const channel = new Set(privileged(on, actor).flatMap((run) => namesOf(run, images).map(keyOf)))
      const taken = namesOf(on, images).filter((name) => channel.has(keyOf(name)))
      expect(refusedOf(on, images)).toEqual(expect.arrayContaining(taken.map(({ name }) => name)))
    }),
    many,
  )
})

test('a plain name is never refused, whatever other lines there are', () => {
  fc.assert(
    fc.property(ordinary, lines, word, (on, lines, plain) => {
      const name = `gcr.io/x/${plain}`
      expect(refusedOf(on, parseImages([...lines, name]))).not.toContain(name)
      expect(refusedOf(on, parseImages([name, ...lines]))).not.toContain(name)
    }),
    many,
  )
})

test('the default branch and releases are never refused', () => {
  fc.assert(
    fc.property(run, lines, (on, lines) => {
      const images = parseImages(lines)
      expect(privileged(on).flatMap((other) => refusedOf(other, images))).toEqual([])
    }),
  )
})

test('no run is refused a name that neither the default branch nor a release could get', () => {
  fc.assert(
    fc.property(ordinary, user, (on, actor) => {
      const images = parseImages(['x/{{#if (or is_default_branch is_release)}}stable{{else}}{{user}}{{/if}}'])
      const mine = namesOf({ ...on, actor }, images).map(({ name }) => name)
      expect(refusedOf({ ...on, actor }, images)).toEqual(mine.filter((name) => name === 'x/stable'))
    }),
  )
})

test('a bake file of another ref never publishes a name of the channel', () => {
  // Names of the channel begin with its word, and literal text of other lines never does.
  const theirs = fc.constantFrom('stable', 'stable-{{user}}', 'stable-{{target}}', 'stable-{{sha}}')
  const others = fc.constantFrom(
    '{{target}}',
    '{{user}}',
    'dev-{{user}}',
    '{{or branch tag pr}}',
    '{{user}}-{{target}}',
  )
  const channel = fc
    .record({ mine: theirs, other: others, more: fc.constantFrom('', '-{{target}}', '/{{target}}', '/app') })
    .map(
      ({ mine, other, more }) =>
        `x/{{#if (or is_default_branch is_release)}}${mine}{{else}}${other}{{/if}}${more}`,
    )
  const extra = fc.constantFrom(
    'x/{{target}}',
    'x/app',
    'y/{{user}}',
    'name=x/stable,enable={{is_default_branch}}',
  )
  const target = fc.constantFrom(
    'a',
    'tap',
    'stable',
    'stable-a',
    'stable-tap',
    'STABLE_a',
    'stable-kevin',
    'app',
  )
  const path = fc.constantFrom(
    'stable',
    'stable/a',
    'stable-a',
    'stable-kevin/tap',
    'stable-a/app',
    'app/a',
    'dev-kevin',
  )
  const ownName = fc
    .tuple(fc.constantFrom('', 'docker.io/', 'index.docker.io/', 'registry-1.docker.io/'), path)
    .map(([host, path]) => `${host}x/${path}:main`)
  const file = fc.uniqueArray(fc.record({ name: target, ownNames: fc.array(ownName, { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ name }) => name,
  })
  const honest = fc.subarray(['a', 'tap', 'core'], { minLength: 1 })
  const hub = ({ host, path }: { host: string; path: string }) => `${host.replace('registry-1.', '')}/${path}`
  fc.assert(
    fc.property(
      ordinary,
      user,
      channel,
      fc.option(extra),
      honest,
      file,
      (on, actor, channel, extra, honest, file) => {
        const images = parseImages([channel, ...(extra === null ? [] : [extra])])
        const names = (run: Trigger, target: NamedTarget) =>
          orNone(() => nameRepositories(run, images, { baseRef: 'main' }, target))
        const ofHonest = (run: Trigger) =>
          honest.flatMap((name) => names(run, { name, ownNames: [] }).map(hub))
        const everybodys = new Set(ofHonest(elsewhere(on)))
        const channels = new Set(
          privileged(on, actor)
            .flatMap(ofHonest)
            .filter((name) => !everybodys.has(name)),
        )
        const mine = file.flatMap((target) => names(on, target))
        const refused = new Set(
          checkProtected(on, images, mine, {}, file).map(({ what }) => /'([^']+)'/.exec(what)?.[1]),
        )
        expect(mine.filter((name) => channels.has(hub(name)) && !refused.has(name.name))).toEqual([])
      },
    ),
    { numRuns: 400 },
  )
})

function orNone<T>(list: () => readonly T[]): readonly T[] {
  try {
    return list()
  } catch (error) {
    if (error instanceof TagboatError) return []
    throw error
  }
}
