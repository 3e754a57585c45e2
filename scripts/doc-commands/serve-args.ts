import { resolve } from 'node:path';

/** A start of a server, on free ports and with the given Ollama. */
export interface Prepared {
  readonly args: readonly string[];
  /** The command and what precedes the options. */
  readonly command: readonly string[];
  /** The documented port. */
  readonly listen: number;
  readonly adminListen: number | undefined;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { serve: 11450, connect: 11434 };

/** Options with the path of a file. */
const FILES = new Set(['--tls-cert', '--tls-key', '--key-file', '--config']);

const portOf = (address: string): number => Number(address.split(':').at(-1));

/** Reads the documented arguments of a server. @param to the address of each upstream, or of the `serve` of `connect` */
export const prepareServe = (documented: readonly string[], cwd: string, to: string): Prepared => {
  const [name = '', ...words] = documented.flatMap((word) => {
    const [, option, value] = /^(--[a-z-]+)=(.*)$/s.exec(word) ?? [];
    return option === undefined ? [word] : [option, value ?? ''];
  });
  const args: string[] = [];
  let listen = DEFAULT_PORTS[name] ?? 0;
  let adminListen: number | undefined;
  for (let at = name === 'connect' ? 1 : 0; at < words.length; at += 1) {
    const [option = '', value = ''] = words.slice(at, at + 2);
    if (option === '--listen') listen = portOf(value);
    else if (option === '--admin-listen') {
      adminListen = portOf(value);
      args.push(option, '127.0.0.1:0');
    } else if (option === '--upstream') args.push(option, to);
    else if (FILES.has(option)) args.push(option, resolve(cwd, value));
    else {
      args.push(option);
      continue;
    }
    at += 1;
  }
  const command = name === 'connect' ? [name, to] : [name];
  return { args, command, listen, adminListen };
};
