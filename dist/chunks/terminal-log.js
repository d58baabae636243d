// src/ports/terminal-log.ts
const codes = {
	dim: 2,
	yellow: 33,
	red: 31,
	bold: 1
};
/** The log of the command, on standard error. `verbosity` is read for each line, since flags are known late. */
function createTerminalLog(terminal, redactor, verbosity) {
	const colour = (name, text) => terminal.hasColours ? `\u001b[${codes[name]}m${text}\u001b[0m` : text;
	const clean = (text) => disarmEscapes(redactor.clean(text));
	const unlessQuiet = (line) => {
		if (verbosity() !== "quiet") terminal.say(line);
	};
	const say = (text) => unlessQuiet(clean(text));
	const label = (name, title) => (message) => terminal.say(`${colour(name, `${title}:`)} ${clean(message)}`);
	const warning = label("yellow", "Warning");
	const error = label("red", "Error");
	return {
		debug: (message) => verbosity() === "verbose" ? terminal.say(colour("dim", clean(message))) : void 0,
		info: say,
		notice: (message) => unlessQuiet(`${colour("bold", "Note:")} ${clean(message)}`),
		warning,
		error,
		annotate: (level, message, { file, line, title }) => (level === "error" ? error : warning)(`${file}:${line}: ${title}: ${message}`),
		group(title, body) {
			unlessQuiet(colour("dim", clean(title)));
			return body();
		},
		mask: (secret) => redactor.add(secret),
		clean: redactor.clean,
		report: (line) => unlessQuiet(disarmEscapes(line)),
		foreign: say
	};
}
/** Removes control characters, with which text from outside could rewrite the screen; line breaks and tabs stay. */
const disarmEscapes = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");
export { disarmEscapes as n, createTerminalLog as t };
