import { findFaults } from '../../scripts/lib/workflow-rules.mjs'

const id = '0123456789abcdef0123456789abcdef01234567'

/** A valid workflow, with parts replaced. */
function write({ on = 'push', permissions = '{}', job = '', steps = `- uses: acme/do@${id} # v1.2.3` } = {}) {
  return `on: ${on}\npermissions: ${permissions}\njobs:\n  test:\n    runs-on: x\n${job}    steps:\n      ${steps}\n`
}

test.each([
  { title: 'a pinned action', text: write() },
  { title: 'an action in a subfolder', text: write({ steps: `- uses: acme/do/init@${id} # v1.2.3` }) },
  { title: "the repository's own action", text: write({ steps: '- uses: ./' }) },
  { title: 'a script', text: write({ steps: '- run: apt-get install snapd' }) },
  {
    title: 'a service with a digest',
    text: write({ job: `    services: {db: {image: "db@sha256:${'0'.repeat(64)}"}}\n` }),
  },
  {
    title: 'a job all that needs every other job',
    text: write({ job: '    needs: []\n' }).concat('  all: {needs: [test], runs-on: x, steps: [{run: x}]}\n'),
  },
  {
    title: 'a reusable workflow with this action at a version and the permissions of its caller',
    text: write({ on: '{workflow_call: {}}', steps: '- uses: tagboat/tagboat@v1.2.3' }).replace(
      'permissions: {}\n',
      '',
    ),
  },
  {
    title: 'a script in a job with write permissions',
    text: write({ job: '    permissions: {contents: write}\n' }),
  },
])('workflow rules accept $title', ({ text }) => {
  expect(findFaults(text)).toEqual([])
})

test.each([
  { title: 'a tag instead of a commit', text: write({ steps: '- uses: acme/do@v1' }), fault: /commit id/ },
  {
    title: 'a short commit id',
    text: write({ steps: `- uses: acme/do@${id.slice(1)} # v1.2.3` }),
    fault: /commit id/,
  },
  {
    title: 'a commit without its version',
    text: write({ steps: `- uses: acme/do@${id}` }),
    fault: /commit id/,
  },
  {
    title: 'an action in a quoted flow mapping',
    text: write({ steps: '- {uses: "acme/do@v1"} # v1.2.3' }),
    fault: /commit id/,
  },
  {
    title: 'this action at a version outside a reusable workflow',
    text: write({ steps: '- uses: tagboat/tagboat@v1.2.3' }),
    fault: /commit id/,
  },
  {
    title: 'this action at a major version in a reusable workflow',
    text: write({ on: 'workflow_call', steps: '- uses: tagboat/tagboat@v1' }),
    fault: /commit id/,
  },
  {
    title: 'a reusable workflow with permissions',
    text: write({ on: 'workflow_call' }),
    fault: /permissions of its caller/,
  },
  { title: 'an image as a step', text: write({ steps: '- uses: docker://alpine:3' }), fault: /commit id/ },
  {
    title: 'a reusable workflow at a branch',
    text: 'on: push\npermissions: {}\njobs: {a: {uses: acme/do/.github/workflows/a.yml@main}}\n',
    fault: /commit id/,
  },
  {
    title: 'missing top-level permissions',
    text: write().replace('permissions: {}\n', ''),
    fault: /must be \{\}/,
  },
  {
    title: 'top-level read permissions',
    text: write({ permissions: '{contents: read}' }),
    fault: /must be \{\}/,
  },
  {
    title: 'a job with all permissions',
    text: write({ job: '    permissions: write-all\n' }),
    fault: /one by one/,
  },
  { title: 'pull_request_target', text: write({ on: 'pull_request_target' }), fault: /rights/ },
  { title: 'workflow_run in a list', text: write({ on: '[push, workflow_run]' }), fault: /rights/ },
  {
    title: 'pull_request_target with settings',
    text: write({ on: '{pull_request_target: {types: [opened]}}' }),
    fault: /rights/,
  },
  {
    title: 'a job all that does not need every other job',
    text: write().concat('  all: {needs: [], runs-on: x, steps: [{run: x}]}\n'),
    fault: /all does not need job test/,
  },
  { title: 'a snap', text: write({ steps: '- run: sudo snap  install oras' }), fault: /snap/ },
  {
    title: 'a service image with a tag',
    text: write({ job: '    services: {db: {image: "db:1"}}\n' }),
    fault: /digest/,
  },
  { title: 'a container with a tag', text: write({ job: '    container: db:1\n' }), fault: /digest/ },
  {
    title: 'a checkout that keeps its token',
    text: write({ steps: `- uses: actions/checkout@${id} # v1.2.3` }),
    fault: /persist-credentials/,
  },
  {
    title: 'a checkout in a job with write permissions',
    text: write({
      job: '    permissions: {contents: write}\n',
      steps: `- {uses: "actions/checkout@${id}", with: {persist-credentials: false}}`,
    }),
    fault: /no code of the repository/,
  },
])('workflow rules refuse $title', ({ text, fault }) => {
  expect(findFaults(text).join('\n')).toMatch(fault)
})
