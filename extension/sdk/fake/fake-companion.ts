import type { Scope } from '../../../shared/access/scopes.ts';
import type { Answer, FakeRequest } from './answers.ts';
import { type Answers, defaultAnswers, findAnswer } from './default-answers.ts';
import { createAccess } from './fake-access.ts';
import { createLines } from './fake-lines.ts';
import type { FakePort } from './fake-port.ts';
import { createPace } from './pace.ts';
import type { UserAction } from './prompt.ts';
import type { FakeState } from './states.ts';
import { toReply } from './to-reply.ts';

/** Options of a fake companion. All are optional. */
export interface FakeOptions {
  /** @default ready */
  readonly state?: FakeState;
  /** What the user does with the approval window. @default dismiss */
  readonly user?: UserAction;
  /** What the extension is allowed. @default ['read', 'infer', 'embed'] */
  readonly scopes?: readonly Scope[];
  /** Keys that `setKey()` and the option `key` are accepted with. @default none */
  readonly keys?: readonly string[];
  /** Names of the installed models. @default ['llama3.2:latest'] */
  readonly models?: readonly string[];
  /** Answers by method and path, which replace the usual ones: `{ 'POST /api/chat': chat('Hi') }`. */
  readonly answers?: Readonly<Record<string, Answer>>;
  /** Milliseconds before an answer begins, and before each piece of it. @default 0 */
  readonly delay?: number;
}

/** A companion, a host and an Ollama in memory. They speak the protocol of the real ones. */
export interface FakeCompanion {
  /**
   * What the extension meets from now on. A new state ends running answers as it would in reality: with
   * `access_revoked` when the permission is gone, `ollama_interrupted` when Ollama is, and `interrupted` when the
   * companion or the host is.
   */
  state: FakeState;
  /** What the user does with the approval window. Setting it answers the windows that are open. */
  user: UserAction;
  /** How many approval windows are open. */
  readonly prompts: number;
  /** Milliseconds before an answer begins, and before each piece of it. */
  delay: number;
  /** Every request that has arrived, refused ones included, the oldest first. */
  readonly requests: readonly FakeRequest[];
  /** Replaces the answer to a method and path: `answer('POST /api/chat', chat('Hi'))`. */
  answer(route: string, answer: Answer): void;
  /** Holds every answer back, before its head and before each piece, until `release()`. */
  hold(): void;
  release(): void;
  /** Opens a port as `runtime.connect()` does with the id of the companion. */
  connect(): FakePort;
}

/** Creates a companion for tests. The SDK uses it after `installFakeCompanion`. */
export const createFakeCompanion = ({
  state = 'ready',
  user = 'dismiss',
  scopes,
  keys = [],
  models = ['llama3.2:latest'],
  answers: own = {},
  delay = 0,
}: FakeOptions = {}): FakeCompanion => {
  const requests: FakeRequest[] = [];
  const pace = createPace(delay);
  const access = createAccess({ state, scopes, user, keys, onChange: () => lines.notify() });
  let answers: Answers = { ...defaultAnswers(models), ...own };

  const lines = createLines({
    access,
    pace,
    async answer(request) {
      const found = findAnswer(answers, request.method, request.path);
      return toReply(typeof found === 'function' ? await found(request) : found);
    },
    onRequest: (request) => void requests.push(request),
  });

  return {
    get state() {
      return access.state;
    },
    set state(next) {
      access.state = next;
      lines.enter(next);
      lines.notify();
    },
    get user() {
      return access.user.action;
    },
    set user(action) {
      access.user.action = action;
    },
    get prompts() {
      return access.user.open;
    },
    get delay() {
      return pace.delay;
    },
    set delay(milliseconds) {
      pace.delay = milliseconds;
    },
    requests,
    answer(route, next) {
      answers = { ...answers, [route]: next };
    },
    hold: pace.hold,
    release: pace.release,
    connect: lines.connect,
  };
};
