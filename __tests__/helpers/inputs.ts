import type { BuilderCapabilities } from '../../src/builder/builder-capabilities.ts'
import type { Engine } from '../../src/docker/find-engine.ts'
import type { Inputs } from '../../src/inputs/inputs.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import { createReader, type InputReader } from '../../src/inputs/reader.ts'

/** Raw inputs by name; the others are not set. */
export type Texts = Readonly<Record<string, string>>

export const makeReader = (texts: Texts): InputReader => createReader((name) => texts[name] ?? '')

/** The inputs of a workflow; only those in `texts` are set. */
export const makeInputs = (texts: Texts = {}, env: Texts = {}): Inputs =>
  readInputs((name) => texts[name] ?? '', { env, withoutSecrets: false })

export const makeBuildInputs = (texts: Texts = {}) => makeInputs(texts).build

/** An engine with the containerd image store. */
export const makeEngine = (over: Partial<Engine> = {}): Engine => ({
  version: '28.5.2',
  buildx: '0.29.1',
  containerdStore: true,
  insecureRegistries: [],
  mirrors: [],
  isRootless: false,
  platform: 'linux/amd64',
  ...over,
})

const store: BuilderCapabilities = { driver: 'docker', rich: true, loadsIndexes: true, buildx: '0.29.1' }

/** Builders with different behavior. */
export const capabilities = {
  store,
  legacy: { ...store, rich: false, loadsIndexes: false },
  /** docker-container beside an engine with the containerd image store. */
  container: { ...store, driver: 'docker-container' },
  /** docker-container beside an engine with the older one. */
  containerBesideLegacy: { ...store, driver: 'docker-container', loadsIndexes: false },
} satisfies Record<string, BuilderCapabilities>
