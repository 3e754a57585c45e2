import browser from 'webextension-polyfill';
import type { Grant } from '../../../../shared/access/grant.ts';
import type { Denial } from '../../../../shared/protocol/calls.ts';
import { byId, element } from '../../../ui/element.ts';
import { extensionName, mayReadNames } from '../shared/extension-name.ts';
import { host } from '../shared/host.ts';

type Again = () => Promise<void>;

const date = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const terms = ({ scopes, models, expiresAt, lastUsedAt }: Grant): string =>
  [
    `may ${scopes.join(', ')}`,
    models ? `with ${models.join(', ')}` : 'with all local models',
    expiresAt ? `until ${date.format(expiresAt)}` : 'until revoked',
    lastUsedAt ? `last used ${date.format(lastUsedAt)}` : 'never used',
  ].join(' · ');

const entry = async (id: string, text: string, label: string, act: () => Promise<unknown>, again: Again) => {
  const name = await extensionName(id);
  const about = element('div', {}, ...(name ? [element('strong', { textContent: name }), ' '] : []));
  about.append(
    element('code', { textContent: id }),
    element('div', { className: 'soft', textContent: text }),
  );
  const button = element('button', { type: 'button', textContent: label });
  button.addEventListener('click', () => void act().then(again));
  return element('li', {}, about, button);
};

const allowed = (grant: Grant, again: Again) =>
  entry(
    grant.caller ?? '',
    terms(grant),
    'Revoke',
    () => host.call('grants.revoke', { id: grant.id }),
    again,
  );

const denied = ({ caller, deniedAt }: Denial, again: Again) =>
  entry(
    caller,
    `refused ${date.format(deniedAt)}`,
    'Ask again',
    () => host.call('denials.remove', { caller }),
    again,
  );

/** Lists who may use Ollama and who was refused. */
export const showPeople = async (paired: boolean, again: Again): Promise<void> => {
  byId('people').hidden = !paired;
  if (!paired) return;
  const [grants, denials] = await Promise.all([host.call('grants.list'), host.call('denials.list')]);
  const live = grants.filter(
    ({ kind, caller, revokedAt }) => kind !== 'pairing' && caller !== null && revokedAt === null,
  );
  const rows = await Promise.all(live.map((grant) => allowed(grant, again)));
  const none = element('li', { className: 'soft', textContent: 'No extension has asked yet.' });
  byId('allowed').replaceChildren(...(rows.length > 0 ? rows : [none]));
  byId('denied').replaceChildren(...(await Promise.all(denials.map((denial) => denied(denial, again)))));
  byId('denied-title').hidden = denials.length === 0;
  byId('names').hidden = await mayReadNames();
};

byId('names').addEventListener(
  'click',
  () => void browser.permissions.request({ permissions: ['management'] }),
);
