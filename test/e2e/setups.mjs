import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Published in apiserver/config/default/secure.conf of clearml/clearml-server. */
const PUBLIC_SECRET = 'gaOfhDX2-bpkeI7-cwEcaMuGijxaG2UG3jbIvg4DxmVGF0LNI7rgvCb1-ne38IlBo1w';
const ENV_FILE = `CLEARML__secure__credentials__tests__user_secret=${PUBLIC_SECRET}\n`;
const REACHING_OUT = `services:
  apiserver:
    image: clearml/server:2.3.0
    command: [apiserver]
    env_file: [inside.env, ../../outside.env]
  redis:
    image: redis:7.4.1
    ports: ["6379:6379"]
`;

/**
 * The ways VS Code is started. `open` writes what the suites need beside the workspace of a run and gives what is opened;
 * `web`: the extension runs in a browser; `restricted`: nobody vouches for the folder.
 */
export const SETUPS = {
  node: { open: twoFolders },
  web: { open: ({ workspace }) => workspace, web: true },
  'empty window': { open: singleFile },
  untrusted: { open: reachingOut, restricted: true },
};

/** The second with settings of its own. */
function twoFolders({ scratch, workspace }) {
  const workspaceFile = join(scratch, 'two.code-workspace');
  cpSync(workspace, join(scratch, 'second'), { recursive: true });
  write(join(scratch, 'second/.vscode/settings.json'), '{ "clearmlSecure.rules": { "exposed-datastore": "off" } }');
  write(workspaceFile, '{ "folders": [{ "path": "clearml" }, { "path": "second" }] }');
  return workspaceFile;
}

/** Nothing is opened: the suite finds a file beside the extension. */
function singleFile({ scratch, workspace }) {
  cpSync(workspace, join(scratch, 'single'), { recursive: true });
  return undefined;
}

/** A deployment that reads one file in the folder and one outside. */
function reachingOut({ scratch, workspace }) {
  write(join(workspace, 'reaching-out/docker-compose.yml'), REACHING_OUT);
  write(join(workspace, 'reaching-out/inside.env'), ENV_FILE);
  write(join(scratch, 'outside.env'), ENV_FILE);
  return workspace;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
