package data

import (
	"fmt"
	"hash/crc64"

	"digitlab/data/failure"
)

// Fingerprint reports whether two datasets have the same images to train and to
// validate on. It is for mistakes and not against forgery.
type Fingerprint struct {
	Train, Valid int // images
	// Sum is the CRC-64 (ECMA 182) of the training and the validation images,
	// each followed by its label.
	Sum uint64
}

var fingerprintTable = crc64.MakeTable(crc64.ECMA)

// Fingerprint returns that of the dataset, for which it reads all of it.
func (d *Dataset) Fingerprint() Fingerprint { return d.FingerprintBeside(func() {}) }

// FingerprintBeside is Fingerprint for a program that has more to do: it calls pause
// after each image.
func (d *Dataset) FingerprintBeside(pause func()) Fingerprint {
	f := Fingerprint{Train: d.Images(Train).Len(), Valid: d.Images(Valid).Len()}
	for _, split := range []Split{Train, Valid} {
		images := d.Images(split)
		for i := range images.Len() {
			f.Sum = crc64.Update(f.Sum, fingerprintTable, images.Image(i))
			f.Sum = crc64.Update(f.Sum, fingerprintTable, images.labels[i:i+1])
			pause()
		}
	}
	return f
}

// Key is the fingerprint as a name, such as 50000-10000-0123456789abcdef: how many
// images there are to train and to validate on, and Sum.
func (f Fingerprint) Key() string { return fmt.Sprintf("%d-%d-%016x", f.Train, f.Valid, f.Sum) }

// String says how many images there are, and a number that other images would
// change.
func (f Fingerprint) String() string { return f.Message().Text }

// Message is String in an error.
func (f Fingerprint) Message() failure.Message {
	return failure.Say("%d training and %d validation images, checksum %016x", f.Train, f.Valid, f.Sum)
}
