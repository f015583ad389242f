import type { Report } from '../analysis/report.ts';
import type { Severity } from '../rules/finding.ts';
import type { Located } from './located.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/**
 * A report as workflow commands, which GitHub shows beside the lines of a pull request
 * (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions).
 */
export async function toGithub(report: Report, located: Located): Promise<string> {
  const lines = report.findings.map(async ({ rule, severity, message, at }) => {
    const { start, end } = await located.range(at);
    const properties = {
      file: located.path(at.uri),
      line: start.line + 1,
      endLine: end.line + 1,
      // Columns are only shown for a place within one line.
      ...(start.line === end.line && { col: start.character + 1, endColumn: end.character + 1 }),
      title: `clearml-secure: ${rule}`,
    };
    const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${COMMANDS[severity]} ${written.join(',')}::${escapeData(message)}\n`;
  });
  return (await Promise.all(lines)).join('');
}

/** Without this a name with a line break in it could be a command of its own. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
