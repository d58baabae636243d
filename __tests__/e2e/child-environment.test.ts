import { base } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { findSecret, login, makeProject, step, useRegistry } from './setup/project.ts'
import { told } from './setup/told.ts'

/** Tries every way that a bake file has to a variable: as one of its own, as an argument, as a secret. */
const bakeFile = `
variable "INPUT_PASSWORD" { default = "none" }
variable "INPUT_GITHUB-TOKEN" { default = "none" }
variable "ACTIONS_ID_TOKEN_REQUEST_TOKEN" { default = "none" }
variable "ACTIONS_RUNTIME_TOKEN" { default = "none" }
variable "TEAM" { default = "none" }

target "default" {
  contexts = { files = "docker-image://${base}" }
  args = {
    PASSWORD = INPUT_PASSWORD
    TOKEN    = INPUT_GITHUB-TOKEN
    OIDC     = ACTIONS_ID_TOKEN_REQUEST_TOKEN
    RUNTIME  = ACTIONS_RUNTIME_TOKEN
    TEAM     = TEAM
  }
  cache-from = ["type=gha"]
  secret = [
    "type=env,id=password,env=INPUT_PASSWORD",
    "type=env,id=token,env=INPUT_GITHUB-TOKEN",
    "type=env,id=oidc,env=ACTIONS_ID_TOKEN_REQUEST_TOKEN",
    "type=env,id=runtime,env=ACTIONS_RUNTIME_TOKEN",
    "type=env,id=team,env=TEAM",
  ]
  dockerfile-inline = <<EOT
FROM files
ARG PASSWORD TOKEN OIDC RUNTIME TEAM
SHELL ["/bin/sh", "-ec"]
RUN echo "$PASSWORD $TOKEN $OIDC $RUNTIME $TEAM" > /args
RUN --mount=type=secret,id=password --mount=type=secret,id=token --mount=type=secret,id=oidc \\
  --mount=type=secret,id=runtime --mount=type=secret,id=team \\
  for name in password token oidc runtime team; do \\
    if [ -s /run/secrets/$name ]; then busybox cat /run/secrets/$name; else echo -n none; fi; echo -n " "; \\
  done > /secrets
EOT
}
`

describe('what a bake file can read', () => {
  const registry = useRegistry()

  it('the step’s own variables, but neither its inputs nor the runner’s tokens', async () => {
    const tokens = {
      GITHUB_TOKEN: 'ghs_the-runners-own',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token-for-oidc',
      ACTIONS_RUNTIME_TOKEN: 'token-for-caches',
    }
    const done = await step({
      workspace: makeProject(undefined, { 'docker-bake.hcl': bakeFile }),
      env: { ...tokens, TEAM: 'lattice' },
      inputs: registry.inputsFor('environment', { 'bake-files': 'docker-bake.hcl' }),
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const [image] = told(done)
    const found = await readFiles(dockerAt(registry.host), `${image?.name}@${image?.digest}`, [
      '/args',
      '/secrets',
    ])
    expect(found).toEqual({
      '/args': 'none none none none lattice\n',
      '/secrets': 'none none none none lattice ',
    })
    expect(findSecret(done, login.password, ...Object.values(tokens))).toEqual([])
  })
})
