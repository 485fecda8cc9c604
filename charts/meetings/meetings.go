package meetings

import (
	"cmp"
	"math"
	"slices"

	"truceline/charts"
	"truceline/charts/atlas"
	"truceline/charts/label"
	"truceline/charts/typeface"
	"truceline/data"
)

// State tells how a meeting stands to the day that is looked at. Each has a
// shape and a word of its own, not only a colour.
type State int

const (
	Past    State = iota // over by the day: filled
	Now                  // selected, or under way on the day: filled with ink, larger
	Ahead                // still to come: hollow
	Planned              // no day set: hollow and dashed
)

// Key is the key of the state's word.
func (s State) Key() string {
	return [...]string{"meeting.past", "meeting.now", "meeting.ahead", "meeting.planned"}[s]
}

// Marker is a meeting on the map.
type Marker struct {
	ID    string
	Order int
	Name  string
	State State
	// At is the marker's middle, Place the city's. They differ where cities lie so
	// close that markers would cover each other.
	At, Place atlas.Point
	RadiusDP  float64
	Lon, Lat  float64 // of the city, in degrees
}

// Capital is where a side's delegation starts from.
type Capital struct {
	Name string
	Role charts.Role
	At   atlas.Point
	// Away is set where the capital lies outside the picture or behind the globe.
	Away     bool
	Lon, Lat float64 // in degrees
}

// Arc is the great circle from a capital to the selected meeting.
type Arc struct {
	Role charts.Role
	Way  atlas.Arc
	Path [][]atlas.Point
	// Head is the arrow that shows the direction, as a line from one barb over the
	// tip to the other. It is nil where the way has no room for it.
	Head []atlas.Point
}

// Look is what of the story the map shows.
type Look struct {
	Day      data.Day
	Meeting  string // selected, or empty
	Epilogue bool
	Place    Place // where the map looks; zero: it follows the story
}

// Layout is the map of the meetings with a size. Points are in dp from its upper
// left corner; the frame is in px.
type Layout struct {
	W, H      float64
	PxPerDP   float64
	TextScale float64
	Frame     atlas.Frame
	HomeScale float64 // of the frame at home, px per radius of the globe
	Markers   []Marker
	// Away are the meetings outside the picture or behind the globe, in order. At
	// and Place are where they would be.
	Away     []Marker
	Capitals []Capital
	Arcs     []Arc
	Texts    []charts.Text
	// Tints are the roles of countries with a part in the story, by their ISO
	// 3166-1 numeric codes.
	Tints map[string]charts.Role
	zoom  float64 // see Scaled; 0: none
}

// Scaled returns the layout as a picture of it that is larger or smaller has it: all of it
// multiplied, nothing placed anew.
func (l *Layout) Scaled(by float64) *Layout {
	if by == 1 {
		return l
	}
	out := *l
	point := func(p atlas.Point) atlas.Point { return atlas.Point{X: p.X * by, Y: p.Y * by} }
	markers := func(in []Marker) []Marker {
		in = slices.Clone(in)
		for i := range in {
			k := &in[i]
			k.At, k.Place, k.RadiusDP = point(k.At), point(k.Place), k.RadiusDP*by
		}
		return in
	}
	out.W, out.H, out.PxPerDP, out.TextScale, out.zoom = l.W*by, l.H*by, l.PxPerDP/by, l.TextScale*by, cmp.Or(l.zoom, 1)*by
	out.Markers, out.Away, out.Texts = markers(l.Markers), markers(l.Away), charts.ScaledTexts(l.Texts, by)
	out.Capitals = slices.Clone(l.Capitals)
	for i := range out.Capitals {
		out.Capitals[i].At = point(l.Capitals[i].At)
	}
	out.Arcs = slices.Clone(l.Arcs)
	for i := range out.Arcs {
		a := &out.Arcs[i]
		a.Head = nil
		for _, p := range l.Arcs[i].Head {
			a.Head = append(a.Head, point(p))
		}
		a.Path = nil
		for _, line := range l.Arcs[i].Path {
			var way []atlas.Point
			for _, p := range line {
				way = append(way, point(p))
			}
			a.Path = append(a.Path, way)
		}
	}
	return &out
}

// Growth is by how much marks and lines of the layout grow.
func (l *Layout) Growth() float64 {
	zoom := cmp.Or(l.zoom, 1)
	return charts.Growth(l.TextScale/zoom) * zoom
}

// What the ids of a map's texts begin with: the name of a meeting's city, by the
// meeting's id, and that of a capital, by its name.
const (
	NameOf    = "name/"
	CapitalOf = "capital/"
)

// Marker radii in dp at text scale 1. The least diameter, 24, is a target that can
// be hit.
const (
	markerRadiusDP  = 12
	currentRadiusDP = 14
	// CapitalHalfDP is half the side of a capital's square.
	CapitalHalfDP = 5
)

// State returns how a meeting, as known, stands to a look.
func (k Look) State(m data.Meeting) State {
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

// Lay places the map of the meetings in w × h dp, with pxPerDP px to the dp.
// Markers never cover each other or a capital; names never overlap, touch a marker
// or an arc, or are clipped: one that has no room is left out. The error is that of
// atlas.Fit, for sizes out of bounds.
func Lay(s *data.Story, look Look, words charts.Words, w, h, pxPerDP, textScale float64, m charts.Measurer) (*Layout, error) {
	l := &Layout{W: w, H: h, PxPerDP: pxPerDP, TextScale: textScale}
	frame, homeScale, err := FrameOf(s, look, w, h, pxPerDP, textScale)
	if err != nil {
		return nil, err
	}
	grow := charts.Growth(textScale)
	l.Frame, l.HomeScale = frame, homeScale
	meetings := s.MeetingsShown(look.Epilogue)
	field := label.Rect{W: w, H: h}
	for _, side := range s.Sides {
		c := Capital{Name: side.Capital.Name, Role: charts.SideRole(s, side.ID), Lon: side.Capital.Lon, Lat: side.Capital.Lat}
		var seen bool
		c.At, seen = l.at(c.Lon, c.Lat)
		c.Away = !seen || !label.Rect{X: c.At.X, Y: c.At.Y}.Grow(CapitalHalfDP*grow+1).Inside(field)
		l.Capitals = append(l.Capitals, c)
	}
	l.place(meetings, look, grow)
	l.arcs(s, look)
	l.tint(s, meetings)
	l.names(words, m)
	return l, nil
}

// at is a place's position in dp, and whether it is seen.
func (l *Layout) at(lon, lat float64) (atlas.Point, bool) {
	x, y, seen := l.Frame.Screen(lon, lat)
	return atlas.Point{X: x / l.PxPerDP, Y: y / l.PxPerDP}, seen
}

// tint marks the two sides and the hosts of the meetings.
func (l *Layout) tint(s *data.Story, meetings []data.Meeting) {
	l.Tints = map[string]charts.Role{}
	for _, m := range meetings {
		l.Tints[m.CountryCode] = charts.LandHost
	}
	for i, side := range s.Sides {
		l.Tints[side.Country] = []charts.Role{charts.LandFirst, charts.LandSecond}[min(i, 1)]
	}
}

func (l *Layout) place(meetings []data.Meeting, look Look, grow float64) {
	var seen []Marker
	var points []atlas.Point
	for _, m := range meetings {
		k := Marker{ID: m.ID, Order: m.Order, Name: m.City, State: look.State(m), RadiusDP: markerRadiusDP * grow, Lon: m.Lon, Lat: m.Lat}
		if k.State == Now {
			k.RadiusDP = currentRadiusDP * grow
		}
		var ok bool
		k.Place, ok = l.at(m.Lon, m.Lat)
		k.At = k.Place
		if !ok {
			l.Away = append(l.Away, k)
			continue
		}
		seen, points = append(seen, k), append(points, k.Place)
	}
	var fixed []atlas.Disc
	for _, c := range l.Capitals {
		if !c.Away {
			fixed = append(fixed, atlas.Disc{Point: c.At, RadiusPX: CapitalHalfDP * grow * math.Sqrt2})
		}
	}
	// A selected marker is larger than the others; leave room for it beside any.
	apart := (markerRadiusDP + currentRadiusDP + 2) * grow
	edge := currentRadiusDP*grow + 2
	field := atlas.Rect{MinX: min(edge, l.W/2), MinY: min(edge, l.H/2), MaxX: max(l.W-edge, l.W/2), MaxY: max(l.H-edge, l.H/2)}
	for i, at := range atlas.Spread(points, apart, field, fixed...) {
		seen[i].At = at
	}
	l.Markers = seen
}

func (l *Layout) arcs(s *data.Story, look Look) {
	m := s.Meeting(look.Meeting)
	if m == nil || m.Epilogue && !look.Epilogue {
		return
	}
	to := atlas.LonLat{Lon: m.Lon, Lat: m.Lat}
	for _, side := range s.Sides {
		from := atlas.LonLat{Lon: side.Capital.Lon, Lat: side.Capital.Lat}
		arc := Arc{Role: charts.SideRole(s, side.ID), Way: atlas.GreatCircle(from, to)}
		for _, line := range l.Frame.Path(arc.Way) {
			dp := make([]atlas.Point, len(line))
			for i, p := range line {
				dp[i] = atlas.Point{X: p.X / l.PxPerDP, Y: p.Y / l.PxPerDP}
			}
			arc.Path = append(arc.Path, dp)
		}
		arc.Head = l.head(arc.Path)
		l.Arcs = append(l.Arcs, arc)
	}
}

// head returns the arrow of a way: a little past the middle of the longest part of
// it that is seen.
func (l *Layout) head(path [][]atlas.Point) []atlas.Point {
	const size, least, share = 8, 40, 0.56 // dp, dp, of the way
	field := atlas.Rect{MaxX: l.W, MaxY: l.H}
	var best []atlas.Point
	length := 0.0
	for _, line := range path {
		var run []atlas.Point
		sum := 0.0
		for _, p := range line {
			if !field.Contains(p) {
				run, sum = nil, 0
				continue
			}
			if n := len(run); n > 0 {
				sum += math.Hypot(p.X-run[n-1].X, p.Y-run[n-1].Y)
			}
			run = append(run, p)
			if sum > length {
				best, length = run, sum
			}
		}
	}
	if length < least {
		return nil
	}
	left := length * share
	for i := 1; i < len(best); i++ {
		a, b := best[i-1], best[i]
		d := math.Hypot(b.X-a.X, b.Y-a.Y)
		if left > d || d == 0 {
			left -= d
			continue
		}
		tip := atlas.Point{X: a.X + (b.X-a.X)*left/d, Y: a.Y + (b.Y-a.Y)*left/d}
		back := math.Atan2(a.Y-b.Y, a.X-b.X)
		barb := func(turn float64) atlas.Point {
			sin, cos := math.Sincos(back + turn)
			return atlas.Point{X: tip.X + size*cos, Y: tip.Y + size*sin}
		}
		return []atlas.Point{barb(0.5), tip, barb(-0.5)}
	}
	return nil
}

// selectedWeight is what leaving out the name of the selected meeting's city costs.
const selectedWeight = 60

// names places the names of cities and capitals with the solver of the plots.
func (l *Layout) names(words charts.Words, m charts.Measurer) {
	bounds := label.Rect{W: l.W, H: l.H}.Grow(-2)
	var items []label.Item
	var runs [][]charts.Run
	var ids []string
	around := func(at atlas.Point, reach float64) label.Rect { return label.Rect{X: at.X, Y: at.Y}.Grow(reach) }
	add := func(id string, anchors []label.Rect, weight float64, forms ...charts.Run) {
		item, rings, found := label.Item{Weight: weight}, 3, []float64{0}
		if weight >= selectedWeight { // its bold name is found farther away, and at a corner
			rings, found = 8, []float64{0, -0.5, 0.5}
		}
		for variant, r := range forms {
			w, h := m.Measure(r.Text, r.Size.At(l.TextScale), r.Weight)
			for i, a := range anchors {
				for n, by := range found {
					at := label.Rect{X: a.X, Y: a.Y + by*a.H, W: a.W, H: a.H}
					item.Candidates = append(item.Candidates, label.Around(at, w, h, 3, rings, variant, float64(3*variant+3*i+n), label.RightOf, label.LeftOf, label.Below, label.Above)...)
				}
			}
		}
		items, runs, ids = append(items, item), append(runs, forms), append(ids, id)
	}
	hosts := map[string]label.Rect{} // the markers of meetings in a capital, by its name
	weights := map[string]float64{}
	for _, k := range l.Markers {
		anchor := around(k.At, k.RadiusDP)
		run := charts.Run{Text: k.Name, Size: charts.SizeLabel, Weight: typeface.Regular, Role: charts.Ink}
		weight := 20 - float64(k.Order)
		switch k.State {
		case Now:
			run.Weight, weight = typeface.SemiBold, selectedWeight
		case Planned:
			planned := run
			planned.Text = words.Say("map.planned", "City", k.Name)
			add(NameOf+k.ID, []label.Rect{anchor}, weight, planned, run)
			continue
		}
		if l.isCapital(k.Name) { // which bears the name, at its mark or at the meeting's
			hosts[k.Name], weights[k.Name] = anchor, max(weights[k.Name], weight)
			continue
		}
		add(NameOf+k.ID, []label.Rect{anchor}, weight, run)
	}
	for _, c := range l.Capitals {
		if c.Away {
			continue
		}
		anchors := []label.Rect{around(c.At, CapitalHalfDP*l.Growth())}
		if host, ok := hosts[c.Name]; ok {
			anchors = append(anchors, host)
		}
		add(CapitalOf+c.Name, anchors, max(weights[c.Name], 40), charts.Run{Text: c.Name, Size: charts.SizeLabel, Weight: typeface.SemiBold, Role: charts.Ink})
	}
	for i, choice := range label.Place(bounds, l.obstacles(), items) {
		if choice < 0 {
			continue
		}
		c := items[i].Candidates[choice]
		r := runs[i][c.Variant]
		l.Texts = append(l.Texts, charts.Text{ID: ids[i], Text: r.Text, X: c.Rect.X, Y: c.Rect.Y, W: c.Rect.W, H: c.Rect.H, SizeDP: r.Size.At(l.TextScale), Weight: r.Weight, Role: r.Role})
	}
}

func (l *Layout) isCapital(name string) bool {
	return slices.ContainsFunc(l.Capitals, func(c Capital) bool { return c.Name == name && !c.Away })
}

func (l *Layout) obstacles() []label.Rect {
	var out []label.Rect
	for _, k := range l.Markers {
		out = append(out, label.Rect{X: k.At.X, Y: k.At.Y}.Grow(k.RadiusDP+1))
		if k.Spread() {
			out = append(out, label.Rect{X: min(k.At.X, k.Place.X), Y: min(k.At.Y, k.Place.Y), W: math.Abs(k.At.X - k.Place.X), H: math.Abs(k.At.Y - k.Place.Y)}.Grow(2))
		}
	}
	for _, c := range l.Capitals {
		if c.Away {
			continue
		}
		out = append(out, label.Rect{X: c.At.X, Y: c.At.Y}.Grow(CapitalHalfDP*l.Growth()+1))
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

// Style returns how the world is drawn in a palette.
func Style(p *charts.Palette, pxPerDP float64) atlas.Style {
	return atlas.Style{
		Paper: p.Color(charts.Paper), Graticule: p.Color(charts.Graticule), GraticuleWidthPX: max(0.6, 0.7*pxPerDP),
		Sea: p.Color(charts.Surface), Land: p.Color(charts.Land), Border: p.Color(charts.Border),
		BorderWidthPX: max(0.6, 0.7*pxPerDP),
	}
}
