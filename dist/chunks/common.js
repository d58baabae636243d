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
// src/errors/inputs.ts
/** An input has an invalid value. `shown` is printed, so never pass a secret's value. */
function badInput(input, shown, why, fix) {
	return {
		code: "input-value",
		what: `Input ${input}: '${shown}' ${why}.`,
		fix
	};
}
/** Two inputs contradict each other. */
function conflictingInputs(what, fix) {
	return {
		code: "input-conflict",
		what,
		fix
	};
}
/** One input of a pair is missing. */
function missingInput(input, why, fix) {
	return {
		code: "input-missing",
		what: `Input ${input} is missing: ${why}.`,
		fix
	};
}
/** A multi-line input that cannot be split. `line`, from 1, is where parsing failed. The text may be a secret, so it is not shown. */
function unreadableList(input, line) {
	return {
		code: "input-quotes",
		what: `Input ${input}: a quotation mark at the beginning of an item is not closed properly (line ${line} or above).`,
		fix: "End a quoted item with a quotation mark at the end of its last line; inside it, write \" twice."
	};
}
/** Input registry-auth cannot be read. Its text may hold a password, so only the line number is shown. */
function badRegistryAuth(line, why) {
	return {
		code: "input-registry-auth",
		what: `Input registry-auth${line === void 0 ? "" : `, line ${line}`}: ${why}.`,
		fix: "Write a YAML list: \"- registry: ghcr.io\", and below it \"username: me\" and \"password: ${{ secrets.X }}\", or \"helper: gcr\", or \"ecr: auto\", or \"oidc: ...\" (docs/logins.md). \"optional: true\" allows an empty password."
	};
}
/** Input builds cannot be read. `line`, from 1, is the item's. */
function badBuilds(line, item, why, fix) {
	return {
		code: "input-builds",
		what: `Input builds${`${line === void 0 ? "" : `, line ${line}`}${item === void 0 ? "" : `, item ${item}`}`}: ${item === void 0 && why.startsWith("has ") ? `an item ${why}` : why}.`,
		fix
	};
}
/** An input of docker's actions that Tagboat does not have. Its value may be a secret, so it is not shown. */
function unknownInput(input, fix, action = "Tagboat") {
	return {
		code: "input-unknown",
		what: `${action} has no input ${input}.`,
		fix
	};
}
/** A warning: an unknown input that resembles a known one. */
function resemblingInput(input, known) {
	return `Input ${input} is ignored: Tagboat has no such input. Write ${known} if you mean that one.`;
}
// src/inputs/unknown-inputs.ts
/** The runner's variable for an input: upper case, `_` for a space ("Metadata syntax", inputs). */
const prefix = "INPUT_";
/**
* Refuses inputs of docker's actions that Tagboat does not have, and warns of names that resemble an input. On other runners
* than GitHub's it only warns, because there the variable may belong to an outer composite action.
*/
function checkUnknownInputs(reader, env) {
	for (const name of readUnknown(env)) {
		const fix = dockerInputs.get(name);
		if (fix !== void 0) {
			const problem = unknownInput(name, fix);
			if (isGithubRunner(env)) reader.problems.push(problem);
			else reader.warnings.push(describeProblem(problem));
			continue;
		}
		const near = findNear(name, inputNames);
		if (near !== void 0) reader.warnings.push(resemblingInput(name, near));
	}
}
/** The names of unknown inputs that are not empty. Their values may be secret. */
function readUnknown(env) {
	return Object.entries(env).flatMap(([variable, value]) => {
		if (!variable.startsWith(prefix) || (value ?? "").trim() === "") return [];
		const name = variable.slice(6).toLowerCase();
		return inputNames.includes(name) ? [] : [name];
	});
}
/**
* Whether the runner is GitHub's. Other runners set the same variables and add their own: act sets ACT (run_context.go, GetEnv), Gitea's
* runner GITEA_ACTIONS, Forgejo's both GITEA_ACTIONS and FORGEJO_ACTIONS (runner.go). They pass the inputs of an outer
* composite action to inner ones (nektos/act#2874); GitHub's runner does not.
*/
function isGithubRunner(env) {
	return env.GITHUB_ACTIONS === "true" && !env.ACT && !env.GITEA_ACTIONS && !env.FORGEJO_ACTIONS;
}
/** The inputs of action.yml, in its order; a test compares the two. */
const inputNames = [
	...[
		"images",
		"tags",
		"from",
		"push",
		"platforms",
		"build-args",
		"secrets",
		"cache",
		"cache-from",
		"cache-to",
		"cache-mounts"
	],
	...[
		"dry-run",
		"runners",
		"registry",
		"username",
		"password",
		"registry-auth",
		"github-token",
		"export-login"
	],
	...[
		"flavor",
		"labels",
		"annotations",
		"overwrite",
		"forward-only",
		"require-signed-tag",
		"trust-fork-code"
	],
	...[
		"builds",
		"bake-files",
		"targets",
		"set",
		"vars",
		"only-changed",
		"context",
		"file",
		"target",
		"build-contexts"
	],
	...[
		"secret-envs",
		"secret-files",
		"ssh",
		"no-cache",
		"no-cache-filters",
		"pull",
		"load",
		"outputs"
	],
	...[
		"network",
		"add-hosts",
		"shm-size",
		"ulimit",
		"allow",
		"provenance",
		"sbom",
		"attests",
		"checks",
		"build-record",
		"rewrite-timestamp",
		"builder",
		...[
			"driver",
			"driver-opts",
			"buildkitd-flags",
			"buildkitd-config-inline",
			"endpoint",
			"append"
		],
		"keep-builder",
		"emulation",
		"qemu-image",
		"buildx-version",
		"buildx-mirror",
		"cache-mounts-image",
		"engine-wait"
	]
];
const shareBuilder = "Leave it out. To share one builder with other steps, keep docker/setup-buildx-action and write builder: ${{ steps.ID.outputs.name }} here.";
const inlineConfig = "Write the text of the file into buildkitd-config-inline.";
const onePerLine = "Leave it out: the outputs have one item per line.";
const byTags = "Write a rule in input tags, for example type=ref,event=branch.";
const readCheckout = "Check the repository out with actions/checkout, and name paths from the root of the checkout.";
/**
* Inputs of docker's actions that Tagboat does not have, each with what to write instead. From the action.yml of
* login-action, metadata-action, setup-buildx-action, setup-qemu-action, build-push-action (also its version 1) and
* bake-action.
*/
const dockerInputs = new Map([
	["ecr", "Write ecr: auto into an item of input registry-auth."],
	["scope", "Leave it out: a login holds for the whole registry."],
	["logout", "Leave it out, or write export-login: true to keep the login for later steps."],
	["sep-tags", onePerLine],
	["sep-labels", onePerLine],
	["sep-annotations", onePerLine],
	["bake-target", "Leave it out: tags, labels and annotations go to the targets of bake-files by themselves."],
	["keep-state", "Write keep-builder: true, which keeps the builder with its cache."],
	...["buildkitd-config", "config"].map((name) => [name, inlineConfig]),
	["config-inline", "Write buildkitd-config-inline."],
	["version", "Write buildx-version: VERSION, a number such as 0.29.1."],
	...[
		"install",
		"use",
		"name"
	].map((name) => [name, shareBuilder]),
	["cache-binary", "Leave it out: a downloaded buildx stays in the tool cache."],
	["cleanup", "Leave it out: the end of the job removes the builder, unless keep-builder is true."],
	["image", "For the name of the image write images: NAME. For QEMU write qemu-image: IMAGE."],
	["reset", "Keep the docker/setup-qemu-action step before this one."],
	["cache-image", "Leave it out: the image of QEMU is pulled only if a build needs it."],
	["call", "Write checks: error to fail on Dockerfile checks. For checks without a build, run docker buildx build --call=check . in a run step."],
	["cgroup-parent", "Set it on the builder: driver-opts: cgroup-parent=NAME."],
	["dockerfile", "Write file: PATH."],
	["path", "Write context: PATH."],
	["repository", "Write images: NAME."],
	["always_pull", "Write pull: true."],
	["build_args", "Write build-args, one NAME=value per line."],
	["cache_froms", "Write cache-from, one per line."],
	["add_git_labels", "Leave it out: the labels are always written."],
	["tag_with_ref", byTags],
	["tag_with_sha", "Write type=sha in input tags."],
	["files", "Write bake-files: PATH."],
	["source", readCheckout],
	["workdir", readCheckout]
]);
export { explainError as _, badBuilds as a, summarize as b, conflictingInputs as c, unknownInput as d, unreadableList as f, describeProblem as g, TagboatError as h, isGithubRunner as i, missingInput as l, findNear as m, dockerInputs as n, badInput as o, editDistance as p, inputNames as r, badRegistryAuth as s, checkUnknownInputs as t, resemblingInput as u, problemsOf as v, throwAll as x, settleAll as y };
