package text

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestMessage(t *testing.T) {
	t.Cleanup(func() { Speak(English) })
	tests := []struct {
		said, want string
		ok         bool
	}{
		{"the file is empty", "文件是空的", true},
		{"mnist.json.gz: the file is empty", "mnist.json.gz：文件是空的", true},
		{"b.gz: download: the server answers 404 Not Found", "b.gz：下载失败：服务器返回 404 Not Found", true},
		{`my.gz: train images 7: found "x" after pixel 3, want , or ] (at byte 99)`,
			`my.gz：train images 7：在像素 3 之后遇到 "x"，应为 , 或 ]（第 99 字节处）`, true},
		{"training diverged at step 12: the loss is no longer a number; try a smaller learning rate",
			"训练发散（第 12 步）：损失已经不是数了；请试试更小的学习率", true},
		{"w.safetensors: weights: fc.bias has shape [9], want [10]", "w.safetensors：权重 fc.bias 的形状是 [9]，应为 [10]", true},
		{"the file is empty; only PNG, JPEG, GIF, WebP and BMP pictures are read",
			"文件是空的；只能读取 PNG、JPEG、GIF、WebP 和 BMP 图片", true},
		// Not known, as a whole or in its innermost part.
		{"the moon is full", "the moon is full", false},
		{"a.gz: the moon is full", "a.gz: the moon is full", false},
		{"weights: the moon is full", "weights: the moon is full", false},
		{"", "", false},
	}
	for _, test := range tests {
		Speak(Chinese)
		if got, ok := Message(test.said); got != test.want || ok != test.ok {
			t.Errorf("Message(%q) = %q, %t, want %q, %t", test.said, got, ok, test.want, test.ok)
		}
		Speak(English)
		if got, ok := Message(test.said); got != test.said || !ok {
			t.Errorf("in English Message(%q) = %q, %t, want it as it is", test.said, got, ok)
		}
	}
}

func TestSplit(t *testing.T) {
	tests := []struct {
		format       string
		words, verbs []string
	}{
		{"", []string{""}, nil},
		{"the file is empty", []string{"the file is empty"}, nil},
		{"%s: %w", []string{"", ": ", ""}, []string{"%s", "%w"}},
		{"at %.2f and %03d of it", []string{"at ", " and ", " of it"}, []string{"%.2f", "%03d"}},
	}
	for _, test := range tests {
		words, verbs := split(test.format)
		if !slices.Equal(words, test.words) || !slices.Equal(verbs, test.verbs) {
			t.Errorf("split(%q) = %q, %q, want %q, %q", test.format, words, verbs, test.words, test.verbs)
		}
	}
}

// Formats that are no longer those of the workers would match nothing.
func TestMessagesAreThoseOfTheWorkers(t *testing.T) {
	const browsers = "Failed to fetch" // Chromium's
	said := workerSources(t)
	for english, chinese := range chineseMessages {
		if english != browsers && !strings.Contains(said, strconv.Quote(english)) {
			t.Errorf("no worker says %q", english)
		}
		if _, verbs := split(english); strings.Count(chinese, "%") != len(verbs) {
			t.Errorf("%q has %d arguments, %q has %d", english, len(verbs), chinese, strings.Count(chinese, "%"))
		}
	}
}

// workerSources returns the sources of what runs in workers, and of what says its
// errors likewise.
func workerSources(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	for _, folder := range []string{"data", "nn", "wasm/trainer", "web/worker", "web/hand"} {
		err := filepath.WalkDir(filepath.Join("../..", folder), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			all.Write(source)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}
