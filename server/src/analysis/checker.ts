import { shownPath } from '../clearml/shown-name.ts';
import { concernsClearml, type Deployment } from '../deployment/deployment.ts';
import { type FileKind, fileKind } from '../deployment/file-kind.ts';
import type { FileSystem } from '../deployment/file-system.ts';
import { type SourceFile, sourceFiles } from '../deployment/source-files.ts';
import { folderOf } from '../deployment/uri-path.ts';
import { ANYWHERE, mayEdit, type Workspace } from '../deployment/workspace.ts';
import type { Fix } from '../fixes/fix.ts';
import { suppressions } from '../fixes/suppress.ts';
import type { Finding } from '../rules/finding.ts';
import { DeploymentReader, type LookOptions, type ReadDeployment } from './deployment-reader.ts';
import { inOrder, joinFindings } from './one-voice.ts';
import { projectFileFindings } from './project-file/problem.ts';
import type { ProjectFile } from './project-file/project-file.ts';
import type { Report } from './report.ts';
import { RuleResults } from './rule-results.ts';
import { applySeverities, inEffect, type Settings, type SettingsInEffect } from './settings.ts';
import { suppress } from './suppression/suppress.ts';

/** Checks files; keeps what it parsed as long as the text is the same. One for a language server's life or a command's. */
export interface Checker {
  /**
   * Checks every deployment that these files are part of. A URI alone is taken for what its name says.
   * @param pause awaited between deployments; what it throws ends the check
   * @returns the findings in any of those deployments' files; a file that concerns nobody gives none
   */
  check(files: readonly (string | NamedFile)[], settings: Settings, pause?: () => Promise<void>): Promise<Report>;

  /** The deployments that a file is part of, as its name says; none for a file that concerns nobody. */
  deploymentsOf(uri: string): Promise<readonly ReadDeployment[]>;
}

/** A file of a name that we don't know, asked for by a person. */
export interface NamedFile {
  readonly uri: string;
  readonly kind: FileKind;
}

export interface CheckerOptions extends LookOptions {
  /**
   * False where nobody asks for ways out. They lead to all of a deployment, and would keep each in memory: with them the
   * memory that a check takes grows with the files.
   */
  readonly fixes?: boolean;
}

/** @param workspace what may be looked at and edited; asked at each check */
export function createChecker(
  files: FileSystem,
  workspace: () => Workspace = () => ANYWHERE,
  options?: CheckerOptions,
): Checker {
  const reader = new DeploymentReader(files, workspace);
  const results = new RuleResults();
  /** No fix leaves the workspace. */
  const isOffered = ({ uris }: Fix) => uris.every((uri) => mayEdit(workspace(), uri));
  const outward = (finding: Finding): Finding => ({
    ...finding,
    path: shownPath(finding.path),
    fixes: finding.fixes.filter(isOffered),
  });
  return {
    async check(wanted, settings, pause) {
      const deployments = new Map<string, readonly Finding[]>();
      const read = new Set<string>();
      const sources = new Map<string, SourceFile>();
      /** What counts for each file. */
      const inEffectFor = new Map<string, SettingsInEffect>();
      const projects = new Map<string, ProjectFile>();
      /** Files of which every deployment is checked. */
      const complete = new Set<string>();
      // A project file may ask for more.
      const look = reader.look({ ...options, onlyClearml: settings.scope !== 'all' });
      for (const each of wanted) {
        const file = typeof each === 'string' ? { uri: each, kind: fileKind(each) } : each;
        const nearest = await look.projectFile(folderOf(file.uri));
        if (nearest?.uri === file.uri) projects.set(nearest.uri, nearest);
        if (nearest?.ignores(file.uri)) continue;
        for (const { key, deployment, files: own, project } of await look.deploymentsOf(file.uri, file.kind)) {
          const effective = inEffect(settings, project);
          if (isChecked(deployment, effective)) complete.add(file.uri);
          if (deployments.has(key)) continue;
          if (deployments.size > 0) await pause?.();
          if (project !== undefined) projects.set(project.uri, project);
          const findings = results.of(deployment, effective).filter(({ at }) => !project?.ignores(at.uri));
          const kept = options?.fixes === false ? findings.map((finding) => ({ ...finding, fixes: [] })) : findings;
          deployments.set(key, applySeverities(kept, effective));
          for (const uri of own) read.add(uri);
          for (const source of sourceFiles(deployment).filter(({ uri }) => !project?.ignores(uri))) {
            sources.set(source.uri, source);
            inEffectFor.set(source.uri, effective);
          }
        }
      }
      // The same findings in the same order, whichever of a deployment's files was asked for.
      const findings = [...deployments.keys()].sort().flatMap((key) => deployments.get(key) ?? []);
      const settingsOf = (uri: string) => inEffectFor.get(uri) ?? settings;
      const kept = suppress(joinFindings(findings), sources.values(), settingsOf, (uri) => complete.has(uri));
      const wrong =
        settings.rules['unreadable-file'] === 'off' ? [] : [...projects.values()].flatMap(projectFileFindings);
      return {
        findings: [...kept, ...applySeverities(wrong, settings)].map(outward).toSorted(inOrder),
        files: [...read, ...projects.keys()].sort(),
        deployments: deployments.size,
        suppressions({ rule, at }) {
          const source = rule === 'suppression' ? undefined : sources.get(at.uri);
          return source === undefined ? [] : suppressions(source, rule, at.span).filter(isOffered);
        },
      };
    },
    deploymentsOf: (uri) => reader.look(options).deploymentsOf(uri, fileKind(uri)),
  };
}

/** False where every rule passes a deployment over. */
function isChecked({ compose }: Deployment, { scope }: SettingsInEffect): boolean {
  return compose === undefined || scope === 'all' || concernsClearml(compose);
}
