import { readFileSync } from 'node:fs';

/** Reads a file of recorded answers, one JSON object a line. */
export function readVectors<Vector>(name: string): readonly Vector[] {
  const text = readFileSync(new URL(`./vectors/${name}.jsonl`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector);
}
