import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Row } from '../report.ts';

const FILES = ['clearml-secure.vsix', 'client.js', 'server.js', 'cli.bundle.js'];

/** What people download and load. */
export function sizeRows(root: string): readonly Row[] {
  return FILES.map((name) => {
    const bytes = readFileSync(join(root, 'dist', name));
    const packed = name.endsWith('.js') ? `, ${kilobytes(gzipSync(bytes).length)} packed` : '';
    return { name: `dist/${name}`, value: bytes.length, shown: `${kilobytes(bytes.length)}${packed}` };
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`;
}
