import type { Denial, Dismissal } from '../../../../shared/protocol/calls.ts';
import { extensionLabel } from '../shared/extension-label.ts';
import { timeAgo } from '../shared/time-ago.ts';
import { listRow } from './list-row.ts';
import { TEXTS } from './texts.ts';

interface Options {
  /** Whether it may do something already: then it was refused more, and that is changed where it stands. */
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
      ...(has(caller) ? [] : [{ text: TEXTS.allow, run: () => allow(caller) }]),
      { text: TEXTS.askAgain, gives: true, run: () => forget(caller) },
    ],
  });

/** Extensions that were refused. */
export const deniedRows = (denials: readonly Denial[], options: Options): Promise<HTMLElement[]> =>
  Promise.all(
    denials.map(({ caller, deniedAt }) => {
      const words = options.has(caller) ? TEXTS.refusedMore : TEXTS.refused;
      return row(caller, words(timeAgo(deniedAt, Date.now())), options);
    }),
  );

/** Extensions whose window was closed without an answer. */
export const dismissedRows = (dismissals: readonly Dismissal[], options: Options): Promise<HTMLElement[]> =>
  Promise.all(
    dismissals.map(({ caller, dismissedAt }) =>
      row(caller, TEXTS.unanswered(timeAgo(dismissedAt, Date.now())), options),
    ),
  );
