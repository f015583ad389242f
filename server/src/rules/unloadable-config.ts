import { isServerVariable, settingOfVariable } from '../clearml/settings.ts';
import type { ComposeProject } from '../deployment/compose/project.ts';
import type { HoconFile } from '../deployment/deployment.ts';
import { parseHoconEnvValue } from '../syntax/hocon/index.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';

/**
 * Finds configuration that ClearML's loader refuses: one broken file or variable keeps every server that reads it from
 * starting (apiserver/config/basic.py; parsed by pyhocon).
 */
export const unloadableConfig: Rule = {
  id: 'unloadable-config',
  summary: 'ClearML Server would not start with this configuration.',
  check({ hocon, compose }) {
    return [...hocon.flatMap(fileFindings), ...(compose ? variableFindings(compose) : [])];
  },
};

function fileFindings(file: HoconFile): readonly Finding[] {
  if (file.result.ok) return [];
  return file.result.problems.slice(0, MOST_PROBLEMS).map((problem, index) => ({
    rule: 'unloadable-config',
    severity: 'error' as const,
    message: [
      `ClearML Server can’t load this file: ${problem.message}`,
      'One broken .conf file keeps every service that reads the directory from starting.',
    ].join('\n'),
    at: { uri: file.uri, span: problem.span },
    path: `#problem${index}`,
    related: [],
    fixes: [],
  }));
}

/** Errors that follow from the first one help nobody. */
const MOST_PROBLEMS = 5;

function variableFindings(project: ComposeProject): readonly Finding[] {
  return project.services
    .filter((service) => service.roles.some((role) => role !== 'webserver'))
    .flatMap((service) =>
      service.environment.flatMap((entry): Finding[] => {
        const setting = settingOfVariable(entry.name);
        const { value } = entry;
        if (setting === undefined || !isServerVariable(entry.name) || value === undefined) return [];
        const read = parseHoconEnvValue(setting, value);
        if (read.ok || /\$\{/.test(value)) return [];
        return [
          {
            rule: 'unloadable-config',
            severity: 'error',
            message: [
              `ClearML Server can’t start with this value of ${entry.name}`,
              'It reads the value as HOCON, and a character in it does not parse. Put double quotes inside the quotes: \'"…"\'.',
            ].join('\n'),
            at: entry.at,
            path: entry.path,
            related: [],
            fixes: [],
            services: [service.name],
            setting,
          },
        ];
      }),
    );
}
