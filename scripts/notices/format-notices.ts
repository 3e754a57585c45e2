import { LICENCES } from './licences.ts';
import type { PackageFiles } from './package-files.ts';

/** A bundled package as Vite lists it. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** The SPDX identifier of its licence. */
  readonly identifier?: string;
  /** The text of its licence file. */
  readonly text?: string;
}

const LINE = '-'.repeat(80);

const formatOne = ({ name, version, identifier = '', text }: BundledPackage, files: PackageFiles): string => {
  const licence = Object.hasOwn(LICENCES, identifier) ? LICENCES[identifier] : undefined;
  const full = text ?? files.readmeLicence;
  if (!licence)
    throw new Error(`${name}@${version} is bundled, but its licence (${identifier}) is not listed.`);
  if (!full) throw new Error(`${name}@${version} is bundled, but has no licence text.`);
  const head = [`${name} ${version}`, `Licence: ${identifier}`, `Source: ${files.source}`].join('\n');
  const more = files.more.map(({ file, text: its }) => `Its file ${file}:\n\n${its.trim()}`);
  return [head, licence.terms, full.trim(), ...more].filter((part) => part !== undefined).join('\n\n');
};

/**
 * The notices of packages, sorted by name, each with version, source and the full text of its licence. Throws if a
 * licence is not one of {@link LICENCES} or has no text.
 */
export const formatNotices = (
  packages: readonly { readonly bundled: BundledPackage; readonly files: PackageFiles }[],
): string => {
  const notices = packages
    .toSorted((a, b) => (a.bundled.name < b.bundled.name ? -1 : 1))
    .map(({ bundled, files }) => formatOne(bundled, files).replaceAll('\r\n', '\n'));
  const head = 'The files in this folder contain code of the packages below, under their licences.';
  return `${[head, ...notices].join(`\n\n${LINE}\n\n`)}\n`;
};
