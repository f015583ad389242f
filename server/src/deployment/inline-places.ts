import { isInline, placeOfInline } from './configuration/inline-text.ts';
import type { Deployment } from './deployment.ts';
import type { Location } from './location.ts';

/** The place in a file of what may stand in a text inside that file; the whole text where it can't be told better. */
export function placeInFile({ hocon }: Pick<Deployment, 'hocon'>, at: Location): Location {
  if (!isInline(at.uri)) return at;
  const text = hocon.find(({ uri }) => uri === at.uri)?.inline;
  if (text !== undefined) return { uri: text.at.uri, span: text.locate(at.span) ?? text.at.span };
  // What another configuration file includes is no configuration file itself: its name says where it stands.
  return placeOfInline(at.uri) ?? at;
}
