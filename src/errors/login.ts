import type { Problem } from '../model/tagboat-error.ts'
import { isDiskFull, programDiskFull } from './files.ts'

/** `docker login` failed; its words tell a wrong password from a registry that cannot be reached. */
export function loginFailed(registry: string, username: string, original: string): Problem {
  if (isDiskFull(original)) return programDiskFull('docker login', '', original)
  const unreachable =
    /no such host|connection refused|i\/o timeout|deadline exceeded|no route|tls:|x509|server gave HTTP/i
  if (unreachable.test(original)) {
    return {
      code: 'registry-unreachable',
      what: `Registry ${registry} could not be reached to log in.`,
      fix: 'Check its name and port, and that this runner can reach it; a registry without TLS must be in insecure-registries of the engine.',
      original,
    }
  }
  const isRefused = /unauthorized|incorrect|denied|401|403/i.test(original)
  return {
    code: isRefused ? 'login-refused' : 'login-failed',
    what: `Registry ${registry} did not accept the login of '${username}'.`,
    fix: isRefused
      ? 'Check username and password; many registries want an access token here, and a secret that does not exist reads as empty.'
      : `The answer of docker login is below; check that ${registry} is the registry's own host.`,
    original,
  }
}

/** A login without `registry` is for Docker Hub, where nothing of this run is. `line` is what was probably left out. */
export function registryUnset(username: string, host: string, line: string): Problem {
  return {
    code: 'login-registry',
    what: `The login of '${username}' names no registry, which means Docker Hub, and all images are on ${host}.`,
    fix: `Write ${line} beside it; a login to Docker Hub that is meant so has the line registry: docker.io.`,
  }
}

export function badDockerConfig(path: string): Problem {
  return {
    code: 'docker-config',
    what: `The docker configuration '${path}' is no JSON object.`,
    fix: 'Mend or remove it; docker itself cannot read it either.',
  }
}

export function awsMissing(registry: string): Problem {
  return {
    code: 'aws-missing',
    what: `Logging in to ${registry} needs the AWS CLI, and there is no command aws on the PATH.`,
    fix: 'Install the AWS CLI v2, or give username AWS and a password in registry-auth.',
  }
}

export function awsFailed(registry: string, original: string): Problem {
  return {
    code: 'aws-failed',
    what: `The AWS CLI gave no password for ${registry}.`,
    fix: 'Set up credentials before this step, for example with aws-actions/configure-aws-credentials, for a role that may call ecr:GetAuthorizationToken.',
    original,
  }
}

/** docker's config.json cannot be read as JSON. Its text is never shown: it holds passwords. */
export function configInvalid(path: string): Problem {
  return {
    code: 'docker-config-invalid',
    what: `${path} is not valid JSON.`,
    fix: 'Mend or remove it; docker login writes a new one.',
  }
}

export function helperNameInvalid(host: string, helper: string): Problem {
  return {
    code: 'credential-helper-name',
    what: `The credential helper for ${host} has the name '${helper}'.`,
    fix: 'A name has only letters, digits, _ and -: for the program docker-credential-gcr it is gcr.',
  }
}

export function helperMissing(host: string, program: string): Problem {
  return {
    code: 'credential-helper-missing',
    what: `The credential helper for ${host}, ${program}, is not on the PATH. Its directories in the workspace do not count.`,
    fix: 'Install it outside the workspace in an earlier step, or log in with a user name and a password.',
  }
}

/** `original` is its message; what it printed as a credential is never shown. */
export function helperFailed(host: string, program: string, original: string): Problem {
  return {
    code: 'credential-helper-failed',
    what: `The credential helper for ${host}, ${program}, gives no credential.`,
    fix: `Run 'echo ${host} | ${program} get' in a step before to see why.`,
    original,
  }
}
