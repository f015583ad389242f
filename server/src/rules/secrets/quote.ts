import { isServerVariable } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import { dotenvFiles } from '../../deployment/compose/project.ts';
import type { Fix, TextEdit } from '../../fixes/fix.ts';
import { quoteHocon } from '../../syntax/hocon/index.ts';
import { statementAt } from './in-dotenv.ts';
import type { Secrets } from './secrets.ts';
import { type SecretValue, weaknessIn } from './value.ts';

/**
 * Quotes a value so that the server reads what is written. Not where that would only leave another finding: for what
 * everyone knows, what is weak, and what stands elsewhere too.
 * @param values the same place, as each service reads it
 */
export function quoteFix(values: readonly SecretValue[], secrets: Secrets): Fix | undefined {
  const [value] = values;
  if (value === undefined || value.alteration === 'unset' || value.published !== undefined) return undefined;
  const { text, at } = value;
  const weakness = weaknessIn(value);
  if (text === '' || /["'\s]/.test(text) || (weakness !== undefined && weakness !== 'below-advice')) return undefined;
  if (secrets.withText(text).some(({ setting }) => setting !== value.setting)) return undefined;
  const edit = quotedEdit(values, value, secrets);
  if (edit === undefined) return undefined;
  return {
    kind: 'quote',
    title: 'Quote it so that it is read as written',
    preferred: true,
    automatic: false,
    carriesSecret: true,
    uris: [at.uri],
    edits: () => [{ uri: at.uri, edits: [edit] }],
  };
}

function quotedEdit(values: readonly SecretValue[], value: SecretValue, secrets: Secrets): TextEdit | undefined {
  if (value.language === 'hocon') return { span: value.at.span, newText: quoteHocon(value.text) };
  const { compose } = secrets.deployment;
  const entry = value.carrier?.entry;
  if (entry === undefined || compose === undefined) return undefined;
  if (value.language === 'compose') return yamlEdit(value, entry);
  const statement = statementAt(dotenvFiles(compose), value.at);
  const readers = values.map(({ carrier }) => carrier);
  const whole = readers.every(
    (reader) =>
      reader !== undefined &&
      reader.entry.pieces.length === 1 &&
      isServerVariable(reader.entry.name) === isServerVariable(entry.name) &&
      !reader.service.envFiles.some(({ uri, raw }) => raw && uri === value.at.uri),
  );
  if (!whole || statement?.valueSpan === undefined) return undefined;
  return { span: statement.valueSpan, newText: `'${forReader(value.text, entry)}'` };
}

/** The whole scalar, with the variable’s name where it is a list’s item. */
function yamlEdit({ text, at }: SecretValue, entry: EnvironmentEntry): TextEdit | undefined {
  const written = entry.text?.written;
  if (written === undefined || written.style === 'block' || written.content.start > at.span.start) return undefined;
  const value = forReader(text, entry).replaceAll('$', '$$$$').replaceAll("'", "''");
  const isItem = !entry.path.endsWith(`/${entry.name}`);
  return { span: written.span, newText: isItem ? `'${entry.name}=${value}'` : `'${value}'` };
}

/** ClearML Server reads its variables as HOCON; a client takes them as they are. */
function forReader(text: string, { name }: EnvironmentEntry): string {
  return isServerVariable(name) ? quoteHocon(text) : text;
}
