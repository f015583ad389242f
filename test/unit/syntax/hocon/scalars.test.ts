import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluateHocon, isFalse, parseHocon, toPlain } from '../../../../server/src/syntax/hocon/index.ts';

function valueAfter(text: string) {
  const result = evaluateHocon(parseHocon(`a: ${text}`));
  assert.ok(result.ok && result.value.kind === 'map');
  return result.value.entries.get('a');
}

const plain = (text: string) => {
  const value = valueAfter(text);
  return value && toPlain(value);
};

describe('digits with a unit behind them are a period', () => {
  for (const [texts, period] of [
    [['7y', '7 years', '7 year'], 'relativedelta(years=+7)'],
    [['6mo', '6 months', '6 month'], 'relativedelta(months=+6)'],
    [['5w', '5 weeks', '5 week', '35d'], 'relativedelta(days=+35)'],
    [['5d', '5 days', '5 day'], 'relativedelta(days=+5)'],
    [['2h', '2 hours', '2 hour', '120m'], 'relativedelta(hours=+2)'],
    [['3m', '3 minutes', '3 minute', '180 s'], 'relativedelta(minutes=+3)'],
    [['4s', '4 seconds', '4 second'], 'relativedelta(seconds=+4)'],
    [['25h'], 'relativedelta(days=+1, hours=+1)'],
    [['90s'], 'relativedelta(minutes=+1, seconds=+30)'],
    [['0d', '0 s'], 'relativedelta()'],
    [['10 ms', '10 milliseconds'], '0:00:00.010000'],
    [['1500ms'], '0:00:01.500000'],
    [['1000 ms'], '0:00:01'],
    [['8 us', '8 micros'], 'relativedelta(microseconds=+8)'],
  ] as const) {
    it(`${texts.join(', ')}: ${period}`, () => {
      for (const text of texts) assert.deepEqual(plain(text), { $period: period }, text);
    });
  }

  it('but not where something else stands in front or behind, or in quotes', () => {
    for (const text of ['-5d', '1.5d', '5dx', '5 dogs']) assert.equal(plain(text), text);
    assert.equal(plain('"5d"'), '5d');
  });
});

describe('a scalar of HOCON', () => {
  for (const [text, value] of [
    ['01', 1],
    ['-1', -1],
    ['+1', 1],
    ['.5', 0.5],
    ['1.', '1.'],
    ['1e3', 1000],
    ['1E3', 1000],
    ['1e400', { $float: 'inf' }],
    ['-1e400', { $float: '-inf' }],
    ['9007199254740991', 9_007_199_254_740_991],
    ['12345678901234567890', { $int: '12345678901234567890' }],
    ['-12345678901234567890', { $int: '-12345678901234567890' }],
    ['false', false],
    ['TRUE', true],
    ['null', null],
    ['yes', 'yes'],
    ['x:y', 'x:y'],
    ['1; 2', '1; 2'],
    ['# c', ''],
    ['"""x"y"""', 'x"y'],
    ['{}', {}],
    ['[]', []],
    ['[1,,2,]', [1, 2]],
    ['{b: 1} {c: 2}', { b: 1, c: 2 }],
    ['[1] [2]', [1, 2]],
  ] as const) {
    it(text, () => assert.deepEqual(plain(text), value));
  }
});

describe('what Python takes for false', () => {
  for (const [text, expected] of [
    ['false', true],
    ['0', true],
    ['0.0', true],
    ['null', true],
    ['""', true],
    ['[]', true],
    ['{}', true],
    ['"false"', false],
    ['no', false],
    ['1', false],
    ['[0]', false],
    ['{b: 0}', false],
    ['5d', false],
  ] as const) {
    it(`${text}: ${expected}`, () => {
      const value = valueAfter(text);
      assert.equal(value && isFalse(value), expected);
    });
  }
});
