import type { ComposeText } from '../deployment/compose/model/text.ts';
import type { Finding } from './finding.ts';

/** Where the parts of a value come from, in the order of reading: the lines that set its variables, the defaults used. */
export function valueChain({ file, written, template, pieces }: ComposeText): Finding['related'] {
  return template.parts.flatMap((part) => {
    if (part.kind !== 'variable') return [];
    const reference = written.locate(part.span);
    if (reference === undefined) return [];
    return pieces.flatMap(({ at, variable, reference: from }) => {
      if (from !== undefined) {
        const here = from.span.start === reference.start && from.span.end === reference.end;
        return here ? [{ at, message: `${variable} is set here` }] : [];
      }
      const inside = at.uri === file.uri && reference.start < at.span.start && at.span.end < reference.end;
      return inside ? [{ at, message: `${part.name} is not set: its default counts` }] : [];
    });
  });
}
