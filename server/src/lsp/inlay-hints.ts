import type { InlayHint, InlayHintLabelPart } from 'vscode-languageserver';
import { fileName } from '../deployment/file-kind.ts';
import { type InlayHint as Hint, inlayHints } from '../features/inlay-hints.ts';
import type { LineIndex } from '../syntax/line-index.ts';
import { coalesced } from './coalesced.ts';
import { toRange } from './convert.ts';
import { fingerprint } from './fingerprint.ts';
import type { Session } from './session.ts';

/** Hints at values that are not in effect. Asks for a refresh only where those of another open file changed. */
export class InlayHintsFeature {
  readonly #session: Session;
  /** Fingerprint of what each open file was last told. */
  readonly #told = new Map<string, string>();
  readonly #compareAll = coalesced(() => this.#compare());

  constructor(session: Session) {
    this.#session = session;
  }

  /** All of a file: there are few. */
  async hints(uri: string): Promise<InlayHint[]> {
    const hints = await this.#compute(uri);
    if (this.#session.documents.get(uri) !== undefined) this.#told.set(uri, fingerprint(hints));
    return hints;
  }

  /** Something changed that the hints of open files may depend on: a document, a file, the settings. */
  changed(): void {
    if (this.#session.client.workspace?.inlayHint?.refreshSupport) this.#session.later(this.#compareAll);
  }

  /** What was changed itself is asked for anew by the editor. */
  edited(uri: string): void {
    this.#told.delete(uri);
    this.changed();
  }

  async #compare(): Promise<void> {
    for (const [uri, told] of this.#told) {
      const now = fingerprint(await this.#compute(uri));
      if (now === told || this.#told.get(uri) !== told) continue;
      // Every file is asked for anew after a refresh.
      this.#told.clear();
      await this.#session.connection.languages.inlayHint.refresh();
      return;
    }
  }

  async #compute(uri: string): Promise<InlayHint[]> {
    if (!(await this.#session.settings.of(uri)).inlayHints) return [];
    const found = new Map<string, Hint>();
    for (const { deployment } of await this.#session.checker.deploymentsOf(uri)) {
      for (const each of inlayHints(deployment, uri)) found.set(`${each.offset} ${each.label}`, each);
    }
    const lines = await this.#session.linesOf(uri);
    return Promise.all([...found.values()].map((each) => this.#toHint(lines, each)));
  }

  async #toHint(lines: LineIndex, { offset, label, winner }: Hint): Promise<InlayHint> {
    const part: InlayHintLabelPart = { value: label };
    if (winner !== null) {
      const { uri } = winner;
      const range = toRange(await this.#session.linesOf(uri), winner.span);
      part.location = { uri, range };
      part.tooltip = `In effect: ${fileName(uri)}, line ${range.start.line + 1}`;
    }
    return { position: lines.positionAt(offset), label: [part], paddingLeft: true };
  }
}
