import type { Deployment } from '../deployment/deployment.ts';
import { type FileKind, fileKind } from '../deployment/file-kind.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { RULES } from '../rules/index.ts';
import { DeploymentReader, type ReadDeployment } from './deployment-reader.ts';
import { joinFindings } from './one-voice.ts';
import type { Report } from './report.ts';
import { applySeverities, type Settings } from './settings.ts';

/** Checks files; keeps what it parsed as long as the text is the same. One for a language server's life or a command's. */
export interface Checker {
  /**
   * Checks every deployment that these files are part of. A URI alone is taken for what its name says.
   * @returns the findings in any of those deployments' files; a file that concerns nobody gives none
   */
  check(files: readonly (string | NamedFile)[], settings: Settings): Promise<Report>;

  /** The deployments that a file is part of, as its name says; none for a file that concerns nobody. */
  deploymentsOf(uri: string): Promise<readonly ReadDeployment[]>;
}

/** A file of a name that we don't know, asked for by a person. */
export interface NamedFile {
  readonly uri: string;
  readonly kind: FileKind;
}

export function createChecker(files: FileSystem): Checker {
  const reader = new DeploymentReader(files);
  return {
    async check(wanted, settings) {
      const deployments = new Map<string, Deployment>();
      const read = new Set<string>();
      const look = reader.look();
      for (const each of wanted) {
        const file = typeof each === 'string' ? { uri: each, kind: fileKind(each) } : each;
        for (const { key, deployment, files: own } of await look.deploymentsOf(file.uri, file.kind)) {
          deployments.set(key, deployment);
          for (const uri of own) read.add(uri);
        }
      }
      const findings = [...deployments.values()].flatMap((deployment) =>
        RULES.filter((rule) => settings.rules[rule.id] !== 'off').flatMap((rule) =>
          rule.check(deployment, settings.scope),
        ),
      );
      return {
        findings: applySeverities(joinFindings(findings), settings),
        files: [...read].sort(),
        deployments: deployments.size,
      };
    },
    deploymentsOf: (uri) => reader.look().deploymentsOf(uri, fileKind(uri)),
  };
}
