/** Concurrent runs: their checkouts and their reports. */
import { writeFileSync } from 'node:fs'
import { base, newFolder } from './environment.ts'
import { git, makeProject, type Step } from './project.ts'

/** The usual tags of a release. */
export const short = {
  tags: 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=semver,pattern={{major}}',
  flavor: 'latest=auto',
}

interface Tag {
  readonly ref: string
  readonly action: string
  readonly digest?: string
}

/** The tags of the output `result`. */
export const tagsOf = (done: Step): readonly Tag[] => {
  const { images } = JSON.parse(done.main.outputs.result || '{"images":[]}')
  return images.flatMap(({ tags }: { tags: readonly Tag[] }) => tags)
}

export const nameOf = ({ ref }: Pick<Tag, 'ref'>): string => ref.slice(ref.lastIndexOf(':') + 1)

export const actionsOf = (done: Step) =>
  Object.fromEntries(tagsOf(done).map((tag) => [nameOf(tag), tag.action]))

/** A remote repository, and a checkout for each run. */
export function makeRemote() {
  const remote = newFolder('remote')
  git(remote, 'init', '--quiet', '--bare', 'acme/app')
  const origin = `${remote}/acme/app`
  const main = makeProject()
  git(main, 'push', '--quiet', origin, 'HEAD:refs/heads/main')
  const clone = () => {
    const folder = newFolder('clone')
    git(folder, 'clone', '--quiet', '--branch', 'main', origin, 'project')
    return `${folder}/project`
  }
  const write = (dockerfile: string) => {
    writeFileSync(`${main}/Dockerfile`, dockerfile)
    git(main, 'commit', '--quiet', '--all', '--allow-empty', '--message', 'next')
    return git(main, 'rev-parse', 'HEAD')
  }
  const push = () => git(main, 'push', '--quiet', '--force', origin, 'HEAD:refs/heads/main')
  /** Checkouts of an older and a newer commit of the branch. */
  const cloneTwo = () => {
    const commits = ['older', 'newer'].map((which) => write(`FROM ${base}\nLABEL which=${which}\n`))
    push()
    return commits.map((commit) => {
      const folder = clone()
      git(folder, 'checkout', '--quiet', '--detach', commit)
      return folder
    })
  }
  const env = { GITHUB_SERVER_URL: `file://${remote}` }
  return { clone, cloneTwo, write, push, env }
}
