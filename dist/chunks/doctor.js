import { F as findEngine, G as readPinnedImage, I as requireBuildx, J as findForeignRuns, N as chooseForBuild, Nt as references, P as driverOf, W as findLacking, b as openPlainAccess, ft as identityMissing, g as openSession, i as prepareRun, pt as createSourceRepository, q as emulationOff, v as accessOf, x as openRegistry, y as lookOnly } from "./core.js";
import { Y as createDocker, yt as distinctOf } from "./main-post.js";
import { v as problemsOf } from "./common.js";
import { i as exitCodes, m as findCommand } from "./command.js";
import { t as findTrigger } from "./find-trigger.js";
import { t as nameFlags } from "./name-flags.js";
import { t as rawInputs } from "./raw-inputs.js";
import { tmpdir } from "node:os";
// src/doctor/finding.ts
const ok = (check, text) => ({
	check,
	level: "ok",
	text
});
const warning = (check, text, fix) => ({
	check,
	level: "warning",
	text,
	fix
});
/** A problem as the finding of a check that failed. The answer of a tool or registry follows the sentence. */
function failed(check, { what, fix, original }) {
	const answer = original?.trim().split("\n").at(-1)?.trim();
	return {
		check,
		level: "failed",
		text: oneLine(answer ? `${what} (${answer})` : what),
		fix: oneLine(fix)
	};
}
const oneLine = (text) => text.replace(/\s*\n\s*/g, " ");
/** Runs a check: its findings, or a finding for each problem of the TagboatError that it throws. */
async function attempt(check, work) {
	let found = [];
	const problems = await problemsOf(async () => {
		found = await work();
	});
	return problems.length === 0 ? found : problems.map((problem) => failed(check, problem));
}
// src/doctor/check-docker.ts
/** Checks the engine, buildx, the logins, the builder and emulation, in this order. A failed check ends it. */
async function checkDocker(ports, state) {
	const findings = [];
	let session;
	const add = async (check, work) => {
		const found = await attempt(check, work);
		findings.push(...found);
		return found.every(({ level }) => level !== "failed");
	};
	if (!(await add("docker", () => checkEngine(ports)) && await add("login", async () => {
		session = await openSession(ports, ports.env.RUNNER_TEMP || tmpdir(), state, requireBuildx);
		return describeLogins(state);
	})) || session === void 0) return { findings };
	const opened = session;
	const plan = {
		...state,
		targets: state.definition.targets,
		reused: /* @__PURE__ */ new Map()
	};
	await add("builder", () => checkBuilder(ports, opened, plan));
	return {
		findings,
		session: opened
	};
}
/** How long to wait for the engine, in ms: a diagnosis should not wait for one that is starting. */
const engineWait = 2e3;
/** The engine and buildx, each with a finding. buildx is checked after the engine, since docker reports on both at once. */
async function checkEngine(ports) {
	let client;
	const docker = createDocker(ports.exec, {});
	const engine = await findEngine({
		...ports,
		docker
	}, engineWait, async (found) => {
		client = found;
		return { version: found.reported ?? "" };
	});
	const buildx = await attempt("buildx", async () => client === void 0 ? [] : [ok("buildx", (await requireBuildx(client)).version)]);
	return [ok("docker", describeEngine(engine)), ...buildx];
}
const describeEngine = ({ version, containerdStore, platform }) => `engine ${version}, ${platform}, ${containerdStore ? "containerd" : "legacy"} image store`;
function describeLogins({ inputs }) {
	const hosts = inputs.credentials.map(({ registry }) => registry);
	return hosts.length === 0 ? [] : [ok("login", `logged in to ${hosts.join(", ")}`)];
}
async function checkBuilder(ports, session, plan) {
	const choice = await chooseForBuild(ports, session, plan);
	const name = choice.kind === "use" ? choice.builder.name || "the engine’s own" : "a temporary one";
	return [ok("builder", `${name} (driver ${driverOf(choice)}), because ${choice.why}`), ...await attempt("emulation", () => checkEmulation(ports, session, plan, choice))];
}
/** Without a platform of another processor there is no finding. */
async function checkEmulation(ports, session, { targets, workspace, inputs }, choice) {
	const runs = await findForeignRuns(ports.files, workspace, targets.values(), session.engine.platform);
	if (runs.length === 0) return [];
	const isEngine = driverOf(choice) === "docker";
	const emulated = isEngine ? await session.findEmulated() : /* @__PURE__ */ new Set();
	const open = runs.filter(({ architecture }) => !emulated.has(architecture));
	const builder = choice.kind === "use" ? choice.builder : void 0;
	const lacking = open.length === 0 ? [] : await findLacking(session, builder, open);
	const list = (some) => some.map(({ platform }) => platform).join(", ");
	if (lacking.length === 0) return [ok("emulation", `the builder executes ${list(runs)} already`)];
	if (!isEngine) return [ok("emulation", `the builder’s own QEMU for ${list(lacking)}`)];
	const [first] = lacking;
	if (inputs.emulation.mode === "never" && first !== void 0) return [failed("emulation", emulationOff(first.platform, first.run ?? "the build"))];
	if (inputs.emulation.image === void 0) await readPinnedImage(ports.files, ports.actionFolder, "binfmt");
	return [ok("emulation", `QEMU will be registered for ${list(lacking)}`)];
}
// src/doctor/check-registries.ts
/** Checks for each image name whether the login may push: starts an upload and cancels it, which leaves nothing behind. */
async function checkRegistries(ports, state, session) {
	const repositories = distinctOf(state.plans.flatMap((plan) => plan.repositories));
	const access = session === void 0 ? await openPlain(ports, state) : accessOf(session);
	const registry = openRegistry(ports, access, lookOnly);
	const check = (repository) => attempt("push", async () => {
		await registry.checkPush(repository);
		return [ok("push", `${repository.name} accepts a push`)];
	});
	return (await Promise.all(repositories.map(check))).flat();
}
const openPlain = async (ports, state) => (await openPlainAccess(ports, state)).access;
/** Guards ask the remote for branches and git tags; without an answer they refuse or keep a tag. */
async function checkRemote(ports, { workspace, trigger, inputs }) {
	const answer = await createSourceRepository(ports, {
		workspace,
		trigger,
		token: inputs.githubToken
	}).branches();
	if (answer.known) return [ok("remote", `it lists ${answer.value.length} ${answer.value.length === 1 ? "branch" : "branches"}`)];
	return [warning("remote", `The remote repository cannot be asked for its branches, because ${answer.why}.`, "Check the network and the login of git. Without an answer, guards keep tags that they cannot compare.")];
}
/** Logins by OIDC need a permission of the job. */
function checkPermissions(ports, { inputs }) {
	const hosts = inputs.credentials.filter(({ kind }) => kind === "oidc").map(({ registry }) => registry);
	if (hosts.length === 0) return [];
	if (!Boolean(ports.env.ACTIONS_ID_TOKEN_REQUEST_URL && ports.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)) return [failed("permissions", identityMissing(hosts))];
	return [ok("permissions", `the job may request an identity token, for ${hosts.join(", ")}`)];
}
// src/doctor/diagnose.ts
/** Checks everything that a publish needs. A promotion of registry images needs no docker. `onFinding` gets each as it is found. */
async function diagnose(ports, state, onFinding) {
	const all = [];
	const add = (findings) => {
		all.push(...findings);
		findings.forEach(onFinding);
	};
	const { from } = state.inputs;
	const needsDocker = from === void 0 || from.kind === "daemon";
	const remote = checkRemote(ports, state);
	add(checkPermissions(ports, state));
	const docker = needsDocker ? await checkDocker(ports, state) : void 0;
	add(docker?.findings ?? []);
	add(await checkRegistries(ports, state, docker?.session));
	add(await remote);
	return all;
}
/** A log that keeps only warnings: the findings say the rest. */
function createQuietLog(log) {
	const warnings = [];
	const ignore = () => void 0;
	return {
		log: {
			...log,
			info: ignore,
			notice: ignore,
			report: ignore,
			foreign: ignore,
			group: (_title, body) => body(),
			warning: (message) => void warnings.push(log.clean(message))
		},
		warnings
	};
}
// src/command/doctor.ts
/** Checks what a publish needs: one line for each finding, with the fix. Exits with 1 if anything prevents a publish. */
const doctorCommand = async ({ ports, terminal }, invocation) => {
	const { flags } = invocation;
	const isJson = flags.has("json");
	const print = (finding) => {
		if (!isJson) terminal.print(formatFinding(withFlags(finding)));
	};
	const quiet = createQuietLog(ports.log);
	const checked = {
		...ports,
		log: quiet.log
	};
	const source = findTrigger(ports.env, invocation);
	const isGiven = source.isCi || source.isPlannedEvent || flags.has("push");
	const raw = rawInputs(ports.env, flags, isGiven ? {} : { push: "true" });
	let state;
	const planned = await attempt("plan", async () => {
		state = (await prepareRun(checked, raw, { readTrigger: source.read })).state;
		return [ok("plan", state.plans.flatMap(references).join(", ") || state.intent.reason)];
	});
	planned.forEach(print);
	const found = state === void 0 ? [] : await diagnose(checked, state, print);
	const warnings = [...new Set(quiet.warnings)].map((text) => ({
		check: "warning",
		level: "warning",
		text
	}));
	warnings.forEach(print);
	const all = [
		...planned,
		...found,
		...warnings
	];
	if (isJson) terminal.print(JSON.stringify(all.map(withFlags)));
	return all.some(({ level }) => level === "failed") ? exitCodes.failed : exitCodes.done;
};
/** A finding whose texts name flags. */
function withFlags(finding) {
	const name = (text) => nameFlags(text, findCommand("doctor")?.flags ?? []);
	const { text, fix } = finding;
	return {
		...finding,
		text: name(text),
		...fix !== void 0 && { fix: name(fix) }
	};
}
const widest = Math.max(...["permissions", "emulation"].map((name) => name.length));
/** `failed   push         The registry refuses ... Fix: Log in ...` */
const formatFinding = ({ check, level, text, fix }) => `${level.padEnd(7)}  ${check.padEnd(widest)}  ${text}${fix === void 0 ? "" : ` ${fix}`}`;
export { doctorCommand };
