import { En as isOnImage, Mt as imagePlans, Tn as formatOutputs, a as run, jt as describeSize } from "./chunks/core.js";
import { Ft as countFitting, It as formatBytes, Lt as formatDuration, xt as formatReference } from "./chunks/main-post.js";
import { a as row, i as problemBlock, n as code, r as plain, t as block } from "./chunks/markdown.js";
import { t as startAction } from "./chunks/start-action.js";
import { fileURLToPath } from "node:url";
// src/report/build-section.ts
/** Rows of the table of steps. */
const shownRows = 100;
/** What the builder did: steps by image and platform, and the slowest steps behind a fold. */
function buildSection({ build, record }) {
	if (build === void 0 && record === void 0) return [];
	const { counts, slowest, checks } = build ?? {
		counts: [],
		slowest: []
	};
	return [
		"#### Build",
		...checks === void 0 ? [] : [`Dockerfile checks: ${checks} ${checks === 1 ? "warning" : "warnings"}`],
		...counts.length === 0 ? [] : [countTable(counts)],
		...slowest.length === 0 ? [] : [slowTable(slowest)],
		...record === void 0 ? [] : [`Build record: artifact ${code(record)}`]
	];
}
function countTable(counts) {
	const hasTargets = counts.some(({ target }) => target !== "");
	const hasPlatforms = counts.some(({ platform }) => platform !== "");
	const names = [...hasTargets ? ["target"] : [], ...hasPlatforms ? ["platform"] : []];
	const rows = counts.slice(0, shownRows).map(({ target, platform, executed, cached, seconds }) => {
		const places = [...hasTargets ? [target] : [], ...hasPlatforms ? [platform] : []];
		const numbers = [
			String(executed),
			String(cached),
			formatSeconds(seconds)
		];
		return row(...places.map((place) => place === "" ? "" : code(place)), ...numbers);
	});
	const more = counts.length - rows.length;
	const table = [
		row(...names, "steps executed", "from cache", "time in steps"),
		row(...names.map(() => "---"), "---:", "---:", "---:"),
		...rows
	].join("\n");
	return more > 0 ? `${table}\n\nand ${more} more` : table;
}
function slowTable(slowest) {
	const rows = slowest.map(({ title, seconds }) => row(code(shorten(title)), formatSeconds(seconds)));
	return `<details><summary>Slowest steps</summary>\n\n${[
		row("slowest steps", "time"),
		row("---", "---:"),
		...rows
	].join("\n")}\n\n</details>`;
}
const longestTitle = 160;
const shorten = (title) => title.length > longestTitle ? `${title.slice(0, longestTitle)}...` : title;
/** The log has tenths of a second. */
const formatSeconds = (seconds) => `${seconds.toFixed(1)} s`;
// src/report/change-section.ts
/** References in a cell; more are counted. */
const shownBases = 5;
/** The platforms of an image with their sizes and, if it is known, what changed since the image before. */
function platformTable({ platforms, change }) {
	if (change === void 0) {
		const rows = platforms.map(({ platform, size }) => row(code(platform), formatBytes(size)));
		return [
			row("platform", "download size"),
			row("---", "---:"),
			...rows
		].join("\n");
	}
	const rows = change.platforms.map((one) => row(code(one.platform), formatBytes(one.size), describeDifference(one), describeLayers(one)));
	const lost = change.lost.map((platform) => row(code(platform), "", "removed", ""));
	return [[
		...[row("platform", "download size", "change", "new layers"), row("---", "---:", "---:", "---")],
		...rows,
		...lost
	].join("\n"), `Compared with ${code(change.previous)}, which ${code(change.tag)} held before.${sentence(change.bases)}`].join("\n\n");
}
const sentence = (bases) => {
	const text = describeBases(bases);
	return text === "" ? "" : ` Base images: ${text}.`;
};
/** A table of what changed in each image of a step with many; undefined if nothing was compared. */
function changeTable(images) {
	const rows = [...new Map(images.toReversed().map((image) => [image.target, image])).values()].toReversed().flatMap(({ target, change }) => change ? [rowOf(target, change)] : []);
	if (rows.length === 0) return void 0;
	return [...[row("image", "download size", "change", "new layers", "base images"), row("---", "---:", "---:", "---", "---")], ...rows].join("\n");
}
function rowOf(target, { platforms, lost, bases }) {
	const each = (describe) => {
		const texts = [...new Set(platforms.map(describe))];
		return texts.length === 1 ? texts[0] ?? "" : platforms.map((one) => `${code(one.platform)} ${describe(one)}`).join("<br>");
	};
	const removed = lost.map((platform) => `<br>${code(platform)} removed`).join("");
	return row(code(target), each(({ size }) => formatBytes(size)), each(describeDifference) + removed, each(describeLayers), describeBases(bases));
}
/** `+1.2 MB`, `none`, `new platform` */
function describeDifference({ size, before }) {
	if (before === void 0) return "new platform";
	if (size === before) return "none";
	return `${size > before ? "+" : "-"}${formatBytes(Math.abs(size - before))}`;
}
/** `2 of 9, 1.2 MB` */
const describeLayers = ({ layers, newLayers, newBytes }) => newLayers === 0 ? `0 of ${layers}` : `${newLayers} of ${layers}, ${formatBytes(newBytes)}`;
/** `<code>docker.io/library/alpine:3.22</code> updated`, `unchanged`; empty where it is unknown, and for an image without a base. */
function describeBases(bases) {
	if (bases === void 0) return "";
	const { updated, added, removed, same } = bases;
	const parts = [
		list(updated, "updated"),
		list(added, "added"),
		list(removed, "removed")
	].filter((text) => text !== "");
	if (parts.length === 0) return same > 0 ? "unchanged" : "";
	return parts.join("; ");
}
function list(names, verb) {
	if (names.length === 0) return "";
	const more = names.length - shownBases;
	return `${names.slice(0, shownBases).map(code).join(", ")}${more > 0 ? ` and ${more} more` : ""} ${verb}`;
}
// src/report/summary.ts
/** GitHub accepts 1 MiB per step; further rows are in the output `result` only. */
const shownTags = 200;
/** Rows of the table of images, and characters of their details. */
const shownImages = 500;
const detailsLimit = 5e5;
/** The job summary of a run with a result. `problems`: what failed, if anything. */
function formatSummary(result, plans, trigger, problems) {
	const head = `### ${headline(result, plans, problems)}`;
	const images = result.images.filter(({ tags, digest }) => tags.length > 0 || digest !== void 0);
	const sections = result.isMany ? describeMany(result, images) : images.map((image) => imageSection(image, result));
	return [
		head,
		facts(result, trigger),
		...sections,
		...fileTable(result),
		...buildSection(result),
		...problems.map(problemBlock)
	].join("\n\n");
}
/** The files that the build wrote on this machine. */
function fileTable({ files = [], isMany, dryRun }) {
	if (files.length === 0) return [];
	const rows = files.slice(0, shownImages).map((file) => row(...isMany ? [code(file.target)] : [], code(file.path), file.type, describeSize(file).join(", ")));
	const names = [
		...isMany ? ["target"] : [],
		dryRun ? "would be written" : "written",
		"type",
		"size"
	];
	return [[
		row(...names),
		row(...names.map(() => "---")),
		...rows
	].join("\n")];
}
/** A table and a graph of all images, and the tags of each behind a fold, as many as fit. */
function describeMany(result, images) {
	const rows = images.slice(0, shownImages).map((image) => row(code(image.target), code(image.repository.name), image.origin?.how ?? "", plain(image.origin?.why ?? ""), countTags(image)));
	const head = [row("image", "repository", "", "why", "tags"), row("---", "---", "---", "---", "---")];
	const folds = images.map((image) => fold(image.repository.name, imageSection(image, result)));
	const shown = folds.slice(0, countFitting(folds, detailsLimit));
	const more = folds.length - shown.length;
	const graph = drawGraph(result);
	const changes = changeTable(images.slice(0, shownImages));
	return [
		...rows.length > 0 ? [[...head, ...rows].join("\n")] : [],
		...changes === void 0 ? [] : [changes],
		...graph === void 0 ? [] : [graph],
		...shown,
		...more > 0 ? [`The tags of ${more} more are in the output ${code("result")}.`] : []
	];
}
/** `2 created, 1 kept` */
function countTags({ tags }) {
	return [...new Set(tags.map(({ action }) => action))].map((action) => `${tags.filter((tag) => tag.action === action).length} ${action}`).join(", ");
}
const fold = (title, text) => `<details><summary>${code(title)}</summary>\n\n${text}\n\n</details>`;
/** The summary of a run that failed without a result. */
function formatFailure(problems) {
	return [!problems.some(({ code }) => code === "left-behind") ? "### Nothing was published" : "### Failed halfway", ...problems.map(problemBlock)].join("\n\n");
}
function headline(result, plans, problems) {
	const [plan] = plans;
	const named = imagePlans(plans);
	if (named.length === 0 && plans.length > 0) return fileHeadline(result, plans, problems);
	const name = result.isMany ? named.length === 1 ? `image ${code(plan?.target ?? "")}` : `${named.length} images` : code(plan?.repositories[0]?.name ?? "");
	const version = plan === void 0 || plan.version === "" ? "" : ` ${code(plan.version)}`;
	if (problems.length > 0) return `Failed: ${name}${version}`;
	if (result.dryRun) return `Dry run: ${name}${version}`;
	if (result.intent.kind === "nothing") return `Nothing to do: ${plain(result.intent.reason)}`;
	if (!result.pushed) return `Built ${name}${version}, not pushed`;
	return `Published ${name}${version}${isSuperseded(result) ? ", superseded by another run" : ""}`;
}
/** No tag holds this run's image. */
const isSuperseded = ({ images }) => images.some(({ tags }) => tags.some(({ action }) => action === "superseded")) && images.every((image) => !image.tags.some((tag) => isOnImage(tag, image)));
/** The headline of a step that makes no image. */
function fileHeadline({ intent, dryRun }, [plan], { length }) {
	const files = `files${plan?.version ? ` of ${code(plan.version)}` : ""}`;
	if (length > 0) return `Failed: ${files}`;
	if (dryRun) return `Dry run: ${files}`;
	return intent.kind === "nothing" ? `Nothing to do: ${plain(intent.reason)}` : `Built ${files}`;
}
function facts(result, trigger) {
	const parts = [`commit ${`[${trigger.revision.slice(0, 12)}](${trigger.repository.url}/commit/${trigger.revision})`}`, `event ${code(trigger.event)}`];
	if (result.intent.kind !== "push") parts.push(`not pushed: ${plain(result.intent.reason)}`);
	if (result.durations.build !== void 0) parts.push(`build ${formatDuration(result.durations.build)}`);
	parts.push(`all ${formatDuration(result.durations.total)}`);
	return parts.join(" · ");
}
function imageSection(image, result) {
	const pulled = image.tags.find((tag) => isOnImage(tag, image))?.ref ?? byDigest(image);
	const shown = image.tags.slice(0, shownTags);
	const rows = shown.map((tag) => row(code(tag.name), tag.action, tag.digest === void 0 ? "" : code(tag.digest), tag.reason === void 0 ? "" : code(tag.reason)));
	const more = image.tags.length - shown.length;
	return [
		`#### ${code(image.repository.name)}`,
		...result.pushed && pulled ? [block(`docker pull ${pulled}`)] : [],
		...rows.length > 0 ? [[
			row("tag", "", "digest", ""),
			row("---", "---", "---", "---"),
			...rows
		].join("\n")] : [],
		...more > 0 ? [`and ${more} more`] : [],
		...image.platforms.length > 0 ? [platformTable(image)] : []
	].join("\n\n");
}
/** An image without tags is pulled by its digest. */
const byDigest = ({ repository, digest, tags }) => tags.length === 0 && digest !== void 0 ? formatReference(repository, { digest }) : void 0;
/** Mermaid draws 500 edges by default, but so many are unreadable. */
const mostEdges = 200;
const classes = [
	"classDef built fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
	"classDef reused fill:#ddf4ff,stroke:#0969da,color:#1f2328",
	"classDef other fill:#f6f8fa,stroke:#57606a,color:#1f2328"
];
/**
* The images and their dependencies as a Mermaid flowchart, which GitHub draws. Undefined for one image, or for too many
* edges.
*/
function drawGraph({ bases, images }) {
	const names = [...bases.keys()].sort();
	const edges = names.flatMap((name) => [...new Set(bases.get(name))].map((base) => [base, name]));
	if (names.length < 2 || edges.length > mostEdges || names.length > mostEdges) return void 0;
	const idOf = (name) => `n${names.indexOf(name)}`;
	const origins = new Map(images.map(({ target, origin }) => [target, origin]));
	const nodes = names.map((name) => `${idOf(name)}["${name}"]:::${origins.get(name)?.how ?? "other"}`);
	const arrows = edges.filter(([base]) => names.includes(base)).map(([base, name]) => `${idOf(base)} --> ${idOf(name)}`);
	return `\`\`\`mermaid\n${["graph LR", ...[
		...nodes,
		...arrows,
		...classes
	].map((line) => `  ${line}`)].join("\n")}\n\`\`\``;
}
// src/main.ts
await startAction(process, fileURLToPath(new URL("..", import.meta.url)), {
	async run(ports, input) {
		const { trigger, plans, result, annotations, problems } = await run(ports, input);
		return {
			outputs: formatOutputs(result, plans, annotations),
			summarize: (all) => formatSummary(result, plans, trigger, all),
			problems
		};
	},
	summarizeFailure: formatFailure
});
export {};
