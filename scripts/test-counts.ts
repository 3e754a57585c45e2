/** What of Vitest's JSON report is counted. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

/** Counts a report; a file that failed without a failed test in it counts as one. */
export const countsOf = (report: VitestReport | undefined): { passed: number; failed: number } => {
  if (!report) return { passed: 0, failed: 0 };
  const { numPassedTests: passed, numFailedTests, success } = report;
  return { passed, failed: numFailedTests === 0 && !success ? 1 : numFailedTests };
};
