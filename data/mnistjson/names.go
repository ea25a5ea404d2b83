package mnistjson

import (
	"encoding/json"
	"slices"

	"digitlab/data"
	"digitlab/data/labelled"
)

// name parses the name of a class, of which the next byte is the quote before it.
func (p *parser) name(index int) error {
	p.part, p.index = "class", index
	if index == data.Classes {
		return p.errorf("more than %d classes", data.Classes)
	}
	// A character may be spelled with six: \u00e9.
	const limit = 2 + 6*labelled.MaxName
	length := 1
	for escaped := false; ; length++ {
		p.text.fill(length + 1)
		if p.text.end-p.text.pos <= length {
			p.text.pos = p.text.end
			return p.end()
		}
		c := p.text.buf[p.text.pos+length]
		if c == '"' && !escaped {
			break
		}
		if length > limit {
			return p.errorf("the name has more than %d bytes", labelled.MaxName)
		}
		escaped = c == '\\' && !escaped
	}
	var name string
	if err := json.Unmarshal(p.text.buf[p.text.pos:p.text.pos+length+1], &name); err != nil {
		return p.errorf("the name is not JSON")
	}
	if err := labelled.CheckName(name); err != nil {
		return p.at(err)
	}
	if slices.Contains(p.names, name) {
		return p.errorf("the name %q is there twice", name)
	}
	p.text.pos += length + 1
	p.names = append(p.names, name)
	return nil
}

// nameClasses gives the classes the names that were read.
func (p *parser) nameClasses() error {
	p.enter("dataset")
	if len(p.names) < 2 {
		return p.errorf("one class, want 2 to %d", data.Classes)
	}
	p.data.NameClasses(p.names)
	return nil
}

// skipMark skips the byte order mark that some programs write before a text.
func (p *parser) skipMark() {
	const mark = "\xef\xbb\xbf"
	if p.text.fill(len(mark)); string(p.text.buf[p.text.pos:min(p.text.end, p.text.pos+len(mark))]) == mark {
		p.text.pos += len(mark)
	}
}
