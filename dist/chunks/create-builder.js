import { r as __toESM } from "./rolldown-runtime.js";
import { a as exportVariable, c as group, d as saveState, f as setFailed, i as error, l as info, m as warning, n as ExitCode, o as getInput, p as setOutput, r as debug, s as getState, t as require_semver, u as notice } from "./semver.js";
import { EOL } from "os";
import { constants, promises } from "fs";
import { createHash } from "node:crypto";
import { constants as constants$1, statfsSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chmod, mkdir, mkdtemp, open, readdir, readlink, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
// src/units.ts
const units = [
	"B",
	"kB",
	"MB",
	"GB",
	"TB"
];
/** `12.3 MB`, decimal units as registries and docker show them. */
function formatBytes(bytes) {
	let value = bytes;
	let power = 0;
	while (value >= (power === 0 ? 1e3 : 999.95) && power < units.length - 1) {
		value /= 1e3;
		power += 1;
	}
	return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`;
}
/** `0.4 s`, `12 s`, `3 min 5 s`. */
function formatDuration(millis) {
	const seconds = millis / 1e3;
	if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** How many texts fit into so many characters, from the first on, each with `between` behind it. */
function countFitting(texts, room, between = 0) {
	let left = room;
	const count = texts.findIndex((text) => {
		left -= text.length + between;
		return left < 0;
	});
	return count < 0 ? texts.length : count;
}
// src/errors/files.ts
/** A device or a pipe can block its reader or never end. `kind` is a noun: `a named pipe`. */
function fileNotRegular(path, kind) {
	return {
		code: "file-type",
		what: `'${path}' is ${kind}, not a regular file.`,
		fix: "Replace it with a regular file. If the path is a link, check where it leads."
	};
}
/** `limit` in bytes. */
function fileTooLarge(path, limit) {
	return {
		code: "file-size",
		what: `'${path}' is larger than ${limit / 1048576} MiB.`,
		fix: "Check that the path names the right file; no file of this purpose is that large."
	};
}
/** `1.2 MB of 20 MB free`; '' where it is unknown. */
const describeFree = (free) => free === void 0 ? "" : `${formatBytes(free.bytes)} of ${formatBytes(free.all)} free${free.files === 0 ? ", no free inodes" : ""}`;
function diskFull(path, free) {
	const left = describeFree(free);
	return {
		code: "disk-full",
		what: `The disk is full: '${path}' could not be written${left === "" ? "" : ` (${left})`}.`,
		fix: "Free space there, or set RUNNER_TEMP or TMPDIR to a folder on a larger disk, and run the job again."
	};
}
/** A program that Tagboat runs reports a full disk, on this machine or on the builder's. */
function programDiskFull(program, free, original) {
	return {
		code: "disk-full",
		what: `${program} reports a full disk${free}.`,
		fix: "Free space: 'docker system df' shows the engine's data root, 'docker builder prune' empties its build cache, and 'df' shows this machine's TMPDIR and RUNNER_TEMP. Where the program names a path, it is below.",
		original
	};
}
/** `reason` is a clause about the path (`is read-only`), `errno` the system's name for it. */
function notWritable(path, reason, errno) {
	return {
		code: "path-not-writable",
		what: `'${path}' cannot be written: it ${reason} (${errno}).`,
		fix: "Create the folder or make it writable. RUNNER_TEMP must name a folder that this user can write to."
	};
}
function notReadable(path, errno) {
	return {
		code: "path-not-readable",
		what: `'${path}' cannot be read (${errno}).`,
		fix: "Give the user of this runner permission to read it, or check the disk."
	};
}
/**
* Whether the output of a program reports a full disk: the text of ENOSPC and EDQUOT in Go and in the C library. A registry's answer to
* a push is about the registry's disk, and Linux also returns ENOSPC for too many file watchers (inotify(7)).
*/
const isDiskFull = (text) => text.split("\n").some((line) => /no space left on device|disk quota exceeded|ENOSPC(?!: System limit)/i.test(line) && !/failed to push|unexpected status from|unexpected HTTP status/i.test(line));
/** The run itself finished; `problem` is why its outputs could not be written. */
function outputsUnwritten(problem) {
	return {
		...problem,
		what: `The outputs of this step are missing; the log and the summary show the result of the run. ${problem.what}`
	};
}
// src/errors/publish.ts
const listTags = (tags) => tags.map(({ ref, action, digest, reason }) => `${ref}: ${action}${digest === void 0 ? "" : `, on ${digest}`}${reason === void 0 ? "" : ` (${reason})`}`).join("\n");
/** `wrong` are the tags that do not hold what was published. */
function notVerified(wrong, all) {
	return {
		code: "not-verified",
		what: `${wrong.length} of ${all} tags do not hold what this run published.`,
		fix: "Another run may be publishing the same tags: set concurrency: in the workflow, then run this job again.",
		original: listTags(wrong)
	};
}
/** No tag was moved: one could not be, or the pushed content is wrong (`isUnverified`). Tags that had moved were restored. */
function notPublished(tags, isUnverified = false) {
	return {
		code: "not-published",
		what: `${isUnverified ? "The pushed content could not be verified" : "A tag could not be moved"}, ${describeRollback(tags)}.`,
		fix: "Fix the cause and run the job again; it completes what is missing.",
		original: listTags(tags)
	};
}
function cancelled(tags) {
	return {
		code: "cancelled",
		what: `The run was cancelled before all tags were moved, ${describeRollback(tags)}.`,
		fix: "Run the job again; it completes what is missing.",
		original: listTags(tags)
	};
}
/** The result of a rollback, as the end of a sentence. */
function describeRollback(tags) {
	const names = (some) => some.map(({ ref }) => ref).join(", ");
	const left = tags.filter(({ action }) => action === "created" || action === "moved");
	const unknown = tags.filter(({ action }) => action === "unknown");
	const unread = unknown.length > 0 ? `; the state of ${names(unknown)} is unknown` : "";
	if (left.length > 0) return `and not all could be put back: this run's image stays under ${names(left)}${unread}`;
	if (unknown.length > 0) return `and not all are known to be put back${unread}`;
	return tags.every(({ action, digest, previous }) => action !== "failed" || digest === previous) ? "so none was: every tag is as it was before this run" : "so none was; some tags hold another image than before this run, as the list below shows";
}
function platformsMissing(missing, ref) {
	return {
		code: "platform-missing",
		what: `${ref} was pushed without ${missing.join(", ")}.`,
		fix: "Check that the Dockerfile and the builder support all of these platforms."
	};
}
/** Tags that a failed push moved and that could not be restored. Reported together with the error of the build. */
function leftBehind(tags) {
	return {
		code: "left-behind",
		what: `The push failed half-way, and could not be undone for ${tags.map(({ ref }) => ref).join(", ")}.`,
		fix: "Fix the cause and run the job again; it completes what is missing.",
		original: listTags(tags)
	};
}
/** Tags of a finished run that may have lost its image, because it relied on this run, which failed. */
function reliedOn(refs) {
	return {
		code: "left-behind",
		what: `Another run published at the same time, and may have relied on this run for ${refs.join(", ")}: these tags may hold an image that is older than that run's, or one without its release.`,
		fix: "Check these tags, and run that job again; it completes what is missing."
	};
}
/** Tags that a failed push may have moved. */
function maybeLeftBehind(refs) {
	return {
		code: "left-behind",
		what: `The push failed, and it is unknown whether it moved ${refs.join(", ")}: the images there do not name this run, or cannot be read.`,
		fix: "Check these tags, and run the job again; it completes what is missing."
	};
}
function contentMissing(repository, digest) {
	return {
		code: "content-missing",
		what: `${repository} does not have ${digest}, which was just pushed to it.`,
		fix: "Run the job again. If the error persists, the registry loses or hides the content."
	};
}
/** An operation was stopped by a signal. Where that ends a run that published nothing, `cancelledEarly` replaces it. */
function cancelledMeanwhile() {
	return {
		code: "cancelled-early",
		what: "The run was cancelled.",
		fix: "Run the job again."
	};
}
function cancelledEarly() {
	return {
		code: "cancelled-early",
		what: "The run was cancelled before it published anything.",
		fix: "Run the job again."
	};
}
/**
* Words that are common in logs, tags and outputs. They protect nothing as the value of a secret, and masking them would
* make a log unreadable.
*/
const commonWords = new Set(`true false yes null none undefined enabled disabled default empty
  main master develop trunk latest edge stable nightly release beta alpha
  admin administrator root user username login password passwd secret token guest anonymous
  test testing tests example sample demo debug info warning error
  development staging production
  sha256 sha512 http https docker linux windows darwin amd64 arm64 utf-8
  build builder push pull image images registry container layer digest manifest
  github actions runner localhost index platform`.split(/\s+/).filter((word) => word.length >= 4));
/** Why a secret's value is not masked in the log; undefined if it is. Surrounding white space does not count. */
function whyUnmasked(secret) {
	const text = secret.trim();
	if (text.length < 4) return "short";
	return commonWords.has(text.toLowerCase()) ? "common" : void 0;
}
/** The parts of a secret to mask: the whole, and each of its lines, because a log is printed line by line. */
function listParts(secret) {
	const parts = [secret, ...secret.split(/\r\n|\r|\n/)].map((part) => part.trim());
	return [...new Set(parts)].filter((part) => whyUnmasked(part) === void 0);
}
const reasons$1 = {
	short: `has fewer than 4 characters`,
	common: "is a common word"
};
/** Warns once, with the names of all secrets that cannot be masked. Empty values do not count. */
function warnUnmasked(log, secrets) {
	const found = secrets.flatMap(({ name, value }) => {
		const why = value.trim() === "" ? void 0 : whyUnmasked(value);
		return why === void 0 ? [] : [`${name} ${reasons$1[why]}`];
	});
	if (found.length === 0) return;
	log.warning(`These values are not masked in the log, because that would hide ordinary text: ${[...new Set(found)].join("; ")}. Use longer values that are hard to guess.`);
}
// src/masking/forms.ts
/** The minimum length of a secret, in bytes, for masking its base64 form inside of a longer encoded text. */
const shortestInside = 6;
/** Characters of a line of `base64` (GNU coreutils). */
const base64Line = 76;
/** The forms in which programs write a secret: itself, then in addresses, forms, JSON, HTML, hexadecimal and base64. */
function listForms(secret) {
	const bytes = Buffer.from(secret, "utf8");
	const text = bytes.toString("utf8");
	const hex = bytes.toString("hex");
	const forms = [
		secret,
		...listPercent(text),
		...listJson(text),
		...listHtml(text),
		hex,
		hex.toUpperCase()
	];
	return [.../* @__PURE__ */ new Set([...forms, ...listBase64(bytes)])].filter(({ length }) => length >= 4);
}
/** RFC 3986, section 2.1, and forms, which write a space as +. Programs differ in which other characters they escape. */
function listPercent(text) {
	const usual = encodeURIComponent(text);
	const strict = usual.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
	return [
		usual,
		strict,
		new URLSearchParams({ x: text }).toString().slice(2),
		strict.replaceAll("%20", "+")
	].flatMap((one) => [one, one.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase())]);
}
/** RFC 8259, section 7. Go also escapes `<`, `>` and `&`, Python everything that is not ASCII. */
function listJson(text) {
	const usual = JSON.stringify(text).slice(1, -1);
	const toUnicode = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
	return [
		usual,
		usual.replace(/[<>&\u2028\u2029]/g, toUnicode),
		usual.replace(/[^\0-\x7f]/g, toUnicode)
	];
}
function listHtml(text) {
	const tags = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
	return [
		tags,
		tags.replaceAll("\"", "&quot;"),
		tags.replaceAll("\"", "&#34;")
	].flatMap((one) => [
		one,
		one.replaceAll("'", "&#39;"),
		one.replaceAll("'", "&#x27;")
	]);
}
/** RFC 4648, both alphabets, with and without padding, in lines, and as a part of a longer text (`user:password`). */
function listBase64(bytes) {
	const whole = bytes.toString("base64");
	const lines = whole.length > base64Line ? whole.match(new RegExp(`.{1,${base64Line}}`, "g")) ?? [] : [];
	const inside = bytes.length < shortestInside ? [] : [
		0,
		1,
		2
	].map((before) => cutInside(bytes, before));
	return [
		whole,
		whole.replace(/=+$/, ""),
		...lines.slice(0, -1),
		...inside
	].flatMap((one) => [one, one.replaceAll("+", "-").replaceAll("/", "_")]);
}
/** The base64 characters that depend on these bytes alone, with `before` other bytes in front in their group of three. */
function cutInside(bytes, before) {
	return Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
}
// src/masking/matcher.ts
const hidden = "***";
/** A hash of the last four characters: each shifts it by four bits, so that a fifth drops out. */
const hashBits = 16;
const push = (hash, text, at) => (hash << hashBits / 4 ^ text.charCodeAt(at)) & 65535;
/**
* Finds each text by its first four characters, through a table of hashes, so that the time does not depend on the number of
* texts. A log of 100 MB in a million lines takes 0.4 to 0.8 s (Node 24), with all forms of one secret or of a
* hundred.
*/
function createMatcher() {
	const known = /* @__PURE__ */ new Set();
	const isFirst = /* @__PURE__ */ new Uint8Array(65536);
	const byHash = /* @__PURE__ */ new Map();
	const findLongest = (text, at, hash) => {
		let longest = 0;
		for (const form of byHash.get(hash) ?? []) if (form.length > longest && text.startsWith(form, at)) longest = form.length;
		return longest;
	};
	return {
		add(form) {
			if (form.length < 4 || known.has(form)) return;
			known.add(form);
			let hash = 0;
			for (let at = 0; at < 4; at += 1) hash = push(hash, form, at);
			isFirst[hash] = 1;
			byHash.set(hash, [...byHash.get(hash) ?? [], form]);
		},
		clean(text) {
			if (known.size === 0) return text;
			const parts = [];
			let [hash, end] = [0, 0];
			for (let last = 0; last < text.length; last += 1) {
				hash = push(hash, text, last);
				if (isFirst[hash] === 0) continue;
				const at = last - 4 + 1;
				const length = at < 0 ? 0 : findLongest(text, at, hash);
				if (length === 0) continue;
				if (parts.length === 0 || at >= end) parts.push(text.slice(end, at), hidden);
				end = Math.max(end, at + length);
			}
			return parts.length === 0 ? text : parts.join("") + text.slice(end);
		}
	};
}
// src/masking/redactor.ts
function createRedactor() {
	const matcher = createMatcher();
	const known = /* @__PURE__ */ new Set();
	return {
		add(secret) {
			if (known.has(secret)) return;
			known.add(secret);
			for (const part of listParts(secret)) for (const form of listForms(part)) matcher.add(form);
		},
		clean: matcher.clean
	};
}
// src/model/tagboat-error.ts
/**
* An error that the user can act on: a mistake, or a condition outside Tagboat. It fails the step with one annotation and no
* stack; any other error is a bug in Tagboat and keeps its stack. It carries one or more
* problems: errors that are found together are reported together.
*/
var TagboatError = class extends Error {
	name = "TagboatError";
	problems;
	constructor(first, ...more) {
		const problems = [first, ...more];
		super(problems.map(describeProblem).join("\n"));
		this.problems = problems;
	}
};
/** `what fix [code]`, and the original message indented beneath. */
function describeProblem(problem) {
	const head = `${problem.what} ${problem.fix} [${problem.code}]`;
	const original = problem.original?.trim();
	if (!original) return head;
	return [head, ...original.split("\n").map((line) => `    ${line}`)].join("\n");
}
/** Only what is wrong, as a clause without a full stop, for use inside a sentence. */
const summarize = ({ problems }) => problems.map(({ what }) => what.replace(/\.$/, "")).join("; ");
/** Throws one TagboatError with all problems; does nothing if there are none. */
function throwAll(problems) {
	const [first, ...more] = problems;
	if (first) throw new TagboatError(first, ...more);
}
/** Waits for all promises. Throws one TagboatError with the distinct problems of those that failed, or the first other error. */
async function settleAll(waiting) {
	const problems = [];
	const done = [];
	for (const result of await Promise.allSettled(waiting)) if (result.status === "fulfilled") done.push(result.value);
	else if (result.reason instanceof TagboatError) problems.push(...result.reason.problems);
	else throw result.reason;
	throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()]);
	return done;
}
/** The problems of a TagboatError that `work` throws; empty if it succeeds. Any other error is rethrown. */
async function problemsOf(work) {
	try {
		await work();
		return [];
	} catch (error) {
		if (error instanceof TagboatError) return error.problems;
		throw error;
	}
}
/** Any error as text: the problems of a `TagboatError`, or the message of another error. */
function explainError(error) {
	if (error instanceof TagboatError) return error.problems.map(describeProblem).join("; ");
	return error instanceof Error ? error.message : String(error);
}
// node_modules/@actions/core/lib/summary.js
var __awaiter = function(thisArg, _arguments, P, generator) {
	function adopt(value) {
		return value instanceof P ? value : new P(function(resolve) {
			resolve(value);
		});
	}
	return new (P || (P = Promise))(function(resolve, reject) {
		function fulfilled(value) {
			try {
				step(generator.next(value));
			} catch (e) {
				reject(e);
			}
		}
		function rejected(value) {
			try {
				step(generator["throw"](value));
			} catch (e) {
				reject(e);
			}
		}
		function step(result) {
			result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
		}
		step((generator = generator.apply(thisArg, _arguments || [])).next());
	});
};
const { access, appendFile, writeFile: writeFile$1 } = promises;
const SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
	constructor() {
		this._buffer = "";
	}
	/**
	* Finds the summary file path from the environment, rejects if env var is not found or file does not exist
	* Also checks r/w permissions.
	*
	* @returns step summary file path
	*/
	filePath() {
		return __awaiter(this, void 0, void 0, function* () {
			if (this._filePath) return this._filePath;
			const pathFromEnv = process.env[SUMMARY_ENV_VAR];
			if (!pathFromEnv) throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
			try {
				yield access(pathFromEnv, constants.R_OK | constants.W_OK);
			} catch (_a) {
				throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
			}
			this._filePath = pathFromEnv;
			return this._filePath;
		});
	}
	/**
	* Wraps content in an HTML tag, adding any HTML attributes
	*
	* @param {string} tag HTML tag to wrap
	* @param {string | null} content content within the tag
	* @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
	*
	* @returns {string} content wrapped in HTML element
	*/
	wrap(tag, content, attrs = {}) {
		const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
		if (!content) return `<${tag}${htmlAttrs}>`;
		return `<${tag}${htmlAttrs}>${content}</${tag}>`;
	}
	/**
	* Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
	*
	* @param {SummaryWriteOptions} [options] (optional) options for write operation
	*
	* @returns {Promise<Summary>} summary instance
	*/
	write(options) {
		return __awaiter(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile$1 : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter(this, void 0, void 0, function* () {
			return this.emptyBuffer().write({ overwrite: true });
		});
	}
	/**
	* Returns the current summary buffer as a string
	*
	* @returns {string} string of summary buffer
	*/
	stringify() {
		return this._buffer;
	}
	/**
	* If the summary buffer is empty
	*
	* @returns {boolen} true if the buffer is empty
	*/
	isEmptyBuffer() {
		return this._buffer.length === 0;
	}
	/**
	* Resets the summary buffer without writing to summary file
	*
	* @returns {Summary} summary instance
	*/
	emptyBuffer() {
		this._buffer = "";
		return this;
	}
	/**
	* Adds raw text to the summary buffer
	*
	* @param {string} text content to add
	* @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addRaw(text, addEOL = false) {
		this._buffer += text;
		return addEOL ? this.addEOL() : this;
	}
	/**
	* Adds the operating system-specific end-of-line marker to the buffer
	*
	* @returns {Summary} summary instance
	*/
	addEOL() {
		return this.addRaw(EOL);
	}
	/**
	* Adds an HTML codeblock to the summary buffer
	*
	* @param {string} code content to render within fenced code block
	* @param {string} lang (optional) language to syntax highlight code
	*
	* @returns {Summary} summary instance
	*/
	addCodeBlock(code, lang) {
		const attrs = Object.assign({}, lang && { lang });
		const element = this.wrap("pre", this.wrap("code", code), attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML list to the summary buffer
	*
	* @param {string[]} items list of items to render
	* @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
	*
	* @returns {Summary} summary instance
	*/
	addList(items, ordered = false) {
		const tag = ordered ? "ol" : "ul";
		const listItems = items.map((item) => this.wrap("li", item)).join("");
		const element = this.wrap(tag, listItems);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML table to the summary buffer
	*
	* @param {SummaryTableCell[]} rows table rows
	*
	* @returns {Summary} summary instance
	*/
	addTable(rows) {
		const tableBody = rows.map((row) => {
			const cells = row.map((cell) => {
				if (typeof cell === "string") return this.wrap("td", cell);
				const { header, data, colspan, rowspan } = cell;
				const tag = header ? "th" : "td";
				const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
				return this.wrap(tag, data, attrs);
			}).join("");
			return this.wrap("tr", cells);
		}).join("");
		const element = this.wrap("table", tableBody);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds a collapsable HTML details element to the summary buffer
	*
	* @param {string} label text for the closed state
	* @param {string} content collapsable content
	*
	* @returns {Summary} summary instance
	*/
	addDetails(label, content) {
		const element = this.wrap("details", this.wrap("summary", label) + content);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML image tag to the summary buffer
	*
	* @param {string} src path to the image you to embed
	* @param {string} alt text description of the image
	* @param {SummaryImageOptions} options (optional) addition image attributes
	*
	* @returns {Summary} summary instance
	*/
	addImage(src, alt, options) {
		const { width, height } = options || {};
		const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
		const element = this.wrap("img", null, Object.assign({
			src,
			alt
		}, attrs));
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML section heading element
	*
	* @param {string} text heading text
	* @param {number | string} [level=1] (optional) the heading level, default: 1
	*
	* @returns {Summary} summary instance
	*/
	addHeading(text, level) {
		const tag = `h${level}`;
		const allowedTag = [
			"h1",
			"h2",
			"h3",
			"h4",
			"h5",
			"h6"
		].includes(tag) ? tag : "h1";
		const element = this.wrap(allowedTag, text);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML thematic break (<hr>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addSeparator() {
		const element = this.wrap("hr", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML line break (<br>) to the summary buffer
	*
	* @returns {Summary} summary instance
	*/
	addBreak() {
		const element = this.wrap("br", null);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML blockquote to the summary buffer
	*
	* @param {string} text quote text
	* @param {string} cite (optional) citation url
	*
	* @returns {Summary} summary instance
	*/
	addQuote(text, cite) {
		const attrs = Object.assign({}, cite && { cite });
		const element = this.wrap("blockquote", text, attrs);
		return this.addRaw(element).addEOL();
	}
	/**
	* Adds an HTML anchor tag to the summary buffer
	*
	* @param {string} text link text/content
	* @param {string} href hyperlink
	*
	* @returns {Summary} summary instance
	*/
	addLink(text, href) {
		const element = this.wrap("a", text, { href });
		return this.addRaw(element).addEOL();
	}
};
const summary = new Summary();
// src/json.ts
/** The maximum nesting of objects and arrays, to protect recursive code. Real files have less than a tenth of it. */
const mostLevels = 500;
/** Parses text; undefined if it is not JSON, or nested deeper than any tool writes. */
function parseJson(text) {
	try {
		return isDeeper(text, mostLevels) ? void 0 : JSON.parse(text);
	} catch {
		return;
	}
}
function isRecord(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** The value at a path of keys, or undefined. */
function at(value, ...path) {
	let current = value;
	for (const key of path) {
		if (!isRecord(current) || !Object.hasOwn(current, key)) return void 0;
		current = current[key];
	}
	return current;
}
/** The string at a path; undefined for anything else, the empty string too. */
function stringAt(value, ...path) {
	const found = at(value, ...path);
	return typeof found === "string" && found !== "" ? found : void 0;
}
function numberAt(value, ...path) {
	const found = at(value, ...path);
	return typeof found === "number" ? found : void 0;
}
function booleanAt(value, ...path) {
	const found = at(value, ...path);
	return typeof found === "boolean" ? found : void 0;
}
/** The elements at a path; empty for anything but an array. */
function arrayAt(value, ...path) {
	const found = at(value, ...path);
	return Array.isArray(found) ? found : [];
}
/** An object without its undefined values, for types with exact optional properties. */
function compact(value) {
	const entries = Object.entries(value).filter(([, item]) => item !== void 0);
	return Object.fromEntries(entries);
}
/** Whether brackets outside of strings are nested deeper than that. The answer is arbitrary for text that is not JSON. */
function isDeeper(text, levels) {
	if (text.length <= levels) return false;
	let depth = 0;
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === 34) at = findQuote(text, at + 1);
		else if (code === 91 || code === 123) depth += 1;
		else if (code === 93 || code === 125) depth -= 1;
		if (depth > levels) return true;
	}
	return false;
}
/** The end of a string that has begun. */
function findQuote(text, start) {
	for (let at = start; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === 92) at += 1;
		else if (code === 34) return at;
	}
	return text.length;
}
// src/ports/disk.ts
/** The problem of each errno (errno(3)), as a clause about the path. */
const reasons = {
	EROFS: "is on a file system that is mounted read-only",
	EACCES: "may not be written by this user",
	EPERM: "may not be written by this user",
	ENOENT: "is in a folder that does not exist",
	ENOTDIR: "is below a file, not below a folder",
	EEXIST: "exists already",
	ENAMETOOLONG: "has a name that is too long",
	EIO: "is on a disk that reports an error"
};
/** Runs a write. Throws a TagboatError with the path and the cause for every errno above; other errors as they are. */
async function explainWrite(path, write) {
	try {
		return await write();
	} catch (error) {
		throw describeWrite(path, error) ?? error;
	}
}
/** Explains a failed write; undefined if the disk is not the cause. */
function describeWrite(path, error) {
	const code = stringAt(error, "code") ?? "";
	if (code === "ENOSPC" || code === "EDQUOT") return new TagboatError(diskFull(path, findFree(path)));
	const reason = reasons[code];
	return reason === void 0 ? void 0 : new TagboatError(notWritable(path, reason, code));
}
/** Like `explainWrite`, but for a read. The caller handles a missing file. */
async function explainRead(path, read) {
	try {
		return await read();
	} catch (error) {
		const code = stringAt(error, "code") ?? "";
		throw [
			"EACCES",
			"EPERM",
			"EIO"
		].includes(code) ? new TagboatError(notReadable(path, code)) : error;
	}
}
/** The free space on the file system of a path, or of the nearest existing folder above it. */
function findFree(path) {
	try {
		const { bavail, bsize, blocks, ffree, files } = statfsSync(path);
		return {
			bytes: bavail * bsize,
			all: blocks * bsize,
			...files > 0 && { files: ffree }
		};
	} catch {
		const parent = dirname(path);
		return parent === path ? void 0 : findFree(parent);
	}
}
// src/ports/time.ts
/** Times are ISO 8601 strings in UTC, without fractions, everywhere below the ports. */
/** The last second of RFC 3339; SOURCE_DATE_EPOCH begins in 1970. The author of a commit may write any time. */
const last = Date.parse("9999-12-31T23:59:59Z");
/** From milliseconds since 1970. */
const isoFromMillis = (millis) => new Date(Math.min(Math.max(millis, 0), last)).toISOString().replace(/\.\d{3}Z$/, "Z");
/** From an ISO 8601 time with a zone; undefined for any other text. */
function isoFromText(text) {
	const time = Date.parse(text);
	return Number.isNaN(time) ? void 0 : isoFromMillis(time);
}
/** Whole seconds since 1970, for SOURCE_DATE_EPOCH. */
const epochSeconds = (text) => Math.floor(Date.parse(text) / 1e3);
/** Resolves after `ms` milliseconds, or as soon as one of `signals` is aborted, and removes its listeners. */
const sleep = (ms, ...signals) => new Promise((resolve) => {
	const end = () => {
		clearTimeout(timer);
		for (const signal of signals) signal?.removeEventListener("abort", end);
		resolve();
	};
	const timer = setTimeout(end, ms);
	for (const signal of signals) signal?.addEventListener("abort", end, { once: true });
	if (signals.some((signal) => signal?.aborted)) end();
});
// src/ports/actions.ts
/**
* The only user of @actions/core. Values are written as they are: most have a fixed form, and report/clean.ts has removed
* secrets from the others.
*/
function createRunner(env) {
	const writing = (name, write) => {
		try {
			write();
		} catch (error) {
			throw describeWrite(env[name] ?? name, error) ?? error;
		}
	};
	return {
		input: (name) => getInput(name),
		output: (name, value) => writing("GITHUB_OUTPUT", () => setOutput(name, value)),
		saveState: (name, value) => writing("GITHUB_STATE", () => saveState(name, value)),
		state: (name) => getState(name),
		exportVariable: (name, value) => writing("GITHUB_ENV", () => exportVariable(name, value)),
		async summary(markdown) {
			const path = env.GITHUB_STEP_SUMMARY;
			if (path) await explainWrite(path, () => summary.addRaw(markdown, true).write());
		},
		fail(message, place) {
			if (place === void 0) return setFailed(message);
			process.exitCode = ExitCode.Failure;
			error(message, propertiesOf(place));
		}
	};
}
/** A log that cleans everything it prints with `redactor`, except for the lines of `report`. */
function createLog(redactor) {
	const say = (text) => info(disarm(redactor.clean(text)));
	return {
		debug: (message) => debug(redactor.clean(message)),
		info: say,
		notice: (message) => notice(redactor.clean(message)),
		warning: (message) => warning(redactor.clean(message)),
		error: (message) => error(redactor.clean(message)),
		annotate(level, message, { title, ...place }) {
			const properties = {
				...propertiesOf({
					...place,
					file: redactor.clean(place.file)
				}),
				title
			};
			(level === "error" ? error : warning)(redactor.clean(message), properties);
		},
		group: (title, body) => group(disarm(redactor.clean(title)), body),
		mask: (secret) => redactor.add(secret),
		clean: redactor.clean,
		report: (line) => info(disarm(line)),
		foreign: say
	};
}
/** core escapes what would end a property: `%`, `:`, `,` and line breaks. */
const propertiesOf = ({ file, line }) => ({
	file,
	startLine: line
});
/**
* Changes a text so that no line is a workflow command. To the runner, a command is a line that begins with `::`, after any
* white space (.NET's, with U+0085), or has `##[` anywhere; a lone carriage return ends a line, too ("Workflow commands
* for GitHub Actions"; ActionCommand.cs).
*/
function disarm(text) {
	return text.replace(/\r\n?/g, "\n").replace(/^([\s\u0085]*)::/gm, "$1: :").replaceAll("##[", "## [");
}
const clock = {
	now: () => Date.now(),
	sleep,
	random: () => Math.random()
};
// src/ports/http.ts
/** A request that got no answer, or only part of one. */
var HttpFailure = class extends Error {
	name = "HttpFailure";
	/**
	* Node's code (`ECONNRESET`, `CERT_HAS_EXPIRED`), `CONNECT_TIMEOUT`, `IDLE_TIMEOUT` (no bytes arrived), `HEAD_TIMEOUT` and
	* `BODY_TIMEOUT` (head or body did not end), `TOO_SLOW` (a large body), `CANCELLED` (the run was cancelled), `NO_TIME` (no
	* answer in the time that a cancelled run has left), or `UNKNOWN`.
	*/
	code;
	constructor(code, message) {
		super(message);
		this.code = code;
	}
};
// src/ports/cancellation.ts
const usualTimes = {
	request: 2500,
	end: 6300,
	kill: 1500,
	wait: 2500
};
function createCancellation(times = usualTimes, now = () => performance.now()) {
	const controller = new AbortController();
	let end;
	return {
		cancelled: new Promise((resolve) => controller.signal.addEventListener("abort", () => resolve(), { once: true })),
		times,
		signal: controller.signal,
		left: () => end === void 0 ? void 0 : Math.max(0, end - now()),
		cancel() {
			if (end !== void 0) return;
			end = now() + times.end;
			controller.abort();
		}
	};
}
const cancelledError = () => new TagboatError(cancelledMeanwhile());
/** For work that stops at once. A tag write in flight gets its answer, because the state of the tag would otherwise be unknown. */
const stopHttp = (http, cancellation) => (request) => {
	const { signal } = cancellation;
	if (signal.aborted) return Promise.reject(cancelledError());
	return request.mustEnd ? send(http, cancellation, request) : http({
		...request,
		signal
	});
};
/** For requests that must still be sent, each with a short time once the run is cancelled. */
const hurryHttp = (http, cancellation) => (request) => send(http, cancellation, request);
/** Sends a request that has only a short time for head and body of its answer once the run is cancelled. */
async function send(http, { times, signal, left }, request) {
	const own = new AbortController();
	const late = new HttpFailure("NO_TIME", "The run was cancelled, and no answer came in time.");
	const limit = () => {
		setTimeout(() => own.abort(late), Math.min(times.request, left() ?? times.request)).unref();
	};
	if (signal.aborted) limit();
	else signal.addEventListener("abort", limit, { once: true });
	const release = () => signal.removeEventListener("abort", limit);
	try {
		const response = await http({
			...request,
			signal: own.signal
		});
		const discard = () => {
			release();
			response.discard();
		};
		return {
			...response,
			discard,
			body: withCleanup(response.body, release)
		};
	} catch (error) {
		release();
		throw error;
	}
}
async function* withCleanup(items, cleanUp) {
	try {
		yield* items;
	} finally {
		cleanUp();
	}
}
/** A cancellation ends a wait and shortens later ones, so that retries end soon. */
function hurryClock(clock, { signal, times, left }) {
	return {
		...clock,
		sleep: (ms, ended) => signal.aborted ? sleep(Math.min(ms, times.wait, left() ?? 0), ended) : sleep(ms, signal, ended)
	};
}
/** The result of `work`, or `instead` once the run is cancelled: for work that cannot be aborted, like resolving a host. */
async function unlessCancelled({ signal }, work, instead) {
	let stop = () => void 0;
	const stopped = new Promise((resolve) => {
		stop = () => resolve(instead);
		if (signal.aborted) stop();
		else signal.addEventListener("abort", stop, { once: true });
	});
	try {
		return await Promise.race([work, stopped]);
	} finally {
		signal.removeEventListener("abort", stop);
	}
}
// src/ports/child-environment.ts
/** The variables that buildx reads for caches of `type=gha` (Docker's documentation, "GitHub Actions cache", Authentication). */
const cacheVariables = [
	"ACTIONS_CACHE_SERVICE_V2",
	"ACTIONS_CACHE_URL",
	"ACTIONS_RESULTS_URL",
	"ACTIONS_RUNTIME_TOKEN"
];
/** The variables for a credential helper that logs in with the job's identity ("OpenID Connect" in GitHub's documentation). */
const identityVariables = ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"];
/**
* The environment of every child process; docs/security.md has a table of all children. It lacks the action's inputs, the
* runner's tokens except those in `keep`, and variables that `without` matches. PATH has no directory of the workspace,
* and git is configured not to run commands of a repository.
*/
function childEnvironment(env, { keep = [], without = () => false } = {}) {
	const workspace = env.GITHUB_WORKSPACE ?? "";
	const isKept = (name) => (!isPrivate(name) || keep.includes(name)) && !without(name);
	const cleaned = Object.entries(env).filter(([name]) => isKept(name)).map(([name, value]) => [name, isPath(name) ? cleanPath(value, workspace) : value]);
	const rest = Object.fromEntries(cleaned);
	return {
		...rest,
		...guardGit(rest, workspace)
	};
}
/**
* Whether a variable is an input of the action, which may be a password, a token for the runner's services, or the client certificate of
* a builder, which buildx reads from a file (docker/builder-certificates.ts).
*/
const isPrivate = (name) => /^(INPUT_|ACTIONS_|BUILDER_NODE_\d+_AUTH_TLS_)/.test(name);
/** Windows writes `Path`. */
const isPath = (name) => name.toUpperCase() === "PATH";
function cleanPath(path, workspace) {
	return path && trustedDirectories(path, workspace).join(delimiter);
}
/**
* Settings for git in a child process or its children: no bare repository found by searching (safe.bareRepository, git
* 2.38), no hook and no file system monitor, no protocol that is a command, no fetch of missing objects
* (GIT_NO_LAZY_FETCH, git 2.44), no prompt, and no repository above the workspace. Older versions of git ignore some of
* these, so run-git.ts also names the repository, and git-info.ts turns off git in buildx where it could find another one.
*/
const settings = [
	["safe.bareRepository", "explicit"],
	["core.fsmonitor", "false"],
	["core.hooksPath", "/dev/null"],
	["protocol.ext.allow", "never"]
];
function guardGit(env, workspace) {
	const above = workspace === "" ? [] : [dirname(workspace)];
	const ceilings = [...env.GIT_CEILING_DIRECTORIES?.split(delimiter) ?? [], ...above];
	return {
		...addGitConfig(env, settings),
		GIT_NO_LAZY_FETCH: "1",
		GIT_TERMINAL_PROMPT: "0",
		...ceilings.length > 0 && { GIT_CEILING_DIRECTORIES: ceilings.join(delimiter) }
	};
}
/**
* The variables that append settings to git's configuration in `env` (git-config,
* GIT_CONFIG_COUNT; git 2.31 and newer, an older git ignores them).
*/
function addGitConfig(env, settings) {
	const first = /^\d+$/.test(env.GIT_CONFIG_COUNT ?? "") ? Number(env.GIT_CONFIG_COUNT) : 0;
	const pairs = settings.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${first + index}`, key], [`GIT_CONFIG_VALUE_${first + index}`, value]]);
	return {
		...Object.fromEntries(pairs),
		GIT_CONFIG_COUNT: String(first + settings.length)
	};
}
/** The directories of a PATH from which programs may be started: absolute ones outside the workspace. */
function trustedDirectories(path, workspace) {
	return path.split(delimiter).filter((directory) => isAbsolute(directory)).map(trimEnd).filter((directory) => !isWithin(directory, workspace));
}
const trimEnd = (directory) => directory.replace(/(?<=.)[/\\]+$/, "");
/** A path with two dots could lead anywhere, so it counts as within. */
function isWithin(directory, workspace) {
	const [inner, outer] = [partsOf(directory), partsOf(workspace)];
	if (outer.length === 0) return false;
	return inner.includes("..") || outer.every((part, index) => part === inner[index]);
}
const partsOf = (path) => path.toLowerCase().split(/[/\\]/).filter((part) => part !== "" && part !== ".");
// src/ports/exec.ts
/**
* The Exec port over node:child_process: @actions/exec gives no access to the child process, which a cancelled run must end.
* A command that fails in a cancelled run, or would start in one, throws the cancellation.
*/
function createExec(baseEnv, cancellation = createCancellation()) {
	const { signal } = cancellation;
	return (command, args, options = {}) => new Promise((resolve, reject) => {
		if (signal.aborted) return reject(cancelledError());
		const env = {
			...childEnvironment(baseEnv, options),
			...options.env
		};
		const child = spawn(command, args, {
			env,
			cwd: options.cwd,
			stdio: "pipe",
			shell: false
		});
		const forget = limitTime(child, cancellation, options.timeout);
		const ticker = options.onSecond === void 0 ? void 0 : setInterval(options.onSecond, 1e3);
		const stdout = collect(child.stdout, options.onLine);
		const stderr = collect(child.stderr, options.onLine);
		const finish = () => {
			forget();
			clearInterval(ticker);
		};
		child.once("error", (error) => {
			finish();
			if (error.code === "ENOENT") resolve({
				code: 127,
				stdout: "",
				stderr: `${command}: not found`
			});
			else reject(error);
		});
		child.once("close", (code, killed) => {
			finish();
			if (signal.aborted && code !== 0) reject(cancelledError());
			else resolve({
				code: code ?? (killed ? 130 : 1),
				stdout: stdout(),
				stderr: stderr()
			});
		});
		child.stdin.once("error", () => void 0);
		child.stdin.end(options.input ?? "");
	});
}
/** Ends a child after `timeout` ms or when the run is cancelled, and kills it if it does not end. Returns a clean-up function. */
function limitTime(child, { signal, times }, timeout) {
	const timers = [];
	const letGo = () => [child.stdout, child.stderr].forEach((stream) => void stream?.destroy());
	const end = () => {
		child.once("exit", () => timers.push(setTimeout(letGo, 100)));
		child.kill("SIGTERM");
		timers.push(setTimeout(() => child.kill("SIGKILL"), times.kill));
	};
	if (timeout !== void 0) timers.push(setTimeout(end, timeout));
	signal.addEventListener("abort", end, { once: true });
	return () => {
		signal.removeEventListener("abort", end);
		timers.forEach(clearTimeout);
	};
}
/** How much of each stream is kept, in bytes. Of a longer one it is the end, where commands report why they failed. */
const longestOutput = 67108864;
function collect(stream, onLine) {
	const chunks = [];
	let size = 0;
	stream.on("data", (chunk) => {
		chunks.push(chunk);
		size += chunk.length;
		while (size - (chunks[0]?.length ?? 0) >= longestOutput) size -= chunks.shift()?.length ?? 0;
	});
	if (onLine) createInterface({
		input: stream,
		crlfDelay: Number.POSITIVE_INFINITY
	}).on("line", onLine);
	return () => Buffer.concat(chunks).toString("utf8");
}
// src/ports/node-files.ts
/** The Files port over node:fs. Whatever it reads is a regular file. */
function createFiles(signal) {
	return {
		read: (path, limit) => explainRead(path, () => orWhenAbsent(void 0, () => readText(path, limit))),
		write: (path, text, mode = 420) => explainWrite(path, async () => {
			const flag = constants$1.O_CREAT | constants$1.O_WRONLY | constants$1.O_TRUNC;
			await writeFile(path, text, {
				mode,
				flag
			});
			await chmod(path, mode);
		}),
		makePrivateDir: (parent, prefix) => explainWrite(join(parent, prefix), () => mkdtemp(join(parent, prefix))),
		list: (path) => orWhenAbsent([], () => readdir(path)),
		entries: async (path) => (await readdir(path, { withFileTypes: true })).map(asEntry),
		hash: (path) => explainRead(path, () => hashFile(path, signal)),
		readLink: (path) => readlink(path),
		isDirectory: (path) => orWhenAbsent(false, async () => (await stat(path)).isDirectory()),
		makeFolder: (path) => explainWrite(path, async () => void await mkdir(path, { mode: 448 })),
		realPath: (path) => orWhenAbsent(void 0, () => realpath(path)),
		size: (path) => orWhenAbsent(void 0, () => sizeOf(path)),
		openRead: readFrom,
		writeStream: (path, bytes, limit) => explainWrite(path, () => writeFrom(path, bytes, limit, signal)),
		link: (target, path) => explainWrite(path, () => symlink(target, path)),
		remove: (path) => explainWrite(path, () => rm(path, {
			recursive: true,
			force: true,
			maxRetries: 3
		})),
		describeFree: async (path) => describeFree(findFree(path))
	};
}
function asEntry(entry) {
	const kinds = {
		file: entry.isFile(),
		folder: entry.isDirectory(),
		link: entry.isSymbolicLink()
	};
	const kind = [
		"file",
		"folder",
		"link"
	].find((name) => kinds[name]);
	return {
		name: entry.name,
		kind: kind ?? "other"
	};
}
async function readText(path, limit = usualFileLimit) {
	const opened = await openFile(path);
	if (opened === void 0) return void 0;
	try {
		return (await readLimited(path, opened.file, limit)).toString("utf8");
	} finally {
		await opened.file.close();
	}
}
/** The stream closes the file, even if it is not read to the end. */
async function* readFrom(path, start) {
	const { file } = await openRegular(path);
	yield* file.createReadStream({
		start,
		highWaterMark: 262144
	});
}
async function writeFrom(path, bytes, limit, signal) {
	const file = await open(path, "w", 384);
	try {
		let length = 0;
		for await (const chunk of bytes) {
			if (signal?.aborted) throw cancelledError();
			length += chunk.byteLength;
			if (length > limit) throw new TagboatError(fileTooLarge(path, limit));
			await file.writeFile(chunk);
		}
	} finally {
		await file.close();
	}
}
/** Reads without a stream, which takes a fifth of the time for a context of many small files. */
async function hashFile(path, signal) {
	const { file, stats } = await openRegular(path);
	try {
		const { mode, size } = stats;
		const hash = createHash("sha256");
		const buffer = Buffer.allocUnsafe(Math.min(size + 1, 262144));
		let { bytesRead } = await file.read(buffer);
		while (bytesRead > 0) {
			if (signal?.aborted) throw cancelledError();
			hash.update(buffer.subarray(0, bytesRead));
			bytesRead = (await file.read(buffer)).bytesRead;
		}
		return {
			sha256: hash.digest("hex"),
			isExecutable: (mode & constants$1.S_IXUSR) !== 0
		};
	} finally {
		await file.close();
	}
}
async function sizeOf(path) {
	const found = await stat(path);
	return found.isFile() ? found.size : void 0;
}
async function orWhenAbsent(absent, read) {
	try {
		return await read();
	} catch (error) {
		const code = stringAt(error, "code");
		if (code !== void 0 && ["ENOENT", "ENOTDIR"].includes(code)) return absent;
		throw error;
	}
}
/** The default limit of `read`, in bytes. */
const usualFileLimit = 16777216;
/**
* Opens a regular file for reading. The type is checked on the open handle, so that the file cannot be replaced
* between check and reading. Without O_NONBLOCK opening a named pipe would wait for a writer, and without
* O_NOCTTY a terminal could become the controlling one. Throws a TagboatError for anything but a file or a folder; a folder is
* undefined, and a path without a file throws ENOENT.
*/
async function openFile(path) {
	const file = await open(path, constants$1.O_RDONLY | constants$1.O_NONBLOCK | constants$1.O_NOCTTY).catch((error) => {
		if (stringAt(error, "code") === "ENXIO") throw new TagboatError(fileNotRegular(path, "a socket or a device"));
		throw error;
	});
	try {
		const stats = await file.stat();
		if (stats.isFile()) return {
			file,
			stats
		};
		if (!stats.isDirectory()) throw new TagboatError(fileNotRegular(path, describeKind(stats)));
	} catch (error) {
		await file.close();
		throw error;
	}
	await file.close();
}
/** Like `openFile`, but throws EISDIR for a folder. */
async function openRegular(path) {
	const opened = await openFile(path);
	if (opened === void 0) throw Object.assign(/* @__PURE__ */ new Error(`EISDIR: '${path}' is a folder`), { code: "EISDIR" });
	return opened;
}
/**
* The bytes of an open file, counted during reading: files of /proc have the size 0, and others can grow. Throws
* a TagboatError for more than `limit` bytes.
*/
async function readLimited(path, file, limit) {
	const chunks = [];
	let length = 0;
	for (;;) {
		const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(65536));
		if (bytesRead === 0) return Buffer.concat(chunks);
		length += bytesRead;
		if (length > limit) throw new TagboatError(fileTooLarge(path, limit));
		chunks.push(buffer.subarray(0, bytesRead));
	}
}
function describeKind(stats) {
	if (stats.isFIFO()) return "a named pipe";
	if (stats.isCharacterDevice() || stats.isBlockDevice()) return "a device";
	return "a socket";
}
// src/model/docker-hub.ts
/** Docker Hub in references, logins and outputs. Its other names belong to particular protocols. */
const dockerHub = "docker.io";
/** Hosts of references that mean Docker Hub: the distribution project's reference grammar. */
const referenceHosts = [dockerHub, "index.docker.io"];
/** Hosts of logins that mean Docker Hub, as users write them. Without a host a login is for Docker Hub. */
const loginHosts = [
	...referenceHosts,
	"",
	"registry-1.docker.io",
	"registry.hub.docker.com"
];
const isHubReferenceHost = (host) => referenceHosts.includes(host);
const isHubLoginHost = (host) => loginHosts.includes(host);
/** Any host below Docker's domains. */
const isHubDomain = (host) => /(?:^|\.)docker\.(?:io|com)$/.test(host);
/** The host that serves a registry's API. */
const serverOf = (host) => host === "docker.io" ? "registry-1.docker.io" : host;
/** The key of a registry's login in docker's configuration and for credential helpers. Docker Hub's is a legacy URL. */
const credentialKey = (host) => host === "docker.io" ? "https://index.docker.io/v1/" : host;
// src/model/reference.ts
const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const path = new RegExp(`^${component}(?:/${component})*$`);
const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const digest = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;
/** OCI distribution spec 1.1: at most 128 characters of `[A-Za-z0-9_.-]`, the first not `.` or `-`. */
const isTag = (text) => tag.test(text);
/** OCI image spec: `<algorithm>:<encoded>`. */
const isDigest = (text) => digest.test(text);
/** The digest at a path of keys; undefined if it is missing or malformed. */
function digestAt(json, ...path) {
	const text = stringAt(json, ...path);
	return text !== void 0 && isDigest(text) ? text : void 0;
}
/**
* Parses `NAME`, `NAME:TAG`, `NAME@DIGEST` or `NAME:TAG@DIGEST`. Throws a TagboatError for an invalid name, tag or digest. Other
* programs' references are not ours to report: for these `tryParseReference`.
*/
function parseReference(text) {
	const { name, tag, digest } = separateReference(text);
	if (tag !== void 0 && !isTag(tag) || digest !== void 0 && !isDigest(digest)) throw new TagboatError({
		code: "image-name",
		what: `Image '${text}': it has no valid tag or digest.`,
		fix: "Write NAME:TAG or NAME@sha256:..."
	});
	return {
		repository: parseRepository(name),
		...tag !== void 0 && { tag },
		...digest !== void 0 && { digest }
	};
}
/** As `parseReference`; undefined for text that is not a reference. */
function tryParseReference(text) {
	try {
		return parseReference(text);
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
/**
* Separates a reference into its parts, without checking them: the digest follows the first `@`, the tag the last `:` of the last
* component.
*/
function separateReference(text) {
	const at = text.indexOf("@");
	const tagged = at === -1 ? text : text.slice(0, at);
	const colon = tagged.lastIndexOf(":");
	const hasTag = colon > tagged.lastIndexOf("/");
	return {
		name: hasTag ? tagged.slice(0, colon) : tagged,
		...hasTag && { tag: tagged.slice(colon + 1) },
		...at !== -1 && { digest: text.slice(at + 1) }
	};
}
/**
* The index of the `:` before the tag of a reference that may be malformed: the first one after the registry, so that a tag with a
* `/` is found too. -1 if there is none.
*/
function findTagColon(text) {
	const registry = /^(?:\[[^\]/]*\]|[^/:[]+)(?::\d+)?\//.exec(text)?.[0] ?? "";
	return text.indexOf(":", registry.length);
}
/**
* Parses an image name; throws a TagboatError that shows the name and the fix. Capitals become lower case, as in
* docker/metadata-action: `ghcr.io/${{ github.repository }}` works for any owner.
*/
function parseRepository(text) {
	const name = text.toLowerCase();
	const problem = findProblem(name);
	if (problem) throw new TagboatError(problem);
	return {
		name,
		...locate$1(name)
	};
}
/** Completes Docker Hub's short forms. */
function locate$1(name) {
	const { first, rest } = splitHost(name);
	if (first !== void 0 && !isHubReferenceHost(first)) return {
		host: first,
		path: rest
	};
	return {
		host: dockerHub,
		path: rest.includes("/") ? rest : `library/${rest}`
	};
}
/** `ghcr.io/acme/app:1.2.3` or `ghcr.io/acme/app@sha256:...`. */
function formatReference(repository, target) {
	return "tag" in target ? `${repository.name}:${target.tag}` : `${repository.name}@${target.digest}`;
}
/** One key for all spellings: `acme/app` and `docker.io/acme/app` are `docker.io/acme/app`. */
const keyOf = ({ host, path }) => `${host}/${path}`;
const isSame = (one, other) => keyOf(one) === keyOf(other);
/** The distinct repositories, each in its last spelling. */
const distinctOf = (repositories) => [...new Map(repositories.map((repository) => [keyOf(repository), repository])).values()];
function findProblem(name) {
	const bad = (why, fix) => ({
		code: "image-name",
		what: `Image name '${name}': ${why}.`,
		fix
	});
	if (name === "") return bad("it is empty", "Give a name like ghcr.io/acme/app.");
	const scheme = /^[a-z]+:\/\//i.exec(name)?.[0];
	if (scheme !== void 0) return bad("it has a scheme", `Write '${name.slice(scheme.length)}'.`);
	if (name.includes("@")) return bad("it has a digest", `Write '${name.slice(0, name.indexOf("@"))}'.`);
	const separated = separateReference(name);
	if (separated.tag !== void 0) return bad("it has a tag", `Write '${separated.name}' and put the tag into input tags.`);
	const { first, rest } = splitHost(name);
	const prefix = first === void 0 ? "" : `${first}/`;
	if (first !== void 0 && !host.test(first)) return bad(`'${first}' is not a host name`, "Give a name like ghcr.io/acme/app.");
	if (name.split("/").includes("")) return bad("a part of it is empty", `An expression may be empty here, like a secret in the run of a fork. Write the full name, like '${prefix}acme/app'.`);
	if (!path.test(rest)) return bad("its path may only have a-z and 0-9, with single . or _, __ or - between them, in parts separated by /", `Write for example '${prefix}${suggest(rest)}'.`);
	if (locate$1(name).path.length > 255) return bad("it is longer than 255 characters", "Give a shorter name.");
}
/** Docker's rule: the first component is a host if it has a dot or a colon, or is `localhost`. */
function splitHost(name) {
	const slash = name.indexOf("/");
	const first = name.slice(0, slash);
	if (slash < 1 || !(/[.:]/.test(first) || first === "localhost")) return {
		first: void 0,
		rest: name
	};
	return {
		first,
		rest: name.slice(slash + 1)
	};
}
/** A valid path that is similar to an invalid one. */
function suggest(path) {
	return path.split("/").map((part) => part.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")).filter((part) => part !== "").join("/") || "app";
}
// src/docker/docker.ts
function createDocker(exec, env) {
	return (args, options = {}) => exec("docker", args, {
		...options,
		env: {
			...env,
			...options.env
		}
	});
}
/**
* Runs buildx. If the path of the plugin is known, it runs directly, which saves about 0.1 s of docker's own start each time; it reads the
* same configuration and contexts. Otherwise `docker buildx` runs.
*/
function createBuildx(exec, plugin, env) {
	const [command, first] = plugin === void 0 ? ["docker", ["buildx"]] : [plugin, []];
	return (args, options = {}) => exec(command, [...first, ...args], {
		...options,
		env: {
			...env,
			...options.env
		}
	});
}
/** The output of a command for an error: standard error, or standard output if that is empty. */
const outputOf = (result) => result.stderr.trim() || result.stdout.trim();
// src/setup/buildx-release.ts
/** The releases of buildx: addresses and checksums. Pure. */
/** The folder of all releases. Each version has a folder of its own below it. */
const buildxReleases = "https://github.com/docker/buildx/releases/download";
/** The name of the program in its folder: the one by which docker knows the plugin. */
const buildxFile = "docker-buildx";
/** The name of a version's program for a machine: `buildx-v0.36.1.linux-amd64`. */
const assetName = (version, machine) => `buildx-v${version}.${machine}`;
/** The address of a file of a release. `base` is input buildx-mirror, or the folder of all releases. */
const releaseUrl = (base, version, file) => `${base}/v${version}/${file}`;
/**
* Reads a release's `checksums.txt`: SHA-256 in hex digits, by the name of the file. A line is what sha256sum prints, with two blanks or
* a blank and `*` before the name (docker/buildx, hack/hash-files). Undefined if another line is in the file, as in an error page.
*/
function parseChecksums(text) {
	const sums = /* @__PURE__ */ new Map();
	for (const line of text.split(/\r?\n/).filter((one) => one.trim() !== "")) {
		const [, sum, name] = /^([0-9a-f]{64}) [ *](\S+)$/.exec(line) ?? [];
		if (sum === void 0 || name === void 0) return void 0;
		sums.set(name, sum);
	}
	return sums.size === 0 ? void 0 : sums;
}
// src/content/base-reference.ts
/**
* An image reference in full, as the builder resolves it: `alpine` becomes `docker.io/library/alpine:latest`. A digest is kept, and so
* is a tag beside it. Undefined if the text is not a valid reference (grammar of the distribution project).
*/
function normalizeReference(text) {
	const reference = tryParseReference(text);
	if (reference === void 0) return void 0;
	const { repository, tag, digest } = reference;
	const end = digest === void 0 ? `:${tag ?? "latest"}` : `${tag === void 0 ? "" : `:${tag}`}@${digest}`;
	return `${repository.host}/${repository.path}${end}`;
}
/** The digest of a normalized reference; undefined where it has a tag alone. */
const pinnedDigest = (reference) => separateReference(reference).digest;
// src/content/canonical.ts
/** JSON with the keys of every object sorted, so that equal values have equal texts. */
function canonicalJson(value) {
	return JSON.stringify(sortKeys(value));
}
/** The SHA-256 of a text: 64 hex characters. */
const hashText = (text) => createHash("sha256").update(text).digest("hex");
function sortKeys(value) {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([key, item]) => [key, sortKeys(item)]);
	return Object.fromEntries(entries.sort(([one], [other]) => one < other ? -1 : 1));
}
// src/inputs/builder-endpoint.ts
/** Drivers of buildx. `cloud` exists only in the buildx of Docker Build Cloud. */
const drivers = [
	"docker-container",
	"remote",
	"kubernetes",
	"docker",
	"cloud"
];
/** Schemes of endpoints that the remote driver takes (docker/buildx, driver/remote/util/endpoint.go). */
const remoteSchemes = [
	"tcp",
	"unix",
	"ssh",
	"npipe",
	"docker-container",
	"kube-pod"
];
/** Schemes of an engine's address (docker/cli, opts/hosts.go, and connhelper for ssh). */
const engineSchemes = [
	"tcp",
	"unix",
	"ssh",
	"npipe",
	"fd",
	"http",
	"https"
];
const schemeOf = (endpoint) => /^([a-z][a-z0-9+.-]*):\/\//.exec(endpoint)?.[1];
/** The name of a docker context (docker/cli, cli/context/store, `restrictedNamePattern`). */
const isContext = (endpoint) => /^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$/.test(endpoint);
/** The ports of an engine that IANA registered for docker, and the usual names of its socket. */
const isEngine = (endpoint) => /^tcp:\/\/[^/]*:237[56]\/?$/.test(endpoint) || /\/docker(\.sock|_engine)$/.test(endpoint);
/**
* The driver that an endpoint means; undefined for an empty or invalid one. A context, an address over SSH and the usual addresses of an
* engine are Docker Engines, in which a docker-container builder is created. Everything else is a BuildKit that runs already.
*/
function driverOfEndpoint(endpoint) {
	if (endpoint === "") return void 0;
	const scheme = schemeOf(endpoint);
	if (scheme === void 0) return isContext(endpoint) ? "docker-container" : void 0;
	if (scheme === "kubernetes") return "kubernetes";
	if (scheme === "ssh" || isEngine(endpoint)) return "docker-container";
	return remoteSchemes.includes(scheme) ? "remote" : void 0;
}
/** What is wrong with an endpoint of a driver; undefined if nothing is. */
function explainEndpoint(endpoint, driver) {
	const scheme = schemeOf(endpoint);
	if (/[\s\0]/.test(endpoint)) return {
		why: "contains a space",
		fix: "Write one address."
	};
	if (driver === "docker" || driver === "cloud") return void 0;
	if (driver === "kubernetes") {
		if (scheme !== "kubernetes" || !URL.canParse(endpoint)) return {
			why: "is not an endpoint of driver kubernetes",
			fix: kubernetesFix
		};
		const { unknown } = parseKubernetes(endpoint);
		if (unknown.length === 0) return void 0;
		return {
			why: `has the parameter ${unknown.join(", ")}, which buildx does not read`,
			fix: kubernetesFix
		};
	}
	const known = driver === "remote" ? remoteSchemes : engineSchemes;
	const form = driver === "remote" ? "tcp://HOST:PORT or unix:///PATH" : "ssh://USER@HOST or tcp://HOST:2376";
	if (scheme === void 0) {
		if (driver === "docker-container" && isContext(endpoint)) return void 0;
		return {
			why: "has no scheme",
			fix: `Write ${form}${driver === "remote" ? "" : ", or the name of a docker context"}.`
		};
	}
	if (known.includes(scheme) && URL.canParse(endpoint)) return void 0;
	return {
		why: `is not an endpoint of driver ${driver}`,
		fix: `Write ${form}, or another driver.`
	};
}
const kubernetesFix = "Write kubernetes:///NAME?kubeconfig=/PATH, or leave endpoint out; the namespace belongs into driver-opts: namespace=NAME.";
function parseKubernetes(endpoint) {
	const { pathname, searchParams } = new URL(endpoint);
	return {
		deployment: searchParams.get("deployment") || decodeURIComponent(pathname).replace(/^\/+/, ""),
		kubeconfig: searchParams.get("kubeconfig") ?? "",
		unknown: [...searchParams.keys()].filter((key) => key !== "deployment" && key !== "kubeconfig")
	};
}
// src/docker/builder-spec.ts
const plainNode = {
	name: "",
	endpoint: "",
	platforms: [],
	driverOpts: [],
	buildkitdFlags: ""
};
/** Drivers that start a BuildKit, whose flags can be set. */
const starts = (driver) => driver === "docker-container" || driver === "kubernetes";
/** `buildx` grants `network.host` itself, but not beside another right. */
const insecureFlags = "--allow-insecure-entitlement security.insecure --allow-insecure-entitlement network.host";
/**
* The builder that the inputs describe, or Tagboat's own. `allow` is input allow: BuildKit must grant what the build may request. The
* user's flags and network replace Tagboat's.
*/
function specify(description, { hostNetwork, config }, allow = []) {
	const driver = description?.driver ?? "docker-container";
	const flags = description !== void 0 && starts(driver) && allow.includes("security.insecure") ? insecureFlags : "";
	return {
		driver,
		nodes: (description?.nodes ?? [plainNode]).map((node) => {
			const hasNetwork = node.driverOpts.some(({ key }) => key === "network");
			const network = hostNetwork && !hasNetwork ? [{
				key: "network",
				value: "host"
			}] : [];
			return locate({
				...node,
				driverOpts: [...node.driverOpts, ...network],
				buildkitdFlags: node.buildkitdFlags || flags,
				kubeconfig: ""
			});
		}),
		config
	};
}
/** buildx takes no endpoint for driver kubernetes: its parts are the name of the node and KUBECONFIG. */
function locate(node) {
	if (!node.endpoint.startsWith("kubernetes:")) return node;
	const { deployment, kubeconfig } = parseKubernetes(node.endpoint);
	return {
		...node,
		endpoint: "",
		kubeconfig,
		name: node.name || deployment
	};
}
/** The arguments of `docker buildx create` for one node. Further nodes are appended to the builder of the first one. */
function createArgs(name, { driver, nodes }, index, configPath) {
	const node = nodes[index] ?? plainNode;
	return [
		...[
			"create",
			"--name",
			name,
			"--driver",
			driver
		],
		...index > 0 ? ["--append"] : [],
		...node.name === "" ? [] : ["--node", node.name],
		...node.driverOpts.flatMap(({ key, value }) => ["--driver-opt", quoteField(`${key}=${value}`)]),
		...node.platforms.length === 0 ? [] : ["--platform", node.platforms.join(",")],
		...node.buildkitdFlags === "" ? [] : ["--buildkitd-flags", node.buildkitdFlags],
		...configPath === void 0 ? [] : ["--buildkitd-config", configPath],
		...nodes.length === 1 ? ["--bootstrap"] : [],
		...node.endpoint === "" ? [] : [node.endpoint]
	];
}
/** buildx reads an option as a row of CSV (docker/buildx, `csvToMap`). */
const quoteField = (field) => /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field;
/** The start of the names of kept builders. */
const keptPrefix = "tagboat-kept-";
/**
* The name of a kept builder: equal settings give equal names, whatever the order of the options. Runs of another `scope` use a builder
* of their own.
*/
function nameKept(spec, scope) {
	const nodes = spec.nodes.map(({ driverOpts, platforms, ...node }) => ({
		...node,
		platforms: [...platforms].sort(),
		driverOpts: [...driverOpts].sort((one, other) => one.key < other.key ? -1 : 1)
	}));
	return `${keptPrefix}${hashText(canonicalJson({
		...spec,
		nodes,
		scope
	})).slice(0, 16)}`;
}
/** Whether Tagboat created a builder of that name, for one job or to keep it. */
const isOurs = (name) => /^tagboat-(?:kept-[0-9a-f]{16}|[a-z0-9]{6})$/.test(name);
// src/docker/known-builders.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
/** How long to wait for a builder's answer, in ms. buildx itself waits 20 s, and again when it builds. */
const limitMs = 1e4;
/** buildx's default builder. It has no name here, because its name depends on the docker context. */
const ownBuilder = {
	name: "",
	driver: "docker",
	current: true,
	broken: false
};
/**
* Finds the builder that the build would use: the requested one, or else the current one. Empty if it does not exist. If no builder was
* ever created, which buildx's folder `instances` shows, there is only the engine's own, and buildx is asked only for its platforms, if
* `needsPlatforms` says so. Other builders are not inspected, since one that does not answer would delay the run.
*/
async function findBuilders(ports, buildxConfig, requested, needsPlatforms = async () => false) {
	if ((await listCreated(ports.files, buildxConfig)).length === 0 && requested === "") {
		if (!await needsPlatforms()) return [ownBuilder];
		return [{
			...ownBuilder,
			platforms: await findPlatforms(ports, ownBuilder)
		}];
	}
	const end = ports.clock.now() + limitMs;
	const ask = () => inspectBuilder(ports, buildxConfig, requested, Math.max(end - ports.clock.now(), 1e3));
	let found = await ask();
	for (let count = 0; found?.isStarting === true && ports.clock.now() < end; count += 1) {
		const { name, endpoint } = found.builder;
		if (count === 0) ports.log.info(`Waiting for builder ${name} at ${endpoint} (up to ${limitMs / 1e3} s) ...`);
		await ports.clock.sleep(1e3);
		found = await ask();
	}
	return found === void 0 ? [] : [{
		...found.builder,
		current: requested === ""
	}];
}
/** Inspects the created builders and the engine's own, except those that are known already. */
async function findOtherBuilders(ports, buildxConfig, known) {
	if (known.some(({ name }) => name === "")) return [];
	const others = [...(await listCreated(ports.files, buildxConfig)).filter((name) => !isOurs(name)), "default"].filter((name) => known.every((builder) => builder.name !== name));
	return (await Promise.all(others.map((name) => inspectBuilder(ports, buildxConfig, name, limitMs)))).flatMap((one) => one === void 0 ? [] : [one.builder]);
}
/** The platforms that a builder executes; buildx is asked only if it was not asked before. Empty if they are unknown. */
async function findPlatforms({ buildx }, { name, platforms }) {
	if (platforms !== void 0) return platforms;
	return parseInspect((await buildx(["inspect", ...name === "" ? [] : [name]], { timeout: limitMs })).stdout)?.builder.platforms ?? [];
}
const listCreated = async (files, buildxConfig) => (await files.list(join(buildxConfig, "instances"))).filter((name) => /^[A-Za-z0-9]/.test(name)).sort();
/** Inspects one builder; an empty name means the current one. Undefined if buildx has none of that name. */
async function inspectBuilder(ports, buildxConfig, name, timeout) {
	const { buildx, clock } = ports;
	const asked = clock.now();
	const read = parseInspect((await buildx(["inspect", ...name === "" ? [] : [name]], { timeout })).stdout);
	if (read !== void 0) return read;
	if (clock.now() - asked < timeout) return void 0;
	const builder = await readStored(ports.files, buildxConfig, name);
	const why = `it did not answer within ${Math.round(timeout / 1e3)} s`;
	return {
		builder: {
			...builder,
			current: false,
			broken: true,
			why
		},
		isStarting: false
	};
}
/** Reads what buildx stored when a builder was created, for a builder that does not answer. */
async function readStored(files, buildxConfig, requested) {
	const current = async () => stringAt(parseJson(await files.read(join(buildxConfig, "current")) ?? ""), "Name");
	const name = requested || await current() || "default";
	const stored = parseJson(await files.read(join(buildxConfig, "instances", name)) ?? "");
	const endpoints = arrayAt(stored, "Nodes").flatMap((node) => stringAt(node, "Endpoint") ?? []);
	return {
		name,
		driver: stringAt(stored, "Driver") ?? "",
		endpoint: endpoints.join(", ")
	};
}
/**
* Parses the output of `docker buildx inspect`: the builder's fields, an empty line, and the fields of each node. The fields of interest
* are at the start of a line; labels, devices and files are indented. The form is the same in all supported versions of buildx.
*/
function parseInspect(text) {
	const fields = parseFields(text);
	const all = (key) => fields.flatMap((field) => field.key === key ? [field.value] : []);
	const [name, ...nodes] = all("Name");
	const [driver] = all("Driver");
	if (name === void 0 || name === "" || driver === void 0) return void 0;
	const [error] = all("Error");
	const silent = driver === "remote" ? all("Status").filter((status) => status === "inactive").length : 0;
	const broken = error !== void 0 && all("Error").length >= Math.max(nodes.length, 1) || nodes.length > 0 && silent + all("Error").length >= nodes.length;
	const platforms = all("Platforms").flatMap((list) => list.match(/[^\s,*]+/g) ?? []);
	return {
		builder: {
			name,
			driver,
			current: false,
			broken,
			endpoint: all("Endpoint").join(", "),
			...broken && error !== void 0 && { why: error },
			...platforms.length > 0 && { platforms },
			...compact({ buildkit: findOldest(fields.flatMap(({ key, value }) => /^Build/.test(key) ? [value] : [])) })
		},
		isStarting: broken && silent > 0
	};
}
const parseFields = (text) => text.split("\n").flatMap((line) => {
	const [, key = "", value = ""] = /^(Name|Driver|Endpoint|Status|Error|Platforms|Build[kK]it(?: version)?):\s*(.*?)\s*$/.exec(line) ?? [];
	return key === "" ? [] : [{
		key,
		value
	}];
});
/** Parses the nodes in the output of `docker buildx inspect`. */
function parseNodes(text) {
	const nodes = [];
	for (const { key, value } of parseFields(text)) {
		if (key === "Name") nodes.push({});
		const node = nodes.at(-1);
		if (node !== void 0) node[key] = value;
	}
	return nodes.slice(1).map(({ Name = "", Endpoint = "", Status = "", Error: error = "" }) => {
		return {
			name: Name,
			endpoint: Endpoint,
			status: Status,
			error
		};
	});
}
/** The lowest of these versions. A BuildKit that was built without its version calls itself 0.0.0. */
const findOldest = (versions) => {
	return versions.flatMap((version) => (0, import_semver.coerce)(version)?.version ?? []).filter((version) => version !== "0.0.0").sort(import_semver.compare)[0];
};
// src/errors/builder.ts
/** Input append cannot be read. `line`, from 1, is the item's; `node` is its name. */
function badNodes(line, node, why, fix) {
	return {
		code: "input-append",
		what: `Input append${`${line === void 0 ? "" : `, line ${line}`}${node === void 0 ? "" : `, node ${node}`}`}: ${node === void 0 && why.startsWith("has ") ? `an item ${why}` : why}.`,
		fix
	};
}
/** Input buildkitd-config-inline is not TOML. Its text may hold a password, so only the position and the reason are shown. */
function badBuildkitdConfig(line, why) {
	return {
		code: "buildkitd-config",
		what: `Input buildkitd-config-inline${line === void 0 ? "" : `, line ${line}`}: it is not valid TOML (${why}).`,
		fix: "Write the content of a buildkitd.toml, for example the lines [registry.\"docker.io\"] and mirrors = [\"mirror.gcr.io\"]."
	};
}
/** The configuration is valid, but Tagboat's own tables cannot follow it. */
function closedBuildkitdConfig(hosts) {
	return {
		code: "buildkitd-config",
		what: `Input buildkitd-config-inline: its registry is not a table of tables, so that the entries for ${hosts.join(", ")} cannot be added.`,
		fix: "Write [registry.\"HOST\"] as a line of its own for each registry."
	};
}
/** `endpoint` is empty for the engine of this machine, `image` absent for a driver without one, `original` the output of buildx. */
function builderNotDescribed({ driver, endpoint, image }, original) {
	const where = endpoint === "" ? "" : ` at ${endpoint}`;
	const pulled = image === void 0 ? "" : `, and that the engine can pull the image ${image}`;
	return {
		code: "builder-create",
		what: `A builder of driver ${driver}${where} could not be created.`,
		fix: `Check that its endpoint answers${pulled}, and check the inputs driver-opts, endpoint, buildkitd-flags, buildkitd-config-inline and append.`,
		original
	};
}
/** buildx takes certificates of an engine from a docker context only (docker/buildx, builder.Create; docker/setup-buildx-action#105). */
function engineNeedsContext(original) {
	return {
		code: "builder-create",
		what: "A builder could not be created, because DOCKER_HOST names an engine whose certificates are in DOCKER_CERT_PATH.",
		fix: "Run docker context create tls in an earlier step, which copies them into a context, and write endpoint: tls.",
		original
	};
}
/** A node of a builder with several nodes did not start. */
function builderNodeFailed(node, endpoint, original) {
	return {
		code: "builder-node",
		what: `Node '${node}' (${endpoint}) of the builder did not start.`,
		fix: "Check that its endpoint answers from this machine, and its driver-opts. Its platforms would otherwise be built elsewhere or not at all.",
		...original !== "" && { original }
	};
}
/** `driver: docker` requests the engine's own builder. */
function ownBuilderTooWeak(needs) {
	return {
		code: "builder-weak",
		what: `The engine's own builder (driver: docker), without the containerd image store, does not support: ${needs.join(", ")}.`,
		fix: "Write driver: docker-container, or leave driver out."
	};
}
/** A warning: Docker Hub limits the pulls of this machine, and the builder's image comes from its mirror. */
function imageFromMirror(image, mirror) {
	return `Docker Hub refused to send the image ${image}, as it does above its limit of pulls: the builder uses ${mirror}. A login to Docker Hub before this step, or driver-opts image=, avoids that.`;
}
/** A warning: a kept builder was replaced. */
function keptBuilderBroken(name, why) {
	return `The kept builder ${name} does not work (${why}): it is created again, with an empty cache.`;
}
// src/docker/docker-hub-mirror.ts
/** Google's public mirror of images on Docker Hub ("Pull cached Docker Hub images" in the documentation of Artifact Registry). */
const mirrorHost = "mirror.gcr.io";
/**
* Whether docker reports that Docker Hub refuses a pull because of its rate limit: `toomanyrequests`, with or without an explanation
* (docs.docker.com, "Docker Hub pull usage and limits"), or no more than `unknown:`, which users of ARM runners report
* (docker/setup-buildx-action#395, vllm-project/vllm-ascend#10818).
*/
const isHubLimit = (text) => /toomanyrequests|\b429 Too Many Requests|pull rate limit|\bunknown:\s*$/im.test(text);
/** The same image in Google's mirror of Docker Hub; undefined for other registries, and without a digest, since a mirror's tag may lag. */
function mirrorOf(image) {
	const { repository, digest } = tryParseReference(image) ?? {};
	if (repository?.host !== "docker.io" || digest === void 0) return void 0;
	return `${mirrorHost}/${repository.path}@${digest}`;
}
/**
* Creates and starts a builder with all its nodes. The caller has already remembered its name for the post step, which removes it even
* if this process is killed. If Docker Hub refuses the image because of its limit, the builder is created once more with the image of
* Docker Hub's mirror. Throws a TagboatError.
*/
async function createBuilder(ports, request) {
	const { name, spec, explain } = request;
	const first = await attempt(ports, request);
	if (first === void 0) return;
	const mirrored = isHubLimit(first.output) ? useMirror(spec, ports.env) : void 0;
	if (mirrored === void 0) throw new TagboatError(first.problem ?? explain(first.output));
	for (const line of mirrored.warnings) ports.log.warning(line);
	await removeBuilder(ports.buildx, name);
	const second = await attempt(ports, {
		...request,
		spec: mirrored.spec
	});
	if (second !== void 0) throw new TagboatError(second.problem ?? explain(second.output));
}
/** Creates the builder node by node, and starts it. Returns why it failed. */
async function attempt({ buildx, files }, { name, spec, scratch }) {
	const path = spec.config === "" ? void 0 : join(scratch, "buildkitd.toml");
	if (path !== void 0) await files.write(path, spec.config);
	for (const [index, { kubeconfig }] of spec.nodes.entries()) {
		const env = kubeconfig === "" ? {} : { env: { KUBECONFIG: kubeconfig } };
		const result = await buildx(createArgs(name, spec, index, path), env);
		if (result.code !== 0) return { output: outputOf(result) };
	}
	return spec.nodes.length === 1 ? void 0 : bootBuilder(buildx, name);
}
/** How long to wait for all nodes of an existing builder, in ms. buildx waits 20 s for a remote one. */
const bootMs = 12e4;
/** How long to wait for a builder's description, in ms. */
const inspectMs = 1e4;
/** Starts the nodes of a builder that do not run. Returns why one of them does not. */
async function bootBuilder(buildx, name) {
	const result = await buildx([
		"inspect",
		"--bootstrap",
		name
	], { timeout: bootMs });
	const output = result.code === 0 ? "" : outputOf(result);
	const failed = parseNodes((result.code === 0 ? result : await buildx(["inspect", name], { timeout: inspectMs })).stdout).find(({ status, error }) => error !== "" || status !== "running");
	if (failed === void 0) return result.code === 0 ? void 0 : { output };
	const why = output || failed.error || `its status is ${failed.status || "unknown"}`;
	return {
		output: why,
		problem: builderNodeFailed(failed.name, failed.endpoint, why)
	};
}
/**
* The builder with images from Docker Hub's mirror; undefined if none of its images is on Docker Hub, or if buildx verifies them, which it
* does only for the original name (docker/buildx, BUILDX_DEFAULT_POLICY).
*/
function useMirror(spec, env) {
	const isVerified = !/^(|0|f|false)$/i.test(env.BUILDX_DEFAULT_POLICY ?? "");
	if (spec.driver !== "docker-container" || isVerified) return void 0;
	const warnings = /* @__PURE__ */ new Set();
	const nodes = spec.nodes.map((node) => {
		const image = imageOf(node);
		const full = normalizeReference(image) ?? "";
		if (!full.startsWith(`docker.io/`)) return node;
		const mirror = `${mirrorHost}${full.slice(9)}`;
		warnings.add(imageFromMirror(image, mirror));
		const others = node.driverOpts.filter(({ key }) => key !== "image");
		return {
			...node,
			driverOpts: [...others, {
				key: "image",
				value: mirror
			}]
		};
	});
	return warnings.size === 0 ? void 0 : {
		spec: {
			...spec,
			nodes
		},
		warnings: [...warnings]
	};
}
/** The image that a node of driver docker-container runs. */
const imageOf = ({ driverOpts }) => driverOpts.find(({ key }) => key === "image")?.value || "moby/buildkit:buildx-stable-1";
/** Time-out of the removal in ms: an engine that does not answer must not block the job. */
const removalMs = 6e4;
/** Removes a builder with all its nodes and their state. Returns whether it no longer exists. */
async function removeBuilder(buildx, name) {
	const result = await buildx([
		"rm",
		"--force",
		name
	], { timeout: removalMs });
	return result.code === 0 || /no builder/i.test(outputOf(result));
}
export { addGitConfig as $, releaseUrl as A, settleAll as At, isTag as B, maybeLeftBehind as Bt, hashText as C, numberAt as Ct, buildxFile as D, describeProblem as Dt, assetName as E, TagboatError as Et, distinctOf as F, cancelled as Ft, tryParseReference as G, isDiskFull as Gt, parseReference as H, notVerified as Ht, findTagColon as I, cancelledEarly as It, isHubDomain as J, countFitting as Jt, credentialKey as K, outputsUnwritten as Kt, formatReference as L, cancelledMeanwhile as Lt, createDocker as M, throwAll as Mt, outputOf as N, createRedactor as Nt, buildxReleases as O, explainError as Ot, digestAt as P, warnUnmasked as Pt, createExec as Q, isDigest as R, contentMissing as Rt, canonicalJson as S, isRecord as St, pinnedDigest as T, stringAt as Tt, parseRepository as U, platformsMissing as Ut, keyOf as V, notPublished as Vt, separateReference as W, reliedOn as Wt, serverOf as X, formatDuration as Xt, isHubLoginHost as Y, formatBytes as Yt, createFiles as Z, nameKept as _, explainWrite as _t, isHubLimit as a, createCancellation as at, drivers as b, booleanAt as bt, badNodes as c, stopHttp as ct, engineNeedsContext as d, clock as dt, cacheVariables as et, keptBuilderBroken as f, createLog as ft, findPlatforms as g, isoFromText as gt, findOtherBuilders as h, isoFromMillis as ht, removeBuilder as i, cancelledError as it, createBuildx as j, summarize as jt, parseChecksums as k, problemsOf as kt, builderNotDescribed as l, unlessCancelled as lt, findBuilders as m, epochSeconds as mt, createBuilder as n, identityVariables as nt, mirrorOf as o, hurryClock as ot, ownBuilderTooWeak as p, createRunner as pt, dockerHub as q, programDiskFull as qt, imageOf as r, trustedDirectories as rt, badBuildkitdConfig as s, hurryHttp as st, bootBuilder as t, childEnvironment as tt, closedBuildkitdConfig as u, HttpFailure as ut, specify as v, arrayAt as vt, normalizeReference as w, parseJson as wt, explainEndpoint as x, compact as xt, driverOfEndpoint as y, at as yt, isSame as z, leftBehind as zt };
