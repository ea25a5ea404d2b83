package site

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// What the page and the manifest say of the app.
const (
	name        = "Digit Lab"
	description = "Train a convolutional network on MNIST in your browser, " +
		"watch the loss fall, and let it read the digits you draw."
	// The page has a light and a dark scheme, the installed app's frame has
	// one colour for both.
	frameColor = "#7a828c"
)

// packageFiles are what go-app needs beside the page. They name files by their
// own names; the addresses with a hash take their place here.
var packageFiles = []string{"app.css", startScript, "wasm_exec.js"}

// startScript is go-app's: it starts app.wasm.
const startScript = "app.js"

// addPage renders the page, and the two packageFiles that make does not.
func (s *Site) addPage(wasmLength int) error {
	handler := s.newHandler()
	style, err := render(handler, "/app.css")
	if err != nil {
		return err
	}
	s.addFile("app.css", newResource(contentTypes[".css"], style, nil))
	script, err := render(handler, "/"+startScript)
	if err != nil {
		return err
	}
	if script, err = mendStartScript(s.addressed(script), wasmLength); err != nil {
		return err
	}
	s.addFile(startScript, newResource(contentTypes[".js"], script, nil))
	for _, name := range packageFiles {
		s.resources["/"+name] = s.resources["/web/"+name]
	}

	page, err := render(handler, "/")
	if err != nil {
		return err
	}
	s.resources["/"] = newResource("text/html; charset=utf-8", mendPage(s.addressed(page)), nil)
	// go-app writes attributes in random order, so the page's own bytes would
	// give it another tag at each start.
	s.resources["/"].tag = s.version
	return nil
}

func render(handler *app.Handler, path string) ([]byte, error) {
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	if w.Code != http.StatusOK {
		return nil, fmt.Errorf("rendering %s: status %d", path, w.Code)
	}
	return w.Body.Bytes(), nil
}

// newHandler configures go-app, which names the files that exist.
func (s *Site) newHandler() *app.Handler {
	return &app.Handler{
		Name:        name,
		Title:       name,
		Description: description,
		Icon: app.Icon{
			Default:    "/web/static/icon-192.png",
			Large:      "/web/static/icon-512.png",
			SVG:        "/web/static/icon.svg",
			AppleTouch: "/web/static/icon-maskable-512.png",
		},
		BackgroundColor: frameColor,
		ThemeColor:      frameColor,
		LoadingLabel:    "Loading {progress}%",
		Styles: s.existing(
			"/web/static/app.css",
			"/web/static/settings.css",
			"/web/static/chart.css",
			"/web/static/lessons.css",
			"/web/static/evaluation.css",
			"/web/static/inside.css",
			"/web/static/gallery.css",
			"/web/static/hand.css",
			"/web/static/weights.css",
			"/web/static/newversion.css",
			"/web/static/kept.css",
		),
		Scripts:   append(s.existing("/web/static/theme.js"), "/web/"+versionScript+" defer"),
		Env:       s.environment(),
		Resources: provider{},
		Version:   s.version,
	}
}

// existing keeps the URLs that have an answer.
func (s *Site) existing(urls ...string) []string {
	return slices.DeleteFunc(urls, func(url string) bool { return !s.Has(url) })
}

// environment tells the page the address of each file, by its name.
func (s *Site) environment() app.Environment {
	env := app.Environment{}
	for name := range s.hashed {
		env[name] = s.address(name)
	}
	return env
}

// provider tells go-app under which URLs the site has its files.
type provider struct{}

var _ app.ResourceProvider = provider{}

func (provider) Package() string { return "" }
func (provider) Static() string  { return "" }
func (provider) AppWASM() string { return "/web/app.wasm" }

// unwanted are the meta elements of go-app's page without content, the one
// with the address of the request, and the one with a colour for both schemes.
var unwanted = regexp.MustCompile(
	`<meta(?: content [^>]*|[^>]* content|[^>]*"(?:og:url|theme-color)"[^>]*)>\n`)

// pageMending mends go-app's page: it lets the visitor zoom, names the loader's
// image as decoration, gives the browser's frame the colours of the loader in
// both schemes, and says why nothing happens where scripts are off.
var pageMending = strings.NewReplacer(
	"maximum-scale=1, user-scalable=0, ", "",
	`id="app-wasm-loader-icon"`, `id="app-wasm-loader-icon" alt=""`,
	"</head>", `<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#f6f6f6">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#2d2c2c">
</head>`,
	"</aside>\n</body>", `<noscript>Digit Lab trains in your browser: please allow JavaScript.</noscript>
</aside>
</body>`,
)

func mendPage(page []byte) []byte {
	return []byte(pageMending.Replace(unwanted.ReplaceAllString(string(page), "")))
}
