import { createRuleNames } from '../../src/claims/rule-names.ts'
import { readPruneInputs } from '../../src/inputs/prune-inputs.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { makeTrigger } from './trigger.ts'

export const prunedRepository = parseRepository('registry.example/acme/app')

/** The names that rules give other refs, for a scheduled prune of one image, and what else its inputs say. */
export function makeRuleNames(tags = '', sha = '') {
  const texts: Record<string, string> = { images: prunedRepository.name, tags, sha }
  const inputs = readPruneInputs((name) => texts[name] ?? '', { env: {}, withoutSecrets: false })
  const trigger = makeTrigger({ event: 'schedule', cause: { kind: 'schedule' } })
  const definition = { targets: new Map([['image', {}]]), chosen: ['image'] }
  return { names: createRuleNames(trigger, inputs.build, definition), shaDays: inputs.shaDays }
}
