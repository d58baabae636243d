import { E as HttpFailure, Gt as stringAt, Ht as isRecord, Wt as parseJson, b as cancelledError } from "./main-post.js";
import { h as TagboatError } from "./common.js";
import { H as retry, K as sortFault, L as createTrust, R as readBytes, V as parseRetryAfter, k as createSecrets, z as TransientError } from "./core.js";
// src/registry/web-request.ts
/** A context with secrets of its own. */
const createWebContext = ({ http, clock, log, files, env }, retryPolicy) => ({
	http,
	clock,
	log,
	retryPolicy,
	secrets: createSecrets(log),
	trust: createTrust(files, env)
});
/** In bytes. */
const answerLimit = 4194304;
/**
* Sends a request to a registry's web API. It can be repeated, so failures that may pass are retried. Redirects are not followed, because
* a request has a credential. Throws a TagboatError without an answer; every other status is for the caller.
*/
async function sendWebRequest(context, problems, request) {
	const { host } = new URL(request.url);
	const tls = await context.trust(host, true);
	return retry(context, context.retryPolicy, async () => {
		try {
			return await sendOnce(context, problems, request, tls);
		} catch (error) {
			throw translate(context, problems, host, error);
		}
	});
}
async function sendOnce({ http, clock, secrets }, problems, { method, url, headers = {}, body }, tls) {
	const content = body === void 0 ? void 0 : Buffer.from(JSON.stringify(body));
	const response = await http({
		method,
		url,
		tls,
		headers: {
			accept: "application/json",
			...content && { "content-type": "application/json" },
			...headers
		},
		...content && { body: content }
	});
	const { status } = response;
	const bytes = await readBytes(response, answerLimit);
	if (bytes === void 0) throw new TagboatError(problems.failed("the answer is too long"));
	const text = Buffer.from(bytes).toString("utf8");
	const answer = {
		status,
		text,
		json: parseJson(text)
	};
	const original = secrets.conceal(`${status} ${describeAnswer(answer.json)}`);
	const event = `${new URL(url).host} answered ${status}`;
	if (status === 429) {
		const wait = readWait(response.headers, clock.now());
		const seconds = wait === void 0 ? void 0 : Math.ceil(wait / 1e3);
		throw new TransientError(problems.throttled(seconds, original), event, wait);
	}
	if (status >= 500 && !isRefusalInside(answer.json)) throw new TransientError(problems.failed(event, original), event);
	return {
		...answer,
		original
	};
}
/** Docker Hub's 500 for a token that may not delete has the 401 of its registry inside (docker/hub-feedback issue 2398). */
const isRefusalInside = (json) => /\(status=40[13] body=/.test(stringAt(json, "message") ?? "");
/**
* Milliseconds that a 429 asks to wait. Docker Hub's `X-Retry-After` is the unix time of the next request (docker/docs,
* content/reference/api/hub/latest.yaml, "Rate Limiting").
*/
function readWait(headers, now) {
	const time = headers["x-retry-after"]?.trim();
	if (time !== void 0 && /^\d{9,12}$/.test(time)) return Math.max(0, Number(time) * 1e3 - now);
	return parseRetryAfter(headers["retry-after"], now);
}
/** The message of a refusal: Docker Hub's `detail` or `message`, Quay's `error_message`, Harbor's `errors`. */
function describeAnswer(json) {
	return [
		"detail",
		"message",
		"error_message",
		"error_description",
		"error"
	].map((name) => stringAt(json, name)).find((text) => text !== void 0) ?? firstError(json);
}
function firstError(json) {
	const first = isRecord(json) && Array.isArray(json.errors) ? json.errors[0] : void 0;
	return [stringAt(first, "code"), stringAt(first, "message")].filter((text) => text !== void 0).join(": ") || "(without a message)";
}
function translate({ secrets }, problems, host, error) {
	if (!(error instanceof HttpFailure)) return error;
	if (error.code === "CANCELLED") return cancelledError();
	const original = secrets.conceal(`${error.code}: ${error.message}`);
	const problem = problems.failed(`${host} gave no answer`, original);
	return [
		"refused",
		"slow",
		"broken"
	].includes(sortFault(error.code)) ? new TransientError(problem, `${host}: ${error.code}`) : new TagboatError(problem);
}
// src/registry/hub-web.ts
const hubApi = "https://hub.docker.com/v2";
/** Logs in with the first request: docker/docs, content/reference/api/hub/latest.yaml, AuthCreateAccessToken. */
function openHubWeb(context, findLogin) {
	let token;
	return { async send({ path, ...request }, problems) {
		token ??= findLogin().then((login) => requestHubToken(context, problems, login));
		const headers = { authorization: `Bearer ${await token}` };
		return sendWebRequest(context, problems, {
			...request,
			url: `${hubApi}${path}`,
			headers
		});
	} };
}
async function requestHubToken(context, problems, login) {
	if (login?.kind !== "password") throw new TagboatError(problems.loginMissing());
	context.secrets.remember(login.password);
	const body = {
		identifier: login.user,
		secret: login.password
	};
	const answer = await sendWebRequest(context, problems, {
		method: "POST",
		url: `${hubApi}/auth/token`,
		body
	});
	const token = stringAt(answer.json, "access_token");
	if ([
		400,
		401,
		403
	].includes(answer.status)) throw new TagboatError(problems.loginRefused(answer.original));
	if (answer.status !== 200 || token === void 0 || !/^[\x21-\x7e]+$/.test(token)) throw new TagboatError(problems.failed("the login gave no token", answer.original));
	context.secrets.remember(token);
	return token;
}
export { sendWebRequest as a, isRefusalInside as i, openHubWeb as n, createWebContext as r, hubApi as t };
