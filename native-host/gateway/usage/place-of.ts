import { dayOf, hourOf } from '../../../shared/access/usage.ts';
import { HOUR_MS } from '../../../shared/time.ts';

/** The day and the hour that usage is recorded under. */
interface Place {
  readonly day: string;
  readonly hour: number;
}

let last: Place = { day: '', hour: Number.NaN };

/**
 * The day and the hour of a time in milliseconds since the epoch. Most requests begin in the same hour as the one before,
 * so that one is remembered: computing both costs a percent of a short request. A change of the computer's time zone counts
 * from the next hour on.
 */
export const placeOf = (time: number): Place => {
  if (!(time >= last.hour && time < last.hour + HOUR_MS)) last = { day: dayOf(time), hour: hourOf(time) };
  return last;
};
