import type { TurnkeyStatus } from '../../../../shared/protocol/status.ts';
import { meansNotInstalled, SETUP_URL } from '../../../../shared/setup-url.ts';
import { connectionSteps } from '../../../ui/connection-steps.ts';
import { button, piece, say, statusLine } from '../../../ui/piece.ts';
import { problemWords } from '../../../ui/problem-view.ts';
import { type Context, frame, type Section } from './section.ts';

/** Whether requests reach Ollama without Turnkey: nothing needs the user's attention. */
const isDirect = ({ ready, fallback }: TurnkeyStatus): boolean => ready && fallback;

const lacksInstallation = ({ companion, host }: TurnkeyStatus): boolean =>
  [companion, host].some(({ problem }) => problem && meansNotInstalled(problem.code));

const summary = (status: TurnkeyStatus, context: Context): string => {
  const { texts } = context;
  if (isDirect(status)) return texts.direct;
  const { problem } = status;
  return problem ? problemWords(problem, context).what : texts.allReady;
};

/** The section with the state of the connection: one sentence, each hop with its help, and where to install from. */
export const connectionSection = (context: Context, check: () => void): Section => {
  const { connection, checkAgain, checking, install } = context.texts;
  const checkButton = () =>
    button('button', checkAgain, () => {
      line.classList.remove('unseen');
      say(line, checking);
      check();
    });
  const { root, title } = frame('connection', connection, context.level, checkButton());
  const line = statusLine('summary');
  line.textContent = checking;
  const steps = connectionSteps(context, title, { 'start-check': checkButton });
  const link = piece('a', 'install', {
    ...{ href: SETUP_URL, target: '_blank', rel: 'noopener', textContent: install },
  });
  root.append(line, steps.root, link);
  return {
    root,
    show(status) {
      say(line, summary(status, context));
      // For sighted users the steps below show the problem with its help.
      line.classList.toggle('unseen', status.problem !== undefined);
      steps.root.hidden = isDirect(status);
      steps.show(status);
      link.hidden = !lacksInstallation(status);
    },
  };
};
