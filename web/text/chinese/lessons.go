package chinese

// lessons explains what the page shows.
var lessons = map[string]string{
	"Present":     "演示",
	"Lesson":      "课程",
	"Back":        "上一步",
	"Next":        "下一步",
	"Leave (Esc)": "退出（Esc）",
	"%d of %d":    "第 %d / %d 步",

	"This network reads digits": "这个网络会认数字",
	"Draw one. The drawing becomes 28 by 28 numbers, and ten outputs say how likely each digit is.": "写一个数字。它会变成 28×28 个数，十个输出分别给出每个数字的可能性。",
	"It has learned that from examples": "它是从例子里学会的",
	"It has seen 50,000 drawings and what each of them is. Nobody has told it what a 7 looks like.": "它看过 50,000 张手写数字和对应的答案，没有人告诉过它 7 长什么样。",
	"The loss: how wrong is it?": "损失：错得有多离谱？",
	"One number: near 0 for an answer that is right and sure, large for a wrong one. To train is to make it smaller.": "用一个数表示：答得对又有把握时接近 0，答错时很大。训练就是让它变小。",
	"First try: squared error": "第一次尝试：平方误差",
	"The network has one output, and the loss is its distance from the label, squared. So a 1 that is read as a 7 costs more than a 1 that is read as a 2, although both are wrong. Press Train and watch.": "网络只有一个输出，损失是它与标签之差的平方。于是把 1 认成 7 比认成 2 代价更大，其实两个都是认错。点“训练”看一看。",
	"Better: cross-entropy": "更好的做法：交叉熵",
	"Ten outputs become ten probabilities, and the loss is minus the logarithm of the right digit's. No digit is nearer to another one. Press Train and compare.": "十个输出变成十个概率，损失是正确数字概率的负对数，数字之间没有远近之分。点“训练”比较一下。",
	"A common slip: softmax twice": "常见的疏忽：用了两次 softmax",
	"Cross-entropy takes the softmax itself. Where the network ends in softmax too, the loss cannot fall below 1.46, and training is slow. Press Train and see.": "交叉熵自己就会做 softmax。如果网络末尾再加一次，损失最低只能到 1.46，训练也很慢。点“训练”看看。",
	"Now try to fool it": "现在试着骗过它",
	"Draw a letter, a slanted digit, a scribble. The network knows only what its examples have shown it.": "写个字母、歪斜的数字，或者乱画一通。网络只知道例子里见过的东西。",

	"What you are looking at": "你看到的是什么",

	"What is the loss?": "损失是什么？",
	"A number that says how wrong the network is. Training changes the weights, a little for each batch of images, so that it falls. The three kinds differ in what they call wrong; that is all that changes between them, and it changes a lot.": "一个表示网络错了多少的数。训练时，每看一个批次的图像就把权重稍微调整一点，让损失下降。三种损失的区别只在于怎样算“错”；它们之间只有这一点不同，结果却大不一样。",
	"Cross-entropy: the network gives ten outputs, softmax turns them into probabilities, and the loss is the surprise at the right digit: -log of its probability. A guess among ten costs 2.30, certainty costs 0.":                              "交叉熵：网络给出十个输出，softmax 把它们变成概率，损失就是对正确数字的“意外程度”，即其概率的 -log。十选一地乱猜，损失是 2.30；完全确定且正确，损失是 0。",
	"Squared error: the network gives one number and pays for its distance to the label, squared. To it, 8 is nearer to 9 than to 1, although the shapes say otherwise; digits are names, not amounts.":                                            "平方误差：网络只给出一个数，损失是它与标签之差的平方。在它看来，8 离 9 比离 1 近，可字形并非如此；数字在这里是名字，不是数量。",

	"Why does double softmax stall near 1.4612?": "两次 softmax 为什么停在 1.4612 附近？",
	"A common slip: the network already ends in softmax, and then the loss function applies softmax once more. The second softmax gets numbers between 0 and 1, so even a network that is certain and right ends up with e / (e + 9), or 23 %, on the right digit.": "这是一个常见的疏忽：网络最后已经做了 softmax，损失函数又做了一次。第二次 softmax 的输入都在 0 和 1 之间，所以网络即使完全确定而且正确，正确数字也只能得到 e / (e + 9)，也就是 23%。",
	"The loss of that is 1.4612, and it cannot go lower. On the way there the gradients are small too, so at the learning rate of 0.01 the curve hardly moves. Try it with 0.01, then with 0.5, then cross-entropy with 0.01.":                                      "这时的损失是 1.4612，再也降不下去。一路上的梯度也很小，所以学习率为 0.01 时曲线几乎不动。先用 0.01 试试，再用 0.5，最后用交叉熵和 0.01。",

	"What are the 28 × 28 pixels?": "这 28 × 28 个像素是什么？",
	"All the network ever sees. Its training images were made in 1998 from scanned forms: each digit was scaled into 20 × 20 pixels and placed in the middle of 28 × 28 by its centre of mass. A drawing that is prepared in the same way is read much better.": "网络能看到的全部内容。训练图像是 1998 年由扫描的表格制成的：每个数字先缩放到 20 × 20 像素，再按质心放到 28 × 28 的正中。用同样的方法处理手写的数字，识别效果会好得多。",
	"Take the tick from “Crop and centre” and draw a small digit in a corner to see the difference.": "取消勾选“裁剪并居中”，在角落里写一个小小的数字，就能看出差别。",

	"What happens when I press Train?": "点击“训练”后会发生什么？",
	"Fresh random weights take the place of the pretrained ones. Batch by batch, the images go through two layers of convolution and one layer of sums, 20,350 weights in all; the loss is traced back to each weight, and each moves a step downhill.": "全新的随机权重取代预训练的权重。图像一批接一批地经过两个卷积层和一个全连接层，一共 20,350 个权重；损失被追溯到每一个权重，每个权重都朝下坡方向走一步。",
	"Meanwhile your drawing is read again with every new set of weights: watch the bars while the network learns. Reset brings the pretrained weights back, and the address of this page holds the settings, so a run can be shared as a link.":         "与此同时，每有一组新的权重，你写的数字就会重新识别一次：可以看着条形图随学习而变化。“重置”会恢复预训练的权重；页面地址里保存着全部设置，所以一次训练可以用链接分享。",
}
