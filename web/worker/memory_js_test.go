package worker

import (
	"syscall/js"
	"testing"
)

// Some browsers isolate a page from others and have no memory to share all the
// same.
func TestIsolatedWithoutSharedMemory(t *testing.T) {
	global := js.Global()
	shared := global.Get("SharedArrayBuffer")
	t.Cleanup(func() {
		global.Set("SharedArrayBuffer", shared)
		global.Delete("crossOriginIsolated")
	})
	if CanShare() {
		t.Error("memory can be shared with others")
	}
	global.Set("crossOriginIsolated", true)
	if !CanShare() {
		t.Error("memory cannot be shared in an isolated page")
	}
	global.Delete("SharedArrayBuffer")
	if CanShare() {
		t.Error("memory that there is not can be shared")
	}
}
