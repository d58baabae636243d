import { D as buildxFile, Dt as describeProblem, Nt as createRedactor, Q as createExec, Z as createFiles, ft as createLog, i as removeBuilder, j as createBuildx, kt as problemsOf, pt as createRunner } from "../chunks/create-builder.js";
import { join } from "node:path";
// src/post.ts
const runner = createRunner(process.env);
const log = createLog(createRedactor());
const previous = {};
for (const name of ["DOCKER_CONFIG", "BUILDX_CONFIG"]) {
	const state = runner.state(`exported-${name}`);
	if (state === "") continue;
	previous[name] = state.slice(4);
	runner.exportVariable(name, previous[name]);
}
/** The folder of a downloaded buildx. */
const downloaded = runner.state("buildx");
const builder = runner.state("builder");
if (builder !== "") {
	const plugin = downloaded === "" ? void 0 : join(downloaded, buildxFile);
	if (await removeBuilder(createBuildx(createExec(process.env), plugin, previous), builder)) log.info(`Removed builder ${builder}.`);
	else log.warning(`Builder ${builder} could not be removed; 'docker buildx rm ${builder}' does it.`);
}
const config = runner.state("config");
if (config !== "") {
	const problems = await problemsOf(() => createFiles().remove(config));
	for (const problem of problems) log.warning(`The private docker config could not be removed: ${describeProblem(problem)}`);
	if (problems.length === 0) log.info("Removed the private docker config.");
}
if (downloaded !== "") for (const problem of await problemsOf(() => createFiles().remove(downloaded))) log.warning(`The downloaded buildx could not be removed: ${describeProblem(problem)}`);
export {};
