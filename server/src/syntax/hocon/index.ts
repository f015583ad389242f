export { type HoconAssignment, hoconAssignments } from './assignments.ts';
export type { Include, IncludedText } from './build.ts';
export { type HoconEnvValue, parseHoconEnvValue } from './env-value.ts';
export { evaluateHocon, type HoconProblem, type HoconResult, type HoconSurroundings } from './evaluate.ts';
export { splitPath } from './key.ts';
export type * from './nodes.ts';
export { parseHocon } from './parse.ts';
export { quoteHocon } from './quote.ts';
export {
  type HoconList,
  type HoconMap,
  type HoconOrigin,
  type HoconScalar,
  type HoconValue,
  isFalse,
  lookupHocon,
  toPlain,
} from './value.ts';
