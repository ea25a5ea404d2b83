package chinese

// runs is about the list of runs.
var runs = map[string]string{
	"Runs": "训练记录",
	"Every run stays here, with its settings and curves, to be compared with the next.": "每次训练连同设置和曲线都会留在这里，方便与下一次比较。",

	"Show “%s”":                        "显示“%s”",
	"Name of run %d":                   "第 %d 次训练的名称",
	"Only this":                        "只看这个",
	"Only this: “%s”":                  "只看这个：“%s”",
	"Show all runs":                    "显示全部训练",
	"Same again":                       "同样再来",
	"Fill in the settings of this run": "填入这次训练的设置",
	"Same again: “%s”":                 "同样再来：“%s”",
	"Delete":                           "删除",
	"Delete “%s”":                      "删除“%s”",
	"Deleted: %s.":                     "已删除：%s。",
	"%s, best %s":                      "%s，最高 %s",
	"under way":                        "进行中",
	"stopped":                          "已停止",
	"interrupted":                      "已中断",
	"diverged":                         "已发散",
	"trained further":                  "继续训练",
	"own":                              "自定义",
	", ":                               "，",

	"lr %s":           "学习率 %s",
	"batch %s":        "批次 %s",
	"%s epochs":       "%s 轮",
	"1 epoch":         "1 轮",
	"momentum %s":     "动量 %s",
	"weight decay %s": "权重衰减 %s",
	"warm-up %s":      "预热 %s",
	"%s steps":        "%s 步",
	"seed %s":         "种子 %s",
	"smoothing %s":    "标签平滑 %s",
	"EMA %s":          "EMA %s",
	"early stop %s":   "提前停止 %s",

	"Export the ticked runs":            "导出勾选的训练",
	"A table of all steps":              "所有步的表格",
	"Settings and curves, for programs": "设置与曲线，供程序读取",
	"The chart as a picture":            "图表（位图）",
	"The chart as a drawing":            "图表（矢量图）",

	"This browser does not keep runs: they are gone when the page is closed.": "这个浏览器不保存训练记录：关闭页面后就没有了。",
	"Not all runs can be kept: %s.":                                           "有训练记录无法保存：%s。",
}
