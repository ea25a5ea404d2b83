package text

// chineseDraw is about the pad and what is read on it.
var chineseDraw = map[string]string{
	"Drawing pad: draw a digit with mouse, finger or pen, or with the arrow keys; the space bar puts the pen down and lifts it": "书写板：用鼠标、手指或触控笔写一个数字；也可以用方向键移动笔，用空格键落笔和抬笔",
	"Arrow keys move the pen, space puts it down and lifts it":                                                                  "方向键移动笔，空格键落笔和抬笔",
	"The pen is down.":                  "已落笔。",
	"The pen is up.":                    "已抬笔。",
	"Draw a digit, 0 to 9":              "写一个数字，0 到 9",
	"or drop or paste a picture of one": "也可以拖入或粘贴一张数字图片",
	"Clear":                             "清除",
	"Undo":                              "撤销",
	"Open picture":                      "打开图片",
	"The picture %s":                    "图片 %s",

	"This looks like":                      "看起来像",
	"Not sure, maybe a":                    "不太确定，也许是",
	"nothing drawn yet":                    "还没有写",
	"no digit found: it is blank":          "没有找到数字：画面是空白的",
	"no digit found: only a dot or a blot": "没有找到数字：只有一个点或一团墨迹",
	"waiting for the network":              "正在等待网络识别",
	"output %s, rounded":                   "输出 %s，取整",
	"%s sure":                              "把握 %s",
	"Probability of each digit":            "各个数字的概率",
	"These weights were trained with squared error: the network has one output, a number. It is rounded to the nearest digit, so there are no probabilities.": "这组权重是用平方误差训练的：网络只有一个输出，是一个数，四舍五入成最接近的数字，所以没有概率。",

	"What the network sees":               "网络看到的图像",
	"28 by 28 pixels, white ink on black": "28 × 28 像素，黑底白字",
	"Crop and centre":                     "裁剪并居中",
	"On: cropped, scaled to 20 × 20 and centred by mass, as the authors of MNIST did. Off: only scaled and inverted, as in the tutorial.": "勾选：像 MNIST 的作者那样裁剪、缩放到 20 × 20 并按质心居中。不勾选：像教程那样只缩放和反色。",
}
