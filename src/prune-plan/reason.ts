import type { TagboatError } from '../model/tagboat-error.ts'

/** What went wrong, as a reason in a table: without codes, fixes and the end of the sentence. */
export const reasonOf = ({ problems }: TagboatError): string =>
  problems.map(({ what }) => what.replace(/\.$/, '')).join('; ')
