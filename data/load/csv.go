package load

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"truceline/data"
)

// table describes a CSV file of a story.
type table struct {
	name    string
	columns []string
	key     []string // columns that others refer to the row by
	// task prepares the reading of the file.
	task func(*reading) func()
}

// place is where a row stands, for problems that are found later.
type place struct {
	line   int
	fields []int // the line of each field, if the row has several lines
}

// sheet is a table as far as it was read.
type sheet struct {
	report *report
	table  *table
	field  map[string]int  // positions of the columns
	places []place         // beside the rows of the story
	rows   bool            // every row of the file is in the story
	ids    bool            // the ids of all rows are known, or among the lost
	lost   map[string]bool // ids of rows that could not be read
	// doubtful are the sources of rows in which something could not be read.
	doubtful map[string]bool
}

// row is a row on its way into the story.
type row struct {
	*sheet
	place
	values []string
	failed bool
}

// readTable reads a CSV file and decodes its rows. Rows of the wrong length are
// reported and left out; rows with a bad field are kept, so that what refers to
// them is not reported as well.
func readTable[T any](rep *report, t *table, src []byte, decode func(*row) T) ([]T, *sheet) {
	sh := &sheet{report: rep, table: t, field: make(map[string]int), lost: make(map[string]bool), doubtful: make(map[string]bool)}
	if src = clean(rep, src, fieldAt); src == nil {
		return nil, sh
	}
	in := csv.NewReader(bytes.NewReader(src))
	in.Comment = '#'
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	header, ok := sh.header(in, src)
	if !ok {
		return nil, sh
	}
	sh.rows, sh.ids = true, true
	out := make([]T, 0, min(maxRows, bytes.Count(src, []byte{'\n'})))
	for {
		fields, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			sh.rows, sh.ids = false, false
			if sh.syntax(src, err); len(rep.list) > maxProblems {
				break
			}
			continue
		}
		r := row{sheet: sh, place: placeOf(in, fields), values: fields}
		if len(out) == maxRows {
			rep.add(r.line, 1, "more than %d rows: divide the story", maxRows)
			break
		}
		if len(fields) != header {
			sh.badLength(&r, header)
			continue
		}
		value := decode(&r)
		if r.failed {
			for _, id := range split(r.text("sources")) {
				sh.doubtful[id] = true
			}
		}
		out = append(out, value)
		sh.places = append(sh.places, r.place)
	}
	return out, sh
}

// header reads the first line and finds the columns. It returns their number.
func (sh *sheet) header(in *csv.Reader, src []byte) (int, bool) {
	names, err := in.Read()
	if err != nil {
		if err == io.EOF {
			sh.report.add(1, 1, "there is no header line: begin with %s", strings.Join(sh.table.columns, ","))
		} else {
			sh.syntax(src, err)
		}
		return 0, false
	}
	line, _ := in.FieldPos(0)
	if len(names) == 1 && strings.Contains(names[0], ";") {
		sh.report.add(line, 1, "the columns are parted by semicolons: save the file with commas between them")
		return 0, false
	}
	var unknown []int
	for i, name := range names {
		name = strings.TrimSpace(name)
		_, twice := sh.field[name]
		switch {
		case twice:
			sh.report.add(line, i+1, "column %q is there twice: remove one", name)
		case slices.Contains(sh.table.columns, name):
			sh.field[name] = i
		default:
			sh.report.add(line, i+1, "unknown column %q%s", name, meant(name, sh.table.columns))
			unknown = append(unknown, i)
		}
	}
	// A mistyped column is taken for what it stands for, so that it is not missed
	// as well.
	for _, i := range unknown {
		near := data.Nearest(strings.TrimSpace(names[i]), sh.table.columns)
		if _, there := sh.field[near]; !there && near != "" {
			sh.field[near] = i
		}
	}
	for _, name := range sh.table.columns {
		if _, ok := sh.field[name]; !ok {
			sh.report.add(line, 1, "column %q is missing: add it; the columns are %s", name, strings.Join(sh.table.columns, ","))
		}
	}
	for _, name := range sh.table.columns {
		if _, ok := sh.field[name]; !ok {
			return 0, false // every row would only repeat that
		}
	}
	return len(names), true
}

// syntax reports what encoding/csv could not read.
func (sh *sheet) syntax(src []byte, err error) {
	var e *csv.ParseError
	if !errors.As(err, &e) {
		sh.report.add(1, 1, "cannot be read: %v", err)
		return
	}
	// Fields are counted from where the record begins.
	record := lineStart(src, e.StartLine)
	at := min(lineStart(src, e.Line)+max(0, e.Column-1), len(src))
	_, field := fieldAt(src[record:], at-record)
	switch {
	case errors.Is(e.Err, csv.ErrBareQuote):
		sh.report.add(e.Line, field, `a quote inside a field without quotes: put the whole field in quotes and write " as ""`)
	case errors.Is(e.Err, csv.ErrQuote):
		sh.report.add(e.StartLine, field, `a quoted field does not end as it should: write " inside a field as "", and close the field with one "`)
	default:
		sh.report.add(e.Line, field, "cannot be read: %v", e.Err)
	}
}

// lineStart returns the offset at which a line, counted from 1, begins.
func lineStart(src []byte, line int) int {
	at := 0
	for ; line > 1; line-- {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			return len(src)
		}
		at += i + 1
	}
	return at
}

func placeOf(in *csv.Reader, fields []string) place {
	first, _ := in.FieldPos(0)
	last, _ := in.FieldPos(len(fields) - 1)
	if first == last {
		return place{line: first}
	}
	lines := make([]int, len(fields))
	for i := range fields {
		lines[i], _ = in.FieldPos(i)
	}
	return place{first, lines}
}

// badLength reports a row with too many or too few fields, and keeps its id in
// mind so that references to it are not reported too.
func (sh *sheet) badLength(r *row, want int) {
	hint := "add the missing ones, empty if need be"
	if len(r.values) > want {
		hint = "put a field that holds a comma in quotes"
	}
	sh.report.add(r.line, min(len(r.values), want+1), "%d fields, not %d: %s", len(r.values), want, hint)
	sh.rows = false
	if i, ok := sh.field["id"]; ok && i < len(r.values) && r.values[i] != "" {
		sh.lost[r.values[i]] = true
	} else {
		sh.ids = false
	}
}

// where returns line and field number of a column of a row.
func (sh *sheet) where(p place, column string) (line, field int) {
	i := sh.field[column]
	if p.fields != nil {
		return p.fields[i], i + 1
	}
	return p.line, i + 1
}

// wrong reports what is wrong with a field.
func (r *row) wrong(column, format string, args ...any) {
	line, field := r.where(r.place, column)
	r.report.add(line, field, "%s %s", column, fmt.Sprintf(format, args...))
	r.failed = true
	if slices.Contains(r.table.key, column) {
		r.ids = false
	}
}

// has tells whether a field is filled in.
func (r *row) has(column string) bool { return r.text(column) != "" }

// text returns a field without blanks around it; empty if there is none.
func (r *row) text(column string) string {
	i, ok := r.field[column]
	if !ok {
		return ""
	}
	return strings.TrimSpace(r.values[i])
}

// need returns a field that may not be empty.
func (r *row) need(column string) string {
	s := r.text(column)
	if s == "" {
		r.wrong(column, "is empty: fill it in")
	}
	return s
}

// Bounds of a table; the largest story that is asked for has a tenth of the rows.
const (
	maxRows  = 100_000
	maxParts = 100 // of a list in a field
)

// list returns the parts of a field between semicolons.
func (r *row) list(column string) []string {
	s := r.text(column)
	if s == "" {
		return nil
	}
	out := split(s)
	if len(out) > maxParts {
		r.wrong(column, "has more than %d parts: name only the most important", maxParts)
		return out[:maxParts]
	}
	if slices.Contains(out, "") {
		r.wrong(column, "has an empty part: write the parts as \"a; b\", without a semicolon at the end")
		out = slices.DeleteFunc(out, func(s string) bool { return s == "" })
	}
	return out
}

func split(s string) []string {
	if s == "" {
		return nil
	}
	out := strings.Split(s, ";")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// count returns a whole number of at least 1.
func (r *row) count(column string) int {
	s := r.need(column)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 1e6 {
		r.wrong(column, "%q is no number of a row: write 1, 2, 3 …", s)
		return 0
	}
	return n
}

// yes returns a field that is "yes" or empty.
func (r *row) yes(column string) bool {
	switch s := r.text(column); s {
	case "":
		return false
	case "yes":
		return true
	default:
		r.wrong(column, "%q: write yes, or leave it empty", s)
		return false
	}
}

// parseNumber reads a number with a point as decimal mark. If it cannot, it says
// why in words that follow the number.
func parseNumber(s string) (v float64, why string) {
	const form = "is no number: write it as 12.5"
	switch strings.ToLower(strings.TrimLeft(s, "+-")) {
	case "nan", "inf", "infinity", ".inf", ".nan":
		return 0, "is not finite: " + "write a number such as 12.5"
	}
	switch {
	case strings.Contains(s, ","):
		return 0, "has a comma: write a point as decimal mark and no thousands separators"
	case strings.HasSuffix(s, "%"):
		return 0, "has a percent sign: write the number alone"
	case strings.HasPrefix(s, "−"):
		return 0, "begins with a typographic minus sign: write - for it"
	case strings.Trim(s, "+-.0123456789") != "" || s == "":
		return 0, form
	}
	v, err := strconv.ParseFloat(s, 64)
	switch {
	case errors.Is(err, strconv.ErrRange) || math.IsInf(v, 0):
		return 0, "is too large"
	case err != nil:
		return 0, form
	}
	return v, ""
}

// isID tells whether s is made of words joined by hyphens.
func isID(s string, capitals bool) bool {
	if len(s) > 64 || s == "" || s[0] == '-' || s[len(s)-1] == '-' || strings.Contains(s, "--") {
		return false
	}
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-':
		case capitals && c >= 'A' && c <= 'Z':
		default:
			return false
		}
	}
	return true
}

func idForm(capitals bool) string {
	if capitals {
		return "use letters, digits and single hyphens"
	}
	return "use lower-case letters, digits and single hyphens"
}

// meant suggests a known word for a mistyped one.
func meant(word string, known []string) string {
	if near := data.Nearest(word, known); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return "; known are " + strings.Join(known, ", ")
}
