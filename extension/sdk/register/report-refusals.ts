import type { Explanation } from '../../../shared/errors/explanation.ts';
import { isTurnkeyError } from '../errors/turnkey-error.ts';
import { explain } from '../explain.ts';
import type { Turnkey } from '../turnkey.ts';

/** Wraps a `fetch`, so that its refusals are written to the console. Results and errors do not change. */
interface Reporter {
  /** For requests through Turnkey. */
  refusals(ask: typeof fetch): typeof fetch;
  /** For requests that go directly to Ollama, because Turnkey is not installed. */
  direct(ask: typeof fetch): typeof fetch;
}

/**
 * Warns about the first refusal of each code. Many extensions report every failure as “cannot connect to Ollama”, which
 * tells their developers nothing.
 */
export const createReporter = (turnkey: () => Turnkey): Reporter => {
  const reported = new Set<string>();

  const warn = ({ code, message, help }: Partial<Explanation>) => {
    if (code === undefined || reported.has(code)) return;
    reported.add(code);
    console.warn(`Ollama Turnkey: ${message} ${help} [${code}]`);
  };

  const warnOfRefusal = async (response: Response) => {
    if (response.headers.has('x-turnkey-error')) warn(explain(await response.clone().text()));
  };

  let absenceSeen = false;
  const warnOfAbsence = async () => {
    // The status sends a request directly too.
    if (absenceSeen) return;
    absenceSeen = true;
    const { companion, host } = await turnkey().status();
    warn(companion.problem ?? host.problem ?? {});
  };

  return {
    refusals: (ask) => async (input, init) => {
      try {
        const response = await ask(input, init);
        void warnOfRefusal(response).catch(() => {});
        return response;
      } catch (error) {
        if (isTurnkeyError(error)) warn(explain(error));
        throw error;
      }
    },
    direct: (ask) => async (input, init) => {
      try {
        const response = await ask(input, init);
        if (response.status === 403) void warnOfAbsence();
        return response;
      } catch (error) {
        // `fetch` reports an unreachable or disallowed server as a TypeError, and an abort as something else.
        if (error instanceof TypeError) void warnOfAbsence();
        throw error;
      }
    },
  };
};
