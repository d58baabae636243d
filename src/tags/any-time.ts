/** A time that stands for every time: dates become marks in the names. */
export const anyTime = 'any'

/** A date in a name: `{{date 'YYYYMMDD' tz='UTC'}}`. */
export interface MarkedDate {
  readonly helper: string
  readonly format: string
  readonly zone: string
}

/** Hexadecimal digits have no `x`, and a slug changes none of these characters. */
const mark = /x7d((?:[0-9a-f]{2})+)x7d/

export const markDate = ({ helper, format, zone }: MarkedDate): string =>
  `x7d${Buffer.from([helper, format, zone].join('\n')).toString('hex')}x7d`

/** The texts and the dates of a name, in turn. */
export function splitMarked(name: string): readonly (string | MarkedDate)[] {
  return name.split(mark).map((part, at) => (at % 2 === 0 ? part : readMark(part)))
}

function readMark(hex: string): MarkedDate {
  const [helper = '', format = '', zone = ''] = Buffer.from(hex, 'hex').toString().split('\n')
  return { helper, format, zone }
}
