/** The time of the files in packages, in seconds since the epoch: the same sources give the same bytes. */
export const SOURCE_DATE = Number(process.env['SOURCE_DATE_EPOCH'] ?? 315_532_800);
