import type { LoadingProblem } from '../../deployment/configuration/index.ts';
import type { Location } from '../../deployment/location.ts';
import type { ClearmlProcess } from '../../deployment/processes.ts';

/** Something that one process would stop at. */
export interface Refusal {
  readonly problem: LoadingProblem;
  readonly at: Location;
  /** `undefined` for a file that no process here reads. */
  readonly reader?: ClearmlProcess;
}
