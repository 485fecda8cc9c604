package charts

import (
	"fmt"
	"math"
	"slices"

	"truceline/charts/atlas"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// MeetingState tells how a meeting stands to the day that is looked at. Each has a
// shape and a word of its own, not only a colour.
type MeetingState int

const (
	Past    MeetingState = iota // over by the day: filled
	Now                         // selected, or under way on the day: filled with ink, larger
	Ahead                       // still to come: hollow
	Planned                     // no day set: hollow and dashed
)

// Key is the key of the state's word.
func (s MeetingState) Key() string {
	return [...]string{"meeting.past", "meeting.now", "meeting.ahead", "meeting.planned"}[s]
}

// Marker is a meeting on the map.
type Marker struct {
	ID    string
	Order int
	Name  string
	State MeetingState
	// At is the marker's middle, Place the city's. They differ where cities lie so
	// close that markers would cover each other.
	At, Place atlas.Point
	RadiusDP  float64
}

// Capital is where a side's delegation starts from.
type Capital struct {
	Name string
	Role Role
	At   atlas.Point
}

// Arc is the great circle from a capital to the selected meeting.
type Arc struct {
	Role Role
	Way  atlas.Arc
	Path [][]atlas.Point
}

// MapLook is what of the story the map shows.
type MapLook struct {
	Day      data.Day
	Meeting  string // selected, or empty
	Epilogue bool
}

// MapLayout is the map of the meetings with a size. Points are in dp from its upper
// left corner; the frame is in px.
type MapLayout struct {
	W, H      float64
	PxPerDP   float64
	TextScale float64
	Frame     atlas.Frame
	Markers   []Marker
	Capitals  []Capital
	Arcs      []Arc
	Texts     []Text
}

// Marker radii in dp at text scale 1. The least diameter, 24, is a target that can
// be hit.
const (
	markerRadiusDP  = 12
	currentRadiusDP = 14
	capitalHalfDP   = 5
)

// State returns how a meeting, as known, stands to a look.
func (k MapLook) State(m data.Meeting) MeetingState {
	end := m.End
	if !end.Set() {
		end = m.Start
	}
	switch {
	case m.ID == k.Meeting:
		return Now
	case m.Planned():
		return Planned
	case m.Start <= k.Day && k.Day <= end:
		return Now
	case m.Start > k.Day:
		return Ahead
	default:
		return Past
	}
}

// LayMap places the map of the meetings in w × h dp, with pxPerDP px to the dp.
// Markers never cover each other or a capital; names never overlap, touch a marker
// or an arc, or are clipped: one that has no room is left out. The error is that of
// atlas.Fit, for sizes out of bounds.
func LayMap(s *data.Story, look MapLook, words Words, w, h, pxPerDP, textScale float64, m Measurer) (*MapLayout, error) {
	l := &MapLayout{W: w, H: h, PxPerDP: pxPerDP, TextScale: textScale}
	pw, ph := math.Round(w*pxPerDP), math.Round(h*pxPerDP)
	if !(pw >= 1 && ph >= 1 && pw <= atlas.MaxSizePX && ph <= atlas.MaxSizePX) {
		return nil, fmt.Errorf("a map of %g × %g px cannot be drawn: each side is 1 to %d px", pw, ph, atlas.MaxSizePX)
	}
	grow := markerGrowth(textScale)
	padding := min(currentRadiusDP*grow+6, w/8, h/8) * pxPerDP
	frame, err := atlas.Home(int(pw), int(ph), padding)
	if err != nil {
		return nil, err
	}
	l.Frame = frame
	for _, side := range s.Sides {
		l.Capitals = append(l.Capitals, Capital{side.Capital.Name, SideRole(s, side.ID), l.at(side.Capital.Lon, side.Capital.Lat)})
	}
	l.place(s.MeetingsShown(look.Epilogue), look, grow)
	l.arcs(s, look)
	l.names(words, m)
	return l, nil
}

// markerGrowth is by how much markers grow with the text: less than the text does,
// as they hold one or two digits.
func markerGrowth(textScale float64) float64 { return max(1, 1+(textScale-1)*0.6) }

// at is a place's position in dp.
func (l *MapLayout) at(lon, lat float64) atlas.Point {
	x, y, _ := l.Frame.Screen(lon, lat)
	return atlas.Point{X: x / l.PxPerDP, Y: y / l.PxPerDP}
}

func (l *MapLayout) place(meetings []data.Meeting, look MapLook, grow float64) {
	points := make([]atlas.Point, len(meetings))
	for i, m := range meetings {
		points[i] = l.at(m.Lon, m.Lat)
	}
	var fixed []atlas.Disc
	for _, c := range l.Capitals {
		fixed = append(fixed, atlas.Disc{Point: c.At, RadiusPX: capitalHalfDP * grow * math.Sqrt2})
	}
	// A selected marker is larger than the others; leave room for it beside any.
	apart := (markerRadiusDP + currentRadiusDP + 2) * grow
	edge := currentRadiusDP*grow + 2
	field := atlas.Rect{MinX: min(edge, l.W/2), MinY: min(edge, l.H/2), MaxX: max(l.W-edge, l.W/2), MaxY: max(l.H-edge, l.H/2)}
	for i, at := range atlas.SpreadAround(points, apart, field, fixed) {
		m := meetings[i]
		marker := Marker{ID: m.ID, Order: m.Order, Name: m.City, State: look.State(m), At: at, Place: points[i], RadiusDP: markerRadiusDP * grow}
		if marker.State == Now {
			marker.RadiusDP = currentRadiusDP * grow
		}
		l.Markers = append(l.Markers, marker)
	}
}

func (l *MapLayout) arcs(s *data.Story, look MapLook) {
	m := s.Meeting(look.Meeting)
	if m == nil || m.Epilogue && !look.Epilogue {
		return
	}
	to := atlas.LonLat{Lon: m.Lon, Lat: m.Lat}
	for _, side := range s.Sides {
		from := atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat}
		arc := Arc{Role: SideRole(s, side.ID), Way: atlas.GreatCircle(from, to)}
		for _, line := range l.Frame.Path(arc.Way) {
			dp := make([]atlas.Point, len(line))
			for i, p := range line {
				dp[i] = atlas.Point{X: p.X / l.PxPerDP, Y: p.Y / l.PxPerDP}
			}
			arc.Path = append(arc.Path, dp)
		}
		l.Arcs = append(l.Arcs, arc)
	}
}

// names places the names of cities and capitals with the solver of the plots.
func (l *MapLayout) names(words Words, m Measurer) {
	bounds := label.Rect{W: l.W, H: l.H}.Grow(-2)
	var items []label.Item
	var runs [][]Run
	add := func(at atlas.Point, reach, weight float64, forms ...Run) {
		anchor := label.Rect{X: at.X - reach, Y: at.Y - reach, W: 2 * reach, H: 2 * reach}
		item := label.Item{Weight: weight}
		for variant, r := range forms {
			w, h := m.Measure(r.Text, r.Size.At(l.TextScale), r.Weight)
			item.Candidates = append(item.Candidates, label.Around(anchor, w, h, 3, 3, variant, 3*float64(variant),
				label.RightOf, label.LeftOf, label.Below, label.Above)...)
		}
		items, runs = append(items, item), append(runs, forms)
	}
	for _, k := range l.Markers {
		run := Run{k.Name, SizeLabel, typeface.Regular, Ink}
		weight := 20 - float64(k.Order)
		switch k.State {
		case Now:
			run.Weight, weight = typeface.SemiBold, 60
		case Planned:
			planned := run
			planned.Text = words.Say("map.planned", "City", k.Name)
			add(k.At, k.RadiusDP, weight, planned, run)
			continue
		}
		if !l.isCapital(k.Name) { // the capital bears the name already
			add(k.At, k.RadiusDP, weight, run)
		}
	}
	for _, c := range l.Capitals {
		add(c.At, capitalHalfDP*markerGrowth(l.TextScale), 40, Run{c.Name, SizeLabel, typeface.SemiBold, c.Role})
	}
	for i, choice := range label.Place(bounds, l.obstacles(), items) {
		if choice < 0 {
			continue
		}
		c := items[i].Candidates[choice]
		r := runs[i][c.Variant]
		l.Texts = append(l.Texts, Text{"name", r.Text, c.Rect.X, c.Rect.Y, c.Rect.W, c.Rect.H, r.Size.At(l.TextScale), r.Weight, r.Role})
	}
}

func (l *MapLayout) isCapital(name string) bool {
	return slices.ContainsFunc(l.Capitals, func(c Capital) bool { return c.Name == name })
}

func (l *MapLayout) obstacles() []label.Rect {
	var out []label.Rect
	for _, k := range l.Markers {
		out = append(out, label.Rect{X: k.At.X, Y: k.At.Y}.Grow(k.RadiusDP+1))
		if k.Spread() {
			out = append(out, label.Rect{X: min(k.At.X, k.Place.X), Y: min(k.At.Y, k.Place.Y), W: math.Abs(k.At.X - k.Place.X), H: math.Abs(k.At.Y - k.Place.Y)}.Grow(2))
		}
	}
	for _, c := range l.Capitals {
		out = append(out, label.Rect{X: c.At.X, Y: c.At.Y}.Grow(capitalHalfDP*markerGrowth(l.TextScale)+1))
	}
	for _, a := range l.Arcs {
		for _, line := range a.Path {
			for i := 1; i < len(line); i++ {
				out = append(out, cover(line[i-1], line[i])...)
			}
		}
	}
	return out
}

// cover returns small rectangles along a straight line, with a little air.
func cover(a, b atlas.Point) []label.Rect {
	const pitch, air = 6, 2.5 // dp
	n := int(math.Hypot(b.X-a.X, b.Y-a.Y)/pitch) + 1
	var out []label.Rect
	for i := range n {
		t, u := float64(i)/float64(n), float64(i+1)/float64(n)
		x0, y0 := a.X+(b.X-a.X)*t, a.Y+(b.Y-a.Y)*t
		x1, y1 := a.X+(b.X-a.X)*u, a.Y+(b.Y-a.Y)*u
		out = append(out, label.Rect{X: min(x0, x1), Y: min(y0, y1), W: math.Abs(x1 - x0), H: math.Abs(y1 - y0)}.Grow(air))
	}
	return out
}

// Spread tells whether the marker stands apart from its city, so that a line leads
// to it.
func (k Marker) Spread() bool {
	return math.Hypot(k.At.X-k.Place.X, k.At.Y-k.Place.Y) > 3
}

// MapStyle returns how the world is drawn in a palette.
func MapStyle(p *Palette, pxPerDP float64) atlas.Style {
	return atlas.Style{
		Sea: p.Color(Surface), Land: p.Color(Land), Border: p.Color(Border),
		BorderWidthPX: max(0.6, 0.7*pxPerDP),
	}
}
