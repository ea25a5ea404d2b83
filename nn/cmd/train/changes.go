package main

import (
	"strings"

	"digitlab/nn/train"
)

// changes is the flag of what changes during the run. Each time that it is given
// adds to it.
type changes []train.Change

func (c *changes) String() string { return strings.Join(train.FormatChanges(*c), "; ") }

func (c *changes) Set(text string) error {
	more, err := train.ParseChanges(text)
	*c = append(*c, more...)
	return err
}

// flags returns the flags that give the changes again.
func (c changes) flags() (words []string) {
	for _, text := range train.FormatChanges(c) {
		words = append(words, "-change="+quoted(text))
	}
	return words
}
