package web

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// autostartKey starts the run of a link without a click.
const autostartKey = "autostart"

// parseFragment returns base with the fields that an address's fragment sets,
// e.g. loss=doublesoftmax&lr=0.05&autostart=1. The values are not checked
// here; problem is a sentence about what in the fragment means nothing, and
// the fields it does set are returned all the same.
func parseFragment(fragment string, base form) (f form, autostart bool, problem string) {
	f = base
	values, err := url.ParseQuery(fragment)
	if err != nil {
		return f, false, "The link's settings cannot be read; they are written like #lr=0.01&batch=100."
	}
	var unknown []string
	for key, texts := range values {
		i := slices.IndexFunc(fields[:], func(f field) bool { return f.Key == key })
		switch {
		case key == autostartKey:
			autostart = texts[len(texts)-1] == "1"
			if !autostart && texts[len(texts)-1] != "0" {
				unknown = append(unknown, autostartKey+" other than 0 and 1")
			}
		case i < 0:
			unknown = append(unknown, "“"+key+"”")
		default:
			f[i] = texts[len(texts)-1]
		}
	}
	if len(unknown) > 0 {
		slices.Sort(unknown)
		return f, false, fmt.Sprintf("The link sets %s, which this page does not know; it knows %s.",
			strings.Join(unknown, ", "), knownKeys())
	}
	return f, autostart, ""
}

func knownKeys() string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	return strings.Join(append(keys, autostartKey), ", ")
}

// fragment returns the address's fragment that sets f, without "#". The number
// of workers is a matter of the machine, so it is left out while it is the
// default's.
func (f form) fragment(defaults form) string {
	var parts []string
	for i, text := range f {
		if i == fieldWorkers && text == defaults[i] {
			continue
		}
		parts = append(parts, fields[i].Key+"="+url.QueryEscape(strings.TrimSpace(text)))
	}
	return strings.Join(parts, "&")
}
