package text

// chineseFrame is what is around the views.
var chineseFrame = map[string]string{
	"Draw a digit and see what a small neural network reads in it. Then train it yourself, right here in this tab.": "写一个数字，看看小小的神经网络认出了什么；然后就在这个标签页里亲手训练它。",
}
