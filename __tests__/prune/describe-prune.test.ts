import { parseRepository } from '../../src/model/reference.ts'
import { describePrune, summarizePrune, summarizePruneFailure } from '../../src/prune/describe-prune.ts'
import type { PruneReport, RepositoryPrune } from '../../src/prune/prune-report.ts'
import type { RemovedTag } from '../../src/prune-plan/decide-prune.ts'
import type { RepositoryGraph } from '../../src/prune-plan/graph.ts'

const keepText = (text: string) => text
const digest = `sha256:${'1'.repeat(64)}`
const why = "branch 'topic' is gone"
const topic: RemovedTag = {
  tag: 'topic',
  digest,
  ref: { name: "branch 'topic'", branch: 'topic' },
  why,
  isShared: false,
}
const repository = parseRepository('registry.example/acme/app')
const graph: RepositoryGraph = { repository, tags: new Map(), manifests: new Map(), gaps: [] }
const pruned = (more: Partial<RepositoryPrune>): RepositoryPrune => ({
  repository,
  plan: { graph, tags: [], manifests: [], notes: [] },
  keep: [],
  notes: [],
  restore: new Map(),
  ...more,
})
const report = (more: Partial<PruneReport>): PruneReport => ({
  headline: "Branch 'topic' is gone",
  dryRun: false,
  repositories: [],
  problems: [],
  ...more,
})
const removed = pruned({
  done: { tags: [{ tag: 'topic', digest, state: 'removed', why }], manifests: [] },
})
const planned = pruned({
  plan: { graph, tags: [{ kind: 'tags', digest, tags: [topic], isWhole: true }], manifests: [], notes: [] },
})
const restorable: RepositoryPrune = {
  ...planned,
  plan: { ...planned.plan, manifests: [{ kind: 'manifest', digest, role: 'image', tags: [] }] },
  restore: new Map([[digest, 'gh api 1']]),
}
const kept = pruned({ keep: [{ tag: 'main', why: "it belongs to branch 'main'" }] })
const problem = {
  code: 'prune-refs',
  what: 'The branches could not be read.',
  fix: 'Allow it.',
  original: 'EPERM',
}

test.each<[string, PruneReport, readonly string[]]>([
  [
    'names the tag that was removed',
    report({ repositories: [removed] }),
    ["Branch 'topic' is gone.", `Removed registry.example/acme/app:topic: ${why}.`],
  ],
  [
    'names the tag that would be removed in a dry run',
    report({ dryRun: true, repositories: [planned] }),
    ["Branch 'topic' is gone.", `Would remove registry.example/acme/app:topic: ${why}.`],
  ],
  [
    'says for a repository with tags that none of them goes',
    report({ repositories: [kept] }),
    [
      "Branch 'topic' is gone.",
      'registry.example/acme/app: no tag goes.',
      "Kept registry.example/acme/app:main: it belongs to branch 'main'.",
    ],
  ],
  [
    'names the tags of an image that would go, and how to restore it',
    report({ dryRun: true, repositories: [restorable] }),
    [
      "Branch 'topic' is gone.",
      `Would remove registry.example/acme/app:topic: ${why}.`,
      `Would delete ${digest}: image of topic, and nothing needs it.`,
      `To restore ${digest} of topic within 30 days: gh api 1`,
    ],
  ],
  [
    'has the note alone for a repository without tags',
    report({ repositories: [pruned({ notes: ['registry.example/acme/app has no tag.'] })] }),
    ["Branch 'topic' is gone.", 'registry.example/acme/app has no tag.'],
  ],
])('the log of a prune %s', (_title, given, expected) => {
  expect(describePrune(given)).toEqual(expected)
})

test.each<[string, PruneReport, string]>([
  ['counts the tags', report({ repositories: [removed] }), "### Branch 'topic' is gone: one tag removed"],
  [
    'counts the tags that would go in a dry run',
    report({ dryRun: true, repositories: [planned] }),
    "### Branch 'topic' is gone: one tag would be removed",
  ],
  [
    'counts the tags that could not be removed',
    report({
      repositories: [
        removed,
        pruned({ done: { tags: [{ tag: 'other', digest, state: 'failed', why }], manifests: [] } }),
      ],
    }),
    "### Branch 'topic' is gone: one tag removed, 1 failed",
  ],
  [
    'counts no tags if no repository was read',
    report({ headline: "Nothing to prune: branch 'topic' exists" }),
    "### Nothing to prune: branch 'topic' exists",
  ],
])('the summary of a prune %s', (_title, given, expected) => {
  expect(summarizePrune(given, keepText).split('\n')[0]).toBe(expected)
})

test('the summary of a failed prune speaks of a prune, and shows code and answer of the error', () => {
  const section = [
    '```text',
    'The branches could not be read. Allow it. [prune-refs]',
    '    EPERM',
    '```',
  ].join('\n')
  expect(summarizePruneFailure([problem])).toBe(`### Nothing was pruned\n\n${section}`)
  const failed = report({ headline: 'Nothing was pruned', problems: [problem] })
  expect(summarizePrune(failed, keepText)).toBe(`### Nothing was pruned\n\n${section}`)
})
