package site

import (
	_ "embed"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// addPage renders the page and what go-app needs beside it. All of it names
// files by their own names; the addresses with a hash take their place here.
func (s *Site) addPage() error {
	handler := s.newHandler()
	for _, path := range []string{"/", "/app.js", "/app-worker.js", "/app.css", "/manifest.webmanifest"} {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusOK {
			return fmt.Errorf("rendering %s: status %d", path, w.Code)
		}
		body := s.addressed(w.Body.Bytes())
		if path == "/" {
			body = []byte(rewrite(string(body)))
		}
		s.resources[path] = newResource(w.Header().Get("Content-Type"), body, nil)
	}
	// go-app writes attributes in random order, so the page's own bytes would
	// give it another tag at each start.
	s.resources["/"].tag = s.version
	return nil
}

// newHandler configures go-app. Icons and cached files are named only where
// they exist: the service worker installs all of them or none.
func (s *Site) newHandler() *app.Handler {
	return &app.Handler{
		Name:  "Digit Lab",
		Title: "Digit Lab",
		Description: "Train a convolutional network on MNIST in your browser, " +
			"watch the loss fall, and let it read the digits you draw.",
		Icon: app.Icon{
			Default: "/web/static/icon-192.png",
			Large:   "/web/static/icon-512.png",
			SVG:     "/web/static/icon.svg",
		},
		// The page has a light and a dark scheme, the installed app's frame
		// has one colour for both.
		BackgroundColor: "#7a828c",
		ThemeColor:      "#7a828c",
		LoadingLabel:    "Loading {progress}%",
		Styles:          s.existing("/web/static/app.css", "/web/static/settings.css", "/web/static/evaluation.css"),
		CacheableResources: s.existing(
			"/web/trainer.wasm",
			"/web/trainer-relaxed.wasm",
			"/web/static/model.safetensors",
			"/web/static/worker.js",
			"/web/static/kernel.js",
			"/web/static/icon.svg",
		),
		Env:                     s.environment(),
		Resources:               provider{},
		ServiceWorkerTemplate:   serviceWorker,
		Version:                 s.version,
		WasmContentLengthHeader: lengthHeader,
	}
}

// existing keeps the URLs that have an answer.
func (s *Site) existing(urls ...string) []string {
	return slices.DeleteFunc(urls, func(url string) bool { return !s.Has(url) })
}

// environment tells the page the address of each file, by its name.
func (s *Site) environment() app.Environment {
	env := app.Environment{}
	for name, hashed := range s.hashed {
		env[name] = "/web/" + hashed
	}
	return env
}

// serviceWorker is the template of app-worker.js.
//
//go:embed serviceworker.js
var serviceWorker string

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

// rewriting mends go-app's page: it lets the visitor zoom, names the loader's
// image as decoration, gives the browser's frame the colours of the loader in
// both schemes, and says why nothing happens where scripts are off.
var rewriting = strings.NewReplacer(
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

func rewrite(page string) string {
	return rewriting.Replace(unwanted.ReplaceAllString(page, ""))
}
