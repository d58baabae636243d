import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { parse } from 'yaml'
import { readRegistryAuth } from '../../../src/inputs/login-inputs.ts'
import { readInputs } from '../../../src/inputs/read-inputs.ts'
import { createReader } from '../../../src/inputs/reader.ts'
import { applyRules } from '../../../src/tags/apply-rules.ts'
import { compileRules } from '../../../src/tags/compile-rules.ts'
import { compileText, expressionValues, timesOf } from '../../../src/tags/expressions.ts'
import { makePull, makeTrigger } from '../../helpers/trigger.ts'
import { checkLog, checkProblems, checkTag, must, mustEqual, orRefusalNow } from '../checks.ts'
import { hostile, orHostile } from '../hostile.ts'
import { fuzz } from '../target.ts'

const actionFile = fileURLToPath(new URL('../../../action.yml', import.meta.url))
const names: readonly string[] = Object.keys(parse(readFileSync(actionFile, 'utf8')).inputs)
const inputNames = fc.subarray([...names], { maxLength: 8 })

/** A unique text that no error may show. */
const secret = 'kT7-NEVER-SHOWN-q9'

const usual = fc.constantFrom(
  ...[
    'true',
    'false',
    'auto',
    'digest',
    'acme/app',
    'ghcr.io/acme/app,enable=true',
    'type=ref,event=branch',
    'linux/arm64',
  ],
  ...[
    'a=b',
    'latest=auto,prefix=x-,onlatest=true',
    '.',
    'docker-bake.hcl',
    'app.args.A=b',
    'a=b\nc="d\ne"',
    'ghcr.io/acme/app:1',
  ],
)
const secretly = ['password', 'github-token']
const keyed = ['secrets', 'registry-auth']

/** Texts of inputs by name; secrets contain the marker. */
const texts = fc
  .tuple(inputNames, fc.array(orHostile(usual), { minLength: 8, maxLength: 8 }), hostile)
  .map(([chosen, values, noise]) =>
    Object.fromEntries(
      chosen.map((name, index) => {
        if (secretly.includes(name)) return [name, `${secret}${noise}`]
        if (name === 'secrets') return [name, `id=${secret}${noise}`]
        return [name, values[index] ?? '']
      }),
    ),
  )

const settings = fc.record(
  {
    DOCKER_METADATA_PR_HEAD_SHA: orHostile(fc.constantFrom('true', 'false')),
    DOCKER_METADATA_SHORT_SHA_LENGTH: orHostile(fc.constantFrom('7', '40', '0')),
    DOCKER_METADATA_ANNOTATIONS_LEVELS: orHostile(fc.constantFrom('index', 'manifest,index')),
  },
  { requiredKeys: [] },
)

const allInputs = fuzz(
  'inputs',
  ['valid', 'refused'],
  fc.tuple(texts, settings, fc.boolean()),
  ([given, env, without]) => {
    const raw = (name: string) => given[name] ?? ''
    const read = orRefusalNow(() => readInputs(raw, { env, withoutSecrets: without }))
    if (!(read instanceof Error)) return 'valid'
    // A secret that also occurs in another input is ignored.
    const isElsewhere = Object.keys(given).some(
      (name) => !secretly.includes(name) && !keyed.includes(name) && raw(name).includes(secret),
    )
    must(isElsewhere || !read.message.includes(secret), `a secret in ${JSON.stringify(read.message)}`)
    return 'refused'
  },
)

const yamlParts = fc.constantFrom(
  ...[
    '- ',
    '\n',
    '  ',
    'registry: ',
    'username: ',
    'password: ',
    'helper: ',
    'ecr: ',
    'ghcr.io',
    'auto',
    'true',
    'gcr',
  ],
  ...[
    ': ',
    '&a ',
    '*a',
    '<<: ',
    '!!js/function ',
    '!!binary ',
    '? ',
    '{',
    '}',
    '[',
    ']',
    '|',
    '>-',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
  ],
  ...[
    '"',
    "'",
    '#',
    '\t',
    '~',
    '0123',
    '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
    secret,
    `password: ${secret}\n`,
  ],
)
const entry = fc
  .record({
    registry: orHostile(fc.constantFrom('ghcr.io', 'docker.io', 'public.ecr.aws')),
    username: orHostile(fc.constant('robot')),
    password: fc.constant(secret),
  })
  .map((fields) =>
    Object.entries(fields)
      .map(([key, value], index) => `${index === 0 ? '- ' : '  '}${key}: ${value}`)
      .join('\n'),
  )
const aliases = fc.nat(40).map((depth) => {
  const lines = Array.from(
    { length: depth },
    (_, index) => `- &l${index + 1} [*l${index}, *l${index}, *l${index}]`,
  )
  return ['- &l0 x', ...lines].join('\n')
})
const yaml = fc.oneof(
  fc.array(yamlParts, { maxLength: 25 }).map((parts) => parts.join('')),
  fc.array(entry, { maxLength: 3 }).map((entries) => entries.join('\n')),
  aliases,
  hostile,
)

const registryAuth = fuzz(
  'registry-auth',
  ['logins', 'problems', 'nothing'],
  fc.tuple(yaml, fc.boolean()),
  ([text, mayBeEmpty]) => {
    const reader = createReader((name) => (name === 'registry-auth' ? text : ''))
    const { problems } = reader
    const logins = readRegistryAuth(reader, mayBeEmpty)
    for (const login of logins) {
      must(
        (login.registry !== '' && !/[\s/]/.test(login.registry)) || /\s/.test(text),
        `the registry ${login.registry}`,
      )
      if (login.kind === 'helper') must(/^[A-Za-z0-9_-]+$/.test(login.helper), `the helper ${login.helper}`)
    }
    mustEqual(
      new Set(logins.map(({ registry }) => registry)).size,
      logins.length,
      'two logins of one registry',
    )
    if (problems.length === 0) return logins.length > 0 ? 'logins' : 'nothing'
    checkProblems(problems)
    // A registry is shown, even if invalid text puts the password in its place.
    const isRegistry = new RegExp(`registry:\\s*\\S*.*${secret}|${secret}.*:`, 's').test(text)
    must(isRegistry || !JSON.stringify(problems).includes(secret), `a secret in ${JSON.stringify(problems)}`)
    return 'problems'
  },
)

const rulePart = fc.constantFrom(
  ...[
    'type=',
    'raw',
    'ref',
    'semver',
    'pep440',
    'match',
    'schedule',
    'edge',
    'sha',
    ',',
    '=',
    '"',
    '{{',
    '}}',
    '#if ',
    '/if',
  ],
  ...[
    'pattern=',
    'value=',
    'enable=',
    'prefix=',
    'suffix=',
    'priority=',
    'group=',
    'event=',
    'branch',
    'tag',
    'pr',
    '{{version}}',
  ],
  ...[
    '{{branch}}',
    "{{date 'YYYYMMDD' tz='UTC'}}",
    '{{sha}}',
    '(a+)+$',
    '(.*)*',
    '/v(.*)/i',
    '\\d',
    '[',
    '1',
    'or ',
    '(',
  ],
  ...[
    'type=raw,value=x',
    'type=ref,event=branch',
    'type=match,pattern=v(.*),group=1',
    'latest=true',
    'onlatest=true',
    '{{target}}',
  ],
)
const line = fc.oneof(
  fc.array(rulePart, { maxLength: 8 }).map((parts) => parts.join('')),
  hostile,
)
const aTrigger = fc
  .tuple(
    fc.constantFrom('heads', 'tags', 'pull'),
    orHostile(fc.constantFrom('main', 'v1.2.3', '1.2rc1', 'release/1.x')),
  )
  .map(([kind, name]) =>
    kind === 'pull' ? makePull({}, { headRef: name }) : makeTrigger({ ref: `refs/${kind}/${name}` }),
  )

const rules = fuzz(
  'tags and flavor',
  ['tags', 'none', 'refused'],
  fc.tuple(fc.array(line, { maxLength: 3 }), fc.array(line, { maxLength: 2 }), aTrigger),
  ([tags, flavor, trigger]) => {
    const planned = orRefusalNow(() => applyRules(trigger, compileRules({ tags, flavor })))
    if (planned instanceof Error) return 'refused'
    for (const { name } of planned.tags) checkTag(name)
    mustEqual(new Set(planned.tags.map(({ name }) => name)).size, planned.tags.length, 'a tag twice')
    mustEqual(planned.version, planned.tags[0]?.name ?? '', 'the version')
    checkLog(planned.warnings.join('\n'))
    return planned.tags.length > 0 ? 'tags' : 'none'
  },
)

const templates = fuzz('labels', ['rendered', 'refused'], fc.tuple(line, aTrigger), ([text, trigger]) => {
  const template = orRefusalNow(() => compileText(text, { input: 'labels', line: text }))
  if (template instanceof Error) return 'refused'
  const shown = orRefusalNow(() => template.render(expressionValues(trigger, {}), timesOf(trigger)))
  if (shown instanceof Error) return 'refused'
  must(typeof shown === 'string', 'a label that is no text')
  if (!text.includes('{{')) mustEqual(shown, text, 'a text without expressions')
  must(!shown.includes('[object') || text.includes('[object'), `an object in ${shown}`)
  return 'rendered'
})

export const inputs = [allInputs, registryAuth, rules, templates]
