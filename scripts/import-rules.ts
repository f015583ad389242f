// What may import what: ARCHITECTURE.md, invariants 1 and 2.

/** Layers below each layer, all of which it may import; its own files always. */
const BELOW: Readonly<Record<string, readonly string[]>> = {
  version: ['outside'],
  syntax: [],
  clearml: ['syntax'],
  deployment: ['syntax', 'clearml'],
  fixes: ['syntax', 'clearml', 'deployment'],
  rules: ['syntax', 'clearml', 'deployment', 'fixes'],
  analysis: ['syntax', 'clearml', 'deployment', 'fixes', 'rules'],
  features: ['syntax', 'clearml', 'deployment', 'fixes', 'rules', 'analysis'],
  host: ['deployment'],
  protocol: [],
  lsp: ['version', 'protocol', 'syntax', 'clearml', 'deployment', 'fixes', 'rules', 'analysis', 'features'],
  cli: ['version', 'syntax', 'clearml', 'deployment', 'fixes', 'rules', 'analysis', 'features'],
  client: ['clearml', 'protocol'],
};
/** A fix names the finding it is for, a request what the analysis takes. */
const TYPES_OF: Readonly<Record<string, readonly string[]>> = { fixes: ['rules'], protocol: ['analysis'] };

const PURE = new Set(['syntax', 'clearml', 'deployment', 'rules', 'fixes', 'analysis', 'features']);
/** Packages that need nothing of their surroundings. */
const PURE_PACKAGES = new Set(['yaml', 'diff', 'bcryptjs', 'ignore']);
const SURROUNDINGS =
  /\b(?:process\.|Date\.now\b|new Date\b|performance\.|set(?:Timeout|Interval|Immediate)\b|fetch\(|require\(|Math\.random\b)/;

/**
 * Says what a source file must not do.
 * @param path with slashes, from the project's folder
 * @returns one sentence each, with the line
 */
export function importProblems(path: string, text: string): readonly string[] {
  const layer = layerOf(path);
  const problems: string[] = [];
  for (const { line, specifier, typeOnly } of importsOf(text)) {
    const problem = specifier.startsWith('.')
      ? relativeProblem(layer, layerOf(resolve(path, specifier)), typeOnly)
      : packageProblem(layer, specifier);
    if (problem !== undefined) problems.push(`${path}:${line}: ${problem}`);
  }
  if (PURE.has(layer)) {
    for (const [index, code] of codeLines(text).entries()) {
      const found = SURROUNDINGS.exec(code)?.[0];
      if (found !== undefined) problems.push(`${path}:${index + 1}: ${layer} may not use ${found}`);
    }
  }
  return problems;
}

function relativeProblem(layer: string, target: string, typeOnly: boolean): string | undefined {
  if (layer === 'main' || layer === target || BELOW[layer]?.includes(target)) return undefined;
  if (typeOnly && TYPES_OF[layer]?.includes(target)) return undefined;
  return `${layer} may not import ${target}`;
}

function packageProblem(layer: string, specifier: string): string | undefined {
  if (!PURE.has(layer) || PURE_PACKAGES.has(specifier)) return undefined;
  return `${layer} may not import ${specifier}`;
}

/** `server/src/<layer>/…`, `client`, `main` for what stands in server/src itself, else `outside`. */
function layerOf(path: string): string {
  if (path === 'server/src/version.ts') return 'version';
  if (path.startsWith('client/src/')) return 'client';
  const [, folder] = /^server\/src\/([^/]+)\//.exec(path) ?? [];
  return folder ?? (path.startsWith('server/src/') ? 'main' : 'outside');
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

const IMPORT =
  /\b(?<keyword>import|export)\s+(?<type>type\s)?(?:[\w$*\s{},]*?\sfrom\s*)?['"](?<named>[^'"]+)['"]|\bimport\(\s*['"](?<called>[^'"]+)['"]/g;

interface Import {
  readonly line: number;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function importsOf(text: string): readonly Import[] {
  const code = withoutComments(text);
  return [...code.matchAll(IMPORT)].map(({ index, groups }) => ({
    line: code.slice(0, index).split('\n').length,
    specifier: groups?.named ?? groups?.called ?? '',
    typeOnly: groups?.type !== undefined,
  }));
}

/** Lines without comments and the insides of plain strings. */
function codeLines(text: string): readonly string[] {
  return withoutComments(text)
    .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
    .split('\n');
}

/** The text with its comments gone and its lines kept. */
function withoutComments(text: string): string {
  return text.replace(
    /('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<![:\\/])\/\/[^\n]*/g,
    (whole, string?: string) => string ?? whole.replace(/[^\n]/g, ''),
  );
}
