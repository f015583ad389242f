import type { ReadDeployment } from '../analysis/deployment-reader.ts';
import { isServerVariable } from '../clearml/settings.ts';
import type { Deployment, HoconFile } from '../deployment/deployment.ts';
import { placeInFile } from '../deployment/inline-places.ts';
import type { Location } from '../deployment/location.ts';
import { hoconAssignments, splitPath } from '../syntax/hocon/index.ts';
import { parseTemplate, type Template, type VariablePart } from '../syntax/interpolation/index.ts';
import type { Span } from '../syntax/span.ts';
import { entered, readingProcesses } from './effects.ts';
import { composeFileOf, fileReferences } from './file-references.ts';
import { type Mention, mentionsIn } from './mentions.ts';

/** What a place leads to. */
export interface Definition {
  /** The name that was pointed at. */
  readonly span: Span;
  readonly target: Location;
}

/**
 * Where the thing at an offset is defined: the file that a path names, the `.env` line of a `${VARIABLE}`, the key that
 * a HOCON substitution takes, the value that is in effect in the place of a setting's.
 */
export function definitions(read: ReadDeployment, uri: string, offset: number): readonly Definition[] {
  const { deployment } = read;
  const named = fileReferences(read, uri).filter(({ span }) => covers(span, offset));
  if (named.length > 0)
    return named.map(({ span, target }) => ({ span, target: { uri: target, span: { start: 0, end: 0 } } }));
  const variables = variableDefinitions(deployment, uri, offset);
  if (variables.length > 0) return variables;
  const file = deployment.hocon.find((each) => each.uri === uri);
  const substituted = file === undefined ? [] : substitutionDefinitions(file, offset);
  return substituted.length > 0 ? substituted : effectDefinitions(deployment, uri, offset);
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** References are looked for on the line alone: they never cross one, and a broken file still has them. */
function variableDefinitions({ compose }: Deployment, uri: string, offset: number): readonly Definition[] {
  const file = compose && composeFileOf(compose, uri);
  if (file === undefined) return [];
  const { text } = file.tree;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const line = text.slice(start, newline < 0 ? text.length : newline);
  return referencesIn(parseTemplate(line)).flatMap(({ name, nameSpan }): Definition[] => {
    const span = { start: start + nameSpan.start, end: start + nameSpan.end };
    const target = covers(span, offset) ? file.variables.origin(name) : undefined;
    return target === undefined ? [] : [{ span, target }];
  });
}

function referencesIn({ parts }: Template): readonly VariablePart[] {
  return parts.flatMap((part) =>
    part.kind === 'variable' ? [part, ...(part.argument ? referencesIn(part.argument) : [])] : [],
  );
}

/** A substitution looks in its own file: ClearML Server loads each by itself. */
function substitutionDefinitions({ tree, uri }: HoconFile, offset: number): readonly Definition[] {
  const assignments = hoconAssignments(tree);
  const pointed = assignments.flatMap(({ substitutions }) => substitutions).find(({ span }) => covers(span, offset));
  if (pointed === undefined) return [];
  const path = splitPath(pointed.name).join('.');
  return assignments
    .filter((each) => each.path.join('.') === path)
    .map(({ keySpan }) => ({ span: pointed.span, target: { uri, span: keySpan } }));
}

/** For a setting the value that its readers hold, where it is another one than the one at hand. */
function effectDefinitions(deployment: Deployment, uri: string, offset: number): readonly Definition[] {
  return mentionsIn(deployment, uri)
    .filter(({ name }) => covers(name, offset))
    .flatMap((mention) =>
      winners(deployment, mention).flatMap((target) =>
        isHere(mention, uri, target) ? [] : [{ span: mention.name, target }],
      ),
    );
}

function isHere({ value }: Mention, uri: string, target: Location): boolean {
  return value !== undefined && target.uri === uri && covers(value, target.span.start);
}

function winners(deployment: Deployment, { setting, variable }: Mention): readonly Location[] {
  if (setting === undefined || (variable !== undefined && !isServerVariable(variable))) return [];
  return readingProcesses(deployment, entered(setting)).flatMap(({ configuration }) => {
    const held = configuration.setting(entered(setting));
    return held.state === 'known' && held.origin !== null ? [placeInFile(deployment, held.origin)] : [];
  });
}
