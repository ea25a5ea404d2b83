package chinese

// imagine is about pictures that are made by gradients.
var imagine = map[string]string{
	"What it imagines": "网络的想象",
	"Ask it for the picture that looks most like a digit to it.": "让网络画出它心目中最像某个数字的图像。",
	"From faint noise, each step changes all pixels a little in the direction in which the digit becomes likelier: the way of training, with the picture in place of the weights. What comes out is seldom what a person would write, for the network has learned what tells the digits apart, not how they are drawn.": "从微弱的噪声开始，每一步都把所有像素朝着“更像这个数字”的方向改动一点：做法和训练一样，只是改的不是权重而是图像。得到的图像很少像人写的字，因为网络学会的是怎样区分数字，而不是怎样书写数字。",
	"Imagine a":                          "想象一个",
	"What the network imagines for a %d": "网络想象中的 %d",
	"Restart":                            "重新开始",
	"Put it on the pad":                  "放到书写板上",
	"Not sure, maybe a %d: %s":           "不确定，可能是 %d：%s",
	"Reads %d: %s":                       "认作 %d：%s",
	"(after 1 step)":                     "（1 步之后）",
	"(after %d steps)":                   "（%d 步之后）",
	"With these weights the outputs are no numbers: nothing can be imagined.": "这组权重的输出不是数，无法想象任何图像。",
	"This is of older weights: %s. Restart makes one with the present ones.":  "这是用较早的权重做出的：%s。点“重新开始”，用现在的权重再做一次。",
	"imagined for a %d": "想象中的 %d",
	"disguised as a %d": "伪装成 %d 的图像",

	"Make a 3 an 8": "把 3 变成 8",
	"Change the drawing as little as possible, until it is read as another digit.": "尽可能少地改动你写的字，直到它被认成另一个数字。",
	"Small steps change the picture until the network is sure of the digit that you choose, and keep the change as small as they can: to people it mostly stays what it was. The network adds up hundreds of pixels, and many small changes that all push the same way add up too.": "一小步一小步地改动图像，直到网络确信它是你选的数字，同时让改动尽可能小：在人看来，它多半还是原来的样子。网络把几百个像素加在一起，许多朝同一方向的小改动也会积少成多。",
	"Draw a digit, then choose another.": "先写一个数字，再选另一个。",
	"Make this %d a":                     "把这个 %d 变成",
	"The original":                       "原图",
	"The change":                         "改动",
	"The result":                         "结果",
	"None so far":                        "还没有",
	"%s times as strong as it is. Blue: more ink, orange: less": "放大到 %s 倍显示。蓝色：墨更多，橙色：墨更少",
	"It is read as a %d already.":                               "它已经被认作 %d 了。",
	"Distance %s: the root of the sum of all squared changes, where from paper to ink is 1. A blank picture and one full of ink are 28 apart.": "距离 %s：所有像素改动的平方和再开方，从纸到墨算 1。全白与全黑的两张图相距 28。",
	"No change that small makes the network sure of a %d.": "这么小的改动还不能让网络确信它是 %d。",
}

// lossPath is about the way from the outputs to the loss.
var lossPath = map[string]string{
	"From the outputs to the loss": "从输出到损失",
	"In training, the label says which digit it is. The loss of that digit, and the gradient that goes back to the weights, come about like this.": "训练时，标签给出正确的数字。这个数字的损失，以及传回权重的梯度，是这样得来的。",
	"what is read: %d": "认出的数字：%d",
	"True digit":       "正确的数字",
	"Gradient":         "梯度",
	"Loss: the output's distance to the label, squared: (%s − %d)² = %s":                                           "损失：输出与标签之差的平方：(%s − %d)² = %s",
	"Gradient: 2 × (%s − %d) = %s. The output has to go against it: down if it is positive, up if it is negative.": "梯度：2 × (%s − %d) = %s。输出要朝相反的方向走：梯度为正就减小，为负就增大。",
	"Softmax: %[1]s = e^%[2]s / sum of all e^%[2]s. For the %[3]d: e^%[4]s / %[6]s = %[5]s / %[6]s = %[7]s":        "Softmax：%[1]s = e^%[2]s / 所有 e^%[2]s 之和。对 %[3]d：e^%[4]s / %[6]s = %[5]s / %[6]s = %[7]s",
	"Loss: −ln p = −ln %s = %s": "损失：−ln p = −ln %s = %s",
	"Gradient: p − 1 = %s for the %d, which has to become likelier, and p for all others, which have to become less likely.":                                                  "梯度：对 %[2]d 是 p − 1 = %[1]s，它的概率要变大；对其他数字是 p，它们的概率要变小。",
	"And softmax once more, of these probabilities in place of logits:":                                                                                                       "然后把这些概率当作 logit，再做一次：",
	"Loss: −ln q = −ln %s = %s. Since p is between 0 and 1, q is never above e / (e + 9) = 0.23.":                                                                             "损失：−ln q = −ln %s = %s。因为 p 在 0 到 1 之间，q 永远不会超过 e / (e + 9) = 0.23。",
	"Gradient: p × (d − the sum of all p × d), where d is q, and q − 1 for the true digit. The factor p makes it small wherever p is.":                                        "梯度：p × (d − 所有 p × d 之和)，其中 d 是 q，对正确的数字是 q − 1。乘上 p，凡是 p 小的地方梯度也小。",
	"The probabilities beside the pad are others: they come from logits divided by a temperature of %s, which was fitted after training. Training itself divides by nothing.": "书写板旁边的概率与此不同：它们来自除以温度 %s 的 logit，这个温度是训练之后拟合的。训练本身不除以任何数。",
}
