//go:build !unix

package connections

// Limit returns how many connections may be open.
func Limit() int { return most }
