import { UserError } from '../errors/user-error.ts';
import { CLAUDE_GATEWAY_NAME, isClaudeGateway } from '../upstream/claude-gateway.ts';
import { connectableBase } from '../upstream/resolve-upstream.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** Rejects with a UserError that says why listening failed, and which known program already listens there. Passes one on. */
export const cannotListen =
  ({ host, port }: Address, option: string) =>
  async (error: NodeJS.ErrnoException): Promise<never> => {
    if (error instanceof UserError) throw error;
    const { code } = error;
    const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const isTaken = code === 'EADDRINUSE' && (await isClaudeGateway(connectableBase(address)));
    throw new UserError(
      `Cannot listen on ${address} (${code})${isTaken ? `: it is used by ${CLAUDE_GATEWAY_NAME}.` : '.'}`,
      `Choose another address with ${option} HOST:PORT, or stop the program that listens there.`,
    );
  };
