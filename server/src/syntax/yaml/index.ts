export type { AnchorMap } from './anchors.ts';
export { yamlLayout } from './layout.ts';
export { entriesOf, entryOf, follow, itemsOf, keyText, spanOf, type YamlEntry } from './mapping.ts';
export { parseYaml, type YamlTree } from './parse.ts';
export { reparseYaml } from './reparse.ts';
export { isNull, type ScalarText, scalarText } from './scalar.ts';
