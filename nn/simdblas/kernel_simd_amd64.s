//go:build goexperiment.simd

#include "textflag.h"

// Assembly, because the compiler's MulAdd overwrites a factor instead of the sum
// and costs a copy for each.

// ROW multiplies the number at SI+off by Y10 and Y11 and adds to the sums.
#define ROW(off, sum0, sum1) \
	VBROADCASTSS off(SI), Y12; \
	VFMADD231PS  Y10, Y12, sum0; \
	VFMADD231PS  Y11, Y12, sum1

#define ZERO(sum0, sum1) \
	VXORPS sum0, sum0, sum0; \
	VXORPS sum1, sum1, sum1

// ADDROW adds the row of C at BX to the sums.
#define ADDROW(sum0, sum1) \
	VADDPS (BX), sum0, sum0; \
	VADDPS 32(BX), sum1, sum1; \
	ADDQ   R12, BX

#define STOREROW(sum0, sum1) \
	VMOVUPS sum0, (DX); \
	VMOVUPS sum1, 32(DX); \
	ADDQ    R12, DX

// TILESARGS loads the arguments of the routines below.
#define TILESARGS \
	MOVQ    down+0(FP), R8; \
	MOVQ    k+8(FP), R9; \
	MOVQ    a+16(FP), AX; \
	MOVQ    lda+24(FP), R13; \
	MOVQ    b+32(FP), DI; \
	MOVQ    ldb+40(FP), R10; \
	MOVBLZX add+48(FP), R11; \
	MOVQ    c+56(FP), DX; \
	MOVQ    ldc+64(FP), R12; \
	SHLQ    $2, R13; \
	SHLQ    $2, R10; \
	SHLQ    $2, R12

// DOTSARGS loads the arguments of the routines below. The count k is of vectors,
// eight numbers each.
#define DOTSARGS \
	MOVQ down+0(FP), R8; \
	MOVQ k+8(FP), R9; \
	MOVQ a+16(FP), SI; \
	MOVQ lda+24(FP), R11; \
	MOVQ b+32(FP), DI; \
	MOVQ ldb+40(FP), R10; \
	MOVQ sums+48(FP), DX; \
	SHLQ $2, R10; \
	SHLQ $2, R11; \
	LEAQ (R11)(R11*2), R12

// The first four rows, which all tiles have.
#define ZERO4 \
	ZERO(Y0, Y1); \
	ZERO(Y2, Y3); \
	ZERO(Y4, Y5); \
	ZERO(Y6, Y7)

#define ROWS4 \
	ROW(0, Y0, Y1); \
	ROW(4, Y2, Y3); \
	ROW(8, Y4, Y5); \
	ROW(12, Y6, Y7)

#define ADDROWS4 \
	ADDROW(Y0, Y1); \
	ADDROW(Y2, Y3); \
	ADDROW(Y4, Y5); \
	ADDROW(Y6, Y7)

#define STOREROWS4 \
	STOREROW(Y0, Y1); \
	STOREROW(Y2, Y3); \
	STOREROW(Y4, Y5); \
	STOREROW(Y6, Y7)

// func tiles5x16(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)
TEXT ·tiles5x16(SB), NOSPLIT, $0-72
	TILESARGS

tile:
	ZERO4
	ZERO(Y8, Y9)
	MOVQ AX, SI
	MOVQ DI, BX
	MOVQ R9, CX

product:
	VMOVUPS (BX), Y10
	VMOVUPS 32(BX), Y11
	ROWS4
	ROW(16, Y8, Y9)
	ADDQ    R10, BX
	ADDQ    R13, SI
	DECQ    CX
	JNE     product

	TESTL R11, R11
	JE    store
	MOVQ  DX, BX
	ADDROWS4
	ADDROW(Y8, Y9)

store:
	STOREROWS4
	STOREROW(Y8, Y9)
	ADDQ $20, AX
	DECQ R8
	JNE  tile
	VZEROUPPER
	RET

// func tiles4x16(down, k int, a *float32, lda int, b *float32, ldb int, add bool, c *float32, ldc int)
TEXT ·tiles4x16(SB), NOSPLIT, $0-72
	TILESARGS

tile:
	ZERO4
	MOVQ AX, SI
	MOVQ DI, BX
	MOVQ R9, CX

product:
	VMOVUPS (BX), Y10
	VMOVUPS 32(BX), Y11
	ROWS4
	ADDQ    R10, BX
	ADDQ    R13, SI
	DECQ    CX
	JNE     product

	TESTL R11, R11
	JE    store
	MOVQ  DX, BX
	ADDROWS4

store:
	STOREROWS4
	ADDQ $16, AX
	DECQ R8
	JNE  tile
	VZEROUPPER
	RET

// DOTROW multiplies the vector at a by Y10 and Y11 and adds to the sums.
#define DOTROW(a, sum0, sum1) \
	VMOVUPS     a, Y12; \
	VFMADD231PS Y10, Y12, sum0; \
	VFMADD231PS Y11, Y12, sum1

#define LOADSUMS(off, sum0, sum1) \
	VMOVUPS off(DX), sum0; \
	VMOVUPS (off+32)(DX), sum1

#define STORESUMS(off, sum0, sum1) \
	VMOVUPS sum0, off(DX); \
	VMOVUPS sum1, (off+32)(DX)

#define DOTROWS4 \
	DOTROW((AX), Y0, Y1); \
	DOTROW((AX)(R11*1), Y2, Y3); \
	DOTROW((AX)(R11*2), Y4, Y5); \
	DOTROW((AX)(R12*1), Y6, Y7)

#define LOADSUMS4 \
	LOADSUMS(0, Y0, Y1); \
	LOADSUMS(64, Y2, Y3); \
	LOADSUMS(128, Y4, Y5); \
	LOADSUMS(192, Y6, Y7)

#define STORESUMS4 \
	STORESUMS(0, Y0, Y1); \
	STORESUMS(64, Y2, Y3); \
	STORESUMS(128, Y4, Y5); \
	STORESUMS(192, Y6, Y7)

// func dots5x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)
TEXT ·dots5x2(SB), NOSPLIT, $0-56
	DOTSARGS

tile:
	LOADSUMS4
	LOADSUMS(256, Y8, Y9)
	MOVQ SI, AX
	MOVQ DI, BX
	MOVQ R9, CX

product:
	VMOVUPS (BX), Y10
	VMOVUPS (BX)(R10*1), Y11
	DOTROWS4
	DOTROW((AX)(R11*4), Y8, Y9)
	ADDQ    $32, BX
	ADDQ    $32, AX
	DECQ    CX
	JNE     product

	STORESUMS4
	STORESUMS(256, Y8, Y9)
	LEAQ (SI)(R11*4), SI
	ADDQ R11, SI
	ADDQ $320, DX
	DECQ R8
	JNE  tile
	VZEROUPPER
	RET

// func dots4x2(down, k int, a *float32, lda int, b *float32, ldb int, sums *float32)
TEXT ·dots4x2(SB), NOSPLIT, $0-56
	DOTSARGS

tile:
	LOADSUMS4
	MOVQ SI, AX
	MOVQ DI, BX
	MOVQ R9, CX

product:
	VMOVUPS (BX), Y10
	VMOVUPS (BX)(R10*1), Y11
	DOTROWS4
	ADDQ    $32, BX
	ADDQ    $32, AX
	DECQ    CX
	JNE     product

	STORESUMS4
	LEAQ (SI)(R11*4), SI
	ADDQ $256, DX
	DECQ R8
	JNE  tile
	VZEROUPPER
	RET

// FOLD4 sums the lanes of the four vectors at SI to X0, neighbours first, as sumLanes
// does.
#define FOLD4 \
	VMOVUPS      (SI), Y0; \
	VHADDPS      32(SI), Y0, Y0; \
	VMOVUPS      64(SI), Y1; \
	VHADDPS      96(SI), Y1, Y1; \
	VHADDPS      Y1, Y0, Y0; \
	VEXTRACTF128 $1, Y0, X1; \
	VADDPS       X1, X0, X0

// func fold2(m int, sums *float32, add bool, c *float32, ldc int)
TEXT ·fold2(SB), NOSPLIT, $0-40
	MOVQ    m+0(FP), R8
	MOVQ    sums+8(FP), SI
	MOVBLZX add+16(FP), R11
	MOVQ    c+24(FP), DX
	MOVQ    ldc+32(FP), R12
	SHLQ    $2, R12
	SUBQ    $2, R8
	JLT     last

pair:
	FOLD4
	TESTL   R11, R11
	JE      store
	VMOVSD  (DX), X2
	VMOVHPS (DX)(R12*1), X2, X2
	VADDPS  X2, X0, X0

store:
	VMOVSD  X0, (DX)
	VMOVHPS X0, (DX)(R12*1)
	LEAQ    (DX)(R12*2), DX
	ADDQ    $128, SI
	SUBQ    $2, R8
	JGE     pair

last:
	CMPQ         R8, $-2
	JE           done
	VMOVUPS      (SI), Y0
	VHADDPS      32(SI), Y0, Y0
	VHADDPS      Y0, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VADDPS       X1, X0, X0
	TESTL        R11, R11
	JE           storelast
	VMOVSD       (DX), X2
	VADDPS       X2, X0, X0

storelast:
	VMOVSD X0, (DX)

done:
	VZEROUPPER
	RET
