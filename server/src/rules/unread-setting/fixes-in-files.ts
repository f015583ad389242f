import { type Fix, fixByEdit } from '../../fixes/fix.ts';
import { type HoconField, hoconAssignments } from '../../syntax/hocon/index.ts';
import { mayTakeEffect } from './activation.ts';
import type { FileContext } from './files.ts';

/**
 * Corrects the name of one value in a configuration file; the value stays as it is written. Objects are left alone: what
 * takes effect with all that is in them nobody can foresee.
 * @param name the key's parts as they should be
 * @param setting the whole path that they make
 */
export function renameKey(
  { file, readers, deployment }: FileContext,
  { span }: HoconField['key'],
  name: readonly string[],
  setting: readonly string[],
): readonly Fix[] {
  const assignments = hoconAssignments(file.tree);
  const own = assignments.find(({ keySpan }) => keySpan.start === span.start && keySpan.end === span.end);
  const path = setting.slice(file.section.length).join('.');
  const taken = assignments.some((each) => each.path.join('.') === path);
  const plain = name.length > 0 && name.every((part) => /^[\w-]+$/.test(part));
  if (own === undefined || own.substitutions.length > 0 || taken || !plain) return [];
  const value = file.tree.text.slice(own.valueSpan.start, own.valueSpan.end);
  const services = readers.map(({ service }) => service);
  if (!mayTakeEffect(setting.join('.'), { value, unset: [] }, services, deployment)) return [];
  const edit = { uri: file.uri, edits: [{ span, newText: name.join('.') }] };
  return [fixByEdit('rename', 'Correct the name', edit)];
}
