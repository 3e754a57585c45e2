import { render } from 'lit';
import { createDetail } from '../grants/detail.ts';
import { loadRows } from '../grants/load-rows.ts';
import { type CreateView, createViews } from '../shell/views.ts';
import type { Tab } from '../tab.ts';
import { listView } from './list-view.ts';
import { createNewKey } from './new-key.ts';

const createList: CreateView = (root) => ({
  async show({ ownGrant }) {
    render(listView((await loadRows(ownGrant)).rows), root);
  },
  leave() {},
});

export const keysTab: Tab = {
  id: 'keys',
  needsPairing: true,
  show: createViews(
    'keys',
    { list: createList, create: createNewKey, detail: (root) => createDetail('keys', root) },
    (path) => (path === '' ? 'list' : path === 'new' ? 'create' : 'detail'),
  ),
};
