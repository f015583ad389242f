import { values } from './values.ts';

/**
 * A compose file of so many lines in the shape of a ClearML Server deployment: the same every time. The first group of
 * services holds public defaults; the others have values of their own, and each of them one store open to the network.
 */
export function composeText(lines: number): string {
  const draw = values(lines);
  const text = ['name: clearml-bench', '', 'services:'];
  const closing = ['', 'networks:', '  backend:', '  frontend:', '', 'volumes:', '  elastic:', '  mongo:'];
  for (let group = 0; ; group++) {
    const services = SERVICES.map((service) => service(group === 0 ? '' : `-${group}`, group === 0 ? published : draw));
    for (const service of services) {
      if (text.length + service.length + closing.length > lines) {
        const rest = lines - text.length - closing.length;
        const notes = Array.from({ length: rest }, (_, index) => `  # Note ${index + 1}: kept for the next upgrade.`);
        return [...text, ...notes, ...closing, ''].join('\n');
      }
      text.push(...service);
    }
  }
}

type Draw = (kind: 'key' | 'secret', name: string) => string;

const PUBLISHED: Readonly<Record<string, string>> = {
  token: 'Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA',
  apiserver: '62T8CP7HGBC6647XF9314C2VY67RJO',
  webserver: 'EYVQ385RW7Y2QQUH88CZ7DWIQ1WUHP',
};
const published: Draw = (kind, name) =>
  kind === 'key' ? (PUBLISHED[name] ?? name) : `\${${name.toUpperCase()}_SECRET}`;

const SERVICES: readonly ((suffix: string, draw: Draw) => readonly string[])[] = [
  (suffix, draw) => [
    `  apiserver${suffix}:`,
    '    image: clearml/server:2.3.0',
    '    command: [apiserver]',
    '    restart: unless-stopped',
    `    depends_on: [redis${suffix}, mongo${suffix}, elasticsearch${suffix}]`,
    '    environment:',
    `      CLEARML_ELASTIC_SERVICE_HOST: elasticsearch${suffix}`,
    '      CLEARML_ELASTIC_SERVICE_PORT: "9200"',
    `      CLEARML_MONGODB_SERVICE_HOST: mongo${suffix}`,
    `      CLEARML_REDIS_SERVICE_HOST: redis${suffix}`,
    '      CLEARML_SERVER_DEPLOYMENT_TYPE: linux',
    '      # Signs what the browser shows when it comes back.',
    `      CLEARML__SECURE__AUTH__TOKEN_SECRET: ${draw('key', 'token')}`,
    `      CLEARML__secure__credentials__apiserver__user_key: "${draw('key', 'apiserver')}"`,
    `      CLEARML__secure__credentials__apiserver__user_secret: "${draw('secret', 'apiserver')}"`,
    `      CLEARML__secure__credentials__webserver__user_key: ${draw('key', 'webserver')}`,
    `      CLEARML__secure__credentials__webserver__user_secret: ${draw('secret', 'webserver')}`,
    '    volumes:',
    '      - ./config:/opt/clearml/config',
    '      - ./logs:/var/log/clearml',
    '    ports:',
    `      - "\${CLEARML_API_PORT:-8008}:8008"`,
    '    networks: [backend, frontend]',
    '',
  ],
  (suffix, draw) => [
    `  fileserver${suffix}:`,
    '    image: clearml/server:2.3.0',
    '    command:',
    '      - fileserver',
    '    restart: unless-stopped',
    '    env_file:',
    '      - constants.env',
    '    environment:',
    '      - CLEARML__fileserver__delete__allow_batch=true',
    `      - CLEARML__secure__credentials__fileserver__user_key=${draw('key', 'fileserver')}`,
    `      - CLEARML__secure__credentials__fileserver__user_secret=${draw('secret', 'fileserver')}`,
    '    volumes:',
    '      - ./config:/opt/clearml/config',
    '      - type: bind',
    '        source: ./data/fileserver',
    '        target: /mnt/fileserver',
    '    ports:',
    '      - 8081:8081',
    '    networks: [backend, frontend]',
    '',
  ],
  (suffix, draw) => [
    `  webserver${suffix}:`,
    '    image: clearml/server:2.3.0',
    '    command: [webserver]',
    '    restart: unless-stopped',
    `    depends_on: [apiserver${suffix}]`,
    '    environment:',
    `      USER_KEY: ${draw('key', 'webserver')}`,
    `      USER_SECRET: ${draw('secret', 'webserver')}`,
    '      WEBSERVER__useFavicon: "true"',
    '    deploy:',
    '      resources:',
    '        limits: { cpus: "1.5", memory: 512M }',
    '    ports:',
    '      - "127.0.0.1:8080:80" # behind the proxy',
    '    networks: [frontend]',
    '',
  ],
  (suffix) => [
    `  elasticsearch${suffix}:`,
    '    image: elasticsearch:8.17.0',
    '    restart: unless-stopped',
    '    environment:',
    '      discovery.type: single-node',
    '      bootstrap.memory_lock: "true"',
    '      cluster.name: clearml',
    '      ES_JAVA_OPTS: -Xms2g -Xmx2g',
    '      xpack.security.enabled: "false"',
    '    ulimits:',
    '      memlock: { soft: -1, hard: -1 }',
    '      nofile:',
    '        soft: 65536',
    '        hard: 65536',
    '    volumes:',
    '      - elastic:/usr/share/elasticsearch/data',
    '    healthcheck:',
    '      test: ["CMD-SHELL", "curl -s localhost:9200/_cluster/health | grep -vq red"]',
    '      interval: 10s',
    '      retries: 30',
    '    ports:',
    '      - "127.0.0.1:9200:9200"',
    '    networks: [backend]',
    '',
  ],
  (suffix) => [
    `  mongo${suffix}:`,
    '    image: mongo:7.0.22',
    '    restart: unless-stopped',
    '    command: --setParameter internalQueryMaxBlockingSortMemoryUsageBytes=196100200',
    '    volumes:',
    '      - mongo:/data/db',
    '    logging:',
    '      driver: json-file',
    '      options:',
    '        max-size: 10m',
    '    networks: [backend]',
    '',
    `  redis${suffix}:`,
    '    image: redis:7.4.1',
    '    restart: unless-stopped',
    '    ports:',
    '      - "6379:6379"',
    '    networks: [backend]',
    '',
  ],
  (suffix, draw) => [
    `  agent-services${suffix}:`,
    '    image: clearml/clearml-agent-services:2.0.0',
    '    restart: unless-stopped',
    '    privileged: true',
    '    environment:',
    '      CLEARML_HOST_IP: ${CLEARML_HOST_IP:-}',
    '      CLEARML_API_HOST: http://apiserver:8008',
    '      CLEARML_FILES_HOST: http://fileserver:8081',
    `      CLEARML_API_ACCESS_KEY: ${draw('key', 'agent')}`,
    `      CLEARML_API_SECRET_KEY: ${draw('secret', 'agent')}`,
    '      CLEARML_WORKER_ID: clearml-services',
    '      SHUTDOWN_IF_NO_ACCESS_KEY: 1',
    '    volumes:',
    '      - /var/run/docker.sock:/var/run/docker.sock',
    '      - ./agent:/root/.clearml',
    '    entrypoint: >',
    '      bash -c "curl --retry 10 --retry-delay 10 http://apiserver:8008/debug.ping',
    '      && /usr/agent/entrypoint.sh"',
    '    networks: [backend]',
    '',
  ],
];
