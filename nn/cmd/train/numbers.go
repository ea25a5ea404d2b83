package main

import (
	"cmp"
	"errors"
	"math"
	"strconv"

	"digitlab/data/decimal"
)

// The flags of numbers. Package flag's own also take 1_0, and 010 for 8.
type (
	fraction float64
	whole    int
	seed     uint64
)

func (f *fraction) String() string { return strconv.FormatFloat(float64(*f), 'g', -1, 64) }

func (f *fraction) Set(text string) error {
	v, ok := decimal.Parse(text)
	if !ok {
		return errors.New("want a number, such as 0.5")
	}
	*f = fraction(v)
	return nil
}

// defaulted is the flag of a number that settings have as 0 where it was not
// given. A zero that was is the smallest number there is: what is computed with
// that, in float32, is the same.
type defaulted struct {
	value     *float64
	otherwise float64 // what settings mean by 0
	zero      bool    // whether it may be given
}

func (d *defaulted) String() string {
	var shown fraction
	switch {
	case d.value == nil || *d.value == math.SmallestNonzeroFloat64:
	case *d.value == 0:
		shown = fraction(d.otherwise)
	default:
		shown = fraction(*d.value)
	}
	return shown.String()
}

func (d *defaulted) Set(text string) error {
	if err := (*fraction)(d.value).Set(text); err != nil || *d.value != 0 {
		return err
	}
	if !d.zero {
		return errors.New("want a number above 0")
	}
	*d.value = math.SmallestNonzeroFloat64
	return nil
}

func (n *whole) String() string { return strconv.Itoa(int(*n)) }

// Set takes one beyond an int for the last int, which is beyond all bounds too.
func (n *whole) Set(text string) error {
	v, err := strconv.Atoi(text)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return errors.New("want a whole number")
	}
	*n = whole(v)
	return nil
}

// defaultedWhole is defaulted for a whole number above 0.
type defaultedWhole struct {
	value     *int
	otherwise int
}

func (d *defaultedWhole) String() string {
	if d.value == nil {
		return ""
	}
	return strconv.Itoa(cmp.Or(*d.value, d.otherwise))
}

func (d *defaultedWhole) Set(text string) error {
	if err := (*whole)(d.value).Set(text); err != nil || *d.value != 0 {
		return err
	}
	return errors.New("want a whole number above 0")
}

func (s *seed) String() string { return strconv.FormatUint(uint64(*s), 10) }

func (s *seed) Set(text string) error {
	v, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		return errors.New("want a whole number from 0 to 18446744073709551615")
	}
	*s = seed(v)
	return nil
}
