import { shownName } from '../../clearml/shown-name.ts';
import type { LoadingProblem, LoadingProblemCode } from '../../deployment/configuration/index.ts';
import { listed } from '../listed.ts';

/** What is wrong, whom it stops, what to do. Never a value of the text. */
export function messageOf(problem: LoadingProblem, services: readonly string[]): string {
  const { headline, remedy } = WORDS[problem.code];
  const name = problem.variable === undefined ? 'this variable' : shownName(problem.variable);
  return [
    headline.replace('NAME', () => name),
    // The loader's own message of a variable has lines of its own.
    ...(REPEATED.has(problem.code) ? [] : [problem.message.split('\n')[1] ?? capital(problem.message)]),
    whoStops(services, problem),
    ...(remedy === '' ? [] : [remedy]),
  ].join('\n');
}

interface Words {
  readonly headline: string;
  readonly remedy: string;
}

const WORDS: Readonly<Record<LoadingProblemCode, Words>> = {
  'file-syntax': { headline: 'ClearML Server can’t load this file', remedy: '' },
  'file-resolution': { headline: 'ClearML Server can’t load this file', remedy: '' },
  'unresolved-substitution': {
    headline: 'Nothing sets this variable where the file is loaded',
    remedy: 'Give the variable to each of these services, or write ${?…} where it may be missing.',
  },
  'byte-order-mark': {
    headline: 'ClearML Server can’t load this file: byte order mark',
    remedy: 'Save it as UTF-8 without a byte order mark.',
  },
  'not-text': { headline: 'ClearML Server can’t load this file: no UTF-8 text', remedy: 'Save it as UTF-8.' },
  'folder-named-conf': {
    headline: 'A folder is named like a configuration file',
    remedy: 'Rename it so that it does not end in .conf.',
  },
  'file-name': {
    headline: 'This file’s name has nothing before .conf',
    remedy: 'Rename it or take it out of the configuration directory.',
  },
  'variable-value': {
    headline: 'ClearML Server can’t start with this value of NAME',
    remedy: 'In double quotes inside the quotes that YAML or the .env file takes off it is read as it stands: \'"…"\'.',
  },
  'variable-name': { headline: 'NAME names no setting, and stops ClearML Server', remedy: 'Remove it.' },
  'missing-directory': {
    headline: 'NAME names a directory that is not there',
    remedy: 'Mount it, or remove the variable.',
  },
  key: { headline: 'ClearML Server can’t load this file: an empty key', remedy: 'Give the key a name.' },
};

/** Their headline says it all. */
const REPEATED: ReadonlySet<LoadingProblemCode> = new Set([
  'byte-order-mark',
  'not-text',
  'folder-named-conf',
  'file-name',
  'variable-name',
  'unresolved-substitution',
]);

function whoStops(services: readonly string[], { variable }: LoadingProblem): string {
  if (variable !== undefined) return `${listed(services)} would not start.`;
  if (services.length === 0) return 'One broken .conf file keeps every service that reads the directory from starting.';
  return `${listed(services)} would not start: one broken .conf file is enough, also one that nothing uses.`;
}

function capital(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
