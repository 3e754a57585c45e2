import { noChange } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import { consent } from './consent.ts';

class Guarded extends Directive {
  #run: (() => void) | undefined;

  override render(_: () => void) {
    return noChange;
  }

  override update({ element }: ElementPart, [run]: [() => void]) {
    if (!this.#run) consent.onClick(element as HTMLElement, () => this.#run?.());
    this.#run = run;
    return noChange;
  }
}

/**
 * For a button in a template that gives a permission: `<button ${guarded(run)}>`. Calls `run` when the user clicks it and
 * the guard accepts the click.
 */
export const guarded = directive(Guarded);
