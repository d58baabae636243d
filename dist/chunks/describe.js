import { i as describePages, r as shownDiff, t as describePageResult } from "./format-report.js";
import { r as exitCodeOf } from "./command.js";
import { j as explainCancel } from "./main-post.js";
import { g as describeProblem } from "./common.js";
import { n as disarmEscapes } from "./terminal-log.js";
import { t as findTrigger } from "./find-trigger.js";
import { t as readPassword } from "./password.js";
import { t as rawInputs } from "./raw-inputs.js";
// src/command/describe.ts
/** Writes the pages of images. A dry run prints their changes as diffs. */
const describeCommand = async ({ ports, terminal }, invocation) => {
	const { flags, operands } = invocation;
	const password = await readPassword(terminal, flags);
	const images = operands.join("\n");
	const raw = rawInputs(ports.env, flags, {
		images,
		...password !== void 0 && { password }
	});
	const { read } = findTrigger(ports.env, invocation);
	const { results, problems } = await describePages(ports, raw, read);
	for (const result of results) {
		ports.log.info(describePageResult(result));
		if (result.outcome !== "would-change") continue;
		for (const line of shownDiff(result)) terminal.print(disarmEscapes(line));
	}
	for (const problem of explainCancel(problems)) ports.log.error(describeProblem(problem));
	return exitCodeOf(problems);
};
export { describeCommand };
