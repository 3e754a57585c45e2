import { doJob, type Job } from './jobs.ts';

/** The load, a process of its own: does one job after another for the process that forked it. */
process.on('message', (job: Job) => {
  doJob(job).then(
    (figures) => process.send?.({ figures }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.once('disconnect', () => process.exit(0));
