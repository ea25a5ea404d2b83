package chart

import (
	"strings"
	"testing"

	"digitlab/web/plot"
)

func TestChartOptions(t *testing.T) {
	usual := options{X: plot.Steps, Smoothing: .9}
	for _, test := range []struct {
		name, kept string
		want       options
	}{
		{"nothing kept", "", usual},
		{"all of them", `{"X":"epochs","LogLoss":true,"Smoothing":0}`, options{X: plot.Epochs, LogLoss: true}},
		{"some", `{"LogLoss":true}`, options{X: plot.Steps, LogLoss: true, Smoothing: .9}},
		{"no unit there is", `{"X":"weeks"}`, usual},
		{"no smoothing there is", `{"Smoothing":0.123}`, usual},
		{"no options", "[", usual},
		{"depths", `{"LogLoss":true,"More":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}", usual},
	} {
		if got := usual.with(test.kept); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}
