import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** State 0A of `/proc/net/tcp` is LISTEN (Linux `include/net/tcp_states.h`). */
const LISTEN = '0A';

/** The inodes of listening sockets in the text of `/proc/net/tcp` or `tcp6`. */
export const listeningInodes = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTEN)
    .map((fields) => fields[9] ?? '');

/** The listening addresses of a process in the output of `netstat -ano`. */
export const netstatListeners = (text: string, pid: number): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([protocol, , , state, owner]) => protocol === 'TCP' && state === 'LISTENING' && owner === String(pid),
    )
    .map((fields) => fields[1] ?? '');

/** The addresses in the output of `lsof -F n`. */
export const lsofListeners = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('n'))
    .map((line) => line.slice(1));

const linux = async (pid: number): Promise<string[]> => {
  const links = await Promise.all(
    (await readdir(`/proc/${pid}/fd`)).map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')),
  );
  const own = new Set(links.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]));
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/${pid}/net/${table}`, 'utf8')),
  );
  return tables.flatMap(listeningInodes).filter((inode) => own.has(inode));
};

const READERS: Partial<Record<NodeJS.Platform, (pid: number) => Promise<string[]>>> = {
  linux,
  // lsof fails if it finds nothing.
  darwin: (pid) =>
    run('lsof', ['-nP', '-a', '-p', String(pid), '-iTCP', '-sTCP:LISTEN', '-F', 'n']).then(
      ({ stdout }) => lsofListeners(stdout),
      () => [],
    ),
  win32: async (pid) => netstatListeners((await run('netstat', ['-ano', '-p', 'TCP'])).stdout, pid),
};

/** The addresses on which a process listens. */
export const listenersOf = async (pid: number): Promise<string[]> => {
  const read = READERS[process.platform];
  if (!read) throw new Error(`Finding listeners is not implemented for ${process.platform}.`);
  return read(pid);
};
