import pc from 'picocolors';
import type { Report } from '../analysis/report.ts';
import { SEVERITIES, type Severity } from '../rules/finding.ts';
import type { Located } from './located.ts';

export interface TextOptions {
  /** Number of files that were changed. */
  readonly fixed: number;
  /** Number of findings that a baseline accepts. */
  readonly accepted: number;
  readonly colors: boolean;
}

/** A report for people: a block per finding, and at the end how much was checked. */
export async function toText(
  report: Report,
  located: Located,
  { fixed, accepted, colors }: TextOptions,
): Promise<string> {
  const paint = pc.createColors(colors);
  const color: Record<Severity, (text: string) => string> = {
    error: paint.red,
    warning: paint.yellow,
    information: paint.cyan,
    hint: paint.dim,
  };
  const blocks = report.findings.map(async (finding) => {
    const { start } = await located.range(finding.at);
    const [headline = '', ...rest] = finding.message.split('\n').map(printable);
    const place = `${printable(located.path(finding.at.uri))}:${start.line + 1}:${start.character + 1}`;
    const first = `${paint.bold(place)}  ${color[finding.severity](finding.severity)}  ${headline}  ${paint.dim(finding.rule)}`;
    return [first, ...rest.map((line) => `    ${line}`), ''].join('\n');
  });
  const changed = fixed === 0 ? '' : ` ${counted(fixed, 'file')} changed.`;
  const known = accepted === 0 ? '' : ` ${counted(accepted, 'finding')} accepted by the baseline.`;
  return `${[...(await Promise.all(blocks)), summary(report) + known + changed].join('\n')}\n`;
}

/** How much was found, and in how much. */
export function summary(report: Report): string {
  const counts = SEVERITIES.flatMap((severity) => {
    const count = report.findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  const found = counts.length === 0 ? 'Nothing found' : counts.join(', ');
  return `${found} in ${counted(report.files.length, 'file')}, ${counted(report.deployments, 'deployment')}.`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 || noun === 'information' ? '' : 's'}`;
}

/** Names come from files: one with control characters could move the cursor, or begin a line of its own. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}
