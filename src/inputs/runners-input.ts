import { badInput, conflictingInputs } from '../errors/inputs.ts'
import { checkPlatform } from './platform-names.ts'
import type { InputReader } from './reader.ts'

/** One label, or several labels that the runner must all have (`runs-on` in GitHub's workflow syntax). */
export type RunnerLabels = string | readonly string[]

/** The runner of each platform, by its normalized name; `*` is for all others. */
export type Runners = ReadonlyMap<string, RunnerLabels>

/** Reads input `runners`: one `platform=label` per line, with commas between several labels. */
export function readRunners(reader: InputReader): Runners {
  const runners = new Map<string, RunnerLabels>()
  for (const { key, value } of reader.pairs('runners')) {
    const platform = readPlatform(reader, key)
    const labels = value
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '')
    const [first] = labels
    if (first === undefined) {
      const fix = 'Write the label of a runner behind it, for example linux/arm64=ubuntu-24.04-arm.'
      reader.problems.push(badInput('runners', key, 'has no label', fix))
    } else if (platform !== undefined) {
      if (runners.has(platform))
        reader.problems.push(badInput('runners', key, 'has two lines', 'Leave one of them out.'))
      runners.set(platform, labels.length === 1 ? first : labels)
    }
  }
  if (runners.size > 0) checkUse(reader)
  return runners
}

/** Refuses runners for a run that plans no jobs. */
function checkUse(reader: InputReader): void {
  const what = 'Input runners is for the output matrix'
  if (reader.lines('from').length > 0) {
    const fix = 'Leave one of them out.'
    reader.problems.push(conflictingInputs(`${what}, and input from needs no build.`, fix))
  } else if (!reader.flag('dry-run')) {
    const fix = 'Set dry-run: true, or leave runners out.'
    reader.problems.push(conflictingInputs(`${what}, which only a dry run has.`, fix))
  }
}

function readPlatform(reader: InputReader, text: string): string | undefined {
  if (text === '*') return text
  const checked = checkPlatform(text)
  if ('platform' in checked) return checked.platform
  reader.problems.push(badInput('runners', text, checked.why, checked.fix))
  return undefined
}
