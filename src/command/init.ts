import { dirname, resolve } from 'node:path'
import { nothingToBuild, notOnGithub, workflowExists } from '../errors/init.ts'
import { badInput } from '../errors/inputs.ts'
import { repeatedFlag } from '../errors/usage.ts'
import { type Inspected, inspectRepository } from '../init/inspect-repository.ts'
import { type ChosenSource, chooseSource, type Source } from '../init/plan-workflow.ts'
import { readDefaultBranch } from '../init/read-origin.ts'
import { writeWorkflow } from '../init/write-workflow.ts'
import { checkPlatform } from '../inputs/platform-names.ts'
import { parseRepository } from '../model/reference.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Terminal } from '../ports/terminal.ts'
import { exitCodes, type RunCommand, type RunInvocation } from './context.ts'

const usualPath = '.github/workflows/image.yml'

/** Writes a workflow that fits the repository. Prints its path, or with `--output -` the workflow. */
export const initCommand: RunCommand = async ({ ports, terminal, workspace }, { flags }) => {
  const last = (name: string) => flags.get(name)?.at(-1)
  if ((flags.get('images')?.length ?? 0) > 1) throw new TagboatError(repeatedFlag('--images'))
  const path = last('output') ?? usualPath
  const target = path === '-' ? undefined : resolve(workspace, path)
  const found = await inspectRepository(ports.files, workspace)
  if (found.hasGitlabCi && !flags.has('output')) throw new TagboatError(notOnGithub())
  if (target !== undefined && (await ports.files.size(target)) !== undefined) {
    throw new TagboatError(workflowExists(path))
  }
  const chosen = chooseSource(found)
  if (chosen === undefined) throw new TagboatError(nothingToBuild(workspace))
  for (const line of describeFound(found, chosen)) terminal.say(line)
  const branch = last('default-branch') ?? (await readDefaultBranch(ports, workspace))
  if (branch === undefined) terminal.say('The default branch is unknown, so the workflow names main.')
  const images = last('images') ?? (await ask(terminal, flags, 'Image name', suggestImages(chosen.source)))
  const platforms = readPlatforms(
    flags.get('platforms')?.join(',') ?? (await ask(terminal, flags, 'Platforms', 'linux/amd64')),
  )
  const host = hostOf(images)
  const text = writeWorkflow({
    source: chosen.source,
    defaultBranch: branch ?? 'main',
    ...(images !== ownName && { images }),
    ...(host !== undefined && { host }),
    ...(platforms !== 'linux/amd64' && { platforms }),
  })
  if (target === undefined) {
    terminal.print(text.trimEnd())
    return exitCodes.done
  }
  await ports.files.makeFolders(dirname(target))
  await ports.files.write(target, text)
  terminal.print(path)
  terminal.say(`Commit ${path} and push it. 'tagboat plan' shows what it publishes.`)
  return exitCodes.done
}

/** The name that needs no input: that of the repository in GitHub's registry. */
const ownName = 'ghcr.io/${{ github.repository }}'

/** Several images need a name each. */
const suggestImages = ({ kind }: Source): string => (kind === 'single' ? ownName : `${ownName}/{{target}}`)

/** Asks on a terminal, unless `--yes` was given. An empty answer means the suggestion. */
async function ask(
  terminal: Terminal,
  flags: RunInvocation['flags'],
  question: string,
  suggestion: string,
): Promise<string> {
  if (!terminal.isInteractive || flags.has('yes')) return suggestion
  const answer = (await terminal.ask(`${question} [${suggestion}]: `)).trim()
  return answer === '' ? suggestion : answer
}

/** Platforms with commas between them. Throws a TagboatError for those that do not exist. */
export function readPlatforms(text: string): string {
  const checked = text
    .split(/[\s,]+/)
    .filter((name) => name !== '')
    .map((name) => ({ name, ...checkPlatform(name) }))
  throwAll(
    checked.flatMap((one) => ('why' in one ? [badInput('platforms', one.name, one.why, one.fix)] : [])),
  )
  return checked.map(({ name }) => name).join(',') || 'linux/amd64'
}

/** The registry of a name. Throws a TagboatError for a name that is not valid. */
function hostOf(images: string): string | undefined {
  const plain = images.replace(/\$?\{\{[^}]*\}\}/g, 'x')
  return parseRepository(plain).host
}

function describeFound(found: Inspected, { leftOut }: ChosenSource): readonly string[] {
  return [
    ...leftOut.map((file) => `Left out: ${file}, because its folder has a plain Dockerfile.`),
    ...(found.isIncomplete ? ['The repository has more folders than were searched for Dockerfiles.'] : []),
    ...found.dockerWorkflows.map(
      (file) => `${file} builds with docker's actions: 'tagboat migrate ${file}' converts it.`,
    ),
  ]
}
