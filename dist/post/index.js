import { C as createDocker, Ct as createRedactor, H as createFiles, U as createExec, _t as describeProblem, i as removeBuilder, it as createRunner, rt as createLog, yt as problemsOf } from "../chunks/create-builder.js";
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
const builder = runner.state("builder");
if (builder !== "") {
	if (await removeBuilder(createDocker(createExec(process.env), previous), builder)) log.info(`Removed builder ${builder}.`);
	else log.warning(`Builder ${builder} could not be removed; 'docker buildx rm ${builder}' does it.`);
}
const config = runner.state("config");
if (config !== "") {
	const problems = await problemsOf(() => createFiles().remove(config));
	for (const problem of problems) log.warning(`The private docker config could not be removed: ${describeProblem(problem)}`);
	if (problems.length === 0) log.info("Removed the private docker config.");
}
export {};
