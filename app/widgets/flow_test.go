package widgets

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/charts"
	"truceline/charts/typeface"
)

// paragraph is text in three styles, with two links and a line break.
func paragraph() []Span {
	link := func(text, to string) Span {
		return Span{Text: text, Size: charts.SizeBody, Weight: typeface.Medium, Role: charts.Ink, Link: to}
	}
	return []Span{
		body("In Geneva each side took 115 points off its extra tariff. Of these, 24 are only "), link("suspended", "term/suspension"),
		body(", not removed.\nThe truce is about "), link("tariffs", "term/tariff"), body("; what may be exported "),
		{Text: "went on", Size: charts.SizeStrong, Weight: typeface.Bold, Role: charts.Caution}, body(" changing beside it."),
	}
}

func newFlow(t *testing.T, scale float32, spans ...Span) *Flow {
	t.Helper()
	newApp(t, scale)
	return NewFlow(NewHost(Host{}), func(string) {}, spans...)
}

// lines groups a flow's pieces by line, by their lower edges.
func lines(f *Flow) [][]piece {
	var out [][]piece
	last := float32(-1)
	for _, p := range f.pieces {
		if bottom := p.pos.Y + p.size.Height; bottom != last {
			out, last = append(out, nil), bottom
		}
		out[len(out)-1] = append(out[len(out)-1], p)
	}
	return out
}

func text(pieces []piece) (s string) {
	for _, p := range pieces {
		s += p.text
	}
	return s
}

func TestFlow_noPieceIsWiderThanTheWidth(t *testing.T) {
	for _, scale := range []float32{0.75, 1, 1.5, 2} {
		f := newFlow(t, scale, paragraph()...)
		s := look.Of(f)
		for width := float32(60); width < 900; width += 13 {
			f.HeightFor(width)
			for _, p := range f.pieces {
				span := f.spans[p.span]
				shown := s.Measure(strings.TrimRight(p.text, " "), span.Size, span.Weight).Width
				require.LessOrEqual(t, p.pos.X+shown, width+0.6, "%q at width %g, scale %g", p.text, width, scale)
				require.GreaterOrEqual(t, p.pos.X, float32(0))
			}
		}
	}
}

func TestFlow_keepsTheTextWhole(t *testing.T) {
	f := newFlow(t, 1, paragraph()...)
	want := ""
	for _, s := range paragraph() {
		want += s.Text
	}
	bare := func(text string) string { return strings.Join(strings.Fields(text), "") }
	for width := float32(1); width < 900; width += 17 {
		f.HeightFor(width)
		assert.Equal(t, bare(want), bare(text(f.pieces)), "at width %g", width)
	}
	f.HeightFor(5000)
	assert.Equal(t, strings.ReplaceAll(want, "\n", ""), text(f.pieces), "with room, no space is lost")
}

func TestFlow_piecesOfALineDoNotOverlap(t *testing.T) {
	f := newFlow(t, 1, paragraph()...)
	for width := float32(80); width < 900; width += 31 {
		f.HeightFor(width)
		bottom := float32(0)
		for _, l := range lines(f) {
			x := float32(0)
			for _, p := range l {
				require.GreaterOrEqual(t, p.pos.X, x-0.01, "%q", p.text)
				require.GreaterOrEqual(t, p.pos.Y, bottom-0.01, "lines stand below each other")
				x = p.pos.X + p.size.Width
			}
			bottom = l[0].pos.Y + l[0].size.Height
		}
		require.LessOrEqual(t, bottom, f.HeightFor(width))
	}
}

func TestFlow_theCommaAfterALinkStaysOnItsLine(t *testing.T) {
	f := newFlow(t, 1, paragraph()...)
	for width := float32(90); width < 900; width++ {
		f.HeightFor(width)
		for _, l := range lines(f) {
			line := text(l)
			require.False(t, strings.HasPrefix(line, ",") || strings.HasPrefix(line, ";"), "at width %g a line begins with %q", width, line)
		}
	}
}

func TestFlow_aLineBreakBeginsANewLine(t *testing.T) {
	f := newFlow(t, 1, body("one\ntwo\n\nthree"))
	height := f.HeightFor(500)
	all := lines(f)
	require.Len(t, all, 3)
	assert.Equal(t, "two", text(all[1]))
	gap := all[2][0].pos.Y - all[1][0].pos.Y
	assert.InDelta(t, 2*(all[1][0].pos.Y-all[0][0].pos.Y), gap, 0.1, "an empty line takes its room")
	assert.InDelta(t, 4*all[0][0].size.Height*f.leading, height, 0.1)
}

func TestFlow_aWordWiderThanTheLineIsBroken(t *testing.T) {
	word := strings.Repeat("incomprehensibilities", 4)
	f := newFlow(t, 1, body("a "+word+" b"))
	f.HeightFor(120)
	s := look.Of(f)
	got := ""
	for _, p := range f.pieces {
		assert.LessOrEqual(t, s.Measure(strings.TrimRight(p.text, " "), charts.SizeBody, typeface.Regular).Width, float32(120.5))
		got += p.text
	}
	assert.Equal(t, "a "+word+" b", got)
	assert.Greater(t, len(lines(f)), 4)
}

func TestFlow_growsNarrowerAndLarger(t *testing.T) {
	f := newFlow(t, 1, paragraph()...)
	assert.Greater(t, f.HeightFor(150), f.HeightFor(300))
	assert.Greater(t, f.HeightFor(300), f.HeightFor(1200))
	one := f.HeightFor(300)
	fyne.CurrentApp().Settings().SetTheme(&look.Theme{Mode: look.Light, TextScale: 2})
	assert.Greater(t, f.HeightFor(300), 2*one, "the text scale changed and so did the height")
}

func TestFlow_ofNothingHasNoHeight(t *testing.T) {
	assert.Zero(t, newFlow(t, 1).HeightFor(300))
	assert.Zero(t, newFlow(t, 1, body("")).HeightFor(300))
}

func TestFlow_setSpansReplacesTheText(t *testing.T) {
	f := newFlow(t, 1, body("before"))
	inWindow(t, f, 300, 100)
	f.SetSpans(body("after that"))
	f.HeightFor(300)
	assert.Equal(t, "after that", text(f.pieces))
}

func TestFlow_linksAreFocusedAndActivated(t *testing.T) {
	newApp(t, 1)
	var opened []string
	var keys typed
	f := NewFlow(keys.host(), func(to string) { opened = append(opened, to) }, paragraph()...)
	win := inWindow(t, f, 400, 300)
	var links []*link
	for _, o := range test.WidgetRenderer(f).Objects() {
		if l, ok := o.(*link); ok {
			links = append(links, l)
		}
	}
	require.Len(t, links, 2)
	assert.Equal(t, "suspended", strings.TrimSpace(links[0].AccessibilityLabel()))
	assert.Equal(t, fyne.AccessibleRoleLink, links[0].AccessibilityRole())
	test.Tap(links[0])
	win.Canvas().Focus(links[1])
	press(links[1], fyne.KeyReturn, fyne.KeyEscape)
	assert.Equal(t, []string{"term/suspension", "term/tariff"}, opened)
	assert.Equal(t, []fyne.KeyName{fyne.KeyEscape}, keys.keys, "other keys are the window's")
	ring := drawnPart[*canvas.Rectangle](links[1], 1)
	assert.True(t, ring.Visible(), "focus is seen")
	win.Canvas().Unfocus()
	assert.False(t, ring.Visible())
}

func TestWords_cutOnlyAtSpaces(t *testing.T) {
	for _, c := range []struct {
		spans []Span
		want  string
	}{
		{[]Span{body("one two")}, `[0:"one "] [0:"two"]`},
		{[]Span{body("one"), body("two")}, `[0:"one" 1:"two"]`},
		{[]Span{body("one "), body("two")}, `[0:"one "] [1:"two"]`},
		{[]Span{body("a"), body(", b")}, `[0:"a" 1:", "] [1:"b"]`},
		{[]Span{body("a\nb")}, `[0:"a"] [0:"\n"] [0:"b"]`},
		{[]Span{body("a  b")}, `[0:"a  "] [0:"b"]`},
		{[]Span{body("")}, ``},
	} {
		var got []string
		for _, w := range words(c.spans) {
			var parts []string
			for _, p := range w {
				parts = append(parts, fmt.Sprintf("%d:%q", p.span, p.text))
			}
			got = append(got, "["+strings.Join(parts, " ")+"]")
		}
		assert.Equal(t, c.want, strings.Join(got, " "))
	}
}

func TestFlow_takesNoTextBeforeItHasAWidth(t *testing.T) {
	test.NewTempApp(t)
	f := NewFlow(NewHost(Host{}), nil, Span{Text: "something"})
	test.WidgetRenderer(f)
	assert.NotPanics(t, func() { f.SetSpans() })
	assert.Zero(t, f.HeightFor(100))
	f.SetSpans(Span{Text: "more"})
	assert.Positive(t, f.HeightFor(100))
}

func TestFlow_linesAreNoLongerThanCanBeRead(t *testing.T) {
	newApp(t, 1)
	long := strings.Repeat("Importers pay the tariff on the day the goods arrive. ", 12)
	f := NewFlow(NewHost(Host{}), nil, Span{Text: long, Size: charts.SizeRead})
	f.HeightFor(4000)
	lines := map[float32]int{}
	for _, p := range f.pieces {
		lines[p.pos.Y] += len([]rune(strings.TrimSpace(p.text)))
	}
	require.Greater(t, len(lines), 7)
	for _, n := range lines {
		assert.LessOrEqual(t, n, longestLine)
	}
}

func TestFlow_balancedLeavesNoWordAlone(t *testing.T) {
	newApp(t, 1)
	for _, width := range []float32{600, 900, 1300} { // in the widest, letters end the line and not the window
		f := NewFlow(NewHost(Host{}), nil, Span{Text: "Extra tariff in percent, 30% and 10% on 24 October. Three ways lead on from here.", Size: charts.SizeRead})
		last := func() (of float32) {
			f.laidWidth = 0
			f.HeightFor(width)
			return f.pieces[len(f.pieces)-1].size.Width
		}
		alone := last()
		height := f.height
		f.SetBalanced(true)
		assert.Greater(t, last(), 2*alone, "%g dp", width)
		assert.Equal(t, height, f.height, "it takes no more lines")
	}
}
