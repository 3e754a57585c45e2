import { html, type TemplateResult } from 'lit';
import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { problemView, type ShownProblem } from '../../../../ui/problem-view.ts';
import { withCommands } from '../../../../ui/with-commands.ts';
import { words } from '../../shared/texts/page-words.ts';
import type { WelcomeState } from '../state.ts';
import type { Actions } from './actions.ts';

/** A sentence whose commands have a button to copy them. The nodes stay while the sentence does, with their focus. */
export const sentence = (text: string): DirectiveResult => guard([text], () => withCommands(text, words));

/** What went wrong and what to do. */
export const problemPart = (problem: ShownProblem): DirectiveResult =>
  guard([problem.code, problem.message, problem.help], () => problemView(problem, words));

/** The button that looks again, and whether the page is looking. */
export const checkRow = ({ checking }: WelcomeState, actions: Actions): TemplateResult => html`
  <div class="row">
    <button type="button" class="check" @click=${actions.check}>${words.texts.checkAgain}</button>
    <span class="soft" role="status">${checking ? words.texts.checking : ''}</span>
  </div>
`;
