package data

import "testing"

func TestFingerprint(t *testing.T) {
	after := func(edit func(d *Dataset)) Fingerprint {
		d := new(Dataset)
		for i := range 5 {
			d.Images(Train).Append(&Image{byte(i)}, byte(i))
			d.Images(Valid).Append(&Image{byte(i)}, byte(i))
		}
		edit(d)
		return d.Fingerprint()
	}
	want := after(func(*Dataset) {})
	if want.Train != 5 || want.Valid != 5 {
		t.Errorf("Fingerprint() = %v, want 5 and 5 images", want)
	}
	same := map[string]func(*Dataset){
		"nothing":          func(*Dataset) {},
		"more test images": func(d *Dataset) { d.Images(Test).Append(new(Image), 3) },
	}
	for name, edit := range same {
		if got := after(edit); got != want {
			t.Errorf("%s: Fingerprint() = %v, want %v", name, got, want)
		}
	}
	others := map[string]func(*Dataset){
		"another pixel":    func(d *Dataset) { d.Images(Train).Image(4)[Pixels-1] = 1 },
		"another label":    func(d *Dataset) { d.Images(Train).labels[0] = 9 },
		"validation":       func(d *Dataset) { d.Images(Valid).labels[4] = 9 },
		"one image more":   func(d *Dataset) { d.Images(Train).Append(new(Image), 0) },
		"in another order": func(d *Dataset) { d.splits[Train].labels[0], d.splits[Train].labels[1] = 1, 0 },
		"in another split": func(d *Dataset) { d.splits[Train], d.splits[Test] = Images{}, d.splits[Train] },
		"no validation":    func(d *Dataset) { d.splits[Valid] = Images{} },
	}
	for name, edit := range others {
		if got := after(edit); got == want {
			t.Errorf("%s: the fingerprint is the same", name)
		}
	}
}
