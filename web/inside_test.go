package web

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// Pictures lie where paint puts them, box says and at finds them.
func TestPictureGrid(t *testing.T) {
	var colours palette
	for v := range colours {
		colours[v] = [4]byte{byte(v), 1, 2, 255}
	}
	for _, g := range []pictureGrid{
		squareGrid(20, 28), squareGrid(7, 14), squareGrid(16, 5), squareGrid(100, 1), squareGrid(1, 7),
		matrixGrid(20, 5), wholePicture(41, 1), {Columns: 3, Width: 2, Height: 3, Zoom: 2, Gap: 1},
	} {
		const count = 7
		size := g.Width * g.Height
		pictures := make([]byte, count*size)
		for i := range pictures {
			pictures[i] = byte(i/size*30 + i%size%30)
		}
		pixels := g.paint(pictures, &colours)
		width, height := g.size(count).Width, g.size(count).Height
		if len(pixels) != 4*width*height || g.count(pictures) != count {
			t.Fatalf("%+v: %d bytes for %d x %d pixels, %d pictures", g, len(pixels), width, height, g.count(pictures))
		}
		painted := 0
		for i := range width * height {
			if pixels[4*i+3] > 0 {
				painted++
			}
		}
		if want := count * size * g.Zoom * g.Zoom; painted != want {
			t.Errorf("%+v: %d pixels painted, want %d", g, painted, want)
		}
		for i := range count {
			b := g.box(i, count)
			if got := g.at(b.Left+b.Width/2, b.Top+b.Height/2, count); got != i {
				t.Errorf("%+v: picture %d is found in the middle of picture %d", g, got, i)
			}
			left, top := int(b.Left*float64(width)+0.5), int(b.Top*float64(height)+0.5)
			last := 4 * ((top+g.Height*g.Zoom-1)*width + left + g.Width*g.Zoom - 1)
			if first := 4 * (top*width + left); pixels[first] != pictures[i*size] || pixels[last] != pictures[(i+1)*size-1] {
				t.Errorf("%+v: picture %d goes from %d to %d, want %d to %d", g, i, pixels[first], pixels[last], pictures[i*size], pictures[(i+1)*size-1])
			}
		}
	}
	if got := squareGrid(20, 28).at(5, -3, 20); got != 9 {
		t.Errorf("beyond the upper right corner is picture %d, want 9", got)
	}
}

func TestSquareGridFillsItsRows(t *testing.T) {
	for count, want := range map[int]int{0: 1, 1: 1, 9: 9, 10: 10, 16: 8, 20: 10, 32: 8, 36: 12, 45: 9, 64: 8, 100: 10, 17: 10} {
		if got := squareGrid(count, 5).Columns; got != want {
			t.Errorf("%d pictures have %d columns, want %d", count, got, want)
		}
	}
}

func TestStepInGrid(t *testing.T) {
	tests := []struct {
		at   int
		key  string
		next int
		ok   bool
	}{
		{3, "ArrowRight", 4, true}, {3, "ArrowLeft", 2, true}, {3, "ArrowDown", 8, true}, {8, "ArrowUp", 3, true},
		{0, "ArrowLeft", 0, true}, {16, "ArrowDown", 16, true}, {2, "ArrowUp", 2, true},
		{7, "Home", 0, true}, {7, "End", 16, true}, {7, "Tab", 7, false},
	}
	for _, test := range tests {
		if next, ok := stepInGrid(test.at, 5, 17, test.key); next != test.next || ok != test.ok {
			t.Errorf("%s leads from %d to %d, %t, want %d, %t", test.key, test.at, next, ok, test.next, test.ok)
		}
	}
}

func TestPalettes(t *testing.T) {
	plus, zero, minus := parseColour(" #0000ff"), parseColour("#ffffff"), parseColour("#ff8000")
	p := newPalettes(plus, zero, minus, colour{10, 20, 30})
	for v, want := range map[int][4]byte{255: {0, 0, 255, 255}, 128: {255, 255, 255, 255}, 1: {255, 128, 0, 255}, 0: {255, 128, 0, 255}} {
		if got := p[numberPalette][v]; got != want {
			t.Errorf("the colour of %d is %v, want %v", v, got, want)
		}
	}
	if small := p[numberPalette][128+16]; small[0] > 200 {
		t.Errorf("an eighth of the largest number is %v, which cannot be told from 0", small)
	}
	if p[inkPalette][200] != [4]byte{200, 200, 200, 255} || p[tracePalette][0][3] != 0 || p[tracePalette][255][3] < 90 {
		t.Errorf("ink is %v, its trace %v and %v", p[inkPalette][200], p[tracePalette][0], p[tracePalette][255])
	}
	if got := parseColour("red"); got != (colour{}) {
		t.Errorf("what is no #rrggbb is %v, want black", got)
	}
}

// sweepOf reads 1 up to a value's middle and 7 from there on, where it is sure.
func sweepOf(of int) *worker.Sweep {
	m := &worker.Sweep{Of: of, Bytes: make([]byte, 2*worker.Sweeps)}
	for i := range worker.Sweeps {
		m.Bytes[i], m.Bytes[worker.Sweeps+i] = 7, 255
		if i < 15 {
			m.Bytes[i], m.Bytes[worker.Sweeps+i] = 1, 100
		}
	}
	return m
}

func TestSweep(t *testing.T) {
	m := sweepOf(worker.ShiftX)
	runs := runsOf(m)
	if want := []sameDigit{{1, 0, 14}, {7, 15, 40}}; !slices.Equal(runs, want) {
		t.Errorf("runs %v, want %v", runs, want)
	}
	if got, want := runsText(worker.ShiftX, runs), "Reads 1 from -10 pixels to -3 pixels, 7 from -2.5 pixels to +10 pixels"; got != want {
		t.Errorf("runsText = %q, want %q", got, want)
	}
	picture := sweepPicture(m, 7)
	if picture[0] != 128-50 || picture[40] != 255 {
		t.Errorf("the ends are %d and %d, want another answer, less sure, and the same", picture[0], picture[40])
	}
	for of, want := range map[int]string{worker.Turn: "-9°", worker.Scale: "× 0.750", worker.ShiftX: "-1 pixel", worker.ShiftY: "+3 pixels", worker.Thickness: "0 pixels at each edge"} {
		v := map[int]float64{worker.Turn: -9, worker.Scale: -0.25, worker.ShiftX: -1, worker.ShiftY: 3}[of]
		if got := changeText(of, v); got != want {
			t.Errorf("changeText(%d, %g) = %q, want %q", of, v, got, want)
		}
	}
}

// insideMessage is of a network with one convolution, in which a 7 is read.
func insideMessage(outputs int) *worker.Inside {
	m := &worker.Inside{
		Source: "test", Read: true, Digit: 7, Parts: 2, From: "pool1",
		Filters: []worker.Numbers{
			{Layer: "conv1", Text: "conv 2 3", All: 2, Count: 2, Channels: 1, Side: 3, Largest: 0.5},
			{Layer: "fc", Text: "linear", All: outputs, Count: outputs, Channels: 2, Side: 14, Largest: 0.25},
		},
		Maps: []worker.Numbers{
			{Layer: "conv1", Text: "conv 2 3", All: 2, Count: 2, Channels: 1, Side: 28, Largest: 2},
			{Layer: "pool1", Text: "pool", All: 2, Count: 2, Channels: 1, Side: 14, Largest: 2},
		},
		Probabilities: make([]float64, 10),
	}
	m.Probabilities[7] = 1
	var biases, parts []float32
	for o := range outputs {
		biases = append(biases, 0.5)
		parts = append(parts, float32(o), -0.25)
		m.Outputs = append(m.Outputs, float64(o)+0.25)
	}
	m.Bytes = append(worker.PackFloats(biases), worker.PackFloats(parts)...)
	m.Bytes = append(m.Bytes, bytes.Repeat([]byte{9}, worker.ImagePixels)...)
	for _, list := range [][]worker.Numbers{m.Filters, m.Maps} {
		for _, n := range list {
			m.Bytes = append(m.Bytes, bytes.Repeat([]byte{191}, n.Pixels())...) // half the largest
		}
	}
	return m
}

// nothingRead has filters alone.
func nothingRead() *worker.Inside {
	m := insideMessage(10)
	m.Bytes = m.Bytes[m.Parts*10*4+10*4+worker.ImagePixels:]
	m.Read, m.Outputs, m.Probabilities, m.Maps = false, nil, nil, nil
	return m
}

func matteredMessage(outputs int) *worker.Mattered {
	m := &worker.Mattered{Places: 14, Patch: 6, Digit: 7, Outputs: make([]float64, outputs), Largest: 4}
	m.Bytes = bytes.Repeat([]byte{7}, 14*14)
	if outputs > 1 {
		for digit := range outputs {
			m.Bytes = append(m.Bytes, worker.PackFloats(slices.Repeat([]float32{float32(digit) / 9}, 14*14))...)
		}
	}
	m.Bytes = append(m.Bytes, bytes.Repeat([]byte{128}, outputs*14*14)...)
	return m
}

// hear delivers messages of the predictor.
func (s *stage) hear(messages ...worker.Message) {
	for _, m := range messages {
		s.page.lab.receiveFromPredictor(s.disp.Context(), m)
	}
	s.settle()
}

// settle lets what is mounted do what it does then.
func (s *stage) settle() {
	for range 3 {
		s.consume()
	}
}

// show shows a view.
func (s *stage) show(id string) {
	s.act(showView, id)
	s.settle()
}

func (s *stage) sentToPredictor() []worker.Message {
	s.t.Helper()
	return until(s.t, s.page.lab.predictor, s.predictor)
}

func inspects(messages []worker.Message) (list []worker.Inspect) {
	for _, m := range messages {
		if m, ok := m.(*worker.Inspect); ok {
			list = append(list, *m)
		}
	}
	return list
}

// The predictor shows the inside while its view is there, and no longer.
func TestInsideIsAskedForWhileItIsShown(t *testing.T) {
	s := newStage(t)
	s.hear(insideMessage(10))
	if got := inspects(s.sentToPredictor()); len(got) > 0 {
		t.Errorf("before the view is shown, the predictor is sent %v", got)
	}
	s.show("inside")
	if got := inspects(s.sentToPredictor()); !slices.Equal(got, []worker.Inspect{{On: true}}) {
		t.Errorf("when the view is shown, the predictor is sent %v", got)
	}
	change := worker.Change{worker.Turn: 9}
	s.act(changePicture, change)
	if got := inspects(s.sentToPredictor()); !slices.Equal(got, []worker.Inspect{{On: true, Change: change}}) {
		t.Errorf("with a change, the predictor is sent %v", got)
	}
	s.show(firstView)
	if got := inspects(s.sentToPredictor()); !slices.Equal(got, []worker.Inspect{{}}) {
		t.Errorf("when the view is gone, the predictor is sent %v", got)
	}
}

func TestInsideView(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	if html := s.html(); !strings.Contains(html, "Waiting for the network") {
		t.Error("nothing says that there are no weights yet")
	}
	s.hear(&worker.Prepared{Blank: true}, nothingRead())
	html := s.html()
	attribute(t, html, "filters-conv1", "role")
	if strings.Contains(html, `id="maps-conv1"`) || !strings.Contains(html, "Draw a digit: here you see") {
		t.Error("without a drawing, there are maps, or nothing says how to get them")
	}

	for _, outputs := range []int{10, 1} {
		for _, language := range text.Languages {
			speakEnglish(t)
			s.act(chooseLanguage, language.Tag)
			s.hear(insideMessage(outputs), matteredMessage(outputs), sweepOf(worker.Turn),
				&worker.Prepared{Page: worker.Size{Width: 1, Height: 1}, Scaled: worker.Size{Width: 1, Height: 1}, Pictures: make([]byte, 2+worker.ImagePixels)})
			html := s.html()
			if got := attribute(t, html, "logits", "data-value"); got != "7" {
				t.Errorf("%d outputs, %s: #logits has data-value %q, want 7", outputs, language.Tag, got)
			}
			if got := strings.Count(html, `id="logit-`); got != outputs {
				t.Errorf("%d outputs, %s: %d rows of logits", outputs, language.Tag, got)
			}
			if got := attribute(t, html, "preparation", "data-value"); got != "3" {
				t.Errorf("%d outputs, %s: %s steps of the preparation, want 3", outputs, language.Tag, got)
			}
			for _, id := range []string{"filters-conv1", "filters-fc", "maps-conv1", "maps-pool1", "map-large", "map-filter", "mattered",
				"whatif-shift-x", "whatif-shift-y", "whatif-turn", "whatif-scale", "whatif-thickness", "sweep-turn"} {
				attribute(t, html, id, "id")
			}
			if got := strings.Contains(html, `id="mattered-digit"`); got != (outputs == 10) {
				t.Errorf("%d outputs, %s: a choice of digits: %t", outputs, language.Tag, got)
			}
		}
	}
	s.act(chooseLanguage, text.English.Tag)
}

func TestInsideTexts(t *testing.T) {
	m := insideMessage(10)
	list := logitsOf(m)
	if l := list[3]; l.Value != 3.25 || l.Bias != 0.5 || l.For != 0 || l.Against != 1 || l.Parts[0] != 3 {
		t.Errorf("logit 3 = %+v", l)
	}
	if got, want := partText(m, list, 7), "Channel 2 of pool1 adds -0.25 to the logit of 3."; got != want {
		t.Errorf("partText = %q, want %q", got, want)
	}
	if pictures := partPictures(list); pictures[18] != 255 || pictures[0] != 128 || pictures[1] != 124 {
		t.Errorf("parts 9, 0 and -0.25 of 9 are shown as %d, %d and %d", pictures[18], pictures[0], pictures[1])
	}
	picture := mapPicture(&m.Maps[0], m.MapPictures(0), 1)
	if got, want := mapText(&m.Maps[0], picture, 1), "conv1, map 2 of 2: 0.99 to 0.99."; got != want {
		t.Errorf("mapText = %q, want %q", got, want)
	}
	if f := filterOf(m, 1); f != 0 {
		t.Errorf("the maps of the pooling are made by filters %d, want those of conv1", f)
	}
	if got, want := filtersText(&m.Filters[1]), "10 outputs (rows), each with 14 × 14 weights for every channel it gets (columns)"; got != want {
		t.Errorf("filtersText = %q, want %q", got, want)
	}
	if got, want := votesText([]int{7, 1, 7, 9, 7}), "3 of these 5 show a 7."; got != want {
		t.Errorf("votesText = %q, want %q", got, want)
	}
}

// A patch is cut off at the picture's edges.
func TestPatchAt(t *testing.T) {
	m := matteredMessage(10)
	for place, want := range map[int]box{
		0:         {0, 0, 4. / 28, 4. / 28},
		14*5 + 6:  {10. / 28, 8. / 28, 6. / 28, 6. / 28},
		14*14 - 1: {24. / 28, 24. / 28, 4. / 28, 4. / 28},
	} {
		if got := patchAt(m, place); *got != want {
			t.Errorf("the patch at place %d is %+v, want %+v", place, *got, want)
		}
	}
}

// Neighbours are asked for once a picture rests, and once for each.
func TestNearestIsAskedForWhenThePictureRests(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.show("inside")
	s.sent()
	asked := func() (list []*worker.Nearest) {
		for _, m := range s.sent() {
			if m, ok := m.(*worker.Nearest); ok {
				list = append(list, m)
			}
		}
		return list
	}
	first, second := insideMessage(10), insideMessage(10)
	second.Image()[5] = 77
	s.hear(first, second, second)
	time.Sleep(restTime)
	s.settle() // which waits for what comes after a while
	got := asked()
	if len(got) != 1 || !bytes.Equal(got[0].Image, second.Image()) || got[0].Count != 5 {
		t.Fatalf("%d questions about neighbours, want one, about the last picture", len(got))
	}
	s.act(findNearest, nil)
	if again := asked(); len(again) > 0 {
		t.Errorf("asked again: %v", again)
	}

	answer := &worker.Neighbours{ID: got[0].ID - 1, Indices: []int{3}, Labels: []int{4}, Distances: []float64{1}, Images: make([]byte, worker.ImagePixels)}
	s.say(answer)
	s.settle()
	if strings.Contains(s.html(), `id="nearest"`) {
		t.Error("an answer to an earlier question is shown")
	}
	answer.ID = got[0].ID
	s.say(answer)
	s.settle()
	if got := attribute(t, s.html(), "nearest-0", "data-value"); got != "3" {
		t.Errorf("the nearest image is %s, want 3", got)
	}
	s.hear(nothingRead())
	if strings.Contains(s.html(), `id="nearest"`) {
		t.Error("there are neighbours of nothing")
	}
}
