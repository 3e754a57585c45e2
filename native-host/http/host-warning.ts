import { printable } from './operating/printable.ts';

/** The number of different names that are reported. A caller can invent any number of them. */
const MOST = 16;

/** Reports each unknown Host header once, up to {@link MOST}, to the person who runs `serve`. */
export const createHostWarning = (explain: (line: string) => void): ((name: string) => void) => {
  const seen = new Set<string>();
  return (name) => {
    if (seen.size >= MOST || seen.has(name)) return;
    seen.add(name);
    const shown = printable(name, 100);
    explain(
      `Callers use the name "${shown}", which is not one of this server. They are served, since they need a key. Use --allow-host to add it, or --strict-host to refuse it.`,
    );
    if (seen.size === MOST) explain('No further names are reported.');
  };
};
