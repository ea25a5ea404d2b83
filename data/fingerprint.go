package data

import (
	"fmt"
	"hash/crc64"
)

// Fingerprint tells whether two datasets have the same images to train and to
// validate on. It is for mistakes and not against forgery.
type Fingerprint struct {
	Train, Valid int // images
	// Sum is the CRC-64 (ECMA 182) of the training and the validation images,
	// each followed by its label.
	Sum uint64
}

var fingerprintTable = crc64.MakeTable(crc64.ECMA)

// Fingerprint returns that of the dataset, for which it reads all of it.
func (d *Dataset) Fingerprint() Fingerprint {
	f := Fingerprint{Train: d.Split(Train).Len(), Valid: d.Split(Valid).Len()}
	for _, mode := range []Mode{Train, Valid} {
		split := d.Split(mode)
		for i := range split.Len() {
			f.Sum = crc64.Update(f.Sum, fingerprintTable, split.Image(i))
			f.Sum = crc64.Update(f.Sum, fingerprintTable, split.labels[i:i+1])
		}
	}
	return f
}

// String says how many images there are, and a number that other images would
// change.
func (f Fingerprint) String() string {
	return fmt.Sprintf("%d training and %d validation images, checksum %016x", f.Train, f.Valid, f.Sum)
}
