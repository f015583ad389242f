import type { Span } from '../span.ts';
import { ConfigList, ConfigTree, ConfigValues, HoconError, type Item, type Token } from './config-tree.ts';
import { splitPath } from './key.ts';
import type {
  HoconArray,
  HoconConcatenation,
  HoconField,
  HoconInclude,
  HoconObject,
  HoconPiece,
  HoconText,
} from './nodes.ts';
import { parseHocon } from './parse.ts';
import { periodText } from './period.ts';
import type { HoconScalar } from './value.ts';

/** Gives the text of an included file; `undefined` where there is none. */
export type Include = (target: string) => string | undefined;

/** Makes pyhocon's tree of a parsed text, substitutions not yet put in (config_parser.py, `ConfigTreeParser`). Throws `HoconError`. */
export function buildRoot(node: HoconObject | HoconArray, include: Include, depth = 0): ConfigTree | ConfigList {
  const builder = new Builder(include, depth);
  return node.kind === 'array' ? builder.list(node) : builder.object(node, true);
}

/** An include chain this long is a circle. */
const MAX_INCLUDES = 20;

class Builder {
  readonly #include: Include;
  readonly #depth: number;

  constructor(include: Include, depth: number) {
    this.#include = include;
    this.#depth = depth;
  }

  object(node: HoconObject, root = false): ConfigTree {
    const tree = new ConfigTree(root);
    for (const member of node.members) {
      if (member.kind === 'include') this.#includeInto(tree, member);
      else this.#field(tree, member);
    }
    return tree;
  }

  list(node: HoconArray): ConfigList {
    const items = node.elements.flatMap((element): Item[] => {
      const value = this.#value(element);
      // pyhocon drops every empty string here, because a trailing comma looks like one.
      return value === undefined || (value.kind === 'string' && value.value === '') ? [] : [value];
    });
    return new ConfigList(items);
  }

  #includeInto(tree: ConfigTree, node: HoconInclude): void {
    const included = this.#read(node);
    if (!(included instanceof ConfigTree)) return;
    for (const [key, value] of included.entries) this.#put(tree, splitPath(key), value, node.span);
  }

  #read(node: HoconInclude): ConfigTree | ConfigList | undefined {
    const remote = node.how === 'url' || node.how === 'package' || /^(?:https?|file):\/\//.test(node.target);
    const text = remote ? undefined : this.#include(node.target);
    if (text === undefined) {
      if (node.required) throw new HoconError('The required include is not there', node.span);
      return undefined;
    }
    if (this.#depth >= MAX_INCLUDES) throw new HoconError('These includes go in a circle', node.span);
    const parsed = parseHocon(text);
    if (parsed.problems.length > 0) throw new HoconError('The included file does not parse', node.span);
    return new Builder(this.#include, this.#depth + 1).rootOf(parsed.root, node.span);
  }

  /** The origins of included values are the include itself: their own places are in another file. */
  rootOf(node: HoconObject | HoconArray, at: Span): ConfigTree | ConfigList {
    const root = node.kind === 'array' ? this.list(node) : this.object(node);
    relocate(root, at);
    return root;
  }

  #field(tree: ConfigTree, field: HoconField): void {
    const value = this.#value(field.value) as Item;
    const { key } = field;
    const added = field.separator?.text === '+=' ? withItself(field, value) : undefined;
    if (added !== undefined) {
      tree.put(key.path, added, false, key.span);
      return;
    }
    this.#put(tree, key.path, value, key.span);
  }

  #put(tree: ConfigTree, path: readonly string[], given: Item, at: Span): void {
    if (given instanceof ConfigList) {
      tree.put(path, given, false, at);
      return;
    }
    const existing = tree.find(path);
    const [key = '', ...rest] = path;
    let value = given;
    if (rest.length > 0) {
      value = new ConfigTree();
      value.put(rest, given, false, at);
    }
    if (value instanceof ConfigTree && !(existing instanceof ConfigList)) {
      tree.put([key], value, true, at);
    } else if (value instanceof ConfigValues) {
      value.parent = tree;
      value.key = key;
      tree.put([key], value, existing instanceof ConfigList || existing instanceof ConfigTree, at);
    } else {
      tree.put([key], value, false, at);
    }
  }

  #value(node: HoconConcatenation): Item | undefined {
    return new ConfigValues(
      node.pieces.map((piece) => this.#token(piece, node)),
      node.span,
    ).transform();
  }

  #token(piece: HoconPiece, within: HoconConcatenation): Token {
    switch (piece.kind) {
      case 'object':
        return this.object(piece);
      case 'array':
        return this.list(piece);
      case 'include':
        return this.#read(piece) ?? new ConfigList([]);
      case 'substitution': {
        const { name, optional, blanks, span } = piece;
        return { kind: 'substitution', name, optional, blanks, origin: span, index: 0, parent: undefined };
      }
      default:
        return textToken(piece, piece === within.pieces.at(-1));
    }
  }
}

/** `key += value` is `key: ${?key} value`, for lists and text; anything else replaces (config_parser.py). */
function withItself({ key, value: { span } }: HoconField, value: Item): ConfigValues | undefined {
  const name = key.path.join('.');
  const self: Token = {
    kind: 'substitution',
    name,
    optional: true,
    blanks: '',
    origin: span,
    index: 0,
    parent: undefined,
  };
  if (value instanceof ConfigList) return new ConfigValues([self, value], span);
  return value.kind === 'string' ? new ConfigValues([self, { ...value, value: ` ${value.value}` }], span) : undefined;
}

function textToken(piece: HoconText, last: boolean): Token {
  const origin = piece.span;
  switch (piece.kind) {
    case 'quoted':
      return { kind: 'quoted', value: piece.text, blanks: piece.blanks, origin };
    case 'unquoted':
      return { kind: 'string', value: last ? piece.text.replace(/[ \t]+$/, '') : piece.text + piece.blanks, origin };
    case 'triple':
      return { kind: 'string', value: piece.text, origin };
    case 'period':
      return { kind: 'period', value: periodText(piece.text), origin };
    case 'keyword':
      return piece.text.toLowerCase() === 'null'
        ? { kind: 'null', origin }
        : { kind: 'boolean', value: piece.text.toLowerCase() === 'true', origin };
    default:
      return numberToken(piece.text, origin);
  }
}

function numberToken(written: string, origin: Span): HoconScalar {
  const text = written.replaceAll(/\p{Nd}/gu, asciiDigit);
  return /^[+-]?\d+$/.test(text)
    ? { kind: 'integer', value: BigInt(text.replace(/^\+/, '')), origin }
    : { kind: 'float', value: Number(text), origin };
}

/** Python reads the digits of every script; each script's ten stand together, from a multiple of 10 after its zero. */
function asciiDigit(digit: string): string {
  if (digit <= '9') return digit;
  let zero = digit.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
  return String((digit.codePointAt(0) ?? 0) - zero);
}

function relocate(item: Item, at: Span): void {
  if (item instanceof ConfigTree) {
    for (const [key, value] of item.entries) item.entries.set(key, relocated(value, at));
  } else if (item instanceof ConfigList) {
    item.items.forEach((value, index) => {
      item.items[index] = relocated(value, at);
    });
  }
}

function relocated(value: Item, at: Span): Item {
  if (value instanceof ConfigTree || value instanceof ConfigList) relocate(value, at);
  return 'origin' in value && !(value instanceof ConfigValues) ? { ...value, origin: at } : value;
}
