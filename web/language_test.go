package web

import (
	"strings"
	"testing"

	"digitlab/web/text"
	"digitlab/web/worker"
)

// speakEnglish brings English back at the end of a test.
func speakEnglish(t *testing.T) { t.Cleanup(func() { text.Speak(text.English) }) }

func TestChoosingALanguageRendersThePageAnew(t *testing.T) {
	speakEnglish(t)
	s := newStage(t)
	s.say(readyMessage)
	form := s.page.lab.settings.Form
	form[fieldEpochs] = "many"
	s.page.lab.setForm(s.disp.Context(), form)
	s.disp.Consume()
	s.act(chooseLanguage, text.Chinese.Tag)
	html := s.html()
	for english, chinese := range map[string]string{
		"Draw a digit, 0 to 9": "写一个数字", "Learning rate": "学习率", "Ready to train.": "可以开始训练",
		"50,000 images to train on": "训练图像 50,000 张", "Epochs must be": "轮数应为",
	} {
		if strings.Contains(html, english) || !strings.Contains(html, chinese) {
			t.Errorf("the page says %q, not %q", english, chinese)
		}
	}
	if got := attribute(t, html, "epochs", "value"); got != "many" {
		t.Errorf("the field for epochs has %q, want what was typed", got)
	}
	s.act(chooseLanguage, text.English.Tag)
	if html := s.html(); strings.Contains(html, "学习率") || !strings.Contains(html, "Learning rate") {
		t.Error("the page does not go back to English")
	}
}

func TestLanguageOf(t *testing.T) {
	for tags, want := range map[string]*text.Language{
		"": text.English, "en-GB": text.English, "zh": text.Chinese, "zh-CN": text.Chinese, "ZH-hans-SG": text.Chinese,
		"fr de zh-TW en": text.Chinese, "en zh": text.English, "zha": text.English,
	} {
		if got := languageOf(strings.Fields(tags)); got != want {
			t.Errorf("languageOf(%q) = %s, want %s", tags, got.Tag, want.Tag)
		}
	}
}

func TestFailuresAreSaidInTheLanguage(t *testing.T) {
	speakEnglish(t)
	for _, test := range []struct{ scope, text, english, chinese string }{
		{worker.ScopeDataset, "my.gz: the file is empty", "my.gz: the file is empty", "my.gz：文件是空的"},
		{worker.ScopeWeights, "my weights.v2.safetensors: no shape", "my weights.v2.safetensors: no shape", "my weights.v2.safetensors：没有形状"},
		{worker.ScopeRun, "training diverged at step 12: the loss is no longer a number; try a smaller learning rate",
			"Training diverged at step 12: the loss is no longer a number; try a smaller learning rate",
			"训练发散（第 12 步）：损失已经不是数了；请试试更小的学习率"},
		{worker.ScopeRun, "rate 0.5: want less", "Rate 0.5: want less", "训练无法进行：rate 0.5: want less"},
		{worker.ScopeDataset, "the moon is full", "The moon is full", "数据集无法使用：the moon is full"},
		{worker.ScopeRun, "the moon is full", "The moon is full", "训练无法进行：the moon is full"},
	} {
		for language, want := range map[*text.Language]string{text.English: test.english, text.Chinese: test.chinese} {
			text.Speak(language)
			if got := failureText(&worker.Failure{Scope: test.scope, Text: test.text}); got != want {
				t.Errorf("%s: a failure of the %s, %q, is said as %q, want %q", language.Tag, test.scope, test.text, got, want)
			}
		}
	}
}
