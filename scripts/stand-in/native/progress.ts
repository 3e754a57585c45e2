import type { Call } from '../call.ts';
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
  return writeAnswer(call.reply, nativeDialect<Progress>('application/json'), () => {
    if (stream !== false) return { many: steps };
    return { one: [...steps].at(-1) ?? { status: '' } };
  });
}
