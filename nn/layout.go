package nn

// lanes is what the number of samples is rounded up to: the values of a vector
// register. With samples innermost, every row of every layer then is a whole
// number of vectors.
const lanes = 4

// BatchLast brings samples from (N,C,H,W), the order of images and of PyTorch,
// to (H,C,W,N), in which the convolutions and poolings compute: the samples
// innermost, so that vectors run along samples and need no shuffling, and the
// rows outermost, so that the rows a filter meets lie together.
type BatchLast struct {
	C, H, W int
}

// InSize returns the number of values in a sample.
func (l *BatchLast) InSize() int { return l.C * l.H * l.W }

// OutSize returns the number of values in a sample.
func (l *BatchLast) OutSize() int { return l.InSize() }

// Forward computes y (H,C,W,N) from x (N,C,H,W).
func (l *BatchLast) Forward(y, x []float32) { toBatchLast(y, x, l.C, l.H, l.W) }

// Backward computes dx (N,C,H,W) from dy (H,C,W,N).
func (l *BatchLast) Backward(dx, dy, x []float32) {
	if dx != nil {
		toBatchFirst(dx, dy, l.C, l.H, l.W)
	}
}

// BatchFirst is the inverse of BatchLast. What it gives can be taken as flat
// vectors (N,D).
type BatchFirst struct {
	C, H, W int
}

// InSize returns the number of values in a sample.
func (l *BatchFirst) InSize() int { return l.C * l.H * l.W }

// OutSize returns the number of values in a sample.
func (l *BatchFirst) OutSize() int { return l.InSize() }

// Forward computes y (N,C,H,W) from x (H,C,W,N).
func (l *BatchFirst) Forward(y, x []float32) { toBatchFirst(y, x, l.C, l.H, l.W) }

// Backward computes dx (H,C,W,N) from dy (N,C,H,W).
func (l *BatchFirst) Backward(dx, dy, x []float32) {
	if dx != nil {
		toBatchLast(dx, dy, l.C, l.H, l.W)
	}
}

func toBatchLast(dst, src []float32, channels, height, width int) {
	n := batchSize(src, channels*height*width)
	for i := range n {
		for c := range channels {
			for h := range height {
				row := sample(src, (i*channels+c)*height+h, width)
				to := dst[(h*channels+c)*width*n+i:]
				for w, v := range row {
					to[w*n] = v
				}
			}
		}
	}
}

func toBatchFirst(dst, src []float32, channels, height, width int) {
	n := batchSize(src, channels*height*width)
	for i := range n {
		for c := range channels {
			for h := range height {
				row := sample(dst, (i*channels+c)*height+h, width)
				from := src[(h*channels+c)*width*n+i:]
				for w := range row {
					row[w] = from[w*n]
				}
			}
		}
	}
}
