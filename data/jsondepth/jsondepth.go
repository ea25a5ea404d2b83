// Package jsondepth keeps JSON of files from being nested too deep for whoever
// decodes it. Decoders call themselves for each level, and in the browser a few
// thousand calls fill the stack, which ends the program.
package jsondepth

import (
	"encoding/json"

	"digitlab/data/failure"
)

// Unmarshal is json.Unmarshal for text that passes Check.
func Unmarshal(text []byte, limit int, v any) error {
	if err := Check(text, limit); err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

// Check returns an error if text has more than limit arrays and objects within
// each other, which says at which byte. Whether text is JSON is not checked.
func Check(text []byte, limit int) error {
	depth, quoted := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[' || c == '{':
			if depth++; depth > limit {
				return failure.New("JSON is nested more than %d deep at byte %d", limit, i)
			}
		case c == ']' || c == '}':
			depth--
		}
	}
	return nil
}
