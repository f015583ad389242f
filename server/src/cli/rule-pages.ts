import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../docs/rules/', import.meta.url);

/** The page of each rule, as Markdown. A bundle holds the pages as they were at build time (scripts/build.mjs). */
export const RULE_PAGES: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [name.slice(0, -'.md'.length), readFileSync(new URL(name, FOLDER), 'utf8')]),
);
