// Package webdriver drives Firefox and WebKitGTK's MiniBrowser with the commands
// of the W3C's WebDriver (https://www.w3.org/TR/webdriver2/).
package webdriver

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
)

// Session is a browser of its own with an empty profile and one window.
type Session struct {
	// Downloads is the folder in which the browser saves files.
	Downloads string

	folder string // the home folder of the browser
	wire   wire
	ending []func() // last first
}

// wire carries commands to a browser. The result is what the browser answers,
// an error what it says is wrong.
type wire interface {
	call(c command, parameters parameters) (result json.RawMessage, err error)
}

// command is one of WebDriver's: its name, and how it is called over HTTP,
// where {id} stands for the parameter id.
type command struct{ name, method, path string }

type parameters map[string]any

var (
	newSession     = command{"NewSession", "POST", ""}
	deleteSession  = command{"DeleteSession", "DELETE", ""}
	navigate       = command{"Navigate", "POST", "/url"}
	setWindowRect  = command{"SetWindowRect", "POST", "/window/rect"}
	executeScript  = command{"ExecuteScript", "POST", "/execute/sync"}
	findElement    = command{"FindElement", "POST", "/element"}
	elementClick   = command{"ElementClick", "POST", "/element/{id}/click"}
	performActions = command{"PerformActions", "POST", "/actions"}
	takeScreenshot = command{"TakeScreenshot", "GET", "/screenshot"}
)

// newFolder returns a session with folders that no other browser has.
func newFolder() (*Session, error) {
	folder, err := os.MkdirTemp("", "digitlab-browser-")
	if err != nil {
		return nil, err
	}
	s := &Session{folder: folder, Downloads: filepath.Join(folder, "Downloads")}
	s.atEnd(func() { os.RemoveAll(folder) })
	return s, os.Mkdir(s.Downloads, 0o700)
}

func (s *Session) atEnd(end func()) { s.ending = append(s.ending, end) }

// Close ends the browser and deletes what it has saved.
func (s *Session) Close() {
	for i := len(s.ending) - 1; i >= 0; i-- {
		s.ending[i]()
	}
}

// do sends a command and decodes the value of the answer into value, unless that
// is nil.
func (s *Session) do(c command, p parameters, value any) error {
	result, err := s.wire.call(c, p)
	if err == nil && value != nil {
		err = json.Unmarshal(result, &struct{ Value any }{value})
	}
	if err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	return nil
}

// Open goes to an address and waits until the page is loaded.
func (s *Session) Open(url string) error { return s.do(navigate, parameters{"url": url}, nil) }

// Resize gives the window a size in pixels, borders included.
func (s *Session) Resize(width, height int) error {
	return s.do(setWindowRect, parameters{"width": width, "height": height}, nil)
}

// Run runs statements of JavaScript in the page and decodes what they return
// into value, unless that is nil.
func (s *Session) Run(script string, value any) error {
	return s.do(executeScript, parameters{"script": script, "args": []any{}}, value)
}

// Click scrolls to the element that a CSS selector names and clicks its middle.
func (s *Session) Click(selector string) error {
	var element map[string]string // one entry, whose key is the same in all browsers
	if err := s.do(findElement, parameters{"using": "css selector", "value": selector}, &element); err != nil {
		return err
	}
	for _, id := range element {
		return s.do(elementClick, parameters{"id": id}, nil)
	}
	return fmt.Errorf("no element %s", selector)
}

// Draw moves the mouse through points of the window, in pixels, with its main
// button down from the first to the last.
func (s *Session) Draw(line [][2]float64) error {
	var steps []parameters
	for i, at := range line {
		steps = append(steps, parameters{
			"type": "pointerMove", "origin": "viewport", "duration": 0,
			"x": math.Round(at[0]), "y": math.Round(at[1]),
		})
		if i == 0 {
			steps = append(steps, parameters{"type": "pointerDown", "button": 0})
		}
	}
	steps = append(steps, parameters{"type": "pointerUp", "button": 0})
	return s.do(performActions, parameters{"actions": []parameters{{
		"type": "pointer", "id": "mouse", "parameters": parameters{"pointerType": "mouse"}, "actions": steps,
	}}}, nil)
}

// Screenshot returns what the window shows, as PNG.
func (s *Session) Screenshot() ([]byte, error) {
	var encoded string
	if err := s.do(takeScreenshot, parameters{"full": false}, &encoded); err != nil {
		return nil, err
	}
	return base64.StdEncoding.DecodeString(encoded)
}

// failure is what a browser says is wrong with a command.
type failure struct{ Message string }

func (f *failure) Error() string { return f.Message }
