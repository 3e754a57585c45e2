import type { Denial, Dismissal } from '../../../../../shared/protocol/calls.ts';
import { insert } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';
import { timeAgo } from '../../shared/time-ago.ts';
import { extensionLabel } from '../../shared/who/extension-label.ts';
import type { KnownNames } from '../../shared/who/named-grant.ts';
import { listRow } from './list-row.ts';

interface Options {
  /** Whether the extension has a permission, which is changed in its own row: then it was denied more. */
  has(caller: string): boolean;
  /** The names in an earlier or present permission. */
  namesOf(caller: string): KnownNames;
  allow(caller: string): void;
  /** Lets it open a window again. */
  forget(caller: string): void;
}

/** Extensions that the user denied, or whose window was closed without an answer. */
export const refusedRows = (
  refused: readonly (Denial | Dismissal)[],
  { has, namesOf, allow, forget }: Options,
): Promise<HTMLElement[]> =>
  Promise.all(
    refused.map(async (each) => {
      const { caller } = each;
      const [line, at, action] =
        'deniedAt' in each
          ? [has(caller) ? TEXTS.refusedMore : TEXTS.refused, each.deniedAt, TEXTS.unblock]
          : [TEXTS.closed, each.dismissedAt, TEXTS.askAgain];
      return listRow({
        label: await extensionLabel(caller, namesOf(caller)),
        lines: [insert(line, { when: timeAgo(at) })],
        about: caller,
        actions: [
          ...(has(caller) ? [] : [{ text: TEXTS.allowDialog, run: () => allow(caller) }]),
          { text: action, gives: true, run: () => forget(caller) },
        ],
      });
    }),
  );
