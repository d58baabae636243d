import { basename } from 'node:path'
import { type Plan, references } from '../plan/plan.ts'
import { formatOutputs } from '../report/format-outputs.ts'
import { run } from '../run.ts'
import { toComponent } from '../tags/component.ts'
import type { TriggerReader } from '../trigger/read-trigger.ts'
import { formatDuration } from '../units.ts'
import { buildName, buildNames, checkBuildNames, describeLoaded } from './build-names.ts'
import { exitCodes, type RunCommand, type RunInvocation } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { isSwitchedOn } from './flags.ts'
import { loadIntoClusters, readClusters } from './load-cluster.ts'
import { localDefaults } from './local-defaults.ts'
import { rawInputs } from './raw-inputs.ts'
import { describeStart } from './words.ts'

/** Builds images and loads them into the local engine, and into clusters on this machine. */
export const buildCommand: RunCommand = async ({ ports, terminal, workspace }, invocation) => {
  const { flags } = invocation
  const source = findTrigger(ports.env, invocation)
  const clusters = readClusters(flags.get('load') ?? [])
  const hasPlanned = isSwitchedOn(flags, 'planned-tags')
  const namesLoaded = (plan: Plan) => [
    ...new Set([buildName(plan) ?? [], hasPlanned ? references(plan) : []].flat()),
  ]
  const raw = rawInputs(ports.env, flags, {
    push: 'false',
    load: 'true',
    ...localDefaults(source, invocation),
    ...(clusters.length > 0 && withoutAttestations(flags)),
  })
  const { result, plans, annotations } = await run(ports, raw, {
    readTrigger: withFolderName(source.read, workspace),
    namesLoaded,
    review: async (_, state) => checkBuildNames(state.plans),
    words: { intent: describeStart, result: () => [] },
  })
  await loadIntoClusters(ports, clusters, plans.flatMap(namesLoaded))
  const names = buildNames(plans)
  ports.log.report(`Loaded ${names.join(' and ')} in ${formatDuration(result.durations.total)}.`)
  if (isSwitchedOn(flags, 'json'))
    terminal.print(formatOutputs(describeLoaded(result, plans, hasPlanned), plans, annotations).result ?? '')
  else for (const name of names) terminal.print(name)
  return exitCodes.done
}

/** Clusters fail to import an image with attestations (containerd issue 11344, kind issue 3795). */
const withoutAttestations = (flags: RunInvocation['flags']): Readonly<Record<string, string>> =>
  ['provenance', 'sbom', 'attests'].some((name) => flags.has(name)) ? {} : { provenance: 'false' }

/** The trigger with the folder's name as the image's: a local image needs no repository on a server. */
const withFolderName =
  (read: TriggerReader, workspace: string): TriggerReader =>
  async (...args) => {
    const found = await read(...args)
    const fallbackImage = toComponent(basename(workspace)) || 'image'
    return { ...found, trigger: { ...found.trigger, fallbackImage } }
  }
