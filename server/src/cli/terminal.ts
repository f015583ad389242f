import type { FileSystem } from '../deployment/file-system.ts';

/** What a command has of the world; tests bring their own. */
export interface Terminal {
  readonly files: FileSystem;
  /** Absolute path of the working directory. */
  readonly directory: string;
  readonly colors: boolean;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Shows a line that the next one takes the place of; an empty one takes it away. Only where a person looks on. */
  readonly progress?: (line: string) => void;
  /** Becomes a language server on standard input and output; resolves at the end of the session. */
  readonly serve: () => Promise<void>;
}

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}
type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Whether to write in colours: what NO_COLOR (https://no-color.org) or FORCE_COLOR (https://force-color.org) say, in this
 * order, else whether it is a terminal that has some.
 */
export function wantsColors({ NO_COLOR, FORCE_COLOR, TERM }: Variables, { isTTY }: Stream): boolean {
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY === true && TERM !== 'dumb';
}

/** Writes one line over the other; `undefined` for a log, which would keep them all. */
export function progressOn({ CI, TERM }: Variables, stream: Stream): ((line: string) => void) | undefined {
  if (stream.isTTY !== true || CI || TERM === 'dumb') return undefined;
  return (line) => stream.write(`\r\u001b[K${line}`);
}
