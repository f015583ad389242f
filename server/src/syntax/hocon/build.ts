import type { Span } from '../span.ts';
import { ConfigList, ConfigTree, ConfigValues, HoconError, type Item, mergeTrees, type Token } from './config-tree.ts';
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
import type { HoconOrigin, HoconScalar } from './value.ts';

/**
 * Gives an included file; `undefined` where there is none. A name with `*` or `?` may stand for several files.
 * @param target the name as written
 * @param from the `uri` of the including file, where it was included itself
 */
export type Include = (
  target: string,
  from: string | undefined,
) => string | IncludedText | readonly IncludedText[] | undefined;

/** An included file. Its values keep their own places; those of a bare text get the place of the include. */
export interface IncludedText {
  readonly text: string;
  readonly uri: string;
}

/** Makes pyhocon's tree of a parsed text, substitutions not yet put in (config_parser.py, `ConfigTreeParser`). Throws `HoconError`. */
export function buildRoot(node: HoconObject | HoconArray, include: Include): ConfigTree | ConfigList {
  const builder = new Builder(include);
  return node.kind === 'array' ? builder.list(node) : builder.object(node, true);
}

/** An include chain this long is a circle. */
const MAX_INCLUDES = 20;

class Builder {
  readonly #include: Include;
  readonly #depth: number;
  /** The included file that is being built, or the include that a bare text came from. */
  readonly #within: string | HoconOrigin | undefined;

  constructor(include: Include, depth = 0, within?: string | HoconOrigin) {
    this.#include = include;
    this.#depth = depth;
    this.#within = within;
  }

  #at(span: Span): HoconOrigin {
    if (this.#within === undefined) return span;
    return typeof this.#within === 'string' ? { ...span, uri: this.#within } : this.#within;
  }

  object(node: HoconObject, root = false): ConfigTree {
    const tree = new ConfigTree(root, this.#at(node.span));
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
    return new ConfigList(items, this.#at(node.span));
  }

  #includeInto(tree: ConfigTree, node: HoconInclude): void {
    const included = this.#read(node);
    if (!(included instanceof ConfigTree)) return;
    for (const [key, value] of included.entries) this.#put(tree, splitPath(key), value, this.#at(node.span));
  }

  #read(node: HoconInclude): ConfigTree | ConfigList | undefined {
    const remote = node.how === 'url' || node.how === 'package' || /^(?:https?|file):\/\//.test(node.target);
    const from = typeof this.#within === 'string' ? this.#within : undefined;
    const found = remote ? undefined : this.#include(node.target, from);
    const at = this.#at(node.span);
    if (found === undefined) {
      if (node.required) throw new HoconError('The required include is not there', at);
      return undefined;
    }
    if (this.#depth >= MAX_INCLUDES) throw new HoconError('These includes go in a circle', at);
    const files = typeof found === 'string' || 'text' in found ? [found] : found;
    return files.map((file) => this.#readOne(file, at)).reduce((all, one) => together(all, one, at), undefined);
  }

  #readOne(file: string | IncludedText, at: HoconOrigin): ConfigTree | ConfigList | undefined {
    const { root, problems } = parseHocon(typeof file === 'string' ? file : file.text);
    if (problems.length > 0) throw new HoconError('The included file does not parse', at);
    const builder = new Builder(this.#include, this.#depth + 1, typeof file === 'string' ? at : file.uri);
    return root.kind === 'array' ? builder.list(root) : builder.object(root);
  }

  #field(tree: ConfigTree, field: HoconField): void {
    const value = this.#value(field.value) as Item;
    const { path, span } = field.key;
    if (path.length > MAX_PATH) throw new HoconError('This path has more parts than Python can follow', this.#at(span));
    const added = field.separator?.text === '+=' ? withItself(path, value, this.#at(field.value.span)) : undefined;
    if (added !== undefined) tree.put(path, added, false, this.#at(span));
    else this.#put(tree, path, value, this.#at(span));
  }

  #put(tree: ConfigTree, path: readonly string[], given: Item, at: HoconOrigin): void {
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
      this.#at(node.span),
    ).transform();
  }

  #token(piece: HoconPiece, within: HoconConcatenation): Token {
    switch (piece.kind) {
      case 'object':
        return this.object(piece);
      case 'array':
        return this.list(piece);
      case 'include':
        return this.#read(piece) ?? new ConfigList([], this.#at(piece.span));
      case 'substitution': {
        const { name, optional, blanks, span } = piece;
        return { kind: 'substitution', name, optional, blanks, origin: this.#at(span), index: 0, parent: undefined };
      }
      default:
        return textToken(piece, piece === within.pieces.at(-1), this.#at(piece.span));
    }
  }
}

/** pyhocon goes one level deeper for each part; Python stops it at some hundreds. */
const MAX_PATH = 300;

/** `key += value` is `key: ${?key} value`, for lists and text; anything else replaces (config_parser.py). */
function withItself(path: readonly string[], value: Item, origin: HoconOrigin): ConfigValues | undefined {
  const name = path.join('.');
  const self: Token = {
    kind: 'substitution',
    name,
    optional: true,
    blanks: '',
    origin,
    index: 0,
    parent: undefined,
  };
  if (value instanceof ConfigList) return new ConfigValues([self, value], origin);
  return value.kind === 'string' ? new ConfigValues([self, { ...value, value: ` ${value.value}` }], origin) : undefined;
}

function textToken(piece: HoconText, last: boolean, origin: HoconOrigin): Token {
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

function numberToken(written: string, origin: HoconOrigin): HoconScalar {
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

/** Several included files: objects merge, lists follow one another (config_parser.py, `include_config`). */
function together(
  all: ConfigTree | ConfigList | undefined,
  one: ConfigTree | ConfigList | undefined,
  at: HoconOrigin,
): ConfigTree | ConfigList | undefined {
  if (all === undefined || one === undefined) return all ?? one;
  if (all instanceof ConfigTree && one instanceof ConfigTree) return mergeTrees(all, one);
  if (all instanceof ConfigList && one instanceof ConfigList) return new ConfigList([...all.items, ...one.items], at);
  throw new HoconError('These included files are a list and an object', at);
}
