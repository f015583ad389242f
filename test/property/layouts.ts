import fc, { type Arbitrary } from 'fast-check';

/** Files with the same content in every layout that people use; for properties of fixes. */

const TOKEN = 'Rq8FW84sSqVgq7WvBB_4EzNl9y8z8IGiDXX3C345_a5AZfcwZcwCIA';
const KEY = '62T8CP7HGBC6647XF9314C2VY67RJO';
const SECRET = 'FhS8VZv_I4%6Mo$8S1BWc$n$=o1dMYSivuiWU-Vguq7qGOKskG-d+b@tn_Iq';
const FRESH = 'aZq4-vT9_kWm2Rc8Xe1LpYd6Bh0JgUo3SnFi7CtKwQx5rEbMyVlPzDsHaTuIjGfNO-x';

const PREFIX = 'CLEARML__SECURE__';

interface Form {
  readonly eol: string;
  readonly mark: string;
  readonly lastBreak: boolean;
}

const form: Arbitrary<Form> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  mark: fc.constantFrom('', '', '\ufeff'),
  lastBreak: fc.boolean(),
});

function toText({ eol, mark, lastBreak }: Form, lines: readonly string[]): string {
  return mark + lines.join(eol) + (lastBreak ? eol : '');
}

const comment = fc.constantFrom('', '', '', ' # note', '   # é 🔑 "quoted"');
const commentLine: Arbitrary<readonly string[]> = fc.constantFrom(
  [],
  [],
  [],
  ['# a line of its own'],
  [''],
  ['    # indented'],
);

// ---- compose

const quoteYaml: Arbitrary<(text: string) => string> = fc.constantFrom<((text: string) => string)[]>(
  (text) => text,
  (text) => `'${text.replaceAll("'", "''")}'`,
  (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`,
);

/** In any position of the environment: the pair and the token secret, with or without HOCON quotes. */
const variables = fc
  .record({
    hocon: fc.boolean(),
    lower: fc.boolean(),
    extra: fc.boolean(),
    freshSecret: fc.boolean(),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 3, maxLength: 4 }),
  })
  .map(({ hocon, lower, extra, freshSecret, order }) => {
    const wrap = (value: string) => (hocon ? `"${value.replaceAll('$', '$$$$')}"` : value.replaceAll('$', '$$$$'));
    const all: readonly (readonly [string, string])[] = [
      [`${PREFIX}${lower ? 'auth__token_secret' : 'AUTH__TOKEN_SECRET'}`, wrap(TOKEN)],
      [`${PREFIX}CREDENTIALS__APISERVER__USER_KEY`, wrap(KEY)],
      [`${PREFIX}CREDENTIALS__APISERVER__USER_SECRET`, wrap(freshSecret ? FRESH : SECRET)],
      ['CLEARML_REDIS_SERVICE_PORT', '6379'],
    ];
    const taken = extra ? order : order.filter((index) => index !== 3);
    return (taken.length > 0 ? [...new Set([0, ...taken])] : [0]).flatMap((index) => (all[index] ? [all[index]] : []));
  });

const environment = fc
  .record({
    variables,
    list: fc.boolean(),
    flow: fc.boolean(),
    quotes: fc.infiniteStream(quoteYaml),
    comments: fc.infiniteStream(comment),
  })
  .map(({ variables: pairs, list, flow, quotes, comments }) => (pad: string, inner: string): readonly string[] => {
    const items = pairs.map(([name, value]) => {
      const quote = quotes.next().value;
      // A flow style's plain text may not hold its brackets; HOCON quotes need quotes around them.
      const text = flow || value.startsWith('"') ? (plain: string) => `'${plain}'` : quote;
      return list ? text(`${name}=${value}`) : `${name}: ${text(value)}`;
    });
    if (flow) return [`${pad}environment: ${list ? `[${items.join(', ')}]` : `{${items.join(', ')}}`}`];
    const dash = list ? '- ' : '';
    return [`${pad}environment:`, ...items.map((item) => `${inner}${dash}${item}${comments.next().value}`)];
  });

const port = fc.oneof(
  fc
    .constantFrom('6379:6379', '0.0.0.0:6379:6379', '6379', '[::]:6379:6379', '${PORT}:6379', '7000-7001:6379')
    .map((text) => ({ text, long: false })),
  fc.constantFrom('target: 6379', 'published: 6379', 'host_ip: 0.0.0.0').map((text) => ({ text, long: true })),
);

const ports = fc
  .record({
    list: fc.array(port, { minLength: 1, maxLength: 3 }),
    flow: fc.boolean(),
    comments: fc.infiniteStream(comment),
    double: fc.boolean(),
  })
  .map(({ list, flow, comments, double }) => (pad: string, inner: string): readonly string[] => {
    const item = ({ text, long }: { text: string; long: boolean }): readonly string[] => {
      if (!long) return [double ? `"${text}"` : `'${text}'`];
      return text.startsWith('target') ? [text] : [text, 'target: 6379'];
    };
    if (flow)
      return [
        `${pad}ports: [${list.map((each) => (each.long ? `{${item(each).join(', ')}}` : item(each)[0])).join(', ')}]`,
      ];
    const lines = list.flatMap((each) =>
      item(each).map((line, at) => `${inner}${at === 0 ? '- ' : '  '}${line}${comments.next().value}`),
    );
    return [`${pad}ports:`, ...lines];
  });

interface Part {
  readonly order: readonly number[];
  readonly comments: Iterator<readonly string[]>;
}

const part: Arbitrary<Part> = fc.record({
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
  comments: fc.infiniteStream(commentLine),
});

function service(
  name: string,
  pad: string,
  keys: readonly (readonly string[])[],
  { order, comments }: Part,
): readonly string[] {
  return [`${pad}${name}:`, ...order.flatMap((index) => [...(comments.next().value ?? []), ...(keys[index] ?? [])])];
}

export const composeLayout: Arbitrary<string> = fc
  .record({
    form,
    indent: fc.integer({ min: 1, max: 8 }),
    flat: fc.boolean(),
    environment,
    ports,
    parts: fc.tuple(part, part),
    storeFirst: fc.boolean(),
  })
  .map(({ form: shape, indent, flat, environment: variablesOf, ports: portsOf, parts, storeFirst }) => {
    const [pad, key, inner] = [1, 2, 3].map((depth) => ' '.repeat(indent * depth)) as [string, string, string];
    const api = service(
      'apiserver',
      pad,
      [
        [`${key}command: [apiserver]`],
        [`${key}image: clearml/server:2.3.0`],
        [`${key}ports: ["8008:8008"]`],
        variablesOf(key, inner),
      ],
      parts[0],
    );
    // A list may stand as far left as its key.
    const redis = service(
      'redis',
      pad,
      [[`${key}image: redis`], portsOf(key, flat ? key : inner), [], [`${key}restart: always`]],
      parts[1],
    );
    return toText(shape, ['services:', ...(storeFirst ? [...redis, ...api] : [...api, ...redis])]);
  });

// ---- compose with .env

const quoteDotenv: Arbitrary<(text: string) => string> = fc.constantFrom<((text: string) => string)[]>(
  (text) => text.replaceAll('$', '$$$$'),
  (text) => `'${text}'`,
  (text) => `"${text.replaceAll('$', '\\$')}"`,
);

const reference = fc.constantFrom('${NAME}', '"${NAME:?}"', "'${NAME:-}'", '$NAME', `'"\${NAME}"'`);

export const dotenvLayout: Arbitrary<Readonly<Record<string, string>>> = fc
  .record({
    form,
    quotes: fc.tuple(quoteDotenv, quoteDotenv, quoteDotenv),
    references: fc.tuple(reference, reference, reference),
    bare: fc.boolean(),
    shared: fc.boolean(),
    comments: fc.infiniteStream(fc.constantFrom('', '', ' # note')),
    lines: fc.infiniteStream(
      fc.constantFrom<(readonly string[])[]>([], [], ['# a line of its own'], [''], ['OTHER=1']),
    ),
    prefix: fc.constantFrom('', 'export ', '  '),
  })
  .map(({ form: shape, quotes, references, bare, shared, comments, lines, prefix }) => {
    const names = ['AUTH__TOKEN_SECRET', 'CREDENTIALS__APISERVER__USER_KEY', 'CREDENTIALS__APISERVER__USER_SECRET'];
    const source = (at: number) => (bare && at === 0 ? `${PREFIX}${names[0]}` : `MY_${at}`);
    const entry = (at: number) =>
      bare && at === 0
        ? `${PREFIX}${names[0]}:`
        : `${PREFIX}${names[at]}: ${(references[at] ?? '').replace('NAME', source(at))}`;
    const compose = [
      'services:',
      '  apiserver:',
      '    command: [apiserver]',
      '    image: clearml/server:2.3.0',
      '    ports: ["8008:8008"]',
      '    environment:',
      ...[0, 1, 2].map((at) => `      ${entry(at)}`),
      ...(shared
        ? ['  async_delete:', '    image: clearml/server:2.3.0', '    command: [python3, -m, jobs.async_urls_delete]']
        : []),
    ];
    const env = [TOKEN, KEY, SECRET].flatMap((value, at) => [
      ...(lines.next().value ?? []),
      `${prefix}${source(at)}=${quotes[at]?.(value)}${comments.next().value}`,
    ]);
    return {
      'docker-compose.yml': toText({ ...shape, mark: '' }, compose),
      '.env': toText({ ...shape, mark: '' }, env),
    };
  });

// ---- secure.conf

const quoteHocon: Arbitrary<(text: string) => string> = fc.constantFrom<((text: string) => string)[]>(
  (text) => `"${text}"`,
  (text) => `"""${text}"""`,
  (text) => (text.includes('$') ? `"${text}"` : text),
);

const separator = fc.constantFrom(': ', '=', ' = ', ':', ' : ');
const hoconComment = fc.constantFrom('', '', ' # note', ' // "quoted" é');

export const confLayout: Arbitrary<string> = fc
  .record({
    form,
    indent: fc.constantFrom('', ' ', '  ', '    ', '\t'),
    quotes: fc.infiniteStream(quoteHocon),
    separators: fc.infiniteStream(separator),
    comments: fc.infiniteStream(hoconComment),
    commas: fc.infiniteStream(fc.constantFrom('', '', ',')),
    dotted: fc.boolean(),
    braces: fc.boolean(),
    order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
    freshSecret: fc.boolean(),
  })
  .map(({ form: shape, indent, quotes, separators, comments, commas, dotted, braces, order, freshSecret }) => {
    const field = (name: string, value: string) =>
      `${name}${separators.next().value}${quotes.next().value(value)}${commas.next().value}${comments.next().value}`;
    const groups: readonly (readonly string[])[] = [
      dotted ? [field('auth.token_secret', TOKEN)] : ['auth {', `${indent}${field('token_secret', TOKEN)}`, '}'],
      [
        'http.session_secret { # note',
        `${indent}${field('apiserver', 'V8gcW3EneNDcNfO7G_TSUsWe7uLozyacc9_I33o7bxUo8rCN31VLRg')}`,
        '}',
      ],
      dotted
        ? [
            field('credentials.apiserver.user_key', KEY),
            field('credentials.apiserver.user_secret', freshSecret ? FRESH : SECRET),
          ]
        : [
            'credentials { apiserver {',
            `${indent}${indent}${field('role', 'system')}`,
            `${indent}${indent}${field('user_key', KEY)}`,
            `${indent}${indent}${field('user_secret', freshSecret ? FRESH : SECRET)}`,
            '} }',
          ],
      ['', '# a line of its own', 'http.session_secret.other = [1, 2] // kept'],
    ];
    const lines = order.flatMap((index) => groups[index] ?? []);
    return toText(shape, braces ? ['{', ...lines, '}'] : lines);
  });
