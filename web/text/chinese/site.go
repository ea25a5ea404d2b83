package chinese

// site is what is said of the page as an app.
var site = map[string]string{
	"A new version is ready.": "新版本已就绪。",
	"Reload":                  "重新加载",
	"Later":                   "以后再说",
	"Reloading interrupts the run. It is kept, and you can continue it afterwards.": "重新加载会中断正在进行的训练。进度会保留，之后可以继续。",
	"Reload all the same": "仍要重新加载",
	"Install as an app":   "安装为应用",
}
