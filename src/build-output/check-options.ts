import { type BakeTarget, recordOf } from '../bake/bake-target.ts'

/** The build argument that replaces a Dockerfile's `# check=` line (BuildKit, `frontend/dockerui/config.go`). */
const checkArg = 'BUILDKIT_DOCKERFILE_CHECK'

/**
 * The build argument that makes violated checks fail the build before its first step. It replaces the Dockerfile's own `# check=`
 * line, so that its other options are repeated: `dockerfile` is its text, undefined if it is not in the workspace. An argument of the user
 * takes precedence over that line.
 *
 * `docker buildx bake --check` is no alternative: it cannot read contexts of other targets, and with an output that pushes it pushes
 * an empty image (seen with buildx 0.29).
 */
export function failOnChecks(
  target: BakeTarget,
  dockerfile: string | undefined,
): Readonly<Record<string, string>> {
  const own = recordOf(target, 'args')[checkArg]
  const options = typeof own === 'string' ? own : readCheckOptions(dockerfile ?? '')
  const kept = options.split(';').filter((option) => option.trim() !== '' && !/^\s*error\s*=/.test(option))
  return { [checkArg]: [...kept, 'error=true'].join(';') }
}

/**
 * The value of a Dockerfile's `# check=` line, up to a blank; empty without one. Directives are comments at the very beginning, each
 * at most once, after a byte order mark and a `#!` line (BuildKit, `parser/directives.go`).
 */
export function readCheckOptions(dockerfile: string): string {
  const lines = dockerfile.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines[0]?.startsWith('#!')) lines.shift()
  for (const line of lines) {
    const [, name = '', value = ''] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=(.+)$/.exec(line) ?? []
    const key = name.toLowerCase()
    if (key === 'check') return value.trim().replace(/ .*$/, '')
    if (key !== 'syntax' && key !== 'escape') return ''
  }
  return ''
}
