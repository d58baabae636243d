import { spawn } from 'node:child_process'
import fc from 'fast-check'
import { parseDockerfile } from '../../src/content/dockerfile.ts'
import { isRecord, parseJson } from '../../src/json.ts'
import { anyDockerfile, anyText } from '../helpers/dockerfiles.ts'
import { engines, newFolder } from './setup/environment.ts'

/** Compares the stages that Tagboat finds in a Dockerfile with a real builder's. */
const folder = newFolder('context')

/** The names of the stages in order, the first being `''`; undefined if the builder refuses the file. */
async function askBuilder(text: string): Promise<string[] | undefined> {
  const args = ['buildx', 'build', '--call=targets,format=json', '--file=-', folder]
  const child = spawn('docker', args, {
    env: { ...process.env, DOCKER_HOST: engines.store, HOME: folder },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  child.stdin.end(text)
  let out = ''
  for await (const chunk of child.stdout) out += chunk
  const answer = parseJson(out)
  if (!isRecord(answer) || !Array.isArray(answer.targets)) return undefined
  return answer.targets.map((target) => (isRecord(target) ? String(target.name ?? '') : ''))
}

/** Compares several at a time, since each one starts a client. */
async function compare(texts: readonly string[]) {
  const rows: { text: string; builder: string[] | undefined; ours: string[]; doubts: readonly string[] }[] =
    []
  for (let index = 0; index < texts.length; index += 8) {
    const some = texts.slice(index, index + 8).map(async (text) => {
      const { stages, doubts } = parseDockerfile(text)
      return { text, builder: await askBuilder(text), ours: stages.map(({ name }) => name), doubts }
    })
    rows.push(...(await Promise.all(some)))
  }
  return rows
}

test('Tagboat finds the same stages as the builder in a well-formed Dockerfile', async () => {
  const texts = fc.sample(anyDockerfile, { numRuns: 60, seed: 1 }).map(({ text }) => text)
  for (const { text, builder, ours, doubts } of await compare(texts)) {
    expect({ text, stages: ours, doubts }).toEqual({ text, stages: builder, doubts: [] })
  }
})

test('Tagboat finds the same stages as the builder in an odd file, or reports a doubt', async () => {
  const rows = await compare(fc.sample(anyText, { numRuns: 120, seed: 1 }))
  const taken = rows.filter(({ builder }) => builder !== undefined)
  expect(taken.length).toBeGreaterThan(10)
  for (const { text, builder, ours, doubts } of taken) {
    if (doubts.length === 0) expect({ text, stages: ours }).toEqual({ text, stages: builder })
  }
})
