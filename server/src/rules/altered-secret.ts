import { isUserPassword } from '../clearml/secret-settings.ts';
import { LOW_IMPACT } from '../clearml/settings.ts';
import type { Alteration } from './secrets/alteration.ts';
import { generateFixes } from './secrets/generate.ts';
import { quoteFix } from './secrets/quote.ts';
import { isInUse, nameOf, secretRule, type Verdict } from './secrets/secret-rule.ts';
import type { SecretValue } from './secrets/value.ts';

/**
 * Finds secrets that the server would read as something else than what is written. Sources: compose-spec
 * 12-interpolation.md; pyhocon, which parses each `CLEARML__` variable and each file (apiserver/config/basic.py).
 */
export const alteredSecret = secretRule('altered-secret', 'The server reads another secret than the one written.', {
  verdict,
  fixes(values, secrets, bad) {
    const generated = generate(values, secrets, bad);
    const quoted = quoteFix(values, secrets);
    if (quoted === undefined) return generated;
    return { fixes: [quoted, ...generated.fixes.map((fix) => ({ ...fix, preferred: false }))] };
  },
});

const generate = generateFixes({ together: (value, bad) => bad.has(value), pair: true });

function verdict(value: SecretValue): Verdict | undefined {
  const { alteration, setting = '', published } = value;
  if (alteration === undefined || !isInUse(value)) return undefined;
  // `invalid-web-login` speaks of these.
  if (isUserPassword(setting) && ['number', 'boolean', 'null'].includes(alteration)) return undefined;
  const [headline, why] = TEXTS[alteration];
  const harmless = LOW_IMPACT.has(setting) && alteration !== 'refused';
  return {
    level: harmless ? 'warning' : 'error',
    headline: `${headline}: ${nameOf(value)}`,
    lines: [why, ...(published === undefined ? [] : ['What is written is public besides.'])],
  };
}

const QUOTE = 'Double quotes inside the quotes that YAML or the .env file takes off keep it whole: \'"…"\'.';

const TEXTS: Readonly<Record<Alteration, readonly [headline: string, why: string]>> = {
  dollar: [
    'A part is lost',
    'Docker Compose takes `$` and the letters after it for a variable that nobody sets. Write `$$` for a dollar sign.',
  ],
  cut: ['Cut off', `A # begins a comment, so the server reads only what stands before it. ${QUOTE}`],
  number: ['Read as a number', `The server gets a number, and other digits than are written maybe. ${QUOTE}`],
  boolean: ['Read as true or false', `The server gets no text, and logins fail. ${QUOTE}`],
  null: ['Read as nothing', `The server gets no text, and logins fail. ${QUOTE}`],
  duration: ['Read as a duration', `Digits with a unit behind them are a time span to HOCON. ${QUOTE}`],
  refused: ['Not readable', `The server reads the value as HOCON and stops at a character of it. ${QUOTE}`],
  unset: [
    'Empty reference',
    'Nobody sets the variable, so the server falls back to the value that everyone knows. Set the variable for its service.',
  ],
  syntax: ['Read differently', `Quotes, commas and backslashes are syntax to HOCON. ${QUOTE}`],
};
