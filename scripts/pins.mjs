// Writes pins.json: what set-up may download, read from upstream. Run by `npm run pins` and by the workflow Pins.
// With --check it reads nothing from upstream, and fails if pins.json lacks something that a release needs: `npm run check:pins`.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findPinFaults, updatePins, upstream } from './lib/pins.mjs'

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    file: { type: 'string', default: fileURLToPath(new URL('../pins.json', import.meta.url)) },
    api: { type: 'string', default: upstream.api },
    releases: { type: 'string', default: upstream.releases },
    registry: { type: 'string', default: upstream.registry },
  },
})

/** @type {import('../src/setup/pins.ts').Pins} */
const before = JSON.parse(readFileSync(values.file, 'utf8'))
try {
  if (values.check) check(before)
  else await update()
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/** @param {unknown} pins */
function check(pins) {
  const faults = findPinFaults(pins).map((fault) => `pins.json: ${fault}\n`)
  if (faults.length > 0)
    throw new Error(
      `${faults.join('')}A release needs all pins: run the workflow Pins, and merge its pull request.`,
    )
  console.log('pins.json has all pins of a release')
}

async function update() {
  const { pins, changes } = await updatePins(before, values, process.env.GITHUB_TOKEN)
  if (changes.length > 0) writeFileSync(values.file, `${JSON.stringify(pins, null, 2)}\n`)
  console.log(changes.length > 0 ? changes.join('\n') : 'pins.json is up to date')
}
