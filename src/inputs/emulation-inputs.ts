import { badInput, conflictingInputs } from '../errors/inputs.ts'
import { tryParseReference } from '../model/reference.ts'
import type { InputReader } from './reader.ts'

/** Inputs `emulation` and `qemu-image`. */
export interface EmulationInputs {
  /** `auto` registers QEMU if a build needs it. `never` refuses such a build. */
  readonly mode: 'auto' | 'never'
  /** The image to register QEMU from, as the user wrote it; undefined for the pinned one. */
  readonly image: string | undefined
}

/** Reads both inputs. They are for builds, so a value that is not the default is refused with input `from`. */
export function readEmulation(reader: InputReader): EmulationInputs {
  const image = reader.text('qemu-image').trim()
  const mode = readMode(reader)
  const set = [...(mode === 'never' ? ['emulation'] : []), ...(image === '' ? [] : ['qemu-image'])]
  if (set.length > 0 && reader.lines('from').length > 0) {
    const what = `Input from publishes content that exists already, and ${set.join(', ')} would shape a build.`
    reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
  }
  if (mode === 'never' && image !== '') {
    const what = 'With emulation: never no QEMU is registered, and qemu-image names one.'
    reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
  }
  if (image !== '' && tryParseReference(image) === undefined) {
    const fix =
      'Write for example docker.io/tonistiigi/binfmt:qemu-v9.2.2, with a digest behind it if you like.'
    reader.problems.push(badInput('qemu-image', image, 'is not the reference of an image', fix))
  }
  return { mode, image: image === '' ? undefined : image }
}

function readMode(reader: InputReader): 'auto' | 'never' {
  const text = reader.text('emulation')
  if (text === 'never') return text
  if (text !== '' && text !== 'auto') {
    const fix = 'Write auto or never.'
    reader.problems.push(badInput('emulation', text, 'is not one of its values', fix))
  }
  return 'auto'
}
