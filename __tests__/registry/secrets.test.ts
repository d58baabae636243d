import { createSecrets } from '../../src/registry/secrets.ts'
import { createFakeLog } from '../helpers/ports.ts'

describe('createSecrets', () => {
  test('masks each secret once', () => {
    const log = createFakeLog()
    const secrets = createSecrets(log)
    secrets.remember('hunter2!')
    secrets.remember('hunter2!')
    secrets.remember('')
    expect(log.masks).toEqual(['hunter2!'])
  })

  test.each([
    { name: 'a known secret', text: 'no hunter2! here', expected: 'no *** here' },
    { name: 'a known secret in an address', text: 'x=hunter2%21', expected: 'x=***' },
    { name: 'an Authorization value', text: 'sent Bearer abcdefgh.ijk', expected: 'sent Bearer ***' },
    { name: 'the login in an address', text: 'https://me:pw@h.test/x', expected: 'https://***@h.test/x' },
    {
      name: 'parameters of an address',
      text: 'GET /t?sig=abc&x=1 HTTP',
      expected: 'GET /t?sig=***&x=*** HTTP',
    },
    { name: 'a token in JSON', text: '{"access_token": "abc"}', expected: '{"access_token": "***"}' },
    { name: 'control characters', text: 'a\u001b[31mb\rc\nd', expected: 'a [31mb c\nd' },
  ])('conceals $name', ({ text, expected }) => {
    const secrets = createSecrets(createFakeLog())
    secrets.remember('hunter2!')
    expect(secrets.conceal(text)).toBe(expected)
  })

  test('truncates long text', () => {
    expect(createSecrets(createFakeLog()).conceal('x'.repeat(5000)).length).toBeLessThan(700)
  })
})
