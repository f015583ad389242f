import type { Location } from '../deployment/location.ts';
import type { Located } from './located.ts';

/** A place as SARIF's `physicalLocation`. */
export async function sarifPlace(at: Location, located: Located): Promise<object> {
  return { artifactLocation: sarifArtifact(at.uri, located), region: await sarifRegion(at, located) };
}

/** A file below the working directory by its path from there, every other one by its whole URI. */
export function sarifArtifact(uri: string, located: Located): object {
  const path = located.path(uri);
  if (path.startsWith('../') || /^(?:[a-z]:)?\//i.test(path)) return { uri: uri.replace(/#.*$/, '') };
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** A span with lines and UTF-16 columns from 1; the end column is the one after the last character. */
export async function sarifRegion(at: Location, located: Located): Promise<object> {
  const { start, end } = await located.range(at);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
