import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COMPOSE_TEXT, DOTENV_TEXT, PUBLIC_SECRET, PUBLIC_TOKEN } from '../lsp/deployment.ts';
import { Workspace } from './command.ts';

describe('check --format github', () => {
  it('writes a workflow command a finding', async () => {
    using workspace = new Workspace({ 'docker-compose.yml': COMPOSE_TEXT, '.env': DOTENV_TEXT });
    const { code, out } = await workspace.run('check', '--format', 'github');
    assert.equal(code, 1);
    assert.match(
      out,
      /^::error file=docker-compose\.yml,line=15,endLine=15,col=13,endColumn=24,title=clearml-secure%3A exposed-datastore::Redis [^\n]*%0A[^\n]*$/m,
    );
    for (const line of out.trimEnd().split('\n')) assert.match(line, /^::(?:error|warning|notice) file=/);
    assert.ok(![PUBLIC_SECRET, PUBLIC_TOKEN].some((value) => out.includes(value)));
  });

  it('lets no name of a file or a service become a command', async () => {
    const service = '"%0a::stop-commands::x"';
    const file = 'a,b:c\n::error::100%/compose.yaml';
    using workspace = new Workspace({
      [file]: `services:\n  ${service}:\n    image: redis:7\n    ports: ["6379:6379"]\n`,
    });
    const { out } = await workspace.run('check', '--scope', 'all', '--format', 'github', file);
    assert.match(out, /file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3A100%25\/compose\.yaml,line=4,/);
    assert.match(out, /%250a::stop-commands::x/);
    for (const line of out.trimEnd().split('\n')) assert.match(line, /^::error file=a%2Cb/);
  });
});
