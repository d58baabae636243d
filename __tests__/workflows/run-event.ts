import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseActionYml } from '../../scripts/lib/action-yml.mjs'
import { commit, describeEvent, now, resolveInputs } from '../../scripts/lib/recorded-workflows.mjs'
import { stepEnvironment } from '../../scripts/lib/runner-environment.mjs'
import { inputVariable } from '../../scripts/lib/runner-protocol.mjs'
import { createExec } from '../../src/ports/exec.ts'
import { HttpFailure } from '../../src/ports/http.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import type { Exec } from '../../src/ports/ports.ts'
import { formatOutputs } from '../../src/report/format-outputs.ts'
import { run } from '../../src/run.ts'
import { createFakeClock, createFakeLog, createFakeTools } from '../helpers/ports.ts'

type Workflow = Parameters<typeof describeEvent>[0]
type Event = Workflow['events'][number]

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Inputs with defaults from action.yml, as in a runner. */
const action = parseActionYml(readFileSync(join(root, 'action.yml'), 'utf8'))

/** A folder with a checkout at the recorded commit, made with fixed names and times, and a folder for files of the runner. */
export function makeWorkspace() {
  const folder = mkdtempSync(join(tmpdir(), 'workflows-'))
  const workspace = join(folder, 'workspace')
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: now,
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    GIT_COMMITTER_DATE: now,
  }
  const git = (...args: string[]) => execFileSync('git', args, { env, encoding: 'utf8' }).trim()
  git('init', '--quiet', '--object-format=sha1', '--initial-branch=main', workspace)
  git('-C', workspace, 'commit', '--quiet', '--allow-empty', '--message', 'a commit')
  const head = git('-C', workspace, 'rev-parse', 'HEAD')
  if (head !== commit) throw new Error(`the test's checkout is at ${head}, not at the recorded ${commit}`)
  return { workspace, temp: folder, remove: () => rmSync(folder, { recursive: true }) }
}

/** The result of a dry run of the migrated step: references of all images, whether it would push, some outputs and warnings. */
export async function runEvent(
  workflow: Workflow,
  event: Event,
  { workspace, temp }: { workspace: string; temp: string },
) {
  const { payload, ref, contexts } = describeEvent(workflow, event)
  const inputs = { ...resolveInputs(workflow.after, contexts), 'dry-run': 'true', 'github-token': '' }
  putFiles(workspace, workflow, inputs)
  writeFileSync(join(temp, 'event.json'), JSON.stringify(payload))
  const { repository } = workflow.source
  const step = { root, action, inputs, eventName: event.event, ref, sha: commit, repository }
  const env: Record<string, string> = {
    ...stepEnvironment({ ...step, workspace, temp, commands: temp }),
    GITHUB_ACTOR: event.actor ?? 'octocat',
    RUNNER_ENVIRONMENT: 'github-hosted',
    HOME: temp,
  }
  const log = createFakeLog()
  const ports = {
    exec: makeExec(env, workflow),
    http: refuse,
    resolve: async () => [],
    actionFolder: '/action',
    tools: createFakeTools(),
    connectGithub: () => ({ get: unreachable, remove: unreachable }),
    files: createFiles(),
    log,
    clock: createFakeClock(Date.parse(now)),
    env,
    isCancelled: () => false,
    ending: { http: refuse, cancelled: new Promise<void>(() => undefined), left: () => undefined },
    remember: () => {},
    exportVariable: () => {},
  }
  const report = await run(ports, (name) => (env[inputVariable(name)] ?? '').trim())
  const { result, plans, annotations } = report
  const { tags = '', version = '', labels = '' } = formatOutputs(result, plans, annotations)
  const all = result.images.flatMap((image) => image.tags.map(({ ref: reference }) => reference))
  return {
    tags: result.isMany ? all : tags.split('\n').filter(Boolean),
    pushes: result.intent.kind === 'push',
    version,
    labels: labels.split('\n'),
    warnings: log.at('warning'),
  }
}

/** The Dockerfile that the inputs name, in a context that exists, and the files in the data of the workflow. */
function putFiles(workspace: string, { files = {} }: Workflow, inputs: Record<string, string>): void {
  const context = inputs.context?.startsWith('{{') ? '.' : inputs.context || '.'
  const dockerfile = inputs.file || join(context, 'Dockerfile')
  for (const [name, text] of Object.entries({
    [join(context, '.keep')]: '',
    [dockerfile]: 'FROM scratch\n',
    ...files,
  })) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), text)
  }
}

/** Git in the checkout without a remote, a password from AWS, and the output of bake for the bake file in the data. */
function makeExec(env: Record<string, string>, { print }: Workflow): Exec {
  const real = createExec(env)
  return async (command, args, options) => {
    if (command === 'git' && !args.includes('ls-remote')) return real(command, args, options)
    const answer = (stdout: string) => ({ code: 0, stdout, stderr: '' })
    if (command === 'aws') return answer('secret-password')
    if (print !== undefined && args.includes('--print')) return answer(JSON.stringify(print))
    if (print !== undefined && args.includes('version')) return answer('github.com/docker/buildx v0.29.1 0')
    return { code: 127, stdout: '', stderr: `${command} does not exist here` }
  }
}

const refuse = async () => {
  throw new HttpFailure('ECONNREFUSED', 'no network in this test')
}

const unreachable = async () => ({ kind: 'silent', message: 'no network in this test' }) as const
