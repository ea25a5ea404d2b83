package page_test

import (
	"strings"
	"testing"

	"digitlab/web/state"
	"digitlab/web/text"
)

// speakEnglish brings English back at the end of a test.
func speakEnglish(t *testing.T) { t.Cleanup(func() { text.Speak(text.English) }) }

func TestChoosingALanguageRendersThePageAnew(t *testing.T) {
	speakEnglish(t)
	s := newStage(t)
	s.say(readyMessage)
	act(s, state.ChangeField, state.FieldChange{ID: "epochs", Text: "many", Done: true})
	act(s, state.ChooseLanguage, text.Chinese.Tag)
	html := s.html()
	for english, chinese := range map[string]string{
		"Draw a digit or a number": "写一个数字", "Learning rate": "学习率", "Ready to train.": "可以开始训练",
		"50,000 images to train on": "训练图像 50,000 张", "Epochs must be": "轮数应为",
	} {
		if strings.Contains(html, english) || !strings.Contains(html, chinese) {
			t.Errorf("the page says %q, not %q", english, chinese)
		}
	}
	if got := attribute(t, html, "epochs", "value"); got != "many" {
		t.Errorf("the field for epochs has %q, want what was typed", got)
	}
	act(s, state.ChooseLanguage, text.English.Tag)
	if html := s.html(); strings.Contains(html, "学习率") || !strings.Contains(html, "Learning rate") {
		t.Error("the page does not go back to English")
	}
}
