import type { Trigger } from '../../src/model/trigger.ts'
import { candidate, fill, fix, main, names, release } from '../helpers/tag-names.ts'

describe('flavor', () => {
  const block = 'type=semver,pattern={{version}}\ntype=ref,event=branch\ntype=sha'
  test.each(
    fill([
      [
        'a prefix applies to every tag except latest',
        release,
        'type=semver,pattern={{version}}',
        'x-1.2.3 latest',
        'prefix=x-',
      ],
      [
        'onlatest applies the prefix to latest too',
        release,
        'type=semver,pattern={{version}}',
        'x-1.2.3 x-latest',
        'prefix=x-,onlatest=true',
      ],
      [
        'onlatest applies the suffix to latest too',
        release,
        'type=semver,pattern={{version}}',
        '1.2.3-x latest-x',
        'suffix=-x,onlatest=true',
      ],
      [
        'prefix and suffix accept expressions, on latest too',
        main,
        'a',
        'main-a.860c190 main-latest',
        'latest=true\nprefix={{branch}}-,onlatest=true\nsuffix=.{{sha}}',
      ],
      [
        'a suffix of the rule replaces that of the flavor',
        main,
        'type=raw,value=a,suffix=-y',
        'a-y',
        'suffix=-x',
      ],
      [
        'an empty suffix of the rule replaces that of the flavor',
        main,
        'type=raw,value=a,suffix=',
        'a',
        'suffix=-x',
      ],
      ['latest=false removes latest', release, block, '1.2.3 sha-860c190', 'latest=false'],
      ['latest=true adds latest to a branch', main, block, 'main sha-860c190 latest', 'latest=true'],
      [
        'latest=true adds latest even to a prerelease',
        candidate,
        block,
        '2.0.0-rc.1 sha-860c190 latest',
        'latest=true',
      ],
      ['latest=auto is the default', release, block, '1.2.3 sha-860c190 latest', 'latest=auto'],
      ['latest=true adds nothing without another tag', fix, 'type=edge', '', 'latest=true'],
      [
        'the tag with the highest priority decides about latest',
        release,
        'type=raw,value=a,priority=999\ntype=semver,pattern={{version}}',
        'a 1.2.3',
      ],
      ['a later line replaces an earlier one', main, 'a', 'a-y', 'suffix=-x\nsuffix=-y'],
      ['a suffix may contain =', main, 'b', 'b-x-y', 'suffix=-x=y'],
    ]),
  )('%s', (_, on, tags, expected, flavor) => {
    expect(names(on, tags, flavor)).toBe(expected)
  })

  test.each<[string, Trigger, string, string]>([
    ['a suffix does not add latest to the default tags of a release', release, 'suffix=-x', '1.2.3-x'],
    ['a suffix applies to latest on the default branch', main, 'suffix=-x', 'main-x latest-x'],
    ['latest=auto adds latest to the default tags of a release', release, 'latest=auto', '1.2.3 latest'],
  ])('%s', (_, on, flavor, expected) => {
    expect(names(on, '', flavor)).toBe(expected)
  })
})
