package chinese

// frame is what is around the views.
var frame = map[string]string{
	"Draw a digit and see what a small neural network reads in it. Then train it yourself, right here in this tab.":            "写一个数字，看看小小的神经网络认出了什么；然后就在这个标签页里亲手训练它。",
	"Nothing leaves your machine: drawings, pictures, data and weights stay in this browser. The server only hands out files.": "一切都留在你的设备上：手写内容、图片、数据和权重都只保存在这个浏览器里，服务器只负责分发文件。",
	"Licences of the software in this page": "本页面所用软件的许可证",
	"Digit Lab":                             "Digit Lab 手写数字实验室",
	"Theme":                                 "主题",
	"System theme":                          "跟随系统",
	"Light theme":                           "浅色主题",
	"Dark theme":                            "深色主题",
	"Draw":                                  "书写",
	"Views":                                 "视图",
	"Train":                                 "训练",
	"Evaluate":                              "评估",
	"Lessons":                               "课程",
}
