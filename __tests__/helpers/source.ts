import { known, unknown } from '../../src/git/answer.ts'
import type { SourceAnswer, SourceRepository, TagSignature } from '../../src/model/source-repository.ts'

export interface SourceState {
  readonly tips?: Readonly<Record<string, string>>
  readonly pulls?: Readonly<Record<number, string>>
  /** Commits from the oldest to the newest, one line. Other commits are unknown. */
  readonly line?: readonly string[]
  readonly tags?: readonly string[]
  readonly branches?: readonly string[]
  readonly signatures?: Readonly<Record<string, TagSignature>>
  readonly knownFromPush?: (commit: string, ancestor: string) => boolean | undefined
}

/** A source repository in memory; `asked` records the questions. */
export function createFakeSource(state: SourceState = {}): SourceRepository & { readonly asked: string[] } {
  const asked: string[] = []
  const look = <T>(question: string, value: T | undefined): Promise<SourceAnswer<T>> => {
    asked.push(question)
    return Promise.resolve(value === undefined ? unknown(`no source answers for ${question}`) : known(value))
  }
  const place = (commit: string) => state.line?.indexOf(commit) ?? -1
  return {
    asked,
    knownFromPush: (commit, ancestor) => state.knownFromPush?.(commit, ancestor),
    branchTip: (branch) => look(`tip of ${branch}`, state.tips?.[branch]),
    pullHead: (number) => look(`head of ${number}`, state.pulls?.[number]),
    isDescendant(commit, ancestor) {
      const both = place(commit) >= 0 && place(ancestor) >= 0
      return look(`${commit} after ${ancestor}`, both ? place(commit) >= place(ancestor) : undefined)
    },
    gitTags: () => look('tags', state.tags),
    branches: () => look('branches', state.branches),
    branchTips: () => look('branch tips', state.tips && new Map(Object.entries(state.tips))),
    tagSignature: (tag) => look(`signature of ${tag}`, state.signatures?.[tag]),
    forget: () => void asked.push('forget'),
  }
}
