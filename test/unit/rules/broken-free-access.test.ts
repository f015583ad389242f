import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS } from '../../../server/src/analysis/settings.ts';
import { memoryFiles } from '../../memory-files.ts';

const FOLDER = 'memory:/deployment/';
const FRESH = 'kT4vXw9-qLr2mZ8_nBy6cHs3dJf7gPa1eRu5tQo0iWx-KzMvNbYhGc8LpDsFjA4T';

it('half a pair on the web server is not made whole with another secret', async () => {
  const files = {
    [`${FOLDER}docker-compose.yml`]: `services:
  apiserver:
    image: clearml/server:2.3.0
    command: apiserver
    environment: {A: b}
    volumes: ["./config:/opt/clearml/config"]
    ports: ["8008:8008"]
  webserver:
    image: clearml/server:2.3.0
    command: webserver
    environment: {USER_SECRET: ${FRESH}}
    ports: ["8080:80"]
`,
    [`${FOLDER}config/secure.conf`]: `auth.token_secret: "${FRESH.replace('kT4', 'Zq9')}"\n`,
  };
  const { findings } = await createChecker(memoryFiles(files)).check(Object.keys(files), DEFAULT_SETTINGS);
  const [found, ...others] = findings.filter(({ rule }) => rule === 'broken-free-access');
  assert.equal(others.length, 0);
  assert.deepEqual(
    found?.fixes.map(({ kind }) => kind),
    ['enable-web-login'],
  );
});
