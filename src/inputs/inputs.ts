import type { Overwrite } from '../decide/decide-tag.ts'
import type { RegistryLogin, ServerCredentials } from '../model/server-credentials.ts'
import type { TagRules } from '../tags/compile-rules.ts'
import type { ImageLine } from '../tags/image-lines.ts'
import type { Template } from '../tags/templates.ts'
import type { BakeInputs } from './bake-inputs.ts'
import type { BuildInputs } from './build-inputs.ts'
import type { BuilderDescription } from './builder-inputs.ts'
import type { Builds } from './builds.ts'
import type { BuildxInputs } from './buildx-inputs.ts'
import type { CacheSetting } from './cache-inputs.ts'
import type { CacheMountInputs } from './cache-mount-inputs.ts'
import type { EmulationInputs } from './emulation-inputs.ts'
import { type From, imageNames } from './from-input.ts'
import type { LoginCredential } from './login-credential.ts'
import type { MetadataSettings } from './metadata-env.ts'
import type { RecordInputs } from './record-inputs.ts'
import type { Runners } from './runners-input.ts'

/** A label or annotation of the inputs; `key` of an annotation includes its level, `index:key`. */
export interface Mark {
  readonly key: string
  readonly value: Template
}

/** `files`: input outputs is set, and nothing is pushed. */
export type Push = 'auto' | 'digest' | 'files' | boolean

/** The inputs, checked. Defaults that depend on the trigger (images, tags, push) are set by the plan. */
export interface Inputs extends RecordInputs {
  /** Empty for the GitHub server's own container registry. */
  readonly images: readonly ImageLine[]
  /** Inputs `tags` and `flavor`, compiled. */
  readonly rules: TagRules
  /** Undefined if the content is built. */
  readonly from: From | undefined
  /** Undefined without bake files. */
  readonly bake: BakeInputs | undefined
  /** Several images without a bake file; undefined for a single image, or those of `bake`. */
  readonly builds: Builds | undefined
  /** Build only images whose content differs from the published one. */
  readonly onlyChanged: boolean
  readonly push: Push
  readonly dryRun: boolean
  /** For the matrix that a dry run plans. */
  readonly runners: Runners
  readonly labels: readonly Mark[]
  readonly annotations: readonly Mark[]
  readonly credentials: readonly LoginCredential[]
  /** Empty if there is none. */
  readonly githubToken: string
  /** What the CI system gives its jobs for the registry of its git server; absent on GitHub. */
  readonly registryLogin?: RegistryLogin
  readonly exportLogin: boolean
  readonly overwrite: Overwrite
  readonly forwardOnly: boolean
  readonly requireSignedTag: boolean
  /** Give untrusted code the secrets of the run: see src/trust. */
  readonly trustForkCode: boolean
  readonly metadata: MetadataSettings
  readonly build: BuildInputs
  /** The builder to create; absent without an input that describes one. */
  readonly describedBuilder?: BuilderDescription
  readonly emulation: EmulationInputs
  /** Inputs `buildx-version` and `buildx-mirror`. */
  readonly buildx: BuildxInputs
  /** The build cache that Tagboat sets up: see cache/choose-cache.ts. */
  readonly cache: CacheSetting
  readonly cacheMounts: CacheMountInputs
  /** How long to wait for the Docker engine, in ms. */
  readonly engineWait: number
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
}

/** Whether the step's images have target names: from bake files, input builds or input from. */
export const isMany = ({ bake, builds, from }: Pick<Inputs, 'bake' | 'builds' | 'from'>): boolean =>
  bake !== undefined || builds !== undefined || imageNames(from).length > 0

/** The inputs with the credentials of the git server. GitHub's token reaches no other server. */
export const withCredentials = (inputs: Inputs, credentials: ServerCredentials | undefined): Inputs =>
  credentials === undefined
    ? inputs
    : {
        ...inputs,
        githubToken: credentials.githubToken,
        ...(credentials.registry && { registryLogin: credentials.registry }),
      }
