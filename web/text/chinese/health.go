package chinese

// health is about how the layers of a run fare.
var health = map[string]string{
	"Health of the layers": "各层的健康状况",
	"While this is open, the layers are measured twice a second as the network trains.": "展开时，网络训练期间每秒测量各层两次。",
	"Measured after step %s. Measurements in sight: %d.":                                "在第 %s 步之后测量。图中共有 %d 次测量。",
	"Gradient":        "梯度",
	"Update / weight": "更新 / 权重",
	"Weights":         "权重",
	"Dead":            "失活",
	"Activations":     "激活值",
	"Weights of %s over time, now from %s to %s":     "%s 的权重随时间的变化，现在从 %s 到 %s",
	"Activations of %s over time, now from %s to %s": "%s 的激活值随时间的变化，现在从 %s 到 %s",
	"slow":    "偏慢",
	"rough":   "过猛",
	"healthy": "健康",
	"How strongly the loss pulls at the layer. In a healthy network no layer's is thousands of times that of another, and none is 0.":                          "损失对这一层的拉力有多大。健康的网络里，没有哪一层的梯度是另一层的几千倍，也没有一层为 0。",
	"How far a step moves the weights, compared with their size. About 1e-3 is healthy, and more in the first steps; above 1e-2 it is rough, below 1e-4 slow.": "一步移动权重的幅度与权重大小之比。约 1e-3 为健康，最初几步可以更大；高于 1e-2 过猛，低于 1e-4 偏慢。",
	"Units whose ReLU lets nothing through, for none of 64 images. They learn nothing more; healthy is almost none.":                                           "对 64 张图像中的任何一张，其 ReLU 都不输出任何值的单元。它们不再学习；健康的网络几乎没有。",
	"How the weights are spread, from the first measurement on the left to the last. Healthy ones change slowly.":                                              "权重的分布，从左边的第一次测量到最后一次。健康的权重变化缓慢。",
	"How what the layer gives is spread. A healthy band stays wide and in place; it neither runs away nor becomes a line.":                                     "这一层输出值的分布。健康的色带保持宽度和位置，既不跑偏，也不缩成一条线。",
}
