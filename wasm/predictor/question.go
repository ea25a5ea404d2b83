package predictor

import (
	"bytes"
	"image"
	"time"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/picture"
	"digitlab/data/segment"
	"digitlab/nn"
	"digitlab/nn/number"
	"digitlab/web/worker"
)

// question is a drawing or picture, or an image of a dataset, and what was read in
// it.
type question struct {
	id      int
	plain   bool
	drawn   bool             // on the pad
	live    bool             // one of many frames
	lattice *segment.Lattice // ways to cut it into digits

	digits []number.Digit // none before there are weights
	took   time.Duration  // from the question to its answer, 0 before that; choosing takes none
	none   error          // why there is nothing to read: picture.ErrBlank or picture.ErrNoDigit
	chosen int            // index in digits that is asked for; beyond the last, it is the last
}

// read reads the number.
func (q *question) read(m *nn.Model) {
	q.digits, q.none = number.Read(m, q.lattice)
	q.took = 0
}

// index is that of the chosen digit.
func (q *question) index() int { return max(0, min(q.chosen, len(q.digits)-1)) }

// candidate is that of the chosen digit. What has not been read is one digit.
func (q *question) candidate() int {
	if len(q.digits) == 0 {
		return segment.None
	}
	return q.digits[q.index()].Candidate
}

// image is what the network is to read of the chosen digit, nil if there is
// nothing to read.
func (q *question) image() *data.Image {
	image, err := q.lattice.Image(q.candidate())
	if err != nil {
		return nil
	}
	return &image
}

// keepChosen chooses the digit that was chosen in the drawing before, if nothing
// was changed up to there, or in the frame before.
func (q *question) keepChosen(before *question) {
	if q.live && before.live {
		q.chosen = before.chosen
		return
	}
	if !q.drawn || !before.drawn || before.index() >= min(len(q.digits), len(before.digits)) {
		return
	}
	for i := range before.index() + 1 {
		if q.lattice.Box(q.digits[i].Candidate) != before.lattice.Box(before.digits[i].Candidate) {
			return
		}
	}
	q.chosen = before.index()
}

func (p *predictor) draw(m *worker.Draw) {
	strokes := make([][]float64, len(m.Strokes))
	for i, s := range m.Strokes {
		strokes[i] = s
	}
	q := &question{id: m.ID, plain: m.Plain, drawn: true}
	if m.Plain {
		page := picture.Rasterize(strokes, m.Side, m.Width)
		steps, err := picture.Prepare(page, picture.Options{Plain: true})
		if len(strokes) == 0 {
			err = picture.ErrBlank // although to this preparation a pad nobody has drawn on is a picture
		}
		q.lattice = segment.Single(steps, err)
	} else {
		q.lattice = p.pad.Strokes(strokes, m.Side, m.Width)
	}
	p.ask(q)
}

func (p *predictor) picture(m *worker.Picture) error {
	img, err := picture.Decode(bytes.NewReader(m.File))
	if err != nil {
		return failure.New("%s: %w", m.Name, err)
	}
	p.ask(&question{id: m.ID, plain: m.Plain, lattice: segment.Picture(img, picture.Options{Plain: m.Plain})})
	return nil
}

// bitmap asks for what is in a picture whose pixels came with the message, and are
// read from there.
func (p *predictor) bitmap(m *worker.Bitmap) error {
	if m.Width < 1 || m.Height < 1 || len(m.Pixels)/4/m.Width != m.Height || len(m.Pixels)%(4*m.Width) != 0 {
		return failure.New("a picture of %d x %d pixels in %d bytes, want four bytes for each", m.Width, m.Height, len(m.Pixels))
	}
	img := &image.NRGBA{Pix: m.Pixels, Stride: 4 * m.Width, Rect: image.Rect(0, 0, m.Width, m.Height)}
	p.ask(&question{id: m.ID, plain: m.Plain, live: true, lattice: segment.Picture(img, picture.Options{Plain: m.Plain})})
	return nil
}

func (p *predictor) image(m *worker.DatasetImage) error {
	if len(m.Image) != data.Pixels {
		return failure.New("an image of %d pixels, want %d", len(m.Image), data.Pixels)
	}
	p.ask(&question{id: m.ID, lattice: segment.Single(picture.Preparation{Image: data.Image(m.Image)}, nil)})
	return nil
}

// ask makes q the question to answer.
func (p *predictor) ask(q *question) {
	before := p.asked
	p.asked = q
	p.readNumber()
	if before != nil {
		q.keepChosen(before)
	}
}

// readNumber reads what is asked, once there are weights.
func (p *predictor) readNumber() {
	if p.asked != nil && p.weights != nil {
		p.asked.read(p.model)
	}
}

// readAgain reads what is asked with newer weights, and reports whether the chosen
// digit is another part of it now.
func (p *predictor) readAgain() bool {
	if p.asked == nil {
		return false
	}
	before := p.asked.candidate()
	p.readNumber()
	return p.asked.candidate() != before
}
