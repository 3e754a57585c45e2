import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const FOLDER = new URL('../docs/operators/deploy/', import.meta.url);

const read = (name: string) => readFileSync(new URL(name, FOLDER), 'utf8').replaceAll('\r\n', '\n');

interface Service {
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly command?: readonly string[];
  readonly environment?: object;
}
type File = { readonly services: Readonly<Record<string, Service>> };

/** Each page, its new file, and the service that its callers use. */
const PAGES = [
  ['from-nginx-keys.md', 'compose.nginx-keys.yml', 'ollama-frontend'],
  ['from-nginx-bearer.md', 'compose.nginx-bearer.yml', 'ollama-frontend'],
  ['from-caddy.md', 'compose.caddy.yml', 'proxy'],
] as const;

test.each(PAGES)(
  '%s shows the old file and %s, which keeps the name and the port of %s',
  (page, file, name) => {
    const [before = '', after = '', ...more] = Array.from(
      read(page).matchAll(/^```yaml\n(.*?)^```$/gms),
      ([, code = '']) => code,
    );
    expect(more).toEqual([]);
    expect(after).toBe(read(file).replace(/^(#.*\n)+/, ''));

    const was = parse(before) as File;
    const is = parse(after) as File;
    expect(Object.keys(is.services)).toEqual(Object.keys(was.services));
    const [old, ours] = [was.services[name], is.services[name]];
    expect(ours?.ports).toEqual(old?.ports?.map((port) => `127.0.0.1:${port}`));
    const [, port] = /:(\d+)$/.exec(old?.ports?.[0] ?? '') ?? [];
    expect(ours?.command).toContain(`--listen=0.0.0.0:${port}`);
    expect(ours?.command).toContain(`--allow-host=${name}`);
    expect(Object.keys(ours?.environment ?? {})).toEqual(
      file === 'compose.nginx-keys.yml' ? [] : ['OLLAMA_API_KEY'],
    );
    const [ollama = ''] = Object.keys(was.services);
    expect(is.services[ollama]?.volumes).toEqual(was.services[ollama]?.volumes);
  },
);
