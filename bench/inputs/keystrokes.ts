/** One change of a document: where, in the text before it, and what. Lines and characters from 0, in UTF-16. */
export interface Keystroke {
  readonly line: number;
  readonly character: number;
  /** What goes, to the right of the place: one character or none. */
  readonly removes: string;
  readonly inserts: string;
  /** The whole text after it. */
  readonly text: string;
}

/**
 * Types words into a text and takes them out again, one character at a time, at places spread over it. After every word
 * the text is the same as before.
 * @param spot matches the lines that are typed into; its match ends where the caret is
 */
export function* keystrokes(text: string, count: number, spot: RegExp): Generator<Keystroke> {
  const lines = text.split('\n');
  const starts = lineStarts(lines);
  const places = lines.flatMap((line, index) => {
    const match = spot.exec(line);
    return match === null ? [] : [{ line: index, character: match.index + match[0].length }];
  });
  for (let typed = 0, word = 0; typed < count; word++) {
    // A step that shares no factor with most lengths: neighbouring words are far apart.
    const place = places[(word * 37) % places.length];
    if (place === undefined) return;
    const offset = (starts[place.line] ?? 0) + place.character;
    const inserted = word % 3 === 2 ? NEW_LINE : WORD;
    for (const key of typeAndTakeBack(inserted)) {
      if (typed++ === count) return;
      const now = text.slice(0, offset) + key.after + text.slice(offset);
      yield { ...caret(place, key.before), removes: key.removes, inserts: key.inserts, text: now };
    }
  }
}

const WORD = '-eu.west';
const NEW_LINE = '\n      EXTRA: "1"';

interface Key {
  /** What stands between the word's beginning and the caret. */
  readonly before: string;
  readonly removes: string;
  readonly inserts: string;
  readonly after: string;
}

function typeAndTakeBack(word: string): Key[] {
  const steps = [...word].map((_, index) => index);
  const typed = steps.map((at) => ({
    before: word.slice(0, at),
    removes: '',
    inserts: word.charAt(at),
    after: word.slice(0, at + 1),
  }));
  const back = steps.toReversed().map((at) => ({
    before: word.slice(0, at),
    removes: word.charAt(at),
    inserts: '',
    after: word.slice(0, at),
  }));
  return [...typed, ...back];
}

function caret(place: { readonly line: number; readonly character: number }, before: string) {
  const last = before.lastIndexOf('\n');
  return last < 0
    ? { line: place.line, character: place.character + before.length }
    : { line: place.line + 1, character: before.length - last - 1 };
}

function lineStarts(lines: readonly string[]): number[] {
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  return starts;
}
