import type { Report } from '../analysis/report.ts';
import type { Finding } from '../rules/finding.ts';
import type { Located } from './located.ts';

/** A report as JSON: zero-based UTF-16 positions, paths from the working directory, never a secret's value. */
export async function toJson(report: Report, located: Located): Promise<string> {
  const findings = await Promise.all(report.findings.map((finding) => findingJson(finding, located)));
  const json = { version: 1, findings, files: report.files.length, deployments: report.deployments };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

async function findingJson(finding: Finding, located: Located): Promise<object> {
  const { rule, severity, message, services, setting, store, hostIp, published, target } = finding;
  const related = finding.related.map(async ({ at, message: text }) => ({
    file: located.path(at.uri),
    range: await located.range(at),
    message: text,
  }));
  return {
    rule,
    severity,
    file: located.path(finding.at.uri),
    range: await located.range(finding.at),
    message,
    ...(services !== undefined && { service: services[0], services }),
    ...(setting !== undefined && { setting }),
    ...(store !== undefined && { store }),
    ...(hostIp !== undefined && { hostIp }),
    ...(published !== undefined && { published }),
    ...(target !== undefined && { target }),
    related: await Promise.all(related),
  };
}
