import { i as createRunner, j as explainCancel, l as outputsUnwritten, r as createLog, s as createRedactor, x as createCancellation } from "./main-post.js";
import { g as describeProblem, h as TagboatError, v as problemsOf } from "./common.js";
import { m as cleanProblem, n as createPorts, t as limitGarbage } from "./core.js";
// src/start-action.ts
/** Runs an action in the process of its step: outputs, job summary, annotations, exit code. `actionFolder`: the root of this repository. */
async function startAction(step, actionFolder, action) {
	limitGarbage();
	const redactor = createRedactor();
	const runner = createRunner(step.env);
	const cancellation = createCancellation();
	let configDir;
	let keepsLogin = false;
	const ports = createPorts({
		env: step.env,
		log: createLog(redactor),
		cancellation,
		actionFolder,
		remember: (name, value) => {
			if (name === "config") configDir = value;
			runner.saveState(name, value);
		},
		exportVariable: (name, value) => {
			keepsLogin = true;
			runner.saveState(`exported-${name}`, `was:${step.env[name] ?? ""}`);
			runner.exportVariable(name, value);
		}
	});
	for (const signal of ["SIGINT", "SIGTERM"]) step.on(signal, () => {
		if (ports.isCancelled()) return;
		ports.log.info(`Cancelled (${signal}).`);
		cancellation.cancel();
	});
	try {
		await runStep({
			ports,
			runner,
			action,
			clean: redactor.clean
		});
	} finally {
		if (configDir !== void 0 && !keepsLogin) await removeConfig(ports, configDir);
	}
	if (ports.isCancelled()) step.exit();
}
async function runStep({ ports, runner, action, clean }) {
	try {
		const { outputs, summarize, problems } = await action.run(ports, runner.input, clean);
		const unwritten = await problemsOf(async () => {
			for (const [name, value] of Object.entries(outputs)) runner.output(name, value);
		});
		const all = [...problems, ...unwritten.map(outputsUnwritten)];
		await writeSummary(ports, runner, summarize(all));
		if (all.length > 0) runner.fail(all.map(describeProblem).join("\n"));
	} catch (error) {
		if (!(error instanceof TagboatError)) {
			const stack = error instanceof Error ? error.stack ?? error.message : String(error);
			return runner.fail(clean(`This is a bug in Tagboat: ${stack}`));
		}
		const problems = explainCancel(error.problems).map((problem) => cleanProblem(problem, clean));
		runner.fail(problems.map(describeProblem).join("\n"), problems.find(({ place }) => place)?.place);
		await writeSummary(ports, runner, action.summarizeFailure(problems));
	}
}
/** A missing summary is only a warning: unlike the outputs, no later step needs it. */
async function writeSummary({ log }, runner, text) {
	for (const problem of await problemsOf(() => runner.summary(text))) log.warning(`The job summary is missing: ${describeProblem(problem)}`);
}
/** A failure is only a warning, because the post step retries. */
async function removeConfig({ files, log }, folder) {
	for (const problem of await problemsOf(() => files.remove(folder))) log.warning(`The private docker config is left for the post step: ${describeProblem(problem)}`);
}
export { startAction as t };
