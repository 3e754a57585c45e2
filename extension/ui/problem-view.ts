import { element } from './element.ts';
import { withCommands } from './with-commands.ts';

/** What is shown of an error. */
interface ShownError {
  readonly code: string | undefined;
  readonly message: string;
  readonly help: string | undefined;
}

/** A problem as a person reads it: what happened, what to do, and its code for whoever helps them. */
export const problemView = ({ code, message, help }: ShownError): HTMLElement => {
  const view = element('div', { className: 'problem' }, element('p', { textContent: message }));
  if (help) view.append(element('p', {}, withCommands(help)));
  if (code) {
    const mark = element('code', { textContent: code });
    mark.dataset['testid'] = 'error-code';
    view.append(element('p', { className: 'soft' }, mark));
  }
  return view;
};
