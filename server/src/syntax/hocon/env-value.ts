import type { Lookup } from '../lookup.ts';
import type { SyntaxProblem } from '../span.ts';
import { evaluateHocon } from './evaluate.ts';
import { splitPath } from './key.ts';
import { parseHocon } from './parse.ts';
import { type HoconValue, lookupHocon } from './value.ts';

/** What ClearML Server makes of the value of a `CLEARML__…` variable. Spans are offsets in the value. */
export type HoconEnvValue =
  | {
      readonly ok: true;
      /** Everything the text sets; a comma in the value may add other paths. */
      readonly tree: HoconValue;
      /** What stands at the variable's own path, `undefined` where an unset `${?X}` left nothing. */
      readonly value: HoconValue | undefined;
      /** True where the server reads exactly the characters that are written. */
      readonly survives: boolean;
    }
  | { readonly ok: false; readonly problems: readonly SyntaxProblem[] };

/** Parses `path: raw` as ClearML Server does for each variable (apiserver/config/basic.py, `_read_env_paths`). */
export function parseHoconEnvValue(path: string, raw: string, env?: Lookup): HoconEnvValue {
  const prefix = `${path}: `;
  const result = evaluateHocon(parseHocon(prefix + raw), env ? { env } : {});
  if (!result.ok)
    return { ok: false, problems: result.problems.map((problem) => shift(problem, prefix.length, raw.length)) };
  const value = lookupHocon(result.value, splitPath(path));
  return { ok: true, tree: result.value, value, survives: value?.kind === 'string' && value.value === raw };
}

function shift(problem: SyntaxProblem, by: number, length: number): SyntaxProblem {
  const place = (offset: number) => Math.max(0, Math.min(offset - by, length));
  return { ...problem, span: { start: place(problem.span.start), end: place(problem.span.end) } };
}
