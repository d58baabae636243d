import { i as __toESM, t as __commonJSMin } from "./rolldown-runtime.js";
import { h as TagboatError } from "./common.js";
import { createHash } from "node:crypto";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import * as os from "os";
import { EOL } from "os";
import * as crypto from "crypto";
import * as fs from "fs";
import { constants, promises } from "fs";
import { constants as constants$1, statfsSync } from "node:fs";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { chmod, mkdir, mkdtemp, open, readdir, readlink, realpath, rm, stat, symlink, writeFile } from "node:fs/promises";
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
// node_modules/semver/internal/constants.js
var require_constants = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = {
		MAX_LENGTH: 256,
		MAX_SAFE_COMPONENT_LENGTH: 16,
		MAX_SAFE_BUILD_LENGTH: 250,
		MAX_SAFE_INTEGER: Number.MAX_SAFE_INTEGER || 
		/* istanbul ignore next */ 9007199254740991,
		WHITESPACE_CHARACTERS: [
			"	",
			"\n",
			"\v",
			"\f",
			"\r",
			" ",
			"\xA0",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			" ",
			"\u2028",
			"\u2029",
			" ",
			" ",
			"　",
			"﻿"
		],
		RELEASE_TYPES: [
			"major",
			"premajor",
			"minor",
			"preminor",
			"patch",
			"prepatch",
			"prerelease"
		],
		SEMVER_SPEC_VERSION: "2.0.0",
		FLAG_INCLUDE_PRERELEASE: 1,
		FLAG_LOOSE: 2
	};
}));
// node_modules/semver/internal/debug.js
var require_debug = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = typeof process === "object" && process.env && process.env.NODE_DEBUG && /\bsemver\b/i.test(process.env.NODE_DEBUG) ? (...args) => console.error("SEMVER", ...args) : () => {};
}));
// node_modules/semver/internal/re.js
var require_re = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { MAX_SAFE_COMPONENT_LENGTH, MAX_SAFE_BUILD_LENGTH, MAX_LENGTH } = require_constants();
	const debug = require_debug();
	exports = module.exports = {};
	const re = exports.re = [];
	const safeRe = exports.safeRe = [];
	const src = exports.src = [];
	const safeSrc = exports.safeSrc = [];
	const t = exports.t = {};
	let R = 0;
	const LETTERDASHNUMBER = "[a-zA-Z0-9-]";
	const safeRegexReplacements = [
		["\\s", 1],
		["\\d", MAX_LENGTH],
		[LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH]
	];
	const makeSafeRegex = (value) => {
		for (const [token, max] of safeRegexReplacements) value = value.split(`${token}*`).join(`${token}{0,${max}}`).split(`${token}+`).join(`${token}{1,${max}}`);
		return value;
	};
	const createToken = (name, value, isGlobal) => {
		const safe = makeSafeRegex(value);
		const index = R++;
		debug(name, index, value);
		t[name] = index;
		src[index] = value;
		safeSrc[index] = safe;
		re[index] = new RegExp(value, isGlobal ? "g" : void 0);
		safeRe[index] = new RegExp(safe, isGlobal ? "g" : void 0);
	};
	createToken("NUMERICIDENTIFIER", "0|[1-9]\\d*");
	createToken("NUMERICIDENTIFIERLOOSE", "\\d+");
	createToken("NONNUMERICIDENTIFIER", `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`);
	createToken("MAINVERSION", `(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})\\.(${src[t.NUMERICIDENTIFIER]})`);
	createToken("MAINVERSIONLOOSE", `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})\\.(${src[t.NUMERICIDENTIFIERLOOSE]})`);
	createToken("PRERELEASEIDENTIFIER", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIER]})`);
	createToken("PRERELEASEIDENTIFIERLOOSE", `(?:${src[t.NONNUMERICIDENTIFIER]}|${src[t.NUMERICIDENTIFIERLOOSE]})`);
	createToken("PRERELEASE", `(?:-(${src[t.PRERELEASEIDENTIFIER]}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`);
	createToken("PRERELEASELOOSE", `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`);
	createToken("BUILDIDENTIFIER", `${LETTERDASHNUMBER}+`);
	createToken("BUILD", `(?:\\+(${src[t.BUILDIDENTIFIER]}(?:\\.${src[t.BUILDIDENTIFIER]})*))`);
	createToken("FULLPLAIN", `v?${src[t.MAINVERSION]}${src[t.PRERELEASE]}?${src[t.BUILD]}?`);
	createToken("FULL", `^${src[t.FULLPLAIN]}$`);
	createToken("LOOSEPLAIN", `[v=\\s]*${src[t.MAINVERSIONLOOSE]}${src[t.PRERELEASELOOSE]}?${src[t.BUILD]}?`);
	createToken("LOOSE", `^${src[t.LOOSEPLAIN]}$`);
	createToken("GTLT", "((?:<|>)?=?)");
	createToken("XRANGEIDENTIFIERLOOSE", `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`);
	createToken("XRANGEIDENTIFIER", `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`);
	createToken("XRANGEPLAIN", `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:\\.(${src[t.XRANGEIDENTIFIER]})(?:${src[t.PRERELEASE]})?${src[t.BUILD]}?)?)?`);
	createToken("XRANGEPLAINLOOSE", `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})(?:${src[t.PRERELEASELOOSE]})?${src[t.BUILD]}?)?)?`);
	createToken("XRANGE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`);
	createToken("XRANGELOOSE", `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("COERCEPLAIN", `(^|[^\\d])(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}})(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`);
	createToken("COERCE", `${src[t.COERCEPLAIN]}(?:$|[^\\d])`);
	createToken("COERCEFULL", src[t.COERCEPLAIN] + `(?:${src[t.PRERELEASE]})?(?:${src[t.BUILD]})?(?:$|[^\\d])`);
	createToken("COERCERTL", src[t.COERCE], true);
	createToken("COERCERTLFULL", src[t.COERCEFULL], true);
	createToken("LONETILDE", "(?:~>?)");
	createToken("TILDETRIM", `(\\s*)${src[t.LONETILDE]}\\s+`, true);
	exports.tildeTrimReplace = "$1~";
	createToken("TILDE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`);
	createToken("TILDELOOSE", `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("LONECARET", "(?:\\^)");
	createToken("CARETTRIM", `(\\s*)${src[t.LONECARET]}\\s+`, true);
	exports.caretTrimReplace = "$1^";
	createToken("CARET", `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`);
	createToken("CARETLOOSE", `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`);
	createToken("COMPARATORLOOSE", `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`);
	createToken("COMPARATOR", `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`);
	createToken("COMPARATORTRIM", `(\\s*)${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true);
	exports.comparatorTrimReplace = "$1$2$3";
	createToken("HYPHENRANGE", `^\\s*(${src[t.XRANGEPLAIN]})\\s+-\\s+(${src[t.XRANGEPLAIN]})\\s*$`);
	createToken("HYPHENRANGELOOSE", `^\\s*(${src[t.XRANGEPLAINLOOSE]})\\s+-\\s+(${src[t.XRANGEPLAINLOOSE]})\\s*$`);
	createToken("STAR", "(<|>)?=?\\s*\\*");
	createToken("GTE0", "^\\s*>=\\s*0\\.0\\.0\\s*$");
	createToken("GTE0PRE", "^\\s*>=\\s*0\\.0\\.0-0\\s*$");
}));
// node_modules/semver/internal/parse-options.js
var require_parse_options = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const looseOption = Object.freeze({ loose: true });
	const emptyOpts = Object.freeze({});
	const parseOptions = (options) => {
		if (!options) return emptyOpts;
		if (typeof options !== "object") return looseOption;
		return options;
	};
	module.exports = parseOptions;
}));
// node_modules/semver/internal/identifiers.js
var require_identifiers = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const numeric = /^[0-9]+$/;
	const compareIdentifiers = (a, b) => {
		if (typeof a === "number" && typeof b === "number") return a === b ? 0 : a < b ? -1 : 1;
		const anum = numeric.test(a);
		const bnum = numeric.test(b);
		if (anum && bnum) {
			a = +a;
			b = +b;
		}
		return a === b ? 0 : anum && !bnum ? -1 : bnum && !anum ? 1 : a < b ? -1 : 1;
	};
	const rcompareIdentifiers = (a, b) => compareIdentifiers(b, a);
	module.exports = {
		compareIdentifiers,
		rcompareIdentifiers
	};
}));
// node_modules/semver/classes/semver.js
var require_semver$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const debug = require_debug();
	const { MAX_LENGTH, MAX_SAFE_INTEGER } = require_constants();
	const { safeRe: re, t } = require_re();
	const parseOptions = require_parse_options();
	const { compareIdentifiers } = require_identifiers();
	const isPrereleaseIdentifier = (prerelease, identifier) => {
		const identifiers = identifier.split(".");
		if (identifiers.length > prerelease.length) return false;
		for (let i = 0; i < identifiers.length; i++) if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) return false;
		return true;
	};
	module.exports = class SemVer {
		constructor(version, options) {
			options = parseOptions(options);
			if (version instanceof SemVer) {
				if (version.loose === !!options.loose && version.includePrerelease === !!options.includePrerelease) return version;
				else version = version.version;
			} else if (typeof version !== "string") throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`);
			if (version.length > MAX_LENGTH) throw new TypeError(`version is longer than ${MAX_LENGTH} characters`);
			debug("SemVer", version, options);
			this.options = options;
			this.loose = !!options.loose;
			this.includePrerelease = !!options.includePrerelease;
			const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL]);
			if (!m) throw new TypeError(`Invalid Version: ${version}`);
			this.raw = version;
			this.major = +m[1];
			this.minor = +m[2];
			this.patch = +m[3];
			if (this.major > MAX_SAFE_INTEGER || this.major < 0) throw new TypeError("Invalid major version");
			if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) throw new TypeError("Invalid minor version");
			if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) throw new TypeError("Invalid patch version");
			if (!m[4]) this.prerelease = [];
			else this.prerelease = m[4].split(".").map((id) => {
				if (/^[0-9]+$/.test(id)) {
					const num = +id;
					if (num >= 0 && num < MAX_SAFE_INTEGER) return num;
				}
				return id;
			});
			this.build = m[5] ? m[5].split(".") : [];
			this.format();
		}
		format() {
			this.version = `${this.major}.${this.minor}.${this.patch}`;
			if (this.prerelease.length) this.version += `-${this.prerelease.join(".")}`;
			return this.version;
		}
		toString() {
			return this.version;
		}
		compare(other) {
			debug("SemVer.compare", this.version, this.options, other);
			if (!(other instanceof SemVer)) {
				if (typeof other === "string" && other === this.version) return 0;
				other = new SemVer(other, this.options);
			}
			if (other.version === this.version) return 0;
			return this.compareMain(other) || this.comparePre(other);
		}
		compareMain(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			if (this.major < other.major) return -1;
			if (this.major > other.major) return 1;
			if (this.minor < other.minor) return -1;
			if (this.minor > other.minor) return 1;
			if (this.patch < other.patch) return -1;
			if (this.patch > other.patch) return 1;
			return 0;
		}
		comparePre(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			if (this.prerelease.length && !other.prerelease.length) return -1;
			else if (!this.prerelease.length && other.prerelease.length) return 1;
			else if (!this.prerelease.length && !other.prerelease.length) return 0;
			let i = 0;
			do {
				const a = this.prerelease[i];
				const b = other.prerelease[i];
				debug("prerelease compare", i, a, b);
				if (a === void 0 && b === void 0) return 0;
				else if (b === void 0) return 1;
				else if (a === void 0) return -1;
				else if (a === b) continue;
				else return compareIdentifiers(a, b);
			} while (++i);
		}
		compareBuild(other) {
			if (!(other instanceof SemVer)) other = new SemVer(other, this.options);
			let i = 0;
			do {
				const a = this.build[i];
				const b = other.build[i];
				debug("build compare", i, a, b);
				if (a === void 0 && b === void 0) return 0;
				else if (b === void 0) return 1;
				else if (a === void 0) return -1;
				else if (a === b) continue;
				else return compareIdentifiers(a, b);
			} while (++i);
		}
		inc(release, identifier, identifierBase) {
			if (release.startsWith("pre")) {
				if (!identifier && identifierBase === false) throw new Error("invalid increment argument: identifier is empty");
				if (identifier) {
					const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE]);
					if (!match || match[1] !== identifier) throw new Error(`invalid identifier: ${identifier}`);
				}
			}
			switch (release) {
				case "premajor":
					this.prerelease.length = 0;
					this.patch = 0;
					this.minor = 0;
					this.major++;
					this.inc("pre", identifier, identifierBase);
					break;
				case "preminor":
					this.prerelease.length = 0;
					this.patch = 0;
					this.minor++;
					this.inc("pre", identifier, identifierBase);
					break;
				case "prepatch":
					this.prerelease.length = 0;
					this.inc("patch", identifier, identifierBase);
					this.inc("pre", identifier, identifierBase);
					break;
				case "prerelease":
					if (this.prerelease.length === 0) this.inc("patch", identifier, identifierBase);
					this.inc("pre", identifier, identifierBase);
					break;
				case "release":
					if (this.prerelease.length === 0) throw new Error(`version ${this.raw} is not a prerelease`);
					this.prerelease.length = 0;
					break;
				case "major":
					if (this.minor !== 0 || this.patch !== 0 || this.prerelease.length === 0) this.major++;
					this.minor = 0;
					this.patch = 0;
					this.prerelease = [];
					break;
				case "minor":
					if (this.patch !== 0 || this.prerelease.length === 0) this.minor++;
					this.patch = 0;
					this.prerelease = [];
					break;
				case "patch":
					if (this.prerelease.length === 0) this.patch++;
					this.prerelease = [];
					break;
				case "pre": {
					const base = Number(identifierBase) ? 1 : 0;
					if (this.prerelease.length === 0) this.prerelease = [base];
					else {
						let i = this.prerelease.length;
						while (--i >= 0) if (typeof this.prerelease[i] === "number") {
							this.prerelease[i]++;
							i = -2;
						}
						if (i === -1) {
							if (identifier === this.prerelease.join(".") && identifierBase === false) throw new Error("invalid increment argument: identifier already exists");
							this.prerelease.push(base);
						}
					}
					if (identifier) {
						let prerelease = [identifier, base];
						if (identifierBase === false) prerelease = [identifier];
						if (isPrereleaseIdentifier(this.prerelease, identifier)) {
							const prereleaseBase = this.prerelease[identifier.split(".").length];
							if (isNaN(prereleaseBase)) this.prerelease = prerelease;
						} else this.prerelease = prerelease;
					}
					break;
				}
				default: throw new Error(`invalid increment argument: ${release}`);
			}
			this.raw = this.format();
			if (this.build.length) this.raw += `+${this.build.join(".")}`;
			return this;
		}
	};
}));
// node_modules/semver/functions/parse.js
var require_parse = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const parse = (version, options, throwErrors = false) => {
		if (version instanceof SemVer) return version;
		try {
			return new SemVer(version, options);
		} catch (er) {
			if (!throwErrors) return null;
			throw er;
		}
	};
	module.exports = parse;
}));
// node_modules/semver/functions/valid.js
var require_valid$1 = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const valid = (version, options) => {
		const v = parse(version, options);
		return v ? v.version : null;
	};
	module.exports = valid;
}));
// node_modules/semver/functions/clean.js
var require_clean = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const clean = (version, options) => {
		const s = parse(version.trim().replace(/^[=v]+/, ""), options);
		return s ? s.version : null;
	};
	module.exports = clean;
}));
// node_modules/semver/functions/inc.js
var require_inc = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const inc = (version, release, options, identifier, identifierBase) => {
		if (typeof options === "string") {
			identifierBase = identifier;
			identifier = options;
			options = void 0;
		}
		try {
			return new SemVer(version instanceof SemVer ? version.version : version, options).inc(release, identifier, identifierBase).version;
		} catch (er) {
			return null;
		}
	};
	module.exports = inc;
}));
// node_modules/semver/functions/diff.js
var require_diff = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const diff = (version1, version2) => {
		const v1 = parse(version1, null, true);
		const v2 = parse(version2, null, true);
		const comparison = v1.compare(v2);
		if (comparison === 0) return null;
		const v1Higher = comparison > 0;
		const highVersion = v1Higher ? v1 : v2;
		const lowVersion = v1Higher ? v2 : v1;
		const highHasPre = !!highVersion.prerelease.length;
		if (!!lowVersion.prerelease.length && !highHasPre) {
			if (!lowVersion.patch && !lowVersion.minor) return "major";
			if (lowVersion.compareMain(highVersion) === 0) {
				if (lowVersion.minor && !lowVersion.patch) return "minor";
				return "patch";
			}
		}
		const prefix = highHasPre ? "pre" : "";
		if (v1.major !== v2.major) return prefix + "major";
		if (v1.minor !== v2.minor) return prefix + "minor";
		if (v1.patch !== v2.patch) return prefix + "patch";
		return "prerelease";
	};
	module.exports = diff;
}));
// node_modules/semver/functions/major.js
var require_major = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const major = (a, loose) => new SemVer(a, loose).major;
	module.exports = major;
}));
// node_modules/semver/functions/minor.js
var require_minor = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const minor = (a, loose) => new SemVer(a, loose).minor;
	module.exports = minor;
}));
// node_modules/semver/functions/patch.js
var require_patch = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const patch = (a, loose) => new SemVer(a, loose).patch;
	module.exports = patch;
}));
// node_modules/semver/functions/prerelease.js
var require_prerelease = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const prerelease = (version, options) => {
		const parsed = parse(version, options);
		return parsed && parsed.prerelease.length ? parsed.prerelease : null;
	};
	module.exports = prerelease;
}));
// node_modules/semver/functions/compare.js
var require_compare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const compare = (a, b, loose) => new SemVer(a, loose).compare(new SemVer(b, loose));
	module.exports = compare;
}));
// node_modules/semver/functions/rcompare.js
var require_rcompare = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const rcompare = (a, b, loose) => compare(b, a, loose);
	module.exports = rcompare;
}));
// node_modules/semver/functions/compare-loose.js
var require_compare_loose = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const compareLoose = (a, b) => compare(a, b, true);
	module.exports = compareLoose;
}));
// node_modules/semver/functions/compare-build.js
var require_compare_build = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const compareBuild = (a, b, loose) => {
		const versionA = new SemVer(a, loose);
		const versionB = new SemVer(b, loose);
		return versionA.compare(versionB) || versionA.compareBuild(versionB);
	};
	module.exports = compareBuild;
}));
// node_modules/semver/functions/sort.js
var require_sort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compareBuild = require_compare_build();
	const sort = (list, loose) => list.sort((a, b) => compareBuild(a, b, loose));
	module.exports = sort;
}));
// node_modules/semver/functions/rsort.js
var require_rsort = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compareBuild = require_compare_build();
	const rsort = (list, loose) => list.sort((a, b) => compareBuild(b, a, loose));
	module.exports = rsort;
}));
// node_modules/semver/functions/gt.js
var require_gt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const gt = (a, b, loose) => compare(a, b, loose) > 0;
	module.exports = gt;
}));
// node_modules/semver/functions/lt.js
var require_lt = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const lt = (a, b, loose) => compare(a, b, loose) < 0;
	module.exports = lt;
}));
// node_modules/semver/functions/eq.js
var require_eq = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const eq = (a, b, loose) => compare(a, b, loose) === 0;
	module.exports = eq;
}));
// node_modules/semver/functions/neq.js
var require_neq = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const neq = (a, b, loose) => compare(a, b, loose) !== 0;
	module.exports = neq;
}));
// node_modules/semver/functions/gte.js
var require_gte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const gte = (a, b, loose) => compare(a, b, loose) >= 0;
	module.exports = gte;
}));
// node_modules/semver/functions/lte.js
var require_lte = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const compare = require_compare();
	const lte = (a, b, loose) => compare(a, b, loose) <= 0;
	module.exports = lte;
}));
// node_modules/semver/functions/cmp.js
var require_cmp = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const eq = require_eq();
	const neq = require_neq();
	const gt = require_gt();
	const gte = require_gte();
	const lt = require_lt();
	const lte = require_lte();
	const cmp = (a, op, b, loose) => {
		switch (op) {
			case "===":
				if (typeof a === "object") a = a.version;
				if (typeof b === "object") b = b.version;
				return a === b;
			case "!==":
				if (typeof a === "object") a = a.version;
				if (typeof b === "object") b = b.version;
				return a !== b;
			case "":
			case "=":
			case "==": return eq(a, b, loose);
			case "!=": return neq(a, b, loose);
			case ">": return gt(a, b, loose);
			case ">=": return gte(a, b, loose);
			case "<": return lt(a, b, loose);
			case "<=": return lte(a, b, loose);
			default: throw new TypeError(`Invalid operator: ${op}`);
		}
	};
	module.exports = cmp;
}));
// node_modules/semver/functions/coerce.js
var require_coerce = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const parse = require_parse();
	const { safeRe: re, t } = require_re();
	const coerce = (version, options) => {
		if (version instanceof SemVer) return version;
		if (typeof version === "number") version = String(version);
		if (typeof version !== "string") return null;
		options = options || {};
		let match = null;
		if (!options.rtl) match = version.match(options.includePrerelease ? re[t.COERCEFULL] : re[t.COERCE]);
		else {
			const coerceRtlRegex = options.includePrerelease ? re[t.COERCERTLFULL] : re[t.COERCERTL];
			let next;
			while ((next = coerceRtlRegex.exec(version)) && (!match || match.index + match[0].length !== version.length)) {
				if (!match || next.index + next[0].length !== match.index + match[0].length) match = next;
				coerceRtlRegex.lastIndex = next.index + next[1].length + next[2].length;
			}
			coerceRtlRegex.lastIndex = -1;
		}
		if (match === null) return null;
		const major = match[2];
		const minor = match[3] || "0";
		const patch = match[4] || "0";
		const prerelease = options.includePrerelease && match[5] ? `-${match[5]}` : "";
		const build = options.includePrerelease && match[6] ? `+${match[6]}` : "";
		return parse(`${major}.${minor}.${patch}${prerelease}${build}`, options);
	};
	module.exports = coerce;
}));
// node_modules/semver/functions/truncate.js
var require_truncate = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const parse = require_parse();
	const constants = require_constants();
	const SemVer = require_semver$1();
	const truncate = (version, truncation, options) => {
		if (!constants.RELEASE_TYPES.includes(truncation)) return null;
		const clonedVersion = cloneInputVersion(version, options);
		return clonedVersion && doTruncation(clonedVersion, truncation);
	};
	const cloneInputVersion = (version, options) => {
		const versionStringToParse = version instanceof SemVer ? version.version : version;
		return parse(versionStringToParse, options);
	};
	const doTruncation = (version, truncation) => {
		if (isPrerelease(truncation)) return version.version;
		version.prerelease = [];
		switch (truncation) {
			case "major":
				version.minor = 0;
				version.patch = 0;
				break;
			case "minor": version.patch = 0;
		}
		return version.format();
	};
	const isPrerelease = (type) => {
		return type.startsWith("pre");
	};
	module.exports = truncate;
}));
// node_modules/semver/internal/lrucache.js
var require_lrucache = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	var LRUCache = class {
		constructor() {
			this.max = 1e3;
			this.map = /* @__PURE__ */ new Map();
		}
		get(key) {
			const value = this.map.get(key);
			if (value === void 0) return;
			else {
				this.map.delete(key);
				this.map.set(key, value);
				return value;
			}
		}
		delete(key) {
			return this.map.delete(key);
		}
		set(key, value) {
			if (!this.delete(key) && value !== void 0) {
				if (this.map.size >= this.max) {
					const firstKey = this.map.keys().next().value;
					this.delete(firstKey);
				}
				this.map.set(key, value);
			}
			return this;
		}
	};
	module.exports = LRUCache;
}));
// node_modules/semver/internal/trim-comparator-whitespace.js
var require_trim_comparator_whitespace = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const { MAX_LENGTH, MAX_SAFE_BUILD_LENGTH, WHITESPACE_CHARACTERS } = require_constants();
	/**
	* Remembers the last two rows of digits so their characters need not be reread.
	* Positions start at -1 until a row has been found.
	*
	* @typedef {object} DigitRunCache
	* @property {number} start The first character of the most recently found row.
	* @property {number} end The position after that row's last character.
	* @property {number} previousStart The first character of the previous row.
	* @property {number} previousEnd The position after the previous row.
	*/
	const whitespace = /* @__PURE__ */ new Uint8Array(65536);
	for (const char of WHITESPACE_CHARACTERS) whitespace[char.charCodeAt(0)] = 1;
	/**
	* Checks whether a character is whitespace, like a space, tab, or newline.
	* Looking past the end of the string returns false.
	*
	* @param {string|undefined} char One character, or undefined past the string's end.
	* @returns {boolean} Whether the character is whitespace.
	* @example isWhitespace(' ') // true
	* @example isWhitespace('1') // false
	*/
	const isWhitespace = (char) => char !== void 0 && whitespace[char.charCodeAt(0)] === 1;
	/**
	* Checks for v, =, or whitespace before the version number.
	* These are historical version prefixes, not range operators:
	* < and > are handled separately, as are tilde and caret ranges.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character can belong to a version prefix.
	* @example isVersionPrefix('=') // true
	* @example isVersionPrefix('>') // false
	*/
	const isVersionPrefix = (char) => char === "v" || char === "=" || isWhitespace(char);
	/**
	* Checks whether a character is one of the digits 0 through 9.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character is an ASCII digit.
	* @example isDigit('7') // true
	* @example isDigit('.') // false
	*/
	const isDigit = (char) => char !== void 0 && char >= "0" && char <= "9";
	/**
	* Checks whether a character is an English letter, uppercase or lowercase.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character is an ASCII letter.
	* @example isLetter('b') // true
	* @example isLetter('7') // false
	*/
	const isLetter = (char) => char !== void 0 && (char >= "a" && char <= "z" || char >= "A" && char <= "Z");
	/**
	* Checks for a letter, digit, or hyphen: the characters allowed inside
	* prerelease and build names such as beta-1.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether the character can be part of an identifier.
	* @example isIdentifierCharacter('-') // true
	* @example isIdentifierCharacter('.') // false; dots separate identifiers
	*/
	const isIdentifierCharacter = (char) => isDigit(char) || isLetter(char) || char === "-";
	/**
	* Checks whether a version component can begin here: with a digit or
	* a wildcard such as x, X, or *.
	*
	* @param {string|undefined} char One character to check.
	* @returns {boolean} Whether a number or wildcard can start with this character.
	* @example isVersionStart('x') // true
	* @example isVersionStart('v') // false; v belongs to the prefix
	*/
	const isVersionStart = (char) => isDigit(char) || char === "x" || char === "X" || char === "*";
	/**
	* Finds the end of a row of digits, but returns no more than limit digits.
	* Remembers the last two rows so looking at them again does not reread them.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of the first character to check.
	* @param {number} limit The most digit characters the returned match can include.
	* @param {DigitRunCache} digitRuns Shared cache of digit-run positions, updated in place.
	* @returns {number} The position after the matched digits, or start if none match.
	* @example findDigitsEndIndex('123abc', 0, 10, digitRuns) // 3, pointing at a
	* @example findDigitsEndIndex('123abc', 0, 2, digitRuns) // 2, pointing at the unread 3
	*/
	const findDigitsEndIndex = (range, start, limit, digitRuns) => {
		if (!isDigit(range[start])) return start;
		if (start >= digitRuns.start && start < digitRuns.end) return Math.min(start + limit, digitRuns.end);
		if (start >= digitRuns.previousStart && start < digitRuns.previousEnd) return Math.min(start + limit, digitRuns.previousEnd);
		let end = start + 1;
		while (isDigit(range[end])) end++;
		digitRuns.previousStart = digitRuns.start;
		digitRuns.previousEnd = digitRuns.end;
		digitRuns.start = start;
		digitRuns.end = end;
		return Math.min(start + limit, end);
	};
	/**
	* Reads a number using the old regex's length and leading-zero rules.
	* Strict mode reads just the first zero in 012; loose mode can read all three.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the number should begin.
	* @param {boolean} loose Whether to allow leading zeros.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched digits, not their numeric value.
	* @example findVersionNumberEndIndex('012', 0, false, digitRuns) // 1
	* @example findVersionNumberEndIndex('012', 0, true, digitRuns) // 3
	*/
	const findVersionNumberEndIndex = (range, start, loose, digitRuns) => {
		if (!loose && range[start] === "0") return start + 1;
		return findDigitsEndIndex(range, start, loose ? MAX_LENGTH : MAX_LENGTH + 1, digitRuns);
	};
	/**
	* Reads one piece of a prerelease name, such as beta or 1 in beta.1.
	* Tries the letter-or-hyphen form first, then the number-only form.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the identifier should begin.
	* @param {boolean} loose Whether numeric identifiers may have leading zeros.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the identifier, or start if none matches.
	* @example findPrereleaseIdentifierEndIndex('beta.1', 0, false, digitRuns) // 4, at the dot
	* @example findPrereleaseIdentifierEndIndex('001beta', 0, false, digitRuns) // 7
	*/
	const findPrereleaseIdentifierEndIndex = (range, start, loose, digitRuns) => {
		const digitsEnd = findDigitsEndIndex(range, start, MAX_LENGTH, digitRuns);
		if (isLetter(range[digitsEnd]) || range[digitsEnd] === "-") {
			let end = digitsEnd + 1;
			const limit = end + MAX_SAFE_BUILD_LENGTH;
			while (end < limit && isIdentifierCharacter(range[end])) end++;
			return end;
		}
		return findVersionNumberEndIndex(range, start, loose, digitRuns);
	};
	/**
	* Reads a prerelease suffix such as -beta.1, one dot-separated piece at a time.
	* Loose mode also allows the name without its opening hyphen.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the suffix should begin, including -.
	* @param {boolean} loose Whether the opening hyphen is optional and zeros allowed.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched suffix, or start if absent.
	* @example findPrereleaseEndIndex('-beta.1+sha', 0, false, digitRuns) // 7, at the plus
	* @example findPrereleaseEndIndex('beta', 0, false, digitRuns) // 0; no opening hyphen
	*/
	const findPrereleaseEndIndex = (range, start, loose, digitRuns) => {
		const hyphen = range[start] === "-";
		if (!loose && !hyphen) return start;
		const identifierStart = start + (hyphen ? 1 : 0);
		let end = findPrereleaseIdentifierEndIndex(range, identifierStart, loose, digitRuns);
		if (end === identifierStart) {
			if (!loose || !hyphen) return start;
			end = findPrereleaseIdentifierEndIndex(range, start, loose, digitRuns);
		}
		while (range[end] === ".") {
			const next = findPrereleaseIdentifierEndIndex(range, end + 1, loose, digitRuns);
			if (next === end + 1) break;
			end = next;
		}
		return end;
	};
	/**
	* Reads one build-name piece, such as sha or 123 in +sha.123.
	* Stops at a disallowed character or the old regex's length limit.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the identifier should begin.
	* @returns {number} The position after the identifier, or start if none matches.
	* @example findBuildIdentifierEndIndex('sha.123', 0) // 3, at the dot
	* @example findBuildIdentifierEndIndex('001', 0) // 3; leading zeros are allowed
	*/
	const findBuildIdentifierEndIndex = (range, start) => {
		let end = start;
		while (end - start < MAX_SAFE_BUILD_LENGTH && isIdentifierCharacter(range[end])) end++;
		return end;
	};
	/**
	* Reads optional build metadata such as +sha.123.
	* Leaves the position unchanged if there is no plus sign followed by a name.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the opening + should be.
	* @returns {number} The position after the matched metadata, or start if absent.
	* @example findBuildEndIndex('+sha.123 <2', 0) // 8, at the space
	* @example findBuildEndIndex('+', 0) // 0; a plus sign alone is not a match
	*/
	const findBuildEndIndex = (range, start) => {
		if (range[start] !== "+") return start;
		let end = findBuildIdentifierEndIndex(range, start + 1);
		if (end === start + 1) return start;
		while (range[end] === ".") {
			const next = findBuildIdentifierEndIndex(range, end + 1);
			if (next === end + 1) break;
			end = next;
		}
		return end;
	};
	/**
	* Reads three numbers separated by dots, then any prerelease and build suffixes.
	* Uses loose rules, so forms such as 01.02.03beta can match here.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of the first number, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the version match, or start if none matches.
	* @example findLooseFullVersionEndIndex('1.2.3-beta+sha <2', 0, digitRuns) // 14
	* @example findLooseFullVersionEndIndex('1.2', 0, digitRuns) // 0; needs three numbers
	*/
	const findLooseFullVersionEndIndex = (range, start, digitRuns) => {
		let end = start;
		for (let component = 0; component < 3; component++) {
			const next = findVersionNumberEndIndex(range, end, true, digitRuns);
			if (next === end) return start;
			end = next;
			if (component < 2) {
				if (range[end] !== ".") return start;
				end++;
			}
		}
		const prereleaseEnd = findPrereleaseEndIndex(range, end, true, digitRuns);
		return findBuildEndIndex(range, prereleaseEnd);
	};
	/**
	* Reads one component of a partial or wildcard version, such as 2 or x in 2.x.
	* Numbers use strict leading-zero rules; wildcards take up one character.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position where the component should begin.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the component, or start if none matches.
	* @example findPartialVersionComponentEndIndex('2.x', 0, digitRuns) // 1, at the dot
	* @example findPartialVersionComponentEndIndex('2.x', 2, digitRuns) // 3, after x
	*/
	const findPartialVersionComponentEndIndex = (range, start, digitRuns) => {
		if (isDigit(range[start])) return findVersionNumberEndIndex(range, start, false, digitRuns);
		return isVersionStart(range[start]) ? start + 1 : start;
	};
	/**
	* Reads up to three components, allowing forms such as 1, 1.2, or 1.x.
	* After the third component, also reads any strict prerelease and build suffixes.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of a number or wildcard, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position after the matched version text.
	* @example findPartialVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
	* @example findPartialVersionEndIndex('1.', 0, digitRuns) // 1; the trailing dot is unread
	*/
	const findPartialVersionEndIndex = (range, start, digitRuns) => {
		let end = findPartialVersionComponentEndIndex(range, start, digitRuns);
		for (let component = 0; component < 2; component++) {
			if (range[end] !== ".") return end;
			const next = findPartialVersionComponentEndIndex(range, end + 1, digitRuns);
			if (next === end + 1) return end;
			end = next;
		}
		const prereleaseEnd = findPrereleaseEndIndex(range, end, false, digitRuns);
		return findBuildEndIndex(range, prereleaseEnd);
	};
	/**
	* Finds where a version match ends, without deciding whether the range is valid.
	* Tries a loose full version first, then a partial or wildcard version, just
	* like the old regex's LOOSEPLAIN and XRANGEPLAIN alternatives.
	*
	* @param {string} range The text to read; it is not changed.
	* @param {number} start The position of a number or wildcard, after any prefix.
	* @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
	* @returns {number} The position where scanning the next candidate can resume.
	* @example findVersionEndIndex('1.2.3 <2', 0, digitRuns) // 5, at the space
	* @example findVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
	*/
	const findVersionEndIndex = (range, start, digitRuns) => {
		const fullVersionEnd = findLooseFullVersionEndIndex(range, start, digitRuns);
		return fullVersionEnd !== start ? fullVersionEnd : findPartialVersionEndIndex(range, start, digitRuns);
	};
	/**
	* Finds the one whitespace character the old replacement would remove.
	* Keeps leading whitespace, skips an optional operator, and checks immediately
	* after it. Returns -1 if there is nothing to remove.
	*
	* @param {string} range The text containing a candidate already found by the caller.
	* @param {number} matchStart The candidate's position, including leading whitespace.
	* @returns {number} The position of the removable whitespace, or -1 if absent.
	* @example findRemovableWhitespaceIndex(' > 1', 0) // 2; keep the space at position 0
	* @example findRemovableWhitespaceIndex('>1', 0) // -1
	*/
	const findRemovableWhitespaceIndex = (range, matchStart) => {
		let position = matchStart;
		if (isWhitespace(range[position])) position++;
		if (range[position] === "<" || range[position] === ">") position++;
		if (range[position] === "=") position++;
		return isWhitespace(range[position]) ? position : -1;
	};
	/**
	* Joins an operator to its version, turning > 1.2.3 into >1.2.3.
	* Copies everything else according to the old regex's matching rules.
	* Moves forward through prefixes and whole versions to avoid repeatedly
	* searching the same characters on long inputs.
	*
	* @param {string} range The range text to process; the original string is unchanged.
	* @returns {string} The range with matched operator whitespace removed.
	* @example trimComparatorWhitespace('> 1.2.3 < 2') // '>1.2.3 <2'
	* @example trimComparatorWhitespace('> invalid') // '> invalid'
	*/
	const trimComparatorWhitespace = (range) => {
		let result = "";
		let copyFrom = 0;
		let cursor = 0;
		const digitRuns = {
			start: -1,
			end: -1,
			previousStart: -1,
			previousEnd: -1
		};
		while (cursor < range.length) {
			const matchStart = cursor;
			if (range[cursor] === "<" || range[cursor] === ">") cursor++;
			else if (!isVersionPrefix(range[cursor]) && !isVersionStart(range[cursor])) {
				cursor++;
				continue;
			}
			while (cursor < range.length && isVersionPrefix(range[cursor])) cursor++;
			if (!isVersionStart(range[cursor])) continue;
			const whitespacePosition = findRemovableWhitespaceIndex(range, matchStart);
			if (whitespacePosition !== -1) {
				result += range.slice(copyFrom, whitespacePosition);
				copyFrom = whitespacePosition + 1;
			}
			cursor = findVersionEndIndex(range, cursor, digitRuns);
		}
		return result + range.slice(copyFrom);
	};
	module.exports = trimComparatorWhitespace;
}));
// node_modules/semver/classes/range.js
var require_range = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SPACE_CHARACTERS = /\s+/g;
	module.exports = class Range {
		constructor(range, options) {
			options = parseOptions(options);
			if (range instanceof Range) {
				if (range.loose === !!options.loose && range.includePrerelease === !!options.includePrerelease) return range;
				else return new Range(range.raw, options);
			}
			if (range instanceof Comparator) {
				this.raw = range.value;
				this.set = [[range]];
				this.formatted = void 0;
				return this;
			}
			this.options = options;
			this.loose = !!options.loose;
			this.includePrerelease = !!options.includePrerelease;
			this.raw = range.trim().replace(SPACE_CHARACTERS, " ");
			this.set = this.raw.split("||").map((r) => this.parseRange(r.trim())).filter((c) => c.length);
			if (!this.set.length) throw new TypeError(`Invalid SemVer Range: ${this.raw}`);
			if (this.set.length > 1) {
				const first = this.set[0];
				this.set = this.set.filter((c) => !isNullSet(c[0]));
				if (this.set.length === 0) this.set = [first];
				else if (this.set.length > 1) {
					for (const c of this.set) if (c.length === 1 && isAny(c[0])) {
						this.set = [c];
						break;
					}
				}
			}
			this.formatted = void 0;
		}
		get range() {
			if (this.formatted === void 0) {
				this.formatted = "";
				for (let i = 0; i < this.set.length; i++) {
					if (i > 0) this.formatted += "||";
					const comps = this.set[i];
					for (let k = 0; k < comps.length; k++) {
						if (k > 0) this.formatted += " ";
						this.formatted += comps[k].toString().trim();
					}
				}
			}
			return this.formatted;
		}
		format() {
			return this.range;
		}
		toString() {
			return this.range;
		}
		parseRange(range) {
			range = range.replace(BUILDSTRIPRE, "");
			const memoKey = ((this.options.includePrerelease && FLAG_INCLUDE_PRERELEASE) | (this.options.loose && FLAG_LOOSE)) + ":" + range;
			const cached = cache.get(memoKey);
			if (cached) return cached;
			const loose = this.options.loose;
			const hr = loose ? re[t.HYPHENRANGELOOSE] : re[t.HYPHENRANGE];
			range = range.replace(hr, hyphenReplace(this.options.includePrerelease));
			debug("hyphen replace", range);
			range = trimComparatorWhitespace(range);
			debug("comparator trim", range);
			range = range.replace(re[t.TILDETRIM], tildeTrimReplace);
			debug("tilde trim", range);
			range = range.replace(re[t.CARETTRIM], caretTrimReplace);
			debug("caret trim", range);
			let rangeList = range.split(" ").map((comp) => parseComparator(comp, this.options)).join(" ").split(/\s+/).map((comp) => replaceGTE0(comp, this.options));
			if (loose) rangeList = rangeList.filter((comp) => {
				debug("loose invalid filter", comp, this.options);
				return !!comp.match(re[t.COMPARATORLOOSE]);
			});
			debug("range list", rangeList);
			const rangeMap = /* @__PURE__ */ new Map();
			const comparators = rangeList.map((comp) => new Comparator(comp, this.options));
			for (const comp of comparators) {
				if (isNullSet(comp)) return [comp];
				rangeMap.set(comp.value, comp);
			}
			if (rangeMap.size > 1 && rangeMap.has("")) rangeMap.delete("");
			const result = [...rangeMap.values()];
			cache.set(memoKey, result);
			return result;
		}
		intersects(range, options) {
			if (!(range instanceof Range)) throw new TypeError("a Range is required");
			return this.set.some((thisComparators) => {
				return isSatisfiable(thisComparators, options) && range.set.some((rangeComparators) => {
					return isSatisfiable(rangeComparators, options) && thisComparators.every((thisComparator) => {
						return rangeComparators.every((rangeComparator) => {
							return thisComparator.intersects(rangeComparator, options);
						});
					});
				});
			});
		}
		test(version) {
			if (!version) return false;
			if (typeof version === "string") try {
				version = new SemVer(version, this.options);
			} catch (er) {
				return false;
			}
			for (let i = 0; i < this.set.length; i++) if (testSet(this.set[i], version, this.options)) return true;
			return false;
		}
	};
	const cache = new (require_lrucache())();
	const parseOptions = require_parse_options();
	const Comparator = require_comparator();
	const debug = require_debug();
	const SemVer = require_semver$1();
	const trimComparatorWhitespace = require_trim_comparator_whitespace();
	const { safeRe: re, src, t, tildeTrimReplace, caretTrimReplace } = require_re();
	const { FLAG_INCLUDE_PRERELEASE, FLAG_LOOSE } = require_constants();
	const BUILDSTRIPRE = new RegExp(src[t.BUILD], "g");
	const isNullSet = (c) => c.value === "<0.0.0-0";
	const isAny = (c) => c.value === "";
	const isSatisfiable = (comparators, options) => {
		let result = true;
		const remainingComparators = comparators.slice();
		let testComparator = remainingComparators.pop();
		while (result && remainingComparators.length) {
			result = remainingComparators.every((otherComparator) => {
				return testComparator.intersects(otherComparator, options);
			});
			testComparator = remainingComparators.pop();
		}
		return result;
	};
	const parseComparator = (comp, options) => {
		comp = comp.replace(re[t.BUILD], "");
		debug("comp", comp, options);
		comp = replaceCarets(comp, options);
		debug("caret", comp);
		comp = replaceTildes(comp, options);
		debug("tildes", comp);
		comp = replaceXRanges(comp, options);
		debug("xrange", comp);
		comp = replaceStars(comp, options);
		debug("stars", comp);
		return comp;
	};
	const isX = (id) => !id || id.toLowerCase() === "x" || id === "*";
	const invalidXRangeOrder = (M, m, p) => isX(M) && !isX(m) || isX(m) && p && !isX(p);
	const replaceTildes = (comp, options) => {
		return comp.trim().split(/\s+/).map((c) => replaceTilde(c, options)).join(" ");
	};
	const replaceTilde = (comp, options) => {
		const r = options.loose ? re[t.TILDELOOSE] : re[t.TILDE];
		const z = options.includePrerelease ? "-0" : "";
		return comp.replace(r, (_, M, m, p, pr) => {
			debug("tilde", comp, _, M, m, p, pr);
			let ret;
			if (isX(M)) ret = "";
			else if (isX(m)) ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`;
			else if (isX(p)) ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`;
			else if (pr) {
				debug("replaceTilde pr", pr);
				ret = `>=${M}.${m}.${p}-${pr} <${M}.${+m + 1}.0-0`;
			} else ret = `>=${M}.${m}.${p} <${M}.${+m + 1}.0-0`;
			debug("tilde return", ret);
			return ret;
		});
	};
	const replaceCarets = (comp, options) => {
		return comp.trim().split(/\s+/).map((c) => replaceCaret(c, options)).join(" ");
	};
	const replaceCaret = (comp, options) => {
		debug("caret", comp, options);
		const r = options.loose ? re[t.CARETLOOSE] : re[t.CARET];
		const z = options.includePrerelease ? "-0" : "";
		return comp.replace(r, (_, M, m, p, pr) => {
			debug("caret", comp, _, M, m, p, pr);
			let ret;
			if (isX(M)) ret = "";
			else if (isX(m)) ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`;
			else if (isX(p)) {
				if (M === "0") ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`;
				else ret = `>=${M}.${m}.0${z} <${+M + 1}.0.0-0`;
			} else if (pr) {
				debug("replaceCaret pr", pr);
				if (M === "0") {
					if (m === "0") ret = `>=${M}.${m}.${p}-${pr} <${M}.${m}.${+p + 1}-0`;
					else ret = `>=${M}.${m}.${p}-${pr} <${M}.${+m + 1}.0-0`;
				} else ret = `>=${M}.${m}.${p}-${pr} <${+M + 1}.0.0-0`;
			} else {
				debug("no pr");
				if (M === "0") {
					if (m === "0") ret = `>=${M}.${m}.${p} <${M}.${m}.${+p + 1}-0`;
					else ret = `>=${M}.${m}.${p} <${M}.${+m + 1}.0-0`;
				} else ret = `>=${M}.${m}.${p} <${+M + 1}.0.0-0`;
			}
			debug("caret return", ret);
			return ret;
		});
	};
	const replaceXRanges = (comp, options) => {
		debug("replaceXRanges", comp, options);
		return comp.split(/\s+/).map((c) => replaceXRange(c, options)).join(" ");
	};
	const replaceXRange = (comp, options) => {
		comp = comp.trim();
		const r = options.loose ? re[t.XRANGELOOSE] : re[t.XRANGE];
		return comp.replace(r, (ret, gtlt, M, m, p, pr) => {
			debug("xRange", comp, ret, gtlt, M, m, p, pr);
			if (invalidXRangeOrder(M, m, p)) return comp;
			const xM = isX(M);
			const xm = xM || isX(m);
			const xp = xm || isX(p);
			const anyX = xp;
			if (gtlt === "=" && anyX) gtlt = "";
			pr = options.includePrerelease ? "-0" : "";
			if (xM) {
				if (gtlt === ">" || gtlt === "<") ret = "<0.0.0-0";
				else ret = "*";
			} else if (gtlt && anyX) {
				if (xm) m = 0;
				p = 0;
				if (gtlt === ">") {
					gtlt = ">=";
					if (xm) {
						M = +M + 1;
						m = 0;
						p = 0;
					} else {
						m = +m + 1;
						p = 0;
					}
				} else if (gtlt === "<=") {
					gtlt = "<";
					if (xm) M = +M + 1;
					else m = +m + 1;
				}
				if (gtlt === "<") pr = "-0";
				ret = `${gtlt + M}.${m}.${p}${pr}`;
			} else if (xm) ret = `>=${M}.0.0${pr} <${+M + 1}.0.0-0`;
			else if (xp) ret = `>=${M}.${m}.0${pr} <${M}.${+m + 1}.0-0`;
			debug("xRange return", ret);
			return ret;
		});
	};
	const replaceStars = (comp, options) => {
		debug("replaceStars", comp, options);
		return comp.trim().replace(re[t.STAR], "");
	};
	const replaceGTE0 = (comp, options) => {
		debug("replaceGTE0", comp, options);
		return comp.trim().replace(re[options.includePrerelease ? t.GTE0PRE : t.GTE0], "");
	};
	const hyphenReplace = (incPr) => ($0, from, fM, fm, fp, fpr, fb, to, tM, tm, tp, tpr) => {
		if (isX(fM)) from = "";
		else if (isX(fm)) from = `>=${fM}.0.0${incPr ? "-0" : ""}`;
		else if (isX(fp)) from = `>=${fM}.${fm}.0${incPr ? "-0" : ""}`;
		else if (fpr) from = `>=${from}`;
		else from = `>=${from}${incPr ? "-0" : ""}`;
		if (isX(tM)) to = "";
		else if (isX(tm)) to = `<${+tM + 1}.0.0-0`;
		else if (isX(tp)) to = `<${tM}.${+tm + 1}.0-0`;
		else if (tpr) to = `<=${tM}.${tm}.${tp}-${tpr}`;
		else if (incPr) to = `<${tM}.${tm}.${+tp + 1}-0`;
		else to = `<=${to}`;
		return `${from} ${to}`.trim();
	};
	const testSet = (set, version, options) => {
		for (let i = 0; i < set.length; i++) if (!set[i].test(version)) return false;
		if (version.prerelease.length && !options.includePrerelease) {
			for (let i = 0; i < set.length; i++) {
				debug(set[i].semver);
				if (set[i].semver === Comparator.ANY) continue;
				if (set[i].semver.prerelease.length > 0) {
					const allowed = set[i].semver;
					if (allowed.major === version.major && allowed.minor === version.minor && allowed.patch === version.patch) return true;
				}
			}
			return false;
		}
		return true;
	};
}));
// node_modules/semver/classes/comparator.js
var require_comparator = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const ANY = Symbol("SemVer ANY");
	module.exports = class Comparator {
		static get ANY() {
			return ANY;
		}
		constructor(comp, options) {
			options = parseOptions(options);
			if (comp instanceof Comparator) {
				if (comp.loose === !!options.loose) return comp;
				else comp = comp.value;
			}
			comp = comp.trim().split(/\s+/).join(" ");
			debug("comparator", comp, options);
			this.options = options;
			this.loose = !!options.loose;
			this.parse(comp);
			if (this.semver === ANY) this.value = "";
			else this.value = this.operator + this.semver.version;
			debug("comp", this);
		}
		parse(comp) {
			const r = this.options.loose ? re[t.COMPARATORLOOSE] : re[t.COMPARATOR];
			const m = comp.match(r);
			if (!m) throw new TypeError(`Invalid comparator: ${comp}`);
			this.operator = m[1] !== void 0 ? m[1] : "";
			if (this.operator === "=") this.operator = "";
			if (!m[2]) this.semver = ANY;
			else this.semver = new SemVer(m[2], this.options.loose);
		}
		toString() {
			return this.value;
		}
		test(version) {
			debug("Comparator.test", version, this.options.loose);
			if (this.semver === ANY || version === ANY) return true;
			if (typeof version === "string") try {
				version = new SemVer(version, this.options);
			} catch (er) {
				return false;
			}
			return cmp(version, this.operator, this.semver, this.options);
		}
		intersects(comp, options) {
			if (!(comp instanceof Comparator)) throw new TypeError("a Comparator is required");
			if (this.operator === "") {
				if (this.value === "") return true;
				return new Range(comp.value, options).test(this.value);
			} else if (comp.operator === "") {
				if (comp.value === "") return true;
				return new Range(this.value, options).test(comp.semver);
			}
			options = parseOptions(options);
			if (options.includePrerelease && (this.value === "<0.0.0-0" || comp.value === "<0.0.0-0")) return false;
			if (!options.includePrerelease && (this.value.startsWith("<0.0.0") || comp.value.startsWith("<0.0.0"))) return false;
			if (this.operator.startsWith(">") && comp.operator.startsWith(">")) return true;
			if (this.operator.startsWith("<") && comp.operator.startsWith("<")) return true;
			if (this.semver.version === comp.semver.version && this.operator.includes("=") && comp.operator.includes("=")) return true;
			if (cmp(this.semver, "<", comp.semver, options) && this.operator.startsWith(">") && comp.operator.startsWith("<")) return true;
			if (cmp(this.semver, ">", comp.semver, options) && this.operator.startsWith("<") && comp.operator.startsWith(">")) return true;
			return false;
		}
	};
	const parseOptions = require_parse_options();
	const { safeRe: re, t } = require_re();
	const cmp = require_cmp();
	const debug = require_debug();
	const SemVer = require_semver$1();
	const Range = require_range();
}));
// node_modules/semver/functions/satisfies.js
var require_satisfies = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const satisfies = (version, range, options) => {
		try {
			range = new Range(range, options);
		} catch (er) {
			return false;
		}
		return range.test(version);
	};
	module.exports = satisfies;
}));
// node_modules/semver/ranges/to-comparators.js
var require_to_comparators = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const toComparators = (range, options) => new Range(range, options).set.map((comp) => comp.map((c) => c.value).join(" ").trim().split(" "));
	module.exports = toComparators;
}));
// node_modules/semver/ranges/max-satisfying.js
var require_max_satisfying = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const maxSatisfying = (versions, range, options) => {
		let max = null;
		let maxSV = null;
		let rangeObj = null;
		try {
			rangeObj = new Range(range, options);
		} catch (er) {
			return null;
		}
		versions.forEach((v) => {
			if (rangeObj.test(v)) {
				if (!max || maxSV.compare(v) === -1) {
					max = v;
					maxSV = new SemVer(max, options);
				}
			}
		});
		return max;
	};
	module.exports = maxSatisfying;
}));
// node_modules/semver/ranges/min-satisfying.js
var require_min_satisfying = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const minSatisfying = (versions, range, options) => {
		let min = null;
		let minSV = null;
		let rangeObj = null;
		try {
			rangeObj = new Range(range, options);
		} catch (er) {
			return null;
		}
		versions.forEach((v) => {
			if (rangeObj.test(v)) {
				if (!min || minSV.compare(v) === 1) {
					min = v;
					minSV = new SemVer(min, options);
				}
			}
		});
		return min;
	};
	module.exports = minSatisfying;
}));
// node_modules/semver/ranges/min-version.js
var require_min_version = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Range = require_range();
	const gt = require_gt();
	const minVersion = (range, loose) => {
		range = new Range(range, loose);
		let minver = new SemVer("0.0.0");
		if (range.test(minver)) return minver;
		minver = new SemVer("0.0.0-0");
		if (range.test(minver)) return minver;
		minver = null;
		for (let i = 0; i < range.set.length; ++i) {
			const comparators = range.set[i];
			let setMin = null;
			comparators.forEach((comparator) => {
				const compver = new SemVer(comparator.semver.version);
				switch (comparator.operator) {
					case ">":
						if (compver.prerelease.length === 0) compver.patch++;
						else compver.prerelease.push(0);
						compver.raw = compver.format();
					case "":
					case ">=":
						if (!setMin || gt(compver, setMin)) setMin = compver;
						break;
					case "<":
					case "<=": break;
					/* istanbul ignore next */
					default: throw new Error(`Unexpected operation: ${comparator.operator}`);
				}
			});
			if (setMin && (!minver || gt(minver, setMin))) minver = setMin;
		}
		if (minver && range.test(minver)) return minver;
		return null;
	};
	module.exports = minVersion;
}));
// node_modules/semver/ranges/valid.js
var require_valid = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const validRange = (range, options) => {
		try {
			return new Range(range, options).range || "*";
		} catch (er) {
			return null;
		}
	};
	module.exports = validRange;
}));
// node_modules/semver/ranges/outside.js
var require_outside = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const SemVer = require_semver$1();
	const Comparator = require_comparator();
	const { ANY } = Comparator;
	const Range = require_range();
	const satisfies = require_satisfies();
	const gt = require_gt();
	const lt = require_lt();
	const lte = require_lte();
	const gte = require_gte();
	const outside = (version, range, hilo, options) => {
		version = new SemVer(version, options);
		range = new Range(range, options);
		let gtfn, ltefn, ltfn, comp, ecomp;
		switch (hilo) {
			case ">":
				gtfn = gt;
				ltefn = lte;
				ltfn = lt;
				comp = ">";
				ecomp = ">=";
				break;
			case "<":
				gtfn = lt;
				ltefn = gte;
				ltfn = gt;
				comp = "<";
				ecomp = "<=";
				break;
			default: throw new TypeError("Must provide a hilo val of \"<\" or \">\"");
		}
		if (satisfies(version, range, options)) return false;
		for (let i = 0; i < range.set.length; ++i) {
			const comparators = range.set[i];
			let high = null;
			let low = null;
			comparators.forEach((comparator) => {
				if (comparator.semver === ANY) comparator = new Comparator(">=0.0.0");
				high = high || comparator;
				low = low || comparator;
				if (gtfn(comparator.semver, high.semver, options)) high = comparator;
				else if (ltfn(comparator.semver, low.semver, options)) low = comparator;
			});
			if (high.operator === comp || high.operator === ecomp) return false;
			if ((!low.operator || low.operator === comp) && ltefn(version, low.semver)) return false;
			else if (low.operator === ecomp && ltfn(version, low.semver)) return false;
		}
		return true;
	};
	module.exports = outside;
}));
// node_modules/semver/ranges/gtr.js
var require_gtr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const outside = require_outside();
	const gtr = (version, range, options) => outside(version, range, ">", options);
	module.exports = gtr;
}));
// node_modules/semver/ranges/ltr.js
var require_ltr = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const outside = require_outside();
	const ltr = (version, range, options) => outside(version, range, "<", options);
	module.exports = ltr;
}));
// node_modules/semver/ranges/intersects.js
var require_intersects = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const intersects = (r1, r2, options) => {
		r1 = new Range(r1, options);
		r2 = new Range(r2, options);
		return r1.intersects(r2, options);
	};
	module.exports = intersects;
}));
// node_modules/semver/ranges/simplify.js
var require_simplify = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const satisfies = require_satisfies();
	const compare = require_compare();
	module.exports = (versions, range, options) => {
		const set = [];
		let first = null;
		let prev = null;
		const v = versions.sort((a, b) => compare(a, b, options));
		for (const version of v) if (satisfies(version, range, options)) {
			prev = version;
			if (!first) first = version;
		} else {
			if (prev) set.push([first, prev]);
			prev = null;
			first = null;
		}
		if (first) set.push([first, null]);
		const ranges = [];
		for (const [min, max] of set) if (min === max) ranges.push(min);
		else if (!max && min === v[0]) ranges.push("*");
		else if (!max) ranges.push(`>=${min}`);
		else if (min === v[0]) ranges.push(`<=${max}`);
		else ranges.push(`${min} - ${max}`);
		const simplified = ranges.join(" || ");
		const original = typeof range.raw === "string" ? range.raw : String(range);
		return simplified.length < original.length ? simplified : range;
	};
}));
// node_modules/semver/ranges/subset.js
var require_subset = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const Range = require_range();
	const Comparator = require_comparator();
	const { ANY } = Comparator;
	const satisfies = require_satisfies();
	const compare = require_compare();
	const subset = (sub, dom, options = {}) => {
		if (sub === dom) return true;
		sub = new Range(sub, options);
		dom = new Range(dom, options);
		let sawNonNull = false;
		OUTER: for (const simpleSub of sub.set) {
			for (const simpleDom of dom.set) {
				const isSub = simpleSubset(simpleSub, simpleDom, options);
				sawNonNull = sawNonNull || isSub !== null;
				if (isSub) continue OUTER;
			}
			if (sawNonNull) return false;
		}
		return true;
	};
	const minimumVersionWithPreRelease = [new Comparator(">=0.0.0-0")];
	const minimumVersion = [new Comparator(">=0.0.0")];
	const simpleSubset = (sub, dom, options) => {
		if (sub === dom) return true;
		if (sub.length === 1 && sub[0].semver === ANY) {
			if (dom.length === 1 && dom[0].semver === ANY) return true;
			else if (options.includePrerelease) sub = minimumVersionWithPreRelease;
			else sub = minimumVersion;
		}
		if (dom.length === 1 && dom[0].semver === ANY) {
			if (options.includePrerelease) return true;
			else dom = minimumVersion;
		}
		const eqSet = /* @__PURE__ */ new Set();
		let gt, lt;
		for (const c of sub) if (c.operator === ">" || c.operator === ">=") gt = higherGT(gt, c, options);
		else if (c.operator === "<" || c.operator === "<=") lt = lowerLT(lt, c, options);
		else eqSet.add(c.semver);
		if (eqSet.size > 1) return null;
		let gtltComp;
		if (gt && lt) {
			gtltComp = compare(gt.semver, lt.semver, options);
			if (gtltComp > 0) return null;
			else if (gtltComp === 0 && (gt.operator !== ">=" || lt.operator !== "<=")) return null;
		}
		for (const eq of eqSet) {
			if (gt && !satisfies(eq, String(gt), options)) return null;
			if (lt && !satisfies(eq, String(lt), options)) return null;
			for (const c of dom) if (!satisfies(eq, String(c), options)) return false;
			return true;
		}
		let higher, lower;
		let hasDomLT, hasDomGT;
		let needDomLTPre = lt && !options.includePrerelease && lt.semver.prerelease.length ? lt.semver : false;
		let needDomGTPre = gt && !options.includePrerelease && gt.semver.prerelease.length ? gt.semver : false;
		if (needDomLTPre && needDomLTPre.prerelease.length === 1 && lt.operator === "<" && needDomLTPre.prerelease[0] === 0) needDomLTPre = false;
		for (const c of dom) {
			hasDomGT = hasDomGT || c.operator === ">" || c.operator === ">=";
			hasDomLT = hasDomLT || c.operator === "<" || c.operator === "<=";
			if (gt) {
				if (needDomGTPre) {
					if (c.semver.prerelease && c.semver.prerelease.length && c.semver.major === needDomGTPre.major && c.semver.minor === needDomGTPre.minor && c.semver.patch === needDomGTPre.patch) needDomGTPre = false;
				}
				if (c.operator === ">" || c.operator === ">=") {
					higher = higherGT(gt, c, options);
					if (higher === c && higher !== gt) return false;
				} else if (gt.operator === ">=" && !c.test(gt.semver)) return false;
			}
			if (lt) {
				if (needDomLTPre) {
					if (c.semver.prerelease && c.semver.prerelease.length && c.semver.major === needDomLTPre.major && c.semver.minor === needDomLTPre.minor && c.semver.patch === needDomLTPre.patch) needDomLTPre = false;
				}
				if (c.operator === "<" || c.operator === "<=") {
					lower = lowerLT(lt, c, options);
					if (lower === c && lower !== lt) return false;
				} else if (lt.operator === "<=" && !c.test(lt.semver)) return false;
			}
			if (!c.operator && (lt || gt) && gtltComp !== 0) return false;
		}
		if (gt && hasDomLT && !lt && gtltComp !== 0) return false;
		if (lt && hasDomGT && !gt && gtltComp !== 0) return false;
		if (needDomGTPre || needDomLTPre) return false;
		return true;
	};
	const higherGT = (a, b, options) => {
		if (!a) return b;
		const comp = compare(a.semver, b.semver, options);
		return comp > 0 ? a : comp < 0 ? b : b.operator === ">" && a.operator === ">=" ? b : a;
	};
	const lowerLT = (a, b, options) => {
		if (!a) return b;
		const comp = compare(a.semver, b.semver, options);
		return comp < 0 ? a : comp > 0 ? b : b.operator === "<" && a.operator === "<=" ? b : a;
	};
	module.exports = subset;
}));
// node_modules/semver/index.js
var require_semver = /* @__PURE__ */ __commonJSMin(((exports, module) => {
	const internalRe = require_re();
	const constants = require_constants();
	const SemVer = require_semver$1();
	const identifiers = require_identifiers();
	module.exports = {
		parse: require_parse(),
		valid: require_valid$1(),
		clean: require_clean(),
		inc: require_inc(),
		diff: require_diff(),
		major: require_major(),
		minor: require_minor(),
		patch: require_patch(),
		prerelease: require_prerelease(),
		compare: require_compare(),
		rcompare: require_rcompare(),
		compareLoose: require_compare_loose(),
		compareBuild: require_compare_build(),
		sort: require_sort(),
		rsort: require_rsort(),
		gt: require_gt(),
		lt: require_lt(),
		eq: require_eq(),
		neq: require_neq(),
		gte: require_gte(),
		lte: require_lte(),
		cmp: require_cmp(),
		coerce: require_coerce(),
		truncate: require_truncate(),
		Comparator: require_comparator(),
		Range: require_range(),
		satisfies: require_satisfies(),
		toComparators: require_to_comparators(),
		maxSatisfying: require_max_satisfying(),
		minSatisfying: require_min_satisfying(),
		minVersion: require_min_version(),
		validRange: require_valid(),
		outside: require_outside(),
		gtr: require_gtr(),
		ltr: require_ltr(),
		intersects: require_intersects(),
		simplifyRange: require_simplify(),
		subset: require_subset(),
		SemVer,
		re: internalRe.re,
		src: internalRe.src,
		tokens: internalRe.t,
		SEMVER_SPEC_VERSION: constants.SEMVER_SPEC_VERSION,
		RELEASE_TYPES: constants.RELEASE_TYPES,
		compareIdentifiers: identifiers.compareIdentifiers,
		rcompareIdentifiers: identifiers.rcompareIdentifiers
	};
}));
// src/ports/time.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
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
* a builder, which buildx reads from a file (builder/builder-certificates.ts).
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
// src/inputs/builder-endpoint.ts
/** Drivers of buildx. `cloud` exists only in the buildx of Docker Build Cloud. */
const drivers = [
	"docker-container",
	"remote",
	"kubernetes",
	"docker",
	"cloud"
];
/** Whether a driver connects to a BuildKit that exists already: only the connection belongs to the job. */
const isConnected = (driver) => driver === "remote" || driver === "cloud";
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
		if (scheme !== "kubernetes" || !URL.canParse(endpoint) || !isEscaped(endpoint)) return {
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
/** Whether every % begins the escape of UTF-8 bytes, as `parseKubernetes` requires. */
function isEscaped(text) {
	try {
		return true;
	} catch {
		return false;
	}
}
const kubernetesFix = "Write kubernetes:///NAME?kubeconfig=/PATH, or leave endpoint out; the namespace belongs into driver-opts: namespace=NAME.";
/** Parses an endpoint that `explainEndpoint` accepts. */
function parseKubernetes(endpoint) {
	const { pathname, searchParams } = new URL(endpoint);
	return {
		deployment: searchParams.get("deployment") || decodeURIComponent(pathname).replace(/^\/+/, ""),
		kubeconfig: searchParams.get("kubeconfig") ?? "",
		unknown: [...searchParams.keys()].filter((key) => key !== "deployment" && key !== "kubeconfig")
	};
}
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
// src/builder/builder-spec.ts
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
/** The builder that the inputs describe, or Tagboat's own. The user's flags and network replace Tagboat's. */
function specify(description, { hostNetwork, config }, { allow, platforms }) {
	const driver = description?.driver ?? "docker-container";
	const flags = description !== void 0 && starts(driver) && allow.includes("security.insecure") ? insecureFlags : "";
	return {
		driver,
		nodes: fixFirst(description?.nodes ?? [plainNode], platforms).map((node) => {
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
/** Processors that execute programs of both architectures. */
const families = /* @__PURE__ */ new Map([["386", "amd64"], ["arm", "arm64"]]);
const familyOf = (platform) => {
	const [, architecture = ""] = platform.split("/");
	return families.get(architecture) ?? architecture;
};
/**
* Gives the first node the requested platforms that the other nodes do not have. Without it, buildx prefers the first node for every
* platform that it can execute, also by emulation (docker/buildx, `nodeResolver.get`). Only platforms of one architecture are given,
* since of several it is unknown which ones the node has, and none beside another node without platforms.
*/
function fixFirst(nodes, requested) {
	const [first, ...others] = nodes;
	if (first === void 0 || others.length === 0 || first.platforms.length > 0) return nodes;
	if (others.some((node) => node.platforms.length === 0)) return nodes;
	const fixed = new Set(others.flatMap((node) => node.platforms.map(familyOf)));
	const platforms = [...new Set(requested)].filter((platform) => !fixed.has(familyOf(platform)));
	return new Set(platforms.map(familyOf)).size === 1 ? [{
		...first,
		platforms
	}, ...others] : nodes;
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
const isTagboatBuilder = (name) => /^tagboat-(?:kept-[0-9a-f]{16}|[a-z0-9]{6})$/.test(name);
// src/builder/known-builders.ts
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
	const others = [...(await listCreated(ports.files, buildxConfig)).filter((name) => !isTagboatBuilder(name)), "default"].filter((name) => known.every((builder) => builder.name !== name));
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
// src/docker/docker-hub-mirror.ts
/** Google's public mirror of images on Docker Hub ("Pull cached Docker Hub images" in the documentation of Artifact Registry). */
const mirrorHost = "mirror.gcr.io";
/**
* Whether docker reports that Docker Hub refuses a pull because of its rate limit: `toomanyrequests`, with or without an explanation
* (docs.docker.com, "Docker Hub pull usage and limits"), or no more than `unknown:`, which users of ARM runners report
* (docker/setup-buildx-action#395, vllm-project/vllm-ascend#10818).
*/
const isHubLimit = (text) => /toomanyrequests|\b429 Too Many Requests|pull rate limit|\bunknown:\s*$/im.test(text);
/** The same image in Google's mirror of Docker Hub; undefined for other registries. A tag there may lag behind Docker Hub's. */
function mirrorOf(image) {
	const { repository, tag = "latest", digest } = tryParseReference(image) ?? {};
	if (repository?.host !== "docker.io") return void 0;
	return `${mirrorHost}/${repository.path}${digest === void 0 ? `:${tag}` : `@${digest}`}`;
}
/** As `mirrorOf`, only for an image with a digest, which the mirror serves unchanged. */
const exactMirrorOf = (image) => separateReference(image).digest === void 0 ? void 0 : mirrorOf(image);
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
/** Replaces errors that a cancellation has caused by one, and keeps those that name tags left behind. */
function explainCancel(problems) {
	const { code } = cancelledMeanwhile();
	if (!problems.some((problem) => problem.code === code)) return problems;
	const left = problems.filter((problem) => problem.code === "left-behind");
	return [left.length === 0 ? cancelledEarly() : cancelledMeanwhile(), ...left];
}
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
	if (request.mustEnd) return send(http, cancellation, request);
	return http({
		...request,
		signal: request.signal ? AbortSignal.any([signal, request.signal]) : signal
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
// src/builder/create-builder.ts
/** The image of the docker-container driver (docker/buildx, util/bkimage). */
const defaultImage = "moby/buildkit:buildx-stable-1";
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
		const mirror = mirrorOf(image);
		if (mirror === void 0) return node;
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
const imageOf = ({ driverOpts }) => driverOpts.find(({ key }) => key === "image")?.value || defaultImage;
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
		const error = options.drawsProgress ? "inherit" : "pipe";
		const child = spawn(command, args, {
			env,
			cwd: options.cwd,
			stdio: [
				"pipe",
				"pipe",
				error
			],
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
		child.stdin?.once("error", () => void 0);
		child.stdin?.end(options.input ?? "");
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
	if (stream === null) return () => "";
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
		makeFolders: (path) => explainWrite(path, async () => void await mkdir(path, { recursive: true })),
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
		let { bytesRead } = await readInto(file, buffer);
		while (bytesRead > 0) {
			if (signal?.aborted) throw cancelledError();
			hash.update(buffer.subarray(0, bytesRead));
			bytesRead = (await readInto(file, buffer)).bytesRead;
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
		const { bytesRead, buffer } = await readInto(file, Buffer.allocUnsafe(65536));
		if (bytesRead === 0) return Buffer.concat(chunks);
		length += bytesRead;
		if (length > limit) throw new TagboatError(fileTooLarge(path, limit));
		chunks.push(buffer.subarray(0, bytesRead));
	}
}
/** Names the length: without it Node before 20.11 reads nothing. */
const readInto = (file, buffer) => file.read(buffer, 0, buffer.length);
function describeKind(stats) {
	if (stats.isFIFO()) return "a named pipe";
	if (stats.isCharacterDevice() || stats.isBlockDevice()) return "a device";
	return "a socket";
}
export { builderNotDescribed as $, contentMissing as A, credentialKey as At, isHubLimit as B, booleanAt as Bt, hurryHttp as C, isSame as Ct, cancelled as D, parseRepository as Dt, HttpFailure as E, parseReference as Et, notVerified as F, countFitting as Ft, specify as G, stringAt as Gt, findOtherBuilders as H, isRecord as Ht, platformsMissing as I, formatBytes as It, createBuildx as J, canonicalJson as K, reliedOn as L, formatDuration as Lt, leftBehind as M, isHubDomain as Mt, maybeLeftBehind as N, isHubLoginHost as Nt, cancelledEarly as O, separateReference as Ot, notPublished as P, serverOf as Pt, badNodes as Q, warnUnmasked as R, arrayAt as Rt, hurryClock as S, isDigest as St, unlessCancelled as T, keyOf as Tt, findPlatforms as U, numberAt as Ut, findBuilders as V, compact as Vt, nameKept as W, parseJson as Wt, outputOf as X, createDocker as Y, badBuildkitdConfig as Z, createBuilder as _, require_semver as _t, explainWrite as a, drivers as at, cancelledError as b, findTagColon as bt, isDiskFull as c, addGitConfig as ct, assetName as d, identityVariables as dt, closedBuildkitdConfig as et, buildxFile as f, trustedDirectories as ft, bootBuilder as g, sleep as gt, releaseUrl as h, isoFromText as ht, createRunner as i, driverOfEndpoint as it, explainCancel as j, dockerHub as jt, cancelledMeanwhile as k, tryParseReference as kt, outputsUnwritten as l, cacheVariables as lt, parseChecksums as m, isoFromMillis as mt, createExec as n, keptBuilderBroken as nt, debug as o, explainEndpoint as ot, buildxReleases as p, epochSeconds as pt, hashText as q, createLog as r, ownBuilderTooWeak as rt, createRedactor as s, isConnected as st, createFiles as t, engineNeedsContext as tt, programDiskFull as u, childEnvironment as ut, imageOf as v, digestAt as vt, stopHttp as w, isTag as wt, createCancellation as x, formatReference as xt, removeBuilder as y, distinctOf as yt, exactMirrorOf as z, at as zt };
