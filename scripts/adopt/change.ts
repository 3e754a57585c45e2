import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Adoption } from './adoption.ts';

type Insertion = Adoption['insertions'][number];
type Hosts = NonNullable<Adoption['hosts']>;

/** The text with a line inserted. Throws if the place is not found. */
export const withLine = (text: string, { file, line, before }: Insertion): string => {
  const lines = text.split('\n');
  const at = before === undefined ? 0 : lines.findIndex((each) => each.includes(before));
  if (at === -1) throw new Error(`${file} has no line with ${before}.`);
  const indentation = /^\s*/.exec(lines[at] ?? '')?.[0] ?? '';
  return lines.toSpliced(at, 0, indentation + line).join('\n');
};

/** The manifest without the host permissions that contain a text. Throws if none does. */
export const withoutHosts = (text: string, { manifest, containing }: Hosts): string => {
  const { host_permissions: hosts = [], ...rest } = JSON.parse(text) as { host_permissions?: string[] };
  const kept = hosts.filter((each) => !each.includes(containing));
  if (kept.length === hosts.length) throw new Error(`${manifest} has no host permission with ${containing}.`);
  return JSON.stringify({ ...rest, ...(kept.length > 0 && { host_permissions: kept }) }, null, 2);
};

/** Applies the changes of an adoption to a checkout whose packages are installed. */
export const change = async (folder: string, { copies = {}, insertions, hosts }: Adoption): Promise<void> => {
  const edit = async (file: string, by: (text: string) => string) =>
    writeFile(join(folder, file), by(await readFile(join(folder, file), 'utf8')));
  for (const [to, from] of Object.entries(copies))
    await cp(join(folder, from), join(folder, to), { recursive: true });
  for (const each of insertions) await edit(each.file, (text) => withLine(text, each));
  if (hosts) await edit(hosts.manifest, (text) => withoutHosts(text, hosts));
};
