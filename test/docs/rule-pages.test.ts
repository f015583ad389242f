import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createChecker } from '../../server/src/analysis/checker.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../server/src/analysis/settings.ts';
import type { Finding } from '../../server/src/rules/finding.ts';
import { RULES } from '../../server/src/rules/index.ts';
import { memoryFiles } from '../memory-files.ts';
import { documents, readDocument, type Section, sections } from './markdown.ts';

/** The template: every page has these sections, in this order, and each says something. */
const TEMPLATE = [
  'What it finds',
  'Why it matters',
  'Bad example',
  'Good example',
  'Severity',
  'Settings',
  'Quick fixes',
  'When to turn it off',
  'After a fix',
];
const EXAMPLES = ['Bad example', 'Good example'];
const LEAST_CHARACTERS = 60;

describe('the page of each rule', () => {
  it('is there for every rule, and for nothing else', () => {
    const pages = documents().filter((path) => path.startsWith('docs/rules/'));
    assert.deepEqual(pages.toSorted(), RULES.map(({ id }) => pageOf(id)).toSorted());
  });

  for (const { id, summary } of RULES) {
    describe(id, () => {
      const page = sections(readDocument(pageOf(id)));
      const section = (heading: string) => page.find((each) => each.heading === heading) ?? missing(heading);

      it('begins with the rule’s name and summary', () => {
        assert.equal(page[0]?.heading, id);
        assert.equal(page[0]?.text, summary);
      });

      it('has every section of the template', () => {
        const headings = page.filter(({ level }) => level === 2).map(({ heading }) => heading);
        assert.deepEqual(headings, TEMPLATE);
        for (const heading of TEMPLATE.filter((each) => !EXAMPLES.includes(each))) {
          assert.ok(section(heading).text.length >= LEAST_CHARACTERS, `${heading} says too little`);
        }
        assert.match(section('Why it matters').text, /\]\(https:\/\//, 'names no public source');
        assert.match(section('After a fix').text, /\brestart/, 'does not say what to restart');
        assert.match(section('After a fix').text, /\brotat/, 'does not say what a rotation does');
      });

      it('has a bad example that this rule finds', async () => {
        assert.ok((await findingsIn(id, section('Bad example'))).length > 0);
      });

      it('has a good example in which it finds nothing', async () => {
        assert.deepEqual(
          (await findingsIn(id, section('Good example'))).map(({ message }) => message),
          [],
        );
      });

      it('names the levels and the fixes of its bad example', async () => {
        for (const { severity, fixes } of await findingsIn(id, section('Bad example'))) {
          assert.match(section('Severity').text, new RegExp(`\\b${severity}\\b`, 'i'));
          for (const { title } of fixes) assert.ok(section('Quick fixes').text.includes(`**${title}**`), title);
        }
      });

      it('shows a setting that has effect', async () => {
        const { rules } = settingsIn(section('Settings'));
        assert.deepEqual(Object.keys(rules), [id]);
        for (const finding of await findingsIn(id, section('Bad example'), { ...DEFAULT_SETTINGS, rules }))
          assert.equal(finding.severity, rules[id]);
      });
    });
  }
});

function pageOf(rule: string): string {
  return `docs/rules/${rule}.md`;
}

function missing(heading: string): never {
  throw new assert.AssertionError({ message: `no section ${heading}` });
}

/** What a rule finds in the files of an example, taken as one folder. */
async function findingsIn(
  rule: string,
  section: Section,
  settings: Settings = DEFAULT_SETTINGS,
): Promise<readonly Finding[]> {
  const files = Object.fromEntries(
    section.blocks.map(({ file, text }) => {
      assert.ok(file !== undefined, `${section.heading}: a block without a file’s name above it`);
      return [`memory:/example/${file}`, text];
    }),
  );
  assert.ok(Object.keys(files).length > 0, `${section.heading}: no files`);
  const { findings } = await createChecker(memoryFiles(files)).check(Object.keys(files), settings);
  return findings.filter((finding) => finding.rule === rule);
}

/** The settings that a page shows, as VS Code's settings.json would hold them. */
function settingsIn(section: Section): Settings {
  const [block] = section.blocks;
  assert.equal(block?.language, 'json');
  const shown = JSON.parse(`{${block?.text}}`) as Record<string, unknown>;
  const rules = shown['clearmlSecure.rules'] as Settings['rules'];
  return { ...DEFAULT_SETTINGS, rules };
}
