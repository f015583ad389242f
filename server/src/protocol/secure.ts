import type { WorkspaceEdit } from 'vscode-languageserver';
import type { SecureChoices } from '../analysis/secure-deployment.ts';

/** Works out how to make a deployment secure: `SecureParams` → `SecureResult`. Nothing is written. */
export const SECURE_REQUEST = 'clearmlSecure/secureDeployment';

export type { SecureChoices };

export interface SecureParams extends SecureChoices {
  /** Any file of the deployment. */
  readonly uri: string;
}

/** The answer holds fresh secrets, as every edit does that writes some. */
export interface SecureResult {
  /** Each file's changes ask for confirmation, where the client can show that. */
  readonly edit: WorkspaceEdit;
  /** URIs of the files that it changes or makes. */
  readonly files: readonly string[];
  /** Passwords of the logins that it makes: shown once, for no file holds them. */
  readonly passwords: readonly string[];
  /** Warnings and errors that stay. */
  readonly left: readonly { readonly rule: string; readonly uri: string; readonly message: string }[];
}
