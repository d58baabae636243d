// src/command/name-flags.ts
/** The advice of `adviseOnLogin` in errors/registry.ts. A password has no flag. */
const loginInputs = /\b([Ss])et inputs registry: (\S+), username and password, or add an entry to registry-auth\b/;
const jobToken = "Do not override input github-token, which";
function nameLogin(line, names) {
	if (!names.has("username") || !loginInputs.test(line)) return line;
	return line.replace(jobToken, "Set GH_TOKEN, which").replace(loginInputs, (_, start, host) => {
		return `${start === "S" ? "Run" : "run"} docker login ${host}, or add --registry ${host} --username NAME --password-stdin`;
	});
}
/**
* Names inputs in a message as the flags of the command: `Input tags, line 'x'` becomes `--tags, line 'x'`, `inputs set and vars` becomes `--set and --vars`. An input without a flag in this
* command keeps its name; the sources of `promote` are arguments, and need none. Lines of a tool's answer, which are indented, stay.
*/
function nameFlags(message, flags) {
	const names = new Set(flags.map(({ name }) => name));
	return message.split("\n").map((line) => {
		if (line.startsWith("    ")) return line;
		const named = nameLogin(line, names).replace(/\b[Ii]nput ([a-z][a-z-]*)/g, (whole, name) => names.has(name) ? `--${name}` : whole).replace(/\b(?:the )?inputs ((?:[a-z-]+, )*[a-z-]+ and [a-z-]+)/g, (whole, list) => {
			return String(list).split(/, | and /).every((name) => names.has(name)) ? String(list).replace(/[a-z-]+(?=,| and |$)/g, "--$&") : whole;
		});
		return names.has("from") ? named : named.replace(/^Input from: (?=')/, "");
	}).join("\n");
}
export { nameFlags as t };
