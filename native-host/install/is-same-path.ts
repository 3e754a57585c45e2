import { type Platform, pathOf } from '../platform/path-of.ts';

/** Whether two absolute paths are the same in writing; Windows does not tell upper case from lower. */
export const isSamePath = (platform: Platform, one: string, other: string): boolean => {
  const [a, b] = [pathOf(platform).normalize(one), pathOf(platform).normalize(other)];
  return platform === 'win32' ? a.toLowerCase() === b.toLowerCase() : a === b;
};
