package chinese

// gallery is about the images of the dataset.
var gallery = map[string]string{
	"Dataset": "数据集",

	"Split":            "数据划分",
	"training":         "训练集",
	"validation":       "验证集",
	"test":             "测试集",
	"Read as":          "识别为",
	"any":              "任意",
	"Order":            "排序",
	"as in the file":   "按文件顺序",
	"least sure first": "最没把握的在前",
	"most wrong first": "错得最多的在前",
	"Only mistakes":    "只看认错的",

	"The images are still to be loaded.":                                                                       "图像尚未加载。",
	"There are no weights yet that could read the images.":                                                     "还没有可以用来识别图像的权重。",
	"To choose by what is read, all %s images have to be read first. That has to wait for the end of the run.": "要按识别结果筛选，得先识别全部 %s 张图像；这要等本次训练结束。",
	"To choose by what is read, all %s images have to be read first.":                                          "要按识别结果筛选，得先识别全部 %s 张图像。",
	"One moment.":                   "请稍候。",
	"%s of %s images.":              "%s 张符合条件，共 %s 张。",
	"%s of %s images. Read by: %s.": "%s 张符合条件，共 %s 张。识别所用权重：%s。",
	"Read the images":               "识别这些图像",
	"Refresh":                       "刷新",
	"Read the images with the present weights: %s": "用当前权重重新识别：%s",
	"Reading the training images.":                 "正在识别训练图像。",
	"Cancel":                                       "取消",

	"No image matches.": "没有符合条件的图像。",
	"Clear the filters": "清除筛选条件",

	"Or double click an image, or press Enter on it.": "也可以双击图像，或按回车键。",

	"Images of the dataset":     "数据集中的图像",
	"training image %d":         "训练图像 %d",
	"%s: %s":                    "%s：%s",
	"%s: %s read correctly, %s": "%s：%s，识别正确，%s",
	"Label: %s":                 "标签：%s",
	"✗ Read as %s, %s":          "✗ 识别为 %s，%s",
	"✓ Read as %s, %s":          "✓ 识别为 %s，%s",
	"Look inside":               "看看内部",
	"The network has to read all images first. Those that match come here.": "网络要先识别全部图像，符合条件的会出现在这里。",
}
