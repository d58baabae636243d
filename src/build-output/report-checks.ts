import type { Files, Log } from '../ports/ports.ts'
import { type CheckWarning, locateCheck } from './dockerfile-checks.ts'
import { type DockerfileSearch, type LocalDockerfile, readLocalDockerfiles } from './local-dockerfiles.ts'

/** Shows violated Dockerfile checks on their lines. Dockerfiles are read only if there is one to show. */
export interface CheckReporter {
  readonly dockerfiles: () => Promise<readonly LocalDockerfile[]>
  /** Each check is shown once, although a build may run several times. */
  readonly show: (checks: readonly CheckWarning[], level: 'warning' | 'error') => Promise<void>
  /** The number of different checks. */
  readonly count: () => number
}

/** GitHub shows ten annotations of each level for a step. */
const mostAnnotations = 10
const longestText = 500
const longestName = 200

export function createCheckReporter(
  { files, log }: { readonly files: Files; readonly log: Log },
  search: DockerfileSearch,
): CheckReporter {
  let reading: Promise<readonly LocalDockerfile[]> | undefined
  const dockerfiles = () => {
    reading ??= readLocalDockerfiles(files, search)
    return reading
  }
  const seen = new Set<string>()
  let annotated = 0
  let listed = 0
  return {
    dockerfiles,
    count: () => seen.size,
    async show(checks, level) {
      const local = checks.length === 0 ? [] : await dockerfiles()
      const before = seen.size
      for (const check of checks) {
        const place = locateCheck(check, local)
        const key = JSON.stringify([place ?? check.file, check.line, check.text])
        if (seen.has(key)) continue
        seen.add(key)
        // A file that is not in the checkout, or was changed for the build, has no line to show.
        if (place === undefined) {
          listed += 1
          if (listed <= mostAnnotations) log.info(describeUnplaced(check))
        } else if (annotated < mostAnnotations) {
          annotated += 1
          log.annotate(level, describe(check), { ...place, title: 'Dockerfile check' })
        }
      }
      if (seen.size > before) log.info(describeCount(seen.size, annotated))
    },
  }
}

const describeCount = (count: number, annotated: number): string =>
  `Dockerfile checks: ${count} ${count === 1 ? 'warning' : 'warnings'}, ${annotated} shown as ${annotated === 1 ? 'an annotation' : 'annotations'}.`

const describeUnplaced = (check: CheckWarning): string =>
  `Dockerfile check (${check.file.slice(0, longestName) || 'unknown file'}): ${describe(check)}`

/** A frontend that the Dockerfile chooses writes the text and the address. */
const describe = ({ text, url }: CheckWarning): string =>
  url.startsWith('https://docs.docker.com/')
    ? `${text.slice(0, longestText)}. ${url}`
    : text.slice(0, longestText)
