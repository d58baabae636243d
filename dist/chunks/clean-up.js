import { J as createBuildx, f as buildxFile, y as removeBuilder } from "./main-post.js";
import { g as describeProblem, v as problemsOf } from "./common.js";
import { join } from "node:path";
// src/prepare/clean-up.ts
/**
* Removes what a run leaves on the machine, however it ended. A failure is a warning. `env` is added to the environment of buildx:
* docker's own configuration, after an exported login.
*/
async function cleanUp({ exec, files, log }, { builder, config, buildx }, env = {}) {
	if (builder !== "") {
		const plugin = buildx === "" ? void 0 : join(buildx, buildxFile);
		if (await removeBuilder(createBuildx(exec, plugin, env), builder)) log.info(`Removed builder ${builder}.`);
		else log.warning(`Builder ${builder} could not be removed; 'docker buildx rm ${builder}' does it.`);
	}
	const remove = async (what, folder) => {
		const problems = folder === "" ? [] : await problemsOf(() => files.remove(folder));
		for (const problem of problems) log.warning(`The ${what} could not be removed: ${describeProblem(problem)}`);
		return folder !== "" && problems.length === 0;
	};
	if (await remove("private docker config", config)) log.info("Removed the private docker config.");
	await remove("downloaded buildx", buildx);
}
export { cleanUp as t };
