package main

import (
	_ "embed"
	"strings"
)

//go:embed doc.go
var docFile string

// manual returns the package comment, which is the command's.
func manual() string {
	comment, _, _ := strings.Cut(docFile, "package main")
	var text strings.Builder
	for line := range strings.Lines(comment) {
		line = strings.TrimPrefix(strings.TrimPrefix(line, "//"), " ")
		text.WriteString(strings.ReplaceAll(strings.TrimPrefix(line, "# "), "\t", "    "))
	}
	return text.String()
}
