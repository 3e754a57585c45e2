import type { GrantSummary } from '../../../../../shared/access/grant.ts';
import type { Scope } from '../../../../../shared/access/scopes.ts';
import { DURATIONS, type Duration } from '../../../../../shared/protocol/calls.ts';
import { element } from '../../../../ui/element.ts';
import { insert } from '../../../../ui/texts/fill.ts';
import { LANG, TEXTS } from '../texts/texts.ts';
import { modelPicker } from './model-picker.ts';
import type { ListedModel } from './model-rows.ts';
import { scopeBoxes } from './scope-boxes.ts';
import { tickBox } from './tick-box.ts';

/** What the user allows an extension. */
export interface Choice {
  readonly scopes: readonly Scope[];
  /** Null: all local models. */
  readonly models: readonly string[] | null;
  /** `keep`: the end stays as it is. */
  readonly duration: Duration | 'keep';
}

/**
 * What to tell the user who has chosen no permission or no model; undefined if the choice is complete.
 * @param added the scopes of which at least one has to be chosen, if there are any
 */
export const missing = (
  { scopes, models }: Pick<Choice, 'scopes' | 'models'>,
  added: readonly Scope[] = [],
): string | undefined => {
  if (scopes.length === 0) return TEXTS.pickScope;
  if (added.length > 0 && !added.some((scope) => scopes.includes(scope))) return TEXTS.pickNew;
  return models?.length === 0 ? TEXTS.pickModel : undefined;
};

export interface Offer {
  readonly asked: { readonly scopes: readonly Scope[]; readonly models: readonly string[] | null };
  /** What it may do already; null: nothing. */
  readonly has: Pick<GrantSummary, 'scopes' | 'models' | 'expiresAt'> | null;
  /** Undefined if Ollama could not list its models. */
  readonly listed: readonly ListedModel[] | undefined;
  /** How long a new permission lasts unless the user chooses otherwise. */
  readonly duration: Duration;
}

/** A current end can be kept, and a permission without an end stays so. */
const durations = ({ has, duration }: Pick<Offer, 'has' | 'duration'>): HTMLElement => {
  const end = has?.expiresAt ?? null;
  const preset = end !== null ? 'keep' : has === null ? duration : 'always';
  const radio = (value: Choice['duration'], words: string, checked: boolean) =>
    tickBox({ type: 'radio', name: 'duration', value, words, checked });
  const date = new Date(end ?? 0).toLocaleDateString(LANG, { dateStyle: 'medium' });
  const kept = end === null ? [] : [radio('keep', insert(TEXTS.keep, { end: date }), true)];
  const others = DURATIONS.map((each) => radio(each, TEXTS[each], each === preset));
  const row = element('div', { className: 'row durations' }, ...kept, ...others);
  return element('fieldset', {}, element('legend', { textContent: TEXTS.howLong }), row);
};

/** The scopes that a request would add; none if it also names models, which it can be about instead. */
export const addedScopes = ({ asked, has }: Pick<Offer, 'asked' | 'has'>): readonly Scope[] =>
  has === null || asked.models !== null ? [] : asked.scopes.filter((scope) => !has.scopes.includes(scope));

/** The form fields for permissions, models and duration. */
export const termsFields = ({ asked, has, listed, duration }: Offer): readonly HTMLElement[] => [
  scopeBoxes({ asked: asked.scopes, has: has?.scopes ?? [] }),
  modelPicker(listed, {
    asked: asked.models,
    has: has === null ? undefined : has.models,
    cloud: [...asked.scopes, ...(has?.scopes ?? [])].includes('cloud'),
  }),
  durations({ has, duration }),
];

/** Reads the fields of {@link termsFields} in a form. */
export const readChoice = (form: HTMLFormElement): Choice => {
  const data = new FormData(form);
  return {
    scopes: data.getAll('scope') as Scope[],
    models: data.get('which') === 'all' ? null : (data.getAll('model') as string[]),
    duration: data.get('duration') as Choice['duration'],
  };
};
