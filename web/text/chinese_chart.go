package text

// chineseChart is about the curves of runs.
var chineseChart = map[string]string{
	"Loss: cross-entropy":   "损失：交叉熵",
	"Loss: double softmax":  "损失：双重 softmax",
	"Loss: squared error":   "损失：平方误差",
	"lowest possible: %.4f": "最低只能到 %.4f",
	"epoch %d":              "第 %d 轮",
	"epochs":                "轮次",
	"seconds of training":   "训练秒数",
	"step":                  "步",
	"No run yet":            "还没有训练",
}
