package site

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"maps"
	"slices"
	"text/template"
)

// serviceWorkerPath is beside the page, because a service worker answers for
// the folder it lies in.
const serviceWorkerPath = "/app-worker.js"

//go:embed serviceworker.js
var serviceWorkerText string

var serviceWorker = template.Must(template.New("service worker").
	Funcs(template.FuncMap{"json": inJSON}).Parse(serviceWorkerText))

func inJSON(value any) (string, error) {
	text, err := json.Marshal(value)
	return string(text), err
}

// addServiceWorker adds the service worker, which keeps every file but the
// dataset: that is large, and the trainer keeps it once it has been read.
func (s *Site) addServiceWorker() error {
	var files []string
	for _, name := range slices.Sorted(maps.Keys(s.hashed)) {
		if name != datasetFile {
			files = append(files, s.address(name))
		}
	}
	fields := struct {
		Version, Start, Kernel, Dataset string
		Files                           []string
	}{Version: s.version, Start: s.address(startScript), Kernel: s.address(kernelScript), Files: files}
	if s.hashed[datasetFile] != "" {
		fields.Dataset = s.address(datasetFile)
	}
	var b bytes.Buffer
	if err := serviceWorker.Execute(&b, fields); err != nil {
		return err
	}
	s.resources[serviceWorkerPath] = newResource(contentTypes[".js"], b.Bytes(), nil)
	return nil
}
