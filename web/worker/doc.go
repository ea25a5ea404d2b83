// Package worker is the seam between the page, its workers and theirs: the
// messages, the bytes they are sent as, and the ports they are sent through.
//
//	page <-> trainer (coordinator) <-> helpers
//	page <-> predictor
//
// It knows neither go-app nor the network, so both sides can import it.
package worker
