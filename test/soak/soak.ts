import assert from 'node:assert/strict';
import { FileChangeType } from 'vscode-languageserver';
import { seedTexts } from '../fuzz/seeds.ts';
import { SoakEditor } from './editor.ts';
import { FILES, NEVER_OPEN, OF_THEIR_OWN, uriOf } from './files.ts';
import { randomSteps, type Step } from './steps.ts';
import type { Change } from './watch.ts';

export interface SoakOptions {
  readonly count: number;
  readonly seed: number;
  /** After so many steps the findings are compared with those of a server that has just been started. */
  readonly every: number;
  /** Told after each comparison. */
  readonly compared?: (step: number) => void;
}

const seeds = seedTexts();

/** Nobody types that much; without a bound repeated mutations would make texts that take long to read. */
const LONGEST = 6000;
const MOST_UNDO = 30;

/**
 * Lets one server live through many random steps.
 * @throws where it shows other findings than a fresh one would; the message names seed and step
 */
export async function soak({ count, seed, every, compared = () => {} }: SoakOptions): Promise<void> {
  const present = Object.entries(FILES).flatMap(([file, { text }]) =>
    text === undefined ? [] : [[uriOf(file), text]],
  );
  const editor = new SoakEditor(Object.fromEntries(present) as Record<string, string>);
  await editor.start([[uriOf('docker-compose.yml'), FILES['docker-compose.yml']?.text ?? '']]);
  for (const [index, step] of randomSteps(count, seed).entries()) {
    await take(editor, step);
    if ((index + 1) % every !== 0) continue;
    const fresh = new SoakEditor({ ...editor.disk }, editor.client.settings);
    await fresh.start(editor.openFiles.map((uri) => [uri, editor.textOf(uri)] as const));
    const [expected, actual] = [await fresh.shown(), await editor.shown()];
    await fresh.client.end();
    assert.deepEqual(Object.fromEntries(actual), Object.fromEntries(expected), `seed ${seed}, step ${index + 1}`);
    editor.forget();
    compared(index + 1);
  }
  await editor.client.end();
}

async function take(editor: SoakEditor, step: Step): Promise<void> {
  switch (step.kind) {
    case 'edit':
      return edit(editor, step);
    case 'open':
      return open(editor, step.file);
    case 'create':
      return editor.write(uriOf(step.file), newText(step.file, step.seed));
    case 'delete':
      return remove(editor, [uriOf(step.file)]);
    case 'rename':
      return rename(editor, uriOf(step.file), uriOf(step.to));
    case 'rename-folder':
      return renameFolder(editor, step.folder);
    case 'configure':
      editor.client.settings = step.settings;
      return editor.client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    default:
      return withDocument(editor, step.kind, step.pick, step.at);
  }
}

async function edit(editor: SoakEditor, { pick, mutate, seed }: Extract<Step, { kind: 'edit' }>): Promise<void> {
  const uri = picked(editor, pick);
  if (uri === undefined) return;
  const before = editor.textOf(uri);
  const language = languageOf(uri);
  const texts = seeds[language];
  const after = mutate.get(language)?.(before, texts[seed % texts.length] ?? '') ?? before;
  const history = editor.texts.get(uri) ?? [];
  history.push(before);
  if (history.length > MOST_UNDO) history.shift();
  // Texts that only get worse have nothing to find in the end.
  const anew = seed % 6 === 0 || after.length > LONGEST;
  await editor.edit(uri, anew ? newText(fileOf(uri), seed) : after);
  await editor.pull(uri);
}

async function open(editor: SoakEditor, file: string): Promise<void> {
  const text = editor.disk[uriOf(file)];
  if (text !== undefined && !NEVER_OPEN.has(file)) await editor.open(uriOf(file), text);
}

async function remove(editor: SoakEditor, uris: readonly string[]): Promise<void> {
  const gone = uris.filter((uri) => uri in editor.disk);
  for (const uri of gone) delete editor.disk[uri];
  await editor.happened(...gone.map((uri): Change => [uri, FileChangeType.Deleted]));
}

async function rename(editor: SoakEditor, from: string, to: string): Promise<void> {
  const text = editor.disk[from];
  if (text === undefined || from === to) return;
  const type = to in editor.disk ? FileChangeType.Changed : FileChangeType.Created;
  delete editor.disk[from];
  editor.disk[to] = text;
  await editor.happened([from, FileChangeType.Deleted], [to, type]);
}

/** Away, or back when it is away. Of what is in a folder editors tell nothing, unless it moves into one that stays. */
async function renameFolder(editor: SoakEditor, folder: string): Promise<void> {
  const [usual, away] = [uriOf(folder), uriOf(`${folder}-old`)];
  const isAway = Object.keys(editor.disk).some((uri) => uri.startsWith(`${away}/`));
  const [from, to] = isAway ? [away, usual] : [usual, away];
  const moved = Object.keys(editor.disk).filter((uri) => uri.startsWith(`${from}/`));
  if (moved.length === 0) return;
  const joins = Object.keys(editor.disk).some((uri) => uri.startsWith(`${to}/`));
  const changes: Change[] = [];
  for (const uri of moved) {
    const target = to + uri.slice(from.length);
    if (joins) changes.push([target, target in editor.disk ? FileChangeType.Changed : FileChangeType.Created]);
    editor.disk[target] = editor.disk[uri] ?? '';
    delete editor.disk[uri];
  }
  await editor.happened(...changes);
}

async function withDocument(editor: SoakEditor, kind: string, pick: number, at: number): Promise<void> {
  const uri = picked(editor, pick);
  if (uri === undefined) return;
  const text = editor.textOf(uri);
  const place = at % (text.length + 1);
  switch (kind) {
    case 'undo':
      await editor.edit(uri, editor.texts.get(uri)?.pop() ?? text);
      return editor.pull(uri);
    case 'close':
      return editor.close(uri);
    case 'save':
      return editor.write(uri, text);
    case 'type':
      // Faster than the server answers.
      for (const typed of ['a', 'a:', 'a: b']) {
        await editor.edit(uri, text.slice(0, place) + typed + text.slice(place));
        editor.pullLater(uri);
      }
      return;
    default:
      return ask(editor, uri, place);
  }
}

async function ask(editor: SoakEditor, uri: string, place: number): Promise<void> {
  const position = editor.client.document(uri).positionAt(place);
  for (const method of ['hover', 'completion', 'definition']) await editor.client.ask(method, uri, { position });
  const [action] = await editor.client.actions(uri, { start: position, end: position });
  if (action !== undefined) await editor.client.resolve(action);
}

function picked(editor: SoakEditor, pick: number): string | undefined {
  return editor.openFiles[pick % editor.openFiles.length];
}

/** As it was in the beginning, more often than not. */
function newText(file: string, seed: number): string {
  const { language, text } = FILES[file] ?? { language: 'yaml', text: undefined };
  const own = [...(text === undefined ? [] : [text]), ...(OF_THEIR_OWN[file] ?? [])];
  const texts = own.length === 0 || seed % 4 === 0 ? seeds[language] : own;
  return texts[(seed >> 3) % texts.length] ?? '';
}

function languageOf(uri: string) {
  return FILES[fileOf(uri)]?.language ?? 'yaml';
}

/** By the name of its URI; nothing for one in a folder of another name. */
function fileOf(uri: string): string {
  return Object.keys(FILES).find((file) => uriOf(file) === uri) ?? '';
}
