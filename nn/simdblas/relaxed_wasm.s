//go:build goexperiment.simd && relaxedsimd

#include "textflag.h"

// Go 1.27 writes the code of this instruction wrongly: see command relax.
#define MULADD(x, y, sum) Get x; Get y; Get sum; F32x4RelaxedMadd; Set sum

#include "tiles_wasm.h"
