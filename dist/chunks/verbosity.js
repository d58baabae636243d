import { y as isSwitchedOn } from "./command.js";
// src/command/verbosity.ts
/** Flags --quiet and --verbose; with both, quiet. */
function readVerbosity({ flags }) {
	if (isSwitchedOn(flags, "quiet")) return "quiet";
	return isSwitchedOn(flags, "verbose") ? "verbose" : "normal";
}
/**
* Whether buildx may draw on a terminal. BUILDKIT_PROGRESS chooses its display ("Environment variables" in docker's documentation of
* builds): `plain` is lines.
*/
const mayDraw = ({ BUILDKIT_PROGRESS = "", TERM }) => TERM !== "dumb" && [
	"",
	"auto",
	"tty"
].includes(BUILDKIT_PROGRESS);
export { readVerbosity as n, mayDraw as t };
