import { teardown } from '../../../scripts/lib/teardown.mjs'

/** Stops after the end-to-end tests what the setup started in this process. */
export default async function globalTeardown() {
  const left = await teardown()
  if (left.length > 0) throw new Error(`The end-to-end tests left something: ${left.join('; ')}`)
}
