//go:build !js

package worker

// Memory is memory that workers share; outside a browser there is none.
type Memory struct{}
