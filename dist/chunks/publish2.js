import { r as exitCodeOf, y as isSwitchedOn } from "./command.js";
import { j as explainCancel, xt as formatReference } from "./main-post.js";
import { g as describeProblem } from "./common.js";
import { Tn as formatOutputs, a as run } from "./core.js";
import { n as guardRun, r as findContentTrigger } from "./guard-run.js";
import { t as findTrigger } from "./find-trigger.js";
import { t as localDefaults } from "./local-defaults.js";
import { t as readPassword } from "./password.js";
import { t as rawInputs } from "./raw-inputs.js";
import { n as describeStart, t as describeExisting } from "./words.js";
// src/command/publish.ts
/** Builds, or takes an existing image, and publishes it. */
const publishCommand = (context, invocation) => {
	const source = findTrigger(context.ports.env, invocation);
	const read = findContentTrigger(source.read, invocation.flags.get("from") ?? []);
	return publishWith(context, invocation, {
		source: {
			...source,
			read
		},
		fixed: {}
	});
};
/** Runs a publish or promotion: the guards of a run outside CI, the result on standard output, the exit code. */
async function publishWith({ ports, terminal }, invocation, { source, fixed, isElsewhere = false }) {
	const { flags } = invocation;
	const isLocal = !source.isCi && !source.isPlannedEvent && !flags.has("push");
	const password = await readPassword(terminal, flags);
	const raw = rawInputs(ports.env, flags, {
		...localDefaults(source, invocation),
		...fixed,
		...isLocal && { push: "true" },
		...password !== void 0 && { password }
	});
	const guards = guardRun({ terminal }, source, {
		allowDirty: isSwitchedOn(flags, "allow-dirty"),
		allowRelease: isSwitchedOn(flags, "allow-release"),
		skipRemote: isElsewhere
	});
	const intent = raw("from") === "" ? describeStart : describeExisting;
	const report = await run(ports, raw, {
		...guards,
		words: { intent }
	});
	print(terminal, report, flags.has("json"));
	const problems = explainCancel(report.problems);
	for (const problem of problems) ports.log.error(describeProblem(problem));
	return exitCodeOf(problems);
}
/** Prints `name@digest` for each image, or the output `result`. */
function print(terminal, { result, plans, annotations }, isJson) {
	if (isJson) {
		terminal.print(formatOutputs(result, plans, annotations).result ?? "");
		return;
	}
	for (const { repository, digest } of result.images) if (digest !== void 0) terminal.print(formatReference(repository, { digest }));
}
export { publishWith as n, publishCommand as t };
