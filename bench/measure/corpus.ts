import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { Corpus } from '../inputs/corpus.ts';
import { median } from '../statistics.ts';
import { type Usage, usageOf } from './whole-process.ts';

export interface CorpusRun {
  /** Milliseconds of processor time, medians. */
  readonly check: number;
  readonly checkAll: number;
  readonly parse: number;
  /** Ratios to the parse of the same round, medians. */
  readonly ratio: number;
  readonly ratioAll: number;
  /** Most resident memory of `check`, in bytes. */
  readonly peak: number;
}

/** Checks a corpus with the command line and parses it with `yaml` alone, in turn, as whole processes. */
export function measureCorpus(cli: string, { directory }: Corpus, rounds: number): CorpusRun {
  const parseAlone = bundleParseAlone();
  const runs = Array.from({ length: rounds }, () => ({
    check: usageOf(checkWords(cli, directory, 'clearml')),
    checkAll: usageOf(checkWords(cli, directory, 'all')),
    parse: usageOf([parseAlone, directory]),
  }));
  rmSync(parseAlone);
  const of = (value: (run: Readonly<Record<'check' | 'checkAll' | 'parse', Usage>>) => number) =>
    median(runs.map(value));
  return {
    check: of(({ check }) => check.cpu),
    checkAll: of(({ checkAll }) => checkAll.cpu),
    parse: of(({ parse }) => parse.cpu),
    ratio: of(({ check, parse }) => check.cpu / parse.cpu),
    ratioAll: of(({ checkAll, parse }) => checkAll.cpu / parse.cpu),
    peak: Math.max(...runs.map(({ check, checkAll }) => Math.max(check.peak, checkAll.peak))),
  };
}

export function checkWords(cli: string, directory: string, scope: 'clearml' | 'all'): readonly string[] {
  return [cli, 'check', '--format', 'json', '--scope', scope, directory];
}

/** One file, minified, as the command line is: loading many files would flatter the ratio. @returns its path */
function bundleParseAlone(): string {
  const outfile = join(tmpdir(), `clearml-secure-bench-${process.pid}-parse-alone.cjs`);
  const entry = fileURLToPath(new URL('parse-alone.ts', import.meta.url));
  buildSync({ entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', logLevel: 'warning' });
  return outfile;
}
