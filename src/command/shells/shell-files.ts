import { completionFiles } from './completions.ts'
import { formatMan } from './man.ts'

/** The files of the package that `npm run docs` writes from the flags. */
export const listShellFiles = (): readonly { readonly path: string; readonly text: string }[] => [
  { path: 'man/tagboat.1', text: formatMan() },
  ...Object.values(completionFiles).map(({ name, format }) => ({
    path: `completions/${name}`,
    text: format(),
  })),
]
