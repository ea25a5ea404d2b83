package worker

import (
	"bytes"
	"testing"
)

// counted returns n bytes that count on from first.
func counted(first, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(first + i)
	}
	return b
}

func TestInsideCutsItsBytes(t *testing.T) {
	filters := []Numbers{{Count: 2, Channels: 1, Side: 3}, {Count: 3, Channels: 2, Side: 2}}
	maps := []Numbers{{Count: 2, Channels: 1, Side: 4}, {Count: 5, Channels: 1, Side: 1}}
	image := counted(7, ImagePixels)
	pictures := counted(0, 18+24+32+5)
	numbers := []float32{0.5, -1, 1, 2, 3, 4, 5, 6}
	m := &Inside{
		Read: true, Outputs: []float64{6.5, 14}, Parts: 3, Filters: filters, Maps: maps,
		Bytes: append(append(PackFloats(numbers), image...), pictures...),
	}
	check := func(what string, got, want []byte) {
		t.Helper()
		if !bytes.Equal(got, want) {
			t.Errorf("%s = %v, want %v", what, got, want)
		}
	}
	check("Image", m.Image(), image)
	check("FilterPictures(0)", m.FilterPictures(0), pictures[:18])
	check("FilterPictures(1)", m.FilterPictures(1), pictures[18:42])
	check("MapPictures(0)", m.MapPictures(0), pictures[42:74])
	check("MapPictures(1)", m.MapPictures(1), pictures[74:])
	biases, parts := m.Contributions()
	check("biases and parts", PackFloats(append(biases, parts...)), PackFloats(numbers))
	if len(biases) != 2 || len(parts) != 6 {
		t.Errorf("%d biases and %d parts, want 2 outputs of 3 parts", len(biases), len(parts))
	}

	blank := &Inside{Filters: filters, Bytes: pictures[:42]}
	check("FilterPictures(1) with nothing read", blank.FilterPictures(1), pictures[18:42])
	if biases, parts := blank.Contributions(); blank.Image() != nil || biases != nil || parts != nil {
		t.Error("there is an image, or parts of outputs, with nothing read")
	}
}

func TestPreparedAndOcclusionCutTheirBytes(t *testing.T) {
	pictures := counted(0, 6+6+4+ImagePixels)
	m := &Prepared{Page: Size{3, 2}, Ink: Size{2, 3}, Scaled: Size{1, 4}, Pictures: pictures}
	page, ink, scaled, sample := m.Cut()
	if joined := bytes.Join([][]byte{page, ink, scaled, sample}, nil); len(page) != 6 || len(ink) != 6 || len(scaled) != 4 || !bytes.Equal(joined, pictures) {
		t.Errorf("Cut gives %d, %d, %d and %d bytes, or others", len(page), len(ink), len(scaled), len(sample))
	}
	m = &Prepared{Blank: true, Page: Size{3, 2}, Pictures: pictures[:6]}
	if page, ink, scaled, sample := m.Cut(); len(page) != 6 || len(ink)+len(scaled)+len(sample) > 0 {
		t.Error("a blank page has more pictures than itself")
	}

	for outputs, size := range map[int]int{1: 4 + 4, 2: 4 + 4*8 + 8} {
		all := counted(0, size)
		m := &Occlusion{Places: 2, Outputs: make([]float64, outputs), Bytes: all}
		parts := [][]byte{m.Digits()}
		for o := range outputs {
			parts = append(parts, PackFloats(m.Probabilities(o)))
		}
		for o := range outputs {
			parts = append(parts, m.Losses(o))
		}
		if !bytes.Equal(bytes.Join(parts, nil), all) {
			t.Errorf("%d outputs: digits, probabilities and losses are not the bytes in order", outputs)
		}
	}
}

func TestRangeValues(t *testing.T) {
	for _, r := range Changes {
		if first, middle, last := r.Value(0), r.Value(Sweeps/2), r.Value(Sweeps-1); first != r.Min || middle != 0 || last != r.Max {
			t.Errorf("%s goes from %g through %g to %g, want %g, 0 and %g", r.Name, first, middle, last, r.Min, r.Max)
		}
		if d := r.Value(7) - r.Value(6) - r.Step(); d < -1e-12 || d > 1e-12 {
			t.Errorf("%s has steps of %g, want %g", r.Name, r.Value(7)-r.Value(6), r.Step())
		}
	}
}
