import type { SourceImage } from '../inputs/from.ts'
import type { Plan } from '../plan/plan.ts'
import type { Log } from '../ports/ports.ts'
import type { Source } from './contents.ts'
import { mergeImages } from './merge.ts'
import { type FoundImage, findImages, type SourceReader } from './source.ts'

/**
 * Looks at what input `from` names and says what is to be published: one image as it is, several as one new index.
 * Throws a TagboatError with everything that cannot be, before anything moves.
 */
export async function resolveImages(
  ports: { readonly log: Log; readonly registry: SourceReader },
  images: readonly SourceImage[],
  plan: Plan,
  platforms: readonly string[],
): Promise<Source> {
  const found = await findImages(ports.registry, images, platforms)
  const [first] = found
  if (found.length === 1 && first !== undefined) return promote(ports.log, first)
  const own = plan.ownAnnotations.map(({ key, value }) => [key.replace(/^index:/, ''), value])
  const index = mergeImages(found, { ...plan.annotations, ...Object.fromEntries(own) })
  ports.log.info(`Merging ${images.map(({ text }) => text).join(', ')} into ${index.digest}.`)
  return {
    digest: index.digest,
    parts: found.flatMap(({ children }) =>
      children.map(({ repository, descriptor }) => ({ repository, digest: descriptor.digest })),
    ),
    index,
    referrersOf: digestsOf(found),
  }
}

function promote(log: Log, { image, content, children }: FoundImage): Source {
  log.info(`Promoting ${image.text} (${content.digest}).`)
  const digests = digestsOf([{ image, content, children }])
  return {
    digest: content.digest,
    parts: [{ repository: image.repository, digest: content.digest }],
    referrersOf: digests,
  }
}

/** The images themselves and what they consist of: whatever refers to any of them comes along. */
const digestsOf = (found: readonly FoundImage[]): readonly string[] => [
  ...new Set(
    found.flatMap(({ content, children }) => [
      content.digest,
      ...children.map(({ descriptor }) => descriptor.digest),
    ]),
  ),
]
