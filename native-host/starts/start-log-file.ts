/** The file name in the data directory. */
export const START_LOG = 'starts.log';

/** The wrapper and the host append no more once the file has this size in bytes. */
export const MAX_START_LOG = 65_536;
