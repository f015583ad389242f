import { nodeAt, textAt } from '../../deployment/compose/model/node.ts';
import type { ComposeProject } from '../../deployment/compose/project.ts';
import { type ComposeService, namesOf } from '../../deployment/compose/service.ts';

/**
 * True where something of a project speaks HTTPS in front of ClearML: a service that publishes port 443, a tunnel, labels
 * for a proxy that is elsewhere, or an address with https:// that ClearML is told to be found at.
 */
export function usesHttps({ services }: ComposeProject): boolean {
  return services.some(
    (service) => service.active && (publishesHttps(service) || isTunnel(service) || isProxied(service)),
  );
}

/** Container ports that TLS is spoken on. */
const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443]);

function publishesHttps({ ports, image, networkMode }: ComposeService): boolean {
  const mapped = ports.some(({ mappings }) =>
    mappings.some(({ target, published }) => TLS_PORTS.has(target) || published === '443'),
  );
  return mapped || (networkMode?.value === 'host' && PROXY_IMAGE.test(image?.value ?? ''));
}

/** Proxies that get certificates by themselves or are run for them. */
const PROXY_IMAGE = /(?:^|\/)(?:[\w-]*(?:traefik|caddy|nginx-proxy|swag|haproxy|envoy|pomerium)[\w-]*|nginx)(?::|@|$)/;
/** Tunnels take HTTPS in elsewhere, and publish no port here. */
const TUNNEL_IMAGE = /(?:^|\/)(?:cloudflared|tailscale|ngrok)(?::|@|$)/;

function isTunnel({ image }: ComposeService): boolean {
  return TUNNEL_IMAGE.test(image?.value ?? '');
}

/** A ClearML service that a proxy of another project, or the user, is told to speak HTTPS for. */
function isProxied({ node, roles, environment }: ComposeService): boolean {
  const labels = nodeAt(node, 'labels');
  const names = namesOf(labels).map((label) => `${label}=${textAt(labels, label) ?? ''}`);
  const told = environment.some(({ name, value }) => HTTPS_VARIABLE.test(name) && /^"?https:\/\//.test(value ?? ''));
  return told || (roles.length > 0 && names.some((label) => PROXY_LABEL.test(label)));
}

const HTTPS_VARIABLE = /^(?:(?:CLEARML|TRAINS)_(?:WEB|API|FILES)_HOST|WEBSERVER__\w+)$/;
const PROXY_LABEL = /^(?:traefik\.(?:http|tcp)\.|caddy(?:_\d+)?(?:\.|=))/;
