import type { ComposeProblem, ProblemKind } from '../../deployment/compose/model/problem.ts';

/** What is wrong, what it stops, what to do. */
export function messageOf({ kind, message }: ComposeProblem, elsewhere: boolean): string {
  if (elsewhere)
    return [
      'This env file is not on this machine, so it was not checked',
      'Docker Compose refuses to start where it is missing. Check the deployment where the file is.',
    ].join('\n');
  const { headline, remedy } = /^(?:CLEARML|TRAINS)_/.test(message) ? MISPLACED : (WORDS[kind] ?? OTHER);
  return [
    headline,
    `${message}.`,
    'Docker Compose starts nothing of this project until it is put right.',
    ...(remedy === undefined ? [] : [remedy]),
  ].join('\n');
}

const OTHER: Words = { headline: 'Docker Compose refuses this' };

const MISPLACED: Words = {
  headline: 'A setting of ClearML stands beside “environment”',
  remedy: 'Move the line below “environment:”, one level deeper.',
};

interface Words {
  readonly headline: string;
  readonly remedy?: string;
}

const WORDS: Readonly<Partial<Record<ProblemKind, Words>>> = {
  port: {
    headline: 'Docker Compose refuses this port',
    remedy: 'The form is ADDRESS:HOST PORT:CONTAINER PORT, such as 127.0.0.1:9200:9200.',
  },
  interpolation: {
    headline: 'Docker Compose can’t read this ${…}',
    remedy: 'A dollar sign that is meant as one is written $$.',
  },
  'duplicate-key': { headline: 'Docker Compose refuses a key that stands twice', remedy: 'Leave one of them.' },
  'env-file-missing': {
    headline: 'Docker Compose does not start without this env file',
    remedy: 'Create it, or correct the path.',
  },
  'env-file': { headline: 'Docker Compose can’t read this env file' },
  'extends-cycle': { headline: 'These services extend each other in a circle' },
  extends: { headline: 'Docker Compose can’t extend this service' },
  'include-cycle': { headline: 'These files include each other in a circle' },
  'file-missing': {
    headline: 'Docker Compose does not find this file',
    remedy: 'Create it, or correct the path. What it holds was not checked.',
  },
  merge: { headline: 'Docker Compose can’t put these files together' },
};
