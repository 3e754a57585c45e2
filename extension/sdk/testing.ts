export type { Scope } from '../../shared/access/scopes.ts';
export type { ErrorCode } from '../../shared/errors/codes.ts';
export {
  type Answer,
  chat,
  completion,
  type FakeAnswer,
  type FakeRequest,
  generate,
  json,
  ndjson,
  ollamaError,
  type Piece,
  tags,
} from './fake/answers.ts';
export { createFakeCompanion, type FakeCompanion, type FakeOptions } from './fake/fake-companion.ts';
export type { FakeEvent, FakePort } from './fake/fake-port.ts';
export { createFakeTurnkey, type FakeTurnkey } from './fake/fake-turnkey.ts';
export { installFakeCompanion } from './fake/install.ts';
export type { UserAction } from './fake/prompt.ts';
export type { FakeState } from './fake/states.ts';
export type { Turnkey, TurnkeyOptions } from './turnkey.ts';
