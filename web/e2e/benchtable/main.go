// Command benchtable turns what `go test -bench -count=N` prints into one table
// of medians. It reads standard input; a line "## NAME" begins results of a column,
// such as another machine or engine. With -ratio each column is compared with the one
// behind it, whose results were measured in turns with its own.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// row is one figure of one benchmark.
type row struct {
	name, unit string
}

// table holds the measurements by column and row, both in order of appearance.
type table struct {
	columns []string
	column  string // of what is read now
	rows    []row
	values  map[string]map[row][]float64
}

func main() {
	ratio := flag.Bool("ratio", false, "compare each column with the next")
	flag.Parse()
	t := table{values: make(map[string]map[row][]float64)}
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		t.add(lines.Text())
	}
	if err := lines.Err(); err != nil {
		fmt.Fprintln(os.Stderr, "benchtable:", err)
		os.Exit(1)
	}
	if *ratio {
		t.printRatios()
	} else {
		t.print()
	}
}

// processors is what go test puts behind a name: the value of GOMAXPROCS.
var processors = regexp.MustCompile(`-\d+$`)

// add takes one line of output and leaves out what is no result.
func (t *table) add(line string) {
	if name, ok := strings.CutPrefix(line, "## "); ok {
		t.column = name
		if t.values[name] == nil {
			t.columns = append(t.columns, name)
			t.values[name] = make(map[row][]float64)
		}
		return
	}
	fields := strings.Fields(line)
	if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") || t.column == "" {
		return
	}
	name := processors.ReplaceAllString(strings.TrimPrefix(fields[0], "Benchmark"), "")
	column := t.values[t.column]
	// The name and the number of runs, then pairs of a value and its unit.
	for i := 2; i+1 < len(fields); i += 2 {
		value, err := strconv.ParseFloat(fields[i], 64)
		if err != nil {
			return
		}
		r := row{name, fields[i+1]}
		if !slices.Contains(t.rows, r) {
			t.rows = append(t.rows, r)
		}
		column[r] = append(column[r], value)
	}
}

func (t *table) print() {
	fmt.Printf("| benchmark | unit | %s |\n", strings.Join(t.columns, " | "))
	fmt.Printf("|---|---|%s\n", strings.Repeat("---:|", len(t.columns)))
	for _, r := range t.rows {
		fmt.Printf("| %s | %s |", r.name, r.unit)
		for _, column := range t.columns {
			fmt.Printf(" %s |", median(t.values[column][r]))
		}
		fmt.Println()
	}
}

// printRatios prints how many times a rate of a column is that of the next: the median
// of the pairs, and the least and the greatest.
func (t *table) printRatios() {
	fmt.Println("| benchmark | unit | on | ratio | least | most | pairs |")
	fmt.Println("|---|---|---|---:|---:|---:|---:|")
	for _, r := range t.rows {
		if !strings.HasSuffix(r.unit, "/s") {
			continue
		}
		for i := 0; i+1 < len(t.columns); i += 2 {
			now, before := t.values[t.columns[i]][r], t.values[t.columns[i+1]][r]
			var ratios []float64
			for pair := range min(len(now), len(before)) {
				ratios = append(ratios, now[pair]/before[pair])
			}
			if len(ratios) > 0 {
				fmt.Printf("| %s | %s | %s | %s | %.2f | %.2f | %d |\n", r.name, r.unit, t.columns[i], median(ratios), ratios[0], ratios[len(ratios)-1], len(ratios))
			}
		}
	}
}

// median sorts the values and returns the middle one in three digits, "" if there is none.
func median(values []float64) string {
	if len(values) == 0 {
		return ""
	}
	slices.Sort(values)
	v := values[len(values)/2]
	if v >= 100 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}
