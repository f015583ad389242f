import type { Location } from '../location.ts';

/** Why a ClearML Server process would stop while it loads its configuration. */
export interface LoadingProblem {
  readonly code: LoadingProblemCode;
  /** For people; it never quotes a value. */
  readonly message: string;
  readonly location: Location | null;
  /** The variable that it is about. */
  readonly variable?: string;
}

export type LoadingProblemCode =
  /** A file does not parse. */
  | 'file-syntax'
  /** A file parses, but an include in it does not resolve, or values clash. */
  | 'file-resolution'
  /** A `${X}` in a file, and the process has no variable X. */
  | 'unresolved-substitution'
  | 'byte-order-mark'
  | 'not-text'
  /** A folder is named like a configuration file. */
  | 'folder-named-conf'
  /** A file's name leaves no section. */
  | 'file-name'
  /** A variable's value, together with its name, does not parse or resolve. */
  | 'variable-value'
  /** `CLEARML__` alone. */
  | 'variable-name'
  /** Releases that fail where a configured directory is missing. */
  | 'missing-directory'
  /** A key that pyhocon can't look up again: `""`. */
  | 'key';

/** The syntax layer's messages have no full stop. */
export function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
