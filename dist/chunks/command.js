import { d as unknownInput, i as isGithubRunner, m as findNear, r as inputNames, u as resemblingInput, x as throwAll } from "./common.js";
import { parseArgs } from "node:util";
import { createInterface } from "node:readline/promises";
// src/command/action-inputs.ts
const version = "0.1.0";
const actionInputs = [
	{
		name: "images",
		group: "What to publish, and where",
		description: "Names of the image, one per line, without tags; expressions may be part of them. Unset means the names of the full references in tags; where there are none, the container registry of this GitHub server, ghcr.io/<owner>/<repository> on github.com."
	},
	{
		name: "tags",
		group: "What to publish, and where",
		description: "Rules for the tags, one per line, in the language of docker/metadata-action. A line with : is a full reference, ghcr.io/acme/app:1. Empty means the default tags, which follow from the event and the ref."
	},
	{
		name: "from",
		group: "What to publish, and where",
		description: "Publish an existing image instead of building one: name:tag or name@digest (several lines are merged into one index), digests (what other jobs of this run pushed with push: digest is merged), docker-daemon:NAME:TAG, oci-layout:DIR. Lines of the form NAME=name:tag publish several images, all or none; NAME is their {{target}} in images."
	},
	{
		name: "push",
		group: "What to publish, and where",
		description: "Whether to push. auto decides by the event, as the table of default tags shows. true always pushes, false only builds. digest pushes without a tag (and only builds in a pull request from a fork), so that a later step can test the image by the output digest and publish it with from.",
		preset: "auto"
	},
	{
		name: "platforms",
		group: "What to publish, and where",
		description: "Platforms to build for, separated by commas or lines, for example linux/amd64,linux/arm64. Unset means the platform of the builder."
	},
	{
		name: "build-args",
		group: "What to publish, and where",
		description: "Build arguments, one NAME=value per line. Put an item whose value has the form a,NAME=b in quotation marks. Expressions such as {{version}} and {{sha}} are replaced; everything else reaches the Dockerfile as written."
	},
	{
		name: "secrets",
		group: "What to publish, and where",
		description: "Build secrets, one id=value per line, for RUN --mount=type=secret. They stay out of the log and out of the image."
	},
	{
		name: "cache",
		group: "What to publish, and where",
		description: "Build cache that Tagboat sets up: auto chooses GitHub's cache where the runner offers it, and elsewhere a cache in the registry of the image; gha and registry choose one of them. Unset or off means the caches of cache-from and cache-to only."
	},
	{
		name: "cache-from",
		group: "What to publish, and where",
		description: "Where to read the build cache, one per line, for example type=gha."
	},
	{
		name: "cache-to",
		group: "What to publish, and where",
		description: "Where to write the build cache, one per line, for example type=gha,mode=max. Skipped, with a notice, in a run that may not push."
	},
	{
		name: "cache-mounts",
		group: "What to publish, and where",
		description: "Keep the content of RUN --mount=type=cache between runs, in GitHub's cache. true does nothing on builders that keep it themselves, like those of a self-hosted runner; always does it there, too. docs/cache-mounts.md has the details.",
		preset: "false"
	},
	{
		name: "dry-run",
		group: "What to publish, and where",
		description: "Show the plan and what would happen to each tag, check the files that a build would read, and set the outputs, but build and push nothing. Needs no engine. Without a network, the tags are reported as unknown.",
		preset: "false"
	},
	{
		name: "runners",
		group: "What to publish, and where",
		description: "In a dry run, the runner of each platform for output matrix: one platform=label per line, with commas between several labels, and * for all other platforms. Unset means GitHub’s own runners."
	},
	{
		name: "registry",
		group: "Credentials",
		description: "Host of the registry that username and password belong to. Unset means Docker Hub, and is an error if all images are on one other registry."
	},
	{
		name: "username",
		group: "Credentials",
		description: "User name for registry."
	},
	{
		name: "password",
		group: "Credentials",
		description: "Password or token for registry. It never appears on a command line, in a log or in an output."
	},
	{
		name: "registry-auth",
		group: "Credentials",
		description: "Logins for several registries, as a YAML list of {registry, username, password}, {registry, helper: gcr}, {registry, ecr: auto} or {registry, oidc} (OpenID Connect, without a stored secret). registry may be a list of registries with one login. optional: true in an item allows an empty user name or password, or no identity token. Cannot be combined with registry, username and password."
	},
	{
		name: "github-token",
		group: "Credentials",
		description: "Token for this GitHub server, used for its container registry and for the questions of guards about the source repository. It is sent to no other host.",
		preset: "${{ github.token }}"
	},
	{
		name: "export-login",
		group: "Credentials",
		description: "Keep the login for later steps of the job. Otherwise later steps are not logged in.",
		preset: "false"
	},
	{
		name: "flavor",
		group: "Flavor, labels and annotations",
		description: "Settings for all rules of tags, one per line: latest=auto|true|false, prefix= and suffix=. With onlatest=true, a prefix or suffix applies to latest too."
	},
	{
		name: "labels",
		group: "Flavor, labels and annotations",
		description: "Labels of the image, one name=value per line, with expressions such as {{version}}. They override labels of the same name that Tagboat writes."
	},
	{
		name: "annotations",
		group: "Flavor, labels and annotations",
		description: "Annotations of the image, one name=value per line, with expressions such as {{version}}, and optionally with a level (index:name=value). They override annotations of the same name that Tagboat writes."
	},
	{
		name: "overwrite",
		group: "Guards",
		description: "Replace the image of a released version. Otherwise a run of another commit, or of another image of the same commit, is refused before the build. scheduled allows only scheduled runs to replace it.",
		preset: "false"
	},
	{
		name: "forward-only",
		group: "Guards",
		description: "Move tags forward only. A tag for a line of versions, like 1.2, stays on the highest version, and a branch's tag stays on the newest commit.",
		preset: "true"
	},
	{
		name: "require-signed-tag",
		group: "Guards",
		description: "Publish a release only from an annotated git tag whose signature GitHub reports as verified.",
		preset: "false"
	},
	{
		name: "trust-fork-code",
		group: "Guards",
		description: "On pull_request_target, workflow_run, issue_comment and similar events: give the run’s secrets to a commit that is not the head of a branch of this repository, and push its image. Only for reviewed commits.",
		preset: "false"
	},
	{
		name: "builds",
		group: "Many images",
		description: "Several images without a bake file: a YAML list of {name, context, file, target, build-args, platforms, build-contexts, suffix}. A key that an item leaves out has the value of the step’s input of that name. suffix replaces the one in flavor, for latest too, so that items can share one image name. All other inputs apply to all items. {{target}} in images, tags or flavor is the item’s name. docs/many-images.md has workflows."
	},
	{
		name: "bake-files",
		group: "Many images",
		description: "Files that describe several images, separated by commas or lines: HCL, JSON or compose, as docker buildx bake reads them. Paths are relative to the workspace. A single chosen target gets the names in images; several need {{target}} there. Tags come from input tags; a target's own tags name its image only if images is unset. Cannot be combined with inputs for a single image (platforms, build-args, context, ...); use set instead. docs/many-images.md has whole workflows."
	},
	{
		name: "targets",
		group: "Many images",
		description: "Targets or groups of bake-files, or items of builds, to publish, separated by commas or lines, in the order of the outputs. * and ? are wildcards. Their dependencies are built too. Unset means the group default, sorted by name."
	},
	{
		name: "set",
		group: "Many images",
		description: "Overrides for the targets of bake-files, one per line, in the form of docker buildx bake --set, for example *.platform=linux/amd64,linux/arm64 or app.args.VERSION=1.2."
	},
	{
		name: "vars",
		group: "Many images",
		description: "Values for the variables of bake-files, one NAME=value per line. Other variables come from the environment of the step. Not for secrets."
	},
	{
		name: "only-changed",
		group: "Many images",
		description: "Build only the images whose sources or base images changed since they were last published. The others get this run's tags without a build. Works for a single image, too.",
		preset: "false"
	},
	{
		name: "context",
		group: "The build",
		description: "The build context, a folder of the workspace or a URL.",
		preset: "."
	},
	{
		name: "file",
		group: "The build",
		description: "Path of the Dockerfile. Unset means Dockerfile in the context."
	},
	{
		name: "target",
		group: "The build",
		description: "The stage of the Dockerfile to build. Unset means the last one."
	},
	{
		name: "build-contexts",
		group: "The build",
		description: "Additional named contexts, one name=path per line, for example base=docker-image://alpine:3.22."
	},
	{
		name: "secret-envs",
		group: "The build",
		description: "Build secrets from environment variables, one id=VARIABLE per line."
	},
	{
		name: "secret-files",
		group: "The build",
		description: "Build secrets from files, one id=path per line."
	},
	{
		name: "ssh",
		group: "The build",
		description: "SSH agent sockets or keys that the build may use, one per line, for example default."
	},
	{
		name: "no-cache",
		group: "The build",
		description: "Build without the cache.",
		preset: "false"
	},
	{
		name: "no-cache-filters",
		group: "The build",
		description: "Stages to build without the cache, separated by commas or lines."
	},
	{
		name: "pull",
		group: "The build",
		description: "Look for newer base images even if there is a local copy.",
		preset: "false"
	},
	{
		name: "load",
		group: "The build",
		description: "Load the image into the local engine as well.",
		preset: "false"
	},
	{
		name: "outputs",
		group: "The build",
		description: "Files to write instead of a push, one output per line in buildx notation: type=oci,dest=image.tar and type=docker,dest=image.tar for an image archive, type=local,dest=out (or out alone) and type=tar,dest=files.tar for the files in the image. Paths are relative to the workspace. With this input, push: auto pushes nothing. docs/outputs.md has whole workflows."
	},
	{
		name: "network",
		group: "The build",
		description: "Network of the RUN steps, default, none or host."
	},
	{
		name: "add-hosts",
		group: "The build",
		description: "Extra host names for the RUN steps, one name:address per line."
	},
	{
		name: "shm-size",
		group: "The build",
		description: "Size of /dev/shm in the RUN steps, for example 128m."
	},
	{
		name: "ulimit",
		group: "The build",
		description: "Limits of the RUN steps, one per line, for example nofile=1024:2048."
	},
	{
		name: "allow",
		group: "The build",
		description: "Extra rights for the build, separated by commas or lines, for example network.host. Rights that bake-files request, ssh and fs.read=PATH included, are granted only here."
	},
	{
		name: "provenance",
		group: "The build",
		description: "Provenance attestation, true, false or settings like mode=max. Unset means mode=max in a public repository, mode=min in a private one, and none if the builder does not support it."
	},
	{
		name: "sbom",
		group: "The build",
		description: "SBOM attestation, true, false or settings like generator=docker/scout-sbom-indexer."
	},
	{
		name: "attests",
		group: "The build",
		description: "Attestations in buildx notation, one per line, for example type=sbom."
	},
	{
		name: "checks",
		group: "The build",
		description: "What violated Dockerfile checks do: warn shows them as annotations on their lines, error fails the build before its first step, off leaves them in the build log.",
		preset: "warn"
	},
	{
		name: "build-record",
		group: "The build",
		description: "Upload the build record of each image as an artifact of the run, which Docker Desktop can open. It contains the Dockerfile, the build arguments and the whole log.",
		preset: "false"
	},
	{
		name: "rewrite-timestamp",
		group: "The build",
		description: "Set the timestamps of files in the layers to the time of the commit, so that a build without the cache gives the same layers. Slows down each build.",
		preset: "false"
	},
	{
		name: "builder",
		group: "The build",
		description: "Name of the buildx builder to use. Unset means the current builder if it supports the build, otherwise another one that does, otherwise a temporary one."
	},
	{
		name: "driver",
		group: "The build",
		description: "Driver of a new builder: docker-container, remote, kubernetes, or docker for the one inside the engine. Unset means the one that follows from endpoint, otherwise docker-container. With this input or one of the next six, Tagboat creates a builder for the job."
	},
	{
		name: "driver-opts",
		group: "The build",
		description: "Options of the builder’s driver, separated by commas or lines, for example image=moby/buildkit:master, network=host or env.HTTP_PROXY=http://proxy.example:3128. Put an item with a comma in its value in quotation marks."
	},
	{
		name: "buildkitd-flags",
		group: "The build",
		description: "Flags of BuildKit in the new builder, for example --debug."
	},
	{
		name: "buildkitd-config-inline",
		group: "The build",
		description: "Configuration of BuildKit in the new builder, the text of a buildkitd.toml: mirrors, registries without TLS, max-parallelism. Tables for the engine’s insecure-registries and mirrors are added, except for registries that the text names."
	},
	{
		name: "endpoint",
		group: "The build",
		description: "Where the new builder is: tcp://HOST:PORT or unix:///PATH of a BuildKit, ssh://USER@HOST, tcp://HOST:2376 or a docker context for an engine, kubernetes:///NAME. Unset means the engine of this machine."
	},
	{
		name: "append",
		group: "The build",
		description: "Further nodes of the new builder, as a YAML list of {name, endpoint, platforms, driver-opts, buildkitd-flags}, in the form of docker/setup-buildx-action. Each builds its platforms."
	},
	{
		name: "keep-builder",
		group: "The build",
		description: "Keep the new builder and its cache after the job, on runners of your own. The next run with the same settings uses it again. Code of forks gets a temporary builder instead.",
		preset: "false"
	},
	{
		name: "emulation",
		group: "The build",
		description: "Whether to register QEMU when a RUN executes on a platform that the builder lacks: auto, or never, which registers nothing and refuses a build that needs it.",
		preset: "auto"
	},
	{
		name: "qemu-image",
		group: "The build",
		description: "Image with the interface of tonistiigi/binfmt from which QEMU is registered, for a mirror or another version, for example docker.io/tonistiigi/binfmt:qemu-v9.2.2. Unset means the version that this release of Tagboat verifies by its digest."
	},
	{
		name: "buildx-version",
		group: "The build",
		description: "Version of buildx to use, for example 0.29.1. Unset means the runner's buildx, or a tested version if that is missing or too old for the other inputs."
	},
	{
		name: "buildx-mirror",
		group: "The build",
		description: "Address that replaces https://github.com/docker/buildx/releases/download if buildx is downloaded."
	},
	{
		name: "cache-mounts-image",
		group: "The build",
		description: "Image with a static busybox in /bin/busybox, which reads and writes cache mounts. Unset means a pinned docker.io/library/busybox."
	},
	{
		name: "engine-wait",
		group: "The build",
		description: "How long to wait for a Docker engine that does not answer yet, in seconds (30, 30s) or minutes (2m). 0 tries once.",
		preset: "30"
	}
];
// src/errors/usage.ts
const guess = (near, sign = "") => near === void 0 ? "" : `Did you mean ${sign}${near}? `;
const unknownCommand = (name, near) => ({
	code: "unknown-command",
	what: `'${name}' is not a command of tagboat.`,
	fix: `${guess(near)}'tagboat --help' lists the commands.`
});
/** `instead`: what to do in place of an input that has no flag. */
const unknownFlag = (flag, command, instead, near) => ({
	code: "unknown-flag",
	what: `tagboat ${command} has no flag ${flag}.`,
	fix: instead ?? `${guess(near, "--")}'tagboat ${command} --help' lists the flags.`
});
const missingValue = (flag) => ({
	code: "missing-value",
	what: `${flag} has no value.`,
	fix: `Write ${flag} VALUE, or ${flag}=VALUE for a value that begins with a hyphen.`
});
const emptySwitch = (flag) => ({
	code: "empty-switch",
	what: `${flag}= has an empty value.`,
	fix: `Write ${flag} alone, or ${flag}=false.`
});
const switchWithValue = (flag, value) => ({
	code: "switch-value",
	what: `${flag} takes no value, but has '${value}'.`,
	fix: `Write ${flag} alone.`
});
const repeatedFlag = (flag) => ({
	code: "repeated-flag",
	what: `${flag} is given more than once, and has one value.`,
	fix: "Leave one of them out."
});
/** Too few, too many or other arguments; `usage` is the command with its arguments, `values` the only valid ones. */
const badOperands = (usage, given, values = []) => ({
	code: "bad-operands",
	what: given.length === 0 ? "The command needs arguments." : `The command does not take these arguments: ${given.map((each) => `'${each}'`).join(", ")}.`,
	fix: `Write 'tagboat ${usage}'${values.length === 0 ? "" : ` with one of ${values.join(", ")}`}.`
});
const badFlag = (flag, value, why) => ({
	code: "bad-flag",
	what: `--${flag}: '${value}' ${why}.`,
	fix: "Correct the value, or leave the flag out."
});
// src/command/flag-table.ts
const onOff = (input, summary, values = [], more = "") => ({
	input,
	kind: "switch",
	summary,
	more,
	values: [
		"true",
		"false",
		...values
	]
});
const text = (input, value, summary, details = {}) => ({
	input,
	kind: "text",
	value,
	summary,
	...details
});
const list = (input, value, summary, details = {}) => ({
	input,
	kind: "list",
	value,
	summary,
	...details
});
const common = [
	"linux/amd64",
	"linux/arm64",
	"linux/arm/v7",
	"linux/ppc64le",
	"linux/riscv64",
	"linux/s390x"
];
const file = { path: "file" };
const folder = { path: "folder" };
const publishing = [
	list("images", "NAME", "Name of the image, without a tag; expressions may be part of it.", { more: "Without it, the names of the full references in --tags; otherwise the container registry of the GitHub server of the remote, ghcr.io/<owner>/<repository> for github.com." }),
	list("tags", "RULE", "Rule for tags, in the language of docker/metadata-action, or a full reference.", { more: "A rule with : is a full reference, ghcr.io/acme/app:1. Without it, the default tags, which follow from the event and the ref." }),
	list("from", "SOURCE", "Publish an existing image instead of building one.", { more: "A source is NAME:TAG, NAME@DIGEST, docker-daemon:NAME:TAG or oci-layout:FOLDER. Several are merged into one index; TARGET=SOURCE publishes several images, all or none, and TARGET is their {{target}} in --images." }),
	text("push", "WHEN", "Whether to push: auto, true, false or digest.", {
		more: "auto decides by the event and the ref, as docs/tags.md shows. true always pushes, false only builds. digest pushes without a tag.",
		values: [
			"auto",
			"true",
			"false",
			"digest"
		]
	}),
	list("platforms", "PLATFORM", "Platform to build for, for example linux/arm64.", {
		more: "Several may stand between commas. Without it, the platform of the builder.",
		values: common
	}),
	list("build-args", "NAME=VALUE", "Build argument; expressions such as {{version}} are replaced.", { more: "Everything else reaches the Dockerfile as written." }),
	text("cache", "KIND", "Build cache that Tagboat sets up: auto, gha, registry or off.", {
		more: "auto chooses the cache of GitHub where a runner offers it, and elsewhere a cache in the registry of the image. Without it, only --cache-from and --cache-to.",
		values: [
			"auto",
			"gha",
			"registry",
			"off"
		]
	}),
	list("cache-from", "CACHE", "Where to read the build cache, for example type=registry,ref=NAME."),
	list("cache-to", "CACHE", "Where to write the build cache, for example type=registry,ref=NAME."),
	onOff("cache-mounts", "Keep the content of cache mounts in GitHub's cache.", ["always"], "true does nothing on builders that keep it themselves; always does it there, too."),
	onOff("dry-run", "Show the plan and what would happen to each tag, and push nothing.")
];
const credentials = [text("registry", "HOST", "The registry that --username belongs to; Docker Hub by default."), text("username", "NAME", "User name for --registry.")];
const metadata = [
	list("flavor", "SETTING", "Setting for all rules of --tags: latest=false, prefix=TEXT or suffix=TEXT.", { more: "With onlatest=true, a prefix or suffix applies to latest too." }),
	list("labels", "NAME=VALUE", "Label of the image; expressions such as {{version}} are replaced.", { more: "They override labels of the same name that Tagboat writes." }),
	list("annotations", "NAME=VALUE", "Annotation of the image, optionally with a level (index:NAME=VALUE).", { more: "They override annotations of the same name that Tagboat writes." })
];
const guards = [
	onOff("overwrite", "Replace the image of a released version.", ["scheduled"], "Otherwise a run of another commit, or of another image of the same commit, is refused before the build. --overwrite=scheduled allows only scheduled runs to replace it."),
	onOff("forward-only", "Move a tag to an older commit or version, too."),
	onOff("require-signed-tag", "Publish a release only from a git tag whose signature GitHub verified."),
	onOff("trust-fork-code", "Give secrets to the code of a pull request from a fork, and push its image.", [], "Only for reviewed commits.")
];
const several = [
	text("builds", "YAML", "Several images without a bake file: a YAML list of {name, context, file, ...}.", { more: "A key that an item leaves out has the value of the flag of that name. {{target}} in --images, --tags or --flavor is the name of the item." }),
	list("bake-files", "FILE", "Bake file or compose file with the images to build.", {
		...file,
		more: "A single chosen target gets the names of --images; several need {{target}} there."
	}),
	list("targets", "TARGET", "Target or group of --bake-files, or item of --builds, to build.", { more: "* and ? are wildcards. Dependencies are built too. Without it, the group default." }),
	list("set", "TARGET.KEY=VALUE", "Override of a target, as docker buildx bake --set takes it."),
	list("vars", "NAME=VALUE", "Value of a variable of --bake-files. Not for secrets.", { more: "Other variables come from the environment." }),
	onOff("only-changed", "Reuse published images whose content has not changed.", [], "The others get the tags without a build.")
];
const building = [
	text("context", "FOLDER", "The build context; the root of the working copy by default.", folder),
	text("file", "PATH", "The Dockerfile; Dockerfile in the context by default.", file),
	text("target", "STAGE", "The stage of the Dockerfile to build; the last one by default."),
	list("build-contexts", "NAME=CONTEXT", "Additional named context, a path or docker-image://NAME."),
	list("secret-envs", "ID=VARIABLE", "Build secret from an environment variable.", { more: "The value never appears on a command line, in the log or in the image." }),
	list("secret-files", "ID=PATH", "Build secret from a file."),
	list("ssh", "AGENT", "SSH agent socket or key that the build may use, for example default."),
	onOff("no-cache", "Build without the cache."),
	list("no-cache-filters", "STAGE", "Stage to build without the cache."),
	onOff("pull", "Look for newer base images even if there is a local copy."),
	onOff("load", "Load the image into the local engine as well."),
	list("outputs", "OUTPUT", "Files to write instead of a push, for example type=oci,dest=image.tar.", { more: "type=oci and type=docker write an image archive, type=local and type=tar the files in the image. With it, nothing is pushed." }),
	text("network", "MODE", "Network of the RUN steps: default, none or host.", { values: [
		"default",
		"none",
		"host"
	] }),
	list("add-hosts", "NAME:ADDRESS", "Extra host name for the RUN steps."),
	text("shm-size", "SIZE", "Size of /dev/shm in the RUN steps, for example 128m."),
	list("ulimit", "LIMIT", "Limit of the RUN steps, for example nofile=1024:2048."),
	list("allow", "RIGHT", "Extra right for the build, for example network.host.", { more: "Rights that bake files request, ssh and fs.read=PATH included, are granted only here." }),
	text("provenance", "SETTING", "Provenance attestation: true, false, mode=min or mode=max.", {
		more: "Without it, mode=max in a public repository, mode=min in a private one, and none if the builder does not support it.",
		values: [
			"true",
			"false",
			"mode=min",
			"mode=max"
		]
	}),
	text("sbom", "SETTING", "SBOM attestation: true, false or generator=IMAGE.", { values: [
		"true",
		"false",
		"generator="
	] }),
	list("attests", "ATTESTATION", "Attestation in the notation of buildx, for example type=sbom."),
	text("checks", "WHAT", "What violated Dockerfile checks do: warn, error or off.", { values: [
		"warn",
		"error",
		"off"
	] }),
	onOff("build-record", "Upload the build record, which Docker Desktop can open, on a runner of GitHub.", [], "It contains the Dockerfile, the build arguments and the whole log."),
	onOff("rewrite-timestamp", "Set the times of files in the layers to the time of the commit.", [], "A build without the cache then gives the same layers. Slows down each build.")
];
const builder = [
	text("builder", "NAME", "The buildx builder to use; one that supports the build by default."),
	text("driver", "DRIVER", "Driver of a new builder: docker-container, remote, kubernetes or docker.", {
		more: "With --driver or one of the next six flags, Tagboat creates a builder for the run.",
		values: [
			"docker-container",
			"remote",
			"kubernetes",
			"docker"
		]
	}),
	list("driver-opts", "NAME=VALUE", "Option of the new builder's driver.", { more: "Several may stand between commas." }),
	text("buildkitd-flags", "FLAGS", "Flags of BuildKit in the new builder, for example --debug."),
	text("buildkitd-config-inline", "TOML", "Configuration of BuildKit in the new builder, a buildkitd.toml.", { more: "It may set mirrors, registries without TLS, or max-parallelism." }),
	text("endpoint", "ENDPOINT", "Where the new builder is, for example tcp://HOST:PORT or a docker context.", { more: "tcp://HOST:PORT or unix:///PATH of a BuildKit, ssh://USER@HOST, tcp://HOST:2376 or a docker context for an engine, kubernetes:///NAME. Without it, the engine of this machine." }),
	text("append", "YAML", "Further nodes of the new builder, as a YAML list.", { more: "Items are {name, endpoint, platforms, driver-opts, buildkitd-flags}; each node builds its platforms." }),
	onOff("keep-builder", "Keep the new builder and its cache for the next run.", [], "The next run with the same settings uses it again.")
];
const machine = [
	text("emulation", "WHEN", "Whether to register QEMU for platforms that the builder lacks: auto or never.", { values: ["auto", "never"] }),
	text("qemu-image", "IMAGE", "Image from which QEMU is registered, for a mirror or another version.", { more: "Without it, a version that this release of Tagboat verifies by its digest." }),
	text("buildx-version", "VERSION", "Version of buildx to use, downloaded if it is missing.", { more: "Without it, the installed one, or a tested version if that is missing or too old for the other flags." }),
	text("buildx-mirror", "URL", "Address from which buildx is downloaded, instead of github.com."),
	text("cache-mounts-image", "IMAGE", "Image with a static busybox, which reads and writes cache mounts."),
	text("engine-wait", "TIME", "How long to wait for a Docker engine that does not answer yet: 30s, 2m, 0.")
];
/** One row for each input that has a flag; a test compares them. */
const flagRows = [
	...publishing,
	...credentials,
	...metadata,
	...guards,
	...several,
	...building,
	...builder,
	...machine
];
// src/command/flags.ts
/**
* Inputs that are not flags: a command line shows secrets to every user of the machine, and `dry-run`, `push`, `from` and `load`
* follow from the command.
*/
const withoutFlag = /* @__PURE__ */ new Map([
	["password", "Use --password-stdin, or log in with docker login."],
	["registry-auth", "Log in to each registry with docker login."],
	["github-token", "Set GH_TOKEN or GITHUB_TOKEN."],
	["secrets", "Use --secret-envs or --secret-files."],
	["export-login", "Use docker login."],
	["runners", "Use the action."]
]);
/** What to do in place of an input that has no flag; undefined for every other name. */
const insteadOf = (name) => withoutFlag.get(name);
/** The flags of the inputs, without those in `own`, which the command decides itself. */
const inputFlags = (own) => actionInputs.filter(({ name }) => !withoutFlag.has(name) && !own.includes(name)).map(flagOf);
function flagOf({ name, group, description, preset }) {
	const { input, summary, ...details } = flagRows.find((row) => row.input === name) ?? {
		input: name,
		kind: "text",
		summary: description
	};
	const alias = details.kind === "list" && input.endsWith("s") ? input.slice(0, -1) : input;
	return {
		...details,
		name,
		group,
		description: summary,
		...preset === "true" && { isOn: true },
		...actionInputs.some((other) => other.name === alias) ? {} : { alias }
	};
}
/** Whether a switch of the command itself is on: `--name`, or `--name=true`. The last one counts. */
const isSwitchedOn = (flags, name) => flags.get(name)?.at(-1)?.toLowerCase() === "true";
/** All spellings of flags, by the name without hyphens. A flag's own name wins over an alias. */
function listSpellings(flags) {
	const spellings = /* @__PURE__ */ new Map();
	for (const flag of flags) {
		if (flag.alias !== void 0) spellings.set(flag.alias, {
			flag,
			isOff: false
		});
		if (canNegate(flag)) spellings.set(`no-${flag.name}`, {
			flag,
			isOff: true
		});
	}
	for (const flag of flags) spellings.set(flag.name, {
		flag,
		isOff: false
	});
	return spellings;
}
/** The spellings that completions offer: negations only of switches that are on. */
const listCompletions = (flags) => [...listSpellings(flags)].filter(([, { flag, isOff }]) => !isOff || flag.isOn);
const canNegate = ({ kind, name, short }) => kind === "switch" && short === void 0 && !name.startsWith("no-");
/** How the help writes a flag: `--tag[s] RULE`. A switch that is on by default is useful only to switch it off. */
function showFlag({ name, isOn, alias, kind, value }) {
	const shown = alias === void 0 ? `--${isOn ? "no-" : ""}${name}` : `--${alias}[s]`;
	return kind === "switch" ? shown : `${shown} ${value ?? "VALUE"}`;
}
/** The text of an input from flags; undefined if no flag sets it. */
const readInput = (flags, name) => flags.get(name)?.join("\n");
/** The default of an input; '' for one that the runner would fill in. */
function presetOf(name) {
	const preset = actionInputs.find((input) => input.name === name)?.preset ?? "";
	return preset.includes("${{") ? "" : preset;
}
// src/command/own-flags.ts
/** The heading of the flags that are not inputs. */
const own = "This command";
/** What started the run, for commands outside CI. */
const triggerFlags = [
	{
		name: "ref",
		kind: "text",
		value: "REF",
		group: own,
		description: "The ref: a branch, a git tag or refs/...; by default the branch that is checked out, or the git tag that HEAD is at."
	},
	{
		name: "event",
		kind: "text",
		value: "EVENT",
		group: own,
		description: "Act as for this event of GitHub: push, pull_request, schedule, release, workflow_dispatch, ..."
	},
	{
		name: "pr",
		kind: "text",
		value: "NUMBER",
		group: own,
		description: "The number of a pull request or merge request; means --event pull_request."
	},
	{
		name: "fork",
		kind: "switch",
		group: own,
		description: "The pull request comes from a fork: nothing is pushed, and its code sees no secrets."
	},
	{
		name: "default-branch",
		kind: "text",
		value: "BRANCH",
		group: own,
		description: "The default branch; by default that of the remote (origin/HEAD)."
	},
	{
		name: "user",
		kind: "text",
		value: "NAME",
		group: own,
		description: "The name for {{user}}; by default the user of git, otherwise the login name."
	}
];
const jsonFlag = {
	name: "json",
	kind: "switch",
	group: own,
	description: "Print the result as JSON, the output result of the action."
};
/** The flags of --workflow. */
const workflowFlags = [
	{
		name: "workflow",
		kind: "text",
		value: "FILE",
		path: "file",
		group: own,
		description: "Take the settings of the step in this workflow that uses Tagboat; flags win.",
		more: "The path is relative to the root of the working copy, or the name of a file in .github/workflows."
	},
	{
		name: "step",
		kind: "text",
		value: "ID",
		group: own,
		description: "The id of the step, or of its job, if several steps of --workflow use Tagboat."
	},
	{
		name: "matrix",
		kind: "list",
		value: "NAME=VALUE",
		group: own,
		description: "The value of a key of the matrix, for --workflow."
	},
	{
		name: "workflow-value",
		kind: "list",
		value: "NAME[=VALUE]",
		group: own,
		description: "A value that only GitHub knows, for --workflow: vars.IMAGE=ghcr.io/acme/app.",
		more: "A name alone, secrets.NPM_TOKEN, has the value of the environment variable NPM_TOKEN."
	}
];
const helpFlag = {
	name: "help",
	short: "h",
	kind: "switch",
	group: own,
	description: "Show this help."
};
const initFlags = [
	{
		name: "yes",
		short: "y",
		kind: "switch",
		group: own,
		description: "Ask no questions: take what the repository suggests."
	},
	{
		name: "output",
		short: "o",
		kind: "text",
		value: "FILE",
		group: own,
		description: "The file to write; by default .github/workflows/image.yml. - prints the workflow."
	},
	{
		name: "default-branch",
		kind: "text",
		value: "BRANCH",
		group: own,
		description: "The default branch; by default that of the remote origin."
	},
	helpFlag
];
/** Permissions and credentials of the commands that publish. */
const publishFlags = [
	{
		name: "allow-dirty",
		kind: "switch",
		group: own,
		description: "Publish uncommitted changes, under names that end in -dirty. A personal channel, {{user}} in the image name or tag, needs no flag."
	},
	{
		name: "allow-release",
		kind: "switch",
		group: own,
		description: "Publish releases, latest and names of the default branch without a question."
	},
	{
		name: "password-stdin",
		kind: "switch",
		group: own,
		description: "Read the password for --registry and --username from standard input."
	}
];
const verbosityFlags = [{
	name: "quiet",
	short: "q",
	kind: "switch",
	group: own,
	description: "Show only warnings and errors on standard error."
}, {
	name: "verbose",
	short: "v",
	kind: "switch",
	group: own,
	description: "Show also details about what the command does."
}];
const describeFlags = [
	{
		name: "readme",
		kind: "text",
		value: "FILE",
		path: "file",
		group: own,
		description: "The Markdown file, below the root of the working copy; by default README.md."
	},
	{
		name: "description",
		kind: "text",
		value: "TEXT",
		group: own,
		description: "The short description; by default that of the repository, which needs GH_TOKEN."
	},
	{
		name: "dry-run",
		kind: "switch",
		group: own,
		description: "Print the change of each page as a diff, and write nothing."
	},
	...triggerFlags.filter(({ name }) => name === "ref"),
	...publishFlags.filter(({ name }) => name === "password-stdin"),
	...verbosityFlags,
	helpFlag
];
const runFlags = [
	...triggerFlags,
	jsonFlag,
	...verbosityFlags,
	helpFlag
];
// src/inputs/prune-input-names.ts
/** The inputs of prune/action.yml, in its order; a test compares the two. */
const pruneInputNames = [
	...[
		"images",
		"tags",
		"flavor",
		"builds",
		"bake-files",
		"targets",
		"set",
		"vars"
	],
	...[
		"keep",
		"keep-days",
		"sha",
		"untagged",
		"delete-package",
		"dry-run"
	],
	...[
		"registry",
		"username",
		"password",
		"registry-auth",
		"github-token"
	]
];
/**
* Refuses inputs of a build that a prune does not have, and names that resemble an input: one that is not read could decide about a
* name, or keep a tag. On other runners than GitHub's the second is a warning, as for a build.
*/
function checkUnknownPruneInputs(reader, env) {
	for (const [variable, value] of Object.entries(env)) {
		if (!variable.startsWith("INPUT_") || (value ?? "").trim() === "") continue;
		const name = variable.slice(6).toLowerCase();
		if (pruneInputNames.includes(name)) continue;
		const near = findNear(name, pruneInputNames);
		const isOther = inputNames.includes(name);
		if (isGithubRunner(env) && (isOther || near !== void 0)) {
			const fix = isOther ? "Leave it out: it has no influence on the names of tags." : `Write ${near}: a prune that does not read it could remove more than you mean.`;
			reader.problems.push(unknownInput(name, fix, "The action prune"));
		} else if (near !== void 0) reader.warnings.push(resemblingInput(name, near));
	}
}
// src/command/prune-flags.ts
const group = "What goes and what stays";
/** The flags of `tagboat prune` that no other command has. */
const pruneFlags = [
	{
		name: "yes",
		short: "y",
		kind: "switch",
		group: own,
		description: "Delete. Without it the command shows what would go."
	},
	{
		name: "ref",
		kind: "text",
		value: "REF",
		group: own,
		description: "Prune only this branch or git tag, which no longer exists."
	},
	{
		name: "pr",
		kind: "text",
		value: "NUMBER",
		group: own,
		description: "Prune only this pull request, which is closed."
	},
	...triggerFlags.filter(({ name }) => name === "default-branch"),
	{
		name: "keep",
		kind: "text",
		value: "PATTERNS",
		group,
		description: "Tags that always stay, with * and ?."
	},
	{
		name: "keep-days",
		kind: "text",
		value: "DAYS",
		group,
		description: "Days that a tag stays after its pull request was closed, or else after its upload."
	},
	{
		name: "sha",
		kind: "text",
		value: "keep-days=DAYS",
		group,
		description: "Remove tags of commits this many days after their upload."
	},
	{
		name: "untagged",
		kind: "switch",
		group,
		description: "Also delete old manifests without a tag, where the registry lists them."
	},
	{
		name: "delete-package",
		kind: "switch",
		group,
		description: "On GitHub's container registry, delete the whole package with its last tag."
	},
	jsonFlag,
	...verbosityFlags,
	helpFlag,
	...publishFlags.filter(({ name }) => name === "password-stdin")
];
/** The inputs of a build that a prune has, too. `--yes` takes the place of dry-run. */
const pruneInputFlags = () => inputFlags(inputNames.filter((name) => !pruneInputNames.includes(name) || name === "dry-run"));
// src/command/commands.ts
const none = {
	least: 0,
	most: 0
};
const shells = [
	"bash",
	"zsh",
	"fish"
];
/** The inputs that a promotion takes: it builds nothing. */
const promoteInputs = inputFlags([
	"from",
	"push",
	"build-args",
	"labels"
]).filter(({ name, group }) => name === "engine-wait" || !(group === "The build" || group === "Many images" || name.startsWith("cache")));
const commands = [
	{
		name: "plan",
		summary: "Show what would be published from this working copy, and why.",
		operands: "",
		takes: none,
		flags: [
			...runFlags,
			...workflowFlags,
			{
				name: "offline",
				kind: "switch",
				group: own,
				description: "Ask no registry and no remote."
			},
			...inputFlags(["dry-run"])
		]
	},
	{
		name: "build",
		summary: "Build images and load them into the local engine as NAME:build. Never pushes.",
		operands: "",
		takes: none,
		flags: [
			...runFlags,
			...workflowFlags,
			{
				name: "planned-tags",
				kind: "switch",
				group: own,
				description: "Give the loaded images the tags that publish would use, too."
			},
			{
				name: "load",
				kind: "list",
				value: "CLUSTER",
				group: own,
				description: "Load the images into a cluster on this machine, too: kind, kind:NAME or minikube. Several are possible."
			},
			...inputFlags([
				"push",
				"load",
				"dry-run",
				"from",
				"only-changed"
			])
		]
	},
	{
		name: "publish",
		summary: "Build, push, verify, and move the tags, as the action does.",
		operands: "",
		takes: none,
		flags: [
			...runFlags,
			...publishFlags,
			...workflowFlags,
			...inputFlags([])
		]
	},
	{
		name: "promote",
		summary: "Publish existing images under further names or tags, without a build. Works without docker.",
		details: ["A source is NAME:TAG, NAME@sha256:..., docker-daemon:NAME:TAG or oci-layout:FOLDER. The last reference is the destination; every reference before it is a source, and several sources are merged into one image of several platforms.", "A tag alone is always a destination, in --images or under the name of the first source: tagboat promote ghcr.io/acme/app@sha256:... 1.2.3 1.2 latest. With --tags, every argument is a source."],
		operands: "SOURCE... DESTINATION...",
		takes: {
			least: 1,
			most: Number.POSITIVE_INFINITY
		},
		flags: [
			...runFlags,
			...publishFlags,
			...promoteInputs
		]
	},
	{
		name: "prune",
		summary: "Remove the tags of branches and pull requests that are gone. Shows what would go, and deletes with --yes only.",
		operands: "",
		takes: none,
		flags: [...pruneFlags, ...pruneInputFlags()]
	},
	{
		name: "describe",
		summary: "Write README.md as the page of images on Docker Hub, Quay or Harbor.",
		operands: "IMAGE...",
		takes: {
			least: 1,
			most: Number.POSITIVE_INFINITY
		},
		flags: [...describeFlags, ...inputFlags([]).flatMap((flag) => {
			if (flag.name === "username") return [flag];
			const description = "The registry that --username belongs to; that of the images by default.";
			return flag.name === "registry" ? [{
				...flag,
				description
			}] : [];
		})]
	},
	{
		name: "doctor",
		summary: "Check everything that a publish needs: docker, logins, the right to push. Publishes nothing.",
		operands: "",
		takes: none,
		flags: [
			...runFlags.map((flag) => flag === jsonFlag ? {
				...flag,
				description: "Print the findings as a list in JSON."
			} : flag),
			...workflowFlags,
			...inputFlags(["dry-run"])
		]
	},
	{
		name: "migrate",
		summary: "Convert workflows from docker’s actions to Tagboat steps, with a proof that the tags stay the same.",
		operands: "[FILE...]",
		takes: {
			least: 0,
			most: Number.POSITIVE_INFINITY
		},
		flags: [
			{
				name: "write",
				short: "w",
				kind: "switch",
				group: own,
				description: "Change the files, instead of printing a diff."
			},
			...triggerFlags.filter(({ name }) => name === "default-branch"),
			...verbosityFlags,
			helpFlag
		]
	},
	{
		name: "init",
		summary: "Write a workflow that builds and publishes the images of this repository.",
		operands: "",
		takes: none,
		flags: [...initFlags, ...inputFlags([]).filter(({ name }) => ["images", "platforms"].includes(name))]
	},
	{
		name: "completion",
		summary: "Print the completions of the flags for a shell: bash, zsh or fish.",
		details: [
			"bash: eval \"$(tagboat completion bash)\" in ~/.bashrc.",
			"zsh: source <(tagboat completion zsh) in ~/.zshrc, after compinit; or save it as _tagboat in a folder of fpath.",
			"fish: tagboat completion fish > ~/.config/fish/completions/tagboat.fish"
		],
		operands: "SHELL",
		takes: {
			least: 1,
			most: 1,
			values: shells
		},
		flags: [helpFlag]
	}
];
const findCommand = (name) => commands.find((command) => command.name === name);
/** `promote [FLAGS] SOURCE... DESTINATION...` */
const usageOf = ({ name, operands }) => `${name} [FLAGS]${operands === "" ? "" : ` ${operands}`}`;
// src/command/arguments.ts
/** Parses the arguments after the program's name. Throws one TagboatError with all problems. */
function parseArguments(args) {
	const [first, ...rest] = args;
	if (first === void 0 || first === "help" || first === "--help" || first === "-h") return {
		kind: "help",
		...namedCommand(rest[0])
	};
	if (first === "--version") return { kind: "version" };
	const command = findCommand(first);
	if (command === void 0) {
		throwAll([unknownCommand(first, findNear(first, commands.map(({ name }) => name)))]);
		return { kind: "help" };
	}
	return parseCommand(command, rest);
}
const namedCommand = (text) => {
	const found = text === void 0 ? void 0 : findCommand(text);
	return found === void 0 ? {} : { command: found.name };
};
function parseCommand(command, args) {
	const spellings = listSpellings(command.flags);
	const { tokens } = parseArgs({
		args: [...args],
		options: Object.fromEntries([...spellings].map(toOption)),
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const problems = [];
	const given = [];
	for (const token of tokens) {
		if (token.kind !== "option") continue;
		const spelling = spellings.get(token.name);
		const problem = spelling === void 0 ? unknown(command, spellings, token) : check(spelling, token, command);
		if (problem !== void 0) problems.push(problem);
		else if (spelling !== void 0) given.push(read(spelling, token));
	}
	if (given.some(({ flag }) => flag.name === "help")) return {
		kind: "help",
		command: command.name
	};
	const { flags, repeated } = collectFlags(given);
	problems.push(...repeated);
	const operands = tokens.flatMap((token) => token.kind === "positional" ? [token.value] : []);
	if (problems.length === 0) problems.push(...checkOperands(command, operands));
	throwAll(problems);
	return {
		kind: "run",
		command: command.name,
		flags,
		operands
	};
}
/** A switch takes a value only after `=`, which parseArgs reports for any kind of flag. */
const toOption = ([name, { flag }]) => {
	const short = flag.name === name && flag.short !== void 0 ? { short: flag.short } : {};
	return [name, {
		type: flag.kind === "switch" ? "boolean" : "string",
		multiple: true,
		...short
	}];
};
function unknown({ name: command }, spellings, { name, rawName }) {
	return unknownFlag(rawName, command, insteadOf(name), findNear(name, [...spellings.keys()]));
}
/** A flag with a value must have one; `--tags --json` would otherwise take a flag for a value. */
function check({ flag, isOff }, { rawName, value, inlineValue }, command) {
	if (flag.kind !== "switch") return value === void 0 || inlineValue !== true && value.startsWith("--") ? missingValue(rawName) : void 0;
	if (value === "") return emptySwitch(rawName);
	if (isOff && value !== void 0) return switchWithValue(rawName, value);
	const isOwn = command.flags.includes(flag) && !isInput(flag.name);
	if (value === void 0 || !isOwn || /^(true|false)$/i.test(value)) return void 0;
	return badFlag(flag.name, value, "is not a boolean");
}
const isInput = (name) => actionInputs.some((input) => input.name === name);
const read = ({ flag, isOff }, { rawName, value }) => ({
	flag,
	rawName,
	value: isOff ? "false" : value ?? "true"
});
/** The values of each flag by its name. A switch of the command itself that is false is left out. */
function collectFlags(given) {
	const flags = /* @__PURE__ */ new Map();
	const repeated = [];
	const names = new Set(given.map(({ flag }) => flag.name));
	for (const { flag, rawName, value } of given) {
		const isChoice = flag.name === "target" && (names.has("bake-files") || names.has("builds"));
		const name = isChoice ? "targets" : flag.name;
		const values = flags.get(name) ?? [];
		if (values.length > 0 && flag.kind !== "list" && !isChoice) repeated.push(repeatedFlag(rawName));
		else flags.set(name, [...values, value]);
	}
	for (const { flag } of given) if (flag.kind === "switch" && !isInput(flag.name) && flags.get(flag.name)?.[0]?.toLowerCase() === "false") flags.delete(flag.name);
	return {
		flags,
		repeated
	};
}
function checkOperands(command, operands) {
	const { least, most, values } = command.takes;
	return operands.length >= least && operands.length <= most && operands.every((operand) => values?.includes(operand) ?? true) ? [] : [badOperands(usageOf(command), operands, values)];
}
// src/errors/workflow.ts
/** Errors about --workflow in a command line. */
const workflowCodes = [
	"workflow-missing",
	"workflow-unreadable",
	"workflow-no-step",
	"workflow-steps",
	"workflow-value",
	"workflow-unknown-value",
	"workflow-expression"
];
const workflowMissing = (path) => ({
	code: "workflow-missing",
	what: `--workflow: '${path}' does not exist.`,
	fix: "Give its path from the root of the working copy, or the name of a file in .github/workflows."
});
/** `why` is a clause: `is not valid YAML (line 3)`. */
const workflowUnreadable = (path, why) => ({
	code: "workflow-unreadable",
	what: `--workflow: '${path}' ${why}.`,
	fix: "Give the file of a workflow, or of a composite action."
});
/** `steps`: the names of the steps of the file that use Tagboat. */
const noWorkflowStep = (path, choice, steps) => ({
	code: "workflow-no-step",
	what: choice === void 0 || steps.length === 0 ? `--workflow: no step of '${path}' uses tagboat/tagboat.` : `--step: '${path}' has no step '${choice}' that uses tagboat/tagboat.`,
	fix: steps.length === 0 ? "Name the file with the step, or leave --workflow out." : `Write one of: ${steps.join(", ")}.`
});
const severalWorkflowSteps = (path, steps) => ({
	code: "workflow-steps",
	what: `--workflow: several steps of '${path}' use tagboat/tagboat.`,
	fix: `Choose one with --step: ${steps.join(", ")}.`
});
/** A malformed --workflow-value or --matrix; `shown` is its name, never a value. */
const badWorkflowValue = (flag, shown, why, fix) => ({
	code: "workflow-value",
	what: `--${flag}: '${shown}' ${why}.`,
	fix
});
/** `uses`: the inputs with an expression that needs `name`. `alternatives`: flags that replace these inputs. */
function unknownWorkflowValue(name, uses, values, alternatives) {
	const [, context = "", key = ""] = /^(\w+)\.(.+)$/.exec(name) ?? [];
	const or = alternatives.length === 0 ? "" : `, or give ${alternatives.join(" and ")}`;
	const known = values.length === 0 ? "" : ` (${values.join(", ")})`;
	const ways = {
		secrets: `Set the variable ${key}, and add --workflow-value ${name}`,
		matrix: `Add --matrix ${key}=VALUE${known}`
	};
	return {
		code: "workflow-unknown-value",
		what: `The step needs ${name} for ${uses.join(", ")}, which only a run on GitHub has.`,
		fix: `${ways[context] ?? `Add --workflow-value ${name}=VALUE`}${or}.`
	};
}
const badWorkflowExpression = (input, why) => ({
	code: "workflow-expression",
	what: `Input ${input} of the step has an expression that GitHub refuses: ${why}.`,
	fix: `Correct it in the workflow, or give --${input}.`
});
// src/errors/exit-codes.ts
/** Exit codes of the command, as docs/command.md lists them. */
const exitCodes = {
	done: 0,
	failed: 1,
	usage: 2,
	refused: 3
};
/** The command line or its inputs are wrong: the same command fails again on every machine. */
const usageCodes = [
	...[
		"unknown-command",
		"unknown-flag",
		"missing-value",
		"empty-switch",
		"bad-operands",
		"bad-flag"
	],
	...["switch-value", "repeated-flag"],
	...workflowCodes,
	...[
		"destination-missing",
		"destination-not-image",
		"destination-tagless",
		"destination-twice"
	],
	"password-stdin",
	...[
		"input-append",
		"input-builds",
		"input-conflict",
		"input-missing",
		"input-quotes",
		"input-registry-auth"
	],
	...[
		"input-unknown",
		"input-value",
		"image-expression",
		"image-expression-empty",
		"image-name"
	],
	...[
		"image-name-shared",
		"no-image",
		"no-tags",
		"reference-conflict",
		"value-without-tag"
	],
	...[
		"tag-reference",
		"tag-reference-name",
		"tag-value",
		"tag-attribute",
		"tag-boolean",
		"tag-date"
	],
	...[
		"tag-expression",
		"tag-number",
		"tag-quotes",
		"tag-regex",
		"tag-regex-slow",
		"tag-several",
		"tag-source"
	],
	...[
		"tag-time-zone",
		"tag-type",
		"buildkitd-config",
		"buildx-choice",
		"cache-reserved"
	],
	...[
		"conflicting-flags",
		"ambiguous-ref",
		"release-without-tag",
		"no-default-image"
	],
	"build-name-shared",
	"migrate-missing",
	...["page-login-missing", "page-unsupported"],
	"prune-event",
	...["not-a-working-copy", "unknown-ref-name"]
];
/** A guard refused the run: the command line is right, and the state of the source, the registry or the working copy forbids it. */
const guardCodes = [
	...[
		"release-taken",
		"release-other-image",
		"released-meanwhile",
		"tag-required",
		"tag-not-signed"
	],
	...[
		"tag-signature-unknown",
		"tag-moved",
		"untrusted-commit",
		"checkout-login",
		"protected-name"
	],
	"flags-need-trust",
	...[
		"read-outside",
		"read-special",
		"write-git"
	],
	...["readme-link", "page-secret"],
	...[
		"dirty-release",
		"dirty-tree",
		"dirty-source",
		"unconfirmed",
		"tag-not-pushed",
		"tag-differs"
	],
	...[
		"tag-elsewhere",
		"tag-missing",
		"commit-not-pushed",
		"remote-unknown"
	]
];
/** The exit code for the problems of a run: a failure counts more than a refusal, and that more than a wrong usage. */
function exitCodeOf(problems) {
	if (problems.length === 0) return exitCodes.done;
	if (problems.every(({ code }) => usageCodes.includes(code))) return exitCodes.usage;
	const isKnown = ({ code }) => guardCodes.includes(code) || usageCodes.includes(code);
	return problems.every(isKnown) ? exitCodes.refused : exitCodes.failed;
}
// src/command/help.ts
/** The text of `tagboat --help`, or of one command; lines have at most `columns` characters. */
function formatHelp(name, columns = 80) {
	const command = name === void 0 ? void 0 : findCommand(name);
	return `${(command === void 0 ? formatOverview() : formatCommand(command, columns)).join("\n")}\n`;
}
function formatOverview() {
	const width = Math.max(...commands.map(({ name }) => name.length));
	return [
		`tagboat ${version}: from a git ref to a verified container image`,
		"",
		"Usage: tagboat COMMAND [FLAGS]",
		"",
		...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
		"",
		"'tagboat COMMAND --help' shows the flags of a command, 'tagboat --version' the version."
	];
}
function formatCommand(command, columns) {
	const groups = [...new Set(command.flags.map(({ group }) => group))];
	return [
		...wrap(command.summary, columns),
		"",
		`Usage: tagboat ${usageOf(command)}`,
		...(command.details ?? []).flatMap((text) => ["", ...wrap(text, columns)]),
		...groups.flatMap((group) => [
			"",
			`${group}:`,
			...command.flags.filter((flag) => flag.group === group).flatMap((flag) => formatFlag(flag, columns))
		]),
		...command.flags.some(({ alias }) => alias !== void 0) ? notes : []
	];
}
const notes = [
	"",
	"A flag with [s] may be repeated, with or without the s: --tag 1.2 --tag latest.",
	"A switch can be negated: --no-pull or --pull=false.",
	"'man tagboat' has more about each flag."
];
/** Where descriptions begin, and the width below which they begin on a line of their own. */
const indent = 32;
const narrow = 72;
/** The flag and its description side by side, unless the flag is too long or the terminal too narrow. */
function formatFlag(flag, columns) {
	const name = `  ${flag.short === void 0 ? "" : `-${flag.short}, `}${showFlag(flag)}`;
	const isNarrow = columns < narrow;
	const left = isNarrow ? 6 : indent;
	const lines = wrap(flag.description, columns - left).map((line) => `${" ".repeat(left)}${line}`);
	const [first = "", ...rest] = lines;
	if (isNarrow || name.length > 30) return [name, ...lines];
	return [`${name.padEnd(indent)}${first.trimStart()}`, ...rest];
}
/** Breaks a text into lines at spaces; a longer word has a line of its own. */
function wrap(text, width) {
	const lines = [];
	for (const word of text.split(" ")) {
		const last = lines.at(-1);
		if (last !== void 0 && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}
// src/ports/terminal.ts
/** In bytes; a password is shorter. */
const inputLimit = 65536;
/** The shortest pause between two lines of `wait` without a terminal, in ms. */
const waitPause = 5e3;
/** Colours need a terminal; NO_COLOR and TERM=dumb switch them off (no-color.org). */
const wantsColours = (env) => !env.NO_COLOR && env.TERM !== "dumb";
function createTerminal({ stdin, stdout, stderr }, env, now = () => performance.now()) {
	const columns = (stdout.isTTY ? stdout.columns : stderr.columns) || 80;
	for (const stream of [stdout, stderr]) stream.on("error", () => void 0);
	const { hideWait, ...output } = createOutput({
		stdout,
		stderr
	}, env, {
		columns,
		now
	});
	return {
		...output,
		isInteractive: stdin.isTTY === true && stderr.isTTY === true,
		isInTerminal: stdin.isTTY === true,
		isOutTerminal: stdout.isTTY === true,
		isErrTerminal: stderr.isTTY === true,
		hasColours: stderr.isTTY === true && wantsColours(env),
		hasOutColours: stdout.isTTY === true && wantsColours(env),
		columns,
		async ask(question) {
			hideWait();
			const lines = createInterface({
				input: stdin,
				output: stderr
			});
			lines.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
			const closed = new Promise((resolve) => lines.once("close", () => resolve("")));
			try {
				return await Promise.race([lines.question(question), closed]);
			} finally {
				lines.close();
				hideWait();
			}
		},
		readInput: () => readAll(stdin)
	};
}
/** The lines of both streams, and one about a wait below them. */
function createOutput({ stdout, stderr }, { TERM }, { columns, now }) {
	const canReplace = stderr.isTTY === true && TERM !== "dumb";
	let last = now();
	let waited = Number.NEGATIVE_INFINITY;
	let hasWait = false;
	const hideWait = () => {
		if (hasWait) stderr.write("\r\x1B[K");
		hasWait = false;
		last = now();
	};
	const write = (stream) => (line) => {
		hideWait();
		stream.write(`${line}\n`);
	};
	const replace = (what) => {
		const before = hasWait ? "\r\x1B[K" : "";
		hasWait = what !== void 0;
		stderr.write(`${before}${what?.slice(0, columns - 1) ?? ""}`);
	};
	const add = (what) => {
		if (now() - waited < Math.max(waitPause, waited - last)) return;
		waited = now();
		stderr.write(`${what}\n`);
	};
	return {
		print: write(stdout),
		say: write(stderr),
		wait: (what) => canReplace ? replace(what) : what === void 0 ? void 0 : add(what),
		silence: () => now() - last,
		hideWait
	};
}
async function readAll(stdin) {
	const chunks = [];
	let size = 0;
	for await (const chunk of stdin) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		if (size > inputLimit) throw new Error("Standard input is longer than 64 KiB.");
		chunks.push(bytes);
	}
	return Buffer.concat(chunks).toString("utf8");
}
export { readInput as C, version as E, presetOf as S, repeatedFlag as T, workflowFlags as _, badWorkflowExpression as a, listCompletions as b, severalWorkflowSteps as c, workflowUnreadable as d, parseArguments as f, pruneInputNames as g, checkUnknownPruneInputs as h, exitCodes as i, unknownWorkflowValue as l, findCommand as m, formatHelp as n, badWorkflowValue as o, commands as p, exitCodeOf as r, noWorkflowStep as s, createTerminal as t, workflowMissing as u, insteadOf as v, badFlag as w, listSpellings as x, isSwitchedOn as y };
