import type { Deployment } from '../deployment/deployment.ts';
import type { Finding } from './finding.ts';

/** One thing we look for. A rule never throws, does no I/O, parses nothing again and knows no editor. */
export interface Rule {
  readonly id: string;
  /** One line for lists of rules. */
  readonly summary: string;
  readonly check: (deployment: Deployment, scope: 'clearml' | 'all') => readonly Finding[];
}
