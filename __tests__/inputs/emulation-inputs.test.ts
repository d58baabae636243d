import { type EmulationInputs, readEmulation } from '../../src/inputs/emulation-inputs.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

const digest = `sha256:${'a'.repeat(64)}`

test.each<{ title: string; texts: Texts; expected: EmulationInputs }>([
  { title: 'emulation is automatic by default', texts: {}, expected: { mode: 'auto', image: undefined } },
  {
    title: 'auto is the default',
    texts: { emulation: 'auto', from: 'acme/app:1' },
    expected: { mode: 'auto', image: undefined },
  },
  {
    title: 'never registers nothing',
    texts: { emulation: 'never' },
    expected: { mode: 'never', image: undefined },
  },
  {
    title: 'qemu-image is used as it is written',
    texts: { 'qemu-image': ' mirror.test:5000/tonistiigi/binfmt:qemu-v9.2.2\n' },
    expected: { mode: 'auto', image: 'mirror.test:5000/tonistiigi/binfmt:qemu-v9.2.2' },
  },
  {
    title: 'qemu-image may have a digest',
    texts: { 'qemu-image': `tonistiigi/binfmt@${digest}` },
    expected: { mode: 'auto', image: `tonistiigi/binfmt@${digest}` },
  },
])('$title', ({ texts, expected }) => {
  const reader = makeReader(texts)
  expect([readEmulation(reader), reader.problems]).toEqual([expected, []])
})

test.each<{ title: string; texts: Texts; code: string; what: string }>([
  {
    title: 'another value of emulation is refused',
    texts: { emulation: 'always' },
    code: 'input-value',
    what: "Input emulation: 'always' is not one of its values.",
  },
  {
    title: 'an option of docker is not an image',
    texts: { 'qemu-image': '--volume=/:/host' },
    code: 'input-value',
    what: "Input qemu-image: '--volume=/:/host' is not the reference of an image.",
  },
  {
    title: 'an image followed by an argument is refused',
    texts: { 'qemu-image': 'acme/binfmt sh' },
    code: 'input-value',
    what: "Input qemu-image: 'acme/binfmt sh' is not the reference of an image.",
  },
  {
    title: 'a malformed digest is refused',
    texts: { 'qemu-image': 'acme/binfmt@sha256:1' },
    code: 'input-value',
    what: "Input qemu-image: 'acme/binfmt@sha256:1' is not the reference of an image.",
  },
  {
    title: 'emulation: never conflicts with qemu-image',
    texts: { emulation: 'never', 'qemu-image': 'acme/binfmt' },
    code: 'input-conflict',
    what: 'With emulation: never no QEMU is registered, and qemu-image names one.',
  },
  {
    title: 'from builds nothing, so qemu-image is refused',
    texts: { from: 'acme/app:1', 'qemu-image': 'acme/binfmt' },
    code: 'input-conflict',
    what: 'Input from publishes content that exists already, and qemu-image would shape a build.',
  },
  {
    title: 'from builds nothing, so emulation: never is refused',
    texts: { from: 'acme/app:1', emulation: 'never' },
    code: 'input-conflict',
    what: 'Input from publishes content that exists already, and emulation would shape a build.',
  },
])('$title', ({ texts, code, what }) => {
  const reader = makeReader(texts)
  readEmulation(reader)
  expect(reader.problems).toEqual([{ code, what, fix: expect.any(String) }])
})
