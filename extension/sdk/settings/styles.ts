/// <reference path="./css-text.d.ts" />
import kit from '../../ui/kit.css?raw';
import tokens from '../../ui/tokens.css?raw';

/** The styles of the element in addition to the UI kit. `light-dark()` in the tokens follows the page's `color-scheme`. */
const CSS = `
:host {
  display: block;
  color: var(--ink);
  accent-color: var(--accent);
  font: 1rem / 1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
:host([hidden]) { display: none; }
.all { display: grid; gap: var(--turnkey-gap, 20px); }
.all > * { min-inline-size: 0; }
.section + .section { border-block-start: 1px solid var(--line); padding-block-start: var(--turnkey-gap, 20px); }
.heading { font-weight: 600; font-size: 1.05em; }
.heading:not(summary):focus { outline: none; }
.section > .row:first-child { justify-content: space-between; margin-block-end: 8px; }
summary { inline-size: fit-content; }
.summary, .scope-refused, select:disabled { color: var(--soft); }
.hops { margin-block-start: 10px; }
.scopes { gap: 4px; margin-block-end: 10px; }
.scope-allowed .mark { color: var(--good); }
.mark { display: inline-block; inline-size: 1.1em; font-weight: 700; }
.message:not(:empty) { margin-block-start: 8px; }
.row + .soft, .soft[role='status']:not(:empty) { margin-block-start: 6px; }
.label { display: block; margin-block: 10px 4px; }
button, .field { min-block-size: 24px; }
button:hover { border-color: var(--ink); }
.install { display: inline-block; margin-block-start: 10px; color: inherit; }
.install[hidden] { display: none; }
input.field { flex: 1 1 12em; }
select.field { inline-size: 100%; }
.field[aria-invalid='true'] { border-color: var(--bad); }
.primary[aria-disabled='true'] { cursor: default; filter: grayscale(0.6); }
.grant:not(:empty) + .ask { margin-block-start: 10px; }
/* Text in a language with the other direction than the page keeps its order, and is aligned to the start of the page. */
:host(:dir(rtl)) :is(.heading:not(summary), .summary, .what, .help, .soft, .message, .label) { unicode-bidi: plaintext; text-align: right; }
@media (forced-colors: active) {
  .field[aria-invalid='true'] { outline: 2px solid Mark; }
}
`;

let sheet: CSSStyleSheet | undefined;

/** Shared by all elements of the document. A constructed sheet is not subject to the page's content security policy. */
export const styles = (): CSSStyleSheet => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    // jsdom 26, which Jest 30 has, lacks it.
    sheet.replaceSync?.(tokens + kit + CSS);
  }
  return sheet;
};
