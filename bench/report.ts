import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** One figure. */
export interface Row {
  readonly name: string;
  /** Milliseconds, bytes, megabytes or a ratio, as `shown` says. */
  readonly value: number;
  readonly shown: string;
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}

export function printReport(rows: readonly Row[]): void {
  const width = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, shown } of rows) console.log(`${name.padEnd(width)}  ${shown}`);
}

const BEGIN = '<!-- figures: written by npm run bench -->';
const END = '<!-- end of figures -->';

/** Puts the figures between the marks of bench/README.md and into history/<version>.json. */
export function writeReport(rows: readonly Row[], root: string): void {
  const { version, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const run = {
    version,
    date: new Date().toISOString().slice(0, 10),
    cpu: `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`,
    node: process.version,
    yaml: dependencies.yaml,
  };
  mkdirSync(join(root, 'bench/history'), { recursive: true });
  writeFileSync(join(root, `bench/history/${version}.json`), `${JSON.stringify({ ...run, rows }, undefined, 2)}\n`);
  const table = [
    `Version ${run.version}, ${run.date}, ${run.cpu}, Node ${run.node}, yaml ${run.yaml}:`,
    '',
    '| What | Figure |',
    '|---|---|',
    ...rows.map(({ name, shown }) => `| ${name} | ${shown} |`),
  ].join('\n');
  const path = join(root, 'bench/README.md');
  const text = readFileSync(path, 'utf8');
  const [before, after] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  writeFileSync(path, `${text.slice(0, before)}\n\n${table}\n\n${text.slice(after)}`);
}
