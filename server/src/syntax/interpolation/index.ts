export { type Interpolation, interpolate, type Piece } from './evaluate.ts';
export { type Operator, parseTemplate, type Template, type TemplatePart, type VariablePart } from './template.ts';
