import { b as listCompletions, i as exitCodes, p as commands, x as listSpellings } from "./command.js";
// src/command/shells/bash-completions.ts
/** Completions for bash 3.2, which macOS has, and newer; without the package bash-completion. */
const formatBash = () => [
	"# Completions of tagboat for bash. Written by `npm run docs`.",
	"_tagboat_values() {",
	"  case \"$1:$2\" in",
	...commands.flatMap(({ name, flags }) => flags.flatMap((flag) => formatValues(name, flag))),
	"    *) return 1 ;;",
	"  esac",
	"}",
	"",
	"_tagboat() {",
	"  local current=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD - 1]}\" command=\"${COMP_WORDS[1]}\"",
	"  COMPREPLY=()",
	"  if [ \"$COMP_CWORD\" -eq 1 ]; then",
	`    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(" ")}' -- "$current"))`,
	"    return",
	"  fi",
	"  # bash makes words of their own of a flag, =, and the value.",
	"  if [ \"$current\" = = ]; then",
	"    current=''",
	"  elif [ \"$before\" = = ]; then",
	"    before=\"${COMP_WORDS[COMP_CWORD - 2]}\"",
	"  elif [[ \"$before\" == --* && \"$current\" != -* ]]; then",
	"    _tagboat_takes_value \"$command\" \"$before\" || before=\"\"",
	"  else",
	"    before=\"\"",
	"  fi",
	"  if [ -n \"$before\" ]; then",
	"    local values",
	"    values=\"$(_tagboat_values \"$command\" \"$before\")\" || return",
	"    case \"$values\" in",
	"      FILE | FOLDER)",
	"        compopt -o filenames 2> /dev/null",
	"        local IFS=$'\\n'",
	"        if [ \"$values\" = FILE ]; then COMPREPLY=($(compgen -f -- \"$current\")); fi",
	"        if [ \"$values\" = FOLDER ]; then COMPREPLY=($(compgen -d -- \"$current\")); fi",
	"        ;;",
	"      *) COMPREPLY=($(compgen -W \"$values\" -- \"$current\")) ;;",
	"    esac",
	"    return",
	"  fi",
	"  case \"$command\" in",
	...commands.map(formatWords),
	"  esac",
	"}",
	"",
	"_tagboat_takes_value() {",
	"  case \"$1:$2\" in",
	...commands.flatMap(formatSwitches),
	"  esac",
	"}",
	"",
	"complete -F _tagboat tagboat",
	""
].join("\n");
/** All spellings of a flag that take a value, with hyphens. */
const spellingsOf = (flag) => [...listSpellings([flag])].flatMap(([name, { isOff }]) => isOff ? [] : [`--${name}`]);
function formatValues(command, flag) {
	const values = flag.path?.toUpperCase() ?? flag.values?.join(" ");
	if (values === void 0) return [];
	return [`    ${spellingsOf(flag).map((name) => `${command}:${name}`).join(" | ")}) echo '${values}' ;;`];
}
/** The flags of a command, and its arguments if only some are valid. */
function formatWords({ name, flags, takes }) {
	const spelled = listCompletions(flags).map(([flag]) => `--${flag}`);
	return `    ${name}) COMPREPLY=($(compgen -W '${[...takes.values ?? [], ...spelled].join(" ")}' -- "$current")) ;;`;
}
/** A switch takes a value after = only. */
function formatSwitches({ name, flags }) {
	return [`    ${[...listSpellings(flags)].filter(([, { flag }]) => flag.kind === "switch").map(([flag]) => `${name}:--${flag}`).join(" | ")}) return 1 ;;`];
}
// src/command/shells/fish-completions.ts
/** Completions for fish 3. */
const formatFish = () => [
	"# Completions of tagboat for fish. Written by `npm run docs`.",
	"complete -c tagboat -f",
	...commands.map(({ name, summary }) => `complete -c tagboat -n __fish_use_subcommand -a ${name} -d ${quote$1(summary)}`),
	...commands.flatMap(formatCommand$1),
	""
].join("\n");
/** A string of fish in single quotation marks. */
const quote$1 = (text) => `'${text.replace(/['\\]/g, "\\$&")}'`;
function formatCommand$1({ name, flags, takes }) {
	const prefix = `complete -c tagboat -n '__fish_seen_subcommand_from ${name}'`;
	return [...takes.values === void 0 ? [] : [`${prefix} -a ${quote$1(takes.values.join(" "))}`], ...listCompletions(flags).map(([spelled, spelling]) => `${prefix} ${formatFlag(spelled, spelling)}`)];
}
function formatFlag(name, { flag, isOff }) {
	const short = flag.short === void 0 ? "" : ` -s ${flag.short}`;
	const text = isOff === Boolean(flag.isOn) ? flag.description : `The opposite of --${flag.isOn ? "no-" : ""}${flag.name}`;
	return `-l ${name}${short}${formatValue(flag, isOff)} -d ${quote$1(text)}`;
}
/** `-x`: a value that is not a file; `-r -F`: one that is. A switch needs no value. */
function formatValue({ kind, path, values }, isOff) {
	if (kind === "switch" || isOff) return "";
	if (path === "file") return " -r -F";
	if (path === "folder") return " -x -a '(__fish_complete_directories)'";
	return values === void 0 ? " -x" : ` -x -a ${quote$1(values.join(" "))}`;
}
// src/command/shells/zsh-completions.ts
/** Completions for zsh: a file for its fpath, which `source` reads, too. */
const formatZsh = () => [
	"#compdef tagboat",
	"# Completions of tagboat for zsh. Written by `npm run docs`.",
	"_tagboat() {",
	"  if (( CURRENT == 2 )); then",
	"    local -a commands",
	"    commands=(",
	...commands.map(({ name, summary }) => `      ${quote(`${name}:${summary}`)}`),
	"    )",
	"    _describe command commands",
	"    return",
	"  fi",
	"  local command=$words[2]",
	"  shift words",
	"  (( CURRENT-- ))",
	"  case $command in",
	...commands.flatMap(formatCommand),
	"  esac",
	"}",
	"",
	"if [[ \"$funcstack[1]\" = _tagboat ]]; then _tagboat \"$@\"; else compdef _tagboat tagboat; fi",
	""
].join("\n");
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
function formatCommand({ name, flags, takes }) {
	const operands = takes.values === void 0 ? "*:argument:" : `1:argument:(${takes.values.join(" ")})`;
	const specs = listCompletions(flags).map(([spelled, spelling]) => formatSpec(spelled, spelling));
	return [
		`    ${name})`,
		"      _arguments \\",
		...specs.map((spec) => `        ${quote(spec)} \\`),
		`        ${quote(operands)}`,
		"      ;;"
	];
}
/** A specification of _arguments (zshcompsys, "Utility Functions"). */
function formatSpec(name, { flag, isOff }) {
	const text = `[${describe(flag, isOff)}]`;
	if (isOff) return `--${name}${text}`;
	if (flag.kind === "switch") return (flag.values?.filter((value) => !["true", "false"].includes(value)) ?? []).length === 0 ? `--${name}${text}` : `--${name}=-${text}::value:(${flag.values?.join(" ")})`;
	return `${flag.kind === "list" ? "*" : ""}--${name}=${text}:${flag.value ?? "VALUE"}:${actionOf(flag)}`;
}
/** In a specification `]` ends a description and `:` a message. */
const describe = ({ description, isOn, name }, isOff) => (isOff === Boolean(isOn) ? description : `The opposite of --${isOn ? "no-" : ""}${name}`).replace(/[[\]\\:]/g, "\\$&");
function actionOf({ path, values }) {
	if (path !== void 0) return path === "file" ? "_files" : "_files -/";
	return values === void 0 ? "" : `(${values.join(" ")})`;
}
// src/command/shells/completions.ts
/** The completions for each shell: the name of its file, and the script. */
const completionFiles = {
	bash: {
		name: "tagboat.bash",
		format: formatBash
	},
	zsh: {
		name: "_tagboat",
		format: formatZsh
	},
	fish: {
		name: "tagboat.fish",
		format: formatFish
	}
};
// src/command/completion.ts
/** Prints the completions for a shell. */
const completionCommand = async ({ terminal }, { operands: [shell = ""] }) => {
	terminal.print((completionFiles[shell]?.format() ?? "").trimEnd());
	return exitCodes.done;
};
export { completionCommand };
