/** The oldest Node that runs the host: major and minor, as `engines` in package.json says. */
export const OLDEST_NODE = { major: 22, minor: 19 } as const;

/** Whether the output of `node --version` is a Node that runs the host. */
export const isNewEnough = (version: string): boolean => {
  const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(version.trim()) ?? [];
  if (major === undefined || minor === undefined) return false;
  return (
    Number(major) > OLDEST_NODE.major ||
    (Number(major) === OLDEST_NODE.major && Number(minor) >= OLDEST_NODE.minor)
  );
};

/**
 * The same check as a program, which any version of Node can run. Exits with 0 if that Node is new enough. Contains no
 * characters that are special to cmd.exe or sh between double quotes.
 */
export const NEW_ENOUGH_PROGRAM =
  `var v=process.versions.node.split('.');` +
  `process.exit(v[0]>${OLDEST_NODE.major}||v[0]==${OLDEST_NODE.major}&&v[1]>=${OLDEST_NODE.minor}?0:1)`;
