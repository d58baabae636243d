import type { Overwrite } from '../decide/decide.ts'
import type { TagRules } from '../tags/compile-rules.ts'
import type { ImageLine } from '../tags/image-lines.ts'
import type { Template } from '../tags/templates.ts'
import type { BakeInputs } from './bake-inputs.ts'
import type { BuildInputs } from './build-inputs.ts'
import type { Builds } from './builds.ts'
import { type From, imageNames } from './from-input.ts'
import type { Credential } from './login-credential.ts'
import type { MetadataSettings } from './metadata-env.ts'

/** A label or annotation that a person wrote; `key` of an annotation has its level, `index:key`. */
export interface Mark {
  readonly key: string
  readonly value: Template
}

/** `files`: input outputs is set, and nothing is pushed. */
export type Push = 'auto' | 'digest' | 'files' | boolean

/** What the workflow asks for, checked. Defaults that need the trigger (images, tags, push) are the plan's. */
export interface Inputs {
  /** Empty: this server's own container registry. */
  readonly images: readonly ImageLine[]
  /** Inputs `tags` and `flavor`, compiled. */
  readonly rules: TagRules
  /** Undefined: the content is built. */
  readonly from: From | undefined
  /** Undefined: one image, which `build` describes. */
  readonly bake: BakeInputs | undefined
  /** Several images that the inputs describe; undefined: one, or those of `bake`. */
  readonly builds: Builds | undefined
  /** Build only what changed since the image that is there. */
  readonly onlyChanged: boolean
  /** `digest`: land without the planned tags. */
  readonly push: Push
  readonly dryRun: boolean
  readonly labels: readonly Mark[]
  readonly annotations: readonly Mark[]
  readonly credentials: readonly Credential[]
  /** Empty where the runner gave none. */
  readonly githubToken: string
  readonly exportLogin: boolean
  readonly overwrite: Overwrite
  readonly forwardOnly: boolean
  readonly requireSignedTag: boolean
  /** Untrusted code gets the secrets of the run: see src/trust. */
  readonly trustForkCode: boolean
  readonly metadata: MetadataSettings
  readonly build: BuildInputs
  /** How long to wait for the Docker engine, in ms. */
  readonly engineWait: number
  /** What the log says of the inputs. */
  readonly warnings: readonly string[]
  readonly notices: readonly string[]
}

/** Whether the step's images have names of their own, targets: those of bake files, of input builds or of input from. */
export const isMany = ({ bake, builds, from }: Pick<Inputs, 'bake' | 'builds' | 'from'>): boolean =>
  bake !== undefined || builds !== undefined || imageNames(from).length > 0
