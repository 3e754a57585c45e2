import { html, nothing, type TemplateResult } from 'lit';
import { TEXTS } from '../../shared/texts/texts.ts';
import { addressOf } from '../shell/address.ts';
import type { TabId } from '../tab.ts';
import { faceView } from './face.ts';
import { type Chip, chipsOf, useText } from './row-texts.ts';
import type { Row } from './rows.ts';

export const chipView = ({ text, caution }: Chip): TemplateResult =>
  html`<span class=${caution ? 'chip caution' : 'chip'}>${text}</span>`;

/** The name of a row, isolated so that it cannot reverse the direction of other text; without one, the id. */
export const nameView = ({ name, grant, verified }: Row): TemplateResult =>
  name === undefined
    ? html`<code dir="ltr">${grant.caller}</code>`
    : html`<strong><bdi>${name}</bdi></strong>${
        verified ? html`<span class="chip chip-ready">${TEXTS.verifiedChip}</span>` : nothing
      }`;

/** A permission as one line of a list, which links to its details. */
export const rowView = (row: Row, tab: TabId, now: number): TemplateResult => {
  const { grant, purpose, icon } = row;
  return html`<li>
    <a class="entry" href=${addressOf(tab, grant.id)}>
      ${faceView({ purpose, caller: grant.caller, icon })}
      <span class="about">
        <span class="names">${nameView(row)}</span>
        <span class="soft">${useText(row, now)}</span>
      </span>
      <span class="chips">${chipsOf(row, now).map(chipView)}</span>
      <span class="chevron" aria-hidden="true"></span>
    </a>
  </li>`;
};
