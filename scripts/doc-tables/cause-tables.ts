import type { Cause } from '../../native-host/doctor/causes/cause.ts';
import { CAUSES } from '../../native-host/doctor/finding.ts';
import { code, markdown } from './markdown.ts';

/** Every cause that `doctor` tells apart, by the numbers of the list; those without one come last. */
export const causes = (): string => {
  const entries = Object.entries(CAUSES) as [string, Cause][];
  const rank = ({ number = Number.POSITIVE_INFINITY }: Cause) => number;
  return markdown(
    ['Number', 'Cause', 'What is wrong', 'What to do', '`--fix`'],
    entries
      .toSorted(([, one], [, other]) => rank(one) - rank(other) || 0)
      .map(([name, { number, title, help, fix }]) => [
        number === undefined ? '' : String(number),
        code(name),
        title,
        help,
        fix ? 'yes' : '',
      ]),
  );
};
