import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What Go reads in a body: the value of each requested field, and the `type` of each tool. */
export interface GoReading {
  /** Go rejects the body as JSON, so Ollama answers 400. */
  readonly error?: string;
  /** Null if the body does not have the field. */
  readonly values: Readonly<Record<string, unknown>> | null;
  readonly types: readonly unknown[] | null;
}

export interface GoReader {
  read(fields: readonly string[], body: string): Promise<GoReading>;
  stop(): Promise<void>;
}

const SOURCE = fileURLToPath(new URL('go-reader/main.go', import.meta.url));
/** Prevents downloads. The program only imports the standard library. */
const OFFLINE = { GOTOOLCHAIN: 'local', GOPROXY: 'off', GOFLAGS: '' };

export const hasGo = spawnSync('go', ['version']).status === 0;

/** Builds the Go program and starts it. */
export const startGo = async (): Promise<GoReader> => {
  const folder = mkdtempSync(join(tmpdir(), 'turnkey-go-'));
  const program = join(folder, process.platform === 'win32' ? 'reader.exe' : 'reader');
  execFileSync('go', ['build', '-o', program, SOURCE], { env: { ...process.env, ...OFFLINE } });
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    read: async (fields, body) => {
      child.stdin.write(`${JSON.stringify({ fields, body: Buffer.from(body).toString('base64') })}\n`);
      return JSON.parse((await lines.next()).value ?? '') as GoReading;
    },
    stop: async () => {
      const closed = once(child, 'close');
      child.stdin.end();
      await closed;
      rmSync(folder, { recursive: true });
    },
  };
};
