import { PLACEHOLDERS, type SecretSource } from '../clearml/secrets.ts';
import { type InlineText, isInline } from '../deployment/configuration/inline-text.ts';
import type { Deployment } from '../deployment/deployment.ts';
import { placeInFile } from '../deployment/inline-places.ts';
import { type FileEdit, type Fix, joinEdits, type TextEdit } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';

type Texts = ReadonlyMap<string, InlineText>;

/**
 * Rules take a configuration text inside another file for a file of its own. Brings what they say of it to its place
 * in the other file, as well as their edits; a fix whose edits have no sure place there is left out.
 */
export function inTheirFiles(findings: readonly Finding[], deployment: Deployment): readonly Finding[] {
  const texts = new Map(deployment.hocon.flatMap(({ uri, inline }) => (inline === undefined ? [] : [[uri, inline]])));
  return texts.size === 0 ? findings : findings.map((finding) => moved(finding, deployment, texts));
}

function moved(finding: Finding, deployment: Deployment, texts: Texts): Finding {
  return {
    ...finding,
    at: placeInFile(deployment, finding.at),
    related: finding.related.map((each) => ({ ...each, at: placeInFile(deployment, each.at) })),
    fixes: finding.fixes.flatMap((fix) => movedFix(fix, texts)),
  };
}

function movedFix(fix: Fix, texts: Texts): readonly Fix[] {
  if (!fix.uris.some(isInline)) return [fix];
  const edits = (secrets: SecretSource) => movedEdits(fix.edits(secrets), texts);
  const uris = edits(PLACEHOLDERS)?.map(({ uri }) => uri);
  return uris === undefined ? [] : [{ ...fix, uris, edits: (secrets) => edits(secrets) ?? [] }];
}

function movedEdits(edits: readonly FileEdit[], texts: Texts): readonly FileEdit[] | undefined {
  const all: FileEdit[] = [];
  for (const file of edits) {
    const text = texts.get(file.uri);
    const own = file.edits.flatMap((edit) => (text === undefined ? edit : (movedEdit(edit, text) ?? [])));
    if (own.length < file.edits.length) return undefined;
    all.push({ ...file, uri: text?.at.uri ?? file.uri, edits: own });
  }
  return joinEdits(all);
}

function movedEdit({ span, newText }: TextEdit, text: InlineText): TextEdit | undefined {
  const [place, written] = [text.locate(span), text.write(newText)];
  return place === undefined || written === undefined ? undefined : { span: place, newText: written };
}
