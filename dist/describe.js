import { i as describePages, n as formatPageSummary, r as shownDiff, t as describePageResult } from "./chunks/format-report.js";
import { m as cleanProblem } from "./chunks/core.js";
import { t as startAction } from "./chunks/start-action.js";
import { fileURLToPath } from "node:url";
// src/describe-main.ts
await startAction(process, fileURLToPath(new URL("..", import.meta.url)), {
	async run(ports, input, clean) {
		const { results, problems } = await describePages(ports, input);
		for (const result of results) {
			ports.log.info(describePageResult(result));
			if (result.outcome !== "would-change" || result.diff.length === 0) continue;
			await ports.log.group(`The change of ${result.name}`, async () => {
				for (const line of shownDiff(result)) ports.log.foreign(line);
			});
		}
		return {
			outputs: { changed: String(results.some(({ outcome }) => outcome === "changed")) },
			summarize: (all) => clean(formatPageSummary({
				results,
				problems: all
			})),
			problems: problems.map((problem) => cleanProblem(problem, clean))
		};
	},
	summarizeFailure: (problems) => formatPageSummary({
		results: [],
		problems
	})
});
export {};
