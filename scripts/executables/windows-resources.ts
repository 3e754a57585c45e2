import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** What Windows shows of a program in its properties, in the task manager and when it asks for permission. */
export interface WindowsResources {
  /** Three numbers with dots. The fourth number of Windows is 0. */
  readonly version: string;
  /** Name of the product. Stands for the publisher, too, and is the description that the task manager shows. */
  readonly name: string;
  /** File name of the program. */
  readonly file: string;
  readonly licence: string;
  /** Square PNG images by the length of their side in pixels. */
  readonly icons: ReadonlyMap<number, Buffer>;
}

/** US English and UTF-16, as the resources of Bun's runtime. */
const LANGUAGE = { lang: 0x0409, codepage: 1200 };

/**
 * Replaces the version and the icons in a Windows program by those of another product. Everything else stays as it is.
 * A signature is removed, because it would be invalid. Only relocations may follow the resources: do it before
 * `bun build --compile`, which adds a section. Throws if the file has no version or no icon.
 */
export const setWindowsResources = (program: Uint8Array, about: WindowsResources): Buffer => {
  const executable = NtExecutable.from(program, { ignoreCert: true });
  const resources = NtExecutableResource.from(executable);
  const [version] = Resource.VersionInfo.fromEntries(resources.entries);
  const [icons] = Resource.IconGroupEntry.fromEntries(resources.entries);
  if (!version || !icons) throw new Error('The program has no version or no icon to replace.');

  version.setFileVersion(about.version, LANGUAGE.lang);
  version.setProductVersion(about.version, LANGUAGE.lang);
  version.setStringValues(LANGUAGE, {
    CompanyName: about.name,
    FileDescription: about.name,
    InternalName: about.name,
    LegalCopyright: about.licence,
    OriginalFilename: about.file,
    ProductName: about.name,
  });
  version.outputToResourceEntries(resources.entries);

  const images = Array.from(about.icons, ([side, png]) => Data.RawIconItem.from(png, side, side, 32));
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, icons.id, icons.lang, images);
  resources.outputResource(executable);
  return Buffer.from(executable.generate());
};
