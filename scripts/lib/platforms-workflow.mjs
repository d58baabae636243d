/** Writes the reusable workflow that builds each platform on its own runner: its inputs and steps follow from action.yml. Pure. */

/**
 * @typedef {{name: string, description: string, preset: string | undefined}} Entry an input of action.yml
 */

/** Inputs that the workflow sets itself, or that have no meaning in it. Each has its reason. */
const left = new Map([
  ['from', 'the second job merges what the first ones push'],
  ['push', 'the first jobs push by digest'],
  ['dry-run', 'the first job is one'],
  ['builds', 'an item has no name in the job of its platform'],
  ['only-changed', 'an index does not record the content of one platform'],
  ['export-login', 'no step follows'],
  ['load', 'no step follows'],
  ['outputs', 'the files would be on the runner of one platform'],
  ['builder', 'no step creates one'],
  ['secret-envs', 'no step sets a variable'],
  ['ssh', 'no step starts an agent'],
  ['github-token', 'it is a secret'],
  ['password', 'it is a secret'],
  ['registry-auth', 'it is a secret'],
  ['secrets', 'it is a secret'],
])

/** Secrets of the workflow, by the input that gets them. A secret's name must not begin with GITHUB_. */
const secrets = new Map([
  ['github-token', 'token'],
  ['password', 'password'],
  ['registry-auth', 'registry-auth'],
  ['secrets', 'build-secrets'],
])

/** Inputs of the merge: everything about names, tags, guards and logins. */
const merged = [
  ...['tags', 'registry', 'username', 'password', 'registry-auth', 'github-token'],
  ...['flavor', 'annotations', 'overwrite', 'forward-only', 'require-signed-tag', 'trust-fork-code'],
  ...['file', 'target'],
]

/** Inputs that the build of one platform does not get: the merge has the annotations, and the plan has the runners. */
const unbuilt = ['annotations', 'runners']

/** Inputs of the build of one platform that come from the plan. @type {Record<string, string>} */
const planned = {
  platforms: "${{ !inputs.bake-files && matrix.platform || '' }}",
  targets: '${{ matrix.target }}',
  push: 'digest',
}

const bakeSet = `|
            \${{ inputs.set }}
            \${{ inputs.bake-files && format('*.platform={0}', matrix.platform) || '' }}`

/** Outputs of the merge that the caller gets. */
const results = ['digest', 'version', 'tags', 'json', 'pushed', 'result']

/**
 * @param {{inputs: Entry[], outputs: Entry[], version: string, checkout: string}} given `version` of package.json; `checkout`: the
 *   pinned action of this repository's other workflows, with its comment
 * @returns {string} the text of the workflow
 * @throws {Error} if this file names an input or output that action.yml does not have
 */
export function platformsWorkflow({ inputs, outputs, version, checkout }) {
  const names = inputs.map(({ name }) => name)
  const known = [...left.keys(), ...secrets.keys(), ...merged, ...unbuilt]
  const unknown = known.filter((name) => !names.includes(name))
  unknown.push(...results.filter((name) => !outputs.some((output) => output.name === name)))
  if (unknown.length > 0) throw new Error(`action.yml has no ${unknown.join(', ')}`)
  const open = inputs.filter(({ name }) => !left.has(name))
  const all = [...open.map(({ name }) => name), ...secrets.keys()]
  const uses = `tagboat/tagboat@v${version}`
  /** @param {string[]} passed */
  const withAll = (passed) => passed.map((name) => `          ${name}: ${passOn(name)}`).join('\n')
  const built = all.filter((name) => !unbuilt.includes(name) && !(name in planned) && name !== 'set')
  return `# Written by \`npm run docs\` from action.yml and package.json. A caller's \`uses:\` line names the version of this file, which calls the
# action of the same version: \`./\` would be the caller's checkout. docs/platforms.md describes it.
name: Platforms

on:
  workflow_call:
    inputs:
${open.map(formatInput).join('\n')}
    secrets:
${[...secrets].map(formatSecret).join('\n')}
    outputs:
${results.map((name) => formatOutput(name, outputs)).join('\n')}

# The permissions are the caller's.
jobs:
  plan:
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    outputs:
      matrix: \${{ steps.plan.outputs.matrix }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - id: plan
        uses: ${uses}
        with:
          dry-run: 'true'
${withAll(all)}

  build:
    needs: plan
    if: needs.plan.outputs.matrix != ''
    strategy:
      matrix:
        include: \${{ fromJSON(needs.plan.outputs.matrix).build }}
    runs-on: \${{ matrix.runner }}
    steps:
      - uses: ${checkout}
        with:
          persist-credentials: false
      - uses: ${uses}
        with:
${Object.entries(planned)
  .map(([name, value]) => `          ${name}: ${value}`)
  .join('\n')}
          set: ${bakeSet}
${withAll(built)}

  merge:
    needs: [plan, build]
    strategy:
      matrix:
        include: \${{ fromJSON(needs.plan.outputs.matrix).merge }}
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    outputs:
${results.map((name) => `      ${name}: \${{ steps.merge.outputs.${name} }}`).join('\n')}
    steps:
      - id: merge
        uses: ${uses}
        with:
          from: digests
          images: \${{ matrix.images }}
          platforms: \${{ matrix.platforms }}
${withAll(merged)}
`
}

/** @param {string} name */
function passOn(name) {
  const secret = secrets.get(name)
  if (name === 'github-token') return `\${{ secrets.${secret} || github.token }}`
  return secret === undefined ? `\${{ inputs.${name} }}` : `\${{ secrets.${secret} }}`
}

/** @param {Entry} input */
function formatInput({ name, description, preset }) {
  return [
    `      ${name}:`,
    `        description: ${quote(description)}`,
    '        type: string',
    `        default: ${quote(preset ?? '')}`,
  ].join('\n')
}

/** @param {[string, string]} entry */
function formatSecret([input, name]) {
  return [
    `      ${name}:`,
    `        description: ${quote(`For input ${input} of the action.`)}`,
    '        required: false',
  ].join('\n')
}

/** @param {string} name @param {Entry[]} outputs */
function formatOutput(name, outputs) {
  const { description = '' } = outputs.find((output) => output.name === name) ?? {}
  return [
    `      ${name}:`,
    `        description: ${quote(description)}`,
    `        value: \${{ jobs.merge.outputs.${name} }}`,
  ].join('\n')
}

/** A YAML string in single quotation marks, without expressions. @param {string} text */
const quote = (text) => `'${text.replaceAll("'", "''").replaceAll('${{', '$ {{')}'`
