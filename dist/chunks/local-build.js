// src/errors/local-build.ts
/** --offline, and something would need another machine. */
const offline = () => ({
	code: "offline",
	what: "The command is offline and asks no other machine.",
	fix: "Leave out --offline."
});
/** `tagboat build`: several images would be loaded under one name. `items` are their targets. */
const buildNameShared = (name, items) => ({
	code: "build-name-shared",
	what: `${items.join(", ")} would all be loaded as ${name}: tagboat build gives each image the tag 'build', without a suffix.`,
	fix: "Build one of them, or give them different names, for example with {{target}} in input images."
});
/** `program`: kind or minikube. */
const clusterProgramMissing = (program) => ({
	code: "cluster-program-missing",
	what: `--load ${program}: the program ${program} is not on the PATH.`,
	fix: `Install ${program}, or leave out --load: the local engine gets the image in any case.`
});
const clusterLoadFailed = (command, code, original) => ({
	code: "cluster-load-failed",
	what: `The image is in the local engine, but not in the cluster: '${command}' exited with code ${code}.`,
	fix: "Check that the cluster runs, then repeat the command below, or the build.",
	original
});
export { offline as i, clusterLoadFailed as n, clusterProgramMissing as r, buildNameShared as t };
