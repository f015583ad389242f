import { isServerVariable, settingOfVariable } from '../../clearml/settings.ts';
import type { EnvironmentEntry } from '../../deployment/compose/environment.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import type { Fix } from '../../fixes/fix.ts';
import type { Verdict } from './unread.ts';

/** Accounts that are switched off by an empty key and secret: there nothing is as good as something. */
const MAY_BE_EMPTY = /^secure\.credentials\.(?:services_agent|tests|webserver)\./;

/** Secrets that a variable gives which no file here sets: `${V}` and `${V:-}` are empty unless the shell sets V. */
export function suppliedVerdicts(compose: ComposeProject): readonly Verdict[] {
  return compose.services
    .filter(({ roles }) => roles.some((role) => role !== 'webserver'))
    .flatMap((service) =>
      service.environment.flatMap((entry): readonly Verdict[] => {
        const setting = settingOfVariable(entry.name);
        if (!isServerVariable(entry.name) || !setting?.startsWith('secure.') || MAY_BE_EMPTY.test(setting)) return [];
        const variable = emptyVariable(entry, compose);
        if (variable === undefined) return [];
        const message = [
          `Empty unless the shell sets ${variable}: ${setting}`,
          'No .env file that is visible here sets it, and an empty value still takes the place of any other.',
          `Write \${${variable}:?}: then Compose does not start without it.`,
        ].join('\n');
        const fixes = () => requireFix(entry, variable);
        return [{ at: entry.at, path: entry.path, message, setting, service, severity: 'information', fixes }];
      }),
    );
}

/** The variable that is the whole value, where nobody visible sets it. */
function emptyVariable({ text }: EnvironmentEntry, { variables }: ComposeProject): string | undefined {
  const name = /^\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?::?-)?\})$/.exec(text?.written.text ?? '');
  const variable = name?.[1] ?? name?.[2];
  return variable !== undefined && variables.lookup(variable) === undefined ? variable : undefined;
}

function requireFix({ text }: EnvironmentEntry, variable: string): readonly Fix[] {
  const span = text?.written.locate({ start: 0, end: text.written.text.length });
  if (text === undefined || span === undefined || text.written.style === 'block') return [];
  const uri = text.file.uri;
  const edits = () => [{ uri, edits: [{ span, newText: `\${${variable}:?}` }] }];
  const title = `Require it: \${${variable}:?}`;
  return [{ kind: 'require', title, preferred: true, automatic: false, uris: [uri], edits }];
}
