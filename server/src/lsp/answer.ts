import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Session } from './session.ts';

/**
 * Answers a request about a document. An answer that nobody waits for, or that was worked out from a text that is no
 * longer there, is refused; where something breaks, the answer is nothing and the log says where.
 * @param nothing what the protocol has for “nothing here”
 */
export async function answer<Result>(
  session: Session,
  uri: string,
  token: CancellationToken,
  nothing: Result,
  compute: () => Promise<Result>,
): Promise<Result> {
  const version = session.documents.get(uri)?.version;
  const result = await compute().catch((error: unknown) => {
    if (error instanceof ResponseError) throw error;
    session.connection.console.error(placeOf(error));
    return nothing;
  });
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'Nobody waits for this');
  if (session.documents.get(uri)?.version !== version)
    throw new ResponseError(LSPErrorCodes.ContentModified, 'The document changed');
  return result;
}

/** Runs what a request asks for; where it breaks, the client learns no more than that, and the log says where. */
export async function guarded<Result>(session: Session, compute: () => Promise<Result>): Promise<Result> {
  return compute().catch((error: unknown) => {
    if (error instanceof ResponseError) throw error;
    session.connection.console.error(placeOf(error));
    throw new ResponseError(ErrorCodes.InternalError, 'This did not work; the log says where');
  });
}

/** Where an error came from. Its message may quote a file, and a file holds secrets. */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'An unknown error';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s*at /.test(line));
  return [error.name, ...frames].join('\n');
}
