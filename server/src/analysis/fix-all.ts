import type { SecretSource } from '../clearml/secrets.ts';
import { type FileEdit, joinEdits, type TextEdit } from '../fixes/fix.ts';
import type { Report } from './report.ts';

/**
 * The edits that may be made to one file without asking: what `source.fixAll` and `check --fix` do. Never a change of
 * another file, never a port.
 */
export function automaticEdits(report: Report, uri: string, secrets: SecretSource): readonly TextEdit[] {
  const seen = new Set<string>();
  const edits: FileEdit[] = [];
  for (const finding of report.findings) {
    if (finding.at.uri !== uri || seen.has(finding.rule)) continue;
    const fix = finding.fixes.find((each) => each.automatic);
    if (fix === undefined) continue;
    seen.add(finding.rule);
    edits.push(...fix.edits(secrets));
  }
  return joinEdits(edits).find((edit) => edit.uri === uri)?.edits ?? [];
}
