import { html, svg, type TemplateResult } from 'lit';
import { identiconView } from '../../shared/who/identicon-view.ts';
import type { Purpose } from './sort-grants.ts';

interface Face {
  readonly purpose: Purpose;
  /** The extension ID. */
  readonly caller: string | null;
  /** The address of the icon that the browser knows. */
  readonly icon?: string | undefined;
}

/** Paths in a square of 24. */
const GLYPHS: Readonly<Record<Exclude<Purpose, 'extension'>, string>> = {
  http: 'M4 7h16M4 12h10M4 17h16M18 10l3 2-3 2',
  unused: 'M9 12a4 4 0 1 0-.1 0M12 10l8 8M17 15l2-2',
  owner: 'M9 12a4 4 0 1 0-.1 0M12 10l8 8M17 15l2-2',
  browser: 'M3 6h18v12H3zM3 10h18M6 8h.1',
};

const glyph = (path: string) =>
  html`<svg class="glyph" viewBox="0 0 24 24" width="32" height="32" aria-hidden="true">${svg`<path d=${path} />`}</svg>`;

/** The picture of a permission: the icon or the identicon of its extension, or a symbol. It is decoration. */
export const faceView = ({ purpose, caller, icon }: Face): TemplateResult => {
  if (purpose !== 'extension') return glyph(GLYPHS[purpose]);
  if (icon === undefined) return html`${identiconView(caller ?? '', 32)}`;
  return html`<img class="face" src=${icon} alt="" width="32" height="32" />`;
};
