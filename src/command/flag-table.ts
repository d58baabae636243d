/** What action.yml does not say of an input as a flag. `npm run docs` makes the help, the man page and the completions of it. */
export interface FlagRow {
  /** The name of the input. */
  readonly input: string
  /** As of a flag; a `list` may be repeated. */
  readonly kind: 'switch' | 'text' | 'list'
  /** The placeholder of the value. */
  readonly value?: string
  /** One sentence for a terminal; of a switch that is on by default, what switching it off does. */
  readonly summary: string
  /** Further sentences, for the man page. */
  readonly more?: string
  /** Values that completions offer. */
  readonly values?: readonly string[]
  /** The value is a path, which completions offer. */
  readonly path?: 'file' | 'folder'
}

type Details = Omit<FlagRow, 'input' | 'kind' | 'summary' | 'value'>

const onOff = (input: string, summary: string, values: readonly string[] = [], more = ''): FlagRow => ({
  input,
  kind: 'switch',
  summary,
  more,
  values: ['true', 'false', ...values],
})

const text = (input: string, value: string, summary: string, details: Details = {}): FlagRow => ({
  input,
  kind: 'text',
  value,
  summary,
  ...details,
})

const list = (input: string, value: string, summary: string, details: Details = {}): FlagRow => ({
  input,
  kind: 'list',
  value,
  summary,
  ...details,
})

const common = ['linux/amd64', 'linux/arm64', 'linux/arm/v7', 'linux/ppc64le', 'linux/riscv64', 'linux/s390x']
const file = { path: 'file' } as const
const folder = { path: 'folder' } as const

const publishing: readonly FlagRow[] = [
  list('images', 'NAME', 'Name of the image, without a tag; expressions may be part of it.', {
    more: 'Without it, the names of the full references in --tags; otherwise the container registry of the GitHub server of the remote, ghcr.io/<owner>/<repository> for github.com.',
  }),
  list('tags', 'RULE', 'Rule for tags, in the language of docker/metadata-action, or a full reference.', {
    more: 'A rule with : is a full reference, ghcr.io/acme/app:1. Without it, the default tags, which follow from the event and the ref.',
  }),
  list('from', 'SOURCE', 'Publish an existing image instead of building one.', {
    more: 'A source is NAME:TAG, NAME@DIGEST, docker-daemon:NAME:TAG or oci-layout:FOLDER. Several are merged into one index; TARGET=SOURCE publishes several images, all or none, and TARGET is their {{target}} in --images.',
  }),
  text('push', 'WHEN', 'Whether to push: auto, true, false or digest.', {
    more: 'auto decides by the event and the ref, as docs/tags.md shows. true always pushes, false only builds. digest pushes without a tag.',
    values: ['auto', 'true', 'false', 'digest'],
  }),
  list('platforms', 'PLATFORM', 'Platform to build for, for example linux/arm64.', {
    more: 'Several may stand between commas. Without it, the platform of the builder.',
    values: common,
  }),
  list('build-args', 'NAME=VALUE', 'Build argument; expressions such as {{version}} are replaced.', {
    more: 'Everything else reaches the Dockerfile as written.',
  }),
  text('cache', 'KIND', 'Build cache that Tagboat sets up: auto, gha, registry or off.', {
    more: 'auto chooses the cache of GitHub where a runner offers it, and elsewhere a cache in the registry of the image. Without it, only --cache-from and --cache-to.',
    values: ['auto', 'gha', 'registry', 'off'],
  }),
  list('cache-from', 'CACHE', 'Where to read the build cache, for example type=registry,ref=NAME.'),
  list('cache-to', 'CACHE', 'Where to write the build cache, for example type=registry,ref=NAME.'),
  onOff(
    'cache-mounts',
    "Keep the content of cache mounts in GitHub's cache.",
    ['always'],
    'true does nothing on builders that keep it themselves; always does it there, too.',
  ),
  onOff('dry-run', 'Show the plan and what would happen to each tag, and push nothing.'),
]

const credentials: readonly FlagRow[] = [
  text('registry', 'HOST', 'The registry that --username belongs to; Docker Hub by default.'),
  text('username', 'NAME', 'User name for --registry.'),
]

const metadata: readonly FlagRow[] = [
  list('flavor', 'SETTING', 'Setting for all rules of --tags: latest=false, prefix=TEXT or suffix=TEXT.', {
    more: 'With onlatest=true, a prefix or suffix applies to latest too.',
  }),
  list('labels', 'NAME=VALUE', 'Label of the image; expressions such as {{version}} are replaced.', {
    more: 'They override labels of the same name that Tagboat writes.',
  }),
  list('annotations', 'NAME=VALUE', 'Annotation of the image, optionally with a level (index:NAME=VALUE).', {
    more: 'They override annotations of the same name that Tagboat writes.',
  }),
]

const guards: readonly FlagRow[] = [
  onOff(
    'overwrite',
    'Replace the image of a released version.',
    ['scheduled'],
    'Otherwise a run of another commit, or of another image of the same commit, is refused before the build. --overwrite=scheduled allows only scheduled runs to replace it.',
  ),
  onOff('forward-only', 'Move a tag to an older commit or version, too.'),
  onOff('require-signed-tag', 'Publish a release only from a git tag whose signature GitHub verified.'),
  onOff(
    'trust-fork-code',
    'Give secrets to the code of a pull request from a fork, and push its image.',
    [],
    'Only for reviewed commits.',
  ),
]

const several: readonly FlagRow[] = [
  text('builds', 'YAML', 'Several images without a bake file: a YAML list of {name, context, file, ...}.', {
    more: 'A key that an item leaves out has the value of the flag of that name. {{target}} in --images, --tags or --flavor is the name of the item.',
  }),
  list('bake-files', 'FILE', 'Bake file or compose file with the images to build.', {
    ...file,
    more: 'A single chosen target gets the names of --images; several need {{target}} there.',
  }),
  list('targets', 'TARGET', 'Target or group of --bake-files, or item of --builds, to build.', {
    more: '* and ? are wildcards. Dependencies are built too. Without it, the group default.',
  }),
  list('set', 'TARGET.KEY=VALUE', 'Override of a target, as docker buildx bake --set takes it.'),
  list('vars', 'NAME=VALUE', 'Value of a variable of --bake-files. Not for secrets.', {
    more: 'Other variables come from the environment.',
  }),
  onOff(
    'only-changed',
    'Reuse published images whose content has not changed.',
    [],
    'The others get the tags without a build.',
  ),
]

const building: readonly FlagRow[] = [
  text('context', 'FOLDER', 'The build context; the root of the working copy by default.', folder),
  text('file', 'PATH', 'The Dockerfile; Dockerfile in the context by default.', file),
  text('target', 'STAGE', 'The stage of the Dockerfile to build; the last one by default.'),
  list('build-contexts', 'NAME=CONTEXT', 'Additional named context, a path or docker-image://NAME.'),
  list('secret-envs', 'ID=VARIABLE', 'Build secret from an environment variable.', {
    more: 'The value never appears on a command line, in the log or in the image.',
  }),
  list('secret-files', 'ID=PATH', 'Build secret from a file.'),
  list('ssh', 'AGENT', 'SSH agent socket or key that the build may use, for example default.'),
  onOff('no-cache', 'Build without the cache.'),
  list('no-cache-filters', 'STAGE', 'Stage to build without the cache.'),
  onOff('pull', 'Look for newer base images even if there is a local copy.'),
  onOff('load', 'Load the image into the local engine as well.'),
  list('outputs', 'OUTPUT', 'Files to write instead of a push, for example type=oci,dest=image.tar.', {
    more: 'type=oci and type=docker write an image archive, type=local and type=tar the files in the image. With it, nothing is pushed.',
  }),
  text('network', 'MODE', 'Network of the RUN steps: default, none or host.', {
    values: ['default', 'none', 'host'],
  }),
  list('add-hosts', 'NAME:ADDRESS', 'Extra host name for the RUN steps.'),
  text('shm-size', 'SIZE', 'Size of /dev/shm in the RUN steps, for example 128m.'),
  list('ulimit', 'LIMIT', 'Limit of the RUN steps, for example nofile=1024:2048.'),
  list('allow', 'RIGHT', 'Extra right for the build, for example network.host.', {
    more: 'Rights that bake files request, ssh and fs.read=PATH included, are granted only here.',
  }),
  text('provenance', 'SETTING', 'Provenance attestation: true, false, mode=min or mode=max.', {
    more: 'Without it, mode=max in a public repository, mode=min in a private one, and none if the builder does not support it.',
    values: ['true', 'false', 'mode=min', 'mode=max'],
  }),
  text('sbom', 'SETTING', 'SBOM attestation: true, false or generator=IMAGE.', {
    values: ['true', 'false', 'generator='],
  }),
  list('attests', 'ATTESTATION', 'Attestation in the notation of buildx, for example type=sbom.'),
  text('checks', 'WHAT', 'What violated Dockerfile checks do: warn, error or off.', {
    values: ['warn', 'error', 'off'],
  }),
  onOff(
    'build-record',
    'Upload the build record, which Docker Desktop can open, on a runner of GitHub.',
    [],
    'It contains the Dockerfile, the build arguments and the whole log.',
  ),
  onOff(
    'rewrite-timestamp',
    'Set the times of files in the layers to the time of the commit.',
    [],
    'A build without the cache then gives the same layers. Slows down each build.',
  ),
]

const builder: readonly FlagRow[] = [
  text('builder', 'NAME', 'The buildx builder to use; one that supports the build by default.'),
  text('driver', 'DRIVER', 'Driver of a new builder: docker-container, remote, kubernetes or docker.', {
    more: 'With --driver or one of the next six flags, Tagboat creates a builder for the run.',
    values: ['docker-container', 'remote', 'kubernetes', 'docker'],
  }),
  list('driver-opts', 'NAME=VALUE', "Option of the new builder's driver.", {
    more: 'Several may stand between commas.',
  }),
  text('buildkitd-flags', 'FLAGS', 'Flags of BuildKit in the new builder, for example --debug.'),
  text('buildkitd-config-inline', 'TOML', 'Configuration of BuildKit in the new builder, a buildkitd.toml.', {
    more: 'It may set mirrors, registries without TLS, or max-parallelism.',
  }),
  text('endpoint', 'ENDPOINT', 'Where the new builder is, for example tcp://HOST:PORT or a docker context.', {
    more: 'tcp://HOST:PORT or unix:///PATH of a BuildKit, ssh://USER@HOST, tcp://HOST:2376 or a docker context for an engine, kubernetes:///NAME. Without it, the engine of this machine.',
  }),
  text('append', 'YAML', 'Further nodes of the new builder, as a YAML list.', {
    more: 'Items are {name, endpoint, platforms, driver-opts, buildkitd-flags}; each node builds its platforms.',
  }),
  onOff(
    'keep-builder',
    'Keep the new builder and its cache for the next run.',
    [],
    'The next run with the same settings uses it again.',
  ),
]

const machine: readonly FlagRow[] = [
  text('emulation', 'WHEN', 'Whether to register QEMU for platforms that the builder lacks: auto or never.', {
    values: ['auto', 'never'],
  }),
  text('qemu-image', 'IMAGE', 'Image from which QEMU is registered, for a mirror or another version.', {
    more: 'Without it, a version that this release of Tagboat verifies by its digest.',
  }),
  text('buildx-version', 'VERSION', 'Version of buildx to use, downloaded if it is missing.', {
    more: 'Without it, the installed one, or a tested version if that is missing or too old for the other flags.',
  }),
  text('buildx-mirror', 'URL', 'Address from which buildx is downloaded, instead of github.com.'),
  text('cache-mounts-image', 'IMAGE', 'Image with a static busybox, which reads and writes cache mounts.'),
  text('engine-wait', 'TIME', 'How long to wait for a Docker engine that does not answer yet: 30s, 2m, 0.'),
]

/** One row for each input that has a flag; a test compares them. */
export const flagRows: readonly FlagRow[] = [
  ...publishing,
  ...credentials,
  ...metadata,
  ...guards,
  ...several,
  ...building,
  ...builder,
  ...machine,
]
