import type { Command } from 'commander';
import type { Grant } from '../../shared/access/grant.ts';
import { isoTime } from '../../shared/access/grant-json.ts';
import type { CliContext } from './cli-context.ts';
import { minute } from './grant-report.ts';
import { readSince } from './read-options.ts';
import { table } from './table.ts';

interface AuditFlags {
  readonly since?: string;
  readonly json?: boolean;
}

/** Makes a function that finds the present name of a grant, or of the newest grant of an extension. */
const named = (grants: readonly Grant[]) => (subject: string) => {
  const grant = grants.findLast(({ id, caller }) => id === subject || caller === subject);
  return grant === undefined || grant.name === subject ? '' : grant.name;
};

/** `audit`: every change to a key or permission, oldest first. */
export const addAuditCommand = (program: Command, { store, print, now }: CliContext): void => {
  program
    .command('audit')
    .description('list changes to keys and permissions; never prompts or answers')
    .option('--since <when>', 'only since then: 7d, 12h or 2027-01-31')
    .option('--json', 'print JSON: at, act, subject, detail, actor')
    .action(async ({ since, json }: AuditFlags) => {
      const from = since === undefined ? 0 : readSince(since, now());
      const entries = (await store().audit.list()).filter(({ at }) => at >= from);
      if (json) {
        const rows = entries.map(({ at, act, subject, detail, actor }) => ({
          at: isoTime(at),
          act,
          subject,
          detail: detail ?? null,
          actor: actor ?? null,
        }));
        return print(JSON.stringify(rows, null, 2));
      }
      const nameOf = named(await store().grants.list());
      const rows = entries.map(({ at, act, subject, detail, actor }) => [
        minute(at, ''),
        act,
        subject,
        nameOf(subject),
        detail ?? '',
        actor ?? '',
      ]);
      print(table([['when (UTC)', 'act', 'subject', 'name', 'detail', 'by'], ...rows]));
    });
};
