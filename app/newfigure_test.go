package app

import (
	"bytes"
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

// newly is what the added figure says, in its picture and in its table.
const newly = "newly drawn"

// newFigure is all that a new figure needs: one function.
func newFigure(s *data.Story, w charts.Words) *charts.Figure {
	f := &charts.Figure{Name: newly, Title: "A figure", Line: "What " + newly + " means", From: s.Start, Until: s.AsOf, Max: 10, Words: w}
	f.Curves = []charts.Curve{{ID: newly, Role: charts.First, Stroke: charts.Stroke{WidthDP: 2}, Steps: []charts.Step{{Day: s.Start, Value: 4}}, Until: s.AsOf}}
	f.Captions = []charts.Caption{{
		ID: newly, Weight: 100, From: s.Start, Until: s.AsOf, Low: 4, High: 4, Sides: []label.Side{label.Above},
		Forms: [][]charts.Run{{{Text: newly, Size: charts.SizeLabel, Role: charts.Ink}}},
	}}
	f.Table.Columns = []string{"Row"}
	f.Table.Add(s.Start, newly)
	f.Summary = newly
	return f
}

// TestNewFigure_standsInEveryMedium adds a figure by one function and one row of the
// table, and asks for it in a step and in a card.
func TestNewFigure_standsInEveryMedium(t *testing.T) {
	const name = "fresh"
	t.Cleanup(figures.Add(figures.Kind{
		Name: name, Days: true,
		Has: func(*data.Story, bool) bool { return true },
		Of: func(s *data.Story, _ scene.Scene, w charts.Words) (*charts.Figure, error) {
			return newFigure(s, w), nil
		},
		Scene: func(b *figures.Builder) *charts.Figure {
			f := newFigure(b.Story, b.Words)
			b.Row(b.Story.Start, b.Story.AsOf, newly, "4", "", b.Beat.Sources)
			return f
		},
	}))
	s, err := load.BuiltIn()
	require.NoError(t, err)
	first := &s.Beats[0]
	first.Scene = data.Scene{Figure: name}
	at := slices.IndexFunc(s.Cards, func(c data.Card) bool { return c.ID == first.Card })
	s.Cards[at].Shows.Figure = name
	s.Seal()
	for _, flaw := range s.Check() {
		assert.NotContains(t, flaw.Text, name, "the check knows its name")
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
	assert.Contains(t, shown(), newly, "the story's window says it")
	p.store.Set(view.ToggleFigure(s, view.ToMode(s, view.Begin(s), view.Explore), name))
	assert.Equal(t, name, p.store.Now().Series)
	assert.Contains(t, shown(), newly, "Explore says it")
	v := p.store.Now()
	v.Sheet = view.TableSheet
	p.store.Set(v)
	assert.Contains(t, shown(), newly, "its table")

	drawn := func(p *pages.Page) bool {
		return p.Layout != nil && slices.ContainsFunc(p.Layout.Texts, func(x charts.Text) bool { return x.Text == newly })
	}
	var any func(all []*pages.Page) bool
	any = func(all []*pages.Page) bool {
		return slices.ContainsFunc(all, func(p *pages.Page) bool {
			return drawn(p) || slices.ContainsFunc(p.Insets, func(i pages.Inset) bool { return any([]*pages.Page{i.Page}) })
		})
	}
	steps := talk.PlanOf(s, talk.FromStory(s), 0, nil, nil).Steps
	all, err := handout.Pages(s, steps, handout.Options{Notes: true})
	require.NoError(t, err)
	assert.True(t, any(all), "on paper")
	for _, named := range []string{name, view.BeatsScene} {
		picture := export.Picture{Scene: view.Named(s, view.View{}, named), Size: export.Slide, Palette: charts.Light, TextScale: 1, Made: time.Unix(0, 0)}
		for _, format := range []export.Format{export.SVG, export.CSV} {
			var out bytes.Buffer
			require.NoError(t, export.Write(&out, s, picture, format))
			assert.Contains(t, out.String(), newly, "%s as %s", named, format)
		}
		for _, format := range []export.Format{export.PNG, export.PDF} {
			var out bytes.Buffer
			require.NoError(t, export.Write(&out, s, picture, format))
			assert.NotZero(t, out.Len())
		}
	}
	var out bytes.Buffer
	require.NoError(t, page.Write(&out, s, page.Options{}))
	assert.GreaterOrEqual(t, strings.Count(out.String(), newly), 3, "on the page: picture, its words, its table")

	slide, err := panels.NewPlots(s).SlideOf(view.Begin(s), first.Headline, "", 0).Page(1920, 1080)
	require.NoError(t, err)
	assert.True(t, drawn(slide), "in the room")
}
