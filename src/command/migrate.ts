import { isAbsolute, join, relative, resolve } from 'node:path'
import { migrateMissing } from '../errors/migrate.ts'
import { isWithin } from '../is-within.ts'
import { leavesJobs, type Migration, migrate } from '../migrate/migrate.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'
import { disarmEscapes } from '../ports/terminal-log.ts'
import { describeProof } from '../proof/describe-proof.ts'
import { unifiedDiff } from '../unified-diff.ts'
import { type CommandContext, exitCodes, type RunCommand } from './context.ts'
import { findTrigger } from './find-trigger.ts'
import { isSwitchedOn } from './flags.ts'

const workflows = '.github/workflows'

/**
 * Migrates workflows from docker's actions: prints a diff, or with `--write` changes the files and prints their paths. Messages and the
 * proof go to standard error. Exits with 1 if a job that uses docker's actions had to stay as it is.
 */
export const migrateCommand: RunCommand = async (context, invocation) => {
  const { ports, terminal, workspace, folder } = context
  const { flags, operands } = invocation
  const writes = isSwitchedOn(flags, 'write')
  const paths =
    operands.length > 0
      ? operands.map((path) => resolve(folder, path))
      : await findWorkflows(ports.files, workspace)
  const files = await Promise.all(paths.map((path) => readFile(ports.files, path, showPath(context, path))))
  const options = await describeRepository(context, invocation)
  let hasLeft = false
  for (const { path, shown, text } of files) {
    const done = await migrate(shown, text, options)
    hasLeft ||= leavesJobs(done)
    for (const line of describeMigration(shown, done)) terminal.say(disarmEscapes(line))
    if (done.text === text) continue
    if (writes && (await leadsOut(ports.files, workspace, path))) {
      hasLeft = true
      terminal.say(`${shown} is a link to a file outside the working copy, and was not written.`)
    } else if (writes) {
      await ports.files.write(path, done.text)
      terminal.print(shown)
    } else {
      const diff = unifiedDiff(shown, text, done.text).trimEnd()
      // A file or a pipe gets the exact bytes, so that the diff applies.
      terminal.print(terminal.isOutTerminal ? disarmEscapes(diff) : diff)
    }
  }
  return hasLeft ? exitCodes.failed : exitCodes.done
}

/** Whether a path in the working copy is a link to a file outside of it. */
export async function leadsOut(
  files: Pick<Files, 'realPath'>,
  workspace: string,
  path: string,
): Promise<boolean> {
  const [root = workspace, real = path] = await Promise.all([files.realPath(workspace), files.realPath(path)])
  return isWithin(workspace, path) && !isWithin(root, real)
}

/** The workflows of the repository, and its own action. Throws a TagboatError if there are none. */
async function findWorkflows(files: Pick<Files, 'list'>, workspace: string): Promise<readonly string[]> {
  const isYaml = (name: string) => /\.ya?ml$/.test(name)
  const names = (await files.list(join(workspace, workflows))).filter(isYaml).sort()
  if (names.length === 0) throw new TagboatError(migrateMissing(workflows))
  return names.map((name) => join(workspace, workflows, name))
}

interface Read {
  readonly path: string
  readonly shown: string
  readonly text: string
}

async function readFile(files: Pick<Files, 'read'>, path: string, shown: string): Promise<Read> {
  const text = await files.read(path)
  if (text === undefined) throw new TagboatError(migrateMissing(shown))
  return { path, shown, text }
}

/** A path in the working copy relative to its root, with slashes, as git writes it. */
function showPath({ workspace }: Pick<CommandContext, 'workspace'>, path: string): string {
  const inside = relative(workspace, path)
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside.replaceAll('\\', '/')
}

/** What the working copy says about the repository; a workflow can be migrated without one. */
async function describeRepository(
  { ports, workspace }: CommandContext,
  invocation: Parameters<RunCommand>[1],
) {
  try {
    const { read } = findTrigger(ports.env, invocation)
    const { trigger } = await read(ports, workspace, workspace)
    const { owner, name } = trigger.repository
    return {
      ...(owner !== '' && name !== '' && { repository: `${owner}/${name}` }),
      ...(trigger.defaultBranch !== undefined && { defaultBranch: trigger.defaultBranch }),
    }
  } catch (error) {
    if (error instanceof TagboatError) return {}
    throw error
  }
}

function describeMigration(path: string, { jobs, proofs }: Migration): readonly string[] {
  const shown = jobs.filter(({ kind, messages }) => kind === 'changed' || messages.length > 0)
  if (shown.length === 0) return [`${path}: no job uses docker's actions.`]
  return [
    ...shown.flatMap(({ job, kind, messages }) => [
      `${path}${job === '' ? '' : `, job ${job}`}: ${kind}.`,
      ...messages.map((message) => `  ${message}`),
    ]),
    ...proofs.flatMap(describeProof),
  ]
}
