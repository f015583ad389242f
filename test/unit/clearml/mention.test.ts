import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayMentionClearml } from '../../../server/src/clearml/mention.ts';

describe('a compose file that may have something of ClearML in it', () => {
  const may: readonly (readonly [what: string, text: string, dotenv?: string])[] = [
    ['an image', 'services: {a: {image: clearml/server}}'],
    ['an image of old', 'services: {a: {image: allegroai/trains}}'],
    ['a variable in another case', 'services: {a: {environment: {clearML__x: 1}}}'],
    ['a command', 'services: {a: {command: [apiserver]}}'],
    ['an escape in a name', 'services: {a: {image: "clear\\x6dl/server"}}'],
    ['a line that goes on', 'services: {a: {image: "clear\\\n  ml/server"}}'],
    ['a default that completes the word', 'services: {a: {image: "clear${X:-ml}/server"}}'],
    ['a default in a default', 'services: {a: {image: "${X:-${Y-clear}ml}/server"}}'],
    ['a variable that something sets', 'services: {a: {image: "${IMAGE}"}}', 'IMAGE=busybox'],
    ['the word in its .env', 'services: {a: {image: redis}}', 'CLEARML_HOST_IP='],
    ['an included file', 'include: [other.yml]'],
    ['an extended service', 'services: {a: {extends: {file: other.yml, service: b}}}'],
    ['an env file', 'services: {a: {env_file: other.env}}'],
    ['a suppression comment', '# clearml-secure-ignore-file\nservices: {}'],
  ];
  for (const [what, text, dotenv] of may) it(what, () => assert.ok(mayMentionClearml([text], dotenv)));

  it('is any of several', () => {
    assert.ok(mayMentionClearml(['services: {}', 'services: {a: {image: clearml/server}}']));
  });

  const not: readonly (readonly [what: string, text: string, dotenv?: string])[] = [
    ['another project', 'services: {a: {image: "redis:7", ports: ["6379:6379"]}}'],
    ['variables that nothing sets', 'services: {a: {image: "redis:${VERSION:-7}", command: "echo $$HOME"}}'],
    ['an .env that plays no part', 'services: {a: {image: redis}}', 'TZ=UTC'],
    ['nothing', ''],
  ];
  for (const [what, text, dotenv] of not) it(`is not ${what}`, () => assert.ok(!mayMentionClearml([text], dotenv)));
});
