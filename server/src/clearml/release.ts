import { memoizeByText } from '../syntax/memo.ts';

/** A release of ClearML Server, as far as an image's tag tells. */
export interface Release {
  /** `1.16.2`; the newest known one where the tag names none. */
  readonly name: string;
  /** True where the tag names no release: `latest`, none at all, a digest. */
  readonly assumed: boolean;
  /** Up to three numbers; what the tag leaves out counts as the highest. */
  readonly numbers: readonly number[];
}

/** The newest release whose built-in configuration is in builtin.json. */
export const NEWEST_RELEASE = '2.3.0';

/**
 * The release that an image's tag names: the text before the first `-` of `1.17.1-554`.
 * @param tag without the colon; `undefined` where the image has none
 */
export function releaseOf(tag: string | undefined): Release {
  return releaseOfTag(tag ?? '');
}

const releaseOfTag = memoizeByText((tag): Release => {
  const named = /^v?(\d{1,9}(?:\.\d{1,9}){0,2})(?:[-+_.].*)?$/.exec(tag)?.[1];
  const name = named ?? NEWEST_RELEASE;
  return { name, assumed: named === undefined, numbers: name.split('.').map(Number) };
});

/** True where a release is `from` or came after it. */
export function isSince(release: Release, from: string): boolean {
  for (const [index, part] of numbersOf(from).entries()) {
    const number = release.numbers[index] ?? Number.POSITIVE_INFINITY;
    if (number !== part) return number > part;
  }
  return true;
}

const numbersOf = memoizeByText((version): readonly number[] => version.split('.').map(Number));
