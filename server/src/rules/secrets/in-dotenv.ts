import { publishedDefault } from '../../clearml/published-defaults.ts';
import { settingOfVariable } from '../../clearml/settings.ts';
import type { DotenvFile } from '../../deployment/compose/environment-layers.ts';
import type { Location } from '../../deployment/location.ts';
import type { DotenvStatement } from '../../syntax/dotenv/index.ts';
import { parseTemplate, type Template } from '../../syntax/interpolation/index.ts';
import { type Leaf, secretLeaves } from './leaves.ts';
import type { SecretValue } from './value.ts';

/**
 * The secrets of a dotenv file, as written.
 * @param alone whether no compose file is known: the variables then count as passed on, as with an `env_file`
 */
export function dotenvValues({ uri, tree }: DotenvFile, alone: boolean): readonly SecretValue[] {
  const lastOf = new Map(tree.statements.map((statement, index) => [statement.name, index]));
  return tree.statements.flatMap((statement, index): readonly SecretValue[] => {
    const span = statement.contentSpan;
    if (span === undefined) return [];
    const setting = settingOfVariable(statement.name);
    const last = lastOf.get(statement.name) === index;
    const note = !last
      ? 'A later line sets this variable again.'
      : alone
        ? undefined
        : 'No service visible here reads this variable.';
    const written = tree.text.slice(span.start, span.end);
    return leavesOf(written, setting).map((leaf) => ({
      at: { uri, span: { start: span.start + leaf.span.start, end: span.start + leaf.span.end } },
      path: last ? statement.name : `${statement.name}#${index}`,
      language: 'dotenv' as const,
      setting: setting === undefined ? undefined : [setting, ...leaf.below].join('.'),
      kind: leaf.kind,
      text: leaf.text,
      raw: leaf.text,
      ...(leaf.published && { published: leaf.published }),
      ...(note !== undefined && { note }),
      related: [],
    }));
  });
}

function leavesOf(written: string, setting: string | undefined): readonly Leaf[] {
  // `$$` is how a dotenv file writes a dollar sign.
  const plain = written.replaceAll('$$', '$');
  const published = plain === written ? undefined : publishedDefault(plain, setting);
  if (published === undefined) return secretLeaves(written, setting);
  return [{ span: { start: 0, end: written.length }, text: plain, kind: published.kind, published, below: [] }];
}

/** The statement of a dotenv file whose value stands at a place. */
export function statementAt(
  files: readonly DotenvFile[],
  { uri, span }: Location,
): (DotenvStatement & { readonly contentSpan: NonNullable<DotenvStatement['contentSpan']> }) | undefined {
  const file = files.find((each) => each.uri === uri);
  for (const statement of file?.tree.statements ?? []) {
    const { contentSpan } = statement;
    if (contentSpan !== undefined && contentSpan.start <= span.start && span.end <= contentSpan.end)
      return { ...statement, contentSpan };
  }
  return undefined;
}

/** The references that Compose sees in a dotenv value; `undefined` where it sees none, as between single quotes. */
export function statementTemplate(files: readonly DotenvFile[], place: Location): Template | undefined {
  const statement = statementAt(files, place);
  if (statement === undefined || statement.quote === 'single' || !statement.raw.includes('$')) return undefined;
  return parseTemplate(statement.raw.replaceAll('\\$', '$$$$'));
}
