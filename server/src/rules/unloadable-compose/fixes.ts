import { isServerVariable } from '../../clearml/settings.ts';
import type { ComposeProblem } from '../../deployment/compose/model/problem.ts';
import type { PortEntry } from '../../deployment/compose/port-entry.ts';
import { parseShortPort } from '../../deployment/compose/ports.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import { quotedValue } from '../../fixes/environment-value.ts';
import type { Fix, TextEdit } from '../../fixes/fix.ts';

/** A way out, where what was meant is plain. */
export function fixesOf(problem: ComposeProblem, compose: ComposeProject): readonly Fix[] {
  if (problem.kind === 'port') return portFixes(problem, compose);
  return problem.kind === 'interpolation' ? dollarFixes(problem, compose) : [];
}

function fix(kind: string, title: string, uri: string, edit: TextEdit): readonly Fix[] {
  return [{ kind, title, preferred: true, automatic: false, uris: [uri], edits: () => [{ uri, edits: [edit] }] }];
}

/** `127.0.0.1:9200` is meant to be the same port on both sides. */
function portFixes({ at }: ComposeProblem, compose: ComposeProject): readonly Fix[] {
  const entry = compose.services
    .flatMap(({ ports }) => ports)
    .find((port) => port.at.uri === at.uri && port.at.span.start === at.span.start);
  const text = entry === undefined ? undefined : writtenOf(entry);
  const [, address, port, protocol = ''] = /^(\d+(?:\.\d+){3}):(\d+)(\/\w+)?$/.exec(text?.written.text ?? '') ?? [];
  if (text === undefined || address === undefined || port === undefined) return [];
  const whole = `${address}:${port}:${port}${protocol}`;
  if (!parseShortPort(whole).ok || text.written.locate({ start: 0, end: 0 }) === undefined) return [];
  const newText = text.written.style === 'plain' ? `"${whole}"` : whole;
  return fix('name-both-ports', `Write ${whole}`, text.file.uri, { span: text.written.content, newText });
}

function writtenOf({ form }: PortEntry) {
  return form.kind === 'short' ? form.text : undefined;
}

/** In a value that ClearML reads a dollar sign that begins no reference is a character of it. */
function dollarFixes({ at }: ComposeProblem, compose: ComposeProject): readonly Fix[] {
  const entry = compose.services
    .flatMap(({ environment }) => environment)
    .find(({ text, name }) => {
      const { start = 0, end = -1 } = text?.written.span ?? {};
      return isServerVariable(name) && text?.file.uri === at.uri && start <= at.span.start && at.span.end <= end;
    });
  const written = entry?.text?.written.text;
  if (entry === undefined || written === undefined) return [];
  // A reference that is read beside the broken one is meant; quotes and brackets are HOCON already.
  if (entry.text?.template.parts.some(({ kind }) => kind === 'variable') || /["'\\]|^\s*[[{]/.test(written)) return [];
  const edit = quotedValue(entry, written.replaceAll('$$', '$'));
  return edit === undefined ? [] : fix('escape-dollar', 'Keep the dollar sign as it stands', at.uri, edit);
}
