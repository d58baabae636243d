import { i as describePrune, o as summarizePrune, r as prune, s as summarizePruneFailure, t as formatPruneOutputs } from "./chunks/prune-outputs.js";
import { m as cleanProblem } from "./chunks/core.js";
import { t as startAction } from "./chunks/start-action.js";
import { fileURLToPath } from "node:url";
// src/prune-main.ts
await startAction(process, fileURLToPath(new URL("..", import.meta.url)), {
	async run(ports, input, clean) {
		const report = await prune(ports, input);
		for (const line of describePrune(report)) ports.log.info(line);
		return {
			outputs: formatPruneOutputs(report, clean),
			summarize: (problems) => summarizePrune({
				...report,
				problems
			}, clean),
			problems: report.problems.map((problem) => cleanProblem(problem, clean))
		};
	},
	summarizeFailure: summarizePruneFailure
});
export {};
