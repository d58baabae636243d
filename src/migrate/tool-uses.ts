import { describeStep, type Step } from './step.ts'

/** Programs that read docker's logins, or that use docker's builder. */
const programs =
  /\b(?:docker|buildx|podman|buildah|nerdctl|skopeo|crane|regctl|cosign|oras|notation|helm|trivy|grype|syft|dive|kubectl|kind|minikube|act|earthly)\b/i

/** Scripts whose content this file cannot show. */
const scripts = /(?:[\w./-]+\.(?:sh|py|js|mjs|ps1)\b|\b(?:make|just|task|mage|rake|npm|pnpm|yarn|tox|nox)\s)/

/** Owners of actions that use no docker login, except for those that are named here. */
const harmless =
  /^(?:actions|github|softprops|peter-evans|dorny|step-security|codecov|crazy-max\/ghaction-dump-context)\b/i
const exceptions = /^actions\/attest/i

/** The first step that may use docker, or a login of docker's. Docker's own actions and Tagboat are judged elsewhere. */
export function findDockerUse(steps: readonly Step[]): Step | undefined {
  return steps.find(({ action, run = '', uses = '' }) => {
    if (action !== undefined) return false
    if (programs.test(run) || scripts.test(run)) return true
    return uses !== '' && (exceptions.test(uses) || !harmless.test(uses)) && !/^tagboat\//i.test(uses)
  })
}

/** How a message says that a step may need something. */
export const mayUse = (step: Step): string => `${describeStep(step)} may use it`
