import { At as describeRef, kt as describeIntent } from "./core.js";
// src/command/words.ts
const verbs = {
	push: "build and push",
	build: "build",
	nothing: "do nothing"
};
/** Reasons that only repeat which command runs. */
const ownReasons = ["push is true", "push is false"];
/** The first line of the log. Outside CI the working copy is what a run starts from. */
const describeStart = (trigger, intent) => describe(trigger, intent, verbs);
/** The same for a run that publishes existing images. */
const describeExisting = (trigger, intent) => describe(trigger, intent, {
	...verbs,
	push: "publish existing images",
	build: "publish nothing"
});
function describe(trigger, intent, words) {
	if (trigger.cause.kind !== "local" || trigger.revision === "") return describeIntent(trigger, intent);
	const why = ownReasons.includes(intent.reason) ? "" : ` (${intent.reason})`;
	return `From the working copy on ${describeRef(trigger)}, commit ${trigger.revision.slice(0, 12)}: ${words[intent.kind]}${why}.`;
}
export { describeStart as n, describeExisting as t };
