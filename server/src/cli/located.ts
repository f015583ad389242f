import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeOfInline } from '../deployment/configuration/inline-text.ts';
import type { Location } from '../deployment/location.ts';
import { LineIndex, type Position } from '../syntax/line-index.ts';
import type { Terminal } from './terminal.ts';

/** Turns places into paths, from the working directory, and zero-based UTF-16 positions. */
export class Located {
  readonly #terminal: Terminal;
  readonly #lines = new Map<string, Promise<LineIndex>>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Absolute path of the folder that paths are told from. */
  get directory(): string {
    return this.#terminal.directory;
  }

  path(uri: string): string {
    return relative(this.#terminal.directory, fileURLToPath(uri)).split(sep).join('/');
  }

  async range({ uri, span }: Location): Promise<{ start: Position; end: Position }> {
    // A text inside another file, a config's `content`: the place is all of it.
    const place = placeOfInline(uri) ?? { uri, span };
    const lines = await this.#linesOf(place.uri);
    return { start: lines.positionAt(place.span.start), end: lines.positionAt(place.span.end) };
  }

  #linesOf(uri: string): Promise<LineIndex> {
    const known = this.#lines.get(uri) ?? this.#read(uri);
    this.#lines.set(uri, known);
    return known;
  }

  async #read(uri: string): Promise<LineIndex> {
    const content = await this.#terminal.files.read(uri);
    return new LineIndex(content.kind === 'text' ? content.text : '');
  }
}
