import { host } from '../../shared/host.ts';

/** Reads all that the host stores, as JSON text. */
const readExport = async (): Promise<string> => {
  let whole = '';
  for (let offset: number | null = 0; offset !== null; ) {
    const part: { readonly text: string; readonly next: number | null } = await host.call('data.export', {
      offset,
    });
    whole += part.text;
    offset = part.next;
  }
  return whole;
};

/** Saves all that the host stores as a file. Returns its name. */
export const exportData = async (now: Date): Promise<string> => {
  const url = URL.createObjectURL(new Blob([await readExport()], { type: 'application/json' }));
  const download = `ollama-turnkey-${now.toISOString().slice(0, 10)}.json`;
  Object.assign(document.createElement('a'), { href: url, download }).click();
  // The download has its own reference once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return download;
};
