import { findVersion } from './versions.ts'

/**
 * Whether a tag's name says that it is a release, a line of versions or the newest release: `1.2.3`, `v1.2`, `1`, `latest`,
 * `latest-slim`. The name counts, whichever rule or user gave it.
 */
export const isReleaseName = (name: string): boolean =>
  isLatestName(name) || /^v?\d{1,5}(?:\.\d+)*$/.test(name) || findVersion(name)?.raw === name

/** `latest`, also with a prefix or suffix of flavor: `latest-slim`, `app-latest`. */
const isLatestName = (name: string): boolean => /(?:^|[-_.])latest(?:$|[-_.])/i.test(name)
