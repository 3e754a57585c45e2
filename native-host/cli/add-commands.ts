import type { Command } from 'commander';
import { addAuditCommand } from './audit-command.ts';
import type { CliContext } from './cli-context.ts';
import { addConnectCommand } from './connect-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addGrantCommands } from './grant-commands.ts';
import { addInstallCommands } from './install-commands.ts';
import { addKeyCommands } from './key-commands.ts';
import { addPairCommand } from './pair-command.ts';
import { addReportCommand } from './report-command.ts';
import { addServeCommand } from './serve-command.ts';
import { addStatusCommand } from './status-command.ts';
import { addStoreCommands } from './store-commands.ts';
import { addUpdateCommand } from './update-command.ts';
import { addUpstreamCommands } from './upstream-commands.ts';
import { addUsageCommand } from './usage-command.ts';

/** Adds every command to the command line. */
export const addCommands = (program: Command, context: CliContext): void => {
  addInstallCommands(program, context);
  addUpdateCommand(program, context);
  addPairCommand(program, context);
  addKeyCommands(program, context);
  addGrantCommands(program, context);
  addUsageCommand(program, context);
  addAuditCommand(program, context);
  addUpstreamCommands(program, context);
  addServeCommand(program, context);
  addConnectCommand(program, context);
  addStatusCommand(program, context);
  addDoctorCommand(program, context);
  addReportCommand(program, context);
  addStoreCommands(program, context);
};
