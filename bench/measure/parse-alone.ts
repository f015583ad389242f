// What any tool that reads these files needs at least: every compose file under a directory through the `yaml` package.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { YAML_OPTIONS } from '../../server/src/syntax/yaml/parse.ts';

for (const entry of readdirSync(process.argv[2] ?? '.', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) continue;
  try {
    parseAllDocuments(readFileSync(join(entry.parentPath, entry.name), 'utf8'), YAML_OPTIONS);
  } catch {
    // Too deep for its recursion: it counts as read.
  }
}
