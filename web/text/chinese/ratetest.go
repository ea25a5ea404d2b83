package chinese

// rateTest is about the search for a learning rate.
var rateTest = map[string]string{
	"Find the rate": "寻找学习率",
	"Try rates from tiny to huge on a few batches; nothing else changes": "在少量批次上试用从极小到极大的学习率；其他一切不变",
	"Learning rates, tried": "试用过的学习率",
	"Each point is a batch. Small rates change nothing, large ones break the network. The suggestion is the rate at which two thirds of the fall were done: there the network learns fast and is still safe.": "每个点是一个批次。学习率太小，什么也不变；太大，网络就会崩溃。建议值是损失已经下降了三分之二时的学习率：此时网络学得快，而且仍然安全。",
	"Close":                                  "关闭",
	"Use %s":                                 "使用 %s",
	"Trying learning rates: batch %d of %d.": "正在试用学习率：第 %d 批，共 %d 批。",
	"Suggestion: a learning rate of %s.":     "建议：学习率 %s。",
	"No suggestion: no rate has lowered the loss clearly. Weights that are trained already show little else.": "没有建议：没有哪个学习率明显降低了损失。已经训练过的权重往往如此。",
	"Stopped before there was a suggestion.": "在得出建议之前就停止了。",
	"Smoothed":                               "平滑后",
	"Loss over the learning rate":            "损失随学习率的变化",
	"learning rate":                          "学习率",
	"loss":                                   "损失",
	"With rates from %s to %s the loss goes from %s down to %s, at a rate of %s.": "学习率从 %s 到 %s，损失从 %s 降到 %s，最低点的学习率为 %s。",
	"The settings have changed since: look for it again.":                         "设置已经改变：请重新寻找。",
	"Then it explodes.": "随后损失爆炸。",
	"A run is under way. A learning rate can be looked for when it is over.": "正在训练。训练结束后才能寻找学习率。",
}
