import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { anchorOf, documents, ROOT, readDocument, sections } from './markdown.ts';

const LINK = /\]\(([^)\s]+)\)/g;

describe('links', () => {
  for (const path of documents()) {
    it(`of ${path} lead somewhere`, () => {
      const prose = readDocument(path).replaceAll(/^```[\s\S]*?^```$|`[^`\n]*`/gm, '');
      const targets = [...prose.matchAll(LINK)].map(([, target]) => target ?? '');
      assert.deepEqual(targets.map((target) => problemOf(path, target)).filter(Boolean), []);
    });
  }

  it('are seen at all', () => {
    assert.ok(documents().includes('README.md') && [...readDocument('README.md').matchAll(LINK)].length > 10);
  });
});

function problemOf(path: string, target: string): string | undefined {
  if (/^https:\/\//.test(target)) return undefined;
  const [file = '', anchor] = target.split('#');
  const wanted = file === '' ? path : join(dirname(path), file);
  if (!existsSync(join(ROOT, wanted))) return `${target}: no such file`;
  if (anchor === undefined) return undefined;
  const anchors = sections(readDocument(wanted)).map(({ heading }) => anchorOf(heading));
  return anchors.includes(anchor) ? undefined : `${target}: no such heading`;
}
