import type { Deployment } from '../deployment/deployment.ts';
import type { Finding } from '../rules/finding.ts';
import { RULES } from '../rules/index.ts';
import { memoizeByIdentity } from '../syntax/memo.ts';
import { inTheirFiles } from './inline-findings.ts';
import type { SettingsInEffect } from './settings.ts';

/** What the rules found in a deployment, kept as long as the deployment is. */
export class RuleResults {
  readonly #foundIn = memoizeByIdentity((_deployment: Deployment) => new Map<string, readonly Finding[]>());

  /** The findings of all rules that are not switched off, in the rules' order. */
  of(deployment: Deployment, { rules, scope }: SettingsInEffect): readonly Finding[] {
    const known = this.#foundIn(deployment);
    return RULES.filter(({ id }) => rules[id] !== 'off').flatMap((rule) => {
      const key = `${rule.id} ${scope}`;
      const findings = known.get(key) ?? inTheirFiles(rule.check(deployment, scope), deployment);
      known.set(key, findings);
      return findings;
    });
  }
}
