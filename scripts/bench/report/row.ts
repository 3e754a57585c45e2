/** What a row is measured against: another way, another program, another state; or a plain limit. */
export interface Target {
  /** The column that the ratio is to; absent: the value itself is limited. */
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
  /** Through the companion, or the host by itself where no browser takes part. */
  readonly turnkey: number;
  /** Straight from the extension to the host. */
  readonly native: number | null;
  readonly direct: number | null;
  readonly floor: number | null;
  /** What else the row is measured against, by name. */
  readonly against?: Readonly<Record<string, number>>;
  /** Turnkey's value divided by each other one. */
  readonly ratios: Readonly<Record<string, number>>;
  readonly target: string | null;
  /** Null where nothing is aimed at. */
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

/** Puts values next to what was aimed at. */
export const createRow = (
  { name, unit, targets = [] }: { name: string; unit: string; targets?: readonly Target[] },
  { turnkey, native, direct, floor, against, note }: Values,
): Row => {
  const others = Object.entries({ direct, floor, ...against }).filter(
    (entry): entry is [string, number] => entry[1] !== undefined,
  );
  const ratios = Object.fromEntries(others.map(([other, value]) => [other, turnkey / value]));
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
