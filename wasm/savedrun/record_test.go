package savedrun

import (
	"bytes"
	"reflect"
	"strings"
	"testing"
	"time"

	"digitlab/web/worker"
)

func someRecord() *Record {
	return &Record{
		Saved: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), Source: "trained here", Samples: 20,
		Dataset: "1-2-0123456789abcdef", Origin: Origin{Name: "fashion"},
		Told: &worker.Restored{
			Run: "k3", Settings: worker.Settings{Loss: "crossentropy", Epochs: 3}, Progress: worker.Progress{Epoch: 1, Epochs: 3, Step: 2, Steps: 6},
			Changes:     []worker.SettingChange{{Step: 1, Setting: "lr", From: "0.1", To: "0.01"}},
			Evaluations: []worker.Evaluation{{Split: "valid", Step: 1, Accuracy: 0.5}}, Stride: 1, Points: []byte{0, 0, 128, 63, 0, 0, 0, 63},
		},
		Checkpoint: []byte("where it stands"),
	}
}

func TestRecordRoundTrip(t *testing.T) {
	want := someRecord()
	b, err := want.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Decode(b); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Decode(Encode(r)) = %+v, %v, want %+v", got, err, want)
	}
}

func TestDecodeRefuses(t *testing.T) {
	b, err := someRecord().Encode()
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
	for _, test := range []struct {
		name string
		b    []byte
		want string
	}{
		{"nothing", nil, "another version"},
		{"another version", change("DLk1", "DLk2"), "another version"},
		{"half of it", b[:100], "cut short"},
		{"other JSON", change(`"Samples":20`, `"Samples":2x`), "header"},
		{"depths", change(`"trained here"`, strings.Repeat("[", 14)), "header"},
		{"nothing told", change(`"Told":`, `"Tild":`), "incomplete"},
	} {
		if _, err := Decode(test.b); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: Decode = %v, want an error with %q", test.name, err, test.want)
		}
	}
}

// What Decode takes can be offered and kept again.
func FuzzDecode(f *testing.F) {
	b, err := someRecord().Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := Decode(b)
		if err != nil {
			return
		}
		r.Offer()
		r.DecodeCheckpoint()
		again, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Decode(again); err != nil {
			t.Errorf("what was read cannot be read again: %v", err)
		}
	})
}
