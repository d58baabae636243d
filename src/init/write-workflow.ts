import { yaml } from '../libraries.ts'
import { isHubDomain } from '../model/docker-hub.ts'
import type { Source } from './plan-workflow.ts'

/** What a workflow is written from. */
export interface WorkflowPlan {
  readonly source: Source
  readonly defaultBranch: string
  /** Undefined for the default, the container registry of the GitHub server. */
  readonly images?: string
  /** The registry of `images`. */
  readonly host?: string
  /** Separated by commas; undefined for the platform of the runner. */
  readonly platforms?: string
}

/** The text of a GitHub workflow that builds and publishes what the plan names. */
export function writeWorkflow(plan: WorkflowPlan): string {
  const inputs = { ...describeImages(plan), ...describeSource(plan), ...describeLogin(plan) }
  const hasInputs = Object.keys(inputs).length > 0
  const text = hasInputs ? yaml().stringify(inputs, { lineWidth: 0 }).trimEnd() : ''
  const isMany = plan.source.kind !== 'single'
  return `name: ${isMany ? 'Images' : 'Image'}
on:
  push:
    branches: [${quote(plan.defaultBranch)}]
    tags: ['v*']
  pull_request:

permissions:
  contents: read
  packages: write

# One run at a time for each ref, so that a slow run cannot overwrite the tags of a newer one.
concurrency: image-\${{ github.ref }}

jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
      - uses: tagboat/tagboat@v1
${hasInputs ? `        with:\n${indent(text, 10)}\n` : ''}`
}

/** A name as an item of a list in brackets. */
const quote = (text: string): string =>
  /^[A-Za-z][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`

const indent = (text: string, count: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? line : `${' '.repeat(count)}${line}`))
    .join('\n')

const describeImages = ({ images }: WorkflowPlan): Record<string, string> =>
  images === undefined ? {} : { images }

function describeSource({ source, platforms }: WorkflowPlan): Record<string, string> {
  const choice: Record<string, string> = platforms === undefined ? {} : { platforms }
  if (source.kind === 'bake') {
    return { 'bake-files': source.file, ...(platforms && { set: `*.platform=${platforms}` }) }
  }
  if (source.kind === 'several') {
    return { ...choice, builds: yaml().stringify(source.items, { lineWidth: 0 }) }
  }
  const { context, file } = source.item
  return { ...choice, ...(context !== '.' && { context }), ...(file && { file }) }
}

/** GitHub's own registry needs no login. Every other one needs a user name and a password of the repository. */
function describeLogin({ host }: WorkflowPlan): Record<string, string> {
  if (host === undefined || host === 'ghcr.io') return {}
  const prefix = isHubDomain(host) ? 'DOCKERHUB' : 'REGISTRY'
  return {
    registry: host,
    username: `\${{ vars.${prefix}_USERNAME }}`,
    password: `\${{ secrets.${prefix}_TOKEN }}`,
  }
}
