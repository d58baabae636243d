import { eventKey } from '../../src/plan/labels.ts'
import { isOurs } from '../../src/publish/image-facts.ts'

const source = 'org.opencontainers.image.source'
const url = 'https://github.com/acme/app'

test.each<{ title: string; labels: Record<string, string>; sourceUrl: string; expected: boolean }>([
  { title: 'the same source', labels: { [source]: url }, sourceUrl: url, expected: true },
  {
    title: 'another spelling of it',
    labels: { [source]: `${url.toUpperCase()}.git` },
    sourceUrl: url,
    expected: true,
  },
  { title: 'another source', labels: { [source]: `${url}s` }, sourceUrl: url, expected: false },
  { title: 'no source', labels: { [eventKey]: 'push' }, sourceUrl: url, expected: false },
  {
    title: 'no source, for a working copy without a remote',
    labels: { [eventKey]: 'local' },
    sourceUrl: '',
    expected: true,
  },
  {
    title: 'no label of Tagboat, for a working copy without a remote',
    labels: {},
    sourceUrl: '',
    expected: false,
  },
  {
    title: 'a source, for a working copy without a remote',
    labels: { [source]: url, [eventKey]: 'push' },
    sourceUrl: '',
    expected: false,
  },
])('whether labels are of the own repository: $title is $expected', ({ labels, sourceUrl, expected }) => {
  expect(isOurs(labels, sourceUrl)).toBe(expected)
})
