import { m as findCommand, r as exitCodeOf, y as isSwitchedOn } from "./command.js";
import { h as createPullRequestReader, tt as conflictingFlags } from "./core.js";
import { g as describeProblem, h as TagboatError } from "./common.js";
import { n as disarmEscapes } from "./terminal-log.js";
import { a as listRemoved, c as pullUnknown, i as describePrune, n as formatPruneResult, r as prune } from "./prune-outputs.js";
import { t as findTrigger } from "./find-trigger.js";
import { t as nameFlags } from "./name-flags.js";
import { t as readPassword } from "./password.js";
import { t as rawInputs } from "./raw-inputs.js";
// src/command/gone-trigger.ts
/**
* The trigger of `tagboat prune`: with `--ref` as if that ref had just been deleted, with `--pr` as if that pull request had just changed
* its state, which GitHub is asked about. Throws a TagboatError if GitHub does not know the pull request.
*/
async function goneTrigger(trigger, flags, askPull) {
	const { ref } = trigger;
	if (ref.kind === "pull") {
		const answer = await askPull(ref.number);
		if (!answer.known) throw new TagboatError(pullUnknown(ref.number, answer.why));
		if (answer.value === "absent") throw new TagboatError(pullUnknown(ref.number, "the repository has none of this number"));
		const { isOpen, closedAt, ...pullRequest } = answer.value;
		return {
			...trigger,
			event: "pull_request_target",
			cause: {
				kind: "pull-request",
				variant: "target",
				isClosed: !isOpen
			},
			pullRequest,
			...closedAt !== void 0 && { time: closedAt }
		};
	}
	return flags.has("ref") ? {
		...trigger,
		event: "delete",
		cause: { kind: "delete" }
	} : trigger;
}
// src/command/prune.ts
/** Shows which tags have lost their ref, and removes them with `--yes`. */
const pruneCommand = async ({ ports, terminal, redactor }, invocation) => {
	const { flags } = invocation;
	if (flags.has("ref") && flags.has("pr")) throw new TagboatError(conflictingFlags("--ref and --pr name two refs.", "Leave one of them out: a prune is about one ref, or about all."));
	const source = findTrigger(ports.env, invocation);
	const password = await readPassword(terminal, flags);
	const raw = rawInputs(ports.env, flags, {
		"dry-run": isSwitchedOn(flags, "yes") ? "false" : "true",
		...password !== void 0 && { password }
	});
	const read = async (...args) => {
		const result = await source.read(...args);
		const token = result.credentials?.githubToken ?? raw("github-token");
		const askPull = createPullRequestReader(ports, result.trigger, token);
		return {
			...result,
			trigger: await goneTrigger(result.trigger, flags, askPull)
		};
	};
	const report = await prune(ports, raw, read);
	const known = findCommand("prune")?.flags ?? [];
	const lines = flags.has("json") ? [formatPruneResult(report, redactor.clean)] : describePrune(report).map((line) => nameFlags(redactor.clean(line), known));
	for (const line of lines) terminal.print(disarmEscapes(line));
	if (report.dryRun && listRemoved(report).length > 0) ports.log.info("Nothing was deleted: --yes deletes.");
	for (const problem of report.problems) ports.log.error(describeProblem(problem));
	return exitCodeOf(report.problems);
};
export { pruneCommand };
