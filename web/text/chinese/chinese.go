// Package chinese holds the words of the page in Simplified Chinese.
package chinese

import "maps"

// Texts are those of the page, from its parts, by the English ones.
var Texts = merged(
	frame,
	guide,
	draw,
	train,
	rateTest,
	health,
	savedRun,
	weights,
	chart,
	runs,
	exercises, looking,
	settings,
	steering,
	network,
	inside, seeing, imagine, lossPath, digitMap,
	evaluate,
	gallery,
	hand, ownSet,
	lessons,
	notices,
	site,
)

// merged returns the entries of all parts.
func merged(parts ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}
