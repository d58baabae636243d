import { E as version, f as parseArguments, i as exitCodes, n as formatHelp, t as createTerminal } from "./chunks/command.js";
import { g as describeProblem, h as TagboatError } from "./chunks/common.js";
import { fileURLToPath } from "node:url";
import { constants } from "node:os";
// src/cli.ts
const terminal = createTerminal(process, process.env);
process.exitCode = await main();
async function main() {
	const invocation = parse();
	if (invocation === void 0) return exitCodes.usage;
	if (invocation.kind === "version") terminal.print(version);
	if (invocation.kind === "help") terminal.print(formatHelp(invocation.command, terminal.columns).trimEnd());
	return invocation.kind === "run" ? start(invocation) : exitCodes.done;
}
function parse() {
	try {
		return parseArguments(process.argv.slice(2));
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		for (const problem of error.problems) terminal.say(describeProblem(problem));
		return;
	}
}
/** Runs a command, and removes what it leaves on the machine. The first signal cancels it. */
async function start(invocation) {
	const { openCommand } = await import("./chunks/open-command.js");
	const { run, cancel } = await openCommand({
		env: process.env,
		folder: process.cwd(),
		terminal,
		packageFolder: fileURLToPath(new URL("..", import.meta.url))
	});
	let signalled;
	for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {
		signalled ??= signal;
		cancel(signal);
	});
	const code = await run(invocation);
	process.exit(signalled === void 0 ? code : 128 + constants.signals[signalled]);
}
export {};
