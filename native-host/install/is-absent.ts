const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

/** Whether an error of the file system means that the path does not exist. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ABSENT.has(String(error.code));
