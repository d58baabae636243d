import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { findDependencies } from '../../src/content/dependencies.ts'
import { parseDockerfile } from '../../src/content/dockerfile.ts'
import { readVariables } from '../../src/content/dockerfile-variables.ts'

function read(text: string, target: BakeTarget = {}) {
  const dockerfile = parseDockerfile(text)
  const dependencies = findDependencies(dockerfile, target, readVariables(dockerfile, target, 'linux/amd64'))
  const short = (reference: string) => reference.replace(/^docker\.io\/library\//, '')
  return {
    images: [...dependencies.images].map(short),
    contexts: [...dependencies.contexts],
    doubts: dependencies.doubts,
  }
}

test.each<[name: string, text: string, images: string[], target?: BakeTarget]>([
  ['one base', 'FROM alpine:3', ['alpine:3']],
  ['no base', 'FROM scratch\nCOPY . /', []],
  ['lower-case keywords', 'from alpine:3 as x\nfrom X\ncopy --from=busybox:1 a b', ['alpine:3', 'busybox:1']],
  ['a stage that is not needed', 'FROM a:1 AS one\nFROM b:1', ['b:1']],
  ['a stage that another depends on', 'FROM a:1 AS one\nFROM one', ['a:1']],
  ['a stage that is copied from', 'FROM a:1 AS One\nFROM b:1\nCOPY --from=one /a /b', ['b:1', 'a:1']],
  ['a stage by its index', 'FROM a:1\nFROM b:1\nCOPY --link --from=0 /a /b', ['b:1', 'a:1']],
  ['an image that is copied from', 'FROM b:1\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['the image scratch as a source', 'FROM b:1\nCOPY --from=scratch /a /b', ['b:1']],
  ['a mount', 'FROM b:1\nRUN --mount=type=bind,source=/,from=a:1,target=/a ls', ['b:1', 'a:1']],
  ['two mounts', 'FROM b:1\nRUN --mount=type=cache,target=/c --mount=from=a:1,target=/a ls', ['b:1', 'a:1']],
  ['ONBUILD', 'FROM b:1\nONBUILD COPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['a chosen stage', 'FROM a:1 AS one\nFROM b:1', ['a:1'], { target: 'ONE' }],
  ['a chosen stage by its index', 'FROM a:1\nFROM b:1', ['a:1'], { target: '0' }],
  ['a stage of the same name later on', 'FROM a:1 AS x\nFROM x AS x\nFROM x', ['a:1']],
  [
    'an image with the name of a later stage',
    'FROM later\nFROM b:1 AS later\nFROM a:1',
    ['later:latest'],
    { target: '0' },
  ],
  ['a default', 'ARG V=3\nFROM alpine:$V', ['alpine:3']],
  ['a default in quotation marks', 'ARG V="3"\nFROM alpine:${V}', ['alpine:3']],
  ['a default that names another', 'ARG A=3\nARG B=${A}.20\nFROM alpine:$B', ['alpine:3.20']],
  ['two in one ARG', 'ARG A=alpine B=3\nFROM $A:$B', ['alpine:3']],
  ['an argument', 'ARG V=3\nFROM alpine:$V', ['alpine:4'], { args: { V: '4' } }],
  ['an argument without a default', 'ARG V\nFROM alpine:$V', ['alpine:4'], { args: { V: '4' } }],
  ['an ARG with nothing', 'ARG V\nFROM alpine${V}', ['alpine:latest']],
  ['the platform of this machine', 'FROM alpine:$TARGETARCH', ['alpine:amd64']],
  [
    'variables of several platforms',
    'FROM alpine:$TARGETARCH$TARGETVARIANT',
    ['alpine:amd64', 'alpine:armv7'],
    { platforms: ['linux/amd64', 'linux/arm/v7'] },
  ],
  [
    'the builder’s platform',
    'FROM --platform=$BUILDPLATFORM go:$BUILDARCH',
    ['go:amd64'],
    { platforms: ['linux/arm64'] },
  ],
  ['a digest', `FROM alpine:3@sha256:${'a'.repeat(64)}`, [`alpine:3@sha256:${'a'.repeat(64)}`]],
  ['continued lines with comments', 'FROM \\\n# x\n  alpine:3 \\\n  AS x', ['alpine:3']],
  ['another escape character', '# escape=`\nFROM `\n  alpine:3', ['alpine:3']],
  ['a heredoc', 'FROM b:1\nRUN <<EOF\nFROM a:1\nCOPY --from=c:1 a b\nEOF', ['b:1']],
  ['a heredoc that is copied', 'FROM b:1\nCOPY --from=a:1 <<EOF /x\nFROM c:1\nEOF', ['b:1', 'a:1']],
  [
    '<< in quotation marks',
    "FROM b:1\nRUN echo 'cat > /etc/motd <<EOF'\nCOPY --from=a:1 /a /b",
    ['b:1', 'a:1'],
  ],
  ['<< in double ones', 'FROM b:1\nRUN echo "a \\" <<EOF"\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['<< in the list form', 'FROM b:1\nRUN ["sh","-c","cat <<EOF"]\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['<< behind a backslash', 'FROM b:1\nRUN echo \\<<EOF\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['<< within a word', 'FROM b:1\nRUN echo $((1<<2)) x<<EOF\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['<<<', 'FROM b:1\nRUN cat <<<EOF\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['<< in a comment', 'FROM b:1\nRUN a \\\n# <<EOF\n b\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  [
    '<< with another instruction',
    'FROM b:1\nENV A=<<EOF\nLABEL b <<EOF\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  ['<< with nothing', 'FROM b:1\nRUN a <<\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['<< with an empty name', "FROM b:1\nRUN a <<''\nCOPY --from=a:1 /a /b", ['b:1', 'a:1']],
  [
    'a heredoc with a pipe',
    'FROM b:1\nRUN a <<EOF | b\nFROM c:1\nEOF\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  [
    'a heredoc in quotation marks',
    'FROM b:1\nRUN <<"E F"\nFROM c:1\nE\nE F\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  [
    'a heredoc with a variable',
    'FROM b:1\nRUN <<$E > ${X:-/x}\nFROM c:1\n$E\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  [
    'a heredoc with a blank',
    'FROM b:1\nRUN cat << EOF\nFROM c:1\nEOF\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  ['a heredoc by number', 'FROM b:1\nRUN cat 3<<EOF\nFROM c:1\nEOF\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['two heredocs', 'FROM b:1\nRUN <<A <<B\nB\nA\nFROM c:1\nB\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  ['a heredoc with tabs', 'FROM b:1\nRUN <<-A\n A\nFROM c:1\n\t\tA\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  [
    'a heredoc whose end has tabs',
    'FROM b:1\nRUN <<A\n\tA\nFROM c:1\nA\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  [
    'a heredoc with carriage returns',
    'FROM b:1\r\nRUN <<A\r\nFROM c:1\r\nA\r\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  ['a heredoc in ONBUILD', 'FROM b:1\nONBUILD RUN <<A\nFROM c:1\nA\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  [
    'a heredoc on a continued line',
    'FROM b:1\nRUN a \\\n  <<A\nFROM c:1\nA\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  ['a line that ends in two backslashes', 'FROM b:1\nWORKDIR C:\\\\\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  [
    'a blank line within a continued line',
    'FROM b:1\nRUN a \\\n\n\n  FROM c:1\nCOPY --from=a:1 /a /b',
    ['b:1', 'a:1'],
  ],
  ['a directive that comes too late', 'FROM b:1\n# escape=`\nRUN a `\nCOPY --from=a:1 /a /b', ['b:1', 'a:1']],
  [
    'directives',
    '# syntax=docker/dockerfile:1\n#escape = `\nFROM b:1\nCOPY `\n--from=a:1 /a C:\\',
    ['b:1', 'a:1'],
  ],
  ['a flag in quotation marks', 'FROM b:1\nCOPY --chown="a b" --from="a:1" /a /b', ['b:1', 'a:1']],
  ['a mount with capitals', 'FROM b:1\nRUN --mount=type=bind,FROM=a:1,target=/a ls', ['b:1', 'a:1']],
  ['a mount in quotation marks', 'FROM b:1\nRUN --mount="type=bind,from=a:1" ls', ['b:1', 'a:1']],
  ['a field in quotation marks', 'FROM b:1\nRUN --mount=type=bind,"from=a:1" ls', ['b:1', 'a:1']],
  ['a field in kept ones', 'FROM b:1\nRUN --mount=\'type=bind,"from=a:1"\' ls', ['b:1', 'a:1']],
  ['a flag that is a word', 'FROM b:1\nRUN ls --mount=from=a:1\nCOPY -- --from=c:1 /b', ['b:1']],
  ['an ARG with blanks', 'ARG A="x y" B=3\nFROM alpine:$B', ['alpine:3']],
  ['a byte order mark', '\uFEFFFROM alpine:3', ['alpine:3']],
  ['carriage returns', 'FROM alpine:3 AS x\r\nFROM x\r\n', ['alpine:3']],
])('base images are found: %s', (_, text, images, target = {}) => {
  const dependencies = read(text, target)
  expect(dependencies).toEqual({ images, contexts: [], doubts: [] })
})

test.each<[name: string, text: string, contexts: Record<string, string>, used: string[], images: string[]]>([
  ['in place of a base', 'FROM base', { base: 'target:base' }, ['base'], []],
  ['in place of a base with a tag', 'FROM alpine:3', { 'alpine:3': 'docker-image://b' }, ['alpine:3'], []],
  ['by the whole name', 'FROM docker.io/library/alpine', { alpine: 'docker-image://b' }, ['alpine'], []],
  ['under a longer name', 'FROM alpine', { 'alpine:latest': './x' }, ['alpine:latest'], ['alpine:latest']],
  ['another tag', 'FROM alpine:4', { 'alpine:3': 'docker-image://b' }, [], ['alpine:4']],
  ['in place of a stage', 'FROM a:1 AS base\nFROM base', { base: 'target:base' }, ['base'], []],
  ['copied from', 'FROM scratch\nCOPY --from=src . /', { src: './src' }, ['src'], []],
  ['mounted', 'FROM scratch\nRUN --mount=from=src,target=/s ls', { src: './src' }, ['src'], []],
  ['not used', 'FROM a:1', { src: './src' }, [], ['a:1']],
  ['used by a stage that is not needed', 'FROM src AS x\nFROM a:1', { src: './src' }, [], ['a:1']],
])('a named context is handled: %s', (_, text, contexts, used, images) => {
  expect(read(text, { contexts })).toEqual({ images, contexts: used, doubts: [] })
})

const address = 'https://example.com/a.tar'

test.each<[text: string, doubt: string, target?: BakeTarget]>([
  ['', 'its Dockerfile has no FROM'],
  ['# syntax=acme/own\nimage: x\n', 'its Dockerfile has no FROM'],
  ['FROM a', "its Dockerfile has no stage 'x'", { target: 'x' }],
  ['FROM $X', "'FROM $X' uses a variable that is unknown here"],
  ['FROM a:1\nARG X=1\nFROM $X', "'FROM $X' uses a variable that is unknown here"],
  ['ARG V=${N#x}\nFROM a:$V', "'FROM a:$V' uses a variable that is unknown here"],
  ['FROM a:b:c', "'a:b:c' is not an image reference"],
  ['FROM a\nCOPY --from=$X a b', "'from=$X' contains a variable"],
  [`FROM a\nADD ${address} /x`, `'ADD ${address}' has no checksum`],
  [`FROM a\nADD ["${address}", "/x"]`, `'ADD ${address}' has no checksum`],
  [`FROM a\nONBUILD ADD ${address} /x`, `'ADD ${address}' has no checksum`],
  ['FROM a\nADD $URL /x', "'ADD $URL' has no checksum"],
  ['FROM a\nADD git@github.com:acme/app.git /x', "'ADD git@github.com:acme/app.git' has no checksum"],
  ['FROM a\nADD deploy@host:org/repo.git /x', "'ADD deploy@host:org/repo.git' has no checksum"],
  ['FROM a\nADD HTTPS://example.com/a.git /x', "'ADD HTTPS://example.com/a.git' has no checksum"],
  [`FROM a\nADD "${address}" /x`, `'ADD ${address}' has no checksum`],
  [`FROM a\nADD --checksum= ${address} /x`, `'ADD ${address}' has no checksum`],
  ['FROM a\nRUN <<EOF\nCOPY --from=b c d', "its heredoc 'EOF' has no end"],
  ['FROM a\nRUN << RUN\nRUN', "its heredoc 'RUN' ends like an instruction"],
  ["FROM a\nRUN echo it's <<EOF\nEOF", "the meaning of '<<' is ambiguous after RUN"],
  ['FROM a\nRUN a << 3<<EOF\nEOF', "the meaning of '<<' is ambiguous after RUN"],
  ['FROM a\nRUN <<${X:-EOF}\nEOF', "the meaning of '<<' is ambiguous after RUN"],
  ['FROM a\nRUN <<EOF ${X#a}\nEOF', "the meaning of '<<' is ambiguous after RUN"],
  ['FROM a\nCOPY --from x /a /b', "'' is not an image reference"],
  ['FROM a\nEXTRA x', "'EXTRA' is not a known instruction"],
])('dependencies are in doubt: %j', (text, doubt, target = {}) => {
  expect(read(text, target).doubts[0]).toBe(doubt)
})

test.each([
  `ADD --checksum=sha256:${'a'.repeat(64)} ${address} /x`,
  `ADD https://github.com/acme/app.git#${'b'.repeat(40)} /x`,
  `ADD deploy@example.com:app.git#${'b'.repeat(40)} /x`,
  'ADD rootfs-$X.tar /',
  'ADD a@b.tar /',
])('dependencies are not in doubt: %s', (line) => {
  expect(read(`FROM a\n${line}`).doubts).toEqual([])
})
