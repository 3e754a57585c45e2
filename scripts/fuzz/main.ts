import { parseArgs } from 'node:util';
import { fuzzCore } from './fuzz-core.ts';
import { fuzzPipes } from './fuzz-pipes.ts';

const USAGE = `npm run fuzz -- [--frames 1000000] [--pipe-frames 50000] [--seed N]

Feeds the host with random frames: well-formed ones, mutated ones and garbage. First its core in this process, then
the built host over pipes. Fails on a crash, a hang, a word that breaks the protocol, a request that is left over, or
memory that grows. A run is repeated with its seed.`;

const MiB = 1024 * 1024;
/** Allowed growth of memory after a long run, in bytes: compiled code and its type feedback. */
const GROWTH = 8 * MiB;

const { values } = parseArgs({
  options: {
    frames: { type: 'string', default: '1000000' },
    'pipe-frames': { type: 'string', default: '50000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    help: { type: 'boolean', default: false },
  },
});

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const whole = new Intl.NumberFormat('en').format;

if (values.help) {
  console.log(USAGE);
} else {
  const seed = Number(values.seed);
  console.log(`Seed ${seed}`);
  const coreBegan = performance.now();
  const core = await fuzzCore({ frames: Number(values.frames), seed });
  const grown = core.after - core.before;
  console.log(
    `Core: ${whole(core.frames)} frames on ${whole(core.lines)} lines, ${whole(core.requests)} requests to the fake ` +
      `Ollama, ${seconds(coreBegan)}. Memory ${(core.before / MiB).toFixed(1)} MiB before, ` +
      `${(core.after / MiB).toFixed(1)} MiB after.`,
  );
  if (grown > GROWTH) throw new Error(`The host’s memory grew by ${(grown / MiB).toFixed(1)} MiB.`);
  await import('../../native-host/build.ts');
  const pipesBegan = performance.now();
  const pipes = await fuzzPipes({ frames: Number(values['pipe-frames']), seed });
  console.log(`Pipes: ${whole(pipes.frames)} frames, ${pipes.hosts} host processes, ${seconds(pipesBegan)}.`);
}
