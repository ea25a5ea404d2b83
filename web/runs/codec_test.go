package runs

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"digitlab/web/worker"
)

func TestRoundTrip(t *testing.T) {
	want := testRun("k3", 250)
	want.Changes = []worker.SettingChange{{Step: 100, Setting: "lr", From: "0.1", To: "0.01"}}
	want.Name, want.Test = "mine", &Result{Step: 250, Loss: .5, Accuracy: .75}
	record, err := Encode(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(record)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Decode(Encode(r)) = %+v, want %+v", got, want)
	}
}

func TestEncodeThins(t *testing.T) {
	record, err := Encode(testRun("long", 3*KeptPoints))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Decode(record)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(got.History.Loss); n != 3*KeptPoints/4 || got.History.Stride != 4 {
		t.Errorf("%d points of stride %d are kept, want %d of stride 4", n, got.History.Stride, 3*KeptPoints/4)
	}
}

func TestDecodeRefuses(t *testing.T) {
	record, err := Encode(testRun("a", 20))
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) []byte { return bytes.Replace(record, []byte(old), []byte(new), 1) }
	tests := []struct {
		name   string
		record []byte
		want   string
	}{
		{"nothing", nil, "no run of this version"},
		{"another version", change("DLr1", "DLr9"), "no run of this version"},
		{"half of it", record[:40], "header is cut short"},
		{"without its end", record[:len(record)-1], "do not have their length"},
		{"with more at its end", append(bytes.Clone(record), 0), "do not have their length"},
		{"no ID", change(`"id":"a"`, `"id":"" `), "without an ID"},
		{"other JSON", change(`"slot":0`, `"slot":x`), "header"},
		{"depths", change(`"slot":0`, `"x":`+strings.Repeat("[", 50)), "header: JSON is nested more than 20 deep"},
		{"a negative slot", change(`"shown":true`, `"slot":-7   `), "negative"},
		{"too few steps", change(`"step":20,"steps":300`, `"step":19,"steps":300`), "more points than steps"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if _, err := Decode(test.record); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Decode: %v, want an error with %q", err, test.want)
			}
		})
	}
}

// What Decode takes can be encoded, exported and asked for anything.
func FuzzDecode(f *testing.F) {
	for _, steps := range []int{0, 1, 150} {
		record, err := Encode(testRun("a", steps))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(record)
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		r, err := Decode(record)
		if err != nil {
			return
		}
		r.Best()
		r.Seconds()
		AppendCSV(nil, &r, r.Name)
		if _, err := ExportJSON(&r, r.Name); err != nil {
			t.Error(err)
		}
		again, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(again); err != nil {
			t.Errorf("a run that was read cannot be read again: %v", err)
		}
	})
}

// A record of the first version, of November 2026, is read for good.
func TestOldRecordIsDecoded(t *testing.T) {
	record, err := os.ReadFile("testdata/version1.run")
	if err != nil {
		t.Fatal(err)
	}
	want := testRun("k3", 120)
	want.Name, want.Test, want.State, want.Slot, want.Lesson, want.Group = "mine", &Result{Step: 120, Epoch: 1, Loss: .5, Accuracy: .75}, Finished, 2, "losses", "g1"
	want.Settings.Optimizer, want.Settings.Architecture, want.Settings.Augment, want.Settings.EMA = "adam", "pool, linear", "light", .9
	if got, err := Decode(record); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Decode = %+v, %v, want %+v", got, err, want)
	}
}
