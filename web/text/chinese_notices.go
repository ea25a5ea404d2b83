package text

// chineseNotices is about what went wrong.
var chineseNotices = map[string]string{
	"Dismiss": "知道了",

	"%s has %d MB; files of up to %d MB can be opened.":                                     "%s 有 %d MB；最大只能打开 %d MB 的文件。",
	"%s cannot be read: it may have been moved or changed.":                                 "无法读取 %s：文件可能已被移动或修改。",
	"%s is neither a picture, nor a dataset (.json, .json.gz), nor weights (.safetensors).": "%s 既不是图片，也不是数据集（.json、.json.gz）或权重（.safetensors）。",

	"The dataset cannot be used: %s":      "数据集无法使用：%s",
	"The weights cannot be used: %s":      "权重无法使用：%s",
	"The picture cannot be read: %s":      "图片无法读取：%s",
	"Training cannot go on: %s":           "训练无法进行：%s",
	"The weights cannot be evaluated: %s": "无法评估权重：%s",
	"Something went wrong: %s":            "出现错误：%s",

	"The link's settings cannot be read; they are written like #lr=0.01&batch=100.": "无法读取链接中的设置；正确的写法是 #lr=0.01&batch=100。",
	"The link sets %s, which this page does not know; it knows %s.":                 "链接设置了 %s，本页面不认识；本页面认识 %s。",
	"The link says %s; %s can be %s.":                                               "链接中写的是 %s；%s 可以是 %s。",
	"simd or relaxed":                                                               "simd 或 relaxed",
	"“%s”":                                                                          "“%s”",
	"The link asks for another kernel; reload the page to change it.":               "链接要求使用另一种计算内核；重新加载页面即可切换。",
}
