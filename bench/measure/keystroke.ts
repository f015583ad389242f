import { parseAllDocuments } from 'yaml';
import { YAML_OPTIONS } from '../../server/src/syntax/yaml/parse.ts';
import { keystrokes } from '../inputs/keystrokes.ts';
import { Editor } from '../protocol/editor.ts';
import { residentMemory } from './memory.ts';

/** Milliseconds per keystroke, in order, and what the server held in memory after the last. */
export interface Typing {
  readonly keystroke: readonly number[];
  /** One parse of each of the same texts by the `yaml` package alone, once all is typed. */
  readonly parse: readonly number[];
  /** Bytes; `undefined` where the system does not say. */
  readonly memory: number | undefined;
}

export interface TypingTask {
  readonly server: readonly string[];
  readonly settings?: unknown;
  readonly uri: string;
  readonly languageId: string;
  readonly text: string;
  /** Where words are typed: the end of the match. */
  readonly spot: RegExp;
  readonly warmUp: number;
  readonly count: number;
  /** False where the text is no YAML. */
  readonly parseBeside: boolean;
}

/** Types into one file of a running server, one keystroke after the other's answer. */
export async function measureTyping(task: TypingTask): Promise<Typing> {
  const editor = new Editor(task.server, task.uri);
  const keystroke: number[] = [];
  const parse: number[] = [];
  try {
    await editor.initialize(task.settings);
    await editor.open(task.languageId, task.text);
    const keys = [...keystrokes(task.text, task.warmUp + task.count, task.spot)];
    for (const key of keys) {
      keystroke.push(await timed(() => editor.type(key)));
    }
    const memory = residentMemory(editor.client.process.pid);
    // Not in between: what it leaves to be collected would be collected while the clock of the next keystroke runs.
    if (task.parseBeside) {
      for (const { text } of keys) parse.push(await timed(() => parseAllDocuments(text, YAML_OPTIONS)));
    }
    return { keystroke: keystroke.slice(task.warmUp), parse: parse.slice(task.warmUp), memory };
  } finally {
    await editor.client.close();
  }
}

async function timed(what: () => unknown): Promise<number> {
  const before = performance.now();
  await what();
  return performance.now() - before;
}
