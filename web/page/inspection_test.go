package page_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"digitlab/web/state"
	"digitlab/web/text"
	"digitlab/web/worker"
)

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

// insideMessage is of a network with one convolution, in which a 7 is read.
func insideMessage(outputs int) *worker.Inside {
	m := &worker.Inside{
		Source: "test", Read: true, Digit: 7, Parts: 2, From: "pool1", Temperature: 1.25,
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

func occlusionMessage(outputs int) *worker.Occlusion {
	m := &worker.Occlusion{Places: 14, Patch: 6, Digit: 7, Outputs: make([]float64, outputs), Largest: 4}
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
		s.receive["predictor"](s.disp.Context(), m)
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
	act(s, state.ShowView, id)
	s.settle()
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
	synctest.Test(t, testInsideIsAskedForWhileItIsShown)
}

func testInsideIsAskedForWhileItIsShown(t *testing.T) {
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
	act(s, state.ChangePicture, change)
	if got := inspects(s.sentToPredictor()); !slices.Equal(got, []worker.Inspect{{On: true, Change: change}}) {
		t.Errorf("with a change, the predictor is sent %v", got)
	}
	s.show(state.FirstView)
	if got := inspects(s.sentToPredictor()); !slices.Equal(got, []worker.Inspect{{}}) {
		t.Errorf("when the view is gone, the predictor is sent %v", got)
	}
}

func TestInsideView(t *testing.T) { synctest.Test(t, testInsideView) }

func testInsideView(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	if html := s.html(); !strings.Contains(html, "Waiting for the network") {
		t.Error("nothing says that there are no weights yet")
	}
	s.hear(&worker.Prepared{Blank: true}, nothingRead())
	if s.shows("filters-conv1") {
		t.Error("the filters are there though their part is folded")
	}
	for _, part := range []string{state.PartFilters, state.PartMaps} {
		act(s, state.FoldPart, state.PartFold{Part: part, Open: true})
	}
	s.settle()
	html := s.html()
	attribute(t, html, "filters-conv1", "role")
	if strings.Contains(html, `id="maps-conv1"`) || !strings.Contains(html, "Draw a digit: here you see") {
		t.Error("without a drawing, there are maps, or nothing says how to get them")
	}

	for _, outputs := range []int{10, 1} {
		for _, language := range text.Languages {
			speakEnglish(t)
			act(s, state.ChooseLanguage, language.Tag)
			s.hear(insideMessage(outputs), occlusionMessage(outputs), sweepOf(worker.Turn),
				&worker.Prepared{Page: worker.Size{Width: 1, Height: 1}, Scaled: worker.Size{Width: 1, Height: 1}, Pictures: make([]byte, 2+worker.ImagePixels)})
			html := s.html()
			if got := attribute(t, html, "logits", "data-value"); got != "7" {
				t.Errorf("%d outputs, %s: #logits has data-value %q, want 7", outputs, language.Tag, got)
			}
			// The largest logit is that of 9, and the label what is read, a 7; one output is 0.25.
			if got, want := attribute(t, html, "loss-path", "data-value"), map[int]string{10: "2.45863", 1: "45.5625"}[outputs]; got != want {
				t.Errorf("%d outputs, %s: a loss of %s, want %s", outputs, language.Tag, got, want)
			}
			if got := strings.Contains(html, `id="loss-temperature"`); got != (outputs == 10) {
				t.Errorf("%d outputs, %s: a temperature is said: %t", outputs, language.Tag, got)
			}
			if got := strings.Count(html, `id="logit-`); got != outputs {
				t.Errorf("%d outputs, %s: %d rows of logits", outputs, language.Tag, got)
			}
			if got := attribute(t, html, "preparation", "data-value"); got != "3" {
				t.Errorf("%d outputs, %s: %s steps of the preparation, want 3", outputs, language.Tag, got)
			}
			for _, id := range []string{"network-0", "network-1", "network-2", "network-lines", "sum-layer", "sum-map-picture",
				"filters-conv1", "filters-fc", "maps-conv1", "maps-pool1", "map-large", "map-filter", "mattered",
				"whatif-shift-x", "whatif-shift-y", "whatif-turn", "whatif-scale", "whatif-thickness", "sweep-turn"} {
				attribute(t, html, id, "id")
			}
			if got := strings.Contains(html, `id="mattered-digit"`); got != (outputs == 10) {
				t.Errorf("%d outputs, %s: a choice of digits: %t", outputs, language.Tag, got)
			}
		}
	}
	act(s, state.ChooseLanguage, text.English.Tag)
}

// The network in space is there once its part is opened, and is about what the page
// points at.
func TestSpaceFollowsThePoint(t *testing.T) { synctest.Test(t, testSpaceFollowsThePoint) }

func testSpaceFollowsThePoint(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	s.hear(insideMessage(10))
	if s.shows("space") {
		t.Error("the network in space is there though its part is folded")
	}
	act(s, state.FoldPart, state.PartFold{Part: state.PartSpace, Open: true})
	s.settle()
	html := s.html()
	if got, want := attribute(t, html, "space", "data-value"), strconv.Itoa(784+2*784+2*196+10); got != want {
		t.Errorf("%s cubes, want %s", got, want)
	}
	for _, id := range []string{"space-canvas", "network-space", "space-layer", "space-map", "space-nearer", "space-farther", "space-reset"} {
		attribute(t, html, id, "id")
	}
	if !strings.Contains(html, "Digit 7.") || !strings.Contains(html, "Its probability is") {
		t.Error("nothing says that the answer is chosen at first")
	}
	act(s, state.PointAt, worker.Point{Layer: "pool1", Unit: 196 + 3*14 + 4})
	s.settle()
	html = s.html()
	if !strings.Contains(html, "pool1, map 2, row 4, column 5.") || !strings.Contains(html, "Its value is 0.99.") { // 63 of 127 of 2
		t.Error("nothing says which value is pointed at, and how large it is")
	}
	if layer, number := attribute(t, html, "space-layer", "data-value"), attribute(t, html, "space-map", "data-value"); layer != "2" || number != "1" {
		t.Errorf("layer %s, map %s are chosen, want 2 and 1", layer, number)
	}
	s.hear(insideMessage(1)) // another network
	if got := attribute(t, s.html(), "space", "data-value"); got != strconv.Itoa(784+2*784+2*196+1) {
		t.Errorf("with one output there are %s cubes", got)
	}
	s.hear(nothingRead())
	if html := s.html(); attribute(t, html, "space", "data-value") != "0" || strings.Contains(html, `id="space-words"`) {
		t.Error("there are cubes of nothing")
	}
	act(s, state.FoldPart, state.PartFold{Part: state.PartSpace})
	s.settle()
	if s.shows("space") {
		t.Error("the network in space is there though its part is folded again")
	}
}

// The small picture of the network follows a run while it is in sight, and the view of
// the inside goes before it.
func TestNetworkBesideTheCurves(t *testing.T) { synctest.Test(t, testNetworkBesideTheCurves) }

func testNetworkBesideTheCurves(t *testing.T) {
	s := newStage(t)
	act(s, state.FoldPart, state.PartFold{Part: state.PartBeside, Open: true})
	asked := func(want ...worker.Inspect) {
		t.Helper()
		var got []worker.Inspect
		for _, m := range s.sentToPredictor() {
			if m, ok := m.(*worker.Inspect); ok {
				got = append(got, *m)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("the predictor was asked for %+v, want %+v", got, want)
		}
	}
	s.sentToPredictor()
	brief, whole := worker.Inspect{On: true, Brief: true}, worker.Inspect{On: true}
	act(s, state.SeePart, state.PartSight{Part: state.PartBeside, Seen: true})
	asked(brief)
	m := insideMessage(10)
	m.Step = 300
	s.hear(m)
	s.settle()
	if got := s.value("beside-picture"); got != "300" {
		t.Errorf("the small picture is of step %q, want 300", got)
	}
	if strings.Contains(s.html(), `id="network-column-1"`) {
		t.Error("the small picture has something to choose from")
	}
	s.show("inside")
	asked(whole)
	act(s, state.SeePart, state.PartSight{Part: state.PartBeside})
	asked()
	s.show("train")
	asked(worker.Inspect{})
	act(s, state.SeePart, state.PartSight{Part: state.PartBeside, Seen: true})
	asked(brief)
	act(s, state.SeePart, state.PartSight{Part: state.PartBeside})
	asked(worker.Inspect{})
}

// Neighbours are asked for once a picture rests, and once for each.
func TestNearestIsAskedForWhenThePictureRests(t *testing.T) {
	synctest.Test(t, testNearestIsAskedForWhenThePictureRests)
}

func testNearestIsAskedForWhenThePictureRests(t *testing.T) {
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
	s.settle() // which waits for what comes after a while
	got := asked()
	if len(got) != 1 || !bytes.Equal(got[0].Image, second.Image()) || got[0].Count != 5 {
		t.Fatalf("%d questions about neighbours, want one, about the last picture", len(got))
	}
	s.raise(state.FindNearest)
	if again := asked(); len(again) > 0 {
		t.Errorf("asked again: %v", again)
	}

	const searching = "Searching the training images."
	if strings.Contains(s.html(), searching) {
		t.Errorf("with nothing read the page says %q", searching)
	}
	state.ReadingKey.Set(s.disp.Context(), state.NewReading(oneDot, worker.Prediction{Digit: 4}))
	s.settle()
	if !strings.Contains(s.html(), searching) {
		t.Errorf("while neighbours are looked for the page does not say %q", searching)
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

// An image of a dataset keeps its name and its label, and takes no preparation
// that could be explained.
func TestInsideOfASample(t *testing.T) { synctest.Test(t, testInsideOfASample) }

func testInsideOfASample(t *testing.T) {
	s := newStage(t)
	s.show("inside")
	sample := imageOf(7)
	s.hear(&worker.Prepared{Pictures: sample}, insideMessage(10))
	s.read(state.Subject{Name: "test image 9879", Image: sample, Label: 4, Labelled: true}, 4, sample)
	s.settle()
	html := s.html()
	if got := attribute(t, html, "inside-subject", "data-value"); got != "4" || !strings.Contains(html, "On the pad: test image 9879, with the label 4.") {
		t.Errorf("#inside-subject has data-value %q, want 4 and the image's name", got)
	}
	if strings.Contains(html, `id="preparation-end"`) || attribute(t, html, "preparation", "data-value") != "1" {
		t.Error("more is said of the preparation than that the image is of the dataset")
	}
	if strings.Contains(html, "in the dark theme the pad only looks inverted") {
		t.Error("an image of the dataset is said to be drawn")
	}
	s.hear(&worker.Prepared{Page: worker.Size{Width: 1, Height: 1}, Scaled: worker.Size{Width: 1, Height: 1}, Pictures: make([]byte, 2+worker.ImagePixels)})
	s.read(drawn(50), 1, imageOf(1))
	s.settle()
	if got := strings.Count(s.html(), "in the dark theme the pad only looks inverted"); got != 1 {
		t.Errorf("%d steps of a drawing explain the dark theme's pad, want the first", got)
	}
	if strings.Contains(s.html(), `id="inside-subject"`) {
		t.Error("a drawing is said to be of the dataset")
	}
}
