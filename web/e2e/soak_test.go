package e2e

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// soakSettings are those of a run of a hundred steps on the full training set.
const soakSettings = "#lr=0.05&momentum=0.9&batch=500&epochs=1&seed=7&workers=2&augment=light"

// soakGrowth is by how many MB the processes of the page may have grown from the
// end of its second run to that of its last: engines collect when they like.
const soakGrowth = 300

// TestSoak trains the same run again and again in one tab, for as long as SOAK
// says, such as 10m, while workers die, the tab is reloaded, the network is gone and
// the disk is full, in an order that follows from SOAK_SEED. Each run ends with the
// weights of one that nothing happens to.
func TestSoak(t *testing.T) {
	if os.Getenv("SOAK") == "" {
		t.Skip("SOAK is not set: make soak runs this test")
	}
	length, err := time.ParseDuration(os.Getenv("SOAK"))
	if err != nil {
		t.Fatal(err)
	}
	seed, err := strconv.ParseUint(os.Getenv("SOAK_SEED"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	patience += length // which is that of a tab, and this test runs alone
	s := newSoak(t, seed)
	s.finish()
	want := s.savedWeights()
	s.reset()
	memory := 0
	for start, runs := time.Now(), 0; time.Since(start) < length; runs++ {
		s.disturb()
		if got := s.savedWeights(); !bytes.Equal(got, want) {
			t.Fatalf("seed %d: run %d ends with other weights than one that nothing happens to", seed, runs)
		}
		s.reset()
		now := s.memory()
		t.Logf("run %d is done after %v, with %d MB", runs, time.Since(start).Round(time.Second), now)
		if runs == 0 {
			memory = now
		} else if now > memory+soakGrowth {
			t.Fatalf("seed %d: the page has grown from %d MB to %d", seed, memory, now)
		}
	}
}

// soak is a page that much happens to.
type soak struct {
	*tab
	front   *front
	random  *rand.Rand
	trainer time.Time // when it was last ended, the predictor as well: three times within two minutes are too many
}

func newSoak(t *testing.T, seed uint64) *soak {
	s := &soak{front: newFront(t, address), random: rand.New(rand.NewPCG(seed, 0))}
	s.tab = openAt(t, s.front.url+soakSettings, chromedp.WithNewBrowserContext())
	s.waitForDataset()
	s.waitFor("navigator.serviceWorker.controller !== null || (navigator.serviceWorker.ready.then(() => { window.installed = true; }), window.installed)")
	s.expected = "net::ERR_"
	return s
}

// finish trains the run to its end.
func (s *soak) finish() {
	s.t.Helper()
	s.click("train-start")
	s.waitForTraining("done")
}

func (s *soak) reset() {
	s.t.Helper()
	s.click("train-reset")
	s.waitForTraining("idle")
}

// disturb is finish while something happens every few seconds.
func (s *soak) disturb() {
	s.t.Helper()
	s.click("train-start")
	for {
		s.pause(1, 5)
		if s.done() {
			return
		}
		s.happen()
	}
}

// pause waits for some seconds, or until the run is done.
func (s *soak) pause(least, most float64) {
	end := time.Now().Add(time.Duration((least + (most-least)*s.random.Float64()) * float64(time.Second)))
	for time.Now().Before(end) && !s.done() {
		s.do(chromedp.Sleep(100 * time.Millisecond))
	}
}

func (s *soak) done() bool {
	return eval[string](s.tab, "document.documentElement.dataset.training") == "done"
}

// happen lets one thing happen.
func (s *soak) happen() {
	s.t.Helper()
	ways := slices.Sorted(maps.Keys(waysToDie))
	way := ways[s.random.IntN(len(ways))]
	what := s.random.IntN(6)
	if what < 2 && time.Since(s.trainer) < 75*time.Second {
		what = 2
	}
	step := eval[string](s.tab, "document.getElementById('metric-step').dataset.value")
	said := ""
	switch what {
	case 0, 1:
		role := []string{"trainer", "predictor"}[what]
		said, s.trainer = "the "+role+" "+way, time.Now()
		if err := s.attach(role).run(waysToDie[way]); err != nil {
			said = "the " + role + " was gone: " + err.Error()
		}
	case 2:
		said = "a helper " + way
		if err := s.endHelper(waysToDie[way]); err != nil {
			said = "there was no helper: " + err.Error()
		}
	case 3:
		said = "the tab is reloaded"
		s.comeBack()
	case 4:
		said = "the network is gone"
		s.front.cut()
		s.pause(1, 8)
		s.front.change(s.t.(*testing.T), address)
	case 5:
		said = "the disk is full"
		full := 1.0
		s.limitStorage(s.front.url, &full)
		s.pause(1, 8)
		s.limitStorage(s.front.url, nil)
	}
	s.t.Logf("step %s: %s", step, said)
}

// endHelper ends one. The trainer may be gone, or have none, which is an error.
func (s *soak) endHelper(way string) error {
	trainer := s.attach("trainer")
	if err := trainer.followHelpers(); err != nil {
		return err
	}
	select {
	case helper := <-trainer.helpers:
		return trainer.tell(helper, way)
	case <-time.After(5 * time.Second):
		return errors.New("none is attached to")
	}
}

// comeBack reloads the page and goes on with the run, or begins it again if it was
// not saved.
func (s *soak) comeBack() {
	s.t.Helper()
	s.reload()
	s.waitForDataset()
	const offered = "document.getElementById('kept').dataset.value !== ''"
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end) && !eval[bool](s.tab, offered); {
		s.do(chromedp.Sleep(100 * time.Millisecond))
	}
	if eval[bool](s.tab, offered) {
		s.click("kept-resume")
	} else {
		s.click("train-start")
	}
}

// cut lets the front answer nothing until its server is changed.
func (f *front) cut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.server = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
}

// memory returns what the browser's pages and their workers have in memory, in MB.
func (s *soak) memory() (all int) {
	s.t.Helper()
	for _, process := range s.processes() {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", process.ID))
		if process.Type != "renderer" || err != nil {
			continue // or it has ended
		}
		pages, err := strconv.Atoi(strings.Fields(string(status))[1])
		if err != nil {
			s.t.Fatal(err)
		}
		all += pages * os.Getpagesize() >> 20
	}
	return all
}
