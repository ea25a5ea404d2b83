package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// A browser that blocks the data of sites lets pages touch no storage at all.
func TestStorageBlocked(t *testing.T) {
	profile := t.TempDir()
	preferences := filepath.Join(profile, "Default", "Preferences")
	if err := os.MkdirAll(filepath.Dir(preferences), 0o755); err != nil {
		t.Fatal(err)
	}
	const blocked = `{"profile":{"default_content_setting_values":{"cookies":2}}}`
	if err := os.WriteFile(preferences, []byte(blocked), 0o644); err != nil {
		t.Fatal(err)
	}
	strict, stop, err := startBrowser(chromedp.UserDataDir(profile))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)

	p := openIn(t, strict, address+settings)
	if eval[bool](p, "(() => { try { return Boolean(localStorage.clear) && !storageRefused } catch { return false } })()") {
		t.Fatal("this browser blocks nothing")
	}
	p.waitFor("document.getElementById('error').innerText.includes('keeps nothing for the page')")
	p.set("theme", "dark")
	p.waitFor("document.documentElement.dataset.theme === 'dark'")
	p.set("language", "zh-Hans")
	p.waitFor("document.documentElement.lang === 'zh-Hans'")
	p.readAndTrain()
	p.click("tab-hand")
	if notices := eval[int](p, "document.querySelectorAll('#error .alert').length"); notices != 1 {
		t.Errorf("%d notices, want one", notices)
	}
	p.shoot("blocked", 390, 844, true)
}

// Where another page of this host has taken all the room, a choice holds for the
// visit, and a run goes on.
func TestPreferencesWithoutRoom(t *testing.T) {
	p := open(t, settings+"&epochs=100")
	p.waitForDataset()
	p.do(chromedp.Evaluate[chromedp.Void](`
		for (let size = 1 << 22; size >= 1; size >>= 1) {
			try {
				for (let i = 0; ; i++) localStorage.setItem(size + " " + i, "x".repeat(size));
			} catch {}
		}`))
	p.click("train-start")
	p.waitForStep(2)
	p.set("theme", "dark")
	p.waitFor("document.documentElement.dataset.theme === 'dark'")
	p.waitFor("document.getElementById('error').innerText.includes('no room left to remember your choice')")
	p.waitForStep(p.value("metric-step") + 2)
	p.click("train-stop")
	p.waitForTraining("done")

	p.do(chromedp.Evaluate[chromedp.Void]("localStorage.clear()"))
	p.set("theme", "light")
	p.waitFor("document.getElementById('error').innerText === ''")
	if kept := eval[string](p, "localStorage.getItem('digitlab-theme')"); kept != "light" {
		t.Errorf("with room again %q is kept, want light", kept)
	}
}

// indexed runs the body of a function of JavaScript on the object store of a
// database, and waits until what it has written is there.
func (p *tab) indexed(database, body string) {
	p.t.Helper()
	p.do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`
		window.written = false;
		indexedDB.open(%q).onsuccess = ({target: {result: database}}) => {
			const transaction = database.transaction("records", "readwrite");
			transaction.oncomplete = () => { database.close(); written = true; };
			((store) => { %s })(transaction.objectStore("records"));
		};`, database, body)))
	p.waitFor("window.written")
}

// What other programs of this host, or a damage, have put between the records is
// named, and hides none of the rest.
func TestForeignRecords(t *testing.T) {
	p := open(t, "")
	p.draw(digits[0].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '1'")
	p.click("correct-1")
	p.waitFor("document.getElementById('hand-kept').dataset.value === '1'")
	for _, database := range []string{"digitlab-hand", "digitlab-runs", "digitlab-run-weights"} {
		p.indexed(database, `store.put({no: "bytes"}, "foreign"); store.put(7, 12)`)
	}
	p.indexed("digitlab-run", `store.put("text", "last")`)
	p.reload()
	p.waitFor("document.getElementById('error').innerText.includes('that cannot be read: 6, such as “12”')")
	p.waitFor("document.getElementById('error').innerText.includes('another version of this page')") // the run to go on with
	p.click("tab-hand")
	p.waitFor("document.getElementById('hand-count')?.dataset.value === '1'") // beside those that cannot be read
	p.click("tab-train")
	p.readAndTrain()

	p.click("unread-delete")
	p.waitFor("document.getElementById('unread-delete') === null")
	for _, database := range []string{"digitlab-hand", "digitlab-runs", "digitlab-run-weights"} {
		p.waitFor(fmt.Sprintf(`(indexedDB.open(%[1]q).onsuccess = ({target: {result: database}}) => {
			database.transaction("records").objectStore("records").get("foreign").onsuccess = ({target: {result: record}}) => {
				window["gone from " + %[1]q] = record === undefined;
				database.close();
			};
		}, window["gone from " + %[1]q])`, database)) // the last of them
	}
	p.reload()
	p.waitForDataset()
	p.click("tab-hand")
	p.waitFor("document.getElementById('hand-count')?.dataset.value === '1'")
	if notices := eval[string](p, "document.getElementById('error').innerText"); notices != "" {
		t.Errorf("after deleting what cannot be read, the notices are %q", notices)
	}
}

// The visitor deletes the data of the site while the page is open.
func TestStorageCleared(t *testing.T) {
	p := open(t, settings+"&epochs=100")
	p.waitForDataset()
	p.click("train-start")
	p.waitForStep(2)
	if _, err := chromedp.Call(p.ctx, storage.ClearDataForOrigin, storage.ClearDataForOriginParams{Origin: strings.TrimSuffix(address, "/"), StorageTypes: "all"}); err != nil {
		t.Fatal(err)
	}
	p.waitFor("document.getElementById('error').innerText.includes('has been deleted')") // with the next report of the run

	// By another page of this host, which the open one does not keep from it.
	p.do(chromedp.Evaluate[chromedp.Void]("indexedDB.deleteDatabase('digitlab-runs').onsuccess = () => { window.deleted = true }"))
	p.waitFor("window.deleted")
	p.click("train-stop")
	p.waitForTraining("done")
	for id, want := range map[string]string{"runs-not-kept": "", "not-kept": ""} {
		if got := eval[string](p, fmt.Sprintf("document.getElementById(%q)?.innerText ?? ''", id)); got != want {
			t.Errorf("#%s says %q although runs are kept again", id, got)
		}
	}
	p.reload()
	p.waitFor("document.getElementById('run-1-name') !== null")
}

// limitStorage limits what pages of an origin may store, in bytes, nil for as much
// as before.
func (p *tab) limitStorage(origin string, bytes *float64) {
	p.t.Helper()
	params := storage.OverrideQuotaForOriginParams{Origin: strings.TrimSuffix(origin, "/"), QuotaSize: bytes}
	if _, err := chromedp.Call(p.ctx, storage.OverrideQuotaForOrigin, params); err != nil {
		p.t.Fatal(err)
	}
}

// A quota that is used up.
func TestStorageFull(t *testing.T) {
	p := open(t, settings+"&epochs=100")
	p.waitForDataset()
	quota := 1.0
	p.limitStorage(address, &quota)
	p.click("train-start")
	p.waitFor("document.getElementById('runs-not-kept')?.innerText.includes('no room left for this page, which uses')")
	p.waitFor("document.getElementById('not-kept').innerText.includes('no room left for this page, which uses')")
	p.shoot("full", 1440, 900, false)
	p.do(chromedp.EmulateViewport(1440, 900))
	p.waitForStep(p.value("metric-step") + 2)
	p.click("train-stop")
	p.waitForTraining("done")
}
