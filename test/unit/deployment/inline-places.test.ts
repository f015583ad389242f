import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../../server/src/analysis/checker.ts';
import { placeInFile } from '../../../server/src/deployment/inline-places.ts';
import { securitySettings } from '../../../server/src/features/deployment-view.ts';
import { effectsOf } from '../../../server/src/features/effects.ts';
import { memoryFiles } from '../../memory-files.ts';

const URI = 'memory:/deployment/docker-compose.yml';
const TEXT = `services:
  apiserver:
    image: clearml/server:2.3.0
    command: apiserver
    configs: [{source: own, target: /opt/clearml/config/secure.conf}]
configs:
  own:
    content: |
      # ours
      auth.token_secret: "Hq2Rz8vKw4nTb6-yXc9mPd1_sLf7gJa3eUt5oZi0WrQxVhNkYbM8GpDcSjFtA2Lu4E"
`;

async function deployment() {
  const [read] = await createChecker(memoryFiles({ [URI]: TEXT })).deploymentsOf(URI);
  assert.ok(read !== undefined);
  return read.deployment;
}

const under = ({ uri, span }: { uri: string; span: { start: number; end: number } }) => {
  assert.equal(uri, URI);
  return TEXT.slice(span.start, span.end);
};

describe('a setting from a text inside a compose file', () => {
  it('is shown at its place in the file', async () => {
    const own = securitySettings(await deployment()).find(({ setting }) => setting === 'secure.auth.token_secret');
    assert.ok(own?.origin);
    assert.match(under(own.origin), /^"Hq2Rz8.*Lu4E"$/);
    const [effect] = effectsOf(await deployment(), 'secure.auth.token_secret');
    const at = effect?.steps.at(-1)?.at;
    assert.ok(at);
    assert.match(under(at), /^"Hq2Rz8.*Lu4E"$/);
  });

  it('is as a whole where no configuration file of its own has it', async () => {
    const start = TEXT.indexOf('|');
    const at = { uri: `${URI}#${start}-${start + 9}`, span: { start: 2, end: 3 } };
    assert.deepEqual(placeInFile({ hocon: [] }, at), { uri: URI, span: { start, end: start + 9 } });
    assert.deepEqual(placeInFile({ hocon: [] }, { uri: URI, span: at.span }), { uri: URI, span: at.span });
  });
});
