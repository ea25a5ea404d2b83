package lab

import (
	"errors"
	"testing"

	"digitlab/data/failure"
	"digitlab/web/text"
	"digitlab/web/worker"
)

func TestFailuresAreSaidInTheLanguage(t *testing.T) {
	speakEnglish(t)
	empty, other := failure.New("the file is empty"), errors.New("the moon is full")
	for _, test := range []struct {
		scope            string
		err              error
		english, chinese string
	}{
		{worker.ScopeDataset, failure.New("%s: %w", "my.gz", empty), "my.gz: the file is empty", "my.gz：文件是空的"},
		{worker.ScopeWeights, failure.New("%s: %w", "my weights.v2.safetensors", failure.New("no shape")),
			"my weights.v2.safetensors: no shape", "my weights.v2.safetensors：没有形状"},
		{worker.ScopeDataset, failure.New("%s: %w", "digits", empty), "digits: the file is empty", "digits：文件是空的"},
		{worker.ScopeWorker, errors.New("http://localhost/trainer.wasm: 404 Not Found"), "http://localhost/trainer.wasm: 404 Not Found",
			"出现错误：http://localhost/trainer.wasm: 404 Not Found"},
		{worker.ScopeRun, failure.New("%w at step %d: the loss is no longer a number; try a smaller learning rate", failure.New("training diverged"), 12),
			"Training diverged at step 12: the loss is no longer a number; try a smaller learning rate",
			"训练发散（第 12 步）：损失已经不是数了；请试试更小的学习率"},
		{worker.ScopeRun, errors.New("rate 0.5: want less"), "Rate 0.5: want less", "训练无法进行：rate 0.5: want less"},
		{worker.ScopeDataset, other, "The moon is full", "数据集无法使用：the moon is full"},
		{worker.ScopeRun, other, "The moon is full", "训练无法进行：the moon is full"},
	} {
		for language, want := range map[*text.Language]string{text.English: test.english, text.Chinese: test.chinese} {
			text.Speak(language)
			if got := failureText(&worker.Failure{Scope: test.scope, Message: failure.Of(test.err)}); got != want {
				t.Errorf("%s: a failure of the %s, %q, is said as %q, want %q", language.Tag, test.scope, test.err, got, want)
			}
		}
	}
}

// speakEnglish brings English back at the end of a test.
func speakEnglish(t *testing.T) { t.Cleanup(func() { text.Speak(text.English) }) }
