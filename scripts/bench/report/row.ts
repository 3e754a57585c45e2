/** The target of a row: a ratio to another column, or a plain limit. */
export interface Target {
  /** The column to compare with. Absent if the value itself is limited. */
  readonly to?: string;
  readonly sign: '≤' | '≥';
  readonly limit: number;
}

export const atMost = (limit: number, to?: string): Target => ({ sign: '≤', limit, ...(to && { to }) });
export const atLeast = (limit: number, to?: string): Target => ({ sign: '≥', limit, ...(to && { to }) });

/** One line of the result. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  /** Through the companion; for a measurement without a browser, the host alone. */
  readonly turnkey: number;
  /** From the extension directly to the host. */
  readonly native: number | null;
  readonly direct: number | null;
  readonly floor: number | null;
  /** Further values to compare with, by name. */
  readonly against?: Readonly<Record<string, number>>;
  /** Turnkey's value divided by each other one that is not 0. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly target: string | null;
  /** Null if the row has no target. */
  readonly met: boolean | null;
  readonly note?: string;
}

interface Values {
  readonly turnkey: number;
  readonly native?: number;
  readonly direct?: number;
  readonly floor?: number;
  readonly against?: Readonly<Record<string, number>>;
  readonly note?: string;
}

const say = ({ to, sign, limit }: Target, unit: string): string =>
  `${sign} ${limit}${to ? ` × ${to}` : ` ${unit}`}`;

/** Compares values with their targets. */
export const createRow = (
  { name, unit, targets = [] }: { name: string; unit: string; targets?: readonly Target[] },
  { turnkey, native, direct, floor, against, note }: Values,
): Row => {
  const others = Object.entries({ direct, floor, ...against }).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  // Nothing is a multiple of 0, such as the growth of a process that does not grow.
  const compared = others.filter(([, value]) => value !== 0);
  const ratios = Object.fromEntries(compared.map(([other, value]) => [other, turnkey / value]));
  const meets = ({ to, sign, limit }: Target) => {
    const value = to === undefined ? turnkey : (ratios[to] ?? Number.NaN);
    return sign === '≤' ? value <= limit : value >= limit;
  };
  return {
    name,
    unit,
    turnkey,
    native: native ?? null,
    direct: direct ?? null,
    floor: floor ?? null,
    ...(against && { against }),
    ratios,
    target: targets.length > 0 ? targets.map((each) => say(each, unit)).join(', ') : null,
    met: targets.length > 0 ? targets.every(meets) : null,
    ...(note && { note }),
  };
};
