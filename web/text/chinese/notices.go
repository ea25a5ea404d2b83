package chinese

// notices is about what went wrong.
var notices = map[string]string{
	"%s. This browser cannot decode it either.": "%s。这个浏览器也无法解码它。",
	"Dismiss":   "知道了",
	"Load anew": "全部重新加载",
	"Empties what the browser keeps of the page's files, and fetches them again. Drawings, runs and settings stay.": "清除浏览器保存的页面文件，再重新下载。手写内容、训练记录和设置都会保留。",

	"%s has %d MB; files of up to %d MB can be opened.":                                                  "%s 有 %d MB；最大只能打开 %d MB 的文件。",
	"%s cannot be read: it may have been moved or changed.":                                              "无法读取 %s：文件可能已被移动或修改。",
	"%s is neither a picture, nor a dataset (JSON, IDX, npz, CSV or a zip), nor weights (.safetensors).": "%s 既不是图片，也不是数据集（JSON、IDX、npz、CSV 或 zip），也不是权重（.safetensors）。",

	"What was dropped is no file. Save it as one, and drop that.":                                                 "拖入的不是文件。请先把它存成文件，再拖进来。",
	"The browser gives the page no picture from the clipboard. Drop the picture on the page, or choose its file.": "浏览器没有把剪贴板中的图片交给本页面。请把图片拖进页面，或选择它的文件。",
	"pasted picture": "粘贴的图片",

	"This browser keeps nothing for the page, as its settings say: runs, your handwriting, language and theme are gone when you close it. Export what you want to keep.":                            "按照浏览器的设置，本页面不能保存任何数据：关闭页面后，训练记录、笔迹、语言和主题都会丢失。想保留的内容请导出。",
	"What this browser kept for the page has been deleted. What you still see of your runs and your handwriting is gone when you close the page: export it to keep it.":                             "浏览器为本页面保存的数据已被删除。你现在还能看到的训练记录和笔迹，关闭页面后就会丢失：想保留请导出。",
	"Records kept in this browser that cannot be read: %d, such as “%s”. They are damaged, or from another version of the page.":                                                                    "浏览器中有 %d 条数据无法读取，它们来自本页面的另一个版本或已损坏，例如“%s”。",
	"This browser has no room left to remember your choice: it ends with this page. Deleting the data of this site in the browser makes room, but that deletes your runs and your handwriting too.": "浏览器已没有空间记住你的选择：它只在本页面有效。在浏览器中删除本网站的数据可以腾出空间，但训练记录和笔迹也会一起删除。",

	"The dataset cannot be used: %s":      "数据集无法使用：%s",
	"The weights cannot be used: %s":      "权重无法使用：%s",
	"The picture cannot be read: %s":      "图片无法读取：%s",
	"Training cannot go on: %s":           "训练无法进行：%s",
	"The weights cannot be evaluated: %s": "无法评估权重：%s",
	"Something went wrong: %s":            "出现错误：%s",

	"What reads the drawings had stopped and was started anew.":                                                                "识别手写的后台程序曾停止，已重新启动。",
	"Drawings are not read any more: what reads them has stopped again and again. %s.":                                         "无法再识别手写：识别程序接连停止。%s。",
	"The trainer had stopped and was started anew.":                                                                            "训练程序曾停止，已重新启动。",
	"The trainer had stopped and was started anew. The run goes on by itself as soon as the images are read again.":            "训练程序曾停止，已重新启动。重新读入图像后，训练会自动继续。",
	"The trainer had stopped and was started anew. The run has gone on from step %d.":                                          "训练程序曾停止，已重新启动。训练已从第 %d 步继续。",
	"The trainer had stopped and was started anew. The run has begun again, since it was not saved; it takes the same steps.":  "训练程序曾停止，已重新启动。由于这次训练没有保存，现在从头开始；每一步都与之前相同。",
	"The trainer had stopped and was started anew. The run cannot go on, since it was not saved; its weights are still there.": "训练程序曾停止，已重新启动。由于这次训练没有保存，无法继续；它的权重仍然可用。",
	"The trainer had stopped. The run cannot go on, since other images were opened; its weights are still there.":              "训练程序曾停止。由于打开了别的图像，训练无法继续；它的权重仍然可用。",
	"The trainer has stopped again and again. %s.":                                                                             "训练程序接连停止。%s。",

	"The link's settings cannot be read; they are written like #lr=0.01&batch=100.": "无法读取链接中的设置；正确的写法是 #lr=0.01&batch=100。",
	"The link sets %s, which this page does not know; it knows %s.":                 "链接设置了 %s，本页面不认识；本页面认识 %s。",
	"The link says %s; %s can be %s.":                                               "链接中写的是 %s；%s 可以是 %s。",
	"simd or relaxed":                                                               "simd 或 relaxed",
	"“%s”":                                                                          "“%s”",
	"The link asks for %s workers. This device has fewer processor cores, so there will be %s; more can be set in the field.": "链接要求 %s 个工作线程。这台设备的处理器核心没有那么多，因此使用 %s 个；可以在输入框中改为更多。",
	"The link asks for another kernel; reload the page to change it.":                                                         "链接要求使用另一种计算内核；重新加载页面即可切换。",
}
