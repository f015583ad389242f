import { maybeReads } from '../../clearml/setting-catalogue.ts';
import type { Deployment, HoconFile } from '../../deployment/deployment.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';
import type { HoconField, HoconObject } from '../../syntax/hocon/index.ts';
import { isMisplaced, misplacedMessage } from './file-names.ts';
import { renameKey } from './fixes-in-files.ts';
import { misspeltMessage } from './messages.ts';
import { meantSetting } from './names.ts';
import { overriddenInFile } from './overridden-in-file.ts';
import { isUnread } from './paths.ts';
import type { Unread, Verdict } from './unread.ts';

/** What the servers read of their configuration files: the files' names, and the keys in them. */
export function fileVerdicts(deployment: Deployment): readonly Verdict[] {
  const { hocon, processes } = deployment;
  return hocon.flatMap((file): readonly Verdict[] => {
    const readers = processes.filter(({ configuration }) =>
      configuration.statements.some(({ source }) => source.uri === file.uri),
    );
    if (readers.length === 0 || file.section.length === 0) return [];
    if (isMisplaced(file.section)) return [ofName(file)];
    if (file.tree.problems.length > 0 || file.tree.root.kind !== 'object') return [];
    return [
      ...keyVerdicts({ file, readers, deployment }, file.tree.root, file.section),
      ...overriddenInFile(file, readers),
    ];
  });
}

/** A configuration file and who reads it. */
export interface FileContext {
  readonly file: HoconFile;
  readonly readers: readonly ClearmlProcess[];
  readonly deployment: Deployment;
}

function ofName({ uri, section, tree }: HoconFile): Unread {
  const end = tree.text.search(/[\r\n]/);
  const span = { start: 0, end: end < 0 ? tree.text.length : end };
  return { at: { uri, span }, path: '#name', message: misplacedMessage(uri, section) };
}

function keyVerdicts(context: FileContext, node: HoconObject, above: readonly string[]): readonly Verdict[] {
  return node.members.flatMap((member): readonly Verdict[] => {
    if (member.kind !== 'field') return [];
    const path = [...above, ...member.key.path];
    const unread = ofKey(context, member, path);
    if (unread !== undefined) return [unread];
    return member.value.pieces.flatMap((piece) => (piece.kind === 'object' ? keyVerdicts(context, piece, path) : []));
  });
}

function ofKey(context: FileContext, { key, value }: HoconField, path: readonly string[]): Unread | undefined {
  const { file, readers } = context;
  const [section, inner] = path;
  const at = { uri: file.uri, span: key.span };
  const place = { at, path: `${path.slice(file.section.length).join('.')}#name` };
  // A dash in front replaces the object below; the file server takes it for a letter of the name.
  const plain = path.map((element) => element.replace(/^-(?=.)/, ''));
  if (file.section.length === 1 && inner === section) {
    const message = [
      `“${section}” stands in ${section}.conf already`,
      `The file’s content is the section “${section}”: this becomes ${section}.${section}, which ClearML Server does not read.`,
      'Take this level away.',
    ].join('\n');
    return { ...place, message, fixes: () => renameKey(context, key, key.path.slice(1), path.slice(1)) };
  }
  if (readers.some(({ role }) => maybeReads(role, plain)) && !isUnread(plain, isAccount(value))) return undefined;
  if (!isUnread(plain, isAccount(value))) return undefined;
  const meant = meantSetting(plain);
  const name = key.path.join('.');
  const correct = meant?.split('.');
  return {
    ...place,
    message: misspeltMessage(name, meant),
    ...(correct && { fixes: () => renameKey(context, key, correct.slice(path.length - key.path.length), correct) }),
  };
}

/** An account of one's own says its role. */
function isAccount({ pieces }: HoconField['value']): boolean {
  return pieces.some(
    (piece) =>
      piece.kind === 'object' && piece.members.some((each) => each.kind === 'field' && each.key.path[0] === 'role'),
  );
}
