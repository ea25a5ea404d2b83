//go:build goexperiment.simd

package kernel

// HaveVectors is true: every engine that runs a module with vectors in it has them.
const HaveVectors = true
