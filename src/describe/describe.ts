import { resolve } from 'node:path'
import { pageCut, pageLoginMissing, pageSecret, pageUnsupported, summaryCut } from '../errors/describe.ts'
import { type DescribeInputs, readDescribeInputs } from '../inputs/describe-inputs.ts'
import type { RawInputs } from '../inputs/reader.ts'
import { dockerHub } from '../model/docker-hub.ts'
import type { Repository } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Ports } from '../ports/run-ports.ts'
import { openCredentials } from '../registry/find-credential.ts'
import { usualRetries } from '../registry/retry.ts'
import { createSecrets } from '../registry/secrets.ts'
import { createWebContext } from '../registry/web-request.ts'
import { ownConfigDir } from '../session/private-config.ts'
import { readTrigger } from '../trigger/read-trigger.ts'
import { diffHunks } from '../unified-diff.ts'
import { shortenLine } from './cut-page.ts'
import { decideWrite } from './decide-write.ts'
import { openHubPage } from './docker-hub-page.ts'
import { fitPage } from './make-page.ts'
import { openOtherPage } from './other-pages.ts'
import type { PageHost, PageLogin, PageTexts } from './page-host.ts'
import { type PageSource, readSource } from './read-source.ts'

/** What happened to one page. */
export interface PageResult {
  /** `Docker Hub`, or the host. */
  readonly registry: string
  readonly name: string
  /** `would-change`: nothing was sent, though the page differs. */
  readonly outcome: 'changed' | 'unchanged' | 'would-change'
  /** Of the new page, in bytes. */
  readonly size: number
  readonly isCut: boolean
  readonly changesFull: boolean
  readonly changesShort: boolean
  /** The page before is unknown, because it cannot be read without a login. */
  readonly isUnread: boolean
  /** The change of the short description and of the page as a diff. */
  readonly diff: readonly string[]
}

export interface DescribeReport {
  readonly results: readonly PageResult[]
  readonly problems: readonly Problem[]
}

/** Writes the pages of a step's images. Throws a TagboatError if it can start none. */
export async function describePages(
  ports: Ports,
  raw: RawInputs,
  read: typeof readTrigger = readTrigger,
): Promise<DescribeReport> {
  const workspace = resolve(ports.env.GITHUB_WORKSPACE || '.')
  const { trigger, warnings, credentials } = await read(ports, workspace, workspace)
  const decision = decideWrite(trigger)
  const given = readDescribeInputs(raw, ports.env, !decision.writes)
  // GitHub's token is not for another server.
  const inputs = { ...given, githubToken: credentials?.githubToken ?? given.githubToken }
  const writes = decision.writes && !inputs.dryRun
  for (const warning of inputs.warnings) ports.log.warning(warning)
  for (const notice of inputs.notices) ports.log.notice(notice)
  if (!decision.writes)
    ports.log.notice(`No page is written: ${decision.why}. The step shows what would change.`)
  const source = await readSource(ports, trigger, inputs, workspace)
  for (const warning of [...warnings, ...warnAbout(source, trigger)]) ports.log.warning(warning)
  // A run that untrusted code can reach gets no login.
  const findLogin = decision.writes ? createLogins(ports, inputs) : async () => undefined
  const results: PageResult[] = []
  const problems: Problem[] = []
  for (const image of inputs.images) {
    try {
      const login = await findLogin(image)
      const host = await openPage(ports, image, login)
      results.push(await describePage(ports, host, source, { writes, hasLogin: login !== undefined }))
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      problems.push(...error.problems)
    }
  }
  return { results, problems }
}

function warnAbout({ page }: PageSource, { repository, otherServer }: Trigger): readonly string[] {
  const shown = [...new Set(page.lost)].slice(0, 5).map((url) => `'${shortenLine(url, longestUrl)}'`)
  const images = page.changes.filter(({ kind }) => kind === 'image').length
  return [
    ...(otherServer?.kind === 'other' && page.changes.length > 0
      ? [
          `The new addresses of the page have GitHub's form (/blob/, /tree/, /raw/), which ${repository.url} may not have.`,
        ]
      : []),
    ...(shown.length > 0
      ? [`The page has addresses that lead out of the repository: ${shown.join(', ')}.`]
      : []),
    ...(images > 0 && repository.private === true
      ? ['The source repository is private, so readers of the page will not see its images.']
      : []),
  ]
}

/** Finds the login for a registry: of the inputs, otherwise of docker's configuration. */
function createLogins(
  ports: Ports,
  { credentials }: DescribeInputs,
): (image: Repository) => Promise<PageLogin> {
  const secrets = createSecrets(ports.log)
  for (const { password } of credentials) secrets.remember(password)
  const find = openCredentials(ports, secrets, ownConfigDir(ports.env))
  return async ({ host }) => {
    const given = credentials.find(({ registry }) => registry === host)
    if (given === undefined) return find(host)
    return { kind: 'password', user: given.username, password: given.password }
  }
}

/** In bytes, in a warning. */
const longestUrl = 200

/** Registries that are known to have no page. */
const withoutPage = /(?:^|\.)(?:ghcr\.io|gcr\.io|pkg\.dev|amazonaws\.com|public\.ecr\.aws|azurecr\.io)$/

async function openPage(ports: Ports, image: Repository, login: PageLogin): Promise<PageHost> {
  const context = createWebContext(ports, usualRetries)
  if (login !== undefined) context.secrets.remember(login.kind === 'password' ? login.password : login.token)
  if (image.host === dockerHub) return openHubPage(context, image, login)
  if (withoutPage.test(image.host)) throw new TagboatError(pageUnsupported(image.host))
  return openOtherPage(context, image, login)
}

async function describePage(
  { log }: Ports,
  host: PageHost,
  source: PageSource,
  { writes, hasLogin }: { readonly writes: boolean; readonly hasLogin: boolean },
): Promise<PageResult> {
  const { subject } = host
  if (writes && !hasLogin) throw new TagboatError(pageLoginMissing(subject))
  const { texts, isCut } = fitTexts(host, source, (warning) => log.warning(warning))
  const before = await host.read()
  const changesFull = !host.isSame(before?.full ?? '', texts.full)
  const changesShort = texts.short !== undefined && !host.isSame(before?.short ?? '', texts.short)
  const isChange = changesFull || changesShort
  if (isChange && [texts.full, texts.short ?? ''].some((text) => log.clean(text) !== text))
    throw new TagboatError(pageSecret(subject))
  if (writes && isChange) await host.write(texts)
  return {
    registry: subject.registry,
    name: subject.name,
    outcome: !isChange ? 'unchanged' : writes ? 'changed' : 'would-change',
    size: Buffer.byteLength(texts.full),
    isCut,
    changesFull,
    changesShort,
    isUnread: before === undefined,
    diff: [
      ...(changesShort ? diffShort(log, before?.short ?? '', texts.short ?? '') : []),
      ...(changesFull ? cleanDiff(log, before?.full ?? '', texts.full) : []),
    ],
  }
}

/** A diff without secrets. One may span lines. */
const cleanDiff = (log: Ports['log'], before: string, after: string): readonly string[] =>
  log.clean(diffHunks(withUsualEnds(before), withUsualEnds(after)).trimEnd()).split('\n')

const diffShort = (log: Ports['log'], before: string, after: string): readonly string[] => {
  const line = (sign: string, text: string) => (text === '' ? [] : [`${sign}${text.replace(/\s+/g, ' ')}`])
  return ['@@ short description @@', ...line('-', before), ...line('+', after)].map(log.clean)
}

/** Registries change line ends. */
const withUsualEnds = (text: string): string =>
  text === '' ? '' : `${text.replace(/\r\n/g, '\n').replace(/\n$/, '')}\n`

/** Fits the texts into the limits of a registry. */
function fitTexts(
  { subject, limits, hasShort }: PageHost,
  { page, short, fullTextUrl }: PageSource,
  warn: (warning: string) => void,
): { readonly texts: PageTexts; readonly isCut: boolean } {
  const fitted =
    limits === undefined ? { text: page.text, isCut: false } : fitPage(page.text, limits.full, fullTextUrl)
  const line = shortenLine(short, limits?.short ?? Number.POSITIVE_INFINITY)
  if (limits !== undefined && fitted.isCut) warn(pageCut(subject, Buffer.byteLength(page.text), limits.full))
  if (limits !== undefined && hasShort && line.endsWith('…') && !short.trim().endsWith('…')) {
    warn(summaryCut(subject, limits.short))
  }
  return {
    texts: { full: fitted.text, ...(hasShort && line !== '' && { short: line }) },
    isCut: fitted.isCut,
  }
}
