package train

import (
	"os"
	"testing"

	"gonum.org/v1/gonum/blas/blas32"

	"digitlab/nn/simdblas"
)

// The tests run on the backend that the programs use. Its own tests compare it
// with gonum's.
func TestMain(m *testing.M) {
	blas32.Use(simdblas.Implementation{})
	os.Exit(m.Run())
}
