import { type Json, parseJson } from '../json.ts'
import type { Repository } from '../model/reference.ts'
import type { Exec } from '../ports/ports.ts'

const host = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./

/** Whether a repository is in a private registry of ECR. */
export const isPrivateEcr = ({ host: name }: Repository): boolean => host.test(name)

/** An answer of the AWS CLI. `code` 127: it is not installed. */
export interface AwsAnswer {
  readonly code: number
  readonly json: Json
  /** Its message, on one line. */
  readonly said: string
}

/** Runs a command of `aws ecr` about one repository, with the AWS CLI v2 and the job's own AWS credentials. */
export type RunAws = (command: string, args: readonly string[], timeout: number) => Promise<AwsAnswer>

export function createAws(exec: Exec, repository: Repository): RunAws {
  const [, account = '', region = ''] = host.exec(repository.host) ?? []
  const where = ['--region', region, '--registry-id', account, '--repository-name', repository.path]
  return async (command, args, timeout) => {
    const given = ['ecr', command, ...where, ...args, '--output', 'json']
    const { code, stdout, stderr } = await exec('aws', given, { timeout })
    return { code, json: parseJson(stdout), said: stderr.trim().replace(/\s+/g, ' ').slice(0, 300) }
  }
}
