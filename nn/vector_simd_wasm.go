//go:build goexperiment.simd

package nn

// Every engine that runs a module with vectors in it has them.
const haveVectors = true
