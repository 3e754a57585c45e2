const parts = (version: string): readonly number[] =>
  (version.split(/[-+]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);

/** Whether a version is older than another. What follows `-` or `+` does not count. */
export const isOlder = (version: string, than: string): boolean => {
  const [one, two] = [parts(version), parts(than)];
  const at = [0, 1, 2].find((index) => (one[index] ?? 0) !== (two[index] ?? 0));
  return at !== undefined && (one[at] ?? 0) < (two[at] ?? 0);
};
