export { type Interpolation, interpolate, type Piece, type UnsetVariable } from './evaluate.ts';
export {
  type ErrorPart,
  type EscapedPart,
  type LiteralPart,
  type Operator,
  parseTemplate,
  type Template,
  type TemplatePart,
  type VariablePart,
} from './template.ts';
