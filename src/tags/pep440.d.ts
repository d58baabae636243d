/** The part of the package that we use; it has no types of its own. */
declare module '@renovate/pep440' {
  interface Explained {
    readonly release: readonly number[]
    readonly is_prerelease: boolean
    readonly is_postrelease: boolean
    readonly is_devrelease: boolean
  }
  const pep440: {
    valid(version: string): string | null
    clean(version: string): string | null
    explain(version: string): Explained | null
    compare(a: string, b: string): number
  }
  export default pep440
}
