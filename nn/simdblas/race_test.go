//go:build race

package simdblas

const raceEnabled = true
