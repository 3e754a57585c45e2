import { makeTurnkey } from './make-turnkey.ts';
import { openPort } from './transport/open-port.ts';
import { overPort } from './transport/over-port.ts';
import type { Turnkey, TurnkeyOptions } from './turnkey.ts';

export type { GrantSummary } from '../../shared/access/grant.ts';
export type { Scope } from '../../shared/access/scopes.ts';
export type { ErrorAction } from '../../shared/errors/action.ts';
export type { ErrorCode } from '../../shared/errors/codes.ts';
export type { Explanation } from '../../shared/errors/explanation.ts';
export type { Problem } from '../../shared/errors/problem.ts';
export type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
export { isTurnkeyError, type TurnkeyError } from './errors/turnkey-error.ts';
export { errorCode, explain } from './explain.ts';
export type { AccessRequest, AccessTerms, Turnkey, TurnkeyOptions } from './turnkey.ts';

/**
 * Creates a Turnkey for this context of the extension: its background, or one of its pages. Connects on first use.
 *
 * @example
 * const turnkey = createTurnkey();
 * const ollama = new Ollama({ fetch: turnkey.fetch });
 */
export const createTurnkey = ({ transport = 'auto', ...options }: TurnkeyOptions = {}): Turnkey =>
  makeTurnkey(options, { connect: overPort(() => openPort(transport)), claims: true });
