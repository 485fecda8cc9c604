package app

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/export"
	"truceline/app/handout"
	"truceline/app/keep"
	"truceline/app/page"
	"truceline/app/panels"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/pages"
	"truceline/charts/scene"
	"truceline/data"
	"truceline/data/load"
)

// newly is what the added figures say, in their pictures and in their tables.
const newly = "newly drawn"

// newLines is all that a new figure needs: one function.
func newLines(s *data.Story, w charts.Words, says string) *charts.Figure {
	f := &charts.Figure{Name: says, Title: "A figure", Line: "What " + says + " means", From: s.Start, Until: s.AsOf, Max: 10, Words: w}
	f.Curves = []charts.Curve{{ID: says, Role: charts.First, Stroke: charts.Stroke{WidthDP: 2}, Steps: []charts.Step{{Day: s.Start, Value: 4}}, Until: s.AsOf}}
	f.Captions = []charts.Caption{{
		ID: says, Weight: 100, From: s.Start, Until: s.AsOf, Low: 4, High: 4, Sides: []label.Side{label.Above},
		Forms: [][]charts.Run{{{Text: says, Size: charts.SizeLabel, Role: charts.Ink}}},
	}}
	f.Table.Columns = []string{"Row"}
	f.Table.Add(s.Start, says)
	f.Summary = says
	return f
}

// newBars is one of bars.
func newBars(s *data.Story, w charts.Words, says string) *charts.Figure {
	f := newLines(s, w, says)
	f.Lines, f.From, f.Until = charts.Lines{}, 0, 0
	f.Of = &charts.Bars{Bars: []charts.Bar{{ID: "a", Name: says, High: 4, Change: 4, Role: charts.First}, {ID: "b", Name: "another", High: 7, Change: 7, Role: charts.Second}}}
	return f
}

// newRows is one of rows.
func newRows(s *data.Story, w charts.Words, says string) *charts.Figure {
	f := newLines(s, w, says)
	f.Of, f.Lines = charts.Rows{newLines(s, w, says), newLines(s, w, "another")}, charts.Lines{}
	return f
}

// fresh are the figures that are added, one of each kind, by name.
var fresh = map[string]func(*data.Story, charts.Words, string) *charts.Figure{"fresh-lines": newLines, "fresh-bars": newBars, "fresh-rows": newRows}

// TestNewFigure_standsInEveryMedium adds a figure of lines, one of bars and one of rows,
// each by one function and one row of the table, and asks for it in a step and in a card.
func TestNewFigure_standsInEveryMedium(t *testing.T) {
	s, err := load.BuiltIn()
	require.NoError(t, err)
	steps, taken := map[string]*data.Beat{}, map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(fresh)) {
		says := newly + " " + name
		t.Cleanup(figures.Add(figures.Kind{
			Name: name, Days: name != "fresh-bars",
			Has: func(*data.Story, bool) bool { return true },
			Of: func(s *data.Story, _ scene.Scene, w charts.Words) (*charts.Figure, error) {
				return fresh[name](s, w, says), nil
			},
			Scene: func(b *figures.Builder) *charts.Figure {
				f := fresh[name](b.Story, b.Words, says)
				b.Row(b.Story.Start, b.Story.AsOf, says, "4", "", b.Beat.Sources)
				return f
			},
		}))
		i := slices.IndexFunc(s.Beats, func(b data.Beat) bool { return b.Card != "" && !taken[b.Card] })
		b := &s.Beats[i]
		b.Scene, steps[name], taken[b.Card] = data.Scene{Figure: name}, b, true
		s.Cards[slices.IndexFunc(s.Cards, func(c data.Card) bool { return c.ID == b.Card })].Shows.Figure = name
	}
	s.Seal()
	for _, flaw := range s.Check() {
		assert.NotContains(t, flaw.Text, "fresh-", "the check knows their names")
	}

	a := test.NewTempApp(t)
	set := keep.Defaults()
	set.Still = true
	a.Settings().SetTheme(set.Look())
	p := begun(t, a, s, view.Begin(s), set, keep.In(t.TempDir()), fyne.NewSize(1440, 900))
	defer p.win.Close()
	defer p.close()
	shown := func() string {
		var out []string
		for _, o := range test.LaidOutObjects(p.win.Content()) {
			if x, ok := o.(*canvas.Text); ok {
				out = append(out, x.Text)
			}
			if x, ok := o.(fyne.Accessible); ok {
				out = append(out, x.AccessibilityLabel())
			}
		}
		return strings.Join(out, "\n")
	}
	drawn := func(p *pages.Page, says string) bool {
		return p.Layout != nil && slices.ContainsFunc(p.Layout.Texts, func(x charts.Text) bool { return x.Text == says })
	}
	var any func(all []*pages.Page, says string) bool
	any = func(all []*pages.Page, says string) bool {
		return slices.ContainsFunc(all, func(p *pages.Page) bool {
			return drawn(p, says) || slices.ContainsFunc(p.Insets, func(i pages.Inset) bool { return any([]*pages.Page{i.Page}, says) })
		})
	}
	paper, err := handout.Pages(s, talk.PlanOf(s, talk.FromStory(s), 0, nil, nil).Steps, handout.Options{Notes: true})
	require.NoError(t, err)
	var web bytes.Buffer
	require.NoError(t, page.Write(&web, s, page.Options{}))
	for name, b := range steps {
		says := newly + " " + name
		told := view.ToBeat(s, view.Begin(s), b.ID)
		p.store.Set(told)
		assert.Contains(t, shown(), says, "the story's window says it")
		p.store.Set(view.ToggleFigure(s, view.ToMode(s, view.Begin(s), view.Explore), name))
		assert.Equal(t, name, p.store.Now().Series)
		assert.Contains(t, shown(), says, "Explore says it")
		v := p.store.Now()
		v.Sheet = view.TableSheet
		p.store.Set(v)
		assert.Contains(t, shown(), says, "its table")
		assert.True(t, any(paper, says), "%s on paper", name)
		for _, v := range []view.View{{}, {Beat: b.ID}} {
			named := name
			if v.Beat != "" {
				named = view.BeatsScene
			}
			picture := export.Picture{Scene: view.Named(s, v, named), Size: export.Slide, Palette: charts.Light, TextScale: 1, Made: time.Unix(0, 0)}
			for _, format := range []export.Format{export.SVG, export.CSV, export.PNG, export.PDF} {
				var out bytes.Buffer
				require.NoError(t, export.Write(&out, s, picture, format))
				if format == export.SVG || format == export.CSV {
					assert.Contains(t, out.String(), says, "%s as %s", named, format)
				}
				assert.NotZero(t, out.Len())
			}
		}
		assert.GreaterOrEqual(t, strings.Count(web.String(), says), 3, "on the page: picture, its words, its table")
		slide, err := panels.NewPlots(s).SlideOf(told, b.Headline, "", 0).Page(1920, 1080)
		require.NoError(t, err)
		assert.True(t, drawn(slide, says), "%s in the room", name)
	}
}
