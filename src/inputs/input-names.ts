/** The inputs of action.yml, in its order; a test compares the two. */
export const inputNames: readonly string[] = [
  ...['images', 'tags', 'from', 'push', 'platforms', 'build-args', 'secrets', 'cache-from', 'cache-to'],
  ...['dry-run', 'registry', 'username', 'password', 'registry-auth', 'github-token', 'export-login'],
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
    'rewrite-timestamp',
    'builder',
    'engine-wait',
  ],
]

const keepBuildx =
  'Keep the docker/setup-buildx-action step, and write builder: ${{ steps.ID.outputs.name }} here.'
const keepQemu = 'Keep the docker/setup-qemu-action step before this one.'
const onePerLine = 'Leave it out: the outputs have one item per line.'
const byTags = 'Write a rule in input tags, for example type=ref,event=branch.'
const readCheckout =
  'Check the repository out with actions/checkout, and name paths from the root of the checkout.'

/**
 * Inputs of docker's actions that Tagboat does not have, each with what to write instead: login-action, metadata-action,
 * setup-buildx-action, setup-qemu-action, build-push-action (also its version 1) and bake-action, as their action.yml
 * list them.
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
  ...['version', 'driver', 'driver-opts', 'buildkitd-flags', 'buildkitd-config', 'buildkitd-config-inline']
    .concat(['config', 'config-inline', 'install', 'use', 'name', 'endpoint', 'append', 'keep-state'])
    .concat(['cache-binary', 'cleanup'])
    .map((name) => [name, keepBuildx] as const),
  // docker/setup-qemu-action
  ['image', `For the name of the image write images: NAME. For QEMU: ${keepQemu}`],
  ['reset', keepQemu],
  ['cache-image', keepQemu],
  // docker/build-push-action
  ['call', 'Run docker buildx build --call=check . in a run step.'],
  ['cgroup-parent', `Set it on the builder with driver-opts: cgroup-parent=NAME. ${keepBuildx}`],
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
