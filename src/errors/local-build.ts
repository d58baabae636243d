import type { Problem } from '../model/tagboat-error.ts'

/** --offline, and something would need another machine. */
export const offline = (): Problem => ({
  code: 'offline',
  what: 'The command is offline and asks no other machine.',
  fix: 'Leave out --offline.',
})

/** `tagboat build`: several images would be loaded under one name. `items` are their targets. */
export const buildNameShared = (name: string, items: readonly string[]): Problem => ({
  code: 'build-name-shared',
  what: `${items.join(', ')} would all be loaded as ${name}: tagboat build gives each image the tag 'build', without a suffix.`,
  fix: 'Build one of them, or give them different names, for example with {{target}} in input images.',
})

/** `program`: kind or minikube. */
export const clusterProgramMissing = (program: string): Problem => ({
  code: 'cluster-program-missing',
  what: `--load ${program}: the program ${program} is not on the PATH.`,
  fix: `Install ${program}, or leave out --load. The image is in the local engine.`,
})

export const clusterLoadFailed = (command: string, code: number, original: string): Problem => ({
  code: 'cluster-load-failed',
  what: `The image is in the local engine, but not in the cluster: '${command}' exited with code ${code}.`,
  fix: 'Check that the cluster runs, then repeat the command below, or the build.',
  original,
})
