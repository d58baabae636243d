import { offline } from '../errors/local-build.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'

/**
 * Git speaks no protocol, and fetches no object that a partial clone lacks (git(1), GIT_ALLOW_PROTOCOL and GIT_NO_LAZY_FETCH; git 2.44 and
 * newer have the latter).
 */
const gitEnv = { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' }

const unanswered = async () => ({ kind: 'silent', message: offline().what }) as const

/** Ports that reach no other machine: no registry, no remote, no API and no DNS server. */
export const withoutNetwork = (ports: Ports): Ports => ({
  ...ports,
  http: () => Promise.reject(new TagboatError(offline())),
  resolve: async () => [],
  connectGithub: () => ({ get: unanswered, remove: unanswered }),
  exec: (command, args, options = {}) =>
    ports.exec(
      command,
      args,
      command === 'git' ? { ...options, env: { ...options.env, ...gitEnv } } : options,
    ),
})
