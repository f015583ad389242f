import type { Include, IncludedText } from '../../syntax/hocon/index.ts';
import { normalPath } from './directories.ts';
import type { Mounts } from './mounts.ts';

/**
 * Finds included files as pyhocon does: names are relative to the including file, or to the working directory where a
 * variable includes; `*`, `?` and `**` stand for several (config_parser.py, `include_config`). Files that can't be seen
 * count as missing, and a missing file is ignored.
 * @param base the folder that names of the text itself start from
 */
export function includesFrom(mounts: Mounts, base: string): Include {
  return (target, from) => {
    const folder = from === undefined ? base : (mounts.pathOf(from) ?? base).replace(/\/[^/]*$/, '');
    const path = normalPath(target.startsWith('/') ? target : `${folder}/${target}`);
    if (!/[*?]/.test(target)) return textAt(mounts, path);
    const pattern = globPattern(path);
    const found = mounts.paths().filter((each) => pattern.test(each));
    return found.sort().flatMap((each) => textAt(mounts, each) ?? []);
  };
}

function textAt(mounts: Mounts, path: string): IncludedText | undefined {
  const file = mounts.file(path);
  return file !== undefined && 'text' in file ? { text: file.text, uri: file.uri } : undefined;
}

/** Python's `glob`: no wildcard reaches over a `/` or takes a leading dot, but `**` alone takes any folders. */
function globPattern(path: string): RegExp {
  const parts = path.split('/').map((part) => {
    if (part === '**') return '(?:[^./][^/]*/)*';
    const text = part
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]');
    return `${/^[*?]/.test(part) ? '(?!\\.)' : ''}${text}/`;
  });
  return new RegExp(`^${parts.join('').replace(/\/$/, '')}$`);
}
