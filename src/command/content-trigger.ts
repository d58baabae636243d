import { findDaemonImage } from '../build/daemon-image.ts'
import { createDocker } from '../docker/docker.ts'
import { compact, type Json, stringAt } from '../json.ts'
import type { Trigger } from '../model/trigger.ts'
import { isDirtyName } from '../plan/dirty-tags.ts'
import { isOurs } from '../publish/image-facts.ts'
import type { TriggerReader, TriggerResult } from '../trigger/read-trigger.ts'

const daemon = 'docker-daemon:'
const revision = 'org.opencontainers.image.revision'

/**
 * The trigger for existing content. Whether it has uncommitted changes depends on the content and not on the working copy: the
 * revision label of the engine's image says so. Images of a registry or a layout are checked when they are read.
 */
export function findContentTrigger(read: TriggerReader, from: readonly string[]): TriggerReader {
  const [first, ...more] = from.flatMap((text) => text.split('\n')).map((line) => line.trim())
  if (first === undefined || first === '') return read
  return async (ports, ...rest) => {
    const clean = await ignoreChanges(read)(ports, ...rest)
    if (!first.startsWith(daemon) || more.length > 0) return clean
    const { labels } = await findDaemonImage(createDocker(ports.exec, {}), first.slice(daemon.length), [])
    return addImage(clean, first, labels)
  }
}

/** The trigger of a hypothetical run, for another ref or event: the working copy's changes are not part of it. */
export const ignoreChanges =
  (read: TriggerReader): TriggerReader =>
  async (...args) => {
    const result = await read(...args)
    const { isDirty: _, ...trigger } = result.trigger
    return { ...result, trigger }
  }

/** Adds what the labels of an image report about its commit. Pure. */
function addImage(result: TriggerResult, text: string, labels: Json): TriggerResult {
  const { trigger, warnings } = result
  const built = stringAt(labels, revision) ?? ''
  const isDirty = isDirtyName(built) || undefined
  const commit = built.replace(/-dirty$/, '')
  const isOther = isOurs(labels, trigger.repository.url) && commit !== '' && commit !== trigger.revision
  const changed: Trigger = compact({ ...trigger, isDirty })
  return {
    ...result,
    trigger: changed,
    warnings: isOther ? [...warnings, describeOther(text, commit, trigger.revision)] : warnings,
  }
}

const describeOther = (text: string, built: string, head: string): string =>
  `${text} was built from commit ${built.slice(0, 12)}, and the working copy is at ${head.slice(0, 12)}, whose names it gets.`
