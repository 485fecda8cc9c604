package export

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/view"
	"truceline/charts"
	"truceline/charts/pages"
	"truceline/data"
	"truceline/data/load"
)

func builtIn(t testing.TB) *data.Story {
	t.Helper()
	s, err := load.BuiltIn()
	require.NoError(t, err)
	return s
}

func picture(s *data.Story, name string, size Size) Picture {
	v := view.View{Day: data.Date(2025, 5, 14), Meeting: "geneva"}
	return Picture{Scene: view.Named(s, v, name), Look: v.MapLook(), Size: size, Palette: charts.Light, TextScale: 1, Version: "1.2.3"}
}

// textsOf are all lines of text that a page shows.
func textsOf(page *pages.Page) (out []string) {
	add := func(texts []charts.Text) {
		for _, x := range texts {
			out = append(out, x.Text)
		}
	}
	add(page.Texts)
	if page.Layout != nil {
		add(page.Layout.Texts)
	}
	if page.Cursor != nil {
		out = append(out, page.Cursor.Text)
	}
	if page.Map != nil {
		add(page.Map.Texts)
	}
	return out
}

// TestPDF_textIsText asks pdftotext, where there is one: the tests of the whole
// program bring it along.
func TestPDF_textIsText(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext is not here")
	}
	s := builtIn(t)
	for _, name := range Pictures(builtIn(t)) {
		for _, size := range []Size{Slide, Square, A4} {
			for _, epilogue := range []bool{false, true} {
				p := picture(s, name, size)
				p.Scene.Epilogue, p.Look.Epilogue = epilogue, epilogue
				page, err := Page(s, p)
				require.NoError(t, err)
				file := filepath.Join(t.TempDir(), "page.pdf")
				var out bytes.Buffer
				require.NoError(t, Write(&out, s, p, PDF))
				require.NoError(t, os.WriteFile(file, out.Bytes(), 0o600))
				raw, err := exec.Command(tool, "-layout", file, "-").Output()
				require.NoError(t, err)
				read := strings.Join(strings.Fields(string(raw)), " ")
				for _, text := range textsOf(page) {
					assert.Contains(t, read, strings.Join(strings.Fields(text), " "), "%s at %v", name, size)
				}
			}
		}
	}
}

func TestPDF_ofAPageIsA4AndNamesItself(t *testing.T) {
	s := builtIn(t)
	p := picture(s, "rates", A4)
	p.Made = time.Date(2025, 11, 2, 10, 0, 0, 0, time.UTC)
	var a, b bytes.Buffer
	require.NoError(t, Write(&a, s, p, PDF))
	require.NoError(t, Write(&b, s, p, PDF))
	assert.Contains(t, a.String(), "/MediaBox [0 0 841.89 595.28]")
	assert.Contains(t, a.String(), "/Title ")
	assert.Contains(t, a.String(), "/Subject ")
	assert.Equal(t, a.Bytes(), b.Bytes(), "the same picture at the same time is the same file")
}

func TestSVG_holdsEveryTextOfThePage(t *testing.T) {
	s := builtIn(t)
	for _, name := range Pictures(builtIn(t)) {
		p := picture(s, name, Slide)
		page, err := Page(s, p)
		require.NoError(t, err)
		var out bytes.Buffer
		require.NoError(t, Write(&out, s, p, SVG))
		var doc struct {
			XMLName xml.Name `xml:"svg"`
			Title   string   `xml:"title"`
			Desc    string   `xml:"desc"`
			Texts   []string `xml:"text"`
		}
		require.NoError(t, xml.Unmarshal(out.Bytes(), &doc))
		assert.Equal(t, page.Title, doc.Title)
		assert.Contains(t, doc.Desc, page.Sources)
		for _, text := range textsOf(page) {
			assert.Contains(t, doc.Texts, text, name)
		}
	}
}

func TestWrite_pictureHasTheSizeThatWasAskedFor(t *testing.T) {
	s := builtIn(t)
	for _, size := range []Size{Square, {Width: 480, Height: 320}} {
		var out bytes.Buffer
		require.NoError(t, Write(&out, s, picture(s, "map", size), PNG))
		img, err := png.DecodeConfig(&out)
		require.NoError(t, err)
		assert.Equal(t, [2]int{size.Width, size.Height}, [2]int{img.Width, img.Height})
	}
}

func TestWrite_refusesWhatCannotBeDrawnAndSaysWhy(t *testing.T) {
	s := builtIn(t)
	for _, c := range []struct {
		change func(*Picture)
		says   string
	}{
		{func(p *Picture) { p.Scene.Figure = "pie" }, `there is no picture "pie"; there are: averages, background, bridge`},
		{func(p *Picture) { p.Width = 0 }, "each side is 1 to 8192 px"},
		{func(p *Picture) { p.Height = 9000 }, "each side is 1 to 8192 px"},
		{func(p *Picture) { p.TextScale = math.NaN() }, "text cannot be scaled by NaN"},
		{func(p *Picture) { p.TextScale = math.Inf(1) }, "text cannot be scaled by +Inf"},
		{func(p *Picture) { p.TextScale = -1 }, "text cannot be scaled by -1"},
	} {
		for _, f := range []Format{PNG, SVG, PDF, CSV} {
			p := picture(s, "rates", Slide)
			c.change(&p)
			var out bytes.Buffer
			assert.ErrorContains(t, Write(&out, s, p, f), c.says)
			assert.Zero(t, out.Len(), "nothing is written")
		}
	}
	assert.Error(t, Write(io.Discard, s, picture(s, "rates", Slide), "gif"))
}

func TestFormatOf_helpsWithOtherEndings(t *testing.T) {
	for file, want := range map[string]Format{"a.png": PNG, "b.SVG": SVG, "c.d.pdf": PDF} {
		got, err := FormatOf(file)
		assert.NoError(t, err)
		assert.Equal(t, want, got)
	}
	for file, says := range map[string]string{
		"a":     "a picture's file ends in .png, .svg or .pdf",
		"a.jpg": "pictures are not written as .jpg",
		"a.csv": "truceline export table NAME FILE.csv",
		"-":     "ends in",
	} {
		_, err := FormatOf(file)
		assert.ErrorContains(t, err, says)
	}
}

// TestCSV_ofWhatIsShownAgreesWithTheStory looks up each day of the rows.
func TestCSV_ofWhatIsShownAgreesWithTheStory(t *testing.T) {
	s := builtIn(t)
	for _, epilogue := range []bool{false, true} {
		p := picture(s, "rates", Slide)
		p.Scene.Epilogue, p.Look.Epilogue = epilogue, epilogue
		var out bytes.Buffer
		require.NoError(t, Write(&out, s, p, CSV))
		rows, err := csv.NewReader(&out).ReadAll()
		require.NoError(t, err)
		require.Greater(t, len(rows), 10)
		sides := map[string]data.SideID{}
		for _, side := range s.Sides {
			sides[side.On] = side.ID
		}
		for _, row := range rows[1:] {
			from, err := data.ParseDay(row[0])
			require.NoError(t, err)
			if row[5] == "threatened" {
				continue
			}
			want := s.Rate(sides[row[2]], from, epilogue)
			assert.Equal(t, fmt.Sprint(float64(want)), row[3], "%s on %s", row[2], from)
			if until, err := data.ParseDay(row[1]); err == nil {
				assert.Equal(t, want, s.Rate(sides[row[2]], until, epilogue), "%s is included", until)
				assert.NotEqual(t, row[2]+row[4], "", "layers are named")
			}
		}
	}
}

func TestCSV_ofAllIsTheTable(t *testing.T) {
	s := builtIn(t)
	for figure, table := range behind {
		var got, want bytes.Buffer
		require.NoError(t, Write(&got, s, picture(s, figure, Slide), AllCSV))
		require.NoError(t, Table(&want, s, table, false))
		assert.Equal(t, want.String(), got.String())
	}
}

func TestNumbers_haveACellForEachColumn(t *testing.T) {
	s := builtIn(t)
	for _, name := range Pictures(builtIn(t)) {
		text, err := Numbers(s, picture(s, name, Slide))
		require.NoError(t, err)
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		for _, l := range lines {
			assert.Equal(t, strings.Count(lines[0], "\t"), strings.Count(l, "\t"), l)
		}
	}
}

func TestCitation_saysWhatWhenWhenceAndByWhich(t *testing.T) {
	s := builtIn(t)
	text, err := Citation(s, picture(s, "rates", Slide))
	require.NoError(t, err)
	page, err := Page(s, picture(s, "rates", Slide))
	require.NoError(t, err)
	for _, part := range []string{page.Title, page.AsOf, page.Sources, "Truceline 1.2.3"} {
		assert.Contains(t, text, part)
	}
	assert.NotContains(t, text, "..")
}

func FuzzWrite(f *testing.F) {
	for _, size := range [][2]int{{0, 0}, {1, 1}, {480, 320}, {8192, 1}, {1, 8192}, {8193, 5}, {-3, 900}} {
		for _, scale := range []float64{1, 2, 0.01, 8, -1, math.NaN(), math.Inf(1)} {
			f.Add(size[0], size[1], scale, int32(20222), uint8(size[0]))
		}
	}
	s := builtIn(f)
	f.Fuzz(func(t *testing.T, w, h int, scale float64, day int32, kind uint8) {
		formats := []Format{SVG, PDF, CSV, PNG}
		format := formats[int(kind)%len(formats)]
		if format == PNG && w > 0 && h > 1<<20/w {
			format = PDF // memory
		}
		for _, name := range Pictures(builtIn(t)) {
			p := picture(s, name, Size{Width: w, Height: h})
			p.TextScale, p.Look.Day = scale, data.Day(day)
			var out bytes.Buffer
			if err := Write(&out, s, p, format); err == nil {
				assert.Positive(t, out.Len())
			}
		}
	})
}
