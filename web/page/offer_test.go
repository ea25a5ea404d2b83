package page_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/data/failure"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// fashion are files as a visitor opens them, and what a trainer finds in them.
var fashion = state.Files{
	Names: []string{"fashion/train-images-idx3-ubyte.gz", "fashion/train-labels-idx1-ubyte.gz"},
	Sizes: []int64{26_421_880, 29_515},
}

func fashionOffer() *worker.DatasetOffer {
	return &worker.DatasetOffer{Name: "fashion", Train: 50000, Valid: 10000, Test: 10000, DarkOnLight: true,
		Classes: strings.Split("T-shirt/top Trouser Pullover Dress Coat Sandal Shirt Sneaker Bag Boot", " "),
		Said:    []failure.Message{failure.Say("values from %d to %d", 0, 255)},
		Labels:  []int{9, 0}, Images: make([]byte, 2*worker.ImagePixels)}
}

// openFashion opens those files.
func openFashion(s *stage) {
	files := fashion
	files.Blobs = app.Window() // which outside a browser is as good as an array
	act(s, state.OfferDataset, files)
}

// loadFashion is what the trainer is asked for then, but for the URL.
func loadFashion() *worker.LoadDataset {
	return &worker.LoadDataset{Name: "fashion", Keep: true, Offer: true, Files: []worker.DatasetFile{
		{Name: fashion.Names[0], Size: fashion.Sizes[0]}, {Name: fashion.Names[1], Size: fashion.Sizes[1]}}}
}

func (s *stage) expectLoad(want *worker.LoadDataset) {
	s.t.Helper()
	for _, m := range s.sent() {
		if load, ok := m.(*worker.LoadDataset); ok {
			got := *load
			got.URL = want.URL
			if !reflect.DeepEqual(&got, want) {
				s.t.Errorf("the trainer was asked for %+v, want %+v", got, want)
			}
			return
		}
	}
	s.t.Error("the trainer was not asked for the files")
}

func TestOfferedDatasetIsShownBeforeItCounts(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	s.sent()
	openFashion(s)
	s.expectLoad(loadFashion())
	s.say(&worker.DatasetProgress{Name: "fashion", Images: 12000, Offer: true})
	if want := "Reading fashion: 12,000 images"; !strings.Contains(s.html(), want) || s.value("dataset-offer") != "0" {
		t.Errorf("the page does not say %q", want)
	}
	if s.value("dataset-status") != "70000" || get(s, state.DatasetKey).Phase != state.DatasetReady {
		t.Error("while files are read, the dataset before is not in use")
	}
	s.say(fashionOffer())
	html := s.html()
	for _, want := range []string{"This is what was found in fashion", "Values from 0 to 255", "Boot", "T-shirt/top"} {
		if !strings.Contains(html, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if s.value("dataset-offer") != "70000" || s.value("dataset-images") != "2" {
		t.Error("it does not say how many images there are, or are shown")
	}
	if !s.checked("dataset-invert") {
		t.Error("what is dark on light is not to be inverted")
	}
	if strings.Contains(html, "dataset-prepare") {
		t.Error("what are no pictures can be cropped")
	}
	act(s, state.InvertOffer, false)
	s.sent()
	s.raise(state.UseOffer)
	s.expectSent(&worker.UseOffer{})
	if get(s, state.OfferKey).Open {
		t.Error("the dialog stays open")
	}
	ready := *readyMessage
	ready.Name, ready.Classes = "fashion", fashionOffer().Classes
	s.say(&ready)
	if want := "fashion: 50,000 images"; !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}

	// Another trainer reads the same files without asking.
	s.sent()
	s.lose("trainer", 1)
	again := loadFashion()
	again.Offer = false
	s.expectLoad(again)
}

// The classes can be called otherwise; names that cannot be are refused in words.
func TestOfferedClassesAreNamed(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	openFashion(s)
	s.say(fashionOffer())
	name := func(label int, name string) { act(s, state.NameClass, state.ClassName{Label: label, Name: name}) }
	name(0, " Shirt with “short” sleeves ")
	name(9, "Ankle boot")
	html := s.html()
	if got := attribute(t, html, "class-name-9", "value"); got != "Boot" || strings.Count(html, ">Ankle boot<") != 1 {
		t.Errorf("the field of the last class was set to %q while one types, or the name is not below its image", got)
	}
	for _, test := range []struct{ name, want string }{
		{" ", "Class 1 has no name."},
		{strings.Repeat("袜", 22), "The name of class 1 is too long."},
		{"a\tb", "The name of class 1 has characters that cannot be shown."},
		{"Pullover ", "Classes 1 and 2 have the same name, Pullover."},
	} {
		name(1, test.name)
		s.sent()
		s.raise(state.UseOffer)
		s.expectSent()
		if !strings.Contains(s.html(), test.want) {
			t.Errorf("the name %q: the page does not say %q", test.name, test.want)
		}
	}
	name(1, "Trouser")
	name(10, "none")
	s.raise(state.UseOffer)
	names := fashionOffer().Classes
	names[0], names[9] = "Shirt with “short” sleeves", "Ankle boot"
	s.expectSent(&worker.UseOffer{Invert: true, Names: names})

	// Another trainer gives them again.
	ready := *readyMessage
	ready.Classes = names
	s.say(&ready)
	s.sent()
	s.lose("trainer", 1)
	again := loadFashion()
	again.Offer, again.Invert, again.Names = false, true, names
	s.expectLoad(again)
}

// Ten classes that are called otherwise than by digits are no digits any more, and back.
func TestDigitsThatAreNamed(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	openFashion(s)
	offer := fashionOffer()
	offer.Classes = nil
	s.say(offer)
	if attribute(t, s.html(), "class-name-9", "value") != "9" || strings.Contains(s.html(), "dataset-named") {
		t.Error("digits are not offered as such")
	}
	act(s, state.NameClass, state.ClassName{Label: 9, Name: "J"})
	attribute(t, s.html(), "dataset-named", "id")
	act(s, state.NameClass, state.ClassName{Label: 9, Name: "9"})
	s.sent()
	s.raise(state.UseOffer)
	s.expectSent(&worker.UseOffer{Invert: true})
}

func TestOfferOfPictures(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	openFashion(s)
	s.sent()
	offer := fashionOffer()
	offer.Pictures, offer.DarkOnLight = true, false
	s.say(offer)
	act(s, state.PrepareOffer, true)
	prepared := loadFashion()
	prepared.Prepare = true
	s.expectLoad(prepared)
	s.raise(state.UseOffer)
	s.expectSent() // while they are read again
	if s.value("dataset-prepare") != "prepared" || !strings.Contains(s.html(), "Boot") {
		t.Error("while they are read again, what was found before is not in sight")
	}
	s.say(&worker.Failure{Scope: worker.ScopeOffer, Message: failure.Of(failure.New("there are no labels for the images in %s", "a"))})
	s.expectLoad(loadFashion())
	if o := get(s, state.OfferKey); !o.Open || o.Prepare || o.Problem != "There are no labels for the images in a" {
		t.Errorf("what cannot be prepared leaves %+v", o)
	}
	s.say(offer)
	s.raise(state.DropOffer)
	s.expectSent(&worker.DropOffer{})
	if get(s, state.OfferKey).Open || s.value("dataset-status") != "70000" {
		t.Error("the dialog stays open, or the dataset before is lost")
	}
	s.say(offer) // which has been on its way
	if get(s, state.OfferKey).Found.Train != 0 {
		t.Error("what was dropped is offered")
	}
}

func TestOfferThatFails(t *testing.T) {
	s := newStage(t)
	s.say(readyMessage)
	openFashion(s)
	s.say(&worker.Failure{Scope: worker.ScopeOffer, Message: failure.Of(failure.New("there are no labels for the images in %s", "a"))})
	if s.notices() != "There are no labels for the images in a" || get(s, state.OfferKey).Open {
		t.Errorf("#error says %q", s.notices())
	}
	if s.value("dataset-status") != "70000" || get(s, state.DatasetKey).Phase != state.DatasetReady {
		t.Error("the dataset before is lost")
	}
	openFashion(s)
	if s.notices() != "" {
		t.Errorf("after another try #error says %q", s.notices())
	}
	s.lose("trainer", 1)
	if get(s, state.OfferKey).Open {
		t.Error("the dialog waits for a trainer that is gone")
	}
	act(s, state.OfferDataset, state.Files{})
	if s.notices() == "" {
		t.Error("nothing is said of an empty folder")
	}
}
