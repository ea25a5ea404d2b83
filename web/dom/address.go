package dom

import (
	"cmp"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Files that the server has for the page, by their names in dist.
const (
	WorkerFile   = "static/worker.js"
	WeightsFile  = "static/model.safetensors"
	RunFile      = "static/model.run" // a record of the run that made them
	DatasetFile  = "mnist.json.gz"
	IconFile     = "static/icon.svg"
	LicencesFile = "static/licences.txt"
)

// FileURL returns the address of such a file: the one with a hash of the
// content, which the server tells through go-app's environment and browsers
// keep for good, or else the plain one. In the browser it is a whole one, since
// to a worker a relative one would be relative to its own.
func FileURL(name string) string {
	address := cmp.Or(app.Getenv(name), "web/"+name)
	if app.IsServer {
		return address
	}
	return app.Window().Get("URL").New(address, app.Window().Get("location").Get("href")).Get("href").String()
}

// FilesCache returns the name of the browser's cache with the files of this
// version of the page, "" where the browser gives the page none.
func FilesCache() string {
	if name := app.Window().Get("filesCache"); name.Truthy() {
		return name.String()
	}
	return ""
}
