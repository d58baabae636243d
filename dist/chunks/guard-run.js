import { A as isOurs, Cn as listOf, Lt as isDirtyName, Pt as tagReferencesOf, Q as isProtectedName, Rt as isRelease, Sn as unconfirmed, Tt as isMany, Z as planStep, Zt as slug, _ as findDaemonImage, _n as dirtyTree, _t as openWorkspaceGit, at as tagElsewhere, bn as tagMissing, ct as nameLines, gn as dirtyImage, hn as commitNotPushed, ht as createRemoteGit, vn as remoteUnknown, xn as tagNotPushed, yn as tagDiffers, zt as isVersionName } from "./core.js";
import { Gt as stringAt, Vt as compact, Y as createDocker, k as cancelledMeanwhile } from "./main-post.js";
import { n as findUncommitted } from "./find-trigger.js";
import { g as describeProblem, h as TagboatError, x as throwAll } from "./common.js";
// src/command/content-trigger.ts
const daemon = "docker-daemon:";
const revision = "org.opencontainers.image.revision";
/**
* The trigger for existing content. Whether it has uncommitted changes depends on the content and not on the working copy: the
* revision label of the engine's image says so. Images of a registry or a layout are checked when they are read.
*/
function findContentTrigger(read, from) {
	const [first, ...more] = from.flatMap((text) => text.split("\n")).map((line) => line.trim());
	if (first === void 0 || first === "") return read;
	return async (ports, ...rest) => {
		const clean = await ignoreChanges(read)(ports, ...rest);
		if (!first.startsWith(daemon) || more.length > 0) return clean;
		const { labels } = await findDaemonImage(createDocker(ports.exec, {}), first.slice(14), []);
		return addImage(clean, first, labels);
	};
}
/** The trigger of a hypothetical run, for another ref or event: the working copy's changes are not part of it. */
const ignoreChanges = (read) => async (...args) => {
	const result = await read(...args);
	const { isDirty: _, ...trigger } = result.trigger;
	return {
		...result,
		trigger
	};
};
/** Adds what the labels of an image report about its commit. Pure. */
function addImage(result, text, labels) {
	const { trigger, warnings } = result;
	const built = stringAt(labels, revision) ?? "";
	const isDirty = isDirtyName(built) || void 0;
	const commit = built.replace(/-dirty$/, "");
	const isOther = isOurs(labels, trigger.repository.url) && commit !== "" && commit !== trigger.revision;
	const changed = compact({
		...trigger,
		isDirty
	});
	return {
		...result,
		trigger: changed,
		warnings: isOther ? [...warnings, describeOther(text, commit, trigger.revision)] : warnings
	};
}
const describeOther = (text, built, head) => `${text} was built from commit ${built.slice(0, 12)}, and the working copy is at ${head.slice(0, 12)}, whose names it gets.`;
// src/command/pushed-commit.ts
/**
* The problems of a release whose commit or git tag is not on the remote repository, so that other users could not build it. Asks the remote
* by its own name, because that is how the user reaches it (SSH, a credential helper). Nothing is asked without a release.
*/
async function checkPushed(ports, { trigger, tags, workspace }) {
	if (!tags.some(isVersion)) return [];
	const git = await openWorkspaceGit(ports, workspace);
	const { remote = "origin" } = trigger.repository;
	if (git === void 0) return [remoteUnknown(remote, "there is no git repository")];
	const there = createRemoteGit(ports, {
		remote,
		token: "",
		open: async () => git
	});
	const { ref, revision } = trigger;
	if (ref.kind === "tag") return checkTag(git, {
		remote,
		there
	}, ref.name, revision);
	return checkCommit(git, {
		remote,
		there
	}, revision, ref.kind === "branch" ? ref.name : void 0);
}
/** A release or a line of versions, by its rule or its name; `latest` of a branch is none. */
const isVersion = ({ name, follows }) => ["release", "line"].includes(follows.kind) || isVersionName(name);
/** The git tag is the same object on the remote, and names the commit that is built. The remote then has the commit, too. */
async function checkTag(git, { remote, there }, tag, revision) {
	const full = `refs/tags/${tag}`;
	const [object, commit] = await Promise.all([resolve(git, full), resolve(git, `${full}^{commit}`)]);
	if (object === void 0 || commit === void 0) return [tagMissing(tag)];
	if (commit !== revision) return [tagElsewhere(tag, commit, revision)];
	const answer = await there.list(full);
	if (!answer.known) return [remoteUnknown(remote, answer.why)];
	const theirs = answer.value.get(full);
	if (theirs === void 0) return [tagNotPushed(tag, remote)];
	return theirs === object ? [] : [tagDiffers(tag, remote, object, theirs)];
}
/** A branch of the remote contains the commit, as far as the working copy has the branch's commits. */
async function checkCommit(git, { remote, there }, revision, branch) {
	const answer = await there.list("--heads");
	if (!answer.known) return [remoteUnknown(remote, answer.why)];
	const tips = new Set(answer.value.values());
	if (tips.has(revision)) return [];
	return (await git([
		"for-each-ref",
		"--format=%(objectname)",
		"--contains",
		revision,
		`refs/remotes/${remote}/`
	])).stdout.split("\n").some((tip) => tips.has(tip)) ? [] : [commitNotPushed(revision, branch, remote)];
}
async function resolve(git, name) {
	const { code, stdout } = await git([
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		name
	]);
	const id = stdout.trim();
	return code === 0 && /^[0-9a-f]{40,64}$/.test(id) ? id : void 0;
}
// src/command/sensitive-tags.ts
/** The planned references that need a confirmation outside CI: releases, lines of versions, `latest`, and names of the default branch. Pure. */
function findSensitive(state) {
	const { plans, trigger, inputs, definition } = state;
	const { options } = inputs.rules.inputs;
	const named = isMany(inputs) ? [...definition.targets].map(([name, target]) => ({
		name,
		ownNames: listOf(target, "tags")
	})) : [];
	const isOfDefault = isProtectedName(trigger, nameLines(inputs), options, named);
	return plans.flatMap(tagReferencesOf).filter(({ tag, repository }) => isRelease(tag) || isDefaultName(tag, trigger) || isOfDefault(repository)).map(({ ref }) => ref);
}
/** They always count: --default-branch may be wrong, and a clone keeps the name of a default branch that was renamed. */
const usualBranches = [
	"main",
	"master",
	"trunk"
];
/** Whether a tag is the default branch's: it follows the branch, or has its name. */
function isDefaultName({ follows, name }, { defaultBranch }) {
	const branches = defaultBranch === void 0 ? usualBranches : [defaultBranch, ...usualBranches];
	return follows.kind === "branch" && follows.pull === void 0 && branches.includes(follows.branch) || branches.some((branch) => slug(branch) === name);
}
/** A user name that does not exist, to find the names that depend on the user. */
const otherUser = "another-user-0b9f6d1c";
/**
* The planned references that are not in a personal channel: they would be the same for another user. Without a user's name none is
* personal. Pure.
*/
function findShared(state) {
	const { plans, trigger } = state;
	const own = plans.flatMap(tagReferencesOf).map(({ ref }) => ref);
	if (trigger.actor.trim() === "") return own;
	const others = new Set(referencesFor({
		...trigger,
		actor: otherUser
	}, state));
	return own.filter((ref) => others.has(ref));
}
/** Another user may be refused; then no reference is known to differ. */
function referencesFor(trigger, { inputs, definition, plans }) {
	try {
		return planStep(trigger, inputs, definition).flatMap(tagReferencesOf).map(({ ref }) => ref);
	} catch (error) {
		if (!(error instanceof TagboatError)) throw error;
		return plans.flatMap(tagReferencesOf).map(({ ref }) => ref);
	}
}
// src/command/review-release.ts
/**
* Reviews what a run outside CI is about to publish, before anything is built or written: no uncommitted changes outside a personal
* channel, no release that the remote does not have, and no release, `latest` or name of the default branch without a confirmation.
* A dry run warns instead.
*/
async function reviewRelease(ports, state, terminal, permissions) {
	if (state.intent.kind !== "push") return;
	const sensitive = permissions.allowRelease ? [] : findSensitive(state);
	const problems = [...await checkChanges(ports, state, permissions), ...await checkRemote(ports, state, permissions)];
	if (state.inputs.dryRun) {
		for (const problem of problems) ports.log.warning(`This run would be refused: ${describeProblem(problem)}`);
		if (sensitive.length > 0) ports.log.notice(`A run needs a confirmation, or --allow-release, for ${sensitive.join(", ")}.`);
		return;
	}
	const mustConfirm = sensitive.length > 0 && !terminal.isInteractive;
	throwAll(mustConfirm ? [...problems, unconfirmed(sensitive, false)] : problems);
	if (sensitive.length > 0 && !await confirm(ports, terminal, sensitive)) throw new TagboatError(ports.isCancelled() ? cancelledMeanwhile() : unconfirmed(sensitive, true));
}
/** In place of changed files: the working copy has none, so the context must be what counts as changed. */
const foreignContext = {
	first: ["(the build context, which is in another repository)"],
	count: 1
};
/** Uncommitted changes that would be published outside a personal channel. */
async function checkChanges(ports, state, { allowDirty }) {
	const { trigger, inputs, workspace } = state;
	if (trigger.isDirty !== true || allowDirty || !(inputs.from === void 0 || inputs.from.kind === "daemon")) return [];
	const shared = findShared(state);
	if (shared.length === 0) return [];
	if (inputs.from !== void 0) return [dirtyImage(`docker-daemon:${inputs.from.image}`, shared)];
	const git = await openWorkspaceGit(ports, workspace);
	const { first, count } = (git && await findUncommitted(git)) ?? foreignContext;
	return [dirtyTree(shared, first, count)];
}
/** A release whose commit is only on this machine. Tags that a user writes for an existing image have no commit. */
async function checkRemote(ports, { plans, trigger, inputs, workspace }, { skipRemote = false }) {
	if (skipRemote) return [];
	const isBuilt = inputs.from === void 0 || inputs.from.kind === "daemon";
	return checkPushed(ports, {
		trigger,
		tags: plans.flatMap((plan) => plan.tags).filter((tag) => isBuilt || tag.fromRef !== void 0),
		workspace
	});
}
/** Asks with the default No. A signal ends the question. */
async function confirm({ ending }, terminal, refs) {
	const asked = terminal.ask(`Publish ${refs.join(", ")} from this machine? [y/N] `);
	const answer = await Promise.race([asked, ending.cancelled.then(() => "")]);
	return /^y(?:es)?$/i.test(answer.trim());
}
// src/command/guard-run.ts
/** The guards of a command: outside CI a release is reviewed before anything is built or written. */
const guardRun = ({ terminal }, { read, isCi }, permissions) => ({
	readTrigger: read,
	...!isCi && { review: (ports, state) => reviewRelease(ports, state, terminal, permissions) }
});
/** The same for `plan`, whose dry run warns of what a publish would refuse. */
function guardPlan(context, source, { flags }) {
	const permissions = {
		allowDirty: false,
		allowRelease: false,
		skipRemote: flags.has("offline")
	};
	const isOther = [
		"ref",
		"event",
		"pr"
	].some((name) => flags.has(name));
	const read = isOther ? ignoreChanges(source.read) : findContentTrigger(source.read, flags.get("from") ?? []);
	return guardRun(context, {
		read,
		isCi: source.isCi || isOther
	}, permissions);
}
export { guardRun as n, findContentTrigger as r, guardPlan as t };
