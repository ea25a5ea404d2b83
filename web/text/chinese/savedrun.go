package chinese

// savedRun is about the run that was kept from before.
var savedRun = map[string]string{
	"Go on":         "继续训练",
	"Bring it back": "恢复",
	"Discard":       "丢弃",
	"A run from %s stands at epoch %d of %d, step %s of %s.":        "%s的训练停在第 %d 轮（共 %d 轮），第 %s 步（共 %s 步）。",
	"A run that was finished %s.":                                   "%s完成的训练。",
	"A run that was finished %s, with a test accuracy of %s.":       "%s完成的训练，测试准确率 %s。",
	"A run that was finished %s, with a validation accuracy of %s.": "%s完成的训练，验证准确率 %s。",
	"a moment ago":   "刚才",
	"a minute ago":   "1 分钟前",
	"%d minutes ago": "%d 分钟前",
	"an hour ago":    "1 小时前",
	"%d hours ago":   "%d 小时前",
	"%d days ago":    "%d 天前",
	"It is kept until you choose. You can train something else meanwhile; that is kept too.":       "在您选择之前它会一直保留。期间也可以训练别的，同样会保留。",
	"It goes on when the images to train on are loaded.":                                           "训练图像加载完毕后自动继续。",
	"To go on with this one, stop the run under way first. Both are kept.":                         "要继续这次训练，请先停止正在进行的训练。两者都会保留。",
	"It learns from “%s”, which is opened when it goes on.":                                        "它用的是“%s”，继续训练时会自动打开。",
	"It learns from “%s”, which is not kept here: open that again for it to go on.":                "它用的是“%s”，这里没有保存：请重新打开它，然后才能继续训练。",
	"This page is open in another tab, which keeps its runs. The run here ends with its tab.":      "本页面已在另一个标签页中打开，并由那里保存训练。关闭这个标签页后，这里的训练就会丢失。",
	"This browser keeps nothing for pages, as in some private windows: the run ends with the tab.": "浏览器不为网页保存数据（某些隐私窗口就是这样）：关闭标签页后，训练就会丢失。",
	"The run could not be kept, and ends with the tab: %s":                                         "训练未能保存，关闭标签页后就会丢失：%s",
	"The saved run cannot be continued: %s":                                                        "保存的训练无法继续：%s",
}
