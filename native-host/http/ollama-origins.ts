const LOCAL = ['localhost', '127.0.0.1', '0.0.0.0'];

/** The origins that Ollama lets in unless told otherwise (envconfig/config.go, `AllowedOrigins`). */
const DEFAULT_ORIGINS: readonly string[] = [
  ...LOCAL.flatMap((name) => [`http://${name}`, `https://${name}`, `http://${name}:*`, `https://${name}:*`]),
  'app://*',
  'file://*',
  'tauri://*',
  'vscode-webview://*',
  'vscode-file://*',
];

/** Whether an origin is on a list in which one `*` stands for anything, besides those of Ollama's own. */
export const createOriginList = (listed: readonly string[]): ((origin: string) => boolean) => {
  const all = [...listed, ...DEFAULT_ORIGINS].map((entry) => entry.trim().toLowerCase());
  const exact = new Set(all);
  const wild = all.filter((entry) => entry.includes('*')).map((entry) => entry.split('*', 2));
  return (origin) =>
    exact.has(origin) ||
    wild.some(([start = '', end = '']) => origin.startsWith(start) && origin.endsWith(end));
};
