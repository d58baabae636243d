import { h as TagboatError, o as badInput, x as throwAll } from "./common.js";
import { T as repeatedFlag, i as exitCodes } from "./command.js";
import { Dt as parseRepository, Ht as isRecord, Mt as isHubDomain } from "./main-post.js";
import { Kt as checkPlatform, _t as openWorkspaceGit, un as yaml } from "./core.js";
import { dirname, join, posix, resolve } from "node:path";
// src/errors/init.ts
const nothingToBuild = (folder) => ({
	code: "nothing-to-build",
	what: `'${folder}' has no Dockerfile, no docker-bake.hcl or docker-bake.json, and no compose file with a build.`,
	fix: "Write a Dockerfile first."
});
const workflowExists = (path) => ({
	code: "workflow-exists",
	what: `'${path}' exists already.`,
	fix: "Name another file with --output, or print the workflow with --output -."
});
const notOnGithub = () => ({
	code: "not-on-github",
	what: "This repository is built by GitLab CI, and tagboat init writes workflows for GitHub.",
	fix: "Copy the file in docs/other-ci.md, or name the file to write with --output."
});
// src/init/inspect-repository.ts
/** Folders below the root that are searched: monorepos have their Dockerfiles at most this deep. */
const deepest = 4;
/** The maximum number of folders; a larger repository names its Dockerfiles itself. */
const mostFolders = 2e3;
/** Folders of dependencies, of build results and of test data. */
const skipped = /^(?:\..*|node_modules|vendor|third_party|dist|build|target|venv|testdata|__tests__|fixtures)$/;
const isDockerfile = (name) => !name.endsWith(".dockerignore") && /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.Dockerfile$/i.test(name);
/** Inspects a repository. Files that cannot be read do not count. */
async function inspectRepository(files, root) {
	const { paths, isIncomplete } = await findDockerfiles(files, root);
	const top = await files.list(root);
	const named = (names) => names.filter((name) => top.includes(name));
	const compose = named([
		"compose.yaml",
		"compose.yml",
		"docker-compose.yaml",
		"docker-compose.yml"
	]).slice(0, 1);
	const built = await Promise.all(compose.map(async (name) => hasBuild(await files.read(join(root, name)))));
	return {
		dockerfiles: paths,
		bakeFiles: named(["docker-bake.hcl", "docker-bake.json"]),
		composeFiles: compose.filter((_, index) => built[index]),
		dockerWorkflows: await findDockerWorkflows(files, root),
		hasGitlabCi: top.includes(".gitlab-ci.yml"),
		isIncomplete
	};
}
/** Searches breadth-first, so that an incomplete search has seen the highest folders. Links are not followed. */
async function findDockerfiles(files, root) {
	const paths = [];
	let level = [""];
	let seen = 0;
	for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
		const next = [];
		for (const folder of level) {
			if (seen === mostFolders) return {
				paths: paths.sort(),
				isIncomplete: true
			};
			seen += 1;
			for (const { name, kind } of await listEntries(files, join(root, folder))) {
				const path = folder === "" ? name : `${folder}/${name}`;
				if (kind === "file" && isDockerfile(name)) paths.push(path);
				if (kind === "folder" && !skipped.test(name)) next.push(path);
			}
		}
		level = next.sort();
	}
	return {
		paths: paths.sort(),
		isIncomplete: false
	};
}
/** Empty for a folder that this user may not read. */
async function listEntries(files, folder) {
	try {
		return await files.entries(folder);
	} catch {
		return [];
	}
}
function hasBuild(text) {
	if (text === void 0) return false;
	const document = yaml().parseDocument(text, { logLevel: "silent" });
	if (document.errors.length > 0) return false;
	const top = document.toJS({ maxAliasCount: 100 });
	const services = isRecord(top) ? top.services : void 0;
	return isRecord(services) && Object.values(services).some((one) => isRecord(one) && one.build !== void 0);
}
async function findDockerWorkflows(files, root) {
	const folder = ".github/workflows";
	const names = (await files.list(join(root, folder))).filter((name) => /\.ya?ml$/.test(name)).sort();
	const texts = await Promise.all(names.map((name) => files.read(join(root, folder, name))));
	return names.filter((_, index) => /uses:\s*['"]?docker\/(?:build-push|bake)-action@/.test(texts[index] ?? "")).map((name) => `${folder}/${name}`);
}
// src/init/plan-workflow.ts
/**
* Chooses what to build: a bake file, otherwise the Dockerfiles, otherwise a compose file with builds. A compose file is often for
* development only, so a Dockerfile comes before it. Undefined without any of them.
*/
function chooseSource(found) {
	const [bake] = found.bakeFiles;
	if (bake !== void 0) return {
		source: {
			kind: "bake",
			file: bake
		},
		leftOut: []
	};
	const chosen = found.dockerfiles.filter((path) => !isVariant(path, found.dockerfiles));
	const leftOut = found.dockerfiles.filter((path) => !chosen.includes(path));
	const items = nameItems(chosen.map(describe));
	const [first, ...more] = items;
	if (first !== void 0) return more.length === 0 ? {
		source: {
			kind: "single",
			item: first
		},
		leftOut
	} : {
		source: {
			kind: "several",
			items
		},
		leftOut
	};
	const [compose] = found.composeFiles;
	return compose === void 0 ? void 0 : {
		source: {
			kind: "bake",
			file: compose
		},
		leftOut: []
	};
}
/** Whether a folder has a plain Dockerfile beside this one. */
const isVariant = (path, all) => {
	const plain = posix.join(posix.dirname(path), "Dockerfile");
	return path !== plain && all.includes(plain);
};
/** Folders that hold Dockerfiles alone, whose context is the folder above. */
const dockerFolder = /^(?:docker|dockerfiles?)$/i;
function describe(path) {
	const holder = posix.dirname(path);
	const isApart = dockerFolder.test(posix.basename(holder));
	const context = isApart ? posix.dirname(holder) : holder;
	const file = posix.basename(path);
	const variant = /^(?:Dockerfile|Containerfile)\.(.+)$|^(.+)\.Dockerfile$/i.exec(file);
	const folder = context === "." ? "app" : posix.basename(context);
	const name = variant?.[1] ?? variant?.[2] ?? folder;
	return {
		name: toName(name),
		context,
		...(isApart || file !== "Dockerfile") && { file: path }
	};
}
/** The form of a bake target's name that is also a component of an image name. */
const toName = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "") || "app";
/** Gives items of the same name the folders of their paths, and a number where those are equal too. */
function nameItems(items) {
	const count = (name) => items.filter((item) => item.name === name).length;
	const used = /* @__PURE__ */ new Set();
	return items.map((item) => {
		const wanted = count(item.name) === 1 ? item.name : toName(`${item.context}/${item.name}`);
		let name = wanted;
		for (let number = 2; used.has(name); number += 1) name = `${wanted}-${number}`;
		used.add(name);
		return {
			...item,
			name
		};
	});
}
// src/init/read-origin.ts
/**
* The default branch of the remote `origin`, as the last fetch saw it, otherwise the current branch if it has the name of a usual default
* branch. Undefined if both are unknown.
*/
async function readDefaultBranch(ports, workspace) {
	const git = await openWorkspaceGit(ports, workspace);
	const read = async (ref, prefix) => {
		const done = await git?.([
			"symbolic-ref",
			"--quiet",
			ref
		]);
		return done?.code === 0 ? done.stdout.trim().replace(prefix, "") : void 0;
	};
	const remote = await read("refs/remotes/origin/HEAD", "refs/remotes/origin/");
	if (remote !== void 0) return remote;
	const current = await read("HEAD", "refs/heads/");
	return current !== void 0 && [
		"main",
		"master",
		"trunk",
		"develop"
	].includes(current) ? current : void 0;
}
// src/init/write-workflow.ts
/** The text of a GitHub workflow that builds and publishes what the plan names. */
function writeWorkflow(plan) {
	const inputs = {
		...describeImages(plan),
		...describeSource(plan),
		...describeLogin(plan)
	};
	const hasInputs = Object.keys(inputs).length > 0;
	const text = hasInputs ? yaml().stringify(inputs, { lineWidth: 0 }).trimEnd() : "";
	return `name: ${plan.source.kind !== "single" ? "Images" : "Image"}
on:
  push:
    branches: [${quote(plan.defaultBranch)}]
    tags: ['v*']
  pull_request:

permissions:
  contents: read
  packages: write

# One run at a time for each ref, so that a slow run cannot overwrite the tags of a newer one.
concurrency: image-\${{ github.ref }}

jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: tagboat/tagboat@v1
${hasInputs ? `        with:\n${indent(text, 10)}\n` : ""}`;
}
/** A name as an item of a list in brackets. */
const quote = (text) => /^[A-Za-z][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
const indent = (text, count) => text.split("\n").map((line) => line === "" ? line : `${" ".repeat(count)}${line}`).join("\n");
const describeImages = ({ images }) => images === void 0 ? {} : { images };
function describeSource({ source, platforms }) {
	const choice = platforms === void 0 ? {} : { platforms };
	if (source.kind === "bake") return {
		"bake-files": source.file,
		...platforms && { set: `*.platform=${platforms}` }
	};
	if (source.kind === "several") return {
		...choice,
		builds: yaml().stringify(source.items, { lineWidth: 0 })
	};
	const { context, file } = source.item;
	return {
		...choice,
		...context !== "." && { context },
		...file && { file }
	};
}
/** GitHub's own registry needs no login. Every other one needs a user name and a password of the repository. */
function describeLogin({ host }) {
	if (host === void 0 || host === "ghcr.io") return {};
	const prefix = isHubDomain(host) ? "DOCKERHUB" : "REGISTRY";
	return {
		registry: host,
		username: `\${{ vars.${prefix}_USERNAME }}`,
		password: `\${{ secrets.${prefix}_TOKEN }}`
	};
}
// src/command/init.ts
const usualPath = ".github/workflows/image.yml";
/** Writes a workflow that fits the repository. Prints its path, or with `--output -` the workflow. */
const initCommand = async ({ ports, terminal, workspace }, { flags }) => {
	const last = (name) => flags.get(name)?.at(-1);
	if ((flags.get("images")?.length ?? 0) > 1) throw new TagboatError(repeatedFlag("--images"));
	const path = last("output") ?? usualPath;
	const target = path === "-" ? void 0 : resolve(workspace, path);
	const found = await inspectRepository(ports.files, workspace);
	if (found.hasGitlabCi && !flags.has("output")) throw new TagboatError(notOnGithub());
	if (target !== void 0 && await ports.files.size(target) !== void 0) throw new TagboatError(workflowExists(path));
	const chosen = chooseSource(found);
	if (chosen === void 0) throw new TagboatError(nothingToBuild(workspace));
	for (const line of describeFound(found, chosen)) terminal.say(line);
	const branch = last("default-branch") ?? await readDefaultBranch(ports, workspace);
	if (branch === void 0) terminal.say("The default branch is unknown, so the workflow names main.");
	const images = last("images") ?? await ask(terminal, flags, "Image name", suggestImages(chosen.source));
	const platforms = readPlatforms(flags.get("platforms")?.join(",") ?? await ask(terminal, flags, "Platforms", "linux/amd64"));
	const host = hostOf(images);
	const text = writeWorkflow({
		source: chosen.source,
		defaultBranch: branch ?? "main",
		...images !== ownName && { images },
		...host !== void 0 && { host },
		...platforms !== "linux/amd64" && { platforms }
	});
	if (target === void 0) {
		terminal.print(text.trimEnd());
		return exitCodes.done;
	}
	await ports.files.makeFolders(dirname(target));
	await ports.files.write(target, text);
	terminal.print(path);
	terminal.say(`Commit ${path} and push it. 'tagboat plan' shows what it publishes.`);
	return exitCodes.done;
};
/** The name that needs no input: that of the repository in GitHub's registry. */
const ownName = "ghcr.io/${{ github.repository }}";
/** Several images need a name each. */
const suggestImages = ({ kind }) => kind === "single" ? ownName : `${ownName}/{{target}}`;
/** Asks on a terminal, unless `--yes` was given. An empty answer means the suggestion. */
async function ask(terminal, flags, question, suggestion) {
	if (!terminal.isInteractive || flags.has("yes")) return suggestion;
	const answer = (await terminal.ask(`${question} [${suggestion}]: `)).trim();
	return answer === "" ? suggestion : answer;
}
/** Platforms with commas between them. Throws a TagboatError for those that do not exist. */
function readPlatforms(text) {
	const checked = text.split(/[\s,]+/).filter((name) => name !== "").map((name) => ({
		name,
		...checkPlatform(name)
	}));
	throwAll(checked.flatMap((one) => "why" in one ? [badInput("platforms", one.name, one.why, one.fix)] : []));
	return checked.map(({ name }) => name).join(",") || "linux/amd64";
}
/** The registry of a name. Throws a TagboatError for a name that is not valid. */
function hostOf(images) {
	const plain = images.replace(/\$?\{\{[^}]*\}\}/g, "x");
	return parseRepository(plain).host;
}
function describeFound(found, { leftOut }) {
	return [
		...leftOut.map((file) => `Left out: ${file}, because its folder has a plain Dockerfile.`),
		...found.isIncomplete ? ["The repository has more folders than were searched for Dockerfiles."] : [],
		...found.dockerWorkflows.map((file) => `${file} builds with docker's actions: 'tagboat migrate ${file}' converts it.`)
	];
}
export { initCommand };
