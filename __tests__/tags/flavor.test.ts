import type { Trigger } from '../../src/model/trigger.ts'
import { candidate, fill, fix, main, names, release } from '../helpers/tag-names.ts'

describe('flavor', () => {
  const block = 'type=semver,pattern={{version}}\ntype=ref,event=branch\ntype=sha'
  test.each(
    fill([
      [
        'a prefix is before every tag but latest',
        release,
        'type=semver,pattern={{version}}',
        'x-1.2.3 latest',
        'prefix=x-',
      ],
      [
        'onlatest has it before latest too',
        release,
        'type=semver,pattern={{version}}',
        'x-1.2.3 x-latest',
        'prefix=x-,onlatest=true',
      ],
      [
        'a suffix likewise',
        release,
        'type=semver,pattern={{version}}',
        '1.2.3-x latest-x',
        'suffix=-x,onlatest=true',
      ],
      [
        'both take expressions, on latest too',
        main,
        'a',
        'main-a.860c190 main-latest',
        'latest=true\nprefix={{branch}}-,onlatest=true\nsuffix=.{{sha}}',
      ],
      ['a rule has its own instead', main, 'type=raw,value=a,suffix=-y', 'a-y', 'suffix=-x'],
      ['an empty one of its own too', main, 'type=raw,value=a,suffix=', 'a', 'suffix=-x'],
      ['latest=false leaves latest out', release, block, '1.2.3 sha-860c190', 'latest=false'],
      ['latest=true brings it to a branch', main, block, 'main sha-860c190 latest', 'latest=true'],
      [
        'latest=true brings it to a prerelease: it was asked for',
        candidate,
        block,
        '2.0.0-rc.1 sha-860c190 latest',
        'latest=true',
      ],
      ['latest=auto is as none', release, block, '1.2.3 sha-860c190 latest', 'latest=auto'],
      ['without a tag there is no latest', fix, 'type=edge', '', 'latest=true'],
      [
        'the first tag decides over latest',
        release,
        'type=raw,value=a,priority=999\ntype=semver,pattern={{version}}',
        'a 1.2.3',
      ],
      ['a later line replaces an earlier one', main, 'a', 'a-y', 'suffix=-x\nsuffix=-y'],
      ['a = may be in a suffix', main, 'b', 'b-x-y', 'suffix=-x=y'],
    ]),
  )('%s', (_, on, tags, expected, flavor) => {
    expect(names(on, tags, flavor)).toBe(expected)
  })

  test.each<[string, Trigger, string, string]>([
    ['with the default tags a suffix does not bring latest', release, 'suffix=-x', '1.2.3-x'],
    ['nor for the default branch without it', main, 'suffix=-x', 'main-x latest-x'],
    ['latest=auto does', release, 'latest=auto', '1.2.3 latest'],
  ])('%s', (_, on, flavor, expected) => {
    expect(names(on, '', flavor)).toBe(expected)
  })
})
