import type { Location } from '../location.ts';
import { type ComposeNode, nodeAt, textAt } from './model/node.ts';

/** Something that a container sees at a path of its own. */
export interface Volume {
  readonly at: Location;
  readonly type: string;
  /** A path on the host as written, a volume's name, or empty. */
  readonly source: string;
  /** In the container, without a slash at its end. */
  readonly target: string;
  /** URI of the folder that a relative source starts from. */
  readonly directory: string;
}

/** Reads `volumes`; of two with the same target the later one counts. Source: compose-spec 05-services.md, “volumes”. */
export function readVolumes(node: ComposeNode | undefined): readonly Volume[] {
  if (node?.kind !== 'list') return [];
  const volumes = new Map<string, Volume>();
  for (const { value } of node.items) {
    const volume = value.kind === 'map' ? longForm(value) : shortForm(value);
    if (volume !== undefined) volumes.set(volume.target, volume);
  }
  return [...volumes.values()];
}

function longForm(map: ComposeNode): Volume | undefined {
  const target = textAt(map, 'target');
  if (target === undefined) return undefined;
  const source = textAt(map, 'source') ?? '';
  const type = textAt(map, 'type') ?? (isPath(source) ? 'bind' : 'volume');
  const at = (nodeAt(map, 'source') ?? map).at;
  return { at, type, source, target: clean(target), directory: map.file.directory };
}

function shortForm(node: ComposeNode): Volume | undefined {
  const text = textAt(node);
  if (text === undefined || text === '') return undefined;
  const { source, target } = splitVolume(text);
  const type = isPath(source) ? 'bind' : 'volume';
  return { at: node.at, type, source, target: clean(target), directory: node.file.directory };
}

/**
 * Splits `SOURCE:TARGET[:MODE]`; the colon after a single letter is a drive's and does not count.
 * Source: compose-go format/volume.go, `isWindowsDrive`.
 */
export function splitVolume(spec: string): { readonly source: string; readonly target: string } {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= spec.length; at++) {
    const drive = at === start + 1 && /[a-z]/i.test(spec[start] ?? '');
    if (at < spec.length && (spec[at] !== ':' || drive)) continue;
    parts.push(spec.slice(start, at));
    start = at + 1;
  }
  const [first = '', second] = parts;
  return second === undefined ? { source: '', target: first } : { source: first, target: second };
}

/** A path of the host, not the name of a volume. */
function isPath(source: string): boolean {
  return /^(?:[./~\\]|[A-Za-z]:)/.test(source);
}

function clean(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
