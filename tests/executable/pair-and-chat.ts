import { expect } from 'vitest';
import type { Session } from '../../extension/sdk/session/session.ts';
import type { PendingApproval } from '../../shared/protocol/calls.ts';
import { chat, textOf } from '../host/ask.ts';
import { allow, CLIENT } from '../host/create-host-env.ts';
import type { RunningHost } from '../host/start-host.ts';

/** Pairs by a click within the open window, allows an extension, and reads the answer to its question. */
export const pairAndChat = async (host: RunningHost): Promise<void> => {
  const root: Session = host.root({
    onNotice: ({ value }) => void allow()(value as PendingApproval, root),
  });
  expect(await root.call('pair.window')).toMatchObject({ open: true });
  await root.call('pair.claim');
  const reply = await host.client(CLIENT).request(chat());
  expect(reply.status).toBe(200);
  const last = (await textOf(reply)).trim().split('\n').at(-1);
  expect(JSON.parse(last ?? '')).toMatchObject({ done: true });
};
