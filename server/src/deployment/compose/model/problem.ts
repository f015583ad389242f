import type { Location } from '../../location.ts';

/** Something that Docker Compose would refuse. */
export interface ComposeProblem {
  /** `schema`, `interpolation`, `extends-cycle`, …: what kind of thing is wrong; stable. */
  readonly kind: ProblemKind;
  readonly at: Location;
  /** One sentence without the text's values, which may be secrets. */
  readonly message: string;
  /** Something is missing that another file of the same project may bring. */
  readonly incomplete?: true;
}

export type ProblemKind =
  | 'yaml'
  | 'duplicate-key'
  | 'interpolation'
  | 'required-variable'
  | 'schema'
  | 'merge'
  | 'extends'
  | 'extends-cycle'
  | 'include-cycle'
  | 'file-missing'
  | 'env-file'
  | 'env-file-missing'
  | 'port'
  | 'consistency';
