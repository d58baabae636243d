import { C as readInput, S as presetOf } from "./command.js";
// src/command/raw-inputs.ts
/** The inputs of a run: what the command fixes, then the flags, then GitHub's token from the environment, then the defaults. */
function rawInputs(env, flags, fixed) {
	const token = env.GH_TOKEN || env.GITHUB_TOKEN || "";
	const text = (name) => fixed[name] ?? readInput(flags, name) ?? (name === "github-token" && token !== "" ? token : presetOf(name));
	return (name) => text(name).trim();
}
export { rawInputs as t };
