import { at } from '../json.ts'
import { entriesOf, type Json, scalarTextOf } from '../workflow-expressions/workflow-values.ts'
import type { StepInputs } from './docker-steps.ts'
import type { Filler } from './fill-text.ts'

/** The inputs of a step, by their names in lower case. */
export const readStepInputs = (step: Json): StepInputs =>
  Object.fromEntries(
    entriesOf(at(step, 'with')).map(([name, value]) => [name.toLowerCase(), scalarTextOf(value) ?? '']),
  )

const flags = ['push', 'load', 'dry-run', 'only-changed', 'export-login', 'forward-only', 'no-cache', 'pull']

/** Inputs on which the tags depend, and those that are needed together. */
const neededInputs = [
  ...['images', 'tags', 'flavor', 'from', 'builds', 'outputs', 'context'],
  ...['bake-files', 'targets', 'set', 'vars'],
  ...['registry', 'username', 'password', 'registry-auth', 'github-token'],
]

/** The value of an input. Any other input with an unknown part is left out, because the action would check its form. */
export function fillInput(filler: Filler, name: string, value: string): string {
  const isNeeded = neededInputs.includes(name) || flags.includes(name)
  return isNeeded ? filler.fill(value, useOfInput(name)) : (filler.fillKnown(value) ?? '')
}

function useOfInput(name: string) {
  if (name === 'images') return 'images'
  if (name === 'tags') return 'rules'
  return flags.includes(name) ? 'flag' : 'text'
}

/** A script with the variables of its step's `env:` in place, so that `docker push app:$VERSION` is known. */
export function insertVariables(script: string, step: Json): string {
  const values = new Map(entriesOf(at(step, 'env')).map(([name, value]) => [name, scalarTextOf(value) ?? '']))
  return script.replace(/\$\{(\w+)\}|\$(\w+)/g, (text, braced?: string, bare?: string) => {
    return values.get(braced ?? bare ?? '') ?? text
  })
}
