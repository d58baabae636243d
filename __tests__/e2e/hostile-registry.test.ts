import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listTags } from '../../scripts/lib/registry-client.mjs'
import { newFolder } from './setup/environment.ts'
import { makeImage, ociIndex, sendManifest, serveImage, useServer } from './setup/hostile-registry.ts'
import { login, makeProject, step, useRegistry } from './setup/project.ts'

const image = makeImage()

describe('a hostile source registry of a promotion', () => {
  const registry = useRegistry()
  const promote = (from: string, env: Record<string, string> = {}) =>
    step({ workspace: makeProject(), inputs: registry.inputsFor('hostile/app', { from }), env })
  const expectNothing = async () => expect(await listTags(registry.host, 'hostile/app', login)).toEqual([])

  describe('with an endless list of tags', () => {
    /** The last page, so that this test can fail: a run without a limit would end there. */
    const last = 2000
    const source = useServer((_request, response, url) => {
      if (serveImage(image, response, url)) return
      if (!url.pathname.endsWith('/tags/list')) return void response.writeHead(404).end()
      const at = Number(url.searchParams.get('at')) + 1
      const link = `</v2/source/app/tags/list?at=${at}>; rel="next"`
      response.writeHead(200, at > last ? {} : { link }).end('{"tags":[]}')
    })

    it('fails the run with registry-endless, and moves no tag', async () => {
      const done = await promote(`${source.host}/source/app:1`)
      expect(done.main.code).toBe(1)
      expect(done.errors.map(({ message }) => message)).toEqual([
        expect.stringContaining('[registry-endless]'),
      ])
      expect(source.asked.filter(({ path }) => path.includes('/tags/list'))).toHaveLength(500)
      await expectNothing()
    })
  })

  describe('that sends its list of tags byte by byte', () => {
    const source = useServer((_request, response, url) => {
      if (serveImage(image, response, url)) return
      if (!url.pathname.endsWith('/tags/list')) return void response.writeHead(404).end()
      response.writeHead(200)
      const text = `{"tags":[]}${' '.repeat(280)}`
      let at = 0
      const timer = setInterval(() => {
        response.write(text[at] ?? ' ')
        at += 1
        if (at === text.length) response.end()
      }, 200)
      response.once('close', () => clearInterval(timer))
    })

    it('fails the run with registry-endless after half a minute', async () => {
      const done = await promote(`${source.host}/source/app:1`)
      expect(done.main.code).toBe(1)
      expect(done.errors.map(({ message }) => message)).toEqual([
        expect.stringContaining('[registry-endless]'),
      ])
      await expectNothing()
    })
  })

  describe('with an index of 6000 manifests', () => {
    const manifests = Array.from({ length: 6000 }, (_, at) => ({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: `sha256:${String(at).padStart(64, '0')}`,
      size: 1,
    }))
    const index = JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests })
    const source = useServer((_request, response, url) => {
      if (url.pathname.endsWith('/manifests/1')) sendManifest(response, ociIndex, index)
      else response.writeHead(404).end()
    })

    it('fails the run, which requests none of them', async () => {
      const done = await promote(`${source.host}/source/app:1`)
      expect(done.main.code).toBe(1)
      expect(done.errors[0]?.message).toContain('it has more than 5000 manifests')
      expect(source.asked.length).toBeLessThan(10)
      await expectNothing()
    })
  })

  describe('that redirects logins to another server', () => {
    const evil = useServer((_request, response) => void response.end('{"token":"stolen"}'))
    const tokens = useServer((_request, response) =>
      response.writeHead(307, { location: `http://${evil.host}/token` }).end(),
    )
    const source = useServer((request, response, url) => {
      if (request.headers.authorization !== undefined && serveImage(image, response, url)) return
      const challenge = `Bearer realm="http://${tokens.host}/token",service="source"`
      response.writeHead(401, { 'www-authenticate': challenge }).end()
    })
    const refreshToken = 'refresh-token-of-ada'
    const pair = Buffer.from('ada:pass-of-ada').toString('base64')

    const homeWith = (auth: object): string => {
      const home = newFolder('home')
      mkdirSync(join(home, '.docker'))
      writeFileSync(join(home, '.docker/config.json'), JSON.stringify({ auths: { [source.host]: auth } }))
      return home
    }

    it('does not receive the refresh token there', async () => {
      const HOME = homeWith({ identitytoken: refreshToken })
      const done = await promote(`${source.host}/source/app:1`, { HOME })
      expect(tokens.asked[0]?.body).toContain(refreshToken)
      expect(evil.asked).toEqual([])
      expect(done.errors[0]?.message).toContain('[registry-login-redirect]')
      expect(done.main.log).not.toContain(refreshToken)
    })

    it('does not receive the password there', async () => {
      await promote(`${source.host}/source/app:1`, { HOME: homeWith({ auth: pair }) })
      expect(tokens.asked[0]?.authorization).toBe(`Basic ${pair}`)
      expect(evil.asked.length).toBeGreaterThan(0)
      expect(evil.asked.filter(({ authorization, body }) => `${authorization}${body}` !== '')).toEqual([])
    })
  })
})
