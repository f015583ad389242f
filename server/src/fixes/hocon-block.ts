/** A setting to write. */
export interface NewSetting {
  readonly path: readonly string[];
  /** HOCON as it is to stand there: a quoted text, `true`, a list. */
  readonly value: string;
}

/** Settings as lines; those under one key share a block. */
export function blockOf(settings: readonly NewSetting[], indent: string, unit: string): readonly string[] {
  return [...tailsBelow(settings)].flatMap(([key, tails]) => {
    const [only] = tails;
    if (only !== undefined && only.path.length === 0) return [`${indent}${key}: ${only.value}`];
    return [`${indent}${key} {`, ...blockOf(tails, indent + unit, unit), `${indent}}`];
  });
}

/** Settings on one line. */
export function inlineOf(settings: readonly NewSetting[]): string {
  const fields = [...tailsBelow(settings)].map(([key, tails]) => {
    const [only] = tails;
    if (only !== undefined && only.path.length === 0) return `${key}: ${only.value}`;
    return `${key} { ${inlineOf(tails)} }`;
  });
  return fields.join(', ');
}

/** Settings by their first key, as it is written, without that key. */
function tailsBelow(settings: readonly NewSetting[]): ReadonlyMap<string, readonly NewSetting[]> {
  const groups = new Map<string, NewSetting[]>();
  for (const { path, value } of settings) {
    const [first = '', ...rest] = path;
    const key = /^[\w-]+$/.test(first) ? first : `"${first}"`;
    groups.set(key, [...(groups.get(key) ?? []), { path: rest, value }]);
  }
  return groups;
}
