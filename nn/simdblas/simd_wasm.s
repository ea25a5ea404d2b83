//go:build goexperiment.simd && !relaxedsimd

#include "textflag.h"

#define MULADD(x, y, sum) Get x; Get y; F32x4Mul; Get sum; F32x4Add; Set sum

#include "tiles_wasm.h"
