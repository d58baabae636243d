/** A user's project and workflow step, for the end-to-end tests. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startRegistry } from '../../../scripts/lib/registry.mjs'
import { runStep } from '../../../scripts/lib/runner.mjs'
import { busybox, compileCache, engines, newFolder, node24 } from './environment.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A password with special characters of shells, JSON and URLs. */
export const login = { username: 'ada', password: 'pa$$ "w0rd" %2F+secret' }

/** The image of most tests: one small file, since the time of a step grows with the content that it pushes. */
export const simpleDockerfile = 'FROM scratch\nCOPY hello /hello\n'

/** A git working copy with a Dockerfile and a file `hello`, at its first commit. `COPY busybox` in a Dockerfile adds that program. */
export function makeProject(dockerfile = simpleDockerfile, files: Record<string, string> = {}): string {
  const folder = newFolder('project')
  const texts = { hello: 'hello\n', Dockerfile: dockerfile, ...files }
  if (/^COPY busybox /m.test(Object.values(texts).join('\n'))) copyFileSync(busybox, join(folder, 'busybox'))
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  git(folder, 'init', '--quiet', '--initial-branch=main')
  git(folder, 'add', '--all')
  commit(folder)
  return folder
}

/**
 * A registry with a password for the tests of one `describe`, and the inputs that publish into it. Its host is known once the
 * tests run.
 */
export function useRegistry() {
  let registry: Awaited<ReturnType<typeof startRegistry>>
  beforeAll(async () => {
    registry = await startRegistry({
      dir: newFolder('registry'),
      users: { [login.username]: login.password },
    })
  })
  afterAll(() => registry.stop())
  return {
    get host() {
      return registry.host
    },
    inputsFor: (image: string, more: Record<string, string> = {}): Record<string, string> => ({
      images: `${registry.host}/${image}`,
      registry: registry.host,
      ...login,
      ...more,
    }),
  }
}

export function git(folder: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...who, '-C', folder, ...args], { encoding: 'utf8' }).trim()
}

export function commit(folder: string): void {
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'a commit')
}

/** A copy of the action with other pins. The real ones name programs and images that only the internet has. */
export function makeAction(pins: object): string {
  const folder = newFolder('action')
  for (const name of ['action.yml', 'dist']) cpSync(join(root, name), join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'pins.json'), JSON.stringify(pins))
  return folder
}

export interface StepOptions {
  /** A folder from `makeAction`; unset means this checkout's action. */
  readonly action?: string
  readonly workspace: string
  readonly inputs: Record<string, string>
  readonly engine?: keyof typeof engines
  readonly ref?: string
  readonly eventName?: string
  readonly event?: object
  readonly sha?: string
  readonly env?: Record<string, string | undefined>
  readonly onStart?: (child: {
    readonly pid?: number | undefined
    kill(signal: NodeJS.Signals): boolean
  }) => void
  readonly onOutput?: (text: string) => void
}

/** Runs main and post of action.yml like a runner, with their own home and temp folders. */
export async function step(options: StepOptions) {
  const { workspace, engine = 'store' } = options
  const home = options.env?.HOME ?? newFolder('home')
  const temp = newFolder('temp')
  const repository = {
    default_branch: 'main',
    private: false,
    full_name: 'acme/app',
    description: 'An "app"\nof two lines',
  }
  const done = await runStep({
    root: options.action ?? root,
    workspace,
    temp,
    node: node24,
    ref: options.ref ?? 'refs/heads/main',
    sha: options.sha ?? git(workspace, 'rev-parse', 'HEAD'),
    eventName: options.eventName ?? 'push',
    event: { repository, ...options.event },
    inputs: options.inputs,
    env: {
      DOCKER_HOST: engines[engine],
      HOME: home,
      DOCKER_CONFIG: undefined,
      BUILDX_CONFIG: undefined,
      // Thousands of steps compile the same bundle.
      NODE_COMPILE_CACHE: compileCache,
      ...options.env,
    },
    ...(options.onStart && { onStart: options.onStart }),
    ...(options.onOutput && { onOutput: options.onOutput }),
  })
  return { ...done, home, temp, errors: done.main.annotations.filter(({ level }) => level === 'error') }
}

export type Step = Awaited<ReturnType<typeof step>>

/** Searches outputs, logs and files for the secrets, plain and in base64. Returns the places that contain one. */
export function findSecret(done: Step, ...secrets: string[]): string[] {
  const forms = secrets.flatMap((secret) => [secret, Buffer.from(secret).toString('base64')])
  const texts: Record<string, string> = {
    log: done.main.log,
    'log of post': done.post?.log ?? '',
    summary: done.main.summary,
    outputs: JSON.stringify(done.main.outputs),
    state: JSON.stringify(done.main.state),
  }
  for (const file of [...filesBelow(done.home), ...filesBelow(done.temp)])
    texts[file] = readFileSync(file, 'latin1')
  return Object.keys(texts).filter((name) => forms.some((form) => texts[name]?.includes(form)))
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
