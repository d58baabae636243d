import { r as __toESM, t as __commonJSMin } from "./chunks/rolldown-runtime.js";
import { $ as summarize$1, A as hurryClock, B as isoFromText, C as cacheVariables, D as addGitConfig, E as trustedDirectories, F as clock, G as isRecord, H as at, I as createLog, J as stringAt, K as numberAt, L as createRunner, M as stopHttp, N as unlessCancelled, O as cancelledError, P as HttpFailure, Q as settleAll, R as epochSeconds, S as createExec, T as identityVariables, U as booleanAt, V as arrayAt, W as compact, X as describeProblem, Y as TagboatError, Z as problemsOf, _ as dockerMissing, a as findInsecureRegistries, at as leftBehind, b as whyUnmasked, c as createBuildx, ct as notVerified, d as builderMissing, dt as isDiskFull, et as throwAll, f as builderSkipped, ft as outputsUnwritten, g as buildxMissing, gt as formatDuration, h as buildxLacks, ht as formatBytes, i as findEngine, it as contentMissing$1, j as hurryHttp, k as createCancellation, l as createDocker, lt as platformsMissing, m as builderUnreachable, mt as countFitting, n as planTemporaryBuilder, nt as cancelledEarly, o as createLatePolicy, ot as maybeLeftBehind, p as builderTooWeak, pt as programDiskFull, q as parseJson, rt as cancelledMeanwhile, s as isLoopback, st as notPublished, t as createBuilder, tt as cancelled, u as said, ut as reliedOn, v as require_semver, w as childEnvironment, x as createFiles, y as createRedactor, z as isoFromMillis } from "./chunks/temporary-builder.js";
import { t as getProxyUrl } from "./chunks/proxy.js";
import { createRequire } from "node:module";
import { Readable } from "node:stream";
import { createSecureContext, rootCertificates } from "node:tls";
import { createHash } from "node:crypto";
import { basename, dirname, isAbsolute, join, normalize, posix, relative, resolve, sep } from "node:path";
import { setFlagsFromString } from "node:v8";
import { lookup } from "node:dns/promises";
import { pipeline } from "node:stream/promises";
import vm from "node:vm";
import { homedir, tmpdir } from "node:os";
// src/ports/github.ts
/** Milliseconds. The longest wait is for what a throttled answer asks for; beyond it there is no second try. */
const limits$1 = {
	request: 15e3,
	longestWait: 3e4,
	pause: 1e3
};
/**
* GitHub through the runner's toolkit, which knows its proxies. Loaded with the first request only, because most runs
* do without. The API's address must be the one that the toolkit reads from GITHUB_API_URL, if that is set: the way
* to it (proxy or not) is chosen once.
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
/** Octokit throws for a status, with the answer in `response`, and without one for a broken connection. */
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
* Milliseconds until a second try is worth it, or undefined. A throttled request (403 or 429) names its time, in
* `retry-after` or, where nothing remains, in `x-ratelimit-reset` ("Rate limits for the REST API").
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
// src/ports/memory.ts
/**
* Has the garbage of short-lived objects collected early. A blob that streams through is thousands of buffers of 64 KiB,
* which V8 lets go of only when it collects its young generation, and left alone it lets that grow. Peak of resident
* memory with one blob of 1 GiB, Node 24: 162 to 164 MB left alone (3 runs), 114 to 155 MB without the growth, 101 to 123 MB
* with both (12 runs), in the same time. A V8 that does not know a flag says so on standard error, and goes on.
*/
function limitGarbage() {
	setFlagsFromString("--semi-space-growth-factor=1");
	setFlagsFromString("--minor-gc-task-trigger=20");
}
// src/ports/pace.ts
/**
* A small body that ends in time. Without a limit of its own a server that sends one byte at a time keeps a run waiting
* for ever: each byte begins the idle time anew. What came late and is the end will do.
*/
async function* limitTime(chunks, pace, now) {
	let waited = 0;
	for await (const { chunk, wait } of measure$1(chunks, now)) {
		if (waited > pace.body) throw new HttpFailure("BODY_TIMEOUT", `The answer did not end within ${pace.body / 1e3} s.`);
		waited += wait;
		yield chunk;
	}
}
/** A large body that comes at a speed worth waiting for. */
async function* limitPace(chunks, pace, now) {
	const check = createCheck(pace);
	for await (const { chunk, wait } of measure$1(chunks, now)) {
		check(chunk, wait);
		yield chunk;
	}
}
/** Likewise a large body that is sent: what counts is the time that its reader takes. */
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
/** Each chunk with the time that it took to come; the reader's own time does not count. */
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
const http$1 = process.getBuiltinModule("node:http");
const https = process.getBuiltinModule("node:https");
const usualLimits = {
	connect: 1e4,
	idle: 6e4,
	head: 12e4,
	body: 3e4,
	window: 6e4,
	least: 65536
};
/** An unread body of so many bytes and milliseconds is read away, to keep its connection; more costs the connection. */
const worthDraining = {
	bytes: 1 << 20,
	time: 5e3
};
/**
* The Http port. The runner's toolkit chooses the way (HTTPS_PROXY, NO_PROXY, loopback direct) and keeps
* connections open; the request itself is made here, because its time-outs and streams are ours to handle.
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
/** The operating system's answer for a host name. */
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
	const agents = /* @__PURE__ */ new Map();
	return (url, tls = untrusted) => {
		const known = agents.get(tls) ?? /* @__PURE__ */ new Map();
		agents.set(tls, known);
		const agent = known.get(url.origin) ?? createAgent(url, tls);
		known.set(url.origin, agent);
		return agent;
	};
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
/** Direct, or through the proxy that the environment names. Only a proxy needs the toolkit's client, which loads undici. */
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
/** A head that comes byte by byte, or after any number of interim answers, is as bad as none. */
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
/** A request that fails before it has a connection, as behind a proxy that cannot be reached, is never closed. */
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
/** A body that does not say how long it is may have no end. */
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
* `linux/arm/v7` there. undefined for what is no platform.
*/
function normalizePlatform(text) {
	const [, os, written = "", said = ""] = form.exec(text.toLowerCase()) ?? [];
	if (os === void 0) return void 0;
	const [architecture, meant = said] = aliases.get(written) ?? [written];
	const variant = variants$1.get(`${architecture}/${meant}`) ?? meant;
	return [
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/");
}
// src/bake/bake-target.ts
/** A field's text; empty where it has none. */
function textOf$1(target, field) {
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
// src/errors/plan.ts
/** `Event 'push' on branch 'main' gets no tag by default` */
function describeNone({ event, ref }, ownTags) {
	return `event '${event}' on ${ref.kind === "pull" ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`} gets no tag${ownTags ? " from the rules in input tags" : " by default"}`;
}
/** A rule that gives a tag on such a ref, whatever its name is. */
function exampleRule({ ref }) {
	if (ref.kind === "other") return "type=raw,value=test";
	return `type=ref,event=${ref.kind === "pull" ? "pr" : ref.kind}`;
}
/** A value that is written out, and no other rule gives a tag. `what` says what is wrong with it. */
function valueWithoutTag(what) {
	return {
		code: "value-without-tag",
		what: `${what} No other rule gives one, and nothing would be published.`,
		fix: "Give it a value: {{version}} of semver needs three numbers, like 1.4.0, and pep440 takes 1.4. If it may be empty, write if: on the step, or add a rule that gives a tag without it."
	};
}
/** Without a tag a promotion does nothing. */
function nothingToPromote(trigger, ownTags) {
	return {
		code: "no-tags",
		what: `Input from names an image to publish, but ${describeNone(trigger, ownTags)}.`,
		fix: "Name the tags in input tags, for example type=raw,value=stable, or leave the step out for this event with if:."
	};
}
/** For a warning: the run builds and does not push. */
function nothingTagged(trigger, ownTags) {
	return {
		what: `Nothing is pushed: ${describeNone(trigger, ownTags)}.`,
		fix: ownTags ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: false where that is meant.` : "Name the tags in input tags, for example type=raw,value=test, or set push: false where that is meant."
	};
}
function nothingToPush(trigger, ownTags) {
	return {
		code: "no-tags",
		what: `push is true, but ${describeNone(trigger, ownTags)}.`,
		fix: ownTags ? `Add a rule that matches this event, like ${exampleRule(trigger)}, or set push: auto.` : "Name the tags in input tags, for example type=raw,value=test, or set push: auto."
	};
}
/** push: true, and no chosen target makes an image. */
function nothingButFiles(targets) {
	return {
		code: "no-image",
		what: `push is true, but no chosen target makes an image: ${targets.join(", ")}.`,
		fix: "Choose a target without type=local, type=tar and type=cacheonly in its output, or leave push out."
	};
}
// src/slips.ts
/** Letters to add, leave out, replace or swap with their neighbour (the optimal string alignment distance). */
function countSlips(one, other) {
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
	return problem("tag-quotes", where, "a quotation mark is in the wrong place or not closed", "Put the marks around the whole item, \"value=a,b\", and write one within as \"\".");
}
function unknownType(where, type, types) {
	return problem("tag-type", where, `there is no type '${type}'`, `Use ${list$1(types)}.`);
}
function unknownKey(where, key, keys) {
	const near = keys.find((known) => key.length > 3 && countSlips(key, known) === 1);
	const fix = near === void 0 ? "" : ` Write '${near}' if you mean that one.`;
	return problem("tag-attribute", where, `there is no attribute '${key}'`, `Use ${list$1(keys)}.${fix}`);
}
function missingKey(where, key, example) {
	return problem("tag-attribute", where, `attribute '${key}' is missing`, `Write for example '${example}'.`);
}
/**
* A line of input tags is one tag; `value` is the second one in it. docker/metadata-action takes the last, so that `raw,1.2` gives `1.2`
* there: where `first` is the name of a type, it is meant as that.
*/
function severalValues(where, first, value, types) {
	const why = `'${value}' is a second tag in one line, which would replace the first`;
	const type = first === "raw" ? `type=raw,value=${value}` : `type=${first}`;
	return problem("tag-several", where, why, types.includes(first) ? `If '${first}' is meant as the type, write ${type}; else write one tag per line.` : "Write one tag per line; put an item that has a comma in quotation marks, \"value=a,b\".");
}
/** A value that an attribute does not take; `choices` are those that it takes. */
function badChoice(where, key, value, choices) {
	return problem("tag-value", where, `'${value}' is no value for '${key}'`, `Use ${list$1(choices)}.`);
}
function notBoolean(where, key, value, written) {
	return problem("tag-boolean", where, `'${key}' is '${value}'${value === written ? "" : ` (from '${written}')`}`, "Make it true or false.");
}
function notNumber(where, key, value, example) {
	return problem("tag-number", where, `'${value}' is no value for '${key}'`, `Give a number, ${example}.`);
}
function badRegex(where, source, why) {
	return problem("tag-regex", where, `'${source}' is no regular expression: ${why}`, "Give a regular expression of JavaScript, like v(\\d+\\.\\d+); /.../i takes flags.");
}
/** The expression has fewer groups than the rule asks for. */
function noSuchGroup(where, group, groups) {
	const fix = `Use group=${groups === 0 ? "0, the whole match" : `0 to ${groups}`}, or put ( ) around the part you want.`;
	return problem("tag-regex", where, `there is no group ${group}: the pattern has ${groups}`, fix);
}
function slowRegex(where, source, text) {
	return problem("tag-regex-slow", where, `'${source}' took more than a second on '${text}' and was stopped`, "Write it without a repetition within a repetition: (a+)+ becomes a+.");
}
function badTemplate(where, why, fix) {
	return problem("tag-expression", where, why, fix);
}
function unknownName(where, name, names) {
	return problem("tag-expression", where, `there is no expression '${name}' here`, `Use ${list$1(names)}.`);
}
/** The expression is about the image that input from names, and there is none, or its place is read before that image. */
function sourceUnknown(where, name, hasSource) {
	return problem("tag-source", where, hasSource ? `{{${name}}} is known in tags, flavor and annotations only` : `{{${name}}} is about the image that input from names, and this step builds one`, hasSource ? "Leave it out, and write the name that is meant." : "Leave it out; on a git tag, {{tag}} is the name of that.");
}
function badDateFormat(where, helper, why) {
	return problem("tag-date", where, `{{${helper}}} ${why}`, `Write for example {{${helper} 'YYYYMMDD'}}.`);
}
function badTimeZone(where, zone) {
	return problem("tag-time-zone", where, `there is no time zone '${zone}'`, "Give a name of the time zone database, like tz='Europe/Paris' or tz='UTC'.");
}
function noImageName(where) {
	return problem("image-name", where, "it has no name", "Write for example 'name=ghcr.io/acme/app,enable=true'.");
}
/** Runs a parser on each line; all their problems are thrown together. */
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
// src/model/reference.ts
const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const path = new RegExp(`^${component}(?:/${component})*$`);
const label = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const host = new RegExp(`^(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const digest$1 = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;
/** OCI distribution spec 1.1: a tag is at most 128 characters of `[A-Za-z0-9_.-]`, the first no `.` or `-`. */
const isTag = (text) => tag.test(text);
/** OCI image spec: `<algorithm>:<encoded>`. */
const isDigest = (text) => digest$1.test(text);
/**
* Parses an image name; throws a TagboatError that shows the name and the fix. Capitals become small letters, as
* docker/metadata-action has it: `ghcr.io/${{ github.repository }}` works for any owner.
*/
function parseRepository(text) {
	const name = text.toLowerCase();
	const problem = findProblem$1(name);
	if (problem) throw new TagboatError(problem);
	return {
		name,
		...locate$1(name)
	};
}
/** Completes Docker Hub's short forms. */
function locate$1(name) {
	const { first, rest } = splitHost(name);
	if (first !== void 0 && first !== "docker.io" && first !== "index.docker.io") return {
		host: first,
		path: rest
	};
	return {
		host: "docker.io",
		path: rest.includes("/") ? rest : `library/${rest}`
	};
}
/** `ghcr.io/acme/app:1.2.3` or `ghcr.io/acme/app@sha256:...`. */
function formatReference(repository, target) {
	return "tag" in target ? `${repository.name}:${target.tag}` : `${repository.name}@${target.digest}`;
}
/** One name for all spellings: `acme/app` and `docker.io/acme/app` are `docker.io/acme/app`. */
const keyOf = ({ host, path }) => `${host}/${path}`;
const isSame = (one, other) => keyOf(one) === keyOf(other);
/** Each once. */
const distinctOf = (repositories) => [...new Map(repositories.map((repository) => [keyOf(repository), repository])).values()];
function findProblem$1(name) {
	const bad = (why, fix) => ({
		code: "image-name",
		what: `Image name '${name}': ${why}.`,
		fix
	});
	if (name === "") return bad("it is empty", "Give a name like ghcr.io/acme/app.");
	if (/^[a-z]+:\/\//i.test(name)) return bad("it has a scheme", `Write '${name.replace(/^[a-z]+:\/\//i, "")}'.`);
	if (name.includes("@")) return bad("it has a digest", `Write '${name.slice(0, name.indexOf("@"))}'.`);
	if (name.slice(name.lastIndexOf("/") + 1).includes(":")) return bad("it has a tag", `Write '${name.slice(0, name.lastIndexOf(":"))}' and put the tag into input tags.`);
	const { first, rest } = splitHost(name);
	const prefix = first === void 0 ? "" : `${first}/`;
	if (first !== void 0 && !host.test(first)) return bad(`'${first}' is no host name`, "Give a name like ghcr.io/acme/app.");
	if (name.split("/").includes("")) return bad("a part of it is empty", `An expression may be empty there, as a secret is in a fork's run. Write the name out, like '${prefix}acme/app'.`);
	if (!path.test(rest)) return bad("its path may only have a-z and 0-9, with single . or _, __ or - between them, in parts divided by /", `Write for example '${prefix}${suggest$2(rest)}'.`);
	if (locate$1(name).path.length > 255) return bad("it is longer than 255 characters", "Give a shorter name.");
}
/** Docker's rule: the first part is a host if it has a dot or a colon, or is `localhost`. */
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
function suggest$2(path) {
	return path.split("/").map((part) => part.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")).filter((part) => part !== "").join("/") || "app";
}
// src/tags/origin.ts
/** The expressions whose values come with the ref or the user, and not with the workflow. */
const origins = {
	branch: "branch",
	base_ref: "branch",
	tag: "tag",
	pr: "pr",
	user: "user"
};
/**
* The origins of a text that `render` gives for these values. An expression counts where another value would give
* another text: `{{#if branch}}latest{{/if}}` is the workflow's own `latest`.
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
/** Who a name of these origins belongs to, as warnings name it. */
function describeOrigin$1(origin, { ref, user, branch }) {
	switch (origin) {
		case "branch": return `Branch '${branch}'`;
		case "tag": return `Git tag '${ref.kind === "tag" ? ref.name : ""}'`;
		case "pr": return `Pull request ${ref.kind === "pull" ? ref.number : ""}`;
		case "user": return `User '${user}'`;
	}
}
// src/tags/slug.ts
var import_semver = /* @__PURE__ */ __toESM(require_semver(), 1);
const longest$3 = 128;
const kept = 119;
/**
* Any text as a valid tag. Runs of characters that no tag may have become one `-`; `.` and `-` at the beginning go;
* what is left empty becomes `ref-` and 8 hex digits of the text's SHA-256; what is longer than 128 characters
* (OCI distribution spec 1.1) is cut, with 8 such digits at its end, so that two long names stay two.
* A valid tag is its own slug.
*/
function slug(text) {
	const name = text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");
	if (name === "") return `ref-${hash(text)}`;
	return name.length > longest$3 ? `${name.slice(0, kept)}-${hash(text)}` : name;
}
function hash(text) {
	return createHash("sha256").update(text).digest("hex").slice(0, 8);
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
/** Of these, git tags may be called as they like but for what other rules make from something else. */
const ofOthers = [
	/^latest$/,
	/^pr-\d+$/,
	/^sha-/,
	/^sha256-[0-9a-f]{64}/
];
/** A name that some other rule gives, and that a branch of that name must therefore not take. */
function isReserved(name) {
	return words$2.has(name) || import_semver.default.valid(name) !== null || patterns.some((pattern) => pattern.test(name));
}
/** The same for a git tag, which may be called like a version: that is what it is for. */
function isReservedForTags(name) {
	return ofOthers.some((pattern) => pattern.test(name));
}
/** The name, and what is left of it without each of the suffixes that it ends with. */
const withoutSuffixes = (name, suffixes) => [name, ...suffixes.flatMap((suffix) => suffix !== "" && name.endsWith(suffix) ? [name.slice(0, -suffix.length)] : [])];
/** A branch's tag; `branch-` goes before a reserved one, with a warning. */
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
* A git tag's tag; `tag-` goes before one that reads `latest`, `pr-7` or `sha-...`, or like the tag of a branch that is there now
* (as far as `liveBranches` tells), with a warning; with one of `suffixes` behind it, too.
*/
function gitTagSlug(tag, liveBranches = [], suffixes = []) {
	const name = slug(tag);
	const names = withoutSuffixes(name, suffixes);
	const branch = liveBranches.find((live) => names.includes(branchSlug(live).name));
	if (!names.some(isReservedForTags) && branch === void 0) return { name };
	const other = slug(`tag-${name}`);
	return {
		name: other,
		warning: `Git tag '${tag}' is published as '${other}': ${branch === void 0 ? `'${name}' is a reserved name` : `'${name}' belongs to branch '${branch}'`}.`
	};
}
// src/tags/affix.ts
/**
* The tag that a rule's text becomes: with prefix and suffix, valid, and no reserved name where any part of it comes
* from the ref or the user. A rule's own prefix or suffix, even an empty one, is instead of the flavor's. `undefined`
* where there is no text: an expression that is empty for this ref gives no tag, whatever the flavor; a rule that has
* an affix of its own gives that.
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
		...finish$1(whole.name, bare.warning ?? whole.warning),
		...nameAfter(all, branch)
	};
}
/** `latest`, with the flavor's prefix and suffix where they are for it too. */
function latestName({ prefix, suffix }, context) {
	const first = prefix?.onLatest ? prefix.text : void 0;
	const last = suffix?.onLatest ? suffix.text : void 0;
	const text = `${first ? context.render(first) : ""}latest${last ? context.render(last) : ""}`;
	const from = [...context.originsOf(first), ...context.originsOf(last)];
	const { name, warning } = avoidReserved(text, from, context.branch, context);
	return {
		...finish$1(name, warning),
		...nameAfter(from, context.branch)
	};
}
const finish$1 = (text, warning) => ({
	name: slug(text),
	...warning !== void 0 && { warning }
});
const nameAfter = (from, branch) => from.length === 0 ? {} : { fromRef: from.includes("branch") ? { branch } : {} };
/** `pr-77` is another pull request's, where 7 is this one. */
function avoidWith(origin, name, own) {
	const other = slug(`${origin}-${name}`);
	return isReserved(other) && other !== own ? slug(`pull-${name}`) : other;
}
/**
* The text as it is unless its slug is reserved, or is with the suffix of an image of the step (`latest-slim`): `/` and
* the like are for the whole name to settle.
*/
function avoidReserved(text, from, branch, { liveBranches, suffixes, trigger }) {
	const { ref, actor } = trigger;
	const origin = [
		"branch",
		"tag",
		"pr",
		"user"
	].find((each) => from.includes(each));
	if (origin === void 0) return { name: text };
	if (origin === "tag") {
		const checked = gitTagSlug(text, liveBranches, suffixes);
		return checked.warning === void 0 ? { name: text } : checked;
	}
	const name = slug(text);
	const own = origin === "pr" && ref.kind === "pull" ? `pr-${ref.number}` : void 0;
	const isTheirs = ref.kind === "tag" ? isReservedForTags : isReserved;
	if (!withoutSuffixes(name, suffixes).some((each) => each !== own && isTheirs(each)) || name === own) return { name: text };
	const other = avoidWith(origin, name, own);
	return {
		name: other,
		warning: `${describeOrigin$1(origin, {
			ref,
			user: actor,
			branch
		})} is published as '${other}': '${name}' is a reserved name.`
	};
}
// src/model/trigger.ts
/** Splits a full ref name (`refs/heads/x`) into what it is about. */
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
/** The ref is the default branch itself. About the ref, not the event: false for a tag or a pull request. */
function isDefaultBranch(trigger) {
	return trigger.ref.kind === "branch" && trigger.ref.name === trigger.defaultBranch;
}
// src/libraries.ts
const load = createRequire(import.meta.url);
/** For expressions, `{{version}}`. */
const handlebars = () => load("#handlebars");
/** For versions that semver does not read. */
const pep440 = () => load("#pep440");
/** For inputs that are YAML lists, and for compose files. */
const yaml = () => load("#yaml");
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
/** Tokens that the library does not know, or knows by another meaning; each from what the wall shows. */
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
const known$3 = "YYYY YY M MM MMM MMMM D DD d dd ddd dddd H HH Hmm Hmmss h hh hmm hmmss m mm s ss a A".split(" ");
const fractions = Array.from({ length: 9 }, (_, index) => "S".repeat(index + 1));
/** Tokens that stand for several. */
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
	...known$3,
	...fractions
].sort((a, b) => b.length - a.length);
/** What a token prints. */
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
* Formats an ISO instant by the tokens of moment, which docker/metadata-action documents: `[text]` stands for
* itself, as do letters that are no token. English names; weeks begin on Sunday (`w`) or as ISO has it (`W`).
*/
function formatDate(iso, format, zone) {
	const reading = read$3(iso, zone);
	return format.replace(longParts, (text, literal) => literal ?? longTokens[text] ?? text).replace(parts, (text, literal, escaped) => literal ?? escaped ?? printToken(text, reading));
}
/** Why a text is no date format; `undefined` where it is one. */
function findFormatFault(format) {
	if (format.replace(/\[[^\]]*\]/g, "").indexOf("[") >= 0) return `has a [ that nothing closes in '${format}'`;
	return format.replace(longParts, (text, literal) => literal ?? longTokens[text] ?? text).match(parts)?.some((text) => !text.startsWith("[") && !text.startsWith("\\")) ? void 0 : `has nothing of a date in its format '${format}'`;
}
/** The zone is one of the time zone database. */
function isTimeZone(zone) {
	if (!/^[A-Za-z]/.test(zone)) return false;
	try {
		return new Intl.DateTimeFormat("en-US", { timeZone: zone }) !== void 0;
	} catch {
		return false;
	}
}
/** The library's own zones reckon through the machine's; the offset that Intl knows does not. */
function read$3(iso, zone) {
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
// src/tags/date-helpers.ts
/** A date expression that cannot be printed; who knows the line makes a problem of it. */
var DateFault = class extends Error {
	describe;
	constructor(describe) {
		super("date");
		this.describe = describe;
	}
};
/** `{{date 'YYYYMMDD' tz='Asia/Tokyo'}}`: the zone is UTC unless said. Throws a DateFault. */
function formatChecked(helper, iso, format, zone = "UTC") {
	const fault = findDateFault(helper, format, zone);
	if (fault) throw new DateFault(fault);
	return formatDate(iso, String(format), String(zone));
}
/** What is wrong with the format or the zone; `undefined` where nothing is. */
function findDateFault(helper, format, zone = "UTC") {
	const why = typeof format === "string" ? findFormatFault(format) : "needs a format in quotation marks";
	if (why !== void 0) return (where) => badDateFormat(where, helper, why);
	if (typeof zone === "string" && isTimeZone(zone)) return void 0;
	return (where) => badTimeZone(where, String(zone));
}
// src/tags/check-template.ts
const helpers = [
	"if",
	"unless",
	"or",
	"date",
	"commit_date"
];
/** The names that a template uses; throws a TagboatError for the first thing in it that cannot be right. */
function checkTemplate(text, names, where) {
	const checker = new Checker(names, where);
	checker.check(parseTemplate(text, where));
	return checker.uses;
}
/** Throws a TagboatError for what is not well-formed, with the column where it is known. */
function parseTemplate(text, where) {
	try {
		return handlebars().parse(text);
	} catch (error) {
		const [first = "", excerpt = "", arrow = ""] = error instanceof Error ? error.message.split("\n") : [];
		const at = arrow.endsWith("^") ? columnAt(where, findOffset$1(text, excerpt, arrow.length - 1)) : where;
		const why = first.startsWith("Parse error") ? "the expression is not complete or not well-formed" : first;
		throw new TagboatError(badTemplate(at, why, "Write {{name}}, or {{#if name}}...{{else}}...{{/if}}; {{date 'YYYY'}} for a date."));
	}
}
/** The parser shows 20 characters before the fault, behind `...` where there are more. */
function findOffset$1(text, excerpt, arrow) {
	if (!excerpt.startsWith("...")) return arrow;
	return text.indexOf(excerpt.slice(3).replace(/\.\.\.$/, "")) + arrow - 3;
}
/** The place so many characters further on. */
function columnAt(where, offset) {
	return where.column === void 0 ? where : {
		...where,
		column: where.column + offset
	};
}
/** Walks a template once, before it is ever rendered. */
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
	/** Formats and zones that are written out are checked here, though the expression may never be printed. */
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
* Compiles a text with expressions, without HTML escaping; throws a TagboatError for a syntax fault and for a name
* that is neither in `names` nor a helper, with the column where it is known.
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
// src/tags/versions.ts
/** Reads a text that is a version and nothing else. Semver as semver.org has it, with an optional `v`. */
function parseVersion(scheme, text) {
	return scheme === "semver" ? parseSemver(text) : parsePep440(text);
}
/**
* Finds the version that a git tag is about: the whole tag (`v1.2.3`, `1.2rc1`), or its end (`app/v1.2.3`,
* `pkg@1.2.3`, `chart-1.2.3`). PEP 440 is loose, `7` and `20200110-RC2` are versions to it; here it needs a dot.
*/
function findVersion(tag) {
	const tail = /(?<![0-9.])v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.exec(tag)?.[0];
	const found = parseSemver(tag) ?? (tail === void 0 ? void 0 : parseSemver(tail));
	if (found) return found;
	const last = tag.slice(Math.max(tag.lastIndexOf("/"), tag.lastIndexOf("@")) + 1);
	return /^v?(?:\d+!)?\d+\.\d/i.test(last) ? parsePep440(last) : void 0;
}
/** A git tag that gets no `latest`: by its version, or by PEP 440 at its loosest, to which `20200110-RC2` is one. */
function isPrerelease(tag) {
	return (findVersion(tag) ?? parsePep440(tag))?.isPrerelease ?? false;
}
/** Above 0 where `a` is higher than `b`, below 0 where it is lower. Both are in the scheme's normal form. */
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
/** Expressions that every attribute with expressions knows, and labels, annotations and image names. */
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
/** Those of them that are about the image that input from names. */
const sourceNames = ["source_tag", "source_version"];
/** And those of labels, annotations and build arguments, which are made when the tags are known: `version` is the first of them. */
const imageExpressions = [...expressionNames, "version"];
/** And those of a version's pattern. */
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
/** The event's commit, or a pull request's head where that is asked for. */
function commitSha(trigger, { prHeadSha }) {
	const head = trigger.event.startsWith("pull_request") ? trigger.pullRequest?.headSha : void 0;
	return prHeadSha && head !== void 0 ? head : trigger.sha;
}
function shortSha(sha, { shortShaLength = 7 }) {
	return sha.slice(0, shortShaLength);
}
const timesOf = (trigger) => ({
	date: trigger.time,
	commit_date: trigger.commitTime
});
/** A person's label, annotation or other text with the expressions that all of them share. */
function compileText(text, where) {
	return compileTemplate(text, expressionNames, where);
}
function baseOfTag({ baseRef = "" }) {
	return baseRef.replace(/^refs\/heads\//, "");
}
/** As `isDefaultBranch`; a schedule's ref is the default branch even where nothing told its name. */
function isOnDefaultBranch(trigger) {
	if (trigger.event === "schedule" && trigger.defaultBranch === void 0) return trigger.ref.kind === "branch";
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
* alone. Keys are lower-cased, blanks around keys and values go. An item whose part before `=` cannot be a key,
* as in `{{date 'YYYY' tz='UTC'}}`, is a value.
*/
function readFields(input, line) {
	const columns = findColumns(line);
	return splitLine(input, line).map((item, index) => readField$1({
		input,
		line
	}, item, columns[index]));
}
/** Lines that say something: blank ones and comments say nothing. */
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
/** Where each item's text begins, from 1: after a comma outside quotation marks, and after an opening mark. */
function findColumns(line) {
	const starts = [0];
	let quoted = false;
	for (let index = 0; index < line.length; index++) {
		if (line[index] === "\"") quoted = !quoted;
		if (line[index] === "," && !quoted) starts.push(index + 1);
	}
	return starts.map((start) => start + (line[start] === "\"" ? 2 : 1));
}
// src/tags/rule.ts
/** Its texts with expressions; the pattern of `type=match` is none. */
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
/** A rule's priority where it says none: the higher comes first. */
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
/** The attributes of a type, besides those that all have. */
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
// src/tags/attributes.ts
/** The attributes of one line, by key, and the ways to read them; each throws a TagboatError that quotes the line. */
var Attributes = class {
	where;
	#fields = /* @__PURE__ */ new Map();
	/**
	* A value without a key is the attribute `value`, once in a line; of a key that comes twice the last counts. Nothing
	* between commas says nothing.
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
	/** Absent and empty alike are `undefined`. */
	filled(key) {
		const field = this.#fields.get(key);
		return field?.value ? field : void 0;
	}
	required(key, example) {
		const field = this.#fields.get(key);
		if (field === void 0) throw new TagboatError(missingKey(this.where, key, example));
		return field;
	}
	/** A text with expressions, where the attribute is there; it may be empty. */
	text(key, names = expressionNames) {
		const field = this.#fields.get(key);
		return field && compileTemplate(field.value, names, field.where);
	}
	/** As `text`, with what stands for an absent one. */
	textOr(key, otherwise, names) {
		return this.text(key, names) ?? compileText(otherwise, this.where);
	}
	choice(key, choices) {
		const field = this.#fields.get(key);
		const choice = choices.find((each) => each === field?.value);
		if (field && choice === void 0) throw new TagboatError(badChoice(field.where, key, field.value, choices));
		return choice;
	}
	/** A number; nothing counts as 0, as in docker/metadata-action. */
	number(key, pattern, example) {
		const field = this.#fields.get(key);
		if (field && !pattern.test(field.value)) throw new TagboatError(notNumber(field.where, key, field.value, example));
		return field && Number(field.value);
	}
};
// src/errors/references.ts
/** A raw value with a colon that cannot be a reference. */
function badReference(where, why, fix) {
	return {
		code: "tag-reference",
		what: `${describeWhere(where)}: a value with ':' is a full reference, and ${why}.`,
		fix
	};
}
/** The name of an image that has no tag; `slug` is the tag that it would become. */
function nameInTags(where, name, slug) {
	return {
		code: "tag-reference",
		what: `${describeWhere(where)}: it is the name of an image without a tag, and would become the tag '${slug}'.`,
		fix: `Write '${name}:latest', or '${name}' in input images. If the tag is meant, write 'type=raw,value=${name}'.`
	};
}
/** What is wrong with the name of a reference, said of its line. */
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
/** `tags` are for every name of the image, and no reference is there to give one. */
function tagsWithoutName(tags) {
	return {
		code: "tag-reference-name",
		what: `The names of the image come from the references in input tags, all of which are off for this event, and ${tags.map((tag) => `'${tag}'`).join(", ")} would have no name.`,
		fix: "Set input images, for example to ghcr.io/acme/app."
	};
}
// src/errors/names.ts
/** An expression before the first `/` of a name, where a value with a dot would name another registry. */
function expressionInHost(where, expression, name) {
	return {
		code: "image-expression",
		what: `${describeWhere(where)}: '${expression}' stands before the first '/', where its value could name another registry.`,
		fix: `Write the registry out, like 'docker.io/${name.replace(/^\/+/, "")}'. For one registry or another write a line for each, with enable=.`
	};
}
/** Text in a block that cannot be part of one component. */
function textInBlock(where, text) {
	const fix = text.includes("/") ? "Put the '/' outside of the block, or write a line for each name, with enable=." : "Write small letters, digits, and . _ or - between them.";
	return {
		code: "image-expression",
		what: `${describeWhere(where)}: a block is part of one component of the name, and '${text}' cannot be in one.`,
		fix
	};
}
function emptyExpression(where, expression, why) {
	return {
		code: "image-expression-empty",
		what: `${describeWhere(where)}: '${expression}' is empty here: ${why}.`,
		fix: "Give it something else with {{#if}}...{{else}}...{{/if}}, or leave the line out here with enable=."
	};
}
/** A name that was read from a target's own tags in a bake file. */
function badOwnName(target, tag, problem) {
	return {
		...problem,
		what: `Target '${target}' has the tag '${tag}' in its bake file. ${problem.what}`
	};
}
function targetWithoutName(target) {
	return {
		code: "image-name",
		what: `Target '${target}' has none of a-z and 0-9 in its name, which is to be part of its image's.`,
		fix: "Rename it, or give it tags of its own in the bake file."
	};
}
/** `line` gives all of the targets one name, `repository`, and their tags are the same. */
function sharedName(targets, { text, where }, repository, isBuilds) {
	const write = (end) => `images: ${where.line.replace(text, () => `${text}${end}`)}`;
	const below = repository.host === "docker.io" ? "" : ` or ${write("/{{target}}")}`;
	const item = isBuilds ? `, or suffix: -${targets.at(-1)} below an item of builds,` : "";
	return {
		code: "image-name-shared",
		what: `Images ${targets.map((name) => `'${name}'`).join(", ")} would all be published as '${repository.name}', under the same tags: '${text}' in input images has no {{target}}.`,
		fix: `Write ${write("-{{target}}")}${below}, so that each has its own name; or flavor: suffix=-{{target}},onlatest=true${item} for one name with other tags; or choose one of them.`
	};
}
/** `targets` are two or more that would publish `reference`. */
function referenceConflict(reference, targets) {
	const names = targets.map((name) => `'${name}'`);
	return {
		code: "reference-conflict",
		what: `Targets ${names.slice(0, -1).join(", ")} and ${names.at(-1)} would publish '${reference}'.`,
		fix: "Use {{target}} in input images, in a reference, or in the prefix or suffix of the tags, so that each has its own."
	};
}
/** `owned` says who gets the name, and from what: the default branch, releases or both. */
function protectedName(name, owned, trigger) {
	const { ref } = trigger;
	const here = ref.kind === "pull" ? `pull request ${ref.number}` : `${ref.kind} '${ref.name}'`;
	return {
		code: "protected-name",
		what: `Image name '${name}' is only for ${owned.for}, by '${owned.template}' in input ${owned.input}, and this is ${here}, by '${trigger.actor}'.`,
		fix: "Give other refs a name that none of theirs can be, for example with dev-{{user}} in the place of {{user}}. In a bake file, give no target such a name, tag or cache."
	};
}
// src/tags/component.ts
/**
* Any text as part of one component of an image name; empty where nothing of it can be in one. Lower-cased; what is not
* `[a-z0-9._-]` becomes `-`, and so does a run of separators that the grammar does not know: it has `.`, `_`, `__` and
* any number of `-` (OCI distribution spec 1.1, "Pulling manifests"). Separators at the ends go.
*/
function toComponent(text) {
	return withoutForeign(text).replace(/[._-]+/g, (run) => /^(?:\.|__?|-+)$/.test(run) ? run : "-").replace(/^[._-]+|[._-]+$/g, "");
}
/** The first half of it: for a text in which a person wrote the separators, who may want one at an end. */
function withoutForeign(text) {
	return text.toLowerCase().replace(/[^a-z0-9._-]+/g, "-");
}
// src/tags/name-template.ts
/**
* Compiles an image name. Each expression becomes part of one component: its values are made such (`feature/X` is
* `feature-x`), and text that a person wrote into a block stays as it is, because `debug-` may be meant so. Throws a
* TagboatError for an expression before the first `/` of the name and for text in a block that no component can have;
* `render` throws one for an expression that is empty.
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
/** A piece of literal text, or an expression; nothing for a comment. */
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
/** A quoted item of a list may have several lines; the parser counts columns in each. */
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
/** What stands before the first `/` is the registry's host as soon as it has a dot. */
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
const reasons$1 = {
	branch: "only a branch has a {{branch}}, a git tag and a pull request have none",
	tag: "only a git tag has a {{tag}}",
	base_ref: "only a pull request has a {{base_ref}}, and a git tag where GitHub tells it",
	pr: "only a pull request has a {{pr}}",
	user: "nothing told the {{user}}",
	target: "only an image of bake-files has a {{target}}"
};
function explainEmpty({ uses }, values) {
	return [...uses].flatMap((name) => {
		const value = values[name];
		if (typeof value !== "string" || toComponent(value) !== "") return [];
		return value === "" ? reasons$1[name] ?? [] : `{{${name}}} is '${value}', without any of a-z and 0-9`;
	}).join("; ") || "no part of it that holds has any text";
}
// src/tags/reference-value.ts
/**
* Splits a raw value at the colon of its tag; undefined where the value has no colon outside of expressions, and so is
* a tag alone. Throws a TagboatError for what no registry takes: a digest, a scheme, a port without a tag, a tag with
* characters that none has.
*/
function splitReference({ text, where }) {
	const masked = maskExpressions(text, where);
	if (!masked.includes(":")) return void 0;
	const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(masked)?.[0];
	if (scheme !== void 0) fail$1(where, "it has a scheme", `Write '${text.slice(scheme.length)}'.`);
	const colon = findColon(masked);
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
/** The colon before the tag: the first one behind the registry, which may have a port. */
function findColon(masked) {
	const registry = /^(?:\[[0-9a-fA-F:]+\]|[^/:[]+)(?::\d+)?\//.exec(masked)?.[0] ?? "";
	return masked.indexOf(":", registry.length);
}
/** What is written out is not changed: a slug that nobody wrote would be another image's tag. */
function checkTag(name, tag, masked, where) {
	if (tag.includes("{{") ? /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(masked) : tag === "" || isTag(tag)) return;
	const fix = tag.includes("{{") ? "Write letters, digits, and . _ or - beside the expressions." : `Write '${name}:${slug(tag)}', or for the name of a branch '${name}:{{branch}}'.`;
	fail$1(where, `'${tag}' cannot be a tag`, fix);
}
/** A name without expressions is checked here, the others when the trigger is known. */
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
/** The text with letters in the place of its expressions, which may have colons: `{{date 'HH:mm'}}`. */
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
/** A reference is written around expressions, not within one. */
function refuseColons(block, where) {
	Object.assign(new (handlebars()).Visitor(), { ContentStatement({ value }) {
		if (value.includes(":")) fail$1(where, "a block has a colon in it", "Write a line for each reference, with enable=.");
	} }).accept(block);
}
// src/tags/regex.ts
/** Milliseconds. No honest pattern needs one of them for a ref. */
const limit = 1e3;
const timedOut = "ERR_SCRIPT_EXECUTION_TIMEOUT";
/** Compiles a regular expression of JavaScript; throws a TagboatError where it is none. */
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
* Repetitions of which none is of a group take at most this many steps. Most patterns are such; for them the watchdog,
* a thread per match, would be a waste when thousands of git tags are looked at.
*/
function isHarmless(source, text) {
	const repetitions = source.match(/[*+]|\{\d+,/g) ?? [];
	return !/\)[*+?{]/.test(source) && text.length ** (repetitions.length + 1) <= 2e7;
}
/** Backtracking cannot be told from waiting, but it can be stopped: V8 ends a script, a match included, in time. */
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
		...readValue$3(attributes),
		...match && { match: compilePattern(match.value, "", match.where) }
	};
}
function readMatchRule(attributes) {
	const pattern = readPattern$1(attributes.required("pattern", "type=match,pattern=v(.*),group=1"));
	const group = attributes.number("group", /^\d+$/, "0 for the whole match or 1 for the first ( )") ?? 0;
	if (group > pattern.groups && !pattern.isGlobal) throw new TagboatError(noSuchGroup(attributes.required("group", "").where, group, pattern.groups));
	return {
		type: "match",
		pattern,
		group,
		...readValue$3(attributes)
	};
}
/** `/v(.*)/i` with flags, or `v(.*)` alone. */
function readPattern$1({ value, where }) {
	const [, source, flags] = /^\/(.+)\/(.*)$/.exec(value) ?? [];
	return source === void 0 ? compilePattern(value, "", where) : compilePattern(source, flags ?? "", where);
}
function readValue$3(attributes) {
	const value = attributes.filled("value") && attributes.text("value");
	return value ? { value } : {};
}
/** Attributes of another type do no harm, in docker/metadata-action neither; but somebody meant something. */
function findUnused(attributes, type) {
	const used = [...commonKeys, ...ownKeys[type]];
	const unused = attributes.keys.filter((key) => !used.includes(key));
	if (unused.length === 0) return void 0;
	return `Input tags, line '${attributes.where.line}': type=${type} has no use for ${unused.join(" and ")}.`;
}
// src/tags/default-tags.ts
const latest = "type=raw,value=latest,enable={{is_default_branch}}";
/** The default tags, in the language itself. The flavor's `latest` is `false` with them unless the user writes it. */
const defaultLines = [
	"type=schedule",
	"type=semver,pattern={{version}}",
	"type=ref,event=branch",
	"type=ref,event=tag",
	"type=ref,event=pr",
	"type=ref,event=pr-branch",
	latest
];
/** The one of them that is only for where no other line gave a tag: a git tag that is no version. */
const fallback = "type=ref,event=tag";
/** The rules of `defaultLines`, on request without the one that gives `latest`. */
function defaultRules(hasLatest) {
	const { rules } = parseRules(defaultLines.filter((line) => hasLatest || line !== latest));
	return rules.map((rule) => rule.where.line === fallback ? {
		...rule,
		isFallback: true
	} : rule);
}
const refEvents = /* @__PURE__ */ new Set([
	"push",
	"workflow_dispatch",
	"repository_dispatch",
	"create",
	"schedule",
	"local"
]);
const releaseActions = /* @__PURE__ */ new Set([
	"published",
	"released",
	"prereleased"
]);
/**
* Whether this event has default tags. An allow-list: many events carry the default branch's ref without being about
* it, and a wrong `latest` costs more than a missing one. `local` is a run outside a runner.
*/
function hasDefaultTags(trigger) {
	const { event, action, ref } = trigger;
	if (ref.kind === "branch" && ref.name.startsWith("gh-readonly-queue/")) return false;
	if (refEvents.has(event)) return true;
	if (event === "release") return releaseActions.has(action ?? "") && ref.kind === "tag";
	return (event === "pull_request" || event === "pull_request_target") && action !== "closed";
}
// src/tags/finding.ts
const nothing$2 = { kind: "none" };
/** The line that a version is on. */
const lineOf = ({ scheme, full }) => ({
	kind: "line",
	scheme,
	version: full
});
/** The one content that a version names. */
const releaseOf = ({ scheme, full }) => ({
	kind: "release",
	scheme,
	version: full
});
// src/tags/rule-context.ts
function makeRuleContext(trigger, options, liveBranches = [], { insteadOfValue, suffixes = [] } = {}) {
	const values = expressionValues(trigger, options);
	const times = timesOf(trigger);
	const branch = values.branch || values.base_ref;
	return {
		trigger,
		options,
		liveBranches,
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
/** A slug does not begin with `-`. */
const asSuffix = (text) => text === "" ? "" : slug(`x${text}`).slice(1);
/** What a moving name follows that says no more than its ref: the branch, the pull request, a git tag's version. */
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
/** The text that rules of versions read: their own `value`, else the git tag; `undefined` where there is neither. */
function readSource(context, value) {
	if (context.insteadOfValue !== void 0) return context.insteadOfValue;
	if (value) return context.render(value);
	return context.trigger.ref.kind === "tag" ? context.trigger.ref.name : void 0;
}
/** What the text of `readSource` is made from. */
function sourceOrigins(context, value) {
	return context.insteadOfValue !== void 0 || value === void 0 ? ["tag"] : context.originsOf(value);
}
// src/tags/rules/match.ts
/**
* `type=match`: a part of the git tag, or of `value`, by a regular expression. The part may be a version, short or
* full. A prerelease never gives `latest`, and a short one only where the pattern covers the prerelease part.
*/
function findMatchTag(rule, context) {
	const source = readSource(context, rule.value);
	if (source === void 0 || source === "") return nothing$2;
	const match = rule.pattern.match(source);
	if (!match) return warn$3(rule, `'${rule.pattern.source}' does not match '${source}'`);
	const text = match[rule.group];
	if (text === void 0) return warn$3(rule, `group ${rule.group} matches nothing of '${source}'`);
	const found = name$3(rule, text, source, match[0] ?? "");
	return found.kind === "tag" ? {
		...found,
		from: sourceOrigins(context, rule.value)
	} : found;
}
function name$3(rule, text, source, whole) {
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
	if (!covers(whole, version)) return warn$3(rule, `'${text}' would be the name of a release, but '${source}' is a prerelease`);
	return {
		kind: "tag",
		text,
		follows,
		warning: `${describeWhere(rule.where)}: '${text}' reads like a release, but '${source}' is a prerelease; group=0 keeps them apart.`
	};
}
/** A pattern that has the prerelease part is about prereleases, whichever group it takes: `v(.*)-beta.(.*)`. */
function covers(whole, { raw }) {
	const part = raw.replace(/^v?[\d!.]+/i, "").replace(/\+.*$/, "");
	return part !== "" && whole.includes(part);
}
/** A version or part of one. */
const isVersionLike = (text) => /^v?\d+(?:\.\d+)*$/.test(text);
function warn$3(rule, why) {
	return {
		kind: "none",
		warning: `${describeWhere(rule.where)}: ${why}; it gives no tag.`
	};
}
// src/tags/rules/plain.ts
/** `type=schedule`: a name for the scheduled run. */
function findScheduleTag({ pattern }, context) {
	if (context.trigger.event !== "schedule") return nothing$2;
	const from = context.originsOf(pattern);
	return {
		kind: "tag",
		text: context.render(pattern),
		follows: { kind: "run" },
		from
	};
}
/** `type=edge`: the default branch, or the one that is named. */
function findEdgeTag({ branch }, { trigger }) {
	const { ref, defaultBranch } = trigger;
	if (ref.kind !== "branch" || ref.name !== (branch || defaultBranch)) return nothing$2;
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
* `type=raw`: what a person wrote. A full version is a release even so; `latest` and the branch's own name follow
* what the ref follows; anything else follows the runs.
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
	return text === "" ? nothing$2 : {
		kind: "tag",
		text,
		follows: { kind: "commit" }
	};
}
// src/tags/rules/ref.ts
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
	if (ref.kind !== "branch") return nothing$2;
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
/** A git tag that reads as a version is a release; `latest` is not for a prerelease. */
function findGitTag({ ref }) {
	if (ref.kind !== "tag") return nothing$2;
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
	if (ref.kind !== "pull") return nothing$2;
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
* The head branch of a pull request: as a push to it would name it. Not for a fork, whose branch names are a
* stranger's; not for the default branch; not on `pull_request_target`, whose commit is the base's.
*/
function findPullBranch({ ref, event, pullRequest, defaultBranch }) {
	if (ref.kind !== "pull" || event === "pull_request_target") return nothing$2;
	if (!pullRequest || pullRequest.fork || pullRequest.headRef === defaultBranch) return nothing$2;
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
// src/tags/rules/version.ts
/**
* `type=semver` and `type=pep440`: the git tag, or `value`, as a version through `pattern`. A prerelease has no short
* names: whatever the pattern, it gives the full version (or `{{raw}}`, where the pattern is that). Of version 0 there
* is no `{{major}}` alone in semver: 0.2 breaks what worked with 0.1 (semver.org, item 4).
*/
function findVersionTag(rule, context) {
	const source = readSource(context, rule.value);
	if (source === void 0 || source === "") return nothing$2;
	const picked = rule.match ? pick$2(rule.match, source) : source;
	if (picked === void 0) return warn$2(rule, `'${rule.match?.source}' does not match '${source}'`);
	const version = parseVersion(rule.type, picked.replaceAll("/", "-"));
	if (version === void 0) return warn$2(rule, `'${picked}' is no version of ${rule.type}`);
	return name$2(rule, context, version);
}
function name$2(rule, context, version) {
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
/** The first group, or the whole match where there is none. */
function pick$2(pattern, text) {
	const match = pattern.match(text);
	return match?.[1] ?? match?.[0];
}
const isRaw = ({ text }) => /^\{\{\{?\s*raw\s*\}?\}\}$/.test(text);
/** `{{version}}-slim` names a variant: without the rest the tag is that of another image. A shorter version is not meant so. */
const losesText = ({ text, uses }) => (uses.has("version") || uses.has("raw")) && !/^\{\{\{?\s*(?:version|raw)\s*\}?\}\}$/.test(text);
const describeLost = (rule, tag) => `${describeWhere(rule.where)}: a version like '${tag}' is given in full, without the rest of pattern '${rule.pattern.text}'. Write the rest as prefix= or suffix=, which every version gets.`;
/** No other version gives the same name. */
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
function warn$2(rule, why) {
	return {
		kind: "none",
		warning: `${describeWhere(rule.where)}: ${why}; it gives no tag.`
	};
}
// src/tags/find.ts
/** What a rule gives for a scene, before prefix and suffix. */
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
// src/tags/flavor.ts
/**
* Reads the lines of input `flavor`; a later entry replaces an earlier one. `latest` is what holds where none says it.
* Throws a TagboatError with all problems.
*/
function parseFlavor(lines, latest) {
	const entries = parseEach(withoutComments(lines), parseLine$1);
	return Object.assign({ latest }, ...entries);
}
/** `onlatest` belongs to the prefix or suffix before it in its line. */
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
// src/tags/unique.ts
/** What binds a tag more: a name of one content, a version's line, a ref, a run. */
const strictness = {
	release: 4,
	commit: 4,
	line: 3,
	branch: 2,
	pull: 2,
	run: 1
};
/** Each name once, and each reference, at its first place; of two rules that give it, it follows what binds it more. */
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
const keyOfTag = ({ name, only }) => only ? `${keyOf(only)}:${name}` : name;
/** Without references that a tag for every name of the image gives, too. */
function withoutCovered(tags) {
	const everywhere = new Set(tags.filter(({ only }) => only === void 0).map(({ name }) => name));
	return withoutDuplicates(tags.map(({ only, ...tag }) => only && !everywhere.has(tag.name) ? {
		...tag,
		only
	} : tag));
}
/** A name that the workflow wrote, too, is the workflow's. */
function join$2({ fromRef, ...earlier }, follows, other) {
	return {
		...earlier,
		follows,
		...fromRef && other && { fromRef }
	};
}
/** A warning for each branch whose name loses more than `/` in a tag: another one may have what is left. */
function findLossy(tags) {
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
/** A warning for each tag of a branch that another branch gives too: whoever is built last has it. */
function findCollision(tags, liveBranches) {
	return tags.flatMap(({ name, follows }) => {
		if (follows.kind !== "branch" || branchSlug(follows.branch).name !== name) return [];
		const other = liveBranches.find((each) => each !== follows.branch && branchSlug(each).name === name);
		return other === void 0 ? [] : `Branches '${follows.branch}' and '${other}' are both published as '${name}'.`;
	});
}
// src/tags/compute.ts
/** The full references among the rules, as lines of image names: without input images the names come from them. */
const referenceLines = ({ rules }) => rules.flatMap((rule) => rule.type === "raw" && rule.name !== void 0 ? [{
	name: rule.name,
	enable: rule.enable,
	isWhole: true
}] : []);
/** Every text with expressions of the rules and the flavor. */
const templatesOf = ({ rules, flavor }) => [...rules.flatMap(templatesOfRule), ...[flavor.prefix, flavor.suffix].flatMap((affix) => affix === void 0 ? [] : [affix.text])];
/** Whether any part of inputs `tags` and `flavor` has `{{target}}`, so that several images may share a name. */
const tellsTargetsApart = ({ rules, flavor }) => templatesOf({
	rules,
	flavor
}).some(({ uses }) => uses.has("target"));
/** Reads inputs `tags` and `flavor`; throws one TagboatError with what is wrong in either. */
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
/** As `computeTags`, with inputs that were compiled before; `options` are those of one image of several. */
function applyRules(trigger, rules, options = rules.inputs.options ?? {}) {
	return plan(rules, makeRuleContext(trigger, options, rules.inputs.liveBranches, { suffixes: rules.suffixes }));
}
/**
* The tags that the same rules give another git tag: which of the names it shares with this run, and which version it
* has there (`follows`), tells whose turn a moving tag is. Rules with a `value` of their own read the git tag instead.
*/
function namesFor(trigger, rules, gitTag, options = rules.inputs.options ?? {}) {
	const { pullRequest: _, action: __, ...rest } = trigger;
	const other = {
		...rest,
		event: "push",
		ref: {
			kind: "tag",
			name: gitTag
		}
	};
	const more = {
		suffixes: rules.suffixes,
		insteadOfValue: gitTag
	};
	return plan(rules, makeRuleContext(other, options, rules.inputs.liveBranches, more));
}
/**
* The tags that the same rules name after another branch, for a push to it or a pull request from it: whether an image
* of that branch is under its own tag in `repository`. `commit` is what it was built from, where that is known. `enable` is
* not asked, which is often about this run alone; a name that the workflow writes counts where its rule is off in this
* run, and so may be on for the other branch.
*/
function namesForBranch(trigger, rules, branch, commit = {}, options = rules.inputs.options ?? {}, repository) {
	const { pullRequest: _, action: __, defaultBranch, ...rest } = trigger;
	const event = trigger.event.startsWith("pull_request") ? "push" : trigger.event;
	const { revision = trigger.revision } = commit;
	const sha = commit.revision ?? trigger.sha;
	const push = {
		...rest,
		sha,
		revision,
		...defaultBranch !== void 0 && { defaultBranch },
		event,
		ref: {
			kind: "branch",
			name: branch
		}
	};
	const number = trigger.ref.kind === "pull" ? trigger.ref.number : 0;
	const head = {
		number,
		headRef: branch,
		headSha: commit.head ?? "",
		baseRef: "",
		fork: false
	};
	const pull = {
		...rest,
		sha,
		revision,
		event: "pull_request",
		ref: {
			kind: "pull",
			number
		},
		pullRequest: head
	};
	const own = makeRuleContext(trigger, options);
	const tags = [push, pull].flatMap((other) => {
		const context = makeRuleContext(other, options, [], { suffixes: rules.suffixes });
		return rules.rules.flatMap((rule) => {
			const only = repository && findOnly(rule, context, true);
			if (only === "unknown" || only && repository && !isSame(only, repository)) return [];
			const { finished } = nameOne(rule, rules.flavor, context);
			const { fromRef } = finished ?? {};
			const isTheirs = fromRef === void 0 ? !isEnabled(rule, own) : fromRef.branch === branch;
			return finished !== void 0 && isTheirs ? [finished.name] : [];
		});
	});
	return new Set(tags);
}
/** Events whose inputs a user types; on any other an empty value is what the event does not have. */
const typedEvents = ["workflow_dispatch", "repository_dispatch"];
function plan({ rules, flavor, isDefault, warnings, inputs }, context) {
	const said = [...warnings];
	const unmet = [];
	const named = [];
	for (const rule of isDefault && !hasDefaultTags(context.trigger) ? [] : rules) {
		if (isUnknown(rule, flavor, context)) {
			said.push(`${describeWhere(rule.where)}: {{source_version}} is unknown; it gives no tag.`);
			continue;
		}
		if (!isEnabled(rule, context) || rule.isFallback && named.length > 0) continue;
		const { found, finished, warning, isMeant } = nameOne(rule, flavor, context);
		if (found !== void 0 && finished !== void 0) {
			const only = findOnly(rule, context, context.insteadOfValue !== void 0);
			if (only === "unknown") continue;
			named.push({
				...planOne(finished, found.follows, rule.priority),
				...only && { only },
				found
			});
		} else if (isMeant !== true) unmet.push(...describeUnmet(rule, context, warning));
		if (warning !== void 0 && (finished !== void 0 || !isDefault)) said.push(warning);
	}
	const latest = latestTag(named.find(({ only }) => only === void 0), flavor, context);
	if (latest?.warning !== void 0) said.push(latest.warning);
	const tags = withoutDuplicates([...named.map(({ found: _, ...tag }) => tag), ...latest ? [latest.tag] : []]);
	said.push(...findLossy(tags), ...findCollision(tags, inputs.liveBranches ?? []));
	if (tags.length > 0) said.push(...unmet);
	return {
		tags,
		version: tags[0]?.name ?? "",
		warnings: [...new Set(said)],
		...unmet.length > 0 && { unmet: [...new Set(unmet)] }
	};
}
/** It is made of the version of an image that could not be read: a name without it would be another one. */
const isUnknown = (rule, { prefix, suffix }, { options }) => options.source !== void 0 && options.source.version === void 0 && [...templatesOfRule(rule), ...[prefix, suffix].flatMap((affix) => affix?.text ?? [])].some(({ uses }) => uses.has("source_version"));
/** The name that a full reference is for; `unknown` where a ref that is not the run's own has none. */
function findOnly(rule, context, isOther) {
	if (rule.type !== "raw" || rule.name === void 0) return void 0;
	try {
		return parseRepository(context.render(rule.name));
	} catch (error) {
		if (!(error instanceof TagboatError) || !isOther) throw error;
		return "unknown";
	}
}
/** A value that is written out is there to give a tag. */
function describeUnmet(rule, { trigger }, warning) {
	if (rule.isWrittenOut !== true) return [];
	if (warning !== void 0) return [warning];
	const isReference = rule.type === "raw" && rule.name !== void 0;
	if (!isReference && !typedEvents.includes(trigger.event)) return [];
	const what = isReference ? "the reference has no tag behind its colon" : "its value is empty";
	return [`${describeWhere(rule.where)}: ${what}; it gives no tag.`];
}
/** What a rule gives, and what should be said about it. */
function nameOne(rule, flavor, context) {
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
* Versions are for git tags and for what the workflow writes. A name that a branch, a pull request or a user chose is
* none, whatever it reads like: it follows its branch, and brings no `latest`.
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
const planOne = ({ name, fromRef }, follows, priority) => ({
	name,
	priority,
	follows,
	...fromRef && { fromRef }
});
function isEnabled({ enable }, context) {
	const value = context.render(enable);
	if (!/^(?:true|false)$/i.test(value)) throw new TagboatError(notBoolean(enable.where, "enable", value, enable.text));
	return value.toLowerCase() === "true";
}
/** The first tag decides over `latest=auto`; with `latest=true` any tag brings it. It comes last. */
function latestTag(first, flavor, context) {
	if (first === void 0 || flavor.latest === "false") return void 0;
	const follows = first.found.latest ?? (flavor.latest === "true" ? followFirst(first, context) : void 0);
	if (follows === void 0) return void 0;
	const finished = latestName(flavor, context);
	return {
		tag: planOne(finished, follows, Math.min(0, first.priority)),
		warning: finished.warning
	};
}
/** `latest` beside a tag: on the line of its version, or as its ref. */
function followFirst({ follows }, { trigger }) {
	if (follows.kind === "release") return {
		...follows,
		kind: "line"
	};
	return follows.kind === "commit" || follows.kind === "run" ? followRef(trigger.ref) : follows;
}
// src/tags/loose-text.ts
/** A block without another one in it, or one expression, perhaps with a backslash that takes its meaning away. */
const block$2 = /(\\?)(\{\{#(if|unless)\s(?:(?!\{\{#).)*?\{\{\/\3\}\})/gs;
const expression = /(\\?)(\{\{\{?[^{}]*\}?\}\})/g;
/** Compiles a text; what fails to be an expression of ours is a part that is printed as it is. */
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
/** undefined for what is not wholly ours: other names, other syntax, and comments, which would vanish. */
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
/** Names one letter away from ours, or that other places know; blocks and dates of ours that are not right. */
const findDoubts = (text) => [...text.matchAll(expression)].flatMap(([, backslash, inner = ""]) => backslash ? [] : findDoubt$2(inner));
function findDoubt$2(inner) {
	const name = /^\{\{\s*(\w+)\s*\}\}$/.exec(inner)?.[1] ?? "";
	const near = imageExpressions.find((known) => name.length > 3 && countSlips(name, known) === 1);
	if (near !== void 0) return [{
		text: inner,
		meant: `{{${near}}}`
	}];
	return /^\{\{\s*(?:#(?:if|unless)\s|(?:commit_)?date\s*')/.test(inner) || versionNames.some((known) => known === name) ? [{ text: inner }] : [];
}
// src/inputs/build-args.ts
/** `KEY=value` lines; `KEY` alone is the environment's, where nothing is filled in. Of one key the last line counts. */
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
/** More repetitions than that are not left to a backtracking expression, whose time grows with a power of their number. */
const harmless = 2;
/** Whether a whole text fits. Patterns may be a stranger's: the time is bounded whatever they are. Throws for a wrong `source`. */
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
/** Goes all ways at once: steps times characters. */
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
/** A step that may be nothing lets the next one begin too. */
function open$1(steps, ways) {
	for (const way of ways) if (steps[way] !== void 0 && steps[way].kind !== "one") ways.add(way + 1);
	return ways;
}
// src/bake/pattern.ts
/**
* Whether a name matches a pattern of bake, in `targets` and in front of the dot of `set`: Go's path.Match, where `*`
* is any run, `?` one character, `[a-z]` and `[^a-z]` one of a class, and `\` takes the next one as it is.
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
// src/csv.ts
/** RFC 4180: a field with a comma, a quotation mark or a line break stands in quotation marks, which are doubled in it. */
function csv(...fields) {
	return fields.map((field) => /[",\r\n]/.test(field) ? `"${field.replaceAll("\"", "\"\"")}"` : field).join(",");
}
/** The fields of a line as encoding/csv reads it; what it would refuse is one field. */
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
// src/errors/inputs.ts
/** A value that an input does not take. `shown` is the value; never pass a secret's. */
function badInput(input, shown, why, fix) {
	return {
		code: "input-value",
		what: `Input ${input}: '${shown}' ${why}.`,
		fix
	};
}
/** Inputs that contradict each other. */
function conflictingInputs(what, fix) {
	return {
		code: "input-conflict",
		what,
		fix
	};
}
/** A half of a pair is missing. */
function missingInput(input, why, fix) {
	return {
		code: "input-missing",
		what: `Input ${input} is missing: ${why}.`,
		fix
	};
}
/** A multi-line input that cannot be split; `line`, from 1, is where that was seen. The text may be a secret: it is not shown. */
function unreadableList(input, line) {
	return {
		code: "input-quotes",
		what: `Input ${input}: a quotation mark at the beginning of an item is not closed properly (line ${line}, or above).`,
		fix: "An item in quotation marks ends with one at the end of its last line; inside, write \" twice."
	};
}
/** registry-auth; the source text may hold a password, so only the line number is shown. */
function badRegistryAuth(line, why) {
	return {
		code: "input-registry-auth",
		what: `Input registry-auth${line === void 0 ? "" : `, line ${line}`}: ${why}.`,
		fix: "Write a YAML list like \"- registry: ghcr.io\", below it \"username: me\" and \"password: ${{ secrets.X }}\", or \"helper: gcr\", or \"ecr: auto\"; \"optional: true\" lets a password be empty."
	};
}
/** Input builds; `line`, from 1, is the item's. */
function badBuilds(line, item, why, fix) {
	return {
		code: "input-builds",
		what: `Input builds${`${line === void 0 ? "" : `, line ${line}`}${item === void 0 ? "" : `, item ${item}`}`}: ${item === void 0 && why.startsWith("has ") ? `an item ${why}` : why}.`,
		fix
	};
}
/** An input that docker's actions have and Tagboat does not. Its value is not shown: it may be a secret. */
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
// src/inputs/bake-conflicts.ts
const set = (line) => `Leave it out, and write in input set: ${line}`;
const secret = set("*.secrets=id=NAME,env=VARIABLE (and the value into env of this step)");
/** buildx 0.29 takes overrides of these, and drops the value. */
const inFile = (field) => `Leave it out, and write ${field} into the bake file.`;
/**
* The inputs that shape one image, each with what says the same of a bake file's images (the keys of `--set`, each
* tried with buildx 0.29). Examples only: values may be secret.
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
/** Adds a problem for each input that shapes one image. The default of `context` is no one's wish. */
function refuseSingleImage(reader) {
	for (const [name, fix] of Object.entries(instead$1)) {
		const text = reader.text(name).trim();
		if (text === "" || name === "context" && text === ".") continue;
		const what = `Input ${name} shapes a single image, and the images are described in bake-files.`;
		reader.problems.push(conflictingInputs(what, fix));
	}
}
// src/inputs/bake-inputs.ts
/** What only Tagboat says, and with which inputs. */
const ours$1 = /* @__PURE__ */ new Map([
	["tags", "Say it with the inputs images and tags."],
	["push", "Say it with input push."],
	["load", "Say it with input load."],
	["call", "Leave it out: a check of the Dockerfiles belongs into a step of its own."]
]);
/** Read by docker, its plugins, the loader or Tagboat, so that such a variable would do more than the bake file shows. */
const taken = [
	/^(BUILDX|BUILDKIT|LD|TAGBOAT)_/,
	/^DOCKER_(HOST|CONTEXT|CONFIG|AUTH_CONFIG|API_VERSION|CERT_PATH|TLS|TLS_VERIFY|DEFAULT_PLATFORM|BUILDKIT|CLI_\w+|CONTENT_TRUST\w*|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)$/,
	/^(PATH|HOME|TMPDIR|SSH_AUTH_SOCK|SSL_CERT_(FILE|DIR)|GODEBUG|NODE_(OPTIONS|EXTRA_CA_CERTS|PATH))$/
];
/** Reads `bake-files`, `targets`, `set` and `vars`; undefined where no bake file is named. */
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
/** `cwd://` in front of a path, which docker/bake-action needs for local files, says nothing here. */
function readFiles(reader) {
	return reader.items("bake-files").map((item) => {
		const path = item.replace(/^cwd:\/\//, "");
		if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(path)) reader.problems.push(badInput("bake-files", item, "is an address", "Check that repository out with actions/checkout, and name the path of the file."));
		else if (path === "" || path === "-") reader.problems.push(badInput("bake-files", item, "is no path", "Write the path of a file."));
		return path;
	});
}
/** Names alone: an address would make bake fetch another definition, and a hyphen would begin an option. */
function readTargets(reader) {
	const targets = reader.items("targets");
	for (const target of targets) {
		if (/^[\w.*?[\]^][\w.*?[\]^-]*$/.test(target)) continue;
		reader.problems.push(badInput("targets", target, "is no name of a target", "A name has letters, digits, _ and -; * and ? match several."));
	}
	return targets;
}
/** `pattern.key=value`; `pattern.args.NAME` alone takes its value from the environment. */
function readOverrides(reader) {
	const overrides = reader.lines("set");
	for (const override of overrides) {
		const [, key, rest = ""] = /^[^.=]+\.([a-z-]+)((?:\.[^=]+?)?(?:\+?=.*)?)$/s.exec(override) ?? [];
		if (key === void 0 || !(rest.includes("=") || key === "args" && rest.startsWith("."))) {
			reader.problems.push(badInput("set", override, "is not of the form target.key=value", "Write for example app.args.VERSION=1.2 or *.platform=linux/arm64."));
			continue;
		}
		const fix = ours$1.get(key) ?? (key === "output" && !isFileOutput(rest) ? outputFix : void 0);
		if (fix !== void 0) reader.problems.push(badInput("set", override, "sets what Tagboat sets itself", fix));
	}
	return overrides;
}
const outputFix = "Input push says whether images are pushed. Files are written with type=local,dest=PATH or type=tar,dest=PATH.";
/** `=type=local,dest=out` or a path alone, which is short for it. An image is ours to place. */
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
	for (const { key } of pairs) if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) reader.problems.push(badInput("vars", key, "is no name of a variable", "A name has letters, digits and _, and begins with no digit."));
	else if (taken.some((pattern) => pattern.test(key))) reader.problems.push(badInput("vars", key, "would change how docker itself works", "Give the variable another name in the bake file."));
	return pairs;
}
function refuseFrom(reader) {
	if (reader.lines("from").length === 0) return;
	reader.problems.push(conflictingInputs("Input from publishes content that exists already, and bake-files describes a build.", "Leave one of them out."));
}
// src/errors/bake.ts
function bakeFileMissing(path) {
	return {
		code: "bake-file-missing",
		what: `Input bake-files: there is no file '${path}' in the workspace.`,
		fix: "Give a path relative to the root of the checkout, or check the repository out in a step before."
	};
}
/** `docker buildx bake --print` failed; `original` are its own words. */
function bakeRefused(files, original) {
	return {
		code: "bake-read",
		what: `docker buildx bake could not read its definition from ${files.join(", ")}.`,
		fix: "Mend what it says below, in the file or in the inputs targets, set and vars.",
		original
	};
}
function bakePrintUnreadable(original) {
	return {
		code: "bake-print",
		what: "docker buildx bake --print wrote no definition that can be read.",
		fix: "Run the job again; if it comes back, tell us which buildx you use.",
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
		what: `Target ${target} is not built: it has call = "${call}".`,
		fix: "Leave it out of input targets, and run docker buildx bake for it in a step of its own."
	};
}
function filesBesideImage(target, type) {
	return {
		code: "bake-mixed-output",
		what: `Target ${target} has an output of type ${type} beside an image.`,
		fix: `Write a second target with inherits = ["${target}"] and that output alone, and choose both: the second one comes from the cache.`
	};
}
function outputWithoutPath(target, type) {
	return {
		code: "bake-output-path",
		what: `Target ${target} has an output of type ${type} without a path, which would go to the log.`,
		fix: `Write for example output = ["type=${type},dest=out"].`
	};
}
/** buildx took an override and did nothing with it. */
function overrideLost(override, key) {
	return {
		code: "bake-set-lost",
		what: `Input set: buildx accepts '${override}', but this version of it drops the value.`,
		fix: `Write ${key} into the bake file.`
	};
}
/** buildx takes platforms as they are, and would publish one that does not exist. */
function badPlatform(target, platform, why, fix) {
	return {
		code: "bake-platform",
		what: `Target ${target}: platform '${platform}' ${why}.`,
		fix
	};
}
// src/inputs/known-platforms.ts
/**
* Operating systems with the processors that they run on: the ports of Go (internal/platform, `go tool dist list`), whose
* names containerd/platforms follows, with ports that Go has given up, and the systems of WebAssembly.
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
/** Linux has been brought to all that has a name, without Go too; WebAssembly is no processor of its. */
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
/** Variants by architecture, in small letters; of other architectures every variant is let through. */
const variants = /* @__PURE__ */ new Map([
	["amd64", /^v[1-4]$/],
	["arm", /^v[5-8]$/],
	["arm64", /^v[89](?:\.\d)?$/]
]);
/** What of a normalized platform does not exist: a part of it, or system and architecture together; else undefined. */
function findUnknownPart(platform) {
	const [system = "", architecture = "", variant = ""] = platform.split("/");
	if (system !== "linux" && !systems.has(system)) return "system";
	if (!isArchitecture(architecture)) return "architecture";
	if (system === "linux" ? !linux.has(architecture) : !systems.get(system)?.includes(architecture)) return "pair";
	const known = variants.get(architecture);
	return variant === "" || known === void 0 || known.test(variant) ? void 0 : "variant";
}
const isArchitecture = (name) => linux.has(name) || [...systems.values()].some((architectures) => architectures.includes(name));
/** What was probably meant, for the names that people build for. */
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
// src/inputs/check-platform.ts
/** A platform that somebody builds for: its form, and that its names exist and go together. */
function checkPlatform(text) {
	const platform = normalizePlatform(text);
	if (platform === void 0) return {
		why: "is no platform",
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
/** The platforms of bake targets, which buildx takes as they are. */
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
		slips: countSlips(platform, known)
	})).sort((one, other) => one.slips - other.slips)[0]?.known ?? "linux/amd64";
}
// src/inputs/lists.ts
/** A character that cannot be in an input, so that csv-parse finds no column. */
const never = "\0";
/**
* Splits a list input: one item per line; blank lines and lines that begin with `#` are ignored; an item in
* quotation marks may span lines, with `""` for one of them. With `commas`, as docker's own input of that
* name has it, commas divide items too. With `onlyBare`, items in quotation marks are left out.
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
// src/inputs/misread.ts
/** Finds values that would be taken for something else than they mean. Items in quotation marks are taken as they are. */
function checkMisread(reader) {
	for (const name of [
		"secrets",
		"secret-envs",
		"secret-files"
	]) checkSecretForm(reader, name);
	for (const name of ["build-args", "vars"]) checkSeveralInOne(reader, name);
	for (const name of ["cache-from", "cache-to"]) checkCache(reader, name);
}
/** `id=token,env=TOKEN` is the form of `docker build --secret`; here it would be a secret with the name `id`. */
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
* `A=1,B=2`: every part between commas is NAME=value with a name in capitals, no value has another `=` or a quotation
* mark. Honest lists have another form: `FEATURES=a,b`, `OPTS=-Da=1,-Db=2`, `LABELS=A=1,B=2`.
*/
const several = /^[A-Z][A-Z0-9_]*=[^,="']*(?:,\s*[A-Z][A-Z0-9_]*=[^,="']*)+$/;
function checkSeveralInOne(reader, name) {
	for (const line of reader.bareLines(name)) {
		if (!looksSeveral(line)) continue;
		const shown = namesIn$1(line).map((each) => `${each}=...`).join(",");
		reader.problems.push(badInput(name, shown, "looks like several items in one line", severalFix(line)));
	}
}
/** Whether a line holds several items, as commas divide them in some of docker's own inputs. */
const looksSeveral = (line) => several.test(line);
/** Names alone: values may be secret. */
const severalFix = (line) => `Write ${namesIn$1(line).join(" and ")} on lines of their own; if the comma belongs to the value, put the whole item in quotation marks.`;
const namesIn$1 = (line) => line.split(",").map((part) => part.replace(/=.*$/s, "").trim());
/** What a cache needs besides its type, for the types whose need BuildKit finds only after the build. */
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
/** A name alone is a reference; anything else is `type=...` and more settings. Values may be secret: keys alone are shown. */
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
* A tag that no registry takes: BuildKit finds no such cache without a word, and fails with such a `cache-to`. A warning, because a run that
* gives the cache to no builder is none the worse for it.
*/
function warnOfReference(reader, name, reference) {
	const [, registry = ""] = /^((?:\[[^\]/]*\]|[^/:]+)(?::\d+)?\/)/.exec(reference) ?? [];
	const [named = ""] = (reader.text("builds") === "" ? reference : reference.replace(/\{\{\s*target\s*\}\}/g, "x")).slice(registry.length).split("@");
	const colon = named.indexOf(":");
	if (colon === -1 || isTag(named.slice(colon + 1))) return;
	const why = named.includes("{{") ? "expressions in {{ }} are not filled in here" : "a tag has letters, digits, . _ and - alone, and no / of a branch";
	reader.warnings.push(`Input ${name}: the tag of a reference is not valid, and no cache has it: ${why}. Output version of a step with dry-run: true is a branch's name as a tag.`);
}
// src/inputs/yaml-list.ts
/**
* Reads an input that is a YAML list of maps. `complain` gets the line and what is wrong, without the source text, which
* may be secret; `first` is the key that a good item begins with.
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
		complain(lineAt(error.pos[0]), `it is no valid YAML (${error.code.toLowerCase()})`);
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
/** The keys of a map; one that is no text is empty. */
const keysOf$1 = (map) => map.items.map(({ key }) => yaml().isScalar(key) ? String(key.value) : "");
/**
* A scalar as text. A number or boolean counts as it was written: 0123 stays 0123, 1.20 stays 1.20. Empty for null,
* undefined for what is no scalar.
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
const known$2 = [
	"name",
	...texts,
	"build-args",
	"platforms",
	"build-contexts",
	"suffix"
];
/** Words of bake and compose files for the same, and what other inputs say of every item. */
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
/** Reads one item; undefined where it has no usable name. Every problem names the line and the item. */
function readItem({ map, line, get }, reader) {
	const name = scalarText(get("name")) ?? "";
	const complain = (why, fix) => {
		reader.problems.push(badBuilds(line, name === "" ? void 0 : name, why, fix));
	};
	for (const key of keysOf$1(map)) if (!known$2.includes(key)) complain(`has the unknown key ${key}`, suggest(key));
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
/** An error in an expression is a problem of the reader. */
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
/** A list of `NAME=value`, or a map. Values may be secret: a problem shows names only. */
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
/** The lines of a list, or of a block as the input of that name has it; `bare` are those without quotation marks. */
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
	const near = known$2.find((name) => countSlips(plain(key), plain(name)) <= (name.length < 8 ? 1 : 2));
	if (near !== void 0) return `Write ${near}.`;
	return `Its keys are ${known$2.join(", ")}; every other input of the step holds for all items.`;
}
// src/bake/file-output.ts
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
const textAt$2 = (spec, key) => {
	const value = spec[key];
	return typeof value === "string" ? value : "";
};
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
	if (value === void 0) problems.push(badInput(name, text, "is no boolean", "Write true or false."));
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
// src/inputs/outputs.ts
const example = "Write for example type=oci,dest=image.tar or type=local,dest=out.";
const byInput = (line) => `Leave it out, and write ${line}.`;
/** Settings of an exporter (BuildKit's documentation, "Exporters"), as far as no input has them. */
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
/** Settings that an input has. */
const ours = {
	name: byInput("the names in inputs images and tags"),
	push: "Write push: true in a step without outputs.",
	"rewrite-timestamp": byInput("rewrite-timestamp: true"),
	mode: "Leave it out: files that are there already stay, unless the build writes them."
};
/** Types of docker/build-push-action that write no files, each with what does the same here. */
const others = {
	registry: "Write push: true instead.",
	cacheonly: "Write push: false instead: the image is built into the cache."
};
/**
* Reads input `outputs`: one exporter per line in buildx's notation; a path alone is short for `type=local,dest=PATH`.
* What is wrong goes to the reader's problems.
*/
function readOutputs(reader) {
	const outputs = reader.lines("outputs").flatMap((line) => {
		const read = readOutput(line);
		if ("type" in read) return [read];
		reader.problems.push(badInput("outputs", line, read.why, read.fix));
		return [];
	});
	const dests = outputs.map(placeOfOutput);
	for (const [index, { spec, dest }] of outputs.entries()) {
		if (dests.indexOf(dests[index] ?? "") === index) continue;
		const why = `writes to '${dest}', as another line does`;
		reader.problems.push(badInput("outputs", spec, why, "Give each output a dest of its own."));
	}
	if (outputs.length > 0) checkConflicts(reader);
	return outputs;
}
/** The path as every spelling of it has it: `./out/`, `out`. */
const placeOfOutput = ({ dest }) => normalize(dest).replace(/(?<=.)\/$/, "");
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
/** Keys mean the same in capitals, as for buildx. */
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
	const instead = others[type];
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
	const fix = ours[key] ?? annotation ?? `type=${type} takes dest, ${keys[type].join(", ")}.`;
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
/** The archive of type docker holds one image manifest, and nothing beside it. */
function checkArchives(reader, outputs, { platforms, attests }) {
	const isAsked = attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest));
	const what = platforms.length > 1 ? `${platforms.length} platforms` : isAsked ? "attestations" : void 0;
	for (const { spec } of what === void 0 ? [] : outputs.filter(({ type }) => type === "docker")) {
		const why = `cannot hold an image with ${what}`;
		reader.problems.push(badInput("outputs", spec, why, "Write type=oci, which docker load takes too, or build without."));
	}
}
/** What describes an image, and has none to describe where only files are written: a step often shares these inputs with others. */
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
	reader.notices.push(`Input outputs writes files without an image here: ${set.join(", ")} mark none.`);
}
// src/inputs/builds.ts
/** The images that the inputs describe: the items of `builds`, each with what the step says of all, or the single one. */
function buildsOf({ build, builds }) {
	if (builds === void 0) return [{
		name: singleTarget,
		build
	}];
	return builds.items.map((item) => ({
		name: item.name,
		build: layOver$1(build, item)
	}));
}
/** What an item says wins, name by name. */
function layOver$1(build, { name, own, buildArgs, buildContexts }) {
	const nameOf = (arg) => arg.replace(/=.*$/s, "");
	const args = new Set(buildArgs.map(nameOf));
	const contexts = new Set(buildContexts.map(({ key }) => key));
	const place = (cache) => cache.replace(target, () => name);
	return {
		...build,
		...own,
		buildArgs: [...build.buildArgs.filter((arg) => !args.has(nameOf(arg))), ...buildArgs],
		buildContexts: [...build.buildContexts.filter(({ key }) => !contexts.has(key)), ...buildContexts],
		cacheFrom: build.cacheFrom.map(place),
		cacheTo: build.cacheTo.map(place),
		outputs: build.outputs.map((output) => ({
			...output,
			dest: place(output.dest),
			spec: place(output.spec)
		}))
	};
}
/** The item's name in a cache or an output, which several items cannot share. */
const target = /\{\{\s*target\s*\}\}/g;
/** Reads input builds and what of `targets` is for it; undefined where it is not set. `build` is what the step says of all. */
function readBuilds(reader, build) {
	const text = reader.text("builds");
	if (text.trim() === "") return void 0;
	refuseOthers(reader);
	let isReadable = true;
	const list = readYamlList(text, "name", (line, why) => {
		isReadable = false;
		reader.problems.push(badBuilds(line, void 0, why, "Write a list like \"- name: app\", and its keys below."));
	});
	if (isReadable && list.length === 0) reader.problems.push(badBuilds(1, void 0, "it has no item", "Write \"- name: app\", or leave builds out."));
	const items = /* @__PURE__ */ new Map();
	for (const each of list) {
		const item = readItem(each, reader);
		if (item === void 0) continue;
		if (items.has(item.name)) reader.problems.push(badBuilds(each.line, item.name, "is there twice", "Give each item a name of its own."));
		items.set(item.name, item);
	}
	const builds = {
		items: [...items.values()],
		chosen: choose$2(reader, [...items.keys()])
	};
	checkBases(reader, buildsOf({
		build,
		builds
	}));
	warnOfUnused(reader, builds.items);
	if (items.size > 1) {
		checkCaches(reader, build);
		checkOutputs$1(reader, build);
		checkMeeting(reader, buildsOf({
			build,
			builds
		}));
	}
	return builds;
}
/** What every item says for itself, the step says to none. */
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
function choose$2(reader, names) {
	const patterns = readTargets(reader);
	if (patterns.length === 0) return names;
	const chosen = patterns.flatMap((pattern) => {
		const found = names.filter((name) => name === pattern || matchesPattern(pattern, name));
		if (found.length === 0) {
			const fix = `The names in builds are ${names.join(", ")}.`;
			reader.problems.push(badInput("targets", pattern, "matches no item of input builds", fix));
		}
		return found;
	});
	return [...new Set(chosen)];
}
/** `build-contexts: base=target:NAME` uses another item's image, as in a bake file. */
function checkBases(reader, builds) {
	const bases = new Map(builds.map(({ name, build }) => [name, build.buildContexts.flatMap((context) => baseOf(context))]));
	const names = [...bases.keys()].join(", ");
	for (const [name, needed] of bases) for (const base of needed) {
		if (bases.has(base)) continue;
		const fix = `Write one of ${names} behind target:.`;
		reader.problems.push(badBuilds(void 0, name, `depends on target:${base}, which is no item`, fix));
	}
	const circle = [...bases.keys()].find((name) => reaches(bases, name, name, /* @__PURE__ */ new Set()));
	if (circle !== void 0) reader.problems.push(badBuilds(void 0, circle, "depends on its own image", "Take one target: out of the circle."));
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
/** One cache for several images holds the last one's layers alone. Values may be secret: keys alone are shown. */
function checkCaches(reader, { cacheTo }) {
	for (const cache of cacheTo) {
		const type = cache.includes("=") ? settingOf(cache, "type") ?? "" : "registry";
		if (type === "inline" || new RegExp(target).test(cache)) continue;
		const fix = `Write for example ${examples.get(type) ?? `type=${type},name={{target}}`}, and the same in cache-from.`;
		reader.problems.push(badInput("cache-to", `type=${type}`, "is one cache for several items of builds, which would overwrite each other", fix));
	}
}
/** Files of several items in one place would be the last one's. */
function checkOutputs$1(reader, { outputs }) {
	for (const { spec, dest } of outputs) {
		if (new RegExp(target).test(dest)) continue;
		reader.problems.push(badInput("outputs", spec, "is one place for several items of builds", `Write {{target}} into dest, for example dest=out/{{target}}.`));
	}
}
/** `out/{{target}}` of item a-b and `out/{{target}}-b` of item a are one place. */
function checkMeeting(reader, builds) {
	const places = /* @__PURE__ */ new Map();
	for (const { name, build } of builds) for (const output of build.outputs) {
		const place = placeOfOutput(output);
		const other = places.get(place);
		places.set(place, name);
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
// src/inputs/source-names.ts
/** A problem for each `{{source_tag}}` and `{{source_version}}` where there is no such image, or it is not read yet. */
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
/** Whether anything is made of the version of the image that input from names: it is read before the plan then. */
const usesSourceVersion = (inputs) => inputs.from !== void 0 && lateTemplates(inputs).some(({ uses }) => uses.has("source_version"));
const lateTemplates = ({ rules, annotations, builds }) => [
	...templatesOf(rules),
	...(builds?.items ?? []).flatMap(({ suffix }) => suffix ?? []),
	...annotations.map(({ value }) => value)
];
const namesIn = ({ uses }) => sourceNames.filter((name) => uses.has(name));
// src/plan/intent.ts
/** Events that publish by themselves. Everything else is built, and pushed only with `push: true`. */
const publishing = [
	"push",
	"workflow_dispatch",
	"repository_dispatch",
	"create",
	"schedule"
];
/** Dependabot's runs have a token that reads only, and none of the repository's secrets. */
const isDependabot = (trigger) => trigger.actor === "dependabot[bot]";
/** Events of a pull request that GitHub runs without secrets where it comes from a fork. */
const withoutSecrets = [
	"pull_request",
	"pull_request_review",
	"pull_request_review_comment"
];
/** The run gets no secrets: empty passwords are no mistake then. */
const runsWithoutSecrets = (trigger) => isDependabot(trigger) || withoutSecrets.includes(trigger.event) && trigger.pullRequest?.fork === true;
function decideIntent(trigger, push) {
	const gone = findGone(trigger);
	if (gone !== void 0) return {
		kind: "nothing",
		reason: gone
	};
	const auto = decideAuto(trigger);
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
	return auto;
}
/** Untrusted code is never pushed, whatever was asked for: a dry run goes on without. */
const withoutPush = (plan) => plan.intent.kind === "push" ? {
	...plan,
	intent: {
		kind: "build",
		reason: "its code is not trusted"
	}
} : plan;
function findGone({ event, action }) {
	if (event === "delete") return "the ref was deleted";
	if (event.startsWith("pull_request") && action === "closed") return "the pull request was closed";
	if (event === "release" && action === "deleted") return "the release was deleted";
}
function decideAuto(trigger) {
	const { event, action, ref } = trigger;
	const build = (reason) => ({
		kind: "build",
		reason
	});
	if (isDependabot(trigger)) return build("Dependabot's token may only read");
	if (runsWithoutSecrets(trigger)) return build("a pull request from a fork may not push");
	if (event === "pull_request_target") return build("pull_request_target does not publish by itself; push: true overrides it for a commit of this repository");
	if (event === "pull_request") return {
		kind: "push",
		reason: event
	};
	if (event === "merge_group" || ref.kind === "branch" && ref.name.startsWith("gh-readonly-queue/")) return build("the merge queue only checks");
	if (event === "release" && [
		"published",
		"released",
		"prereleased"
	].includes(action ?? "")) return {
		kind: "push",
		reason: `release ${action}`
	};
	if (publishing.includes(event)) return {
		kind: "push",
		reason: event
	};
	return build(`event '${event}${action === void 0 ? "" : `, ${action}`}' does not publish by itself; push: true overrides it`);
}
// src/plan/labels.ts
/** The event that published an image; decides whether a pull request may replace it. */
const eventKey = "dev.tagboat.event";
/** The version before prefix and suffix, which is what guards compare; `version` is the tag's name. */
const versionKey = "dev.tagboat.version";
/** The head commit of a pull request, whose `revision` is a merge commit. */
const headKey = "dev.tagboat.head";
/** The branch that it was built for, or the head of its pull request; empty for git tags and forks. */
const branchKey = "dev.tagboat.branch";
/** Equal keys mean equal content: see docs/many-images.md. */
const contentKeyName = "dev.tagboat.content-key";
/** Which build of its content it is: equal keys may have been built twice, with other bytes. */
const buildKey = "dev.tagboat.build";
/** Which builds of its bases it was built on, as JSON, by target. */
const dependsOnKey = "dev.tagboat.depends-on";
/** Which image of its commit it is, as JSON: `identity.ts`. */
const identityKey = "dev.tagboat.identity";
/** What the key is made of, shortened, so that a later run can tell what changed. */
const contentPartsName = "dev.tagboat.content-parts";
/**
* Pre-defined annotation keys of the OCI image spec 1.1 ("annotations.md"); a key without a value is left out.
* `created` is the commit's time, so that a rebuild repeats it; a scheduled run is about now, not about a commit.
*/
function describeImage$1(trigger, version) {
	const { repository } = trigger;
	const created = trigger.event === "schedule" ? trigger.time : trigger.commitTime;
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
* What the guards of a later run need to know about this one. Every key is written, an empty value where there is none:
* an image inherits the labels of its base image, which may be one of ours, and those must not count for it.
*/
function describeRun(trigger, tags) {
	const [version] = tags.flatMap(({ follows }) => "version" in follows ? [follows.version] : []);
	return {
		[eventKey]: trigger.event,
		[headKey]: trigger.pullRequest?.headSha ?? "",
		[branchKey]: branchOf(trigger),
		[versionKey]: version ?? ""
	};
}
/** A fork names its branches as it likes, and `pull_request_target` builds the base's commit: they are no branch of ours. */
function branchOf({ ref, event, pullRequest }) {
	if (ref.kind === "branch") return ref.name;
	if (pullRequest === void 0 || pullRequest.fork || event === "pull_request_target") return "";
	return pullRequest.headRef;
}
/** Those that only Tagboat reads. */
const ownMarks = (annotations) => Object.fromEntries(Object.entries(annotations).filter(([key]) => key.startsWith("dev.tagboat.")));
function withoutEmpty$1(labels) {
	return Object.fromEntries(Object.entries(labels).filter((entry) => entry[1] !== void 0 && entry[1] !== ""));
}
// src/model/planned-tag.ts
/** Whether a tag is for this name of its image. */
const isFor = ({ only }, repository) => only === void 0 || isSame(only, repository);
// src/plan/pairs.ts
/** The tags of one repository, in their order. */
const tagsOf = ({ tags }, repository) => tags.filter((tag) => isFor(tag, repository));
/** Every tag in every repository that it is for, the first repository's first. */
const pairsOf = ({ repositories, tags }) => repositories.flatMap((repository) => tagsOf({ tags }, repository).map((tag) => ({
	repository,
	tag,
	ref: formatReference(repository, { tag: tag.name })
})));
// src/plan/plan.ts
/** Every tag on every repository that it is for, the first repository's first. */
function references(plan) {
	return pairsOf(plan).map(({ ref }) => ref);
}
/** What is to be there of one image. Throws a TagboatError where a push was demanded and there is nothing to push. */
function makePlan(trigger, inputs, target) {
	const { files } = target;
	const isFiles = files?.isImage === false;
	const decided = isFiles ? withoutImage$1(decideIntent(trigger, inputs.push)) : decideIntent(trigger, inputs.push);
	const tags = decided.kind === "nothing" ? {
		tags: [],
		version: "",
		warnings: []
	} : target.tags;
	const intent = checkTags(decided, trigger, inputs, tags, target.options);
	const planned = isFiles || isByDigest(intent, inputs) ? [] : tags.tags;
	const described = describeImage$1(trigger, tags.version);
	const values = imageValues(trigger, target.options, tags.version);
	const render = (marks) => marks.map(({ key, value }) => ({
		key,
		value: value.render(values, timesOf(trigger))
	}));
	const ownAnnotations = [...readAnnotations(target.definition), ...render(inputs.annotations)];
	const own = new Set(ownAnnotations.map(({ key }) => key.replace(/^[^:]*:/, "")));
	const annotations = {
		...described,
		...describeRun(trigger, tags.tags)
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
/** Files are built whatever the event, and never pushed. */
const withoutImage$1 = (intent) => intent.kind === "push" ? {
	kind: "build",
	reason: "it makes files and no image"
} : intent;
/** Of the plans of a step, those that make an image. */
const imagePlans = (plans) => plans.filter(({ files }) => files?.isImage !== false);
/** The others: files alone. */
const filePlans = (plans) => plans.filter(({ files }) => files?.isImage === false);
/** The names that have a tag; all of them where no tag is planned. */
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
/** Without a tag there is nothing that a push could publish: said plainly, and an error where a push was demanded. */
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
/** A pull request without tags is an ordinary check; whoever pushes a branch or a tag expects an image. */
function describeNoTag(decided, intent, trigger, inputs) {
	if (!(decided.kind === "push" && intent.kind === "build") || trigger.ref.kind === "pull") return [];
	const { what, fix } = nothingTagged(trigger, !inputs.rules.isDefault);
	return [`${what} ${fix}`];
}
const isByDigest = (intent, inputs) => intent.kind === "push" && inputs.push === "digest";
/** What expressions in labels, annotations and build arguments print. */
const imageValues = (trigger, options, version) => ({
	...expressionValues(trigger, options),
	version
});
/** Without a tag there is no version: a label of it is empty then. */
function describeNoVersion({ labels, annotations }, intent, version) {
	if (version !== "" || intent.kind === "nothing") return [];
	return Object.entries({
		labels,
		annotations
	}).flatMap(([input, marks]) => marks.some(({ value }) => value.uses.has("version")) ? [emptyVersion(input)] : []);
}
/** A warning. */
const emptyVersion = (input) => `Input ${input}: {{version}} is empty, since this run has no tag.`;
// src/report/clean-metadata.ts
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
* buildx's account without secrets, as JSON of the same shape: full provenance has the build's arguments and its
* Dockerfile in it. Only texts change. A secret is looked for in what JSON means, since JSON writes quotation marks and line
* breaks in another way.
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
// src/report/clean.ts
/**
* Takes secrets out of a report, field by field, before it becomes outputs, a summary and log lines.
*
* Free text is cleaned: reasons, errors, values of labels and annotations, and buildx's metadata. Fields of fixed form stay as they
* are, whatever a secret's value is: digests, references, names of images and tags, the version, actions, platforms, sizes,
* and the keys of JSON. `pushed` would be wrong otherwise, and a reference that nobody can pull hides nothing: the
* registry shows it. A label's value that is such a name, digest or fact of the event as a whole is of fixed form too.
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
function cleanPlans(told, clean) {
	const cleanValue = createValueCleaner(told, clean);
	return told.plans.map((plan) => ({
		...plan,
		intent: cleanReason(plan.intent, clean),
		labels: mapValues(plan.labels, cleanValue),
		annotations: mapValues(plan.annotations, cleanValue)
	}));
}
/** All but the code, which is an address in the documentation. */
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
// src/model/result.ts
/** These actions leave a tag on the digest of this run. */
const holdsDigest = ({ action }) => action === "created" || action === "moved" || action === "unchanged";
/** The tag is on the image's digest: this run's, or that of another run of the same release, which this run uses. */
const isOnImage = (tag, { digest }) => holdsDigest(tag) || tag.action === "superseded" && digest !== void 0 && tag.digest === digest;
/** This run put the tag there, whoever moved it afterwards. */
const isPushed = ({ action }) => action === "created" || action === "moved" || action === "superseded";
/** This run put content there: under a tag, or without any by its digest. */
const isPublished$1 = ({ digest, tags }) => tags.length === 0 ? digest !== void 0 : tags.some(isPushed);
// src/report/metadata-output.ts
/**
* buildx's account of what was built as JSON of at most `limit` characters; empty where nothing fits. Full provenance
* (BUILDX_METADATA_PROVENANCE=max) can be large; the registry has it too, so it goes first. Then the field that takes most
* room goes, of all targets, until the rest fits. With `isMany` the account is by target, else it is one image's.
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
/** Of several platforms each has its own, `buildx.build.provenance/linux/arm64`. */
const isProvenance = (name) => /^buildx\.build\.provenance(\/|$)/.test(name);
/** By target, what is no object is no target: `buildx.build.warnings` stands beside them. */
const isTarget = (isMany, value) => isMany && isRecord(value);
function withoutField(json, isMany, isDropped) {
	const kept = Object.entries(json).flatMap(([name, value]) => {
		if (isTarget(isMany, value)) return [[name, withoutField(value, false, isDropped)]];
		return isDropped(name) ? [] : [[name, value]];
	});
	return Object.fromEntries(kept);
}
/** The digest is what most people want of it, and goes last. */
function findLargest(json, isMany) {
	const sizes = /* @__PURE__ */ new Map();
	const fields = Object.entries(json).flatMap((field) => isTarget(isMany, field[1]) ? Object.entries(field[1]) : [field]);
	for (const [name, value] of fields) {
		const size = name === "containerimage.digest" ? 0 : JSON.stringify({ [name]: value }).length;
		sizes.set(name, (sizes.get(name) ?? 0) + size);
	}
	return [...sizes].sort(([, a], [, b]) => b - a)[0]?.[0];
}
// src/report/result-output.ts
/** Characters of a reason that are kept. */
const shortReason = 100;
/** What is left out of an image, step by step, until all fit: each has what the one before has, or less. */
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
* The account of a run as JSON of at most `limit` characters. Where it is shortened it says `"shortened": true`; where there
* is no room for all names and digests, `omitted` is the number of images that are left out.
*/
function formatResult(result, limit) {
	const images = result.images.map((image) => tellImage(image, result.isMany));
	const files = tellFiles$1(result);
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
	return tellFirst(images, limit);
}
/** Absent where no file was written. */
const tellFiles$1 = ({ files = [], isMany }) => files.length === 0 ? {} : { files: files.map(({ target, ...file }) => ({
	...isMany && { target },
	...file
})) };
const tellImage = (image, isMany) => ({
	...isMany && { target: image.target },
	name: image.repository.name,
	digest: image.digest ?? null,
	...image.origin && {
		content: image.origin.how,
		...image.origin.why && { why: image.origin.why }
	},
	platforms: image.platforms,
	tags: image.tags.map(({ name: _, ...tag }) => tag)
});
function withoutPlatforms$1({ platforms: _, ...rest }) {
	return rest;
}
function withoutHistory(image) {
	const { why, tags = [], ...rest } = withoutPlatforms$1(image);
	const told = tags.map(({ previous: _, reason, ...tag }) => ({
		...tag,
		...reason && { reason: cut(reason) }
	}));
	return {
		...rest,
		...why && { why: cut(why) },
		tags: told
	};
}
/** A tag that holds what its image is need not say so: its action does. */
function withoutRepetition(image) {
	const { tags = [], ...rest } = withoutHistory(image);
	const told = tags.map(({ digest, ...tag }) => digest === void 0 || digest === image.digest && holdsDigest(tag) ? tag : {
		...tag,
		digest
	});
	return {
		...rest,
		tags: told
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
/** Names and digests of as many images as there is room for. */
function tellFirst(images, limit) {
	const told = images.map(({ name, digest }) => ({
		name,
		digest
	}));
	const close = (count) => JSON.stringify({
		images: told.slice(0, count),
		shortened: true,
		omitted: images.length - count
	});
	const room = limit - JSON.stringify({
		images: [],
		shortened: true,
		omitted: images.length
	}).length;
	const texts = told.map((image) => JSON.stringify(image));
	return close(countFitting(texts, room, 1));
}
// src/report/outputs.ts
/**
* Characters. GitHub takes 1 MiB of outputs per job, and counts two bytes for each character; a little is left for a
* workflow's own. Two parts can grow towards it, of which `result` comes first: metadata gets what the others leave.
*/
const totalLimit = 5e5;
const resultLimit = 4e5;
const metadataLimit$1 = 2e5;
/**
* The outputs are those of the first image; `images` and `result` tell of all. `annotations` are those given to buildx, with
* their level, by the image's target.
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
/** Tags that hold the digest; where nothing is published, those that were planned. */
function shownTags$1({ dryRun, intent }, image) {
	return dryRun || intent.kind !== "push" ? image.tags : image.tags.filter((tag) => isOnImage(tag, image));
}
/** An item with a line break goes in quotation marks, as list inputs take it. */
const listItem = (item) => /[\r\n]/.test(item) ? csv(item) : item;
// src/report/graph.ts
/** Mermaid draws 500 edges unless told otherwise, and nobody reads so many. */
const mostEdges = 200;
const classes = [
	"classDef built fill:#dafbe1,stroke:#1a7f37,color:#1f2328",
	"classDef reused fill:#ddf4ff,stroke:#0969da,color:#1f2328",
	"classDef other fill:#f6f8fa,stroke:#57606a,color:#1f2328"
];
/**
* The images and what they stand on, as a Mermaid flowchart in a block that GitHub draws. Undefined where there is nothing to
* see: one image, or too many edges.
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
// src/report/lines.ts
/** The log's first line: what happened and what follows from it. */
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
/** The plans as an aligned table, for a dry run; the labels are those of the first. */
function tabulatePlans(plans) {
	const names = plans.flatMap(({ repositories }) => repositories.map(({ name }) => name));
	const width = Math.max(3, ...names.map((name) => name.length));
	const header = `${"image".padEnd(width)}  tag`;
	const rows = plans.flatMap(pairsOf).map(({ repository, tag }) => `${repository.name.padEnd(width)}  ${tag.name}`);
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
/** An image without tags has its digest only. */
function describeImage({ repository, digest, tags }) {
	if (tags.length > 0 || digest === void 0) return tags.map(describeTag);
	return [`pushed    ${formatReference(repository, { digest })}`];
}
/** `written   out/app.tar (oci, 12.3 MB)` */
const describeFile = (file, dryRun) => `${dryRun ? "to write" : "written"}${dryRun ? "  " : "   "}${file.path} (${[file.type, ...describeSize(file)].join(", ")})${file.digest === void 0 ? "" : ` ${file.digest}`}`;
/** `3 files`, `4.9 kB`; nothing where it was not measured. */
const describeSize = ({ size, count }) => [...count === void 0 ? [] : [`${count} ${count === 1 ? "file" : "files"}`], ...size === void 0 ? [] : [formatBytes(size)]];
/** Why an image is built or not; `target` is empty for the single one. */
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
/** Text from outside: nothing in it is Markdown, HTML, a cell border or a line break. */
const plain$2 = (text) => text.replace(/[\r\n]+/g, " ").replace(/[&<>|`[\]*_~\\@#$]/g, (character) => `&#${character.charCodeAt(0)};`);
/** The same as inline code. */
const code = (text) => `<code>${plain$2(text)}</code>`;
/** A table row. */
const row = (...cells) => `| ${cells.join(" | ")} |`;
/** Text as a block that shows it as it is. */
function block$1(text) {
	const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
	return `${fence}text\n${text}\n${fence}`;
}
// src/report/summary.ts
/** GitHub takes 1 MiB per step; rows past this stay in the output `result`. */
const shownTags = 200;
/** Rows of the table of images, and characters of what is said of each. */
const shownImages = 500;
const detailsLimit = 5e5;
/** The job summary of a run that came to a result; `problems` are what failed, if anything. */
function formatSummary(result, plans, trigger, problems) {
	const head = `### ${headline(result, plans, problems)}`;
	const images = result.images.filter(({ tags, digest }) => tags.length > 0 || digest !== void 0);
	const told = result.isMany ? tellMany(result, images) : images.map((image) => imageSection(image, result));
	return [
		head,
		facts(result, trigger),
		...told,
		...fileTable(result),
		...problems.map(problemSection)
	].join("\n\n");
}
/** What the build wrote on this machine. */
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
/** A table of all, their graph, and each one's tags behind a fold, as many as there is room for. */
function tellMany(result, images) {
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
/** The summary of a run that failed before there was anything to tell. */
function formatFailure(problems) {
	return [!problems.some(({ code }) => code === "left-behind") ? "### Nothing was published" : "### Failed half-way", ...problems.map(problemSection)].join("\n\n");
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
/** No tag holds what this run pushed. */
const isSuperseded = ({ images }) => images.some(({ tags }) => tags.some(({ action }) => action === "superseded")) && images.every((image) => !image.tags.some((tag) => isOnImage(tag, image)));
/** Of a step that makes no image. */
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
/** What landed without a tag is to be had by its digest. */
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
// src/bake/escape.ts
/**
* Makes every string of a bake definition literal. buildx reads strings in bake's JSON, keys too, as HCL
* templates, where `${` and `%{` begin an expression and are written literally as `$${` and `%%{`
* (HCL native syntax spec, "Template expressions").
*/
function escapeTemplates(value) {
	if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
	if (Array.isArray(value)) return value.map(escapeTemplates);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeTemplates(key), escapeTemplates(item)]));
}
// src/model/push-strategy.ts
/** The tags that bake is told. */
const landingTags = (strategy) => strategy.kind === "local" || strategy.kind === "anchor" ? strategy.names : [];
// src/docker/annotate.ts
/**
* Annotations as bake takes them, `level:key=value`. They belong to the top manifest: an index where there is
* one, else the image manifest. `index:` without an index is fatal in buildx, and values that change per run on
* the platform manifests below an index would change their digests.
*/
function placeAnnotations(plan, hasIndex) {
	const level = placeLevels(plan.annotationsLevels, hasIndex);
	const ours = Object.entries(plan.annotations).map(([key, value]) => `${level}:${key}=${value}`);
	const own = plan.ownAnnotations.map(({ key, value }) => {
		const colon = key.indexOf(":");
		if (colon < 0) return `${level}:${key}=${value}`;
		return `${placeLevels(key.slice(0, colon).split(","), hasIndex)}:${key.slice(colon + 1)}=${value}`;
	});
	return [...ours, ...own];
}
/** Without an index there is no index level to write to: the manifest is the top then. */
function placeLevels(wanted, hasIndex) {
	if (wanted.length === 0) return hasIndex ? "index" : "manifest";
	const there = hasIndex ? wanted : wanted.map((level) => level.replace(/^index/, "manifest"));
	return [...new Set(there)].join(",");
}
// src/docker/attest.ts
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
// src/bake/paths.ts
/** As docker/build-push-action reads it (Handlebars): blanks inside of the braces say nothing. */
const defaultContext = /^\{\{\s*defaultContext\s*\}\}/;
/** Whether a context is this repository at the run's commit, which the builder fetches itself. */
const isDefaultContext = (context) => defaultContext.test(context);
/** Contexts that buildx fetches itself: git and http addresses, its own schemes, and this repository. */
const isRemoteContext = (context) => isDefaultContext(context) || /^(https?|git|ssh|docker-image|oci-layout|target):\/?\/?|^git@|^github\.com\//.test(context);
/** The folder of a local context, absolute; undefined for a remote one. */
function contextFolder(workspace, context) {
	return isRemoteContext(context) ? void 0 : resolve(workspace, context);
}
/**
* The Dockerfile for bake: input `file` is relative to the workspace, as with docker/build-push-action, while
* bake reads a relative path from the context. In a remote context it stays a path of that context.
*/
function dockerfilePath(workspace, context, file) {
	if (file === "") return void 0;
	return isRemoteContext(context) || isAbsolute(file) ? file : resolve(workspace, file);
}
// src/docker/secrets.ts
/** Secrets for bake: `type=env` for values, so that they are on no disk and on no command line. */
function placeSecrets(inputs) {
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
// src/docker/describe-target.ts
/** Rights that buildx itself checks, and BuildKit does not know. */
const isBuildxs = /^(?:ssh$|fs(?:\.read|\.write)?=)/;
/** The single image that the inputs describe, as a bake file would; `workspace` is absolute. Secrets are ids only. */
function describeTarget(inputs, workspace, env) {
	return withoutEmpty({
		context: contextFolder(workspace, inputs.context) ?? inputs.context,
		dockerfile: dockerfilePath(workspace, inputs.context, inputs.file) ?? "",
		contexts: Object.fromEntries(inputs.buildContexts.map(({ key, value }) => [key, lowerContext(value)])),
		target: inputs.target,
		args: readBuildArgs(inputs.buildArgs, env),
		platforms: inputs.platforms,
		secret: placeSecrets(inputs).specs,
		ssh: inputs.ssh,
		"cache-from": inputs.cacheFrom.map(asCache),
		"cache-to": inputs.cacheTo.map(asCache),
		output: inputs.outputs.map(({ spec }) => spec),
		"no-cache-filter": inputs.noCacheFilters,
		network: inputs.network,
		"extra-hosts": readHosts$1(inputs.addHosts),
		"shm-size": inputs.shmSize,
		ulimits: inputs.ulimit,
		entitlements: inputs.allow.filter((item) => !isBuildxs.test(item))
	});
}
/** `KEY` alone takes the environment's value and is left out where there is none, as with docker itself. */
function readBuildArgs(args, env) {
	const pairs = args.flatMap((arg) => {
		const equals = arg.indexOf("=");
		if (equals >= 0) return [[arg.slice(0, equals), arg.slice(equals + 1)]];
		const value = env[arg];
		return value === void 0 ? [] : [[arg, value]];
	});
	return Object.fromEntries(pairs);
}
/** Bake has one value per name: the addresses of one host stand in one, by comma. */
function readHosts$1(items) {
	const hosts = /* @__PURE__ */ new Map();
	for (const item of items) {
		const [, name = "", address = ""] = /^([^:=]+)[:=](.+)$/.exec(item) ?? [];
		hosts.set(name, [...hosts.get(name) ?? [], address]);
	}
	return Object.fromEntries([...hosts].map(([name, addresses]) => [name, addresses.join(",")]));
}
/** `user/app:cache` is short for `type=registry,ref=user/app:cache`, as in docker/build-push-action. */
function asCache(cache) {
	if (!cache.includes("=")) return `type=registry,ref=${lowerName(cache)}`;
	if (settingOf(cache, "type") !== "registry") return cache;
	const ref = settingOf(cache, "ref") ?? "";
	if (lowerName(ref) === ref) return cache;
	return csv(...splitFields(cache).map((field) => field.replace(/^(ref)=(.*)$/is, (_, key) => `${key}=${lowerName(ref)}`)));
}
const lowerContext = (context) => context.replace(/^(docker-image:\/\/)(.+)$/s, (_, scheme, name) => scheme + lowerName(name));
/** As in input images: `ghcr.io/${{ github.repository }}` works for any owner. A tag keeps its capitals; what is no name stays. */
const lowerName = (reference) => reference.replace(/^[\w./:-]*?(?=(?::[^/:@]*)?(?:@.*)?$)/s, (name) => name.toLowerCase());
/** Without empty strings, lists and maps, and without what is false: bake's defaults. */
function withoutEmpty(target) {
	const isEmpty = (value) => value === "" || value === false || typeof value === "object" && value !== null && Object.keys(value).length === 0;
	return Object.fromEntries(Object.entries(target).filter(([, value]) => !isEmpty(value)));
}
// src/docker/output.ts
/**
* Where the result goes, as CSV strings: their object form fails on buildx 0.13.
* On the docker driver an image that is pushed is stored too, so one output does both.
*/
function planOutput(strategy, outgoing, abilities) {
	const isDocker = abilities.driver === "docker";
	if (outgoing.load && outgoing.hasIndex && !abilities.loadsIndexes) {
		const what = outgoing.platforms > 1 ? `${outgoing.platforms} platforms` : "attestations";
		throw new TagboatError(conflictingInputs(`Input load cannot load an image with ${what} into this engine's image store.`, "Load one platform without provenance, sbom and attests, or switch the engine to the containerd image store."));
	}
	if (strategy.kind !== "local" && keepsTimestamps(outgoing, abilities)) throw new TagboatError(conflictingInputs("Inputs load and rewrite-timestamp exclude each other on a builder of driver docker: the engine cannot store an image with rewritten timestamps.", "Leave one of the two out, or name a builder of another driver in input builder."));
	if (strategy.kind === "warm") return ["type=cacheonly"];
	const shape = shapeOptions(outgoing, abilities);
	if (strategy.kind === "local") return planLocal(outgoing, loadOutput(shape, abilities));
	if (strategy.kind === "layout") {
		const timestamps = outgoing.rewriteTimestamp ? ["rewrite-timestamp=true"] : [];
		const name = `name=${strategy.names.join(",")}`;
		return [csv("type=oci", "tar=false", `dest=${strategy.folder}`, name, "oci-mediatypes=true", ...timestamps)];
	}
	const byDigest = strategy.kind === "digest" ? [`name=${strategy.names.join(",")}`, "push-by-digest=true"] : [];
	const mayStayUnstored = isDocker && abilities.rich && !outgoing.load && (0, import_semver.gte)(abilities.buildx, "0.22.0") ? ["store=false"] : [];
	const push = csv("type=image", ...byDigest, "push=true", ...shape, ...mayStayUnstored);
	return outgoing.load && !isDocker ? [push, loadOutput(shape, abilities)] : [push];
}
function planLocal({ load, files = [], rewriteTimestamp }, loaded) {
	const written = files.map((file) => rewriteTimestamp && isArchive(file) ? `${file.spec},rewrite-timestamp=true` : file.spec);
	const outputs = [...load ? [loaded] : [], ...written];
	return outputs.length > 0 ? outputs : ["type=cacheonly"];
}
/** BuildKit does not unpack rewritten layers, and the engine's own exporter unpacks everything that it stores. */
const keepsTimestamps = ({ load, rewriteTimestamp }, { driver, rich }) => load && rewriteTimestamp && driver === "docker" && rich;
/**
* Options that change the image's bytes. Every output of an image has the same ones: what is loaded beside a push is the pushed image,
* and buildx reports only one digest for both.
*/
function shapeOptions({ hasIndex, rewriteTimestamp }, { rich }) {
	if (!rich) return [];
	return [...hasIndex ? [] : ["oci-mediatypes=true"], ...rewriteTimestamp ? ["rewrite-timestamp=true"] : []];
}
/** An image that the engine's own builder loads without a push keeps its timestamps: `keepsTimestamps` tells the user. */
function loadOutput(shape, { driver }) {
	return csv("type=docker", ...shape.filter((option) => driver !== "docker" || !/^rewrite/.test(option)));
}
// src/docker/bake-definition.ts
/** One bake definition for the whole build. Pure: the same request gives the same bytes. */
function defineBuild(request) {
	checkHosts(request);
	const targets = {};
	const annotations = /* @__PURE__ */ new Map();
	for (const name of findBuilt$1(request)) {
		const plan = request.plans.find(({ target }) => target === name);
		const landed = plan === void 0 ? {} : layOver(request, name, plan);
		targets[name] = withoutEmpty({
			...prepareTarget(request, name),
			...landed
		});
		if (plan !== void 0) annotations.set(name, listOf(landed, "annotations"));
	}
	return {
		json: JSON.stringify(escapeTemplates({ target: targets }), null, 2),
		names: [...request.strategies.keys()],
		annotations
	};
}
/** What is built for itself, and what that stands on as far as it is not to be had from a registry. */
function findBuilt$1({ targets, strategies, reused }) {
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
/** A target as the person described it, without what is ours to say: where it goes, under which names. */
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
/** What is laid over a target that is built for itself. */
function layOver(request, name, plan) {
	const { targets, trigger, inputs, abilities } = request;
	const target = targets.get(name) ?? {};
	const strategy = request.strategies.get(name) ?? { kind: "warm" };
	const { files } = plan;
	const isFilesOnly = files?.isImage === false;
	const load = inputs.load && !isFilesOnly;
	const { attests, platforms, hasIndex } = describeShape({
		trigger,
		inputs,
		abilities
	}, target, plan);
	return {
		labels: abilities.rich ? plan.labels : {
			...plan.labels,
			...ownMarks(plan.annotations)
		},
		tags: landingTags(strategy),
		annotations: abilities.rich && !isFilesOnly ? placeAnnotations(plan, hasIndex) : [],
		attest: attests,
		output: planOutput(strategy, {
			...inputs,
			load,
			files: files?.outputs ?? [],
			platforms,
			hasIndex
		}, abilities)
	};
}
/** Its attestations, how many platforms it names, and whether it has an index. */
function describeShape({ trigger, inputs, abilities }, target, { files }) {
	const isPrivate = trigger.repository.private !== false;
	const asked = [...specsOf(target, "attest"), ...inputs.attests];
	const isFilesOnly = files?.isImage === false;
	const attests = planAttests(asked, isPrivate, abilities, {
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
/** A builder that writes annotations and attestations, as all do but the docker driver on the legacy image store. */
const richBuilder = {
	driver: "docker-container",
	rich: true,
	loadsIndexes: true,
	buildx: ""
};
/** The annotations that a build would give to each planned image, with their level, by target: for a dry run. */
function previewAnnotations({ targets, plans, trigger, inputs }) {
	return new Map(plans.map((plan) => {
		const target = targets.get(plan.target) ?? {};
		const { hasIndex } = describeShape({
			trigger,
			inputs,
			abilities: richBuilder
		}, target, plan);
		return [plan.target, placeAnnotations(plan, hasIndex)];
	}));
}
function checkHosts({ inputs, abilities }) {
	if (inputs.addHosts.length > 0 && !(0, import_semver.gte)(abilities.buildx, "0.25.0")) throw new TagboatError(buildxLacks("Input add-hosts", "0.25.0", abilities.buildx));
}
// src/errors/build.ts
function buildFailed(code, original) {
	return {
		code: "build-failed",
		what: `The build failed (docker buildx bake ended with ${code}); nothing of this run is known to be published.`,
		fix: "Its last lines are below, all of it in the log above.",
		original
	};
}
/**
* The builder went away: gRPC's code Unavailable, and docker's own words about its engine. A registry that breaks a connection
* is none: BuildKit reports that inside of a message of another code.
*/
function isLost$1(text) {
	const cause = text.split("\n").findLast((line) => line.startsWith("ERROR: ")) ?? "";
	return /code = Unavailable|error reading from server: EOF|Cannot connect to the Docker daemon/i.test(cause);
}
function builderLost(original) {
	return {
		code: "builder-lost",
		what: "The connection to the builder was lost during the build: its engine was stopped, was restarted or crashed.",
		fix: "Check the engine's log (journalctl -u docker) and the memory of its machine, then run the job again.",
		original
	};
}
function metadataUnreadable(original) {
	return {
		code: "build-metadata",
		what: "buildx said that the build succeeded, but wrote no metadata that can be read.",
		fix: "Run the job again; if it comes back, tell us which buildx you use.",
		original
	};
}
/** What the builder pushed is not what buildx says it built. */
function digestMismatch(ref, pushed, reported) {
	return {
		code: "build-digest-mismatch",
		what: `The builder pushed ${pushed} under ${ref}, but buildx reports ${reported}.`,
		fix: "Update buildx and the builder. If it happens again, leave input load out, and report the versions."
	};
}
function digestMissing() {
	return {
		code: "build-digest",
		what: "buildx pushed, but did not say which digest.",
		fix: "Update buildx; version 0.13 and newer report it."
	};
}
function workspaceEmpty(workspace) {
	return {
		code: "workspace-empty",
		what: `The workspace '${workspace}' is empty.`,
		fix: "Add a step \"uses: actions/checkout\" before this one, or write context: \"{{defaultContext}}\", with which the builder fetches this repository itself."
	};
}
/** `item` of input builds, where there is one. */
function contextMissing(context, item) {
	return {
		code: "context-missing",
		what: `${item === void 0 ? "Input context" : `Input builds, item ${item}`}: there is no folder '${context}' in the workspace.`,
		fix: "Give a path relative to the root of the checkout, or check out the repository that has it."
	};
}
function dockerfileMissing(path, item) {
	return {
		code: "dockerfile-missing",
		what: `${item === void 0 ? "There" : `Input builds, item ${item}: there`} is no Dockerfile at '${path}'.`,
		fix: "Name it in file, as a path relative to the root of the checkout."
	};
}
function secretFileMissing(id, path) {
	return {
		code: "secret-file-missing",
		what: `Input secret-files: there is no file '${path}' for secret '${id}'.`,
		fix: "Give a path relative to the root of the checkout, or an absolute one."
	};
}
function notNamed(name, original) {
	return {
		code: "load-name",
		what: `The loaded image could not be called '${name}'.`,
		fix: "Mend what the engine's answer below says, or leave input load out.",
		original
	};
}
/** The build ended well, and an output is not on the disk. */
function outputMissing(type, dest) {
	return {
		code: "output-missing",
		what: `The build ended well, but the output of type ${type} is not at '${dest}'.`,
		fix: "Check whether another output or step writes to the same path, and report it if none does."
	};
}
// src/docker/bake.ts
/** Bytes. Our own file; full provenance of hundreds of images is large. */
const metadataLimit = 268435456;
/**
* Runs `docker buildx bake` with the definition on standard input, its log in a collapsible group, and returns
* its metadata, by target. Throws a TagboatError with bake's own last words.
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
	if (result.code !== 0) throw new TagboatError(await explainFailure(files, request, result));
	const text = await files.read(metadataFile, metadataLimit);
	const metadata = text === void 0 ? void 0 : parseJson(text);
	if (!isRecord(metadata)) throw new TagboatError(metadataUnreadable(text ?? ""));
	return metadata;
}
/** A full disk and a builder that is gone are no fault of the build. */
async function explainFailure(files, { scratch }, { code, stderr }) {
	const words = lastWords(stderr);
	if (isDiskFull(words)) {
		const free = await files.describeFree(scratch);
		return programDiskFull("docker buildx", free === "" ? "" : ` ('${scratch}' has ${free})`, words);
	}
	return isLost$1(words) ? builderLost(words) : buildFailed(code, words);
}
/** BuildKit's own line for the manifest under a tag (its util/push). What a `RUN` prints has a time before it. */
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
/** The part of a plain build log that says why it failed: from the last `------` block on, or the last lines. */
function lastWords(log) {
	const lines = log.trimEnd().split("\n");
	const error = lines.findLastIndex((line) => line.startsWith("ERROR: "));
	const block = lines.lastIndexOf("------");
	const opening = block > 0 ? lines.lastIndexOf("------", block - 1) : -1;
	const start = opening >= 0 ? opening : error >= 0 ? error : lines.length - 10;
	return lines.slice(Math.max(0, start, lines.length - 40)).join("\n");
}
// src/docker/builder.ts
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
/** Whether a builder with the docker driver lacks what a build needs; `needs` as `findNeeds` has them. */
const isWeak = (builder, needs, engine) => builder.driver === "docker" && !engine.containerdStore && needs.length > 0;
/**
* Whether the builder is among `known`, so that no other need be looked for. `wanted` is the name that the user gave (input builder
* or BUILDX_BUILDER), empty where there is none.
*/
function isBuilderKnown(known, wanted, needs, engine) {
	if (wanted !== "") return known.some(({ name }) => name === wanted);
	return known.some((builder) => builder.current && !builder.broken && !isWeak(builder, needs, engine));
}
/** Pure. Throws a TagboatError where the wanted builder cannot do the work, or none can because the current one does not answer. */
function chooseBuilder(known, wanted, needs, engine) {
	if (wanted !== "") {
		const builder = findWanted(known, wanted);
		if (isWeak(builder, needs, engine)) throw new TagboatError(builderTooWeak(wanted, needs));
		return {
			kind: "use",
			builder,
			why: "it was asked for"
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
	const why = current ? `the current one cannot do: ${needs.join(", ")}` : "buildx knows none";
	return able ? {
		kind: "use",
		builder: able,
		why
	} : {
		kind: "create",
		why
	};
}
function findWanted(known, wanted) {
	const builder = known.find(({ name }) => name === wanted);
	if (builder === void 0) {
		const names = known.map(({ name }) => name);
		throw new TagboatError(builderMissing(wanted, names));
	}
	if (builder.broken) throw new TagboatError(builderUnreachable(builder));
	return builder;
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
// src/docker/child-variables.ts
/**
* Which of the runner's own variables a build gets: those of its caches, where it has one of `type=gha`, and those that
* the workflow's own `secret-envs` name. A bake file may be a stranger's: where one of its secrets asks for a cache's
* variable by name, the build gets none, since a secret's value is whatever buildx finds in its own environment. The
* same holds where one of its caches names its own address: buildx sends the token there.
*/
function keptForBuild({ isBake, writesCache }, { secretEnvs }, targets) {
	const all = [...targets.values()];
	const fields = writesCache ? ["cache-from", "cache-to"] : ["cache-from"];
	const caches = all.flatMap((target) => fields.flatMap((field) => specsOf(target, field)));
	const kept = caches.some((cache) => settingOf(cache, "type") === "gha") ? cacheVariables : [];
	if (!isBake) return [...kept, ...secretEnvs.map(({ value }) => value)];
	const secrets = all.flatMap((target) => specsOf(target, "secret"));
	return cacheVariables.some((name) => secrets.some((secret) => secret.includes(name))) || caches.some(isElsewhere) ? [] : kept;
}
/** buildx adds the runner's token to any cache of `type=gha` without one, wherever it is (`buildflags/cache.go`). */
const isElsewhere = (cache) => settingOf(cache, "type") === "gha" && settingOf(cache, "token") === void 0 && ["url", "url_v2"].some((key) => settingOf(cache, key) !== void 0);
// src/paths.ts
/** Whether an absolute path is a folder or something in it, as both are written: links are for the caller to resolve. */
function isWithin(folder, path) {
	const way = relative(folder, path);
	return way !== ".." && !/^\.\.[/\\]/.test(way) && !isAbsolute(way);
}
// src/docker/entitlements.ts
/**
* The `--allow` flags for what the inputs name: what a person wrote into the workflow is allowed, exactly, and
* nothing else (`written` are the places of input outputs); what a bake file names is not, since whoever opens a pull request can write into it. bake asks for privileges since 0.17 and for files outside its working directory since 0.19.
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
/** A build that lands in layouts may write below their folder, and nowhere else. */
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
* What a build writes to, as buildx asks for it: of a path that does not exist yet, the folder around it that does
* (buildx 0.36, `evaluateToExistingPaths`). Inside the workspace nothing needs to be asked for.
*/
async function placesOf(files, workspace, { outputs }) {
	return Promise.all(outside(workspace, outputs.map(({ dest }) => dest)).map(async (path) => {
		let at = path;
		while (await files.realPath(at) === void 0 && at !== dirname(at)) at = dirname(at);
		return at;
	}));
}
// src/git/config-includes.ts
/** More files than any real configuration includes. */
const longest$2 = 50;
/**
* Whether a repository's configuration includes a file of the tree (git-config, "Includes"): whoever writes the tree
* writes the configuration then. Conditions of `includeIf` count as met. What is included from elsewhere is trusted,
* as actions/checkout keeps its credentials in a file of the runner's. `root` and `gitDir` have no links.
*/
async function includesTree(files, root, gitDir, home = homedir()) {
	const common = await readCommonDir(files, gitDir);
	const left = [join(common, "config"), join(gitDir, "config.worktree")];
	const seen = /* @__PURE__ */ new Set();
	for (let path = left.pop(); path !== void 0; path = left.pop()) {
		const real = await files.realPath(path);
		if (real === void 0 || seen.has(real)) continue;
		if (isWithin(root, real) && !isWithin(gitDir, real) && !isWithin(common, real)) return true;
		if (seen.size === longest$2) return true;
		seen.add(real);
		const folder = dirname(path);
		left.push(...readIncludes(await files.read(real) ?? "").map((each) => resolve(folder, each.replace(/^~(?=\/)/, home))));
	}
	return false;
}
/** A worktree shares the configuration of the repository that it belongs to. */
async function readCommonDir(files, gitDir) {
	const text = (await files.read(join(gitDir, "commondir")))?.trim();
	return text ? resolve(gitDir, text) : gitDir;
}
/** The values of `path` in sections `include` and `includeIf`; names are the same in capitals. */
function readIncludes(config) {
	const paths = [];
	let isInclude = false;
	for (const line of config.replace(/\\\r?\n/g, "").split(/\r?\n/)) {
		const [, section, rest = line] = /^\s*\[([^\]"\s]*)(?:\s*"(?:[^"\\]|\\.)*")?\s*\](.*)$/.exec(line) ?? [];
		if (section !== void 0) isInclude = /^include(if)?(\.|$)/i.test(section);
		const value = isInclude ? /^\s*path\s*=\s*(.*)$/i.exec(rest)?.[1] : void 0;
		if (value !== void 0) paths.push(readValue$2(value));
	}
	return paths;
}
/** Without quotation marks, escapes and a comment. */
function readValue$2(text) {
	return (text.match(/"(?:[^"\\]|\\.)*"|\\.|[^\s#;"\\]+|\s+|[#;].*$/g) ?? []).filter((part) => !/^[#;]/.test(part)).map((part) => part.replace(/^"(.*)"$/s, "$1").replace(/\\(.)/g, "$1")).join("").trim();
}
// src/git/find-repository.ts
/**
* Looks for the repository of a folder as git does, upwards from it, but without git. `workspace` and `folder` are
* absolute. A folder outside the workspace belongs to whatever repository is around it there.
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
/** The root's own `.git`, or a worktree's outside; not one that leads into the tree, nor a configuration that does. */
async function isTrusted(files, root, gitDir) {
	const real = await files.realPath(gitDir) ?? gitDir;
	if (!(real === join(root, ".git")) && isWithin(root, real)) return false;
	return !await includesTree(files, root, real);
}
// src/docker/git-info.ts
/**
* What decides whether buildx asks git about the contexts, for provenance. Its git starts in each context and runs with
* whatever configuration it finds from there, so it is switched off unless that is the workspace's own: with an
* embedded or nested repository around any context, outside the workspace, and without a repository at all. Settings
* in the environment would not do: buildx 0.33 and newer keep them from git. `git status`, which runs filters and
* enters submodules, is switched off in any case.
*/
async function limitGitInfo(ports, workspace, targets) {
	if (/^(1|t|true)$/i.test(ports.env.BUILDX_GIT_CHECK_DIRTY ?? "")) ports.log.notice("BUILDX_GIT_CHECK_DIRTY is ignored: git status could run commands that the checkout brings.");
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
// src/bake/secret-source.ts
/** BuildKit's rule: `type=env,src=` names a variable too, and an `id` alone is a variable's name, else a file's. */
function findSource$1(spec) {
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
// src/masking/warn-unmasked.ts
const reasons = {
	short: `has fewer than 4 characters`,
	common: "is a common word"
};
/** One warning that names the secrets whose values the log may show. Empty values are none. */
function warnUnmasked(log, secrets) {
	const found = secrets.flatMap(({ name, value }) => {
		const why = value.trim() === "" ? void 0 : whyUnmasked(value);
		return why === void 0 ? [] : [`${name} ${reasons[why]}`];
	});
	if (found.length === 0) return;
	log.warning(`These values are not masked in the log, because that would hide ordinary text: ${[...new Set(found)].join("; ")}. Use longer values that are hard to guess.`);
}
// src/docker/mask-secrets.ts
/**
* A build that prints its secrets must not print them into our log. `workspace` is absolute; `env` is what the build gets,
* with the variables of bake files and the values of input secrets, which win over the runner's.
*/
async function maskSecrets({ files, log, env }, workspace, given, targets) {
	const sources = [...targets.values()].flatMap((target) => readSpecs(target, "secret")).map(findSource$1);
	const paths = [...new Set(sources.flatMap(({ path }) => path ?? []))];
	const texts = new Map(await Promise.all(paths.map(async (path) => [path, await files.read(resolve(workspace, path))])));
	const secrets = sources.flatMap(({ id, variable, path }) => {
		return [...variable === void 0 ? [] : [given[variable] ?? env[variable]], ...path === void 0 ? [] : [texts.get(path)]].map((value) => ({
			name: `secret '${id}'`,
			value: value ?? ""
		}));
	});
	for (const { value } of secrets) log.mask(value);
	warnUnmasked(log, secrets);
}
// src/docker/metadata.ts
/**
* Reads what the file of `--metadata-file` says of a target. The descriptor's digest is the one to trust: on some
* exporters `containerimage.digest` is another one.
*/
function readMetadata(json, target) {
	const image = at(json, target);
	const told = stringAt(image, "containerimage.digest");
	const digest = stringAt(image, "containerimage.descriptor", "digest") ?? told;
	const imageId = stringAt(image, "containerimage.config.digest") ?? digest;
	return {
		...digest !== void 0 && isDigest(digest) ? { digest } : {},
		...imageId !== void 0 ? { imageId } : {}
	};
}
// src/content/base-reference.ts
/**
* An image as the builder understands it: `alpine` is `docker.io/library/alpine:latest`. A digest stays, with the tag
* beside it. Undefined for what is no image's name. Rule: the distribution project's reference grammar.
*/
function normalizeReference(text) {
	const [, name = "", tag, digest] = /^(.*?)(?::([^:/@]*))?(?:@(.*))?$/s.exec(text) ?? [];
	if (tag !== void 0 && !isTag(tag) || digest !== void 0 && !isDigest(digest)) return void 0;
	try {
		const { host, path } = parseRepository(name);
		return `${host}/${path}${digest === void 0 ? `:${tag ?? "latest"}` : `${tag === void 0 ? "" : `:${tag}`}@${digest}`}`;
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
/** The digest that a normalized reference names itself; undefined where only its tag tells. */
function pinnedDigest(reference) {
	return reference.includes("@") ? reference.slice(reference.indexOf("@") + 1) : void 0;
}
// src/content/expand.ts
const part = /\\(?<escaped>.)|\$(?<name>[A-Za-z_]\w*)|(?<open>\$\{)|(?<quote>["'])|(?<plain>[^$])/suy;
/**
* Fills in `$NAME`, `${NAME}` and the forms `:-`, `-`, `:+` and `+` of a Dockerfile's word, and takes quotation marks
* and backslashes away (Dockerfile reference, "Environment replacement"). Undefined for a name that nobody declared,
* and for the forms that cut, replace or fail.
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
/** What stands between `${` and `}`. */
function expandBraces(inner, variables) {
	const [, name = "", operator = "", word = ""] = /^(\w+)(?:(:?[-+])(.*))?$/s.exec(inner) ?? [];
	const value = variables.get(name);
	if (operator === "") return value;
	const isThere = value !== void 0 && !(operator.startsWith(":") && value === "");
	if (operator.endsWith("-")) return isThere ? value : expand$1(word, variables);
	return isThere ? expand$1(word, variables) : "";
}
/** Where the brace that was opened before `start` is closed; the text's end where it never is. */
function findEnd$1(text, start) {
	let depth = 1;
	for (let index = start; index < text.length; index += 1) {
		if (text[index] === "{") depth += 1;
		if (text[index] === "}") depth -= 1;
		if (depth === 0) return index;
	}
	return text.length;
}
// src/content/remote.ts
/**
* Whether a git address names one commit for ever: `https://host/path.git#<commit>`, with or without `:folder` behind it.
* Docker docs, "Build context", "URL fragments". Another https address is a file that its server may change.
*/
const isPinned = (address) => /^(?:(?:git|ssh):\/\/|[\w-]+@[\w.-]+:|https?:\/\/[^#]+\.git#|github\.com\/)/.test(address) && /#(?:[0-9a-f]{40}|[0-9a-f]{64})(?::.*)?$/.test(address);
// src/content/named-contexts.ts
/**
* Finds what takes the place of a name. Under a longer form of it, `alpine:latest`, a context is found by
* `docker buildx build`, which shortens what it is given, and not by bake as it is today: that is not sure.
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
/** Contexts of one platform alone, `base::linux/arm64`: which of them takes part is the builder's choice. */
const findPlatformContexts = (target) => Object.keys(recordOf(target, "contexts")).filter((name) => name.includes("::"));
async function readNamed$1(readFolder, workspace, target, names) {
	const parts = {};
	const images = /* @__PURE__ */ new Set();
	const targets = /* @__PURE__ */ new Set();
	const doubts = [];
	for (const name of names) {
		const value = recordOf(target, "contexts")[name] ?? "";
		const context = readValue$1(workspace, value);
		if (context.kind === "image") images.add(context.reference);
		if (context.kind === "target") targets.add(context.name);
		if (context.kind === "unknown") doubts.push(`its context '${name}', '${value}', can change unseen`);
		if (context.kind !== "folder") continue;
		const digest = await readFolder(`its context '${name}'`, context.path, void 0);
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
function readValue$1(workspace, value) {
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
	return { kind: isPinned(value) ? "fixed" : "unknown" };
}
// src/content/dependencies.ts
/**
* Follows the stages that the target's stage needs (the last one without `target`): their bases, and what they copy or
* mount from. Rules: Dockerfile reference, FROM, `COPY --from`, `RUN --mount`; a named context takes the place of the
* stage or the image whose name it has ("Bake", `contexts`).
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
			if (base === void 0) doubts.push(`'FROM ${stage.base}' names a variable that is not known here`);
			else dependOn(base, findNamed(earlier, base));
		}
		for (const source of stage.sources) if (source.includes("$")) doubts.push(`'from=${source}' names a variable`);
		else dependOn(source, findStage(earlier, source));
		for (const address of stage.downloads) doubts.push(`'ADD ${address}' has no checksum`);
	}
	function dependOn(name, stage) {
		if (stage) visit(stage);
		if (stage || name === "scratch" || useContext(name)) return;
		const reference = normalizeReference(name);
		if (reference === void 0) doubts.push(`'${name}' is no image's name`);
		else images.add(reference);
	}
	/** Whether a named context takes the place; one that only may is looked at beside what it may replace. */
	function useContext(name) {
		const found = findContext(target, name);
		if (found) contexts.add(found.name);
		return found?.isSure === true;
	}
}
/** The last one of that name: names are small letters. */
const findNamed = (stages, name) => name === "" ? void 0 : stages.findLast((stage) => stage.name === name.toLowerCase());
/** A number means the stage at that place, from 0. */
const findStage = (stages, name) => findNamed(stages, name) ?? (/^\d+$/.test(name) ? stages[Number(name)] : void 0);
// src/content/heredoc.ts
const name$1 = String.raw`(?:[A-Za-z_]\w*|\d+)`;
const inner = String.raw`(?:[^}"'\\$<{]|\$[A-Za-z_]|\$\{${name$1}\})*`;
const braces = String.raw`\$\{${name$1}(?::?[-+]${inner})?\}`;
const dollar = String.raw`${braces}|\$(?!\{)`;
/** One piece of a line: a blank outside of quotation marks, `<<` with the blanks behind it, or anything else. */
const piece = new RegExp([
	String.raw`(?<blank>\p{White_Space})`,
	String.raw`<<[\t\r ]*`,
	String.raw`\\(?:.|$)|'[^']*'|"(?:\\.|[^"\\$]|${dollar})*"|${dollar}|[^\\'"$]`
].join("|"), "suy");
/**
* The heredocs of a line that may have some (ADD, COPY, RUN), in their order. Such a one is a word of its own, by the
* builder's own rules for words: `'cat <<EOF'` and `1<<2` within `$((1<<2))` are none. Undefined where builders are not of one
* mind: an open quotation mark, a `${...}` out of the ordinary, `<< <<EOF`. Source: BuildKit, `heredocsFromLine` in
* frontend/dockerfile/parser, which knows backslashes alone, whatever `# escape=` says.
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
/** Words with their quotation marks; blanks behind `<<` belong to the word. */
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
// src/content/words.ts
/**
* Takes the flags off that stand before an instruction's words, their quotation marks gone; a lone `--` ends them.
* `escaper` is the file's escape character, a backslash or a backtick. Source: BuildKit,
* frontend/dockerfile/parser/split_command.go.
*/
function splitFlags(text, escaper) {
	const escaped = `${literal$1(escaper)}.?`;
	const flag = new RegExp(`\\s*(--(?:${escaped}|"(?:${escaped}|[^"])*"?|'(?:${escaped}|[^'])*'?|\\S)*)`, "suy");
	const flags = [];
	let end = 0;
	for (let found = flag.exec(text); found !== null; found = flag.exec(text)) {
		end = flag.lastIndex;
		if (found[1] === "--") break;
		flags.push(readFlag(strip(found[1] ?? "", escaper)));
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
/** Without quotation marks and escape characters. */
function strip(text, escaper) {
	let open = "";
	return text.replace(new RegExp(`${literal$1(escaper)}(.?)|["']`, "gsu"), (found, escaped) => {
		if (escaped !== void 0) return escaped;
		if (open !== "" && open !== found) return found;
		open = open === "" ? found : "";
		return "";
	});
}
/** As a regular expression has it. */
const literal$1 = (escaper) => escaper === "\\" ? "\\\\" : escaper;
/** The words of ARG, with their quotation marks: what stands within them is one word. */
function splitQuoted(text, escaper) {
	const escaped = `${literal$1(escaper)}.?`;
	return text.match(new RegExp(`(?:${escaped}|"(?:${escaped}|[^"])*"?|'[^']*'?|[^\\s"'])+`, "gsu")) ?? [];
}
/** The strings of the list form; undefined for what is none. */
function readList(text) {
	if (!text.startsWith("[")) return void 0;
	try {
		const value = JSON.parse(text);
		return Array.isArray(value) ? value.map(String) : void 0;
	} catch {
		return;
	}
}
// src/content/instructions.ts
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
* Divides a Dockerfile into its instructions as BuildKit does (frontend/dockerfile/parser/parser.go, and the Dockerfile
* reference, "Format", "Parser directives", "Here-documents"). Nothing makes it fail. What no builder could build is a
* doubt too, since it may be this reader that errs.
*/
function readInstructions(text) {
	const lines = text.replace(/^\uFEFF/, "").split("\n");
	const escaper = findEscaper(lines);
	const all = [];
	const doubts = [];
	let next = 0;
	while (next < lines.length) {
		const { line, end } = joinLine(lines, next, escaper);
		next = end;
		if (line === "") continue;
		const instruction = readInstruction(line, escaper);
		all.push(instruction);
		if (!keywords.has(instruction.keyword)) doubts.push(`'${instruction.keyword}' is no known instruction`);
		const heredocs = mayHaveHeredocs(instruction, escaper) && line.includes("<<") ? findHeredocs(line) : [];
		if (heredocs === void 0) doubts.push(`it cannot be told what '<<' means after ${instruction.keyword}`);
		for (const heredoc of heredocs ?? []) {
			next = findEnd(lines, next, heredoc);
			if (next > lines.length) doubts.push(`its heredoc '${heredoc.name}' has no end`);
			if (isInstruction(heredoc.name)) doubts.push(`its heredoc '${heredoc.name}' ends like an instruction`);
		}
	}
	return {
		all,
		escaper,
		doubts
	};
}
/** Keyword, flags and the rest of a line that is whole. */
function readInstruction(line, escaper) {
	const [, keyword = "", behind = ""] = /^(\S*)\s*(.*)$/s.exec(line.trim()) ?? [];
	return {
		keyword: keyword.toUpperCase(),
		...splitFlags(behind, escaper)
	};
}
const isInstruction = (line) => keywords.has(readInstruction(line, "\\").keyword);
/** Directives are the comments at the very beginning, as long as each is one. The first that says so counts. */
function findEscaper(lines) {
	for (const line of lines) {
		const [, name = "", value = ""] = /^\s*#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(line) ?? [];
		if (name.toLowerCase() === "escape") return value === "`" ? "`" : "\\";
		if (!["syntax", "check"].includes(name.toLowerCase())) return "\\";
	}
	return "\\";
}
/** The line at `start` with those that continue it, and where the next one begins. Empty for a comment. */
function joinLine(lines, start, escaper) {
	const continued = escaper === "`" ? /(^|[^`])`[ \t]*$/ : /(^|[^\\])\\[ \t]*$/;
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
/** The list form has none, and ONBUILD has those of what it keeps for later. */
function mayHaveHeredocs({ keyword, rest }, escaper) {
	if (keyword === "ONBUILD") return mayHaveHeredocs(readInstruction(rest, escaper), escaper);
	return [
		"ADD",
		"COPY",
		"RUN"
	].includes(keyword) && readList(rest) === void 0;
}
/** Where the line behind a heredoc is; beyond all lines where nothing ends it. */
function findEnd(lines, start, { name, isTabbed }) {
	for (let at = start; at < lines.length; at += 1) {
		const ending = (lines[at] ?? "").replace(/(?<!\r)\r+$/, "");
		if ((isTabbed ? ending.replace(/^\t+/, "") : ending) === name) return at + 1;
	}
	return lines.length + 1;
}
// src/content/dockerfile.ts
/** Reads a Dockerfile. No stages where it is none, for example because it is written for a frontend of its own. */
function parseDockerfile(text) {
	const { all, escaper, doubts } = readInstructions(text);
	const steps = all.map((instruction) => throughOnbuild(instruction, escaper));
	const starts = all.flatMap(({ keyword }, index) => keyword === "FROM" ? [index] : []);
	return {
		args: all.slice(0, starts[0] ?? all.length).filter(({ keyword }) => keyword === "ARG").flatMap(({ rest }) => readArgs(rest, escaper)),
		stages: starts.map((start, index) => readStage(steps.slice(start, starts[index + 1]))),
		doubts
	};
}
/** `ARG A=1 B`: several stand in one instruction. */
function readArgs(rest, escaper) {
	return splitQuoted(rest, escaper).map((word) => {
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
/** What ONBUILD keeps for later is looked at as if it were done at once. */
const throughOnbuild = (instruction, escaper) => instruction.keyword === "ONBUILD" ? readInstruction(instruction.rest, escaper) : instruction;
function readSources({ keyword, flags }) {
	return flags.flatMap(([name, value]) => {
		if (name === "from" && keyword === "COPY") return [value];
		return name === "mount" && keyword === "RUN" ? readMount(value) : [];
	});
}
/** Keys of a mount are compared in small letters. */
const readMount = (value) => splitFields(value).flatMap((field) => /^from=(.*)$/is.exec(field)?.[1] ?? []);
/** Those that BuildKit fetches: by scheme, and `user@host:path`. A variable at the beginning could hold any. */
const isAddress$2 = (word) => /^(?:[a-z0-9]+:\/\/|[\w-]+@[\w.-]+:|\$)/i.test(word);
function readDownloads({ keyword, flags, rest }) {
	if (keyword !== "ADD" || flags.some(([name, value]) => name === "checksum" && value !== "")) return [];
	return (readList(rest) ?? rest.split(/\s+/)).slice(0, -1).map((word) => word.replace(/["'\\`]/g, "")).filter((word) => isAddress$2(word) && !isPinned(word));
}
// src/content/pattern.ts
/**
* Reads one line that is neither blank nor a comment. Undefined where the builder would refuse it, or where it has
* characters whose meaning depends on the builder's regular expressions (moby/patternmatcher builds one).
*/
function readPattern(line) {
	const isException = line.startsWith("!");
	const text = clean$1(isException ? line.slice(1).trim() : line);
	const matches = text === "" ? void 0 : compile(text);
	return matches && {
		isException,
		text,
		matches
	};
}
/** As Go's path.Clean; a leading slash means the context's root, which every pattern starts from. */
function clean$1(pattern) {
	if (pattern === "") return "";
	return posix.normalize(pattern).replace(/(?<=.)\/$/, "").replace(/^\/(?=.)/, "");
}
/**
* Docker's documented rules: `*` and `?` stop at a slash, `[...]` is a class, a backslash takes the next character as it
* is, `**` is any number of folders. Three forms are compared as text, as the builder does it: no wildcard at all, and
* one `**` at the beginning or at the end.
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
		return compileGlob(readSteps(pattern));
	} catch {
		return;
	}
}
const token$2 = /(\*\*\/?)|(\*)|(\?)|\\(.)|(\[\^?(?:\\.|[^\\[\]*?^|{}])+\])|((?!\{\d)[^[\]\\^|])/suy;
/** Throws for what has no one meaning. */
function readSteps(pattern) {
	const steps = [];
	token$2.lastIndex = 0;
	while (token$2.lastIndex < pattern.length) {
		const found = token$2.exec(pattern);
		if (!found) throw new SyntaxError(`no meaning: ${pattern}`);
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
			const source = group.replace(/\\(.)/gsu, (_, next) => literal(next));
			steps.push({
				kind: "one",
				source
			});
		} else steps.push({
			kind: "one",
			source: literal(escaped ?? plain ?? "")
		});
	}
	return steps;
}
/** A letter or digit after a backslash, too: what the builder makes of `\d` is nothing that a person means. */
const literal = (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`;
// src/content/ignore.ts
/** Reads a `.dockerignore` (Docker docs, "Build context"); undefined where one of its lines cannot be understood. */
function readIgnore(text) {
	const kept = text.replace(/^\uFEFF/, "").split(/\r?\n/).filter((line) => !line.startsWith("#")).map((line) => line.trim());
	const patterns = [];
	for (const line of kept.filter((line) => line !== "")) {
		const pattern = readPattern(line);
		if (!pattern) return void 0;
		patterns.push(pattern);
	}
	const exceptions = patterns.filter(({ isException }) => isException);
	return {
		look: (path, parent) => look$2(patterns, path, parent),
		mayHold: (folder) => exceptions.some(({ text }) => mayMatchBelow(text, `${folder}/`))
	};
}
/** The last pattern that matches decides. */
function look$2(patterns, path, parent) {
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
/** An exception with a wildcard could match anywhere; one without, below the folder that it names. */
function mayMatchBelow(pattern, folder) {
	const start = pattern.replace(/\/\*\*?$/, "");
	return /[*?[\]\\^]/.test(start) || `${start}/`.startsWith(folder);
}
// src/content/sources.ts
/** The Dockerfile of a target, from its definition or its context's folder; undefined where it is in neither. */
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
* What is left out of a context: by the file beside its Dockerfile that has the Dockerfile's name and `.dockerignore`
* behind it, else by `.dockerignore` at the context's root (Docker docs, "Build context"). A named context has only the
* latter. Undefined where that file cannot be understood.
*/
async function readIgnoreFile(files, folder, dockerfile) {
	return readIgnore((dockerfile === void 0 ? void 0 : await files.read(`${dockerfile}.dockerignore`)) ?? await files.read(join(folder, ".dockerignore")) ?? "");
}
// src/content/variables.ts
/**
* What FROM may name, once per platform that the target is built for (Dockerfile reference, "Automatic platform ARGs in
* the global scope"): those of the platform, the ARGs before the first FROM, and above both what the target's `args`
* say. An ARG whose default cannot be read stays undeclared.
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
// src/docker/registry-hosts.ts
/** Reads the target's Dockerfile, too; `ownPlatform` (`linux/amd64`) is what its platform variables are looked up with. */
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
/** The registry of `docker-image://NAME`; none for any other context. */
const hostOfContext = (value) => hostOfReference(/^docker-image:\/\/(.+)$/s.exec(value)?.[1] ?? "");
const hostsOfCaches = (target, field) => specsOf(target, field).flatMap((spec) => spec.includes("=") ? settingOf(spec, "ref") ?? [] : spec).flatMap(hostOfReference);
/** `docker.io` for `alpine`; none where it is no reference. */
function hostOfReference(text) {
	const reference = normalizeReference(text);
	return reference === void 0 ? [] : [reference.slice(0, reference.indexOf("/"))];
}
// src/docker/used-registries.ts
/**
* The registries that a build uses, for a builder that has to be made. Of untrusted code only those count that the workflow names: what
* a bake file or a Dockerfile of the checkout names must not open the machine's network.
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
	return [...used, ...found.flatMap((hosts) => describe$4(hosts, {
		mayWrite,
		isUntrusted
	}))];
}
const name = (usedBy, host, isNeeded = true) => ({
	host,
	usedBy,
	isNeeded
});
function describe$4({ contexts, cacheFrom, cacheTo, bases }, { mayWrite, isUntrusted }) {
	return [
		...contexts.map((host) => name("a named context", host)),
		...mayWrite ? cacheTo.map((host) => name("cache-to", host)) : [],
		...isUntrusted ? [] : bases.map((host) => name("a base image", host)),
		...cacheFrom.map((host) => name("cache-from", host, false))
	];
}
// src/docker/take-builder.ts
/** The driver of the builder that was chosen. */
const driverOf = (choice) => choice.kind === "use" ? choice.builder.driver : "docker-container";
/** Chooses the builder of a build; the others are asked only where the wanted or current one cannot do it. */
async function choose$1(ports, session, { inputs, targets }, mayWrite) {
	const { engine } = session;
	const needs = findNeeds(inputs, [...targets.values()], mayWrite);
	const wanted = wantedBuilder(inputs.build, ports.env);
	return chooseBuilder(isBuilderKnown(session.builders, wanted, needs, engine) ? session.builders : [...session.builders, ...await session.findOthers()], wanted, needs, engine);
}
/** The name for buildx of the builder that was chosen; undefined for buildx's own choice. A builder that is lacking is made. */
async function takeBuilder(ports, session, run, choice) {
	const { engine, buildx, docker, buildxConfig } = session;
	if (choice.kind === "use") {
		const { name, driver } = choice.builder;
		if (choice.skipped) ports.log.warning(builderSkipped(choice.skipped, name));
		const store = driver === "docker" ? `, ${engine.containerdStore ? "containerd" : "legacy"} image store` : "";
		ports.log.info(`Builder: ${name || "buildx’s own"} (driver ${driver}${store}), since ${choice.why}; buildx ${engine.buildx}, engine ${engine.version}.`);
		return name || void 0;
	}
	const registries = await findRegistries(ports.files, run, engine.platform);
	const schemeOf = run.schemeOf ?? (() => void 0);
	const settings = await planTemporaryBuilder({
		...ports,
		docker
	}, {
		engine,
		registries,
		schemeOf,
		buildxConfig
	});
	const name = `tagboat-${session.configDir.slice(-6).toLowerCase()}`;
	const network = settings.hostNetwork ? ", network=host" : "";
	ports.log.info(`Builder: ${name} (driver docker-container${network}) is created for this job, since ${choice.why}.`);
	ports.remember("builder", name);
	await createBuilder({
		buildx,
		files: ports.files
	}, name, settings, session.configDir);
	return name;
}
// src/docker/build.ts
/** Chooses the builder, makes one where none can do the work, and prepares the definition's parts. */
async function prepareBuild(ports, session, run) {
	const { plans, trigger, workspace, targets, reused } = run;
	const inputs = run.inputs.build;
	const vars = run.inputs.bake?.vars.map(({ key, value }) => [key, value]) ?? [];
	const gitInfo = await limitGitInfo(ports, workspace, targets.values());
	const env = {
		...Object.fromEntries(vars),
		...placeSecrets(inputs).env,
		...gitInfo
	};
	await maskSecrets(ports, workspace, env, targets);
	const mayWrite = plans.some(({ intent }) => intent.kind === "push");
	if (!mayWrite) sayDropped(ports.log, targets);
	const keep = keptForBuild({
		isBake: run.inputs.bake !== void 0,
		writesCache: mayWrite
	}, inputs, targets);
	const choice = await choose$1(ports, session, run, mayWrite);
	const abilities = describeAbilities(driverOf(choice), session.engine);
	if (!mayWrite && keepsTimestamps(inputs, abilities)) ports.log.notice(timestampsKept);
	const placed = buildsOf(run.inputs).map(async ({ build }) => {
		const written = await placesOf(ports.files, workspace, build);
		return planAllowances(build, mayWrite ? build.cacheTo : [], workspace, abilities.buildx, written);
	});
	const allow = (await Promise.all(placed)).flat();
	const common = {
		targets,
		plans,
		reused,
		trigger,
		inputs,
		abilities
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
		abilities,
		...abilities.driver === "docker" && abilities.rich && { layout },
		async run(strategies, onPush) {
			await prepareFolders(ports.files, folder, [...strategies.values()]);
			const writesCache = mayWrite && [...strategies.values()].some(({ kind }) => kind !== "warm");
			const definition = defineBuild({
				...common,
				strategies,
				writesCache
			});
			const layouts = allowLayouts(strategies, folder, workspace, abilities.buildx);
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
/** buildx's own account as the output `metadata` has it: of the single image without the target's name around it. */
const metadataText = (metadata, target) => JSON.stringify((target === void 0 ? metadata : at(metadata, target)) ?? {}, null, 2);
/** Empty, and there: bake does not allow writing into a folder that is not. */
async function prepareFolders(files, folder, strategies) {
	const folders = strategies.flatMap((strategy) => strategy.kind === "layout" ? [strategy.folder] : []);
	if (folders.length === 0) return;
	await files.remove(folder);
	await files.makeFolder(folder);
	for (const each of folders) await files.makeFolder(each);
}
/** What is loaded has the anchor's name only; a person looks for it under every planned one. */
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
			if (result.code !== 0) throw new TagboatError(notNamed(other, said(result)));
		}
	}
}
const timestampsKept = "rewrite-timestamp is ignored for the loaded image: the engine cannot store an image with rewritten timestamps. A builder of another driver (input builder) can.";
/** A cache that others read is written only by runs that may publish. */
function sayDropped(log, targets) {
	if ([...targets.values()].some((target) => specsOf(target, "cache-to").length > 0)) log.notice("cache-to is ignored in this run: it may not push.");
}
/** Every image that is built, as if it went nowhere. */
const withoutOutput = (plans, reused) => new Map(plans.flatMap(({ target }) => reused.has(target) ? [] : [[target, { kind: "warm" }]]));
// src/docker/check-sources.ts
/**
* Checks in the first second that what the builds read exists; throws with everything that does not. With `isMany` a
* problem names the item of input builds.
*/
async function checkSources(files, workspace, builds, isMany = false) {
	if (await lacksCheckout(files, workspace, builds)) throw new TagboatError(workspaceEmpty(workspace));
	const problems = [];
	for (const { name, build } of builds) problems.push(...await findMissing$2(files, workspace, build, isMany ? name : void 0));
	for (const { key, value } of builds[0]?.build.secretFiles ?? []) if (!(await files.read(resolve(workspace, value)) !== void 0)) problems.push(secretFileMissing(key, value));
	throwAll(problems);
}
/** Whether the workspace is empty, and some build has a folder of it as context. */
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
/** BuildKit also takes `dockerfile` for `Dockerfile`. */
async function hasDockerfile(files, path) {
	const small = path.replace(/(^|[/\\])Dockerfile$/, "$1dockerfile");
	return await files.read(path) !== void 0 || await files.read(small) !== void 0;
}
// src/inputs/build-inputs.ts
function readBuildInputs(reader) {
	const inputs = {
		context: reader.text("context") || ".",
		file: reader.text("file"),
		target: reader.text("target"),
		platforms: readPlatforms$1(reader),
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
		addHosts: readHosts(reader),
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
function readPlatforms$1(reader) {
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
/** `host:ip` or `host=ip`, as `docker buildx build --add-host` takes them. */
function readHosts(reader) {
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
/** buildx takes the last attestation of a type; inputs provenance and sbom come after attests. */
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
			const why = other === input ? "is there twice" : `is an id in ${other} too`;
			reader.problems.push(badInput(input, key, why, "Give every secret an id of its own."));
		}
		seen.set(key, input);
	}
}
// src/docker/default-context.ts
/** Looks for local contexts and fetched ones. What is wrong with the inputs is found when all of them are read. */
function findBuilt(raw, workspace) {
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
/** `https://github.com/acme/app.git`: what BuildKit clones. */
const gitUrl = ({ url }) => `${url}.git`;
/**
* The commit at which an address fetches this very repository: `https://github.com/acme/app.git#<commit>`, with or
* without `:folder`; undefined for every other address. Refs can move, and name none.
*/
function ownCommit(address, repository) {
	const prefix = `${gitUrl(repository)}#`;
	if (repository.owner === "" || !address.startsWith(prefix)) return void 0;
	return /^([0-9a-f]{64}|[0-9a-f]{40})(?::.*)?$/s.exec(address.slice(prefix.length))?.[1];
}
/**
* Writes addresses for `{{defaultContext}}` in contexts and named contexts, and says with what they are fetched. The
* address names the commit, never the ref, which can move between the event and the build: the label `revision` is of
* what is built. So does docker/build-push-action (docker/actions-toolkit, `gitContext`). Throws a TagboatError for
* other expressions, and where the repository is unknown.
*/
function placeDefaultContext(inputs, trigger) {
	const named = buildsOf(inputs).flatMap(({ name, build }) => contextsOf(build).map((context) => ({
		name,
		context
	})));
	throwAll(named.flatMap(({ name, context }) => findProblem(inputs.builds === void 0 ? "context" : `builds, item ${name}`, context, trigger)));
	if (!named.some(({ context }) => isDefaultContext(context))) return inputs;
	const place = (context) => context.replace(defaultContext, () => `${gitUrl(trigger.repository)}#${trigger.revision}`).replace(/:\.?$/, "");
	const placeAll = (contexts) => contexts.map(({ key, value }) => ({
		key,
		value: isDefaultContext(value) ? place(value) : value
	}));
	const placeOwn = (own) => own.context !== void 0 && isDefaultContext(own.context) ? {
		...own,
		context: place(own.context)
	} : own;
	const items = inputs.builds?.items.map((item) => ({
		...item,
		own: placeOwn(item.own),
		buildContexts: placeAll(item.buildContexts)
	}));
	const gitAuth = authFor(inputs, trigger);
	return {
		...inputs,
		...inputs.builds && items && { builds: {
			...inputs.builds,
			items
		} },
		build: {
			...placeOwn(inputs.build),
			buildContexts: placeAll(inputs.build.buildContexts),
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
* The token with which BuildKit fetches the repository. A public repository of github.com needs none, and a Dockerfile
* could read it as a secret; a workflow's own secret for this comes first, as with docker/build-push-action.
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
// src/inputs/source-image.ts
/** Reads `NAME:TAG`, `NAME@sha256:...`, or one of them behind `IMAGE=`. */
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
	const [, name = text, tag, digest] = /^(.+?)(?::([^:/@]+))?(?:@(.+))?$/.exec(text) ?? [];
	const target = digest !== void 0 ? { digest } : tag !== void 0 ? { tag } : void 0;
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
* Fills in the expressions of a reference: of its name as in input images, of its tag as in input tags. Throws a
* TagboatError for an expression that does not exist, and one that leaves nothing of the tag.
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
// src/inputs/from.ts
const daemon = "docker-daemon:";
const layout = "oci-layout:";
const digests = "digests";
/** Build inputs that select among the digests of other jobs. */
const selectors = ["target", "file"];
/** What shapes a build, and has nothing to shape where the content is there already. */
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
/** Reads input `from`; undefined where it is not set. `expand` fills in expressions. */
function readFrom(reader, expand = (line) => line) {
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
		reader.warnings.push(`Input ${name} is for a build: the attestations of what from names come along.`);
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
/** Without `platforms` a leg that is missing would go unnoticed. */
function readDigests(reader, lines) {
	if (lines.length > 1) reader.problems.push(badInput("from", digests, "cannot be merged with other images", "Write it alone: it merges the digests of all platforms."));
	if (reader.text("platforms").trim() === "") reader.problems.push(missingInput("platforms", "from: digests merges one digest for each of them", "Name the platform of every job that it waits for, for example platforms: linux/amd64,linux/arm64."));
	return { kind: "digests" };
}
const isLocal = (line) => line.startsWith(daemon) || line.startsWith(layout);
/** How many images are published as they are, and so take no annotation. */
function countAlone(lines, images) {
	const names = new Set(images.map(({ name }) => name));
	if (names.size < 2) return lines.length === 1 ? 1 : 0;
	return [...names].filter((name) => images.filter((image) => image.name === name).length === 1).length;
}
/** Beside named images, one without a name would be none's. */
function checkNames(reader, images) {
	const unnamed = images.find(({ name }) => name === void 0);
	if (unnamed === void 0 || images.every(({ name }) => name === void 0)) return;
	const fix = `Write NAME=${unnamed.text}; lines with one NAME are merged.`;
	reader.problems.push(badInput("from", unnamed.text, "has no name beside lines of the form NAME=IMAGE", fix));
}
/** The images of the step that input from names, in their order; none where it is one without a name. */
const imageNames = (from) => from?.kind === "images" ? [...new Set(from.images.flatMap(({ name }) => name ?? []))] : [];
/** What one image of the step is made of. */
const sourcesOf$1 = ({ images }, target) => images.filter(({ name }) => name === void 0 || name === target);
/** What the source of one image of the step is called: what all that are merged have in common. */
function describeSource$1(from, target) {
	if (from.kind === "images") {
		const sources = sourcesOf$1(from, target);
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
/** A merge writes an index, and leaves the manifests below it as they are. */
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
/** `oci-layout:DIR` or `oci-layout:DIR:TAG`, as skopeo and buildx write it. */
function readLayout$1(line) {
	const [, folder = "", tag] = /^(.+?)(?::([A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?$/.exec(line.slice(11)) ?? [];
	return {
		kind: "layout",
		folder,
		...tag === void 0 ? {} : { tag }
	};
}
// src/inputs/inputs.ts
/** Whether the step's images have names of their own, targets: those of bake files, of input builds or of input from. */
const isMany = ({ bake, builds, from }) => bake !== void 0 || builds !== void 0 || imageNames(from).length > 0;
// src/plan/target-rules.ts
/** What expressions know of an image: `{{target}}` is empty where there is one without a name. */
function optionsFor(inputs, target) {
	const { rules, from } = inputs;
	return {
		...rules.inputs.options,
		...isMany(inputs) && { target },
		...from && { source: describeSource$1(from, target) }
	};
}
/** The rules of one image: an item of input builds may have a suffix in place of the flavor's, which `latest` gets too. */
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
/** Groups of targets that cannot share a name, since their rules give the same tags. */
function groupByTags(trigger, inputs, targets) {
	const groups = /* @__PURE__ */ new Map();
	for (const target of targets) {
		const rules = rulesFor(inputs, target);
		if (tellsTargetsApart(rules)) continue;
		const values = expressionValues(trigger, optionsFor(inputs, target));
		const suffix = rules.flavor.suffix?.text.render(values, timesOf(trigger)) ?? "";
		groups.set(suffix, [...groups.get(suffix) ?? [], target]);
	}
	return [...groups.values()];
}
/** Items with suffixes share a name: the slim image of `main` may be what the branch `main-slim` finds under its tag. */
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
* Fills in the expressions of input build-args, once the tags are known: the run, a dry run and the content keys of
* only-changed all get this definition. Of bake files nothing is filled in: they are read before there are tags. Pure.
*/
function fillArgs(trigger, inputs, definition, plans) {
	if (inputs.bake !== void 0) return {
		definition,
		warnings: describeBake(inputs.bake),
		said: []
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
		said: []
	};
	const targets = new Map(definition.targets);
	const said = /* @__PURE__ */ new Set();
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
		for (const each of used) said.add(`In build-args {{${each}}} is '${String(values[each])}'.`);
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
		said: [...said]
	};
}
const describeDoubt = (key, { doubtful }) => doubtful.map(({ text, meant }) => {
	return `Input build-args: ${text} in ${key} reaches the Dockerfile as it is written; ${meant === void 0 ? "it is no expression that build-args knows" : `write ${meant} if you mean that`}.`;
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
		return [`Input ${input}: ${first.text} in ${key} stays as it is written, since bake files are read before the tags are known; give it the output of an earlier step with dry-run: true.`];
	});
}
// src/errors/credentials.ts
/** docker's config.json cannot be read as JSON. Its text is never shown: it holds passwords. */
function configInvalid(path) {
	return {
		code: "docker-config-invalid",
		what: `${path} is not valid JSON.`,
		fix: "Mend or remove it; docker login writes a new one."
	};
}
function helperNameInvalid(host, helper) {
	return {
		code: "credential-helper-name",
		what: `The credential helper for ${host} has the name '${helper}'.`,
		fix: "A name has only letters, digits, _ and -: for the program docker-credential-gcr it is gcr."
	};
}
function helperMissing(host, program) {
	return {
		code: "credential-helper-missing",
		what: `The credential helper for ${host}, ${program}, is not on the PATH. Its directories in the workspace do not count.`,
		fix: "Install it outside the workspace in an earlier step, or log in with a user name and a password."
	};
}
/** `original` is its message; what it printed as a credential is never shown. */
function helperFailed(host, program, original) {
	return {
		code: "credential-helper-failed",
		what: `The credential helper for ${host}, ${program}, gives no credential.`,
		fix: `Run 'echo ${host} | ${program} get' in a step before to see why.`,
		original
	};
}
// src/registry/credential-helper.ts
/** The docker-credential-helpers project's protocol: the server on standard input, JSON on standard output. */
function createHelperAsker(ports) {
	const ask = async (helper, server) => {
		if (!/^[A-Za-z0-9_-]+$/.test(helper)) throw new TagboatError(helperNameInvalid(server, helper));
		const program = `docker-credential-${helper}`;
		const path = await findProgram(ports.files, ports.env, program);
		if (path === void 0) throw new TagboatError(helperMissing(server, program));
		const { code, stdout, stderr } = await ports.exec(path, ["get"], {
			input: server,
			timeout: 6e4,
			keep: identityVariables
		});
		if (code !== 0 && /credentials not found/i.test(stdout + stderr)) return void 0;
		const credential = code === 0 ? parseAnswer(stdout) : void 0;
		if (credential) return credential;
		const original = code === 0 ? "Its output is no credential." : ports.conceal(stderr || stdout);
		throw new TagboatError(helperFailed(server, program, original));
	};
	const last = /* @__PURE__ */ new Map();
	return async (helper, server) => {
		try {
			const found = await ask(helper, server);
			if (found) last.set(server, found);
			return found;
		} catch (error) {
			const known = isCancelled(error) ? last.get(server) : void 0;
			if (known === void 0) throw error;
			return known;
		}
	};
}
const isCancelled = (error) => error instanceof TagboatError && error.problems.some(({ code }) => code === cancelledMeanwhile().code);
function parseAnswer(stdout) {
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
/** Whether a helper can be run, before anything depends on it; throws a TagboatError where it is not there. */
async function checkHelper(files, env, server, program) {
	if (await findProgram(files, env, program) === void 0) throw new TagboatError(helperMissing(server, program));
}
/** Never below the workspace: what was checked out is not to be run with credentials. */
async function findProgram(files, env, program) {
	for (const directory of trustedDirectories(env.PATH ?? "", env.GITHUB_WORKSPACE ?? "")) {
		const names = await files.list(directory).catch(() => []);
		const name = [program, `${program}.exe`].find((one) => names.includes(one));
		if (name !== void 0) return `${directory}/${name}`;
	}
}
// src/docker/known-builders.ts
/** How long a builder has to answer, in ms. buildx itself waits 20 s, and waits again when it builds. */
const limitMs = 1e4;
/** The builder that buildx has by itself. It has no name here, since a name would say which context. */
const ownBuilder = {
	name: "",
	driver: "docker",
	current: true,
	broken: false
};
/**
* The builder that the build would use: the wanted one, or else the current one; none where it does not exist. Where nobody
* ever made one there is only the engine's own: buildx's folder (`instances`) shows that, and buildx is not asked. Others are
* not asked, since one that does not answer would delay this run.
*/
async function findBuilders(ports, buildxConfig, wanted) {
	if ((await listMade(ports.files, buildxConfig)).length === 0 && wanted === "") return [ownBuilder];
	const end = ports.clock.now() + limitMs;
	const ask = () => inspectBuilder(ports, buildxConfig, wanted, Math.max(end - ports.clock.now(), 1e3));
	let found = await ask();
	for (let count = 0; found?.isStarting === true && ports.clock.now() < end; count += 1) {
		const { name, endpoint } = found.builder;
		if (count === 0) ports.log.info(`Waiting for builder ${name} at ${endpoint} (up to ${limitMs / 1e3} s) ...`);
		await ports.clock.sleep(1e3);
		found = await ask();
	}
	return found === void 0 ? [] : [{
		...found.builder,
		current: wanted === ""
	}];
}
/** The builders that were made, and the engine's own, without those that are known already. */
async function findOtherBuilders(ports, buildxConfig, known) {
	if (known.some(({ name }) => name === "")) return [];
	const others = [...await listMade(ports.files, buildxConfig), "default"].filter((name) => known.every((builder) => builder.name !== name));
	return (await Promise.all(others.map((name) => inspectBuilder(ports, buildxConfig, name, limitMs)))).flatMap((one) => one === void 0 ? [] : [one.builder]);
}
const listMade = async (files, buildxConfig) => (await files.list(join(buildxConfig, "instances"))).filter((name) => /^[A-Za-z0-9]/.test(name)).sort();
/** Asks for one builder; an empty name is the current one. Undefined where buildx knows none of that name. */
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
/** What buildx wrote about a builder when it was made, for one that does not answer. */
async function readStored(files, buildxConfig, wanted) {
	const current = async () => stringAt(parseJson(await files.read(join(buildxConfig, "current")) ?? ""), "Name");
	const name = wanted || await current() || "default";
	const stored = parseJson(await files.read(join(buildxConfig, "instances", name)) ?? "");
	const endpoints = arrayAt(stored, "Nodes").flatMap((node) => stringAt(node, "Endpoint") ?? []);
	return {
		name,
		driver: stringAt(stored, "Driver") ?? "",
		endpoint: endpoints.join(", ")
	};
}
/**
* Reads the text of `docker buildx inspect`: the builder's fields, an empty line, and the fields of each node. The fields
* of interest begin a line; labels, devices and files are indented. buildx has had this form since 0.13 at least.
*/
function parseInspect(text) {
	const fields = text.split("\n").flatMap((line) => {
		const [, key = "", value = ""] = /^(Name|Driver|Endpoint|Status|Error):\s*(.*?)\s*$/.exec(line) ?? [];
		return key === "" ? [] : [{
			key,
			value
		}];
	});
	const all = (key) => fields.flatMap((field) => field.key === key ? [field.value] : []);
	const [name, ...nodes] = all("Name");
	const [driver] = all("Driver");
	if (name === void 0 || name === "" || driver === void 0) return void 0;
	const [error] = all("Error");
	const silent = driver === "remote" ? all("Status").filter((status) => status === "inactive").length : 0;
	const broken = error !== void 0 && all("Error").length >= Math.max(nodes.length, 1) || nodes.length > 0 && silent + all("Error").length >= nodes.length;
	return {
		builder: {
			name,
			driver,
			current: false,
			broken,
			endpoint: all("Endpoint").join(", "),
			...broken && error !== void 0 && { why: error }
		},
		isStarting: broken && silent > 0
	};
}
// src/errors/login.ts
/** `docker login` failed; its words tell a wrong password from a registry that cannot be reached. */
function loginFailed(registry, username, original) {
	if (isDiskFull(original)) return programDiskFull("docker login", "", original);
	if (/no such host|connection refused|i\/o timeout|deadline exceeded|no route|tls:|x509|server gave HTTP/i.test(original)) return {
		code: "registry-unreachable",
		what: `Registry ${registry} could not be reached to log in.`,
		fix: "Check its name and port, and that this runner can reach it; a registry without TLS must be in insecure-registries of the engine.",
		original
	};
	const isRefused = /unauthorized|incorrect|denied|401|403/i.test(original);
	return {
		code: isRefused ? "login-refused" : "login-failed",
		what: `Registry ${registry} did not accept the login of '${username}'.`,
		fix: isRefused ? "Check username and password; many registries want an access token here, and a secret that does not exist reads as empty." : `The answer of docker login is below; check that ${registry} is the registry's own host.`,
		original
	};
}
/** A login without `registry` is for Docker Hub, where nothing of this run is. `line` is what was probably left out. */
function registryUnset(username, host, line) {
	return {
		code: "login-registry",
		what: `The login of '${username}' names no registry, which means Docker Hub, and all images are on ${host}.`,
		fix: `Write ${line} beside it; a login to Docker Hub that is meant so has the line registry: docker.io.`
	};
}
function badDockerConfig(path) {
	return {
		code: "docker-config",
		what: `The docker configuration '${path}' is no JSON object.`,
		fix: "Mend or remove it; docker itself cannot read it either."
	};
}
function awsMissing(registry) {
	return {
		code: "aws-missing",
		what: `Logging in to ${registry} needs the AWS CLI, and there is no command aws on the PATH.`,
		fix: "Install the AWS CLI v2, or give username AWS and a password in registry-auth."
	};
}
function awsFailed(registry, original) {
	return {
		code: "aws-failed",
		what: `The AWS CLI gave no password for ${registry}.`,
		fix: "Set up credentials before this step, for example with aws-actions/configure-aws-credentials, for a role that may call ecr:GetAuthorizationToken.",
		original
	};
}
// src/inputs/credential.ts
/** Docker Hub has several names; `docker login` knows it as docker.io. */
function hostOf(registry) {
	const host = registry.trim().toLowerCase().replace(/^https?:\/\//, "").replace(/\/.*$/, "");
	return [
		"",
		"docker.io",
		"index.docker.io",
		"registry-1.docker.io",
		"registry.hub.docker.com"
	].includes(host) ? "docker.io" : host;
}
/** As docker/login-action takes it for ECR: AKIA is a user's key, ASIA a temporary one ("IAM identifiers" in AWS's guide). */
const isAccessKey = (username) => /^A(?:KIA|SIA)[A-Z0-9]{12,}$/.test(username);
/** Private registries of any partition, and the public gallery ("Amazon ECR private registry" in AWS's guide). */
const isEcrHost = (host) => publicEcr.includes(host) || /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.(amazonaws\.(com(\.cn)?|eu)|on\.aws)$/.test(host);
/** A login with a password; an empty `registry` is Docker Hub. An access key of AWS stands for a password that ECR gives. */
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
/** A notice: a login that is left out. */
function noLogin(host, username, password) {
	const empty = [username === "" ? "username" : [], password === "" ? "password" : []].flat();
	return `No login to ${host}: its ${empty.join(" and ")} ${empty.length > 1 ? "are" : "is"} empty, as a secret is that does not exist here.`;
}
/** ECR Public has two names; its logins are all given in one region. */
const publicEcr = ["public.ecr.aws", "ecr-public.aws.com"];
// src/plan/default-image.ts
/**
* The container registry that belongs to the server the workflow runs on: ghcr.io for github.com,
* `containers.<subdomain>.ghe.com` with data residency, `containers.<host>` on GitHub Enterprise Server
* with subdomain isolation ("Working with the Container registry" in GitHub's documentation).
*/
function serverRegistry(serverUrl) {
	const host = serverUrl.replace(/^https?:\/\//, "").toLowerCase();
	return host === "github.com" ? "ghcr.io" : `containers.${host}`;
}
/** The image name where `images` is not set: lower-cased, as registries demand. */
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
* digits lies in this century: such dates tell of the near future here.
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
/** The patience for a request that is worth less than others. */
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
/** A failure that another attempt may not meet. The problem is what to tell when none is left. */
var TransientError = class extends Error {
	problem;
	/** What the log says happened: `ghcr.io answered 503`. */
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
* Runs `attempt` until it succeeds, fails for good, or no attempt is left. Waits are exponential with full jitter, so
* that many requests that failed together do not come back together; a registry's Retry-After is obeyed instead,
* and ends the trying where it is longer than we have patience for.
*/
async function retry(ports, retryPolicy, attempt) {
	for (let count = 1;; count += 1) try {
		return await attempt();
	} catch (error) {
		await pause(ports, retryPolicy, count, error);
	}
}
/** Waits after attempt number `count`, and says so; throws where the failure does not pass or no attempt is left. */
async function pause(ports, retryPolicy, count, error) {
	if (!(error instanceof TransientError)) throw error;
	const wait = chooseWait(retryPolicy, count, error.wait, ports.clock.random());
	if (wait === void 0) throw new TagboatError(error.problem);
	const when = `in ${(wait / 1e3).toFixed(1)} s (attempt ${count + 1} of ${retryPolicy.attempts})`;
	ports.log.info(`${error.event}; trying again ${when}.`);
	await ports.clock.sleep(wait);
}
/** Milliseconds to wait after attempt number `count`, or undefined where there is to be no other. */
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
// src/docker/login.ts
/**
* The logins of a run: the person's, and this server's own registry with the runner's token where an image is
* planned there, or comes from there, and the person gave no login for it. The token goes nowhere else.
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
/** Everything of a login that may not be printed: the password and the Basic form of both halves. */
function secretsOf(login) {
	if (login.kind === "ecr") return login.keys === void 0 ? [] : [login.keys.secret];
	if (login.kind !== "password") return [];
	const pair = `${login.username}:${login.password}`;
	return [
		login.password,
		toBase64(pair),
		toBase64(login.password)
	];
}
const toBase64 = (text) => Buffer.from(text, "utf8").toString("base64");
/** Keeps what `secretsOf` lists out of the log, and warns where a password cannot be. */
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
/** Logs in to each registry, one after another since they share a file; throws one TagboatError with all that failed. */
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
		const problem = loginFailed(registry, username, said(result));
		if (!isTransient$2(said(result))) throw new TagboatError(problem);
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
* What the engine says of a login that another attempt may pass: time-outs of Go's net/http, 429 and 5xx but 501 (docker/login-action
* issue 750). Never a refused password: registries lock accounts.
*/
function isTransient$2(text) {
	if (/unauthorized|incorrect|denied|\b40[13]\b/i.test(text)) return false;
	return /\b(?:429|50[02-9])\b|toomanyrequests|too many requests|timeout|deadline exceeded|connection reset|unexpected EOF|: EOF$/i.test(text);
}
/**
* The logins with passwords, for a file; what a helper gives is asked of it when it is needed. A dry run goes on without
* those that AWS does not give, with a warning: what is in that registry is unknown to it then.
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
* The AWS CLI v2 documents the command; the user is always AWS. Credentials come from its own environment, unless the
* login has its own: an access key there goes before everything else that the environment says.
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
	if (result.code !== 0 || password === "") throw new TagboatError(awsFailed(registry, said(result)));
	const login = {
		kind: "password",
		registry,
		username: "AWS",
		password
	};
	for (const secret of secretsOf(login)) log.mask(secret);
	return login;
}
/** A session token belongs to one temporary key, and a profile would be another identity ("Environment variables" of the AWS CLI). */
const keyEnvironment = ({ id, secret }) => ({
	AWS_ACCESS_KEY_ID: id,
	AWS_SECRET_ACCESS_KEY: secret,
	...id.startsWith("AKIA") && { AWS_SESSION_TOKEN: void 0 },
	AWS_PROFILE: void 0,
	AWS_DEFAULT_PROFILE: void 0
});
// src/docker/private-config.ts
/** Where docker keeps a person's configuration, absolute. */
const ownConfigDir = (env) => env.DOCKER_CONFIG ? resolve(env.DOCKER_CONFIG) : join(env.HOME || homedir(), ".docker");
/** What children get, so that they read the private configuration and find builders where they were. */
function configEnv(env, privateDir) {
	return {
		DOCKER_CONFIG: privateDir,
		BUILDX_CONFIG: env.BUILDX_CONFIG || join(ownConfigDir(env), "buildx"),
		DOCKER_AUTH_CONFIG: void 0
	};
}
/**
* Fills a private docker config directory. `config.json` is copied whole: without `currentContext` another
* engine would answer. For each host that we log in to the credential helper is switched off, so that
* `docker login` writes into this copy and not into the person's keychain; so it is for the hosts of
* DOCKER_AUTH_CONFIG, whose logins would not be looked for in the file otherwise. Plugins, contexts and
* certificates live in folders below the original: these are linked.
*/
async function fillPrivateConfig(files, env, privateDir, logins, options = {}) {
	const own = ownConfigDir(env);
	const found = await readConfig$1(files, join(own, "config.json"));
	const config = options.isUntrusted ? withoutLogins(found) : found;
	const helpers = at(config, "credHelpers");
	const told = options.isUntrusted ? {} : at(parseJson(env.DOCKER_AUTH_CONFIG || "{}"), "auths");
	const fromEnv = isRecord(told) ? told : {};
	const auths = at(config, "auths");
	const ours = logins.map((login) => [credentialKey(login.registry), login.kind === "helper" ? login.helper : ""]);
	const written = (options.written ?? []).map(({ registry, username, password }) => [credentialKey(registry), { auth: Buffer.from(`${username}:${password}`, "utf8").toString("base64") }]);
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
* Without a login in any form. A configuration that names no login at all makes docker look for the platform's keychain
* (docker/cli, `ContainsAuth` and `DetectDefaultStore`), so a host that cannot exist (RFC 2606) has its helper switched off.
*/
function withoutLogins(config) {
	const { auths: _auths, credsStore: _store, credHelpers: _helpers, ...rest } = config;
	return {
		...rest,
		credHelpers: { "nowhere.invalid": "" }
	};
}
/** The key under which docker keeps a host's login; Docker Hub's is historical. */
const credentialKey = (host) => host === "docker.io" ? "https://index.docker.io/v1/" : host;
async function readConfig$1(files, path) {
	const text = await files.read(path);
	if (text === void 0 || text.trim() === "") return {};
	const config = parseJson(text);
	if (!isRecord(config)) throw new TagboatError(badDockerConfig(path));
	return config;
}
// src/docker/session.ts
/** Waits for the engine, makes the private configuration and logs in to every registry of the run. */
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
	const wanted = wantedBuilder(run.inputs.build, env);
	const buildxConfig = childEnv.BUILDX_CONFIG ?? "";
	const asking = findBuilders({
		...ports,
		buildx
	}, buildxConfig, wanted);
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
// src/git/answer.ts
const known$1 = (value, doubt) => doubt === void 0 ? {
	known: true,
	value
} : {
	known: true,
	value,
	doubt
};
/** What git or a server says may hold anything. */
const unknown = (why) => ({
	known: false,
	why: why.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
});
/** Asks one after the other until one knows; the reasons of those that do not are told together. */
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
			const answers = /* @__PURE__ */ new Map();
			clears.push(() => answers.clear());
			return (key) => {
				const answer = answers.get(key) ?? ask(key);
				answers.set(key, answer);
				return answer;
			};
		},
		forget: () => {
			for (const clear of clears) clear();
		}
	};
}
// src/git/environment.ts
/** The Basic form of a token as GitHub takes it from git: actions/checkout sends it so. */
const toBasic = (token) => Buffer.from(`x-access-token:${token}`, "utf8").toString("base64");
/** Git asks nobody: not the terminal, not a helper with a window. Stored credentials and helpers go on working. */
const unattended = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_ASKPASS: "",
	SSH_ASKPASS: "",
	GCM_INTERACTIVE: "never"
};
/** Only what is really there counts: no replaced commits, nothing fetched by the way. */
const asIs = {
	GIT_NO_REPLACE_OBJECTS: "1",
	GIT_NO_LAZY_FETCH: "1"
};
/**
* The environment that logs git in to one URL, added to the configuration that `env`, a child's environment, carries
* (an older git goes without a login). The key is multi-valued, and GitHub
* answers 400 to two Authorization headers: the empty value first drops those that a checkout or the machine
* configured (git-config, http.extraHeader). A redirect would take the header along, so none is followed.
*/
function authorize(env, url, token) {
	return addGitConfig(env, [
		[`http.${url}.extraHeader`, ""],
		[`http.${url}.extraHeader`, `AUTHORIZATION: basic ${toBasic(token)}`],
		[`http.${url}.followRedirects`, "false"]
	]);
}
// src/git/signature.ts
/**
* Reads GitHub's answer about a tag object ("Get a tag"). Two things are more than GitHub checks: the signed object
* must carry the name that the tag has now, since any tag object can be pushed under any name; and it must name a
* commit, since what a tag of a tag ends in has another signature.
*/
function readSignature(tag, object) {
	const verified = booleanAt(object, "verification", "verified");
	const reason = stringAt(object, "verification", "reason") ?? "no reason given";
	if (verified === void 0) return unknown("GitHub tells nothing of signatures of git tags");
	if (!verified) return known$1({
		kind: "unverified",
		reason
	});
	if (stringAt(object, "tag") !== tag) return known$1({
		kind: "unverified",
		reason: "other_tag"
	});
	const commit = stringAt(object, "object", "sha");
	if (commit === void 0 || stringAt(object, "object", "type") !== "commit") return known$1({
		kind: "unverified",
		reason: "no_commit"
	});
	return known$1({
		kind: "verified",
		commit
	});
}
// src/git/github-api.ts
function createGithubApi(github, owner, repo) {
	const get = (path, parameters) => github.get(`/repos/{owner}/{repo}/${path}`, {
		owner,
		repo,
		...parameters
	});
	return {
		/** "Get a reference". It is exact: 404 where only longer names begin so. */
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
		/** "Compare two commits": `status` is the head's, seen from the base. The commits themselves are not wanted. */
		async isDescendant(commit, ancestor) {
			const basehead = `${ancestor}...${commit}`;
			const answer = await get("compare/{basehead}", {
				basehead,
				per_page: 1
			});
			if (answer.kind === "found") return readStatus(stringAt(answer.body, "status"));
			if (isAbsent$1(answer) && answer.message.startsWith("No common ancestor")) return known$1(false);
			return isAbsent$1(answer) ? unknown("GitHub does not know both commits") : refuse$1(answer);
		},
		/** "Get a commit object". The committer's time, as git has it for HEAD. */
		async commitTime(commit) {
			const answer = await get("git/commits/{sha}", { sha: commit });
			if (isAbsent$1(answer)) return unknown(`GitHub knows no commit ${commit}`);
			const text = readText(answer, "committer", "date");
			const time = text.known ? isoFromText(text.value) : void 0;
			if (!text.known) return text;
			return time === void 0 ? unknown("GitHub's answer is not understood") : known$1(time);
		},
		/** "Get a reference", then "Get a tag", which exists for annotated tags only. */
		async tagSignature(tag) {
			const ref = await get("git/ref/{ref}", { ref: `tags/${tag}` });
			if (isAbsent$1(ref)) return known$1({ kind: "absent" });
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
	return type.known ? known$1({ kind: "lightweight" }) : type;
}
function readStatus(status) {
	if (status === "ahead" || status === "identical") return known$1(true);
	if (status === "behind" || status === "diverged") return known$1(false);
	return unknown("GitHub's answer is not understood");
}
function readText(answer, ...path) {
	if (answer.kind !== "found") return refuse$1(answer);
	const text = stringAt(answer.body, ...path);
	return text === void 0 ? unknown("GitHub's answer is not understood") : known$1(text);
}
function refuse$1(answer) {
	if (answer.kind === "found") return unknown("GitHub's answer is not understood");
	const said = oneLine(answer.message);
	return unknown(answer.kind === "refused" ? `GitHub answered ${answer.status}: ${said}` : `GitHub gave no answer: ${said}`);
}
/** An error page of a proxy can be long. */
const oneLine = (text) => text.trim().replace(/\s+/g, " ").slice(0, 200);
// src/git/local-git.ts
/** As git says it of a folder without a repository. */
const absent = {
	code: 128,
	stdout: "",
	stderr: "fatal: not a git repository"
};
/** `open` gives git in the workspace's own repository; undefined where it has none. */
function createLocalGit(open) {
	const git = async (...args) => (await open())?.(args) ?? absent;
	/** undefined: git does not know one of them (git-merge-base, --is-ancestor: 0 yes, 1 no, else an error). */
	const isAncestor = async (older, newer) => {
		const { code } = await git("merge-base", "--is-ancestor", older, newer);
		return code === 0 ? true : code === 1 ? false : void 0;
	};
	const isShallow = async () => (await git("rev-parse", "--is-shallow-repository")).stdout.trim() !== "false";
	return {
		async isDescendant(commit, ancestor) {
			const told = await isAncestor(ancestor, commit);
			if (told === void 0) return unknown("the checkout does not have both commits");
			if (told) return known$1(true);
			if (!await isShallow() || await isAncestor(commit, ancestor) === true) return known$1(false);
			return unknown("the checkout is shallow");
		},
		async gitTags() {
			const { code, stdout } = await git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/tags/");
			const tags = stdout.split("\n").filter((name) => name !== "");
			if (code !== 0 || tags.length === 0) return unknown("the checkout has no git tags");
			return known$1(tags, "the git tags are those of the checkout, which may not have fetched all");
		}
	};
}
// src/git/push-range.ts
/**
* Whether `commit` is a descendant of `ancestor` (or the same), as far as a push event tells: what it brought, and
* where the branch was, are ancestors of where the branch is. Nothing is taken from a forced push: its `before` may
* be on a line that was dropped.
*/
function relateInPush(push, commit, ancestor) {
	if (commit === ancestor) return true;
	if (push === void 0 || push.forced) return void 0;
	const older = (id) => id === push.before || push.commits.includes(id);
	if (ancestor === push.after && older(commit)) return false;
	if (commit === push.after && older(ancestor)) return true;
}
// src/git/workspace-git.ts
/** How long a git command may take, in ms; listing 10,000 tags takes less than one second. */
const gitTimeout = 3e4;
/** Git in the workspace's own repository; undefined where the workspace has none whose configuration may be trusted. */
async function openWorkspaceGit(ports, workspace) {
	const { repository } = await findRepository(ports.files, workspace, workspace);
	return repository.kind === "workspace" ? openRepository(ports, repository) : void 0;
}
/**
* The repository is named (GIT_DIR), in every version of git, so that git looks for none: an embedded one is never
* found, and nobody asks who owns the folder, which in a job container is another user.
*/
const openRepository = ({ exec }, { gitDir, folder }) => runGit(exec, {
	GIT_DIR: gitDir,
	GIT_WORK_TREE: folder
});
/** Git outside every repository: with the configuration of the user and the machine alone. */
const openPlainGit = ({ exec }) => runGit(exec, { GIT_DIR: "/dev/null/none" });
/**
* Git over the objects of a repository whose configuration is not trusted. `read` gets a git whose own repository is
* new and empty, and which finds the objects (data, whoever wrote them) in the folder `objects`. `revision` tells the
* kind of their ids.
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
/** Caches beside the objects, which may be from anybody too, are left alone. */
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
// src/git/remote-git.ts
/**
* Git gives up a connection over which nothing has come for 20 s (git-config, http.lowSpeedTime). The time-out of
* the command alone is not enough: it ends git, but not the helper that holds the connection.
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
		return read$2(await run(git, {}, patterns), remote, patterns);
	};
	return { async list(...patterns) {
		if (token === "" || !/^https?:/.test(remote)) return askCheckout(patterns);
		const login = authorize(childEnvironment(ports.env), remote, token);
		const done = await run(plain, login, patterns);
		const answer = read$2(done, remote, patterns);
		if (answer.known || !isRefusal(done)) return answer;
		const again = await askCheckout(patterns);
		return again.known ? again : answer;
	} };
}
/** The login is the trouble, and another one may do; anything else would only fail again. */
function isRefusal({ stderr }) {
	return /authentication failed|could not read username|returned error: 40[0134]|not found/i.test(stderr);
}
function read$2(done, remote, patterns) {
	if (done.code !== 0) return unknown(explain$3(done, remote));
	const names = patterns.filter((pattern) => !pattern.startsWith("--"));
	const refs = /* @__PURE__ */ new Map();
	for (const [, id = "", name = ""] of done.stdout.matchAll(/^([0-9a-f]{40,64})\t(refs\/.+)$/gm)) if (names.length === 0 || names.includes(name)) refs.set(name, id);
	return known$1(refs);
}
function explain$3({ code, stderr }, remote) {
	if (code === 127) return "there is no git";
	const name = withoutLogin(remote);
	const said = /^(?:fatal|error|remote): *(.+)$/m.exec(stderr)?.[1] ?? stderr.trim().split("\n").at(-1);
	if (code === 130 || !said) return `git ls-remote ${name} gave no answer within ${gitTimeout / 1e3} s`;
	return `git ls-remote ${name} failed: ${withoutLogin(said).replace(/ after \d+ ms(?=:)/, "")}`;
}
/** Without a URL's user and password, which may come from the machine's `insteadOf`. */
const withoutLogin = (text) => text.replace(/:\/\/[^/\s@]+@/g, "://");
// src/git/create-source.ts
/** Joins the sources, the cheapest that knows first. Nothing is asked before a question comes. */
function createSourceRepository(ports, options) {
	const { trigger, token } = options;
	maskToken(ports.log, token);
	const open = openOnce(ports, options);
	const local = createLocalGit(open);
	const remote = connectRemote(ports, options, open);
	const github = connectApi(ports, options);
	const toldByPush = (commit, ancestor) => relateInPush(trigger.push, commit, ancestor);
	const { remember, forget } = createMemory();
	const branchTip = remember((branch) => askInTurn(() => github.branchTip(branch), () => readRef$2(remote, `refs/heads/${branch}`)));
	const pullHead = remember((number) => askInTurn(() => github.pullHead(Number(number)), () => readRef$2(remote, `refs/pull/${number}/head`)));
	const relate = remember(async (pair) => {
		const [commit = "", ancestor = ""] = pair.split(" ");
		if (!isCommit(commit) || !isCommit(ancestor)) return unknown("one of them is no commit id");
		return askInTurn(() => local.isDescendant(commit, ancestor), () => github.isDescendant(commit, ancestor));
	});
	const names = remember((kind) => readNames$1(remote, kind === "tags" ? "tags" : "heads"));
	const heads = remember(() => remote.list("--heads"));
	return {
		toldByPush,
		branchTip,
		pullHead: (number) => pullHead(String(number)),
		async isDescendant(commit, ancestor) {
			const told = toldByPush(commit, ancestor);
			return told === void 0 ? relate(`${commit} ${ancestor}`) : known$1(told);
		},
		gitTags: () => askInTurn(() => names("tags"), () => local.gitTags()),
		branches: () => names("heads"),
		branchTips: () => heads(""),
		tagSignature: remember((tag) => github.tagSignature(tag)),
		forget
	};
}
/** Asks for the time of a commit before anything else is known of a run that has no checkout. */
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
/** Looks for the workspace's repository with the first question that needs it. */
function openOnce(ports, { workspace }) {
	let opening;
	return () => {
		opening ??= workspace === void 0 ? Promise.resolve(void 0) : openWorkspaceGit(ports, workspace);
		return opening;
	};
}
/** Outside GitHub the trigger knows no repository; the checkout's `origin` may. */
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
	const nobody = async () => unknown("there is no github-token to ask GitHub with");
	return {
		branchTip: nobody,
		pullHead: nobody,
		isDescendant: nobody,
		tagSignature: nobody,
		commitTime: nobody
	};
}
/** A runner tells GITHUB_API_URL. GHES has its API below /api/v3 ("Getting started with the REST API"). */
function guessApiUrl(serverUrl) {
	const { protocol, host } = new URL(serverUrl);
	return host === "github.com" || host.endsWith(".ghe.com") ? `${protocol}//api.${host}` : `${serverUrl}/api/v3`;
}
async function readRef$2(remote, name) {
	const refs = await remote.list(name);
	if (!refs.known) return refs;
	const id = refs.value.get(name);
	return id === void 0 ? unknown(`the remote repository has no ${name}`) : known$1(id);
}
async function readNames$1(remote, kind) {
	const refs = await remote.list(`--${kind}`);
	if (!refs.known) return refs;
	const prefix = `refs/${kind}/`;
	return known$1([...refs.value.keys()].map((name) => name.slice(prefix.length)));
}
// src/tags/images.ts
/** Reads the lines of input `images`: a name alone, or `name=,enable=`. One line of names may hold several. */
function parseImages(lines) {
	return parseEach(withoutComments(lines), parseLine).flat();
}
/** Whether the line's name has `{{target}}`: each bake target then has a name of its own. */
const usesTarget = (line) => line.name.uses.has("target");
/** The name that a line gives for this trigger, not yet checked to be one; undefined where the line is off. */
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
// src/inputs/engine-wait.ts
const defaultMs = 3e4;
const longestMs = 36e5;
const units = {
	s: 1e3,
	m: 6e4
};
/** How long to wait for the Docker engine, in ms: `30`, `30s` or `2m`; 30 s where the input is not set, 0 for no wait. */
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
// src/inputs/registry-auth.ts
const known = [
	"registry",
	"username",
	"password",
	"helper",
	"ecr",
	"profile",
	"optional"
];
/** Reads input registry-auth. A problem names the line, and never shows the source text. */
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
	if (keysOf$1(map).find((key) => !known.includes(key)) !== void 0) return complain(`an item has a key that is none of ${known.join(", ")}`);
	const field = (key) => scalarText(get(key)) ?? "";
	const registry = hostOf(field("registry"));
	if (seen.has(registry)) return complain(`registry ${registry} is there twice`);
	seen.add(registry);
	const isOptional = field("optional") === "" ? false : parseBoolean(field("optional"));
	if (isOptional === void 0) return complain(`registry ${registry} has an optional that is no boolean`);
	const found = readWay(field, mayBeEmpty || isOptional);
	if (typeof found === "string") return complain(`registry ${registry} ${found}`);
	const [login] = found;
	if (login === void 0) reader.notices.push(noLogin(registry, field("username"), field("password")));
	else if (isOptional && login.kind !== "password") return complain(`registry ${registry} has optional: true, which is for a username and a password only`);
	return found;
}
/** One of the three ways to log in, none where that may be empty, or what is wrong. */
function readWay(field, mayBeEmpty) {
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
		if (isPassword || ecr !== "" || profile !== "") return "has a helper beside another way to log in";
		if (!/^[A-Za-z0-9_-]+$/.test(helper)) return "has a helper whose name is not of letters, digits, _ and -";
		return [{
			kind: "helper",
			registry,
			helper
		}];
	}
	const isEcr = ecr === "auto" ? isEcrHost(registry) && !isPassword : parseBoolean(ecr || "false");
	if (isEcr === void 0) return "has an ecr that is none of auto, true, false";
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
// src/inputs/login-inputs.ts
/**
* The logins of `registry`/`username`/`password` or of `registry-auth`. With `mayBeEmpty` (a run that gets no
* secrets, like one for a fork, or that does not push) a login without a user name or password is left out, with a
* notice, instead of being an error.
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
	if (parseBoolean(head) === void 0) complain("DOCKER_METADATA_PR_HEAD_SHA", "is no boolean", "Write true or false.");
	if (!/^\d+$/.test(length) || Number(length) < 1 || Number(length) > 40) complain("DOCKER_METADATA_SHORT_SHA_LENGTH", "is no length of a sha", "Write a number from 1 to 40.");
	if (annotationsLevels.some((level) => !levels.includes(level))) complain("DOCKER_METADATA_ANNOTATIONS_LEVELS", "names an unknown level", `Write some of ${levels.join(", ")}.`);
	return {
		prHeadSha: parseBoolean(head) ?? false,
		shortShaLength: Number(length),
		annotationsLevels
	};
}
// src/inputs/repeated.ts
/** Lists of `name=value` in which a later value replaces an earlier one. Secrets are not here: twice is an error there. */
const pairs = [
	"labels",
	"annotations",
	"build-args",
	"build-contexts",
	"vars",
	"ulimit"
];
/** Keys of `set` that take one value; buildx collects the values of the others. */
const single = /^(?:args|labels|contexts)\.|^(?:context|dockerfile|target|network|shm-size|no-cache|pull)$/;
/** Warns where a value replaces another one of the same name. Values may be secret: names alone are shown. */
function checkRepeated(reader) {
	for (const input of pairs) warn$1(reader, input, reader.lines(input).map(nameOf));
	warn$1(reader, "set", reader.lines("set").map(nameOf).filter(isSingle));
	warn$1(reader, "flavor", keysOf("flavor", withoutComments(reader.lines("flavor"))));
	for (const input of ["tags", "images"]) for (const line of withoutComments(reader.lines(input))) warn$1(reader, input, keysOf(input, [line]));
}
const nameOf = (item) => item.replace(/=.*$/s, "").trim();
const isSingle = (name) => single.test(name.replace(/^[^.]*\./, ""));
/** The keys of lines in the tag language. `onlatest` belongs to the prefix or suffix before it. */
function keysOf(input, lines) {
	try {
		return lines.flatMap((line) => readFields(input, line)).map(({ key }) => key ?? "").filter((key) => key !== "" && key !== "onlatest");
	} catch (error) {
		if (error instanceof TagboatError) return [];
		throw error;
	}
}
function warn$1(reader, input, names) {
	const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
	for (const name of repeated) reader.warnings.push(`Input ${input} sets ${name} more than once: the last value holds.`);
}
// src/inputs/input-names.ts
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
		"engine-wait"
	]
];
const keepBuildx = "Keep the docker/setup-buildx-action step, and write builder: ${{ steps.ID.outputs.name }} here.";
const keepQemu = "Keep the docker/setup-qemu-action step before this one.";
const onePerLine = "Leave it out: the outputs have one item per line.";
const byTags = "Write a rule in input tags, for example type=ref,event=branch.";
const readCheckout$1 = "Check the repository out with actions/checkout, and name paths from the root of the checkout.";
/**
* Inputs of docker's actions that Tagboat does not have, each with what to write instead: login-action, metadata-action,
* setup-buildx-action, setup-qemu-action, build-push-action (also its version 1) and bake-action, as their action.yml
* list them.
*/
const dockerInputs = new Map([
	["ecr", "Write ecr: auto into an item of input registry-auth."],
	["scope", "Leave it out: a login holds for the whole registry."],
	["logout", "Leave it out, or write export-login: true to keep the login for later steps."],
	["sep-tags", onePerLine],
	["sep-labels", onePerLine],
	["sep-annotations", onePerLine],
	["bake-target", "Leave it out: tags, labels and annotations go to the targets of bake-files by themselves."],
	...[
		"version",
		"driver",
		"driver-opts",
		"buildkitd-flags",
		"buildkitd-config",
		"buildkitd-config-inline"
	].concat([
		"config",
		"config-inline",
		"install",
		"use",
		"name",
		"endpoint",
		"append",
		"keep-state"
	]).concat(["cache-binary", "cleanup"]).map((name) => [name, keepBuildx]),
	["image", `For the name of the image write images: NAME. For QEMU: ${keepQemu}`],
	["reset", keepQemu],
	["cache-image", keepQemu],
	["call", "Run docker buildx build --call=check . in a run step."],
	["cgroup-parent", `Set it on the builder with driver-opts: cgroup-parent=NAME. ${keepBuildx}`],
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
// src/inputs/unknown-inputs.ts
/** How the runner names an input's variable: in capitals, `_` for a blank ("Metadata syntax", inputs). */
const prefix = "INPUT_";
/**
* Refuses inputs that docker's actions have and Tagboat does not, and warns of names that resemble an input. On other
* runners than GitHub's it only warns: a variable there may be the input of an outer composite action.
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
/** Names without their values, which may be secrets; empty inputs say nothing. */
function readUnknown(env) {
	return Object.entries(env).flatMap(([variable, value]) => {
		if (!variable.startsWith(prefix) || (value ?? "").trim() === "") return [];
		const name = variable.slice(6).toLowerCase();
		return inputNames.includes(name) ? [] : [name];
	});
}
/**
* The other runners pretend to be GitHub's and add variables of their own: act sets ACT (run_context.go, GetEnv), Gitea's
* runner GITEA_ACTIONS, Forgejo's both GITEA_ACTIONS and FORGEJO_ACTIONS (runner.go). They pass the inputs of an outer
* composite action down (nektos/act#2874); GitHub's runner does not.
*/
function isGithubRunner(env) {
	return env.GITHUB_ACTIONS === "true" && !env.ACT && !env.GITEA_ACTIONS && !env.FORGEJO_ACTIONS;
}
/** The input that a name resembles: the same but for `-`, `_`, blanks and `s`, or with one slip in four letters. */
function findNear(name) {
	const plain = (text) => text.replace(/[-_\s]/g, "");
	const bare = (text) => plain(text).replace(/s$/, "");
	const same = inputNames.find((known) => plain(known) === plain(name)) ?? inputNames.find((known) => bare(known) === bare(name));
	if (same !== void 0) return same;
	const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
	const [best] = inputNames.map((known) => ({
		known,
		slips: countSlips(plain(name), plain(known))
	})).sort((one, other) => one.slips - other.slips);
	return best !== void 0 && best.slips <= most ? best.known : void 0;
}
// src/inputs/read-inputs.ts
/** Checks all inputs together; throws one TagboatError with everything that is wrong. */
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
	const inputs = {
		images: readImages(reader),
		rules: readRules(reader, options),
		from: readFrom(reader, (text, target) => expandReference(text, renderFor(context, options, target))),
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
/** Renders for one image of the step; without a trigger there is nothing to fill in. */
const renderFor = ({ trigger }, options, target) => (template) => trigger === void 0 ? template.text : template.render(expressionValues(trigger, {
	...options,
	...target && { target }
}), timesOf(trigger));
/** Runs a parser that throws, and adds what it throws to the problems. */
function collect(problems, parse) {
	try {
		return parse();
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		problems.push(...error.problems);
		return;
	}
}
/** Names without expressions are checked here, with everything else; the others when the trigger is known. */
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
	reader.problems.push(badInput("overwrite", text, "is none of its values", "Write true, false or scheduled."));
	return false;
}
function readPush(reader) {
	const text = reader.text("push");
	if (text === "" || text === "auto") return reader.text("outputs").trim() === "" ? "auto" : "files";
	if (text === "digest") return readDigest(reader);
	const flag = parseBoolean(text);
	if (flag !== void 0) return flag;
	reader.problems.push(badInput("push", text, "is none of its values", "Write auto, true, false or digest."));
	return "auto";
}
/** What is not built is not there to be loaded, and what exists already has nothing that could have changed. */
function readOnlyChanged(reader) {
	const isSet = reader.flag("only-changed");
	if (isSet && parseBoolean(reader.text("load")) === true) reader.problems.push(conflictingInputs("With only-changed an image that has not changed is not built, and load would not find it.", "Leave one of them out, and pull what you want to try."));
	if (isSet && reader.lines("from").length > 0) reader.problems.push(conflictingInputs("Input only-changed is about what is built, and from publishes content that exists already.", "Leave one of them out."));
	return isSet;
}
/** An image without a tag has no name for the engine. */
function readDigest(reader) {
	if (parseBoolean(reader.text("load")) === true) reader.problems.push(conflictingInputs("With push: digest the image gets no tag, and load would have no name for it.", "Leave load out, and pull the image by the output digest."));
	return "digest";
}
// src/inputs/runner-platform.ts
/** RUNNER_ARCH ("Default environment variables" in GitHub's documentation), as images name it. */
const platforms = /* @__PURE__ */ new Map([
	["X86", "linux/386"],
	["X64", "linux/amd64"],
	["ARM", "linux/arm/v7"],
	["ARM64", "linux/arm64"]
]);
/** The platform of the runner, which stands for the engine's where no engine is asked. Elsewhere: the most usual one. */
const runnerPlatform = ({ RUNNER_ARCH }) => platforms.get((RUNNER_ARCH ?? "").toUpperCase()) ?? "linux/amd64";
// src/bake/writes-image.ts
/** Exporters that write files or nothing; every other one writes an image. */
const withoutImage = [
	"local",
	"tar",
	"cacheonly"
];
const typesOf = (target) => readSpecs(target, "output").map(({ type }) => typeof type === "string" ? type : "");
/** Whether a target of a bake file makes an image. One without an output does, and gets ours. */
function makesImage(target) {
	const types = typesOf(target);
	return types.length === 0 || types.some((type) => !withoutImage.includes(type));
}
/** What cannot be done with a chosen target: a check instead of a build, an image with files beside it, files without a path. */
function findUnwritable(name, target) {
	const [call = ""] = textOf$1(target, "call").split(",");
	if (call !== "" && call !== "build") return [targetNotBuilt(name, call)];
	const beside = typesOf(target).find((type) => ["local", "tar"].includes(type));
	if (makesImage(target)) return beside === void 0 ? [] : [filesBesideImage(name, beside)];
	return fileOutputsOf(target).flatMap(({ type, dest }) => dest === "" || dest === "-" ? [outputWithoutPath(name, type)] : []);
}
/** The archives that a target of a bake file would write beside the image that is published. */
const droppedArchives = (target) => makesImage(target) ? fileOutputsOf(target).filter(isArchive) : [];
// src/plan/conflicts.ts
/** One problem for each reference that two or more targets would publish, in the order in which they are met. */
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
// src/plan/names-in-tags.ts
/**
* Image names without a tag in input tags. docker/build-push-action takes `acme/app` for `acme/app:latest`; here it would
* become the tag `acme-app` of another image. A line that begins with a registry, or is one of the image's names, is a
* problem; `acme/app` without input images may be a branch, and is a warning. `type=raw,value=` and the ref's own name are tags. Pure.
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
		else if (inputs.images.length === 0 && text === repository.name) warnings.push(`${describeWhere(rule.where)}: it gives the tag '${slug(text)}'. If it is the name of an image, write '${text}:latest'; if it is meant so, write 'type=raw,value=${text}'.`);
	}
	return {
		problems,
		warnings
	};
}
/** Branches like `v1.2/fix` begin with no registry. */
const startsWithRegistry = /^(?:localhost|[a-z0-9.-]+\.[a-z]{2,})\//i;
/** The value of a line that has no `type=`, where it has a slash and nothing is filled in. */
function bareValue(rule) {
	if (rule.type !== "raw" || rule.name !== void 0) return void 0;
	const { text } = rule.value;
	return rule.where.line.trimStart().startsWith(text) && text.includes("/") && !text.includes("{{") ? text : void 0;
}
/** GitHub has filled in the name of the branch, or of the pull request: `7/merge`. */
function isOfRef(text, { ref, pullRequest, baseRef }) {
	return [
		ref.kind === "pull" ? `${ref.number}/merge` : ref.name,
		pullRequest?.headRef,
		baseRef
	].some((name) => name === text || `refs/pull/${name}` === text || `refs/heads/${name}` === text);
}
/** Undefined for what is no image name. */
function parse(text) {
	try {
		return parseRepository(text);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		return;
	}
}
// src/plan/place-references.ts
/** The lines that name images: those of input images; where it is unset, the references in input tags, if any. */
const nameLines = ({ images, rules }) => images.length > 0 ? images : referenceLines(rules);
/**
* Gives each reference to the image that has its name, and to no other. Throws a TagboatError with the references whose
* name no image of the step has, and where tags are left without any name.
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
// src/plan/name-pattern.ts
/** `key` is a repository that a probe got; a mark in it twice stands for the same text twice. */
function makePattern(key, marks) {
	const source = marks.reduce((pattern, mark) => {
		const [first = "", ...rest] = pattern.split(quote(mark.text));
		if (rest.length === 0) return pattern;
		return `${first}(?<${mark.label}>${mark.pattern})${rest.join(`\\k<${mark.label}>`)}`;
	}, quote(key));
	const expression = new RegExp(`^${source}$`);
	return {
		name: marks.reduce((text, mark) => text.replaceAll(mark.text, `<${mark.label}>`), key),
		match: (other) => {
			const found = expression.exec(other);
			if (found === null) return void 0;
			const groups = found.groups ?? {};
			return marks.every(({ label, fits }) => fitsGroup(groups[label], fits)) ? groups : void 0;
		}
	};
}
/** The same name for this run's own person and commit. */
function withOwn(key, marks) {
	return marks.reduce((text, mark) => mark.own === void 0 ? text : text.replaceAll(mark.text, mark.own), key);
}
const fitsGroup = (text, fits) => text === void 0 || fits(text);
/** Of what a repository's name may have, these mean something in a regular expression. */
const quote = (text) => text.replace(/[.[\]]/g, "\\$&");
// src/plan/probes.ts
const words$1 = {
	user: "u7f3qz0person",
	other: "b4k8wy2other",
	main: "m9x1vj6main",
	target: "g2n6wz4target"
};
const version$1 = "t5h2rd3tag/v0.0.0";
const sha = "c0de5eed7a1eb01dfacefeed5ca1ab1e0ddba11c";
/** A bake target that no file has: a pull request may bring a file with targets of any name. */
const anyTarget = words$1.target;
function marksOf(trigger, options) {
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
/** A push to the default branch by somebody; where nothing told its name, one that is nobody's. */
function probeDefaultBranch(trigger, options) {
	const defaultBranch = trigger.defaultBranch ?? words$1.main;
	return probe$1({
		...trigger,
		defaultBranch
	}, options, {
		kind: "branch",
		name: defaultBranch
	});
}
/** A push of a version tag by somebody. */
function probeRelease(trigger, options) {
	return probe$1(trigger, {
		...options,
		baseRef: trigger.defaultBranch ?? words$1.main
	}, {
		kind: "tag",
		name: version$1
	});
}
/** Somebody's run on a ref of the same kind as this run's that is neither: what everybody gets. */
function probeOther(trigger, options) {
	const { kind } = trigger.ref;
	const other = {
		...options,
		baseRef: words$1.other
	};
	if (kind !== "pull") return probe$1(trigger, other, {
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
	const { trigger: pushed } = probe$1(trigger, other, {
		kind,
		number
	});
	return {
		trigger: {
			...pushed,
			event: "pull_request",
			pullRequest
		},
		options: other
	};
}
/** What belongs to the event that did happen is left out. */
function probe$1(trigger, options, ref) {
	const { action: _action, pullRequest: _pull, push: _push, baseRef: _base, ...rest } = trigger;
	return {
		trigger: {
			...rest,
			event: "push",
			ref,
			sha,
			revision: sha,
			actor: words$1.user
		},
		options
	};
}
// src/plan/repositories.ts
/**
* The repositories of an image, each once: the names that input `images` gives, as they are written, or this server's. A
* bake target's own tags give names only where there are no lines; where it has none, its name goes behind this server's.
* Throws one TagboatError with every problem.
*/
function nameRepositories(trigger, images, options = {}, target) {
	if (images.length > 0) return collectEach(images, (line) => nameByLine(line, trigger, options, target?.name));
	if (target !== void 0 && hasOwnNames(target)) return collectEach(target.ownNames, (name) => name === "" ? void 0 : parseOwnName(name, target.name));
	return [parseRepository(withTarget(defaultImage(trigger), target?.name))];
}
/** Whether the bake file names a target's image. */
const hasOwnNames = ({ ownNames }) => ownNames.some((name) => name !== "");
/** The repository that a line gives to an image or a target; undefined where the line is off. */
function nameByLine(line, trigger, options, target) {
	const name = imageName(line, trigger, target === void 0 ? options : {
		...options,
		target
	});
	return name === void 0 ? void 0 : parseRepository(name);
}
/**
* Lines of input `images` that give several targets one name, where their tags do not tell the targets apart either: one
* problem for each. A full reference has its tag with it, and is a conflict where two targets publish it. `isBuilds`: they
* are items of input builds.
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
/** A tag is behind the last `:` of the last part, a digest behind the first `@`. */
function parseOwnName(text, target) {
	const [name = ""] = text.split("@");
	try {
		return parseRepository(name.replace(/:[^/:]*$/, ""));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		const [first, ...more] = error.problems.map((problem) => badOwnName(target, text, problem));
		throw first === void 0 ? error : new TagboatError(first, ...more);
	}
}
/** Each repository once, the last spelling of it; all problems are thrown together. */
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
// src/plan/protected.ts
/** What is published under a protected name: a push of the default branch, or a version tag; never a pull request. */
function isPrivileged(trigger, options = {}) {
	const { is_default_branch, is_release } = expressionValues(trigger, options);
	return is_default_branch === true || is_release === true;
}
/**
* The names that the default branch or a release gets and an arbitrary other ref by an arbitrary other user does not,
* by name. A template that gives everybody the same protects nothing; nor does a line that is off, or empty, for the
* default branch and releases. `targets` are those of this run's bake files. The files of another ref may name others,
* so a protected name is one for any target: `stable/<target>`.
*/
function protectedNames(trigger, images, options = {}, targets = []) {
	const marks = marksOf(trigger, options);
	const isMany = targets.length > 0;
	const everybody = new Set(namesOf$1(probeOther(trigger, options), images, isMany).keys());
	const found = /* @__PURE__ */ new Map();
	const protect = (probe, who) => {
		for (const [key, { text, where }] of namesOf$1(probe, images, isMany)) {
			if (everybody.has(key)) continue;
			const input = where.input === "tags" ? "tags" : "images";
			for (const { target, pattern } of narrow(key, marks, everybody, targets)) {
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
* A pattern that anybody's name matches says nothing. Then only the targets of this file count; and where even so
* anybody's name matches, only this user's own name.
*/
function narrow(key, marks, everybody, targets) {
	const broad = makePattern(key, marks);
	if (!matchesAny(broad, everybody)) return [{ pattern: broad }];
	if (!key.includes(anyTarget)) return [{ pattern: makePattern(withOwn(key, marks), marks) }];
	const components = targets.map(({ name }) => toComponent(name)).filter((name) => name !== "");
	const named = new Set(components.flatMap((target) => [...everybody].map((name) => fill(name, target))));
	return components.flatMap((target) => {
		const one = fill(key, target);
		const pattern = makePattern(one, marks);
		return [{
			pattern: matchesAny(pattern, named) ? makePattern(withOwn(one, marks), marks) : pattern,
			target
		}];
	});
}
const fill = (name, target) => name.replaceAll(anyTarget, target);
const matchesAny = (pattern, names) => [...names].some((name) => pattern.match(name) !== void 0);
/** Everybody's names have no marks but of probes: one that is written out, for the same target, is free. */
function isTheirs(name, pattern, one, everybody) {
	const groups = pattern.match(name);
	if (groups === void 0) return false;
	const target = one ?? groups.target;
	return ![...everybody].some((other) => (target === void 0 ? other : fill(other, target)) === name);
}
/**
* A problem for each of a run's repositories that is protected from it, wherever its name comes from: a line of
* `images`, a target's own tags in the bake file, a cache that it exports. `repositories` are all that the run would
* write to.
*/
function checkProtected(trigger, images, repositories, options = {}, targets = []) {
	if (isPrivileged(trigger, options)) return [];
	const names = [...protectedNames(trigger, images, options, targets).values()];
	return repositories.flatMap((repository) => {
		const found = names.find((name) => name.matches(spell$1(repository)));
		return found === void 0 ? [] : [protectedName(repository.name, found, trigger)];
	});
}
/** As `keyOf`, for names that a bake file spells as it likes: without the port of HTTPS, Docker Hub by one name. */
function spell$1({ host, path }) {
	const plain = host.replace(/:443$/, "");
	return keyOf({
		name: "",
		host: /(?:^|\.)docker\.(?:io|com)$/.test(plain) ? "docker.io" : plain,
		path
	});
}
/**
* Every repository that the lines give to a probe, with its template. Where there are bake targets: to any of them, and
* the name without a target, which is the channel's own.
*/
function namesOf$1({ trigger, options }, images, isMany) {
	const names = /* @__PURE__ */ new Map();
	for (const line of images) for (const target of isMany ? [anyTarget, void 0] : [void 0]) {
		const repository = tryLine(() => nameByLine(line, trigger, options, target));
		if (repository !== void 0) names.set(spell$1(repository), line.name);
	}
	return names;
}
/** A probe may be one for which a line has no name: an empty expression, `enable=` without a boolean. */
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
* What is to be there of every image of a step, in the order in which they were chosen, and then of the targets that make
* files alone. Throws a TagboatError with every name that cannot be: that is none, that two images would publish, or that this ref may not have.
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
/** Whether a target writes files and no image. */
const isFilesOnly = ({ bake, build }, target) => bake === void 0 ? !build.load && fileOutputsOf(target).length > 0 && !fileOutputsOf(target).some(isArchive) : !makesImage(target);
/** The same definition with those of the chosen targets that make an image. */
const imagesOf = (inputs, { targets, chosen }) => ({
	targets,
	chosen: chosen.filter((name) => !isFilesOnly(inputs, targets.get(name) ?? {}))
});
/** Targets without an image have no names; their version is that of the rules all the same. */
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
/** A push that was asked for has nothing to push. */
const findWithoutImage = (plans) => plans.length > 0 && imagePlans(plans).length === 0 ? [nothingButFiles(plans.map(({ target }) => target))] : [];
/** The names and tags of every chosen image. Throws one TagboatError with all that is wrong. */
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
/** Without input images the names come from references in input tags, where it has any. */
const describeOverruled = ({ images }, lines, own) => images.length === 0 && lines.length > 0 && hasOwnNames(own) ? [referencesWin(own.name)] : [];
const describeDropped = (target, definition) => droppedArchives(definition).map(({ spec }) => `Target ${target} makes an image, and its own output ${spec} is not written: a target of a bake file writes files with type=local or type=tar alone.`);
const referencesWin = (target) => `Target ${target} is published where the references in input tags say, and not where its own tags in the bake file do.`;
/** For the log: the chosen targets whose own tags name nothing. They are often placeholders, so this is no warning. */
function describeIgnoredTags(inputs, { targets, chosen }) {
	if (inputs.bake === void 0 || inputs.images.length === 0) return [];
	return chosen.flatMap((name) => {
		const tags = listOf(targets.get(name) ?? {}, "tags").filter((tag) => tag !== "");
		if (tags.length === 0) return [];
		return [`Input images names the image of target ${name}; its tags in the bake file do not: ${tags.join(", ")}.`];
	});
}
/** What an image of the step is called; undefined for a single one without a name of its own. */
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
/** A step pushes where any of its images is to be pushed. */
const intentOf = (plans) => plans.find(({ intent }) => intent.kind === "push")?.intent ?? plans[0]?.intent ?? {
	kind: "nothing",
	reason: "no image was chosen"
};
/** The repositories that a target's caches are pushed to: the bake file names those, too. */
function cachesOf(target) {
	return readSpecs(target, "cache-to").flatMap((spec) => {
		const ref = spec.ref ?? Object.keys(spec)[0];
		const name = typeof ref === "string" ? ref.replace(/@.*$/, "").replace(/:[^/:]*$/, "") : "";
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
// src/model/identity.ts
/** Normalized and sorted. */
const sortPlatforms = (platforms) => [...new Set(platforms.map((platform) => normalizePlatform(platform) ?? platform))].sort();
/** As a label or annotation has it; `parseIdentity` reads it. */
const formatIdentity = (identity) => JSON.stringify(identity);
/** Undefined for what is none: an image of an older version, or of another tool. */
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
/** What two images of one commit differ in; empty where they are the same one, or one does not say. */
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
/** The identity of an index over several images. Undefined where one of them does not say its own. */
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
/** For people: `target app of Dockerfile docker/app in context . for linux/amd64`. */
function describeIdentity({ target, file, context, stage, platforms = [] }) {
	return [
		...target === void 0 ? [] : [`target '${target}'`],
		`file '${file}'`,
		...context === "." ? [] : [`context '${context}'`],
		...stage === void 0 ? [] : [`stage '${stage}'`],
		...platforms.length === 0 ? [] : [`platforms ${platforms.join(", ")}`]
	].join(", ");
}
// src/plan/identify.ts
/** The identity of a target's image; `own` is the platform of a builder that is not given any. */
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
/** What a bake file has in place of a Dockerfile's path: `dockerfile-inline`. */
const inline = "(inline)";
const isAddress$1 = (text) => /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
/** Absolute paths become relative to the workspace, with `/`, so that they are the same on every runner. */
function inWorkspace(workspace, path) {
	if (!path.startsWith("/") && !/^[A-Za-z]:[\\/]/.test(path)) return path;
	return relative(workspace, path).split(sep).join("/") || ".";
}
/**
* An address without what may be secret (login and query) and without the ref, since one commit has several. The folder
* in the repository stays: `#ref:folder`, or `subdir=` in the query.
*/
function cleanAddress(address) {
	const [whole = "", fragment = ""] = address.split("#", 2);
	const [path = "", query = ""] = whole.split("?", 2);
	const plain = path.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1");
	const folder = new URLSearchParams(query).get("subdir") ?? fragment.replace(/^[^:]*:?/, "");
	return folder === "" ? plain : `${plain}#:${folder}`;
}
// src/publish/image-facts.ts
const source = "org.opencontainers.image.source";
const revision = "org.opencontainers.image.revision";
const version = "org.opencontainers.image.version";
/**
* What an image says of itself that may be trusted: annotations that Tagboat wrote for this source repository, on the
* index or manifest; else the labels of its configuration, where their source is this repository. A base image's
* labels are inherited, and name another source.
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
/** As `readImageFacts`, each image once: tags often share one, and registries count a GET of a manifest as a pull. */
function createImageFacts(registry, sourceUrl) {
	const known = /* @__PURE__ */ new Map();
	return (repository, digest) => {
		const key = `${repository.name}@${digest}`;
		const reading = known.get(key) ?? readImageFacts(registry, repository, digest, sourceUrl);
		known.set(key, reading);
		return reading;
	};
}
const withoutPlatforms = ({ platforms: _, ...identity }) => identity;
/** Whether the image says that it comes from this repository. */
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
/** An empty text counts here: it says that there is no branch. */
function textAt$1(values, key) {
	const text = at(values, key);
	return typeof text === "string" ? text : void 0;
}
/** What an index has for platforms, without attestations. */
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
// src/publish/reach.ts
/**
* One question for each host first: one that cannot be reached would fail each of many, and each slowly. Throws the
* TagboatError of one that cannot.
*/
async function reachAll(registry, plans) {
	const places = plans.flatMap((plan) => plan.repositories.flatMap((repository) => {
		const [tag] = tagsOf(plan, repository);
		return tag === void 0 ? [] : [{
			repository,
			tag
		}];
	}));
	const asked = [...new Map(places.map((place) => [place.repository.host, place])).values()].map(async ({ repository, tag }) => {
		try {
			registry.expectAbsence?.(repository);
			await registry.headManifest(repository, { tag: tag.name });
		} catch (error) {
			if (!(error instanceof TagboatError && !error.problems.some(({ code }) => /^registry-(unreachable|tls)$/.test(code)))) throw error;
		}
	});
	await Promise.all(asked);
}
// src/reuse/candidates.ts
const isFixed$1 = ({ follows }) => follows.kind === "release" || follows.kind === "commit";
/**
* Where to look for an image that is planned: under its fixed tags, then the moving ones of its line, then those that a push
* of the default branch gives it, which may be in another repository. By target, each once.
*/
function listCandidates(trigger, inputs, definition, plans) {
	const onDefault = nameOnDefaultBranch(trigger, inputs, definition);
	const isFinal = inputs.overwrite === false || inputs.overwrite === "scheduled" && trigger.event !== "schedule";
	const listed = plans.map(({ target, repositories, tags }) => {
		const own = pair$1(repositories, [...tags.filter(isFixed$1), ...tags.filter((tag) => !isFixed$1(tag))], isFinal);
		const others = onDefault.filter(({ name }) => name === target);
		const all = [...own, ...others.flatMap((other) => pair$1(other.repositories, other.tags.tags, false))];
		return [target, [...new Map(all.toReversed().map((candidate) => [formatReference(candidate.repository, { tag: candidate.tag }), candidate])).values()].reverse()];
	});
	return new Map(listed);
}
function pair$1(repositories, tags, isFinal) {
	return pairsOf({
		repositories,
		tags
	}).map(({ repository, tag: { name, follows } }) => ({
		repository,
		tag: name,
		isRelease: isFinal && follows.kind === "release"
	}));
}
/** What the same inputs give a push of the default branch; nothing where they cannot name it. */
function nameOnDefaultBranch(trigger, inputs, definition) {
	const { defaultBranch, pullRequest: _, action: __, ...rest } = trigger;
	if (defaultBranch === void 0) return [];
	const push = {
		...rest,
		defaultBranch,
		event: "push",
		ref: {
			kind: "branch",
			name: defaultBranch
		}
	};
	try {
		return nameTargets(push, inputs, definition);
	} catch (error) {
		if (error instanceof TagboatError) return [];
		throw error;
	}
}
// src/bake/graph.ts
/**
* All targets, each after those that it stands on; else the chosen ones come in their order. Bake refuses circles; in
* one, the order is any.
*/
function buildOrder(definition) {
	const order = /* @__PURE__ */ new Set();
	const names = [...definition.chosen, ...definition.targets.keys()];
	for (const name of names) visit(definition, name, /* @__PURE__ */ new Set(), order);
	return [...order];
}
/** The targets that this one stands on, through others too, bases first. It is not among them itself. */
function standingOn(definition, name) {
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
// src/content/canonical.ts
/** JSON with the keys of every object in order. */
function canonicalJson(value) {
	return JSON.stringify(sortKeys(value));
}
/** 64 hex of the SHA-256 of a text. */
const hashText = (text) => createHash("sha256").update(text).digest("hex");
function sortKeys(value) {
	if (Array.isArray(value)) return value.map(sortKeys);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value).map(([key, item]) => [key, sortKeys(item)]);
	return Object.fromEntries(entries.sort(([one], [other]) => one < other ? -1 : 1));
}
// src/content/parts.ts
/** To be raised when the same content would get other parts or another key. */
const SCHEME = 1;
/** Hex characters of a value that are written into an image: enough to tell two apart, not to prove them equal. */
const SHORT = 16;
/** All parts of a content. Throws, a fault of ours, where a base or a target of it is not among the resolved ones. */
function contentParts(content, resolved) {
	const must = (what, value) => {
		if (value === void 0) throw new Error(`content: ${what} was not resolved`);
		return [what, value];
	};
	return Object.fromEntries([
		...Object.entries(content.parts),
		...content.bases.map((base) => must(`base ${base}`, pinnedDigest(base) ?? resolved.bases.get(base))),
		...content.targets.map((target) => must(`target ${target}`, resolved.targets.get(target)))
	]);
}
/** `sha256:...` over the whole values, so that equal keys mean equal content. */
function contentKey(parts) {
	return `sha256:${hashText(canonicalJson({
		scheme: SCHEME,
		parts
	}))}`;
}
/** One line for an annotation or a label, from which a later run tells people what changed. The key is written beside it. */
function formatParts(parts) {
	return canonicalJson(shortenParts(parts));
}
/** Reads what formatParts wrote; undefined for anything else. */
function parseParts(text) {
	const value = parseJson(text);
	if (!isRecord(value)) return void 0;
	const entries = Object.entries(value).filter((entry) => typeof entry[1] === "string");
	return entries.length > 0 && entries.length === Object.keys(value).length ? Object.fromEntries(entries) : void 0;
}
/** The parts as an image has them. */
function shortenParts(parts) {
	const shorten = (value) => value.replace(/^sha\d+:/, "").slice(0, SHORT);
	return Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, shorten(value)]));
}
/** The name of a part that is over everything but bases from elsewhere: files and definitions, those of targets too. */
const FILES = "files";
/**
* The parts with one more, `files`, by which two contents can be told to differ in bases from elsewhere alone. `targets` are the
* same of the targets that this one stands on.
*/
function withFiles(parts, targets) {
	const own = Object.entries(parts).filter(([name]) => !/^(base|target) /.test(name));
	const below = [...targets].map((target) => target[FILES] ?? "").sort();
	return {
		...parts,
		[FILES]: hashText(canonicalJson({
			own: Object.fromEntries(own),
			below
		}))
	};
}
/** Whether two contents differ in bases from elsewhere alone. */
function hasSameFiles(before, now) {
	const files = before?.[FILES];
	return files !== void 0 && files === shortenParts(now)[FILES];
}
// src/content/explain.ts
/** How people call a part that is not a base or a target. */
const words = /* @__PURE__ */ new Map([
	["context", "context"],
	["dockerfile", "Dockerfile"],
	["args", "build arguments"],
	["definition", "definition"]
]);
/**
* What made a content change, a clause without an end: `its Dockerfile and build arguments changed, base
* docker.io/library/alpine:3.20 moved`. `before` is what an image says, or undefined where there is none.
*/
function explainChange(before, now) {
	if (before === void 0) return "no image of this content is there";
	const [old, current] = [byName(before), byName(now)];
	const changed = [.../* @__PURE__ */ new Set([...current.keys(), ...old.keys()])].filter((name) => name !== "files" && old.get(name) !== current.get(name));
	const own = changed.flatMap(nameOwn);
	const others = changed.filter((name) => nameOwn(name).length === 0);
	const clauses = [...own.length > 0 ? [`its ${enumerate(own)} changed`] : [], ...others.map((name) => `${name} ${describe$3(name, old.get(name), current.get(name))}`)];
	return clauses.length > 0 ? clauses.join(", ") : "nothing that is known of it changed";
}
const byName = (parts) => new Map(Object.entries(shortenParts(parts)));
function nameOwn(part) {
	if (part.startsWith("context:")) return [`context '${part.slice(8)}'`];
	const word = words.get(part);
	return word === void 0 ? [] : [word];
}
function describe$3(part, before, now) {
	if (before === void 0) return "is new";
	if (now === void 0) return "is gone";
	return part.startsWith("base ") ? "moved" : "changed";
}
function enumerate(items) {
	const last = items.at(-1) ?? "";
	return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}
// src/reuse/decide-reuse.ts
const unreadable$1 = (why) => `no image of this content could be read: ${why}`;
/**
* Which images are reused, pure. Bases first: an image is reused only on the very builds of its bases that are published
* beside it, since the same content that is built twice need not give the same bytes. A release that is there is final,
* whatever its bases are now.
*/
function decideReuse(request) {
	const verdicts = /* @__PURE__ */ new Map();
	for (const name of buildOrder(request.definition)) if (request.chosen.has(name)) verdicts.set(name, decideOne(request, name, verdicts));
	return verdicts;
}
function decideOne(request, name, verdicts) {
	const keyed = request.keyed.get(name);
	const there = request.found.get(name) ?? [];
	const bases = [...standingOn(request.definition, name)].reverse();
	const built = (why, marks) => ({
		origin: {
			how: "built",
			why
		},
		marks: {
			...marks,
			...markBuild(request, bases, verdicts)
		},
		build: request.build
	});
	if (keyed?.kind !== "known") return built(keyed?.why ?? "nothing is known of its content", {});
	const marks = {
		[contentKeyName]: keyed.key,
		[contentPartsName]: formatParts(keyed.parts)
	};
	if (request.isForced) return built("input no-cache asks for it", marks);
	const reused = (found, why) => ({
		origin: {
			how: "reused",
			why
		},
		found,
		marks,
		build: found.facts?.build
	});
	const identity = request.identities?.get(name);
	const released = there.find(({ isRelease, facts }) => isRelease && isOwn$1(facts, keyed, request.revision) && (facts?.contentKey === keyed.key || compareIdentities(facts?.identity, identity).length === 0));
	if (released !== void 0) return reused(released, released.facts?.contentKey === keyed.key ? sameUnder(released) : `${refOf$1(released)} is released, whatever its bases are now`);
	const same = there.filter(({ facts }) => facts?.contentKey === keyed.key);
	const right = same.find(({ facts }) => findOther(facts, bases, verdicts) === void 0);
	if (right !== void 0) return reused(right, sameUnder(right));
	const other = same.flatMap(({ facts }) => findOther(facts, bases, verdicts) ?? [])[0];
	return built(other ?? explain$2(there, keyed), marks);
}
const refOf$1 = ({ repository, tag }) => formatReference(repository, { tag });
const sameUnder = (found) => `the same content is under ${refOf$1(found)}`;
/** A release of this very commit, or of the same files. */
function isOwn$1(facts, { parts }, revision) {
	return facts?.revision === revision || hasSameFiles(parseParts(facts?.contentParts ?? ""), parts);
}
/** Why an image does not stand on what its bases are in this run; undefined where it does. */
function findOther(facts, bases, verdicts) {
	const dependsOn = parseJson(facts?.dependsOn ?? "");
	for (const base of bases) {
		const verdict = verdicts.get(base);
		if (verdict === void 0) continue;
		if (verdict.origin.how === "built") return `target ${base} is built`;
		const told = stringAt(dependsOn, base);
		if (told === void 0 || told !== verdict.build) return `it stands on another build of target ${base}`;
	}
}
function markBuild({ build }, bases, verdicts) {
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
function explain$2(there, { parts }) {
	const [told] = there.flatMap(({ facts }) => facts?.contentParts ?? []);
	const before = told === void 0 ? void 0 : parseParts(told);
	const [unread] = there.flatMap((one) => one.unread ?? []);
	return before === void 0 && unread !== void 0 ? unreadable$1(unread) : explainChange(before, parts);
}
// src/content/definition-parts.ts
/** Fields that say where an image goes or how it is got there; and those that are parts of their own, or read below. */
const elsewhere = /* @__PURE__ */ new Set([
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
* A digest (64 hex) over what is left of a target: every field that is not about tags, outputs or caches, those too
* that buildx gets one day. Of secrets and ssh agents only the ids count. Of a context that is no folder its address
* counts, and of named ones only those in `contexts`, the names that take part. `extra` is any text that counts too.
*/
function digestDefinition(target, contexts, extra) {
	const named = recordOf(target, "contexts");
	const rest = Object.entries(target).filter(([field, value]) => !elsewhere.has(field) && !isEmpty(value));
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
/** A digest over the build arguments. A SOURCE_DATE_EPOCH among them is the person's own: ours is laid over later. */
function digestArgs(target) {
	const args = Object.entries(recordOf(target, "args"));
	return hashText(JSON.stringify(args.sort(([one], [other]) => one < other ? -1 : 1)));
}
/** The fields by which a target asks never to come from a cache, nor from an earlier build then. */
const findNoCache = (target) => ["no-cache", "no-cache-filter"].filter((field) => !isEmpty(target[field] ?? null));
/** Bake's defaults: some versions write them out. */
const isEmpty = (value) => value === "" || value === false || value === null || typeof value === "object" && Object.keys(value).length === 0;
/** A folder's place does not count, only what is in it. */
const addressOf = (context) => contextFolder("/", context) === void 0 ? context : "folder";
/** `id=npm,src=...` has its id; of `default=/run/agent.sock` it is what stands first. */
const idOf = (spec) => String(spec.id ?? Object.keys(spec)[0] ?? "");
// src/registry/pool.ts
function createPool(size) {
	const waiting = [];
	let free = size;
	const enter = async () => {
		if (free > 0) free -= 1;
		else await new Promise((resolve) => waiting.push(resolve));
	};
	const leave = () => {
		const next = waiting.shift();
		if (next) next();
		else free += 1;
	};
	return async (task) => {
		await enter();
		try {
			return await task();
		} finally {
			leave();
		}
	};
}
// src/content/file-digests.ts
/** Files that are open at the same time. */
const OPEN_FILES = 16;
/** Reads each file once, however many targets share it. */
function createFileDigests(files) {
	const known = /* @__PURE__ */ new Map();
	const pool = createPool(OPEN_FILES);
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
// src/content/tree.ts
/**
* What a build gets to see of a local context, in the order of their paths. A folder that is ignored is there where
* something below it is not. Sockets, devices and pipes are left out. So is `.git` at the root, which every commit changes:
* a build that reads it cannot tell by its content whether it has changed.
*/
async function listTree(files, root, ignore) {
	const found = [];
	await walk("", void 0);
	return found.sort((one, other) => one.path < other.path ? -1 : 1);
	async function walk(prefix, parent) {
		for (const { name, kind } of await files.entries(`${root}/${prefix}`)) {
			const path = prefix + name;
			if (path === ".git" || kind === "other") continue;
			const look = ignore.look(path, parent);
			const before = found.length;
			if (kind === "folder" && !(look.isIgnored && !ignore.mayHold(path))) await walk(`${path}/`, look);
			if (!look.isIgnored || found.length > before) found.push({
				path,
				kind
			});
		}
	}
}
/**
* A digest (64 hex) over the paths, the bytes, the owner's right to run and the links' texts of a context. Times, owners
* and the other permissions do not count: they differ between two checkouts of one commit.
*/
async function digestTree(files, root, ignore, digestFile) {
	const entries = await listTree(files, root, ignore);
	const facts = await Promise.all(entries.map((entry) => readFacts(entry)));
	const hash = createHash("sha256");
	for (const fact of facts) hash.update(`${JSON.stringify(fact)}\n`);
	return hash.digest("hex");
	async function readFacts({ path, kind }) {
		const place = `${root}/${path}`;
		if (kind === "folder") return [kind, path];
		return [
			kind,
			path,
			kind === "link" ? await files.readLink(place) : await digestFile(place)
		];
	}
}
// src/content/folders.ts
function createFolderReader(files, digestFile = createFileDigests(files)) {
	return (what, folder, dockerfile) => attempt$1(what, async () => {
		const ignore = await readIgnoreFile(files, folder, dockerfile);
		return ignore && await digestTree(files, folder, ignore, digestFile);
	});
}
/** What is not there, cannot be opened or cannot be understood becomes a doubt. */
async function attempt$1(what, read) {
	try {
		const found = await read();
		return {
			found,
			doubts: found === void 0 ? [`${what} could not be read`] : []
		};
	} catch (error) {
		const code = error instanceof TagboatError && error.problems.every(({ code }) => code === "path-not-readable") ? "no right to read it" : stringAt(error, "code");
		if (code === void 0) throw error;
		return {
			found: void 0,
			doubts: [`${what} could not be read (${code})`]
		};
	}
}
// src/content/content.ts
/**
* Reads what goes into a target's image; `target` is what the person wrote, before tags and labels of a run are laid over.
* Never fails because something is missing: the build says it better.
*/
async function readContent(files, workspace, target, options) {
	const folders = createFolderReader(files, options.digestFile);
	const address = textOf$1(target, "context") || ".";
	const folder = contextFolder(workspace, address);
	const dockerfile = await attempt$1("its Dockerfile", () => readDockerfile(files, folder, target));
	const text = dockerfile.found?.text;
	const dependencies = text === void 0 ? noDependencies : readDependencies(text, target, options.ownPlatform);
	const named = await readNamed$1(folders, workspace, target, dependencies.contexts);
	const context = folder === void 0 ? {
		found: void 0,
		doubts: isPinned(address) ? [] : [`its context '${address}' can change unseen`]
	} : await folders("its context", folder, dockerfile.found?.path);
	const [doubt] = [
		...findNoCache(target).map((field) => `its definition says ${field}`),
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
function readDependencies(text, target, ownPlatform) {
	const dockerfile = parseDockerfile(text);
	return findDependencies(dockerfile, target, readVariables(dockerfile, target, ownPlatform));
}
// src/reuse/keys.ts
/** The content key of every target that takes part: files are read and bases asked for side by side, each once. */
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
		return [name, await readContent(files, workspace, target, options)];
	};
	return new Map(await Promise.all([...definition.targets].map(read)));
}
async function resolveBases({ registry }, references) {
	const asked = [...new Set(references)].filter((reference) => pinnedDigest(reference) === void 0).map(async (reference) => {
		const colon = reference.lastIndexOf(":");
		const repository = parseRepository(reference.slice(0, colon));
		try {
			return [reference, await registry.headManifest(repository, { tag: reference.slice(colon + 1) }) ?? { why: `base ${reference} is not there` }];
		} catch (error) {
			if (!(error instanceof TagboatError)) throw error;
			return [reference, { why: `base ${reference} could not be asked for: ${summarize$1(error)}` }];
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
			why: `it stands on ${name}, of which it cannot be told`
		};
		targets.set(name, target.key);
	}
	const below = content.targets.flatMap((name) => partsOf(known.get(name)));
	const parts = withFiles(contentParts(content, {
		bases: digests,
		targets
	}), below);
	return {
		kind: "known",
		parts,
		key: contentKey(parts)
	};
}
const partsOf = (keyed) => keyed?.kind === "known" ? [keyed.parts] : [];
// src/reuse/judge.ts
/**
* `only-changed`: an image whose content a registry has is not built again. What cannot be asked or told is built. In the
* order of the plans; a constant number of rounds, however many images there are.
*/
async function judgeImages(request) {
	const { trigger, inputs, definition, plans, registry } = request;
	const unread = await findUnreachable(registry, plans);
	if (unread !== void 0) return plans.map((plan) => ({
		plan,
		origin: {
			how: "built",
			why: unreadable$1(unread)
		}
	}));
	const candidates = listCandidates(trigger, inputs, definition, plans);
	const isForced = inputs.build.noCache;
	const readImage = createImageFacts(registry, trigger.repository.url);
	const look = async (candidate) => ({
		...candidate,
		...await find(registry, readImage, candidate)
	});
	const found = plans.map(({ target }) => Promise.all((candidates.get(target) ?? []).map(look)));
	const [keyed, there] = await Promise.all([keyTargets({
		...request,
		extra: describeExtra(inputs)
	}), Promise.all(found)]);
	const known = new Map(plans.map(({ target }, index) => [target, there[index] ?? []]));
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
	const { origin, marks, found } = verdict;
	const marked = {
		...plan,
		labels: {
			...plan.labels,
			...pickContent(marks)
		},
		annotations: {
			...plan.annotations,
			...marks
		}
	};
	if (found?.facts === void 0) return {
		plan: marked,
		origin
	};
	return {
		plan: marked,
		origin,
		source: await describeSource(registry, found, found.facts.digest)
	};
}
/** Which build it is stays out of the configuration, so that the same content keeps the same platform digests. */
const pickContent = (marks) => Object.fromEntries(Object.entries(marks).filter(([key]) => key === "dev.tagboat.content-key" || key === "dev.tagboat.content-parts"));
async function findUnreachable(registry, plans) {
	try {
		await reachAll(registry, plans);
		return;
	} catch (error) {
		if (error instanceof TagboatError) return summarize$1(error);
		throw error;
	}
}
/** A candidate that cannot be read is no reason to fail: the image is built then. */
async function find(registry, readImage, { repository, tag }) {
	try {
		const head = await registry.headManifest(repository, { tag });
		return head === void 0 ? {} : { facts: await readImage(repository, head.digest) };
	} catch (error) {
		if (error instanceof TagboatError) return { unread: summarize$1(error) };
		throw error;
	}
}
/** The image with its platforms, so that what refers to either comes along into another repository. */
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
/** Inputs that shape every image; expressions count as they are written, since what they give changes with every run. */
function describeExtra({ labels, annotations, build }) {
	const texts = [...labels, ...annotations].map(({ key, value }) => [key, value.text]);
	return JSON.stringify([
		texts,
		build.attests,
		build.rewriteTimestamp
	]);
}
// src/prepare/images.ts
/**
* The images of a step that builds; with only-changed those that need no build have a source. `own` is the platform of the
* builder; a dry run does not know it.
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
/** The plans as a build of them would be published, with the identity of each image; `own` is the platform of the engine. */
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
/** 48 bits: no two runs of a repository share one. */
const nameBuild = ({ clock }) => Math.floor(clock.random() * 2 ** 48).toString(16).padStart(12, "0");
/** The images that have a source, by target. */
const existingOf = (images) => new Map(images.flatMap(({ plan, source }) => source ? [[plan.target, source]] : []));
/** What stands on an image that is not built gets it from its registry; `existing` are those, by target. */
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
// src/prepare/files.ts
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
/** What a dry run would write. */
const listPlanned = (plans) => plans.flatMap(({ target, files }) => (files?.outputs ?? []).map(({ type, dest }) => ({
	target,
	type,
	path: dest
})));
/** More files than this in a folder are not counted. */
const mostCounted = 1e4;
/** What the build has written, as it is on the disk now. Throws a TagboatError with every output that is not there. */
async function inspectFiles(files, workspace, plans, built, load) {
	const written = plans.filter(({ target }) => built.targets.has(target));
	const looked = await Promise.all(written.flatMap(({ target, files: planned }) => (planned?.outputs ?? []).map(async ({ type, dest, isFolder }) => {
		const found = await measure(files, resolve(workspace, dest), isFolder);
		const digest = type === "oci" && hasOneImage(planned) && !load ? built.targets.get(target)?.digest : void 0;
		return {
			told: {
				target,
				type,
				path: dest,
				...found,
				...compact({ digest })
			},
			isMissing: found === void 0
		};
	})));
	throwAll(looked.flatMap(({ told, isMissing }) => isMissing ? [outputMissing(told.type, told.path)] : []));
	return looked.map(({ told }) => told);
}
/** buildx's account has one digest, and exporters of different types make different manifests. */
const hasOneImage = (planned) => (planned?.outputs ?? []).filter(isArchive).length === 1;
async function measure(files, path, isFolder) {
	if (isFolder) return await files.isDirectory(path) ? measureFolder(files, path) : void 0;
	const size = await files.size(path);
	return size === void 0 || size === 0 ? void 0 : { size };
}
/** All files below a folder; without numbers where there are too many. */
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
* Warnings about logins that nothing of this run needs. Throws a TagboatError, before anything is sent, where a login
* without `registry` would go to Docker Hub, and every image is on one other registry.
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
// src/publish/first-look.ts
/**
* The same registry, where each question about a manifest is put once: what an image is reused for and what its tags hold is
* asked at the same time. For the first look only: what is read again later must be read anew.
*/
function lookOnce(registry) {
	return {
		...registry,
		headManifest: once$1(registry.headManifest),
		getManifest: once$1(registry.getManifest)
	};
}
function once$1(ask) {
	const asked = /* @__PURE__ */ new Map();
	return (repository, target) => {
		const key = JSON.stringify([
			repository.host,
			repository.path,
			target
		]);
		const answer = asked.get(key) ?? ask(repository, target);
		asked.set(key, answer);
		return answer;
	};
}
// src/errors/decide.ts
/** A released tag names one content for ever. */
function releaseTaken(ref, there, run) {
	const from = there.revision === void 0 ? "by another commit or tool" : `from commit ${there.revision}`;
	const ours = run.digest === void 0 ? `commit ${run.revision}` : run.digest;
	return {
		code: "release-taken",
		what: `${ref} is released already: ${there.digest}, built ${from}; this run would replace it with ${ours}.`,
		fix: `Release under a new version, or set overwrite: true if this one must be replaced${run.isScheduled ? ", or overwrite: scheduled if scheduled runs alone may replace it" : ""}.`
	};
}
/** The release is this commit's, and another of its images: two steps, targets or platforms met under one name. */
function otherImage(ref, digest, theirs, ours) {
	const isPlatforms = compareIdentities(theirs, ours).join() === "platforms";
	return {
		code: "release-other-image",
		what: `${ref} is released already, as another image of this commit: ${digest} is of ${describeIdentity(theirs)}; this run is about ${describeIdentity(ours)}.`,
		fix: isPlatforms ? "Build all platforms in one step (platforms: a,b). Or have each job build its platform with push: digest, and merge them in a last job with from: and all the digests. If the platforms have changed, overwrite: true replaces the release." : "Give each image its own name, for example with {{target}} in input images, or its own tags, for example with flavor: suffix=-slim,onlatest=true. If this image is the right one, overwrite: true replaces the release."
	};
}
function notATag() {
	return {
		code: "tag-required",
		what: "require-signed-tag: this run plans a release, but it is not about a git tag.",
		fix: "Publish releases from a push of their git tag, or leave require-signed-tag out."
	};
}
function releasedMeanwhile(ref, digest) {
	return {
		code: "released-meanwhile",
		what: `${ref} was released as ${digest} by another run of this commit, while this one built it too.`,
		fix: "Run the job again: it takes that image; and set concurrency: in the workflow, so that one run waits for the other."
	};
}
// src/git/ancestry.ts
/**
* How this run's commit stands to the line that a tag follows, with as few questions as will do. The tip is asked
* before the history: a forced push may have made it an ancestor of what is published.
*/
async function findAncestry(source, question) {
	const { ourCommit, theirCommit } = question;
	if (theirCommit === ourCommit) return { kind: "ahead" };
	if (source.toldByPush(theirCommit, ourCommit) === false) return ahead(source, question);
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
/** Not behind. Whether that is because our commit came after theirs is asked only where it matters. */
async function ahead(source, question) {
	if (question.isStrict !== true) return { kind: "ahead" };
	const answer = await source.isDescendant(question.ourCommit, question.theirCommit);
	return {
		kind: "ahead",
		isDescendant: answer.known && answer.value
	};
}
// src/errors/source.ts
/** `require-signed-tag` is on, and GitHub does not call the tag's signature verified. */
function tagNotSigned(tag, signature) {
	return {
		code: "tag-not-signed",
		what: `require-signed-tag is on, and the git tag '${tag}' ${describe$2(signature)}.`,
		fix: advise(tag, signature)
	};
}
function describe$2(signature) {
	if (signature.kind === "absent") return "is not on GitHub (any more)";
	if (signature.kind === "lightweight") return "is a lightweight tag, which cannot carry a signature";
	if (signature.reason === "unsigned") return "is annotated, but not signed";
	if (signature.reason === "other_tag") return "holds a signed tag object that was made under another name";
	if (signature.reason === "no_commit") return "is signed, but names no commit";
	return `has a signature that GitHub does not verify (reason: ${signature.reason})`;
}
function advise(tag, signature) {
	if (signature.kind === "absent") return "Push the tag, and run the workflow again.";
	const again = `Sign it anew with 'git tag --sign --force ${tag} ${tag}^{}' and push it with --force.`;
	if (signature.kind !== "unverified" || [
		"unsigned",
		"other_tag",
		"no_commit"
	].includes(signature.reason)) return again;
	return `See "Signature verification object" in GitHub's REST documentation for the reason; the tagger's key and e-mail address must be registered with their account. ${again}`;
}
/** `require-signed-tag` is on, and GitHub could not be asked. */
function tagSignatureUnknown(tag, why) {
	return {
		code: "tag-signature-unknown",
		what: `require-signed-tag is on, and whether GitHub verifies the signature of the git tag '${tag}' is not known, because ${why}.`,
		fix: "Give input github-token a token that may read the repository's contents ('permissions: contents: read'), and run the workflow again."
	};
}
/** The tag was moved between the event and now, or another commit is checked out. */
function tagMoved(tag, names, commit) {
	return {
		code: "tag-moved",
		what: `require-signed-tag is on, and the signed git tag '${tag}' names ${names}, but ${commit} is to be built.`,
		fix: "Check out the commit that the tag names, and leave a pushed tag where it is."
	};
}
// src/git/signed-tag.ts
/**
* What stands against publishing a release under `require-signed-tag`, or undefined. Unlike other guards this one
* refuses what nobody could tell: it was asked for. `commit` is the one that is built.
*/
async function checkSignedTag(source, tag, commit) {
	const answer = await source.tagSignature(tag);
	if (!answer.known) return tagSignatureUnknown(tag, answer.why);
	const signature = answer.value;
	if (signature.kind !== "verified") return tagNotSigned(tag, signature);
	return signature.commit === commit ? void 0 : tagMoved(tag, signature.commit, commit);
}
// src/publish/higher.ts
/** More than this many releases are not asked for one after another; the highest come first. */
const mostAsked = 20;
/**
* For a tag on a line of versions, where the image there does not say which version it is (or there is none): a git
* tag that is higher, for which the same rule gives the same name, and whose full-version image is there.
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
	}, gitTags.value).slice(0, mostAsked)) if (await request.registry.headManifest(repository, { tag: release.name }) !== void 0) return { higher: {
		gitTag: release.gitTag,
		version: release.version
	} };
	return gitTags.doubt === void 0 ? {} : { unknown: gitTags.doubt };
}
/** Git tags that would take this tag's name with a higher version, the highest first, each with its full tag. */
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
// src/publish/rival.ts
/** A moving tag whose name comes from the ref: another ref may have a name that gives the same tag. */
const isContestable = ({ follows, fromRef }) => fromRef !== void 0 && [
	"branch",
	"pull",
	"run"
].includes(follows.kind);
/**
* The other branch that a tag belongs to: the image there was built for it, and these rules give it this very tag, at
* that image's commit (`{{branch}}-{{sha}}`), or it was the image's first tag (`{{branch}}-{{date 'YYYYMMDD'}}`). An
* image that was reused or promoted was built under other tags, and has no rival. The default branch yields to nobody:
* a contributor's `#main` could otherwise take `main` of an image that is new. The remote is asked only in a conflict.
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
// src/publish/gather.ts
/** Everything that decisions need, asked side by side, and each thing only where a guard needs it. */
async function gatherFacts(request) {
	const { plans } = request;
	const pushes = distinctOf(plans.flatMap((plan) => plan.repositories)).map((repository) => findRefusal(request.registry, repository));
	const tagged = plans.flatMap((plan) => pairsOf(plan).map(({ repository }) => repository));
	for (const repository of distinctOf(tagged)) request.registry.expectAbsence?.(repository);
	const asked = plans.flatMap((plan) => pairsOf(plan).map(({ repository, tag }) => gatherTag(request, {
		target: plan.target,
		repository,
		tag
	})));
	const [tags, permissions, signature] = await Promise.all([
		collectRefusals(asked),
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
/** Waits for all, so that everything that is wrong is told together. */
async function collectRefusals(asked) {
	const settled = await Promise.allSettled(asked);
	const facts = settled.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
	const errors = settled.flatMap((one) => one.status === "rejected" ? [one.reason] : []);
	const fault = errors.find((error) => !(error instanceof TagboatError));
	if (fault !== void 0) throw fault;
	return {
		facts,
		refusals: errors.flatMap((error) => error instanceof TagboatError ? error.problems : [])
	};
}
/**
* One tag's facts; also used to read a tag again that changed meanwhile. `isStrict`: what a strict order between two runs needs is
* asked too.
*/
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
	const [told, rival] = await Promise.all([askSource(request, facts, image, isStrict), findRival(request, facts, image)]);
	return {
		...facts,
		...image && { image },
		...told,
		...rival && { rival }
	};
}
/**
* A repository that does not exist yet can look like one that may not be read (Docker Hub answers insufficient_scope):
* whether it may be pushed to is asked beside this, and decides.
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
/** The manifest is read only where a guard looks at more than the digest: registries count it as a pull. */
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
	const proof = isStrict && request.guards.onlyChanged !== true;
	return { ancestry: await findAncestry(request.source, {
		follows,
		ourCommit,
		theirCommit,
		isStrict: proof
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
/** A release publishes only from a git tag that GitHub reports as signed. */
async function checkSignature({ guards, trigger, plans, source }) {
	if (!guards.requireSignedTag) return [];
	const isRelease = plans.flatMap((plan) => plan.tags).some(({ follows }) => follows.kind === "release" || follows.kind === "line");
	if (trigger.ref.kind !== "tag") return isRelease ? [notATag()] : [];
	const problem = await checkSignedTag(source, trigger.ref.name, trigger.revision);
	return problem === void 0 ? [] : [problem];
}
// src/publish/request.ts
/** Milliseconds between removals that do not wait for each other: a registry's own work takes less. */
const stagger = 50;
/** When the next of the removals that otherwise follow each other may begin: a cancelled run has no time to wait for answers. */
const paceOf = ({ ports, cancelled }) => async () => {
	if (cancelled === void 0) return new Promise(() => void 0);
	await cancelled;
	await ports.clock.sleep(stagger);
};
/** The request for facts; tags that are decided again are asked for anew. */
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
/** The run as a decision over one of its images sees it. */
function runOf({ run, images }, target) {
	const image = images.find(({ plan }) => plan.target === target);
	return {
		...run,
		...image?.digest === void 0 ? {} : { digest: image.digest },
		...image?.isMerge === void 0 ? {} : { isMerge: image.isMerge },
		...image?.identity === void 0 ? {} : { identity: image.identity }
	};
}
// src/publish/gather-beside.ts
/**
* Gathers facts while a source is looked at: neither needs the other to be read. Whether the login may push is tried with
* a POST, which a source that is refused must not cause: so that waits for it.
*/
async function gatherBeside(looking, request) {
	const { registry } = request;
	const checkPush = async (repository) => {
		await looking;
		await registry.checkPush?.(repository);
	};
	const gathering = gatherFacts(askAbout$1({
		...request,
		registry: {
			...registry,
			checkPush
		}
	}));
	const [source, facts] = await Promise.allSettled([looking, gathering]);
	if (source.status === "rejected") throw source.reason;
	if (facts.status === "rejected") throw facts.reason;
	return {
		source: source.value,
		facts: facts.value
	};
}
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
/** 401 without a credential, or with one that the registry or its token server does not know. */
function unauthorized(asked, user, original) {
	return {
		code: "registry-unauthorized",
		what: user === void 0 ? `${asked.host} wants a login to ${verbs[asked.action]} ${asked.name}, and there is none.` : `${asked.host} does not accept the login of '${user}' (to ${verbs[asked.action]} ${asked.name}).`,
		fix: user === void 0 ? adviseOnLogin(asked.host) : `Check the user name and that the password or token for ${asked.host} has neither expired nor been revoked.`,
		original
	};
}
/** The job's own token logs in to GitHub's registry; any other wants what a person gives. */
function adviseOnLogin(host) {
	return `${isGithub$1(host) ? `Leave input github-token as it is, which logs in to ${host}; or give` : "Give"} inputs registry: ${host}, username and password, or an entry in registry-auth.`;
}
/** The login is good and the right is missing. */
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
/** GitHub Packages: the job's token needs `packages: write`, and the package must know the repository. */
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
		fix: ecr ? "Create it first (aws ecr create-repository): Amazon ECR creates none on push, unless a repository creation template says so." : "Check the spelling, and create the repository or its project first if this registry does not do so on push.",
		original
	};
}
function tagImmutable(asked, original) {
	return {
		code: "registry-tag-immutable",
		what: `${asked.host} does not let ${asked.name} be replaced: its tags are immutable there.`,
		fix: "Publish under a new version, or make this tag mutable in the settings of the registry.",
		original
	};
}
function quotaExceeded(asked, original) {
	return {
		code: "registry-quota",
		what: `${asked.host} has no room left for ${asked.name}: a quota or limit is reached.`,
		fix: "Delete images that nobody needs, or raise the quota.",
		original
	};
}
/** 429 to the last. `wait` is what the registry asked for, in milliseconds. */
function tooManyRequests(asked, wait, original) {
	const pause = wait === void 0 ? "" : `, and asks to wait ${Math.ceil(wait / 1e3)} s`;
	return {
		code: "registry-too-many-requests",
		what: `${asked.host} limits requests and still refuses to ${verbs[asked.action]} ${asked.name}${pause}.`,
		fix: asked.host === "docker.io" ? "Log in to Docker Hub even to read (anonymous limits are lowest), and run again later." : "Run again later; a run with a login is often limited less than one without.",
		original
	};
}
function manifestInvalid(asked, original) {
	return {
		code: "registry-manifest-invalid",
		what: `${asked.host} does not accept the manifest for ${asked.name}.`,
		fix: "Check which media types the registry supports; older ones want provenance: false, or Docker instead of OCI types.",
		original
	};
}
/** 413, of the registry or of a web server or network before it. */
function bodyLimit(asked, original) {
	return {
		code: "registry-body-limit",
		what: `${asked.host}, or a server in front of it, limits the size of a request's body, and ${asked.name} is larger.`,
		fix: "Raise the limit (client_max_body_size in nginx; 100 MB in Cloudflare’s smaller plans, where a name outside its proxy has none), or split large layers.",
		original
	};
}
/** The registry sent content that is not what it says it is. */
function contentWrong(asked, what) {
	return {
		code: "registry-content",
		what: `${asked.host} sent wrong content for ${asked.name}: ${what}.`,
		fix: "Run again; if it stays so, the registry or a proxy before it alters or breaks what it passes on."
	};
}
/** An image, or a part that it names, is not in its repository. */
function contentMissing(asked) {
	return {
		code: "registry-content-missing",
		what: `${asked.name} is not there.`,
		fix: "Check the name; if an image there names it, that image is incomplete: a cleaner may have removed the part."
	};
}
/** 5xx to the last, or a status that the distribution spec does not foresee. */
function answeredBadly(asked, status, original) {
	return {
		code: "registry-failed",
		what: `${asked.host} answered ${status} when asked to ${verbs[asked.action]} ${asked.name}.`,
		fix: status >= 500 ? "Run again later, and look at the registry's status page." : "Check that this host is a container registry and that the name is right.",
		original
	};
}
/** HTML where the registry's JSON should be: a proxy, a login page, or no registry at all. */
function answeredWithPage(asked, status, original) {
	return {
		code: "registry-page",
		what: `Something between here and ${asked.host} answered ${status} with a web page when asked to ${verbs[asked.action]} ${asked.name}.`,
		fix: `Check HTTPS_PROXY and NO_PROXY, and that ${asked.host} is the registry's own host.`,
		original
	};
}
/** A list whose pages go on for ever; `pages` were read. */
function endlessList(asked, pages) {
	return {
		code: "registry-endless",
		what: `${asked.host} has no end to its list for ${asked.name}: ${pages} pages were read.`,
		fix: "Check that this host is a container registry, and its list of tags: each page's Link header leads to the next one."
	};
}
/** Of a run that is cancelled. Nothing was begun. */
function noTimeToRemove({ host, name }) {
	return {
		code: "cancelled-no-time",
		what: `The run was cancelled, and ${host} answers too slowly to remove ${name} in the time that was left.`,
		fix: "Run the job again; it completes what is missing."
	};
}
// src/registry/body.ts
/** How much of an error's body is worth reading. */
const errorLimit = 65536;
/** OCI distribution spec 1.1, "Pushing Manifests": registries and clients keep manifests to 4 MiB. */
const manifestLimit = 4194304;
/** The whole body, or undefined where it is longer than `limit` bytes; then the rest is dropped. */
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
/** The body as text; throws a TagboatError where it is longer than `limit` bytes. */
async function readLimitedText(asked, response, limit) {
	const bytes = await readBytes(response, limit);
	if (bytes === void 0) throw new TagboatError(contentWrong(asked, `it is longer than ${limit} bytes`));
	return Buffer.from(bytes).toString("utf8");
}
// src/registry/digest.ts
/** The algorithms that the OCI image spec ("Descriptors") registers and Node has. */
const algorithms = ["sha256", "sha512"];
/** `sha256:...` of the bytes. */
function computeDigest(bytes, algorithm = "sha256") {
	return `${algorithm}:${createHash(algorithm).update(bytes).digest("hex")}`;
}
/** The part of a digest before the colon. */
const nameAlgorithm = (digest) => digest.split(":", 1)[0] ?? "";
/** Whether we can compute digests of this one's algorithm. */
const canDigest = (digest) => algorithms.includes(nameAlgorithm(digest));
/** Whether the bytes have the digest; false also for an algorithm that we cannot compute. */
function matchDigest(bytes, digest) {
	return canDigest(digest) && computeDigest(bytes, nameAlgorithm(digest)) === digest;
}
// src/registry/media-types.ts
/** OCI image spec 1.1, "Media Types", and the Docker types that they grew from. */
const ociIndex = "application/vnd.oci.image.index.v1+json";
/** With fewer than these four in Accept, a registry says that an index is not there at all. */
const manifestTypes = [
	ociIndex,
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
];
/** Several images under one digest, each for a platform. */
const isIndexType = (mediaType) => mediaType === "application/vnd.oci.image.index.v1+json" || mediaType === "application/vnd.docker.distribution.manifest.list.v2+json";
/** A Content-Type without its parameters, in small letters. */
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
/** One text for each resource, in a fixed order, so that equal scopes read equal. */
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
/** Whether `held` allows all that `wanted` asks for. */
function coverScopes(held, wanted) {
	return [...wanted].every(([resource, actions]) => {
		const granted = held.get(resource);
		return granted !== void 0 && [...actions].every((action) => granted.has(action));
	});
}
// src/registry/manifests.ts
/** The address of a manifest: OCI distribution spec 1.1, "Pulling Manifests". */
function nameManifest(repository, target) {
	return `/v2/${repository.path}/manifests/${"tag" in target ? target.tag : target.digest}`;
}
/** Asks with HEAD what a tag or digest is. Undefined where the answer is 404; `absence.ts` says whether to believe it. */
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
	return manifest && {
		digest: manifest.digest,
		mediaType: manifest.mediaType,
		size: manifest.bytes.byteLength
	};
}
/** Reads a manifest and checks its size, its digest and that it is one. Undefined where the answer is 404. */
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
		target: nameManifest(repository, target),
		scopes: scopeRepository(repository.path, "pull"),
		headers: { accept: manifestTypes.join(", ") }
	};
}
/** Errors are JSON (spec 1.1, "Error Codes") or empty; a page or plain text comes from something else. */
function isPlainAbsence(answer) {
	const mediaType = parseMediaType(answer.headers["content-type"]);
	return mediaType === "" || mediaType.endsWith("json") || answer.headers["content-length"] === "0";
}
function readDescriptor$1(target, answer) {
	const said = answer.headers["docker-content-digest"];
	const digest = "digest" in target ? target.digest : said;
	const mediaType = parseMediaType(answer.headers["content-type"]);
	const size = Number(answer.headers["content-length"] ?? NaN);
	if (digest === void 0 || !isDigest(digest) || !manifestTypes.includes(mediaType)) return void 0;
	if (said !== void 0 && said !== digest || !Number.isSafeInteger(size)) return void 0;
	return {
		digest,
		mediaType,
		size
	};
}
/** Content that is wrong once may be right the next time: connections and caches break. */
function checkManifest(asked, target, answer, bytes) {
	const wrong = (what) => new TransientError(contentWrong(asked, what), `${asked.host} sent wrong content`);
	const said = answer.headers["docker-content-digest"];
	const digest = "digest" in target ? target.digest : said ?? computeDigest(bytes);
	for (const one of [digest, said ?? digest]) if (!matchDigest(bytes, one)) throw wrong(`its digest is ${computeDigest(bytes)} and not ${one}`);
	const json = parseJson(Buffer.from(bytes).toString("utf8"));
	if (!isRecord(json)) throw wrong("it is no JSON object");
	const excess = findExcess(json);
	if (excess !== void 0) throw new TagboatError(contentWrong(asked, excess));
	const mediaType = chooseMediaType(parseMediaType(answer.headers["content-type"]), json);
	if (mediaType === void 0) throw wrong("its media type is none of an image or index, or it contradicts itself");
	return {
		digest,
		mediaType,
		bytes,
		json
	};
}
/** Entries of an index, layers of a manifest: more than any tool makes, and each may cost a request. */
const mostEntries$1 = 5e3;
/** Why a manifest is too much to follow, as a clause; undefined for any usual one. */
function findExcess(json) {
	const [field] = ["manifests", "layers"].filter((name) => arrayAt(json, name).length > mostEntries$1);
	return field === void 0 ? void 0 : `it has more than ${mostEntries$1} ${field}`;
}
/**
* The type that header and content agree on. One that says it is an index and is read as an image would be another
* thing to each reader (image spec 1.0.2, CVE-2021-41190).
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
* The target of the `next` link in a Link header (RFC 8288), as it stands there: OCI distribution spec 1.1,
* "Listing Tags". Undefined where there is none.
*/
function findNextLink(header) {
	for (const [, target, parameters = ""] of header.matchAll(/<([^<>]*)>((?:[^",<>]|"(?:[^"\\]|\\.)*")*)/g)) {
		const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters);
		if ((relation?.[1] ?? relation?.[2] ?? "").toLowerCase().split(/\s+/).includes("next") && target !== void 0 && target !== "") return target;
	}
}
/** An address that may be relative to another; undefined where it is neither http nor https, or none at all. */
function resolveUrl(address, base) {
	const url = URL.canParse(address, base) ? new URL(address, base) : void 0;
	return url?.protocol === "https:" || url?.protocol === "http:" ? url : void 0;
}
// src/registry/pages.ts
/** Of one list. A registry that gives 20 tags on a page, which none does, has 10,000 of them on so many. */
const mostPages = 500;
/** Milliseconds for one list. */
const longest$1 = 18e4;
/**
* Reads a list page by page. `readPage` gets a page's address and returns the next one's; the list ends without one, with
* one that was read before (a registry that leads in a circle has said all that it has) or when it `isEnough`. Returns
* whether it was read to its end. Throws a TagboatError where the pages do not end.
*/
async function readPages(session, asked, first, readPage, isEnough) {
	const started = session.now();
	const seen = /* @__PURE__ */ new Set();
	let target = first;
	while (target !== void 0 && !seen.has(target)) {
		if (isEnough()) return false;
		if (seen.size >= mostPages || session.now() - started > longest$1) throw new TagboatError(endlessList(asked, seen.size));
		seen.add(target);
		target = await readPage(target);
	}
	return true;
}
// src/registry/refusal.ts
/** Reads an answer that is no success. */
async function readRefusal(response) {
	const bytes = await readBytes(response, errorLimit);
	const text = bytes === void 0 ? "" : Buffer.from(bytes).toString("utf8").trim();
	return parseRefusal(response.status, parseMediaType(response.headers["content-type"]), text);
}
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
* Wordings of a tag that must not change: ECR's ImageTagAlreadyExistsException (TAG_INVALID, "cannot be overwritten
* because the tag is immutable"), Artifact Registry's "has enabled tag immutability", Harbor's 412 "configured as
* immutable", Alibaba's and MSR's "cannot be overwritten", Azure's locked image "write operations are disallowed".
*/
const immutable = /immutab|cannot be overwrit|ImageTagAlreadyExists|operation is disallowed/i;
/** Harbor's "will exceed the configured upper limit", Quay's "quota has been exceeded", DigitalOcean's "limit is". */
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
/** The problem that a refusal is. Its `original` is the refusal's text as it came: conceal it before. */
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
// src/registry/tags.ts
const pageSize = 1e3;
const pageLimit = 4194304;
/**
* The tags of a repository, up to `most` (give or take a page): OCI distribution spec 1.1, "Listing Tags". Empty where
* there is no such repository: registries answer 404 also for one that has manifests and no tag.
*/
async function listTags(session, repository, most = 1e4) {
	const asked = {
		host: repository.host,
		name: repository.name,
		action: "read"
	};
	const tags = /* @__PURE__ */ new Set();
	const first = firstPage(repository);
	const readNext = async (target) => {
		const page = await readTagPage(session, repository, { target });
		for (const tag of page?.tags ?? []) tags.add(tag);
		return page?.next;
	};
	const complete = await readPages(session, asked, first, readNext, () => tags.size >= most);
	return {
		tags: [...tags],
		complete
	};
}
const firstPage = ({ path }) => `/v2/${path}/tags/list?n=${pageSize}`;
/**
* One page of tags, the first by default. Without a tag where the registry knows no such repository; undefined for a 404 that
* does not say so in the words of the spec ("Error Codes"): there may be no list at all.
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
		if (!isRecord(page)) throw new TransientError(contentWrong(asked, "its list of tags is no JSON"), `${asked.host} sent wrong content`);
		return {
			tags: arrayAt(page, "tags").filter((tag) => typeof tag === "string" && isTag(tag)).map(String),
			next: findNext$1(answer)
		};
	});
}
function findNext$1(answer) {
	const next = findNextLink(answer.headers.link ?? "");
	return next === void 0 ? void 0 : resolveUrl(next, answer.url)?.href;
}
// src/registry/absence.ts
/**
* Asks what a tag or digest is, without reading it: registries do not count that as a pull. Undefined where it is not
* there, and only then. A 404 to a HEAD is believed where HEAD works, which one 200 in the repository proves; Nexus answers
* so to what GET finds (crazy-max/diun issue 1614). Otherwise the list of tags has to agree, or GET.
*/
async function headManifest(session, repository, target) {
	const memory = session.recall(repository);
	const found = await unhide(session, repository, target, () => readHead$1(session, repository, target));
	if (found === "hidden") return void 0;
	if (found !== void 0) {
		if (memory.head === "unknown") memory.head = "works";
		return found;
	}
	if (!("tag" in target ? await doubtsAbsence(session, repository, target.tag) : memory.head === "fails")) return void 0;
	const manifest = await getManifest(session, repository, target);
	if (manifest === void 0) return void 0;
	memory.head = "fails";
	return {
		digest: manifest.digest,
		mediaType: manifest.mediaType,
		size: manifest.bytes.byteLength
	};
}
/**
* What a tag is, by one request that is not tried again: where nothing has shown yet that HEAD works, a tag that is there may count as
* absent. For a look that nothing depends on.
*/
async function peekManifest(session, repository, target) {
	if (!isUnfit(session.recall(repository))) return readHead$1(session, repository, target, "once");
	const manifest = await readManifest$1(session, repository, target, "once");
	return manifest && {
		digest: manifest.digest,
		mediaType: manifest.mediaType,
		size: manifest.bytes.byteLength
	};
}
/** Reads a manifest and checks its size, its digest and that it is one. Undefined where it is not there. */
async function getManifest(session, repository, target) {
	const reading = unhide(session, repository, target, () => readManifest$1(session, repository, target));
	proveBeside(session, repository, target, reading);
	const found = await reading;
	return found === "hidden" ? void 0 : found;
}
/** Asks for the list of tags at once, to have it when a tag turns out to be absent. */
function expectAbsence(session, repository) {
	const memory = session.recall(repository);
	if (isProven(memory)) return;
	recallTags(session, repository, memory).catch(() => void 0);
}
async function doubtsAbsence(session, repository, tag) {
	const memory = session.recall(repository);
	if (isProven(memory)) return isUnfit(memory);
	const page = await recallTags(session, repository, memory);
	if (isProven(memory)) return isUnfit(memory);
	if (page === void 0) return true;
	if (page.tags.includes(tag)) {
		memory.head = "fails";
		return true;
	}
	probe(session, repository, memory, page);
	const isConfirmed = page.next === void 0 && !memory.confirmed.has(tag);
	memory.confirmed.add(tag);
	if (isConfirmed) return false;
	await memory.probe;
	return !isProven(memory) || isUnfit(memory);
}
const isProven = ({ head }) => head !== "unknown";
const isUnfit = ({ head }) => head === "fails";
function recallTags(session, repository, memory) {
	memory.tags ??= readTagPage(session, repository, { effort: "little" }).catch((error) => {
		if (error instanceof TagboatError) return void 0;
		throw error;
	});
	return memory.tags;
}
/** A listed tag tells whether HEAD works: nobody waits for it before the tags are read again. */
function probe(session, repository, memory, { tags: [tag] }) {
	if (tag === void 0) return;
	memory.probe ??= readHead$1(session, repository, { tag }).then((found) => {
		if (memory.head === "unknown") memory.head = found === void 0 ? "fails" : "works";
	}).catch(() => void 0);
}
/** Content that is read by its digest tells likewise, in a repository that had no tag before. */
function proveBeside(session, repository, target, reading) {
	const memory = session.recall(repository);
	const isAsked = memory.tags !== void 0 && memory.probe === void 0;
	if (!("digest" in target) || !isAsked || memory.head !== "unknown") return;
	memory.probe = Promise.all([readHead$1(session, repository, target), reading]).then(([head, manifest]) => {
		if (memory.head === "unknown" && head !== void 0) memory.head = "works";
		else if (memory.head === "unknown" && manifest !== void 0) memory.head = "fails";
		else if (memory.head === "unknown") memory.probe = void 0;
	}).catch(() => void 0);
}
const hiding = [
	"registry-denied",
	"registry-unauthorized",
	"registry-name-unknown"
];
/**
* Some registries answer 403 to what is absent (Artifactory: go-containerregistry pull request 1691), so that nobody learns what is
* there. Who may list the tags, or push, is not shut out: then it is absent, unless the list has it. Nothing is asked for it that was
* not asked before: a login that is refused is not tried again.
*/
async function unhide(session, repository, target, read) {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof TagboatError ? error.problems.map(({ code }) => code) : []).some((code) => hiding.includes(code))) throw error;
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
	return await memory.push === true;
}
// src/registry/challenge.ts
const token$1 = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const parameter = new RegExp(`(${token$1})[ \\t]*=[ \\t]*(?:"((?:[^"\\\\]|\\\\.)*)"|(${token$1}))`, "y");
const scheme = new RegExp(`(${token$1})(?:[ \\t]+(?:[A-Za-z0-9._~+/-]+=*(?=[ \\t]*(?:,|$)))?|(?=,|$))`, "y");
const filler = /[ \t,]*/y;
/**
* Reads a WWW-Authenticate header, which may name several challenges with several parameters each, all divided by
* commas. What is malformed ends the reading; what came before it counts.
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
/** The challenge to answer: a token is better than a password with each request. */
function chooseChallenge(challenges) {
	return challenges.find((one) => one.scheme === "bearer" && one.parameters.realm !== void 0) ?? challenges.find((one) => one.scheme === "basic");
}
// src/registry/find-credential.ts
/**
* Looks credentials up where the docker CLI does: `config.json` in the config directory, with `credHelpers` by host
* (an empty name means the file itself), else `credsStore`, else `auths`.
*/
function createCredentialFinder(ports, configDir) {
	let config;
	return async (host) => {
		config ??= readConfig(ports.files, `${configDir}/config.json`);
		const found = await findCredential(ports.askHelper, await config, nameServer(host));
		if (found) hideCredential(ports.secrets, found);
		return found;
	};
}
/** docker's own key for Docker Hub; every other registry's is its host. */
function nameServer(host) {
	return host === "docker.io" ? "https://index.docker.io/v1/" : host;
}
async function readConfig(files, path) {
	const text = await files.read(path);
	if (text === void 0 || text.trim() === "") return {};
	const config = parseJson(text);
	if (!isRecord(config)) throw new TagboatError(configInvalid(path));
	return config;
}
async function findCredential(askHelper, config, server) {
	const named = at(config, "credHelpers", server);
	const helper = typeof named === "string" ? named : stringAt(config, "credsStore");
	const entry = findEntry$1(at(config, "auths"), server);
	const bearer = stringAt(entry, "registrytoken");
	if (bearer !== void 0) return {
		kind: "bearer",
		token: bearer
	};
	return helper === void 0 || helper === "" ? readEntry$1(entry) : askHelper(helper, server);
}
/** The entry of that very name, else the first whose host is the same: old files have `https://host/v1/`. */
function findEntry$1(auths, server) {
	if (!isRecord(auths)) return void 0;
	if (isRecord(at(auths, server))) return at(auths, server);
	const key = Object.keys(auths).find((name) => name.replace(/^https?:\/\//, "").split("/", 1)[0] === server);
	return key === void 0 ? void 0 : auths[key];
}
function readEntry$1(entry) {
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
function hideCredential(secrets, credential) {
	secrets.remember(credential.kind === "password" ? credential.password : credential.token);
	if (credential.kind === "password") secrets.remember(encodeBasic(credential));
}
/** The value of Basic authentication: RFC 7617. */
function encodeBasic(credential) {
	return Buffer.from(`${credential.user}:${credential.password}`, "utf8").toString("base64");
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
/** The name, the date or the purpose of a certificate is wrong; no authority of ours mends that. */
const unfit = /* @__PURE__ */ new Set([
	"CERT_HAS_EXPIRED",
	"CERT_NOT_YET_VALID",
	"CERT_REVOKED",
	"ERR_TLS_CERT_ALTNAME_INVALID"
]);
/** Another attempt may be faster. */
const slow = /* @__PURE__ */ new Set([
	"CONNECT_TIMEOUT",
	"IDLE_TIMEOUT",
	"TOO_SLOW",
	"ETIMEDOUT"
]);
/** Sorts a connection's error code, Node's own or OpenSSL's. */
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
/** `server` is the host that was connected to: the registry's, its token server's or where it redirects to. */
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
/** What a write has done that got no answer is unknown. */
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
			what: `${host} shows a certificate of an authority that is not trusted here.`,
			fix: `Put the authority's certificate into /etc/docker/certs.d/${server}/ca.crt, or into the system's bundle.`
		};
		case "unfit": return {
			what: `${host} shows a certificate that has expired or is not for this name.`,
			fix: "Renew the certificate, use the name that it is for, and check the clock of this machine."
		};
		case "no-tls": return {
			what: `${host} does not speak TLS as it should.`,
			fix: "If it is a plain HTTP registry, add it to insecure-registries in the engine's daemon.json; else check the port."
		};
		case "no-host": return {
			what: `There is no host ${host}.`,
			fix: "Check the spelling and the name server of this machine."
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
			what: `${host} sends its answer so slowly that it does not end.`,
			fix: "Check that this host is a container registry, and the proxies before it."
		};
		case "broken": return {
			what: `The connection to ${host} broke, again and again.`,
			fix: "Run again later, and check the network and HTTPS_PROXY."
		};
	}
}
/** docker's own rule for `certs.d`: a client certificate needs its key beside it. */
function certificateWithoutKey(directory, certificate, key) {
	return {
		code: "registry-tls",
		what: `${directory} has ${certificate} without ${key}.`,
		fix: `Put the key there; if ${certificate} is an authority's certificate, name it *.crt.`
	};
}
/** A redirect, or another address that a registry gives, that leads from https to http. */
function downgraded(asked, server) {
	return {
		code: "registry-downgrade",
		what: `${asked.host} sends requests for ${asked.name} on to ${server} without TLS.`,
		fix: "Mend the registry's own address (its external URL, or its proxy's X-Forwarded-Proto) to be https."
	};
}
/** OCI distribution spec 1.1 foresees few redirects; this many are a circle. */
function redirectedTooOften(asked) {
	return {
		code: "registry-redirects",
		what: `${asked.host} redirects requests for ${asked.name} again and again.`,
		fix: "Check the registry's address and the proxies before it."
	};
}
/** The token server must be https, because the password goes there. */
function realmRefused(asked, realm) {
	return {
		code: "registry-realm",
		what: `${asked.host} wants the login to be sent to ${realm}, which is not https.`,
		fix: "Mend the registry's auth realm; plain HTTP is accepted only for a registry on this machine."
	};
}
/** `from` is the server that the login is for, `to` the one that it redirects to. */
function loginRedirected(asked, from, to) {
	return {
		code: "registry-login-redirect",
		what: `${from} redirects the login for ${asked.name} to ${to}, which it is not for.`,
		fix: "Check the registry's auth realm; if the token server has moved, its new address belongs there."
	};
}
// src/registry/token.ts
/** "Token Authentication Specification": 60 seconds where the server does not say. */
const usualLifetime = 60;
/** A token is dropped this long before its end, or after four fifths of a short life: requests take time. */
const margin = 1e4;
/** Checks the realm: https, unless the registry and the realm are both on this machine. */
function readRealm(asked, parameters) {
	const text = parameters.realm ?? "";
	const url = URL.canParse(text) ? new URL(text) : void 0;
	const local = url?.protocol === "http:" && isLoopback(url.host) && isLoopback(asked.host);
	if (url?.username !== "" || url.password !== "" || url.protocol !== "https:" && !local) throw new TagboatError(realmRefused(asked, url ? `${url.protocol}//${url.host}` : "no address"));
	return {
		url,
		service: parameters.service
	};
}
/**
* The request for a token: a GET with Basic, or without a login, for what everybody may do ("Token Authentication
* Specification"); an OAuth 2.0 POST where the login is an identity token ("OAuth2 Token Authentication").
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
/** The token in a token server's answer, or undefined where there is none; `askedAt` is when it was asked for. */
function parseToken(text, scopes, askedAt) {
	const answer = parseJson(text);
	if (!isRecord(answer)) return void 0;
	const value = stringAt(answer, "token") ?? stringAt(answer, "access_token");
	if (value === void 0 || !/^[\x21-\x7e]+$/.test(value)) return void 0;
	const given = answer.expires_in;
	const life = (typeof given === "number" && given > 0 ? given : usualLifetime) * 1e3;
	return {
		value,
		scopes,
		expires: askedAt + life - Math.min(margin, life / 5)
	};
}
// src/registry/transient.ts
/** 429 and 5xx pass, but not 501: what a server has not learnt, it does not learn in a minute. */
function isTransient$1(status) {
	return status === 429 || status >= 500 && status !== 501;
}
/** An answer whose cause may pass, with the wait that it asks for. */
async function describeTransient(secrets, asked, response, now) {
	const { status } = response;
	const refusal = await readRefusal(response);
	const text = secrets.conceal(refusal.text);
	const theirs = parseHttpDate(response.headers.date ?? "");
	const wait = parseRetryAfter(response.headers["retry-after"], theirs ?? now);
	const event = `${asked.host} answered ${status}`;
	if (status === 429) return new TransientError(tooManyRequests(asked, wait, text), event, wait);
	return new TransientError((refusal.kind === "page" ? answeredWithPage : answeredBadly)(asked, status, text), event, wait);
}
// src/registry/transport.ts
const mostRedirects = 5;
function createTransport(parts) {
	const { http, policy, trust, known = /* @__PURE__ */ new Map() } = parts;
	const trustHost = (host) => {
		const tls = known.get(host) ?? policy.judge(host).then(({ unverified }) => trust(host, !unverified));
		known.set(host, tls);
		return tls;
	};
	/** The trust of a host whose certificate has failed: another one where the engine does not look at it. */
	const trustAnew = async (host, tls) => {
		if (!tls.verify || !(await policy.judgeFailed(host)).unverified) return void 0;
		if (await trustHost(host) === tls) known.set(host, trust(host, false));
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
			const other = fault === "untrusted" || fault === "unfit" ? await trustAnew(host, tls) : void 0;
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
		mayBePlain: async (host) => (await policy.judge(host)).plain || (await policy.judgeFailed(host)).plain
	};
}
/** A request that a server did not answer: the registry, its token server, or one that it redirects to. */
var ConnectionFailure = class extends Error {
	server;
	failure;
	constructor(server, failure) {
		super(failure.message);
		this.server = server;
		this.failure = failure;
	}
};
/** A failed connection as what it means: to try again, or for the person to mend. Other errors stay as they are. */
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
* The one rule for credentials: they go to the scheme, host and port of the first address, and nowhere else. A request to
* another loses its Authorization; one with a credential in its body is not sent at all. A redirect of a GET or HEAD is followed
* with the same method; of others only 307 and 308 are, which keep method and body (RFC 9110, section 15.4).
*/
async function followRedirects(send, asked, first) {
	const home = new URL(first.url).origin;
	let request = first;
	for (let count = 0; count <= mostRedirects; count += 1) {
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
// src/registry/token-source.ts
function createTokenSource(parts, kept = /* @__PURE__ */ new Set()) {
	const underway = /* @__PURE__ */ new Map();
	const fetchOnce = (asked, realm, scopes, credential) => {
		const key = formatScopes(scopes).join(" ");
		const token = underway.get(key) ?? fetchToken(parts, asked, realm, scopes, credential).finally(() => underway.delete(key));
		underway.set(key, token);
		return token;
	};
	return {
		drop: (token) => kept.delete(token),
		find: async (asked, realm, scopes, credential) => {
			const now = parts.clock.now();
			const good = [...kept].find((token) => token.expires > now && coverScopes(token.scopes, scopes));
			if (good) return good;
			const token = await fetchOnce(asked, realm, scopes, credential);
			kept.add(token);
			return token;
		}
	};
}
function fetchToken(parts, asked, realm, scopes, credential) {
	return retry(parts, parts.retryPolicy, async () => {
		try {
			const askedAt = parts.clock.now();
			const { response } = await parts.transport.follow(asked, describeTokenRequest(realm, scopes, credential));
			if (isTransient$1(response.status)) throw await describeTransient(parts.secrets, asked, response, askedAt);
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
function describeNoToken(asked, realm) {
	return new TransientError(answeredBadly(asked, 200, `The token server ${realm.url.host} sent no token.`), `${realm.url.host} sent no token`);
}
/** 401 is about who asks, 403 about what; without a login both mean that one is wanted. */
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
/** A user name is no secret; of a token only its kind is told. */
function nameUser(credential) {
	if (credential === void 0) return void 0;
	return credential.kind === "password" ? credential.user : `${credential.kind} token`;
}
// src/registry/authorization.ts
function createAuthorization(host, tokens, findCredential, known = {}) {
	const prove = async (asked, scopes) => {
		const { way } = known;
		if (way === void 0) return void 0;
		const credential = await findCredential(host);
		if (credential?.kind === "bearer") return { header: `Bearer ${credential.token}` };
		if (way.kind === "bearer") {
			const token = await tokens.find(asked, way.realm, scopes, credential);
			return {
				header: `Bearer ${token.value}`,
				token
			};
		}
		return credential?.kind === "password" ? { header: `Basic ${encodeBasic(credential)}` } : void 0;
	};
	const explain = async (asked, demand, sent) => {
		const user = nameUser(await findCredential(host));
		const known = sent.token !== void 0 && user !== void 0;
		return new TagboatError(known ? denied(asked, demand.original) : unauthorized(asked, user, demand.original));
	};
	return {
		prove,
		explain,
		learn: (asked, { challenge }) => {
			const chosen = chooseChallenge(parseChallenges(challenge));
			if (chosen?.scheme === "basic") known.way = { kind: "basic" };
			else if (chosen) known.way = {
				kind: "bearer",
				realm: readRealm(asked, chosen.parameters)
			};
		},
		proveAnew: async (asked, scopes, demand, sent) => {
			const wanted = readScopes(demand);
			if (sent && (!sent.token || isInsufficient(demand, sent.token, wanted))) throw await explain(asked, demand, sent);
			if (sent?.token && coverScopes(sent.token.scopes, wanted)) tokens.drop(sent.token);
			const proof = await prove(asked, unionScopes(scopes, wanted));
			if (proof) return proof;
			throw new TagboatError(unauthorized(asked, nameUser(await findCredential(host)), demand.original));
		}
	};
}
function readScopes({ challenge }) {
	return parseScopes(chooseChallenge(parseChallenges(challenge))?.parameters.scope ?? "");
}
/** RFC 6750, section 3.1: the token is good, and what it was asked for is not in it. A new one would be its like. */
function isInsufficient(demand, token, wanted) {
	return chooseChallenge(parseChallenges(demand.challenge))?.parameters.error === "insufficient_scope" && coverScopes(token.scopes, wanted);
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
/** Reads a small blob, a config, of at most 4 MiB, and checks its digest. Undefined where it is not there. */
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
/** Content that is wrong once may be right the next time: connections and caches break. */
function wrongContent(asked, what) {
	return new TransientError(contentWrong(asked, what), `${asked.host} sent wrong content`);
}
/** Throws what an answer to a read means that brings no content. */
async function refuseRead(session, asked, answer) {
	if (answer.status === 404) throw new TagboatError(contentMissing(asked));
	return session.refuse(asked, answer);
}
// src/registry/put-manifest.ts
/**
* Puts a manifest under a tag or its digest: OCI distribution spec 1.1, "Pushing Manifests". The bytes go out as they
* are. Putting the same one twice is as good as once, so it is tried again like a read.
*/
async function putManifest(session, repository, target, manifest) {
	const asked = describeAsked(repository, target, "push");
	const { bytes, mediaType } = manifest;
	if (bytes.byteLength > 4194304) throw new TagboatError(contentWrong(asked, "it is larger than 4 MiB"));
	const digest = "digest" in target ? target.digest : computeDigest(bytes);
	if (!matchDigest(bytes, digest)) throw new Error(`These bytes are not ${digest}.`);
	const request = {
		asked,
		method: "PUT",
		target: nameManifest(repository, target),
		scopes: scopeRepository(repository.path, "pull", "push"),
		headers: { "content-type": mediaType },
		body: bytes,
		mustEnd: "tag" in target
	};
	return session.send(request, async (answer) => {
		if (answer.status < 200 || answer.status > 202) return refuseManifest(session, asked, answer);
		const said = answer.headers["docker-content-digest"];
		if (said !== void 0 && !matchDigest(bytes, said)) throw new TransientError(contentWrong(asked, `it took ${digest} for ${said}`), `${asked.host} sent wrong content`);
		if (!isStored(answer)) throw new TransientError(answeredBadly(asked, answer.status, "The answer is not that of a registry."), `${asked.host} answered ${answer.status} without storing`);
		const subject = answer.headers["oci-subject"];
		return {
			digest,
			...subject === void 0 ? {} : { subject }
		};
	});
}
/**
* The blobs of a manifest arrive before it. A registry that misses one of them may find it in a moment: where two clients bring one
* blob, distribution 2.8 reads its link while the other client writes it (registry/storage/driver/filesystem, `PutContent`).
*/
async function refuseManifest(session, asked, answer) {
	try {
		return await session.refuse(asked, answer);
	} catch (error) {
		const problem = error instanceof TagboatError ? error.problems[0] : void 0;
		if (problem?.original === void 0 || !/\bBLOB_UNKNOWN|MANIFEST_BLOB_UNKNOWN/.test(problem.original)) throw error;
		throw new TransientError(problem, `${asked.host} misses a blob that it has just received`);
	}
}
/** 201 by the spec, 202 by some; a plain 200 may be a proxy's own page, unless it names the digest. */
function isStored(answer) {
	return answer.status !== 200 || answer.headers["docker-content-digest"] !== void 0;
}
// src/registry/copy/content.ts
/** Configs and layers of one image with all its platforms: docker allows 127 layers for each. */
const mostBlobs = 1e4;
/** Bytes. No registry takes a larger blob; the sizes in a manifest are only its author's word. */
const largestBlob = 2 ** 40;
/**
* Reads what an image's manifest or an index names: OCI image spec 1.1, "Image Manifest", "Image Index" and "Descriptor". An
* index may name what is no manifest (BuildKit's cache does); that is a blob. Throws a TagboatError where a descriptor is none.
*/
function listContent(asked, manifest) {
	const content = {
		manifests: /* @__PURE__ */ new Map(),
		blobs: /* @__PURE__ */ new Map(),
		foreign: /* @__PURE__ */ new Map()
	};
	const put = (kind, one) => content[kind].set(one.digest, one);
	for (const child of arrayAt(manifest.json, "manifests")) {
		const one = readDescriptor(asked, child);
		put(one.mediaType === "" || manifestTypes.includes(one.mediaType) ? "manifests" : "blobs", one);
	}
	const config = at(manifest.json, "config");
	if (config !== void 0) put("blobs", readDescriptor(asked, config));
	for (const layer of arrayAt(manifest.json, "layers")) {
		const one = readDescriptor(asked, layer);
		put(isForeign(one.mediaType, layer) ? "foreign" : "blobs", one);
	}
	return {
		manifests: [...content.manifests.values()],
		blobs: [...content.blobs.values()],
		foreign: [...content.foreign.values()]
	};
}
/** OCI image spec 1.1, "Non-Distributable Layers": they SHOULD NOT be uploaded; `urls` say where they are. */
function isForeign(mediaType, layer) {
	return /nondistributable|\.foreign\./.test(mediaType) && arrayAt(layer, "urls").length > 0;
}
function readDescriptor(asked, json) {
	const digest = stringAt(json, "digest") ?? "";
	const size = numberAt(json, "size") ?? -1;
	if (!isDigest(digest) || !Number.isSafeInteger(size) || size < 0) throw new TagboatError(contentWrong(asked, "it names a part without a digest or a size"));
	if (size > largestBlob) throw new TagboatError(contentWrong(asked, `it names a part of ${size} bytes`));
	if (!canDigest(digest)) throw new TagboatError(contentWrong(asked, `it names ${digest}, which cannot be checked`));
	return {
		digest,
		size,
		mediaType: stringAt(json, "mediaType") ?? ""
	};
}
// src/registry/mount.ts
/**
* Asks for a blob of another repository of the same registry: OCI distribution spec 1.1, "Mounting a blob from another
* repository". A registry that does not do it may begin an upload instead, which is then the answer; undefined is
* neither. Only a token for both repositories serves; where there is none to be had a plain upload still may do.
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
// src/registry/uploads.ts
/** Begins an upload: a POST that stores nothing yet, and that only who may push may make. */
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
			...readMost(answer)
		};
		throw new TransientError(answeredBadly(asked, answer.status, "It began no upload, or did not say where."), `${asked.host} answered ${answer.status} without an upload`);
	});
}
/** What is no number of bytes, or too few to make progress with, says nothing. */
function readMost(answer) {
	const most = Number(answer.headers["oci-chunk-max-length"] ?? NaN);
	return Number.isSafeInteger(most) && most >= 65536 ? { most } : {};
}
/** Ends an upload that nothing was sent to. One that stays is swept away by the registry, so a failure is harmless. */
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
		ports.log.debug(`The upload that tried the right to push to ${repository.name} stays open: ${why}`);
	}
}
/**
* Throws the TagboatError that a push would meet: no login, no right, no repository. Nothing is left behind. Registries
* have no question for it, so an upload is begun and cancelled. Nobody waits for the cancel, which would be a round for
* nothing: it does not throw, and a process that is done ends only after it.
*/
async function checkPush(ports, repository) {
	cancelUpload(ports, repository, await startUpload(ports.session, repository));
}
/** Whether a blob is there: OCI distribution spec 1.1, "Checking if content exists". A redirect leads to it, so it is. */
async function headBlob(session, repository, digest) {
	const asked = {
		host: repository.host,
		name: `${repository.name}@${digest}`,
		action: "read"
	};
	const request = {
		asked,
		method: "HEAD",
		target: `/v2/${repository.path}/blobs/${digest}`,
		scopes: scopeRepository(repository.path, "pull"),
		follow: false
	};
	return session.send(request, async (answer) => {
		if (answer.status === 404) return void 0;
		if (answer.status >= 300 && answer.status < 400 && answer.headers.location) return {};
		if (answer.status !== 200) return session.refuse(asked, answer);
		const size = Number(answer.headers["content-length"] ?? NaN);
		return Number.isSafeInteger(size) ? { size } : {};
	});
}
// src/registry/stream-answer.ts
/**
* The body of an answer, to be read at leisure: the request keeps its place in the session's pool until the reading
* ends, whichever way. `choose` looks at the answer first. Failures are thrown as `Session.attempt` throws them.
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
// src/registry/copy/read-blob.ts
/** After so many bytes a connection has shown its worth: attempts are counted anew. */
const progress = 16777216;
/**
* The bytes of a blob from an offset to its end. What breaks off is taken up again where it broke, by Range (RFC 9110,
* section 14.2); it ends with exactly the descriptor's size, or throws. The digest is the caller's to check.
*/
async function* readBlob(route, blob, offset) {
	let at = offset;
	let [attempt, since] = [0, at];
	while (at < blob.size) try {
		for await (const chunk of openAt(route.from, blob, at)) {
			at += chunk.byteLength;
			yield chunk;
		}
		if (at < blob.size) throw wrongContent(describe$1(route.from, blob).asked, "it ended too early");
	} catch (error) {
		if (at - since >= progress) [attempt, since] = [0, at];
		attempt += 1;
		await pause(route, route.retryPolicy, attempt, error);
	}
}
function describe$1(place, blob) {
	return {
		...describeBlobRead(place.repository, blob.digest),
		isLarge: true
	};
}
async function* openAt(place, blob, start) {
	const plain = describe$1(place, blob);
	const request = start === 0 ? plain : {
		...plain,
		headers: { range: `bytes=${start}-` }
	};
	const wrong = (what) => new TagboatError(contentWrong(plain.asked, what));
	let at = start;
	let drop = 0;
	const body = streamAnswer(place.session, request, async (answer) => {
		if (answer.status !== 200 && answer.status !== 206) return refuseRead(place.session, plain.asked, answer);
		const first = findStart(answer);
		if (first > start) throw wrongContent(plain.asked, "it begins elsewhere than asked");
		drop = start - first;
		const length = answer.headers["content-length"];
		if (length !== void 0 && first + Number(length) > blob.size) throw wrong(tooLong(blob));
		return answer.body;
	});
	for await (const chunk of body) {
		const fresh = chunk.subarray(drop);
		drop -= chunk.byteLength - fresh.byteLength;
		at += fresh.byteLength;
		if (at > blob.size) throw wrong(tooLong(blob));
		if (fresh.byteLength > 0) yield fresh;
	}
}
const tooLong = (blob) => `it is longer than the ${blob.size} bytes that its image says`;
/** Where the body begins in the blob. */
function findStart(answer) {
	if (answer.status === 200) return 0;
	const start = /^bytes (\d+)-/.exec(answer.headers["content-range"] ?? "")?.[1];
	return start === void 0 ? Number.POSITIVE_INFINITY : Number(start);
}
// src/registry/copy/route.ts
const isSameRegistry = ({ from, to }) => from.repository.host === to.repository.host;
// src/registry/copy/hash-trail.ts
/** A mark of some hundred bytes every so many bytes: two hundred for a GiB. */
const stride = 4194304;
function createHashCheckpoints(algorithm) {
	const marks = [{
		at: 0,
		hash: createHash(algorithm)
	}];
	let at = 0;
	let hash = createHash(algorithm);
	return {
		add: (chunk) => {
			hash.update(chunk);
			at += chunk.byteLength;
			if (at - (marks.at(-1)?.at ?? 0) >= stride) marks.push({
				at,
				hash: hash.copy()
			});
		},
		rewind: (offset) => {
			while ((marks.at(-1)?.at ?? 0) > offset) marks.pop();
			const mark = marks.at(-1);
			at = mark?.at ?? 0;
			hash = mark?.hash.copy() ?? createHash(algorithm);
			return at;
		},
		digest: () => hash.copy().digest("hex")
	};
}
// src/registry/copy/checked-blob.ts
function createCheckedBlob({ job, progress }, blob, source) {
	const algorithm = nameAlgorithm(blob.digest);
	const trail = createHashCheckpoints(algorithm);
	let failure;
	let readings = 0;
	async function* read(offset) {
		readings += 1;
		const mine = readings;
		let at = trail.rewind(offset);
		let held;
		for await (const chunk of source.read(at)) {
			job.check();
			if (mine !== readings) return;
			trail.add(chunk);
			const fresh = chunk.subarray(Math.max(0, offset - at));
			at += chunk.byteLength;
			if (fresh.byteLength === 0) continue;
			if (held) yield held;
			held = fresh;
			progress.add(fresh.byteLength);
		}
		const found = `${algorithm}:${trail.digest()}`;
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
// src/registry/copy/slices.ts
function createSlices(stream) {
	let left;
	const next = async () => {
		const held = left;
		left = void 0;
		if (held !== void 0) return held;
		const { value } = await stream.next();
		return value ?? void 0;
	};
	return {
		async *take(size) {
			let wanted = size;
			while (wanted > 0) {
				const chunk = await next();
				if (chunk === void 0) return;
				const part = chunk.subarray(0, wanted);
				if (part.byteLength < chunk.byteLength) left = chunk.subarray(part.byteLength);
				wanted -= part.byteLength;
				yield part;
			}
		},
		end: async () => void await stream.return()
	};
}
// src/registry/copy/upload-blob.ts
/** A body was refused for its size; smaller ones may be taken. */
var TooLarge = class extends Error {
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
* Sends what an upload still lacks, and ends it. From the beginning that is one PUT: OCI distribution spec 1.1, "POST then
* PUT", the way that every registry has; what broke off goes on with a PATCH at its offset ("Pushing a blob in chunks"). `most`
* bytes fit into one request: more are sent in chunks of that size. Throws TooLarge where a body is refused as too large.
*/
async function uploadBlob(place, blob, source, begun, most = Number.POSITIVE_INFINITY) {
	const { upload, offset } = begun;
	if (offset === 0 && blob.size > 0 && blob.size <= most) return finish(place, blob, upload, source);
	return finish(place, blob, offset === blob.size ? upload : await appendAll(place, blob, source, begun, most));
}
/** How far an upload came: spec 1.1, "Pushing a blob in chunks", GET. Undefined where it cannot be gone on with. */
async function findOffset(place, blob, upload) {
	const request = describeUpload(place, blob, "GET", upload.location);
	return place.session.send(request, async (answer) => {
		const last = /^(?:bytes=)?0-(\d+)$/.exec(answer.headers.range ?? "")?.[1];
		if (answer.status !== 204 || last === void 0 || last === "0") return void 0;
		const offset = Number(last) + 1;
		return offset > blob.size ? void 0 : {
			upload: follow$1(answer, upload),
			offset
		};
	});
}
async function finish(place, blob, upload, source) {
	const { location } = upload;
	const request = describeUpload(place, blob, "PUT", `${location}${location.includes("?") ? "&" : "?"}digest=${encodeURIComponent(blob.digest)}`);
	const body = source ? describeBody(blob.size, () => source.open(0)) : { body: /* @__PURE__ */ new Uint8Array() };
	await place.session.attempt({
		...request,
		...body
	}, async (answer) => {
		const size = source ? blob.size : 0;
		if (answer.status !== 201 && answer.status !== 204) throw await explainLoss(place, request.asked, answer, size);
		const said = answer.headers["docker-content-digest"] ?? blob.digest;
		if (said === blob.digest) return;
		throw new TransientError(answeredBadly(request.asked, answer.status, `It took ${blob.digest} for ${said}.`), `${request.asked.host} stored another blob`);
	});
}
/** The bytes are read once, whatever the number of chunks. */
async function appendAll(place, blob, source, begun, most) {
	const slices = createSlices(source.open(begun.offset));
	let { upload, offset } = begun;
	try {
		while (offset < blob.size) {
			const size = Math.min(most, blob.size - offset);
			upload = await append(place, blob, {
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
async function append(place, blob, { upload, offset }, size, take) {
	const request = describeUpload(place, blob, "PATCH", upload.location);
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
	return place.session.attempt({
		...request,
		...body,
		headers
	}, async (answer) => {
		if (answer.status !== 202 && answer.status !== 201) throw await explainLoss(place, request.asked, answer, size);
		return follow$1(answer, upload);
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
/** An upload's next location is the one that the last answer named. */
function follow$1(answer, upload) {
	const { location } = answer.headers;
	const url = location === void 0 ? void 0 : resolveUrl(location, answer.url);
	return url ? {
		...upload,
		location: url.href
	} : upload;
}
/** 400, 404 and 416 to an upload that was begun mean that it or its bytes are lost; another may do better. */
async function explainLoss({ session }, asked, answer, size) {
	try {
		return await session.refuse(asked, answer);
	} catch (error) {
		const [problem] = error instanceof TagboatError ? error.problems : [];
		if (problem?.code === "registry-body-limit") return new TooLarge(problem, size);
		if (!problem || ![
			400,
			404,
			416
		].includes(answer.status)) return error;
		return new TransientError(problem, `${asked.host} lost an upload (${answer.status})`);
	}
}
// src/registry/copy/stream-blob.ts
/** Streams a blob that is not there, when a place is free. `opened` is an upload that was begun already. */
async function streamBlob(way, blob, source, opened) {
	await way.streams(blob.size, async () => {
		way.job.check();
		await send(way, blob, createCheckedBlob(way, blob, source), opened);
	});
}
/** From the beginning, or where an attempt broke off; in smaller bodies where one was too large. */
async function send(way, blob, source, opened) {
	const { host } = way.to.repository;
	let upload = opened;
	let attempt = 1;
	while (true) {
		const begun = await begin(way, blob, upload, attempt === 1);
		if (begun === void 0) return;
		try {
			const most = Math.min(begun.upload.most ?? Infinity, way.limits.get(host) ?? Infinity);
			return await uploadBlob(way.to, blob, source, begun, most);
		} catch (error) {
			const cause = source.failure() ?? error;
			upload = source.failure() === void 0 && !(cause instanceof TooLarge) ? begun.upload : void 0;
			if (!upload) await cancel(way, begun.upload);
			if (cause instanceof TooLarge) learnLimit(way, blob, cause);
			else await pause(way, way.retryPolicy, attempt++, cause);
		}
	}
}
const MiB = 1048576;
/**
* Bytes of chunks to try after a 413, from those that fit below Cloudflare's 100 MB (distribution issue 2042) down to nginx's
* default, 1 MiB (its `client_max_body_size`). Those of 5 MiB and more are what ECR takes (sdk-container-builds issue 424).
*/
const chunkSizes = [
	64 * MiB,
	16 * MiB,
	5 * MiB,
	MiB
];
/** Another blob may have found a size that fits meanwhile. */
function learnLimit({ log, limits, to }, blob, { size, problem }) {
	const { host } = to.repository;
	const smaller = chunkSizes.find((one) => one < Math.min(size, (limits.get(host) ?? Infinity) + 1));
	if (smaller === void 0) throw new TagboatError(problem);
	limits.set(host, smaller);
	log.info(`${host} refuses a body of ${size} bytes: ${blob.digest} is sent in chunks of ${smaller} bytes.`);
}
/** Where to send bytes to, and from which offset on; undefined where an attempt before has done it after all. */
async function begin({ to: { session, repository }, to }, blob, upload, first) {
	if (!first && await headBlob(session, repository, blob.digest)) return void 0;
	const left = first || !upload ? void 0 : await findOffset(to, blob, upload);
	if (left) return left;
	return {
		upload: first && upload || await startUpload(session, repository),
		offset: 0
	};
}
function cancel({ to, log }, upload) {
	return cancelUpload({
		session: to.session,
		log
	}, to.repository, upload);
}
// src/registry/copy/copy-blob.ts
/** Brings one blob, if nobody of this client did or does: images and what refers to them share some. */
async function copyBlob(route, blob) {
	return route.arrivals.once(route.to.repository, blob.digest, () => bringBlob(route, blob));
}
/** Mounted within a registry, not touched where it is, streamed else. */
async function bringBlob(route, blob) {
	const { from, to } = route;
	const mounted = isSameRegistry(route) ? await mountBlob(to.session, from.repository, to.repository, blob.digest) : void 0;
	if (mounted === "mounted") return "mounted";
	if (await headBlob(to.session, to.repository, blob.digest)) {
		if (mounted) await cancel(route, mounted);
		return "present";
	}
	await streamBlob(route, blob, findSource(route, blob), mounted);
	return "streamed";
}
function findSource(route, blob) {
	const { asked } = describeBlobRead(route.from.repository, blob.digest);
	return {
		read: (offset) => readBlob(route, blob, offset),
		wrong: (what) => wrongContent(asked, what)
	};
}
// src/registry/copy/copy-image.ts
/** An index in an index is rare, and two levels are more than any tool makes. */
const mostLevels$3 = 5;
const mostManifests$1 = 1e3;
/**
* Brings a manifest or index with all below it to another repository, by digest and with unchanged bytes. What names
* others follows them (OCI distribution spec 1.1, "Pushing Manifests"), and no tag is touched.
*
* Below a manifest that is at the destination its blobs are too, for a registry does not take one without them. An index's
* children are asked for all the same: registries' cleaners have removed them from under one.
*/
async function copyImage(route, digest, known = {}) {
	const manifests = /* @__PURE__ */ new Map();
	const blobs = /* @__PURE__ */ new Map();
	const named = /* @__PURE__ */ new Set();
	const { all } = route.job;
	const bringBlob = once(async (blob) => {
		blobs.set(blob.digest, {
			...blob,
			way: await copyBlob(route, blob)
		});
	});
	const bring = once(async ({ digest, level, ask, known }) => {
		const [manifest, there] = await read$1(route, {
			digest,
			level,
			ask,
			known
		});
		const content = listContent(describeAsked(route.from.repository, { digest }, "read"), manifest);
		for (const blob of content.blobs) named.add(blob.digest);
		checkNumber(route, manifests.size + content.manifests.length, named.size);
		const below = content.manifests.map((one) => ({
			digest: one.digest,
			level: level + 1,
			ask: there
		}));
		for (const one of content.foreign) blobs.set(one.digest, {
			...one,
			way: "foreign"
		});
		await all([...below.map((node) => () => bring(node)), ...there ? [] : content.blobs.map((blob) => () => bringBlob(blob))]);
		if (!there) await putManifest(route.to.session, route.to.repository, { digest }, manifest);
		manifests.set(digest, {
			manifest,
			way: there ? "present" : "put"
		});
	});
	await all([() => bring({
		digest,
		level: 1,
		ask: known.isAbsent !== true,
		known: known.top
	})]);
	const last = manifests.get(digest);
	if (!last) throw new Error(`${digest} was not copied.`);
	return {
		top: last.manifest,
		manifests: [...manifests.values()],
		blobs: [...blobs.values()],
		bytes: route.progress.total()
	};
}
async function read$1({ from, to, job }, node) {
	const { digest, level, ask, known } = node;
	const asked = describeAsked(from.repository, { digest }, "read");
	if (level > mostLevels$3) throw tooMuch(asked, `it is an index of indexes, more than ${mostLevels$3} levels deep`);
	const [[manifest], [found]] = await Promise.all([job.all([async () => known ?? await getManifest(from.session, from.repository, { digest })]), job.all(ask ? [() => headManifest(to.session, to.repository, { digest })] : [])]);
	if (!manifest) throw new TagboatError(contentMissing(asked));
	return [manifest, found !== void 0];
}
function checkNumber({ from: { repository } }, count, blobs) {
	const asked = {
		host: repository.host,
		name: repository.name,
		action: "read"
	};
	if (count > mostManifests$1) throw tooMuch(asked, `there are more than ${mostManifests$1} manifests in one image`);
	if (blobs > 1e4) throw tooMuch(asked, `there are more than ${mostBlobs} configs and layers in one image`);
}
const tooMuch = (asked, what) => new TagboatError(contentWrong(asked, what));
/** The same digest's work is done once, however often it is named. */
function once(work) {
	const under = /* @__PURE__ */ new Map();
	return (one) => {
		const done = under.get(one.digest) ?? work(one);
		under.set(one.digest, done);
		return done;
	};
}
// src/registry/referrers.ts
/** More than a copy brings along; the rest of the list need not be read. */
const enough = 1e3;
/**
* The digests of what has `digest` as its subject: OCI distribution spec 1.1, "Listing Referrers". Undefined where the
* registry has no such list; then the referrers tag may have it.
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
		const page = await readPage(session, repository, digest, target);
		if (page === void 0) return void 0;
		if (page.digests !== void 0) hasList = true;
		for (const one of page.digests ?? []) found.add(one);
		return page.next;
	};
	await readPages(session, asked, `/v2/${repository.path}/referrers/${digest}`, readNext, () => found.size > enough);
	return hasList ? [...found] : void 0;
}
/** The tag that lists referrers where the registry does not: spec 1.1, "Referrers Tag Schema". */
function nameReferrersTag(digest) {
	const algorithm = nameAlgorithm(digest);
	return `${algorithm.slice(0, 32)}-${digest.slice(algorithm.length + 1).slice(0, 64)}`;
}
/** The digests that an index of referrers names. What is no manifest that we know is left out. */
function readReferrers(json) {
	return arrayAt(json, "manifests").flatMap((one) => {
		const digest = stringAt(one, "digest") ?? "";
		return isDigest(digest) && manifestTypes.includes(stringAt(one, "mediaType") ?? "") ? [digest] : [];
	});
}
/** Without the list, registries answer 404, some another 4xx, and some lead to a web page. */
async function readPage(session, repository, digest, target) {
	const asked = {
		host: repository.host,
		name: `${repository.name}@${digest}`,
		action: "read"
	};
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
		if (answer.status >= 300 && answer.status < 400) return followHome(answer);
		if (answer.status === 403) return session.refuse(asked, answer);
		if (answer.status !== 200 || parseMediaType(answer.headers["content-type"]) !== "application/vnd.oci.image.index.v1+json") return void 0;
		const bytes = await readBytes(answer, manifestLimit);
		const json = bytes && parseJson(Buffer.from(bytes).toString("utf8"));
		return {
			digests: readReferrers({ manifests: arrayAt(json, "manifests") }),
			next: findNext(answer)
		};
	});
}
/**
* A list is the registry's own: GHCR redirects to a page of GitHub's, which answers 429 (artifacthub/hub issue 4785), and has no
* list. Within the registry an address may be another one.
*/
function followHome(answer) {
	const url = resolveUrl(answer.headers.location ?? "", answer.url);
	if (!answer.headers.location || url?.origin !== new URL(answer.url).origin) return void 0;
	return {
		digests: void 0,
		next: url.href
	};
}
function findNext(answer) {
	const next = findNextLink(answer.headers.link ?? "");
	return next === void 0 ? void 0 : resolveUrl(next, answer.url)?.href;
}
// src/registry/copy/attached.ts
const suffixes = [
	"sig",
	"att",
	"sbom"
];
/**
* One list of tags tells which tags are worth asking for. Where it is too long, or not to be had, all are. A registry that
* learnt the referrers API late may have both: then both count.
*/
async function findAttached(place, warn) {
	const known = await readTags(place);
	const mayHave = (tag) => known?.has(tag) ?? true;
	const askApi = createReferrersApi(place, warn);
	return {
		referrers: async (digest) => {
			const tag = nameReferrersTag(digest);
			const [listed, index] = await Promise.all([askApi(digest), mayHave(tag) ? getManifest(place.session, place.repository, { tag }) : void 0]);
			return [.../* @__PURE__ */ new Set([...listed ?? [], ...index ? readReferrers(index.json) : []])];
		},
		cosignTags: (digest) => suffixes.map((suffix) => `${nameReferrersTag(digest)}.${suffix}`).filter(mayHave)
	};
}
async function readTags({ session, repository }) {
	try {
		const { tags, complete } = await listTags(session, repository);
		return complete ? new Set(tags) : void 0;
	} catch (error) {
		if (error instanceof TagboatError && error.problems.every(({ code }) => mayNotList.has(code))) return void 0;
		throw error;
	}
}
const mayNotList = /* @__PURE__ */ new Set([
	"registry-denied",
	"registry-unauthorized",
	"registry-failed"
]);
/**
* Asks a registry's list of referrers; the first answer tells whether there is one. One that does not answer counts as none, and is
* no reason to wait or to fail: what is listed under tags is found all the same.
*/
function createReferrersApi({ session, repository }, warn) {
	let supported;
	const ask = async (digest) => {
		try {
			return await listReferrers(session, repository, digest);
		} catch (error) {
			if (!(error instanceof TagboatError) || !error.problems.every(({ code }) => silent.has(code))) throw error;
			warn(`${repository.host} did not answer for its list of what is attached to ${repository.name}: ${error.problems[0]?.what}`);
			return;
		}
	};
	return async (digest) => {
		if (supported !== void 0) return await supported ? await ask(digest) ?? [] : void 0;
		const first = ask(digest);
		supported = first.then((list) => list !== void 0);
		supported.catch(() => void 0);
		return first;
	};
}
const silent = /* @__PURE__ */ new Set([
	"registry-too-many-requests",
	"registry-failed",
	"registry-page",
	"registry-unreachable"
]);
// src/registry/copy/cosign.ts
/**
* Brings what cosign keeps under a tag: signatures, attestations or an SBOM, one layer each. Undefined where the source
* has no such tag. A tag at the destination with layers of its own is not replaced: they would be lost.
* The destination is left alone until the image that it is of has `arrived`.
*/
async function copyCosignTag(route, tag, arrived) {
	const { from, to } = route;
	const [theirs, ours] = await Promise.all([getManifest(from.session, from.repository, { tag }), arrived.then(() => getManifest(to.session, to.repository, { tag }))]);
	if (!theirs) return void 0;
	const { digest } = theirs;
	if (ours?.digest === digest) return {
		tag,
		digest,
		way: "present"
	};
	const layers = listLayers(theirs);
	if (ours && ![...listLayers(ours)].every((layer) => layers.has(layer))) return {
		tag,
		digest,
		way: "kept"
	};
	await copyImage(route, digest, { top: theirs });
	await putManifest(to.session, to.repository, { tag }, theirs);
	return {
		tag,
		digest,
		way: "put"
	};
}
function listLayers({ json }) {
	return new Set(arrayAt(json, "layers").map((layer) => stringAt(layer, "digest")));
}
// src/registry/copy/referrers-tag.ts
/**
* Lists referrers under the tag of their subject, beside those that are listed there: OCI distribution spec 1.1, "Referrers
* Tag Schema". Nothing is put where all are listed.
*/
async function addToReferrersTag({ session, repository }, subject, referrers) {
	const target = { tag: nameReferrersTag(subject) };
	const before = await getManifest(session, repository, target);
	const listed = arrayAt(before?.json, "manifests");
	const known = new Set(listed.map((one) => stringAt(one, "digest")));
	const fresh = referrers.filter(({ digest }) => !known.has(digest));
	if (fresh.length === 0) return;
	const index = {
		...isIndex(before) ? before?.json : {
			schemaVersion: 2,
			mediaType: ociIndex
		},
		manifests: [...listed, ...fresh.map(describeReferrer)]
	};
	await putManifest(session, repository, target, {
		mediaType: ociIndex,
		bytes: Buffer.from(JSON.stringify(index))
	});
}
const isIndex = (manifest) => manifest?.mediaType === ociIndex;
/** The descriptor of a referrer in a list: spec 1.1, "Listing Referrers". */
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
// src/registry/copy/copy-referrers.ts
/** A signature of an SBOM of an image is three. */
const mostLevels$2 = 4;
const mostReferrers = 1e3;
/**
* Brings what is attached to the manifests with `digests`, and what is attached to that: artifacts that name one as their
* subject (OCI image spec 1.1, "Image Manifest", `subject`) and cosign's tags. It looks at once, and puts nothing before
* the manifests have `arrived` at the destination.
*/
async function copyReferrers(route, digests, arrived = Promise.resolve()) {
	const warnings = [];
	const walk = {
		route,
		arrived,
		attached: await findAttached(route.from, (text) => warnings.push(`${text} Only what tags list came along.`)),
		askDestination: createReferrersApi(route.to, (text) => route.log.info(text)),
		seen: new Set(digests),
		referrers: [],
		tags: [],
		warnings
	};
	let level = [...new Set(digests)];
	for (let count = 1; level.length > 0; count += 1) {
		if (count > mostLevels$2) {
			walk.warnings.push(`What is attached more than ${mostLevels$2} levels deep did not come along.`);
			break;
		}
		level = (await route.job.all(level.map((digest) => () => bringAttached(walk, digest)))).flat();
	}
	const { referrers, tags } = walk;
	return {
		referrers,
		tags,
		warnings,
		bytes: route.progress.total()
	};
}
/** Brings what is attached to one manifest; returns the digests of what was not met before. */
async function bringAttached(walk, subject) {
	const { route, attached } = walk;
	const [referrers, tags] = await Promise.all([bringReferrers$1(walk, subject), route.job.all(attached.cosignTags(subject).map((tag) => () => bringTag(walk, tag)))]);
	return [...referrers, ...tags.flat()];
}
async function bringTag(walk, tag) {
	const copied = await copyCosignTag(walk.route, tag, walk.arrived);
	if (!copied) return [];
	walk.tags.push(copied);
	if (copied.way !== "kept") return meet(walk, [copied.digest]);
	const { repository } = walk.route.to;
	walk.warnings.push(`${repository.name}:${tag} has signatures that the source lacks, and was left as it is.`);
	return [];
}
async function bringReferrers$1(walk, subject) {
	const { route, attached, askDestination } = walk;
	const digests = meet(walk, await attached.referrers(subject));
	if (digests.length === 0) return [];
	const manifests = (await route.job.all(digests.map((digest) => () => bringReferrer(walk, subject, digest)))).flatMap((one) => one ?? []);
	if (manifests.length > 0 && await askDestination(subject) === void 0) await addToReferrersTag(route.to, subject, manifests);
	return manifests.map(({ digest }) => digest);
}
/** Undefined where a list names what is gone, or what has another subject. */
async function bringReferrer(walk, subject, digest) {
	const { route } = walk;
	const { session, repository } = route.from;
	const manifest = await getManifest(session, repository, { digest });
	if (manifest === void 0 || stringAt(manifest.json, "subject", "digest") !== subject) {
		route.log.debug(`${repository.name}@${digest} is listed as a referrer of ${subject}, and is none.`);
		return;
	}
	await walk.arrived;
	const report = await copyImage(route, digest, { top: manifest });
	const artifactType = stringAt(describeReferrer(manifest), "artifactType");
	walk.referrers.push({
		subject,
		digest,
		way: report.manifests.at(-1)?.way ?? "put",
		...artifactType === void 0 ? {} : { artifactType }
	});
	return manifest;
}
/** Those of the digests that are new to us, as many as there is room for. */
function meet(walk, digests) {
	const fresh = [...new Set(digests)].filter((digest) => !walk.seen.has(digest));
	const room = Math.max(0, mostReferrers - walk.referrers.length);
	if (fresh.length > room) walk.warnings.push(`Of more than ${mostReferrers} attached artifacts the rest did not come along.`);
	const met = fresh.slice(0, room);
	for (const digest of met) walk.seen.add(digest);
	return met;
}
// src/registry/copy/arrivals.ts
/**
* Each blob is brought once: distribution 2.8 writes a blob's link in place, so that bringing one again makes a manifest
* that needs it fail for a moment.
*/
function createArrivals() {
	const arrivals = /* @__PURE__ */ new Map();
	const firsts = /* @__PURE__ */ new Map();
	const placeOf = ({ host, path }, digest) => `${host}/${path}@${digest}`;
	const registryOf = ({ host }, digest) => `${host}@${digest}`;
	return {
		async once(to, digest, bring) {
			const arrival = arrivals.get(placeOf(to, digest));
			if (arrival !== void 0) {
				await arrival;
				return "present";
			}
			const bringing = bring();
			arrivals.set(placeOf(to, digest), bringing);
			if (!firsts.has(registryOf(to, digest))) firsts.set(registryOf(to, digest), {
				repository: to,
				bringing
			});
			bringing.catch(() => {
				arrivals.delete(placeOf(to, digest));
				if (firsts.get(registryOf(to, digest))?.bringing === bringing) firsts.delete(registryOf(to, digest));
			});
			return bringing;
		},
		async elsewhere(to, digest) {
			const first = firsts.get(registryOf(to, digest));
			if (first === void 0 || first.repository.path === to.path) return void 0;
			return await first.bringing.then(() => true, () => false) ? first.repository : void 0;
		}
	};
}
// src/registry/copy/job.ts
function createJob() {
	let failure;
	const check = () => {
		if (failure) throw failure.error;
	};
	const run = async (task) => {
		check();
		try {
			return await task();
		} catch (error) {
			failure ??= { error };
			throw error;
		}
	};
	return {
		check,
		all: async (tasks) => {
			const settled = await Promise.allSettled(tasks.map(run));
			check();
			return settled.flatMap((one) => one.status === "fulfilled" ? [one.value] : []);
		}
	};
}
// src/registry/copy/progress.ts
const interval = 1e4;
/** A line at most every ten seconds, the first after ten: a short copy says nothing. */
function createProgress({ clock, log }, name) {
	let total = 0;
	let told = clock.now();
	return {
		total: () => total,
		add: (bytes) => {
			total += bytes;
			const now = clock.now();
			if (now - told < interval) return;
			told = now;
			log.report(`Copying to ${name}: ${formatBytes(total)} so far.`);
		}
	};
}
// src/registry/copy/streams.ts
/**
* How many blobs stream at once. Half a registry's pool, which is the most that is safe: a stream holds a place in the
* pool of each end (two of one, where both are the same registry), so the streams of a client together must leave a place
* free in every pool, or all could wait for ever. Fewer would have an image of many small layers wait for its turn.
*/
const mostStreams = 8;
/**
* Of them, so many may be large: what a stream leaves to the garbage collector adds up while it lasts. Peak of resident
* memory with eight blobs of 128 MiB, Node 24: 133 to 165 MB with four at once (8 runs), 115 to 126 MB with two (12 runs).
* The time is the same, for one processor makes all the hashes. Small ones are more a matter of waiting for answers.
*/
const mostLarge = 2;
const large = 4194304;
function createStreams() {
	const [all, largeOnes] = [createPool(mostStreams), createPool(mostLarge)];
	return (size, task) => size > large ? largeOnes(() => all(task)) : all(task);
}
// src/registry/copy/ways.ts
/** Makes the ways of one client, which share their streams. */
function createWays(ports, openSession) {
	const streams = createStreams();
	const arrivals = createArrivals();
	const limits = /* @__PURE__ */ new Map();
	const place = (repository) => ({
		repository,
		session: openSession(repository)
	});
	const into = (to) => ({
		clock: ports.clock,
		log: ports.log,
		retryPolicy: ports.retryPolicy,
		to: place(to),
		streams,
		arrivals,
		limits,
		job: createJob(),
		progress: createProgress(ports, to.name)
	});
	return {
		into,
		between: (from, to) => ({
			...into(to),
			from: place(from)
		})
	};
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
		target: nameManifest(repository, target),
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
* A 404 in the words of the spec, "Error Codes". Any other comes from a registry that has no DELETE: ECR's was a page for years
* (containers/image issue 1010, skopeo issue 819).
*/
async function isAbsence(answer) {
	return (await readRefusal(answer)).kind === "errors";
}
/** Whether manifests can be deleted by digest: one that is not there is answered 404 where they can, 405 where not. */
async function probeDelete(ports, repository) {
	const digest = computeDigest(describeEmptyIndex(ports.clock));
	return await deleteManifest(ports.session, repository, { digest }) !== "unsupported";
}
/**
* Removes one tag and leaves the digest that it is on, which may have other tags. Where tags cannot be deleted by name,
* an index of our own, empty and unlike any other, is put under the tag, and that digest is deleted. What a registry answers to
* DELETE proves nothing: the tag counts as removed when it is not found any more.
*/
async function removeTag(ports, repository, tag) {
	const { session, clock, left = () => void 0 } = ports;
	const begun = clock.now();
	const isGone = async () => await headManifest(session, repository, { tag }) === void 0;
	if (await deleteManifest(session, repository, { tag }) !== "unsupported" && await isGone()) return "removed";
	if (!await probeDelete(ports, repository)) return "unsupported";
	if ((left() ?? Number.POSITIVE_INFINITY) < 2.5 * (clock.now() - begun)) throw new TagboatError(noTimeToRemove(describeAsked(repository, { tag }, "delete")));
	const before = await getManifest(session, repository, { tag });
	if (before === void 0) return "removed";
	const index = {
		mediaType: ociIndex,
		bytes: describeEmptyIndex(ports.clock)
	};
	const { digest } = await putManifest(session, repository, { tag }, index);
	if (await deleteOurs(ports, repository, digest) && await isGone()) return "removed";
	await putManifest(session, repository, { tag }, before);
	return "unsupported";
}
async function deleteOurs({ session, log }, repository, digest) {
	try {
		return await deleteManifest(session, repository, { digest }) !== "unsupported";
	} catch (error) {
		log.debug(`${repository.name}@${digest} was not deleted: ${String(error)}`);
		return false;
	}
}
/** Unique, so that its digest has no other tag. */
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
/** Who may push may still not be allowed to delete. */
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
/** Where Docker Hub's registry really is. */
function nameServerHost(host) {
	return host === "docker.io" ? "registry-1.docker.io" : host;
}
/**
* https, and for hosts that the engine lets speak plain HTTP that too: https first, as the engine tries it, so that a
* password never goes in the clear where it need not. What answered once is kept for the run.
*/
function createEndpoint(transport, host, known = {}) {
	const server = nameServerHost(host);
	const [secure, plain] = [new URL(`https://${server}`).origin, new URL(`http://${server}`).origin];
	const attempt = async (asked, origin, request) => {
		const { target, follow, ...rest } = request;
		const sent = {
			...rest,
			url: new URL(target, origin).href
		};
		return follow === false ? transport.send(sent) : transport.follow(asked, sent);
	};
	const settle = async (asked, request) => {
		try {
			const answer = await attempt(asked, secure, request);
			known.origin ??= secure;
			return answer;
		} catch (error) {
			const fault = error instanceof ConnectionFailure ? sortFault(error.failure.code) : "unfit";
			if (!mayLackTls.has(fault) || !await transport.mayBePlain(server)) throw error;
			const answer = await attempt(asked, plain, request);
			if (fault !== "no-tls" && answer.response.status === 400) throw error;
			known.origin ??= plain;
			return answer;
		}
	};
	return {
		origin: () => known.origin,
		send: (asked, request) => known.origin === void 0 ? settle(asked, request) : attempt(asked, known.origin, request)
	};
}
/** Faults of a TLS attempt that a server of plain HTTP causes; a certificate that is not trusted is none. */
const mayLackTls = /* @__PURE__ */ new Set([
	"no-tls",
	"refused",
	"slow",
	"broken"
]);
// src/errors/source-image.ts
/** `{{source_version}}` has no value. `found` are versions that cannot be it: several that differ, or a reserved name. */
function sourceVersionless(text, found = []) {
	const [first, ...more] = found;
	const several = `has several versions, ${found.join(" and ")}`;
	return {
		code: "from-version",
		what: `Input from: '${text}' ${first === void 0 ? "names no version" : more.length > 0 ? several : `has the version '${first}', which is a reserved name`}, and {{source_version}} is to be one.`,
		fix: "Give the image the label org.opencontainers.image.version when it is built, or write the version in place of the expression."
	};
}
/** For a notice: a label is all that says the version, and labels are inherited from base images. */
function sourceLabelInherited(text, version) {
	return `{{source_version}} of '${text}' is '${version}', by a label. The image does not say that it comes from this repository, so the label may be its base image's.`;
}
/** For a warning: the default tags would give \`latest\` to an image of another version. */
function sourceOfOtherVersion(ref, text, version) {
	return `${ref} is to be '${text}', whose version is ${version}. The default tags follow the ref of this run, and not the image: write type=raw,value={{source_version}} in input tags for a tag with its version.`;
}
function sourceMissing(text) {
	return {
		code: "from-missing",
		what: `Input from: '${text}' is not there.`,
		fix: "Check its name and tag, and that the run that publishes it has ended before this one."
	};
}
function sourceNoImage(text, found) {
	return {
		code: "from-no-image",
		what: `Input from: '${text}' is no container image but ${found}.`,
		fix: "Name an image; other artifacts come along as referrers of one."
	};
}
function sourcePlatforms(text, missing, there) {
	return {
		code: "from-platform",
		what: `Input from: '${text}' lacks ${missing.join(", ")}; it has ${there.join(", ") || "no platform"}.`,
		fix: "Build the missing platforms first, or leave them out of input platforms."
	};
}
function platformTwice(platform, first, second) {
	return {
		code: "from-platform-twice",
		what: `Input from: ${platform} is in '${first}' and in '${second}'.`,
		fix: "Name each platform once."
	};
}
function layoutUnreadable(folder, why) {
	return {
		code: "from-layout",
		what: `The OCI image layout '${folder}' ${why}.`,
		fix: "If this run wrote it: check the disk, and run the job again. If input from names it: name a folder with oci-layout and index.json in it, and a tag if it holds several images: oci-layout:DIR:TAG. Of an archive, take the folder that outputs: type=oci,tar=false,dest=DIR writes."
	};
}
function daemonFailed(image, doing, original) {
	return {
		code: "from-daemon",
		what: `Input from: the engine could not ${doing} '${image}'.`,
		fix: "Build or load it in a step before; docker image ls shows what the engine has.",
		original
	};
}
function digestImpossible() {
	return {
		code: "digest-push",
		what: "push: digest cannot work with the docker driver on the legacy image store: it pushes by tag only.",
		fix: "Turn on the containerd image store (\"features\": {\"containerd-snapshotter\": true} in daemon.json), or use a docker-container builder, for example with docker/setup-buildx-action."
	};
}
// src/registry/layout/blobs.ts
/** The registered algorithms with their lengths: OCI image spec 1.1, "Descriptors". Nothing else becomes a path. */
const safeDigest = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
/**
* Where a blob of an OCI image layout is: `blobs/<algorithm>/<hex>` (OCI image spec 1.1, "Image Layout"). Throws a
* TagboatError where it is not there, is not as long as its descriptor says, or is a link out of the folder.
*/
async function locateBlob(files, folder, blob) {
	const { digest } = blob;
	if (!safeDigest.test(digest)) throw unreadable(folder, `names a part with the digest '${digest}', which is none`);
	const path = join(folder, "blobs", ...digest.split(":"));
	const [root, real] = await Promise.all([files.realPath(join(folder, "index.json")), files.realPath(path)]);
	if (root === void 0 || real === void 0) throw unreadable(folder, `lacks its part ${digest}`);
	const way = relative(join(root, ".."), real);
	if (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way)) throw unreadable(folder, `has a link out of the folder for its part ${digest}`);
	const size = await files.size(path);
	if (size !== blob.size) throw unreadable(folder, `has ${size ?? "no"} bytes of its part ${digest} instead of ${blob.size}`);
	return path;
}
/** A blob as an upload reads it; the file is opened anew for each reading. */
function openBlob(files, folder, path, blob) {
	return {
		read: (offset) => readUpTo(files, folder, path, blob, offset),
		wrong: (what) => unreadable(folder, `has a part ${blob.digest} that is damaged: ${what}`)
	};
}
/** The bytes from an offset on; a file that grew since its size was checked ends with a TagboatError. */
async function* readUpTo(files, folder, path, blob, offset) {
	let at = offset;
	for await (const chunk of files.openRead(path, offset)) {
		at += chunk.byteLength;
		if (at > blob.size) throw unreadable(folder, `has more than ${blob.size} bytes of its part ${blob.digest}`);
		yield chunk;
	}
}
/** The whole of a small blob, with its digest checked. */
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
// src/registry/layout/index-file.ts
/**
* The image of an OCI image layout (OCI image spec 1.1, "Image Layout"): the one that `tag` names, else the only one.
* Throws a TagboatError where the folder is no layout, or which image is meant cannot be told.
*/
async function findImage$1(files, folder, tag) {
	if (!await files.isDirectory(folder)) throw unreadable(folder, "is no folder");
	const [marker, text] = await Promise.all([files.read(join(folder, "oci-layout")), files.read(join(folder, "index.json"))]);
	if (stringAt(parseJson(marker ?? ""), "imageLayoutVersion") === void 0 || text === void 0) throw unreadable(folder, "is no OCI image layout");
	const index = parseJson(text);
	if (!isRecord(index)) throw unreadable(folder, "has an index.json that is damaged: it is no JSON object");
	const entries = arrayAt(index, "manifests").flatMap(readEntry);
	const fitting = tag === void 0 ? entries : entries.filter(({ names }) => names.includes(tag));
	const distinct = [...new Map(fitting.map((entry) => [entry.digest, entry])).values()];
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
/** Entries that are no manifest are another tool's business. */
function readEntry(json) {
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
/** The spec's name of a reference is a tag, or a whole name with some tools; containerd and buildx write another one. */
function readNames(json) {
	return ["org.opencontainers.image.ref.name", "io.containerd.image.name"].flatMap((key) => stringAt(json, "annotations", key) ?? []).map((name) => /^.*:([^:/]+)$/.exec(name)?.[1] ?? name);
}
// src/registry/layout/read-layout.ts
/** More than any tool makes; a chain of indexes must end. */
const mostLevels$1 = 5;
const mostManifests = 1e3;
/** Reads what a layout holds under a tag, or its only image. Throws a TagboatError with what is wrong with it. */
async function readLayout(files, folder, tag) {
	return readTree(files, folder, await findImage$1(files, folder, tag));
}
/** Reads a manifest with all below it. */
async function readTree(files, folder, top) {
	const manifests = /* @__PURE__ */ new Map();
	const blobs = /* @__PURE__ */ new Map();
	const visit = async (one, level) => {
		if (manifests.has(one.digest)) return;
		if (level > mostLevels$1 || manifests.size >= mostManifests) throw unreadable(folder, "holds an index of too many indexes or images");
		const manifest = await readManifest(files, folder, one);
		const content = listContent({
			host: folder,
			name: one.digest,
			action: "read"
		}, manifest);
		for (const child of content.manifests) await visit(child, level + 1);
		for (const blob of content.blobs) {
			if (!blobs.has(blob.digest)) await locateBlob(files, folder, blob);
			blobs.set(blob.digest, blob);
			if (blobs.size > 1e4) throw unreadable(folder, `holds an image of more than ${mostBlobs} parts`);
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
	if (!isRecord(json)) throw unreadable(folder, `has a manifest ${one.digest} that is no JSON object`);
	const excess = findExcess(json);
	if (excess !== void 0) throw unreadable(folder, `has a manifest ${one.digest} that is no image's: ${excess}`);
	const mediaType = stringAt(json, "mediaType") ?? one.mediaType;
	const isTwo = "manifests" in json && ("layers" in json || "config" in json);
	const contradicts = one.mediaType !== "" && mediaType !== one.mediaType;
	if (!manifestTypes.includes(mediaType) || contradicts || isTwo) throw unreadable(folder, `has a manifest ${one.digest} whose media type is wrong`);
	return {
		digest: one.digest,
		mediaType,
		bytes,
		json
	};
}
// src/registry/layout/push-layout.ts
/**
* Brings an image of an OCI image layout into a repository, by digest and without any tag: blobs first, what names others
* after them (OCI distribution spec 1.1, "Pushing Manifests"), the top manifest last. What is there is not sent.
*/
async function pushLayout(way, files, folder, digest) {
	const layout = await readTree(files, folder, await findEntry(files, folder, digest));
	const { session, repository } = way.to;
	const missing = await findMissing$1(way, layout);
	const wanted = new Set(missing.flatMap((one) => namesOf(way, one)));
	const blobs = [...layout.blobs.values()].filter((blob) => wanted.has(blob.digest));
	await way.job.all(blobs.map((blob) => () => pushBlob(way, files, folder, blob)));
	for (const level of order$1(way, missing)) await way.job.all(level.map((one) => async () => void await putManifest(session, repository, { digest: one.digest }, one)));
}
/** The index file's entry for a digest: its size is needed to read it. */
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
/** All manifests are asked for, also below one that is there: registries' cleaners have removed children from under an index. */
async function findMissing$1({ to, job }, layout) {
	return (await job.all([...layout.manifests.values()].map((manifest) => async () => {
		return await headManifest(to.session, to.repository, { digest: manifest.digest }) === void 0 ? [manifest] : [];
	}))).flat();
}
/** A blob that several images of a run have goes to their registry once, and is mounted into the other repositories. */
async function pushBlob(way, files, folder, blob) {
	const { session, repository } = way.to;
	await way.arrivals.once(repository, blob.digest, async () => {
		if (await headBlob(session, repository, blob.digest)) return;
		const from = await way.arrivals.elsewhere(repository, blob.digest);
		const mounted = from && await mountBlob(session, from, repository, blob.digest);
		if (mounted === "mounted") return;
		await streamBlob(way, blob, openBlob(files, folder, await locateBlob(files, folder, blob), blob), mounted);
	});
}
const contentOf = (way, manifest) => listContent(describeAsked(way.to.repository, { digest: manifest.digest }, "push"), manifest);
const namesOf = (way, manifest) => contentOf(way, manifest).blobs.map(({ digest }) => digest);
/** In steps whose manifests name none of the same step: they go side by side. */
function order$1(way, manifests) {
	const steps = [];
	const known = /* @__PURE__ */ new Map();
	for (const manifest of manifests) {
		const below = contentOf(way, manifest).manifests.map(({ digest }) => known.get(digest) ?? -1);
		const step = Math.max(-1, ...below) + 1;
		known.set(manifest.digest, step);
		steps[step] = [...steps[step] ?? [], manifest];
	}
	return steps;
}
// src/registry/memory.ts
/** One for all clients of a run, so that none has to learn it again. */
function createRecall() {
	const memories = /* @__PURE__ */ new Map();
	return (repository) => {
		const memory = memories.get(keyOf(repository)) ?? {
			head: "unknown",
			confirmed: /* @__PURE__ */ new Set()
		};
		memories.set(keyOf(repository), memory);
		return memory;
	};
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
* Signatures and tokens in addresses, user information in addresses, and Authorization values. No pattern begins again
* within what it has read: the text is a registry's.
*/
function hideLikely(text) {
	return text.replace(/\b(bearer|basic)(\s+)[A-Za-z0-9._~+/=-]{8,}/gi, "$1$2***").replace(/(\/\/)[^/\s@"'<>]+@/g, "$1***@").replace(/([?&][^?=&\s"'<>]+=)[^&\s"'<>]+/g, "$1***").replace(/("(?:access_|refresh_|identity)?token"\s*:\s*")[^"]+/gi, "$1***");
}
/** Without control characters, which could move a terminal's cursor or begin a line of their own. */
function shorten$1(text) {
	const clean = text.replace(/[^\P{Cc}\n]/gu, " ").trim();
	return clean.length > longest ? `${clean.slice(0, longest)} ...` : clean;
}
// src/registry/session.ts
function createSession(parts) {
	const { authorization } = parts;
	const meet = parts.endpoint.origin() === void 0 ? createMeeting() : (task) => task();
	const converse = async (request, read) => {
		const { asked, scopes } = request;
		const own = isOwn(parts.endpoint, request);
		const exchangeWith = (proof) => parts.pool(() => exchange(parts, {
			request,
			own,
			proof
		}, read));
		const [sent, first] = await meet(async () => {
			const proof = own ? await authorization.prove(asked, scopes) : void 0;
			return [proof, await exchangeWith(proof)];
		});
		if ("value" in first) return first.value;
		const anew = await authorization.proveAnew(asked, scopes, first.demand, sent);
		const second = await exchangeWith(anew);
		if ("value" in second) return second.value;
		throw await authorization.explain(asked, second.demand, anew);
	};
	const attempt = async (request, read) => {
		try {
			return await converse(request, read);
		} catch (error) {
			throw translateFailure(parts.secrets, request.asked, error);
		}
	};
	return {
		attempt,
		recall: parts.recall,
		now: parts.clock.now,
		send: (request, read) => retry(parts, limitRetries(parts.retryPolicy, request.effort), () => attempt(request, read)),
		refuse: async (asked, answer) => {
			const refusal = await readRefusal(answer);
			throw new TagboatError(explainRefusal(asked, {
				...refusal,
				text: parts.secrets.conceal(refusal.text)
			}));
		}
	};
}
/** Lets one go ahead alone: with its answer scheme and challenge are known, and the others need not ask for them. */
function createMeeting() {
	let met;
	return async (task) => {
		if (met) {
			await met;
			return task();
		}
		const first = task();
		met = first.catch(() => void 0);
		return first;
	};
}
/** An address elsewhere gets no Authorization, whatever it asks for; one without TLS is not asked by a registry with. */
function isOwn(endpoint, { asked, target }) {
	const origin = endpoint.origin();
	if (target.startsWith("/") && !target.startsWith("//")) return true;
	const url = origin === void 0 ? void 0 : resolveUrl(target, origin);
	if (!url || origin === void 0) throw new Error(`'${target}' is no address.`);
	if (origin.startsWith("https:") && url.protocol === "http:") throw new TagboatError(downgraded(asked, url.host));
	return url.origin === origin;
}
async function exchange(parts, { request, own, proof }, read) {
	const { asked, scopes, headers, effort, ...rest } = request;
	const shown = proof === void 0 ? {} : { authorization: proof.header };
	const { response, url } = await parts.endpoint.send(asked, {
		...rest,
		headers: {
			...headers,
			...shown
		}
	});
	try {
		if (isTransient$1(response.status)) throw await describeTransient(parts.secrets, asked, response, parts.clock.now());
		if (!(own && response.status === 401 && new URL(url).origin === parts.endpoint.origin())) return { value: await read({
			...response,
			url
		}) };
		const refusal = await readRefusal(response);
		const demand = {
			challenge: response.headers["www-authenticate"] ?? "",
			original: parts.secrets.conceal(refusal.text)
		};
		parts.authorization.learn(asked, demand);
		return { demand };
	} finally {
		response.discard();
	}
}
// src/registry/trust.ts
/** Where Linux distributions keep the system's authorities; the first that exists counts, as in Go's crypto/x509. */
const systemBundles = [
	"/etc/ssl/certs/ca-certificates.crt",
	"/etc/pki/tls/certs/ca-bundle.crt",
	"/etc/ssl/ca-bundle.pem",
	"/etc/pki/tls/cacert.pem",
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
	"/etc/ssl/cert.pem"
];
/**
* What to trust of a host: the system's authorities (the engine trusts no others; Node's own count only where the
* system has none), further files that there may be, and the host's directory in `certs.d`: authorities in `*.crt`, client
* certificates in `*.cert` with their keys in `*.key`, as docker's "Verify repository client with certificates" says.
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
/** As many requests at once as one registry gets from us. */
const mostAtOnce = 16;
function createRegistryClient(ports, options) {
	const { sessionOf, schemeOf } = createSessions(ports, options);
	const session = (repository) => sessionOf(repository.host);
	const ways = createWays({
		...ports,
		retryPolicy: options.retryPolicy ?? usualRetries
	}, session);
	const parts = (repository) => ({
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
		headBlob: (repository, digest) => headBlob(session(repository), repository, digest),
		getBlob: (repository, digest) => getBlob(session(repository), repository, digest),
		copyImage: (from, to, digest, known) => copyImage(ways.between(from, to), digest, known),
		copyReferrers: (from, to, digests, arrived) => copyReferrers(ways.between(from, to), digests, arrived),
		pushLayout: (folder, to, digest) => pushLayout(ways.into(to), ports.files, folder, digest),
		startUpload: (repository) => startUpload(session(repository), repository),
		cancelUpload: (repository, upload) => cancelUpload(parts(repository), repository, upload),
		checkPush: (repository) => {
			const trying = checkPush(parts(repository), repository);
			const may = trying.then(() => true, () => false);
			session(repository).recall(repository).push = may;
			return trying;
		},
		listTags: (repository, most) => listTags(session(repository), repository, most),
		deleteManifest: (repository, target) => deleteManifest(session(repository), repository, target),
		probeDelete: (repository) => probeDelete(parts(repository), repository),
		removeTag: (repository, tag) => removeTag(parts(repository), repository, tag)
	};
}
/** For several clients of one run. */
function createShared(ports, options) {
	const secrets = createSecrets(ports.log);
	const askHelper = createHelperAsker({
		...ports,
		conceal: secrets.conceal
	});
	const hosts = /* @__PURE__ */ new Map();
	const pools = /* @__PURE__ */ new Map();
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
		host: (host) => {
			const known = hosts.get(host) ?? { tokens: /* @__PURE__ */ new Set() };
			hosts.set(host, known);
			return known;
		},
		pool: (host) => {
			const pool = pools.get(host) ?? createPool(mostAtOnce);
			pools.set(host, pool);
			return pool;
		}
	};
}
function createSessions(ports, options) {
	const shared = options.shared ?? createShared(ports, options);
	const { secrets, findCredential, recall } = shared;
	const transport = createTransport({
		http: ports.http,
		policy: shared.policy,
		known: shared.trusted,
		trust: createTrust(ports.files, options.certsDir, [ports.env.SSL_CERT_FILE, ports.env.NODE_EXTRA_CA_CERTS])
	});
	const common = {
		...ports,
		secrets,
		transport,
		retryPolicy: options.retryPolicy ?? usualRetries
	};
	const sessions = /* @__PURE__ */ new Map();
	const open = (host) => {
		const known = shared.host(host);
		const tokens = createTokenSource(common, known.tokens);
		return createSession({
			...common,
			endpoint: createEndpoint(transport, host, known),
			authorization: createAuthorization(host, tokens, findCredential, known),
			pool: shared.pool(host),
			recall
		});
	};
	const sessionOf = (host) => {
		const session = sessions.get(host) ?? open(host);
		sessions.set(host, session);
		return session;
	};
	return {
		sessionOf,
		schemeOf: (host) => readScheme(shared.host(host).origin)
	};
}
// src/prepare/access.ts
/** What docker has and trusts. */
const accessOf = ({ configDir, engine }) => ({
	configDir,
	insecureRegistries: engine.insecureRegistries
});
/** The logins straight in a private config file, for what needs no docker. */
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
/** For the work, which ends with a signal, and for what must still happen then. They share what they learn. */
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
/** Credentials from the private config; trust exactly where the engine has it. */
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
/** For looking only: what does not answer is unknown. */
const lookOnly = { retryPolicy: {
	attempts: 1,
	base: 200,
	longest: 500,
	longestAsked: 500
} };
// src/docker/daemon.ts
/** Looks at an image of the engine; throws a TagboatError where it is not there or lacks a platform. */
async function findDaemonImage(docker, name, platforms) {
	const found = await docker([
		"image",
		"inspect",
		"--format",
		"{{json .}}",
		name
	]);
	if (found.code !== 0) throw new TagboatError(daemonFailed(name, "find", said(found)));
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
	const told = [
		stringAt(json, "Os"),
		stringAt(json, "Architecture"),
		stringAt(json, "Variant")
	].filter((part) => part !== void 0).join("/");
	const platform = normalizePlatform(told) ?? told;
	const missing = platforms.filter((wanted) => wanted !== platform);
	if (missing.length > 0) throw new TagboatError(sourcePlatforms(`docker-daemon:${name}`, missing, [platform]));
	return {
		...image,
		platform
	};
}
/**
* An image of the local engine in the place of a build: pushed through the engine under each anchor, and published
* like any other. The names that it gets on the way are taken away again.
*/
function prepareDaemonImage(ports, engine, image) {
	const { log, clock } = ports;
	return {
		abilities: {
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
/** Tags, pushes, untags, and returns the digest that the engine says it pushed. */
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
	if (tagged.code !== 0) throw new TagboatError(daemonFailed(image, "tag", said(tagged)));
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
	if (pushed.code !== 0 || digest === void 0) throw new TagboatError(daemonFailed(image, "push", said(pushed)));
	return digest;
}
// src/publish/known-image.ts
/**
* Looks for an image that only its configuration's digest is known of, which is all that an engine's legacy store keeps,
* under the releases of the plan: what was published once is the source of a second run. What cannot be asked is not
* found; the facts that are gathered afterwards say why.
*/
async function findKnownImage(registry, { repositories, tags }, config) {
	const releases = tags.filter(({ follows }) => follows.kind === "release");
	const asked = pairsOf({
		repositories,
		tags: releases
	}).map(async ({ repository, tag }) => ({
		repository,
		manifest: await read(registry, repository, tag.name)
	}));
	const there = (await Promise.all(asked)).find(({ manifest }) => stringAt(manifest?.json, "config", "digest") === config);
	if (there?.manifest === void 0) return void 0;
	const { digest } = there.manifest;
	return {
		digest,
		parts: [{
			repository: there.repository,
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
// src/publish/source-version.ts
const key = "org.opencontainers.image.version";
/**
* The version that an image has, by OCI image spec 1.1 ("annotations.md"): its annotation; a label where its source is this
* repository; a tag that is a full version; any other label. undefined where none of them is there. An index without
* an annotation costs two requests, its first platform's manifest and configuration.
*/
async function readSourceVersion(registry, { image, content }, sourceUrl) {
	const annotation = stringAt(content.json, "annotations", key);
	if (annotation !== void 0) return {
		version: annotation,
		isCertain: true
	};
	return judgeLabels(await readLabels(registry, image.repository, content.json), image.tag, sourceUrl);
}
/** The same of labels alone, and a tag. Pure. */
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
* The one version of all that are merged. Throws a TagboatError where there is none, more than one, or one that is a name of
* other rules: `latest`, `pr-7`, `sha-...`.
*/
function oneVersion(versions, text) {
	const distinct = [...new Set(versions.flatMap((one) => one?.version ?? []))];
	const [first] = versions;
	if (first === void 0 || versions.includes(void 0)) throw new TagboatError(sourceVersionless(text));
	const taken = distinct.find((version) => isReservedForTags(slug(version)));
	if (distinct.length > 1 || taken !== void 0) throw new TagboatError(sourceVersionless(text, distinct));
	return first;
}
// src/publish/platforms.ts
/**
* The platforms of an image with their sizes. `top` is its manifest, `single` is the platform of an image without an index,
* which its manifest does not tell. Attestations (platform `unknown/unknown`) are no platforms.
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
/** What the index lacks of what was asked for; a variant that was not asked for does not matter. */
function findMissing(wanted, there) {
	const normal = (platform) => platform.replace(/^(linux\/arm64)\/v8$/, "$1");
	const known = new Set(there.map(({ platform }) => normal(platform)));
	return wanted.filter((platform) => !known.has(normal(platform)));
}
/** `linux/arm64/v8` of a descriptor; undefined for what is no platform, like an attestation. */
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
// src/publish/source.ts
/** An index in an index is rare, and two levels are more than any tool makes. */
const mostLevels = 5;
/** Reads what input `from` names; throws a TagboatError with all that cannot be published. */
async function findImages(registry, images, platforms) {
	const problems = [];
	const there = (await Promise.all(images.map((image) => findImage(registry, image, problems)))).flatMap((one) => one === void 0 ? [] : [one]);
	if (problems.length === 0) problems.push(...checkPlatforms$1(there, platforms));
	throwAll(problems);
	return there;
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
/** Entries of an image, over all levels of its indexes. */
const mostEntries = 5e3;
function createCount(text) {
	let sum = 0;
	return (entries) => {
		sum += entries;
		if (sum > mostEntries) throw new TagboatError(sourceNoImage(text, `an index with more than ${mostEntries} manifests`));
	};
}
/** Which image of its commit a source is: by its annotation, else by its configuration's label. */
function identityOf({ content, children }) {
	return parseIdentity(stringAt(content.json, "annotations", "dev.tagboat.identity") ?? "") ?? (children.length === 1 ? children[0]?.identity : void 0);
}
/** The manifests of an index, those of an index in it too; of a single image itself. */
async function listChildren(look, content, level = 1) {
	if (!isIndexType(content.mediaType)) return [await describeSingle(look, content)];
	const { text } = look.image;
	if (level > mostLevels) throw new TagboatError(sourceNoImage(text, `an index of indexes, more than ${mostLevels} levels deep`));
	const items = arrayAt(content.json, "manifests");
	look.count(items.length);
	const listed = items.map((item) => listEntry(look, item, level));
	return (await Promise.all(listed)).flat();
}
async function listEntry(look, item, level) {
	const { registry, image } = look;
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
	const told = {
		repository,
		text,
		descriptor,
		...platformOf(item)
	};
	if (descriptor.platform !== void 0 && !isIndexType(mediaType) || !manifestTypes.includes(mediaType)) return [told];
	const content = await registry.getManifest(repository, { digest });
	if (content === void 0) throw new TagboatError(sourceMissing(`${repository.name}@${digest}`));
	if (isIndexType(mediaType)) return listChildren(look, content, level + 1);
	if (nameArtifact(content) !== void 0) return [told];
	const single = await describeSingle(look, content);
	return [{
		...single,
		descriptor: {
			...descriptor,
			platform: single.descriptor.platform
		}
	}];
}
/** A manifest with the platform that its configuration tells; throws where it is no image's. */
async function describeSingle({ registry, image }, content) {
	const { repository, text } = image;
	const artifact = nameArtifact(content);
	if (artifact !== void 0) throw new TagboatError(sourceNoImage(text, artifact));
	const bytes = await registry.getBlob(repository, stringAt(content.json, "config", "digest") ?? "");
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
	const told = platformOf({ platform });
	if (told.platform === void 0) throw new TagboatError(sourceNoImage(text, "a manifest whose configuration names no platform"));
	const identity = parseIdentity(stringAt(json, "config", "Labels", "dev.tagboat.identity") ?? "");
	return {
		repository,
		text,
		descriptor,
		...told,
		...identity && { identity }
	};
}
/** What a manifest is that is no image: OCI image spec 1.1, "Guidelines for Artifact Usage". */
function nameArtifact({ json, mediaType }) {
	const type = stringAt(json, "artifactType") ?? stringAt(json, "config", "mediaType") ?? mediaType;
	return /(container\.image|oci\.image\.config)/.test(type) && stringAt(json, "config", "digest") !== void 0 ? void 0 : type;
}
function platformOf(descriptor) {
	const platform = formatPlatform(descriptor);
	return platform === void 0 ? {} : { platform };
}
function checkPlatforms$1(found, wanted) {
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
	const there = [...new Set(found.flatMap(({ children }) => children.flatMap(({ platform }) => platform ?? [])))];
	const missing = findMissing(wanted, there.map((platform) => ({
		platform,
		size: 0
	})));
	const name = found.map(({ image }) => image.text).join(", ");
	return missing.length === 0 ? problems : [...problems, sourcePlatforms(name, missing, there)];
}
// src/publish/from-layout.ts
/**
* Looks at the OCI image layout that input `from` names, `folder` being absolute. Throws a TagboatError with everything
* that cannot be published, before anything moves.
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
// src/prepare/source-version.ts
/**
* Inputs that know the version of what input from names, where `{{source_version}}` needs it; as they are otherwise, without
* any request. Images of a registry are pinned to the digest that was read: a tag may move before they are published. Throws a
* TagboatError where there is no version; in a dry run, and in one that publishes nothing and has no secrets, that is a
* warning, and the version stays unknown.
*/
async function learnSourceVersion(ports, asked) {
	const { trigger, inputs } = asked;
	const { from } = inputs;
	if (from === void 0 || from.kind === "digests" || !usesSourceVersion(inputs)) return inputs;
	const intent = decideIntent(trigger, inputs.push);
	if (intent.kind === "nothing") return inputs;
	try {
		const known = await learn(ports, asked, from);
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
async function learn(ports, asked, from) {
	const { inputs, workspace, trigger } = asked;
	const { url } = trigger.repository;
	if (from.kind === "daemon") {
		const { labels } = await findDaemonImage(createDocker(ports.exec, {}), from.image, []);
		const told = judgeLabels(labels, describeSource$1(from, "").tag, url);
		return {
			...from,
			version: oneVersion([told], `docker-daemon:${from.image}`).version
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
		const told = await readVersions(layout.reader, layout.images, url);
		return {
			...from,
			version: oneVersion(told, `oci-layout:${from.folder}`).version
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
		const groups = names.length === 0 ? [from.images] : names.map((name) => sourcesOf$1(from, name));
		return {
			kind: "images",
			images: (await settleAll(groups.map((images) => pinAll(ports.log, registry, images, url)))).flat()
		};
	} finally {
		await ports.files.remove(configDir);
	}
}
/** The images that one is made of, by digest, and with the one version that they have. */
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
/** Whether the default tags give `latest` here: only then the version of the source is read for a warning. */
const givesDefaultLatest = ({ rules }, plan) => rules.isDefault && plan.tags.some(({ name }) => name === "latest");
/** Warns where the default tags would give `latest` to an image whose version is another one than the run's. */
function warnOfOtherVersion(log, inputs, plan, text, found) {
	if (!givesDefaultLatest(inputs, plan) || found?.isCertain !== true) return;
	const version = findVersion(found.version);
	if (version === void 0 || version.full === findVersion(plan.version)?.full) return;
	const ref = references(plan).find((each) => each.endsWith(":latest")) ?? "latest";
	log.warning(sourceOfOtherVersion(ref, text, found.version));
}
// src/prepare/daemon.ts
/** An image of the engine takes a build's place: it is pushed, or known to a registry already. */
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
// src/prepare/describe.ts
/** The parts of a request that every way of publishing has. */
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
			isPullRequest: trigger.event.startsWith("pull_request"),
			isScheduled: trigger.event === "schedule" && trigger.ref.kind !== "tag",
			revision: trigger.revision
		}
	};
}
// src/errors/digests.ts
/** `manual` lists what input from takes instead, one line for each platform. */
function digestsUnavailable(why, manual) {
	return {
		code: "digests-unavailable",
		what: `Input from: 'digests' reads artifacts of this run, and ${why}.`,
		fix: `Give each platform a job of its own with an output for its digest, and write from: ${manual}. docs/platforms.md has the whole workflow.`
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
/** `found` describes what the legs did hand over, in words. */
function digestsMissing(images, missing, found) {
	return {
		code: "digests-missing",
		what: `Input from: no job of this run handed over a digest of ${images} for ${missing.join(", ")}; ${found}.`,
		fix: "Check that needs names the job of each such platform, and that it ran with push: digest and this name in images; its log may have a warning. Or leave the platform out of input platforms."
	};
}
/** Each of `legs` describes one digest. */
function digestsConflict(platform, images, legs) {
	return {
		code: "digests-conflict",
		what: `Input from: several jobs of this run handed over different digests of ${images} for ${platform}: ${legs.join("; ")}.`,
		fix: "Give each variant a name of its own in images, or set target or file here to select the jobs with that value. Variants that differ in build arguments alone need names or tags of their own: docs/platforms.md shows both."
	};
}
function digestsForeign(text, found, ours) {
	return {
		code: "digests-foreign",
		what: `Input from: '${text}' ${found}, and this run publishes ${ours}.`,
		fix: "Check out the same commit in this job as in the jobs that build, and leave the labels source and revision as they are. To publish another image, name it in input from."
	};
}
// src/digests/artifact-client.ts
/** Milliseconds and times. An upload that fails is a warning: a run must not wait long for it. */
const retryPolicy = {
	attempts: 3,
	base: 500,
	longest: 2e3,
	longestAsked: 5e3
};
/** Bytes of an answer. The service lists at most 1000 artifacts, each with some 400 bytes. */
const answerLimit = 4194304;
/** Days. A run can be repeated, and wait for an approval, for 30 days. */
const retention = 30;
/** Artifacts that are stored as they are, and not as a ZIP archive, have a type and this version. */
const format = {
	mime_type: "application/json",
	version: 7
};
/**
* GitHub's artifact service, as `@actions/artifact` 6.2.1 speaks to it: Twirp with JSON for names
* (`lib/internal/shared/artifact-twirp-client.js`, `lib/generated/results/api/v1/artifact.js`), and one PUT or GET of a
* signed URL for the bytes (Azure's "Put Blob"). A token for the run itself is all that it needs, and no permission.
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
			return request(ports, doings.GetSignedArtifactURL, asked, [404], async (response) => {
				if (response.status !== 404) return readBytes(response, limit);
				response.discard();
			});
		}
	};
}
const doings = {
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
		return request(ports, doings[method], asked, taken, async (response) => {
			const bytes = await readBytes(response, answerLimit);
			if (response.status === 409) return "exists";
			return bytes === void 0 ? void 0 : parseJson(new TextDecoder().decode(bytes));
		});
	};
}
/** A signed URL holds its permission: it gets no token, and no message shows it. */
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
/** Twirp's `already_exists`: a job pushed the same bytes, or the answer to an earlier attempt of this request was lost. */
async function finishExisting(call, ids, name) {
	const listed = await call("ListArtifacts", {
		...ids,
		name_filter: name
	});
	if (arrayAt(listed, "artifacts").some((item) => textAt(item, "name") === name)) return async () => void 0;
	throw failure(doings.CreateArtifact, "One of this name has been begun, and not finished.");
}
/** `known` are statuses besides success that `take` understands. */
async function request(ports, doing, asked, known, take) {
	if (!/^https?:\/\//.test(asked.url)) throw failure(doing, "Its answer has no address.");
	return retry(ports, retryPolicy, async () => {
		try {
			const response = await ports.http(asked);
			const { status } = response;
			if (status >= 200 && status < 300 || known.includes(status)) return await take(response);
			const problem = digestsService(doing, await describeRefusal(response));
			if (status < 500 && status !== 429) throw new TagboatError(problem);
			const wait = parseRetryAfter(response.headers["retry-after"], ports.clock.now());
			throw new TransientError(problem, `The artifact service answered ${status}`, wait);
		} catch (error) {
			if (!(error instanceof HttpFailure)) throw error;
			const problem = digestsService(doing, `${error.code}: ${error.message}`);
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
const failure = (doing, original) => new TagboatError(digestsService(doing, original));
// src/digests/artifact-service.ts
/**
* Finds the artifact service of this run in the runner's variables, by the rules of `@actions/artifact` 6.2.1
* (`lib/internal/shared/config.js` and `util.js`). Otherwise says why there is none, as a clause.
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
/** GitHub Enterprise Server has an older service, and Gitea's and Forgejo's are their own. */
function isGithub(serverUrl) {
	const host = URL.canParse(serverUrl) ? new URL(serverUrl).hostname.toLowerCase() : "";
	return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}
function originOf(text) {
	const url = URL.canParse(text) ? new URL(text) : void 0;
	return url !== void 0 && /^https?:$/.test(url.protocol) ? url.origin : void 0;
}
/** The token is a JWT whose claim `scp` has an item `Actions.Results:RUN:JOB`. Its signature is the service's to check. */
function readScope(token) {
	const claims = parseJson(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));
	return (stringAt(claims, "scp")?.split(" ") ?? arrayAt(claims, "scp").map(String)).map((scope) => scope.split(":")).find((parts) => parts[0] === "Actions.Results" && parts.length === 3);
}
// src/digests/digest-note.ts
const schema = 1;
/** Bytes of a note, which has some hundred. */
const noteLimit = 16384;
const mostPlatforms = 64;
/**
* The artifact's name: `tagboat-digest-RUN-ATTEMPT-IMAGE-HASH-PLATFORMS-DIGEST.json`. The image's hash tells apart what
* its short form does not; the digest's part lets two legs that differ leave two artifacts, since a name exists once.
*/
function nameNote({ run }, { repository, digest, platforms, attempt }) {
	const parts = [shorten(platforms.join("_")), digest.slice(7, 19)];
	return `tagboat-digest-${run}-${attempt}-${nameImage(repository)}-${parts.join("-")}.json`;
}
/** Artifact names have no `":<>|*?\/`, and no line breaks (`path-and-artifact-name-validation.js`). */
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
/** Which of `repositories` an artifact of this run is about, by its name; undefined for any other artifact. */
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
/** The images that artifacts of this run are about, in the short form of their names. */
function listImages(names, { run }) {
	const images = names.flatMap((name) => {
		const [, ofRun, , rest = ""] = noteName.exec(name) ?? [];
		const image = /^(.+?)-[0-9a-f]{12}-/.exec(rest)?.[1];
		return ofRun !== run || image === void 0 ? [] : [image];
	});
	return [...new Set(images)].sort();
}
/**
* Reads an artifact, which any job of the run may have written: undefined unless it is a note about the image and the
* attempt that its name says. The repository is the caller's, not the note's.
*/
function parseNote(bytes, { run }, named) {
	const json = parseJson(new TextDecoder().decode(bytes));
	const digest = stringAt(json, "digest") ?? "";
	const platforms = arrayAt(json, "platforms").map((item) => readPlatform(item));
	const isNote = numberAt(json, "schema") === schema && stringAt(json, "run") === run;
	const isNamed = numberAt(json, "attempt") === named.attempt && isAbout(stringAt(json, "image"), named.repository);
	if (!isNote || !isNamed || !/^sha256:[0-9a-f]{64}$/.test(digest)) return void 0;
	if (platforms.length === 0 || platforms.length > mostPlatforms) return void 0;
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
const readPlatform = (item) => typeof item === "string" && item.length <= 64 ? normalizePlatform(item) : void 0;
function isAbout(image, repository) {
	try {
		return image !== void 0 && keyOf(parseRepository(image)) === keyOf(repository);
	} catch {
		return false;
	}
}
/** Short, and in one line: it is shown. */
const plain$1 = (text = "") => text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
// src/prepare/run-id.ts
/** This run and its attempt, from the runner's variables; undefined outside a runner. */
function readRunId({ GITHUB_RUN_ID: run = "", GITHUB_RUN_ATTEMPT: attempt = "" }) {
	return /^\d{1,20}$/.test(run) && /^[1-9]\d{0,5}$/.test(attempt) ? {
		run,
		attempt: Number(attempt)
	} : void 0;
}
// src/prepare/offer.ts
/** Uploads at a time: a bake file may have a hundred images. */
const atOnce$1 = 8;
/**
* Hands what a `push: digest` build pushed to a later job with `from: digests`, as one artifact for each image in each
* repository. Undefined where this runner has no artifact service. A failure is a warning: the outputs have the digest too.
*/
function createOffer(ports, state, images) {
	const service = findArtifactService(ports.env);
	const id = readRunId(ports.env);
	if (typeof service === "string" || id === void 0) return void 0;
	const artifacts = createArtifacts(ports, service);
	const pool = createPool(atOnce$1);
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
/** An item of input builds may have a Dockerfile of its own; bake files name theirs. */
const fileOf = (inputs, target) => (buildsOf(inputs).find(({ name }) => name === target)?.build ?? inputs.build).file;
const describeNote = ({ repository, digest, platforms }) => `${formatReference(repository, { digest })} (${platforms.join(", ")})`;
function describeFailure(note, error) {
	const problem = error instanceof TagboatError ? error.problems[0] : void 0;
	const why = problem === void 0 ? String(error) : `${problem.what} ${problem.original ?? ""}`.trim();
	return `A later step with from: digests will not find ${describeNote(note)}; it can name it in from. ${why}`;
}
// src/prepare/prepare-publish.ts
/** A build, or an image of the engine: docker is there and logged in. */
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
	const { source: images, facts } = await gatherBeside(requestImages(ports, registry, state, session.engine.platform), {
		...request,
		registry,
		plans: imagePlans(state.plans)
	});
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
/** A build that pushes nothing; undefined where nothing has changed. */
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
// src/decide/decide.ts
/** Total: every planned tag gets one decision, whatever the facts. The rules are docs/publishing.md's. */
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
		case "commit": return image === void 0 ? move(facts) : keep(facts, "it is there already, and names one commit for ever");
		case "line": return guards.forwardOnly ? decideLine(facts, tag.follows) : move(facts);
		case "branch":
		case "pull": return decideTip(facts, guards);
		case "run": return move(facts, findDoubt$1(facts));
	}
}
/**
* A tag that is named after a ref and that this run may not have: a pull request never replaces what a push published
* under it, and no branch takes the tag of another one that exists. `undefined` where it may.
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
* Whether another event than a pull request published the image under this very tag. One that `only-changed` reused, or
* a promotion brought here, was built under other tags: it may be replaced.
*/
function isPublished({ tag, rival }, { event, branch, version }) {
	if (event === void 0 || event.startsWith("pull_request")) return false;
	if (rival !== void 0) return true;
	const own = tag.fromRef?.branch;
	if (own === void 0) return false;
	if (branch === "") return version === tag.name;
	return branch === void 0 || branch === own;
}
/** Why a conflict cannot be told. */
function findDoubt$1({ rival }) {
	if (typeof rival?.exists !== "object") return void 0;
	return `whether branch '${rival.branch}', which published it, still exists is unknown (${rival.exists.why})`;
}
function decideRelease(facts, run, guards) {
	const { image } = facts;
	if (image === void 0 || guards.overwrite === true) return move(facts);
	if (guards.overwrite === "scheduled" && mayRoll(image, run)) return move(facts);
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
/** A scheduled run rolls a release of its own image, whichever commit it was built from. */
const mayRoll = (image, run) => run.isScheduled === true && image.revision !== void 0 && compareIdentities(run.identity, image.identity).length === 0;
/** `1`, `1.2`, `latest`: for the highest version of their line. */
function decideLine(facts, follows) {
	const there = facts.image?.version;
	const isVersion = there !== void 0 && parseVersion(follows.scheme, there) !== void 0;
	if (isVersion && compareVersions(follows.scheme, there, follows.version) > 0) return keep(facts, `it is on ${there}, which is higher than ${follows.version}`);
	if (facts.higher !== void 0) return keep(facts, `git tag ${facts.higher.gitTag} is higher than ${follows.version}, and its image is there`);
	if (isVersion) return move(facts, facts.unknown);
	if (facts.image === void 0) return move(facts, facts.unknown);
	return move(facts, facts.unknown ?? `the image there does not say which version it is`);
}
/** Tags that follow the tip of a branch or of a pull request. */
function decideTip(facts, guards) {
	const { image, ancestry } = facts;
	if (image === void 0) return move(facts);
	if (!guards.forwardOnly) return move(facts, findDoubt$1(facts));
	return decideByAncestry(facts, ancestry ?? {
		kind: "unknown",
		why: "the image there does not say which commit it was built from"
	});
}
function decideByAncestry(facts, ancestry) {
	if (ancestry.kind === "behind") {
		const commit = (facts.image?.head ?? facts.image?.revision ?? "").slice(0, 12);
		return keep(facts, `the image there was built from ${commit}, a newer commit than this run's`);
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
/** The decisions that change something. */
const isChange = (decision) => decision.kind === "create" || decision.kind === "move";
// src/decide/rebuild.ts
/**
* Decides over all tags of a step, in their order. Total and pure.
*
* A scheduled run is about what changes without a commit, like base images. So where it finds a version of this commit
* released already, it keeps the version, with its line (`1.28`, `latest` beside it), and builds for the other tags
* (`stable`, a branch's). A half-published version comes first: as long as one of its tags is missing or behind, the
* release is the source of all, as in any other run.
*/
function decideTags(tags, runOf, guards) {
	const decisions = tags.map((facts) => decideTag(facts, runOf(facts.target), guards));
	const rebuilt = new Map([...new Set(tags.map(({ target }) => target))].flatMap((target) => {
		const own = decisions.filter(({ facts }) => facts.target === target);
		return runOf(target).isScheduled === true && guards.onlyChanged !== true ? rebuild(own) : [];
	}));
	return decisions.map((decision) => rebuilt.get(decision) ?? decision);
}
/** What becomes of the decisions over one image in a rebuild; none where it is no time for one. */
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
const ofRelease = "it is released already, from this commit, and a scheduled run builds for the tags that name no version. overwrite: scheduled replaces it, too";
const ofLine = "it stays with its version, which this scheduled run does not replace";
/** A fixed tag that is missing, or a line that is not on the release yet. */
const isBehind = ({ kind, facts }) => (kind === "create" || kind === "move") && [
	"release",
	"commit",
	"line"
].includes(facts.tag.follows.kind);
// src/report/plan-result.ts
/** The images of a run that asked no registry: every tag as planned. */
function planImages(plan, reason, origin) {
	return plan.repositories.map((repository) => ({
		target: plan.target,
		repository,
		platforms: [],
		...origin && { origin },
		tags: tagsOf(plan, repository).map((tag) => ({
			ref: formatReference(repository, { tag: tag.name }),
			name: tag.name,
			action: "unknown",
			reason
		}))
	}));
}
// src/publish/preview.ts
/**
* What a run would do to each tag, for a dry run: it sends nothing but GET and HEAD. Where the registry cannot be
* asked, every tag is `unknown`, and why is said; a dry run never fails for that.
*/
async function previewTags(request) {
	const { checkPush: _, ...registry } = request.registry;
	const plans = request.images.map(({ plan }) => plan);
	const planned = request.images.flatMap(({ plan, origin }) => planImages(plan, "the registry could not be asked", origin));
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
		request.ports.log.notice(`The registry could not be asked, so what is there is unknown: ${error.message}`);
		return planned;
	}
}
function describeDecision(decision) {
	const { ref, tag, image } = decision.facts;
	const there = image === void 0 ? {} : {
		digest: image.digest,
		previous: image.digest
	};
	const result = {
		ref,
		name: tag.name,
		...there
	};
	switch (decision.kind) {
		case "create": return {
			...result,
			action: "created",
			reason: "it would be"
		};
		case "move": return {
			...result,
			action: "moved",
			reason: decision.warning ?? "it would be"
		};
		case "keep": return {
			...result,
			action: "kept",
			reason: decision.reason
		};
		case "refuse": return {
			...result,
			action: "refused",
			reason: decision.problem.what
		};
		case "published": return {
			...result,
			action: "unchanged",
			reason: "it is released already, from this commit"
		};
		case "unchanged": return {
			...result,
			action: "unchanged"
		};
	}
}
// src/publish/merge.ts
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
// src/publish/from.ts
/**
* Looks at what input `from` names and says what is to be published: one image as it is, several as one new index.
* Throws a TagboatError with everything that cannot be, before anything moves.
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
	const marks = identity === void 0 ? {} : { [identityKey]: formatIdentity(identity) };
	const index = mergeImages(found, {
		...plan.annotations,
		...marks,
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
// src/digests/choose.ts
/**
* One digest for each wanted platform: that of the newest attempt. A job that is not repeated keeps its artifact of an earlier one
* (actions/toolkit, pull request 1592). `notes` are in the order in which their repositories
* are preferred. A platform without a digest is a problem, and so is one with two in its newest attempt. Pure.
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
	const there = [...new Set(selected.flatMap(({ platforms }) => platforms))].sort();
	const lacks = missing.length === 0 ? [] : [digestsMissing(wanted.images, missing, describeFound(there, wanted.others))];
	return {
		images: [...new Map(images.map((image) => [image.text, image])).values()],
		problems: [...lacks, ...conflicts],
		extra: there.filter((platform) => !asked.has(normal(platform)))
	};
}
const normal = (platform) => normalizePlatform(platform) ?? platform;
/** The digests of the newest attempt that has the platform, each once. */
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
// src/prepare/digests.ts
/** Notes that are read: more than any run has legs. */
const mostNotes = 500;
const atOnce = 8;
/**
* `from: digests`: the image of each platform that other jobs of this run pushed by digest. Throws a TagboatError where one
* is missing, where two differ, and where an image is not of this repository and commit.
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
/** No job of this run has handed over any digest: of a fork's pull request, all of them only build. */
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
	throw new TagboatError(digestsUnavailable(typeof service === "string" ? service : "this is no run of GitHub", manual.join(", ")));
}
/** Any job of the run may have written them: what is no valid note is left out, with a warning. */
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
		if (note === void 0) log.warning(`Artifact ${entry.name} is no digest of this run, and is ignored.`);
		return note === void 0 ? [] : [note];
	}));
	const notes = (await Promise.all(read)).flat();
	return {
		notes: repositories.flatMap((one) => notes.filter(({ repository }) => repository === one)),
		others: listImages(listed.map(({ name }) => name), id)
	};
}
/**
* An artifact proves nothing: the image itself must say that it is of this repository and commit. What does not exist is
* reported by those who read it next.
*/
async function findForeign(registry, { text, repository, target }, { revision, repository: { url } }) {
	const digest = "digest" in target ? target.digest : "";
	if (await registry.getManifest(repository, target) === void 0) return [];
	const facts = await readImageFacts(registry, repository, digest, url);
	if (facts.revision === revision) return [];
	return [digestsForeign(text, facts.revision === void 0 ? "names no commit of this repository" : `is of ${facts.revision}`, revision)];
}
// src/prepare/promotion.ts
/** Existing images: no docker is needed, on any runner. */
async function preparePromotion(ports, state, from) {
	const { access, configDir } = await openPlainAccess(ports, state);
	if (state.inputs.exportLogin) ports.exportVariable("DOCKER_CONFIG", configDir);
	const registries = openRegistries(ports, access);
	const looking = resolveFrom(ports, registries.registry, state, from);
	const described = describePublish(ports, state);
	const gathered = await gatherBeside(looking, {
		...described,
		...registries,
		plans: state.plans
	});
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
* For a run that publishes nothing: throws where what input from names is not there, as the run that publishes it
* would. A run without secrets may not be able to read it: that is a warning.
*/
async function checkFrom(ports, state, from) {
	try {
		await look$1(ports, state, from);
	} catch (error) {
		const isBlind = state.isUntrusted || runsWithoutSecrets(state.trigger);
		if (!(error instanceof TagboatError) || !isBlind) throw error;
		for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`);
	}
}
async function look$1(ports, state, from) {
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
/** Looks at the sources of all images; throws one TagboatError with what is wrong with any of them. */
async function resolveFrom(ports, registry, state, from) {
	const { inputs, plans, workspace, trigger } = state;
	const { platforms } = inputs.build;
	const resolveOne = async (plan) => {
		if (from.kind === "images") return resolveImages({
			log: ports.log,
			registry
		}, sourcesOf$1(from, plan.target), plan, platforms);
		if (from.kind === "digests") {
			const looked = lookOnce(registry);
			const images = await findDigests(ports, looked, state);
			return resolveImages({
				log: ports.log,
				registry: looked
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
/** For a warning only: undefined where it cannot be read, or the images differ. */
async function commonVersion(registry, images, sourceUrl) {
	try {
		return oneVersion(await readVersions(registry, images, sourceUrl), "");
	} catch (error) {
		if (error instanceof TagboatError) return void 0;
		throw error;
	}
}
// src/prepare/preview.ts
/** Whether the engine can load the image is not known without it. */
function noteUnknownStore(log, { inputs, definition, plans }) {
	if (!inputs.build.load || inputs.from !== void 0) return;
	if (!plans.some(({ target, files }) => {
		const described = definition.targets.get(target) ?? {};
		const attests = [...specsOf(described, "attest"), ...inputs.build.attests];
		return files?.isImage !== false && (isAttested(attests) || listOf(described, "platforms").length > 1);
	})) return;
	log.notice("Input load with several platforms or attestations needs an engine with the containerd image store. A dry run does not ask the engine; a run on an engine with the legacy store fails before it builds.");
}
/** What would become of each tag: a dry run needs no engine. */
async function preview(ports, state) {
	const { plans, intent } = state;
	noteUnknownStore(ports.log, state);
	const tell = (reason) => plans.flatMap((plan) => planImages(plan, reason));
	const isPromotion = state.inputs.from !== void 0 && state.inputs.from.kind !== "daemon";
	if (intent.kind !== "push" && !isPromotion) return tell(intent.reason);
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
		if (intent.kind !== "push") return tell(intent.reason);
		return await previewTags({
			...described,
			registry,
			images: promoteTo(state, resolved)
		});
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		for (const { what, fix } of error.problems) ports.log.warning(`${what} ${fix}`);
		return tell(intent.kind === "push" ? "what input from names could not be read" : intent.reason);
	}
}
// src/publish/anchor.ts
/** The more specific a tag, the fewer people follow it. */
const order = [
	"release",
	"commit",
	"pull",
	"branch",
	"line",
	"run"
];
/**
* The one tag of a repository under which the builder pushes, where it cannot push by digest: one that does not
* exist yet, so that nobody's tag moves before everything is in place; else the most specific moving one, and a
* released one last. Of `1`, `1.2` and `1.2.3` the longest is the most specific.
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
// src/publish/contents.ts
/** Two images of a step may share a repository, under tags of their own. */
const destinationKey = ({ target, repository }) => `${target} ${keyOf(repository)}`;
/**
* Brings each image into each of its places, verifies that it is there, and reads its manifest (whose bytes the client
* checks against the digest). An image without a source is in none.
*/
async function collectContents(request, places, sources) {
	const distinct = new Map(places.map((place) => [destinationKey(place), place]));
	const contents = await Promise.all([...distinct].map(async ([key, { target, repository }]) => {
		const source = sources.get(target);
		if (source === void 0) return [];
		await bring(request, repository, source);
		const known = source.parts.find((part) => isSame(part.repository, repository));
		const content = known?.digest === source.digest && known.manifest !== void 0 ? known.manifest : await request.registry.getManifest(repository, { digest: source.digest });
		if (content === void 0) throw new TagboatError(contentMissing$1(repository.name, source.digest));
		return [[key, content]];
	}));
	return new Map(contents.flat());
}
/** Parts first, with what refers to them, then the index that names them. */
async function bring(request, to, source) {
	const { registry } = request;
	if (source.layout !== void 0) await registry.pushLayout(source.layout.folder, to, source.digest);
	const away = source.parts.filter(({ repository }) => !isSame(repository, to));
	const arrived = Promise.all(away.map(async ({ repository, digest, manifest }) => {
		const there = await registry.headManifest(to, { digest });
		const known = {
			isAbsent: true,
			...manifest && { top: manifest }
		};
		if (there === void 0) await registry.copyImage(repository, to, digest, known);
	}));
	await Promise.all([arrived, bringReferrers(request, to, source, arrived)]);
	const { index } = source;
	if (index !== void 0) await registry.putManifest(to, { digest: index.digest }, index);
}
/** Of an image that is there already, too: a signature may have come later than it. What is there is not put again. */
async function bringReferrers({ registry, log }, to, { parts, referrersOf }, arrived = Promise.resolve()) {
	if (referrersOf.length === 0) return;
	const away = parts.map(({ repository }) => repository).filter((repository) => !isSame(repository, to));
	for (const from of distinctOf(away)) {
		const { warnings } = await registry.copyReferrers(from, to, referrersOf, arrived);
		for (const warning of warnings) log.warning(warning);
	}
}
// src/publish/plan-push.ts
/**
* By digest where the builder can; several images, or one into several repositories, as layouts where it can write them;
* else under an anchor in each repository. For one image in one repository (`isAlone`, which counts what is not built too) an
* anchor is the fastest.
*/
function planPush(changes, build, { load, isAlone }) {
	const chosen = [...new Set(changes.map(({ facts }) => destinationKey(facts)))].flatMap((key) => chooseAnchor(changes.filter(({ facts }) => destinationKey(facts) === key)) ?? []);
	const byTarget = [...new Set(chosen.map(({ facts }) => facts.target))].map((target) => ({
		target,
		facts: chosen.map(({ facts }) => facts).filter((facts) => facts.target === target)
	}));
	const { abilities, layout } = build;
	if (!load && (abilities.driver !== "docker" || layout !== void 0 && !isAlone)) return planUntagged(byTarget.map(({ target, facts }) => ({
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
* Through layouts, where anchors were chosen and the builder's push was refused: ours sends large layers in chunks, and takes
* answers that the engine does not. Undefined where that is not possible.
*/
function planInstead({ kind, anchors }, build) {
	if (kind !== "anchor" || build.layout === void 0 || build.abilities.driver !== "docker") return void 0;
	return planUntagged([...new Set(anchors.map(({ facts }) => facts.target))].map((target) => {
		const own = anchors.filter(({ facts }) => facts.target === target).map(({ facts }) => facts);
		return {
			target,
			names: own.map(({ repository }) => repository.name),
			refs: own.map(({ ref }) => ref)
		};
	}), build);
}
/** Without a tag: the builder pushes by digest where it can; else we do, from layouts. Throws where neither is possible. */
function planUntagged(wanted, { abilities, layout }) {
	const plan = (kind, strategy) => ({
		kind,
		strategies: new Map(wanted.map((one, index) => [one.target, strategy(one, index)])),
		anchors: [],
		isWarmedUp: false
	});
	if (abilities.driver !== "docker") return plan("digest", ({ names }) => ({
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
/** What landed, as the sources that the repositories are to have, by target. */
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
/** For the log. */
function describePushPlan({ kind, strategies, anchors, isWarmedUp }) {
	if (kind === "layout") return `Pushing: by digest, through ${strategies.size > 1 ? "OCI image layouts" : "an OCI image layout"}; tags move afterwards.`;
	if (kind === "digest") {
		const names = [...strategies.values()].flatMap((strategy) => strategy.kind === "digest" ? strategy.names : []);
		return `Pushing: by digest into ${[...new Set(names)].join(", ")}; tags move afterwards.`;
	}
	return `Pushing: under ${anchors.map(({ facts }) => facts.ref).join(", ")} first${isWarmedUp ? ", built before anything is pushed" : ""}; other tags move afterwards.`;
}
// src/publish/remarks.ts
/** What the log says about a decision; undefined where there is nothing to say. */
function remark(decision) {
	if (decision.kind === "keep") return `${decision.facts.ref} is kept: ${decision.reason}.`;
	return decision.kind === "create" || decision.kind === "move" ? decision.warning : void 0;
}
/** Prints what there is to say, each text once; `said` has the texts that are printed already, and gets the new ones. */
function announce(log, decisions, said) {
	for (const decision of decisions) {
		const text = remark(decision);
		if (text === void 0 || said.has(text)) continue;
		said.add(text);
		if (decision.kind === "keep" && decision.isConflict !== true) log.notice(text);
		else log.warning(text);
	}
}
/** Prints problems beside a fault of ours, which has no place for them. */
function warn(log, problems) {
	for (const problem of problems) log.warning(describeProblem(problem));
}
// src/publish/rollback.ts
/**
* Puts tags back: one that still holds our digest gets its previous manifest again; one that we created is removed
* without touching the digest, which may carry other tags. What cannot be put back stays, and is said. Never throws.
*/
async function rollBack(registry, changed, pace = () => new Promise(() => void 0)) {
	const restored = await Promise.all(changed.filter(({ previous }) => previous !== void 0).map((change) => putBack(registry, change)));
	const created = changed.filter(({ previous }) => previous === void 0);
	const removed = distinctOf(created.map(({ decision }) => decision.facts.repository)).map((repository) => putBackInTurn(registry, created.filter(({ decision }) => isSame(decision.facts.repository, repository)), pace));
	return [...restored, ...(await Promise.all(removed)).flat()];
}
/**
* One after another: distribution 2.8 looks through all tags of a repository for each, and trips over one that goes
* meanwhile, which leaves a name without a manifest in its list.
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
	const { repository, tag, ref } = change.decision.facts;
	const { previous, ours } = change;
	const result = {
		ref,
		name: tag.name,
		...previous === void 0 ? {} : { previous }
	};
	const why = change.error === void 0 ? "" : `it failed (${explain(change.error)}) and `;
	let isWriting = false;
	const reading = previous === void 0 ? void 0 : registry.getManifest(repository, { digest: previous });
	reading?.catch(() => void 0);
	try {
		const now = await registry.headManifest(repository, { tag: tag.name });
		const held = now === void 0 ? {} : { digest: now.digest };
		if (now?.digest === previous) return {
			...result,
			...held,
			...asBefore(change)
		};
		if (now?.digest !== ours) {
			const there = change.isUnsure ? "holds an image that may be of this run or of another one, and stays" : "holds what another run put there meanwhile";
			return {
				...result,
				...held,
				action: "failed",
				reason: `${why}${there}`
			};
		}
		if (isUnwritten(change)) return {
			...result,
			...held,
			action: "failed",
			reason: `${why}another run uses this run's image for it`
		};
		isWriting = true;
		if (previous === void 0) return await remove(registry, change, result);
		const manifest = await reading;
		if (manifest === void 0) return {
			...result,
			digest: ours,
			action: "moved",
			reason: `${why}its previous content is gone, so it stays on this run's`
		};
		await registry.putManifest(repository, { tag: tag.name }, manifest);
		return {
			...result,
			digest: previous,
			action: "restored",
			reason: `${why}was put back`
		};
	} catch (error) {
		if (isUnwritten(change)) {
			const held = previous === void 0 ? {} : { digest: previous };
			const what = change.isTried === false ? "was not touched" : "was not moved";
			return {
				...result,
				...held,
				action: "failed",
				reason: `it ${what}: ${explain(change.error)}`
			};
		}
		if (isUnanswered(change.error) || isWriting && isUnanswered(error)) return {
			...result,
			action: "unknown",
			reason: `${why}what it holds is unknown: ${explain(error)}`
		};
		const action = previous === void 0 ? "created" : "moved";
		return {
			...result,
			digest: ours,
			action,
			reason: `${why}could not be put back: ${explain(error)}`
		};
	}
}
/** A tag that is as it was: it failed itself, or nothing had been done to it. */
function asBefore({ error }) {
	if (error === void 0) return {
		action: "restored",
		reason: "is as it was before this run"
	};
	if (isUnanswered(error)) return {
		action: "unknown",
		reason: `was as before, and may still be moved: ${explain(error)}`
	};
	return {
		action: "failed",
		reason: `it is as it was before this run: ${explain(error)}`
	};
}
async function remove(registry, { decision, ours }, result) {
	const { repository, tag } = decision.facts;
	if (await registry.removeTag(repository, tag.name) === "removed") return {
		...result,
		action: "restored",
		reason: "was removed again"
	};
	return {
		...result,
		digest: ours,
		action: "created",
		reason: "stays: this registry cannot remove a tag"
	};
}
/** What the tag holds is not this run's doing: the write was refused, or never tried. */
const isUnwritten = ({ error, isTried }) => isTried === false || isRefused(error);
const isRefused = (error) => error instanceof TagboatError && error.problems.every(({ code }) => /^registry-(denied|unauthorized|tag-immutable|quota)$/.test(code));
/** A write that a cancelled run gave up: it may still arrive. */
const isUnanswered = (error) => error instanceof TagboatError && error.problems.some(({ code }) => code === "cancelled-no-answer");
function explain(error) {
	if (error instanceof TagboatError) return error.problems.map(describeProblem).join("; ");
	return error instanceof Error ? error.message : String(error);
}
// src/publish/clean-up.ts
/** Milliseconds after which what was on its way when buildx gave up has arrived. Pushes of several targets run side by side. */
const settling = 2e3;
/** The same of a push that was cut off: a registry may still be at work on its last request. */
const hastySettling = 2200;
/**
* After a failed push: anchors that it moved all the same are put back. Only those that hold an image of this very
* commit now are ours to touch. Throws the push's error with what could not be put back.
*/
async function cleanUpAnchors(request, anchors, error, watched = {}) {
	const { hasBegun = true, isPushed = false, saysAll = false } = watched;
	if (saysAll && !hasBegun && !isPushed) return;
	const isHasty = request.isCancelled();
	if (isHasty && hasBegun && !isPushed && anchors.length > 0) await request.ports.clock.sleep(hastySettling);
	const first = await putBackMoved(request, anchors, watched);
	const results = new Map(first.results.map((result) => [result.ref, result]));
	let { unsure } = first;
	if (anchors.length > 1 && !isHasty) {
		await request.ports.clock.sleep(settling);
		const second = await putBackMoved(request, anchors, watched);
		for (const result of second.results) results.set(result.ref, result);
		unsure = second.unsure;
	}
	const left = [...results.values()].filter(holdsDigest);
	const told = [...left.length > 0 ? [leftBehind(left)] : [], ...unsure.length > 0 ? [maybeLeftBehind(unsure)] : []];
	if (error instanceof TagboatError) throwAll([...error.problems, ...told]);
	else warn(request.ports.log, told);
}
async function putBackMoved(request, anchors, watched) {
	const found = await Promise.all(anchors.map((anchor) => findMoved(request, anchor, watched)));
	const moved = found.flatMap((one) => typeof one === "object" ? [one] : []);
	return {
		results: await rollBack(request.hasty, moved, paceOf(request)),
		unsure: anchors.filter((_, index) => found[index] === "unsure").map(({ facts }) => facts.ref)
	};
}
/** Whether what an anchor holds now is this run's, where no digest says so: by the builder's log, else by what the image says of itself. */
async function findMoved({ hasty: registry, facts, run, images }, anchor, { seen, said, saidBefore, saysAll = false, isPushed = false }) {
	const { repository, tag, image, target, ref } = anchor.facts;
	try {
		const now = await registry.headManifest(repository, { tag: tag.name });
		if (now?.digest === image?.digest) return "as before";
		if (now === void 0) return "unsure";
		const pushed = said?.get(ref);
		const isSaid = pushed === now.digest || saidBefore?.get(ref)?.includes(now.digest) === true;
		const isElsewhere = !isSaid && pushed !== void 0;
		if (isElsewhere && await registry.headManifest(repository, { digest: pushed })) return "as before";
		const there = await readImageFacts(registry, repository, now.digest, facts.trigger.repository.url);
		const { plan, identity } = images.find((one) => one.plan.target === target) ?? {};
		if (compareIdentities(identity, there.identity).length > 0) return "as before";
		if (!isSaid && !isPushed && (isElsewhere || saysAll)) return "unsure";
		const isOurs = isSaid || there.revision === run.revision || plan !== void 0 && await hasLabels(registry, repository, now.digest, plan.labels);
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
	const there = manifest && await readLabels(registry, repository, manifest.json);
	const wanted = Object.entries(labels);
	return wanted.length > 0 && wanted.every(([key, value]) => stringAt(there, key) === value);
}
// src/publish/push-failure.ts
/** The builder's push failed, and not its build. */
const isPush = /failed to push|failed to copy|unexpected status from (?:PUT|POST|PATCH|HEAD)|unexpected HTTP status|received unexpected/i;
/** Words, and 4xx but for 408, 425 and 429, as containerd and the engine print them. */
const isFinal = /denied|unauthorized|insufficient.scope|forbidden|invalid|name unknown|not found|immutab|: 4(?!08|25|29)\d\d\b|\bHTTP 4(?!08|25|29)\d\d\b/i;
/**
* BuildKit's last line often lacks the status: a failed push may pass unless its text says that it never will. A
* failed build never passes.
*/
function isTransient(text) {
	return isPush.test(text) && !isFinal.test(text);
}
/** A push by the builder that another attempt of the builder's will not pass. */
function isRefusedPush(error) {
	const [problem] = error instanceof TagboatError ? error.problems : [];
	const { original = "" } = problem ?? {};
	return isPush.test(original) && isFinal.test(original);
}
/** What our own push would say of the refusal, as far as the builder's words tell. */
function explainPush(problem) {
	const original = problem.original ?? "";
	const line = original.split("\n").findLast((one) => isPush.test(one)) ?? "";
	const name = /failed to push ([^\s:]+(?::\d+)?\/[^\s]+?):? /.exec(line)?.[1] ?? "";
	const text = original.slice(Math.max(0, original.indexOf(line)));
	const status = Number(/(?:: |HTTP )([45]\d\d)\b/.exec(text)?.[1] ?? 400);
	const asked = {
		host: name.split("/", 1)[0] ?? "",
		name,
		action: "push"
	};
	if (name === "") return problem;
	const explained = explainRefusal(asked, {
		status,
		codes: [],
		text,
		kind: "other"
	});
	return telling.has(explained.code) ? {
		...explained,
		original
	} : problem;
}
const telling = /* @__PURE__ */ new Set([
	"registry-tag-immutable",
	"registry-quota",
	"registry-body-limit",
	"registry-denied"
]);
// src/publish/push.ts
/** BuildKit repeats what fails with 5xx itself; this is for what it gives up at once, like 429. */
const pushRetries = {
	attempts: 3,
	base: 2e3,
	longest: 3e4,
	longestAsked: 12e4
};
/** Gets the content into every repository; a push that failed for a passing reason is run again from the cache. */
async function pushImages(ports, build, plan, throwIfCancelled, onPush) {
	ports.log.report(describePushPlan(plan));
	const built = await retry(ports, pushRetries, async () => {
		try {
			return await build.run(plan.strategies, onPush);
		} catch (error) {
			throwIfCancelled();
			const problem = error instanceof TagboatError ? error.problems[0] : void 0;
			if (problem?.original === void 0) throw error;
			if (isTransient(problem.original)) throw new TransientError(problem, "The push failed");
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
// src/publish/pushed.ts
/**
* Compares what the builder pushed under the anchors with the digests that it reports. Throws a TagboatError where they differ: then
* no digest says which image under an anchor is this run's. Costs a request only where an anchor was seen with another digest.
*/
async function checkPushed(request, anchors, reported, { seen, said }) {
	throwAll(anchors.flatMap(({ facts: { ref, target } }) => {
		const [pushed, told] = [said?.get(ref), reported.get(target)];
		return pushed === void 0 || told === void 0 || pushed === told ? [] : [digestMismatch(ref, pushed, told)];
	}));
	const strange = anchors.filter(({ facts: { ref, target } }) => seen?.get(ref)?.some((digest) => digest !== reported.get(target)));
	for (const { facts } of strange) {
		const digest = reported.get(facts.target) ?? "";
		if (await isAbsent(request, facts, digest)) throw new TagboatError(contentMissing$1(facts.repository.name, digest));
	}
}
/**
* After a verification that failed: anchors in whose repository the reported digest does not exist. Whatever the builder pushed there
* has another digest. By reference.
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
/** A registry that fails to answer says nothing. */
async function isAbsent({ registry }, { repository }, digest) {
	try {
		return await registry.headManifest(repository, { digest }) === void 0;
	} catch {
		return false;
	}
}
// src/publish/take-back.ts
/**
* Puts tags back, and decides again before it does: where another run of the release took this run's image for its own tags, the image
* stays, so that nothing is removed beneath them. `left`: tags under which a run that has ended may have lost its image.
*/
async function takeBack(registry, changed, planned, pace) {
	const written = new Set(changed.filter((one) => !isUnwritten(one)).map(refOf));
	const asking = findRelied(registry, planned.filter((one) => !written.has(refOf(one))));
	const isRelied = (one) => relied.has(destinationKey(one.decision.facts));
	const all = await rollBack(guard(registry, changed, asking), changed, pace);
	const relied = await asking;
	const results = all.filter(({ ref }) => !changed.some((one) => refOf(one) === ref && isRelied(one)));
	const back = new Set(results.filter(({ action }) => action === "restored").map(({ ref }) => ref));
	const isOurs = new Set(results.filter(holdsDigest).map(({ ref }) => ref));
	const late = changed.some(hasRelease) ? await findRelied(registry, planned.filter((one) => !isRelied(one) && !isOurs.has(refOf(one)))) : /* @__PURE__ */ new Set();
	const lost = changed.filter((one) => late.has(destinationKey(one.decision.facts)) && back.has(refOf(one))).map(refOf);
	return {
		results: [...changed.filter(isRelied).map(stay), ...results],
		left: [.../* @__PURE__ */ new Set([...lost, ...findSuperseded(changed, results, planned)])]
	};
}
const refOf = ({ decision }) => decision.facts.ref;
const hasRelease = ({ decision }) => decision.facts.tag.follows.kind === "release";
/** Refuses to write tags of the places that other runs rely on. What `rollBack` says of them is not used. */
function guard(registry, changed, asking) {
	const check = async (repository, tag) => {
		const relied = await asking;
		const isIts = ({ decision: { facts } }) => facts.tag.name === tag && isSame(facts.repository, repository) && relied.has(destinationKey(facts));
		if (changed.some(isIts)) throw new Error("Another run relies on this image.");
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
/** Places where tags on a line hold this run's image, though this run has not put it there. */
async function findRelied(registry, planned) {
	const asked = planned.filter(({ decision, ours }) => {
		const { tag, image } = decision.facts;
		return tag.follows.kind === "line" && image?.digest !== ours;
	}).map(async ({ decision, ours }) => {
		const { repository, tag } = decision.facts;
		return (await registry.headManifest(repository, { tag: tag.name }).catch(() => void 0))?.digest === ours ? [destinationKey(decision.facts)] : [];
	});
	return new Set((await Promise.all(asked)).flat());
}
function stay(change) {
	const { decision, previous, ours, error } = change;
	const { ref, tag } = decision.facts;
	const was = previous === void 0 ? {} : { previous };
	if (isUnwritten(change)) return {
		ref,
		name: tag.name,
		digest: ours,
		...was,
		action: "failed",
		reason: `${explain(error)}; another run of this release put it there`
	};
	const action = previous === void 0 ? "created" : "moved";
	return {
		ref,
		name: tag.name,
		digest: ours,
		...was,
		action,
		reason: "stays: another run of this release uses this image"
	};
}
/**
* A run that published one tag of a branch while this one ran may have left the branch's other tags to this run, whose commit is newer.
* They hold something older now.
*/
function findSuperseded(changed, results, planned) {
	const before = new Map(planned.map(({ decision: { facts } }) => [facts.ref, facts.image?.digest]));
	const line = ({ decision: { facts } }) => `${destinationKey(facts)} ${JSON.stringify(facts.tag.follows)}`;
	const isNew = ({ decision, previous }) => previous !== void 0 && previous !== before.get(decision.facts.ref);
	return changed.flatMap((change) => {
		const { ref } = change.decision.facts;
		const others = changed.filter((one) => isNew(one) && line(one) === line(change));
		const now = results.find((result) => result.ref === ref);
		const isOlder = others.length > 0 && others.every(({ previous }) => previous !== now?.digest);
		return now?.action === "restored" && isOlder ? [ref] : [];
	});
}
// src/publish/accept-anchor.ts
/**
* What becomes of an anchor that the builder has pushed. Where another run's image was there first, that image is decided on as if it
* had been read in time, and is restored at once where it should have stayed. A release's is not where a run that is still going has
* taken this run's image from the anchor meanwhile. `all`: the run's decisions.
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
			error: new Error(explain(error)),
			isTried: true
		};
	}
}
/** The image that the builder pushed over. One that was first seen after this run's came later. */
function findEarlier(seen, ours) {
	const index = seen.indexOf(ours);
	return (index < 0 ? seen : seen.slice(0, index)).at(-1);
}
async function decideOn(request, { facts }, digest) {
	request.facts.source.forget();
	return decideTag(await gatherTag(askFor({
		...request,
		registry: {
			...request.registry,
			headManifest: async () => ({ digest })
		}
	}), facts), runOf(request, facts.target), request.guards);
}
/**
* Puts another run's image back under an anchor. True where it did not: a tag beside the release, which this run has not written, holds
* this run's image, so that another run uses that image and may have ended.
*/
async function restore({ registry }, { kind, facts }, { ours, theirs, beside }) {
	const { repository, tag } = facts;
	const there = await registry.getManifest(repository, { digest: theirs });
	const planned = kind === "published" ? beside.map((decision) => ({
		decision,
		ours
	})) : [];
	const [now, relied] = await Promise.all([registry.headManifest(repository, { tag: tag.name }), findRelied(registry, planned)]);
	if (relied.size > 0) return true;
	if ((now?.digest === ours || now?.digest === theirs) && there !== void 0) await registry.putManifest(repository, { tag: tag.name }, there);
	return false;
}
// src/publish/outcome.ts
/** An outcome as the report tells it. */
function describeOutcome(outcome, contents) {
	const { facts } = outcome.decision;
	const there = facts.image?.digest;
	const result = {
		ref: facts.ref,
		name: facts.tag.name,
		...there === void 0 ? {} : {
			digest: there,
			previous: there
		}
	};
	switch (outcome.kind) {
		case "done": return describeDone(outcome, contents.get(destinationKey(facts))?.digest);
		case "left": return describeLeft(outcome, result);
		case "skipped": return outcome.decision.kind === "create" || outcome.decision.kind === "move" ? {
			...result,
			action: "failed",
			reason: "it was not touched"
		} : describeLeft({
			kind: "left",
			decision: outcome.decision
		}, result);
		case "failed": return {
			...result,
			action: "failed",
			reason: explain(outcome.error)
		};
	}
}
function describeDone({ decision, previous }, digest) {
	const { ref, tag } = decision.facts;
	const held = digest === void 0 ? {} : { digest };
	if (previous === void 0) return {
		ref,
		name: tag.name,
		...held,
		action: "created"
	};
	return {
		ref,
		name: tag.name,
		...held,
		previous,
		action: previous === digest ? "unchanged" : "moved"
	};
}
function describeLeft({ decision }, result) {
	switch (decision.kind) {
		case "published": return {
			...result,
			action: "unchanged",
			reason: "it is released already, from this commit"
		};
		case "keep": return {
			...result,
			action: "kept",
			reason: decision.reason
		};
		case "refuse": return {
			...result,
			action: "refused",
			reason: decision.problem.what
		};
		default: return {
			...result,
			action: "unchanged"
		};
	}
}
// src/publish/entries.ts
function toEntry(first, outcome, contents, isAnchor) {
	const { decision } = outcome;
	const written = outcome.kind === "done" ? contents.get(destinationKey(decision.facts))?.digest : void 0;
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
/** Left to other runs: what they put there is no matter of this run. */
const isLeft = ({ first }) => first.kind === "keep" && first.isLeft === true;
/** What this run left there, or found there and left alone. */
const expected = ({ written, decision }) => written ?? decision.facts.image?.digest;
/** As the report has it. */
function describeEntry({ decision, previous, written, now, state, reason }) {
	const { ref, tag } = decision.facts;
	const was = previous === void 0 ? {} : { previous };
	const held = now === void 0 ? {} : { digest: now };
	const result = {
		ref,
		name: tag.name,
		...held,
		...was
	};
	const why = reason === void 0 ? {} : { reason };
	if (state === "failed") return {
		...result,
		action: state,
		...why
	};
	if (state === "superseded") return {
		...result,
		action: written === void 0 ? "kept" : state,
		...why
	};
	if (written === void 0) return {
		...describeOutcome({
			kind: "left",
			decision
		}, /* @__PURE__ */ new Map()),
		...held
	};
	if (previous === void 0) return {
		...result,
		action: "created"
	};
	return {
		...result,
		action: previous === now ? "unchanged" : "moved"
	};
}
// src/publish/release.ts
/**
* Which content a release has, for each place: that under the full version. Two runs of one release may write it in any order; both
* then take what they read there last for all their tags. Of several repositories the first one decides, but for those that had
* the release before.
*/
function findReleased$1(entries) {
	const leaders = /* @__PURE__ */ new Map();
	for (const entry of entries) {
		const { target } = entry.first.facts;
		if (isRelease(entry) && !isLeft(entry) && !leaders.has(target)) leaders.set(target, entry);
	}
	return new Map(entries.flatMap((entry) => {
		const { facts } = entry.first;
		const leader = leaders.get(facts.target);
		if (leader === void 0) return [];
		const own = entries.find((one) => isRelease(one) && one.first.kind === "published" && destinationKey(one.first.facts) === destinationKey(facts));
		return [[destinationKey(facts), own ?? leader]];
	}));
}
/** The manifest for one place: this run's own, or that of another run of the release. Undefined where it is gone. */
async function contentFor(request, place, digest, { own, landed, leader }) {
	const key = destinationKey(place);
	const known = own.get(key);
	if (known?.digest === digest) return known;
	const source = landed.sources.get(place.target);
	const from = leader?.first.facts.repository ?? place.repository;
	const found = source?.digest === digest ? source : {
		digest,
		parts: [{
			repository: from,
			digest
		}],
		referrersOf: isSame(from, place.repository) ? [] : [digest]
	};
	return (await collectContents({
		registry: request.registry,
		log: request.ports.log
	}, [place], /* @__PURE__ */ new Map([[place.target, found]]))).get(key);
}
/** The manifests for the tags beside full versions that this run has written, or found written by another run of the release. */
async function adoptReleased({ request, own, landed }, outcomes, moving) {
	const released = findReleased$1(outcomes.map((outcome) => toEntry(outcome.decision, outcome, own, false)));
	const places = new Map(moving.map(({ facts }) => [destinationKey(facts), facts]));
	const found = await Promise.all([...places].map(async ([key, place]) => {
		const leader = released.get(key);
		const digest = leader && expected(leader);
		if (digest === void 0) return [];
		const content = await contentFor(request, place, digest, {
			own,
			landed,
			leader
		});
		return content === void 0 ? [] : [[key, content]];
	}));
	return new Map([...own, ...found.flat()]);
}
// src/decide/order.ts
/**
* Whether a strict order says that a tag belongs to this run's content and not to what another run put there meanwhile: a higher
* version, a descendant, the tip of the branch, a push over a pull request. Of two runs at most one has it, so that they cannot
* move a tag to and fro. The same commit, equal versions, diverged or unknown ancestry, promotions, `overwrite: true` and
* `forward-only: false` have no strict order: the last write stands. `decision` is over what the tag holds now.
*/
function winsStrictly(decision, run, guards) {
	if (decision.kind === "create") return true;
	const isPromotion = run.digest !== void 0 && run.isMerge !== true;
	if (decision.kind !== "move" || isPromotion || !guards.forwardOnly) return false;
	const { tag, image, ancestry, unknown } = decision.facts;
	switch (tag.follows.kind) {
		case "line": {
			const { scheme, version } = tag.follows;
			const there = image?.version;
			if (there === void 0 || parseVersion(scheme, there) === void 0 || unknown !== void 0) return false;
			return compareVersions(scheme, there, version) < 0;
		}
		case "branch":
		case "pull":
			if (ancestry?.kind === "tip" || ancestry?.kind === "ahead" && ancestry.isDescendant === true) return true;
			return replacesPull(decision, run);
		default: return false;
	}
}
/** A push publishes the branch; what a pull request put under the branch's tag gives way to it. */
function replacesPull({ facts }, run) {
	const { tag, image, ancestry } = facts;
	const isOfPull = image?.event?.startsWith("pull_request") === true;
	const isOwn = tag.fromRef?.branch !== void 0 && image?.branch === tag.fromRef.branch;
	return !run.isPullRequest && isOfPull && isOwn && ancestry?.kind === "ahead";
}
// src/publish/verdict.ts
const settled = { kind: "settled" };
/** The state of a tag that needs no new decision, since it holds what it should or is as this run left it; undefined for any other. */
function findFinal(entry, { own, released }) {
	if (entry.state === "failed") return "failed";
	if (isLeft(entry)) return "settled";
	const isExpected = entry.now === expected(entry);
	const isOurs = entry.written !== void 0 || entry.decision.kind === "unchanged";
	if (entry.now === (released ?? own) && (isOurs || isExpected)) return "settled";
	if (isOurs || !isExpected) return void 0;
	return entry.state === "superseded" ? "superseded" : "settled";
}
/** The same of the full version that decides which image the release has. */
function findFinalRelease(entry) {
	if (entry.state === "failed") return "failed";
	return entry.now !== void 0 && entry.now === expected(entry) ? "settled" : void 0;
}
/** A full version is written once. Another run's image stays under it; only where nothing is left there it is written again. */
function judgeRelease({ entry, decision, own, isLast }) {
	const now = decision.facts.image?.digest;
	if (mayBeOld(entry, now) && !isLast) return { kind: "open" };
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
/** Any other tag: written again only where a strict order or the release says that it gets this run's content. */
function judgeTag(evidence) {
	const { entry, decision, own, released, isLast } = evidence;
	const now = decision.facts.image?.digest;
	const wanted = released ?? own;
	if (mayBeOld(entry, now) && !isLast) return { kind: "open" };
	if (now === wanted) return settled;
	if (isDue(evidence)) return write$1(wanted, isLast);
	if (decision.kind === "refuse") return {
		kind: "failed",
		why: decision.problem.what
	};
	if (decision.kind !== "keep") return isLost(entry, now) ? lost(entry, now) : {
		kind: "superseded",
		why: "another run published it last, and neither of the two is newer"
	};
	return entry.written === void 0 ? settled : {
		kind: "superseded",
		why: decision.reason
	};
}
/**
* A builder pushes an anchor without a look at it, so that it may have replaced the image of a newer run. That run's other tags show
* it: the digest that the anchor gets, or undefined.
*/
function findNewer(anchor, all) {
	const { facts } = anchor.first;
	const { follows } = facts.tag;
	if (!anchor.isAnchor || anchor.state !== "settled" || anchor.written === void 0) return void 0;
	if (follows.kind !== "branch" && follows.kind !== "pull") return void 0;
	return all.find(({ first, decision }) => destinationKey(first.facts) === destinationKey(facts) && JSON.stringify(first.facts.tag.follows) === JSON.stringify(follows) && decision.kind === "keep" && decision.facts.ancestry?.kind === "behind" && decision.facts.image?.digest !== first.facts.image?.digest)?.decision.facts.image?.digest;
}
/** Whether an answer that shows this digest may be an old one: it shows what this run has replaced. */
const isOld = ({ written, replaced }, now) => written !== void 0 && now !== written && now === replaced;
/**
* Whether a release shows another run's image for the first time. That run's builder may have pushed it without a look; that run then
* restores this run's image.
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
	why: "other runs went on moving it"
} : {
	kind: "write",
	digest
};
/** The second answer shows what this run has replaced, and the first did not: one of the two may be an old one. */
const mayBeOld = (entry, now) => entry.written !== void 0 && now !== entry.now && now === entry.replaced;
/** It holds again, or still, what it held before: nobody published anything, so this run's write is lost. */
const isLost = ({ written, previous }, now) => written !== void 0 && now !== void 0 && now === previous;
const lost = ({ written }, now) => ({
	kind: "failed",
	why: `the registry has ${now}, which it held before, instead of ${written}`
});
// src/publish/converge.ts
/** How often tags are read, and written again where that is due. The first look is the only one of an undisturbed run. */
const mostRounds = 5;
/** Waits, in ms, before a tag is read again whose answer may be an old one, or whose image another run may restore. */
const waits = [200, 1e3];
/**
* Reads every tag once more. Where another run wrote one meanwhile, a strict order decides whether this run writes it again; without
* one the last write stands. This file reads and writes, `verdict.ts` decides. See docs/decisions/concurrent-runs.md.
*/
async function converge(given, entries) {
	let known = entries;
	for (let round = 1;; round += 1) {
		const isLast = round === mostRounds || given.request.isCancelled();
		known = await Promise.all(known.map((entry) => look(given, entry)));
		known = await settleRound(given, known, isLast);
		if (isLast || known.every(({ state }) => state !== "open")) return known;
	}
}
async function look(given, entry) {
	if (entry.state === "failed") return entry;
	const { request } = given;
	const { repository, tag } = entry.first.facts;
	const own = ownDigest(given, entry);
	const read = async () => (await request.registry.headManifest(repository, { tag: tag.name }))?.digest;
	try {
		let now = await read();
		for (const wait of waits) {
			if (!(isOld(entry, now) || mayBeRestored(entry, now, own)) || request.isCancelled()) break;
			await request.ports.clock.sleep(wait);
			now = await read();
		}
		return {
			...entry,
			now
		};
	} catch (error) {
		const reason = `it could not be read back: ${explain(error)}`;
		return {
			...entry,
			now: void 0,
			state: "failed",
			reason
		};
	}
}
/** Full versions first: their image is the one that the tags beside them get. */
async function settleRound(given, known, isLast) {
	const leaders = new Set(findReleased$1(known).values());
	const led = new Map(await Promise.all([...leaders].map(async (leader) => [leader, await settleRelease(given, leader, isLast)])));
	const all = known.map((entry) => led.get(entry) ?? entry);
	const released = findReleased$1(all);
	const settled = await Promise.all(all.map((entry) => {
		const leader = released.get(destinationKey(entry.first.facts));
		return leader === entry ? entry : settleTag(given, entry, leader, isLast);
	}));
	if (isLast) return settled;
	return Promise.all(settled.map((entry) => giveWay(given, entry, settled)));
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
/** `leader`: the full version's entry, where the tag belongs to a release. */
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
/** An anchor that replaced the image of a newer run gets that image. */
async function giveWay(given, entry, all) {
	const digest = findNewer(entry, all);
	if (digest === void 0) return entry;
	return attempt(entry, () => write(given, entry, digest, void 0));
}
const ownDigest = ({ landed }, { first }) => landed.sources.get(first.facts.target)?.digest;
async function gatherEvidence(given, entry) {
	const { request } = given;
	const decision = await decideAgain(given, entry);
	const run = runOf(request, entry.first.facts.target);
	return {
		entry,
		decision,
		own: ownDigest(given, entry),
		run,
		guards: request.guards
	};
}
async function decideAgain({ request, said }, { first }) {
	request.facts.source.forget();
	const facts = await gatherTag(askFor(request), first.facts, true);
	const decision = decideTag(facts, runOf(request, facts.target), request.guards);
	if (decision.kind !== "keep") announce(request.ports.log, [decision], said);
	return decision;
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
async function write({ request, own, landed }, entry, digest, leader) {
	const { facts } = entry.first;
	const { repository, tag, ref } = facts;
	const content = digest === void 0 ? void 0 : await contentFor(request, facts, digest, {
		own,
		landed,
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
			reason: explain(error)
		};
	}
}
// src/publish/move.ts
/** A tag that names one content for ever. */
const isFixed = ({ facts }) => ["release", "commit"].includes(facts.tag.follows.kind);
/**
* Points every tag at its manifest, all in parallel (the registry client bounds how many at once). After the first failure nothing
* new is begun; what is in flight ends.
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
/** Registries have no compare-and-swap: reading just before the PUT leaves the smallest gap there can be. */
async function moveTag(request, planned) {
	const { repository, tag } = planned.facts;
	const manifest = request.manifests.get(destinationKey(planned.facts));
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
// src/publish/results.ts
/** The platforms of what is there, with their sizes; where they cannot be read, none. */
async function listPlatforms({ registry, images }, contents) {
	const listed = images.flatMap(({ plan, platforms, ownPlatform }) => plan.repositories.map(async (repository) => {
		const key = destinationKey({
			target: plan.target,
			repository
		});
		const content = contents.get(key);
		if (content === void 0) return [key, []];
		return [key, await readPlatforms(registry, repository, content, platforms[0] ?? ownPlatform).catch(() => [])];
	}));
	return new Map(await Promise.all(listed));
}
/** In the order of the plans, whatever order things were done in. */
function perRepository({ images }, results, contents, platforms = /* @__PURE__ */ new Map()) {
	const known = new Map(results.map((result) => [result.ref, result]));
	return images.flatMap(({ plan, origin }) => plan.repositories.map((repository) => {
		const { target } = plan;
		const key = destinationKey({
			target,
			repository
		});
		const tags = tagsOf(plan, repository).flatMap((tag) => known.get(formatReference(repository, { tag: tag.name })) ?? []);
		const digest = contents.get(key)?.digest ?? tags.find(holdsDigest)?.digest;
		const held = digest === void 0 ? {} : { digest };
		const told = {
			platforms: platforms.get(key) ?? [],
			tags,
			...origin && { origin }
		};
		return {
			target,
			repository,
			...held,
			...told
		};
	}));
}
// src/publish/verify.ts
/** Each place holds its image's digest, and the index lists what was asked for; throws where one does not. */
async function verify(request, places, sources) {
	const contents = await collectContents({
		registry: request.registry,
		log: request.ports.log
	}, places, sources);
	const problems = request.images.filter(({ platforms }) => platforms.length > 1).flatMap((image) => image.plan.repositories.map((repository) => checkPlatforms(request, image, repository, contents)));
	throwAll((await Promise.all(problems)).flat());
	return contents;
}
async function checkPlatforms({ registry }, { plan, platforms, ownPlatform }, repository, contents) {
	const content = contents.get(destinationKey({
		target: plan.target,
		repository
	}));
	if (content === void 0) return [];
	const missing = findMissing(platforms, await readPlatforms(registry, repository, content, ownPlatform));
	return missing.length === 0 ? [] : [platformsMissing(missing, repository.name)];
}
/** To where every tag holds the digest already. */
async function bringLate({ registry, ports: { log } }, decisions, contents, sources) {
	const holders = decisions.flatMap(({ kind, facts }) => kind === "unchanged" ? [facts] : []);
	const left = [...new Map(holders.map((facts) => [destinationKey(facts), facts]))].filter(([key]) => !contents.has(key));
	await Promise.all(left.map(async ([, { target, repository }]) => {
		const source = sources.get(target);
		if (source !== void 0) await bringReferrers({
			registry,
			log
		}, repository, source);
	}));
}
// src/publish/settle.ts
/** Verifies what landed, moves the tags, puts them back where something failed, and reads everything back. */
async function settle(request, decisions, landed) {
	const said = new Set(decisions.map(remark));
	const anchored = await Promise.all(landed.anchors.map((anchor) => acceptAnchor(request, anchor, landed, decisions)));
	let own;
	try {
		own = await verify(request, decisions.filter(isChange).map(({ facts }) => facts), landed.sources);
		await bringLate(request, decisions, own, landed.sources);
	} catch (error) {
		if (anchored.length === 0) throw error;
		const reported = (target) => landed.sources.get(target)?.digest;
		const pushed = await findPushed(request, landed.anchors, reported, landed);
		const undone = await undo(request, decisions, landed, anchored, error instanceof TagboatError ? error.problems : [], pushed);
		if (error instanceof TagboatError) return undone;
		warn(request.ports.log, undone.problems);
		throw error;
	}
	const given = {
		request,
		own,
		landed,
		said
	};
	const moved = await moveAll(given, anchored, decisions.filter((decision) => isChange(decision) && !landed.anchors.includes(decision)));
	const outcomes = [...anchored, ...moved];
	if (outcomes.some(({ kind }) => kind === "failed" || kind === "skipped")) return undo(request, decisions, landed, outcomes, []);
	const known = new Map(outcomes.map((outcome) => [outcome.decision.facts.ref, outcome]));
	const entries = decisions.map((first) => {
		return toEntry(first, known.get(first.facts.ref) ?? {
			kind: "left",
			decision: first
		}, own, isChange(first) && landed.anchors.includes(first));
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
		images: perRepository(request, results, adopted(settled, own), platforms),
		problems
	};
}
/** Fixed tags first: where another run released the version meanwhile, its image is what the other tags get. */
async function moveAll(given, anchored, rest) {
	const { request, own, said } = given;
	const move = {
		registry: request.registry,
		decideAgain: async ({ facts }) => {
			request.facts.source.forget();
			const decision = decideTag(await gatherTag(askFor(request), facts), runOf(request, facts.target), request.guards);
			announce(request.ports.log, [decision], said);
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
/** The report's digests are those that the tags have. */
function adopted(entries, own) {
	const released = [...findReleased$1(entries)].flatMap(([key, { now }]) => now === void 0 ? [] : [[key, { digest: now }]]);
	return new Map([...own, ...released]);
}
async function undo(request, decisions, { sources }, outcomes, problems, pushed = /* @__PURE__ */ new Map()) {
	const oursOf = (decision) => sources.get(decision.facts.target)?.digest ?? "";
	const changed = outcomes.flatMap((outcome) => {
		if (outcome.kind === "left" || outcome.kind === "skipped") return [];
		const error = outcome.kind === "failed" ? {
			error: outcome.error,
			isTried: outcome.isTried
		} : {};
		const { decision, previous } = outcome;
		return [{
			decision,
			previous,
			ours: oursOf(decision),
			...error,
			...pushed.get(decision.facts.ref)
		}];
	});
	request.ports.log.info("Publishing failed: the tags that were moved are put back.");
	const isCancelled = request.isCancelled();
	const all = decisions.map((decision) => ({
		decision,
		ours: oursOf(decision)
	}));
	const { results: back, left } = await takeBack(request.hasty, changed, all, paceOf(request));
	const known = new Map(back.map((result) => [result.ref, result]));
	const results = decisions.map((decision) => known.get(decision.facts.ref) ?? describeOutcome({
		kind: "skipped",
		decision
	}, /* @__PURE__ */ new Map()));
	const causes = problems.filter(({ code }) => code !== cancelledMeanwhile().code);
	const failure = isCancelled ? cancelled(results) : notPublished(results, causes.length > 0);
	const named = left.length > 0 ? [reliedOn(left)] : [];
	return {
		images: perRepository(request, results, /* @__PURE__ */ new Map()),
		problems: [
			...causes,
			failure,
			...named
		]
	};
}
// src/publish/watch.ts
/**
* The shortest time between two looks, in ms, and the part of the time since the builder began to push. The builder prints its log in
* batches, so its lines alone come too late. A push of ten minutes costs about 150 looks.
*/
const shortestPause = 40;
const pausePart = 1 / 20;
/** A push of several hours. */
const mostLooks = 300;
function watchAnchors(registry, anchors, clock) {
	const found = /* @__PURE__ */ new Map();
	const said = /* @__PURE__ */ new Map();
	/** What the builder said under an anchor before it said something else: a push that it tried again. */
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
		const before = said.get(own);
		if (before !== void 0) outdated.set(own, [...outdated.get(own) ?? [], before]);
		said.set(own, digest);
	};
	/** Whether an image is of another run, or the last one of this run. */
	const counts = (ref) => (digest) => digest === said.get(ref) || outdated.get(ref)?.includes(digest) !== true;
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
		said: () => said,
		saidBefore: () => outdated
	};
}
const isThrottled = (error) => error instanceof TagboatError && error.problems.some(({ code }) => code === "registry-too-many-requests");
// src/publish/publish.ts
/**
* The publishing algorithm of docs/publishing.md: facts, decisions, land, verify, move, read back. What is refused,
* and what fails before a tag moved, is thrown; what fails afterwards is rolled back and told in `problems`.
*/
async function publish(request) {
	const { builder } = request;
	const decisions = decideAll(request.gathered ?? await gatherFacts(askFor(request)), request);
	const changes = decisions.filter(isChange);
	const existing = findExisting(request, decisions);
	if (changes.length === 0) tellNothing(request, existing);
	const missing = changes.filter(({ facts }) => !existing.has(facts.target));
	if (builder === void 0 || missing.length === 0) return settle(request, decisions, {
		sources: existing,
		anchors: []
	});
	return publishBuild(request, builder, decisions, existing);
}
/** What needs no build: given by the request, or released already, which is said unless it was `known` before. */
function findExisting({ images, ports }, decisions, known = /* @__PURE__ */ new Map()) {
	const sources = images.flatMap(({ plan, source }) => {
		const own = decisions.filter(({ facts }) => facts.target === plan.target);
		const released = findReleased(own);
		if (released !== void 0 && !known.has(plan.target)) ports.log.notice(tellReleased(released));
		const found = (released && sourceOf(released)) ?? source;
		return found === void 0 ? [] : [[plan.target, found]];
	});
	return new Map(sources);
}
async function publishBuild(request, { prepare, load }, decisions, existing) {
	throwIfCancelled(request);
	const build = await prepare(existing);
	const missing = (all, there) => all.filter(isChange).filter(({ facts }) => !there.has(facts.target));
	const plan = (all) => {
		const places = new Set(all.filter(isChange).map(({ facts }) => destinationKey(facts)));
		return planPush(missing(all, existing), build, {
			load,
			isAlone: places.size === 1
		});
	};
	const strategy = plan(decisions);
	if (!strategy.isWarmedUp) return pushAndSettle(request, build, decisions, {
		existing,
		strategy
	});
	await build.run(new Map([...strategy.strategies.keys()].map((target) => [target, { kind: "warm" }])));
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
		strategy: plan(again)
	});
}
async function pushAndSettle(request, build, decisions, { existing, strategy }) {
	throwIfCancelled(request);
	const { built, strategy: used, seen } = await pushSomehow(request, build, strategy);
	const landed = sourcesOf(used.strategies, built.digests);
	const sources = new Map([...existing, ...landed]);
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
/** The post step removes what is left; what was published stays published. */
async function removeLayout({ ports }, { layout }) {
	try {
		await layout?.remove();
	} catch (error) {
		ports.log.warning(`The image layout is left for the post step: ${explain(error)}`);
	}
}
function throwIfCancelled({ isCancelled }) {
	if (isCancelled()) throw new TagboatError(cancelledEarly());
}
/**
* Decides over every tag; throws everything that stands against publishing at once, before anything is built. What was
* said of `earlier` decisions is not said again.
*/
function decideAll(facts, request, earlier = []) {
	const { guards, ports } = request;
	const decisions = decideTags(facts.tags, (target) => runOf(request, target), guards);
	const refused = decisions.flatMap((decision) => decision.kind === "refuse" ? [decision.problem] : []);
	throwAll([...facts.refusals, ...refused]);
	announce(ports.log, decisions, new Set(earlier.map(remark)));
	return decisions;
}
function findReplaced(decision, existing) {
	if (decision.kind !== "published" || existing.has(decision.facts.target)) return [];
	return [releasedMeanwhile(decision.facts.ref, decision.digest)];
}
/** Where this commit's release is already: its image is the source for what the first run left behind. */
const findReleased = (decisions) => decisions.find((decision) => decision.kind === "published");
const tellReleased = ({ facts }) => `${facts.ref} is released already, from this commit: nothing is built or merged, its image is the source. Other inputs (no-cache, build-args) do not change that; overwrite: true replaces it.`;
/** A build that does not happen is said, with what would make it happen; why each tag is kept is said before. */
function tellNothing({ images, builder, ports }, existing) {
	const idle = images.filter(({ plan }) => plan.tags.length > 0 && !existing.has(plan.target));
	if (builder === void 0 || idle.length === 0) {
		ports.log.info("Nothing to create or move: nothing is done.");
		return;
	}
	ports.log.notice("Nothing is built: every tag is kept. To build all the same, add a tag that may move, or set overwrite: true or forward-only: false where that keeps a tag.");
}
const sourceOf = ({ facts, digest }) => ({
	digest,
	parts: [{
		repository: facts.repository,
		digest
	}],
	referrersOf: [digest]
});
/** A push that the builder cannot do is tried once more as our own: some registries take that, and others say why not. */
async function pushSomehow(request, build, strategy) {
	const instead = request.builder?.load ? void 0 : planInstead(strategy, build);
	try {
		return await pushOrCleanUp(request, build, strategy);
	} catch (error) {
		const isClean = error instanceof TagboatError && error.problems.length === 1;
		if (instead === void 0 || !isClean || !isRefusedPush(error)) throw error;
		request.ports.log.info("The engine’s own push was refused: the image is pushed without it.");
		return await pushOrCleanUp(request, build, instead);
	}
}
/** A failed push may have moved an anchor all the same; it is put back before the failure is told. */
async function pushOrCleanUp(request, build, strategy) {
	const watch = watchAnchors(request.registry, strategy.anchors, request.ports.clock);
	let isPushed = false;
	try {
		const built = await pushImages(request.ports, build, strategy, () => throwIfCancelled(request), watch.look);
		isPushed = true;
		const seen = await watch.seen();
		await checkPushed(request, strategy.anchors, built.digests, {
			seen,
			said: watch.said()
		});
		return {
			built,
			strategy,
			seen
		};
	} catch (error) {
		const watched = {
			seen: await watch.seen(),
			said: watch.said(),
			saidBefore: watch.saidBefore(),
			hasBegun: watch.hasBegun(),
			isPushed,
			saysAll: build.abilities.rich && !request.isCancelled()
		};
		await cleanUpAnchors(request, strategy.anchors, error, watched);
		throw error;
	}
}
// src/publish/by-digest.ts
/**
* `push: digest`: the content lands in every repository and is verified there, and no tag is touched. To be tested
* and then promoted, or merged with other platforms. Whatever fails is thrown.
*/
async function publishByDigest(request) {
	const { images, builder, ports } = request;
	decideAll(request.gathered ?? await gatherFacts(askFor(request)), request);
	const existing = new Map(images.flatMap(({ plan, source }) => source === void 0 ? [] : [[plan.target, source]]));
	const missing = images.filter(({ source }) => source === void 0);
	if (builder === void 0 || missing.length === 0) return report(request, existing);
	throwIfCancelled(request);
	const build = await builder.prepare(existing);
	const strategy = planUntagged(missing.map(({ plan: { target, repositories } }) => ({
		target,
		names: repositories.map(({ name }) => name)
	})), build);
	try {
		const built = await pushImages(ports, build, strategy, () => throwIfCancelled(request));
		const landed = sourcesOf(strategy.strategies, built.digests);
		return {
			...await report(request, new Map([...existing, ...landed])),
			built
		};
	} finally {
		if (strategy.kind === "layout") await removeLayout(request, build);
	}
}
async function report(request, sources) {
	throwIfCancelled(request);
	const places = request.images.flatMap(({ plan: { target, repositories } }) => repositories.map((repository) => ({
		target,
		repository
	})));
	const offering = request.offer?.(sources);
	const contents = await verify(request, places, sources);
	const offered = offering?.then((finish) => finish());
	const [platforms] = await Promise.all([listPlatforms(request, contents), offered]);
	return {
		images: perRepository(request, [], contents, platforms),
		problems: []
	};
}
// src/errors/trigger.ts
function badEventFile(path) {
	return {
		code: "event-file",
		what: `The event file '${path}' (GITHUB_EVENT_PATH) is no JSON.`,
		fix: "The runner writes it; a step before this one may have changed it."
	};
}
function unknownRef(event) {
	return {
		code: "ref-unknown",
		what: `Neither the environment (GITHUB_REF, GITHUB_SHA) nor git tells which ref this run (event '${event}') is about.`,
		fix: "Run it in a GitHub workflow, or in a git working copy with a commit and a branch checked out."
	};
}
// src/git/foreign-head.ts
/**
* Reads HEAD as files ("gitrepository-layout"), without git; undefined where it names no commit. Refs that are kept in
* another format than files (reftable) are not found.
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
/** A loose ref is newer than a packed one. */
async function readRef$1(files, common, ref) {
	const loose = idIn(await files.read(join(common, ref)));
	if (loose !== void 0) return loose;
	const line = (await files.read(join(common, "packed-refs")) ?? "").split("\n").find((each) => each.endsWith(` ${ref}`));
	return idIn(line?.slice(0, -ref.length - 1));
}
/** The name that a symbolic ref holds; git lets no name have `..` in it (git-check-ref-format). */
const pointedTo = (text) => {
	const name = /^ref:\s*(refs\/\S+)\s*$/.exec(text ?? "")?.[1];
	return name?.includes("..") ? void 0 : name;
};
const idIn = (text) => /^([0-9a-f]{40}(?:[0-9a-f]{24})?)\s*$/.exec(text ?? "")?.[1];
// src/git/checkout.ts
/**
* Reads the innermost working copy around a folder; undefined where there is none, or it has no commit. `workspace` and
* `folder` are absolute. Git runs with the configuration of the workspace's own repository alone: that of any other
* could name commands (core.sshCommand, filters), and may be a stranger's.
*/
async function readCheckout(ports, workspace, folder) {
	const { repository } = await findRepository(ports.files, workspace, folder);
	return readRepository$1(ports, repository);
}
/** The same of a working copy whose root the folder is; undefined where it is none: one around it does not count. */
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
/** Both questions at once: each start of git takes milliseconds. */
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
/** HEAD from the files; its commit's time from the objects, which git reads without the repository's configuration. */
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
// src/trigger/github.ts
/**
* Joins the runner's variables and the webhook payload. Shapes: "Default environment variables" and
* "Webhook events and payloads" in GitHub's documentation.
*/
function readGithubEvent(env, payload) {
	const event = env.GITHUB_EVENT_NAME || "local";
	const serverUrl = (env.GITHUB_SERVER_URL || "https://github.com").replace(/\/+$/, "");
	return compact({
		event,
		action: stringAt(payload, "action"),
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
/** Some events carry the default branch's ref whatever they are about; the payload knows better. */
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
/** A schedule always runs on the default branch, and its payload may say nothing else. */
function readDefaultBranch(event, env, payload) {
	const told = stringAt(payload, "repository", "default_branch");
	if (told !== void 0 || event !== "schedule") return told;
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
/** Only of a push to a branch: for a git tag, `after` may be a tag object. Zeros stand for "was not there". */
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
// src/trigger/read.ts
/**
* Reads the trigger once. `folder` is the build context's folder, whose HEAD is what gets built; undefined for a remote
* context. Both paths are absolute. `askTime` asks for the time of the revision's commit, where neither the event nor a
* checkout has it.
*/
async function readTrigger(ports, workspace, folder, askTime) {
	const told = readGithubEvent(ports.env, await readPayload(ports));
	const checkout = folder === void 0 ? void 0 : await readCheckout(ports, workspace, folder);
	const now = isoFromMillis(ports.clock.now());
	const ref = told.ref ?? localRef(checkout);
	const sha = told.sha ?? checkout?.revision;
	if (ref === void 0 || sha === void 0) throw new TagboatError(unknownRef(told.event));
	const headCommitTime = told.headCommitTime === void 0 ? void 0 : isoFromText(told.headCommitTime);
	const trigger = compact({
		event: told.event,
		action: told.action,
		ref,
		sha,
		revision: checkout?.revision ?? sha,
		commitTime: checkout?.commitTime ?? headCommitTime ?? now,
		time: now,
		defaultBranch: told.defaultBranch ?? checkout?.defaultBranch,
		pullRequest: told.pullRequest,
		baseRef: told.baseRef,
		push: told.push,
		repository: told.repository,
		actor: told.actor,
		serverUrl: told.serverUrl
	});
	const warnings = compareHead(told, checkout, sha);
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
/** Bytes. GitHub caps payloads at 25 MB ("Webhook events and payloads"). */
const payloadLimit = 33554432;
async function readPayload({ env, files }) {
	const path = env.GITHUB_EVENT_PATH;
	const text = path ? await files.read(path, payloadLimit) : void 0;
	if (path === void 0 || text === void 0 || text.trim() === "") return {};
	const payload = parseJson(text);
	if (payload === void 0) throw new TagboatError(badEventFile(path));
	return payload;
}
function localRef(checkout) {
	return checkout?.branch === void 0 ? void 0 : {
		kind: "branch",
		name: checkout.branch
	};
}
/** A pull request's head is a usual thing to check out instead of its merge commit. */
function compareHead(told, checkout, sha) {
	if (checkout === void 0 || checkout.revision === sha) return [];
	if (checkout.revision === told.pullRequest?.headSha) return [];
	return [`The build context's checkout is at ${checkout.revision}, but the ${told.event} event is about ${sha}. The image is built from the checkout, and its revision says so.`];
}
// src/errors/trust.ts
/** `why` is a sentence without an end that names the commit. */
const untrustedCommit = (event, why) => ({
	code: "untrusted-commit",
	what: `Event ${event} would push an untrusted commit: ${why}.`,
	fix: "Check out the newest commit of a branch of this repository; if the branch has moved on since, the run of its newer commit publishes. Keep other checkouts out of the build context. Build forks on pull_request. If the commit was reviewed, set input trust-fork-code to true."
});
const checkoutLogin = (folder, why) => ({
	code: "checkout-login",
	what: `The build could read the login that '${folder}/.git/config' holds, and its code is not trusted: ${why}.`,
	fix: "Set persist-credentials: false at actions/checkout."
});
// src/bake/lost-overrides.ts
/**
* The overrides that buildx took and whose value reached none of the targets that they match: 0.29 empties `network`, and
* leaves `no-cache-filter` and `ulimits` as the file has them. What is dropped without a word may be `network: none`.
*/
function findLost(definition, set) {
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
/** A later override may have replaced a network; buildx may write a limit out, `nofile=1:1`, and divide at commas. */
function lacks(target, key, value) {
	if (key === "network") return textOf$1(target, key) === "";
	const [first = ""] = value.split(",");
	return !listOf(target, key).some((item) => item.startsWith(first.trim()));
}
// src/bake/parse-print.ts
/** The fields whose values `--print` writes as templates again (buildx 0.23 and newer); keys are literal everywhere. */
const templates = /* @__PURE__ */ new Set([
	"args",
	"labels",
	"annotations",
	"extra-hosts",
	"dockerfile-inline"
]);
/**
* Reads what `docker buildx bake --print` wrote; undefined where it is no definition. `named` are the targets that a
* person named, groups and patterns among them, none for the group `default`: buildx prints that list sorted, and the
* order of `chosen` is the person's. Within a group it is the file's, but for the group `default`, whose own order
* `--print` does not keep.
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
/** Values as they are meant. A comma in an item of `platforms` divides, as it does where buildx builds. */
function readTarget(target) {
	const entries = Object.entries(target).map(([field, value]) => {
		const read = copy(value, templates.has(field) ? unescapeTemplate : (text) => text);
		return [field, field === "platforms" && Array.isArray(read) ? read.flatMap((item) => typeof item === "string" ? split(item) : []) : read];
	});
	return Object.fromEntries(entries);
}
const split = (platforms) => platforms.split(",").map((item) => item.trim());
/** `$${` is `${` and `%%{` is `%{`: the reverse of escapeTemplates. */
const unescapeTemplate = (text) => text.replace(/([$%])\1(?=\{)/g, "$1");
/** JSON with each text in it replaced; keys stay. */
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
/** The targets of a name: a group's in its order, those that a pattern matches, or the one that is called so. */
function expand(name, targets, groups, within) {
	const members = within.includes(name) ? void 0 : groups.get(name);
	if (members !== void 0) return members.flatMap((member) => expand(member, targets, groups, [...within, name]));
	if (targets.has(name)) return [name];
	const alias = name.replace(/\./g, "_");
	if (alias !== name && !within.includes(alias)) return expand(alias, targets, groups, [...within, name]);
	const matches = (groups.get("default") ?? []).filter((item) => matchesPattern(name, item));
	return within.length > 0 ? [] : matches.flatMap((item) => expand(item, targets, groups, ["default", name]));
}
// src/errors/reads.ts
/** `where` is the input or the file's key that names the path, for example `compose.yml, env_file`. */
function readOutside(where, path, access = "read") {
	return {
		code: "read-outside",
		what: `${where}: '${path}' is outside the workspace, or is or has a link that leads there.`,
		fix: `Keep it in the repository, or allow its real path with input allow: fs.${access}=PATH.`
	};
}
function readSpecial(where, path) {
	return {
		code: "read-special",
		what: `${where}: '${path}' is neither a file nor a folder, but a pipe, a device or a socket.`,
		fix: "Put a regular file in its place."
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
		what: `${path} is not YAML that compose understands in one way only, so the files that it reads are unknown.`,
		fix: "Check its syntax: repeated keys, unknown tags and control characters are refused. Let the name of an HCL file end with .hcl."
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
		what: `${where}: '${path}' is or holds a git repository, whose hooks and settings later steps would run.`,
		fix: "Write into a folder of its own, for example dest=out, or name the path in the workflow itself."
	};
}
/** `where` names what is below a folder that output `dest` of `target` fills. */
function outputOverlap(where, path, target, dest) {
	return {
		code: "output-overlap",
		what: `${where}: '${path}' is below '${dest}', which a build of target ${target} fills in the same step, with links where its image has some.`,
		fix: `Give each a folder of its own. To build from files of that target, write target:${target} in place of the folder.`
	};
}
/** buildx before 0.30 empties the files that outputs name while it only reads the bake file. `why` ends a sentence. */
function outputUncertain(file, why, version) {
	return {
		code: "bake-output-unclear",
		what: `${file} ${why}, and buildx ${version} empties the files that outputs name while it reads a bake file, wherever they are.`,
		fix: "Use buildx 0.30 or newer, or write output as a list of plain texts, such as output = [\"type=local,dest=out\"]."
	};
}
// src/reads/yaml-reader.ts
/** A file whose meaning compose and we could see in different ways. */
var Uncertain = class extends Error {};
/** Nodes that are visited in one file, those behind an alias each time; compose's own limit is 100,000. */
const mostNodes = 1e5;
/** What compose decodes without a change of the text. `!!binary`, for example, makes another key of what the file shows. */
const plainTags = /^(?:!|!reset|!override|tag:yaml\.org,2002:(?:str|map|seq|int|float|bool|null|merge))$/;
/** Throws Uncertain where the document has errors or unknown tags; so do its functions. */
function createYamlReader(document) {
	const { isAlias, isMap, isScalar, isSeq } = yaml();
	const targets = findTargets(document);
	let visited = 0;
	const open = (node) => {
		visited += 1;
		if (visited > mostNodes) throw new Uncertain();
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
/** Undefined for what YAML takes for nothing. */
function textOf(scalar) {
	const text = String(scalar.value ?? "");
	return scalar.type === "PLAIN" && scalar.tag === void 0 && /^(?:~|null|Null|NULL)?$/.test(text) ? void 0 : text;
}
/** What each alias stands for: the last node before it with its anchor. Throws Uncertain for what is not plain. */
function findTargets(document) {
	const { isAlias, isMap, visit } = yaml();
	if (document.errors.length > 0) throw new Uncertain();
	const anchors = /* @__PURE__ */ new Map();
	const targets = /* @__PURE__ */ new Map();
	let count = 0;
	visit(document, { Node(_key, node) {
		count += 1;
		if (count > mostNodes) throw new Uncertain();
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
* Characters that compose's parser takes for a line break or a byte order mark (YAML 1.1) and ours for text (YAML 1.2), or
* that no text file has; and directives.
*/
const ambiguous = /^%|\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufffd]|(?<!^)\ufeff/u;
const directive = /^%/m;
/**
* Reads the file references of a compose file; undefined where its meaning is not certain: it is not YAML, it repeats keys,
* or it has tags or aliases that compose could understand in another way.
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
/** Whether a file that is not YAML may still name files once another parser reads it. */
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
/** A path alone is short for `path:`. */
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
/** The level of an included file whose first path is `path`, as `locate` gave it. */
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
/** Where `include` and `extends` of a level find a path. */
const locate = ({ loaderDir }, path) => path.startsWith("/") ? path : join$1(loaderDir, path);
/** A path of a service, resolved through all levels; undefined where compose would put the home directory in. */
function resolveUp(level, path) {
	if (level === void 0 || path === "") return path;
	const resolved = resolveIn(level.workingDir, path);
	return resolved === void 0 ? void 0 : resolveUp(level.parent, resolved);
}
function resolveIn(folder, path) {
	if (path.startsWith("~")) return void 0;
	return path.startsWith("/") || path === "" ? path : join$1(folder, path);
}
/** The folder of a path as compose's loader gives it: relative to the loader's own, if it can be. */
async function relativeFolder(loaderDir, path, isFolder) {
	const whole = path.startsWith("/") ? path : join$1(loaderDir, path);
	const folder = folderOf(path);
	const found = await isFolder(whole) ? whole : folder.startsWith("/") ? folder : join$1(loaderDir, folder);
	return relate(loaderDir, found) ?? found;
}
/** Go's filepath.Join: empty parts are nothing. */
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
// src/reads/env-file.ts
const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \t]*=[ \t]*(.*)$/;
/** Without a backslash before the closing mark: versions of the parser differ in whether it ends the value. */
const quoted = /^(["'])((?:(?!\1).)*(?<!\\))\1[ \t]*(?:#.*)?$/;
/**
* Reads the part of an env file's language that has one meaning: one variable a line, quoted or not. A value with an escape
* or a variable in it is unknown. A file with anything else, such as a value of several lines, has no table.
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
/** Undefined where the value may go on in the next line. */
function readValue(text) {
	if (/^["']/.test(text)) {
		const inner = quoted.exec(text)?.[2];
		if (inner === void 0) return void 0;
		return /[$\\]/.test(inner) ? "unknown" : { value: inner };
	}
	const value = text.replace(/ #.*$/, "").trimEnd();
	return /[$\\#]/.test(value) ? "unknown" : { value };
}
// src/reads/interpolate.ts
const token = /\$\$|\$([A-Za-z_][A-Za-z0-9_]*)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?[-+?])([^${}]*))?\}|\$/g;
/**
* Replaces variables as compose does: `$A`, `${A}`, `${A:-x}`, `${A-x}`, `${A:+x}`, `${A+x}`, `${A:?x}`, `${A?x}` and `$$`
* (Compose specification, "Interpolation"). Undefined where the result is not certain: nested expressions, unknown
* variables, and what compose refuses itself.
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
// src/reads/walk.ts
/** More than a real project has, and little enough to be read in a moment. */
const limits = {
	files: 500,
	bytes: 8388608,
	depth: 30
};
const startWalk = () => ({
	problems: [],
	named: /* @__PURE__ */ new Map(),
	seen: /* @__PURE__ */ new Map(),
	size: 0
});
/** As the kernel gets it from buildx: behind a link, `..` is above the link's target. */
const placeOf = (workspace, path) => isAbsolute(path) ? path : `${workspace}/${path}`;
/** A path with its variables replaced and resolved; undefined, with a problem, where it is not certain. */
function evaluate(walk, where, path, lookup, from) {
	const refuse = (why) => void walk.problems.push(referenceUncertain(where, path, why));
	const value = interpolate(path, lookup);
	if (value === void 0) return refuse("has a variable whose value is not known for certain");
	if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(value)) return refuse("is a remote address");
	const resolved = value.startsWith("~") ? void 0 : from(value);
	return resolved === void 0 ? refuse("begins with '~', the home directory") : resolved;
}
async function isReadable({ reach }, walk, where, path) {
	const barrier = await reach.judge(path, "checkout");
	if (barrier === "outside") walk.problems.push(readOutside(where, path));
	if (barrier === "special") walk.problems.push(readSpecial(where, path));
	return barrier === void 0;
}
/** The variables of an env file, which is checked first; none where it does not exist. */
async function readEnv(ports, walk, where, path) {
	if (path === "/dev/null" || !await isReadable(ports, walk, where, path)) return /* @__PURE__ */ new Map();
	const text = await readBounded(ports, walk, path);
	if (text === void 0) return /* @__PURE__ */ new Map();
	walk.named.set(path, "env");
	return readEnvFile(text);
}
/** Variables of env files below those that are set; a later file wins over an earlier one. */
function layer(lookup, tables) {
	return (name) => {
		const found = lookup(name);
		if (found === "unknown" || found.value !== void 0) return found;
		if (tables.includes(void 0)) return "unknown";
		return tables.map((table) => table?.get(name)).findLast((value) => value !== void 0) ?? found;
	};
}
/** A file's text; undefined where there is none, or, with a problem, where the walk has read too much. */
async function readBounded({ files, workspace }, walk, path) {
	const place = placeOf(workspace, path);
	const size = await files.size(place);
	if (size === void 0) return void 0;
	walk.size += size;
	if (walk.size <= limits.bytes) return files.read(place);
	walk.problems.push(composeTooLarge(`more than ${limits.bytes} bytes`));
}
/** Whether a file was read before with the same key; also, with a problem, where the walk has seen too many. */
function isSeen(walk, key) {
	if (walk.seen.has(key)) return true;
	walk.seen.set(key, walk.seen.size);
	if (walk.seen.size <= limits.files) return false;
	walk.problems.push(composeTooLarge(`more than ${limits.files} files`));
	return true;
}
function isTooDeep(walk, depth) {
	if (depth <= limits.depth) return false;
	walk.problems.push(composeTooLarge(`more than ${limits.depth} files inside each other`));
	return true;
}
// src/reads/compose-graph.ts
/**
* Checks a bake file that could be a compose file, and everything that compose would read on its behalf: `include` with its
* env files and the `.env` beside it, `extends`, `env_file` and `label_file`. `lookup` knows buildx's environment and `.env`.
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
* A file that a service extends: its includes are not read, its paths are relative to it, and its variables are those of
* the file that extends it. `path` is where the loader of `scope` looks.
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
/** The references of a file that another one names; undefined where it does not exist or, with a problem, is not certain. */
async function readNamed(ports, walk, path) {
	walk.named.set(path, "compose");
	const text = await readBounded(ports, walk, path);
	if (text === void 0) return void 0;
	const references = readReferences(text);
	if (references === void 0) walk.problems.push(composeUncertain(path));
	return references;
}
const isFolderIn = ({ files, workspace }) => (path) => files.isDirectory(placeOf(workspace, path));
// src/reads/bake-reads.ts
/**
* Follows, before buildx starts, everything that `buildx bake --print` reads: the bake files, `.env` in the workspace, which
* it reads for every kind of bake file, and what compose files name. buildx checks the paths of targets afterwards, and never
* these (buildx, `bake/compose.go`). Throws a TagboatError with all that leads out of the workspace or is not certain.
*/
async function checkBakeReads(ports, env, inputs) {
	const walk = startWalk();
	const pinned = /* @__PURE__ */ new Map();
	for (const path of inputs.files) {
		const barrier = await ports.reach.judge(path, "workflow");
		if (barrier === "outside") walk.problems.push(readOutside("Input bake-files", path));
		if (barrier === "special") walk.problems.push(readSpecial("Input bake-files", path));
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
/** Variables that compose sets itself, that buildx does not get, or that this run sets for git. */
const ownVariables = /^(?:INPUT|ACTIONS|GIT|COMPOSE|TAGBOAT)_/;
/** buildx's environment, `env`, below input `vars`. */
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
// src/reads/literal-outputs.ts
/** A text without escapes and templates, which is what it says. */
const text = /"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'/;
const pair = String.raw`\s*(?:[\w-]+|"[\w-]+"|'[\w-]+')\s*[=:]\s*(?:${text.source})\s*,?`;
const item = String.raw`(?:${text.source}|\{(?:${pair})*\s*\})`;
/** A list of such texts, and of records of them, which ends its expression. */
const list = new RegExp(String.raw`^\[\s*(?:${item}\s*(?:,\s*|(?=\])))*\](?=[ \t]*(?:\r?\n|,|\}|$))`);
/** A text of YAML; a plain one has no meaning besides its characters. */
const scalar = String.raw`(?:${text.source}|[\w./-][\w./=,:-]*)[ \t]*(?=\r?\n|$)`;
/** Where the next key begins, or the file ends: a plain text would go on in another line. */
const end = String.raw`(?=\s*(?:$|[\w.-]+[ \t]*:(?:\s|$)))`;
/** The same in YAML's block form, or a single text. */
const block = new RegExp(String.raw`^(?:${scalar}|(?:[ \t]*\r?\n[ \t]*- +${scalar})+)${end}`);
/** What may be between a key and its colon in YAML: blanks and comments. */
const colon = String.raw`(?:\s|#[^\n]*\n)*:`;
const aliasKey = new RegExp(String.raw`(?:^|[\s{,?])\*[^\s,\]}]+${colon}`);
/** Whether a key of JSON or YAML has letters that are not in the text: it is spelled in escapes, or an alias. HCL has neither. */
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
/** Whether a bake file may give a target an output at all. */
const namesOutput = (content) => /output/i.test(content) || hidesKey(content);
/**
* The paths of all outputs in the text of a bake file, without understanding the file: whoever writes `output` in another
* way than as a list of plain texts makes it uncertain. More may be listed than are paths. `isYaml` is of compose files.
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
/** Whatever of an output could be its path: the text, and the value of each setting. A type is a path in the workspace too. */
function pathsIn(output) {
	return [output, ...splitFields(output).map((field) => field.replace(/^[^=]*=/, ""))].filter((path) => path !== "" && path !== "-");
}
// src/reads/check-print.ts
/** The first buildx that opens the files of outputs when it writes them (docker/buildx, `wrapWriteCloserLazy`). */
const firstLazy = "0.30.0";
/**
* Checks what `buildx bake --print` would empty. Before 0.30 it opens every file that an output of a target names, which
* truncates it, and asks for no right. So what bake files name must be certain before it runs: inside the workspace, or
* the workflow's. Newer versions open nothing. Throws a TagboatError with all problems; returns what to do afterwards.
*/
async function checkPrint(ports, inputs, { named }, version) {
	const { files, reach, workspace } = ports;
	const compose = [...named].flatMap(([path, kind]) => kind === "compose" ? [path] : []);
	const paths = [.../* @__PURE__ */ new Set([...inputs.files, ...compose])];
	const read = async (path) => ({
		path,
		text: await files.read(placeOf(workspace, path)) ?? ""
	});
	const bakeFiles = (await Promise.all(paths.map(read))).filter(({ text }) => namesOutput(text));
	const own = inputs.set.flatMap((override) => /^[^.=]+\.output\+?=(.+)$/s.exec(override)?.[1] ?? []);
	if (bakeFiles.length === 0 && own.length === 0) return nothing$1;
	const found = await version();
	if ((0, import_semver.gte)(found, firstLazy)) return nothing$1;
	const problems = [];
	const dests = /* @__PURE__ */ new Set();
	const judge = async (where, dest, writer) => {
		dests.add(dest);
		const barrier = await reach.judge(dest, writer, "write");
		if (barrier === "outside") problems.push(readOutside(where, dest, "write"));
		if (barrier === "special") problems.push(readSpecial(where, dest));
	};
	for (const path of own.flatMap(pathsIn)) await judge("Input set", path, "workflow");
	for (const { path, text } of bakeFiles) {
		const literal = readLiteralOutputs(text, formatOf(path));
		if ("why" in literal) problems.push(outputUncertain(path, literal.why, found));
		else for (const dest of literal.paths) await judge(`${path}, output`, dest, "checkout");
	}
	throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()].slice(0, 10));
	return rememberAbsent(files, [...dests].map((dest) => placeOf(workspace, dest)));
}
/** As buildx tells them apart; of another name a file may be anything, and compose is the format with most ways to write a key. */
const formatOf = (path) => /\.hcl$/.test(path) ? "hcl" : /\.json$/.test(path) ? "json" : "yaml";
const nothing$1 = async () => {};
/** Removes afterwards the empty files that were not there before: an output that was not built must not look like one. */
async function rememberAbsent(files, paths) {
	const there = await Promise.all(paths.map((path) => files.realPath(path)));
	const absent = paths.filter((_, index) => there[index] === void 0);
	return async () => {
		for (const path of absent) {
			const real = await files.realPath(path);
			if (real !== void 0 && await files.size(real) === 0) await files.remove(real);
		}
	};
}
// src/reads/quotes.ts
/** Shorter ones are words such as `true` and `web`. */
const shortest = 5;
/** Characters: less than a second. Both files may be a stranger's, of several MiB. */
const mostCompared = 1e9;
/**
* Reads again what buildx has read. Bake files are shown in errors, as they are the user's own; the files that they name may
* be any file of the workspace, also one with a credential that an earlier step has left there.
*/
async function readQuotes(files, workspace, bakeFiles, { named }) {
	const read = async (path) => await files.read(placeOf(workspace, path)) ?? "";
	const bake = (await Promise.all(bakeFiles.map(read))).join("\n");
	const others = await Promise.all([...named].map(async ([path, kind]) => ({
		kind,
		text: await read(path)
	})));
	const texts = others.flatMap(({ kind, text }) => kind === "env" ? linesOf(text) : valuesOf(text));
	const long = [...new Set(texts)].filter((text) => text.length >= shortest);
	const foreign = long.length * bake.length > mostCompared ? long : long.filter((text) => !bake.includes(text));
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
/** What a tool said, without what it quotes from files that are not the user's bake files. */
function withoutQuotes(message, { bake, compose, foreign }) {
	const isNamed = (variable) => [bake, compose].some((text) => new RegExp(`\\$\\{?${variable}\\b`).test(text));
	const known = message.replace(/unexpected character .* in variable name .*/g, "it is not a line of an env file").replace(/unterminated quoted value .*/g, "unterminated quoted value").replace(/Invalid template: .*/g, "Invalid template").replace(/The \\?"(\w+)\\?" variable is not set/g, (text, name) => isNamed(name) ? text : "A variable is not set").replace(/required variable (\w+) is missing a value.*/g, (text, name) => isNamed(name) ? text : "a required variable is missing a value");
	return foreign.reduce((text, quote) => {
		const escaped = JSON.stringify(quote).slice(1, -1);
		return text.replaceAll(quote, "…").replaceAll(escaped, "…");
	}, known);
}
// src/docker/read-bake.ts
/** The oldest buildx whose `--print` escapes what bake would read as a template (design, "Build definition"). */
const oldestForBake = "0.23.0";
/**
* Reads bake files through `docker buildx bake --print`, which needs neither an engine nor a network. `version` is
* buildx's, `major.minor.patch`, where a session knows it; buildx is asked else. Throws a TagboatError where a file does
* not exist, where bake files name files that must not be read, where bake refuses, with its own words, and where a chosen
* target writes no image.
*/
async function readBake(ports, workspace, inputs, version) {
	await checkFiles(ports.files, workspace, inputs.files);
	if (version !== void 0) checkVersion(version);
	const reads = await checkBakeReads({
		...ports,
		workspace
	}, ports.env, inputs);
	let asking;
	const ask = async () => {
		if (version !== void 0) return version;
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
/** `github.com/docker/buildx v0.29.1 <commit>`; without the v where a distribution built it. */
async function askVersion(buildx) {
	const result = await buildx(["version"]);
	if (result.code === 127) throw new TagboatError(dockerMissing());
	const version = (0, import_semver.coerce)(result.stdout.trim().split(/\s+/)[1])?.version;
	if (result.code === 0 && version !== void 0) return version;
	throw new TagboatError(buildxMissing("(of unknown version)", said(result)));
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
		if (result.code !== 0) throw new TagboatError(bakeRefused(inputs.files, withoutQuotes(said(result), quotes)));
		const lines = withoutQuotes(result.stderr, quotes).split("\n");
		for (const line of lines.filter((text) => text.trim() !== "")) log.foreign(line);
	}
	log.debug(`Bake files, as buildx reads them:\n${result.stdout}`);
	const definition = parsePrint(result.stdout, inputs.targets);
	if (definition === void 0) throw new TagboatError(bakePrintUnreadable(said(result)));
	return definition;
}
function checkDefinition(definition, inputs) {
	if (definition.chosen.length === 0) throw new TagboatError(noBakeTarget(inputs.files));
	const unwritable = definition.chosen.flatMap((name) => findUnwritable(name, definition.targets.get(name) ?? {}));
	const lost = findLost(definition, inputs.set).map(({ override, key }) => overrideLost(override, key));
	throwAll([...unwritable, ...lost]);
}
// src/reads/target-paths.ts
/**
* Every path on this machine that buildx or BuildKit's client reads for a target, whether or not something is there. What is
* an address is among them as if it were a path, since nothing exists there: no other reading of an address gets past this.
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
			const { path } = findSource$1(spec);
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
/** In bake `cwd://` is the working directory, which is the workspace. */
const localPath = (value) => value.replace(/^cwd:\/\//, "") || ".";
/** With what is read beside it: its own ignored files, and the policy of buildx 0.31 and newer. */
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
/** `id=path,path`, or as `--print` writes it. */
function sshKeys(target) {
	return arrayAt(target, "ssh").flatMap((item) => {
		if (typeof item === "string") return /^[^=]*=(.+)$/s.exec(item)?.[1]?.split(",") ?? [];
		return isRecord(item) ? arrayAt(item, "paths").filter((path) => typeof path === "string") : [];
	});
}
/** The texts that overrides write into targets, and the paths in them: `app.secret=id=key,src=../key` has both. */
function writtenIn(overrides) {
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
/** The same for an item of input builds; some inputs are the step's own. */
const nameInBuilds = (target, field) => [
	"context",
	"contexts",
	"dockerfile"
].includes(field) ? `Input builds, item ${target}, ${inputOf[field]}` : nameInput(target, field);
/**
* Checks what builds of these targets read from this machine, before anything else reads it. `written` are the texts that
* the workflow itself wrote into the targets of bake files; undefined where the inputs describe all of them. Throws a
* TagboatError with all problems.
*/
async function checkTargets(ports, targets, written, nameField = nameInput) {
	const found = await Promise.all([...targets].flatMap(([name, target]) => pathsOf(target).map((path) => {
		const isWorkflows = written === void 0 || path.written.every((text) => written.has(text));
		return checkPath(ports, path, written === void 0 ? nameField(name, path.field) : `Target ${name}, ${path.field}`, isWorkflows ? "workflow" : "checkout");
	})));
	throwAll([...new Map(found.flat().map((problem) => [problem.what, problem])).values()]);
}
/** Checks an OCI image layout that an input names. */
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
async function checkPath(ports, { field, path, isLayout = false }, where, writer) {
	const access = field === "cache-to" ? "write" : "read";
	const own = await ports.reach.judge(path, writer, access);
	const files = isLayout && own === void 0 ? await layoutFiles(ports, path) : [];
	const others = await Promise.all(files.map((each) => ports.reach.judge(each, writer, access)));
	return [path, ...files].flatMap((each, index) => {
		const barrier = index === 0 ? own : others[index - 1];
		if (barrier === "outside") return [readOutside(where, each, access)];
		return barrier === "special" && field !== "ssh" ? [readSpecial(where, each)] : [];
	});
}
/** What is read in a layout's folder (OCI image spec 1.1, "Image Layout"): by name, and the links among its blobs. */
async function layoutFiles({ files, workspace }, folder) {
	if (!isWithin(workspace, resolve(workspace, folder))) return [];
	const blobs = join(folder, "blobs");
	const kinds = await files.list(placeOf(workspace, blobs));
	const links = await Promise.all(kinds.map(async (kind) => {
		const path = placeOf(workspace, join(blobs, kind));
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
* Checks where builds of these targets write, before buildx does. Nothing that the checkout names leads out of the workspace,
* and no link in the checkout does, whoever names it. A git repository of the workspace is no place either for what a
* pull request may have chosen: git runs the hooks and commands in it, in later steps, with their credentials. Throws a
* TagboatError with all problems.
*/
async function checkOutputs(ports, targets, { texts, isUntrusted }) {
	const found = await Promise.all([...targets].flatMap(([name, target]) => fileOutputsOf(target).map((output) => {
		const isWorkflows = texts === void 0 || texts.has(output.dest);
		return checkOutput(ports, output, texts === void 0 ? "Input outputs" : `Target ${name}, output`, isWorkflows ? "workflow" : "checkout", isUntrusted || !isWorkflows);
	})));
	throwAll(found.flat());
}
async function checkOutput(ports, { type, dest, isFolder }, where, writer, isForeign) {
	const layout = isFolder && type !== "local" ? await layoutFiles(ports, dest) : [];
	const paths = [
		dest,
		...layout,
		...layout.length > 0 ? [join(dest, "ingest")] : []
	];
	const barriers = await Promise.all(paths.map((path) => ports.reach.judge(path, writer, "write")));
	const problems = paths.flatMap((path, index) => {
		if (barriers[index] === "outside") return [readOutside(where, path, "write")];
		return barriers[index] === "special" ? [readSpecial(where, path)] : [];
	});
	if (problems.length > 0 || !isForeign) return problems;
	return await hitsGit(ports, dest, type === "local") ? [writeIntoGit(where, dest)] : [];
}
/** Whether a path in the workspace is in a git repository's own folder, or is a folder that holds one. */
async function hitsGit({ files, reach, workspace }, dest, isTree) {
	const root = await files.realPath(workspace) ?? workspace;
	for (const place of await reach.destinations(dest)) {
		if (!isWithin(root, place)) continue;
		if (place.slice(root.length).split("/").some(isGit)) return true;
		if (isTree && await holdsGit(files, place)) return true;
	}
	return false;
}
/** As file systems that do not know capitals have it. */
const isGit = (name) => name.toLowerCase() === ".git";
async function holdsGit(files, folder) {
	const entries = await files.entries(folder).catch(() => []);
	if (entries.some(({ name }) => isGit(name))) return true;
	for (const { name, kind } of entries) if (kind === "folder" && await holdsGit(files, join(folder, name))) return true;
	return false;
}
// src/reads/check-overlap.ts
/**
* Checks that no path lies in a folder that an output of type `local` fills. Links in there are made while the step runs,
* after every other check, and whoever writes the Dockerfile says where they lead. `writing` are the targets whose outputs
* are written, `targets` all that take part. Throws a TagboatError with one
* problem for each output.
*/
async function checkOverlaps({ reach }, writing, targets) {
	const outputs = [...writing].flatMap(([target, each]) => fileOutputsOf(each).map((output) => ({
		target,
		output
	})));
	const trees = outputs.filter(({ output }) => output.type === "local");
	if (trees.length === 0) return;
	const uses = [...outputs.map(({ target, output }) => useOf(target, output)), ...[...targets].flatMap(([target, each]) => readsOf(target, each))];
	const places = await Promise.all(uses.map(({ path }) => reach.destinations(path)));
	const roots = await Promise.all(trees.map(({ output }) => reach.destinations(output.dest)));
	const problems = trees.flatMap(({ target, output }, tree) => {
		const hits = (use, place) => roots[tree]?.some((root) => isWithin(root, place) && (use.isWhole || place !== root)) === true;
		const hit = uses.find((use, index) => {
			return !(use.target === target && use.isRead) && places[index]?.some((place) => hits(use, place)) === true;
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
// src/reads/reach.ts
/**
* The workspace, and what `allow` names with `fs.read=`, `fs.write=` or `fs=`. A path of the workflow's own may lie outside,
* but no link inside the workspace leads there, whoever names it: a link is the checkout's. Between this check and buildx's
* own read only a program on the runner can change a link; a pull request cannot.
*/
function createReach(files, workspace, allow) {
	const follows = {
		read: createFollow(files, false),
		write: createFollow(files, true)
	};
	const roots = {
		read: findRoots(follows.read, workspace, allow, /^fs(?:\.read)?=(.+)$/),
		write: findRoots(follows.write, workspace, allow, /^fs(?:\.write)?=(.+)$/)
	};
	return {
		async judge(path, writer, access = "read") {
			if (path === "/dev/null") return void 0;
			const { workspaces, allowed, allowsAny } = await roots[access];
			const spellings = spell(workspace, path);
			const isInside = spellings.every((each) => workspaces.some((root) => isWithin(root, each)));
			if (!isInside && writer === "workflow") return void 0;
			const places = await Promise.all(spellings.map(follows[access]));
			const isOut = (place) => place === void 0 ? !isInside : !allowed.some((root) => isWithin(root, place.path));
			if (!allowsAny && places.some((place) => place === unfollowed || isOut(place))) return "outside";
			const [first] = places;
			if (first === void 0 || first === unfollowed || !first.exists) return void 0;
			return await isSpecial(files, spellings[0] ?? workspace) ? "special" : void 0;
		},
		async destinations(path) {
			const spellings = spell(workspace, path);
			return (await Promise.all(spellings.map(follows.write))).map((place, index) => place === void 0 || place === unfollowed ? spellings[index] ?? path : place.path);
		}
	};
}
/** A path as it is written, and without its `..`: behind a link the kernel goes up from the link's target. */
function spell(workspace, path) {
	const clean = resolve(workspace, path);
	if (!path.split("/").includes("..")) return [clean];
	return [clean, isAbsolute(path) ? path : `${workspace}${sep}${path}`];
}
/** What cannot be followed, for example a circle of links. */
const unfollowed = Symbol("unfollowed");
/** As many as the kernel follows (path_resolution(7)). */
const mostLinks = 40;
/**
* Asks about each path once: most of those that are looked for do not exist, and lie in the same few folders. Who writes
* through a link whose target does not exist makes that target: with `isWriting` such links are followed too.
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
				if (links === mostLinks) return unfollowed;
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
/** A pipe, a device or a socket: neither a file nor a folder. */
async function isSpecial(files, path) {
	if (await files.size(path) !== void 0 || await files.isDirectory(path)) return false;
	return await files.realPath(path) !== void 0;
}
// src/prepare/read-definition.ts
/**
* What may be built: the targets of the bake files, or the one that the inputs describe. Throws a TagboatError where
* reading or building it would read files that are not this run's to read, or write where it must not. `without`, which an
* untrusted run has, matches the variables that bake
* files do not find.
*/
async function readDefinition(ports, inputs, workspace, without) {
	const { files, env, log, exec } = ports;
	const { bake, from } = inputs;
	const reach = createReach(files, workspace, inputs.build.allow);
	const check = {
		files,
		reach,
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
		reach
	}, workspace, bake);
	const texts = writtenIn(bake.set);
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
	const needed = new Set(chosen.flatMap((name) => [name, ...standingOn({
		targets,
		chosen
	}, name)]));
	return {
		targets: new Map([...targets].filter(([name]) => needed.has(name))),
		chosen
	};
}
// src/trust/checkouts.ts
/**
* The innermost git checkout around a path, by its `.git`, which no commit can contain; undefined where there is none.
* Inside the workspace nothing above it counts. A submodule belongs to the checkout that has its repository: that one's
* commit pins it.
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
/** The checkouts below a folder, as far as a build that reads the folder sees them. Links are not followed, as by a build. */
async function findNested(files, folder, ignored) {
	const ignore = (ignored && await readIgnoreFile(files, folder, ignored.dockerfile)) ?? nothing;
	const found = [];
	await walk("", void 0);
	return found.sort();
	async function walk(prefix, parent) {
		const entries = await files.entries(join(folder, prefix)).catch(() => []);
		const below = entries.filter(({ name, kind }) => kind === "folder" && name !== ".git");
		if (prefix !== "" && entries.some(({ name }) => name === ".git") && !await isSubmodule(files, join(folder, prefix)).catch(() => false)) found.push(join(folder, prefix));
		const seen = below.map((entry) => {
			const path = prefix + entry.name;
			const look = ignore.look(path, parent);
			return look.isIgnored && !ignore.mayHold(path) ? void 0 : walk(`${path}/`, look);
		});
		await Promise.all(seen);
	}
}
const nothing = readIgnore("") ?? {
	look: () => ({
		isIgnored: false,
		matched: []
	}),
	mayHold: () => false
};
/** Whether a checkout's configuration holds a login, as actions/checkout before v6 leaves its token there. */
async function holdsLogin(files, checkout) {
	const text = await files.read(join(checkout, ".git", "config")) ?? "";
	return /^\s*extraheader\s*=\s*"?authorization:|https?:\/\/[^/\s"@]+@/im.test(text);
}
// src/trust/environment.ts
/**
* The variables of the process that the children of an untrusted run get. A bake file reads every variable of buildx, so
* this is a list of what docker, buildx and git need, and of what the runner says about the run; never a pattern that
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
/** `set: app.args.NAME` asks for one variable of the environment, as `build-args: NAME` does: the workflow named it. */
const namedBySet = ({ bake }) => (bake?.set ?? []).flatMap((override) => /^[^.=]+\.args\.([^=]+)$/.exec(override)?.[1] ?? []);
/** Whether an untrusted run withholds a variable of that name. */
function withholdsVariable(inputs) {
	const named = new Set(namedBySet(inputs));
	return (name) => !named.has(name) && !needed.has(name.toUpperCase()) && !/^LC_[A-Z]+$/.test(name);
}
/** Starts every command of the run with the needed variables alone, whoever asks. */
const limitEnvironment = (exec, isWithheld) => (command, args, options = {}) => exec(command, args, {
	...options,
	without: (name) => isWithheld(name) || options.without?.(name) === true
});
// src/trust/events.ts
/**
* Events that are never asked about. Users with write access start them, or GitHub starts them without secrets
* (`pull_request` of a fork). Every other event, future ones included, can run on behalf of an outsider while the run holds
* the base repository's secrets: `pull_request_target`, `workflow_run`, `issue_comment`, `pull_request_review`,
* `pull_request_review_comment`, `issues`, `discussion`, `discussion_comment`, `check_run`, `check_suite`, `status`,
* `fork`, `watch`, `gollum`, `deployment`, ... ("Events that trigger workflows" in GitHub's documentation).
*/
const startedByWriters = /* @__PURE__ */ new Set([
	"push",
	"create",
	"delete",
	"schedule",
	"release",
	"workflow_dispatch",
	"repository_dispatch",
	"merge_group",
	"pull_request",
	"local"
]);
/** Whether a run of this event may hold secrets beside a stranger's commit. */
const needsTrust = ({ event }) => !startedByWriters.has(event);
/**
* The commit that the event vouches for, GITHUB_SHA. A review's GITHUB_SHA is the merge commit of its pull request ("Events that trigger
* workflows", `pull_request_review`): of a fork's it vouches for nothing. On `pull_request_target` it is the base
* branch's commit. Only the runner's own variable counts, not what a checkout or a payload says instead.
*/
function vouchedCommit({ event, pullRequest }, env) {
	return pullRequest?.fork === true && event !== "pull_request_target" ? void 0 : env.GITHUB_SHA || void 0;
}
// src/trust/parts.ts
/** What is known before the bake files are read: the files themselves, and what stands in for a build. */
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
/** What every target that takes part is built from. */
function partsOfTargets({ targets }, workspace, isMany, repository) {
	return [...targets].flatMap(([name, target]) => {
		const of = (what) => isMany ? `the ${what} of target ${name}` : `the ${what}`;
		return partsOfTarget(target, {
			workspace,
			repository
		}, of);
	});
}
function partsOfTarget(target, dependencies, of) {
	const { workspace } = dependencies;
	const main = textOf$1(target, "context") || ".";
	const folder = isAddress(localName(main)) ? void 0 : contextFolder(workspace, localName(main));
	const name = textOf$1(target, "dockerfile");
	const dockerfile = folder === void 0 || isAddress(name) ? void 0 : resolve(folder, name || "Dockerfile");
	const parts = [readContext(main, dependencies, of("build context"), dockerfile)];
	if (dockerfile !== void 0) parts.push({
		kind: "path",
		what: of("Dockerfile"),
		path: dockerfile
	});
	if (isAddress(name)) parts.push({
		kind: "remote",
		what: of("Dockerfile")
	});
	for (const [key, value] of Object.entries(recordOf(target, "contexts"))) parts.push(readContext(value, dependencies, of(`context '${key}'`), void 0));
	for (const source of specsOf(target, "cache-from").flatMap((spec) => settingOf(spec, "src") ?? [])) parts.push({
		kind: "path",
		what: of("local cache"),
		path: resolve(workspace, source),
		mayLackCheckout: true
	});
	return parts.filter((part) => part !== void 0);
}
/** A context is a folder, or fetched from elsewhere. Images and other targets are no commit's content. */
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
/** Any scheme, and any user in front of a host: more than BuildKit fetches, since it would fetch as much. */
const isAddress = (value) => /^[a-z][a-z0-9+.-]*:\/\/|^[\w.-]+@[\w.-]+:/i.test(value);
// src/trust/question.ts
/**
* Trusted is what is checked out, or fetched from this repository by its id, at the vouched commit or at the head of a
* branch of this repository. Everything else is not: other commits, other remote contexts, folders that belong to no checkout, and what nobody could tell. Pull request
* refs are no branches, and no commit is looked up by its id: GitHub also finds commits of forks.
*/
function createTrustQuestion(witness) {
	const judged = /* @__PURE__ */ new Map();
	const judge = (checkout) => {
		const known = judged.get(checkout) ?? judgeCheckout(witness, checkout);
		judged.set(checkout, known);
		return known;
	};
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
	const places = /* @__PURE__ */ new Map([[await files.realPath(part.path) ?? part.path, realWorkspace]]);
	places.set(part.path, workspace);
	for (const [place, root] of places) {
		const checkout = await findCheckout(files, place, root);
		if (checkout === void 0 && part.mayLackCheckout !== true) return `${shown(workspace, place)} belongs to no git checkout, so its commit is unknown`;
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
/** Caches that can be read without a secret: gha has the runner's token, which also writes; s3 and azblob have keys. */
const openCaches = ["registry", "local"];
/** A name alone is short for `type=registry`. */
const isOpenCache = (spec) => !spec.includes("=") || openCaches.includes(settingOf(spec, "type") ?? "");
/** The inputs as a fork's own `pull_request` would have them. Pure. */
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
/** The same of every target, whoever described it. */
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
/** What such a run does not get of what it asked for, for one line of the log. Names only. */
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
// src/trust/admit.ts
/**
* Reads what may be built, and decides whether it may see the run's secrets. For untrusted code it hands out inputs,
* targets and commands without them; a push throws a TagboatError. With `trust-fork-code` it only warns.
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
/** Bake files come first: those of a stranger must not be read with the step's environment. */
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
/** A stranger's Dockerfile reads all of its context, whatever is ignored there. */
async function checkLogins(ports, { trigger, inputs, workspace }, definition, doubt) {
	const parts = partsOfTargets(definition, workspace, isMany(inputs), trigger.repository);
	for (const checkout of await findReadable(ports, parts)) if (await holdsLogin(ports.files, checkout)) refuse(ports, inputs, checkoutLogin(checkout, doubt));
}
/** A dry run says what a run would fail with. */
function refuse({ log }, { dryRun }, problem) {
	if (!dryRun) throw new TagboatError(problem);
	log.warning(`This run would fail: ${describeProblem(problem)}`);
}
// src/run.ts
/** The whole way: trigger, plan, log in, facts, decide, build, land, move, read back. Throws a TagboatError where nothing was published. */
async function run(given, raw) {
	const { log, clock, env } = given;
	const started = clock.now();
	const workspace = resolve(env.GITHUB_WORKSPACE || ".");
	const { folder, isFetched } = findBuilt(raw, workspace);
	const { trigger, warnings } = await readTrigger(given, workspace, folder, isFetched ? createTimeQuestion(given, raw("github-token")) : void 0);
	const { isUntrusted, ...admitted } = await admit(given, {
		trigger,
		inputs: placeDefaultContext(readInputs(raw, {
			env,
			withoutSecrets: runsWithoutSecrets(trigger),
			trigger,
			needsPush: (push) => decideIntent(trigger, push).kind === "push",
			...trigger.baseRef === void 0 ? {} : { baseRef: trigger.baseRef }
		}), trigger),
		workspace
	});
	const { ports } = admitted;
	const inputs = await learnSourceVersion(ports, {
		trigger,
		inputs: admitted.inputs,
		workspace,
		isUntrusted
	});
	const planned = planStep(trigger, inputs, admitted.definition);
	const plans = isUntrusted ? planned.map(withoutPush) : planned;
	const intent = intentOf(plans);
	const filled = fillArgs(trigger, inputs, admitted.definition, plans);
	const { definition } = filled;
	log.report(describeIntent(trigger, cleanReason(intent, log.clean)));
	for (const notice of inputs.notices) log.notice(notice);
	for (const line of describeIgnoredTags(inputs, definition)) log.info(line);
	for (const line of filled.said) log.info(line);
	const logins = await checkLogins$1(ports.files, {
		inputs,
		definition,
		plans,
		intent,
		workspace,
		ownPlatform: runnerPlatform(ports.env)
	});
	const said = /* @__PURE__ */ new Set([
		...warnings,
		...inputs.warnings,
		...logins,
		...plans.flatMap((plan) => plan.warnings),
		...filled.warnings
	]);
	for (const warning of said) log.warning(warning);
	const made = await make(ports, {
		trigger,
		inputs,
		definition,
		plans,
		intent,
		workspace,
		isUntrusted
	});
	const { built } = made;
	const [first] = made.plans;
	let files = [];
	const lacking = await afterPublishing(made.images, async () => {
		files = await tellFiles(ports.files, workspace, inputs, made);
	});
	const imageId = built?.targets.get(first?.target ?? "")?.imageId;
	const result = {
		intent,
		dryRun: inputs.dryRun,
		pushed: !inputs.dryRun && made.images.some(isPublished$1),
		...files.length > 0 && { files },
		isMany: isMany(inputs),
		bases: new Map([...definition.targets].map(([name, target]) => [name, [...basesOf(target).values()]])),
		images: made.images.map((image) => tellOrigin(image, inputs, built)),
		...imageId === void 0 ? {} : { imageId },
		...built === void 0 ? {} : { metadata: metadataText(built.metadata, isMany(inputs) ? void 0 : singleTarget) },
		durations: {
			...built && { build: built.duration },
			total: clock.now() - started
		}
	};
	const annotations = inputs.dryRun && intent.kind !== "nothing" && inputs.from === void 0 ? previewAnnotations({
		targets: definition.targets,
		plans: made.plans,
		trigger,
		inputs: inputs.build
	}) : built?.annotations ?? /* @__PURE__ */ new Map();
	const cleaned = cleanReport({
		trigger,
		plans: made.plans,
		result,
		annotations,
		problems: [...made.problems, ...lacking]
	}, log.clean);
	for (const line of describeResult(cleaned.result)) log.report(line);
	return cleaned;
}
/** What fails once tags have moved is reported with them; before, it is thrown. */
async function afterPublishing(images, work) {
	if (images.some(isPublished$1)) return problemsOf(work);
	await work();
	return [];
}
/** What was written, or would be in a dry run. */
function tellFiles(files, workspace, inputs, { built, plans }) {
	if (inputs.dryRun) return listPlanned(plans);
	return built === void 0 ? [] : inspectFiles(files, workspace, plans, built, inputs.build.load);
}
/** What was to be built and was not, since its tags are where they belong, comes from nowhere. */
function tellOrigin(image, inputs, built) {
	const { origin, ...rest } = image;
	const isBuilt = built?.targets.has(image.target) === true;
	const { dryRun } = inputs;
	if (origin?.how === "built" && !isBuilt && !dryRun) return rest;
	return origin === void 0 && isBuilt && isMany(inputs) ? {
		...image,
		origin: { how: "built" }
	} : image;
}
/** From the plan to what is there: published, built only, or only said in a dry run. */
async function make(ports, state) {
	const { plans, intent, inputs } = state;
	if (intent.kind === "nothing") return {
		images: [],
		problems: [],
		plans
	};
	if (inputs.from === void 0 && inputs.bake === void 0) await checkWhatIsBuilt(ports, state);
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
/** A dry run before the checkout still tells names and tags, and what a run would fail with. */
async function checkWhatIsBuilt({ files, log }, { workspace, inputs }) {
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
/** Into the build cache, and into the local engine where that is asked for. */
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
/** Later steps need the outputs; the summary is only read. */
async function summarize(text) {
	for (const problem of await problemsOf(() => runner.summary(text))) ports.log.warning(`The job summary is missing: ${describeProblem(problem)}`);
}
/** The post step tries again. */
async function removeConfig(folder) {
	for (const problem of await problemsOf(() => files.remove(folder))) ports.log.warning(`The private docker config is left for the post step: ${describeProblem(problem)}`);
}
/** A mistake of the user is explained; a fault of ours shows its stack. */
async function fail(error) {
	if (error instanceof TagboatError) {
		const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, redactor.clean));
		runner.fail(problems.map(describeProblem).join("\n"));
		await summarize(formatFailure(problems));
		return;
	}
	const stack = error instanceof Error ? error.stack ?? error.message : String(error);
	runner.fail(redactor.clean(`This is a fault in Tagboat: ${stack}`));
}
/** What the signal broke is not told beside it, but for what is left behind. */
function explainCancel(problems) {
	const { code } = cancelledMeanwhile();
	if (!problems.some((problem) => problem.code === code)) return problems;
	const left = problems.filter((problem) => problem.code === "left-behind");
	return [left.length === 0 ? cancelledEarly() : cancelledMeanwhile(), ...left];
}
export {};
