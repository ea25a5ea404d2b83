package site

import _ "embed"

// serviceWorkerPath is beside the page, because a service worker answers for
// the folder it lies in.
const serviceWorkerPath = "/app-worker.js"

//go:embed serviceworker.js
var serviceWorkerText string

var serviceWorker = scriptTemplate("service worker", serviceWorkerText)

// addServiceWorker adds the service worker, which keeps every file but the
// dataset: that is large, and the trainer keeps it once it has been read.
func (s *Site) addServiceWorker() error {
	hashes := map[string]string{manifestPath[1:]: s.resources[manifestPath].integrity}
	for name := range s.hashed {
		hashes[s.address(name)] = s.resources["/web/"+name].integrity
	}
	body, err := fill(serviceWorker, struct {
		Version, Start, Kernel, Dataset string
		Hashes                          map[string]string // by address
	}{s.version, s.address(startScript), s.address(kernelScript), s.address(datasetFile), hashes})
	if err != nil {
		return err
	}
	s.resources[serviceWorkerPath] = newResource(contentTypes[".js"], body, nil)
	return nil
}
