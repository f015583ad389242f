import pc from 'picocolors';
import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import type { Location } from '../deployment/location.ts';
import { type SettingSummary, securitySettings } from '../features/deployment-view.ts';
import type { SettingState } from '../features/secret-state.ts';
import { inColumns } from './columns.ts';
import type { Located } from './located.ts';
import { printable } from './text.ts';

/** What decides how safe deployments are, for people: a table each, a row per setting and the services that hold it. Masked. */
export async function toTable(
  deployments: readonly ReadDeployment[],
  located: Located,
  colors: boolean,
): Promise<string> {
  const tables = await Promise.all(deployments.map((each) => deploymentTable(each, located, pc.createColors(colors))));
  return tables.length === 0 ? 'No deployment of ClearML Server here.\n' : tables.join('\n');
}

type Colors = ReturnType<typeof pc.createColors>;

async function deploymentTable(
  { deployment, files }: ReadDeployment,
  located: Located,
  paint: Colors,
): Promise<string> {
  const settings = [...securitySettings(deployment)].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const rows = settings.map(async (each) => [
    printable(each.services.join(', ')),
    printable(each.setting),
    colored(each.state, paint),
    printable(each.text),
    await sourceOf(each, located),
  ]);
  const head = ['Services', 'Setting', 'State', 'Value', 'From'].map((title) => paint.dim(title));
  const problems = (deployment.compose?.problems() ?? []).map(
    async ({ at, message }) => `${await placeOf(at, located)}: ${printable(message)}`,
  );
  return [
    paint.bold(files.map((uri) => printable(located.path(uri))).join(', ')),
    ...inColumns([head, ...(await Promise.all(rows))]),
    ...(problems.length === 0 ? [] : ['', 'Docker Compose would refuse it:', ...(await Promise.all(problems))]),
    '',
  ].join('\n');
}

function keyOf({ services, setting }: SettingSummary): string {
  return `${services.join(' ')}\0${setting}`;
}

function colored(state: SettingState, paint: Colors): string {
  const text = state.replace('-', ' ');
  switch (state) {
    case 'public-default':
      return paint.red(text);
    case 'weak':
    case 'shared':
      return paint.yellow(text);
    case 'unknown':
      return paint.cyan(text);
    case 'good':
      return paint.green(text);
    default:
      return text;
  }
}

async function sourceOf({ layer, origin }: SettingSummary, located: Located): Promise<string> {
  const name = { 'built-in': 'built in', file: 'file', environment: 'environment', none: '' }[layer];
  const place = origin === null ? '' : await placeOf(origin, located);
  return [name, place].filter(Boolean).join(', ');
}

async function placeOf(at: Location, located: Located): Promise<string> {
  const { start } = await located.range(at);
  return `${printable(located.path(at.uri))}:${start.line + 1}:${start.character + 1}`;
}
