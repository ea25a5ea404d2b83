package site

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"fmt"
	"html/template"

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

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// addPage renders the page around its content.
func (s *Site) addPage(content app.Composer) error {
	boot, err := s.boot()
	if err != nil {
		return err
	}
	s.policy = fmt.Sprintf(policy, integrity(sha256.Sum256([]byte(boot))))
	fields := struct {
		Name, Description string
		Files             map[string]string // addresses by the files' names
		Content           template.HTML
		Early             []part
		Boot              template.JS
	}{Name: name, Description: description, Files: s.addresses(), Content: prerendered(content), Early: s.earlyParts(), Boot: boot}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, fields); err != nil {
		return err
	}
	s.resources["/"] = newResource("text/html; charset=utf-8", b.Bytes(), nil)
	// go-app writes attributes in random order, so the page's own bytes would
	// give it another tag at each start.
	s.resources["/"].tag = s.version
	return nil
}

// prerendered returns the HTML of a component as it is before the program runs.
// It must not be mounted yet. Outside of its handler, go-app renders on the
// server only for tests.
func prerendered(content app.Composer) template.HTML {
	server := app.NewServerTester(content)
	defer server.Close()
	return template.HTML(app.HTMLString(content))
}
