import { reach } from '../../deployment/compose/ports.ts';
import type { ComposeService } from '../../deployment/compose/service.ts';
import type { Location } from '../../deployment/location.ts';

/** A server of ClearML that other machines can reach, and what opens it. */
export interface OpenServer {
  readonly role: 'webserver' | 'apiserver' | 'fileserver';
  readonly service: string;
  readonly at: Location;
  readonly path: string;
}

/** The servers by the container port that they listen on (clearml/clearml-server docker/docker-compose.yml). */
const SERVERS: ReadonlyMap<number, OpenServer['role']> = new Map([
  [80, 'webserver'],
  [8080, 'webserver'],
  [8008, 'apiserver'],
  [8081, 'fileserver'],
]);

/** What a service of ClearML opens beyond loopback by its ports, or by the host's network. */
export function openServers(service: ComposeService): readonly OpenServer[] {
  const { name, roles, ports, networkMode, active, path } = service;
  if (!active || roles.length === 0) return [];
  if (networkMode?.value === 'host') {
    const at = { uri: networkMode.file.uri, span: networkMode.written.span };
    return roles.flatMap((role) =>
      role === 'async_delete' ? [] : { role, service: name, at, path: `${path}/network_mode` },
    );
  }
  return ports.flatMap((entry) => {
    const open = entry.mappings.find(({ target, hostIp }) => SERVERS.has(target) && reach(hostIp) !== 'loopback');
    const role = open && SERVERS.get(open.target);
    return role === undefined ? [] : [{ role, service: name, at: entry.at, path: entry.path }];
  });
}
