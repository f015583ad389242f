import { type Deployment, isLoopbackOnly } from '../deployment/deployment.ts';
import { lower, type Severity } from './finding.ts';

/**
 * The level of a finding in a deployment: one level lower where provably nobody on another machine can reach it. What
 * can't be told counts as reachable, and so does a configuration file without a compose file.
 */
export function levelWithin({ compose }: Deployment, level: Severity): Severity {
  return compose !== undefined && isLoopbackOnly(compose) ? lower(level) : level;
}
