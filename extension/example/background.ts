/** Opens the chat in a new tab. */
chrome.action.onClicked.addListener(() => {
  void chrome.tabs.create({ url: chrome.runtime.getURL('chat.html') });
});
