package text

// chineseWeights is about saving and opening weights.
var chineseWeights = map[string]string{
	"A picture of one digit, dark on light. To the network paper is 0 and ink is 1.": "一张浅底深色的单个数字图片。对网络来说，纸是 0，墨迹是 1。",
}
