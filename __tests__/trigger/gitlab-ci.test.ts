import { decideIntent } from '../../src/plan/decide-intent.ts'
import type { Env } from '../../src/ports/ports.ts'
import { readGitlabCi } from '../../src/trigger/gitlab-ci.ts'
import { needsTrust } from '../../src/trust/events.ts'
import { problemsOf } from '../helpers/problems.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const sha = 'a'.repeat(40)
const head = 'b'.repeat(40)

/** A push to `main`, with the values of "Predefined CI/CD variables reference" in GitLab's documentation. */
const push: Env = {
  GITLAB_CI: 'true',
  CI_COMMIT_SHA: sha,
  CI_COMMIT_BRANCH: 'main',
  CI_COMMIT_BEFORE_SHA: head,
  CI_COMMIT_TIMESTAMP: '2026-01-31T16:47:55+01:00',
  CI_DEFAULT_BRANCH: 'main',
  CI_PIPELINE_SOURCE: 'push',
  CI_PROJECT_ID: '1',
  CI_PROJECT_PATH: 'acme/tools/app',
  CI_PROJECT_URL: 'https://gitlab.example/acme/tools/app',
  CI_PROJECT_VISIBILITY: 'private',
  CI_REGISTRY: 'registry.gitlab.example',
  CI_REGISTRY_IMAGE: 'registry.gitlab.example/acme/tools/app',
  CI_REGISTRY_USER: 'gitlab-ci-token',
  CI_REGISTRY_PASSWORD: 'glcbt-64_secret',
  CI_SERVER_URL: 'https://gitlab.example',
  GITLAB_USER_LOGIN: 'kevin',
}
const merge: Env = {
  ...push,
  CI_COMMIT_BRANCH: '',
  CI_COMMIT_BEFORE_SHA: '0'.repeat(40),
  CI_PIPELINE_SOURCE: 'merge_request_event',
  CI_MERGE_REQUEST_IID: '7',
  CI_MERGE_REQUEST_EVENT_TYPE: 'detached',
  CI_MERGE_REQUEST_PROJECT_ID: '1',
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '1',
  CI_MERGE_REQUEST_SOURCE_BRANCH_NAME: 'feature/x',
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
  CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: '',
}
const withoutBranch = { ...push, CI_COMMIT_BRANCH: '' }
const external: Env = {
  ...withoutBranch,
  CI_PIPELINE_SOURCE: 'external_pull_request_event',
  CI_EXTERNAL_PULL_REQUEST_IID: '9',
  CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY: 'acme/app',
  CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY: 'acme/app',
  CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME: 'fix',
  CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA: head,
  CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME: 'main',
}
const fork = { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2' }

describe('readGitlabCi', () => {
  test('reads a push completely', () => {
    const { event, credentials, note } = readGitlabCi(push)
    expect(event).toEqual({
      event: 'push',
      cause: { kind: 'push' },
      ref: { kind: 'branch', name: 'main' },
      sha,
      defaultBranch: 'main',
      push: { before: head, after: sha, forced: true, commits: [] },
      repository: {
        owner: 'acme/tools',
        name: 'app',
        url: 'https://gitlab.example/acme/tools/app',
        private: true,
      },
      actor: 'kevin',
      serverUrl: 'https://gitlab.example',
      otherServer: { kind: 'gitlab', defaultImage: 'registry.gitlab.example/acme/tools/app' },
      headCommitTime: '2026-01-31T16:47:55+01:00',
    })
    expect(credentials).toEqual({
      githubToken: '',
      registry: {
        registry: 'registry.gitlab.example',
        username: 'gitlab-ci-token',
        password: 'glcbt-64_secret',
      },
    })
    expect(note).toBe('GitLab CI: pipeline source push.')
  })

  test.each<{ title: string; env: Env; expected: object }>([
    {
      title: 'a git tag',
      env: { ...withoutBranch, CI_COMMIT_TAG: 'v1.2.3' },
      expected: { event: 'push', ref: { kind: 'tag', name: 'v1.2.3' } },
    },
    {
      title: 'a schedule',
      env: { ...push, CI_PIPELINE_SOURCE: 'schedule' },
      expected: { event: 'schedule', cause: { kind: 'schedule' }, ref: { kind: 'branch', name: 'main' } },
    },
    {
      title: 'a merge request, whose checkout is detached at its head',
      env: merge,
      expected: {
        event: 'pull_request',
        cause: { kind: 'pull-request', variant: 'ordinary', isClosed: false },
        ref: { kind: 'pull', number: 7 },
        pullRequest: { number: 7, headRef: 'feature/x', headSha: sha, baseRef: 'main', fork: false },
      },
    },
    {
      title: 'a merged result, whose head is not the commit of the pipeline',
      env: {
        ...merge,
        CI_MERGE_REQUEST_EVENT_TYPE: 'merged_result',
        CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
      },
      expected: {
        sha,
        pullRequest: { number: 7, headRef: 'feature/x', headSha: head, baseRef: 'main', fork: false },
      },
    },
    {
      title: 'a child pipeline of a merge request',
      env: { ...merge, CI_PIPELINE_SOURCE: 'parent_pipeline' },
      expected: { event: 'pull_request', ref: { kind: 'pull', number: 7 } },
    },
    {
      title: 'a merge request from a fork',
      env: { ...merge, ...fork },
      expected: {
        pullRequest: {
          number: 7,
          headRef: 'feature/x',
          headSha: sha,
          baseRef: 'main',
          fork: true,
          mayHoldSecrets: true,
        },
      },
    },
    {
      title: 'a merge request whose source project was deleted, as from a fork',
      env: { ...merge, CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '' },
      expected: { pullRequest: expect.objectContaining({ fork: true, mayHoldSecrets: true }) },
    },
    {
      title: 'a pull request of a mirrored repository',
      env: external,
      expected: {
        event: 'pull_request',
        pullRequest: { number: 9, headRef: 'fix', headSha: head, baseRef: 'main', fork: false },
      },
    },
    {
      title: 'a public project',
      env: { ...push, CI_PROJECT_VISIBILITY: 'public' },
      expected: { repository: expect.objectContaining({ private: false }) },
    },
    {
      title: 'an internal project as private',
      env: { ...push, CI_PROJECT_VISIBILITY: 'internal' },
      expected: { repository: expect.objectContaining({ private: true }) },
    },
    {
      title: 'a project without a registry',
      env: { ...push, CI_REGISTRY_IMAGE: '' },
      expected: { otherServer: { kind: 'gitlab' } },
    },
    {
      title: 'a project without a group',
      env: { ...push, CI_PROJECT_PATH: 'kevin/app' },
      expected: { repository: expect.objectContaining({ owner: 'kevin', name: 'app' }) },
    },
  ])('reads $title', ({ env, expected }) => {
    expect(readGitlabCi(env).event).toMatchObject(expected)
  })

  test.each(['web', 'api', 'trigger', 'chat', 'pipeline', 'parent_pipeline', 'webide'])(
    'a user or a program started a pipeline with the source %s',
    (source) => {
      const { event } = readGitlabCi({ ...push, CI_PIPELINE_SOURCE: source })
      expect(event).toMatchObject({ event: 'workflow_dispatch', cause: { kind: 'dispatch' } })
    },
  )

  test.each(['external', 'ondemand_dast_scan', 'container_registry_push', 'some_future_source'])(
    'a pipeline with the source %s publishes nothing by itself and is not trusted',
    (source) => {
      const { event } = readGitlabCi({ ...push, CI_PIPELINE_SOURCE: source })
      const trigger = { ...makeTrigger(), event: event.event, cause: event.cause }
      expect(decideIntent(trigger, 'auto').kind).toBe('build')
      expect(needsTrust(trigger)).toBe(true)
    },
  )

  test.each(['zeros', 'absent'])('a push without an earlier commit has no range: %s', (what) => {
    const before = what === 'zeros' ? '0'.repeat(40) : ''
    expect(readGitlabCi({ ...push, CI_COMMIT_BEFORE_SHA: before }).event.push).toBeUndefined()
  })

  test.each([
    ['a job without a registry', { CI_REGISTRY_PASSWORD: '' }],
    ['a merge request from a fork', { ...merge, ...fork }],
  ])('there is no login for %s', (_, env) => {
    expect(readGitlabCi({ ...push, ...env }).credentials).toEqual({ githubToken: '' })
  })

  test.each<{ env: Env; missing: string }>([
    {
      env: { GITLAB_CI: 'true' },
      missing: 'CI_COMMIT_SHA, CI_PIPELINE_SOURCE, CI_PROJECT_PATH, CI_SERVER_URL',
    },
    { env: withoutBranch, missing: 'CI_COMMIT_BRANCH, CI_COMMIT_TAG or CI_MERGE_REQUEST_IID' },
  ])('missing variables are an error that names them: $missing', ({ env, missing }) => {
    expect(problemsOf(() => readGitlabCi(env))).toMatchObject([
      {
        code: 'gitlab-variables',
        what: `GITLAB_CI is set, but the variables that describe the pipeline are not: ${missing}.`,
      },
    ])
  })
})

test.each(['auto', true, false, 'digest'] as const)(
  'a merge request from a fork is never pushed, even with push: %s',
  (input) => {
    const { event } = readGitlabCi({ ...merge, ...fork })
    const trigger = { ...makeTrigger(), ...event, ref: { kind: 'pull', number: 7 } as const, sha }
    expect(decideIntent(trigger, input)).toMatchObject({ kind: 'build' })
    expect(needsTrust(trigger)).toBe(true)
  },
)
