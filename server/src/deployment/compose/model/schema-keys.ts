/** What a value may be. `texts` is a list of plain values, `any` is not looked at. */
export type Shape = 'text' | 'number' | 'boolean' | 'null' | 'map' | 'list' | 'any';

/** Keys of a compose file. Source: compose-spec schema/compose-spec.json. */
export const TOP_LEVEL: Readonly<Record<string, readonly Shape[]>> = {
  version: ['text'],
  name: ['text'],
  include: ['list'],
  services: ['map'],
  networks: ['map'],
  volumes: ['map'],
  secrets: ['map'],
  configs: ['map'],
  models: ['map'],
};

const TEXT: readonly Shape[] = ['text'];
const LIST: readonly Shape[] = ['list'];
const MAP: readonly Shape[] = ['map'];
const PAIRS: readonly Shape[] = ['map', 'list'];
const TEXTS: readonly Shape[] = ['text', 'list'];
const SWITCH: readonly Shape[] = ['boolean', 'text'];
const COUNT: readonly Shape[] = ['number', 'text'];

/** Keys of a service. Source: compose-spec schema/compose-spec.json, `definitions.service`. */
export const SERVICE: Readonly<Record<string, readonly Shape[]>> = {
  annotations: PAIRS,
  attach: SWITCH,
  blkio_config: MAP,
  build: ['text', 'map'],
  cap_add: LIST,
  cap_drop: LIST,
  cgroup: TEXT,
  cgroup_parent: TEXT,
  command: ['text', 'list', 'null'],
  configs: LIST,
  container_name: TEXT,
  cpu_count: COUNT,
  cpu_percent: COUNT,
  cpu_period: COUNT,
  cpu_quota: COUNT,
  cpu_rt_period: COUNT,
  cpu_rt_runtime: COUNT,
  cpu_shares: COUNT,
  cpus: COUNT,
  cpuset: TEXT,
  credential_spec: MAP,
  depends_on: PAIRS,
  deploy: ['map', 'null'],
  develop: ['map', 'null'],
  device_cgroup_rules: LIST,
  devices: LIST,
  dns: TEXTS,
  dns_opt: LIST,
  dns_search: TEXTS,
  domainname: TEXT,
  entrypoint: ['text', 'list', 'null'],
  env_file: TEXTS,
  environment: PAIRS,
  expose: LIST,
  extends: ['text', 'map'],
  external_links: LIST,
  extra_hosts: PAIRS,
  gpus: ['text', 'list'],
  group_add: LIST,
  healthcheck: MAP,
  hostname: TEXT,
  image: TEXT,
  init: SWITCH,
  ipc: TEXT,
  isolation: TEXT,
  label_file: TEXTS,
  labels: PAIRS,
  links: LIST,
  logging: MAP,
  mac_address: TEXT,
  mem_limit: COUNT,
  mem_reservation: COUNT,
  mem_swappiness: COUNT,
  memswap_limit: COUNT,
  models: PAIRS,
  network_mode: TEXT,
  networks: PAIRS,
  oom_kill_disable: SWITCH,
  oom_score_adj: COUNT,
  pid: ['text', 'null'],
  pids_limit: COUNT,
  platform: TEXT,
  ports: LIST,
  post_start: LIST,
  pre_stop: LIST,
  privileged: SWITCH,
  profiles: LIST,
  provider: MAP,
  pull_policy: TEXT,
  pull_refresh_after: TEXT,
  read_only: SWITCH,
  restart: TEXT,
  runtime: TEXT,
  scale: COUNT,
  secrets: LIST,
  security_opt: LIST,
  shm_size: COUNT,
  stdin_open: SWITCH,
  stop_grace_period: TEXT,
  stop_signal: TEXT,
  storage_opt: MAP,
  sysctls: PAIRS,
  tmpfs: TEXTS,
  tty: SWITCH,
  ulimits: MAP,
  use_api_socket: SWITCH,
  user: TEXT,
  userns_mode: TEXT,
  uts: TEXT,
  volumes: LIST,
  volumes_from: LIST,
  working_dir: TEXT,
};

/** Keys of a port in long form. */
export const PORT: Readonly<Record<string, readonly Shape[]>> = {
  name: TEXT,
  mode: TEXT,
  host_ip: TEXT,
  target: COUNT,
  published: COUNT,
  protocol: TEXT,
  app_protocol: TEXT,
};

/** Keys of a volume in long form. */
export const VOLUME: Readonly<Record<string, readonly Shape[]>> = {
  type: TEXT,
  source: TEXT,
  target: TEXT,
  read_only: SWITCH,
  consistency: TEXT,
  bind: MAP,
  volume: MAP,
  tmpfs: MAP,
  image: MAP,
};

/** Keys of an env_file in long form. */
export const ENV_FILE: Readonly<Record<string, readonly Shape[]>> = { path: TEXT, format: TEXT, required: SWITCH };
