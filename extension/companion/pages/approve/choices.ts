import { SCOPE_NAMES, SCOPES, type Scope } from '../../../../shared/access/scopes.ts';
import type { Duration, PendingApproval } from '../../../../shared/protocol/calls.ts';
import { byId, element } from '../../../ui/element.ts';
import { TEXTS } from './texts.ts';

/** What the user has chosen. Null models: every local one. */
export interface Choice {
  readonly scopes: readonly Scope[];
  readonly models: readonly string[] | null;
  readonly duration: Duration;
}

const box = (name: string, value: string, words: string, checked: boolean) =>
  element(
    'label',
    {},
    element('input', { type: 'checkbox', name, value, checked }),
    element('bdi', { textContent: words }),
  );

/** Ticks what was asked for; what was not asked for can be given too, but stands apart. */
export const offer = ({ scopes, models }: Pick<PendingApproval, 'scopes' | 'models'>): void => {
  const offered = SCOPE_NAMES.filter((scope) => scope !== 'admin');
  const boxes = (asked: boolean) =>
    offered
      .filter((scope) => scopes.includes(scope) === asked)
      .map((scope) => box('scope', scope, SCOPES[scope], asked));
  byId('scopes').replaceChildren(...boxes(true));
  byId('other-scopes').replaceChildren(...boxes(false));
  byId('models').replaceChildren(
    ...(models?.map((model) => box('model', model, model, true)) ?? [TEXTS.allModels]),
  );
};

/** Reads the form; `models` as they were asked for tells whether there is anything to pick from. */
export const readChoice = (form: HTMLFormElement, models: PendingApproval['models']): Choice => {
  const data = new FormData(form);
  return {
    scopes: data.getAll('scope') as Scope[],
    models: models && (data.getAll('model') as string[]),
    duration: data.get('duration') as Duration,
  };
};

/** What is missing for the choice to mean anything. */
export const missing = ({ scopes, models }: Pick<Choice, 'scopes' | 'models'>): string | undefined => {
  if (scopes.length === 0) return TEXTS.pickScope;
  return models?.length === 0 ? TEXTS.pickModel : undefined;
};
