package simdblas

// genericKernel needs nothing but Go. Its eight sums, four columns and two
// factors stay in the registers of any machine with sixteen of them.
var genericKernel = kernel{
	name: "generic",
	mr:   2, nr: 4, kc: 256,
	tiles: func(rows, down, across, k int, a []float32, lda int, b []float32, ldb int, add bool, c []float32, ldc int) {
		for j := 0; j < across*4; j += 4 {
			for t := range down {
				tile, old := a[t*rows:], c[t*rows*ldc+j:]
				if rows == 2 {
					tile2x4(k, tile, lda, b[j:], ldb, add, old, ldc)
				} else {
					tile1x4(k, tile, lda, b[j:], ldb, add, old)
				}
			}
		}
	},
}

func tile2x4(k int, a []float32, lda int, b []float32, ldb int, add bool, c []float32, ldc int) {
	var c00, c01, c02, c03 float32
	var c10, c11, c12, c13 float32
	for range k {
		al, bl := (*[2]float32)(a), (*[4]float32)(b)
		a0, a1 := al[0], al[1]
		b0, b1, b2, b3 := bl[0], bl[1], bl[2], bl[3]
		c00 += a0 * b0
		c01 += a0 * b1
		c02 += a0 * b2
		c03 += a0 * b3
		c10 += a1 * b0
		c11 += a1 * b1
		c12 += a1 * b2
		c13 += a1 * b3
		a = a[min(lda, len(a)):]
		b = b[min(ldb, len(b)):]
	}
	row0, row1 := (*[4]float32)(c), (*[4]float32)(c[ldc:])
	if add {
		c00 += row0[0]
		c01 += row0[1]
		c02 += row0[2]
		c03 += row0[3]
		c10 += row1[0]
		c11 += row1[1]
		c12 += row1[2]
		c13 += row1[3]
	}
	*row0 = [4]float32{c00, c01, c02, c03}
	*row1 = [4]float32{c10, c11, c12, c13}
}

func tile1x4(k int, a []float32, lda int, b []float32, ldb int, add bool, c []float32) {
	var sums [4]float32
	for l := range k {
		for j, v := range b[l*ldb : l*ldb+4] {
			sums[j] += a[l*lda] * v
		}
	}
	for j, v := range sums {
		if add {
			v += c[j]
		}
		c[j] = v
	}
}
