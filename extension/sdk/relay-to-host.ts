import type { ClientMessage, HostMessage } from '../../shared/protocol/messages.ts';
import type { Transport } from '../../shared/protocol/transport.ts';
import { isTurnkeyError, problemOf, type TurnkeyError } from './errors/turnkey-error.ts';
import type { ConnectHost } from './transport/over-port.ts';

/**
 * Connects another context of this extension to the host. When the connection ends, or cannot be opened, `send` receives
 * the reason and `end` is called. Returns undefined if it could not be opened.
 */
export const relayToHost = (
  connect: ConnectHost,
  send: (message: HostMessage) => void,
  end: () => void,
): Transport<ClientMessage> | undefined => {
  const endWith = (error: TurnkeyError) => {
    send({ type: 'closed', problem: problemOf(error) });
    end();
  };
  try {
    return connect(send, (error) => endWith(error as TurnkeyError));
  } catch (error) {
    if (!isTurnkeyError(error)) throw error;
    endWith(error);
    return undefined;
  }
};
