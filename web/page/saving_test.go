package page_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/lab"
	"digitlab/web/state"
	"digitlab/web/worker"
)

// newSavingStage is a page of a visitor who saves data; the browser may keep the images.
func newSavingStage(t *testing.T, kept bool, fragment ...string) *stage {
	return newStageWith(t, lab.Options{
		SavesData: func() bool { return true },
		WhenKept: func(ctx app.Context, url string, done func(app.Context)) {
			if kept && strings.HasSuffix(url, "mnist.json.gz") {
				done(ctx)
			}
		},
	}, fragment...)
}

// has reports whether there is a message of a kind.
func has[M worker.Message](messages []worker.Message) bool {
	for _, m := range messages {
		if _, is := m.(M); is {
			return true
		}
	}
	return false
}

// Who saves data is not sent the images unasked, unless the browser has them anyway or
// the link asks for a run.
func TestImagesWaitForWhoSavesData(t *testing.T) {
	for _, test := range []struct {
		name     string
		kept     bool
		fragment string
		want     string
	}{
		{"nothing", false, "", state.DatasetHeld},
		{"kept", true, "", state.DatasetLoading},
		{"link", false, "autostart=1", state.DatasetLoading},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newSavingStage(t, test.kept, test.fragment)
			if got := get(s, state.DatasetKey).Phase; got != test.want {
				t.Errorf("phase %q, want %q", got, test.want)
			}
			s.lose("trainer", 1) // the next one is sent what the first was
			if asked := has[*worker.LoadDataset](s.sent()); asked != (test.want == state.DatasetLoading) {
				t.Errorf("in phase %q the trainer is asked for images: %t", test.want, asked)
			}
		})
	}
}

// The button and Train both load them, and Train starts when they are there.
func TestHeldImagesAreLoadedWhenWanted(t *testing.T) {
	for name, press := range map[string]state.Signal{"button": state.RetryDataset, "Train": state.StartRun} {
		t.Run(name, func(t *testing.T) {
			s := newSavingStage(t, false)
			s.raise(press)
			s.expectSent(loadMNIST)
			s.say(readyMessage)
			if started := has[*worker.Start](s.sent()); started != (press == state.StartRun) {
				t.Errorf("a run is started: %t", started)
			}
		})
	}
}

// What the page says of the size is that of the file.
func TestSizeOfTheImages(t *testing.T) {
	file, err := os.Stat("../../data/mnist.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	s := newSavingStage(t, false)
	if want := fmt.Sprintf("a download of %.0f MB", float64(file.Size())/1e6); !strings.Contains(s.html(), want) {
		t.Errorf("the page does not say %q", want)
	}
}

// The predictor answers with the weights of the page before there is a trainer, and
// another predictor with what has come since.
func TestFirstWeightsGoToThePredictor(t *testing.T) {
	var arrived func()
	s := newStageWith(t, lab.Options{Fetch: func(ctx app.Context, url string, done func(app.Context, []byte)) {
		if strings.HasSuffix(url, "model.safetensors") {
			arrived = func() { done(ctx, []byte("file")) }
		}
	}})
	arrived()
	s.consume()
	if got := s.sentToPredictor(); len(got) != 1 || string(got[0].(*worker.LoadWeights).File) != "file" {
		t.Fatalf("the predictor was sent %s, want the file of weights", describe(got))
	}
	s.say(presentWeights)
	s.sentToPredictor()
	arrived() // late
	s.consume()
	if got := s.sentToPredictor(); len(got) > 0 {
		t.Errorf("after the trainer's weights the predictor was sent %s", describe(got))
	}
}
