// src/model/tagboat-error.ts
/**
* An error that the user can act on: a mistake, or a condition outside Tagboat. It fails the step with one annotation and no
* stack; any other error is a bug in Tagboat and keeps its stack. It carries one or more
* problems: errors that are found together are reported together.
*/
var TagboatError = class extends Error {
	name = "TagboatError";
	problems;
	constructor(first, ...more) {
		const problems = [first, ...more];
		super(problems.map(describeProblem).join("\n"));
		this.problems = problems;
	}
};
/** `what fix [code]`, and the original message indented beneath. */
function describeProblem(problem) {
	const head = `${problem.what} ${problem.fix} [${problem.code}]`;
	const original = problem.original?.trim();
	if (!original) return head;
	return [head, ...original.split("\n").map((line) => `    ${line}`)].join("\n");
}
/** Only what is wrong, as a clause without a full stop, for use inside a sentence. */
const summarize = ({ problems }) => problems.map(({ what }) => what.replace(/\.$/, "")).join("; ");
/** Throws one TagboatError with all problems; does nothing if there are none. */
function throwAll(problems) {
	const [first, ...more] = problems;
	if (first) throw new TagboatError(first, ...more);
}
/** Waits for all promises. Throws one TagboatError with the distinct problems of those that failed, or the first other error. */
async function settleAll(waiting) {
	const problems = [];
	const done = [];
	for (const result of await Promise.allSettled(waiting)) if (result.status === "fulfilled") done.push(result.value);
	else if (result.reason instanceof TagboatError) problems.push(...result.reason.problems);
	else throw result.reason;
	throwAll([...new Map(problems.map((problem) => [problem.what, problem])).values()]);
	return done;
}
/** The problems of a TagboatError that `work` throws; empty if it succeeds. Any other error is rethrown. */
async function problemsOf(work) {
	try {
		await work();
		return [];
	} catch (error) {
		if (error instanceof TagboatError) return error.problems;
		throw error;
	}
}
/** Any error as text: the problems of a `TagboatError`, or the message of another error. */
function explainError(error) {
	if (error instanceof TagboatError) return error.problems.map(describeProblem).join("; ");
	return error instanceof Error ? error.message : String(error);
}
// src/edit-distance.ts
/** Letters to add, leave out, replace or swap with their neighbour (the optimal string alignment distance). */
function editDistance(one, other) {
	let before = [];
	let last = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let row = 1; row <= one.length; row += 1) {
		const next = [row];
		for (let column = 1; column <= other.length; column += 1) {
			const isSame = one[row - 1] === other[column - 1];
			const isSwapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			next.push(Math.min((last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1), isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
		}
		before = last;
		last = next;
	}
	return last[other.length] ?? 0;
}
/** The name that a text resembles: equal except for `-`, `_`, spaces and a final `s`, or with one typo in four letters. */
function findNear(name, names) {
	const plain = (text) => text.replace(/[-_\s]/g, "");
	const bare = (text) => plain(text).replace(/s$/, "");
	const same = names.find((known) => plain(known) === plain(name)) ?? names.find((known) => bare(known) === bare(name));
	if (same !== void 0) return same;
	const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2;
	const [best] = names.map((known) => ({
		known,
		slips: editDistance(plain(name), plain(known))
	})).sort((one, other) => one.slips - other.slips);
	return best !== void 0 && best.slips <= most ? best.known : void 0;
}
export { explainError as a, summarize as c, describeProblem as i, throwAll as l, findNear as n, problemsOf as o, TagboatError as r, settleAll as s, editDistance as t };
