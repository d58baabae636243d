import { j as explainCancel, s as createRedactor, x as createCancellation } from "./main-post.js";
import { m as cleanProblem, n as createPorts, t as limitGarbage } from "./core.js";
import { t as createTerminalLog } from "./terminal-log.js";
import { t as cleanUp } from "./clean-up.js";
import { _ as workflowFlags, m as findCommand, r as exitCodeOf } from "./command.js";
import { t as nameFlags } from "./name-flags.js";
import { g as describeProblem, h as TagboatError } from "./common.js";
import { n as readVerbosity, t as mayDraw } from "./verbosity.js";
import { dirname } from "node:path";
// src/ports/wait-words.ts
/** What a request waits for: the host and, of a registry, what is read or written. Never its query, which may have a token. */
function describeRequest({ method, url }) {
	const { host, pathname } = new URL(url);
	const [, repository, kind, rest = ""] = /^\/v2\/(.+?)\/(manifests|blobs|tags|referrers)\/(.*)$/.exec(pathname) ?? [];
	if (repository === void 0) return host;
	const isRead = method === "GET" || method === "HEAD";
	switch (kind) {
		case "manifests": return `${host} (${isRead ? "reading" : "writing"} ${repository}${separate(rest)})`;
		case "blobs": return `${host} (${isRead ? "reading a blob of" : "an upload to"} ${repository})`;
		case "tags": return `${host} (the tags of ${repository})`;
		default: return `${host} (what is attached to ${repository}${separate(rest)})`;
	}
}
/** `:main`, or `@sha256:` and the first digits of a digest. */
function separate(reference) {
	const [, digest] = /^(sha\d+:[0-9a-f]{12})/.exec(reference) ?? [];
	return digest === void 0 ? `:${reference}` : `@${digest}`;
}
/** What a command waits for: the program and its subcommand, without further arguments. */
function describeExec(command, args) {
	const program = (command.split(/[\\/]/).pop() ?? command).replace(/\.exe$/, "");
	const words = subcommand(args);
	if (program === "docker" && words[0] === "info") return "the Docker engine";
	if (program === "docker" && words[0] === "login") return `docker login ${args.at(-1) ?? ""}`.trim();
	if (program === "docker-buildx") return ["docker buildx", ...words.slice(0, 1)].join(" ");
	return [program, ...words.slice(0, words[0] === "buildx" ? 2 : 1)].join(" ");
}
/** The words of a command line that come before its first flag; `-c NAME=VALUE` and `-C FOLDER` of git are skipped. */
function subcommand(args) {
	let first = 0;
	while (args[first] === "-c" || args[first] === "-C") first += 2;
	while (args[first]?.startsWith("-")) first += 1;
	const end = args.findIndex((arg, index) => index >= first && !/^[a-z][a-z-]*$/.test(arg));
	return args.slice(first, end < 0 ? void 0 : end);
}
// src/ports/waits.ts
/** The silence after which a wait is shown, and the time between two updates, in ms. */
const shownAfter = 1e3;
const updateMs = 250;
function createWaits(terminal, isQuiet, now = () => performance.now()) {
	const pending = /* @__PURE__ */ new Set();
	let timer;
	let pauses = 0;
	let resumed = now();
	const show = () => {
		const [first] = pending;
		const silence = Math.min(terminal.silence(), now() - resumed);
		if (first === void 0 || pauses > 0 || silence < shownAfter || isQuiet()) return;
		terminal.wait(`Waiting for ${first.what} ... ${Math.floor(silence / 1e3)} s`);
	};
	const update = () => {
		if (pending.size > 0) return show();
		clearInterval(timer);
		timer = void 0;
		terminal.wait(void 0);
	};
	return {
		begin(what) {
			const wait = { what };
			pending.add(wait);
			timer ??= setInterval(update, updateMs).unref();
			show();
			return () => void pending.delete(wait);
		},
		pause() {
			pauses += 1;
			terminal.wait(void 0);
			return () => {
				pauses -= 1;
				resumed = now();
			};
		}
	};
}
/** Ports whose requests and commands are waits, unless the caller of a command (`onSecond`) reports on the wait. */
const watchPorts = (ports, waits) => ({
	...ports,
	http: watchHttp(ports.http, waits),
	exec: watchExec(ports.exec, waits)
});
const watchHttp = (http, { begin }) => async (request) => {
	const end = begin(describeRequest(request));
	try {
		const response = await http(request);
		if (request.isLarge !== true) return response;
		const begins = () => begin(describeRequest(request));
		return {
			...response,
			body: watchBody(response.body, begins),
			discard: response.discard
		};
	} finally {
		end();
	}
};
async function* watchBody(chunks, begin) {
	const end = begin();
	try {
		yield* chunks;
	} finally {
		end();
	}
}
const watchExec = (exec, { begin, pause }) => async (command, args, options = {}) => {
	const isShown = options.onSecond !== void 0;
	const end = options.drawsProgress ? pause() : isShown ? () => void 0 : begin(describeExec(command, args));
	try {
		return await exec(command, args, options);
	} finally {
		end();
	}
};
// src/command/run-command.ts
/** Each command is a chunk that loads when it runs. */
const loaders = {
	plan: async () => (await import("./plan.js")).planCommand,
	build: async () => (await import("./build.js")).buildCommand,
	publish: async () => (await import("./publish.js")).publishCommand,
	doctor: async () => (await import("./doctor.js")).doctorCommand,
	init: async () => (await import("./init.js")).initCommand,
	promote: async () => (await import("./promote.js")).promoteCommand,
	migrate: async () => (await import("./migrate.js")).migrateCommand,
	completion: async () => (await import("./completion.js")).completionCommand,
	describe: async () => (await import("./describe.js")).describeCommand,
	prune: async () => (await import("./prune.js")).pruneCommand
};
/** Runs a command and reports its errors. Returns its exit code, without the one for a signal. */
async function runCommand(context, invocation) {
	const { log } = context.ports;
	try {
		const command = await loaders[invocation.command]();
		const applied = await withWorkflow(context, invocation);
		return await command(applied.context, applied.invocation);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		const problems = explainCancel(error.problems);
		for (const problem of problems) log.error(describeProblem(cleanProblem(problem, context.redactor.clean)));
		return exitCodeOf(problems);
	}
}
/** The flags of a workflow's step join those of the command line. */
async function withWorkflow(context, invocation) {
	if (!workflowFlags.some(({ name }) => invocation.flags.has(name))) return {
		context,
		invocation
	};
	const { applyWorkflow } = await import("./apply-workflow.js");
	return applyWorkflow(context, invocation);
}
// src/command/open-command.ts
/** Creates the ports of a command, in the root of the working copy. */
async function openCommand({ env, folder, terminal, packageFolder }) {
	limitGarbage();
	const redactor = createRedactor();
	const cancellation = createCancellation();
	const { log, waits, drawsProgress, choose } = openLog(terminal, redactor, env);
	const leftovers = {
		builder: "",
		config: "",
		buildx: ""
	};
	const caller = {
		env,
		log,
		cancellation,
		actionFolder: packageFolder,
		remember: (name, value) => {
			leftovers[name] = value;
		},
		drawsProgress,
		exportVariable: () => void 0
	};
	const workspace = await findRoot(createPorts(caller).files, folder);
	const ports = watchPorts(createPorts({
		...caller,
		env: {
			...env,
			GITHUB_WORKSPACE: workspace
		}
	}), waits);
	return {
		async run(invocation) {
			choose(invocation);
			try {
				return await runCommand({
					ports,
					terminal,
					redactor,
					workspace,
					folder
				}, invocation);
			} finally {
				const after = createPorts({
					...caller,
					cancellation: createCancellation()
				});
				await cleanUp({
					...after,
					log: {
						...log,
						info: log.debug
					}
				}, leftovers);
				terminal.wait(void 0);
			}
		},
		cancel(signal) {
			if (ports.isCancelled()) return;
			log.info(`Cancelled (${signal}).`);
			cancellation.cancel();
		}
	};
}
/** What the command shows on standard error, with the names of flags. `choose` sets how much, since flags are known late. */
function openLog(terminal, redactor, env) {
	let verbosity = "normal";
	let flags = [];
	const isQuiet = () => verbosity === "quiet";
	const log = createTerminalLog(terminal, redactor, () => verbosity);
	return {
		log: {
			...log,
			notice: (message) => log.notice(nameFlags(message, flags)),
			warning: (message) => log.warning(nameFlags(message, flags)),
			error: (message) => log.error(nameFlags(message, flags))
		},
		waits: createWaits(terminal, isQuiet),
		drawsProgress: () => terminal.isErrTerminal && !isQuiet() && mayDraw(env),
		choose: (invocation) => {
			verbosity = readVerbosity(invocation);
			flags = findCommand(invocation.command)?.flags ?? [];
		}
	};
}
/** The root of the working copy around a folder; the folder itself without one. */
async function findRoot(files, folder) {
	for (let at = folder;; at = dirname(at)) {
		if ((await files.list(at)).includes(".git")) return at;
		if (dirname(at) === at) return folder;
	}
}
export { openCommand };
