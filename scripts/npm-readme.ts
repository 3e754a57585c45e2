import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What the fields of `package.json` say that the links need. */
export interface Published {
  readonly version: string;
  readonly repository?: string | { readonly url: string } | undefined;
}

const LINK = /(?<before>\]\(|\b(?:src|srcset|href)=")(?<target>(?![a-z]+:|#|\/\/)[^)"\s]+)/g;
const PICTURE = /\.(?:png|svg|jpe?g|gif|webp)$/;

/**
 * Makes the relative links and pictures of a Markdown text absolute: they name the files of the published version on
 * GitHub, since npm shows the README without the rest of the repository.
 * Throws if `repository` is missing or not on GitHub.
 */
export const absoluteLinks = (text: string, { version, repository }: Published): string => {
  const url = typeof repository === 'string' ? repository : repository?.url;
  const [, name] = /github(?:\.com[/:]|:)([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(url ?? '') ?? [];
  if (name === undefined) {
    throw new Error('package.json has no repository on GitHub. Set it: npm pkg set repository.url=…');
  }
  return text.replaceAll(LINK, (_, before: string, target: string) =>
    PICTURE.test(target)
      ? `${before}https://raw.githubusercontent.com/${name}/v${version}/${target}`
      : `${before}https://github.com/${name}/blob/v${version}/${target}`,
  );
};

/** Rewrites the README of this checkout, before it is packed. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = new URL('../', import.meta.url);
  const published = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as Published;
  const readme = new URL('README.md', root);
  await writeFile(readme, absoluteLinks(await readFile(readme, 'utf8'), published));
}
