import type { Problem } from './tagboat-error.ts'
import { describeWhere, type Where } from './tags.ts'

/** An expression before the first `/` of a name, where a value with a dot would name another registry. */
export function expressionInHost(where: Where, expression: string, name: string): Problem {
  return {
    code: 'image-expression',
    what: `${describeWhere(where)}: '${expression}' stands before the first '/', where its value could name another registry.`,
    fix: `Write the registry out, like 'docker.io/${name.replace(/^\/+/, '')}'. For one registry or another write a line for each, with enable=.`,
  }
}

/** Text in a block that cannot be part of one component. */
export function textInBlock(where: Where, text: string): Problem {
  const fix = text.includes('/')
    ? "Put the '/' outside of the block, or write a line for each name, with enable=."
    : 'Write small letters, digits, and . _ or - between them.'
  return {
    code: 'image-expression',
    what: `${describeWhere(where)}: a block is part of one component of the name, and '${text}' cannot be in one.`,
    fix,
  }
}

export function emptyExpression(where: Where, expression: string, why: string): Problem {
  return {
    code: 'image-expression-empty',
    what: `${describeWhere(where)}: '${expression}' is empty here: ${why}.`,
    fix: 'Give it something else with {{#if}}...{{else}}...{{/if}}, or leave the line out here with enable=.',
  }
}
