package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
)

// drawing is what somebody drew, and meant.
type drawing struct {
	ID      string         `json:"id"`
	Label   any            `json:"label"` // a digit as a number, or anything else as text
	Strokes [][][2]float64 `json:"strokes"`
}

// want is the label as text.
func (d drawing) want() string { return fmt.Sprint(d.Label) }

// The pad in its own unit, and its pen, as on the page; what of it a drawing takes.
const (
	padSide   = 280
	penWidth  = 24
	padFilled = 0.75
)

// onPad returns the strokes in the middle of the pad, as picture.Rasterize takes
// them.
func (d drawing) onPad() [][]float64 {
	low, high := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for _, stroke := range d.Strokes {
		for _, p := range stroke {
			for axis, v := range p {
				low[axis], high[axis] = min(low[axis], v), max(high[axis], v)
			}
		}
	}
	longer := max(high[0]-low[0], high[1]-low[1])
	if longer == 0 {
		longer = 1
	}
	scale := padFilled * padSide / longer
	strokes := make([][]float64, len(d.Strokes))
	for i, stroke := range d.Strokes {
		for _, p := range stroke {
			for axis, v := range p {
				strokes[i] = append(strokes[i], padSide/2+scale*(v-(low[axis]+high[axis])/2))
			}
		}
	}
	return strokes
}

// eachDrawing calls do with each drawing of a file of JSON lines, which may be
// compressed by gzip, until there is an error.
func eachDrawing(path string, do func(drawing) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var lines io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if lines, err = gzip.NewReader(file); err != nil {
			return err
		}
	}
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, 1<<20)
	for line := 1; scanner.Scan(); line++ {
		var d drawing
		if err := json.Unmarshal(scanner.Bytes(), &d); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		if err := do(d); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
	return scanner.Err()
}
