/**
 * The first file of the host, which the oldest Node in use can read: it checks the version of Node before anything else
 * is loaded or written. The build lowers its syntax.
 */
import { isNewEnough } from './install/oldest-node.ts';
import {
  LAST_WORDS_HEADER,
  lastWords,
  START_FAILURES,
  type StartFailureName,
} from './starts/start-failures.ts';

const { version, argv, env } = process;

/** Whether a browser started this process: it reads frames from standard output. */
const byBrowser = /^chrome-extension:|\.json$/.test(argv[2] || '');

/** Reports the failure on standard error, to the browser, and in the log of starts. Then exits. */
const fail = (name: StartFailureName, detail: string) => {
  const { exit, message, help } = START_FAILURES[name];
  console.error(`ollama-turnkey: ${message} ${detail} ${help}`);
  const end = () => process.exit(exit);
  // A browser that cannot write reports that instead. It closes the input when it has read the frame.
  const read = (error?: Error | null) =>
    error ? end() : process.stdin.on('end', end).on('error', end).resume();
  const tell = () => {
    if (!byBrowser) return end();
    const header = Buffer.from(LAST_WORDS_HEADER);
    return process.stdout.write(Buffer.concat([header, Buffer.from(lastWords(name))]), read);
  };
  const data = env['OLLAMA_TURNKEY_HOME'];
  if (!byBrowser || !data) return tell();
  const line = { at: new Date().toISOString(), node: version.slice(1), exit, cause: name };
  return import('node:fs')
    .then(({ appendFileSync }) =>
      appendFileSync(`${data}/starts.log`, `${JSON.stringify(line)}\n`, { mode: 0o600 }),
    )
    .then(tell, tell);
};

if (isNewEnough(version)) {
  import('./main.ts').then(
    ({ main }) => main({ file: import.meta.url }),
    (error: Error) => fail('part_missing', `(${error.message})`),
  );
} else {
  void fail('node_old', `This is Node.js ${version.slice(1)}.`);
}
