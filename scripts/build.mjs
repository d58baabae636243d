// Bundles the two files that action.yml names. Run by `npm run build`; its result is committed.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const ncc = createRequire(import.meta.url).resolve('@vercel/ncc/dist/ncc/cli.js')

// ncc never deletes: a chunk that is no longer made would stay for ever.
rmSync(`${root}/dist`, { recursive: true, force: true })
bundle('src/main.ts', 'dist')
bundle('src/post.ts', 'dist/post')

function bundle(entry, out) {
  const options = ['--license', 'licenses.txt', '--no-cache', '--quiet']
  const done = spawnSync(process.execPath, [ncc, 'build', entry, '-o', out, ...options], {
    cwd: root,
    stdio: 'inherit',
  })
  if (done.status !== 0) {
    console.error(`build: ncc could not bundle ${entry}`)
    process.exit(1)
  }
  console.log(`${entry} -> ${out}/index.js`)
}
