import { createRuleNames } from '../../src/claims/rule-names.ts'
import { readPruneInputs } from '../../src/inputs/prune-inputs.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { makeTrigger } from './trigger.ts'

export const prunedRepository = parseRepository('registry.example/acme/app')

const schedule = makeTrigger({ event: 'schedule', cause: { kind: 'schedule' } })

/** The names that rules give other refs, for a prune of one image, a scheduled one by default, and what else its inputs say. */
export function makeRuleNames(tags = '', sha = '', images = prunedRepository.name, trigger = schedule) {
  const texts: Record<string, string> = { images, tags, sha }
  const inputs = readPruneInputs((name) => texts[name] ?? '', { env: {}, withoutSecrets: false })
  const definition = { targets: new Map([['image', {}]]), chosen: ['image'] }
  return { names: createRuleNames(trigger, inputs.build, definition), shaDays: inputs.shaDays }
}
