import { readFileSync } from 'node:fs';

/** What a page tells its reader to create and to run. */
export interface PageSteps {
  /** Its code blocks by the file that each says it is. */
  readonly files: Readonly<Record<string, string>>;
  /** The lines of its shell blocks, in order. */
  readonly commands: readonly string[];
}

const BLOCK = /^```(?<language>\w+)(?: title="(?<title>[^"]+)")?\n(?<code>.*?)^```$/gms;

export const readPage = (path: string): PageSteps => {
  const files: Record<string, string> = {};
  const commands: string[] = [];
  for (const { groups } of readFileSync(path, 'utf8').replaceAll('\r\n', '\n').matchAll(BLOCK)) {
    const { language, title, code = '' } = groups ?? {};
    if (title) files[title] = code;
    else if (language === 'sh') commands.push(...code.trim().split('\n'));
  }
  return { files, commands };
};
