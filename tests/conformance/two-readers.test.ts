import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BodyError } from '../../native-host/gateway/body/fields.ts';
import { readJson } from '../../native-host/gateway/body/json.ts';
import { type GoReader, hasGo, startGo } from './ask-go.ts';
import type { RecordedReading } from './record-go-reads.ts';
import { askedFields, bodiesFor, expectSameReading, JSON_OPERATIONS } from './two-readers.ts';

const RECORDED = JSON.parse(
  readFileSync(new URL('go-reads.json', import.meta.url), 'utf8'),
) as RecordedReading[];
const recordedOf = (name: string) => RECORDED.filter(({ operation }) => operation === name);

let go: GoReader | undefined;
beforeAll(async () => {
  if (hasGo) go = await startGo();
});
afterAll(() => go?.stop());

describe.skipIf(!hasGo)('T4: a real Go reads only what the host has checked (needs Go)', () => {
  test.each(JSON_OPERATIONS)('in a $name', async (operation) => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(bodiesFor(operation), async (text) => {
        let read: ReturnType<typeof readJson>;
        try {
          read = readJson(operation, Buffer.from(text), ['web']);
        } catch (error) {
          expect(error).toBeInstanceOf(BodyError);
          return;
        }
        sent += 1;
        const reading = await go?.read(askedFields(operation), read.body as string);
        if (reading) expectSameReading(operation, read, reading);
      }),
      { numRuns: 400 },
    );
    expect(sent).toBeGreaterThan(20);
  });

  test.each(JSON_OPERATIONS)('the recorded readings of a $name are correct', async (operation) => {
    const fields = askedFields(operation);
    for (const { sent, reading } of recordedOf(operation.name)) {
      expect([sent, await go?.read(fields, sent)]).toEqual([sent, reading]);
    }
  });
});

describe('T4: in the recorded readings, Go reads only what the host has checked', () => {
  test.each(JSON_OPERATIONS)('in a $name', (operation) => {
    const rows = recordedOf(operation.name);
    expect(rows.length).toBeGreaterThan(5);
    for (const { text, sent, reading } of rows) {
      const read = readJson(operation, Buffer.from(text), ['web']);
      // If the host's output has changed, install Go and run: node tests/conformance/record-go-reads.ts
      expect(read.body).toBe(sent);
      expectSameReading(operation, read, reading);
    }
  });
});
