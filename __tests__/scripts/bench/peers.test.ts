import { PEERS } from '../../../scripts/bench/peers.mjs'

const from = 'r.test/staging/app:build'
const to = 'r.test/production/app'
const write = (isSame: boolean) =>
  Object.fromEntries(
    PEERS.map(({ slug, commands }) => [
      slug,
      commands({ from, to, tags: ['1', '2', '3'], isSame }).map(([program, args]) =>
        [program, ...args].join(' '),
      ),
    ]),
  )

describe('PEERS', () => {
  it('copy one image to all tags', () => {
    const plain = '--src-tls-verify=false --dest-tls-verify=false'
    expect(write(false)).toEqual({
      skopeo: ['1', '2', '3'].map(
        (tag) => `skopeo copy --all ${plain} docker://${from} docker://${to}:${tag}`,
      ),
      oras: [`oras cp -r ${from} ${to}:1`, `oras tag ${to}:1 2 3`],
      'oras-once': [`oras cp -r ${from} ${to}:1,2,3`],
      imagetools: [`docker buildx imagetools create --tag ${to}:1 --tag ${to}:2 --tag ${to}:3 ${from}`],
      docker: [
        `docker pull ${from}`,
        ...['1', '2', '3'].map((tag) => `docker tag ${from} ${to}:${tag}`),
        ...['1', '2', '3'].map((tag) => `docker push ${to}:${tag}`),
      ],
    })
  })

  it('only tag if the image exists in the repository', () => {
    expect(write(true)).toMatchObject({ 'oras-once': [`oras tag ${from} 1 2 3`] })
  })
})
