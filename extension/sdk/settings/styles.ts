/** Constructed, so that no page's policy can refuse it. `light-dark()` follows the page's `color-scheme`. */
const CSS = `
:host {
  --accent: var(--turnkey-accent, light-dark(#0b6b5b, #58c9b2));
  --on-accent: var(--turnkey-on-accent, light-dark(#ffffff, #08211c));
  --ink: var(--turnkey-ink, light-dark(#1d1f23, #eceef2));
  --soft: var(--turnkey-soft, light-dark(#5b6068, #a6acb8));
  --line: var(--turnkey-line, light-dark(#dedbd4, #363940));
  --edge: var(--turnkey-edge, light-dark(#85827b, #7d838e));
  --field: var(--turnkey-field, light-dark(#ffffff, #202227));
  --good: var(--turnkey-good, light-dark(#116329, #6fd58c));
  --bad: var(--turnkey-bad, light-dark(#a12622, #ff9d94));
  --code: var(--turnkey-code, light-dark(#efece6, #2c2f36));
  --radius: var(--turnkey-radius, 8px);
  display: block;
  color: var(--ink);
  accent-color: var(--accent);
  font: 1rem / 1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
:host([hidden]), [hidden][hidden] { display: none; }
* { box-sizing: border-box; }
.all { display: grid; gap: var(--turnkey-gap, 20px); }
.all > * { min-inline-size: 0; }
[part~='section'] + [part~='section'] { border-block-start: 1px solid var(--line); padding-block-start: var(--turnkey-gap, 20px); }
[part~='row'] { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; }
[part~='heading'] { font-weight: 600; font-size: 1.05em; }
[part~='heading']:focus { outline: none; }
[part~='section'] > [part~='row']:first-child { justify-content: space-between; margin-block-end: 8px; }
summary { cursor: pointer; }
summary[part~='heading'] { inline-size: fit-content; }
summary[part~='heading']:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[part~='soft'], [part~='summary'] { color: var(--soft); }
[part~='hops'], [part~='scopes'] { display: grid; gap: 10px; margin: 10px 0 0; padding: 0; list-style: none; }
[part~='scopes'] { gap: 4px; margin: 0 0 10px; }
[part~='hop-name'] { font-weight: 600; }
[part~='chip'] { border: 1px solid currentcolor; border-radius: 999px; padding: 0 9px; color: var(--soft); font-size: 0.8em; font-weight: 600; }
[part~='chip-ready'], [part~='scope-allowed'] [part~='mark'] { color: var(--good); }
[part~='chip-problem'] { color: var(--bad); }
[part~='scope-refused'] { color: var(--soft); }
[part~='mark'] { display: inline-block; inline-size: 1.1em; font-weight: 700; }
[part~='problem'] { margin-block: 6px; border-inline-start: 3px solid var(--bad); padding-inline-start: 12px; }
[part~='code'] { color: var(--soft); font: 0.8em / 1.5 ui-monospace, monospace; }
[part~='command'] { border-radius: 6px; padding: 1px 6px; background: var(--code); font: 0.875em / 1.5 ui-monospace, monospace; }
[part~='message']:not(:empty) { margin-block-start: 8px; }
[part~='row'] + [part~='soft'] { margin-block-start: 6px; }
[part~='label'] { display: block; margin-block: 10px 4px; }
button, [part~='field'] { min-block-size: 24px; border: 1px solid var(--edge); border-radius: var(--radius); padding: 7px 12px; background: var(--field); color: inherit; font: inherit; }
button { cursor: pointer; }
[part~='field'] { min-inline-size: 0; max-inline-size: 100%; text-overflow: ellipsis; }
input[part~='field'] { flex: 1 1 12em; }
select[part~='field'] { inline-size: 100%; }
[part~='field'][aria-invalid='true'] { border-color: var(--bad); }
[part~='soft'][role='status']:not(:empty) { margin-block-start: 6px; }
::placeholder { color: var(--soft); opacity: 1; }
[part~='primary'] { border-color: transparent; background: var(--accent); color: var(--on-accent); font-weight: 600; }
[part~='primary'][aria-disabled='true'] { cursor: default; filter: grayscale(0.6); }
[part~='copy'] { padding: 0 8px; font-size: 0.8em; }
[part~='grant'] + [part~='ask'] { margin-block-start: 10px; }
[part~='grant']:empty + [part~='ask'] { margin-block-start: 0; }
select:disabled { color: var(--soft); }
button:hover { border-color: var(--ink); }
:is(button, input, select):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.unseen, [part~='unseen'] { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
/* Words of a language that runs the other way than the page keep their order, on the side where the page begins. */
:host(:dir(rtl)) :is([part~='heading']:not(summary), [part~='summary'], [part~='what'], [part~='help'], [part~='soft'], [part~='message'], [part~='label']) { unicode-bidi: plaintext; text-align: right; }
@media (forced-colors: active) {
  [part~='primary'] { border-color: ButtonText; }
  [part~='field'][aria-invalid='true'] { outline: 2px solid Mark; }
}
`;

let sheet: CSSStyleSheet | undefined;

/** The style of every element of this document. */
export const styles = (): CSSStyleSheet => {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
};
