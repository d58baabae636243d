import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { startGitServer } from '../helpers/git-server.ts'
import { base, newFolder } from './setup/environment.ts'
import { dockerAt, readFiles } from './setup/images.ts'
import { writeFile } from './setup/many-images.ts'
import { commit, findSecret, git, makeProject, step, useRegistry } from './setup/project.ts'
import { useRemoteBuilder } from './setup/remote-builder.ts'
import { reportedImages, targetsWith } from './setup/reported.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** A bake file with every construct that could be evaluated twice between the file and the builder. */
const bakeFile = `
variable "VERSION" { default = "1.0" }
variable "TEAM" { default = "nobody" }
variable "TOKEN" { default = "" }

function "shout" {
  params = [text]
  result = upper(text)
}

group "default" { targets = ["app", "remote"] }

target "_common" {
  args = {
    COMMON   = "\${TEAM} \${VERSION}"
    TEMPLATE = "$\${not.a.variable} %%{ if no } $$\${twice}"
    PLAIN    = "$HOME $(id) \`id\` \\"quoted\\" \\\\ back"
    TEAM     = shout(TEAM)
  }
}

target "app" {
  inherits          = ["_common"]
  contexts          = { files = "docker-image://${base}", more = "folder" }
  secret            = ["type=env,id=token,env=TOKEN", "type=env,id=BY_NAME", { id = "file", src = "secret.txt" }]
  dockerfile-inline = <<EOT
FROM files
ARG COMMON TEMPLATE PLAIN TEAM
SHELL ["/bin/sh", "-ec"]
RUN printf %s "$COMMON" > /common; printf %s "$TEMPLATE" > /template; printf %s "$PLAIN" > /plain; printf %s "$TEAM" > /team
RUN x=shell; printf %s "$\${x} $\${x:+set} %%{x}" > /inline
COPY --from=more note /note
RUN --mount=type=secret,id=token --mount=type=secret,id=BY_NAME --mount=type=secret,id=file \\
  for name in token BY_NAME file; do sha256sum < /run/secrets/$name > /$name; cat /run/secrets/$name; done
EOT
}

variable "GIT" {}

target "remote" {
  inherits          = ["_common"]
  context           = "\${GIT}/team/files.git#main:sub"
  dockerfile-inline = "FROM ${base}\\nCOPY . /files\\n"
}
`

describe('a bake file reaches the builder unchanged', () => {
  const registry = useRegistry()
  const { store, legacy, remote } = useRemoteBuilder()
  let server: Awaited<ReturnType<typeof startGitServer>>
  beforeAll(async () => {
    const root = newFolder('git')
    const repository = join(root, 'team/files.git')
    mkdirSync(repository, { recursive: true })
    git(repository, 'init', '--quiet', '--bare', '--initial-branch=main')
    const copy = makeProject()
    writeFile(copy, 'sub/fetched', 'from a repository\n')
    git(copy, 'add', '--all')
    commit(copy)
    git(copy, 'push', '--quiet', repository, 'main')
    server = await startGitServer({ root })
  })
  afterAll(() => server.stop())

  it.each([store, legacy, remote])(
    'with variables, functions, inline Dockerfiles, URLs, secrets and templates: $name',
    async (where) => {
      const workspace = makeProject(undefined, {
        'docker-bake.hcl': bakeFile,
        'folder/note': 'a note\n',
        'secret.txt': 'value in a file',
      })
      const secrets = ['value ${in} a variable', 'value by its name', 'value in a file']
      const [token = '', named = ''] = secrets
      const done = await step({
        workspace,
        ...where,
        env: { ...where.env, BY_NAME: named },
        inputs: registry.inputsFor(`written/${where.name}/{{target}}`, {
          'bake-files': 'docker-bake.hcl',
          vars: `TEAM=lattice\nTOKEN=${token}\nGIT=${server.url}`,
          'only-changed': 'true',
        }),
      })
      expect(done.main).toMatchObject({ code: 0, annotations: [] })
      const docker = dockerAt(registry.host, where.engine)
      const [app, fetched] = reportedImages(done).map(({ name, digest }) => `${name}@${digest}`)
      const paths = ['common', 'template', 'plain', 'team', 'inline', 'note', 'token', 'BY_NAME', 'file']
      expect(
        await readFiles(
          docker,
          app ?? '',
          paths.map((name) => `/${name}`),
        ),
      ).toEqual({
        '/common': 'lattice 1.0',
        '/template': '${not.a.variable} %{ if no } $${twice}',
        '/plain': '$HOME $(id) `id` "quoted" \\ back',
        '/team': 'LATTICE',
        '/inline': 'shell set %{x}',
        '/note': 'a note\n',
        '/token': `${sha256(token)}  -\n`,
        '/BY_NAME': `${sha256(named)}  -\n`,
        '/file': `${sha256('value in a file')}  -\n`,
      })
      expect(await readFiles(docker, fetched ?? '', ['/files/fetched'])).toEqual({
        '/files/fetched': 'from a repository\n',
      })
      // The build prints its secrets, and the log must not.
      expect(findSecret(done, ...secrets)).toEqual([])
      expect(targetsWith(done, 'built')).toEqual(['app', 'remote'])
      expect(reportedImages(done)[1]?.why).toContain('can change without notice')
    },
  )
})
