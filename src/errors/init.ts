import type { Problem } from '../model/tagboat-error.ts'

export const nothingToBuild = (folder: string): Problem => ({
  code: 'nothing-to-build',
  what: `'${folder}' has no Dockerfile, no docker-bake.hcl or docker-bake.json, and no compose file with a build.`,
  fix: 'Write a Dockerfile first.',
})

export const workflowExists = (path: string): Problem => ({
  code: 'workflow-exists',
  what: `'${path}' exists already.`,
  fix: 'Name another file with --output, or print the workflow with --output -.',
})

export const notOnGithub = (): Problem => ({
  code: 'not-on-github',
  what: 'This repository is built by GitLab CI, and tagboat init writes workflows for GitHub.',
  fix: 'Copy the file in docs/other-ci.md, or name the file to write with --output.',
})
