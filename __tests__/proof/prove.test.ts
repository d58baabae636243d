import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type JobProof, proveMigration } from '../../src/proof/prove.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'

const expressions = await loadExpressions()

/** A workflow with one job, `image`, and these steps. */
const workflow = (on: string, steps: string, more = '') =>
  `on: ${on}\njobs:\n  image:\n${more}    steps:\n${steps}`

const meta = (inputs: string) => `      - id: meta
        uses: docker/metadata-action@v6
        with:
${inputs}`

const build = `      - uses: docker/build-push-action@v7
        with:
          push: true
          tags: \${{ steps.meta.outputs.tags }}
`

const tagboat = (inputs: string) => `      - uses: tagboat/tagboat@v1
        with:
${inputs}          push: true
`

const images = '          images: ghcr.io/acme/app\n'
const semver = `${images}          tags: type=semver,pattern={{version}}\n`

function prove(before: string, after: string, options?: Parameters<typeof proveMigration>[3]) {
  return proveMigration(parse(before), parse(after), expressions, options)
}

const runsOf = (proofs: readonly JobProof[]) => proofs.flatMap(({ runs }) => runs)

/** Each run as one line: its title, and the tags of both sides; once if they are equal. */
const describeRuns = (proofs: readonly JobProof[]) =>
  runsOf(proofs).map(({ title, before, after }) => {
    const [old, now] = [before.join(' '), after.join(' ')]
    return old === now ? `${title}: ${old}` : `${title}: ${old} -> ${now}`
  })

/** A workflow whose steps move over as they are, with a name for both sides. */
const same = (on: string, inputs: string, more = '') =>
  [workflow(on, meta(inputs) + build, more), workflow(on, tagboat(inputs), more)] as const

describe('a proof lists the tags for each event', () => {
  test.each([
    {
      title: 'that its filters let through',
      sides: same(
        '{ push: { branches: [main], tags: ["v*"] } }',
        semver.replace('type=', 'type=edge\n            type=').replace('tags: ', 'tags: |\n            '),
      ),
      expected: [
        "push of branch 'main': ghcr.io/acme/app:edge",
        "push of tag 'v1.2.3': ghcr.io/acme/app:1.2.3 ghcr.io/acme/app:latest",
        "push of tag 'v1.2.3-rc.1': ghcr.io/acme/app:1.2.3-rc.1",
      ],
    },
    {
      title: 'and for each combination of the matrix',
      sides: same(
        '{ push: { branches: [main] } }',
        "          images: ghcr.io/acme/${{ matrix.app }}\n          tags: ${{ matrix.tag || 'edge' }}\n",
        '    strategy: { matrix: { app: [web, job], include: [{ app: web, tag: w }, { app: extra }] } }\n',
      ),
      expected: [
        "push of branch 'main' with app: web: ghcr.io/acme/web:w",
        "push of branch 'main' with app: job: ghcr.io/acme/job:edge",
        "push of branch 'main' with app: extra: ghcr.io/acme/extra:edge",
      ],
    },
    {
      title: 'with expressions in place of unknown names',
      sides: same(
        '{ push: { branches: [main] } }',
        '          images: |\n            ${{ vars.REGISTRY }}/acme/app\n            ${{ vars.IMAGE }}\n          tags: build-${{ github.run_number }}\n',
      ),
      expected: [
        "push of branch 'main': ${{ vars.registry }}/acme/app:build-${{ github.run_number }} ${{ vars.image }}:build-${{ github.run_number }}",
      ],
    },
    {
      title: 'with both values of an unknown switch',
      sides: same(
        '{ push: { branches: [main] } }',
        `${images}          tags: |\n            stable\n            type=raw,value=latest,enable=\${{ vars.LATEST }}\n`,
      ),
      expected: [
        "push of branch 'main', if vars.latest is 'true': ghcr.io/acme/app:stable ghcr.io/acme/app:latest",
        "push of branch 'main', if vars.latest is 'false': ghcr.io/acme/app:stable",
      ],
    },
    {
      title: 'once if an unknown part makes no difference',
      sides: [
        workflow(
          '{ push: { branches: [main] } }',
          `      - { if: "vars.LINT == 'yes'", run: make lint }\n${meta(`${images}          tags: edge\n`)}${build}`,
        ),
        workflow(
          '{ push: { branches: [main] } }',
          `      - { if: "vars.LINT == 'yes'", run: make lint }\n${tagboat(`${images}          tags: edge\n`)}`,
        ),
      ] as const,
      expected: ["push of branch 'main': ghcr.io/acme/app:edge"],
    },
    {
      title: 'with a release and a prerelease as an unknown version',
      sides: same(
        '{ workflow_dispatch: { inputs: { version: { required: true } } } }',
        `${images}          tags: type=semver,pattern={{version}},value=\${{ inputs.version }}\n`,
      ),
      expected: [
        "workflow_dispatch, if inputs.version is '1.2.3': ghcr.io/acme/app:1.2.3 ghcr.io/acme/app:latest",
        "workflow_dispatch, if inputs.version is '1.2.3-rc.1': ghcr.io/acme/app:1.2.3-rc.1",
      ],
    },
    {
      title: 'with the texts that a condition compares with an unknown output',
      sides: same(
        '{ push: { branches: [main] } }',
        `${images}          tags: edge\n`,
        "    if: needs.changes.outputs.app == 'true'\n",
      ),
      expected: [
        "push of branch 'main', if needs.changes.outputs.app is 'true': ghcr.io/acme/app:edge",
        "push of branch 'main', if needs.changes.outputs.app is 'another-value': ",
      ],
    },
    {
      title: 'in a repository and at a time that the caller names',
      sides: same(
        '{ push: { branches: [dev] } }',
        "          images: ghcr.io/${{ github.repository }}\n          tags: d{{date 'YYYYMMDD'}}\n",
      ),
      expected: ["push of branch 'dev': ghcr.io/owner/name:d20300405"],
    },
    {
      title: 'except for a called workflow that gets no secrets',
      sides: same('pull_request', `${images}          tags: type=ref,event=pr\n`),
      expected: [
        'pull_request opened: ghcr.io/acme/app:pr-7',
        'pull_request opened, from a fork: ghcr.io/acme/app:pr-7',
      ],
    },
    {
      title: 'of a composite action, which any workflow may use',
      sides: [
        `inputs: { tag: { default: edge } }\nruns:\n  using: composite\n  steps:\n${meta(`${images}          tags: \${{ inputs.tag }}\n`)}${build}`,
        `inputs: { tag: { default: edge } }\nruns:\n  using: composite\n  steps:\n${tagboat(`${images}          tags: \${{ inputs.tag }}\n`)}`,
      ] as const,
      expected: [
        "push of branch 'main': ghcr.io/acme/app:edge",
        "push of branch 'feature/login': ghcr.io/acme/app:edge",
        "push of tag 'v1.2.3': ghcr.io/acme/app:edge",
        "push of tag 'v1.2.3-rc.1': ghcr.io/acme/app:edge",
        'pull_request opened: ghcr.io/acme/app:edge',
        'pull_request opened, from a fork: ghcr.io/acme/app:edge',
      ],
    },
  ])('$title', ({ sides, expected }) => {
    const proofs = prove(...sides, { repository: 'owner/name', time: '2030-04-05T00:00:00Z' })
    expect(describeRuns(proofs)).toEqual(expected)
    expect(proofs.map(({ isProven }) => isProven)).toEqual([true])
    expect(runsOf(proofs).flatMap(({ differences, unread }) => [...differences, ...unread])).toEqual([])
  })
})

describe('a difference that docs/tags.md lists has a reason', () => {
  test.each([
    {
      on: '{ push: { tags: ["v*"] } }',
      tags: 'type=ref,event=tag',
      reason: "'v1.2.3-rc.1' is a prerelease, which never gets 'latest'.",
    },
    {
      on: '{ push: { tags: ["v0.3.1"] } }',
      tags: 'type=semver,pattern={{major}}.{{minor}}\n            type=semver,pattern={{major}}',
      reason: "'0' is not published for versions 0.x: 0.2 may break what worked with 0.1.",
    },
    {
      on: '{ push: { branches: [latest] } }',
      tags: 'type=ref,event=branch',
      reason: "The name 'latest' is reserved for another rule, so the branch's tag is 'branch-latest'.",
    },
    {
      on: '{ push: { tags: [pr-7] } }',
      tags: 'type=ref,event=tag',
      reason: "The name 'pr-7' is reserved for another rule, so the git tag's is 'tag-pr-7'.",
    },
    {
      on: '{ push: { branches: ["a&b"] } }',
      tags: 'type=raw,value={{branch}}',
      reason: "docker/metadata-action escapes HTML in the name: 'a-amp-b' is 'a-b'.",
    },
    {
      on: '{ push: { tags: [v2.0.0-rc.1] } }',
      tags: 'type=match,pattern=\\d.\\d.\\d,value=\n            stable',
      reason: "'v2.0.0-rc.1' is a prerelease, which gets no shorter name like '2.0.0'.",
    },
    {
      on: '{ push: { tags: [v2.0.0] } }',
      tags: 'type=semver,pattern={{version}},match=^app/v(.*)\n            stable',
      reason: "The git tag does not match the rule's match=, so the rule gives no tag.",
    },
    {
      on: 'create',
      tags: 'edge\n            type=raw,value=latest,enable={{is_default_branch}}',
      reason:
        '{{is_default_branch}} depends on the ref; docker/metadata-action takes it as true on every create event.',
    },
    {
      on: '{ pull_request: { types: [closed] } }',
      tags: 'type=ref,event=pr',
      reason: 'The pull request is closed or the ref deleted, and Tagboat does nothing for it.',
    },
  ])('$tags on $on', ({ on, tags, reason }) => {
    const proofs = prove(...same(on, `${images}          tags: |\n            ${tags}\n`))
    const found = runsOf(proofs).flatMap(({ differences, problems }) => [
      ...differences.map((one) => one.reason),
      ...problems,
    ])
    expect(found).toContain(reason)
    expect(found).not.toContain(undefined)
    expect(proofs.every(({ isProven }) => isProven)).toBe(true)
  })
})

describe('a difference that nothing explains is a problem', () => {
  const on = '{ push: { tags: [v1.2.3] } }'
  const before = workflow(on, meta(semver) + build)
  test.each([
    {
      title: 'a tag that is missing',
      after: tagboat(
        `${images}          tags: type=semver,pattern={{version}}\n          flavor: latest=false\n`,
      ),
      problem: 'The Tagboat step would not publish ghcr.io/acme/app:latest, which is published today.',
    },
    {
      title: 'a tag whose rule has a match= that matches',
      after: tagboat(`${images}          tags: stable\n`),
      problem: 'The Tagboat step would not publish ghcr.io/acme/app:1.2.3, which is published today.',
      steps: meta(
        `${images}          tags: |\n            type=semver,pattern={{version}},match=v(.*)\n            stable\n`,
      ),
    },
    {
      title: 'a tag that is new',
      after: tagboat(
        `${images}          tags: |\n            type=semver,pattern={{version}}\n            type=sha\n`,
      ),
      problem: 'The Tagboat step would publish ghcr.io/acme/app:sha-5f569b5, which is not published today.',
    },
    {
      title: 'another name',
      after: tagboat(
        '          images: ghcr.io/acme/other\n          tags: type=semver,pattern={{version}}\n',
      ),
      problem: 'The Tagboat step would not publish ghcr.io/acme/app:1.2.3, which is published today.',
    },
    {
      title: 'an input that Tagboat refuses',
      after: tagboat(`${images}          tags: type=semver\n`),
      problem: 'The Tagboat step fails: Input tags',
    },
    {
      title: 'a push by digest alone',
      after: tagboat(images).replace('push: true', 'push: digest'),
      problem: 'The Tagboat step would not publish ghcr.io/acme/app:1.2.3, which is published today.',
    },
    {
      title: 'no step',
      after: '      - run: "true"\n',
      problem: 'The Tagboat step would not publish ghcr.io/acme/app:1.2.3, which is published today.',
    },
  ])('$title', ({ after, problem, steps }) => {
    const old = steps === undefined ? before : workflow(on, steps + build)
    const proofs = prove(old, workflow(on, after))
    expect(proofs.map(({ isProven }) => isProven)).toEqual([false])
    expect(runsOf(proofs).flatMap(({ problems }) => problems)).toContainEqual(
      expect.stringContaining(problem),
    )
  })
})

describe('what cannot be compared is listed', () => {
  test.each([
    {
      title: 'tags in a bake file',
      step: '      - uses: docker/bake-action@v7\n        with: { push: true }\n',
      unread: 'The tags cannot be compared: its tags are in the bake file.',
    },
    {
      title: 'a step that fails today',
      step: '      - uses: docker/build-push-action@v7\n        with: { push: true, tags: "ghcr.io/acme/app:a/b" }\n',
      unread: "Today's steps fail here: buildx refuses 'ghcr.io/acme/app:a/b': 'a/b' is not a valid tag.",
    },
    {
      title: 'an expression that GitHub refuses',
      step: '      - uses: docker/build-push-action@v7\n        with: { push: true, tags: "${{ nothing.here }}" }\n',
      unread:
        "Today's steps fail here: '${{ nothing.here }}' is invalid: Unrecognized named-value: 'nothing'.",
    },
  ])('$title', ({ step, unread }) => {
    const proofs = prove(workflow('create', step), workflow('create', tagboat(semver)))
    expect(runsOf(proofs).flatMap((run) => run.unread)).toContain(unread)
    expect(proofs.every(({ isProven }) => isProven)).toBe(true)
  })
})

test('jobs that are joined are compared together, and an unchanged job is not compared', () => {
  const digest =
    '      - uses: docker/build-push-action@v7\n        with: { outputs: "type=image,push-by-digest=true,push=true" }\n'
  const merge =
    '      - run: docker buildx imagetools create $(jq -cr .tags <<< "$DOCKER_METADATA_OUTPUT_JSON") a@b\n'
  const before = `on: push\njobs:\n  lint: { steps: [] }\n  build:\n    steps:\n${digest}  merge:\n    steps:\n${meta(semver)}${merge}`
  const after = `on: push\njobs:\n  lint: { steps: [] }\n  build:\n    steps:\n${tagboat(semver)}`
  const proofs = prove(before, after)
  expect(proofs.map(({ job }) => job)).toEqual(['build, merge'])
  expect(describeRuns(proofs)[2]).toBe("push of tag 'v1.2.3': ghcr.io/acme/app:1.2.3 ghcr.io/acme/app:latest")
  expect(runsOf(proofs)[2]?.problems).toEqual([
    'The Tagboat step would not push by digest, as the job does today.',
  ])
})

test('a workflow that does not change has no proofs', () => {
  expect(prove(workflow('push', build), workflow('push', build))).toEqual([])
})

test('many unknown switches end after sixteen runs for an event', () => {
  const rules = Array.from(
    { length: 8 },
    (_, index) => `            type=raw,value=t${index},enable=\${{ vars.V${index} }}\n`,
  )
  const proofs = prove(
    ...same(
      '{ push: { branches: [main] } }',
      `${images}          tags: |\n            edge\n${rules.join('')}`,
    ),
  )
  expect(runsOf(proofs)).toHaveLength(16)
})

/** The workflows of docs/migration.md, before and after. */
const sections = readFileSync(new URL('../../docs/migration.md', import.meta.url), 'utf8').split(/^## /m)
const pairs = sections.flatMap((section) => {
  const [title = ''] = section.split('\n')
  const blocks = [...section.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text)
  const [before, after] = blocks.filter((text) => /^jobs:/m.test(text))
  return before?.includes('docker/') && after?.includes('tagboat/') ? [{ title, before, after }] : []
})

/** Sections whose tags are not the same, and what the proof says about them. */
const unproven: Readonly<Record<string, RegExp>> = {
  // The step shown there gives the source its own tag once more.
  Promotion: /would publish ghcr\.io\/acme\/app:\$\{\{ inputs\.version \}\}/,
  'Full references': /would not publish ghcr\.io\/\$\{\{ env\.owner \}\}/,
}

test('docs/migration.md has at least ten pairs of workflows', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(10)
})

test.each(pairs)(
  'the tags of $title in docs/migration.md are equal before and after',
  ({ title, before, after }) => {
    const problems = runsOf(prove(before, after)).flatMap((run) => run.problems)
    const expected = unproven[title]
    if (expected === undefined) expect(problems).toEqual([])
    else expect(problems.join('\n')).toMatch(expected)
  },
)
