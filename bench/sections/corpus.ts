import { join } from 'node:path';
import { copyCorpus } from '../inputs/corpus.ts';
import { measureCorpus } from '../measure/corpus.ts';
import { milliseconds, type Row } from '../report.ts';

/** Fewer files would say more of how a process starts. */
const LEAST_FILES = 900;

/** `check` over many compose files, in processor time, beside the `yaml` package alone. */
export function corpusRows(cli: string, given: string | undefined, root: string): readonly Row[] {
  const sources = given === undefined ? [join(root, 'examples'), join(root, 'test/fixtures')] : [given];
  const corpus = copyCorpus(sources, LEAST_FILES);
  const run = measureCorpus(cli, corpus, 3);
  corpus.remove();
  const what = `${corpus.files.toLocaleString('en')} compose files, ${(corpus.bytes / 2 ** 20).toFixed(1)} MB`;
  return [
    { name: `\`check\` of ${what}, CPU`, value: run.check, shown: milliseconds(run.check) },
    { name: '`check --scope all` of the same, CPU', value: run.checkAll, shown: milliseconds(run.checkAll) },
    { name: '`yaml` alone on the same, CPU', value: run.parse, shown: milliseconds(run.parse) },
    { name: '`check` ÷ `yaml`', value: run.ratio, shown: run.ratio.toFixed(2) },
    { name: '`check --scope all` ÷ `yaml`', value: run.ratioAll, shown: run.ratioAll.toFixed(2) },
    { name: 'most memory of `check`', value: run.peak / 2 ** 20, shown: `${(run.peak / 2 ** 20).toFixed(0)} MB` },
  ];
}
