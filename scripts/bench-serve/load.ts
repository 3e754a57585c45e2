import { doJob, type Job } from './jobs.ts';

/** The load generator's process: performs one measurement after another for the process that forked it. */
process.on('message', (job: Job) => {
  doJob(job).then(
    (figures) => process.send?.({ figures }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.once('disconnect', () => process.exit(0));
