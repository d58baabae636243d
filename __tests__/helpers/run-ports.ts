import type { Ports } from '../../src/ports/run-ports.ts'
import { createFakeClock, createFakeFiles, createFakeLog, createFakeTools } from './ports.ts'

const refuse = (name: string) => (): never => {
  throw new Error(`The test has no port ${name}.`)
}

/** All ports of a run. Those that are not given do nothing, or fail if they would reach the outside. */
export const createFakePorts = (given: Partial<Ports> = {}): Ports => ({
  exec: async () => ({ code: 127, stdout: '', stderr: '' }),
  http: refuse('http'),
  connectGithub: refuse('connectGithub'),
  resolve: refuse('resolve'),
  files: createFakeFiles({}),
  tools: createFakeTools(),
  log: createFakeLog(),
  clock: createFakeClock(),
  env: {},
  actionFolder: '/action',
  isCancelled: () => false,
  ending: { http: refuse('ending'), cancelled: new Promise(() => undefined), left: () => undefined },
  remember: () => undefined,
  exportVariable: () => undefined,
  ...given,
})
