import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../analysis/report.ts';
import type { Finding } from '../rules/finding.ts';
import { type BaselineContent, type BaselineEntry, readBaseline, writeBaseline } from './baseline-file.ts';
import { findingIdentity } from './finding-identity.ts';

/** Findings that are known and accepted, kept in a file: only others count. */
export class Baseline {
  readonly #path: string;
  readonly #content: BaselineContent;

  private constructor(path: string, content: BaselineContent) {
    this.#path = path;
    this.#content = content;
  }

  /** Reads a baseline; `mayBeMissing` where it is about to be written. Throws `CommandError` for what is none. */
  static async read(path: string, mayBeMissing: boolean): Promise<Baseline> {
    return new Baseline(path, await readBaseline(path, mayBeMissing));
  }

  /** Takes the accepted findings out of a report, and names entries that fit no finding any more. */
  without(report: Report): {
    readonly report: Report;
    readonly accepted: number;
    readonly stale: readonly BaselineEntry[];
  } {
    const known = new Set(this.#content.findings.map(({ identity }) => identity));
    const seen = new Set(report.findings.map((finding) => this.#entry(finding).identity));
    const findings = report.findings.filter((finding) => !known.has(this.#entry(finding).identity));
    return {
      report: { ...report, findings },
      accepted: report.findings.length - findings.length,
      stale: this.#concerned(report).filter(({ identity }) => !seen.has(identity)),
    };
  }

  /** Accepts what a report holds; of files that it says nothing about, what was accepted stays. Gives the number in all. */
  async update(report: Report): Promise<number> {
    const { salt, findings } = this.#content;
    const concerned = new Set(this.#concerned(report));
    const kept = findings.filter((entry) => !concerned.has(entry));
    const now = report.findings.map((finding) => this.#entry(finding));
    const all = new Map([...kept, ...now].map((entry) => [entry.identity, entry]));
    await writeBaseline(this.#path, { salt, findings: [...all.values()] });
    return all.size;
  }

  /** Entries that a report has something to say about: of files that were checked, or are gone. */
  #concerned({ files }: Report): readonly BaselineEntry[] {
    const checked = new Set(files.map((uri) => this.#file(uri)));
    const folder = dirname(this.#path);
    return this.#content.findings.filter(({ file }) => checked.has(file) || !existsSync(resolve(folder, file)));
  }

  #entry(finding: Finding): BaselineEntry {
    const file = this.#file(finding.at.uri);
    return { rule: finding.rule, file, identity: findingIdentity(finding, file, this.#content.salt) };
  }

  #file(uri: string): string {
    return relative(dirname(this.#path), fileURLToPath(uri)).split(sep).join('/');
  }
}
