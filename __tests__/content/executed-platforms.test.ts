import fc from 'fast-check'
import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { parseDockerfile } from '../../src/content/dockerfile.ts'
import { readVariables } from '../../src/content/dockerfile-variables.ts'
import { findExecution } from '../../src/content/executed-platforms.ts'
import { anyText } from '../helpers/dockerfiles.ts'

const arm = 'linux/arm64'
const own = 'linux/amd64'

function look(lines: readonly string[], target: BakeTarget = { platforms: [arm] }) {
  const dockerfile = parseDockerfile(lines.join('\n'))
  const { runs, doubt } = findExecution(dockerfile, target, readVariables(dockerfile, target, own))
  return { runs: Object.fromEntries([...runs].map(([platform, { line }]) => [platform, line])), doubt }
}

const build = 'FROM --platform=$BUILDPLATFORM golang AS build'

test.each<{ title: string; lines: string[]; target?: BakeTarget; runs: Record<string, number> }>([
  { title: 'a RUN executes on the target platform', lines: ['FROM alpine', 'RUN a'], runs: { [arm]: 2 } },
  {
    title: 'a RUN executes once for each platform',
    lines: ['FROM alpine', '', 'RUN a'],
    target: { platforms: [own, arm, 'linux/arm'] },
    runs: { [own]: 3, [arm]: 3, 'linux/arm/v7': 3 },
  },
  { title: 'COPY and WORKDIR execute nothing', lines: ['FROM alpine', 'WORKDIR /a', 'COPY . .'], runs: {} },
  {
    title: 'a cross-compiling stage executes on the builder’s platform',
    lines: [build, 'RUN go build', 'FROM scratch', 'COPY --from=build /app /app'],
    runs: { [own]: 2 },
  },
  {
    title: 'a RUN behind a cross-compiling stage executes on the target platform',
    lines: [build, 'RUN go build', 'FROM alpine', 'COPY --from=build /app /app', 'RUN apk add a'],
    runs: { [own]: 2, [arm]: 5 },
  },
  {
    title: 'a stage has the platform of the stage that it is based on',
    lines: [build, 'FROM --platform=$TARGETPLATFORM build', 'RUN a'],
    runs: { [own]: 3 },
  },
  {
    title: 'a stage that the target does not need executes nothing',
    lines: ['FROM alpine AS test', 'RUN a', 'FROM alpine', 'COPY . .'],
    runs: {},
  },
  {
    title: 'the requested stage counts, and not the last one',
    lines: ['FROM alpine AS app', 'COPY . .', 'FROM app', 'RUN a'],
    target: { platforms: [arm], target: 'app' },
    runs: {},
  },
  {
    title: 'a stage that RUN mounts from counts',
    lines: ['FROM alpine AS a', 'RUN a', build, 'RUN --mount=from=a,target=/a b'],
    runs: { [arm]: 2, [own]: 4 },
  },
  {
    title: 'a stage that is copied from by its number counts',
    lines: ['FROM alpine', 'RUN a', 'FROM scratch', 'COPY --from=0 /a /a'],
    runs: { [arm]: 2 },
  },
  {
    title: 'a stage that a named context replaces executes nothing',
    lines: ['FROM alpine AS a', 'RUN a', 'FROM scratch', 'COPY --from=a /a /a'],
    target: { platforms: [arm], contexts: { a: 'docker-image://a' } },
    runs: {},
  },
  {
    title: 'ONBUILD RUN executes in the stage based on it',
    lines: ['FROM alpine AS a', 'ONBUILD RUN a', 'FROM a', 'COPY . .'],
    runs: { [arm]: 2 },
  },
  {
    title: 'ONBUILD RUN does not execute in its own stage',
    lines: ['FROM alpine', 'ONBUILD RUN a'],
    runs: {},
  },
  {
    title: 'a RUN in a heredoc is text',
    lines: ['FROM alpine', 'COPY <<EOF /a', 'RUN a', 'EOF'],
    runs: {},
  },
  {
    title: 'the line of a RUN is counted behind heredocs and continued lines',
    lines: ['FROM alpine', 'COPY <<EOF /a', 'b', 'EOF', 'ENV A=1 \\', '  B=2', 'RUN <<EOF', 'a', 'EOF'],
    runs: { [arm]: 7 },
  },
  {
    title: 'an ARG before FROM may name the platform',
    lines: ['ARG P=linux/arm/v6', 'FROM --platform=$P alpine', 'RUN a'],
    runs: { 'linux/arm/v6': 3 },
  },
  {
    title: 'a default in FROM --platform is used where the variable is empty',
    lines: ['ARG P', 'FROM --platform=${P:-$BUILDPLATFORM} alpine', 'RUN a'],
    runs: { [own]: 3 },
  },
  {
    title: 'the usual frontend with a tag is read',
    lines: ['# syntax=docker/dockerfile:1', 'FROM scratch'],
    runs: {},
  },
  {
    title: 'the usual frontend from a mirror is read',
    lines: ['#syntax = mirror.test/docker/dockerfile:1.7-labs', 'FROM scratch'],
    runs: {},
  },
])('$title', ({ lines, target, runs }) => {
  expect(look(lines, target)).toEqual({ runs, doubt: undefined })
})

test.each<{ title: string; lines: string[]; target?: BakeTarget; doubt: string }>([
  {
    title: 'another frontend may execute anything',
    lines: ['# syntax=ghcr.io/acme/frontend:1', 'FROM scratch'],
    doubt: 'it has its own syntax',
  },
  {
    title: 'a frontend with a similar name is another one',
    lines: ['# check=skip=all', '# syntax=acme/notdocker/dockerfile-x', 'FROM scratch'],
    doubt: 'it has its own syntax',
  },
  {
    title: 'a build argument can choose another frontend',
    lines: ['# syntax=docker/dockerfile:1', 'FROM scratch'],
    target: { args: { BUILDKIT_SYNTAX: 'acme/frontend' } },
    doubt: 'it has its own syntax',
  },
  {
    title: 'an unknown platform may be any',
    lines: ['FROM --platform=$OTHER alpine', 'RUN a'],
    doubt: "'--platform=$OTHER' uses a variable that is unknown here",
  },
  {
    title: 'an unknown base may be any stage',
    lines: ['FROM $OTHER', 'COPY . .'],
    doubt: "'FROM $OTHER' uses a variable that is unknown here",
  },
  {
    title: 'a file of another language may execute anything',
    lines: ['build: all'],
    doubt: expect.anything(),
  },
  {
    title: 'a chain of very many stages may execute anything, and is not followed',
    lines: ['FROM a AS s0', ...Array.from({ length: 50_000 }, (_, n) => `FROM s${n} AS s${n + 1}`)],
    doubt: 'it has more than 1000 stages',
  },
  {
    title: 'a stage that does not exist may execute anything',
    lines: ['FROM alpine'],
    target: { target: 'app' },
    doubt: 'its stage was not found',
  },
])('$title', ({ lines, target, doubt }) => {
  expect(look(lines, target).doubt).toEqual(doubt)
})

test('any text is read without an error', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string()), (text) => {
      const { runs, doubt } = look([text])
      expect([typeof runs, typeof doubt]).toEqual(['object', doubt === undefined ? 'undefined' : 'string'])
    }),
    { numRuns: 1_000 },
  )
})
