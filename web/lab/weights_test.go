package lab

import (
	"strings"
	"testing"
)

func TestRefusalSaysWhatONNXIs(t *testing.T) {
	for name, refused := range map[string]bool{"digits.onnx": true, "DIGITS.ONNX": true, "model.safetensors": false, "onnx": false} {
		words := refusal(name)
		if got := strings.Contains(words, name) && strings.Contains(words, "ONNX") && strings.Contains(words, ".safetensors"); got != refused {
			t.Errorf("of %s it is said %q", name, words)
		}
	}
}
