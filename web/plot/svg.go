package plot

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// SVG returns the layout as a file of its own, with a title for those who do
// not see it.
func (l *Layout) SVG(theme *Theme, title string) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]s %[2]s" width="%[1]s" height="%[2]s" role="img">`+"\n",
		plain(l.Width), plain(l.Height))
	fmt.Fprintf(&b, "<title>%s</title>\n", escape(title))
	for i := range l.Panels {
		p := &l.Panels[i]
		fmt.Fprintf(&b, `<clipPath id="panel%d"><rect x="%s" y="%s" width="%s" height="%s"/></clipPath>`+"\n",
			i, plain(l.XAxis.Start), plain(p.Top-1), plain(l.XAxis.Stop-l.XAxis.Start), plain(p.Bottom-p.Top+2))
	}
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" fill="%s"/>`+"\n", escape(theme.Card))
	fmt.Fprintf(&b, `<g font-family="%s" stroke-linejoin="round">`+"\n", escape(theme.Font))
	for _, item := range l.Items() {
		l.writeItem(&b, &item, theme)
	}
	b.WriteString("</g>\n</svg>\n")
	return []byte(b.String())
}

func (l *Layout) writeItem(b *strings.Builder, item *Item, theme *Theme) {
	look := item.Look()
	attribute := func(name, value string) { fmt.Fprintf(b, ` %s="%s"`, name, escape(value)) }
	if item.Text != "" {
		b.WriteString("<text")
		attribute("x", plain(item.X))
		attribute("y", plain(item.Y))
		attribute("text-anchor", [...]string{Right: "start", Middle: "middle", Left: "end"}[item.Side])
		attribute("font-size", plain(look.Size))
		if look.Bold {
			attribute("font-weight", "600")
		}
		if look.Halo {
			attribute("stroke", theme.Card)
			attribute("stroke-width", plain(HaloWidth))
			attribute("paint-order", "stroke")
		}
	} else {
		fmt.Fprintf(b, `<path d="%s"`, item.Path) // long, and with nothing to escape
		if look.Stroke != NoInk {
			attribute("stroke", theme.Colour(look.Stroke, item.Slot))
			attribute("stroke-width", plain(look.Width))
		}
		if len(look.Dash) > 0 {
			attribute("stroke-dasharray", strings.Trim(fmt.Sprint(look.Dash), "[]"))
		}
		if item.Area != (Area{}) {
			attribute("clip-path", fmt.Sprintf("url(#panel%d)", l.panelAt(item.Area)))
		}
	}
	fill := "none"
	if look.Fill != NoInk {
		fill = theme.Colour(look.Fill, item.Slot)
	}
	attribute("fill", fill)
	if look.Alpha < 1 {
		attribute("opacity", plain(look.Alpha))
	}
	if item.Text != "" {
		fmt.Fprintf(b, ">%s</text>\n", escape(item.Text))
	} else {
		b.WriteString("/>\n")
	}
}

// panelAt returns the index of the panel whose area it is.
func (l *Layout) panelAt(a Area) int {
	for i := range l.Panels {
		if l.Panels[i].Top-1 == a.Top {
			return i
		}
	}
	panic("plot: an area of no panel")
}

// plain writes a number with two decimals at most.
func plain(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

var escaping = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape also drops what no XML file may hold.
func escape(s string) string {
	return escaping.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}
