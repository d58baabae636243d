import { Ft as tagsOf, Ot as actionWords, Tn as formatOutputs, a as run } from "./core.js";
import { i as exitCodes, y as isSwitchedOn } from "./command.js";
import { t as findTrigger } from "./find-trigger.js";
import { t as guardPlan } from "./guard-run.js";
import { i as offline } from "./local-build.js";
import { h as TagboatError } from "./common.js";
import { Ct as isSame, xt as formatReference } from "./main-post.js";
import { n as disarmEscapes } from "./terminal-log.js";
import { t as rawInputs } from "./raw-inputs.js";
import { n as readVerbosity } from "./verbosity.js";
import { n as describeStart } from "./words.js";
// src/command/offline.ts
/**
* Git speaks no protocol, and fetches no object that a partial clone lacks (git(1), GIT_ALLOW_PROTOCOL and GIT_NO_LAZY_FETCH; git 2.44 and
* newer have the latter).
*/
const gitEnv = {
	GIT_ALLOW_PROTOCOL: "none",
	GIT_NO_LAZY_FETCH: "1"
};
const unanswered = async () => ({
	kind: "silent",
	message: offline().what
});
/** Ports that reach no other machine: no registry, no remote, no API and no DNS server. */
const withoutNetwork = (ports) => ({
	...ports,
	http: () => Promise.reject(new TagboatError(offline())),
	resolve: async () => [],
	connectGithub: () => ({
		get: unanswered,
		remove: unanswered
	}),
	exec: (command, args, options = {}) => ports.exec(command, args, command === "git" ? {
		...options,
		env: {
			...options.env,
			...gitEnv
		}
	} : options)
});
// src/command/plan-rows.ts
/** Every tag of a dry run, in the order of the result; an image without tags has one row. */
function describePlan({ images, intent, files = [] }, plans) {
	const isPush = intent.kind === "push";
	const ofImages = images.flatMap((image) => {
		const plan = plans.find(({ target }) => target === image.target);
		if (image.tags.length === 0) return [withoutTag(image, isPush)];
		return image.tags.map((tag) => describeTag(tag, findTag(plan, tag), isPush));
	});
	const ofFiles = files.map(({ path, type }) => {
		return {
			reference: path,
			follows: "",
			outcome: `write (${type})`,
			action: "unknown",
			rule: ""
		};
	});
	return [...ofImages, ...ofFiles];
}
const findTag = (plan, { repository, name }) => {
	const own = plan?.repositories.find((each) => isSame(each, repository));
	return plan && own && tagsOf(plan, own).find((tag) => tag.name === name);
};
const describeTag = (tag, planned, isPush) => ({
	reference: tag.ref,
	follows: planned === void 0 ? "" : describeFollows(planned.follows),
	outcome: describeOutcome(tag, isPush),
	action: tag.action,
	rule: planned?.rule ?? ""
});
const withoutTag = ({ repository, digest }, isPush) => ({
	reference: digest === void 0 ? repository.name : formatReference(repository, { digest }),
	follows: "",
	outcome: isPush ? "push by digest, without a tag" : "not pushed",
	action: "unknown",
	rule: ""
});
function describeFollows(follows) {
	switch (follows.kind) {
		case "release": return `release ${follows.version}`;
		case "commit": return "the commit";
		case "line": return "the highest version";
		case "branch": {
			const pull = follows.pull === void 0 ? "" : ` (pull request ${follows.pull})`;
			return `branch ${follows.branch}${pull}`;
		}
		case "pull": return `pull request ${follows.number}`;
		case "run": return "the newest run";
	}
}
/** What a publish would do; `unknown` without an answer of the registry. */
const verbs = {
	created: "create",
	moved: "move",
	kept: "keep",
	refused: "refuse"
};
function describeOutcome({ ref, action, reason, previous }, isPush) {
	if (action === "unknown" && !isPush) return "not pushed";
	const why = [
		...action === "created" ? ["does not exist yet"] : [],
		...action === "moved" && previous !== void 0 ? [`replaces ${shortDigest(previous)}`] : [],
		...reason === void 0 || reason === dryRunReason ? [] : [withoutName(reason, ref)]
	];
	return [verbs[action] ?? action, ...why.length > 0 ? [why.join("; ")] : []].join(": ");
}
/** A warning begins with the reference, which is in the row already, and ends with a full stop. */
const withoutName = (reason, ref) => (reason.startsWith(`${ref} `) ? reason.slice(ref.length + 1) : reason).replace(/\.$/, "");
const dryRunReason = "not written in a dry run";
/** `sha256:` and twelve digits, as docker shows digests. */
const shortDigest = (digest) => digest.slice(0, digest.indexOf(":") + 13);
// src/command/text-width.ts
/** Characters that a terminal shows in two columns: most of East Asia's, and emoji (Unicode Standard Annex 11). */
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
/** Characters without a column of their own: marks on the one before, joiners, variation selectors. */
const zero = /[\p{Mark}\p{Cf}]/u;
/** The number of columns that a text fills on a terminal. */
function textWidth(text) {
	if (/^[\x00-\x7f]*$/.test(text)) return text.length;
	return [...text].reduce((sum, each) => sum + widthOf(each), 0);
}
const widthOf = (character) => zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
/** Fills a text with blanks up to `width` columns. */
const padText = (text, width) => `${text}${" ".repeat(Math.max(0, width - textWidth(text)))}`;
/** Breaks a text into lines of at most `width` columns: at blanks, then after commas, then anywhere. */
function wrapText(text, width) {
	const lines = [""];
	for (const part of text.match(/[^\s,]*,?\s*|\s+/g) ?? []) {
		const last = lines.at(-1) ?? "";
		if (textWidth(last + part.trimEnd()) <= width) lines[lines.length - 1] = last + part;
		else lines.push(...cutText(part, width));
	}
	const trimmed = lines.map((line) => line.trimEnd()).filter((line) => line !== "");
	return trimmed.length === 0 ? [""] : trimmed;
}
/** Cuts a text into pieces of at most `width` columns. A character that is wider than that is a piece. */
function cutText(text, width) {
	const pieces = [""];
	for (const each of text) {
		const last = pieces.at(-1) ?? "";
		if (last !== "" && textWidth(last + each) > width && each.trim() !== "") pieces.push(each);
		else pieces[pieces.length - 1] = last + each;
	}
	return pieces;
}
// src/command/table.ts
const gap = "  ";
/** A wrapped column is never narrower than this. */
const narrowest = 16;
/**
* The lines of a table that is at most `width` columns wide. If the whole texts do not fit, wrapped columns get narrower; if that is not
* enough, each row becomes a paragraph. Columns without any text are left out.
*/
function formatTable(all, rows, width, paintTitle = same) {
	const used = all.map((_, index) => rows.some((row) => (row[index] ?? "") !== ""));
	const columns = all.filter((_, index) => used[index]);
	const kept = rows.map((row) => row.filter((_, index) => used[index]));
	const widths = fitWidths(columns, kept, width);
	if (widths === void 0) return formatParagraphs(columns, kept, width, paintTitle);
	const titles = columns.map(({ title }, index) => padText(title, widths[index] ?? 0));
	return [paintTitle(joinCells(titles)), ...kept.flatMap((row, index) => formatRow(columns, row, {
		index,
		widths
	}))];
}
const same = (text) => text;
const joinCells = (cells) => cells.join(gap).trimEnd();
/** The width of each column; undefined if the table does not fit. */
function fitWidths(columns, rows, width) {
	const widths = columns.map(({ title }, index) => Math.max(textWidth(title), ...rows.map((row) => textWidth(row[index] ?? ""))));
	const total = () => widths.reduce((sum, each) => sum + each, 2 * (columns.length - 1));
	while (total() > width) {
		const widest = widths.flatMap((each, index) => columns[index]?.isWrapped && each > narrowest ? [{
			each,
			index
		}] : []).sort((a, b) => b.each - a.each)[0];
		if (widest === void 0) return void 0;
		widths[widest.index] = widest.each - 1;
	}
	return widths;
}
function formatRow(columns, row, { index: rowIndex, widths }) {
	const cells = columns.map(({ isWrapped }, index) => {
		const text = row[index] ?? "";
		return isWrapped ? wrapText(text, widths[index] ?? 1) : [text];
	});
	const height = Math.max(...cells.map((lines) => lines.length));
	return Array.from({ length: height }, (_, line) => joinCells(columns.map(({ paint = same }, index) => {
		const text = cells[index]?.[line] ?? "";
		const padding = index === columns.length - 1 ? "" : " ".repeat(Math.max(0, (widths[index] ?? 0) - textWidth(text)));
		return `${text === "" ? "" : paint(text, rowIndex)}${padding}`;
	})));
}
/** Each row as a paragraph: the first column alone, the others below it with their titles. */
function formatParagraphs(columns, rows, width, paintTitle) {
	const [first, ...others] = columns;
	const left = Math.max(0, ...others.map(({ title }) => textWidth(title))) + 4;
	return rows.flatMap((row, rowIndex) => [(first?.paint ?? same)(row[0] ?? "", rowIndex), ...others.flatMap(({ title, paint = same }, index) => {
		return wrapText(row[index + 1] ?? "", Math.max(narrowest, width - left)).map((line, at) => {
			const label = at === 0 ? paintTitle(title) + " ".repeat(left - 2 - textWidth(title)) : " ".repeat(left - 2);
			return `${gap}${label}${paint(line, rowIndex)}`.trimEnd();
		});
	})]);
}
// src/command/plan-table.ts
/** SGR codes of ECMA-48. */
const codes = {
	title: 1,
	dim: 2,
	created: 32,
	moved: 36,
	unchanged: 2,
	kept: 33,
	refused: 31
};
/** The table of `tagboat plan`. */
function tabulatePlan(rows, { width, hasColours }) {
	if (rows.length === 0) return ["No image and no tag is planned."];
	const paint = (name) => (text) => {
		const code = hasColours ? codes[name] : void 0;
		return code === void 0 ? text : `\u001b[${code}m${text}\u001b[0m`;
	};
	const cells = rows.map(({ reference, follows, rule, outcome }) => [
		reference,
		follows,
		rule,
		outcome
	].map(disarmEscapes));
	const byAction = (text, row) => paint(rows[row]?.action ?? "unknown")(text);
	return formatTable([
		{ title: "REFERENCE" },
		{
			title: "FOLLOWS",
			isWrapped: true
		},
		{
			title: "RULE",
			isWrapped: true,
			paint: paint("dim")
		},
		{
			title: "ACTION",
			isWrapped: true,
			paint: byAction
		}
	], cells, width, paint("title"));
}
// src/command/plan.ts
/** Shows what would be published. A tag that would be refused is part of the answer, not a failure. */
const planCommand = async ({ ports, terminal }, invocation) => {
	const { flags } = invocation;
	const source = findTrigger(ports.env, invocation);
	const isOffline = isSwitchedOn(flags, "offline");
	const raw = rawInputs(ports.env, flags, {
		"dry-run": "true",
		...source.isCi || source.isPlannedEvent || flags.has("push") ? {} : { push: "true" }
	});
	const options = {
		...guardPlan({ terminal }, source, invocation),
		isOffline,
		words: planWords(ports.log)
	};
	print(await run(isOffline ? withoutNetwork(ports) : ports, raw, options), {
		terminal,
		isQuiet: readVerbosity(invocation) === "quiet",
		isJson: isSwitchedOn(flags, "json")
	});
	return exitCodes.done;
};
/** The table replaces the lines of a dry run. With --verbose the labels of the first image are shown, too. */
const planWords = (log) => ({
	intent: describeStart,
	plans(plans) {
		for (const line of actionWords.plans(plans)) log.debug(line);
		return [];
	},
	result: () => []
});
/** On a terminal the table is the result; elsewhere it goes to standard error, and the references are the result. */
function print({ result, plans, annotations }, { terminal, isQuiet, isJson }) {
	const { isOutTerminal, isErrTerminal, hasOutColours, hasColours, columns, say } = terminal;
	const isResult = isOutTerminal && !isJson;
	const table = tabulatePlan(describePlan(result, plans), {
		width: isResult || isErrTerminal ? columns : Number.POSITIVE_INFINITY,
		hasColours: isResult ? hasOutColours : hasColours
	});
	if (isResult || !isQuiet) for (const line of table) (isResult ? terminal.print : say)(line);
	if (isJson) terminal.print(formatOutputs(result, plans, annotations).result ?? "");
	else if (!isResult) for (const { tags } of result.images) for (const { ref } of tags) terminal.print(ref);
}
export { planCommand };
