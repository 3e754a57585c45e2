import type { Call } from '../call.ts';
import { createRhythm } from '../generation/rhythm.ts';
import { writeAnswer } from '../http/answer.ts';
import { nativeDialect } from './native-dialect.ts';

/** A record of `/api/pull`, `/api/push` and `/api/create`. */
export interface Progress {
  readonly status: string;
  readonly digest?: string;
  readonly total?: number;
  readonly completed?: number;
}

/** Writes all steps of a long piece of work, or only the last one. */
export function answerProgress(
  call: Call,
  stream: boolean | undefined,
  steps: Iterable<Progress>,
): Promise<void> {
  return writeAnswer(call.reply, nativeDialect<Progress>('application/json'), async () => {
    const many = inRhythm(call, steps);
    if (stream !== false) return { many };
    let last: Progress = { status: '' };
    for await (const step of many) last = step;
    return { one: last };
  });
}

async function* inRhythm(call: Call, steps: Iterable<Progress>): AsyncGenerator<Progress> {
  const rhythm = createRhythm(call);
  let sent = 0;
  for (const step of steps) {
    await rhythm.beat(sent);
    yield step;
    sent += 1;
  }
}
