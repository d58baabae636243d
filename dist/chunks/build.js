import { Nt as references, Qt as toComponent, Tn as formatOutputs, a as run } from "./core.js";
import { Lt as formatDuration, xt as formatReference } from "./main-post.js";
import { n as clusterLoadFailed, r as clusterProgramMissing, t as buildNameShared } from "./local-build.js";
import { h as TagboatError, x as throwAll } from "./common.js";
import { i as exitCodes, w as badFlag, y as isSwitchedOn } from "./command.js";
import { t as findTrigger } from "./find-trigger.js";
import { t as localDefaults } from "./local-defaults.js";
import { t as rawInputs } from "./raw-inputs.js";
import { n as describeStart } from "./words.js";
import { basename } from "node:path";
// src/command/build-names.ts
/** The tag of every image that `tagboat build` loads. A prefix or suffix of input flavor does not change it. */
const buildTag = "build";
/** `NAME:build` in the first of an image's names; undefined for a target without an image. */
const buildName = ({ repositories: [first] }) => first && formatReference(first, { tag: buildTag });
/** The names of all images, in the order of the plans. */
const buildNames = (plans) => plans.flatMap((plan) => buildName(plan) ?? []);
/** Throws a TagboatError if images would be loaded under one name: the second would replace the first. */
function checkBuildNames(plans) {
	const targets = /* @__PURE__ */ new Map();
	for (const plan of plans) {
		const name = buildName(plan);
		if (name !== void 0) targets.set(name, [...targets.get(name) ?? [], plan.target]);
	}
	throwAll([...targets].flatMap(([name, items]) => items.length > 1 ? [buildNameShared(name, items)] : []));
}
/** The result with the names that the images have in the engine; `hasPlanned`: they have the planned ones, too. */
function describeLoaded(result, plans, hasPlanned) {
	const images = result.images.flatMap((image) => {
		const tags = [...plans.find(({ target }) => target === image.target)?.repositories[0]?.name === image.repository.name ? [loadedTag(image)] : [], ...hasPlanned ? image.tags : []];
		return tags.length === 0 ? [] : [{
			...image,
			tags
		}];
	});
	return {
		...result,
		images
	};
}
const loadedTag = ({ repository }) => ({
	ref: formatReference(repository, { tag: buildTag }),
	repository,
	name: buildTag,
	action: "unknown",
	reason: "loaded, not pushed"
});
// src/command/load-cluster.ts
/** Reads the values of `--load`: `kind`, `kind:CLUSTER` or `minikube`. Throws a TagboatError with all others. */
function readClusters(values) {
	throwAll(values.flatMap((value) => parseCluster(value) === void 0 ? [badFlag("load", value, "is not kind, kind:CLUSTER or minikube")] : []));
	return values.flatMap((value) => parseCluster(value) ?? []);
}
/** kind accepts the names of container hosts: lower case letters, digits, dots and hyphens. */
function parseCluster(value) {
	if (value === "minikube") return { program: "minikube" };
	const [, name] = /^kind(?::([a-z0-9][a-z0-9.-]*))?$/.exec(value) ?? [];
	if (name !== void 0) return {
		program: "kind",
		name
	};
	return value === "kind" ? { program: "kind" } : void 0;
}
/**
* The command that copies an image of the local engine into a cluster. Older versions of kind load the first of several names only.
* minikube would take a file of that name otherwise, or pull the image.
*/
const loadCommand = (cluster, image) => cluster.program === "minikube" ? [
	"minikube",
	"image",
	"load",
	"--daemon",
	image
] : [
	"kind",
	"load",
	"docker-image",
	image,
	...cluster.name === void 0 ? [] : ["--name", cluster.name]
];
/** Throws a TagboatError if the program of a cluster is missing, which would otherwise show only after the build. */
async function checkPrograms({ exec }, clusters) {
	for (const program of new Set(clusters.map((cluster) => cluster.program))) {
		const { code } = await exec(program, ["version"], { timeout: versionMs });
		if (code === 127) throw new TagboatError(clusterProgramMissing(program));
	}
}
/** The time limit of `kind version`, in ms. */
const versionMs = 1e4;
/** Copies images into clusters. Throws a TagboatError if one cannot be copied. */
async function loadIntoClusters({ exec, log }, clusters, images) {
	for (const cluster of clusters) for (const image of images) {
		const [program, ...args] = loadCommand(cluster, image);
		const command = [program, ...args].join(" ");
		const done = await log.group(command, () => exec(program, args, { onLine: log.foreign }));
		if (done.code !== 0) throw new TagboatError(clusterLoadFailed(command, done.code, (done.stderr || done.stdout).slice(-2e3)));
	}
}
// src/command/build.ts
/** Builds images and loads them into the local engine, and into clusters on this machine. */
const buildCommand = async ({ ports, terminal, workspace }, invocation) => {
	const { flags } = invocation;
	const source = findTrigger(ports.env, invocation);
	const clusters = readClusters(flags.get("load") ?? []);
	await checkPrograms(ports, clusters);
	const hasPlanned = isSwitchedOn(flags, "planned-tags");
	const namesLoaded = (plan) => [...new Set([buildName(plan) ?? [], hasPlanned ? references(plan) : []].flat())];
	const raw = rawInputs(ports.env, flags, {
		push: "false",
		load: "true",
		"github-token": "",
		...localDefaults(source, invocation),
		...clusters.length > 0 && withoutAttestations(flags)
	});
	const { result, plans, annotations } = await run(ports, raw, {
		readTrigger: withFolderName(source.read, workspace),
		namesLoaded,
		review: async (_, state) => checkBuildNames(state.plans),
		words: {
			intent: describeStart,
			result: () => []
		}
	});
	await loadIntoClusters(ports, clusters, plans.flatMap(namesLoaded));
	const names = buildNames(plans);
	const done = names.length === 0 ? "Done" : `Loaded ${names.join(", ")}`;
	ports.log.report(`${done} in ${formatDuration(result.durations.total)}.`);
	if (isSwitchedOn(flags, "json")) terminal.print(formatOutputs(describeLoaded(result, plans, hasPlanned), plans, annotations).result ?? "");
	else for (const name of names) terminal.print(name);
	return exitCodes.done;
};
/** Clusters fail to import an image with attestations (containerd issue 11344, kind issue 3795). */
const withoutAttestations = (flags) => [
	"provenance",
	"sbom",
	"attests"
].some((name) => flags.has(name)) ? {} : { provenance: "false" };
/** The trigger with the folder's name as the image's: a local image needs no repository on a server. */
const withFolderName = (read, workspace) => async (...args) => {
	const found = await read(...args);
	const fallbackImage = toComponent(basename(workspace)) || "image";
	return {
		...found,
		trigger: {
			...found.trigger,
			fallbackImage
		}
	};
};
export { buildCommand };
