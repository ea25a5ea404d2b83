//go:build goexperiment.simd

#include "textflag.h"

// Assembly, because the compiler's wasm code spends as many instructions on
// addresses and on the loop as on arithmetic: it folds no offset into a vector
// load and closes every loop through a jump table.
//
// V0 to V9 are the sums, two a row. V15 is never set and stays zero.

// FACTORS loads two vectors of B to V10 and V11.
#define FACTORS(p0, off0, p1, off1) \
	Get p0; I32WrapI64; V128Load $off0; Set V10; \
	Get p1; I32WrapI64; V128Load $off1; Set V11

// ROW multiplies the vector at R2+off by V10 and V11 and adds to the sums.
#define ROW(off, sum0, sum1) \
	Get R2; I32WrapI64; V128Load $off; Set V12; \
	Get V12; Get V10; F32x4Mul; Get sum0; F32x4Add; Set sum0; \
	Get V12; Get V11; F32x4Mul; Get sum1; F32x4Add; Set sum1

// FENCE leaves the enclosing block if the counter R9 is zero, which it never is.
// The branch keeps engines from moving the loads behind it up to the others, where
// they would need more registers than there are.
#define FENCE Get R9; I64Eqz; BrIf $1

#define ADVANCE(p, by) Get p; by; I64Add; Set p

// REPEAT counts n down and continues the loop until it is zero.
#define REPEAT(n) Get n; I64Const $1; I64Sub; Tee n; I64Const $0; I64Ne; BrIf $0

#define ZERO(sum0, sum1) Get V15; Set sum0; Get V15; Set sum1

// BYTES turns a stride in numbers into one in bytes.
#define BYTES(stride) Get stride; I64Const $2; I64Shl; Set stride

// func tiles5x8(count, k int, a, b *float32, ldb int, add bool, c *float32, ldc int)
TEXT ·tiles5x8(SB), NOSPLIT, $0-64
	MOVD count+0(FP), R0
	MOVD k+8(FP), R1
	MOVD a+16(FP), R2
	MOVD b+24(FP), R3
	MOVD ldb+32(FP), R4
	MOVD c+48(FP), R6
	MOVD ldc+56(FP), R7
	I64Load8U add+40(FP)
	Set R5
	BYTES(R4)
	BYTES(R7)

	Loop
		ZERO(V0, V1)
		ZERO(V2, V3)
		ZERO(V4, V5)
		ZERO(V6, V7)
		ZERO(V8, V9)
		Get R3
		Set R8
		Get R1
		Set R9
		Block
			Loop
				FACTORS(R8, 0, R8, 16)
				ROW(0, V0, V1)
				ROW(16, V2, V3)
				FENCE
				ROW(32, V4, V5)
				ROW(48, V6, V7)
				ROW(64, V8, V9)
				ADVANCE(R8, Get R4)
				ADVANCE(R2, I64Const $80)
				REPEAT(R9)
			End
		End

#define STORE(sum0, sum1) \
	Get R5; I64Eqz; I32Eqz; \
	If; \
		Get R6; I32WrapI64; V128Load $0; Get sum0; F32x4Add; Set sum0; \
		Get R6; I32WrapI64; V128Load $16; Get sum1; F32x4Add; Set sum1; \
	End; \
	Get R6; I32WrapI64; Get sum0; V128Store $0, $0; \
	Get R6; I32WrapI64; Get sum1; V128Store $0, $16; \
	ADVANCE(R6, Get R7)

		STORE(V0, V1)
		STORE(V2, V3)
		STORE(V4, V5)
		STORE(V6, V7)
		STORE(V8, V9)
		REPEAT(R0)
	End
	RET

// func dots5x2(count, k int, a, b *float32, ldb int, add bool, c *float32, ldc int)
TEXT ·dots5x2(SB), NOSPLIT, $0-64
	MOVD count+0(FP), R0
	MOVD k+8(FP), R1
	MOVD a+16(FP), R2
	MOVD b+24(FP), R3
	MOVD ldb+32(FP), R4
	MOVD c+48(FP), R6
	MOVD ldc+56(FP), R7
	I64Load8U add+40(FP)
	Set R5
	BYTES(R4)
	BYTES(R7)

	Loop
		ZERO(V0, V1)
		ZERO(V2, V3)
		ZERO(V4, V5)
		ZERO(V6, V7)
		ZERO(V8, V9)
		Get R3
		Tee R8
		Get R4
		I64Add
		Set R10
		Get R1
		I64Const $2
		I64ShrU
		Set R9
		Block
			Loop
				FACTORS(R8, 0, R10, 0)
				ROW(0, V0, V1)
				ROW(16, V2, V3)
				FENCE
				ROW(32, V4, V5)
				ROW(48, V6, V7)
				ROW(64, V8, V9)
				ADVANCE(R8, I64Const $16)
				ADVANCE(R10, I64Const $16)
				ADVANCE(R2, I64Const $80)
				REPEAT(R9)
			End
		End

// ACROSS pushes the sum of the four lanes.
#define ACROSS(sum) \
	Get sum; F32x4ExtractLane $0, $0; Get sum; F32x4ExtractLane $0, $1; F32Add; \
	Get sum; F32x4ExtractLane $0, $2; Get sum; F32x4ExtractLane $0, $3; F32Add; F32Add

#define STORESUMS(sum0, sum1) \
	ACROSS(sum0); Set F0; \
	ACROSS(sum1); Set F1; \
	Get R5; I64Eqz; I32Eqz; \
	If; \
		Get R6; I32WrapI64; F32Load $0; Get F0; F32Add; Set F0; \
		Get R6; I32WrapI64; F32Load $4; Get F1; F32Add; Set F1; \
	End; \
	Get R6; I32WrapI64; Get F0; F32Store $0; \
	Get R6; I32WrapI64; Get F1; F32Store $4; \
	ADVANCE(R6, Get R7)

		STORESUMS(V0, V1)
		STORESUMS(V2, V3)
		STORESUMS(V4, V5)
		STORESUMS(V6, V7)
		STORESUMS(V8, V9)
		REPEAT(R0)
	End
	RET
