import { findNear } from '../edit-distance.ts'
import { resemblingInput, unknownInput } from '../errors/inputs.ts'
import { describeProblem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import type { InputReader } from './reader.ts'

/** The runner's variable for an input: upper case, `_` for a space ("Metadata syntax", inputs). */
const prefix = 'INPUT_'

/**
 * Refuses inputs of docker's actions that Tagboat does not have, and warns of names that resemble an input. On other runners
 * than GitHub's it only warns, because there the variable may belong to an outer composite action.
 */
export function checkUnknownInputs(reader: InputReader, env: Env): void {
  for (const name of readUnknown(env)) {
    const fix = dockerInputs.get(name)
    if (fix !== undefined) {
      const problem = unknownInput(name, fix)
      if (isGithubRunner(env)) reader.problems.push(problem)
      else reader.warnings.push(describeProblem(problem))
      continue
    }
    const near = findNear(name, inputNames)
    if (near !== undefined) reader.warnings.push(resemblingInput(name, near))
  }
}

/** The names of unknown inputs that are not empty. Their values may be secret. */
function readUnknown(env: Env): readonly string[] {
  return Object.entries(env).flatMap(([variable, value]) => {
    if (!variable.startsWith(prefix) || (value ?? '').trim() === '') return []
    const name = variable.slice(prefix.length).toLowerCase()
    return inputNames.includes(name) ? [] : [name]
  })
}

/**
 * Whether the runner is GitHub's. Other runners set the same variables and add their own: act sets ACT (run_context.go, GetEnv), Gitea's
 * runner GITEA_ACTIONS, Forgejo's both GITEA_ACTIONS and FORGEJO_ACTIONS (runner.go). They pass the inputs of an outer
 * composite action to inner ones (nektos/act#2874); GitHub's runner does not.
 */
export function isGithubRunner(env: Env): boolean {
  return env.GITHUB_ACTIONS === 'true' && !env.ACT && !env.GITEA_ACTIONS && !env.FORGEJO_ACTIONS
}

/** The inputs of action.yml, in its order; a test compares the two. */
export const inputNames: readonly string[] = [
  ...[
    'images',
    'tags',
    'from',
    'push',
    'platforms',
    'build-args',
    'secrets',
    'cache',
    'cache-from',
    'cache-to',
    'cache-mounts',
  ],
  ...[
    'dry-run',
    'runners',
    'registry',
    'username',
    'password',
    'registry-auth',
    'github-token',
    'export-login',
  ],
  ...[
    'flavor',
    'labels',
    'annotations',
    'overwrite',
    'forward-only',
    'require-signed-tag',
    'trust-fork-code',
  ],
  ...[
    'builds',
    'bake-files',
    'targets',
    'set',
    'vars',
    'only-changed',
    'context',
    'file',
    'target',
    'build-contexts',
  ],
  ...['secret-envs', 'secret-files', 'ssh', 'no-cache', 'no-cache-filters', 'pull', 'load', 'outputs'],
  ...[
    'network',
    'add-hosts',
    'shm-size',
    'ulimit',
    'allow',
    'provenance',
    'sbom',
    'attests',
    'checks',
    'build-record',
    'rewrite-timestamp',
    'builder',
    ...['driver', 'driver-opts', 'buildkitd-flags', 'buildkitd-config-inline', 'endpoint', 'append'],
    'keep-builder',
    'emulation',
    'qemu-image',
    'buildx-version',
    'buildx-mirror',
    'cache-mounts-image',
    'engine-wait',
  ],
]

const shareBuilder =
  'Leave it out. To share one builder with other steps, keep docker/setup-buildx-action and write builder: ${{ steps.ID.outputs.name }} here.'
const inlineConfig = 'Write the text of the file into buildkitd-config-inline.'
const onePerLine = 'Leave it out: the outputs have one item per line.'
const byTags = 'Write a rule in input tags, for example type=ref,event=branch.'
const readCheckout =
  'Check the repository out with actions/checkout, and name paths from the root of the checkout.'

/**
 * Inputs of docker's actions that Tagboat does not have, each with what to write instead. From the action.yml of
 * login-action, metadata-action, setup-buildx-action, setup-qemu-action, build-push-action (also its version 1) and
 * bake-action.
 */
export const dockerInputs: ReadonlyMap<string, string> = new Map([
  // docker/login-action
  ['ecr', 'Write ecr: auto into an item of input registry-auth.'],
  ['scope', 'Leave it out: a login holds for the whole registry.'],
  ['logout', 'Leave it out, or write export-login: true to keep the login for later steps.'],
  // docker/metadata-action
  ['sep-tags', onePerLine],
  ['sep-labels', onePerLine],
  ['sep-annotations', onePerLine],
  [
    'bake-target',
    'Leave it out: tags, labels and annotations go to the targets of bake-files by themselves.',
  ],
  // docker/setup-buildx-action
  ['keep-state', 'Write keep-builder: true, which keeps the builder with its cache.'],
  ...['buildkitd-config', 'config'].map((name) => [name, inlineConfig] as const),
  ['config-inline', 'Write buildkitd-config-inline.'],
  ['version', 'Write buildx-version: VERSION, a number such as 0.29.1.'],
  ...['install', 'use', 'name'].map((name) => [name, shareBuilder] as const),
  ['cache-binary', 'Leave it out: a downloaded buildx stays in the tool cache.'],
  ['cleanup', 'Leave it out: the end of the job removes the builder, unless keep-builder is true.'],
  // docker/setup-qemu-action
  ['image', 'For the name of the image write images: NAME. For QEMU write qemu-image: IMAGE.'],
  ['reset', 'Keep the docker/setup-qemu-action step before this one.'],
  ['cache-image', 'Leave it out: the image of QEMU is pulled only if a build needs it.'],
  // docker/build-push-action
  [
    'call',
    'Write checks: error to fail on Dockerfile checks. For checks without a build, run docker buildx build --call=check . in a run step.',
  ],
  ['cgroup-parent', 'Set it on the builder: driver-opts: cgroup-parent=NAME.'],
  // docker/build-push-action@v1
  ['dockerfile', 'Write file: PATH.'],
  ['path', 'Write context: PATH.'],
  ['repository', 'Write images: NAME.'],
  ['always_pull', 'Write pull: true.'],
  ['build_args', 'Write build-args, one NAME=value per line.'],
  ['cache_froms', 'Write cache-from, one per line.'],
  ['add_git_labels', 'Leave it out: the labels are always written.'],
  ['tag_with_ref', byTags],
  ['tag_with_sha', 'Write type=sha in input tags.'],
  // docker/bake-action
  ['files', 'Write bake-files: PATH.'],
  ['source', readCheckout],
  ['workdir', readCheckout],
])
