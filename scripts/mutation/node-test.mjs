// Stands in for `node:test` in mutation tests: collects what the test files declare, to be run as often as it takes. It
// knows what our tests use, and no more.
import { mock } from 'node:test';
import { forgetAll } from './memo.mjs';

/** All tests, in the order of the files. */
export const collected = [];

let file = '';
let group = { name: '', hooks: freshHooks() };
const seen = new Map();

/** Collects the tests that loading a file declares. */
export async function collectFrom(name, load) {
  file = name;
  group = { name: '', hooks: freshHooks() };
  await load();
}

/** Why the test failed; nothing where it didn't. */
export async function runTest({ run, groups }) {
  forgetAll();
  const undo = [];
  const context = { mock, after: (each) => undo.push(each) };
  try {
    for (const { hooks } of groups) for (const each of [...hooks.before, ...hooks.beforeEach]) await each();
    await run(context);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    for (const each of undo) await each();
    for (const { hooks } of groups.toReversed()) for (const each of [...hooks.afterEach, ...hooks.after]) await each();
  }
}

export function describe(name, body) {
  const outer = group;
  group = { name, hooks: freshHooks(), outer };
  body();
  group = outer;
}

export function test(name, ...rest) {
  const run = rest.pop();
  if (rest[0]?.skip) return;
  const groups = [];
  for (let each = group; each !== undefined; each = each.outer) groups.unshift(each);
  const title = [file, ...groups.slice(1).map((each) => each.name), name].join(' > ');
  const count = (seen.get(title) ?? 0) + 1;
  seen.set(title, count);
  collected.push({ id: count === 1 ? title : `${title} (${count})`, file, run, groups });
}

export const it = test;
export const before = (run) => group.hooks.before.push(run);
export const beforeEach = (run) => group.hooks.beforeEach.push(run);
export const afterEach = (run) => group.hooks.afterEach.push(run);
export const after = (run) => group.hooks.after.push(run);
export { mock };

function freshHooks() {
  return { before: [], beforeEach: [], afterEach: [], after: [] };
}
