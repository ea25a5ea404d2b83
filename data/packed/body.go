package packed

import (
	"compress/gzip"
	"io"
	"iter"

	"digitlab/data"
	"digitlab/data/failure"
)

// PartSize is the size of the parts of a body, in bytes; the last may be smaller.
const PartSize = 1 << 20

// Pack returns the parts of a dataset's body. Each holds until the next is asked for.
// pause is called after each image.
func Pack(d *data.Dataset, pause func()) iter.Seq[[]byte] {
	return func(yield func(part []byte) bool) {
		c := &cutter{yield: yield, part: make([]byte, 0, PartSize)}
		// A better compression takes several times as long, and saves little of images.
		z, err := gzip.NewWriterLevel(c, gzip.BestSpeed)
		if err != nil {
			panic("packed: " + err.Error())
		}
		// The only error is that nobody wants the rest.
		if writeSplits(z, d, pause) == nil && z.Close() == nil && len(c.part) > 0 {
			yield(c.part)
		}
	}
}

func writeSplits(w io.Writer, d *data.Dataset, pause func()) error {
	for split := range data.Splits {
		images := d.Images(split)
		for i := range images.Len() {
			if _, err := w.Write(images.Image(i)); err != nil {
				return err
			}
			pause()
		}
		if _, err := w.Write(images.Labels()); err != nil {
			return err
		}
	}
	return nil
}

// cutter cuts what is written to it into parts.
type cutter struct {
	yield func(part []byte) bool
	part  []byte // that is being filled
}

// Write implements io.Writer.
func (c *cutter) Write(p []byte) (written int, err error) {
	for len(p) > 0 {
		n := min(len(p), PartSize-len(c.part))
		c.part = append(c.part, p[:n]...)
		p, written = p[n:], written+n
		if len(c.part) == PartSize {
			if !c.yield(c.part) {
				return written, io.ErrClosedPipe // nobody wants the rest
			}
			c.part = c.part[:0]
		}
	}
	return written, nil
}

// Unpack returns the dataset with a head from its body, if it has the head's
// fingerprint. read is called with the number of images so far: after each, and once
// more for each when all are checked.
func Unpack(body io.Reader, h Head, read func(images int)) (*data.Dataset, error) {
	d, err := readSplits(body, h, read)
	if err != nil {
		return nil, failure.New("it is damaged: %w", err)
	}
	all := h.Train + h.Valid + h.Test
	if got := d.FingerprintBeside(func() { read(all) }); got.Key() != h.Key() {
		return nil, failure.New("it is damaged: the checksum of its images is %016x, want %s", got.Sum, h.Sum)
	}
	return d, nil
}

func readSplits(body io.Reader, h Head, read func(images int)) (*data.Dataset, error) {
	z, err := gzip.NewReader(body)
	if err != nil {
		return nil, said(err)
	}
	d := new(data.Dataset)
	if h.Classes != nil {
		d.NameClasses(h.Classes)
	}
	done := 0
	for split, count := range []int{h.Train, h.Valid, h.Test} {
		images := d.Images(data.Split(split))
		for range count {
			if _, err := io.ReadFull(z, images.AppendImage()); err != nil {
				return nil, said(err)
			}
			done++
			read(done)
		}
		labels := make([]byte, count)
		if _, err := io.ReadFull(z, labels); err != nil {
			return nil, said(err)
		}
		for _, label := range labels {
			if int(label) >= d.ClassCount() {
				return nil, failure.New("a label is %d, and there are %d classes", label, d.ClassCount())
			}
			images.AppendLabel(label)
		}
	}
	switch n, err := io.ReadFull(z, make([]byte, 1)); { // which checks the checksum of gzip
	case n > 0:
		return nil, failure.New("there is more than its header says")
	case err != io.EOF:
		return nil, said(err)
	}
	return d, nil
}

// said is an error of the gzip data in the words of others of a dataset.
func said(err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return failure.New("it is cut short")
	}
	return failure.New("the gzip data is damaged")
}
