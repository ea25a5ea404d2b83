package lab

import (
	"strings"
	"testing"

	"digitlab/web/text"
)

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
