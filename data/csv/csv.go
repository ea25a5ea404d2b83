// Package csv reads tables of labelled images, such as Kaggle's train.csv: a line
// an image, with the label in the first or in the last column and a column for
// each of the 784 pixels, row by row. The first line may name the columns.
//
// Columns are separated by commas, semicolons, tabs or blanks. A label is a whole
// number or a name, or a column for each class with a 1 and zeros.
package csv

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"digitlab/data"
	"digitlab/data/failure"
	"digitlab/data/labelled"
)

const (
	// maxLine limits a line, in bytes: 784 numbers as Python prints them take
	// 20,000.
	maxLine = 64 << 10
	// undecided is how many lines are kept until it is clear which column has the
	// labels.
	undecided = 2000
)

// ErrNoLabels is the error of a table of nothing but pixels, as Kaggle's
// test.csv.
var ErrNoLabels = failure.New("the table has 784 columns, all for pixels: there is none with labels")

// IsTable reports whether a file that begins so may be such a table: whether its
// first line has as many columns.
func IsTable(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.Count(line, []byte{separatorOf(line)}) >= data.Pixels-1
}

// NotEnough returns an error if a file that begins so is a table of too few columns to
// be one of images, and nil of anything else.
func NotEnough(head []byte) error {
	const few = 20 // that a line of words has, too
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if n := 1 + bytes.Count(line, []byte{separatorOf(line)}); n > few && !IsTable(head) {
		return failure.New("the first line has %d columns, want %d: a label and %d pixels", n, data.Pixels+1, data.Pixels)
	}
	return nil
}

// Read adds the images of a table to a set.
func Read(r io.Reader, to *labelled.Set) error {
	t := table{in: bufio.NewReaderSize(r, maxLine), to: to, values: make([]float32, 0, data.Pixels+data.Classes+1)}
	if err := t.begin(); err != nil {
		return err
	}
	for images := 0; ; images++ {
		line, err := t.next()
		if err == io.EOF && images == 0 {
			return failure.New("the table has no line after the names of its columns")
		}
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = t.add(line)
		}
		if err != nil {
			return err
		}
	}
}

// table is one that is being read.
type table struct {
	in   *bufio.Reader
	to   *labelled.Set
	line int        // number of the line read last, from 1
	kept []keptLine // which are to be read again

	separator byte
	columns   int
	index     int  // columns before all others, that number the lines
	width     int  // of the label, in columns
	last      bool // whether the label stands behind the pixels

	values []float32 // of a line
}

type keptLine struct {
	number int
	text   []byte
}

// next returns the next line that is not blank, without its end. It is valid until
// the line after it is read.
func (t *table) next() ([]byte, error) {
	if len(t.kept) > 0 {
		line := t.kept[0]
		t.kept = t.kept[1:]
		t.line = line.number
		return line.text, nil
	}
	return t.read()
}

// read is next for lines that have not been read before.
func (t *table) read() ([]byte, error) {
	for {
		line, err := t.in.ReadSlice('\n')
		t.line++
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case err == bufio.ErrBufferFull:
			return nil, failure.New("line %d: more than %d bytes, want %d columns: a label and %d pixels", t.line, maxLine, data.Pixels+1, data.Pixels)
		case err == io.ErrUnexpectedEOF: // of gzip
			return nil, failure.New("line %d: %w", t.line, failure.New("the file is cut short"))
		case err != nil && err != io.EOF:
			return nil, failure.New("line %d: %w", t.line, err)
		case len(bytes.TrimSpace(line)) > 0:
			return line, nil
		case err == io.EOF:
			return nil, io.EOF
		}
	}
}

// begin reads what the first line tells.
func (t *table) begin() error {
	first, err := t.read()
	if err == io.EOF {
		return failure.New("the table is empty")
	}
	if err != nil {
		return err
	}
	first = bytes.TrimPrefix(first, []byte("\xef\xbb\xbf"))
	t.separator = separatorOf(first)
	t.columns = 1 + bytes.Count(first, []byte{t.separator})
	names := t.cells(first)
	named := isHeader(names)
	if named && t.columns > data.Pixels+1 && isIndex(names[0]) {
		t.index = 1
	}
	t.width = t.columns - t.index - data.Pixels
	switch {
	case t.width == 0:
		return ErrNoLabels
	case t.width < 0 || t.width > data.Classes:
		return failure.New("line %d: %d columns, want %d: a label and %d pixels", t.line, t.columns, data.Pixels+1, data.Pixels)
	case !named:
		t.keep(first)
	case isLabel(names[len(names)-1]) && !isLabel(names[t.index]):
		t.last = true
		fallthrough
	case isLabel(names[t.index]):
		return nil
	}
	return t.look()
}

// keep has a line read again.
func (t *table) keep(line []byte) {
	t.kept = append(t.kept, keptLine{t.line, bytes.Clone(line)})
}

// cells returns those of a line without blanks and quotes around them.
func (t *table) cells(line []byte) [][]byte {
	cells := bytes.Split(line, []byte{t.separator})
	for i := range cells {
		cells[i] = trim(cells[i])
	}
	return cells
}

func trim(cell []byte) []byte { return bytes.Trim(cell, " \t\"") }

// add adds the image of a line, and its label.
func (t *table) add(line []byte) error {
	label, pixels, err := t.cut(line)
	if err != nil {
		return err
	}
	column := 1 + t.index
	if !t.last {
		column += t.width
	}
	if t.values, err = t.numbers(t.values[:0], pixels, column); err != nil {
		return err
	}
	if len(t.values) != data.Pixels {
		return failure.New("line %d: %d columns, the first line has %d", t.line, min(len(t.values), data.Pixels+1)+t.index+t.width, t.columns)
	}
	if err := t.to.Append(t.values); err != nil {
		return failure.New("line %d: %w", t.line, err)
	}
	if err := t.addLabel(label); err != nil {
		return failure.New("line %d: %w", t.line, err)
	}
	return nil
}

// cut returns label and pixels of a line as they are written.
func (t *table) cut(line []byte) (label, pixels []byte, err error) {
	for range t.index {
		_, rest, ok := bytes.Cut(line, []byte{t.separator})
		if !ok {
			return nil, nil, t.short()
		}
		line = rest
	}
	at := -1
	if t.last {
		at = len(line)
	}
	for range t.width {
		if t.last {
			at = bytes.LastIndexByte(line[:at], t.separator)
		} else if next := bytes.IndexByte(line[at+1:], t.separator); next < 0 {
			at = -1
		} else {
			at += 1 + next
		}
		if at < 0 {
			return nil, nil, t.short()
		}
	}
	if t.last {
		return line[at+1:], line[:at], nil
	}
	return line[:at], line[at+1:], nil
}

func (t *table) short() error {
	return failure.New("line %d: fewer columns than the %d of the first line", t.line, t.columns)
}

// addLabel adds what stands in the columns of a label.
func (t *table) addLabel(label []byte) error {
	if t.width == 1 {
		if v, err := parse(trim(label)); err == nil {
			return t.to.Labels.AddNumber(v)
		}
		return t.to.Labels.Add(string(trim(label)))
	}
	row, err := t.numbers(nil, label, 1)
	if err != nil {
		return errors.Unwrap(err)
	}
	return t.to.Labels.AddOneHot(row)
}
