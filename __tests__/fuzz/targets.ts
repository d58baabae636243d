import type { FuzzTarget } from './target.ts'
import { bake } from './targets/bake.ts'
import { clients } from './targets/clients.ts'
import { headers } from './targets/headers.ts'
import { inputs } from './targets/inputs.ts'
import { layouts } from './targets/layouts.ts'
import { machines } from './targets/machines.ts'
import { manifests } from './targets/manifests.ts'
import { descriptions } from './targets/pages.ts'
import { report } from './targets/report.ts'
import { sources } from './targets/sources.ts'
import { texts } from './targets/texts.ts'
import { triggers } from './targets/triggers.ts'

/** Every fuzz target. Add a new one to the list of a file in targets/. */
export const targets: readonly FuzzTarget[] = [
  ...texts,
  ...triggers,
  ...inputs,
  ...bake,
  ...sources,
  ...headers,
  manifests,
  layouts,
  clients,
  ...machines,
  ...descriptions,
  ...report,
]
