package site

import (
	_ "embed"
	"html/template"
)

//go:embed boot.js
var bootText string

var bootScript = scriptTemplate("boot", bootText)

// part is a script whose hash the browser compares with what arrives.
type part struct {
	Address string `json:"address"`
	Hash    string `json:"hash"`
	Defines string `json:"defines,omitempty"` // a name that is known once it has run
}

func (s *Site) parts(names ...string) (parts []part) {
	for _, name := range names {
		parts = append(parts, part{Address: s.address(name), Hash: s.resources["/web/"+name].integrity})
	}
	return parts
}

// early are the scripts in the page's head, in their order, which give it its
// colours before anything is seen and keep what is drawn meanwhile, and what they define.
var early = []struct{ name, defines string }{
	{storageScript, "storageRefused"},
	{themeScript, "chooseTheme"},
	{strokesScript, "takeStrokes"},
}

func (s *Site) earlyParts() (parts []part) {
	for _, script := range early {
		p := s.parts(script.name)[0]
		p.Defines = script.defines
		parts = append(parts, p)
	}
	return parts
}

// boot returns the script that stands in the page and starts all others.
func (s *Site) boot() (template.JS, error) {
	body, err := fill(bootScript, struct {
		Scripts, Others  []part
		Program, Weights string
		Size             int
	}{
		append(s.earlyParts(), s.parts(execScript, startScript, versionScript)...), s.parts(workerScript, kernelScript),
		s.address(program), s.address(weightsFile), len(s.resources["/web/"+program].body),
	})
	return template.JS(body), err
}
