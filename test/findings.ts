import { createChecker } from '../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../server/src/analysis/settings.ts';
import { LineIndex } from '../server/src/syntax/line-index.ts';
import { type ExpectedFinding, type Fixture, fixtureFiles, fixtureUri, fixtureUris } from './fixtures.ts';

/** Everything that checking a folder of files finds, as `expected.json` says it. */
export async function findingsOf(fixture: Fixture): Promise<readonly ExpectedFinding[]> {
  const checker = createChecker(fixtureFiles(fixture));
  const report = await checker.check(fixtureUris(fixture), DEFAULT_SETTINGS);
  return inOrder(
    report.findings.map((finding): ExpectedFinding => {
      const file = finding.at.uri.slice(fixtureUri('').length);
      const text = fixture.texts.get(file) ?? '';
      const { line, character } = new LineIndex(text).positionAt(finding.at.span.start);
      return {
        file,
        at: `${line + 1}:${character + 1}`,
        rule: finding.rule,
        severity: finding.severity,
        text: text.slice(finding.at.span.start, finding.at.span.end),
        ...(finding.services && { services: finding.services }),
      };
    }),
  );
}

/** The order of files is the checker's business; here only the findings count. */
export function inOrder(findings: readonly ExpectedFinding[]): readonly ExpectedFinding[] {
  return [...findings].sort((left, right) => compare(key(left), key(right)));
}

function key({ file, at, rule }: ExpectedFinding): string {
  return `${file} ${at.replaceAll(/\d+/g, (digits) => digits.padStart(6, '0'))} ${rule}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
