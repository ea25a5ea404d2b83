package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"digitlab/data"
	"digitlab/nn"
	"digitlab/nn/train"
)

// evaluated is an evaluation of samples with these outputs and labels.
func evaluated(loss nn.Loss, outputs []float32, labels []byte) train.Evaluation {
	e := train.Evaluation{Split: data.Test, Report: nn.NewReport(loss)}
	e.Report.Add(outputs, labels)
	return e
}

// row returns the words of the line that begins with prefix, behind a heading.
func row(t *testing.T, text, heading, prefix string) []string {
	t.Helper()
	_, below, found := strings.Cut(text, heading)
	if !found {
		t.Fatalf("no %q in\n%s", heading, text)
	}
	for line := range strings.Lines(below) {
		if words := strings.Fields(line); len(words) > 0 && words[0] == prefix {
			return words
		}
	}
	t.Fatalf("no line %q below %q in\n%s", prefix, heading, text)
	return nil
}

func TestReportAsText(t *testing.T) {
	// A 2 and a 3, both read as 3: p = e^5/(e^5+9) = 0.9428, 1/(e^5+9) = 0.0064.
	outputs := make([]float32, 20)
	outputs[3], outputs[13] = 5, 5
	text := newReport(evaluated(nn.CrossEntropy{}, outputs, []byte{2, 3})).String()
	tests := []struct {
		heading string
		want    string
	}{
		{"confusion matrix", "2 0 0 0 1 0 0 0 0 0 0"},
		{"\ndigits\n", "2 1 - 0.0000 0.0000"},
		{"\ndigits\n", "3 1 0.5000 1.0000 0.6667"},
		{"\ndigits\n", "4 0 - - -"},
		{"error is 0.4428", "0.9333 1.0000 2 0.5000 0.9428"},
		{"error is 0.4428", "0.0000 0.0667 0 - -"},
		{"most wrong images", "0 2 3 0.9428 0.0064 5.0589"},
	}
	for _, test := range tests {
		want := strings.Fields(test.want)
		if got := row(t, text, test.heading, want[0]); !slices.Equal(got, want) {
			t.Errorf("below %q: %q, want %q", test.heading, got, want)
		}
	}
	// Aligned: all lines of a table are of one length.
	_, table, _ := strings.Cut(text, "\ndigits\n")
	table, _, _ = strings.Cut(table, "\n\n")
	for line := range strings.SplitSeq(table, "\n") {
		if len(line) != strings.Index(table, "\n") {
			t.Errorf("the table of digits is not aligned:\n%s", table)
			break
		}
	}
}

func TestReportWithoutMistakes(t *testing.T) {
	outputs := make([]float32, 10)
	outputs[3] = 5
	if text := newReport(evaluated(nn.CrossEntropy{}, outputs, []byte{3})).String(); !strings.Contains(text, "no image is wrong") {
		t.Errorf("report = %s", text)
	}
}

func TestReportWithoutProbabilities(t *testing.T) {
	r := newReport(evaluated(nn.SquaredError{}, []float32{3, 8.5}, []byte{3, 2}))
	text := r.String()
	if !strings.Contains(text, "the model gives no probabilities") || strings.Contains(text, "calibration error") {
		t.Errorf("report = %s", text)
	}
	if got, want := row(t, text, "most wrong", "1"), strings.Fields("1 2 9 - - 42.2500"); !slices.Equal(got, want) {
		t.Errorf("most wrong = %q, want %q", got, want)
	}
	line, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"calibration":null`,
		`{"index":1,"label":2,"prediction":9,"probability":null,"label_probability":null,"loss":42.25}`,
		`{"digit":4,"images":0,"precision":null,"recall":null,"f1":null}`,
	} {
		if !strings.Contains(string(line), want) {
			t.Errorf("the JSON has no %s: %s", want, line)
		}
	}
}

func TestReportCommand(t *testing.T) {
	dataset, _ := write(t, t.TempDir())
	for _, loss := range nn.Losses() {
		t.Run(loss.Name(), func(t *testing.T) {
			args := []string{"-data", dataset, "-epochs", "0", "-loss", loss.Name(), "-eval", "test", "-report"}
			lines := command(t, append(args, "-log", "json")...)
			if len(lines) != 2 {
				t.Fatalf("%d lines, want the loss and the report: %q", len(lines), lines)
			}
			var line struct{ Report report }
			if err := json.Unmarshal([]byte(lines[1]), &line); err != nil {
				t.Fatal(err)
			}
			r := line.Report
			var images, inDigits int
			for digit, row := range r.Confusion {
				for _, count := range row {
					images += count
				}
				inDigits += r.Digits[digit].Images
			}
			if r.Split != "test" || r.Images != 100 || images != 100 || inDigits != 100 {
				t.Errorf("%s split, %d images, %d in the matrix, %d over the digits, want test and 100", r.Split, r.Images, images, inDigits)
			}
			if (r.Calibration != nil) != (loss.Outputs() == 10) {
				t.Errorf("calibration = %v", r.Calibration)
			}
			if r.Unsure != 100 && loss.Outputs() == 10 {
				t.Errorf("an untrained network is not sure of %d images, want all", r.Unsure)
			}
			// An untrained network is wrong about more than ten in a hundred.
			if len(r.MostWrong) != mostWrong {
				t.Errorf("%d most wrong images, want %d", len(r.MostWrong), mostWrong)
			}
			text := command(t, args...)
			for _, want := range []string{"test report: 100 images", fmt.Sprintf("not sure of %d images", r.Unsure)} {
				if !slices.Contains(text, want) {
					t.Errorf("as text there is no line %q: %q", want, text)
				}
			}
		})
	}
}
