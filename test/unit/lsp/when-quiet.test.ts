import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whenQuiet } from '../../../server/src/lsp/when-quiet.ts';

describe('a task for the next pause', () => {
  it('is done once, as long after the last call as was asked for', ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let done = 0;
    const ask = whenQuiet(() => done++, 50);
    ask();
    mock.timers.tick(49);
    ask();
    mock.timers.tick(49);
    assert.equal(done, 0);
    mock.timers.tick(1);
    assert.equal(done, 1);
    mock.timers.tick(1000);
    assert.equal(done, 1);
  });

  it('is done at once where no pause is asked for', () => {
    let done = 0;
    whenQuiet(() => done++, 0)();
    assert.equal(done, 1);
  });

  it('is done again when it is asked for again', ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    let done = 0;
    const ask = whenQuiet(() => done++, 50);
    for (let round = 0; round < 2; round++) {
      ask();
      mock.timers.tick(50);
    }
    assert.equal(done, 2);
  });
});
