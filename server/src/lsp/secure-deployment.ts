import { LSPErrorCodes, ResponseError, type WorkspaceEdit } from 'vscode-languageserver';
import { differenceOf } from '../analysis/difference.ts';
import { isUrgent, secureDeployment } from '../analysis/secure-deployment.ts';
import type { FileChange } from '../analysis/working-copy.ts';
import { fileKind, fileName } from '../deployment/file-kind.ts';
import { mayEdit } from '../deployment/workspace.ts';
import type { SecureParams, SecureResult } from '../protocol/secure.ts';
import { toWorkspaceEdit } from './convert.ts';
import type { Session } from './session.ts';

/** Works out the one edit that makes a deployment secure. Nothing is written; the client asks and applies it. */
export async function secure(session: Session, params: SecureParams): Promise<SecureResult> {
  const { uri } = params;
  const kind = fileKind(uri);
  if (kind === undefined) throw new ResponseError(LSPErrorCodes.RequestFailed, 'This file is part of no deployment');
  const versions = new Map(session.documents.all().map((document) => [document.uri, document.version]));
  const { changes, passwords, left } = await secureDeployment({ uri, kind }, session.files, params, {
    settings: await session.settings.of(uri),
    mayEdit: (each) => mayEdit(session.workspace, each),
    secrets: session.secrets,
  });
  const edit = await editOf(session, changes);
  for (const { uri: changed } of changes) {
    if (session.documents.get(changed)?.version !== versions.get(changed))
      throw new ResponseError(LSPErrorCodes.ContentModified, 'The document changed');
  }
  return {
    edit,
    files: changes.map((change) => change.uri),
    passwords: passwords.map(({ password }) => password),
    left: left.filter(isUrgent).map(({ rule, at, message }) => {
      return { rule, uri: at.uri, message: message.split('\n', 1)[0] ?? '' };
    }),
  };
}

/** Where the client can show it, each file's changes are a group that a person confirms or leaves out. */
async function editOf(session: Session, changes: readonly FileChange[]): Promise<WorkspaceEdit> {
  const edits = changes.map(({ uri, before, after }) => {
    const edit = { uri, edits: differenceOf(before ?? '', after) };
    return before === undefined ? { ...edit, create: true as const } : edit;
  });
  const labelOf = (uri: string) => {
    const made = changes.some((change) => change.uri === uri && change.before === undefined);
    return `${made ? 'Make' : 'Secure'} ${fileName(uri)}`;
  };
  return toWorkspaceEdit(session, edits, labelOf);
}
