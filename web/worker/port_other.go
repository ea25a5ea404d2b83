//go:build !js

package worker

import "digitlab/data/failure"

// Spawn starts a worker; outside a browser there are none.
func Spawn(url, role, kernel string, patience *Patience) (Port, error) {
	return nil, failure.New("worker: Web Workers need a browser")
}
