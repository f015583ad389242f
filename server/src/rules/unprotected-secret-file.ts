import { publishedDefault } from '../clearml/published-defaults.ts';
import { isSecretName } from '../clearml/secret-names.ts';
import { dotenvFiles } from '../deployment/compose/project.ts';
import { concernsClearml, type Deployment } from '../deployment/deployment.ts';
import { fileName, isSample } from '../deployment/file-kind.ts';
import { ignoreFile } from '../fixes/gitignore.ts';
import { hoconAssignments } from '../syntax/hocon/index.ts';
import type { Span } from '../syntax/span.ts';
import type { Finding } from './finding.ts';
import { levelWithin } from './reach.ts';
import type { Rule } from './rule.ts';

/** Finds files with secrets of somebody's own that the next `git add` would take along. */
export const unprotectedSecretFile: Rule = {
  id: 'unprotected-secret-file',
  summary: 'A file with real secrets is in a git work tree and not ignored.',
  check(deployment) {
    return [...dotenvSecrets(deployment), ...hoconSecrets(deployment)].flatMap(({ uri, names }) => {
      const [first] = names;
      if (first === undefined || isSample(uri) || deployment.git.isIgnored(uri)) return [];
      return [toFinding(deployment, uri, first, names.length)];
    });
  },
};

/** The places of the names whose values are secrets, in order. */
interface SecretFile {
  readonly uri: string;
  readonly names: readonly Span[];
}

function dotenvSecrets({ compose, dotenv }: Deployment): readonly SecretFile[] {
  const concerns = compose !== undefined && concernsClearml(compose);
  const files = concerns ? dotenvFiles(compose) : dotenv === undefined ? [] : [dotenv];
  const used = new Set(
    (compose?.services ?? []).flatMap(({ environment }) =>
      environment
        .filter(({ name }) => isSecretName(name))
        .flatMap(({ pieces }) => pieces.map(({ at }) => `${at.uri} ${at.span.start}`)),
    ),
  );
  return files.map(({ uri, tree }) => ({
    uri,
    names: tree.statements
      .filter(({ name, raw, contentSpan }) => {
        // A dotenv file by itself may be anybody's.
        const ours = concerns || /^(?:CLEARML|TRAINS)_/.test(name);
        const secret = isSecretName(name) || used.has(`${uri} ${contentSpan?.start}`);
        return ours && secret && isReal(raw);
      })
      .map(({ nameSpan }) => nameSpan),
  }));
}

function hoconSecrets({ hocon }: Deployment): readonly SecretFile[] {
  return hocon
    .filter(({ uri }) => ['secure.conf', 'apiserver.conf'].includes(fileName(uri)))
    .map(({ uri, section, tree }) => ({
      uri,
      names: hoconAssignments(tree)
        .filter(({ path, text }) => isSecretName([...section, ...path].join('.')) && isReal(text ?? ''))
        .map(({ keySpan }) => keySpan),
    }));
}

/** Shorter ones are no secrets yet; `weak-secret` speaks of them. */
const LEAST_CHARACTERS = 8;
const PLACEHOLDER = /change.?me|your[-_ ]|placeholder|example|new-secret|replace|todo|[<>]|\*{3}|x{4}|^(.)\1*$/i;

/** True for what somebody drew: no reference, nothing public, no placeholder. */
function isReal(written: string): boolean {
  const value = written.replace(/^["'](.*)["']$/s, '$1');
  return (
    value.length >= LEAST_CHARACTERS &&
    !/^\$\{/.test(value) &&
    !PLACEHOLDER.test(value) &&
    publishedDefault(value.replaceAll('$$', '$')) === undefined
  );
}

function toFinding(deployment: Deployment, uri: string, first: Span, count: number): Finding {
  const uris = ignoreFile(deployment.git, uri).map((edit) => edit.uri);
  return {
    rule: 'unprotected-secret-file',
    severity: levelWithin(deployment, 'warning'),
    message: [
      'Git does not ignore this file, and it holds secrets',
      `${count === 1 ? 'One value is a secret' : `${count} values are secrets`} of yours. Once committed, they stay in the history and in every clone.`,
      `Add ${fileName(uri)} to .gitignore. If it is committed already, run git rm --cached and draw fresh secrets.`,
    ].join('\n'),
    at: { uri, span: first },
    path: '#git',
    related: [],
    fixes:
      uris.length === 0
        ? []
        : [
            {
              kind: 'ignore-file',
              title: 'Add to .gitignore',
              preferred: true,
              automatic: false,
              uris,
              edits: () => ignoreFile(deployment.git, uri),
            },
          ],
  };
}
