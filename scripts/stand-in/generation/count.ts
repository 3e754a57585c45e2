import type { Call } from '../call.ts';
import { type Answer, type Dialect, writeAnswer } from '../http/answer.ts';

/** Writes a generation, and counts it as running until it has ended or its client is gone. */
export async function answerGeneration<R>(
  call: Call,
  dialect: Dialect<R>,
  produce: () => Promise<Answer<R>>,
): Promise<void> {
  const { reply, state } = call;
  state.activeGenerations += 1;
  state.watch.changed();
  try {
    await writeAnswer(reply, dialect, produce);
  } finally {
    state.activeGenerations -= 1;
    state.watch.changed();
  }
}
