// Runs before the first paint, so that a dark page never flashes white. A file of its own, because the page's security policy
// allows no inline scripts.
(function () {
  var stored = 'system';
  try {
    stored = localStorage.getItem('fim-theme') || 'system';
  } catch {
    // Storage may be off: follow the system.
  }
  var dark = stored === 'dark' || (stored !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
