import { expect, test } from 'vitest';
import { ofPlaywright, ofVitest } from './reports.mjs';

test('what failed is named with its first line, and a file that could not even start as well', () => {
  const passed = { fullName: 'fine', status: 'passed', failureMessages: [] };
  const failed = { fullName: '[SY1] right', status: 'failed', failureMessages: ['\nError: 1 is not 2\n  at x'] };
  const report = {
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { name: 'a.test.ts', status: 'failed', message: '', assertionResults: [passed, failed] },
      { name: 'b.test.ts', status: 'failed', message: 'SyntaxError\nmore', assertionResults: [] },
    ],
  };
  expect(ofVitest(report)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 3,
    failures: ['a.test.ts: [SY1] right: Error: 1 is not 2', 'b.test.ts: SyntaxError'],
  });
});

test('browser tests that failed are found in suites of suites; what a second try mended counts as passed', () => {
  const spec = { title: '[WA1] walks', ok: false, file: 'wall.spec.ts', line: 7 };
  const tests = [{ results: [{ error: { message: 'Timed out\nlog' } }] }];
  const report = {
    stats: { expected: 3, flaky: 1, unexpected: 1, skipped: 0 },
    suites: [{ suites: [{ specs: [{ ...spec, tests }] }] }],
  };
  expect(ofPlaywright(report)).toEqual({
    passed: 4,
    failed: 1,
    skipped: 0,
    failures: ['e2e/wall.spec.ts:7: [WA1] walks: Timed out'],
  });
});
