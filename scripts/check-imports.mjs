// Checks that imports run one way and that the core needs nothing of its surroundings.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importProblems } from './import-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = ['server/src', 'client/src'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts')),
);
const problems = files.flatMap((path) => importProblems(path, readFileSync(join(ROOT, path), 'utf8')));
for (const problem of problems) console.error(problem);
console.log(`${files.length} files read, ${problems.length} imports against the architecture`);
if (problems.length > 0) process.exit(1);
