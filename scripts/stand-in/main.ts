import { parseArgs } from 'node:util';
import { createStandIn } from './create-stand-in.ts';

/** Runs a stand-in until the process is ended. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '11434' },
    origins: { type: 'string', default: '' },
    'tokens-per-second': { type: 'string', default: '30' },
    'load-seconds': { type: 'string', default: '0' },
  },
});

const standIn = createStandIn({
  origins: values.origins === '' ? [] : values.origins.split(','),
  tokensPerSecond: Number(values['tokens-per-second']),
  loadDelayMs: Number(values['load-seconds']) * 1000,
  loggedRequests: 0,
});
console.log(await standIn.start(Number(values.port)));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.stop());
