/** The parts of Vitest's JSON report that are counted. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

/** Counts the tests of a report. A file that failed without a failed test counts as one failed test. */
export const countsOf = (report: VitestReport | undefined): { passed: number; failed: number } => {
  if (!report) return { passed: 0, failed: 0 };
  const { numPassedTests: passed, numFailedTests, success } = report;
  return { passed, failed: numFailedTests === 0 && !success ? 1 : numFailedTests };
};
