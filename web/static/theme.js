// Gives the page its colours, in its head and so before anything is seen: those
// that were chosen, or else the system's, also when these change.
"use strict";

const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
const themeKey = "digitlab-theme";
let theme = localStorage.getItem(themeKey);

// chooseTheme shows a theme: "light", "dark", or else the system's.
function chooseTheme(chosen) {
  theme = chosen;
  showTheme();
}

function showTheme() {
  const chosen = ["light", "dark"].includes(theme);
  document.documentElement.dataset.theme = chosen ? theme : systemIsDark.matches ? "dark" : "light";
}

showTheme();
systemIsDark.addEventListener("change", showTheme);
addEventListener("storage", ({ key, newValue }) => { // in another tab
  if (key === themeKey) chooseTheme(newValue);
  if (key === null) chooseTheme(null); // everything was deleted
});
