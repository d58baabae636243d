/** Imitations of vendors' registries: the quirks of each, and how the matrix ends. docs/registries.md has it as a table. */

/** What the matrix does with each profile, in this order. @type {Record<string, string>} */
export const deeds = {
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

/** How a cell of the matrix may end. @type {Record<string, string>} */
export const ends = {
  works: 'works',
  stays: 'the new tags stay, and the message names them',
}

/** The deeds whose requests a quirk can change. A quirk that is not listed may change all of them. @type {Record<string, string[]>} */
const touched = {
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
  'tags-1000': ['publish', 'older'],
  quota: ['publish'],
  // How blobs are sent: by the engine, by a copy, and from layouts.
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

/** Deeds that use what others published. @type {Record<string, string[]>} */
const needed = {
  again: ['publish'],
  older: ['publish'],
  within: ['publish'],
  dry: ['publish'],
  'rollback-new': ['publish'],
  out: ['publish', 'older'],
  'rollback-old': ['publish', 'older'],
}

/** @param {string} quirk @param {string} deed */
export const touches = (quirk, deed) => touched[quirk]?.includes(deed) ?? true

/**
 * The deeds to run with each profile, by its name, in their order. A profile without quirks runs all of them; with the others, each
 * quirk meets each deed that it touches once.
 * @param {boolean} isWhole every deed with every profile
 */
export function chooseDeeds(isWhole) {
  const covered = new Set()
  /** @param {Profile} profile */
  const choose = ({ quirks }) => {
    const all = Object.keys(deeds)
    if (isWhole || quirks.length === 0) return all
    const pairs = quirks.flatMap((quirk) =>
      all.filter((deed) => touches(quirk, deed)).map((deed) => ({ deed, pair: `${quirk} ${deed}` })),
    )
    const chosen = pairs.filter(({ pair }) => !covered.has(pair)).map(({ deed }) => deed)
    for (const { pair } of pairs) covered.add(pair)
    const run = new Set(['publish', ...chosen, ...chosen.flatMap((deed) => needed[deed] ?? [])])
    return all.filter((deed) => run.has(deed))
  }
  return new Map(profiles.map((profile) => [profile.name, choose(profile)]))
}

/**
 * @typedef {{name: string, title: string, quirks: string[], ends?: Record<string, string>}} Profile
 *   `ends`: by deed, what does not end in `works`
 */

/** Where nothing can be deleted, new tags stay. */
const keepsTags = { 'rollback-new': 'stays' }

/** @type {Profile[]} */
export const profiles = [
  { name: 'distribution', title: 'distribution 2.8', quirks: [] },
  { name: 'distribution3', title: 'distribution 3', quirks: ['delete-tag', 'tags-1000'] },
  {
    name: 'ghcr',
    title: 'GitHub Container Registry',
    quirks: ['delete-405', 'referrers-elsewhere'],
    ends: keepsTags,
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
    ends: keepsTags,
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
    quirks: ['delete-tag', 'immutable-412', 'no-digest-on-put', 'absent-not-found', 'quota', 'referrers'],
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
