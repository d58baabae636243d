import { g as describeProblem } from "./common.js";
// src/report/markdown.ts
/** Escapes text from outside, so that none of it is Markdown, HTML, a cell border or a line break. */
const plain = (text) => text.replace(/[\r\n]+/g, " ").replace(/[&<>|`[\]*_~\\@#$]/g, (character) => `&#${character.charCodeAt(0)};`);
/** The same as inline code. */
const code = (text) => `<code>${plain(text)}</code>`;
/** A table row. */
const row = (...cells) => `| ${cells.join(" | ")} |`;
/** A code block that shows text unchanged. `diff` colors lines that begin with + and -. */
function block(text, language = "text") {
	const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
	return `${fence}${language}\n${text}\n${fence}`;
}
/** A problem with its fix, as a block. */
const problemBlock = (problem) => block(describeProblem(problem));
export { row as a, problemBlock as i, code as n, plain as r, block as t };
