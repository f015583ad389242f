import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import { fileText } from '../../deployment/compose/project.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { type Fix, fixByEdit, joinEdits } from '../../fixes/fix.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { variableRemoval } from '../../fixes/yaml-variable.ts';
import { listed } from '../listed.ts';
import { mayTakeEffect } from './activation.ts';
import type { Carried } from './variables.ts';

type Entry = { readonly service: ComposeService; readonly entry: EnvironmentEntry };

/** Takes the variable out of its service. */
export function removeFix({ service, entry }: Entry, preferred = true): readonly Fix[] {
  const removal = variableRemoval(service, entry.name);
  if (removal === undefined) return [];
  const { uri, edit } = removal;
  return [fixByEdit('remove', 'Remove it', { uri, edits: [edit] }, preferred)];
}

/** Corrects the name in place; the value stays as it is written. */
export function renameFixes(carried: Carried, correct: string, path: readonly string[]): readonly Fix[] {
  const { service, entry, deployment } = carried;
  const rename = renaming(carried, correct);
  const taken = service.environment.some(
    ({ name }) => name.toLowerCase() === correct.toLowerCase() && name !== entry.name,
  );
  if (rename === undefined || taken || !mayTakeEffect(path.join('.'), entry, [service], deployment))
    return removeFix(carried);
  return [rename, ...removeFix(carried, false)];
}

function renaming({ deployment: { compose }, entry }: Carried, correct: string): Fix | undefined {
  const { uri, span } = entry.nameAt;
  if (compose === undefined || entry.source === 'env_file') return undefined;
  const written = fileText(compose, uri)?.slice(span.start, span.end) ?? '';
  const start = span.start + written.indexOf(entry.name);
  if (!written.includes(entry.name)) return undefined;
  const edit = { span: { start, end: start + entry.name.length }, newText: correct };
  return fixByEdit('rename', 'Correct the name', { uri, edits: [edit] });
}

/** Gives the variable to the services that read it, and takes it away here. */
export function moveFixes(
  carried: Carried,
  path: readonly string[],
  readers: readonly ComposeService[],
): readonly Fix[] {
  const { entry, service, deployment } = carried;
  const removal = variableRemoval(service, entry.name);
  if (removal === undefined) return [];
  const value = entry.text?.written.text;
  const lacking = readers.filter(
    ({ environment }) => !environment.some(({ name }) => name.toLowerCase() === entry.name.toLowerCase()),
  );
  const able = lacking.length > 0 && lacking.length === readers.length && value !== undefined;
  if (!able || !lacking.every((reader) => mayTakeEffect(path.join('.'), entry, [reader], deployment)))
    return removeFix(carried);
  const inserted = lacking.map((reader) => insertVariables(reader, [{ name: entry.name, value }]));
  const additions = inserted.filter((edit) => edit !== undefined);
  if (additions.length < inserted.length) return removeFix(carried);
  const edits = joinEdits([...additions, { uri: removal.uri, edits: [removal.edit] }]);
  const title = `Move it to ${listed(lacking.map(({ name }) => name))}`;
  const move: Fix = {
    kind: 'move',
    title,
    preferred: true,
    automatic: false,
    uris: edits.map(({ uri }) => uri),
    edits: () => edits,
  };
  return [move, ...removeFix(carried, false)];
}
