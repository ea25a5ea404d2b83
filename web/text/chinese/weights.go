package chinese

// weights is about saving and opening weights, here and elsewhere.
var weights = map[string]string{
	"Weights:":              "权重：",
	"none yet":              "还没有",
	"pretrained":            "预训练权重",
	"this run":              "本次训练",
	"%s, step %s":           "%s，第 %s 步",
	", answered in %.1f ms": "，识别用时 %.1f 毫秒",
	"Close":                 "关闭",
	"Save":                  "保存",
	"Open":                  "打开",
	"Save weights":          "保存权重",
	"Open weights":          "打开权重",

	"Use it elsewhere": "在其他程序中使用",
	"The file that this page itself saves and opens.":                                                     "本页面自己保存和打开的就是这种文件。",
	"A file of its own: Paddle has the weights of linear layers transposed. “Open weights” reads it too.": "需要单独的文件：Paddle 的全连接层权重是转置存放的。“打开权重”也能读取它。",
	"The whole network with its weights, for onnxruntime and many others. This page does not open it.":    "包含权重的完整网络，供 onnxruntime 等许多程序使用。本页面不能打开它。",
	"Save for %s":                         "保存为 %s 文件",
	"Program for %s":                      "%s 程序",
	"Copy":                                "复制",
	"Copy the program for %s":             "复制 %s 程序",
	"Copied":                              "已复制",
	"Selected: copy it with the keyboard": "已选中：请用键盘复制",
	"A picture of one digit, most of it paper, becomes what the network has learned from:":                                                                                                                      "把一张单个数字的图片（大部分是纸）变成网络学过的样子：",
	"A picture becomes 28 × 28 numbers, as on the page: white is 0, black is 1.":                                                                                                                                "图片变成 28 × 28 个数，与本页相同：白为 0，黑为 1。",
	"paper 0, ink 1, the digit's longer side 20 pixels, its centre of mass in the middle.":                                                                                                                      "纸为 0，墨迹为 1，数字的长边为 20 像素，质心在正中。",
	"%s is a network in the format ONNX, which this page writes for other programs and does not open. To use weights here again, save them with “Save weights” and open that file, which ends in .safetensors.": "%s 是 ONNX 格式的网络：本页面只为其他程序导出这种格式，不能打开。要在这里再次使用权重，请点“保存权重”，然后打开那个以 .safetensors 结尾的文件。",
}
