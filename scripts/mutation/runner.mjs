// Runs the tests for the mutation tests in one process, mistake after mistake: a process for each would take seconds where a
// test takes milliseconds. The source and the tests are loaded once, with stand-ins for two modules (stand-ins.mjs).
import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collected, collectFrom, runTest } from './node-test.mjs';
import { standIn } from './stand-ins.mjs';

class NodeTestRunner {
  static inject = tokens(commonTokens.options);
  #options;
  #loaded = false;
  #mistakes;

  constructor(options) {
    this.#options = options;
    this.#mistakes = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  }

  /** A module is never loaded again: where that is needed, Stryker starts another process. */
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun({ disableBail }) {
    await this.#load();
    const result = await this.#run(collected, disableBail);
    return { ...result, mutantCoverage: this.#mistakes.mutantCoverage };
  }

  async mutantRun({ activeMutant, disableBail, hitLimit, mutantActivation, testFilter }) {
    if (mutantActivation === 'static') this.#mistakes.activeMutant = activeMutant.id;
    await this.#load();
    this.#mistakes.activeMutant = activeMutant.id;
    this.#mistakes.hitLimit = hitLimit;
    this.#mistakes.hitCount = hitLimit === undefined ? undefined : 0;
    const wanted = testFilter && new Set(testFilter);
    const result = await this.#run(wanted ? collected.filter(({ id }) => wanted.has(id)) : collected, disableBail);
    return toMutantRunResult(determineHitLimitReached(this.#mistakes.hitCount, hitLimit) ?? result);
  }

  async #load() {
    if (this.#loaded) return;
    this.#loaded = true;
    registerHooks({
      resolve(specifier, context, next) {
        const url = standIn(specifier, context.parentURL);
        return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
      },
    });
    const files = new Set(this.#options.nodeTest.files.flatMap((pattern) => globSync(pattern).sort()));
    for (const file of files) {
      await collectFrom(file, () => import(pathToFileURL(resolve(file)).href));
    }
  }

  /** The tests in their order, up to the first that fails. */
  async #run(tests, disableBail) {
    const results = [];
    for (const test of tests) {
      this.#mistakes.currentTestId = test.id;
      const start = performance.now();
      const failureMessage = await runTest(test);
      const timeSpentMs = performance.now() - start;
      this.#mistakes.currentTestId = undefined;
      const { id, file: fileName } = test;
      const status = failureMessage === undefined ? TestStatus.Success : TestStatus.Failed;
      results.push({ id, name: id, fileName, timeSpentMs, status, failureMessage });
      if (failureMessage !== undefined && !disableBail) break;
    }
    return { status: DryRunStatus.Complete, tests: results };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'node-test', NodeTestRunner)];

export const strykerValidationSchema = {
  type: 'object',
  properties: {
    nodeTest: {
      description: 'The tests to run: paths, or patterns of paths.',
      type: 'object',
      properties: { files: { type: 'array', items: { type: 'string' } } },
    },
  },
};
