// Longer than other files: the attributes, properties and callbacks of a custom element belong to one class.
import { DEFAULT_SCOPES, isScope, type Scope } from '../../../shared/access/scopes.ts';
import type { TurnkeyStatus } from '../../../shared/protocol/status.ts';
import { element } from '../../ui/element.ts';
import { say } from '../../ui/piece.ts';
import { pickTexts } from '../../ui/texts/pick-texts.ts';
import { uiLanguage } from '../../ui/texts/ui-language.ts';
import { createTurnkey } from '../index.ts';
import { listModels } from '../models/list-models.ts';
import { STATUS_TIMEOUT_MS } from '../status.ts';
import type { Turnkey } from '../turnkey.ts';
import { RETURNS } from '../watch-status.ts';
import { connectionSection } from './sections/connection.ts';
import { keySection } from './sections/key.ts';
import { type ModelSection, modelSection } from './sections/model.ts';
import { permissionSection } from './sections/permission.ts';
import type { Context, Section } from './sections/section.ts';
import { styles } from './styles.ts';

/** The detail of `modelchange`. */
export interface ModelChange {
  /** The name of the model that the user selected. */
  readonly model: string;
}

/** The events of `<ollama-turnkey-settings>`. */
export interface OllamaTurnkeySettingsEventMap extends HTMLElementEventMap {
  /** The user selected a model. Not fired when a script sets `value`. */
  readonly modelchange: CustomEvent<ModelChange>;
  /** The status of the connection to Ollama has changed. */
  readonly statuschange: CustomEvent<TurnkeyStatus>;
}

type Listener<Name extends keyof OllamaTurnkeySettingsEventMap> = (
  this: OllamaTurnkeySettings,
  event: OllamaTurnkeySettingsEventMap[Name],
) => unknown;

/** Properties that a page may set before the element is defined. */
const EARLY = ['turnkey', 'value', 'disabled'] as const;

/** Node has no elements: there the module is only imported. */
const HTMLElement: typeof globalThis.HTMLElement = globalThis.HTMLElement ?? class {};

/**
 * `<ollama-turnkey-settings>`: all settings of Turnkey for an options page. It shows the state of each hop between the
 * extension and Ollama with its help, the permissions of this extension and their expiry, a button that asks for
 * access, a field for a key, and a select for the model, which is part of the surrounding form.
 *
 * Attributes: `name`, `required` and the initial `value`, as for any form field; `scopes`, the scopes to ask for,
 * separated by spaces (default `read infer embed`); `reason`, one sentence for the user; `heading-level` (default 2);
 * `lang`.
 *
 * The element stores nothing, neither the key nor the model: store `value` with your other settings.
 * @fires modelchange when the user has chosen a model
 * @fires statuschange when the status of the connection to Ollama has changed
 */
export class OllamaTurnkeySettings extends HTMLElement {
  static readonly formAssociated = true;
  static readonly observedAttributes = ['lang', 'scopes', 'heading-level', 'required'];

  readonly #internals = this.attachInternals();
  readonly #live = element('div', { className: 'unseen', role: 'status' });
  #turnkey: Turnkey | undefined;
  #own: Turnkey | undefined;
  #status: TurnkeyStatus | undefined;
  #sections: readonly Section[] = [];
  #model: ModelSection | undefined;
  #value = '';
  #disabled = false;
  #built = '';
  #watching: AbortController | undefined;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: false });
    root.adoptedStyleSheets = [styles()];
  }

  /** The Turnkey to show. @default one that the element creates */
  get turnkey(): Turnkey {
    this.#turnkey ??= this.#own ??= createTurnkey();
    return this.#turnkey;
  }

  set turnkey(turnkey: Turnkey) {
    this.#turnkey = turnkey;
    if (this.#watching) this.#watch();
  }

  /** The name of the chosen model, or an empty string. A model that is not installed stays chosen. */
  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = value;
    if (this.#model) this.#model.value = value;
    this.#report();
  }

  /** Whether the select for the model is disabled. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }

  set disabled(is: boolean) {
    this.toggleAttribute('disabled', is);
  }

  /** The name of the field in the surrounding form. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }

  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** The surrounding form. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** The status that was read last. */
  get status(): TurnkeyStatus | undefined {
    return this.#status;
  }

  /** Reads the status and the models again. */
  async refresh(): Promise<void> {
    const { turnkey } = this;
    const status = await turnkey.status({ signal: AbortSignal.timeout(STATUS_TIMEOUT_MS) });
    if (turnkey === this.#turnkey) this.#show(status);
  }

  override addEventListener<Name extends keyof OllamaTurnkeySettingsEventMap>(
    type: Name,
    listener: Listener<Name>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  override addEventListener(...args: [string, never, never]): void {
    super.addEventListener(...args);
  }

  /** @internal */
  connectedCallback(): void {
    for (const name of EARLY) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
    if (this.#value === '') this.#value = this.getAttribute('value') ?? '';
    if (this.#build() && this.#status) this.#show(this.#status);
    this.#report();
    // The page may set `turnkey` in the same task: connect after it.
    queueMicrotask(() => this.isConnected && this.#watch());
  }

  /** @internal */
  disconnectedCallback(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    this.#own?.close();
  }

  /** @internal */
  attributeChangedCallback(): void {
    if (this.#built !== '' && this.#build() && this.#status) this.#show(this.#status);
    this.#report();
  }

  /** @internal */
  formDisabledCallback(disabled: boolean): void {
    this.#disabled = disabled;
    if (this.#model) this.#model.disabled = disabled;
  }

  /** @internal */
  formResetCallback(): void {
    this.value = this.getAttribute('value') ?? '';
  }

  /** @internal */
  formStateRestoreCallback(state: string): void {
    this.value = state;
  }

  #watch(): void {
    this.#watching?.abort();
    const watching = new AbortController();
    this.#watching = watching;
    const { signal } = watching;
    this.turnkey.onStatusChange((status) => this.#show(status), { signal });
    // The models and the remaining time change without a new status.
    const seen = () => !document.hidden && this.#status && this.#show(this.#status);
    for (const event of RETURNS) addEventListener(event, seen, { capture: true, signal });
  }

  #show(status: TurnkeyStatus): void {
    const changed = JSON.stringify(status) !== JSON.stringify(this.#status);
    this.#status = status;
    // The language of the page may have changed.
    this.#build();
    for (const section of this.#sections) section.show(status);
    if (changed) this.dispatchEvent(new CustomEvent('statuschange', { detail: status }));
  }

  /** Rebuilds the sections if the language or an attribute has changed. @returns whether it did */
  #build(): boolean {
    const { lang, texts } = pickTexts(uiLanguage(this));
    const scopes = this.#scopes();
    const level = Number(this.getAttribute('heading-level') ?? 2);
    const wanted = JSON.stringify([lang, scopes, level]);
    if (wanted === this.#built) return false;
    this.#built = wanted;
    const problems = { ...texts.problems, ...texts.keyProblems };
    const announce = (text: string) => say(this.#live, text);
    const context: Context = { lang, texts: { ...texts, problems }, level, announce };
    const model = modelSection(context, {
      list: async () => (await listModels(this.turnkey, { can: 'chat' })).map(({ name }) => name),
      onChoice: (chosen) => this.#choose(chosen),
    });
    model.value = this.#value;
    model.disabled = this.#disabled;
    this.#model = model;
    this.#sections = [
      // Keeps showing the last status if the host does not answer: the next status reports it.
      connectionSection(context, () => this.refresh().catch(() => this.#status && this.#show(this.#status))),
      permissionSection(context, { scopes, ask: () => this.#ask(scopes) }),
      keySection(context, (key) => this.turnkey.setKey(key)),
      model,
    ];
    const all = element('div', { className: 'all', lang });
    all.append(...this.#sections.map(({ root }) => root), this.#live);
    this.shadowRoot?.replaceChildren(all);
    return true;
  }

  #scopes(): readonly Scope[] {
    const named = (this.getAttribute('scopes') ?? '').split(/\s+/).filter(isScope);
    return named.length ? named : DEFAULT_SCOPES;
  }

  #ask(scopes: readonly Scope[]): Promise<unknown> {
    const reason = this.getAttribute('reason');
    return this.turnkey.requestAccess({ scopes, ...(reason !== null && { reason }) });
  }

  #choose(model: string): void {
    this.#value = model;
    this.#report();
    this.dispatchEvent(new CustomEvent('modelchange', { detail: { model }, bubbles: true, composed: true }));
  }

  #report(): void {
    // jsdom has no form-associated elements.
    if (!this.#internals.setFormValue) return;
    this.#internals.setFormValue(this.#value || null);
    const field = this.#model?.field;
    const missing = this.hasAttribute('required') && this.#value === '';
    const words = pickTexts(uiLanguage(this)).texts.choose;
    if (missing && field) this.#internals.setValidity({ valueMissing: true }, words, field);
    else this.#internals.setValidity({});
  }
}
