import type { Hop, TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { HOPS, type HopName } from '../hops.ts';
import { button, piece, say, statusLine } from '../piece.ts';
import { type Context, frame, keepFocus, type Section } from './section.ts';
import { problemView, problemWords } from './words.ts';

const summary = ({ problem, fallback }: TurnkeyStatus, context: Context): string => {
  const { texts } = context;
  if (fallback) return texts.direct;
  return problem ? problemWords(problem, context).what : texts.allReady;
};

const hopView = (name: HopName, { state, version, problem }: Hop, context: Context): readonly Node[] => {
  const { hops, states } = context.texts;
  const row = piece('div', 'row', {}, piece('strong', 'hop-name', { textContent: hops[name] }), ' ');
  row.append(piece('span', `chip chip-${state}`, { textContent: states[state] }));
  if (version) row.append(' ', piece('span', 'soft', { textContent: version, dir: 'ltr' }));
  return problem ? [row, problemView(problem, context)] : [row];
};

/** The way to Ollama, hop by hop, each with its state and what to do about it. */
export const connectionSection = (context: Context, check: () => void): Section => {
  const again = button('button', context.texts.checkAgain, () => {
    line.classList.remove('unseen');
    say(line, context.texts.checking);
    check();
  });
  const { root, title } = frame('connection', context.texts.connection, context.level, again);
  const line = statusLine('summary');
  line.textContent = context.texts.checking;
  const rows = HOPS.map((name) => ({ name, shown: '', item: piece('li', `hop hop-${name}`) }));
  const list = piece('ol', 'hops', { role: 'list' }, ...rows.map(({ item }) => item));
  root.append(line, list);
  return {
    root,
    show(status) {
      say(line, summary(status, context));
      // Who sees the page reads it below, with what to do.
      line.classList.toggle('unseen', status.problem !== undefined && !status.fallback);
      list.hidden = status.fallback;
      for (const row of rows) {
        const hop = status[row.name];
        const now = JSON.stringify(hop);
        // What has not changed keeps its focus.
        if (row.shown === now) continue;
        row.shown = now;
        keepFocus(root, title, () => row.item.replaceChildren(...hopView(row.name, hop, context)));
      }
    },
  };
};
