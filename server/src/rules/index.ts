import { alteredSecret } from './altered-secret.ts';
import { brokenFreeAccess } from './broken-free-access/index.ts';
import { defaultInEffect } from './default-in-effect/index.ts';
import { defaultSecret } from './default-secret.ts';
import { exposedDatastore } from './exposed-datastore/index.ts';
import { halfChangedCredentials } from './half-changed-credentials.ts';
import { invalidWebLogin } from './invalid-web-login.ts';
import { literalSecret } from './literal-secret.ts';
import { mismatchedCredentials } from './mismatched-credentials.ts';
import { openFileServer } from './open-file-server.ts';
import { plainHttp } from './plain-http/index.ts';
import { plaintextPassword } from './plaintext-password.ts';
import { reusedSecret } from './reused-secret.ts';
import type { Rule } from './rule.ts';
import { sampleUser } from './sample-user.ts';
import { suppression } from './suppression.ts';
import { unexpectedPort } from './unexpected-port.ts';
import { unloadableCompose } from './unloadable-compose/index.ts';
import { unloadableConfig } from './unloadable-config/index.ts';
import { unprotectedSecretFile } from './unprotected-secret-file.ts';
import { unreadSetting } from './unread-setting/index.ts';
import { unreadableFile } from './unreadable-file.ts';
import { weakSecret } from './weak-secret.ts';
import { webLoginOff } from './web-login-off.ts';

/** Every rule. Where several see one token, the one that stands first here speaks. */
export const RULES: readonly Rule[] = [
  sampleUser,
  invalidWebLogin,
  alteredSecret,
  defaultSecret,
  mismatchedCredentials,
  halfChangedCredentials,
  plaintextPassword,
  weakSecret,
  reusedSecret,
  literalSecret,
  unloadableConfig,
  unloadableCompose,
  exposedDatastore,
  unexpectedPort,
  openFileServer,
  plainHttp,
  unprotectedSecretFile,
  unreadSetting,
  webLoginOff,
  brokenFreeAccess,
  defaultInEffect,
  unreadableFile,
  suppression,
];
