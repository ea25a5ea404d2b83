package web

import (
	"go/ast"
	"go/token"
	"slices"
	"testing"
)

func TestEveryComponentFollowsTheLanguage(t *testing.T) {
	var components []string      // packages and names
	follows := map[string]bool{} // by package and name
	for _, file := range sources(t, token.NewFileSet()) {
		component := func(name string) string { return file.Name.Name + "." + name }
		ast.Inspect(file, func(node ast.Node) bool {
			switch node := node.(type) {
			case *ast.TypeSpec:
				if isComponent(node) {
					components = append(components, component(node.Name.Name))
				}
			case *ast.FuncDecl:
				if node.Name.Name == "OnMount" && node.Recv != nil {
					follows[component(receiver(node))] = calls(node.Body, "FollowLanguage")
				}
			}
			return true
		})
	}
	if len(components) < 10 {
		t.Fatalf("%d components found, want more", len(components))
	}
	for _, name := range components {
		// These show no words of their own, or none that stay when what they are given
		// is in another language.
		if !follows[name] && name != "page.Home" && name != "ui.Slider" && name != "ui.Explain" {
			t.Errorf("component %s: its OnMount does not call FollowLanguage", name)
		}
	}
}

// isComponent reports whether a type is a struct with app.Compo in it.
func isComponent(spec *ast.TypeSpec) bool {
	structure, ok := spec.Type.(*ast.StructType)
	if !ok {
		return false
	}
	return slices.ContainsFunc(structure.Fields.List, func(f *ast.Field) bool {
		embedded, ok := f.Type.(*ast.SelectorExpr)
		return ok && len(f.Names) == 0 && embedded.Sel.Name == "Compo"
	})
}

// receiver returns the name of a method's type.
func receiver(method *ast.FuncDecl) string {
	typ := method.Recv.List[0].Type
	if pointer, ok := typ.(*ast.StarExpr); ok {
		typ = pointer.X
	}
	return typ.(*ast.Ident).Name
}

// calls reports whether a body calls a function of another package.
func calls(body *ast.BlockStmt, function string) (found bool) {
	ast.Inspect(body, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			called, ok := call.Fun.(*ast.SelectorExpr)
			found = found || ok && called.Sel.Name == function
		}
		return true
	})
	return found
}
