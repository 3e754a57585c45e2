export type { GrantSummary } from '../../shared/access/grant.ts';
export type { Scope } from '../../shared/access/scopes.ts';
export type { ErrorCode } from '../../shared/errors/codes.ts';
export type { Problem } from '../../shared/errors/problem.ts';
export type { Hop, TurnkeyStatus } from '../../shared/protocol/status.ts';
export { isTurnkeyError, type TurnkeyError } from './errors/turnkey-error.ts';
export { type Explanation, errorCode, explain } from './explain.ts';
export { type AccessRequest, createTurnkey, type Turnkey, type TurnkeyOptions } from './turnkey.ts';
