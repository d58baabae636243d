/**
 * Whether a git address names one commit for ever: `https://host/path.git#<commit>`, with or without `:folder` behind it.
 * Docker docs, "Build context", "URL fragments". Another https address is a file that its server may change.
 */
export const isPinned = (address: string): boolean =>
  /^(?:(?:git|ssh):\/\/|[\w-]+@[\w.-]+:|https?:\/\/[^#]+\.git#|github\.com\/)/.test(address) &&
  /#(?:[0-9a-f]{40}|[0-9a-f]{64})(?::.*)?$/.test(address)
