import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { createBuildx } from '../../src/docker/docker.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { createExec } from '../../src/ports/exec.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { checkBakeReads } from '../../src/reads/bake-reads.ts'
import { createPathPolicy } from '../../src/reads/path-policy.ts'

/** Runs the real buildx without an engine, since reading files needs none. */
const own = { ...process.env, DOCKER_HOST: 'unix:///nowhere.sock', STAGE: 'e', HOME: '/nonexistent' }
const files = createFiles()
const buildx = createBuildx(createExec(own), undefined, {})

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bake-random-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const folders = ['', 'a/', 'a/b/', 'a/a/']
const outside = [
  'x.yml',
  'x.env',
  '.env',
  'a/x.yml',
  'a/x.env',
  'a/.env',
  'e.env',
  'b/x.yml',
  'b/.env',
] as const
const names = ['x.yml', 'y.yml', 'x.env', 'e.env', '.env']

/** A path that a pull request could write: inside the workspace, outside, through a link, with a variable. */
const pathTo = (...kinds: readonly string[]) =>
  fc.oneof(
    {
      weight: 40,
      arbitrary: fc
        .tuple(
          fc.constantFrom('', '', '', '', './', 'a/', 'a/', 'a/', 'a/../', 'a/b/', 'b/', '../'),
          fc.constantFrom(...kinds),
        )
        .map((parts) => parts.join('')),
    },
    {
      weight: 8,
      arbitrary: fc
        .tuple(
          fc.constantFrom(
            '',
            'a/',
            '${WHERE:-a}/',
            '${WHERE-a}/',
            '${WHERE}/',
            '$A',
            '${A+a/}',
            '${A:+a/}',
            '${B:-}',
          ),
          fc.constantFrom(...kinds, '${STAGE}.env', '${STAGE:?no}.env', '${X:-x.yml}', '${C:-y.yml}'),
        )
        .map((parts) => parts.join('')),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        ...['link/x.yml', 'link/x.env', 'link/../x.env', 'OUT/x.yml', 'OUT/x.env', '../out/x.yml', '~/x.env'],
        ...[
          'https://x.example/y',
          'ROOT/work/x.yml',
          'ROOT/work/link/../x.yml',
          '$$STAGE',
          '${A}${B:-x.env}',
        ],
        '${COMPOSE_PROJECT_NAME}/x.env',
      ),
    },
  )
const composePath = pathTo('x.yml', 'y.yml')
const envPath = pathTo('x.env', 'e.env', '.env')
const envFile = fc.oneof(
  envPath,
  fc.array(fc.oneof(envPath, fc.record({ path: envPath, required: fc.constant(false) })), { maxLength: 2 }),
)
const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 10 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary })
const service = fc.record({
  build: fc.constant({ context: '.' }),
  env_file: sometimes(5, envFile),
  label_file: sometimes(1, fc.array(envPath, { maxLength: 1 })),
  extends: sometimes(2, fc.record({ file: composePath, service: fc.constantFrom('one', 'two') })),
})
const include = fc.oneof(
  composePath,
  fc.record(
    {
      path: fc.oneof(composePath, fc.array(composePath, { minLength: 1, maxLength: 2 })),
      project_directory: fc.constantFrom('a', 'a', 'a', '.', '.', '.', 'a/b', 'b', '..', 'link'),
      env_file: fc.oneof(envPath, fc.array(envPath, { maxLength: 2 })),
    },
    { requiredKeys: ['path'] },
  ),
)
const composeFile = fc
  .record(
    {
      include: sometimes(4, fc.array(include, { minLength: 1, maxLength: 1 })),
      services: fc.dictionary(fc.constantFrom('one', 'two'), service, { minKeys: 2 }),
    },
    { requiredKeys: ['services'] },
  )
  .chain((value) => fc.constantFrom(...writings).map((write) => write(value)))
const envText = fc.oneof(
  { weight: 6, arbitrary: fc.constant('Z=1\n') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'WHERE=a\n',
      'WHERE=OUT\n',
      "WHERE='OUT/a'\n",
      'A=1\nB="x.env" # c\n',
      'export WHERE=OUT\n',
      'WHERE=${STAGE}\n',
      'A="\nWHERE=OUT\n"\n',
      'A="x"WHERE=OUT\n',
      'WHERE: OUT\n',
      'A=x\\\nWHERE=OUT\n',
      '\u00a0WHERE=OUT\n',
      'WHERE=a #b\nWHERE=OUT\n',
      'A=b\rWHERE=OUT\n',
    ),
  },
)
const entry = fc.oneof(
  { weight: 8, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('-> OUT/') },
)

type Value = { include?: unknown; services: Record<string, object> }
/** Different spellings of the same file. */
const writings: readonly ((value: Value) => string)[] = [
  (value) => JSON.stringify(value),
  (value) => JSON.stringify(value, null, 1),
  ({ include: first, services }) =>
    `${JSON.stringify({ services })}\n---\n${JSON.stringify({ include: first, services })}\n`,
  ({ include: first = [], services }) =>
    `include: !override\n - ${(first as unknown[]).map((item) => JSON.stringify(item)).join('\n - ')}\nx-all: &all\n  ${Object.entries(
      services,
    )
      .map(([name, item]) => `${name}: &${name} ${JSON.stringify(item)}`)
      .join('\n  ')}\nservices:\n  <<: *all\n`,
  ({ include: first = [], services }) =>
    `"incl\\x75de": &i ${JSON.stringify(first)}\nservices: {${Object.entries(services)
      .map(([name, item]) => `${name}: {<<: [${JSON.stringify(item)}], x-y: *i}`)
      .join(', ')}}\n`,
  ({ include: first, services }) => `\ufeff# x\r\n${JSON.stringify({ services, include: first })}\r\n`,
]

const graph = fc.record({
  texts: fc.array(fc.tuple(composeFile, entry), { minLength: 8, maxLength: 8 }),
  envs: fc.array(fc.tuple(envText, entry), { minLength: 12, maxLength: 12 }),
})

/** Writes a project and the files outside it; OUT and ROOT in the texts stand for the folders. */
function write(
  folder: string,
  { texts, envs }: { texts: [string, string][]; envs: [string, string][] },
): void {
  const [work, out] = [join(folder, 'work'), join(folder, 'out')]
  const fill = (text: string) => text.replaceAll('OUT', out).replaceAll('ROOT', folder)
  for (const name of outside) {
    mkdirSync(dirname(join(out, name)), { recursive: true })
    writeFileSync(
      join(out, name),
      name.endsWith('yml') ? 'services: {one: {build: {context: .}}, two: {build: {context: .}}}\n' : 'C=1\n',
    )
  }
  const paths = folders.flatMap((each) => names.map((name) => `${each}${name}`))
  const left = { yml: [...texts], env: [...envs] }
  for (const each of paths) {
    mkdirSync(dirname(join(work, each)), { recursive: true })
    const [text = '', link = ''] = (each.endsWith('yml') ? left.yml : left.env).pop() ?? []
    if (link === '') writeFileSync(join(work, each), fill(text))
    else symlinkSync(fill(link.slice(3)) + each.split('/').slice(-1), join(work, each))
  }
  symlinkSync(join(out, 'a'), join(work, 'link'))
  // A read updates an access time that is older than the last modification.
  for (const name of outside) utimesSync(join(out, name), 1, Date.now() / 1000)
}

const wasRead = (folder: string) =>
  outside.filter((name) => statSync(join(folder, 'out', name)).atimeMs !== 1000)

it('buildx reads no file outside the workspace in any random compose project that Tagboat accepts', async () => {
  const counts = { refused: 0, read: 0 }
  const runs = Number(process.env.TAGBOAT_RANDOM_RUNS ?? 40)
  let count = 0
  await fc.assert(
    fc.asyncProperty(graph, async (given) => {
      count += 1
      const folder = join(root, String(count))
      write(folder, given)
      const workspace = join(folder, 'work')
      const pathPolicy = createPathPolicy(files, workspace, [])
      const inputs = { files: ['x.yml'], targets: [], set: [], vars: [] }
      const check = await checkBakeReads({ files, pathPolicy, workspace }, own, inputs).catch(
        (error: unknown) => {
          if (error instanceof TagboatError) return undefined
          throw error
        },
      )
      counts.refused += check === undefined ? 1 : 0
      if (check === undefined) return
      for (const name of outside) utimesSync(join(folder, 'out', name), 1, Date.now() / 1000)
      const printed = await buildx(['bake', '--print', '--progress=quiet', '--file=x.yml'], {
        cwd: workspace,
        env: check.pinned,
      })
      counts.read += printed.code === 0 ? 1 : 0
      expect(wasRead(folder)).toEqual([])
    }),
    { numRuns: runs, endOnFailure: runs < 100 },
  )
  if (runs > 100) console.log(counts)
})

it('reading a file outside the workspace changes its access time', () => {
  write(root, { texts: [], envs: [] })
  expect(wasRead(root)).toEqual([])
  readFileSync(join(root, 'out', 'x.env'))
  expect(wasRead(root)).toEqual(['x.env'])
})
