/** Imitations of vendors' registries: the quirks of each, and the expected results. docs/registries.md shows them as a table. */

/** The operations that the matrix runs with each profile, in this order. @type {Record<string, string>} */
export const operations = {
  publish: 'publish',
  again: 're-run of a release',
  older: 'v1.9.9 after v2.0.0',
  within: 'promotion within',
  into: 'promotion into',
  out: 'promotion out of',
  bake: 'bake file of three',
  digest: '`push: digest`',
  dry: 'dry run',
  'rollback-new': 'rollback, new tags',
  'rollback-old': 'rollback, existing tags',
}

/** The possible results of an operation. @type {Record<string, string>} */
export const results = {
  works: 'works',
  stays: 'the new tags stay, and the message names them',
}

/** The operations that each quirk can affect. A quirk without a list can affect all of them. @type {Record<string, string[]>} */
const affected = {
  'absent-403': ['publish', 'older', 'within', 'into', 'bake', 'digest', 'dry', 'rollback-new'],
  'absent-tag-403': ['publish', 'older', 'within', 'into', 'bake', 'dry', 'rollback-new'],
  'absent-not-found': ['publish', 'older', 'within', 'into', 'bake', 'digest', 'dry', 'rollback-new'],
  'delete-405': ['rollback-new'],
  'delete-dangling': ['rollback-new'],
  'delete-page': ['rollback-new'],
  'delete-tag': ['rollback-new'],
  'delete-tag-405': ['rollback-new'],
  'immutable-400': ['publish', 'again', 'older', 'bake'],
  'immutable-409': ['publish', 'again', 'older', 'bake'],
  'immutable-412': ['publish', 'again', 'older', 'bake'],
  referrers: ['within', 'into', 'out', 'rollback-new'],
  'referrers-elsewhere': ['within', 'into', 'out', 'rollback-new'],
  'subject-without-list': ['within', 'into', 'out', 'rollback-new'],
  'no-tag-list': Object.keys(operations).filter((name) => name !== 'out' && name !== 'digest'),
  'tags-1000': ['publish', 'older'],
  quota: ['publish'],
  // Quirks of blob uploads, which the engine, a copy and a layout each send in their own way.
  ...Object.fromEntries(
    [
      'body-1-mb',
      'body-100-mb',
      'chunks-5-mb',
      'content-range-plain',
      'no-chunks',
      'patch-201',
      'stream-once',
    ].map((name) => [name, ['publish', 'into', 'bake']]),
  ),
}

/** The operations whose images an operation uses. @type {Record<string, string[]>} */
const prerequisites = {
  again: ['publish'],
  older: ['publish'],
  within: ['publish'],
  dry: ['publish'],
  'rollback-new': ['publish'],
  out: ['publish'],
  'rollback-old': ['publish', 'older'],
}

/** @param {string} quirk @param {string} operation */
export const affects = (quirk, operation) => affected[quirk]?.includes(operation) ?? true

/**
 * The operations to run with each profile, by its name, in order. A profile without quirks runs all of them. The other profiles
 * together run each quirk once with each operation that it affects; those with many choose first, so that few steps cover all.
 * @param {boolean} isWhole whether to run every operation with every profile
 */
export function chooseOperations(isWhole) {
  const covered = new Set()
  const all = Object.keys(operations)
  /** @param {Profile} profile */
  const listPairs = ({ quirks }) =>
    quirks.flatMap((quirk) =>
      all
        .filter((operation) => affects(quirk, operation))
        .map((operation) => ({ operation, pair: `${quirk} ${operation}` })),
    )
  /** @param {Profile} profile */
  const choose = (profile) => {
    if (isWhole || profile.quirks.length === 0) return all
    const pairs = listPairs(profile)
    const chosen = pairs.filter(({ pair }) => !covered.has(pair)).map(({ operation }) => operation)
    for (const { pair } of pairs) covered.add(pair)
    const run = new Set([
      'publish',
      ...chosen,
      ...chosen.flatMap((operation) => prerequisites[operation] ?? []),
    ])
    return all.filter((operation) => run.has(operation))
  }
  const ordered = [...profiles].sort((a, b) => listPairs(b).length - listPairs(a).length)
  return new Map(ordered.map((profile) => [profile.name, choose(profile)]))
}

/**
 * @typedef {{name: string, title: string, quirks: string[], results?: Record<string, string>}} Profile
 *   `results`: by operation, results other than `works`
 */

/** A registry that cannot delete keeps the new tags. */
const keepsNewTags = { 'rollback-new': 'stays' }

/** @type {Profile[]} */
export const profiles = [
  { name: 'distribution', title: 'distribution 2.8', quirks: [] },
  { name: 'distribution3', title: 'distribution 3', quirks: ['delete-tag', 'tags-1000'] },
  {
    name: 'ghcr',
    title: 'GitHub Container Registry',
    quirks: ['delete-405', 'referrers-elsewhere'],
    results: keepsNewTags,
  },
  { name: 'hub', title: 'Docker Hub', quirks: ['delete-tag', 'subject-without-list'] },
  {
    name: 'ecr',
    title: 'Amazon ECR',
    quirks: ['delete-tag', 'immutable-400', 'subject-without-list', 'patch-201', 'chunks-5-mb'],
  },
  {
    name: 'ecr-old',
    title: 'Amazon ECR without the OCI DELETE',
    quirks: ['delete-page', 'immutable-400', 'subject-without-list', 'patch-201', 'chunks-5-mb'],
    results: keepsNewTags,
  },
  {
    name: 'gar',
    title: 'Google Artifact Registry',
    quirks: ['delete-tag', 'delete-dangling', 'no-chunks', 'referrers'],
  },
  {
    name: 'acr',
    title: 'Azure Container Registry',
    quirks: ['delete-tag-405', 'content-range-plain', 'referrers'],
  },
  { name: 'quay', title: 'Quay', quirks: ['delete-tag', 'immutable-409'] },
  { name: 'gitlab', title: 'GitLab', quirks: ['delete-tag'] },
  {
    name: 'harbor',
    title: 'Harbor',
    quirks: ['immutable-412', 'no-digest-on-put', 'absent-not-found', 'quota', 'referrers'],
  },
  { name: 'artifactory', title: 'Artifactory', quirks: ['absent-403', 'delete-tag'] },
  { name: 'artifactory-tags', title: 'Artifactory, tags only', quirks: ['absent-tag-403', 'delete-tag'] },
  { name: 'nexus', title: 'Nexus', quirks: ['head-404'] },
  {
    name: 'nexus-unlisted',
    title: 'Nexus without a list of tags',
    quirks: ['head-404', 'no-tag-list'],
  },
  { name: 'cloudflare', title: 'any, behind Cloudflare', quirks: ['body-100-mb'] },
  { name: 'nginx', title: 'any, behind nginx as it comes', quirks: ['body-1-mb'] },
  { name: 'gitea', title: 'Gitea, Forgejo', quirks: ['delete-tag', 'stream-once'] },
  { name: 'zot', title: 'zot', quirks: ['delete-tag', 'referrers'] },
]
