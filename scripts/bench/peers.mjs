/** How other tools promote an image, each with its shortest usual commands. Pure. */

/**
 * @typedef {{from: string, to: string, tags: string[], isSame: boolean}} Task
 *   `from` is a whole reference, `to` a repository; `isSame`: the repository of `from`
 * @typedef {[program: string, args: string[]]} Command
 * @typedef {{name: string, slug: string, commands: (task: Task) => Command[], changes?: boolean, tidy?: (task: Task) => Command}} Peer
 *   `slug` is valid in a repository's name; `changes`: the tool changes the image; `tidy` runs after the measurement,
 *   so that the next run starts from scratch
 */

/** The local registries speak plain HTTP, which skopeo accepts only with these options; the others detect it. */
const PLAIN = ['--src-tls-verify=false', '--dest-tls-verify=false']

/** @param {string} to @param {string} tag */
const refer = (to, tag) => `${to}:${tag}`

/** @param {string[]} args @returns {Command} */
const docker = (...args) => ['docker', args]

/** @type {Peer[]} */
export const PEERS = [
  {
    name: 'skopeo copy --all',
    slug: 'skopeo',
    commands: ({ from, to, tags }) =>
      tags.map((tag) => [
        'skopeo',
        ['copy', '--all', ...PLAIN, `docker://${from}`, `docker://${refer(to, tag)}`],
      ]),
  },
  {
    name: 'oras cp -r, oras tag',
    slug: 'oras',
    commands: ({ from, to, tags: [first = '', ...others] }) => [
      ['oras', ['cp', '-r', from, refer(to, first)]],
      ['oras', ['tag', refer(to, first), ...others]],
    ],
  },
  {
    // One command is enough: within a repository there is nothing to copy, and `cp` accepts several tags.
    name: 'oras, one command',
    slug: 'oras-once',
    commands: ({ from, to, tags, isSame }) => [
      ['oras', isSame ? ['tag', from, ...tags] : ['cp', '-r', from, refer(to, tags.join(','))]],
    ],
  },
  {
    name: 'imagetools create',
    slug: 'imagetools',
    commands: ({ from, to, tags }) => [
      [
        'docker',
        ['buildx', 'imagetools', 'create', ...tags.flatMap((tag) => ['--tag', refer(to, tag)]), from],
      ],
    ],
  },
  {
    name: 'docker pull, tag, push',
    slug: 'docker',
    commands: ({ from, to, tags }) => [
      ['docker', ['pull', from]],
      ...tags.map((tag) => docker('tag', from, refer(to, tag))),
      ...tags.map((tag) => docker('push', refer(to, tag))),
    ],
    // The engine pulls one platform only, so that is all that it can push.
    changes: true,
    tidy: ({ from, to, tags }) => ['docker', ['image', 'rm', from, ...tags.map((tag) => refer(to, tag))]],
  },
]
