package main

import (
	"encoding/json"
	"math"

	"digitlab/nn"
	"digitlab/nn/train"
)

// mostWrong is how many of the wrong images a report lists.
const mostWrong = 10

// report is what -report prints as JSON.
type report struct {
	Split     string       `json:"split"`
	Images    int          `json:"images"`
	Classes   []string     `json:"classes,omitempty"` // their names, if they are not digits
	Loss      float64      `json:"loss"`
	Accuracy  float64      `json:"accuracy"`
	Unsure    int          `json:"unsure"`    // images that the network is not sure of
	Confusion nn.Confusion `json:"confusion"` // rows are labels, columns predictions
	Digits    []digitScore `json:"digits"`
	// Calibration is null for a loss without probabilities.
	Calibration *calibration `json:"calibration"`
	MostWrong   []wrongImage `json:"most_wrong"`
}

type digitScore struct {
	Digit     int    `json:"digit"`
	Images    int    `json:"images"`
	Precision orNull `json:"precision"`
	Recall    orNull `json:"recall"`
	F1        orNull `json:"f1"`
}

type calibration struct {
	Error orNull `json:"expected_calibration_error"`
	// Temperature is the one of the weights, ErrorBefore the error at 1.
	Temperature float64          `json:"temperature"`
	ErrorBefore orNull           `json:"error_before_temperature"`
	Bins        []calibrationBin `json:"bins"`
}

type calibrationBin struct {
	Above      float64 `json:"above"` // confidences of the bin, above and up to
	UpTo       float64 `json:"up_to"`
	Images     int     `json:"images"`
	Accuracy   orNull  `json:"accuracy"`
	Confidence orNull  `json:"confidence"`
}

type wrongImage struct {
	Index            int     `json:"index"` // in the split, from 0
	Label            byte    `json:"label"`
	Prediction       byte    `json:"prediction"`
	Probability      orNull  `json:"probability"` // of the prediction
	LabelProbability orNull  `json:"label_probability"`
	Loss             float64 `json:"loss"`
}

// orNull is a number, or null in JSON where there is none.
type orNull float64

// MarshalJSON implements json.Marshaler.
func (v orNull) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(v)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(v))
}

func newReport(e train.Evaluation) *report {
	r := &report{
		Split:     e.Split.String(),
		Images:    len(e.Outcomes),
		Loss:      e.Loss,
		Accuracy:  e.Accuracy(),
		Confusion: e.Confusion,
		MostWrong: []wrongImage{},
	}
	for i := range e.Outcomes {
		if !e.Sure(i) {
			r.Unsure++
		}
	}
	for digit := range e.Confusion {
		r.Digits = append(r.Digits, digitScore{
			Digit:     digit,
			Images:    e.Confusion.Labelled(digit),
			Precision: orNull(e.Confusion.Precision(digit)),
			Recall:    orNull(e.Confusion.Recall(digit)),
			F1:        orNull(e.Confusion.F1(digit)),
		})
	}
	if e.Calibration != nil {
		r.Calibration = newCalibration(e.Report)
	}
	wrong := e.MostWrong()
	for _, o := range wrong[:min(len(wrong), mostWrong)] {
		r.MostWrong = append(r.MostWrong, wrongImage{
			Index:            o.Index,
			Label:            o.Label,
			Prediction:       o.Prediction,
			Probability:      orNull(o.Confidence),
			LabelProbability: orNull(o.LabelProbability),
			Loss:             o.Loss,
		})
	}
	return r
}

func newCalibration(r *nn.Report) *calibration {
	c := &calibration{
		Error:       orNull(r.Calibration.Error()),
		Temperature: r.Temperature(),
		ErrorBefore: orNull(r.CalibrationAt(1).Error()),
	}
	for i, bin := range r.Calibration {
		c.Bins = append(c.Bins, calibrationBin{
			Above:      float64(i) / nn.CalibrationBins,
			UpTo:       float64(i+1) / nn.CalibrationBins,
			Images:     bin.Samples,
			Accuracy:   orNull(bin.Accuracy()),
			Confidence: orNull(bin.Confidence()),
		})
	}
	return c
}
