package site

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// startScript is go-app's. What is in it starts when boot.js says so.
const startScript = "app.js"

// addGoApp adds what go-app's handler makes of the environment and the version:
// its script, and the style of the loader, to which those in files are joined. The
// handler puts the environment into this process's too, where the page finds the
// files' addresses when it is rendered.
func (s *Site) addGoApp(files map[string][]byte) error {
	handler := &app.Handler{
		Env:       s.addresses(),
		Resources: provider{program: s.address(program)},
		Version:   s.version,
	}
	loader, err := render(handler, "/app.css")
	if err != nil {
		return err
	}
	s.addFile(styleSheet, newResource(contentTypes[".css"], joinStyles(loader, files), nil))
	script, err := render(handler, "/"+startScript)
	if err != nil {
		return err
	}
	if script, err = mendStartScript(script); err != nil {
		return err
	}
	s.addFile(startScript, newResource(contentTypes[".js"], script, nil))
	// As go-app's own handler has them.
	for _, name := range []string{startScript, execScript} {
		s.resources["/"+name] = s.resources["/web/"+name]
	}
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

// provider tells go-app the address of its program.
type provider struct{ program string }

var _ app.ResourceProvider = provider{}

func (provider) Package() string   { return "" }
func (provider) Static() string    { return "" }
func (p provider) AppWASM() string { return p.program }

// mendStartScript lets go-app's script work below any path, and leaves to boot.js
// when the service worker is registered and how the program is loaded.
func mendStartScript(script []byte) ([]byte, error) {
	for _, mending := range [][2]string{
		{strconv.Quote(serviceWorkerPath), strconv.Quote(serviceWorkerPath[1:])},
		{"goappInitServiceWorker();\n", ""},
		{"goappInitWebAssembly();\n", ""},
	} {
		before, after, found := bytes.Cut(script, []byte(mending[0]))
		if !found {
			return nil, fmt.Errorf("go-app's %s has become another: it lacks %q", startScript, mending[0])
		}
		script = bytes.Join([][]byte{before, after}, []byte(mending[1]))
	}
	return script, nil
}
