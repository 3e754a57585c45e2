import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { readJson } from '../../native-host/gateway/body/json.ts';
import { type GoReading, startGo } from './ask-go.ts';
import { askedFields, bodiesFor, JSON_OPERATIONS } from './two-readers.ts';

/** A body as the client sends it, as the host passes it on, and what Go reads in the latter. */
export interface RecordedReading {
  readonly operation: string;
  readonly text: string;
  readonly sent: string;
  readonly reading: GoReading;
}

const SAMPLES = { numRuns: 3000, seed: 7 };
/** The number of rows per operation, and the longest text to record. */
const KEPT = 10;
const LONGEST = 160;

/** Ranks a body by how much Go reads in it. */
const weight = ({ values, types }: GoReading): number =>
  Object.values(values ?? {}).filter((value) => value !== null).length + (types ?? []).length;

const acceptedBodies = (operation: (typeof JSON_OPERATIONS)[number]) =>
  [...new Set(fc.sample(bodiesFor(operation), SAMPLES))]
    .filter((text) => text.length <= LONGEST)
    .flatMap((text) => {
      try {
        return [{ text, sent: readJson(operation, Buffer.from(text), ['web']).body as string }];
      } catch {
        return [];
      }
    });

/** Writes `go-reads.json`, which the tests use where Go is not installed. */
const record = async (): Promise<void> => {
  const go = await startGo();
  const lines: string[] = [];
  for (const operation of JSON_OPERATIONS) {
    const rows: RecordedReading[] = [];
    for (const { text, sent } of acceptedBodies(operation)) {
      const reading = await go.read(askedFields(operation), sent);
      rows.push({ operation: operation.name, text, sent, reading });
    }
    rows.sort((a, b) => weight(b.reading) - weight(a.reading));
    lines.push(...rows.slice(0, KEPT).map((row) => `  ${JSON.stringify(row)}`));
  }
  await go.stop();
  writeFileSync(new URL('go-reads.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await record();
