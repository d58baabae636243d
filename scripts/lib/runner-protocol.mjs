/** The protocol between a GitHub runner and an action: variables, files and workflow commands. Pure. */

/** The variable an input arrives in: upper case, blanks to underscores, dashes kept. @param {string} name */
export function inputVariable(name) {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`
}

/**
 * Reads a command file (GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV): `name=value` lines and `name<<delimiter` blocks.
 * @param {string} text
 * @returns {Record<string, string>}
 * @throws {Error} on a line that the runner would refuse, and on a block without its end
 */
export function parseCommandFile(text) {
  /** @type {Record<string, string>} */
  const values = {}
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const [, name, delimiter] = /^([^=]*?)<<(.+)$/.exec(line) ?? []
    if (name === undefined || delimiter === undefined) {
      const equals = line.indexOf('=')
      if (equals < 1) throw new Error(`command file: "${line}" is neither "name=value" nor "name<<delimiter"`)
      values[line.slice(0, equals)] = line.slice(equals + 1)
      continue
    }
    const end = lines.indexOf(delimiter, at + 1)
    if (end < 0) throw new Error(`command file: the delimiter "${delimiter}" of "${name}" is missing`)
    values[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return values
}

/**
 * @typedef {{command: string, properties: Record<string, string>, message: string}} WorkflowCommand
 */

/**
 * The workflow commands of a log, in order, decoded. Skips the text between `::stop-commands::TOKEN` and `::TOKEN::`.
 * @param {string} log
 * @returns {WorkflowCommand[]}
 */
export function parseWorkflowCommands(log) {
  /** @type {WorkflowCommand[]} */
  const commands = []
  let resume = ''
  for (const line of log.split(/\r?\n/)) {
    if (resume) {
      if (line.trim() === `::${resume}::`) resume = ''
      continue
    }
    const match = /^\s*::([\w-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$/.exec(line)
    const [, command, properties = '', message = ''] = match ?? []
    if (command === undefined) continue
    if (command === 'stop-commands') resume = message.trim()
    commands.push({ command, properties: propertiesOf(properties), message: decode(message) })
  }
  return commands
}

/** @param {string} text @returns {Record<string, string>} */
function propertiesOf(text) {
  const pairs = text.split(',').filter((pair) => pair.includes('='))
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      return [
        pair.slice(0, equals).trim(),
        decode(
          pair
            .slice(equals + 1)
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ),
      ]
    }),
  )
}

/** `%25` last, so that an escaped per cent sign does not make a new escape. @param {string} text */
function decode(text) {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%')
}

/**
 * A log as the runner shows it: without commands except groups and annotations, and with masked values as asterisks.
 * @param {string} log
 * @param {string[]} [masks] values masked by other parts of the log
 * @returns {string}
 */
export function shownLog(log, masks = []) {
  const own = parseWorkflowCommands(log).filter(({ command }) => command === 'add-mask')
  const values = [...masks, ...own.map(({ message }) => message)]
  const secrets = [...new Set(values.flatMap((value) => [value, ...value.split(/\r?\n/)]))].filter(Boolean)
  const lines = log
    .split('\n')
    .filter((line) => !/^\s*::(add-mask|endgroup|stop-commands|debug)\b/.test(line))
  const shown = lines.map(shownLine).join('\n')
  // The longest first, since one may be part of another.
  return secrets
    .sort((a, b) => b.length - a.length)
    .reduce((text, secret) => text.replaceAll(secret, '***'), shown)
}

/** @param {string} line */
function shownLine(line) {
  const [command] = parseWorkflowCommands(line)
  if (command?.command === 'group') return `> ${command.message}`
  if (!command || !['error', 'warning', 'notice'].includes(command.command)) return line
  const { title } = command.properties
  return `${command.command}: ${title ? `${title}: ` : ''}${command.message}`
}
