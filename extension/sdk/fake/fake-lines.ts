import type { ClientMessage, HostMessage } from '../../../shared/protocol/messages.ts';
import { createPortPair, type FakePort } from './fake-port.ts';
import { type FakeSession, type FakeWorld, openFakeSession } from './fake-session.ts';
import { endsRunningWith, type FakeState, problemIn } from './states.ts';

/** The ports that extensions have opened to a fake companion. */
export interface FakeLines {
  connect(): FakePort;
  /** Tells every extension that something has changed. */
  notify(): void;
  /** Ends what ends when this state begins: ports, or the answers that run. */
  enter(state: FakeState): void;
}

/** Why a port ends that has worked, in a browser's words. */
const LOST = 'Native host has exited.';

export const createLines = (world: FakeWorld): FakeLines => {
  /** The open sessions, each with the function that breaks its port. */
  const lines = new Map<FakeSession, () => void>();

  const end = (session: FakeSession) => {
    lines.delete(session);
    session.close();
  };

  const serve = (port: FakePort, breakLine: () => void) => {
    const session = openFakeSession(world, (message) => {
      if (lines.has(session)) port.postMessage(message);
    });
    lines.set(session, breakLine);
    port.onMessage.addListener((message) => session.receive(message as ClientMessage));
    port.onDisconnect.addListener(() => end(session));
  };

  return {
    connect() {
      const { near, far, breakWith } = createPortPair();
      const { at, problem } = problemIn(world.access.state) ?? {};
      if (at === 'companion') breakWith(problem?.message ?? '');
      else if (at !== 'host') serve(far, () => breakWith(LOST));
      // The real companion starts the host for the first message, and fails then.
      else
        far.onMessage.addListener(() => far.postMessage({ type: 'closed', problem } satisfies HostMessage));
      return near;
    },
    notify() {
      for (const session of lines.keys()) session.notify();
    },
    enter(state) {
      const at = problemIn(state)?.at;
      const failure = endsRunningWith(state);
      for (const [session, breakLine] of [...lines]) {
        if (failure) session.fail(failure);
        if (at !== 'companion' && at !== 'host') continue;
        end(session);
        breakLine();
      }
    },
  };
};
