import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import { type FileEdit, type Fix, joinEdits } from '../../fixes/fix.ts';
import { insertVariables, type NewVariable } from '../../fixes/yaml-environment.ts';
import { memoizeByIdentity } from '../../syntax/memo.ts';
import { referenceEdit } from '../secrets/move.ts';
import { isPublic, type Secrets } from '../secrets/secrets.ts';
import { type SecretValue, weaknessIn } from '../secrets/value.ts';

/** A value that a service must get under a name of its own. */
export interface Copy {
  readonly from: SecretValue;
  readonly to: ComposeService;
  readonly name: string;
}

/**
 * Hands values to another service: by the reference that they come from, else as they are.
 * @returns `undefined` where one is public or weak, or can't be written there
 */
export function copyFix(copies: readonly Copy[], title: string, secrets: Secrets): Fix | undefined {
  if (copies.length === 0 || !copies.every(({ from }) => isWorthCopying(from))) return undefined;
  const byService = new Map<ComposeService, Copy[]>();
  for (const copy of copies) byService.set(copy.to, [...(byService.get(copy.to) ?? []), copy]);
  const edits = [...byService].map(([service, own]) => editsFor(service, own, secrets));
  if (edits.includes(undefined)) return undefined;
  const all = joinEdits(edits.flatMap((each) => each ?? []));
  return {
    kind: 'agree',
    title,
    preferred: true,
    automatic: false,
    ...(copies.some(({ from }) => referenceOf(from) === undefined) && { carriesSecret: true }),
    uris: all.map(({ uri }) => uri),
    edits: () => all,
  };
}

/** Only a strong value is copied, and one that is plain to every reader. */
function isWorthCopying(value: SecretValue): boolean {
  const weakness = weaknessIn(value);
  const strong = !isPublic(value) && (weakness === undefined || weakness === 'below-advice');
  return strong && value.alteration === undefined && /^[A-Za-z][\w-]*$/.test(value.text);
}

function editsFor(service: ComposeService, copies: readonly Copy[], secrets: Secrets): readonly FileEdit[] | undefined {
  const added: NewVariable[] = [];
  const edits: (FileEdit | undefined)[] = [];
  for (const { from, name } of copies) {
    const entry = service.environment.find((each) => each.name === name);
    if (entry === undefined) added.push({ name, value: referenceOf(from)?.text ?? from.text });
    else if (entry.value !== from.text) {
      edits.push(replacement(carriedBy(secrets).get(entry), from));
    }
  }
  if (added.length > 0) edits.push(insertVariables(service, added));
  return edits.includes(undefined) ? undefined : edits.filter((each) => each !== undefined);
}

/** The first value that each variable carries; every API server's pair is compared with every web server's. */
const carriedBy = memoizeByIdentity(({ values }: Secrets): ReadonlyMap<EnvironmentEntry, SecretValue> => {
  const carried = values.flatMap((value) =>
    value.carrier === undefined ? [] : [[value.carrier.entry, value] as const],
  );
  return new Map(carried.reverse());
});

/** Puts a value, or the reference to it, in the place of another literal one. */
function replacement(old: SecretValue | undefined, from: SecretValue): FileEdit | undefined {
  const text = old?.carrier?.entry.text?.written;
  if (old?.language !== 'compose' || text === undefined || text.text.includes('$')) return undefined;
  const reference = referenceOf(from);
  const edit = reference === undefined ? { span: old.at.span, newText: from.text } : referenceEdit(old, reference.name);
  return edit && { uri: old.at.uri, edits: [edit] };
}

/** A bare or required `${NAME}` that is the whole of a value. */
function referenceOf({ carrier }: SecretValue): { readonly name: string; readonly text: string } | undefined {
  const text = carrier?.entry.text?.written.text ?? '';
  const name = /^\$(?:\{(\w+)(?::?\?[^{}]*)?\}|\w+$)/.exec(text);
  return name === null || name[0] !== text ? undefined : { name: name[1] ?? text.slice(1), text };
}
