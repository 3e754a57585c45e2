import type { ServerResponse } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ScriptOptions } from '../controls/plans.ts';

/** Sends the response that a test has scripted. */
export const playScript = async (response: ServerResponse, script: ScriptOptions): Promise<void> => {
  response.sendDate = false;
  response.writeHead(script.status ?? 200, (script.headers ?? []).flat());
  response.flushHeaders();
  for (const chunk of script.chunks ?? []) {
    await new Promise<void>((resolve) => response.write(chunk, () => resolve()));
    // Otherwise the kernel would merge two chunks more often.
    await nextTurn();
  }
  if (script.end === 'break') response.destroy();
  else response.end();
};
