package source

import (
	"strings"

	"digitlab/data"
	"digitlab/data/failure"
)

// Description says what files have been taken for.
type Description struct {
	Form    string // JSON, IDX, NumPy, CSV or pictures
	Sizes   [data.Splits]int
	Classes []string
	// Low and High are the values of paper and ink: 0 and 1, 0 and 255, or -1
	// and 1.
	Low, High int
	// DarkOnLight is whether the images seem to be dark on light, as on paper,
	// since they are light along their sides: a network that has learned from
	// others reads them only inverted.
	DarkOnLight bool
	// Turned is whether the images were turned upright, as EMNIST's need be.
	Turned bool
	// HeldOut says which images are for validation, if the files have none for it.
	HeldOut failure.Message
	// Skipped are the files that were not read.
	Skipped []string
}

// describe fills in what a dataset itself tells.
func (d *Description) describe(dataset *data.Dataset) {
	for split := range data.Splits {
		d.Sizes[split] = dataset.Images(split).Len()
	}
	d.Classes = dataset.ClassNames()
	d.DarkOnLight = isDarkOnLight(dataset.Images(data.Train))
}

// isDarkOnLight reports whether the mean of the pixels along the sides of images
// is nearer to ink than to paper. The first thousand tell enough.
func isDarkOnLight(images *data.Images) bool {
	sum, count := 0, 0
	for i := range min(images.Len(), 1000) {
		for at, v := range images.Image(i) {
			x, y := at%data.Side, at/data.Side
			if min(x, y) == 0 || max(x, y) == data.Side-1 {
				sum += int(v)
				count++
			}
		}
	}
	return count > 0 && sum > 127*count
}

// Messages say all that, a sentence each.
func (d Description) Messages() []failure.Message {
	m := []failure.Message{
		failure.Say("%s: %d training, %d validation and %d test images", d.Form, d.Sizes[data.Train], d.Sizes[data.Valid], d.Sizes[data.Test]),
		failure.Say("%d classes: %s", len(d.Classes), strings.Join(d.Classes, ", ")),
		failure.Say("values from %d to %d", d.Low, d.High),
	}
	if d.HeldOut.Text != "" {
		m = append(m, d.HeldOut)
	}
	if d.Turned {
		m = append(m, failure.Say("the images were turned upright, as EMNIST's need be"))
	}
	if d.DarkOnLight {
		m = append(m, failure.Say("the images seem to be dark on light; invert them if the network is to read drawings, too"))
	}
	if n := len(d.Skipped); n > 0 {
		m = append(m, failure.Say("%d files were not read, such as %s", n, d.Skipped[0]))
	}
	return m
}
