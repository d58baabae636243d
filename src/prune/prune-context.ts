import type { PruneScope } from '../claims/gone-refs.ts'
import type { LivingRefs } from '../claims/living-refs.ts'
import type { RuleNames } from '../claims/rule-names.ts'
import type { FindRevival } from '../deletion/fresh-state.ts'
import type { AskPullRequest } from '../git/pull-request-state.ts'
import type { PruneInputs } from '../inputs/prune-inputs.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { RegistryClient } from '../registry/client.ts'
import type { HubWeb } from '../registry/hub-web.ts'

/** What prunes of all repositories share. */
export interface PruneContext {
  readonly ports: Ports
  readonly registry: RegistryClient
  readonly hub: HubWeb
  readonly inputs: PruneInputs
  readonly scope: Exclude<PruneScope, { kind: 'nothing' }>
  readonly names: RuleNames
  readonly refs: LivingRefs
  readonly askPull: AskPullRequest
  readonly findRevival: FindRevival
  /** The web address of the source repository, which images name. */
  readonly sourceUrl: string
}
