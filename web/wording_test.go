package web

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"digitlab/web/text"
)

// wording is a text in the page's sources.
type wording struct {
	Place  string // file and line
	Text   string
	Worded bool   // it is given to text.T or text.F
	Format bool   // to text.F
	Args   int    // how many that has, -1 if they cannot be counted
	Shown  string // the call that shows the text as it is, "" if none does
	IDs    bool   // it names elements
}

// wordings returns the texts of the page's sources. Concatenated ones are one.
func wordings(t *testing.T) (list []wording) {
	t.Helper()
	files := token.NewFileSet()
	for _, file := range sources(t, files) {
		list = append(list, wordingsOf(files, file)...)
	}
	return list
}

// sources returns what the page is made of, without tests, server and workers.
func sources(t *testing.T, files *token.FileSet) (list []*ast.File) {
	t.Helper()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if slices.Contains([]string{"e2e", "site", "static", "text", "worker"}, path) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		list = append(list, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func wordingsOf(files *token.FileSet, file *ast.File) (list []wording) {
	var at wording // what is known of the expression that is being looked at
	var look func(node ast.Node) bool
	look = func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.CallExpr:
			ast.Inspect(node.Fun, look)
			for i, arg := range node.Args {
				outer := at
				at = asArgument(node, i)
				ast.Inspect(arg, look)
				at = outer
			}
			return false
		case ast.Expr:
			if value, ok := constantText(node); ok {
				found := at
				found.Text, found.Place = value, files.Position(node.Pos()).String()
				list = append(list, found)
				return false
			}
		}
		return true
	}
	ast.Inspect(file, look)
	return list
}

// showing are the methods that show their argument to visitors.
var showing = []string{"Text", "Title", "Alt", "Placeholder", "Summary"}

// naming are the attributes of Aria that visitors hear.
var naming = []string{"label", "description", "roledescription", "valuetext", "placeholder"}

// asArgument says what a call does with its argument i.
func asArgument(call *ast.CallExpr, i int) (w wording) {
	function, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return w
	}
	name := function.Sel.Name
	if pkg, ok := function.X.(*ast.Ident); ok && pkg.Name == "text" && i == 0 {
		w.Worded, w.Format, w.Args = name == "T" || name == "F", name == "F", len(call.Args)-1
		if call.Ellipsis.IsValid() {
			w.Args = -1
		}
		return w
	}
	if slices.Contains(showing, name) && i == 0 {
		w.Shown = name
	}
	if name == "Aria" && i == 1 {
		attribute, _ := constantText(call.Args[0])
		if slices.Contains(naming, attribute) {
			w.Shown = "Aria " + attribute
		}
		w.IDs = w.Shown == ""
	}
	return w
}

// constantText returns the value of a text or of a sum of texts.
func constantText(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return constantText(e.X)
	case *ast.BasicLit:
		if e.Kind != token.STRING {
			return "", false
		}
		return constant.StringVal(constant.MakeFromLiteral(e.Value, e.Kind, 0)), true
	case *ast.BinaryExpr:
		x, left := constantText(e.X)
		y, right := constantText(e.Y)
		return x + y, left && right && e.Op == token.ADD
	}
	return "", false
}

// tables have texts that are put into the page's language where they are shown:
// by the names of the variables, the fields that hold such texts, or their places
// in entries without field names. Where neither is said, it is the entries
// themselves.
var tables = map[string][]string{
	"Fields":           {"Label", "Hint", "Allowed"},
	"lossChoices":      {"1"},
	"optimizerChoices": {"1"},
	"scheduleChoices":  {"1"},
	"recipeWords":      {"0", "1"},
	"presetWords":      nil,
	"allEffectWords":   {"0"},
	"layerNumbers":     {"1"},
	"views":            {"1"},
	"xUnits":           {"1"},
	"stateWords":       nil,
	"settingWords":     nil,
	"Exercises":        {"Title", "Ask", "Guesses", "Lessons"},
	"Shares":           {"0"},
}

// tableTexts returns the texts of tables. Each table must be there.
func tableTexts(t *testing.T) (list []string) {
	t.Helper()
	found := map[string]bool{}
	for _, file := range sources(t, token.NewFileSet()) {
		ast.Inspect(file, func(node ast.Node) bool {
			spec, ok := node.(*ast.ValueSpec)
			if !ok || len(spec.Values) == 0 {
				return true
			}
			if wanted, ok := tables[spec.Names[0].Name]; ok {
				found[spec.Names[0].Name] = true
				list = append(list, entryTexts(spec.Values[0], wanted)...)
			}
			return true
		})
	}
	for name := range tables {
		if !found[name] {
			t.Errorf("there is no table %s", name)
		}
	}
	return list
}

// entryTexts returns the wanted texts of the entries of a table.
func entryTexts(table ast.Expr, wanted []string) (list []string) {
	literal, ok := table.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for place, element := range literal.Elts {
		name, value := strconv.Itoa(place), element
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			value, name = pair.Value, ""
			if field, ok := pair.Key.(*ast.Ident); ok {
				name = field.Name
			}
		}
		if wanted == nil || slices.Contains(wanted, name) {
			list = append(list, texts(value)...)
		}
		list = append(list, entryTexts(value, wanted)...)
	}
	return list
}

// texts returns a text, or those of a list.
func texts(e ast.Expr) (list []string) {
	if value, ok := constantText(e); ok {
		return []string{value}
	}
	if literal, ok := e.(*ast.CompositeLit); ok && literal.Type != nil {
		for _, element := range literal.Elts {
			list = append(list, texts(element)...)
		}
	}
	return list
}

// inChinese returns all Chinese texts by the English ones.
func inChinese() map[string]string { return maps.Collect(text.Chinese.All()) }

func TestEveryTextIsInChinese(t *testing.T) {
	chinese := inChinese()
	for _, w := range wordings(t) {
		if !w.Worded {
			continue
		}
		if _, ok := chinese[w.Text]; !ok {
			t.Errorf("%s: no Chinese for %q", w.Place, w.Text)
		}
	}
	for _, english := range tableTexts(t) {
		if _, ok := chinese[english]; !ok {
			t.Errorf("no Chinese for %q, which stands in a table", english)
		}
	}
}

func TestChineseFormatsTakeTheSameArguments(t *testing.T) {
	chinese := inChinese()
	for _, w := range wordings(t) {
		if !w.Format {
			continue
		}
		want, got := verbs(w.Text), verbs(chinese[w.Text])
		if w.Args >= 0 && w.Args != len(want) {
			t.Errorf("%s: %d arguments for the verbs %q of %q", w.Place, w.Args, want, w.Text)
		}
		if !slices.Equal(want, got) {
			t.Errorf("%s: %q takes %q, %q takes %q", w.Place, w.Text, want, chinese[w.Text], got)
		}
	}
}

// verb matches a verb of a format, its argument's number and what it writes.
var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z%])`)

// verbs returns the verbs of a format in the order of its arguments.
func verbs(format string) []string {
	byArgument, next := map[int]string{}, 1
	for _, match := range verb.FindAllStringSubmatch(format, -1) {
		if match[2] == "%" {
			continue
		}
		if match[1] != "" {
			next, _ = strconv.Atoi(match[1])
		}
		byArgument[next] = match[2]
		next++
	}
	var list []string
	for i := 1; i <= len(byArgument); i++ {
		list = append(list, byArgument[i])
	}
	return list
}

func TestVerbs(t *testing.T) {
	for format, want := range map[string][]string{
		"":                      nil,
		"100 %% of %d, %.3g":    {"d", "g"},
		"%[2]s 的 %[1]d 张":       {"d", "s"},
		"%[2]s before %[1]d":    {"d", "s"},
		"%-5s and %+d of 10 %%": {"s", "d"},
	} {
		if got := verbs(format); !slices.Equal(got, want) {
			t.Errorf("verbs(%q) = %q, want %q", format, got, want)
		}
	}
}

func TestEveryChineseTextIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, w := range wordings(t) {
		used[w.Text] = true
	}
	for english := range inChinese() {
		if !used[english] {
			t.Errorf("the page does not say %q", english)
		}
	}
}

// wordless are packages whose sentences are for programs and their authors.
var wordless = []string{"hand", "idb", "ownset", "plot", "runs", "snippets"}

// data are texts with letters that are the same in every language.
var data = []string{"Digit Lab", "Language", "语言", "Control+Z Escape", "relaxed simd"}

func TestEveryTextThatIsShownHasATranslation(t *testing.T) {
	chinese := inChinese()
	letters := regexp.MustCompile(`\pL`)
	sentence := regexp.MustCompile(`^\pL[\pL’',-]* \pL`)
	for _, w := range wordings(t) {
		if _, ok := chinese[w.Text]; ok || w.Worded || w.IDs || slices.Contains(data, w.Text) {
			continue
		}
		switch {
		case w.Shown != "" && letters.MatchString(w.Text):
			t.Errorf("%s: %s shows %q in English only", w.Place, w.Shown, w.Text)
		case !slices.Contains(wordless, strings.Split(w.Place, "/")[0]) && sentence.MatchString(w.Text):
			t.Errorf("%s: %q looks like words for visitors", w.Place, w.Text)
		}
	}
}
