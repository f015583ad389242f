import type { ConfigurationRole } from '../../clearml/release-loader.ts';
import type { HoconTree } from '../../syntax/hocon/index.ts';
import type { Location } from '../location.ts';
import type { InlineText } from './inline-text.ts';

/** Everything a ClearML Server process could read its configuration from, as its container would see it. */
export interface ConfigurationInput {
  readonly role: ConfigurationRole;
  /** The image's tag, `undefined` where it has none; or why nobody can tell what is built in. */
  readonly release: string | undefined | { readonly unknown: string };
  /** The process's environment. Of two entries with one name the last counts. */
  readonly variables: readonly ProcessVariable[];
  /** By absolute container path, what is mounted there. What is missing here does not exist in the container. */
  readonly directories: ReadonlyMap<string, ConfigurationDirectory>;
  /** Parses a file, from a cache where there is one. */
  readonly parse?: (uri: string, text: string) => HoconTree;
}

export interface ProcessVariable {
  readonly name: string;
  /** As the process gets it; `null` where the variable is not set; or why nobody can tell its value. */
  readonly value: string | null | { readonly unknown: string };
  /** Where its value is written; `null` where no file has it. */
  readonly origin: Location | null;
  /** The places that the value came through on its way there. */
  readonly via: readonly Location[];
}

/**
 * A directory whose files are all known, or one that can't be seen. The latter may still hold known files: those that
 * are mounted over it, which win over whatever else it has.
 */
export type ConfigurationDirectory =
  | {
      readonly kind: 'known';
      readonly files: readonly ConfigurationFile[];
      /** The folder of this machine that it is, with a slash at its end. */
      readonly uri?: string;
    }
  | { readonly kind: 'unknown'; readonly reason: string; readonly files?: readonly ConfigurationFile[] };

/** Files of other names than `*.conf` count where one includes them. */
export type ConfigurationFile = {
  /** Relative to the directory, with `/`. */
  readonly path: string;
  readonly uri: string;
} /** `inline` where the text stands inside another file. */ & (
  | { readonly text: string; readonly inline?: InlineText }
  | { readonly directory: true }
  /** No UTF-8: the server can't read it either. */
  | { readonly notText: true }
  /** There, but not readable for us. */
  | { readonly unknown: string }
);
