import type { Command } from 'commander';
import type { CliContext } from './cli-context.ts';
import { isoTime, minute } from './grant-report.ts';
import { readSince } from './read-options.ts';
import { table } from './table.ts';

interface AuditFlags {
  readonly since?: string;
  readonly json?: boolean;
}

/** `audit`: every change to a key or permission, oldest first. */
export const addAuditCommand = (program: Command, { store, print, now }: CliContext): void => {
  program
    .command('audit')
    .description('list changes to keys and permissions; never prompts or answers')
    .option('--since <when>', 'only since then: 7d, 12h or 2027-01-31')
    .option('--json', 'print JSON: at, act, subject, detail')
    .action(async ({ since, json }: AuditFlags) => {
      const from = since === undefined ? 0 : readSince(since, now());
      const entries = (await store().audit.list()).filter(({ at }) => at >= from);
      if (json) {
        const rows = entries.map(({ at, act, subject, detail }) => ({
          at: isoTime(at),
          act,
          subject,
          detail: detail ?? null,
        }));
        return print(JSON.stringify(rows, null, 2));
      }
      const rows = entries.map(({ at, act, subject, detail }) => [
        minute(at, ''),
        act,
        subject,
        detail ?? '',
      ]);
      print(table([['when (UTC)', 'act', 'subject', 'detail'], ...rows]));
    });
};
