import {
  evaluateHocon,
  type HoconField,
  type HoconObject,
  type HoconTree,
  lookupHocon,
  parseHocon,
  toPlain,
} from '../syntax/hocon/index.ts';
import { applyEdits, type FileEdit, type TextEdit } from './fix.ts';
import { blockOf, inlineOf, type NewSetting } from './hocon-block.ts';
import { columnOf, lineEnding, lineStart } from './lines.ts';

/**
 * Sets paths of a configuration file: a value that is there is replaced, what is missing goes to the end of the
 * innermost object that is there for it, or to the end of the file.
 * @param tree the file as it is; `undefined` where there is none yet
 * @param settings paths relative to the file (`auth.token_secret` in secure.conf), none above another
 * @returns `undefined` where the file would not read the values afterwards: it has a syntax error, a key without a
 *   value at the place, a later line that wins
 */
export function setSettings(
  uri: string,
  tree: HoconTree | undefined,
  settings: readonly NewSetting[],
): FileEdit | undefined {
  if (tree === undefined) {
    const newText = blockOf(settings, '', '  ')
      .map((line) => `${line}\n`)
      .join('');
    return { uri, edits: [{ span: { start: 0, end: 0 }, newText }], create: true };
  }
  if (tree.root.kind !== 'object' || tree.problems.length > 0) return undefined;
  const fields = fieldsOf(tree.root, []);
  const edits: TextEdit[] = [];
  const missing = new Map<HoconObject, NewSetting[]>();
  for (const setting of settings) {
    const known = fields.findLast(({ path }) => isSame(path, setting.path));
    if (known !== undefined) {
      edits.push(replacement(known.field, setting.value));
      continue;
    }
    const [object, depth] = innermost(tree.root, fields, setting.path);
    const below = { ...setting, path: setting.path.slice(depth) };
    missing.set(object, [...(missing.get(object) ?? []), below]);
  }
  for (const [object, below] of missing) edits.push(insertion(tree, object, below));
  edits.sort((left, right) => left.span.start - right.span.start);
  return reads(applyEdits(tree.text, edits), settings) ? { uri, edits } : undefined;
}

interface PlacedField {
  readonly path: readonly string[];
  readonly field: HoconField;
}

/** Every field of a file, in order, with its whole path. */
function fieldsOf(object: HoconObject, path: readonly string[]): readonly PlacedField[] {
  return object.members.flatMap((member): readonly PlacedField[] => {
    if (member.kind !== 'field') return [];
    const own = [...path, ...member.key.path];
    const below = objectOf(member);
    return [{ path: own, field: member }, ...(below === undefined ? [] : fieldsOf(below, own))];
  });
}

/** The object that a field holds, where it holds nothing else. */
function objectOf({ value: { pieces } }: HoconField): HoconObject | undefined {
  const [only, ...others] = pieces;
  return only?.kind === 'object' && others.length === 0 ? only : undefined;
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}

/** The deepest object on the way to a path, the last one where several are as deep; and how deep it is. */
function innermost(
  root: HoconObject,
  fields: readonly PlacedField[],
  path: readonly string[],
): readonly [HoconObject, number] {
  let found: readonly [HoconObject, number] = [root, 0];
  for (const { path: own, field } of fields) {
    const object = objectOf(field);
    const leads = own.length < path.length && isSame(own, path.slice(0, own.length));
    if (object !== undefined && leads && own.length >= found[1]) found = [object, own.length];
  }
  return found;
}

function replacement({ key, separator, value }: HoconField, newText: string): TextEdit {
  const start = separator === undefined ? key.span.end : value.span.start;
  return { span: { start, end: value.span.end }, newText: separator === undefined ? `: ${newText}` : newText };
}

/** New members at the end of an object, on lines of their own where it has lines. */
function insertion({ text, root }: HoconTree, object: HoconObject, settings: readonly NewSetting[]): TextEdit {
  const ending = lineEnding(text);
  const unit = ' '.repeat(indentationOf(text));
  const braced = text[object.span.end - 1] === '}' && text[object.span.start] === '{';
  if (object === root && !braced) {
    const lines = blockOf(settings, '', unit).join(ending);
    const open = text.length > 0 && !/[\r\n]$/.test(text);
    return at(text.length, open ? ending + lines : lines + ending);
  }
  const close = object.span.end - 1;
  const first = object.members[0];
  const last = object.members.at(-1);
  const own = lineStart(text, close);
  if (own <= object.span.start || text.slice(own, close).trim() !== '') {
    const inner = inlineOf(settings);
    return last === undefined ? at(close, ` ${inner} `) : at(endOf(last), `, ${inner}`);
  }
  const start = first === undefined ? 0 : startOf(first);
  const inside = lineStart(text, start) > object.span.start;
  const indent = inside ? ' '.repeat(columnOf(text, start)) : text.slice(own, close) + unit;
  return at(
    own,
    blockOf(settings, indent, unit)
      .map((line) => line + ending)
      .join(''),
  );
}

type Member = HoconObject['members'][number];

function startOf(member: Member): number {
  return member.kind === 'field' ? member.key.span.start : member.span.start;
}

function endOf(member: Member): number {
  return member.kind === 'field' ? Math.max(member.value.span.end, member.key.span.end) : member.span.end;
}

function at(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/** How far the file indents: its least indented line, two where it has none. */
function indentationOf(text: string): number {
  const widths = [...text.matchAll(/^( +)[^\s#/]/gm)].map(([, blanks = '']) => blanks.length);
  return widths.length === 0 ? 2 : Math.min(...widths);
}

/** True where the server would read each value as it is written here. */
function reads(text: string, settings: readonly NewSetting[]): boolean {
  const result = evaluateHocon(parseHocon(text), { env: () => '' });
  return (
    result.ok &&
    settings.every(({ path, value }) => {
      const alone = evaluateHocon(parseHocon(`x: ${value}`), { env: () => '' });
      const wanted = alone.ok ? lookupHocon(alone.value, ['x']) : undefined;
      const held = lookupHocon(result.value, path);
      if (wanted === undefined || held === undefined) return false;
      return JSON.stringify(toPlain(held)) === JSON.stringify(toPlain(wanted));
    })
  );
}
