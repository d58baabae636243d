import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { constants as constants$1 } from "node:fs";
import { chmod, mkdir, mkdtemp, open, readdir, readlink, realpath, rm, stat, symlink, writeFile as writeFile$1 } from "node:fs/promises";
// src/errors/tagboat-error.ts
/**
* A mistake or a condition outside Tagboat that a person can act on. It fails the step with one annotation
* and no stack; anything else that is thrown is a fault of ours and keeps its stack. It carries one or more
* problems, because errors that can be found together are reported together.
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
/** What is wrong alone, as a clause without an end, to be told inside of a sentence. */
const summarize = ({ problems }) => problems.map(({ what }) => what.replace(/\.$/, "")).join("; ");
/** Throws one TagboatError with all problems, if there is any: what can be found together is told together. */
function throwAll(problems) {
	const [first, ...more] = problems;
	if (first) throw new TagboatError(first, ...more);
}
/** Waits for all, and throws one TagboatError with the problems of all that failed, each once; any other error as it is. */
async function settleAll(waiting) {
	const problems = [];
	const done = [];
	for (const result of await Promise.allSettled(waiting)) if (result.status === "fulfilled") done.push(result.value);
	else if (result.reason instanceof TagboatError) problems.push(...result.reason.problems);
	else throw result.reason;
	throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()]);
	return done;
}
// node_modules/@actions/core/lib/utils.js
/**
* Sanitizes an input into a string so it can be passed into issueCommand safely
* @param input input to sanitize into a string
*/
function toCommandValue(input) {
	if (input === null || input === void 0) return "";
	else if (typeof input === "string" || input instanceof String) return input;
	return JSON.stringify(input);
}
/**
*
* @param annotationProperties
* @returns The command properties to send with the actual annotation command
* See IssueCommandProperties: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs#L646
*/
function toCommandProperties(annotationProperties) {
	if (!Object.keys(annotationProperties).length) return {};
	return {
		title: annotationProperties.title,
		file: annotationProperties.file,
		line: annotationProperties.startLine,
		endLine: annotationProperties.endLine,
		col: annotationProperties.startColumn,
		endColumn: annotationProperties.endColumn
	};
}
// node_modules/@actions/core/lib/command.js
/**
* Issues a command to the GitHub Actions runner
*
* @param command - The command name to issue
* @param properties - Additional properties for the command (key-value pairs)
* @param message - The message to include with the command
* @remarks
* This function outputs a specially formatted string to stdout that the Actions
* runner interprets as a command. These commands can control workflow behavior,
* set outputs, create annotations, mask values, and more.
*
* Command Format:
*   ::name key=value,key=value::message
*
* @example
* ```typescript
* // Issue a warning annotation
* issueCommand('warning', {}, 'This is a warning message');
* // Output: ::warning::This is a warning message
*
* // Set an environment variable
* issueCommand('set-env', { name: 'MY_VAR' }, 'some value');
* // Output: ::set-env name=MY_VAR::some value
*
* // Add a secret mask
* issueCommand('add-mask', {}, 'secretValue123');
* // Output: ::add-mask::secretValue123
* ```
*
* @internal
* This is an internal utility function that powers the public API functions
* such as setSecret, warning, error, and exportVariable.
*/
function issueCommand(command, properties, message) {
	const cmd = new Command(command, properties, message);
	process.stdout.write(cmd.toString() + os.EOL);
}
function issue(name, message = "") {
	issueCommand(name, {}, message);
}
const CMD_STRING = "::";
var Command = class {
	constructor(command, properties, message) {
		if (!command) command = "missing.command";
		this.command = command;
		this.properties = properties;
		this.message = message;
	}
	toString() {
		let cmdStr = CMD_STRING + this.command;
		if (this.properties && Object.keys(this.properties).length > 0) {
			cmdStr += " ";
			let first = true;
			for (const key in this.properties) if (this.properties.hasOwnProperty(key)) {
				const val = this.properties[key];
				if (val) {
					if (first) first = false;
					else cmdStr += ",";
					cmdStr += `${key}=${escapeProperty(val)}`;
				}
			}
		}
		cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
		return cmdStr;
	}
};
function escapeData(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
	return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}
// node_modules/@actions/core/lib/file-command.js
function issueFileCommand(command, message) {
	const filePath = process.env[`GITHUB_${command}`];
	if (!filePath) throw new Error(`Unable to find environment variable for file command ${command}`);
	if (!fs.existsSync(filePath)) throw new Error(`Missing file at path: ${filePath}`);
	fs.appendFileSync(filePath, `${toCommandValue(message)}${os.EOL}`, { encoding: "utf8" });
}
function prepareKeyValueMessage(key, value) {
	const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
	const convertedValue = toCommandValue(value);
	if (key.includes(delimiter)) throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
	if (convertedValue.includes(delimiter)) throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
	return `${key}<<${delimiter}${os.EOL}${convertedValue}${os.EOL}${delimiter}`;
}
// node_modules/@actions/core/lib/summary.js
var __awaiter$1 = function(thisArg, _arguments, P, generator) {
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
const { access, appendFile, writeFile } = promises;
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
		return __awaiter$1(this, void 0, void 0, function* () {
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
		return __awaiter$1(this, void 0, void 0, function* () {
			const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
			const filePath = yield this.filePath();
			yield (overwrite ? writeFile : appendFile)(filePath, this._buffer, { encoding: "utf8" });
			return this.emptyBuffer();
		});
	}
	/**
	* Clears the summary buffer and wipes the summary file
	*
	* @returns {Summary} summary instance
	*/
	clear() {
		return __awaiter$1(this, void 0, void 0, function* () {
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
// node_modules/@actions/core/lib/core.js
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
/**
* The code to exit an action
*/
var ExitCode;
(function(ExitCode) {
	/**
	* A code indicating that the action was successful
	*/
	ExitCode[ExitCode["Success"] = 0] = "Success";
	/**
	* A code indicating that the action was a failure
	*/
	ExitCode[ExitCode["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
/**
* Sets env variable for this action and future actions in the job
* @param name the name of the variable to set
* @param val the value of the variable. Non-string values will be converted to a string via JSON.stringify
*/
function exportVariable(name, val) {
	const convertedVal = toCommandValue(val);
	process.env[name] = convertedVal;
	if (process.env["GITHUB_ENV"] || "") return issueFileCommand("ENV", prepareKeyValueMessage(name, val));
	issueCommand("set-env", { name }, convertedVal);
}
/**
* Gets the value of an input.
* Unless trimWhitespace is set to false in InputOptions, the value is also trimmed.
* Returns an empty string if the value is not defined.
*
* @param     name     name of the input to get
* @param     options  optional. See InputOptions.
* @returns   string
*/
function getInput(name, options) {
	const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
	if (options && options.required && !val) throw new Error(`Input required and not supplied: ${name}`);
	if (options && options.trimWhitespace === false) return val;
	return val.trim();
}
/**
* Sets the value of an output.
*
* @param     name     name of the output to set
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function setOutput(name, value) {
	if (process.env["GITHUB_OUTPUT"] || "") return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
	process.stdout.write(os.EOL);
	issueCommand("set-output", { name }, toCommandValue(value));
}
/**
* Sets the action status to failed.
* When the action exits it will be with an exit code of 1
* @param message add error issue message
*/
function setFailed(message) {
	process.exitCode = ExitCode.Failure;
	error(message);
}
/**
* Writes debug message to user log
* @param message debug message
*/
function debug(message) {
	issueCommand("debug", {}, message);
}
/**
* Adds an error issue
* @param message error issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function error(message, properties = {}) {
	issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a warning issue
* @param message warning issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function warning(message, properties = {}) {
	issueCommand("warning", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Adds a notice issue
* @param message notice issue message. Errors will be converted to string via toString()
* @param properties optional properties to add to the annotation.
*/
function notice(message, properties = {}) {
	issueCommand("notice", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
/**
* Writes info to log with console.log.
* @param message info message
*/
function info(message) {
	process.stdout.write(message + os.EOL);
}
/**
* Begin an output group.
*
* Output until the next `groupEnd` will be foldable in this group
*
* @param name The name of the output group
*/
function startGroup(name) {
	issue("group", name);
}
/**
* End an output group.
*/
function endGroup() {
	issue("endgroup");
}
/**
* Wrap an asynchronous function call in a group.
*
* Returns the same type as the function itself.
*
* @param name The name of the group
* @param fn The function to wrap in the group
*/
function group(name, fn) {
	return __awaiter(this, void 0, void 0, function* () {
		startGroup(name);
		let result;
		try {
			result = yield fn();
		} finally {
			endGroup();
		}
		return result;
	});
}
/**
* Saves state for current action, the state can only be retrieved by this action's post job execution.
*
* @param     name     name of the state to store
* @param     value    value to store. Non-string values will be converted to a string via JSON.stringify
*/
function saveState(name, value) {
	if (process.env["GITHUB_STATE"] || "") return issueFileCommand("STATE", prepareKeyValueMessage(name, value));
	issueCommand("save-state", { name }, toCommandValue(value));
}
/**
* Gets the value of an state set by this action's main execution.
*
* @param     name     name of the state to get
* @returns   string
*/
function getState(name) {
	return process.env[`STATE_${name}`] || "";
}
// src/ports/actions.ts
/**
* The only place that knows @actions/core. Values go out as they are: most are of fixed form, and report/clean.ts has
* taken the secrets out of the others.
*/
function createRunner(env) {
	return {
		input: (name) => getInput(name),
		output: (name, value) => setOutput(name, value),
		saveState: (name, value) => saveState(name, value),
		state: (name) => getState(name),
		exportVariable: (name, value) => exportVariable(name, value),
		async summary(markdown) {
			if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(markdown, true).write();
		},
		fail: (message) => setFailed(message)
	};
}
/** Everything printed goes through `redactor`, but for the lines of `report`. */
function createLog(redactor) {
	const say = (text) => info(disarm(redactor.clean(text)));
	return {
		debug: (message) => debug(redactor.clean(message)),
		info: say,
		notice: (message) => notice(redactor.clean(message)),
		warning: (message) => warning(redactor.clean(message)),
		error: (message) => error(redactor.clean(message)),
		group: (title, body) => group(disarm(redactor.clean(title)), body),
		mask: (secret) => redactor.add(secret),
		clean: redactor.clean,
		report: (line) => info(disarm(line)),
		foreign: say
	};
}
/**
* Text in which no line is a workflow command. The runner takes a line that begins with `::`, blanks before it not
* counted (.NET's, with U+0085), and `##[` anywhere; a lone carriage return ends a line for it too ("Workflow commands
* for GitHub Actions"; ActionCommand.cs).
*/
function disarm(text) {
	return text.replace(/\r\n?/g, "\n").replace(/^([\s\u0085]*)::/gm, "$1: :").replaceAll("##[", "## [");
}
const clock = {
	now: () => Date.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
	random: () => Math.random()
};
// src/ports/git-config.ts
/**
* The variables that add settings to git's configuration, after those that `env` already carries (git-config,
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
// src/ports/search-path.ts
/** The directories of a PATH that programs may be started from: absolute, and none of the workspace's. */
function trustedDirectories(path, workspace) {
	return path.split(delimiter).filter((directory) => isAbsolute(directory)).map(trimEnd).filter((directory) => !isWithin(directory, workspace));
}
const trimEnd = (directory) => directory.replace(/(?<=.)[/\\]+$/, "");
/** Two dots in a path could lead anywhere, so a directory with them counts as within. */
function isWithin(directory, workspace) {
	const [inner, outer] = [partsOf(directory), partsOf(workspace)];
	if (outer.length === 0) return false;
	return inner.includes("..") || outer.every((part, index) => part === inner[index]);
}
const partsOf = (path) => path.toLowerCase().split(/[/\\]/).filter((part) => part !== "" && part !== ".");
// src/ports/child-environment.ts
/** What buildx reads for caches of `type=gha` (Docker's documentation, "GitHub Actions cache", Authentication). */
const cacheVariables = [
	"ACTIONS_CACHE_SERVICE_V2",
	"ACTIONS_CACHE_URL",
	"ACTIONS_RESULTS_URL",
	"ACTIONS_RUNTIME_TOKEN"
];
/** What a credential helper needs that logs in with the job's identity ("OpenID Connect" in GitHub's documentation). */
const identityVariables = ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_URL"];
/**
* What every child process finds in its environment; docs/security.md has the table of all children. Without the
* action's inputs, without the runner's own tokens but those that `keep` names, without what `without` matches, with a
* PATH that has no directory of the workspace, and with settings under which git runs nothing that a repository brings.
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
/** The action's inputs, passwords among them, and what the runner gives an action for its own services. */
const isPrivate = (name) => /^(INPUT|ACTIONS)_/.test(name);
/** Windows writes `Path`. */
const isPath = (name) => name.toUpperCase() === "PATH";
function cleanPath(path, workspace) {
	return path && trustedDirectories(path, workspace).join(delimiter);
}
/**
* Git in a child, or in a child's child: it opens no bare repository that it merely found (safe.bareRepository, git
* 2.38), runs no hook and no file system monitor, speaks no protocol that is a command, fetches nothing that is
* missing (GIT_NO_LAZY_FETCH, git 2.44), asks no terminal, and looks for no repository above the workspace.
* None of this holds for a git that ignores it: our own git is told its repository besides (workspace-git.ts), and
* buildx's is switched off where it could find another one (git-info.ts).
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
// src/ports/exec.ts
/**
* The Exec port over node:child_process. Not @actions/exec: it gives no handle on the child, and a cancelled
* run must end its build.
*/
function createExec(baseEnv, running = /* @__PURE__ */ new Set()) {
	return (command, args, options = {}) => new Promise((resolve, reject) => {
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
		const end = () => child.kill("SIGTERM");
		const giveUp = () => {
			child.once("exit", () => [child.stdout, child.stderr].forEach((stream) => void stream.destroy()));
			end();
		};
		const timer = options.timeout === void 0 ? void 0 : setTimeout(giveUp, options.timeout);
		running.add(end);
		const stdout = collect(child.stdout, options.onLine);
		const stderr = collect(child.stderr, options.onLine);
		const finish = () => {
			clearTimeout(timer);
			running.delete(end);
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
		child.once("close", (code, signal) => {
			finish();
			resolve({
				code: code ?? (signal ? 130 : 1),
				stdout: stdout(),
				stderr: stderr()
			});
		});
		child.stdin.once("error", () => void 0);
		child.stdin.end(options.input ?? "");
	});
}
/** What is kept of each stream, in bytes; of a longer one its end, where commands say why they failed. */
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
// src/json.ts
/** Levels of objects and arrays. Nothing that we read has a tenth of them; code that follows them needs a stack. */
const mostLevels = 500;
/** Parses text; undefined where it is no JSON, or nested deeper than any tool writes. */
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
/** The elements at a path; empty for anything that is no array. */
function arrayAt(value, ...path) {
	const found = at(value, ...path);
	return Array.isArray(found) ? found : [];
}
/** An object without its undefined values, for types with exact optional properties. */
function compact(value) {
	const entries = Object.entries(value).filter(([, item]) => item !== void 0);
	return Object.fromEntries(entries);
}
/** Whether brackets outside of strings are nested deeper than that; text that is no JSON may say either. */
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
// src/errors/files.ts
/** A device or a pipe can block a reader or never end, and `kind` says which it is: `a named pipe`. */
function fileNotRegular(path, kind) {
	return {
		code: "file-type",
		what: `'${path}' is ${kind}, not a regular file.`,
		fix: "Put a regular file there. If the path is a link, check where it leads."
	};
}
/** `limit` in bytes. */
function fileTooLarge(path, limit) {
	return {
		code: "file-size",
		what: `'${path}' is larger than ${limit / 1048576} MiB.`,
		fix: "Check that the path names the file that you mean; no file of this purpose is that large."
	};
}
// src/ports/regular-file.ts
/** Bytes of a file that is read whole, unless its reader knows better. */
const usualFileLimit = 16777216;
/**
* Opens a regular file for reading. The type is checked on the open handle, so that nothing can be put in its place
* between the check and the reading. Without O_NONBLOCK the opening of a named pipe waits for a writer, and without
* O_NOCTTY a terminal could become ours. Throws a TagboatError for anything but a file or a folder; a folder is
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
/** As `openFile`, with EISDIR for a folder. */
async function openRegular(path) {
	const opened = await openFile(path);
	if (opened === void 0) throw Object.assign(/* @__PURE__ */ new Error(`EISDIR: '${path}' is a folder`), { code: "EISDIR" });
	return opened;
}
/**
* The bytes of an open file. They are counted as they come: files of /proc have the size 0, and others can grow. Throws
* a TagboatError where there are more than `limit`.
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
// src/ports/files.ts
/** The Files port over node:fs. Whatever it reads is a regular file. */
function createFiles() {
	return {
		read: (path, limit) => orWhenAbsent(void 0, () => readText(path, limit)),
		async write(path, text, mode = 420) {
			await writeFile$1(path, text, {
				mode,
				flag: constants$1.O_CREAT | constants$1.O_WRONLY | constants$1.O_TRUNC
			});
			await chmod(path, mode);
		},
		makePrivateDir: (parent, prefix) => mkdtemp(join(parent, prefix)),
		list: (path) => orWhenAbsent([], () => readdir(path)),
		entries: async (path) => (await readdir(path, { withFileTypes: true })).map(asEntry),
		hash: hashFile,
		readLink: (path) => readlink(path),
		isDirectory: (path) => orWhenAbsent(false, async () => (await stat(path)).isDirectory()),
		makeFolder: async (path) => void await mkdir(path, { mode: 448 }),
		realPath: (path) => orWhenAbsent(void 0, () => realpath(path)),
		size: (path) => orWhenAbsent(void 0, () => sizeOf(path)),
		openRead: readFrom,
		link: (target, path) => symlink(target, path),
		remove: (path) => rm(path, {
			recursive: true,
			force: true,
			maxRetries: 3
		})
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
/** The stream closes the file, also when it is not read to its end. */
async function* readFrom(path, start) {
	const { file } = await openRegular(path);
	yield* file.createReadStream({
		start,
		highWaterMark: 262144
	});
}
/** Without a stream: for a context of many small files that takes a fifth of the time. */
async function hashFile(path) {
	const { file, stats } = await openRegular(path);
	try {
		const { mode, size } = stats;
		const hash = createHash("sha256");
		const buffer = Buffer.allocUnsafe(Math.min(size + 1, 262144));
		let { bytesRead } = await file.read(buffer);
		while (bytesRead > 0) {
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
/**
* Words that logs, tags and outputs are full of. As a secret's value they protect nothing, and hiding them would hide
* what a log says.
*/
const commonWords = new Set(`true false yes null none undefined enabled disabled default empty
  main master develop trunk latest edge stable nightly release beta alpha
  admin administrator root user username login password passwd secret token guest anonymous
  test testing tests example sample demo debug info warning error
  development staging production
  sha256 sha512 http https docker linux windows darwin amd64 arm64 utf-8
  build builder push pull image images registry container layer digest manifest
  github actions runner localhost index platform`.split(/\s+/).filter((word) => word.length >= 4));
/** Why a secret's value is not masked in the log; undefined where it is. Blanks around it do not count. */
function whyUnmasked(secret) {
	const text = secret.trim();
	if (text.length < 4) return "short";
	return commonWords.has(text.toLowerCase()) ? "common" : void 0;
}
/** The parts of a secret that a log can show: the whole, and each line, since a log is made of lines. */
function listParts(secret) {
	const parts = [secret, ...secret.split(/\r\n|\r|\n/)].map((part) => part.trim());
	return [...new Set(parts)].filter((part) => whyUnmasked(part) === void 0);
}
// src/masking/forms.ts
/** Bytes of a secret from which on its base64 is also looked for inside of a longer text's. */
const shortestInside = 6;
/** Characters of a line of `base64` (GNU coreutils). */
const base64Line = 76;
/** A secret as programs write it: in addresses, forms, JSON, HTML, hexadecimal and base64; the secret itself first. */
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
/** RFC 3986, section 2.1, and forms, which have + for a blank; what is escaped beyond what must be differs. */
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
/** The characters that the bytes alone decide, with so many bytes before them in their group of three. */
function cutInside(bytes, before) {
	return Buffer.concat([Buffer.alloc(before), bytes]).toString("base64").slice(Math.ceil(before * 8 / 6), Math.floor((before + bytes.length) * 8 / 6));
}
// src/masking/matcher.ts
const hidden = "***";
/** The four last characters, four bits apart: a fifth is shifted out. */
const hashBits = 16;
const push = (hash, text, at) => (hash << hashBits / 4 ^ text.charCodeAt(at)) & 65535;
/**
* Each text is found by its first four characters, through a table of hashes: so the time does not depend on how many
* texts there are. A log of 100 MB in a million lines takes 0.4 to 0.8 s (Node 24), with all forms of one secret or of a
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
// src/ports/redact.ts
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
// src/inputs/platforms.ts
/** What a platform must look like; the first part may not be left out. */
const form = /^([a-z0-9]+)\/([a-z0-9_-]+)(?:\/([a-z0-9.]+))?$/;
/** Other names of architectures, some with a variant that they mean. */
const aliases = /* @__PURE__ */ new Map([
	["i386", ["386"]],
	["x86_64", ["amd64"]],
	["x86-64", ["amd64"]],
	["aarch64", ["arm64"]],
	["armhf", ["arm", "v7"]],
	["armel", ["arm", "v6"]]
]);
/** Variants that an index leaves out or writes out, by `architecture/variant`. */
const variants = /* @__PURE__ */ new Map([
	["amd64/v1", ""],
	["arm64/8", ""],
	["arm64/v8", ""],
	["arm64/v8.0", ""],
	["arm64/9", "v9"],
	["arm64/v9.0", "v9"],
	["arm/", "v7"],
	["arm/5", "v5"],
	["arm/6", "v6"],
	["arm/7", "v7"],
	["arm/8", "v8"]
]);
/**
* A platform as BuildKit writes it into an index (containerd/platforms, "normalizeArch"): `linux/arm` is
* `linux/arm/v7` there. undefined for what is no platform.
*/
function normalizePlatform(text) {
	const [, os, written = "", said = ""] = form.exec(text.toLowerCase()) ?? [];
	if (os === void 0) return void 0;
	const [architecture, meant = said] = aliases.get(written) ?? [written];
	const variant = variants.get(`${architecture}/${meant}`) ?? meant;
	return [
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/");
}
// src/bake/bake-target.ts
/** A field's text; empty where it has none. */
function textOf(target, field) {
	const value = target[field];
	return typeof value === "string" ? value : "";
}
/** A field's list of texts. */
function listOf(target, field) {
	const value = target[field];
	if (!Array.isArray(value)) return [];
	return value.filter((item) => typeof item === "string");
}
/** A field's texts by key; what has no value is left out. */
function recordOf(target, field) {
	const value = target[field];
	if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
	return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
/** The platforms that it is built for; none means the builder's own. */
const platformsOf = (target) => listOf(target, "platforms").map((platform) => normalizePlatform(platform) ?? platform);
/** The targets that this one stands on: its contexts of the form `target:NAME`, by the context's name. */
function basesOf(target) {
	const contexts = Object.entries(recordOf(target, "contexts"));
	return new Map(contexts.flatMap(([name, value]) => {
		const base = baseNamedBy(value);
		return base === void 0 ? [] : [[name, base]];
	}));
}
/** The target that a context of the form `target:NAME` names. */
const baseNamedBy = (context) => /^target:(.*)$/s.exec(context)?.[1];
/** What the single image's target is called, where no bake file names any. */
const singleTarget = "image";
// node_modules/csv-parse/lib/api/CsvError.js
var CsvError = class CsvError extends Error {
	constructor(code, message, options, ...contexts) {
		if (Array.isArray(message)) message = message.join(" ").trim();
		super(message);
		if (Error.captureStackTrace !== void 0) Error.captureStackTrace(this, CsvError);
		this.code = code;
		for (const context of contexts) for (const key in context) {
			const value = context[key];
			this[key] = Buffer.isBuffer(value) ? value.toString(options.encoding) : value == null ? value : JSON.parse(JSON.stringify(value));
		}
	}
};
// node_modules/csv-parse/lib/utils/is_object.js
const is_object = function(obj) {
	return typeof obj === "object" && obj !== null && !Array.isArray(obj);
};
// node_modules/csv-parse/lib/api/normalize_columns_array.js
const normalize_columns_array = function(columns) {
	const normalizedColumns = [];
	for (let i = 0, l = columns.length; i < l; i++) {
		const column = columns[i];
		if (column === void 0 || column === null || column === false) normalizedColumns[i] = { disabled: true };
		else if (typeof column === "string" || typeof column === "number") normalizedColumns[i] = { name: `${column}` };
		else if (is_object(column)) {
			if (typeof column.name !== "string") throw new CsvError("CSV_OPTION_COLUMNS_MISSING_NAME", [
				"Option columns missing name:",
				`property "name" is required at position ${i}`,
				"when column is an object literal"
			]);
			normalizedColumns[i] = column;
		} else throw new CsvError("CSV_INVALID_COLUMN_DEFINITION", [
			"Invalid column definition:",
			"expect a string or a literal object,",
			`got ${JSON.stringify(column)} at position ${i}`
		]);
	}
	return normalizedColumns;
};
// node_modules/csv-parse/lib/utils/ResizeableBuffer.js
var ResizeableBuffer = class {
	constructor(size = 100) {
		this.size = size;
		this.length = 0;
		this.buf = Buffer.allocUnsafe(size);
	}
	prepend(val) {
		if (Buffer.isBuffer(val)) {
			const length = this.length + val.length;
			if (length >= this.size) {
				this.resize();
				if (length >= this.size) throw Error("INVALID_BUFFER_STATE");
			}
			const buf = this.buf;
			this.buf = Buffer.allocUnsafe(this.size);
			val.copy(this.buf, 0);
			buf.copy(this.buf, val.length);
			this.length += val.length;
		} else {
			const length = this.length++;
			if (length === this.size) this.resize();
			const buf = this.clone();
			this.buf[0] = val;
			buf.copy(this.buf, 1, 0, length);
		}
	}
	append(val) {
		const length = this.length++;
		if (length === this.size) this.resize();
		this.buf[length] = val;
	}
	clone() {
		return Buffer.from(this.buf.slice(0, this.length));
	}
	resize() {
		const length = this.length;
		this.size = this.size * 2;
		const buf = Buffer.allocUnsafe(this.size);
		this.buf.copy(buf, 0, 0, length);
		this.buf = buf;
	}
	toString(encoding) {
		if (encoding) return this.buf.toString(encoding, 0, this.length);
		else return Uint8Array.prototype.slice.call(this.buf.slice(0, this.length));
	}
	toJSON() {
		return this.toString("utf8");
	}
	reset() {
		this.length = 0;
	}
};
// node_modules/csv-parse/lib/api/init_state.js
const init_state = function(options) {
	const timchars = [
		32,
		9,
		10,
		13,
		12,
		11,
		160,
		5760,
		8192,
		8193,
		8194,
		8195,
		8196,
		8197,
		8198,
		8199,
		8200,
		8201,
		8202,
		8232,
		8233,
		8239,
		8287,
		12288,
		65279
	].reduce((acc, codepoint) => {
		const encoded = Buffer.from(String.fromCharCode(codepoint), options.encoding);
		if (codepoint !== 63 && encoded.length === 1 && encoded[0] === 63) return acc;
		acc.push(encoded);
		return acc;
	}, []);
	const timcharFirstBytes = /* @__PURE__ */ new Uint8Array(256);
	for (const t of timchars) timcharFirstBytes[t[0]] = 1;
	return {
		bomSkipped: false,
		bufBytesStart: 0,
		castField: options.cast_function,
		commenting: false,
		delimiterBufPrevious: void 0,
		delimiterDiscovered: false,
		error: void 0,
		enabled: options.from_line === 1,
		escaping: false,
		escapeIsQuote: Buffer.isBuffer(options.escape) && Buffer.isBuffer(options.quote) && Buffer.compare(options.escape, options.quote) === 0,
		expectedRecordLength: Array.isArray(options.columns) ? options.columns.length : void 0,
		field: new ResizeableBuffer(20),
		firstLineToHeaders: options.cast_first_line_to_header,
		needMoreDataSize: Math.max(options.comment !== null ? options.comment.length : 0, ...options.delimiter ? options.delimiter.map((delimiter) => delimiter.length) : [], options.delimiter_auto ? 1 : 0, options.quote !== null ? options.quote.length : 0, ...timchars.map((t) => t.length)),
		previousBuf: void 0,
		quoting: false,
		stop: false,
		rawBuffer: new ResizeableBuffer(100),
		record: [],
		recordHasError: false,
		record_length: 0,
		recordDelimiterMaxLength: options.record_delimiter.length === 0 ? 0 : Math.max(...options.record_delimiter.map((v) => v.length)),
		trimChars: [Buffer.from(" ", options.encoding)[0], Buffer.from("	", options.encoding)[0]],
		wasQuoting: false,
		wasRowDelimiter: false,
		timchars,
		timcharFirstBytes
	};
};
// node_modules/csv-parse/lib/utils/underscore.js
const underscore = function(str) {
	return str.replace(/([A-Z])/g, function(_, match) {
		return "_" + match.toLowerCase();
	});
};
// node_modules/csv-parse/lib/api/normalize_options.js
const normalize_options = function(opts) {
	const options = {};
	for (const opt in opts) options[underscore(opt)] = opts[opt];
	if (options.encoding === void 0 || options.encoding === true) options.encoding = "utf8";
	else if (options.encoding === null || options.encoding === false) options.encoding = null;
	else if (typeof options.encoding !== "string" && options.encoding !== null) throw new CsvError("CSV_INVALID_OPTION_ENCODING", [
		"Invalid option encoding:",
		"encoding must be a string or null to return a buffer,",
		`got ${JSON.stringify(options.encoding)}`
	], options);
	if (options.bom === void 0 || options.bom === null || options.bom === false) options.bom = false;
	else if (options.bom !== true) throw new CsvError("CSV_INVALID_OPTION_BOM", [
		"Invalid option bom:",
		"bom must be true,",
		`got ${JSON.stringify(options.bom)}`
	], options);
	options.cast_function = null;
	if (options.cast === void 0 || options.cast === null || options.cast === false || options.cast === "") options.cast = void 0;
	else if (typeof options.cast === "function") {
		options.cast_function = options.cast;
		options.cast = true;
	} else if (options.cast !== true) throw new CsvError("CSV_INVALID_OPTION_CAST", [
		"Invalid option cast:",
		"cast must be true or a function,",
		`got ${JSON.stringify(options.cast)}`
	], options);
	if (options.cast_date === void 0 || options.cast_date === null || options.cast_date === false || options.cast_date === "") options.cast_date = false;
	else if (options.cast_date === true) options.cast_date = function(value) {
		const date = Date.parse(value);
		return !isNaN(date) ? new Date(date) : value;
	};
	else if (typeof options.cast_date !== "function") throw new CsvError("CSV_INVALID_OPTION_CAST_DATE", [
		"Invalid option cast_date:",
		"cast_date must be true or a function,",
		`got ${JSON.stringify(options.cast_date)}`
	], options);
	options.cast_first_line_to_header = void 0;
	if (options.columns === true) options.cast_first_line_to_header = void 0;
	else if (typeof options.columns === "function") {
		options.cast_first_line_to_header = options.columns;
		options.columns = true;
	} else if (Array.isArray(options.columns)) options.columns = normalize_columns_array(options.columns);
	else if (options.columns === void 0 || options.columns === null || options.columns === false) options.columns = false;
	else throw new CsvError("CSV_INVALID_OPTION_COLUMNS", [
		"Invalid option columns:",
		"expect an array, a function or true,",
		`got ${JSON.stringify(options.columns)}`
	], options);
	if (options.group_columns_by_name === void 0 || options.group_columns_by_name === null || options.group_columns_by_name === false) options.group_columns_by_name = false;
	else if (options.group_columns_by_name !== true) throw new CsvError("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME", [
		"Invalid option group_columns_by_name:",
		"expect an boolean,",
		`got ${JSON.stringify(options.group_columns_by_name)}`
	], options);
	else if (options.columns === false) throw new CsvError("CSV_INVALID_OPTION_GROUP_COLUMNS_BY_NAME", ["Invalid option group_columns_by_name:", "the `columns` mode must be activated."], options);
	if (options.comment === void 0 || options.comment === null || options.comment === false || options.comment === "") options.comment = null;
	else {
		if (typeof options.comment === "string") options.comment = Buffer.from(options.comment, options.encoding);
		if (!Buffer.isBuffer(options.comment)) throw new CsvError("CSV_INVALID_OPTION_COMMENT", [
			"Invalid option comment:",
			"comment must be a buffer or a string,",
			`got ${JSON.stringify(options.comment)}`
		], options);
	}
	if (options.comment_no_infix === void 0 || options.comment_no_infix === null || options.comment_no_infix === false) options.comment_no_infix = false;
	else if (options.comment_no_infix !== true) throw new CsvError("CSV_INVALID_OPTION_COMMENT", [
		"Invalid option comment_no_infix:",
		"value must be a boolean,",
		`got ${JSON.stringify(options.comment_no_infix)}`
	], options);
	if (options.delimiter_auto === void 0 || options.delimiter_auto === null || options.delimiter_auto === false) options.delimiter_auto = false;
	else if (options.delimiter_auto === true) options.delimiter_auto = {};
	else if (!is_object(options.delimiter_auto)) throw new CsvError("CSV_INVALID_OPTION_DELIMITER_AUTO", [
		"Invalid option delimiter_auto:",
		"delimiter_auto must be a boolean or a configuration object,",
		`got ${JSON.stringify(options.delimiter_auto)}`
	], options);
	if (options.delimiter_auto) {
		if (options.delimiter_auto.preferred === void 0) options.delimiter_auto.preferred = {
			[",".charCodeAt(0)]: 1.8,
			["	".charCodeAt(0)]: 1.8,
			[";".charCodeAt(0)]: 1.6,
			[" ".charCodeAt(0)]: 1.6,
			[":".charCodeAt(0)]: 1.5,
			[".".charCodeAt(0)]: 1.4,
			["/".charCodeAt(0)]: 1.4
		};
		else if (!is_object(options.delimiter_auto.preferred)) throw new CsvError("CSV_INVALID_OPTION_DELIMITER_AUTO", [
			"Invalid option delimiter_auto:",
			"preferred must be an object,",
			`got ${JSON.stringify(options.delimiter_auto.preferred)}`
		], options);
		if (options.delimiter_auto.score === void 0) options.delimiter_auto.score = (info, options) => {
			return (info.total - info.std) * (options.preferred[info.char_code] || 1);
		};
		else if (typeof options.delimiter_auto.score !== "function") throw new CsvError("CSV_INVALID_OPTION_DELIMITER_AUTO", [
			"Invalid option delimiter_auto:",
			"score must be a function,",
			`got ${JSON.stringify(options.delimiter_auto.score)}`
		], options);
		if (options.delimiter_auto.size === void 0) options.delimiter_auto.size = 2048;
		else if (typeof options.delimiter_auto.size !== "number") throw new CsvError("CSV_INVALID_OPTION_DELIMITER_AUTO", [
			"Invalid option delimiter_auto:",
			"size must be a number,",
			`got ${JSON.stringify(options.delimiter_auto.size)}`
		], options);
	}
	const delimiter_json = JSON.stringify(options.delimiter);
	if (options.delimiter_auto !== false) options.delimiter = [];
	if (!Array.isArray(options.delimiter)) {
		if (options.delimiter === void 0 || options.delimiter === null || options.delimiter === false) options.delimiter = Buffer.from(",", options.encoding);
		options.delimiter = [options.delimiter];
	}
	options.delimiter = options.delimiter.map(function(delimiter) {
		if (typeof delimiter === "string") delimiter = Buffer.from(delimiter, options.encoding);
		if (!Buffer.isBuffer(delimiter) || delimiter.length === 0) throw new CsvError("CSV_INVALID_OPTION_DELIMITER", [
			"Invalid option delimiter:",
			"delimiter must be a non empty string or buffer or array of string|buffer,",
			`got ${delimiter_json}`
		], options);
		return delimiter;
	});
	if (options.escape === void 0 || options.escape === true) options.escape = Buffer.from("\"", options.encoding);
	else if (typeof options.escape === "string") options.escape = Buffer.from(options.escape, options.encoding);
	else if (options.escape === null || options.escape === false) options.escape = null;
	if (options.escape !== null) {
		if (!Buffer.isBuffer(options.escape)) throw new Error(`Invalid Option: escape must be a buffer, a string or a boolean, got ${JSON.stringify(options.escape)}`);
	}
	if (options.from === void 0 || options.from === null) options.from = 1;
	else {
		if (typeof options.from === "string" && /\d+/.test(options.from)) options.from = parseInt(options.from);
		if (Number.isInteger(options.from)) {
			if (options.from < 0) throw new Error(`Invalid Option: from must be a positive integer, got ${JSON.stringify(opts.from)}`);
		} else throw new Error(`Invalid Option: from must be an integer, got ${JSON.stringify(options.from)}`);
	}
	if (options.from_line === void 0 || options.from_line === null) options.from_line = 1;
	else {
		if (typeof options.from_line === "string" && /\d+/.test(options.from_line)) options.from_line = parseInt(options.from_line);
		if (Number.isInteger(options.from_line)) {
			if (options.from_line <= 0) throw new Error(`Invalid Option: from_line must be a positive integer greater than 0, got ${JSON.stringify(opts.from_line)}`);
		} else throw new Error(`Invalid Option: from_line must be an integer, got ${JSON.stringify(opts.from_line)}`);
	}
	if (options.ignore_last_delimiters === void 0 || options.ignore_last_delimiters === null) options.ignore_last_delimiters = false;
	else if (typeof options.ignore_last_delimiters === "number") {
		options.ignore_last_delimiters = Math.floor(options.ignore_last_delimiters);
		if (options.ignore_last_delimiters === 0) options.ignore_last_delimiters = false;
	} else if (typeof options.ignore_last_delimiters !== "boolean") throw new CsvError("CSV_INVALID_OPTION_IGNORE_LAST_DELIMITERS", [
		"Invalid option `ignore_last_delimiters`:",
		"the value must be a boolean value or an integer,",
		`got ${JSON.stringify(options.ignore_last_delimiters)}`
	], options);
	if (options.ignore_last_delimiters === true && options.columns === false) throw new CsvError("CSV_IGNORE_LAST_DELIMITERS_REQUIRES_COLUMNS", ["The option `ignore_last_delimiters`", "requires the activation of the `columns` option"], options);
	if (options.info === void 0 || options.info === null || options.info === false) options.info = false;
	else if (options.info !== true) throw new Error(`Invalid Option: info must be true, got ${JSON.stringify(options.info)}`);
	if (options.max_record_size === void 0 || options.max_record_size === null || options.max_record_size === false) options.max_record_size = 0;
	else if (Number.isInteger(options.max_record_size) && options.max_record_size >= 0) {} else if (typeof options.max_record_size === "string" && /\d+/.test(options.max_record_size)) options.max_record_size = parseInt(options.max_record_size);
	else throw new Error(`Invalid Option: max_record_size must be a positive integer, got ${JSON.stringify(options.max_record_size)}`);
	if (options.objname === void 0 || options.objname === null || options.objname === false) options.objname = void 0;
	else if (Buffer.isBuffer(options.objname)) {
		if (options.objname.length === 0) throw new Error(`Invalid Option: objname must be a non empty buffer`);
		if (options.encoding === null) {} else options.objname = options.objname.toString(options.encoding);
	} else if (typeof options.objname === "string") {
		if (options.objname.length === 0) throw new Error(`Invalid Option: objname must be a non empty string`);
	} else if (typeof options.objname === "number") {} else throw new Error(`Invalid Option: objname must be a string or a buffer, got ${options.objname}`);
	if (options.objname !== void 0) {
		if (typeof options.objname === "number") {
			if (options.columns !== false) throw Error("Invalid Option: objname index cannot be combined with columns or be defined as a field");
		} else if (options.columns === false) throw Error("Invalid Option: objname field must be combined with columns or be defined as an index");
	}
	if (options.on_record === void 0 || options.on_record === null) options.on_record = void 0;
	else if (typeof options.on_record !== "function") throw new CsvError("CSV_INVALID_OPTION_ON_RECORD", [
		"Invalid option `on_record`:",
		"expect a function,",
		`got ${JSON.stringify(options.on_record)}`
	], options);
	if (options.on_skip !== void 0 && options.on_skip !== null && typeof options.on_skip !== "function") throw new Error(`Invalid Option: on_skip must be a function, got ${JSON.stringify(options.on_skip)}`);
	if (options.quote === null || options.quote === false || options.quote === "") options.quote = null;
	else {
		if (options.quote === void 0 || options.quote === true) options.quote = Buffer.from("\"", options.encoding);
		else if (typeof options.quote === "string") options.quote = Buffer.from(options.quote, options.encoding);
		if (!Buffer.isBuffer(options.quote)) throw new Error(`Invalid Option: quote must be a buffer or a string, got ${JSON.stringify(options.quote)}`);
	}
	if (options.raw === void 0 || options.raw === null || options.raw === false) options.raw = false;
	else if (options.raw !== true) throw new Error(`Invalid Option: raw must be true, got ${JSON.stringify(options.raw)}`);
	if (options.record_delimiter === void 0) options.record_delimiter = [];
	else if (typeof options.record_delimiter === "string" || Buffer.isBuffer(options.record_delimiter)) {
		if (options.record_delimiter.length === 0) throw new CsvError("CSV_INVALID_OPTION_RECORD_DELIMITER", [
			"Invalid option `record_delimiter`:",
			"value must be a non empty string or buffer,",
			`got ${JSON.stringify(options.record_delimiter)}`
		], options);
		options.record_delimiter = [options.record_delimiter];
	} else if (!Array.isArray(options.record_delimiter)) throw new CsvError("CSV_INVALID_OPTION_RECORD_DELIMITER", [
		"Invalid option `record_delimiter`:",
		"value must be a string, a buffer or array of string|buffer,",
		`got ${JSON.stringify(options.record_delimiter)}`
	], options);
	options.record_delimiter = options.record_delimiter.map(function(rd, i) {
		if (typeof rd !== "string" && !Buffer.isBuffer(rd)) throw new CsvError("CSV_INVALID_OPTION_RECORD_DELIMITER", [
			"Invalid option `record_delimiter`:",
			"value must be a string, a buffer or array of string|buffer",
			`at index ${i},`,
			`got ${JSON.stringify(rd)}`
		], options);
		else if (rd.length === 0) throw new CsvError("CSV_INVALID_OPTION_RECORD_DELIMITER", [
			"Invalid option `record_delimiter`:",
			"value must be a non empty string or buffer",
			`at index ${i},`,
			`got ${JSON.stringify(rd)}`
		], options);
		if (typeof rd === "string") rd = Buffer.from(rd, options.encoding);
		return rd;
	});
	if (typeof options.relax_column_count === "boolean") {} else if (options.relax_column_count === void 0 || options.relax_column_count === null) options.relax_column_count = false;
	else throw new Error(`Invalid Option: relax_column_count must be a boolean, got ${JSON.stringify(options.relax_column_count)}`);
	if (typeof options.relax_column_count_less === "boolean") {} else if (options.relax_column_count_less === void 0 || options.relax_column_count_less === null) options.relax_column_count_less = false;
	else throw new Error(`Invalid Option: relax_column_count_less must be a boolean, got ${JSON.stringify(options.relax_column_count_less)}`);
	if (typeof options.relax_column_count_more === "boolean") {} else if (options.relax_column_count_more === void 0 || options.relax_column_count_more === null) options.relax_column_count_more = false;
	else throw new Error(`Invalid Option: relax_column_count_more must be a boolean, got ${JSON.stringify(options.relax_column_count_more)}`);
	if (typeof options.relax_quotes === "boolean") {} else if (options.relax_quotes === void 0 || options.relax_quotes === null) options.relax_quotes = false;
	else throw new Error(`Invalid Option: relax_quotes must be a boolean, got ${JSON.stringify(options.relax_quotes)}`);
	if (typeof options.skip_empty_lines === "boolean") {} else if (options.skip_empty_lines === void 0 || options.skip_empty_lines === null) options.skip_empty_lines = false;
	else throw new Error(`Invalid Option: skip_empty_lines must be a boolean, got ${JSON.stringify(options.skip_empty_lines)}`);
	if (typeof options.skip_records_with_empty_values === "boolean") {} else if (options.skip_records_with_empty_values === void 0 || options.skip_records_with_empty_values === null) options.skip_records_with_empty_values = false;
	else throw new Error(`Invalid Option: skip_records_with_empty_values must be a boolean, got ${JSON.stringify(options.skip_records_with_empty_values)}`);
	if (typeof options.skip_records_with_error === "boolean") {} else if (options.skip_records_with_error === void 0 || options.skip_records_with_error === null) options.skip_records_with_error = false;
	else throw new Error(`Invalid Option: skip_records_with_error must be a boolean, got ${JSON.stringify(options.skip_records_with_error)}`);
	if (options.rtrim === void 0 || options.rtrim === null || options.rtrim === false) options.rtrim = false;
	else if (options.rtrim !== true) throw new Error(`Invalid Option: rtrim must be a boolean, got ${JSON.stringify(options.rtrim)}`);
	if (options.ltrim === void 0 || options.ltrim === null || options.ltrim === false) options.ltrim = false;
	else if (options.ltrim !== true) throw new Error(`Invalid Option: ltrim must be a boolean, got ${JSON.stringify(options.ltrim)}`);
	if (options.trim === void 0 || options.trim === null || options.trim === false) options.trim = false;
	else if (options.trim !== true) throw new Error(`Invalid Option: trim must be a boolean, got ${JSON.stringify(options.trim)}`);
	if (options.trim === true && opts.ltrim !== false) options.ltrim = true;
	else if (options.ltrim !== true) options.ltrim = false;
	if (options.trim === true && opts.rtrim !== false) options.rtrim = true;
	else if (options.rtrim !== true) options.rtrim = false;
	if (options.to === void 0 || options.to === null) options.to = -1;
	else if (options.to !== -1) {
		if (typeof options.to === "string" && /\d+/.test(options.to)) options.to = parseInt(options.to);
		if (Number.isInteger(options.to)) {
			if (options.to <= 0) throw new Error(`Invalid Option: to must be a positive integer greater than 0, got ${JSON.stringify(opts.to)}`);
		} else throw new Error(`Invalid Option: to must be an integer, got ${JSON.stringify(opts.to)}`);
	}
	if (options.to_line === void 0 || options.to_line === null) options.to_line = -1;
	else if (options.to_line !== -1) {
		if (typeof options.to_line === "string" && /\d+/.test(options.to_line)) options.to_line = parseInt(options.to_line);
		if (Number.isInteger(options.to_line)) {
			if (options.to_line <= 0) throw new Error(`Invalid Option: to_line must be a positive integer greater than 0, got ${JSON.stringify(opts.to_line)}`);
		} else throw new Error(`Invalid Option: to_line must be an integer, got ${JSON.stringify(opts.to_line)}`);
	}
	return options;
};
// node_modules/csv-parse/lib/utils/delimiter_discover.js
const delimiter_discover = function(records, options) {
	if (!options) ({delimiter_auto: options} = normalize_options({ delimiter_auto: true }));
	if (typeof records === "string") records = Buffer.from(records);
	if (Buffer.isBuffer(records)) records = ((data) => {
		const records = [];
		const parser = transform({ delimiter: [] });
		const push = (record) => records.push(record);
		const close = () => {};
		const error = parser.parse(data, true, push, close);
		if (error !== void 0) throw error;
		return records;
	})(records);
	const info = Array(127).fill().map(() => ({ lines: [] }));
	records.map(([record], line) => {
		for (let i = 0, l = record.length; i < l; i++) {
			const code = record.charCodeAt(i);
			if (info[code].lines[line] === void 0) info[code].lines[line] = 0;
			info[code].lines[line]++;
		}
	});
	info.map((info, i) => {
		info.char_code = i;
		info.std = std(info.lines);
		info.total = info.lines.reduce((acc, val) => acc + val, 0);
		info.preferred = !!options.preferred[i];
		info.score = options.score(info, options);
	});
	const result = info.reduce((acc, info) => acc.score > info.score ? acc : info, {});
	return String.fromCharCode(result.char_code);
};
const std = function(array) {
	const n = array.length;
	if (n === 0) return 0;
	const mean = array.reduce((a, b) => a + b) / n;
	return Math.sqrt(array.map((x) => Math.pow(x - mean, 2)).reduce((a, b) => a + b) / n);
};
// node_modules/csv-parse/lib/api/index.js
const isRecordEmpty = function(record) {
	return record.every((field) => field == null || field.toString && field.toString().trim() === "");
};
const cr = 13;
const nl = 10;
const boms = {
	utf8: Buffer.from([
		239,
		187,
		191
	]),
	utf16le: Buffer.from([255, 254])
};
const transform = function(original_options = {}) {
	const info = {
		bytes: 0,
		bytes_records: 0,
		comment_lines: 0,
		empty_lines: 0,
		invalid_field_length: 0,
		lines: 1,
		records: 0
	};
	const options = normalize_options(original_options);
	return {
		info,
		original_options,
		options,
		state: init_state(options),
		__needMoreData: function(i, bufLen, end) {
			if (end) return false;
			const { encoding, escape, quote } = this.options;
			const { quoting, needMoreDataSize, recordDelimiterMaxLength } = this.state;
			return bufLen - i - 1 < Math.max(needMoreDataSize, recordDelimiterMaxLength === 0 ? Buffer.from("\r\n", encoding).length : recordDelimiterMaxLength, quoting ? (escape === null ? 0 : escape.length) + quote.length : 0, quoting ? quote.length + recordDelimiterMaxLength : 0);
		},
		parse: function(nextBuf, end, push, close) {
			const { bom, comment_no_infix, delimiter_auto, encoding, from_line, ltrim, max_record_size, raw, relax_quotes, rtrim, skip_empty_lines, to, to_line } = this.options;
			let { comment, escape, quote, record_delimiter } = this.options;
			const { bomSkipped, delimiterDiscovered, delimiterBufPrevious, rawBuffer, escapeIsQuote } = this.state;
			if (!delimiterDiscovered && delimiter_auto) {
				let delimiterBuf;
				if (delimiterBufPrevious === void 0) delimiterBuf = nextBuf;
				else if (delimiterBufPrevious !== void 0 && nextBuf === void 0) delimiterBuf = delimiterBufPrevious;
				else delimiterBuf = Buffer.concat([delimiterBufPrevious, nextBuf]);
				nextBuf = void 0;
				if (end || delimiterBuf.length > delimiter_auto.size) {
					this.options.delimiter = [Buffer.from(delimiter_discover(delimiterBuf, this.options.delimiter_auto))];
					this.state.previousBuf = delimiterBuf;
					this.state.delimiterBufPrevious = void 0;
					this.state.delimiterDiscovered = true;
				} else {
					this.state.delimiterBufPrevious = delimiterBuf;
					return;
				}
			}
			const { previousBuf } = this.state;
			let buf;
			if (previousBuf === void 0) {
				if (nextBuf === void 0) {
					close();
					return;
				} else buf = nextBuf;
			} else if (previousBuf !== void 0 && nextBuf === void 0) buf = previousBuf;
			else buf = Buffer.concat([previousBuf, nextBuf]);
			if (bomSkipped === false) {
				if (bom === false) this.state.bomSkipped = true;
				else if (buf.length < 3) {
					if (end === false) {
						this.state.previousBuf = buf;
						return;
					}
				} else {
					for (const encoding in boms) if (boms[encoding].compare(buf, 0, boms[encoding].length) === 0) {
						const bomLength = boms[encoding].length;
						this.state.bufBytesStart += bomLength;
						buf = buf.slice(bomLength);
						const options = normalize_options({
							...this.original_options,
							encoding
						});
						for (const key in options) this.options[key] = options[key];
						({comment, escape, quote} = this.options);
						break;
					}
					this.state.bomSkipped = true;
				}
			}
			const bufLen = buf.length;
			let pos = 0;
			for (; pos < bufLen; pos++) {
				if (this.__needMoreData(pos, bufLen, end)) break;
				if (this.state.wasRowDelimiter === true) {
					this.info.lines++;
					this.state.wasRowDelimiter = false;
				}
				if (to_line !== -1 && this.info.lines > to_line) {
					this.state.stop = true;
					close();
					return;
				}
				if (this.state.quoting === false && record_delimiter.length === 0) {
					if (this.__autoDiscoverRecordDelimiter(buf, pos)) record_delimiter = this.options.record_delimiter;
				}
				const chr = buf[pos];
				if (raw === true) rawBuffer.append(chr);
				if ((chr === cr || chr === nl) && this.state.wasRowDelimiter === false) this.state.wasRowDelimiter = true;
				if (this.state.escaping === true) this.state.escaping = false;
				else {
					if (escape !== null && this.state.quoting === true && this.__isEscape(buf, pos, chr) && pos + escape.length < bufLen) {
						if (escapeIsQuote) {
							if (this.__isQuote(buf, pos + escape.length)) {
								this.state.escaping = true;
								pos += escape.length - 1;
								continue;
							}
						} else {
							this.state.escaping = true;
							pos += escape.length - 1;
							continue;
						}
					}
					if (this.state.commenting === false && this.__isQuote(buf, pos)) {
						if (this.state.quoting === true) {
							const nextChr = buf[pos + quote.length];
							const isNextChrTrimable = rtrim && this.__isCharTrimable(buf, pos + quote.length);
							const isNextChrComment = comment !== null && this.__compareBytes(comment, buf, pos + quote.length, nextChr);
							const isNextChrDelimiter = this.__isDelimiter(buf, pos + quote.length, nextChr);
							const isNextChrRecordDelimiter = record_delimiter.length === 0 ? this.__autoDiscoverRecordDelimiter(buf, pos + quote.length) : this.__isRecordDelimiter(nextChr, buf, pos + quote.length);
							if (escape !== null && this.__isEscape(buf, pos, chr) && this.__isQuote(buf, pos + escape.length)) pos += escape.length - 1;
							else if (!nextChr || isNextChrDelimiter || isNextChrRecordDelimiter || isNextChrComment || isNextChrTrimable) {
								this.state.quoting = false;
								this.state.wasQuoting = true;
								pos += quote.length - 1;
								continue;
							} else if (relax_quotes === false) {
								const err = this.__error(new CsvError("CSV_INVALID_CLOSING_QUOTE", [
									"Invalid Closing Quote:",
									`got "${String.fromCharCode(nextChr)}"`,
									`at line ${this.info.lines}`,
									"instead of delimiter, record delimiter, trimable character",
									"(if activated) or comment"
								], this.options, this.__infoField()));
								if (err !== void 0) return err;
							} else {
								this.state.quoting = false;
								this.state.wasQuoting = true;
								this.state.field.prepend(quote);
								pos += quote.length - 1;
							}
						} else if (this.state.field.length !== 0) {
							if (relax_quotes === false) {
								const info = this.__infoField();
								const bom = Object.keys(boms).map((b) => boms[b].equals(this.state.field.toString()) ? b : false).filter(Boolean)[0];
								const err = this.__error(new CsvError("INVALID_OPENING_QUOTE", [
									"Invalid Opening Quote:",
									`a quote is found on field ${JSON.stringify(info.column)} at line ${info.lines}, value is ${JSON.stringify(this.state.field.toString(encoding))}`,
									bom ? `(${bom} bom)` : void 0
								], this.options, info, { field: this.state.field }));
								if (err !== void 0) return err;
							}
						} else {
							this.state.quoting = true;
							pos += quote.length - 1;
							continue;
						}
					}
					if (this.state.quoting === false) {
						const recordDelimiterLength = this.__isRecordDelimiter(chr, buf, pos);
						if (recordDelimiterLength !== 0) {
							if (this.state.commenting && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0) this.info.comment_lines++;
							else {
								if (this.state.enabled === false && this.info.lines + (this.state.wasRowDelimiter === true ? 1 : 0) >= from_line) {
									this.state.enabled = true;
									this.__resetField();
									this.__resetRecord();
									pos += recordDelimiterLength - 1;
									continue;
								}
								if (skip_empty_lines === true && this.state.wasQuoting === false && this.state.record.length === 0 && this.state.field.length === 0) {
									this.info.empty_lines++;
									pos += recordDelimiterLength - 1;
									continue;
								}
								this.info.bytes = this.state.bufBytesStart + pos;
								const errField = this.__onField();
								if (errField !== void 0) return errField;
								this.info.bytes = this.state.bufBytesStart + pos + recordDelimiterLength;
								const errRecord = this.__onRecord(push);
								if (errRecord !== void 0) return errRecord;
								if (to !== -1 && this.info.records >= to) {
									this.state.stop = true;
									close();
									return;
								}
							}
							this.state.commenting = false;
							pos += recordDelimiterLength - 1;
							continue;
						}
						if (this.state.commenting) continue;
						if (comment !== null && (comment_no_infix === false || this.state.record.length === 0 && this.state.field.length === 0)) {
							if (this.__compareBytes(comment, buf, pos, chr) !== 0) {
								this.state.commenting = true;
								continue;
							}
						}
						const delimiterLength = this.__isDelimiter(buf, pos, chr);
						if (delimiterLength !== 0) {
							this.info.bytes = this.state.bufBytesStart + pos;
							const errField = this.__onField();
							if (errField !== void 0) return errField;
							pos += delimiterLength - 1;
							continue;
						}
					}
				}
				if (this.state.commenting === false) {
					if (max_record_size !== 0 && this.state.record_length + this.state.field.length > max_record_size) return this.__error(new CsvError("CSV_MAX_RECORD_SIZE", [
						"Max Record Size:",
						"record exceed the maximum number of tolerated bytes",
						`of ${max_record_size}`,
						`at line ${this.info.lines}`
					], this.options, this.__infoField()));
				}
				const lappend = ltrim === false || this.state.quoting === true || this.state.field.length !== 0 || !this.__isCharTrimable(buf, pos);
				const rappend = rtrim === false || this.state.wasQuoting === false;
				if (lappend === true && rappend === true) this.state.field.append(chr);
				else if (rtrim === true && !this.__isCharTrimable(buf, pos)) return this.__error(new CsvError("CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE", [
					"Invalid Closing Quote:",
					"found non trimable byte after quote",
					`at line ${this.info.lines}`
				], this.options, this.__infoField()));
				else {
					if (lappend === false) pos += this.__isCharTrimable(buf, pos) - 1;
					continue;
				}
			}
			if (end === true) {
				if (this.state.quoting === true) {
					const err = this.__error(new CsvError("CSV_QUOTE_NOT_CLOSED", ["Quote Not Closed:", `the parsing is finished with an opening quote at line ${this.info.lines}`], this.options, this.__infoField()));
					if (err !== void 0) return err;
				} else if (this.state.wasQuoting === true || this.state.record.length !== 0 || this.state.field.length !== 0) {
					this.info.bytes = this.state.bufBytesStart + pos;
					const errField = this.__onField();
					if (errField !== void 0) return errField;
					const errRecord = this.__onRecord(push);
					if (errRecord !== void 0) return errRecord;
				} else if (this.state.wasRowDelimiter === true) this.info.empty_lines++;
				else if (this.state.commenting === true) this.info.comment_lines++;
			} else {
				this.state.bufBytesStart += pos;
				this.state.previousBuf = buf.slice(pos);
			}
			if (this.state.wasRowDelimiter === true) {
				this.info.lines++;
				this.state.wasRowDelimiter = false;
			}
		},
		__onRecord: function(push) {
			const { columns, group_columns_by_name, encoding, info, from, relax_column_count, relax_column_count_less, relax_column_count_more, raw, skip_records_with_empty_values } = this.options;
			const { enabled, record } = this.state;
			if (enabled === false) return this.__resetRecord();
			const recordLength = record.length;
			if (columns === true) {
				if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
					this.__resetRecord();
					return;
				}
				return this.__firstLineToColumns(record);
			}
			if (columns === false && this.info.records === 0) this.state.expectedRecordLength = recordLength;
			if (recordLength !== this.state.expectedRecordLength) {
				const err = columns === false ? new CsvError("CSV_RECORD_INCONSISTENT_FIELDS_LENGTH", [
					"Invalid Record Length:",
					`expect ${this.state.expectedRecordLength},`,
					`got ${recordLength} on line ${this.info.lines}`
				], this.options, this.__infoField(), { record }) : new CsvError("CSV_RECORD_INCONSISTENT_COLUMNS", [
					"Invalid Record Length:",
					`columns length is ${columns.length},`,
					`got ${recordLength} on line ${this.info.lines}`
				], this.options, this.__infoField(), { record });
				if (relax_column_count === true || relax_column_count_less === true && recordLength < this.state.expectedRecordLength || relax_column_count_more === true && recordLength > this.state.expectedRecordLength) {
					this.info.invalid_field_length++;
					this.state.error = err;
				} else {
					const finalErr = this.__error(err);
					if (finalErr) return finalErr;
				}
			}
			if (skip_records_with_empty_values === true && isRecordEmpty(record)) {
				this.__resetRecord();
				return;
			}
			if (this.state.recordHasError === true) {
				this.__resetRecord();
				this.state.recordHasError = false;
				return;
			}
			this.info.records++;
			if (from === 1 || this.info.records >= from) {
				const { objname } = this.options;
				if (columns !== false) {
					const obj = {};
					for (let i = 0, l = record.length; i < l; i++) {
						if (columns[i] === void 0 || columns[i].disabled) continue;
						if (group_columns_by_name === true && Object.hasOwn(obj, columns[i].name)) {
							if (Array.isArray(obj[columns[i].name])) obj[columns[i].name] = obj[columns[i].name].concat(record[i]);
							else obj[columns[i].name] = [obj[columns[i].name], record[i]];
						} else Object.defineProperty(obj, columns[i].name, {
							value: record[i],
							enumerable: true,
							writable: true,
							configurable: true
						});
					}
					if (raw === true || info === true) {
						const extRecord = Object.assign({ record: obj }, raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {}, info === true ? { info: this.__infoRecord() } : {});
						const err = this.__push(objname === void 0 ? extRecord : [obj[objname], extRecord], push);
						if (err) return err;
					} else {
						const err = this.__push(objname === void 0 ? obj : [obj[objname], obj], push);
						if (err) return err;
					}
				} else if (raw === true || info === true) {
					const extRecord = Object.assign({ record }, raw === true ? { raw: this.state.rawBuffer.toString(encoding) } : {}, info === true ? { info: this.__infoRecord() } : {});
					const err = this.__push(objname === void 0 ? extRecord : [record[objname], extRecord], push);
					if (err) return err;
				} else {
					const err = this.__push(objname === void 0 ? record : [record[objname], record], push);
					if (err) return err;
				}
			}
			this.__resetRecord();
		},
		__firstLineToColumns: function(record) {
			const { firstLineToHeaders } = this.state;
			try {
				const headers = firstLineToHeaders === void 0 ? record : firstLineToHeaders.call(null, record);
				if (!Array.isArray(headers)) return this.__error(new CsvError("CSV_INVALID_COLUMN_MAPPING", [
					"Invalid Column Mapping:",
					"expect an array from column function,",
					`got ${JSON.stringify(headers)}`
				], this.options, this.__infoField(), { headers }));
				const normalizedHeaders = normalize_columns_array(headers);
				this.state.expectedRecordLength = normalizedHeaders.length;
				this.options.columns = normalizedHeaders;
				this.__resetRecord();
				return;
			} catch (err) {
				return err;
			}
		},
		__resetRecord: function() {
			if (this.options.raw === true) this.state.rawBuffer.reset();
			this.state.error = void 0;
			this.state.record = [];
			this.state.record_length = 0;
		},
		__onField: function() {
			const { cast, encoding, rtrim, max_record_size } = this.options;
			const { enabled, wasQuoting } = this.state;
			if (enabled === false) return this.__resetField();
			let field = this.state.field.toString(encoding);
			if (rtrim === true && wasQuoting === false) field = field.trimRight();
			if (cast === true) {
				const [err, f] = this.__cast(field);
				if (err !== void 0) return err;
				field = f;
			}
			this.state.record.push(field);
			if (max_record_size !== 0 && typeof field === "string") this.state.record_length += field.length;
			this.__resetField();
		},
		__resetField: function() {
			this.state.field.reset();
			this.state.wasQuoting = false;
		},
		__push: function(record, push) {
			const { on_record } = this.options;
			if (on_record !== void 0) {
				const info = this.__infoRecord();
				try {
					record = on_record.call(null, record, info);
				} catch (err) {
					return err;
				}
				if (record === void 0 || record === null) return;
			}
			this.info.bytes_records += this.info.bytes;
			push(record);
		},
		__cast: function(field) {
			const { columns, relax_column_count } = this.options;
			if (Array.isArray(columns) === true && relax_column_count && this.options.columns.length <= this.state.record.length) return [void 0, void 0];
			if (this.state.castField !== null) try {
				const info = this.__infoField();
				return [void 0, this.state.castField.call(null, field, info)];
			} catch (err) {
				return [err];
			}
			if (this.__isFloat(field)) return [void 0, parseFloat(field)];
			else if (this.options.cast_date !== false) {
				const info = this.__infoField();
				return [void 0, this.options.cast_date.call(null, field, info)];
			}
			return [void 0, field];
		},
		__compareBytes: function(sourceBuf, targetBuf, targetPos, firstByte) {
			if (sourceBuf[0] !== firstByte) return 0;
			const sourceLength = sourceBuf.length;
			for (let i = 1; i < sourceLength; i++) if (sourceBuf[i] !== targetBuf[targetPos + i]) return 0;
			return sourceLength;
		},
		__isCharTrimable: function(buf, pos) {
			const { timchars, timcharFirstBytes } = this.state;
			const first = buf[pos];
			if (first === void 0 || timcharFirstBytes[first] === 0) return 0;
			loop1: for (let i = 0; i < timchars.length; i++) {
				const timchar = timchars[i];
				for (let j = 0; j < timchar.length; j++) if (timchar[j] !== buf[pos + j]) continue loop1;
				return timchar.length;
			}
			return 0;
		},
		__isDelimiter: function(buf, pos, chr) {
			const { delimiter, ignore_last_delimiters } = this.options;
			if (ignore_last_delimiters === true && this.state.record.length === this.options.columns.length - 1) return 0;
			else if (ignore_last_delimiters !== false && typeof ignore_last_delimiters === "number" && this.state.record.length === ignore_last_delimiters - 1) return 0;
			loop1: for (let i = 0; i < delimiter.length; i++) {
				const del = delimiter[i];
				if (del[0] === chr) {
					for (let j = 1; j < del.length; j++) if (del[j] !== buf[pos + j]) continue loop1;
					return del.length;
				}
			}
			return 0;
		},
		__isEscape: function(buf, pos, chr) {
			const { escape } = this.options;
			if (escape === null) return false;
			const l = escape.length;
			if (escape[0] === chr) {
				for (let i = 0; i < l; i++) if (escape[i] !== buf[pos + i]) return false;
				return true;
			}
			return false;
		},
		__isFloat: function(value) {
			return value - parseFloat(value) + 1 >= 0;
		},
		__isQuote: function(buf, pos) {
			const { quote } = this.options;
			if (quote === null) return false;
			const l = quote.length;
			for (let i = 0; i < l; i++) if (quote[i] !== buf[pos + i]) return false;
			return true;
		},
		__isRecordDelimiter: function(chr, buf, pos) {
			const { record_delimiter } = this.options;
			const recordDelimiterLength = record_delimiter.length;
			loop1: for (let i = 0; i < recordDelimiterLength; i++) {
				const rd = record_delimiter[i];
				const rdLength = rd.length;
				if (rd[0] !== chr) continue;
				for (let j = 1; j < rdLength; j++) if (rd[j] !== buf[pos + j]) continue loop1;
				return rd.length;
			}
			return 0;
		},
		__autoDiscoverRecordDelimiter: function(buf, pos) {
			const { encoding } = this.options;
			const rds = [
				Buffer.from("\r\n", encoding),
				Buffer.from("\n", encoding),
				Buffer.from("\r", encoding)
			];
			loop: for (let i = 0; i < rds.length; i++) {
				const l = rds[i].length;
				for (let j = 0; j < l; j++) if (rds[i][j] !== buf[pos + j]) continue loop;
				this.options.record_delimiter.push(rds[i]);
				this.state.recordDelimiterMaxLength = rds[i].length;
				return rds[i].length;
			}
			return 0;
		},
		__error: function(msg) {
			const { encoding, raw, skip_records_with_error } = this.options;
			const err = typeof msg === "string" ? new Error(msg) : msg;
			if (skip_records_with_error) {
				this.state.recordHasError = true;
				if (this.options.on_skip !== void 0) try {
					this.options.on_skip(err, raw ? this.state.rawBuffer.toString(encoding) : void 0);
				} catch (err) {
					return err;
				}
				return;
			} else return err;
		},
		__infoDataSet: function() {
			return {
				...this.info,
				columns: this.options.columns
			};
		},
		__infoRecord: function() {
			const { columns, raw, encoding } = this.options;
			return {
				...this.__infoDataSet(),
				bytes_records: this.info.bytes,
				error: this.state.error,
				header: columns === true,
				index: this.state.record.length,
				raw: raw ? this.state.rawBuffer.toString(encoding) : void 0
			};
		},
		__infoField: function() {
			const { columns } = this.options;
			const isColumns = Array.isArray(columns);
			const bytes_records = this.info.bytes_records;
			return {
				...this.__infoRecord(),
				bytes_records,
				column: isColumns === true ? columns.length > this.state.record.length ? columns[this.state.record.length].name : null : this.state.record.length,
				quoting: this.state.wasQuoting
			};
		}
	};
};
// node_modules/csv-parse/lib/sync.js
const parse = function(data, opts = {}) {
	if (typeof data === "string") data = Buffer.from(data);
	const records = opts && opts.objname ? Object.create(null) : [];
	const parser = transform(opts);
	const push = (record) => {
		if (parser.options.objname === void 0) records.push(record);
		else records[record[0]] = record[1];
	};
	const close = () => {};
	const error = parser.parse(data, true, push, close);
	if (error !== void 0) throw error;
	return records;
};
// src/csv.ts
/** RFC 4180: a field with a comma, a quotation mark or a line break stands in quotation marks, which are doubled in it. */
function csv(...fields) {
	return fields.map((field) => /[",\r\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field).join(",");
}
/** The fields of a line as encoding/csv reads it; what it would refuse is one field. */
function splitFields(text) {
	try {
		return parse(text, { relax_column_count: true }).flat();
	} catch (error) {
		if (error instanceof CsvError) return [text];
		throw error;
	}
}
// src/build/specs.ts
/**
* The settings of a field that buildx writes either as `type=provenance,mode=max` or, in what `--print` says, as an
* object: attest, secret, cache-from, cache-to. Always the first form, which older buildx knows too.
*/
function specsOf(target, field) {
	const value = target[field];
	if (!Array.isArray(value)) return [];
	return value.flatMap((item) => {
		if (typeof item === "string") return [item];
		if (typeof item !== "object" || item === null || Array.isArray(item)) return [];
		return [csv(...Object.entries(item).map(([key, setting]) => `${key}=${String(setting)}`))];
	});
}
/** One setting of such a text: `settingOf('type=local,dest=out', 'dest')`. */
function settingOf(spec, key) {
	const value = readSpec(spec)[key];
	return typeof value === "string" ? value : void 0;
}
/** The items of such a field as records, in whichever form they are written. */
function readSpecs(target, field) {
	const items = target[field];
	if (!Array.isArray(items)) return [];
	return items.map((item) => {
		if (typeof item === "string") return readSpec(item);
		return isSpec(item) ? item : { item };
	});
}
const isSpec = (item) => typeof item === "object" && item !== null && !Array.isArray(item);
/** A field without `=` is its own key: the ssh agent `default`. Other keys mean the same in capitals, as for buildx. */
function readSpec(text) {
	const fields = splitFields(text).map((field) => {
		const [, key = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? [];
		return [value === void 0 ? key : key.toLowerCase(), value ?? key];
	});
	return Object.fromEntries(fields);
}
// src/build/file-output.ts
/** The exporters that write files. */
const fileTypes = [
	"oci",
	"docker",
	"local",
	"tar"
];
const isArchive = ({ type }) => type === "oci" || type === "docker";
/** The values that Go's ParseBool takes for false; buildx takes everything else for true. */
const isFalse = (text) => [
	"0",
	"f",
	"F",
	"false",
	"False",
	"FALSE"
].includes(text);
const isFolderOutput = (type, tar) => type === "local" || (type === "oci" || type === "docker") && isFalse(tar);
/** The outputs of a target that write files; `dest` is empty where none is given. Images and `cacheonly` are left out. */
function fileOutputsOf(target) {
	const specs = specsOf(target, "output");
	return readSpecs(target, "output").flatMap((spec, index) => {
		const type = fileTypes.find((known) => known === textAt(spec, "type"));
		const dest = textAt(spec, "dest");
		if (type === void 0 || type === "docker" && dest === "") return [];
		return [{
			type,
			dest,
			isFolder: isFolderOutput(type, textAt(spec, "tar")),
			spec: specs[index] ?? ""
		}];
	});
}
const textAt = (spec, key) => {
	const value = spec[key];
	return typeof value === "string" ? value : "";
};
// src/errors/engine.ts
const install = "GitHub-hosted Linux runners have both; elsewhere install Docker Engine 23 or newer and its buildx plugin (docs.docker.com/engine/install).";
function dockerMissing() {
	return {
		code: "docker-missing",
		what: "There is no docker command on the PATH. Its directories in the workspace do not count.",
		fix: install
	};
}
/** docker ended before it asked an engine: a context or DOCKER_HOST that it cannot use, a broken program. */
function dockerFailed(original) {
	return {
		code: "docker-failed",
		what: "The docker command does not work here.",
		fix: "Check DOCKER_HOST, DOCKER_CONTEXT and the installation; its own words are below.",
		original
	};
}
function buildxMissing(client, original) {
	return {
		code: "buildx-missing",
		what: `docker ${client} is there, but its buildx plugin is not.`,
		fix: `Install buildx 0.13 or newer, for example with docker/setup-buildx-action or the package docker-buildx-plugin.`,
		...original === void 0 ? {} : { original }
	};
}
function buildxTooOld(found, oldest) {
	return {
		code: "buildx-old",
		what: `buildx ${found} is too old: Tagboat needs ${oldest} or newer.`,
		fix: "Update it, for example with docker/setup-buildx-action or the package docker-buildx-plugin."
	};
}
function podman() {
	return {
		code: "podman",
		what: "The docker command here is podman in disguise, which has no buildx.",
		fix: "Use a runner with Docker Engine, or remove the package podman-docker and install Docker."
	};
}
function engineNotLinux(system) {
	return {
		code: "engine-system",
		what: `The Docker engine runs ${system} containers.`,
		fix: "Building needs a Linux engine: use runs-on: ubuntu-latest."
	};
}
function engineForbidden(original) {
	return {
		code: "engine-permission",
		what: "This user may not talk to the Docker engine.",
		fix: "Add the runner's user to the group docker, or run the runner as a user that may.",
		original
	};
}
function engineSilent(original) {
	return {
		code: "engine-silent",
		what: "The Docker engine did not answer within 60 seconds.",
		fix: "Check that it runs, and that DOCKER_HOST or the docker context names it.",
		original
	};
}
function builderMissing(name, known) {
	return {
		code: "builder-missing",
		what: `There is no buildx builder '${name}'; there are: ${known.join(", ") || "none"}.`,
		fix: "Name one of these in input builder, create it in a step before, or leave builder out."
	};
}
function builderTooWeak(name, needs) {
	return {
		code: "builder-weak",
		what: `Builder '${name}' (driver docker, without the containerd image store) cannot do: ${needs.join(", ")}.`,
		fix: "Leave input builder out, and a builder that can is used or created; or name one with driver docker-container."
	};
}
function builderNotCreated(original) {
	return {
		code: "builder-create",
		what: "A docker-container builder could not be created.",
		fix: "It starts the image moby/buildkit:buildx-stable-1: the engine must be able to pull it, or name a builder of yours in input builder.",
		original
	};
}
function buildxLacks(feature, needs, found) {
	return {
		code: "buildx-feature",
		what: `${feature} needs buildx ${needs} or newer; here is ${found}.`,
		fix: "Update buildx, for example with docker/setup-buildx-action, or leave that input out."
	};
}
// src/build/attest.ts
/**
* The attestations of a build, always written out, since exporters differ in their default. Where nobody said
* anything: provenance, with everything (`mode=max`) for a public repository, without build arguments
* (`mode=min`) for a private one. None where the builder can carry none, the engine could not load them, or an archive
* cannot hold them. Beside files without an image, that of a private one is left out, as docker/build-push-action does.
*/
function planAttests(asked, isPrivate, abilities, { load, isFilesOnly = false, hasDockerArchive = false }) {
	if (!abilities.rich) return [];
	const names = (kind) => asked.some((attest) => settingOf(attest, "type") === kind);
	const attests = [...new Map(asked.map((attest) => [settingOf(attest, "type"), attest])).values()];
	const mode = isPrivate ? isFilesOnly ? "min,inline-only=true" : "min" : "max";
	const isLoadable = !hasDockerArchive && (!load || abilities.loadsIndexes);
	if (!names("provenance")) attests.push(`type=provenance,${isLoadable ? `mode=${mode}` : "disabled=true"}`);
	if (!names("sbom")) attests.push("type=sbom,disabled=true");
	return attests;
}
const isAttested = (attests) => attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest));
// src/build/docker.ts
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
* Runs buildx: the plugin by itself where docker told where it is, which saves docker's own start each time (about a
* tenth of a second); it reads the same configuration and contexts. `docker buildx` else.
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
/** What a command said, for an error: standard error, or standard output where that is empty. */
const said = (result) => result.stderr.trim() || result.stdout.trim();
// src/build/builder.ts
/**
* The builders that buildx knows. Where nobody ever made one there is only the engine's own, whose driver is docker: that
* is seen in buildx's folder (`instances`), without asking. It has no name then, since a name would say which context.
*/
async function findBuilders(ports, buildxConfig, wanted) {
	if ((await ports.files.list(join(buildxConfig, "instances"))).length === 0 && wanted === "") return [ownBuilder];
	return listBuilders(ports.buildx);
}
/** The builder that buildx has by itself. */
const ownBuilder = {
	name: "",
	driver: "docker",
	current: true,
	broken: false
};
async function listBuilders(buildx) {
	return (await buildx([
		"ls",
		"--format",
		"{{json .}}"
	])).stdout.split("\n").flatMap((line) => {
		const json = parseJson(line);
		const name = stringAt(json, "Name");
		if (name === void 0) return [];
		const broken = [json, ...arrayAt(json, "Nodes")].some((item) => stringAt(item, "Err") !== void 0);
		return [{
			name,
			driver: stringAt(json, "Driver") ?? "",
			current: booleanAt(json, "Current") ?? false,
			broken
		}];
	});
}
/** What this build needs beyond the docker driver on the engine's own store; shown to people. */
function findNeeds({ build: inputs, annotations }, targets, writesCache) {
	const attests = [...inputs.attests, ...targets.flatMap((target) => specsOf(target, "attest"))];
	const caches = writesCache ? targets.flatMap((target) => specsOf(target, "cache-to")) : [];
	const isAnnotated = targets.some((target) => listOf(target, "annotations").length > 0);
	const needs = [];
	if (targets.some((target) => listOf(target, "platforms").length > 1)) needs.push("several platforms");
	if (isAttested(attests)) needs.push("attestations");
	if (annotations.length > 0 || isAnnotated) needs.push("annotations");
	if (caches.some((cache) => !/^(type=)?inline(,|$)/.test(cache))) needs.push("cache export");
	if (inputs.rewriteTimestamp) needs.push("rewrite-timestamp");
	if (inputs.outputs.some(isArchive)) needs.push("an image archive");
	return needs;
}
/** Pure. `wanted` is the name a person gave (input builder or BUILDX_BUILDER), empty where there is none. */
function chooseBuilder(known, wanted, needs, engine) {
	const isWeak = (builder) => builder.driver === "docker" && !engine.containerdStore;
	if (wanted !== "") {
		const builder = known.find(({ name }) => name === wanted);
		if (!builder) throw new TagboatError(builderMissing(wanted, known.map(({ name }) => name)));
		if (isWeak(builder) && needs.length > 0) throw new TagboatError(builderTooWeak(wanted, needs));
		return {
			kind: "use",
			builder,
			why: "it was asked for"
		};
	}
	const current = known.find((builder) => builder.current) ?? known[0];
	if (current && (!isWeak(current) || needs.length === 0)) return {
		kind: "use",
		builder: current,
		why: "it is the current one"
	};
	const why = current ? `the current one cannot do: ${needs.join(", ")}` : "buildx knows none";
	const able = known.find((builder) => !builder.broken && builder.driver !== "" && !isWeak(builder));
	return able ? {
		kind: "use",
		builder: able,
		why
	} : {
		kind: "create",
		why
	};
}
function describeAbilities(driver, engine) {
	const { containerdStore, buildx } = engine;
	return {
		driver,
		rich: driver !== "docker" || containerdStore,
		loadsIndexes: containerdStore,
		buildx
	};
}
/** The builder a person named, through the input or buildx's own variable. */
const wantedBuilder = (inputs, env) => inputs.builder || env.BUILDX_BUILDER || "";
/**
* Creates a docker-container builder and starts it. The caller has stored its name for the post step before,
* so that it is removed also when this process is killed meanwhile.
*/
async function createBuilder(buildx, name) {
	const result = await buildx([
		"create",
		"--name",
		name,
		"--driver",
		"docker-container",
		"--bootstrap"
	]);
	if (result.code !== 0) throw new TagboatError(builderNotCreated(said(result)));
}
/** Removes a builder that we made, with its state; one that is not there any more is no failure. */
async function removeBuilder(docker, name) {
	const result = await docker([
		"buildx",
		"rm",
		"--force",
		name
	]);
	return result.code === 0 || /no builder/i.test(said(result));
}
export { cacheVariables as $, splitFields as A, normalizePlatform as B, fileTypes as C, settingOf as D, readSpecs as E, listOf as F, at as G, whyUnmasked as H, platformsOf as I, isRecord as J, booleanAt as K, recordOf as L, CsvError as M, baseNamedBy as N, specsOf as O, basesOf as P, createExec as Q, singleTarget as R, fileOutputsOf as S, isFolderOutput as T, createFiles as U, createRedactor as V, arrayAt as W, parseJson as X, numberAt as Y, stringAt as Z, dockerMissing as _, findNeeds as a, createLog as at, engineSilent as b, createBuildx as c, describeProblem as ct, isAttested as d, throwAll as dt, childEnvironment as et, planAttests as f, dockerFailed as g, buildxTooOld as h, findBuilders as i, clock as it, parse as j, csv as k, createDocker as l, settleAll as lt, buildxMissing as m, createBuilder as n, trustedDirectories as nt, removeBuilder as o, createRunner as ot, buildxLacks as p, compact as q, describeAbilities as r, addGitConfig as rt, wantedBuilder as s, TagboatError as st, chooseBuilder as t, identityVariables as tt, said as u, summarize as ut, engineForbidden as v, isArchive as w, podman as x, engineNotLinux as y, textOf as z };
