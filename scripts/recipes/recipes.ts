/** A recipe of `docs/developers/recipes/` that is an extension, and where its build is. */
export interface Recipe {
  readonly name: string;
  /** Whether it changes the extension of the first guide. Otherwise it is a project of its own. */
  readonly onFirstGuide: boolean;
  /** Folder of the build for Chromium. */
  readonly dist: string;
  readonly page: string;
  /** Files that the page asks for without listing them: from this repository. */
  readonly copied?: Readonly<Record<string, string>>;
}

const client = (name: string): Recipe => ({ name, onFirstGuide: true, dist: 'dist', page: 'panel.html' });

export const RECIPES: readonly Recipe[] = [
  ...['ai-sdk', 'langchain', 'anthropic', 'axios', 'react'].map(client),
  { name: 'wxt', onFirstGuide: false, dist: '.output/chrome-mv3', page: 'sidepanel.html' },
  {
    name: 'plasmo',
    onFirstGuide: false,
    dist: 'build/chrome-mv3-prod',
    page: 'sidepanel.html',
    copied: { 'assets/icon.png': 'extension/companion/icons/128.png' },
  },
];
