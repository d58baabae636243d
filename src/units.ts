const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** `12.3 MB`, decimal units as registries and docker show them. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let power = 0
  // 999,950 B would round to 1000.0 kB: it is 1.0 MB.
  while (value >= (power === 0 ? 1000 : 999.95) && power < units.length - 1) {
    value /= 1000
    power += 1
  }
  return `${power === 0 ? value : value.toFixed(1)} ${units[power]}`
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function formatDuration(millis: number): string {
  const seconds = millis / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** How many texts fit into so many characters, from the first on, each with `between` behind it. */
export function countFitting(texts: readonly string[], room: number, between = 0): number {
  let left = room
  const count = texts.findIndex((text) => {
    left -= text.length + between
    return left < 0
  })
  return count < 0 ? texts.length : count
}
