/** What stands for a value that nobody may see. */
export const MASK = '<masked>';

/** A name with what makes it one: `NAME=`, `name:`, `"name" =`, `name {`. `==` at an end is the padding of Base64. */
const NAME = /(["']?)([A-Za-z_][\w.-]*)\1\s*(?:\+?=(?!=|\s*$)|:(?=\s|$)|(?=\{))/y;
/** An assignment that is quoted as a whole, as lists of variables have it. */
const QUOTED = /(["'])([A-Za-z_][\w.-]*)=((?:(?!\1).)*)\1/y;
const BETWEEN = /\s+|-(?=\s|$)|[{}[\],]/y;
const COMMENT = /(?:#|\/\/).*/y;
const VALUE = /"(?:[^"\\]|\\.)*"|'[^']*'|(?:\$\{[^}]*\}|[^\s{}[\],"'])+|.+/y;

const SWITCH_OR_REFERENCE = /^(?:true|false|null|yes|no|on|off|tcp|udp|\$\w+|\$\{\??[\w.]+(?::?\?[^{}]*)?\})?$/i;
/** Ports, with the address that they are bound to, and addresses alone. */
const PORT =
  /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:]*\])?:?(?:\d{1,5}(?:-\d{1,5})?:){0,2}(?:\d{1,5}(?:-\d{1,5})?)?(?:\/(?:tcp|udp))?$/;
const HOLDS_PORTS = /^$|^(?:ports|expose|target|published|host_ip)$/;

/**
 * Masks whatever may be a secret in a part of a compose, `.env` or configuration file, whichever it is: line by line and
 * without parsing, so that broken text is masked too. What stays are names, switches, references, and ports where ports
 * are written.
 * @param labels what is shown for certain values instead
 */
export function maskText(text: string, labels: ReadonlyMap<string, string> = new Map()): string {
  return text.replace(/[^\r\n]+/g, (line) => maskLine(line, labels));
}

function maskLine(line: string, labels: ReadonlyMap<string, string>): string {
  let [at, masked, name, mayBeName] = [0, '', '', true];
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(line);
    at += found?.[0].length ?? 0;
    return found;
  };
  while (at < line.length) {
    const between = take(BETWEEN)?.[0];
    const named = between === undefined && mayBeName ? take(NAME) : null;
    if (between !== undefined) {
      masked += between;
      mayBeName ||= /[{[,]/.test(between);
    } else if (take(COMMENT)) {
      masked += `# ${MASK}`;
    } else if (named) {
      masked += named[0];
      [name, mayBeName] = [named[2] ?? '', false];
    } else {
      const [whole = '', quote = '', variable = name, value] = (mayBeName && take(QUOTED)) || take(VALUE) || [];
      masked +=
        value === undefined
          ? maskValue(name, whole, labels)
          : quote + `${variable}=${maskValue(variable, value, labels)}` + quote;
      mayBeName = false;
    }
  }
  return masked;
}

function maskValue(name: string, written: string, labels: ReadonlyMap<string, string>): string {
  const [, quote = '', value = ''] = /^(["']?)(.*)\1$/s.exec(written) ?? [];
  const [, reference, fallback] = /^(\$\{\w+:?-)(.*)\}$/s.exec(value) ?? [];
  if (fallback) return `${quote}${reference}${maskValue(name, fallback, labels)}}${quote}`;
  const harmless = SWITCH_OR_REFERENCE.test(value) || (HOLDS_PORTS.test(name) && PORT.test(value));
  return harmless ? written : quote + (labels.get(value) ?? MASK) + quote;
}
