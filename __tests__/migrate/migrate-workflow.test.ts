import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { migrateWorkflow } from '../../src/migrate/migrate-workflow.ts'

const folder = fileURLToPath(new URL('cases/', import.meta.url))
const read = (name: string, file: string) => readFileSync(`${folder}${name}/${file}`, 'utf8')

/** Complete workflows, before and after, with what is reported about each job. */
const cases = [
  {
    name: 'single-image',
    title: 'five steps with comments and pinned commits become one step, and comments stay',
  },
  { name: 'two-registries', title: 'logins to several registries become one list, with conditions and ECR' },
  {
    name: 'matrix',
    title: 'a matrix keeps its expressions, and settings of builder and QEMU move into the step',
  },
  { name: 'bake', title: 'a bake step loses the file of docker/metadata-action and the output for a push' },
  { name: 'per-platform', title: 'jobs for each platform push by digest, and a merge job joins the digests' },
  {
    name: 'manual-version',
    title: 'references in one line become lines, and a name without a tag gets latest',
  },
  {
    name: 'called-workflow',
    title: 'a called workflow keeps its expressions, and conditional logins become optional',
  },
  {
    name: 'composite-action',
    title: 'the outputs of a composite action read the step that replaces the metadata step',
  },
  {
    name: 'anchors',
    title: 'anchors move with their values, and a job whose anchor others need stays unchanged',
  },
  { name: 'flow-style', title: 'a step in braces becomes a block, with the id that a later step reads' },
  { name: 'several-images', title: 'two builds in a job become two steps that share builder and login' },
  {
    name: 'later-steps',
    title: 'steps and job outputs after the build read the new step, and a login for cosign stays',
  },
  { name: 'earlier-steps', title: 'a metadata step that is read before the build becomes a dry run' },
  {
    name: 'typed-tags',
    title: 'tags that only an expression knows stay an expression, with a dry run before it',
  },
]

test.each(cases)('$title', ({ name }) => {
  const { text, jobs } = migrateWorkflow('image.yml', read(name, 'before.yml'))
  expect(text).toBe(read(name, 'after.yml'))
  const lines = jobs.flatMap(({ job, kind, messages }) => [
    `${job || '(action)'}: ${kind}`,
    ...messages.map((message) => `  ${message}`),
  ])
  expect(`${lines.join('\n')}\n`).toBe(read(name, 'messages.txt'))
})

test('every folder of complete workflows has a row', () => {
  expect(readdirSync(folder).toSorted()).toEqual(cases.map(({ name }) => name).toSorted())
})

test('a migrated workflow has nothing left to migrate', () => {
  const again = cases
    .map(({ name }) => ({ name, text: read(name, 'after.yml') }))
    .filter(({ text }) => migrateWorkflow('image.yml', text).text !== text)
  expect(again.map(({ name }) => name)).toEqual([])
})

test('actionlint and the schema of actions accept every migrated file, and all inputs exist', () => {
  const files = cases.map(({ name }) => ({ name, text: read(name, 'after.yml') }))
  const script = fileURLToPath(new URL('../../scripts/lib/lint-workflows.mjs', import.meta.url))
  const found = execFileSync(process.execPath, [script], { input: JSON.stringify(files), encoding: 'utf8' })
  expect(JSON.parse(found)).toEqual([])
}, 60_000)

const workflow = (steps: string, before = '') =>
  `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n${before}    steps:\n      - uses: actions/checkout@v5\n${steps}`

const meta = `      - uses: docker/metadata-action@v5
        id: meta
        with:
          images: acme/app
`
const build = `      - uses: docker/build-push-action@v6
        id: build
        with:
          context: .
          push: true
          tags: \${{ steps.meta.outputs.tags }}
`
const script = (text: string, env = '') =>
  `      - run: ${text}\n${env === '' ? '' : `        env:\n          X: ${env}\n`}`

/** Workflows that stay unchanged, and the reason. */
const refused = [
  {
    title: 'a job that only logs in stays unchanged',
    text: workflow('      - uses: docker/login-action@v3\n'),
    why: 'The job builds nothing with docker/build-push-action or docker/bake-action, so its steps stay.',
  },
  {
    title: 'a use of an output that Tagboat does not have stays, with the job',
    text: workflow(meta + build + script('cat "$X"', '${{ steps.meta.outputs.bake-file }}')),
    why: 'Step 4 (run) reads steps.meta.outputs.bake-file, and Tagboat has no output bake-file. Replace that use, then run this again.',
  },
  {
    title: 'a use of all steps at once stays, with the job',
    text: workflow(meta + build + script('echo "$X"', '${{ toJSON(steps) }}')),
    why: 'Step 4 (run) reads all steps at once (steps without an id). Name the step there, steps.ID.outputs.NAME, then run this again.',
  },
  {
    title: 'a variable of docker/metadata-action in a script stays, with the job',
    text: workflow(meta + build + script('echo "$DOCKER_METADATA_OUTPUT_VERSION"')),
    why: 'Step 4 (run) reads a variable DOCKER_METADATA_OUTPUT_..., which Tagboat does not set. Give that step an env with the output instead, for example VERSION: ${{ steps.ID.outputs.version }}, then run this again.',
  },
  {
    title: 'tags that commas separate for another step stay, with the job',
    text: workflow(
      `${meta}          sep-tags: ','\n${build}${script('echo "$X"', '${{ steps.meta.outputs.tags }}')}`,
    ),
    why: 'Step 4 (run) reads steps.meta.outputs.tags, whose items sep-tags separates in another way than by lines, as Tagboat’s are. Remove sep-tags, then run this again.',
  },
  {
    title: 'an input without a counterpart keeps the job, and the message has the fix',
    text: workflow(`${meta}${build}          cgroup-parent: slice\n`),
    why: 'The build step 3 (docker/build-push-action) has the input cgroup-parent, which Tagboat does not have. Set it on the builder: driver-opts: cgroup-parent=NAME. Then run this again.',
  },
  {
    title: 'metadata without images keeps the job',
    text: workflow(meta.replace('          images: acme/app\n', '          tags: type=edge\n') + build),
    why: 'The metadata step 2 (docker/metadata-action) has no images, so its tags have no name. Write images there, then run this again.',
  },
  {
    title: 'a push without tags keeps the job',
    text: workflow(build.replace(/ {10}tags.*\n/, '')),
    why: 'The build step 2 (docker/build-push-action) pushes without tags. Write tags there, then run this again.',
  },
  {
    title: 'an output to a registry with other settings keeps the job',
    text: workflow(build.replace('push: true', 'outputs: type=image,name=acme/app,push=true')),
    why: 'The build step 2 (docker/build-push-action) has outputs "type=image,name=acme/app,push=true", which has no counterpart. docs/outputs.md shows the forms that Tagboat takes; docs/platforms.md has builds by digest.',
  },
  {
    title: 'bake files without a metadata step keep the job',
    text: workflow('      - uses: docker/bake-action@v6\n        with:\n          files: docker-bake.hcl\n'),
    why: 'The tags of the bake step 2 (docker/bake-action) are in its files, and not in a metadata step. docs/many-images.md shows how to write them as rules.',
  },
  {
    title: 'a metadata step before the checkout cannot become a dry run',
    text: `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${meta}      - uses: actions/checkout@v5\n${script('echo "$X"', '${{ steps.meta.outputs.version }}')}${build}`,
    why: 'Another step reads the outputs of the metadata step 1 (docker/metadata-action) before the build. A dry run of Tagboat can give them, but it needs the checkout: move the step below actions/checkout, then run this again.',
  },
  {
    title: 'metadata that takes its ref from another checkout keeps the job',
    text: workflow(`${meta}          context: git\n${build}`).replace(
      'checkout@v5\n',
      'checkout@v5\n        with: { ref: v1 }\n',
    ),
    why: 'The metadata step 2 (docker/metadata-action) takes its ref from the checkout (context: git), and step 1 (actions/checkout) checks out v1. Write that ref as value= into the rules, and remove context there, then run this again.',
  },
  {
    title: 'a called workflow in another file is named',
    text: 'on: push\njobs:\n  image:\n    uses: ./.github/workflows/image.yml\n',
    why: 'The job calls ./.github/workflows/image.yml. Migrate that file.',
  },
  {
    title: 'steps in brackets stay',
    text: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps: [{ uses: docker/build-push-action@v6 }]\n',
    why: 'The steps are one list in brackets. Write each step on lines of its own, then run this again.',
  },
  {
    title: 'broken YAML is reported with its line',
    text: 'on: push\njobs:\n  image: [\n',
    why: /^image\.yml: Line [34] is not valid YAML: .* Fix it first\.$/s,
  },
  {
    title: 'a text that is not a map is reported',
    text: 'hello',
    why: 'image.yml: The file is not a workflow: it is not a map of keys.',
  },
  {
    title: 'an action in JavaScript is reported',
    text: 'name: A\nruns:\n  using: node24\n  main: index.js\n',
    why: 'image.yml: The action has no steps: only composite actions can use docker’s actions.',
  },
  {
    title: 'mixed line breaks are reported',
    text: `${workflow(meta + build)}# end\r\n`,
    why: 'image.yml mixes two kinds of line breaks. Save it with one kind, then run this again.',
  },
]

test.each([
  { steps: 'steps in lines', text: workflow(script('echo hello')) },
  {
    steps: 'steps in brackets',
    text: 'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps: [{ run: echo }]\n',
  },
])('a job without docker’s actions stays without a message, with $steps', ({ text }) => {
  expect(migrateWorkflow('image.yml', text)).toEqual({
    text,
    jobs: [{ job: 'image', kind: 'unchanged', messages: [] }],
  })
})

test.each(refused)('$title', ({ text, why }) => {
  const done = migrateWorkflow('image.yml', text)
  expect(done.text).toBe(text)
  expect(done.jobs.map(({ kind }) => kind)).toEqual(['unchanged'])
  const [message = ''] = done.jobs.flatMap(({ messages }) => messages)
  if (typeof why === 'string') expect(message).toBe(why)
  else expect(message).toMatch(why)
})

const login = (settings: string) =>
  `      - uses: docker/login-action@v3\n        with: { registry: ghcr.io, username: a, ${settings} }\n`
const token = "password: '${{ github.token }}'"

/** Parts of a workflow, and a part of the result. */
const details = [
  {
    title: 'a text in a build argument that is an expression here is escaped',
    text: workflow(
      `${meta}${build}          build-args: |\n            A={{version}} {{.Version}} \${{ github.sha }}\n`,
    ),
    part: '            A=\\{{version}} {{.Version}} ${{ github.sha }}\n',
  },
  {
    title: 'the job’s own token for ghcr.io is not needed for an image there',
    text: workflow(login(token) + (meta + build).replace('acme/app', 'ghcr.io/acme/app')),
    part: 'checkout@v5\n      - uses: tagboat/tagboat@v1\n        id: build\n        with:\n          images: ghcr.io/acme/app\n          tags: |\n            type=schedule\n            type=ref,event=branch\n            type=ref,event=tag\n            type=ref,event=pr\n          context: .\n          push: true\n',
    without: 'password',
  },
  {
    title: 'the job’s own token for ghcr.io stays where only base images are there',
    text: workflow(login(token) + meta + build),
    part: "          registry: ghcr.io\n          username: a\n          password: '${{ github.token }}'\n",
  },
  {
    title: 'a personal token for ghcr.io stays',
    text: workflow(
      login("password: '${{ secrets.PAT }}'") + (meta + build).replace('acme/app', 'ghcr.io/acme/app'),
    ),
    part: "          registry: ghcr.io\n          username: a\n          password: '${{ secrets.PAT }}'\n",
  },
  {
    title: 'a build without push does not push',
    text: workflow(
      build.replace('          push: true\n', '').replace('${{ steps.meta.outputs.tags }}', 'a:b'),
    ),
    part: '          tags: a:b\n          context: .\n          push: false\n',
  },
  {
    title: 'an output to a registry becomes push',
    text: workflow(
      build.replace('push: true', 'outputs: type=registry').replace('${{ steps.meta.outputs.tags }}', 'a:b'),
    ),
    part: '          tags: a:b\n          context: .\n          push: true\n',
  },
  {
    title: 'extra references under the names of the metadata step follow its rules',
    text: workflow(meta + build.replace('tags: $', 'tags: |\n            acme/app:extra\n            $')),
    part: '            type=ref,event=pr\n            acme/app:extra\n',
  },
  {
    title: 'a step between metadata and build that reads another output keeps its place',
    text: workflow(`${meta}${script('echo "$X"', "${{ steps['meta'].outputs.tags }}")}${build}`),
    part: '          dry-run: true\n      - run: echo "$X"\n        env:\n          X: ${{ steps[\'meta\'].outputs.tags }}\n      - uses: tagboat',
  },
]

test.each(details)('$title', ({ text, part, without }) => {
  const done = migrateWorkflow('image.yml', text)
  expect(done.text).toContain(part)
  if (without !== undefined) expect(done.text).not.toContain(without)
})

test('a file with Windows line breaks and a byte order mark keeps both', () => {
  const before = read('single-image', 'before.yml')
  const after = read('single-image', 'after.yml')
  const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`
  expect(migrateWorkflow('image.yml', windows(before)).text).toBe(windows(after))
})

test('a job that is refused from outside stays, while others change', () => {
  const before = read('anchors', 'before.yml')
  const { text, jobs } = migrateWorkflow('image.yml', before, new Map([['web', ['The tags differ.']]]))
  expect(jobs.slice(0, 2)).toMatchObject([
    { job: 'web', kind: 'unchanged', messages: ['The tags differ.'] },
    { job: 'worker', kind: 'changed' },
  ])
  expect(parse(text).jobs.web).toEqual(parse(before).jobs.web)
})
