// Gives the page its colours, in its head and so before anything is seen: those
// that were chosen, or else the system's, also when these change.

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function showTheme() {
  const chosen = localStorage.getItem("digitlab-theme");
  document.documentElement.dataset.theme = chosen || (systemIsDark.matches ? "dark" : "light");
}

showTheme();
systemIsDark.addEventListener("change", showTheme);
addEventListener("storage", showTheme); // chosen in another tab
