import { diffArrays } from 'diff';
import type { TextEdit } from '../fixes/fix.ts';

/**
 * The edits that make one text of another, a changed stretch of words and lines each. Applied, they give `after` to the
 * last byte; what both texts have stays untouched.
 */
export function differenceOf(before: string, after: string): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let open: { readonly start: number; newText: string } | undefined;
  const close = () => {
    if (open !== undefined) edits.push({ span: { start: open.start, end: at }, newText: open.newText });
    open = undefined;
  };
  for (const { added, removed, value } of diffArrays(tokensOf(before), tokensOf(after))) {
    const text = value.join('');
    if (!added && !removed) {
      close();
      at += text.length;
      continue;
    }
    open ??= { start: at, newText: '' };
    if (added) open.newText += text;
    else at += text.length;
  }
  close();
  return edits;
}

/** Line breaks, blanks, words as long as a secret, and single signs. */
function tokensOf(text: string): string[] {
  return text.match(/\r\n|[ \t]+|[\w-]+|[\s\S]/g) ?? [];
}
