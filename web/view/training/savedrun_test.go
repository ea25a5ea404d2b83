package training

import (
	"math"
	"testing"
	"time"

	"digitlab/web/text"
	"digitlab/web/worker"
)

func TestAgo(t *testing.T) {
	speakEnglish(t)
	for age, want := range map[time.Duration]string{
		-time.Second: "a moment ago", 59 * time.Second: "a moment ago", time.Minute: "a minute ago", 59 * time.Minute: "59 minutes ago",
		time.Hour: "an hour ago", 47 * time.Hour: "47 hours ago", 48 * time.Hour: "2 days ago",
	} {
		if got := ago(age); got != want {
			t.Errorf("ago(%v) = %q, want %q", age, got, want)
		}
	}
	m := &worker.SavedRun{Epoch: 0, Epochs: 2, Step: 1000, Steps: 3000, Accuracy: worker.Float(math.NaN())}
	text.Speak(text.Chinese)
	if got, want := offerText(m, time.Hour), "1 小时前的训练停在第 1 轮（共 2 轮），第 1,000 步（共 3,000 步）。"; got != want {
		t.Errorf("offerText = %q, want %q", got, want)
	}
}

// speakEnglish brings English back at the end of a test.
func speakEnglish(t *testing.T) { t.Cleanup(func() { text.Speak(text.English) }) }
