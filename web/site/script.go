package site

import (
	"bytes"
	"encoding/json"
	"text/template"
)

// scriptTemplate returns a script that is filled in with values in JSON.
func scriptTemplate(name, text string) *template.Template {
	return template.Must(template.New(name).Funcs(template.FuncMap{"json": inJSON}).Parse(text))
}

func inJSON(value any) (string, error) {
	text, err := json.Marshal(value)
	return string(text), err
}

func fill(script *template.Template, fields any) ([]byte, error) {
	var b bytes.Buffer
	err := script.Execute(&b, fields)
	return b.Bytes(), err
}
