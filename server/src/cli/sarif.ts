import { pathToFileURL } from 'node:url';
import type { Report } from '../analysis/report.ts';
import { REPOSITORY, rulePage } from '../clearml/links.ts';
import type { Location } from '../deployment/location.ts';
import type { Finding, Severity } from '../rules/finding.ts';
import { RULES } from '../rules/index.ts';
import type { Rule } from '../rules/rule.ts';
import { VERSION } from '../version.ts';
import { findingIdentity } from './finding-identity.ts';
import type { Located } from './located.ts';
import { RULE_PAGES } from './rule-pages.ts';
import { sarifFixes } from './sarif-fixes.ts';
import { sarifArtifact, sarifPlace } from './sarif-place.ts';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/**
 * A report as SARIF 2.1.0 (OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): one run, lines and
 * UTF-16 columns from 1, paths from the working directory, never a secret's value.
 */
export async function toSarif(report: Report, located: Located): Promise<string> {
  const results = await Promise.all(report.findings.map((finding) => sarifResult(finding, located)));
  const run = {
    tool: {
      driver: {
        name: 'clearml-secure',
        version: VERSION,
        semanticVersion: VERSION,
        informationUri: REPOSITORY,
        rules: RULES.map(sarifRule),
      },
    },
    originalUriBaseIds: { '%SRCROOT%': { uri: `${pathToFileURL(located.directory).href}/` } },
    columnKind: 'utf16CodeUnits',
    artifacts: report.files.map((uri) => ({ location: sarifArtifact(uri, located) })),
    results,
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifRule({ id, summary }: Rule): object {
  const page = withoutExamples(RULE_PAGES[id] ?? summary);
  return {
    id,
    shortDescription: { text: summary },
    helpUri: rulePage(id),
    help: { text: page, markdown: page },
    properties: { tags: ['security'] },
  };
}

/** The examples show published secrets, which somebody may look for in a report to see whether it is safe to pass on. */
function withoutExamples(page: string): string {
  return page.replace(/^## (?:Bad|Good) example\n[\s\S]*?(?=^## )/gm, '');
}

async function sarifResult(finding: Finding, located: Located): Promise<object> {
  const { rule, severity, message, at, services, setting } = finding;
  const related = finding.related.map(async (each, index) => ({
    id: index + 1,
    message: { text: each.message },
    ...(await sarifLocation(each.at, located)),
  }));
  const fixes = await sarifFixes(finding, located);
  return {
    ruleId: rule,
    ruleIndex: RULES.findIndex(({ id }) => id === rule),
    level: LEVELS[severity],
    message: { text: message },
    locations: [await sarifLocation(at, located)],
    relatedLocations: await Promise.all(related),
    partialFingerprints: { 'clearmlSecureIdentity/v1': findingIdentity(finding, located.path(at.uri)) },
    ...(fixes.length > 0 && { fixes }),
    properties: { severity, ...(services && { services }), ...(setting && { setting }) },
  };
}

async function sarifLocation(at: Location, located: Located): Promise<object> {
  return { physicalLocation: await sarifPlace(at, located) };
}
