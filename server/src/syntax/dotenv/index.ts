export { type DotenvValue, type DotenvValues, evaluateDotenv } from './evaluate.ts';
export { type DotenvLeaf, type DotenvStatement, type DotenvTree, parseDotenv } from './parse.ts';
