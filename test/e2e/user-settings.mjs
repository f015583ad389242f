import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What keeps a VS Code quiet: no AI, no network, no welcome pages. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  // As on a desktop: a browser saves by itself after a second, and then what a test does stays for the next one.
  'files.autoSave': 'off',
};

/** What makes a VS Code that has no trust yet ask for none. */
export const RESTRICTED = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

/** Writes the user settings of a VS Code that starts with this data folder. */
export function writeUserSettings(userDataDir, more = {}) {
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  writeFileSync(join(userDataDir, 'User/settings.json'), JSON.stringify({ ...QUIET, ...more }, null, 2));
}
