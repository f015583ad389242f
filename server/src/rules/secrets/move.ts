import type { SecretSource } from '../../clearml/secrets.ts';
import { settingOfVariable } from '../../clearml/settings.ts';
import type { DotenvFile } from '../../deployment/compose/environment-layers.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import { fileName } from '../../deployment/file-kind.ts';
import { folderOf } from '../../deployment/uri-path.ts';
import { appendVariables, freeName } from '../../fixes/dotenv.ts';
import { type FileEdit, type Fix, joinEdits, type TextEdit } from '../../fixes/fix.ts';
import { ignoreFile } from '../../fixes/gitignore.ts';
import { freshValues, plannedEdits } from './generate.ts';
import { type Plan, urisOf } from './plan.ts';
import type { OfferedFixes } from './secret-rule.ts';
import { type Secrets, uniquePlaces } from './secrets.ts';
import type { SecretValue } from './value.ts';

/** Moves a value as it is from the compose file to `.env`. */
export function moveFix([value]: readonly SecretValue[], secrets: Secrets): OfferedFixes {
  if (value === undefined) return { fixes: [] };
  const same = uniquePlaces(
    secrets
      .withText(value.text)
      .filter((other) => other.language === 'compose' && other.setting === value.setting && other.raw === value.raw),
  );
  const plan: Plan = { key: value.path, targets: same, insertions: [] };
  const move = moved(secrets, plan, () => () => value.raw);
  return move === undefined
    ? { fixes: [], withheld: WITHHELD }
    : { fixes: [{ ...move, preferred: true, carriesSecret: true }] };
}

const WITHHELD = 'No quick fix: the value is a part of a longer text, or .env can’t take it.';

/** Draws fresh values into `.env` and refers to them where the public ones stand. */
export function freshMoveFix(secrets: Secrets, plan: Plan): Fix | undefined {
  return moved(secrets, plan, freshValues);
}

function moved(
  secrets: Secrets,
  plan: Plan,
  valuesFrom: (source: SecretSource) => (setting: string) => string,
): Fix | undefined {
  const { deployment, accountOf } = secrets;
  const home = dotenvHome(deployment);
  if (home === undefined || plan.targets.some((target) => referenceEdit(target, 'X') === undefined)) return undefined;
  if (plan.insertions.some(({ reference }) => reference !== undefined)) return undefined;
  const settings = [...new Set(plan.targets.map((target) => accountOf(target) ?? target.path))];
  const names = namesFor(settings, home.file);
  const edits = (source: SecretSource): readonly FileEdit[] => {
    const valueFor = valuesFrom(source);
    const lines = settings.map((setting) => ({ name: names.get(setting) ?? setting, value: valueFor(setting) }));
    const refer = (setting: string) => `\${${names.get(setting)}:?}`;
    const references = plannedEdits(secrets, [plan], refer, (target) => ({
      uri: target.at.uri,
      edits: [referenceEdit(target, names.get(accountOf(target) ?? target.path) ?? '')].filter(
        (each) => each !== undefined,
      ),
    }));
    const added = appendVariables(home.uri, home.file?.tree, lines);
    return joinEdits([...references, ...(added ? [added] : []), ...ignoreFile(deployment.git, home.uri)]);
  };
  const tried = appendVariables(home.uri, home.file?.tree, [{ name: 'X', value: 'x' }]);
  if (tried === undefined || plan.targets.some(({ raw }) => /['\r\n]/.test(raw))) return undefined;
  const uris = [...urisOf([plan]), home.uri];
  const ignored = ignoreFile(deployment.git, home.uri).map(({ uri }) => uri);
  return {
    kind: 'move-to-dotenv',
    title: 'Move to .env and refer to it',
    preferred: false,
    automatic: false,
    uris: [...new Set([...uris, ...ignored])],
    edits,
  };
}

/** The project’s `.env`, or where it would be; `undefined` where there is one that can’t be read. */
function dotenvHome({
  compose,
  unreadable,
}: Deployment): { readonly uri: string; readonly file?: DotenvFile } | undefined {
  if (compose === undefined || compose.partial) return undefined;
  const file = compose.variables.files.find(({ uri }) => fileName(uri) === '.env');
  if (file !== undefined) return { uri: file.uri, file };
  const uri = `${folderOf(compose.roots[0] ?? '')}.env`;
  return unreadable.some((each) => each.uri === uri) ? undefined : { uri };
}

/** `CLEARML_APISERVER_USER_SECRET` for `secure.credentials.apiserver.user_secret`. */
function namesFor(settings: readonly string[], file: DotenvFile | undefined): ReadonlyMap<string, string> {
  return new Map(
    settings.map((setting) => {
      const parts = setting.split('.').filter((part) => part !== 'secure' && part !== 'credentials');
      return [setting, freeName(file?.tree, `CLEARML_${parts.join('_').toUpperCase().replaceAll(/\W/g, '_')}`)];
    }),
  );
}

/** `${NAME:?}` in the place of a literal that is the whole value of its variable, in the quotes that it has. */
export function referenceEdit({ language, at, carrier, setting }: SecretValue, name: string): TextEdit | undefined {
  const entry = carrier?.entry;
  const text = entry?.text;
  if (language !== 'compose' || entry === undefined || text === undefined || text.written.style === 'block')
    return undefined;
  if (setting !== settingOfVariable(entry.name)) return undefined;
  if (text.template.parts.some(({ kind }) => kind !== 'literal' && kind !== 'escaped')) return undefined;
  const reference = `\${${name}:?}`;
  if (text.written.style !== 'plain') return { span: at.span, newText: reference };
  const before = text.file.tree.text.slice(text.written.span.start, at.span.start);
  const after = text.file.tree.text.slice(at.span.end, text.written.span.end);
  if (/["\\]/.test(before + after)) return { span: at.span, newText: reference };
  // Braces would end a flow mapping.
  return { span: text.written.span, newText: `"${before}${reference}${after}"` };
}
