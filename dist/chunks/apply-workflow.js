import { _ as workflowFlags, a as badWorkflowExpression, c as severalWorkflowSteps, d as workflowUnreadable, l as unknownWorkflowValue, m as findCommand, o as badWorkflowValue, s as noWorkflowStep, u as workflowMissing, v as insteadOf, w as badFlag } from "./command.js";
import { h as TagboatError, r as inputNames, x as throwAll } from "./common.js";
import { c as OpenRecord, i as scalarTextOf, n as matrixLegs, o as toContextValue, r as entriesOf, t as loadExpressions } from "./expressions.js";
import { Ht as isRecord, Vt as compact, zt as at } from "./main-post.js";
import { un as yaml } from "./core.js";
import { t as findTrigger } from "./find-trigger.js";
import { resolve } from "node:path";
// src/workflow/fill-step.ts
/** Fills in the expressions of a step. `isNeeded` says which inputs count. */
function fillStep(step, contexts, { fillIn }, isNeeded) {
	const env = fillEnv(step, contexts, { fillIn });
	const values = {
		...contexts.values,
		env: new OpenRecord(Object.fromEntries(env))
	};
	const inputs = /* @__PURE__ */ new Map();
	const unknown = /* @__PURE__ */ new Map();
	const invalid = /* @__PURE__ */ new Map();
	for (const [input, text] of step.inputs) {
		if (!isNeeded(input)) continue;
		const filled = fillIn(text, {
			...contexts,
			values
		});
		if (filled.kind === "known") inputs.set(input, filled.text.trim());
		else if (filled.kind === "unknown") unknown.set(input, filled.parts);
		else invalid.set(input, filled.why);
	}
	return {
		inputs,
		env,
		unknown,
		invalid
	};
}
/** Inner variables replace outer ones, and may refer to them. */
function fillEnv({ env }, contexts, { fillIn }) {
	const known = /* @__PURE__ */ new Map();
	for (const level of env) {
		const outer = new OpenRecord(Object.fromEntries(known));
		for (const [name, value] of entriesOf(level)) {
			const filled = fillIn(scalarTextOf(value) ?? "", {
				...contexts,
				values: {
					...contexts.values,
					env: outer
				}
			});
			if (filled.kind === "known") known.set(name, filled.text);
			else known.delete(name);
		}
	}
	return known;
}
// src/workflow/find-step.ts
/** Finds the steps that use Tagboat in the text of a workflow or of a composite action. Total for any text. */
function findSteps(text) {
	const workflow = parseYaml(text);
	if (typeof workflow === "string") return {
		kind: "other",
		why: workflow
	};
	const jobs = entriesOf(at(workflow, "jobs"));
	if (jobs.length === 0 && !isRecord(at(workflow, "runs"))) return {
		kind: "other",
		why: "has neither jobs nor runs"
	};
	return {
		kind: "steps",
		workflow,
		steps: (jobs.length > 0 ? jobs : [["", at(workflow, "runs")]]).flatMap(([job, source]) => stepsOf(job, source, at(workflow, "env")))
	};
}
/** A map; otherwise why not. */
function parseYaml(text) {
	const { LineCounter, parseDocument } = yaml();
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		schema: "core",
		prettyErrors: false
	});
	const [error] = document.errors;
	if (error !== void 0) return `is not valid YAML (line ${lines.linePos(error.pos[0]).line})`;
	try {
		const value = document.toJS({ maxAliasCount: 100 });
		return isRecord(value) ? value : "is not a map of keys";
	} catch {
		return "has too many aliases";
	}
}
function stepsOf(job, source, env) {
	const steps = at(source, "steps");
	if (!Array.isArray(steps)) return [];
	return steps.flatMap((step, index) => {
		if (!isTagboat(scalarTextOf(at(step, "uses")) ?? "")) return [];
		const id = scalarTextOf(at(step, "id"));
		return [{
			name: [job, id ?? String(index + 1)].filter(Boolean).join("."),
			id,
			job,
			inputs: readInputs(step),
			env: [
				env,
				at(source, "env"),
				at(step, "env")
			],
			source
		}];
	});
}
/** The action under any owner, for forks and mirrors, or in its own repository. */
const isTagboat = (uses) => /^(?:[\w-][\w.-]*\/tagboat(?:@.*)?|\.\/?)$/i.test(uses.trim());
const readInputs = (step) => new Map(entriesOf(at(step, "with")).map(([name, value]) => [name.toLowerCase(), scalarTextOf(value) ?? ""]));
/** The steps that a user may mean: by id, by `job.id`, or by the name of a job. Without a choice all of them. */
const chooseSteps = (steps, choice) => steps.filter(({ name, id, job }) => choice === void 0 || [
	name,
	id,
	job
].includes(choice));
// src/workflow/given-values.ts
/**
* Reads --matrix (`app=web`) and --workflow-value (`vars.IMAGE=...`). A name alone has the value of the environment variable of its
* last part, the only way for secrets: every user of a machine can see its command lines.
*/
function readGivenValues(matrix, values, env) {
	const given = /* @__PURE__ */ new Map();
	const problems = [];
	for (const item of matrix) {
		const [, name = "", value = ""] = /^([\w-]+)=(.*)$/s.exec(item) ?? [];
		if (name === "") problems.push(badWorkflowValue("matrix", item, "is not of the form NAME=VALUE", "Write for example --matrix app=web."));
		else given.set(`matrix.${name}`, value);
	}
	for (const item of values) {
		const found = readValue(item, env);
		if ("problem" in found) problems.push(found.problem);
		else given.set(found.name, found.value);
	}
	return {
		values: given,
		secrets: [...given].flatMap(([name, value]) => isSecret(name) ? [value] : []),
		problems
	};
}
const flag = "workflow-value";
const isSecret = (name) => /^secrets\./i.test(name);
function readValue(item, env) {
	const [, name = "", last = "", value] = /^([A-Za-z]+(?:\.[\w-]+)*\.([\w-]+))(?:=(.*))?$/s.exec(item) ?? [];
	if (name === "") {
		const shown = item.replace(/=.*/s, "=...");
		return { problem: badWorkflowValue(flag, shown, "is not of the form CONTEXT.NAME=VALUE", "Write for example --workflow-value vars.IMAGE=ghcr.io/acme/app.") };
	}
	if (value !== void 0 && isSecret(name)) {
		const fix = `Set the variable ${last}, and write --workflow-value ${name}.`;
		return { problem: badWorkflowValue(flag, name, "is a secret, and a command line is not", fix) };
	}
	const text = value ?? env[last];
	if (text !== void 0) return {
		name,
		value: text
	};
	const fix = `Set that variable${isSecret(name) ? "" : `, or write --workflow-value ${name}=VALUE`}.`;
	return { problem: badWorkflowValue(flag, name, `has no value, and the variable ${last} is not set`, fix) };
}
// src/workflow/leave-out.ts
/** Inputs that only a runner of GitHub can follow. */
const runnerOnly = [
	"runners",
	"export-login",
	"build-record",
	"cache-mounts"
];
/** Inputs about the builder and other programs of the machine. The file may come from a pull request, so it does not choose them. */
const machine = [...[
	"builder",
	"driver",
	"driver-opts",
	"buildkitd-flags",
	"buildkitd-config-inline",
	"endpoint",
	"append"
], ...[
	"keep-builder",
	"qemu-image",
	"buildx-version",
	"buildx-mirror",
	"cache-mounts-image",
	"engine-wait"
]];
const login = [
	"registry",
	"username",
	"password"
];
const caches = [
	"cache",
	"cache-from",
	"cache-to"
];
/** Leaves out what depends on a runner, and logins whose password is unknown: docker's own login applies. */
function leaveOut({ inputs: known, unknown: open }, isRunner) {
	const inputs = new Map(known);
	const unknown = new Map(open);
	const notes = [];
	const drop = (names, why) => {
		const dropped = names.filter((name) => [inputs.delete(name), unknown.delete(name)].includes(true));
		if (dropped.length > 0) notes.push(`${dropped.join(", ")} (${why})`);
	};
	unknown.delete("github-token");
	if (unknown.has("password") || unknown.has("username")) drop(login, "the login of docker applies");
	const needsIdentity = !isRunner && /\boidc\b/.test(inputs.get("registry-auth") ?? "");
	if (unknown.has("registry-auth") || needsIdentity) drop(["registry-auth"], "the login of docker applies");
	if (isRunner) return {
		inputs,
		unknown,
		notes
	};
	drop(runnerOnly, "only for runners of GitHub");
	drop(machine, "this machine has its own");
	const cached = dropGithubCache(inputs);
	if (cached.length > 0) notes.push(`${cached.join(", ")} (GitHub's cache is only on its runners)`);
	for (const name of cached) if (inputs.get(name) === "") inputs.delete(name);
	if (inputs.get("push") === "auto") inputs.delete("push");
	return {
		inputs,
		unknown,
		notes
	};
}
/** Removes lines about GitHub's cache; returns the inputs that had one. */
function dropGithubCache(inputs) {
	const names = caches.filter((name) => inputs.get(name)?.split("\n").some(isGithubCache));
	for (const name of names) {
		const others = inputs.get(name)?.split("\n").filter((line) => line.trim() !== "" && !isGithubCache(line));
		inputs.set(name, (others ?? []).join("\n"));
	}
	return names;
}
const isGithubCache = (line) => /^\s*gha\s*$|(^|,)\s*type=gha\b/.test(line);
/**
* Whether a step may set a variable of the command's processes. The file may come from a pull request, so it cannot choose programs,
* libraries, configurations or servers.
*/
const mayStepSet = (name) => /^[A-Za-z_]\w*$/.test(name) && !ownPrefix.test(name) && !helperPrefix.test(name) && !/^DOCKER_(?!METADATA_)/i.test(name) && !systemName.test(name);
/** Variables of the runner, of docker, git and ssh, and of the linker. */
const ownPrefix = /^(ACTIONS|BUILDKIT|BUILDX|CI|COMPOSE|DYLD|GH|GIT|GITHUB|GITLAB|INPUT|LD|NODE|NPM_CONFIG|OTEL|RUNNER|SSH|TAGBOAT|XDG)_/i;
/**
* Variables of credential helpers, of the cloud programs and languages in which those are written, and of clusters: several name a
* file whose content is a command (`credential_process` of AWS, `exec` of kubectl, CLOUDSDK_PYTHON).
*/
const helperPrefix = /^(AWS_|AZURE_|CLOUDSDK_|CURL_|GCLOUD_|GCM_|GNUPG|GOOGLE_|HELM_|JAVA_|JDK_|K3D_|KIND_|KUBE|OPENSSL_|PASSWORD_STORE_|PERL|PYTHON|RUBY)/i;
/** Variables of the system: the shell, the C library, and folders in which programs look for their configuration. */
const systemName = /^(BASHOPTS|BASH_ENV|BROWSER|CDPATH|CI|COMSPEC|EDITOR|ENV|GCONV_PATH|GLIBC_TUNABLES|GODEBUG|HOME|HOMEDRIVE|HOMEPATH|HOSTALIASES|IFS|LOCALDOMAIN|LOCPATH|NETRC|NO_PROXY|PAGER|PATH|PATHEXT|PROMPT_COMMAND|PS4|RES_OPTIONS|SHELL|SHELLOPTS|SSL_CERT_\w+|SYSTEMROOT|TEMP|TMP|TMPDIR|USER|USERPROFILE|VISUAL|WINDIR|(LOCAL)?APPDATA)$|_PROXY$/i;
// src/workflow/step-contexts.ts
/** The contexts of a step's expressions; what is unknown outside GitHub is open. `env` is added later. */
function stepContexts(step, workflow, run) {
	const { trigger, token, given } = run;
	const secrets = {
		...token !== "" && { GITHUB_TOKEN: token },
		...givenOf(given, "secrets")
	};
	return {
		values: {
			github: githubContext(trigger, token),
			secrets: new OpenRecord(secrets),
			inputs: inputsContext(trigger, workflow, givenOf(given, "inputs")),
			matrix: matrixContext(step, givenOf(given, "matrix")),
			runner: new OpenRecord({ os: "Linux" })
		},
		assumed: Object.fromEntries([...given].map(([name, value]) => [name.toLowerCase(), value]))
	};
}
/** The given values of one context, by the rest of their names. */
function givenOf(given, context) {
	const prefix = `${context}.`;
	const found = [...given].filter(([name]) => name.toLowerCase().startsWith(prefix));
	return Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]));
}
/** The `github` context ("Contexts reference"). A run outside CI counts as a push. */
function githubContext(trigger, token) {
	const { event, ref, sha, repository, actor, serverUrl, pullRequest, cause } = trigger;
	const { owner, name } = repository;
	const isPull = cause.kind === "pull-request";
	const full = fullRef(ref);
	return new OpenRecord(compact({
		event_name: event === "local" ? "push" : event,
		event: eventContext(trigger),
		ref: full,
		ref_name: full.replace(/^refs\/(?:heads|tags|pull)\//, ""),
		ref_type: ref.kind === "tag" ? "tag" : "branch",
		head_ref: isPull ? pullRequest?.headRef : "",
		base_ref: isPull ? pullRequest?.baseRef : "",
		sha,
		repository: owner === "" || name === "" ? void 0 : `${owner}/${name}`,
		repository_owner: owner === "" ? void 0 : owner,
		actor,
		triggering_actor: actor,
		server_url: serverUrl,
		token: token === "" ? void 0 : token
	}));
}
function fullRef(ref) {
	if (ref.kind === "branch") return `refs/heads/${ref.name}`;
	if (ref.kind === "tag") return `refs/tags/${ref.name}`;
	return ref.kind === "pull" ? `refs/pull/${ref.number}/merge` : ref.name;
}
/** The event: parts that belong to other kinds of events are null, so that `github.event.pull_request.x || y` is known. */
function eventContext({ cause, defaultBranch, repository, pullRequest, action }) {
	const { owner, name, url, private: isPrivate } = repository;
	const known = compact({
		name: name === "" ? void 0 : name,
		full_name: name === "" ? void 0 : `${owner}/${name}`,
		default_branch: defaultBranch,
		html_url: name === "" ? void 0 : url,
		private: isPrivate
	});
	const pull = pullRequest && new OpenRecord({
		number: pullRequest.number,
		head: new OpenRecord({
			ref: pullRequest.headRef,
			sha: pullRequest.headSha
		}),
		base: new OpenRecord({ ref: pullRequest.baseRef })
	});
	return new OpenRecord(compact({
		repository: new OpenRecord(known),
		pull_request: cause.kind === "pull-request" ? pull ?? new OpenRecord() : null,
		release: cause.kind === "release" ? void 0 : null,
		inputs: cause.kind === "dispatch" ? void 0 : null,
		action: action ?? (cause.kind === "push" || cause.kind === "local" ? null : void 0)
	}));
}
/** Declared inputs have their defaults in a run that has inputs; in others they are empty. */
function inputsContext({ cause }, workflow, given) {
	if (!(at(workflow, "on", "workflow_call") !== void 0 || at(workflow, "runs") !== void 0) && cause.kind !== "dispatch") return given;
	const defaults = [
		...entriesOf(at(workflow, "on", "workflow_dispatch", "inputs")),
		...entriesOf(at(workflow, "on", "workflow_call", "inputs")),
		...entriesOf(at(workflow, "inputs"))
	].flatMap(([name, input]) => {
		const preset = at(input, "default");
		return preset === void 0 ? [] : [[name, toContextValue(preset)]];
	});
	return new OpenRecord({
		...Object.fromEntries(defaults),
		...given
	});
}
/** The values that all combinations of the matrix share that have the given values. */
function matrixContext({ source }, given) {
	const legs = matrixLegs(source);
	const isComputed = legs.some(({ matrix }) => matrix instanceof OpenRecord);
	const fitting = legs.map(({ matrix }) => valuesOf(matrix)).filter((leg) => Object.entries(given).every(([name, value]) => isText(leg[name], value)));
	const [first = {}, ...others] = fitting;
	const shared = Object.entries(first).filter(([name, value]) => others.every((leg) => JSON.stringify(leg[name]) === JSON.stringify(value)));
	const known = {
		...Object.fromEntries(shared),
		...given
	};
	return fitting.length === 1 && !isComputed ? known : new OpenRecord(known);
}
/** A value that the combination lacks may be any. */
const isText = (value, text) => value === void 0 || String(value) === text;
const valuesOf = (matrix) => Object.fromEntries(entriesOf(matrix instanceof OpenRecord ? matrix.known : matrix).map(([name, value]) => [name, toContextValue(value)]));
/** The values of a key in all combinations of the matrix, for messages. */
const listMatrixValues = ({ source }, key) => [...new Set(matrixLegs(source).flatMap(({ matrix }) => {
	const value = valuesOf(matrix)[key];
	return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}))];
// src/command/apply-workflow.ts
/**
* Takes the inputs and the environment of a step that uses Tagboat from the file of --workflow. Flags win. Throws a TagboatError that
* lists every value that only GitHub knows.
*/
async function applyWorkflow(context, invocation) {
	const { ports, workspace } = context;
	const { flags } = invocation;
	const { path, step, workflow } = await findStep(ports.files, workspace, flags);
	const given = readGivenValues(flags.get("matrix") ?? [], flags.get("workflow-value") ?? [], ports.env);
	throwAll(given.problems);
	for (const secret of given.secrets) ports.log.mask(secret);
	const { trigger } = await findTrigger(ports.env, invocation).read(ports, workspace, void 0);
	const filled = fillStep(step, stepContexts(step, workflow, {
		trigger,
		token: ports.env.GH_TOKEN || ports.env.GITHUB_TOKEN || "",
		given: given.values
	}), await loadExpressions(), (name) => isNeeded(invocation, name));
	const left = leaveOut(filled, ports.env.GITHUB_ACTIONS === "true");
	throwAll(listProblems(step, {
		...filled,
		...left
	}));
	ports.log.info(`Settings of step ${step.name} in ${path}: ${[...left.inputs.keys()].join(", ") || "none"}.`);
	if (left.notes.length > 0) ports.log.info(`Left out: ${left.notes.join("; ")}.`);
	return {
		context: {
			...context,
			ports: withEnv(ports, environmentOf(step, filled))
		},
		invocation: {
			...invocation,
			flags: joinFlags(left.inputs, flags)
		}
	};
}
async function findStep(files, workspace, flags) {
	const [path] = flags.get("workflow") ?? [];
	if (path === void 0) {
		const { name = "" } = workflowFlags.find((flag) => flags.has(flag.name)) ?? {};
		throw new TagboatError(badFlag(name, flags.get(name)?.[0] ?? "", "needs --workflow"));
	}
	const found = findSteps(await readWorkflow(files, workspace, path));
	if (found.kind === "other") throw new TagboatError(workflowUnreadable(path, found.why));
	const choice = flags.get("step")?.[0];
	const [step, ...others] = chooseSteps(found.steps, choice);
	const names = found.steps.map(({ name }) => name);
	if (step === void 0) throw new TagboatError(noWorkflowStep(path, choice, names));
	if (others.length > 0) throw new TagboatError(severalWorkflowSteps(path, names));
	return {
		path,
		step,
		workflow: found.workflow
	};
}
/** In bytes; GitHub's own limit for a workflow is half of it. */
const longestWorkflow = 1048576;
async function readWorkflow(files, workspace, path) {
	for (const folder of [workspace, resolve(workspace, ".github/workflows")]) {
		const text = await files.read(resolve(folder, path), longestWorkflow);
		if (text !== void 0) return text;
	}
	throw new TagboatError(workflowMissing(path));
}
/** An input of the step counts if the command does not decide it itself, and no flag replaces it. */
function isNeeded({ command, flags }, input) {
	if (flags.has(input) || !inputNames.includes(input)) return false;
	if (["password", "registry-auth"].includes(input) && flags.has("username")) return false;
	const flag = findCommand(command)?.flags.find(({ name }) => name === input);
	return insteadOf(input) !== void 0 || flag !== void 0 && flag.group !== "This command";
}
/** Joins the inputs that lack the same value. */
function listProblems(step, { unknown, invalid }) {
	const uses = /* @__PURE__ */ new Map();
	for (const [input, parts] of unknown) for (const { name } of parts) uses.set(name, [...uses.get(name) ?? [], input]);
	return [...[...invalid].map(([input, why]) => badWorkflowExpression(input, why)), ...[...uses].map(([name, inputs]) => {
		const values = name.startsWith("matrix.") ? listMatrixValues(step, name.slice(7)) : [];
		const flags = inputs.filter((input) => insteadOf(input) === void 0).map((input) => `--${input}`);
		return unknownWorkflowValue(name, inputs, values, flags);
	})];
}
/** The variables of the step that count, and those by which the core finds inputs that it does not have. */
function environmentOf(step, { env }) {
	const unknown = [...step.inputs].filter(([name, text]) => text !== "" && !inputNames.includes(name));
	return {
		...Object.fromEntries([...env].filter(([name]) => mayStepSet(name))),
		...Object.fromEntries(unknown.map(([name]) => [`INPUT_${name.toUpperCase()}`, "set"]))
	};
}
/** Ports whose environment, and that of all children, has more variables. */
const withEnv = (ports, added) => ({
	...ports,
	env: {
		...ports.env,
		...added
	},
	exec: (command, args, options) => ports.exec(command, args, {
		...options,
		env: {
			...childVariables(added),
			...options?.env
		}
	})
});
const childVariables = (added) => Object.fromEntries(Object.entries(added).filter(([name]) => !name.startsWith("INPUT_")));
/** With several images, --target chooses among them, as without --workflow. */
function joinFlags(inputs, flags) {
	const joined = new Map([...inputs].map(([name, text]) => [name, text.split("\n")]));
	const isMany = inputs.has("bake-files") || inputs.has("builds");
	for (const [name, values] of flags) joined.set(isMany && name === "target" ? "targets" : name, values);
	return joined;
}
export { applyWorkflow };
