package export

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/render"
	"truceline/charts/scene"
	"truceline/data"
)

// Pictures returns the names of the pictures of a story, sorted.
func Pictures(s *data.Story) []string {
	out := append(figures.Choices(s), mapName)
	if len(s.Beats) > 0 {
		out = append(out, view.BeatsScene)
	}
	slices.Sort(out)
	return out
}

const mapName = "map"

// Format is what a file of a figure is written as.
type Format string

// The formats. CSV holds the numbers of what is shown.
const (
	PNG Format = "png"
	SVG Format = "svg"
	PDF Format = "pdf"
	CSV Format = "csv"
	// AllCSV holds all numbers of the table behind a figure, shown or not.
	AllCSV Format = "all.csv"
)

// behind are the tables behind figures, by the figure's name.
var behind = map[string]string{"rates": "rates", "layers": "rates", "averages": "averages", mapName: "meetings"}

// pictureFormats are those that show something.
var pictureFormats = []Format{PNG, SVG, PDF}

// FormatOf tells from a file's name what picture it is to hold.
func FormatOf(file string) (Format, error) {
	ext := filepath.Ext(file)
	f := Format(strings.ToLower(strings.TrimPrefix(ext, ".")))
	switch {
	case slices.Contains(pictureFormats, f):
		return f, nil
	case ext == "":
		return "", fmt.Errorf("%s: a picture's file ends in .png, .svg or .pdf", file)
	case f == CSV:
		return "", fmt.Errorf("%s: a picture's file ends in .png, .svg or .pdf; for numbers: truceline export table NAME FILE.csv", file)
	}
	return "", fmt.Errorf("%s: pictures are not written as %s; a picture's file ends in .png, .svg or .pdf", file, ext)
}

// Size is how large a picture is.
type Size struct {
	Width, Height int // px
	// Sheet is the paper, for a size that has one.
	Sheet render.Sheet
}

// Sizes that have a name.
var (
	Slide  = Size{Width: 1920, Height: 1080}
	Square = Size{Width: 1080, Height: 1080}
	// A4 is a page on its side: 200 px to the inch.
	A4 = Size{Width: 2339, Height: 1654, Sheet: render.Sheet{WidthPT: 841.89, HeightPT: 595.28}}
)

// LargeLabels is the text scale for projectors.
const LargeLabels = 1.5

// Picture says what a picture shows and how large it is.
type Picture struct {
	// Scene is what is drawn, as package view makes it: of a View, or of a name of Pictures.
	Scene scene.Scene
	// Look says where cursor and map stand; its zero day is the one on which the story ends.
	Look meetings.Look
	Size
	Palette   *charts.Palette
	TextScale float64
	// Version is the program's, Made when the file is written: both stand in files
	// that tell of themselves.
	Version string
	Made    time.Time
}

// name is the picture's, one of Pictures.
func (p Picture) name() string {
	if p.Scene.Beat != "" {
		return view.BeatsScene
	}
	return p.Scene.Figure
}

func (p Picture) program() string { return strings.TrimSpace(words.Say("app.name") + " " + p.Version) }

// dated sets the day where none is.
func (p Picture) dated(s *data.Story) Picture {
	if !p.Look.Day.Set() {
		p.Look.Day = s.AsOf
		if p.Look.Epilogue {
			p.Look.Day = s.End(true)
		}
	}
	return p
}

// FileName proposes a name for a picture's file: truceline-rates-DAY.svg.
func (p Picture) FileName(s *data.Story, f Format) string {
	of := cmp.Or(p.Scene.Beat, p.dated(s).Look.Day.String())
	if f == AllCSV {
		of, f = "all", CSV
	}
	return "truceline-" + p.name() + "-" + of + "." + string(f)
}

// Page lays a picture out: what is shown, with title, source line and as-of day.
func Page(s *data.Story, p Picture) (*pages.Page, error) {
	switch {
	case !slices.Contains(Pictures(s), p.name()):
		return nil, fmt.Errorf("there is no picture %q; there are: %s", p.name(), strings.Join(Pictures(s), ", "))
	case p.Width < 1 || p.Height < 1 || p.Width > render.MaxPX || p.Height > render.MaxPX:
		return nil, fmt.Errorf("a picture of %d × %d px cannot be drawn: each side is 1 to %d px", p.Width, p.Height, render.MaxPX)
	case !(p.TextScale > 0 && p.TextScale <= maxTextScale):
		return nil, fmt.Errorf("text cannot be scaled by %g: it is a number above 0, up to %d", p.TextScale, maxTextScale)
	}
	p = p.dated(s)
	m := render.NewMetrics(pages.PxPerDP(p.Width, p.Height))
	if p.name() == mapName {
		return pages.OfMap(s, p.Look, words.Local{}, p.Width, p.Height, p.TextScale, m)
	}
	if p.Scene.Beat == "" { // the day of headline and cursor
		p.Scene.Day = p.Look.Day
	}
	return pages.Of(s, p.Scene, words.Local{}, p.Width, p.Height, p.TextScale, m)
}

// maxTextScale bounds what is laid out: beyond it no text has room.
const maxTextScale = 8

// Write writes what a picture shows in a format.
func Write(w io.Writer, s *data.Story, p Picture, f Format) error {
	if table, ok := behind[p.Scene.Figure]; ok && f == AllCSV {
		return Table(w, s, table, p.Look.Epilogue)
	}
	page, err := Page(s, p)
	if err != nil {
		return err
	}
	switch f {
	case PNG:
		img, err := render.Page(page, p.Palette)
		if err != nil {
			return err
		}
		return render.WritePNG(w, img)
	case SVG:
		return render.SVG(w, page, p.Palette, p.Sheet)
	case PDF:
		return render.PDF(w, page, p.Palette, p.Sheet, render.Document{Program: p.program(), Language: words.Say("language"), Made: p.Made})
	case CSV, AllCSV: // a figure without a table of its own shows all it has
		return writeCSV(w, page.Table)
	}
	return errors.New("pictures are written as PNG, SVG or PDF, their numbers as CSV")
}

func writeCSV(w io.Writer, t charts.Table) error {
	c := csv.NewWriter(w)
	if err := c.WriteAll(append([][]string{t.Columns}, t.Rows...)); err != nil {
		return err
	}
	return c.Error()
}

// Numbers returns what a picture shows as lines of cells parted by tabs, as
// spreadsheets take them from the clipboard.
func Numbers(s *data.Story, p Picture) (string, error) {
	page, err := Page(s, p)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", "")
	for _, row := range append([][]string{page.Table.Columns}, page.Table.Rows...) {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(clean.Replace(cell))
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

// Citation returns what to write below a picture that is used elsewhere: its title,
// what is drawn, as of when, from which sources, by which program.
func Citation(s *data.Story, p Picture) (string, error) {
	page, err := Page(s, p)
	if err != nil {
		return "", err
	}
	return words.Say("export.citation", "Title", sentence(page.Title), "Line", sentence(page.Line), "AsOf", page.AsOf,
		"Sources", sentence(page.Sources), "Program", p.program()), nil
}

// sentence ends a text with a full stop if nothing else ends it.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") {
		return text
	}
	return text + "."
}
