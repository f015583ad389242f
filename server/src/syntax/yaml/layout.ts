import { CST, Lexer } from 'yaml';
import type { CommentLayout } from '../comment-layout.ts';
import type { Span } from '../span.ts';

/** Of a YAML stream, a broken one too. A block scalar begins at its `|` or `>`. Never throws. */
export function yamlLayout(text: string): CommentLayout {
  const comments: Span[] = [];
  const multiline: Span[] = [];
  let at = 0;
  let scalar = false;
  let header: number | undefined;
  for (const source of new Lexer().lex(text)) {
    const type = scalar ? 'scalar' : CST.tokenType(source);
    if (!scalar && (source === CST.SCALAR || source === CST.DOCUMENT || source === CST.FLOW_END)) {
      scalar = source === CST.SCALAR;
      continue;
    }
    const span = { start: at, end: at + source.length };
    at = span.end;
    if (type === 'comment') comments.push(span);
    if (type === 'block-scalar-header') header = span.start;
    if (/scalar$/.test(type ?? '')) {
      const start = header ?? span.start;
      if (/[\r\n]/.test(text.slice(start, span.end))) multiline.push({ start, end: span.end });
      header = undefined;
    }
    scalar = false;
  }
  return { comments, multiline };
}
