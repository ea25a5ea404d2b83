package text

import "maps"

// chinese holds the texts in Simplified Chinese, from the parts of the page.
var chinese = merged(
	chineseFrame,
	chineseDraw,
	chineseTrain,
	chineseKept,
	chineseWeights,
	chineseChart,
	chineseRuns,
	chineseExercises,
	chineseSettings,
	chineseNetwork,
	chineseInside,
	chineseEvaluate,
	chineseGallery,
	chineseHand,
	chineseLessons,
	chineseNotices,
	chineseSite,
)

// merged returns the entries of all parts.
func merged(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
