/**
 * Publishing a small image whose build is cached: the action against a bare `docker buildx build --push`, tag for tag.
 * @import { Setting } from './setting.mjs'
 * @import { Sample } from './sides.mjs'
 */
import { headDigest } from '../lib/registry-client.mjs'
import { SetupError } from '../lib/run.mjs'
import { runCommand, runTagboat } from './sides.mjs'

/**
 * @typedef {{
 *   name: string, about: Record<string, string | number>, prepare?: () => unknown,
 *   sides: {name: string, run: (turn: number) => Promise<Sample>}[],
 * }} Scenario
 *   `prepare` runs once, before the measurement; then all sides run equally often, in turns. The first
 *   side is ours. `about` distinguishes the scenarios of a section
 */

/**
 * A scenario for every number of tags at every delay.
 * @param {Setting} setting
 * @param {{tags: number[], delay: number[]}} options
 * @returns {Scenario[]}
 */
export function publishScenarios(setting, { tags, delay }) {
  /** @type {Promise<void> | undefined} */
  let warmUp
  return delay.flatMap((ms) =>
    tags.map((count) => ({
      name: `${count} ${count === 1 ? 'tag' : 'tags'}, ${ms} ms`,
      about: { tags: count, delay: ms },
      prepare: async () => {
        warmUp ??= publishOnce(setting)
        await warmUp
        setting.store.meter.delay(ms)
      },
      sides: [
        { name: 'tagboat', run: (turn) => byTagboat(setting, nameTags(count, ms, turn)) },
        { name: 'buildx', run: (turn) => byBuildx(setting, nameTags(count, ms, turn)) },
      ],
    })),
  )
}

/** Fills the cache with both builds, and both repositories with the layers. @param {Setting} setting */
async function publishOnce(setting) {
  setting.store.meter.delay(0)
  await byTagboat(setting, ['warm-up'])
  await byBuildx(setting, ['warm-up'])
}

/**
 * Names that no earlier run has used, so that each publish creates all of its tags.
 * @param {number} count
 * @param {number} delay
 * @param {number} turn
 */
function nameTags(count, delay, turn) {
  return Array.from({ length: count }, (_, index) => `${count}-${delay}-${turn}-t${index + 1}`)
}

/** @param {Setting} setting @param {string[]} tags */
async function byTagboat(setting, tags) {
  const { auth } = setting
  const { meter } = setting.store
  const inputs = {
    images: `${meter.host}/acme/tagboat`,
    tags: tags.map((tag) => `type=raw,value=${tag}`).join('\n'),
    registry: meter.host,
    ...auth,
  }
  const sample = await runTagboat(setting, inputs)
  await checkTags(setting, 'acme/tagboat', tags)
  return sample
}

/** @param {Setting} setting @param {string[]} tags */
async function byBuildx(setting, tags) {
  const names = tags.flatMap((tag) => ['--tag', `${setting.store.meter.host}/acme/buildx:${tag}`])
  const sample = await runCommand(setting, setting.docker, ['buildx', 'build', '--push', ...names, '.'])
  await checkTags(setting, 'acme/buildx', tags)
  return sample
}

/**
 * Guards against a publish that is fast because it misses tags.
 * @param {Setting} setting
 * @param {string} repository
 * @param {string[]} tags
 */
async function checkTags({ store, auth }, repository, tags) {
  const digests = await Promise.all(tags.map((tag) => headDigest(store.registry, repository, tag, auth)))
  const isOne = digests[0] !== '' && digests.every((digest) => digest === digests[0])
  if (!isOne) throw new SetupError(`${repository}: not all of ${tags.length} tags hold the same image`)
}
