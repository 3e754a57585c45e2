import type { Denial, Dismissal } from '../../../../shared/protocol/calls.ts';
import { insert } from '../../../ui/texts/fill.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { LANG, TEXTS } from '../shared/texts/texts.ts';
import { timeAgo } from '../shared/time-ago.ts';
import { listRow } from './list-row.ts';

interface Options {
  /** Whether it has a permission, which is changed in its own row: then it was refused more. */
  has(caller: string): boolean;
  allow(caller: string): void;
  /** Lets it open a window again. */
  forget(caller: string): void;
}

const row = async (caller: string, line: string, { has, allow, forget }: Options) =>
  listRow({
    label: await extensionLabel(caller),
    lines: [line],
    about: caller,
    actions: [
      ...(has(caller) ? [] : [{ text: TEXTS.allowDialog, run: () => allow(caller) }]),
      { text: TEXTS.askAgain, gives: true, run: () => forget(caller) },
    ],
  });

/** Extensions that were refused. */
export const deniedRows = (denials: readonly Denial[], options: Options): Promise<HTMLElement[]> =>
  Promise.all(
    denials.map(({ caller, deniedAt }) => {
      const line = options.has(caller) ? TEXTS.refusedMore : TEXTS.refused;
      return row(caller, insert(line, { when: timeAgo(deniedAt, Date.now(), LANG) }), options);
    }),
  );

/** Extensions whose window was closed without an answer. */
export const dismissedRows = (dismissals: readonly Dismissal[], options: Options): Promise<HTMLElement[]> =>
  Promise.all(
    dismissals.map(({ caller, dismissedAt }) =>
      row(caller, insert(TEXTS.closed, { when: timeAgo(dismissedAt, Date.now(), LANG) }), options),
    ),
  );
