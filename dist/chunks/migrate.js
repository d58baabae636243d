import { i as __toESM } from "./rolldown-runtime.js";
import { Bt as decideIntent, Dn as parse$1, Dt as imageNames, Ht as buildsOf, Jt as defaultPriorities, Nt as references, Ut as scalarText, Vt as runsWithoutSecrets, X as intentOf, Xt as compilePattern, Y as describeTarget, Yt as ruleTypes, Z as planStep, Zt as slug, cn as handlebars, dt as hostOf, en as findVersion, fn as isDefaultBranch$1, in as isTimeZone, ln as pep440, lt as readInputs, mn as parseRef, qt as compileLoose, rn as formatDate, tn as isPrerelease, u as readGithubEvent, un as yaml, wt as branchSlug, yt as isWithin } from "./core.js";
import { Dt as parseRepository, Gt as stringAt, Ht as isRecord, Ot as separateReference, Tt as keyOf, _t as require_semver, bt as findTagColon, wt as isTag, zt as at } from "./main-post.js";
import { a as stringListAt, c as OpenRecord, i as scalarTextOf, n as matrixLegs, r as entriesOf, s as toJson, t as loadExpressions } from "./expressions.js";
import { h as TagboatError, n as dockerInputs } from "./common.js";
import { n as disarmEscapes } from "./terminal-log.js";
import { n as unifiedDiff } from "./unified-diff.js";
import { i as exitCodes, y as isSwitchedOn } from "./command.js";
import { t as findTrigger } from "./find-trigger.js";
import { isAbsolute, join, relative, resolve } from "node:path";
// src/errors/migrate.ts
const migrateMissing = (path) => ({
	code: "migrate-missing",
	what: `There is no workflow at '${path}'.`,
	fix: "Name the files: tagboat migrate FILE..."
});
// src/proof/fill-text.ts
/** The result depends on a part that is unknown. The caller assumes a value for it, and starts again. */
var Undecided = class extends Error {
	part;
	constructor(part) {
		super(`it depends on ${part.name}`);
		this.part = part;
	}
};
/** A step fails, or cannot be understood. The message is a clause: `its input push is ...`. */
var StepFailure = class extends Error {};
/** The tags are in a file or program that is not read here. The message is a clause: `its tags are in ...`. */
var UnreadTags = class extends Error {};
/** Texts with unknown parts. The same expression has the same placeholder on both sides, a valid part of a name and of a tag. */
var Placeholders = class {
	#byExpression = /* @__PURE__ */ new Map();
	/** `use` is the one in which an expression is found first: a whole reference, an image name, or any other text. */
	of(expression, use) {
		const key = expression.replace(/\s+/g, " ").toLowerCase();
		const found = this.#byExpression.get(key);
		if (found !== void 0) return found;
		const unique = `unknown-${key.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 40).replace(/-$/, "")}-${this.#byExpression.size + 1}`;
		const text = {
			reference: `registry.example/${unique}:1`,
			image: `registry.example/${unique}`,
			text: unique
		}[use];
		this.#byExpression.set(key, text);
		return text;
	}
	/** A text in which placeholders are expressions again, for display. */
	restore(text) {
		let restored = text;
		for (const [expression, placeholder] of [...this.#byExpression].reverse()) restored = restored.replaceAll(placeholder, `\${{ ${expression} }}`);
		return restored;
	}
};
function createFiller(expressions, contexts, placeholders) {
	const undecided = (parts, values) => {
		const part = parts.find(({ name }) => contexts.assumed?.[name.toLowerCase()] === void 0);
		if (part === void 0) throw new UnreadTags("an expression in the job depends on values that only a run has");
		throw new Undecided({
			name: part.name,
			compared: [.../* @__PURE__ */ new Set([...part.compared, ...values])]
		});
	};
	return {
		test: (condition) => {
			const result = expressions.test(condition, contexts);
			if (result !== "unknown") return result;
			const value = expressions.evaluate(condition.trim().replace(/^\$\{\{|\}\}$/g, ""), contexts);
			if (value.kind === "invalid") throw new StepFailure(`its condition '${condition}' is invalid: ${value.why}`);
			return undecided(value.kind === "unknown" ? value.parts : [], []);
		},
		fillKnown: (text) => {
			const filled = expressions.fillIn(text, contexts);
			return filled.kind === "known" ? filled.text : void 0;
		},
		fill: (text, use) => {
			const filled = expressions.fillIn(text, contexts);
			if (filled.kind === "known") return filled.text;
			if (filled.kind === "invalid") throw new StepFailure(`'${text.trim()}' is invalid: ${filled.why}`);
			if (use === "flag") return undecided(filled.parts, ["true", "false"]);
			return filled.pieces.map((piece, index) => {
				if (typeof piece === "string") return piece;
				const before = filled.pieces.slice(0, index).filter((one) => typeof one === "string").join("");
				const next = filled.pieces[index + 1];
				const line = before.slice(before.lastIndexOf("\n") + 1);
				const required = requiredValues(line);
				if (required.length > 0) return undecided(partsOfPiece(expressions, contexts, piece.expression), required);
				return placeholders.of(piece.expression, useOf(line, typeof next === "string" ? next : "", use));
			}).join("");
		}
	};
}
const partsOfPiece = (expressions, contexts, text) => {
	const value = expressions.evaluate(text, contexts);
	return value.kind === "unknown" ? value.parts : [];
};
/** Values that an attribute of a rule takes, if an unknown part alone is its value; empty if any text will do. */
function requiredValues(line) {
	if (/(?:^|,)\s*enable=$/i.test(line)) return ["true", "false"];
	return /type=(?:semver|pep440|match)\b/i.test(line) && /(?:^|,)\s*value=v?$/i.test(line) ? ["1.2.3", "1.2.3-rc.1"] : [];
}
function useOf(line, next, use) {
	if (!/(?:^|,)\s*(?:name=)?$/.test(line)) return "text";
	const isEnd = next === "" || /^\s*(?:,|\n)/.test(next);
	if (use === "references" && isEnd) return "reference";
	const isName = next.startsWith("/") || next.startsWith(":") || isEnd && use === "images";
	return use !== "text" && isName ? "image" : "text";
}
// src/proof/metadata-rules.ts
/** The inputs of docker/metadata-action as that action reads them (src/context.ts, tag.ts, flavor.ts and image.ts of its version 6). */
/** The action fails with this message. */
var MetadataFailure = class extends Error {};
/** One item per line. Quotation marks are removed here, and once more from each item. */
function readMetadataList(text, { cutsComments }) {
	const options = {
		comment: "#",
		comment_no_infix: !cutsComments,
		relax_quotes: true
	};
	return orFailure(() => parse$1(text, {
		...options,
		relax_column_count: true,
		skip_empty_lines: true
	})).map((row) => row.join(",").trim()).filter((line) => line !== "");
}
/** The rules, by priority. */
function readMetadataRules(lines) {
	const rules = (lines.length === 0 ? defaultLines : lines).map(readRule);
	const priority = ({ attributes }) => Number(attributes.priority);
	return rules.sort((a, b) => {
		const difference = priority(b) - priority(a);
		return Number.isNaN(difference) ? 0 : difference;
	});
}
const defaultLines = [
	"type=schedule",
	"type=ref,event=branch",
	"type=ref,event=tag",
	"type=ref,event=pr"
];
function readRule(line) {
	const given = {};
	for (const field of readFields(line)) {
		const [key, value] = splitField(field);
		given[key?.toLowerCase() ?? "value"] = value;
	}
	const { type: name = "raw", ...attributes } = given;
	const type = ruleTypes.find((one) => one === name);
	if (type === void 0) throw new MetadataFailure(`Unknown tag type attribute: ${name}`);
	const missing = required[type]?.find((key) => attributes[key] === void 0);
	if (missing !== void 0) throw new MetadataFailure(`Missing ${missing} attribute for ${line}`);
	const all = {
		...defaults[type],
		enable: "true",
		priority: String(defaultPriorities[type]),
		...attributes
	};
	checkChoices(type, all, line);
	return {
		type,
		attributes: type === "ref" && all.event === "pr" ? {
			prefix: "pr-",
			...all
		} : all
	};
}
const required = {
	semver: ["pattern"],
	pep440: ["pattern"],
	match: ["pattern"],
	ref: ["event"],
	raw: ["value"]
};
const defaults = {
	schedule: { pattern: "nightly" },
	semver: {
		value: "",
		match: ""
	},
	pep440: {
		value: "",
		match: ""
	},
	match: {
		group: "0",
		value: ""
	},
	edge: { branch: "" },
	ref: {},
	raw: {},
	sha: {
		prefix: "sha-",
		format: "short"
	}
};
function checkChoices(type, { group, event, format }, line) {
	if (type === "match" && Number.isNaN(Number(group))) throw new MetadataFailure(`Invalid match group for ${line}`);
	if (type === "ref" && ![
		"branch",
		"tag",
		"pr"
	].includes(event ?? "")) throw new MetadataFailure(`Invalid event for ${line}`);
	if (type === "sha" && !["short", "long"].includes(format ?? "")) throw new MetadataFailure(`Invalid format for ${line}`);
}
/** Each entry replaces an earlier one. A value ends at its second `=`. */
function readMetadataFlavor(lines) {
	let flavor = {
		latest: "auto",
		prefix: "",
		prefixLatest: false,
		suffix: "",
		suffixLatest: false
	};
	for (const line of lines) {
		let last;
		for (const field of readFields(line)) {
			const [name, value] = field.split("=").map((part) => part.trim());
			const key = name?.toLowerCase();
			if (value === void 0) throw new MetadataFailure(`Invalid flavor entry: ${line}`);
			if (key === "prefix" || key === "suffix") {
				last = key;
				flavor = {
					...flavor,
					[key]: value
				};
			} else if (key === "latest" && [
				"auto",
				"true",
				"false"
			].includes(value)) flavor = {
				...flavor,
				latest: value
			};
			else if (key === "onlatest" && ["true", "false"].includes(value)) {
				if (last !== void 0) flavor = {
					...flavor,
					[`${last}Latest`]: value === "true"
				};
			} else throw new MetadataFailure(`Invalid flavor entry: ${line}`);
		}
	}
	return flavor;
}
/** The names of the images that are enabled, in lower case. One line of names may hold several. */
function readMetadataImages(lines) {
	const [only = "", ...others] = lines;
	const names = others.length === 0 && only !== "" ? readFields(only).map((name) => name.trim()) : [];
	if (names.length > 0 && names.every((name) => !name.includes("="))) return names.map((name) => name.toLowerCase());
	return lines.flatMap((line) => {
		let name = "";
		let isEnabled = true;
		for (const field of readFields(line)) {
			const [first = "", value] = field.split("=").map((part) => part.trim());
			const key = first.toLowerCase();
			if (value === void 0) name = first;
			else if (key === "name") name = value;
			else if (key === "enable" && ["true", "false"].includes(value)) isEnabled = value === "true";
			else throw new MetadataFailure(`Invalid image entry: ${line}`);
		}
		if (name === "") throw new MetadataFailure(`Image name attribute empty: ${line}`);
		return isEnabled ? [name.toLowerCase()] : [];
	});
}
function readFields(line) {
	return orFailure(() => parse$1(line, {
		relax_column_count: true,
		skip_empty_lines: true
	}))[0] ?? [];
}
/** Splits at the first `=`. Without a name before it, the field is a value. */
function splitField(field) {
	const at = field.indexOf("=");
	if (at <= 0) return [void 0, field.trim()];
	return [field.slice(0, at).trim(), field.slice(at + 1).trim()];
}
function orFailure(read) {
	try {
		return read();
	} catch (error) {
		throw new MetadataFailure(error instanceof Error ? error.message : String(error));
	}
}
// src/proof/metadata-templates.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
let engine;
/** Renders a text of the action. It escapes HTML, and an unknown name is empty. Throws a MetadataFailure for a syntax error. */
function render(text, values) {
	if (!text.includes("{{")) return text;
	try {
		engine ??= handlebars().create();
		return engine.compile(text)(values);
	} catch (error) {
		throw new MetadataFailure(error instanceof Error ? error.message : String(error));
	}
}
/** The part of a ref after a prefix; empty for another kind of ref. */
const refName = (ref, prefix) => ref.startsWith(prefix) ? ref.slice(prefix.length) : "";
/** A text with the common expressions: `{{branch}}`, `{{date 'YYYY'}}`, ... They are functions, which `#if` sees as their result. */
function renderCommon(text, run) {
	const isDefault = isDefaultBranch(run);
	return render(text, {
		branch: () => refName(run.ref, "refs/heads/"),
		tag: () => refName(run.ref, "refs/tags/"),
		sha: () => run.sha.slice(0, run.shortShaLength),
		base_ref: () => baseRef(run),
		is_default_branch: () => String(isDefault),
		is_not_default_branch: () => String(!isDefault),
		...dateHelpers(run)
	});
}
/** The pattern of `type=schedule`, which knows dates only. */
const renderSchedule = (text, run) => render(text, dateHelpers(run));
/** The pattern of a version rule, which knows the parts of the version only. */
const renderVersion = (text, version) => render(text, version);
/** Whether a pattern is `{{raw}}` and nothing else. */
const isRawPattern = (text) => /^\{\{\{?\s*raw\s*\}?\}\}$/.test(text);
function dateHelpers({ date, commitDate }) {
	const helper = (iso) => (format, options) => {
		const { tz = "UTC", ...others } = options?.hash ?? {};
		const unknown = Object.keys(others)[0];
		if (typeof format !== "string") throw new Error("a date needs a format");
		if (unknown !== void 0) throw new Error(`Unknown ${unknown} attribute`);
		return formatDate(iso, format, isTimeZone(String(tz)) ? String(tz) : "UTC");
	};
	return {
		date: helper(date),
		commit_date: helper(commitDate)
	};
}
function baseRef({ ref, payload }) {
	const pushed = stringAt(payload, "base_ref");
	if (ref.startsWith("refs/tags/") && pushed !== void 0) return pushed.replace(/^refs\/heads\//, "");
	if (!ref.startsWith("refs/pull/")) return "";
	return stringAt(payload, "pull_request", "base", "ref") ?? "";
}
/** True for some events whatever their ref: GitHub documents that they run on the default branch. */
function isDefaultBranch({ ref, eventName, payload }) {
	const branch = ref.replace(/^refs\/heads\//, "");
	if (branch === "") return false;
	return at(payload, "repository", "default_branch") === branch || /create|discussion|issues|schedule/.test(eventName);
}
// src/proof/metadata-tags.ts
/**
* The tags that docker/metadata-action gives. It is written after src/meta.ts of its version 6, whose tags are those of version 5; the
* tests compare it with recorded results.
*/
/** The tags for a run. Throws a MetadataFailure where the action fails. */
function metadataTags(inputs, run) {
	const images = readMetadataImages(readMetadataList(inputs.images, inputs));
	const rules = readMetadataRules(readMetadataList(inputs.tags, inputs));
	const flavor = readMetadataFlavor(readMetadataList(inputs.flavor, inputs));
	const found = rules.flatMap((rule) => applyRule(rule, flavor, run) ?? []);
	const [first] = found;
	if (first === void 0) return {
		tags: [],
		tagNames: [],
		version: ""
	};
	const names = [...new Set(found.map(({ name }) => name))];
	const latest = `${flavor.prefixLatest ? flavor.prefix : ""}latest${flavor.suffixLatest ? flavor.suffix : ""}`;
	if (first.latest) names.push(sanitize(latest));
	return {
		tags: (images.length === 0 ? [""] : images.map((image) => `${image}:`)).flatMap((prefix) => names.map((name) => `${prefix}${name}`)),
		tagNames: names,
		version: first.name
	};
}
function applyRule(rule, flavor, run) {
	const enabled = renderCommon(rule.attributes.enable ?? "", run);
	if (enabled === "false") return void 0;
	if (enabled !== "true") throw new MetadataFailure(`Invalid value for enable attribute: ${enabled}`);
	const given = findName(rule, run);
	if (given === void 0) return void 0;
	const affix = (own, common) => renderCommon(own ?? common, run);
	const { prefix, suffix } = rule.attributes;
	const name = `${affix(prefix, flavor.prefix)}${given.text}${affix(suffix, flavor.suffix)}`;
	const latest = flavor.latest === "auto" ? given.latest === true : flavor.latest === "true";
	return name === "" ? void 0 : {
		name: sanitize(name),
		latest
	};
}
const sanitize = (name) => name.replace(/[^a-zA-Z0-9._-]+/g, "-");
function findName(rule, run) {
	const { attributes } = rule;
	switch (rule.type) {
		case "schedule": return run.eventName.includes("schedule") ? { text: renderSchedule(attributes.pattern ?? "", run) } : void 0;
		case "semver": return findSemver(attributes, run);
		case "pep440": return findPep440(attributes, run);
		case "match": return findMatch(attributes, run);
		case "ref": return findRef(attributes.event ?? "", run);
		case "edge": return findEdge(attributes.branch ?? "", run);
		case "raw": return { text: renderCommon(attributes.value ?? "", run) };
		case "sha": return { text: attributes.format === "short" ? run.sha.slice(0, run.shortShaLength) : run.sha };
	}
}
/** The text that a version rule reads: its value, else the git tag; undefined without either. */
function readSource({ value = "" }, run) {
	if (value !== "") return renderCommon(value, run);
	return run.ref.startsWith("refs/tags/") ? refName(run.ref, "refs/tags/") : void 0;
}
/** The version in the source. A `match` that does not match leaves the whole source. */
function readVersion(attributes, run) {
	const source = readSource(attributes, run);
	if (source === void 0 || !attributes.match) return source?.replaceAll("/", "-");
	const matched = matchText(source, attributes.match);
	if (matched === void 0) return source.replaceAll("/", "-");
	const group = matched[1];
	if (group === void 0) throw new MetadataFailure(`${attributes.match} has no group`);
	return group.replaceAll("/", "-");
}
function findSemver(attributes, run) {
	const text = readVersion(attributes, run);
	const version = text === void 0 || import_semver.default.valid(text) === null ? null : import_semver.default.parse(text, { loose: true });
	if (version === null) return void 0;
	const { pattern = "" } = attributes;
	if (version.prerelease.length === 0) return {
		text: renderVersion(pattern, version),
		latest: true
	};
	return { text: renderVersion(isRawPattern(pattern) ? pattern : "{{version}}", version) };
}
function findPep440(attributes, run) {
	const text = readVersion(attributes, run);
	const library = pep440();
	if (text === void 0 || !library.valid(text)) return void 0;
	const { pattern = "" } = attributes;
	const clean = library.clean(text) ?? "";
	const version = library.explain(text);
	if (version?.is_prerelease || version?.is_postrelease || version?.is_devrelease) return { text: isRawPattern(pattern) ? text : clean };
	const [major = 0, minor = 0, patch = 0] = version?.release ?? [];
	return {
		text: renderVersion(pattern, {
			raw: text,
			version: clean,
			major,
			minor,
			patch
		}),
		latest: true
	};
}
function findMatch(attributes, run) {
	const source = readSource(attributes, run);
	if (source === void 0) return void 0;
	const { pattern = "", group = "0" } = attributes;
	const [, own, flags] = /^\/(.+)\/(.*)$/.exec(pattern) ?? [];
	const text = matchText(source, own ?? pattern, flags)?.[Number(group)];
	return text === void 0 ? void 0 : {
		text,
		latest: true
	};
}
/** Bounded in time, like the patterns of input `tags`. */
function matchText(text, pattern, flags = "") {
	try {
		return compilePattern(pattern, flags, {
			input: "tags",
			line: pattern
		}).match(text);
	} catch (error) {
		throw new MetadataFailure(error instanceof Error ? error.message : String(error));
	}
}
function findRef(event, { ref }) {
	const prefix = {
		branch: "refs/heads/",
		tag: "refs/tags/",
		pr: "refs/pull/"
	}[event];
	if (prefix === void 0 || !ref.startsWith(prefix)) return void 0;
	const name = refName(ref, prefix);
	return {
		text: event === "pr" ? name.replace(/\/merge$/, "") : name,
		latest: event === "tag"
	};
}
function findEdge(branch, { ref, payload }) {
	if (!ref.startsWith("refs/heads/")) return void 0;
	const required = branch || stringAt(payload, "repository", "default_branch");
	return refName(ref, "refs/heads/") === required ? { text: "edge" } : void 0;
}
// src/proof/docker-steps.ts
/** The outputs of docker/metadata-action. Throws a StepFailure where the action fails. */
function runMetadataAction(step, filler, env, event) {
	const { inputs } = step;
	const major = Number(/@v(\d+)/.exec(step.uses)?.[1] ?? NaN);
	const given = {
		images: filler.fill(inputs.images ?? "", "images"),
		tags: filler.fill(inputs.tags ?? "", "rules"),
		flavor: filler.fill(inputs.flavor ?? "", "text"),
		cutsComments: !(major >= 6)
	};
	try {
		const { tags, tagNames, version } = metadataTags(given, describeMetadataRun(event, env));
		const separator = inputs["sep-tags"] || "\n";
		return {
			tags,
			outputs: {
				tags: tags.join(separator),
				"tag-names": tagNames.join(separator),
				version,
				json: JSON.stringify({
					tags,
					"tag-names": tagNames
				})
			}
		};
	} catch (error) {
		if (error instanceof MetadataFailure) throw new StepFailure(`docker/metadata-action fails: ${error.message}`);
		throw error;
	}
}
/** A run as docker/metadata-action sees it. On `pull_request_target` its ref is the pull request's (`src/context.ts`). */
function describeMetadataRun({ github, trigger }, env) {
	const { pullRequest, event } = trigger;
	const isHead = /^true$/i.test(env.DOCKER_METADATA_PR_HEAD_SHA ?? "") && event.startsWith("pull_request");
	const given = toJson(github);
	const ref = stringAt(given, "ref") ?? "";
	const head = pullRequest?.headSha;
	return {
		eventName: event,
		ref: event === "pull_request_target" ? `refs/pull/${pullRequest?.number ?? ""}/merge` : ref,
		sha: isHead && head !== void 0 ? head : trigger.sha,
		payload: toJson(github.known.event ?? null),
		date: trigger.time,
		commitDate: trigger.commitTime,
		shortShaLength: Number(env.DOCKER_METADATA_SHORT_SHA_LENGTH || 7)
	};
}
/** Why a push without tags fails. */
const withoutTag = "it pushes without a tag, which buildx refuses";
/** What docker/build-push-action does. Throws a StepFailure for references that buildx refuses. */
function runBuildPushAction(inputs, filler) {
	const references = splitReferences(filler.fill(inputs.tags ?? "", "references"));
	const outputs = filler.fill(inputs.outputs ?? "", "text");
	const isPush = filler.fill(inputs.push ?? "", "flag").trim() === "true";
	if (/(?:^|,)push-by-digest=true/m.test(outputs)) return {
		references: [],
		kind: isPush || /(?:^|,)push=true|type=registry/m.test(outputs) ? "digest" : "build"
	};
	checkReferences(references);
	if (!isPush && !/type=registry|type=image,(?:.*,)?push=true/.test(outputs)) return {
		references,
		kind: "build"
	};
	const named = /(?:^|,)"?name=([^",\n]+)/m.exec(outputs)?.[1];
	const all = references.length === 0 && named !== void 0 ? [named] : references;
	if (all.length === 0) throw new StepFailure(withoutTag);
	return {
		references: all,
		kind: "push"
	};
}
/** One reference a line or between commas. */
const splitReferences = (text) => text.split(/[\n,]/).map((one) => one.trim()).filter((one) => one !== "");
/** Buildx refuses tags that are not valid, and names with capitals. */
function checkReferences(references) {
	for (const reference of references) {
		const colon = findTagColon(reference);
		const name = colon === -1 ? reference : reference.slice(0, colon);
		const tag = colon === -1 ? "latest" : reference.slice(colon + 1);
		if (!isTag(tag)) throw new StepFailure(`buildx refuses '${reference}': '${tag}' is not a valid tag`);
		if (name !== name.toLowerCase()) throw new StepFailure(`buildx refuses '${reference}': the name has capitals`);
	}
}
/**
* What docker/bake-action does, if a bake file of docker/metadata-action gives its tags; `metadata` has the tags of that step. Throws
* UnreadTags otherwise.
*/
function runBakeAction(inputs, filler, metadata) {
	const files = inputs.files ?? "";
	const set = filler.fill(inputs.set ?? "", "text");
	const isPush = filler.fill(inputs.push ?? "", "flag").trim() === "true" || /\.push=true|type=registry/.test(set);
	const own = [...set.matchAll(/^\s*[^=\s]+\.tags=(.+)$/gm)].map(([, tag = ""]) => tag.trim());
	if (own.length > 0) return {
		references: own,
		kind: isPush ? "push" : "build"
	};
	if (!/\.outputs\.bake-file/.test(files)) throw new UnreadTags("its tags are in the bake file");
	if (metadata === void 0) throw new UnreadTags("its tags are in a file of another step");
	if (metadata.length === 0) throw new UnreadTags("no rule gives a tag, so its tags are in the bake file");
	checkReferences(metadata);
	return {
		references: metadata,
		kind: isPush ? "push" : "build"
	};
}
/**
* What a script publishes with `docker buildx imagetools create` or `docker push`: the references that it names, and the tags of
* docker/metadata-action (`metadata`) if it reads them. Undefined for any other script. References in variables of the shell are unknown, and left out.
*/
function runScript(script, metadata) {
	const commands = script.replace(/\\\n/g, " ").split(/\n|&&|;/);
	const create = commands.filter((line) => /\bimagetools\s+create\b/.test(line));
	const tags = create.flatMap((line) => [...line.matchAll(/(?:-t|--tag)[ =]+"?([^\s"$]+)"?(?=\s|$)/g)]);
	const pushes = commands.flatMap((line) => [...line.matchAll(/\bdocker\s+push\s+"?([^\s"$-][^\s"$]*)"?\s*$/g)]);
	const references = [...[...tags, ...pushes].flatMap(([, reference = ""]) => reference), ...create.length > 0 ? metadata : []];
	return references.length === 0 ? void 0 : {
		references,
		kind: "push"
	};
}
/** The outputs of a build that are known in form. */
const exampleDigest = `sha256:${"0123456789abcdef".repeat(4)}`;
// src/proof/explain-difference.ts
/** The reason for each difference: the section "Differences from docker/metadata-action" of docs/tags.md. */
function explainDifferences(sides) {
	const found = [];
	const left = new Set(sides.added);
	for (const reference of sides.missing) {
		const renamed = [...left].flatMap((other) => {
			const reason = explainNewName(reference, other);
			return reason === void 0 ? [] : [{
				other,
				reason
			}];
		})[0];
		if (renamed !== void 0) {
			left.delete(renamed.other);
			found.push({
				reference,
				side: "before",
				reason: renamed.reason
			});
			found.push({
				reference: renamed.other,
				side: "after",
				reason: renamed.reason
			});
		} else found.push({
			reference,
			side: "before",
			reason: explainMissing(reference, sides)
		});
	}
	return [...found, ...[...left].map((reference) => ({
		reference,
		side: "after",
		reason: void 0
	}))];
}
const tagOf = (reference) => separateReference(reference).tag ?? "";
/** Why a tag has another name; undefined if the two have nothing to do with each other. */
function explainNewName(before, after) {
	if (separateReference(before).name.toLowerCase() !== separateReference(after).name) return void 0;
	const [old, now] = [tagOf(before), tagOf(after)];
	if (now === `branch-${old}` || now === branchSlug(old).name && now !== old) return `The name '${old}' is reserved for another rule, so the branch's tag is '${now}'.`;
	if (now === `tag-${old}`) return `The name '${old}' is reserved for another rule, so the git tag's is '${now}'.`;
	if (!isTag(old) && slug(old) === now) return `'${old}' is not a valid tag: its name is '${now}'.`;
	if (old.replace(/-(?:amp|lt|gt|quot|x27|x60|x3D)-/g, "-") === now) return `docker/metadata-action escapes HTML in the name: '${old}' is '${now}'.`;
}
/** Why a tag is not published any more. */
function explainMissing(reference, { trigger, rules, assumed }) {
	const tag = tagOf(reference);
	const { cause } = trigger;
	if (runsWithoutSecrets(trigger)) return "GitHub gives the run of a fork's pull request no secrets, so today's push fails. The Tagboat step builds only.";
	if (cause.kind === "delete" || cause.kind === "pull-request" && cause.isClosed) return "The pull request is closed or the ref deleted, and Tagboat does nothing for it.";
	const versions = [...trigger.ref.kind === "tag" ? [trigger.ref.name] : [], ...assumed];
	const pre = versions.find(isPrerelease);
	if (pre !== void 0 && /latest/i.test(tag)) return `'${pre}' is a prerelease, which never gets '${tag}'.`;
	if (pre !== void 0 && /type=match/.test(rules) && pre.includes(tag)) return `'${pre}' is a prerelease, which gets no shorter name like '${tag}'.`;
	if (versions.some((version) => findVersion(version)?.major === 0) && /(?:^|[^0-9.])0(?:$|[^0-9.])/.test(tag)) return `'${tag}' is not published for versions 0.x: 0.2 may break what worked with 0.1.`;
	if (/match=/.test(rules) && versions.some((version) => version.includes(tag) || tag.includes("latest"))) {
		if (!versions.some((version) => matchesAny(rules, version))) return `The git tag does not match the rule's match=, so the rule gives no tag.`;
	}
	if (/create|discussion|issues|schedule/.test(trigger.event) && /is_default_branch/.test(rules) && !isDefaultBranch$1(trigger)) return `{{is_default_branch}} depends on the ref; docker/metadata-action takes it as true on every ${trigger.event} event.`;
}
/** Whether a rule with `match=` matches a version. An invalid or slow pattern does not. */
function matchesAny(rules, version) {
	return [...rules.matchAll(/(?:^|,)match=([^,\n]+)/gm)].some(([line, pattern = ""]) => {
		try {
			return compilePattern(pattern, "", {
				input: "tags",
				line
			}).match(version) !== void 0;
		} catch (error) {
			if (error instanceof TagboatError) return false;
			throw error;
		}
	});
}
// src/proof/publication.ts
/** The references that a job pushes, each once, by a key that is the same for all spellings of a name. */
function pushedReferences(results) {
	const pushed = results.flatMap(({ publications }) => publications.filter(({ kind }) => kind === "push"));
	return new Map(pushed.flatMap(({ references }) => references.map((one) => [referenceKey(one), one])));
}
/** `acme/app:1` and `docker.io/acme/app:1` have one key, and so have `acme/app` and `acme/app:latest`: docker's rule for a missing tag. */
function referenceKey(reference) {
	const { name, tag = "latest" } = separateReference(reference);
	try {
		return `${keyOf(parseRepository(name))}:${tag}`;
	} catch (error) {
		if (error instanceof TagboatError) return reference;
		throw error;
	}
}
// src/proof/compare-runs.ts
/** Compares what the jobs of both sides publish in one run. */
function compareRuns({ title, group, event, assumed, placeholders }, before, after) {
	const [old, now] = [pushedReferences(before), pushedReferences(after)];
	const [oldFailure, nowFailure] = [before, after].map((results) => results.flatMap(({ failure }) => failure ?? [])[0]);
	const unread = [...new Set([...before, ...after].flatMap((one) => one.unread ?? []))].map((why) => `The tags cannot be compared: ${why}.`);
	const only = (one, other) => [...one].flatMap(([key, reference]) => other.has(key) ? [] : [reference]);
	const rules = before.map((one) => one.rules).join("\n");
	const isComparable = oldFailure === void 0 && nowFailure === void 0 && unread.length === 0;
	const sides = {
		trigger: event.trigger,
		missing: only(old, now),
		added: only(now, old),
		rules,
		assumed
	};
	const differences = isComparable ? explainDifferences(sides) : [];
	const restore = (text) => placeholders.restore(text);
	const problems = [
		...differences.filter(({ reason }) => reason === void 0).map(describeUnexplained),
		...nowFailure !== void 0 && oldFailure === void 0 && unread.length === 0 ? [`The Tagboat step fails: ${nowFailure}`] : [],
		...oldFailure === "it pushes without a tag, which buildx refuses" ? only(now, old).map(describeNew) : [],
		...isComparable ? compareDigests(before, after) : []
	];
	return {
		title,
		group,
		before: [...old.values()].map(restore),
		after: [...now.values()].map(restore),
		differences: differences.map((one) => ({
			...one,
			reference: restore(one.reference)
		})),
		problems: problems.map(restore),
		unread: [...unread, ...describeFailure(oldFailure)].map(restore)
	};
}
const describeFailure = (failure) => failure === void 0 ? [] : [`Today's steps fail here: ${failure}.`];
const describeUnexplained = ({ reference, side }) => side === "before" ? `The Tagboat step would not publish ${reference}, which is published today.` : describeNew(reference);
const describeNew = (reference) => `The Tagboat step would publish ${reference}, which is not published today.`;
/** A push by digest has no references: a later job gives them. */
function compareDigests(before, after) {
	const pushesDigest = (results) => results.some(({ publications }) => publications.some(({ kind }) => kind === "digest"));
	if (!pushesDigest(before) || pushesDigest(after)) return [];
	return ["The Tagboat step would not push by digest, as the job does today."];
}
// src/proof/ref-filters.ts
const readFilter = (event, kind) => ({
	only: stringListAt(event, kind),
	ignore: stringListAt(event, `${kind}-ignore`)
});
const hasFilter = ({ only, ignore }) => only !== void 0 || ignore !== void 0;
/** Whether a branch or git tag passes a filter. */
function passesFilter({ only, ignore }, name) {
	if (ignore?.some((pattern) => toRegex(pattern)?.test(name))) return false;
	if (only === void 0) return true;
	let passes = false;
	for (const pattern of only) {
		const isNot = pattern.startsWith("!");
		if (toRegex(isNot ? pattern.slice(1) : pattern)?.test(name)) passes = !isNot;
	}
	return passes;
}
/** Names that pass a filter: some of those given, and one for each pattern that none of them matches. */
function sampleNames(filter, given) {
	const found = given.filter((name) => passesFilter(filter, name));
	for (const pattern of filter.only ?? []) {
		if (pattern.startsWith("!") || found.some((name) => toRegex(pattern)?.test(name))) continue;
		const sample = makeSamples(pattern).find((name) => passesFilter(filter, name));
		if (sample !== void 0 && toRegex(pattern)?.test(sample)) found.push(sample);
		if (found.length >= mostNames) break;
	}
	return found;
}
const mostNames = 8;
const versions = [
	"v1.2.3",
	"1.2.3",
	"v1.2.3-rc.1",
	"1.2.3-rc.1",
	"1.2",
	"v1"
];
/** Names that a pattern may match, the most likely first. */
function makeSamples(pattern) {
	const plain = pattern.replace(/\[([^\]])[^\]]*\][+?]?/g, "$1").replace(/\\(.)/g, "$1");
	const made = [
		"1.2.3",
		"1",
		"one"
	].map((text) => plain.replace(/\*+/g, text).replace(/[+?]/g, ""));
	return [...versions, ...made];
}
/** A pattern as a regular expression; undefined if it is not valid. */
function toRegex(pattern) {
	const source = pattern.replace(/\*\*|\*|\[[^\]]*\]|\\.|[?+]|[^*[\\?+]+|[[\\]/g, (part) => {
		if (part === "**") return ".*";
		if (part === "*") return "[^/]*";
		if (part.startsWith("[") && part.length > 1) return part;
		if (part === "?" || part === "+" || part.startsWith("\\") && part.length > 1) return part;
		return part.replace(/[.^${}()|[\]\\/]/g, "\\$&");
	});
	try {
		return new RegExp(`^(?:${source})$`);
	} catch {
		return;
	}
}
// src/proof/sample-event.ts
const exampleSha = "5f569b50185ed57e4e3f3c78e6350d73d2e0fd7a";
/** The actor of a run for a fork. For any other it is the owner of the repository, since some jobs run for the owner only. */
const forkActor = "octocat";
/** Makes an event as GitHub describes it to a run: variables, payload, contexts. */
function makeEvent(repository, parts) {
	const { name, defaultBranch, time } = repository;
	const [owner = ""] = name.split("/");
	const { event, ref, head = "", base = "", isFork = false } = parts;
	const actor = isFork ? forkActor : owner;
	const payload = {
		...parts.payload,
		repository: new OpenRecord({
			id: 1,
			name: name.slice(owner.length + 1),
			full_name: name,
			default_branch: defaultBranch,
			html_url: `https://github.com/${name}`,
			owner: new OpenRecord({ login: owner })
		}),
		sender: new OpenRecord({ login: actor })
	};
	const github = new OpenRecord({
		event_name: event,
		event: payload,
		ref,
		ref_name: ref.replace(/^refs\/(?:heads|tags|pull)\//, ""),
		ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
		head_ref: head,
		base_ref: base,
		sha: exampleSha,
		repository: name,
		repository_owner: owner,
		actor,
		triggering_actor: actor,
		server_url: "https://github.com",
		api_url: "https://api.github.com"
	});
	const read = readGithubEvent({
		GITHUB_EVENT_NAME: event,
		GITHUB_REF: ref,
		GITHUB_SHA: exampleSha,
		GITHUB_REPOSITORY: name,
		GITHUB_ACTOR: actor
	}, toJson(payload));
	const { headCommitTime: _, ...rest } = read;
	const run = {
		revision: exampleSha,
		commitTime: time,
		time
	};
	const trigger = {
		...rest,
		...run,
		ref: read.ref ?? parseRef(ref),
		sha: exampleSha
	};
	const { title, inputs = {}, withoutSecrets = false } = parts;
	return {
		title,
		trigger,
		github,
		inputs,
		withoutSecrets
	};
}
// src/proof/ref-events.ts
const branchNames = ["feature/login"];
const tagNames = ["v1.2.3", "v1.2.3-rc.1"];
function pushEvents(settings, repository) {
	const branches = readFilter(settings, "branches");
	const tags = readFilter(settings, "tags");
	const isOpen = !hasFilter(branches) && !hasFilter(tags);
	const names = (filter, given) => isOpen || hasFilter(filter) ? sampleNames(filter, given) : [];
	return [...names(branches, [repository.defaultBranch, ...branchNames]).map((name) => pushEvent(`refs/heads/${name}`, repository)), ...names(tags, tagNames).map((name) => pushEvent(`refs/tags/${name}`, repository))];
}
const describeRef = (ref) => ref.startsWith("refs/tags/") ? `tag '${ref.slice(10)}'` : `branch '${ref.replace(/^refs\/heads\//, "")}'`;
function pushEvent(ref, repository) {
	const isBranch = ref.startsWith("refs/heads/");
	const commit = new OpenRecord({
		id: exampleSha,
		timestamp: repository.time
	});
	const payload = {
		ref,
		after: exampleSha,
		forced: false,
		deleted: false,
		base_ref: null,
		head_commit: commit
	};
	const before = isBranch ? { before: "1".repeat(40) } : {};
	const commits = { commits: [{
		id: exampleSha,
		timestamp: repository.time
	}] };
	return makeEvent(repository, {
		title: `push of ${describeRef(ref)}`,
		event: "push",
		ref,
		payload: {
			...payload,
			...before,
			...commits
		}
	});
}
const createEvent = (ref, repository) => makeEvent(repository, {
	title: `create of ${describeRef(ref)}`,
	event: "create",
	ref,
	payload: {
		ref: ref.replace(/^refs\/(?:heads|tags)\//, ""),
		ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
		master_branch: repository.defaultBranch
	}
});
/** The types that start a workflow, as far as they differ for an image: one that opens, and `closed`. */
function pullTypes(settings) {
	const types = stringListAt(settings, "types") ?? ["opened"];
	const [first] = types.filter((type) => type !== "closed");
	return [...first === void 0 ? [] : [first], ...types.includes("closed") ? ["closed"] : []];
}
function pullEvents(event, settings, repository) {
	const filter = readFilter(settings, "branches");
	const base = [repository.defaultBranch, ...sampleNames(filter, branchNames)].find((name) => passesFilter(filter, name));
	if (base === void 0) return [];
	return pullTypes(settings).flatMap((action) => [false, true].map((isFork) => pullEvent({
		event,
		action,
		base,
		isFork
	}, repository)));
}
function pullEvent({ event, action, base, isFork }, repository) {
	const number = 7;
	const head = "feature/login";
	const name = isFork ? "octocat/fork" : repository.name;
	const repo = new OpenRecord({
		id: isFork ? 2 : 1,
		full_name: name,
		fork: isFork
	});
	const isTarget = event === "pull_request_target";
	const pull = new OpenRecord({
		number,
		state: action === "closed" ? "closed" : "open",
		draft: false,
		labels: [],
		head: new OpenRecord({
			ref: head,
			sha: "2".repeat(40),
			repo,
			label: `${name.split("/")[0]}:${head}`
		}),
		base: new OpenRecord({
			ref: base,
			sha: "1".repeat(40),
			repo: new OpenRecord({
				id: 1,
				full_name: repository.name
			})
		})
	});
	return makeEvent(repository, {
		title: `${event} ${action}${isFork ? ", from a fork" : ""}`,
		event,
		ref: isTarget ? `refs/heads/${base}` : `refs/pull/${number}/merge`,
		head,
		base,
		payload: {
			action,
			number,
			pull_request: pull
		},
		isFork,
		withoutSecrets: isFork && !isTarget
	});
}
function releaseEvents(settings, repository) {
	return typesOf(settings, ["published"]).flatMap((action = "published") => {
		return (action === "published" || action === "created" ? tagNames : [action === "prereleased" ? "v1.2.3-rc.1" : "v1.2.3"]).map((tag) => makeEvent(repository, {
			title: `release ${action}, tag '${tag}'`,
			event: "release",
			ref: `refs/tags/${tag}`,
			payload: {
				action,
				release: new OpenRecord({
					tag_name: tag,
					name: tag,
					prerelease: tag.includes("-"),
					draft: false,
					target_commitish: repository.defaultBranch
				})
			}
		}));
	});
}
/** The `types:` of an event. */
const typesOf = (settings, otherwise) => stringListAt(settings, "types") ?? otherwise;
// src/proof/workflow-inputs.ts
/** At most as many variations of the defaults. */
const mostVariations = 6;
/**
* The defaults, then a variation with every boolean true, since one may matter only with another, then one for each other value of an input
* that has few: a boolean, or a choice.
*/
function sampleInputs(declared) {
	const choices = entriesOf(declared).map(([name, input]) => ({
		name,
		values: valuesOf(input)
	}));
	const defaults = Object.fromEntries(choices.flatMap(({ name, values: [first] }) => first === void 0 ? [] : [[name, first]]));
	const variations = choices.flatMap(({ name, values }) => values.slice(1).map((value) => makeInputs(` with ${name}: ${value}`, {
		...defaults,
		[name]: value
	})));
	const flags = choices.filter(({ name, values }) => typeof values[0] === "boolean" && defaults[name] === false);
	const together = makeInputs(` with ${flags.map(({ name }) => `${name}: true`).join(" and ")}`, {
		...defaults,
		...Object.fromEntries(flags.map(({ name }) => [name, true]))
	});
	return [
		makeInputs("", defaults),
		...flags.length > 1 ? [together] : [],
		...variations.slice(0, mostVariations)
	];
}
function makeInputs(title, values) {
	const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
	return {
		title,
		inputs: new OpenRecord(values),
		texts: new OpenRecord(texts)
	};
}
/** The known values of an input, its default first; empty if it is a text without a default. */
function valuesOf(input) {
	const otherwise = at(input, "default");
	const type = stringAt(input, "type") ?? "string";
	if (type === "boolean") return String(otherwise) === "true" ? [true, false] : [false, true];
	if (type === "choice") {
		const first = scalarTextOf(otherwise);
		const options = stringListAt(input, "options") ?? [];
		return first === void 0 ? options : [first, ...options.filter((option) => option !== first)];
	}
	if (typeof otherwise === "number") return [otherwise];
	const text = scalarTextOf(otherwise);
	return text === void 0 || text === "" ? [] : [text];
}
// src/proof/events.ts
/** Example events for all that starts a workflow: `on` is the value of its key `on:`. */
function sampleEvents(on, repository) {
	if (typeof on === "string") return eventsOf$1(on, {}, repository);
	if (Array.isArray(on)) return on.flatMap((name) => eventsOf$1(String(name), {}, repository));
	return entriesOf(on).flatMap(([name, settings]) => eventsOf$1(name, settings, repository));
}
function eventsOf$1(name, settings, repository) {
	switch (name) {
		case "push": return pushEvents(settings, repository);
		case "pull_request":
		case "pull_request_target": return pullEvents(name, settings, repository);
		case "release": return releaseEvents(settings, repository);
		case "workflow_dispatch": return dispatchEvents(settings, repository);
		case "workflow_call": return callEvents(settings, repository);
		case "create": return ["refs/heads/feature/login", "refs/tags/v1.2.3"].map((ref) => createEvent(ref, repository));
		case "merge_group": return [makeEvent(repository, {
			title: name,
			event: name,
			ref: `refs/heads/gh-readonly-queue/${repository.defaultBranch}/pr-7-0a1b2c`,
			payload: { action: "checks_requested" }
		})];
		default: return typesOf(settings, [void 0]).map((action) => otherEvent(name, action, settings, repository));
	}
}
function dispatchEvents(settings, repository) {
	const ref = `refs/heads/${repository.defaultBranch}`;
	return sampleInputs(at(settings, "inputs")).map(({ title, inputs, texts }) => makeEvent(repository, {
		title: `workflow_dispatch${title}`,
		event: "workflow_dispatch",
		ref,
		payload: {
			ref,
			inputs: texts
		},
		inputs
	}));
}
/** A called workflow has the event of its caller. */
function callEvents(settings, repository) {
	const callers = [
		pushEvent(`refs/heads/${repository.defaultBranch}`, repository),
		pushEvent("refs/tags/v1.2.3", repository),
		pullEvent({
			event: "pull_request",
			action: "opened",
			base: repository.defaultBranch,
			isFork: false
		}, repository)
	];
	return sampleInputs(at(settings, "inputs")).flatMap(({ title, inputs }) => callers.map((caller) => ({
		...caller,
		title: `workflow_call by ${caller.title}${title}`,
		inputs
	})));
}
/** Any other event has the ref of the default branch. */
function otherEvent(event, action, settings, repository) {
	const branch = repository.defaultBranch;
	const own = {
		schedule: { schedule: scheduleOf(settings) },
		repository_dispatch: {
			branch,
			client_payload: new OpenRecord()
		},
		workflow_run: { workflow_run: new OpenRecord({
			event: "push",
			status: "completed",
			conclusion: "success",
			head_branch: branch,
			head_sha: exampleSha
		}) },
		discussion: { discussion: new OpenRecord() },
		issues: { issue: new OpenRecord() },
		issue_comment: {
			issue: new OpenRecord(),
			comment: new OpenRecord()
		},
		registry_package: { registry_package: new OpenRecord() }
	};
	return makeEvent(repository, {
		title: action === void 0 ? event : `${event} ${action}`,
		event,
		ref: `refs/heads/${branch}`,
		payload: {
			...own[event],
			...action !== void 0 && { action }
		}
	});
}
function scheduleOf(settings) {
	const first = Array.isArray(settings) ? settings[0] : void 0;
	return (isRecord(first) ? stringAt(first, "cron") : void 0) ?? "0 0 * * *";
}
// src/proof/guess-repository.ts
/**
* The repository that a workflow is for, by its own conditions: `if: github.repository == 'acme/app'`. Without it, the jobs that have such a
* condition would not run in the examples.
*/
function guessRepository(file) {
	const text = JSON.stringify(file) ?? "";
	const whole = mostFrequent([...text.matchAll(/github\.repository\s*==\s*'([\w.-]+\/[\w.-]+)'/gi)]);
	if (whole !== void 0) return whole;
	return `${mostFrequent([...text.matchAll(/github\.repository_owner\s*==\s*'([\w.-]+)'/gi)]) ?? "acme"}/app`;
}
/** The name of the default branch that a workflow assumes: `master` if it names that and not `main`. */
function guessDefaultBranch(file) {
	const filters = ["push", "pull_request"].flatMap((event) => stringListAt(file, "on", event, "branches") ?? []);
	const text = JSON.stringify(file) ?? "";
	const names = (branch) => filters.includes(branch) || text.includes(`refs/heads/${branch}'`);
	return names("master") && !names("main") ? "master" : "main";
}
function mostFrequent(found) {
	const counts = /* @__PURE__ */ new Map();
	for (const [, name = ""] of found) counts.set(name, (counts.get(name) ?? 0) + 1);
	return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
// src/proof/plan-step-inputs.ts
/** Plans a Tagboat step as the action does. Throws a StepFailure with the problems that the action would report. */
function planTagboatStep(raw, env, { trigger }) {
	try {
		const inputs = readInputs(raw, {
			env,
			withoutSecrets: runsWithoutSecrets(trigger),
			trigger,
			needsPush: (push) => decideIntent(trigger, push).kind === "push",
			...trigger.baseRef !== void 0 && { baseRef: trigger.baseRef }
		});
		const plans = planStep(trigger, inputs, defineTargets(inputs));
		const isPush = intentOf(plans).kind === "push" && !inputs.dryRun;
		const kind = isPush ? inputs.push === "digest" ? "digest" : "push" : "build";
		const all = plans.flatMap((plan) => references(plan));
		const [first] = plans;
		const own = first === void 0 ? [] : references(first);
		const version = first?.version ?? "";
		const names = [...new Set(first?.tags.map(({ name }) => name))];
		const outputs = {
			tags: own.join("\n"),
			"tag-names": names.join("\n"),
			version,
			pushed: String(isPush)
		};
		return {
			publication: {
				references: all,
				kind
			},
			outputs: {
				...outputs,
				json: JSON.stringify({
					tags: own,
					"tag-names": names
				})
			}
		};
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		throw new StepFailure(error.problems.map(({ what, fix }) => `${what} ${fix}`).join(" "));
	}
}
/** The images of the step. The targets of a bake file are not known: the names of input `targets` take their place. */
function defineTargets(inputs) {
	const { bake, from, builds } = inputs;
	const named = imageNames(from);
	if (named.length > 0) return {
		targets: new Map(named.map((name) => [name, {}])),
		chosen: named
	};
	if (bake === void 0) {
		const targets = buildsOf(inputs).map(({ name, build }) => [name, describeTarget(build, "/", {})]);
		return {
			targets: new Map(targets),
			chosen: builds?.chosen ?? ["image"]
		};
	}
	if (inputs.images.length === 0) throw new UnreadTags("the names of its images are in the bake file");
	const chosen = bake.targets.length === 0 ? ["default"] : bake.targets;
	return {
		targets: new Map(chosen.map((name) => [name, {}])),
		chosen
	};
}
// src/proof/step-inputs.ts
/** The inputs of a step, by their names in lower case. */
const readStepInputs = (step) => Object.fromEntries(entriesOf(at(step, "with")).map(([name, value]) => [name.toLowerCase(), scalarTextOf(value) ?? ""]));
const flags = [
	"push",
	"load",
	"dry-run",
	"only-changed",
	"export-login",
	"forward-only",
	"no-cache",
	"pull"
];
/** Inputs on which the tags depend, and those that are needed together. */
const neededInputs = [
	...[
		"images",
		"tags",
		"flavor",
		"from",
		"builds",
		"outputs",
		"context"
	],
	...[
		"bake-files",
		"targets",
		"set",
		"vars"
	],
	...[
		"registry",
		"username",
		"password",
		"registry-auth",
		"github-token"
	]
];
/** The value of an input. Any other input with an unknown part is left out, because the action would check its form. */
function fillInput(filler, name, value) {
	return neededInputs.includes(name) || flags.includes(name) ? filler.fill(value, useOfInput(name)) : filler.fillKnown(value) ?? "";
}
function useOfInput(name) {
	if (name === "images") return "images";
	if (name === "tags") return "rules";
	return flags.includes(name) ? "flag" : "text";
}
/** A script with the variables of its step's `env:` in place, so that `docker push app:$VERSION` is known. */
function insertVariables(script, step) {
	const values = new Map(entriesOf(at(step, "env")).map(([name, value]) => [name, scalarTextOf(value) ?? ""]));
	return script.replace(/\$\{(\w+)\}|\$(\w+)/g, (text, braced, bare) => {
		return values.get(braced ?? bare ?? "") ?? text;
	});
}
// src/proof/run-job.ts
/**
* Runs the steps of a job without doing anything: which references it publishes. All steps succeed. `outer` is the workflow or composite action that
* the job is in. Throws Undecided if the result depends on an unknown part.
*/
function runJob(job, outer, run, tools) {
	const state = {
		run,
		tools,
		env: {},
		steps: {},
		exported: {},
		metadata: /* @__PURE__ */ new Map(),
		rules: []
	};
	const publications = [];
	let unread;
	try {
		state.env = addEnv(state, outer);
		const condition = scalarTextOf(at(job, "if"));
		if (condition !== void 0 && !fillerOf(state).test(condition)) return {
			publications,
			rules: ""
		};
		state.env = addEnv(state, job);
		for (const step of stepsIn(job)) try {
			publications.push(...runStep(step, state));
		} catch (error) {
			if (!(error instanceof UnreadTags)) throw error;
			unread = error.message;
		}
	} catch (error) {
		if (!(error instanceof StepFailure)) throw error;
		return {
			publications,
			failure: error.message,
			rules: state.rules.join("\n")
		};
	}
	return {
		publications,
		rules: state.rules.join("\n"),
		...unread !== void 0 && { unread }
	};
}
const stepsIn = (job) => {
	const steps = at(job, "steps");
	return Array.isArray(steps) ? steps : [];
};
function fillerOf({ run, tools, env, exported, steps }) {
	const { event, matrix, assumed } = run;
	const secrets = event.withoutSecrets ? { GITHUB_TOKEN: "token" } : new OpenRecord();
	const values = {
		github: event.github,
		inputs: event.inputs,
		matrix,
		secrets,
		env: new OpenRecord({
			...exported,
			...env
		}),
		vars: new OpenRecord(),
		needs: new OpenRecord(),
		steps: new OpenRecord(steps)
	};
	return createFiller(tools.expressions, {
		values,
		assumed
	}, tools.placeholders);
}
/** The variables of a workflow, job or step, over those that are known. One with an unknown part is unknown. */
function addEnv(state, owner) {
	const env = { ...state.env };
	const filler = fillerOf(state);
	for (const [name, value] of entriesOf(at(owner, "env"))) {
		delete env[name];
		const text = scalarTextOf(value) ?? "";
		if (!text.includes("${{")) env[name] = text;
		else {
			const filled = filler.fillKnown(text);
			if (filled !== void 0) env[name] = filled;
		}
	}
	return env;
}
function runStep(step, state) {
	const outer = state.env;
	const id = stringAt(step, "id");
	const condition = scalarTextOf(at(step, "if"));
	state.env = addEnv(state, step);
	if (condition !== void 0 && !fillerOf(state).test(condition)) {
		state.env = outer;
		keepOutputs(state, id, {}, "skipped");
		return [];
	}
	try {
		return actOn(step, id, state);
	} finally {
		state.env = withoutWritten(outer, stringAt(step, "run") ?? "");
	}
}
function actOn(step, id, state) {
	const uses = stringAt(step, "uses") ?? "";
	const inputs = readStepInputs(step);
	const filler = fillerOf(state);
	keepOutputs(state, id, new OpenRecord());
	const env = Object.fromEntries(Object.entries(state.env).map(([name, value]) => [name, String(value)]));
	if (isAction(uses, "docker/metadata-action")) {
		const { outputs, tags } = runMetadataAction({
			uses,
			inputs
		}, filler, env, state.run.event);
		state.rules.push(inputs.tags ?? "", inputs.flavor ?? "");
		for (const key of [id?.toLowerCase() ?? "", ""]) state.metadata.set(key, tags);
		keepOutputs(state, id, new OpenRecord(outputs));
		state.exported = exportOutputs(outputs);
		return [];
	}
	if (isAction(uses, "docker/build-push-action")) {
		keepOutputs(state, id, new OpenRecord({ digest: exampleDigest }));
		return [runBuildPushAction(inputs, filler)];
	}
	if (isAction(uses, "docker/bake-action")) {
		const [, source = ""] = /steps\.([\w-]+)\.outputs\.bake-file/.exec(inputs.files ?? "") ?? [];
		return [runBakeAction(inputs, filler, state.metadata.get(source.toLowerCase()))];
	}
	if (isAction(uses, "tagboat/tagboat")) {
		const raw = (name) => fillInput(filler, name, inputs[name] ?? "").trim();
		const { publication, outputs } = planTagboatStep(raw, env, state.run.event);
		keepOutputs(state, id, new OpenRecord({
			...outputs,
			digest: exampleDigest
		}));
		state.metadata.set("", publication.references);
		return [publication];
	}
	const script = stringAt(step, "run");
	if (script === void 0 || !/imagetools\s+create|docker\s+push/.test(script)) return [];
	const readsTags = /outputs\.(?:json|tags)\b|DOCKER_METADATA_OUTPUT_(?:JSON|TAGS)/.test(script);
	const read = runScript(filler.fill(insertVariables(script, step), "text"), readsTags ? state.metadata.get("") ?? [] : []);
	return read === void 0 ? [] : [read];
}
const isAction = (uses, name) => new RegExp(`^${name}(?:/[^@]*)?@`, "i").test(uses.trim());
/** DOCKER_METADATA_OUTPUT_TAGS and the like (`setOutputAndEnv` of docker/metadata-action's src/main.ts). */
const exportOutputs = (outputs) => Object.fromEntries(Object.entries(outputs).map(([name, value]) => [`DOCKER_METADATA_OUTPUT_${name.replace(/\W/g, "_").toUpperCase()}`, value]));
/** The outputs of a step, for expressions of later ones. */
function keepOutputs(state, id, outputs, outcome = "success") {
	if (id !== void 0) state.steps = {
		...state.steps,
		[id]: {
			outputs,
			outcome,
			conclusion: outcome
		}
	};
}
/** The variables that are known after a script: those that it may write are not. */
function withoutWritten(env, script) {
	if (!script.includes("GITHUB_ENV")) return env;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !script.includes(name)));
}
// src/proof/prove.ts
/**
* Compares the tags that a workflow publishes before and after a change, for each job that differs. `before` and `after` are the parsed files. For each
* event that starts the workflow, each combination of the matrix, and a few values for each part on which the tags depend and that is unknown.
*/
function proveMigration(before, after, expressions, options = {}) {
	const events = eventsOf(before, options);
	const old = jobsOf(before);
	const now = jobsOf(after);
	const changed = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)));
	return (changed.some((name) => !old.has(name) || !now.has(name)) ? [changed] : changed.map((name) => [name])).map((group) => {
		const of = (jobs, outer) => ({
			jobs: group.flatMap((name) => jobs.has(name) ? [jobs.get(name)] : []),
			outer
		});
		const runs = events.flatMap((event) => proveEvent(event, of(old, before), of(now, after), expressions));
		return {
			job: group.join(", "),
			runs,
			isProven: runs.every(({ problems }) => problems.length === 0)
		};
	});
}
/** The jobs of a workflow; the steps of a composite action as one job. */
function jobsOf(file) {
	const runs = at(file, "runs");
	return runs === void 0 ? new Map(entriesOf(at(file, "jobs"))) : /* @__PURE__ */ new Map([["", runs]]);
}
function eventsOf(file, options) {
	const on = at(file, "on");
	const { repository: name = guessRepository(file), time = "2026-01-02T03:04:05Z" } = options;
	const repository = {
		name,
		time,
		defaultBranch: options.defaultBranch ?? guessDefaultBranch(file)
	};
	if (at(file, "runs") === void 0) return sampleEvents(on, repository);
	const usual = sampleEvents(["push", "pull_request"], repository);
	return sampleInputs(at(file, "inputs")).flatMap(({ title, texts }) => usual.map((event) => ({
		...event,
		title: `${event.title}${title}`,
		inputs: texts
	})));
}
/** At most as many runs for one event and combination. */
const mostRuns = 16;
function proveEvent(event, before, after, expressions) {
	return pairLegs(before, after).flatMap((legs) => {
		const placeholders = new Placeholders();
		const tools = {
			expressions,
			placeholders
		};
		const runAll = ({ outer }, jobs, assumed) => jobs.map(({ job, matrix }) => runJob(job, outer, {
			event,
			matrix,
			assumed
		}, tools));
		return exploreRuns((assumed) => {
			const both = [runAll(before, legs.before, assumed), runAll(after, legs.after, assumed)];
			const values = describeAssumed(assumed);
			const title = `${event.title}${legs.title && ` with ${legs.title}`}`;
			const proof = compareRuns({
				title: `${title}${values}`,
				group: `${event.title}${values}`,
				event,
				placeholders,
				assumed: Object.values(assumed)
			}, ...both);
			return {
				proof,
				plain: {
					...proof,
					title,
					group: event.title
				}
			};
		});
	});
}
/** Compares a run for each value of the parts that it depends on. One run stays of those that do not differ. */
function exploreRuns(compare) {
	const found = [];
	const waiting = [{}];
	for (let assumed = waiting.shift(); assumed !== void 0; assumed = waiting.shift()) try {
		found.push(compare(assumed));
		if (found.length >= mostRuns) break;
	} catch (error) {
		if (!(error instanceof Undecided)) throw error;
		const { name, compared } = error.part;
		const known = assumed;
		waiting.unshift(...candidatesOf(compared).map((value) => ({
			...known,
			[name.toLowerCase()]: value
		})));
	}
	return new Set(found.map(({ plain }) => JSON.stringify(plain))).size === 1 && waiting.length === 0 ? found.slice(0, 1).map(({ plain }) => plain) : found.map(({ proof }) => proof);
}
/** The values to try for a part that is unknown: each text that it is compared with, and another one. */
const candidatesOf = (compared) => {
	const isOpen = compared.length < 2 || compared.includes("");
	return [.../* @__PURE__ */ new Set([...compared, ...isOpen ? ["another-value"] : []])];
};
const describeAssumed = (assumed) => {
	const all = Object.entries(assumed).map(([name, value]) => `${name} is '${value}'`);
	return all.length === 0 ? "" : `, if ${all.join(" and ")}`;
};
/** Combinations are compared one by one if both sides have the same ones, else all together. */
function pairLegs(before, after) {
	const legsOf = ({ jobs }) => jobs.flatMap((job) => matrixLegs(job).map((leg) => ({
		job,
		...leg
	})));
	const [old, now] = [legsOf(before), legsOf(after)];
	const keys = (legs) => JSON.stringify(legs.map(({ matrix }) => matrix));
	if (!(before.jobs.length === 1 && after.jobs.length === 1 && keys(old) === keys(now))) return [{
		title: "",
		before: old,
		after: now
	}];
	return old.map((leg, index) => ({
		title: leg.title,
		before: [leg],
		after: now.slice(index, index + 1)
	}));
}
// src/migrate/apply-edits.ts
/** Applies edits to a text. An edit inside of another one is dropped; undefined if two overlap in any other way. */
function applyEdits(text, edits) {
	const sorted = edits.filter((edit) => !edits.some((other) => other !== edit && contains(other, edit))).toSorted((one, other) => one.start - other.start || one.end - other.end);
	const parts = [];
	let at = 0;
	for (const { start, end, text: added } of sorted) {
		if (start < at || end < start || end > text.length) return void 0;
		parts.push(text.slice(at, start), added);
		at = end;
	}
	return [...parts, text.slice(at)].join("");
}
const contains = (outer, inner) => outer.start <= inner.start && inner.end <= outer.end && outer.end - outer.start > inner.end - inner.start && inner.end > inner.start;
/** A text with `\n` alone as line breaks, and the way back; undefined for a file that mixes two kinds. */
function unifyLineBreaks(text) {
	const mark = text.startsWith("﻿") ? "﻿" : "";
	const body = text.slice(mark.length);
	const returns = body.split("\r\n").length - 1;
	if (returns === 0 && !body.includes("\r")) return {
		text: body,
		restore: (changed) => mark + changed
	};
	const plain = body.replaceAll("\r\n", "\n");
	if (plain.includes("\r") || returns !== plain.split("\n").length - 1) return void 0;
	return {
		text: plain,
		restore: (changed) => mark + changed.replaceAll("\n", "\r\n")
	};
}
// src/migrate/entries.ts
/** An entry as it is written in the old step, with its comments. */
const keepEntry = ({ name, lines }) => ({
	name,
	lines
});
/** A kept entry under another name. */
function renameEntry(setting, name) {
	const index = setting.lines.findIndex((line) => !/^\s*(#|$)/.test(line));
	return {
		name,
		lines: setting.lines.map((line, at) => at === index ? line.replace(/^(?:"[^"]*"|'[^']*'|[^:]*?)(?=\s*:)/, name) : line)
	};
}
/** An entry for a value: on one line, or as a block of lines. */
function makeEntry(name, value) {
	const lines = value.replace(/\n+$/, "").split("\n");
	const [first = ""] = lines;
	if (lines.length === 1 && first !== "") return {
		name,
		lines: [`${name}: ${scalar(first)}`]
	};
	return {
		name,
		lines: [`${name}: ${/^\s/.test(first) ? "|2" : "|"}`, ...lines.map((line) => line === "" ? "" : `  ${line}`)]
	};
}
/** An entry whose value is a list of lines: one line each in a block, or a single one behind the key. */
const makeList = (name, lines) => makeEntry(name, lines.join("\n"));
/** A text as YAML on one line: plain where that reads back as the same text, else in quotation marks. */
function scalar(text) {
	return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
function isPlain(text) {
	if (text === "true" || text === "false" || /^\d+$/.test(text)) return true;
	if (/^[-{}[\]&*!|>'"%@`#,?]|: |:$| #|\n/.test(text) || text.trim() !== text) return false;
	const { contents, errors } = yaml().parseDocument(text);
	return errors.length === 0 && yaml().isScalar(contents) && contents.value === text;
}
/** The lines of a value that are not empty, without spaces around them. */
const linesOf$1 = (value) => value.split("\n").map((line) => line.trim()).filter(Boolean);
/** Splits at commas and line breaks outside of `${{ }}`. */
function splitList(value) {
	return [...value.matchAll(/(?:\$\{\{(?:'[^']*'|(?!\}\})[^'])*\}\}|[^,\n])+/g)].map(([item]) => item.trim()).filter(Boolean);
}
/** Finds `${{ steps.ID.outputs.NAME }}`, with nothing else between the braces. */
function outputPattern(id, output) {
	const key = (name) => String.raw`(?:\.\s*${name}|\[\s*'${name}'\s*\])`;
	return new RegExp(String.raw`\$\{\{\s*steps\s*${key(id)}\s*\.\s*outputs\s*${key(output)}\s*\}\}`, "gi");
}
/** Whether a text is exactly one output of a step. */
function isOutput(text, id, output) {
	return id !== void 0 && text.trim().replace(outputPattern(id, output), "") === "" && text.trim() !== "";
}
// src/migrate/step-uses.ts
/** `steps`, the id as a name or in brackets (with YAML's doubled quotes), the property, and the output. */
const use = new RegExp([
	String.raw`(?<![\w.-])steps(?![\w-])`,
	String.raw`(?:\s*\.\s*(?<id>[\w-]+)|\s*\[\s*'{1,2}(?<index>[\w-]+)'{1,2}\s*\])?`,
	String.raw`(?:\s*\.\s*(?<property>outputs|outcome|conclusion)`,
	String.raw`(?:\s*\.\s*(?<output>[\w-]+)|\s*\[\s*'{1,2}(?<outputIndex>[\w-]+)'{1,2}\s*\])?)?`
].join(""), "dgi");
/** Finds the uses of steps in all expressions below a node. `text` is the file. */
function findStepUses(text, node) {
	const { isScalar, visit } = yaml();
	const found = [];
	visit(node, { Scalar(position, scalar, path) {
		if (position === "key" || typeof scalar.value !== "string") return;
		const keys = path.flatMap((parent) => "key" in parent && isScalar(parent.key) ? [String(parent.key.value)] : []);
		const setting = keys.includes("with") ? keys.at(-1)?.toLowerCase() : void 0;
		found.push(...usesIn(text, scalar, keys.at(-1) === "if", setting));
	} });
	return found;
}
function usesIn(text, { range }, isCondition, setting) {
	const [from = 0, to = 0] = range ?? [];
	const source = text.slice(from, to);
	return (isCondition && !source.includes("${{") ? [{
		start: 0,
		end: source.length
	}] : expressionsOf(source)).flatMap(({ start, end }) => [...source.slice(start, end).matchAll(use)].flatMap((match) => {
		const { id, index, property, output, outputIndex } = match.groups ?? {};
		const [first = 0, last = 0] = match.indices?.groups?.id ?? match.indices?.groups?.index ?? match.indices?.[0] ?? [];
		return [{
			id: id ?? index,
			property: propertyOf(property),
			output: (output ?? outputIndex)?.toLowerCase(),
			written: match[0],
			start: from + start + first,
			end: from + start + last,
			setting
		}];
	}));
}
/** The places of the `${{ }}` in the source of a scalar. */
function expressionsOf(source) {
	return [...source.matchAll(/\$\{\{(?:'[^']*'|(?!\}\})[^'])*\}\}/g)].map(({ index, 0: whole }) => ({
		start: index,
		end: index + whole.length
	}));
}
function propertyOf(text) {
	const name = text?.toLowerCase();
	return name === "outputs" || name === "outcome" || name === "conclusion" ? name : void 0;
}
/** Whether a use reads a step with this id. GitHub compares ids without regard to case. */
const readsStep = ({ id }, step) => id !== void 0 && step !== void 0 && id.toLowerCase() === step.toLowerCase();
// src/migrate/conversion.ts
const startDraft = (step, metadata) => ({
	step,
	metadata,
	entries: [],
	absorbed: /* @__PURE__ */ new Set(),
	planned: /* @__PURE__ */ new Set(),
	handled: /* @__PURE__ */ new Set(),
	problems: [],
	notes: []
});
const finishDraft = (draft) => ({
	step: draft.step,
	entries: draft.entries,
	absorbed: [...draft.absorbed],
	planned: [...draft.planned],
	handled: draft.handled,
	problems: draft.problems,
	notes: draft.notes
});
/** The uses of a metadata step in a setting of the step. */
const usesInSetting = (draft, setting, metadata) => draft.step.stepUses.filter((use) => use.setting === setting && readsStep(use, metadata.id));
/** The metadata steps that a setting reads. */
const readInSetting = (draft, setting) => draft.metadata.filter((one) => usesInSetting(draft, setting, one).length > 0);
/** Notes that uses of some outputs in a setting are replaced. */
function markHandled(draft, setting, metadata, outputs) {
	for (const use of usesInSetting(draft, setting, metadata)) if (use.output !== void 0 && outputs.includes(use.output)) draft.handled.add(use);
}
/** Keeps the metadata step as a dry run for the uses in a setting that are not replaced. */
function planRest(draft, setting) {
	for (const one of readInSetting(draft, setting)) if (usesInSetting(draft, setting, one).some((use) => !draft.handled.has(use))) draft.planned.add(one);
}
// src/migrate/step.ts
const stepSetting = (step, name) => step.settings.find((one) => one.name === name);
const inputOf = (step, name) => stepSetting(step, name)?.value.trim() ?? "";
/** How messages name a step: by its number and its name, action or kind. */
function describeStep({ number, name, uses, run }) {
	const short = (text) => text.replace(/@.*/, "");
	const what = name ?? (uses === void 0 ? void 0 : short(uses)) ?? (run === void 0 ? "" : "run");
	return what === "" ? `step ${number}` : `step ${number} (${what})`;
}
const capitalize = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
/** Docker's actions, in any version and with any case of letters, as GitHub finds repositories. */
function dockerActionOf(uses) {
	const [, name] = /^docker\/([a-z-]+)-action@/i.exec(uses?.trim() ?? "") ?? [];
	return name === void 0 ? void 0 : actions.get(name.toLowerCase());
}
const actions = /* @__PURE__ */ new Map([
	["login", "login"],
	["metadata", "metadata"],
	["setup-qemu", "qemu"],
	["setup-buildx", "buildx"],
	["build-push", "build"],
	["bake", "bake"]
]);
/** The problem of a build step that cannot be read; undefined if it can. */
const findFixed = (step) => step.fixed && `The build ${describeStep(step)} ${step.fixed}. Write it out, then run this again.`;
// src/migrate/metadata-settings.ts
/** The rules of docker/metadata-action without input `tags` (its README, "tags input"). */
const fourRules = [
	"type=schedule",
	"type=ref,event=branch",
	"type=ref,event=tag",
	"type=ref,event=pr"
];
/** Inputs of docker/metadata-action that have no counterpart and need none. */
const droppedInputs = [
	"context",
	"sep-tags",
	"sep-labels",
	"sep-annotations",
	"bake-target"
];
const keptInputs = [
	"images",
	"tags",
	"flavor",
	"labels",
	"annotations",
	"github-token"
];
/** Why the inputs of a metadata step cannot become inputs of a Tagboat step. */
function metadataProblem(metadata) {
	const name = describeStep(metadata);
	if (metadata.fixed !== void 0) return `The metadata ${name} ${metadata.fixed}. Write it out, then run this again.`;
	if (metadata.keys.includes("continue-on-error")) return `The metadata ${name} has continue-on-error, which a Tagboat step cannot have for its tags alone. Remove it, then run this again.`;
	const unknown = metadata.settings.find((one) => ![...keptInputs, ...droppedInputs].includes(one.name));
	if (unknown !== void 0) return `The metadata ${name} has the input ${unknown.name}, which docker/metadata-action does not have. Remove it, then run this again.`;
	if (inputOf(metadata, "images") === "") return `The metadata ${name} has no images, so its tags have no name. Write images there, then run this again.`;
}
/** The condition of a step without `${{ }}` and spaces, for comparisons. */
const plainCondition = ({ condition }) => (condition ?? "").replace(/^\s*\$\{\{|\}\}\s*$/g, "").replace(/\s+/g, "");
/** Whether a metadata step runs whenever the build does. */
const runsWith = (metadata, build) => metadata.condition === void 0 || plainCondition(metadata) === plainCondition(build);
/** The entries for names and tags of a metadata step. */
function nameEntries(metadata) {
	const [images, tags, flavor] = [
		"images",
		"tags",
		"flavor"
	].map((name) => stepSetting(metadata, name));
	return [
		...images === void 0 ? [] : [keepEntry(images)],
		tags === void 0 || tags.value.trim() === "" ? makeList("tags", fourRules) : keepEntry(tags),
		...flavor === void 0 ? [] : [keepEntry(flavor)]
	];
}
/** Converts `tags` of a build step. `env` has literal variables. The result is the metadata step whose rules give the tags. */
function convertTags(draft, env) {
	const { step, entries } = draft;
	const lines = splitList(inputOf(step, "tags"));
	const source = draft.metadata.find((one) => lines.some((line) => isOutput(line, one.id, "tags")) && canAbsorb(draft, one));
	if (source === void 0) {
		convertReferences(draft, lines, env);
		return;
	}
	const others = lines.filter((line) => !isOutput(line, source.id, "tags"));
	const images = splitList(inputOf(source, "images"));
	if (others.some((line) => !images.some((image) => line.startsWith(`${image}:`)))) {
		convertReferences(draft, lines, env);
		return;
	}
	markHandled(draft, "tags", source, ["tags"]);
	planRest(draft, "tags");
	draft.absorbed.add(source);
	const named = nameEntries(source);
	if (others.length === 0) entries.push(...named);
	else {
		const rules = linesOf$1(inputOf(source, "tags"));
		const all = makeList("tags", [...rules.length === 0 ? fourRules : rules, ...others]);
		entries.push(...named.map((entry) => entry.name === "tags" ? all : entry));
	}
	return source;
}
function canAbsorb(draft, metadata) {
	if (!runsWith(metadata, draft.step)) return false;
	const problem = metadataProblem(metadata);
	if (problem === void 0) return true;
	draft.problems.push(problem);
	return false;
}
/** Full references: one on a line, each with a tag. */
function convertReferences(draft, lines, env) {
	if (lines.length === 0) return;
	planRest(draft, "tags");
	const complete = lines.map((line) => /\$\{\{|:[^/]*$|@/.test(line) ? line : `${line}:latest`);
	const written = stepSetting(draft.step, "tags");
	const isSame = written !== void 0 && linesOf$1(written.value).join("\n") === complete.join("\n");
	const isKnown = (line) => (env.get(/^\$\{\{\s*env\.([\w-]+)\s*\}\}$/.exec(line)?.[1] ?? "") ?? "") !== "";
	const mayBeEmpty = !["", "false"].includes(inputOf(draft.step, "push")) && complete.every((line) => line.replace(expression, "") === "" && !isKnown(line));
	if (mayBeEmpty) draft.notes.push(`The line "${noTag}" keeps the default tags away if the expressions are empty.`);
	if (isSame && !mayBeEmpty) draft.entries.push(keepEntry(written));
	else draft.entries.push(makeList("tags", [...complete, ...mayBeEmpty ? [noTag] : []]));
}
/** A rule that never gives a tag. */
const noTag = "type=raw,value=none,enable=false";
const expression = /\$\{\{(?:'[^']*'|(?!\}\})[^'])*\}\}/g;
/** Converts `labels` or `annotations`, which may contain the output of a metadata step. `source` gives the tags. */
function convertList(draft, name, source) {
	const { step, entries } = draft;
	const written = stepSetting(step, name);
	if (written === void 0) return;
	const from = readInSetting(draft, name).find((one) => linesOf$1(written.value).some((line) => isOutput(line, one.id, name)));
	const lines = linesOf$1(written.value).filter((line) => !isOutput(line, from?.id, name));
	if (from !== void 0 && from !== source && !canAbsorb(draft, from)) {
		planRest(draft, name);
		entries.push(keepEntry(written));
		return;
	}
	const own = from && stepSetting(from, name);
	if (from !== void 0) {
		markHandled(draft, name, from, [name]);
		draft.absorbed.add(from);
	}
	if (lines.length === 0) {
		if (own !== void 0) entries.push(keepEntry(own));
		return;
	}
	const kept = from === void 0 ? keepEntry(written) : makeList(name, [...linesOf$1(own?.value ?? ""), ...lines]);
	entries.push(insertVersion(draft, name, from === void 0 ? escapeTemplates(kept) : kept, source));
	planRest(draft, name);
}
/** An expression in double braces that GitHub does not read. */
const ownBraces = /(?<!\$)\{\{[^{}]*\}\}/g;
/** Escapes texts that are expressions here and plain text there, like `{{version}}`. */
function escapeTemplates({ name, lines }) {
	const isOurs = (text) => compileLoose(text, {
		input: "build-args",
		line: text
	}).parts.some((part) => typeof part !== "string");
	const shield = (line) => line.replace(ownBraces, (text) => isOurs(text) ? `\\${text}` : text);
	return {
		name,
		lines: lines.map(shield)
	};
}
/** Replaces the output `version` of the metadata step that gives the tags by `{{version}}`, which is the same. */
function insertVersion(draft, setting, entry, source) {
	if (source?.id === void 0) return entry;
	const pattern = outputPattern(source.id, "version");
	const text = entry.lines.join("\n");
	const count = [...text.matchAll(pattern)].length;
	const uses = draft.step.stepUses.filter((use) => use.setting === setting && use.output === "version");
	if (count === 0 || count !== uses.length) return entry;
	markHandled(draft, setting, source, ["version"]);
	return {
		name: entry.name,
		lines: text.replace(pattern, "{{version}}").split("\n")
	};
}
// src/migrate/metadata-fates.ts
const outputs = [
	"version",
	"tags",
	"tag-names",
	"labels",
	"annotations",
	"json"
];
/** Decides about all metadata steps that builds read. A text is a problem. */
function judgeMetadata(job, conversions) {
	return job.steps.filter((step) => conversions.some(({ absorbed, planned }) => absorbed.includes(step) || planned.includes(step))).flatMap((step) => judge(job, conversions, step));
}
function judge(job, conversions, step) {
	const readers = conversions.filter(({ absorbed, planned }) => absorbed.includes(step) || planned.includes(step));
	const [first] = readers;
	if (first === void 0) return [];
	const context = gitContextProblem(job, step);
	if (context !== void 0) return [context];
	const handled = new Set(readers.flatMap((one) => [...one.handled]));
	const consumers = consumersOf(job, step).filter(({ use }) => !handled.has(use));
	const wrong = consumers.flatMap((consumer) => problemOf(step, consumer));
	if (wrong.length > 0) return wrong;
	const isAlone = readers.length === 1 && readers.every(({ planned }) => !planned.includes(step));
	const isLate = consumers.every((consumer) => followsBuild(consumer, first.step));
	const moved = consumers.map(({ use }) => use);
	if (consumers.length === 0 || isAlone && isLate) return [{
		step,
		kind: "removed",
		build: first.step,
		moved
	}];
	const problem = metadataProblem(step) ?? checkoutProblem(job, step, first);
	return problem === void 0 ? [{
		step,
		kind: "dry-run",
		build: first.step,
		moved: []
	}] : [problem];
}
/** All uses of a step's outputs, except for those of steps that read no expression any more. */
function consumersOf(job, step) {
	const inside = job.steps.flatMap((one) => one.stepUses.map((use) => ({
		step: one,
		use
	})));
	const outside = job.outerUses.map((use) => ({
		step: void 0,
		use
	}));
	return [...inside, ...outside].filter(({ use }) => readsStep(use, step.id));
}
/** Whether a consumer runs after the build, and only if the build runs. */
function followsBuild({ step, use }, build) {
	if (use.property !== "outputs" || use.output === void 0) return false;
	if (step === void 0) return build.condition === void 0;
	if (step.number <= build.number) return false;
	return build.condition === void 0 || plainCondition(step) === plainCondition(build);
}
/** Why a consumer cannot read a Tagboat step. */
function problemOf(metadata, { step, use }) {
	const reads = `${step === void 0 ? "The outputs of the job read" : `${capitalize(describeStep(step))} reads`} ${use.written}`;
	if (step?.fixed !== void 0) return [`${reads}, and it ${step.fixed}. Write it out, then run this again.`];
	if (use.property !== "outputs" || use.output === void 0) return [];
	if (!outputs.includes(use.output)) return [`${reads}, and Tagboat has no output ${use.output}. Replace that use, then run this again.`];
	const separator = {
		tags: "sep-tags",
		labels: "sep-labels",
		annotations: "sep-annotations"
	}[use.output];
	if (separator === void 0 || inputOf(metadata, separator) === "") return [];
	return [`${reads}, whose items ${separator} separates in another way than by lines, as Tagboat’s are. Remove ${separator}, then run this again.`];
}
/** `context: git` takes the ref from the checkout; Tagboat's rules take the event's, which differs after a checkout with `ref`. */
function gitContextProblem(job, step) {
	if (inputOf(step, "context") !== "git") return void 0;
	const checkout = job.steps.find((one) => one.number < step.number && /^actions\/checkout@/i.test(one.uses ?? "") && inputOf(one, "ref") !== "");
	if (checkout === void 0) return void 0;
	return `The metadata ${describeStep(step)} takes its ref from the checkout (context: git), and ${describeStep(checkout)} checks out ${inputOf(checkout, "ref")}. Write that ref as value= into the rules, and remove context there, then run this again.`;
}
/** A dry run checks that the Dockerfile exists, so it needs the checkout. */
function checkoutProblem(job, step, { entries }) {
	const isRemote = entries.some(({ name, lines }) => name === "context" && lines.some((line) => /defaultContext|:\/\//.test(line)));
	const before = job.steps.slice(0, step.number - 1);
	if (isRemote || before.some(({ uses = "" }) => /^actions\/checkout@/i.test(uses))) return void 0;
	return `Another step reads the outputs of the metadata ${describeStep(step)} before the build. A dry run of Tagboat can give them, but it needs the checkout: move the step below actions/checkout, then run this again.`;
}
// src/migrate/read-step.ts
/** Reads the step at an index of `steps:`. A text is the reason why it cannot be read. */
function readStep(text, document, steps, index) {
	const { isAlias, isMap } = yaml();
	const item = steps.items[index];
	const node = isAlias(item) ? item.resolve(document) : item;
	const number = index + 1;
	if (!isMap(node)) return `Step ${number} is not a map of keys.`;
	const range = isAlias(item) ? item.range : node.range;
	const dash = (steps.srcToken?.type === "block-seq" ? steps.srcToken.items[index] : void 0)?.start.find(({ type }) => type === "seq-item-ind")?.offset ?? range?.[0] ?? 0;
	const settings = readSettings(text, node, "with", document);
	const env = readSettings(text, node, "env", document);
	const field = (name) => scalarText(node.get(name, true));
	const uses = field("uses");
	return {
		number,
		action: dockerActionOf(uses),
		id: field("id"),
		name: field("name"),
		uses,
		run: field("run"),
		condition: field("if"),
		keys: node.items.map(({ key }) => scalarText(key) ?? ""),
		settings: typeof settings === "string" ? [] : settings,
		env: typeof env === "string" ? [] : env,
		stepUses: findStepUses(text, node),
		text: text.slice(node.range?.[0] ?? 0, node.range?.[1] ?? 0),
		fixed: isAlias(item) ? "is an alias" : typeof settings === "string" ? settings : typeof env === "string" ? env : void 0,
		node,
		start: lineStart(text, dash),
		end: contentEnd(text, range?.[0] ?? 0, range?.[1] ?? 0)
	};
}
/** The entries of a map of a step; a text is the reason why they cannot be read. */
function readSettings(text, step, key, document) {
	const { isAlias, isMap } = yaml();
	const given = step.get(key, true);
	const map = isAlias(given) ? given.resolve(document) : given;
	if (map === void 0 || scalarText(map) === "") return [];
	if (!isMap(map)) return `has a ${key} that is not a map of keys`;
	if (isAlias(given)) return `has a ${key} that is an alias`;
	const entries = map.items.map((pair, index) => readSetting(text, map, pair, map.items[index - 1], key, document));
	const wrong = entries.find((one) => typeof one === "string");
	if (typeof wrong === "string") return wrong;
	return entries.flatMap((one) => typeof one === "string" ? [] : [one]);
}
function readSetting(text, map, pair, previous, kind, document) {
	const { isAlias, isNode } = yaml();
	const name = scalarText(pair.key) ?? "";
	const node = isAlias(pair.value) ? pair.value.resolve(document) : pair.value;
	const value = node === null ? "" : scalarText(node);
	if (name === "" || name === "<<" || value === void 0) return `has an entry of ${kind} that is not a text: ${name}`;
	const [start, end] = placeOf(pair);
	const column = start - lineStart(text, start);
	const source = map.flow !== true && text.slice(lineStart(text, start), start).trim() === "" ? text.slice(commentStart(text, start, isNode(previous?.key) ? placeOf(previous)[1] : 0), lineEnd(text, contentEnd(text, start, end))) : `${" ".repeat(column)}${text.slice(start, end)}`;
	return {
		name: kind === "with" ? name.toLowerCase() : name,
		value,
		lines: source.split("\n").map((line) => dedent(line, column))
	};
}
/** The place of an entry, from its key to the end of its value. */
function placeOf({ key, value }) {
	const { isNode } = yaml();
	const start = isNode(key) ? key.range?.[0] ?? 0 : 0;
	const keyEnd = isNode(key) ? key.range?.[1] ?? start : start;
	return [start, Math.max(keyEnd, isNode(value) ? value.range?.[1] ?? start : start)];
}
/** Where the comments directly above an entry begin; `after` is the end of the entry before it. */
function commentStart(text, start, after) {
	let first = lineStart(text, start);
	while (first > 0) {
		const above = lineStart(text, first - 1);
		if (above < after || !/^\s*#/.test(text.slice(above, first))) break;
		first = above;
	}
	return first;
}
/** Removes at most `column` spaces from the front. */
function dedent(line, column) {
	const spaces = /^ */.exec(line)?.[0].length ?? 0;
	return line.slice(Math.min(spaces, column)).trimEnd() === "" ? "" : line.slice(Math.min(spaces, column));
}
const lineStart = (text, offset) => text.lastIndexOf("\n", offset - 1) + 1;
/** The end of the line, before its line break. */
function lineEnd(text, offset) {
	const end = text.indexOf("\n", offset);
	return end === -1 ? text.length : end;
}
/** The end of the last line with content between two offsets, before its line break. */
function contentEnd(text, start, end) {
	return lineEnd(text, start + text.slice(start, end).trimEnd().length);
}
// src/migrate/write-step.ts
/** The action and its version, as workflows name it. */
const actionName = "tagboat/tagboat@v1";
/** Replaces the action and the inputs of a step. Its other keys and its comments stay as they are. */
function replaceStep(text, made) {
	const { node } = made.step;
	if (node.flow === true || made.step.run !== void 0) return [rewriteStep(text, made)];
	const uses = findPair(made.step, "uses");
	const inputs = findPair(made.step, "with");
	const env = findPair(made.step, "env");
	const [start, end] = valueRange(uses);
	const column = columnOf(text, keyStart(uses));
	const tail = lineEnd(text, end);
	const isPin = /^\s*#\s*(?:v?\d|pin@|tag=|ratchet:|renovate:)/.test(text.slice(end, tail));
	const added = [
		...made.id === void 0 ? [] : [`id: ${made.id}`],
		...made.env.length === 0 || env !== void 0 ? [] : ["env:", ...indent(linesOf(made.env), 2)],
		...inputs === void 0 ? withLines(made.entries, 2) : []
	];
	return [
		{
			start,
			end: isPin ? tail : end,
			text: actionName
		},
		...added.length === 0 ? [] : [{
			start: tail,
			end: tail,
			text: `\n${indent(added, column).join("\n")}`
		}],
		...inputs === void 0 ? [] : [replaceInputs(text, inputs, made.entries)],
		...env === void 0 || made.env.length === 0 ? [] : [extendEnv(text, env, made.env)]
	];
}
/** Removes the lines of a step, and one of two empty lines around it. Comments above it stay. */
function removeStep(text, { start, end }) {
	const isEmpty = (from) => text.slice(from, lineEnd(text, from)).trim() === "";
	const after = Math.min(end + 1, text.length);
	const above = text.slice(lineStart(text, start - 1), start).trim();
	return {
		start,
		end: (above === "" || above === "steps:") && after < text.length && isEmpty(after) ? Math.min(lineEnd(text, after) + 1, text.length) : after,
		text: ""
	};
}
function replaceInputs(text, inputs, entries) {
	const { isMap, isNode } = yaml();
	const start = keyStart(inputs);
	const column = columnOf(text, start);
	const [first] = isMap(inputs.value) && inputs.value.flow !== true ? inputs.value.items : [];
	const inner = first === void 0 ? 2 : Math.max(columnOf(text, keyStart(first)) - column, 1);
	const end = isNode(inputs.value) ? inputs.value.range?.[1] ?? start : start;
	const [head = "", ...rest] = withLines(entries, inner);
	return {
		start,
		end: contentEnd(text, start, end),
		text: [head, ...indent(rest, column)].join("\n")
	};
}
function extendEnv(text, env, added) {
	const { isMap, isNode } = yaml();
	const start = keyStart(env);
	const [first] = isMap(env.value) ? env.value.items : [];
	const column = first === void 0 ? columnOf(text, start) + 2 : columnOf(text, keyStart(first));
	const end = contentEnd(text, start, isNode(env.value) ? env.value.range?.[1] ?? start : start);
	return {
		start: end,
		end,
		text: `\n${indent(linesOf(added), column).join("\n")}`
	};
}
/** A step in braces becomes a block, because inputs of several lines do not fit into braces. A script loses its own keys. */
function rewriteStep(text, { step, entries, id, env }) {
	const [start = 0, last = 0] = step.node.range ?? [];
	const end = start + text.slice(start, last).trimEnd().length;
	const kept = step.node.items.flatMap((pair) => {
		const name = scalarText(pair.key) ?? "";
		if ([
			"with",
			"env",
			"shell",
			"working-directory"
		].includes(name)) return [];
		if (name === "uses" || name === "run") return [`uses: ${actionName}`];
		const [from, to] = valueRange(pair);
		return [`${name}: ${text.slice(from, to).trimEnd()}`];
	});
	const all = [...step.run === void 0 ? step.env : [], ...env];
	const [head = "", ...rest] = [
		...kept,
		...id === void 0 ? [] : [`id: ${id}`],
		...all.length === 0 ? [] : ["env:", ...indent(linesOf(all), 2)],
		...withLines(entries, 2)
	];
	return {
		start,
		end,
		text: [head, ...indent(rest, columnOf(text, start))].join("\n")
	};
}
const withLines = (entries, inner) => ["with:", ...indent(entries.flatMap(({ lines }) => lines), inner)];
const linesOf = (settings) => settings.flatMap(({ lines }) => lines);
const indent = (lines, column) => lines.map((line) => line === "" ? "" : `${" ".repeat(column)}${line}`);
const columnOf = (text, offset) => offset - lineStart(text, offset);
const findPair = ({ node }, name) => node.items.find(({ key }) => scalarText(key) === name);
function keyStart(pair) {
	const { isNode } = yaml();
	return isNode(pair?.key) ? pair.key.range?.[0] ?? 0 : 0;
}
function valueRange(pair) {
	const { isNode } = yaml();
	const [start = 0, end = 0] = isNode(pair?.value) ? pair.value.range ?? [] : [];
	return [start, end];
}
// src/migrate/finish-plan.ts
const unchanged = (...messages) => ({
	kind: "unchanged",
	messages
});
/** The edits of a job whose builds are converted, or the problems. */
function finishPlan(text, job, parts) {
	const { setup, conversions } = parts;
	const judged = judgeMetadata(job, conversions);
	const fates = judged.flatMap((fate) => typeof fate === "string" ? [] : [fate]);
	const removed = fates.filter(({ kind }) => kind === "removed").map(({ step }) => step);
	const gone = [
		...setup.removed,
		...removed,
		...parts.gone
	];
	const problems = [
		...conversions.flatMap((one) => one.problems),
		...judged.filter((fate) => typeof fate === "string"),
		...otherProblems(job, [...gone, ...conversions.map(({ step }) => step).filter(({ run }) => run !== void 0)], fates)
	];
	problems.push(...readersOf(job, gone, parts.gone));
	if (problems.length > 0) return unchanged(...new Set(problems));
	return {
		kind: "changed",
		edits: [...editsOf(text, parts, fates), ...parts.gone.map((step) => removeStep(text, step))],
		messages: [...messagesOf(job, parts, fates, gone), ...noteComments(text, gone)]
	};
}
/** Uses of other steps that go. */
function readersOf(job, all, gone) {
	const rest = job.steps.filter((step) => !all.includes(step));
	return gone.flatMap((step) => {
		const reader = rest.find((one) => one.stepUses.some((use) => readsStep(use, step.id)));
		const isRead = reader !== void 0 || job.outerUses.some((use) => readsStep(use, step.id));
		const who = reader === void 0 ? "The outputs of the job read" : `${capitalize(describeStep(reader))} reads`;
		return isRead ? [`${who} the ${describeStep(step)}, which a Tagboat step replaces. Remove that use, then run this again.`] : [];
	});
}
/** Comments above removed steps may be about something else, so they stay. */
function noteComments(text, gone) {
	return gone.some(({ start }) => /(?:^|\n)[ \t]*#[^\n]*\n$/.test(text.slice(0, start))) ? ["Comments above the replaced steps stay. Remove those that are about these steps alone."] : [];
}
/** Uses that no step of the new job can answer. */
function otherProblems(job, gone, fates) {
	const rest = job.steps.filter((step) => !gone.includes(step));
	const problems = [];
	const all = rest.find((step) => step.stepUses.some(({ id }) => id === void 0));
	if (all !== void 0 || job.outerUses.some(({ id }) => id === void 0)) {
		const reads = all === void 0 ? "The outputs of the job read" : `${capitalize(describeStep(all))} reads`;
		problems.push(`${reads} all steps at once (steps without an id). Name the step there, steps.ID.outputs.NAME, then run this again.`);
	}
	const isSet = fates.length > 0;
	const reader = rest.find((step) => step.action !== "metadata" && /DOCKER_METADATA_OUTPUT/.test(step.text));
	if (isSet && reader !== void 0) problems.push(`${capitalize(describeStep(reader))} reads a variable DOCKER_METADATA_OUTPUT_..., which Tagboat does not set. Give that step an env with the output instead, for example VERSION: \${{ steps.ID.outputs.version }}, then run this again.`);
	return problems;
}
function editsOf(text, { setup, conversions }, fates) {
	const removed = fates.filter(({ kind }) => kind === "removed");
	const steps = conversions.flatMap((conversion) => {
		const own = removed.filter(({ build }) => build === conversion.step);
		const id = conversion.step.id === void 0 ? own.find(({ moved }) => moved.length > 0)?.step.id : void 0;
		const env = own.flatMap(({ step }) => step.env);
		const entries = [...conversion.entries, ...setup.entries];
		return replaceStep(text, {
			step: conversion.step,
			entries,
			id,
			env
		});
	});
	const planned = fates.filter(({ kind }) => kind === "dry-run").flatMap(({ step, build }) => {
		return replaceStep(text, {
			step,
			entries: dryRunEntries(step, conversions.find((one) => one.step === build)),
			id: void 0,
			env: []
		});
	});
	const gone = [...setup.removed, ...removed.map(({ step }) => step)];
	return [
		...steps,
		...planned,
		...gone.map((step) => removeStep(text, step)),
		...movedUses(removed)
	];
}
/** Uses of a removed metadata step get the id of its build step. Where that had none, it has the old id now. */
function movedUses(removed) {
	return removed.flatMap(({ step, build, moved }) => {
		const id = build.id ?? removed.find((one) => one.build === build && one.moved.length > 0)?.step.id;
		if (id === void 0 || id === step.id) return [];
		return moved.map(({ start, end }) => ({
			start,
			end,
			text: id
		}));
	});
}
/** The inputs of a dry run in the place of a metadata step. It checks the files that its build reads. */
function dryRunEntries(step, conversion) {
	const lists = [
		"labels",
		"annotations",
		"github-token"
	].flatMap((name) => stepSetting(step, name) ?? []);
	const files = (conversion?.entries ?? []).filter(({ name, lines }) => [
		"context",
		"file",
		"bake-files",
		"targets"
	].includes(name) && !/steps\s*[.[]/.test(lines.join("\n")));
	return [
		...nameEntries(step),
		...lists.map(keepEntry),
		...files,
		makeEntry("dry-run", "true")
	];
}
function messagesOf(job, { setup, conversions }, fates, gone) {
	const removed = [...gone].sort((one, other) => one.number - other.number).map(describeStep);
	const made = conversions.map(({ step }) => describeStep(step)).join(" and ");
	const becomes = conversions.length === 1 ? "becomes a Tagboat step" : "become Tagboat steps";
	const replaced = removed.length === 0 ? "" : ` and replace${conversions.length === 1 ? "s" : ""} ${removed.join(", ")}`;
	const dryRuns = fates.filter(({ kind }) => kind === "dry-run").map(({ step }) => `${capitalize(describeStep(step))} becomes a dry run, because its outputs are needed before the build.`);
	const login = job.name === "" && gone.some(({ action }) => action === "login") ? ["The login of a Tagboat step ends with the step. If workflows that use this action need it, add export-login: true."] : [];
	const notes = conversions.flatMap((one) => one.notes);
	return [
		`${capitalize(made)} ${becomes}${replaced}.`,
		...dryRuns,
		...setup.notes,
		...notes,
		...login
	];
}
// src/migrate/build-settings.ts
/** Inputs of docker/build-push-action that keep their names and values. */
const sameInputs$2 = [
	...[
		"add-hosts",
		"allow",
		"attests",
		"build-args",
		"build-contexts",
		"cache-from",
		"cache-to",
		"context"
	],
	...[
		"file",
		"github-token",
		"load",
		"network",
		"no-cache",
		"no-cache-filters",
		"platforms",
		"provenance"
	],
	...[
		"pull",
		"push",
		"sbom",
		"secret-envs",
		"secret-files",
		"secrets",
		"shm-size",
		"ssh",
		"target",
		"ulimit"
	],
	...["builder", "outputs"]
];
/** Converts a step of docker/build-push-action. */
function convertBuild(step, given) {
	const draft = startDraft(step, given.metadata);
	const fixed = findFixed(step);
	if (fixed !== void 0) {
		draft.problems.push(fixed);
		return finishDraft(draft);
	}
	const source = convertTags(draft, given.env);
	convertList(draft, "labels", source);
	convertList(draft, "annotations", source);
	addContext(draft, given);
	for (const setting of step.settings) if (![
		"tags",
		"labels",
		"annotations"
	].includes(setting.name)) convertSetting$1(draft, setting, given, source);
	addPush(draft);
	return finishDraft(draft);
}
function convertSetting$1(draft, setting, given, source) {
	const { name } = setting;
	if (!sameInputs$2.includes(name)) {
		draft.problems.push(describeUnknownInput(draft.step, name));
		return;
	}
	const builder = draft.step.stepUses.find((use) => use.setting === "builder");
	if (name === "builder" && given.removedBuilder !== void 0 && builder !== void 0) {
		draft.handled.add(builder);
		return;
	}
	if (name === "outputs" && !convertOutputs(draft, setting)) return;
	if (name === "context" && setting.value.trim() === "") return;
	const entry = keepEntry(setting);
	draft.entries.push(name === "build-args" ? insertVersion(draft, name, escapeTemplates(entry), source) : entry);
	planRest(draft, name);
}
function describeUnknownInput(step, name) {
	const fix = dockerInputs.get(name) ?? "Remove it if nothing needs it.";
	return `The build ${describeStep(step)} has the input ${name}, which Tagboat does not have. ${fix} Then run this again.`;
}
/** Whether input `outputs` stays. What it says about a push belongs to input `push`. */
function convertOutputs(draft, { value }) {
	const text = value.trim();
	if (/^type=(?:registry|image,push=true)$/.test(text)) return false;
	const isFile = text.split("\n").every((line) => /^\s*(?:type=(?:oci|docker|local|tar),.*dest=|[\w./-]+\s*$)/.test(line));
	if (!isFile) draft.problems.push(`The build ${describeStep(draft.step)} has outputs ${JSON.stringify(text)}, which has no counterpart. docs/outputs.md shows the forms that Tagboat takes; docs/platforms.md has builds by digest.`);
	return isFile;
}
/** Without `push` docker/build-push-action pushes nothing; the default here decides by the event. */
function addPush(draft) {
	const { step, entries } = draft;
	const outputs = inputOf(step, "outputs");
	if (/^type=(?:registry|image,push=true)$/.test(outputs)) {
		const index = entries.findIndex(({ name }) => name === "push");
		if (index !== -1) entries.splice(index, 1);
		entries.push(makeEntry("push", "true"));
	} else if (inputOf(step, "push") === "" && outputs === "") entries.push(makeEntry("push", "false"));
	if (entries.some(({ lines }) => lines.some((line) => /^push:\s*true\b/.test(line))) && inputOf(step, "tags") === "") draft.problems.push(`The build ${describeStep(step)} pushes without tags. Write tags there, then run this again.`);
}
/** Without `context` docker/build-push-action builds a fresh clone of the event's commit. */
function addContext(draft, { hasPlainCheckout }) {
	const context = stepSetting(draft.step, "context");
	if (context !== void 0 && context.value.trim() !== "") return;
	if (hasPlainCheckout) return;
	draft.entries.push(makeEntry("context", "{{defaultContext}}"));
	draft.notes.push(`The build ${describeStep(draft.step)} has no context, so docker/build-push-action builds the commit as GitHub has it. "context: '{{defaultContext}}'" keeps that; remove the line to build the files of a checkout.`);
}
// src/migrate/bake-settings.ts
/** Inputs of docker/bake-action that keep their names and values. */
const sameInputs$1 = [...[
	"targets",
	"vars",
	"push",
	"load",
	"no-cache",
	"pull",
	"provenance",
	"sbom",
	"builder",
	"allow"
], ...["github-token"]];
/** The outputs of docker/metadata-action that are files for bake, and what each holds. */
const bakeFiles = /* @__PURE__ */ new Map([
	["bake-file", ["tags", "labels"]],
	["bake-file-tags", ["tags"]],
	["bake-file-labels", ["labels"]],
	["bake-file-annotations", ["annotations"]]
]);
/** Converts a step of docker/bake-action. */
function convertBake(step, given) {
	const draft = startDraft(step, given.metadata);
	const fixed = findFixed(step);
	if (fixed !== void 0) {
		draft.problems.push(fixed);
		return finishDraft(draft);
	}
	checkSource(draft, given.hasCheckout);
	const files = stepSetting(step, "files");
	if (files !== void 0) draft.entries.push(...convertFiles(draft, files));
	for (const setting of step.settings) convertSetting(draft, setting, given);
	if (!draft.entries.some(({ name }) => name === "bake-files")) draft.problems.push(`The bake ${describeStep(step)} names no files, and Tagboat takes no file by its name. Write files there, for example "files: docker-bake.hcl", then run this again.`);
	if (!draft.entries.some(({ name }) => name === "images") && draft.problems.length === 0) draft.problems.push(`The tags of the bake ${describeStep(step)} are in its files, and not in a metadata step. docs/many-images.md shows how to write them as rules.`);
	if (!draft.entries.some(({ name }) => name === "push")) draft.entries.push(makeEntry("push", "false"));
	return finishDraft(draft);
}
function checkSource(draft, hasCheckout) {
	const source = inputOf(draft.step, "source");
	if (![
		"",
		".",
		"./",
		"{{defaultContext}}"
	].includes(source)) draft.problems.push(`The bake ${describeStep(draft.step)} has the source ${source}, which Tagboat cannot read. Check it out with actions/checkout, then run this again.`);
	if (!hasCheckout) draft.problems.push(`The job of the bake ${describeStep(draft.step)} has no checkout, and Tagboat reads bake files of the checkout. Add actions/checkout before it, then run this again.`);
}
/** The bake files without those of metadata steps, whose inputs become entries. */
function convertFiles(draft, files) {
	const lines = splitList(files.value);
	const own = lines.filter((line) => !draft.metadata.some((one) => fileOutputs(draft, one, line).length > 0));
	const named = [];
	for (const metadata of draft.metadata) {
		const outputs = lines.flatMap((line) => fileOutputs(draft, metadata, line));
		if (outputs.length > 0) named.push(...absorb(draft, metadata, outputs));
	}
	planRest(draft, "files");
	if (own.length === 0) return named;
	return [own.length === lines.length && linesOf$1(files.value).join() === own.join() ? renameEntry(files, "bake-files") : makeList("bake-files", own), ...named];
}
/** The outputs of a metadata step that a line of `files` is made of. */
function fileOutputs(draft, metadata, line) {
	if (metadata.id === void 0) return [];
	const [, output] = new RegExp(String.raw`^(?:cwd:\/\/)?\$\{\{\s*steps\s*\.\s*${metadata.id}\s*\.\s*outputs\s*\.\s*(bake-file(?:-tags|-labels|-annotations)?)\s*\}\}$`, "i").exec(line) ?? [];
	return output !== void 0 && usesInSetting(draft, "files", metadata).length > 0 ? [output.toLowerCase()] : [];
}
function absorb(draft, metadata, outputs) {
	const problem = metadataProblem(metadata);
	if (problem !== void 0) draft.problems.push(problem);
	if (metadata.condition !== void 0) draft.problems.push(`The metadata ${describeStep(metadata)} has an if, so that the bake step has other tags where it does not run. Move the condition to the rules (enable=), then run this again.`);
	markHandled(draft, "files", metadata, outputs);
	draft.absorbed.add(metadata);
	const parts = new Set(outputs.flatMap((output) => bakeFiles.get(output) ?? []));
	const kept = ["labels", "annotations"].filter((part) => parts.has(part)).flatMap((part) => stepSetting(metadata, part) ?? []).map(keepEntry);
	draft.notes.push(`If the bake step builds several targets, write {{target}} into images or flavor, so that each has a name of its own (docs/many-images.md).`);
	return [...parts.has("tags") ? nameEntries(metadata) : [], ...kept];
}
function convertSetting(draft, setting, given) {
	const { name } = setting;
	if ([
		"files",
		"source",
		"workdir"
	].includes(name)) {
		if (name === "workdir" && ![
			"",
			".",
			"./"
		].includes(setting.value.trim())) draft.problems.push(`The bake ${describeStep(draft.step)} has a workdir. Write the paths of files from the root of the checkout, remove it, then run this again.`);
		return;
	}
	if (name === "set") {
		convertSet(draft, setting);
		return;
	}
	if (!sameInputs$1.includes(name)) {
		draft.problems.push(describeUnknownInput(draft.step, name));
		return;
	}
	const builder = draft.step.stepUses.find((use) => use.setting === "builder");
	if (name === "builder" && given.removedBuilder !== void 0 && builder !== void 0) {
		draft.handled.add(builder);
		return;
	}
	draft.entries.push(keepEntry(setting));
	planRest(draft, name);
}
/** Overrides without those for a push, which are input `push`. */
function convertSet(draft, setting) {
	const lines = linesOf$1(setting.value);
	const isPush = (line) => /^\*?[\w-]*\.output=type=registry$/.test(line);
	const refused = lines.find((line) => /^[^=]*\.(?:tags|push|load|call)\b/.test(line) || /^[^=]*\.output/.test(line) && !isPush(line));
	if (refused !== void 0) {
		draft.problems.push(`The bake ${describeStep(draft.step)} has "${refused}" in set, which Tagboat does not take there. Write tags as rules of a metadata step, and push or load as inputs, then run this again.`);
		return;
	}
	const kept = lines.filter((line) => !isPush(line));
	if (kept.length === lines.length) draft.entries.push(keepEntry(setting));
	else if (kept.length > 0) draft.entries.push(makeList("set", kept));
	if (kept.length < lines.length) draft.entries.push(makeEntry("push", "true"));
	planRest(draft, "set");
}
// src/migrate/checkout-steps.ts
const isCheckout = ({ uses = "" }) => /^actions\/checkout@/i.test(uses);
/** Inputs of actions/checkout that do not change the files of the checkout. */
const neutralInputs = [
	"fetch-depth",
	"fetch-tags",
	"persist-credentials",
	"submodules",
	"token",
	"show-progress"
];
/** Actions that change no file of the checkout. */
const neutralActions = /^(?:actions\/setup-[a-z]+|sigstore\/cosign-installer|aws-actions\/[a-z-]+|google-github-actions\/auth|step-security\/harden-runner)@/i;
/** A line of a script that only writes variables and outputs. */
const neutralLine = /^(?:#.*|(?:echo|printf)\b.*>>\s*["']?\$\{?GITHUB_\w+\}?["']?|[A-Za-z_]\w*=.*|)$/;
const hasCheckout = (before) => before.some(isCheckout);
/**
* Whether the workspace has the same files as a fresh clone of the event's commit: there is one plain checkout, and no step
* before the build may change its files.
*/
function findPlainCheckout(before) {
	const checkouts = before.filter(isCheckout);
	const isPlain = checkouts.every(({ settings }) => settings.every(({ name }) => neutralInputs.includes(name)));
	const others = before.filter((step) => !isCheckout(step) && step.action === void 0);
	return checkouts.length === 1 && isPlain && others.every(isNeutral);
}
function isNeutral({ uses = "", run }) {
	if (run === void 0) return neutralActions.test(uses);
	return run.split("\n").every((line) => neutralLine.test(line.trim()));
}
// src/migrate/tool-uses.ts
/** Programs that read docker's logins, or that use docker's builder. */
const programs = /\b(?:docker|buildx|podman|buildah|nerdctl|skopeo|crane|regctl|cosign|oras|notation|helm|trivy|grype|syft|dive|kubectl|kind|minikube|act|earthly)\b/i;
/** Scripts whose content this file cannot show. */
const scripts = /(?:[\w./-]+\.(?:sh|py|js|mjs|ps1)\b|\b(?:make|just|task|mage|rake|npm|pnpm|yarn|tox|nox)\s)/;
/** Owners of actions that use no docker login, except for those that are named here. */
const harmless = /^(?:actions|github|softprops|peter-evans|dorny|step-security|codecov|crazy-max\/ghaction-dump-context)\b/i;
const exceptions = /^actions\/attest/i;
/** The first step that may use docker, or a login of docker's. Docker's own actions and Tagboat are judged elsewhere. */
function findDockerUse(steps) {
	return steps.find(({ action, run = "", uses = "" }) => {
		if (action !== void 0) return false;
		if (programs.test(run) || scripts.test(run)) return true;
		return uses !== "" && (exceptions.test(uses) || !harmless.test(uses)) && !/^tagboat\//i.test(uses);
	});
}
/** How a message says that a step may need something. */
const mayUse = (step) => `${describeStep(step)} may use it`;
// src/migrate/login-steps.ts
/** Decides which login steps go. `names` are the texts with the names of the images. */
function planLoginSteps(job, builds, names) {
	const logins = job.steps.filter(({ action }) => action === "login").map((step) => readLogin(step, job, builds, names));
	const judged = logins.map((login) => ({
		login,
		why: whyStays(job, builds, login, logins)
	}));
	const removed = judged.filter(({ why }) => why === void 0).map(({ login }) => login);
	const asked = removed.filter(({ isGithubToken }) => !isGithubToken);
	const stays = judged.flatMap(({ login, why }) => why === void 0 ? [] : [`${capitalize(describeStep(login.step))} stays: ${why}.`]);
	const conditions = asked.filter(({ step }) => step.condition !== void 0).map(({ step }) => `The if of ${describeStep(step)} is gone: ${isForPush(step, builds) ? "a run that does not push needs no login" : "\"optional: true\" allows an empty user name or password"}.`);
	const isKept = removed.some(({ step }) => inputOf(step, "logout") === "false");
	return {
		removed: removed.map(({ step }) => step),
		entries: [...credentialEntries(asked, builds), ...isKept ? [makeEntry("export-login", "true")] : []],
		notes: [...stays, ...conditions]
	};
}
/** The job's own token, which input github-token has by default. */
const ownToken = /^\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}$/i;
function readLogin(step, job, builds, names) {
	const registry = inputOf(step, "registry");
	const [, variable] = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$/.exec(registry) ?? [];
	const host = hostOf(variable === void 0 ? registry : job.env.get(variable) ?? registry);
	const isToken = ownToken.test(inputOf(step, "password"));
	const isSame = builds.every((build) => ["", inputOf(step, "password")].includes(inputOf(build, "github-token")));
	const others = names.replace(/\$\{\{\s*steps\b.*?\}\}/g, "");
	const isForImages = host === "ghcr.io" && /ghcr\.io|\$\{\{/.test(others);
	return {
		step,
		registry,
		host,
		isGithubToken: isToken && isSame && isForImages
	};
}
/** Why a login step stays, if it does. */
function whyStays(job, builds, { step, host, isGithubToken }, logins) {
	if (step.fixed !== void 0) return `it ${step.fixed}`;
	if (step.number > (builds[0]?.number ?? 0)) return "it is below the first build";
	const user = findDockerUse(job.steps.slice(step.number).filter((one) => !builds.includes(one)));
	if (user !== void 0) return mayUse(user);
	if ([...job.steps.flatMap((one) => one.stepUses), ...job.outerUses].some((use) => readsStep(use, step.id))) return "another step reads its result";
	if (step.keys.includes("continue-on-error")) return "it has continue-on-error";
	if (step.env.length > 0) return "it has an env";
	if (isGithubToken) return void 0;
	if (builds.length > 1) return "the Tagboat steps of the job share its login";
	if (logins.filter((one) => one.host === host).length > 1) return `another step logs in to ${host}, too`;
	const unknown = step.settings.find(({ name }) => ![
		"registry",
		"username",
		"password",
		"logout",
		"ecr"
	].includes(name));
	if (unknown !== void 0) return `its input ${unknown.name} has no counterpart that means the same`;
	if (step.settings.map(({ value }) => value.trim()).some((value) => value.includes("\n"))) return "it has a value of several lines";
	const isEcr = ["true", "auto"].includes(inputOf(step, "ecr"));
	if (inputOf(step, "password") === "" && !isEcr) return "it has no password";
}
/** Whether the condition of a login only spares runs that do not push. */
function isForPush(step, builds) {
	const condition = plainCondition(step);
	const pushes = builds.flatMap((build) => [plainCondition(build), inputOf(build, "push").replace(/^\$\{\{|\}\}$/g, "").replace(/\s+/g, "")]);
	return ["github.event_name!='pull_request'", "github.event.pull_request.head.repo.full_name==github.repository"].includes(condition) || pushes.includes(condition);
}
function credentialEntries(logins, builds) {
	const [only] = logins;
	if (only === void 0) return [];
	const isOptional = ({ step }) => step.condition !== void 0 && !isForPush(step, builds);
	if (logins.length === 1 && !isOptional(only) && inputOf(only.step, "password") !== "" && inputOf(only.step, "ecr") === "") {
		const own = [
			"registry",
			"username",
			"password"
		].flatMap((name) => stepSetting(only.step, name) ?? []).map(keepEntry);
		return only.registry === "" ? [makeEntry("registry", "docker.io"), ...own.filter(({ name }) => name !== "registry")] : own;
	}
	return [{
		name: "registry-auth",
		lines: ["registry-auth: |", ...logins.flatMap((login) => itemLines(login, isOptional(login))).map((line) => `  ${line}`)]
	}];
}
/** An item of `registry-auth`. */
function itemLines({ step, registry }, isOptional) {
	const fields = [
		"username",
		"password",
		"ecr"
	].flatMap((name) => {
		const value = inputOf(step, name);
		return value === "" || value === "false" ? [] : [`  ${name}: ${scalar(value === "true" ? "auto" : value)}`];
	});
	return [
		`- registry: ${registry === "" ? "docker.io" : scalar(registry)}`,
		...fields,
		...isOptional ? ["  optional: true"] : []
	];
}
// src/migrate/setup-steps.ts
/** Decides which steps of setup-qemu, setup-buildx and login go. A step that anything else may need stays. */
function planSetup(job, builds, names) {
	const [first] = builds;
	const machines = job.steps.filter(({ number }) => number < (first?.number ?? 0)).filter(({ action }) => action === "qemu" || action === "buildx").map((step) => ({
		step,
		...planMachine(job, builds, step)
	}));
	const logins = planLoginSteps(job, builds, names);
	const stays = machines.flatMap(({ step, why }) => why === void 0 ? [] : [`${capitalize(describeStep(step))} stays: ${why}.`]);
	const removed = machines.filter(({ why }) => why === void 0);
	return {
		removed: [...removed.map(({ step }) => step), ...logins.removed],
		entries: [...removed.flatMap(({ entries }) => entries), ...logins.entries],
		notes: [...stays, ...logins.notes]
	};
}
function planMachine(job, builds, step) {
	const stay = (why) => ({
		entries: [],
		why
	});
	if (step.fixed !== void 0) return stay(`it ${step.fixed}`);
	if (step.action === "buildx" && builds.length > 1) return stay("the Tagboat steps of the job share its builder");
	const others = job.steps.filter((one) => one.number !== step.number);
	const isBuilder = (one) => builds.length === 1 && one === builds[0];
	const reader = others.find((one) => one.stepUses.some((use) => readsStep(use, step.id) && !(isBuilder(one) && use.setting === "builder" && use.output === "name")));
	if (reader !== void 0) return stay(`${describeStep(reader)} reads its outputs`);
	if (job.outerUses.some((use) => readsStep(use, step.id))) return stay("the job’s outputs read its outputs");
	const user = findDockerUse(job.steps.slice(step.number).filter((one) => !builds.includes(one)));
	if (user !== void 0) return stay(mayUse(user));
	if (step.settings.filter(({ value }) => value.trim() !== "").length > 0 && step.condition !== void 0) return stay("it has settings and an if");
	if (step.env.length > 0) return stay("it has an env");
	const entries = step.action === "qemu" ? qemuEntries(step) : builderEntries(step);
	return typeof entries === "string" ? stay(entries) : {
		entries,
		why: void 0
	};
}
/** The entries for docker/setup-qemu-action; a text is the reason why it stays. */
function qemuEntries(step) {
	const unknown = step.settings.find(({ name }) => ![
		"platforms",
		"image",
		"cache-image"
	].includes(name));
	if (unknown !== void 0) return `its input ${unknown.name} has no counterpart`;
	const image = stepSetting(step, "image");
	const isDefault = /^(?:docker\.io\/)?tonistiigi\/binfmt:latest$/.test(image?.value.trim() ?? "");
	return image === void 0 || isDefault ? [] : [renameEntry(image, "qemu-image")];
}
const sameInputs = [
	"driver",
	"driver-opts",
	"buildkitd-flags",
	"buildkitd-config-inline",
	"endpoint",
	"append"
];
const needless = [
	"install",
	"use",
	"cleanup",
	"cache-binary"
];
/** The entries for docker/setup-buildx-action; a text is the reason why it stays. */
function builderEntries(step) {
	const entries = [];
	for (const setting of step.settings) {
		const value = setting.value.trim();
		if (needless.includes(setting.name) || value === "") continue;
		if (setting.name === "driver" && value === "docker-container") continue;
		if (sameInputs.includes(setting.name)) entries.push(keepEntry(setting));
		else if (setting.name === "config-inline") entries.push(renameEntry(setting, "buildkitd-config-inline"));
		else if (setting.name === "version" && /^v?\d+\.\d+\.\d+$/.test(value)) entries.push(makeEntry("buildx-version", value.replace(/^v/, "")));
		else if (setting.name === "version" && value === "latest") continue;
		else return `its input ${setting.name} has no counterpart that means the same`;
	}
	return inputOf(step, "use") === "false" ? "it does not use its builder" : entries;
}
// src/migrate/plan-job.ts
/** Plans the edits of one job. `text` is the file, with `\n` as line breaks. */
function planJob(text, job) {
	if (job.fixed !== void 0) return unchanged(job.fixed);
	const builds = job.steps.filter(({ action }) => action === "build" || action === "bake");
	if (builds.length === 0) return unchanged(...whyNothing(job));
	const setup = planSetup(job, builds, namesOf(job, builds));
	return finishPlan(text, job, {
		setup,
		conversions: builds.map((step) => convert(job, step, setup)),
		gone: []
	});
}
/** Nothing to say about a job without docker's actions. */
const whyNothing = ({ steps }) => steps.some(({ action }) => action !== void 0) ? ["The job builds nothing with docker/build-push-action or docker/bake-action, so its steps stay."] : [];
/** The texts that name images. */
const namesOf = (job, builds) => [...builds.map((step) => inputOf(step, "tags")), ...job.steps.filter(({ action }) => action === "metadata").map((step) => inputOf(step, "images"))].join("\n");
function convert(job, step, setup) {
	const before = job.steps.slice(0, step.number - 1);
	const metadata = before.filter(({ action, id }) => action === "metadata" && id !== void 0);
	const removedBuilder = setup.removed.find(({ action }) => action === "buildx");
	if (step.action === "bake") return convertBake(step, {
		metadata,
		removedBuilder,
		hasCheckout: hasCheckout(before)
	});
	return convertBuild(step, {
		metadata,
		removedBuilder,
		hasPlainCheckout: findPlainCheckout(before),
		env: job.env
	});
}
// src/migrate/read-workflow.ts
/** Reads a file whose line breaks are `\n`. Total: anything that is not a workflow is a reason. */
function readWorkflow(text) {
	const { isMap, LineCounter, parseDocument } = yaml();
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		keepSourceTokens: true,
		prettyErrors: false
	});
	const [error] = document.errors;
	if (error !== void 0) {
		const { line } = lines.linePos(error.pos[0]);
		return {
			kind: "other",
			why: `Line ${line} is not valid YAML: ${error.message}. Fix it first.`
		};
	}
	const root = document.contents;
	if (!isMap(root)) return {
		kind: "other",
		why: "The file is not a workflow: it is not a map of keys."
	};
	const jobs = root.get("jobs", true);
	const env = readEnv(root, /* @__PURE__ */ new Map());
	if (isMap(jobs)) return {
		kind: "read",
		document,
		jobs: jobs.items.flatMap((pair) => readJob(text, document, pair, env))
	};
	const runs = root.get("runs", true);
	if (!isMap(runs)) return {
		kind: "other",
		why: "The file is not a workflow or a composite action: it has neither jobs nor runs."
	};
	if (!runs.has("steps")) return {
		kind: "other",
		why: "The action has no steps: only composite actions can use docker’s actions."
	};
	return {
		kind: "read",
		document,
		jobs: [stepsOf({
			text,
			document,
			name: "",
			map: runs,
			outer: root,
			env
		})]
	};
}
function readJob(text, document, { key, value }, env) {
	const { isAlias, isMap } = yaml();
	const name = scalarText(key) ?? "";
	if (isMap(value)) return [stepsOf({
		text,
		document,
		name,
		map: value,
		outer: value,
		env: readEnv(value, env)
	})];
	const why = isAlias(value) ? "The job is an alias: edit the job with the anchor." : "The job is not a map of keys.";
	return [{
		...noJob,
		name,
		fixed: why
	}];
}
const noJob = {
	name: "",
	steps: [],
	outerUses: [],
	env: /* @__PURE__ */ new Map(),
	outerText: "",
	fixed: void 0,
	node: void 0
};
function stepsOf({ text, document, name, map, outer, env }) {
	const { isSeq } = yaml();
	const job = {
		...noJob,
		name,
		env,
		...outer === map && { node: map }
	};
	const steps = map.get("steps", true);
	if (steps === void 0) {
		const uses = scalarText(map.get("uses", true));
		return {
			...job,
			fixed: uses === void 0 ? "The job has no steps." : `The job calls ${uses}. ${uses.startsWith("./") ? "Migrate that file." : "That workflow is in another repository: migrate it there."}`
		};
	}
	if (!isSeq(steps)) return {
		...job,
		fixed: "The steps are an alias, or not a list. Write them out, then run this again."
	};
	if (steps.flow === true) {
		if (!mayUseDocker(text, steps)) return job;
		return {
			...job,
			fixed: "The steps are one list in brackets. Write each step on lines of its own, then run this again."
		};
	}
	const found = steps.items.map((_, index) => readStep(text, document, steps, index));
	const wrong = found.find((one) => typeof one === "string");
	if (typeof wrong === "string") return {
		...job,
		fixed: wrong
	};
	const read = found.flatMap((one) => typeof one === "string" ? [] : [one]);
	const [from = 0, to = 0] = steps.range ?? [];
	const outerUses = findStepUses(text, outer).filter(({ start }) => start < from || start >= to);
	return {
		...job,
		steps: read,
		outerUses,
		outerText: outerTextOf(text, outer, from, to)
	};
}
/** Whether steps name one of docker's actions, or may do so by an alias. */
const mayUseDocker = (text, { range }) => /docker\/|\*\w/.test(text.slice(...range ?? []));
function outerTextOf(text, outer, from, to) {
	const [start = 0, end = 0] = outer.range ?? [];
	return `${text.slice(start, from)}\n${text.slice(to, end)}`;
}
/** The literal values of `env:` in a workflow or job, over those of `outer`. A value with an expression hides the outer one. */
function readEnv(map, outer) {
	const { isMap } = yaml();
	const env = map.get("env", true);
	if (!isMap(env)) return outer;
	const all = new Map(outer);
	for (const { key, value } of env.items) {
		const name = scalarText(key) ?? "";
		const text = scalarText(value);
		if (text === void 0 || text.includes("${{")) all.delete(name);
		else all.set(name, text);
	}
	return all;
}
// src/migrate/digest-build.ts
const known = [
	"type",
	"name",
	"push-by-digest",
	"name-canonical",
	"push",
	"oci-mediatypes"
];
/** Finds the only build of a job, if it pushes by digest. A text is the reason why it cannot be migrated. */
function findDigestBuild(job) {
	const builds = job.steps.filter(({ action }) => action === "build" || action === "bake");
	const step = builds.find((one) => /push-by-digest=true/.test(inputOf(one, "outputs")));
	if (step === void 0) return void 0;
	if (builds.length > 1) return "The job has several builds, and one pushes by digest. docs/platforms.md shows the jobs to write.";
	const fixed = findFixed(step);
	if (fixed !== void 0) return fixed;
	const fields = new Map(splitList(inputOf(step, "outputs")).map((field) => fieldOf(field)));
	const unknown = [...fields.keys()].find((name) => !known.includes(name));
	const image = fields.get("name") ?? inputOf(step, "tags");
	if (unknown !== void 0 || fields.get("type") !== "image") return `The build ${describeStep(step)} has outputs ${JSON.stringify(inputOf(step, "outputs"))}, which has no counterpart. docs/platforms.md shows a build by digest.`;
	if (image === "" || /[\n,"]|steps\s*[.[]/.test(image)) return `The build ${describeStep(step)} does not name one image to push by digest. Write name=IMAGE into outputs, then run this again.`;
	const push = pushOf(fields.get("push") ?? inputOf(step, "push"));
	if (push === void 0) return `The build ${describeStep(step)} pushes under a condition that is not one expression. Write push=true into outputs, then run this again.`;
	return {
		step,
		image,
		push
	};
}
function fieldOf(field) {
	const [name = "", ...value] = field.split("=");
	return [name.trim(), value.join("=").trim()];
}
/** `digest` where the build pushed, and `false` where it did not. */
function pushOf(push) {
	if (push === "true") return "digest";
	const [, condition] = /^\$\{\{((?:'[^']*'|(?!\}\})[^'])*)\}\}$/.exec(push) ?? [];
	return condition === void 0 ? void 0 : `\${{ format('{0}', ${condition.trim()}) == 'true' && 'digest' || 'false' }}`;
}
/** Converts the build. Rules and flavor of a metadata step come along with its labels, for the label `version`. */
function convertDigestBuild(job, { step, image, push }) {
	const dropped = [
		"outputs",
		"tags",
		"push"
	];
	const before = job.steps.slice(0, step.number - 1);
	const metadata = before.filter(({ action, id }) => action === "metadata" && id !== void 0);
	const made = convertBuild({
		...step,
		settings: step.settings.filter(({ name }) => !dropped.includes(name)),
		stepUses: step.stepUses.filter(({ setting }) => !dropped.includes(setting ?? ""))
	}, {
		metadata,
		removedBuilder: before.find(({ action }) => action === "buildx"),
		hasPlainCheckout: findPlainCheckout(before),
		env: job.env
	});
	const rules = made.absorbed.flatMap(nameEntries).filter(({ name }) => name !== "images");
	const rest = made.entries.filter(({ name }) => name !== "push");
	return {
		...made,
		entries: [
			makeEntry("images", image),
			...rules,
			...rest,
			makeEntry("push", push)
		]
	};
}
/** The steps that pass the digest on as an artifact, which Tagboat does itself. */
function digestStepsOf(job, build) {
	const after = job.steps.slice(build.number);
	const exports = after.filter(({ run = "", stepUses }) => /\btouch\b|>\s*\S*digest/i.test(run) && stepUses.some((use) => readsStep(use, build.id) && use.output === "digest"));
	const text = exports.map((step) => step.text).join("\n");
	const uploads = after.filter(({ uses = "", settings }) => {
		if (!/^actions\/upload-artifact@/i.test(uses)) return false;
		const [folder = ""] = (settings.find(({ name }) => name === "path")?.value.trim() ?? "").split("*");
		const plain = folder.replace(/\/+$/, "");
		return plain !== "" && text.includes(plain);
	});
	if (exports.length === 1 && uploads.length === 1) return { steps: [...exports, ...uploads] };
	return { why: "The job passes its digest on in a way that is not docker’s documented one (touch in a run step, then actions/upload-artifact). docs/platforms.md shows the jobs to write." };
}
// src/migrate/digest-merge.ts
/** A line of the script besides the call: it computes its arguments, shows the result or says what it does. */
const helperLine = /^(?:#.*|set [-+].*|cd .*|mapfile .*|IFS=.*|echo .*|docker buildx imagetools inspect .*|)$/;
const show = "docs/platforms.md shows the jobs to write.";
/** Finds the step with `docker buildx imagetools create`. A text is the reason why it cannot be migrated. */
function findMerge(job) {
	const [step, other] = job.steps.filter(({ run = "" }) => /imagetools\s+create/.test(run));
	if (step === void 0) return void 0;
	const who = `The merge ${describeStep(step)} of the job ${job.name}`;
	if (other !== void 0 || step.fixed !== void 0) return `${who} is not the only one, or an alias. ${show}`;
	const call = findCall(step.run ?? "");
	if (call === void 0) return `${who} does more than one call of imagetools create with the downloaded digests. ${show}`;
	const downloads = findDownloads(job, step);
	if (downloads.length === 0) return `${who} does not use a folder that actions/download-artifact fills. ${show}`;
	const tags = findTags(job, step, call, who);
	if (typeof tags === "string") return tags;
	const { metadata, references } = tags;
	const images = metadata === void 0 ? references.map((one) => one.replace(/:[^:/]*$/, "")).join("\n") : inputOf(metadata, "images");
	const names = (image) => checkNames(who, image, images);
	return {
		step,
		metadata,
		references,
		downloads,
		images,
		names
	};
}
/** The only call of imagetools create in a script that does nothing else; undefined for any other script. */
function findCall(script) {
	const statements = script.replace(/\\\n\s*/g, " ").split("\n").map((line) => line.trim());
	const calls = statements.filter((line) => /imagetools\s+create/.test(line));
	const [call = ""] = calls;
	const isPlain = statements.every((line) => line === call || helperLine.test(line));
	return calls.length === 1 && isPlain && /@sha256:%s/.test(call) ? call : void 0;
}
/** The steps that download the digests into the folder of the merge. */
function findDownloads(job, merge) {
	return job.steps.filter((step) => {
		const folder = inputOf(step, "path").replace(/\/+$/, "");
		return /^actions\/download-artifact@/i.test(step.uses ?? "") && step.number < merge.number && folder !== "" && merge.text.includes(folder);
	});
}
/** Where the tags come from; a text is the reason why that is unclear. */
function findTags(job, step, call, who) {
	if (!(/DOCKER_METADATA_OUTPUT_(?:JSON|TAGS)/.test(step.run ?? "") || /steps\s*[.[]/.test(step.text))) {
		const references = referencesIn(call);
		if (references.length > 0) return {
			metadata: void 0,
			references
		};
		return `${who} computes its tags in the script. Write them as rules: ${show}`;
	}
	const all = job.steps.filter(({ action, number }) => action === "metadata" && number < step.number);
	const [metadata] = all;
	if (metadata === void 0 || all.length > 1 || !runsWith(metadata, step)) return `${who} reads tags of a step that is not clear, or has another if. ${show}`;
	return metadataProblem(metadata) ?? {
		metadata,
		references: []
	};
}
/** The literal references behind `-t` and `--tag`; empty if one is computed by the shell. */
function referencesIn(call) {
	const found = [...call.matchAll(/\s(?:-t|--tag)[ =]+(?:"([^"]*)"|'([^']*)'|((?:\$\{\{.*?\}\}|[^\s])+))/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? "");
	return found.some((one) => /\$(?!\{\{)|`/.test(one)) ? [] : found;
}
function checkNames(who, image, images) {
	const plain = (name) => name.replace(/\s+/g, "").replace(/^docker\.io\//, "");
	if (splitList(images).some((one) => plain(one) === plain(image))) return void 0;
	return `${who} publishes ${splitList(images).join(", ")}, and the build pushes ${image}. Name the image in the same way in both jobs, then run this again.`;
}
/** Converts the merge. `platforms` are those of the build jobs. */
function convertMerge({ step, metadata, references }, platforms) {
	const annotations = metadata && stepSetting(metadata, "annotations");
	return {
		step,
		entries: [
			makeEntry("from", "digests"),
			...metadata === void 0 ? [makeList("tags", references)] : nameEntries(metadata),
			...annotations === void 0 ? [] : [keepEntry(annotations)],
			makeEntry("platforms", platforms.join(","))
		],
		absorbed: metadata === void 0 ? [] : [metadata],
		planned: [],
		handled: new Set(step.stepUses),
		problems: [],
		notes: []
	};
}
// src/migrate/matrix-platforms.ts
/** All platforms of a job whose matrix has one for each combination. */
function findMatrixPlatforms(job, build) {
	const value = inputOf(build, "platforms");
	if (value !== "" && !value.includes("${{")) return { list: splitList(value) };
	const [, key] = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(value) ?? [];
	const unclear = "The platforms of the build jobs are not a list in the matrix, and the merge must name them. docs/platforms.md shows the jobs to write.";
	const matrix = matrixOf(job);
	if (key === void 0 || matrix === void 0) return { why: unclear };
	const { isSeq } = yaml();
	const lists = matrix.items.filter(({ key: name }) => !["include", "exclude"].includes(scalarText(name) ?? ""));
	const own = matrix.get(key, true);
	const include = matrix.get("include", true);
	if (lists.find(({ key: name, value: list }) => scalarText(name) !== key && (!isSeq(list) || list.items.length > 1)) !== void 0 || matrix.has("exclude")) return { why: "The matrix has more than the platforms, so a platform may have several digests. docs/platforms.md shows how to write variants." };
	const found = isSeq(own) ? own.items.map(scalarText) : isSeq(include) ? include.items.map((item) => platformOf(item, key)) : [];
	const list = found.flatMap((one) => one ?? []);
	if (list.length === 0 || list.length < found.length || list.some((one) => one.includes("${{"))) return { why: unclear };
	if (new Set(list).size < list.length) return { why: "The matrix has a platform more than once. docs/platforms.md shows how to write variants." };
	return { list };
}
function matrixOf({ node }) {
	const { isMap } = yaml();
	const strategy = node?.get("strategy", true);
	const matrix = isMap(strategy) ? strategy.get("matrix", true) : void 0;
	return isMap(matrix) ? matrix : void 0;
}
const platformOf = (item, key) => yaml().isMap(item) ? scalarText(item.get(key, true)) : void 0;
// src/migrate/split-jobs.ts
/** Finds the job that merges the digests of a build job. A text is the reason why a job with digests has none that can be migrated. */
function findSplit(jobs, build) {
	const digest = findDigestBuild(build);
	if (digest === void 0) return void 0;
	if (typeof digest === "string") return digest;
	const merges = jobs.filter((job) => needsOf(job).includes(build.name)).flatMap((merge) => {
		const found = findMerge(merge);
		return found === void 0 ? [] : [{
			merge,
			found
		}];
	});
	const [only] = merges;
	if (only === void 0 || merges.length > 1) return `The job pushes by digest, and ${merges.length === 0 ? "no job" : "more than one job"} that needs it merges the digests with docker buildx imagetools create. docs/platforms.md shows the jobs to write.`;
	const builders = needsOf(only.merge).filter((name) => {
		const job = jobs.find((one) => one.name === name);
		return job !== void 0 && findDigestBuild(job) !== void 0;
	});
	if (builders.length > 1) return `The job ${only.merge.name} merges the digests of several jobs (${builders.join(", ")}). docs/platforms.md shows how to write variants.`;
	if (typeof only.found === "string") return only.found;
	return {
		build,
		digest,
		merge: only.merge,
		found: only.found
	};
}
/** Plans both jobs; if one must stay unchanged, the other stays, too. */
function planSplit(text, split) {
	const { build, digest, merge, found } = split;
	const platforms = findMatrixPlatforms(build, digest.step);
	if ("why" in platforms) return both(platforms.why);
	const artifacts = digestStepsOf(build, digest.step);
	if ("why" in artifacts) return both(artifacts.why);
	const built = finishPlan(text, build, {
		setup: planSetup(build, [digest.step], digest.image),
		conversions: [convertDigestBuild(build, digest)],
		gone: artifacts.steps
	});
	const names = found.names(digest.image, merge);
	if (names !== void 0) return both(names);
	const merged = finishPlan(text, merge, {
		setup: planSetup(merge, [found.step], `${digest.image}\n${found.images}`),
		conversions: [convertMerge(found, platforms.list)],
		gone: found.downloads
	});
	if (built.kind === "unchanged") return [built, unchanged(`The job ${build.name} stays unchanged, and so does its merge.`)];
	if (merged.kind === "unchanged") return [unchanged(`The job ${merge.name} stays unchanged, and so does its build.`), merged];
	const permission = addPermission(text, merge);
	const notes = permission.length === 0 ? [] : ["The job gets the permission contents: read, which the guards of its tags need."];
	return [built, {
		...merged,
		edits: [...merged.edits, ...permission],
		messages: [...merged.messages, ...notes]
	}];
}
const both = (why) => [unchanged(why), unchanged(why)];
function needsOf({ node }) {
	const needs = node?.get("needs", true);
	if (yaml().isSeq(needs)) return needs.items.flatMap((item) => scalarText(item) ?? []);
	const name = scalarText(needs);
	return name === void 0 ? [] : [name];
}
/** The guards of the merge ask the source repository, so it needs `contents: read`. */
function addPermission(text, { node }) {
	const { isMap } = yaml();
	const permissions = node?.get("permissions", true);
	if (!isMap(permissions) || permissions.flow === true || permissions.has("contents")) return [];
	const [first] = permissions.items;
	if (first === void 0) return [];
	const start = keyStart(first);
	return [{
		start,
		end: start,
		text: `contents: read\n${" ".repeat(columnOf(text, start))}`
	}];
}
// src/migrate/migrate-workflow.ts
/** In characters; real workflows have less than a tenth of it. */
const mostText = 1e6;
/**
* Replaces docker's actions in a workflow or composite action by Tagboat steps. Pure and total: anything else stays as it is, with a
* message. Text outside of the steps that change stays the same, byte by byte.
*/
function migrateWorkflow(path, text, refusals = /* @__PURE__ */ new Map()) {
	if (text.length > mostText) return failed(text, `${path} is too large for a workflow.`);
	const plain = unifyLineBreaks(text);
	if (plain === void 0) return failed(text, `${path} mixes two kinds of line breaks. Save it with one kind, then run this again.`);
	const file = readWorkflow(plain.text);
	if (file.kind === "other") return failed(text, `${path}: ${file.why}`);
	let current = plain.text;
	const done = /* @__PURE__ */ new Map();
	for (const { name } of file.jobs) {
		if (done.has(name)) continue;
		const result = migrateJob(current, name, refusals);
		for (const one of result.jobs) done.set(one.job, one);
		current = result.text;
	}
	return {
		text: plain.restore(current),
		jobs: file.jobs.flatMap(({ name }) => done.get(name) ?? [])
	};
}
const failed = (text, why) => ({
	text,
	jobs: [{
		job: "",
		kind: "unchanged",
		messages: [why]
	}]
});
/** Migrates one job of a text, with the job that merges its digests, and checks that nothing else changed. */
function migrateJob(text, name, refusals) {
	const file = readWorkflow(text);
	const plans = plansOf(text, file, name, refusals);
	const names = plans.map(({ job }) => job);
	const edits = plans.flatMap(({ plan }) => plan.kind === "changed" ? plan.edits : []);
	const jobs = plans.map(({ job, plan: { kind, messages } }) => ({
		job,
		kind,
		messages
	}));
	if (edits.length === 0) return {
		text,
		jobs
	};
	const changed = applyEdits(text, edits);
	if (changed !== void 0 && isSameElsewhere(file, readWorkflow(changed), names)) return {
		text: changed,
		jobs
	};
	const why = "The new steps would change other parts of the file, because they share anchors (&) with this job. Write the aliases (*) out, then run this again.";
	return {
		text,
		jobs: names.map((job) => ({
			job,
			kind: "unchanged",
			messages: [why]
		}))
	};
}
function plansOf(text, file, name, refusals) {
	if (file.kind === "other") return [];
	const job = file.jobs.find((one) => one.name === name);
	if (job === void 0) return [];
	const split = findSplit(file.jobs, job);
	if (split === void 0 || typeof split === "string") {
		const why = refusals.get(name) ?? (typeof split === "string" ? [split] : void 0);
		return [{
			job: name,
			plan: why === void 0 ? planJob(text, job) : unchanged(...why)
		}];
	}
	const merge = split.merge.name;
	const refused = [...refusals.get(name) ?? [], ...refusals.get(merge) ?? []];
	const [one, other] = refused.length > 0 ? [unchanged(...refused), unchanged(...refused)] : planSplit(text, split);
	return [{
		job: name,
		plan: one
	}, {
		job: merge,
		plan: other
	}];
}
/** Whether two versions of a file have the same values outside of some jobs, or of the steps of a composite action. */
function isSameElsewhere(before, after, names) {
	const [one, other] = [valuesElsewhere(before, names), valuesElsewhere(after, names)];
	return one !== void 0 && one === other;
}
function valuesElsewhere(file, names) {
	if (file.kind === "other") return void 0;
	try {
		const all = file.document.toJS();
		if (!isRecord(all)) return void 0;
		const { jobs, runs, outputs, ...rest } = all;
		if (isRecord(jobs)) {
			const others = Object.entries(jobs).filter(([name]) => !names.includes(name));
			return JSON.stringify({
				...rest,
				runs,
				outputs,
				others
			});
		}
		return JSON.stringify(rest);
	} catch {
		return;
	}
}
// src/migrate/migrate.ts
/**
* Migrates a workflow or composite action, and proves that the tags stay the same, except for the differences that docs/tags.md
* lists. A job with another difference stays unchanged. Total: anything that cannot be migrated stays, with a message.
*/
async function migrate(path, text, options = {}) {
	const first = migrateWorkflow(path, text);
	if (first.text === text) return {
		...first,
		proofs: []
	};
	const expressions = await loadExpressions();
	const refusals = /* @__PURE__ */ new Map();
	for (let done = first;; done = migrateWorkflow(path, text, refusals)) {
		const proofs = proveMigration(parse(text), parse(done.text), expressions, options);
		const failed = proofs.filter(({ isProven }) => !isProven);
		if (failed.length === 0) return {
			...done,
			proofs
		};
		refuse(refusals, done, failed);
	}
}
/** Whether a job with docker's actions stayed as it is. A job that calls a workflow has a message, and none of them. */
const leavesJobs = ({ text, jobs }) => /docker\/[a-z-]+-action/i.test(text) && jobs.some(({ kind, messages }) => kind === "unchanged" && messages.length > 0);
const parse = (text) => yaml().parse(text, { logLevel: "error" });
function refuse(refusals, done, failed) {
	const known = failed.filter(({ job }) => done.jobs.some((one) => one.job === job && !refusals.has(job)));
	const proofs = known.length > 0 ? known : [];
	for (const proof of proofs) refusals.set(proof.job, describeProblems(proof));
	if (proofs.length > 0) return;
	const messages = failed.flatMap(describeProblems);
	for (const { job } of done.jobs) refusals.set(job, messages);
}
/** Problems that are shown; the others are counted. */
const mostProblems = 3;
function describeProblems({ runs }) {
	const all = runs.flatMap(({ title, problems }) => problems.map((problem) => ({
		title,
		problem
	})));
	const distinct = new Map(all.toReversed().map(({ title, problem }) => [problem, title]));
	const shown = [...distinct].reverse().slice(0, mostProblems);
	const rest = distinct.size - shown.length;
	return [
		...shown.map(([problem, title]) => `The tags would not stay the same on ${title}: ${problem}`),
		...rest > 0 ? [`${rest} more ${rest === 1 ? "difference" : "differences"} like these.`] : [],
		"Migrate this job by hand with docs/migration.md, or change its tags first, then run this again."
	];
}
// src/proof/describe-proof.ts
/** The proof of a job as lines of text: each run with its tags, and the reason for each difference. */
function describeProof({ job, runs }) {
	const title = job === "" ? "The steps of the action" : `Job ${job}`;
	const same = runs.every(({ differences }) => differences.length === 0);
	const isRead = runs.every(({ unread }) => unread.length === 0);
	return [`${title}: ${same ? "the same tags" : "the same tags, except for intended differences"}${isRead ? "" : ", as far as they can be compared"}.`, ...groupRuns(runs).flatMap(describeGroup)];
}
/** Runs that differ by the combination of the matrix alone, and not by their tags. */
function groupRuns(runs) {
	const groups = /* @__PURE__ */ new Map();
	for (const run of runs) {
		const { title: _, ...same } = run;
		const key = JSON.stringify(same);
		groups.set(key, [...groups.get(key) ?? [], run]);
	}
	return [...groups.values()];
}
function describeGroup([first, ...others]) {
	if (first === void 0) return [];
	const count = others.length + 1;
	const title = count === 1 ? first.title : `${first.group}, in ${count} combinations of the matrix`;
	return describeRun({
		...first,
		title
	});
}
function describeRun({ title, before, after, differences, unread }) {
	const kept = before.filter((reference) => !differences.some((one) => one.side === "before" && one.reference === reference));
	return [
		`  ${title}${after.length === 0 && differences.length === 0 && unread.length === 0 ? ": pushes no tag" : ""}`,
		...kept.map((reference) => `      ${reference}`),
		...differences.flatMap(({ reference, side, reason }) => [`    ${side === "before" ? "-" : "+"} ${reference}`, ...reason === void 0 || side === "after" ? [] : [`        ${reason}`]]),
		...unread.map((why) => `    ${why}`)
	];
}
// src/command/migrate.ts
const workflows = ".github/workflows";
/**
* Migrates workflows from docker's actions: prints a diff, or with `--write` changes the files and prints their paths. Messages and the
* proof go to standard error. Exits with 1 if a job that uses docker's actions had to stay as it is.
*/
const migrateCommand = async (context, invocation) => {
	const { ports, terminal, workspace, folder } = context;
	const { flags, operands } = invocation;
	const writes = isSwitchedOn(flags, "write");
	const paths = operands.length > 0 ? operands.map((path) => resolve(folder, path)) : await findWorkflows(ports.files, workspace);
	const files = await Promise.all(paths.map((path) => readFile(ports.files, path, showPath(context, path))));
	const options = await describeRepository(context, invocation);
	let hasLeft = false;
	for (const { path, shown, text } of files) {
		const done = await migrate(shown, text, options);
		hasLeft ||= leavesJobs(done);
		for (const line of describeMigration(shown, done)) terminal.say(disarmEscapes(line));
		if (done.text === text) continue;
		if (writes && await leadsOut(ports.files, workspace, path)) {
			hasLeft = true;
			terminal.say(`${shown} is a link to a file outside the working copy, and was not written.`);
		} else if (writes) {
			await ports.files.write(path, done.text);
			terminal.print(shown);
		} else {
			const diff = unifiedDiff(shown, text, done.text).trimEnd();
			terminal.print(terminal.isOutTerminal ? disarmEscapes(diff) : diff);
		}
	}
	return hasLeft ? exitCodes.failed : exitCodes.done;
};
/** Whether a path in the working copy is a link to a file outside of it. */
async function leadsOut(files, workspace, path) {
	const [root = workspace, real = path] = await Promise.all([files.realPath(workspace), files.realPath(path)]);
	return isWithin(workspace, path) && !isWithin(root, real);
}
/** The workflows of the repository, and its own action. Throws a TagboatError if there are none. */
async function findWorkflows(files, workspace) {
	const isYaml = (name) => /\.ya?ml$/.test(name);
	const names = (await files.list(join(workspace, workflows))).filter(isYaml).sort();
	if (names.length === 0) throw new TagboatError(migrateMissing(workflows));
	return names.map((name) => join(workspace, workflows, name));
}
async function readFile(files, path, shown) {
	const text = await files.read(path);
	if (text === void 0) throw new TagboatError(migrateMissing(shown));
	return {
		path,
		shown,
		text
	};
}
/** A path in the working copy relative to its root, with slashes, as git writes it. */
function showPath({ workspace }, path) {
	const inside = relative(workspace, path);
	return inside.startsWith("..") || isAbsolute(inside) ? path : inside.replaceAll("\\", "/");
}
/** What the working copy says about the repository; a workflow can be migrated without one. */
async function describeRepository({ ports, workspace }, invocation) {
	try {
		const { read } = findTrigger(ports.env, invocation);
		const { trigger } = await read(ports, workspace, workspace);
		const { owner, name } = trigger.repository;
		return {
			...owner !== "" && name !== "" && { repository: `${owner}/${name}` },
			...trigger.defaultBranch !== void 0 && { defaultBranch: trigger.defaultBranch }
		};
	} catch (error) {
		if (error instanceof TagboatError) return {};
		throw error;
	}
}
function describeMigration(path, { jobs, proofs }) {
	const shown = jobs.filter(({ kind, messages }) => kind === "changed" || messages.length > 0);
	if (shown.length === 0) return [`${path}: no job uses docker's actions.`];
	return [...shown.flatMap(({ job, kind, messages }) => [`${path}${job === "" ? "" : `, job ${job}`}: ${kind}.`, ...messages.map((message) => `  ${message}`)]), ...proofs.flatMap(describeProof)];
}
export { migrateCommand };
