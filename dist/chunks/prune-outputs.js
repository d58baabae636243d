import { i as __toESM } from "./rolldown-runtime.js";
import { $ as serverRegistry, A as isOurs, B as limitRetries, C as openCredentials, Ct as nameOthers, D as manifestTypes, E as isIndexType, Et as withCredentials, Gt as createReader, M as readLabels, O as createPool, Pt as tagReferencesOf, St as sameKey, U as usualRetries, Vt as runsWithoutSecrets, Wt as matchesPattern, Z as planStep, an as splitFormat, b as openPlainAccess, dn as asPush, en as findVersion, h as createPullRequestReader, j as readImageFacts, l as readTrigger, lt as readInputs, m as cleanProblem, mt as findApiUrl, nn as findDateFault, o as admit, on as splitMarked, pt as createSourceRepository, rn as formatDate, sn as require_dayjs_min, w as makeEmptyIndex, wn as singleTarget, x as openRegistry, xt as memoize } from "./core.js";
import { Ft as countFitting, Gt as stringAt, Rt as arrayAt, St as isDigest, Tt as keyOf, Ut as numberAt, Wt as parseJson, ht as isoFromText, jt as dockerHub, mt as isoFromMillis, pt as epochSeconds, vt as digestAt, wt as isTag, xt as formatReference, yt as distinctOf, zt as at } from "./main-post.js";
import { h as TagboatError, o as badInput, x as throwAll } from "./common.js";
import { a as row, i as problemBlock, n as code, r as plain } from "./markdown.js";
import { g as pruneInputNames, h as checkUnknownPruneInputs } from "./command.js";
import { i as isRefusalInside, n as openHubWeb, r as createWebContext } from "./hub-web.js";
import { resolve } from "node:path";
// src/errors/prune.ts
/** Without the refs that exist, every tag might belong to one. */
function refsUnknown(what, why) {
	return {
		code: "prune-refs",
		what: `The ${what} of the repository could not be read, so no tag is removed: ${why}.`,
		fix: "Check that git ls-remote works. On GitHub give the job permissions: contents: read, and leave github-token at its default. A repository on another server needs a checkout with its remote."
	};
}
/** Another event says nothing about a ref that is gone. */
function pruneEvent(event) {
	return {
		code: "prune-event",
		what: `Event '${event}' does not start a prune: no ref is gone because of it.`,
		fix: "Run prune on delete, on pull_request with types: [closed], on a schedule, or by hand (workflow_dispatch)."
	};
}
/** The tags of a pull request can depend on its branch, which only GitHub knows. */
function pullUnknown(number, why) {
	return {
		code: "prune-pull",
		what: `Pull request ${number} could not be read, so none of its tags is removed: ${why}.`,
		fix: "Check the number, and set GH_TOKEN to a token of GitHub that may read pull requests. On another server write --ref BRANCH instead."
	};
}
/** What could not be deleted, though it should go. */
function pruneIncomplete(refs, original) {
	return {
		code: "prune-incomplete",
		what: `${refs.length === 1 ? `${refs[0]} is` : `${refs.length} tags are`} still published: the registry refused to delete.`,
		fix: "The reason is below. The next run retries.",
		original
	};
}
/** GitHub's API for packages did not list the versions. */
function packagesUnreadable(path, why) {
	return {
		code: "prune-packages",
		what: `The versions of package ${path} could not be listed: ${why}.`,
		fix: "Give the job permissions: packages: write, and this repository the role Admin under \"Manage Actions access\" in the settings of the package. Another token must be a classic one with read:packages and delete:packages. A package that does not exist yet gives the same answer."
	};
}
/** The list of a package that changes all the time has gaps. */
function packageChanging(path) {
	return {
		code: "prune-packages",
		what: `The versions of package ${path} could not be listed: versions were deleted each time while the list was read.`,
		fix: "Another job deletes versions of this package. Let it end, and run prune again; the schedule does that, too."
	};
}
/** Prune has to know all versions, since any may need another. */
function tooManyVersions(path, most) {
	return {
		code: "prune-packages",
		what: `Package ${path} has more than ${most} versions, which are too many to list.`,
		fix: "Delete versions on the page of the package, or publish to a new package."
	};
}
/** ECR's list of images. `why`: the end of a sentence. */
function imagesUnlisted(name, why) {
	return {
		code: "prune-list",
		what: `The images of ${name} could not be listed: ${why}.`,
		fix: "Give the role of the job ecr:DescribeImages, and run the job again."
	};
}
/** `image`: a reference with the digest. Another job's image may be incomplete. */
function restoreFailed(image, why) {
	return {
		code: "prune-restore",
		what: `Another job began to use ${image} while prune deleted it, and it could not be put back: ${why}.`,
		fix: "Publish the image that lists it again."
	};
}
/** `tags`: references. */
function tagsLost(tags) {
	return {
		code: "prune-lost",
		what: `${tags.length === 1 ? "A tag of a ref that exists was" : `${tags.length} tags of refs that exist were`} lost while prune deleted images: ${tags.join(", ")}. Another job moved ${tags.length === 1 ? "it" : "them"} to such an image in the last moment, or deleted ${tags.length === 1 ? "it" : "them"}.`,
		fix: "Run the workflow that publishes these tags again."
	};
}
// src/prune/describe-prune.ts
var import_dayjs_min = /* @__PURE__ */ __toESM(require_dayjs_min(), 1);
/** The tags that were to go, then those that stay. */
function listPruned({ repository, plan, done, keep }) {
	const name = (tag) => formatReference(repository, { tag });
	const planned = plan.tags.flatMap(({ tags }) => tags);
	return [...done === void 0 ? planned.map(({ tag, why }) => ({
		ref: name(tag),
		state: "planned",
		why
	})) : done.tags.map(({ tag, state, why }) => ({
		ref: name(tag),
		state,
		why
	})), ...keep.map(({ tag, why }) => ({
		ref: name(tag),
		state: "kept",
		why
	}))];
}
/** References of the tags that were removed; in a dry run, of those that would be. */
const listRemoved = ({ repositories }) => repositories.flatMap(listPruned).flatMap(({ ref, state }) => state === "removed" || state === "planned" ? [ref] : []);
/** A problem if a tag is left that should be gone. */
function findFailures(repositories) {
	const failed = repositories.flatMap(listPruned).filter(({ state }) => state === "failed");
	if (failed.length === 0) return [];
	const shown = failed.slice(0, shownKept).map(({ ref, why }) => `${ref}: ${why}`);
	const more = failed.length - shown.length;
	const original = [...shown, ...more > 0 ? [`... and ${more} more`] : []].join("\n");
	return [pruneIncomplete(failed.map(({ ref }) => ref), original)];
}
/** Reasons for staying that concern one tag each; all others are counted. */
const shownKept = 50;
const shownRows = 300;
/** The lines of the log: every tag that goes, then why the others stay. */
function describePrune({ headline, repositories, dryRun }) {
	return [`${headline}.`, ...repositories.flatMap((one) => describeRepository(one, dryRun))];
}
function describeRepository(one, dryRun) {
	const tags = listPruned(one);
	const going = tags.filter(({ state }) => state !== "kept");
	const staying = tags.filter(({ state }) => state === "kept");
	return [
		...going.length === 0 && tags.length > 0 ? [`${one.repository.name}: no tag goes.`] : [],
		...going.map(({ ref, state, why }) => `${words[state]} ${ref}: ${why}.`),
		...describeManifests(one, dryRun),
		...describeRestore(one),
		...countReasons(staying),
		...one.notes
	];
}
const words = {
	removed: "Removed",
	planned: "Would remove",
	absent: "Already gone:",
	kept: "Kept",
	failed: "FAILED to remove"
};
const roles = {
	image: "image",
	untagged: "manifest without a tag",
	part: "part of an index",
	attached: "attachment"
};
function describeManifests({ plan, done }, dryRun) {
	if (dryRun || done === void 0) return plan.manifests.map(({ digest, role }) => `Would delete ${digest}: ${roles[role]}${nameTags(plan, digest)}, and nothing needs it.`);
	const deleted = done.manifests.filter(({ state }) => state === "deleted");
	const absent = done.manifests.filter(({ state }) => state === "absent");
	const left = done.manifests.filter(({ state }) => state === "left");
	return [
		...deleted.length === 0 ? [] : [`Deleted ${count(deleted.length, "manifest")} that nothing needs any more.`],
		...absent.length === 0 ? [] : [`Already gone: ${count(absent.length, "manifest")}.`],
		...left.slice(0, shownKept).map(({ digest, why }) => `Left ${digest}: ${why}.`)
	];
}
/** ` of topic, pr-7`: the tags that an image loses; empty for other manifests. */
function nameTags({ tags }, digest) {
	const names = tags.flatMap((step) => step.digest === digest ? step.tags.map(({ tag }) => tag) : []);
	return names.length === 0 ? "" : ` of ${names.join(", ")}`;
}
/** The command for each manifest that was deleted, or would be. */
const describeRestore = ({ plan, restore }) => [...restore].map(([digest, command]) => `To restore ${digest}${nameTags(plan, digest)} within 30 days: ${command}`);
/** Tags that stay, one line each; if they are many, one line for each reason. */
function countReasons(kept) {
	if (kept.length <= shownKept) return kept.map(({ ref, why }) => `Kept ${ref}: ${why}.`);
	const reasons = /* @__PURE__ */ new Map();
	for (const { ref, why } of kept) reasons.set(why, [...reasons.get(why) ?? [], ref]);
	const lines = [...reasons].map(([why, refs]) => refs.length === 1 ? `Kept ${refs[0]}: ${why}.` : `Kept ${refs.length} tags, ${refs[0]} among them: ${why}.`);
	const more = lines.length - shownRows;
	return more > 0 ? [...lines.slice(0, shownRows), `Kept ${more} more for other reasons.`] : lines;
}
const count = (many, what) => many === 1 ? `one ${what}` : `${many} ${what}s`;
/** In characters: GitHub accepts 1 MiB of summary per step. */
const limits$1 = {
	text: 500,
	table: 3e5
};
/** The job summary. Secrets are removed before the text is escaped. */
function summarizePrune(report, clean) {
	const safe = (text) => plain(shortenReason(clean(text)));
	const tags = report.repositories.flatMap(listPruned);
	const shown = [...tags.filter(({ state }) => state !== "kept"), ...tags.filter(({ state }) => state === "kept")];
	const gone = tags.filter(({ state }) => state === (report.dryRun ? "planned" : "removed")).length;
	const verb = report.dryRun ? "would be removed" : "removed";
	const failed = tags.filter(({ state }) => state === "failed").length;
	const counts = `${count(gone, "tag")} ${verb}${failed === 0 ? "" : `, ${failed} failed`}`;
	const counted = report.repositories.length === 0 ? "" : `: ${counts}`;
	const head = `### ${safe(report.headline)}${counted}`;
	const all = shown.slice(0, shownRows).map(({ ref, state, why }) => row(code(ref), state === "planned" ? "would be removed" : state, safe(why)));
	const rows = all.slice(0, countFitting(all, limits$1.table, 1));
	const more = shown.length - rows.length;
	const table = rows.length === 0 ? [] : [[
		row("tag", "what", "why"),
		row("---", "---", "---"),
		...rows
	].join("\n")];
	const notes = report.repositories.flatMap((one) => one.notes.map((note) => `- ${safe(note)}`));
	const problems = report.problems.map((problem) => problemBlock(cleanProblem(problem, clean)));
	return [
		head,
		...table,
		...more > 0 ? [`${more} more tags are in the output result.`] : [],
		...notes.length > 0 ? [notes.slice(0, shownKept).join("\n")] : [],
		...problems.slice(0, shownKept)
	].join("\n\n");
}
/** The job summary of a run that failed before it could delete. */
const summarizePruneFailure = (problems) => ["### Nothing was pruned", ...problems.map(problemBlock)].join("\n\n");
/** A text from outside at a length that is worth reading. */
const shortenReason = (text) => text.length > limits$1.text ? `${text.slice(0, limits$1.text)} ...` : text;
// src/tags/date-search.ts
/** What tokens print, where that is simple enough to search for. Names of months and days are English. */
const patterns = {
	YYYY: "\\d{4}",
	YY: "\\d{2}",
	Q: "[1-4]",
	M: "\\d{1,2}",
	MM: "\\d{2}",
	MMM: "[A-Z][a-z]{2}",
	MMMM: "[A-Z][a-z]{2,8}",
	D: "\\d{1,2}",
	DD: "\\d{2}",
	DDD: "\\d{1,3}",
	DDDD: "\\d{3}",
	ddd: "[A-Z][a-z]{2}",
	dddd: "[A-Z][a-z]{5,8}",
	w: "\\d{1,2}",
	ww: "\\d{2}",
	W: "\\d{1,2}",
	WW: "\\d{2}",
	gggg: "\\d{4}",
	GGGG: "\\d{4}",
	H: "\\d{1,2}",
	HH: "\\d{2}",
	m: "\\d{1,2}",
	mm: "\\d{2}",
	s: "\\d{1,2}",
	ss: "\\d{2}",
	X: "\\d{9,10}"
};
/** A regular expression for everything that a format prints in a tag; undefined if it has another token, or invalid characters. */
function describeFormat(format) {
	const described = splitFormat(format).map(({ text, isToken }) => {
		if (isToken) return Object.hasOwn(patterns, text) ? patterns[text] : void 0;
		return /^[\w.-]*$/.test(text) ? quote(text) : void 0;
	});
	return described.includes(void 0) ? void 0 : described.join("");
}
const isoFormat = "YYYY-MM-DDTHH:mm:ss[Z]";
const tenYears = 3660;
/** With a week at both ends. */
const oneYear = 380;
const timeOfDay = [
	"H",
	"HH",
	"m",
	"mm",
	"s",
	"ss",
	"X"
];
/** `now` is an ISO 8601 time: times after the next day are not searched. */
function createTimeFinder(now) {
	const tables = /* @__PURE__ */ new Map();
	return (printed) => {
		if (printed.length === 0) return now;
		const dates = printed.map(({ date }) => date);
		const text = printed.map((one) => one.text).join("\n");
		if (dates.flatMap(({ format }) => splitFormat(format)).some((part) => part.isToken && timeOfDay.includes(part.text))) return findExact(printed, now);
		const year = readNumbers(printed).get("YYYY");
		const key = JSON.stringify([year, ...dates]);
		const table = tables.get(key) ?? (year === void 0 ? printDays(dates, now, tenYears) : printDays(dates, endOf(year, now), oneYear));
		tables.set(key, table);
		return table.get(text);
	};
}
const print = (dates, iso) => dates.map(({ format, zone }) => formatDate(iso, format, zone)).join("\n");
/** The end of a year with the days of its first and last week, or `now` if that is earlier. */
function endOf(year, now) {
	const end = import_dayjs_min.default.utc(`${year}-12-31T12:00:00Z`).add(7, "day");
	return end.isBefore(now) ? end.format(isoFormat) : now;
}
/** Noon of one day after another is on each day of every zone. */
function printDays(dates, last, days) {
	const noon = import_dayjs_min.default.utc(last).startOf("day").add(12, "hour");
	const found = /* @__PURE__ */ new Map();
	for (let day = -1; day < days; day++) {
		const iso = noon.subtract(day, "day").format(isoFormat);
		const text = print(dates, iso);
		if (!found.has(text)) found.set(text, iso);
	}
	return found;
}
/** Reads the time from its numbers. Zones differ from UTC by quarters of an hour. */
function findExact(printed, now) {
	const dates = printed.map(({ date }) => date);
	const text = printed.map((one) => one.text).join("\n");
	const values = readNumbers(printed);
	const get = (...tokens) => tokens.map((token) => values.get(token)).find(Boolean) ?? "";
	const pad = (value) => (value || "0").padStart(2, "0");
	const written = `${`${get("YYYY")}-${pad(get("MM", "M"))}-${pad(get("DD", "D"))}`}T${pad(get("HH", "H"))}:${pad(get("mm", "m"))}:${pad(get("ss", "s"))}Z`;
	const start = values.has("X") ? import_dayjs_min.default.unix(Number(values.get("X"))) : import_dayjs_min.default.utc(written);
	if (!start.isValid()) return void 0;
	for (let quarter = -56; quarter <= 56; quarter++) {
		const time = start.subtract(quarter * 15, "minute");
		if (!time.isAfter(import_dayjs_min.default.utc(now).add(1, "day")) && print(dates, time.format(isoFormat)) === text) return time.format(isoFormat);
	}
}
/** The text of each token. */
function readNumbers(printed) {
	const values = /* @__PURE__ */ new Map();
	for (const { date, text } of printed) {
		const parts = splitFormat(date.format);
		const groups = parts.map((part) => `(${part.isToken ? patterns[part.text] : quote(part.text)})`);
		const match = new RegExp(`^${groups.join("")}$`).exec(text);
		parts.forEach((part, at) => {
			if (part.isToken) values.set(part.text, match?.[at + 1] ?? "");
		});
	}
	return values;
}
const quote = (text) => text.replaceAll(".", "\\.");
// src/claims/name-forms.ts
/** The number of a pull request that none has. Names of it show where a number is. */
const probeNumber = 40908070605;
/** The form of a name with `probeNumber` and marks of dates in it; undefined if what a date prints is not certain. */
function describeName(marked) {
	let dates = 0;
	const parts = splitMarked(marked).map((part) => {
		if (typeof part === "string") return part.replaceAll(".", "\\.");
		const format = findDateFault(part.helper, part.format, part.zone) === void 0 ? describeFormat(part.format) : void 0;
		return format === void 0 ? void 0 : `(?<date${dates++}>${format})`;
	});
	if (parts.includes(void 0)) return void 0;
	const source = parts.join("").replace(String(probeNumber), "(?<pull>\\d{1,11})").replaceAll(String(probeNumber), "\\k<pull>");
	const whole = (text) => new RegExp(`^${text}$`);
	return {
		pattern: whole(source),
		lazy: whole(source.replaceAll("}", "}?"))
	};
}
/** The number of the pull request in a tag; undefined if it may be another one. */
function readPull({ pattern, lazy }, tag) {
	const [greedy, short] = [pattern.exec(tag), lazy.exec(tag)];
	const isCertain = greedy?.every((text, at) => text === short?.[at]);
	const number = Number(greedy?.groups?.pull ?? NaN);
	return isCertain && Number.isSafeInteger(number) ? number : void 0;
}
const isOfPull = (form, tag, number) => number !== void 0 && readPull(form, tag) === number;
// src/claims/rule-names.ts
/** No commit has this id, so a name with a commit in it matches no tag by chance. */
const noCommit = "0".repeat(40);
/** The number of a pull request that is not known. */
const noNumber = 0;
function createRuleNames(trigger, inputs, definition) {
	const named = {
		...inputs,
		push: false
	};
	const namesOf = (other) => planStep(other, named, definition).flatMap((plan) => tagReferencesOf(plan).map(({ repository, tag }) => ({
		repository,
		tag
	})));
	const at = ({ revision }) => {
		const { push: _push, baseRef: _base, action: _action, pullRequest: _pull, isDirty: _dirty, ...rest } = trigger;
		return {
			...rest,
			sha: revision ?? noCommit,
			revision: revision ?? noCommit
		};
	};
	const forPull = (pull, commit = {}) => namesOf({
		...at(commit),
		event: "pull_request",
		cause: {
			kind: "pull-request",
			variant: "ordinary",
			isClosed: false
		},
		ref: {
			kind: "pull",
			number: pull.number
		},
		pullRequest: {
			...pull,
			headSha: commit.head || pull.headSha || noCommit
		}
	});
	const others = nameOthers(at({}), named);
	const targets = isNamed(inputs) ? definition.chosen : [singleTarget];
	return {
		forPull,
		forBranch: (branch, commit = {}) => {
			const pull = {
				number: noNumber,
				headRef: branch,
				headSha: "",
				baseRef: "",
				fork: false
			};
			const ofPull = tryNames(() => forPull(pull, commit)).filter(({ tag }) => tag.follows.kind !== "pull");
			return distinct([...namesOf(asPush(at(commit), {
				kind: "branch",
				name: branch
			})), ...ofPull]);
		},
		forSchedule: () => {
			const name = trigger.defaultBranch ?? "main";
			return namesOf({
				...at({}),
				event: "schedule",
				cause: { kind: "schedule" },
				ref: {
					kind: "branch",
					name
				}
			});
		},
		atTime: (times) => createRuleNames({
			...trigger,
			...times
		}, inputs, definition),
		forGitTag: (name, commit = {}) => namesOf(asPush(at(commit), {
			kind: "tag",
			name
		})),
		namesForBranch: (branch, repository, { revision, head }) => {
			const image = {
				...revision && { revision },
				...head && { head }
			};
			const names = targets.map((target) => others.namesForBranch(branch, target, image, repository));
			return new Set(names.flatMap((each) => [...each]));
		}
	};
}
const isNamed = ({ bake, builds }) => bake !== void 0 || builds !== void 0;
function distinct(tags) {
	return [...new Map(tags.map((one) => [`${keyOf(one.repository)}:${one.tag.name}`, one])).values()];
}
/** A branch that does not exist. */
const otherBranch = "b4k8wy2other";
/** The names of a branch that is gone. A name that another branch gets, too, counts as one that the workflow contains. */
const nameGoneBranch = (names, branch, commit) => withoutShared(names.forBranch(branch, commit), () => names.forBranch(otherBranch, commit));
/** As `nameGoneBranch`: `{{base_ref}}` is the same in every pull request into a branch. */
const nameGonePull = (names, pull, commit) => withoutShared(names.forPull(pull, commit), () => names.forPull({
	...pull,
	number: probeNumber,
	headRef: otherBranch
}, commit));
function withoutShared(own, nameOther) {
	const isDoubtful = ({ tag }) => tag.follows.kind === "run" && tag.fromRef !== void 0;
	if (!own.some(isDoubtful)) return own;
	const keyOfTag = ({ repository, tag }) => `${keyOf(repository)}:${tag.name}`;
	const shared = new Set(tryNames(nameOther).map(keyOfTag));
	return own.map((one) => {
		if (!isDoubtful(one) || !shared.has(keyOfTag(one))) return one;
		const { fromRef: _, ...tag } = one.tag;
		return {
			...one,
			tag
		};
	});
}
/** Names that may be invalid for a ref, which then has none. */
function tryNames(work) {
	try {
		return work();
	} catch (error) {
		if (error instanceof TagboatError) return [];
		throw error;
	}
}
// src/claims/gone-refs.ts
/** Reads from the event what is gone. Throws a TagboatError for an event that prunes nothing. */
function findScope(trigger) {
	const { cause, ref, pullRequest, event } = trigger;
	switch (cause.kind) {
		case "delete": return scopeOfRef(ref);
		case "pull-request":
			if (!cause.isClosed) return {
				kind: "nothing",
				reason: "the pull request is open"
			};
			if (pullRequest === void 0) throw new TagboatError(pruneEvent(event));
			return scopeOfPull(pullRequest, trigger);
		case "schedule":
		case "dispatch":
		case "local": return { kind: "sweep" };
		default: throw new TagboatError(pruneEvent(event));
	}
}
function scopeOfRef(ref) {
	if (ref.kind === "branch") {
		const { name } = ref;
		return {
			kind: "ref",
			ref: goneBranch(name),
			named: (names) => nameGoneBranch(names, name)
		};
	}
	if (ref.kind !== "tag") return {
		kind: "nothing",
		reason: "neither a branch nor a git tag was deleted"
	};
	const { name } = ref;
	const isVersion = findVersion(name) !== void 0 || isVersionLine(name);
	return {
		kind: "ref",
		ref: {
			name: `git tag '${name}'`,
			branch: "",
			at: ref,
			...isVersion && { isVersion }
		},
		named: (names) => names.forGitTag(name)
	};
}
/** A git tag like `v1` or `app/1.2`, which moves from one version to the next, and may be deleted for that. */
const isVersionLine = (name) => /(?:^|[/@]|-(?=v|\d+\.))v?\d+(?:\.\d+)*$/i.test(name);
function scopeOfPull(pullRequest, { cause, time }) {
	if (pullRequest.fork && cause.kind === "pull-request" && cause.variant === "ordinary") return {
		kind: "nothing",
		reason: "a fork's pull request publishes nothing, and its run may not delete"
	};
	return {
		kind: "ref",
		ref: gonePull(pullRequest, time),
		named: (names) => nameGonePull(names, pullRequest)
	};
}
const goneBranch = (name) => ({
	name: `branch '${name}'`,
	branch: name,
	at: {
		kind: "branch",
		name
	}
});
const gonePull = ({ number, headRef, fork }, since) => ({
	name: `pull request ${number}`,
	branch: fork ? "" : headRef,
	at: {
		kind: "pull",
		number
	},
	...since !== void 0 && { since }
});
// src/claims/limit-questions.ts
/** Questions of one run. A job token has 1,000 requests an hour, which deletions need, too. */
const most = 300;
/** Asks about each pull request once, some at a time, and about so many only: the next run asks about the others. */
function limitQuestions(ask, limit = most) {
	const pool = createPool(8);
	let asked = 0;
	return memoize((number) => number, (number) => {
		asked += 1;
		const why = `this run has asked about ${limit} pull requests, and the next one asks about more`;
		return asked > limit ? Promise.resolve({
			known: false,
			why
		}) : pool(() => ask(number));
	});
}
// src/claims/living-refs.ts
/** Reads the refs of the remote repository. Throws a TagboatError without them: every tag might belong to one. */
async function readLivingRefs(source) {
	const [tips, gitTags] = await Promise.all([source.branchTips(), source.gitTags()]);
	if (!tips.known) throw new TagboatError(refsUnknown("branches", tips.why));
	if (!gitTags.known) throw new TagboatError(refsUnknown("git tags", gitTags.why));
	if (gitTags.doubt !== void 0) throw new TagboatError(refsUnknown("git tags", gitTags.doubt));
	return {
		branches: new Map([...tips.value].map(([ref, sha]) => [ref.slice(11), sha])),
		gitTags: gitTags.value
	};
}
/** The tags of a repository that the rules give refs that exist, each with such a ref, for messages. */
function nameLiving(names, { branches, gitTags }, repository) {
	const key = keyOf(repository);
	const found = /* @__PURE__ */ new Map();
	const add = (ref, tags) => {
		for (const tag of tags) if (!found.has(tag)) found.set(tag, ref);
	};
	const here = (tags) => tags.flatMap(({ repository: other, tag }) => keyOf(other) === key ? [tag.name] : []);
	const commitOf = (revision) => ({
		revision,
		head: revision
	});
	for (const [branch, revision] of branches) add(`branch '${branch}'`, here(tryNames(() => names.forBranch(branch, commitOf(revision)))));
	for (const [branch, revision] of branches) add(`branch '${branch}'`, names.namesForBranch(branch, repository, commitOf(revision)));
	add("scheduled runs", here(tryNames(() => names.forSchedule())));
	for (const gitTag of gitTags) add(`git tag '${gitTag}'`, here(tryNames(() => names.forGitTag(gitTag))));
	return found;
}
// src/deletion/fresh-state.ts
/** An answer about refs is used again within this time, in ms. */
const refAge = 5e3;
/**
* Asks the remote repository about a branch or git tag, and GitHub about a pull request. A ref that cannot be asked about counts
* as revived, except a pull request that the event reports as closed.
*/
function createRevivalFinder(source, askPull, clock, trusted) {
	const answers = /* @__PURE__ */ new Map();
	const ask = async (ref) => {
		if (ref.kind === "pull") {
			const answer = await askPull(ref.number);
			if (answer.known) return answer.value !== "absent" && answer.value.isOpen ? `pull request ${ref.number} is open` : void 0;
			return trusted?.kind === "pull" && trusted.number === ref.number ? void 0 : `the state of pull request ${ref.number} is unknown: ${answer.why}`;
		}
		if (ref.kind === "other") return void 0;
		source.forget();
		const what = ref.kind === "branch" ? `branch '${ref.name}'` : `git tag '${ref.name}'`;
		const names = await (ref.kind === "branch" ? source.branches() : source.gitTags());
		if (!names.known) return `it is unknown whether ${what} exists: ${names.why}`;
		return names.value.includes(ref.name) ? `${what} exists` : void 0;
	};
	return (ref) => {
		const key = JSON.stringify(ref);
		const known = answers.get(key);
		if (known !== void 0 && clock.now() - known.at < refAge) return known.answer;
		const answer = ask(ref);
		answers.set(key, {
			at: clock.now(),
			answer
		});
		return answer;
	};
}
/** Reads the state before each deletion, as often as is affordable. */
function createFreshState(request) {
	const { clock, findRevival, digestOf, isListDelayed } = request;
	let graph;
	let usableUntil = 0;
	const removed = /* @__PURE__ */ new Map();
	const deleted = /* @__PURE__ */ new Set();
	const correct = (one) => ({
		...one,
		tags: new Map([...one.tags].filter(([tag, to]) => removed.get(tag) !== to && !deleted.has(to))),
		manifests: new Map([...one.manifests].filter(([digest]) => !deleted.has(digest))),
		...one.untagged && { untagged: new Set([...one.untagged].filter((digest) => !deleted.has(digest))) }
	});
	return {
		findRevival: async ({ ref }) => ref.at === void 0 ? void 0 : findRevival(ref.at),
		digestOf,
		async readGraph() {
			const started = clock.now();
			if (graph === void 0 || started > usableUntil) {
				graph = await request.read();
				usableUntil = clock.now() + Math.max(request.graphAge, 5 * (clock.now() - started));
				if (!isListDelayed) {
					removed.clear();
					deleted.clear();
				}
			}
			return correct(graph);
		},
		noteRemoved: (tag, digest) => void removed.set(tag, digest),
		noteDeleted: (digest) => void deleted.add(digest)
	};
}
// src/deletion/list-versions.ts
const pageSize = 100;
/** A package with more versions is not pruned: a job token has 1,000 requests an hour. */
const maxPages = 500;
/** Milliseconds before the list is read again. */
const pauses = [
	1e3,
	4e3,
	1e4
];
/**
* Lists all versions, the newest first. Pages are counted from the newest version, so a deletion between two pages moves a version onto
* a page that was already read. A list of several pages counts only if nothing was deleted meanwhile: the number of versions ("Get a package
* for an organization", `version_count`) is the same before and after, and no version is listed twice. Throws a TagboatError
* without such a list.
*/
async function listPackage(listing) {
	const first = await readPage(listing, 1);
	if (!first.hasMore) return first.versions;
	for (const pause of [...pauses, 0]) {
		const before = await countVersions(listing);
		const versions = await readAll(listing);
		if (new Set(versions.map(({ id }) => id)).size === versions.length && before === await countVersions(listing)) return versions;
		await listing.clock.sleep(pause);
	}
	throw new TagboatError(packageChanging(listing.path));
}
async function readAll(listing) {
	const versions = [];
	for (let page = 1; page <= maxPages; page++) {
		const { versions: more, hasMore } = await readPage(listing, page);
		versions.push(...more);
		if (!hasMore) return versions;
	}
	throw new TagboatError(tooManyVersions(listing.path, maxPages * pageSize));
}
async function readPage({ github, path, route }, page) {
	const answer = await github.get(`${route}/versions`, {
		...parametersOf(path),
		state: "active",
		per_page: pageSize,
		page
	});
	if (answer.kind !== "found" || !Array.isArray(answer.body)) throw new TagboatError(packagesUnreadable(path, describeAnswer(answer)));
	return {
		versions: answer.body.map((item) => {
			const version = readVersion(item);
			if (version === void 0) throw new TagboatError(packagesUnreadable(path, "a version in the list is not understood"));
			return version;
		}),
		hasMore: answer.hasNext === true || answer.body.length >= pageSize
	};
}
async function countVersions({ github, path, route }) {
	const answer = await github.get(route, parametersOf(path));
	return answer.kind === "found" ? numberAt(answer.body, "version_count") : void 0;
}
function parametersOf(path) {
	const [owner = "", ...rest] = path.split("/");
	return {
		owner,
		name: rest.join("/")
	};
}
/** Undefined if anything is missing, the list of tags included: a version without tags may be deleted. */
function readVersion(item) {
	const [id, digest] = [numberAt(item, "id"), stringAt(item, "name")];
	const uploaded = isoFromText(stringAt(item, "created_at") ?? "");
	const listed = at(item, "metadata", "container", "tags");
	if (id === void 0 || digest === void 0 || !isDigest(digest) || uploaded === void 0) return void 0;
	if (!Array.isArray(listed)) return void 0;
	const tags = listed.filter((tag) => typeof tag === "string" && isTag(tag));
	return tags.length === listed.length ? {
		id,
		digest,
		tags,
		uploaded
	} : void 0;
}
/** What GitHub answered, as a reason. */
const describeAnswer = (answer) => {
	if (answer.kind === "found") return "the answer is not understood";
	const said = answer.message.trim().replace(/\s+/g, " ").slice(0, 300);
	return answer.kind === "silent" ? said : `GitHub answered ${answer.status}: ${said}`;
};
// src/deletion/github-packages.ts
/** Deletions cost 5 points of 900 a minute ("Rate limits for the REST API", secondary limits). The first ones need no pause. */
const pace = {
	free: 30,
	pause: 350
};
/** `path` is the repository's path in the registry: `acme/app/web` is package `app/web` of `acme`. */
function openGithubPackage(github, clock, path) {
	const [owner = "", ...rest] = path.split("/");
	const name = rest.join("/");
	let deletions = 0;
	let latest = [];
	let kind;
	const ownerKind = () => {
		kind ??= readOwnerKind(github, owner, path);
		return kind;
	};
	const route = async (end = "") => `/${await ownerKind()}/{owner}/packages/container/{name}${end}`;
	const remove = async (end, parameters) => {
		if (deletions >= pace.free) await clock.sleep(pace.pause);
		deletions += 1;
		return describeDeletion(await github.remove(await route(end), {
			owner,
			name,
			...parameters
		}));
	};
	let isDeleted = false;
	const listVersions = async () => {
		try {
			latest = await listPackage({
				github,
				clock,
				path,
				route: await route()
			});
		} catch (error) {
			if (!isDeleted || !(error instanceof TagboatError)) throw error;
			latest = [];
		}
		return latest;
	};
	const find = (digest) => latest.find((version) => version.digest === digest);
	return {
		listVersions,
		findVersion: async (digest) => {
			if (find(digest) === void 0) await listVersions();
			return find(digest);
		},
		readVersion: async (id) => {
			const answer = await github.get(await route("/versions/{id}"), {
				owner,
				name,
				id
			});
			if (answer.kind === "refused" && answer.status === 404) return void 0;
			const version = answer.kind === "found" ? readVersion(answer.body) : void 0;
			if (version === void 0) throw new TagboatError(packagesUnreadable(path, describeAnswer(answer)));
			return version;
		},
		deleteVersion: (id) => remove("/versions/{id}", { id }),
		deletePackage: async () => {
			const answer = await remove("", {});
			if (answer.kind === "deleted") {
				isDeleted = true;
				latest = [];
			}
			return answer;
		},
		restoreCommand: async (id) => {
			const end = isDeleted ? "" : `/versions/${id}`;
			return `gh api --method POST ${await ownerKind()}/${owner}/packages/container/${encodeURIComponent(name)}${end}/restore`;
		}
	};
}
/** "Get a user": organisations have another address than users. */
async function readOwnerKind(github, owner, path) {
	const answer = await github.get("/users/{owner}", { owner });
	if (answer.kind !== "found") throw new TagboatError(packagesUnreadable(path, describeAnswer(answer)));
	return stringAt(answer.body, "type") === "Organization" ? "orgs" : "users";
}
function describeDeletion(answer) {
	if (answer.kind === "found") return { kind: "deleted" };
	if (answer.kind === "refused" && answer.status === 404 && !/^package not found/i.test(answer.message)) return { kind: "absent" };
	return {
		kind: "refused",
		status: answer.kind === "refused" ? answer.status : 0,
		why: describeAnswer(answer)
	};
}
/** GitHub's wordings for the last version with a tag, which only goes with the package. */
const isLastTagged = ({ why }) => /last (?:tagged )?version of a package/i.test(why);
// src/deletion/open-hub.ts
/** Docker Hub's web API with the login of the registry. Asks for nothing before the first request. */
function openHub(ports, configDir) {
	const retryPolicy = {
		...limitRetries(usualRetries, "little"),
		longestAsked: usualRetries.longestAsked
	};
	const context = createWebContext(ports, retryPolicy);
	const findCredential = openCredentials(ports, context.secrets, configDir);
	return openHubWeb(context, () => findCredential(dockerHub));
}
// src/inputs/prune-inputs.ts
/** Reads the inputs of a prune. Throws one TagboatError with all problems. */
function readPruneInputs(raw, context) {
	const reader = createReader(raw);
	const own = {
		keep: readKeep(reader),
		keepDays: readDays(reader, "keep-days", reader.text("keep-days")),
		shaDays: readSha(reader),
		untagged: reader.flag("untagged"),
		deletePackage: reader.flag("delete-package")
	};
	checkUnknownPruneInputs(reader, context.env);
	const shared = (name) => pruneInputNames.includes(name) ? raw(name) : "";
	const build = attempt(() => readInputs(shared, {
		...context,
		env: withoutInputs(context.env)
	}));
	const refused = build instanceof TagboatError ? build : void 0;
	throwAll([...reader.problems, ...refused?.problems ?? []]);
	if (build instanceof TagboatError) throw build;
	return {
		...own,
		build: {
			...build,
			warnings: [...build.warnings, ...reader.warnings]
		}
	};
}
function attempt(work) {
	try {
		return work();
	} catch (error) {
		if (error instanceof TagboatError) return error;
		throw error;
	}
}
/** The other readers must not see inputs that only a prune has. */
const withoutInputs = (env) => Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
/** A pattern that can match no tag, like a full reference or a regular expression, would keep nothing. */
function readKeep(reader) {
	const patterns = reader.items("keep");
	const fix = "Write tags without the name of the image; * is any text, ? one character: stable, demo-*.";
	for (const pattern of patterns) if (!/^[\w.*?-]+$/.test(pattern)) reader.problems.push(badInput("keep", pattern, "can match no tag", fix));
	return patterns;
}
/** `keep-days=30` */
function readSha(reader) {
	const text = reader.text("sha").trim();
	if (text === "") return void 0;
	const [, days] = /^keep-days\s*=\s*(.*)$/.exec(text) ?? [];
	if (days !== void 0) return readDays(reader, "sha", days);
	reader.problems.push(badInput("sha", text, "is not of the form keep-days=N", "Write for example keep-days=30. Unset keeps every tag of a commit."));
}
const longest = 36500;
function readDays(reader, name, given) {
	const text = given.trim();
	if (text === "") return void 0;
	const days = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
	if (days <= longest) return days;
	reader.problems.push(badInput(name, text, `is not a number of days from 0 to ${longest}`, "Write a whole number of days, for example 7."));
}
// src/prune-plan/age.ts
const dayMs = 864e5;
/** A digest that was uploaded less than this ago may belong to a push in flight. */
const graceMs = 36e5;
/** Whether a time is more than `days` ago. An unreadable time is not. */
const isOlder = (iso, days, now) => now - millisOf(iso) > days * dayMs;
/** Whether a time is within the last hour, or unknown. */
const isFresh = (iso, now) => iso === void 0 || !(now - millisOf(iso) > graceMs);
const millisOf = (iso) => epochSeconds(iso) * 1e3;
const describeDays = (days) => days === 1 ? "1 day" : `${days} days`;
// src/prune-plan/graph.ts
/**
* The digest that a tag is attached to: the referrers tag of OCI distribution spec 1.1 ("Referrers Tag Schema"), and cosign's
* `.sig`, `.att` and `.sbom` beside it. Undefined for any other tag.
*/
function subjectOfTag(tag) {
	const [, hex] = /^sha256-([0-9a-f]{64})(?:\.[A-Za-z0-9._-]*)?$/.exec(tag) ?? [];
	return hex === void 0 ? void 0 : `sha256:${hex}`;
}
function createAttachmentFinder({ tags, manifests }) {
	const found = /* @__PURE__ */ new Map();
	const add = (subject, digest) => {
		if (subject !== void 0) found.set(subject, [...found.get(subject) ?? [], digest]);
	};
	for (const { digest, subject } of manifests.values()) add(subject, digest);
	for (const [tag, digest] of tags) add(subjectOfTag(tag), digest);
	return (digest) => found.get(digest) ?? [];
}
/** Everything that the other tags, and the other manifests without a tag, need: parts, subjects, and what is attached. */
function findNeeded(graph, leaving) {
	const roots = [...graph.tags].flatMap(([tag, digest]) => leaving.tag(tag, digest) ? [] : [digest]);
	const untagged = [...graph.untagged ?? []].filter((digest) => !leaving.digest(digest));
	return reachNeeds(graph, [...roots, ...untagged]);
}
function reachNeeds(graph, from) {
	const attachedTo = createAttachmentFinder(graph);
	return reach(from, (digest) => {
		const { children = [], subject } = graph.manifests.get(digest) ?? {};
		return [
			...children,
			...attachedTo(digest),
			...subject === void 0 ? [] : [subject]
		];
	});
}
/** Everything that can be reached from some digests, these included. */
function reach(from, next) {
	const reached = new Set(from);
	for (const digest of reached) for (const one of next(digest)) reached.add(one);
	return reached;
}
// src/prune-plan/decide-prune.ts
/** `branch 'topic' is gone`, `pull request 12 is closed` */
const describeGone = ({ name, at }) => `${name} is ${at?.kind === "pull" ? "closed" : "gone"}`;
/** Decides about every tag of a repository. Total: whatever is unknown stays. */
function decidePrune(facts) {
	const { graph } = facts;
	const first = [...graph.tags.keys()].filter((tag) => subjectOfTag(tag) === void 0).map((tag) => decideTag(facts, tag));
	const kept = new Set(first.flatMap((one) => "digest" in one ? [] : [graph.tags.get(one.tag)]).filter((one) => one !== void 0));
	const remove = [];
	const keep = [];
	for (const one of first) if (!("digest" in one)) keep.push(one);
	else if (one.isShared && !kept.has(one.digest)) keep.push({
		tag: one.tag,
		why: onlyTag(one)
	});
	else remove.push(one);
	return {
		remove,
		keep
	};
}
const onlyTag = ({ ref }) => `${describeGone(ref)}, but its image was built for another ref, and no other tag keeps it`;
function decideTag(facts, tag) {
	const { graph, claims, living, publishers, rules } = facts;
	const claim = claims.get(tag);
	const digest = graph.tags.get(tag);
	const keep = (why) => ({
		tag,
		why
	});
	if (rules.isKept(tag)) return keep("input keep matches it");
	if (claim === void 0 || digest === void 0) return keep(describeUnclaimed(facts, tag));
	const fixed = describeFixed(claim, tag);
	if (fixed !== void 0) return keep(fixed);
	const other = living.get(tag);
	if (other !== void 0) return keep(`the rules give it to ${other} too`);
	const publisher = publishers.get(digest) ?? {
		kind: "unknown",
		why: "its image was not read"
	};
	if (publisher.kind === "unknown") return keep(publisher.why);
	if (publisher.kind === "foreign") return keep("its image does not say that this repository published it");
	const young = describeYoung(facts, claim, digest);
	if (young !== void 0) return keep(young);
	const { ref } = claim;
	const isShared = publisher.kind === "ours" && claim.days === void 0 && !isOwn(publisher, claim);
	return {
		tag,
		digest,
		ref,
		why: claim.days === void 0 ? describeGone(ref) : `${ref.name} is older than ${describeDays(claim.days)}`,
		isShared
	};
}
/** Whether an image was built for the ref of its tag. */
const isOwn = ({ branch, ofPull = false }, { ref, follows }) => branch === ref.branch || branch === "" && ofPull && follows.kind === "pull";
function describeUnclaimed({ living, publishers, graph, only }, tag) {
	const other = living.get(tag);
	if (other !== void 0) return `it belongs to ${other}`;
	const publisher = publishers.get(graph.tags.get(tag) ?? "");
	if (publisher?.kind === "unknown") return publisher.why;
	if (publisher?.kind === "foreign") return "its image does not say that this repository published it";
	if (only !== void 0) return `the rules do not give it to ${only}`;
	return publisher?.kind === "ours" && publisher.branch === "" ? "its image names no branch" : "the rules give it to no branch or pull request that is gone";
}
/** Tags that stay whatever becomes of their ref. */
function describeFixed({ ref, follows, fromRef, days }, tag) {
	if (follows.kind === "release") return "it is a full version";
	if (follows.kind === "line") return "it is a line of versions";
	if (ref.isVersion) return "its git tag has the name of a version";
	if (tag === "latest") return "latest always stays";
	if (days !== void 0) return void 0;
	if (follows.kind === "commit") return "it names a commit: see input sha";
	return fromRef === void 0 && follows.kind !== "pull" ? "its name does not come from the ref" : void 0;
}
/** Why a tag is too young to go, or of unknown age. */
function describeYoung({ graph, rules, now }, claim, digest) {
	const days = claim.days ?? rules.keepDays;
	if (days === void 0 || days === 0 && claim.days === void 0) return void 0;
	const uploaded = graph.manifests.get(digest)?.uploaded;
	const closed = claim.days === void 0 ? claim.ref.since : void 0;
	const since = closed ?? uploaded;
	if (since === void 0) return "its age is unknown: the registry does not report when it was uploaded";
	if (isOlder(since, days, now)) return void 0;
	return `${closed === void 0 ? "it was uploaded" : `${claim.ref.name} was closed`} less than ${describeDays(days)} ago`;
}
// src/prune-plan/reason.ts
/** What went wrong, as a reason in a table: without codes, fixes and the end of the sentence. */
const reasonOf = ({ problems }) => problems.map(({ what }) => what.replace(/\.$/, "")).join("; ");
// src/deletion/is-needed.ts
/** Whether anything that exists now needs a digest, apart from the tags of this step and from attachments of what is to go. */
async function isNeeded(state, plan, step) {
	const graph = await state.readGraph();
	if (graph.gaps.length > 0) return true;
	const leaving = new Set(plan.manifests.map(({ digest }) => digest));
	const attached = new Map(plan.manifests.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest])));
	const own = step.kind === "tags" ? new Set(step.tags.map(({ tag }) => tag)) : /* @__PURE__ */ new Set();
	return findNeeded(graph, {
		tag: (tag, digest) => attached.get(tag) === digest || own.has(tag) && digest === step.digest,
		digest: (digest) => leaving.has(digest)
	}).has(step.digest);
}
// src/deletion/settle-step.ts
/** A failure ends one step and not the run. */
async function settle(work, fail) {
	try {
		return await work();
	} catch (error) {
		if (error instanceof TagboatError) return fail(reasonOf(error));
		throw error;
	}
}
// src/deletion/delete-manifests.ts
/**
* Deletes the planned manifests, an index before its parts. What lies below a manifest that stays, or is attached to it, stays, too.
* Artifact Registry takes referrers for parents (GOOGLE_MANIFEST_DANGLING_PARENT_IMAGE), so manifests that are still in use are tried
* once more after the others, as long as that makes progress.
*/
async function deleteManifests(ports, plan) {
	const outcomes = /* @__PURE__ */ new Map();
	const staying = /* @__PURE__ */ new Set();
	const { listedBy, neededBy } = createReaches(plan);
	let pending = plan.manifests;
	for (;;) {
		const early = [];
		const waiting = /* @__PURE__ */ new Set();
		for (const step of pending) {
			const { digest } = step;
			const done = await deleteOne(ports, plan, step, {
				staying,
				waiting
			});
			if ("state" in done) outcomes.set(digest, done);
			else {
				outcomes.set(digest, {
					digest,
					state: "left",
					why: done.why
				});
				if (done.isEarly) {
					early.push(step);
					for (const one of listedBy(digest)) waiting.add(one);
				} else if (!done.isUncollected) for (const one of neededBy(digest)) staying.add(one);
			}
			ports.onProgress(outcomes.size);
		}
		if (early.length === 0 || early.length === pending.length) break;
		pending = early;
	}
	return [...outcomes.values()];
}
/** What lies below a manifest, and that with everything that belongs to it. */
function createReaches({ graph }) {
	const attachedTo = createAttachmentFinder(graph);
	const childrenOf = (digest) => graph.manifests.get(digest)?.children ?? [];
	return {
		listedBy: (digest) => reach(childrenOf(digest), childrenOf),
		neededBy: (digest) => reach([digest], (one) => [...childrenOf(one), ...attachedTo(one)])
	};
}
async function deleteOne({ deleter, state, findStop }, plan, step, { staying, waiting }) {
	const { digest, tags } = step;
	const stop = findStop();
	if (stop !== void 0) return { why: stop };
	if (staying.has(digest)) return { why: "what it belongs to stays" };
	if (waiting.has(digest)) return {
		why: "the index that lists it stays",
		isEarly: true
	};
	return settle(async () => {
		if (await isNeeded(state, plan, step)) return { why: "something needs it now" };
		const done = await deleter.deleteManifest(digest, tags);
		if (done.kind === "refused") return {
			why: done.why,
			isEarly: done.stays === "used",
			isUncollected: done.stays === "uncollected"
		};
		state.noteDeleted(digest);
		return {
			digest,
			state: done.kind,
			why: ""
		};
	}, (why) => ({ why }));
}
// src/deletion/apply-deletion.ts
/** Deletes what is planned, one after another, and checks the state before each deletion. Reports what happened. */
async function applyDeletion(given, plan) {
	const tags = [];
	const all = plan.tags.length + plan.manifests.length;
	const { ports, findStop } = watchLimits(given);
	for (const step of plan.tags) for (const removed of step.tags) {
		const { tag, digest } = removed;
		const fail = (why) => ({
			tag,
			digest,
			state: "failed",
			why
		});
		const why = findStop();
		tags.push(why === void 0 ? await settle(() => removeOne(ports, plan, step, removed), fail) : fail(why));
		ports.onProgress?.(tags.length, all);
	}
	return {
		tags,
		manifests: await deleteManifests({
			...ports,
			findStop,
			onProgress: (done) => ports.onProgress?.(tags.length + done, all)
		}, plan)
	};
}
/** Errors of a registry that still limits requests after the longest wait. */
const limits = ["registry-too-many-requests", "hub-throttled"];
/** Notes which images went with a tag, and when a limit of the registry is reached. `findStop` says why nothing more is to be deleted. */
function watchLimits(given) {
	let final;
	const taken = /* @__PURE__ */ new Set();
	const note = async (work) => {
		try {
			const outcome = await work();
			if (outcome.kind === "refused" && outcome.isFinal) final = outcome.why;
			return outcome;
		} catch (error) {
			if (error instanceof TagboatError && error.problems.some(({ code }) => limits.includes(code))) final = reasonOf(error);
			throw error;
		}
	};
	const deleter = {
		removeTag: async (tag, ...rest) => {
			const [digest] = rest;
			const outcome = await note(() => given.deleter.removeTag(tag, ...rest));
			if (outcome.kind === "deleted" && outcome.tookImage) taken.add(digest);
			return outcome;
		},
		deleteManifest: async (digest, tags) => taken.has(digest) ? { kind: "deleted" } : note(() => given.deleter.deleteManifest(digest, tags))
	};
	const findStop = () => final ?? (given.isCancelled?.() ? "the run was cancelled" : void 0);
	return {
		ports: {
			...given,
			deleter
		},
		findStop
	};
}
async function removeOne({ deleter, state }, plan, step, removed) {
	const { tag, digest } = removed;
	const outcome = (kind, why) => ({
		tag,
		digest,
		state: kind,
		why
	});
	const revived = await state.findRevival(removed);
	if (revived !== void 0) return outcome("kept", revived);
	const now = await state.digestOf(tag);
	if (now === void 0) return outcome("absent", "it was gone already");
	if (now !== digest) return outcome("kept", `it has moved to ${now} meanwhile`);
	if (removed.isShared && !await hasOtherTag(state, plan, removed)) return outcome("kept", "no other tag keeps its image any more");
	const mayTakeImage = async () => step.isWhole && await areGone(state, step.tags) && !await isNeeded(state, plan, step);
	const done = await deleter.removeTag(tag, digest, mayTakeImage, step.tags.map((one) => one.tag));
	if (done.kind === "refused") return outcome(done.isRule ? "kept" : "failed", done.why);
	state.noteRemoved(tag, digest);
	if (done.kind === "deleted" && done.tookImage) state.noteDeleted(digest);
	return done.kind === "absent" ? outcome("absent", "it was gone already") : outcome("removed", removed.why);
}
/** Whether the refs of all tags of an image are still gone: the image would take all of them along. */
async function areGone(state, tags) {
	for (const one of tags) if (await state.findRevival(one) !== void 0) return false;
	return true;
}
/** Whether a tag that stays has the digest. */
async function hasOtherTag(state, { tags }, { digest }) {
	const planned = new Set(tags.flatMap((step) => step.tags.map(({ tag }) => tag)));
	return [...(await state.readGraph()).tags].some(([tag, to]) => to === digest && !planned.has(tag));
}
// src/deletion/aws-ecr.ts
const host = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./;
/** Whether a repository is in a private registry of ECR. */
const isPrivateEcr = ({ host: name }) => host.test(name);
function createAws(exec, repository) {
	const [, account = "", region = ""] = host.exec(repository.host) ?? [];
	const where = [
		"--region",
		region,
		"--registry-id",
		account,
		"--repository-name",
		repository.path
	];
	return async (command, args, timeout) => {
		const { code, stdout, stderr } = await exec("aws", [
			"ecr",
			command,
			...where,
			...args,
			"--output",
			"json"
		], { timeout });
		return {
			code,
			json: parseJson(stdout),
			said: stderr.trim().replace(/\s+/g, " ").slice(0, 300)
		};
	};
}
// src/model/azure-registry.ts
/** Whether a host is an Azure container registry: of the public cloud, of the US government's, or of China's. */
const isAzureRegistry = (host) => /\.azurecr\.(?:io|us|cn)$/.test(host);
// src/deletion/sort-refusal.ts
/** Sorts a refusal by the answers that registries document. */
function sortRefusal({ refusal, said = describeRefusal(refusal) }, repository, target) {
	const cause = findCause(refusal, repository, target);
	return {
		cause,
		why: {
			locked: explainLock(said, repository, target),
			used: `the registry keeps it, because something refers to it: ${said}`,
			unsupported: `the registry does not delete it: ${said}`,
			login: `the registry does not allow it to this login: ${said}`,
			other: said
		}[cause]
	};
}
function findCause({ status, codes, text, kind }, { host }, target) {
	const has = (code) => codes.includes(code);
	if (has("REGISTRY_DISALLOWED_OPERATION") || /operation is disallowed/i.test(text)) return "locked";
	if (has("TAG_IMMUTABLE") || /immutab/i.test(text)) return "locked";
	if (isInUse(codes, text)) return "used";
	if (status === 405 && has("DENIED")) return /access to the resource is denied/i.test(text) ? "used" : "other";
	if (status === 403 && host === "docker.io" && "digest" in target && kind === "empty") return "used";
	if ([401, 403].includes(status)) return "login";
	return [
		404,
		405,
		501
	].includes(status) || status === 400 && "tag" in target ? "unsupported" : "other";
}
/**
* Artifact Registry: 400 GOOGLE_MANIFEST_DANGLING_TAG, GOOGLE_MANIFEST_DANGLING_PARENT_IMAGE or GOOGLE_MANIFEST_REFERRING_MANIFEST
* (GoogleCloudPlatform/gcr-cleaner, pkg/gcrcleaner/cleaner.go). Harbor: 412 VIOLATE_FOREIGN_KEY_CONSTRAINT, "the deleting artifact is
* referenced by others" (src/controller/artifact/controller.go). GitLab: "manifest referenced by ..." (registry/datastore/errors.go).
*/
function isInUse(codes, text) {
	return codes.some((code) => /^GOOGLE_MANIFEST_(?:DANGLING|REFERRING)_|^VIOLATE_FOREIGN_KEY/.test(code)) || /\breferenced (?:by|in)\b/i.test(text);
}
/** `said` is who answered what. */
const explainLock = (said, repository, target) => `it is locked or immutable: ${said}. ${adviseOnLock(repository, target)}`;
function adviseOnLock({ host, path }, target) {
	if (!isAzureRegistry(host)) return "Change that rule in the settings of the registry, or name the tag in input keep";
	const [name = ""] = host.split(".");
	return `Unlock it with az acr repository update --name ${name} --image ${"tag" in target ? `${path}:${target.tag}` : `${path}@${target.digest}`} --delete-enabled true --write-enabled true (a locked repository with --repository ${path}), or name the tag in input keep`;
}
/** `the registry answered 409: TAG_IMMUTABLE: tag is immutable`, on one line. */
function describeRefusal({ status, text }) {
	const words = oneLine(text.replace(/^HTTP \d+(?:: )?/, ""));
	return `the registry answered ${status}${words === "" ? "" : `: ${words}`}`;
}
/** A registry's words on one line, shortened. */
function oneLine(text) {
	const line = text.replace(/\s+/g, " ").trim();
	return line.length > 300 ? `${line.slice(0, 300)} ...` : line.replace(/\.$/, "");
}
// src/deletion/oci-deleter.ts
/**
* Deletes with the API of the OCI distribution spec 1.1, "Content Management": a tag by its name, or with `deleteTag`; where a registry
* deletes digests only, the digest, if nothing else needs it; last by moving the tag to an empty index, which is deleted. No answer is
* trusted: a tag counts as removed when it is no longer found. A tag that a rule of the registry protects is not touched otherwise.
*/
function createOciDeleter(registry, repository, deleteTag = (tag) => registry.tryDeletion(repository, { tag })) {
	const isGone = async (target) => await registry.headManifest(repository, target) === void 0;
	const removeByName = createNameRemover(repository, deleteTag, isGone);
	return {
		async removeTag(tag, digest, mayTakeImage) {
			const named = await removeByName(tag);
			if (named === "removed") return { kind: "deleted" };
			if (isFinal(named)) return refuse$1(named);
			let reason = named;
			if (await mayTakeImage()) {
				const answer = await registry.tryDeletion(repository, { digest });
				if (answer.kind !== "refused") {
					if (await isGone({ tag })) return {
						kind: "deleted",
						tookImage: true
					};
				} else {
					const refused = sortRefusal(answer, repository, { digest });
					if (refused.cause === "locked") return refuse$1(refused);
					if (reason.cause === "unsupported") reason = refused;
				}
			}
			return await moveAway(registry, repository, tag, digest) ?? refuse$1(reason);
		},
		async deleteManifest(digest, tags) {
			for (const tag of tags) await removeByName(tag);
			const answer = await registry.tryDeletion(repository, { digest });
			if (answer.kind === "refused") return refuseManifest(sortRefusal(answer, repository, { digest }));
			if (await isGone({ digest })) return { kind: answer.kind };
			return {
				kind: "refused",
				why: waits,
				stays: "uncollected"
			};
		}
	};
}
/** Of a tag that another job gave another image between the check and the deletion. */
const hasMoved = "it has moved to another image meanwhile";
const waits = "the registry keeps it until its garbage collection";
/** No other way may or can help. */
const isFinal = ({ cause }) => cause === "locked" || cause === "other";
/** Removes tags by name. Learns from the first answer whether the registry does that. */
function createNameRemover(repository, deleteTag, isGone) {
	let works;
	let unsupported;
	const attempt = async (tag) => {
		const answer = await deleteTag(tag);
		if (answer.kind === "refused") return sortRefusal(answer, repository, { tag });
		if (await isGone({ tag })) return "removed";
		return {
			cause: "unsupported",
			why: `the registry ${answer.kind === "deleted" ? "confirmed the deletion of the" : "answered that there is no such"} tag, but still serves it`
		};
	};
	return async (tag) => {
		if (unsupported !== void 0) return unsupported;
		const done = await attempt(tag);
		if (done === "removed") works = true;
		else if (done.cause === "unsupported" && !works) unsupported = done;
		return done;
	};
}
/** Moves a tag of a digest to an empty index, which is deleted. Undefined if the registry deletes no digests. */
async function moveAway(registry, repository, tag, digest) {
	try {
		const away = await registry.moveTagAway(repository, tag, digest);
		if (away === "moved") return {
			kind: "refused",
			why: hasMoved,
			isRule: true
		};
		return away === "removed" ? { kind: "deleted" } : void 0;
	} catch (error) {
		const problem = error instanceof TagboatError ? error.problems[0] : void 0;
		if (problem?.code !== "registry-tag-immutable") throw error;
		const said = `the registry answered: ${oneLine(problem.original ?? problem.what)}`;
		return refuse$1({
			cause: "locked",
			why: explainLock(said, repository, { tag })
		});
	}
}
const refuse$1 = ({ cause, why }) => ({
	kind: "refused",
	why,
	isRule: cause === "locked" || cause === "used"
});
function refuseManifest({ cause, why }) {
	if (cause === "unsupported") return {
		kind: "refused",
		why: `${waits}: ${why}`,
		stays: "uncollected"
	};
	return cause === "used" ? {
		kind: "refused",
		why,
		stays: "used"
	} : {
		kind: "refused",
		why
	};
}
// src/deletion/azure-deleter.ts
/**
* Deletes in an Azure registry: a tag by its own API, which keeps the image, and a digest by the OCI API. The registry client's login
* serves both: Azure's challenge names the scope that a request requires, like `repository:app:delete` (Azure/acr, docs/AAD-OAuth.md).
*/
const createAzureDeleter = (registry, repository) => createOciDeleter(registry, repository, (tag) => registry.deleteAzureTag(repository, tag));
// src/errors/docker-hub.ts
/** Docker Hub's web API gave no answer, or one that is not documented. `name`: `acme/app:topic`. */
const hubFailed = (name, what, original) => ({
	code: "hub-failed",
	what: `The web API of Docker Hub did not delete ${name}: ${what}.`,
	fix: "Run the job again later, and check the network and HTTPS_PROXY.",
	...original !== void 0 && { original }
});
/** `seconds`: how long Docker Hub asks to wait. */
const hubThrottled = (name, seconds, original) => ({
	code: "hub-throttled",
	what: `The web API of Docker Hub limits requests and still refuses to delete ${name}${seconds === void 0 ? "" : `; it asks to wait ${seconds} s`}.`,
	fix: "Run the job again later.",
	original
});
/** Neither an identity token nor a registry token logs in to the web API. */
const hubLoginMissing = (name) => ({
	code: "hub-login",
	what: `The web API of Docker Hub cannot delete ${name} without a user name and a password or access token.`,
	fix: "Set username and password. The password is an access token for 'Read, Write, Delete'."
});
const hubLoginRefused = (name, original) => ({
	code: "hub-login",
	what: `The web API of Docker Hub refused the login that should delete ${name}.`,
	fix: "Check that the token exists and has not expired. The user name of a personal access token is the user, that of an organization access token the organization.",
	original
});
// src/deletion/docker-hub-deleter.ts
/**
* Deletes on Docker Hub: by the registry API first, which deletes tags by name (regclient pull request 45) and digests that neither a tag
* nor an index refers to (docs.docker.com, Docker Hub registry API, DeleteImageManifest); a tag that it refuses by the web API.
*/
function createDockerHubDeleter(registry, repository, web) {
	const hasty = {
		...registry,
		tryDeletion: (of, target) => registry.tryDeletion(of, target, "little"),
		moveTagAway: async () => "unsupported"
	};
	let unsupported;
	const deleteTag = async (tag) => {
		const answer = unsupported ?? await hasty.tryDeletion(repository, { tag });
		if (answer.kind !== "refused") return answer;
		const { cause } = sortRefusal(answer, repository, { tag });
		if (cause === "locked") return answer;
		if (cause === "unsupported") unsupported = answer;
		return deleteInWeb(web, repository, tag, describeRefusal(answer.refusal));
	};
	const oci = createOciDeleter(hasty, repository, deleteTag);
	return {
		removeTag: oci.removeTag,
		async deleteManifest(digest, tags) {
			try {
				return await oci.deleteManifest(digest, tags);
			} catch (error) {
				if (!hasCode(error, "registry-failed")) throw error;
				if (await registry.headManifest(repository, { digest }) === void 0) return { kind: "deleted" };
				return {
					kind: "refused",
					why: "Docker Hub answered 500, and goes on deleting it in the background",
					stays: "uncollected"
				};
			}
		}
	};
}
/**
* DELETE `/v2/repositories/{namespace}/{repository}/tags/{tag}`, 204: not in Docker's OpenAPI file, and used for years (docker/hub-feedback
* issues 496 and 1759).
*/
async function deleteInWeb(web, { path }, tag, registrySaid) {
	const refuse = (status, text) => ({
		kind: "refused",
		refusal: {
			status,
			codes: [],
			text,
			kind: "other"
		},
		said: `${registrySaid}; ${text}`
	});
	try {
		const request = {
			method: "DELETE",
			path: `/repositories/${path}/tags/${tag}`
		};
		const { status, json, original } = await web.send(request, describeProblems(`${path}:${tag}`));
		if (isRefusalInside(json)) return refuse(403, "hub.docker.com answered 500, because its registry refused");
		if (status === 404 || stringAt(json, "detail")?.toLowerCase() === "not found") return { kind: "absent" };
		if ([
			200,
			202,
			204
		].includes(status)) return { kind: "deleted" };
		return refuse(status, `hub.docker.com answered ${oneLine(original)}`);
	} catch (error) {
		if (hasCode(error, "hub-login")) return refuse(401, lowerFirst(reasonOf(error)));
		throw error;
	}
}
const lowerFirst = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const describeProblems = (name) => ({
	failed: (what, original) => hubFailed(name, what, original),
	throttled: (seconds, original) => hubThrottled(name, seconds, original),
	loginMissing: () => hubLoginMissing(name),
	loginRefused: (original) => hubLoginRefused(name, original)
});
const hasCode = (error, code) => error instanceof TagboatError && error.problems.some((problem) => problem.code === code);
// src/deletion/ecr-deleter.ts
/**
* Deletes in Amazon ECR with the AWS CLI: `batch-delete-image`, which removes one tag, or a digest
* with all tags. The last tag takes its image along, so it stays if something else may need the image. Without the CLI, `fallback`
* deletes.
*/
function createEcrDeleter(exec, repository, fallback) {
	const run = createAws(exec, repository);
	const aws = (command, id) => run(command, ["--image-ids", id], 6e4);
	const remove = async (id) => {
		const { code, json, said } = await aws("batch-delete-image", id);
		if (code === 127) return "missing";
		return code === 0 ? readOutcome(json) : {
			kind: "refused",
			why: `aws ecr batch-delete-image failed: ${said}`
		};
	};
	const countTags = async (digest) => {
		const { code, json } = await aws("describe-images", `imageDigest=${digest}`);
		if (code === 127) return "missing";
		return code === 0 ? arrayAt(arrayAt(json, "imageDetails")[0], "imageTags").length : 0;
	};
	return {
		async removeTag(tag, digest, mayTakeImage) {
			if (!await mayTakeImage()) {
				const tags = await countTags(digest);
				if (tags !== "missing" && tags < 2) return {
					kind: "refused",
					why: lastTag,
					isRule: true
				};
			}
			const done = await remove(`imageTag=${tag}`);
			return done === "missing" ? fallback.removeTag(tag, digest, mayTakeImage) : done;
		},
		async deleteManifest(digest, tags) {
			const done = await remove(`imageDigest=${digest}`);
			return done === "missing" ? fallback.deleteManifest(digest, tags) : done;
		}
	};
}
const lastTag = "ECR deletes an image with its last tag, and this image may be needed";
/** The command ends with 0 even if it deleted nothing: the answer lists failures. */
function readOutcome(json) {
	const [failure] = arrayAt(json, "failures");
	if (failure === void 0) return arrayAt(json, "imageIds").length > 0 ? { kind: "deleted" } : {
		kind: "refused",
		why: "the answer of aws ecr batch-delete-image is not understood"
	};
	const code = stringAt(failure, "failureCode") ?? "unknown";
	if (code === "ImageNotFound") return { kind: "absent" };
	const why = `${code}: ${stringAt(failure, "failureReason") ?? "no reason given"}`;
	return code === "ImageReferencedByManifestList" ? {
		kind: "refused",
		why,
		isRule: true,
		stays: "used"
	} : {
		kind: "refused",
		why
	};
}
// src/deletion/ghcr-deleter.ts
const noAdmin = "give this repository the role Admin under \"Manage Actions access\" in the settings of the package";
const lastTagged = "GitHub does not delete the last version of a package that has a tag; delete-package: true removes the whole package";
/**
* Deletes in GitHub's container registry, whose OCI API refuses it. The REST API deletes versions: a manifest with all its tags. One tag
* of several moves to an empty index of its own first, which is a version then. `mayDeletePackage`: the last version with a tag takes the
* whole package along, since GitHub refuses to delete it alone.
*/
function createGhcrDeleter(ports, repository, mayDeletePackage) {
	const { packages } = ports;
	/** `going`: the tags that may go with it. The list may be a minute old, and a deletion takes every tag along. */
	const deleteVersion = async (digest, going, isLastToGo = false) => {
		const version = await packages.findVersion(digest);
		if (version === void 0) return { kind: "absent" };
		const other = (await packages.readVersion(version.id))?.tags.find((tag) => !going.includes(tag));
		if (other !== void 0) return {
			kind: "refused",
			why: `tag ${other} names the same image now`,
			isRule: true
		};
		const answer = await packages.deleteVersion(version.id);
		if (answer.kind === "refused" && isLastTagged(answer) && isLastToGo && mayDeletePackage) return deletePackage(ports, digest);
		if (answer.kind !== "absent") return explain(answer);
		return (await packages.listVersions()).some((one) => one.digest === digest) ? refuse(noAdmin) : { kind: "absent" };
	};
	return {
		async removeTag(tag, digest, mayTakeImage, going = [tag]) {
			if (!await mayTakeImage()) return untag(ports, repository, tag, digest);
			const outcome = await deleteVersion(digest, going, true);
			return outcome.kind === "deleted" ? {
				...outcome,
				tookImage: true
			} : outcome;
		},
		deleteManifest: deleteVersion
	};
}
/** Deletes the package if this is its only version with a tag, and nothing in it is new. */
async function deletePackage({ packages, clock }, digest) {
	const versions = await packages.listVersions();
	if (versions.filter((version) => version.tags.length > 0 && version.digest !== digest).length > 0) return {
		kind: "refused",
		why: lastTagged,
		isRule: true
	};
	if (versions.some(({ uploaded }) => isFresh(uploaded, clock.now()))) return refuse("it is the last version with a tag, and the package has a version of the last hour");
	return explain(await packages.deletePackage());
}
const refuse = (why) => ({
	kind: "refused",
	why
});
function explain(answer) {
	if (answer.kind !== "refused") return answer;
	if (isLastTagged(answer)) return {
		kind: "refused",
		why: lastTagged,
		isRule: true
	};
	if (/more than 5000 downloads/i.test(answer.why)) return {
		kind: "refused",
		why: answer.why,
		isRule: true
	};
	if (isLimited(answer)) return {
		kind: "refused",
		why: answer.why,
		isFinal: true
	};
	return refuse(answer.status === 404 ? `${answer.why}: ${noAdmin}` : answer.why);
}
/** GitHub's limits: 1,000 requests an hour for a job's token, and a secondary one on changes ("Rate limits for the REST API"). */
const isLimited = ({ status, why }) => status === 429 || status === 403 && /rate limit/i.test(why);
/** Moves a tag to a version of its own, and deletes that version. If that fails, the tag moves back, unless another job moved it. */
async function untag({ registry, packages, clock }, repository, tag, digest) {
	const before = await registry.getManifest(repository, { digest });
	if (before === void 0) return { kind: "absent" };
	const index = makeEmptyIndex(clock);
	const moved = await registry.putManifest(repository, { tag }, index);
	const version = await awaitVersion(packages, clock, moved.digest);
	const outcome = version?.tags.length === 1 && version.tags[0] === tag ? explain(await packages.deleteVersion(version.id)) : refuse("GitHub did not list the tag alone");
	if (outcome.kind === "deleted") return outcome;
	const now = await registry.headManifest(repository, { tag });
	if (now !== void 0 && now.digest !== moved.digest) return {
		kind: "refused",
		why: hasMoved,
		isRule: true
	};
	await registry.putManifest(repository, { tag }, before);
	return outcome.kind === "absent" ? refuse(noAdmin) : outcome;
}
/** A new version needs a moment to be listed. */
async function awaitVersion(packages, clock, digest) {
	for (const wait of [
		0,
		500,
		1500,
		4e3
	]) {
		if (wait > 0) await clock.sleep(wait);
		const found = (await packages.listVersions()).find((version) => version.digest === digest);
		if (found !== void 0) return found;
	}
}
// src/deletion/create-deleter.ts
/** Chooses how to delete by the host of the registry. */
function createDeleter(parts, repository) {
	const { ports, registry, hub, packages, deletePackage } = parts;
	if (packages !== void 0) return createGhcrDeleter({
		registry,
		packages,
		clock: ports.clock
	}, repository, deletePackage);
	if (repository.host === "docker.io") return createDockerHubDeleter(registry, repository, hub);
	if (isAzureRegistry(repository.host)) return createAzureDeleter(registry, repository);
	const oci = createOciDeleter(registry, repository);
	return isPrivateEcr(repository) ? createEcrDeleter(ports.exec, repository, oci) : oci;
}
// src/deletion/ecr-images.ts
/**
* Lists the images of a repository in ECR with their times, by `aws ecr describe-images` (docs.aws.amazon.com/cli, ecr, describe-images:
* `imageDetails`, all pages). Undefined if the AWS CLI is missing or may not list: then the registry's own list has to do. The list throws a
* TagboatError if it fails later.
*/
async function openEcrList({ exec, log }, repository) {
	const aws = createAws(exec, repository);
	const list = async () => {
		const { code, json, said } = await aws("describe-images", [], 3e5);
		const details = at(json, "imageDetails");
		if (code === 0 && Array.isArray(details)) {
			const images = details.map(readImage$1);
			return images.every((image) => image !== void 0) ? images : "its answer has an image that is not understood";
		}
		return code === 127 ? "the AWS CLI is not installed" : `aws ecr describe-images failed: ${said}`;
	};
	const first = await list();
	if (typeof first === "string") {
		log.info(`${repository.name}: the times of uploads are unknown, because ${first}.`);
		return;
	}
	let fresh = first;
	return async () => {
		const images = fresh ?? await list();
		fresh = void 0;
		if (typeof images === "string") throw new TagboatError(imagesUnlisted(repository.name, images));
		return images;
	};
}
function readImage$1(item) {
	const digest = stringAt(item, "imageDigest");
	const uploaded = isoFromText(stringAt(item, "imagePushedAt") ?? "");
	if (digest === void 0 || !isDigest(digest) || uploaded === void 0) return void 0;
	const listed = arrayAt(item, "imageTags");
	const tags = listed.filter((tag) => typeof tag === "string" && isTag(tag));
	return tags.length === listed.length ? {
		digest,
		tags,
		uploaded
	} : void 0;
}
// src/deletion/find-lost.ts
/**
* Tags of refs that exist, which were there at the plan, which prune did not delete, and which do not exist after it: most registries delete a
* digest with all its tags, so a tag that another job moves to it in the last moment goes, too. Nothing shows afterwards where it was.
*/
async function findLost(registry, { graph, tags, manifests }, isLiving, now) {
	const planned = /* @__PURE__ */ new Set([...tags.flatMap((step) => step.tags.map(({ tag }) => tag)), ...manifests.flatMap((step) => step.tags)]);
	const missing = [...graph.tags.keys()].filter((tag) => isLiving(tag) && !planned.has(tag) && !now.has(tag));
	const found = await Promise.all(missing.map((tag) => registry.headManifest(graph.repository, { tag })));
	return missing.filter((_, index) => found[index] === void 0);
}
// src/deletion/restore-deleted.ts
/** Bytes of manifests that are kept in memory. Most have some hundred bytes. */
const mostBytes = 67108864;
/**
* Between the check and a deletion, another job may push an index that lists the manifest: registries accept it, since its parts exist, and
* most delete a manifest that an index lists. After the last deletion such a manifest is put back by its digest. Its blobs still exist:
* registries collect them later.
*/
function createRestorer(registry, given, plan) {
	const { repository } = plan.graph;
	const kept = /* @__PURE__ */ new Map();
	const deleted = /* @__PURE__ */ new Set();
	let size = 0;
	const keep = async (digest) => {
		if (kept.has(digest)) return;
		const manifest = await registry.getManifest(repository, { digest });
		if (manifest === void 0 || size + manifest.bytes.byteLength > mostBytes) return;
		size += manifest.bytes.byteLength;
		kept.set(digest, manifest);
	};
	return {
		deleter: {
			async removeTag(tag, digest, mayTakeImage, going) {
				const mayTake = async () => {
					const may = await mayTakeImage();
					if (may) await keep(digest);
					return may;
				};
				const outcome = await given.removeTag(tag, digest, mayTake, going);
				if (outcome.kind === "deleted" && outcome.tookImage) deleted.add(digest);
				return outcome;
			},
			async deleteManifest(digest, tags) {
				await keep(digest);
				const outcome = await given.deleteManifest(digest, tags);
				if (outcome.kind !== "refused") deleted.add(digest);
				return outcome;
			}
		},
		hasDeleted: () => deleted.size > 0,
		async restore(now) {
			const childrenOf = (one) => (now.manifests.get(one) ?? plan.graph.manifests.get(one))?.children ?? [];
			const roots = [];
			for (const [tag, digest] of now.tags) if ((deleted.has(digest) ? (await registry.headManifest(repository, { tag }))?.digest : digest) === digest) roots.push(digest);
			const needed = reach(roots, childrenOf);
			const restored = /* @__PURE__ */ new Set();
			const problems = [];
			for (const digest of [...deleted].reverse()) {
				const manifest = kept.get(digest);
				if (manifest === void 0 || !needed.has(digest)) continue;
				try {
					if (await registry.headManifest(repository, { digest }) !== void 0) continue;
					await registry.putManifest(repository, { digest }, manifest);
					restored.add(digest);
				} catch (error) {
					if (!(error instanceof TagboatError)) throw error;
					problems.push(restoreFailed(`${repository.host}/${repository.path}@${digest}`, reasonOf(error)));
				}
			}
			return {
				restored,
				problems
			};
		}
	};
}
/** The outcomes with what was put back. */
const noteRestored = (outcomes, { restored }) => outcomes.map((one) => restored.has(one.digest) ? {
	digest: one.digest,
	state: "left",
	why: "another job began to use it, so it was put back"
} : one);
// src/prune-plan/sort-manifests.ts
/**
* Sorts digests so that every index precedes what it lists: an interruption then never leaves an index without its parts.
* Among those that are free to go, a lower rank precedes.
*/
function sortParentsFirst({ manifests }, digests, rankOf) {
	const childrenOf = (digest) => new Set((manifests.get(digest)?.children ?? []).filter((child) => digests.has(child)));
	const parents = new Map([...digests].map((digest) => [digest, 0]));
	const count = (digest, by) => {
		const left = (parents.get(digest) ?? 0) + by;
		parents.set(digest, left);
		return left;
	};
	for (const digest of digests) for (const child of childrenOf(digest)) count(child, 1);
	const free = /* @__PURE__ */ new Map();
	const enqueue = (digest) => {
		const rank = rankOf(digest);
		free.set(rank, [...free.get(rank) ?? [], digest]);
	};
	for (const [digest, left] of parents) if (left === 0) enqueue(digest);
	const sorted = [];
	while (free.size > 0) {
		const rank = Math.min(...free.keys());
		const batch = free.get(rank) ?? [];
		free.delete(rank);
		for (const digest of batch) {
			sorted.push(digest);
			for (const child of childrenOf(digest)) if (count(child, -1) === 0) enqueue(child);
		}
	}
	return sorted;
}
// src/prune-plan/plan-deletion.ts
const ranks = {
	image: 0,
	untagged: 1,
	part: 2,
	attached: 3
};
/** Plans the deletion of some tags, and of everything that nothing else needs then. */
function planDeletion(request) {
	const { graph, remove, untagged = [] } = request;
	const { dying, notes } = findDying(request);
	const images = new Set(remove.map(({ digest }) => digest));
	const childrenOf = (digest) => graph.manifests.get(digest)?.children ?? [];
	const parts = reach([...images, ...untagged], childrenOf);
	const roleOf = (digest) => {
		if (images.has(digest)) return "image";
		if (untagged.includes(digest)) return "untagged";
		return parts.has(digest) ? "part" : "attached";
	};
	const sorted = sortParentsFirst(graph, dying, (digest) => ranks[roleOf(digest)]);
	const listed = new Set(sorted.flatMap(childrenOf));
	const attachedTags = /* @__PURE__ */ new Map();
	for (const [tag, digest] of graph.tags) if (subjectOfTag(tag) !== void 0) attachedTags.set(digest, [...attachedTags.get(digest) ?? [], tag]);
	return {
		graph,
		tags: [...[...images].filter((digest) => !dying.has(digest)), ...sorted.filter((one) => images.has(one))].map((digest) => ({
			kind: "tags",
			digest,
			tags: remove.filter((one) => one.digest === digest),
			isWhole: dying.has(digest) && !listed.has(digest)
		})),
		manifests: sorted.map((digest) => ({
			kind: "manifest",
			digest,
			role: roleOf(digest),
			tags: attachedTags.get(digest) ?? []
		})),
		notes
	};
}
/** The manifests that nothing needs once the tags are gone, as far as that is certain. */
function findDying({ graph, remove, untagged = [], isKept, now }) {
	if (remove.length === 0 && untagged.length === 0) return {
		dying: /* @__PURE__ */ new Set(),
		notes: []
	};
	if (graph.gaps.length > 0) return {
		dying: /* @__PURE__ */ new Set(),
		notes: [gapNote(graph.gaps)]
	};
	const attachedTo = createAttachmentFinder(graph);
	const affected = reach([...remove.map(({ digest }) => digest), ...untagged], (digest) => [...graph.manifests.get(digest)?.children ?? [], ...attachedTo(digest)]);
	const removed = new Set(remove.map(({ tag }) => tag));
	const needed = findNeeded(graph, {
		tag: (tag) => removed.has(tag) || affected.has(subjectOfTag(tag) ?? "") && !isKept?.(tag),
		digest: (digest) => affected.has(digest)
	});
	const unneeded = [...affected].filter((digest) => !needed.has(digest) && graph.manifests.has(digest));
	const fresh = unneeded.filter((digest) => {
		const { uploaded, created } = graph.manifests.get(digest) ?? {};
		return isFresh(uploaded ?? created, now);
	});
	const kept = reachNeeds(graph, fresh);
	return {
		dying: new Set(unneeded.filter((digest) => !kept.has(digest))),
		notes: fresh.length === 0 ? [] : [freshNote(fresh.length)]
	};
}
/** A registry that answers nothing leaves a gap for each tag. */
const shownGaps = 5;
const gapNote = (gaps) => {
	const more = gaps.length - shownGaps;
	return `Only tags are deleted. ${gaps.slice(0, shownGaps).join(" ")}${more > 0 ? ` ${more} more could not be read.` : ""}`;
};
const freshNote = (count) => `${count === 1 ? "One manifest stays" : `${count} manifests stay`} without a tag: uploaded within the last hour, or at an unknown time.`;
// src/claims/build-time.ts
/**
* When an image was built, by its provenance: an image is uploaded right after. Its label `created` has the time of the commit. Undefined
* without provenance, or if that cannot be read. ISO 8601.
*/
async function readBuildTime(registry, repository, digest) {
	try {
		const index = await registry.getManifest(repository, { digest });
		const [attestations] = arrayAt(index?.json, "manifests").filter((one) => stringAt(one, "annotations", "vnd.docker.reference.type") === "attestation-manifest");
		const manifest = await readAt(registry, repository, attestations);
		const layer = arrayAt(manifest?.json, "layers").find((one) => stringAt(one, "annotations", "in-toto.io/predicate-type")?.startsWith("https://slsa.dev/provenance/"));
		const blob = digestAt(layer, "digest");
		const bytes = blob === void 0 ? void 0 : await registry.getBlob(repository, blob);
		return bytes && findTime(at(parseJson(Buffer.from(bytes).toString("utf8")), "predicate"));
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
async function readAt(registry, repository, descriptor) {
	const digest = digestAt(descriptor, "digest");
	return digest === void 0 ? void 0 : registry.getManifest(repository, { digest });
}
/** SLSA provenance 0.2 and 1: `metadata.buildFinishedOn`, and `runDetails.metadata.finishedOn`. */
function findTime(predicate) {
	const text = stringAt(predicate, "metadata", "buildFinishedOn") ?? stringAt(predicate, "runDetails", "metadata", "finishedOn");
	return text === void 0 ? void 0 : isoFromText(text);
}
// src/claims/dated-names.ts
/** Names have marks instead of dates then. */
const always = {
	time: "any",
	commitTime: "any"
};
/** Times whose names differ in every digit: the patterns of the living refs must match them. */
const probes = [
	"2019-03-05T06:07:08Z",
	"2024-12-31T23:59:58Z",
	"2030-10-17T13:40:20Z"
];
/**
* A name counts as the ref's own only if the rules give the ref exactly this name at a time that is found. A living ref protects
* more: every name that has the form of its names. Where that form is not certain, no name with a date counts as a gone ref's.
*/
function createDatedNames({ names, refs, repository, now }) {
	const key = keyOf(repository);
	const findTime = createTimeFinder(now);
	/** An event asks about every tag with the same function. */
	const forms = /* @__PURE__ */ new WeakMap();
	const formsOf = (nameRef) => {
		const found = forms.get(nameRef) ?? readForms(names, key, nameRef);
		forms.set(nameRef, found);
		return found;
	};
	let living;
	return {
		find(tag, nameRef) {
			return formsOf(nameRef).flatMap((marked) => {
				const printed = matchName(marked, tag);
				if (printed === void 0) return [];
				const timeOf = (helper) => findTime(printed.filter(({ date }) => date.helper === helper));
				const [time, commitTime] = [timeOf("date"), timeOf("commit_date")];
				if (time === void 0 || commitTime === void 0) return [];
				return tryNames(() => nameRef(names.atTime({
					time,
					commitTime
				}))).filter((one) => keyOf(one.repository) === key && one.tag.name === tag);
			});
		},
		findLiving(tag, own) {
			living ??= readLiving(names, refs, repository);
			if (living.doubt !== void 0) return living.doubt;
			const number = own?.kind === "pull" ? own.number : void 0;
			return living.patterns.find(({ form }) => form.pattern.test(tag) && !isOfPull(form, tag, number))?.ref;
		}
	};
}
function readForms(names, key, nameRef) {
	return tryNames(() => nameRef(names.atTime(always))).flatMap(({ repository, tag: { name } }) => {
		const dates = splitMarked(name).filter((part) => typeof part !== "string");
		const form = dates.length === 0 || keyOf(repository) !== key ? void 0 : describeName(name);
		return form === void 0 ? [] : [{
			dates,
			form
		}];
	});
}
/** The dates of a tag that has the form of a marked name. */
function matchName({ dates, form }, tag) {
	const groups = form.pattern.exec(tag)?.groups;
	return groups && dates.map((date, at) => ({
		date,
		text: groups[`date${at}`] ?? ""
	}));
}
function readLiving(names, refs, repository) {
	const forms = [...nameAll(names.atTime(always), refs, repository)].map(([name, ref]) => ({
		ref,
		form: describeName(name)
	}));
	const patterns = forms.flatMap(({ ref, form }) => form === void 0 ? [] : [{
		ref,
		form
	}]);
	const unclear = forms.find(({ form }) => form === void 0)?.ref;
	const unmatched = probes.flatMap((time) => [...nameAll(names.atTime({
		time,
		commitTime: time
	}), refs, repository)]).find(([name]) => !patterns.some(({ form }) => form.pattern.test(name)))?.[1];
	const doubt = unclear ?? unmatched;
	return {
		patterns,
		...doubt !== void 0 && { doubt }
	};
}
/** The names of everything that exists, and of pull requests that may be open. */
function nameAll(names, refs, repository) {
	const found = new Map(nameLiving(names, refs, repository));
	for (const branch of refs.branches.keys()) {
		const pull = {
			number: probeNumber,
			headRef: branch,
			headSha: "",
			baseRef: branch,
			fork: false
		};
		for (const { repository: other, tag } of tryNames(() => names.forPull(pull))) if (keyOf(other) === keyOf(repository) && !found.has(tag.name)) found.set(tag.name, "a pull request that may be open");
	}
	return found;
}
// src/claims/find-claims.ts
/** The claims of the ref of an event. */
function claimNamed(named, repository, ref) {
	const key = keyOf(repository);
	return new Map(named.flatMap(({ repository: other, tag: { name, follows, fromRef } }) => keyOf(other) === key ? [[name, {
		ref,
		follows,
		...fromRef && { fromRef }
	}]] : []));
}
/** The claims of the ref of an event, names of other times among them. */
function findClaimsOfRef(request, { ref, named }) {
	const { graph, names, living } = request;
	const claims = new Map(claimNamed(named(names), graph.repository, ref));
	const open = /* @__PURE__ */ new Map();
	for (const tag of graph.tags.keys()) {
		if (claims.has(tag) || living.has(tag) || subjectOfTag(tag) !== void 0) continue;
		const found = claimDated(request, tag, named, ref);
		if (found === void 0) continue;
		if ("ref" in found) claims.set(tag, found);
		else open.set(tag, found.open);
	}
	return {
		claims,
		open,
		unknown: /* @__PURE__ */ new Map()
	};
}
/** Looks for the ref of every tag that no living ref has. */
async function findClaims(request) {
	const { graph, living, isKept } = request;
	const claims = /* @__PURE__ */ new Map();
	const open = /* @__PURE__ */ new Map();
	const unknown = /* @__PURE__ */ new Map();
	const forms = makePullForms(request);
	await Promise.all([...graph.tags].map(async ([tag, digest]) => {
		if (subjectOfTag(tag) !== void 0 || living.has(tag) || isKept(tag)) return;
		const { publisher, facts } = await request.readImage(digest);
		const found = await claimPull(request, forms, tag, facts) ?? claimLeftover(tag, publisher) ?? claimCommit(request, tag, facts, publisher) ?? claimBranch(request, tag, facts);
		if (found === void 0) return;
		if ("ref" in found) claims.set(tag, found);
		else if ("open" in found) open.set(tag, found.open);
		else unknown.set(tag, found.unknown);
	}));
	return {
		claims,
		open,
		unknown
	};
}
/** The numbers that tags may contain, from what the rules give a pull request with a number that none has, at any time. */
function makePullForms({ names, graph }) {
	const probe = {
		number: probeNumber,
		headRef: "b4k8wy2other",
		headSha: "",
		baseRef: "",
		fork: false
	};
	const key = keyOf(graph.repository);
	const texts = [names, names.atTime(always)].flatMap((at) => tryNames(() => at.forPull(probe)).flatMap(({ repository, tag }) => keyOf(repository) === key && tag.name.includes(String(40908070605)) ? [tag.name] : []));
	return [...new Set(texts)].map(describeName).filter((form) => form !== void 0);
}
/** A tag with the number of a pull request is its own if the rules give it that name, with the data that GitHub has. */
async function claimPull(request, forms, tag, commit) {
	const { names, askPull, graph } = request;
	for (const form of forms) {
		const number = readPull(form, tag);
		if (number === void 0) continue;
		const answer = await askPull(number);
		if (!answer.known) return { unknown: `the state of pull request ${number} is unknown: ${answer.why}` };
		if (answer.value === "absent") continue;
		const pull = answer.value;
		const nameRef = (at) => nameGonePull(at, pull, commit);
		const ref = gonePull(pull, pull.closedAt);
		const claim = claimNamed(tryNames(() => nameRef(names)), graph.repository, ref).get(tag) ?? claimDated(request, tag, nameRef, ref);
		if (claim === void 0) continue;
		return pull.isOpen ? { open: `pull request ${number}` } : claim;
	}
}
const claimLeftover = (tag, publisher) => publisher.kind === "leftover" ? {
	ref: {
		name: `the image of ${tag}`,
		branch: ""
	},
	follows: {
		kind: "branch",
		branch: ""
	},
	fromRef: {}
} : void 0;
function claimBranch(request, tag, facts) {
	const { names, refs, graph } = request;
	const { branch } = facts;
	if (branch === void 0 || branch === "" || refs.branches.has(branch)) return void 0;
	const nameRef = (at) => nameGoneBranch(at, branch, facts);
	const ref = goneBranch(branch);
	return claimNamed(tryNames(() => nameRef(names)), graph.repository, ref).get(tag) ?? claimDated(request, tag, nameRef, ref);
}
/** A name with a date, which the rules gave the ref at another time. */
function claimDated({ graph, dated }, tag, nameRef, ref) {
	const claim = claimNamed(dated.find(tag, nameRef), graph.repository, ref).get(tag);
	if (claim === void 0) return void 0;
	const other = dated.findLiving(tag, ref.at);
	return other === void 0 ? claim : { open: `${other} at another time` };
}
/** The tag of a commit, with input sha. The branch may exist: its newest commit is a living ref. */
function claimCommit({ names, graph, shaDays }, tag, facts, publisher) {
	const { revision } = facts;
	if (shaDays === void 0 || revision === void 0 || publisher.kind !== "ours") return void 0;
	const ref = {
		name: `commit ${revision.slice(0, 7)}`,
		branch: facts.branch ?? ""
	};
	const claim = claimNamed(tryNames(() => names.forBranch(facts.branch || "main", facts)), graph.repository, ref).get(tag);
	return claim?.follows.kind === "commit" ? {
		...claim,
		days: shaDays
	} : void 0;
}
// src/claims/read-publisher.ts
const createdKey = "org.opencontainers.image.created";
/** In characters. */
const longestName = 1024;
/** Reads images by digest, each once. A failure is an answer: the image is unknown then. */
function createPublisherReader(registry, repository, sourceUrl) {
	return memoize(sameKey, async (digest) => {
		try {
			return await readImage(registry, repository, digest, sourceUrl);
		} catch (error) {
			if (!(error instanceof TagboatError)) throw error;
			return {
				publisher: {
					kind: "unknown",
					why: `its image could not be read: ${reasonOf(error)}`
				},
				facts: {}
			};
		}
	});
}
async function readImage(registry, repository, digest, sourceUrl) {
	const once = {
		getManifest: memoize((_, target) => JSON.stringify(target), (of, target) => registry.getManifest(of, target)),
		getBlob: registry.getBlob
	};
	const manifest = await once.getManifest(repository, { digest });
	if (manifest === void 0) return {
		publisher: {
			kind: "unknown",
			why: "its image does not exist"
		},
		facts: {}
	};
	if (isLeftover(manifest.json)) return {
		publisher: { kind: "leftover" },
		facts: {}
	};
	const facts = await readImageFacts(once, repository, digest, sourceUrl);
	if (facts.event === void 0 || facts.branch === void 0 || ![
		facts.branch,
		facts.revision,
		facts.head
	].every(isName)) return {
		publisher: { kind: "foreign" },
		facts: {}
	};
	const annotations = at(manifest.json, "annotations");
	const marks = isOurs(annotations, sourceUrl) && stringAt(annotations, "dev.tagboat.event") !== void 0 ? annotations : await readLabels(once, repository, manifest.json);
	const created = stringAt(marks, createdKey) ?? stringAt(annotations, createdKey);
	return {
		publisher: {
			kind: "ours",
			branch: facts.branch,
			...facts.event.startsWith("pull_request") && { ofPull: true }
		},
		facts,
		...created !== void 0 && { created }
	};
}
/** An image with this annotation is not a leftover: its author chose the annotation. */
const isLeftover = (manifest) => stringAt(manifest, "annotations", "dev.tagboat.removed") !== void 0 && at(manifest, "config") === void 0 && arrayAt(manifest, "manifests").length === 0;
/** Whether a text may be the name of a branch or a commit, which messages quote. git's names have no control characters. */
const isName = (text = "") => text.length <= longestName && !/\p{Cc}/u.test(text);
// src/prune/gather-facts.ts
/** Reads which refs the tags belong to, and what their images say. */
async function gatherPruneFacts(context, graph) {
	const { registry, inputs, scope, names, refs, askPull, ports } = context;
	const { repository } = graph;
	const isKept = (tag) => inputs.keep.some((pattern) => matchesPattern(pattern, tag));
	const readImage = createPublisherReader(registry, repository, context.sourceUrl);
	const living = nameLiving(names, refs, repository);
	const { shaDays } = inputs;
	const now = ports.clock.now();
	const dated = createDatedNames({
		names,
		refs,
		repository,
		now: isoFromMillis(now)
	});
	const found = scope.kind === "sweep" ? await findClaims({
		graph,
		names,
		refs,
		living,
		isKept,
		shaDays,
		readImage,
		askPull,
		dated
	}) : findClaimsOfRef({
		graph,
		names,
		living,
		dated
	}, scope);
	const images = /* @__PURE__ */ new Map();
	const read = scope.kind === "sweep" ? graph.tags : found.claims;
	const created = /* @__PURE__ */ new Map();
	await Promise.all([...read.keys()].map(async (tag) => {
		const digest = graph.tags.get(tag);
		if (digest === void 0 || isKept(tag) || living.has(tag) || subjectOfTag(tag) !== void 0) return;
		const image = await readImage(digest);
		images.set(digest, image);
		if (!found.claims.has(tag)) return;
		const time = (graph.manifests.get(digest)?.uploaded !== void 0 ? void 0 : await readBuildTime(registry, repository, digest)) ?? image.created;
		if (time !== void 0) created.set(digest, time);
	}));
	const publishers = new Map([...images].map(([digest, image]) => [digest, image.publisher]));
	for (const [tag, why] of found.unknown) publishers.set(graph.tags.get(tag) ?? "", {
		kind: "unknown",
		why
	});
	return {
		graph,
		claims: found.claims,
		living: new Map([...living, ...found.open]),
		publishers,
		rules: {
			isKept,
			keepDays: inputs.keepDays
		},
		...scope.kind === "ref" && { only: scope.ref.name },
		now,
		created
	};
}
/** Gives everything below an image the time that the image says, where the registry says none. */
function withCreated(graph, { created }) {
	const manifests = new Map(graph.manifests);
	const attachedTo = createAttachmentFinder(graph);
	for (const [digest, time] of created) {
		const below = reach([digest], (one) => [...manifests.get(one)?.children ?? [], ...attachedTo(one)]);
		for (const one of below) {
			const node = manifests.get(one);
			if (node !== void 0 && !(node.created !== void 0 && node.created > time)) manifests.set(one, {
				...node,
				created: time
			});
		}
	}
	return {
		...graph,
		manifests
	};
}
// src/prune/progress.ts
/** Milliseconds between two lines. */
const pause = 1e4;
/** Logs what is done from time to time, the first time after ten seconds. */
function createProgress({ log, clock }) {
	let next = clock.now() + pause;
	return (describe) => {
		if (clock.now() < next) return;
		next = clock.now() + pause;
		log.info(describe());
	};
}
/** The same registry, which reports after each read of a tag or manifest how many there were. */
function countReads(registry, onRead) {
	let count = 0;
	const counted = async (work) => {
		const result = await work;
		count += 1;
		onRead(count);
		return result;
	};
	return {
		...registry,
		headManifest: (...args) => counted(registry.headManifest(...args)),
		getManifest: (...args) => counted(registry.getManifest(...args))
	};
}
// src/prune/read-graph.ts
/** More tags than that are not read, and then no manifest is deleted. */
const maxTags = 2e4;
/** Reads one repository. Manifests never change, so each is read once. A failure becomes a gap of the graph. */
function createGraphReader(registry, repository, listManifests) {
	const source = {
		registry,
		repository,
		readManifest: memoizeFound((digest) => registry.getManifest(repository, { digest })),
		readType: memoizeFound((digest) => registry.headManifest(repository, { digest }))
	};
	return {
		readTags: () => listManifests ? readListed(repository, listManifests) : readTags(registry, repository),
		readManifests: async (graph, starts) => addReferrers(source, await addManifests(source, graph, starts), starts)
	};
}
/** Another job may push what did not exist, or could not be read, a moment ago. */
function memoizeFound(read) {
	const cache = /* @__PURE__ */ new Map();
	return memoize(sameKey, (digest) => {
		const forget = () => void cache.delete(digest);
		const reading = read(digest);
		reading.then((found) => found ?? forget(), forget);
		return reading;
	}, { cache });
}
async function readListed(repository, list) {
	const listed = await list();
	return {
		repository,
		tags: new Map(listed.flatMap(({ tags, digest }) => tags.map((tag) => [tag, digest]))),
		manifests: new Map(listed.map(({ digest, uploaded }) => [digest, {
			digest,
			children: [],
			uploaded
		}])),
		untagged: new Set(listed.flatMap(({ tags, digest }) => tags.length === 0 ? [digest] : [])),
		gaps: []
	};
}
async function readTags(registry, repository) {
	const { tags, complete } = await registry.listTags(repository, maxTags);
	const gaps = complete ? [] : [describeIncomplete(repository, tags.length)];
	const found = await Promise.all(tags.map(async (tag) => {
		try {
			const head = await registry.headManifest(repository, { tag });
			return head === void 0 ? [] : [[tag, head.digest]];
		} catch (error) {
			if (!(error instanceof TagboatError)) throw error;
			gaps.push(`Tag ${tag} could not be read: ${reasonOf(error)}.`);
			return [];
		}
	}));
	return {
		repository,
		tags: new Map(found.flat()),
		manifests: /* @__PURE__ */ new Map(),
		gaps
	};
}
const describeIncomplete = ({ name }, count) => count < maxTags ? `The list of tags of ${name} is not complete.` : `${name} has more than ${maxTags} tags, which are not all read.`;
async function addManifests(source, graph, starts) {
	const nodes = /* @__PURE__ */ new Map();
	const gaps = [];
	const isListed = graph.untagged !== void 0;
	const tagged = new Set(graph.tags.values());
	const whole = /* @__PURE__ */ new Set([...tagged, ...starts]);
	const visited = /* @__PURE__ */ new Set();
	const add = async (digest) => {
		if (visited.has(digest)) return;
		visited.add(digest);
		const known = graph.manifests.get(digest);
		if (isListed && known === void 0) return;
		nodes.set(digest, known ?? {
			digest,
			children: []
		});
		try {
			if (!whole.has(digest) && !isIndexType((await source.readType(digest))?.mediaType ?? "")) return;
			const manifest = await source.readManifest(digest);
			if (manifest === void 0) {
				nodes.delete(digest);
				const tag = await findTagOf(source, graph, digest);
				if (tag !== void 0) gaps.push(`${digest} does not exist, although tag ${tag} names it.`);
				return;
			}
			const node = describeNode(manifest, known);
			nodes.set(digest, node);
			await Promise.all(listIndexes(manifest).map(add));
			for (const child of node.children) addLeaf(nodes, graph, child);
		} catch (error) {
			if (!(error instanceof TagboatError)) throw error;
			gaps.push(`${digest} could not be read: ${reasonOf(error)}.`);
		}
	};
	await Promise.all([...tagged, ...graph.untagged ?? []].map(add));
	return {
		...graph,
		manifests: nodes,
		gaps: [...graph.gaps, ...gaps]
	};
}
/** A tag that names a digest now. */
async function findTagOf({ registry, repository }, graph, digest) {
	const [tag] = [...graph.tags].find(([, to]) => to === digest) ?? [];
	if (tag === void 0) return void 0;
	return (await registry.headManifest(repository, { tag }))?.digest === digest ? tag : void 0;
}
/** An image in an index, which is not read. */
function addLeaf(nodes, graph, digest) {
	const known = graph.manifests.get(digest);
	if (nodes.has(digest) || graph.untagged !== void 0 && known === void 0) return;
	nodes.set(digest, known ?? {
		digest,
		children: []
	});
}
function describeNode({ digest, json }, known) {
	const subject = digestAt(json, "subject", "digest");
	const children = arrayAt(json, "manifests").flatMap((child) => {
		const type = stringAt(child, "mediaType") ?? "";
		const named = digestAt(child, "digest");
		return named !== void 0 && (type === "" || manifestTypes.includes(type)) ? [named] : [];
	});
	return {
		...known,
		digest,
		children,
		...subject !== void 0 && { subject }
	};
}
/** The children that may list others. */
const listIndexes = ({ json }) => arrayAt(json, "manifests").flatMap((child) => {
	const type = stringAt(child, "mediaType") ?? "";
	const digest = digestAt(child, "digest");
	return digest !== void 0 && (type === "" || isIndexType(type)) ? [digest] : [];
});
/** Asks the registry's referrers API about everything below `starts`; referrers may have referrers. */
async function addReferrers(source, graph, starts) {
	const nodes = new Map(graph.manifests);
	const below = reach(starts, (digest) => nodes.get(digest)?.children ?? []);
	try {
		for (const digest of below) {
			const found = await source.registry.listReferrers(source.repository, digest);
			if (found === void 0) break;
			for (const referrer of found) {
				const manifest = await source.readManifest(referrer);
				if (manifest !== void 0) nodes.set(referrer, describeNode(manifest, nodes.get(referrer)));
				below.add(referrer);
			}
		}
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		return {
			...graph,
			gaps: [...graph.gaps, `The referrers could not be read: ${reasonOf(error)}.`]
		};
	}
	return {
		...graph,
		manifests: nodes
	};
}
// src/prune/restore-commands.ts
/** Finds what is about to go in a registry that can restore it: afterwards it has no id. */
async function findRestore({ tags, manifests }, packages) {
	if (packages === void 0) return async () => /* @__PURE__ */ new Map();
	const versions = /* @__PURE__ */ new Map();
	for (const { digest } of [...tags.filter(({ isWhole }) => isWhole), ...manifests]) {
		const version = await packages.findVersion(digest);
		if (version !== void 0) versions.set(digest, version.id);
	}
	return async (done) => {
		const gone = done && new Set(done.filter(({ state }) => state === "deleted").map(({ digest }) => digest));
		const commands = [...versions].filter(([digest]) => gone?.has(digest) ?? true).map(async ([digest, id]) => [digest, await packages.restoreCommand(id)]);
		return new Map(await Promise.all(commands));
	};
}
// src/prune/prune-repository.ts
/** Days after which a manifest without a tag goes, if input keep-days is not set. */
const untaggedDays = 7;
/** Prunes one repository. `packages` is set for GitHub's container registry. */
async function pruneRepository(context, repository, packages) {
	const { ports, inputs } = context;
	const progress = createProgress(ports);
	const registry = countReads(context.registry, (count) => progress(() => `${repository.name}: ${count} tags and manifests are read so far.`));
	const reader = createGraphReader(registry, repository, packages?.listVersions ?? await openList(ports, repository));
	const light = await reader.readTags();
	const facts = await gatherPruneFacts({
		...context,
		registry
	}, light);
	const { remove, keep } = decidePrune(facts);
	const untagged = findUntagged(context, light);
	const starts = [...remove.map(({ digest }) => digest), ...untagged.digests];
	const read = async () => withCreated(await reader.readManifests(await reader.readTags(), starts), facts);
	const graph = starts.length === 0 ? light : withCreated(await reader.readManifests(light, starts), facts);
	const { isKept } = facts.rules;
	const plan = planDeletion({
		graph,
		remove,
		untagged: untagged.digests,
		isKept,
		now: facts.now
	});
	const describeRestore = await findRestore(plan, packages);
	const result = {
		repository,
		plan,
		keep,
		notes: [
			...noteEmpty(light),
			...plan.notes,
			...untagged.notes
		]
	};
	if (inputs.build.dryRun || starts.length === 0) {
		const ofPackage = packages === void 0 ? [] : notePackage(plan, inputs.deletePackage);
		return {
			...result,
			notes: [...result.notes, ...ofPackage],
			restore: await describeRestore()
		};
	}
	const state = createFreshState({
		repository,
		clock: ports.clock,
		findRevival: context.findRevival,
		digestOf: async (tag) => (await registry.headManifest(repository, { tag }))?.digest,
		read,
		graphAge: packages === void 0 ? 2e3 : 6e4,
		isListDelayed: packages !== void 0
	});
	const isLiving = (tag) => facts.living.has(tag);
	const done = await deletePlanned(context, {
		plan,
		state,
		packages,
		reader,
		isLiving
	});
	const restore = await describeRestore(done.done?.manifests);
	const notes = done.done?.tags.some((one) => one.state === "removed" || one.state === "absent") === true || remove.length === 0 ? result.notes : untagged.notes;
	return {
		...result,
		...done,
		restore,
		notes: [...notes, ...done.notes]
	};
}
/** A wrong name is seldom an error: many registries have no answer of their own for a repository that does not exist. */
const noteEmpty = ({ repository, tags }) => tags.size === 0 ? [`${repository.name} has no tag. If that is wrong, check the name in input images and the login.`] : [];
/** What GitHub answers to the deletion of the last version with a tag, which a dry run does not try. */
function notePackage({ graph, tags, manifests }, mayDelete) {
	const going = /* @__PURE__ */ new Set([...tags.flatMap((step) => step.tags.map(({ tag }) => tag)), ...manifests.flatMap((step) => step.tags)]);
	if (going.size === 0 || [...graph.tags.keys()].some((tag) => !going.has(tag))) return [];
	return [`Every tag of the package would go, so ${mayDelete ? "the whole package goes" : `the last of them is kept: ${lastTagged}`}.`];
}
/** The vendor's own list, if there is one. */
const openList = async (ports, repository) => isPrivateEcr(repository) ? openEcrList(ports, repository) : void 0;
/** Deletes, and puts back what another job began to use meanwhile. */
async function deletePlanned({ ports, registry, hub, inputs }, { plan, state, packages, reader, isLiving }) {
	const { repository } = plan.graph;
	const { deletePackage } = inputs;
	const deleter = createDeleter({
		ports,
		registry,
		hub,
		packages,
		deletePackage
	}, repository);
	const restorer = createRestorer(registry, deleter, plan);
	const isSafe = repository.host === dockerHub;
	const progress = createProgress(ports);
	const onProgress = (done, all) => progress(() => `${repository.name}: ${done} of ${all} deletions are done.`);
	const done = await applyDeletion({
		state,
		isCancelled: ports.isCancelled,
		onProgress,
		deleter: isSafe ? deleter : restorer.deleter
	}, plan);
	if (isSafe || !restorer.hasDeleted()) return {
		done,
		notes: []
	};
	return settle(async () => {
		const now = await reader.readManifests(await reader.readTags(), []);
		const restoration = await restorer.restore(now);
		const manifests = noteRestored(done.manifests, restoration);
		const lost = await findLost(registry, plan, isLiving, now.tags);
		const names = lost.map((tag) => formatReference(repository, { tag }));
		const problems = [...restoration.problems, ...lost.length === 0 ? [] : [tagsLost(names)]];
		const notes = now.gaps.length === 0 ? [] : [notChecked(now.gaps.join(" "))];
		return {
			done: {
				...done,
				manifests
			},
			notes,
			problems
		};
	}, (why) => ({
		done,
		notes: [notChecked(`${why}.`)]
	}));
}
const notChecked = (why) => `It was not checked completely whether another job uses what was deleted. ${why}`;
function findUntagged({ inputs, ports, scope }, graph) {
	if (!inputs.untagged || scope.kind !== "sweep") return {
		digests: [],
		notes: []
	};
	if (graph.untagged === void 0) return {
		digests: [],
		notes: [`Input untagged does nothing for ${graph.repository.name}: its registry does not list manifests without a tag.`]
	};
	const days = inputs.keepDays ?? untaggedDays;
	return {
		digests: [...graph.untagged].filter((digest) => {
			const uploaded = graph.manifests.get(digest)?.uploaded;
			return uploaded !== void 0 && isOlder(uploaded, days, ports.clock.now());
		}),
		notes: []
	};
}
// src/prune/prune.ts
/** A whole prune: reads what is gone, decides, and deletes. Throws a TagboatError if nothing could be decided. */
async function prune(ports, raw, read = readTrigger) {
	const workspace = resolve(ports.env.GITHUB_WORKSPACE || ".");
	const { trigger, warnings, credentials } = await read(ports, workspace, void 0);
	if (credentials?.registry !== void 0) ports.log.mask(credentials.registry.password);
	const given = readPruneInputs(raw, {
		env: ports.env,
		withoutSecrets: runsWithoutSecrets(trigger),
		trigger
	});
	const inputs = {
		...given,
		build: withCredentials(given.build, credentials)
	};
	const { build } = inputs;
	for (const warning of [...warnings, ...build.warnings]) ports.log.warning(warning);
	for (const notice of build.notices) ports.log.notice(notice);
	const scope = findScope(trigger);
	const nothing = (headline) => ({
		headline,
		dryRun: build.dryRun,
		repositories: [],
		problems: []
	});
	if (scope.kind === "nothing") return nothing(`Nothing to prune: ${scope.reason}`);
	const names = createRuleNames(trigger, build, await findDefinition(ports, inputs, trigger, workspace));
	const repositories = findRepositories(names, scope, trigger);
	if (repositories.length === 0) return nothing("Nothing to prune: the rules give the ref no tag");
	const context = await openContext(ports, {
		inputs,
		trigger,
		workspace,
		scope,
		names,
		repositories
	});
	if (scope.kind === "ref" && scope.ref.at !== void 0) {
		const revived = await context.findRevival(scope.ref.at);
		if (revived !== void 0) return nothing(`Nothing to prune: ${revived}`);
	}
	return pruneAll(context, repositories, trigger);
}
/** Reads the refs that exist, and logs in. */
async function openContext(ports, request) {
	const { inputs, trigger, workspace, scope, names, repositories } = request;
	const { build } = inputs;
	const token = build.githubToken;
	const source = createSourceRepository(ports, {
		workspace,
		trigger,
		token
	});
	const askPull = createPullRequestReader(ports, trigger, token);
	const refs = await readLivingRefs(source);
	const { access, configDir } = await openPlainAccess(ports, {
		plans: [{ repositories }],
		inputs: build,
		trigger,
		isUntrusted: false
	});
	return {
		ports,
		registry: openRegistry(ports, access),
		hub: openHub(ports, configDir),
		inputs,
		scope,
		names,
		refs,
		askPull: limitQuestions(askPull),
		findRevival: createRevivalFinder(source, askPull, ports.clock, scope.kind === "ref" ? scope.ref.at : void 0),
		sourceUrl: trigger.repository.url
	};
}
/** One repository after another: they share the limits of their registry. A repository that cannot be read does not stop the others. */
async function pruneAll(context, repositories, trigger) {
	const { ports, inputs, scope } = context;
	const done = [];
	const problems = [];
	for (const repository of repositories) try {
		done.push(await pruneRepository(context, repository, openPackage(ports, inputs.build.githubToken, trigger, repository)));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
	}
	const headline = scope.kind === "ref" ? capital(describeGone(scope.ref)) : "Looked for the tags of all refs that are gone";
	return {
		headline: done.length === 0 ? "Nothing was pruned" : headline,
		dryRun: inputs.build.dryRun,
		repositories: done,
		problems: [
			...problems,
			...done.flatMap((one) => one.problems ?? []),
			...findFailures(done)
		]
	};
}
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** GitHub's container registry deletes by the API of its server only. Another server may have a package of the same name. */
function openPackage(ports, token, trigger, { host, path }) {
	if (host !== serverRegistry(trigger.serverUrl)) return void 0;
	const apiUrl = findApiUrl(ports.env, trigger);
	return openGithubPackage(ports.connectGithub({
		apiUrl,
		token
	}), ports.clock, path);
}
/** The names of the images. Bake files are read as for a build; nothing else of the checkout is. */
async function findDefinition(ports, { build }, trigger, workspace) {
	if (build.bake === void 0) {
		const chosen = build.builds?.chosen ?? ["image"];
		return {
			targets: new Map(chosen.map((name) => [name, {}])),
			chosen
		};
	}
	const { cause } = trigger;
	const opened = cause.kind === "pull-request" ? {
		...trigger,
		cause: {
			...cause,
			isClosed: false
		}
	} : trigger;
	const { definition } = await admit(ports, {
		trigger: opened,
		inputs: {
			...build,
			push: false
		},
		workspace
	});
	return definition;
}
/** The repositories of the ref, or those that do not depend on a ref. */
function findRepositories(names, scope, trigger) {
	if (scope.kind === "ref") return distinctOf(scope.named(names).map(({ repository }) => repository));
	const other = "b4k8wy2other";
	const pull = {
		number: 40908070605,
		headRef: other,
		headSha: "",
		baseRef: other,
		fork: false
	};
	const named = [
		...names.forBranch(trigger.defaultBranch ?? "main"),
		...tryNames(() => names.forBranch(other)),
		...tryNames(() => names.forPull(pull))
	];
	return distinctOf(named.map(({ repository }) => repository)).filter((one) => !keyOf(one).includes(other));
}
// src/prune/prune-outputs.ts
/**
* In characters. GitHub accepts 1 MiB of outputs per job, and counts two bytes for each character; some of it is left for the
* workflow's own outputs.
*/
const outputLimits = {
	removed: 15e4,
	result: 3e5
};
/** The outputs of the action. References and digests are of fixed form; the other texts are cleaned. */
function formatPruneOutputs(report, clean) {
	const refs = listRemoved(report);
	return {
		removed: refs.slice(0, countFitting(refs, outputLimits.removed, 1)).join("\n"),
		result: formatPruneResult(report, clean, outputLimits.result)
	};
}
/**
* The result as JSON of at most `limit` characters. A longer one lacks the last tags and manifests: `omitted` is their number. Tags that
* stay are listed after the others.
*/
function formatPruneResult(report, clean, limit = Number.POSITIVE_INFINITY) {
	const safe = (text) => shortenReason(clean(text));
	const all = report.repositories.flatMap(listPruned);
	const tags = [...all.filter(({ state }) => state !== "kept"), ...all.filter(({ state }) => state === "kept")].map((tag) => ({
		...tag,
		why: safe(tag.why)
	}));
	const manifests = report.repositories.flatMap(({ repository, plan, done, restore }) => (done?.manifests ?? plan.manifests.map(({ digest }) => ({
		digest,
		state: "planned",
		why: ""
	}))).map(({ digest, state, why }) => ({
		repository: repository.name,
		digest,
		state,
		why: safe(why),
		restore: restore.get(digest)
	})));
	const head = {
		dryRun: report.dryRun,
		headline: safe(report.headline)
	};
	const whole = JSON.stringify({
		...head,
		tags,
		manifests
	});
	if (whole.length <= limit) return whole;
	const total = tags.length + manifests.length;
	const room = limit - JSON.stringify({
		...head,
		tags: [],
		manifests: [],
		omitted: total
	}).length;
	const texts = [...tags, ...manifests].map((one) => JSON.stringify(one));
	const count = countFitting(texts, room, 1);
	return JSON.stringify({
		...head,
		tags: tags.slice(0, count),
		manifests: manifests.slice(0, Math.max(0, count - tags.length)),
		omitted: total - count
	});
}
export { listRemoved as a, pullUnknown as c, describePrune as i, formatPruneResult as n, summarizePrune as o, prune as r, summarizePruneFailure as s, formatPruneOutputs as t };
