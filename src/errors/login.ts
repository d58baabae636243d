import type { Problem } from '../model/tagboat-error.ts'
import { isDiskFull, programDiskFull } from './files.ts'

/** `docker login` failed. Distinguishes a wrong password from an unreachable registry by its message. */
export function loginFailed(registry: string, username: string, original: string): Problem {
  if (isDiskFull(original)) return programDiskFull('docker login', '', original)
  const unreachable =
    /no such host|connection refused|i\/o timeout|deadline exceeded|no route|tls:|x509|server gave HTTP/i
  if (unreachable.test(original)) {
    return {
      code: 'registry-unreachable',
      what: `Registry ${registry} could not be reached to log in.`,
      fix: 'Check its name and port, and that this runner can reach it. Add a registry without TLS to insecure-registries of the engine.',
      original,
    }
  }
  const isRefused = /unauthorized|incorrect|denied|401|403/i.test(original)
  return {
    code: isRefused ? 'login-refused' : 'login-failed',
    what: `Registry ${registry} did not accept the login of '${username}'.`,
    fix: isRefused
      ? 'Check username and password. Many registries require an access token here, and a secret that does not exist is empty.'
      : `Check that ${registry} is the registry's own host; the answer of docker login is below.`,
    original,
  }
}

/** A login without `registry` is for Docker Hub, which this run does not use. `line` is the line that is probably missing. */
export function registryUnset(username: string, host: string, line: string): Problem {
  return {
    code: 'login-registry',
    what: `The login of '${username}' names no registry, which means Docker Hub, but all images are on ${host}.`,
    fix: `Add the line ${line} to the login. If Docker Hub is intended, add registry: docker.io.`,
  }
}

export function badDockerConfig(path: string): Problem {
  return {
    code: 'docker-config',
    what: `The docker configuration '${path}' is not a JSON object.`,
    fix: 'Fix or remove it; docker itself cannot read it either.',
  }
}

export function awsMissing(registry: string): Problem {
  return {
    code: 'aws-missing',
    what: `Logging in to ${registry} needs the AWS CLI, but the aws command is not on the PATH.`,
    fix: 'Install the AWS CLI v2, or set username: AWS and a password in registry-auth.',
  }
}

export function awsFailed(registry: string, original: string): Problem {
  return {
    code: 'aws-failed',
    what: `The AWS CLI returned no password for ${registry}.`,
    fix: 'Set up credentials in an earlier step, for example with aws-actions/configure-aws-credentials, for a role that may call ecr:GetAuthorizationToken.',
    original,
  }
}

/** docker's config.json is not valid JSON. It holds passwords, so its text is never shown. */
export function configInvalid(path: string): Problem {
  return {
    code: 'docker-config-invalid',
    what: `The docker configuration '${path}' is not valid JSON.`,
    fix: 'Fix or remove it; docker login writes a new one.',
  }
}

export function helperNameInvalid(host: string, helper: string): Problem {
  return {
    code: 'credential-helper-name',
    what: `The credential helper for ${host} has the invalid name '${helper}'.`,
    fix: 'Use only letters, digits, _ and -: the program docker-credential-gcr has the name gcr.',
  }
}

export function helperMissing(host: string, program: string): Problem {
  return {
    code: 'credential-helper-missing',
    what: `The credential helper for ${host}, ${program}, is not on the PATH (directories in the workspace are ignored).`,
    fix: 'Install it outside the workspace in an earlier step, or log in with a user name and a password.',
  }
}

/** `original` is its error message. What it printed as a credential is never shown. */
export function helperFailed(host: string, program: string, original: string): Problem {
  return {
    code: 'credential-helper-failed',
    what: `The credential helper for ${host}, ${program}, returned no credential.`,
    fix: `Run 'echo ${host} | ${program} get' in an earlier step to see why.`,
    original,
  }
}
