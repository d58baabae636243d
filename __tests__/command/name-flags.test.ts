import { expect, test } from '@jest/globals'
import { type CommandName, findCommand } from '../../src/command/commands.ts'
import { nameFlags } from '../../src/command/name-flags.ts'

const rows: readonly { title: string; command: CommandName; message: string; expected: string }[] = [
  {
    title: 'an input at the beginning becomes its flag',
    command: 'plan',
    message: "Input tags, line 'type=foo', column 6: there is no type 'foo'.",
    expected: "--tags, line 'type=foo', column 6: there is no type 'foo'.",
  },
  {
    title: 'an input in the middle becomes its flag',
    command: 'publish',
    message: 'If it starts slowly, raise input engine-wait. [engine-silent]',
    expected: 'If it starts slowly, raise --engine-wait. [engine-silent]',
  },
  {
    title: 'a list of inputs becomes a list of flags',
    command: 'publish',
    message: 'Fix it in the file or in the inputs targets, set and vars. [bake-read]',
    expected: 'Fix it in the file or in --targets, --set and --vars. [bake-read]',
  },
  {
    title: 'an input that is a secret has no flag and keeps its name',
    command: 'publish',
    message: "Input registry-auth: 'x' is not a list.",
    expected: "Input registry-auth: 'x' is not a list.",
  },
  {
    title: 'a source of promote is an argument, and is named by its value alone',
    command: 'promote',
    message: "Input from: 'acme/app:1' does not exist.",
    expected: "'acme/app:1' does not exist.",
  },
  {
    title: 'the source of publish is a flag',
    command: 'publish',
    message: "Input from: 'acme/app:1' does not exist.",
    expected: "--from: 'acme/app:1' does not exist.",
  },
  {
    title: 'a list of inputs with values becomes the login of the command',
    command: 'prune',
    message: 'Set inputs registry: r.example, username and password, or add an entry to registry-auth. [x]',
    expected: 'Run docker login r.example, or add --registry r.example --username NAME --password-stdin. [x]',
  },
  {
    title: 'the token for GitHub’s registry comes from a variable',
    command: 'publish',
    message:
      'Do not override input github-token, which logs in to ghcr.io; or set inputs registry: ghcr.io, username and password, or add an entry to registry-auth.',
    expected:
      'Set GH_TOKEN, which logs in to ghcr.io; or run docker login ghcr.io, or add --registry ghcr.io --username NAME --password-stdin.',
  },
  {
    title: 'the answer of a tool stays as it is',
    command: 'build',
    message: 'The build failed. [build-failed]\n    cannot open input file x',
    expected: 'The build failed. [build-failed]\n    cannot open input file x',
  },
]

test.each(rows)('$title', ({ command, message, expected }) => {
  expect(nameFlags(message, findCommand(command)?.flags ?? [])).toBe(expected)
})
