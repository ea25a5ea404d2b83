//go:build !goexperiment.simd || !(wasm || amd64)

package simdblas

const haveSIMD = false

// simdKernel is the generic kernel where there is no other.
var simdKernel = genericKernel
