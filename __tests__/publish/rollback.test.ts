import type { Decision } from '../../src/decide/decide-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { rollBack } from '../../src/publish/rollback.ts'
import { createMemoryRegistry } from '../helpers/memory-registry.ts'

const repository = parseRepository('r.test/acme/app')
const ours = `sha256:${'1'.repeat(64)}`
const theirs = `sha256:${'2'.repeat(64)}`
const fail = (code: string) => new TagboatError({ code, what: 'no.', fix: 'Ask.' })
const error = fail('registry-failed')
const decision: Decision = {
  kind: 'create',
  facts: {
    target: 'image',
    repository,
    tag: { name: '1', priority: 1, follows: { kind: 'run' } },
    ref: 'r.test/acme/app:1',
  },
}

/** A registry that fails every read of a tag. */
const silent = createMemoryRegistry((action) => {
  if (action === 'HEAD') throw error
}).client

test.each([
  { what: 'was tried', isTried: true, previous: undefined, action: 'created', digest: ours },
  { what: 'was tried', isTried: true, previous: theirs, action: 'moved', digest: ours },
  {
    what: 'was refused',
    code: 'registry-denied',
    isTried: true,
    previous: theirs,
    action: 'failed',
    digest: theirs,
  },
  {
    what: 'got no answer',
    code: 'cancelled-no-answer',
    isTried: true,
    previous: theirs,
    action: 'unknown',
    digest: undefined,
  },
  { what: 'was never written', isTried: false, previous: undefined, action: 'failed', digest: undefined },
  { what: 'was never written', isTried: false, previous: theirs, action: 'failed', digest: theirs },
])(
  'a failed tag that cannot be read is reported as $action if it $what',
  async ({ code = 'registry-failed', isTried, previous, action, digest }) => {
    const [result] = await rollBack(silent, [{ decision, previous, ours, error: fail(code), isTried }])
    expect(result).toMatchObject({ action, ...(digest && { digest }) })
    expect(result?.digest).toBe(digest)
  },
)
