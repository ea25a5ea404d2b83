package text

// chineseSite is what is said of the page as an app.
var chineseSite = map[string]string{
	"A new version is ready.": "新版本已就绪。",
	"Reload":                  "重新加载",
	"Later":                   "以后再说",
	"Reloading ends the run that is under way.": "重新加载会结束正在进行的训练。",
	"Reload all the same":                       "仍要重新加载",
	"Install as an app":                         "安装为应用",
}
