//go:build !race

package simdblas

const raceEnabled = false
