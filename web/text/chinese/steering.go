package chinese

// steering is about settings that change while a run goes on.
var steering = map[string]string{
	"counts from the next run": "从下一次训练起生效",
	"Training. The learning rate and other fields can be changed now.": "正在训练。学习率和其他一些设置现在就可以改。",
	"What can be changed now": "现在可以改什么",
	"These fields count from the next batch on, also while the run is paused: learning rate, momentum, the optimiser's other numbers, " +
		"weight decay, label smoothing, effects, epochs, early stop and workers. All others count from the next run. " +
		"A schedule multiplies the new learning rate as it did the old one. With another number of epochs it goes on as if the run had been that long from the start. " +
		"The chart marks each change.": "这些设置从下一个批次起生效，暂停时改也一样：学习率、动量、优化器的其他数值、权重衰减、标签平滑、图像变化、轮数、提前停止和工作线程。" +
		"其余设置从下一次训练起生效。学习率调度会像对旧学习率那样乘以新的学习率；改了轮数，它就按训练从一开始就有这么多轮的样子继续。图上会标出每次更改。",
	"As in “%s”, the next run makes these changes: %s.": "下一次训练会和“%s”一样做这些更改：%s。",
	"Without these changes":                             "不做这些更改",
	"The run keeps what it had: %s":                     "训练沿用原来的设置：%s",

	"step %s: %s":             "第 %s 步：%s",
	"since step %s: %s":       "从第 %s 步起：%s",
	"Changed at step %s: %s.": "第 %s 步更改：%s。",
	"Changed":                 "更改",
	"changed on the way":      "中途更改",
	"on":                      "开",
	"off":                     "关",
}
