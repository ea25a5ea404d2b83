//go:build goexperiment.simd && !relaxedsimd

package simdblas

const simdName = "simd"
