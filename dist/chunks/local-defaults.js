// src/command/local-defaults.ts
/**
* Inputs that have another default outside CI. A runner may start while its engine starts; a user who forgot to start the engine learns
* that at once.
*/
const localDefaults = ({ isCi }, { flags }) => isCi || flags.has("engine-wait") ? {} : { "engine-wait": "5" };
export { localDefaults as t };
