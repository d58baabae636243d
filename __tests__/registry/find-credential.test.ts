import { cancelledError } from '../../src/ports/cancellation.ts'
import type { Exec } from '../../src/ports/ports.ts'
import { createCredentialFinder, createHelperAsker } from '../../src/registry/find-credential.ts'
import { createSecrets } from '../../src/registry/secrets.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'

const encode = (text: string) => Buffer.from(text).toString('base64')
const askHelper = async (helper: string, server: string) =>
  ({ kind: 'password', user: helper, password: server }) as const

function find(host: string, config: unknown, log = createFakeLog()) {
  const text = typeof config === 'string' ? config : JSON.stringify(config)
  const files = createFakeFiles({ '/docker/config.json': text })
  return createCredentialFinder({ files, secrets: createSecrets(log), askHelper }, '/docker')(host)
}

describe('createCredentialFinder', () => {
  const password = { kind: 'password', user: 'u', password: 'p:w' }
  test.each([
    {
      name: 'the auth entry of the host',
      config: { auths: { 'r.test': { auth: encode('u:p:w') } } },
      expected: password,
    },
    {
      name: 'a host with its port',
      host: 'r.test:5000',
      config: { auths: { 'r.test:5000': { auth: encode('u:p:w') } } },
      expected: password,
    },
    {
      name: 'a legacy key with scheme and path',
      config: { auths: { 'https://r.test/v1/': { auth: encode('u:p:w') } } },
      expected: password,
    },
    {
      name: 'a plain user name and password',
      config: { auths: { 'r.test': { username: 'u', password: 'p:w' } } },
      expected: password,
    },
    {
      name: "Docker Hub's key",
      host: 'docker.io',
      config: { auths: { 'https://index.docker.io/v1/': { auth: encode('u:p:w') } } },
      expected: password,
    },
    {
      name: 'an identity token',
      config: { auths: { 'r.test': { auth: encode('u:'), identitytoken: 'id' } } },
      expected: { kind: 'identity', token: 'id' },
    },
    {
      name: 'a registry token',
      config: { auths: { 'r.test': { registrytoken: 'rt' } } },
      expected: { kind: 'bearer', token: 'rt' },
    },
    {
      name: "the host's helper before the store",
      config: { credHelpers: { 'r.test': 'gcr' }, credsStore: 'desktop' },
      expected: { kind: 'password', user: 'gcr', password: 'r.test' },
    },
    {
      name: 'the store',
      config: { credsStore: 'desktop', auths: { 'r.test': {} } },
      expected: { kind: 'password', user: 'desktop', password: 'r.test' },
    },
    {
      name: 'the auth entry where the name of the helper is empty',
      config: {
        credHelpers: { 'r.test': '' },
        credsStore: 'desktop',
        auths: { 'r.test': { auth: encode('u:p:w') } },
      },
      expected: password,
    },
    {
      name: 'nothing for another host',
      config: { auths: { 'other.test': { auth: encode('u:p:w') } } },
      expected: undefined,
    },
    {
      name: 'nothing for a host named like an object property',
      host: 'constructor',
      config: { auths: {}, credHelpers: {} },
      expected: undefined,
    },
    { name: 'nothing in an empty file', config: '', expected: undefined },
    {
      name: 'nothing in parts of wrong types',
      config: { auths: ['x'], credHelpers: 7, credsStore: null },
      expected: undefined,
    },
  ])('finds $name', async ({ host = 'r.test', config, expected }) => {
    expect(await find(host, config)).toEqual(expected)
  })

  test('a config that is not JSON is an error that does not quote it', async () => {
    const failure = find('r.test', '{"auths": "hunter2"')
    await expect(failure).rejects.toThrow('docker-config-invalid')
    await expect(failure).rejects.not.toThrow('hunter2')
  })

  test('masks the password and its encoded form', async () => {
    const log = createFakeLog()
    await find('r.test', { auths: { 'r.test': { auth: encode('u:p:w') } } }, log)
    expect(log.masks).toEqual(['p:w', encode('u:p:w')])
  })
})

describe('createHelperAsker', () => {
  const program = 'docker-credential-gcr'
  const ask = (result: { code?: number; stdout?: string; stderr?: string }, env = {}, helper = 'gcr') => {
    const calls: unknown[] = []
    const exec: Exec = async (command, args, options) => {
      calls.push([command, ...args, options?.input])
      return { code: 0, stdout: '', stderr: '', ...result }
    }
    const files = createFakeFiles({ [`/repo/bin/${program}`]: '', [`/usr/bin/${program}`]: '' })
    const ports = { exec, files, env: { PATH: '/opt/bin:/usr/bin', ...env }, conceal: (text: string) => text }
    return { calls, answer: createHelperAsker(ports)(helper, 'r.test') }
  }
  const good = JSON.stringify({ ServerURL: 'r.test', Username: 'u', Secret: 's' })

  test('runs the program on the PATH, with the server on standard input', async () => {
    const { calls, answer } = ask({ stdout: good })
    expect(await answer).toEqual({ kind: 'password', user: 'u', password: 's' })
    expect(calls).toEqual([[`/usr/bin/${program}`, 'get', 'r.test']])
  })

  test.each([
    { what: 'answered before the run was cancelled', answers: [good, cancelledError()], expected: 'u' },
    {
      what: 'is first asked after the run was cancelled',
      answers: [cancelledError()],
      expected: 'cancelled-early',
    },
    {
      what: 'fails with another error after an answer',
      answers: [good, new Error('EAGAIN')],
      expected: 'EAGAIN',
    },
  ])('a helper that $what results in $expected', async ({ answers, expected }) => {
    const left: (string | Error)[] = [...answers]
    const exec: Exec = async () => {
      const answer = left.shift()
      if (answer instanceof Error) throw answer
      return { code: 0, stdout: answer ?? '', stderr: '' }
    }
    const files = createFakeFiles({ [`/usr/bin/${program}`]: '' })
    const asker = createHelperAsker({ exec, files, env: { PATH: '/usr/bin' }, conceal: (text) => text })
    let outcome = ''
    for (const _ of answers)
      outcome = await asker('gcr', 'r.test').then(JSON.stringify, (error: unknown) => String(error))
    expect(outcome).toContain(expected)
  })

  test.each([
    { name: 'the workspace itself', env: { PATH: '/repo/bin:/usr/bin', GITHUB_WORKSPACE: '/repo/bin/' } },
    { name: 'a folder of the workspace', env: { PATH: '/repo/bin/:/usr/bin', GITHUB_WORKSPACE: '/repo' } },
    {
      name: 'a path that leads back into the workspace',
      env: { PATH: '/repo/../repo/bin:/usr/bin', GITHUB_WORKSPACE: '/repo' },
    },
    { name: 'a relative folder', env: { PATH: 'work/bin::.:/usr/bin' } },
  ])('never runs a helper from $name', async ({ env }) => {
    const { calls, answer } = ask({ stdout: good }, env)
    await answer
    expect(calls).toEqual([[`/usr/bin/${program}`, 'get', 'r.test']])
  })

  test.each([
    {
      name: 'an identity token',
      result: { stdout: '{"Username":"<token>","Secret":"t"}' },
      expected: { kind: 'identity', token: 't' },
    },
    {
      name: 'no credential',
      result: { code: 1, stdout: 'credentials not found in native keychain\n' },
      expected: undefined,
    },
  ])('understands $name', async ({ result, expected }) => {
    expect(await ask(result).answer).toEqual(expected)
  })

  test.each([
    { name: 'a helper name with a path', helper: '../evil', result: {}, code: 'credential-helper-name' },
    { name: 'a helper that does not exist', helper: 'none', result: {}, code: 'credential-helper-missing' },
    {
      name: 'a helper that fails',
      helper: 'gcr',
      result: { code: 1, stderr: 'gcloud is not logged in' },
      code: 'gcloud is not logged in',
    },
    {
      name: 'output that is not a credential',
      helper: 'gcr',
      result: { stdout: 'hello' },
      code: 'credential-helper-failed',
    },
  ])('$name is an error', async ({ helper, result, code }) => {
    await expect(ask(result, {}, helper).answer).rejects.toThrow(code)
  })

  test('the error does not quote the output of a helper', async () => {
    await expect(ask({ stdout: 'hunter2' }).answer).rejects.not.toThrow('hunter2')
  })
})
