package form

import (
	"digitlab/web/text"
)

// presetWords are what people call a preset.
var presetWords = map[string]string{
	"simplenet": "SimpleNet",
	"mlp":       "Fully connected",
	"modern":    "Modern",
	"sprint":    "Sprint",
	"none":      "None",
	"light":     "Light",
	"full":      "Full",
	"world":     "Hands of the world",
}

// PresetLabel returns what people call a preset, or its name.
func PresetLabel(name string) string {
	if words, ok := presetWords[name]; ok {
		return text.T(words)
	}
	return name
}
