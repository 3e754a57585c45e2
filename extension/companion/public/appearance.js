// Applies the theme that the user chose in the settings. A blocking script in the head, so that no page is painted in the
// other theme first; modules run later. Without a choice, or without storage, the page follows the system.
{
  const apply = () => {
    const theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
  };
  try {
    apply();
    // Another page of the companion changed it.
    addEventListener('storage', apply);
  } catch {
    // The browser blocks storage.
  }
}
