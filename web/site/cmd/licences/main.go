// Command licences prints the licences of the software that is linked into
// programs: Go's, and those of the modules that their packages come from, ours
// included, as they stand in the module cache. A module without a licence is an error.
//
//	licences [GOOS/GOARCH:]PACKAGE...
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
}

func run(programs []string, w io.Writer) error {
	folders := map[string]string{} // by module and version
	for _, program := range programs {
		if err := addModules(folders, program); err != nil {
			return err
		}
	}
	root, err := output(exec.Command("go", "env", "GOROOT"))
	if err != nil {
		return err
	}
	if err := write(w, "Go", root); err != nil {
		return err
	}
	for _, module := range slices.Sorted(maps.Keys(folders)) {
		if err := write(w, module, folders[module]); err != nil {
			return err
		}
	}
	return nil
}

// addModules adds the modules that are linked into a program.
func addModules(folders map[string]string, program string) error {
	target, name, found := strings.Cut(program, ":")
	if !found {
		target, name = runtime.GOOS+"/"+runtime.GOARCH, program
	}
	system, architecture, _ := strings.Cut(target, "/")
	const format = `{{with .Module}}{{if .Main}}Digit Lab{{else}}{{.Path}} {{.Version}}{{end}}{{"\t"}}{{.Dir}}{{end}}`
	list := exec.Command("go", "list", "-deps", "-f", format, name)
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH="+architecture)
	lines, err := output(list)
	if err != nil {
		return err
	}
	for line := range strings.Lines(lines) {
		module, folder, found := strings.Cut(strings.TrimSpace(line), "\t")
		if found {
			folders[module] = folder
		}
	}
	return nil
}

func output(command *exec.Cmd) (string, error) {
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w", strings.Join(command.Args, " "), err)
	}
	return string(bytes.TrimSpace(out)), nil
}

// write writes what a folder says of the licence of the software in it.
func write(w io.Writer, software, folder string) error {
	var files []string
	for _, pattern := range []string{"LICEN[CS]E*", "COPYING*", "NOTICE*", "PATENTS*", "THIRD_PARTY_LICENSES/*"} {
		matches, _ := filepath.Glob(filepath.Join(folder, pattern)) // the pattern is right
		files = append(files, matches...)
	}
	if len(files) == 0 {
		return errors.New(software + " has no licence in " + folder)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		title := software + ", " + filepath.ToSlash(name)
		fmt.Fprintf(w, "%s\n%s\n\n%s\n\n\n", title, strings.Repeat("=", len(title)), bytes.TrimSpace(text))
	}
	return nil
}
