import type { DocumentLink } from 'vscode-languageserver';
import { fileName } from '../deployment/file-kind.ts';
import { type FileReference, fileReferences } from '../features/file-references.ts';
import { toRange } from './convert.ts';
import type { Session } from './session.ts';

/** The files that a compose file names, as links; only files that exist where we may look. */
export async function documentLinks(session: Session, uri: string): Promise<DocumentLink[]> {
  const deployments = await session.checker.deploymentsOf(uri);
  const references = deployments.flatMap((deployment) => fileReferences(deployment, uri));
  const unique = new Map(references.map((reference) => [keyOf(reference), reference]));
  const lines = await session.linesOf(uri);
  return [...unique.values()].map(({ span, target }) => ({
    range: toRange(lines, span),
    target,
    tooltip: `Open ${fileName(target)}`,
  }));
}

/** A file of several deployments may mean different files by one path; a link has one target. */
function keyOf({ span }: FileReference): string {
  return `${span.start} ${span.end}`;
}
