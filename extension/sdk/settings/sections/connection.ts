import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { connectionSteps } from '../../../ui/connection-steps.ts';
import { button, say, statusLine } from '../../../ui/piece.ts';
import { problemWords } from '../../../ui/problem-view.ts';
import { type Context, frame, type Section } from './section.ts';

const summary = ({ problem, fallback }: TurnkeyStatus, context: Context): string => {
  const { texts } = context;
  if (fallback) return texts.direct;
  return problem ? problemWords(problem, context).what : texts.allReady;
};

/** The section with the state of the connection: one sentence, and each hop with its help. */
export const connectionSection = (context: Context, check: () => void): Section => {
  const { connection, checkAgain, checking } = context.texts;
  const again = button('button', checkAgain, () => {
    line.classList.remove('unseen');
    say(line, checking);
    check();
  });
  const { root, title } = frame('connection', connection, context.level, again);
  const line = statusLine('summary');
  line.textContent = checking;
  const steps = connectionSteps(context, title);
  root.append(line, steps.root);
  return {
    root,
    show(status) {
      say(line, summary(status, context));
      // For sighted users the steps below show the problem with its help.
      line.classList.toggle('unseen', status.problem !== undefined && !status.fallback);
      steps.root.hidden = status.fallback;
      steps.show(status);
    },
  };
};
