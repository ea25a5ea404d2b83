package site

import "encoding/json"

// manifestPath is where the page names its manifest.
const manifestPath = "/manifest.webmanifest"

// manifest is what makes the page an app that can be installed (W3C, Web
// Application Manifest). Its addresses are relative to its own.
type manifest struct {
	// Whatever the folder: a static site does not know its own.
	ID              string   `json:"id"`
	Name            string   `json:"name"`
	ShortName       string   `json:"short_name"`
	Description     string   `json:"description"`
	Lang            string   `json:"lang"`
	Dir             string   `json:"dir"`
	StartURL        string   `json:"start_url"`
	Scope           string   `json:"scope"`
	Display         string   `json:"display"`
	BackgroundColor string   `json:"background_color"`
	ThemeColor      string   `json:"theme_color"`
	Categories      []string `json:"categories"`
	Icons           []icon   `json:"icons"`
}

type icon struct {
	Src     string `json:"src"`
	Type    string `json:"type"`
	Sizes   string `json:"sizes"`
	Purpose string `json:"purpose"`
}

// icons are named by their files. A maskable one may be cut to any shape that
// leaves the circle in its middle whole, of four fifths of its width.
var icons = []icon{
	{"static/icon.svg", "image/svg+xml", "any", "any"},
	{"static/icon-192.png", "image/png", "192x192", "any"},
	{"static/icon-512.png", "image/png", "512x512", "any"},
	{"static/icon-maskable-512.png", "image/png", "512x512", "maskable"},
}

// addManifest adds the manifest.
func (s *Site) addManifest() error {
	m := manifest{
		ID:              "digitlab",
		Name:            name,
		ShortName:       name,
		Description:     description,
		Lang:            "en",
		Dir:             "ltr",
		StartURL:        "./",
		Scope:           "./",
		Display:         "standalone",
		BackgroundColor: frameColor,
		ThemeColor:      frameColor,
		Categories:      []string{"education"},
	}
	for _, icon := range icons {
		icon.Src = s.address(icon.Src)
		m.Icons = append(m.Icons, icon)
	}
	body, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	s.resources[manifestPath] = newResource("application/manifest+json", body, nil)
	return nil
}
