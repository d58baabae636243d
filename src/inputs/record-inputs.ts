import { badInput, conflictingInputs } from '../errors/inputs.ts'
import type { InputReader } from './reader.ts'

/** What violated checks of a Dockerfile do: annotate, fail the build before its first step, or nothing beyond buildx's log. */
export type Checks = 'warn' | 'error' | 'off'

/** The inputs about what a build reports. */
export interface RecordInputs {
  readonly checks: Checks
  /** Upload the build record as an artifact of the run. */
  readonly buildRecord: boolean
}

export function readRecordInputs(reader: InputReader): RecordInputs {
  const inputs = { checks: readChecks(reader), buildRecord: reader.flag('build-record') }
  if (reader.lines('from').length > 0) {
    const set = [
      ...(inputs.checks === 'error' ? ['checks: error'] : []),
      ...(inputs.buildRecord ? ['build-record: true'] : []),
    ]
    if (set.length > 0) {
      const what = `Input from publishes content that exists already, and ${set.join(' and ')} ${set.length > 1 ? 'require' : 'requires'} a build.`
      reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
    }
  }
  return inputs
}

function readChecks(reader: InputReader): Checks {
  const text = reader.text('checks')
  if (text === '') return 'warn'
  if (text === 'warn' || text === 'error') return text
  // YAML 1.1 reads an unquoted off as false.
  if (text === 'off' || text === 'false') return 'off'
  reader.problems.push(badInput('checks', text, 'is not one of its values', 'Write warn, error or off.'))
  return 'warn'
}
