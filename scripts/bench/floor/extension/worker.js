/** The extension of the bare relay: connects two ports. */
chrome.runtime.onConnectExternal.addListener((client) => {
  const host = chrome.runtime.connectNative('ollama_turnkey.bench.floor');
  client.onMessage.addListener((message) => host.postMessage(message));
  host.onMessage.addListener((message) => client.postMessage(message));
  client.onDisconnect.addListener(() => host.disconnect());
});
