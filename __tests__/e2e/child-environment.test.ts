import { createServer } from 'node:http'
import { base } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { findSecret, login, makeProject, step, useRegistry } from './setup/project.ts'
import { reportedImages } from './setup/reported.ts'

/** A bake file that tries to read variables as its own, as arguments and as secrets. */
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

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** BuildKit's client reads the token's scopes before it sends it. */
const cacheToken = [
  part({ alg: 'HS256', typ: 'JWT' }),
  part({ ac: JSON.stringify([{ Scope: 'refs/heads/main', Permission: 3 }]), nbf: 0, exp: 4102444800 }),
  'c2ln',
].join('.')

describe('a bake file', () => {
  const registry = useRegistry()

  it('reads the step’s own variables, but neither its inputs nor the runner’s tokens', async () => {
    const tokens = {
      GITHUB_TOKEN: 'ghs_the-runners-own',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token-for-oidc',
      ACTIONS_RUNTIME_TOKEN: 'token-for-caches',
    }
    const done = await step({
      workspace: makeProject(undefined, { 'docker-bake.hcl': bakeFile }),
      env: {
        ...tokens,
        TEAM: 'lattice',
        ACTIONS_CACHE_SERVICE_V2: 'True',
        ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/',
      },
      inputs: registry.inputsFor('environment', { 'bake-files': 'docker-bake.hcl' }),
    })
    expect(done.main).toMatchObject({ code: 0, annotations: [] })
    const [image] = reportedImages(done)
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

  it.each(['cache-from', 'cache-to'])(
    'does not send the runner’s token to another server through %s',
    async (field) => {
      const seen: (string | undefined)[] = []
      const server = createServer((request, response) => {
        seen.push(request.headers.authorization)
        response.writeHead(404).end('{}')
      })
      const port = await new Promise<number>((resolve) =>
        server.listen(0, '127.0.0.1', () => {
          const address = server.address()
          resolve(typeof address === 'object' && address !== null ? address.port : 0)
        }),
      )
      const cache = `type=gha,url=http://127.0.0.1:${port}/`
      const done = await step({
        workspace: makeProject(undefined, {
          'docker-bake.hcl': `target "default" {\n  ${field} = ["${cache}"]\n}\n`,
        }),
        env: { ACTIONS_RUNTIME_TOKEN: cacheToken, ACTIONS_CACHE_URL: 'http://127.0.0.1:1/' },
        inputs: registry.inputsFor('elsewhere', { 'bake-files': 'docker-bake.hcl' }),
      })
      server.close()
      expect(seen.filter((header) => header?.includes(cacheToken))).toEqual([])
      expect(done.main.log).toContain('::group::docker')
    },
  )
})
