import { publishedDefault } from '../../clearml/published-defaults.ts';
import { LOW_IMPACT, SIGNS_WHEN_EMPTY, settingOfVariable } from '../../clearml/settings.ts';
import type { DotenvTree } from '../../syntax/dotenv/index.ts';
import { matchPublished } from './match.ts';
import type { SecretToken } from './token.ts';

/**
 * Public values in a dotenv file, as written.
 * @param passedOn whether this file's variables are known to reach a container by themselves (an `env_file`)
 */
export function dotenvTokens(uri: string, tree: DotenvTree, passedOn: boolean): readonly SecretToken[] {
  const lastOf = new Map(tree.statements.map((statement, index) => [statement.name, index]));
  return tree.statements.flatMap((statement, index): SecretToken[] => {
    const span = statement.contentSpan;
    if (span === undefined) return [];
    const setting = settingOfVariable(statement.name);
    const last = lastOf.get(statement.name) === index;
    const path = last ? statement.name : `${statement.name}#${index}`;
    const note = !last
      ? 'A later line sets this variable again.'
      : passedOn
        ? undefined
        : 'No service visible here reads this variable.';
    const level = setting !== undefined && LOW_IMPACT.has(setting) ? ('warning' as const) : ('error' as const);
    const shared = {
      path,
      setting,
      severity: note === undefined ? level : ('information' as const),
      related: [],
      ...(note && { note }),
    };
    const written = tree.text.slice(span.start, span.end);
    if (written === '' && setting !== undefined && SIGNS_WHEN_EMPTY.has(setting) && note === undefined) {
      return [{ ...shared, at: { uri, span }, kind: 'secret' as const, published: 'empty' as const }];
    }
    // `$$` is how a dotenv file writes a dollar sign.
    const plain = written.replaceAll('$$', '$');
    const whole = plain === written ? undefined : publishedDefault(plain, setting);
    if (whole !== undefined) return [{ ...shared, at: { uri, span }, kind: whole.kind, published: whole }];
    return matchPublished(written, setting).map((match) => ({
      ...shared,
      at: { uri, span: { start: span.start + match.span.start, end: span.start + match.span.end } },
      setting: setting === undefined ? undefined : [setting, ...match.below].join('.'),
      kind: match.published.kind,
      published: match.published,
    }));
  });
}
