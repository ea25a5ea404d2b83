package e2e

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// The licences open beside the page, which stays.
func TestLicences(t *testing.T) {
	p := open(t, "")
	opened := chromedp.WaitNewTarget(p.ctx, func(info *target.Info) bool { return strings.Contains(info.URL, "licences") })
	p.click("licences")
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(<-opened))
	defer cancel()
	licences := &tab{t: t, ctx: ctx}
	for _, name := range []string{"The Go Authors", "Maxence Charriere", "The Gonum Authors"} {
		licences.waitFor("document.body?.innerText.includes('" + name + "')")
	}
	if got := eval[string](p, "location.pathname"); got != "/" {
		t.Errorf("the page has gone to %s", got)
	}
}
