import { placeSecrets } from '../../src/docker/secrets.ts'
import { makeBuildInputs, type Texts } from '../helpers/inputs.ts'

test.each<[name: string, texts: Texts, specs: string[], env: Record<string, string>]>([
  ['none', {}, [], {}],
  [
    'values go into the environment, whatever is in them',
    { secrets: 'a=x=y,"z"\n"b=two\nlines"' },
    ['type=env,id=a,env=TAGBOAT_SECRET_0', 'type=env,id=b,env=TAGBOAT_SECRET_1'],
    { TAGBOAT_SECRET_0: 'x=y,"z"', TAGBOAT_SECRET_1: 'two\nlines' },
  ],
  ['variables are named', { 'secret-envs': 'a=TOKEN' }, ['type=env,id=a,env=TOKEN'], {}],
  ['files are named', { 'secret-files': 'a=./key' }, ['type=file,id=a,src=./key'], {}],
  [
    'a comma or a quotation mark in a name ends no field',
    { 'secret-files': 'a,id=b=x,y"z' },
    ['type=file,"id=a,id","src=b=x,y""z"'],
    {},
  ],
])('%s', (_, texts, specs, env) => {
  expect(placeSecrets(makeBuildInputs(texts))).toEqual({ specs, env })
})
