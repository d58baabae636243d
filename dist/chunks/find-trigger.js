import { $t as compareVersions, Qt as toComponent, _t as openWorkspaceGit, at as tagElsewhere, c as completeTrigger, d as describeServer, en as findVersion, et as ambiguousRef, f as classifyEvent, gt as openPlainGit, it as releaseWithoutTag, l as readTrigger, mn as parseRef, nt as flagsNeedTrust, ot as unknownEvent, p as readCheckout, rt as gitlabUnreadable, s as needsTrust, st as workflowNeedsTrust, tt as conflictingFlags, vt as findRepository } from "./core.js";
import { w as badFlag } from "./command.js";
import { h as TagboatError, m as findNear, x as throwAll } from "./common.js";
import { Vt as compact, mt as isoFromMillis } from "./main-post.js";
import { relative } from "node:path";
// src/trigger/gitlab-ci.ts
/** Whether GitLab's runner started the process. */
const isGitlabCi = (env) => env.GITLAB_CI === "true";
/**
* Pipeline sources that a user or a program of the project starts ("CI/CD job rules", `CI_PIPELINE_SOURCE` in GitLab's documentation).
* Every name that is not listed here or in `eventOf`, future ones included, publishes nothing by itself.
*/
const dispatched = [
	"api",
	"chat",
	"parent_pipeline",
	"pipeline",
	"trigger",
	"web",
	"webide"
];
/**
* Reads GitLab's variables ("Predefined CI/CD variables reference"). Merge requests are pull requests, and events have the
* names of GitHub's, because later runs compare them. Throws a TagboatError if the variables are missing.
*/
function readGitlabCi(env) {
	checkVariables(env);
	const pullRequest = readMergeRequest(env) ?? readExternal(env);
	const source = env.CI_PIPELINE_SOURCE ?? "";
	const serverUrl = (env.CI_SERVER_URL ?? "").replace(/\/+$/, "");
	const event = compact({
		...eventOf(source, pullRequest),
		ref: readRef(env, pullRequest),
		sha: env.CI_COMMIT_SHA,
		defaultBranch: env.CI_DEFAULT_BRANCH || void 0,
		pullRequest,
		push: readPush(env),
		repository: readProject(env, serverUrl),
		actor: env.GITLAB_USER_LOGIN ?? "",
		serverUrl,
		otherServer: compact({
			kind: "gitlab",
			defaultImage: env.CI_REGISTRY_IMAGE || void 0
		}),
		headCommitTime: env.CI_COMMIT_TIMESTAMP || void 0
	});
	const registry = pullRequest?.fork ? void 0 : readLogin(env);
	return {
		event,
		credentials: {
			githubToken: "",
			...registry && { registry }
		},
		note: `GitLab CI: pipeline source ${source}${describeCheckout(env)}.`
	};
}
function checkVariables(env) {
	const missing = [
		"CI_COMMIT_SHA",
		"CI_PIPELINE_SOURCE",
		"CI_PROJECT_PATH",
		"CI_SERVER_URL"
	].filter((name) => !env[name]);
	if (missing.length > 0) throw new TagboatError(gitlabUnreadable(missing.join(", ")));
	if (!(env.CI_COMMIT_TAG || env.CI_COMMIT_BRANCH || env.CI_MERGE_REQUEST_IID || env.CI_EXTERNAL_PULL_REQUEST_IID)) throw new TagboatError(gitlabUnreadable("CI_COMMIT_BRANCH, CI_COMMIT_TAG or CI_MERGE_REQUEST_IID"));
}
/** A child pipeline of a merge request has the source `parent_pipeline` and the variables of the merge request. */
function eventOf(source, pullRequest) {
	if (pullRequest !== void 0) return {
		event: "pull_request",
		cause: {
			kind: "pull-request",
			variant: "ordinary",
			isClosed: false
		}
	};
	if (source === "push") return {
		event: "push",
		cause: { kind: "push" }
	};
	if (source === "schedule") return {
		event: "schedule",
		cause: { kind: "schedule" }
	};
	if (dispatched.includes(source)) return {
		event: "workflow_dispatch",
		cause: { kind: "dispatch" }
	};
	return {
		event: source,
		cause: { kind: "other" }
	};
}
function readRef(env, pullRequest) {
	if (pullRequest !== void 0) return {
		kind: "pull",
		number: pullRequest.number
	};
	if (env.CI_COMMIT_TAG) return {
		kind: "tag",
		name: env.CI_COMMIT_TAG
	};
	return {
		kind: "branch",
		name: env.CI_COMMIT_BRANCH ?? ""
	};
}
/**
* The merge request of the pipeline. Its head is the pipeline's commit, or, where that is a merge commit (merged results),
* CI_MERGE_REQUEST_SOURCE_BRANCH_SHA, which is empty otherwise. The pipeline of a fork's merge request may run in the parent
* project, with the project's variables ("Merge request pipelines", "Use with forked projects").
*/
function readMergeRequest(env) {
	const number = numberIn(env.CI_MERGE_REQUEST_IID);
	if (number === void 0) return void 0;
	const project = env.CI_MERGE_REQUEST_PROJECT_ID || env.CI_PROJECT_ID;
	const source = env.CI_MERGE_REQUEST_SOURCE_PROJECT_ID;
	return {
		number,
		headRef: env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME ?? "",
		headSha: env.CI_MERGE_REQUEST_SOURCE_BRANCH_SHA || env.CI_COMMIT_SHA || "",
		baseRef: env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME ?? "",
		...describeFork(!source || source !== project)
	};
}
/** The pull request of another server whose repository GitLab mirrors ("Pipelines for external pull requests"). */
function readExternal(env) {
	const number = numberIn(env.CI_EXTERNAL_PULL_REQUEST_IID);
	if (number === void 0) return void 0;
	const source = env.CI_EXTERNAL_PULL_REQUEST_SOURCE_REPOSITORY;
	return {
		number,
		headRef: env.CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME ?? "",
		headSha: env.CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_SHA || env.CI_COMMIT_SHA || "",
		baseRef: env.CI_EXTERNAL_PULL_REQUEST_TARGET_BRANCH_NAME ?? "",
		...describeFork(!source || source !== env.CI_EXTERNAL_PULL_REQUEST_TARGET_REPOSITORY)
	};
}
const describeFork = (fork) => fork ? {
	fork,
	mayHoldSecrets: true
} : { fork };
const numberIn = (text) => /^[1-9]\d{0,9}$/.test(text ?? "") ? Number(text) : void 0;
/** GitLab does not report whether a push was forced, so its commits prove nothing. `before` is zeros without an earlier commit. */
function readPush(env) {
	const before = env.CI_COMMIT_BEFORE_SHA;
	if (env.CI_PIPELINE_SOURCE !== "push" || !env.CI_COMMIT_BRANCH || !before || /^0+$/.test(before)) return;
	return {
		before,
		after: env.CI_COMMIT_SHA ?? "",
		forced: true,
		commits: []
	};
}
function readProject(env, serverUrl) {
	const path = env.CI_PROJECT_PATH ?? "";
	const owner = path.replace(/\/[^/]*$/, "");
	return compact({
		owner,
		name: path.slice(owner.length + 1),
		url: env.CI_PROJECT_URL || `${serverUrl}/${path}`,
		description: env.CI_PROJECT_DESCRIPTION || void 0,
		private: env.CI_PROJECT_VISIBILITY !== "public"
	});
}
/** The job's login to the registry of the project; undefined if the project has none. */
function readLogin(env) {
	const { CI_REGISTRY: registry, CI_REGISTRY_USER: username, CI_REGISTRY_PASSWORD: password } = env;
	if (!registry || !username || !password) return void 0;
	return {
		registry: registry.toLowerCase(),
		username,
		password
	};
}
/** `detached` builds the source branch; `merged_result` and `merge_train` build a merge commit. */
const describeCheckout = ({ CI_MERGE_REQUEST_EVENT_TYPE: type }) => type ? `, merge request (${type})` : "";
// src/trigger/planned-event.ts
/** The events that can be planned. All others publish nothing by default. */
const events = [
	"push",
	"pull_request",
	"pull_request_target",
	"schedule",
	"workflow_dispatch",
	"repository_dispatch",
	"release",
	"merge_group"
];
/**
* The event that flags describe: `--pr 7` alone is a pull request, no flag is the cause `local`. Throws a TagboatError for an unknown
* event or a combination without sense.
*/
function planEvent(flags) {
	throwAll(findProblems(flags));
	const event = flags.event ?? (flags.pr === void 0 ? "local" : "pull_request");
	const action = event === "release" ? "published" : void 0;
	return {
		event,
		cause: classifyEvent(event, action),
		...action && { action }
	};
}
/** `--ref refs/pull/7/head` is `--pr 7`. */
function withPull(flags) {
	const full = flags.ref === void 0 ? void 0 : parseRefFlag(flags.ref);
	if (full?.kind !== "pull" || flags.pr !== void 0) return flags;
	const { ref: _ref, ...rest } = flags;
	return {
		...rest,
		pr: full.number
	};
}
function findProblems(flags) {
	const { event, pr, fork, user, defaultBranch, ref } = flags;
	const problems = [];
	if (event !== void 0 && !events.includes(event)) problems.push(unknownEvent(event, events, findNear(event, events)));
	else {
		const isPull = event === void 0 ? pr !== void 0 : event.startsWith("pull_request");
		problems.push(...findPullProblems(isPull, flags), ...findRefProblems(event, ref));
		if (fork === true && !isPull) problems.push(conflictingFlags("--fork is about a pull request.", "Add --pr NUMBER, or leave --fork out."));
	}
	if (user !== void 0 && toComponent(user) === "") problems.push(badFlag("user", user, "has no letter or digit that a tag may have"));
	for (const [flag, name] of [["ref", ref], ["default-branch", defaultBranch]]) if (name !== void 0 && !isRefName(name)) problems.push(badFlag(flag, name, "is not a valid name of a git ref"));
	return problems;
}
function findPullProblems(isPull, { event, pr, ref }) {
	if (isPull && pr === void 0) {
		const fix = `Add its number: --event ${event} --pr 7`;
		return [conflictingFlags(`--event ${event} needs the pull request.`, fix)];
	}
	if (!isPull && pr !== void 0) return [conflictingFlags(`--pr is about a pull request, and --event is ${event}.`, "Leave --pr out, or write --event pull_request.")];
	if (isPull && ref !== void 0 && parseRefFlag(ref)?.kind === "tag") return [conflictingFlags(`A pull request has a branch, and --ref '${ref}' is a git tag.`, "Leave --ref out, or name the branch of the pull request.")];
	return [];
}
function findRefProblems(event, ref) {
	const full = ref === void 0 ? void 0 : parseRefFlag(ref);
	if (event === "schedule" && full?.kind === "tag") return [conflictingFlags(`A schedule runs on a branch, and --ref '${ref}' is a git tag.`, "Leave --ref out: a schedule runs on the default branch.")];
	if (event === "release" && full?.kind === "branch") return [conflictingFlags(`A release has a git tag, and --ref '${ref}' is a branch.`, "Name the git tag: --event release --ref v1.2.3")];
	if (ref !== void 0 && /^[0-9a-f]{40}$/.test(ref)) return [badFlag("ref", ref, "is a commit: check it out, and name its branch or git tag")];
	if (full?.kind === "other") return [badFlag("ref", full.name, "is not a branch, a git tag or a pull request")];
	return [];
}
/** A full ref name (`refs/heads/x`); undefined for a short one. GitLab's merge requests are pull requests. */
function parseRefFlag(text) {
	const merge = /^refs\/merge-requests\/(\d+)\//.exec(text)?.[1];
	if (merge !== void 0) return {
		kind: "pull",
		number: Number(merge)
	};
	const remote = /^refs\/remotes\/[^/]+\/(.+)$/.exec(text)?.[1];
	if (remote !== void 0) return {
		kind: "branch",
		name: remote
	};
	return text.startsWith("refs/") ? parseRef(text) : void 0;
}
/** Whether git accepts the name (git-check-ref-format). */
const isRefName = (name) => /^[^\u0000-\u0020\u007f~^:?*[\\]+$/.test(name) && !/\.\.|@\{|\/\/|(?:^|\/)\.|\.lock(?:\/|$)|^[-/]|[./]$|^@$/.test(name);
// src/trigger/user-name.ts
/**
* The user of a working copy, for `{{user}}`: GitHub's login, if git's settings have it; otherwise git's `user.name`, the
* local part of `user.email`, or the login name of the machine. The result is valid in a tag and in an image name:
* `Kevin Smith` is `kevin-smith`. Empty if nothing is known.
*/
function chooseUser({ login, name, email }, env) {
	const local = email?.replace(/@.*$/s, "");
	const candidates = [
		login,
		noreplyLogin(email),
		name,
		local,
		env.USER,
		env.LOGNAME,
		env.USERNAME
	];
	for (const candidate of candidates) {
		const found = toUserName(candidate ?? "");
		if (found !== "") return found;
	}
	return "";
}
/** A name as part of a tag: unchanged if it is valid there; otherwise lower-case ASCII, with `-` in place of the rest. */
function toUserName(text) {
	const trimmed = text.trim();
	if (/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(trimmed)) return trimmed;
	return toComponent(trimmed.normalize("NFKD").replace(/\p{M}+/gu, ""));
}
/** `ID+LOGIN@users.noreply.github.com`, without the id for old accounts ("Setting your commit email address" in GitHub's documentation). */
const noreplyLogin = (email) => /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/i.exec(email ?? "")?.[1];
// src/errors/working-copy.ts
const notAWorkingCopy = (folder) => ({
	code: "not-a-working-copy",
	what: `'${folder}' is not a git working copy with a commit.`,
	fix: "Run tagboat in a git repository, after the first commit."
});
const gitMissing = () => ({
	code: "git-missing",
	what: "There is no git command on the PATH (directories in the workspace are ignored).",
	fix: "Install git."
});
const unknownRefName = () => ({
	code: "unknown-ref-name",
	what: "HEAD is detached, and no git tag points to it.",
	fix: "Check out a branch or a git tag, or name the ref with --ref."
});
// src/trigger/choose-ref.ts
/**
* The ref of a working copy: the branch that is checked out; with a detached HEAD the git tag on it. A git tag beside a branch does
* not count: it may have been released long ago. Undefined with a detached HEAD without a git tag.
*/
function chooseRef({ branch, tags }) {
	const best = highestTag(tags);
	if (branch !== void 0) {
		const also = best === void 0 ? "" : `. HEAD also has the git tag ${best}: --ref ${best} chooses it`;
		return {
			ref: {
				kind: "branch",
				name: branch
			},
			why: `which is checked out${also}`
		};
	}
	if (best === void 0) return void 0;
	const others = tags.length > 1 ? `, the highest of ${tags.length} git tags there` : "";
	return {
		ref: {
			kind: "tag",
			name: best
		},
		why: `which HEAD is at${others}`
	};
}
/** The git tag with the highest version; of tags without a version the first in alphabetical order. Undefined for none. */
function highestTag(tags) {
	const [best] = tags.map((name) => ({
		name,
		version: findVersion(name)
	})).sort((a, b) => compareTags(a, b));
	return best?.name;
}
/** Semver before PEP 440 before other names; equal versions by their names, the shorter first. */
function compareTags(a, b) {
	const [one, other] = [a.version, b.version];
	if (one !== void 0 && other !== void 0 && one.scheme === other.scheme) {
		const order = compareVersions(one.scheme, other.full, one.full);
		if (order !== 0) return order;
	}
	const byRank = rankOf(one) - rankOf(other);
	if (byRank !== 0) return byRank;
	return a.name.length - b.name.length || (a.name < b.name ? -1 : 1);
}
const rankOf = (version) => version === void 0 ? 2 : version.scheme === "semver" ? 0 : 1;
// src/trigger/foreign-context.ts
/** How git lists a submodule ("git-ls-files", --stage). */
const submodule = /^160000 /;
/**
* Whether the folder of a build context belongs to another repository than the working copy, or to none: its changes are unknown, because
* git never runs with the configuration of another repository. A submodule is part of the working copy. Both paths are absolute.
*/
async function isForeignContext(ports, workspace, folder) {
	if (folder === workspace) return false;
	const { repository } = await findRepository(ports.files, workspace, folder);
	if (repository.kind === "none") return true;
	const root = await ports.files.realPath(workspace) ?? workspace;
	if (repository.folder === root) return false;
	const listed = await (await openWorkspaceGit(ports, workspace))?.([
		"ls-files",
		"--stage",
		"--",
		relative(root, repository.folder)
	]);
	return listed?.code !== 0 || !submodule.test(listed.stdout);
}
// src/trigger/named-ref.ts
/**
* Resolves `--ref`. A short name is the branch or the git tag that has it; a name that does not exist is a git tag if it is a
* version, and otherwise a branch. `isBuild`: the working copy is built, so a git tag must be at its commit. A branch may
* be elsewhere, as in a CI system that checks out a commit. Throws a TagboatError for a name of both kinds.
*/
async function resolveRef(text, { head, findRefs }, isBuild) {
	const full = parseRefFlag(text);
	const name = full !== void 0 && "name" in full ? full.name : text;
	const [asBranch, asTag] = [`refs/heads/${name}`, `refs/tags/${name}`];
	const refs = await findRefs([
		asBranch,
		asTag,
		"refs/remotes/"
	]);
	const isBranch = refs.has(asBranch) || [...refs.keys()].some((ref) => isRemoteBranch(ref, name));
	const tagged = refs.get(asTag);
	if (full === void 0 && isBranch && tagged !== void 0) throw new TagboatError(ambiguousRef(name));
	const ref = full ?? guess(name, isBranch, tagged !== void 0);
	if (ref.kind !== "tag") return {
		ref,
		why: isBranch ? "by --ref" : "by --ref; no such branch is known here"
	};
	if (tagged === void 0) return {
		ref,
		why: "by --ref; no such git tag exists here"
	};
	if (tagged === head.revision) return {
		ref,
		why: "by --ref"
	};
	if (isBuild) throw new TagboatError(tagElsewhere(name, tagged, head.revision));
	return {
		ref,
		why: `by --ref, at commit ${tagged.slice(0, 12)}`,
		commit: tagged
	};
}
const isRemoteBranch = (ref, name) => /^refs\/remotes\/[^/]+\/(.+)$/.exec(ref)?.[1] === name;
function guess(name, isBranch, isTag) {
	return {
		kind: isTag || !isBranch && findVersion(name) !== void 0 ? "tag" : "branch",
		name
	};
}
// src/git/uncommitted.ts
/** How many changed files a message lists. */
const mostListed = 5;
/**
* Lists changes that are not committed, as `git status` does: changed, staged and untracked files, also of submodules. Untracked
* files count because a build context contains them; ignored files do not count, because releases are built beside them (caches,
* dependencies). `undefined` for a clean working tree. A `git status` that fails counts as a change, because the tree may be dirty.
*/
async function findUncommitted(git) {
	const { code, stdout, stderr } = await git(["--no-optional-locks", ...[
		"status",
		"--porcelain=v1",
		"-z",
		"--untracked-files=normal",
		"--ignore-submodules=none"
	]]);
	if (code !== 0) return {
		first: [`(git status failed: ${lastLine(stderr)})`],
		count: 1
	};
	const paths = readPaths(stdout);
	return paths.length === 0 ? void 0 : {
		first: paths.slice(0, mostListed),
		count: paths.length
	};
}
/** The paths of `git status -z`: `XY PATH`, and for a rename or copy the old path as an entry of its own (git-status, "Porcelain Format"). */
function readPaths(output) {
	const paths = [];
	let isOldName = false;
	for (const entry of output.split("\0")) {
		if (!isOldName && entry.length > 3) paths.push(entry.slice(3).replace(/\p{Cc}/gu, "?"));
		isOldName = !isOldName && /^(?:[RC].|.[RC]) /.test(entry);
	}
	return paths;
}
const lastLine = (text) => text.trim().split("\n").at(-1) || "no answer";
// src/trigger/remote-url.ts
/** Hosts that only serve SSH, on port 443 or with paths of their own, and the hosts of their web pages. */
const webHosts = /* @__PURE__ */ new Map([
	["ssh.github.com", "github.com"],
	["altssh.gitlab.com", "gitlab.com"],
	["altssh.bitbucket.org", "bitbucket.org"],
	["ssh.dev.azure.com", "dev.azure.com"]
]);
/**
* Reads the URL of a git remote: `https://HOST/OWNER/NAME.git`, `ssh://git@HOST:PORT/OWNER/NAME`, `git@HOST:OWNER/NAME.git`
* (git-clone, "GIT URLS"). Undefined for any other text, such as a local path. The port of ssh is not that of the web page.
*/
function parseRemoteUrl(url) {
	const found = /^[a-z+]+:\/\//i.test(url) ? parseAddress(url) : parseScpLike(url);
	if (found === void 0 || !/^[a-z0-9._-]+(?::\d+)?$/.test(found.host)) return void 0;
	const host = webHosts.get(found.host) ?? found.host;
	const parts = splitPath(found.path);
	const serverUrl = `${isSecureOnly(host) ? "https:" : found.protocol}//${host}`;
	return readAzure(serverUrl, host, parts) ?? readUsual(serverUrl, parts);
}
/** GitHub redirects every request to HTTPS; a token must not be in the first one. */
const isSecureOnly = (host) => host === "github.com" || host.endsWith(".ghe.com");
function parseAddress(text) {
	if (!/^(?:https?|(?:git\+)?ssh|git):\/\//i.test(text) || !URL.canParse(text)) return void 0;
	const { protocol, host, hostname, pathname } = new URL(text);
	const isWeb = protocol === "https:" || protocol === "http:";
	return {
		protocol: isWeb ? protocol : "https:",
		host: (isWeb ? host : hostname).toLowerCase(),
		path: pathname
	};
}
/** `git@HOST:PATH`. One letter in front of the colon is a drive of Windows. */
function parseScpLike(text) {
	const [, host, path] = /^(?:[^@/:]+@)?([^@/:]{2,}):(.+)$/.exec(text) ?? [];
	return host === void 0 || path === void 0 ? void 0 : {
		protocol: "https:",
		host: host.toLowerCase(),
		path
	};
}
const splitPath = (path) => path.replace(/\/+$/, "").replace(/\.git$/, "").split("/").map(decode).filter((part) => part !== "");
/** URLs encode characters of a path, such as the blank in the name of an Azure project. */
function decode(part) {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
function readUsual(serverUrl, parts) {
	const name = parts.at(-1);
	const owner = parts.slice(0, -1).join("/");
	if (name === void 0 || owner === "") return void 0;
	return {
		serverUrl,
		owner,
		name,
		url: `${serverUrl}/${owner}/${name}`
	};
}
/**
* Azure DevOps: `https://dev.azure.com/ORG/PROJECT/_git/NAME`, by ssh `v3/ORG/PROJECT/NAME` ("Use SSH key authentication" in
* Microsoft's documentation). Undefined for other hosts.
*/
function readAzure(serverUrl, host, parts) {
	if (host !== "dev.azure.com") return void 0;
	const [organization, project, name] = parts.filter((part, index) => part !== "_git" && !(index === 0 && part === "v3"));
	if (organization === void 0 || project === void 0 || name === void 0) return void 0;
	return {
		serverUrl,
		owner: `${organization}/${project}`,
		name,
		url: `${serverUrl}/${[
			organization,
			project,
			"_git",
			name
		].map(encodeURIComponent).join("/")}`
	};
}
// src/trigger/working-copy-facts.ts
/**
* Asks git about a working copy; undefined without a commit. If the repository's configuration is not trusted (it includes a
* file of the tree), only HEAD is known, without remotes and user.
*/
async function readWorkingCopyFacts(ports, workspace) {
	const [git, head] = await Promise.all([openWorkspaceGit(ports, workspace), readCheckout(ports, workspace, workspace)]);
	if (head === void 0) return void 0;
	const ask = asking(git);
	const [tags, config, changes] = await Promise.all([
		ask("for-each-ref", "--points-at=HEAD", "--format=%(refname:lstrip=2)", "refs/tags/"),
		ask("config", "-z", "--get-regexp", "^(remote\\..*\\.url|branch\\..*\\.remote|user\\.(name|email)|github\\.user)$"),
		git && findUncommitted(git)
	]);
	const settings = readSettings(config);
	const remote = chooseRemote(settings, head.branch);
	const repository = parseRemoteUrl((remote === void 0 ? "" : await ask("remote", "get-url", "--", remote)).trim());
	return {
		head,
		refs: {
			...head.branch !== void 0 && { branch: head.branch },
			tags: linesOf(tags)
		},
		...remote !== void 0 && { remote: {
			name: remote,
			...repository && { repository }
		} },
		user: readUser(settings),
		hasChanges: changes !== void 0,
		findRefs: async (patterns) => readRefs(await ask("for-each-ref", refFormat, ...patterns))
	};
}
/** Git's output; empty if it fails. */
const asking = (git) => async (...args) => {
	const done = await git?.(args);
	return done?.code === 0 ? done.stdout : "";
};
const linesOf = (text) => text.split("\n").filter((line) => line !== "");
/** The commit that an annotated tag names comes after that of the tag object. */
const refFormat = "--format=%(refname) %(objectname) %(*objectname)";
const readRefs = (text) => new Map(linesOf(text).map((line) => {
	const [name = "", id = "", peeled = ""] = line.split(" ");
	return [name, peeled || id];
}));
/** The values of each key, in the order in which git reads them: the last one counts. */
function readSettings(text) {
	const entries = text.split("\0").filter((entry) => entry !== "");
	return new Map(entries.map((entry) => [entry.replace(/\n.*$/s, ""), entry.replace(/^[^\n]*\n?/, "")]));
}
/** `origin`; without it the remote of the branch; without that the only remote. */
function chooseRemote(settings, branch) {
	const names = [...settings.keys()].flatMap((key) => /^remote\.(.+)\.url$/s.exec(key)?.[1] ?? []);
	if (names.includes("origin")) return "origin";
	const own = settings.get(`branch.${branch}.remote`);
	if (own !== void 0 && names.includes(own)) return own;
	return names.length === 1 ? names[0] : void 0;
}
const readUser = (settings) => {
	const [login, name, email] = [
		"github.user",
		"user.name",
		"user.email"
	].map((key) => settings.get(key));
	return {
		...login !== void 0 && { login },
		...name !== void 0 && { name },
		...email !== void 0 && { email }
	};
};
// src/trigger/working-copy.ts
/**
* Reads the trigger from a working copy and from flags: ref, commit, repository, default branch and user. The notes say which ref was
* chosen, and why. Throws a TagboatError without a working copy or a commit, for flags without sense, and without a ref.
*/
async function readWorkingCopy(ports, run) {
	const { flags } = run;
	const planned = planEvent(flags);
	const facts = await readWorkingCopyFacts(ports, run.workspace);
	if (facts === void 0 && run.use === "promote") return describeNone(ports, planned, flags);
	if (facts === void 0) throw new TagboatError(await explainNone(ports, run.workspace));
	const defaultBranch = flags.defaultBranch ?? facts.head.defaultBranch;
	const chosen = await findRef({
		facts,
		flags,
		planned,
		run,
		defaultBranch
	});
	const context = await readContext(ports, run);
	const isForeign = run.folder !== void 0 && await isForeignContext(ports, run.workspace, run.folder);
	const { revision, commitTime } = chosen.commit === void 0 ? context ?? facts.head : { revision: chosen.commit };
	const now = isoFromMillis(ports.clock.now());
	const known = facts.remote?.repository;
	const server = describeServer(known?.serverUrl, ports.env);
	const trigger = compact({
		...planned,
		ref: chosen.ref,
		sha: chosen.commit ?? facts.head.revision,
		revision,
		isDirty: chosen.commit === void 0 && (facts.hasChanges || isForeign) || void 0,
		commitTime: commitTime ?? now,
		time: now,
		defaultBranch,
		pullRequest: describePull(flags, chosen, facts, defaultBranch),
		repository: describeRepository(facts),
		actor: flags.user === void 0 ? chooseUser(facts.user, ports.env) : toUserName(flags.user),
		serverUrl: known?.serverUrl ?? "https://github.com",
		otherServer: server.otherServer
	});
	return withServer({
		trigger,
		warnings: chosen.warnings ?? [],
		notes: describe(chosen, trigger, run)
	}, server);
}
/** Without git no folder is a working copy. */
async function explainNone(ports, workspace) {
	const { code } = await openPlainGit(ports)(["--version"]);
	return code === 127 ? gitMissing() : notAWorkingCopy(workspace);
}
const withServer = (result, { credentials }) => credentials === void 0 ? result : {
	...result,
	credentials
};
/** A promotion outside a working copy: no commit, no repository, no server. */
function describeNone(ports, planned, { user, defaultBranch }) {
	const now = isoFromMillis(ports.clock.now());
	const server = describeServer(void 0, ports.env);
	const trigger = compact({
		...planned,
		ref: {
			kind: "other",
			name: "HEAD"
		},
		sha: "",
		revision: "",
		commitTime: now,
		time: now,
		defaultBranch,
		repository: {
			owner: "",
			name: "",
			url: ""
		},
		actor: user === void 0 ? chooseUser({}, ports.env) : toUserName(user),
		serverUrl: "https://github.com",
		otherServer: server.otherServer
	});
	return withServer({
		trigger,
		warnings: []
	}, server);
}
/** Whether the names of the ref are not used. */
const isWithoutNames = ({ use }) => use === "local" || use === "promote";
async function findRef({ facts, flags, planned, run, defaultBranch }) {
	const { kind } = planned.cause;
	if (flags.pr !== void 0) return {
		ref: {
			kind: "pull",
			number: flags.pr
		},
		why: "by --pr"
	};
	if (flags.ref !== void 0) {
		const found = await resolveRef(flags.ref, facts, run.use === "build");
		if (kind === "release" && found.ref.kind !== "tag") throw new TagboatError(releaseWithoutTag(flags.ref));
		return found;
	}
	if (kind === "release") {
		const tag = highestTag(facts.refs.tags);
		if (tag === void 0) throw new TagboatError(releaseWithoutTag(void 0));
		return {
			ref: {
				kind: "tag",
				name: tag
			},
			why: "which HEAD is at"
		};
	}
	if (kind === "schedule" && defaultBranch !== void 0) return {
		ref: {
			kind: "branch",
			name: defaultBranch
		},
		why: "on which a schedule runs"
	};
	const chosen = chooseRef(facts.refs);
	if (chosen !== void 0) return chosen;
	if (isWithoutNames(run)) return {
		ref: {
			kind: "other",
			name: "HEAD"
		},
		why: "which is detached"
	};
	throw new TagboatError(unknownRefName());
}
/** The checkout that the build context is in, if that is not the root's. */
const readContext = async (ports, { workspace, folder }) => folder === void 0 || folder === workspace ? void 0 : readCheckout(ports, workspace, folder);
/** The head is the commit of the working copy. A fork may be hostile, and this machine has secrets. */
function describePull({ pr, ref, fork = false }, { commit }, { head, refs }, defaultBranch) {
	if (pr === void 0) return void 0;
	const own = refs.branch === defaultBranch ? void 0 : refs.branch;
	return {
		number: pr,
		headRef: ref?.replace(/^refs\/(?:heads|remotes\/[^/]+)\//, "") ?? own ?? "",
		headSha: commit ?? head.revision,
		baseRef: defaultBranch ?? "",
		fork,
		...fork && { mayHoldSecrets: true }
	};
}
const describeRepository = ({ remote }) => {
	const { owner = "", name = "", url = "" } = remote?.repository ?? {};
	return {
		owner,
		name,
		url,
		...remote && { remote: remote.name }
	};
};
/** The notes of a run. A missing default branch matters where its name could have given `latest`. */
function describe({ ref, why }, { defaultBranch }, { use }) {
	if (use === "local") return [];
	return [`Ref: ${nameOf(ref)}, ${why}.`, ...ref.kind === "branch" && defaultBranch === void 0 ? ["The default branch is unknown, so no tag follows it (latest). Pass --default-branch, or run: git remote set-head origin --auto"] : []];
}
const nameOf = (ref) => ref.kind === "pull" ? `pull request ${ref.number}` : `${ref.kind === "tag" ? "git tag" : ref.kind} ${ref.name}`;
// src/command/find-trigger.ts
/**
* On GitHub's runner (and Forgejo's, which sets the same variables) the event is the trigger, in GitLab CI the pipeline. Elsewhere, and
* with flags about the event, the working copy is. Throws a TagboatError for flags without sense.
*/
function findTrigger(env, { command, flags }) {
	const given = withPull(readFlags(flags));
	planEvent(given);
	const isPlanned = given.ref !== void 0 || given.event !== void 0 || given.pr !== void 0;
	const system = findSystem(env);
	if (!isPlanned && system !== void 0) return {
		read: withFlags(flags.has("workflow") ? withTrust(system) : system, given),
		isCi: true,
		isPlannedEvent: false
	};
	return {
		async read(ports, workspace, folder) {
			if (system !== void 0) checkTrust((await system(ports, workspace, folder)).trigger);
			return readWorkingCopy(ports, {
				workspace,
				folder,
				flags: given,
				use: uses[command] ?? "local"
			});
		},
		isCi: false,
		isPlannedEvent: given.event !== void 0 || given.pr !== void 0
	};
}
/** The CI system that started the process; undefined for none that is recognised. */
function findSystem(env) {
	if (env.GITHUB_ACTIONS === "true") return readTrigger;
	return isGitlabCi(env) ? readGitlab : void 0;
}
/** The file of --workflow belongs to the checkout, which may hold an outsider's code, and chooses builders and programs. */
const withTrust = (read) => async (...args) => {
	const result = await read(...args);
	if (needsTrust(result.trigger)) throw new TagboatError(workflowNeedsTrust(result.trigger.event));
	return result;
};
/** Throws for an event that outsiders can start: under the name of another event its code would get the run's secrets. */
function checkTrust(trigger) {
	if (needsTrust(trigger)) throw new TagboatError(flagsNeedTrust(trigger.event));
}
/**
* The names of the ref matter for what is pushed. Other commands use `local`: `build` gives names of its own, `promote` gets them as
* arguments.
*/
const uses = {
	plan: "plan",
	doctor: "plan",
	publish: "build",
	promote: "promote"
};
const readGitlab = async (ports, workspace, folder) => {
	const { event, credentials, note } = readGitlabCi(ports.env);
	return {
		...await completeTrigger(ports, event, workspace, folder),
		credentials,
		notes: [note]
	};
};
/** The flags that refine the event of a CI system. GitHub's bot keeps its name, which is why it gets no secrets. */
const withFlags = (read, { defaultBranch, user }) => async (...args) => {
	const result = await read(...args);
	const { trigger } = result;
	return {
		...result,
		trigger: {
			...trigger,
			...defaultBranch !== void 0 && { defaultBranch },
			...user !== void 0 && trigger.actor !== "dependabot[bot]" && { actor: toUserName(user) }
		}
	};
};
function readFlags(flags) {
	const one = (name) => {
		const [value, ...more] = flags.get(name) ?? [];
		if (more.length > 0) throw new TagboatError(badFlag(name, more.at(-1) ?? "", "is a second value"));
		return value;
	};
	const [ref, event, pr, fork, defaultBranch, user] = [
		"ref",
		"event",
		"pr",
		"fork",
		"default-branch",
		"user"
	].map(one);
	if (pr !== void 0 && !/^[1-9]\d{0,9}$/.test(pr)) throw new TagboatError(badFlag("pr", pr, "is not the number of a pull request"));
	if (fork !== void 0 && !["true", "false"].includes(fork)) throw new TagboatError(badFlag("fork", fork, "is neither true nor false"));
	return {
		...ref !== void 0 && { ref },
		...event !== void 0 && { event },
		...pr !== void 0 && { pr: Number(pr) },
		...fork === "true" && { fork: true },
		...defaultBranch !== void 0 && { defaultBranch },
		...user !== void 0 && { user }
	};
}
export { findUncommitted as n, findTrigger as t };
