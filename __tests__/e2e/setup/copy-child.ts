/** Copies one image, as a process of its own whose memory is measured: `node copy-child.js <from> <to> <digest> <folder>`. */
import { readFileSync } from 'node:fs'
import { parseRepository } from '../../../src/plan/reference.ts'
import { createExec } from '../../../src/ports/exec.ts'
import { createFiles } from '../../../src/ports/files.ts'
import { limitGarbage } from '../../../src/ports/memory.ts'
import { createHttp, resolveHost } from '../../../src/ports/node-http.ts'
import { createRegistryClient } from '../../../src/registry/client.ts'

const [from = '', to = '', digest = '', folder = ''] = process.argv.slice(2)
const quiet = () => undefined

limitGarbage()
const ports = {
  http: createHttp(),
  resolve: resolveHost,
  files: createFiles(),
  exec: createExec(process.env),
  log: {
    debug: quiet,
    info: quiet,
    notice: quiet,
    warning: quiet,
    error: quiet,
    mask: quiet,
    foreign: quiet,
    group: <T>(_title: string, body: () => Promise<T>) => body(),
  },
  clock: {
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  },
  env: {},
}
const client = createRegistryClient(ports, {
  dockerConfigDir: folder,
  insecureRegistries: [],
  certsDir: folder,
})
const report = await client.copyImage(parseRepository(from), parseRepository(to), digest)
// The peak of the process's resident memory, in kB. Not getrusage's: that begins with what the parent had (proc(5), VmHWM).
const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
process.stdout.write(JSON.stringify({ bytes: report.bytes, peak: Number(peak) }))
process.exit(0)
