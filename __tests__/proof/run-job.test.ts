import { parse } from 'yaml'
import { sampleEvents } from '../../src/proof/events.ts'
import { Placeholders, Undecided } from '../../src/proof/fill-text.ts'
import { pushedReferences } from '../../src/proof/publication.ts'
import { runJob } from '../../src/proof/run-job.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'

const expressions = await loadExpressions()
const repository = { name: 'acme/app', defaultBranch: 'main', time: '2020-01-10T00:30:00Z' }

/** Runs steps, in YAML, for the first example of an event. */
function run(steps: string, { on = 'push', outer = '' } = {}) {
  const [event] = sampleEvents(on, repository)
  if (event === undefined) throw new Error('no event')
  const tools = { expressions, placeholders: new Placeholders() }
  const result = runJob({ steps: parse(steps) }, parse(outer), { event, matrix: {}, assumed: {} }, tools)
  const pushed = [...pushedReferences([result]).values()].map((one) => tools.placeholders.restore(one))
  return { ...result, pushed }
}

const metadata = (tags: string, version = 'v6') => `
- id: meta
  uses: docker/metadata-action@${version}
  with: { images: acme/app, tags: ${JSON.stringify(tags)} }`

const build = `
- uses: docker/build-push-action@v6
  with: { push: true, tags: "\${{ steps.meta.outputs.tags }}" }`

const buildOf = (tags: string) => `
- uses: docker/build-push-action@v6
  with: { push: true, tags: ${JSON.stringify(tags)} }`

describe('the references that a job pushes', () => {
  test.each([
    { title: 'come from docker/metadata-action', steps: metadata('edge') + build, pushed: ['acme/app:edge'] },
    {
      title: 'come from its variables',
      steps: metadata('edge') + buildOf('${{ env.DOCKER_METADATA_OUTPUT_TAGS }}'),
      pushed: ['acme/app:edge'],
    },
    {
      title: 'come from a part of its JSON',
      steps: metadata('edge') + buildOf('${{ fromJSON(steps.meta.outputs.json).tags[0] }}'),
      pushed: ['acme/app:edge'],
    },
    {
      title: 'are those of every build',
      steps: buildOf('acme/app:1,acme/app:2') + buildOf('ghcr.io/acme/app:1\nacme/app:1'),
      pushed: ['acme/app:1', 'acme/app:2', 'ghcr.io/acme/app:1'],
    },
    {
      title: 'are listed once for two spellings of Docker Hub',
      steps: buildOf('acme/app:1\ndocker.io/acme/app:1'),
      pushed: ['docker.io/acme/app:1'],
    },
    {
      title: 'are in outputs with a name',
      steps: `
- uses: docker/build-push-action@v6
  with: { outputs: "type=image,name=acme/app:1,push=true" }`,
      pushed: ['acme/app:1'],
    },
    {
      title: 'are empty for a build that only loads',
      steps: `
- uses: docker/build-push-action@v6
  with: { load: true, tags: acme/app:1 }`,
      pushed: [],
    },
    {
      title: 'are empty for a build by digest',
      steps: `
- uses: docker/build-push-action@v6
  with: { outputs: "type=image,push-by-digest=true,push=true", tags: acme/app }`,
      pushed: [],
    },
    {
      title: 'come from a bake file of docker/metadata-action',
      steps: `${metadata('edge')}
- uses: docker/bake-action@v6
  with: { push: true, files: "cwd://\${{ steps.meta.outputs.bake-file-tags }}" }`,
      pushed: ['acme/app:edge'],
    },
    {
      title: 'come from overrides of a bake target',
      steps: `
- uses: docker/bake-action@v6
  with: { push: true, set: "*.tags=acme/app:1" }`,
      pushed: ['acme/app:1'],
    },
    {
      title: 'come from a script that names them',
      steps: `
- env: { V: "2" }
  run: |
    docker tag x acme/app:1
    docker push acme/app:1
    docker buildx imagetools create --tag "acme/app:$V" \\
      -t acme/app:\${V}-x acme/app:1
    docker push $SECRET`,
      pushed: ['acme/app:2', 'acme/app:2-x', 'acme/app:1'],
    },
    {
      title: 'come from a script that reads the tags of docker/metadata-action',
      steps: `${metadata('edge')}
- run: docker buildx imagetools create $(jq -cr '.tags' <<< "$DOCKER_METADATA_OUTPUT_JSON") x`,
      pushed: ['acme/app:edge'],
    },
    {
      title: 'leave out a step whose condition is false, and its outputs are empty',
      steps: `
- if: github.ref == 'refs/heads/other'
  id: meta
  uses: docker/metadata-action@v6
  with: { images: acme/app, tags: other }
- uses: docker/build-push-action@v6
  with: { push: true, tags: "acme/app:\${{ steps.meta.outputs.version || 'main' }}" }`,
      pushed: ['acme/app:main'],
    },
    {
      title: 'are those of steps that follow a success or a skipped step',
      steps: `
- { id: test, run: make test }
- { id: never, if: "false", run: make }
- if: steps.test.outcome == 'success' && steps.never.conclusion == 'skipped'
  uses: docker/build-push-action@v6
  with: { push: true, tags: "acme/app:1" }
- if: steps.test.outcome == 'failure' || failure()
  uses: docker/build-push-action@v6
  with: { push: true, tags: "acme/app:broken" }`,
      pushed: ['acme/app:1'],
    },
    {
      title: 'have an unknown part after a script wrote a variable',
      steps: `
- run: echo "TAG=2" >> "$GITHUB_ENV"${buildOf('acme/app:${{ env.TAG }}')}`,
      outer: 'env: { TAG: "1" }',
      pushed: ['acme/app:${{ env.tag }}'],
    },
    {
      title: 'have the variables of the workflow, of the job and of the step',
      steps: `
- uses: docker/build-push-action@v6
  env: { TAG: "\${{ env.NAME }}-1" }
  with: { push: true, tags: "acme/app:\${{ env.TAG }}" }`,
      outer: 'env: { TAG: "0", NAME: "${{ github.ref_name }}" }',
      pushed: ['acme/app:main-1'],
    },
    {
      title: 'have the number of the pull request on pull_request_target',
      steps: metadata('type=ref,event=pr') + build,
      on: 'pull_request_target',
      pushed: ['acme/app:pr-7'],
    },
    {
      title: 'come from a Tagboat step',
      steps: `
- uses: Tagboat/tagboat@v1
  with: { images: acme/app, tags: edge, push: true }`,
      pushed: ['acme/app:edge'],
    },
    {
      title: 'are empty for a Tagboat step that is a dry run, whose outputs are known',
      steps: `
- id: plan
  uses: tagboat/tagboat@v1
  with: { images: acme/app, tags: edge, push: true, dry-run: true }${buildOf('acme/copy:${{ steps.plan.outputs.version }}')}`,
      pushed: ['acme/copy:edge'],
    },
    {
      title: 'cut a comment in a line of docker/metadata-action, up to version 5',
      steps: metadata('edge # on main', 'v5') + build,
      pushed: ['acme/app:edge'],
    },
    {
      title: 'keep a comment in a line of docker/metadata-action since version 6',
      steps: metadata('edge # on main', 'v6') + build,
      pushed: ['acme/app:edge-on-main'],
    },
  ])('$title', ({ steps, on, outer, pushed }) => {
    const result = run(steps, { ...(on && { on }), ...(outer && { outer }) })
    expect(result.failure).toBeUndefined()
    expect(result.pushed).toEqual(pushed)
  })
})

describe('a job fails', () => {
  test.each([
    { title: 'with a name in capitals', steps: buildOf('acme/App:1'), why: 'the name has capitals' },
    { title: 'with an invalid tag', steps: buildOf('acme/app:a/b'), why: "'a/b' is not a valid tag" },
    { title: 'without a tag to push', steps: buildOf(''), why: 'it pushes without a tag' },
    {
      title: 'with an unknown type of rule',
      steps: metadata('type=nothing'),
      why: 'docker/metadata-action fails: Unknown tag type attribute: nothing',
    },
    {
      title: 'with an input that Tagboat refuses',
      steps: `
- uses: tagboat/tagboat@v1
  with: { push: sometimes }`,
      why: "Input push: 'sometimes' is not one of its values.",
    },
    {
      title: 'with an invalid condition',
      steps: `
- if: github.ref =
  uses: docker/build-push-action@v6`,
      why: "its condition 'github.ref =' is invalid",
    },
  ])('$title', ({ steps, why }) => {
    expect(run(steps).failure).toContain(why)
  })
})

describe('a job whose tags are not in the workflow is unread', () => {
  test.each([
    { title: 'a bake file', steps: '- uses: docker/bake-action@v6', why: 'its tags are in the bake file' },
    {
      title: 'a bake file that Tagboat reads',
      steps: '- { uses: tagboat/tagboat@v1, with: { bake-files: docker-bake.hcl } }',
      why: 'the names of its images are in the bake file',
    },
  ])('$title', ({ steps, why }) => {
    expect(run(steps).unread).toBe(why)
  })
})

describe('a job that depends on an unknown part is undecided', () => {
  test.each([
    {
      title: 'in a condition',
      steps: "- { if: vars.A == 'x', run: ls }",
      part: { name: 'vars.A', compared: ['x'] },
    },
    {
      title: 'in input push',
      steps: '- { uses: docker/build-push-action@v6, with: { push: "${{ vars.A }}" } }',
      part: { name: 'vars.A', compared: ['true', 'false'] },
    },
    {
      title: 'in enable of a rule',
      steps: metadata('edge\ntype=raw,value=x,enable=${{ vars.A }}'),
      part: { name: 'vars.A', compared: ['true', 'false'] },
    },
  ])('$title', ({ steps, part }) => {
    const error = (() => {
      try {
        return run(steps)
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(Undecided)
    expect(error).toMatchObject({ part })
  })
})
