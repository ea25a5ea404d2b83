// The routines of the kernels for WebAssembly. Whoever includes this file defines
//
//	MULADD(x, y, sum)  sum += x*y
//
// Assembly, because the compiler's wasm code spends as many instructions on
// addresses and on the loop as on arithmetic: it folds no offset into a vector
// load and closes every loop through a jump table.
//
// V8 keeps all sums of the inner loops in registers only as long as the routine
// around it stays plain. So a routine takes the sums of a tile from memory before
// the inner loop and not after it, and goes through tiles in one direction only.
//
// V0 to V9 are the sums, two a row; registers are zero at first. A store takes its
// offset as second operand: the assembler puts a single one in the wrong field.

// FACTORS loads two vectors of B to V10 and V11.
#define FACTORS(p0, off0, p1, off1) \
	Get p0; I32WrapI64; V128Load $off0; Set V10; \
	Get p1; I32WrapI64; V128Load $off1; Set V11

// FENCE leaves the block around the loop if the counter or pointer is zero, which it
// never is. The branch keeps engines from moving the loads behind it up to those before
// it, where they would need more registers than there are. Of two on the same value in a
// round they would drop one.
#define FENCE(p) Get p; I64Eqz; BrIf $1

#define ADVANCE(p, by) Get p; by; I64Add; Set p

// REPEAT counts n down and continues the loop until it is zero.
#define REPEAT(n) Get n; I64Const $1; I64Sub; Tee n; I64Const $0; I64Ne; BrIf $0

// STOP counts n down and leaves the block around the loop at zero.
#define STOP(n) Get n; I64Const $1; I64Sub; Tee n; I64Eqz; BrIf $1

// BYTES turns a stride in numbers into one in bytes.
#define BYTES(stride) Get stride; I64Const $2; I64Shl; Set stride

// LOADROW loads the sums from the row of C at R10.
#define LOADROW(sum0, sum1) \
	Get R10; I32WrapI64; V128Load $0; Set sum0; \
	Get R10; I32WrapI64; V128Load $16; Set sum1; \
	ADVANCE(R10, Get R7)

// CLEARROW sets the sums to zero, as which V13 remains.
#define CLEARROW(sum0, sum1) Get V13; Set sum0; Get V13; Set sum1

// STOREROW stores the sums at R6 and goes to the next row.
#define STOREROW(sum0, sum1) \
	Get R6; I32WrapI64; Get sum0; V128Store $0, $0; \
	Get R6; I32WrapI64; Get sum1; V128Store $0, $16; \
	ADVANCE(R6, Get R7)

// The first four rows of sums, which all tiles have.
#define LOADROWS4 LOADROW(V0, V1); LOADROW(V2, V3); LOADROW(V4, V5); LOADROW(V6, V7)
#define CLEARROWS4 CLEARROW(V0, V1); CLEARROW(V2, V3); CLEARROW(V4, V5); CLEARROW(V6, V7)
#define STOREROWS4 STOREROW(V0, V1); STOREROW(V2, V3); STOREROW(V4, V5); STOREROW(V6, V7)

// SPLAT multiplies a number of A by V10 and V11 and adds to the sums. Go 1.27 writes
// V128Load32Splat without the alignment and the offset that belong behind it, for which
// the codes of other instructions stand here: that of Unreachable is 0, those given as
// off are 72 and on, and so much R2 is short of the number.
#define SPLAT(off, sum0, sum1) \
	Get R2; I32WrapI64; V128Load32Splat; Unreachable; off; Set V12; \
	MULADD(V12, V10, sum0); \
	MULADD(V12, V11, sum1)

#define OFFSET0 I32LtS
#define OFFSET4 I32LeS
#define OFFSET8 I64Eqz
#define OFFSET12 I64LtU
#define OFFSET16 I64LeU

// TILESTEP4 multiplies a column of four numbers of A by a row of two vectors of B;
// TILESTEP5 one of five. NEXTSTEP goes on to the next.
#define TILESTEP4(p) \
	FACTORS(R8, 0, R8, 16); \
	SPLAT(OFFSET0, V0, V1); \
	SPLAT(OFFSET4, V2, V3); \
	FENCE(p); \
	SPLAT(OFFSET8, V4, V5); \
	SPLAT(OFFSET12, V6, V7)

#define TILESTEP5(p) \
	TILESTEP4(p); \
	SPLAT(OFFSET16, V8, V9)

#define NEXTSTEP \
	ADVANCE(R8, Get R4); \
	ADVANCE(R2, Get R3)

// TILESARGS loads the arguments of the routines below.
#define TILESARGS \
	MOVD down+0(FP), R11; \
	MOVD k+8(FP), R12; \
	MOVD a+16(FP), R1; \
	MOVD lda+24(FP), R3; \
	MOVD b+32(FP), R13; \
	MOVD ldb+40(FP), R4; \
	MOVD c+56(FP), R6; \
	MOVD ldc+64(FP), R7; \
	I64Load8U add+48(FP); \
	Set R5; \
	ADVANCE(R1, I64Const $-72); \
	BYTES(R3); \
	BYTES(R4); \
	BYTES(R7)

// BEGIN takes the counter and the pointers for the inner loop.
#define BEGIN \
	Get R12; Set R9; \
	Get R13; Set R8; \
	Get R1; Set R2

// func tiles5x8(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)
TEXT ·tiles5x8(SB), NOSPLIT, $0-72
	TILESARGS
	Loop
		Get R5
		I32WrapI64
		If
			Get R6
			Set R10
			LOADROWS4
			LOADROW(V8, V9)
		Else
			CLEARROWS4
			CLEARROW(V8, V9)
		End

		BEGIN
		Block
			Loop
				TILESTEP5(R9)
				NEXTSTEP
				STOP(R9)
				TILESTEP5(R8)
				NEXTSTEP
				REPEAT(R9)
			End
		End

		STOREROWS4
		STOREROW(V8, V9)
		ADVANCE(R1, I64Const $20)
		REPEAT(R11)
	End
	RET

// func tiles4x8(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)
TEXT ·tiles4x8(SB), NOSPLIT, $0-72
	TILESARGS
	Loop
		Get R5
		I32WrapI64
		If
			Get R6
			Set R10
			LOADROWS4
		Else
			CLEARROWS4
		End

		BEGIN
		Block
			Loop
				TILESTEP4(R9)
				NEXTSTEP
				STOP(R9)
				TILESTEP4(R8)
				NEXTSTEP
				REPEAT(R9)
			End
		End

		STOREROWS4
		ADVANCE(R1, I64Const $16)
		REPEAT(R11)
	End
	RET

// DOTROW multiplies the vector at R2, a stride and off by V10 and V11 and adds to the sums.
#define DOTROW(stride, off, sum0, sum1) \
	Get R2; Get stride; I64Add; I32WrapI64; V128Load $off; Set V12; \
	MULADD(V12, V10, sum0); \
	MULADD(V12, V11, sum1)

// DOTSTEP4 multiplies vectors of four rows of A by those of two rows of B; DOTSTEP5
// of five. NEXTDOTS goes on by two vectors.
#define DOTSTEP4(off, p) \
	FACTORS(R8, off, R10, off); \
	DOTROW(R0, off, V0, V1); \
	DOTROW(R3, off, V2, V3); \
	FENCE(p); \
	DOTROW(R14, off, V4, V5); \
	DOTROW(R15, off, V6, V7)

#define DOTSTEP5(off, p) \
	DOTSTEP4(off, p); \
	DOTROW(R5, off, V8, V9)

#define NEXTDOTS \
	ADVANCE(R8, I64Const $32); \
	ADVANCE(R10, I64Const $32); \
	ADVANCE(R2, I64Const $32)

// DOTSARGS loads the arguments of the routines below. The count k is of vectors,
// four numbers each. R0, R3, R14, R15 and R5 are the strides of up to four rows.
#define DOTSARGS \
	MOVD down+0(FP), R11; \
	MOVD k+8(FP), R12; \
	MOVD a+16(FP), R1; \
	MOVD lda+24(FP), R3; \
	MOVD b+32(FP), R13; \
	MOVD ldb+40(FP), R4; \
	MOVD sums+48(FP), R6; \
	I64Const $32; Set R7; \
	BYTES(R3); \
	BYTES(R4); \
	Get R3; Get R3; I64Add; \
	Tee R14; Get R3; I64Add; \
	Tee R15; Get R3; I64Add; Set R5

// func dots5x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)
TEXT ·dots5x2(SB), NOSPLIT, $0-56
	DOTSARGS
	Loop
		Get R6
		Set R10
		LOADROWS4
		LOADROW(V8, V9)

		BEGIN
		Get R13
		Get R4
		I64Add
		Set R10
		Block
			Loop
				DOTSTEP5(0, R8)
				STOP(R9)
				DOTSTEP5(16, R10)
				NEXTDOTS
				REPEAT(R9)
			End
		End

		STOREROWS4
		STOREROW(V8, V9)
		ADVANCE(R1, Get R5)
		ADVANCE(R1, Get R3)
		REPEAT(R11)
	End
	RET

// func dots4x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)
TEXT ·dots4x2(SB), NOSPLIT, $0-56
	DOTSARGS
	Loop
		Get R6
		Set R10
		LOADROWS4

		BEGIN
		Get R13
		Get R4
		I64Add
		Set R10
		Block
			Loop
				DOTSTEP4(0, R8)
				STOP(R9)
				DOTSTEP4(16, R10)
				NEXTDOTS
				REPEAT(R9)
			End
		End

		STOREROWS4
		ADVANCE(R1, Get R5)
		REPEAT(R11)
	End
	RET

// SUM pushes the sum of four numbers.
#define SUM(off) \
	Get R2; I32WrapI64; F32Load $(off); Get R2; I32WrapI64; F32Load $(off+4); F32Add; \
	Get R2; I32WrapI64; F32Load $(off+8); Get R2; I32WrapI64; F32Load $(off+12); F32Add; \
	F32Add

// OLD pushes the number of C at R6+off, or zero if the mask R5 is zero.
#define OLD(off) Get R6; I32WrapI64; I32Load $off; Get R5; I32WrapI64; I32And; F32ReinterpretI32

// STORESUMS stores, or adds, two sums to the row of C at R6.
#define STORESUMS \
	Get R6; I32WrapI64; OLD(0); SUM(0); F32Add; F32Store $0; \
	Get R6; I32WrapI64; OLD(4); SUM(16); F32Add; F32Store $4

// func fold2(m int, sums *float32, add bool, c *float32, ldc int)
TEXT ·fold2(SB), NOSPLIT, $0-40
	MOVD m+0(FP), R11
	MOVD sums+8(FP), R2
	MOVD c+24(FP), R6
	MOVD ldc+32(FP), R7
	BYTES(R7)
	I64Const $0
	I64Load8U add+16(FP)
	I64Sub
	Set R5

	Loop
		STORESUMS
		ADVANCE(R2, I64Const $32)
		ADVANCE(R6, Get R7)
		REPEAT(R11)
	End
	RET
