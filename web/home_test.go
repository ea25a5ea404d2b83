package web

import (
	"regexp"
	"strings"
	"testing"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
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
	page := &home{}
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
		weight-decay label-smoothing ema
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
	for _, f := range fields {
		if !regexp.MustCompile(`<label [^>]*for="` + f.ID + `"`).MatchString(html) {
			t.Errorf("#%s has no label", f.ID)
		}
	}
}

func TestNumbersForPeople(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := grouped(n); got != want {
			t.Errorf("grouped(%d) = %q, want %q", n, got, want)
		}
	}
	for share, want := range map[float64]string{0: "0.0 %", .5: "50.0 %", .99999: "99.9 %", 1: "100.0 %"} {
		if got := percent(share, 1); got != want {
			t.Errorf("percent(%v, 1) = %q, want %q", share, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	for seconds, want := range map[float64]string{0: "0.0 s", 9.96: "10.0 s", 99.9: "99.9 s", 99.96: "1 min 40 s", 3599.6: "60 min 0 s"} {
		if got := duration(seconds); got != want {
			t.Errorf("duration(%v) = %q, want %q", seconds, got, want)
		}
	}
}

func TestDecimals(t *testing.T) {
	tests := []struct {
		v     float64
		count int
		want  string
	}{
		{0, 4, "0.0000"},
		{2.30259, 4, "2.3026"},
		{-99999.5, 2, "-99999.50"},
		{100000, 2, "1e5"},
		{-123456, 2, "-1.23e5"},
		{1e22, 4, "1e22"},
		{2.5e100, 0, "2.5e100"},
	}
	for _, test := range tests {
		if got := decimals(test.v, test.count); got != test.want {
			t.Errorf("decimals(%v, %d) = %q, want %q", test.v, test.count, got, test.want)
		}
	}
}

func TestFileAction(t *testing.T) {
	tests := []struct{ name, mediaType, want string }{
		{"three.png", "image/png", openPicture},
		{"MNIST.JSON.GZ", "application/gzip", openDataset},
		{"model.safetensors", "", openWeights},
		{"letter.txt", "text/plain", ""},
	}
	for _, test := range tests {
		if got := fileAction(test.name, test.mediaType); got != test.want {
			t.Errorf("fileAction(%q, %q) = %q, want %q", test.name, test.mediaType, got, test.want)
		}
	}
}
