package worker

// Bitmap asks the predictor for the digits in a picture of pixels, such as a frame
// of the camera. It is answered as a Picture is.
type Bitmap struct {
	message
	ID     int  `json:"id"`
	Plain  bool `json:"plain"`
	Width  int  `json:"width"`
	Height int  `json:"height"`
	// Pixels has four bytes for each, row by row: red, green, blue and opacity,
	// which the colours are not multiplied by.
	Pixels []byte `json:"-"`
}

func (m *Bitmap) bytes() *[]byte { return &m.Pixels }
