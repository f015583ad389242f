import type { FileSystem } from '../deployment/file-system.ts';

/** What a command has of the world; tests bring their own. */
export interface Terminal {
  readonly files: FileSystem;
  /** Absolute path of the working directory. */
  readonly directory: string;
  readonly colors: boolean;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Becomes a language server on standard input and output; resolves at the end of the session. */
  readonly serve: () => Promise<void>;
}
