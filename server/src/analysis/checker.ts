import { concernsClearml, type Deployment } from '../deployment/deployment.ts';
import { type FileKind, fileKind } from '../deployment/file-kind.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { type SourceFile, sourceFiles } from '../deployment/source-files.ts';
import { ANYWHERE, mayEdit, type Workspace } from '../deployment/workspace.ts';
import type { Fix } from '../fixes/fix.ts';
import { suppressions } from '../fixes/suppress.ts';
import type { Finding } from '../rules/finding.ts';
import { DeploymentReader, type ReadDeployment } from './deployment-reader.ts';
import { inOrder, joinFindings } from './one-voice.ts';
import type { Report } from './report.ts';
import { RuleResults } from './rule-results.ts';
import { applySeverities, type Settings } from './settings.ts';
import { suppress } from './suppression/suppress.ts';

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

/** @param workspace what may be looked at and edited; asked at each check */
export function createChecker(files: FileSystem, workspace: () => Workspace = () => ANYWHERE): Checker {
  const reader = new DeploymentReader(files, workspace);
  const results = new RuleResults();
  /** No fix leaves the workspace. */
  const isOffered = ({ uris }: Fix) => uris.every((uri) => mayEdit(workspace(), uri));
  const withinReach = (finding: Finding): Finding =>
    finding.fixes.every(isOffered) ? finding : { ...finding, fixes: finding.fixes.filter(isOffered) };
  return {
    async check(wanted, settings) {
      const deployments = new Map<string, readonly Finding[]>();
      const read = new Set<string>();
      const sources = new Map<string, SourceFile>();
      /** Files of which every deployment is checked. */
      const complete = new Set<string>();
      const look = reader.look({ onlyClearml: settings.scope === 'clearml' });
      for (const each of wanted) {
        const file = typeof each === 'string' ? { uri: each, kind: fileKind(each) } : each;
        for (const { key, deployment, files: own } of await look.deploymentsOf(file.uri, file.kind)) {
          if (isChecked(deployment, settings)) complete.add(file.uri);
          if (deployments.has(key)) continue;
          deployments.set(key, results.of(deployment, settings));
          for (const uri of own) read.add(uri);
          for (const source of sourceFiles(deployment)) sources.set(source.uri, source);
        }
      }
      // The same findings in the same order, whichever of a deployment's files was asked for.
      const findings = [...deployments.keys()].sort().flatMap((key) => deployments.get(key) ?? []);
      const kept = suppress(joinFindings(findings), sources.values(), settings, (uri) => complete.has(uri));
      return {
        findings: applySeverities(kept, settings).map(withinReach).toSorted(inOrder),
        files: [...read].sort(),
        deployments: deployments.size,
        suppressions({ rule, at }) {
          const source = rule === 'suppression' ? undefined : sources.get(at.uri);
          return source === undefined ? [] : suppressions(source, rule, at.span).filter(isOffered);
        },
      };
    },
    deploymentsOf: (uri) => reader.look().deploymentsOf(uri, fileKind(uri)),
  };
}

/** False where every rule passes a deployment over. */
function isChecked({ compose }: Deployment, { scope }: Settings): boolean {
  return compose === undefined || scope === 'all' || concernsClearml(compose);
}
