package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeFile is axe-core, which .ci/axe fetches.
const axeFile = "../../.cache/axe.min.js"

// violation is a rule that axe-core finds broken, with the elements.
type violation struct {
	ID, Help string
	Nodes    []struct {
		HTML           string
		FailureSummary string
	}
}

// TestAccess searches each view for barriers, in both themes and languages and
// on a wide and a narrow screen, by the rules of WCAG 2.2 AA that a program can
// judge.
func TestAccess(t *testing.T) {
	axe, err := os.ReadFile(axeFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("axe-core is not there: .ci/axe fetches it")
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{1440, 390} {
		t.Run(fmt.Sprint(width), func(t *testing.T) { // in a tab of its own, for it takes long
			p := open(t, "")
			p.waitForDataset()
			p.do(chromedp.Evaluate[chromedp.Void](string(axe)), chromedp.EmulateViewport(width, 900))
			p.prepareViews()
			// Parts that are laid out once they are in sight move those below, while axe
			// compares where things are.
			eval[bool](p, "(document.head.append(Object.assign(document.createElement('style'), {textContent: '.inside-part { content-visibility: visible }'})), true)")
			for _, language := range []string{"en", "zh-Hans"} {
				p.choose("language", language)
				for _, theme := range []string{"light", "dark"} {
					p.choose("theme", theme)
					for _, barrier := range p.barriers(width < 640) {
						t.Errorf("%s, %s, %s", language, theme, barrier)
					}
				}
			}
		})
	}
}

// barriers returns what is wrong in each view; with touch also what is too small
// for a finger.
func (p *tab) barriers(touch bool) (list []string) {
	p.t.Helper()
	views := eval[[]string](p, "[...document.querySelectorAll('[role=tab]')].map(tab => tab.id)")
	if len(views) == 0 {
		p.t.Fatal("there are no views")
	}
	for _, view := range views {
		p.click(view)
		p.waitFor(fmt.Sprintf("document.getElementById(%q).ariaSelected === 'true'", view))
		// As it is found: what is scrolled halfway below a bar counts as covered.
		eval[bool](p, "(scrollTo(0, 0), true)")
		for _, v := range p.violations() {
			list = append(list, view+": "+v)
		}
		if !touch {
			continue
		}
		for _, target := range p.smallTargets() {
			list = append(list, view+": too small for a finger: "+target)
		}
		for _, button := range p.tightButtons() {
			list = append(list, view+": too narrow for its words: "+button)
		}
	}
	return list
}

// prepareViews lets the views show what they can: a drawing, a run, a report,
// settings, also a wrong one.
func (p *tab) prepareViews() {
	p.t.Helper()
	p.draw(digits[3].line)
	p.waitFor("document.getElementById('prediction').dataset.value === '3'")
	p.click("correct-3")
	p.openMap()
	p.click("tab-hand")
	p.do(chromedp.Click("#hand-row-3 .hand-sample"))
	p.click("tab-train")
	eval[bool](p, "(document.getElementById('health').open = true)")
	p.click("train-step")
	p.waitForTraining("paused")
	p.waitFor("document.getElementById('metric-step').dataset.value === '1'")
	p.waitFor("document.querySelectorAll('#health canvas').length > 0")
	p.click("train-stop")
	p.waitForTraining("done")
	p.click("run-1-weights")
	p.waitFor("document.getElementById('run-1-compare') !== null")
	p.click("run-1-compare")
	p.waitFor("document.getElementById('second') !== null")
	p.click("tab-evaluate")
	p.click("evaluate")
	p.waitFor("document.getElementById('report-accuracy') !== null")
	p.click("tab-train")
	eval[bool](p, "(document.getElementById('settings').open = true)") // the run has closed it
	p.click("rate-find")
	p.waitFor("document.getElementById('rate-test').dataset.value !== ''")
	// A run that is steered, another that is to become the same.
	p.click("train-step")
	p.waitForTraining("paused")
	p.set("learning-rate", "0.02")
	p.waitForValue("steering", "1")
	p.click("run-2-reuse")
	p.waitForValue("planned", "1")
	p.set("seed", "9")
	p.waitFor("!document.getElementById('seed-later').hidden")
	eval[bool](p, "document.querySelectorAll('details').forEach(fold => fold.open = true) ?? true")
	p.set("epochs", "many")
	p.waitFor("document.getElementById('error').innerText !== ''")
}

// smallTargets returns what can be pressed and is smaller than 44 pixels, or 24
// in a line of text or in a dense grid.
func (p *tab) smallTargets() []string {
	p.t.Helper()
	return eval[[]string](p, `[...document.querySelectorAll("button, select, textarea, summary, input, a[href]")].filter(e => {
		const box = (e.closest("label") ?? e).getBoundingClientRect();
		const least = e.closest("table, .dense, .link, p") ? 24 : 44;
		return box.width > 0 && (box.height < least || box.width < least);
	}).map(e => e.outerHTML)`)
}

// tightButtons returns the buttons whose words stand out of them.
func (p *tab) tightButtons() []string {
	p.t.Helper()
	return eval[[]string](p, `[...document.querySelectorAll("button, .button")].
		filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline").map(e => e.outerHTML)`)
}

// choose chooses an option of a select.
func (p *tab) choose(id, value string) {
	p.t.Helper()
	p.set(id, value)
	p.waitForValue(id, value)
}

// violations returns what axe-core finds in the page as it is shown.
func (p *tab) violations() (list []string) {
	p.t.Helper()
	found := get(p, chromedp.Evaluate[json.RawMessage](`axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"],
	}).then(results => results.violations)`, chromedp.EvalAwaitPromise))
	var violations []violation
	if err := json.Unmarshal(found, &violations); err != nil {
		p.t.Fatal(err)
	}
	for _, v := range violations {
		const shown = 3
		var places []string
		for _, node := range v.Nodes[:min(shown, len(v.Nodes))] {
			places = append(places, node.HTML+"\n"+node.FailureSummary)
		}
		list = append(list, fmt.Sprintf("%s (%s) in %d places:\n%s", v.ID, v.Help, len(v.Nodes), strings.Join(places, "\n")))
	}
	return list
}
