package web

import "github.com/maxence-charriere/go-app/v9/pkg/app"

// Files that the server has for the page, by their names in dist.
const (
	workerFile  = "static/worker.js"
	weightsFile = "static/model.safetensors"
	datasetFile = "mnist.json.gz"
	iconFile    = "static/icon.svg"
)

// fileURL returns the address of such a file: the one with a hash of the
// content, which the server tells through go-app's environment and browsers
// keep for good, or else the plain one.
func fileURL(name string) string {
	if url := app.Getenv(name); url != "" {
		return url
	}
	return "/web/" + name
}
