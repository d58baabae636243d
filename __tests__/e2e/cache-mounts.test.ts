/** Cache mounts that are kept between builders with nothing in common: an engine that is emptied between the runs. */
import { join } from 'node:path'
import { startCacheService } from '../../scripts/lib/cache-service.mjs'
import { startEngine } from '../../scripts/lib/engine.mjs'
import { headDigest } from '../../scripts/lib/registry-client.mjs'
import { mustRun } from '../../scripts/lib/run.mjs'
import { teardown } from '../../scripts/lib/teardown.mjs'
import { base, newFolder } from './setup/environment.ts'
import { makeAction, makeProject, type StepOptions, step, useRegistry } from './setup/project.ts'

const registry = useRegistry()
let engine: Awaited<ReturnType<typeof startEngine>>
let service: Awaited<ReturnType<typeof startCacheService>>
let action: string
let workspace: string
const kept = `kept-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`

const fill = [
  'echo "before: $(stat -c %a.%u.%g /c) $(ls -A /c | wc -l)"',
  'echo "file: $(stat -c %a.%u.%g.%Y /c/dir/file 2>&1)"',
  'echo "links: $(stat -c %h /c/dir/file 2>&1) $(readlink /c/soft)"',
  'mkdir -p /c/dir /c/empty',
  '[ -e /c/dir/file ] || { echo hi > /c/dir/file; ln /c/dir/file /c/hard; ln -s ../x /c/soft; }',
  'chown 12:34 /c/dir/file',
  'chmod 4750 /c/dir/file',
  'touch -d "2001-02-03 04:05:06" /c/dir/file',
]

/** The middle stage is `FROM scratch`, with a static program of its own. */
const dockerfile = `ARG ID=kept
FROM ${base} AS first
ARG ID TARGETARCH
RUN --mount=type=cache,id=$ID-\${TARGETARCH},target=/c,uid=1000,gid=1001,mode=0750 <<EOF
${fill.join('\n')}
EOF
FROM scratch AS second
COPY busybox /bin/sh
RUN --mount=type=cache,target=/plain/ ["/bin/sh", "-c", "echo plain: $(cat /plain/x); echo more >> /plain/x"]
FROM scratch AS unused
RUN --mount=type=cache,target=/never ["/bin/sh", "-c", "exit 1"]
FROM scratch
COPY --from=first /bin/sh /bin/sh
COPY --from=second /bin/sh /bin/other
`

beforeAll(async () => {
  const starting = startEngine({ dir: join(newFolder('m'), 'e') })
  service = await startCacheService()
  const [, host = '', path = '', tag = ''] = /^([^/]+)\/(.+):(.+)$/.exec(base) ?? []
  const digest = await headDigest(host, path, tag)
  action = makeAction({ busybox: { name: `${host}/${path}`, tag, digest } })
  workspace = makeProject(dockerfile)
  engine = await starting
})
afterAll(teardown)

/** Runs a step on an engine without any cache. */
async function run(inputs: Record<string, string> = {}, more: Partial<StepOptions> = {}) {
  const env = { PATH: process.env.PATH, HOME: newFolder('home'), DOCKER_HOST: engine.host }
  await mustRun('docker', ['buildx', 'prune', '--all', '--force'], { env })
  service.calls.splice(0)
  const done = await step({
    ...{ action, workspace, ...more },
    env: {
      DOCKER_HOST: engine.host,
      RUNNER_ENVIRONMENT: 'github-hosted',
      SOURCE_DATE_EPOCH: '1',
      ...service.environment(more.ref ?? 'refs/heads/main', ['refs/heads/main']),
      ...more.env,
    },
    inputs: registry.inputsFor('mounts/app', { 'cache-mounts': 'true', ...inputs }),
  })
  if (done.main.code !== 0) throw new Error(done.main.log)
  const warnings = done.main.annotations.filter(({ level }) => level === 'warning')
  return { log: done.main.log, warnings: warnings.map(({ message }) => message) }
}

const pullRequest = {
  eventName: 'pull_request',
  ref: 'refs/pull/7/merge',
  event: {
    action: 'opened',
    number: 7,
    pull_request: {
      number: 7,
      head: { ref: 'topic', sha: 'a'.repeat(40), repo: { full_name: 'eve/app', fork: true } },
      base: { ref: 'main', repo: { full_name: 'acme/app' } },
    },
  },
}

const printed = (log: string, name: string) =>
  [...log.matchAll(new RegExp(`#\\d+ [\\d.]+ (${name}: .*)`, 'g'))].map(([, line]) => line)
const stored = () => service.entries.filter(({ isFinished }) => isFinished).length

test('the second builder sees the files of the first with owners, modes, times and links', async () => {
  const first = await run()
  expect(first.warnings).toEqual([])
  expect(printed(first.log, 'before')).toEqual(['before: 750.1000.1001 0'])
  expect(first.log).toContain(`Cache mounts: ${kept} (not stored yet), /plain (not stored yet).`)
  expect(stored()).toBe(2)

  const second = await run()
  expect(second.warnings).toEqual([])
  expect(second.log).toContain(`Cache mounts: ${kept} (restored), /plain (restored).`)
  expect(printed(second.log, 'before')).toEqual(['before: 750.1000.1001 4'])
  expect(printed(second.log, 'file')).toEqual(['file: 4750.12.34.981173106'])
  expect(printed(second.log, 'links')).toEqual(['links: 2 ../x'])
  expect(printed(second.log, 'plain')).toEqual(['plain: more'])
  // The first mount is as it was, and the second has one line more.
  expect(service.calls.filter((method) => method === 'PUT')).toHaveLength(1)
  expect(stored()).toBe(3)
})

test('a pull request reads the mounts of the base, and stores nothing', async () => {
  const { log, warnings } = await run({}, pullRequest)
  expect(warnings).toEqual([])
  expect(printed(log, 'before')).toEqual(['before: 750.1000.1001 4'])
  expect(log).toContain('not stored, because a pull request from a fork writes no cache')
  expect(service.calls).not.toContain('CreateCacheEntry')
})

test('a broken archive is a warning, and the mount is empty', async () => {
  for (const cache of service.entries) cache.bytes = cache.bytes.subarray(0, 60)
  const { log, warnings } = await run()
  expect(warnings).toEqual([expect.stringContaining('[cache-mounts-failed]')])
  expect(printed(log, 'before')).toEqual(['before: 750.1000.1001 0'])
  expect(service.calls).not.toContain('CreateCacheEntry')
})
