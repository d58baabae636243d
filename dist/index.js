import { r as __toESM, t as __commonJSMin } from "./chunks/rolldown-runtime.js";
import { $ as stopHttp, A as isSame, At as maybeLeftBehind, B as isHubLoginHost, Bt as formatDuration, C as createDocker, Ct as createRedactor, D as findTagColon, Dt as cancelledMeanwhile, E as distinctOf, Et as cancelledEarly, F as separateReference, Ft as isDiskFull, G as cacheVariables, H as createFiles, I as tryParseReference, It as outputsUnwritten, J as trustedDirectories, K as childEnvironment, L as credentialKey, Lt as programDiskFull, M as keyOf, Mt as notVerified, N as parseReference, Nt as platformsMissing, O as formatReference, Ot as contentMissing, P as parseRepository, Pt as reliedOn, Q as hurryHttp, R as dockerHub, Rt as countFitting, S as createBuildx, St as throwAll, T as digestAt, Tt as cancelled, U as createExec, V as serverOf, W as addGitConfig, X as createCancellation, Y as cancelledError, Z as hurryClock, _ as driverOfEndpoint, _t as describeProblem, a as normalizeReference, at as epochSeconds, b as canonicalJson, bt as settleAll, c as badNodes, ct as arrayAt, d as keptBuilderBroken, dt as compact, et as unlessCancelled, f as ownBuilderTooWeak, ft as isRecord, g as specify, gt as TagboatError, h as nameKept, ht as stringAt, i as removeBuilder, it as createRunner, j as isTag, jt as notPublished, k as isDigest, kt as leftBehind, l as builderNotDescribed, lt as at, m as findOtherBuilders, mt as parseJson, n as createBuilder, nt as clock, o as pinnedDigest, ot as isoFromMillis, p as findBuilders, pt as numberAt, q as identityVariables, r as imageOf, rt as createLog, s as badBuildkitdConfig, st as isoFromText, t as bootBuilder, tt as HttpFailure, u as closedBuildkitdConfig, ut as booleanAt, v as drivers, vt as explainError, w as outputOf, wt as warnUnmasked, x as hashText, xt as summarize$1, y as explainEndpoint, yt as problemsOf, z as isHubDomain, zt as formatBytes } from "./chunks/create-builder.js";
import { t as getProxyUrl } from "./chunks/proxy.js";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { BlockList, isIP } from "node:net";
import { Readable } from "node:stream";
import { createSecureContext, rootCertificates } from "node:tls";
import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join, normalize, posix, relative, resolve, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import { lookup } from "node:dns/promises";
import { pipeline } from "node:stream/promises";
import vm from "node:vm";
import { homedir, tmpdir } from "node:os";
// src/ports/garbage-collection.ts
/**
* Makes V8 collect short-lived objects early. A blob that is streamed passes through thousands of buffers of 64 KiB, which
* V8 frees only when it collects its young generation, and by default it lets that grow. Peak of resident
* memory with one blob of 1 GiB, Node 24: 162 to 164 MB by default (3 runs), 114 to 155 MB without the growth, 101 to 123 MB
* with both (12 runs), in the same time. A V8 without one of the flags prints a message on standard error, and goes on.
*/
function limitGarbage() {
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--minor-gc-task-trigger=20");
}
// src/ports/github-client.ts
/** Milliseconds. A throttled request is not retried if GitHub requests a wait longer than `longestWait`. */
const limits$1 = {
	request: 15e3,
	longestWait: 3e4,
	pause: 1e3
};
/**
* Uses the runner's toolkit, which supports proxies. It is loaded on the first request, because most runs
* do not use it. `apiUrl` must be the address in GITHUB_API_URL, if that is set, because the toolkit decides by it whether
* to use a proxy.
*/
function createConnectGithub(clock, timeout = limits$1.request, cancelled = new AbortController().signal) {
	return ({ apiUrl, token }) => {
		let loading;
		const attempt = async (route, parameters) => {
			loading ??= loadRequest(apiUrl, token);
			const request = await loading;
			const signal = AbortSignal.any([AbortSignal.timeout(timeout), cancelled]);
			const tried = await ask(() => request(`GET ${route}`, {
				...parameters,
				request: { signal }
			}), token);
			return tried.answer.kind === "silent" && signal.aborted ? late(timeout) : tried;
		};
		return { async get(route, parameters) {
			const first = await attempt(route, parameters);
			const wait = chooseWait$1(first, clock.now());
			if (wait === void 0 || cancelled.aborted) return first.answer;
			await clock.sleep(wait);
			return (await attempt(route, parameters)).answer;
		} };
	};
}
async function loadRequest(apiUrl, token) {
	const { getOctokit } = await import("./chunks/github.js");
	const quiet = () => void 0;
	return getOctokit(token, {
		baseUrl: apiUrl,
		log: {
			debug: quiet,
			info: quiet,
			warn: quiet,
			error: quiet
		}
	}).request;
}
const late = (timeout) => ({
	answer: {
		kind: "silent",
		message: `nothing came within ${timeout / 1e3} s`
	},
	headers: {}
});
/** Octokit throws for an unsuccessful status with the answer in `response`, and without it for a broken connection. */
async function ask(request, token) {
	try {
		return {
			answer: {
				kind: "found",
				body: (await request()).data
			},
			headers: {}
		};
	} catch (error) {
		const message = (error instanceof Error ? error.message : String(error)).replaceAll(token, "***");
		const response = isRecord(error) ? error.response : void 0;
		if (!isRecord(response) || typeof response.status !== "number") return {
			answer: {
				kind: "silent",
				message
			},
			headers: {}
		};
		const headers = isRecord(response.headers) ? response.headers : {};
		return {
			answer: {
				kind: "refused",
				status: response.status,
				message
			},
			headers
		};
	}
}
/**
* Milliseconds until a retry makes sense, or undefined. A throttled request (403 or 429) has its wait in
* `retry-after` or, if the limit is used up, in `x-ratelimit-reset` ("Rate limits for the REST API").
*/
function chooseWait$1({ answer, headers }, now) {
	if (answer.kind === "found") return void 0;
	if (answer.kind === "silent" || answer.status >= 500) return limits$1.pause;
	if (answer.status !== 403 && answer.status !== 429) return void 0;
	const asked = readSeconds(headers["retry-after"]);
	const reset = headers["x-ratelimit-remaining"] === "0" ? readSeconds(headers["x-ratelimit-reset"]) : void 0;
	const wait = asked ?? (reset === void 0 ? void 0 : Math.max(0, reset - now));
	return wait === void 0 || wait > limits$1.longestWait ? void 0 : wait;
}
/** A header of whole seconds, as milliseconds. */
function readSeconds(header) {
	return typeof header === "string" && /^\d{1,12}$/.test(header) ? Number(header) * 1e3 : void 0;
}
// src/memoize.ts
/**
* Calls `create` once for each key, and returns that result to every later call with an equal key. Concurrent callers of an
* asynchronous `create` share one promise. A `create` that throws synchronously is called again.
*/
function memoize(keyOf, create, { cache = /* @__PURE__ */ new Map(), keep = "all" } = {}) {
	return (...args) => {
		const key = keyOf(...args);
		const known = cache.get(key);
		if (known !== void 0) return known;
		const result = create(...args);
		cache.set(key, result);
		if (keep === "in-flight" && result instanceof Promise) {
			const drop = () => void cache.delete(key);
			result.then(drop, drop);
		}
		return result;
	};
}
/** Returns its argument: the key of a memoized function of one string. */
const sameKey = (key) => key;
// src/ports/http-agents.ts
const http$1 = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");
/** The addresses of a host, from the operating system. */
const resolveHost = async (host) => {
	try {
		return (await lookup(host, { all: true })).map(({ address }) => address);
	} catch {
		return [];
	}
};
function createAgents() {
	const untrusted = {
		ca: [],
		bundled: true,
		client: [],
		verify: true
	};
	const agentsOf = memoize((tls) => tls, (tls) => memoize((url) => url.origin, (url) => createAgent(url, tls)));
	return (url, tls = untrusted) => agentsOf(tls)(url);
}
async function createAgent(url, tls) {
	const agent = await openAgent(url);
	if (url.protocol !== "https:") return agent;
	const ca = tls.bundled ? [...rootCertificates, ...tls.ca] : [...tls.ca];
	const client = {
		cert: tls.client.map(({ cert }) => cert),
		key: tls.client.map(({ key }) => key)
	};
	const secureContext = createSecureContext({
		ca,
		...tls.client.length > 0 ? client : {}
	});
	if (!("options" in agent) || typeof agent.options !== "object" || !agent.options) throw new Error("An agent without options.");
	Object.assign(agent.options, {
		secureContext,
		rejectUnauthorized: tls.verify
	});
	return agent;
}
/** A direct connection, or one through the proxy of the environment. Only a proxy needs the toolkit's client, which loads undici. */
async function openAgent(url) {
	if (getProxyUrl(url)) {
		const { HttpClient } = await import("./chunks/lib.js");
		return new HttpClient("tagboat", [], { keepAlive: true }).getAgent(url.href);
	}
	const options = {
		keepAlive: true,
		maxSockets: 100
	};
	return url.protocol === "https:" ? new https.Agent(options) : new http$1.Agent(options);
}
// src/ports/pace.ts
/**
* Limits the time of a small body. A server that sends one byte at a time would otherwise never reach the idle time-out.
* A body whose last chunk is late is accepted.
*/
async function* limitTime(chunks, pace, now) {
	let waited = 0;
	for await (const { chunk, wait } of measure$1(chunks, now)) {
		if (waited > pace.body) throw new HttpFailure("BODY_TIMEOUT", `The answer did not end within ${pace.body / 1e3} s.`);
		waited += wait;
		yield chunk;
	}
}
/** Limits how slowly a large body may arrive. */
async function* limitPace(chunks, pace, now) {
	const check = createCheck(pace);
	for await (const { chunk, wait } of measure$1(chunks, now)) {
		check(chunk, wait);
		yield chunk;
	}
}
/** Limits how slowly a large body may be sent: the time that its reader takes counts. */
async function* limitSending(chunks, pace, now) {
	const check = createCheck(pace);
	for await (const chunk of chunks) {
		const before = now();
		yield chunk;
		check(chunk, now() - before);
	}
}
function createCheck({ window, least }) {
	let [waited, bytes] = [0, 0];
	return (chunk, wait) => {
		waited += wait;
		bytes += chunk.byteLength;
		if (waited < window) return;
		if (bytes < least) throw new HttpFailure("TOO_SLOW", `Fewer than ${least} bytes were transferred in ${window / 1e3} s.`);
		waited = 0;
		bytes = 0;
	};
}
/** Each chunk with the time that it took to arrive, without the reader's own time. */
async function* measure$1(chunks, now) {
	let from = now();
	for await (const chunk of chunks) {
		yield {
			chunk,
			wait: now() - from
		};
		from = now();
	}
}
// src/ports/node-http.ts
const usualLimits = {
	connect: 1e4,
	idle: 6e4,
	head: 12e4,
	body: 3e4,
	window: 6e4,
	least: 65536
};
/** Limits for draining an unread body to keep its connection, in bytes and ms; beyond them the connection is closed. */
const worthDraining = {
	bytes: 1 << 20,
	time: 5e3
};
/**
* The Http port. The runner's toolkit chooses the proxy (HTTPS_PROXY, NO_PROXY, loopback direct); the request itself is made
* here, for control of its time-outs and streams.
*/
function createHttp(given = {}) {
	const limits = {
		...usualLimits,
		...given
	};
	const findAgent = createAgents();
	return async (request) => {
		const agent = await findAgent(new URL(request.url), request.tls);
		const first = await exchange$1(request, agent, limits);
		const answer = first === "stale" ? await exchange$1(request, agent, limits) : first;
		if (answer === "stale") throw new HttpFailure("ECONNRESET", "The connection was closed.");
		return answer;
	};
}
function exchange$1(request, agent, limits) {
	return new Promise((resolve, reject) => {
		const url = new URL(request.url);
		const start = url.protocol === "https:" ? https.request : http$1.request;
		const headers = {
			"user-agent": "tagboat",
			...request.headers
		};
		const { method, signal } = request;
		const sent = start(url, {
			agent,
			method,
			headers,
			...signal && { signal }
		});
		watch(sent, url.protocol === "https:", limits);
		watchHead(sent, request.body, limits.head);
		let fault;
		sent.on("response", (message) => {
			message.once("end", () => sent.writableEnded || sent.destroy());
			const limit = request.isLarge ? limitPace : limitTime;
			resolve(describeResponse(message, (chunks) => limit(chunks, limits, Date.now), () => fault, signal));
		});
		sent.on("error", (error) => {
			fault = error;
			const whole = typeof request.body !== "function";
			if (sent.reusedSocket && whole && readCode(error) === "ECONNRESET") resolve("stale");
			else reject(describeFailure$1(error, signal));
		});
		sendBody(sent, request.body, limits);
	});
}
function sendBody(sent, body, limits) {
	if (body === void 0) sent.end();
	else if (body instanceof Uint8Array) sent.setHeader("content-length", body.byteLength).end(body);
	else pipeline(Readable.from(limitSending(body(), limits, Date.now), { highWaterMark: 2 }), sent).catch((error) => sent.destroy(toError(error)));
}
function watch(sent, secure, limits) {
	const timer = setTimeout(() => {
		sent.destroy(new HttpFailure("CONNECT_TIMEOUT", `No connection within ${limits.connect / 1e3} s.`));
	}, limits.connect);
	const connected = () => clearTimeout(timer);
	sent.on("socket", (socket) => {
		if (sent.reusedSocket || !secure && !socket.connecting) connected();
		else socket.once(secure ? "secureConnect" : "connect", connected);
	});
	whenAnswered(sent, connected);
	sent.setTimeout(limits.idle, () => {
		sent.destroy(new HttpFailure("IDLE_TIMEOUT", `Nothing was sent or received for ${limits.idle / 1e3} s.`));
	});
}
/** Limits the time for the answer's head, even if it arrives byte by byte or after interim answers. */
function watchHead(sent, body, limit) {
	let timer;
	const start = () => {
		timer ??= setTimeout(() => {
			sent.destroy(new HttpFailure("HEAD_TIMEOUT", `The answer's head did not end within ${limit / 1e3} s.`));
		}, limit);
	};
	if (typeof body === "function") sent.once("finish", start);
	else start();
	whenAnswered(sent, () => clearTimeout(timer));
}
/** Covers every end of a request: one that fails before it is connected, like behind an unreachable proxy, emits no `close`. */
function whenAnswered(sent, act) {
	sent.once("response", act).once("close", act).once("error", act);
}
function describeResponse(message, limit, fault, signal) {
	message.on("error", () => void 0);
	const headers = {};
	for (const [name, value] of Object.entries(message.headers)) if (value !== void 0) headers[name] = Array.isArray(value) ? value.join(", ") : value;
	return {
		status: message.statusCode ?? 0,
		headers,
		body: readChunks(message, limit, fault, signal),
		discard: () => drain(message)
	};
}
/** Drains an unread body within limits; one without a length may be endless. */
function drain(message) {
	if (message.readableEnded || message.destroyed) return;
	if (Number(message.headers["content-length"] ?? 0) > worthDraining.bytes) {
		message.destroy();
		return;
	}
	let left = worthDraining.bytes;
	const timer = setTimeout(() => message.destroy(), worthDraining.time);
	message.once("close", () => clearTimeout(timer));
	message.on("data", (chunk) => {
		left -= toBytes(chunk).byteLength;
		if (left < 0) message.destroy();
	});
	message.resume();
}
async function* readChunks(message, limit, fault, signal) {
	try {
		yield* limit(toChunks(message));
	} catch (error) {
		throw describeFailure$1(fault() ?? toError(error), signal);
	}
}
async function* toChunks(message) {
	for await (const chunk of message) yield toBytes(chunk);
}
function toBytes(chunk) {
	return chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk));
}
function toError(error) {
	return error instanceof Error ? error : new HttpFailure(readCode(error) ?? "UNKNOWN", String(error));
}
function describeFailure$1(error, signal) {
	if (signal?.aborted) return signal.reason instanceof HttpFailure ? signal.reason : new HttpFailure("CANCELLED", "The run was cancelled.");
	return error instanceof HttpFailure ? error : new HttpFailure(readCode(error) ?? "UNKNOWN", error.message);
}
function readCode(error) {
	return isRecord(error) && typeof error.code === "string" ? error.code : void 0;
}
// src/model/platform.ts
/** `os/architecture`, with an optional variant. */
const form = /^([a-z0-9]+)\/([a-z0-9_-]+)(?:\/([a-z0-9.]+))?$/;
/** Aliases of architectures, some with a variant. */
const aliases = /* @__PURE__ */ new Map([
	["i386", ["386"]],
	["x86_64", ["amd64"]],
	["x86-64", ["amd64"]],
	["aarch64", ["arm64"]],
	["armhf", ["arm", "v7"]],
	["armel", ["arm", "v6"]]
]);
/** The variant that an index has for `architecture/variant`; '' if the index omits it. */
const variants$1 = /* @__PURE__ */ new Map([
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
* `linux/arm/v7` there. Undefined if the text is not a platform.
*/
function normalizePlatform(text) {
	const [, os, written = "", variantText = ""] = form.exec(text.toLowerCase()) ?? [];
	if (os === void 0) return void 0;
	const [architecture, meant = variantText] = aliases.get(written) ?? [written];
	const variant = variants$1.get(`${architecture}/${meant}`) ?? meant;
	return [
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/");
}
// src/bake/bake-target.ts
/** The value of a string field; empty if the field is missing. */
function textOf$1(target, field) {
	const value = target[field];
	return typeof value === "string" ? value : "";
}
/** The strings in a list field. */
function listOf(target, field) {
	const value = target[field];
	if (!Array.isArray(value)) return [];
	return value.filter((item) => typeof item === "string");
}
/** The strings in a map field by key. Keys without a string value are left out. */
function recordOf(target, field) {
	const value = target[field];
	if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
	return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === "string"));
}
/** The target's platforms, normalized. Empty means the builder's own platform. */
const platformsOf = (target) => listOf(target, "platforms").map((platform) => normalizePlatform(platform) ?? platform);
/** The targets that this one depends on directly, by context name: its contexts of the form `target:NAME`. */
function basesOf(target) {
	const contexts = Object.entries(recordOf(target, "contexts"));
	return new Map(contexts.flatMap(([name, value]) => {
		const base = baseNamedBy(value);
		return base === void 0 ? [] : [[name, base]];
	}));
}
/** NAME for a context of the form `target:NAME`; undefined for any other. */
const baseNamedBy = (context) => /^target:(.*)$/s.exec(context)?.[1];
/** The name of the only target if there is no bake file. */
const singleTarget = "image";
/**
* All targets in build order: dependencies first, otherwise the chosen targets in their order. Bake refuses cycles; the order within
* a cycle is unspecified.
*/
function buildOrder(definition) {
	const order = /* @__PURE__ */ new Set();
	const names = [...definition.chosen, ...definition.targets.keys()];
	for (const name of names) visit(definition, name, /* @__PURE__ */ new Set(), order);
	return [...order];
}
/** The direct and transitive dependencies of a target, in build order, without the target itself. */
function dependenciesOf$1(definition, name) {
	const order = /* @__PURE__ */ new Set();
	visit(definition, name, /* @__PURE__ */ new Set(), order);
	order.delete(name);
	return [...order];
}
function visit(definition, name, entered, order) {
	const target = definition.targets.get(name);
	if (target === void 0 || entered.has(name) || order.has(name)) return;
	entered.add(name);
	for (const base of basesOf(target).values()) visit(definition, base, entered, order);
	order.add(name);
}
// src/edit-distance.ts
/** Letters to add, leave out, replace or swap with their neighbour (the optimal string alignment distance). */
function editDistance(one, other) {
	let before = [];
	let last = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let row = 1; row <= one.length; row += 1) {
		const next = [row];
		for (let column = 1; column <= other.length; column += 1) {
			const isSame = one[row - 1] === other[column - 1];
			const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			next.push(Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1), isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
		}
		before = last;
		last = next;
	}
	return last[other.length] ?? 0;
}
// src/errors/tags.ts
/** `Input tags, line 'type=foo', column 6`. */
function describeWhere({ input, line, column }) {
	return `Input ${input}, line '${line}'${column === void 0 ? "" : `, column ${column}`}`;
}
const list$1 = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
function problem(code, where, why, fix) {
	return {
		code,
		what: `${describeWhere(where)}: ${why}.`,
		fix
	};
}
function badQuotes(where) {
	return problem("tag-quotes", where, "a quotation mark is in the wrong place or not closed", "Put the quotation marks around the whole item, \"value=a,b\", and write \"\" for one inside it.");
}
function unknownType(where, type, types) {
	return problem("tag-type", where, `there is no type '${type}'`, `Use ${list$1(types)}.`);
}
function unknownKey(where, key, keys) {
	const near = keys.find((known) => key.length > 3 && editDistance(key, known) === 1);
	const fix = near === void 0 ? "" : ` Write '${near}' if you mean that one.`;
	return problem("tag-attribute", where, `there is no attribute '${key}'`, `Use ${list$1(keys)}.${fix}`);
}
function missingKey(where, key, example) {
	return problem("tag-attribute", where, `attribute '${key}' is missing`, `Write for example '${example}'.`);
}
/**
* A line of input tags is one tag; `value` is the second one in it. docker/metadata-action takes the last, so that `raw,1.2` gives `1.2`
* there. Where `first` is the name of a type, the user probably meant the type.
*/
function severalValues(where, first, value, types) {
	const why = `'${value}' is a second tag on the line, which would replace the first`;
	const type = first === "raw" ? `type=raw,value=${value}` : `type=${first}`;
	return problem("tag-several", where, why, types.includes(first) ? `If '${first}' is meant as the type, write ${type}; otherwise write one tag per line.` : "Write one tag per line; put an item that contains a comma in quotation marks, \"value=a,b\".");
}
/** An attribute has an invalid value; `choices` are the valid ones. */
function badChoice(where, key, value, choices) {
	return problem("tag-value", where, `'${value}' is not a value of '${key}'`, `Use ${list$1(choices)}.`);
}
function notBoolean(where, key, value, written) {
	return problem("tag-boolean", where, `'${value}'${value === written ? "" : ` (from '${written}')`} is not a boolean for '${key}'`, "Use true or false.");
}
function notNumber(where, key, value, example) {
	return problem("tag-number", where, `'${value}' is not a value of '${key}'`, `Use a number, ${example}.`);
}
function badRegex(where, source, why) {
	return problem("tag-regex", where, `'${source}' is not a regular expression: ${why}`, "Use a JavaScript regular expression, like v(\\d+\\.\\d+), or /.../i with flags.");
}
/** The expression has fewer groups than the rule uses. */
function noSuchGroup(where, group, groups) {
	const fix = `Use group=${groups === 0 ? "0, the whole match" : `0 to ${groups}`}, or put ( ) around the part to capture.`;
	return problem("tag-regex", where, `there is no group ${group}: the pattern has ${groups}`, fix);
}
function slowRegex(where, source, text) {
	return problem("tag-regex-slow", where, `'${source}' took more than a second on '${text}' and was stopped`, "Remove the repetition inside a repetition: write a+ in place of (a+)+.");
}
function badTemplate(where, why, fix) {
	return problem("tag-expression", where, why, fix);
}
function unknownName(where, name, names) {
	return problem("tag-expression", where, `there is no expression '${name}' here`, `Use ${list$1(names)}.`);
}
/** The expression is about the image that input from names, but the step has no such image, or needs the value before it reads it. */
function sourceUnknown(where, name, hasSource) {
	return problem("tag-source", where, hasSource ? `{{${name}}} has a value in tags, flavor and annotations only` : `{{${name}}} is about the image that input from names, but this step builds one`, hasSource ? "Replace it with the name itself." : "Remove it; for the name of a git tag, use {{tag}}.");
}
function badDateFormat(where, helper, why) {
	return problem("tag-date", where, `{{${helper}}} ${why}`, `Write for example {{${helper} 'YYYYMMDD'}}.`);
}
function badTimeZone(where, zone) {
	return problem("tag-time-zone", where, `there is no time zone '${zone}'`, "Use a name from the time zone database, like tz='Europe/Paris' or tz='UTC'.");
}
function noImageName(where) {
	return problem("image-name", where, "it has no name", "Write for example 'name=ghcr.io/acme/app,enable=true'.");
}
/** Parses each line, and throws the problems of all lines together. */
function parseEach(lines, parse) {
	const problems = [];
	const parsed = [];
	for (const line of lines) try {
		parsed.push(parse(line));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
	}
	throwAll(problems);
	return parsed;
}
/** A raw value with a colon that cannot be a reference. */
function badReference(where, why, fix) {
	return {
		code: "tag-reference",
		what: `${describeWhere(where)}: a value with ':' is a full reference, and ${why}.`,
		fix
	};
}
/** A line is an image name without a tag; `slug` is the tag that it would become. */
function nameInTags(where, name, slug) {
	return {
		code: "tag-reference",
		what: `${describeWhere(where)}: an image name without a tag would become the tag '${slug}'.`,
		fix: `Write '${name}:latest', or '${name}' in input images. If the tag is meant, write 'type=raw,value=${name}'.`
	};
}
/** Adds the line of the reference to a problem with its name. */
const inReferenceName = (where, problem) => ({
	...problem,
	what: `${describeWhere(where)}. ${problem.what}`
});
/** `names` are those that the step publishes. */
function foreignReference(reference, name, names) {
	return {
		code: "tag-reference-name",
		what: `Input tags has '${reference}', but '${name}' is not one of the image names of this step: ${names.map((each) => `'${each}'`).join(", ") || "none for this event"}.`,
		fix: `Add '${name}' to input images, or leave images unset: then the names come from the references in tags.`
	};
}
/** `tags` apply to every name of the image, but no reference provides a name. */
function tagsWithoutName(tags) {
	return {
		code: "tag-reference-name",
		what: `The names of the image come from the references in input tags, all of which are disabled for this event, so ${tags.map((tag) => `'${tag}'`).join(", ")} would have no name.`,
		fix: "Set input images, for example to ghcr.io/acme/app."
	};
}
// src/errors/plan.ts
/** `Event 'push' on branch 'main' gets no tag by default` */
function describeNone({ event, ref }, ownTags) {
	return `event '${event}' on ${ref.kind === "pull" ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`} gets no tag${ownTags ? " from the rules in input tags" : " by default"}`;
}
/** A rule that gives a tag on any ref of this kind. */
function exampleRule({ ref }) {
	if (ref.kind === "other") return "type=raw,value=test";
	return `type=ref,event=${ref.kind === "pull" ? "pr" : ref.kind}`;
}
/** A literal value gives no tag, and neither does any other rule. `what` describes the value. */
function valueWithoutTag(what) {
	return {
		code: "value-without-tag",
		what: `${what} No other rule gives a tag, so nothing would be published.`,
		fix: "Give it a value: {{version}} of semver needs three numbers, like 1.4.0, and pep440 accepts 1.4. If it may be empty, write if: on the step, or add a rule that gives a tag without it."
	};
}
/** A promotion without a tag would do nothing. */
function nothingToPromote(trigger, ownTags) {
	return {
		code: "no-tags",
		what: `Input from names an image to publish, but ${describeNone(trigger, ownTags)}.`,
		fix: "Name the tags in input tags, for example type=raw,value=stable, or skip the step for this event with if:."
	};
}
/** For a warning: the run builds and does not push. */
function nothingTagged(trigger, ownTags) {
	return {
		what: `Nothing is pushed: ${describeNone(trigger, ownTags)}.`,
		fix: ownTags ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: false if that is intended.` : "Name the tags in input tags, for example type=raw,value=test, or set push: false if that is intended."
	};
}
function nothingToPush(trigger, ownTags) {
	return {
		code: "no-tags",
		what: `push is true, but ${describeNone(trigger, ownTags)}.`,
		fix: ownTags ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: auto.` : "Name the tags in input tags, for example type=raw,value=test, or set push: auto."
	};
}
/** push: true, but no chosen target makes an image. */
function nothingButFiles(targets) {
	return {
		code: "no-image",
		what: `push is true, but no chosen target makes an image: ${targets.join(", ")}.`,
		fix: "Choose a target without type=local, type=tar and type=cacheonly in its output, or remove input push."
	};
}
function badEventFile(path) {
	return {
		code: "event-file",
		what: `The event file '${path}' (GITHUB_EVENT_PATH) is not valid JSON.`,
		fix: "Check whether an earlier step changed it; the runner writes it."
	};
}
function unknownRef(event) {
	return {
		code: "ref-unknown",
		what: `The ref of this run (event '${event}') is unknown: neither the environment (GITHUB_REF, GITHUB_SHA) nor git names one.`,
		fix: "Run it in a GitHub workflow, or in a git working copy with a branch checked out."
	};
}
/** An expression before the first `/` of a name, where a value with a dot would name another registry. */
function expressionInHost(where, expression, name) {
	return {
		code: "image-expression",
		what: `${describeWhere(where)}: '${expression}' is before the first '/', where its value could name another registry.`,
		fix: `Write out the registry, like 'docker.io/${name.replace(/^\/+/, "")}'. To choose between registries, write a line for each, with enable=.`
	};
}
/** A block contains text that cannot be part of one component of a name. */
function textInBlock(where, text) {
	const fix = text.includes("/") ? "Move the '/' out of the block, or write a line for each name, with enable=." : "Use lower-case letters and digits, with . _ or - between them.";
	return {
		code: "image-expression",
		what: `${describeWhere(where)}: a block is part of one component of the name, and cannot contain '${text}'.`,
		fix
	};
}
function emptyExpression(where, expression, why) {
	return {
		code: "image-expression-empty",
		what: `${describeWhere(where)}: '${expression}' is empty for this event: ${why}.`,
		fix: "Provide another value with {{#if}}...{{else}}...{{/if}}, or turn the line off for this event with enable=."
	};
}
/** Adds the target and its tag in the bake file, from which the name was read, to `problem`. */
function badOwnName(target, tag, problem) {
	return {
		...problem,
		what: `Target '${target}' has the tag '${tag}' in its bake file. ${problem.what}`
	};
}
function targetWithoutName(target) {
	return {
		code: "image-name",
		what: `The name of target '${target}' has no character of a-z and 0-9, and cannot be part of the name of its image.`,
		fix: "Rename the target, or give it tags of its own in the bake file."
	};
}
/** A line of input images gives all `targets` the same name, `repository`, under the same tags. */
function sharedName(targets, { text, where }, repository, isBuilds) {
	const write = (end) => `images: ${where.line.replace(text, () => `${text}${end}`)}`;
	const below = repository.host === "docker.io" ? "" : ` or ${write("/{{target}}")}`;
	const item = isBuilds ? `, or suffix: -${targets.at(-1)} below an item of builds,` : "";
	return {
		code: "image-name-shared",
		what: `Images ${targets.map((name) => `'${name}'`).join(", ")} would all be published as '${repository.name}', under the same tags: '${text}' in input images has no {{target}}.`,
		fix: `Write ${write("-{{target}}")}${below}, so that each has its own name; or flavor: suffix=-{{target}},onlatest=true${item} for one name with different tags; or choose only one of them.`
	};
}
/** `targets` are the two or more that would publish `reference`. */
function referenceConflict(reference, targets) {
	const names = targets.map((name) => `'${name}'`);
	return {
		code: "reference-conflict",
		what: `Targets ${names.slice(0, -1).join(", ")} and ${names.at(-1)} would publish '${reference}'.`,
		fix: "Use {{target}} in input images, in a reference, or in the prefix or suffix of the tags, so that each has its own."
	};
}
/** `owned.for` is the default branch, releases or both; `owned.template` in `owned.input` reserves the name for them. */
function protectedName(name, owned, trigger) {
	const { ref } = trigger;
	const here = ref.kind === "pull" ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`;
	return {
		code: "protected-name",
		what: `Image name '${name}' is reserved for ${owned.for} by '${owned.template}' in input ${owned.input}, and this is ${here}, by '${trigger.actor}'.`,
		fix: "Give other refs a name that cannot match, for example with dev-{{user}} in place of {{user}}. In a bake file, use this name for no target, tag or cache."
	};
}
// src/model/trigger.ts
/** Parses a full ref name (`refs/heads/x`). */
function parseRef(full) {
	const pull = /^refs\/pull\/(\d+)\//.exec(full);
	if (pull?.[1]) return {
		kind: "pull",
		number: Number(pull[1])
	};
	if (full.startsWith("refs/heads/")) return {
		kind: "branch",
		name: full.slice(11)
	};
	if (full.startsWith("refs/tags/")) return {
		kind: "tag",
		name: full.slice(10)
	};
	return {
		kind: "other",
		name: full
	};
}
/** Whether the ref is the default branch itself: false for a git tag or a pull request, whatever the event. */
function isDefaultBranch(trigger) {
	return trigger.ref.kind === "branch" && trigger.ref.name === trigger.defaultBranch;
}
/** Whether the ref is one of the merge queue's temporary branches. */
const isQueueBranch = ({ ref }) => ref.kind === "branch" && ref.name.startsWith("gh-readonly-queue/");
/** Whether a schedule started the run. */
const isScheduled = ({ cause }) => cause.kind === "schedule";
/** Whether the run is for a pull request, its reviews included. */
const isPullRequest = ({ cause }) => cause.kind === "pull-request";
/** Whether the run is a `pull_request_target`, which builds the base branch's commit unless the workflow checks out another. */
const isPullRequestTarget = ({ cause }) => cause.kind === "pull-request" && cause.variant === "target";
/** The trigger that a push to `ref` would have, to determine the names of such a run. */
function asPush({ action: _action, pullRequest: _pull, ...rest }, ref) {
	return {
		...rest,
		event: "push",
		cause: { kind: "push" },
		ref
	};
}
// src/libraries.ts
const load = createRequire(import.meta.url);
/** For expressions, `{{version}}`. */
const handlebars = () => load("#handlebars");
/** For versions that semver does not read. */
const pep440 = () => load("#pep440");
/** For inputs that are YAML lists, and for compose files. */
const yaml = () => load("#yaml");
/** For a BuildKit configuration in the inputs. */
const toml = () => load("#toml");
// node_modules/dayjs/dayjs.min.js
var require_dayjs_min = /* @__PURE__ */ __commonJSMin(((exports, module, this$6) => {
	(function(t, e) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = e() : "function" == typeof define && define.amd ? define(e) : (t = "undefined" != typeof globalThis ? globalThis : t || self).dayjs = e();
	})(this$6, (function() {
		"use strict";
		var t = 1e3, e = 6e4, n = 36e5, r = "millisecond", i = "second", s = "minute", u = "hour", a = "day", o = "week", c = "month", f = "quarter", h = "year", d = "date", l = "Invalid Date", $ = /^(\d{4})[-/]?(\d{1,2})?[-/]?(\d{0,2})[Tt\s]*(\d{1,2})?:?(\d{1,2})?:?(\d{1,2})?[.:]?(\d+)?$/, y = /\[([^\]]+)]|YYYY|YY|M{1,4}|D{1,2}|d{1,4}|H{1,2}|h{1,2}|a|A|m{1,2}|s{1,2}|Z{1,2}|SSS/g, M = {
			name: "en",
			weekdays: "Sunday_Monday_Tuesday_Wednesday_Thursday_Friday_Saturday".split("_"),
			months: "January_February_March_April_May_June_July_August_September_October_November_December".split("_"),
			ordinal: function(t) {
				var e = [
					"th",
					"st",
					"nd",
					"rd"
				], n = t % 100;
				return "[" + t + (e[(n - 20) % 10] || e[n] || e[0]) + "]";
			}
		}, m = function(t, e, n) {
			var r = String(t);
			return !r || r.length >= e ? t : "" + Array(e + 1 - r.length).join(n) + t;
		}, v = {
			s: m,
			z: function(t) {
				var e = -t.utcOffset(), n = Math.abs(e), r = Math.floor(n / 60), i = n % 60;
				return (e <= 0 ? "+" : "-") + m(r, 2, "0") + ":" + m(i, 2, "0");
			},
			m: function t(e, n) {
				if (e.date() < n.date()) return -t(n, e);
				var r = 12 * (n.year() - e.year()) + (n.month() - e.month()), i = e.clone().add(r, c), s = n - i < 0, u = e.clone().add(r + (s ? -1 : 1), c);
				return +(-(r + (n - i) / (s ? i - u : u - i)) || 0);
			},
			a: function(t) {
				return t < 0 ? Math.ceil(t) || 0 : Math.floor(t);
			},
			p: function(t) {
				return {
					M: c,
					y: h,
					w: o,
					d: a,
					D: d,
					h: u,
					m: s,
					s: i,
					ms: r,
					Q: f
				}[t] || String(t || "").toLowerCase().replace(/s$/, "");
			},
			u: function(t) {
				return void 0 === t;
			}
		}, g = "en", D = {};
		D[g] = M;
		var p = "$isDayjsObject", S = function(t) {
			return t instanceof _ || !(!t || !t[p]);
		}, w = function t(e, n, r) {
			var i;
			if (!e) return g;
			if ("string" == typeof e) {
				var s = e.toLowerCase();
				D[s] && (i = s), n && (D[s] = n, i = s);
				var u = e.split("-");
				if (!i && u.length > 1) return t(u[0]);
			} else {
				var a = e.name;
				D[a] = e, i = a;
			}
			return !r && i && (g = i), i || !r && g;
		}, O = function(t, e) {
			if (S(t)) return t.clone();
			var n = "object" == typeof e ? e : {};
			return n.date = t, n.args = arguments, new _(n);
		}, b = v;
		b.l = w, b.i = S, b.w = function(t, e) {
			return O(t, {
				locale: e.$L,
				utc: e.$u,
				x: e.$x,
				$offset: e.$offset
			});
		};
		var _ = function() {
			function M(t) {
				this.$L = w(t.locale, null, !0), this.parse(t), this.$x = this.$x || t.x || {}, this[p] = !0;
			}
			var m = M.prototype;
			return m.parse = function(t) {
				this.$d = function(t) {
					var e = t.date, n = t.utc;
					if (null === e) return /* @__PURE__ */ new Date(NaN);
					if (b.u(e)) return /* @__PURE__ */ new Date();
					if (e instanceof Date) return new Date(e);
					if ("string" == typeof e && !/Z$/i.test(e)) {
						var r = e.match($);
						if (r) {
							var i = r[2] - 1 || 0, s = (r[7] || "0").substring(0, 3);
							return n ? new Date(Date.UTC(r[1], i, r[3] || 1, r[4] || 0, r[5] || 0, r[6] || 0, s)) : new Date(r[1], i, r[3] || 1, r[4] || 0, r[5] || 0, r[6] || 0, s);
						}
					}
					return new Date(e);
				}(t), this.init();
			}, m.init = function() {
				var t = this.$d;
				this.$y = t.getFullYear(), this.$M = t.getMonth(), this.$D = t.getDate(), this.$W = t.getDay(), this.$H = t.getHours(), this.$m = t.getMinutes(), this.$s = t.getSeconds(), this.$ms = t.getMilliseconds();
			}, m.$utils = function() {
				return b;
			}, m.isValid = function() {
				return !(this.$d.toString() === l);
			}, m.isSame = function(t, e) {
				var n = O(t);
				return this.startOf(e) <= n && n <= this.endOf(e);
			}, m.isAfter = function(t, e) {
				return O(t) < this.startOf(e);
			}, m.isBefore = function(t, e) {
				return this.endOf(e) < O(t);
			}, m.$g = function(t, e, n) {
				return b.u(t) ? this[e] : this.set(n, t);
			}, m.unix = function() {
				return Math.floor(this.valueOf() / 1e3);
			}, m.valueOf = function() {
				return this.$d.getTime();
			}, m.startOf = function(t, e) {
				var n = this, r = !!b.u(e) || e, f = b.p(t), l = function(t, e) {
					var i = b.w(n.$u ? Date.UTC(n.$y, e, t) : new Date(n.$y, e, t), n);
					return r ? i : i.endOf(a);
				}, $ = function(t, e) {
					return b.w(n.toDate()[t].apply(n.toDate("s"), (r ? [
						0,
						0,
						0,
						0
					] : [
						23,
						59,
						59,
						999
					]).slice(e)), n);
				}, y = this.$W, M = this.$M, m = this.$D, v = "set" + (this.$u ? "UTC" : "");
				switch (f) {
					case h: return r ? l(1, 0) : l(31, 11);
					case c: return r ? l(1, M) : l(0, M + 1);
					case o:
						var g = this.$locale().weekStart || 0, D = (y < g ? y + 7 : y) - g;
						return l(r ? m - D : m + (6 - D), M);
					case a:
					case d: return $(v + "Hours", 0);
					case u: return $(v + "Minutes", 1);
					case s: return $(v + "Seconds", 2);
					case i: return $(v + "Milliseconds", 3);
					default: return this.clone();
				}
			}, m.endOf = function(t) {
				return this.startOf(t, !1);
			}, m.$set = function(t, e) {
				var n, o = b.p(t), f = "set" + (this.$u ? "UTC" : ""), l = (n = {}, n[a] = f + "Date", n[d] = f + "Date", n[c] = f + "Month", n[h] = f + "FullYear", n[u] = f + "Hours", n[s] = f + "Minutes", n[i] = f + "Seconds", n[r] = f + "Milliseconds", n)[o], $ = o === a ? this.$D + (e - this.$W) : e;
				if (o === c || o === h) {
					var y = this.clone().set(d, 1);
					y.$d[l]($), y.init(), this.$d = y.set(d, Math.min(this.$D, y.daysInMonth())).$d;
				} else l && this.$d[l]($);
				return this.init(), this;
			}, m.set = function(t, e) {
				return this.clone().$set(t, e);
			}, m.get = function(t) {
				return this[b.p(t)]();
			}, m.add = function(r, f) {
				var d, l = this;
				r = Number(r);
				var $ = b.p(f), y = function(t) {
					var e = O(l);
					return b.w(e.date(e.date() + Math.round(t * r)), l);
				};
				if ($ === c) return this.set(c, this.$M + r);
				if ($ === h) return this.set(h, this.$y + r);
				if ($ === a) return y(1);
				if ($ === o) return y(7);
				var M = (d = {}, d[s] = e, d[u] = n, d[i] = t, d)[$] || 1, m = this.$d.getTime() + r * M;
				return b.w(m, this);
			}, m.subtract = function(t, e) {
				return this.add(-1 * t, e);
			}, m.format = function(t) {
				var e = this, n = this.$locale();
				if (!this.isValid()) return n.invalidDate || l;
				var r = t || "YYYY-MM-DDTHH:mm:ssZ", i = b.z(this), s = this.$H, u = this.$m, a = this.$M, o = n.weekdays, c = n.months, f = n.meridiem, h = function(t, n, i, s) {
					return t && (t[n] || t(e, r)) || i[n].slice(0, s);
				}, d = function(t) {
					return b.s(s % 12 || 12, t, "0");
				}, $ = f || function(t, e, n) {
					var r = t < 12 ? "AM" : "PM";
					return n ? r.toLowerCase() : r;
				};
				return r.replace(y, (function(t, r) {
					return r || function(t) {
						switch (t) {
							case "YY": return String(e.$y).slice(-2);
							case "YYYY": return b.s(e.$y, 4, "0");
							case "M": return a + 1;
							case "MM": return b.s(a + 1, 2, "0");
							case "MMM": return h(n.monthsShort, a, c, 3);
							case "MMMM": return h(c, a);
							case "D": return e.$D;
							case "DD": return b.s(e.$D, 2, "0");
							case "d": return String(e.$W);
							case "dd": return h(n.weekdaysMin, e.$W, o, 2);
							case "ddd": return h(n.weekdaysShort, e.$W, o, 3);
							case "dddd": return o[e.$W];
							case "H": return String(s);
							case "HH": return b.s(s, 2, "0");
							case "h": return d(1);
							case "hh": return d(2);
							case "a": return $(s, u, !0);
							case "A": return $(s, u, !1);
							case "m": return String(u);
							case "mm": return b.s(u, 2, "0");
							case "s": return String(e.$s);
							case "ss": return b.s(e.$s, 2, "0");
							case "SSS": return b.s(e.$ms, 3, "0");
							case "Z": return i;
						}
						return null;
					}(t) || i.replace(":", "");
				}));
			}, m.utcOffset = function() {
				return 15 * -Math.round(this.$d.getTimezoneOffset() / 15);
			}, m.diff = function(r, d, l) {
				var $, y = this, M = b.p(d), m = O(r), v = (m.utcOffset() - this.utcOffset()) * e, g = this - m, D = function() {
					return b.m(y, m);
				};
				switch (M) {
					case h:
						$ = D() / 12;
						break;
					case c:
						$ = D();
						break;
					case f:
						$ = D() / 3;
						break;
					case o:
						$ = (g - v) / 6048e5;
						break;
					case a:
						$ = (g - v) / 864e5;
						break;
					case u:
						$ = g / n;
						break;
					case s:
						$ = g / e;
						break;
					case i:
						$ = g / t;
						break;
					default: $ = g;
				}
				return l ? $ : b.a($);
			}, m.daysInMonth = function() {
				return this.endOf(c).$D;
			}, m.$locale = function() {
				return D[this.$L];
			}, m.locale = function(t, e) {
				if (!t) return this.$L;
				var n = this.clone(), r = w(t, e, !0);
				return r && (n.$L = r), n;
			}, m.clone = function() {
				return b.w(this.$d, this);
			}, m.toDate = function() {
				return new Date(this.valueOf());
			}, m.toJSON = function() {
				return this.isValid() ? this.toISOString() : null;
			}, m.toISOString = function() {
				return this.$d.toISOString();
			}, m.toString = function() {
				return this.$d.toUTCString();
			}, M;
		}(), Y = _.prototype;
		return O.prototype = Y, [
			["$ms", r],
			["$s", i],
			["$m", s],
			["$H", u],
			["$W", a],
			["$M", c],
			["$y", h],
			["$D", d]
		].forEach((function(t) {
			Y[t[1]] = function(e) {
				return this.$g(e, t[0], t[1]);
			};
		})), O.extend = function(t, e) {
			return t.$i || (t(e, _, O), t.$i = !0), O;
		}, O.locale = w, O.isDayjs = S, O.unix = function(t) {
			return O(1e3 * t);
		}, O.en = D[g], O.Ls = D, O.p = {}, O;
	}));
}));
// node_modules/dayjs/plugin/dayOfYear.js
var require_dayOfYear = /* @__PURE__ */ __commonJSMin(((exports, module, this$5) => {
	(function(e, t) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = t() : "function" == typeof define && define.amd ? define(t) : (e = "undefined" != typeof globalThis ? globalThis : e || self).dayjs_plugin_dayOfYear = t();
	})(this$5, (function() {
		"use strict";
		return function(e, t, n) {
			t.prototype.dayOfYear = function(e) {
				var t = Math.round((n(this).startOf("day") - n(this).startOf("year")) / 864e5) + 1;
				return null == e ? t : this.add(e - t, "day");
			};
		};
	}));
}));
// node_modules/dayjs/plugin/isoWeek.js
var require_isoWeek = /* @__PURE__ */ __commonJSMin(((exports, module, this$4) => {
	(function(e, t) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = t() : "function" == typeof define && define.amd ? define(t) : (e = "undefined" != typeof globalThis ? globalThis : e || self).dayjs_plugin_isoWeek = t();
	})(this$4, (function() {
		"use strict";
		var e = "day";
		return function(t, i, s) {
			var a = function(t) {
				return t.add(4 - t.isoWeekday(), e);
			}, d = i.prototype;
			d.isoWeekYear = function() {
				return a(this).year();
			}, d.isoWeek = function(t) {
				if (!this.$utils().u(t)) return this.add(7 * (t - this.isoWeek()), e);
				var i, d, n, o, r = a(this), u = (i = this.isoWeekYear(), d = this.$u, n = (d ? s.utc : s)().year(i).startOf("year"), o = 4 - n.isoWeekday(), n.isoWeekday() > 4 && (o += 7), n.add(o, e));
				return r.diff(u, "week") + 1;
			}, d.isoWeekday = function(e) {
				return this.$utils().u(e) ? this.day() || 7 : this.day(this.day() % 7 ? e : e - 7);
			};
			var n = d.startOf;
			d.startOf = function(e, t) {
				var i = this.$utils(), s = !!i.u(t) || t;
				return "isoweek" === i.p(e) ? s ? this.date(this.date() - (this.isoWeekday() - 1)).startOf("day") : this.date(this.date() - 1 - (this.isoWeekday() - 1) + 7).endOf("day") : n.bind(this)(e, t);
			};
		};
	}));
}));
// node_modules/dayjs/plugin/utc.js
var require_utc = /* @__PURE__ */ __commonJSMin(((exports, module, this$3) => {
	(function(t, i) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = i() : "function" == typeof define && define.amd ? define(i) : (t = "undefined" != typeof globalThis ? globalThis : t || self).dayjs_plugin_utc = i();
	})(this$3, (function() {
		"use strict";
		var t = "minute", i = /[+-]\d\d(?::?\d\d)?/g, e = /([+-]|\d\d)/g;
		return function(s, f, n) {
			var u = f.prototype;
			n.utc = function(t) {
				return new f({
					date: t,
					utc: !0,
					args: arguments
				});
			}, u.utc = function(i) {
				var e = n(this.toDate(), {
					locale: this.$L,
					utc: !0
				});
				return i ? e.add(this.utcOffset(), t) : e;
			}, u.local = function() {
				return n(this.toDate(), {
					locale: this.$L,
					utc: !1
				});
			};
			var r = u.parse;
			u.parse = function(t) {
				t.utc && (this.$u = !0), this.$utils().u(t.$offset) || (this.$offset = t.$offset), r.call(this, t);
			};
			var o = u.init;
			u.init = function() {
				if (this.$u) {
					var t = this.$d;
					this.$y = t.getUTCFullYear(), this.$M = t.getUTCMonth(), this.$D = t.getUTCDate(), this.$W = t.getUTCDay(), this.$H = t.getUTCHours(), this.$m = t.getUTCMinutes(), this.$s = t.getUTCSeconds(), this.$ms = t.getUTCMilliseconds();
				} else o.call(this);
			};
			var a = u.utcOffset;
			u.utcOffset = function(s, f) {
				var n = this.$utils().u;
				if (n(s)) return this.$u ? 0 : n(this.$offset) ? a.call(this) : this.$offset;
				if ("string" == typeof s && (s = function(t) {
					void 0 === t && (t = "");
					var s = t.match(i);
					if (!s) return null;
					var f = ("" + s[0]).match(e) || [
						"-",
						0,
						0
					], n = f[0], u = 60 * +f[1] + +f[2];
					return 0 === u ? 0 : "+" === n ? u : -u;
				}(s), null === s)) return this;
				var u = Math.abs(s) <= 16 ? 60 * s : s;
				if (0 === u) return this.utc(f);
				var r = this.clone();
				if (f) return r.$offset = u, r.$u = !1, r;
				var o = this.$u ? this.toDate().getTimezoneOffset() : -1 * this.utcOffset();
				return (r = this.local().add(u + o, t)).$offset = u, r.$x.$localOffset = o, r;
			};
			var h = u.format;
			u.format = function(t) {
				var i = t || (this.$u ? "YYYY-MM-DDTHH:mm:ss[Z]" : "");
				return h.call(this, i);
			}, u.valueOf = function() {
				var t = this.$utils().u(this.$offset) ? 0 : this.$offset + (this.$x.$localOffset || this.$d.getTimezoneOffset());
				return this.$d.valueOf() - 6e4 * t;
			}, u.isUTC = function() {
				return !!this.$u;
			}, u.toISOString = function() {
				return this.toDate().toISOString();
			}, u.toString = function() {
				return this.toDate().toUTCString();
			};
			var l = u.toDate;
			u.toDate = function(t) {
				return "s" === t && this.$offset ? n(this.format("YYYY-MM-DD HH:mm:ss:SSS")).toDate() : l.call(this);
			};
			var c = u.diff;
			u.diff = function(t, i, e) {
				if (t && this.$u === t.$u) return c.call(this, t, i, e);
				var s = this.local(), f = n(t).local();
				return c.call(s, f, i, e);
			};
		};
	}));
}));
// node_modules/dayjs/plugin/weekOfYear.js
var require_weekOfYear = /* @__PURE__ */ __commonJSMin(((exports, module, this$2) => {
	(function(e, t) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = t() : "function" == typeof define && define.amd ? define(t) : (e = "undefined" != typeof globalThis ? globalThis : e || self).dayjs_plugin_weekOfYear = t();
	})(this$2, (function() {
		"use strict";
		var e = "week", t = "year";
		return function(i, n, r) {
			var f = n.prototype;
			f.week = function(i) {
				if (void 0 === i && (i = null), null !== i) return this.add(7 * (i - this.week()), "day");
				var n = this.$locale().yearStart || 1;
				if (11 === this.month() && this.date() > 25) {
					var f = r(this).startOf(t).add(1, t).date(n), s = r(this).endOf(e);
					if (f.isBefore(s)) return 1;
				}
				var a = r(this).startOf(t).date(n).startOf(e).subtract(1, "millisecond"), o = this.diff(a, e, !0);
				return o < 0 ? r(this).startOf("week").week() : Math.ceil(o);
			}, f.weeks = function(e) {
				return void 0 === e && (e = null), this.week(e);
			};
		};
	}));
}));
// node_modules/dayjs/plugin/weekYear.js
var require_weekYear = /* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	(function(e, t) {
		"object" == typeof exports && "undefined" != typeof module ? module.exports = t() : "function" == typeof define && define.amd ? define(t) : (e = "undefined" != typeof globalThis ? globalThis : e || self).dayjs_plugin_weekYear = t();
	})(this$1, (function() {
		"use strict";
		return function(e, t) {
			t.prototype.weekYear = function() {
				var e = this.month(), t = this.week(), n = this.year();
				return 1 === t && 11 === e ? n + 1 : 0 === e && t >= 52 ? n - 1 : n;
			};
		};
	}));
}));
// src/tags/date-tokens.ts
var import_dayjs_min = /* @__PURE__ */ __toESM(require_dayjs_min(), 1);
var import_dayOfYear = /* @__PURE__ */ __toESM(require_dayOfYear(), 1);
var import_isoWeek = /* @__PURE__ */ __toESM(require_isoWeek(), 1);
var import_utc = /* @__PURE__ */ __toESM(require_utc(), 1);
var import_weekOfYear = /* @__PURE__ */ __toESM(require_weekOfYear(), 1);
var import_weekYear = /* @__PURE__ */ __toESM(require_weekYear(), 1);
for (const plugin of [
	import_utc.default,
	import_isoWeek.default,
	import_weekOfYear.default,
	import_weekYear.default,
	import_dayOfYear.default
]) import_dayjs_min.default.extend(plugin);
/** Tokens that dayjs lacks, or gives another meaning. */
const special = {
	Mo: ({ wall }) => ordinal(wall.month() + 1),
	Q: ({ wall }) => Math.floor(wall.month() / 3) + 1,
	Qo: ({ wall }) => ordinal(Math.floor(wall.month() / 3) + 1),
	DDD: ({ wall }) => wall.dayOfYear(),
	DDDo: ({ wall }) => ordinal(wall.dayOfYear()),
	DDDD: ({ wall }) => pad(wall.dayOfYear(), 3),
	Do: ({ wall }) => ordinal(wall.date()),
	do: ({ wall }) => ordinal(wall.day()),
	e: ({ wall }) => wall.day(),
	E: ({ wall }) => wall.isoWeekday(),
	w: ({ wall }) => wall.week(),
	ww: ({ wall }) => pad(wall.week(), 2),
	wo: ({ wall }) => ordinal(wall.week()),
	W: ({ wall }) => wall.isoWeek(),
	WW: ({ wall }) => pad(wall.isoWeek(), 2),
	Wo: ({ wall }) => ordinal(wall.isoWeek()),
	y: ({ wall }) => wall.year(),
	yy: ({ wall }) => wall.year(),
	yyy: ({ wall }) => wall.year(),
	yyyy: ({ wall }) => wall.year(),
	yo: ({ wall }) => ordinal(wall.year()),
	N: () => "AD",
	NN: () => "AD",
	NNN: () => "AD",
	NNNN: () => "Anno Domini",
	NNNNN: () => "AD",
	Y: ({ wall }) => wall.year(),
	YYYYY: ({ wall }) => pad(wall.year(), 5),
	YYYYYY: ({ wall }) => `+${pad(wall.year(), 6)}`,
	gg: ({ wall }) => pad(wall.weekYear() % 100, 2),
	gggg: ({ wall }) => pad(wall.weekYear(), 4),
	GG: ({ wall }) => pad(wall.isoWeekYear() % 100, 2),
	GGGG: ({ wall }) => pad(wall.isoWeekYear(), 4),
	k: ({ wall }) => wall.hour() || 24,
	kk: ({ wall }) => pad(wall.hour() || 24, 2),
	Z: (reading) => formatOffset(reading, ":"),
	ZZ: (reading) => formatOffset(reading, ""),
	z: zoneName,
	zz: zoneName,
	X: ({ instant }) => instant.unix(),
	x: ({ instant }) => instant.valueOf()
};
const known$4 = "YYYY YY M MM MMM MMMM D DD d dd ddd dddd H HH Hmm Hmmss h hh hmm hmmss m mm s ss a A".split(" ");
const fractions = Array.from({ length: 9 }, (_, index) => "S".repeat(index + 1));
/** Tokens that are short for a whole format. */
const longTokens = {
	LTS: "h:mm:ss A",
	LT: "h:mm A",
	LLLL: "dddd, MMMM D, YYYY h:mm A",
	LLL: "MMMM D, YYYY h:mm A",
	LL: "MMMM D, YYYY",
	L: "MM/DD/YYYY",
	llll: "ddd, MMM D, YYYY h:mm A",
	lll: "MMM D, YYYY h:mm A",
	ll: "MMM D, YYYY",
	l: "M/D/YYYY"
};
/** All tokens but the long ones, the longest first. */
const dateTokens = [
	...Object.keys(special),
	...known$4,
	...fractions
].sort((a, b) => b.length - a.length);
/** Prints a token. */
function printToken(text, reading) {
	if (text.startsWith("S")) return reading.wall.format("SSS").padEnd(9, "0").slice(0, text.length);
	return String(special[text]?.(reading) ?? reading.wall.format(text));
}
function formatOffset({ instant, wall }, between) {
	const minutes = Math.round((wall.valueOf() - instant.valueOf()) / 6e4);
	return `${minutes < 0 ? "-" : "+"}${pad(Math.floor(Math.abs(minutes) / 60), 2)}${between}${pad(Math.abs(minutes) % 60, 2)}`;
}
function zoneName({ instant, zone }) {
	return new Intl.DateTimeFormat("en-US", {
		timeZone: zone,
		timeZoneName: "short"
	}).formatToParts(instant.valueOf()).find(({ type }) => type === "timeZoneName")?.value ?? zone;
}
const pad = (number, length) => String(number).padStart(length, "0");
function ordinal(number) {
	return `${number}${Math.floor(number / 10) % 10 === 1 ? "th" : [
		"th",
		"st",
		"nd",
		"rd"
	][number % 10] ?? "th"}`;
}
// src/tags/dates.ts
const token$3 = dateTokens.join("|");
const parts = new RegExp(`\\[([^\\]]*)\\]|\\\\(${token$3})|(${token$3})`, "g");
const longParts = /(\[[^\]]*\]|\\.)|(LTS|LT|LL?L?L?|l{1,4})/g;
/**
* Formats an ISO instant by the tokens of Moment.js, which docker/metadata-action documents: `[text]` is printed as it is,
* and so are letters that are not tokens. Names are English; weeks begin on Sunday (`w`) or on Monday (`W`, ISO 8601).
*/
function formatDate(iso, format, zone) {
	const reading = read$2(iso, zone);
	return format.replace(longParts, (text, literal) => literal ?? longTokens[text] ?? text).replace(parts, (text, literal, escaped) => literal ?? escaped ?? printToken(text, reading));
}
/** Why a text is not a date format; undefined if it is one. */
function findFormatFault(format) {
	if (format.replace(/\[[^\]]*\]/g, "").indexOf("[") >= 0) return `has a [ that nothing closes in '${format}'`;
	return format.replace(longParts, (text, literal) => literal ?? longTokens[text] ?? text).match(parts)?.some((text) => !text.startsWith("[") && !text.startsWith("\\")) ? void 0 : `has nothing of a date in its format '${format}'`;
}
/** Whether a zone is in the time zone database. */
function isTimeZone(zone) {
	if (!/^[A-Za-z]/.test(zone)) return false;
	try {
		return new Intl.DateTimeFormat("en-US", { timeZone: zone }) !== void 0;
	} catch {
		return false;
	}
}
/** Time zones come from Intl: those of the library depend on the machine's zone. */
function read$2(iso, zone) {
	const instant = import_dayjs_min.default.utc(iso);
	if (zone === "UTC") return {
		instant,
		wall: instant,
		zone
	};
	const options = {
		timeZone: zone,
		hourCycle: "h23",
		dateStyle: "short",
		timeStyle: "medium"
	};
	const shown = new Intl.DateTimeFormat("sv-SE", options).format(instant.valueOf());
	return {
		instant,
		wall: import_dayjs_min.default.utc(`${shown.replace(" ", "T")}.${instant.format("SSS")}Z`),
		zone
	};
}
/** An invalid date expression. The caller, who has the line, makes a problem of it. */
var DateFault = class extends Error {
	describe;
	constructor(describe) {
		super("date");
		this.describe = describe;
	}
};
/** `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}`: the zone is UTC unless given. Throws a DateFault. */
function formatChecked(helper, iso, format, zone = "UTC") {
	const fault = findDateFault(helper, format, zone);
	if (fault) throw new DateFault(fault);
	return formatDate(iso, String(format), String(zone));
}
/** The problem of a format or a zone; undefined if both are valid. */
function findDateFault(helper, format, zone = "UTC") {
	const why = typeof format === "string" ? findFormatFault(format) : "needs a format in quotation marks";
	if (why !== void 0) return (where) => badDateFormat(where, helper, why);
	if (typeof zone === "string" && isTimeZone(zone)) return void 0;
	return (where) => badTimeZone(where, String(zone));
}
// src/tags/templates.ts
let own;
/** Handlebars with the helpers of our expressions and no others. */
function getEngine() {
	own ??= createEngine();
	return own;
}
function createEngine() {
	const engine = handlebars().create();
	for (const name of [
		"each",
		"with",
		"lookup",
		"log"
	]) engine.unregisterHelper(name);
	engine.registerHelper("or", (...args) => args.slice(0, -1).find(Boolean) ?? args.at(-2));
	for (const name of ["date", "commit_date"]) engine.registerHelper(name, (format, options) => formatChecked(name, options.data[name], format, options.hash.tz));
	return engine;
}
/**
* Compiles a text with expressions, without HTML escaping. Throws a TagboatError for a syntax error and for a name that is
* neither in `names` nor a helper, with the column if it is known.
*/
function compileTemplate(text, names, where) {
	if (!text.includes("{{")) return {
		text,
		where,
		uses: /* @__PURE__ */ new Set(),
		render: () => text
	};
	const uses = checkTemplate(text, names, where);
	const compiled = getEngine().compile(text, { noEscape: true });
	const render = (values, times) => {
		try {
			return compiled(values, { data: { ...times } });
		} catch (error) {
			if (error instanceof DateFault) throw new TagboatError(error.describe(where));
			const why = error instanceof Error ? error.message : String(error);
			throw new TagboatError(badTemplate(where, why, "Correct the expression."));
		}
	};
	return {
		text,
		where,
		uses,
		render
	};
}
const helpers = [
	"if",
	"unless",
	"or",
	"date",
	"commit_date"
];
/** Returns the names that a template uses. Throws a TagboatError for the first error in it. */
function checkTemplate(text, names, where) {
	const checker = new Checker(names, where);
	checker.check(parseTemplate(text, where));
	return checker.uses;
}
/** Throws a TagboatError for a syntax error, with the column if it is known. */
function parseTemplate(text, where) {
	try {
		return handlebars().parse(text);
	} catch (error) {
		const [first = "", excerpt = "", arrow = ""] = error instanceof Error ? error.message.split("\n") : [];
		const at = arrow.endsWith("^") ? columnAt(where, findOffset(text, excerpt, arrow.length - 1)) : where;
		const why = first.startsWith("Parse error") ? "the expression is not complete or not well-formed" : first;
		throw new TagboatError(badTemplate(at, why, "Write {{name}}, or {{#if name}}...{{else}}...{{/if}}; {{date 'YYYY'}} for a date."));
	}
}
/** The offset of a syntax error. The parser quotes 20 characters before it, behind `...` if there are more. */
function findOffset(text, excerpt, arrow) {
	if (!excerpt.startsWith("...")) return arrow;
	return text.indexOf(excerpt.slice(3).replace(/\.\.\.$/, "")) + arrow - 3;
}
/** The location `offset` characters further on. */
function columnAt(where, offset) {
	return where.column === void 0 ? where : {
		...where,
		column: where.column + offset
	};
}
/** Checks a template before it is rendered. */
var Checker = class {
	uses = /* @__PURE__ */ new Set();
	#names;
	#where;
	#visitor;
	constructor(names, where) {
		this.#names = names;
		this.#where = where;
		const noPartials = (node) => this.#fail(node, (at) => badTemplate(at, "there are no partials", "Write the text out."));
		const noDecorators = (node) => this.#fail(node, (at) => badTemplate(at, "there are no decorators", "Leave it out."));
		this.#visitor = Object.assign(new (handlebars()).Visitor(), {
			MustacheStatement: (mustache) => this.#call(mustache),
			SubExpression: (expression) => this.#call(expression),
			BlockStatement: (block) => this.#block(block),
			PathExpression: (path) => this.#path(path),
			PartialStatement: noPartials,
			PartialBlockStatement: noPartials,
			Decorator: noDecorators,
			DecoratorBlock: noDecorators
		});
	}
	check(node) {
		this.#visitor.accept(node);
	}
	#block(block) {
		this.#call(block);
		if (block.program) this.check(block.program);
		if (block.inverse) this.check(block.inverse);
	}
	#path(path) {
		const name = path.original;
		if (!this.#names.includes(name)) this.#fail(path, (at) => unknownName(at, name, this.#names));
		this.uses.add(name);
	}
	#call(call) {
		const name = "original" in call.path ? String(call.path.original) : "";
		if (!(call.params.length > 0 || (call.hash?.pairs.length ?? 0) > 0 || helpers.includes(name)) && call.path.type === "PathExpression") {
			this.check(call.path);
			return;
		}
		if (!helpers.includes(name)) this.#fail(call, (at) => unknownName(at, name, helpers));
		if (name === "date" || name === "commit_date") this.#date(call, name);
		else this.#plainHelper(call, name);
		for (const param of call.params) this.check(param);
		for (const pair of call.hash?.pairs ?? []) this.check(pair.value);
	}
	#plainHelper(call, name) {
		if ((name === "or" ? call.params.length > 0 : call.params.length === 1 && call.type === "BlockStatement") && !call.hash?.pairs.length) return;
		const example = name === "or" ? "{{or pr branch}}" : `{{#${name} pr}}...{{/${name}}}`;
		this.#fail(call, (at) => badTemplate(at, `'${name}' is not used right`, `Write for example ${example}.`));
	}
	/** Checks literal formats and zones, even if the expression is never rendered. */
	#date(call, name) {
		const [format, ...more] = call.params;
		const [pair, ...others] = call.hash?.pairs ?? [];
		const other = [pair, ...others].find((each) => each && each.key !== "tz");
		if (other) this.#fail(call, (at) => badDateFormat(at, name, `takes tz=, not '${other.key}='`));
		if (!format || more.length > 0) this.#fail(call, (at) => badDateFormat(at, name, "needs one format in quotation marks"));
		const fault = findDateFault(name, format && "value" in format ? format.value : "YYYY", pair && "value" in pair.value ? pair.value.value : "UTC");
		if (fault) this.#fail(call, fault);
	}
	#fail(node, describe) {
		const onFirstLine = node.loc.start.line === 1;
		throw new TagboatError(describe(onFirstLine ? columnAt(this.#where, node.loc.start.column) : this.#where));
	}
};
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
// src/tags/versions.ts
var import_semver = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
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
})))(), 1);
/** Parses a version; undefined for any other text. Semver follows semver.org, with an optional `v`. */
function parseVersion(scheme, text) {
	return scheme === "semver" ? parseSemver(text) : parsePep440(text);
}
/**
* Finds the version in a git tag: the whole tag (`v1.2.3`, `1.2rc1`), or its end (`app/v1.2.3`,
* `pkg@1.2.3`, `chart-1.2.3`). PEP 440 accepts even `7` and `20200110-RC2`; here a
* version needs a dot.
*/
function findVersion(tag) {
	const tail = /(?<![0-9.])v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.exec(tag)?.[0];
	const found = parseSemver(tag) ?? (tail === void 0 ? void 0 : parseSemver(tail));
	if (found) return found;
	const last = tag.slice(Math.max(tag.lastIndexOf("/"), tag.lastIndexOf("@")) + 1);
	return /^v?(?:\d+!)?\d+\.\d/i.test(last) ? parsePep440(last) : void 0;
}
/** Whether a git tag is a prerelease, which gets no `latest`. Here PEP 440 applies in full: `20200110-RC2` is one. */
function isPrerelease(tag) {
	return (findVersion(tag) ?? parsePep440(tag))?.isPrerelease ?? false;
}
/** Above 0 if `a` is higher than `b`, below 0 if it is lower. Both are in the scheme's normal form. */
function compareVersions(scheme, a, b) {
	return scheme === "semver" ? import_semver.default.compareBuild(a, b) : pep440().compare(a, b);
}
function parseSemver(text) {
	const parsed = import_semver.default.valid(text) === null ? null : import_semver.default.parse(text);
	if (parsed === null) return void 0;
	const { version, major, minor, patch, prerelease, build } = parsed;
	const isPrerelease = prerelease.length > 0;
	return {
		scheme: "semver",
		raw: text,
		full: version,
		major,
		minor,
		patch,
		prerelease,
		build,
		isPrerelease,
		isFullOnly: isPrerelease,
		isFixed: true
	};
}
function parsePep440(text) {
	const { valid, explain, clean } = pep440();
	const parsed = valid(text) === null ? null : explain(text);
	if (parsed === null) return void 0;
	const [major = 0, minor = 0, patch = 0] = parsed.release;
	const isPrerelease = parsed.is_prerelease || parsed.is_devrelease;
	const isFullOnly = isPrerelease || parsed.is_postrelease;
	return {
		scheme: "pep440",
		raw: text,
		full: clean(text) ?? text,
		major,
		minor,
		patch,
		prerelease: [],
		build: [],
		isPrerelease,
		isFullOnly,
		isFixed: isFullOnly || parsed.release.length > 2
	};
}
// src/tags/expressions.ts
/** The expressions of tags, labels, annotations and image names. */
const expressionNames = [
	"branch",
	"tag",
	"sha",
	"base_ref",
	"is_default_branch",
	"is_not_default_branch",
	"user",
	"pr",
	"target",
	"is_release",
	"source_tag",
	"source_version"
];
/** The expressions about the image of input `from`. */
const sourceNames = ["source_tag", "source_version"];
/** Labels, annotations and build arguments are rendered after the tags, so they also have `version`, the first tag. */
const imageExpressions = [...expressionNames, "version"];
/** Further expressions in the pattern of a version rule. */
const versionNames = [
	"raw",
	"version",
	"major",
	"minor",
	"patch",
	"prerelease",
	"build"
];
function expressionValues(trigger, options) {
	const { ref, pullRequest } = trigger;
	const onDefault = isOnDefaultBranch(trigger);
	return {
		branch: ref.kind === "branch" ? ref.name : "",
		tag: ref.kind === "tag" ? ref.name : "",
		sha: shortSha(commitSha(trigger, options), options),
		base_ref: ref.kind === "tag" ? baseOfTag(options) : ref.kind === "pull" ? pullRequest?.baseRef ?? "" : "",
		is_default_branch: onDefault,
		is_not_default_branch: !onDefault,
		user: trigger.actor,
		pr: ref.kind === "pull" ? String(ref.number) : "",
		target: options.target ?? "",
		is_release: ref.kind === "tag" && findVersion(ref.name) !== void 0,
		source_tag: options.source?.tag ?? "",
		source_version: options.source?.version ?? ""
	};
}
function versionValues({ raw, full, major, minor, patch, prerelease, build }) {
	return {
		raw,
		version: full,
		major,
		minor,
		patch,
		prerelease,
		build
	};
}
/** The commit of `{{sha}}`: the event's commit, or a pull request's head with `prHeadSha`. */
function commitSha(trigger, { prHeadSha }) {
	const head = isPullRequest(trigger) ? trigger.pullRequest?.headSha : void 0;
	return prHeadSha && head !== void 0 ? head : trigger.sha;
}
function shortSha(sha, { shortShaLength = 7 }) {
	return sha.slice(0, shortShaLength);
}
const timesOf = (trigger) => ({
	date: trigger.time,
	commit_date: trigger.commitTime
});
/** Compiles a text with the common expressions. */
function compileText(text, where) {
	return compileTemplate(text, expressionNames, where);
}
function baseOfTag({ baseRef = "" }) {
	return baseRef.replace(/^refs\/heads\//, "");
}
/** As `isDefaultBranch`; the ref of a schedule is the default branch even if its name is unknown. */
function isOnDefaultBranch(trigger) {
	if (isScheduled(trigger) && trigger.defaultBranch === void 0) return trigger.ref.kind === "branch";
	return isDefaultBranch(trigger);
}
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
const parse$1 = function(data, opts = {}) {
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
// src/tags/fields.ts
/**
* Splits a line of the tag language: CSV (RFC 4180), each item `key=value` divided at the first `=`, or a value
* alone. Keys are lower-cased; spaces around keys and values are dropped. An item without a valid key before `=`, like
* `{{date 'YYYY' tz='UTC'}}`, is a value.
*/
function readFields(input, line) {
	const columns = findColumns(line);
	return splitLine(input, line).map((item, index) => readField$1({
		input,
		line
	}, item, columns[index]));
}
/** Drops blank lines and comments. */
function withoutComments(lines) {
	return lines.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
}
function splitLine(input, line) {
	try {
		return parse$1(line, {
			relax_column_count: true,
			skip_empty_lines: true
		}).flat();
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw new TagboatError(badQuotes({
			input,
			line,
			column: line.indexOf("\"") + 1
		}));
	}
}
function readField$1(line, item, column) {
	const at = (offset) => column === void 0 ? line : {
		...line,
		column: column + offset
	};
	const [, key] = /^\s*([A-Za-z][A-Za-z_-]*)\s*=/.exec(item) ?? [];
	if (key === void 0) return {
		value: item.trim(),
		where: at(leading(item)),
		keyWhere: at(leading(item))
	};
	const rest = item.slice(item.indexOf("=") + 1);
	const offset = item.length - rest.length + leading(rest);
	return {
		key: key.toLowerCase(),
		value: rest.trim(),
		where: at(offset),
		keyWhere: at(leading(item))
	};
}
const leading = (text) => text.length - text.trimStart().length;
/** The column of each item's text, from 1. Commas within quotation marks do not divide items; an opening mark is skipped. */
function findColumns(line) {
	const starts = [0];
	let quoted = false;
	for (let index = 0; index < line.length; index++) {
		if (line[index] === "\"") quoted = !quoted;
		if (line[index] === "," && !quoted) starts.push(index + 1);
	}
	return starts.map((start) => start + (line[start] === "\"" ? 2 : 1));
}
// src/tags/component.ts
/**
* Makes any text part of one component of an image name; empty if no character of it is valid there. The text is
* lower-cased. Every character but `[a-z0-9._-]` becomes `-`, and so does every run of separators except those of the
* grammar: `.`, `_`, `__` and any number of `-` (OCI distribution spec 1.1, "Pulling manifests"). Leading and trailing
* separators are dropped.
*/
function toComponent(text) {
	return withoutForeign(text).replace(/[._-]+/g, (run) => /^(?:\.|__?|-+)$/.test(run) ? run : "-").replace(/^[._-]+|[._-]+$/g, "");
}
/** Replaces invalid characters only: in a text that a user wrote, a separator at the end may be intended. */
function withoutForeign(text) {
	return text.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
}
// src/tags/name-template.ts
/**
* Compiles an image name. Each expression becomes part of one component: its values are converted (`feature/X` becomes
* `feature-x`), while literal text in a block stays as it is, since `debug-` may be intended. Throws a TagboatError for an
* expression before the first `/` of the name, and for invalid literal text in a block; `render` throws one for an empty
* expression.
*/
function compileName(text, where) {
	const whole = compileText(text, where);
	if (!text.includes("{{")) return whole;
	const parts = parseTemplate(text, where).body.flatMap((statement) => compilePart(statement, text, where));
	checkHost(parts, text);
	const render = (values, times) => parts.map((part) => typeof part === "string" ? part : renderPart(part, values, times)).join("");
	return {
		...whole,
		render
	};
}
/** Literal text, or an expression; empty for a comment. */
function compilePart(statement, text, where) {
	if (isContent(statement)) return [statement.value];
	if (statement.type === "CommentStatement") return [];
	const start = offsetOf(text, statement.loc.start);
	const at = columnAt(where, start);
	if (statement.type === "BlockStatement") checkBlockText(statement, at);
	const isBlock = statement.type === "BlockStatement";
	return [{
		template: compileText(text.slice(start, offsetOf(text, statement.loc.end)), at),
		isBlock
	}];
}
/** The offset of a position. The parser counts columns in each line, and a quoted item may have several lines. */
function offsetOf(text, { line, column }) {
	return text.split("\n").slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, column);
}
const isContent = (statement) => statement.type === "ContentStatement";
/** Checks the literal text in a block, on all its branches. */
function checkBlockText(block, where) {
	Object.assign(new (handlebars()).Visitor(), { ContentStatement({ value }) {
		if (/[^A-Za-z0-9._-]/.test(value)) throw new TagboatError(textInBlock(where, value));
	} }).accept(block);
}
/** Refuses expressions before the first `/`: with a dot in it, that part is the registry's host. */
function checkHost(parts, text) {
	const slash = parts.findIndex((part) => typeof part === "string" && part.includes("/"));
	const first = (slash === -1 ? parts : parts.slice(0, slash)).find((part) => typeof part !== "string");
	if (first !== void 0) throw new TagboatError(expressionInHost(first.template.where, first.template.text, text));
}
function renderPart({ template, isBlock }, values, times) {
	const text = template.render(toComponents(values), times);
	const part = isBlock ? withoutForeign(text) : toComponent(text);
	if (part === "") throw new TagboatError(emptyExpression(template.where, template.text, explainEmpty(template, values)));
	return part;
}
function toComponents(values) {
	const entries = Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? toComponent(value) : value]);
	return Object.fromEntries(entries);
}
const reasons = {
	branch: "only a branch has a {{branch}}, a git tag and a pull request have none",
	tag: "only a git tag has a {{tag}}",
	base_ref: "only a pull request has a {{base_ref}}, or a git tag whose event reports one",
	pr: "only a pull request has a {{pr}}",
	user: "the {{user}} is unknown",
	target: "only an image of bake-files has a {{target}}"
};
function explainEmpty({ uses }, values) {
	return [...uses].flatMap((name) => {
		const value = values[name];
		if (typeof value !== "string" || toComponent(value) !== "") return [];
		return value === "" ? reasons[name] ?? [] : `{{${name}}} is '${value}', without any of a-z and 0-9`;
	}).join("; ") || "every part that applies is empty";
}
// src/tags/slug.ts
const longest$2 = 128;
const kept = 119;
/**
* Makes a valid tag of any text. A run of invalid characters becomes one `-`; leading `.` and `-` are dropped; an empty
* result becomes `ref-` and 8 hex digits of the text's SHA-256; a result longer than 128 characters (OCI distribution
* spec 1.1) is cut and ends with such digits, so that two long names stay different. A valid tag is its own slug.
*/
function slug(text) {
	const name = text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");
	if (name === "") return `ref-${hash(text)}`;
	return name.length > longest$2 ? `${name.slice(0, kept)}-${hash(text)}` : name;
}
function hash(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
// src/tags/reference-value.ts
/**
* Splits a raw value at the colon of its tag; undefined if the value has no colon outside of expressions, and so is only a
* tag. Throws a TagboatError for a digest, a scheme, a port without a tag, and a tag with invalid characters.
*/
function splitReference({ text, where }) {
	const masked = maskExpressions(text, where);
	if (!masked.includes(":")) return void 0;
	const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(masked)?.[0];
	if (scheme !== void 0) fail$1(where, "it has a scheme", `Write '${text.slice(scheme.length)}'.`);
	const colon = findTagColon(masked);
	const at = masked.indexOf("@");
	if (at !== -1) {
		const rest = text.slice(0, at);
		fail$1(where, "it has a digest", `Write '${colon === -1 || colon > at ? `${rest}:latest` : rest}'; input from takes an image by its digest.`);
	}
	if (colon === -1) fail$1(where, "it has a port and no tag", `Write '${text}:latest', or '${text}' in input images.`);
	const name = text.slice(0, colon);
	checkTag(name, text.slice(colon + 1), masked.slice(colon + 1), where);
	return {
		name: readName(name, where),
		tag: compileText(text.slice(colon + 1), columnAt(where, colon + 1))
	};
}
function fail$1(where, why, fix) {
	throw new TagboatError(badReference(where, why, fix));
}
/** A literal tag is never turned into a slug, which could be another image's tag. */
function checkTag(name, tag, masked, where) {
	if (tag.includes("{{") ? /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(masked) : tag === "" || isTag(tag)) return;
	const fix = tag.includes("{{") ? "Write letters, digits, and . _ or - beside the expressions." : `Write '${name}:${slug(tag)}', or for the name of a branch '${name}:{{branch}}'.`;
	fail$1(where, `'${tag}' cannot be a tag`, fix);
}
/** Checks a name without expressions; the others are checked when the trigger is known. */
function readName(name, where) {
	if (name.includes("{{")) return compileName(name, where);
	try {
		parseRepository(name);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		const [first, ...more] = error.problems.map((problem) => inReferenceName(where, problem));
		throw first === void 0 ? error : new TagboatError(first, ...more);
	}
	return compileText(name, where);
}
/** Replaces expressions by letters, because they may contain colons: `{{date 'HH:mm'}}`. */
function maskExpressions(text, where) {
	if (!text.includes("{{")) return text;
	let masked = text;
	for (const statement of parseTemplate(text, where).body) {
		if (isContent(statement)) continue;
		if (statement.type === "BlockStatement") refuseColons(statement, where);
		const [start, end] = [offsetOf(text, statement.loc.start), offsetOf(text, statement.loc.end)];
		masked = `${masked.slice(0, start)}${"x".repeat(end - start)}${masked.slice(end)}`;
	}
	return masked;
}
/** The colon of a reference must be outside of blocks. */
function refuseColons(block, where) {
	Object.assign(new (handlebars()).Visitor(), { ContentStatement({ value }) {
		if (value.includes(":")) fail$1(where, "a block has a colon in it", "Write a line for each reference, with enable=.");
	} }).accept(block);
}
// src/tags/regex.ts
/** In milliseconds. An ordinary pattern matches a ref in less than one of them. */
const limit = 1e3;
const timedOut = "ERR_SCRIPT_EXECUTION_TIMEOUT";
/** Compiles a regular expression of JavaScript; throws a TagboatError if it is invalid. */
function compilePattern(source, flags, where) {
	const regex = compile$1(source, flags, where);
	const groups = (new RegExp(`${source}|`, flags.replace(/[gy]/g, "")).exec("")?.length ?? 1) - 1;
	const match = (text) => {
		regex.lastIndex = 0;
		return isHarmless(source, text) ? text.match(regex) : matchBounded(regex, text, where);
	};
	return {
		source,
		groups,
		isGlobal: regex.global,
		match: (text) => match(text) ?? void 0
	};
}
function compile$1(source, flags, where) {
	try {
		return new RegExp(source, flags);
	} catch (error) {
		const why = error instanceof Error ? error.message.replace(/^.*: /, "").toLowerCase() : "it cannot be read";
		throw new TagboatError(badRegex(where, source, why));
	}
}
/**
* Whether the number of backtracking steps is bounded: no group is repeated, and the text is short. That is true of most
* patterns. It spares them the watchdog, a thread for each match, when thousands of git tags are matched.
*/
function isHarmless(source, text) {
	const repetitions = source.match(/[*+]|\{\d+,/g) ?? [];
	return !/\)[*+?{]/.test(source) && text.length ** (repetitions.length + 1) <= 2e7;
}
/** Matches in a script with a time-out, because V8 can end a script in the middle of a match. */
function matchBounded(regex, text, where) {
	const [subject, source, flags] = [
		text,
		regex.source,
		regex.flags
	].map((part) => JSON.stringify(part));
	const script = new vm.Script(`${subject}.match(new RegExp(${source}, ${flags}))`);
	try {
		return script.runInThisContext({ timeout: limit });
	} catch (error) {
		if (!isTimeout(error)) throw error;
		throw new TagboatError(slowRegex(where, regex.source, text));
	}
}
function isTimeout(error) {
	return typeof error === "object" && error !== null && "code" in error && error.code === timedOut;
}
// src/tags/rule.ts
/** All texts with expressions; the pattern of `type=match` has none. */
function templatesOfRule(rule) {
	const { enable, prefix, suffix } = rule;
	return [
		enable,
		prefix,
		suffix,
		...ownTemplates(rule)
	].filter((template) => template !== void 0);
}
function ownTemplates(rule) {
	switch (rule.type) {
		case "semver":
		case "pep440": return [rule.pattern, rule.value];
		case "match": return [rule.value];
		case "schedule": return [rule.pattern];
		case "raw": return [rule.name, rule.value];
		default: return [];
	}
}
/** The priority of a rule that has none of its own; the highest comes first. */
const defaultPriorities = {
	schedule: 1e3,
	semver: 900,
	pep440: 900,
	match: 800,
	edge: 700,
	ref: 600,
	raw: 200,
	sha: 100
};
const ruleTypes = [
	"schedule",
	"semver",
	"pep440",
	"match",
	"edge",
	"ref",
	"raw",
	"sha"
];
/** The attributes of each type, besides the common ones. */
const ownKeys = {
	schedule: ["pattern"],
	semver: [
		"pattern",
		"value",
		"match"
	],
	pep440: [
		"pattern",
		"value",
		"match"
	],
	match: [
		"pattern",
		"group",
		"value"
	],
	edge: ["branch"],
	ref: ["event"],
	raw: ["value"],
	sha: ["format"]
};
const commonKeys = [
	"type",
	"enable",
	"priority",
	"prefix",
	"suffix"
];
const allKeys = [
	...commonKeys,
	"pattern",
	"value",
	"match",
	"group",
	"branch",
	"event",
	"format"
];
// src/tags/parse-rules.ts
/** Reads the lines of input `tags`; throws one TagboatError with the problems of all lines. */
function parseRules(lines) {
	const parsed = parseEach(withoutComments(lines), (line) => {
		const attributes = new Attributes(line, allKeys);
		const type = readType(attributes);
		return {
			rule: readRule(attributes, type),
			unused: findUnused(attributes, type)
		};
	});
	return {
		rules: parsed.map(({ rule }) => rule),
		warnings: parsed.flatMap(({ unused }) => unused ?? [])
	};
}
/** A line without `type` is `raw`. */
function readType(attributes) {
	const field = attributes.keys.includes("type") ? attributes.required("type", "type=raw") : void 0;
	if (field === void 0) return "raw";
	const type = ruleTypes.find((each) => each === field.value);
	if (type === void 0) throw new TagboatError(unknownType(field.where, field.value, ruleTypes));
	return type;
}
function readRule(attributes, type) {
	const own = readOwn(attributes, type);
	const prefix = attributes.text("prefix") ?? ownPrefix(attributes, own);
	const suffix = attributes.text("suffix");
	return {
		where: attributes.where,
		enable: attributes.textOr("enable", "true"),
		priority: attributes.number("priority", /^(?:-?\d+(?:\.\d+)?)?$/, "like 900") ?? defaultPriorities[type],
		...prefix && { prefix },
		...suffix && { suffix },
		...isWrittenOut(attributes, type) && { isWrittenOut: true },
		...own
	};
}
function isWrittenOut(attributes, type) {
	return ownKeys[type].includes("value") && attributes.keys.includes("value") && !attributes.required("value", "").value.includes("{{");
}
function ownPrefix({ where }, own) {
	if (own.type === "sha") return compileText("sha-", where);
	return own.type === "ref" && own.event === "pr" ? compileText("pr-", where) : void 0;
}
function readOwn(attributes, type) {
	switch (type) {
		case "schedule": return {
			type,
			pattern: attributes.textOr("pattern", "nightly")
		};
		case "semver":
		case "pep440": return readVersionRule(attributes, type);
		case "match": return readMatchRule(attributes);
		case "edge": return {
			type,
			branch: attributes.filled("branch")?.value ?? ""
		};
		case "ref": return {
			type,
			event: readEvent(attributes)
		};
		case "raw": return readRawRule(attributes);
		case "sha": return {
			type,
			format: attributes.choice("format", ["short", "long"]) ?? "short"
		};
	}
}
function readRawRule(attributes) {
	attributes.required("value", "type=raw,value=stable");
	const value = attributes.textOr("value", "");
	const reference = splitReference(value);
	return {
		type: "raw",
		...reference ? {
			name: reference.name,
			value: reference.tag
		} : { value }
	};
}
function readEvent(attributes) {
	const event = attributes.choice("event", [
		"branch",
		"tag",
		"pr",
		"pr-branch"
	]);
	if (event === void 0) throw new TagboatError(missingKey(attributes.where, "event", "type=ref,event=branch"));
	return event;
}
function readVersionRule(attributes, type) {
	attributes.required("pattern", `type=${type},pattern={{version}}`);
	const match = attributes.filled("match");
	return {
		type,
		pattern: attributes.textOr("pattern", "", [...expressionNames, ...versionNames]),
		...readValue$2(attributes),
		...match && { match: compilePattern(match.value, "", match.where) }
	};
}
function readMatchRule(attributes) {
	const pattern = readPattern(attributes.required("pattern", "type=match,pattern=v(.*),group=1"));
	const group = attributes.number("group", /^\d+$/, "0 for the whole match or 1 for the first ( )") ?? 0;
	if (group > pattern.groups && !pattern.isGlobal) throw new TagboatError(noSuchGroup(attributes.required("group", "").where, group, pattern.groups));
	return {
		type: "match",
		pattern,
		group,
		...readValue$2(attributes)
	};
}
/** `/v(.*)/i` with flags, or `v(.*)` alone. */
function readPattern({ value, where }) {
	const [, source, flags] = /^\/(.+)\/(.*)$/.exec(value) ?? [];
	return source === void 0 ? compilePattern(value, "", where) : compilePattern(source, flags ?? "", where);
}
function readValue$2(attributes) {
	const value = attributes.filled("value") && attributes.text("value");
	return value ? { value } : {};
}
/** Warns of attributes that the rule's type ignores, as docker/metadata-action does. */
function findUnused(attributes, type) {
	const used = [...commonKeys, ...ownKeys[type]];
	const unused = attributes.keys.filter((key) => !used.includes(key));
	if (unused.length === 0) return void 0;
	return `Input tags, line '${attributes.where.line}': type=${type} has no use for ${unused.join(" and ")}.`;
}
/** The attributes of one line. Every method throws a TagboatError that quotes the line. */
var Attributes = class {
	where;
	#fields = /* @__PURE__ */ new Map();
	/**
	* A value without a key is the attribute `value`, at most once in a line. The last of several values of one key counts.
	* Empty items are ignored.
	*/
	constructor(line, keys) {
		this.where = {
			input: "tags",
			line
		};
		for (const field of readFields("tags", line)) {
			if (field.key === void 0 && field.value === "") continue;
			const key = field.key ?? "value";
			const first = this.#fields.get("value");
			if (field.key === void 0 && first !== void 0) throw new TagboatError(severalValues(this.where, first.value, field.value, ruleTypes));
			if (!keys.includes(key)) throw new TagboatError(unknownKey(field.keyWhere, key, keys));
			this.#fields.set(key, field);
		}
	}
	get keys() {
		return [...this.#fields.keys()];
	}
	/** Undefined if absent or empty. */
	filled(key) {
		const field = this.#fields.get(key);
		return field?.value ? field : void 0;
	}
	required(key, example) {
		const field = this.#fields.get(key);
		if (field === void 0) throw new TagboatError(missingKey(this.where, key, example));
		return field;
	}
	/** A text with expressions, perhaps empty; undefined if the attribute is absent. */
	text(key, names = expressionNames) {
		const field = this.#fields.get(key);
		return field && compileTemplate(field.value, names, field.where);
	}
	/** As `text`, with a default. */
	textOr(key, otherwise, names) {
		return this.text(key, names) ?? compileText(otherwise, this.where);
	}
	choice(key, choices) {
		const field = this.#fields.get(key);
		const choice = choices.find((each) => each === field?.value);
		if (field && choice === void 0) throw new TagboatError(badChoice(field.where, key, field.value, choices));
		return choice;
	}
	/** A number; an empty value is 0, as in docker/metadata-action. */
	number(key, pattern, example) {
		const field = this.#fields.get(key);
		if (field && !pattern.test(field.value)) throw new TagboatError(notNumber(field.where, key, field.value, example));
		return field && Number(field.value);
	}
};
// src/tags/default-tags.ts
const latest = "type=raw,value=latest,enable={{is_default_branch}}";
/** The default tags, as rules of input `tags`. The flavor's `latest` is `false` with them unless the user writes it. */
const defaultLines = [
	"type=schedule",
	"type=semver,pattern={{version}}",
	"type=ref,event=branch",
	"type=ref,event=tag",
	"type=ref,event=pr",
	"type=ref,event=pr-branch",
	latest
];
/** Applies only if no other line gives a tag: it is for git tags that are not versions. */
const fallback = "type=ref,event=tag";
/** Compiles `defaultLines`; without `hasLatest` it leaves out the one that gives `latest`. */
function defaultRules(hasLatest) {
	const { rules } = parseRules(defaultLines.filter((line) => hasLatest || line !== latest));
	return rules.map((rule) => rule.where.line === fallback ? {
		...rule,
		isFallback: true
	} : rule);
}
/**
* Whether the event has default tags. This is an allow-list: many events carry the default branch's ref without being
* about it, and a wrong `latest` does more harm than a missing one.
*/
function hasDefaultTags(trigger) {
	const { cause, ref } = trigger;
	if (isQueueBranch(trigger)) return false;
	switch (cause.kind) {
		case "push":
		case "dispatch":
		case "schedule":
		case "local": return true;
		case "release": return cause.change === "published" && ref.kind === "tag";
		case "pull-request": return ["ordinary", "target"].includes(cause.variant) && !cause.isClosed;
		default: return false;
	}
}
// src/tags/flavor.ts
/**
* Reads the lines of input `flavor`; a later entry replaces an earlier one. `latest` is its default.
* Throws a TagboatError with all problems.
*/
function parseFlavor(lines, latest) {
	const entries = parseEach(withoutComments(lines), parseLine$1);
	return Object.assign({ latest }, ...entries);
}
/** `onlatest` applies to the prefix or suffix before it in its line. */
function parseLine$1(line) {
	let entry = {};
	let last;
	for (const field of readFields("flavor", line)) {
		const key = readKey(field);
		if (key === "latest") entry = {
			...entry,
			latest: readLatest(field)
		};
		else if (key === "onlatest") entry = {
			...entry,
			...readOnLatest(field, last, entry)
		};
		else {
			last = key;
			entry = {
				...entry,
				[key]: {
					text: compileText(field.value, field.where),
					onLatest: false
				}
			};
		}
	}
	return entry;
}
const keys$1 = [
	"latest",
	"prefix",
	"suffix",
	"onlatest"
];
function readKey({ key, value, keyWhere }) {
	const found = keys$1.find((each) => each === key);
	if (found === void 0) throw new TagboatError(unknownKey(keyWhere, key ?? value, keys$1));
	return found;
}
function readLatest({ value, where }) {
	const choices = [
		"auto",
		"true",
		"false"
	];
	const latest = choices.find((each) => each === value);
	if (latest === void 0) throw new TagboatError(badChoice(where, "latest", value, choices));
	return latest;
}
function readOnLatest({ value, where, keyWhere }, last, entry) {
	if (value !== "true" && value !== "false") throw new TagboatError(notBoolean(where, "onlatest", value, value));
	const affix = last && entry[last];
	if (!affix) throw new TagboatError(missingKey(keyWhere, "prefix", "prefix=debug-,onlatest=true"));
	return { [last]: {
		...affix,
		onLatest: value === "true"
	} };
}
// src/tags/compile-rules.ts
/** Compiles inputs `tags` and `flavor`. Throws one TagboatError with the problems of both. */
function compileRules(inputs) {
	const { rules, warnings } = parseRules(inputs.tags);
	const isDefault = rules.length === 0;
	const flavor = parseFlavor(inputs.flavor, isDefault ? "false" : "auto");
	const hasLatest = parseFlavor(inputs.flavor, "auto").latest !== "false";
	return {
		rules: (isDefault ? defaultRules(hasLatest) : [...rules]).sort((a, b) => b.priority - a.priority),
		flavor,
		isDefault,
		warnings,
		inputs
	};
}
/** The full references among the rules, as lines of image names: they name the images if input images is not set. */
const referenceLines = ({ rules }) => rules.flatMap((rule) => rule.type === "raw" && rule.name !== void 0 ? [{
	name: rule.name,
	enable: rule.enable,
	isWhole: true
}] : []);
/** Every text with expressions of the rules and the flavor. */
const templatesOf = ({ rules, flavor }) => [...rules.flatMap(templatesOfRule), ...[flavor.prefix, flavor.suffix].flatMap((affix) => affix === void 0 ? [] : [affix.text])];
/** Whether inputs `tags` or `flavor` use `{{target}}`, so that several images may share a name. */
const distinguishesTargets = ({ rules, flavor }) => templatesOf({
	rules,
	flavor
}).some(({ uses }) => uses.has("target"));
// src/errors/inputs.ts
/** An input has an invalid value. `shown` is printed, so never pass a secret's value. */
function badInput(input, shown, why, fix) {
	return {
		code: "input-value",
		what: `Input ${input}: '${shown}' ${why}.`,
		fix
	};
}
/** Two inputs contradict each other. */
function conflictingInputs(what, fix) {
	return {
		code: "input-conflict",
		what,
		fix
	};
}
/** One input of a pair is missing. */
function missingInput(input, why, fix) {
	return {
		code: "input-missing",
		what: `Input ${input} is missing: ${why}.`,
		fix
	};
}
/** A multi-line input that cannot be split. `line`, from 1, is where parsing failed. The text may be a secret, so it is not shown. */
function unreadableList(input, line) {
	return {
		code: "input-quotes",
		what: `Input ${input}: a quotation mark at the beginning of an item is not closed properly (line ${line} or above).`,
		fix: "End a quoted item with a quotation mark at the end of its last line; inside it, write \" twice."
	};
}
/** Input registry-auth cannot be read. Its text may hold a password, so only the line number is shown. */
function badRegistryAuth(line, why) {
	return {
		code: "input-registry-auth",
		what: `Input registry-auth${line === void 0 ? "" : `, line ${line}`}: ${why}.`,
		fix: "Write a YAML list: \"- registry: ghcr.io\", and below it \"username: me\" and \"password: ${{ secrets.X }}\", or \"helper: gcr\", or \"ecr: auto\". \"optional: true\" allows an empty password."
	};
}
/** Input builds cannot be read. `line`, from 1, is the item's. */
function badBuilds(line, item, why, fix) {
	return {
		code: "input-builds",
		what: `Input builds${`${line === void 0 ? "" : `, line ${line}`}${item === void 0 ? "" : `, item ${item}`}`}: ${item === void 0 && why.startsWith("has ") ? `an item ${why}` : why}.`,
		fix
	};
}
/** An input of docker's actions that Tagboat does not have. Its value may be a secret, so it is not shown. */
function unknownInput(input, fix) {
	return {
		code: "input-unknown",
		what: `Tagboat has no input ${input}.`,
		fix
	};
}
/** A warning: an unknown input that resembles a known one. */
function resemblingInput(input, known) {
	return `Input ${input} is ignored: Tagboat has no such input. Write ${known} if you mean that one.`;
}
// src/tags/loose-text.ts
/** A block without nested blocks, or one expression; a backslash in front escapes it. */
const block$2 = /(\\?)(\{\{#(if|unless)\s(?:(?!\{\{#).)*?\{\{\/\3\}\})/gs;
const expression = /(\\?)(\{\{\{?[^{}]*\}?\}\})/g;
/** Compiles a text. Whatever is not our expression is printed as it is. */
function compileLoose(text, where) {
	if (!text.includes("{{")) return {
		parts: [text],
		uses: /* @__PURE__ */ new Set(),
		doubtful: []
	};
	const whole = text.includes("{{#") && !text.includes("\\{{") ? compileOurs(text, where) : void 0;
	if (whole !== void 0) return {
		parts: [whole],
		uses: whole.uses,
		doubtful: []
	};
	const pieces = [block$2, expression].reduce((found, pattern) => found.flatMap((piece) => "open" in piece ? split$1(piece.open, pattern, where) : [piece]), [{ open: text }]);
	const parts = pieces.map((piece) => "open" in piece ? piece.open : piece.done);
	const uses = parts.flatMap((part) => typeof part === "string" ? [] : [...part.uses]);
	const doubtful = pieces.flatMap((piece) => "open" in piece ? findDoubts(piece.open) : []);
	return {
		parts,
		uses: new Set(uses),
		doubtful
	};
}
function split$1(text, pattern, where) {
	const pieces = [];
	let end = 0;
	for (const match of text.matchAll(pattern)) {
		const [all, backslash = "", inner = ""] = match;
		const ours = compileOurs(inner, where);
		if (ours === void 0) continue;
		pieces.push({ open: text.slice(end, match.index) }, { done: backslash === "" ? ours : inner });
		end = match.index + all.length;
	}
	return [...pieces, { open: text.slice(end) }];
}
const renderLoose = ({ parts }, values, times) => parts.map((part) => typeof part === "string" ? part : part.render(values, times)).join("");
/** Undefined unless every expression in the text is ours; comments are not, because they would vanish. */
function compileOurs(text, where) {
	try {
		const template = compileTemplate(text, imageExpressions, where);
		return hasComment(text) ? void 0 : template;
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
function hasComment(text) {
	let isFound = false;
	Object.assign(new (handlebars()).Visitor(), { CommentStatement() {
		isFound = true;
	} }).accept(handlebars().parse(text));
	return isFound;
}
/** Finds names that are one letter off or valid elsewhere only, and malformed blocks and dates. */
const findDoubts = (text) => [...text.matchAll(expression)].flatMap(([, backslash, inner = ""]) => backslash ? [] : findDoubt$2(inner));
function findDoubt$2(inner) {
	const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(inner)?.[1] ?? "";
	const near = imageExpressions.find((known) => name.length > 3 && editDistance(name, known) === 1);
	if (near !== void 0) return [{
		text: inner,
		meant: `{{${near}}}`
	}];
	return /^\{\{\s*(?:#(?:if|unless)\s|(?:commit_)?date\s*')/.test(inner) || versionNames.some((known) => known === name) ? [{ text: inner }] : [];
}
// src/errors/bake.ts
function bakeFileMissing(path) {
	return {
		code: "bake-file-missing",
		what: `Input bake-files: file '${path}' does not exist in the workspace.`,
		fix: "Give a path relative to the root of the checkout, or check out the repository in an earlier step."
	};
}
/** `docker buildx bake --print` failed with the message `original`. */
function bakeRefused(files, original) {
	return {
		code: "bake-read",
		what: `docker buildx bake could not read its definition from ${files.join(", ")}.`,
		fix: "Fix what it reports below, in the file or in the inputs targets, set and vars.",
		original
	};
}
function bakePrintUnreadable(original) {
	return {
		code: "bake-print",
		what: "The output of docker buildx bake --print is not a readable definition.",
		fix: "Run the job again. If the error persists, report it with the version of buildx.",
		original
	};
}
function noBakeTarget(files) {
	return {
		code: "bake-empty",
		what: `No target of ${files.join(", ")} is chosen: the group is empty.`,
		fix: "Name the targets in input targets."
	};
}
function targetNotBuilt(target, call) {
	return {
		code: "bake-no-image",
		what: `Target '${target}' is not built: it has call = "${call}".`,
		fix: "Remove it from input targets, and run docker buildx bake for it in a separate step."
	};
}
function filesBesideImage(target, type) {
	return {
		code: "bake-mixed-output",
		what: `Target '${target}' has an image output and an output of type ${type}.`,
		fix: `Write a second target with inherits = ["${target}"] and the output of type ${type} alone, and choose both targets: the second build comes from the cache.`
	};
}
function outputWithoutPath(target, type) {
	return {
		code: "bake-output-path",
		what: `Target '${target}' has an output of type ${type} without a path, which would go to the log.`,
		fix: `Set a path, for example output = ["type=${type},dest=out"].`
	};
}
/** buildx accepts the override and ignores it. */
function overrideLost(override, key) {
	return {
		code: "bake-set-lost",
		what: `Input set: buildx accepts '${override}', but this version drops the value.`,
		fix: `Write ${key} into the bake file.`
	};
}
/** buildx does not check platforms, and would publish one that does not exist. */
function badPlatform(target, platform, why, fix) {
	return {
		code: "bake-platform",
		what: `Target '${target}': platform '${platform}' ${why}.`,
		fix
	};
}
// src/inputs/platform-names.ts
/** Checks a platform: its form, and that its operating system and architecture exist together. */
function checkPlatform(text) {
	const platform = normalizePlatform(text);
	if (platform === void 0) return {
		why: "is not a platform",
		fix: /^[a-z0-9_]+$/.test(text) ? `Write linux/${text}.` : "Write os/architecture, like linux/arm64."
	};
	const unknown = findUnknownPart(platform);
	if (unknown === void 0) return { platform };
	return {
		why: {
			system: "has an unknown operating system",
			architecture: "has an unknown architecture",
			variant: "has an unknown variant",
			pair: "pairs an operating system with an architecture that it does not run on"
		}[unknown],
		fix: `Write for example ${suggest$1(platform)}.`
	};
}
/** Problems of a bake target's platforms. */
function findBadPlatforms(target, platforms) {
	return platforms.flatMap((platform) => {
		const checked = checkPlatform(platform);
		if ("platform" in checked || ["", "local"].includes(platform)) return [];
		return [badPlatform(target, platform, checked.why, checked.fix)];
	});
}
function suggest$1(platform) {
	return commonPlatforms.map((known) => ({
		known,
		slips: editDistance(platform, known)
	})).sort((one, other) => one.slips - other.slips)[0]?.known ?? "linux/amd64";
}
/**
* Operating systems with their architectures: the ports of Go (internal/platform, `go tool dist list`), whose names
* containerd/platforms uses, including ports that Go has dropped, and the systems of WebAssembly.
*/
const systems = /* @__PURE__ */ new Map([
	["aix", ["ppc64"]],
	["android", [
		"386",
		"amd64",
		"arm",
		"arm64"
	]],
	["darwin", [
		"386",
		"amd64",
		"arm",
		"arm64",
		"ppc",
		"ppc64"
	]],
	["dragonfly", ["386", "amd64"]],
	["freebsd", [
		"386",
		"amd64",
		"arm",
		"arm64",
		"ppc",
		"ppc64",
		"ppc64le",
		"riscv64",
		"sparc64"
	]],
	["hurd", ["386", "amd64"]],
	["illumos", ["amd64"]],
	["ios", [
		"amd64",
		"arm",
		"arm64"
	]],
	["js", ["wasm"]],
	["nacl", [
		"386",
		"amd64p32",
		"arm"
	]],
	["netbsd", [
		"386",
		"amd64",
		"arm",
		"arm64",
		"mips",
		"mipsle",
		"mips64",
		"mips64le",
		"ppc",
		"sparc64"
	]],
	["openbsd", [
		"386",
		"amd64",
		"arm",
		"arm64",
		"mips64",
		"mips64le",
		"ppc",
		"ppc64",
		"riscv64",
		"sparc64"
	]],
	["plan9", [
		"386",
		"amd64",
		"arm"
	]],
	["solaris", [
		"386",
		"amd64",
		"sparc",
		"sparc64"
	]],
	["wasi", ["wasm"]],
	["wasip1", ["wasm"]],
	["wasip2", ["wasm"]],
	["windows", [
		"386",
		"amd64",
		"arm",
		"arm64"
	]],
	["zos", ["s390x"]]
]);
/** Linux runs on every named architecture except WebAssembly, including some without a Go port. */
const linux = /* @__PURE__ */ new Set([
	...[
		"386",
		"amd64",
		"arm",
		"armbe",
		"arm64",
		"arm64be",
		"loong64",
		"mips",
		"mipsle",
		"mips64"
	],
	...[
		"mips64le",
		"mips64p32",
		"mips64p32le",
		"ppc",
		"ppc64",
		"ppc64le",
		"riscv",
		"riscv64",
		"s390",
		"s390x"
	],
	...["sparc", "sparc64"]
]);
/** Variants by architecture, in lower case; other architectures accept any variant. */
const variants = /* @__PURE__ */ new Map([
	["amd64", /^v[1-4]$/],
	["arm", /^v[5-8]$/],
	["arm64", /^v[89](?:\.\d)?$/]
]);
/** The part of a normalized platform that does not exist, or `pair` if only the combination does not; undefined if it is valid. */
function findUnknownPart(platform) {
	const [system = "", architecture = "", variant = ""] = platform.split("/");
	if (system !== "linux" && !systems.has(system)) return "system";
	if (!isArchitecture(architecture)) return "architecture";
	if (system === "linux" ? !linux.has(architecture) : !systems.get(system)?.includes(architecture)) return "pair";
	const known = variants.get(architecture);
	return variant === "" || known === void 0 || known.test(variant) ? void 0 : "variant";
}
const isArchitecture = (name) => linux.has(name) || [...systems.values()].some((architectures) => architectures.includes(name));
/** Common platforms, as suggestions for a misspelled one. */
const commonPlatforms = [...[
	"linux/amd64",
	"linux/arm64",
	"linux/arm/v7",
	"linux/arm/v6",
	"linux/arm/v5",
	"linux/386"
], ...[
	"linux/ppc64le",
	"linux/s390x",
	"linux/riscv64",
	"linux/mips64le",
	"linux/loong64",
	"windows/amd64"
]];
/** RUNNER_ARCH ("Default environment variables" in GitHub's documentation), by its platform name. */
const platforms = /* @__PURE__ */ new Map([
	["X86", "linux/386"],
	["X64", "linux/amd64"],
	["ARM", "linux/arm/v7"],
	["ARM64", "linux/arm64"]
]);
/** The platform of the runner, assumed to be the engine's if no engine is asked; the most common one outside a runner. */
const runnerPlatform = ({ RUNNER_ARCH }) => platforms.get((RUNNER_ARCH ?? "").toUpperCase()) ?? "linux/amd64";
// src/csv.ts
/** RFC 4180: a field with a comma, a quotation mark or a line break is put in quotation marks, and those in it are doubled. */
function csv(...fields) {
	return fields.map((field) => /[",\r\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field).join(",");
}
/** The fields of a line, as Go's encoding/csv reads it; an invalid line is one field. */
function splitFields(text) {
	try {
		return parse$1(text, { relax_column_count: true }).flat();
	} catch (error) {
		if (error instanceof CsvError) return [text];
		throw error;
	}
}
// src/bake/specs.ts
/**
* The items of a field such as attest, secret, cache-from or cache-to, in CSV form: `type=provenance,mode=max`. `--print` writes some
* of them as objects, which older buildx versions do not accept as input.
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
/** One setting of an item in CSV form: `settingOf('type=local,dest=out', 'dest')` is `out`. */
function settingOf(spec, key) {
	const value = readSpec(spec)[key];
	return typeof value === "string" ? value : void 0;
}
/** The items of such a field as records, whether they are in CSV or object form. */
function readSpecs(target, field) {
	const items = target[field];
	if (!Array.isArray(items)) return [];
	return items.map((item) => {
		if (typeof item === "string") return readSpec(item);
		return isSpec(item) ? item : { item };
	});
}
const isSpec = (item) => typeof item === "object" && item !== null && !Array.isArray(item);
/** An entry without `=` is its own key, such as the ssh agent `default`. Other keys are case-insensitive, as in buildx. */
function readSpec(text) {
	const fields = splitFields(text).map((field) => {
		const [, key = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(field) ?? [];
		return [value === void 0 ? key : key.toLowerCase(), value ?? key];
	});
	return Object.fromEntries(fields);
}
/** BuildKit's rules: `type=env,src=` also names a variable; an `id` alone is the name of a variable, or else of a file. */
function readSecretSource(spec) {
	const id = stringAt(spec, "id") ?? "";
	const path = stringAt(spec, "src") ?? stringAt(spec, "source");
	const variable = stringAt(spec, "env") ?? (spec.type === "env" ? path : void 0);
	if (variable !== void 0) return {
		id,
		variable
	};
	if (path !== void 0) return {
		id,
		path
	};
	return id === "" ? { id } : {
		id,
		variable: id,
		path: id
	};
}
// src/bake/target-outputs.ts
/** The exporters that write files. */
const fileTypes = [
	"oci",
	"docker",
	"local",
	"tar"
];
/** The outputs of a target that write files, without images and `cacheonly`. `dest` is empty if none is given. */
function fileOutputsOf(target) {
	const specs = specsOf(target, "output");
	return readSpecs(target, "output").flatMap((spec, index) => {
		const type = fileTypes.find((known) => known === textAt$2(spec, "type"));
		const dest = textAt$2(spec, "dest");
		if (type === void 0 || type === "docker" && dest === "") return [];
		return [{
			type,
			dest,
			isFolder: isFolderOutput(type, textAt$2(spec, "tar")),
			spec: specs[index] ?? ""
		}];
	});
}
const isArchive = ({ type }) => type === "oci" || type === "docker";
const isFolderOutput = (type, tar) => type === "local" || (type === "oci" || type === "docker") && isFalse(tar);
/** The values that Go's ParseBool reads as false. buildx treats everything else as true. */
const isFalse = (text) => [
	"0",
	"f",
	"F",
	"false",
	"False",
	"FALSE"
].includes(text);
const textAt$2 = (spec, key) => {
	const value = spec[key];
	return typeof value === "string" ? value : "";
};
/** Whether a target of a bake file makes an image. A target without an output does: Tagboat adds the output. */
function makesImage(target) {
	const types = typesOf(target);
	return types.length === 0 || types.some((type) => !withoutImage$1.includes(type));
}
/** Why a chosen target cannot be built: it runs a check instead, writes files beside an image, or writes files without a path. */
function findTargetProblems(name, target) {
	const [call = ""] = textOf$1(target, "call").split(",");
	if (call !== "" && call !== "build") return [targetNotBuilt(name, call)];
	const beside = typesOf(target).find((type) => ["local", "tar"].includes(type));
	if (makesImage(target)) return beside === void 0 ? [] : [filesBesideImage(name, beside)];
	return fileOutputsOf(target).flatMap(({ type, dest }) => dest === "" || dest === "-" ? [outputWithoutPath(name, type)] : []);
}
/** The archives of a target's own outputs, which Tagboat does not write when it publishes the image. */
const droppedArchives = (target) => makesImage(target) ? fileOutputsOf(target).filter(isArchive) : [];
/** Exporters that write files or nothing. All others write an image. */
const withoutImage$1 = [
	"local",
	"tar",
	"cacheonly"
];
const typesOf = (target) => readSpecs(target, "output").map(({ type }) => typeof type === "string" ? type : "");
// src/inputs/reader.ts
function createReader(raw) {
	const problems = [];
	const read = /* @__PURE__ */ new Map();
	const lines = (name) => {
		const items = read.get(name) ?? splitList(name, raw(name), false, problems);
		read.set(name, items);
		return items;
	};
	return {
		problems,
		warnings: [],
		notices: [],
		text: raw,
		lines,
		bareLines: (name) => splitList(name, raw(name), false, [], true),
		items: (name) => splitList(name, raw(name), true, problems),
		flag: (name) => readFlag$1(name, raw(name), problems),
		pairs: (name, options) => lines(name).flatMap((line, index) => readPair(name, line, index, options?.secret ?? false, problems))
	};
}
/** YAML 1.2 core schema, 10.3.2; undefined for anything else. */
function parseBoolean(text) {
	if (/^(true|True|TRUE)$/.test(text)) return true;
	if (/^(false|False|FALSE)$/.test(text)) return false;
}
function readFlag$1(name, text, problems) {
	const value = text === "" ? false : parseBoolean(text);
	if (value === void 0) problems.push(badInput(name, text, "is not a boolean", "Write true or false."));
	return value ?? false;
}
function readPair(name, line, index, secret, problems) {
	const equals = line.indexOf("=");
	if (equals > 0) return [{
		key: line.slice(0, equals).trim(),
		value: line.slice(equals + 1)
	}];
	const shown = secret ? `item ${index + 1}` : line;
	problems.push(badInput(name, shown, "is not of the form name=value", "Write one name=value per line."));
	return [];
}
/** A delimiter that cannot occur in an input, so that csv-parse does not split lines. */
const never = "\0";
/**
* Splits a list input into items, one per line. Blank lines and lines that begin with `#` are ignored. An item in
* quotation marks may span lines; `""` is a quotation mark in it. With `commas`, for inputs where docker's actions allow
* it, commas also separate items. With `onlyBare`, items in quotation marks are dropped.
*/
function splitList(input, text, commas, problems, onlyBare = false) {
	try {
		return parse$1(text, {
			delimiter: commas ? "," : never,
			record_delimiter: ["\r\n", "\n"],
			comment: "#",
			comment_no_infix: true,
			relax_quotes: true,
			relax_column_count: true,
			skip_empty_lines: true,
			trim: true,
			...onlyBare && { cast: (item, { quoting }) => quoting ? "" : item }
		}).flat().filter((item) => item !== "");
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		problems.push(unreadableList(input, Number(error.lines ?? 1)));
		return [];
	}
}
// src/inputs/read-outputs.ts
const example = "Write for example type=oci,dest=image.tar or type=local,dest=out.";
const byInput = (line) => `Leave it out, and write ${line}.`;
/** Settings of exporters that no input covers (BuildKit's documentation, "Exporters"). */
const archiveKeys = [
	"tar",
	"compression",
	"compression-level",
	"force-compression",
	"oci-mediatypes"
];
const keys = {
	oci: archiveKeys,
	docker: archiveKeys,
	local: ["platform-split", "attestation-prefix"],
	tar: ["platform-split", "attestation-prefix"]
};
/** Settings that an input covers. */
const ours$1 = {
	name: byInput("the names in inputs images and tags"),
	push: "Write push: true in a step without outputs.",
	"rewrite-timestamp": byInput("rewrite-timestamp: true"),
	mode: "Leave it out: existing files stay, unless the build overwrites them."
};
/** Types of docker/build-push-action that write no files, each with what to write instead. */
const others$1 = {
	registry: "Write push: true instead.",
	cacheonly: "Write push: false instead: the image is built into the cache."
};
/**
* Reads input `outputs`: one exporter per line in buildx's notation; a path alone is short for `type=local,dest=PATH`.
* Problems go to the reader.
*/
function readOutputs(reader) {
	const outputs = reader.lines("outputs").flatMap((line) => {
		const read = readOutput(line);
		if ("type" in read) return [read];
		reader.problems.push(badInput("outputs", line, read.why, read.fix));
		return [];
	});
	const dests = outputs.map(normalizeDest);
	for (const [index, { spec, dest }] of outputs.entries()) {
		if (dests.indexOf(dests[index] ?? "") === index) continue;
		const why = `writes to '${dest}', as another line does`;
		reader.problems.push(badInput("outputs", spec, why, "Give each output a dest of its own."));
	}
	if (outputs.length > 0) checkConflicts(reader);
	return outputs;
}
/** Normalizes the destination: `./out/` becomes `out`. */
const normalizeDest = ({ dest }) => normalize(dest).replace(/(?<=.)\/$/, "");
function readOutput(line) {
	const fields = splitFields(line);
	const pairs = fields.length === 1 && fields[0] === line && !line.includes("=") ? [["type", "local"], ["dest", line]] : fields.map(readField);
	const bare = pairs.find(([, value]) => value === void 0);
	if (bare !== void 0) return {
		why: `has '${bare[0]}', which is not of the form key=value`,
		fix: example
	};
	const settings = new Map(pairs.map(([key, value]) => [key, value ?? ""]));
	if (settings.size < pairs.length) return {
		why: "has a key twice",
		fix: example
	};
	const type = fileTypes.find((known) => known === settings.get("type"));
	if (type === void 0) return refuseType(settings);
	const dest = settings.get("dest") ?? "";
	if (dest === "" || dest === "-") return refuseDest(type, dest);
	for (const key of settings.keys()) {
		if (key === "type" || key === "dest" || keys[type].includes(key)) continue;
		return refuseKey(type, key);
	}
	const tar = settings.get("tar") ?? "";
	if (tar !== "" && parseBoolean(tar) === void 0) return {
		why: `has tar=${tar}, which is not a boolean`,
		fix: "Write tar=true or tar=false."
	};
	const spec = csv(...[...settings].map(([key, value]) => `${key}=${value}`));
	return {
		type,
		dest,
		isFolder: isFolderOutput(type, tar),
		spec
	};
}
/** Keys are case-insensitive, as in buildx. */
function readField(field) {
	const equals = field.indexOf("=");
	if (equals < 0) return [field, void 0];
	return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1)];
}
function refuseType(settings) {
	const type = settings.get("type");
	if (type === void 0) return {
		why: "names no type",
		fix: example
	};
	if (type === "image") return refuseImage(settings);
	const instead = others$1[type];
	if (instead !== void 0) return {
		why: "writes no files",
		fix: instead
	};
	const fix = `The types are ${fileTypes.join(", ")}. ${example}`;
	return {
		why: `has the unknown type '${type}'`,
		fix
	};
}
function refuseImage(settings) {
	const isSet = (key) => !["", "false"].includes(settings.get(key) ?? "");
	const why = "writes no files";
	if (isSet("push-by-digest")) return {
		why,
		fix: "Write push: digest instead, and the name of the image in input images."
	};
	const [key] = [...settings.keys()].filter((key) => ![
		"type",
		"push",
		"name"
	].includes(key));
	if (key === void 0) return {
		why,
		fix: "Write push: true instead, or load: true for an image of the engine."
	};
	if (key.startsWith("annotation")) return {
		why,
		fix: "Write push: true instead, and input annotations."
	};
	if (key === "rewrite-timestamp") return {
		why,
		fix: "Write push: true and rewrite-timestamp: true instead."
	};
	return {
		why,
		fix: `Write push: true instead; ${key} is not offered for pushed images. With it, write type=oci,tar=false,dest=FOLDER,${key}=${settings.get(key)} here, and publish the folder with from: oci-layout:FOLDER in the next step.`
	};
}
function refuseDest(type, dest) {
	if (dest === "" && type === "docker") return {
		why: "loads the image and writes no file",
		fix: "Write load: true instead, or add dest=image.tar."
	};
	return {
		why: dest === "" ? "has no dest" : "writes to the log",
		fix: `Add dest=${type === "local" ? "out" : type === "tar" ? "files.tar" : "image.tar"}, a path in the workspace.`
	};
}
function refuseKey(type, key) {
	const annotation = key.startsWith("annotation") ? byInput("input annotations") : void 0;
	const fix = ours$1[key] ?? annotation ?? `type=${type} takes dest, ${keys[type].join(", ")}.`;
	return {
		why: `has ${key}, which outputs of type ${type} do not take`,
		fix
	};
}
function checkConflicts(reader) {
	const refuse = (what, fix) => reader.problems.push(conflictingInputs(what, fix));
	const push = reader.text("push");
	if (parseBoolean(push) === true || push === "digest") refuse(`Input outputs writes files and pushes nothing, and push is ${push}.`, "Take two steps: one with outputs: type=oci,tar=false,dest=image, then, after your checks, one with from: oci-layout:image, which publishes that very image. For binaries, take a step of its own with outputs.");
	if (parseBoolean(reader.text("only-changed")) === true) refuse("With only-changed an image that has not changed is not built, and outputs would not be written.", "Leave one of them out.");
}
/** Refuses type docker for several platforms or attestations: its archive holds a single image manifest. */
function checkArchives(reader, outputs, { platforms, attests }) {
	const isAsked = attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest));
	const what = platforms.length > 1 ? `${platforms.length} platforms` : isAsked ? "attestations" : void 0;
	for (const { spec } of what === void 0 ? [] : outputs.filter(({ type }) => type === "docker")) {
		const why = `cannot hold an image with ${what}`;
		reader.problems.push(badInput("outputs", spec, why, "Write type=oci, which docker load takes too, or build without."));
	}
}
/** Notes inputs that describe an image, if only files are written. It is not an error, because steps often share these inputs. */
function noteWithoutImage(reader, outputs, load) {
	if (outputs.length === 0 || load || outputs.some(isArchive)) return;
	const set = [
		"images",
		"tags",
		"flavor",
		"labels",
		"annotations"
	].filter((name) => reader.text(name).trim() !== "");
	if (set.length === 0) return;
	reader.notices.push(`Input outputs writes files without an image here: ${set.join(", ")} have no effect.`);
}
// src/inputs/build-inputs.ts
function readBuildInputs(reader) {
	const inputs = {
		context: reader.text("context") || ".",
		file: reader.text("file"),
		target: reader.text("target"),
		platforms: readPlatforms$3(reader),
		buildArgs: reader.lines("build-args"),
		buildContexts: reader.pairs("build-contexts"),
		secrets: reader.pairs("secrets", { secret: true }),
		secretEnvs: readSecretEnvs(reader),
		secretFiles: reader.pairs("secret-files"),
		ssh: reader.items("ssh"),
		cacheFrom: reader.lines("cache-from"),
		cacheTo: reader.lines("cache-to"),
		noCache: reader.flag("no-cache"),
		noCacheFilters: reader.items("no-cache-filters"),
		pull: reader.flag("pull"),
		load: reader.flag("load"),
		outputs: readOutputs(reader),
		network: reader.text("network"),
		addHosts: readHosts$1(reader),
		shmSize: reader.text("shm-size"),
		ulimit: reader.items("ulimit"),
		allow: reader.items("allow"),
		attests: readAttests(reader),
		rewriteTimestamp: reader.flag("rewrite-timestamp"),
		builder: reader.text("builder")
	};
	checkSecretIds(reader, inputs);
	checkArchives(reader, inputs.outputs, inputs);
	noteWithoutImage(reader, inputs.outputs, inputs.load);
	return inputs;
}
function readPlatforms$3(reader) {
	const platforms = reader.items("platforms").flatMap((platform) => {
		const checked = checkPlatform(platform);
		if ("platform" in checked) return [checked.platform];
		reader.problems.push(badInput("platforms", platform, checked.why, checked.fix));
		return [];
	});
	return [...new Set(platforms)];
}
function readSecretEnvs(reader) {
	return reader.items("secret-envs").flatMap((item) => {
		const equals = item.indexOf("=");
		if (equals > 0 && equals < item.length - 1) return [{
			key: item.slice(0, equals),
			value: item.slice(equals + 1)
		}];
		reader.problems.push(badInput("secret-envs", item, "is not of the form id=NAME", "Write id=NAME_OF_VARIABLE."));
		return [];
	});
}
/** `host:ip` or `host=ip`, the syntax of `docker buildx build --add-host`. */
function readHosts$1(reader) {
	const hosts = reader.items("add-hosts");
	for (const host of hosts) {
		if (/^[^:=\s]+[:=].+$/.test(host)) continue;
		reader.problems.push(badInput("add-hosts", host, "is not of the form host:ip", "Write for example db:10.0.0.7."));
	}
	return hosts;
}
function readAttests(reader) {
	const attests = [...reader.lines("attests")];
	for (const attest of attests) {
		if (/(^|,)type=/.test(attest)) continue;
		reader.problems.push(badInput("attests", attest, "names no type", "Write for example type=sbom."));
	}
	for (const kind of ["provenance", "sbom"]) {
		const text = reader.text(kind);
		if (text === "") continue;
		const flag = parseBoolean(text);
		if (/(^|,)\s*enabled?=/i.test(text)) {
			reader.problems.push(badInput(kind, text, "has a setting that does not exist", "Write true or false."));
			continue;
		}
		if (flag === void 0 && !text.includes("=")) {
			const fix = kind === "sbom" ? "Write true, false or generator=IMAGE." : "Write true, false or mode=max.";
			reader.problems.push(badInput(kind, text, "is neither a boolean nor a list of settings", fix));
			continue;
		}
		if (flag === void 0) attests.push(`type=${kind},${text}`);
		else attests.push(flag ? `type=${kind}` : `type=${kind},disabled=true`);
	}
	return oneOfEachType(reader, attests);
}
/** Keeps the last attestation of each type, as buildx does; inputs provenance and sbom come after attests. */
function oneOfEachType(reader, attests) {
	const found = /* @__PURE__ */ new Map();
	for (const attest of attests) {
		const type = /(?:^|,)type=([^,]*)/.exec(attest)?.[1];
		const earlier = found.get(type);
		if (earlier !== void 0 && earlier !== attest) reader.warnings.push(`Inputs attests, provenance and sbom: '${attest}' replaces '${earlier}'.`);
		found.set(type, attest);
	}
	return [...found.values()];
}
function checkSecretIds(reader, inputs) {
	const seen = /* @__PURE__ */ new Map();
	const groups = {
		secrets: inputs.secrets,
		"secret-envs": inputs.secretEnvs,
		"secret-files": inputs.secretFiles
	};
	for (const [input, pairs] of Object.entries(groups)) for (const { key } of pairs) {
		const other = seen.get(key);
		if (other) {
			const why = other === input ? "is set twice" : `is also an id in ${other}`;
			reader.problems.push(badInput(input, key, why, "Give every secret an id of its own."));
		}
		seen.set(key, input);
	}
}
/** Compiles `KEY=value` lines; `KEY` without a value comes from the environment, and is left out. The last line of a key counts. */
function readArgs$1(lines) {
	return [...new Map(lines.map((line) => {
		const equals = line.indexOf("=");
		return equals < 0 ? [line, void 0] : [line.slice(0, equals), line.slice(equals + 1)];
	}))].flatMap(([key, value]) => {
		if (value === void 0) return [];
		return [{
			key,
			text: compileLoose(value, {
				input: "build-args",
				line: key
			})
		}];
	});
}
// src/glob.ts
/** The maximum number of repetitions for a backtracking expression, whose time grows exponentially with them. */
const harmless = 2;
/** Compiles a test for a whole text. Its time is bounded, because patterns may be untrusted. Throws for an invalid `source`. */
function compileGlob(steps) {
	const expression = new RegExp(`^${steps.map(toExpression).join("")}$`, "su");
	if (steps.filter(({ kind }) => kind !== "one").length <= harmless) return (text) => expression.test(text);
	const fits = steps.map(({ source }) => new RegExp(`^${source}$`, "su"));
	return (text) => followAll(steps, fits, text);
}
function toExpression({ kind, source }) {
	if (kind === "folders") return `(?:${source}*/)?`;
	return kind === "run" ? `${source}*` : source;
}
/** Follows all matches at once, in time proportional to steps times characters. */
function followAll(steps, fits, text) {
	let ways = open$1(steps, /* @__PURE__ */ new Set([0]));
	let inside = /* @__PURE__ */ new Set();
	for (const character of text) {
		const next = /* @__PURE__ */ new Set();
		const still = /* @__PURE__ */ new Set();
		for (const way of /* @__PURE__ */ new Set([...ways, ...inside])) {
			const step = steps[way];
			if (step === void 0 || !fits[way]?.test(character)) continue;
			if (step.kind === "folders") still.add(way);
			if (step.kind === "run") next.add(way);
			else if (step.kind === "one" || character === "/") next.add(way + 1);
		}
		ways = open$1(steps, next);
		inside = still;
	}
	return ways.has(steps.length);
}
/** Adds the steps after those that may match nothing. */
function open$1(steps, ways) {
	for (const way of ways) if (steps[way] !== void 0 && steps[way].kind !== "one") ways.add(way + 1);
	return ways;
}
// src/bake/target-pattern.ts
/**
* Whether a target's name matches a bake pattern, as used in `targets` and before the dot in `set`. The rules are those of Go's
* path.Match: `*` is any text, `?` one character, `[a-z]` and `[^a-z]` a character class, and `\` escapes the next character.
*/
function matchesPattern(pattern, name) {
	const parts = pattern.match(/\\.|\[\^?[^\]]+\]|./gsu) ?? [];
	try {
		return compileGlob(parts.map(toStep))(name);
	} catch {
		return false;
	}
}
function toStep(part) {
	if (part === "*") return {
		kind: "run",
		source: "."
	};
	if (part === "?") return {
		kind: "one",
		source: "."
	};
	if (part.length > 1 && part.startsWith("[")) return {
		kind: "one",
		source: part
	};
	return {
		kind: "one",
		source: part.replace(/^\\(?=.)/su, "").replace(/[\\^$.*+?()[\]{}|/]/, "\\$&")
	};
}
// src/inputs/bake-inputs.ts
/** Keys of `set` that Tagboat sets itself, each with the input to use instead. */
const ours = /* @__PURE__ */ new Map([
	["tags", "Use the inputs images and tags."],
	["push", "Use input push."],
	["load", "Use input load."],
	["call", "Leave it out: a check of the Dockerfiles belongs into a step of its own."]
]);
/** Variables that docker, its plugins, the dynamic loader or Tagboat read: setting them would affect more than the bake file. */
const taken = [
	/^(BUILDX|BUILDKIT|LD|TAGBOAT)_/,
	/^DOCKER_(HOST|CONTEXT|CONFIG|AUTH_CONFIG|API_VERSION|CERT_PATH|TLS|TLS_VERIFY|DEFAULT_PLATFORM|BUILDKIT|CLI_\w+|CONTENT_TRUST\w*|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)$/,
	/^(PATH|HOME|TMPDIR|SSH_AUTH_SOCK|SSL_CERT_(FILE|DIR)|GODEBUG|NODE_(OPTIONS|EXTRA_CA_CERTS|PATH))$/
];
/** Reads `bake-files`, `targets`, `set` and `vars`; undefined without a bake file. */
function readBakeInputs(reader) {
	const inputs = {
		files: readFiles(reader),
		targets: readTargets(reader),
		set: readOverrides(reader),
		vars: readVariables$1(reader)
	};
	if (inputs.files.length > 0) {
		refuseFrom(reader);
		refuseSingleImage(reader);
		return inputs;
	}
	for (const name of [
		"targets",
		"set",
		"vars"
	]) {
		if (inputs[name].length === 0 || name === "targets" && reader.text("builds").trim() !== "") continue;
		reader.problems.push(missingInput("bake-files", `${name} is for the images of a bake file`, "Name the bake file there, for example docker-bake.hcl."));
	}
}
/** Drops `cwd://` in front of a path, which docker/bake-action requires for local files. */
function readFiles(reader) {
	return reader.items("bake-files").map((item) => {
		const path = item.replace(/^cwd:\/\//, "");
		if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(path)) reader.problems.push(badInput("bake-files", item, "is an address", "Check that repository out with actions/checkout, and name the path of the file."));
		else if (path === "" || path === "-") reader.problems.push(badInput("bake-files", item, "is not a path", "Write the path of a file."));
		return path;
	});
}
/** Accepts names only: an address would make bake fetch another definition, and a leading hyphen would be an option. */
function readTargets(reader) {
	const targets = reader.items("targets");
	for (const target of targets) {
		if (/^[\w.*?[\]^][\w.*?[\]^-]*$/.test(target)) continue;
		reader.problems.push(badInput("targets", target, "is not the name of a target", "A name has letters, digits, _ and -; * and ? match several."));
	}
	return targets;
}
/** `pattern.key=value`; `pattern.args.NAME` takes its value from the environment. */
function readOverrides(reader) {
	const overrides = reader.lines("set");
	for (const override of overrides) {
		const [, key, rest = ""] = /^[^.=]+\.([a-z-]+)((?:\.[^=]+?)?(?:\+?=.*)?)$/s.exec(override) ?? [];
		if (key === void 0 || !(rest.includes("=") || key === "args" && rest.startsWith("."))) {
			reader.problems.push(badInput("set", override, "is not of the form target.key=value", "Write for example app.args.VERSION=1.2 or *.platform=linux/arm64."));
			continue;
		}
		const fix = ours.get(key) ?? (key === "output" && !isFileOutput(rest) ? outputFix : void 0);
		if (fix !== void 0) reader.problems.push(badInput("set", override, "sets what Tagboat sets itself", fix));
	}
	return overrides;
}
const outputFix = "Input push says whether images are pushed. Files are written with type=local,dest=PATH or type=tar,dest=PATH.";
/** Whether an output writes files: `=type=local,dest=out`, or a path, which is short for it. Tagboat itself publishes images. */
function isFileOutput(rest) {
	const value = rest.replace(/^\+?=/, "");
	const type = settingOf(value, "type");
	return type === void 0 ? !value.includes("=") && value !== "-" : [
		"local",
		"tar",
		"cacheonly"
	].includes(type);
}
function readVariables$1(reader) {
	const pairs = reader.pairs("vars");
	for (const { key } of pairs) if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) reader.problems.push(badInput("vars", key, "is not the name of a variable", "A name has letters, digits and _, and does not begin with a digit."));
	else if (taken.some((pattern) => pattern.test(key))) reader.problems.push(badInput("vars", key, "would change how docker itself works", "Give the variable another name in the bake file."));
	return pairs;
}
function refuseFrom(reader) {
	if (reader.lines("from").length === 0) return;
	reader.problems.push(conflictingInputs("Input from publishes content that exists already, and bake-files describes a build.", "Leave one of them out."));
}
const set = (line) => `Leave it out, and write in input set: ${line}`;
const secret = set("*.secrets=id=NAME,env=VARIABLE (and the value into env of this step)");
/** buildx 0.29 accepts an override of these, and ignores its value. */
const inFile = (field) => `Leave it out, and write ${field} into the bake file.`;
/**
* The inputs that shape a single image, each with the equivalent for a bake file: a key of `--set`, tested with buildx 0.29.
* They show examples instead of the given values, which may be secret.
*/
const instead$1 = {
	platforms: set("*.platform=linux/amd64,linux/arm64"),
	"build-args": set("*.args.NAME=value"),
	secrets: secret,
	"cache-from": set("*.cache-from=type=gha"),
	"cache-to": set("*.cache-to=type=gha,mode=max"),
	context: set("*.context=FOLDER"),
	file: set("*.dockerfile=PATH (relative to the context)"),
	target: set("*.target=STAGE"),
	"build-contexts": set("*.contexts.NAME=PATH"),
	"secret-envs": set("*.secrets=id=NAME,env=VARIABLE"),
	"secret-files": set("*.secrets=id=NAME,src=PATH"),
	ssh: set("*.ssh=default"),
	"no-cache-filters": inFile("no-cache-filter"),
	network: inFile("network"),
	"add-hosts": set("*.extra-hosts.HOST=ADDRESS"),
	"shm-size": set("*.shm-size=128m"),
	ulimit: inFile("ulimits"),
	attests: set("*.attest=type=sbom"),
	outputs: set("TARGET.output=type=local,dest=out (or type=tar), or write output into the bake file")
};
/** Adds a problem for each input that shapes a single image. The default of `context` does not count as set. */
function refuseSingleImage(reader) {
	for (const [name, fix] of Object.entries(instead$1)) {
		const text = reader.text(name).trim();
		if (text === "" || name === "context" && text === ".") continue;
		const what = `Input ${name} shapes a single image, and the images are described in bake-files.`;
		reader.problems.push(conflictingInputs(what, fix));
	}
}
// src/inputs/check-lists.ts
/** Finds values that do not mean what they seem to. Items in quotation marks are not checked. */
function checkMisread(reader) {
	for (const name of [
		"secrets",
		"secret-envs",
		"secret-files"
	]) checkSecretForm(reader, name);
	for (const name of ["build-args", "vars"]) checkSeveralInOne(reader, name);
	for (const name of ["cache-from", "cache-to"]) checkCache(reader, name);
}
/** Refuses `id=token,env=TOKEN`, the syntax of `docker build --secret`: here it would be a secret with the id `id`. */
function checkSecretForm(reader, name) {
	const fix = "Write ID=value in secrets, ID=VARIABLE in secret-envs, or ID=PATH in secret-files, one per line. A value that is meant so belongs in quotation marks.";
	for (const [index, line] of reader.bareLines(name).entries()) {
		const keys = line.split(",").map((field) => /^\s*([a-z]+)=/.exec(field)?.[1]);
		const isForm = ["id", "type"].includes(keys[0] ?? "") && keys.slice(1).some(isSecretKey);
		const isTurned = isSecretKey(keys[0]) && keys.slice(1).includes("id");
		if (!isForm && !isTurned) continue;
		reader.problems.push(badInput(name, `item ${index + 1}`, "has the form of docker build --secret", fix));
	}
}
const isSecretKey = (key) => [
	"id",
	"type",
	"env",
	"src",
	"source"
].includes(key ?? "");
/**
* `A=1,B=2`: every part between commas is NAME=value with an upper-case name, and no value has another `=` or a quotation
* mark. Intended lists differ: `FEATURES=a,b`, `OPTS=-Da=1,-Db=2`, `LABELS=A=1,B=2`.
*/
const several = /^[A-Z][A-Z0-9_]*=[^,="']*(?:,\s*[A-Z][A-Z0-9_]*=[^,="']*)+$/;
function checkSeveralInOne(reader, name) {
	for (const line of reader.bareLines(name)) {
		if (!looksSeveral(line)) continue;
		const shown = namesIn$1(line).map((each) => `${each}=...`).join(",");
		reader.problems.push(badInput(name, shown, "looks like several items in one line", severalFix(line)));
	}
}
/** Whether a line looks like several items with commas, which some of docker's own inputs accept. */
const looksSeveral = (line) => several.test(line);
/** Shows names only, because values may be secret. */
const severalFix = (line) => `Write ${namesIn$1(line).join(" and ")} on lines of their own; if the comma belongs to the value, put the whole item in quotation marks.`;
const namesIn$1 = (line) => line.split(",").map((part) => part.replace(/=.*$/s, "").trim());
/** Settings that a cache requires besides its type, where BuildKit would report a missing one only after the build. */
const needs = {
	"cache-from": {
		local: "src",
		registry: "ref"
	},
	"cache-to": {
		local: "dest",
		registry: "ref"
	}
};
/** Checks a cache: a reference, or `type=...` with more settings. Values may be secret, so problems show keys only. */
function checkCache(reader, name) {
	const example = name === "cache-to" ? "type=gha,mode=max" : "type=gha";
	for (const line of reader.lines(name)) {
		const fields = splitFields(line);
		if (fields.length === 1 && !line.includes("=")) {
			warnOfReference(reader, name, line);
			continue;
		}
		const settings = new Map(fields.map((field) => {
			const [, key = field, value = ""] = /^([^=]*)=(.*)$/s.exec(field) ?? [];
			return [key.trim().toLowerCase(), value.trim()];
		}));
		const type = settings.get("type") ?? "";
		const need = needs[name]?.[type];
		const complain = (why, fix) => {
			const shown = [...settings.keys()].map((key) => key === "type" ? `type=${type}` : key).join(",");
			reader.problems.push(badInput(name, shown, why, fix));
		};
		if (fields.some((field) => !field.includes("="))) complain("has a setting without =", `Write one cache per line, for example ${example}.`);
		else if (type === "") complain("names no type", `Write for example ${example}.`);
		else if (need !== void 0 && (settings.get(need) ?? "") === "") complain(`has no ${need}`, `Write type=${type},${need}=${need === "ref" ? "NAME:TAG" : "FOLDER"}.`);
		else if (need === "ref") warnOfReference(reader, name, settings.get("ref") ?? "");
	}
}
/**
* Warns of an invalid tag: BuildKit silently finds no cache under it, and fails with such a `cache-to`. It is not an error,
* because a run without a build does not use the cache.
*/
function warnOfReference(reader, name, reference) {
	const [named = ""] = (reader.text("builds") === "" ? reference : reference.replace(/\{\{\s*target\s*\}\}/g, "x")).split("@");
	const colon = findTagColon(named);
	if (colon === -1 || isTag(named.slice(colon + 1))) return;
	const why = named.includes("{{") ? "expressions in {{ }} are not filled in here" : "a tag has only letters, digits, . _ and -, without the / of a branch";
	reader.warnings.push(`Input ${name}: the tag of a reference is not valid, and no cache has it: ${why}. Output version of a step with dry-run: true is a branch's name as a tag.`);
}
/** Lists of `name=value` in which a later value replaces an earlier one. Repeated secrets are an error, and checked elsewhere. */
const pairs = [
	"labels",
	"annotations",
	"build-args",
	"build-contexts",
	"vars",
	"ulimit"
];
/** Keys of `set` with a single value; buildx collects the values of all others. */
const single = /^(?:args|labels|contexts)\.|^(?:context|dockerfile|target|network|shm-size|no-cache|pull)$/;
/** Warns of values that replace an earlier one. Shows names only, because values may be secret. */
function checkRepeated(reader) {
	for (const input of pairs) warn$2(reader, input, reader.lines(input).map(nameOf));
	warn$2(reader, "set", reader.lines("set").map(nameOf).filter(isSingle));
	warn$2(reader, "flavor", keysOf$1("flavor", withoutComments(reader.lines("flavor"))));
	for (const input of ["tags", "images"]) for (const line of withoutComments(reader.lines(input))) warn$2(reader, input, keysOf$1(input, [line]));
}
const nameOf = (item) => item.replace(/=.*$/s, "").trim();
const isSingle = (name) => single.test(name.replace(/^[^.]*\./, ""));
/** The keys of lines in the syntax of tags. `onlatest` may be repeated: it applies to the prefix or suffix before it. */
function keysOf$1(input, lines) {
	try {
		return lines.flatMap((line) => readFields(input, line)).map(({ key }) => key ?? "").filter((key) => key !== "" && key !== "onlatest");
	} catch (error) {
		if (error instanceof TagboatError) return [];
		throw error;
	}
}
function warn$2(reader, input, names) {
	const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
	for (const name of repeated) reader.warnings.push(`Input ${input} sets ${name} more than once: the last value holds.`);
}
// src/inputs/yaml-list.ts
/**
* Reads an input that is a YAML list of maps. `complain` receives the line and the problem, without the source text, which
* may be secret. `first` is the key that messages show as the first one of an item.
*/
function readYamlList(text, first, complain) {
	const { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } = yaml();
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		schema: "core",
		prettyErrors: false
	});
	const lineAt = (offset) => offset === void 0 ? void 0 : lines.linePos(offset).line;
	const [error] = document.errors;
	if (error !== void 0) {
		complain(lineAt(error.pos[0]), `it is not valid YAML (${error.code.toLowerCase()})`);
		return [];
	}
	if (!isSeq(document.contents)) {
		complain(1, "it is not a list");
		return [];
	}
	return document.contents.items.flatMap((item) => {
		const line = lineAt(isMap(item) || isScalar(item) ? item.range?.[0] : void 0);
		if (!isMap(item)) {
			complain(line, `an item is not a map that begins with ${first}`);
			return [];
		}
		const get = (key) => {
			const node = item.get(key, true);
			if (isAlias(node)) return node.resolve(document);
			return isMap(node) || isSeq(node) || isScalar(node) ? node : void 0;
		};
		return [{
			map: item,
			line,
			get
		}];
	});
}
/** The keys of a map; empty for a key that is not a scalar. */
const keysOf = (map) => map.items.map(({ key }) => yaml().isScalar(key) ? String(key.value) : "");
/**
* The text of a scalar. Numbers and booleans keep their spelling: 0123, 1.20. Empty for null, undefined for other nodes.
*/
function scalarText(node) {
	if (!yaml().isScalar(node)) return void 0;
	if (node.value === null) return "";
	return typeof node.value === "string" ? node.value : node.source ?? "";
}
// src/inputs/build-item.ts
const texts = [
	"context",
	"file",
	"target"
];
const known$3 = [
	"name",
	...texts,
	"build-args",
	"platforms",
	"build-contexts",
	"suffix"
];
/** Keys of bake and compose files, and names of other inputs, each with what to write instead. */
const instead = /* @__PURE__ */ new Map([
	["dockerfile", "Write file."],
	["args", "Write build-args."],
	["contexts", "Write build-contexts."],
	["platform", "Write platforms."],
	["stage", "Write target."],
	["image", "Name the images in input images, with {{target}} for the name of the item."],
	["images", "Name the images in input images, with {{target}} for the name of the item."],
	["tags", "Write input tags, and below the item suffix: -slim to tell items of one name apart."],
	["flavor", "Write input flavor, and below the item suffix: -slim to tell items of one name apart."],
	["labels", "Write input labels, with {{target}} for the name of the item."]
]);
/** Reads one item; undefined without a valid name. Every problem names the line and the item. */
function readItem({ map, line, get }, reader) {
	const name = scalarText(get("name")) ?? "";
	const complain = (why, fix) => {
		reader.problems.push(badBuilds(line, name === "" ? void 0 : name, why, fix));
	};
	for (const key of keysOf(map)) if (!known$3.includes(key)) complain(`has the unknown key ${key}`, suggest(key));
	const value = (key, form) => {
		const node = get(key);
		const text = node === void 0 ? "" : scalarText(node);
		if (text === void 0) complain(`has a ${key} that is not ${form}: ${shown$1(node)}`, `Write ${form}.`);
		return text ?? "";
	};
	const own = Object.fromEntries(texts.flatMap((key) => {
		const text = value(key, "a text");
		return text === "" ? [] : [[key, text]];
	}));
	const platforms = readPlatforms$2({ get }, complain);
	const item = {
		own: {
			...own,
			...platforms.length > 0 && { platforms }
		},
		buildArgs: readPairs({ get }, "build-args", complain),
		buildContexts: readPairs({ get }, "build-contexts", complain).flatMap(splitPair),
		...get("suffix") !== void 0 && readSuffix(value("suffix", "a text").trim(), reader)
	};
	if (/^[A-Za-z0-9_-]+$/.test(name)) return {
		name,
		...item
	};
	complain(get("name") === void 0 ? "has no name" : `has a name that is not of letters, digits, _ and -`, "Write name: app; {{target}} stands for it.");
}
/** Adds an error in an expression to the reader's problems. */
function readSuffix(text, reader) {
	try {
		return { suffix: compileText(text, {
			input: "builds",
			line: `suffix: ${text}`
		}) };
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		reader.problems.push(...error.problems);
		return {};
	}
}
function readPlatforms$2({ get }, complain) {
	const node = get("platforms");
	if (node === void 0) return [];
	const form = "a list, or one text with commas";
	const platforms = (yaml().isSeq(node) ? node.items.map(scalarText) : [scalarText(node)]).flatMap((text) => {
		if (text !== void 0) return splitList("builds", text, true, []);
		complain(`has platforms that are not ${form}: ${shown$1(node)}`, "Write platforms: linux/amd64,linux/arm64.");
		return [];
	});
	return [...new Set(platforms)].flatMap((platform) => {
		const checked = checkPlatform(platform);
		if ("platform" in checked) return [checked.platform];
		complain(`has a platform '${platform}' that ${checked.why}`, checked.fix);
		return [];
	});
}
/** Reads a list of `NAME=value`, or a map. Problems show names only, because values may be secret. */
function readPairs({ get }, key, complain) {
	const node = get(key);
	const fix = key === "build-args" ? "Write VERSION: \"1.2\" below build-args." : "Write base: FOLDER below it.";
	const { isMap, isScalar } = yaml();
	if (node === void 0 || isScalar(node) && scalarText(node) === "") return [];
	if (isMap(node)) return node.items.flatMap((pair) => {
		const [name = "", text] = [scalarText(pair.key), scalarText(pair.value)];
		if (name !== "" && text !== void 0) return [`${name}=${text}`];
		complain(`has ${key} whose ${name || "key"} is not a text`, fix);
		return [];
	});
	const problems = [];
	const { lines, bare } = readLines(node, problems);
	if (problems.length > 0) complain(`has ${key} with a quotation mark that is not closed`, fix);
	for (const line of key === "build-args" ? bare.filter(looksSeveral) : []) complain(`has ${key} with several items in one line`, severalFix(line));
	return lines.flatMap((text, index) => {
		if (text === void 0) complain(`has ${key} whose item ${index + 1} is not a text`, fix);
		else if (key === "build-contexts" && !/^[^=]+=./.test(text)) complain(`has ${key} with '${text}', which is not of the form name=path`, fix);
		else return text === "" ? [] : [text];
		return [];
	});
}
/** The items of a YAML list, or the lines of a text in the syntax of the input of that name. `bare`: those without quotation marks. */
function readLines(node, problems) {
	const { isScalar, isSeq, Scalar } = yaml();
	if (isSeq(node)) {
		const plain = node.items.filter((item) => isScalar(item) && item.type === Scalar.PLAIN);
		return {
			lines: node.items.map(scalarText),
			bare: plain.map((item) => scalarText(item) ?? "")
		};
	}
	const text = scalarText(node);
	if (text === void 0) return {
		lines: [void 0],
		bare: []
	};
	return {
		lines: splitList("builds", text, false, problems),
		bare: splitList("builds", text, false, [], true)
	};
}
function splitPair(text) {
	const equals = text.indexOf("=");
	return equals > 0 ? [{
		key: text.slice(0, equals).trim(),
		value: text.slice(equals + 1)
	}] : [];
}
const shown$1 = (node) => JSON.stringify(node?.toJSON() ?? null).slice(0, 80);
function suggest(key) {
	const other = instead.get(key);
	if (other !== void 0) return other;
	const plain = (text) => text.replace(/[-_\s]/g, "").toLowerCase();
	const near = known$3.find((name) => editDistance(plain(key), plain(name)) <= (name.length < 8 ? 1 : 2));
	if (near !== void 0) return `Write ${near}.`;
	return `Its keys are ${known$3.join(", ")}; every other input of the step holds for all items.`;
}
// src/inputs/builds.ts
/** The images that the inputs describe: the items of `builds` laid over the step's inputs, or the single image. */
function buildsOf({ build, builds }) {
	if (builds === void 0) return [{
		name: singleTarget,
		build
	}];
	return builds.items.map((item) => ({
		name: item.name,
		build: layOver(build, item)
	}));
}
/** Lays an item over the step's inputs; lists are merged by name. */
function layOver(build, { name, own, buildArgs, buildContexts }) {
	const nameOf = (arg) => arg.replace(/=.*$/s, "");
	const args = new Set(buildArgs.map(nameOf));
	const contexts = new Set(buildContexts.map(({ key }) => key));
	const fillIn = (cache) => cache.replace(target, () => name);
	return {
		...build,
		...own,
		buildArgs: [...build.buildArgs.filter((arg) => !args.has(nameOf(arg))), ...buildArgs],
		buildContexts: [...build.buildContexts.filter(({ key }) => !contexts.has(key)), ...buildContexts],
		cacheFrom: build.cacheFrom.map(fillIn),
		cacheTo: build.cacheTo.map(fillIn),
		outputs: build.outputs.map((output) => ({
			...output,
			dest: fillIn(output.dest),
			spec: fillIn(output.spec)
		}))
	};
}
/** Stands for the item's name in caches and outputs, because several items cannot share one. */
const target = /\{\{\s*target\s*\}\}/g;
/** Reads input builds, and `targets` with it; undefined if it is not set. `build` are the step's own inputs. */
function readBuilds(reader, build) {
	const text = reader.text("builds");
	if (text.trim() === "") return void 0;
	refuseOthers(reader);
	let isReadable = true;
	const list = readYamlList(text, "name", (line, why) => {
		isReadable = false;
		reader.problems.push(badBuilds(line, void 0, why, "Write a list like \"- name: app\", and its keys below."));
	});
	if (isReadable && list.length === 0) reader.problems.push(badBuilds(1, void 0, "it has no items", "Write \"- name: app\", or leave builds out."));
	const items = /* @__PURE__ */ new Map();
	for (const each of list) {
		const item = readItem(each, reader);
		if (item === void 0) continue;
		if (items.has(item.name)) reader.problems.push(badBuilds(each.line, item.name, "has the name of another item", "Give each item a name of its own."));
		items.set(item.name, item);
	}
	const builds = {
		items: [...items.values()],
		chosen: choose$1(reader, [...items.keys()])
	};
	checkBases(reader, buildsOf({
		build,
		builds
	}));
	warnOfUnused(reader, builds.items);
	if (items.size > 1) {
		checkCaches(reader, build);
		checkOutputs$1(reader, build);
		checkEqualOutputs(reader, buildsOf({
			build,
			builds
		}));
	}
	return builds;
}
/** Warns of inputs of the step that every item overrides. */
function warnOfUnused(reader, items) {
	for (const name of [
		"context",
		"file",
		"target",
		"platforms"
	]) {
		const text = reader.text(name).trim();
		if (text === "" || name === "context" && text === "." || items.length === 0) continue;
		if (items.some(({ own }) => own[name] === void 0)) continue;
		reader.warnings.push(`Input ${name} is used by no item of builds: each has its own ${name}.`);
	}
}
function refuseOthers(reader) {
	const others = ["bake-files", "from"].filter((name) => reader.text(name).trim() !== "");
	for (const name of others) {
		const what = name === "from" ? "Input from publishes content that exists already, and builds describes builds." : "Inputs builds and bake-files both describe the images of this step.";
		reader.problems.push(conflictingInputs(what, "Leave one of them out."));
	}
}
function choose$1(reader, names) {
	const patterns = readTargets(reader);
	if (patterns.length === 0) return names;
	const chosen = patterns.flatMap((pattern) => {
		const found = names.filter((name) => name === pattern || matchesPattern(pattern, name));
		if (found.length === 0) {
			const fix = `The names in builds are ${names.join(", ")}.`;
			reader.problems.push(badInput("targets", pattern, "does not match an item of input builds", fix));
		}
		return found;
	});
	return [...new Set(chosen)];
}
/** Checks `build-contexts: base=target:NAME`, which builds on another item's image, as in a bake file. */
function checkBases(reader, builds) {
	const bases = new Map(builds.map(({ name, build }) => [name, build.buildContexts.flatMap((context) => baseOf(context))]));
	const names = [...bases.keys()].join(", ");
	for (const [name, needed] of bases) for (const base of needed) {
		if (bases.has(base)) continue;
		const fix = `Write one of ${names} after target:.`;
		reader.problems.push(badBuilds(void 0, name, `depends on target:${base}, which is not an item`, fix));
	}
	const cycle = [...bases.keys()].find((name) => reaches(bases, name, name, /* @__PURE__ */ new Set()));
	if (cycle !== void 0) reader.problems.push(badBuilds(void 0, cycle, "depends on its own image", "Take one target: out of the cycle."));
}
const baseOf = ({ value }) => /^target:(.*)$/s.exec(value)?.slice(1) ?? [];
function reaches(bases, from, goal, seen) {
	return (bases.get(from) ?? []).some((base) => {
		if (base === goal) return true;
		if (seen.has(base)) return false;
		seen.add(base);
		return reaches(bases, base, goal, seen);
	});
}
/** Refuses one cache for several images, which would hold the layers of the last one only. Values may be secret, so only keys are shown. */
function checkCaches(reader, { cacheTo }) {
	for (const cache of cacheTo) {
		const type = cache.includes("=") ? settingOf(cache, "type") ?? "" : "registry";
		if (type === "inline" || new RegExp(target).test(cache)) continue;
		const fix = `Write for example ${examples.get(type) ?? `type=${type},name={{target}}`}, and the same in cache-from.`;
		reader.problems.push(badInput("cache-to", `type=${type}`, "is one cache for several items of builds, which would overwrite each other", fix));
	}
}
/** Refuses one destination for the files of several items: each would overwrite the others. */
function checkOutputs$1(reader, { outputs }) {
	for (const { spec, dest } of outputs) {
		if (new RegExp(target).test(dest)) continue;
		reader.problems.push(badInput("outputs", spec, "is one place for several items of builds", `Write {{target}} into dest, for example dest=out/{{target}}.`));
	}
}
/** Refuses destinations that are equal once names are filled in: `out/{{target}}` of item a-b and `out/{{target}}-b` of item a. */
function checkEqualOutputs(reader, builds) {
	const owners = /* @__PURE__ */ new Map();
	for (const { name, build } of builds) for (const output of build.outputs) {
		const path = normalizeDest(output);
		const other = owners.get(path);
		owners.set(path, name);
		if (other === void 0 || other === name) continue;
		const why = `writes to '${output.dest}' for item ${name}, as another line does for item ${other}`;
		reader.problems.push(badInput("outputs", output.spec, why, "Give each line a folder of its own, for example dest=out/{{target}} and dest=docs/{{target}}."));
	}
}
const examples = /* @__PURE__ */ new Map([
	["gha", "type=gha,mode=max,scope={{target}}"],
	["registry", "type=registry,ref=NAME:cache-{{target}}"],
	["local", "type=local,dest=FOLDER/{{target}}"]
]);
// src/inputs/source-expressions.ts
/** Problems of `{{source_tag}}` and `{{source_version}}` without a source image, or in a text that is rendered before it is read. */
function findSourceNames(inputs) {
	const { images, labels, from } = inputs;
	const complain = (hasSource) => (template) => namesIn(template).map((name) => sourceUnknown(template.where, name, hasSource));
	const early = [
		...images.flatMap(({ name, enable }) => [name, enable]),
		...inputs.rules.rules.flatMap((rule) => rule.type === "raw" && rule.name ? [rule.name] : []),
		...labels.map(({ value }) => value),
		...buildsOf(inputs).flatMap(({ build }) => readArgs$1(build.buildArgs)).flatMap(({ text }) => text.parts.filter((part) => typeof part !== "string"))
	];
	const others = lateTemplates(inputs).filter((template) => !early.includes(template));
	const hasSource = from !== void 0 && from.kind !== "digests";
	return [...early.flatMap(complain(hasSource)), ...hasSource ? [] : others.flatMap(complain(false))];
}
/** Whether anything uses the version of the source image, which is then read before the plan. */
const usesSourceVersion = (inputs) => inputs.from !== void 0 && lateTemplates(inputs).some(({ uses }) => uses.has("source_version"));
const lateTemplates = ({ rules, annotations, builds }) => [
	...templatesOf(rules),
	...(builds?.items ?? []).flatMap(({ suffix }) => suffix ?? []),
	...annotations.map(({ value }) => value)
];
const namesIn = ({ uses }) => sourceNames.filter((name) => uses.has(name));
// src/plan/decide-intent.ts
/** Decides what a run does: push, only build, or nothing. The reason goes to the log. */
function decideIntent(trigger, push) {
	const gone = findGone(trigger);
	if (gone !== void 0) return {
		kind: "nothing",
		reason: gone
	};
	if (push === true) return {
		kind: "push",
		reason: "push is true"
	};
	if (push === "digest" && !runsWithoutSecrets(trigger)) return {
		kind: "push",
		reason: "push is digest"
	};
	if (push === "files") return {
		kind: "build",
		reason: "input outputs is set"
	};
	if (push === false) return {
		kind: "build",
		reason: "push is false"
	};
	return decideAuto(trigger);
}
/** Whether GitHub gives the run no secrets, so that empty passwords are not an error. */
const runsWithoutSecrets = (trigger) => isDependabot(trigger) || isForkWithoutSecrets(trigger);
/** Turns a push into a build: untrusted code is never pushed, whatever the inputs ask for. */
const withoutPush = (plan) => plan.intent.kind === "push" ? {
	...plan,
	intent: {
		kind: "build",
		reason: "its code is not trusted"
	}
} : plan;
/** Dependabot's runs have a read-only token, and none of the repository's secrets. */
const isDependabot = (trigger) => trigger.actor === "dependabot[bot]";
const isForkWithoutSecrets = ({ cause, pullRequest }) => cause.kind === "pull-request" && ["ordinary", "review"].includes(cause.variant) && pullRequest?.fork === true;
/** Why there is nothing left to publish for; undefined otherwise. */
function findGone({ cause }) {
	if (cause.kind === "delete") return "the ref was deleted";
	if (cause.kind === "pull-request" && cause.isClosed) return "the pull request was closed";
	if (cause.kind === "release" && cause.change === "deleted") return "the release was deleted";
}
/** Decides for `push: auto`. */
function decideAuto(trigger) {
	const { event, action, cause } = trigger;
	const build = (reason) => ({
		kind: "build",
		reason
	});
	const push = (reason) => ({
		kind: "push",
		reason
	});
	if (isDependabot(trigger)) return build("Dependabot's token may only read");
	if (runsWithoutSecrets(trigger)) return build("a pull request from a fork may not push");
	if (isPullRequestTarget(trigger)) return build("pull_request_target does not publish by itself; push: true overrides it for a commit of this repository");
	if (cause.kind === "pull-request" && cause.variant === "ordinary") return push(event);
	if (cause.kind === "merge-group" || isQueueBranch(trigger)) return build("the merge queue only checks");
	if (cause.kind === "release" && cause.change === "published") return push(`release ${action}`);
	if ([
		"push",
		"dispatch",
		"schedule"
	].includes(cause.kind)) return push(event);
	return build(`event '${action === void 0 ? event : `${event}, ${action}`}' does not publish by itself; push: true overrides it`);
}
// src/plan/labels.ts
/** The event that published an image. It decides whether a pull request may replace the image. */
const eventKey = "dev.tagboat.event";
/** The version without prefix and suffix, for guards to compare; the standard label `version` is the tag's name. */
const versionKey = "dev.tagboat.version";
/** The head commit of a pull request, whose `revision` is a merge commit. */
const headKey = "dev.tagboat.head";
/** The branch that the image was built for, or the head of its pull request; empty for git tags and forks. */
const branchKey = "dev.tagboat.branch";
/** Identifies the content: see docs/many-images.md. */
const contentKeyName = "dev.tagboat.content-key";
/** Identifies the build: equal content may have been built twice, with different bytes. */
const buildKey = "dev.tagboat.build";
/** The builds of its base images, as JSON, by target. */
const dependsOnKey = "dev.tagboat.depends-on";
/** The image's identity, as JSON: `model/identity.ts`. */
const identityKey = "dev.tagboat.identity";
/** The parts of the content key, shortened, so that a later run can report what changed. */
const contentPartsName = "dev.tagboat.content-parts";
/**
* The pre-defined annotation keys of the OCI image spec 1.1 ("annotations.md"), without those that have no value. `created`
* is the commit's time, so that a rebuild repeats it; a scheduled run uses its own time.
*/
function describeImage$2(trigger, version) {
	const { repository } = trigger;
	const created = isScheduled(trigger) ? trigger.time : trigger.commitTime;
	return withoutEmpty$1({
		"org.opencontainers.image.title": repository.name,
		"org.opencontainers.image.description": repository.description,
		"org.opencontainers.image.url": repository.url,
		"org.opencontainers.image.source": repository.url,
		"org.opencontainers.image.version": version,
		"org.opencontainers.image.created": created,
		"org.opencontainers.image.revision": trigger.revision,
		"org.opencontainers.image.licenses": repository.license
	});
}
/**
* What the guards of a later run need to know about this one. Every key is written, perhaps with an empty value: an image
* inherits the labels of its base image, which may be one of ours, and those must not count for it.
*/
function describeRun$1(trigger, tags) {
	const [version] = tags.flatMap(({ follows }) => "version" in follows ? [follows.version] : []);
	return {
		[eventKey]: trigger.event,
		[headKey]: trigger.pullRequest?.headSha ?? "",
		[branchKey]: branchOf(trigger),
		[versionKey]: version ?? ""
	};
}
/** The branch of the run. It is empty for a fork, which chooses its branch names, and for `pull_request_target`, which builds the base branch. */
function branchOf(trigger) {
	const { ref, pullRequest } = trigger;
	if (ref.kind === "branch") return ref.name;
	if (pullRequest === void 0 || pullRequest.fork || isPullRequestTarget(trigger)) return "";
	return pullRequest.headRef;
}
/** The annotations that only Tagboat reads. */
const ownAnnotationsOf = (annotations) => Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith("dev.tagboat.")));
function withoutEmpty$1(labels) {
	return Object.fromEntries(Object.entries(labels).filter((entry) => entry[1] !== void 0 && entry[1] !== ""));
}
// src/model/planned-tag.ts
/** Whether two tags follow the same release, line, branch or pull request. */
const followsSame = ({ follows: one }, { follows: other }) => JSON.stringify(one) === JSON.stringify(other);
/** Whether a tag is for this image name. */
const isFor = ({ only }, repository) => only === void 0 || isSame(only, repository);
// src/plan/tag-references.ts
/** The tags of one repository, in their order. */
const tagsOf = ({ tags }, repository) => tags.filter((tag) => isFor(tag, repository));
/** Every tag in every repository that it is for, repository by repository. */
const tagReferencesOf = ({ repositories, tags }) => repositories.flatMap((repository) => tagsOf({ tags }, repository).map((tag) => ({
	repository,
	tag,
	ref: formatReference(repository, { tag: tag.name })
})));
// src/plan/plan.ts
/** Every tag on every repository that it is for, the first repository's first. */
function references(plan) {
	return tagReferencesOf(plan).map(({ ref }) => ref);
}
/** Plans one image. Throws a TagboatError if `push: true` has nothing to push. */
function makePlan(trigger, inputs, target) {
	const { files } = target;
	const isFiles = files?.isImage === false;
	const decided = isFiles ? withoutImage(decideIntent(trigger, inputs.push)) : decideIntent(trigger, inputs.push);
	const tags = decided.kind === "nothing" ? {
		tags: [],
		version: "",
		warnings: []
	} : target.tags;
	const intent = checkTags(decided, trigger, inputs, tags, target.options);
	const planned = isFiles || isByDigest(intent, inputs) ? [] : tags.tags;
	const described = describeImage$2(trigger, tags.version);
	const values = imageValues(trigger, target.options, tags.version);
	const render = (marks) => marks.map(({ key, value }) => ({
		key,
		value: value.render(values, timesOf(trigger))
	}));
	const ownAnnotations = [...readAnnotations(target.definition), ...render(inputs.annotations)];
	const own = new Set(ownAnnotations.map(({ key }) => key.replace(/^[^:]*:/, "")));
	const annotations = {
		...described,
		...describeRun$1(trigger, tags.tags)
	};
	const labels = Object.fromEntries(render(inputs.labels).map(({ key, value }) => [key, value]));
	return {
		target: target.name,
		intent,
		repositories: tagged(target.repositories, planned),
		tags: planned,
		version: tags.version,
		labels: {
			...described,
			...recordOf(target.definition, "labels"),
			...labels
		},
		annotations: Object.fromEntries(Object.entries(annotations).filter(([key]) => !own.has(key))),
		ownAnnotations,
		annotationsLevels: inputs.metadata.annotationsLevels,
		...files && { files },
		warnings: [
			...tags.warnings,
			...describeUntagged(target.repositories, planned),
			...describeNoTag(decided, intent, trigger, inputs),
			...describeNoVersion(inputs, intent, tags.version)
		]
	};
}
/** Turns a push into a build, for a target that only writes files. */
const withoutImage = (intent) => intent.kind === "push" ? {
	kind: "build",
	reason: "it makes files and no image"
} : intent;
/** The plans of a step that make an image. */
const imagePlans = (plans) => plans.filter(({ files }) => files?.isImage !== false);
/** The plans of a step that only write files. */
const filePlans = (plans) => plans.filter(({ files }) => files?.isImage === false);
/** The repositories that get a tag; all of them if no tag is planned. */
const tagged = (repositories, tags) => tags.length === 0 ? repositories : repositories.filter((repository) => tagsOf({ tags }, repository).length > 0);
function describeUntagged(repositories, tags) {
	const there = tagged(repositories, tags);
	return repositories.filter((repository) => !there.includes(repository)).map(({ name }) => `Image ${name} gets no tag and is not published: input tags has references to other names only.`);
}
/** Annotations of a bake file: `level:key=value`, or without a level. */
const readAnnotations = (target) => listOf(target, "annotations").map((text) => {
	const equals = text.indexOf("=");
	return {
		key: text.slice(0, equals),
		value: text.slice(equals + 1)
	};
});
/** Turns a push without tags into a build; throws a TagboatError if `push: true` or input `from` requires it. */
function checkTags(intent, trigger, inputs, { tags, unmet = [] }, { source }) {
	if (intent.kind !== "push" || tags.length > 0) return intent;
	throwAll(unmet.map(valueWithoutTag));
	if (isByDigest(intent, inputs)) return intent;
	if (usesSourceVersion(inputs) && source?.version === void 0) return {
		kind: "build",
		reason: "the version of its source is unknown"
	};
	if (inputs.from !== void 0) throw new TagboatError(nothingToPromote(trigger, !inputs.rules.isDefault));
	if (inputs.push === true) throw new TagboatError(nothingToPush(trigger, !inputs.rules.isDefault));
	return {
		kind: "build",
		reason: "no tag is planned for it"
	};
}
/** Warns of a branch or git tag without tags, whose push would be expected to publish. A pull request without tags is an ordinary check. */
function describeNoTag(decided, intent, trigger, inputs) {
	if (!(decided.kind === "push" && intent.kind === "build") || trigger.ref.kind === "pull") return [];
	const { what, fix } = nothingTagged(trigger, !inputs.rules.isDefault);
	return [`${what} ${fix}`];
}
const isByDigest = (intent, inputs) => intent.kind === "push" && inputs.push === "digest";
/** The values of expressions in labels, annotations and build arguments. */
const imageValues = (trigger, options, version) => ({
	...expressionValues(trigger, options),
	version
});
/** Warns of labels and annotations that use `{{version}}`, which is empty without a tag. */
function describeNoVersion({ labels, annotations }, intent, version) {
	if (version !== "" || intent.kind === "nothing") return [];
	return Object.entries({
		labels,
		annotations
	}).flatMap(([input, marks]) => marks.some(({ value }) => value.uses.has("version")) ? [emptyVersion(input)] : []);
}
/** The warning about an empty `{{version}}`. */
const emptyVersion = (input) => `Input ${input}: {{version}} is empty, since this run has no tag.`;
// src/report/clean.ts
/**
* Removes secrets from a report, field by field, before it becomes outputs, a summary and log lines.
*
* Free text is cleaned: reasons, errors, values of labels and annotations, and buildx's metadata. Fields of fixed form stay as they
* are, whatever a secret's value is: digests, references, names of images and tags, the version, actions, platforms, sizes,
* and the keys of JSON. `pushed` would be wrong otherwise, and a masked reference would hide
* nothing that the registry does not show. A label whose whole value is such a name, digest or fact of the event is of
* fixed form too.
*/
function cleanReport(report, clean) {
	const cleanValue = createValueCleaner(report, clean);
	return {
		...report,
		plans: cleanPlans(report, clean),
		result: cleanResult(report.result, clean),
		annotations: new Map([...report.annotations].map(([target, items]) => [target, items.map((item) => cleanItem(item, cleanValue))])),
		problems: report.problems.map((problem) => cleanProblem(problem, clean))
	};
}
/** Plans with clean labels and annotations. */
function cleanPlans(parts, clean) {
	const cleanValue = createValueCleaner(parts, clean);
	return parts.plans.map((plan) => ({
		...plan,
		intent: cleanReason(plan.intent, clean),
		labels: mapValues(plan.labels, cleanValue),
		annotations: mapValues(plan.annotations, cleanValue)
	}));
}
/** Cleans everything but the code, which names a heading of the documentation. */
function cleanProblem({ code, what, fix, original }, clean) {
	return {
		code,
		what: clean(what),
		fix: clean(fix),
		...original !== void 0 && { original: clean(original) }
	};
}
/** An intent, a tag or an origin with a clean reason. */
function cleanReason(one, clean) {
	return one.reason === void 0 ? one : {
		...one,
		reason: clean(one.reason)
	};
}
function cleanResult(result, clean) {
	return {
		...result,
		intent: cleanReason(result.intent, clean),
		images: result.images.map((image) => cleanImage(image, clean)),
		...result.files && { files: result.files.map((file) => ({
			...file,
			path: clean(file.path)
		})) },
		...result.metadata !== void 0 && { metadata: cleanMetadata(result.metadata, clean) }
	};
}
function cleanImage(image, clean) {
	const { origin } = image;
	const why = origin?.why;
	return {
		...image,
		tags: image.tags.map((tag) => cleanReason(tag, clean)),
		...origin !== void 0 && why !== void 0 && { origin: {
			...origin,
			why: clean(why)
		} }
	};
}
/** Cleans the value of a label or annotation, unless it is public as a whole. */
function createValueCleaner({ trigger, plans }, clean) {
	const { repository, ref } = trigger;
	const known = /* @__PURE__ */ new Set([
		...[
			trigger.revision,
			trigger.sha,
			trigger.commitTime,
			trigger.time,
			trigger.event
		],
		...[
			repository.url,
			repository.name,
			repository.license,
			"name" in ref ? ref.name : void 0
		],
		...plans.flatMap(({ version, tags }) => [version, ...tags.map(({ name }) => name)]),
		...plans.flatMap(references)
	]);
	return (key, value) => key.startsWith("dev.tagboat.") || known.has(value) ? value : clean(value);
}
/** `index:org.opencontainers.image.title=value` */
function cleanItem(item, cleanValue) {
	const equals = item.indexOf("=");
	if (equals < 0) return item;
	const key = item.slice(0, equals);
	return `${key}=${cleanValue(key.replace(/^[^:]*:/, ""), item.slice(equals + 1))}`;
}
const mapValues = (values, change) => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(key, value)]));
/** Fields that the builder fills with a digest. */
const digestFields = /* @__PURE__ */ new Set([
	"digest",
	"containerimage.digest",
	"containerimage.config.digest"
]);
/** Fields with names that the plan or buildx chose. */
const nameFields = /* @__PURE__ */ new Set([
	"mediaType",
	"image.name",
	"buildx.build.ref"
]);
/**
* Removes secrets from buildx's metadata, which with full provenance contains build arguments and the Dockerfile. The JSON
* keeps its shape; only strings change. They are cleaned after parsing, because JSON escapes quotation marks and line
* breaks.
*/
function cleanMetadata(text, clean) {
	const json = parseJson(text);
	if (json === void 0) return clean(text);
	const before = JSON.stringify(json);
	const cleaned = cleanJson(json, "", clean);
	return JSON.stringify(cleaned) === before ? text : JSON.stringify(cleaned, null, 2);
}
function cleanJson(json, field, clean) {
	if (typeof json === "string") return isFixed$2(field, json) ? json : clean(json);
	if (Array.isArray(json)) return json.map((item) => cleanJson(item, field, clean));
	if (!isRecord(json)) return json;
	const cleaned = Object.entries(json).map(([key, value]) => [key, cleanJson(value, key, clean)]);
	return Object.fromEntries(cleaned);
}
function isFixed$2(field, text) {
	if (nameFields.has(field)) return true;
	return digestFields.has(field) ? isDigest(text) : field === "sha256" && /^[0-9a-f]{64}$/.test(text);
}
// src/model/result.ts
/** These actions leave a tag on the digest of this run. */
const holdsDigest = ({ action }) => action === "created" || action === "moved" || action === "unchanged";
/** The tag is on the image's digest: this run's, or that of another run of the same release, which this run uses. */
const isOnImage = (tag, { digest }) => holdsDigest(tag) || tag.action === "superseded" && digest !== void 0 && tag.digest === digest;
/** This run wrote the tag, even if another run moved it afterwards. */
const isPushed = ({ action }) => action === "created" || action === "moved" || action === "superseded";
/** This run published content there: under a tag, or by digest alone. */
const isPublished$1 = ({ digest, tags }) => tags.length === 0 ? digest !== void 0 : tags.some(isPushed);
// src/report/format-outputs.ts
/**
* In characters. GitHub accepts 1 MiB of outputs per job, and counts two bytes for each character; some of it is left for the
* workflow's own outputs. Of the two outputs that can be large, `result` comes first; `metadata` gets the rest.
*/
const totalLimit = 5e5;
const resultLimit = 4e5;
const metadataLimit$1 = 2e5;
/**
* Most outputs describe the first image; `images` and `result` describe all. `annotations`: as passed to buildx, with their
* level, by target.
*/
function formatOutputs(result, plans, annotations) {
	const [plan] = plans;
	const images = result.images.filter(({ target }) => target === plan?.target);
	const [first] = images;
	const tags = (first?.tags ?? []).length === 0 ? [] : images.flatMap((image) => shownTags$1(result, image));
	const names = [...new Set(tags.map(({ name }) => name))];
	const refs = tags.map(({ ref }) => ref);
	const labels = plan?.labels ?? {};
	const own = annotations.get(plan?.target ?? "") ?? [];
	const others = {
		digest: first?.digest ?? result.files?.find(({ digest }) => digest !== void 0)?.digest ?? "",
		imageid: result.imageId ?? "",
		version: plan?.version ?? "",
		tags: refs.join("\n"),
		"tag-names": names.join("\n"),
		labels: Object.entries(labels).map(([key, value]) => listItem(`${key}=${value}`)).join("\n"),
		annotations: own.map(listItem).join("\n"),
		json: JSON.stringify({
			tags: refs,
			"tag-names": names,
			labels,
			annotations: own
		}),
		images: plans.flatMap(({ repositories }) => repositories.map(({ name }) => name)).join("\n"),
		pushed: String(result.pushed)
	};
	const room = totalLimit - Object.values(others).join("").length;
	const account = formatResult(result, Math.min(resultLimit, room));
	const metadata = Math.min(metadataLimit$1, room - account.length);
	return {
		...others,
		metadata: formatMetadata(result.metadata ?? "", result.isMany, metadata),
		result: account
	};
}
/** Tags that hold the digest; if nothing is published, the planned tags. */
function shownTags$1({ dryRun, intent }, image) {
	return dryRun || intent.kind !== "push" ? image.tags : image.tags.filter((tag) => isOnImage(tag, image));
}
/** Quotes an item with a line break, as list inputs expect it. */
const listItem = (item) => /[\r\n]/.test(item) ? csv(item) : item;
/** Characters of a reason that are kept. */
const shortReason = 100;
/** Steps that shorten each image until the output fits; each step leaves out more than the one before. */
const steps = [
	withoutPlatforms$1,
	withoutHistory,
	withoutRepetition,
	...[
		500,
		100,
		20,
		5,
		1
	].map((count) => (image) => withTags(withoutRepetition(image), count)),
	({ target, name, digest, content }) => ({
		...target && { target },
		name,
		digest,
		...content && { content }
	}),
	({ name, digest, content }) => ({
		name,
		digest,
		...content && { content }
	}),
	({ name, digest }) => ({
		name,
		digest
	})
];
/**
* Output `result` as JSON of at most `limit` characters. A shortened one has `"shortened": true`. If there is no room for all
* names and digests, `omitted` is the number of missing images.
*/
function formatResult(result, limit) {
	const images = result.images.map((image) => describeImage$1(image, result.isMany));
	const files = describeFiles$1(result);
	const whole = JSON.stringify({
		images,
		...files
	});
	if (whole.length <= limit) return whole;
	for (const step of steps) {
		const text = JSON.stringify({
			images: images.map(step),
			...files,
			shortened: true
		});
		if (text.length <= limit) return text;
	}
	return describeFirst(images, limit);
}
/** Absent where no file was written. */
const describeFiles$1 = ({ files = [], isMany }) => files.length === 0 ? {} : { files: files.map(({ target, ...file }) => ({
	...isMany && { target },
	...file
})) };
const describeImage$1 = (image, isMany) => ({
	...isMany && { target: image.target },
	name: image.repository.name,
	digest: image.digest ?? null,
	...image.origin && {
		content: image.origin.how,
		...image.origin.why && { why: image.origin.why }
	},
	platforms: image.platforms,
	tags: image.tags.map(({ name: _, repository: __, ...tag }) => tag)
});
function withoutPlatforms$1({ platforms: _, ...rest }) {
	return rest;
}
function withoutHistory(image) {
	const { why, tags = [], ...rest } = withoutPlatforms$1(image);
	const shortened = tags.map(({ previous: _, reason, ...tag }) => ({
		...tag,
		...reason && { reason: cut(reason) }
	}));
	return {
		...rest,
		...why && { why: cut(why) },
		tags: shortened
	};
}
/** Drops the digest of tags whose action shows that they hold the image's digest. */
function withoutRepetition(image) {
	const { tags = [], ...rest } = withoutHistory(image);
	const shortened = tags.map(({ digest, ...tag }) => digest === void 0 || digest === image.digest && holdsDigest(tag) ? tag : {
		...tag,
		digest
	});
	return {
		...rest,
		tags: shortened
	};
}
function withTags(image, count) {
	const { tags = [] } = image;
	return {
		...image,
		tags: tags.slice(0, count),
		omitted: Math.max(0, tags.length - count)
	};
}
const cut = (text) => text.length > shortReason ? `${text.slice(0, shortReason)}...` : text;
/** Names and digests of as many images as fit. */
function describeFirst(images, limit) {
	const shortened = images.map(({ name, digest }) => ({
		name,
		digest
	}));
	const close = (count) => JSON.stringify({
		images: shortened.slice(0, count),
		shortened: true,
		omitted: images.length - count
	});
	const room = limit - JSON.stringify({
		images: [],
		shortened: true,
		omitted: images.length
	}).length;
	const texts = shortened.map((image) => JSON.stringify(image));
	return close(countFitting(texts, room, 1));
}
/**
* buildx's metadata as JSON of at most `limit` characters; empty if nothing fits. Provenance, which can be large
* (BUILDX_METADATA_PROVENANCE=max) and is in the registry too, is dropped first. Then the largest field of all targets is
* dropped until the rest fits. `isMany`: the metadata is by target, otherwise it is for one image.
*/
function formatMetadata(text, isMany, limit) {
	if (text.length <= limit) return text;
	const json = parseJson(text);
	if (!isRecord(json)) return "";
	let rest = withoutField(json, isMany, isProvenance);
	for (;;) {
		const shorter = JSON.stringify(rest);
		if (shorter.length <= limit) return shorter;
		const largest = findLargest(rest, isMany);
		if (largest === void 0) return "";
		rest = withoutField(rest, isMany, (name) => name === largest);
	}
}
/** Each platform may have its own: `buildx.build.provenance/linux/arm64`. */
const isProvenance = (name) => /^buildx\.build\.provenance(\/|$)/.test(name);
/** Only objects are targets: `buildx.build.warnings` is a field beside them. */
const isTarget = (isMany, value) => isMany && isRecord(value);
function withoutField(json, isMany, isDropped) {
	const kept = Object.entries(json).flatMap(([name, value]) => {
		if (isTarget(isMany, value)) return [[name, withoutField(value, false, isDropped)]];
		return isDropped(name) ? [] : [[name, value]];
	});
	return Object.fromEntries(kept);
}
/** The digest, which most users need, is dropped last. */
function findLargest(json, isMany) {
	const sizes = /* @__PURE__ */ new Map();
	const fields = Object.entries(json).flatMap((field) => isTarget(isMany, field[1]) ? Object.entries(field[1]) : [field]);
	for (const [name, value] of fields) {
		const size = name === "containerimage.digest" ? 0 : JSON.stringify({ [name]: value }).length;
		sizes.set(name, (sizes.get(name) ?? 0) + size);
	}
	return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0];
}
// src/report/log-lines.ts
/** The log's first line: the event, and what the run does about it. */
function describeIntent(trigger, intent) {
	return `${`Event ${trigger.event}${trigger.action === void 0 ? "" : ` (${trigger.action})`} on ${describeRef(trigger)}, commit ${trigger.revision.slice(0, 12)}`}: ${{
		push: "build and push",
		build: "build, not push",
		nothing: "do nothing"
	}[intent.kind]}${intent.kind === "push" && intent.reason === trigger.event ? "" : ` (${intent.reason})`}.`;
}
function describeRef({ ref }) {
	return ref.kind === "pull" ? `pull request ${ref.number}` : `${ref.kind} ${ref.name}`;
}
/** The plans as an aligned table, for a dry run, with the labels of the first. */
function tabulatePlans(plans) {
	const names = plans.flatMap(({ repositories }) => repositories.map(({ name }) => name));
	const width = Math.max(3, ...names.map((name) => name.length));
	const header = `${"image".padEnd(width)}  tag`;
	const rows = plans.flatMap(tagReferencesOf).map(({ repository, tag }) => `${repository.name.padEnd(width)}  ${tag.name}`);
	const labels = Object.entries(plans[0]?.labels ?? {});
	return [
		header,
		"-".repeat(header.length),
		...rows,
		...rows.length === 0 ? ["(no tags)"] : [],
		"",
		plans.length > 1 ? `labels of ${plans[0]?.target}:` : "labels:",
		...labels.map(([key, value]) => `${key}=${JSON.stringify(value)}`)
	];
}
/** One line per tag. */
const describeTag = (tag) => {
	const digest = tag.digest === void 0 ? "" : ` ${tag.digest}`;
	const previous = tag.action === "moved" && tag.previous !== void 0 ? ` (was ${tag.previous})` : "";
	return `${tag.action.padEnd(9)} ${tag.ref}${digest}${previous}${tag.reason === void 0 ? "" : `: ${tag.reason}`}`;
};
/** One line for each tag, or one with the digest for an image without tags. */
function describeImage({ repository, digest, tags }) {
	if (tags.length > 0 || digest === void 0) return tags.map(describeTag);
	return [`pushed    ${formatReference(repository, { digest })}`];
}
/** `written   out/app.tar (oci, 12.3 MB)` */
const describeFile = (file, dryRun) => `${dryRun ? "to write" : "written"}${dryRun ? "  " : "   "}${file.path} (${[file.type, ...describeSize(file)].join(", ")})${file.digest === void 0 ? "" : ` ${file.digest}`}`;
/** `3 files`, `4.9 kB`; empty if it was not measured. */
const describeSize = ({ size, count }) => [...count === void 0 ? [] : [`${count} ${count === 1 ? "file" : "files"}`], ...size === void 0 ? [] : [formatBytes(size)]];
/** Why an image is built or reused; `target` is empty for a single image. */
function describeOrigin(target, { how, why }) {
	return `${target === "" ? "The image" : `Image ${target}`} is ${how}${why === void 0 ? "" : `: ${why}`}.`;
}
/** The log's last lines. */
function describeResult(result) {
	const sizes = (result.isMany ? [] : result.images[0]?.platforms ?? []).map(({ platform, size }) => `${platform} ${formatBytes(size)}`);
	return [
		...result.images.flatMap(describeImage),
		...(result.files ?? []).map((file) => describeFile(file, result.dryRun)),
		...sizes.length > 0 ? [`Platforms: ${sizes.join(", ")}.`] : [],
		`Done in ${formatDuration(result.durations.total)}.`
	];
}
// src/report/markdown.ts
/** Escapes text from outside, so that none of it is Markdown, HTML, a cell border or a line break. */
const plain$2 = (text) => text.replace(/[\r\n]+/g, " ").replace(/[&<>|`[\]*_~\\@#$]/g, (character) => `&#${character.charCodeAt(0)};`);
/** The same as inline code. */
const code = (text) => `<code>${plain$2(text)}</code>`;
/** A table row. */
const row = (...cells) => `| ${cells.join(" | ")} |`;
/** A code block that shows text unchanged. */
function block$1(text) {
	const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
	return `${fence}text\n${text}\n${fence}`;
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
	const rows = images.slice(0, shownImages).map((image) => row(code(image.target), code(image.repository.name), image.origin?.how ?? "", plain$2(image.origin?.why ?? ""), countTags(image)));
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
	if (result.intent.kind === "nothing") return `Nothing to do: ${plain$2(result.intent.reason)}`;
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
	return intent.kind === "nothing" ? `Nothing to do: ${plain$2(intent.reason)}` : `Built ${files}`;
}
function facts(result, trigger) {
	const parts = [`commit ${`[${trigger.revision.slice(0, 12)}](${trigger.repository.url}/commit/${trigger.revision})`}`, `event ${code(trigger.event)}`];
	if (result.intent.kind !== "push") parts.push(`not pushed: ${plain$2(result.intent.reason)}`);
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
		...result.pushed && pulled ? [block$1(`docker pull ${pulled}`)] : [],
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
const problemSection = (problem) => block$1(describeProblem(problem));
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
// src/bake/context-address.ts
/** As docker/build-push-action parses it (Handlebars): blanks inside the braces are ignored. */
const defaultContext = /^\{\{\s*defaultContext\s*\}\}/;
/** Whether a context is this repository at the run's commit, fetched by the builder. */
const isDefaultContext = (context) => defaultContext.test(context);
/** Whether the builder fetches a context itself: git and http addresses, buildx's own schemes, and this repository. */
const isRemoteContext = (context) => isDefaultContext(context) || /^(https?|git|ssh|docker-image|oci-layout|target):\/?\/?|^git@|^github\.com\//.test(context);
/** The absolute path of a local context; undefined for a remote one. */
function contextFolder(workspace, context) {
	return isRemoteContext(context) ? void 0 : resolve(workspace, context);
}
/**
* The path of the Dockerfile for bake. Input `file` is relative to the workspace, as with docker/build-push-action, while bake
* resolves a relative path against the context. In a remote context the path stays relative to that context.
*/
function dockerfilePath(workspace, context, file) {
	if (file === "") return void 0;
	return isRemoteContext(context) || isAbsolute(file) ? file : resolve(workspace, file);
}
/**
* Whether an address is a git repository at a fixed commit: `https://host/path.git#<commit>`, optionally followed by `:folder`
* (Docker docs, "Build context", "URL fragments"). Any other https address is a file that its server may change.
*/
const isPinnedToCommit = (address) => /^(?:(?:git|ssh):\/\/|[\w-]+@[\w.-]+:|https?:\/\/[^#]+\.git#|github\.com\/)/.test(address) && /#(?:[0-9a-f]{40}|[0-9a-f]{64})(?::.*)?$/.test(address);
// src/errors/build.ts
function buildFailed(code, original) {
	return {
		code: "build-failed",
		what: `The build failed (docker buildx bake exited with code ${code}), and nothing of this run is known to be published.`,
		fix: "Read the last lines of the build below; the log above has all of them.",
		original
	};
}
/**
* Whether the connection to the builder was lost: gRPC's code Unavailable, or docker's message about its engine. A connection that a
* registry breaks does not count: BuildKit reports it inside a message of another code.
*/
function isLost$1(text) {
	const cause = text.split("\n").findLast((line) => line.startsWith("ERROR: ")) ?? "";
	return /code = Unavailable|error reading from server: EOF|Cannot connect to the Docker daemon/i.test(cause);
}
function builderLost(original) {
	return {
		code: "builder-lost",
		what: "The connection to the builder was lost during the build: its engine was stopped, restarted or crashed.",
		fix: "Check the engine's log (journalctl -u docker) and the memory of its machine, then run the job again.",
		original
	};
}
function metadataUnreadable(original) {
	return {
		code: "build-metadata",
		what: "buildx reported a successful build, but wrote no readable metadata.",
		fix: "Run the job again. If the error persists, report it with the version of buildx.",
		original
	};
}
/** The builder pushed another digest than the one that buildx reports. */
function digestMismatch(ref, pushed, reported) {
	return {
		code: "build-digest-mismatch",
		what: `The builder pushed ${pushed} under ${ref}, but buildx reports ${reported}.`,
		fix: "Update buildx and the builder. If the error persists, remove input load, and report the versions."
	};
}
function digestMissing() {
	return {
		code: "build-digest",
		what: "buildx pushed an image, but did not report its digest.",
		fix: "Update buildx to version 0.13 or newer."
	};
}
function workspaceEmpty(workspace) {
	return {
		code: "workspace-empty",
		what: `The workspace '${workspace}' is empty.`,
		fix: "Add a step \"uses: actions/checkout\" before this one, or set context: \"{{defaultContext}}\", so that the builder fetches this repository itself."
	};
}
/** `item` is the name of an item of input builds. */
function contextMissing(context, item) {
	return {
		code: "context-missing",
		what: `${item === void 0 ? "Input context" : `Input builds, item ${item}`}: folder '${context}' does not exist in the workspace.`,
		fix: "Give a path relative to the root of the checkout, or check out the repository that contains it."
	};
}
function dockerfileMissing(path, item) {
	return {
		code: "dockerfile-missing",
		what: `${item === void 0 ? "" : `Input builds, item ${item}: `}Dockerfile '${path}' does not exist.`,
		fix: "Set file to its path, relative to the root of the checkout."
	};
}
function secretFileMissing(id, path) {
	return {
		code: "secret-file-missing",
		what: `Input secret-files: file '${path}' of secret '${id}' does not exist.`,
		fix: "Give a path relative to the root of the checkout, or an absolute path."
	};
}
function notNamed(name, original) {
	return {
		code: "load-name",
		what: `The engine could not give the loaded image the name '${name}'.`,
		fix: "Fix what the engine reports below, or remove input load.",
		original
	};
}
/** The build succeeded without writing one of its outputs. */
function outputMissing(type, dest) {
	return {
		code: "output-missing",
		what: `The build succeeded, but its output of type ${type} is not at '${dest}'.`,
		fix: "Check whether another output or step writes to the same path. If none does, report this as a bug."
	};
}
// src/docker/check-sources.ts
/**
* Checks early that contexts, Dockerfiles and secret files exist. Throws a TagboatError with everything that is missing. With `isMany`
* a problem names the item of input builds.
*/
async function checkSources(files, workspace, builds, isMany = false) {
	if (await lacksCheckout(files, workspace, builds)) throw new TagboatError(workspaceEmpty(workspace));
	const problems = [];
	for (const { name, build } of builds) problems.push(...await findMissing$2(files, workspace, build, isMany ? name : void 0));
	for (const { key, value } of builds[0]?.build.secretFiles ?? []) if (!(await files.read(resolve(workspace, value)) !== void 0)) problems.push(secretFileMissing(key, value));
	throwAll(problems);
}
/** Whether the workspace is empty although a build has a local context. */
async function lacksCheckout(files, workspace, builds) {
	return builds.some(({ build }) => contextFolder(workspace, build.context) !== void 0) && (await files.list(workspace)).length === 0;
}
async function findMissing$2(files, workspace, { context, file }, item) {
	const folder = contextFolder(workspace, context);
	if (folder === void 0) return [];
	if (!await files.isDirectory(folder)) return [contextMissing(context, item)];
	const dockerfile = dockerfilePath(workspace, context, file) ?? join(folder, "Dockerfile");
	return await hasDockerfile(files, dockerfile) ? [] : [dockerfileMissing(dockerfile, item)];
}
/** BuildKit falls back from `Dockerfile` to `dockerfile`. */
async function hasDockerfile(files, path) {
	const small = path.replace(/(^|[/\\])Dockerfile$/, "$1dockerfile");
	return await files.read(path) !== void 0 || await files.read(small) !== void 0;
}
// src/docker/default-context.ts
/** Finds local and fetched contexts. Problems of the inputs are reported later, when all inputs are read. */
function findContexts(raw, workspace) {
	const reader = createReader(raw);
	const build = readBuildInputs(reader);
	const builds = buildsOf({
		build,
		builds: readBuilds(reader, build)
	});
	const folders = builds.flatMap((each) => contextFolder(workspace, each.build.context) ?? []);
	const contexts = builds.flatMap((each) => contextsOf(each.build));
	return {
		folder: folders[0],
		isFetched: contexts.some(isDefaultContext)
	};
}
/** The address for BuildKit: `https://github.com/acme/app.git`. */
const gitUrl = ({ url }) => `${url}.git`;
/**
* The commit in an address of this repository: `https://github.com/acme/app.git#<commit>`, optionally followed by `:folder`. Undefined
* for any other address, and for refs, which can move.
*/
function ownCommit(address, repository) {
	const prefix = `${gitUrl(repository)}#`;
	if (repository.owner === "" || !address.startsWith(prefix)) return void 0;
	return /^([0-9a-f]{64}|[0-9a-f]{40})(?::.*)?$/s.exec(address.slice(prefix.length))?.[1];
}
/**
* Replaces `{{defaultContext}}` in contexts and named contexts by an address of this repository, and adds the token to fetch it with.
* Like docker/build-push-action (docker/actions-toolkit, `gitContext`), the address has the commit and not the ref, which can move
* between the event and the build. Throws a TagboatError for any other expression, and if the repository is unknown.
*/
function resolveDefaultContext(inputs, trigger) {
	const named = buildsOf(inputs).flatMap(({ name, build }) => contextsOf(build).map((context) => ({
		name,
		context
	})));
	throwAll(named.flatMap(({ name, context }) => findProblem(inputs.builds === void 0 ? "context" : `builds, item ${name}`, context, trigger)));
	if (!named.some(({ context }) => isDefaultContext(context))) return inputs;
	const resolve = (context) => context.replace(defaultContext, () => `${gitUrl(trigger.repository)}#${trigger.revision}`).replace(/:\.?$/, "");
	const resolveAll = (contexts) => contexts.map(({ key, value }) => ({
		key,
		value: isDefaultContext(value) ? resolve(value) : value
	}));
	const resolveOwn = (own) => own.context !== void 0 && isDefaultContext(own.context) ? {
		...own,
		context: resolve(own.context)
	} : own;
	const items = inputs.builds?.items.map((item) => ({
		...item,
		own: resolveOwn(item.own),
		buildContexts: resolveAll(item.buildContexts)
	}));
	const gitAuth = authFor(inputs, trigger);
	return {
		...inputs,
		...inputs.builds && items && { builds: {
			...inputs.builds,
			items
		} },
		build: {
			...resolveOwn(inputs.build),
			buildContexts: resolveAll(inputs.build.buildContexts),
			...gitAuth && { gitAuth }
		}
	};
}
const contextsOf = ({ context, buildContexts }) => [context, ...buildContexts.map(({ value }) => value)];
function findProblem(input, context, { repository, revision }) {
	if (!context.includes("{{")) return [];
	const fix = "Write {{defaultContext}}, or {{defaultContext}}:FOLDER for a folder of it.";
	if (!isDefaultContext(context)) return [badInput(input, context, "has an expression that does not exist", fix)];
	if (!/^(?::.*)?$/s.test(context.replace(defaultContext, ""))) return [badInput(input, context, "has something else than :FOLDER behind {{defaultContext}}", fix)];
	if (repository.owner !== "" && repository.name !== "" && /^[0-9a-f]{40,64}$/.test(revision)) return [];
	return [badInput(input, context, "needs to know the repository and its commit (GITHUB_REPOSITORY, GITHUB_SHA)", "Name a folder or an address on this machine.")];
}
/**
* The token with which BuildKit fetches the repository. A public repository on github.com gets none, since it needs none and a
* Dockerfile could read the token as a secret. The workflow's own secret for this takes precedence, as in docker/build-push-action.
*/
function authFor({ build, githubToken }, { repository, serverUrl }) {
	const isOpen = repository.private === false && serverUrl === "https://github.com";
	const isGiven = [
		...build.secrets,
		...build.secretEnvs,
		...build.secretFiles
	].map(({ key }) => key).some((id) => /^GIT_AUTH_(?:TOKEN|HEADER)(?:\.|$)/.test(id));
	if (githubToken === "" || isOpen || isGiven || !/^https?:/.test(serverUrl)) return void 0;
	return {
		id: `GIT_AUTH_TOKEN.${new URL(serverUrl).host}`,
		url: gitUrl(repository),
		token: githubToken
	};
}
// src/basic-auth.ts
/** The credentials of an Authorization header with the Basic scheme: RFC 7617. */
const encodeBasic = ({ user, password }) => Buffer.from(`${user}:${password}`, "utf8").toString("base64");
// src/errors/login.ts
/** `docker login` failed. Distinguishes a wrong password from an unreachable registry by its message. */
function loginFailed(registry, username, original) {
	if (isDiskFull(original)) return programDiskFull("docker login", "", original);
	if (/no such host|connection refused|i\/o timeout|deadline exceeded|no route|tls:|x509|server gave HTTP/i.test(original)) return {
		code: "registry-unreachable",
		what: `Registry ${registry} could not be reached to log in.`,
		fix: "Check its name and port, and that this runner can reach it. Add a registry without TLS to insecure-registries of the engine.",
		original
	};
	const isRefused = /unauthorized|incorrect|denied|401|403/i.test(original);
	return {
		code: isRefused ? "login-refused" : "login-failed",
		what: `Registry ${registry} did not accept the login of '${username}'.`,
		fix: isRefused ? "Check username and password. Many registries require an access token here, and a secret that does not exist is empty." : `Check that ${registry} is the registry's own host; the answer of docker login is below.`,
		original
	};
}
/** A login without `registry` is for Docker Hub, which this run does not use. `line` is the line that is probably missing. */
function registryUnset(username, host, line) {
	return {
		code: "login-registry",
		what: `The login of '${username}' names no registry, which means Docker Hub, but all images are on ${host}.`,
		fix: `Add the line ${line} to the login. If Docker Hub is intended, add registry: docker.io.`
	};
}
function badDockerConfig(path) {
	return {
		code: "docker-config",
		what: `The docker configuration '${path}' is not a JSON object.`,
		fix: "Fix or remove it; docker itself cannot read it either."
	};
}
function awsMissing(registry) {
	return {
		code: "aws-missing",
		what: `Logging in to ${registry} needs the AWS CLI, but the aws command is not on the PATH.`,
		fix: "Install the AWS CLI v2, or set username: AWS and a password in registry-auth."
	};
}
function awsFailed(registry, original) {
	return {
		code: "aws-failed",
		what: `The AWS CLI returned no password for ${registry}.`,
		fix: "Set up credentials in an earlier step, for example with aws-actions/configure-aws-credentials, for a role that may call ecr:GetAuthorizationToken.",
		original
	};
}
/** docker's config.json is not valid JSON. It holds passwords, so its text is never shown. */
function configInvalid(path) {
	return {
		code: "docker-config-invalid",
		what: `The docker configuration '${path}' is not valid JSON.`,
		fix: "Fix or remove it; docker login writes a new one."
	};
}
function helperNameInvalid(host, helper) {
	return {
		code: "credential-helper-name",
		what: `The credential helper for ${host} has the invalid name '${helper}'.`,
		fix: "Use only letters, digits, _ and -: the program docker-credential-gcr has the name gcr."
	};
}
function helperMissing(host, program) {
	return {
		code: "credential-helper-missing",
		what: `The credential helper for ${host}, ${program}, is not on the PATH (directories in the workspace are ignored).`,
		fix: "Install it outside the workspace in an earlier step, or log in with a user name and a password."
	};
}
/** `original` is its error message. What it printed as a credential is never shown. */
function helperFailed(host, program, original) {
	return {
		code: "credential-helper-failed",
		what: `The credential helper for ${host}, ${program}, returned no credential.`,
		fix: `Run 'echo ${host} | ${program} get' in an earlier step to see why.`,
		original
	};
}
// src/registry/docker-config.ts
/**
* Reads a `config.json` of docker's. A missing or empty file is an empty configuration; anything else but a JSON object throws
* the `invalid` problem.
*/
async function readDockerConfig(files, path, invalid) {
	const text = await files.read(path);
	if (text === void 0 || text.trim() === "") return {};
	const config = parseJson(text);
	if (!isRecord(config)) throw new TagboatError(invalid(path));
	return config;
}
// src/registry/find-credential.ts
/**
* Finds credentials as the docker CLI does: in `config.json` of the config directory, with the helper in `credHelpers` for the
* host (an empty name means the file itself), else that in `credsStore`, else in `auths`.
*/
function createCredentialFinder(ports, configDir) {
	let config;
	return async (host) => {
		config ??= readDockerConfig(ports.files, `${configDir}/config.json`, configInvalid);
		const found = await findInConfig(ports.askHelper, await config, credentialKey(host));
		if (found) rememberSecrets(ports.secrets, found);
		return found;
	};
}
async function findInConfig(askHelper, config, server) {
	const own = at(config, "credHelpers", server);
	const helper = typeof own === "string" ? own : stringAt(config, "credsStore");
	const entry = findEntry$1(at(config, "auths"), server);
	const bearer = stringAt(entry, "registrytoken");
	if (bearer !== void 0) return {
		kind: "bearer",
		token: bearer
	};
	return helper === void 0 || helper === "" ? readEntry$3(entry) : askHelper(helper, server);
}
/** The entry with that key, else the first entry for the same host: old files have keys like `https://host/v1/`. */
function findEntry$1(auths, server) {
	if (!isRecord(auths)) return void 0;
	if (isRecord(at(auths, server))) return at(auths, server);
	const key = Object.keys(auths).find((name) => name.replace(/^https?:\/\//, "").split("/", 1)[0] === server);
	return key === void 0 ? void 0 : auths[key];
}
function readEntry$3(entry) {
	const identity = stringAt(entry, "identitytoken");
	if (identity !== void 0) return {
		kind: "identity",
		token: identity
	};
	const decoded = Buffer.from(stringAt(entry, "auth") ?? "", "base64").toString("utf8");
	const colon = decoded.indexOf(":");
	const user = colon > 0 ? decoded.slice(0, colon) : stringAt(entry, "username");
	const password = colon > 0 ? decoded.slice(colon + 1).replace(/\0+$/, "") : stringAt(entry, "password");
	return user === void 0 || password === void 0 ? void 0 : {
		kind: "password",
		user,
		password
	};
}
function rememberSecrets(secrets, credential) {
	secrets.remember(credential.kind === "password" ? credential.password : credential.token);
	if (credential.kind === "password") secrets.remember(encodeBasic(credential));
}
/** Speaks the protocol of docker-credential-helpers: the server on standard input, JSON on standard output. */
function createHelperAsker(ports) {
	const latest = /* @__PURE__ */ new Map();
	return async (helper, server) => {
		try {
			const found = await askHelper(ports, helper, server);
			if (found) latest.set(server, found);
			return found;
		} catch (error) {
			const known = isCancelled(error) ? latest.get(server) : void 0;
			if (known === void 0) throw error;
			return known;
		}
	};
}
async function askHelper(ports, helper, server) {
	if (!/^[A-Za-z0-9_-]+$/.test(helper)) throw new TagboatError(helperNameInvalid(server, helper));
	const program = `docker-credential-${helper}`;
	const path = await findProgram(ports.files, ports.env, program);
	if (path === void 0) throw new TagboatError(helperMissing(server, program));
	const options = {
		input: server,
		timeout: 6e4,
		keep: identityVariables
	};
	const { code, stdout, stderr } = await ports.exec(path, ["get"], options);
	if (code !== 0 && /credentials not found/i.test(stdout + stderr)) return void 0;
	const credential = code === 0 ? parseCredential(stdout) : void 0;
	if (credential) return credential;
	const original = code === 0 ? "Its output is not a credential." : ports.conceal(stderr || stdout);
	throw new TagboatError(helperFailed(server, program, original));
}
const isCancelled = (error) => error instanceof TagboatError && error.problems.some(({ code }) => code === cancelledMeanwhile().code);
function parseCredential(stdout) {
	const answer = parseJson(stdout);
	if (!isRecord(answer)) return void 0;
	const user = stringAt(answer, "Username");
	const secret = stringAt(answer, "Secret");
	if (user === void 0 || secret === void 0) return void 0;
	return user === "<token>" ? {
		kind: "identity",
		token: secret
	} : {
		kind: "password",
		user,
		password: secret
	};
}
/** Checks early that a helper can be run; throws a TagboatError if it is missing. */
async function checkHelper(files, env, server, program) {
	if (await findProgram(files, env, program) === void 0) throw new TagboatError(helperMissing(server, program));
}
/** Searches the PATH outside the workspace: no program of the checkout may receive credentials. */
async function findProgram(files, env, program) {
	for (const directory of trustedDirectories(env.PATH ?? "", env.GITHUB_WORKSPACE ?? "")) {
		const names = await files.list(directory).catch(() => []);
		const name = [program, `${program}.exe`].find((one) => names.includes(one));
		if (name !== void 0) return `${directory}/${name}`;
	}
}
// src/errors/engine.ts
const install = "Use a GitHub-hosted Linux runner, or install Docker Engine 23 or newer and its buildx plugin (docs.docker.com/engine/install).";
function dockerMissing() {
	return {
		code: "docker-missing",
		what: "There is no docker command on the PATH (directories in the workspace are ignored).",
		fix: install
	};
}
/** docker failed before it reached an engine: an unusable context or DOCKER_HOST, or a broken program. */
function dockerFailed(original) {
	return {
		code: "docker-failed",
		what: "The docker command does not work.",
		fix: "Check DOCKER_HOST, DOCKER_CONTEXT and the installation; its message is below.",
		original
	};
}
function buildxMissing(client, original) {
	return {
		code: "buildx-missing",
		what: `docker ${client} is installed, but its buildx plugin is not.`,
		fix: `Install buildx 0.13 or newer, for example with docker/setup-buildx-action or the package docker-buildx-plugin.`,
		...original === void 0 ? {} : { original }
	};
}
function buildxTooOld(found, oldest) {
	return {
		code: "buildx-old",
		what: `buildx ${found} is too old: Tagboat needs ${oldest} or newer.`,
		fix: "Update buildx, for example with docker/setup-buildx-action or the package docker-buildx-plugin."
	};
}
function podman() {
	return {
		code: "podman",
		what: "The docker command is podman, which has no buildx.",
		fix: "Use a runner with Docker Engine, or remove the package podman-docker and install Docker."
	};
}
function engineNotLinux(system) {
	return {
		code: "engine-system",
		what: `The Docker engine runs ${system} containers.`,
		fix: "Use a Linux engine, for example with runs-on: ubuntu-latest."
	};
}
function engineForbidden(original) {
	return {
		code: "engine-permission",
		what: "This user may not access the Docker engine.",
		fix: "Add the runner's user to the group docker, or run the runner as a user that has access.",
		original
	};
}
/** `waitMs` is input engine-wait in ms; `address` is the one that docker uses, `unix:///var/run/docker.sock`. */
function engineSilent(address, waitMs, original) {
	return {
		code: "engine-silent",
		what: `The Docker engine at ${address} did not answer${waitMs === 0 ? ", and input engine-wait is 0" : ` within ${formatSeconds(waitMs)}`}.`,
		fix: "Check that it runs, and that DOCKER_HOST or the docker context names it. If it starts slowly, raise input engine-wait.",
		...original === "" ? {} : { original }
	};
}
/** `30 s`. */
const formatSeconds = (ms) => `${Math.ceil(ms / 1e3)} s`;
function builderMissing(name, known) {
	return {
		code: "builder-missing",
		what: `There is no buildx builder '${name}'; the existing builders are: ${known.join(", ") || "none"}.`,
		fix: "Name one of these in input builder, create the builder in an earlier step, or remove input builder."
	};
}
/** The builder exists, but its endpoint does not answer. */
function builderUnreachable({ name, endpoint, why }) {
	return {
		code: "builder-unreachable",
		what: `The builder ${describeBuilder({
			name,
			endpoint
		})} does not answer.`,
		fix: "Start it, or check its endpoint and certificates with docker buildx inspect. Or name another one in input builder.",
		...why === void 0 ? {} : { original: why }
	};
}
/** `'far' (tcp://buildkit.test:1234)`. */
const describeBuilder = ({ name, endpoint }) => `'${name}'${endpoint ? ` (${endpoint})` : ""}`;
/** A warning: the current builder does not answer, and another is used. */
function builderSkipped(skipped, used) {
	const why = skipped.why === void 0 ? "" : ` (${skipped.why})`;
	return `The current builder ${describeBuilder(skipped)} does not answer${why}: builder '${used}' is used instead.`;
}
/** A temporary builder is a container of the engine, so a registry on loopback must be on the engine's machine. */
function builderCannotReach(registry, usedBy, address, why) {
	return {
		code: "builder-registry",
		what: `The temporary builder that this build needs cannot reach ${registry} (${usedBy}): that address is this machine itself, and the engine at ${address} ${why}.`,
		fix: "Use an address of the registry that the engine can reach, too, or name a builder that reaches it in input builder."
	};
}
function builderTooWeak(name, needs) {
	return {
		code: "builder-weak",
		what: `Builder '${name}' (driver docker, without the containerd image store) does not support: ${needs.join(", ")}.`,
		fix: "Remove input builder, so that a builder that does is used or created, or name one with driver docker-container."
	};
}
function builderNotCreated(original) {
	return {
		code: "builder-create",
		what: "A docker-container builder could not be created.",
		fix: "Make sure that the engine can pull the image moby/buildkit:buildx-stable-1, or name a builder of your own in input builder.",
		original
	};
}
function buildxLacks(feature, needs, found) {
	return {
		code: "buildx-feature",
		what: `${feature} needs buildx ${needs} or newer, and the installed version is ${found}.`,
		fix: "Update buildx, for example with docker/setup-buildx-action, or remove that input."
	};
}
// src/docker/attestations.ts
/**
* The attestations of a build, always explicit because exporters have different defaults. Unless the user chose otherwise, a public
* repository gets complete provenance (`mode=max`), and a private one provenance without build arguments (`mode=min`). There is none if
* the builder does not support attestations, the engine cannot load them, or an archive cannot hold them. If a private repository writes
* only files, provenance is not added to them, as in docker/build-push-action.
*/
function planAttests(asked, isPrivate, capabilities, { load, isFilesOnly = false, hasDockerArchive = false }) {
	if (!capabilities.rich) return [];
	const names = (kind) => asked.some((attest) => settingOf(attest, "type") === kind);
	const attests = [...new Map(asked.map((attest) => [settingOf(attest, "type"), attest])).values()];
	const mode = isPrivate ? isFilesOnly ? "min,inline-only=true" : "min" : "max";
	const isLoadable = !hasDockerArchive && (!load || capabilities.loadsIndexes);
	if (!names("provenance")) attests.push(`type=provenance,${isLoadable ? `mode=${mode}` : "disabled=true"}`);
	if (!names("sbom")) attests.push("type=sbom,disabled=true");
	return attests;
}
const isAttested = (attests) => attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest));
// src/docker/choose-builder.ts
/** Features that the build needs and the docker driver with the legacy image store lacks, in words for messages. */
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
/** Whether a builder lacks features that the build needs; `needs` comes from `findNeeds`. */
const isWeak = (builder, needs, engine) => builder.driver === "docker" && !engine.containerdStore && needs.length > 0;
/**
* Whether the builder to use is among `known`, so that the search can stop. `requested` is the name in input builder or
* BUILDX_BUILDER, empty if there is none.
*/
function isBuilderKnown(known, requested, needs, engine) {
	if (requested !== "") return known.some(({ name }) => name === requested);
	return known.some((builder) => builder.current && !builder.broken && !isWeak(builder, needs, engine));
}
/** Throws a TagboatError if the requested builder cannot run the build, or if no builder can and the current one does not answer. */
function chooseBuilder(known, requested, needs, engine) {
	if (requested !== "") {
		const builder = findRequested(known, requested);
		if (isWeak(builder, needs, engine)) throw new TagboatError(builderTooWeak(requested, needs));
		return {
			kind: "use",
			builder,
			why: "it was requested"
		};
	}
	const current = known.find((builder) => builder.current) ?? known[0];
	if (current && !current.broken && !isWeak(current, needs, engine)) return {
		kind: "use",
		builder: current,
		why: "it is the current one"
	};
	const able = known.find((builder) => !builder.broken && builder.driver !== "" && !isWeak(builder, needs, engine));
	if (current?.broken) {
		if (able === void 0) throw new TagboatError(builderUnreachable(current));
		return {
			kind: "use",
			builder: able,
			why: "the current one does not answer",
			skipped: current
		};
	}
	const why = current ? `the current one does not support: ${needs.join(", ")}` : "buildx has none";
	return able ? {
		kind: "use",
		builder: able,
		why
	} : {
		kind: "create",
		why
	};
}
function findRequested(known, requested) {
	const builder = known.find(({ name }) => name === requested);
	if (builder === void 0) {
		const names = known.map(({ name }) => name);
		throw new TagboatError(builderMissing(requested, names));
	}
	if (builder.broken) throw new TagboatError(builderUnreachable(builder));
	return builder;
}
/** The capabilities of a builder by its driver, on this engine. */
function describeCapabilities(driver, engine) {
	const { containerdStore, buildx } = engine;
	return {
		driver,
		rich: driver !== "docker" || containerdStore,
		loadsIndexes: containerdStore,
		buildx
	};
}
/** The builder that the user named, in the input or in buildx's own variable. */
const requestedBuilder = (inputs, env) => inputs.builder || env.BUILDX_BUILDER || "";
// src/docker/find-engine.ts
/** The oldest buildx that can build a single image for us: outputs in CSV form, descriptors in its metadata. */
const oldestBuildx = "0.13.0";
/** Minimum time-out of `docker info` in ms, even without a wait. */
const shortestMs = 5e3;
/** Interval of the log lines during the wait, in ms. */
const reportMs = 5e3;
/** The architecture in image platforms for the kernel's name of a machine. */
const architectures = {
	x86_64: "amd64",
	i686: "386",
	aarch64: "arm64",
	armv8l: "arm/v7",
	armv7l: "arm/v7",
	armv6l: "arm/v6"
};
/**
* Waits up to `waitMs` for the engine and reads its properties. Throws a TagboatError if docker is unusable. An engine that accepts the
* request and never answers counts as not ready.
*/
async function findEngine(ports, waitMs) {
	const { docker, clock } = ports;
	const watch = createWatch(ports, waitMs);
	for (;;) {
		const timeout = Math.max(watch.left(), shortestMs);
		const asked = clock.now();
		const result = await docker([
			"info",
			"--format",
			"{{json .}}"
		], {
			timeout,
			onSecond: () => void watch.report().catch(() => void 0)
		});
		if (result.code === 127) throw new TagboatError(dockerMissing());
		const info = parseJson(result.stdout);
		if (info === void 0) {
			const isCut = clock.now() - asked >= timeout;
			throw new TagboatError(isCut ? await watch.giveUp(outputOf(result)) : dockerFailed(outputOf(result)));
		}
		const buildx = checkClient(info);
		const version = stringAt(info, "ServerVersion");
		if (version !== void 0) return readEngine(info, version, buildx);
		const why = arrayAt(info, "ServerErrors").join("\n") || outputOf({
			...result,
			stdout: ""
		});
		if (/permission denied/i.test(why)) throw new TagboatError(engineForbidden(why));
		if (watch.left() <= 0) throw new TagboatError(await watch.giveUp(why));
		await watch.report();
		await clock.sleep(Math.min(1e3, watch.left()));
	}
}
/** Logs the wait: one line at its start, and one about every five seconds. */
function createWatch({ docker, clock, log, env }, waitMs) {
	const end = clock.now() + waitMs;
	const left = () => end - clock.now();
	let address;
	let next;
	const findAddress = () => {
		address ??= findEngineAddress(docker, env);
		return address;
	};
	return {
		left,
		giveUp: async (original) => engineSilent(await findAddress(), waitMs, original),
		async report() {
			const now = clock.now();
			if (left() <= 0 || next !== void 0 && now < next) return;
			const isFirst = next === void 0;
			next = now + reportMs;
			const time = formatSeconds(left());
			const where = `the Docker engine at ${await findAddress()}`;
			log.info(isFirst ? `Waiting for ${where} (up to ${time}) ...` : `Still waiting for ${where}, ${time} left.`);
		}
	};
}
/**
* The address at which docker looks for the engine: that of a named context, or else DOCKER_HOST or that of the current context. The
* engine is not asked.
*/
async function findEngineAddress(docker, env, context = "") {
	if (context === "" && env.DOCKER_HOST) return env.DOCKER_HOST;
	const result = await docker([
		"context",
		"inspect",
		"--format",
		"{{.Endpoints.docker.Host}}",
		...context === "" ? [] : [context]
	], { timeout: shortestMs });
	return (result.code === 0 ? result.stdout.trim() : "") || "unix:///var/run/docker.sock";
}
const findPlugin = (info) => arrayAt(info, "ClientInfo", "Plugins").find((item) => stringAt(item, "Name") === "buildx");
/** Checks the client, which needs no engine, and returns buildx's version. */
function checkClient(info) {
	if (stringAt(info, "host", "buildahVersion") !== void 0) throw new TagboatError(podman());
	const plugin = findPlugin(info);
	const client = stringAt(info, "ClientInfo", "Version") ?? "unknown";
	const reported = stringAt(plugin, "Version");
	if (reported === void 0) throw new TagboatError(buildxMissing(client, stringAt(plugin, "Err")));
	const version = (0, import_semver.coerce)(reported)?.version;
	if (version === void 0 || (0, import_semver.lt)(version, oldestBuildx)) throw new TagboatError(buildxTooOld(reported, oldestBuildx));
	return version;
}
function readEngine(info, version, buildx) {
	const system = stringAt(info, "OSType");
	if (system !== void 0 && system !== "linux") throw new TagboatError(engineNotLinux(system));
	const machine = stringAt(info, "Architecture") ?? "amd64";
	const plugin = stringAt(findPlugin(info), "Path");
	return {
		version,
		buildx,
		containerdStore: arrayAt(info, "DriverStatus").map((pair) => Array.isArray(pair) ? pair.join("=") : "").includes("driver-type=io.containerd.snapshotter.v1"),
		insecureRegistries: readInsecure(info),
		mirrors: arrayAt(info, "RegistryConfig", "Mirrors").filter((item) => typeof item === "string"),
		isRootless: arrayAt(info, "SecurityOptions").includes("name=rootless"),
		...plugin === void 0 ? {} : { plugin },
		platform: `linux/${architectures[machine] ?? machine}`
	};
}
/** `insecure-registries` in the output of `docker info`. */
function readInsecure(info) {
	const cidrs = arrayAt(info, "RegistryConfig", "InsecureRegistryCIDRs").filter((item) => typeof item === "string");
	const indexes = at(info, "RegistryConfig", "IndexConfigs");
	const hosts = isRecord(indexes) ? Object.keys(indexes).filter((host) => booleanAt(indexes, host, "Secure") === false) : [];
	return [...cidrs, ...hosts];
}
/** Time-out in ms for the engine's list of registries, which is optional. */
const queryMs = 1e4;
/** The engine's `insecure-registries`, for runs that do not need the engine otherwise; empty if there is no engine. */
async function findInsecureRegistries(docker) {
	const result = await docker([
		"info",
		"--format",
		"{{json .}}"
	], { timeout: queryMs });
	return readInsecure(parseJson(result.stdout));
}
// src/docker/private-config.ts
/** The absolute path of the user's own docker configuration. */
const ownConfigDir = (env) => env.DOCKER_CONFIG ? resolve(env.DOCKER_CONFIG) : join(env.HOME || homedir(), ".docker");
/** Variables for child processes: they use the private configuration, and buildx's own folder as before. */
function configEnv(env, privateDir) {
	return {
		DOCKER_CONFIG: privateDir,
		BUILDX_CONFIG: env.BUILDX_CONFIG || join(ownConfigDir(env), "buildx"),
		DOCKER_AUTH_CONFIG: void 0
	};
}
/**
* Fills a private docker config directory. `config.json` is copied completely, because settings such as `currentContext` select the
* engine. The credential helper is switched off for each host of a login, so that `docker login` writes into this copy and not into the
* user's keychain, and for the hosts of DOCKER_AUTH_CONFIG, whose logins docker would otherwise not read from the file. Plugins,
* contexts and certificates are in folders of the original, which are linked.
*/
async function fillPrivateConfig(files, env, privateDir, logins, options = {}) {
	const own = ownConfigDir(env);
	const found = await readDockerConfig(files, join(own, "config.json"), badDockerConfig);
	const config = options.isUntrusted ? withoutLogins(found) : found;
	const helpers = at(config, "credHelpers");
	const reported = options.isUntrusted ? {} : at(parseJson(env.DOCKER_AUTH_CONFIG || "{}"), "auths");
	const fromEnv = isRecord(reported) ? reported : {};
	const auths = at(config, "auths");
	const ours = logins.map((login) => [credentialKey(login.registry), login.kind === "helper" ? login.helper : ""]);
	const written = (options.written ?? []).map(({ registry, username, password }) => [credentialKey(registry), { auth: encodeBasic({
		user: username,
		password
	}) }]);
	const inFile = Object.keys(fromEnv).map((key) => [key, ""]);
	const copy = {
		...config,
		auths: {
			...isRecord(auths) ? auths : {},
			...fromEnv,
			...Object.fromEntries(written)
		},
		credHelpers: {
			...isRecord(helpers) ? helpers : {},
			...Object.fromEntries([...inFile, ...ours])
		}
	};
	await files.write(join(privateDir, "config.json"), `${JSON.stringify(copy, null, 2)}\n`, 384);
	for (const name of await files.list(own)) if (name !== "config.json") await files.link(join(own, name), join(privateDir, name));
}
/**
* Removes all logins. Without any login in the configuration, docker uses the platform's keychain (docker/cli, `ContainsAuth` and
* `DetectDefaultStore`). So the helper is switched off for a host that cannot exist (RFC 2606).
*/
function withoutLogins(config) {
	const { auths: _auths, credsStore: _store, credHelpers: _helpers, ...rest } = config;
	return {
		...rest,
		credHelpers: { "nowhere.invalid": "" }
	};
}
// src/inputs/login-credential.ts
/** The host of a registry. Docker Hub has several; `docker login` uses docker.io. */
function hostOf(registry) {
	const host = registry.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/\/.*$/, "");
	return isHubLoginHost(host) ? dockerHub : host;
}
/** Whether a user name is an AWS access key, as in docker/login-action: AKIA for a user's, ASIA for a temporary one ("IAM identifiers" in AWS's guide). */
const isAccessKey = (username) => /^A(?:KIA|SIA)[A-Z0-9]{12,}$/.test(username);
/** Whether a host is ECR: a private registry of any partition, or the public gallery ("Amazon ECR private registry" in AWS's guide). */
const isEcrHost = (host) => publicEcr.includes(host) || /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.(com(\.cn)?|eu)|on\.aws)$/.test(host);
/** Makes a login with a password; an empty `registry` is Docker Hub. With an AWS access key, ECR provides the password. */
function makeLogin(registry, username, password, isEcr = isEcrHost(hostOf(registry))) {
	const host = hostOf(registry);
	if (isEcr && isAccessKey(username)) return {
		kind: "ecr",
		registry: host,
		keys: {
			id: username,
			secret: password
		}
	};
	return {
		kind: "password",
		registry: host,
		username,
		password,
		...registry.trim() === "" && { isImplied: true }
	};
}
/** The notice about a login that is skipped. */
function noLogin(host, username, password) {
	const empty = [username === "" ? "username" : [], password === "" ? "password" : []].flat();
	return `No login to ${host}: its ${empty.join(" and ")} ${empty.length > 1 ? "are" : "is"} empty, as a secret is that does not exist here.`;
}
/** The two names of ECR Public. One region issues all of its logins. */
const publicEcr = ["public.ecr.aws", "ecr-public.aws.com"];
// src/tags/image-lines.ts
/** Reads the lines of input `images`: a name alone, or `name=,enable=`. One line of names may hold several. */
function parseImages(lines) {
	return parseEach(withoutComments(lines), parseLine).flat();
}
/** Whether the line's name has `{{target}}`, so that each target gets a name of its own. */
const usesTarget = (line) => line.name.uses.has("target");
/** Renders a line's name for a trigger, without checking it; undefined if the line is off. */
function imageName({ name, enable }, trigger, options = {}) {
	const values = expressionValues(trigger, options);
	const times = timesOf(trigger);
	const enabled = enable.render(values, times);
	if (!/^(?:true|false)$/i.test(enabled)) throw new TagboatError(notBoolean(enable.where, "enable", enabled, enable.text));
	return enabled.toLowerCase() === "true" ? name.render(values, times) : void 0;
}
function parseLine(line) {
	const where = {
		input: "images",
		line
	};
	const fields = readFields("images", line);
	if (fields.every(({ key }) => key === void 0)) return fields.filter(({ value }) => value !== "").map((field) => ({
		name: compileName(field.value, field.where),
		enable: compileText("true", where)
	}));
	let image = {};
	for (const { key = "name", value, where: at, keyWhere } of fields) {
		if (key !== "name" && key !== "enable") throw new TagboatError(unknownKey(keyWhere, key, ["name", "enable"]));
		image = {
			...image,
			[key]: key === "name" ? compileName(value, at) : compileText(value, at)
		};
	}
	if (!image.name?.text) throw new TagboatError(noImageName(where));
	return [{
		name: image.name,
		enable: image.enable ?? compileText("true", where)
	}];
}
// src/plan/repositories.ts
/**
* The repositories of an image, each once. They come from the lines of input `images`; without lines, from the target's own
* tags in the bake file; without those, from the GitHub server's default name, with the target's name appended. Throws one
* TagboatError with every problem.
*/
function nameRepositories(trigger, images, options = {}, target) {
	if (images.length > 0) return collectEach(images, (line) => nameByLine(line, trigger, options, target?.name));
	if (target !== void 0 && hasOwnNames(target)) return collectEach(target.ownNames, (name) => name === "" ? void 0 : parseOwnName(name, target.name));
	return [parseRepository(withTarget(defaultImage(trigger), target?.name))];
}
/** Whether the bake file names a target's image. */
const hasOwnNames = ({ ownNames }) => ownNames.some((name) => name !== "");
/** The repository that a line gives to an image or a target; undefined if the line is off. */
function nameByLine(line, trigger, options, target) {
	const name = imageName(line, trigger, target === void 0 ? options : {
		...options,
		target
	});
	return name === void 0 ? void 0 : parseRepository(name);
}
/**
* One problem for each line of input `images` that gives several targets the same name. The caller passes targets whose tags
* are equal, too. Full references are left out: two targets that publish one are a conflict. `isBuilds`: the targets are
* items of input builds.
*/
function findShared(trigger, images, options, targets, isBuilds = false) {
	if (targets.length < 2) return [];
	return images.flatMap((line) => {
		const name = line.isWhole || usesTarget(line) ? void 0 : imageName(line, trigger, options);
		return name === void 0 ? [] : [sharedName(targets, line.name, parseRepository(name), isBuilds)];
	});
}
function withTarget(name, target) {
	if (target === void 0) return name;
	const component = toComponent(target);
	if (component === "") throw new TagboatError(targetWithoutName(target));
	return `${name}/${component}`;
}
/** The repository of a target's own tag. */
function parseOwnName(text, target) {
	try {
		return parseRepository(separateReference(text).name);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		const [first, ...more] = error.problems.map((problem) => badOwnName(target, text, problem));
		throw first === void 0 ? error : new TagboatError(first, ...more);
	}
}
/** Each repository once, in its last spelling. Throws all problems together. */
function collectEach(items, name) {
	const repositories = /* @__PURE__ */ new Map();
	const problems = [];
	for (const item of items) try {
		const repository = name(item);
		if (repository !== void 0) repositories.set(keyOf(repository), repository);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
	}
	throwAll(problems);
	return [...repositories.values()];
}
/**
* The container registry that belongs to the server the workflow runs on: ghcr.io for github.com,
* `containers.<subdomain>.ghe.com` with data residency, `containers.<host>` on GitHub Enterprise Server
* with subdomain isolation ("Working with the Container registry" in GitHub's documentation).
*/
function serverRegistry(serverUrl) {
	const host = serverUrl.replace(/^https?:\/\//, "").toLowerCase();
	return host === "github.com" ? "ghcr.io" : `containers.${host}`;
}
/** The image name if input `images` is not set: lower-cased, as registries require. */
function defaultImage(trigger) {
	const { owner, name } = trigger.repository;
	return `${serverRegistry(trigger.serverUrl)}/${owner}/${name}`.toLowerCase();
}
// src/registry/http-date.ts
const months = [
	"jan",
	"feb",
	"mar",
	"apr",
	"may",
	"jun",
	"jul",
	"aug",
	"sep",
	"oct",
	"nov",
	"dec"
];
const time = "(\\d{2}):(\\d{2}):(\\d{2})";
const preferred = new RegExp(`^\\w{3}, (\\d{2}) (\\w{3}) (\\d{4}) ${time} GMT$`, "i");
const rfc850 = new RegExp(`^\\w{6,9}, (\\d{2})-(\\w{3})-(\\d{2}) ${time} GMT$`, "i");
const asctime = new RegExp(`^\\w{3} (\\w{3}) ([ \\d]\\d) ${time} (\\d{4})$`, "i");
/**
* Milliseconds since 1970 of an HTTP date, in each of the three forms of RFC 9110, section 5.6.7. A year of two
* digits lies in this century: the dates here are in the near future.
*/
function parseHttpDate(text) {
	const [, day, month, year, ...clock] = preferred.exec(text) ?? rfc850.exec(text) ?? [];
	if (day !== void 0) return toMilliseconds(year, month, day, clock);
	const [, otherMonth, otherDay, hours, minutes, seconds, otherYear] = asctime.exec(text) ?? [];
	return toMilliseconds(otherYear, otherMonth, otherDay, [
		hours,
		minutes,
		seconds
	]);
}
function toMilliseconds(yearText, monthText, dayText, clock) {
	const month = months.indexOf(monthText?.toLowerCase() ?? "") + 1;
	const year = Number(yearText?.length === 2 ? `20${yearText}` : yearText);
	const day = Number(dayText);
	const [hours, minutes, seconds] = clock.map(Number);
	if (hours === void 0 || minutes === void 0 || seconds === void 0) return void 0;
	if (month === 0 || day < 1 || day > 31 || hours > 23 || minutes > 59 || seconds > 60) return void 0;
	return (countDays(year, month, day) * 86400 + hours * 3600 + minutes * 60 + seconds) * 1e3;
}
/** Days since 1970-01-01 in the Gregorian calendar; March begins the year, so that leap days end it. */
function countDays(year, month, day) {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146097 + dayOfEra - 719468;
}
// src/registry/retry.ts
const usualRetries = {
	attempts: 5,
	base: 1e3,
	longest: 3e4,
	longestAsked: 12e4
};
/** The retry policy of a request with less effort. */
function limitRetries(retryPolicy, effort) {
	if (effort === void 0) return retryPolicy;
	if (effort === "once") return {
		...retryPolicy,
		attempts: 1
	};
	return {
		attempts: Math.min(retryPolicy.attempts, 2),
		base: Math.min(retryPolicy.base, 500),
		longest: Math.min(retryPolicy.longest, 1e3),
		longestAsked: Math.min(retryPolicy.longestAsked, 2e3)
	};
}
/** A failure that a retry may not meet. The problem is reported after the last attempt. */
var TransientError = class extends Error {
	problem;
	/** The event for the log: `ghcr.io answered 503`. */
	event;
	/** Milliseconds that the registry asks to wait. */
	wait;
	constructor(problem, event, wait) {
		super(event);
		this.problem = problem;
		this.event = event;
		this.wait = wait;
	}
};
/**
* Runs `attempt` until it succeeds, fails with another error than a TransientError, or the policy allows no further attempt. Waits
* are exponential with full jitter, so that requests that failed together are not repeated together. A registry's Retry-After
* takes precedence, and ends the attempts if it is longer than the policy allows.
*/
async function retry(ports, retryPolicy, attempt) {
	for (let count = 1;; count += 1) try {
		return await attempt();
	} catch (error) {
		await pause(ports, retryPolicy, count, error);
	}
}
/** Logs a failed attempt and waits; throws if the error is not transient or `count` was the last attempt. */
async function pause(ports, retryPolicy, count, error) {
	if (!(error instanceof TransientError)) throw error;
	const wait = chooseWait(retryPolicy, count, error.wait, ports.clock.random());
	if (wait === void 0) throw new TagboatError(error.problem);
	const when = `in ${(wait / 1e3).toFixed(1)} s (attempt ${count + 1} of ${retryPolicy.attempts})`;
	ports.log.info(`${error.event}; retrying ${when}.`);
	await ports.clock.sleep(wait);
}
/** Milliseconds to wait after attempt number `count`; undefined after the last attempt. */
function chooseWait(retryPolicy, count, asked, random) {
	if (count >= retryPolicy.attempts) return void 0;
	if (asked !== void 0) return asked > retryPolicy.longestAsked ? void 0 : asked;
	return Math.round(random * Math.min(retryPolicy.longest, retryPolicy.base * 2 ** (count - 1)));
}
/** Milliseconds from a Retry-After header, seconds or an HTTP date (RFC 9110, section 10.2.3). */
function parseRetryAfter(header, now) {
	const text = header?.trim() ?? "";
	if (/^\d{1,9}$/.test(text)) return Number(text) * 1e3;
	const date = parseHttpDate(text);
	return date === void 0 ? void 0 : Math.max(0, date - now);
}
// src/docker/registry-login.ts
/**
* The logins of a run: those of the user, and one with the runner's token for the registry of this GitHub server, if an image is pushed to
* or pulled from it and the user gave no login for it. The token is used for no other registry.
*/
function planLogins(plans, inputs, trigger) {
	const own = serverRegistry(trigger.serverUrl);
	const sources = inputs.from?.kind === "images" ? inputs.from.images.map((image) => image.repository) : [];
	const isUsed = [...plans.flatMap(({ repositories }) => repositories), ...sources].some(({ host }) => host === own);
	const isGiven = inputs.credentials.some(({ registry }) => registry === own);
	if (!isUsed || isGiven || inputs.githubToken === "") return inputs.credentials;
	const username = trigger.actor || trigger.repository.owner || "github";
	return [...inputs.credentials, {
		kind: "password",
		registry: own,
		username,
		password: inputs.githubToken
	}];
}
/** The secrets of a login that must not be printed: the password, and the forms in which basic authentication encodes it. */
function secretsOf(login) {
	if (login.kind === "ecr") return login.keys === void 0 ? [] : [login.keys.secret];
	if (login.kind !== "password") return [];
	const { username: user, password } = login;
	return [
		password,
		encodeBasic({
			user,
			password
		}),
		toBase64(password)
	];
}
const toBase64 = (text) => Buffer.from(text, "utf8").toString("base64");
/** Masks the secrets of logins in the log, and warns about passwords that cannot be masked. */
function maskLogins(log, logins) {
	for (const secret of logins.flatMap(secretsOf)) log.mask(secret);
	warnUnmasked(log, logins.flatMap((login) => {
		const value = login.kind === "password" ? login.password : login.kind === "ecr" ? login.keys?.secret : void 0;
		return value === void 0 ? [] : [{
			name: `password for ${login.registry}`,
			value
		}];
	}));
}
/** Logs in to each registry in turn, because logins share a file. Throws one TagboatError with all failures. */
async function logIn(ports, logins) {
	const problems = [];
	for (const login of logins) try {
		await logInTo(ports, login);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
	}
	throwAll(problems);
}
async function logInTo(ports, login) {
	const { registry } = login;
	if (login.kind === "helper") {
		const program = `docker-credential-${login.helper}`;
		await ports.checkHelper(registry, program);
		ports.log.info(`Logins for ${registry} come from ${program}.`);
		return;
	}
	const { username, password } = login.kind === "ecr" ? await askAws(ports, login) : login;
	const args = [
		"login",
		"--username",
		username,
		"--password-stdin",
		registry
	];
	await retry(ports, loginRetries, async () => {
		const result = await ports.docker(args, { input: password });
		if (result.code === 0) return;
		const problem = loginFailed(registry, username, outputOf(result));
		if (!isTransient$1(outputOf(result))) throw new TagboatError(problem);
		throw new TransientError(problem, `docker login to ${registry} failed`);
	});
	ports.log.info(`Logged in to ${registry} as ${username}.`);
}
const loginRetries = {
	attempts: 4,
	base: 2e3,
	longest: 1e4,
	longestAsked: 1e4
};
/**
* Whether a failed login is worth a retry: time-outs of Go's net/http, 429, and 5xx except 501 (docker/login-action issue 750). A refused
* password never is, because registries lock accounts.
*/
function isTransient$1(text) {
	if (/unauthorized|incorrect|denied|\b40[13]\b/i.test(text)) return false;
	return /\b(?:429|50[02-9])\b|toomanyrequests|too many requests|timeout|deadline exceeded|connection reset|unexpected EOF|: EOF$/i.test(text);
}
/**
* Resolves logins to passwords, without those of credential helpers, which are asked when they are needed. If AWS refuses a password, a
* dry run warns and continues without it: the contents of that registry are then unknown.
*/
async function resolvePasswords(ports, logins, isDryRun = false) {
	return (await Promise.all(logins.map(async (login) => {
		if (login.kind === "helper") return [];
		if (login.kind === "password") return [login];
		try {
			return [await askAws(ports, login)];
		} catch (error) {
			if (!isDryRun || !(error instanceof TagboatError)) throw error;
			for (const { what, fix } of error.problems) ports.log.warning(`This run would fail: ${what} ${fix}`);
			return [];
		}
	}))).flat();
}
/**
* Gets a password from the AWS CLI v2 (`get-login-password`); the user name is always AWS. The CLI uses the credentials in its
* environment, unless the login has an access key, which then takes precedence.
*/
async function askAws({ exec, log }, { registry, keys, profile }) {
	const isPublic = publicEcr.includes(registry);
	const region = isPublic ? "us-east-1" : /ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(registry)?.[1] ?? "";
	const result = await exec("aws", [
		isPublic ? "ecr-public" : "ecr",
		"get-login-password",
		...region === "" ? [] : ["--region", region],
		...profile === void 0 ? [] : ["--profile", profile]
	], {
		timeout: 6e4,
		...keys === void 0 ? {} : { env: keyEnvironment(keys) }
	});
	const password = result.stdout.trim();
	if (result.code === 127) throw new TagboatError(awsMissing(registry));
	if (result.code !== 0 || password === "") throw new TagboatError(awsFailed(registry, outputOf(result)));
	const login = {
		kind: "password",
		registry,
		username: "AWS",
		password
	};
	for (const secret of secretsOf(login)) log.mask(secret);
	return login;
}
/** Removes a session token, which belongs to another key, and profiles, which are other identities (AWS CLI, "Environment variables"). */
const keyEnvironment = ({ id, secret }) => ({
	AWS_ACCESS_KEY_ID: id,
	AWS_SECRET_ACCESS_KEY: secret,
	...id.startsWith("AKIA") && { AWS_SESSION_TOKEN: void 0 },
	AWS_PROFILE: void 0,
	AWS_DEFAULT_PROFILE: void 0
});
// src/docker/docker-session.ts
/** Waits for the engine, creates the private configuration and logs in to every registry of the run. */
async function openSession(ports, temp, run) {
	const { env, log } = ports;
	const own = createDocker(ports.exec, {});
	const engine = await findEngine({
		...ports,
		docker: own
	}, run.inputs.engineWait);
	const logins = planLogins(run.plans, run.inputs, run.trigger);
	maskLogins(log, logins);
	const configDir = await ports.files.makePrivateDir(temp, "tagboat-");
	ports.remember("config", configDir);
	await fillPrivateConfig(ports.files, env, configDir, logins, run);
	const childEnv = configEnv(env, configDir);
	const docker = createDocker(ports.exec, childEnv);
	const buildx = createBuildx(ports.exec, engine.plugin, childEnv);
	const requested = requestedBuilder(run.inputs.build, env);
	const buildxConfig = childEnv.BUILDX_CONFIG ?? "";
	const asking = run.inputs.describedBuilder ? Promise.resolve([]) : findBuilders({
		...ports,
		buildx
	}, buildxConfig, requested);
	const checkProgram = (registry, program) => checkHelper(ports.files, env, registry, program);
	const login = logIn({
		docker,
		exec: ports.exec,
		log,
		clock: ports.clock,
		checkHelper: checkProgram
	}, logins);
	const [, builders] = await Promise.all([login, asking]);
	if (run.inputs.exportLogin) {
		ports.exportVariable("DOCKER_CONFIG", configDir);
		ports.exportVariable("BUILDX_CONFIG", buildxConfig);
	}
	const findOthers = () => findOtherBuilders({
		...ports,
		buildx
	}, buildxConfig, builders);
	return {
		docker,
		buildx,
		engine,
		builders,
		findOthers,
		buildxConfig,
		configDir
	};
}
// src/inputs/from-image.ts
/** Reads `NAME:TAG` or `NAME@sha256:...`, perhaps with `IMAGE=` in front. */
function readSourceImage(reader, line, expand) {
	const [, name, written = line] = /^([^={]*)=(.*)$/s.exec(line) ?? [];
	if (name !== void 0 && !/^[A-Za-z0-9_-]+$/.test(name)) {
		reader.problems.push(badInput("from", line, "has no valid name before =", "Write NAME=IMAGE with letters, digits, _ and - in NAME, or the image alone."));
		return [];
	}
	if (/^(docker-daemon|oci-layout):/.test(written)) {
		reader.problems.push(badInput("from", line, "cannot be one of several images", "Publish it alone, without a name, or push it by digest first and name that digest here."));
		return [];
	}
	try {
		return readReference(reader, expand(written, name)).map((image) => ({
			...image,
			...name !== void 0 && { name }
		}));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		reader.problems.push(...error.problems);
		return [];
	}
}
function readReference(reader, text) {
	const { name, tag, digest } = separateReference(text);
	const target = digest ? { digest } : tag ? { tag } : void 0;
	if (target === void 0) {
		const fix = `Write '${text}:TAG' or '${text}@sha256:...'.`;
		reader.problems.push(badInput("from", text, "has neither a tag nor a digest", fix));
		return [];
	}
	if (tag !== void 0 && !isTag(tag) || digest !== void 0 && !isDigest(digest)) {
		reader.problems.push(badInput("from", text, "has no valid tag or digest", "Write NAME:TAG or NAME@sha256:..."));
		return [];
	}
	return [{
		text,
		repository: parseRepository(name),
		target,
		...tag !== void 0 && { tag }
	}];
}
/**
* Fills in the expressions of a reference: its name as in input images, its tag as in input tags. Throws a TagboatError for
* an unknown expression, and if the tag is empty.
*/
function expandReference(text, render) {
	if (!text.includes("{{")) return text;
	const where = {
		input: "from",
		line: text
	};
	const digest = /@sha256:[0-9a-f]*$/.exec(text)?.[0];
	if (digest !== void 0) return `${render(compileName(text.slice(0, -digest.length), where))}${digest}`;
	const reference = splitReference(compileText(text, where));
	if (reference === void 0) return render(compileName(text, where));
	const tag = render(reference.tag);
	if (tag === "") throw new TagboatError(badInput("from", text, "has an empty tag on this event", "Leave the step out for this event with if:, or write the tag that is meant."));
	return `${render(reference.name)}:${slug(tag)}`;
}
// src/inputs/from-input.ts
const daemon = "docker-daemon:";
const layout = "oci-layout:";
const digests = "digests";
/** Build inputs that select among the digests of other jobs. */
const selectors = ["target", "file"];
/** Inputs that shape a build, and are refused for existing content. */
const buildInputs = [
	...[
		"file",
		"target",
		"build-args",
		"build-contexts",
		"secrets",
		"secret-envs",
		"secret-files",
		"ssh"
	],
	...[
		"cache-from",
		"cache-to",
		"no-cache-filters",
		"network",
		"add-hosts",
		"shm-size",
		"ulimit",
		"allow"
	],
	...[
		"provenance",
		"sbom",
		"attests",
		"builder",
		"labels"
	],
	...[
		"no-cache",
		"pull",
		"load",
		"outputs",
		"rewrite-timestamp"
	]
];
/** Reads input `from`; undefined if it is not set. `expand` fills in expressions. */
function readFrom$1(reader, expand = (line) => line) {
	const lines = reader.lines("from");
	const [first] = lines;
	if (first === void 0) return void 0;
	const isDigests = lines.includes(digests);
	const set = buildInputs.filter((name) => !(isDigests && selectors.includes(name))).filter((name) => !["", "false"].includes(reader.text(name).toLowerCase()));
	if (reader.text("context") !== "" && reader.text("context") !== ".") set.push("context");
	const images = lines.filter((line) => !isLocal(line) && line !== digests).flatMap((line) => readSourceImage(reader, line, expand));
	if (reader.text("annotations") !== "" && !isDigests && countAlone(lines, images) > 0) set.push("annotations");
	if (set.length > 0) {
		const what = `Input from publishes content that exists already, and ${set.join(", ")} would shape a build.`;
		reader.problems.push(conflictingInputs(what, "Leave one of them out: what shapes a build belongs to the step that builds."));
	}
	for (const name of ["provenance", "sbom"]) {
		if (reader.text(name).toLowerCase() !== "false") continue;
		reader.warnings.push(`Input ${name} is for a build: existing images keep their attestations.`);
	}
	if (lines.length > 1 || isDigests) checkLevels(reader);
	if (isDigests) return readDigests(reader, lines);
	const local = lines.find(isLocal);
	if (local !== void 0 && lines.length > 1) reader.problems.push(badInput("from", local, "cannot be merged with other images", "Publish it alone, or push it by digest first and name that digest here."));
	if (first.startsWith(daemon)) return readDaemon(reader, first);
	if (first.startsWith(layout)) return readLayout$1(first);
	checkNames(reader, images);
	return {
		kind: "images",
		images
	};
}
/** Requires `platforms`: without it, the digest of a missing job would go unnoticed. */
function readDigests(reader, lines) {
	if (lines.length > 1) reader.problems.push(badInput("from", digests, "cannot be merged with other images", "Write it alone: it merges the digests of all platforms."));
	if (reader.text("platforms").trim() === "") reader.problems.push(missingInput("platforms", "from: digests merges one digest for each of them", "Name the platform of every job that it waits for, for example platforms: linux/amd64,linux/arm64."));
	return { kind: "digests" };
}
const isLocal = (line) => line.startsWith(daemon) || line.startsWith(layout);
/** The number of images that are published as they are, so that annotations cannot be added. */
function countAlone(lines, images) {
	const names = new Set(images.map(({ name }) => name));
	if (names.size < 2) return lines.length === 1 ? 1 : 0;
	return [...names].filter((name) => images.filter((image) => image.name === name).length === 1).length;
}
/** Refuses a line without a name beside named ones. */
function checkNames(reader, images) {
	const unnamed = images.find(({ name }) => name === void 0);
	if (unnamed === void 0 || images.every(({ name }) => name === void 0)) return;
	const fix = `Write NAME=${unnamed.text}; lines with one NAME are merged.`;
	reader.problems.push(badInput("from", unnamed.text, "has no name beside lines of the form NAME=IMAGE", fix));
}
/** The names of the step's images in input `from`, in their order; empty for a single image without a name. */
const imageNames = (from) => from?.kind === "images" ? [...new Set(from.images.flatMap(({ name }) => name ?? []))] : [];
/** The source images of one image of the step. */
const sourceImagesOf = ({ images }, target) => images.filter(({ name }) => name === void 0 || name === target);
/** Tag and version of an image's source; of a merge, those that all its images share. */
function describeSource$1(from, target) {
	if (from.kind === "images") {
		const sources = sourceImagesOf(from, target);
		const version = common(sources.map((image) => image.version));
		return {
			tag: common(sources.map((image) => image.tag)) ?? "",
			...version && { version }
		};
	}
	if (from.kind === "digests") return { tag: "" };
	const { version } = from;
	return {
		tag: (from.kind === "layout" ? from.tag : /:([^:/@]+)(?:@.*)?$/.exec(from.image)?.[1]) ?? "",
		...version && { version }
	};
}
const common = ([first, ...more]) => more.every((each) => each === first) ? first : void 0;
/** Refuses annotations for other levels than the index, which is all that a merge writes. */
function checkLevels(reader) {
	for (const line of reader.lines("annotations")) {
		const level = /^([^=:]*):/.exec(line)?.[1];
		if (level === void 0 || level === "index") continue;
		reader.problems.push(badInput("annotations", line, `is for level ${level}`, "Merging images writes the index alone: leave the level out."));
	}
}
function readDaemon(reader, line) {
	const image = line.slice(14);
	if (image === "" || image.startsWith("-")) reader.problems.push(badInput("from", line, "names no image", "Write docker-daemon:NAME:TAG."));
	if (reader.text("push") === "digest") reader.problems.push(conflictingInputs("An engine pushes its images under a tag only, so push: digest cannot work with docker-daemon:.", "Publish it under a tag of its own, and promote that."));
	return {
		kind: "daemon",
		image
	};
}
/** `oci-layout:DIR` or `oci-layout:DIR:TAG`, the syntax of skopeo and buildx. */
function readLayout$1(line) {
	const [, folder = "", tag] = /^(.+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?$/.exec(line.slice(11)) ?? [];
	return {
		kind: "layout",
		folder,
		...tag === void 0 ? {} : { tag }
	};
}
// src/inputs/inputs.ts
/** Whether the step's images have target names: from bake files, input builds or input from. */
const isMany = ({ bake, builds, from }) => bake !== void 0 || builds !== void 0 || imageNames(from).length > 0;
// src/tags/distinct-tags.ts
/** How strictly a tag is bound: to one content, a version's line, a ref, or nothing but the run. */
const strictness = {
	release: 4,
	commit: 4,
	line: 3,
	branch: 2,
	pull: 2,
	run: 1
};
/** Each name and each full reference once, at its first position. Of two rules for it, the stricter one says what it follows. */
function withoutDuplicates(tags) {
	const unique = /* @__PURE__ */ new Map();
	for (const tag of tags) {
		const key = keyOfTag(tag);
		const earlier = unique.get(key);
		const isStricter = earlier && strictness[tag.follows.kind] > strictness[earlier.follows.kind];
		if (!earlier) unique.set(key, tag);
		else unique.set(key, join$2(earlier, isStricter ? tag.follows : earlier.follows, tag.fromRef));
	}
	return [...unique.values()];
}
/** Drops each full reference whose tag the image gets under all of its names anyway. */
function withoutCovered(tags) {
	const everywhere = new Set(tags.filter(({ only }) => only === void 0).map(({ name }) => name));
	return withoutDuplicates(tags.map(({ only, ...tag }) => only && !everywhere.has(tag.name) ? {
		...tag,
		only
	} : tag));
}
const keyOfTag = ({ name, only }) => only ? `${keyOf(only)}:${name}` : name;
/** Of two rules for one name, one with a fixed text makes the name the workflow's own, not the ref's. */
function join$2({ fromRef, ...earlier }, follows, other) {
	return {
		...earlier,
		follows,
		...fromRef && other && { fromRef }
	};
}
// src/tags/finding.ts
const nothing$1 = { kind: "none" };
/** A moving name of a version's line: `1.2`. */
const lineOf = ({ scheme, full }) => ({
	kind: "line",
	scheme,
	version: full
});
/** The fixed name of one version. */
const releaseOf = ({ scheme, full }) => ({
	kind: "release",
	scheme,
	version: full
});
// src/tags/rule-context.ts
function makeRuleContext(trigger, options, { insteadOfValue, suffixes = [] } = {}) {
	const values = expressionValues(trigger, options);
	const times = timesOf(trigger);
	const branch = values.branch || values.base_ref;
	return {
		trigger,
		options,
		...insteadOfValue !== void 0 && { insteadOfValue },
		branch: typeof branch === "string" ? branch : "",
		suffixes: suffixes.flatMap(({ target, text }) => {
			const own = {
				...values,
				target
			};
			return findOrigins(text.uses, own, (others) => text.render(others, times)).length > 0 ? [] : [asSuffix(text.render(own, times))];
		}),
		render: (template, more) => template.render(more ? {
			...values,
			...more
		} : values, times),
		originsOf: (template, more) => template === void 0 ? [] : findOrigins(template.uses, {
			...values,
			...more
		}, (others) => template.render(others, times))
	};
}
/** Makes a suffix valid. A slug cannot begin with `-`, so a letter takes the place of the name. */
const asSuffix = (text) => text === "" ? "" : slug(`x${text}`).slice(1);
/** What a name follows if it depends on the ref alone: the branch, the pull request, or the git tag's version. */
function followRef(ref) {
	switch (ref.kind) {
		case "branch": return {
			kind: "branch",
			branch: ref.name
		};
		case "pull": return {
			kind: "pull",
			number: ref.number
		};
		case "tag": {
			const version = findVersion(ref.name);
			return version ? {
				kind: "line",
				scheme: version.scheme,
				version: version.full
			} : { kind: "run" };
		}
		case "other": return { kind: "run" };
	}
}
/** The text that version rules read: their `value`, else the git tag; undefined without either. */
function readSource(context, value) {
	if (context.insteadOfValue !== void 0) return context.insteadOfValue;
	if (value) return context.render(value);
	return context.trigger.ref.kind === "tag" ? context.trigger.ref.name : void 0;
}
/** The origins of the text of `readSource`. */
function sourceOrigins(context, value) {
	return context.insteadOfValue !== void 0 || value === void 0 ? ["tag"] : context.originsOf(value);
}
/** Expressions whose values come from the ref or the user, not from the workflow. */
const origins = {
	branch: "branch",
	base_ref: "branch",
	tag: "tag",
	pr: "pr",
	user: "user"
};
/**
* The origins of a rendered text. An expression counts if another value would change the text:
* `{{#if branch}}latest{{/if}}` is the workflow's own `latest`.
*/
function findOrigins(uses, values, render) {
	if (uses.size === 0) return [];
	const found = Object.entries(origins).flatMap(([name, origin]) => {
		const value = values[name];
		if (!uses.has(name) || typeof value !== "string" || value === "") return [];
		return render({
			...values,
			[name]: `${value}x`
		}) === render(values) ? [] : [origin];
	});
	return [...new Set(found)];
}
/** Names the owner of a name, for warnings. */
function describeNameOrigin(origin, { ref, user, branch }) {
	switch (origin) {
		case "branch": return `Branch '${branch}'`;
		case "tag": return `Git tag '${ref.kind === "tag" ? ref.name : ""}'`;
		case "pr": return `Pull request ${ref.kind === "pull" ? ref.number : ""}`;
		case "user": return `User '${user}'`;
	}
}
// src/tags/find-version-tag.ts
/**
* `type=semver` and `type=pep440`: the version in the git tag, or in `value`, printed through `pattern`. A prerelease has
* no short names: any pattern gives its full version (or its `{{raw}}` text, if that is the pattern). Version 0 of semver
* gives no tag for `{{major}}` alone, since 0.2 may break users of 0.1 (semver.org, item 4).
*/
function findVersionTag(rule, context) {
	const source = readSource(context, rule.value);
	if (source === void 0 || source === "") return nothing$1;
	const picked = rule.match ? pick$2(rule.match, source) : source;
	if (picked === void 0) return warn$1(rule, `'${rule.match?.source}' does not match '${source}'`);
	const version = parseVersion(rule.type, picked.replaceAll("/", "-"));
	if (version === void 0) return warn$1(rule, `'${picked}' is not a version of ${rule.type}`);
	return nameVersion(rule, context, version);
}
function nameVersion(rule, context, version) {
	const { pattern, value } = rule;
	const source = sourceOrigins(context, value);
	if (version.isFullOnly) {
		const text = isRaw(pattern) ? version.raw : version.full;
		const warning = losesText(pattern) ? { warning: describeLost(rule, text) } : {};
		return {
			kind: "tag",
			text,
			follows: releaseOf(version),
			from: source,
			...warning
		};
	}
	if (isMajorAlone(pattern) && version.scheme === "semver" && version.major === 0) return {
		kind: "none",
		isMeant: true
	};
	const values = versionValues(version);
	const found = {
		kind: "tag",
		text: context.render(pattern, values),
		follows: lineOf(version),
		latest: lineOf(version),
		from: [.../* @__PURE__ */ new Set([...source, ...context.originsOf(pattern, values)])]
	};
	return isWhole(pattern, version) ? {
		...found,
		follows: releaseOf(version)
	} : found;
}
/** The first group, or the whole match without groups. */
function pick$2(pattern, text) {
	const match = pattern.match(text);
	return match?.[1] ?? match?.[0];
}
const isRaw = ({ text }) => /^\{\{\{?\s*raw\s*\}?\}\}$/.test(text);
/** Whether a prerelease loses text of its pattern: without `-slim`, `{{version}}-slim` would be the tag of another image. */
const losesText = ({ text, uses }) => (uses.has("version") || uses.has("raw")) && !/^\{\{\{?\s*(?:version|raw)\s*\}?\}\}$/.test(text);
const describeLost = (rule, tag) => `${describeWhere(rule.where)}: a version like '${tag}' is given in full, without the rest of pattern '${rule.pattern.text}'. Write the rest as prefix= or suffix=, which every version gets.`;
/** Whether no other version gives the same name. */
function isWhole({ uses }, { full, major, minor, patch }) {
	if (uses.has("version") || uses.has("raw")) return true;
	return [
		"major",
		"minor",
		"patch"
	].every((part) => uses.has(part)) && full === `${major}.${minor}.${patch}`;
}
function isMajorAlone({ uses }) {
	return uses.has("major") && ![
		"minor",
		"patch",
		"version",
		"raw"
	].some((part) => uses.has(part));
}
function warn$1(rule, why) {
	return {
		kind: "none",
		warning: `${describeWhere(rule.where)}: ${why}; it gives no tag.`
	};
}
/**
* `type=match`: the part of the git tag, or of `value`, that a regular expression matches. It may be a version, short or
* full. A prerelease never gives `latest`, and a short name only if the pattern matches its prerelease part.
*/
function findMatchTag(rule, context) {
	const source = readSource(context, rule.value);
	if (source === void 0 || source === "") return nothing$1;
	const match = rule.pattern.match(source);
	if (!match) return warn$1(rule, `'${rule.pattern.source}' does not match '${source}'`);
	const text = match[rule.group];
	if (text === void 0) return warn$1(rule, `group ${rule.group} matches nothing of '${source}'`);
	const found = nameMatch(rule, text, source, match[0] ?? "");
	return found.kind === "tag" ? {
		...found,
		from: sourceOrigins(context, rule.value)
	} : found;
}
function nameMatch(rule, text, source, whole) {
	const version = findVersion(source) ?? findVersion(text);
	if (version === void 0) {
		const found = {
			kind: "tag",
			text,
			follows: { kind: "run" }
		};
		return isPrerelease(source) ? found : {
			...found,
			latest: { kind: "run" }
		};
	}
	const isThat = findVersion(text)?.full === version.full;
	const follows = isThat && version.isFixed ? releaseOf(version) : lineOf(version);
	if (!version.isPrerelease) return {
		kind: "tag",
		text,
		follows,
		latest: lineOf(version)
	};
	if (isThat || !isVersionLike(text)) return {
		kind: "tag",
		text,
		follows
	};
	if (!covers(whole, version)) return warn$1(rule, `'${text}' would be the name of a release, but '${source}' is a prerelease`);
	return {
		kind: "tag",
		text,
		follows,
		warning: `${describeWhere(rule.where)}: '${text}' looks like a release, but '${source}' is a prerelease; group=0 keeps them apart.`
	};
}
/** Whether the match includes the prerelease part. Such a pattern is meant for prereleases, whichever group it selects: `v(.*)-beta.(.*)`. */
function covers(whole, { raw }) {
	const part = raw.replace(/^v?[\d!.]+/i, "").replace(/\+.*$/, "");
	return part !== "" && whole.includes(part);
}
/** Whether a text is a version or the beginning of one. */
const isVersionLike = (text) => /^v?\d+(?:\.\d+)*$/.test(text);
// src/tags/find-tag.ts
/** Applies a rule to its context, before prefix and suffix. */
function findTag(rule, context) {
	switch (rule.type) {
		case "schedule": return findScheduleTag(rule, context);
		case "semver":
		case "pep440": return findVersionTag(rule, context);
		case "match": return findMatchTag(rule, context);
		case "edge": return findEdgeTag(rule, context);
		case "ref": return findRefTag(rule, context.trigger);
		case "raw": return findRawTag(rule, context);
		case "sha": return findShaTag(rule, context);
	}
}
/** `type=schedule`: a name for the scheduled run. */
function findScheduleTag({ pattern }, context) {
	if (!isScheduled(context.trigger)) return nothing$1;
	const from = context.originsOf(pattern);
	return {
		kind: "tag",
		text: context.render(pattern),
		follows: { kind: "run" },
		from
	};
}
/** `type=edge`: the default branch, or the one in `branch=`. */
function findEdgeTag({ branch }, { trigger }) {
	const { ref, defaultBranch } = trigger;
	if (ref.kind !== "branch" || ref.name !== (branch || defaultBranch)) return nothing$1;
	return {
		kind: "tag",
		text: "edge",
		follows: {
			kind: "branch",
			branch: ref.name
		}
	};
}
/**
* `type=raw`: the text that the workflow wrote. A full version is a release; `latest` and the branch's own name follow the
* ref; any other name follows nothing but the run.
*/
function findRawTag({ value }, context) {
	const text = context.render(value);
	const { ref } = context.trigger;
	const from = context.originsOf(value);
	const version = findVersion(text);
	if (version?.isFixed && version.raw === text) return {
		kind: "tag",
		text,
		follows: releaseOf(version),
		from
	};
	return {
		kind: "tag",
		text,
		follows: text === "latest" || ref.kind === "branch" && text === ref.name ? followRef(ref) : { kind: "run" },
		from
	};
}
/** `type=sha`: the commit. */
function findShaTag({ format }, context) {
	const sha = commitSha(context.trigger, context.options);
	const text = format === "long" ? sha : shortSha(sha, context.options);
	return text === "" ? nothing$1 : {
		kind: "tag",
		text,
		follows: { kind: "commit" }
	};
}
/** `type=ref`: the name of the branch, git tag or pull request itself. */
function findRefTag({ event }, trigger) {
	switch (event) {
		case "branch": return findBranch(trigger);
		case "tag": return findGitTag(trigger);
		case "pr": return findPull(trigger);
		case "pr-branch": return findPullBranch(trigger);
	}
}
function findBranch({ ref }) {
	if (ref.kind !== "branch") return nothing$1;
	return {
		kind: "tag",
		text: ref.name,
		follows: {
			kind: "branch",
			branch: ref.name
		},
		from: ["branch"]
	};
}
/** A git tag that is a version is a release. A prerelease does not get `latest`. */
function findGitTag({ ref }) {
	if (ref.kind !== "tag") return nothing$1;
	const found = {
		kind: "tag",
		text: ref.name,
		from: ["tag"]
	};
	const version = findVersion(ref.name);
	const follows = version?.isFixed ? releaseOf(version) : followRef(ref);
	return isPrerelease(ref.name) ? {
		...found,
		follows
	} : {
		...found,
		follows,
		latest: followRef(ref)
	};
}
function findPull({ ref }) {
	if (ref.kind !== "pull") return nothing$1;
	const follows = {
		kind: "pull",
		number: ref.number
	};
	return {
		kind: "tag",
		text: String(ref.number),
		follows,
		from: ["pr"]
	};
}
/**
* The head branch of a pull request, named as a push to it would name it. Not for a fork, which chooses its branch names;
* not for the default branch; not on `pull_request_target`, whose commit is the base branch's.
*/
function findPullBranch(trigger) {
	const { ref, pullRequest, defaultBranch } = trigger;
	if (ref.kind !== "pull" || isPullRequestTarget(trigger)) return nothing$1;
	if (!pullRequest || pullRequest.fork || pullRequest.headRef === defaultBranch) return nothing$1;
	const branch = pullRequest.headRef;
	return {
		kind: "tag",
		text: branch,
		follows: {
			kind: "branch",
			branch,
			pull: ref.number
		},
		from: ["branch"],
		branch
	};
}
// src/tags/reserved.ts
const words$2 = /* @__PURE__ */ new Set([
	"latest",
	"nightly",
	"edge"
]);
const patterns = [
	/^v?\d+(?:\.\d+)*$/,
	/^v?\d+(?:\.\d+)+[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview|post|rev|r|dev)[-_.]?\d*$/i,
	/^pr-\d+$/,
	/^sha-/,
	/^sha256-[0-9a-f]{64}/
];
/** Of these, the names that git tags must not take: other rules derive them from something else. */
const ofOthers = [
	/^latest$/,
	/^pr-\d+$/,
	/^sha-/,
	/^sha256-[0-9a-f]{64}/
];
/** Whether another rule gives this name, so that a branch of the same name must not take it. */
function isReserved(name) {
	return words$2.has(name) || import_semver.default.valid(name) !== null || patterns.some((pattern) => pattern.test(name));
}
/** As `isReserved`, for a git tag, which may be a version. */
function isReservedForTags(name) {
	return ofOthers.some((pattern) => pattern.test(name));
}
/** The name, and the name without each of the suffixes that it ends with. */
const withoutSuffixes = (name, suffixes) => [name, ...suffixes.flatMap((suffix) => suffix !== "" && name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [])];
/** A branch's tag. A reserved name gets `branch-` in front, with a warning. */
function branchSlug(branch) {
	const name = slug(branch);
	if (!isReserved(name)) return { name };
	const other = slug(`branch-${name}`);
	return {
		name: other,
		warning: `Branch '${branch}' is published as '${other}': '${name}' is a reserved name.`
	};
}
/**
* A git tag's tag. A name that is reserved for others, such as `latest`, `pr-7` or `sha-...`, gets `tag-` in front, with a
* warning; so does one that is reserved without one of `suffixes` at its end.
*/
function gitTagSlug(tag, suffixes = []) {
	const name = slug(tag);
	if (!withoutSuffixes(name, suffixes).some(isReservedForTags)) return { name };
	const other = slug(`tag-${name}`);
	return {
		name: other,
		warning: `Git tag '${tag}' is published as '${other}': '${name}' is a reserved name.`
	};
}
// src/tags/finish-name.ts
/**
* Makes a valid tag of a rule's text, with prefix and suffix. It is never a reserved name if any part of it comes from the
* ref or the user. A rule's own prefix or suffix, even an empty one, replaces the flavor's. Undefined without a text: an
* expression that is empty for this ref gives no tag, whatever the flavor, unless the rule has an affix of its own.
*/
function finishName(found, rule, flavor, context) {
	const prefix = rule.prefix ?? flavor.prefix?.text;
	const suffix = rule.suffix ?? flavor.suffix?.text;
	const before = prefix ? context.render(prefix) : "";
	const after = suffix ? context.render(suffix) : "";
	const hasOwn = rule.prefix !== void 0 && before !== "" || rule.suffix !== void 0 && after !== "";
	if (found.text === "" && !hasOwn) return void 0;
	const from = found.from ?? [];
	const all = [
		...from,
		...context.originsOf(prefix),
		...context.originsOf(suffix)
	];
	const branch = found.branch ?? context.branch;
	const bare = hasOwn ? { name: found.text } : avoidReserved(found.text, from, branch, context);
	const text = `${before}${bare.name}${after}`;
	const whole = found.follows.kind === "commit" && before === "sha-" && context.originsOf(prefix).length === 0 ? { name: text } : avoidReserved(text, all, branch, context);
	return {
		...finish(whole.name, bare.warning ?? whole.warning),
		...nameAfter(all, branch)
	};
}
/** `latest`, with the flavor's prefix and suffix if they have `onlatest=true`. */
function latestName({ prefix, suffix }, context) {
	const first = prefix?.onLatest ? prefix.text : void 0;
	const last = suffix?.onLatest ? suffix.text : void 0;
	const text = `${first ? context.render(first) : ""}latest${last ? context.render(last) : ""}`;
	const from = [...context.originsOf(first), ...context.originsOf(last)];
	const { name, warning } = avoidReserved(text, from, context.branch, context);
	return {
		...finish(name, warning),
		...nameAfter(from, context.branch)
	};
}
const finish = (text, warning) => ({
	name: slug(text),
	...warning !== void 0 && { warning }
});
const nameAfter = (from, branch) => from.length === 0 ? {} : { fromRef: from.includes("branch") ? { branch } : {} };
/** The name to use instead. `pr-77` would be another pull request's, if this one is 7. */
function avoidWith(origin, name, own) {
	const other = slug(`${origin}-${name}`);
	return isReserved(other) && other !== own ? slug(`pull-${name}`) : other;
}
/**
* Replaces a text whose slug is reserved, or would be without the suffix of an image of the step (`latest-slim`). Any other
* text stays as it is; the complete name becomes a slug later.
*/
function avoidReserved(text, from, branch, { suffixes, trigger }) {
	const { ref, actor } = trigger;
	const origin = [
		"branch",
		"tag",
		"pr",
		"user"
	].find((each) => from.includes(each));
	if (origin === void 0) return { name: text };
	if (origin === "tag") {
		const checked = gitTagSlug(text, suffixes);
		return checked.warning === void 0 ? { name: text } : checked;
	}
	const name = slug(text);
	const own = origin === "pr" && ref.kind === "pull" ? `pr-${ref.number}` : void 0;
	const isTheirs = ref.kind === "tag" ? isReservedForTags : isReserved;
	if (!withoutSuffixes(name, suffixes).some((each) => each !== own && isTheirs(each)) || name === own) return { name: text };
	const other = avoidWith(origin, name, own);
	return {
		name: other,
		warning: `${describeNameOrigin(origin, {
			ref,
			user: actor,
			branch
		})} is published as '${other}': '${name}' is a reserved name.`
	};
}
// src/tags/apply-rules.ts
/**
* Applies the rules to the trigger's ref. `options` are those of one image, if the step has several. Throws a TagboatError
* that quotes the line.
*/
function applyRules(trigger, rules, options = rules.inputs.options ?? {}) {
	return planTags(rules, makeRuleContext(trigger, options, { suffixes: rules.suffixes }));
}
/** As `applyRules`, in a context of its own. */
function planTags({ rules, flavor, isDefault, warnings }, context) {
	const notes = [...warnings];
	const unmet = [];
	const planned = [];
	for (const rule of isDefault && !hasDefaultTags(context.trigger) ? [] : rules) {
		if (needsUnknownVersion(rule, flavor, context)) {
			notes.push(`${describeWhere(rule.where)}: {{source_version}} is unknown; it gives no tag.`);
			continue;
		}
		if (!isEnabled(rule, context) || rule.isFallback && planned.length > 0) continue;
		const { found, finished, warning, isMeant } = nameByRule(rule, flavor, context);
		if (found !== void 0 && finished !== void 0) {
			const only = findRepositoryOf(rule, context, context.insteadOfValue !== void 0);
			if (only === "unknown") continue;
			planned.push({
				...planTag(finished, found.follows, rule.priority),
				...only && { only },
				found
			});
		} else if (isMeant !== true) unmet.push(...describeUnmet(rule, context, warning));
		if (warning !== void 0 && (finished !== void 0 || !isDefault)) notes.push(warning);
	}
	const latest = planLatest(planned.find(({ only }) => only === void 0), flavor, context);
	if (latest?.warning !== void 0) notes.push(latest.warning);
	const tags = withoutDuplicates([...planned.map(({ found: _, ...tag }) => tag), ...latest ? [latest.tag] : []]);
	notes.push(...warnOfLostCharacters(tags));
	if (tags.length > 0) notes.push(...unmet);
	return {
		tags,
		version: tags[0]?.name ?? "",
		warnings: [...new Set(notes)],
		...unmet.length > 0 && { unmet: [...new Set(unmet)] }
	};
}
/** Whether a rule uses the version of a source image that could not be read: without it the name would be another one. */
const needsUnknownVersion = (rule, { prefix, suffix }, { options }) => options.source !== void 0 && options.source.version === void 0 && [...templatesOfRule(rule), ...[prefix, suffix].flatMap((affix) => affix?.text ?? [])].some(({ uses }) => uses.has("source_version"));
/** Whether a rule is on. Throws a TagboatError unless `enable` is a boolean. */
function isEnabled({ enable }, context) {
	const value = context.render(enable);
	if (!/^(?:true|false)$/i.test(value)) throw new TagboatError(notBoolean(enable.where, "enable", value, enable.text));
	return value.toLowerCase() === "true";
}
/** Applies one rule: the tag's finding and name, and a warning about either. */
function nameByRule(rule, flavor, context) {
	const given = findTag(rule, context);
	if (given.kind === "none") return {
		warning: given.warning,
		isMeant: given.isMeant
	};
	const finished = finishName(given, rule, rule.type === "raw" && rule.name !== void 0 ? { latest: flavor.latest } : flavor, context);
	if (finished === void 0) return {};
	return {
		found: keepFromReleases(given, finished, context),
		finished,
		warning: finished.warning ?? given.warning
	};
}
/**
* Versions come from git tags and from the workflow's own text. A name that a branch, a pull request or a user chose is
* not a version, whatever it looks like: it follows its branch, and brings no `latest`.
*/
function keepFromReleases(found, { fromRef, warning }, { trigger }) {
	const isChosen = (found.from ?? []).length > 0 || warning !== void 0;
	if (trigger.ref.kind === "tag" || !isChosen) return found;
	const { latest: _, ...rest } = found;
	return {
		...rest,
		follows: followChosen(found.follows, fromRef?.branch, trigger)
	};
}
function followChosen(follows, branch, { ref }) {
	if (follows.kind !== "release" && follows.kind !== "line" && follows.kind !== "run") return follows;
	return ref.kind === "branch" && branch === ref.name ? {
		kind: "branch",
		branch
	} : { kind: "run" };
}
/**
* The image name of a rule that is a full reference; undefined for any other rule. `isOther`: the context is not the run's
* own, and a name that is not valid there is `unknown` instead of an error.
*/
function findRepositoryOf(rule, context, isOther) {
	if (rule.type !== "raw" || rule.name === void 0) return void 0;
	try {
		return parseRepository(context.render(rule.name));
	} catch (error) {
		if (!(error instanceof TagboatError) || !isOther) throw error;
		return "unknown";
	}
}
/** Why a rule whose value has no expressions gives no tag: the workflow expects one of it. */
function describeUnmet(rule, { trigger }, warning) {
	if (rule.isWrittenOut !== true) return [];
	if (warning !== void 0) return [warning];
	const isReference = rule.type === "raw" && rule.name !== void 0;
	if (!isReference && trigger.cause.kind !== "dispatch") return [];
	const what = isReference ? "the reference has no tag after its colon" : "its value is empty";
	return [`${describeWhere(rule.where)}: ${what}; it gives no tag.`];
}
const planTag = ({ name, fromRef }, follows, priority) => ({
	name,
	priority,
	follows,
	...fromRef && { fromRef }
});
/** `latest`, as the last tag. With `latest=auto` it depends on the first tag; with `latest=true` any tag brings it. */
function planLatest(first, flavor, context) {
	if (first === void 0 || flavor.latest === "false") return void 0;
	const follows = first.found.latest ?? (flavor.latest === "true" ? followFirst(first, context) : void 0);
	if (follows === void 0) return void 0;
	const finished = latestName(flavor, context);
	return {
		tag: planTag(finished, follows, Math.min(0, first.priority)),
		warning: finished.warning
	};
}
/** What `latest` beside a tag follows: the line of its version, or the run's ref. */
function followFirst({ follows }, { trigger }) {
	if (follows.kind === "release") return {
		...follows,
		kind: "line"
	};
	return follows.kind === "commit" || follows.kind === "run" ? followRef(trigger.ref) : follows;
}
/** Warns of each branch whose tag loses more than `/` of its name: another branch may get the same tag. */
function warnOfLostCharacters(tags) {
	const lossy = /* @__PURE__ */ new Map();
	for (const { name, fromRef } of tags) {
		const { branch = "" } = fromRef ?? {};
		const isReserved = branchSlug(branch).warning !== void 0;
		if (branch === "" || isReserved || slug(branch) === branch.replaceAll("/", "-")) continue;
		lossy.set(branch, [...lossy.get(branch) ?? [], name]);
	}
	return [...lossy].map(([branch, names]) => {
		return `Branch '${branch}' is published as ${names.map((name) => `'${name}'`).join(" and ")}: a tag cannot have all of its characters, so another branch may get the same tag.`;
	});
}
// src/tags/other-names.ts
/**
* The tags that the same rules give another git tag. They show which moving tags it shares with this run, and which
* version each of them has there (`follows`). Rules with a `value` of their own read the git tag instead.
*/
function namesFor(trigger, rules, gitTag, options = rules.inputs.options ?? {}) {
	return planTags(rules, makeRuleContext(asPush(trigger, {
		kind: "tag",
		name: gitTag
	}), options, {
		suffixes: rules.suffixes,
		insteadOfValue: gitTag
	}));
}
/**
* The tags that the same rules name after another branch, for a push to it or a pull request from it. They show whether
* an image in `repository` that was built from that branch, at `commit` if known, is under its own tag. `enable` is
* ignored for the other branch, because it often depends on this run alone; a tag without the branch in its name counts
* if its rule is off in this run, and so may be on for the other branch.
*/
function namesForBranch(trigger, rules, branch, commit = {}, options = rules.inputs.options ?? {}, repository) {
	const own = makeRuleContext(trigger, options);
	const tags = triggersOf(trigger, branch, commit).flatMap((other) => {
		const context = makeRuleContext(other, options, { suffixes: rules.suffixes });
		return rules.rules.flatMap((rule) => {
			const only = repository && findRepositoryOf(rule, context, true);
			if (only === "unknown" || only && repository && !isSame(only, repository)) return [];
			const { finished } = nameByRule(rule, rules.flavor, context);
			const { fromRef } = finished ?? {};
			const isTheirs = fromRef === void 0 ? !isEnabled(rule, own) : fromRef.branch === branch;
			return finished !== void 0 && isTheirs ? [finished.name] : [];
		});
	});
	return new Set(tags);
}
/** The triggers of a push to a branch, and of a pull request from it. */
function triggersOf(trigger, branch, commit) {
	const { revision = trigger.revision } = commit;
	const built = {
		...trigger,
		sha: commit.revision ?? trigger.sha,
		revision
	};
	const { action: _action, pullRequest: _pull, ...rest } = built;
	const ref = {
		kind: "branch",
		name: branch
	};
	const push = isPullRequest(trigger) ? asPush(built, ref) : {
		...rest,
		ref
	};
	const number = trigger.ref.kind === "pull" ? trigger.ref.number : 0;
	const { defaultBranch: _default, ...pulled } = rest;
	return [push, {
		...pulled,
		event: "pull_request",
		cause: {
			kind: "pull-request",
			variant: "ordinary",
			isClosed: false
		},
		ref: {
			kind: "pull",
			number
		},
		pullRequest: {
			number,
			headRef: branch,
			headSha: commit.head ?? "",
			baseRef: "",
			fork: false
		}
	}];
}
// src/plan/target-rules.ts
/** The options of an image's expressions; `{{target}}` is empty for a single image without a name. */
function optionsFor(inputs, target) {
	const { rules, from } = inputs;
	return {
		...rules.inputs.options,
		...isMany(inputs) && { target },
		...from && { source: describeSource$1(from, target) }
	};
}
/** The rules of one image. An item of input builds may replace the flavor's suffix, for `latest` too. */
function rulesFor({ rules, builds }, target) {
	const items = builds?.items ?? [];
	if (items.every(({ suffix }) => suffix === void 0)) return rules;
	const own = items.find(({ name }) => name === target)?.suffix;
	const suffixes = items.flatMap(({ name, suffix = rules.flavor.suffix?.text }) => suffix === void 0 ? [] : [{
		target: name,
		text: suffix
	}]);
	const flavor = own === void 0 ? rules.flavor : {
		...rules.flavor,
		suffix: {
			text: own,
			onLatest: true
		}
	};
	return {
		...rules,
		flavor,
		suffixes
	};
}
/** Groups of targets whose rules give the same tags, so that they cannot share a name. */
function groupByTags(trigger, inputs, targets) {
	const groups = /* @__PURE__ */ new Map();
	for (const target of targets) {
		const rules = rulesFor(inputs, target);
		if (distinguishesTargets(rules)) continue;
		const values = expressionValues(trigger, optionsFor(inputs, target));
		const suffix = rules.flavor.suffix?.text.render(values, timesOf(trigger)) ?? "";
		groups.set(suffix, [...groups.get(suffix) ?? [], target]);
	}
	return [...groups.values()];
}
/** Items with suffixes share a name, so the tag of branch `main-slim` may hold the slim image of `main`. */
function nameOthers(trigger, inputs) {
	const siblingsOf = (target) => rulesFor(inputs, target).suffixes === void 0 ? [target] : (inputs.builds?.items ?? []).map(({ name }) => name);
	return {
		namesFor: (gitTag, target) => namesFor(trigger, rulesFor(inputs, target), gitTag, optionsFor(inputs, target)),
		namesForBranch: (branch, target, image, repository) => {
			const names = siblingsOf(target).map((sibling) => namesForBranch(trigger, rulesFor(inputs, sibling), branch, image, optionsFor(inputs, sibling), repository));
			return new Set(names.flatMap((each) => [...each]));
		}
	};
}
// src/docker/fill-args.ts
/**
* Replaces the expressions in input build-args, once the tags are known. Runs, dry runs and the content keys of only-changed all use
* this definition. Bake files are read before the tags are known, so that nothing in them is replaced. Pure.
*/
function fillArgs(trigger, inputs, definition, plans) {
	if (inputs.bake !== void 0) return {
		definition,
		warnings: describeBake(inputs.bake),
		messages: []
	};
	const builds = buildsOf(inputs).map(({ name, build }) => ({
		name,
		args: readArgs$1(build.buildArgs)
	}));
	const all = builds.flatMap(({ args }) => args);
	const doubts = all.flatMap(({ key, text }) => describeDoubt(key, text));
	const warnings = [...new Set(doubts)];
	if (all.every(({ text: { parts } }) => parts.length === 1 && typeof parts[0] === "string")) return {
		definition,
		warnings,
		messages: []
	};
	const targets = new Map(definition.targets);
	const messages = /* @__PURE__ */ new Set();
	for (const { name, args } of builds) {
		const plan = plans.find(({ target }) => target === name);
		const target = targets.get(name);
		if (target === void 0) continue;
		const version = plan?.version ?? plans[0]?.version ?? "";
		const values = imageValues(trigger, optionsFor(inputs, name), version);
		const filled = args.map(({ key, text }) => [key, renderLoose(text, values, timesOf(trigger))]);
		targets.set(name, {
			...target,
			args: {
				...recordOf(target, "args"),
				...Object.fromEntries(filled)
			}
		});
		const used = new Set(args.flatMap(({ text }) => [...text.uses]));
		for (const each of used) messages.add(`In build-args {{${each}}} is '${String(values[each])}'.`);
	}
	const isVersionless = plans.some(({ version, intent }) => version === "" && intent.kind !== "nothing");
	const needsVersion = all.some(({ text }) => text.uses.has("version"));
	const empty = isVersionless && needsVersion ? [emptyVersion("build-args")] : [];
	return {
		definition: {
			...definition,
			targets
		},
		warnings: [...warnings, ...empty],
		messages: [...messages]
	};
}
const describeDoubt = (key, { doubtful }) => doubtful.map(({ text, meant }) => {
	return `Input build-args: ${text} in ${key} is passed to the Dockerfile unchanged; ${meant === void 0 ? "build-args has no such expression" : `write ${meant} if you mean that`}.`;
});
function describeBake({ set, vars }) {
	return [...set.map((line) => ["set", line]), ...vars.map(({ key, value }) => ["vars", `${key}=${value}`])].flatMap(([input, line]) => {
		const { parts } = compileLoose(line, {
			input: "build-args",
			line: ""
		});
		const first = parts.find((part) => typeof part !== "string");
		if (first === void 0 || typeof first === "string") return [];
		const key = line.replace(/=.*$/s, "");
		return [`Input ${input}: ${first.text} in ${key} is passed on unchanged, because bake files are read before the tags are known. Use an output of an earlier step with dry-run: true.`];
	});
}
// src/git/ancestry.ts
/**
* How this run's commit relates to the published one, on the branch or pull request that the tag follows, with as few
* questions as possible. The tip comes before the history, because a forced push may have made it an ancestor of what is
* published.
*/
async function findAncestry(source, question) {
	const { ourCommit, theirCommit } = question;
	if (theirCommit === ourCommit) return { kind: "ahead" };
	if (source.knownFromPush(theirCommit, ourCommit) === false) return ahead(source, question);
	const tip = await askTip(source, question.follows);
	if (tip.known && tip.value === ourCommit) return { kind: "tip" };
	if (tip.known && tip.value === theirCommit) return { kind: "behind" };
	const descends = await source.isDescendant(theirCommit, ourCommit);
	if (descends.known) return descends.value ? { kind: "behind" } : ahead(source, question);
	return {
		kind: "unknown",
		why: tip.known ? descends.why : `${tip.why}; ${descends.why}`
	};
}
function askTip(source, follows) {
	return follows.kind === "pull" ? source.pullHead(follows.number) : source.branchTip(follows.branch);
}
/** Our commit is not behind. Whether it descends from theirs is asked only in strict mode. */
async function ahead(source, question) {
	if (question.isStrict !== true) return { kind: "ahead" };
	const answer = await source.isDescendant(question.ourCommit, question.theirCommit);
	return {
		kind: "ahead",
		isDescendant: answer.known && answer.value
	};
}
/**
* Whether `commit` is a descendant of `ancestor` (or the same), if the push event shows it: its commits and its `before`
* are ancestors of its `after`. A forced push shows nothing, because its `before` may be on a history that was dropped.
*/
function relateInPush(push, commit, ancestor) {
	if (commit === ancestor) return true;
	if (push === void 0 || push.forced) return void 0;
	const older = (id) => id === push.before || push.commits.includes(id);
	if (ancestor === push.after && older(commit)) return false;
	if (commit === push.after && older(ancestor)) return true;
}
// src/git/answer.ts
const known$2 = (value, doubt) => doubt === void 0 ? {
	known: true,
	value
} : {
	known: true,
	value,
	doubt
};
/** Control characters in `why` become spaces: it may quote git or a server. */
const unknown = (why) => ({
	known: false,
	why: why.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
});
/** Asks one source after the other until one has the answer. If none has, the answer joins their reasons. */
async function askInTurn(...questions) {
	const reasons = /* @__PURE__ */ new Set();
	for (const ask of questions) {
		const answer = await ask();
		if (answer.known) return answer;
		reasons.add(answer.why);
	}
	return unknown([...reasons].join("; "));
}
function createMemory() {
	const clears = [];
	return {
		remember(ask) {
			const cache = /* @__PURE__ */ new Map();
			clears.push(() => cache.clear());
			return memoize(sameKey, ask, { cache });
		},
		forget: () => {
			for (const clear of clears) clear();
		}
	};
}
// src/git/github-api.ts
function createGithubApi(github, owner, repo) {
	const get = (path, parameters) => github.get(`/repos/{owner}/{repo}/${path}`, {
		owner,
		repo,
		...parameters
	});
	return {
		/** "Get a reference". The match is exact: 404 if only longer names begin with it. */
		async branchTip(branch) {
			const answer = await get("git/ref/{ref}", { ref: `heads/${branch}` });
			if (isAbsent$1(answer)) return unknown(`GitHub knows no branch '${branch}'`);
			return readText(answer, "object", "sha");
		},
		/** "Get a pull request". */
		async pullHead(number) {
			const answer = await get("pulls/{number}", { number });
			if (isAbsent$1(answer)) return unknown(`GitHub knows no pull request ${number}`);
			return readText(answer, "head", "sha");
		},
		/** "Compare two commits": `status` is the head's, seen from the base. The list of commits is not needed. */
		async isDescendant(commit, ancestor) {
			const basehead = `${ancestor}...${commit}`;
			const answer = await get("compare/{basehead}", {
				basehead,
				per_page: 1
			});
			if (answer.kind === "found") return readStatus(stringAt(answer.body, "status"));
			if (isAbsent$1(answer) && answer.message.startsWith("No common ancestor")) return known$2(false);
			return isAbsent$1(answer) ? unknown("GitHub does not know both commits") : refuse$1(answer);
		},
		/** "Get a commit object". The committer's time, as git prints it for HEAD. */
		async commitTime(commit) {
			const answer = await get("git/commits/{sha}", { sha: commit });
			if (isAbsent$1(answer)) return unknown(`GitHub knows no commit ${commit}`);
			const text = readText(answer, "committer", "date");
			const time = text.known ? isoFromText(text.value) : void 0;
			if (!text.known) return text;
			return time === void 0 ? unknown("GitHub's answer is not understood") : known$2(time);
		},
		/** "Get a reference", then "Get a tag", which exists for annotated tags only. */
		async tagSignature(tag) {
			const ref = await get("git/ref/{ref}", { ref: `tags/${tag}` });
			if (isAbsent$1(ref)) return known$2({ kind: "absent" });
			if (ref.kind !== "found") return refuse$1(ref);
			if (stringAt(ref.body, "object", "type") !== "tag") return readLightweight(ref);
			const object = await get("git/tags/{sha}", { sha: stringAt(ref.body, "object", "sha") ?? "" });
			if (object.kind !== "found") return refuse$1(object);
			return readSignature(tag, object.body);
		}
	};
}
const isAbsent$1 = (answer) => answer.kind === "refused" && answer.status === 404;
function readLightweight(ref) {
	const type = readText(ref, "object", "type");
	return type.known ? known$2({ kind: "lightweight" }) : type;
}
function readStatus(status) {
	if (status === "ahead" || status === "identical") return known$2(true);
	if (status === "behind" || status === "diverged") return known$2(false);
	return unknown("GitHub's answer is not understood");
}
function readText(answer, ...path) {
	if (answer.kind !== "found") return refuse$1(answer);
	const text = stringAt(answer.body, ...path);
	return text === void 0 ? unknown("GitHub's answer is not understood") : known$2(text);
}
function refuse$1(answer) {
	if (answer.kind === "found") return unknown("GitHub's answer is not understood");
	const said = oneLine(answer.message);
	return unknown(answer.kind === "refused" ? `GitHub answered ${answer.status}: ${said}` : `GitHub gave no answer: ${said}`);
}
/** One line of at most 200 characters: an error page of a proxy can be long. */
const oneLine = (text) => text.trim().replace(/\s+/g, " ").slice(0, 200);
/**
* Reads GitHub's answer about a tag object ("Get a tag"). Two checks go beyond GitHub's: the signed object must contain the
* tag's current name, because any tag object can be pushed under any name; and it must point to a commit, because the tag
* in a tag has its own signature.
*/
function readSignature(tag, object) {
	const verified = booleanAt(object, "verification", "verified");
	const reason = stringAt(object, "verification", "reason") ?? "no reason given";
	if (verified === void 0) return unknown("GitHub reports nothing about signatures of git tags");
	if (!verified) return known$2({
		kind: "unverified",
		reason
	});
	if (stringAt(object, "tag") !== tag) return known$2({
		kind: "unverified",
		reason: "other_tag"
	});
	const commit = stringAt(object, "object", "sha");
	if (commit === void 0 || stringAt(object, "object", "type") !== "commit") return known$2({
		kind: "unverified",
		reason: "no_commit"
	});
	return known$2({
		kind: "verified",
		commit
	});
}
// src/git/local-git.ts
/** Git's result in a folder without a repository. */
const absent = {
	code: 128,
	stdout: "",
	stderr: "fatal: not a git repository"
};
/** `open` returns git in the workspace's own repository; undefined without one. */
function createLocalGit(open) {
	const git = async (...args) => (await open())?.(args) ?? absent;
	/** Undefined if git lacks one of the commits (git-merge-base, --is-ancestor: 0 yes, 1 no, else an error). */
	const isAncestor = async (older, newer) => {
		const { code } = await git("merge-base", "--is-ancestor", older, newer);
		return code === 0 ? true : code === 1 ? false : void 0;
	};
	const isShallow = async () => (await git("rev-parse", "--is-shallow-repository")).stdout.trim() !== "false";
	return {
		async isDescendant(commit, ancestor) {
			const isOlder = await isAncestor(ancestor, commit);
			if (isOlder === void 0) return unknown("the checkout does not have both commits");
			if (isOlder) return known$2(true);
			if (!await isShallow() || await isAncestor(commit, ancestor) === true) return known$2(false);
			return unknown("the checkout is shallow");
		},
		async gitTags() {
			const { code, stdout } = await git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/tags/");
			const tags = stdout.split("\n").filter((name) => name !== "");
			if (code !== 0 || tags.length === 0) return unknown("the checkout has no git tags");
			return known$2(tags, "the git tags are those of the checkout, which may not have fetched all");
		}
	};
}
// src/is-within.ts
/** Whether an absolute path is a folder or in it. Links are not resolved. */
function isWithin(folder, path) {
	const inside = relative(folder, path);
	return inside !== ".." && !/^\.\.[/\\]/.test(inside) && !isAbsolute(inside);
}
// src/git/find-repository.ts
/**
* Finds the repository of a folder as git does, upwards from the folder, but without running git. `workspace` and `folder`
* are absolute. A folder outside the workspace belongs to the repository around it there.
*/
async function findRepository(files, workspace, folder) {
	const [root = workspace, start] = await Promise.all([files.realPath(workspace), files.realPath(folder)]);
	let mayBeBare = false;
	for (const each of start === void 0 ? [] : foldersUpTo(root, start)) {
		const names = (await files.list(each)).map((name) => name.toLowerCase());
		const gitDir = names.includes(".git") ? await readGitDir(files, each) : void 0;
		if (gitDir !== void 0) {
			const isOwn = each === root && await isTrusted(files, root, gitDir);
			return {
				repository: {
					kind: isOwn ? "workspace" : "foreign",
					gitDir,
					folder: each
				},
				isSafeForGit: isOwn && !mayBeBare
			};
		}
		mayBeBare ||= names.includes("head") || names.includes(".git");
	}
	return {
		repository: { kind: "none" },
		isSafeForGit: false
	};
}
/** The folders from `start` up to the workspace; outside of it up to the file system's root. */
function foldersUpTo(root, start) {
	const folders = [start];
	for (let at = start; at !== root && dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
	return folders;
}
/** A repository's folder: `.git`, or what a file of that name points to ("gitrepository-layout"); with HEAD in it. */
async function readGitDir(files, folder) {
	const path = join(folder, ".git");
	const isFolder = await files.isDirectory(path);
	const pointer = isFolder ? void 0 : /^gitdir: (.+?)\n*$/.exec(await files.read(path) ?? "")?.[1];
	const gitDir = isFolder ? path : pointer === void 0 ? void 0 : resolve(folder, pointer);
	if (gitDir === void 0 || !(await files.list(gitDir)).includes("HEAD")) return void 0;
	return gitDir;
}
/** Whether a repository is the root's own `.git`, or a worktree's outside of it, and its configuration includes no file of the tree. */
async function isTrusted(files, root, gitDir) {
	const real = await files.realPath(gitDir) ?? gitDir;
	if (!(real === join(root, ".git")) && isWithin(root, real)) return false;
	return !await includesTree(files, root, real);
}
/** The maximum number of included files; no real configuration has as many. */
const longest$1 = 50;
/**
* Whether a repository's configuration includes a file of the tree (git-config, "Includes"): the author of the tree would
* then control the configuration. Conditions of `includeIf` count as met. Files outside the tree are trusted:
* actions/checkout keeps its credentials in one. `root` and `gitDir` have no links.
*/
async function includesTree(files, root, gitDir, home = homedir()) {
	const common = await readCommonDir(files, gitDir);
	const left = [join(common, "config"), join(gitDir, "config.worktree")];
	const seen = /* @__PURE__ */ new Set();
	for (let path = left.pop(); path !== void 0; path = left.pop()) {
		const real = await files.realPath(path);
		if (real === void 0 || seen.has(real)) continue;
		if (isWithin(root, real) && !isWithin(gitDir, real) && !isWithin(common, real)) return true;
		if (seen.size === longest$1) return true;
		seen.add(real);
		const folder = dirname(path);
		left.push(...readIncludes(await files.read(real) ?? "").map((each) => resolve(folder, each.replace(/^~(?=\/)/, home))));
	}
	return false;
}
/** The folder of the shared configuration and refs: a worktree uses that of its main repository. */
async function readCommonDir(files, gitDir) {
	const text = (await files.read(join(gitDir, "commondir")))?.trim();
	return text ? resolve(gitDir, text) : gitDir;
}
/** The values of `path` in sections `include` and `includeIf`; names are case-insensitive. */
function readIncludes(config) {
	const paths = [];
	let isInclude = false;
	for (const line of config.replace(/\\\r?\n/g, "").split(/\r?\n/)) {
		const [, section, rest = line] = /^\s*\[([^\]"\s]*)(?:\s*"(?:[^"\\]|\\.)*")?\s*\](.*)$/.exec(line) ?? [];
		if (section !== void 0) isInclude = /^include(if)?(\.|$)/i.test(section);
		const value = isInclude ? /^\s*path\s*=\s*(.*)$/i.exec(rest)?.[1] : void 0;
		if (value !== void 0) paths.push(readValue$1(value));
	}
	return paths;
}
/** Removes quotation marks, escapes and comments. */
function readValue$1(text) {
	return (text.match(/"(?:[^"\\]|\\.)*"|\\.|[^\s#;"\\]+|\s+|[#;].*$/g) ?? []).filter((part) => !/^[#;]/.test(part)).map((part) => part.replace(/^"(.*)"$/s, "$1").replace(/\\(.)/g, "$1")).join("").trim();
}
// src/git/run-git.ts
/** How long a git command may take, in ms. Listing 10,000 tags takes less than one second. */
const gitTimeout = 3e4;
/** Git in the workspace's own repository; undefined without one, or if its configuration is not trusted. */
async function openWorkspaceGit(ports, workspace) {
	const { repository } = await findRepository(ports.files, workspace, workspace);
	return repository.kind === "workspace" ? openRepository(ports, repository) : void 0;
}
/**
* Names the repository in GIT_DIR, which every version of git supports, so that git does not search for one: it never finds
* an embedded repository, and does not check who owns the folder, which in a job container is another user.
*/
const openRepository = ({ exec }, { gitDir, folder }) => runGit(exec, {
	GIT_DIR: gitDir,
	GIT_WORK_TREE: folder
});
/** Git outside every repository, with only the configuration of the user and the machine. */
const openPlainGit = ({ exec }) => runGit(exec, { GIT_DIR: "/dev/null/none" });
/**
* Runs `read` with git over the objects of a repository whose configuration is not trusted. That git has a new, empty
* repository of its own, and reads the objects, which are only data, from the folder `objects`. The length of `revision`
* determines the hash of their ids.
*/
async function withObjects({ exec, files, env }, { objects, revision }, read) {
	const folder = await files.makePrivateDir(env.RUNNER_TEMP || tmpdir(), "tagboat-git-");
	try {
		await files.write(join(folder, "HEAD"), "ref: refs/heads/none\n");
		await files.write(join(folder, "config"), revision.length === 40 ? plainConfig : sha256Config);
		for (const name of ["objects", "refs"]) await files.makeFolder(join(folder, name));
		return await read(runGit(exec, {
			GIT_DIR: folder,
			GIT_OBJECT_DIRECTORY: objects
		}));
	} finally {
		await files.remove(folder);
	}
}
/** Caches beside the objects are ignored, because they are not trusted either. */
const plainConfig = "[core]\nrepositoryFormatVersion = 0\ncommitGraph = false\nmultiPackIndex = false\n";
const sha256Config = `${plainConfig.replace("= 0", "= 1")}[extensions]\nobjectFormat = sha256\n`;
const runGit = (exec, where) => (args, env = {}) => exec("git", args, {
	env: {
		...unattended,
		...asIs,
		LC_ALL: "C",
		...where,
		...env
	},
	timeout: gitTimeout
});
/** The Basic form of a token, as actions/checkout sends it to GitHub. */
const toBasic = (token) => encodeBasic({
	user: "x-access-token",
	password: token
});
/** Git prompts neither in a terminal nor in a window. Stored credentials and helpers keep working. */
const unattended = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_ASKPASS: "",
	SSH_ASKPASS: "",
	GCM_INTERACTIVE: "never"
};
/** Git reads objects as they are: without replaced commits, and without fetching missing ones. */
const asIs = {
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_NO_LAZY_FETCH: "1"
};
/**
* The environment that logs git in to one URL, in addition to the configuration in `env`, a child's environment (a git
* before 2.31 gets no login). The key has several values, and GitHub answers 400 to two Authorization headers, so an empty
* value first drops those of a checkout or the machine (git-config, http.extraHeader). A redirect would receive the header
* too, so none is followed.
*/
function authorize(env, url, token) {
	return addGitConfig(env, [
		[`http.${url}.extraHeader`, ""],
		[`http.${url}.extraHeader`, `AUTHORIZATION: basic ${toBasic(token)}`],
		[`http.${url}.followRedirects`, "false"]
	]);
}
// src/git/remote-git.ts
/**
* Git gives up a connection after 20 s without data (git-config, http.lowSpeedTime). The time-out of the command is not
* enough: it ends git, but not the helper that holds the connection.
*/
const lowSpeed = {
	GIT_HTTP_LOW_SPEED_LIMIT: "1",
	GIT_HTTP_LOW_SPEED_TIME: "20"
};
/**
* The remote repository through `git ls-remote`. With a token git runs outside every repository, since the checkout's
* own credentials would conflict with it. Where the token is refused, or there is none, git uses the checkout's.
*/
function createRemoteGit(ports, { remote, token, open }) {
	const run = (git, login, patterns) => {
		const flags = patterns.filter((pattern) => pattern.startsWith("--"));
		const names = patterns.filter((pattern) => !pattern.startsWith("--"));
		return git([
			"ls-remote",
			"--quiet",
			"--refs",
			...flags,
			"--",
			remote,
			...names
		], {
			...lowSpeed,
			...login
		});
	};
	const plain = openPlainGit(ports);
	const askCheckout = async (patterns) => {
		const git = await open() ?? plain;
		if (!/^[a-z+]+:\/\//.test(remote) && (await git([
			"remote",
			"get-url",
			"--",
			remote
		])).code !== 0) return unknown(`the checkout has no remote ${remote}`);
		return read$1(await run(git, {}, patterns), remote, patterns);
	};
	return { async list(...patterns) {
		if (token === "" || !/^https?:/.test(remote)) return askCheckout(patterns);
		const login = authorize(childEnvironment(ports.env), remote, token);
		const done = await run(plain, login, patterns);
		const answer = read$1(done, remote, patterns);
		if (answer.known || !isRefusal(done)) return answer;
		const again = await askCheckout(patterns);
		return again.known ? again : answer;
	} };
}
/** Whether the login was refused, so that another one may work; any other failure would repeat. */
function isRefusal({ stderr }) {
	return /authentication failed|could not read username|returned error: 40[0134]|not found/i.test(stderr);
}
function read$1(done, remote, patterns) {
	if (done.code !== 0) return unknown(explain$2(done, remote));
	const names = patterns.filter((pattern) => !pattern.startsWith("--"));
	const refs = /* @__PURE__ */ new Map();
	for (const [, id = "", name = ""] of done.stdout.matchAll(/^([0-9a-f]{40,64})\t(refs\/.+)$/gm)) if (names.length === 0 || names.includes(name)) refs.set(name, id);
	return known$2(refs);
}
function explain$2({ code, stderr }, remote) {
	if (code === 127) return "there is no git";
	const name = withoutLogin(remote);
	const said = /^(?:fatal|error|remote): *(.+)$/m.exec(stderr)?.[1] ?? stderr.trim().split("\n").at(-1);
	if (code === 130 || !said) return `git ls-remote ${name} gave no answer within ${gitTimeout / 1e3} s`;
	return `git ls-remote ${name} failed: ${withoutLogin(said).replace(/ after \d+ ms(?=:)/, "")}`;
}
/** Removes a URL's user and password, which may come from the machine's `insteadOf`. */
const withoutLogin = (text) => text.replace(/:\/\/[^/\s@]+@/g, "://");
// src/git/create-source.ts
/** Joins the event, the checkout, GitHub's API and the remote, the cheapest first. Nothing is asked before it is needed. */
function createSourceRepository(ports, options) {
	const { trigger, token } = options;
	maskToken(ports.log, token);
	const open = openOnce(ports, options);
	const local = createLocalGit(open);
	const remote = connectRemote(ports, options, open);
	const github = connectApi(ports, options);
	const knownFromPush = (commit, ancestor) => relateInPush(trigger.push, commit, ancestor);
	const { remember, forget } = createMemory();
	const branchTip = remember((branch) => askInTurn(() => github.branchTip(branch), () => readRef$2(remote, `refs/heads/${branch}`)));
	const pullHead = remember((number) => askInTurn(() => github.pullHead(Number(number)), () => readRef$2(remote, `refs/pull/${number}/head`)));
	const relate = remember(async (pair) => {
		const [commit = "", ancestor = ""] = pair.split(" ");
		if (!isCommit(commit) || !isCommit(ancestor)) return unknown("one of them is not a commit id");
		return askInTurn(() => local.isDescendant(commit, ancestor), () => github.isDescendant(commit, ancestor));
	});
	const names = remember((kind) => readNames$1(remote, kind === "tags" ? "tags" : "heads"));
	const heads = remember(() => remote.list("--heads"));
	return {
		knownFromPush,
		branchTip,
		pullHead: (number) => pullHead(String(number)),
		async isDescendant(commit, ancestor) {
			const fromPush = knownFromPush(commit, ancestor);
			return fromPush === void 0 ? relate(`${commit} ${ancestor}`) : known$2(fromPush);
		},
		gitTags: () => askInTurn(() => names("tags"), () => local.gitTags()),
		branches: () => names("heads"),
		branchTips: () => heads(""),
		tagSignature: remember((tag) => github.tagSignature(tag)),
		forget
	};
}
/** Asks GitHub for the time of a commit, for a run without a checkout. */
const createTimeQuestion = (ports, token) => (trigger) => {
	maskToken(ports.log, token);
	return connectApi(ports, {
		workspace: void 0,
		trigger,
		token
	}).commitTime(trigger.revision);
};
function maskToken(log, token) {
	if (token !== "") for (const secret of [token, toBasic(token)]) log.mask(secret);
}
const isCommit = (text) => /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text);
/** Looks for the workspace's repository when it is first needed. */
function openOnce(ports, { workspace }) {
	let opening;
	return () => {
		opening ??= workspace === void 0 ? Promise.resolve(void 0) : openWorkspaceGit(ports, workspace);
		return opening;
	};
}
/** Outside GitHub the trigger has no repository, but the checkout may have a remote `origin`. */
function connectRemote(ports, { trigger, token }, open) {
	const { owner, name, url } = trigger.repository;
	return createRemoteGit(ports, {
		remote: owner === "" || name === "" ? "origin" : url,
		token,
		open
	});
}
function connectApi(ports, { trigger, token }) {
	const { owner, name } = trigger.repository;
	if (token !== "" && owner !== "" && name !== "") {
		const apiUrl = ports.env.GITHUB_API_URL || guessApiUrl(trigger.serverUrl);
		return createGithubApi(ports.connectGithub({
			apiUrl,
			token
		}), owner, name);
	}
	const unanswered = async () => unknown("GitHub cannot be asked without github-token");
	return {
		branchTip: unanswered,
		pullHead: unanswered,
		isDescendant: unanswered,
		tagSignature: unanswered,
		commitTime: unanswered
	};
}
/** For runs without GITHUB_API_URL. GHES has its API below /api/v3 ("Getting started with the REST API"). */
function guessApiUrl(serverUrl) {
	const { protocol, host } = new URL(serverUrl);
	return host === "github.com" || host.endsWith(".ghe.com") ? `${protocol}//api.${host}` : `${serverUrl}/api/v3`;
}
async function readRef$2(remote, name) {
	const refs = await remote.list(name);
	if (!refs.known) return refs;
	const id = refs.value.get(name);
	return id === void 0 ? unknown(`the remote repository has no ${name}`) : known$2(id);
}
async function readNames$1(remote, kind) {
	const refs = await remote.list(`--${kind}`);
	if (!refs.known) return refs;
	const prefix = `refs/${kind}/`;
	return known$2([...refs.value.keys()].map((name) => name.slice(prefix.length)));
}
// src/inputs/buildkitd-text.ts
/** The problem of a configuration that is not TOML. An empty text has none. */
function checkBuildkitdConfig(text) {
	if (text.trim() === "") return [];
	const read = parseBuildkitdConfig(text);
	return "why" in read ? [badBuildkitdConfig(read.line, read.why)] : [];
}
/** Parses a `buildkitd.toml`: its hosts with a table below `registry`, or why it is not valid. */
function parseBuildkitdConfig(text) {
	const { parse, TomlError } = toml();
	try {
		const { registry } = parse(text, { integersAsBigInt: "asNeeded" });
		return { hosts: isRecord(registry) ? Object.keys(registry) : [] };
	} catch (error) {
		if (!(error instanceof TomlError)) throw error;
		const [first = ""] = error.message.split("\n");
		return {
			line: error.line,
			why: first.replace(/^Invalid TOML document: /, "")
		};
	}
}
// src/inputs/driver-opts.ts
/** Splits options of a driver. An option that is set twice is a problem, because buildx would drop the first one silently. */
function splitDriverOpts(items) {
	const pairs = [];
	const problems = [];
	for (const item of items) {
		const equals = item.indexOf("=");
		const key = item.slice(0, Math.max(equals, 0)).trim();
		if (key === "" || key === "env.") problems.push({
			item,
			why: "is not of the form key=value",
			fix: "Write for example image=NAME. Put an item whose value has a comma in quotation marks."
		});
		else if (pairs.some((pair) => pair.key === key)) problems.push({
			item: key,
			why: "is set twice",
			fix: "Set each option once."
		});
		else pairs.push({
			key,
			value: item.slice(equals + 1)
		});
	}
	return {
		pairs,
		problems
	};
}
// src/inputs/builder-nodes.ts
const known$1 = [
	"name",
	"endpoint",
	"platforms",
	"driver-opts",
	"buildkitd-flags"
];
/** Reads input append: further nodes of the builder, in the form of docker/setup-buildx-action. */
function readNodes(reader) {
	const text = reader.text("append");
	if (text.trim() === "") return [];
	const items = readYamlList(text, "endpoint", (line, why) => {
		reader.problems.push(badNodes(line, void 0, why, "Write a list like \"- endpoint: tcp://arm.example:1234\", and its keys below."));
	});
	const seen = /* @__PURE__ */ new Set([reader.text("endpoint").trim()]);
	const names = /* @__PURE__ */ new Set();
	return items.map((item) => {
		const node = readNode$1(item, reader);
		const complain = complainAbout(reader, item, node.name);
		if (node.name !== "" && names.has(node.name)) complain("has the name of another node", "Give each node a name of its own.");
		names.add(node.name);
		if (!(/^kubernetes:/.test(node.endpoint) || node.endpoint === "") && seen.has(node.endpoint)) complain(`has the endpoint of another node, ${node.endpoint}`, "Give each node an endpoint of its own.");
		seen.add(node.endpoint);
		return node;
	});
}
const complainAbout = (reader, { line }, name) => (why, fix) => void reader.problems.push(badNodes(line, name === "" ? void 0 : name, why, fix));
function readNode$1(item, reader) {
	const name = (scalarText(item.get("name")) ?? "").trim();
	const complain = complainAbout(reader, item, name);
	for (const key of keysOf(item.map)) if (!known$1.includes(key)) complain(`has the unknown key ${key}`, `Its keys are ${known$1.join(", ")}.`);
	const text = (key) => {
		const node = item.get(key);
		const value = node === void 0 ? "" : scalarText(node);
		if (value === void 0) complain(`has a ${key} that is not a text`, `Write ${key}: TEXT.`);
		return (value ?? "").trim();
	};
	if (name !== "" && !/^[a-zA-Z][a-zA-Z0-9._-]*$/.test(name)) complain(`has a name that buildx does not allow`, "Begin it with a letter; letters, digits, \".\", \"_\" and \"-\" may follow.");
	const opts = splitDriverOpts(listAt(item, "driver-opts", complain));
	for (const { item: option, why, fix } of opts.problems) complain(`has driver-opts in which '${option}' ${why}`, fix);
	return {
		name,
		endpoint: text("endpoint"),
		platforms: readPlatforms$1(listAt(item, "platforms", complain), complain),
		driverOpts: opts.pairs,
		buildkitdFlags: text("buildkitd-flags")
	};
}
/** A YAML list of texts, each taken as it is, or one text with commas or lines. */
function listAt({ get }, key, complain) {
	const node = get(key);
	if (node === void 0) return [];
	const refuse = () => {
		complain(`has ${key} that are not texts`, `Write ${key} as a list of texts.`);
		return [];
	};
	if (!yaml().isSeq(node)) {
		const text = scalarText(node);
		return text === void 0 ? refuse() : splitList("append", text, true, []);
	}
	return node.items.flatMap((each) => {
		const text = scalarText(each);
		return text === void 0 ? refuse() : unquoted(text);
	});
}
/** An item of a list as buildx reads it: `"env.NO_PROXY=a,b"` in CSV's quotation marks, or without. */
const unquoted = (text) => text.startsWith("\"") ? splitList("append", text, true, []) : [text];
function readPlatforms$1(items, complain) {
	const platforms = items.flatMap((item) => item.split(",")).map((platform) => platform.trim());
	return [...new Set(platforms.filter(Boolean))].flatMap((platform) => {
		const checked = checkPlatform(platform);
		if ("platform" in checked) return [checked.platform];
		complain(`has a platform '${platform}' that ${checked.why}`, checked.fix);
		return [];
	});
}
// src/inputs/builder-inputs.ts
/** The inputs that describe a builder, by their names in docker/setup-buildx-action where they exist there. */
const builderInputs = [...[
	"driver",
	"driver-opts",
	"buildkitd-flags",
	"buildkitd-config-inline",
	"endpoint",
	"append"
], "keep-builder"];
/** Reads the inputs that describe a builder; undefined if none is set. Nothing here asks buildx. */
function readBuilder(reader) {
	const set = builderInputs.filter((name) => reader.text(name).trim() !== "");
	const keep = reader.flag("keep-builder");
	const asked = set.filter((name) => name !== "keep-builder" || keep);
	if (asked.length === 0) return void 0;
	const nodes = [{
		name: "",
		endpoint: reader.text("endpoint").trim(),
		platforms: [],
		driverOpts: readDriverOpts(reader),
		buildkitdFlags: reader.text("buildkitd-flags").trim()
	}, ...readNodes(reader)];
	const config = reader.text("buildkitd-config-inline");
	const driver = readDriver(reader, nodes);
	reader.problems.push(...checkBuildkitdConfig(config));
	checkUse(reader, asked);
	const description = {
		driver,
		nodes,
		config: config.trim() === "" ? "" : config,
		keep
	};
	checkDriver(reader, description, asked);
	return description;
}
/** The driver in the input, or the one that follows from the endpoints. */
function readDriver(reader, nodes) {
	const text = reader.text("driver").trim();
	const driver = drivers.find((known) => known === text);
	if (text !== "" && driver === void 0) reader.problems.push(badInput("driver", text, "is not a driver of buildx", `Write one of ${drivers.join(", ")}.`));
	const found = nodes.flatMap(({ endpoint }) => driverOfEndpoint(endpoint) ?? []);
	if (driver === void 0 && new Set(found).size > 1) {
		const what = `The endpoints of one builder have different drivers: ${[...new Set(found)].join(" and ")}.`;
		reader.problems.push(conflictingInputs(what, "Name the driver in input driver, or give all nodes the same one."));
		return found[0] ?? "docker-container";
	}
	const chosen = driver ?? found[0] ?? "docker-container";
	for (const [index, { endpoint }] of nodes.entries()) {
		const why = endpoint === "" ? void 0 : explainEndpoint(endpoint, chosen);
		if (why === void 0) continue;
		reader.problems.push(badInput(index === 0 ? "endpoint" : "append", endpoint, why.why, why.fix));
	}
	return chosen;
}
/** One `key=value` per line or between commas, quoted as CSV: buildx and docker/setup-buildx-action read them this way, too. */
function readDriverOpts(reader) {
	const { pairs, problems } = splitDriverOpts(reader.items("driver-opts"));
	for (const { item, why, fix } of problems) reader.problems.push(badInput("driver-opts", item, why, fix));
	return pairs;
}
/** A described builder replaces an existing one, and needs a build. */
function checkUse(reader, asked) {
	const names = asked.join(", ");
	const refuse = (what, fix) => void reader.problems.push(conflictingInputs(what, fix));
	if (reader.text("builder").trim() !== "") refuse(`Input builder names an existing builder, and ${names} ${asked.length > 1 ? "describe" : "describes"} a new one.`, `Leave builder out, or ${names}.`);
	if (reader.text("from").trim() !== "") refuse(`With input from nothing is built, and ${names} ${asked.length > 1 ? "are" : "is"} about a builder.`, `Leave out ${names}.`);
}
/** Contradictions between the driver and other inputs. */
function checkDriver(reader, { driver, nodes, config, keep }, asked) {
	const refuse = (what, fix) => void reader.problems.push(conflictingInputs(what, fix));
	const others = asked.filter((name) => name !== "driver");
	if (driver === "docker" && others.length > 0) {
		refuse(`driver: docker is the builder inside the engine, which has no settings: ${others.join(", ")}.`, `Leave out ${others.join(", ")}, or write driver: docker-container.`);
		return;
	}
	if ((driver === "remote" || driver === "cloud") && nodes.some(({ endpoint }) => endpoint === "")) {
		const form = driver === "remote" ? "tcp://buildkit.example:1234" : "ORGANIZATION/BUILDER";
		const input = nodes[0]?.endpoint === "" ? "endpoint" : "append";
		const where = input === "append" ? "an endpoint in each item" : `endpoint: ${form}`;
		reader.problems.push(missingInput(input, `a builder of driver ${driver} has an endpoint for each node`, `Write ${where}.`));
	}
	const hasFlags = nodes.some(({ buildkitdFlags }) => buildkitdFlags !== "");
	const set = [...config === "" ? [] : ["buildkitd-config-inline"], ...hasFlags ? ["buildkitd-flags"] : []];
	if ((driver === "remote" || driver === "cloud") && set.length > 0) refuse(`A builder of driver ${driver} exists already, so that ${set.join(" and ")} would not reach it.`, "Configure it where it runs.");
	if (keep && (driver === "remote" || driver === "cloud")) refuse(`A builder of driver ${driver} stays after the job by itself, and keep-builder has nothing to keep.`, "Leave out keep-builder.");
}
// src/inputs/login-inputs.ts
/**
* Reads the logins of `registry`, `username` and `password`, or of `registry-auth`. With `mayBeEmpty` (the run gets no
* secrets, like one for a fork, or does not push) a login without a user name or password is skipped with a notice
* instead of being an error.
*/
function readCredentials(reader, mayBeEmpty) {
	const single = readSingle(reader, mayBeEmpty);
	const list = readRegistryAuth(reader, mayBeEmpty);
	const halves = [
		"registry",
		"username",
		"password"
	].filter((name) => reader.text(name) !== "");
	if (halves.length > 0 && reader.text("registry-auth") !== "") reader.problems.push(conflictingInputs(`Inputs registry-auth and ${halves.join(", ")} are both set.`, "Put every login into registry-auth, or use registry, username and password for the only one."));
	return [...single, ...list];
}
function readSingle(reader, mayBeEmpty) {
	const [registry, username, password] = [
		reader.text("registry"),
		reader.text("username"),
		reader.text("password")
	];
	if (username !== "" && password !== "") return [makeLogin(registry, username, password)];
	if (username === "" && password === "" && registry === "") return [];
	if (mayBeEmpty) {
		reader.notices.push(noLogin(hostOf(registry), username, password));
		return [];
	}
	if (password === "") reader.problems.push(missingInput("password", `${username === "" ? "registry" : "username"} is set`, "Set password, usually from ${{ secrets.NAME }}; a secret that does not exist reads as empty."));
	if (username === "") reader.problems.push(missingInput("username", "a login needs both halves", "Set username."));
	return [];
}
const known = [
	"registry",
	"username",
	"password",
	"helper",
	"ecr",
	"profile",
	"optional"
];
/** Reads input registry-auth. A problem names the line and never quotes it, because it may contain a secret. */
function readRegistryAuth(reader, mayBeEmpty) {
	const text = reader.text("registry-auth");
	if (text === "") return [];
	const seen = /* @__PURE__ */ new Set();
	return readYamlList(text, "registry", (line, why) => {
		reader.problems.push(badRegistryAuth(line, why));
	}).flatMap((item) => readEntry$2(item, mayBeEmpty, seen, reader));
}
function readEntry$2({ map, line, get }, mayBeEmpty, seen, reader) {
	const complain = (why) => {
		reader.problems.push(badRegistryAuth(line, why));
		return [];
	};
	if (keysOf(map).find((key) => !known.includes(key)) !== void 0) return complain(`an item has a key other than ${known.join(", ")}`);
	const field = (key) => scalarText(get(key)) ?? "";
	const registry = hostOf(field("registry"));
	if (seen.has(registry)) return complain(`registry ${registry} has another item`);
	seen.add(registry);
	const isOptional = field("optional") === "" ? false : parseBoolean(field("optional"));
	if (isOptional === void 0) return complain(`registry ${registry} has an optional that is not a boolean`);
	const found = readLogin(field, mayBeEmpty || isOptional);
	if (typeof found === "string") return complain(`registry ${registry} ${found}`);
	const [login] = found;
	if (login === void 0) reader.notices.push(noLogin(registry, field("username"), field("password")));
	else if (isOptional && login.kind !== "password") return complain(`registry ${registry} has optional: true, which is for a username and a password only`);
	return found;
}
/** Reads one of the three kinds of login; empty if it has no credentials and that is allowed; a string says what is wrong. */
function readLogin(field, mayBeEmpty) {
	const registry = hostOf(field("registry"));
	const [username, password, helper, ecr] = [
		field("username"),
		field("password"),
		field("helper"),
		field("ecr")
	];
	const isPassword = username !== "" || password !== "";
	const profile = field("profile");
	if (helper !== "") {
		if (isPassword || ecr !== "" || profile !== "") return "has a helper beside another login method";
		if (!/^[A-Za-z0-9_-]+$/.test(helper)) return "has a helper whose name is not of letters, digits, _ and -";
		return [{
			kind: "helper",
			registry,
			helper
		}];
	}
	const isEcr = ecr === "auto" ? isEcrHost(registry) && !isPassword : parseBoolean(ecr || "false");
	if (isEcr === void 0) return "has an ecr other than auto, true or false";
	if (profile !== "" && (!isEcr || isPassword)) return "has a profile, which is for ecr: auto or ecr: true alone";
	if (isEcr && !isPassword) return [{
		kind: "ecr",
		registry,
		...profile !== "" && { profile }
	}];
	if (ecr === "true" && isPassword && !isAccessKey(username)) return "has ecr: true beside a password";
	if (username !== "" && password !== "") {
		const isAsked = ecr === "" || ecr === "auto" ? isEcrHost(registry) : isEcr;
		return [makeLogin(field("registry"), username, password, isAsked)];
	}
	if (mayBeEmpty) return [];
	return username === "" ? "has no username" : "has no password (a missing secret reads as empty)";
}
// src/inputs/metadata-env.ts
const levels = [
	"manifest",
	"index",
	"manifest-descriptor",
	"index-descriptor"
];
function readMetadataSettings(env, problems) {
	const complain = (name, why, fix) => problems.push({
		...badInput(name, env[name] ?? "", why, fix),
		what: `Variable ${name}: '${env[name]}' ${why}.`
	});
	const head = env.DOCKER_METADATA_PR_HEAD_SHA || "false";
	const length = env.DOCKER_METADATA_SHORT_SHA_LENGTH || "7";
	const annotationsLevels = (env.DOCKER_METADATA_ANNOTATIONS_LEVELS || "").split(",").map((level) => level.trim()).filter((level) => level !== "");
	if (parseBoolean(head) === void 0) complain("DOCKER_METADATA_PR_HEAD_SHA", "is not a boolean", "Write true or false.");
	if (!/^\d+$/.test(length) || Number(length) < 1 || Number(length) > 40) complain("DOCKER_METADATA_SHORT_SHA_LENGTH", "is not the length of a sha", "Write a number from 1 to 40.");
	if (annotationsLevels.some((level) => !levels.includes(level))) complain("DOCKER_METADATA_ANNOTATIONS_LEVELS", "names an unknown level", `Write some of ${levels.join(", ")}.`);
	return {
		prHeadSha: parseBoolean(head) ?? false,
		shortShaLength: Number(length),
		annotationsLevels
	};
}
// src/inputs/unknown-inputs.ts
/** The runner's variable for an input: upper case, `_` for a space ("Metadata syntax", inputs). */
const prefix = "INPUT_";
/**
* Refuses inputs of docker's actions that Tagboat does not have, and warns of names that resemble an input. On other runners
* than GitHub's it only warns, because there the variable may belong to an outer composite action.
*/
function checkUnknownInputs(reader, env) {
	for (const name of readUnknown(env)) {
		const fix = dockerInputs.get(name);
		if (fix !== void 0) {
			const problem = unknownInput(name, fix);
			if (isGithubRunner(env)) reader.problems.push(problem);
			else reader.warnings.push(describeProblem(problem));
			continue;
		}
		const near = findNear(name);
		if (near !== void 0) reader.warnings.push(resemblingInput(name, near));
	}
}
/** The names of unknown inputs that are not empty. Their values may be secret. */
function readUnknown(env) {
	return Object.entries(env).flatMap(([variable, value]) => {
		if (!variable.startsWith(prefix) || (value ?? "").trim() === "") return [];
		const name = variable.slice(6).toLowerCase();
		return inputNames.includes(name) ? [] : [name];
	});
}
/**
* Whether the runner is GitHub's. Other runners set the same variables and add their own: act sets ACT (run_context.go, GetEnv), Gitea's
* runner GITEA_ACTIONS, Forgejo's both GITEA_ACTIONS and FORGEJO_ACTIONS (runner.go). They pass the inputs of an outer
* composite action to inner ones (nektos/act#2874); GitHub's runner does not.
*/
function isGithubRunner(env) {
	return env.GITHUB_ACTIONS === "true" && !env.ACT && !env.GITEA_ACTIONS && !env.FORGEJO_ACTIONS;
}
/** The input that a name resembles: equal except for `-`, `_`, spaces and a final `s`, or with one typo in four letters. */
function findNear(name) {
	const plain = (text) => text.replace(/[-_\s]/g, "");
	const bare = (text) => plain(text).replace(/s$/, "");
	const same = inputNames.find((known) => plain(known) === plain(name)) ?? inputNames.find((known) => bare(known) === bare(name));
	if (same !== void 0) return same;
	const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
	const [best] = inputNames.map((known) => ({
		known,
		slips: editDistance(plain(name), plain(known))
	})).sort((one, other) => one.slips - other.slips);
	return best !== void 0 && best.slips <= most ? best.known : void 0;
}
/** The inputs of action.yml, in its order; a test compares the two. */
const inputNames = [
	...[
		"images",
		"tags",
		"from",
		"push",
		"platforms",
		"build-args",
		"secrets",
		"cache-from",
		"cache-to"
	],
	...[
		"dry-run",
		"registry",
		"username",
		"password",
		"registry-auth",
		"github-token",
		"export-login"
	],
	...[
		"flavor",
		"labels",
		"annotations",
		"overwrite",
		"forward-only",
		"require-signed-tag",
		"trust-fork-code"
	],
	...[
		"builds",
		"bake-files",
		"targets",
		"set",
		"vars",
		"only-changed",
		"context",
		"file",
		"target",
		"build-contexts"
	],
	...[
		"secret-envs",
		"secret-files",
		"ssh",
		"no-cache",
		"no-cache-filters",
		"pull",
		"load",
		"outputs"
	],
	...[
		"network",
		"add-hosts",
		"shm-size",
		"ulimit",
		"allow",
		"provenance",
		"sbom",
		"attests",
		"rewrite-timestamp",
		"builder",
		...[
			"driver",
			"driver-opts",
			"buildkitd-flags",
			"buildkitd-config-inline",
			"endpoint",
			"append"
		],
		"keep-builder",
		"engine-wait"
	]
];
const keepBuildx = "Keep the docker/setup-buildx-action step, and write builder: ${{ steps.ID.outputs.name }} here.";
const inlineConfig = "Write the text of the file into buildkitd-config-inline.";
const keepQemu = "Keep the docker/setup-qemu-action step before this one.";
const onePerLine = "Leave it out: the outputs have one item per line.";
const byTags = "Write a rule in input tags, for example type=ref,event=branch.";
const readCheckout$1 = "Check the repository out with actions/checkout, and name paths from the root of the checkout.";
/**
* Inputs of docker's actions that Tagboat does not have, each with what to write instead. From the action.yml of
* login-action, metadata-action, setup-buildx-action, setup-qemu-action, build-push-action (also its version 1) and
* bake-action.
*/
const dockerInputs = new Map([
	["ecr", "Write ecr: auto into an item of input registry-auth."],
	["scope", "Leave it out: a login holds for the whole registry."],
	["logout", "Leave it out, or write export-login: true to keep the login for later steps."],
	["sep-tags", onePerLine],
	["sep-labels", onePerLine],
	["sep-annotations", onePerLine],
	["bake-target", "Leave it out: tags, labels and annotations go to the targets of bake-files by themselves."],
	["keep-state", "Write keep-builder: true, which keeps the builder with its cache."],
	...["buildkitd-config", "config"].map((name) => [name, inlineConfig]),
	["config-inline", "Write buildkitd-config-inline."],
	...[
		"version",
		"install",
		"use",
		"name",
		"cache-binary",
		"cleanup"
	].map((name) => [name, keepBuildx]),
	["image", `For the name of the image write images: NAME. For QEMU: ${keepQemu}`],
	["reset", keepQemu],
	["cache-image", keepQemu],
	["call", "Run docker buildx build --call=check . in a run step."],
	["cgroup-parent", "Set it on the builder: driver-opts: cgroup-parent=NAME."],
	["dockerfile", "Write file: PATH."],
	["path", "Write context: PATH."],
	["repository", "Write images: NAME."],
	["always_pull", "Write pull: true."],
	["build_args", "Write build-args, one NAME=value per line."],
	["cache_froms", "Write cache-from, one per line."],
	["add_git_labels", "Leave it out: the labels are always written."],
	["tag_with_ref", byTags],
	["tag_with_sha", "Write type=sha in input tags."],
	["files", "Write bake-files: PATH."],
	["source", readCheckout$1],
	["workdir", readCheckout$1]
]);
// src/inputs/read-inputs.ts
/** Reads all inputs. Throws one TagboatError with all problems. */
function readInputs(raw, context) {
	const reader = createReader(raw);
	const metadata = readMetadataSettings(context.env, reader.problems);
	const options = {
		...metadata,
		...context.baseRef === void 0 ? {} : { baseRef: context.baseRef }
	};
	const push = readPush(reader);
	const dryRun = reader.flag("dry-run");
	const needsLogin = !context.withoutSecrets && !dryRun && (context.needsPush?.(push) ?? true);
	checkUnknownInputs(reader, context.env);
	checkMisread(reader);
	checkRepeated(reader);
	const build = readBuildInputs(reader);
	const describedBuilder = readBuilder(reader);
	const inputs = {
		images: readImages(reader),
		rules: readRules(reader, options),
		from: readFrom$1(reader, (text, target) => expandReference(text, renderFor(context, options, target))),
		bake: readBakeInputs(reader),
		builds: readBuilds(reader, build),
		onlyChanged: readOnlyChanged(reader),
		push,
		dryRun,
		labels: readMarks(reader, "labels"),
		annotations: readMarks(reader, "annotations"),
		credentials: readCredentials(reader, !needsLogin),
		githubToken: reader.text("github-token"),
		exportLogin: reader.flag("export-login"),
		overwrite: readOverwrite(reader),
		forwardOnly: reader.text("forward-only") === "" || reader.flag("forward-only"),
		requireSignedTag: reader.flag("require-signed-tag"),
		trustForkCode: reader.flag("trust-fork-code"),
		metadata,
		build,
		...describedBuilder && { describedBuilder },
		engineWait: readEngineWait(reader),
		warnings: reader.warnings,
		notices: reader.notices
	};
	reader.problems.push(...findSourceNames(inputs));
	throwAll(reader.problems);
	return inputs.onlyChanged ? {
		...inputs,
		build: {
			...inputs.build,
			pull: true
		}
	} : inputs;
}
/** Renders expressions for one image of the step; leaves the text as it is without a trigger. */
const renderFor = ({ trigger }, options, target) => (template) => trigger === void 0 ? template.text : template.render(expressionValues(trigger, {
	...options,
	...target && { target }
}), timesOf(trigger));
/** Runs a parser, and collects the problems of a TagboatError that it throws. */
function collect(problems, parse) {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
		return;
	}
}
/** Checks names without expressions; the others are checked when the trigger is known. */
function readImages(reader) {
	const images = collect(reader.problems, () => parseImages(reader.lines("images"))) ?? [];
	for (const { name } of images) if (!name.text.includes("{{")) collect(reader.problems, () => parseRepository(name.text));
	return images;
}
function readRules(reader, options) {
	const none = {
		tags: [],
		flavor: [],
		...options && { options }
	};
	const inputs = {
		...none,
		tags: reader.lines("tags"),
		flavor: reader.lines("flavor")
	};
	return collect(reader.problems, () => compileRules(inputs)) ?? compileRules(none);
}
function readMarks(reader, input) {
	return reader.pairs(input).flatMap(({ key, value }) => {
		const where = {
			input,
			line: `${key}=${value}`
		};
		const template = collect(reader.problems, () => compileTemplate(value, imageExpressions, where));
		return template === void 0 ? [] : [{
			key,
			value: template
		}];
	});
}
function readOverwrite(reader) {
	const text = reader.text("overwrite");
	if (text === "scheduled") return text;
	const flag = text === "" ? false : parseBoolean(text);
	if (flag !== void 0) return flag;
	reader.problems.push(badInput("overwrite", text, "is not one of its values", "Write true, false or scheduled."));
	return false;
}
function readPush(reader) {
	const text = reader.text("push");
	if (text === "" || text === "auto") return reader.text("outputs").trim() === "" ? "auto" : "files";
	if (text === "digest") return readDigest(reader);
	const flag = parseBoolean(text);
	if (flag !== void 0) return flag;
	reader.problems.push(badInput("push", text, "is not one of its values", "Write auto, true, false or digest."));
	return "auto";
}
/** An unchanged image is not built, so it cannot be loaded; existing content cannot have changed. */
function readOnlyChanged(reader) {
	const isSet = reader.flag("only-changed");
	if (isSet && parseBoolean(reader.text("load")) === true) reader.problems.push(conflictingInputs("With only-changed an image that has not changed is not built, and load would not find it.", "Leave one of them out, and pull what you want to try."));
	if (isSet && reader.lines("from").length > 0) reader.problems.push(conflictingInputs("Input only-changed is about what is built, and from publishes content that exists already.", "Leave one of them out."));
	return isSet;
}
/** The engine cannot load an image without a tag. */
function readDigest(reader) {
	if (parseBoolean(reader.text("load")) === true) reader.problems.push(conflictingInputs("With push: digest the image gets no tag, and load would have no name for it.", "Leave load out, and pull the image by the output digest."));
	return "digest";
}
const defaultMs = 3e4;
const longestMs = 36e5;
const units = {
	s: 1e3,
	m: 6e4
};
/** How long to wait for the Docker engine, in ms, from `30`, `30s` or `2m`; 30 s by default, 0 to not wait. */
function readEngineWait(reader) {
	const text = reader.text("engine-wait");
	if (text === "") return defaultMs;
	const [, number, unit = "s"] = /^(\d{1,7})([sm]?)$/.exec(text) ?? [];
	const ms = Number(number) * (units[unit || "s"] ?? NaN);
	if (ms <= longestMs) return ms;
	const why = number === void 0 ? "is not a number of seconds" : "is longer than an hour";
	reader.problems.push(badInput("engine-wait", text, why, "Write for example 30, 30s or 2m; 0 does not wait."));
	return defaultMs;
}
// src/plan/references-in-tags.ts
/**
* Finds image names without a tag in input tags. docker/build-push-action reads `acme/app` as `acme/app:latest`; here it
* would become the tag `acme-app` of another image. A line that begins with a registry, or is one of the image's names, is
* a problem; `acme/app` without input images may be a branch, and gets a warning. `type=raw,value=` and the ref's own name
* are tags.
*/
function findNamesInTags(trigger, inputs) {
	const problems = [];
	const warnings = [];
	const images = inputs.images.flatMap(({ name }) => parse(name.text) ?? []);
	for (const rule of inputs.rules.rules) {
		const text = bareValue(rule);
		if (text === void 0 || isOfRef(text, trigger)) continue;
		const repository = parse(text);
		if (repository === void 0) continue;
		if (startsWithRegistry.test(text) || images.some((image) => isSame(image, repository))) problems.push(nameInTags(rule.where, text, slug(text)));
		else if (inputs.images.length === 0 && text === repository.name) warnings.push(`${describeWhere(rule.where)}: it gives the tag '${slug(text)}'. If it is the name of an image, write '${text}:latest'; if the tag is intended, write 'type=raw,value=${text}'.`);
	}
	return {
		problems,
		warnings
	};
}
/** A branch like `v1.2/fix` does not begin with a registry. */
const startsWithRegistry = /^(?:localhost|[a-z0-9.-]+\.[a-z]{2,})\//i;
/** The value of a line without `type=`, if it has a slash and no expressions. */
function bareValue(rule) {
	if (rule.type !== "raw" || rule.name !== void 0) return void 0;
	const { text } = rule.value;
	return rule.where.line.trimStart().startsWith(text) && text.includes("/") && !text.includes("{{") ? text : void 0;
}
/** Whether the text is the ref's name, from a `${{ }}` in the workflow: the branch, or `7/merge` of a pull request. */
function isOfRef(text, { ref, pullRequest, baseRef }) {
	return [
		ref.kind === "pull" ? `${ref.number}/merge` : ref.name,
		pullRequest?.headRef,
		baseRef
	].some((name) => name === text || `refs/pull/${name}` === text || `refs/heads/${name}` === text);
}
/** Undefined if the text is not an image name. */
function parse(text) {
	try {
		return parseRepository(text);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		return;
	}
}
/** The lines that name images: input images, or the references in input tags if it is not set. */
const nameLines = ({ images, rules }) => images.length > 0 ? images : referenceLines(rules);
/**
* Assigns each reference to the images of that name. Throws a TagboatError with the references to names that no image of the
* step has, and for tags that are left without a name.
*/
function placeReferences(targets, inputs) {
	const repositories = distinctOf(targets.flatMap((target) => target.repositories));
	const names = repositories.map(({ name }) => name);
	const strays = targets.flatMap(({ tags: { tags } }) => tags.flatMap(({ name, only }) => only === void 0 || has(repositories, only) ? [] : [[formatReference(only, { tag: name }), foreignReference(formatReference(only, { tag: name }), only.name, names)]]));
	throwAll([...new Map(strays).values()]);
	const placed = targets.map(placeIn);
	const nameless = placed.filter((target) => target.repositories.length === 0 && target.tags.tags.length > 0);
	if (inputs.images.length === 0) throwAll(nameless.slice(0, 1).map(({ tags: { tags } }) => tagsWithoutName(tags.map(({ name }) => name))));
	return placed;
}
function placeIn(target) {
	if (target.tags.tags.every(({ only }) => only === void 0)) return target;
	const tags = withoutCovered(target.tags.tags.filter(({ only }) => only === void 0 || has(target.repositories, only)));
	return {
		...target,
		tags: {
			...target.tags,
			tags,
			version: tags[0]?.name ?? ""
		}
	};
}
const has = (repositories, one) => repositories.some((repository) => isSame(repository, one));
// src/plan/name-targets.ts
/** Names every chosen image: repositories and tags. Throws one TagboatError with all problems. */
function nameTargets(trigger, inputs, { targets, chosen }) {
	const problems = [];
	const named = chosen.flatMap((name) => {
		const definition = targets.get(name) ?? {};
		const options = optionsFor(inputs, name);
		try {
			const lines = nameLines(inputs);
			const own = ownNameOf(inputs, name, definition);
			const repositories = nameRepositories(trigger, lines, options, own);
			const planned = applyRules(trigger, rulesFor(inputs, name), options);
			const said = own === void 0 ? [] : describeOverruled(inputs, lines, own);
			const dropped = own === void 0 ? [] : describeDropped(name, definition);
			const tags = {
				...planned,
				warnings: [
					...planned.warnings,
					...said,
					...dropped
				]
			};
			const outputs = own === void 0 ? fileOutputsOf(definition) : [];
			return [{
				name,
				definition,
				repositories,
				tags,
				options,
				...outputs.length > 0 ? { files: {
					outputs,
					isImage: true
				} } : {}
			}];
		} catch (error) {
			if (!(error instanceof TagboatError)) throw error;
			problems.push(...error.problems);
			return [];
		}
	});
	try {
		const options = inputs.rules.inputs.options ?? {};
		const groups = groupByTags(trigger, inputs, chosen);
		problems.push(...groups.flatMap((group) => findShared(trigger, inputs.images, options, group, inputs.builds !== void 0)));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
	}
	throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()]);
	return placeReferences(named, inputs);
}
/** Notes that references in input tags take precedence over the target's own tags. */
const describeOverruled = ({ images }, lines, own) => images.length === 0 && lines.length > 0 && hasOwnNames(own) ? [referencesWin(own.name)] : [];
const describeDropped = (target, definition) => droppedArchives(definition).map(({ spec }) => `Target ${target} makes an image, and its own output ${spec} is not written: a target of a bake file writes files with type=local or type=tar alone.`);
const referencesWin = (target) => `Target ${target} is published where the references in input tags say, and not where its own tags in the bake file do.`;
/** Log lines about tags in the bake file that input images overrides. They are often placeholders, so this is not a warning. */
function describeIgnoredTags(inputs, { targets, chosen }) {
	if (inputs.bake === void 0 || inputs.images.length === 0) return [];
	return chosen.flatMap((name) => {
		const tags = listOf(targets.get(name) ?? {}, "tags").filter((tag) => tag !== "");
		if (tags.length === 0) return [];
		return [`Input images names the image of target ${name}; its tags in the bake file do not: ${tags.join(", ")}.`];
	});
}
/** The name of an image within the step; undefined for a single image without one. */
function ownNameOf(inputs, name, definition) {
	if (inputs.from === void 0) return isMany(inputs) ? {
		name,
		ownNames: listOf(definition, "tags")
	} : void 0;
	const hasTarget = nameLines(inputs).some((line) => line.isWhole || usesTarget(line));
	return imageNames(inputs.from).length > 1 || hasTarget ? {
		name,
		ownNames: []
	} : void 0;
}
// src/plan/probes.ts
const words$1 = {
	user: "u7f3qz0person",
	other: "b4k8wy2other",
	main: "m9x1vj6main",
	target: "g2n6wz4target"
};
const version$1 = "t5h2rd3tag/v0.0.0";
const sha = "c0de5eed7a1eb01dfacefeed5ca1ab1e0ddba11c";
/** Stands for any bake target: a pull request may add a file with targets of any name. */
const anyTarget = words$1.target;
function wildcardsOf(trigger, options) {
	const any = "[a-z0-9](?:[a-z0-9._-]*?[a-z0-9])??";
	const withVersion = "[a-z0-9._-]*[0-9][.][0-9][a-z0-9._-]*";
	const short = shortSha(sha, options);
	return [
		{
			label: "user",
			text: words$1.user,
			pattern: any,
			fits: () => true,
			own: toComponent(trigger.actor)
		},
		{
			label: "target",
			text: anyTarget,
			pattern: "[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?",
			fits: () => true
		},
		{
			label: "sha",
			text: short,
			pattern: `[0-9a-f]{${short.length}}`,
			fits: () => true,
			own: shortSha(commitSha(trigger, options), options)
		},
		{
			label: "tag",
			text: toComponent(version$1),
			pattern: withVersion,
			fits: (text) => findVersion(text) !== void 0
		}
	].filter(({ text }) => text !== "");
}
/** A push to the default branch by an arbitrary user. If its name is unknown, a name that no branch has. */
function probeDefaultBranch(trigger, options) {
	const defaultBranch = trigger.defaultBranch ?? words$1.main;
	return probe({
		...trigger,
		defaultBranch
	}, options, {
		kind: "branch",
		name: defaultBranch
	});
}
/** A push of a version tag by an arbitrary user. */
function probeRelease(trigger, options) {
	return probe(trigger, {
		...options,
		baseRef: trigger.defaultBranch ?? words$1.main
	}, {
		kind: "tag",
		name: version$1
	});
}
/** An arbitrary user's run on an arbitrary ref of this run's kind: the names that all refs get. */
function probeOther(trigger, options) {
	const { kind } = trigger.ref;
	const other = {
		...options,
		baseRef: words$1.other
	};
	if (kind !== "pull") return probe(trigger, other, {
		kind,
		name: words$1.other
	});
	const number = 40908070605;
	const pullRequest = {
		number,
		headRef: words$1.other,
		headSha: sha,
		baseRef: words$1.other,
		fork: false
	};
	const { trigger: pushed } = probe(trigger, other, {
		kind,
		number
	});
	const cause = {
		kind: "pull-request",
		variant: "ordinary",
		isClosed: false
	};
	return {
		trigger: {
			...pushed,
			event: "pull_request",
			cause,
			pullRequest
		},
		options: other
	};
}
/** Makes a push to `ref` of this run, without the details of its event. */
function probe(trigger, options, ref) {
	const { push: _push, baseRef: _base, ...rest } = asPush(trigger, ref);
	return {
		trigger: {
			...rest,
			sha,
			revision: sha,
			actor: words$1.user
		},
		options
	};
}
/** `key` is a repository that a probe got. A wildcard that occurs twice matches the same text twice. */
function makePattern(key, wildcards) {
	const source = wildcards.reduce((pattern, wildcard) => {
		const [first = "", ...rest] = pattern.split(quote$1(wildcard.text));
		if (rest.length === 0) return pattern;
		return `${first}(?<${wildcard.label}>${wildcard.pattern})${rest.join(`\\k<${wildcard.label}>`)}`;
	}, quote$1(key));
	const expression = new RegExp(`^${source}$`);
	return {
		name: wildcards.reduce((text, wildcard) => text.replaceAll(wildcard.text, `<${wildcard.label}>`), key),
		match: (other) => {
			const found = expression.exec(other);
			if (found === null) return void 0;
			const groups = found.groups ?? {};
			return wildcards.every(({ label, fits }) => fitsGroup(groups[label], fits)) ? groups : void 0;
		}
	};
}
/** Fills in this run's own user and commit. */
function withOwn(key, wildcards) {
	return wildcards.reduce((text, wildcard) => wildcard.own === void 0 ? text : text.replaceAll(wildcard.text, wildcard.own), key);
}
const fitsGroup = (text, fits) => text === void 0 || fits(text);
/** Escapes the characters of a repository's name that are special in a regular expression. */
const quote$1 = (text) => text.replace(/[.[\]]/g, "\\$&");
// src/plan/protected.ts
/** Whether a run may publish under protected names: the default branch or a version tag, never a pull request. */
function isPrivileged(trigger, options = {}) {
	const { is_default_branch, is_release } = expressionValues(trigger, options);
	return is_default_branch === true || is_release === true;
}
/**
* The names that the default branch or a release gets, but an arbitrary ref of an arbitrary user does not. A template that
* gives all refs the same name protects nothing, and neither does a line that is off or empty for the default branch and
* releases. `targets` are those of this run's bake files. Another ref may bring files with other targets, so a name is
* protected for any target: `stable/<target>`.
*/
function protectedNames(trigger, images, options = {}, targets = []) {
	const wildcards = wildcardsOf(trigger, options);
	const isMany = targets.length > 0;
	const everybody = new Set(namesOf(probeOther(trigger, options), images, isMany).keys());
	const found = /* @__PURE__ */ new Map();
	const protect = (probe, who) => {
		for (const [key, { text, where }] of namesOf(probe, images, isMany)) {
			if (everybody.has(key)) continue;
			const input = where.input === "tags" ? "tags" : "images";
			for (const { target, pattern } of narrow(key, wildcards, everybody, targets)) {
				const before = found.get(pattern.name);
				const both = before !== void 0 && before.for !== who;
				found.set(pattern.name, {
					name: pattern.name,
					matches: (name) => isTheirs(name, pattern, target, everybody),
					template: text,
					input,
					for: both ? "the default branch and releases" : who
				});
			}
		}
	};
	protect(probeDefaultBranch(trigger, options), "the default branch");
	protect(probeRelease(trigger, options), "releases");
	return found;
}
/**
* Makes patterns that match no name that all refs get: first for any target, else for the targets of this file, else for
* this user's own name only.
*/
function narrow(key, wildcards, everybody, targets) {
	const broad = makePattern(key, wildcards);
	if (!matchesAny(broad, everybody)) return [{ pattern: broad }];
	if (!key.includes(anyTarget)) return [{ pattern: makePattern(withOwn(key, wildcards), wildcards) }];
	const components = targets.map(({ name }) => toComponent(name)).filter((name) => name !== "");
	const named = new Set(components.flatMap((target) => [...everybody].map((name) => fill(name, target))));
	return components.flatMap((target) => {
		const one = fill(key, target);
		const pattern = makePattern(one, wildcards);
		return [{
			pattern: matchesAny(pattern, named) ? makePattern(withOwn(one, wildcards), wildcards) : pattern,
			target
		}];
	});
}
const fill = (name, target) => name.replaceAll(anyTarget, target);
const matchesAny = (pattern, names) => [...names].some((name) => pattern.match(name) !== void 0);
/** Whether a name is protected: it matches the pattern, and is not a name that all refs get for the same target. */
function isTheirs(name, pattern, one, everybody) {
	const groups = pattern.match(name);
	if (groups === void 0) return false;
	const target = one ?? groups.target;
	return ![...everybody].some((other) => (target === void 0 ? other : fill(other, target)) === name);
}
/**
* A problem for each repository that is protected from this run, whether its name comes from input `images`, a target's own
* tags in the bake file, or a cache export. `repositories` are all that the run would write to.
*/
function checkProtected(trigger, images, repositories, options = {}, targets = []) {
	if (isPrivileged(trigger, options)) return [];
	const names = [...protectedNames(trigger, images, options, targets).values()];
	return repositories.flatMap((repository) => {
		const found = names.find((name) => name.matches(spell$1(repository)));
		return found === void 0 ? [] : [protectedName(repository.name, found, trigger)];
	});
}
/** As `keyOf`, for names that a bake file may spell in several ways: drops the port of HTTPS, and unifies the hosts of Docker Hub. */
function spell$1({ host, path }) {
	const plain = host.replace(/:443$/, "");
	return keyOf({
		name: "",
		host: isHubDomain(plain) ? dockerHub : plain,
		path
	});
}
/**
* Every repository that the lines give to a probe, with its template. With bake targets: the names for any target, and those
* without a target.
*/
function namesOf({ trigger, options }, images, isMany) {
	const names = /* @__PURE__ */ new Map();
	for (const line of images) for (const target of isMany ? [anyTarget, void 0] : [void 0]) {
		const repository = tryLine(() => nameByLine(line, trigger, options, target));
		if (repository !== void 0) names.set(spell$1(repository), line.name);
	}
	return names;
}
/** Undefined if the line has no valid name for a probe, as with an empty expression. */
function tryLine(name) {
	try {
		return name();
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
// src/plan/plan-step.ts
/**
* Plans every image of a step, in the order in which they were chosen, then the targets that only write files. Throws a
* TagboatError with every name that is invalid, that two images would publish, or that is protected from this ref.
*/
function planStep(trigger, inputs, definition) {
	const misplaced = findNamesInTags(trigger, inputs);
	throwAll(misplaced.problems);
	const plans = [...nameTargets(trigger, inputs, imagesOf(inputs, definition)).map((target) => ({
		...target,
		tags: {
			...target.tags,
			warnings: [...target.tags.warnings, ...misplaced.warnings]
		}
	})), ...planFiles(trigger, inputs, definition)].map((target) => makePlan(trigger, inputs, target));
	if (inputs.push === true) throwAll(findWithoutImage(plans));
	if (intentOf(plans).kind === "push") throwAll(findProblems(trigger, inputs, definition, plans));
	return plans;
}
/** Whether a target writes files but makes no image. */
const isFilesOnly = ({ bake, build }, target) => bake === void 0 ? !build.load && fileOutputsOf(target).length > 0 && !fileOutputsOf(target).some(isArchive) : !makesImage(target);
/** The definition with only those chosen targets that make an image. */
const imagesOf = (inputs, { targets, chosen }) => ({
	targets,
	chosen: chosen.filter((name) => !isFilesOnly(inputs, targets.get(name) ?? {}))
});
/** Plans targets without an image. They have no names, but the version that the rules give. */
function planFiles(trigger, inputs, { targets, chosen }) {
	return chosen.flatMap((name) => {
		const definition = targets.get(name) ?? {};
		if (!isFilesOnly(inputs, definition)) return [];
		const options = optionsFor(inputs, name);
		const { version } = applyRules(trigger, rulesFor(inputs, name), options);
		return [{
			name,
			definition,
			repositories: [],
			tags: {
				tags: [],
				version,
				warnings: []
			},
			options,
			files: {
				outputs: fileOutputsOf(definition),
				isImage: false
			}
		}];
	});
}
/** A problem if no target makes an image: `push: true` would have nothing to push. */
const findWithoutImage = (plans) => plans.length > 0 && imagePlans(plans).length === 0 ? [nothingButFiles(plans.map(({ target }) => target))] : [];
/** The intent of the step: it pushes if any of its images does. */
const intentOf = (plans) => plans.find(({ intent }) => intent.kind === "push")?.intent ?? plans[0]?.intent ?? {
	kind: "nothing",
	reason: "no image was chosen"
};
/** The repositories that a target exports its caches to. The bake file names them, so they are checked too. */
function cachesOf(target) {
	return readSpecs(target, "cache-to").flatMap((spec) => {
		const ref = spec.ref ?? Object.keys(spec)[0];
		const { name } = separateReference(typeof ref === "string" ? ref : "");
		try {
			return name === "" ? [] : [parseRepository(name)];
		} catch (error) {
			if (error instanceof TagboatError) return [];
			throw error;
		}
	});
}
function findProblems(trigger, inputs, { targets }, plans) {
	const claims = plans.flatMap((plan) => plan.repositories.map((repository) => ({
		target: plan.target,
		repositories: [repository],
		tags: tagsOf(plan, repository).map(({ name }) => name)
	})));
	const named = isMany(inputs) ? [...targets].filter(([, target]) => makesImage(target)).map(([name, target]) => ({
		name,
		ownNames: listOf(target, "tags")
	})) : [];
	const caches = inputs.bake ? [...targets.values()].flatMap(cachesOf) : [];
	const repositories = distinctOf([...plans.flatMap((plan) => plan.repositories), ...caches]);
	const { options } = inputs.rules.inputs;
	return [...findConflicts(claims), ...checkProtected(trigger, nameLines(inputs), repositories, options, named)];
}
/** One problem for each reference that two or more targets would publish. */
function findConflicts(claims) {
	const owners = /* @__PURE__ */ new Map();
	for (const { target, repositories, tags } of claims) for (const repository of repositories) for (const tag of tags) {
		const key = `${keyOf(repository)}:${tag}`;
		const reference = formatReference(repository, { tag });
		const owner = owners.get(key) ?? {
			reference,
			targets: /* @__PURE__ */ new Set()
		};
		owners.set(key, owner);
		owner.targets.add(target);
	}
	return [...owners.values()].filter(({ targets }) => targets.size > 1).map(({ reference, targets }) => referenceConflict(reference, [...targets]));
}
// src/bake/escape.ts
/**
* Escapes every string in a bake definition, keys included. buildx reads strings in bake's JSON as HCL templates, in which `${` and
* `%{` start an expression and `$${` and `%%{` are the literal characters (HCL native syntax spec, "Template expressions").
*/
function escapeTemplates(value) {
	if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
	if (Array.isArray(value)) return value.map(escapeTemplates);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeTemplates(key), escapeTemplates(item)]));
}
// src/model/push-strategy.ts
/** The tags in the bake definition. */
const pushedTags = (strategy) => strategy.kind === "local" || strategy.kind === "anchor" ? strategy.names : [];
// src/docker/describe-target.ts
/** The bake target that inputs describe. `workspace` is absolute. Secrets are described without their values. */
function describeTarget(inputs, workspace, env) {
	return withoutEmpty({
		context: contextFolder(workspace, inputs.context) ?? inputs.context,
		dockerfile: dockerfilePath(workspace, inputs.context, inputs.file) ?? "",
		contexts: Object.fromEntries(inputs.buildContexts.map(({ key, value }) => [key, lowerContext(value)])),
		target: inputs.target,
		args: readBuildArgs(inputs.buildArgs, env),
		platforms: inputs.platforms,
		secret: describeSecrets(inputs).specs,
		ssh: inputs.ssh,
		"cache-from": inputs.cacheFrom.map(asCache),
		"cache-to": inputs.cacheTo.map(asCache),
		output: inputs.outputs.map(({ spec }) => spec),
		"no-cache-filter": inputs.noCacheFilters,
		network: inputs.network,
		"extra-hosts": readHosts(inputs.addHosts),
		"shm-size": inputs.shmSize,
		ulimits: inputs.ulimit,
		entitlements: inputs.allow.filter((item) => !isCheckedByBuildx.test(item))
	});
}
/** Entitlements that buildx checks itself and BuildKit does not know. */
const isCheckedByBuildx = /^(?:ssh$|fs(?:\.read|\.write)?=)/;
/** A `KEY` without a value takes that of the environment, and is left out if there is none, as in docker. */
function readBuildArgs(args, env) {
	const pairs = args.flatMap((arg) => {
		const equals = arg.indexOf("=");
		if (equals >= 0) return [[arg.slice(0, equals), arg.slice(equals + 1)]];
		const value = env[arg];
		return value === void 0 ? [] : [[arg, value]];
	});
	return Object.fromEntries(pairs);
}
/** Describes secrets for bake. Values are passed as `type=env`, so that they are neither on disk nor on a command line. */
function describeSecrets(inputs) {
	const env = {};
	const values = inputs.secrets.map(({ key, value }, index) => {
		const name = `TAGBOAT_SECRET_${index}`;
		env[name] = value;
		return csv("type=env", `id=${key}`, `env=${name}`);
	});
	const { gitAuth } = inputs;
	if (gitAuth !== void 0) env[gitVariable] = gitAuth.token;
	const git = gitAuth !== void 0 && isFetched(inputs, gitAuth.url) ? [csv("type=env", `id=${gitAuth.id}`, `env=${gitVariable}`)] : [];
	const envs = inputs.secretEnvs.map(({ key, value }) => csv("type=env", `id=${key}`, `env=${value}`));
	const files = inputs.secretFiles.map(({ key, value }) => csv("type=file", `id=${key}`, `src=${value}`));
	return {
		specs: [
			...values,
			...envs,
			...files,
			...git
		],
		env
	};
}
const gitVariable = "TAGBOAT_GIT_AUTH";
const isFetched = ({ context, buildContexts }, url) => [context, ...buildContexts.map(({ value }) => value)].some((each) => each.startsWith(`${url}#`));
/** `user/app:cache` is short for `type=registry,ref=user/app:cache`, as in docker/build-push-action. */
function asCache(cache) {
	if (!cache.includes("=")) return `type=registry,ref=${lowerName(cache)}`;
	if (settingOf(cache, "type") !== "registry") return cache;
	const ref = settingOf(cache, "ref") ?? "";
	if (lowerName(ref) === ref) return cache;
	return csv(...splitFields(cache).map((field) => field.replace(/^(ref)=(.*)$/is, (_, key) => `${key}=${lowerName(ref)}`)));
}
const lowerContext = (context) => context.replace(/^(docker-image:\/\/)(.+)$/s, (_, scheme, name) => scheme + lowerName(name));
/** Lower-cases the name in a reference, as in input images, so that `ghcr.io/${{ github.repository }}` works for any owner. Tags keep their case. */
const lowerName = (reference) => reference.replace(/^[\w./:-]*?(?=(?::[^/:@]*)?(?:@.*)?$)/s, (name) => name.toLowerCase());
/** Bake takes one value per host: its addresses, separated by commas. */
function readHosts(items) {
	const hosts = /* @__PURE__ */ new Map();
	for (const item of items) {
		const [, name = "", address = ""] = /^([^:=]+)[:=](.+)$/.exec(item) ?? [];
		hosts.set(name, [...hosts.get(name) ?? [], address]);
	}
	return Object.fromEntries([...hosts].map(([name, addresses]) => [name, addresses.join(",")]));
}
/** Removes bake's defaults: empty strings, lists and maps, and `false`. */
function withoutEmpty(target) {
	const isEmpty = (value) => value === "" || value === false || typeof value === "object" && value !== null && Object.keys(value).length === 0;
	return Object.fromEntries(Object.entries(target).filter(([, value]) => !isEmpty(value)));
}
// src/docker/plan-output.ts
/**
* Plans the outputs of a build, as CSV strings because objects fail on buildx 0.13. On the docker driver one output both pushes and
* loads, because a pushed image is also stored. Throws a TagboatError for combinations that the engine would refuse after the build.
*/
function planOutput(strategy, outgoing, capabilities) {
	const isDocker = capabilities.driver === "docker";
	if (outgoing.load && outgoing.hasIndex && !capabilities.loadsIndexes) {
		const what = outgoing.platforms > 1 ? `${outgoing.platforms} platforms` : "attestations";
		throw new TagboatError(conflictingInputs(`Input load cannot load an image with ${what} into this engine's image store.`, "Load one platform without provenance, sbom and attests, or switch the engine to the containerd image store."));
	}
	if (strategy.kind !== "local" && keepsTimestamps(outgoing, capabilities)) throw new TagboatError(conflictingInputs("Inputs load and rewrite-timestamp exclude each other on a builder of driver docker: the engine cannot store an image with rewritten timestamps.", "Leave one of the two out, or name a builder of another driver in input builder."));
	if (strategy.kind === "warm") return ["type=cacheonly"];
	const shape = shapeOptions(outgoing, capabilities);
	if (strategy.kind === "local") return planLocal(outgoing, loadOutput(shape, capabilities));
	if (strategy.kind === "layout") {
		const timestamps = outgoing.rewriteTimestamp ? ["rewrite-timestamp=true"] : [];
		const name = `name=${strategy.names.join(",")}`;
		return [csv("type=oci", "tar=false", `dest=${strategy.folder}`, name, "oci-mediatypes=true", ...timestamps)];
	}
	const byDigest = strategy.kind === "digest" ? [`name=${strategy.names.join(",")}`, "push-by-digest=true"] : [];
	const skipStore = isDocker && capabilities.rich && !outgoing.load && (0, import_semver.gte)(capabilities.buildx, "0.22.0") ? ["store=false"] : [];
	const push = csv("type=image", ...byDigest, "push=true", ...shape, ...skipStore);
	return outgoing.load && !isDocker ? [push, loadOutput(shape, capabilities)] : [push];
}
function planLocal({ load, files = [], rewriteTimestamp }, loaded) {
	const written = files.map((file) => rewriteTimestamp && isArchive(file) ? `${file.spec},rewrite-timestamp=true` : file.spec);
	const outputs = [...load ? [loaded] : [], ...written];
	return outputs.length > 0 ? outputs : ["type=cacheonly"];
}
/** Whether a loaded image keeps its timestamps: the engine's exporter unpacks what it stores, and BuildKit cannot unpack rewritten layers. */
const keepsTimestamps = ({ load, rewriteTimestamp }, { driver, rich }) => load && rewriteTimestamp && driver === "docker" && rich;
/**
* Options that change the image's bytes. All outputs of an image share them, so that the loaded image equals the pushed one: buildx
* reports only one digest for both.
*/
function shapeOptions({ hasIndex, rewriteTimestamp }, { rich }) {
	if (!rich) return [];
	return [...hasIndex ? [] : ["oci-mediatypes=true"], ...rewriteTimestamp ? ["rewrite-timestamp=true"] : []];
}
/** The output that loads an image. On the docker driver it keeps the timestamps, about which a notice informs the user. */
function loadOutput(shape, { driver }) {
	return csv("type=docker", ...shape.filter((option) => driver !== "docker" || !/^rewrite/.test(option)));
}
// src/docker/bake-definition.ts
/** Writes one bake definition for the whole build. Pure: the same request gives the same bytes. */
function defineBuild(request) {
	checkHosts(request);
	const targets = {};
	const annotations = /* @__PURE__ */ new Map();
	for (const name of findNeededTargets(request)) {
		const plan = request.plans.find(({ target }) => target === name);
		const settings = plan === void 0 ? {} : planSettings(request, name, plan);
		targets[name] = withoutEmpty({
			...prepareTarget(request, name),
			...settings
		});
		if (plan !== void 0) annotations.set(name, listOf(settings, "annotations"));
	}
	return {
		json: JSON.stringify(escapeTemplates({ target: targets }), null, 2),
		names: [...request.strategies.keys()],
		annotations
	};
}
function checkHosts({ inputs, capabilities }) {
	if (inputs.addHosts.length > 0 && !(0, import_semver.gte)(capabilities.buildx, "0.25.0")) throw new TagboatError(buildxLacks("Input add-hosts", "0.25.0", capabilities.buildx));
}
/** The targets to build and their dependencies, without those that are reused from a registry. */
function findNeededTargets({ targets, strategies, reused }) {
	const found = /* @__PURE__ */ new Set();
	const add = (name) => {
		const target = targets.get(name);
		if (target === void 0 || found.has(name)) return;
		found.add(name);
		for (const base of basesOf(target).values()) if (!reused.has(base)) add(base);
	};
	for (const name of strategies.keys()) add(name);
	return found;
}
/** A target as the user described it, without the settings that depend on the run: tags, outputs and cache exports. */
function prepareTarget(request, name) {
	const { targets, inputs, trigger, reused, writesCache } = request;
	const target = targets.get(name) ?? {};
	const { tags: _tags, output: _output, "cache-to": cacheTo, ...rest } = target;
	const bases = [...basesOf(target)].flatMap(([context, base]) => {
		const image = reused.get(base);
		return image === void 0 ? [] : [[context, image]];
	});
	return {
		...rest,
		args: {
			SOURCE_DATE_EPOCH: String(epochSeconds(trigger.commitTime)),
			...recordOf(target, "args")
		},
		contexts: {
			...recordOf(target, "contexts"),
			...Object.fromEntries(bases)
		},
		...writesCache && cacheTo !== void 0 && { "cache-to": cacheTo },
		...inputs.noCache && { "no-cache": true },
		...inputs.pull && { pull: true }
	};
}
/** The settings of the run for a target to build: labels, tags, annotations, attestations and outputs. */
function planSettings(request, name, plan) {
	const { targets, trigger, inputs, capabilities } = request;
	const target = targets.get(name) ?? {};
	const strategy = request.strategies.get(name) ?? { kind: "warm" };
	const { files } = plan;
	const isFilesOnly = files?.isImage === false;
	const load = inputs.load && !isFilesOnly;
	const { attests, platforms, hasIndex } = describeShape({
		trigger,
		inputs,
		capabilities
	}, target, plan);
	return {
		labels: capabilities.rich ? plan.labels : {
			...plan.labels,
			...ownAnnotationsOf(plan.annotations)
		},
		tags: pushedTags(strategy),
		annotations: capabilities.rich && !isFilesOnly ? formatAnnotations(plan, hasIndex) : [],
		attest: attests,
		output: planOutput(strategy, {
			...inputs,
			load,
			files: files?.outputs ?? [],
			platforms,
			hasIndex
		}, capabilities)
	};
}
/** The attestations of a target's image, the number of its platforms, and whether it has an index. */
function describeShape({ trigger, inputs, capabilities }, target, { files }) {
	const isPrivate = trigger.repository.private !== false;
	const asked = [...specsOf(target, "attest"), ...inputs.attests];
	const isFilesOnly = files?.isImage === false;
	const attests = planAttests(asked, isPrivate, capabilities, {
		load: inputs.load && !isFilesOnly,
		isFilesOnly,
		hasDockerArchive: files?.outputs.some(({ type }) => type === "docker") ?? false
	});
	const platforms = listOf(target, "platforms").length;
	return {
		attests,
		platforms,
		hasIndex: platforms > 1 || isAttested(attests)
	};
}
/**
* Formats annotations for bake: `level:key=value`. By default they belong to the top manifest, which is the index if there is one, and
* otherwise the image manifest. buildx fails for level `index` without an index. Values that change with every run must stay off the
* platform manifests below an index, because they would change the digests of these.
*/
function formatAnnotations(plan, hasIndex) {
	const level = chooseLevels(plan.annotationsLevels, hasIndex);
	const ours = Object.entries(plan.annotations).map(([key, value]) => `${level}:${key}=${value}`);
	const own = plan.ownAnnotations.map(({ key, value }) => {
		const colon = key.indexOf(":");
		if (colon < 0) return `${level}:${key}=${value}`;
		return `${chooseLevels(key.slice(0, colon).split(","), hasIndex)}:${key.slice(colon + 1)}=${value}`;
	});
	return [...ours, ...own];
}
/** Without an index, the image manifest replaces the level `index`. */
function chooseLevels(wanted, hasIndex) {
	if (wanted.length === 0) return hasIndex ? "index" : "manifest";
	const existing = hasIndex ? wanted : wanted.map((level) => level.replace(/^index/, "manifest"));
	return [...new Set(existing)].join(",");
}
/** The annotations that a build would give to each planned image, by target, for a dry run. */
function previewAnnotations({ targets, plans, trigger, inputs }) {
	return new Map(plans.map((plan) => {
		const target = targets.get(plan.target) ?? {};
		const { hasIndex } = describeShape({
			trigger,
			inputs,
			capabilities: richBuilder
		}, target, plan);
		return [plan.target, formatAnnotations(plan, hasIndex)];
	}));
}
/** A builder with annotations and attestations: any but that of driver docker with the legacy image store. */
const richBuilder = {
	driver: "docker-container",
	rich: true,
	loadsIndexes: true,
	buildx: ""
};
// src/docker/build-environment.ts
/**
* The variables that limit how buildx asks git about the contexts for provenance. buildx runs git in each context, with whatever
* repository configuration applies there, and configuration can name commands. So git is switched off unless every context belongs to
* the workspace's own repository: not with a nested repository, outside the workspace, or without a repository. Passing git a safe
* configuration in the environment does not work, since buildx 0.33 removes it. `git status`, which runs filters and enters submodules,
* is always switched off.
*/
async function limitGitInfo(ports, workspace, targets) {
	if (/^(1|t|true)$/i.test(ports.env.BUILDX_GIT_CHECK_DIRTY ?? "")) ports.log.notice("BUILDX_GIT_CHECK_DIRTY is ignored, because git status could run commands from the checkout.");
	const folders = (await Promise.all([...targets].map(async (target) => {
		const context = textOf$1(target, "context");
		const folder = resolve(workspace, context);
		return !isRemoteContext(context) || await ports.files.isDirectory(folder) ? [folder] : [];
	}))).flat();
	return {
		BUILDX_GIT_CHECK_DIRTY: "false",
		...(await Promise.all([...new Set(folders)].map((folder) => findRepository(ports.files, workspace, folder)))).every(({ isSafeForGit }) => isSafeForGit) ? {} : switchedOff
	};
}
const switchedOff = {
	BUILDX_GIT_INFO: "false",
	BUILDX_GIT_LABELS: "false"
};
/**
* Masks the secrets of all targets in the log, in case a build prints them. `workspace` is absolute. `buildEnv` are the build's own
* variables: those of bake files and the values of input secrets, which take precedence over the runner's.
*/
async function maskSecrets({ files, log, env }, workspace, buildEnv, targets) {
	const sources = [...targets.values()].flatMap((target) => readSpecs(target, "secret")).map(readSecretSource);
	const paths = [...new Set(sources.flatMap(({ path }) => path ?? []))];
	const texts = new Map(await Promise.all(paths.map(async (path) => [path, await files.read(resolve(workspace, path))])));
	const secrets = sources.flatMap(({ id, variable, path }) => {
		return [...variable === void 0 ? [] : [buildEnv[variable] ?? env[variable]], ...path === void 0 ? [] : [texts.get(path)]].map((value) => ({
			name: `secret '${id}'`,
			value: value ?? ""
		}));
	});
	for (const { value } of secrets) log.mask(value);
	warnUnmasked(log, secrets);
}
/**
* Chooses which of the runner's own variables (`ACTIONS_*`) a build gets: those of GitHub's cache if the build uses `type=gha`, and
* those that the workflow names in `secret-envs`. A bake file may come from a pull request. If one of its secrets refers to a variable
* of the cache, the build gets none of them, because a secret takes its value from buildx's environment. The same applies if one of its
* caches has its own address, because buildx would send the token there.
*/
function chooseKeptVariables({ isBake, writesCache }, { secretEnvs }, targets) {
	const all = [...targets.values()];
	const fields = writesCache ? ["cache-from", "cache-to"] : ["cache-from"];
	const caches = all.flatMap((target) => fields.flatMap((field) => specsOf(target, field)));
	const kept = caches.some((cache) => settingOf(cache, "type") === "gha") ? cacheVariables : [];
	if (!isBake) return [...kept, ...secretEnvs.map(({ value }) => value)];
	const secrets = all.flatMap((target) => specsOf(target, "secret"));
	return cacheVariables.some((name) => secrets.some((secret) => secret.includes(name))) || caches.some(isElsewhere) ? [] : kept;
}
/** buildx adds the runner's token to any cache of `type=gha` without one, whatever its address (`buildflags/cache.go`). */
const isElsewhere = (cache) => settingOf(cache, "type") === "gha" && settingOf(cache, "token") === void 0 && ["url", "url_v2"].some((key) => settingOf(cache, key) !== void 0);
// src/docker/entitlements.ts
/**
* The `--allow` flags for bake, which asks for privileges since buildx 0.17 and for files outside its working directory since 0.19.
* Exactly what the workflow names is allowed (`written` are the paths of input outputs). What a bake file names is not, because a pull
* request can change it.
*/
function planAllowances(inputs, cacheTo, workspace, buildx, written = []) {
	if (!(0, import_semver.gte)(buildx, "0.17.0")) return [];
	const flags = [...inputs.allow, ...inputs.network === "host" ? ["network.host"] : []].map((privilege) => `--allow=${privilege}`);
	if ((0, import_semver.gte)(buildx, "0.19.0")) {
		if (inputs.ssh.some((item) => !item.includes("="))) flags.push("--allow=ssh");
		flags.push(...outside(workspace, readPaths(inputs)).map((path) => `--allow=fs.read=${path}`));
		flags.push(...outside(workspace, [...localCaches(cacheTo, "dest"), ...written]).map((path) => `--allow=fs.write=${path}`));
	}
	return [...new Set(flags)];
}
/** The `--allow` flag for the folder of OCI layouts, if the build exports any. */
function allowLayouts(strategies, folder, workspace, buildx) {
	if (![...strategies.values()].some(({ kind }) => kind === "layout") || !(0, import_semver.gte)(buildx, "0.19.0")) return [];
	return outside(workspace, [folder]).map((path) => `--allow=fs.write=${path}`);
}
function readPaths(inputs) {
	return [
		...[inputs.context, ...inputs.buildContexts.map(({ value }) => value)].filter((context) => !isRemoteContext(context)),
		...inputs.file === "" || isRemoteContext(inputs.context) ? [] : [inputs.file],
		...inputs.secretFiles.map(({ value }) => value),
		...inputs.ssh.flatMap((item) => /^[^=]*=(.+)$/.exec(item)?.[1]?.split(",") ?? []),
		...localCaches(inputs.cacheFrom, "src")
	];
}
function localCaches(caches, key) {
	return caches.filter((cache) => /(^|,)type=local(,|$)/.test(cache)).flatMap((cache) => new RegExp(`(?:^|,)${key}=([^,]+)`).exec(cache)?.[1] ?? []);
}
function outside(workspace, paths) {
	return paths.map((path) => resolve(workspace, path)).filter((path) => !isWithin(workspace, path));
}
/**
* The paths outside the workspace that a build writes to, in the form for which buildx asks permission: for a path that does not exist
* yet, the closest folder that does (buildx 0.36, `evaluateToExistingPaths`).
*/
async function findWritePaths(files, workspace, { outputs }) {
	return Promise.all(outside(workspace, outputs.map(({ dest }) => dest)).map(async (path) => {
		let at = path;
		while (await files.realPath(at) === void 0 && at !== dirname(at)) at = dirname(at);
		return at;
	}));
}
// src/docker/run-bake.ts
/** Limit of the metadata file in bytes. Full provenance of hundreds of images is large. */
const metadataLimit = 268435456;
/**
* Runs `docker buildx bake` with the definition on standard input and the log in a collapsible group. Returns buildx's metadata by
* target. Throws a TagboatError with the end of bake's log.
*/
async function runBake(ports, request) {
	const { buildx, files, log } = ports;
	const metadataFile = join(request.scratch, "metadata.json");
	const builder = request.builder === void 0 ? [] : ["--builder", request.builder];
	const output = [
		"--file",
		"-",
		"--metadata-file",
		metadataFile,
		"--progress",
		"plain"
	];
	const args = [
		"bake",
		...builder,
		...output,
		...request.allow,
		...request.definition.names
	];
	log.debug(`Bake definition:\n${request.definition.json}`);
	const result = await log.group(`docker buildx ${args.join(" ")}`, () => buildx(args, {
		env: request.env,
		keep: request.keep,
		cwd: request.workspace,
		input: request.definition.json,
		onLine: (line) => {
			if (/^#\d+ (?:exporting|pushing) /.test(line)) request.onPush?.(readPushStep(line));
			log.foreign(line);
		}
	}));
	if (result.code !== 0) throw new TagboatError(await explainFailure$2(files, request, result));
	const text = await files.read(metadataFile, metadataLimit);
	const metadata = text === void 0 ? void 0 : parseJson(text);
	if (!isRecord(metadata)) throw new TagboatError(metadataUnreadable(text ?? ""));
	return metadata;
}
/** Distinguishes a full disk and a lost builder from a failure of the build itself. */
async function explainFailure$2(files, { scratch }, { code, stderr }) {
	const words = lastWords(stderr);
	if (isDiskFull(words)) {
		const free = await files.describeFree(scratch);
		return programDiskFull("docker buildx", free === "" ? "" : ` ('${scratch}' has ${free})`, words);
	}
	return isLost$1(words) ? builderLost(words) : buildFailed(code, words);
}
/** The part of a plain build log that explains the failure: from the last `------` block on, or the last lines. */
function lastWords(log) {
	const lines = log.trimEnd().split("\n");
	const error = lines.findLastIndex((line) => line.startsWith("ERROR: "));
	const block = lines.lastIndexOf("------");
	const opening = block > 0 ? lines.lastIndexOf("------", block - 1) : -1;
	const start = opening >= 0 ? opening : error >= 0 ? error : lines.length - 10;
	return lines.slice(Math.max(0, start, lines.length - 40)).join("\n");
}
/** Parses BuildKit's line about the manifest of a tag (util/push). Output of `RUN` cannot match, since a time precedes it. */
function readPushStep(line) {
	const [, ref, digest] = /^#\d+ pushing manifest for (\S+)@(sha256:[0-9a-f]{64})\b/.exec(line) ?? [];
	if (ref === void 0 || digest === void 0) return {};
	return {
		pushed: {
			ref,
			digest
		},
		...line.endsWith(" done") && { isDone: true }
	};
}
/**
* Reads a target's result from buildx's metadata. The descriptor's digest is the reliable one: for some exporters
* `containerimage.digest` differs.
*/
function readMetadata(json, target) {
	const image = at(json, target);
	const reported = stringAt(image, "containerimage.digest");
	const digest = stringAt(image, "containerimage.descriptor", "digest") ?? reported;
	const imageId = stringAt(image, "containerimage.config.digest") ?? digest;
	return {
		...digest !== void 0 && isDigest(digest) ? { digest } : {},
		...imageId !== void 0 ? { imageId } : {}
	};
}
// src/docker/builder-certificates.ts
const kinds = [
	"cacert",
	"cert",
	"key"
];
/**
* Adds the client certificates of remote nodes that variables hold, `BUILDER_NODE_0_AUTH_TLS_CACERT`, `_CERT` and `_KEY`, by the number
* of the node, as for docker/setup-buildx-action. Each becomes a private file in `folder`, which this job removes. Options in the inputs
* replace them.
*/
async function addCertificates({ files, log, env }, spec, folder) {
	if (spec.driver !== "remote") return spec;
	const nodes = [];
	for (const [index, node] of spec.nodes.entries()) {
		const driverOpts = [...node.driverOpts];
		for (const kind of kinds) {
			const text = env[`BUILDER_NODE_${index}_AUTH_TLS_${kind.toUpperCase()}`] ?? "";
			if (text.trim() === "" || !node.endpoint.startsWith("tcp://")) continue;
			if (kind === "key") log.mask(text);
			if (driverOpts.some(({ key }) => key === kind)) continue;
			const path = join(folder, `builder-${index}-${kind}.pem`);
			await files.write(path, text, 384);
			driverOpts.push({
				key: kind,
				value: path
			});
		}
		nodes.push({
			...node,
			driverOpts
		});
	}
	return {
		...spec,
		nodes
	};
}
// src/docker/kept-builder.ts
/**
* The group of runs that share a kept builder; undefined for code of a fork and other untrusted code, which must not write into a cache
* that other runs read. Pull requests of the repository share one among themselves, so that they do not write what a push reads.
*/
function scopeOf(trigger, isUntrusted) {
	if (isUntrusted || runsWithoutSecrets(trigger)) return void 0;
	return isPullRequest(trigger) || trigger.cause.kind === "merge-group" || isQueueBranch(trigger) ? "pull-request" : "push";
}
/**
* Makes the kept builder of that name available: starts the existing one, or creates it. One that does not start is removed with its
* cache and created again. Only one process at a time does this, so that steps and jobs of one machine do not remove each
* other's builder. Returns whether an earlier run created it.
*/
async function takeKept(ports, request, buildxConfig) {
	const { name } = request;
	return withLock(ports, join(buildxConfig, `${name}.lock`), name, async () => {
		if (await ports.files.read(join(buildxConfig, "instances", name)) !== void 0) {
			const failure = await bootBuilder(ports.buildx, name);
			if (failure === void 0) return true;
			const [why = ""] = failure.output.trim().split("\n").slice(-1);
			ports.log.warning(keptBuilderBroken(name, why));
			const docker = (args, options) => ports.buildx(args.slice(1), options);
			await removeBuilder(docker, name);
		}
		await createBuilder(ports, request);
		return false;
	});
}
/** The longest time in ms that a process may need to start a builder. An older lock is of a process that was killed. */
const lockMs = 18e4;
const pauseMs = 500;
/** Runs `work` while no other process of this machine holds the lock, which is a folder. */
async function withLock(ports, folder, name, work) {
	const { files, clock, log } = ports;
	await makeFolders(files, dirname(folder));
	const started = clock.now();
	let isMine = await tryLock(ports, folder);
	for (let count = 0; !isMine && count < lockMs / pauseMs; count += 1) {
		if (count === 0) log.info(`Waiting for another step or job, which starts builder ${name} ...`);
		await clock.sleep(pauseMs);
		isMine = await tryLock(ports, folder);
	}
	if (!isMine && clock.now() - started >= lockMs) isMine = true;
	try {
		return await work();
	} finally {
		if (isMine) await files.remove(folder);
	}
}
async function tryLock({ files, clock }, folder) {
	const path = join(folder, "since");
	if (await files.makeFolder(folder).then(() => true, (error) => {
		if (error instanceof TagboatError) throw error;
		return false;
	})) {
		await files.write(path, String(clock.now()), 384);
		return true;
	}
	const since = Number(await files.read(path) ?? NaN);
	if (clock.now() - since >= lockMs) await files.remove(folder);
	return false;
}
/** buildx creates its folder on first use, and this may come before. */
async function makeFolders(files, folder) {
	if (await files.isDirectory(folder)) return;
	if (dirname(folder) !== folder) await makeFolders(files, dirname(folder));
	await files.makeFolder(folder).catch(async (error) => {
		if (!await files.isDirectory(folder)) throw error;
	});
}
// src/registry/insecure.ts
/** A host without its port and brackets: `::1` for `[::1]:5000`. */
function stripPort(host) {
	if (isIP(host) === 6) return host;
	return /^\[([^\]]*)\]/.exec(host)?.[1] ?? host.replace(/:\d+$/, "");
}
/** Whether the host is this machine, by name or address. */
function isLoopback(host) {
	const name = stripPort(host).toLowerCase();
	return name === "localhost" || name === "::1" || isIP(name) === 4 && name.startsWith("127.");
}
/**
* Applies the engine's rules: a registry in `insecure-registries`, by its host and port or by its address in a range
* (CIDR), needs neither TLS nor a trusted certificate. Loopback needs no TLS in any case.
*/
function createInsecurePolicy(insecureRegistries, resolve) {
	const named = new Set(insecureRegistries.filter((entry) => !entry.includes("/")).map((entry) => entry.toLowerCase()));
	const ranges = insecureRegistries.flatMap((entry) => parseRange(entry) ?? []);
	const hasRange = (address) => ranges.some((range) => inRange(range, address));
	const worthResolving = ranges.some((range) => !isLoopback(range.address));
	return async (host) => {
		const name = stripPort(host);
		const loopback = isLoopback(host);
		if (named.has(host.toLowerCase())) return {
			plain: true,
			unverified: true
		};
		const known = name.toLowerCase() === "localhost" ? ["127.0.0.1", "::1"] : isIP(name) ? [name] : [];
		const listed = (known.length === 0 && worthResolving ? await resolve(name) : known).some(hasRange);
		return {
			plain: loopback || listed,
			unverified: listed
		};
	};
}
/** `known` are entries of the engine's `insecure-registries`; `ask` reads them, which most runs without docker do not need. */
function createLatePolicy(known, ask, resolve) {
	const policyFor = createInsecurePolicy(known, resolve);
	let asked;
	const policyAfterFailure = async (host) => {
		if (ask === void 0) return policyFor(host);
		asked ??= ask().then((listed) => createInsecurePolicy([...known, ...listed], resolve));
		return (await asked)(host);
	};
	return {
		policyFor,
		policyAfterFailure
	};
}
function parseRange(text) {
	const [, address = "", bits = ""] = /^([0-9A-Fa-f.:]+)\/(\d{1,3})$/.exec(text) ?? [];
	const family = isIP(address);
	return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128) ? {
		address,
		bits: Number(bits)
	} : void 0;
}
function inRange(range, address) {
	const family = isIP(range.address) === 4 ? "ipv4" : "ipv6";
	const list = new BlockList();
	list.addSubnet(range.address, range.bits, family);
	return list.check(address, isIP(address) === 4 ? "ipv4" : "ipv6");
}
// src/docker/buildkitd-config.ts
/**
* Whether a host can be the name of a table. go-toml 1, in buildx 0.29 and older BuildKit, refuses the whole file if a name contains
* `]`, even in quotation marks. So an IPv6 address gets no table. BuildKit uses plain HTTP for `[::1]` without one (containerd,
* MatchLocalhost).
*/
const isTableName = (host) => /^[A-Za-z0-9._:-]+$/.test(host);
/** Formats `buildkitd.toml`. Entries of the same host are merged, because a table may appear only once. */
function formatBuildkitdConfig(entries) {
	const merged = /* @__PURE__ */ new Map();
	for (const entry of entries.filter(({ host }) => isTableName(host))) merged.set(entry.host, {
		...merged.get(entry.host),
		...entry
	});
	return [...merged.values()].map(formatEntry).join("\n");
}
/**
* Adds entries to a configuration of the user, whose text stays as it is: for a registry that has a table there, only that table counts.
* Throws a TagboatError if tables cannot follow the text.
*/
function addToConfig(text, entries) {
	if (text === "") return formatBuildkitdConfig(entries);
	const read = parseBuildkitdConfig(text);
	const known = "hosts" in read ? read.hosts : [];
	const added = entries.filter(({ host }) => !known.includes(host));
	const tables = formatBuildkitdConfig(added);
	if (tables === "") return text;
	const joined = `${text.trimEnd()}\n\n${tables}`;
	if ("why" in parseBuildkitdConfig(joined)) throw new TagboatError(closedBuildkitdConfig([...new Set(added.map(({ host }) => host))]));
	return joined;
}
function formatEntry({ host, insecure, mirrors = [] }) {
	const lines = [`[registry.${quote(host)}]`];
	if (mirrors.length > 0) lines.push(`  mirrors = [${mirrors.map(quote).join(", ")}]`);
	if (insecure === "http" || insecure === "unknown") lines.push("  http = true");
	if (insecure === "https" || insecure === "unknown") lines.push("  insecure = true");
	return `${lines.join("\n")}\n`;
}
/**
* Quotes a basic string of TOML 1.0, whose escapes include JSON's; DEL must be escaped, too. The file has only strings, lists of strings
* and `true`, so that a library would be more code than this.
*/
const quote = (text) => JSON.stringify(text).replaceAll("", "\\u007f");
// src/docker/temporary-builder.ts
/**
* Plans the settings with which a new builder reaches the same registries as the engine: the machine's network for registries on
* loopback, and a configuration with the engine's `insecure-registries` and mirrors. The user's default configuration
* (`buildkitd.default.toml` in buildx's folder) replaces ours, and the one in the inputs precedes it. A BuildKit that runs already has its
* own. Throws a TagboatError for a registry that the builder cannot reach.
*/
async function planTemporaryBuilder(ports, request) {
	const { registries, buildxConfig, described } = request;
	const driver = described?.driver ?? "docker-container";
	if (driver !== "docker-container" && driver !== "kubernetes") return {
		hostNetwork: false,
		config: ""
	};
	const local = described?.nodes.every(({ driverOpts }) => driverOpts.some(({ key }) => key === "network")) || driver === "kubernetes" ? [] : await findLocal(ports.resolve, registries);
	const isOwnNetwork = local.length > 0 && await checkLocal(ports, request, local);
	const text = described?.config ?? "";
	return {
		hostNetwork: isOwnNetwork,
		config: addToConfig(text, text === "" && (await ports.files.list(buildxConfig)).includes("buildkitd.default.toml") ? [] : await describeRegistries(ports.resolve, request))
	};
}
/** The engine's mirrors, and the registries without trusted TLS: those of the engine's list and those that the build uses. */
async function describeRegistries(resolve, { engine, registries, schemeOf }) {
	const insecurePolicy = createInsecurePolicy(engine.insecureRegistries, resolve);
	const entries = describeMirrors(engine.mirrors);
	const hosts = [...engine.insecureRegistries.filter((entry) => !entry.includes("/")), ...registries.map(({ host }) => host)];
	for (const host of new Set(hosts)) {
		const { plain, unverified } = await insecurePolicy(host);
		if (plain || unverified) entries.push({
			host,
			insecure: schemeOf(host) ?? "unknown"
		});
	}
	return entries;
}
/** The registries on loopback, by host name or address. */
async function findLocal(resolve, registries) {
	const looked = registries.map(async (registry) => {
		if (isLoopback(registry.host)) return [registry];
		return (await resolve(stripPort(registry.host))).some(isLoopback) ? [registry] : [];
	});
	return (await Promise.all(looked)).flat();
}
/** Whether the containers of every node can share this machine's network. Throws if one cannot although the build requires it. */
async function checkLocal({ docker, env }, { engine, described }, local) {
	const needed = local.find(({ isNeeded }) => isNeeded);
	for (const { endpoint } of described?.nodes ?? [{ endpoint: "" }]) {
		const address = endpoint.includes("://") ? endpoint : await findEngineAddress(docker, env, endpoint);
		const isElsewhere = isOtherMachine(address);
		if (!isElsewhere && !(engine.isRootless && endpoint === "")) continue;
		if (needed === void 0) return false;
		const why = isElsewhere ? "runs on another machine" : "is rootless";
		throw new TagboatError(builderCannotReach(needed.host, needed.usedBy, address, why));
	}
	return true;
}
/** Whether an engine is on another machine: behind `ssh://` or `tcp://`, except on this machine's loopback. */
function isOtherMachine(address) {
	const [, scheme, host = ""] = /^([a-z]+):\/\/(?:[^@/]*@)?(\[[^\]]*\](?::\d+)?|[^/]*)/i.exec(address) ?? [];
	if (scheme === void 0 || ![
		"tcp",
		"ssh",
		"http",
		"https"
	].includes(scheme.toLowerCase())) return false;
	return !isLoopback(host);
}
/** The entries for Docker Hub's mirrors, and for mirrors without TLS. The engine has URLs, BuildKit hosts with a path. */
function describeMirrors(mirrors) {
	const urls = mirrors.flatMap((mirror) => URL.canParse(mirror) ? [new URL(mirror)] : []);
	if (urls.length === 0) return [];
	const plain = urls.filter(({ protocol }) => protocol === "http:");
	return [{
		host: dockerHub,
		mirrors: urls.map(({ host, pathname }) => `${host}${pathname.replace(/\/+$/, "")}`)
	}, ...plain.map(({ host }) => ({
		host,
		insecure: "http"
	}))];
}
// src/content/dockerignore.ts
/** Parses a `.dockerignore` (Docker docs, "Build context"); undefined if a line cannot be understood. */
function parseDockerignore(text) {
	const kept = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter((line) => !line.startsWith("#")).map((line) => line.trim());
	const patterns = [];
	for (const line of kept.filter((line) => line !== "")) {
		const pattern = parsePattern(line);
		if (!pattern) return void 0;
		patterns.push(pattern);
	}
	const exceptions = patterns.filter(({ isException }) => isException);
	return {
		match: (path, parent) => match(patterns, path, parent),
		mayReinclude: (folder) => exceptions.some(({ text }) => mayMatchBelow(text, `${folder}/`))
	};
}
/** The last matching pattern decides. */
function match(patterns, path, parent) {
	let isIgnored = false;
	const matched = patterns.map((pattern, index) => {
		if (!(parent?.matched[index] === true) && (pattern.isException !== isIgnored || !pattern.matches(path))) return false;
		isIgnored = !pattern.isException;
		return true;
	});
	return {
		isIgnored,
		matched
	};
}
/** An exception with a wildcard could match anywhere, and any other only below the folder that it names. */
function mayMatchBelow(pattern, folder) {
	const start = pattern.replace(/\/\*\*?$/, "");
	return /[*?[\]\\^]/.test(start) || `${start}/`.startsWith(folder);
}
/**
* Parses one line that is neither blank nor a comment. Undefined if the builder would refuse it, or if its meaning depends on the
* syntax of Go's regular expressions, into which moby/patternmatcher translates it.
*/
function parsePattern(line) {
	const isException = line.startsWith("!");
	const text = clean$1(isException ? line.slice(1).trim() : line);
	const matches = text === "" ? void 0 : compile(text);
	return matches && {
		isException,
		text,
		matches
	};
}
/** Go's path.Clean. A leading slash is removed, since every pattern starts at the context's root. */
function clean$1(pattern) {
	if (pattern === "") return "";
	return posix.normalize(pattern).replace(/(?<=.)\/$/, "").replace(/^\/(?=.)/, "");
}
/**
* Docker's documented rules: `*` and `?` stop at a slash, `[...]` is a character class, a backslash escapes the next character, and
* `**` is any number of folders. As in the builder, three forms are compared as text: no wildcard at all, and a single `**` at the
* beginning or at the end.
*/
function compile(pattern) {
	const isPlain = (text) => !/[*?[\]\\]/.test(text);
	if (isPlain(pattern)) return (path) => path === pattern;
	if (pattern.startsWith("**") && isPlain(pattern.slice(2))) {
		const end = pattern.slice(2);
		return (path) => path.endsWith(end) || end.startsWith("/") && path === end.slice(1);
	}
	if (pattern.endsWith("**") && isPlain(pattern.slice(0, -2))) {
		const start = pattern.slice(0, -2);
		return (path) => path.startsWith(start);
	}
	try {
		return compileGlob(parseSteps(pattern));
	} catch {
		return;
	}
}
/** Throws a SyntaxError for a pattern that is ambiguous. */
function parseSteps(pattern) {
	const steps = [];
	token$2.lastIndex = 0;
	while (token$2.lastIndex < pattern.length) {
		const found = token$2.exec(pattern);
		if (!found) throw new SyntaxError(`ambiguous pattern: ${pattern}`);
		const [, folders, star, one, escaped, group, plain] = found;
		const isEnd = token$2.lastIndex === pattern.length;
		if (folders) steps.push({
			kind: isEnd ? "run" : "folders",
			source: "."
		});
		else if (star) steps.push({
			kind: "run",
			source: "[^/]"
		});
		else if (one) steps.push({
			kind: "one",
			source: "[^/]"
		});
		else if (group) {
			const source = group.replace(/\\(.)/gsu, (_, next) => codePoint(next));
			steps.push({
				kind: "one",
				source
			});
		} else steps.push({
			kind: "one",
			source: codePoint(escaped ?? plain ?? "")
		});
	}
	return steps;
}
const token$2 = /(\*\*\/?)|(\*)|(\?)|\\(.)|(\[\^?(?:\\.|[^\\[\]*?^|{}])+\])|((?!\{\d)[^[\]\\^|])/suy;
/** Escapes every character, letters and digits too: `\d` in a pattern means the letter d. */
const codePoint = (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
// src/content/build-files.ts
/** Reads a target's Dockerfile from its definition or its context's folder; undefined if it is in neither. */
async function readDockerfile(files, folder, target) {
	const inline = textOf$1(target, "dockerfile-inline");
	if (inline !== "") return {
		text: inline,
		path: void 0
	};
	if (folder === void 0) return void 0;
	const path = resolve(folder, textOf$1(target, "dockerfile") || "Dockerfile");
	const small = basename(path) === "Dockerfile" ? join(dirname(path), "dockerfile") : path;
	const text = await files.read(path) ?? await files.read(small);
	return text === void 0 ? void 0 : {
		text,
		path
	};
}
/**
* Reads the ignore rules of a context: `<Dockerfile>.dockerignore` beside the Dockerfile, or else `.dockerignore` at the context's
* root (Docker docs, "Build context"). A named context has only the latter, so `dockerfile` is undefined for it. Undefined if the file
* cannot be understood.
*/
async function readDockerignore(files, folder, dockerfile) {
	return parseDockerignore((dockerfile === void 0 ? void 0 : await files.read(`${dockerfile}.dockerignore`)) ?? await files.read(join(folder, ".dockerignore")) ?? "");
}
// src/content/dockerfile-variables.ts
/**
* The variables that FROM may use, once for each of the target's platforms (Dockerfile reference, "Automatic platform ARGs in the
* global scope"): those of the platform, the ARGs before the first FROM, and with the highest priority the target's `args`. An ARG whose
* default cannot be evaluated stays undeclared.
*/
function readVariables(dockerfile, target, ownPlatform) {
	const platforms = listOf(target, "platforms");
	const args = new Map(Object.entries(recordOf(target, "args")));
	return (platforms.length > 0 ? platforms : [ownPlatform]).map((platform) => {
		const variables = new Map([
			...describePlatform("BUILD", ownPlatform),
			...describePlatform("TARGET", platform),
			["TARGETSTAGE", textOf$1(target, "target") || "default"]
		]);
		for (const name of variables.keys()) variables.set(name, args.get(name) ?? variables.get(name) ?? "");
		for (const { name, value } of dockerfile.args) {
			const chosen = args.get(name) ?? (value === void 0 ? variables.get(name) ?? "" : expand$1(value, variables));
			if (chosen !== void 0) variables.set(name, chosen);
		}
		return variables;
	});
}
function describePlatform(prefix, platform) {
	const normal = normalizePlatform(platform) ?? platform;
	const [os = "", architecture = "", variant = ""] = normal.split("/");
	return [
		[`${prefix}PLATFORM`, normal],
		[`${prefix}OS`, os],
		[`${prefix}ARCH`, architecture],
		[`${prefix}VARIANT`, variant]
	];
}
/**
* Expands `$NAME`, `${NAME}` and its operators `:-`, `-`, `:+` and `+` in a word of a Dockerfile, and removes quotation marks and
* backslashes (Dockerfile reference, "Environment replacement"). Undefined if a variable is not declared, and for the operators that
* cut, replace or fail.
*/
function expand$1(text, variables) {
	let expanded = "";
	let position = 0;
	while (position < text.length) {
		part.lastIndex = position;
		const groups = part.exec(text)?.groups;
		if (!groups) return void 0;
		position = part.lastIndex;
		let value = groups.escaped ?? groups.plain ?? "";
		if (groups.name !== void 0) {
			const found = variables.get(groups.name);
			if (found === void 0) return void 0;
			value = found;
		} else if (groups.open !== void 0) {
			const end = findEnd$1(text, position);
			const found = expandBraces(text.slice(position, end), variables);
			if (found === void 0) return void 0;
			value = found;
			position = end + 1;
		}
		expanded += value;
	}
	return expanded;
}
const part = /\\(?<escaped>.)|\$(?<name>[A-Za-z_]\w*)|(?<open>\$\{)|(?<quote>["'])|(?<plain>[^$])/suy;
/** Expands the text between `${` and `}`. */
function expandBraces(inner, variables) {
	const [, name = "", operator = "", word = ""] = /^(\w+)(?:(:?[-+])(.*))?$/s.exec(inner) ?? [];
	const value = variables.get(name);
	if (operator === "") return value;
	const isSet = value !== void 0 && !(operator.startsWith(":") && value === "");
	if (operator.endsWith("-")) return isSet ? value : expand$1(word, variables);
	return isSet ? expand$1(word, variables) : "";
}
/** The index of the brace that closes the one before `start`; the text's length if it is never closed. */
function findEnd$1(text, start) {
	let depth = 1;
	for (let index = start; index < text.length; index += 1) {
		if (text[index] === "{") depth += 1;
		if (text[index] === "}") depth -= 1;
		if (depth === 0) return index;
	}
	return text.length;
}
// src/content/dependencies.ts
/**
* Follows the stages that the target's stage (by default the last one) needs: their base images, and the stages and images that they
* copy or mount from. Rules: Dockerfile reference, FROM, `COPY --from` and `RUN --mount`. A named context replaces the stage or image of
* the same name (Docker docs, "Bake file reference", `target.contexts`). `platforms` has the variables of each platform.
*/
function findDependencies(dockerfile, target, platforms) {
	const { stages } = dockerfile;
	const images = /* @__PURE__ */ new Set();
	const contexts = /* @__PURE__ */ new Set();
	const doubts = findPlatformContexts(target).map((name) => `its context '${name}' is for one platform`);
	const seen = /* @__PURE__ */ new Set();
	const wanted = textOf$1(target, "target");
	const first = wanted === "" ? stages.at(-1) : findStage(stages, wanted);
	if (first) visit(first);
	else doubts.push(wanted === "" ? "its Dockerfile has no FROM" : `its Dockerfile has no stage '${wanted}'`);
	return {
		images,
		contexts,
		doubts: [...doubts, ...dockerfile.doubts]
	};
	function visit(stage) {
		if (seen.has(stage)) return;
		seen.add(stage);
		const earlier = stages.slice(0, stages.indexOf(stage));
		if (stage.name !== "" && useContext(stage.name)) return;
		for (const variables of platforms) {
			const base = expand$1(stage.base, variables);
			if (base === void 0) doubts.push(`'FROM ${stage.base}' uses a variable that is unknown here`);
			else dependOn(base, findStageByName(earlier, base));
		}
		for (const source of stage.sources) if (source.includes("$")) doubts.push(`'from=${source}' contains a variable`);
		else dependOn(source, findStage(earlier, source));
		for (const address of stage.downloads) doubts.push(`'ADD ${address}' has no checksum`);
	}
	function dependOn(name, stage) {
		if (stage) visit(stage);
		if (stage || name === "scratch" || useContext(name)) return;
		const reference = normalizeReference(name);
		if (reference === void 0) doubts.push(`'${name}' is not an image reference`);
		else images.add(reference);
	}
	/** Whether a named context replaces the name. If that is not certain, both the context and the name count. */
	function useContext(name) {
		const found = findContext(target, name);
		if (found) contexts.add(found.name);
		return found?.isSure === true;
	}
}
/** The last stage of that name. Stage names are in lower case. */
const findStageByName = (stages, name) => name === "" ? void 0 : stages.findLast((stage) => stage.name === name.toLowerCase());
/** A number is the index of a stage, from 0. */
const findStage = (stages, name) => findStageByName(stages, name) ?? (/^\d+$/.test(name) ? stages[Number(name)] : void 0);
/**
* Finds the named context that replaces a name. A context with a longer form of the name, such as `alpine:latest`, is used by
* `docker buildx build`, which shortens it, but not by current versions of bake. So that match is not certain.
*/
function findContext(target, name) {
	const wanted = shorten$2(name);
	const found = Object.keys(recordOf(target, "contexts")).filter((key) => shorten$2(key) === wanted);
	const sure = found.find((key) => key === wanted);
	const [first] = found;
	return first === void 0 ? void 0 : {
		name: sure ?? first,
		isSure: sure !== void 0
	};
}
const shorten$2 = (name) => (normalizeReference(name) ?? name).replace(/^docker\.io\/(?:library\/)?/, "").replace(/:latest$/, "");
/** Contexts for a single platform, such as `base::linux/arm64`. The builder chooses which of them to use. */
const findPlatformContexts = (target) => Object.keys(recordOf(target, "contexts")).filter((name) => name.includes("::"));
// src/content/dockerfile-words.ts
/**
* Separates the flags of an instruction from its words, and removes their quotation marks. A lone `--` ends the flags.
* `escapeCharacter` is the escape character of the file, a backslash or a backtick. Source: BuildKit,
* frontend/dockerfile/parser/split_command.go.
*/
function splitFlags(text, escapeCharacter) {
	const escaped = `${quoteForRegExp(escapeCharacter)}.?`;
	const flag = new RegExp(`\\s*(--(?:${escaped}|"(?:${escaped}|[^"])*"?|'(?:${escaped}|[^'])*'?|\\S)*)`, "suy");
	const flags = [];
	let end = 0;
	for (let found = flag.exec(text); found !== null; found = flag.exec(text)) {
		end = flag.lastIndex;
		if (found[1] === "--") break;
		flags.push(readFlag(removeQuotes(found[1] ?? "", escapeCharacter)));
	}
	return {
		flags,
		rest: text.slice(end).trim()
	};
}
function readFlag(text) {
	const [, name = "", value = ""] = /^--([^=]*)=?(.*)$/s.exec(text) ?? [];
	return [name, value];
}
/** Removes quotation marks and escape characters. */
function removeQuotes(text, escapeCharacter) {
	let open = "";
	return text.replace(new RegExp(`${quoteForRegExp(escapeCharacter)}(.?)|["']`, "gsu"), (found, escaped) => {
		if (escaped !== void 0) return escaped;
		if (open !== "" && open !== found) return found;
		open = open === "" ? found : "";
		return "";
	});
}
/** The character as a regular expression needs it. */
const quoteForRegExp = (escapeCharacter) => escapeCharacter === "\\" ? "\\\\" : escapeCharacter;
/** Splits the words of ARG. Quoted text is one word and keeps its quotation marks. */
function splitQuoted(text, escapeCharacter) {
	const escaped = `${quoteForRegExp(escapeCharacter)}.?`;
	return text.match(new RegExp(`(?:${escaped}|"(?:${escaped}|[^"])*"?|'[^']*'?|[^\\s"'])+`, "gsu")) ?? [];
}
/** The strings of an instruction in JSON form; undefined for any other form. */
function readList(text) {
	if (!text.startsWith("[")) return void 0;
	try {
		const value = JSON.parse(text);
		return Array.isArray(value) ? value.map(String) : void 0;
	} catch {
		return;
	}
}
const name$1 = String.raw`(?:[A-Za-z_]\w*|\d+)`;
const inner = String.raw`(?:[^}"'\\$<{]|\$[A-Za-z_]|\$\{${name$1}\})*`;
const braces = String.raw`\$\{${name$1}(?::?[-+]${inner})?\}`;
const dollar = String.raw`${braces}|\$(?!\{)`;
/** One piece of a line: a blank outside quotation marks, `<<` with the blanks behind it, or anything else. */
const piece = new RegExp([
	String.raw`(?<blank>\p{White_Space})`,
	String.raw`<<[\t\r ]*`,
	String.raw`\\(?:.|$)|'[^']*'|"(?:\\.|[^"\\$]|${dollar})*"|${dollar}|[^\\'"$]`
].join("|"), "suy");
/**
* Finds the heredocs in a line of ADD, COPY or RUN, in their order. A heredoc is a word of its own by the builder's rules for words, so
* that `'cat <<EOF'` and the `1<<2` in `$((1<<2))` are none. Undefined if versions of BuildKit disagree: an open quotation mark, an
* unusual `${...}`, `<< <<EOF`. Source: BuildKit, `heredocsFromLine` in frontend/dockerfile/parser, which escapes with a backslash
* whatever `# escape=` says.
*/
function findHeredocs(line) {
	const words = splitWords(line);
	if (words?.some((word) => /<<[\t\r ].*</su.test(word))) return void 0;
	return words?.flatMap((word) => {
		const [, dash, rest = ""] = /^\d*<<(-?)[\t\r ]*([^<]*)$/su.exec(word) ?? [];
		const name = unquote(rest);
		return name === "" ? [] : [{
			name,
			isTabbed: dash === "-"
		}];
	});
}
/** Splits a line into words, quotation marks included. Blanks behind `<<` belong to the word. */
function splitWords(line) {
	const words = [];
	let [position, start, isAngled] = [
		0,
		0,
		false
	];
	while (position < line.length) {
		piece.lastIndex = position;
		const found = piece.exec(line);
		if (!found || isAngled && /\$\{\w+:?[-+]/.test(found[0])) return void 0;
		if (found.groups?.blank !== void 0) {
			words.push(line.slice(start, position));
			start = piece.lastIndex;
		}
		isAngled = start !== piece.lastIndex && (isAngled || found[0].includes("<"));
		position = piece.lastIndex;
	}
	return [...words, line.slice(start)];
}
function unquote(text) {
	return text.replace(/\\(.?)|'([^']*)'|"((?:\\.|[^"\\])*)"/gsu, (_, one, single, double) => one ?? single ?? double?.replace(/\\(["$\\])/g, "$1") ?? "");
}
// src/content/dockerfile.ts
/** Reads a Dockerfile. A file that is not one, for example for a frontend with its own syntax, has no stages. */
function parseDockerfile(text) {
	const { all, escapeCharacter, doubts } = readInstructions(text);
	const steps = all.map((instruction) => unwrapOnbuild(instruction, escapeCharacter));
	const starts = all.flatMap(({ keyword }, index) => keyword === "FROM" ? [index] : []);
	return {
		args: all.slice(0, starts[0] ?? all.length).filter(({ keyword }) => keyword === "ARG").flatMap(({ rest }) => readArgs(rest, escapeCharacter)),
		stages: starts.map((start, index) => readStage(steps.slice(start, starts[index + 1]))),
		doubts
	};
}
/** One instruction can declare several: `ARG A=1 B`. */
function readArgs(rest, escapeCharacter) {
	return splitQuoted(rest, escapeCharacter).map((word) => {
		const [, name = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
		return {
			name,
			value
		};
	});
}
function readStage([from, ...steps]) {
	const [base = "", , name = ""] = from?.rest.split(/\s+/) ?? [];
	return {
		base,
		name: name.toLowerCase(),
		sources: steps.flatMap(readSources),
		downloads: steps.flatMap(readDownloads)
	};
}
/** Treats the instruction in ONBUILD as if it ran at once. */
const unwrapOnbuild = (instruction, escapeCharacter) => instruction.keyword === "ONBUILD" ? readInstruction(instruction.rest, escapeCharacter) : instruction;
function readSources({ keyword, flags }) {
	return flags.flatMap(([name, value]) => {
		if (name === "from" && keyword === "COPY") return [value];
		return name === "mount" && keyword === "RUN" ? readMount(value) : [];
	});
}
/** The keys of a mount are case-insensitive. */
const readMount = (value) => splitFields(value).flatMap((field) => /^from=(.*)$/is.exec(field)?.[1] ?? []);
function readDownloads({ keyword, flags, rest }) {
	if (keyword !== "ADD" || flags.some(([name, value]) => name === "checksum" && value !== "")) return [];
	return (readList(rest) ?? rest.split(/\s+/)).slice(0, -1).map((word) => word.replace(/["'\\`]/g, "")).filter((word) => isAddress$2(word) && !isPinnedToCommit(word));
}
/** Whether BuildKit may fetch a source of ADD: a URL, `user@host:path`, or a variable at the beginning, which could hold either. */
const isAddress$2 = (word) => /^(?:[a-z0-9]+:\/\/|[\w-]+@[\w.-]+:|\$)/i.test(word);
const keywords = /* @__PURE__ */ new Set([...[
	"ADD",
	"ARG",
	"CMD",
	"COPY",
	"ENTRYPOINT",
	"ENV",
	"EXPOSE",
	"FROM",
	"HEALTHCHECK",
	"LABEL"
], ...[
	"MAINTAINER",
	"ONBUILD",
	"RUN",
	"SHELL",
	"STOPSIGNAL",
	"USER",
	"VOLUME",
	"WORKDIR"
]]);
/**
* Splits a Dockerfile into instructions as BuildKit does (frontend/dockerfile/parser/parser.go, and the Dockerfile reference, "Format",
* "Parser directives", "Here-documents"). It never fails. A file that no builder would accept has a doubt, too, because the reader may
* be wrong.
*/
function readInstructions(text) {
	const lines = text.replace(/^\uFEFF/, "").split("\n");
	const escapeCharacter = findEscaper(lines);
	const all = [];
	const doubts = [];
	let next = 0;
	while (next < lines.length) {
		const { line, end } = joinLine(lines, next, escapeCharacter);
		next = end;
		if (line === "") continue;
		const instruction = readInstruction(line, escapeCharacter);
		all.push(instruction);
		if (!keywords.has(instruction.keyword)) doubts.push(`'${instruction.keyword}' is not a known instruction`);
		const heredocs = mayHaveHeredocs(instruction, escapeCharacter) && line.includes("<<") ? findHeredocs(line) : [];
		if (heredocs === void 0) doubts.push(`the meaning of '<<' is ambiguous after ${instruction.keyword}`);
		for (const heredoc of heredocs ?? []) {
			next = findEnd(lines, next, heredoc);
			if (next > lines.length) doubts.push(`its heredoc '${heredoc.name}' has no end`);
			if (isInstruction(heredoc.name)) doubts.push(`its heredoc '${heredoc.name}' ends like an instruction`);
		}
	}
	return {
		all,
		escapeCharacter,
		doubts
	};
}
/** Parser directives are comments at the very beginning of a file. The first `escape` counts. */
function findEscaper(lines) {
	for (const line of lines) {
		const [, name = "", value = ""] = /^\s*#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line) ?? [];
		if (name.toLowerCase() === "escape") return value === "`" ? "`" : "\\";
		if (!["syntax", "check"].includes(name.toLowerCase())) return "\\";
	}
	return "\\";
}
/** Joins the line at `start` with its continuations. `end` is the index of the next line. A comment gives an empty line. */
function joinLine(lines, start, escapeCharacter) {
	const continued = escapeCharacter === "`" ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
	let joined = "";
	let isOpen = true;
	let end = start;
	while (isOpen && end < lines.length) {
		const line = (lines[end] ?? "").replace(/\r+$/, "");
		const isSkipped = /^\p{White_Space}*(?:#|$)/u.test(line);
		isOpen = isSkipped ? end > start : continued.test(line);
		if (!isSkipped) joined += line.replace(continued, "$1");
		end += 1;
	}
	return {
		line: joined.trim(),
		end
	};
}
/** Reads the keyword, the flags and the rest of a line whose continuations are joined. */
function readInstruction(line, escapeCharacter) {
	const [, keyword = "", behind = ""] = /^(\S*)\s*(.*)$/s.exec(line.trim()) ?? [];
	return {
		keyword: keyword.toUpperCase(),
		...splitFlags(behind, escapeCharacter)
	};
}
const isInstruction = (line) => keywords.has(readInstruction(line, "\\").keyword);
/** JSON form has no heredocs, and ONBUILD has those of its instruction. */
function mayHaveHeredocs({ keyword, rest }, escapeCharacter) {
	if (keyword === "ONBUILD") return mayHaveHeredocs(readInstruction(rest, escapeCharacter), escapeCharacter);
	return [
		"ADD",
		"COPY",
		"RUN"
	].includes(keyword) && readList(rest) === void 0;
}
/** The index of the line behind a heredoc; greater than the number of lines if the heredoc has no end. */
function findEnd(lines, start, { name, isTabbed }) {
	for (let at = start; at < lines.length; at += 1) {
		const ending = (lines[at] ?? "").replace(/(?<!\r)\r+$/, "");
		if ((isTabbed ? ending.replace(/^\t+/, "") : ending) === name) return at + 1;
	}
	return lines.length + 1;
}
// src/docker/used-registries.ts
/**
* Finds the registries that a build uses, for a temporary builder. For untrusted code only those in the workflow count, because a bake
* file or Dockerfile of the checkout must not open the machine's network.
*/
async function findRegistries(files, { plans, targets, reused, inputs, workspace, isUntrusted = false }, ownPlatform) {
	const used = plans.flatMap(({ intent, repositories }) => intent.kind === "push" ? repositories.map(({ host }) => name("images", host)) : []);
	used.push(...[...reused.values()].flatMap(hostOfContext).map((host) => name("a reused image", host)));
	const looked = isUntrusted && inputs.bake !== void 0 ? [] : [...targets.values()];
	const found = await Promise.all(looked.map((target) => findTargetHosts(files, {
		workspace,
		ownPlatform
	}, target)));
	const mayWrite = plans.some(({ intent }) => intent.kind === "push");
	return [...used, ...found.flatMap((hosts) => describe$3(hosts, {
		mayWrite,
		isUntrusted
	}))];
}
function describe$3({ contexts, cacheFrom, cacheTo, bases }, { mayWrite, isUntrusted }) {
	return [
		...contexts.map((host) => name("a named context", host)),
		...mayWrite ? cacheTo.map((host) => name("cache-to", host)) : [],
		...isUntrusted ? [] : bases.map((host) => name("a base image", host)),
		...cacheFrom.map((host) => name("cache-from", host, false))
	];
}
const name = (usedBy, host, isNeeded = true) => ({
	host,
	usedBy,
	isNeeded
});
/** Finds a target's registries, including those in its Dockerfile. `ownPlatform` (`linux/amd64`) sets its platform variables. */
async function findTargetHosts(files, { workspace, ownPlatform }, target) {
	const named = {
		contexts: Object.values(recordOf(target, "contexts")).flatMap(hostOfContext),
		cacheFrom: hostsOfCaches(target, "cache-from"),
		cacheTo: hostsOfCaches(target, "cache-to")
	};
	const dockerfile = await readDockerfile(files, contextFolder(workspace, textOf$1(target, "context") || "."), target);
	if (dockerfile === void 0) return {
		...named,
		bases: [],
		isPartial: true
	};
	const parsed = parseDockerfile(dockerfile.text);
	const dependencies = findDependencies(parsed, target, readVariables(parsed, target, ownPlatform));
	return {
		...named,
		bases: [...dependencies.images].flatMap(hostOfReference),
		isPartial: parsed.stages.length === 0
	};
}
const hostsOfCaches = (target, field) => specsOf(target, field).flatMap((spec) => spec.includes("=") ? settingOf(spec, "ref") ?? [] : spec).flatMap(hostOfReference);
/** The registry of `docker-image://NAME`; none for any other context. */
const hostOfContext = (value) => hostOfReference(/^docker-image:\/\/(.+)$/s.exec(value)?.[1] ?? "");
/** The host of a reference, `docker.io` for `alpine`; none for an invalid reference. */
function hostOfReference(text) {
	const reference = normalizeReference(text);
	return reference === void 0 ? [] : [reference.slice(0, reference.indexOf("/"))];
}
// src/docker/take-builder.ts
/** The driver of the chosen builder. */
const driverOf = (choice) => choice.kind === "use" ? choice.builder.driver : choice.described?.driver ?? "docker-container";
/** Chooses the builder of a build. Other builders are inspected only if the requested or current one is unsuitable. */
async function chooseForBuild(ports, session, { inputs, targets }, mayWrite) {
	const { engine } = session;
	const needs = findNeeds(inputs, [...targets.values()], mayWrite);
	const described = inputs.describedBuilder;
	if (described?.driver === "docker") return useEngine(session, needs);
	if (described !== void 0) return {
		kind: "create",
		why: "the inputs describe it",
		described
	};
	const requested = requestedBuilder(inputs.build, ports.env);
	return chooseBuilder(isBuilderKnown(session.builders, requested, needs, engine) ? session.builders : [...session.builders, ...await session.findOthers()], requested, needs, engine);
}
/** `driver: docker`: the builder inside the engine has the name of its docker context. */
async function useEngine({ docker, engine }, needs) {
	const builder = {
		name: (await docker(["context", "show"], { timeout: 1e4 })).stdout.trim() || "default",
		driver: "docker",
		current: false,
		broken: false
	};
	if (isWeak(builder, needs, engine)) throw new TagboatError(ownBuilderTooWeak(needs));
	return {
		kind: "use",
		builder,
		why: "input driver is docker"
	};
}
/** Makes the chosen builder available, creating one if needed. Returns its name, undefined for buildx's default. */
async function takeBuilder(ports, session, run, choice) {
	const { engine } = session;
	if (choice.kind === "use") {
		const { name, driver } = choice.builder;
		if (choice.skipped) ports.log.warning(builderSkipped(choice.skipped, name));
		const store = driver === "docker" ? `, ${engine.containerdStore ? "containerd" : "legacy"} image store` : "";
		ports.log.info(`Builder: ${name || "buildx’s own"} (driver ${driver}${store}), because ${choice.why}; buildx ${engine.buildx}, engine ${engine.version}.`);
		return name || void 0;
	}
	const spec = await planSpec(ports, session, run, choice.described);
	const scope = choice.described?.keep ? scopeOf(run.trigger, run.isUntrusted ?? false) : void 0;
	if (scope !== void 0) return keepBuilder(ports, session, spec, nameKept(spec, scope));
	if (choice.described?.keep) ports.log.notice("keep-builder is ignored: code of a fork or of an untrusted commit gets a temporary builder.");
	const name = `tagboat-${session.configDir.slice(-6).toLowerCase()}`;
	ports.log.info(`Builder: ${name} (${describeSpec(spec)}) is created for this job, because ${choice.why}.`);
	ports.remember("builder", name);
	const complete = await addCertificates(ports, spec, session.configDir);
	await createBuilder({
		...ports,
		buildx: session.buildx
	}, makeRequest(session, name, complete, choice.described !== void 0));
	return name;
}
/** The settings of a new builder: those of the inputs, and what it needs to reach the registries of the build. */
async function planSpec(ports, { engine, docker, buildxConfig }, run, described) {
	const registries = await findRegistries(ports.files, run, engine.platform);
	const schemeOf = run.schemeOf ?? (() => void 0);
	const settings = await planTemporaryBuilder({
		...ports,
		docker
	}, {
		engine,
		registries,
		schemeOf,
		buildxConfig,
		described
	});
	return specify(described, settings, run.inputs.build.allow);
}
/** The post step does not remove a kept builder, so its name is not remembered. */
async function keepBuilder(ports, session, spec, name) {
	const request = makeRequest(session, name, spec, true);
	const how = await takeKept({
		...ports,
		buildx: session.buildx
	}, request, session.buildxConfig) ? "is kept from an earlier run" : "is created and stays after the job";
	ports.log.info(`Builder: ${name} (${describeSpec(spec)}) ${how}, because keep-builder is true.`);
	return name;
}
function makeRequest({ configDir }, name, spec, isDescribed) {
	const [first] = spec.nodes;
	const image = spec.driver === "docker-container" && first ? imageOf(first) : void 0;
	const explain = (original) => isDescribed ? builderNotDescribed(spec.driver, image, original) : builderNotCreated(original);
	return {
		name,
		spec,
		scratch: configDir,
		explain
	};
}
/** `driver docker-container, network=host`; with several nodes their number, `driver remote, 2 nodes`. */
function describeSpec({ driver, nodes }) {
	return `driver ${driver}${nodes.some(({ driverOpts }) => driverOpts.some(({ key, value }) => `${key}=${value}` === "network=host")) ? ", network=host" : ""}${nodes.length > 1 ? `, ${nodes.length} nodes` : ""}`;
}
// src/docker/prepare-build.ts
/** Prepares a build: chooses the builder or creates a temporary one, and determines environment, entitlements and definition. */
async function prepareBuild(ports, session, run) {
	const { plans, trigger, workspace, targets, reused } = run;
	const inputs = run.inputs.build;
	const vars = run.inputs.bake?.vars.map(({ key, value }) => [key, value]) ?? [];
	const gitInfo = await limitGitInfo(ports, workspace, targets.values());
	const env = {
		...Object.fromEntries(vars),
		...describeSecrets(inputs).env,
		...gitInfo
	};
	await maskSecrets(ports, workspace, env, targets);
	const mayWrite = plans.some(({ intent }) => intent.kind === "push");
	if (!mayWrite) noticeIgnoredCache(ports.log, targets);
	const keep = chooseKeptVariables({
		isBake: run.inputs.bake !== void 0,
		writesCache: mayWrite
	}, inputs, targets);
	const choice = await chooseForBuild(ports, session, run, mayWrite);
	const capabilities = describeCapabilities(driverOf(choice), session.engine);
	if (!mayWrite && keepsTimestamps(inputs, capabilities)) ports.log.notice(timestampsNotice);
	const allowances = buildsOf(run.inputs).map(async ({ build }) => {
		const written = await findWritePaths(ports.files, workspace, build);
		return planAllowances(build, mayWrite ? build.cacheTo : [], workspace, capabilities.buildx, written);
	});
	const allow = (await Promise.all(allowances)).flat();
	const common = {
		targets,
		plans,
		reused,
		trigger,
		inputs,
		capabilities
	};
	if (choice.kind === "create") defineBuild({
		...common,
		strategies: withoutOutput(plans, reused),
		writesCache: mayWrite
	});
	const name = await takeBuilder(ports, session, run, choice);
	const folder = join(session.configDir, "layouts");
	const layout = {
		folder,
		remove: () => ports.files.remove(folder)
	};
	return {
		capabilities,
		...capabilities.driver === "docker" && capabilities.rich && { layout },
		async run(strategies, onPush) {
			await prepareFolders(ports.files, folder, [...strategies.values()]);
			const writesCache = mayWrite && [...strategies.values()].some(({ kind }) => kind !== "warm");
			const definition = defineBuild({
				...common,
				strategies,
				writesCache
			});
			const layouts = allowLayouts(strategies, folder, workspace, capabilities.buildx);
			const allowed = [.../* @__PURE__ */ new Set([...allow, ...layouts])];
			const request = {
				definition,
				env,
				keep,
				builder: name,
				allow: allowed,
				workspace,
				scratch: session.configDir,
				...onPush && { onPush }
			};
			const started = ports.clock.now();
			const metadata = await runBake({
				...ports,
				buildx: session.buildx
			}, request);
			if (inputs.load) await nameLoaded(session.docker, plans, strategies);
			const built = definition.names.map((target) => [target, readMetadata(metadata, target)]);
			const { annotations } = definition;
			return {
				targets: new Map(built),
				annotations,
				metadata,
				duration: ports.clock.now() - started
			};
		}
	};
}
/** buildx's metadata for output `metadata`. With `target`, only that target's metadata. */
const metadataText = (metadata, target) => JSON.stringify((target === void 0 ? metadata : at(metadata, target)) ?? {}, null, 2);
/** Creates the folders for layouts, empty. bake allows writing only into folders that exist. */
async function prepareFolders(files, folder, strategies) {
	const folders = strategies.flatMap((strategy) => strategy.kind === "layout" ? [strategy.folder] : []);
	if (folders.length === 0) return;
	await files.remove(folder);
	await files.makeFolder(folder);
	for (const each of folders) await files.makeFolder(each);
}
/** Tags a loaded image with every planned reference. Bake gives it only the anchor's name. */
async function nameLoaded(docker, plans, strategies) {
	for (const plan of plans) {
		const strategy = strategies.get(plan.target);
		if (strategy?.kind !== "anchor") continue;
		const [name] = strategy.names;
		for (const other of references(plan)) {
			if (name === void 0 || other === name) continue;
			const result = await docker([
				"tag",
				name,
				other
			]);
			if (result.code !== 0) throw new TagboatError(notNamed(other, outputOf(result)));
		}
	}
}
const timestampsNotice = "rewrite-timestamp is ignored for the loaded image: the engine cannot store an image with rewritten timestamps. A builder of another driver (input builder) can.";
/** Only runs that may push write a cache, because others read it. */
function noticeIgnoredCache(log, targets) {
	if ([...targets.values()].some((target) => specsOf(target, "cache-to").length > 0)) log.notice("cache-to is ignored, because this run does not push.");
}
/** A strategy without an output for every image to build. */
const withoutOutput = (plans, reused) => new Map(plans.flatMap(({ target }) => reused.has(target) ? [] : [[target, { kind: "warm" }]]));
// src/prepare/describe-run.ts
/** The result of what was published or built. `total` is the duration of the run in ms. */
function describeRun({ inputs, intent, definition }, { images, plans: [first], built }, { files, total }) {
	const imageId = built?.targets.get(first?.target ?? "")?.imageId;
	return {
		intent,
		dryRun: inputs.dryRun,
		pushed: !inputs.dryRun && images.some(isPublished$1),
		...files.length > 0 && { files },
		isMany: isMany(inputs),
		bases: new Map([...definition.targets].map(([name, target]) => [name, [...basesOf(target).values()]])),
		images: images.map((image) => correctOrigin(image, inputs, built)),
		...imageId === void 0 ? {} : { imageId },
		...built === void 0 ? {} : { metadata: metadataText(built.metadata, isMany(inputs) ? void 0 : singleTarget) },
		durations: {
			...built && { build: built.duration },
			total
		}
	};
}
/** The annotations that the build got, or would get in a dry run. */
function annotationsOf({ inputs, intent, definition: { targets }, trigger }, { plans, built }) {
	if (!(inputs.dryRun && intent.kind !== "nothing" && inputs.from === void 0)) return built?.annotations ?? /* @__PURE__ */ new Map();
	return previewAnnotations({
		targets,
		plans,
		trigger,
		inputs: inputs.build
	});
}
/** Drops the origin of images whose build was skipped, and adds the one of images that were built. */
function correctOrigin(image, inputs, built) {
	const { origin, ...rest } = image;
	const isBuilt = built?.targets.has(image.target) === true;
	const { dryRun } = inputs;
	if (origin?.how === "built" && !isBuilt && !dryRun) return rest;
	return origin === void 0 && isBuilt && isMany(inputs) ? {
		...image,
		origin: { how: "built" }
	} : image;
}
// src/model/identity.ts
/** Returns the platforms normalized, sorted and without duplicates. */
const sortPlatforms = (platforms) => [...new Set(platforms.map((platform) => normalizePlatform(platform) ?? platform))].sort();
/** The text for a label or annotation, which `parseIdentity` reads. */
const formatIdentity = (identity) => JSON.stringify(identity);
/** Undefined for any other text, such as a label of an older version or another tool. */
function parseIdentity(text) {
	const json = parseJson(text);
	const platforms = arrayAt(json, "platforms").filter((item) => typeof item === "string");
	const found = compact({
		target: stringAt(json, "target"),
		file: stringAt(json, "file"),
		context: stringAt(json, "context"),
		stage: stringAt(json, "stage"),
		platforms: platforms.length === 0 ? void 0 : sortPlatforms(platforms)
	});
	const { file, context } = found;
	if (file === void 0 || context === void 0 || /\p{Cc}/u.test(Object.values(found).flat().join(""))) return void 0;
	return {
		...found,
		file,
		context
	};
}
/** The fields in which two images of one commit differ; empty if they are the same image or one has no identity. */
function compareIdentities(one, other) {
	if (one === void 0 || other === void 0) return [];
	const plain = [
		"target",
		"file",
		"context",
		"stage"
	].filter((key) => one[key] !== other[key]);
	if (one.platforms === void 0 || other.platforms === void 0) return plain;
	return one.platforms.join() === other.platforms.join() ? plain : [...plain, "platforms"];
}
/** The identity of an index of several images. Undefined if one of them has none. */
function mergeIdentities(parts, platforms) {
	const known = parts.flatMap((part) => part ?? []);
	const [first] = known;
	if (first === void 0 || known.length < parts.length) return void 0;
	const all = (key) => [...new Set(known.flatMap((part) => part[key] ?? []))].sort().join(", ");
	return compact({
		target: all("target") || void 0,
		file: all("file"),
		context: all("context"),
		stage: all("stage") || void 0,
		platforms: sortPlatforms(platforms)
	});
}
/** For messages: `target 'app', file 'docker/app', platforms linux/amd64`. */
function describeIdentity({ target, file, context, stage, platforms = [] }) {
	return [
		...target === void 0 ? [] : [`target '${target}'`],
		`file '${file}'`,
		...context === "." ? [] : [`context '${context}'`],
		...stage === void 0 ? [] : [`stage '${stage}'`],
		...platforms.length === 0 ? [] : [`platforms ${platforms.join(", ")}`]
	].join(", ");
}
// src/errors/guards.ts
/** A released tag never changes its content. */
function releaseTaken(ref, published, run) {
	const from = published.revision === void 0 ? "by another commit or tool" : `from commit ${published.revision}`;
	const ours = run.digest === void 0 ? `commit ${run.revision}` : run.digest;
	return {
		code: "release-taken",
		what: `${ref} is already released: ${published.digest}, built ${from}; this run would replace it with ${ours}.`,
		fix: `Release under a new version, or set overwrite: true to replace this one${run.isScheduled ? ", or overwrite: scheduled to let only scheduled runs replace it" : ""}.`
	};
}
/** The release is another image of the same commit: two steps, targets or platforms use the same name. */
function otherImage(ref, digest, theirs, ours) {
	const isPlatforms = compareIdentities(theirs, ours).join() === "platforms";
	return {
		code: "release-other-image",
		what: `${ref} is already released as another image of this commit: ${digest} is of ${describeIdentity(theirs)}; the image of this run is of ${describeIdentity(ours)}.`,
		fix: isPlatforms ? "Build all platforms in one step (platforms: a,b). Or have each job build its platform with push: digest, and merge all digests with from: in a last job. If the platforms have changed, set overwrite: true to replace the release." : "Give each image its own name, for example with {{target}} in input images, or its own tags, for example with flavor: suffix=-slim,onlatest=true. If this image is the right one, set overwrite: true to replace the release."
	};
}
function notATag() {
	return {
		code: "tag-required",
		what: "require-signed-tag is on, and this run plans a release that is not from a git tag.",
		fix: "Publish releases from a push of their git tag, or remove require-signed-tag."
	};
}
function releasedMeanwhile(ref, digest) {
	return {
		code: "released-meanwhile",
		what: `${ref} was released as ${digest} by another run of this commit while this run was building it.`,
		fix: "Run the job again, so that it uses that image, and set concurrency: in the workflow, so that one run waits for the other."
	};
}
/** `require-signed-tag` is on, and GitHub does not report the tag's signature as verified. */
function tagNotSigned(tag, signature) {
	return {
		code: "tag-not-signed",
		what: `require-signed-tag is on, and the git tag '${tag}' ${describe$2(signature)}.`,
		fix: advise(tag, signature)
	};
}
function describe$2(signature) {
	if (signature.kind === "absent") return "does not exist on GitHub";
	if (signature.kind === "lightweight") return "is a lightweight tag, which cannot carry a signature";
	if (signature.reason === "unsigned") return "is annotated, but not signed";
	if (signature.reason === "other_tag") return "holds a signed tag object that was made for another tag";
	if (signature.reason === "no_commit") return "is signed, but does not point to a commit";
	return `has a signature that GitHub does not verify (reason: ${signature.reason})`;
}
function advise(tag, signature) {
	if (signature.kind === "absent") return "Push the tag, and run the workflow again.";
	const again = `Sign it again with 'git tag --sign --force ${tag} ${tag}^{}' and push it with --force.`;
	if (signature.kind !== "unverified" || [
		"unsigned",
		"other_tag",
		"no_commit"
	].includes(signature.reason)) return again;
	return `See "Signature verification object" in GitHub's REST documentation for the reason, and register the tagger's key and e-mail address with their account. ${again}`;
}
/** `require-signed-tag` is on, and GitHub did not answer. */
function tagSignatureUnknown(tag, why) {
	return {
		code: "tag-signature-unknown",
		what: `require-signed-tag is on, and it is unknown whether GitHub verifies the signature of the git tag '${tag}', because ${why}.`,
		fix: "Give input github-token a token that may read the repository's contents ('permissions: contents: read'), and run the workflow again."
	};
}
/** The tag was moved after the event, or another commit is checked out. */
function tagMoved(tag, names, commit) {
	return {
		code: "tag-moved",
		what: `require-signed-tag is on, and the signed git tag '${tag}' points to ${names}, but this run builds ${commit}.`,
		fix: "Check out the commit that the tag points to, and do not move a pushed tag."
	};
}
/** `why` is a clause that names the commit. */
const untrustedCommit = (event, why) => ({
	code: "untrusted-commit",
	what: `Event ${event} would push an untrusted commit: ${why}.`,
	fix: "Check out the newest commit of a branch of this repository; if the branch has moved on, the run of its newer commit publishes. Keep other checkouts out of the build context. Build forks on pull_request. If the commit was reviewed, set input trust-fork-code to true."
});
const checkoutLogin = (folder, why) => ({
	code: "checkout-login",
	what: `The build could read the login in '${folder}/.git/config', and its code is not trusted: ${why}.`,
	fix: "Set persist-credentials: false on actions/checkout."
});
// src/decide/decide-tag.ts
/** Total: every planned tag gets one decision, whatever the facts. docs/publishing.md has the rules. */
function decideTag(facts, run, guards) {
	const { image, tag } = facts;
	if (image !== void 0 && image.digest === run.digest) return {
		kind: "unchanged",
		facts
	};
	const held = findHolder(facts, run);
	if (held !== void 0) return held;
	switch (tag.follows.kind) {
		case "release": return decideRelease(facts, run, guards);
		case "commit": return image === void 0 ? move(facts) : keep(facts, "it exists, and names one commit forever");
		case "line": return guards.forwardOnly ? decideLine(facts, tag.follows) : move(facts);
		case "branch":
		case "pull": return decideTip(facts, guards);
		case "run": return move(facts, findDoubt$1(facts));
	}
}
/**
* The decision about a tag that is named after a ref and belongs to another run: a pull request never replaces the image
* of a push, and no branch takes the tag of another existing branch. `undefined` if this run may have the tag.
*/
function findHolder(facts, run) {
	const { image, rival, tag } = facts;
	if (image === void 0 || tag.fromRef === void 0) return void 0;
	if (run.isPullRequest && isPublished(facts, image)) return keep(facts, `a ${image.event} event published it, and a pull request does not replace that`);
	if (rival?.exists !== true) return void 0;
	const reason = `branch '${rival.branch}' has the same tag and published it. Rename one of the two branches, or delete the other`;
	return {
		...keep(facts, reason),
		isConflict: !run.isPullRequest
	};
}
/**
* Whether an event other than a pull request published the image under this very tag. An image that was reused or promoted
* was built under other tags, and may be replaced.
*/
function isPublished({ tag, rival }, { event, branch, version }) {
	if (event === void 0 || event.startsWith("pull_request")) return false;
	if (rival !== void 0) return true;
	const own = tag.fromRef?.branch;
	if (own === void 0) return false;
	if (branch === "") return version === tag.name;
	return branch === void 0 || branch === own;
}
/** Why it is unknown whether another branch has the tag. */
function findDoubt$1({ rival }) {
	if (typeof rival?.exists !== "object") return void 0;
	return `whether branch '${rival.branch}', which published it, still exists is unknown (${rival.exists.why})`;
}
function decideRelease(facts, run, guards) {
	const { image } = facts;
	if (image === void 0 || guards.overwrite === true) return move(facts);
	if (guards.overwrite === "scheduled" && mayReplace(image, run)) return move(facts);
	if ((run.digest === void 0 || run.isMerge === true) && image.revision === run.revision) {
		const { identity: ours } = run;
		const { identity: theirs } = image;
		const differ = compareIdentities(ours, theirs);
		if (ours === void 0 || theirs === void 0 || differ.length === 0) return {
			kind: "published",
			facts,
			digest: image.digest
		};
		return {
			kind: "refuse",
			facts,
			problem: otherImage(facts.ref, image.digest, theirs, ours)
		};
	}
	return {
		kind: "refuse",
		facts,
		problem: releaseTaken(facts.ref, image, run)
	};
}
/** A scheduled run may replace a release of its own image, whatever its commit. */
const mayReplace = (image, run) => run.isScheduled === true && image.revision !== void 0 && compareIdentities(run.identity, image.identity).length === 0;
/** `1`, `1.2`, `latest`: for the highest version of their line. */
function decideLine(facts, follows) {
	const existing = facts.image?.version;
	const isVersion = existing !== void 0 && parseVersion(follows.scheme, existing) !== void 0;
	if (isVersion && compareVersions(follows.scheme, existing, follows.version) > 0) return keep(facts, `it is on ${existing}, which is higher than ${follows.version}`);
	if (facts.higher !== void 0) return keep(facts, `git tag ${facts.higher.gitTag} is higher than ${follows.version}, and its image is published`);
	if (isVersion) return move(facts, facts.unknown);
	if (facts.image === void 0) return move(facts, facts.unknown);
	return move(facts, facts.unknown ?? "its image does not name a version");
}
/** Tags that follow the tip of a branch or of a pull request. */
function decideTip(facts, guards) {
	const { image, ancestry } = facts;
	if (image === void 0) return move(facts);
	if (!guards.forwardOnly) return move(facts, findDoubt$1(facts));
	return decideByAncestry(facts, ancestry ?? {
		kind: "unknown",
		why: "its image does not name the commit that it was built from"
	});
}
function decideByAncestry(facts, ancestry) {
	if (ancestry.kind === "behind") {
		const commit = (facts.image?.head ?? facts.image?.revision ?? "").slice(0, 12);
		return keep(facts, `its image was built from ${commit}, a newer commit than this run's`);
	}
	return move(facts, findDoubt$1(facts) ?? (ancestry.kind === "unknown" ? ancestry.why : void 0));
}
const keep = (facts, reason) => ({
	kind: "keep",
	facts,
	reason
});
function move(facts, unknown) {
	const kind = facts.image === void 0 ? "create" : "move";
	if (unknown === void 0) return {
		kind,
		facts
	};
	return {
		kind,
		facts,
		warning: `${facts.ref} moves forward unchecked: ${unknown}.`
	};
}
/** Whether a decision writes the tag. */
const isChange = (decision) => decision.kind === "create" || decision.kind === "move";
// src/decide/decide-tags.ts
/**
* Decides about all tags of a step, in their order. Total and pure.
*
* A scheduled run picks up changes without a commit, such as new base images. If this commit's version is released already,
* the run keeps the version and its line (`1.28`, `latest`), and builds for the other tags (`stable`, a branch's). A
* half-published version is completed first: as long as one of its tags is missing or behind, the release is the source of
* all tags, as in any other run.
*/
function decideTags(tags, runOf, guards) {
	const decisions = tags.map((facts) => decideTag(facts, runOf(facts.target), guards));
	const rebuilt = new Map([...new Set(tags.map(({ target }) => target))].flatMap((target) => {
		const own = decisions.filter(({ facts }) => facts.target === target);
		return runOf(target).isScheduled === true && guards.onlyChanged !== true ? rebuild(own) : [];
	}));
	return decisions.map((decision) => rebuilt.get(decision) ?? decision);
}
/** The decisions about one image in a scheduled rebuild; none if no rebuild is due. */
function rebuild(decisions) {
	const released = new Set(decisions.flatMap((decision) => decision.kind === "published" ? [decision.digest] : []));
	if (released.size === 0) return [];
	const pairs = decisions.map((decision) => [decision, keepVersion(decision, released)]);
	return pairs.some(([, decision]) => isBehind(decision)) ? [] : pairs;
}
function keepVersion(decision, released) {
	const { facts } = decision;
	const { follows } = facts.tag;
	if (decision.kind === "published") return {
		kind: "keep",
		facts,
		reason: ofRelease,
		isLeft: true
	};
	return follows.kind === "line" && facts.image !== void 0 && (released.has(facts.image.digest) || facts.image.version === follows.version) && decision.kind === "move" ? {
		kind: "keep",
		facts,
		reason: ofLine,
		isLeft: true
	} : decision;
}
const ofRelease = "it is released already, from this commit, and a scheduled run builds only for tags without a version. overwrite: scheduled replaces it too";
const ofLine = "it stays with its version, which this scheduled run does not replace";
/** A fixed tag that is missing, or a line that is not on the release yet. */
const isBehind = ({ kind, facts }) => (kind === "create" || kind === "move") && [
	"release",
	"commit",
	"line"
].includes(facts.tag.follows.kind);
// src/publish/first-look.ts
/**
* The same registry with a cache of manifests: reuse and facts read the same tags at the same time. Only for the first
* look, since later reads must show changes.
*/
function lookOnce(registry) {
	return {
		...registry,
		headManifest: once(registry.headManifest),
		getManifest: once(registry.getManifest)
	};
}
function once(ask) {
	return memoize(({ host, path }, target) => JSON.stringify([
		host,
		path,
		target
	]), ask);
}
/**
* Sends one request to each host first. A host that cannot be reached would otherwise fail many requests, each of them
* slowly. Throws its TagboatError.
*/
async function reachAll(registry, plans) {
	const requests = plans.flatMap((plan) => plan.repositories.flatMap((repository) => {
		const [tag] = tagsOf(plan, repository);
		return tag === void 0 ? [] : [{
			repository,
			tag
		}];
	}));
	const asked = [...new Map(requests.map((request) => [request.repository.host, request])).values()].map(async ({ repository, tag }) => {
		try {
			registry.expectAbsence?.(repository);
			await registry.headManifest(repository, { tag: tag.name });
		} catch (error) {
			if (!(error instanceof TagboatError && !error.problems.some(({ code }) => /^registry-(unreachable|tls)$/.test(code)))) throw error;
		}
	});
	await Promise.all(asked);
}
// src/git/signed-tag.ts
/**
* The problem with publishing a release under `require-signed-tag`; undefined if there is none. Unlike other guards, this
* one also refuses an unknown answer, because the user asked for a signature. `commit` is the one that is built.
*/
async function checkSignedTag(source, tag, commit) {
	const answer = await source.tagSignature(tag);
	if (!answer.known) return tagSignatureUnknown(tag, answer.why);
	const signature = answer.value;
	if (signature.kind !== "verified") return tagNotSigned(tag, signature);
	return signature.commit === commit ? void 0 : tagMoved(tag, signature.commit, commit);
}
// src/publish/competing-tags.ts
/** A moving tag that is named after the ref: a ref with another name may give the same tag. */
const isContestable = ({ follows, fromRef }) => fromRef !== void 0 && [
	"branch",
	"pull",
	"run"
].includes(follows.kind);
/**
* Finds the other branch that a tag belongs to. The image under the tag was built for that branch, and the rules give the
* branch this tag: at the commit of the image (`{{branch}}-{{sha}}`), or as the image's first tag
* (`{{branch}}-{{date 'YYYYMMDD'}}`). An image that was reused or promoted was built under other tags, and has no rival.
* The default branch has none either: otherwise a branch `#main` could take `main` from a new image. Asks the remote
* repository only in a conflict.
*/
async function findRival({ trigger, source, namesForBranch }, { target, repository, tag }, image) {
	const { branch, version } = image ?? {};
	if (image === void 0 || branch === void 0 || branch === "" || branch === tag.fromRef?.branch) return void 0;
	if (!isContestable(tag) || isDefaultBranch(trigger)) return void 0;
	if (version !== tag.name && !namesForBranch(branch, target, image, repository).has(tag.name)) return void 0;
	const branches = await source.branches();
	return {
		branch,
		exists: branches.known ? branches.value.includes(branch) : { why: branches.why }
	};
}
/** How many releases are looked up, one after another, the highest first. */
const mostReleases = 20;
/**
* For a tag on a line of versions whose image names no version, or that does not exist: finds a git tag with a higher
* version, which gives the same tag by the same rule, and whose full version is published.
*/
async function findHigher(request, { target, repository, tag }, image) {
	const { follows } = tag;
	if (follows.kind !== "line") return {};
	if (image?.version !== void 0 && parseVersion(follows.scheme, image.version) !== void 0 && !request.guards.onlyChanged) return {};
	const gitTags = await request.source.gitTags();
	if (!gitTags.known) return { unknown: `the git tags could not be read (${gitTags.why})` };
	for (const release of findReleases(request, {
		target,
		repository,
		tag
	}, gitTags.value).slice(0, mostReleases)) if (await request.registry.headManifest(repository, { tag: release.name }) !== void 0) return { higher: {
		gitTag: release.gitTag,
		version: release.version
	} };
	return gitTags.doubt === void 0 ? {} : { unknown: gitTags.doubt };
}
/** Git tags that give this tag with a higher version, the highest first, each with its full version's tag. */
function findReleases({ namesFor }, { target, repository, tag: { name, follows } }, gitTags) {
	if (follows.kind !== "line") return [];
	return gitTags.flatMap((gitTag) => {
		const tags = tagsOf(namesFor(gitTag, target), repository);
		const same = tags.find((tag) => tag.name === name && tag.follows.kind === "line");
		const full = tags.find((tag) => tag.follows.kind === "release");
		if (same?.follows.kind !== "line" || full === void 0) return [];
		if (compareVersions(follows.scheme, same.follows.version, follows.version) <= 0) return [];
		return [{
			gitTag,
			version: same.follows.version,
			name: full.name
		}];
	}).sort((a, b) => compareVersions(follows.scheme, b.version, a.version));
}
// src/publish/gather-facts.ts
/** Reads everything that decisions need, in parallel, and only what a guard needs. */
async function gatherFacts(request) {
	const { plans } = request;
	const pushes = distinctOf(plans.flatMap((plan) => plan.repositories)).map((repository) => findRefusal(request.registry, repository));
	const tagged = plans.flatMap((plan) => tagReferencesOf(plan).map(({ repository }) => repository));
	for (const repository of distinctOf(tagged)) request.registry.expectAbsence?.(repository);
	const reading = plans.flatMap((plan) => tagReferencesOf(plan).map(({ repository, tag }) => gatherTag(request, {
		target: plan.target,
		repository,
		tag
	})));
	const [tags, permissions, signature] = await Promise.all([
		collectRefusals(reading),
		Promise.all(pushes),
		checkSignature(request)
	]);
	const refusals = [
		...permissions.flat(),
		...signature,
		...tags.refusals
	];
	const distinct = new Map(refusals.map((problem) => [`${problem.code} ${problem.what}`, problem]));
	return {
		tags: tags.facts,
		refusals: [...distinct.values()]
	};
}
/** Waits for all, so that all problems are reported together. */
async function collectRefusals(reading) {
	const settled = await Promise.allSettled(reading);
	const facts = settled.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
	const errors = settled.flatMap((one) => one.status === "rejected" ? [one.reason] : []);
	const fault = errors.find((error) => !(error instanceof TagboatError));
	if (fault !== void 0) throw fault;
	return {
		facts,
		refusals: errors.flatMap((error) => error instanceof TagboatError ? error.problems : [])
	};
}
/** Reads the facts about one tag. `isStrict`: also asks what a strict order between two runs needs. */
async function gatherTag(request, asked, isStrict = false) {
	const { target, repository, tag } = asked;
	const ref = formatReference(repository, { tag: tag.name });
	const head = await readHead$2(request.registry, repository, tag.name);
	const facts = {
		target,
		repository,
		tag,
		ref
	};
	const image = head === void 0 ? void 0 : await readImage(request, repository, tag, head.digest);
	const [known, rival] = await Promise.all([askSource(request, facts, image, isStrict), findRival(request, facts, image)]);
	return {
		...facts,
		...image && { image },
		...known,
		...rival && { rival }
	};
}
/**
* A repository that does not exist yet can look like one that the login may not read (Docker Hub answers
* insufficient_scope). If the login may push there, the tag counts as absent.
*/
async function readHead$2(registry, repository, tag) {
	try {
		return await registry.headManifest(repository, { tag });
	} catch (error) {
		const codes = error instanceof TagboatError ? error.problems.map(({ code }) => code) : [];
		if (registry.checkPush === void 0 || !codes.some((code) => hidden.includes(code))) throw error;
		await registry.checkPush(repository);
		return;
	}
}
const hidden = [
	"registry-denied",
	"registry-unauthorized",
	"registry-name-unknown"
];
/** Reads the manifest only if a guard needs more than the digest, because registries count it as a pull. */
function readImage(request, repository, tag, digest) {
	const { kind } = tag.follows;
	const { overwrite, forwardOnly } = request.guards;
	if (!(kind === "release" && overwrite !== true || [
		"line",
		"branch",
		"pull"
	].includes(kind) && forwardOnly || isContestable(tag))) return Promise.resolve({ digest });
	return request.readImage(repository, digest);
}
async function askSource(request, { target, repository, tag }, image, isStrict) {
	if (!request.guards.forwardOnly) return {};
	const { follows } = tag;
	if (follows.kind === "line") return findHigher(request, {
		target,
		repository,
		tag
	}, image);
	if (follows.kind !== "branch" && follows.kind !== "pull" || image === void 0) return {};
	const { trigger } = request;
	const isPull = follows.kind === "pull" || follows.pull !== void 0;
	const ourCommit = isPull ? trigger.pullRequest?.headSha ?? trigger.revision : trigger.revision;
	const theirCommit = isPull ? image.head ?? image.revision : image.revision;
	if (theirCommit === void 0) return {};
	const isProvable = isStrict && request.guards.onlyChanged !== true;
	return { ancestry: await findAncestry(request.source, {
		follows,
		ourCommit,
		theirCommit,
		isStrict: isProvable
	}) };
}
async function findRefusal(registry, repository) {
	try {
		await registry.checkPush?.(repository);
		return [];
	} catch (error) {
		if (error instanceof TagboatError) return error.problems;
		throw error;
	}
}
/** Releases are published only from a git tag whose signature GitHub has verified. */
async function checkSignature({ guards, trigger, plans, source }) {
	if (!guards.requireSignedTag) return [];
	const isRelease = plans.flatMap((plan) => plan.tags).some(({ follows }) => follows.kind === "release" || follows.kind === "line");
	if (trigger.ref.kind !== "tag") return isRelease ? [notATag()] : [];
	const problem = await checkSignedTag(source, trigger.ref.name, trigger.revision);
	return problem === void 0 ? [] : [problem];
}
/**
* Gathers facts while the sources are read. The check whether the login may push is a POST, and waits for the sources: a
* source that is refused must not cause a write.
*/
async function gatherBeside(reading, request) {
	const { registry } = request;
	const checkPush = async (repository) => {
		await reading;
		await registry.checkPush?.(repository);
	};
	const gathering = gatherFacts({
		...request,
		registry: {
			...registry,
			checkPush
		}
	});
	const [source, facts] = await Promise.allSettled([reading, gathering]);
	if (source.status === "rejected") throw source.reason;
	if (facts.status === "rejected") throw facts.reason;
	return {
		source: source.value,
		facts: facts.value
	};
}
// src/publish/image-facts.ts
const source = "org.opencontainers.image.source";
const revision = "org.opencontainers.image.revision";
const version = "org.opencontainers.image.version";
/**
* Reads the metadata of an image that may be trusted: the annotations of its index or manifest, if Tagboat wrote them for
* this source repository; else the labels of its configuration, if they name this repository as their source. Labels that
* are inherited from a base image name another source.
*/
async function readImageFacts(registry, repository, digest, sourceUrl) {
	const manifest = await registry.getManifest(repository, { digest });
	if (manifest === void 0) return { digest };
	const annotations = at(manifest.json, "annotations");
	if (isOurs(annotations, sourceUrl) && stringAt(annotations, "dev.tagboat.event") !== void 0) return {
		digest,
		...pick$1(annotations)
	};
	const labels = await readLabels(registry, repository, manifest.json);
	if (!isOurs(labels, sourceUrl)) return { digest };
	const own = pick$1(labels);
	if (listImages$1(manifest.json).length < 2) return {
		digest,
		...own
	};
	const { contentKey: _, contentParts: __, identity: one, ...others } = own;
	return {
		digest,
		...others,
		...one && { identity: withoutPlatforms(one) }
	};
}
/** `readImageFacts` with a cache: tags often share an image, and registries count a GET of a manifest as a pull. */
function createImageFacts(registry, sourceUrl) {
	return memoize((repository, digest) => formatReference(repository, { digest }), (repository, digest) => readImageFacts(registry, repository, digest, sourceUrl));
}
const withoutPlatforms = ({ platforms: _, ...identity }) => identity;
/** Whether labels or annotations name this repository as their source. */
const isOurs = (values, sourceUrl) => stringAt(values, source)?.replace(/\.git$/, "").toLowerCase() === sourceUrl.toLowerCase();
function pick$1(values) {
	if (!isRecord(values)) return {};
	return compact({
		revision: stringAt(values, revision),
		head: stringAt(values, headKey),
		version: stringAt(values, "dev.tagboat.version") ?? stringAt(values, version),
		event: stringAt(values, eventKey),
		branch: textAt$1(values, branchKey),
		identity: parseIdentity(stringAt(values, "dev.tagboat.identity") ?? ""),
		contentKey: stringAt(values, contentKeyName),
		contentParts: stringAt(values, contentPartsName),
		build: stringAt(values, buildKey),
		dependsOn: stringAt(values, dependsOnKey)
	});
}
/** Unlike `stringAt` this returns empty text, which means that the image was built for no branch. */
function textAt$1(values, key) {
	const text = at(values, key);
	return typeof text === "string" ? text : void 0;
}
/** The entries of an index without attestations. */
const listImages$1 = (manifest) => arrayAt(manifest, "manifests").filter((item) => stringAt(item, "platform", "os") !== "unknown");
/** The labels of the image, or of an index's first platform. */
async function readLabels(registry, repository, manifest) {
	const [child] = listImages$1(manifest);
	const childDigest = stringAt(child, "digest");
	const image = childDigest === void 0 ? manifest : (await registry.getManifest(repository, { digest: childDigest }))?.json;
	const config = stringAt(image, "config", "digest");
	const bytes = config === void 0 ? void 0 : await registry.getBlob(repository, config);
	return bytes === void 0 ? void 0 : at(parseJson(new TextDecoder().decode(bytes)), "config", "Labels");
}
// src/publish/request.ts
/** The request for the facts about all images. Its cache of images is new: what is decided again is read again. */
function askFor({ images, ...request }) {
	return askAbout$1({
		...request,
		plans: images.map(({ plan }) => plan)
	});
}
/** The same for plans whose content is not known yet. */
function askAbout$1({ facts, registry, plans }) {
	return {
		...facts,
		registry,
		plans,
		readImage: createImageFacts(registry, facts.trigger.repository.url)
	};
}
/** The run, with what decisions about one of its images depend on. */
function runOf({ run, images }, target) {
	const image = images.find(({ plan }) => plan.target === target);
	return {
		...run,
		...image?.digest === void 0 ? {} : { digest: image.digest },
		...image?.isMerge === void 0 ? {} : { isMerge: image.isMerge },
		...image?.identity === void 0 ? {} : { identity: image.identity }
	};
}
/** The images that have a source, by target. */
const existingOf = (images) => new Map(images.flatMap(({ plan, source }) => source ? [[plan.target, source]] : []));
// src/publish/destinations.ts
const isSameDestination = (one, other) => one.target === other.target && isSame(one.repository, other.repository);
/** Values by destination. The image is part of the key, because two images of a step may share a repository. */
var DestinationMap = class {
	#entries;
	/** Of several values for one destination the last one counts. */
	constructor(entries = []) {
		this.#entries = new Map([...entries].map((entry) => [keyOfDestination(entry[0]), entry]));
	}
	get(destination) {
		return this.#entries.get(keyOfDestination(destination))?.[1];
	}
	has(destination) {
		return this.#entries.has(keyOfDestination(destination));
	}
	get size() {
		return this.#entries.size;
	}
	[Symbol.iterator]() {
		return this.#entries.values();
	}
};
const keyOfDestination = ({ target, repository }) => `${target} ${keyOf(repository)}`;
/** Each destination once. */
const distinctDestinations = (destinations) => [...new DestinationMap(destinations.map((destination) => [destination, destination]))].map(([, one]) => one);
// src/publish/platforms.ts
/**
* Reads the platforms of an image with their sizes. `top` is its manifest, `single` the platform of an image without an
* index, whose manifest does not name it. Skips attestations (platform `unknown/unknown`).
*/
async function readPlatforms(registry, repository, top, single) {
	if (arrayAt(top.json, "manifests").length === 0) return [{
		platform: single,
		size: sizeOf(top.json)
	}];
	const children = arrayAt(top.json, "manifests").flatMap((child) => {
		const platform = formatPlatform(child);
		const childDigest = stringAt(child, "digest");
		return platform === void 0 || childDigest === void 0 ? [] : [{
			platform,
			digest: childDigest
		}];
	});
	return Promise.all(children.map(async (child) => {
		const manifest = await registry.getManifest(repository, { digest: child.digest });
		return {
			platform: child.platform,
			size: manifest === void 0 ? 0 : sizeOf(manifest.json)
		};
	}));
}
/** The requested platforms that an image lacks. `linux/arm64` and `linux/arm64/v8` are the same. */
function findMissing$1(requested, existing) {
	const normal = (platform) => platform.replace(/^(linux\/arm64)\/v8$/, "$1");
	const known = new Set(existing.map(({ platform }) => normal(platform)));
	return requested.filter((platform) => !known.has(normal(platform)));
}
/** `linux/arm64/v8` of a descriptor; undefined for an attestation. */
function formatPlatform(descriptor) {
	const os = stringAt(descriptor, "platform", "os");
	const architecture = stringAt(descriptor, "platform", "architecture");
	const variant = stringAt(descriptor, "platform", "variant");
	if (os === void 0 || os === "unknown" || architecture === void 0) return void 0;
	return [
		os,
		architecture,
		variant
	].filter((part) => part !== void 0).join("/");
}
function sizeOf(manifest) {
	return arrayAt(manifest, "layers").map((layer) => numberAt(layer, "size") ?? 0).reduce((sum, size) => sum + size, numberAt(manifest, "config", "size") ?? 0);
}
// src/publish/results.ts
/** The result for one tag; undefined digests are left out. */
const tagResult = ({ ref, repository, tag }, { digest, previous, ...rest }) => ({
	ref,
	repository,
	name: tag.name,
	...digest !== void 0 && { digest },
	...previous !== void 0 && { previous },
	...rest
});
/** The result for each image in each repository, in the order of the plans. */
function perRepository({ images }, results, contents, platforms = new DestinationMap()) {
	const known = new Map(results.map((result) => [result.ref, result]));
	return images.flatMap(({ plan, origin }) => plan.repositories.map((repository) => {
		const destination = {
			target: plan.target,
			repository
		};
		const tags = tagsOf(plan, repository).flatMap((tag) => known.get(formatReference(repository, { tag: tag.name })) ?? []);
		const digest = contents.get(destination)?.digest ?? tags.find(holdsDigest)?.digest;
		return {
			...destination,
			...digest !== void 0 && { digest },
			platforms: platforms.get(destination) ?? [],
			tags,
			...origin && { origin }
		};
	}));
}
/** The platforms of each published image, with their sizes; empty if they cannot be read. */
async function listPlatforms({ registry, images }, contents) {
	const listed = images.flatMap(({ plan, platforms, ownPlatform }) => plan.repositories.map(async (repository) => {
		const destination = {
			target: plan.target,
			repository
		};
		const manifest = contents.get(destination);
		if (manifest === void 0) return [destination, []];
		return [destination, await readPlatforms(registry, repository, manifest, platforms[0] ?? ownPlatform).catch(() => [])];
	}));
	return new DestinationMap(await Promise.all(listed));
}
/** The result for a tag after its last read. */
function describeEntry({ decision, previous, written, now, state, reason }) {
	const { facts } = decision;
	const why = reason === void 0 ? {} : { reason };
	const held = {
		digest: now,
		previous
	};
	if (state === "failed") return tagResult(facts, {
		...held,
		action: state,
		...why
	});
	if (state === "superseded") return tagResult(facts, {
		...held,
		action: written === void 0 ? "kept" : state,
		...why
	});
	if (written === void 0) return describeUntouched({
		kind: "left",
		decision
	}, now);
	if (previous === void 0) return tagResult(facts, {
		digest: now,
		action: "created"
	});
	return tagResult(facts, {
		...held,
		action: previous === now ? "unchanged" : "moved"
	});
}
/** The result for a tag that this run has not written. `now`: its digest, if it was read again. */
function describeUntouched({ kind, decision }, now) {
	const { facts } = decision;
	const before = facts.image?.digest;
	const held = {
		digest: now ?? before,
		previous: before
	};
	if (kind === "skipped" && isChange(decision)) return tagResult(facts, {
		...held,
		action: "failed",
		reason: "it was not touched"
	});
	switch (decision.kind) {
		case "published": return tagResult(facts, {
			...held,
			action: "unchanged",
			reason: releasedAlready
		});
		case "keep": return tagResult(facts, {
			...held,
			action: "kept",
			reason: decision.reason
		});
		case "refuse": return tagResult(facts, {
			...held,
			action: "refused",
			reason: decision.problem.what
		});
		default: return tagResult(facts, {
			...held,
			action: "unchanged"
		});
	}
}
const releasedAlready = "it is released already, from this commit";
// src/report/plan-result.ts
/** The results of a run that sent no request to a registry: every tag is `unknown`. */
function planImages(plan, reason, origin) {
	return plan.repositories.map((repository) => ({
		target: plan.target,
		repository,
		platforms: [],
		...origin && { origin },
		tags: tagsOf(plan, repository).map((tag) => ({
			ref: formatReference(repository, { tag: tag.name }),
			repository,
			name: tag.name,
			action: "unknown",
			reason
		}))
	}));
}
// node_modules/yocto-queue/index.js
var Node = class {
	value;
	next;
	constructor(value) {
		this.value = value;
	}
};
var Queue = class {
	#head;
	#tail;
	#size;
	constructor() {
		this.clear();
	}
	enqueue(value) {
		const node = new Node(value);
		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}
		this.#size++;
	}
	dequeue() {
		const current = this.#head;
		if (!current) return;
		this.#head = this.#head.next;
		this.#size--;
		if (!this.#head) this.#tail = void 0;
		return current.value;
	}
	peek() {
		if (!this.#head) return;
		return this.#head.value;
	}
	clear() {
		this.#head = void 0;
		this.#tail = void 0;
		this.#size = 0;
	}
	get size() {
		return this.#size;
	}
	*[Symbol.iterator]() {
		let current = this.#head;
		while (current) {
			yield current.value;
			current = current.next;
		}
	}
	*drain() {
		while (this.#head) yield this.dequeue();
	}
};
// node_modules/p-limit/index.js
function pLimit(concurrency) {
	let rejectOnClear = false;
	if (typeof concurrency === "object") ({concurrency, rejectOnClear = false} = concurrency);
	validateConcurrency(concurrency);
	if (typeof rejectOnClear !== "boolean") throw new TypeError("Expected `rejectOnClear` to be a boolean");
	const queue = new Queue();
	let activeCount = 0;
	const resumeNext = () => {
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};
	const next = () => {
		activeCount--;
		resumeNext();
	};
	const run = async (function_, resolve, arguments_) => {
		const result = (async () => function_(...arguments_))();
		resolve(result);
		try {
			await result;
		} catch {}
		next();
	};
	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = { reject };
		new Promise((internalResolve) => {
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(void 0, function_, resolve, arguments_));
		if (activeCount < concurrency) resumeNext();
	};
	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});
	Object.defineProperties(generator, {
		activeCount: { get: () => activeCount },
		pendingCount: { get: () => queue.size },
		clearQueue: { value() {
			if (!rejectOnClear) {
				queue.clear();
				return;
			}
			const abortError = AbortSignal.abort().reason;
			while (queue.size > 0) queue.dequeue().reject(abortError);
		} },
		concurrency: {
			get: () => concurrency,
			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;
				queueMicrotask(() => {
					while (activeCount < concurrency && queue.size > 0) resumeNext();
				});
			}
		},
		map: { async value(iterable, function_) {
			const promises = [];
			try {
				Array.from(iterable, (value, index) => {
					const promise = generator(function_, value, index);
					promises.push(promise);
					return promise;
				});
			} catch (error) {
				for (const promise of promises) promise.catch(() => {});
				throw error;
			}
			return Promise.all(promises);
		} }
	});
	return generator;
}
function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) throw new TypeError("Expected `concurrency` to be a number from 1 and up");
}
// src/pool.ts
const createPool = (size) => pLimit(size);
// src/errors/registry.ts
const verbs = {
	read: "read",
	push: "push to",
	delete: "delete from"
};
const rights = {
	read: "read",
	push: "read and write",
	delete: "delete"
};
/** 401 without a credential, or with one that the registry or its token server rejects. */
function unauthorized(asked, user, original) {
	return {
		code: "registry-unauthorized",
		what: user === void 0 ? `${asked.host} requires a login to ${verbs[asked.action]} ${asked.name}, and there is none.` : `${asked.host} does not accept the login of '${user}' (to ${verbs[asked.action]} ${asked.name}).`,
		fix: user === void 0 ? adviseOnLogin(asked.host) : `Check the user name and that the password or token for ${asked.host} has neither expired nor been revoked.`,
		original
	};
}
/** The job's own token logs in to GitHub's registry; any other registry needs a login from the user. */
function adviseOnLogin(host) {
	return `${isGithub$1(host) ? `Do not override input github-token, which logs in to ${host}; or set` : "Set"} inputs registry: ${host}, username and password, or add an entry to registry-auth.`;
}
/** The login is valid, but lacks the permission. */
function denied(asked, original) {
	return {
		code: "registry-denied",
		what: `${asked.host} does not let this login ${verbs[asked.action]} ${asked.name}.`,
		fix: adviseOnRights(asked),
		original
	};
}
function adviseOnRights(asked) {
	if (isGithub$1(asked.host)) return adviseOnGithub(asked);
	if (asked.host === "docker.io") return "Check that the repository exists or that its namespace may create it, that the access token is for 'Read & Write' (and 'Delete' to delete), that the user belongs to the organization's team with that right, and that the plan allows another private repository.";
	return `Give the login the right to ${rights[asked.action]} in ${asked.name}.`;
}
const isGithub$1 = (host) => host === "ghcr.io" || host.startsWith("containers.");
/** GitHub Packages: the job's token needs `packages: write`, and the package must give the repository access. */
function adviseOnGithub(asked) {
	const level = asked.action === "read" ? "read" : "write";
	return `Add to the job:\n    permissions:\n      contents: read\n      packages: ${level}\nIf it has them, and the package was first pushed from elsewhere, open the package on GitHub, Package settings, Manage Actions access, and add this repository with the role ${level === "read" ? "Read" : "Write"}; for a new package, the organization must let members create packages.`;
}
/** OCI distribution spec, error code NAME_UNKNOWN. */
function nameUnknown(asked, original) {
	const ecr = /\.dkr\.ecr(?:-fips)?\.[^/]+\.amazonaws\.com/.test(asked.host);
	return {
		code: "registry-name-unknown",
		what: `${asked.host} has no repository for ${asked.name}.`,
		fix: ecr ? "Create it first (aws ecr create-repository): Amazon ECR creates no repository on push without a repository creation template." : "Check the spelling. If this registry does not create repositories on push, create the repository or its project first.",
		original
	};
}
function tagImmutable(asked, original) {
	return {
		code: "registry-tag-immutable",
		what: `${asked.host} does not allow ${asked.name} to be replaced: its tags are immutable there.`,
		fix: "Publish under a new version, or make this tag mutable in the settings of the registry.",
		original
	};
}
function quotaExceeded(asked, original) {
	return {
		code: "registry-quota",
		what: `${asked.host} has no room left for ${asked.name}: a quota or limit is reached.`,
		fix: "Delete unused images, or raise the quota.",
		original
	};
}
/** The last attempt ended with 429, too. `wait` is the registry's `Retry-After`, in ms. */
function tooManyRequests(asked, wait, original) {
	const pause = wait === void 0 ? "" : `, and asks to wait ${Math.ceil(wait / 1e3)} s`;
	return {
		code: "registry-too-many-requests",
		what: `${asked.host} limits requests and still refuses to ${verbs[asked.action]} ${asked.name}${pause}.`,
		fix: asked.host === "docker.io" ? "Log in to Docker Hub even to read (anonymous limits are lowest), and run the job again later." : "Run the job again later, with a login if there was none: registries often limit anonymous requests more.",
		original
	};
}
function manifestInvalid(asked, original) {
	return {
		code: "registry-manifest-invalid",
		what: `${asked.host} does not accept the manifest for ${asked.name}.`,
		fix: "Check which media types the registry supports; older ones require provenance: false, or Docker instead of OCI types.",
		original
	};
}
/** 413, from the registry or from a web server or network in front of it. */
function bodyLimit(asked, original) {
	return {
		code: "registry-body-limit",
		what: `${asked.host}, or a server in front of it, limits the size of a request's body, and ${asked.name} exceeds it.`,
		fix: "Raise the limit (client_max_body_size in nginx; 100 MB in Cloudflare’s smaller plans, which does not apply to a host name outside its proxy), or split large layers.",
		original
	};
}
/** The content does not match the digest, size or type that the registry or the manifest gives it. */
function contentWrong(asked, what) {
	return {
		code: "registry-content",
		what: `${asked.host} sent wrong content for ${asked.name}: ${what}.`,
		fix: "Run the job again. If the error persists, the registry or a proxy in front of it alters what it passes on."
	};
}
/** An image, or a part that it refers to, is not in its repository. */
function imagePartMissing(asked) {
	return {
		code: "registry-content-missing",
		what: `${asked.name} does not exist.`,
		fix: "Check the name. If an image refers to it, that image is incomplete: a cleanup job may have removed the part."
	};
}
/** The last attempt ended with a 5xx, too, or the distribution spec does not provide for the status. */
function answeredBadly(asked, status, original) {
	return {
		code: "registry-failed",
		what: `${asked.host} answered ${status} when asked to ${verbs[asked.action]} ${asked.name}.`,
		fix: status >= 500 ? "Run the job again later, and check the registry's status page." : "Check that this host is a container registry and that the name is right.",
		original
	};
}
/** HTML in place of the registry's JSON: from a proxy, a login page, or a host that is not a registry. */
function answeredWithPage(asked, status, original) {
	return {
		code: "registry-page",
		what: `Something between here and ${asked.host} answered ${status} with a web page when asked to ${verbs[asked.action]} ${asked.name}.`,
		fix: `Check HTTPS_PROXY and NO_PROXY, and that ${asked.host} is the registry's own host.`,
		original
	};
}
/** A list whose pages do not end; `pages` were read. */
function endlessList(asked, pages) {
	return {
		code: "registry-endless",
		what: `The list of ${asked.host} for ${asked.name} does not end: ${pages} pages were read.`,
		fix: "Check that this host is a container registry, and how it splits lists into pages: each page's Link header leads to the next one."
	};
}
/** A cancelled run has too little time left to remove a tag. Nothing was started. */
function noTimeToRemove({ host, name }) {
	return {
		code: "cancelled-no-time",
		what: `The run was cancelled, and ${host} answers too slowly to remove ${name} in the time that was left.`,
		fix: "Run the job again; it completes what is missing."
	};
}
// src/registry/body.ts
/** Bytes of an error's body that are read. */
const errorLimit = 65536;
/** OCI distribution spec 1.1, "Pushing Manifests": registries and clients keep manifests to 4 MiB. */
const manifestLimit = 4194304;
/** The whole body, or undefined if it is longer than `limit` bytes; the rest is discarded then. */
async function readBytes(response, limit) {
	if (Number(response.headers["content-length"] ?? 0) > limit) {
		response.discard();
		return;
	}
	const chunks = [];
	let length = 0;
	for await (const chunk of response.body) {
		length += chunk.byteLength;
		if (length > limit) return void 0;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
/** The body as text; throws a TagboatError if it is longer than `limit` bytes. */
async function readLimitedText(asked, response, limit) {
	const bytes = await readBytes(response, limit);
	if (bytes === void 0) throw new TagboatError(contentWrong(asked, `it is longer than ${limit} bytes`));
	return Buffer.from(bytes).toString("utf8");
}
/** Wrong content is worth a retry: a connection or a cache may have corrupted it. */
function wrongContent(asked, what) {
	return new TransientError(contentWrong(asked, what), `${asked.host} sent wrong content`);
}
// src/registry/digest.ts
/** The algorithms that both the OCI image spec ("Descriptors") and Node support. */
const algorithms = ["sha256", "sha512"];
/** `sha256:...` of the bytes. */
function computeDigest(bytes, algorithm = "sha256") {
	return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
/** The part of a digest before the colon. */
const nameAlgorithm = (digest) => digest.split(":", 1)[0] ?? "";
/** Whether the digest's algorithm is supported. */
const canDigest = (digest) => algorithms.includes(nameAlgorithm(digest));
/** Whether the bytes have the digest; false for an unsupported algorithm. */
function matchDigest(bytes, digest) {
	return canDigest(digest) && computeDigest(bytes, nameAlgorithm(digest)) === digest;
}
// src/registry/media-types.ts
/** OCI image spec 1.1, "Media Types", and the Docker types that they grew from. */
const ociIndex = "application/vnd.oci.image.index.v1+json";
/** The Accept header names all four: without the index types a registry answers 404 for an index. */
const manifestTypes = [
	ociIndex,
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
];
/** Several images under one digest, each for a platform. */
const isIndexType = (mediaType) => mediaType === "application/vnd.oci.image.index.v1+json" || mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
/** A Content-Type without its parameters, in lower case. */
function parseMediaType(header) {
	return (header ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
// src/registry/scopes.ts
/** The scopes to do `actions` in the repository at `path`, which has no host in it. */
function scopeRepository(path, ...actions) {
	return /* @__PURE__ */ new Map([[`repository:${path}`, new Set(actions)]]);
}
/** Reads `repository:acme/app:pull,push repository:acme/base:pull`; a resource's name may have colons. */
function parseScopes(text) {
	return unionScopes(...text.split(" ").filter((part) => /^.+:.+:.+$/.test(part)).map((part) => {
		const end = part.lastIndexOf(":");
		return /* @__PURE__ */ new Map([[part.slice(0, end), new Set(part.slice(end + 1).split(","))]]);
	}));
}
/** One text for each resource, in a fixed order, so that equal scopes have equal texts. */
function formatScopes(scopes) {
	const order = [
		"pull",
		"push",
		"delete"
	];
	const rank = (action) => order.includes(action) ? order.indexOf(action) : order.length;
	return [...scopes].map(([resource, actions]) => {
		return `${resource}:${[...actions].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).join(",")}`;
	}).sort();
}
function unionScopes(...many) {
	const union = /* @__PURE__ */ new Map();
	for (const [resource, actions] of many.flatMap((scopes) => [...scopes])) union.set(resource, /* @__PURE__ */ new Set([...union.get(resource) ?? [], ...actions]));
	return union;
}
/** Whether `held` includes all of `required`. */
function coverScopes(held, required) {
	return [...required].every(([resource, actions]) => {
		const granted = held.get(resource);
		return granted !== void 0 && [...actions].every((action) => granted.has(action));
	});
}
// src/registry/manifests.ts
const describeManifest = ({ digest, mediaType, bytes }) => ({
	digest,
	mediaType,
	size: bytes.byteLength
});
/** The path of a manifest's address: OCI distribution spec 1.1, "Pulling Manifests". */
function manifestPath(repository, target) {
	return `/v2/${repository.path}/manifests/${"tag" in target ? target.tag : target.digest}`;
}
/** Requests a tag or digest with HEAD. Undefined if the answer is 404, which `absence.ts` may doubt. */
async function readHead$1(session, repository, target, effort) {
	const asked = describeAsked(repository, target, "read");
	const request = {
		...describeRead("HEAD", asked, repository, target),
		...effort && { effort }
	};
	const found = await session.send(request, async (answer) => {
		if (answer.status === 404) return isPlainAbsence(answer) ? void 0 : "unsure";
		if (answer.status !== 200) return session.refuse(asked, answer);
		return readDescriptor$1(target, answer) ?? "unsure";
	});
	if (found !== "unsure") return found;
	const manifest = await readManifest$1(session, repository, target, effort);
	return manifest && describeManifest(manifest);
}
/** Reads a manifest, and checks its size, digest and media type. Undefined if the answer is 404. */
async function readManifest$1(session, repository, target, effort) {
	const asked = describeAsked(repository, target, "read");
	const request = {
		...describeRead("GET", asked, repository, target),
		...effort && { effort }
	};
	return session.send(request, async (answer) => {
		if (answer.status === 404 && isPlainAbsence(answer)) return void 0;
		if (answer.status !== 200) return session.refuse(asked, answer);
		const bytes = await readBytes(answer, manifestLimit);
		if (bytes === void 0) throw new TagboatError(contentWrong(asked, "it is larger than 4 MiB"));
		return checkManifest(asked, target, answer, bytes);
	});
}
function describeAsked(repository, target, action) {
	return {
		host: repository.host,
		name: formatReference(repository, target),
		action
	};
}
function describeRead(method, asked, repository, target) {
	return {
		asked,
		method,
		target: manifestPath(repository, target),
		scopes: scopeRepository(repository.path, "pull"),
		headers: { accept: manifestTypes.join(", ") }
	};
}
/** A registry's errors are JSON (spec 1.1, "Error Codes") or empty; a web page or plain text comes from another server. */
function isPlainAbsence(answer) {
	const mediaType = parseMediaType(answer.headers["content-type"]);
	return mediaType === "" || mediaType.endsWith("json") || answer.headers["content-length"] === "0";
}
/** The descriptor in the headers of an answer to HEAD; undefined if one is missing or contradicts the target. */
function readDescriptor$1(target, answer) {
	const stated = answer.headers["docker-content-digest"];
	const digest = "digest" in target ? target.digest : stated;
	const mediaType = parseMediaType(answer.headers["content-type"]);
	const size = Number(answer.headers["content-length"] ?? NaN);
	if (digest === void 0 || !isDigest(digest) || !manifestTypes.includes(mediaType)) return void 0;
	if (stated !== void 0 && stated !== digest || !Number.isSafeInteger(size)) return void 0;
	return {
		digest,
		mediaType,
		size
	};
}
function checkManifest(asked, target, answer, bytes) {
	const stated = answer.headers["docker-content-digest"];
	const digest = "digest" in target ? target.digest : stated ?? computeDigest(bytes);
	for (const one of [digest, stated ?? digest]) if (!matchDigest(bytes, one)) throw wrongContent(asked, `its digest is ${computeDigest(bytes)} and not ${one}`);
	const json = parseJson(Buffer.from(bytes).toString("utf8"));
	if (!isRecord(json)) throw wrongContent(asked, "it is not a JSON object");
	const excess = findExcess(json);
	if (excess !== void 0) throw new TagboatError(contentWrong(asked, excess));
	const mediaType = chooseMediaType(parseMediaType(answer.headers["content-type"]), json);
	if (mediaType === void 0) throw wrongContent(asked, "its media type is not that of an image or index, or contradicts its content");
	return {
		digest,
		mediaType,
		bytes,
		json
	};
}
/** Entries of an index, or layers of a manifest. No tool makes as many, and each may cost a request. */
const maxEntries = 5e3;
/** Why a manifest has too many entries to process, as a clause; undefined for any usual one. */
function findExcess(json) {
	const [field] = ["manifests", "layers"].filter((name) => arrayAt(json, name).length > maxEntries);
	return field === void 0 ? void 0 : `it has more than ${maxEntries} ${field}`;
}
/**
* The media type on which header and content agree. A manifest that is an index to one reader and an image to another
* must not pass (image spec 1.0.2, CVE-2021-41190).
*/
function chooseMediaType(header, json) {
	const written = stringAt(json, "mediaType");
	const mediaType = manifestTypes.includes(header) ? header : written;
	if (mediaType === void 0 || !manifestTypes.includes(mediaType)) return void 0;
	if (written !== void 0 && written !== mediaType) return void 0;
	return "manifests" in json && ("layers" in json || "config" in json) ? void 0 : mediaType;
}
// src/registry/link.ts
/**
* The target of the `next` link in a Link header (RFC 8288), unresolved: OCI distribution spec 1.1,
* "Listing Tags". Undefined if there is none.
*/
function findNextLink(header) {
	for (const [, target, parameters = ""] of header.matchAll(/<([^<>]*)>((?:[^",<>]|"(?:[^"\\]|\\.)*")*)/g)) {
		const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
		if ((relation?.[1] ?? relation?.[2] ?? "").toLowerCase().split(/\s+/).includes("next") && target !== void 0 && target !== "") return target;
	}
}
/** Resolves an address against a base; undefined if the result is not an http or https URL. */
function resolveUrl(address, base) {
	const url = URL.canParse(address, base) ? new URL(address, base) : void 0;
	return url?.protocol === "https:" || url?.protocol === "http:" ? url : void 0;
}
// src/registry/pages.ts
/** Pages of one list. Even 20 tags per page, fewer than any registry sends, make 10,000 tags. */
const maxPages = 500;
/** Milliseconds for one list. */
const maxDuration = 18e4;
/**
* Reads a list page by page. `readPage` gets a page's address and returns the next page's. The list ends at a page without a next
* one, at a page that was already read, or when `isEnough`. Returns whether it was read to its end. Throws a TagboatError
* if the pages do not end.
*/
async function readPages(session, asked, first, readPage, isEnough) {
	const started = session.now();
	const seen = /* @__PURE__ */ new Set();
	let target = first;
	while (target !== void 0 && !seen.has(target)) {
		if (isEnough()) return false;
		if (seen.size >= maxPages || session.now() - started > maxDuration) throw new TagboatError(endlessList(asked, seen.size));
		seen.add(target);
		target = await readPage(target);
	}
	return true;
}
/** The address of the next page, from the answer's Link header. */
function findNextPage(answer) {
	const next = findNextLink(answer.headers.link ?? "");
	return next === void 0 ? void 0 : resolveUrl(next, answer.url)?.href;
}
// src/registry/refusal.ts
/** Reads the body of an unsuccessful answer. */
async function readRefusal(response) {
	const bytes = await readBytes(response, errorLimit);
	const text = bytes === void 0 ? "" : Buffer.from(bytes).toString("utf8").trim();
	return parseRefusal(response.status, parseMediaType(response.headers["content-type"]), text);
}
/** Interprets the body of an unsuccessful answer. */
function parseRefusal(status, mediaType, text) {
	const json = parseJson(text);
	const listed = isRecord(json) && Array.isArray(json.errors) ? json.errors.filter(isRecord) : void 0;
	if (listed) {
		const lines = listed.map((error) => [
			stringAt(error, "code"),
			stringAt(error, "message"),
			describeDetail(error.detail)
		].filter((part) => part !== void 0).join(": "));
		return {
			status,
			codes: listed.flatMap((error) => stringAt(error, "code") ?? []),
			text: lines.join("\n") || `HTTP ${status}`,
			kind: "errors"
		};
	}
	if (mediaType === "text/html" || /^(?:<!doctype html|<html)/i.test(text)) {
		const title = /<title[^<>]*>([^<]{1,200})</i.exec(text)?.[1]?.trim();
		return {
			status,
			codes: [],
			text: title ? `HTTP ${status}: ${title}` : `HTTP ${status}`,
			kind: "page"
		};
	}
	if (text === "") return {
		status,
		codes: [],
		text: `HTTP ${status}`,
		kind: "empty"
	};
	return {
		status,
		codes: [],
		text: `HTTP ${status}: ${text}`,
		kind: "other"
	};
}
function describeDetail(detail) {
	return typeof detail === "string" && detail !== "" ? detail : void 0;
}
/**
* Registries' wordings for an immutable tag: ECR's ImageTagAlreadyExistsException (TAG_INVALID, "cannot be overwritten
* because the tag is immutable"), Artifact Registry's "has enabled tag immutability", Harbor's 412 "configured as
* immutable", Alibaba's and MSR's "cannot be overwritten", Azure's locked image "write operations are disallowed".
*/
const immutable = /immutab|cannot be overwrit|ImageTagAlreadyExists|operation is disallowed/i;
/** Registries' wordings for an exceeded quota: Harbor's "will exceed the configured upper limit", Quay's "quota has been exceeded", DigitalOcean's "limit is". */
const quota = /quota|exceed.{0,40}\blimit|storage limit|\blimit is \d|insufficient storage/i;
const invalid = [
	"MANIFEST_INVALID",
	"MANIFEST_UNVERIFIED",
	"MANIFEST_BLOB_UNKNOWN",
	"BLOB_UNKNOWN",
	"TAG_INVALID",
	"SIZE_INVALID",
	"DIGEST_INVALID"
];
/** The problem that describes a refusal. Its `original` is the text of the refusal, in which the caller has concealed secrets. */
function explainRefusal(asked, refusal) {
	const { status, codes, text } = refusal;
	const has = (code) => codes.includes(code);
	if (status === 413) return bodyLimit(asked, text);
	if (refusal.kind === "page") return answeredWithPage(asked, status, text);
	if (status === 429 || has("TOOMANYREQUESTS")) return tooManyRequests(asked, void 0, text);
	if (asked.action !== "read" && immutable.test(text)) return tagImmutable(asked, text);
	if (asked.action === "push" && (status === 507 || quota.test(text))) return quotaExceeded(asked, text);
	if (status === 401) return unauthorized(asked, void 0, text);
	if (status === 403 || has("DENIED")) return denied(asked, text);
	if (has("NAME_UNKNOWN")) return nameUnknown(asked, text);
	if (asked.action === "push" && invalid.some(has)) return manifestInvalid(asked, text);
	if (status === 404 && asked.action === "push") return nameUnknown(asked, text);
	return answeredBadly(asked, status, text);
}
/** 429 and 5xx are transient, except 501 (Not Implemented). */
function isTransient(status) {
	return status === 429 || status >= 500 && status !== 501;
}
/** The error for a transient failure, with the wait that the registry asks for. */
async function describeTransient(secrets, asked, response, now) {
	const { status } = response;
	const refusal = await readRefusal(response);
	const text = secrets.conceal(refusal.text);
	const serverTime = parseHttpDate(response.headers.date ?? "");
	const wait = parseRetryAfter(response.headers["retry-after"], serverTime ?? now);
	const event = `${asked.host} answered ${status}`;
	if (status === 429) return new TransientError(tooManyRequests(asked, wait, text), event, wait);
	return new TransientError((refusal.kind === "page" ? answeredWithPage : answeredBadly)(asked, status, text), event, wait);
}
// src/registry/tags.ts
const pageSize = 1e3;
const pageLimit = 4194304;
/**
* The tags of a repository, up to `max`, rounded up to a page: OCI distribution spec 1.1, "Listing Tags". Empty if
* the repository does not exist: registries also answer 404 for a repository that has manifests and no tag.
*/
async function listTags(session, repository, max = 1e4) {
	const asked = {
		host: repository.host,
		name: repository.name,
		action: "read"
	};
	const tags = /* @__PURE__ */ new Set();
	const readNext = async (target) => {
		const page = await readTagPage(session, repository, { target });
		for (const tag of page?.tags ?? []) tags.add(tag);
		return page?.next;
	};
	const complete = await readPages(session, asked, firstPage(repository), readNext, () => tags.size >= max);
	return {
		tags: [...tags],
		complete
	};
}
const firstPage = ({ path }) => `/v2/${path}/tags/list?n=${pageSize}`;
/**
* One page of tags, the first by default. Empty if the registry answers 404 with one of the spec's errors ("Error Codes"): it
* has no such repository. Undefined for any other 404: the registry may not list tags at all.
*/
async function readTagPage(session, repository, { target = firstPage(repository), effort } = {}) {
	const asked = {
		host: repository.host,
		name: repository.name,
		action: "read"
	};
	const request = {
		asked,
		method: "GET",
		target,
		scopes: scopeRepository(repository.path, "pull"),
		headers: { accept: "application/json" },
		...effort && { effort }
	};
	return session.send(request, async (answer) => {
		if (answer.status === 404) {
			const { kind } = await readRefusal(answer);
			return kind === "errors" ? {
				tags: [],
				next: void 0
			} : void 0;
		}
		if (answer.status !== 200) return session.refuse(asked, answer);
		const page = parseJson(await readLimitedText(asked, answer, pageLimit));
		if (!isRecord(page)) throw wrongContent(asked, "its list of tags is not a JSON object");
		return {
			tags: arrayAt(page, "tags").filter((tag) => typeof tag === "string" && isTag(tag)).map(String),
			next: findNextPage(answer)
		};
	});
}
// src/registry/absence.ts
/**
* Looks up a tag or digest without reading its content: registries do not count HEAD as a pull. Undefined only if it does
* not exist. Nexus answers 404 to a HEAD for manifests that GET finds (crazy-max/diun issue 1614), so a 404 is trusted
* only once HEAD has succeeded in the repository. Otherwise the list of tags has to agree, or GET.
*/
async function headManifest(session, repository, target) {
	const memory = session.recall(repository);
	const found = await readHiddenAsAbsent(session, repository, target, () => readHead$1(session, repository, target));
	if (found === "hidden") return void 0;
	if (found !== void 0) {
		if (memory.head === "unknown") memory.head = "works";
		return found;
	}
	if (!("tag" in target ? await doubtsAbsence(session, repository, target.tag) : memory.head === "fails")) return void 0;
	const manifest = await getManifest(session, repository, target);
	if (manifest === void 0) return void 0;
	memory.head = "fails";
	return describeManifest(manifest);
}
/**
* Looks up a tag or digest with one request that is not retried. Until HEAD has succeeded in the repository, an existing tag may
* count as absent, so nothing may depend on the answer.
*/
async function peekManifest(session, repository, target) {
	if (!failsHead(session.recall(repository))) return readHead$1(session, repository, target, "once");
	const manifest = await readManifest$1(session, repository, target, "once");
	return manifest && describeManifest(manifest);
}
/** Reads a manifest, and checks its size, digest and media type. Undefined if it does not exist. */
async function getManifest(session, repository, target) {
	const reading = readHiddenAsAbsent(session, repository, target, () => readManifest$1(session, repository, target));
	testHeadBesides(session, repository, target, reading);
	const found = await reading;
	return found === "hidden" ? void 0 : found;
}
/** Requests the list of tags in advance, for the case that a tag turns out to be absent. */
function expectAbsence(session, repository) {
	const memory = session.recall(repository);
	if (isHeadTested(memory)) return;
	recallTags(session, repository, memory).catch(() => void 0);
}
/** Whether GET has to confirm a 404 to the HEAD of a tag. */
async function doubtsAbsence(session, repository, tag) {
	const memory = session.recall(repository);
	if (isHeadTested(memory)) return failsHead(memory);
	const page = await recallTags(session, repository, memory);
	if (isHeadTested(memory)) return failsHead(memory);
	if (page === void 0) return true;
	if (page.tags.includes(tag)) {
		memory.head = "fails";
		return true;
	}
	testHeadWithListedTag(session, repository, memory, page);
	const isConfirmed = page.next === void 0 && !memory.confirmedAbsent.has(tag);
	memory.confirmedAbsent.add(tag);
	if (isConfirmed) return false;
	await memory.headTest;
	return !isHeadTested(memory) || failsHead(memory);
}
const isHeadTested = ({ head }) => head !== "unknown";
const failsHead = ({ head }) => head === "fails";
function recallTags(session, repository, memory) {
	memory.tags ??= readTagPage(session, repository, { effort: "little" }).catch((error) => {
		if (error instanceof TagboatError) return void 0;
		throw error;
	});
	return memory.tags;
}
/** Tests HEAD with a tag that exists. The result is awaited only when the tags are read again. */
function testHeadWithListedTag(session, repository, memory, { tags: [tag] }) {
	if (tag === void 0) return;
	memory.headTest ??= readHead$1(session, repository, { tag }).then((found) => {
		if (memory.head === "unknown") memory.head = found === void 0 ? "fails" : "works";
	}).catch(() => void 0);
}
/** Tests HEAD with a digest that is read at the same time, for a repository without tags. */
function testHeadBesides(session, repository, target, reading) {
	const memory = session.recall(repository);
	const isTestMissing = memory.tags !== void 0 && memory.headTest === void 0;
	if (!("digest" in target) || !isTestMissing || memory.head !== "unknown") return;
	memory.headTest = Promise.all([readHead$1(session, repository, target), reading]).then(([head, manifest]) => {
		if (memory.head !== "unknown") return;
		if (head !== void 0) memory.head = "works";
		else if (manifest !== void 0) memory.head = "fails";
		else memory.headTest = void 0;
	}).catch(() => void 0);
}
const hidingCodes = [
	"registry-denied",
	"registry-unauthorized",
	"registry-name-unknown"
];
/**
* Reads, and turns a refusal into `hidden` where it means absence. Some registries answer 403 for manifests that do not exist
* (Artifactory: go-containerregistry pull request 1691). A login that may list the tags, or push, may also read: then a refused
* manifest does not exist, unless the list has it. Sends no request of its own, because a refused login is not retried.
*/
async function readHiddenAsAbsent(session, repository, target, read) {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof TagboatError ? error.problems.map(({ code }) => code) : []).some((code) => hidingCodes.includes(code))) throw error;
		if (await isHidden(session.recall(repository), target)) return "hidden";
		throw error;
	}
}
async function isHidden(memory, target) {
	const page = "tag" in target ? await memory.tags : void 0;
	if (page !== void 0 && "tag" in target) {
		if (page.tags.includes(target.tag)) return false;
		if (page.next === void 0) return true;
	}
	return await memory.mayPush === true;
}
// src/registry/challenge.ts
const token$1 = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`(${token$1})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token$1}))`, "y");
const scheme = new RegExp(`(${token$1})(?:[ \\t]+(?:[A-Za-z0-9._~+/-]+=*(?=[ \\t]*(?:,|$)))?|(?=,|$))`, "y");
const filler = /[ \t,]*/y;
/**
* Parses a WWW-Authenticate header: several challenges with several parameters each, all separated by commas. Stops at malformed
* text, and keeps what came before it.
*/
function parseChallenges(header) {
	const challenges = [];
	let at = 0;
	const take = (pattern) => {
		pattern.lastIndex = at;
		const found = pattern.exec(header);
		if (found) at = pattern.lastIndex;
		return found;
	};
	while (at < header.length) {
		take(filler);
		const pair = take(parameter);
		const parameters = challenges.at(-1)?.parameters;
		if (pair) {
			const name = (pair[1] ?? "").toLowerCase();
			const value = pair[2]?.replace(/\\(.)/g, "$1") ?? pair[3] ?? "";
			if (parameters && !Object.hasOwn(parameters, name)) parameters[name] = value;
			continue;
		}
		const next = take(scheme);
		if (!next) break;
		challenges.push({
			scheme: (next[1] ?? "").toLowerCase(),
			parameters: Object.create(null)
		});
	}
	return challenges;
}
/** The challenge to answer: Bearer before Basic, which would send the password with each request. */
function chooseChallenge(challenges) {
	return challenges.find((one) => one.scheme === "bearer" && one.parameters.realm !== void 0) ?? challenges.find((one) => one.scheme === "basic");
}
// src/errors/registry-connection.ts
/** Node's and OpenSSL's codes for a certificate that cannot be trusted. */
const untrusted = /* @__PURE__ */ new Set([
	"UNABLE_TO_VERIFY_LEAF_SIGNATURE",
	"UNABLE_TO_GET_ISSUER_CERT",
	"UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
	"SELF_SIGNED_CERT_IN_CHAIN",
	"DEPTH_ZERO_SELF_SIGNED_CERT",
	"CERT_UNTRUSTED",
	"CERT_SIGNATURE_FAILURE",
	"INVALID_CA"
]);
/** The name, the date or the purpose of a certificate is wrong; trusting another authority does not help. */
const unfit = /* @__PURE__ */ new Set([
	"CERT_HAS_EXPIRED",
	"CERT_NOT_YET_VALID",
	"CERT_REVOKED",
	"ERR_TLS_CERT_ALTNAME_INVALID"
]);
/** Timeouts: another attempt may be faster. */
const slow = /* @__PURE__ */ new Set([
	"CONNECT_TIMEOUT",
	"IDLE_TIMEOUT",
	"TOO_SLOW",
	"ETIMEDOUT"
]);
/** Classifies an error code of a connection, from Node or OpenSSL. */
function sortFault(code) {
	if (untrusted.has(code)) return "untrusted";
	if (unfit.has(code)) return "unfit";
	if (code === "EPROTO" || code.startsWith("ERR_SSL_")) return "no-tls";
	if (code === "ENOTFOUND" || code === "ERR_INVALID_URL") return "no-host";
	if (code === "ECONNREFUSED") return "refused";
	if (slow.has(code)) return "slow";
	if (code === "BODY_TIMEOUT" || code === "HEAD_TIMEOUT") return "endless";
	return "broken";
}
/** `server` is the host that failed: the registry, its token server or a redirect's target. */
function connectionFailed(asked, server, code, original) {
	const via = server === asked.host ? "" : ` (for ${asked.host})`;
	const fault = sortFault(code);
	const tls = fault === "untrusted" || fault === "unfit" || fault === "no-tls";
	if (code === "NO_TIME") return unanswered(asked, `${server}${via}`);
	return {
		code: tls ? "registry-tls" : fault === "endless" ? "registry-endless" : "registry-unreachable",
		...explain$1(fault, `${server}${via}`, server),
		original
	};
}
/** The run ended before the answer came, so the effect of a write is unknown. */
function unanswered(asked, host) {
	return {
		code: "cancelled-no-answer",
		what: `The run was cancelled, and ${host} did not answer a request for ${asked.name} in the time that was left.`,
		fix: "Run the job again; it completes what is missing."
	};
}
function explain$1(fault, host, server) {
	switch (fault) {
		case "untrusted": return {
			what: `${host} presents a certificate from an authority that is not trusted here.`,
			fix: `Put the authority's certificate into /etc/docker/certs.d/${server}/ca.crt, or into the system's bundle.`
		};
		case "unfit": return {
			what: `${host} presents a certificate that has expired or is not for this name.`,
			fix: "Renew the certificate, use the name that it is for, and check the clock of this machine."
		};
		case "no-tls": return {
			what: `${host} does not speak TLS correctly.`,
			fix: "If it is a plain HTTP registry, add it to insecure-registries in the engine's daemon.json; otherwise check the port."
		};
		case "no-host": return {
			what: `Host ${host} does not exist.`,
			fix: "Check the spelling, and the DNS server of this machine."
		};
		case "refused": return {
			what: `${host} refuses connections.`,
			fix: "Check the port, and that the registry runs."
		};
		case "slow": return {
			what: `${host} does not answer.`,
			fix: "Check the network, the firewall and HTTPS_PROXY."
		};
		case "endless": return {
			what: `${host} answers so slowly that its answer does not end.`,
			fix: "Check that this host is a container registry, and the proxies in front of it."
		};
		case "broken": return {
			what: `The connection to ${host} broke on every attempt.`,
			fix: "Run the job again later, and check the network and HTTPS_PROXY."
		};
	}
}
/** docker's rule for `certs.d`: a client certificate needs its key in the same directory. */
function certificateWithoutKey(directory, certificate, key) {
	return {
		code: "registry-tls",
		what: `${directory} has ${certificate} without ${key}.`,
		fix: `Put the key there. If ${certificate} is an authority's certificate, rename it to *.crt.`
	};
}
/** A redirect, or another address from a registry, leads from https to http. */
function downgraded(asked, server) {
	return {
		code: "registry-downgrade",
		what: `${asked.host} refers requests for ${asked.name} to ${server} without TLS.`,
		fix: "Set the registry's own address to https (its external URL, or X-Forwarded-Proto in its proxy)."
	};
}
/** More redirects than any registry needs: most likely a loop. */
function redirectedTooOften(asked) {
	return {
		code: "registry-redirects",
		what: `${asked.host} redirects requests for ${asked.name} too often.`,
		fix: "Check the registry's address and the proxies in front of it."
	};
}
/** The token server receives the password, so it must use https. */
function realmRefused(asked, realm) {
	return {
		code: "registry-realm",
		what: `${asked.host} requires the login to be sent to ${realm}, which is not https.`,
		fix: "Change the registry's auth realm to https; plain HTTP is accepted only for a registry on this machine."
	};
}
/** `from` is the server that the login is for, `to` the one that it redirects the login to. */
function loginRedirected(asked, from, to) {
	return {
		code: "registry-login-redirect",
		what: `${from} redirects the login for ${asked.name} to ${to}, which must not receive it.`,
		fix: "Check the registry's auth realm. If the token server has moved, set the realm to its new address."
	};
}
// src/registry/transport.ts
const maxRedirects = 5;
function createTransport(parts) {
	const { http, policy, trust, trusted = /* @__PURE__ */ new Map() } = parts;
	const trustHost = memoize(sameKey, (host) => policy.policyFor(host).then(({ unverified }) => trust(host, !unverified)), { cache: trusted });
	/** TLS settings for a host whose certificate is not trusted; undefined unless the engine accepts it unverified. */
	const trustUnverified = async (host, failed) => {
		if (!failed.verify || !(await policy.policyAfterFailure(host)).unverified) return void 0;
		if (await trustHost(host) === failed) trusted.set(host, trust(host, false));
		return trustHost(host);
	};
	const sendWith = async (request, host, tls) => {
		try {
			return await http({
				...request,
				tls
			});
		} catch (error) {
			const fault = error instanceof HttpFailure ? sortFault(error.code) : "broken";
			const other = fault === "untrusted" || fault === "unfit" ? await trustUnverified(host, tls) : void 0;
			if (other === void 0) throw error;
			return http({
				...request,
				tls: other
			});
		}
	};
	const send = async (request) => {
		const { protocol, host } = new URL(request.url);
		try {
			return {
				response: protocol === "https:" ? await sendWith(request, host, await trustHost(host)) : await http(request),
				url: request.url
			};
		} catch (error) {
			throw error instanceof HttpFailure ? new ConnectionFailure(host, error) : error;
		}
	};
	return {
		send,
		follow: (asked, request) => followRedirects(send, asked, request),
		mayBePlain: async (host) => (await policy.policyFor(host)).plain || (await policy.policyAfterFailure(host)).plain
	};
}
/** A server did not answer a request: the registry, its token server, or a server that one of them redirects to. */
var ConnectionFailure = class extends Error {
	server;
	failure;
	constructor(server, failure) {
		super(failure.message);
		this.server = server;
		this.failure = failure;
	}
};
/** Turns a failed connection into a TransientError or a TagboatError; returns other errors unchanged. */
function translateFailure(secrets, asked, error) {
	const [server, failure] = error instanceof ConnectionFailure ? [error.server, error.failure] : [asked.host, error];
	if (!(failure instanceof HttpFailure)) return error;
	if (failure.code === "CANCELLED") return cancelledError();
	const original = secrets.conceal(`${failure.code}: ${failure.message}`);
	const problem = connectionFailed(asked, server, failure.code, original);
	return [
		"refused",
		"slow",
		"broken"
	].includes(sortFault(failure.code)) && (failure.code !== "NO_TIME" || asked.action === "read") ? new TransientError(problem, `${server}: ${failure.code}`) : new TagboatError(problem);
}
/**
* Follows redirects. Credentials go only to the scheme, host and port of the first address: a request to another origin loses
* its Authorization header, and is not sent at all if its body holds a credential. A GET or HEAD is redirected with the same
* method; other methods only by 307 and 308, which keep method and body (RFC 9110, section 15.4).
*/
async function followRedirects(send, asked, first) {
	const home = new URL(first.url).origin;
	let request = first;
	for (let count = 0; count <= maxRedirects; count += 1) {
		const located = await send(request);
		const target = findRedirect(request, located.response);
		if (target === void 0) return located;
		located.response.discard();
		if (request.url.startsWith("https:") && target.protocol === "http:") throw new TagboatError(downgraded(asked, target.host));
		if (request.isConfidential && target.origin !== home) throw new TagboatError(loginRedirected(asked, new URL(first.url).host, target.host));
		const headers = target.origin === home ? request.headers : dropAuthorization(request.headers);
		request = {
			...request,
			url: target.href,
			headers
		};
	}
	throw new TagboatError(redirectedTooOften(asked));
}
function findRedirect(request, response) {
	const followed = request.method === "GET" || request.method === "HEAD" ? [
		301,
		302,
		303,
		307,
		308
	] : [307, 308];
	const location = response.headers.location;
	return followed.includes(response.status) && location !== void 0 ? resolveUrl(location, request.url) : void 0;
}
function dropAuthorization(headers) {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
}
// src/registry/tokens.ts
function createTokenSource(parts, tokens = /* @__PURE__ */ new Set()) {
	const fetchOnce = memoize((...[, , scopes]) => formatScopes(scopes).join(" "), (...args) => fetchToken(parts, ...args), { keep: "in-flight" });
	return {
		drop: (token) => tokens.delete(token),
		find: async (asked, realm, scopes, credential) => {
			const now = parts.clock.now();
			const valid = [...tokens].find((token) => token.expires > now && coverScopes(token.scopes, scopes));
			if (valid) return valid;
			const token = await fetchOnce(asked, realm, scopes, credential);
			tokens.add(token);
			return token;
		}
	};
}
function fetchToken(parts, asked, realm, scopes, credential) {
	return retry(parts, parts.retryPolicy, async () => {
		try {
			const askedAt = parts.clock.now();
			const request = describeTokenRequest(realm, scopes, credential);
			const { response } = await parts.transport.follow(asked, request);
			if (isTransient(response.status)) throw await describeTransient(parts.secrets, asked, response, askedAt);
			if (response.status !== 200) throw await describeRefusal$1(parts.secrets, asked, response, credential);
			const bytes = await readBytes(response, errorLimit);
			const token = parseToken(Buffer.from(bytes ?? []).toString("utf8"), scopes, askedAt);
			if (!token) throw describeNoToken(asked, realm);
			parts.secrets.remember(token.value);
			return token;
		} catch (error) {
			throw translateFailure(parts.secrets, asked, error);
		}
	});
}
/**
* The request for a token: a GET, with Basic or without a login ("Token Authentication Specification"), or an OAuth 2.0 POST
* if the login is an identity token ("OAuth2 Token Authentication").
*/
function describeTokenRequest(realm, scopes, credential) {
	const url = new URL(realm.url);
	const scope = formatScopes(scopes);
	if (credential?.kind === "identity") {
		const form = new URLSearchParams({
			grant_type: "refresh_token",
			client_id: "tagboat"
		});
		if (realm.service !== void 0) form.set("service", realm.service);
		if (scope.length > 0) form.set("scope", scope.join(" "));
		form.set("refresh_token", credential.token);
		const headers = {
			"content-type": "application/x-www-form-urlencoded",
			accept: "application/json"
		};
		const body = Buffer.from(form.toString());
		return {
			method: "POST",
			url: url.href,
			headers,
			body,
			isConfidential: true
		};
	}
	if (realm.service !== void 0) url.searchParams.set("service", realm.service);
	for (const one of scope) url.searchParams.append("scope", one);
	const headers = { accept: "application/json" };
	if (credential?.kind === "password") {
		url.searchParams.set("account", credential.user);
		headers.authorization = `Basic ${encodeBasic(credential)}`;
	}
	return {
		method: "GET",
		url: url.href,
		headers
	};
}
/** The default lifetime in seconds: "Token Authentication Specification". */
const defaultLifetime = 60;
/** Milliseconds by which a token expires early, because requests take time; a fifth of a short lifetime. */
const margin = 1e4;
/** Parses a token server's answer; undefined if it has no token. `askedAt` is the time of the request. */
function parseToken(text, scopes, askedAt) {
	const answer = parseJson(text);
	if (!isRecord(answer)) return void 0;
	const value = stringAt(answer, "token") ?? stringAt(answer, "access_token");
	if (value === void 0 || !/^[\x21-\x7e]+$/.test(value)) return void 0;
	const given = answer.expires_in;
	const lifetime = (typeof given === "number" && given > 0 ? given : defaultLifetime) * 1e3;
	return {
		value,
		scopes,
		expires: askedAt + lifetime - Math.min(margin, lifetime / 5)
	};
}
function describeNoToken(asked, realm) {
	return new TransientError(answeredBadly(asked, 200, `The token server ${realm.url.host} sent no token.`), `${realm.url.host} sent no token`);
}
/** 401 refuses the user, 403 the action. Without a login both mean that one is required. */
async function describeRefusal$1(secrets, asked, response, credential) {
	const read = await readRefusal(response);
	const refusal = {
		...read,
		text: secrets.conceal(read.text)
	};
	if (refusal.kind === "page") return new TagboatError(explainRefusal(asked, refusal));
	if (response.status === 401 || response.status === 403 && !credential) return new TagboatError(unauthorized(asked, nameUser(credential), refusal.text));
	if (response.status === 403) return new TagboatError(denied(asked, refusal.text));
	return new TagboatError(explainRefusal(asked, refusal));
}
/** The user of a login for error messages; for a token only its kind. */
function nameUser(credential) {
	if (credential === void 0) return void 0;
	return credential.kind === "password" ? credential.user : `${credential.kind} token`;
}
/** Reads the realm of a challenge. It must have https, unless registry and token server are both on this machine. */
function readRealm(asked, parameters) {
	const text = parameters.realm ?? "";
	const url = URL.canParse(text) ? new URL(text) : void 0;
	const isLocal = url?.protocol === "http:" && isLoopback(url.host) && isLoopback(asked.host);
	if (url?.username !== "" || url.password !== "" || url.protocol !== "https:" && !isLocal) throw new TagboatError(realmRefused(asked, url ? `${url.protocol}//${url.host}` : "no address"));
	return {
		url,
		service: parameters.service
	};
}
// src/registry/authorization.ts
function createAuthorization(host, tokens, findCredential, memory = {}) {
	const find = async (asked, scopes) => {
		const { scheme } = memory;
		if (scheme === void 0) return void 0;
		const credential = await findCredential(host);
		if (credential?.kind === "bearer") return { value: `Bearer ${credential.token}` };
		if (scheme.kind === "bearer") {
			const token = await tokens.find(asked, scheme.realm, scopes, credential);
			return {
				value: `Bearer ${token.value}`,
				token
			};
		}
		return credential?.kind === "password" ? { value: `Basic ${encodeBasic(credential)}` } : void 0;
	};
	const explain = async (asked, { original }, sent) => {
		const user = nameUser(await findCredential(host));
		const isLoggedIn = sent.token !== void 0 && user !== void 0;
		return new TagboatError(isLoggedIn ? denied(asked, original) : unauthorized(asked, user, original));
	};
	return {
		find,
		explain,
		learn: (asked, answer) => {
			const challenge = challengeOf(answer);
			if (challenge?.scheme === "basic") memory.scheme = { kind: "basic" };
			else if (challenge) memory.scheme = {
				kind: "bearer",
				realm: readRealm(asked, challenge.parameters)
			};
		},
		renew: async (asked, scopes, answer, sent) => {
			const required = parseScopes(challengeOf(answer)?.parameters.scope ?? "");
			if (sent && (!sent.token || isInsufficient(answer, sent.token, required))) throw await explain(asked, answer, sent);
			if (sent?.token && coverScopes(sent.token.scopes, required)) tokens.drop(sent.token);
			const header = await find(asked, unionScopes(scopes, required));
			if (header) return header;
			throw new TagboatError(unauthorized(asked, nameUser(await findCredential(host)), answer.original));
		}
	};
}
const challengeOf = ({ header }) => chooseChallenge(parseChallenges(header));
/** RFC 6750, section 3.1: the token is valid, but lacks a scope that was requested for it. A new one would lack it too. */
function isInsufficient(answer, token, required) {
	return challengeOf(answer)?.parameters.error === "insufficient_scope" && coverScopes(token.scopes, required);
}
// src/registry/blobs.ts
/** The request for a blob's content: OCI distribution spec 1.1, "Pulling blobs". */
function describeBlobRead(repository, digest) {
	return {
		asked: {
			host: repository.host,
			name: `${repository.name}@${digest}`,
			action: "read"
		},
		method: "GET",
		target: `/v2/${repository.path}/blobs/${digest}`,
		scopes: scopeRepository(repository.path, "pull")
	};
}
/** Reads a small blob, like an image config, of at most 4 MiB, and checks its digest. Undefined if it does not exist. */
async function getBlob(session, repository, digest) {
	const request = describeBlobRead(repository, digest);
	const { asked } = request;
	return session.send(request, async (answer) => {
		if (answer.status === 404) return void 0;
		if (answer.status !== 200) return session.refuse(asked, answer);
		const bytes = await readBytes(answer, manifestLimit);
		if (bytes === void 0) throw new TagboatError(contentWrong(asked, "it is larger than 4 MiB"));
		if (!matchDigest(bytes, digest)) throw wrongContent(asked, `its digest is ${computeDigest(bytes)}`);
		return bytes;
	});
}
/** Throws the error for a read that was answered without content. */
async function refuseRead(session, asked, answer) {
	if (answer.status === 404) throw new TagboatError(imagePartMissing(asked));
	return session.refuse(asked, answer);
}
/**
* Whether a blob exists: OCI distribution spec 1.1, "Checking if content exists". A redirect leads to the blob's storage, so it
* counts as existing.
*/
async function headBlob(session, repository, digest) {
	const request = {
		...describeBlobRead(repository, digest),
		method: "HEAD",
		follow: false
	};
	return session.send(request, async (answer) => {
		if (answer.status === 404) return false;
		if (answer.status >= 300 && answer.status < 400 && answer.headers.location) return true;
		return answer.status === 200 ? true : session.refuse(request.asked, answer);
	});
}
/** Opens an upload with a POST. It stores nothing yet, and requires the right to push. */
async function startUpload(session, repository) {
	const asked = {
		host: repository.host,
		name: repository.name,
		action: "push"
	};
	const request = {
		asked,
		method: "POST",
		target: `/v2/${repository.path}/blobs/uploads/`,
		scopes: scopeRepository(repository.path, "pull", "push")
	};
	return session.send(request, async (answer) => {
		if (answer.status < 200 || answer.status > 299) return session.refuse(asked, answer);
		const location = resolveUrl(answer.headers.location ?? "", answer.url);
		if (answer.status === 202 && location && answer.headers.location) return {
			location: location.href,
			...readMaxChunk(answer)
		};
		throw new TransientError(answeredBadly(asked, answer.status, "It opened no upload, or sent no location."), `${asked.host} answered ${answer.status} without an upload`);
	});
}
/** Ignores a header that is not a number of bytes, or is too small to make progress with. */
function readMaxChunk(answer) {
	const maxChunk = Number(answer.headers["oci-chunk-max-length"] ?? NaN);
	return Number.isSafeInteger(maxChunk) && maxChunk >= 65536 ? { maxChunk } : {};
}
/** Cancels an upload. A failure is only logged: registries remove abandoned uploads themselves. */
async function cancelUpload(ports, repository, upload) {
	const request = {
		asked: {
			host: repository.host,
			name: repository.name,
			action: "push"
		},
		method: "DELETE",
		target: upload.location,
		scopes: scopeRepository(repository.path, "pull", "push"),
		effort: "once"
	};
	try {
		await ports.session.send(request, async (answer) => answer.status);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		ports.log.debug(`An upload to ${repository.name} could not be cancelled: ${why}`);
	}
}
/**
* Throws the TagboatError that a push would meet: no login, no permission, no repository. Registries have no request for
* this question, so it opens an upload and cancels it. The cancellation is not awaited, which saves a round trip: it never
* throws, and the process does not exit before it.
*/
async function checkPush(ports, repository) {
	cancelUpload(ports, repository, await startUpload(ports.session, repository));
}
/**
* Mounts a blob of another repository of the same registry: OCI distribution spec 1.1, "Mounting a blob from another
* repository". A registry may open an upload instead, which is then returned. Undefined if it does neither, or if the
* login cannot get a token for both repositories: a plain upload may still succeed.
*/
async function mountBlob(session, from, to, digest) {
	const asked = {
		host: to.host,
		name: to.name,
		action: "push"
	};
	const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`;
	const request = {
		asked,
		method: "POST",
		target: `/v2/${to.path}/blobs/uploads/?${query}`,
		scopes: unionScopes(scopeRepository(from.path, "pull"), scopeRepository(to.path, "pull", "push"))
	};
	try {
		return await session.send(request, async (answer) => {
			if (answer.status === 201) return "mounted";
			const location = answer.status === 202 ? answer.headers.location ?? "" : "";
			const url = location === "" ? void 0 : resolveUrl(location, answer.url);
			return url && { location: url.href };
		});
	} catch (error) {
		if (isForbidden$1(error)) return void 0;
		throw error;
	}
}
function isForbidden$1(error) {
	const codes = ["registry-denied", "registry-unauthorized"];
	return error instanceof TagboatError && error.problems.every(({ code }) => codes.includes(code));
}
// src/registry/copy/copy-context.ts
const isSameRegistry = ({ from, to }) => from.repository.host === to.repository.host;
function createCopyContexts(ports, openSession) {
	const shared = {
		limitStreams: createStreamLimiter(),
		transfers: createBlobTransfers(),
		bodyLimits: /* @__PURE__ */ new Map()
	};
	const open = (repository) => ({
		repository,
		session: openSession(repository)
	});
	const push = (to) => ({
		clock: ports.clock,
		log: ports.log,
		retryPolicy: ports.retryPolicy,
		to: open(to),
		...shared,
		tasks: createTaskGroup(),
		progress: createProgress(ports, to.name)
	});
	return {
		push,
		copy: (from, to) => ({
			...push(to),
			from: open(from)
		})
	};
}
/**
* Concurrent streams of a client. Each stream occupies a slot in the request pool of both registries (two slots if
* they are the same), so half a pool is the most that cannot deadlock. Fewer would slow down images of many small layers.
*/
const maxStreams = 8;
/**
* Concurrent streams of large blobs: buffers that wait for the garbage collector add up during a stream. Peak resident
* memory with eight blobs of 128 MiB on Node 24: 133 to 165 MB with four at once (8 runs), 115 to 126 MB with two
* (12 runs). The time is the same, since hashing is bound to one core. Small blobs mostly wait for answers.
*/
const maxLargeStreams = 2;
const largeSize = 4194304;
function createStreamLimiter() {
	const [all, large] = [createPool(maxStreams), createPool(maxLargeStreams)];
	return (size, task) => size > largeSize ? large(() => all(task)) : all(task);
}
/**
* Each blob is transferred once: distribution 2.8 writes a blob's link in place, so that a second push of the blob makes
* the push of a manifest that needs it fail for a moment.
*/
function createBlobTransfers() {
	const transfers = /* @__PURE__ */ new Map();
	const firsts = /* @__PURE__ */ new Map();
	const repositoryKey = ({ host, path }, digest) => `${host}/${path}@${digest}`;
	const registryKey = ({ host }, digest) => `${host}@${digest}`;
	return {
		async once(to, digest, transfer) {
			const [key, first] = [repositoryKey(to, digest), registryKey(to, digest)];
			const earlier = transfers.get(key);
			if (earlier !== void 0) {
				await earlier;
				return "present";
			}
			const running = transfer();
			transfers.set(key, running);
			if (!firsts.has(first)) firsts.set(first, {
				repository: to,
				transfer: running
			});
			running.catch(() => {
				transfers.delete(key);
				if (firsts.get(first)?.transfer === running) firsts.delete(first);
			});
			return running;
		},
		async findMountSource(to, digest) {
			const first = firsts.get(registryKey(to, digest));
			if (first === void 0 || first.repository.path === to.path) return void 0;
			return await first.transfer.then(() => true, () => false) ? first.repository : void 0;
		}
	};
}
function createTaskGroup() {
	let failure;
	const throwIfFailed = () => {
		if (failure) throw failure.error;
	};
	const run = async (task) => {
		throwIfFailed();
		try {
			return await task();
		} catch (error) {
			failure ??= { error };
			throw error;
		}
	};
	return {
		throwIfFailed,
		all: async (tasks) => {
			const settled = await Promise.allSettled(tasks.map(run));
			throwIfFailed();
			return settled.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
		}
	};
}
const reportInterval = 1e4;
/** Logs at most one line every ten seconds, the first after ten: a short copy logs none. */
function createProgress({ clock, log }, name) {
	let total = 0;
	let reportedAt = clock.now();
	return { add: (bytes) => {
		total += bytes;
		const now = clock.now();
		if (now - reportedAt < reportInterval) return;
		reportedAt = now;
		log.report(`Copying to ${name}: ${formatBytes(total)} so far.`);
	} };
}
// src/registry/put-manifest.ts
/**
* Puts a manifest under a tag or its digest, with unchanged bytes: OCI distribution spec 1.1, "Pushing Manifests". The
* request is idempotent, so it is retried like a read.
*/
async function putManifest(session, repository, target, manifest) {
	const asked = describeAsked(repository, target, "push");
	const { bytes, mediaType } = manifest;
	if (bytes.byteLength > 4194304) throw new TagboatError(contentWrong(asked, "it is larger than 4 MiB"));
	const digest = "digest" in target ? target.digest : computeDigest(bytes);
	if (!matchDigest(bytes, digest)) throw new Error(`These bytes do not have the digest ${digest}.`);
	const request = {
		asked,
		method: "PUT",
		target: manifestPath(repository, target),
		scopes: scopeRepository(repository.path, "pull", "push"),
		headers: { "content-type": mediaType },
		body: bytes,
		mustEnd: "tag" in target
	};
	return session.send(request, async (answer) => {
		if (answer.status < 200 || answer.status > 202) throw await explainFailure$1(session, asked, answer);
		const stored = answer.headers["docker-content-digest"];
		if (stored !== void 0 && !matchDigest(bytes, stored)) throw wrongContent(asked, `it took ${digest} for ${stored}`);
		if (!isStored(answer)) throw new TransientError(answeredBadly(asked, answer.status, "The answer is not that of a registry."), `${asked.host} answered ${answer.status} without storing`);
		const subject = answer.headers["oci-subject"];
		return {
			digest,
			...subject === void 0 ? {} : { subject }
		};
	});
}
/**
* The blobs of a manifest arrive before it, so a registry that misses one may find it a moment later: when two clients push
* one blob, distribution 2.8 reads its link while the other client writes it (registry/storage/driver/filesystem, `PutContent`).
*/
async function explainFailure$1(session, asked, answer) {
	const problem = await session.explain(asked, answer);
	return /\bBLOB_UNKNOWN|MANIFEST_BLOB_UNKNOWN/.test(problem.original ?? "") ? new TransientError(problem, `${asked.host} misses a blob that it has just received`) : new TagboatError(problem);
}
/** The spec says 201, some registries 202. A plain 200 may be a proxy's own page, unless it has the digest. */
function isStored(answer) {
	return answer.status !== 200 || answer.headers["docker-content-digest"] !== void 0;
}
// src/registry/copy/checked-blob.ts
function createCheckedBlob({ tasks, progress }, blob, source) {
	const algorithm = nameAlgorithm(blob.digest);
	const checkpoints = createHashCheckpoints(algorithm);
	let failure;
	let latestRead = 0;
	async function* read(offset) {
		latestRead += 1;
		const thisRead = latestRead;
		let at = checkpoints.rewind(offset);
		let held;
		for await (const chunk of source.read(at)) {
			tasks.throwIfFailed();
			if (thisRead !== latestRead) return;
			checkpoints.add(chunk);
			const fresh = chunk.subarray(Math.max(0, offset - at));
			at += chunk.byteLength;
			if (fresh.byteLength === 0) continue;
			if (held) yield held;
			held = fresh;
			progress.add(fresh.byteLength);
		}
		const found = `${algorithm}:${checkpoints.digest()}`;
		if (found !== blob.digest) throw source.wrong(`its digest is ${found}`);
		if (held) yield held;
	}
	return {
		failure: () => failure,
		open: async function* (offset) {
			failure = void 0;
			const chunks = read(offset);
			try {
				for (;;) {
					const next = await chunks.next().catch((error) => {
						failure = error;
						throw error;
					});
					if (next.done) return;
					yield next.value;
				}
			} finally {
				await chunks.return();
			}
		}
	};
}
/** Bytes between checkpoints. A checkpoint takes some hundred bytes, so a blob of 1 GiB needs about 100 kB. */
const checkpointInterval = 4194304;
function createHashCheckpoints(algorithm) {
	const start = {
		at: 0,
		hash: createHash(algorithm)
	};
	const checkpoints = [];
	const last = () => checkpoints.at(-1) ?? start;
	let at = 0;
	let hash = createHash(algorithm);
	return {
		add: (chunk) => {
			hash.update(chunk);
			at += chunk.byteLength;
			if (at - last().at >= checkpointInterval) checkpoints.push({
				at,
				hash: hash.copy()
			});
		},
		rewind: (offset) => {
			while (last().at > offset) checkpoints.pop();
			at = last().at;
			hash = last().hash.copy();
			return at;
		},
		digest: () => hash.copy().digest("hex")
	};
}
// src/registry/copy/upload-blob.ts
/** The registry refused a body for its size; it may take smaller ones. */
var BodyTooLarge = class extends Error {
	problem;
	/** Bytes of the body. */
	size;
	constructor(problem, size) {
		super(problem.what);
		this.problem = problem;
		this.size = size;
	}
};
/**
* Sends the bytes that an upload lacks, and completes it. From offset 0 that is one PUT: OCI distribution spec 1.1, "POST
* then PUT", which every registry supports. A resumed upload goes on with PATCH ("Pushing a blob in chunks"), as does a blob
* of more than `maxBody` bytes, in chunks of that size. Throws BodyTooLarge if the registry refuses a body for its size.
*/
async function uploadBlob(to, blob, source, partial, maxBody = Number.POSITIVE_INFINITY) {
	const { upload, offset } = partial;
	if (offset === 0 && blob.size > 0 && blob.size <= maxBody) return completeUpload(to, blob, upload, source);
	return completeUpload(to, blob, offset === blob.size ? upload : await sendChunks(to, blob, source, partial, maxBody));
}
/**
* Asks how many bytes an upload holds: spec 1.1, "Pushing a blob in chunks", GET. Undefined if it cannot be resumed.
*/
async function findUploadOffset(to, blob, upload) {
	const request = describeUpload(to, blob, "GET", upload.location);
	return to.session.send(request, async (answer) => {
		const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? "")?.[1];
		if (answer.status !== 204 || last === void 0 || last === "0") return void 0;
		const offset = Number(last) + 1;
		return offset > blob.size ? void 0 : {
			upload: withNextLocation(upload, answer),
			offset
		};
	});
}
/** The closing PUT; with a `source` it carries the whole blob. */
async function completeUpload(to, blob, { location }, source) {
	const request = describeUpload(to, blob, "PUT", `${location}${location.includes("?") ? "&" : "?"}digest=${encodeURIComponent(blob.digest)}`);
	const body = source ? describeBody(blob.size, () => source.open(0)) : { body: /* @__PURE__ */ new Uint8Array() };
	await to.session.attempt({
		...request,
		...body
	}, async (answer) => {
		const size = source ? blob.size : 0;
		if (answer.status !== 201 && answer.status !== 204) throw await explainFailure(to, request.asked, answer, size);
		const stored = answer.headers["docker-content-digest"] ?? blob.digest;
		if (stored === blob.digest) return;
		throw new TransientError(answeredBadly(request.asked, answer.status, `It took ${blob.digest} for ${stored}.`), `${request.asked.host} stored another blob`);
	});
}
/** Sends the rest of the blob in chunks. The source is opened once, whatever the number of chunks. */
async function sendChunks(to, blob, source, partial, maxBody) {
	const slices = createSlices(source.open(partial.offset));
	let { upload, offset } = partial;
	try {
		while (offset < blob.size) {
			const size = Math.min(maxBody, blob.size - offset);
			upload = await sendChunk(to, blob, {
				upload,
				offset
			}, size, () => slices.take(size));
			offset += size;
		}
		return upload;
	} finally {
		await slices.end();
	}
}
/** `first-last` without a unit is the spec's form of Content-Range, and the only one that ACR takes (sdk-container-builds PR 258). */
async function sendChunk(to, blob, { upload, offset }, size, take) {
	const request = describeUpload(to, blob, "PATCH", upload.location);
	let isTaken = false;
	const body = describeBody(size, () => {
		if (isTaken) throw new TransientError(answeredBadly(request.asked, 401, ""), `${request.asked.host} answered 401`);
		isTaken = true;
		return take();
	});
	const headers = {
		...body.headers,
		"content-range": `${offset}-${offset + size - 1}`
	};
	return to.session.attempt({
		...request,
		...body,
		headers
	}, async (answer) => {
		if (answer.status !== 202 && answer.status !== 201) throw await explainFailure(to, request.asked, answer, size);
		return withNextLocation(upload, answer);
	});
}
function describeUpload({ repository }, blob, method, target) {
	return {
		asked: {
			host: repository.host,
			name: `${repository.name}@${blob.digest}`,
			action: "push"
		},
		method,
		target,
		scopes: scopeRepository(repository.path, "pull", "push")
	};
}
function describeBody(size, body) {
	return {
		headers: {
			"content-type": "application/octet-stream",
			"content-length": String(size)
		},
		body
	};
}
/** The upload at the location that the last answer gave, if it gave one. */
function withNextLocation(upload, answer) {
	const { location } = answer.headers;
	const url = location === void 0 ? void 0 : resolveUrl(location, answer.url);
	return url ? {
		...upload,
		location: url.href
	} : upload;
}
/** 400, 404 and 416 mean that the registry lost the upload or some of its bytes: a new upload may succeed. */
async function explainFailure({ session }, asked, answer, size) {
	const problem = await session.explain(asked, answer);
	if (problem.code === "registry-body-limit") return new BodyTooLarge(problem, size);
	if (![
		400,
		404,
		416
	].includes(answer.status)) return new TagboatError(problem);
	return new TransientError(problem, `${asked.host} lost an upload (${answer.status})`);
}
function createSlices(stream) {
	let rest;
	const next = async () => {
		const held = rest;
		rest = void 0;
		if (held !== void 0) return held;
		const { value } = await stream.next();
		return value ?? void 0;
	};
	return {
		async *take(size) {
			let missing = size;
			while (missing > 0) {
				const chunk = await next();
				if (chunk === void 0) return;
				const part = chunk.subarray(0, missing);
				if (part.byteLength < chunk.byteLength) rest = chunk.subarray(part.byteLength);
				missing -= part.byteLength;
				yield part;
			}
		},
		end: async () => void await stream.return()
	};
}
// src/registry/copy/stream-blob.ts
/** Streams a blob that the destination lacks, as soon as a stream is free. `opened` is an upload that exists already. */
async function streamBlob(context, blob, source, opened) {
	await context.limitStreams(blob.size, async () => {
		context.tasks.throwIfFailed();
		await sendBlob(context, blob, createCheckedBlob(context, blob, source), opened);
	});
}
/** Sends the blob; after a failure resumes where it broke off, and after a 413 sends smaller chunks. */
async function sendBlob(context, blob, source, opened) {
	const { host } = context.to.repository;
	let upload = opened;
	let attempt = 1;
	while (true) {
		const partial = await openUpload(context, blob, upload, attempt === 1);
		if (partial === void 0) return;
		try {
			const maxBody = Math.min(partial.upload.maxChunk ?? Infinity, context.bodyLimits.get(host) ?? Infinity);
			return await uploadBlob(context.to, blob, source, partial, maxBody);
		} catch (error) {
			const cause = source.failure() ?? error;
			upload = source.failure() === void 0 && !(cause instanceof BodyTooLarge) ? partial.upload : void 0;
			if (!upload) await cancelQuietly(context, partial.upload);
			if (cause instanceof BodyTooLarge) lowerBodyLimit(context, blob, cause);
			else await pause(context, context.retryPolicy, attempt++, cause);
		}
	}
}
/** The upload to continue, and its offset; undefined if the registry has the blob after all. */
async function openUpload({ to, to: { session, repository } }, blob, upload, isFirst) {
	if (!isFirst && await headBlob(session, repository, blob.digest)) return void 0;
	const resumed = isFirst || !upload ? void 0 : await findUploadOffset(to, blob, upload);
	if (resumed) return resumed;
	return {
		upload: isFirst && upload || await startUpload(session, repository),
		offset: 0
	};
}
const MiB = 1048576;
/**
* Chunk sizes to try after a 413, from one below Cloudflare's 100 MB (distribution issue 2042) down to nginx's default of
* 1 MiB (its `client_max_body_size`). ECR takes chunks from 5 MiB on (sdk-container-builds issue 424).
*/
const chunkSizes = [
	64 * MiB,
	16 * MiB,
	5 * MiB,
	MiB
];
/** Chooses the next smaller chunk size for the registry. Another blob may have lowered the limit meanwhile. */
function lowerBodyLimit({ log, bodyLimits, to }, blob, { size, problem }) {
	const { host } = to.repository;
	const smaller = chunkSizes.find((one) => one < Math.min(size, (bodyLimits.get(host) ?? Infinity) + 1));
	if (smaller === void 0) throw new TagboatError(problem);
	bodyLimits.set(host, smaller);
	log.info(`${host} refuses a body of ${size} bytes: sending ${blob.digest} in chunks of ${smaller} bytes.`);
}
/** Cancels an upload; a failure is only logged. */
function cancelQuietly({ to, log }, upload) {
	return cancelUpload({
		session: to.session,
		log
	}, to.repository, upload);
}
// src/registry/copy/copy-blob.ts
/**
* Copies one blob: mounted within a registry, skipped if the destination has it, else streamed. Images and their
* referrers share blobs, and each blob is copied once per client.
*/
async function copyBlob(context, blob) {
	await context.transfers.once(context.to.repository, blob.digest, () => transferBlob(context, blob));
}
async function transferBlob(context, blob) {
	const { from, to } = context;
	const mounted = isSameRegistry(context) ? await mountBlob(to.session, from.repository, to.repository, blob.digest) : void 0;
	if (mounted === "mounted") return;
	if (await headBlob(to.session, to.repository, blob.digest)) {
		if (mounted) await cancelQuietly(context, mounted);
		return;
	}
	await streamBlob(context, blob, createRemoteSource(context, blob), mounted);
}
function createRemoteSource(context, blob) {
	const { asked } = describeBlobRead(context.from.repository, blob.digest);
	return {
		read: (offset) => readBlob(context, blob, offset),
		wrong: (what) => wrongContent(asked, what)
	};
}
/** Bytes after which a connection counts as healthy: the number of attempts starts again. */
const healthyProgress = 16777216;
/**
* The bytes of a blob from an offset to its end. A download that breaks off resumes where it broke, with a Range request
* (RFC 9110, section 14.2). Ends with exactly the descriptor's size, or throws. The caller checks the digest.
*/
async function* readBlob(context, blob, offset) {
	let at = offset;
	let [attempt, attemptsFrom] = [0, at];
	while (at < blob.size) try {
		for await (const chunk of readFrom(context.from, blob, at)) {
			at += chunk.byteLength;
			yield chunk;
		}
		if (at < blob.size) throw wrongContent(describeLargeRead(context.from, blob).asked, "it ended too early");
	} catch (error) {
		if (at - attemptsFrom >= healthyProgress) [attempt, attemptsFrom] = [0, at];
		attempt += 1;
		await pause(context, context.retryPolicy, attempt, error);
	}
}
function describeLargeRead({ repository }, blob) {
	return {
		...describeBlobRead(repository, blob.digest),
		isLarge: true
	};
}
/** One download, from `start` until it ends or breaks off. */
async function* readFrom(from, blob, start) {
	const whole = describeLargeRead(from, blob);
	const request = start === 0 ? whole : {
		...whole,
		headers: { range: `bytes=${start}-` }
	};
	const tooLong = () => new TagboatError(contentWrong(whole.asked, `it is longer than the ${blob.size} bytes that its image says`));
	let at = start;
	let surplus = 0;
	const body = streamAnswer(from.session, request, async (answer) => {
		if (answer.status !== 200 && answer.status !== 206) return refuseRead(from.session, whole.asked, answer);
		const first = findStart(answer);
		if (first > start) throw wrongContent(whole.asked, "it begins elsewhere than asked");
		surplus = start - first;
		const length = answer.headers["content-length"];
		if (length !== void 0 && first + Number(length) > blob.size) throw tooLong();
		return answer.body;
	});
	for await (const chunk of body) {
		const fresh = chunk.subarray(surplus);
		surplus -= chunk.byteLength - fresh.byteLength;
		at += fresh.byteLength;
		if (at > blob.size) throw tooLong();
		if (fresh.byteLength > 0) yield fresh;
	}
}
/** The offset in the blob at which the body begins. */
function findStart(answer) {
	if (answer.status === 200) return 0;
	const start = /^bytes (\d+)-/.exec(answer.headers["content-range"] ?? "")?.[1];
	return start === void 0 ? Number.POSITIVE_INFINITY : Number(start);
}
/**
* The body of an answer as a stream. The request occupies its slot in the session's pool until the stream ends or is
* abandoned. `choose` checks the answer first and returns its body. Failures are thrown as `Session.attempt` throws them.
*/
async function* streamAnswer(session, request, choose) {
	const opened = createDeferred();
	const ended = createDeferred();
	const whole = session.attempt(request, async (answer) => {
		opened.resolve(await choose(answer));
		await ended.promise;
	});
	whole.catch(opened.reject);
	const body = await opened.promise;
	try {
		yield* body;
	} catch (error) {
		ended.reject(error);
	} finally {
		ended.resolve();
	}
	await whole;
}
/** Promise.withResolvers, which Node has from version 22 on. */
function createDeferred() {
	let settle = {
		resolve: () => void 0,
		reject: () => void 0
	};
	return {
		promise: new Promise((resolve, reject) => {
			settle = {
				resolve,
				reject
			};
		}),
		resolve: (value) => settle.resolve(value),
		reject: (reason) => settle.reject(reason)
	};
}
// src/registry/copy/manifest-children.ts
/** Configs and layers of one image with all its platforms: docker allows 127 layers for each platform. */
const maxBlobs = 1e4;
/** Bytes. No registry takes a larger blob, and the sizes in a manifest are whatever its author wrote. */
const maxBlobSize = 2 ** 40;
/**
* Lists the children of an image manifest or index: OCI image spec 1.1, "Image Manifest", "Image Index" and "Descriptor".
* Index entries of other media types, as in BuildKit's cache, count as blobs. Leaves out layers that no registry keeps.
* Throws a TagboatError for an invalid descriptor; `asked` is what the error names.
*/
function listChildren$1(asked, manifest) {
	const manifests = /* @__PURE__ */ new Map();
	const blobs = /* @__PURE__ */ new Map();
	const add = (to, one) => to.set(one.digest, one);
	for (const child of arrayAt(manifest.json, "manifests")) {
		const one = readDescriptor(asked, child);
		add(one.mediaType === "" || manifestTypes.includes(one.mediaType) ? manifests : blobs, one);
	}
	const config = at(manifest.json, "config");
	if (config !== void 0) add(blobs, readDescriptor(asked, config));
	for (const layer of arrayAt(manifest.json, "layers")) {
		const one = readDescriptor(asked, layer);
		if (!isForeign(one.mediaType, layer)) add(blobs, one);
	}
	return {
		manifests: [...manifests.values()],
		blobs: [...blobs.values()]
	};
}
/** OCI image spec 1.1, "Non-Distributable Layers": they SHOULD NOT be uploaded; `urls` name their servers. */
function isForeign(mediaType, layer) {
	return /nondistributable|\.foreign\./.test(mediaType) && arrayAt(layer, "urls").length > 0;
}
function readDescriptor(asked, json) {
	const digest = digestAt(json, "digest");
	const size = numberAt(json, "size") ?? -1;
	if (digest === void 0 || !Number.isSafeInteger(size) || size < 0) throw new TagboatError(contentWrong(asked, "it names a part without a digest or a size"));
	if (size > maxBlobSize) throw new TagboatError(contentWrong(asked, `it names a part of ${size} bytes`));
	if (!canDigest(digest)) throw new TagboatError(contentWrong(asked, `it names ${digest}, which cannot be checked`));
	return {
		digest,
		size,
		mediaType: stringAt(json, "mediaType") ?? ""
	};
}
// src/registry/copy/copy-image.ts
/** Nested indexes are rare, and no tool makes more than two levels. */
const maxLevels$2 = 5;
const maxManifests$1 = 1e3;
/**
* Copies a manifest or index, and everything below it, to another repository: by digest, with unchanged bytes, and without
* any tag. Children go first (OCI distribution spec 1.1, "Pushing Manifests").
*
* A registry accepts no manifest without its blobs, so the blobs below a manifest that the destination has are not checked.
* The children of an index are: registries' garbage collectors have removed them from under one.
*/
async function copyImage(context, digest, known = {}) {
	const { to, tasks } = context;
	const manifests = /* @__PURE__ */ new Set();
	const blobs = /* @__PURE__ */ new Set();
	const copyBlobOnce = memoize(({ digest }) => digest, (blob) => copyBlob(context, blob));
	const copyNode = memoize(({ digest }) => digest, async (node) => {
		const { manifest, isPresent } = await readNode(context, node);
		const children = listChildren$1(describeAsked(context.from.repository, node, "read"), manifest);
		for (const blob of children.blobs) blobs.add(blob.digest);
		checkCounts(context, manifests.size + children.manifests.length, blobs.size);
		const below = children.manifests.map((one) => ({
			digest: one.digest,
			level: node.level + 1,
			mayBePresent: isPresent
		}));
		await tasks.all([...below.map((child) => () => copyNode(child)), ...isPresent ? [] : children.blobs.map((blob) => () => copyBlobOnce(blob))]);
		if (!isPresent) await putManifest(to.session, to.repository, { digest: node.digest }, manifest);
		manifests.add(node.digest);
	});
	const top = {
		digest,
		level: 1,
		mayBePresent: known.isAbsent !== true,
		known: known.top
	};
	await tasks.all([() => copyNode(top)]);
}
/** Reads the manifest at the source and looks for it at the destination, in parallel. */
async function readNode({ from, to, tasks }, { digest, level, mayBePresent, known }) {
	const asked = describeAsked(from.repository, { digest }, "read");
	if (level > maxLevels$2) throw tooMuch(asked, `it is an index of indexes, more than ${maxLevels$2} levels deep`);
	const [[manifest], [found]] = await Promise.all([tasks.all([async () => known ?? await getManifest(from.session, from.repository, { digest })]), tasks.all(mayBePresent ? [() => headManifest(to.session, to.repository, { digest })] : [])]);
	if (!manifest) throw new TagboatError(imagePartMissing(asked));
	return {
		manifest,
		isPresent: found !== void 0
	};
}
function checkCounts({ from: { repository } }, manifests, blobs) {
	const asked = {
		host: repository.host,
		name: repository.name,
		action: "read"
	};
	if (manifests > maxManifests$1) throw tooMuch(asked, `there are more than ${maxManifests$1} manifests in one image`);
	if (blobs > 1e4) throw tooMuch(asked, `there are more than ${maxBlobs} configs and layers in one image`);
}
const tooMuch = (asked, what) => new TagboatError(contentWrong(asked, what));
// src/registry/referrers.ts
/** More referrers than a copy takes along: the rest of the list is not read. */
const enough = 1e3;
/**
* The digests of the manifests whose subject is `digest`: OCI distribution spec 1.1, "Listing Referrers". Undefined if
* the registry has no referrers API; the referrers tag may list them then.
*/
async function listReferrers(session, repository, digest) {
	const asked = {
		host: repository.host,
		name: `${repository.name}@${digest}`,
		action: "read"
	};
	const found = /* @__PURE__ */ new Set();
	let hasList = false;
	const readNext = async (target) => {
		const page = await readPage(session, asked, repository, target);
		if (page === void 0) return void 0;
		if (page.digests !== void 0) hasList = true;
		for (const one of page.digests ?? []) found.add(one);
		return page.next;
	};
	await readPages(session, asked, `/v2/${repository.path}/referrers/${digest}`, readNext, () => found.size > enough);
	return hasList ? [...found] : void 0;
}
/** Undefined if the registry has no referrers API: it answers 404, another 4xx, or redirects to a web page. */
async function readPage(session, asked, repository, target) {
	const request = {
		asked,
		method: "GET",
		target,
		scopes: scopeRepository(repository.path, "pull"),
		headers: { accept: ociIndex },
		follow: false,
		effort: "little"
	};
	return session.send(request, async (answer) => {
		if (answer.status >= 300 && answer.status < 400) return followWithinRegistry(answer);
		if (answer.status === 403) return session.refuse(asked, answer);
		if (answer.status !== 200 || parseMediaType(answer.headers["content-type"]) !== "application/vnd.oci.image.index.v1+json") return void 0;
		const bytes = await readBytes(answer, manifestLimit);
		const json = bytes && parseJson(Buffer.from(bytes).toString("utf8"));
		return {
			digests: readReferrers({ manifests: arrayAt(json, "manifests") }),
			next: findNextPage(answer)
		};
	});
}
/**
* Follows a redirect within the registry only. GHCR, which has no referrers API, redirects to a page of GitHub's that
* answers 429 (artifacthub/hub issue 4785).
*/
function followWithinRegistry(answer) {
	const url = resolveUrl(answer.headers.location ?? "", answer.url);
	if (!answer.headers.location || url?.origin !== new URL(answer.url).origin) return void 0;
	return {
		digests: void 0,
		next: url.href
	};
}
/** The tag that lists referrers where the registry has no API for them: spec 1.1, "Referrers Tag Schema". */
function nameReferrersTag(digest) {
	const algorithm = nameAlgorithm(digest);
	return `${algorithm.slice(0, 32)}-${digest.slice(algorithm.length + 1).slice(0, 64)}`;
}
/** The digests in an index of referrers, without those of unknown media types. */
function readReferrers(json) {
	return arrayAt(json, "manifests").flatMap((one) => {
		const digest = digestAt(one, "digest");
		const isKnownType = manifestTypes.includes(stringAt(one, "mediaType") ?? "");
		return digest !== void 0 && isKnownType ? [digest] : [];
	});
}
/**
* Adds referrers to those that are listed under the tag of their subject: OCI distribution spec 1.1, "Referrers Tag Schema".
* Writes nothing if all are listed already.
*/
async function addToReferrersTag(session, repository, subject, referrers) {
	const target = { tag: nameReferrersTag(subject) };
	const before = await getManifest(session, repository, target);
	const listed = arrayAt(before?.json, "manifests");
	const known = new Set(listed.map((one) => stringAt(one, "digest")));
	const added = referrers.filter(({ digest }) => !known.has(digest));
	if (added.length === 0) return;
	const index = {
		...before?.mediaType === "application/vnd.oci.image.index.v1+json" ? before.json : {
			schemaVersion: 2,
			mediaType: ociIndex
		},
		manifests: [...listed, ...added.map(describeReferrer)]
	};
	const bytes = Buffer.from(JSON.stringify(index));
	await putManifest(session, repository, target, {
		mediaType: ociIndex,
		bytes
	});
}
/** A referrer's descriptor in a list of referrers: spec 1.1, "Listing Referrers". */
function describeReferrer({ mediaType, digest, bytes, json }) {
	const artifactType = stringAt(json, "artifactType") ?? stringAt(json, "config", "mediaType");
	return {
		mediaType,
		digest,
		size: bytes.byteLength,
		...artifactType === void 0 ? {} : { artifactType },
		...isRecord(json.annotations) ? { annotations: json.annotations } : {}
	};
}
// src/registry/copy/find-attached.ts
const cosignSuffixes = [
	"sig",
	"att",
	"sbom"
];
/**
* Makes a finder for one repository. One list of its tags shows which referrers tags and cosign tags exist; if the list is too
* long or unavailable, each is requested. A registry that gained the referrers API late may use both the API and referrers
* tags, so both are read.
*/
async function createAttachedFinder(from, warn) {
	const tags = await listAllTags(from);
	const mayExist = (tag) => tags?.has(tag) ?? true;
	const askApi = createReferrersApi(from, warn);
	return {
		referrers: async (digest) => {
			const tag = nameReferrersTag(digest);
			const [listed, index] = await Promise.all([askApi(digest), mayExist(tag) ? getManifest(from.session, from.repository, { tag }) : void 0]);
			return [.../* @__PURE__ */ new Set([...listed ?? [], ...index ? readReferrers(index.json) : []])];
		},
		cosignTags: (digest) => cosignSuffixes.map((suffix) => `${nameReferrersTag(digest)}.${suffix}`).filter(mayExist)
	};
}
async function listAllTags({ session, repository }) {
	try {
		const { tags, complete } = await listTags(session, repository);
		return complete ? new Set(tags) : void 0;
	} catch (error) {
		if (hasOnlyCodes(error, listRefused)) return void 0;
		throw error;
	}
}
const listRefused = /* @__PURE__ */ new Set([
	"registry-denied",
	"registry-unauthorized",
	"registry-failed"
]);
/**
* Asks a registry's referrers API for the referrers of a digest; undefined if the registry has none, which the first answer
* shows. An API that does not answer counts as missing, with a warning; referrers that are listed under tags are still found.
*/
function createReferrersApi({ session, repository }, warn) {
	let isSupported;
	const ask = async (digest) => {
		try {
			return await listReferrers(session, repository, digest);
		} catch (error) {
			if (!hasOnlyCodes(error, noAnswer)) throw error;
			const [problem] = error.problems;
			warn(`${repository.host} did not answer the request for the referrers of ${repository.name}: ${problem?.what}`);
			return;
		}
	};
	return async (digest) => {
		if (isSupported !== void 0) return await isSupported ? await ask(digest) ?? [] : void 0;
		const first = ask(digest);
		isSupported = first.then((list) => list !== void 0);
		isSupported.catch(() => void 0);
		return first;
	};
}
const noAnswer = /* @__PURE__ */ new Set([
	"registry-too-many-requests",
	"registry-failed",
	"registry-page",
	"registry-unreachable"
]);
const hasOnlyCodes = (error, codes) => error instanceof TagboatError && error.problems.every(({ code }) => codes.has(code));
// src/registry/copy/copy-referrers.ts
/** A signature of an SBOM of an image is three levels. */
const maxLevels$1 = 4;
const maxReferrers = 1e3;
/**
* Copies the artifacts that are attached to the manifests with `digests`, and those attached to these artifacts: manifests that
* name one as their subject (OCI image spec 1.1, "Image Manifest", `subject`), and cosign's tags. Searches the source at
* once, and writes nothing before the manifests have `arrived` at the destination.
*/
async function copyReferrers$1(context, digests, arrived = Promise.resolve()) {
	const warnings = [];
	const walk = {
		context,
		arrived,
		attached: await createAttachedFinder(context.from, (text) => warnings.push(`${text} Only artifacts that are listed under tags were copied.`)),
		listAtDestination: createReferrersApi(context.to, (text) => context.log.info(text)),
		seen: new Set(digests),
		warnings,
		referrers: 0
	};
	let level = [...new Set(digests)];
	for (let count = 1; level.length > 0; count += 1) {
		if (count > maxLevels$1) {
			warnings.push(`Artifacts that are attached more than ${maxLevels$1} levels deep were not copied.`);
			break;
		}
		level = (await context.tasks.all(level.map((digest) => () => copyAttached(walk, digest)))).flat();
	}
	return { warnings };
}
/** Copies what is attached to one manifest; returns the digests that the walk had not seen before. */
async function copyAttached(walk, subject) {
	const { context, attached } = walk;
	const [referrers, tags] = await Promise.all([copyReferrersOf(walk, subject), context.tasks.all(attached.cosignTags(subject).map((tag) => () => copyCosignTag(walk, tag)))]);
	return [...referrers, ...tags.flat()];
}
async function copyReferrersOf(walk, subject) {
	const { context, attached, listAtDestination } = walk;
	const digests = takeUnseen(walk, await attached.referrers(subject));
	if (digests.length === 0) return [];
	const manifests = (await context.tasks.all(digests.map((digest) => () => copyReferrer(walk, subject, digest)))).flatMap((one) => one ?? []);
	if (manifests.length > 0 && await listAtDestination(subject) === void 0) {
		const { session, repository } = context.to;
		await addToReferrersTag(session, repository, subject, manifests);
	}
	return manifests.map(({ digest }) => digest);
}
/** Undefined if the list names a manifest that does not exist or has another subject. */
async function copyReferrer(walk, subject, digest) {
	const { context } = walk;
	const { session, repository } = context.from;
	const manifest = await getManifest(session, repository, { digest });
	if (manifest === void 0 || stringAt(manifest.json, "subject", "digest") !== subject) {
		context.log.debug(`${repository.name}@${digest} is listed as a referrer of ${subject}, but is not one.`);
		return;
	}
	await walk.arrived;
	await copyImage(context, digest, { top: manifest });
	walk.referrers += 1;
	return manifest;
}
/**
* Copies what cosign keeps under a tag: signatures, attestations or an SBOM, one layer each. A tag at the destination whose
* manifest has layers of its own is kept, with a warning: replacing it would lose them. Returns unseen digests as `copyAttached`.
*/
async function copyCosignTag(walk, tag) {
	const { context, arrived } = walk;
	const { from, to } = context;
	const [theirs, ours] = await Promise.all([getManifest(from.session, from.repository, { tag }), arrived.then(() => getManifest(to.session, to.repository, { tag }))]);
	if (!theirs) return [];
	const { digest } = theirs;
	if (ours?.digest === digest) return takeUnseen(walk, [digest]);
	const layers = listLayers(theirs);
	if (ours && ![...listLayers(ours)].every((layer) => layers.has(layer))) {
		walk.warnings.push(`${to.repository.name}:${tag} has signatures that the source lacks, and was kept.`);
		return [];
	}
	await copyImage(context, digest, { top: theirs });
	await putManifest(to.session, to.repository, { tag }, theirs);
	return takeUnseen(walk, [digest]);
}
function listLayers({ json }) {
	return new Set(arrayAt(json, "layers").map((layer) => stringAt(layer, "digest")));
}
/** The digests that the walk has not seen, up to the maximum number of referrers; marks them as seen. */
function takeUnseen(walk, digests) {
	const unseen = [...new Set(digests)].filter((digest) => !walk.seen.has(digest));
	const room = Math.max(0, maxReferrers - walk.referrers);
	if (unseen.length > room) walk.warnings.push(`Only ${maxReferrers} of the attached artifacts were copied.`);
	const taken = unseen.slice(0, room);
	for (const digest of taken) walk.seen.add(digest);
	return taken;
}
// src/registry/deletion.ts
/**
* Deletes a tag, or a digest with every tag on it: OCI distribution spec 1.1, "Deleting tags" and "Deleting Manifests".
* Registries that delete by digest only answer 400 or 405 to a tag.
*/
async function deleteManifest(session, repository, target) {
	const request = {
		asked: describeAsked(repository, target, "delete"),
		method: "DELETE",
		target: manifestPath(repository, target),
		scopes: scopeRepository(repository.path, "pull", "push", "delete"),
		mustEnd: true
	};
	try {
		return await session.send(request, async (answer) => {
			if ([
				200,
				202,
				204
			].includes(answer.status)) return "deleted";
			if (answer.status === 404) return await isAbsence(answer) ? "absent" : "unsupported";
			if (answer.status === 405 || answer.status === 501) return "unsupported";
			if (answer.status === 400 && "tag" in target) return "unsupported";
			return session.refuse(request.asked, answer);
		});
	} catch (error) {
		if (isForbidden(error)) return "unsupported";
		throw error;
	}
}
/**
* A 404 with one of the spec's errors ("Error Codes"). Any other comes from a registry without DELETE: ECR's was a page for years
* (containers/image issue 1010, skopeo issue 819).
*/
async function isAbsence(answer) {
	return (await readRefusal(answer)).kind === "errors";
}
/** Whether manifests can be deleted by digest: for a digest that does not exist the registry answers 404 if so, 405 if not. */
async function probeDelete(ports, repository) {
	const digest = computeDigest(describeEmptyIndex(ports.clock));
	return await deleteManifest(ports.session, repository, { digest }) !== "unsupported";
}
/**
* Removes one tag and keeps its manifest, which may have other tags. Where tags cannot be deleted by name, it moves the tag
* to a unique empty index, and deletes that index by digest. The answer to DELETE is not trusted: the tag counts as removed when
* it is no longer found.
*/
async function removeTag(ports, repository, tag) {
	const { session, clock, left = () => void 0 } = ports;
	const started = clock.now();
	const isGone = async () => await headManifest(session, repository, { tag }) === void 0;
	if (await deleteManifest(session, repository, { tag }) !== "unsupported" && await isGone()) return "removed";
	if (!await probeDelete(ports, repository)) return "unsupported";
	if ((left() ?? Number.POSITIVE_INFINITY) < 2.5 * (clock.now() - started)) throw new TagboatError(noTimeToRemove(describeAsked(repository, { tag }, "delete")));
	const before = await getManifest(session, repository, { tag });
	if (before === void 0) return "removed";
	const index = {
		mediaType: ociIndex,
		bytes: describeEmptyIndex(ports.clock)
	};
	const { digest } = await putManifest(session, repository, { tag }, index);
	if (await deleteIndex(ports, repository, digest) && await isGone()) return "removed";
	await putManifest(session, repository, { tag }, before);
	return "unsupported";
}
async function deleteIndex({ session, log }, repository, digest) {
	try {
		return await deleteManifest(session, repository, { digest }) !== "unsupported";
	} catch (error) {
		log.debug(`${repository.name}@${digest} was not deleted: ${String(error)}`);
		return false;
	}
}
/** An index with a unique id, so that no other tag has its digest. */
function describeEmptyIndex(clock) {
	const id = `${clock.now()}-${clock.random().toString(36).slice(2)}`;
	const index = {
		schemaVersion: 2,
		mediaType: ociIndex,
		manifests: [],
		annotations: { "dev.tagboat.removed": id }
	};
	return Buffer.from(JSON.stringify(index));
}
/** A login that may push may not be allowed to delete. */
function isForbidden(error) {
	const codes = [
		"registry-denied",
		"registry-unauthorized",
		"registry-tag-immutable"
	];
	return error instanceof TagboatError && error.problems.every(({ code }) => codes.includes(code));
}
// src/registry/endpoint.ts
/** The scheme of an origin. */
function readScheme(origin) {
	if (origin === void 0) return void 0;
	return new URL(origin).protocol === "http:" ? "http" : "https";
}
/**
* Uses https; plain HTTP only as a fallback, and only for hosts for which the engine allows it. https is tried first, as the
* engine does, so that no password is sent in clear text without need. The scheme that answers is kept for the run.
*/
function createEndpoint(transport, host, memory = {}) {
	const server = serverOf(host);
	const [secure, plain] = [new URL(`https://${server}`).origin, new URL(`http://${server}`).origin];
	const attempt = async (asked, origin, request) => {
		const { target, follow, ...rest } = request;
		const sent = {
			...rest,
			url: new URL(target, origin).href
		};
		return follow === false ? transport.send(sent) : transport.follow(asked, sent);
	};
	const discover = async (asked, request) => {
		try {
			const answer = await attempt(asked, secure, request);
			memory.origin ??= secure;
			return answer;
		} catch (error) {
			const fault = error instanceof ConnectionFailure ? sortFault(error.failure.code) : "unfit";
			if (!mayLackTls.has(fault) || !await transport.mayBePlain(server)) throw error;
			const answer = await attempt(asked, plain, request);
			if (fault !== "no-tls" && answer.response.status === 400) throw error;
			memory.origin ??= plain;
			return answer;
		}
	};
	return {
		origin: () => memory.origin,
		send: (asked, request) => memory.origin === void 0 ? discover(asked, request) : attempt(asked, memory.origin, request)
	};
}
/** Faults of a TLS attempt that a plain HTTP server causes. An untrusted certificate is not one of them. */
const mayLackTls = /* @__PURE__ */ new Set([
	"no-tls",
	"refused",
	"slow",
	"broken"
]);
// src/errors/source-image.ts
/** `{{source_version}}` has no value. `found` are the unusable versions: several that differ, or a reserved name. */
function sourceVersionless(text, found = []) {
	const [first, ...more] = found;
	const several = `has several versions, ${found.join(" and ")}`;
	return {
		code: "from-version",
		what: `Input from: '${text}' ${first === void 0 ? "has no version" : more.length > 0 ? several : `has the version '${first}', which is a reserved name`}, but {{source_version}} needs one version.`,
		fix: "Give the image the label org.opencontainers.image.version when it is built, or write the version in place of the expression."
	};
}
/** A notice: the version comes only from a label, and labels are inherited from base images. */
function sourceLabelInherited(text, version) {
	return `{{source_version}} of '${text}' is '${version}', from a label. The image does not say that it comes from this repository, so the label may be its base image's.`;
}
/** A warning: the default tags would give `latest` to an image of another version. */
function sourceOfOtherVersion(ref, text, version) {
	return `${ref} will be '${text}', whose version is ${version}. The default tags follow the ref of this run, not the image: write type=raw,value={{source_version}} in input tags for a tag with its version.`;
}
function sourceMissing(text) {
	return {
		code: "from-missing",
		what: `Input from: '${text}' does not exist.`,
		fix: "Check its name and tag, and that the run that publishes it ends before this one starts."
	};
}
function sourceNoImage(text, found) {
	return {
		code: "from-no-image",
		what: `Input from: '${text}' is not a container image but ${found}.`,
		fix: "Name an image; other artifacts are copied with the image that they refer to."
	};
}
function sourcePlatforms(text, missing, there) {
	return {
		code: "from-platform",
		what: `Input from: '${text}' lacks ${missing.join(", ")}; it has ${there.join(", ") || "no platform"}.`,
		fix: "Build the missing platforms first, or remove them from input platforms."
	};
}
function platformTwice(platform, first, second) {
	return {
		code: "from-platform-twice",
		what: `Input from: ${platform} is in both '${first}' and '${second}'.`,
		fix: "Name each platform once."
	};
}
function layoutUnreadable(folder, why) {
	return {
		code: "from-layout",
		what: `The OCI image layout '${folder}' ${why}.`,
		fix: "If this run wrote it, check the disk and run the job again. If input from names it, name a folder with oci-layout and index.json in it, and a tag if it holds several images: oci-layout:DIR:TAG. In place of an archive, name the folder that outputs: type=oci,tar=false,dest=DIR writes."
	};
}
function daemonFailed(image, doing, original) {
	return {
		code: "from-daemon",
		what: `Input from: the engine could not ${doing} '${image}'.`,
		fix: "Build or load it in an earlier step; docker image ls shows what the engine has.",
		original
	};
}
function digestImpossible() {
	return {
		code: "digest-push",
		what: "push: digest does not work with the docker driver on the legacy image store, which pushes by tag only.",
		fix: "Turn on the containerd image store (\"features\": {\"containerd-snapshotter\": true} in daemon.json), or use a docker-container builder, for example with docker/setup-buildx-action."
	};
}
/** `manual` lists the lines to write in input from instead, one for each platform. */
function digestsUnavailable(why, manual) {
	return {
		code: "digests-unavailable",
		what: `Input from: 'digests' reads artifacts of this run, but ${why}.`,
		fix: `Give each platform a job of its own with its digest as an output, and write from: ${manual}. docs/platforms.md has the whole workflow.`
	};
}
function digestsService(doing, original) {
	return {
		code: "digests-service",
		what: `The artifact service could not ${doing}.`,
		fix: "Run the failed jobs again. If it keeps failing, name the digests in input from, as docs/platforms.md shows.",
		original
	};
}
/** `found` describes the digests that jobs did hand over. */
function digestsMissing(images, missing, found) {
	return {
		code: "digests-missing",
		what: `Input from: no job of this run handed over a digest of ${images} for ${missing.join(", ")}; ${found}.`,
		fix: "Check that needs names the job of each such platform, and that it ran with push: digest and this name in images; its log may have a warning. Or remove the platform from input platforms."
	};
}
/** Each entry of `legs` describes the digest of one job. */
function digestsConflict(platform, images, legs) {
	return {
		code: "digests-conflict",
		what: `Input from: several jobs of this run handed over different digests of ${images} for ${platform}: ${legs.join("; ")}.`,
		fix: "Give each variant a name of its own in images, or set target or file here to select the jobs with that value. Variants that differ only in build arguments need names or tags of their own: docs/platforms.md shows both."
	};
}
function digestsForeign(text, found, ours) {
	return {
		code: "digests-foreign",
		what: `Input from: '${text}' ${found}, but this run publishes ${ours}.`,
		fix: "Check out the same commit in this job as in the jobs that build, and do not override the labels source and revision. To publish another image, name it in input from."
	};
}
// src/registry/layout/read-layout.ts
/** Reads the image with that tag, or the only image. Throws a TagboatError if the layout is invalid or the choice ambiguous. */
async function readLayout(files, folder, tag) {
	return readTree(files, folder, await findImage$1(files, folder, tag));
}
/** The descriptor of the image in index.json: OCI image spec 1.1, "Image Layout". */
async function findImage$1(files, folder, tag) {
	if (!await files.isDirectory(folder)) throw unreadable(folder, "is not a folder");
	const [marker, text] = await Promise.all([files.read(join(folder, "oci-layout")), files.read(join(folder, "index.json"))]);
	if (stringAt(parseJson(marker ?? ""), "imageLayoutVersion") === void 0 || text === void 0) throw unreadable(folder, "is not an OCI image layout");
	const index = parseJson(text);
	if (!isRecord(index)) throw unreadable(folder, "has an index.json that is damaged: it is not a JSON object");
	const entries = arrayAt(index, "manifests").flatMap(readEntry$1);
	const matching = tag === void 0 ? entries : entries.filter(({ names }) => names.includes(tag));
	const distinct = [...new Map(matching.map((entry) => [entry.digest, entry])).values()];
	const [image, other] = distinct;
	if (image === void 0) throw unreadable(folder, describeAbsence(entries, tag));
	if (other !== void 0) throw unreadable(folder, `holds ${distinct.length} images${tag === void 0 ? "" : ` tagged ${tag}`}`);
	return {
		digest: image.digest,
		mediaType: image.mediaType,
		size: image.size
	};
}
function describeAbsence(entries, tag) {
	if (entries.length === 0) return "holds no image";
	const names = [...new Set(entries.flatMap((entry) => entry.names))];
	return `holds no image tagged ${tag}, but ${names.length === 0 ? "no tag at all" : names.slice(0, 20).join(", ")}`;
}
/** Ignores entries of other media types, which other tools add. */
function readEntry$1(json) {
	const digest = stringAt(json, "digest");
	const mediaType = stringAt(json, "mediaType") ?? "";
	const size = numberAt(json, "size");
	if (digest === void 0 || size === void 0 || !manifestTypes.includes(mediaType)) return [];
	return [{
		digest,
		mediaType,
		size,
		names: readNames(json)
	}];
}
/** The spec's annotation has a tag, or with some tools a whole reference; containerd and buildx write one of their own. */
function readNames(json) {
	return ["org.opencontainers.image.ref.name", "io.containerd.image.name"].flatMap((key) => stringAt(json, "annotations", key) ?? []).map((name) => separateReference(name).tag || name);
}
/** No tool makes more. A layout may be hostile, so the walk through its indexes is bounded. */
const maxLevels = 5;
const maxManifests = 1e3;
/** Reads a manifest or index and everything below it. */
async function readTree(files, folder, top) {
	const manifests = /* @__PURE__ */ new Map();
	const blobs = /* @__PURE__ */ new Map();
	const visit = async (one, level) => {
		if (manifests.has(one.digest)) return;
		if (level > maxLevels || manifests.size >= maxManifests) throw unreadable(folder, "holds an index of too many indexes or images");
		const manifest = await readManifest(files, folder, one);
		const children = listChildren$1({
			host: folder,
			name: one.digest,
			action: "read"
		}, manifest);
		for (const child of children.manifests) await visit(child, level + 1);
		for (const blob of children.blobs) {
			if (!blobs.has(blob.digest)) await locateBlob(files, folder, blob);
			blobs.set(blob.digest, blob);
			if (blobs.size > 1e4) throw unreadable(folder, `holds an image of more than ${maxBlobs} parts`);
		}
		manifests.set(one.digest, manifest);
	};
	await visit(top, 1);
	return {
		top,
		manifests,
		blobs
	};
}
async function readManifest(files, folder, one) {
	if (one.size > 4194304) throw unreadable(folder, `has a manifest ${one.digest} of more than 4 MiB`);
	const bytes = await readBlobBytes(files, folder, one);
	const json = parseJson(Buffer.from(bytes).toString("utf8"));
	if (!isRecord(json)) throw unreadable(folder, `has a manifest ${one.digest} that is not a JSON object`);
	const excess = findExcess(json);
	if (excess !== void 0) throw unreadable(folder, `has a manifest ${one.digest} that is too large for an image: ${excess}`);
	const mediaType = stringAt(json, "mediaType") ?? one.mediaType;
	const isAmbiguous = "manifests" in json && ("layers" in json || "config" in json);
	const contradicts = one.mediaType !== "" && mediaType !== one.mediaType;
	if (!manifestTypes.includes(mediaType) || contradicts || isAmbiguous) throw unreadable(folder, `has a manifest ${one.digest} whose media type is wrong`);
	return {
		digest: one.digest,
		mediaType,
		bytes,
		json
	};
}
/** The registered algorithms with their lengths: OCI image spec 1.1, "Descriptors". No other digest is made into a path. */
const safeDigest = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
* The path of a blob in an OCI image layout: `blobs/<algorithm>/<hex>` (OCI image spec 1.1, "Image Layout"). Throws a
* TagboatError if the file is missing, has another size than its descriptor, or is a link out of the folder.
*/
async function locateBlob(files, folder, blob) {
	const { digest } = blob;
	if (!safeDigest.test(digest)) throw unreadable(folder, `names a part with the invalid digest '${digest}'`);
	const path = join(folder, "blobs", ...digest.split(":"));
	const [root, real] = await Promise.all([files.realPath(join(folder, "index.json")), files.realPath(path)]);
	if (root === void 0 || real === void 0) throw unreadable(folder, `lacks its part ${digest}`);
	const fromRoot = relative(join(root, ".."), real);
	if (fromRoot === ".." || fromRoot.startsWith(`..${sep}`) || isAbsolute(fromRoot)) throw unreadable(folder, `has a link out of the folder for its part ${digest}`);
	const size = await files.size(path);
	if (size !== blob.size) throw unreadable(folder, `has ${size ?? "no"} bytes of its part ${digest} instead of ${blob.size}`);
	return path;
}
/** A blob as the source of an upload. Each read opens the file again. */
function openBlob(files, folder, path, blob) {
	return {
		read: (offset) => readUpTo(files, folder, path, blob, offset),
		wrong: (what) => unreadable(folder, `has a part ${blob.digest} that is damaged: ${what}`)
	};
}
/** The bytes from an offset on. Throws a TagboatError for a file that has grown since its size was checked. */
async function* readUpTo(files, folder, path, blob, offset) {
	let at = offset;
	for await (const chunk of files.openRead(path, offset)) {
		at += chunk.byteLength;
		if (at > blob.size) throw unreadable(folder, `has more than ${blob.size} bytes of its part ${blob.digest}`);
		yield chunk;
	}
}
/** Reads a whole small blob, and checks its digest. */
async function readBlobBytes(files, folder, blob) {
	const path = await locateBlob(files, folder, blob);
	const chunks = [];
	for await (const chunk of readUpTo(files, folder, path, blob, 0)) chunks.push(chunk);
	const bytes = Buffer.concat(chunks);
	const found = computeDigest(bytes, nameAlgorithm(blob.digest));
	if (found !== blob.digest) throw unreadable(folder, `has a part ${blob.digest} that is damaged: its digest is ${found}`);
	return bytes;
}
const unreadable = (folder, why) => new TagboatError(layoutUnreadable(folder, why));
// src/registry/layout/push-layout.ts
/**
* Pushes an image of an OCI image layout to a repository, by digest and without any tag: blobs first, then manifests from the
* bottom up (OCI distribution spec 1.1, "Pushing Manifests"). Sends only what the registry lacks.
*/
async function pushLayout(context, files, folder, digest) {
	const layout = await readTree(files, folder, await findEntry(files, folder, digest));
	const { to, tasks } = context;
	const missing = await findMissing(context, layout);
	const needed = new Set(missing.flatMap((one) => childrenOf(context, one).blobs.map((blob) => blob.digest)));
	const blobs = [...layout.blobs.values()].filter((blob) => needed.has(blob.digest));
	await tasks.all(blobs.map((blob) => () => pushBlob(context, files, folder, blob)));
	for (const level of groupByLevel(context, missing)) await tasks.all(level.map((one) => () => putManifest(to.session, to.repository, { digest: one.digest }, one)));
}
/** The entry of index.json for a digest: it has the size, which is needed to read the manifest. */
async function findEntry(files, folder, digest) {
	const index = parseJson(await files.read(join(folder, "index.json")) ?? "");
	const entry = arrayAt(index, "manifests").find((one) => stringAt(one, "digest") === digest);
	if (entry === void 0) throw unreadable(folder, `does not hold ${digest}`);
	return {
		digest,
		size: numberAt(entry, "size") ?? -1,
		mediaType: stringAt(entry, "mediaType") ?? ""
	};
}
/**
* The manifests that the registry lacks. Those below an index that exists are checked too: registries' garbage collectors
* have removed children from under an index.
*/
async function findMissing({ to, tasks }, layout) {
	return (await tasks.all([...layout.manifests.values()].map((manifest) => async () => {
		return await headManifest(to.session, to.repository, { digest: manifest.digest }) === void 0 ? [manifest] : [];
	}))).flat();
}
/** A blob that several images of a run share is sent to their registry once, and mounted into the other repositories. */
async function pushBlob(context, files, folder, blob) {
	const { session, repository } = context.to;
	await context.transfers.once(repository, blob.digest, async () => {
		if (await headBlob(session, repository, blob.digest)) return;
		const from = await context.transfers.findMountSource(repository, blob.digest);
		const mounted = from && await mountBlob(session, from, repository, blob.digest);
		if (mounted === "mounted") return;
		await streamBlob(context, blob, openBlob(files, folder, await locateBlob(files, folder, blob), blob), mounted);
	});
}
const childrenOf = ({ to }, manifest) => listChildren$1(describeAsked(to.repository, { digest: manifest.digest }, "push"), manifest);
/**
* Groups manifests, in which children come before their parents, so that no group refers to itself or a later one: the
* manifests of one group can be put concurrently.
*/
function groupByLevel(context, manifests) {
	const groups = [];
	const levels = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		const children = childrenOf(context, manifest).manifests;
		const level = Math.max(-1, ...children.map(({ digest }) => levels.get(digest) ?? -1)) + 1;
		levels.set(manifest.digest, level);
		groups[level] = [...groups[level] ?? [], manifest];
	}
	return groups;
}
// src/registry/memory.ts
/** One memory for each repository, shared by all clients of a run. */
function createRecall() {
	return memoize(keyOf, (_repository) => ({
		head: "unknown",
		confirmedAbsent: /* @__PURE__ */ new Set()
	}));
}
// src/registry/secrets.ts
const longest = 600;
function createSecrets(log) {
	const redactor = createRedactor();
	const known = /* @__PURE__ */ new Set();
	return {
		remember: (secret) => {
			if (secret === "" || known.has(secret)) return;
			known.add(secret);
			redactor.add(secret);
			log.mask(secret);
		},
		conceal: (text) => shorten$1(hideLikely(redactor.clean(text)))
	};
}
/**
* Hides signatures, tokens and user information in addresses, and Authorization values. The text is a registry's, so no pattern
* may backtrack into what it has matched.
*/
function hideLikely(text) {
	return text.replace(/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/=-]{8,}/gi, "$1$2***").replace(/(\/\/)[^/\s@"'<>]+@/g, "$1***@").replace(/([?&][^?=&\s"'<>]+=)[^&\s"'<>]+/g, "$1***").replace(/("(?:access_|refresh_|identity)?token"\s*:\s*")[^"]+/gi, "$1***");
}
/** Removes control characters, which could move a terminal's cursor or start a new line, and shortens the text. */
function shorten$1(text) {
	const clean = text.replace(/[^\P{Cc}\n]/gu, " ").trim();
	return clean.length > longest ? `${clean.slice(0, longest)} ...` : clean;
}
// src/registry/session.ts
function createSession(parts) {
	const afterFirst = parts.endpoint.origin() === void 0 ? createFirstRequestGate() : runAtOnce;
	const attempt = async (request, read) => {
		try {
			return await sendAuthorized(parts, afterFirst, request, read);
		} catch (error) {
			throw translateFailure(parts.secrets, request.asked, error);
		}
	};
	const explain = async (asked, answer) => {
		const refusal = await readRefusal(answer);
		return explainRefusal(asked, {
			...refusal,
			text: parts.secrets.conceal(refusal.text)
		});
	};
	return {
		attempt,
		explain,
		recall: parts.recall,
		now: parts.clock.now,
		send: (request, read) => retry(parts, limitRetries(parts.retryPolicy, request.effort), () => attempt(request, read)),
		refuse: async (asked, answer) => {
			throw new TagboatError(await explain(asked, answer));
		}
	};
}
const runAtOnce = (task) => task();
/** The first request discovers scheme and challenge; the others wait for it. */
function createFirstRequestGate() {
	let first;
	return async (task) => {
		if (first) {
			await first;
			return task();
		}
		const running = task();
		first = running.catch(() => void 0);
		return running;
	};
}
/** Sends a request with the header that is known, and once more with another header after a 401. */
async function sendAuthorized(parts, gate, request, read) {
	const { authorization, pool } = parts;
	const { asked, scopes } = request;
	const isOwn = isOwnAddress(parts.endpoint, request);
	const sendWith = (header) => pool(() => exchange(parts, {
		request,
		isOwn,
		header
	}, read));
	const [sent, first] = await gate(async () => {
		const header = isOwn ? await authorization.find(asked, scopes) : void 0;
		return [header, await sendWith(header)];
	});
	if ("value" in first) return first.value;
	const renewed = await authorization.renew(asked, scopes, first.challenge, sent);
	const second = await sendWith(renewed);
	if ("value" in second) return second.value;
	throw await authorization.explain(asked, second.challenge, renewed);
}
/**
* Whether an address is the registry's own. Any other gets no Authorization header, whatever it asks for. Throws a TagboatError
* if a registry with TLS leads to an address without.
*/
function isOwnAddress(endpoint, { asked, target }) {
	const origin = endpoint.origin();
	if (target.startsWith("/") && !target.startsWith("//")) return true;
	const url = origin === void 0 ? void 0 : resolveUrl(target, origin);
	if (!url || origin === void 0) throw new Error(`'${target}' is not an address.`);
	if (origin.startsWith("https:") && url.protocol === "http:") throw new TagboatError(downgraded(asked, url.host));
	return url.origin === origin;
}
/** One request and its answer. */
async function exchange(parts, { request, isOwn, header }, read) {
	const { asked, scopes, headers, effort, ...rest } = request;
	const authorization = header === void 0 ? {} : { authorization: header.value };
	const sent = {
		...rest,
		headers: {
			...headers,
			...authorization
		}
	};
	const { response, url } = await parts.endpoint.send(asked, sent);
	try {
		if (isTransient(response.status)) throw await describeTransient(parts.secrets, asked, response, parts.clock.now());
		if (!(isOwn && response.status === 401 && new URL(url).origin === parts.endpoint.origin())) return { value: await read({
			...response,
			url
		}) };
		const refusal = await readRefusal(response);
		const challenge = {
			header: response.headers["www-authenticate"] ?? "",
			original: parts.secrets.conceal(refusal.text)
		};
		parts.authorization.learn(asked, challenge);
		return { challenge };
	} finally {
		response.discard();
	}
}
// src/registry/trust.ts
/** The certificate bundles of Linux distributions. The first that exists is used, as in Go's crypto/x509. */
const systemBundles = [
	"/etc/ssl/certs/ca-certificates.crt",
	"/etc/pki/tls/certs/ca-bundle.crt",
	"/etc/ssl/ca-bundle.pem",
	"/etc/pki/tls/cacert.pem",
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
	"/etc/ssl/cert.pem"
];
/**
* The TLS settings for a host: the system's certificate authorities (like the engine; Node's own only if the system has
* none), those in `caFiles`, and the host's directory in `certs.d`: authorities in `*.crt`, client certificates in `*.cert` with
* their keys in `*.key`, as in docker's "Verify repository client with certificates".
*/
function createTrust(files, certsDir, caFiles) {
	let shared;
	return async (host, verify) => {
		shared ??= readShared(files, caFiles);
		const { ca, bundled } = await shared;
		const names = /:\d+$/.test(host) ? [host] : [host, `${host}:443`];
		const own = await Promise.all(names.map((name) => readHostDirectory(files, `${certsDir}/${name}`)));
		const client = own.flatMap((one) => one.client);
		return {
			ca: [...ca, ...own.flatMap((one) => one.ca)],
			bundled,
			client,
			verify
		};
	};
}
async function readShared(files, caFiles) {
	const extra = [];
	for (const path of caFiles) {
		const text = path ? await files.read(path) : void 0;
		if (text) extra.push(text);
	}
	for (const path of systemBundles) {
		const system = await files.read(path);
		if (system) return {
			ca: [system, ...extra],
			bundled: false
		};
	}
	return {
		ca: extra,
		bundled: true
	};
}
async function readHostDirectory(files, directory) {
	const names = (await files.list(directory)).sort();
	const read = async (name) => await files.read(`${directory}/${name}`) ?? "";
	const ca = await Promise.all(names.filter((name) => name.endsWith(".crt")).map(read));
	const client = names.filter((name) => name.endsWith(".cert")).map(async (name) => {
		const key = name.replace(/\.cert$/, ".key");
		if (!names.includes(key)) throw new TagboatError(certificateWithoutKey(directory, name, key));
		return {
			cert: await read(name),
			key: await read(key)
		};
	});
	return {
		ca,
		client: await Promise.all(client)
	};
}
// src/registry/client.ts
/** Concurrent requests to one registry. */
const maxRequests = 16;
function createRegistryClient(ports, options) {
	const { sessionOf, schemeOf } = createSessions(ports, options);
	const session = (repository) => sessionOf(repository.host);
	const contexts = createCopyContexts({
		...ports,
		retryPolicy: options.retryPolicy ?? usualRetries
	}, session);
	const withSession = (repository) => ({
		...ports,
		session: session(repository)
	});
	return {
		schemeOf,
		headManifest: (repository, target) => headManifest(session(repository), repository, target),
		expectAbsence: (repository) => expectAbsence(session(repository), repository),
		peekManifest: (repository, target) => peekManifest(session(repository), repository, target),
		getManifest: (repository, target) => getManifest(session(repository), repository, target),
		putManifest: (repository, target, manifest) => putManifest(session(repository), repository, target, manifest),
		getBlob: (repository, digest) => getBlob(session(repository), repository, digest),
		copyImage: (from, to, digest, known) => copyImage(contexts.copy(from, to), digest, known),
		copyReferrers: (from, to, digests, arrived) => copyReferrers$1(contexts.copy(from, to), digests, arrived),
		pushLayout: (folder, to, digest) => pushLayout(contexts.push(to), ports.files, folder, digest),
		checkPush: (repository) => {
			const checking = checkPush(withSession(repository), repository);
			session(repository).recall(repository).mayPush = checking.then(() => true, () => false);
			return checking;
		},
		listTags: (repository, max) => listTags(session(repository), repository, max),
		deleteManifest: (repository, target) => deleteManifest(session(repository), repository, target),
		probeDelete: (repository) => probeDelete(withSession(repository), repository),
		removeTag: (repository, tag) => removeTag(withSession(repository), repository, tag)
	};
}
/** The state that the clients of one run share. */
function createShared(ports, options) {
	const secrets = createSecrets(ports.log);
	const askHelper = createHelperAsker({
		...ports,
		conceal: secrets.conceal
	});
	return {
		secrets,
		policy: createLatePolicy(options.insecureRegistries, options.askInsecure, ports.resolve),
		findCredential: createCredentialFinder({
			...ports,
			secrets,
			askHelper
		}, options.dockerConfigDir),
		recall: createRecall(),
		trusted: /* @__PURE__ */ new Map(),
		host: memoize(sameKey, (_host) => ({ tokens: /* @__PURE__ */ new Set() })),
		pool: memoize(sameKey, (_host) => createPool(maxRequests))
	};
}
function createSessions(ports, options) {
	const shared = options.shared ?? createShared(ports, options);
	const { secrets, findCredential, recall } = shared;
	const transport = createTransport({
		http: ports.http,
		policy: shared.policy,
		trusted: shared.trusted,
		trust: createTrust(ports.files, options.certsDir, [ports.env.SSL_CERT_FILE, ports.env.NODE_EXTRA_CA_CERTS])
	});
	const common = {
		...ports,
		secrets,
		transport,
		retryPolicy: options.retryPolicy ?? usualRetries
	};
	return {
		sessionOf: memoize(sameKey, (host) => {
			const memory = shared.host(host);
			const tokens = createTokenSource(common, memory.tokens);
			return createSession({
				...common,
				endpoint: createEndpoint(transport, host, memory),
				authorization: createAuthorization(host, tokens, findCredential, memory),
				pool: shared.pool(host),
				recall
			});
		}),
		schemeOf: (host) => readScheme(shared.host(host).origin)
	};
}
// src/prepare/access.ts
/** The logins and insecure registries of a docker session. */
const accessOf = ({ configDir, engine }) => ({
	configDir,
	insecureRegistries: engine.insecureRegistries
});
/** Writes the logins to a private config file, for work without docker. */
async function openPlainAccess(ports, { plans, inputs, trigger, isUntrusted }) {
	const logins = planLogins(plans, inputs, trigger);
	maskLogins(ports.log, logins);
	const written = await resolvePasswords(ports, logins, inputs.dryRun);
	const configDir = await ports.files.makePrivateDir(ports.env.RUNNER_TEMP || tmpdir(), "tagboat-");
	ports.remember("config", configDir);
	await fillPrivateConfig(ports.files, ports.env, configDir, logins, {
		written,
		isUntrusted
	});
	const docker = createDocker(ports.exec, configEnv(ports.env, configDir));
	const askInsecure = () => findInsecureRegistries(docker);
	return {
		configDir,
		access: {
			configDir,
			insecureRegistries: [],
			askInsecure
		}
	};
}
/** Two clients with shared state: one that a signal stops, and one for the work that must still happen then. */
function openRegistries(ports, access) {
	const shared = createShared(ports, optionsOf(access));
	return {
		registry: openRegistry(ports, access, { shared }),
		hasty: openRegistry({
			...ports,
			...ports.ending
		}, access, { shared })
	};
}
/** A client with the credentials of the private config and the engine's trusted certificates. */
function openRegistry(ports, access, options = {}) {
	return createRegistryClient(ports, {
		...optionsOf(access),
		...options
	});
}
const optionsOf = (access) => ({
	dockerConfigDir: access.configDir,
	insecureRegistries: access.insecureRegistries,
	...access.askInsecure && { askInsecure: access.askInsecure },
	certsDir: "/etc/docker/certs.d"
});
/** One attempt, for reads whose failure only means that something is unknown. */
const lookOnly = { retryPolicy: {
	attempts: 1,
	base: 200,
	longest: 500,
	longestAsked: 500
} };
// src/plan/identify.ts
/** The identity of a target's image; `own` is the platform that the builder uses by default. */
function identify(definition, { workspace, target, own }) {
	const written = textOf$1(definition, "context") || ".";
	const folder = contextFolder(workspace, written);
	const name = textOf$1(definition, "dockerfile") || "Dockerfile";
	const file = folder === void 0 || isAddress$1(name) ? cleanAddress(name) : resolve(folder, name);
	const asked = platformsOf(definition);
	const platforms = asked.length > 0 || own === void 0 ? asked : [own];
	return compact({
		target,
		file: textOf$1(definition, "dockerfile-inline") === "" ? inWorkspace(workspace, file) : inline,
		context: folder === void 0 ? cleanAddress(written) : inWorkspace(workspace, folder),
		stage: textOf$1(definition, "target") || void 0,
		platforms: platforms.length === 0 ? void 0 : sortPlatforms(platforms)
	});
}
/** Takes the place of the path for a bake file's `dockerfile-inline`. */
const inline = "(inline)";
const isAddress$1 = (text) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
/** Makes absolute paths relative to the workspace, with `/`, so that they are equal on every runner. */
function inWorkspace(workspace, path) {
	if (!path.startsWith("/") && !/^[A-Za-z]:[\\/]/.test(path)) return path;
	return relative(workspace, path).split(sep).join("/") || ".";
}
/**
* Removes login and query from an address, which may be secret, and the ref, since one commit has several. The folder in
* the repository is kept: `#ref:folder`, or `subdir=` in the query.
*/
function cleanAddress(address) {
	const [whole = "", fragment = ""] = address.split("#", 2);
	const [path = "", query = ""] = whole.split("?", 2);
	const plain = path.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1");
	const folder = new URLSearchParams(query).get("subdir") ?? fragment.replace(/^[^:]*:?/, "");
	return folder === "" ? plain : `${plain}#:${folder}`;
}
// src/reuse/candidates.ts
const isFixed$1 = ({ follows }) => follows.kind === "release" || follows.kind === "commit";
/**
* Where to look for each planned image, by target: under its fixed tags, then its moving tags, then the tags that a push of
* the default branch gives it, which may be in another repository. Each candidate once.
*/
function listCandidates(trigger, inputs, definition, plans) {
	const onDefault = nameOnDefaultBranch(trigger, inputs, definition);
	const isFinal = inputs.overwrite === false || inputs.overwrite === "scheduled" && !isScheduled(trigger);
	const listed = plans.map(({ target, repositories, tags }) => {
		const own = pair$1(repositories, [...tags.filter(isFixed$1), ...tags.filter((tag) => !isFixed$1(tag))], isFinal);
		const others = onDefault.filter(({ name }) => name === target);
		const all = [...own, ...others.flatMap((other) => pair$1(other.repositories, other.tags.tags, false))];
		return [target, [...new Map(all.toReversed().map((candidate) => [formatReference(candidate.repository, { tag: candidate.tag }), candidate])).values()].reverse()];
	});
	return new Map(listed);
}
function pair$1(repositories, tags, isFinal) {
	return tagReferencesOf({
		repositories,
		tags
	}).map(({ repository, tag: { name, follows } }) => ({
		repository,
		tag: name,
		isRelease: isFinal && follows.kind === "release"
	}));
}
/** The names and tags that the same inputs give a push of the default branch; empty if they cannot name it. */
function nameOnDefaultBranch(trigger, inputs, definition) {
	if (trigger.defaultBranch === void 0) return [];
	const push = asPush(trigger, {
		kind: "branch",
		name: trigger.defaultBranch
	});
	try {
		return nameTargets(push, inputs, definition);
	} catch (error) {
		if (error instanceof TagboatError) return [];
		throw error;
	}
}
// src/content/content-parts.ts
/** Version of the key. Raise it whenever the same content would get other parts or another key. */
const keyScheme = 1;
/** Hex characters of a value in an annotation or label: enough to see a difference, not enough to prove equality. */
const shortLength = 16;
/** All parts of a content. A base or target that was not resolved is a bug in Tagboat, and throws an Error. */
function resolveParts(content, resolved) {
	const requireValue = (what, value) => {
		if (value === void 0) throw new Error(`content: ${what} was not resolved`);
		return [what, value];
	};
	return Object.fromEntries([
		...Object.entries(content.parts),
		...content.bases.map((base) => requireValue(`base ${base}`, pinnedDigest(base) ?? resolved.bases.get(base))),
		...content.targets.map((target) => requireValue(`target ${target}`, resolved.targets.get(target)))
	]);
}
/** The content key, `sha256:...`, over complete values: equal keys mean equal content. */
function computeKey(parts) {
	return `sha256:${hashText(canonicalJson({
		scheme: keyScheme,
		parts
	}))}`;
}
/** The parts as one line for an annotation or label, beside the key. A later run uses them to explain what changed. */
function formatParts(parts) {
	return canonicalJson(shortenParts(parts));
}
/** Parses the output of formatParts; undefined for anything else. */
function parseParts(text) {
	const value = parseJson(text);
	if (!isRecord(value)) return void 0;
	const entries = Object.entries(value).filter((entry) => typeof entry[1] === "string");
	return entries.length > 0 && entries.length === Object.keys(value).length ? Object.fromEntries(entries) : void 0;
}
/** Shortens values to the form in which an image has them. */
function shortenParts(parts) {
	const shorten = (value) => value.replace(/^sha\d+:/, "").slice(0, shortLength);
	return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, shorten(value)]));
}
/** Name of the part that covers everything except external base images: files and definitions, including those of dependencies. */
const filesPart = "files";
/**
* Adds the part `files`, which shows whether two contents differ only in their external base images. `targets` are the parts of the
* targets that this one depends on, which have that part already.
*/
function addFilesPart(parts, targets) {
	const own = Object.entries(parts).filter(([name]) => !/^(base|target) /.test(name));
	const below = [...targets].map((target) => target[filesPart] ?? "").sort();
	return {
		...parts,
		[filesPart]: hashText(canonicalJson({
			own: Object.fromEntries(own),
			below
		}))
	};
}
/** Whether two contents differ in nothing but external base images. */
function hasSameFiles(before, now) {
	const files = before?.[filesPart];
	return files !== void 0 && files === shortenParts(now)[filesPart];
}
/** What messages call a part that is not a base or a target. */
const words = /* @__PURE__ */ new Map([
	["context", "context"],
	["dockerfile", "Dockerfile"],
	["args", "build arguments"],
	["definition", "definition"]
]);
/**
* Explains a change as a clause without a full stop: `its Dockerfile and build arguments changed, base docker.io/library/alpine:3.20
* moved`. `before` are the parts of the existing image, undefined if there is none.
*/
function explainChange(before, now) {
	if (before === void 0) return "no image has this content";
	const [old, current] = [byName(before), byName(now)];
	const changed = [.../* @__PURE__ */ new Set([...current.keys(), ...old.keys()])].filter((name) => name !== "files" && old.get(name) !== current.get(name));
	const own = changed.flatMap(nameOwn);
	const others = changed.filter((name) => nameOwn(name).length === 0);
	const clauses = [...own.length > 0 ? [`its ${enumerate(own)} changed`] : [], ...others.map((name) => `${name} ${describe$1(name, old.get(name), current.get(name))}`)];
	return clauses.length > 0 ? clauses.join(", ") : "no known part of it changed";
}
const byName = (parts) => new Map(Object.entries(shortenParts(parts)));
function nameOwn(part) {
	if (part.startsWith("context:")) return [`context '${part.slice(8)}'`];
	const word = words.get(part);
	return word === void 0 ? [] : [word];
}
function describe$1(part, before, now) {
	if (before === void 0) return "is new";
	if (now === void 0) return "is gone";
	return part.startsWith("base ") ? "moved" : "changed";
}
function enumerate(items) {
	const last = items.at(-1) ?? "";
	return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}
// src/reuse/decide-reuse.ts
const describeUnreadable = (why) => `no image of this content could be read: ${why}`;
/**
* Decides which images are reused. Pure. Dependencies first: an image is reused only if it was built on the same builds of
* its dependencies that are published with it, because building the same content twice may give different bytes. An
* existing release is final, whatever its dependencies are now.
*/
function decideReuse(request) {
	const verdicts = /* @__PURE__ */ new Map();
	for (const name of buildOrder(request.definition)) if (request.chosen.has(name)) verdicts.set(name, decideOne(request, name, verdicts));
	return verdicts;
}
function decideOne(request, name, verdicts) {
	const keyed = request.keyed.get(name);
	const candidates = request.found.get(name) ?? [];
	const bases = [...dependenciesOf$1(request.definition, name)].reverse();
	const built = (why, labels) => ({
		origin: {
			how: "built",
			why
		},
		labels: {
			...labels,
			...labelBuild(request, bases, verdicts)
		},
		build: request.build
	});
	if (keyed?.kind !== "known") return built(keyed?.why ?? "its content is unknown", {});
	const labels = {
		[contentKeyName]: keyed.key,
		[contentPartsName]: formatParts(keyed.parts)
	};
	if (request.isForced) return built("input no-cache asks for it", labels);
	const reused = (found, why) => ({
		origin: {
			how: "reused",
			why
		},
		found,
		labels,
		build: found.facts?.build
	});
	const identity = request.identities?.get(name);
	const released = candidates.find(({ isRelease, facts }) => isRelease && isOwn(facts, keyed, request.revision) && (facts?.contentKey === keyed.key || compareIdentities(facts?.identity, identity).length === 0));
	if (released !== void 0) return reused(released, released.facts?.contentKey === keyed.key ? sameUnder(released) : `${refOf$2(released)} is released, whatever its bases are now`);
	const same = candidates.filter(({ facts }) => facts?.contentKey === keyed.key);
	const right = same.find(({ facts }) => findOther(facts, bases, verdicts) === void 0);
	if (right !== void 0) return reused(right, sameUnder(right));
	const other = same.flatMap(({ facts }) => findOther(facts, bases, verdicts) ?? [])[0];
	return built(other ?? explain(candidates, keyed), labels);
}
const refOf$2 = ({ repository, tag }) => formatReference(repository, { tag });
const sameUnder = (found) => `the same content is under ${refOf$2(found)}`;
/** A release of this very commit, or of the same files. */
function isOwn(facts, { parts }, revision) {
	return facts?.revision === revision || hasSameFiles(parseParts(facts?.contentParts ?? ""), parts);
}
/** Why an image depends on other builds than this run's; undefined if it does not. */
function findOther(facts, bases, verdicts) {
	const dependsOn = parseJson(facts?.dependsOn ?? "");
	for (const base of bases) {
		const verdict = verdicts.get(base);
		if (verdict === void 0) continue;
		if (verdict.origin.how === "built") return `target ${base} is built`;
		const build = stringAt(dependsOn, base);
		if (build === void 0 || build !== verdict.build) return `it depends on another build of target ${base}`;
	}
}
function labelBuild({ build }, bases, verdicts) {
	const builds = bases.map((base) => {
		const verdict = verdicts.get(base);
		return [base, verdict === void 0 ? build : verdict.build ?? ""];
	});
	const dependsOn = bases.length === 0 ? {} : { [dependsOnKey]: JSON.stringify(Object.fromEntries(builds)) };
	return {
		[buildKey]: build,
		...dependsOn
	};
}
function explain(candidates, { parts }) {
	const [previous] = candidates.flatMap(({ facts }) => facts?.contentParts ?? []);
	const before = previous === void 0 ? void 0 : parseParts(previous);
	const [unread] = candidates.flatMap((one) => one.unread ?? []);
	return before === void 0 && unread !== void 0 ? describeUnreadable(unread) : explainChange(before, parts);
}
// src/content/context-digest.ts
function createFolderDigests(files, digestFile = createFileDigests(files)) {
	return (what, folder, dockerfile) => attempt$1(what, async () => {
		const ignore = await readDockerignore(files, folder, dockerfile);
		return ignore && await digestTree(files, folder, ignore, digestFile);
	});
}
/** Turns a value that does not exist, cannot be opened or cannot be understood into a doubt. */
async function attempt$1(what, read) {
	try {
		const found = await read();
		return {
			found,
			doubts: found === void 0 ? [`${what} could not be read`] : []
		};
	} catch (error) {
		const code = error instanceof TagboatError && error.problems.every(({ code }) => code === "path-not-readable") ? "permission denied" : stringAt(error, "code");
		if (code === void 0) throw error;
		return {
			found: void 0,
			doubts: [`${what} could not be read (${code})`]
		};
	}
}
/**
* Lists the entries of a local context that a build can see, sorted by path. An ignored folder is listed if something below it is not
* ignored. Sockets, devices and pipes are left out. So is `.git` at the root: every commit changes it, so that no two commits would have
* the same content.
*/
async function listTree(files, root, ignore) {
	const found = [];
	await walk("", void 0);
	return found.sort((one, other) => one.path < other.path ? -1 : 1);
	async function walk(prefix, parent) {
		for (const { name, kind } of await files.entries(`${root}/${prefix}`)) {
			const path = prefix + name;
			if (path === ".git" || kind === "other") continue;
			const match = ignore.match(path, parent);
			const before = found.length;
			if (kind === "folder" && !(match.isIgnored && !ignore.mayReinclude(path))) await walk(`${path}/`, match);
			if (!match.isIgnored || found.length > before) found.push({
				path,
				kind
			});
		}
	}
}
/**
* Digests (64 hex) a context: the paths, the bytes and executable bits of files, and the targets of links. Times, owners and other
* permissions do not count, because they differ between two checkouts of the same commit.
*/
async function digestTree(files, root, ignore, digestFile) {
	const entries = await listTree(files, root, ignore);
	const facts = await Promise.all(entries.map((entry) => readFacts(entry)));
	const hash = createHash("sha256");
	for (const fact of facts) hash.update(`${JSON.stringify(fact)}\n`);
	return hash.digest("hex");
	async function readFacts({ path, kind }) {
		const absolute = `${root}/${path}`;
		if (kind === "folder") return [kind, path];
		return [
			kind,
			path,
			kind === "link" ? await files.readLink(absolute) : await digestFile(absolute)
		];
	}
}
/** How many files are open at the same time. */
const maxOpenFiles = 16;
/** Reads each file once, even if several targets share it. */
function createFileDigests(files) {
	const known = /* @__PURE__ */ new Map();
	const pool = createPool(maxOpenFiles);
	return (path) => {
		const found = known.get(path) ?? pool(() => digest(files, path));
		known.set(path, found);
		return found;
	};
}
async function digest(files, path) {
	const { sha256, isExecutable } = await files.hash(path);
	return `${isExecutable ? "x" : "-"}${sha256}`;
}
// src/content/definition-digest.ts
/** Fields that do not affect the image's content, that are parts of their own, or that digestDefinition treats separately. */
const excluded = /* @__PURE__ */ new Set([
	...[
		"tags",
		"output",
		"cache-from",
		"cache-to",
		"pull",
		"no-cache",
		"no-cache-filter",
		"call",
		"description"
	],
	...[
		"context",
		"contexts",
		"dockerfile",
		"dockerfile-inline",
		"args"
	],
	...[
		"attest",
		"platforms",
		"secret",
		"ssh"
	]
]);
/**
* Digests (64 hex) a target's definition: every field that is not about tags, outputs or caches, including fields that future versions
* of buildx add. Only the ids of secrets and ssh agents count. A context that is not a folder counts by its address, and of named
* contexts only those in `contexts`, the ones that the build uses. `extra` is any other text that counts.
*/
function digestDefinition(target, contexts, extra) {
	const named = recordOf(target, "contexts");
	const rest = Object.entries(target).filter(([field, value]) => !excluded.has(field) && !isEmpty(value));
	const definition = {
		...Object.fromEntries(rest),
		attest: readSpecs(target, "attest").map(canonicalJson).sort(),
		context: addressOf(textOf$1(target, "context")),
		contexts: Object.fromEntries([...contexts].map((name) => [name, addressOf(named[name] ?? "")])),
		extra,
		platforms: [...listOf(target, "platforms")].sort(),
		secret: readSpecs(target, "secret").map(idOf).sort(),
		ssh: readSpecs(target, "ssh").map(idOf).sort()
	};
	return hashText(canonicalJson(definition));
}
/** Digests the build arguments. A SOURCE_DATE_EPOCH among them is the user's own: ours is added later. */
function digestArgs(target) {
	const args = Object.entries(recordOf(target, "args"));
	return hashText(JSON.stringify(args.sort(([one], [other]) => one < other ? -1 : 1)));
}
/** The fields by which a target opts out of caches, and so of being reused from an earlier build. */
const findNoCache = (target) => ["no-cache", "no-cache-filter"].filter((field) => !isEmpty(target[field] ?? null));
/** Whether a value is bake's default, which some versions of buildx print. */
const isEmpty = (value) => value === "" || value === false || value === null || typeof value === "object" && Object.keys(value).length === 0;
/** The path of a folder does not count, only its files. */
const addressOf = (context) => contextFolder("/", context) === void 0 ? context : "folder";
/** The id of `id=npm,src=...` is `npm`, and that of `default=/run/agent.sock` is `default`. */
const idOf = (spec) => String(spec.id ?? Object.keys(spec)[0] ?? "");
// src/content/target-content.ts
/**
* Reads everything that goes into a target's image. `target` is as the user wrote it, without the tags and labels of a run. A missing
* file is a doubt and not an error, because the build gives a better error.
*/
async function readTargetContent(files, workspace, target, options) {
	const folders = createFolderDigests(files, options.digestFile);
	const address = textOf$1(target, "context") || ".";
	const folder = contextFolder(workspace, address);
	const dockerfile = await attempt$1("its Dockerfile", () => readDockerfile(files, folder, target));
	const text = dockerfile.found?.text;
	const dependencies = text === void 0 ? noDependencies : dependenciesOf(text, target, options.ownPlatform);
	const named = await readNamedContexts(folders, workspace, target, dependencies.contexts);
	const context = folder === void 0 ? {
		found: void 0,
		doubts: isPinnedToCommit(address) ? [] : [`its context '${address}' can change without notice`]
	} : await folders("its context", folder, dockerfile.found?.path);
	const [doubt] = [
		...findNoCache(target).map((field) => `its definition sets ${field}`),
		...dockerfile.doubts,
		...dependencies.doubts,
		...named.doubts,
		...context.doubts
	];
	return {
		parts: {
			args: digestArgs(target),
			definition: digestDefinition(target, dependencies.contexts, options.extra),
			...text !== void 0 && { dockerfile: hashText(text) },
			...context.found !== void 0 && { context: context.found },
			...named.parts
		},
		bases: [.../* @__PURE__ */ new Set([...dependencies.images, ...named.images])].sort(),
		targets: [...named.targets].sort(),
		...doubt !== void 0 && { doubt }
	};
}
const noDependencies = {
	images: /* @__PURE__ */ new Set(),
	contexts: /* @__PURE__ */ new Set(),
	doubts: []
};
function dependenciesOf(text, target, ownPlatform) {
	const dockerfile = parseDockerfile(text);
	return findDependencies(dockerfile, target, readVariables(dockerfile, target, ownPlatform));
}
async function readNamedContexts(digestFolder, workspace, target, names) {
	const parts = {};
	const images = /* @__PURE__ */ new Set();
	const targets = /* @__PURE__ */ new Set();
	const doubts = [];
	for (const name of names) {
		const value = recordOf(target, "contexts")[name] ?? "";
		const context = parseContext(workspace, value);
		if (context.kind === "image") images.add(context.reference);
		if (context.kind === "target") targets.add(context.name);
		if (context.kind === "unknown") doubts.push(`its context '${name}', '${value}', can change without notice`);
		if (context.kind !== "folder") continue;
		const digest = await digestFolder(`its context '${name}'`, context.path, void 0);
		if (digest.found !== void 0) parts[`context:${name}`] = digest.found;
		doubts.push(...digest.doubts);
	}
	return {
		parts,
		images,
		targets,
		doubts
	};
}
/** Docker docs, "Bake file reference", `target.contexts`, and `docker buildx build --build-context`. */
function parseContext(workspace, value) {
	const base = baseNamedBy(value);
	if (base !== void 0) return {
		kind: "target",
		name: base
	};
	const image = /^docker-image:\/\/(.*)$/s.exec(value)?.[1];
	if (image === "scratch") return { kind: "fixed" };
	if (image !== void 0) {
		const reference = normalizeReference(image);
		return reference === void 0 ? { kind: "unknown" } : {
			kind: "image",
			reference
		};
	}
	const path = contextFolder(workspace, value);
	if (path !== void 0) return {
		kind: "folder",
		path
	};
	return { kind: isPinnedToCommit(value) ? "fixed" : "unknown" };
}
// src/reuse/keys.ts
/** The content key of every target. Files and base images are read in parallel, each once. */
async function keyTargets(request) {
	const { definition } = request;
	const contents = await readContents(request);
	const bases = await resolveBases(request, [...contents.values()].flatMap((content) => content.bases));
	const keyed = /* @__PURE__ */ new Map();
	for (const name of buildOrder(definition)) {
		const content = contents.get(name);
		if (content !== void 0) keyed.set(name, keyOne(content, bases, keyed));
	}
	return keyed;
}
async function readContents(request) {
	const { files, workspace, definition, extra, ownPlatform } = request;
	const digestFile = createFileDigests(files);
	const read = async ([name, target]) => {
		const options = {
			extra: platformsOf(target).length > 0 ? extra : `${extra} ${ownPlatform}`,
			ownPlatform,
			digestFile
		};
		return [name, await readTargetContent(files, workspace, target, options)];
	};
	return new Map(await Promise.all([...definition.targets].map(read)));
}
async function resolveBases({ registry }, references) {
	const asked = [...new Set(references)].filter((reference) => pinnedDigest(reference) === void 0).map(async (reference) => {
		const { repository, tag = "latest" } = parseReference(reference);
		try {
			return [reference, await registry.headManifest(repository, { tag }) ?? { why: `base ${reference} does not exist` }];
		} catch (error) {
			if (!(error instanceof TagboatError)) throw error;
			return [reference, { why: `base ${reference} could not be read: ${summarize$1(error)}` }];
		}
	});
	return new Map(await Promise.all(asked));
}
function keyOne(content, bases, known) {
	if (content.doubt !== void 0) return {
		kind: "doubt",
		why: content.doubt
	};
	const digests = /* @__PURE__ */ new Map();
	for (const base of content.bases) {
		const found = bases.get(base);
		if (found !== void 0 && "why" in found) return {
			kind: "doubt",
			why: found.why
		};
		if (found !== void 0) digests.set(base, found.digest);
	}
	const targets = /* @__PURE__ */ new Map();
	for (const name of content.targets) {
		const target = known.get(name);
		if (target?.kind !== "known") return {
			kind: "doubt",
			why: `it depends on ${name}, whose content is unknown`
		};
		targets.set(name, target.key);
	}
	const below = content.targets.flatMap((name) => partsOf(known.get(name)));
	const parts = addFilesPart(resolveParts(content, {
		bases: digests,
		targets
	}), below);
	return {
		kind: "known",
		parts,
		key: computeKey(parts)
	};
}
const partsOf = (keyed) => keyed?.kind === "known" ? [keyed.parts] : [];
// src/reuse/judge.ts
/**
* `only-changed`: decides which images are reused, because a registry has their content, and which are built. Whatever is
* unknown is built. In the order of the plans; the number of rounds of requests does not depend on the number of images.
*/
async function judgeImages(request) {
	const { trigger, inputs, definition, plans, registry } = request;
	const unread = await findUnreachable(registry, plans);
	if (unread !== void 0) return plans.map((plan) => ({
		plan,
		origin: {
			how: "built",
			why: describeUnreadable(unread)
		}
	}));
	const candidates = listCandidates(trigger, inputs, definition, plans);
	const isForced = inputs.build.noCache;
	const readImage = createImageFacts(registry, trigger.repository.url);
	const readCandidate = async (candidate) => ({
		...candidate,
		...await find(registry, readImage, candidate)
	});
	const found = plans.map(({ target }) => Promise.all((candidates.get(target) ?? []).map(readCandidate)));
	const [keyed, read] = await Promise.all([keyTargets({
		...request,
		extra: describeExtra(inputs)
	}), Promise.all(found)]);
	const known = new Map(plans.map(({ target }, index) => [target, read[index] ?? []]));
	const verdicts = decideReuse({
		definition,
		chosen: new Set(plans.map(({ target }) => target)),
		keyed,
		found: known,
		isForced,
		revision: trigger.revision,
		build: request.build,
		...request.identities && { identities: request.identities }
	});
	return Promise.all(plans.map((plan) => apply$1(registry, plan, verdicts.get(plan.target))));
}
async function apply$1(registry, plan, verdict) {
	if (verdict === void 0) return { plan };
	const { origin, labels, found } = verdict;
	const labelled = {
		...plan,
		labels: {
			...plan.labels,
			...pickContent(labels)
		},
		annotations: {
			...plan.annotations,
			...labels
		}
	};
	if (found?.facts === void 0) return {
		plan: labelled,
		origin
	};
	return {
		plan: labelled,
		origin,
		source: await describeSource(registry, found, found.facts.digest)
	};
}
/** The name of the build is not a label, so that the same content keeps the same platform digests. */
const pickContent = (labels) => Object.fromEntries(Object.entries(labels).filter(([key]) => key === "dev.tagboat.content-key" || key === "dev.tagboat.content-parts"));
async function findUnreachable(registry, plans) {
	try {
		await reachAll(registry, plans);
		return;
	} catch (error) {
		if (error instanceof TagboatError) return summarize$1(error);
		throw error;
	}
}
/** Reads a candidate; if that fails, the image is built. */
async function find(registry, readImage, { repository, tag }) {
	try {
		const head = await registry.headManifest(repository, { tag });
		return head === void 0 ? {} : { facts: await readImage(repository, head.digest) };
	} catch (error) {
		if (error instanceof TagboatError) return { unread: summarize$1(error) };
		throw error;
	}
}
/** The image with its platforms, so that the referrers of both are copied to another repository. */
async function describeSource(registry, { repository }, digest) {
	const manifest = await registry.getManifest(repository, { digest });
	const children = arrayAt(manifest?.json, "manifests").flatMap((child) => stringAt(child, "digest") ?? []);
	return {
		digest,
		parts: [{
			repository,
			digest,
			...manifest && { manifest }
		}],
		referrersOf: [digest, ...children]
	};
}
/** Inputs that affect every image; expressions count unexpanded, because their values change with every run. */
function describeExtra({ labels, annotations, build }) {
	const texts = [...labels, ...annotations].map(({ key, value }) => [key, value.text]);
	return JSON.stringify([
		texts,
		build.attests,
		build.rewriteTimestamp
	]);
}
// src/prepare/image-requests.ts
/**
* Requests the images of a build. With only-changed, images that need no build have a source. `own`: the builder's platform,
* which a dry run does not know.
*/
async function requestImages(ports, registry, state, own) {
	const { inputs, definition } = state;
	const ownPlatform = own ?? runnerPlatform(ports.env);
	const identities = identifyAll(state, own);
	const plans = imagePlans(state.plans).map((plan) => withIdentity(plan, identities.get(plan.target)));
	const judging = {
		...state,
		plans,
		identities,
		files: ports.files,
		registry,
		ownPlatform
	};
	const judged = inputs.onlyChanged ? await judgeImages({
		...judging,
		build: nameBuild(ports)
	}) : plans.map((plan) => ({ plan }));
	for (const { plan, origin } of judged) if (origin !== void 0) ports.log.info(describeOrigin(isMany(inputs) ? plan.target : "", origin));
	return judged.map(({ plan, origin, source }) => ({
		plan,
		platforms: platformsOf(definition.targets.get(plan.target) ?? {}),
		ownPlatform,
		...compact({ identity: identities.get(plan.target) }),
		...origin && { origin },
		...source && {
			source,
			digest: source.digest
		}
	}));
}
/** The plans with the identity of each image among its annotations. `own`: the engine's platform. */
function withIdentities(state, own) {
	const identities = identifyAll(state, own);
	return [...imagePlans(state.plans).map((plan) => withIdentity(plan, identities.get(plan.target))), ...filePlans(state.plans)];
}
function identifyAll({ inputs, definition, plans, workspace }, own) {
	return new Map(plans.map(({ target }) => {
		return [target, identify(definition.targets.get(target) ?? {}, compact({
			workspace,
			own,
			...isMany(inputs) && { target }
		}))];
	}));
}
const withIdentity = (plan, identity) => identity === void 0 ? plan : {
	...plan,
	annotations: {
		...plan.annotations,
		[identityKey]: formatIdentity(identity)
	}
};
/** A random name of 48 bits: no two runs of a repository share one. */
const nameBuild = ({ clock }) => Math.floor(clock.random() * 2 ** 48).toString(16).padStart(12, "0");
/** Describes the build. Targets that depend on an `existing` image pull it from its registry. */
function describeBuild(state, images, existing) {
	const reused = [...existing].flatMap(([target, source]) => {
		const [part] = source.parts;
		if (part === void 0) return [];
		return [[target, `docker-image://${formatReference(part.repository, part)}`]];
	});
	const plans = [...images.map(({ plan }) => plan), ...filePlans(state.plans)];
	return {
		...state,
		plans,
		targets: state.definition.targets,
		reused: new Map(reused)
	};
}
// src/docker/daemon-image.ts
/** Inspects an image of the engine. Throws a TagboatError if it does not exist or lacks a platform. */
async function findDaemonImage(docker, name, platforms) {
	const found = await docker([
		"image",
		"inspect",
		"--format",
		"{{json .}}",
		name
	]);
	if (found.code !== 0) throw new TagboatError(daemonFailed(name, "find", outputOf(found)));
	const json = parseJson(found.stdout);
	const id = stringAt(json, "Id") ?? name;
	const digest = stringAt(json, "Descriptor", "digest");
	const image = {
		name,
		id,
		labels: at(json, "Config", "Labels"),
		...digest === void 0 ? {} : { digest }
	};
	if (isIndexType(stringAt(json, "Descriptor", "mediaType") ?? "")) return image;
	const reported = [
		stringAt(json, "Os"),
		stringAt(json, "Architecture"),
		stringAt(json, "Variant")
	].filter((part) => part !== void 0).join("/");
	const platform = normalizePlatform(reported) ?? reported;
	const missing = platforms.filter((wanted) => wanted !== platform);
	if (missing.length > 0) throw new TagboatError(sourcePlatforms(`docker-daemon:${name}`, missing, [platform]));
	return {
		...image,
		platform
	};
}
/**
* Wraps an image of the local engine as a build: running it pushes the image through the engine under each anchor. Temporary names of
* the image are removed afterwards.
*/
function prepareDaemonImage(ports, engine, image) {
	const { log, clock } = ports;
	return {
		capabilities: {
			driver: "docker",
			rich: false,
			loadsIndexes: engine.containerdStore,
			buildx: engine.buildx
		},
		async run(strategies, onPush) {
			const started = clock.now();
			onPush?.({});
			const names = [...strategies.values()].flatMap((strategy) => strategy.kind === "anchor" ? strategy.names : []);
			const digests = [];
			for (const name of names) digests.push(await log.group(`docker push ${name}`, () => push(ports, image.name, name)));
			const [digest] = digests;
			const pushed = {
				...digest === void 0 ? {} : { digest },
				imageId: image.id
			};
			return {
				targets: new Map([...strategies.keys()].map((target) => [target, pushed])),
				annotations: /* @__PURE__ */ new Map(),
				metadata: void 0,
				duration: clock.now() - started
			};
		}
	};
}
/** Tags, pushes and untags an image. Returns the digest that the engine reports. */
async function push({ docker, log }, image, name) {
	const had = await docker([
		"image",
		"inspect",
		"--format",
		"{{.Id}}",
		name
	]);
	const tagged = await docker([
		"tag",
		image,
		name
	]);
	if (tagged.code !== 0) throw new TagboatError(daemonFailed(image, "tag", outputOf(tagged)));
	const pushed = await docker(["push", name], {
		keep: identityVariables,
		onLine: (line) => log.foreign(line)
	});
	if (had.code !== 0) await docker([
		"image",
		"rm",
		"--no-prune",
		name
	]);
	const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed.stdout)?.[1];
	if (pushed.code !== 0 || digest === void 0) throw new TagboatError(daemonFailed(image, "push", outputOf(pushed)));
	return digest;
}
// src/digests/artifact-client.ts
/** In ms. A failed upload is only a warning, so that a run must not wait long for it. */
const retryPolicy = {
	attempts: 3,
	base: 500,
	longest: 2e3,
	longestAsked: 5e3
};
/** Limit of a response in bytes. The service lists at most 1000 artifacts of about 400 bytes each. */
const answerLimit = 4194304;
/** In days. A run can be repeated, or wait for an approval, for 30 days. */
const retention = 30;
/** The type and version of artifacts that are stored unchanged, and not in a ZIP archive. */
const format = {
	mime_type: "application/json",
	version: 7
};
/**
* GitHub's artifact service, as `@actions/artifact` 6.2.1 speaks to it: Twirp with JSON for names
* (`lib/internal/shared/artifact-twirp-client.js`, `lib/generated/results/api/v1/artifact.js`), and one PUT or GET of a
* signed URL for the bytes (Azure's "Put Blob"). It requires the runner's token for the run, and no permission.
*/
function createArtifacts(ports, service) {
	const call = createCall(ports, service);
	const ids = {
		workflow_run_backend_id: service.run,
		workflow_job_run_backend_id: service.job
	};
	return {
		async begin(name, bytes) {
			const expires_at = expiryOf(ports.clock, service.longestRetention);
			const made = await call("CreateArtifact", {
				...ids,
				name,
				expires_at,
				...format
			});
			if (made === "exists") return finishExisting(call, ids, name);
			await putBlob(ports, textAt(made, "signed_upload_url"), bytes);
			return async () => {
				const [size, hash] = [String(bytes.byteLength), `sha256:${hashOf(bytes)}`];
				const done = await call("FinalizeArtifact", {
					...ids,
					name,
					size,
					hash
				});
				if (at(done, "ok") !== true) throw failure("finish an artifact", "The answer was not ok.");
			};
		},
		async list() {
			return arrayAt(await call("ListArtifacts", ids), "artifacts").map((item) => ({
				name: textAt(item, "name"),
				run: textAt(item, "workflow_run_backend_id"),
				job: textAt(item, "workflow_job_run_backend_id")
			}));
		},
		async read({ name, run, job }, limit) {
			const asked = {
				method: "GET",
				url: textAt(await call("GetSignedArtifactURL", {
					workflow_run_backend_id: run,
					workflow_job_run_backend_id: job,
					name
				}), "signed_url"),
				headers: {}
			};
			return request(ports, actions.GetSignedArtifactURL, asked, [404], async (response) => {
				if (response.status !== 404) return readBytes(response, limit);
				response.discard();
			});
		}
	};
}
const actions = {
	CreateArtifact: "create an artifact",
	FinalizeArtifact: "finish an artifact",
	ListArtifacts: "list the artifacts of this run",
	GetSignedArtifactURL: "read an artifact"
};
function createCall(ports, { origin, token }) {
	return (method, body) => {
		const asked = {
			method: "POST",
			url: `${origin}/twirp/github.actions.results.api.v1.ArtifactService/${method}`,
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": "application/json"
			},
			body: new TextEncoder().encode(JSON.stringify(body))
		};
		const taken = method === "CreateArtifact" ? [409] : [];
		return request(ports, actions[method], asked, taken, async (response) => {
			const bytes = await readBytes(response, answerLimit);
			if (response.status === 409) return "exists";
			return bytes === void 0 ? void 0 : parseJson(new TextDecoder().decode(bytes));
		});
	};
}
/** A signed URL is a credential itself: no token is sent to it, and no message shows it. */
function putBlob(ports, url, bytes) {
	return request(ports, "store an artifact", {
		method: "PUT",
		url,
		headers: {
			"x-ms-blob-type": "BlockBlob",
			"content-type": format.mime_type
		},
		body: bytes
	}, [], async (response) => response.discard());
}
/** Handles Twirp's `already_exists`: another job pushed the same bytes, or the response to an earlier attempt was lost. */
async function finishExisting(call, ids, name) {
	const listed = await call("ListArtifacts", {
		...ids,
		name_filter: name
	});
	if (arrayAt(listed, "artifacts").some((item) => textAt(item, "name") === name)) return async () => void 0;
	throw failure(actions.CreateArtifact, "An upload of this name was started and not finished.");
}
/** Sends a request with retries. `known` are statuses besides success that `take` handles. */
async function request(ports, action, asked, known, take) {
	if (!/^https?:\/\//.test(asked.url)) throw failure(action, "The response has no address.");
	return retry(ports, retryPolicy, async () => {
		try {
			const response = await ports.http(asked);
			const { status } = response;
			if (status >= 200 && status < 300 || known.includes(status)) return await take(response);
			const problem = digestsService(action, await describeRefusal(response));
			if (status < 500 && status !== 429) throw new TagboatError(problem);
			const wait = parseRetryAfter(response.headers["retry-after"], ports.clock.now());
			throw new TransientError(problem, `The artifact service answered ${status}`, wait);
		} catch (error) {
			if (!(error instanceof HttpFailure)) throw error;
			const problem = digestsService(action, `${error.code}: ${error.message}`);
			if (error.code.endsWith("_TIMEOUT")) throw new TagboatError(problem);
			throw new TransientError(problem, `The artifact service broke off (${error.code})`);
		}
	});
}
/** Twirp's errors are JSON with `code` and `msg`. */
async function describeRefusal(response) {
	const bytes = await readBytes(response, 65536);
	const text = bytes === void 0 ? "" : new TextDecoder().decode(bytes);
	const message = stringAt(parseJson(text), "msg") ?? "";
	return `${response.status} ${message.slice(0, 300)}`.trim();
}
function expiryOf(clock, longest) {
	const days = Math.min(retention, longest ?? retention);
	return isoFromMillis(clock.now() + days * 24 * 60 * 60 * 1e3);
}
/** A field by its name in the protocol, or in camel case: a protobuf server may answer with either. */
function textAt(json, name) {
	const camel = name.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
	return stringAt(json, name) ?? stringAt(json, camel) ?? "";
}
const hashOf = (bytes) => createHash("sha256").update(bytes).digest("hex");
const failure = (action, original) => new TagboatError(digestsService(action, original));
// src/digests/artifact-service.ts
/**
* Finds the artifact service of this run in the runner's variables, by the rules of `@actions/artifact` 6.2.1
* (`lib/internal/shared/config.js` and `util.js`). If there is none, returns the reason as a clause.
*/
function findArtifactService(env) {
	if (!isGithub(env.GITHUB_SERVER_URL || "https://github.com")) return "only github.com and ghe.com have those";
	const origin = originOf(env.ACTIONS_RESULTS_URL ?? "");
	const token = env.ACTIONS_RUNTIME_TOKEN ?? "";
	if (origin === void 0 || token === "") return "this runner offers none";
	const [, run, job] = readScope(token) ?? [];
	if (run === void 0 || job === void 0) return "this runner's token is for none";
	const days = Number(env.GITHUB_RETENTION_DAYS);
	return {
		origin,
		token,
		run,
		job,
		longestRetention: Number.isInteger(days) && days > 0 ? days : void 0
	};
}
/** GitHub Enterprise Server has an older service, and Gitea and Forgejo have their own. */
function isGithub(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toLowerCase() : "";
	return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}
function originOf(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	return url !== void 0 && /^https?:$/.test(url.protocol) ? url.origin : void 0;
}
/** The token is a JWT whose claim `scp` has an item `Actions.Results:RUN:JOB`. The service checks its signature. */
function readScope(token) {
	const claims = parseJson(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
	return (stringAt(claims, "scp")?.split(" ") ?? arrayAt(claims, "scp").map(String)).map((scope) => scope.split(":")).find((parts) => parts[0] === "Actions.Results" && parts.length === 3);
}
// src/digests/choose-digests.ts
/**
* Chooses one digest for each requested platform, from the newest attempt of the run. A job that is not repeated keeps its artifact of an
* earlier attempt (actions/toolkit, pull request 1592). `notes` are in the order of preference of their repositories. A platform without
* a digest is a problem, and so is one with two digests in its newest attempt. Pure.
*/
function chooseDigests(notes, wanted) {
	const selected = notes.filter(({ target, file }) => (wanted.target === "" || target === wanted.target) && (wanted.file === "" || file === wanted.file));
	const chosen = wanted.platforms.map((platform) => ({
		platform,
		newest: findNewest(selected, platform)
	}));
	const missing = chosen.flatMap(({ platform, newest }) => newest.length === 0 ? [platform] : []);
	const conflicts = chosen.flatMap(({ platform, newest }) => newest.length > 1 ? [digestsConflict(platform, wanted.images, newest.map(describeLeg))] : []);
	const images = chosen.flatMap(({ newest }) => newest.slice(0, 1)).map(nameSource);
	const asked = new Set(wanted.platforms.map(normal));
	const available = [...new Set(selected.flatMap(({ platforms }) => platforms))].sort();
	const lacks = missing.length === 0 ? [] : [digestsMissing(wanted.images, missing, describeFound(available, wanted.others))];
	return {
		images: [...new Map(images.map((image) => [image.text, image])).values()],
		problems: [...lacks, ...conflicts],
		extra: available.filter((platform) => !asked.has(normal(platform)))
	};
}
const normal = (platform) => normalizePlatform(platform) ?? platform;
/** The different digests in the newest attempt that has the platform. */
function findNewest(notes, platform) {
	const having = notes.filter(({ platforms }) => platforms.some((one) => normal(one) === normal(platform)));
	const newest = Math.max(...having.map(({ attempt }) => attempt));
	const last = having.filter(({ attempt }) => attempt === newest);
	return last.filter(({ digest }, index) => last.findIndex((one) => one.digest === digest) === index);
}
function nameSource({ repository, digest }) {
	return {
		text: formatReference(repository, { digest }),
		repository,
		target: { digest }
	};
}
function describeLeg({ digest, job, target, file }) {
	const settings = [target && `target ${target}`, file && `file ${file}`].filter((text) => text !== "");
	return `${digest} by job ${job || "unknown"}${settings.length > 0 ? ` (${settings.join(", ")})` : ""}`;
}
function describeFound(platforms, others) {
	if (platforms.length > 0) return `it has ${platforms.join(", ")}`;
	return others.length > 0 ? `digests exist of ${others.join(", ")}` : "no digest exists";
}
// src/digests/digest-note.ts
const schema = 1;
/** Limit of a note in bytes; a usual one has a few hundred. */
const noteLimit = 16384;
const maxPlatforms = 64;
/**
* The artifact's name: `tagboat-digest-RUN-ATTEMPT-IMAGE-HASH-PLATFORMS-DIGEST.json`. The hash distinguishes images with the same short
* form. The part of the digest gives two different images of one platform different names, since a name can exist only once.
*/
function nameNote({ run }, { repository, digest, platforms, attempt }) {
	const parts = [shorten(platforms.join("_")), digest.slice(7, 19)];
	return `tagboat-digest-${run}-${attempt}-${nameImage(repository)}-${parts.join("-")}.json`;
}
/** Artifact names must not contain `":<>|*?\/` or line breaks (`path-and-artifact-name-validation.js`). */
const shorten = (text) => text.toLowerCase().replace(/[^a-z0-9._]+/g, "-").slice(0, 60);
function nameImage(repository) {
	const key = keyOf(repository);
	return `${shorten(key)}-${createHash("sha256").update(key).digest("hex").slice(0, 12)}`;
}
function formatNote({ run }, note) {
	const { repository, ...rest } = note;
	return new TextEncoder().encode(JSON.stringify({
		schema,
		run,
		image: repository.name,
		...rest
	}));
}
/** The repository, among `repositories`, and the attempt in an artifact's name; undefined for any other artifact. */
function matchNote(name, { run, attempt }, repositories) {
	const [, ofRun, ofAttempt, rest = ""] = noteName.exec(name) ?? [];
	if (ofRun !== run || Number(ofAttempt) < 1 || Number(ofAttempt) > attempt) return void 0;
	const repository = repositories.find((one) => rest.startsWith(`${nameImage(one)}-`));
	return repository === void 0 ? void 0 : {
		repository,
		attempt: Number(ofAttempt)
	};
}
const noteName = /^tagboat-digest-(\d{1,20})-(\d{1,6})-([a-z0-9._-]{1,160})\.json$/;
/** The images in the names of this run's artifacts, in their short form. */
function listImages(names, { run }) {
	const images = names.flatMap((name) => {
		const [, ofRun, , rest = ""] = noteName.exec(name) ?? [];
		const image = /^(.+?)-[0-9a-f]{12}-/.exec(rest)?.[1];
		return ofRun !== run || image === void 0 ? [] : [image];
	});
	return [...new Set(images)].sort();
}
/**
* Parses an artifact, which any job of the run may have written. Undefined unless it is a note about the image and attempt in its name.
* The repository comes from the caller and not from the note.
*/
function parseNote(bytes, { run }, named) {
	const json = parseJson(new TextDecoder().decode(bytes));
	const digest = digestAt(json, "digest");
	const platforms = arrayAt(json, "platforms").map((item) => readPlatform(item));
	const isNote = numberAt(json, "schema") === schema && stringAt(json, "run") === run;
	const isNamed = numberAt(json, "attempt") === named.attempt && isAbout(stringAt(json, "image"), named.repository);
	if (!isNote || !isNamed || digest === void 0 || !isSha256(digest)) return void 0;
	if (platforms.length === 0 || platforms.length > maxPlatforms) return void 0;
	const valid = platforms.filter((platform) => platform !== void 0);
	if (valid.length < platforms.length) return void 0;
	const [job, target, file] = [
		"job",
		"target",
		"file"
	].map((key) => stringAt(json, key) ?? "");
	return {
		...named,
		digest,
		platforms: valid,
		job: plain$1(job),
		target: plain$1(target),
		file: plain$1(file)
	};
}
/** The only algorithm of the digests that buildx reports. */
const isSha256 = (digest) => /^sha256:[0-9a-f]{64}$/.test(digest);
const readPlatform = (item) => typeof item === "string" && item.length <= 64 ? normalizePlatform(item) : void 0;
function isAbout(image, repository) {
	try {
		return image !== void 0 && keyOf(parseRepository(image)) === keyOf(repository);
	} catch {
		return false;
	}
}
/** Shortens a text to one line of printable characters for messages. */
const plain$1 = (text = "") => text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
// src/prepare/digest-handover.ts
/** Uploads and downloads at a time: a bake file may have a hundred images. */
const atOnce = 8;
/**
* Hands the digests of a `push: digest` build to a later job with `from: digests`, as one artifact for each image in each
* repository. Undefined if this runner has no artifact service. A failure is a warning, because the outputs have the
* digest too.
*/
function createOffer(ports, state, images) {
	const service = findArtifactService(ports.env);
	const id = readRunId(ports.env);
	if (typeof service === "string" || id === void 0) return void 0;
	const artifacts = createArtifacts(ports, service);
	const pool = createPool(atOnce);
	const attempt = async (note, work) => {
		try {
			return await pool(work);
		} catch (error) {
			ports.log.warning(describeFailure(note, error));
			return;
		}
	};
	return async (sources) => {
		const begun = describeNotes(ports, state, images, sources, id.attempt).map(async (note) => {
			const begin = () => artifacts.begin(nameNote(id, note), formatNote(id, note));
			return {
				note,
				finish: await attempt(note, begin)
			};
		});
		const offers = await Promise.all(begun);
		return async () => {
			const finished = offers.map(async ({ note, finish }) => {
				if (finish === void 0) return;
				if (await attempt(note, () => finish().then(() => true))) ports.log.report(`Handed over for from: digests: ${describeNote(note)}.`);
			});
			await Promise.all(finished);
		};
	};
}
function describeNotes({ env }, { inputs }, images, sources, attempt) {
	return images.flatMap(({ plan, platforms, ownPlatform }) => {
		const digest = sources.get(plan.target)?.digest;
		if (digest === void 0) return [];
		const built = platforms.length > 0 ? platforms : [ownPlatform];
		return plan.repositories.map((repository) => ({
			repository,
			digest,
			platforms: built.map((platform) => normalizePlatform(platform) ?? platform),
			attempt,
			job: env.GITHUB_JOB ?? "",
			target: isMany(inputs) ? plan.target : inputs.build.target,
			file: fileOf(inputs, plan.target)
		}));
	});
}
/** An item of input builds may have its own Dockerfile; bake files name theirs. */
const fileOf = (inputs, target) => (buildsOf(inputs).find(({ name }) => name === target)?.build ?? inputs.build).file;
const describeNote = ({ repository, digest, platforms }) => `${formatReference(repository, { digest })} (${platforms.join(", ")})`;
function describeFailure(note, error) {
	const problem = error instanceof TagboatError ? error.problems[0] : void 0;
	const why = problem === void 0 ? String(error) : `${problem.what} ${problem.original ?? ""}`.trim();
	return `A later step with from: digests will not find ${describeNote(note)}; it can name it in from. ${why}`;
}
/** How many notes are read: more than any matrix has jobs. */
const mostNotes = 500;
/**
* `from: digests`: finds the image of each platform that other jobs of this run pushed by digest. Throws a TagboatError if
* one is missing, two differ, or an image is not from this repository and commit.
*/
async function findDigests(ports, registry, state) {
	const { inputs, trigger } = state;
	const { artifacts, id, repositories } = open(ports, state);
	const names = repositories.map(({ name }) => name).join(", ");
	const { notes, others } = await readNotes(ports, artifacts, id, repositories);
	const { platforms, target, file } = inputs.build;
	const choice = chooseDigests(notes, {
		images: names,
		platforms,
		target,
		file,
		others
	});
	throwAll(choice.problems);
	if (choice.extra.length > 0) ports.log.warning(`Other jobs pushed ${names} for ${choice.extra.join(", ")}, too: input platforms leaves that out.`);
	const judged = choice.images.map((image) => findForeign(registry, image, trigger));
	throwAll((await Promise.all(judged)).flat());
	return choice.images;
}
/** Whether no job of this run has handed over a digest, as in a fork's pull request, where all jobs only build. */
async function isNothingPushed(ports, state) {
	const { artifacts, id, repositories } = open(ports, state);
	return !(await artifacts.list()).some(({ name }) => matchNote(name, id, repositories) !== void 0);
}
function open(ports, { plans, inputs }) {
	const repositories = distinctOf(plans.flatMap((plan) => plan.repositories));
	const service = findArtifactService(ports.env);
	const id = readRunId(ports.env);
	if (typeof service !== "string" && id !== void 0) return {
		artifacts: createArtifacts(ports, service),
		id,
		repositories
	};
	const [first] = repositories;
	const manual = inputs.build.platforms.map((platform) => {
		const job = platform.replace(/^linux\//, "").replace(/[^a-z0-9]+/g, "-");
		return `${first?.name ?? "NAME"}@\${{ needs.${job}.outputs.digest }}`;
	});
	throw new TagboatError(digestsUnavailable(typeof service === "string" ? service : "this is not a run of GitHub Actions", manual.join(", ")));
}
/** Any job of the run can write such artifacts, so invalid ones are skipped with a warning. */
async function readNotes({ log }, artifacts, id, repositories) {
	const listed = await artifacts.list();
	const pool = createPool(atOnce);
	const read = listed.flatMap((entry) => {
		const named = matchNote(entry.name, id, repositories);
		return named === void 0 ? [] : [{
			entry,
			named
		}];
	}).slice(0, mostNotes).map(({ entry, named }) => pool(async () => {
		const bytes = await artifacts.read(entry, noteLimit);
		const note = bytes && parseNote(bytes, id, named);
		if (note === void 0) log.warning(`Artifact ${entry.name} is not a digest of this run, and is ignored.`);
		return note === void 0 ? [] : [note];
	}));
	const notes = (await Promise.all(read)).flat();
	return {
		notes: repositories.flatMap((one) => notes.filter(({ repository }) => repository === one)),
		others: listImages(listed.map(({ name }) => name), id)
	};
}
/**
* An artifact proves nothing, so the image itself must name this repository and commit. A missing image is reported when
* it is read next.
*/
async function findForeign(registry, { text, repository, target }, { revision, repository: { url } }) {
	const manifest = await registry.getManifest(repository, target);
	if (manifest === void 0) return [];
	const facts = await readImageFacts(registry, repository, manifest.digest, url);
	if (facts.revision === revision) return [];
	return [digestsForeign(text, facts.revision === void 0 ? "names no commit of this repository" : `is of ${facts.revision}`, revision)];
}
/** This run and its attempt, from the runner's variables; undefined outside a runner. */
function readRunId({ GITHUB_RUN_ID: run = "", GITHUB_RUN_ATTEMPT: attempt = "" }) {
	return /^\d{1,20}$/.test(run) && /^[1-9]\d{0,5}$/.test(attempt) ? {
		run,
		attempt: Number(attempt)
	} : void 0;
}
// src/prepare/find-images.ts
/** Indexes in indexes are rare, and no known tool nests them deeper than two levels. */
const mostLevels = 5;
/** Reads the images of input `from`; throws a TagboatError with all of them that cannot be published. */
async function findImages(registry, images, platforms) {
	const problems = [];
	const existing = (await Promise.all(images.map((image) => findImage(registry, image, problems)))).flatMap((one) => one === void 0 ? [] : [one]);
	if (problems.length === 0) problems.push(...checkPlatforms$1(existing, platforms));
	throwAll(problems);
	return existing;
}
async function findImage(registry, image, problems) {
	try {
		const content = await registry.getManifest(image.repository, image.target);
		if (content === void 0) throw new TagboatError(sourceMissing(image.text));
		const children = await listChildren({
			registry,
			image,
			count: createCount(image.text)
		}, content);
		if (children.every(({ platform }) => platform === void 0)) throw new TagboatError(sourceNoImage(image.text, "an index that names no platform"));
		return {
			image,
			content,
			children
		};
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
		return;
	}
}
/** Entries of an image on all levels of its indexes. */
const mostEntries = 5e3;
function createCount(text) {
	let sum = 0;
	return (entries) => {
		sum += entries;
		if (sum > mostEntries) throw new TagboatError(sourceNoImage(text, `an index with more than ${mostEntries} manifests`));
	};
}
/** Which image of its commit a source is: its annotation, else the label in its configuration. */
function identityOf({ content, children }) {
	return parseIdentity(stringAt(content.json, "annotations", "dev.tagboat.identity") ?? "") ?? (children.length === 1 ? children[0]?.identity : void 0);
}
/** The manifests of an index, including nested ones; for a single image the image itself. */
async function listChildren(reading, content, level = 1) {
	if (!isIndexType(content.mediaType)) return [await describeSingle(reading, content)];
	const { text } = reading.image;
	if (level > mostLevels) throw new TagboatError(sourceNoImage(text, `an index of indexes, more than ${mostLevels} levels deep`));
	const items = arrayAt(content.json, "manifests");
	reading.count(items.length);
	const listed = items.map((item) => listEntry(reading, item, level));
	return (await Promise.all(listed)).flat();
}
async function listEntry(reading, item, level) {
	const { registry, image } = reading;
	const { repository, text } = image;
	const [digest, mediaType] = [stringAt(item, "digest"), stringAt(item, "mediaType")];
	if (digest === void 0 || mediaType === void 0) return [];
	const descriptor = compact({
		mediaType,
		digest,
		size: numberAt(item, "size") ?? 0,
		platform: at(item, "platform"),
		annotations: at(item, "annotations")
	});
	const child = {
		repository,
		text,
		descriptor,
		...platformOf(item)
	};
	if (descriptor.platform !== void 0 && !isIndexType(mediaType) || !manifestTypes.includes(mediaType)) return [child];
	const content = await registry.getManifest(repository, { digest });
	if (content === void 0) throw new TagboatError(sourceMissing(`${repository.name}@${digest}`));
	if (isIndexType(mediaType)) return listChildren(reading, content, level + 1);
	if (nameArtifact(content) !== void 0) return [child];
	const single = await describeSingle(reading, content);
	return [{
		...single,
		descriptor: {
			...descriptor,
			platform: single.descriptor.platform
		}
	}];
}
/** A manifest with the platform of its configuration; throws if it is not an image. */
async function describeSingle({ registry, image }, content) {
	const { repository, text } = image;
	const artifact = nameArtifact(content);
	if (artifact !== void 0) throw new TagboatError(sourceNoImage(text, artifact));
	const config = stringAt(content.json, "config", "digest");
	const bytes = config === void 0 ? void 0 : await registry.getBlob(repository, config);
	const json = bytes === void 0 ? void 0 : parseJson(new TextDecoder().decode(bytes));
	const platform = compact({
		architecture: stringAt(json, "architecture"),
		os: stringAt(json, "os"),
		variant: stringAt(json, "variant"),
		"os.version": stringAt(json, "os.version")
	});
	const { mediaType, digest } = content;
	const descriptor = {
		mediaType,
		digest,
		size: content.bytes.length,
		platform
	};
	const own = platformOf({ platform });
	if (own.platform === void 0) throw new TagboatError(sourceNoImage(text, "a manifest whose configuration names no platform"));
	const identity = parseIdentity(stringAt(json, "config", "Labels", "dev.tagboat.identity") ?? "");
	return {
		repository,
		text,
		descriptor,
		...own,
		...identity && { identity }
	};
}
/** The type of an artifact; undefined for an image. OCI image spec 1.1, "Guidelines for Artifact Usage". */
function nameArtifact({ json, mediaType }) {
	const type = stringAt(json, "artifactType") ?? stringAt(json, "config", "mediaType") ?? mediaType;
	return /(container\.image|oci\.image\.config)/.test(type) && stringAt(json, "config", "digest") !== void 0 ? void 0 : type;
}
function platformOf(descriptor) {
	const platform = formatPlatform(descriptor);
	return platform === void 0 ? {} : { platform };
}
function checkPlatforms$1(found, requested) {
	const known = /* @__PURE__ */ new Map();
	const problems = [];
	for (const one of found) for (const { platform, descriptor } of one.children) {
		if (platform === void 0) continue;
		const version = stringAt(descriptor, "platform", "os.version") ?? "";
		const key = `${platform.replace(/^linux\/arm64\/v8$/, "linux/arm64")} ${version}`.trim();
		const other = known.get(key);
		if (other !== void 0 && other !== one) problems.push(platformTwice(platform, other.image.text, one.image.text));
		known.set(key, one);
	}
	const existing = [...new Set(found.flatMap(({ children }) => children.flatMap(({ platform }) => platform ?? [])))];
	const missing = findMissing$1(requested, existing.map((platform) => ({
		platform,
		size: 0
	})));
	const name = found.map(({ image }) => image.text).join(", ");
	return missing.length === 0 ? problems : [...problems, sourcePlatforms(name, missing, existing)];
}
// src/prepare/resolve-images.ts
const indexType = "application/vnd.oci.image.index.v1+json";
/**
* One index over the platforms of several images, attestations kept, in the order they were named. Pure: the same
* images give the same digest. OCI image spec 1.1, "Image Index".
*/
function mergeImages(found, annotations) {
	const manifests = found.flatMap(({ children }) => children.map(({ descriptor }) => descriptor));
	const index = {
		schemaVersion: 2,
		mediaType: indexType,
		manifests,
		annotations
	};
	const bytes = new TextEncoder().encode(JSON.stringify(index, null, 2));
	return {
		digest: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
		mediaType: indexType,
		bytes,
		json: index
	};
}
/**
* Reads the images of input `from` and decides what to publish: one image as it is, several as a new index. Throws a
* TagboatError with all of them that cannot be published.
*/
async function resolveImages(ports, images, plan, platforms) {
	const found = await findImages(ports.registry, images, platforms);
	const children = found.flatMap((one) => one.children);
	const [first] = found;
	if (found.length === 1 && first !== void 0 && plan.ownAnnotations.length === 0) {
		const { image, content } = first;
		ports.log.report(`Promoting ${image.text} (${content.digest}).`);
		const part = {
			repository: image.repository,
			digest: content.digest,
			manifest: content
		};
		const referrersOf = [.../* @__PURE__ */ new Set([content.digest, ...digestsOf(children)])];
		const single = children.find(({ descriptor }) => descriptor.digest === content.digest)?.platform;
		return {
			images: found,
			source: {
				digest: content.digest,
				parts: [part],
				referrersOf
			},
			...single === void 0 ? {} : { single }
		};
	}
	const own = plan.ownAnnotations.map(({ key, value }) => [key.replace(/^index:/, ""), value]);
	const identity = mergeIdentities(found.map(identityOf), children.flatMap(({ platform }) => platform ?? []));
	const label = identity === void 0 ? {} : { [identityKey]: formatIdentity(identity) };
	const index = mergeImages(found, {
		...plan.annotations,
		...label,
		...Object.fromEntries(own)
	});
	ports.log.report(`Merging ${images.map(({ text }) => text).join(", ")} into ${index.digest}.`);
	const parts = children.map(({ repository, descriptor }) => ({
		repository,
		digest: descriptor.digest
	}));
	return {
		images: found,
		source: {
			digest: index.digest,
			parts,
			index,
			referrersOf: digestsOf(children)
		},
		...identity && { identity }
	};
}
const digestsOf = (children) => [...new Set(children.map(({ descriptor }) => descriptor.digest))];
/**
* Reads the OCI image layout of input `from`; `folder` is absolute. Throws a TagboatError with everything that cannot be
* published.
*/
async function resolveLayout({ files, log }, folder, from, platforms) {
	const layout = await readLayout(files, folder, from.tag);
	const { digest } = layout.top;
	const text = `oci-layout:${from.folder}${from.tag === void 0 ? "" : `:${from.tag}`}`;
	const repository = {
		name: folder,
		host: "",
		path: ""
	};
	const reader = {
		getManifest: async (_, target) => layout.manifests.get("digest" in target ? target.digest : digest),
		getBlob: async (_, wanted) => {
			const blob = layout.blobs.get(wanted);
			return blob && readBlobBytes(files, folder, blob);
		}
	};
	const tag = from.tag === void 0 ? {} : { tag: from.tag };
	const images = await findImages(reader, [{
		text,
		repository,
		target: { digest },
		...tag
	}], platforms);
	log.report(`Publishing ${text} (${digest}).`);
	return {
		source: {
			digest,
			parts: [],
			referrersOf: [],
			layout: { folder }
		},
		images,
		reader
	};
}
// src/prepare/run-state.ts
/** The parts of a request that builds, promotions and dry runs share. */
function describePublish(ports, { trigger, inputs, workspace }) {
	return {
		ports,
		guards: inputs,
		facts: {
			source: createSourceRepository(ports, {
				workspace,
				trigger,
				token: inputs.githubToken
			}),
			trigger,
			guards: inputs,
			...nameOthers(trigger, inputs)
		},
		run: {
			isPullRequest: isPullRequest(trigger),
			isScheduled: isScheduled(trigger) && trigger.ref.kind !== "tag",
			revision: trigger.revision
		}
	};
}
// src/prepare/source-version.ts
/**
* Adds the version of the source to the inputs, if `{{source_version}}` is used; otherwise returns them as they are, without
* any request. Images in a registry are pinned to the digest that was read, because a tag may move before the publish.
* Throws a TagboatError if the source has no version. In a dry run, and in a run without secrets that publishes nothing,
* this is a warning, and the version stays unknown.
*/
async function addSourceVersion(ports, asked) {
	const { trigger, inputs } = asked;
	const { from } = inputs;
	if (from === void 0 || from.kind === "digests" || !usesSourceVersion(inputs)) return inputs;
	const intent = decideIntent(trigger, inputs.push);
	if (intent.kind === "nothing") return inputs;
	try {
		const known = await readVersion(ports, asked, from);
		for (const line of describe(known)) ports.log.report(line);
		return {
			...inputs,
			from: known
		};
	} catch (error) {
		const isBlind = intent.kind === "build" && (asked.isUntrusted || runsWithoutSecrets(trigger));
		if (!(error instanceof TagboatError) || !(inputs.dryRun || isBlind)) throw error;
		for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`);
		return inputs;
	}
}
async function readVersion(ports, asked, from) {
	const { inputs, workspace, trigger } = asked;
	const { url } = trigger.repository;
	if (from.kind === "daemon") {
		const { labels } = await findDaemonImage(createDocker(ports.exec, {}), from.image, []);
		const version = judgeLabels(labels, describeSource$1(from, "").tag, url);
		return {
			...from,
			version: oneVersion([version], `docker-daemon:${from.image}`).version
		};
	}
	if (from.kind === "layout") {
		const layout = await resolveLayout({
			...ports,
			log: {
				...ports.log,
				report: () => {}
			}
		}, resolve(workspace, from.folder), from, []);
		const versions = await readVersions(layout.reader, layout.images, url);
		return {
			...from,
			version: oneVersion(versions, `oci-layout:${from.folder}`).version
		};
	}
	const { access, configDir } = await openPlainAccess(ports, {
		...asked,
		inputs,
		plans: []
	});
	try {
		const registry = openRegistry(ports, access, decideIntent(trigger, inputs.push).kind === "push" && !inputs.dryRun ? {} : lookOnly);
		const names = imageNames(from);
		const groups = names.length === 0 ? [from.images] : names.map((name) => sourceImagesOf(from, name));
		return {
			kind: "images",
			images: (await settleAll(groups.map((images) => pinAll(ports.log, registry, images, url)))).flat()
		};
	} finally {
		await ports.files.remove(configDir);
	}
}
/** Pins the images to their digests and adds their common version. */
async function pinAll(log, registry, images, sourceUrl) {
	const found = await findImages(registry, images, []);
	const text = images.map((image) => image.text).join(", ");
	const { version, isCertain } = oneVersion(await readVersions(registry, found, sourceUrl), text);
	if (!isCertain) log.notice(sourceLabelInherited(text, version));
	return found.map(({ image, content }) => ({
		...image,
		target: { digest: content.digest },
		version
	}));
}
const readVersions = (registry, found, sourceUrl) => Promise.all(found.map((image) => readSourceVersion(registry, image, sourceUrl)));
/** `The version of ghcr.io/acme/app:1 is 1.2.3.` */
function describe(from) {
	if (from.kind === "images") return from.images.map(({ text, version = "" }) => `The version of ${text} is ${version}.`);
	return [`The version of ${from.kind === "daemon" ? `docker-daemon:${from.image}` : `oci-layout:${from.folder}`} is ${from.version ?? ""}.`];
}
/** Whether the default tags include `latest`: only then is the source's version read, for a warning. */
const givesDefaultLatest = ({ rules }, plan) => rules.isDefault && plan.tags.some(({ name }) => name === "latest");
/** Warns if the default tags would give `latest` to an image whose version differs from the run's. */
function warnOfOtherVersion(log, inputs, plan, text, found) {
	if (!givesDefaultLatest(inputs, plan) || found?.isCertain !== true) return;
	const version = findVersion(found.version);
	if (version === void 0 || version.full === findVersion(plan.version)?.full) return;
	const ref = references(plan).find((each) => each.endsWith(":latest")) ?? "latest";
	log.warning(sourceOfOtherVersion(ref, text, found.version));
}
const key = "org.opencontainers.image.version";
/**
* Reads the version of an image (OCI image spec 1.1, "annotations.md"), in this order: its annotation; its label, if the image is from
* this repository; its tag, if that is a full version; any other label. undefined if it has none of them. An index without
* an annotation costs two requests, for its first platform's manifest and configuration.
*/
async function readSourceVersion(registry, { image, content }, sourceUrl) {
	const annotation = stringAt(content.json, "annotations", key);
	if (annotation !== void 0) return {
		version: annotation,
		isCertain: true
	};
	return judgeLabels(await readLabels(registry, image.repository, content.json), image.tag, sourceUrl);
}
/** The same for labels and a tag. Pure. */
function judgeLabels(labels, tag, sourceUrl) {
	const label = stringAt(labels, key);
	if (label !== void 0 && isOurs(labels, sourceUrl)) return {
		version: label,
		isCertain: true
	};
	const version = tag === void 0 ? void 0 : findVersion(tag);
	if (tag !== void 0 && version?.isFixed && version.raw === tag) return {
		version: tag,
		isCertain: true
	};
	return label === void 0 ? void 0 : {
		version: label,
		isCertain: false
	};
}
/**
* The common version of all images. Throws a TagboatError if there is none or more than one, or if it is a name that other
* rules give: `latest`, `pr-7`, `sha-...`.
*/
function oneVersion(versions, text) {
	const distinct = [...new Set(versions.flatMap((one) => one?.version ?? []))];
	const [first] = versions;
	if (first === void 0 || versions.includes(void 0)) throw new TagboatError(sourceVersionless(text));
	const taken = distinct.find((version) => isReservedForTags(slug(version)));
	if (distinct.length > 1 || taken !== void 0) throw new TagboatError(sourceVersionless(text, distinct));
	return first;
}
// src/prepare/promotion.ts
/** The request for existing images. Works on any runner, without docker. */
async function preparePromotion(ports, state, from) {
	const { access, configDir } = await openPlainAccess(ports, state);
	if (state.inputs.exportLogin) ports.exportVariable("DOCKER_CONFIG", configDir);
	const registries = openRegistries(ports, access);
	const resolving = resolveFrom(ports, registries.registry, state, from);
	const described = describePublish(ports, state);
	const gathered = await gatherBeside(resolving, askAbout$1({
		...described,
		...registries,
		plans: state.plans
	}));
	return {
		...described,
		...registries,
		gathered: gathered.facts,
		images: promoteTo(state, gathered.source),
		isCancelled: ports.isCancelled,
		cancelled: ports.ending.cancelled
	};
}
/**
* For a run that publishes nothing: throws if the images of input from do not exist, as a publishing run would. In a run
* without secrets, which may be unable to read them, this is a warning.
*/
async function checkFrom(ports, state, from) {
	try {
		await resolveOrThrow(ports, state, from);
	} catch (error) {
		const isBlind = state.isUntrusted || runsWithoutSecrets(state.trigger);
		if (!(error instanceof TagboatError) || !isBlind) throw error;
		for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`);
	}
}
async function resolveOrThrow(ports, state, from) {
	const { platforms } = state.inputs.build;
	if (from.kind === "daemon") {
		const { docker } = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state);
		await findDaemonImage(docker, from.image, platforms);
		return;
	}
	if (from.kind === "digests" && await isNothingPushed(ports, state)) {
		ports.log.notice("No job of this run handed over a digest, and this run publishes nothing: nothing to check.");
		return;
	}
	const { access } = await openPlainAccess(ports, state);
	await resolveFrom({
		...ports,
		log: {
			...ports.log,
			report: () => {}
		}
	}, openRegistry(ports, access), state, from);
}
const promoteTo = ({ plans, inputs }, resolved) => plans.flatMap((plan) => {
	const found = resolved.get(plan.target);
	if (found === void 0) return [];
	const { source, single, identity } = found;
	const platforms = inputs.build.platforms;
	const digest = source.digest;
	return [{
		plan,
		platforms,
		ownPlatform: single ?? "linux/amd64",
		source,
		digest,
		isMerge: source.index !== void 0,
		...identity && { identity }
	}];
});
/** Reads the sources of all images; throws one TagboatError with the problems of all. */
async function resolveFrom(ports, registry, state, from) {
	const { inputs, plans, workspace, trigger } = state;
	const { platforms } = inputs.build;
	const resolveOne = async (plan) => {
		if (from.kind === "images") return resolveImages({
			log: ports.log,
			registry
		}, sourceImagesOf(from, plan.target), plan, platforms);
		if (from.kind === "digests") {
			const cached = lookOnce(registry);
			const images = await findDigests(ports, cached, state);
			return resolveImages({
				log: ports.log,
				registry: cached
			}, images, plan, platforms);
		}
		return resolveLayout(ports, resolve(workspace, from.folder), from, platforms);
	};
	const resolved = await settleAll(plans.map(async (plan) => {
		const found = await resolveOne(plan);
		const { images, reader = registry } = found;
		if (givesDefaultLatest(inputs, plan)) {
			const version = await commonVersion(reader, images, trigger.repository.url);
			warnOfOtherVersion(ports.log, inputs, plan, images.map(({ image }) => image.text).join(", "), version);
		}
		return [plan.target, found];
	}));
	return new Map(resolved);
}
/** The images' version, for a warning: undefined if it cannot be read or they differ. */
async function commonVersion(registry, images, sourceUrl) {
	try {
		return oneVersion(await readVersions(registry, images, sourceUrl), "");
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
// src/prepare/dry-run.ts
/** Only the engine knows whether it can load the image, and a dry run does not ask it. */
function noteUnknownStore(log, { inputs, definition, plans }) {
	if (!inputs.build.load || inputs.from !== void 0) return;
	if (!plans.some(({ target, files }) => {
		const described = definition.targets.get(target) ?? {};
		const attests = [...specsOf(described, "attest"), ...inputs.build.attests];
		return files?.isImage !== false && (isAttested(attests) || listOf(described, "platforms").length > 1);
	})) return;
	log.notice("Input load with several platforms or attestations needs an engine with the containerd image store. A dry run does not ask the engine; a run on an engine with the legacy store fails before it builds.");
}
/** What a run would do to each tag. Needs no engine. */
async function preview(ports, state) {
	const { plans, intent } = state;
	noteUnknownStore(ports.log, state);
	const planned = (reason) => plans.flatMap((plan) => planImages(plan, reason));
	const isPromotion = state.inputs.from !== void 0 && state.inputs.from.kind !== "daemon";
	if (intent.kind !== "push" && !isPromotion) return planned(intent.reason);
	const registry = lookOnce(openRegistry(ports, (await openPlainAccess(ports, state)).access, lookOnly));
	const described = describePublish(ports, state);
	const { from } = state.inputs;
	if (from === void 0 || from.kind === "daemon") {
		const images = await requestImages(ports, registry, state, void 0);
		return previewTags({
			...described,
			registry,
			images
		});
	}
	try {
		const resolved = await resolveFrom(ports, registry, state, from);
		if (intent.kind !== "push") return planned(intent.reason);
		return await previewTags({
			...described,
			registry,
			images: promoteTo(state, resolved)
		});
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`);
		return planned(intent.kind === "push" ? "the images of input from could not be read" : intent.reason);
	}
}
/**
* What a run would do to each tag. Sends GET and HEAD requests only. If the registry cannot be reached, every tag is
* `unknown`, and the log says why: a dry run never fails because of that.
*/
async function previewTags(request) {
	const { checkPush: _, ...registry } = request.registry;
	const plans = request.images.map(({ plan }) => plan);
	const planned = request.images.flatMap(({ plan, origin }) => planImages(plan, "the registry could not be reached", origin));
	try {
		await reachAll(registry, plans);
		const facts = await gatherFacts({
			...askFor(request),
			registry
		});
		for (const refusal of facts.refusals) request.ports.log.warning(`${refusal.what} ${refusal.fix}`);
		if (facts.tags.length === 0) return planned;
		const run = (target) => runOf(request, target);
		const results = decideTags(facts.tags, run, request.guards).map(describeDecision);
		const known = new Map(request.images.map(({ plan, digest }) => [plan.target, digest]));
		return planned.map((image) => ({
			...image,
			...compact({ digest: known.get(image.target) }),
			tags: image.tags.map((tag) => results.find(({ ref }) => ref === tag.ref) ?? tag)
		}));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		request.ports.log.notice(`The registry could not be reached, so the state of every tag is unknown: ${error.message}`);
		return planned;
	}
}
function describeDecision(decision) {
	const { facts } = decision;
	if (!isChange(decision)) return describeUntouched({
		kind: "left",
		decision
	});
	const digest = facts.image?.digest;
	const action = decision.kind === "create" ? "created" : "moved";
	return tagResult(facts, {
		digest,
		previous: digest,
		action,
		reason: decision.warning ?? "not written in a dry run"
	});
}
// src/prepare/file-build.ts
/** The targets that make files and no image. */
const fileStrategies = (plans) => new Map(filePlans(plans).map(({ target }) => [target, {
	kind: "local",
	names: []
}]));
function createFileBuild(ports, session, state, images) {
	const strategies = fileStrategies(state.plans);
	let made;
	const write = async (build) => {
		if (strategies.size > 0 && made === void 0) made = await build.run(strategies);
	};
	return {
		write,
		async finish(built) {
			if (strategies.size > 0 && made === void 0) await write(await prepareBuild(ports, session, describeBuild(state, images, existingOf(images))));
			return made === void 0 || built === void 0 ? made ?? built : joinBuilt(made, built);
		}
	};
}
function joinBuilt(files, images) {
	const metadata = {
		...asRecord(files.metadata),
		...asRecord(images.metadata)
	};
	return {
		targets: new Map([...files.targets, ...images.targets]),
		annotations: new Map([...files.annotations, ...images.annotations]),
		metadata,
		duration: files.duration + images.duration
	};
}
const asRecord = (json) => typeof json === "object" && json !== null ? json : {};
/** The files that a dry run would write. */
const listPlanned = (plans) => plans.flatMap(({ target, files }) => (files?.outputs ?? []).map(({ type, dest }) => ({
	target,
	type,
	path: dest
})));
/** Folders with more files are not measured. */
const mostCounted = 1e4;
/** Measures the written outputs on the disk. Throws a TagboatError with every output that does not exist. */
async function inspectFiles(files, workspace, plans, built, load) {
	const written = plans.filter(({ target }) => built.targets.has(target));
	const measured = await Promise.all(written.flatMap(({ target, files: planned }) => (planned?.outputs ?? []).map(async ({ type, dest, isFolder }) => {
		const found = await measure(files, resolve(workspace, dest), isFolder);
		const digest = type === "oci" && hasOneImage(planned) && !load ? built.targets.get(target)?.digest : void 0;
		return {
			result: {
				target,
				type,
				path: dest,
				...found,
				...compact({ digest })
			},
			isMissing: found === void 0
		};
	})));
	throwAll(measured.flatMap(({ result, isMissing }) => isMissing ? [outputMissing(result.type, result.path)] : []));
	return measured.map(({ result }) => result);
}
/** buildx's metadata has one digest, but exporters of different types make different manifests. */
const hasOneImage = (planned) => (planned?.outputs ?? []).filter(isArchive).length === 1;
async function measure(files, path, isFolder) {
	if (isFolder) return await files.isDirectory(path) ? measureFolder(files, path) : void 0;
	const size = await files.size(path);
	return size === void 0 || size === 0 ? void 0 : { size };
}
/** Size and number of all files below a folder; neither if there are too many. */
async function measureFolder(files, folder) {
	const open = [folder];
	let size = 0;
	let count = 0;
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		for (const { name, kind } of await files.entries(next).catch(() => [])) {
			if (kind === "folder") open.push(`${next}/${name}`);
			else count += 1;
			if (kind === "file") size += await files.size(`${next}/${name}`) ?? 0;
		}
		if (count + open.length > mostCounted) return {};
	}
	return {
		size,
		count
	};
}
// src/prepare/logins.ts
/**
* Returns warnings about unused logins. Throws a TagboatError, before anything is sent, if a login without `registry` would
* go to Docker Hub although every image is on one other registry.
*/
async function checkLogins$1(files, step) {
	const { inputs, plans, intent } = step;
	if (intent.kind === "nothing" || inputs.credentials.length === 0) return [];
	const images = new Set(plans.flatMap(({ repositories }) => repositories.map(({ host }) => host)));
	const { problems, warnings } = judgeLogins(inputs, inputs.credentials.every(({ registry }) => images.has(registry)) ? {
		images,
		others: /* @__PURE__ */ new Set(),
		isPartial: false
	} : {
		images,
		...await findHosts(files, step)
	});
	throwAll(problems);
	return warnings;
}
/** Pure. */
function judgeLogins({ credentials, exportLogin }, { images, others, isPartial }) {
	const unused = credentials.filter(({ registry }) => !images.has(registry) && !others.has(registry));
	const [host, ...more] = images;
	const isForgotten = (login) => login.kind === "password" && login.isImplied === true && host !== void 0 && more.length === 0 && !isPartial && !credentials.some(({ registry }) => registry === host);
	return {
		problems: unused.flatMap((login) => isForgotten(login) && login.kind === "password" ? [registryUnset(login.username, host ?? "", `registry: ${host}`)] : []),
		warnings: exportLogin ? [] : unused.filter((login) => !isForgotten(login)).map(describeUnused)
	};
}
const describeUnused = ({ registry }) => `The login to ${registry} matches no image, source, base image or cache that this run names. It is kept: a cache, a frontend or a computed FROM may need it.`;
async function findHosts(files, step) {
	const { inputs } = step;
	if (inputs.from !== void 0) {
		const sources = inputs.from.kind === "images" ? inputs.from.images : [];
		return {
			others: new Set(sources.map(({ repository }) => repository.host)),
			isPartial: false
		};
	}
	const targets = [...step.definition.targets.values()];
	const found = await Promise.all(targets.map((target) => findTargetHosts(files, step, target)));
	return {
		others: new Set(found.flatMap((named) => [
			named.contexts,
			named.cacheFrom,
			named.cacheTo,
			named.bases
		].flat())),
		isPartial: found.some(({ isPartial }) => isPartial)
	};
}
// src/prepare/daemon-request.ts
/** The request for an image of the local engine, which is pushed instead of a build unless a registry has it already. */
async function prepareDaemon(ports, session, { plans, inputs, trigger }, registry, name) {
	const { platforms } = inputs.build;
	const image = await findDaemonImage(session.docker, name, platforms);
	const tag = inputs.from && describeSource$1(inputs.from, "").tag;
	const version = judgeLabels(image.labels, tag, trigger.repository.url);
	for (const plan of plans) warnOfOtherVersion(ports.log, inputs, plan, `docker-daemon:${name}`, version);
	const prepare = async () => prepareDaemonImage({
		...ports,
		docker: session.docker
	}, session.engine, image);
	const images = plans.map(async (plan) => {
		const known = image.digest === void 0 ? await findKnownImage(registry, plan, image.id) : void 0;
		const digest = image.digest ?? known?.digest;
		return {
			plan,
			platforms,
			ownPlatform: image.platform ?? session.engine.platform,
			...digest === void 0 ? {} : { digest },
			...known === void 0 ? {} : { source: known }
		};
	});
	return {
		images: await Promise.all(images),
		builder: {
			prepare,
			load: false
		}
	};
}
/**
* Finds a published image by its config digest, which is all that an engine's legacy store keeps, under the releases of the
* plan. A second run then uses it as its source. An image that cannot be read counts as not found; the facts that are
* gathered afterwards report the error.
*/
async function findKnownImage(registry, { repositories, tags }, config) {
	const releases = tags.filter(({ follows }) => follows.kind === "release");
	const reading = tagReferencesOf({
		repositories,
		tags: releases
	}).map(async ({ repository, tag }) => ({
		repository,
		manifest: await read(registry, repository, tag.name)
	}));
	const found = (await Promise.all(reading)).find(({ manifest }) => stringAt(manifest?.json, "config", "digest") === config);
	if (found?.manifest === void 0) return void 0;
	const { digest } = found.manifest;
	return {
		digest,
		parts: [{
			repository: found.repository,
			digest
		}],
		referrersOf: [digest]
	};
}
async function read(registry, repository, tag) {
	try {
		return await registry.getManifest(repository, { tag });
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
// src/prepare/prepare-publish.ts
/** The request of a build or of an engine's image. `session`: docker, logged in. */
async function preparePublish(ports, session, state) {
	const { inputs } = state;
	const registries = openRegistries(ports, accessOf(session));
	const request = {
		...describePublish(ports, state),
		...registries,
		isCancelled: ports.isCancelled,
		cancelled: ports.ending.cancelled
	};
	if (inputs.from?.kind === "daemon") {
		const made = await prepareDaemon(ports, session, state, registries.registry, inputs.from.image);
		return { request: {
			...request,
			...made
		} };
	}
	const registry = lookOnce(registries.registry);
	const { source: images, facts } = await gatherBeside(requestImages(ports, registry, state, session.engine.platform), askAbout$1({
		...request,
		registry,
		plans: imagePlans(state.plans)
	}));
	const files = createFileBuild(ports, session, state, images);
	const prepare = async (existing) => {
		const build = await prepareBuild(ports, session, {
			...describeBuild(state, images, existing),
			schemeOf: registry.schemeOf
		});
		await files.write(build);
		return build;
	};
	const builder = {
		prepare,
		load: inputs.build.load
	};
	const offer = inputs.push === "digest" ? createOffer(ports, state, images) : void 0;
	return {
		request: {
			...request,
			images,
			gathered: facts,
			builder,
			...offer && { offer }
		},
		files
	};
}
/** A build that pushes nothing; `build` is undefined if no image has changed. */
async function prepareLocalBuild(ports, session, state) {
	const registry = openRegistry(ports, accessOf(session), lookOnly);
	const images = await requestImages(ports, registry, state, session.engine.platform);
	if (!(filePlans(state.plans).length > 0 || images.some(({ source }) => source === void 0))) return {
		images,
		build: void 0
	};
	return {
		images,
		build: await prepareBuild(ports, session, {
			...describeBuild(state, images, existingOf(images)),
			schemeOf: registry.schemeOf
		})
	};
}
// src/publish/decisions.ts
/**
* Decides about every tag, before anything is built. Throws all refusals in one TagboatError. A remark that was printed
* for one of the `earlier` decisions is not repeated.
*/
function decideAll(facts, request, earlier = []) {
	const { guards, ports } = request;
	const decisions = decideTags(facts.tags, (target) => runOf(request, target), guards);
	const refused = decisions.flatMap((decision) => decision.kind === "refuse" ? [decision.problem] : []);
	throwAll([...facts.refusals, ...refused]);
	announce(ports.log, decisions, new Set(earlier.map(remark)));
	return decisions;
}
/** Reads one tag again, and git too, and decides again. `isStrict`: also asks what a strict order between two runs needs. */
async function decideAgain(request, asked, isStrict = false) {
	request.facts.source.forget();
	const facts = await gatherTag(askFor(request), asked, isStrict);
	return decideTag(facts, runOf(request, facts.target), request.guards);
}
/** The log line for a decision; undefined if it needs none. */
function remark(decision) {
	if (decision.kind === "keep") return `${decision.facts.ref} is kept: ${decision.reason}.`;
	return decision.kind === "create" || decision.kind === "move" ? decision.warning : void 0;
}
/** Logs a remark for each decision that needs one. Skips texts in `printed`, and adds the new ones to it. */
function announce(log, decisions, printed) {
	for (const decision of decisions) {
		const text = remark(decision);
		if (text === void 0 || printed.has(text)) continue;
		printed.add(text);
		if (decision.kind === "keep" && decision.isConflict !== true) log.notice(text);
		else log.warning(text);
	}
}
/** Logs problems that occur beside an internal error, which cannot carry them. */
function warn(log, problems) {
	for (const problem of problems) log.warning(describeProblem(problem));
}
// src/publish/plan-push.ts
/**
* Chooses the push strategy: by digest if the builder can do that; through OCI layouts for several destinations, if it can
* write them; else under an anchor in each repository. `isAlone`: the step has one destination, counting images that are
* not built, and an anchor is the fastest. See docs/decisions/anchors-and-layouts.md.
*/
function planPush(changes, build, { load, isAlone }) {
	const chosen = distinctDestinations(changes.map(({ facts }) => facts)).flatMap((one) => chooseAnchor(changes.filter(({ facts }) => isSameDestination(facts, one))) ?? []);
	const byTarget = [...new Set(chosen.map(({ facts }) => facts.target))].map((target) => ({
		target,
		facts: chosen.map(({ facts }) => facts).filter((facts) => facts.target === target)
	}));
	const { capabilities, layout } = build;
	if (!load && (capabilities.driver !== "docker" || layout !== void 0 && !isAlone)) return planUntagged(byTarget.map(({ target, facts }) => ({
		target,
		names: facts.map(({ repository }) => repository.name),
		refs: facts.map(({ ref }) => ref)
	})), build);
	const strategies = byTarget.map(({ target, facts }) => [target, {
		kind: "anchor",
		names: facts.map(({ ref }) => ref)
	}]);
	const movesOne = chosen.some(({ kind }) => kind === "move");
	return {
		kind: "anchor",
		strategies: new Map(strategies),
		anchors: chosen,
		isWarmedUp: chosen.length > 1 || movesOne
	};
}
/**
* The plan for a second try through layouts, after the registry refused the push of an anchor: Tagboat's own client sends
* large layers in chunks, and accepts answers that the engine rejects. Undefined if the engine cannot write layouts.
*/
function planFallback({ kind, anchors }, build) {
	if (kind !== "anchor" || build.layout === void 0 || build.capabilities.driver !== "docker") return void 0;
	return planUntagged([...new Set(anchors.map(({ facts }) => facts.target))].map((target) => {
		const own = anchors.filter(({ facts }) => facts.target === target).map(({ facts }) => facts);
		return {
			target,
			names: own.map(({ repository }) => repository.name),
			refs: own.map(({ ref }) => ref)
		};
	}), build);
}
/** Pushes without tags: the builder by digest, or Tagboat from layouts. Throws a TagboatError if neither is possible. */
function planUntagged(wanted, { capabilities, layout }) {
	const plan = (kind, strategy) => ({
		kind,
		strategies: new Map(wanted.map((one, index) => [one.target, strategy(one, index)])),
		anchors: [],
		isWarmedUp: false
	});
	if (capabilities.driver !== "docker") return plan("digest", ({ names }) => ({
		kind: "digest",
		names
	}));
	if (layout === void 0) throw new TagboatError(digestImpossible());
	return plan("layout", ({ refs, names }, index) => ({
		kind: "layout",
		folder: join(layout.folder, String(index)),
		names: refs ?? names
	}));
}
/** The pushed images as sources, by target. */
function sourcesOf(strategies, digests) {
	const sources = [...digests].map(([target, digest]) => {
		const strategy = strategies.get(target);
		return [target, {
			digest,
			parts: [],
			referrersOf: [],
			...strategy?.kind === "layout" ? { layout: { folder: strategy.folder } } : {}
		}];
	});
	return new Map(sources);
}
/** The log line for the push strategy. */
function describePushPlan({ kind, strategies, anchors, isWarmedUp }) {
	if (kind === "layout") return `Pushing: by digest, through ${strategies.size > 1 ? "OCI image layouts" : "an OCI image layout"}; tags move afterwards.`;
	if (kind === "digest") {
		const names = [...strategies.values()].flatMap((strategy) => strategy.kind === "digest" ? strategy.names : []);
		return `Pushing: by digest into ${[...new Set(names)].join(", ")}; tags move afterwards.`;
	}
	return `Pushing: under ${anchors.map(({ facts }) => facts.ref).join(", ")} first${isWarmedUp ? ", built before anything is pushed" : ""}; other tags move afterwards.`;
}
/** The most specific first: the more specific a tag, the fewer users follow it. */
const order = [
	"release",
	"commit",
	"pull",
	"branch",
	"line",
	"run"
];
/**
* Chooses the tag of a repository under which a builder pushes that cannot push by digest. Prefers one that does not exist
* yet, so that no user's tag moves before everything is verified; else the most specific moving tag, and a release last.
* Of `1`, `1.2` and `1.2.3` the longest is the most specific.
*/
function chooseAnchor(changes) {
	const rank = ({ kind, facts }) => {
		const { follows } = facts.tag;
		const specific = order.indexOf(follows.kind);
		if (kind === "create") return specific;
		return 10 + (follows.kind === "release" ? order.length : specific);
	};
	const dots = ({ facts }) => facts.tag.name.split(".").length;
	return [...changes].sort((a, b) => rank(a) - rank(b) || dots(b) - dots(a))[0];
}
// src/publish/rollback.ts
/**
* Undoes the writes of this run. A tag that still holds this run's digest gets its previous manifest again. A tag that
* this run created is removed, but not its digest, which may have other tags. The results name what could not be undone.
* Never throws.
*/
async function rollBack(registry, changed, pace = () => new Promise(() => void 0)) {
	const restored = await Promise.all(changed.filter(({ previous }) => previous !== void 0).map((change) => putBack(registry, change)));
	const created = changed.filter(({ previous }) => previous === void 0);
	const removed = distinctOf(created.map(({ decision }) => decision.facts.repository)).map((repository) => putBackInTurn(registry, created.filter(({ decision }) => isSame(decision.facts.repository, repository)), pace));
	return [...restored, ...(await Promise.all(removed)).flat()];
}
/**
* Removes tags one after another. For each removal distribution 2.8 reads all tags of the repository, and if one of them
* disappears meanwhile, it keeps a tag name without a manifest in its list.
*/
async function putBackInTurn(registry, changed, pace) {
	const results = [];
	for (const change of changed) {
		const result = putBack(registry, change);
		results.push(result);
		await Promise.race([result, pace()]);
	}
	return Promise.all(results);
}
async function putBack(registry, change) {
	const { facts } = change.decision;
	const { repository, tag } = facts;
	const { previous, ours } = change;
	const report = (state) => tagResult(facts, {
		previous,
		...state
	});
	const why = change.error === void 0 ? "" : `it failed (${explainError(change.error)}) and `;
	let isWriting = false;
	const reading = previous === void 0 ? void 0 : registry.getManifest(repository, { digest: previous });
	reading?.catch(() => void 0);
	try {
		const digest = (await registry.headManifest(repository, { tag: tag.name }))?.digest;
		if (digest === previous) return report({
			digest,
			...asBefore(change)
		});
		if (digest !== ours) return report({
			digest,
			action: "failed",
			reason: `${why}${change.isUnsure ? "stays: its image may be of this run or of another one" : "holds an image that another run pushed meanwhile"}`
		});
		if (isUnwritten(change)) return report({
			digest,
			action: "failed",
			reason: `${why}another run uses this run's image for it`
		});
		isWriting = true;
		if (previous === void 0) return report(await remove(registry, change, ours));
		const manifest = await reading;
		if (manifest === void 0) return report({
			digest: ours,
			action: "moved",
			reason: `${why}its previous content is gone, so it keeps this run's image`
		});
		await registry.putManifest(repository, { tag: tag.name }, manifest);
		return report({
			digest: previous,
			action: "restored",
			reason: `${why}was put back`
		});
	} catch (error) {
		if (isUnwritten(change)) return report({
			digest: previous,
			action: "failed",
			reason: `it ${change.isTried === false ? "was not touched" : "was not moved"}: ${explainError(change.error)}`
		});
		if (isUnanswered(change.error) || isWriting && isUnanswered(error)) return report({
			action: "unknown",
			reason: `${why}its digest is unknown: ${explainError(error)}`
		});
		return report({
			digest: ours,
			action: previous === void 0 ? "created" : "moved",
			reason: `${why}could not be put back: ${explainError(error)}`
		});
	}
}
/** The state of a tag that holds its previous digest: its write failed, or it was never written. */
function asBefore({ error }) {
	if (error === void 0) return {
		action: "restored",
		reason: "is as it was before this run"
	};
	if (isUnanswered(error)) return {
		action: "unknown",
		reason: `was as before, but a write in flight may still move it: ${explainError(error)}`
	};
	return {
		action: "failed",
		reason: `it is as it was before this run: ${explainError(error)}`
	};
}
async function remove(registry, { decision }, ours) {
	const { repository, tag } = decision.facts;
	if (await registry.removeTag(repository, tag.name) === "removed") return {
		action: "restored",
		reason: "was removed again"
	};
	return {
		digest: ours,
		action: "created",
		reason: "stays: this registry cannot remove a tag"
	};
}
/** This run has not written the tag: the write was refused or never tried. */
const isUnwritten = ({ error, isTried }) => isTried === false || isRefused(error);
const isRefused = (error) => error instanceof TagboatError && error.problems.every(({ code }) => /^registry-(denied|unauthorized|tag-immutable|quota)$/.test(code));
/** A write that a cancelled run stopped waiting for: it may still reach the registry. */
const isUnanswered = (error) => error instanceof TagboatError && error.problems.some(({ code }) => code === "cancelled-no-answer");
/** Time between two removals of a cancelled run, in ms. Longer than a registry takes to handle one. */
const stagger = 50;
/** Removals wait for each other; after a cancellation they start every 50 ms instead, without waiting for answers. */
const paceOf = ({ ports, cancelled }) => async () => {
	if (cancelled === void 0) return new Promise(() => void 0);
	await cancelled;
	await ports.clock.sleep(stagger);
};
// src/publish/moved-anchors.ts
/** How long to wait for in-flight pushes after buildx fails, in ms. Pushes of several targets run in parallel. */
const inFlightWait = 2e3;
/** The same after a cancellation, in ms: the registry may still process the last request. */
const hastyWait = 2200;
/**
* After a failed push: restores the anchors that it has moved, if they hold an image of this commit. Throws the error of
* the push, with the tags that could not be restored.
*/
async function cleanUpAnchors(request, anchors, error, watched = {}) {
	const { hasBegun = true, isPushed = false, isLogComplete = false } = watched;
	if (isLogComplete && !hasBegun && !isPushed) return;
	const isHasty = request.isCancelled();
	if (isHasty && hasBegun && !isPushed && anchors.length > 0) await request.ports.clock.sleep(hastyWait);
	const first = await putBackMoved(request, anchors, watched);
	const results = new Map(first.results.map((result) => [result.ref, result]));
	let { unsure } = first;
	if (anchors.length > 1 && !isHasty) {
		await request.ports.clock.sleep(inFlightWait);
		const second = await putBackMoved(request, anchors, watched);
		for (const result of second.results) results.set(result.ref, result);
		unsure = second.unsure;
	}
	const left = [...results.values()].filter(holdsDigest);
	const leftovers = [...left.length > 0 ? [leftBehind(left)] : [], ...unsure.length > 0 ? [maybeLeftBehind(unsure)] : []];
	if (error instanceof TagboatError) throwAll([...error.problems, ...leftovers]);
	else warn(request.ports.log, leftovers);
}
async function putBackMoved(request, anchors, watched) {
	const states = await Promise.all(anchors.map((anchor) => findMoved(request, anchor, watched)));
	const moved = states.flatMap((one) => typeof one === "object" ? [one] : []);
	return {
		results: await rollBack(request.hasty, moved, paceOf(request)),
		unsure: anchors.filter((_, index) => states[index] === "unsure").map(({ facts }) => facts.ref)
	};
}
/** Whether an anchor holds this run's image, if no digest says so: judged by the builder's log, else by the image's metadata. */
async function findMoved({ hasty: registry, facts, run, images }, anchor, { seen, logged, loggedBefore, isLogComplete = false, isPushed = false }) {
	const { repository, tag, image, target, ref } = anchor.facts;
	try {
		const now = await registry.headManifest(repository, { tag: tag.name });
		if (now?.digest === image?.digest) return "as before";
		if (now === void 0) return "unsure";
		const pushed = logged?.get(ref);
		const isLogged = pushed === now.digest || loggedBefore?.get(ref)?.includes(now.digest) === true;
		const isElsewhere = !isLogged && pushed !== void 0;
		if (isElsewhere && await registry.headManifest(repository, { digest: pushed })) return "as before";
		const found = await readImageFacts(registry, repository, now.digest, facts.trigger.repository.url);
		const { plan, identity } = images.find((one) => one.plan.target === target) ?? {};
		if (compareIdentities(identity, found.identity).length > 0) return "as before";
		if (!isLogged && !isPushed && (isElsewhere || isLogComplete)) return "unsure";
		const isOurs = isLogged || found.revision === run.revision || plan !== void 0 && await hasLabels(registry, repository, now.digest, plan.labels);
		if (tag.follows.kind === "release") return "unsure";
		const theirs = seen?.get(ref)?.findLast((digest) => digest !== now.digest);
		return isOurs ? {
			decision: anchor,
			previous: theirs ?? image?.digest,
			ours: now.digest
		} : "unsure";
	} catch {
		return "unsure";
	}
}
async function hasLabels(registry, repository, digest, labels) {
	const manifest = await registry.getManifest(repository, { digest });
	const existing = manifest && await readLabels(registry, repository, manifest.json);
	const planned = Object.entries(labels);
	return planned.length > 0 && planned.every(([key, value]) => stringAt(existing, key) === value);
}
/**
* Compares the digests in the builder's log with those that it reports. Throws a TagboatError if they differ, because no
* digest identifies this run's image then. Costs a request only if an anchor was seen with another digest.
*/
async function checkPushed(request, anchors, reported, { seen, logged }) {
	throwAll(anchors.flatMap(({ facts: { ref, target } }) => {
		const [pushed, expected] = [logged?.get(ref), reported.get(target)];
		return pushed === void 0 || expected === void 0 || pushed === expected ? [] : [digestMismatch(ref, pushed, expected)];
	}));
	const strange = anchors.filter(({ facts: { ref, target } }) => seen?.get(ref)?.some((digest) => digest !== reported.get(target)));
	for (const { facts } of strange) {
		const digest = reported.get(facts.target);
		if (digest !== void 0 && await isAbsent(request, facts, digest)) throw new TagboatError(contentMissing(facts.repository.name, digest));
	}
}
/**
* After a failed verification: finds the anchors whose repository lacks the reported digest, so that the builder has pushed
* another one. By reference.
*/
async function findPushed(request, anchors, reported, watched) {
	const found = anchors.map(async (anchor) => {
		const { facts } = anchor;
		const digest = reported(facts.target);
		if (digest === void 0 || !await isAbsent(request, facts, digest)) return [];
		const moved = await findMoved(request, anchor, watched);
		if (moved === "as before") return [];
		return [[facts.ref, moved === "unsure" ? { isUnsure: true } : pick(moved)]];
	});
	return new Map((await Promise.all(found)).flat());
}
const pick = ({ previous, ours }) => ({
	previous,
	ours
});
/** False if the registry does not answer. */
async function isAbsent({ registry }, { repository }, digest) {
	try {
		return await registry.headManifest(repository, { digest }) === void 0;
	} catch {
		return false;
	}
}
// src/publish/push-failure.ts
/** The push failed, not the build. */
const isPush = /failed to push|failed to copy|unexpected status from (?:PUT|POST|PATCH|HEAD)|unexpected HTTP status|received unexpected/i;
/** Final refusals as containerd and the engine print them: words, and 4xx except 408, 425 and 429. */
const isFinal = /denied|unauthorized|insufficient.scope|forbidden|invalid|name unknown|not found|immutab|: 4(?!08|25|29)\d\d\b|\bHTTP 4(?!08|25|29)\d\d\b/i;
/**
* Whether a retry may succeed. BuildKit's last line often lacks the status, so every failed push counts as transient
* unless its text says otherwise. A failed build never does.
*/
function isTransientPushFailure(text) {
	return isPush.test(text) && !isFinal.test(text);
}
/** Whether the registry refused the builder's push for good. */
function isRefusedPush(error) {
	const [problem] = error instanceof TagboatError ? error.problems : [];
	const { original = "" } = problem ?? {};
	return isPush.test(original) && isFinal.test(original);
}
/** Explains a refusal as Tagboat's own client would, if the builder's message names the repository. */
function explainPush(problem) {
	const original = problem.original ?? "";
	const line = original.split("\n").findLast((one) => isPush.test(one)) ?? "";
	const name = /failed to push ([^\s:]+(?::\d+)?\/[^\s]+?):? /.exec(line)?.[1] ?? "";
	const text = original.slice(Math.max(0, original.indexOf(line)));
	const status = Number(/(?:: |HTTP )([45]\d\d)\b/.exec(text)?.[1] ?? 400);
	const reference = tryParseReference(name);
	if (reference === void 0) return problem;
	const explained = explainRefusal({
		host: reference.repository.host,
		name,
		action: "push"
	}, {
		status,
		codes: [],
		text,
		kind: "other"
	});
	return helpful.has(explained.code) ? {
		...explained,
		original
	} : problem;
}
const helpful = /* @__PURE__ */ new Set([
	"registry-tag-immutable",
	"registry-quota",
	"registry-body-limit",
	"registry-denied"
]);
// src/publish/watch-anchors.ts
/**
* The pause between two reads: a twentieth of the time since the push began, but at least 40 ms. The builder prints its log
* in batches, so waiting for its lines would be too late. A push of ten minutes takes about 150 reads.
*/
const shortestPause = 40;
const pausePart = 1 / 20;
/** Enough for a push of several hours. */
const mostLooks = 300;
function watchAnchors(registry, anchors, clock) {
	const found = /* @__PURE__ */ new Map();
	const logged = /* @__PURE__ */ new Map();
	/** Earlier digests in the builder's log, of pushes that it retried. */
	const outdated = /* @__PURE__ */ new Map();
	const inFlight = /* @__PURE__ */ new Map();
	const ended = new AbortController();
	const peek = registry.peekManifest ?? registry.headManifest;
	let begun;
	let isOver = anchors.length === 0;
	const lookAt = async ({ facts }) => {
		const { repository, tag, image, ref } = facts;
		const now = await peek(repository, { tag: tag.name }).catch((error) => {
			if (isThrottled(error)) end();
		});
		const known = found.get(ref) ?? [];
		if (now !== void 0 && now.digest !== (known.at(-1) ?? image?.digest)) found.set(ref, [...known, now.digest]);
		inFlight.delete(ref);
	};
	const end = () => {
		isOver = true;
		ended.abort();
	};
	const lookAtAll = () => {
		for (const anchor of anchors) {
			const { ref } = anchor.facts;
			if (!inFlight.has(ref)) inFlight.set(ref, lookAt(anchor));
		}
	};
	const note = ({ ref, digest }) => {
		const anchor = anchors.find(({ facts }) => `${keyOf(facts.repository)}:${facts.tag.name}` === ref);
		if (anchor === void 0) return;
		const { ref: own } = anchor.facts;
		const before = logged.get(own);
		if (before !== void 0) outdated.set(own, [...outdated.get(own) ?? [], before]);
		logged.set(own, digest);
	};
	/** True for images of other runs, and for the last one of this run. */
	const counts = (ref) => (digest) => digest === logged.get(ref) || outdated.get(ref)?.includes(digest) !== true;
	const goOn = async (since) => {
		for (let looks = 0; looks < mostLooks && !isOver; looks += 1) {
			await clock.sleep(Math.max(shortestPause, (clock.now() - since) * pausePart), ended.signal);
			if (!isOver) lookAtAll();
		}
	};
	return {
		hasBegun: () => begun !== void 0,
		look({ pushed, isDone = false }) {
			if (pushed !== void 0) note(pushed);
			if (isDone && anchors.length === 1) end();
			if (!isOver) lookAtAll();
			if (begun !== void 0) return;
			begun = clock.now();
			goOn(begun).catch(() => void 0);
		},
		async seen() {
			end();
			await Promise.all(inFlight.values());
			return new Map([...found].map(([ref, digests]) => [ref, digests.filter(counts(ref))]));
		},
		logged: () => logged,
		loggedBefore: () => outdated
	};
}
const isThrottled = (error) => error instanceof TagboatError && error.problems.some(({ code }) => code === "registry-too-many-requests");
// src/publish/push.ts
/** BuildKit retries 5xx itself; this policy is for failures that it gives up on at once, such as 429. */
const pushRetries = {
	attempts: 3,
	base: 2e3,
	longest: 3e4,
	longestAsked: 12e4
};
/**
* Pushes the images. If the registry refuses the push of a builder that has no push by digest, Tagboat pushes them itself
* from OCI layouts, where that is possible: some registries accept that, and others explain their refusal.
*/
async function pushWithFallback(request, build, plan) {
	const fallback = request.builder?.load ? void 0 : planFallback(plan, build);
	try {
		return await pushOrCleanUp(request, build, plan);
	} catch (error) {
		const isClean = error instanceof TagboatError && error.problems.length === 1;
		if (fallback === void 0 || !isClean || !isRefusedPush(error)) throw error;
		request.ports.log.info("The registry refused the engine’s push: Tagboat pushes the image itself.");
		return await pushOrCleanUp(request, build, fallback);
	}
}
/** A failed push may have moved an anchor, which is restored before the failure is thrown. */
async function pushOrCleanUp(request, build, plan) {
	const watch = watchAnchors(request.registry, plan.anchors, request.ports.clock);
	let isPushed = false;
	try {
		const built = await pushImages(request, build, plan, watch.look);
		isPushed = true;
		const seen = await watch.seen();
		await checkPushed(request, plan.anchors, built.digests, {
			seen,
			logged: watch.logged()
		});
		return {
			built,
			plan,
			seen
		};
	} catch (error) {
		const watched = {
			seen: await watch.seen(),
			logged: watch.logged(),
			loggedBefore: watch.loggedBefore(),
			hasBegun: watch.hasBegun(),
			isPushed,
			isLogComplete: build.capabilities.rich && !request.isCancelled()
		};
		await cleanUpAnchors(request, plan.anchors, error, watched);
		throw error;
	}
}
/** Runs the build with its push. A push that fails with a transient error runs again, and finds its layers in the cache. */
async function pushImages(request, build, plan, onPush) {
	const { ports } = request;
	ports.log.report(describePushPlan(plan));
	const built = await retry(ports, pushRetries, async () => {
		try {
			return await build.run(plan.strategies, onPush);
		} catch (error) {
			throwIfCancelled(request);
			const problem = error instanceof TagboatError ? error.problems[0] : void 0;
			if (problem?.original === void 0) throw error;
			if (isTransientPushFailure(problem.original)) throw new TransientError(problem, "The push failed");
			throw isRefusedPush(error) ? new TagboatError(explainPush(problem)) : error;
		}
	});
	const digests = [...plan.strategies.keys()].map((target) => {
		const digest = built.targets.get(target)?.digest;
		if (digest === void 0) throw new TagboatError(digestMissing());
		return [target, digest];
	});
	return {
		...built,
		digests: new Map(digests)
	};
}
function throwIfCancelled({ isCancelled }) {
	if (isCancelled()) throw new TagboatError(cancelledEarly());
}
// src/publish/undo.ts
/**
* Undoes a failed publish, and returns the state of every tag with the problems. `causes`: why it failed. `pushed`: what is
* known about anchors whose reported digest does not exist, by reference.
*/
async function undo(request, decisions, sources, outcomes, causes, pushed = /* @__PURE__ */ new Map()) {
	const planned = decisions.map((decision) => ({
		decision,
		ours: sources.get(decision.facts.target)?.digest
	}));
	const changed = outcomes.flatMap((outcome) => {
		if (outcome.kind === "left" || outcome.kind === "skipped") return [];
		const { decision, previous } = outcome;
		const ours = sources.get(decision.facts.target)?.digest;
		if (ours === void 0) return [];
		return [{
			decision,
			previous,
			ours,
			...outcome.kind === "failed" ? {
				error: outcome.error,
				isTried: outcome.isTried
			} : {},
			...pushed.get(decision.facts.ref)
		}];
	});
	request.ports.log.info("Publishing failed: the tags that were moved are put back.");
	const isCancelled = request.isCancelled();
	const { results: undone, left } = await rollBackUnused(request.hasty, changed, planned, paceOf(request));
	const known = new Map(undone.map((result) => [result.ref, result]));
	const results = decisions.map((decision) => known.get(decision.facts.ref) ?? describeUntouched({
		kind: "skipped",
		decision
	}));
	const problems = causes.filter(({ code }) => code !== cancelledMeanwhile().code);
	const failure = isCancelled ? cancelled(results) : notPublished(results, problems.length > 0);
	const lost = left.length > 0 ? [reliedOn(left)] : [];
	return {
		images: perRepository(request, results, new DestinationMap()),
		problems: [
			...problems,
			failure,
			...lost
		]
	};
}
/**
* Undoes the moved tags, except where another run of the release has adopted this run's image for its own tags: there the
* image stays. `left`: tags under which a run that has ended may have lost its image.
*/
async function rollBackUnused(registry, changed, planned, pace) {
	const written = new Set(changed.filter((one) => !isUnwritten(one)).map(refOf$1));
	const finding = findAdopted(registry, planned.filter((one) => !written.has(refOf$1(one))));
	const isAdopted = (one) => adopted.has(one.decision.facts);
	const all = await rollBack(guard(registry, changed, finding), changed, pace);
	const adopted = await finding;
	const results = all.filter(({ ref }) => !changed.some((one) => refOf$1(one) === ref && isAdopted(one)));
	const back = new Set(results.filter(({ action }) => action === "restored").map(({ ref }) => ref));
	const isOurs = new Set(results.filter(holdsDigest).map(({ ref }) => ref));
	const late = changed.some(hasRelease) ? await findAdopted(registry, planned.filter((one) => !isAdopted(one) && !isOurs.has(refOf$1(one)))) : new DestinationMap();
	const lost = changed.filter((one) => late.has(one.decision.facts) && back.has(refOf$1(one))).map(refOf$1);
	return {
		results: [...changed.filter(isAdopted).map(keepMoved), ...results],
		left: [.../* @__PURE__ */ new Set([...lost, ...findSuperseded(changed, results, planned)])]
	};
}
const refOf$1 = ({ decision }) => decision.facts.ref;
const hasRelease = ({ decision }) => decision.facts.tag.follows.kind === "release";
/** Refuses writes to destinations whose image other runs have adopted; `rollBackUnused` drops these results. */
function guard(registry, changed, finding) {
	const check = async (repository, tag) => {
		const adopted = await finding;
		const isIts = ({ decision: { facts } }) => facts.tag.name === tag && isSame(facts.repository, repository) && adopted.has(facts);
		if (changed.some(isIts)) throw new Error("Another run uses this image.");
	};
	return {
		...registry,
		putManifest: async (repository, target, manifest) => {
			await check(repository, "tag" in target ? target.tag : void 0);
			return registry.putManifest(repository, target, manifest);
		},
		removeTag: async (repository, tag) => {
			await check(repository, tag);
			return registry.removeTag(repository, tag);
		}
	};
}
/** Destinations where tags on a line of versions hold this run's image, though this run has not written them. */
async function findAdopted(registry, planned) {
	const asked = planned.filter(({ decision, ours }) => {
		const { tag, image } = decision.facts;
		return tag.follows.kind === "line" && image?.digest !== ours;
	}).map(async ({ decision, ours }) => {
		const { repository, tag } = decision.facts;
		const now = await registry.headManifest(repository, { tag: tag.name }).catch(() => void 0);
		return now !== void 0 && now.digest === ours ? [[decision.facts, true]] : [];
	});
	return new DestinationMap((await Promise.all(asked)).flat());
}
function keepMoved(change) {
	const { decision, previous, ours, error } = change;
	const held = {
		digest: ours,
		previous
	};
	if (isUnwritten(change)) {
		const reason = `${explainError(error)}; another run of this release put it there`;
		return tagResult(decision.facts, {
			...held,
			action: "failed",
			reason
		});
	}
	const action = previous === void 0 ? "created" : "moved";
	const reason = "stays: another run of this release uses this image";
	return tagResult(decision.facts, {
		...held,
		action,
		reason
	});
}
/**
* Tags that hold an older image now than another run would have left there: a run that published one tag of a branch
* meanwhile may have left the branch's other tags to this run, whose commit is newer.
*/
function findSuperseded(changed, results, planned) {
	const before = new Map(planned.map(({ decision: { facts } }) => [facts.ref, facts.image?.digest]));
	const isSameLine = ({ decision: one }, { decision: other }) => isSameDestination(one.facts, other.facts) && followsSame(one.facts.tag, other.facts.tag);
	const isNew = ({ decision, previous }) => previous !== void 0 && previous !== before.get(decision.facts.ref);
	return changed.flatMap((change) => {
		const { ref } = change.decision.facts;
		const others = changed.filter((one) => isNew(one) && isSameLine(one, change));
		const now = results.find((result) => result.ref === ref);
		const isOlder = others.length > 0 && others.every(({ previous }) => previous !== now?.digest);
		return now?.action === "restored" && isOlder ? [ref] : [];
	});
}
// src/publish/accept-anchor.ts
/**
* Decides about an anchor after the builder's push. If the builder replaced the image of another run, this decides as if
* that image had been read in time, and restores it if it should have stayed. The exception is a release whose new image
* another run has adopted meanwhile. `all`: the decisions of this run.
*/
async function acceptAnchor(request, anchor, { sources, seen }, all) {
	const { target, ref, image } = anchor.facts;
	const ours = sources.get(target)?.digest;
	const theirs = ours === void 0 ? void 0 : findEarlier(seen?.get(ref) ?? [], ours);
	if (ours === void 0 || theirs === void 0) return {
		kind: "done",
		decision: anchor,
		previous: image?.digest
	};
	try {
		const decision = await decideOn(request, anchor, theirs);
		if (isChange(decision)) return {
			kind: "done",
			decision,
			previous: theirs
		};
		if (await restore(request, decision, {
			ours,
			theirs,
			beside: all.filter((one) => one !== anchor && one.facts.target === target)
		})) return {
			kind: "done",
			decision: anchor,
			previous: theirs
		};
		if (decision.kind === "refuse") throw new TagboatError(decision.problem);
		return {
			kind: "left",
			decision
		};
	} catch (error) {
		return {
			kind: "failed",
			decision: anchor,
			previous: theirs,
			error: new Error(explainError(error)),
			isTried: true
		};
	}
}
/** The image that the builder replaced. An image that was first seen after this run's own is newer. */
function findEarlier(seen, ours) {
	const index = seen.indexOf(ours);
	return (index < 0 ? seen : seen.slice(0, index)).at(-1);
}
/** Decides about the anchor as if it still held this digest. */
const decideOn = (request, { facts }, digest) => decideAgain({
	...request,
	registry: {
		...request.registry,
		headManifest: async () => ({ digest })
	}
}, facts);
/**
* Restores another run's image under an anchor. Returns true if it did not, because another run, which may have ended, has
* adopted this run's image: a tag beside the release holds it, and this run has not written that tag.
*/
async function restore({ registry }, { kind, facts }, { ours, theirs, beside }) {
	const { repository, tag } = facts;
	const manifest = await registry.getManifest(repository, { digest: theirs });
	const planned = kind === "published" ? beside.map((decision) => ({
		decision,
		ours
	})) : [];
	const [now, adopted] = await Promise.all([registry.headManifest(repository, { tag: tag.name }), findAdopted(registry, planned)]);
	if (adopted.size > 0) return true;
	if ((now?.digest === ours || now?.digest === theirs) && manifest !== void 0) await registry.putManifest(repository, { tag: tag.name }, manifest);
	return false;
}
// src/publish/entries.ts
function toEntry(first, outcome, contents, isAnchor) {
	const { decision } = outcome;
	const written = outcome.kind === "done" ? contents.get(decision.facts)?.digest : void 0;
	const previous = outcome.kind === "done" ? outcome.previous : decision.facts.image?.digest;
	return {
		first,
		decision,
		isAnchor,
		previous,
		replaced: previous,
		written,
		now: void 0,
		state: "open"
	};
}
const isRelease = ({ first }) => first.facts.tag.follows.kind === "release";
/** Left to other runs, whatever they publish there. */
const isLeft = ({ first }) => first.kind === "keep" && first.isLeft === true;
/** The digest that this run wrote, or else found. */
const expected = ({ written, decision }) => written ?? decision.facts.image?.digest;
/**
* The full version's entry that decides which content a release has, for each destination. Two runs of one release may
* write the full version in any order; both then use the digest that they read there last for all their tags. Of several
* repositories the first decides, except for those that had the release before.
*/
function findReleased(entries) {
	const leaders = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const { target } = entry.first.facts;
		if (isRelease(entry) && !isLeft(entry) && !leaders.has(target)) leaders.set(target, entry);
	}
	return new DestinationMap(entries.flatMap((entry) => {
		const { facts } = entry.first;
		const leader = leaders.get(facts.target);
		if (leader === void 0) return [];
		return [[facts, entries.find((one) => isRelease(one) && one.first.kind === "published" && isSameDestination(one.first.facts, facts)) ?? leader]];
	}));
}
// src/decide/order.ts
/**
* Whether a strict order gives a tag to this run rather than to another run that has written it meanwhile: a higher version,
* a descendant, the tip of the branch, or a push over a pull request. At most one of two runs wins, so that they cannot move
* a tag back and forth. The same commit, equal versions, diverged or unknown ancestry, promotions, `overwrite: true` and
* `forward-only: false` have no strict order: the last write stands. `decision`: about the tag's present image.
*/
function winsStrictly(decision, run, guards) {
	if (decision.kind === "create") return true;
	const isPromotion = run.digest !== void 0 && run.isMerge !== true;
	if (decision.kind !== "move" || isPromotion || !guards.forwardOnly) return false;
	const { tag, image, ancestry, unknown } = decision.facts;
	switch (tag.follows.kind) {
		case "line": {
			const { scheme, version } = tag.follows;
			const existing = image?.version;
			if (existing === void 0 || parseVersion(scheme, existing) === void 0 || unknown !== void 0) return false;
			return compareVersions(scheme, existing, version) < 0;
		}
		case "branch":
		case "pull":
			if (ancestry?.kind === "tip" || ancestry?.kind === "ahead" && ancestry.isDescendant === true) return true;
			return replacesPull(decision, run);
		default: return false;
	}
}
/** The image of a push takes precedence over that of a pull request under the branch's tag. */
function replacesPull({ facts }, run) {
	const { tag, image, ancestry } = facts;
	const isOfPull = image?.event?.startsWith("pull_request") === true;
	const isOwn = tag.fromRef?.branch !== void 0 && image?.branch === tag.fromRef.branch;
	return !run.isPullRequest && isOfPull && isOwn && ancestry?.kind === "ahead";
}
// src/publish/verdict.ts
const settled = { kind: "settled" };
/** The state of a tag that holds what it should, or that this run has left alone; undefined if it needs a new decision. */
function findFinal(entry, { own, released }) {
	if (entry.state === "failed") return "failed";
	if (isLeft(entry)) return "settled";
	const isExpected = entry.now === expected(entry);
	const isOurs = entry.written !== void 0 || entry.decision.kind === "unchanged";
	if (entry.now === (released ?? own) && (isOurs || isExpected)) return "settled";
	if (isOurs || !isExpected) return void 0;
	return entry.state === "superseded" ? "superseded" : "settled";
}
/** The same for the full version that decides which image a release has. */
function findFinalRelease(entry) {
	if (entry.state === "failed") return "failed";
	return entry.now !== void 0 && entry.now === expected(entry) ? "settled" : void 0;
}
/** A full version is written once. Another run's image stays under it; it is written again only if it was removed. */
function judgeRelease({ entry, decision, own, isLast }) {
	const now = decision.facts.image?.digest;
	if (mayBeStale(entry, now) && !isLast) return { kind: "open" };
	if (decision.kind === "refuse") return {
		kind: "failed",
		why: decision.problem.what
	};
	if (now === void 0) return write$1(own, isLast);
	if (now === entry.written) return settled;
	if (isLost(entry, now)) return lost(entry, now);
	if (entry.written === void 0) return settled;
	return {
		kind: "superseded",
		why: "another run released it as well, and this run uses that image for all its tags"
	};
}
/** Any other tag is written again only if a strict order or the release gives it this run's content. */
function judgeTag(evidence) {
	const { entry, decision, own, released, isLast } = evidence;
	const now = decision.facts.image?.digest;
	const wanted = released ?? own;
	if (mayBeStale(entry, now) && !isLast) return { kind: "open" };
	if (now === wanted) return settled;
	if (isDue(evidence)) return write$1(wanted, isLast);
	if (decision.kind === "refuse") return {
		kind: "failed",
		why: decision.problem.what
	};
	if (decision.kind !== "keep") return isLost(entry, now) ? lost(entry, now) : {
		kind: "superseded",
		why: "another run published it last, and neither run is newer"
	};
	return entry.written === void 0 ? settled : {
		kind: "superseded",
		why: decision.reason
	};
}
/**
* A builder pushes an anchor without reading it, and may have replaced the image of a newer run, which that run's other
* tags still show. Returns the digest that the anchor gets, or undefined.
*/
function findNewer(anchor, all) {
	const { facts } = anchor.first;
	const { follows } = facts.tag;
	if (!anchor.isAnchor || anchor.state !== "settled" || anchor.written === void 0) return void 0;
	if (follows.kind !== "branch" && follows.kind !== "pull") return void 0;
	return all.find(({ first, decision }) => isSameDestination(first.facts, facts) && followsSame(first.facts.tag, facts.tag) && decision.kind === "keep" && decision.facts.ancestry?.kind === "behind" && decision.facts.image?.digest !== first.facts.image?.digest)?.decision.facts.image?.digest;
}
/** Whether an answer with this digest may be stale: it is the one that this run has replaced. */
const isStale = ({ written, replaced }, now) => written !== void 0 && now !== written && now === replaced;
/**
* Whether a release shows another run's image for the first time. If that run's builder pushed it without reading the tag,
* that run restores this run's image.
*/
const mayBeRestored = (entry, now, own) => isRelease(entry) && (entry.isAnchor || entry.written !== void 0) && now !== void 0 && now !== own && now !== entry.now;
function isDue({ entry, decision, released, run, guards }) {
	if ((decision.kind === "create" || decision.kind === "move") && entry.written === void 0 && entry.decision.kind === "keep") return true;
	return winsStrictly(decision, run, guards) || isOfRelease(decision, released);
}
/** The image under the full version takes precedence over another build of the same version. */
function isOfRelease({ kind, facts }, released) {
	const { follows } = facts.tag;
	if (released === void 0) return false;
	if (follows.kind === "release") return kind === "published";
	return kind === "move" && follows.kind === "line" && facts.image?.version === follows.version;
}
const write$1 = (digest, isLast) => isLast ? {
	kind: "failed",
	why: "other runs kept moving it"
} : {
	kind: "write",
	digest
};
/** Only the second of two answers shows the digest that this run has replaced: one of them may be stale. */
const mayBeStale = (entry, now) => entry.written !== void 0 && now !== entry.now && now === entry.replaced;
/** The tag holds what it held before this run: no other run published, so this run's write is lost. */
const isLost = ({ written, previous }, now) => written !== void 0 && now !== void 0 && now === previous;
const lost = ({ written }, now) => ({
	kind: "failed",
	why: `the registry has ${now}, which it held before, instead of ${written}`
});
// src/publish/verify.ts
/** Copies each image to its destinations and checks that it exists there with all requested platforms; throws otherwise. */
async function verify({ registry, ports: { log }, images }, destinations, sources) {
	const contents = await collectContents({
		registry,
		log
	}, destinations, sources);
	const problems = images.filter(({ platforms }) => platforms.length > 1).flatMap((image) => image.plan.repositories.map((repository) => checkPlatforms(registry, image, repository, contents)));
	throwAll((await Promise.all(problems)).flat());
	return contents;
}
async function checkPlatforms(registry, { plan, platforms, ownPlatform }, repository, contents) {
	const manifest = contents.get({
		target: plan.target,
		repository
	});
	if (manifest === void 0) return [];
	const missing = findMissing$1(platforms, await readPlatforms(registry, repository, manifest, ownPlatform));
	return missing.length === 0 ? [] : [platformsMissing(missing, repository.name)];
}
/** Copies referrers to destinations whose tags hold the digest already: a signature may be newer than its image. */
async function copyLateReferrers({ registry, ports: { log } }, decisions, contents, sources) {
	const unchanged = decisions.flatMap(({ kind, facts }) => kind === "unchanged" ? [facts] : []);
	const remaining = distinctDestinations(unchanged).filter((destination) => !contents.has(destination));
	await Promise.all(remaining.map(async ({ target, repository }) => {
		const source = sources.get(target);
		if (source !== void 0) await copyReferrers({
			registry,
			log
		}, repository, source);
	}));
}
/**
* Copies each image to each of its destinations and reads its manifest there, whose bytes the client checks against the
* digest. Images without a source are left out. Throws a TagboatError if a manifest does not exist.
*/
async function collectContents(request, destinations, sources) {
	return new DestinationMap((await Promise.all(distinctDestinations(destinations).map(async (destination) => {
		const { target, repository } = destination;
		const source = sources.get(target);
		if (source === void 0) return [];
		await copySource(request, repository, source);
		const known = source.parts.find((part) => isSame(part.repository, repository));
		const manifest = known?.digest === source.digest && known.manifest !== void 0 ? known.manifest : await request.registry.getManifest(repository, { digest: source.digest });
		if (manifest === void 0) throw new TagboatError(contentMissing(repository.name, source.digest));
		return [[destination, manifest]];
	}))).flat());
}
/** Parts and their referrers first, then the index that names the parts. */
async function copySource(request, to, source) {
	const { registry } = request;
	if (source.layout !== void 0) await registry.pushLayout(source.layout.folder, to, source.digest);
	const elsewhere = source.parts.filter(({ repository }) => !isSame(repository, to));
	const arrived = Promise.all(elsewhere.map(async ({ repository, digest, manifest }) => {
		const existing = await registry.headManifest(to, { digest });
		const known = {
			isAbsent: true,
			...manifest && { top: manifest }
		};
		if (existing === void 0) await registry.copyImage(repository, to, digest, known);
	}));
	await Promise.all([arrived, copyReferrers(request, to, source, arrived)]);
	const { index } = source;
	if (index !== void 0) await registry.putManifest(to, { digest: index.digest }, index);
}
async function copyReferrers({ registry, log }, to, { parts, referrersOf }, arrived = Promise.resolve()) {
	if (referrersOf.length === 0) return;
	const elsewhere = parts.map(({ repository }) => repository).filter((repository) => !isSame(repository, to));
	for (const from of distinctOf(elsewhere)) {
		const { warnings } = await registry.copyReferrers(from, to, referrersOf, arrived);
		for (const warning of warnings) log.warning(warning);
	}
}
// src/publish/converge.ts
/** How often tags are read, and written again if necessary. An undisturbed run reads them once. */
const mostRounds = 5;
/** Waits in ms before a tag is read again, if the answer may be stale or another run may restore its image. */
const waits = [200, 1e3];
/**
* Reads every tag again. If another run has written one meanwhile, a strict order decides whether this run writes it again;
* without such an order the last write stands. This file reads and writes, `verdict.ts` decides. See
* docs/decisions/concurrent-runs.md.
*/
async function converge(given, entries) {
	let known = entries;
	for (let round = 1;; round += 1) {
		const isLast = round === mostRounds || given.request.isCancelled();
		known = await Promise.all(known.map((entry) => readEntry(given, entry)));
		known = await settleRound(given, known, isLast);
		if (isLast || known.every(({ state }) => state !== "open")) return known;
	}
}
async function readEntry(given, entry) {
	if (entry.state === "failed") return entry;
	const { request } = given;
	const { repository, tag } = entry.first.facts;
	const own = ownDigest(given, entry);
	const read = async () => (await request.registry.headManifest(repository, { tag: tag.name }))?.digest;
	try {
		let now = await read();
		for (const wait of waits) {
			if (!(isStale(entry, now) || mayBeRestored(entry, now, own)) || request.isCancelled()) break;
			await request.ports.clock.sleep(wait);
			now = await read();
		}
		return {
			...entry,
			now
		};
	} catch (error) {
		const reason = `it could not be read back: ${explainError(error)}`;
		return {
			...entry,
			now: void 0,
			state: "failed",
			reason
		};
	}
}
/** Full versions first, because the tags beside them get their image. */
async function settleRound(given, known, isLast) {
	const leaders = new Set([...findReleased(known)].map(([, leader]) => leader));
	const led = new Map(await Promise.all([...leaders].map(async (leader) => [leader, await settleRelease(given, leader, isLast)])));
	const all = known.map((entry) => led.get(entry) ?? entry);
	const released = findReleased(all);
	const settled = await Promise.all(all.map((entry) => {
		const leader = released.get(entry.first.facts);
		return leader === entry ? entry : settleTag(given, entry, leader, isLast);
	}));
	if (isLast) return settled;
	return Promise.all(settled.map((entry) => restoreNewer(given, entry, settled)));
}
async function settleRelease(given, entry, isLast) {
	const state = findFinalRelease(entry);
	if (state !== void 0) return {
		...entry,
		state
	};
	return attempt(entry, async () => {
		const evidence = {
			...await gatherEvidence(given, entry),
			released: void 0,
			isLast
		};
		return act(given, entry, evidence.decision, judgeRelease(evidence), entry);
	});
}
/** `leader`: the full version's entry, if the tag belongs to a release. */
async function settleTag(given, entry, leader, isLast) {
	const released = leader?.now ?? leader?.written;
	const state = findFinal(entry, {
		own: ownDigest(given, entry),
		released
	});
	if (state !== void 0) return {
		...entry,
		state
	};
	return attempt(entry, async () => {
		const evidence = {
			...await gatherEvidence(given, entry),
			released,
			isLast
		};
		return act(given, entry, evidence.decision, judgeTag(evidence), leader);
	});
}
/** Restores the image of a newer run that the builder replaced under an anchor. */
async function restoreNewer(given, entry, all) {
	const digest = findNewer(entry, all);
	if (digest === void 0) return entry;
	return attempt(entry, () => write(given, entry, digest, void 0));
}
const ownDigest = ({ pushed }, { first }) => pushed.sources.get(first.facts.target)?.digest;
async function gatherEvidence(given, entry) {
	const { request, printed } = given;
	const decision = await decideAgain(request, entry.first.facts, true);
	if (decision.kind !== "keep") announce(request.ports.log, [decision], printed);
	const run = runOf(request, entry.first.facts.target);
	return {
		entry,
		decision,
		own: ownDigest(given, entry),
		run,
		guards: request.guards
	};
}
async function act(given, entry, decision, verdict, leader) {
	const now = decision.facts.image?.digest;
	const next = {
		...entry,
		decision,
		now
	};
	switch (verdict.kind) {
		case "write": return write(given, next, verdict.digest, leader);
		case "superseded": return supersede(given, next, verdict.why);
		case "failed": return {
			...next,
			state: "failed",
			reason: verdict.why
		};
		case "open": return {
			...next,
			state: "open"
		};
		case "settled": return {
			...next,
			state: "settled",
			written: entry.written === void 0 ? void 0 : now
		};
	}
}
async function write({ request, own, pushed }, entry, digest, leader) {
	const { facts } = entry.first;
	const { repository, tag, ref } = facts;
	const content = digest === void 0 ? void 0 : await contentFor(request, facts, digest, {
		own,
		pushed,
		leader
	});
	if (content === void 0) return {
		...entry,
		state: "open"
	};
	request.ports.log.info(`${ref} was moved by another run meanwhile, and is moved to ${content.digest}.`);
	await request.registry.putManifest(repository, { tag: tag.name }, content);
	const previous = entry.written === void 0 ? entry.now : entry.previous;
	return {
		...entry,
		previous,
		replaced: entry.now,
		written: content.digest,
		state: "open"
	};
}
function supersede({ request }, entry, reason) {
	if (entry.state !== "superseded" || entry.reason !== reason) request.ports.log.notice(`${entry.first.facts.ref} is superseded: ${reason}.`);
	return {
		...entry,
		state: "superseded",
		reason
	};
}
async function attempt(entry, body) {
	try {
		return await body();
	} catch (error) {
		return {
			...entry,
			state: "failed",
			reason: explainError(error)
		};
	}
}
/** The manifest for one destination: this run's own, or that of another run of the release. Undefined if it is gone. */
async function contentFor({ registry, ports: { log } }, destination, digest, { own, pushed, leader }) {
	const known = own.get(destination);
	if (known?.digest === digest) return known;
	const source = pushed.sources.get(destination.target);
	const from = leader?.first.facts.repository ?? destination.repository;
	const found = source?.digest === digest ? source : {
		digest,
		parts: [{
			repository: from,
			digest
		}],
		referrersOf: isSame(from, destination.repository) ? [] : [digest]
	};
	return (await collectContents({
		registry,
		log
	}, [destination], /* @__PURE__ */ new Map([[destination.target, found]]))).get(destination);
}
/** The manifests for tags beside a full version: its own image, whichever run of the release has written it. */
async function adoptReleased({ request, own, pushed }, outcomes, moving) {
	const released = findReleased(outcomes.map((outcome) => toEntry(outcome.decision, outcome, own, false)));
	const destinations = distinctDestinations(moving.map(({ facts }) => facts));
	const found = await Promise.all(destinations.map(async (destination) => {
		const leader = released.get(destination);
		const digest = leader && expected(leader);
		if (digest === void 0) return [];
		const content = await contentFor(request, destination, digest, {
			own,
			pushed,
			leader
		});
		return content === void 0 ? [] : [[destination, content]];
	}));
	return new DestinationMap([...own, ...found.flat()]);
}
// src/publish/move.ts
/** A tag that names one content forever. */
const isFixed = ({ facts }) => ["release", "commit"].includes(facts.tag.follows.kind);
/**
* Points every tag at its manifest, in parallel; the registry client limits how many at once. A failure does not stop the
* other writes.
*/
async function moveTags(request, decisions) {
	return Promise.all(decisions.map(async (decision) => {
		if (request.isCancelled()) return {
			kind: "skipped",
			decision
		};
		return moveTag(request, decision);
	}));
}
/** Registries have no compare-and-swap, so the tag is read just before the PUT, to keep the gap small. */
async function moveTag(request, planned) {
	const { repository, tag } = planned.facts;
	const manifest = request.manifests.get(planned.facts);
	let decision = planned;
	let previous = planned.facts.image?.digest;
	let isTried = false;
	try {
		if ((await request.registry.headManifest(repository, { tag: tag.name }))?.digest !== previous) {
			decision = await request.decideAgain(planned);
			previous = decision.facts.image?.digest;
		}
		if (decision.kind === "refuse") throw new TagboatError(decision.problem);
		if (manifest === void 0 || decision.kind !== "create" && decision.kind !== "move") return {
			kind: "left",
			decision
		};
		isTried = previous !== manifest.digest;
		if (isTried) await request.registry.putManifest(repository, { tag: tag.name }, manifest);
		return {
			kind: "done",
			decision,
			previous
		};
	} catch (error) {
		return {
			kind: "failed",
			decision,
			previous,
			error,
			isTried
		};
	}
}
// src/publish/settle.ts
/** Verifies the pushed images, moves the tags, undoes that if one fails, and reads every tag again. */
async function settle(request, decisions, pushed) {
	const { sources, anchors } = pushed;
	const anchored = await Promise.all(anchors.map((anchor) => acceptAnchor(request, anchor, pushed, decisions)));
	let own;
	try {
		own = await verify(request, decisions.filter(isChange).map(({ facts }) => facts), sources);
		await copyLateReferrers(request, decisions, own, sources);
	} catch (error) {
		if (anchored.length === 0) throw error;
		return undoUnverified(request, decisions, pushed, anchored, error);
	}
	const given = {
		request,
		own,
		pushed,
		printed: new Set(decisions.map(remark))
	};
	const rest = decisions.filter((decision) => isChange(decision) && !anchors.includes(decision));
	const outcomes = [...anchored, ...await moveAll(given, anchored, rest)];
	if (outcomes.some(({ kind }) => kind === "failed" || kind === "skipped")) return undo(request, decisions, sources, outcomes, []);
	return readBack(request, given, decisions, outcomes);
}
/** After a failed verification the anchors are restored. */
async function undoUnverified(request, decisions, pushed, anchored, error) {
	const reported = (target) => pushed.sources.get(target)?.digest;
	const found = await findPushed(request, pushed.anchors, reported, pushed);
	const causes = error instanceof TagboatError ? error.problems : [];
	const undone = await undo(request, decisions, pushed.sources, anchored, causes, found);
	if (error instanceof TagboatError) return undone;
	warn(request.ports.log, undone.problems);
	throw error;
}
/** Fixed tags first: if another run released the version meanwhile, the other tags get its image. */
async function moveAll(given, anchored, rest) {
	const { request, own, printed } = given;
	const move = {
		registry: request.registry,
		decideAgain: async ({ facts }) => {
			const decision = await decideAgain(request, facts);
			announce(request.ports.log, [decision], printed);
			return decision;
		},
		isCancelled: request.isCancelled
	};
	const isBroken = anchored.some(({ kind }) => kind === "failed");
	const fixed = isBroken ? [] : await moveTags({
		...move,
		manifests: own
	}, rest.filter(isFixed));
	const moving = rest.filter((decision) => !isFixed(decision));
	if (isBroken) return rest.map((decision) => ({
		kind: "skipped",
		decision
	}));
	if (fixed.some(({ kind }) => kind === "failed" || kind === "skipped")) return [...fixed, ...moving.map((decision) => ({
		kind: "skipped",
		decision
	}))];
	try {
		const manifests = await adoptReleased(given, [...anchored, ...fixed], moving);
		return [...fixed, ...await moveTags({
			...move,
			manifests
		}, moving)];
	} catch (error) {
		const failed = moving.map((decision) => {
			return {
				kind: "failed",
				decision,
				previous: decision.facts.image?.digest,
				error,
				isTried: false
			};
		});
		return [...fixed, ...failed];
	}
}
/** Reads every tag again and reports what it holds. */
async function readBack(request, given, decisions, outcomes) {
	const { own, pushed } = given;
	const known = new Map(outcomes.map((outcome) => [outcome.decision.facts.ref, outcome]));
	const entries = decisions.map((first) => {
		return toEntry(first, known.get(first.facts.ref) ?? {
			kind: "left",
			decision: first
		}, own, isChange(first) && pushed.anchors.includes(first));
	});
	const steady = {
		...given,
		request: {
			...request,
			registry: request.hasty
		}
	};
	const [settled, platforms] = await Promise.all([converge(steady, entries), listPlatforms(request, own)]);
	const results = settled.map(describeEntry);
	const wrong = results.filter(({ action }) => action === "failed");
	const problems = [...settled.flatMap(({ decision }) => decision.kind === "refuse" ? [decision.problem] : []), ...wrong.length > 0 ? [notVerified(wrong, results.length)] : []];
	return {
		images: perRepository(request, results, withReleased(settled, own), platforms),
		problems
	};
}
/** The digests for the report: if another run of the release published, those of its images. */
function withReleased(entries, own) {
	const released = [...findReleased(entries)].flatMap(([destination, { now }]) => now === void 0 ? [] : [[destination, { digest: now }]]);
	return new DestinationMap([...own, ...released]);
}
// src/publish/publish.ts
/**
* The publishing algorithm of docs/publishing.md: gather facts, decide, push, verify, move tags, read back. Refusals, and
* failures before a tag has moved, are thrown. Later failures are rolled back and returned in `problems`.
*/
async function publish(request) {
	const { builder } = request;
	const decisions = decideAll(request.gathered ?? await gatherFacts(askFor(request)), request);
	const changes = decisions.filter(isChange);
	const existing = findExisting(request, decisions);
	if (changes.length === 0) explainIdle(request, existing);
	const missing = changes.filter(({ facts }) => !existing.has(facts.target));
	if (builder === void 0 || missing.length === 0) return settle(request, decisions, {
		sources: existing,
		anchors: []
	});
	return publishBuild(request, builder, decisions, existing);
}
/**
* `push: digest`: pushes each image to its repositories and verifies it there, without any tag. A later step can test and
* promote it, or merge it with other platforms. Throws every failure.
*/
async function publishByDigest(request) {
	const { images, builder } = request;
	decideAll(request.gathered ?? await gatherFacts(askFor(request)), request);
	const existing = existingOf(images);
	const missing = images.filter(({ source }) => source === void 0);
	if (builder === void 0 || missing.length === 0) return publishUntagged(request, existing);
	throwIfCancelled(request);
	const build = await builder.prepare(existing);
	const plan = planUntagged(missing.map(({ plan: { target, repositories } }) => ({
		target,
		names: repositories.map(({ name }) => name)
	})), build);
	try {
		const built = await pushImages(request, build, plan);
		const pushed = sourcesOf(plan.strategies, built.digests);
		return {
			...await publishUntagged(request, new Map([...existing, ...pushed])),
			built
		};
	} finally {
		if (plan.kind === "layout") await removeLayout(request, build);
	}
}
async function publishUntagged(request, sources) {
	throwIfCancelled(request);
	const destinations = request.images.flatMap(({ plan: { target, repositories } }) => repositories.map((repository) => ({
		target,
		repository
	})));
	const offering = request.offer?.(sources);
	const contents = await verify(request, destinations, sources);
	const offered = offering?.then((finish) => finish());
	const [platforms] = await Promise.all([listPlatforms(request, contents), offered]);
	return {
		images: perRepository(request, [], contents, platforms),
		problems: []
	};
}
/** Images that need no build: the request has a source, or this commit's release exists. `known` images are not logged again. */
function findExisting({ images, ports }, decisions, known = /* @__PURE__ */ new Map()) {
	const sources = images.flatMap(({ plan, source }) => {
		const released = decisions.find((decision) => decision.kind === "published" && decision.facts.target === plan.target);
		if (released !== void 0 && !known.has(plan.target)) ports.log.notice(describeReleased(released));
		const found = (released && sourceOf(released)) ?? source;
		return found === void 0 ? [] : [[plan.target, found]];
	});
	return new Map(sources);
}
const describeReleased = ({ facts }) => `${facts.ref} is released already, from this commit: nothing is built or merged, its image is the source. Other inputs (no-cache, build-args) do not change that; overwrite: true replaces it.`;
const sourceOf = ({ facts, digest }) => ({
	digest,
	parts: [{
		repository: facts.repository,
		digest
	}],
	referrersOf: [digest]
});
/** Logs that no build runs, and how to get one. The reason for each kept tag is already in the log. */
function explainIdle({ images, builder, ports }, existing) {
	const idle = images.filter(({ plan }) => plan.tags.length > 0 && !existing.has(plan.target));
	if (builder === void 0 || idle.length === 0) {
		ports.log.info("No tag to create or move: nothing is published.");
		return;
	}
	ports.log.notice("Nothing is built: every tag is kept. To build anyway, add a tag that may move, or set overwrite: true, or forward-only: false if forward-only keeps a tag.");
}
async function publishBuild(request, { prepare, load }, decisions, existing) {
	throwIfCancelled(request);
	const build = await prepare(existing);
	const missing = (all, sources) => all.filter(isChange).filter(({ facts }) => !sources.has(facts.target));
	const choosePlan = (all) => {
		const destinations = distinctDestinations(all.filter(isChange).map(({ facts }) => facts));
		return planPush(missing(all, existing), build, {
			load,
			isAlone: destinations.length === 1
		});
	};
	const plan = choosePlan(decisions);
	if (!plan.isWarmedUp) return pushAndSettle(request, build, decisions, {
		existing,
		plan
	});
	await build.run(new Map([...plan.strategies.keys()].map((target) => [target, { kind: "warm" }])));
	request.facts.source.forget();
	const again = decideAll(await gatherFacts(askFor(request)), request, decisions);
	const now = findExisting(request, again, existing);
	if (missing(again, now).length === 0) return settle(request, again, {
		sources: now,
		anchors: []
	});
	throwAll(again.flatMap((decision) => findReplaced(decision, existing)));
	return pushAndSettle(request, build, again, {
		existing,
		plan: choosePlan(again)
	});
}
function findReplaced(decision, existing) {
	if (decision.kind !== "published" || existing.has(decision.facts.target)) return [];
	return [releasedMeanwhile(decision.facts.ref, decision.digest)];
}
async function pushAndSettle(request, build, decisions, { existing, plan }) {
	throwIfCancelled(request);
	const { built, plan: used, seen } = await pushWithFallback(request, build, plan);
	const sources = new Map([...existing, ...sourcesOf(used.strategies, built.digests)]);
	try {
		return {
			...await settle(request, decisions, {
				sources,
				anchors: used.anchors,
				seen
			}),
			built
		};
	} finally {
		if (used.kind === "layout") await removeLayout(request, build);
	}
}
/** A layout that cannot be removed is left for the post step, and does not fail the publish. */
async function removeLayout({ ports }, { layout }) {
	try {
		await layout?.remove();
	} catch (error) {
		ports.log.warning(`The image layout is left for the post step: ${explainError(error)}`);
	}
}
// src/git/checkout.ts
/**
* Reads the innermost working copy around a folder; undefined without one, or if it has no commit. `workspace` and `folder`
* are absolute. Git runs only with the configuration of the workspace's own repository: any other may be untrusted, and can
* name commands (core.sshCommand, filters).
*/
async function readCheckout(ports, workspace, folder) {
	const { repository } = await findRepository(ports.files, workspace, folder);
	return readRepository$1(ports, repository);
}
/** As `readCheckout`, but only if the folder itself is the root of the working copy. */
async function readCheckoutAt(ports, workspace, folder) {
	const { repository } = await findRepository(ports.files, workspace, folder);
	if (repository.kind === "none" || repository.folder !== await ports.files.realPath(folder)) return void 0;
	return readRepository$1(ports, repository);
}
async function readRepository$1(ports, repository) {
	if (repository.kind === "foreign") return readForeign(ports, repository.gitDir);
	return repository.kind === "workspace" ? readWithGit(openRepository(ports, repository)) : void 0;
}
const readHead = [
	"log",
	"-1",
	"--no-show-signature",
	"--format=%H %ct %D",
	"--decorate=full"
];
const readDefaultBranch$1 = [
	"symbolic-ref",
	"--quiet",
	"refs/remotes/origin/HEAD"
];
/** Runs both commands at once, because each start of git takes milliseconds. */
async function readWithGit(git) {
	const [head, remote] = await Promise.all([git(readHead), git(readDefaultBranch$1)]);
	const found = /^([0-9a-f]{40,64}) (\d+) (.*)$/m.exec(head.stdout);
	if (head.code !== 0 || !found) return void 0;
	const [, revision = "", seconds = "", refs = ""] = found;
	const branch = /HEAD -> refs\/heads\/(\S+?)(?:, |$)/.exec(refs)?.[1];
	const defaultBranch = /^refs\/remotes\/origin\/(.+)$/m.exec(remote.stdout)?.[1];
	return {
		revision,
		commitTime: isoFromSeconds(seconds),
		...branch === void 0 ? {} : { branch },
		...defaultBranch === void 0 ? {} : { defaultBranch }
	};
}
/** Reads HEAD from files, and the commit's time from the objects, without the repository's configuration. */
async function readForeign(ports, gitDir) {
	const head = await readForeignHead(ports.files, gitDir);
	if (head === void 0) return void 0;
	const { objects, ...rest } = head;
	const commitTime = await readCommitTime(ports, head);
	return {
		...rest,
		...commitTime === void 0 ? {} : { commitTime }
	};
}
async function readCommitTime(ports, head) {
	const read = (git) => git([
		"cat-file",
		"commit",
		head.revision
	]);
	const { code, stdout } = await withObjects(ports, head, read);
	const seconds = /^committer .*> (\d+) [+-]\d{4}$/m.exec(stdout)?.[1];
	return code !== 0 || seconds === void 0 ? void 0 : isoFromSeconds(seconds);
}
const isoFromSeconds = (seconds) => isoFromMillis(Number(seconds) * 1e3);
/**
* Reads HEAD from files ("gitrepository-layout"), without git; undefined if it names no commit. Refs in other formats than
* files (reftable) are not found.
*/
async function readForeignHead(files, gitDir) {
	const common = await readCommonDir(files, gitDir);
	const head = await files.read(join(gitDir, "HEAD"));
	const ref = pointedTo(head);
	const revision = ref === void 0 ? idIn(head) : await readRef$1(files, common, ref);
	if (revision === void 0) return void 0;
	const branch = /^refs\/heads\/(.+)$/.exec(ref ?? "")?.[1];
	const origin = pointedTo(await files.read(join(common, "refs/remotes/origin/HEAD")));
	const defaultBranch = /^refs\/remotes\/origin\/(.+)$/.exec(origin ?? "")?.[1];
	return {
		revision,
		objects: join(common, "objects"),
		...branch === void 0 ? {} : { branch },
		...defaultBranch === void 0 ? {} : { defaultBranch }
	};
}
/** A loose ref takes precedence over a packed one. */
async function readRef$1(files, common, ref) {
	const loose = idIn(await files.read(join(common, ref)));
	if (loose !== void 0) return loose;
	const line = (await files.read(join(common, "packed-refs")) ?? "").split("\n").find((each) => each.endsWith(` ${ref}`));
	return idIn(line?.slice(0, -ref.length - 1));
}
/** The target of a symbolic ref. Git forbids `..` in it (git-check-ref-format). */
const pointedTo = (text) => {
	const name = /^ref:\s*(refs\/\S+)\s*$/.exec(text ?? "")?.[1];
	return name?.includes("..") ? void 0 : name;
};
const idIn = (text) => /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\s*$/.exec(text ?? "")?.[1];
// src/trigger/classify-event.ts
const pullRequests = /* @__PURE__ */ new Map([
	["pull_request", "ordinary"],
	["pull_request_target", "target"],
	["pull_request_review", "review"],
	["pull_request_review_comment", "review"]
]);
const others = /* @__PURE__ */ new Map([
	["push", { kind: "push" }],
	["create", { kind: "push" }],
	["delete", { kind: "delete" }],
	["schedule", { kind: "schedule" }],
	["workflow_dispatch", { kind: "dispatch" }],
	["repository_dispatch", { kind: "dispatch" }],
	["merge_group", { kind: "merge-group" }],
	["local", { kind: "local" }]
]);
/**
* Classifies an event by its name and its payload's `action` ("Events that trigger workflows" in GitHub's documentation).
* Every name that is not listed here, future ones included, is `other`.
*/
function classifyEvent(event, action) {
	if (event.startsWith("pull_request")) return {
		kind: "pull-request",
		variant: pullRequests.get(event) ?? "unknown",
		isClosed: action === "closed"
	};
	if (event === "release") return {
		kind: "release",
		change: classifyRelease(action)
	};
	return others.get(event) ?? { kind: "other" };
}
function classifyRelease(action) {
	if ([
		"published",
		"released",
		"prereleased"
	].includes(action ?? "")) return "published";
	return action === "deleted" ? "deleted" : "other";
}
// src/trigger/github-event.ts
/**
* Joins the runner's variables and the webhook payload. Shapes: "Default environment variables" and
* "Webhook events and payloads" in GitHub's documentation.
*/
function readGithubEvent(env, payload) {
	const event = env.GITHUB_EVENT_NAME || "local";
	const action = stringAt(payload, "action");
	const serverUrl = (env.GITHUB_SERVER_URL || "https://github.com").replace(/\/+$/, "");
	return compact({
		event,
		action,
		cause: classifyEvent(event, action),
		ref: readRef(event, env, payload),
		sha: env.GITHUB_SHA || stringAt(payload, "after"),
		defaultBranch: readDefaultBranch(event, env, payload),
		pullRequest: readPullRequest(payload),
		baseRef: stringAt(payload, "base_ref")?.replace(/^refs\/heads\//, ""),
		push: event === "push" ? readPushRange(payload) : void 0,
		repository: readRepository(env, payload, serverUrl),
		actor: env.GITHUB_ACTOR || stringAt(payload, "sender", "login") || "",
		serverUrl,
		headCommitTime: stringAt(payload, "head_commit", "timestamp")
	});
}
/** The payload comes first: on some events GITHUB_REF is the default branch, whatever the event is about. */
function readRef(event, env, payload) {
	const number = numberAt(payload, "pull_request", "number");
	if (event.startsWith("pull_request") && number !== void 0) return {
		kind: "pull",
		number
	};
	const releaseTag = stringAt(payload, "release", "tag_name");
	if (event === "release" && releaseTag !== void 0) return {
		kind: "tag",
		name: releaseTag
	};
	const name = stringAt(payload, "ref");
	const type = stringAt(payload, "ref_type");
	if ((event === "create" || event === "delete") && name !== void 0) {
		const short = name.replace(/^refs\/(heads|tags)\//, "");
		return type === "tag" ? {
			kind: "tag",
			name: short
		} : {
			kind: "branch",
			name: short
		};
	}
	const full = env.GITHUB_REF || name;
	return full === void 0 ? void 0 : parseRef(full);
}
/** A schedule always runs on the default branch; its payload may contain nothing else. */
function readDefaultBranch(event, env, payload) {
	const named = stringAt(payload, "repository", "default_branch");
	if (named !== void 0 || event !== "schedule") return named;
	const ref = parseRef(env.GITHUB_REF ?? "");
	return ref.kind === "branch" ? ref.name : void 0;
}
function readPullRequest(payload) {
	const number = numberAt(payload, "pull_request", "number");
	if (number === void 0) return void 0;
	const head = numberAt(payload, "pull_request", "head", "repo", "id");
	const base = numberAt(payload, "pull_request", "base", "repo", "id") ?? numberAt(payload, "repository", "id");
	return {
		number,
		headRef: stringAt(payload, "pull_request", "head", "ref") ?? "",
		headSha: stringAt(payload, "pull_request", "head", "sha") ?? "",
		baseRef: stringAt(payload, "pull_request", "base", "ref") ?? "",
		fork: head === void 0 || head !== base
	};
}
/** Undefined for a git tag, whose `after` may be a tag object. A `before` of zeros means that the push created the branch. */
function readPushRange(payload) {
	const after = stringAt(payload, "after");
	if (after === void 0 || !stringAt(payload, "ref")?.startsWith("refs/heads/")) return void 0;
	const before = stringAt(payload, "before");
	const commits = arrayAt(payload, "commits").map((commit) => stringAt(commit, "id"));
	return compact({
		before: before === void 0 || /^0+$/.test(before) ? void 0 : before,
		after,
		forced: booleanAt(payload, "forced") ?? true,
		commits: commits.filter((id) => id !== void 0)
	});
}
function readRepository(env, payload, serverUrl) {
	const full = env.GITHUB_REPOSITORY || stringAt(payload, "repository", "full_name") || "";
	const [owner = "", name = ""] = full.split("/");
	const license = stringAt(payload, "repository", "license", "spdx_id");
	return compact({
		owner,
		name,
		url: `${serverUrl}/${full}`,
		description: stringAt(payload, "repository", "description"),
		license: license === "NOASSERTION" ? void 0 : license,
		private: booleanAt(payload, "repository", "private")
	});
}
// src/trigger/read-trigger.ts
/**
* Reads the trigger. `folder` is the build context's folder, whose HEAD is built; undefined for a remote context. Both
* paths are absolute. `askTime` asks for the time of the revision's commit if neither the event nor a checkout has it.
*/
async function readTrigger(ports, workspace, folder, askTime) {
	const event = readGithubEvent(ports.env, await readPayload(ports));
	const checkout = folder === void 0 ? void 0 : await readCheckout(ports, workspace, folder);
	const now = isoFromMillis(ports.clock.now());
	const ref = event.ref ?? refOf(checkout);
	const sha = event.sha ?? checkout?.revision;
	if (ref === void 0 || sha === void 0) throw new TagboatError(unknownRef(event.event));
	const headCommitTime = event.headCommitTime === void 0 ? void 0 : isoFromText(event.headCommitTime);
	const trigger = compact({
		event: event.event,
		action: event.action,
		cause: event.cause,
		ref,
		sha,
		revision: checkout?.revision ?? sha,
		commitTime: checkout?.commitTime ?? headCommitTime ?? now,
		time: now,
		defaultBranch: event.defaultBranch ?? checkout?.defaultBranch,
		pullRequest: event.pullRequest,
		baseRef: event.baseRef,
		push: event.push,
		repository: event.repository,
		actor: event.actor,
		serverUrl: event.serverUrl
	});
	const warnings = warnOfOtherCommit(event, checkout, sha);
	if (askTime === void 0 || checkout !== void 0 || headCommitTime !== void 0) return {
		trigger,
		warnings
	};
	const answer = await askTime(trigger);
	if (answer.known) return {
		trigger: {
			...trigger,
			commitTime: answer.value
		},
		warnings
	};
	return {
		trigger,
		warnings: [...warnings, timeUnknown(sha, answer.why)]
	};
}
const timeUnknown = (sha, why) => `The time of commit ${sha} is unknown, because ${why}. The time of this run takes its place: in the label created, and in SOURCE_DATE_EPOCH.`;
/** In bytes. GitHub caps payloads at 25 MB ("Webhook events and payloads"). */
const payloadLimit = 33554432;
async function readPayload({ env, files }) {
	const path = env.GITHUB_EVENT_PATH;
	const text = path ? await files.read(path, payloadLimit) : void 0;
	if (path === void 0 || text === void 0 || text.trim() === "") return {};
	const payload = parseJson(text);
	if (payload === void 0) throw new TagboatError(badEventFile(path));
	return payload;
}
/** Outside a runner the ref is the branch that is checked out. */
function refOf(checkout) {
	return checkout?.branch === void 0 ? void 0 : {
		kind: "branch",
		name: checkout.branch
	};
}
/** Warns if the checkout is at another commit than the event's. The head of a pull request is a usual choice, and no warning. */
function warnOfOtherCommit(event, checkout, sha) {
	if (checkout === void 0 || checkout.revision === sha) return [];
	if (checkout.revision === event.pullRequest?.headSha) return [];
	return [`The build context's checkout is at ${checkout.revision}, but the ${event.event} event is about ${sha}. The image is built from the checkout, and its label revision names that commit.`];
}
// src/bake/parse-print.ts
/** The fields whose values `--print` escapes as templates (buildx 0.23 and newer). Keys are never escaped. */
const templates = /* @__PURE__ */ new Set([
	"args",
	"labels",
	"annotations",
	"extra-hosts",
	"dockerfile-inline"
]);
/**
* Parses the output of `docker buildx bake --print`; undefined if it is not a bake definition. `named` are the targets, groups and
* patterns that the user named, empty for the group `default`. buildx prints its choice sorted, so the order of `chosen` comes from
* `named`, and within a group from the file. The order within the group `default` is lost in `--print`.
*/
function parsePrint(text, named) {
	const printed = at(parseJson(text), "target");
	if (!isRecord(printed)) return void 0;
	const targets = /* @__PURE__ */ new Map();
	for (const [name, target] of Object.entries(printed)) {
		if (!isRecord(target)) return void 0;
		targets.set(name, readTarget(target));
	}
	return {
		targets,
		chosen: choose(targets, readGroups(parseJson(text)), named)
	};
}
function readGroups(definition) {
	const groups = at(definition, "group");
	if (!isRecord(groups)) return /* @__PURE__ */ new Map();
	return new Map(Object.entries(groups).map(([name, group]) => [name, arrayAt(group, "targets").filter((item) => typeof item === "string")]));
}
/** Unescapes values. An item of `platforms` may hold several platforms with commas between them, as in a build. */
function readTarget(target) {
	const entries = Object.entries(target).map(([field, value]) => {
		const read = copy(value, templates.has(field) ? unescapeTemplate : (text) => text);
		return [field, field === "platforms" && Array.isArray(read) ? read.flatMap((item) => typeof item === "string" ? split(item) : []) : read];
	});
	return Object.fromEntries(entries);
}
const split = (platforms) => platforms.split(",").map((item) => item.trim());
/** The reverse of escapeTemplates: `$${` becomes `${`, and `%%{` becomes `%{`. */
const unescapeTemplate = (text) => text.replace(/([$%])\1(?=\{)/g, "$1");
/** A copy of a JSON value in which each string is replaced. Keys stay. */
function copy(value, replace) {
	if (typeof value === "string") return replace(value);
	if (typeof value === "number" || typeof value === "boolean") return value;
	if (Array.isArray(value)) return value.map((item) => copy(item, replace));
	if (!isRecord(value)) return null;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, replace)]));
}
function choose(targets, groups, named) {
	const found = [...named, "default"].flatMap((name) => expand(name, targets, groups, []));
	return [...new Set(found)];
}
/** The targets that a name stands for: a group's members in their order, the matches of a pattern, or one target. */
function expand(name, targets, groups, within) {
	const members = within.includes(name) ? void 0 : groups.get(name);
	if (members !== void 0) return members.flatMap((member) => expand(member, targets, groups, [...within, name]));
	if (targets.has(name)) return [name];
	const alias = name.replace(/\./g, "_");
	if (alias !== name && !within.includes(alias)) return expand(alias, targets, groups, [...within, name]);
	const matches = (groups.get("default") ?? []).filter((item) => matchesPattern(name, item));
	return within.length > 0 ? [] : matches.flatMap((item) => expand(item, targets, groups, ["default", name]));
}
/**
* Finds overrides that buildx accepted but applied to none of the targets that they match. buildx 0.29 empties `network` and ignores
* overrides of `no-cache-filter` and `ulimits`, without a warning. A lost `network=none` would give a build network access.
*/
function findLostOverrides(definition, set) {
	return set.flatMap((override) => {
		const parts = /^([^.=]+)\.(network|no-cache-filter|ulimits)\+?=(.+)$/s.exec(override);
		if (parts === null) return [];
		const [, pattern = "", key = "", value = ""] = parts;
		const targets = [...definition.targets].filter(([name]) => matchesPattern(pattern, name));
		return targets.length > 0 && targets.every(([, target]) => lacks(target, key, value)) ? [{
			override,
			key
		}] : [];
	});
}
/** A later override may have replaced the network. buildx may expand a limit (`nofile=1:1`) and split at commas. */
function lacks(target, key, value) {
	if (key === "network") return textOf$1(target, key) === "";
	const [first = ""] = value.split(",");
	return !listOf(target, key).some((item) => item.startsWith(first.trim()));
}
// src/errors/reads.ts
/** `where` is the input or the file and key that name the path, for example `compose.yml, env_file`. */
function readOutside(where, path, access = "read") {
	return {
		code: "read-outside",
		what: `${where}: '${path}' is outside the workspace, or is or contains a link that leads there.`,
		fix: `Keep it in the repository, or allow its real path with input allow: fs.${access}=PATH.`
	};
}
function readSpecial(where, path) {
	return {
		code: "read-special",
		what: `${where}: '${path}' is a pipe, a device or a socket, not a file or a folder.`,
		fix: "Replace it with a regular file."
	};
}
/** `why` is the end of a sentence: `is a remote address`. */
function referenceUncertain(where, value, why) {
	return {
		code: "compose-reference",
		what: `${where}: '${value}' ${why}.`,
		fix: "Write a path inside the repository, relative and without that variable, or set the variable in input vars."
	};
}
function composeUncertain(path) {
	return {
		code: "compose-unclear",
		what: `${path} is not unambiguous YAML, so the files that compose would read are unknown.`,
		fix: "Check its syntax: repeated keys, unknown tags and control characters are refused. End the name of an HCL file with .hcl."
	};
}
function composeTooLarge(what) {
	return {
		code: "compose-too-large",
		what: `The compose files of this step have ${what}.`,
		fix: "Split the step, or name fewer files in include, extends and env_file."
	};
}
function writeIntoGit(where, path) {
	return {
		code: "write-git",
		what: `${where}: '${path}' is or contains a git repository, whose hooks and settings later steps would run.`,
		fix: "Write into a folder of its own, for example dest=out, or name the path in the workflow itself."
	};
}
/** The path of `where` is inside the folder that output `dest` of `target` fills. */
function outputOverlap(where, path, target, dest) {
	return {
		code: "output-overlap",
		what: `${where}: '${path}' is inside '${dest}', which the build of target '${target}' fills in the same step, with links where its image has some.`,
		fix: `Use separate folders. To build from files of that target, write target:${target} in place of the folder.`
	};
}
/** buildx before 0.30 empties the files that outputs name even while it reads the bake file. `why` is the end of a sentence. */
function outputUncertain(file, why, version) {
	return {
		code: "bake-output-unclear",
		what: `${file} ${why}, and buildx ${version} empties the files that outputs name while it reads a bake file, wherever they are.`,
		fix: "Use buildx 0.30 or newer, or write output as a list of plain texts, such as output = [\"type=local,dest=out\"]."
	};
}
// src/reads/yaml-reader.ts
/** Compose and Tagboat could read the file differently. */
var Uncertain = class extends Error {};
/** Limit of visited nodes in one file, counting those behind an alias each time. It is compose's own limit. */
const maxNodes = 1e5;
/** Tags with which compose keeps the text. `!!binary`, for example, would turn it into another key. */
const plainTags = /^(?:!|!reset|!override|tag:yaml\.org,2002:(?:str|map|seq|int|float|bool|null|merge))$/;
/** Creates a reader. It and its functions throw Uncertain for errors and unknown tags. */
function createYamlReader(document) {
	const { isAlias, isMap, isScalar, isSeq } = yaml();
	const targets = findTargets(document);
	let visited = 0;
	const open = (node) => {
		visited += 1;
		if (visited > maxNodes) throw new Uncertain();
		if (!isAlias(node)) return node;
		const target = targets.get(node);
		if (target === void 0) throw new Uncertain();
		return target;
	};
	const pairs = (node) => {
		const map = open(node);
		if (!isMap(map)) return [];
		return map.items.flatMap(({ key, value }) => {
			const name = open(key);
			if (!isScalar(name)) throw new Uncertain();
			const own = [[textOf(name) ?? "", value]];
			return textOf(name) === "<<" ? [...own, ...merged(value)] : own;
		});
	};
	const merged = (node) => {
		const value = open(node);
		return isSeq(value) ? value.items.flatMap((item) => merged(item)) : pairs(value);
	};
	const paths = (node, key) => {
		const value = open(node);
		if (isScalar(value)) return [textOf(value) ?? []].flat();
		if (isSeq(value)) return value.items.flatMap((item) => paths(item, key));
		return pairs(value).flatMap(([name, item]) => name === key ? paths(item) : []);
	};
	const items = (node) => {
		const value = open(node);
		if (isSeq(value)) return value.items;
		if (value === null || isScalar(value) && textOf(value) === void 0) return [];
		throw new Uncertain();
	};
	return {
		root: document.contents,
		pairs,
		items,
		paths
	};
}
/** The text of a scalar; undefined for null. */
function textOf(scalar) {
	const text = String(scalar.value ?? "");
	return scalar.type === "PLAIN" && scalar.tag === void 0 && /^(?:~|null|Null|NULL)?$/.test(text) ? void 0 : text;
}
/** The node behind each alias: the last one before it with its anchor. Throws Uncertain for errors and unknown tags. */
function findTargets(document) {
	const { isAlias, isMap, visit } = yaml();
	if (document.errors.length > 0) throw new Uncertain();
	const anchors = /* @__PURE__ */ new Map();
	const targets = /* @__PURE__ */ new Map();
	let count = 0;
	visit(document, { Node(_key, node) {
		count += 1;
		if (count > maxNodes) throw new Uncertain();
		if (isAlias(node)) {
			const target = anchors.get(node.source);
			if (target === void 0) throw new Uncertain();
			targets.set(node, target);
		} else {
			if (node.tag !== void 0 && !plainTags.test(node.tag)) throw new Uncertain();
			if (node.anchor !== void 0) anchors.set(node.anchor, node);
			if (isMap(node)) checkKeys(node);
		}
	} });
	return targets;
}
function checkKeys({ items }) {
	const keys = items.flatMap(({ key }) => yaml().isScalar(key) ? [String(key.value)] : []);
	if (new Set(keys).size < keys.length) throw new Uncertain();
}
// src/reads/compose-file.ts
/**
* Characters that compose's parser (YAML 1.1) reads as a line break or byte order mark and ours (YAML 1.2) as text, and characters that
* do not belong in a text file.
*/
const ambiguous = /^%|\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufffd]|(?<!^)\ufeff/u;
const directive = /^%/m;
/**
* Reads the file references of a compose file. Undefined if they are uncertain: the file is not YAML, repeats keys, or has tags or
* aliases that compose could read differently.
*/
function readReferences(text) {
	if (ambiguous.test(text) || directive.test(text)) return void 0;
	try {
		const documents = yaml().parseAllDocuments(text, {
			schema: "failsafe",
			logLevel: "silent",
			prettyErrors: false,
			uniqueKeys: false
		});
		return merge([...documents].map((document) => readDocument(createYamlReader(document))));
	} catch (error) {
		if (error instanceof Uncertain || error instanceof RangeError) return void 0;
		throw error;
	}
}
/** Whether a file that is not YAML for us may name files for another parser. */
const mayNameFiles = (text) => /include|extends|env_file|label_file|\\[xuU\r\n]|\ufffd|\0/.test(text);
function readDocument(reader) {
	const top = reader.pairs(reader.root);
	const includes = top.filter(([key]) => key === "include").flatMap(([, value]) => reader.items(value));
	const services = top.filter(([key]) => key === "services").flatMap(([, value]) => reader.pairs(value)).flatMap(([, service]) => reader.pairs(service));
	const pathsAt = (field) => services.filter(([key]) => key === field).flatMap(([, value]) => reader.paths(value, "path"));
	const extended = services.filter(([key]) => key === "extends").flatMap(([, value]) => reader.pairs(value)).filter(([key]) => key === "file").flatMap(([, value]) => reader.paths(value));
	return {
		includes: includes.map((item) => readInclude(reader, item)),
		envFiles: pathsAt("env_file"),
		labelFiles: pathsAt("label_file"),
		extended
	};
}
/** A string is short for `path:`. */
function readInclude(reader, item) {
	const pairs = reader.pairs(item);
	const pathsAt = (field) => pairs.filter(([key]) => key === field).flatMap(([, value]) => reader.paths(value));
	const folders = pathsAt("project_directory");
	if (folders.length > 1) throw new Uncertain();
	return {
		paths: pairs.length === 0 ? reader.paths(item) : pathsAt("path"),
		projectDirectory: folders[0] ?? "",
		envFiles: pathsAt("env_file")
	};
}
const merge = (parts) => ({
	includes: parts.flatMap(({ includes }) => includes),
	envFiles: parts.flatMap(({ envFiles }) => envFiles),
	labelFiles: parts.flatMap(({ labelFiles }) => labelFiles),
	extended: parts.flatMap(({ extended }) => extended)
});
// src/reads/compose-paths.ts
const topLevel = {
	loaderDir: "",
	workingDir: "",
	parent: void 0
};
/** The level of an included file. `path` is its first path, a result of `locate`. */
async function enter(level, path, projectDirectory, isFolder) {
	if (projectDirectory === "") {
		const workingDir = await relativeFolder(level.loaderDir, path, isFolder);
		return {
			loaderDir: folderOf(path),
			workingDir,
			parent: level
		};
	}
	if (projectDirectory.startsWith("/")) return {
		loaderDir: projectDirectory,
		workingDir: projectDirectory,
		parent: level
	};
	const workingDir = await relativeFolder(level.loaderDir, projectDirectory, isFolder);
	return {
		loaderDir: join$1(level.workingDir, projectDirectory),
		workingDir,
		parent: level
	};
}
/** Resolves a path in `include` or `extends`. */
const locate = ({ loaderDir }, path) => path.startsWith("/") ? path : join$1(loaderDir, path);
/** Resolves a service's path through all levels; undefined if compose would insert the home directory. */
function resolveUp(level, path) {
	if (level === void 0 || path === "") return path;
	const resolved = resolveIn(level.workingDir, path);
	return resolved === void 0 ? void 0 : resolveUp(level.parent, resolved);
}
/** Resolves a path in a folder; undefined if compose would insert the home directory. */
function resolveIn(folder, path) {
	if (path.startsWith("~")) return void 0;
	return path.startsWith("/") || path === "" ? path : join$1(folder, path);
}
/** The folder of a path as compose's loader returns it: relative to the loader's folder if possible. */
async function relativeFolder(loaderDir, path, isFolder) {
	const whole = path.startsWith("/") ? path : join$1(loaderDir, path);
	const folder = folderOf(path);
	const found = await isFolder(whole) ? whole : folder.startsWith("/") ? folder : join$1(loaderDir, folder);
	return relate(loaderDir, found) ?? found;
}
/** Go's filepath.Join, which skips empty parts. */
function join$1(...parts) {
	const text = parts.filter((part) => part !== "").join("/");
	return text === "" ? "" : clean(text);
}
/** Go's filepath.Dir. */
const folderOf = (path) => clean(path.slice(0, path.lastIndexOf("/") + 1));
/** Go's filepath.Clean. */
function clean(path) {
	const isRooted = path.startsWith("/");
	const kept = [];
	for (const part of path.split("/")) {
		if (part === "" || part === ".") continue;
		const isUp = part === "..";
		if (isUp && kept.length > 0 && kept.at(-1) !== "..") kept.pop();
		else if (!isUp || !isRooted) kept.push(part);
	}
	const text = kept.join("/");
	return isRooted ? `/${text}` : text || ".";
}
/** Go's filepath.Rel; undefined for its errors. */
function relate(base, path) {
	const [from, to] = [clean(base), clean(path)];
	if (from === to) return ".";
	if (from.startsWith("/") !== to.startsWith("/")) return void 0;
	const split = (text) => text === "." ? [] : text.split("/").filter((part) => part !== "");
	const [a, b] = [split(from), split(to)];
	const same = a.findIndex((part, index) => part !== b[index]);
	const shared = same === -1 ? a.length : same;
	if (a.slice(shared).includes("..")) return void 0;
	return [...a.slice(shared).map(() => ".."), ...b.slice(shared)].join("/");
}
// src/reads/path-policy.ts
/**
* Allows the workspace, and the paths that `allow` names with `fs.read=`, `fs.write=` or `fs=`. The workflow may also name any path
* outside, but not through a link inside the workspace, because links belong to the checkout. Between this check and buildx's access
* only a program on the runner can change a link, and not a pull request.
*/
function createPathPolicy(files, workspace, allow) {
	const follows = {
		read: createFollow(files, false),
		write: createFollow(files, true)
	};
	const roots = {
		read: findRoots(follows.read, workspace, allow, /^fs(?:\.read)?=(.+)$/),
		write: findRoots(follows.write, workspace, allow, /^fs(?:\.write)?=(.+)$/)
	};
	return {
		async check(path, author, access = "read") {
			if (path === "/dev/null") return void 0;
			const { workspaces, allowed, allowsAny } = await roots[access];
			const spellings = spell(workspace, path);
			const isInside = spellings.every((each) => workspaces.some((root) => isWithin(root, each)));
			if (!isInside && author === "workflow") return void 0;
			const resolved = await Promise.all(spellings.map(follows[access]));
			const isOut = (target) => target === void 0 ? !isInside : !allowed.some((root) => isWithin(root, target.path));
			if (!allowsAny && resolved.some((target) => target === unfollowed || isOut(target))) return "outside";
			const [first] = resolved;
			if (first === void 0 || first === unfollowed || !first.exists) return void 0;
			return await isSpecial(files, spellings[0] ?? workspace) ? "special" : void 0;
		},
		async resolveWrites(path) {
			const spellings = spell(workspace, path);
			return (await Promise.all(spellings.map(follows.write))).map((target, index) => target === void 0 || target === unfollowed ? spellings[index] ?? path : target.path);
		}
	};
}
/** A path as buildx passes it to the kernel, with its `..` kept: behind a link, `..` is the parent of the link's target. */
const absolutePath = (workspace, path) => isAbsolute(path) ? path : `${workspace}/${path}`;
/** The two readings of a path with `..`: normalized as text, and as the kernel resolves it, for which `..` behind a link is above its target. */
function spell(workspace, path) {
	const clean = resolve(workspace, path);
	if (!path.split("/").includes("..")) return [clean];
	return [clean, absolutePath(workspace, path)];
}
/** A path that cannot be followed, for example a cycle of links. */
const unfollowed = Symbol("unfollowed");
/** The kernel's limit (path_resolution(7)). */
const maxLinks = 40;
/**
* Resolves paths and caches the results, since most of the paths do not exist and share a few folders. With `isWriting`, links with a
* missing target are followed, too, because a write through the link would create the target.
*/
function createFollow(files, isWriting) {
	const known = /* @__PURE__ */ new Map();
	const realPath = (path) => {
		const real = known.get(path) ?? files.realPath(path);
		known.set(path, real);
		return real;
	};
	const walk = async (path, links) => {
		for (let at = path;; at = dirname(at)) {
			const real = await realPath(at);
			if (real !== void 0) return {
				path: join(real, relative(at, path)),
				exists: at === path
			};
			const target = isWriting ? await files.readLink(at).catch(() => void 0) : void 0;
			if (target !== void 0) {
				if (links === maxLinks) return unfollowed;
				return walk(join(resolve(dirname(at), target), relative(at, path)), links + 1);
			}
			if (at === dirname(at)) return void 0;
		}
	};
	return async (path) => {
		try {
			return await walk(path, 0);
		} catch {
			return unfollowed;
		}
	};
}
async function findRoots(follow, workspace, allow, grants) {
	const real = async (path) => {
		const found = await follow(path);
		return found === void 0 || found === unfollowed ? path : found.path;
	};
	const granted = allow.flatMap((item) => grants.exec(item)?.[1] ?? []);
	const [root, ...others] = await Promise.all([real(workspace), ...granted.map((path) => real(resolve(workspace, path)))]);
	return {
		workspaces: [workspace, root ?? workspace],
		allowed: [root ?? workspace, ...others],
		allowsAny: granted.includes("*")
	};
}
/** Whether a path is a pipe, device or socket: neither a file nor a folder. */
async function isSpecial(files, path) {
	if (await files.size(path) !== void 0 || await files.isDirectory(path)) return false;
	return await files.realPath(path) !== void 0;
}
// src/reads/compose-variables.ts
const token = /\$\$|\$([A-Za-z_][A-Za-z0-9_]*)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])([^${}]*))?\}|\$/g;
/**
* Replaces variables as compose does: `$A`, `${A}`, `${A:-x}`, `${A-x}`, `${A:+x}`, `${A+x}`, `${A:?x}`, `${A?x}` and `$$`
* (Compose specification, "Interpolation"). Undefined if the result is uncertain: nested expressions, unknown variables, and expressions
* that compose refuses.
*/
function interpolate(text, lookup) {
	if (text.includes("$") && /[\p{Cc}\u017f\u212a]/u.test(text)) return void 0;
	let isCertain = true;
	const replace = (match, plain, braced, operator = "", operand = "") => {
		if (match === "$$") return "$";
		const name = plain ?? braced;
		const found = name === void 0 ? "unknown" : lookup(name);
		const value = found === "unknown" ? void 0 : apply(found.value, operator, operand);
		if (value === void 0) isCertain = false;
		return value ?? "";
	};
	const result = text.replace(token, replace);
	return isCertain ? result : void 0;
}
/** Undefined for a required variable that is missing. */
function apply(value, operator, operand) {
	const isSet = value !== void 0 && (value !== "" || !operator.startsWith(":"));
	if (operator.endsWith("-")) return isSet ? value : operand;
	if (operator.endsWith("+")) return isSet ? operand : value ?? "";
	if (operator.endsWith("?")) return isSet ? value : void 0;
	return value ?? "";
}
const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*(.*)$/;
/** No backslash before the closing quotation mark: versions of the parser differ in whether that ends the value. */
const quoted = /^(["'])((?:(?!\1).)*(?<!\\))\1[ \t]*(?:#.*)?$/;
/**
* Reads env files as far as their syntax is unambiguous: one variable in a line, quoted or not. A value that contains an escape or a
* variable is unknown. A file with anything else, such as a multi-line value, is uncertain as a whole.
*/
function readEnvFile(text) {
	const table = /* @__PURE__ */ new Map();
	for (const raw of text.split("\n")) {
		const each = raw.replace(/\r$/, "");
		if (/^[ \t]*(?:#|$)/.test(each)) continue;
		const [, name, rest] = /^[\x20-\x7e\t]*$/.test(each) ? line.exec(each) ?? [] : [];
		if (name === void 0 || rest === void 0) return void 0;
		const value = readValue(rest);
		if (value === void 0) return void 0;
		table.set(name, value);
	}
	return table;
}
/** Undefined if the value may continue in the next line. */
function readValue(text) {
	if (/^["']/.test(text)) {
		const inner = quoted.exec(text)?.[2];
		if (inner === void 0) return void 0;
		return /[$\\]/.test(inner) ? "unknown" : { value: inner };
	}
	const value = text.replace(/ #.*$/, "").trimEnd();
	return /[$\\#]/.test(value) ? "unknown" : { value };
}
// src/reads/walk.ts
/** More than real projects need, and little enough to read quickly. */
const limits = {
	files: 500,
	bytes: 8388608,
	depth: 30
};
const createWalk = () => ({
	problems: [],
	named: /* @__PURE__ */ new Map(),
	seen: /* @__PURE__ */ new Map(),
	size: 0
});
/** Expands the variables in a path and resolves it. Undefined, with a problem, if the result is uncertain. */
function evaluate(walk, where, path, lookup, from) {
	const refuse = (why) => void walk.problems.push(referenceUncertain(where, path, why));
	const value = interpolate(path, lookup);
	if (value === void 0) return refuse("has a variable whose value is not known for certain");
	if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(value)) return refuse("is a remote address");
	const resolved = value.startsWith("~") ? void 0 : from(value);
	return resolved === void 0 ? refuse("begins with '~', the home directory") : resolved;
}
/** Whether a path may be read; otherwise with a problem. */
async function isReadable({ pathPolicy }, walk, where, path) {
	const violation = await pathPolicy.check(path, "checkout");
	if (violation === "outside") walk.problems.push(readOutside(where, path));
	if (violation === "special") walk.problems.push(readSpecial(where, path));
	return violation === void 0;
}
/** Checks an env file and reads its variables; empty if it does not exist. */
async function readEnv(ports, walk, where, path) {
	if (path === "/dev/null" || !await isReadable(ports, walk, where, path)) return /* @__PURE__ */ new Map();
	const text = await readBounded(ports, walk, path);
	if (text === void 0) return /* @__PURE__ */ new Map();
	walk.named.set(path, "env");
	return readEnvFile(text);
}
/** Adds env files to a lookup. Variables that are already set take precedence, then later files over earlier ones. */
function layer(lookup, tables) {
	return (name) => {
		const found = lookup(name);
		if (found === "unknown" || found.value !== void 0) return found;
		if (tables.includes(void 0)) return "unknown";
		return tables.map((table) => table?.get(name)).findLast((value) => value !== void 0) ?? found;
	};
}
/** A file's text. Undefined if it does not exist, or, with a problem, if the walk has read too many bytes. */
async function readBounded({ files, workspace }, walk, path) {
	const absolute = absolutePath(workspace, path);
	const size = await files.size(absolute);
	if (size === void 0) return void 0;
	walk.size += size;
	if (walk.size <= limits.bytes) return files.read(absolute);
	walk.problems.push(composeTooLarge(`more than ${limits.bytes} bytes`));
}
/** Whether a file was read before with the same key. Also true, with a problem, if the walk has read too many files. */
function isSeen(walk, key) {
	if (walk.seen.has(key)) return true;
	walk.seen.set(key, walk.seen.size);
	if (walk.seen.size <= limits.files) return false;
	walk.problems.push(composeTooLarge(`more than ${limits.files} files`));
	return true;
}
/** Whether files are nested too deeply; then with a problem. */
function isTooDeep(walk, depth) {
	if (depth <= limits.depth) return false;
	walk.problems.push(composeTooLarge(`more than ${limits.depth} files inside each other`));
	return true;
}
// src/reads/bake-reads.ts
/**
* Checks all files that `buildx bake --print` will read, before it starts: the bake files, `.env` in the workspace, which buildx reads for
* every kind of bake file, and the files that compose files refer to. buildx itself checks the paths of targets, but never these (buildx,
* `bake/compose.go`). Throws a TagboatError with every path that leads out of the workspace or is uncertain.
*/
async function checkBakeReads(ports, env, inputs) {
	const walk = createWalk();
	const pinned = /* @__PURE__ */ new Map();
	for (const path of inputs.files) {
		const violation = await ports.pathPolicy.check(path, "workflow");
		if (violation === "outside") walk.problems.push(readOutside("Input bake-files", path));
		if (violation === "special") walk.problems.push(readSpecial("Input bake-files", path));
	}
	const dotEnv = await readEnv(ports, walk, "The .env file that buildx reads", ".env");
	throwAll(walk.problems);
	const lookup = layer(findVariable(env, inputs, pinned), [dotEnv]);
	for (const path of inputs.files) {
		if (/\.(?:hcl|json)$/i.test(path)) continue;
		await walkBakeFile(ports, walk, path, lookup);
	}
	throwAll([...new Map(walk.problems.map((problem) => [problem.what, problem])).values()].slice(0, 10));
	return {
		named: walk.named,
		pinned: Object.fromEntries(pinned)
	};
}
/** Looks up a variable as buildx does: in input `vars`, then in its environment `env`. */
function findVariable(env, { vars }, pinned) {
	const given = new Map(vars.map(({ key, value }) => [key, value]));
	const isHidden = (env.BUILDX_BAKE_DISABLE_VARS_ENV_LOOKUP ?? "") !== "";
	return (name) => {
		if (isHidden || ownVariables.test(name)) return "unknown";
		const value = given.get(name) ?? (Object.hasOwn(env, name) ? env[name] : void 0);
		pinned.set(name, value);
		return { value };
	};
}
/** Variables that compose sets itself, that buildx does not get, or that this run sets for git: their values are unknown. */
const ownVariables = /^(?:INPUT|ACTIONS|GIT|COMPOSE|TAGBOAT)_/;
/**
* Checks a bake file that may be a compose file, and everything that compose would read for it: `include` with its env files and the
* `.env` beside it, `extends`, `env_file` and `label_file`. `lookup` finds the variables of buildx's environment and `.env`.
*/
async function walkBakeFile(ports, walk, file, lookup) {
	const text = await readBounded(ports, walk, file);
	if (text === void 0) return;
	const references = readReferences(text);
	if (references !== void 0) return follow(ports, walk, references, {
		file,
		level: topLevel,
		lookup,
		path: [],
		id: void 0
	});
	if (/\.ya?ml$/i.test(file) || mayNameFiles(text)) walk.problems.push(composeUncertain(file));
}
async function follow(ports, walk, references, scope) {
	for (const include of references.includes) await followInclude(ports, walk, include, scope);
	await checkServices(ports, walk, references, scope, (path) => resolveUp(scope.level, path));
	for (const path of references.extended) {
		const value = evaluate(walk, `${scope.file}, extends`, path, scope.lookup, (text) => text);
		if (value !== void 0) await followExtends(ports, walk, value, scope, 0);
	}
}
async function followInclude(ports, walk, include, scope) {
	const { file, level, lookup } = scope;
	const resolveAll = (key, paths, from) => paths.flatMap((path) => evaluate(walk, `${file}, ${key}`, path, lookup, from) ?? []);
	const paths = resolveAll("include", include.paths, (path) => locate(level, path));
	const [folder = ""] = resolveAll("project_directory", [include.projectDirectory], (path) => path);
	const envFiles = resolveAll("env_file", include.envFiles, (path) => resolveIn(level.workingDir, path));
	const [main] = paths;
	if (main === void 0 || scope.path.includes(main) || walk.problems.length > 0) return;
	if (isTooDeep(walk, scope.path.length)) return;
	const inner = await enter(level, main, folder, isFolderIn(ports));
	const own = include.envFiles.length > 0 ? envFiles : [locate(inner, ".env")];
	const tables = [];
	for (const path of own) tables.push(await readEnv(ports, walk, `${file}, env_file`, path));
	for (const path of paths) {
		const key = JSON.stringify([
			scope.id,
			path,
			inner,
			own
		]);
		if (!await isReadable(ports, walk, `${file}, include`, path) || isSeen(walk, key)) continue;
		const references = await readNamed(ports, walk, path);
		const id = walk.seen.get(key);
		const within = {
			file: path,
			level: inner,
			lookup: layer(lookup, tables),
			id
		};
		if (references !== void 0) await follow(ports, walk, references, {
			...within,
			path: [...scope.path, path]
		});
	}
}
/**
* Checks a file that a service extends. Its includes are not read, its paths are relative to it, and its variables are those of the file
* that extends it. `path` is relative to the loader of `scope`.
*/
async function followExtends(ports, walk, path, scope, depth) {
	const { level } = scope;
	const found = locate(level, path);
	if (!await isReadable(ports, walk, `${scope.file}, extends`, found)) return;
	if (isTooDeep(walk, depth) || isSeen(walk, JSON.stringify([
		scope.id,
		"extends",
		path
	]))) return;
	const references = await readNamed(ports, walk, found);
	if (references === void 0) return;
	const folder = await relativeFolder(level.loaderDir, path, isFolderIn(ports));
	const within = {
		...scope,
		file: found
	};
	await checkServices(ports, walk, references, within, (each) => {
		const resolved = resolveIn(folder, each);
		return resolved === void 0 ? void 0 : resolveUp(level, resolved);
	});
	for (const other of references.extended) {
		const next = evaluate(walk, `${found}, extends`, other, scope.lookup, (each) => resolveIn(folder, each));
		if (next !== void 0) await followExtends(ports, walk, next, within, depth + 1);
	}
}
async function checkServices(ports, walk, { envFiles, labelFiles }, { file, lookup }, from) {
	const keys = [["env_file", envFiles], ["label_file", labelFiles]];
	for (const [key, paths] of keys) for (const path of new Set(paths)) {
		const where = `${file}, ${key}`;
		const resolved = evaluate(walk, where, path, lookup, from);
		if (resolved === void 0 || resolved === "") continue;
		if (await isReadable(ports, walk, where, resolved)) walk.named.set(resolved, "env");
	}
}
/** The references of a file that another one names. Undefined if it does not exist, or, with a problem, if it is uncertain. */
async function readNamed(ports, walk, path) {
	walk.named.set(path, "compose");
	const text = await readBounded(ports, walk, path);
	if (text === void 0) return void 0;
	const references = readReferences(text);
	if (references === void 0) walk.problems.push(composeUncertain(path));
	return references;
}
const isFolderIn = ({ files, workspace }) => (path) => files.isDirectory(absolutePath(workspace, path));
// src/reads/literal-outputs.ts
/** A string without escapes and templates. */
const text = /"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'/;
const pair = String.raw`\s*(?:[\w-]+|"[\w-]+"|'[\w-]+')\s*[=:]\s*(?:${text.source})\s*,?`;
const item = String.raw`(?:${text.source}|\{(?:${pair})*\s*\})`;
/** A list of such strings, or of records of them, that is a complete expression. */
const list = new RegExp(String.raw`^\[\s*(?:${item}\s*(?:,\s*|(?=\])))*\](?=[ \t]*(?:\r?\n|,|\}|$))`);
/** A scalar of YAML: a quoted string, or plain characters without special meaning. */
const scalar = String.raw`(?:${text.source}|[\w./-][\w./=,:-]*)[ \t]*(?=\r?\n|$)`;
/** The start of the next key or the end of the file. Otherwise a plain scalar would continue in the next line. */
const end = String.raw`(?=\s*(?:$|[\w.-]+[ \t]*:(?:\s|$)))`;
/** The same as a block in YAML, or a single scalar. */
const block = new RegExp(String.raw`^(?:${scalar}|(?:[ \t]*\r?\n[ \t]*- +${scalar})+)${end}`);
/** A colon in YAML, with blanks and comments before it. */
const colon = String.raw`(?:\s|#[^\n]*\n)*:`;
const aliasKey = new RegExp(String.raw`(?:^|[\s{,?])\*[^\s,\]}]+${colon}`);
/** Whether a key in JSON or YAML is written with escapes or as an alias, so that a search cannot find it. HCL has neither. */
function hidesKey(content) {
	const closing = new RegExp(colon, "y");
	let isEscaped = false;
	for (const { 0: token, index } of content.matchAll(/\\(?:\r\n|[\s\S])|"/g)) {
		if (token !== "\"") {
			isEscaped ||= /^\\[uUx\r\n]/.test(token);
			continue;
		}
		closing.lastIndex = index + 1;
		if (isEscaped && closing.test(content)) return true;
		isEscaped = false;
	}
	return aliasKey.test(content);
}
/** Whether a bake file may set an output at all. */
const mayNameOutput = (content) => /output/i.test(content) || hidesKey(content);
/**
* Finds the paths of all outputs in a bake file without parsing it. An `output` that is not a list of plain strings makes the paths
* uncertain. Some of the results may not be paths.
*/
function readLiteralOutputs(content, format) {
	const isYaml = format === "yaml";
	if (format !== "hcl" && hidesKey(content)) return { why: "has a key whose letters it hides" };
	if (isYaml && /[&!]\S*\s+["']?output/i.test(content)) return { why: "has an anchor or a tag at output" };
	const paths = [];
	for (const { index } of content.matchAll(/(?<![\w-])output(?![\w-])/gi)) {
		const rest = content.slice(index + 6);
		if (/^["']?\s*(?:\/\*|\/\/|#)/.test(rest)) return { why: "has a comment behind output" };
		const assigned = /^["']?\s*(?:=(?!=)|:)[ \t]*/.exec(rest)?.[0];
		if (assigned === void 0) continue;
		const value = rest.slice(assigned.length);
		const found = (list.exec(value) ?? (isYaml ? block.exec(value) : null))?.[0];
		if (found === void 0) return { why: "has an output that is not a list of plain texts" };
		const texts = [...found.matchAll(/"([^"]*)"|'([^']*)'|(?:^|- +)([^"'[{\s][^"'\r\n]*)/g)];
		paths.push(...texts.flatMap(([, one, other, plain]) => pathsIn(one ?? other ?? plain?.trim() ?? "")));
	}
	return { paths: [...new Set(paths)] };
}
/** Everything in an output that could be its path: the whole text, and the value of each setting, even its type. */
function pathsIn(output) {
	return [output, ...splitFields(output).map((field) => field.replace(/^[^=]*=/, ""))].filter((path) => path !== "" && path !== "-");
}
// src/reads/check-print.ts
/** The first buildx that opens the files of outputs only when it writes them (docker/buildx, `wrapWriteCloserLazy`). */
const firstLazy = "0.30.0";
/**
* Checks the files that `buildx bake --print` would truncate. Before 0.30 it opens the file of every output for writing, without asking
* for permission. So the outputs in bake files must be known before it runs, and be inside the workspace or named by the workflow. Newer
* versions open nothing. Throws a TagboatError with all problems. Returns a function that removes the empty files afterwards.
*/
async function checkPrint(ports, inputs, { named }, version) {
	const { files, pathPolicy, workspace } = ports;
	const compose = [...named].flatMap(([path, kind]) => kind === "compose" ? [path] : []);
	const paths = [.../* @__PURE__ */ new Set([...inputs.files, ...compose])];
	const read = async (path) => ({
		path,
		text: await files.read(absolutePath(workspace, path)) ?? ""
	});
	const bakeFiles = (await Promise.all(paths.map(read))).filter(({ text }) => mayNameOutput(text));
	const own = inputs.set.flatMap((override) => /^[^.=]+\.output\+?=(.+)$/s.exec(override)?.[1] ?? []);
	if (bakeFiles.length === 0 && own.length === 0) return doNothing;
	const found = await version();
	if ((0, import_semver.gte)(found, firstLazy)) return doNothing;
	const problems = [];
	const dests = /* @__PURE__ */ new Set();
	const judge = async (where, dest, author) => {
		dests.add(dest);
		const violation = await pathPolicy.check(dest, author, "write");
		if (violation === "outside") problems.push(readOutside(where, dest, "write"));
		if (violation === "special") problems.push(readSpecial(where, dest));
	};
	for (const path of own.flatMap(pathsIn)) await judge("Input set", path, "workflow");
	for (const { path, text } of bakeFiles) {
		const literal = readLiteralOutputs(text, formatOf(path));
		if ("why" in literal) problems.push(outputUncertain(path, literal.why, found));
		else for (const dest of literal.paths) await judge(`${path}, output`, dest, "checkout");
	}
	throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()].slice(0, 10));
	return createCleanUp(files, [...dests].map((dest) => absolutePath(workspace, dest)));
}
/** The format by the file's extension, as in buildx. Any other file may be anything; YAML allows the most ways to write a key. */
const formatOf = (path) => /\.hcl$/.test(path) ? "hcl" : /\.json$/.test(path) ? "json" : "yaml";
const doNothing = async () => {};
/** A function that removes empty files which did not exist before, so that they are not mistaken for outputs. */
async function createCleanUp(files, paths) {
	const existing = await Promise.all(paths.map((path) => files.realPath(path)));
	const absent = paths.filter((_, index) => existing[index] === void 0);
	return async () => {
		for (const path of absent) {
			const real = await files.realPath(path);
			if (real !== void 0 && await files.size(real) === 0) await files.remove(real);
		}
	};
}
// src/reads/quotes.ts
/** Shorter texts are words such as `true` and `web`. */
const minLength = 5;
/** Limit of characters to compare, which takes less than a second. Both files may be untrusted and have several MiB. */
const maxComparisons = 1e9;
/**
* Reads the files again that buildx has read. Errors may quote the bake files, which are the user's own. But a bake file can refer to any
* file in the workspace, even one with a credential of an earlier step, and errors must not quote that.
*/
async function readQuotes(files, workspace, bakeFiles, { named }) {
	const read = async (path) => await files.read(absolutePath(workspace, path)) ?? "";
	const bake = (await Promise.all(bakeFiles.map(read))).join("\n");
	const others = await Promise.all([...named].map(async ([path, kind]) => ({
		kind,
		text: await read(path)
	})));
	const texts = others.flatMap(({ kind, text }) => kind === "env" ? linesOf(text) : valuesOf(text));
	const long = [...new Set(texts)].filter((text) => text.length >= minLength);
	const foreign = long.length * bake.length > maxComparisons ? long : long.filter((text) => !bake.includes(text));
	return {
		bake,
		compose: others.filter(({ kind }) => kind === "compose").map(({ text }) => text).join("\n"),
		foreign: foreign.sort((a, b) => b.length - a.length)
	};
}
/** The lines of an env file, and their values. */
function linesOf(text) {
	return text.split("\n").flatMap((line) => {
		const value = line.replace(/^[^=:]*[=:]/, "").trim();
		return [
			line.trim(),
			value,
			value.replace(/^["']|["']$/g, "")
		];
	});
}
/** The values of a YAML file, line by line. */
function valuesOf(text) {
	const { isScalar, parseAllDocuments, visit } = yaml();
	const values = [];
	for (const document of parseAllDocuments(text, {
		schema: "failsafe",
		uniqueKeys: false,
		logLevel: "silent"
	})) visit(document, { Scalar(key, node) {
		if (key !== "key" && isScalar(node)) values.push(...String(node.value).split("\n"));
	} });
	return values.map((value) => value.trim());
}
/** A tool's message, without quotations from files other than the bake files. */
function withoutQuotes(message, { bake, compose, foreign }) {
	const isNamed = (variable) => [bake, compose].some((text) => new RegExp(`\\$\\{?${variable}\\b`).test(text));
	const known = message.replace(/unexpected character .* in variable name .*/g, "it is not a line of an env file").replace(/unterminated quoted value .*/g, "unterminated quoted value").replace(/Invalid template: .*/g, "Invalid template").replace(/The \\?"(\w+)\\?" variable is not set/g, (text, name) => isNamed(name) ? text : "A variable is not set").replace(/required variable (\w+) is missing a value.*/g, (text, name) => isNamed(name) ? text : "a required variable is missing a value");
	return foreign.reduce((text, quote) => {
		const escaped = JSON.stringify(quote).slice(1, -1);
		return text.replaceAll(quote, "…").replaceAll(escaped, "…");
	}, known);
}
// src/docker/read-bake.ts
/** The oldest buildx whose `--print` escapes literal `${` and `%{`, so that its output is distinguishable from templates. */
const oldestForBake = "0.23.0";
/**
* Reads bake files with `docker buildx bake --print`, which needs neither an engine nor a network. Throws a TagboatError if a
* bake file does not exist, names a file outside the workspace, is refused by bake (with bake's own message), or if a chosen
* target has an output that Tagboat does not support.
*/
async function readBake(ports, workspace, inputs) {
	await checkFiles(ports.files, workspace, inputs.files);
	const reads = await checkBakeReads({
		...ports,
		workspace
	}, ports.env, inputs);
	let asking;
	const ask = () => {
		asking ??= askVersion(ports.buildx);
		return asking;
	};
	const cleanUp = await checkPrint({
		...ports,
		workspace
	}, inputs, reads, ask);
	const [found, printed] = await Promise.all([ask(), runPrint(ports, workspace, inputs, reads)]);
	await cleanUp();
	checkVersion(found);
	const definition = await readPrint(ports, workspace, inputs, reads, printed);
	checkDefinition(definition, inputs);
	return definition;
}
function checkVersion(version) {
	if (!(0, import_semver.gte)(version, oldestForBake)) throw new TagboatError(buildxLacks("Input bake-files", oldestForBake, version));
}
async function checkFiles(files, workspace, paths) {
	const sizes = await Promise.all(paths.map((path) => files.size(resolve(workspace, path))));
	const missing = paths.filter((_, index) => sizes[index] === void 0);
	if (missing.length > 0 && (await files.list(workspace)).length === 0) throw new TagboatError(workspaceEmpty(workspace));
	throwAll(missing.map(bakeFileMissing));
}
/** Parses `github.com/docker/buildx v0.29.1 <commit>`; builds of a distribution have no `v`. */
async function askVersion(buildx) {
	const result = await buildx(["version"]);
	if (result.code === 127) throw new TagboatError(dockerMissing());
	const version = (0, import_semver.coerce)(result.stdout.trim().split(/\s+/)[1])?.version;
	if (result.code === 0 && version !== void 0) return version;
	throw new TagboatError(buildxMissing("(of unknown version)", outputOf(result)));
}
function runPrint({ buildx }, workspace, inputs, { pinned }) {
	const files = inputs.files.map((path) => `--file=${path}`);
	const overrides = inputs.set.map((override) => `--set=${override}`);
	const args = [
		"bake",
		"--print",
		"--progress=quiet",
		...files,
		...overrides,
		"--",
		...inputs.targets
	];
	const env = Object.fromEntries(inputs.vars.map(({ key, value }) => [key, value]));
	return buildx(args, {
		cwd: workspace,
		env: {
			...pinned,
			...env
		}
	});
}
async function readPrint({ files, log }, workspace, inputs, reads, result) {
	if (!(result.code === 0 && result.stderr === "")) {
		const quotes = await readQuotes(files, workspace, inputs.files, reads);
		if (result.code !== 0) throw new TagboatError(bakeRefused(inputs.files, withoutQuotes(outputOf(result), quotes)));
		const lines = withoutQuotes(result.stderr, quotes).split("\n");
		for (const line of lines.filter((text) => text.trim() !== "")) log.foreign(line);
	}
	log.debug(`Bake files, as buildx reads them:\n${result.stdout}`);
	const definition = parsePrint(result.stdout, inputs.targets);
	if (definition === void 0) throw new TagboatError(bakePrintUnreadable(outputOf(result)));
	return definition;
}
function checkDefinition(definition, inputs) {
	if (definition.chosen.length === 0) throw new TagboatError(noBakeTarget(inputs.files));
	const unwritable = definition.chosen.flatMap((name) => findTargetProblems(name, definition.targets.get(name) ?? {}));
	const lost = findLostOverrides(definition, inputs.set).map(({ override, key }) => overrideLost(override, key));
	throwAll([...unwritable, ...lost]);
}
// src/reads/target-paths.ts
/**
* All paths on this machine that buildx or BuildKit's client may read for a target, whether or not they exist. Addresses are included as
* if they were paths: usually no such path exists, and if one does, it is checked in case a tool reads it as a path.
*/
function pathsOf(target) {
	const context = textOf$1(target, "context") || ".";
	const folder = localPath(context);
	const named = Object.values(recordOf(target, "contexts")).flatMap(pathsOfContext);
	const caches = ["cache-from", "cache-to"].flatMap((field) => specsOf(target, field).flatMap((spec) => {
		const path = settingOf(spec, field === "cache-from" ? "src" : "dest");
		return settingOf(spec, "type") === "local" && path !== void 0 ? [plain(field, path)] : [];
	}));
	return [
		{
			field: "context",
			path: folder,
			written: [context]
		},
		{
			field: "context",
			path: join(folder, ".dockerignore"),
			written: [context]
		},
		...pathsOfDockerfile(target, context, folder),
		...named,
		...readSpecs(target, "secret").flatMap((spec) => {
			const { path } = readSecretSource(spec);
			return path === void 0 ? [] : [plain("secret", path)];
		}),
		...sshKeys(target).map((path) => plain("ssh", path)),
		...caches
	];
}
const plain = (field, path) => ({
	field,
	path,
	written: [path]
});
/** `cwd://` is bake's working directory, which is the workspace. */
const localPath = (value) => value.replace(/^cwd:\/\//, "") || ".";
/** The Dockerfile, its `.dockerignore`, and the policy that buildx 0.31 and newer read beside it. */
function pathsOfDockerfile(target, context, folder) {
	if (textOf$1(target, "dockerfile-inline") !== "") return [];
	const value = textOf$1(target, "dockerfile");
	const name = value || "Dockerfile";
	const path = name.startsWith("cwd://") ? localPath(name) : name.startsWith("/") ? name : join(folder, name);
	const written = !normalize(name).startsWith("..") && path !== name && !name.startsWith("cwd://") ? [context] : [value];
	const beside = [path, path.replace(/(^|\/)Dockerfile$/, "$1dockerfile")].flatMap((each) => [
		each,
		`${each}.dockerignore`,
		`${each}.rego`
	]);
	return [...new Set(beside)].map((each) => ({
		field: "dockerfile",
		path: each,
		written
	}));
}
function pathsOfContext(value) {
	const layout = /^oci-layout:\/\/([^@:]*)/.exec(value)?.[1];
	if (layout !== void 0) return [{
		field: "contexts",
		path: layout,
		isLayout: true,
		written: [value, layout]
	}];
	const path = localPath(value);
	const ignored = {
		field: "contexts",
		path: join(path, ".dockerignore"),
		written: [value]
	};
	return [{
		field: "contexts",
		path,
		written: [value]
	}, ignored];
}
/** The paths in `id=path,path`, or in the object form of `--print`. */
function sshKeys(target) {
	return arrayAt(target, "ssh").flatMap((item) => {
		if (typeof item === "string") return /^[^=]*=(.+)$/s.exec(item)?.[1]?.split(",") ?? [];
		return isRecord(item) ? arrayAt(item, "paths").filter((path) => typeof path === "string") : [];
	});
}
/** The texts that overrides write into targets, and the paths in them, as in `app.secret=id=key,src=../key`. */
function textsOfOverrides(overrides) {
	return new Set(overrides.flatMap((override) => {
		const value = override.replace(/^[^=]*=/, "");
		const fields = splitFields(value);
		return [
			value,
			...fields,
			...fields.map((field) => field.replace(/^[^=]*=/, ""))
		].flatMap((text) => [text, normalize(text).replace(/(?<=.)\/$/, "")]);
	}));
}
// src/reads/check-targets.ts
const nameInput = (_, field) => `Input ${inputOf[field]}`;
/** The name of a field for an item of input builds. Some fields come from inputs of the step. */
const nameInBuilds = (target, field) => [
	"context",
	"contexts",
	"dockerfile"
].includes(field) ? `Input builds, item ${target}, ${inputOf[field]}` : nameInput(target, field);
/**
* Checks the paths that builds of these targets read on this machine, before anything reads them. `written` are the texts in targets of
* bake files that come from the workflow itself; undefined if the inputs describe all targets. Throws a TagboatError with all problems.
*/
async function checkTargets(ports, targets, written, nameField = nameInput) {
	const found = await Promise.all([...targets].flatMap(([name, target]) => pathsOf(target).map((path) => {
		const isFromWorkflow = written === void 0 || path.written.every((text) => written.has(text));
		return checkPath(ports, path, written === void 0 ? nameField(name, path.field) : `Target ${name}, ${path.field}`, isFromWorkflow ? "workflow" : "checkout");
	})));
	throwAll([...new Map(found.flat().map((problem) => [problem.what, problem])).values()]);
}
/** Checks the OCI image layout in input from. */
async function checkLayout(ports, path) {
	throwAll(await checkPath(ports, {
		field: "contexts",
		path,
		isLayout: true,
		written: []
	}, "Input from", "workflow"));
}
/** The input that a field of the single image comes from. */
const inputOf = {
	context: "context",
	contexts: "build-contexts",
	dockerfile: "file",
	secret: "secret-files",
	ssh: "ssh",
	"cache-from": "cache-from",
	"cache-to": "cache-to"
};
async function checkPath(ports, { field, path, isLayout = false }, where, author) {
	const access = field === "cache-to" ? "write" : "read";
	const own = await ports.pathPolicy.check(path, author, access);
	const files = isLayout && own === void 0 ? await layoutFiles(ports, path) : [];
	const others = await Promise.all(files.map((each) => ports.pathPolicy.check(each, author, access)));
	return [path, ...files].flatMap((each, index) => {
		const violation = index === 0 ? own : others[index - 1];
		if (violation === "outside") return [readOutside(where, each, access)];
		return violation === "special" && field !== "ssh" ? [readSpecial(where, each)] : [];
	});
}
/** The paths that are read in a layout's folder (OCI image spec 1.1, "Image Layout"): files of fixed names, and links among its blobs. */
async function layoutFiles({ files, workspace }, folder) {
	if (!isWithin(workspace, resolve(workspace, folder))) return [];
	const blobs = join(folder, "blobs");
	const kinds = await files.list(absolutePath(workspace, blobs));
	const links = await Promise.all(kinds.map(async (kind) => {
		const path = absolutePath(workspace, join(blobs, kind));
		if (!await files.isDirectory(path)) return [join(blobs, kind)];
		const others = (await files.entries(path)).filter((entry) => entry.kind === "link" || entry.kind === "other");
		return [join(blobs, kind), ...others.map(({ name }) => join(blobs, kind, name))];
	}));
	return [
		join(folder, "oci-layout"),
		join(folder, "index.json"),
		blobs,
		...links.flat()
	];
}
// src/reads/check-outputs.ts
/**
* Checks the paths that builds of these targets write, before buildx starts. A path from the checkout must stay in the workspace, and no
* path may leave it through a link in the checkout. Files that a pull request may have chosen must not go into a git repository either:
* git would run its hooks and configured commands in later steps, with the credentials of these. Throws a TagboatError with all problems.
*/
async function checkOutputs(ports, targets, { texts, isUntrusted }) {
	const found = await Promise.all([...targets].flatMap(([name, target]) => fileOutputsOf(target).map((output) => {
		const isFromWorkflow = texts === void 0 || texts.has(output.dest);
		return checkOutput(ports, output, texts === void 0 ? "Input outputs" : `Target ${name}, output`, isFromWorkflow ? "workflow" : "checkout", isUntrusted || !isFromWorkflow);
	})));
	throwAll(found.flat());
}
async function checkOutput(ports, { type, dest, isFolder }, where, author, isForeign) {
	const layout = isFolder && type !== "local" ? await layoutFiles(ports, dest) : [];
	const paths = [
		dest,
		...layout,
		...layout.length > 0 ? [join(dest, "ingest")] : []
	];
	const violations = await Promise.all(paths.map((path) => ports.pathPolicy.check(path, author, "write")));
	const problems = paths.flatMap((path, index) => {
		if (violations[index] === "outside") return [readOutside(where, path, "write")];
		return violations[index] === "special" ? [readSpecial(where, path)] : [];
	});
	if (problems.length > 0 || !isForeign) return problems;
	return await hitsGit(ports, dest, type === "local") ? [writeIntoGit(where, dest)] : [];
}
/** Whether a path in the workspace is inside a `.git` folder, or is a folder that contains one. */
async function hitsGit({ files, pathPolicy, workspace }, dest, isTree) {
	const root = await files.realPath(workspace) ?? workspace;
	for (const absolute of await pathPolicy.resolveWrites(dest)) {
		if (!isWithin(root, absolute)) continue;
		if (absolute.slice(root.length).split("/").some(isGit)) return true;
		if (isTree && await holdsGit(files, absolute)) return true;
	}
	return false;
}
/** Ignores case, as some file systems do. */
const isGit = (name) => name.toLowerCase() === ".git";
async function holdsGit(files, folder) {
	const entries = await files.entries(folder).catch(() => []);
	if (entries.some(({ name }) => isGit(name))) return true;
	for (const { name, kind } of entries) if (kind === "folder" && await holdsGit(files, join(folder, name))) return true;
	return false;
}
/**
* Checks that no other path is in a folder that an output of type `local` fills. The build creates links there after all checks, and the
* author of the Dockerfile chooses where they lead. `writing` are the targets whose outputs are written, `targets` all targets of the
* build. Throws a TagboatError with one problem for each output.
*/
async function checkOverlaps({ pathPolicy }, writing, targets) {
	const outputs = [...writing].flatMap(([target, each]) => fileOutputsOf(each).map((output) => ({
		target,
		output
	})));
	const trees = outputs.filter(({ output }) => output.type === "local");
	if (trees.length === 0) return;
	const uses = [...outputs.map(({ target, output }) => useOf(target, output)), ...[...targets].flatMap(([target, each]) => readsOf(target, each))];
	const places = await Promise.all(uses.map(({ path }) => pathPolicy.resolveWrites(path)));
	const roots = await Promise.all(trees.map(({ output }) => pathPolicy.resolveWrites(output.dest)));
	const problems = trees.flatMap(({ target, output }, tree) => {
		const hits = (use, absolute) => roots[tree]?.some((root) => isWithin(root, absolute) && (use.isWhole || absolute !== root)) === true;
		const hit = uses.find((use, index) => {
			return !(use.target === target && use.isRead) && places[index]?.some((absolute) => hits(use, absolute)) === true;
		});
		return hit === void 0 ? [] : [outputOverlap(nameUse(hit), hit.path, target, output.dest)];
	});
	throwAll(problems);
}
const useOf = (target, { type, dest }) => ({
	target,
	field: "output",
	path: dest,
	isWhole: type !== "local",
	isRead: false
});
const readsOf = (target, definition) => pathsOf(definition).map(({ field, path, isLayout = false }) => ({
	target,
	field,
	path,
	isWhole: isLayout || field === "cache-to" || field === "cache-from",
	isRead: field !== "cache-to"
}));
const nameUse = ({ target, field }) => target === "image" ? `Input ${field === "output" ? "outputs" : field}` : `Target ${target}, ${field}`;
// src/prepare/read-definition.ts
/**
* Reads what may be built: the targets of the bake files, or those that the inputs describe. Throws a TagboatError if this
* or the build would read files outside the workspace, or write where it must not. `without`: in an untrusted run, matches
* the variables that are hidden from bake files.
*/
async function readDefinition(ports, inputs, workspace, without) {
	const { files, env, log, exec } = ports;
	const { bake, from } = inputs;
	const pathPolicy = createPathPolicy(files, workspace, inputs.build.allow);
	const check = {
		files,
		pathPolicy,
		workspace
	};
	const isUntrusted = without !== void 0;
	const names = imageNames(from);
	if (names.length > 0) return {
		targets: new Map(names.map((name) => [name, {}])),
		chosen: names
	};
	if (bake === void 0) {
		const definition = describeInputs(inputs, workspace, env);
		const inBuilds = inputs.builds && nameInBuilds;
		if (from === void 0) await checkTargets(check, definition.targets, void 0, inBuilds);
		await checkOutputs(check, definition.targets, { isUntrusted });
		await checkOverlaps(check, definition.targets, definition.targets);
		if (from?.kind === "layout") await checkLayout(check, from.folder);
		return definition;
	}
	const definition = await readBake({
		buildx: createBuildx(exec, void 0, {}),
		files,
		log,
		env: childEnvironment(env, without && { without }),
		pathPolicy
	}, workspace, bake);
	const texts = textsOfOverrides(bake.set);
	await checkTargets(check, definition.targets, texts);
	const chosen = definition.chosen.map((name) => [name, definition.targets.get(name) ?? {}]);
	const writing = new Map(chosen.filter(([, target]) => !makesImage(target)));
	await checkOutputs(check, writing, {
		texts,
		isUntrusted
	});
	await checkOverlaps(check, writing, definition.targets);
	throwAll([...definition.targets].flatMap(([name, target]) => findBadPlatforms(name, listOf(target, "platforms"))));
	return definition;
}
/** The targets that the inputs describe: the chosen ones, and those that they depend on. */
function describeInputs(inputs, workspace, env) {
	const targets = new Map(buildsOf(inputs).map(({ name, build }) => [name, describeTarget(build, workspace, env)]));
	const chosen = inputs.builds?.chosen ?? ["image"];
	const needed = new Set(chosen.flatMap((name) => [name, ...dependenciesOf$1({
		targets,
		chosen
	}, name)]));
	return {
		targets: new Map([...targets].filter(([name]) => needed.has(name))),
		chosen
	};
}
// src/trust/build-parts.ts
/** The parts that are known before bake files are read: the files themselves, and the content of input `from`. */
function partsOfInputs({ bake, from }, workspace) {
	if (from !== void 0) {
		const job = {
			kind: "path",
			what: "the workspace",
			path: workspace,
			mayLackCheckout: true
		};
		if (from.kind === "daemon") return [job];
		if (from.kind === "images" || from.kind === "digests") return [];
		return [job, {
			...job,
			what: "input from",
			path: resolve(workspace, from.folder)
		}];
	}
	if (bake === void 0) return [];
	return [{
		kind: bake.files.every((file) => /\.(hcl|json)$/.test(file)) ? "path" : "folder",
		what: "the workspace",
		path: workspace,
		mayLackCheckout: true
	}, ...bake.files.map((file) => {
		const path = resolve(workspace, file);
		const isOutside = !isWithin(workspace, path);
		return {
			kind: "path",
			what: `bake file '${file}'`,
			path,
			...isOutside && { mayLackCheckout: true }
		};
	})];
}
/** The parts of every target that is built. */
function partsOfTargets({ targets }, workspace, isMany, repository) {
	return [...targets].flatMap(([name, target]) => {
		const of = (what) => isMany ? `the ${what} of target ${name}` : `the ${what}`;
		return partsOfTarget(target, {
			workspace,
			repository
		}, of);
	});
}
function partsOfTarget(target, surroundings, of) {
	const { workspace } = surroundings;
	const main = textOf$1(target, "context") || ".";
	const folder = isAddress(localName(main)) ? void 0 : contextFolder(workspace, localName(main));
	const name = textOf$1(target, "dockerfile");
	const dockerfile = folder === void 0 || isAddress(name) ? void 0 : resolve(folder, name || "Dockerfile");
	const parts = [readContext(main, surroundings, of("build context"), dockerfile)];
	if (dockerfile !== void 0) parts.push({
		kind: "path",
		what: of("Dockerfile"),
		path: dockerfile
	});
	if (isAddress(name)) parts.push({
		kind: "remote",
		what: of("Dockerfile")
	});
	for (const [key, value] of Object.entries(recordOf(target, "contexts"))) parts.push(readContext(value, surroundings, of(`context '${key}'`), void 0));
	for (const source of specsOf(target, "cache-from").flatMap((spec) => settingOf(spec, "src") ?? [])) parts.push({
		kind: "path",
		what: of("local cache"),
		path: resolve(workspace, source),
		mayLackCheckout: true
	});
	return parts.filter((part) => part !== void 0);
}
/** A context is a folder or an address. Images and other targets are not content of a commit. */
function readContext(value, { workspace, repository }, what, dockerfile) {
	if (baseNamedBy(value) !== void 0 || value.startsWith("docker-image://")) return void 0;
	const layout = /^oci-layout:\/\/([^@]*?)(?::[\w][\w.-]{0,127})?(?:@.*)?$/.exec(value)?.[1];
	if (layout !== void 0) return {
		kind: "path",
		what,
		path: resolve(workspace, layout),
		mayLackCheckout: true
	};
	const local = localName(value);
	const path = isAddress(local) ? void 0 : contextFolder(workspace, local);
	if (path !== void 0) return {
		kind: "folder",
		what,
		path,
		ignore: { dockerfile }
	};
	const commit = ownCommit(value, repository);
	return {
		kind: "remote",
		what,
		...commit === void 0 ? {} : { commit }
	};
}
/** `cwd://` marks a local path in a bake file (Docker docs, "Bake file reference"). */
const localName = (value) => value.replace(/^cwd:\/\//, "") || ".";
/** Whether a value is an address: any scheme, or a user in front of a host. This covers more than BuildKit fetches, on purpose. */
const isAddress = (value) => /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:/i.test(value);
// src/trust/checkouts.ts
/**
* The innermost git checkout around a path, found by its `.git`, which no commit can contain; undefined without one. The
* search ends at the workspace. A submodule belongs to the checkout that has its repository, whose commit pins it.
*/
async function findCheckout(files, path, workspace) {
	for (let at = path;; at = dirname(at)) {
		if (await isCheckout(files, at)) return at;
		if (at === workspace || at === dirname(at)) return void 0;
	}
}
async function isCheckout(files, folder) {
	const marker = join(folder, ".git");
	if (await files.isDirectory(marker)) return true;
	if (await files.size(marker) === void 0) return false;
	return !await isSubmodule(files, folder);
}
/** `gitdir: ../.git/modules/NAME`, in a checkout around the folder (gitrepository-layout, "modules"). */
async function isSubmodule(files, folder) {
	const text = await files.read(join(folder, ".git"));
	const named = /^gitdir: (.+)$/m.exec(text ?? "")?.[1];
	if (named === void 0) return false;
	const repository = resolve(folder, named.trim());
	const [outer = ""] = repository.split("/.git/modules/");
	return outer !== repository && folder.startsWith(`${outer}/`) && await files.isDirectory(repository);
}
/** The checkouts below a folder that a build of that folder can see. Like a build, it does not follow links. */
async function findNested(files, folder, ignored) {
	const ignore = (ignored && await readDockerignore(files, folder, ignored.dockerfile)) ?? nothing;
	const found = [];
	await walk("", void 0);
	return found.sort();
	async function walk(prefix, parent) {
		const entries = await files.entries(join(folder, prefix)).catch(() => []);
		const below = entries.filter(({ name, kind }) => kind === "folder" && name !== ".git");
		if (prefix !== "" && entries.some(({ name }) => name === ".git") && !await isSubmodule(files, join(folder, prefix)).catch(() => false)) found.push(join(folder, prefix));
		const seen = below.map((entry) => {
			const path = prefix + entry.name;
			const look = ignore.match(path, parent);
			return look.isIgnored && !ignore.mayReinclude(path) ? void 0 : walk(`${path}/`, look);
		});
		await Promise.all(seen);
	}
}
const nothing = parseDockerignore("") ?? {
	match: () => ({
		isIgnored: false,
		matched: []
	}),
	mayReinclude: () => false
};
/** Whether a checkout's configuration holds a login, as actions/checkout before v6 leaves its token there. */
async function holdsLogin(files, checkout) {
	const text = await files.read(join(checkout, ".git", "config")) ?? "";
	return /^\s*extraheader\s*=\s*"?authorization:|https?:\/\/[^/\s"@]+@/im.test(text);
}
// src/trust/events.ts
/**
* Whether a run of this event may hold secrets beside untrusted code. The other events are started by users with write
* access, or run without secrets for a fork (`pull_request`). Those that need trust can run on behalf of an outsider with
* the base repository's secrets: `pull_request_target`, `workflow_run`, `issue_comment`, `pull_request_review`,
* `issues`, `discussion`, `check_run`, `status`, `fork`, `deployment`, ... and every event that is unknown here ("Events
* that trigger workflows" in GitHub's documentation).
*/
const needsTrust = ({ cause }) => cause.kind === "other" || cause.kind === "pull-request" && cause.variant !== "ordinary";
/**
* The commit that the event vouches for: GITHUB_SHA, which is the base branch's commit on `pull_request_target`. It is
* undefined for reviews of a fork, whose GITHUB_SHA is the merge commit of the pull request ("Events that trigger
* workflows", `pull_request_review`). Only the runner's variable counts, not what a checkout or a payload contains.
*/
function vouchedCommit(trigger, env) {
	return trigger.pullRequest?.fork === true && !isPullRequestTarget(trigger) ? void 0 : env.GITHUB_SHA || void 0;
}
// src/trust/judge-commits.ts
/**
* Trusts content that is checked out, or fetched from this repository by commit id, at the vouched commit or at the head of
* a branch of this repository. Other commits, other remote contexts, folders outside of checkouts and unknown answers are
* not trusted. Pull request refs are not branches. No commit is looked up by its id, because GitHub also finds those of forks.
*/
function createTrustQuestion(witness) {
	const judge = memoize(sameKey, (checkout) => judgeCheckout(witness, checkout));
	return async (parts) => {
		for (const part of parts) {
			const doubt = part.kind === "remote" ? await askRemote(witness, part) : await askLocal(witness, part, judge);
			if (doubt !== void 0) return `${part.what}: ${doubt}`;
		}
	};
}
async function askRemote(witness, { commit }) {
	if (commit === void 0) return "it is fetched from elsewhere, at a commit that is unknown here";
	return judgeCommit(witness, "it is fetched", commit);
}
async function askLocal({ files, workspace }, part, judge) {
	const realWorkspace = await files.realPath(workspace) ?? workspace;
	const paths = /* @__PURE__ */ new Map([[await files.realPath(part.path) ?? part.path, realWorkspace]]);
	paths.set(part.path, workspace);
	for (const [path, root] of paths) {
		const checkout = await findCheckout(files, path, root);
		if (checkout === void 0 && part.mayLackCheckout !== true) return `${shown(workspace, path)} belongs to no git checkout, so its commit is unknown`;
		const doubt = checkout === void 0 ? void 0 : await judge(checkout);
		if (doubt !== void 0) return doubt;
	}
	if (part.kind === "path") return void 0;
	for (const checkout of await findNested(files, part.path, part.ignore)) {
		const doubt = await judge(checkout);
		if (doubt !== void 0) return doubt;
	}
}
async function judgeCheckout(witness, checkout) {
	const where = shown(witness.workspace, checkout);
	const head = await witness.headOf(checkout);
	if (head === void 0) return `the commit of the checkout ${where} cannot be read`;
	return judgeCommit(witness, `the checkout ${where} is`, head);
}
/** `what` is the subject and verb in front of "at <commit>". */
async function judgeCommit({ vouched, branchTips, repository }, what, commit) {
	if (commit === vouched) return void 0;
	const tips = await branchTips();
	if (!tips.known) return `${what} at ${commit}, and the branches of ${repository} are unknown: ${tips.why}`;
	if ([...tips.value.values()].includes(commit)) return void 0;
	return `${what} at ${commit}, which is neither the event's commit nor the head of a branch of ${repository}`;
}
/** A path as the workflow writes it. */
function shown(workspace, path) {
	const inside = relative(workspace, path);
	if (inside === "") return "'.'";
	return inside.startsWith("..") ? `'${path}'` : `'${inside}'`;
}
/** The checkouts whose `.git` a build can read: those at and below its context folders. */
async function findReadable({ files }, parts) {
	const found = parts.flatMap((part) => part.kind === "folder" ? [part.path] : []).map(async (folder) => [folder, ...await findNested(files, folder, void 0)]);
	return [...new Set((await Promise.all(found)).flat())];
}
// src/trust/withhold.ts
/** Types of caches that need no secret. gha uses the runner's token, which can also write; s3 and azblob use keys. */
const openCaches = ["registry", "local"];
/** A name alone is short for `type=registry`. */
const isOpenCache = (spec) => !spec.includes("=") || openCaches.includes(settingOf(spec, "type") ?? "");
/** The inputs without secrets, as in a fork's own `pull_request` run. */
function withholdInputs(inputs) {
	const { gitAuth: _gitAuth, ...build } = inputs.build;
	return {
		...inputs,
		credentials: [],
		githubToken: "",
		exportLogin: false,
		build: {
			...build,
			secrets: [],
			secretEnvs: [],
			secretFiles: [],
			ssh: [],
			cacheFrom: build.cacheFrom.filter(isOpenCache),
			cacheTo: [],
			allow: [],
			network: build.network === "host" ? "" : build.network
		}
	};
}
/** The same for every target. */
const withholdTargets = ({ targets, chosen }) => ({
	chosen,
	targets: new Map([...targets].map(([name, target]) => [name, withholdTarget(target)]))
});
function withholdTarget(target) {
	const { secret: _secret, ssh: _ssh, "cache-to": _cache, entitlements: _rights, ...rest } = target;
	const { network, "cache-from": caches, ...kept } = rest;
	const open = specsOf(target, "cache-from").filter(isOpenCache);
	return {
		...kept,
		...network !== void 0 && network !== "host" && { network },
		...caches !== void 0 && open.length > 0 && { "cache-from": open }
	};
}
/** The secrets and rights that the run asked for and does not get, for the log. Names only. */
function listWithheld(inputs) {
	const { build, bake, credentials, exportLogin } = inputs;
	const hosts = [...new Set(credentials.map(({ registry }) => registry))];
	const login = hosts.length > 0 ? ` (of this step: ${hosts.join(", ")})` : "";
	const list = (name, items) => items.length === 0 ? [] : [`${name} (${items.join(", ")})`];
	return [
		`all logins${login}`,
		...list("secrets", secretIds(build)),
		...build.ssh.length > 0 ? ["ssh"] : [],
		...list("cache-from", closedCaches(build)),
		...build.cacheTo.length > 0 ? ["cache-to"] : [],
		...list("allow", build.allow),
		...build.network === "host" ? ["network: host"] : [],
		...exportLogin ? ["export-login"] : [],
		...bake ? ["secrets, ssh, entitlements and cache-to of the bake files", "the environment of this step"] : []
	];
}
const secretIds = ({ secrets, secretEnvs, secretFiles, gitAuth }) => [...[
	...secrets,
	...secretEnvs,
	...secretFiles
].map(({ key }) => key), ...gitAuth === void 0 ? [] : [gitAuth.id]];
const closedCaches = ({ cacheFrom }) => {
	const closed = cacheFrom.filter((spec) => !isOpenCache(spec));
	return [...new Set(closed.map((spec) => `type=${settingOf(spec, "type")}`))];
};
/**
* The environment variables that child processes of an untrusted run get. A bake file can read every variable of buildx, so
* this lists exactly those that docker, buildx and git need, and those with which the runner describes the run. A pattern
* could match a name that a workflow chose (DOCKER_PASSWORD, BUILDX_BAKE_GIT_AUTH_TOKEN).
*/
const needed = /* @__PURE__ */ new Set([
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"SHELL",
		"LANG",
		"LANGUAGE",
		"TZ",
		"TERM",
		"NO_COLOR"
	],
	...[
		"TMPDIR",
		"TMP",
		"TEMP",
		"XDG_CONFIG_HOME",
		"XDG_CACHE_HOME",
		"XDG_RUNTIME_DIR"
	],
	...[
		"SYSTEMROOT",
		"USERPROFILE",
		"APPDATA",
		"LOCALAPPDATA",
		"PROGRAMDATA",
		"PROGRAMFILES"
	],
	...[
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"NO_PROXY",
		"ALL_PROXY",
		"FTP_PROXY"
	],
	...[
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"KUBECONFIG"
	],
	...[
		"DOCKER_HOST",
		"DOCKER_CONTEXT",
		"DOCKER_CONFIG",
		"DOCKER_API_VERSION",
		"DOCKER_CERT_PATH"
	],
	...[
		"DOCKER_TLS",
		"DOCKER_TLS_VERIFY",
		"DOCKER_DEFAULT_PLATFORM",
		"DOCKER_BUILDKIT"
	],
	...[
		"BUILDX_BUILDER",
		"BUILDX_CONFIG",
		"BUILDX_EXPERIMENTAL",
		"BUILDX_BAKE_ENTITLEMENTS_FS"
	],
	...[
		"BUILDX_GIT_INFO",
		"BUILDX_GIT_LABELS",
		"BUILDX_GIT_CHECK_DIRTY",
		"BUILDX_NO_DEFAULT_ATTESTATIONS"
	],
	...[
		"CI",
		"GITHUB_ACTIONS",
		"GITHUB_ACTOR",
		"GITHUB_EVENT_NAME",
		"GITHUB_JOB",
		"GITHUB_REPOSITORY"
	],
	...[
		"GITHUB_REPOSITORY_OWNER",
		"GITHUB_REF",
		"GITHUB_REF_NAME",
		"GITHUB_REF_TYPE",
		"GITHUB_BASE_REF"
	],
	...[
		"GITHUB_HEAD_REF",
		"GITHUB_RUN_ATTEMPT",
		"GITHUB_RUN_ID",
		"GITHUB_RUN_NUMBER",
		"GITHUB_SERVER_URL"
	],
	...[
		"GITHUB_SHA",
		"GITHUB_WORKFLOW",
		"GITHUB_WORKSPACE",
		"RUNNER_ARCH",
		"RUNNER_OS",
		"RUNNER_TEMP"
	]
]);
/** Variables that the workflow names: `set: app.args.NAME` reads one from the environment, as `build-args: NAME` does. */
const namedBySet = ({ bake }) => (bake?.set ?? []).flatMap((override) => /^[^.=]+\.args\.([^=]+)$/.exec(override)?.[1] ?? []);
/** Whether an untrusted run withholds a variable of that name. */
function withholdsVariable(inputs) {
	const named = new Set(namedBySet(inputs));
	return (name) => !named.has(name) && !needed.has(name.toUpperCase()) && !/^LC_[A-Z]+$/.test(name);
}
/** Starts every command of the run without the withheld variables. */
const limitEnvironment = (exec, isWithheld) => (command, args, options = {}) => exec(command, args, {
	...options,
	without: (name) => isWithheld(name) || options.without?.(name) === true
});
// src/trust/admit.ts
/**
* Reads the definition of the build, and decides whether it may see the run's secrets. For untrusted code it returns inputs,
* targets and commands without secrets, and a push throws a TagboatError. With `trust-fork-code` it only warns.
*/
async function admit(ports, request, headOf = async (checkout) => (await readCheckoutAt(ports, request.workspace, checkout))?.revision) {
	const { trigger, inputs, workspace } = request;
	let reading;
	const read = () => {
		reading ??= readDefinition(ports, inputs, workspace);
		return reading;
	};
	const isGone = decideIntent(trigger, inputs.push).kind === "nothing";
	const doubt = needsTrust(trigger) && !isGone ? await findDoubt(askAbout(ports, request, headOf), request, read) : void 0;
	if (doubt !== void 0 && !inputs.trustForkCode) return withhold(ports, request, doubt);
	if (doubt !== void 0) ports.log.warning(`trust-fork-code gives untrusted code the secrets of this run; ${doubt}.`);
	return {
		ports,
		inputs,
		definition: await read(),
		isUntrusted: false
	};
}
/** Judges bake files first: untrusted ones must not be read with the step's environment. */
async function findDoubt(ask, { trigger, inputs, workspace }, read) {
	const doubt = await ask(partsOfInputs(inputs, workspace));
	if (doubt !== void 0 || inputs.from !== void 0) return doubt;
	return ask(partsOfTargets(await read(), workspace, isMany(inputs), trigger.repository));
}
function askAbout(ports, { trigger, inputs, workspace }, headOf) {
	const { owner, name } = trigger.repository;
	const source = createSourceRepository(ports, {
		workspace: void 0,
		trigger,
		token: inputs.githubToken
	});
	return createTrustQuestion({
		files: ports.files,
		workspace,
		headOf,
		vouched: vouchedCommit(trigger, ports.env),
		branchTips: source.branchTips,
		repository: `${owner}/${name}`
	});
}
async function withhold(ports, request, doubt) {
	const { trigger, inputs, workspace } = request;
	if (decideIntent(trigger, inputs.push).kind === "push") refuse(ports, inputs, untrustedCommit(trigger.event, doubt));
	const isWithheld = withholdsVariable(inputs);
	const limited = {
		...ports,
		exec: limitEnvironment(ports.exec, isWithheld)
	};
	const less = withholdInputs(inputs);
	const definition = withholdTargets(await readDefinition(limited, less, workspace, isWithheld));
	if (inputs.from === void 0) {
		await checkLogins(ports, request, definition, doubt);
		const what = listWithheld(inputs).join(", ");
		ports.log.notice(`As for a fork's pull request, this build goes without ${what}; ${doubt}.`);
	}
	return {
		ports: limited,
		inputs: less,
		definition,
		isUntrusted: true
	};
}
/** Refuses a checkout with a login in it: an untrusted Dockerfile can read all of its context, whatever `.dockerignore` lists. */
async function checkLogins(ports, { trigger, inputs, workspace }, definition, doubt) {
	const parts = partsOfTargets(definition, workspace, isMany(inputs), trigger.repository);
	for (const checkout of await findReadable(ports, parts)) if (await holdsLogin(ports.files, checkout)) refuse(ports, inputs, checkoutLogin(checkout, doubt));
}
/** Throws; a dry run only warns. */
function refuse({ log }, { dryRun }, problem) {
	if (!dryRun) throw new TagboatError(problem);
	log.warning(`This run would fail: ${describeProblem(problem)}`);
}
// src/run.ts
/** A whole run: read the trigger and inputs, plan, log in, publish, report. Throws a TagboatError if nothing was published. */
async function run(given, raw) {
	const started = given.clock.now();
	const { ports, state } = await planRun(await readRun(given, raw));
	const made = await make(ports, state);
	let files = [];
	const missing = await afterPublishing(made.images, async () => {
		files = await describeFiles(ports.files, state, made);
	});
	const cleaned = cleanReport({
		trigger: state.trigger,
		plans: made.plans,
		result: describeRun(state, made, {
			files,
			total: given.clock.now() - started
		}),
		annotations: annotationsOf(state, made),
		problems: [...made.problems, ...missing]
	}, given.log.clean);
	for (const line of describeResult(cleaned.result)) given.log.report(line);
	return cleaned;
}
/** Reads trigger, inputs and definition. From here on, untrusted code has no secrets. */
async function readRun(given, raw) {
	const { env } = given;
	const workspace = resolve(env.GITHUB_WORKSPACE || ".");
	const { folder, isFetched } = findContexts(raw, workspace);
	const { trigger, warnings } = await readTrigger(given, workspace, folder, isFetched ? createTimeQuestion(given, raw("github-token")) : void 0);
	const { isUntrusted, ports, ...admitted } = await admit(given, {
		trigger,
		inputs: resolveDefaultContext(readInputs(raw, {
			env,
			withoutSecrets: runsWithoutSecrets(trigger),
			trigger,
			needsPush: (push) => decideIntent(trigger, push).kind === "push",
			...trigger.baseRef === void 0 ? {} : { baseRef: trigger.baseRef }
		}), trigger),
		workspace
	});
	return {
		ports,
		trigger,
		inputs: await addSourceVersion(ports, {
			trigger,
			inputs: admitted.inputs,
			workspace,
			isUntrusted
		}),
		definition: admitted.definition,
		workspace,
		isUntrusted,
		warnings
	};
}
/** Plans the images, and logs the intent, all notices and all warnings. */
async function planRun({ ports, warnings, ...read }) {
	const { trigger, inputs, workspace } = read;
	const { log } = ports;
	const planned = planStep(trigger, inputs, read.definition);
	const plans = read.isUntrusted ? planned.map(withoutPush) : planned;
	const intent = intentOf(plans);
	const filled = fillArgs(trigger, inputs, read.definition, plans);
	const { definition } = filled;
	log.report(describeIntent(trigger, cleanReason(intent, log.clean)));
	for (const notice of inputs.notices) log.notice(notice);
	for (const line of describeIgnoredTags(inputs, definition)) log.info(line);
	for (const line of filled.messages) log.info(line);
	const ownPlatform = runnerPlatform(ports.env);
	const logins = await checkLogins$1(ports.files, {
		inputs,
		definition,
		plans,
		intent,
		workspace,
		ownPlatform
	});
	const ofPlans = plans.flatMap((plan) => plan.warnings);
	const all = [
		...warnings,
		...inputs.warnings,
		...logins,
		...ofPlans,
		...filled.warnings
	];
	for (const warning of new Set(all)) log.warning(warning);
	return {
		ports,
		state: {
			...read,
			definition,
			plans,
			intent
		}
	};
}
/** Once something is published, failures are returned and reported with it; otherwise they are thrown. */
async function afterPublishing(images, work) {
	if (images.some(isPublished$1)) return problemsOf(work);
	await work();
	return [];
}
/** The files that were written, or would be in a dry run. */
function describeFiles(files, { workspace, inputs }, { built, plans }) {
	if (inputs.dryRun) return listPlanned(plans);
	return built === void 0 ? [] : inspectFiles(files, workspace, plans, built, inputs.build.load);
}
/** Carries out the plans: publishes, only builds, or only previews in a dry run. */
async function make(ports, state) {
	const { plans, intent, inputs } = state;
	if (intent.kind === "nothing") return {
		images: [],
		problems: [],
		plans
	};
	if (inputs.from === void 0 && inputs.bake === void 0) await checkBuildSources(ports, state);
	if (inputs.dryRun) {
		for (const line of tabulatePlans(cleanPlans(state, ports.log.clean))) ports.log.report(line);
		const planned = inputs.from === void 0 ? withIdentities(state, runnerPlatform(ports.env)) : plans;
		return {
			images: await preview(ports, state),
			problems: [],
			plans: planned
		};
	}
	if (inputs.from !== void 0 && intent.kind === "build") {
		await checkFrom(ports, state, inputs.from);
		return {
			images: plans.flatMap((plan) => planImages(plan, intent.reason)),
			problems: [],
			plans
		};
	}
	if (inputs.from !== void 0 && inputs.from.kind !== "daemon") return publishAll(state, await preparePromotion(ports, state, inputs.from));
	const session = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state);
	if (intent.kind === "push") {
		const { request, files } = await preparePublish(ports, session, state);
		const made = await publishAll(state, request);
		let { built } = made;
		const unfinished = await afterPublishing(made.images, async () => {
			built = await files?.finish(made.built);
		});
		const problems = [...made.problems, ...unfinished];
		return {
			...made,
			problems,
			plans: [...made.plans, ...filePlans(plans)],
			...built && { built }
		};
	}
	return buildLocally(ports, session, state);
}
/** A dry run before the checkout still shows names and tags, and warns that a run would fail. */
async function checkBuildSources({ files, log }, { workspace, inputs }) {
	const builds = buildsOf(inputs);
	if (!inputs.dryRun || !await lacksCheckout(files, workspace, builds)) return checkSources(files, workspace, builds, isMany(inputs));
	log.warning(`This run would fail: ${describeProblem(workspaceEmpty(workspace))}`);
}
async function publishAll({ inputs }, request) {
	return {
		...await (inputs.push === "digest" ? publishByDigest : publish)(request),
		plans: request.images.map(({ plan }) => plan)
	};
}
/** Builds into the build cache, and with `load` into the local engine. */
async function buildLocally(ports, session, state) {
	const { load } = state.inputs.build;
	const { images, build } = await prepareLocalBuild(ports, session, state);
	const strategies = images.filter(({ source }) => source === void 0).map(({ plan }) => [plan.target, {
		kind: "local",
		names: load || plan.files?.isImage ? references(plan) : []
	}]);
	const built = await build?.run(new Map([...strategies, ...fileStrategies(state.plans)]));
	return {
		images: images.flatMap(({ plan, origin, source }) => {
			const reason = source === void 0 ? "built, not pushed" : "not changed, so not built, and not pushed";
			const archive = plan.files?.isImage ? `written to ${plan.files.outputs.map(({ dest }) => dest).join(" and ")}, not pushed` : reason;
			return planImages(plan, load ? "loaded, not pushed" : archive, origin);
		}),
		problems: [],
		plans: [...images.map(({ plan }) => plan), ...filePlans(state.plans)],
		...built && { built }
	};
}
// src/main.ts
limitGarbage();
const redactor = createRedactor();
const runner = createRunner(process.env);
const cancellation = createCancellation();
const files = createFiles(cancellation.signal);
const http = createHttp();
const hurried = hurryClock(clock, cancellation);
let configDir;
let keepLogin = false;
const ports = {
	exec: createExec(process.env, cancellation),
	http: stopHttp(http, cancellation),
	resolve: (host) => unlessCancelled(cancellation, resolveHost(host), []),
	connectGithub: createConnectGithub(hurried, void 0, cancellation.signal),
	files,
	log: createLog(redactor),
	clock: hurried,
	env: process.env,
	actionFolder: fileURLToPath(new URL("..", import.meta.url)),
	isCancelled: () => cancellation.signal.aborted,
	ending: {
		...cancellation,
		http: hurryHttp(http, cancellation)
	},
	remember: (name, value) => {
		if (name === "config") configDir = value;
		runner.saveState(name, value);
	},
	exportVariable: (name, value) => {
		keepLogin = true;
		runner.saveState(`exported-${name}`, `was:${process.env[name] ?? ""}`);
		runner.exportVariable(name, value);
	}
};
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
	for (const problem of await problemsOf(() => files.remove(folder))) ports.log.warning(`The private docker config is left for the post step: ${describeProblem(problem)}`);
}
/** Explains errors that the user can fix; shows the stack of all others. */
async function fail(error) {
	if (error instanceof TagboatError) {
		const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, redactor.clean));
		runner.fail(problems.map(describeProblem).join("\n"));
		await summarize(formatFailure(problems));
		return;
	}
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	runner.fail(redactor.clean(`This is a bug in Tagboat: ${stack}`));
}
/** Drops errors that the cancellation has caused, except those that name tags left behind. */
function explainCancel(problems) {
	const { code } = cancelledMeanwhile();
	if (!problems.some((problem) => problem.code === code)) return problems;
	const left = problems.filter((problem) => problem.code === "left-behind");
	return [left.length === 0 ? cancelledEarly() : cancelledMeanwhile(), ...left];
}
export {};
