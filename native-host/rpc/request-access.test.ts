import { expect, test } from 'vitest';
import type { Caller } from '../../shared/access/caller.ts';
import { createSessionAuthorizer } from '../session/session-authorizer.ts';
import type { HostContext } from '../session/session-core.ts';
import { newGrant } from '../store/testing/new-grant.ts';
import { temporaryStore } from '../store/testing/temporary-store.ts';
import { requestAccess } from './request-access.ts';

const caller: Caller = { id: 'a'.repeat(32), page: true, own: false };

test('an extension whose grant is disabled gets that error, and no prompt opens', async () => {
  const store = temporaryStore();
  const approval = newGrant('approval', { kind: 'approval', caller: caller.id });
  await store.grants.create(approval);
  const pairing = { grant: async () => null };
  const context = { store, pairing, now: () => 1_000 } as unknown as HostContext;
  const authorizer = createSessionAuthorizer({ caller, context, credential: {} });
  const ask = () => requestAccess({}, { caller, context, authorizer, signal: new AbortController().signal });
  await store.grants.change('approval', { ...approval, scopes: ['read', 'infer', 'embed'] });
  expect(await ask()).toMatchObject({ id: 'approval' });
  await store.grants.setDisabled('approval', true);
  await expect(ask()).rejects.toMatchObject({ code: 'key_disabled' });
});
