package mnistjson

import (
	"fmt"
	"io"

	"digitlab/data"
	"digitlab/data/failure"
)

// ReadText reads a dataset from the JSON text that the package comment
// describes, in either spelling, with white space wherever JSON allows it. It
// reads as it goes and keeps nothing but the pixels and labels.
//
// It refuses texts of more than 1 GiB or 300,000 images, and datasets without
// a training image; the other two splits may be empty. An error says where:
//
//	train image 17: 783 pixels, want 784 (at byte 12345)
func ReadText(r io.Reader, h Hooks) (*data.Dataset, error) {
	return newParser(r, h).parse()
}

// Hooks let the caller watch a dataset being read. Each may be nil, and none is
// called after ReadText has returned.
type Hooks struct {
	// Progress gets the number of images read, after every 1000 of them and
	// at the end.
	Progress func(images int)
	// Trainable gets the dataset as far as it can be trained on: as soon as
	// the training and validation images are read, a dataset of these alone.
	// Whatever follows in the text, they are final: they may be read, also by
	// another goroutine, while ReadText goes on. The dataset that it returns
	// shares their memory.
	//
	// There is no such call while it takes a test image to tell how the
	// pixels are spelled, that is if the images before it show multiples of
	// 1/8 only, and not just 0 and 1.
	Trainable func(*data.Dataset)
	// Range gets, at the end, between which numbers the pixels stand: 0 and 1, 0
	// and 255, or -1 and 1.
	Range func(low, high int)
}

// progressImages is the number of images from one call of Progress to the next.
const progressImages = 1000

// parser reads one dataset, going down the four levels of lists with a method
// each. There is no recursion, so nesting deeper than that is an error like
// any other.
type parser struct {
	text    window
	scale   scale
	eighths bool  // among the pixels read, other than 0 and 1, before the scale was known
	doubt   error // of the first pixel between 1 and 2, as long as nothing has told 0 to 255
	handed  bool  // whether others have been given the images
	names   []string
	data    data.Dataset
	images  int // read so far, in all splits
	hooks   Hooks

	// Where the parser is, for errors: the part of the file, such as "train
	// image", the index in it, or -1, and the offset of the last token.
	part  string
	index int
	token int64
}

func newParser(r io.Reader, h Hooks) *parser {
	if h.Progress == nil {
		h.Progress = func(int) {}
	}
	if h.Trainable == nil {
		h.Trainable = func(*data.Dataset) {}
	}
	return &parser{text: newWindow(r), hooks: h}
}

func (p *parser) parse() (*data.Dataset, error) {
	p.enter("dataset")
	p.skipMark()
	splits, err := p.list(p.element)
	if err != nil {
		return nil, err
	}
	p.enter("dataset")
	if p.names != nil {
		splits--
	}
	if splits != int(data.Splits) {
		return nil, p.errorf("%d splits, want 3: train, valid and test", splits)
	}
	if c, err := p.next(); err == nil {
		return nil, p.errorf("found %q after its end", c)
	} else if p.text.err != io.EOF {
		return nil, err
	}
	if p.doubt != nil {
		return nil, p.doubt
	}
	p.hooks.Progress(p.images)
	if p.hooks.Range != nil {
		low, high := p.scale.bounds()
		p.hooks.Range(int(low), int(high))
	}
	return &p.data, nil
}

// element parses a split, or the names of the classes before them.
func (p *parser) element(index int) error {
	p.enter("dataset")
	if p.names != nil {
		index--
	}
	if s := data.Split(index); s < data.Splits {
		return p.split(s)
	}
	return p.errorf("more than 3 splits")
}

// split parses [images, labels], or [name, name, ...] in the place of the first.
func (p *parser) split(s data.Split) error {
	p.enter(s.String())
	named := p.names != nil
	lists, err := p.list(func(index int) error {
		if s == data.Train && !named && index == len(p.names) {
			if c, err := p.peek(); err == nil && c == '"' {
				return p.name(index)
			} else if index > 0 {
				return p.errorf("found %q, want a name in quotes", c)
			}
		}
		switch index {
		case 0:
			return p.imageList(s)
		case 1:
			return p.labelList(s)
		default:
			p.enter(s.String())
			return p.errorf("more than two lists, want images and labels")
		}
	})
	if err != nil {
		return err
	}
	if !named && p.names != nil {
		return p.nameClasses()
	}
	p.enter(s.String())
	if lists < 2 {
		return p.errorf("no list of labels")
	}
	if s == data.Train && p.data.Images(s).Len() == 0 {
		return p.errorf("no images")
	}
	if s == data.Valid && p.final() {
		p.handed = true
		p.hooks.Trainable(trainable(&p.data))
	}
	return nil
}

// trainable returns the splits that a run trains and validates on, as a dataset
// of its own that shares their images.
func trainable(d *data.Dataset) *data.Dataset {
	part := *d
	*part.Images(data.Test) = data.Images{}
	return &part
}

func (p *parser) imageList(s data.Split) error {
	images := p.data.Images(s)
	p.enter(s.String() + " images")
	part := s.String() + " image"
	_, err := p.list(func(index int) error {
		p.part, p.index = part, index
		if p.images == data.MaxImages {
			return p.errorf("more than %d images in the file", data.MaxImages)
		}
		p.images++
		if p.images%progressImages == 0 {
			p.hooks.Progress(p.images)
		}
		return p.image(images.AppendImage())
	})
	return err
}

// image parses one image into its pixels, which are blank.
func (p *parser) image(pixels []byte) error {
	if err := p.expect('['); err != nil {
		return err
	}
	for n := 0; ; n++ {
		// The last pixel always takes the slow way, with the bracket after it.
		if p.scale != signedScale {
			n += p.text.levels(pixels[n:data.Pixels-1], p.scale)
		}
		v, err := p.number()
		if err != nil {
			return err
		}
		if pixels[n], err = p.pixel(n, v); err != nil {
			return err
		}

		last := n == data.Pixels-1
		switch c, err := p.next(); {
		case err != nil:
			return err
		case c == ']' && last:
			return nil
		case c == ']':
			return p.errorf("%d pixels, want %d", n+1, data.Pixels)
		case c == ',' && last:
			return p.errorf("more than %d pixels", data.Pixels)
		case c != ',':
			return p.errorf("found %q after pixel %d, want , or ]", c, n)
		}
	}
}

// labelList parses the labels and checks that there is one for each image.
func (p *parser) labelList(s data.Split) error {
	images := p.data.Images(s)
	p.enter(s.String() + " labels")
	part := s.String() + " label"
	labels, err := p.list(func(index int) error {
		p.part, p.index = part, index
		v, err := p.number()
		if err != nil {
			return err
		}
		label := byte(max(0, min(v, data.Classes)))
		if classes := p.data.ClassCount(); float64(label) != v || int(label) >= classes {
			if p.names != nil {
				return p.errorf("%v is not a class, want an integer from 0 to %d", v, classes-1)
			}
			return p.errorf("%v is not a digit, want an integer from 0 to 9", v)
		}
		if index == data.MaxImages {
			return p.errorf("more than %d labels", data.MaxImages)
		}
		// Labels without an image are only counted, for the message.
		if index < images.Len() {
			images.AppendLabel(label)
		}
		return nil
	})
	if err != nil {
		return err
	}
	p.enter(s.String())
	if labels != images.Len() {
		return p.errorf("length of images (%d) should equal labels (%d)", images.Len(), labels)
	}
	return nil
}

// list parses a list, calling element to parse each of its elements, and
// returns their number.
func (p *parser) list(element func(index int) error) (int, error) {
	if err := p.expect('['); err != nil {
		return 0, err
	}
	switch c, err := p.peek(); {
	case err != nil:
		return 0, err
	case c == ']':
		p.text.pos++
		return 0, nil
	}
	for n := 0; ; n++ {
		if err := element(n); err != nil {
			return n, err
		}
		switch c, err := p.next(); {
		case err != nil:
			return n, err
		case c == ']':
			return n + 1, nil
		case c != ',':
			return n, p.errorf("found %q after it, want , or ]", c)
		}
	}
}

func (p *parser) expect(want byte) error {
	c, err := p.peek()
	if err != nil {
		return err
	}
	if c != want {
		return p.errorf("found %q, want %c", c, want)
	}
	p.text.pos++
	return nil
}

// next consumes the next byte that is not white space.
func (p *parser) next() (byte, error) {
	c, err := p.peek()
	if err == nil {
		p.text.pos++
	}
	return c, err
}

// peek returns the next byte that is not white space.
func (p *parser) peek() (byte, error) {
	if !p.text.skipSpace() {
		return 0, p.end()
	}
	p.token = p.text.offset()
	return p.text.buf[p.text.pos], nil
}

// end returns why there is nothing more to parse.
func (p *parser) end() error {
	p.token = p.text.offset()
	switch err := p.text.err; err {
	case io.EOF:
		return p.errorf("the text is cut short")
	case io.ErrUnexpectedEOF:
		return p.errorf("the file is cut short")
	default:
		return p.at(err)
	}
}

// enter notes the part of the file for errors.
func (p *parser) enter(part string) {
	p.part, p.index = part, -1
}

// errorf is an error at the parser's place.
func (p *parser) errorf(format string, args ...any) error {
	return p.at(failure.New(format, args...))
}

// at says where an error is.
func (p *parser) at(err error) error {
	place := p.part
	if p.index >= 0 {
		place = fmt.Sprintf("%s %d", p.part, p.index)
	}
	return failure.New("%s: %w (at byte %d)", place, err, p.token)
}
