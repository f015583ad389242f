import type { SecretSource } from '../clearml/secrets.ts';
import type { FileEdit, Fix } from '../fixes/fix.ts';
import type { Finding } from '../rules/finding.ts';
import type { Located } from './located.ts';
import { maskText } from './mask-text.ts';
import { sarifArtifact, sarifRegion } from './sarif-place.ts';

/** The ways out that SARIF can say and everyone may read: no fresh secret, no copy of an old one, no new file. */
export async function sarifFixes(finding: Finding, located: Located): Promise<readonly object[]> {
  const fixes = finding.fixes.flatMap((fix) => {
    const edits = editsWithoutSecrets(fix);
    return edits === undefined ? [] : { fix, edits };
  });
  return Promise.all(
    fixes.map(async ({ fix, edits }) => ({
      description: { text: fix.title },
      artifactChanges: await Promise.all(edits.map((edit) => artifactChange(edit, located))),
    })),
  );
}

function editsWithoutSecrets(fix: Fix): readonly FileEdit[] | undefined {
  if (fix.drawsPassword) return undefined;
  let drawn = false;
  const draw = () => {
    drawn = true;
    return '';
  };
  const source: SecretSource = { key: draw, secret: draw, password: draw, hash: draw };
  const edits = fix.edits(source);
  const harmless = edits.every(
    (file) => !file.create && file.edits.every(({ newText }) => maskText(newText) === newText),
  );
  return harmless && !drawn ? edits : undefined;
}

async function artifactChange({ uri, edits }: FileEdit, located: Located): Promise<object> {
  const replacements = edits.map(async ({ span, newText }) => ({
    deletedRegion: await sarifRegion({ uri, span }, located),
    insertedContent: { text: newText },
  }));
  return { artifactLocation: sarifArtifact(uri, located), replacements: await Promise.all(replacements) };
}
