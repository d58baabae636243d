import type { Problem } from '../model/tagboat-error.ts'

export const migrateMissing = (path: string): Problem => ({
  code: 'migrate-missing',
  what: `There is no workflow at '${path}'.`,
  fix: 'Name the files: tagboat migrate FILE...',
})
