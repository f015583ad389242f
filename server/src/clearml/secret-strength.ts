import type { SecretKind } from './secret-settings.ts';

/** What makes a secret easy to guess; `below-advice` is fit for use, but shorter than ClearML advises. */
export type Weakness = 'placeholder' | 'short' | 'uniform' | 'below-advice';

interface Measure {
  /** Shorter ones are weak. */
  readonly least: number;
  /** What the documentation asks for. */
  readonly advised: number;
  /** Fewer different characters than these are weak. */
  readonly variety: number;
}

/**
 * Keys and secrets: “30 characters for keys, 50-60 for secrets” (ClearML documentation, “Securing ClearML Server”);
 * before 1.16.0 the server itself drew keys of 20. Passwords: NIST SP 800-63B-4, 3.1.1.2: eight characters at the least,
 * fifteen where nothing else is asked for.
 */
export const MEASURES: Readonly<Record<SecretKind, Measure>> = {
  key: { least: 20, advised: 30, variety: 8 },
  secret: { least: 32, advised: 50, variety: 8 },
  password: { least: 8, advised: 15, variety: 4 },
};

/** Texts that stand for a value yet to come, ClearML's own documentation's among them. */
const PLACEHOLDER = new RegExp(
  [
    '^<.*>$',
    '^\\{\\{.*\\}\\}$',
    '^(?:x+|\\*+|\\.+|todo|fixme|tbd|none|null|dummy|test|demo|admin|root|guest|secret|key|token|password|passw0rd|pwd|qwerty)$',
    'change[-_ ]?(?:me|this|it)(?![a-z])',
    'replace[-_ ]?(?:me|this|with)(?![a-z])',
    '(?:^|[-_ ])(?:your|my|new|some|the|default|defualt|example|sample|insert|enter|generated?)[-_ ](?:[a-z]+[-_ ])*(?:key|secret|token|password|string|value)(?:$|[-_ ])',
    '(?:key|secret|token|password|pass)[-_ ]here$',
    '^(?:access|secret)[-_ ]?key$',
    '^agentk8sgluesecret$',
    '^clearml api (?:access|secret) key$',
    'place[-_ ]?holder',
  ].join('|'),
  'i',
);

/** Tells what makes a secret weak; nothing for a strong one, and for an empty text, which is a case of its own. */
export function weaknessOf(text: string, kind: SecretKind): Weakness | undefined {
  const { least, advised, variety } = MEASURES[kind];
  if (text === '') return undefined;
  if (PLACEHOLDER.test(text)) return 'placeholder';
  if (text.length < least) return 'short';
  if (new Set(text).size < variety || isPattern(text)) return 'uniform';
  return text.length < advised ? 'below-advice' : undefined;
}

/** True for one piece over and over, and where most characters follow from the one before (`abcdef…`, `111222…`). */
function isPattern(text: string): boolean {
  if (isRepeated(text)) return true;
  let steps = 0;
  for (let at = 1; at < text.length; at++) {
    if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) <= 1) steps++;
  }
  return steps > text.length / 2;
}

/** One piece of at most 16 characters fills the text, the last time maybe in part. */
function isRepeated(text: string): boolean {
  for (let length = 1; length <= 16 && length * 2 <= text.length; length++) {
    if (text.slice(length) === text.slice(0, -length)) return true;
  }
  return false;
}
