const LOCAL = ['localhost', '127.0.0.1', '0.0.0.0'];

/** The origins that Ollama allows by default (envconfig/config.go, `AllowedOrigins`). */
export const OLLAMA_ORIGINS: readonly string[] = [
  ...LOCAL.flatMap((name) => [`http://${name}`, `https://${name}`, `http://${name}:*`, `https://${name}:*`]),
  'app://*',
  'file://*',
  'tauri://*',
  'vscode-webview://*',
  'vscode-file://*',
];

/** Creates a check whether an origin is on a list. One `*` in an entry matches any text. */
export const createOriginList = (listed: readonly string[]): ((origin: string) => boolean) => {
  const all = listed.map((entry) => entry.trim().toLowerCase());
  const exact = new Set(all);
  const wild = all.filter((entry) => entry.includes('*')).map((entry) => entry.split('*', 2));
  return (origin) =>
    exact.has(origin) ||
    wild.some(([start = '', end = '']) => origin.startsWith(start) && origin.endsWith(end));
};
