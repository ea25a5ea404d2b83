package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"digitlab/data"
	"digitlab/nn/train"
	"digitlab/nn/train/diagnosis"
)

// logger prints what a run reports, as text or as JSON.
type logger struct {
	w      io.Writer
	o      *options
	speed  train.Speed
	judge  *diagnosis.Judge
	health *healthLog // nil if nobody asks
	err    error      // the first of w
}

func newLogger(w io.Writer, o *options, judge *diagnosis.Judge) *logger {
	l := &logger{w: w, o: o, judge: judge}
	l.speed.Start(time.Now())
	return l
}

func (l *logger) step(s train.Step) {
	l.speed.Add(time.Now(), s.Samples)
	l.judge.Step(s.Loss)
	if s.Batch%l.o.logEvery != 0 {
		return
	}
	l.print(s, struct {
		Epoch            int     `json:"epoch"`
		Batch            int     `json:"batch"`
		Step             int     `json:"step"`
		Loss             float64 `json:"loss"`
		SamplesPerSecond float64 `json:"samples_per_second"`
		Accuracy         float64 `json:"accuracy"`
		LearningRate     float64 `json:"learning_rate"`
	}{s.Epoch, s.Batch, s.Step, s.Loss, l.speed.PerSecond(), float64(s.Correct) / float64(s.Samples), s.LearningRate})
}

func (l *logger) epoch(e train.Evaluation) {
	l.print(e, struct {
		Epoch    int     `json:"epoch"`
		Loss     float64 `json:"val_loss"`
		Accuracy float64 `json:"val_accuracy"`
	}{e.Epoch, e.Loss, e.Accuracy()})
	l.judge.Epoch(e.Loss, e.Accuracy())
	// The evaluation took time in which nothing was trained.
	l.speed.Start(time.Now())
}

// noteEnd notes how a run has ended that does not go by its last step.
func noteEnd(notes io.Writer, r *train.Run) {
	for _, line := range r.EndLog() {
		fmt.Fprintln(notes, "train: "+line)
	}
}

// noteDiagnosis notes what is the matter with a run that is over, if anything is,
// and prints it to a log of JSON.
func (l *logger) noteDiagnosis(notes io.Writer, r *train.Run) error {
	s, ok, err := r.Sample()
	if err != nil {
		return err
	}
	if ok {
		l.judge.Sample(s)
	}
	f := l.judge.AtEnd()
	if f == nil {
		return nil
	}
	fmt.Fprintf(notes, "train: %s\n", f.Text)
	if l.o.json {
		l.print(f.Text, map[string]diagnosisLine{"diagnosis": {f.Kind, f.Text.Text, f.Changes}})
	}
	return nil
}

// diagnosisLine is what is the matter with a run, in JSON.
type diagnosisLine struct {
	Kind    diagnosis.Kind     `json:"kind"`
	Text    string             `json:"text"`
	Changes []diagnosis.Change `json:"changes"` // of flags, to begin anew with
}

// evaluate prints what -eval and -report ask for.
func (l *logger) evaluate(from origin, d *data.Dataset, w train.Workers) error {
	if !l.o.evaluate {
		return nil
	}
	e, err := train.Evaluate(from.model, d, l.o.eval, w)
	if err != nil {
		return err
	}
	l.final(e)
	if l.o.report {
		l.report(e, d)
	}
	return nil
}

// final prints the evaluation that -eval asks for.
func (l *logger) final(e train.Evaluation) {
	key := e.Split.String()
	if e.Split == data.Valid {
		key = "val" // as at the end of an epoch
	}
	l.print(
		finalText(fmt.Sprintf("%s loss is: %.4f, accuracy is: %.4f", e.Split, e.Loss, e.Accuracy())),
		map[string]float64{key + "_loss": e.Loss, key + "_accuracy": e.Accuracy()},
	)
}

// report prints what -report asks for.
func (l *logger) report(e train.Evaluation, d *data.Dataset) {
	r := newReport(e)
	if !d.AreDigits() {
		r.Classes = d.ClassNames()
	}
	l.print(r, map[string]*report{"report": r})
}

type finalText string

func (t finalText) String() string { return string(t) }

func (l *logger) print(text fmt.Stringer, object any) {
	var err error
	if l.o.json {
		err = json.NewEncoder(l.w).Encode(object)
	} else {
		_, err = fmt.Fprintln(l.w, text)
	}
	if err != nil && l.err == nil {
		l.err = fmt.Errorf("the log: %w", err)
	}
}
