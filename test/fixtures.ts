import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { FileContent, FileSystem, UnreadableReason } from '../server/src/deployment/file-system.ts';
import { memoryFiles } from './memory-files.ts';

/** What a fixture says of one finding, as its `expected.json` holds it. */
export interface ExpectedFinding {
  readonly file: string;
  /** Line and column of the first character under the squiggle, both from 1. */
  readonly at: string;
  readonly rule: string;
  readonly severity: string;
  /** The exact text under the squiggle. */
  readonly text: string;
  readonly services?: readonly string[];
}

/** A folder of input files and what checking them must find. */
export interface Fixture {
  /** `default-secret/bad.map-form`. */
  readonly name: string;
  readonly rule: string;
  readonly bad: boolean;
  /** Text by file name; the byte order mark, where there is one, included. */
  readonly texts: ReadonlyMap<string, string>;
  /** Why by file name, for what exists and gives no text: a file `docker-compose.yml.unreadable` that holds the reason. */
  readonly unreadable: ReadonlyMap<string, UnreadableReason>;
  readonly expected: readonly ExpectedFinding[];
}

const FOLDER = join(import.meta.dirname, 'fixtures');

export function readFixtures(): readonly Fixture[] {
  return folders(FOLDER).flatMap((rule) => folders(join(FOLDER, rule)).map((name) => readFixture(rule, name)));
}

/** Whole deployments, for all rules together: `stock.<release>` as ClearML ships them, `hardened.<case>`. */
export function readDeployments(): readonly Fixture[] {
  return folders(join(FOLDER, '..', 'deployments')).map((name) => readFixture('../deployments', name));
}

function folders(path: string): readonly string[] {
  return readdirSync(path)
    .filter((name) => statSync(join(path, name)).isDirectory())
    .sort();
}

function readFixture(rule: string, name: string): Fixture {
  const folder = join(FOLDER, rule, name);
  const texts = new Map<string, string>();
  const unreadable = new Map<string, UnreadableReason>();
  let expected: readonly ExpectedFinding[] = [];
  for (const path of filesBelow(folder)) {
    const text = readFileSync(join(folder, path), 'utf8');
    // Git takes no `.git` folder into a repository, and would heed a `.gitignore`.
    const file = path.replaceAll(/(?<=^|\/)dot-git/g, '.git');
    if (file === 'expected.json') expected = JSON.parse(text) as ExpectedFinding[];
    else if (file.endsWith(UNREADABLE))
      unreadable.set(file.slice(0, -UNREADABLE.length), text.trim() as UnreadableReason);
    else texts.set(file, text);
  }
  return { name: `${rule}/${name}`, rule, bad: name.startsWith('bad.'), texts, unreadable, expected };
}

/** Paths of the files in a folder and below it. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

const UNREADABLE = '.unreadable';

/** The URI of a fixture's file in memory. */
export function fixtureUri(file: string): string {
  return `memory:/deployment/config/${file}`;
}

/** A fixture's files in memory; `texts` instead of its own, where given. */
export function fixtureFiles(fixture: Fixture, texts: ReadonlyMap<string, string> = fixture.texts): FileSystem {
  const files: Record<string, string | FileContent> = {};
  for (const [file, text] of texts) files[fixtureUri(file)] = text;
  for (const [file, reason] of fixture.unreadable) files[fixtureUri(file)] = { kind: 'unreadable', reason };
  return memoryFiles(files);
}

/** The URIs of all files of a fixture. */
export function fixtureUris(fixture: Fixture): readonly string[] {
  return [...fixture.texts.keys(), ...fixture.unreadable.keys()].map(fixtureUri);
}
