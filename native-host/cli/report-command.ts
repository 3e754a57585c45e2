import { arch, release } from 'node:os';
import type { Command } from 'commander';
import { makeReport } from '../doctor/report.ts';
import { runChecks } from '../doctor/run-checks.ts';
import { nodeDoctorWorld } from '../doctor/world/node-doctor-world.ts';
import type { CliContext } from './cli-context.ts';

/** `report`: prints what developers need to know about a problem, and nothing private. */
export const addReportCommand = (program: Command, context: CliContext): void => {
  program
    .command('report')
    .description('print a report for the developers: no keys, questions, answers, models, addresses or paths')
    .action(async () => {
      const world = nodeDoctorWorld({ world: context.world, data: context.data });
      const machine = { node: process.versions.node, arch: arch(), release: release() };
      context.print(JSON.stringify(makeReport(await runChecks(world), world, machine), null, 2));
    });
};
