import { formatBash } from './bash-completions.ts'
import { formatFish } from './fish-completions.ts'
import { formatZsh } from './zsh-completions.ts'

/** The completions for each shell: the name of its file, and the script. */
export const completionFiles: Readonly<
  Record<string, { readonly name: string; readonly format: () => string }>
> = {
  bash: { name: 'tagboat.bash', format: formatBash },
  // zsh finds a function by the name of its file.
  zsh: { name: '_tagboat', format: formatZsh },
  fish: { name: 'tagboat.fish', format: formatFish },
}
