import { checkBuildNames, describeLoaded } from '../../src/command/build-names.ts'
import { makePlan } from '../helpers/plan.ts'
import { makeImage, makeResult, makeTag } from '../helpers/result.ts'

describe('the names of images that tagboat build loads', () => {
  const named = (target: string, images: string) => ({ ...makePlan({ images }), target })

  it('may be those of several images if each has its own', () => {
    expect(() => checkBuildNames([named('api', 'acme/api'), named('web', 'acme/web')])).not.toThrow()
  })

  it('must differ, and an error names all images that share one', () => {
    const plans = [named('slim', 'acme/app'), named('full', 'acme/app'), named('web', 'acme/web')]
    expect(() => checkBuildNames(plans)).toThrow('slim, full would all be loaded as acme/app:build')
  })

  it('are the only tags in the result unless the planned ones are loaded, too', () => {
    const result = makeResult({ images: [makeImage([makeTag('main')])] })
    const namesOf = (hasPlanned: boolean) =>
      describeLoaded(result, [makePlan()], hasPlanned).images.flatMap(({ tags }) =>
        tags.map(({ name }) => name),
      )
    expect([namesOf(false), namesOf(true)]).toEqual([['build'], ['build', 'main']])
  })
})
