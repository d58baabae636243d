import { formatReference } from '../model/reference.ts'
import type { Plan } from '../plan/plan.ts'
import { references } from '../plan/plan.ts'
import { formatOutputs } from '../report/format-outputs.ts'
import { run } from '../run.ts'
import { exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { limitToken } from './github-token.ts'
import { rawInputs } from './raw-inputs.ts'

/** `<name>:build` in the first of the image's names. */
const buildName = ({ repositories: [first] }: Plan): readonly string[] =>
  first === undefined ? [] : [formatReference(first, { tag: 'build' })]

/** Builds images and loads them into the local engine. */
export const buildCommand: RunCommand = async ({ ports, terminal }, invocation) => {
  const { flags } = invocation
  const source = findTrigger(ports.env, invocation)
  const raw = rawInputs(ports.env, flags, { push: 'false', load: 'true' })
  const limited = limitToken(ports.env, { raw, readTrigger: source.read })
  const namesLoaded = (plan: Plan) => [
    ...buildName(plan),
    ...(flags.has('planned-tags') ? references(plan) : []),
  ]
  const { result, plans, annotations } = await run(ports, limited.raw, {
    readTrigger: limited.readTrigger,
    namesLoaded,
  })
  if (flags.has('json')) terminal.print(formatOutputs(result, plans, annotations).result ?? '')
  else for (const plan of plans) for (const name of buildName(plan)) terminal.print(name)
  return exitCodes.done
}
