import { defaultSecret } from './default-secret.ts';
import { exposedDatastore } from './exposed-datastore/index.ts';
import { openFileServer } from './open-file-server.ts';
import { plainHttp } from './plain-http/index.ts';
import type { Rule } from './rule.ts';
import { suppression } from './suppression.ts';
import { unexpectedPort } from './unexpected-port.ts';
import { unloadableCompose } from './unloadable-compose/index.ts';
import { unloadableConfig } from './unloadable-config/index.ts';
import { unprotectedSecretFile } from './unprotected-secret-file.ts';
import { unreadSetting } from './unread-setting/index.ts';
import { unreadableFile } from './unreadable-file.ts';

/** Every rule. Where several see one token, the one that stands first here speaks. */
export const RULES: readonly Rule[] = [
  defaultSecret,
  unloadableConfig,
  unloadableCompose,
  exposedDatastore,
  unexpectedPort,
  openFileServer,
  plainHttp,
  unprotectedSecretFile,
  unreadSetting,
  unreadableFile,
  suppression,
];
