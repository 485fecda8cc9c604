package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"truceline/app/view"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/figures"
	"truceline/charts/label"
	"truceline/charts/meetings"
	"truceline/charts/pages"
	"truceline/charts/scene"
	"truceline/data"
)

// Sizes of pictures in px, for wide screens and for narrow ones. A narrow picture's
// letters are readable where it is drawn 288 px wide.
const (
	wideW, wideH     = 860, 500
	narrowW, narrowH = 360, 330
	mapW, mapH       = 620, 400
	smallW, smallH   = 360, 260
	stripH           = 170
)

// figures draws a beat's scene, the strip that stands below it where the map is its
// subject, and the map that stands beside it.
func (b *builder) figures(beat *data.Beat) (drawn drawings, err error) {
	sc := view.Scene(b.s, view.View{Mode: view.Story, Beat: beat.ID})
	told, look := scene.Told(b.s, sc), meetings.LookOf(b.s, sc)
	f := *figures.OfBeat(b.s, sc, words.Local{})
	f.Title, f.Line, f.Sources, f.AsOf = "", "", "", "" // the page says them itself
	if sc.DrawsMap() {
		if drawn.figure, err = b.mapOf(told, look); err != nil {
			return drawn, err
		}
		drawn.figure.Class = "picture"
		drawn.strip, err = b.plot(&f, [4]int{wideW, stripH, narrowW, stripH}, "strip", beat.Short)
		return drawn, err
	}
	if drawn.figure, err = b.plot(&f, [4]int{wideW, wideH, narrowW, narrowH}, "picture", beat.Short); err != nil || !sc.MapBeside() {
		return drawn, err
	}
	drawn.beside, err = b.mapOf(told, look)
	return drawn, err
}

// drawings are those of a scene; strip and beside may be nil.
type drawings struct{ figure, strip, beside *drawing }

func (b *builder) plot(f *charts.Figure, size [4]int, class, name string) (*drawing, error) {
	return b.draw(func(w, h int) (p *pages.Page, err error) {
		p = blank(w, h)
		p.Figure, p.Table = f, f.Table
		p.Layout, err = charts.Lay(f, p.At.W, p.At.H, 1, b.metrics)
		return p, err
	}, size, class, name)
}

func blank(w, h int) *pages.Page {
	return &pages.Page{WidthPX: w, HeightPX: h, PxPerDP: 1, At: label.Rect{W: float64(w), H: float64(h)}}
}

// mapOf draws the map of the meetings of a story as it has been told so far.
func (b *builder) mapOf(told *data.Story, look meetings.Look) (*drawing, error) {
	return b.draw(func(w, h int) (*pages.Page, error) {
		p := blank(w, h)
		p.MapAt = p.At
		look := look
		var err error
		if look.Place, err = b.placeOf(told, look, w, h); err != nil {
			return nil, err
		}
		if p.Map, err = meetings.Lay(told, look, words.Local{}, p.At.W, p.At.H, 1, 1, b.metrics); err != nil {
			return nil, err
		}
		p.Map.Tints = nil
		return p, nil
	}, [4]int{mapW, mapH, smallW, smallH}, "map", "")
}

// placeOf is where a map looks: at all meetings of the story if they can be seen from
// that side of the world, so that most maps of a size share one outline.
func (b *builder) placeOf(told *data.Story, look meetings.Look, w, h int) (meetings.Place, error) {
	own, home, err := meetings.FrameOf(told, look, float64(w), float64(h), 1, 1)
	if err != nil {
		return meetings.Place{}, err
	}
	world, _, err := meetings.FrameOf(b.s, meetings.Look{Day: b.s.AsOf}, float64(w), float64(h), 1, 1)
	if err != nil || own.Rotation != world.Rotation {
		return meetings.Place{}, err
	}
	return meetings.PlaceOf(world, home), nil
}

// draw draws a picture wide and narrow. The name is that of the table of its numbers.
func (b *builder) draw(lay func(w, h int) (*pages.Page, error), size [4]int, class, name string) (*drawing, error) {
	d := &drawing{Class: class}
	for i, into := range []*template.HTML{&d.Wide, &d.Narrow} {
		p, err := lay(size[2*i], size[2*i+1])
		if err != nil {
			return nil, err
		}
		svg, err := b.drawings.Draw(p, []string{"wide", "narrow"}[i])
		if err != nil {
			return nil, err
		}
		*into = template.HTML(svg) // texts in it are escaped
		if i == 0 {
			d.Shows = nameOf(p)
		}
		if i == 0 && p.Figure != nil {
			d.Table = b.table(p, name)
			d.TableName = words.Say("page.numbers.of")
		}
	}
	return d, nil
}

// nameOf says what a picture shows to those who do not see it.
func nameOf(p *pages.Page) string {
	if p.Figure != nil && p.Figure.Summary != "" {
		return p.Figure.Summary
	}
	if p.Map == nil {
		return words.Say("page.picture")
	}
	var cities []string
	for _, m := range p.Map.Markers {
		cities = append(cities, fmt.Sprintf("%d %s", m.Order, m.Name))
	}
	return words.Say("page.map", "Cities", strings.Join(cities, ", "))
}

// table keeps the numbers of a picture, once for all pictures that show the same, and
// returns its id.
func (b *builder) table(p *pages.Page, name string) string {
	if len(p.Table.Rows) == 0 {
		return ""
	}
	for _, t := range b.tables {
		if slices.Equal(t.Columns, p.Table.Columns) && slices.EqualFunc(t.Rows, p.Table.Rows, slices.Equal[[]string]) {
			return t.ID
		}
	}
	t := &table{ID: fmt.Sprintf("table_%d", len(b.tables)+1), Name: words.Say("page.numbers.step", "Step", name), Columns: p.Table.Columns, Rows: p.Table.Rows}
	b.tables = append(b.tables, t)
	return t.ID
}
