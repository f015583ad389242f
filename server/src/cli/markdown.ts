import pc from 'picocolors';
import { inColumns } from './columns.ts';

/**
 * Writes the Markdown of our own pages for a terminal: headings stand out, tables are aligned, blocks indented, links
 * followed by where they lead.
 * @param address where the page itself stands, for links that begin there
 */
export function renderMarkdown(markdown: string, address: string, colors: boolean): string {
  const paint = pc.createColors(colors);
  const inline = (text: string): string =>
    text.replace(/\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*|`([^`]+)`/g, (_, label, target, bold, code) => {
      if (label !== undefined) return `${inline(label)} ${paint.dim(`(${new URL(target, address).href})`)}`;
      return bold !== undefined ? paint.bold(bold) : paint.cyan(code);
    });
  const blocks = markdown.trimEnd().split(/^(```[\s\S]*?^```$|(?:\|.*\n?)+)/m);
  const written = blocks.map((block) => {
    if (block.startsWith('```'))
      return block
        .split('\n')
        .slice(1, -1)
        .map((line) => `    ${line}`.trimEnd())
        .join('\n');
    if (block.startsWith('|')) return table(block, inline);
    return inline(block).replace(/^#+ (.+)$/gm, (_, heading) => paint.bold(paint.underline(heading)));
  });
  return `${written.join('')}\n`;
}

/** Cells in columns; the line below the head is left out. */
function table(block: string, inline: (text: string) => string): string {
  const rows = block
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\|[-|: ]+$/.test(line));
  const cells = rows.map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll('\\|', '|'))),
  );
  return `${inColumns(cells).join('\n')}\n`;
}
