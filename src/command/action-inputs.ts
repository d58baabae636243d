// Written by `npm run docs` from action.yml and package.json.

export const version = '0.1.0'

/** An input of the action. */
export interface ActionInput {
  readonly name: string
  /** Its heading in action.yml. */
  readonly group: string
  /** Without Markdown. */
  readonly description: string
  /** Its default, as written in action.yml. */
  readonly preset?: string
}

export const actionInputs: readonly ActionInput[] = [
  {
    name: 'images',
    group: 'What to publish, and where',
    description: 'Names of the image, one per line, without tags; expressions may be part of them. Unset means the names of the full references in tags; where there are none, the container registry of this GitHub server, ghcr.io/<owner>/<repository> on github.com.',
  },
  {
    name: 'tags',
    group: 'What to publish, and where',
    description: 'Rules for the tags, one per line, in the language of docker/metadata-action. A line with : is a full reference, ghcr.io/acme/app:1. Empty means the default tags, which follow from the event and the ref.',
  },
  {
    name: 'from',
    group: 'What to publish, and where',
    description: 'Publish an existing image instead of building one: name:tag or name@digest (several lines are merged into one index), digests (what other jobs of this run pushed with push: digest is merged), docker-daemon:NAME:TAG, oci-layout:DIR. Lines of the form NAME=name:tag publish several images, all or none; NAME is their {{target}} in images.',
  },
  {
    name: 'push',
    group: 'What to publish, and where',
    description: 'Whether to push. auto decides by the event, as the table of default tags shows. true always pushes, false only builds. digest pushes without a tag (and only builds in a pull request from a fork), so that a later step can test the image by the output digest and publish it with from.',
    preset: 'auto',
  },
  {
    name: 'platforms',
    group: 'What to publish, and where',
    description: 'Platforms to build for, separated by commas or lines, for example linux/amd64,linux/arm64. Unset means the platform of the builder.',
  },
  {
    name: 'build-args',
    group: 'What to publish, and where',
    description: 'Build arguments, one NAME=value per line. Put an item whose value has the form a,NAME=b in quotation marks. Expressions such as {{version}} and {{sha}} are replaced; everything else reaches the Dockerfile as written.',
  },
  {
    name: 'secrets',
    group: 'What to publish, and where',
    description: 'Build secrets, one id=value per line, for RUN --mount=type=secret. They stay out of the log and out of the image.',
  },
  {
    name: 'cache',
    group: 'What to publish, and where',
    description: "Build cache that Tagboat sets up: auto chooses GitHub's cache where the runner offers it, and elsewhere a cache in the registry of the image; gha and registry choose one of them. Unset or off means the caches of cache-from and cache-to only.",
  },
  {
    name: 'cache-from',
    group: 'What to publish, and where',
    description: 'Where to read the build cache, one per line, for example type=gha.',
  },
  {
    name: 'cache-to',
    group: 'What to publish, and where',
    description: 'Where to write the build cache, one per line, for example type=gha,mode=max. Skipped, with a notice, in a run that may not push.',
  },
  {
    name: 'cache-mounts',
    group: 'What to publish, and where',
    description: "Keep the content of RUN --mount=type=cache between runs, in GitHub's cache. true does nothing on builders that keep it themselves, like those of a self-hosted runner; always does it there, too. docs/cache-mounts.md has the details.",
    preset: 'false',
  },
  {
    name: 'dry-run',
    group: 'What to publish, and where',
    description: 'Show the plan and what would happen to each tag, check the files that a build would read, and set the outputs, but build and push nothing. Needs no engine. Without a network, the tags are reported as unknown.',
    preset: 'false',
  },
  {
    name: 'runners',
    group: 'What to publish, and where',
    description: 'In a dry run, the runner of each platform for output matrix: one platform=label per line, with commas between several labels, and * for all other platforms. Unset means GitHub’s own runners.',
  },
  {
    name: 'registry',
    group: 'Credentials',
    description: 'Host of the registry that username and password belong to. Unset means Docker Hub, and is an error if all images are on one other registry.',
  },
  {
    name: 'username',
    group: 'Credentials',
    description: 'User name for registry.',
  },
  {
    name: 'password',
    group: 'Credentials',
    description: 'Password or token for registry. It never appears on a command line, in a log or in an output.',
  },
  {
    name: 'registry-auth',
    group: 'Credentials',
    description: 'Logins for several registries, as a YAML list of {registry, username, password}, {registry, helper: gcr}, {registry, ecr: auto} or {registry, oidc} (OpenID Connect, without a stored secret). registry may be a list of registries with one login. optional: true in an item allows an empty user name or password, or no identity token. Cannot be combined with registry, username and password.',
  },
  {
    name: 'github-token',
    group: 'Credentials',
    description: 'Token for this GitHub server, used for its container registry and for the questions of guards about the source repository. It is sent to no other host.',
    preset: '${{ github.token }}',
  },
  {
    name: 'export-login',
    group: 'Credentials',
    description: 'Keep the login for later steps of the job. Otherwise later steps are not logged in.',
    preset: 'false',
  },
  {
    name: 'flavor',
    group: 'Flavor, labels and annotations',
    description: 'Settings for all rules of tags, one per line: latest=auto|true|false, prefix= and suffix=. With onlatest=true, a prefix or suffix applies to latest too.',
  },
  {
    name: 'labels',
    group: 'Flavor, labels and annotations',
    description: 'Labels of the image, one name=value per line, with expressions such as {{version}}. They override labels of the same name that Tagboat writes.',
  },
  {
    name: 'annotations',
    group: 'Flavor, labels and annotations',
    description: 'Annotations of the image, one name=value per line, with expressions such as {{version}}, and optionally with a level (index:name=value). They override annotations of the same name that Tagboat writes.',
  },
  {
    name: 'overwrite',
    group: 'Guards',
    description: 'Replace the image of a released version. Otherwise a run of another commit, or of another image of the same commit, is refused before the build. scheduled allows only scheduled runs to replace it.',
    preset: 'false',
  },
  {
    name: 'forward-only',
    group: 'Guards',
    description: "Move tags forward only. A tag for a line of versions, like 1.2, stays on the highest version, and a branch's tag stays on the newest commit.",
    preset: 'true',
  },
  {
    name: 'require-signed-tag',
    group: 'Guards',
    description: 'Publish a release only from an annotated git tag whose signature GitHub reports as verified.',
    preset: 'false',
  },
  {
    name: 'trust-fork-code',
    group: 'Guards',
    description: 'On pull_request_target, workflow_run, issue_comment and similar events: give the run’s secrets to a commit that is not the head of a branch of this repository, and push its image. Only for reviewed commits.',
    preset: 'false',
  },
  {
    name: 'builds',
    group: 'Many images',
    description: 'Several images without a bake file: a YAML list of {name, context, file, target, build-args, platforms, build-contexts, suffix}. A key that an item leaves out has the value of the step’s input of that name. suffix replaces the one in flavor, for latest too, so that items can share one image name. All other inputs apply to all items. {{target}} in images, tags or flavor is the item’s name. docs/many-images.md has workflows.',
  },
  {
    name: 'bake-files',
    group: 'Many images',
    description: "Files that describe several images, separated by commas or lines: HCL, JSON or compose, as docker buildx bake reads them. Paths are relative to the workspace. A single chosen target gets the names in images; several need {{target}} there. Tags come from input tags; a target's own tags name its image only if images is unset. Cannot be combined with inputs for a single image (platforms, build-args, context, ...); use set instead. docs/many-images.md has whole workflows.",
  },
  {
    name: 'targets',
    group: 'Many images',
    description: 'Targets or groups of bake-files, or items of builds, to publish, separated by commas or lines, in the order of the outputs. * and ? are wildcards. Their dependencies are built too. Unset means the group default, sorted by name.',
  },
  {
    name: 'set',
    group: 'Many images',
    description: 'Overrides for the targets of bake-files, one per line, in the form of docker buildx bake --set, for example *.platform=linux/amd64,linux/arm64 or app.args.VERSION=1.2.',
  },
  {
    name: 'vars',
    group: 'Many images',
    description: 'Values for the variables of bake-files, one NAME=value per line. Other variables come from the environment of the step. Not for secrets.',
  },
  {
    name: 'only-changed',
    group: 'Many images',
    description: "Build only the images whose sources or base images changed since they were last published. The others get this run's tags without a build. Works for a single image, too.",
    preset: 'false',
  },
  {
    name: 'context',
    group: 'The build',
    description: 'The build context, a folder of the workspace or a URL.',
    preset: '.',
  },
  {
    name: 'file',
    group: 'The build',
    description: 'Path of the Dockerfile. Unset means Dockerfile in the context.',
  },
  {
    name: 'target',
    group: 'The build',
    description: 'The stage of the Dockerfile to build. Unset means the last one.',
  },
  {
    name: 'build-contexts',
    group: 'The build',
    description: 'Additional named contexts, one name=path per line, for example base=docker-image://alpine:3.22.',
  },
  {
    name: 'secret-envs',
    group: 'The build',
    description: 'Build secrets from environment variables, one id=VARIABLE per line.',
  },
  {
    name: 'secret-files',
    group: 'The build',
    description: 'Build secrets from files, one id=path per line.',
  },
  {
    name: 'ssh',
    group: 'The build',
    description: 'SSH agent sockets or keys that the build may use, one per line, for example default.',
  },
  {
    name: 'no-cache',
    group: 'The build',
    description: 'Build without the cache.',
    preset: 'false',
  },
  {
    name: 'no-cache-filters',
    group: 'The build',
    description: 'Stages to build without the cache, separated by commas or lines.',
  },
  {
    name: 'pull',
    group: 'The build',
    description: 'Look for newer base images even if there is a local copy.',
    preset: 'false',
  },
  {
    name: 'load',
    group: 'The build',
    description: 'Load the image into the local engine as well.',
    preset: 'false',
  },
  {
    name: 'outputs',
    group: 'The build',
    description: 'Files to write instead of a push, one output per line in buildx notation: type=oci,dest=image.tar and type=docker,dest=image.tar for an image archive, type=local,dest=out (or out alone) and type=tar,dest=files.tar for the files in the image. Paths are relative to the workspace. With this input, push: auto pushes nothing. docs/outputs.md has whole workflows.',
  },
  {
    name: 'network',
    group: 'The build',
    description: 'Network of the RUN steps, default, none or host.',
  },
  {
    name: 'add-hosts',
    group: 'The build',
    description: 'Extra host names for the RUN steps, one name:address per line.',
  },
  {
    name: 'shm-size',
    group: 'The build',
    description: 'Size of /dev/shm in the RUN steps, for example 128m.',
  },
  {
    name: 'ulimit',
    group: 'The build',
    description: 'Limits of the RUN steps, one per line, for example nofile=1024:2048.',
  },
  {
    name: 'allow',
    group: 'The build',
    description: 'Extra rights for the build, separated by commas or lines, for example network.host. Rights that bake-files request, ssh and fs.read=PATH included, are granted only here.',
  },
  {
    name: 'provenance',
    group: 'The build',
    description: 'Provenance attestation, true, false or settings like mode=max. Unset means mode=max in a public repository, mode=min in a private one, and none if the builder does not support it.',
  },
  {
    name: 'sbom',
    group: 'The build',
    description: 'SBOM attestation, true, false or settings like generator=docker/scout-sbom-indexer.',
  },
  {
    name: 'attests',
    group: 'The build',
    description: 'Attestations in buildx notation, one per line, for example type=sbom.',
  },
  {
    name: 'checks',
    group: 'The build',
    description: 'What violated Dockerfile checks do: warn shows them as annotations on their lines, error fails the build before its first step, off leaves them in the build log.',
    preset: 'warn',
  },
  {
    name: 'build-record',
    group: 'The build',
    description: 'Upload the build record of each image as an artifact of the run, which Docker Desktop can open. It contains the Dockerfile, the build arguments and the whole log.',
    preset: 'false',
  },
  {
    name: 'rewrite-timestamp',
    group: 'The build',
    description: 'Set the timestamps of files in the layers to the time of the commit, so that a build without the cache gives the same layers. Slows down each build.',
    preset: 'false',
  },
  {
    name: 'builder',
    group: 'The build',
    description: 'Name of the buildx builder to use. Unset means the current builder if it supports the build, otherwise another one that does, otherwise a temporary one.',
  },
  {
    name: 'driver',
    group: 'The build',
    description: 'Driver of a new builder: docker-container, remote, kubernetes, or docker for the one inside the engine. Unset means the one that follows from endpoint, otherwise docker-container. With this input or one of the next six, Tagboat creates a builder for the job.',
  },
  {
    name: 'driver-opts',
    group: 'The build',
    description: 'Options of the builder’s driver, separated by commas or lines, for example image=moby/buildkit:master, network=host or env.HTTP_PROXY=http://proxy.example:3128. Put an item with a comma in its value in quotation marks.',
  },
  {
    name: 'buildkitd-flags',
    group: 'The build',
    description: 'Flags of BuildKit in the new builder, for example --debug.',
  },
  {
    name: 'buildkitd-config-inline',
    group: 'The build',
    description: 'Configuration of BuildKit in the new builder, the text of a buildkitd.toml: mirrors, registries without TLS, max-parallelism. Tables for the engine’s insecure-registries and mirrors are added, except for registries that the text names.',
  },
  {
    name: 'endpoint',
    group: 'The build',
    description: 'Where the new builder is: tcp://HOST:PORT or unix:///PATH of a BuildKit, ssh://USER@HOST, tcp://HOST:2376 or a docker context for an engine, kubernetes:///NAME. Unset means the engine of this machine.',
  },
  {
    name: 'append',
    group: 'The build',
    description: 'Further nodes of the new builder, as a YAML list of {name, endpoint, platforms, driver-opts, buildkitd-flags}, in the form of docker/setup-buildx-action. Each builds its platforms.',
  },
  {
    name: 'keep-builder',
    group: 'The build',
    description: 'Keep the new builder and its cache after the job, on runners of your own. The next run with the same settings uses it again. Code of forks gets a temporary builder instead.',
    preset: 'false',
  },
  {
    name: 'emulation',
    group: 'The build',
    description: 'Whether to register QEMU when a RUN executes on a platform that the builder lacks: auto, or never, which registers nothing and refuses a build that needs it.',
    preset: 'auto',
  },
  {
    name: 'qemu-image',
    group: 'The build',
    description: 'Image with the interface of tonistiigi/binfmt from which QEMU is registered, for a mirror or another version, for example docker.io/tonistiigi/binfmt:qemu-v9.2.2. Unset means the version that this release of Tagboat verifies by its digest.',
  },
  {
    name: 'buildx-version',
    group: 'The build',
    description: "Version of buildx to use, for example 0.29.1. Unset means the runner's buildx, or a tested version if that is missing or too old for the other inputs.",
  },
  {
    name: 'buildx-mirror',
    group: 'The build',
    description: 'Address that replaces https://github.com/docker/buildx/releases/download if buildx is downloaded.',
  },
  {
    name: 'cache-mounts-image',
    group: 'The build',
    description: 'Image with a static busybox in /bin/busybox, which reads and writes cache mounts. Unset means a pinned docker.io/library/busybox.',
  },
  {
    name: 'engine-wait',
    group: 'The build',
    description: 'How long to wait for a Docker engine that does not answer yet, in seconds (30, 30s) or minutes (2m). 0 tries once.',
    preset: '30',
  },
]
