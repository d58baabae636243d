import { Q as createExec, U as createFiles, V as createRedactor, at as createLog, l as createDocker, o as removeBuilder, ot as createRunner } from "../chunks/builder.js";
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
	await createFiles().remove(config);
	log.info("Removed the private docker config.");
}
export {};
