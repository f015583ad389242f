/**
 * Requests of our own between client and server, for views and commands. Everything is masked: no value of a setting
 * ever stands in an answer. Positions are zero-based and count UTF-16 code units.
 */

/** Asks for the deployments that some files are part of: `DeploymentsParams` → `DeploymentView[]`. */
export const DEPLOYMENTS_REQUEST = 'clearmlSecure/deployments';

/**
 * Tells a client that asked for deployments that they may be others now. It is told once, until it asks again, so that
 * nothing goes over the wire while nobody looks.
 */
export const DEPLOYMENTS_CHANGED = 'clearmlSecure/deploymentsChanged';

/** Checks many files: `CheckWorkspaceParams` → `CheckWorkspaceResult`; tells its progress, can be cancelled. */
export const CHECK_WORKSPACE_REQUEST = 'clearmlSecure/checkWorkspace';

export interface DeploymentsParams {
  /** URIs of files to look at beside the open documents and those that were checked with the workspace. */
  readonly uris?: readonly string[];
}

export interface CheckWorkspaceParams {
  /** URIs of the files to check; without them the server lists the workspace folders itself. */
  readonly uris?: readonly string[];
  readonly workDoneToken?: string | number;
}

export interface CheckWorkspaceResult {
  /** How many files were read. */
  readonly files: number;
  readonly deployments: number;
  /** The worst first. */
  readonly findings: readonly FindingView[];
}

export interface ViewPosition {
  readonly line: number;
  readonly character: number;
}

export interface ViewLocation {
  readonly uri: string;
  readonly range: { readonly start: ViewPosition; readonly end: ViewPosition };
}

export interface DeploymentView {
  /** Tells deployments apart; stays the same while their files do. */
  readonly id: string;
  /** The name of its folder. */
  readonly name: string;
  /** URIs of the files that it is made of and that exist. */
  readonly files: readonly string[];
  readonly services: readonly ServiceView[];
  readonly settings: readonly SettingView[];
  readonly findings: readonly FindingView[];
}

export interface ServiceView {
  readonly name: string;
  /** `apiserver`, `fileserver`, `webserver`, `async_delete`, or a data store. */
  readonly roles: readonly string[];
  /** False where its profiles keep it from being started. */
  readonly active: boolean;
  /** The release that its image names; absent where it is no ClearML Server. */
  readonly release?: string;
  readonly at: ViewLocation | null;
}

/** What is to be thought of a secret in effect; `set` is a setting that is no secret. */
export type SettingState = 'public-default' | 'weak' | 'shared' | 'good' | 'set' | 'unset' | 'unknown';

export interface SettingView {
  /** In dotted form: `secure.auth.token_secret`. */
  readonly setting: string;
  /** The services, or roles of a bare configuration directory, that hold the same from the same place. */
  readonly services: readonly string[];
  readonly state: SettingState;
  /** Its value in words, masked: `set, 54 characters`. For an unknown one the reason. */
  readonly text: string;
  /** It may stand in a configuration directory that is not within reach. */
  readonly unseen?: true;
  readonly layer: 'built-in' | 'file' | 'environment' | 'none';
  readonly origin: ViewLocation | null;
}

export interface FindingView {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** The first line of its message. */
  readonly message: string;
  readonly at: ViewLocation;
}
