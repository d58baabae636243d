import { branch, computeTags, main, release } from '../helpers/tag-names.ts'

const rulesOf = (on: typeof main, tags: string[], flavor: string[] = []) =>
  computeTags(on, { tags, flavor }).tags.map(({ name, rule }) => `${name}: ${rule}`)

describe('the rule of a planned tag', () => {
  it('is the line of input tags as the user wrote it', () => {
    expect(rulesOf(main, ['type=raw,value=stable', 'type=ref,event=branch'])).toEqual([
      'main: type=ref,event=branch',
      'stable: type=raw,value=stable',
    ])
  })

  it('is default for the default tags', () => {
    expect(rulesOf(main, [])).toEqual(['main: default', 'latest: default'])
  })

  it('is that of the tag that brings latest with the flavor', () => {
    expect(rulesOf(release, ['type=semver,pattern=v{{version}}'])).toEqual([
      'v1.2.3: type=semver,pattern=v{{version}}',
      'latest: type=semver,pattern=v{{version}}',
    ])
  })

  it('is, of two rules for one name, the one that says what the tag follows', () => {
    const lines = ['type=raw,value=dev,priority=1000', 'type=ref,event=branch', 'type=schedule,pattern=dev']
    expect(rulesOf(branch('dev'), lines)).toEqual(['dev: type=raw,value=dev,priority=1000'])
    const run = ['type=raw,value={{user}},priority=1000', 'type=sha,prefix=']
    expect(rulesOf({ ...main, actor: '860c190' }, run)).toEqual(['860c190: type=sha,prefix='])
  })
})
