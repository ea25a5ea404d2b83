package page_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"

	"digitlab/web/form"
	"digitlab/web/page"
)

// attribute returns an attribute of the one element with an id. An attribute
// without a value, which go-app writes for "" and "true", is "".
func attribute(t *testing.T, html, id, name string) string {
	t.Helper()
	tags := regexp.MustCompile(`<[a-z0-9]+ [^>]*\bid="`+id+`"[^>]*>`).FindAllString(html, -1)
	if len(tags) != 1 {
		t.Fatalf("%d elements have the id %s, want 1", len(tags), id)
	}
	match := regexp.MustCompile(` ` + name + `(?:="([^"]*)")?[ >]`).FindStringSubmatch(tags[0])
	if match == nil {
		t.Fatalf("#%s has no attribute %s: %s", id, name, tags[0])
	}
	return match[1]
}

// rendered returns the page as the server renders it.
func rendered(t *testing.T) string {
	page := &page.Home{}
	disp := app.NewServerTester(page)
	defer disp.Close()
	return app.HTMLString(page)
}

func TestContractIDs(t *testing.T) {
	html := rendered(t)
	for _, id := range strings.Fields(`pad pad-clear pad-undo prediction preview image-file prepare
		probability-0 probability-1 probability-2 probability-3 probability-4
		probability-5 probability-6 probability-7 probability-8 probability-9
		dataset-file dataset-status train-start train-pause train-step train-stop train-reset train-from
		recipe epochs batch-size learning-rate momentum loss-function seed workers
		optimizer nesterov beta1 beta2 epsilon schedule warmup step-every step-factor
		weight-decay label-smoothing ema keep early-stop
		network network-preset network-params augment augment-preset augment-preview augment-show
		loss-chart loss-chart-cursor loss-chart-smoothing loss-chart-x loss-chart-log
		loss-chart-zoom-in loss-chart-zoom-out loss-chart-zoom-all loss-chart-table
		runs runs-export-csv runs-export-json runs-export-png runs-export-svg
		metric-epoch metric-step metric-loss metric-accuracy metric-test-accuracy metric-speed metric-to99
		weights-file weights-save log error`) {
		attribute(t, html, id, "id")
	}
	for id, want := range map[string]string{
		"prediction": "", "probability-3": "0", "dataset-status": "0", "metric-step": "", "loss-chart": "0",
		"learning-rate": "0.01", "momentum": "0", "batch-size": "100", "epochs": "3", "seed": "1",
		"loss-function": "crossentropy", "recipe": "tutorial",
		"optimizer": "sgd", "nesterov": "0", "schedule": "constant", "weight-decay": "0",
		"keep": "last", "early-stop": "0",
		"network": "simplenet", "network-params": "", "network-preset": "simplenet",
		"augment": "none", "augment-preset": "none", "augment-preview": "0",
	} {
		if got := attribute(t, html, id, "data-value"); got != want {
			t.Errorf("#%s has data-value %q, want %q", id, got, want)
		}
	}
}

// What cannot work yet must not look as if it did: go-app writes Disabled(false)
// as an attribute, so a missing one shows that nothing was said about it.
func TestRenderedButtonsAreDisabled(t *testing.T) {
	html := rendered(t)
	for _, id := range []string{"pad-clear", "pad-undo", "train-start", "train-pause", "train-step",
		"train-stop", "train-reset", "weights-save", "augment-show"} {
		if got := attribute(t, html, id, "disabled"); got != "" {
			t.Errorf("#%s has disabled=%q, want disabled", id, got)
		}
	}
}

func TestEveryFieldHasALabel(t *testing.T) {
	html := rendered(t)
	for _, f := range form.Fields {
		if !regexp.MustCompile(`<label [^>]*for="` + f.ID + `"`).MatchString(html) {
			t.Errorf("#%s has no label", f.ID)
		}
	}
}
