import { h as TagboatError } from "./common.js";
import { y as isSwitchedOn } from "./command.js";
// src/errors/operands.ts
/** Errors in the arguments of `promote`. The command exits with 2. */
const example = "Write 'tagboat promote SOURCE... DESTINATION', for example 'tagboat promote ghcr.io/acme/app:build ghcr.io/acme/app:1.2.3'.";
const destinationMissing = (given) => ({
	code: "destination-missing",
	what: `tagboat promote needs a source and a destination, and got ${given.length === 0 ? "nothing" : given.map((each) => `'${each}'`).join(", ")}.`,
	fix: `${example} A tag alone is a destination; a source has a name and a tag or digest.`
});
const destinationNotImage = (given) => ({
	code: "destination-not-image",
	what: `The last argument is the destination, and '${given}' cannot be one.`,
	fix: "Write NAME:TAG or a tag as the last argument. A digest, docker-daemon: and oci-layout: are sources."
});
/** `destination` has no tag or no name, and `source` has none to take. */
const destinationTagless = (source, destination) => ({
	code: "destination-tagless",
	what: `Destination '${destination}' is not a complete reference, and source '${source}' has no name or tag to complete it.`,
	fix: "Write the destination as NAME:TAG."
});
const tagsForm = (tags) => ({
	code: "destination-twice",
	what: `Both --tags and arguments name tags: ${tags.map((each) => `'${each}'`).join(", ")}.`,
	fix: "Write all tags in --tags, which may be repeated, or all as arguments."
});
/** `why` is the end of a sentence. */
const badPassword = (why) => ({
	code: "password-stdin",
	what: `--password-stdin ${why}.`,
	fix: "Pipe the password into the command, with the user's name in --username: printenv TOKEN | tagboat COMMAND --registry REGISTRY --username NAME --password-stdin"
});
// src/command/password.ts
/**
* The password for --registry with --username, from standard input with --password-stdin; undefined without the flag. As `docker login`,
* it is the input without its last line break. Throws for a terminal, which would show what is typed.
*/
async function readPassword(terminal, flags) {
	if (!isSwitchedOn(flags, "password-stdin")) return void 0;
	if (!flags.has("username")) throw new TagboatError(badPassword("needs --username"));
	if (terminal.isInTerminal) throw new TagboatError(badPassword("does not read from a terminal"));
	const password = (await terminal.readInput()).replace(/\r?\n$/, "");
	if (password === "") throw new TagboatError(badPassword("got an empty password"));
	if (/[\r\n]/.test(password)) throw new TagboatError(badPassword("got more than one line"));
	return password;
}
export { tagsForm as a, destinationTagless as i, destinationMissing as n, destinationNotImage as r, readPassword as t };
