package nearest

import (
	"sync"
	"testing"

	"digitlab/data"
	"digitlab/data/mnistjson"
)

var openMNIST = sync.OnceValues(func() (*data.Dataset, error) { return mnistjson.Open("../mnist.json.gz") })

// mnist returns the real dataset.
func mnist(t testing.TB) *data.Dataset {
	t.Helper()
	d, err := openMNIST()
	if err != nil {
		t.Fatal(err)
	}
	return d
}
