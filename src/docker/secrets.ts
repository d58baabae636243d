import { csv } from '../csv.ts'
import type { BuildInputs } from '../inputs/build-inputs.ts'

/** Secrets for bake: `type=env` for values, so that they are on no disk and on no command line. */
export function placeSecrets(inputs: BuildInputs): { specs: readonly string[]; env: Record<string, string> } {
  const env: Record<string, string> = {}
  const values = inputs.secrets.map(({ key, value }, index) => {
    const name = `TAGBOAT_SECRET_${index}`
    env[name] = value
    return csv('type=env', `id=${key}`, `env=${name}`)
  })
  const { gitAuth } = inputs
  if (gitAuth !== undefined) env[gitVariable] = gitAuth.token
  const git =
    gitAuth !== undefined && isFetched(inputs, gitAuth.url)
      ? [csv('type=env', `id=${gitAuth.id}`, `env=${gitVariable}`)]
      : []
  const envs = inputs.secretEnvs.map(({ key, value }) => csv('type=env', `id=${key}`, `env=${value}`))
  const files = inputs.secretFiles.map(({ key, value }) => csv('type=file', `id=${key}`, `src=${value}`))
  return { specs: [...values, ...envs, ...files, ...git], env }
}

const gitVariable = 'TAGBOAT_GIT_AUTH'

const isFetched = ({ context, buildContexts }: BuildInputs, url: string): boolean =>
  [context, ...buildContexts.map(({ value }) => value)].some((each) => each.startsWith(`${url}#`))
