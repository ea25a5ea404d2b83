package state

import (
	"testing"

	"digitlab/web/text"
)

func TestSourceText(t *testing.T) {
	speakEnglish(t)
	tests := []struct {
		source           string
		step             int
		english, chinese string
	}{
		{"", 0, "none yet", "还没有"},
		{"pretrained", 0, "pretrained", "预训练权重"},
		{"this run", 1500, "this run, step 1,500", "本次训练，第 1,500 步"},
		{"mine.safetensors", 0, "mine.safetensors", "mine.safetensors"},
	}
	for _, test := range tests {
		text.Speak(text.English)
		english := SourceText(test.source, test.step)
		text.Speak(text.Chinese)
		chinese := SourceText(test.source, test.step)
		if english != test.english || chinese != test.chinese {
			t.Errorf("sourceText(%q, %d) = %q and %q, want %q and %q", test.source, test.step, english, chinese, test.english, test.chinese)
		}
	}
}

// speakEnglish brings English back at the end of a test.
func speakEnglish(t *testing.T) { t.Cleanup(func() { text.Speak(text.English) }) }
