/** The time in which permissions do not change. */
export interface Era {
  /** Another object in each era. Undefined while changes may be missed. */
  token(): object | undefined;
  /** Ends the era, because this process has changed permissions. */
  end(): void;
}

/** @param version differs after each change by another process; undefined while it is unknown */
export const createEra = (version: () => number | string | undefined): Era => {
  let at: number | string | undefined;
  let token = {};
  const end = () => {
    token = {};
  };
  return {
    end,
    token() {
      const newest = version();
      if (newest !== at) end();
      at = newest;
      return newest === undefined ? undefined : token;
    },
  };
};
