import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { expect, test } from 'vitest';
import { setWindowsResources } from './windows-resources.ts';

const LANGUAGE = { lang: 0x0409, codepage: 1200 };

const icon = (text: string) => Data.RawIconItem.from(Buffer.from(text), 16, 16, 32);

/** A program with the resources of another product. */
const otherProgram = (): Uint8Array => {
  const executable = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(executable);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = LANGUAGE.lang;
  version.setFileVersion('1.4.5', LANGUAGE.lang);
  version.setStringValues(LANGUAGE, { CompanyName: 'Oven', OriginalFilename: 'bun.exe' });
  version.outputToResourceEntries(resources.entries);
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, 'MAIN', LANGUAGE.lang, [icon('theirs')]);
  resources.outputResource(executable);
  return new Uint8Array(executable.generate());
};

const ABOUT = {
  version: '12.3.4',
  name: 'Ollama Turnkey',
  file: 'ollama-turnkey.exe',
  licence: 'MIT',
  icons: new Map([
    [16, Buffer.from('small')],
    [48, Buffer.from('large')],
  ]),
};

test('the program bears the name, the version and the icons of the product, and nothing of the other', () => {
  const { entries } = NtExecutableResource.from(
    NtExecutable.from(setWindowsResources(otherProgram(), ABOUT)),
  );
  const [version] = Resource.VersionInfo.fromEntries(entries);
  expect(version?.fixedInfo).toMatchObject({ fileVersionMS: (12 << 16) | 3, fileVersionLS: 4 << 16 });
  expect(version?.getStringValues(LANGUAGE)).toEqual({
    CompanyName: 'Ollama Turnkey',
    FileDescription: 'Ollama Turnkey',
    FileVersion: '12.3.4.0',
    InternalName: 'Ollama Turnkey',
    LegalCopyright: 'MIT',
    OriginalFilename: 'ollama-turnkey.exe',
    ProductName: 'Ollama Turnkey',
    ProductVersion: '12.3.4.0',
  });
  const [group] = Resource.IconGroupEntry.fromEntries(entries);
  expect(group?.icons.map(({ width, height }) => [width, height])).toEqual([
    [16, 16],
    [48, 48],
  ]);
  const images = group?.getIconItemsFromEntries(entries) ?? [];
  expect(images.map((image) => 'bin' in image && Buffer.from(image.bin).toString())).toEqual([
    'small',
    'large',
  ]);
});

test('a program without resources is refused', () => {
  const program = new Uint8Array(NtExecutable.createEmpty(false, false).generate());
  expect(() => setWindowsResources(program, ABOUT)).toThrow('no version or no icon');
});
