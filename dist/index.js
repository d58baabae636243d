import { Dt as createRedactor, Gt as formatDuration, L as formatReference, Nt as explainCancel, Ut as countFitting, Vt as outputsUnwritten, Wt as formatBytes, at as createCancellation, gt as createRunner, ht as createLog } from "./chunks/main-post.js";
import { i as describeProblem, o as problemsOf, r as TagboatError } from "./chunks/common.js";
import { Gt as limitGarbage, Kt as createPorts, at as imagePlans, it as cleanProblem, n as run, nt as formatOutputs, rt as isOnImage, tt as describeSize } from "./chunks/core.js";
import { fileURLToPath } from "node:url";
// src/report/markdown.ts
/** Escapes text from outside, so that none of it is Markdown, HTML, a cell border or a line break. */
const plain = (text) => text.replace(/[\r\n]+/g, " ").replace(/[&<>|`[\]*_~\\@#$]/g, (character) => `&#${character.charCodeAt(0)};`);
/** The same as inline code. */
const code = (text) => `<code>${plain(text)}</code>`;
/** A table row. */
const row = (...cells) => `| ${cells.join(" | ")} |`;
/** A code block that shows text unchanged. */
function block(text) {
	const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
	return `${fence}text\n${text}\n${fence}`;
}
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
		...problems.map(problemSection)
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
	return [
		...rows.length > 0 ? [[...head, ...rows].join("\n")] : [],
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
	return [!problems.some(({ code }) => code === "left-behind") ? "### Nothing was published" : "### Failed halfway", ...problems.map(problemSection)].join("\n\n");
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
function platformTable(image) {
	const rows = image.platforms.map(({ platform, size }) => row(code(platform), formatBytes(size)));
	return [
		row("platform", "download size"),
		row("---", "---:"),
		...rows
	].join("\n");
}
const problemSection = (problem) => block(describeProblem(problem));
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
limitGarbage();
const redactor = createRedactor();
const runner = createRunner(process.env);
const cancellation = createCancellation();
let configDir;
let keepLogin = false;
const ports = createPorts({
	env: process.env,
	log: createLog(redactor),
	cancellation,
	actionFolder: fileURLToPath(new URL("..", import.meta.url)),
	remember: (name, value) => {
		if (name === "config") configDir = value;
		runner.saveState(name, value);
	},
	exportVariable: (name, value) => {
		keepLogin = true;
		runner.saveState(`exported-${name}`, `was:${process.env[name] ?? ""}`);
		runner.exportVariable(name, value);
	}
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {
	if (ports.isCancelled()) return;
	ports.log.info(`Cancelled (${signal}).`);
	cancellation.cancel();
});
await main();
if (ports.isCancelled()) process.exit();
async function main() {
	try {
		const { trigger, plans, result, annotations, problems } = await run(ports, runner.input);
		const unwritten = await problemsOf(async () => {
			for (const [name, value] of Object.entries(formatOutputs(result, plans, annotations))) runner.output(name, value);
		});
		const all = [...problems, ...unwritten.map(outputsUnwritten)];
		await summarize(formatSummary(result, plans, trigger, all));
		if (all.length > 0) runner.fail(all.map(describeProblem).join("\n"));
	} catch (error) {
		await fail(error);
	} finally {
		if (configDir !== void 0 && !keepLogin) await removeConfig(configDir);
	}
}
/** A missing summary is only a warning: unlike the outputs, no later step needs it. */
async function summarize(text) {
	for (const problem of await problemsOf(() => runner.summary(text))) ports.log.warning(`The job summary is missing: ${describeProblem(problem)}`);
}
/** A failure is only a warning, because the post step retries. */
async function removeConfig(folder) {
	for (const problem of await problemsOf(() => ports.files.remove(folder))) ports.log.warning(`The private docker config is left for the post step: ${describeProblem(problem)}`);
}
/** Explains errors that the user can fix; shows the stack of all others. */
async function fail(error) {
	if (error instanceof TagboatError) {
		const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, redactor.clean));
		runner.fail(problems.map(describeProblem).join("\n"), problems.find(({ place }) => place)?.place);
		await summarize(formatFailure(problems));
		return;
	}
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	runner.fail(redactor.clean(`This is a bug in Tagboat: ${stack}`));
}
export {};
