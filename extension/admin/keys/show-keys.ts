import { html, nothing, render, type TemplateResult } from 'lit';
import type { AuditRecord, KeyRecord, NewKeyBody, StatusRecord } from '../../../shared/admin-api/schemas.ts';
import { api } from '../shell/api.ts';
import { type ShowView, showNotice, type Visit } from '../shell/page.ts';
import { fullTime } from '../shell/texts.ts';
import { detailView } from './detail-view.ts';
import { keyForm } from './key-form.ts';
import { type KeyChoice, listView } from './list-view.ts';
import { loadKeys } from './load-keys.ts';
import { secretView } from './secret-view.ts';

let choice: KeyChoice = { search: '', revoked: false };

const showList = async ({ root, signal }: Visit): Promise<void> => {
  const rows = await loadKeys();
  const update = () => {
    if (!signal.aborted) render(listView(rows, choice, choose), root);
  };
  const choose = (to: Partial<KeyChoice>) => {
    choice = { ...choice, ...to };
    update();
  };
  update();
};

const HINTS = {
  http: 'Send it as `Authorization: Bearer KEY` or `X-API-Key: KEY`.',
  extension: 'Paste it into one extension: it will belong to the first that uses it.',
};

const formPage = (back: string, title: string, content: TemplateResult) => html`
  <a class="back" href=${back}>Back</a>
  <h2 class="title" tabindex="-1">${title}</h2>
  ${content}
`;

const showNew = async ({ root, attempt }: Visit): Promise<void> => {
  const save = (body: NewKeyBody) =>
    attempt(async () => {
      const { key, record } = await api<{ key: string; record: KeyRecord }>('POST', '/keys', body);
      const done = () => {
        location.hash = `#keys/${record.id}`;
      };
      render(
        formPage('#keys', `Created “${record.name}”`, secretView(key, HINTS[body.use ?? 'http'], done)),
        root,
      );
      root.querySelector<HTMLElement>('#secret-title')?.focus();
    });
  render(formPage('#keys', 'New key', keyForm({ action: 'Create key', back: '#keys', save })), root);
};

const showEdit = async (id: string, { root, attempt }: Visit): Promise<void> => {
  const key = await api<KeyRecord>('GET', `/keys/${id}`);
  const back = `#keys/${id}`;
  const save = (body: NewKeyBody) =>
    attempt(async () => {
      await api('PATCH', `/keys/${id}`, body);
      location.hash = back;
    });
  render(formPage(back, `Edit “${key.name}”`, keyForm({ key, action: 'Save', back, save })), root);
};

/** Revokes a key and offers to undo that, unless it is the key of this page. */
const revoke = async ({ id, name }: KeyRecord, { attempt, refresh }: Visit): Promise<void> => {
  const own = (await api<StatusRecord>('GET', '/status')).key.id === id;
  if (own && !confirm('This is the key that you are signed in with. Revoke it and sign out?')) return;
  await api('DELETE', `/keys/${id}`);
  if (own) return refresh();
  history.replaceState(null, '', '#keys');
  await refresh();
  showNotice(`Revoked “${name}”.`, () => {
    showNotice();
    void attempt(() => api('POST', `/keys/${id}/restore`)).then((isDone) => (isDone ? refresh() : undefined));
  });
  document.querySelector<HTMLElement>('#undo')?.focus();
};

const showDetail = async (id: string, visit: Visit): Promise<void> => {
  const { root, attempt, signal } = visit;
  let secret: TemplateResult | typeof nothing = nothing;

  const update = async () => {
    const [rows, entries] = await Promise.all([
      loadKeys(),
      api<readonly AuditRecord[]>('GET', `/audit?subject=${id}`),
    ]);
    const row = rows.find(({ key }) => key.id === id);
    if (!row || signal.aborted) return;
    render(
      detailView(row, entries, secret, {
        setDisabled: (disabled) => act(() => api('PATCH', `/keys/${id}`, { disabled })),
        rotate: (overlapSeconds) => act(() => rotate(overlapSeconds), '#secret-title'),
        revoke: () => void attempt(() => revoke(row.key, visit)),
      }),
      root,
    );
  };
  const act = (work: () => Promise<unknown>, focus?: string) =>
    void attempt(async () => {
      await work();
      await update();
      if (focus !== undefined) root.querySelector<HTMLElement>(focus)?.focus();
    });
  const rotate = async (overlapSeconds: number) => {
    const { key, oldUntil } = await api<{ key: string; oldUntil: string }>('POST', `/keys/${id}/rotate`, {
      overlapSeconds,
    });
    const hint =
      overlapSeconds > 0 ? `The old one works until ${fullTime(oldUntil)}.` : 'The old one has ended.';
    const done = () => {
      secret = nothing;
      act(async () => {}, '#rotate');
    };
    secret = secretView(key, hint, done);
  };
  await update();
};

/** The list of keys, the form for a new one, and one key. */
export const showKeys: ShowView = (visit) => {
  const [id, action] = visit.path;
  if (id === undefined) return showList(visit);
  if (id === 'new') return showNew(visit);
  return action === 'edit' ? showEdit(id, visit) : showDetail(id, visit);
};
