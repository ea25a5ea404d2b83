package kernel

// BatchSize returns N, given a slice of N samples of size values each.
func BatchSize(x []float32, size int) int {
	n := len(x) / size
	if n*size != len(x) {
		panic("nn: length of a batch is no multiple of the layer's size")
	}
	return n
}

// Block returns block i of x, which is cut into blocks of size values.
func Block(x []float32, i, size int) []float32 {
	return x[i*size : (i+1)*size : (i+1)*size]
}

// Reserve returns a slice of length n, s itself where its capacity suffices.
func Reserve(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}
