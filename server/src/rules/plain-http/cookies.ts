import { loaderOf } from '../../clearml/release-loader.ts';
import type { KnownSetting } from '../../deployment/configuration/index.ts';
import type { Deployment } from '../../deployment/deployment.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import { type FileEdit, type Fix, fixByEdit } from '../../fixes/fix.ts';
import { replaceValue } from '../../fixes/setting-value.ts';
import { insertVariables } from '../../fixes/yaml-environment.ts';
import { isFalse } from '../../syntax/hocon/index.ts';
import type { Finding } from '../finding.ts';

const SETTING = 'apiserver.auth.cookies.secure';

/** API servers whose login cookie browsers would send over plain HTTP too, although the deployment uses HTTPS. */
export function cookieFindings(deployment: Deployment): readonly Finding[] {
  return deployment.processes.flatMap((process): Finding[] => {
    const { role, service, configuration } = process;
    if (role !== 'apiserver' || service?.active !== true) return [];
    const setting = configuration.setting(SETTING);
    if (setting.state !== 'known' || !isFalse(setting.value)) return [];
    const { origin } = setting;
    const written = origin !== null;
    const place = service.node.entries.get('environment')?.keyAt ?? service.keyAt;
    return [
      {
        rule: 'plain-http',
        severity: 'information',
        message: [
          'Login cookies are sent over plain HTTP too',
          'This deployment uses HTTPS, but apiserver.auth.cookies.secure is false, which is also what counts if nobody sets it.',
          'Set it to true: a browser then keeps the cookie to HTTPS.',
        ].join('\n'),
        at: written ? origin : place,
        path: written ? `${service.path}/${SETTING}` : `${service.path}/environment#${SETTING}`,
        related: [],
        fixes: fixesOf(deployment, process, setting),
        services: [service.name],
        setting: SETTING,
      },
    ];
  });
}

function fixesOf(deployment: Deployment, process: ClearmlProcess, setting: KnownSetting): readonly Fix[] {
  const edit =
    setting.layer === 'built-in' ? addVariable(process) : replaceValue(deployment, process, SETTING, setting, 'true');
  return edit === undefined ? [] : [fixByEdit('secure-cookies', 'Keep login cookies to HTTPS', edit)];
}

/** The variable in the spelling that the release reads. */
function addVariable({ service, configuration: { release } }: ClearmlProcess): FileEdit | undefined {
  const prefix = loaderOf('apiserver', release).prefixes.at(-1);
  if (service === undefined || prefix === undefined) return undefined;
  return insertVariables(service, [{ name: prefix + SETTING.replaceAll('.', '__'), value: 'true' }]);
}
