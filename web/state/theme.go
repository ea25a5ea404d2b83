package state

// ChooseTheme is the action of changing the page's colours; its value is a
// theme.
const ChooseTheme Action[string] = "/theme/choose"

// Themes, as they are kept under ThemeKey. theme.js, which gives the page its
// colours before this program is there, reads them too.
const (
	ThemeSystem = "" // follows the system's
	ThemeLight  = "light"
	ThemeDark   = "dark"

	ThemeKey = "digitlab-theme"
)
