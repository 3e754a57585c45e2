import browser from 'webextension-polyfill';
import type { ShownApproval } from '../../../../shared/protocol/calls.ts';
import { byId, element } from '../../../ui/element.ts';
import { insert } from '../../../ui/texts/fill.ts';
import { TEXTS } from '../shared/texts/texts.ts';
import { type ExtensionInfo, extensionInfo } from '../shared/who/extension-info.ts';
import { iconView, idCode, idView } from '../shared/who/extension-label.ts';
import { identiconView } from '../shared/who/identicon-view.ts';

/** Width and height of the icon, in CSS pixels. */
const SIDE = 48;

/** Puts a name into the title of the window and of the page, isolated and in its own element. */
const showTitle = (name: string | undefined, more: boolean) => {
  const title = byId('question');
  if (name === undefined) {
    title.textContent = more ? TEXTS.moreQuestion : TEXTS.question;
    return;
  }
  const text = more ? TEXTS.nameMoreQuestion : TEXTS.nameQuestion;
  const [before = '', after = ''] = text.split('{name}');
  title.replaceChildren(before, element('bdi', { textContent: name }), after);
  document.title = insert(text, { name: `\u2068${name}\u2069` });
};

/** What is known about the name: that the browser confirms it, or that only the extension says so. */
const sourceLine = (info: ExtensionInfo | undefined, claimed: string | undefined): HTMLElement => {
  const line = (className: string, textContent: string) => element('p', { className, textContent });
  if (!info) return line('soft', claimed === undefined ? TEXTS.nameless : TEXTS.claimed);
  if (claimed === undefined || claimed === info.name) return line('verified', TEXTS.verified);
  return line('caution', insert(TEXTS.otherClaim, { name: claimed }));
};

const namesakesView = (ids: readonly string[]): HTMLElement => {
  const list = element('ul', { className: 'list' }, ...ids.map((id) => element('li', {}, idView(id))));
  const text = ids.includes(browser.runtime.id) ? TEXTS.companionsName : TEXTS.namesake;
  return element('div', { className: 'caution' }, element('p', { textContent: text }), list);
};

/** Shows which extension asks: in the title, and with its icon, its id and where its name comes from. */
export const showWho = async ({ caller, name, icon, current, namesakes }: ShownApproval): Promise<void> => {
  const info = await extensionInfo(caller);
  showTitle(info?.name ?? name, Boolean(current));
  const picture = info ? info.icon : icon;
  byId('who').replaceChildren(
    picture === undefined ? identiconView(caller, SIDE) : iconView(picture, SIDE),
    element('div', {}, sourceLine(info, name), picture === undefined ? idCode(caller) : idView(caller)),
  );
  byId('namesakes').replaceChildren(...(namesakes.length > 0 ? [namesakesView(namesakes)] : []));
  byId('names').hidden = info !== undefined;
};

/** Opens the browser's own page about an extension. Firefox lets no extension open about:addons. */
export const offerDetails = (caller: string, fail: (error: unknown) => void): void => {
  const button = byId('see');
  button.hidden = !browser.runtime.getURL('').startsWith('chrome-extension:');
  const url = `chrome://extensions/?id=${encodeURIComponent(caller)}`;
  button.addEventListener('click', () => void browser.tabs.create({ url }).catch(fail));
};
