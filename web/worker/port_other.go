//go:build !js

package worker

import "errors"

// Spawn starts a worker; outside a browser there are none.
func Spawn(url, role, kernel string) (Port, error) {
	return nil, errors.New("worker: Web Workers need a browser")
}
