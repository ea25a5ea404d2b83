//go:build goexperiment.simd

package kernel

import "simd/archsimd"

// HaveVectors says whether the processor has vectors of four values.
var HaveVectors = archsimd.X86.AVX()
