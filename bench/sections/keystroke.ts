import { writeDeployment } from '../inputs/deployment.ts';
import { measureTyping } from '../measure/keystroke.ts';
import { milliseconds, type Row } from '../report.ts';
import { median, percentile } from '../statistics.ts';

/** A value of the deployment that is typed into. */
const SPOT = /CLEARML_REDIS_SERVICE_HOST\S* \S+/;

/** Keystroke to diagnostics over stdio, by pulls, beside one parse of the same text by `yaml` alone. */
export async function keystrokeRows(server: readonly string[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { lines, warmUp, count } of [
    { lines: 200, warmUp: 1000, count: 1000 },
    { lines: 10_000, warmUp: 15, count: 60 },
  ]) {
    const folder = writeDeployment(lines);
    const task = { server, uri: folder.composeUri, languageId: 'dockercompose', text: folder.text, spot: SPOT };
    const typing = await measureTyping({ ...task, warmUp, count, parseBeside: true });
    folder.remove();
    const real = folder.text.split('\n').length - 1;
    const [p50, p95] = [0.5, 0.95].map((share) => percentile(typing.keystroke, share)) as [number, number];
    const name = `keystroke → diagnostics, ${real.toLocaleString('en')} lines in a five-file deployment`;
    rows.push({ name: `${name}, p50`, value: p50, shown: milliseconds(p50) });
    rows.push({ name: `${name}, p95`, value: p95, shown: milliseconds(p95) });
    const parse = median(typing.parse);
    rows.push({ name: `one \`yaml\` parse of the same text, p50`, value: parse, shown: milliseconds(parse) });
    const ratio = p95 / percentile(typing.parse, 0.95);
    rows.push({ name: 'p95 ÷ p95 of the parse', value: ratio, shown: ratio.toFixed(2) });
    if (typing.memory !== undefined) {
      const megabytes = typing.memory / 2 ** 20;
      rows.push({
        name: 'resident memory of the server after that',
        value: megabytes,
        shown: `${megabytes.toFixed(0)} MB`,
      });
    }
  }
  return rows;
}
