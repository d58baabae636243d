import type { Problem } from '../model/tagboat-error.ts'

/** Errors in the arguments of `promote`. The command exits with 2. */
const example =
  "Write 'tagboat promote SOURCE... DESTINATION', for example 'tagboat promote ghcr.io/acme/app:build ghcr.io/acme/app:1.2.3'."

export const destinationMissing = (given: readonly string[]): Problem => ({
  code: 'destination-missing',
  what: `tagboat promote needs a source and a destination, and got ${given.length === 0 ? 'nothing' : given.map((each) => `'${each}'`).join(', ')}.`,
  fix: `${example} A tag alone is a destination; a source has a name and a tag or digest.`,
})

export const destinationNotImage = (given: string): Problem => ({
  code: 'destination-not-image',
  what: `The last argument is the destination, and '${given}' cannot be one.`,
  fix: 'Write NAME:TAG or a tag as the last argument. A digest, docker-daemon: and oci-layout: are sources.',
})

/** `destination` has no tag or no name, and `source` has none to take. */
export const destinationTagless = (source: string, destination: string): Problem => ({
  code: 'destination-tagless',
  what: `Destination '${destination}' is not a complete reference, and source '${source}' has no name or tag to complete it.`,
  fix: 'Write the destination as NAME:TAG.',
})

export const tagsForm = (tags: readonly string[]): Problem => ({
  code: 'destination-twice',
  what: `Both --tags and arguments name tags: ${tags.map((each) => `'${each}'`).join(', ')}.`,
  fix: 'Write all tags in --tags, which may be repeated, or all as arguments.',
})

/** `why` is the end of a sentence. */
export const badPassword = (why: string): Problem => ({
  code: 'password-stdin',
  what: `--password-stdin ${why}.`,
  fix: "Pipe the password into the command, with the user's name in --username: printenv TOKEN | tagboat COMMAND --registry REGISTRY --username NAME --password-stdin",
})
