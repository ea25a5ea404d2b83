package chinese

// guide is what to do next, the tour, and which tutorial is meant.
var guide = map[string]string{
	"What to do next": "下一步",
	"Draw a digit: the network reads it while you draw.": "写一个数字：边写，网络边认。",
	"Draw a digit": "写一个数字",
	"Now train a network of your own. It begins knowing nothing, and reads your drawing as it learns.": "现在训练你自己的网络：它从一无所知开始，一边学习一边认你写的数字。",
	"Train one": "开始训练",
	"It is learning: the loss falls. Draw meanwhile, and see its answers get better.": "它正在学习，损失在下降。这时写几个数字，看它越认越准。",
	"Draw meanwhile": "边学边写",
	"Now compare: train once more with another loss, or let the lesson train all three.": "现在来比较：换一种损失再训练一次，或者让课程把三种都训练一遍。",
	"Compare the losses": "比较三种损失",
	"Tick the runs below the chart to compare them, and see which digits are still misread.": "在图表下方勾选训练记录来比较，再看看哪些数字还会认错。",
	"See its mistakes": "查看认错的数字",

	"Show me around":   "带我看看",
	"No tour":          "不用导览",
	"Tour":             "导览",
	"Tour of the page": "页面导览",
	"Next":             "下一步",
	"Back":             "上一步",
	"Close":            "关闭",
	"Done":             "完成",
	"%d of %d":         "%d/%d",
	"Here you draw, with mouse, finger or pen. A picture or the camera will do as well, and so will a number of several digits.":                          "在这里书写：用鼠标、手指或触控笔。也可以用图片或摄像头，还可以写一串数字。",
	"This is what the network reads: its answer, how likely each digit is to it, and the 28 by 28 pixels that are all it sees.":                           "这是网络认出的结果：它的答案、每个数字的可能性，以及它所看到的全部：28 × 28 个像素。",
	"Here you train a network of your own and watch its loss fall. The other tabs look inside it, count its mistakes, show the images, and hold lessons.": "在这里训练你自己的网络，看损失下降。其他标签页可以观察网络内部、统计错误、浏览图片和学习课程。",
	"These weights give the answers: pretrained ones at first, later your own. Save them, or use them in another program.":                                "答案由这些权重给出：起初是预训练的，之后是你自己的。可以保存，也可以用在别的程序里。",

	"Which tutorial is “the tutorial”?": "“教程”指的是哪一个？",
	"The chapter about recognising MNIST's digits that many introductions to deep learning have: it trains a small convolutional network with plain gradient descent (SGD), first with mean squared error, then with cross-entropy. Its three losses:": "许多深度学习入门书都有的“识别 MNIST 手写数字”一章：用普通的梯度下降（SGD）训练一个小卷积网络，先用均方误差，再改用交叉熵。其中的三种损失：",
	"the network gives one number and pays for its distance to the label; the chapter begins with it.":                                                                                                                                                 "网络只给出一个数，按它与标签的距离受罚；这一章从它开始。",
	"ten outputs, but softmax is taken twice, once in the network and once in the loss; the chapter's code does that and learns slowly.":                                                                                                               "有十个输出，但 softmax 做了两次：网络里一次，损失里又一次；这一章的代码就是这样，学得很慢。",
	"ten outputs and one softmax; the loss is the surprise at the right digit. That is what it should be.":                                                                                                                                             "十个输出，一次 softmax；损失是对正确数字的意外程度。本该如此。",
}
