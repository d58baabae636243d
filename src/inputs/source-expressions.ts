import { sourceUnknown } from '../errors/tags.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { templatesOf } from '../tags/compile-rules.ts'
import { sourceNames } from '../tags/expressions.ts'
import type { Template } from '../tags/templates.ts'
import { readArgs } from './build-inputs.ts'
import { buildsOf } from './builds.ts'
import type { Inputs } from './inputs.ts'

type Read = Pick<Inputs, 'images' | 'rules' | 'labels' | 'annotations' | 'from' | 'build' | 'builds'>

/** Problems of `{{source_tag}}` and `{{source_version}}` without a source image, or in a text that is rendered before it is read. */
export function findSourceNames(inputs: Read): readonly Problem[] {
  const { images, labels, from } = inputs
  const complain = (hasSource: boolean) => (template: Template) =>
    namesIn(template).map((name) => sourceUnknown(template.where, name, hasSource))
  const early = [
    ...images.flatMap(({ name, enable }) => [name, enable]),
    ...inputs.rules.rules.flatMap((rule) => (rule.type === 'raw' && rule.name ? [rule.name] : [])),
    ...labels.map(({ value }) => value),
    ...buildsOf(inputs)
      .flatMap(({ build }) => readArgs(build.buildArgs))
      .flatMap(({ text }) => text.parts.filter((part) => typeof part !== 'string')),
  ]
  const others = lateTemplates(inputs).filter((template) => !early.includes(template))
  // The digests of other jobs have no tag, and no version before they are merged.
  const hasSource = from !== undefined && from.kind !== 'digests'
  return [...early.flatMap(complain(hasSource)), ...(hasSource ? [] : others.flatMap(complain(false)))]
}

/** Whether anything uses the version of the source image, which is then read before the plan. */
export const usesSourceVersion = (inputs: Read): boolean =>
  inputs.from !== undefined && lateTemplates(inputs).some(({ uses }) => uses.has('source_version'))

const lateTemplates = ({ rules, annotations, builds }: Read): readonly Template[] => [
  ...templatesOf(rules),
  ...(builds?.items ?? []).flatMap(({ suffix }) => suffix ?? []),
  ...annotations.map(({ value }) => value),
]

const namesIn = ({ uses }: Template): readonly string[] => sourceNames.filter((name) => uses.has(name))
