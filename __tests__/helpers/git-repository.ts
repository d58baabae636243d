import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Git without the configuration of the machine. */
const environment = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Mona',
  GIT_AUTHOR_EMAIL: 'mona@example.com',
  GIT_COMMITTER_NAME: 'Mona',
  GIT_COMMITTER_EMAIL: 'mona@example.com',
  GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
  GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
}

export interface TestRepository {
  readonly folder: string
  git(...args: readonly string[]): string
  /** Runs git with this text as its standard input. */
  feed(input: string, ...args: readonly string[]): string
  /** Adds an empty commit to the current branch; returns its id. */
  commit(message: string): string
}

export function useRepository(folder: string): TestRepository {
  const feed = (input: string, ...args: readonly string[]) =>
    execFileSync('git', ['-C', folder, ...args], {
      env: environment,
      encoding: 'utf8',
      input,
      stdio: 'pipe',
    }).trim()
  const git = (...args: readonly string[]) => feed('', ...args)
  return {
    folder,
    git,
    feed,
    commit: (message) => {
      git('commit', '--quiet', '--allow-empty', '-m', message)
      return git('rev-parse', 'HEAD')
    },
  }
}

export function initRepository(folder: string, ...options: readonly string[]): TestRepository {
  execFileSync('git', ['init', '--quiet', '-b', 'main', ...options, folder], { env: environment })
  return useRepository(folder)
}

export function cloneRepository(url: string, folder: string, ...options: readonly string[]): TestRepository {
  execFileSync('git', ['clone', '--quiet', ...options, url, folder], { env: environment, stdio: 'pipe' })
  return useRepository(folder)
}

/** A folder for one test file; call `remove` in afterAll. */
export function makeFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'tagboat-git-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
