/** Opens the chat in a tab of its own. */
chrome.action.onClicked.addListener(() => {
  void chrome.tabs.create({ url: chrome.runtime.getURL('chat.html') });
});
