import { h as TagboatError, x as throwAll } from "./common.js";
import { Ot as separateReference, mt as isoFromMillis, wt as isTag } from "./main-post.js";
import { r as findContentTrigger } from "./guard-run.js";
import { t as findTrigger } from "./find-trigger.js";
import { a as tagsForm, i as destinationTagless, n as destinationMissing, r as destinationNotImage } from "./password.js";
import { n as publishWith } from "./publish2.js";
// src/command/bare-trigger.ts
/** The trigger of a promotion of literal tags: it depends on no working copy, and works outside of one. */
const readBareTrigger = (clock, user) => async () => ({
	trigger: {
		event: "local",
		cause: { kind: "local" },
		ref: {
			kind: "other",
			name: ""
		},
		sha: "",
		revision: "",
		commitTime: "",
		time: isoFromMillis(clock.now()),
		repository: {
			owner: "",
			name: "",
			url: ""
		},
		actor: user,
		serverUrl: "https://github.com"
	},
	warnings: []
});
// src/command/promote-operands.ts
const isLocal = (text) => /^(?:docker-daemon|oci-layout):/.test(text);
/** A tag alone: a reference has a `/`, `:` or `@`. */
const isBare = (text) => isTag(text);
/**
* Divides the arguments of `promote` into sources and destinations, as `cp` does: the last reference is the destination, every reference
* before it is a source, and several sources are merged. A tag alone (`1.2.3`) is always a destination: with tags alone, or with
* --tags, every reference is a source, and the tags are for --images, otherwise for the name of the first source. A destination
* without a tag keeps the tag of the source. Throws a TagboatError with everything that is unclear.
*/
function readPromotion(operands, given) {
	const bare = operands.filter(isBare);
	const references = operands.filter((operand) => !isBare(operand));
	const [first, ...more] = references;
	if (first === void 0) throwAll([destinationMissing(operands)]);
	if (bare.length > 0 && given.hasTags) throwAll([tagsForm(bare)]);
	if (given.hasTags) return { from: references.join("\n") };
	if (bare.length > 0) {
		const name = nameOf(first ?? "");
		if (given.hasImages) return {
			from: references.join("\n"),
			tags: bare.map((tag) => `type=raw,value=${tag}`).join("\n")
		};
		if (name === void 0) throwAll([destinationTagless(first ?? "", bare[0] ?? "")]);
		return {
			from: references.join("\n"),
			tags: bare.map((tag) => `${name}:${tag}`).join("\n")
		};
	}
	const destination = more.at(-1);
	if (destination === void 0 && given.hasImages) return { from: references.join("\n") };
	if (destination === void 0) throwAll([destinationMissing(operands)]);
	const sources = references.slice(0, -1);
	return {
		from: sources.join("\n"),
		tags: completeDestination(destination ?? "", sources)
	};
}
/** The image name of a source in a registry; undefined for a local image. */
const nameOf = (source) => isLocal(source) ? void 0 : separateReference(withoutImage(source)).name;
/** Without `NAME=`, which distinguishes several images. */
const withoutImage = (source) => source.replace(/^[A-Za-z0-9_-]+=/, "");
function completeDestination(destination, sources) {
	const problem = findProblem(destination);
	if (problem !== void 0) throwAll([problem]);
	if (separateReference(destination).tag !== void 0) return destination;
	const tags = new Set(sources.map(tagOf));
	const [tag] = tags;
	if (tag === void 0 || tags.size > 1) throwAll([destinationTagless(sources[0] ?? "", destination)]);
	return `${destination}:${tag}`;
}
function findProblem(destination) {
	return !isLocal(destination) && separateReference(destination).digest === void 0 ? void 0 : destinationNotImage(destination);
}
/** The tag of a source; undefined without one. */
const tagOf = (source) => isLocal(source) ? void 0 : separateReference(withoutImage(source)).tag;
// src/command/promote.ts
/** Publishes existing images under further names or tags. */
const promoteCommand = (context, invocation) => {
	const { flags, operands } = invocation;
	const promotion = readPromotion(operands, {
		hasTags: flags.has("tags"),
		hasImages: flags.has("images")
	});
	const source = findTrigger(context.ports.env, invocation);
	const names = namesOf(invocation, promotion.tags);
	const isOfRun = source.isCi || aboutRun.some((name) => flags.has(name)) || names.length === 0;
	const isLiteral = !isOfRun && !names.some((text) => /\{\{|type=(?!raw)/.test(text));
	const bare = readBareTrigger(context.ports.clock, flags.get("user")?.at(-1) ?? "");
	const existing = findContentTrigger(source.read, promotion.from.split("\n"));
	const read = isLiteral ? bare : isOfRun || names.some(needsRef) ? existing : orElse(existing, bare);
	return publishWith(context, invocation, {
		source: {
			...source,
			read
		},
		fixed: { ...promotion },
		isElsewhere: isLiteral
	});
};
/** Flags that describe the run. */
const aboutRun = [
	"ref",
	"event",
	"pr",
	"default-branch"
];
/** What names the destination; empty for the default tags. */
function namesOf({ flags }, tags) {
	const given = tags === void 0 ? flags.get("tags") ?? [] : [tags];
	return given.length === 0 ? [] : [
		...given,
		...flags.get("images") ?? [],
		...flags.get("annotations") ?? []
	];
}
/** Whether a text uses more than the source's own names: an expression or a rule about the ref, the commit or the user. */
function needsRef(text) {
	return text.replace(/\{\{\s*(?:source_tag|source_version|target|version|major|minor|patch|raw)\s*\}\}/g, "").includes("{{") || /type=(?!raw|semver|pep440|match)/.test(text);
}
/** Reads the working copy, or without one the other trigger. */
const orElse = (read, other) => async (...args) => {
	try {
		return await read(...args);
	} catch (error) {
		if (!(error instanceof TagboatError && error.problems.every(({ code }) => absentCodes.includes(code)))) throw error;
		return other(...args);
	}
};
const absentCodes = [
	"not-a-working-copy",
	"git-missing",
	"unknown-ref-name"
];
export { promoteCommand };
