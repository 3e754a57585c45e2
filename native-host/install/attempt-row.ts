import type { ReportOutcome, ReportRow } from './install-report.ts';

/** What became of one place. */
export interface Done {
  readonly outcome: ReportOutcome;
  readonly note?: string;
}

/**
 * Does one step and reports it as a row; an error becomes a `failed` row with the error's message as its note. No
 * row if the step found nothing to do.
 */
export const attemptRow = async (
  row: Pick<ReportRow, 'browser' | 'what' | 'path'>,
  step: () => Promise<Done | undefined>,
  notes: readonly string[] = [],
): Promise<ReportRow[]> => {
  const done = await step().catch(
    (error: unknown): Done => ({
      outcome: 'failed',
      note: error instanceof Error ? error.message : String(error),
    }),
  );
  if (done === undefined) return [];
  const all = [...(done.note === undefined ? [] : [done.note]), ...notes];
  return [{ ...row, outcome: done.outcome, ...(all.length > 0 && { note: all.join(' ') }) }];
};
