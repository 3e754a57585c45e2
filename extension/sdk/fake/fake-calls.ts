import { DEFAULT_SCOPES } from '../../../shared/access/scopes.ts';
import { type Problem, problem } from '../../../shared/errors/problem.ts';
import type { Calls } from '../../../shared/protocol/calls.ts';
import type { ClientMessageOf, HostMessage } from '../../../shared/protocol/messages.ts';
import type { HostStatus } from '../../../shared/protocol/status.ts';
import { VERSION } from '../../../shared/version.ts';
import type { FakeAccess } from './fake-access.ts';
import { problemIn } from './states.ts';

/** The calls that the host answers itself, as far as extensions make them. */
export interface FakeCalls {
  start(call: ClientMessageOf<'call'>): void;
  cancel(id: number): void;
  close(): void;
}

/** What the `status` call answers. */
const statusOf = ({ state, grant }: FakeAccess): HostStatus => {
  const found = problemIn(state);
  const hop = (at: string) =>
    found?.at === at
      ? ({ state: 'problem', problem: found.problem } as const)
      : ({ state: 'ready' } as const);
  return {
    version: VERSION,
    paired: state !== 'no_key',
    grant,
    access: hop('access'),
    ollama: hop('ollama'),
  };
};

export const createCalls = (access: FakeAccess, send: (message: HostMessage) => void): FakeCalls => {
  const running = new Map<number, AbortController>();

  const answer = async (
    { id, name, params }: ClientMessageOf<'call'>,
    signal: AbortSignal,
  ): Promise<HostMessage> => {
    if (name === 'status') return { type: 'result', id, value: statusOf(access) };
    if (name !== 'access.request') {
      return { type: 'error', id, ...problem('bad_request', `The fake host has no call "${name}".`) };
    }
    const { scopes = DEFAULT_SCOPES } = (params ?? {}) as Calls['access.request']['params'];
    const refused: Problem | undefined = await access.ask(scopes, signal);
    return refused ? { type: 'error', id, ...refused } : { type: 'result', id, value: access.grant };
  };

  const cancel = (id: number) => running.get(id)?.abort(new Error('The call was cancelled.'));

  return {
    start(call) {
      const { id } = call;
      const stop = new AbortController();
      running.set(id, stop);
      answer(call, stop.signal)
        .catch((): HostMessage => ({ type: 'error', id, ...problem('internal', 'The call was cancelled.') }))
        .then(send)
        .finally(() => running.delete(id));
    },
    cancel,
    close() {
      for (const id of running.keys()) cancel(id);
    },
  };
};
