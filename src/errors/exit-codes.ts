import type { Problem } from '../model/tagboat-error.ts'
import { workflowCodes } from './workflow.ts'

/** Exit codes of the command, as docs/command.md lists them. */
export const exitCodes = { done: 0, failed: 1, usage: 2, refused: 3 } as const

/** The command line or its inputs are wrong: the same command fails again on every machine. */
export const usageCodes: readonly string[] = [
  // usage.ts, operands.ts, workflow.ts
  ...['unknown-command', 'unknown-flag', 'missing-value', 'empty-switch', 'bad-operands', 'bad-flag'],
  ...['switch-value', 'repeated-flag'],
  ...workflowCodes,
  ...['destination-missing', 'destination-not-image', 'destination-tagless', 'destination-twice'],
  'password-stdin',
  // inputs.ts, plan.ts, tags.ts
  ...[
    'input-append',
    'input-builds',
    'input-conflict',
    'input-missing',
    'input-quotes',
    'input-registry-auth',
  ],
  ...['input-unknown', 'input-value', 'image-expression', 'image-expression-empty', 'image-name'],
  ...['image-name-shared', 'no-image', 'no-tags', 'reference-conflict', 'value-without-tag'],
  ...['tag-reference', 'tag-reference-name', 'tag-value', 'tag-attribute', 'tag-boolean', 'tag-date'],
  ...[
    'tag-expression',
    'tag-number',
    'tag-quotes',
    'tag-regex',
    'tag-regex-slow',
    'tag-several',
    'tag-source',
  ],
  ...['tag-time-zone', 'tag-type', 'buildkitd-config', 'buildx-choice', 'cache-reserved'],
  // trigger.ts
  ...['conflicting-flags', 'ambiguous-ref', 'release-without-tag', 'no-default-image'],
  // local-build.ts
  'build-name-shared',
  // migrate.ts
  'migrate-missing',
  // describe.ts
  ...['page-login-missing', 'page-unsupported'],
  // prune.ts
  'prune-event',
  // working-copy.ts
  ...['not-a-working-copy', 'unknown-ref-name'],
]

/** A guard refused the run: the command line is right, and the state of the source, the registry or the working copy forbids it. */
export const guardCodes: readonly string[] = [
  // guards.ts, plan.ts
  ...['release-taken', 'release-other-image', 'released-meanwhile', 'tag-required', 'tag-not-signed'],
  ...['tag-signature-unknown', 'tag-moved', 'untrusted-commit', 'checkout-login', 'protected-name'],
  // trigger.ts
  'flags-need-trust',
  // reads.ts
  ...['read-outside', 'read-special', 'write-git'],
  // describe.ts
  ...['readme-link', 'page-secret'],
  // working-copy-guards.ts
  ...['dirty-release', 'dirty-tree', 'dirty-source', 'unconfirmed', 'tag-not-pushed', 'tag-differs'],
  ...['tag-elsewhere', 'tag-missing', 'commit-not-pushed', 'remote-unknown'],
]

/** The exit code for the problems of a run: a failure counts more than a refusal, and that more than a wrong usage. */
export function exitCodeOf(problems: readonly Pick<Problem, 'code'>[]): number {
  if (problems.length === 0) return exitCodes.done
  if (problems.every(({ code }) => usageCodes.includes(code))) return exitCodes.usage
  const isKnown = ({ code }: Pick<Problem, 'code'>) => guardCodes.includes(code) || usageCodes.includes(code)
  return problems.every(isKnown) ? exitCodes.refused : exitCodes.failed
}
