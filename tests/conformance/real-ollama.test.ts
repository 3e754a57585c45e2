import { describe, expect, it } from 'vitest';
import { type Recording, recordingOf } from '../../scripts/stand-in/recorded/recordings.ts';
import { comparableParts } from './compare.ts';
import { exchange } from './exchange.ts';
import { findRealServer, withModel } from './real-server.ts';
import { independent, withModelOnly, withoutCloud } from './real-subset.ts';

const ollamaHost = process.env['OLLAMA_HOST'] ?? '';
const server = ollamaHost === '' ? undefined : await findRealServer(ollamaHost);

async function expectAsRecorded(recording: Recording): Promise<void> {
  const observed = await exchange(server?.url ?? '', recording.request);
  const { wanted, got } = comparableParts(recording, observed);
  expect(got).toEqual(wanted);
  expect(JSON.stringify(got)).toBe(JSON.stringify(wanted));
}

describe.skipIf(server === undefined)('a real Ollama answers as recorded (needs OLLAMA_HOST)', () => {
  it.each(independent)('%s', (name) => expectAsRecorded(recordingOf(name)));
});

describe.skipIf(server?.cloudDisabled !== true)(
  'with cloud features off (needs OLLAMA_HOST with OLLAMA_NO_CLOUD)',
  () => {
    it.each(withoutCloud)('%s', (name) => expectAsRecorded(recordingOf(name)));
  },
);

describe.skipIf(server?.model === undefined)(
  'with one of its models (needs OLLAMA_HOST with a chat model)',
  () => {
    it.each(withModelOnly)('%s', (name) =>
      expectAsRecorded(withModel(recordingOf(name), server?.model ?? '')),
    );
  },
);
