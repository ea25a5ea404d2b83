package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"
)

// String is the report as tables.
func (r *report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s report: %d images\n", r.Split, r.Images)
	fmt.Fprintf(&b, "not sure of %d images\n", r.Unsure)
	r.printConfusion(&b)
	r.printDigits(&b)
	r.printCalibration(&b)
	r.printMostWrong(&b)
	return b.String()
}

// class returns what a class is called.
func (r *report) class(i int) string {
	if i < len(r.Classes) {
		return r.Classes[i]
	}
	return strconv.Itoa(i)
}

// table calls rows to print cells, each with a tab behind it, and aligns them to
// the right.
func table(w io.Writer, title string, rows func(w io.Writer)) {
	fmt.Fprintf(w, "\n%s\n", title)
	aligned := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	rows(aligned)
	aligned.Flush() // to a strings.Builder, which takes everything
}

func (r *report) printConfusion(w io.Writer) {
	table(w, "confusion matrix: rows are labels, columns predictions", func(w io.Writer) {
		for digit := range r.Confusion {
			fmt.Fprintf(w, "\t%s", r.class(digit))
		}
		fmt.Fprintln(w, "\t")
		for label, row := range r.Confusion {
			fmt.Fprintf(w, "%s\t", r.class(label))
			for _, count := range row {
				fmt.Fprintf(w, "%d\t", count)
			}
			fmt.Fprintln(w)
		}
	})
}

func (r *report) printDigits(w io.Writer) {
	each, all := "digit", "digits"
	if r.Classes != nil {
		each, all = "class", "classes"
	}
	table(w, all, func(w io.Writer) {
		fmt.Fprintln(w, each+"\timages\tprecision\trecall\tF1\t")
		for _, d := range r.Digits {
			fmt.Fprintf(w, "%s\t%d\t%v\t%v\t%v\t\n", r.class(d.Digit), d.Images, d.Precision, d.Recall, d.F1)
		}
	})
}

func (r *report) printCalibration(w io.Writer) {
	if r.Calibration == nil {
		fmt.Fprintln(w, "\ncalibration: none, the model gives no probabilities")
		return
	}
	title := fmt.Sprintf("calibration: the expected calibration error is %v", r.Calibration.Error)
	if t := r.Calibration.Temperature; t != 1 {
		title += fmt.Sprintf(" at temperature %v, and %v at 1", t, r.Calibration.ErrorBefore)
	}
	table(w, title, func(w io.Writer) {
		fmt.Fprintln(w, "above\tup to\timages\taccuracy\tmean confidence\t")
		for _, b := range r.Calibration.Bins {
			fmt.Fprintf(w, "%.4f\t%.4f\t%d\t%v\t%v\t\n", b.Above, b.UpTo, b.Images, b.Accuracy, b.Confidence)
		}
	})
}

func (r *report) printMostWrong(w io.Writer) {
	if len(r.MostWrong) == 0 {
		fmt.Fprintln(w, "\nno image is wrong")
		return
	}
	table(w, "most wrong images, by loss", func(w io.Writer) {
		fmt.Fprintln(w, "index\tlabel\tprediction\tprobability\tof the label\tloss\t")
		for _, m := range r.MostWrong {
			fmt.Fprintf(w, "%d\t%s\t%s\t%v\t%v\t%.4f\t\n", m.Index, r.class(int(m.Label)), r.class(int(m.Prediction)), m.Probability, m.LabelProbability, m.Loss)
		}
	})
}

// String has four decimals, or is a dash where there is no number.
func (v orNull) String() string {
	if math.IsNaN(float64(v)) {
		return "-"
	}
	return fmt.Sprintf("%.4f", float64(v))
}
