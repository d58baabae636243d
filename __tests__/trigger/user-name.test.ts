import fc from 'fast-check'
import { isTag } from '../../src/model/reference.ts'
import { chooseUser, toUserName } from '../../src/trigger/user-name.ts'

const kevin = { name: 'Kevin Smith', email: 'ksmith@corp.example' }

test.each([
  {
    title: 'the setting github.user comes first',
    settings: { ...kevin, login: 'KevinS' },
    expected: 'KevinS',
  },
  {
    title: "GitHub's noreply address has the login",
    settings: { ...kevin, email: '1234+KevinS@users.noreply.github.com' },
    expected: 'KevinS',
  },
  {
    title: "GitHub's old noreply address has the login",
    settings: { ...kevin, email: 'KevinS@users.noreply.github.com' },
    expected: 'KevinS',
  },
  { title: "git's name becomes valid in a tag", settings: kevin, expected: 'kevin-smith' },
  { title: 'accents are dropped', settings: { name: 'José Ñuñez' }, expected: 'jose-nunez' },
  { title: 'a valid name stays as it is', settings: { name: 'Mona' }, expected: 'Mona' },
  {
    title: 'a name without ASCII letters gives way to the local part of the address',
    settings: { name: '凯文', email: 'kevin.s@corp.example' },
    expected: 'kevin.s',
  },
  { title: 'without settings of git the login name counts', settings: {}, expected: 'ks' },
])('the user: $title', ({ settings, expected }) => {
  expect(chooseUser(settings, { USER: 'ks', LOGNAME: 'other' })).toBe(expected)
})

test('the user is empty if nothing is known', () => {
  expect(chooseUser({ name: '凯文' }, {})).toBe('')
})

test('every user name is empty or valid in a tag', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const name = toUserName(text)
      expect(name === '' || isTag(name)).toBe(true)
    }),
  )
})
