import { afterEach, describe, expect, it } from 'vitest';
import { createStandIn, type StandIn } from '../../scripts/stand-in/create-stand-in.ts';
import { type Recording, recordingOf } from '../../scripts/stand-in/recorded/recordings.ts';
import { comparableParts } from './compare.ts';
import { exceptions } from './exceptions.ts';
import { exchange, type Observed } from './exchange.ts';
import { recordings } from './recordings.ts';
import { incidents, preparations } from './situations.ts';

let standIn: StandIn | undefined;
afterEach(() => standIn?.stop());

/** Sends the request of a recording to a new stand-in. */
async function play(recording: Recording): Promise<Observed> {
  const origins = recording.server.match(/^OLLAMA_ORIGINS=(.*)$/)?.[1];
  const server = createStandIn({ origins: origins === undefined ? [] : origins.split(',') });
  standIn = server;
  const url = await server.start();
  if (recording.response.end.startsWith('refused')) await server.stop();
  for (const name of preparations[recording.name] ?? []) await exchange(url, recordingOf(name).request);
  return exchange(url, recording.request, incidents[recording.name]?.(server));
}

describe('the stand-in answers like the recorded Ollama', () => {
  it.each([...recordings.values()].filter(({ name }) => !(name in exceptions)))(
    '$name',
    async (recording) => {
      const { wanted, got } = comparableParts(recording, await play(recording));
      expect(got).toEqual(wanted);
      // toEqual ignores the order of fields.
      expect(JSON.stringify(got)).toBe(JSON.stringify(wanted));
    },
  );

  it('stops generating when the client hangs up', async () => {
    await play(recordingOf('chat-aborted'));
    await standIn?.waitForIdle();
    expect(standIn?.aborted).toBe(1);
  });
});

describe.skipIf(Object.keys(exceptions).length === 0)('each exception is still needed', () => {
  it.each(Object.entries(exceptions))('%s: %s', async (name) => {
    const recording = recordingOf(name);
    const { wanted, got } = comparableParts(recording, await play(recording));
    expect(JSON.stringify(got)).not.toBe(JSON.stringify(wanted));
  });
});
