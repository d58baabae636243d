import { type GivenDestination, readPromotion } from '../../src/command/promote-operands.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'

const digest = `sha256:${'a'.repeat(64)}`
const app = 'ghcr.io/acme/app'
const none: GivenDestination = { hasTags: false, hasImages: false }

test.each<{
  title: string
  args: readonly string[]
  given?: Partial<GivenDestination>
  from: string
  tags?: string
}>([
  {
    title: 'of two references the first is the source and the last the destination',
    args: [`${app}:build`, `${app}:stable`],
    from: `${app}:build`,
    tags: `${app}:stable`,
  },
  {
    title: 'several references before the last are sources that are merged',
    args: [`${app}:amd64`, `${app}:arm64`, `${app}:1.2.3`],
    from: `${app}:amd64\n${app}:arm64`,
    tags: `${app}:1.2.3`,
  },
  {
    title: 'tags alone belong to the name of the source',
    args: [`${app}@${digest}`, '1.2.3', '1.2', 'latest'],
    from: `${app}@${digest}`,
    tags: `${app}:1.2.3\n${app}:1.2\n${app}:latest`,
  },
  {
    title: 'tags alone make every reference a source, in any order',
    args: ['stable', `${app}:amd64`, `${app}:arm64`],
    from: `${app}:amd64\n${app}:arm64`,
    tags: `${app}:stable`,
  },
  {
    title: 'tags alone are for --images where it is given',
    args: [`${app}:build`, '1.2.3'],
    given: { hasImages: true },
    from: `${app}:build`,
    tags: 'type=raw,value=1.2.3',
  },
  {
    title: 'a name of Docker Hub without a slash is a tag',
    args: ['alpine:3.20', 'mirror'],
    from: 'alpine:3.20',
    tags: 'alpine:mirror',
  },
  {
    title: 'a destination without a tag keeps the tag of the source',
    args: [`${app}:1.2.3`, 'localhost:5000/mirror/app'],
    from: `${app}:1.2.3`,
    tags: 'localhost:5000/mirror/app:1.2.3',
  },
  {
    title: 'a source with tag and digest gives its tag to a destination without one',
    args: [`${app}:1.2.3@${digest}`, 'quay.io/acme/app'],
    from: `${app}:1.2.3@${digest}`,
    tags: 'quay.io/acme/app:1.2.3',
  },
  {
    title: 'an image of the engine is a source',
    args: ['docker-daemon:app:build', `${app}:test`],
    from: 'docker-daemon:app:build',
    tags: `${app}:test`,
  },
  {
    title: 'a layout is a source',
    args: ['oci-layout:out:1', `${app}:test`],
    from: 'oci-layout:out:1',
    tags: `${app}:test`,
  },
  {
    title: 'with --tags every argument is a source',
    args: [`${app}:amd64`, `${app}:arm64`],
    given: { hasTags: true },
    from: `${app}:amd64\n${app}:arm64`,
  },
  {
    title: 'with --images alone the tags are those of the working copy',
    args: [`${app}:build`],
    given: { hasImages: true },
    from: `${app}:build`,
  },
])('$title', ({ args, given, from, tags }) => {
  expect(readPromotion(args, { ...none, ...given })).toEqual({ from, ...(tags !== undefined && { tags }) })
})

test.each<{
  title: string
  args: readonly string[]
  given?: Partial<GivenDestination>
  code: string
  has: string
}>([
  {
    title: 'a source alone has no destination',
    args: [`${app}:build`],
    code: 'destination-missing',
    has: `'${app}:build'`,
  },
  {
    title: 'tags without a source are refused',
    args: ['1.2.3', 'latest'],
    code: 'destination-missing',
    has: "'1.2.3', 'latest'",
  },
  {
    title: 'a digest cannot be the destination',
    args: [`${app}:build`, `${app}@${digest}`],
    code: 'destination-not-image',
    has: digest,
  },
  {
    title: 'an image of the engine cannot be the destination',
    args: [`${app}:build`, 'docker-daemon:app:1'],
    code: 'destination-not-image',
    has: 'docker-daemon:app:1',
  },
  {
    title: 'a digest has no tag for a destination without one',
    args: [`${app}@${digest}`, 'quay.io/acme/app'],
    code: 'destination-tagless',
    has: 'quay.io/acme/app',
  },
  {
    title: 'sources with different tags have none for a destination without one',
    args: [`${app}:a`, `${app}:b`, 'quay.io/acme/app'],
    code: 'destination-tagless',
    has: 'quay.io/acme/app',
  },
  {
    title: 'an image of the engine has no name for a tag alone',
    args: ['docker-daemon:app:build', '1.2.3'],
    code: 'destination-tagless',
    has: "'1.2.3'",
  },
  {
    title: 'tags as arguments and as flags are refused',
    args: [`${app}:build`, '1.2.3'],
    given: { hasTags: true },
    code: 'destination-twice',
    has: "'1.2.3'",
  },
])('$title', ({ args, given, code, has }) => {
  const read = () => readPromotion(args, { ...none, ...given })
  expect(read).toThrow(TagboatError)
  expect(read).toThrow(`[${code}]`)
  expect(read).toThrow(has)
})
