package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"digitlab/data"
	"digitlab/nn/train"
)

// logger prints what a run reports, as text or as JSON.
type logger struct {
	w     io.Writer
	o     *options
	speed train.Speed
}

func newLogger(w io.Writer, o *options) *logger {
	l := &logger{w: w, o: o}
	l.speed.Start(time.Now())
	return l
}

func (l *logger) step(s train.Step) {
	l.speed.Add(time.Now(), s.Samples)
	if s.Batch%l.o.logEvery != 0 {
		return
	}
	l.print(s, struct {
		Epoch            int     `json:"epoch"`
		Batch            int     `json:"batch"`
		Step             int     `json:"step"`
		Loss             float64 `json:"loss"`
		SamplesPerSecond float64 `json:"samples_per_second"`
	}{s.Epoch, s.Batch, s.Step, s.Loss, l.speed.PerSecond()})
}

func (l *logger) epoch(e train.Evaluation) {
	l.print(e, struct {
		Epoch    int     `json:"epoch"`
		Loss     float64 `json:"val_loss"`
		Accuracy float64 `json:"val_accuracy"`
	}{e.Epoch, e.Loss, e.Accuracy()})
	// The evaluation took time in which nothing was trained.
	l.speed.Start(time.Now())
}

// final prints the evaluation that -eval asks for.
func (l *logger) final(e train.Evaluation) {
	key := e.Mode.String()
	if e.Mode == data.Valid {
		key = "val" // as at the end of an epoch
	}
	l.print(
		finalText(fmt.Sprintf("%s loss is: %.4f, accuracy is: %.4f", e.Mode, e.Loss, e.Accuracy())),
		map[string]float64{key + "_loss": e.Loss, key + "_accuracy": e.Accuracy()},
	)
}

// report prints what -report asks for.
func (l *logger) report(e train.Evaluation) {
	r := newReport(e)
	l.print(r, map[string]*report{"report": r})
}

type finalText string

func (t finalText) String() string { return string(t) }

func (l *logger) print(text fmt.Stringer, object any) {
	if l.o.json {
		// Numbers alone, which Train has found finite: Encode cannot fail.
		json.NewEncoder(l.w).Encode(object)
		return
	}
	fmt.Fprintln(l.w, text)
}
