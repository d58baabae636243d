/** The licenses of what a bundle contains. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The text of one file for all packages that the modules belong to, sorted by name.
 * @param {readonly string[]} modules paths; those outside node_modules are not listed
 */
export function listLicenses(modules) {
  const folders = new Set(modules.filter((path) => path.includes('/node_modules/')).map(findPackage))
  const entries = [...folders].map(describe)
  return `${entries.sort().join(`\n\n${'-'.repeat(72)}\n\n`)}\n`
}

/**
 * The folder of a module's package: the nearest package.json with a version, since some packages have others inside.
 * @param {string} path
 */
function findPackage(path) {
  let folder = dirname(path)
  while (!folder.endsWith('/node_modules')) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version) return folder
    folder = dirname(folder)
  }
  throw new Error(`${path} belongs to no package`)
}

/** @param {string} folder */
function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((each) => /^licen[cs]e(?:[.-]\w+)*$/i.test(each))
  if (license === undefined && file === undefined) throw new Error(`${name} ${version} has no license`)
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`
  return `${name} ${version}\nLicense: ${license ?? 'see below'}${text}`
}
