package dom

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v9/pkg/app"
)

// Files are files of the visitor's, of which there may be tens of thousands.
type Files struct {
	Names []string // each after the folder that was chosen, if any; slashes separate folders
	Sizes []int64  // in bytes
	Blobs app.Value
}

// add adds a File of JavaScript.
func (f *Files) add(name string, file app.Value) {
	f.Names = append(f.Names, name)
	f.Sizes = append(f.Sizes, int64(file.Get("size").Float()))
	f.Blobs.Call("push", file)
}

func newFiles() Files { return Files{Blobs: app.Window().Get("Array").New()} }

// Joined returns a Blob of JavaScript of all files, one after the other.
func (f Files) Joined() app.Value { return app.Window().Get("Blob").New(f.Blobs) }

// turn keeps tasks short: so many files take their time.
type turn struct{ began time.Time }

const longestTurn = 10 * time.Millisecond

func (t *turn) pause() {
	if time.Since(t.began) >= longestTurn {
		Yield()
		t.began = time.Now()
	}
}

// TakeFiles gives a function the files chosen in the input that ctx comes from.
func TakeFiles(ctx app.Context, take func(app.Context, Files)) {
	input := ctx.JSSrc()
	list := app.Window().Get("Array").Call("from", input.Get("files"))
	// So that choosing the same files again is a change.
	input.Set("value", "")
	takeList(ctx, list, take)
}

func takeList(ctx app.Context, list app.Value, take func(app.Context, Files)) {
	if list.Length() == 0 {
		return
	}
	ctx.Async(func() {
		files, turn := newFiles(), turn{time.Now()}
		for i := range list.Length() {
			file := list.Index(i)
			name := file.Get("name").String()
			if path := file.Get("webkitRelativePath"); path.Truthy() {
				name = path.String()
			}
			files.add(name, file)
			turn.pause()
		}
		Dispatch(ctx, func(ctx app.Context) { take(ctx, files) })
	})
}

// TakeTransferred gives a function the files of a DataTransfer, and those in its
// folders; what cannot be read is not among them. It reports whether there are any
// files or folders.
func TakeTransferred(ctx app.Context, transfer app.Value, take func(app.Context, Files)) bool {
	if !transfer.Truthy() {
		return false
	}
	list := app.Window().Get("Array").Call("from", transfer.Get("files"))
	entries, folder := entriesOf(transfer)
	if !folder {
		takeList(ctx, list, take)
		return list.Length() > 0
	}
	ctx.Async(func() {
		files, turn := newFiles(), turn{time.Now()}
		for _, entry := range entries {
			walk(entry, &files, &turn)
		}
		Dispatch(ctx, func(ctx app.Context) { take(ctx, files) })
	})
	return true
}

// entriesOf returns the files and folders of a DataTransfer, and whether there is a
// folder among them. The browser tells that only while it is handed over.
func entriesOf(transfer app.Value) (entries []app.Value, folder bool) {
	items := transfer.Get("items")
	if !items.Truthy() {
		return nil, false
	}
	for i := range items.Length() {
		item := items.Index(i)
		if !item.Get("webkitGetAsEntry").Truthy() {
			continue
		}
		if entry := item.Call("webkitGetAsEntry"); entry.Truthy() {
			entries = append(entries, entry)
			folder = folder || entry.Get("isDirectory").Bool()
		}
	}
	return entries, folder
}

// walk adds a file, or those in a folder and the folders below it.
func walk(entry app.Value, files *Files, turn *turn) {
	turn.pause()
	if !entry.Get("isDirectory").Bool() {
		if file, ok := answer(entry, "file"); ok {
			files.add(strings.TrimPrefix(entry.Get("fullPath").String(), "/"), file)
		}
		return
	}
	reader := entry.Call("createReader")
	for { // it gives some at a time
		entries, ok := answer(reader, "readEntries")
		if !ok || entries.Length() == 0 {
			return
		}
		for i := range entries.Length() {
			walk(entries.Index(i), files, turn)
		}
	}
}

// answer waits for what a method hands to the first of two functions, or for a call
// of the second one, which says that there is nothing.
func answer(of app.Value, method string) (value app.Value, ok bool) {
	answered := make(chan app.Value, 1)
	well := app.FuncOf(func(_ app.Value, args []app.Value) any {
		answered <- args[0]
		return nil
	})
	defer well.Release()
	badly := app.FuncOf(func(app.Value, []app.Value) any {
		close(answered)
		return nil
	})
	defer badly.Release()
	of.Call(method, well, badly)
	value, ok = <-answered
	return value, ok
}
