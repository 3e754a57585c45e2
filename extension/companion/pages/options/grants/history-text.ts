import type { HistoryEntry } from '../../../../../shared/protocol/calls.ts';
import { fill } from '../../../../ui/texts/fill.ts';
import { TEXTS } from '../../shared/texts/texts.ts';

/** What an entry of a history says. A newer host may have acts that this page does not know. */
export const historyText = ({ act, name }: HistoryEntry): string => {
  const texts: Readonly<Record<string, string>> = TEXTS.options.acts;
  const text = Object.hasOwn(texts, act) ? texts[act] : undefined;
  return fill(text ?? TEXTS.options.acts.other, { name: name ?? '' });
};
