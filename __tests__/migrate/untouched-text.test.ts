import fc from 'fast-check'
import { migrateWorkflow } from '../../src/migrate/migrate-workflow.ts'

/** Parts of a workflow that a migration must not touch, in styles that a YAML library would write in another way. */
const others = [
  `  NAME:   # a comment
    runs-on:   [ "self-hosted",linux ]
    steps:
    - run: >-
        a folded text
          that keeps its spaces

    - { run: 'true', shell: bash }   
`,
  `  'NAME':
    runs-on: ubuntu-latest
    if:    \${{ github.ref == 'refs/heads/main'   }}
    steps:
      - name: "\\u00e9 and 'quotes' # no comment"
        run: |+
          echo a


      # the end of the job
`,
  `
  # docker/build-push-action@v6 in a comment
  NAME: {runs-on: ubuntu-latest, steps: [{run: echo}, {uses: "actions/checkout@v5"}]}

`,
  `  NAME:
    uses: ./.github/workflows/other.yml
    with: &NAME-values {  a: 1,b: "2"  }
    secrets: inherit
`,
  `  NAME:
    runs-on: ubuntu-latest
    steps:
      - uses: docker/login-action@v3   # stays: the job builds nothing
        with: {username: a, password: '\${{ secrets.B }}'}
      - run: docker push a/b\t# with a tab
`,
]

const dockerJobs = [
  `  NAME:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: docker/metadata-action@v5
        id: meta
        with: { images: acme/app }
      - uses: docker/build-push-action@v6
        with:
          context: .
          push: true
          tags: \${{ steps.meta.outputs.tags }}
`,
  `  NAME:

    runs-on: ubuntu-latest
    steps:

    # Build
    - name: 'Build'
      uses: docker/build-push-action@v6 # v6.18.0
      with:
          context: .   # here
          tags: a/b:c
    # End
`,
]

const isDocker = (text: string): boolean =>
  dockerJobs.some((one) => one.slice('  NAME'.length) === text.slice(text.indexOf(':')))
const head = 'name:   Image\n"on":  push\n\nenv: {A:   1}\njobs:\n'
const migrated = (job: string): string => migrateWorkflow('a.yml', head + job).text.slice(head.length)

test('a migration changes the text of its jobs, and no other character of the file', () => {
  const templates = fc.array(fc.constantFrom(...others, ...dockerJobs), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(templates, fc.boolean(), (chosen, isWindows) => {
      const jobs = chosen.map((text, index) => text.replaceAll('NAME', `job${index}`))
      const breaks = (text: string) => (isWindows ? text.replaceAll('\n', '\r\n') : text)
      const done = migrateWorkflow('a.yml', breaks(head + jobs.join('')))
      const expected = head + jobs.map((job) => (isDocker(job) ? migrated(job) : job)).join('')
      expect(done.text).toBe(breaks(expected))
      expect(done.jobs.filter(({ kind }) => kind === 'changed').length).toBe(jobs.filter(isDocker).length)
    }),
    { numRuns: 30 },
  )
}, 30_000)

test('the jobs of this test are migrated', () => {
  for (const job of dockerJobs) {
    expect(isDocker(job)).toBe(true)
    expect(migrated(job)).toContain('uses: tagboat/tagboat@v1')
    expect(migrated(job)).not.toContain('docker/')
  }
})

test('a migration never throws, whatever the text is', () => {
  const pieces = fc.constantFrom(
    ...[
      'jobs:',
      '\n',
      '  ',
      'a:',
      '- ',
      'steps:',
      'uses: docker/build-push-action@v6',
      'with:',
      'tags: a:1',
      '{',
      '}',
      '[',
      ']',
    ],
    ...[
      '&a',
      '*a',
      '|',
      '>',
      '"',
      "'",
      '#',
      '${{',
      '}}',
      'steps.a.outputs.b',
      'id: a',
      'runs:',
      'needs: a',
      '\t',
      '\r\n',
      '<<:',
    ],
  )
  const near = fc.tuple(fc.constantFrom(...dockerJobs), fc.nat(400), pieces).map(([job, at, piece]) => {
    const text = head + job.replaceAll('NAME', 'job')
    return text.slice(0, at) + piece + text.slice(at)
  })
  const any = fc.array(pieces, { maxLength: 40 }).map((list) => list.join(''))
  fc.assert(
    fc.property(fc.oneof(near, any), (text) => {
      const { jobs } = migrateWorkflow('a.yml', text)
      // A job without docker's actions needs no message.
      const changed = jobs.filter(({ kind }) => kind === 'changed')
      for (const { messages } of changed) expect(messages.length).toBeGreaterThan(0)
      for (const message of jobs.flatMap(({ messages }) => messages)) expect(message).toMatch(/\S/)
    }),
    { numRuns: 200 },
  )
}, 30_000)
