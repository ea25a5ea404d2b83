package e2e

import (
	"strings"
	"testing"
)

// TestNewVersion puts a new version behind the address of two open pages, one
// of which trains: it must go on with its own files, which the server has no
// more, when the other has gone to the new version.
func TestNewVersion(t *testing.T) {
	f := newFront(t, address)
	first := openAt(t, f.url+settings)
	first.waitForDataset()
	first.cached("") // the service worker is there
	old := first.version()

	changed, stop, err := startServer(changedDist(t))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	f.change(t, changed)
	busy := openAt(t, f.url+settings+"&workers=1&epochs=100")
	busy.waitForDataset()
	for _, p := range []*tab{first, busy} {
		p.waitFor("document.getElementById('update-reload') !== null")
		if got := p.version(); got != old {
			t.Errorf("version %s is there before anybody has asked for it, want %s still", got, old)
		}
	}
	busy.shoot("newversion", 390, 844, true)

	busy.click("train-start")
	busy.waitForStep(1)
	busy.click("update-reload")
	busy.waitFor("document.getElementById('update').innerText.includes('Reloading interrupts the run')")
	busy.click("update-later")
	busy.waitFor("document.getElementById('update') === null")

	first.click("update-reload")
	first.waitFor(isReady + " && goappEnv.GOAPP_VERSION !== '" + old + "'")
	first.waitForDataset()

	busy.waitForStep(busy.value("metric-step") + 3)
	busy.click("train-stop")
	busy.waitForTraining("done")
	f.paths()
	busy.set("workers", "3")
	busy.click("train-start")
	busy.waitForStep(3)
	for _, path := range f.paths() {
		if strings.HasPrefix(path, "/web/") {
			t.Errorf("the old page asks the server for %s", path)
		}
	}
	busy.click("train-stop")
	busy.waitForTraining("done")
	if got := busy.version(); got != old {
		t.Errorf("the page in the middle of a run became version %s, want %s still", got, old)
	}

	// It has been told again, since there is a newer one in charge.
	busy.click("update-reload")
	busy.waitFor(isReady + " && goappEnv.GOAPP_VERSION !== '" + old + "'")
	// No page of the old version is open any more.
	busy.until("one trainer in the caches", func() bool { return len(busy.cachedTrainers()) == 1 })
}

// version returns the version of the page.
func (p *tab) version() string {
	p.t.Helper()
	return eval[string](p, "goappEnv.GOAPP_VERSION")
}
