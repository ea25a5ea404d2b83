package columns

import (
	"strings"

	"digitlab/web/text"
)

// Title names the layers of a column.
func (c *Column) Title() string {
	if len(c.Layers) == 0 {
		return text.T("picture")
	}
	return strings.Join(c.Layers, ", ")
}

// Reasons says what adds most to a node, "" if that is its own map or the picture.
func Reasons(columns []Column, n Node) string {
	if columns[n.Column].links == nil || n.Column < 2 {
		return ""
	}
	before := columns[n.Column-1].Name()
	var reasons []string
	for _, l := range Strongest(columns, n, 2) {
		if l.Strength > 0 {
			reasons = append(reasons, text.F("%s, number %d, speaks for it.", before, l.From.Index+1))
		} else {
			reasons = append(reasons, text.F("%s, number %d, speaks against it.", before, l.From.Index+1))
		}
	}
	return strings.Join(reasons, " ")
}
