//go:build !js

package main

import (
	"os"
	"syscall"
)

// endings are the signals that ask a process to end. SIGPIPE comes when nobody
// reads the log any more.
var endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE}
