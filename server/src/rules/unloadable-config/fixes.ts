import type { Deployment } from '../../deployment/deployment.ts';
import { quotedValue } from '../../fixes/environment-value.ts';
import type { Fix, TextEdit } from '../../fixes/fix.ts';
import { joinEdits } from '../../fixes/fix.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { variableRemoval } from '../../fixes/yaml-variable.ts';
import { listed } from '../listed.ts';
import type { Refusal } from './refusal.ts';

/** A way out, where what was meant is plain. */
export function fixesOf(group: readonly Refusal[], deployment: Deployment): readonly Fix[] {
  const { problem } = group[0] as Refusal;
  if (problem.code === 'byte-order-mark') return removeMark(group, deployment);
  if (problem.code === 'unresolved-substitution') return passOn(group, deployment);
  if (problem.code === 'variable-name') return removeVariable(group);
  return problem.code === 'variable-value' ? quote(group) : [];
}

function fix(kind: string, title: string, uri: string, automatic: boolean, edit: TextEdit): readonly Fix[] {
  const edits = () => [{ uri, edits: [edit] }];
  return [{ kind, title, preferred: true, automatic, uris: [uri], edits }];
}

/** What stands on the first line can't be read behind the mark: a secret there is not known yet. */
function removeMark([refusal]: readonly Refusal[], { hocon }: Deployment): readonly Fix[] {
  const { at } = refusal as Refusal;
  const file = hocon.find(({ uri }) => uri === at.uri);
  if (file === undefined) return [];
  const harmless = ['hosts', 'services', 'logging'].includes(file.section[0] ?? '');
  if (!harmless && !/^\ufeff\s*(?:$|#|\/\/|[\r\n])/.test(file.tree.text)) return [];
  const edit = { span: { start: 0, end: 1 }, newText: '' };
  const removal = fix('remove-byte-order-mark', 'Remove the byte order mark', at.uri, true, edit);
  return removal.map((each) => ({ ...each, editsMark: true }));
}

function removeVariable([refusal]: readonly Refusal[]): readonly Fix[] {
  const { reader, problem } = refusal as Refusal;
  const removal = reader?.service && variableRemoval(reader.service, problem.variable ?? '');
  return removal === undefined ? [] : fix('remove', 'Remove it', removal.uri, false, removal.edit);
}

/** Another service has the variable by a `${…}` already: the same reference gives it to those that lack it. */
function passOn(group: readonly Refusal[], { compose, hocon }: Deployment): readonly Fix[] {
  const { at } = group[0] as Refusal;
  const text = hocon.find(({ uri }) => uri === at.uri)?.tree.text.slice(at.span.start, at.span.end) ?? '';
  const name = /^\$\{(\w+)\}/.exec(text)?.[1];
  const known = compose?.services
    .filter(({ roles }) => roles.length > 0)
    .flatMap(({ environment }) => environment.filter((entry) => entry.name === name))
    .map((entry) => entry.text?.written.text)
    .find((written) => written !== undefined && /^\$\{\w+[^}]*\}$/.test(written));
  const services = [...new Set(group.flatMap(({ reader }) => reader?.service ?? []))];
  if (name === undefined || known === undefined) return [];
  const inserted = services.map((service) => insertVariables(service, [{ name, value: known }]));
  const edits = inserted.filter((edit) => edit !== undefined);
  if (edits.length < inserted.length) return [];
  const joined = joinEdits(edits);
  const title = `Pass ${name} to ${listed(services.map((service) => service.name))}`;
  const uris = joined.map(({ uri }) => uri);
  return [{ kind: 'pass-on', title, preferred: true, automatic: false, uris, edits: () => joined }];
}

/** A value that is plainly meant as text gets the quotes that keep it: HOCON's inside those of YAML. */
function quote(group: readonly Refusal[]): readonly Fix[] {
  const { reader, problem, at } = group[0] as Refusal;
  const entry = reader?.service?.environment.find(({ name }) => name === problem.variable);
  const written = entry?.text?.written.text;
  if (entry === undefined || written === undefined || entry.at.uri !== at.uri) return [];
  // Objects, lists and quotes are half-written HOCON: nobody can tell what was to come.
  if (/["'$\\]|^\s*[[{]|^\s|\s$/.test(written) || written !== entry.value) return [];
  const edit = quotedValue(entry, written);
  return edit === undefined ? [] : fix('quote', 'Quote the value for ClearML', at.uri, false, edit);
}
