package e2e

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// A switch of the language in the middle of a run and of a drawing loses
// neither, nor what is typed, unfolded or in focus.
func TestLanguage(t *testing.T) {
	p := open(t, "#epochs=100")
	p.waitForDataset()
	p.draw(digits[3].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '3'")
	p.click("train-start")
	p.waitForTraining("running")
	p.waitFor("document.getElementById('metric-step').dataset.value > 0")
	p.unfold()
	p.do(chromedp.SetValue(chromedp.ID("seed"), "77"))
	step := p.value("metric-step")

	eval[bool](p, "document.getElementById('language').focus() ?? true")
	p.choose("language", "zh-Hans")
	p.waitFor("document.getElementById('train-pause').innerText === '暂停'")
	for expression, want := range map[string]string{
		"document.documentElement.lang":                      "zh-Hans",
		"document.documentElement.dataset.training":          "running",
		"document.activeElement.id":                          "language",
		"document.getElementById('tab-train').innerText":     "训练",
		"document.getElementById('pad').dataset.value":       "1",
		"document.getElementById('seed').value":              "77",
		"'' + document.getElementById('more-settings').open": "true",
	} {
		if got := eval[string](p, expression); got != want {
			t.Errorf("%s = %q, want %q", expression, got, want)
		}
	}
	p.click("pad-undo") // the pad still knows its stroke
	p.waitFor("document.getElementById('prediction').dataset.value === ''")
	p.waitFor("document.getElementById('metric-step').dataset.value > " + fmt.Sprint(step))
	p.click("train-stop")
	p.waitForTraining("done")

	// The choice stays, and so does that of the theme.
	p.choose("theme", "dark")
	p.reload()
	p.waitFor("document.getElementById('tab-train').innerText === '训练'")
	p.waitFor("document.documentElement.dataset.theme === 'dark'")
	for _, width := range []int64{1440, 390, 320} {
		p.do(chromedp.EmulateViewport(width, 844))
		if got := eval[int64](p, "document.documentElement.scrollWidth"); got > width {
			t.Errorf("the Chinese page is %d pixels wide in a window of %d", got, width)
		}
	}
}

// Without a choice the page speaks what the browser prefers.
func TestLanguageOfTheBrowser(t *testing.T) {
	p := open(t, "")
	_, err := chromedp.Call(p.ctx, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
		UserAgent: eval[string](p, "navigator.userAgent"), AcceptLanguage: "fr,zh-CN,en",
	})
	if err != nil {
		t.Fatal(err)
	}
	p.reload()
	p.waitFor("document.getElementById('tab-train').innerText === '训练'")
}
