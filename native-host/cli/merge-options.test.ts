import { Command } from 'commander';
import { expect, test } from 'vitest';
import type { CliContext } from './cli-context.ts';
import { mergeOptions } from './merge-options.ts';
import { addServeCommand } from './serve-command.ts';

/** The options of `serve` with these arguments. */
const serve = (...args: string[]): Command => {
  const program = new Command();
  addServeCommand(program, {} as CliContext);
  const command = program.commands[0] as Command;
  command.parseOptions(args);
  return command;
};

const file = (values: Record<string, unknown>) =>
  Object.entries(values).map(([key, value], at) => ({ key, value, line: at + 1 }));

test('the file has the options of the command line, which take precedence', () => {
  const { values, problems } = mergeOptions(
    serve('--max-body', '2MiB', '--origin', 'https://a.example'),
    file({
      ...{ listen: '0.0.0.0:80', 'max-body': '1MiB', 'idle-timeout': '5m', 'access-log': true },
      ...{ upstream: 'http://gpu-1', origin: ['https://b.example'], 'limit-day': 500 },
    }),
  );
  expect(problems).toEqual([]);
  expect(values).toMatchObject({
    ...{
      listen: { host: '0.0.0.0', port: 80 },
      maxBody: 2 * 1024 ** 2,
      idleTimeout: 300_000,
      accessLog: true,
    },
    ...{ upstream: ['http://gpu-1'], origin: ['https://a.example'], limitDay: '500' },
  });
});

test('every wrong value is named with its line and with what to write', () => {
  const wrong = {
    address: 'x',
    listen: 'nowhere',
    'access-log': 'yes',
    'max-body': [1],
    'limit-day': 0,
    config: 'x',
  };
  expect(mergeOptions(serve(), file(wrong)).problems).toEqual([
    'line 1: unknown key "address"',
    expect.stringMatching(/^line 2: listen: Use HOST:PORT/),
    'line 3: access-log: Write true or false.',
    'line 4: max-body: Write a text or a number.',
    expect.stringMatching(/^line 5: limit-day: .*whole number/),
    'line 6: unknown key "config"',
  ]);
});
