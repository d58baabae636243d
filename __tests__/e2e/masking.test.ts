import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { base } from './setup/environment.ts'
import { login, makeProject, step, useRegistry } from './setup/project.ts'
import { reportedImages } from './setup/reported.ts'

/** The forms of a secret that a program may print: plain, for URLs, JSON and HTML, in hexadecimal and in base64. */
const key = 'k3y"with<every>&thing/+?'
const forms = [
  key,
  encodeURIComponent(key),
  new URLSearchParams({ x: key }).toString().slice(2),
  JSON.stringify(key).slice(1, -1),
  'k3y&quot;with&lt;every&gt;&amp;thing/+?',
  Buffer.from(key).toString('hex'),
  Buffer.from(key).toString('base64'),
  Buffer.from(key).toString('base64url'),
  Buffer.from(`ada:${key}`).toString('base64').slice(6, -3),
]
const lines = 'first-line-of-it\nsecond "line" of it'

const dockerfile = `FROM ${base}
ARG FORM
COPY forms /forms
RUN busybox cat /forms; true
RUN --mount=type=secret,id=lines busybox cat /run/secrets/lines
`

describe('secrets with the values of common words', () => {
  const registry = useRegistry()

  it('are not masked in the outputs, the summary and the log, which contain no other secret in any form', async () => {
    const image = `${registry.host}/masking/app`
    const secrets = [
      `word=true`,
      'branch=main',
      'algorithm=sha256',
      'short=pus',
      `key=${key}`,
      `"lines=${lines.replaceAll('"', '""')}"`,
    ]
    const done = await step({
      workspace: makeProject(dockerfile, { forms: `${forms.map((form) => `<${form}>`).join('\n')}\n` }),
      // The complete build metadata, with the arguments.
      env: { BUILDX_METADATA_PROVENANCE: 'max' },
      inputs: registry.inputsFor('masking/app', {
        secrets: secrets.join('\n'),
        provenance: 'mode=max',
        'build-args': `"FORM=${key.replaceAll('"', '""')}"`,
        labels: `"note=it is ${key.replaceAll('"', '""')}"`,
      }),
    })
    expect(done.main.code).toBe(0)
    const digest = await headDigest(registry.host, 'masking/app', 'main', login)
    expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const { outputs } = done.main
    expect(outputs).toMatchObject({
      digest,
      pushed: 'true',
      version: 'main',
      'tag-names': 'main\nlatest',
      tags: `${image}:main\n${image}:latest`,
      images: image,
    })
    expect(reportedImages(done)[0]).toMatchObject({
      name: image,
      digest,
      tags: [{ ref: `${image}:main`, digest }, {}],
    })
    const metadata = JSON.parse(outputs.metadata ?? '')
    expect(metadata['containerimage.digest']).toBe(digest)
    expect(JSON.stringify(metadata)).toContain('build-arg:FORM')
    expect(JSON.parse(outputs.json ?? '').labels.note).toBe('it is ***')
    expect(done.main.summary).toContain(`<code>${digest}</code>`)
    expect(done.main.log).toContain(`created   ${image}:main ${digest}`)

    const texts = { log: done.main.log, summary: done.main.summary, ...outputs }
    const shown = Object.entries(texts).flatMap(([name, text]) =>
      [...forms, ...lines.split('\n')]
        .filter((form) => text.includes(form))
        .map((form) => `${name}: ${form}`),
    )
    expect(shown).toEqual([])
    expect(done.main.annotations).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining("secret 'word' is a common word"),
      }),
    ])
    const [{ message = '' } = {}] = done.main.annotations
    for (const id of ['branch', 'algorithm', 'short']) expect(message).toContain(`secret '${id}' `)
    for (const id of ['key', 'lines']) expect(message).not.toContain(`'${id}'`)
  })
})
