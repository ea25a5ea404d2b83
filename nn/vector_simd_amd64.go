//go:build goexperiment.simd

package nn

import "simd/archsimd"

var haveVectors = archsimd.X86.AVX()
