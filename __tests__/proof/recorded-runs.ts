import { describeEvent, now, type readWorkflows } from '../../scripts/lib/recorded-workflows.mjs'
import type { SampleEvent } from '../../src/proof/sample-event.ts'
import { readGithubEvent } from '../../src/trigger/github-event.ts'
import { OpenRecord } from '../../src/workflow-expressions/context-values.ts'
import { toContextValue } from '../../src/workflow-expressions/workflow-values.ts'

export type Recorded = ReturnType<typeof readWorkflows>[number]
export type RecordedEvent = Recorded['events'][number]

/** A recorded event as `tagboat migrate` sees one; the values of the recorded contexts are assumed. */
export function describeRun(workflow: Recorded, event: RecordedEvent) {
  const { payload, ref, contexts } = describeEvent(workflow, event)
  const { github, inputs = {}, matrix = {}, ...others } = contexts
  const env = {
    GITHUB_EVENT_NAME: event.event,
    GITHUB_REF: ref,
    GITHUB_SHA: github.sha,
    GITHUB_REPOSITORY: github.repository,
    GITHUB_ACTOR: github.actor,
  }
  const read = readGithubEvent(env, payload)
  if (read.ref === undefined) throw new Error('no ref')
  const { headCommitTime: _, ...rest } = read
  const trigger = {
    ...rest,
    ref: read.ref,
    sha: github.sha,
    revision: github.sha,
    commitTime: now,
    time: now,
  }
  const sample: SampleEvent = {
    title: event.event,
    trigger,
    github: new OpenRecord(
      Object.fromEntries(Object.entries(github).map(([key, item]) => [key, toContextValue(item)])),
    ),
    inputs: toContextValue(inputs),
    withoutSecrets: event.fork === true,
  }
  return { event: sample, matrix: toContextValue(matrix), assumed: Object.fromEntries(flatten(others)) }
}

/** `{vars: {IMAGE: 'app'}}` as `vars.image` and its value. */
function flatten(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value ?? '')]]
  return Object.entries(value).flatMap(([key, item]) =>
    flatten(item, path === '' ? key.toLowerCase() : `${path}.${key.toLowerCase()}`),
  )
}

/** The recorded steps as a job of docker's actions. */
export function jobBefore({ before }: Recorded) {
  return {
    steps: before.flatMap((step) => {
      const condition = step.if === undefined ? {} : { if: step.if }
      const meta = step['metadata-action']
      const own = step['build-push-action'] ?? step['bake-action'] ?? step.run ?? {}
      const tags =
        own.tags === undefined && meta !== undefined ? { tags: '${{ steps.meta.outputs.tags }}' } : {}
      return [
        ...(meta ? [{ ...condition, id: 'meta', uses: 'docker/metadata-action@v6', with: meta }] : []),
        { ...condition, uses: 'docker/build-push-action@v6', with: { ...tags, ...own } },
      ]
    }),
  }
}

export const jobAfter = ({ after }: Recorded) => ({
  steps: [{ uses: 'tagboat/tagboat@v1', with: after }],
})
