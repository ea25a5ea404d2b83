package chinese

// chart is about the curves of runs.
var chart = map[string]string{
	"mean of %d seeds":      "%d 个种子的平均",
	"Loss: cross-entropy":   "损失：交叉熵",
	"Loss: double softmax":  "损失：双重 softmax",
	"Loss: squared error":   "损失：平方误差",
	"lowest possible: %.4f": "最低只能到 %.4f",
	"epoch %d":              "第 %d 轮",
	"epochs":                "轮次",
	"seconds of training":   "训练秒数",
	"step":                  "步",
	"No run yet":            "还没有训练",
	"No run is ticked":      "没有勾选任何训练",

	"Chart":                  "图表",
	"Smoothing":              "平滑",
	"none":                   "不平滑",
	"over about %d steps":    "约 %d 步平均",
	"Over":                   "横轴",
	"Seconds":                "秒",
	"Logarithmic":            "对数坐标",
	"Zoom in":                "放大",
	"Zoom out":               "缩小",
	"Show all":               "显示全部",
	"Place in the chart":     "图中位置",
	"no place is chosen yet": "还没有选位置",
	"Drag to zoom in, double click to see all. Keys: arrows, + and −, Home and End, Esc.": "拖动可放大，双击显示全部。键盘：方向键、+ 和 −、Home 和 End、Esc。",

	"Touch to read, pinch to zoom; ↔ shows all.": "点按可读数，双指可缩放；↔ 显示全部。",

	"after %.2f epochs":         "%.2f 轮后",
	"after %s":                  "%s 后",
	"step %s":                   "第 %s 步",
	"%s, validation %s":         "%s，验证 %s",
	"%s, test %s":               "%s，测试 %s",
	"%s, ended at step %s":      "%s，止于第 %s 步",
	"Loss, smoothed":            "损失（平滑）",
	"%s: loss %s, accuracy %s.": "%s：损失 %s，准确率 %s。",
	"and %d more":               "另有 %d 次训练",

	"Loss and accuracy of the runs":                    "各次训练的损失与准确率",
	"%s: no step yet.":                                 "%s：还没有迈出第一步。",
	"%s: after step %s of %s the training loss is %s.": "%[1]s：共 %[3]s 步，第 %[2]s 步之后的训练损失为 %[4]s。",
	"The accuracy on new images is %s, the loss %s.":   "在没见过的图像上，准确率为 %s，损失为 %s。",

	"Numbers":                "数值表",
	"Run":                    "训练",
	"Training accuracy":      "训练准确率",
	"Loss on new images":     "新图像上的损失",
	"Accuracy on new images": "新图像上的准确率",
}
