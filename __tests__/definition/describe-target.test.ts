import { describeSecrets, describeTarget } from '../../src/definition/describe-target.ts'
import { makeBuildInputs, type Texts } from '../helpers/inputs.ts'

const sha = 'a'.repeat(64)

test.each<{ name: string; texts: Texts; expected: object }>([
  {
    name: 'a cache in a repository of an owner with capitals',
    texts: {
      'cache-from': 'ghcr.io/Acme/App:Cache',
      'cache-to': 'type=registry,mode=max,ref=ghcr.io/Acme/App:Cache',
    },
    expected: {
      'cache-from': ['type=registry,ref=ghcr.io/acme/app:Cache'],
      'cache-to': ['type=registry,mode=max,ref=ghcr.io/acme/app:Cache'],
    },
  },
  {
    name: 'a host with a port, without a tag',
    texts: { 'cache-from': 'type=registry,ref=localhost:5000/Acme/App' },
    expected: { 'cache-from': ['type=registry,ref=localhost:5000/acme/app'] },
  },
  {
    name: 'a digest',
    texts: { 'cache-from': `Acme/App:Tag@sha256:${sha}` },
    expected: { 'cache-from': [`type=registry,ref=acme/app:Tag@sha256:${sha}`] },
  },
  {
    name: 'caches of another type, whose names may have capitals',
    texts: { 'cache-from': 'type=gha,scope=Main\ntype=s3,bucket=B,name=Acme/App,ref=X' },
    expected: { 'cache-from': ['type=gha,scope=Main', 'type=s3,bucket=B,name=Acme/App,ref=X'] },
  },
  {
    name: 'a named context that is an image, and folders as they are',
    texts: {
      'build-contexts': 'base=docker-image://ghcr.io/Acme/Base:V1\nsrc=Folder/Sub\nlayout=oci-layout://Out',
    },
    expected: {
      contexts: {
        base: 'docker-image://ghcr.io/acme/base:V1',
        src: 'Folder/Sub',
        layout: 'oci-layout://Out',
      },
    },
  },
])('image names become lower case: $name', ({ texts, expected }) => {
  expect(describeTarget(makeBuildInputs(texts), '/w', {})).toMatchObject(expected)
})

test.each<[name: string, texts: Texts, specs: string[], env: Record<string, string>]>([
  ['none', {}, [], {}],
  [
    'any value goes into the environment',
    { secrets: 'a=x=y,"z"\n"b=two\nlines"' },
    ['type=env,id=a,env=TAGBOAT_SECRET_0', 'type=env,id=b,env=TAGBOAT_SECRET_1'],
    { TAGBOAT_SECRET_0: 'x=y,"z"', TAGBOAT_SECRET_1: 'two\nlines' },
  ],
  ['variables are named', { 'secret-envs': 'a=TOKEN' }, ['type=env,id=a,env=TOKEN'], {}],
  ['files are named', { 'secret-files': 'a=./key' }, ['type=file,id=a,src=./key'], {}],
  [
    'a comma or a quotation mark in a name does not end a field',
    { 'secret-files': 'a,id=b=x,y"z' },
    ['type=file,"id=a,id","src=b=x,y""z"'],
    {},
  ],
])('secrets are described: %s', (_, texts, specs, env) => {
  expect(describeSecrets(makeBuildInputs(texts))).toEqual({ specs, env })
})
