// What the JSON reports of our test tools say: how many passed and failed, and in a line each what failed.

/** @typedef {import('./tools.mjs').Outcome} Outcome */

/**
 * @typedef {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   testResults?: { name: string, status: string, message: string, assertionResults: Assertion[] }[] }} VitestReport
 * @typedef {{ fullName: string, status: string, failureMessages?: string[] | null }} Assertion
 * @typedef {{ title: string, ok: boolean, file: string, line: number,
 *   tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 * @typedef {Suite & { stats?: Record<string, number>, errors?: { message?: string }[] }} PlaywrightReport
 */

/** @type {(report: VitestReport) => Outcome} */
export function ofVitest({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults = [] }) {
  const failures = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const whole = status === 'failed' && failed.length === 0 ? [`${name}: ${firstLine(message)}`] : [];
    return [...whole, ...failed.map((test) => `${name}: ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`)];
  });
  const skipped = (numPendingTests ?? 0) + (numTodoTests ?? 0);
  return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0, skipped, failures };
}

/** @type {(report: PlaywrightReport) => Outcome} */
export function ofPlaywright({ stats = {}, errors = [], ...root }) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = stats;
  const tests = specsIn(root).filter(({ ok }) => !ok);
  const failures = [
    ...errors.map(({ message }) => firstLine(message)),
    ...tests.map(({ file, line, title, tests: [test] }) => {
      const messages = test?.results.map(({ error }) => error?.message) ?? [];
      return `e2e/${file}:${line}: ${title}: ${firstLine(messages.find((message) => message !== undefined))}`;
    }),
  ];
  return { passed: expected + flaky, failed: unexpected, skipped, failures };
}

/** @type {(suite: Suite) => Spec[]} */
const specsIn = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsIn)];

/** @param {string} [text] */
const firstLine = (text) => (text ?? '').split('\n').find((line) => line.trim() !== '') ?? 'no reason given';
