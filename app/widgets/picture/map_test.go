package picture

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/look"
	"truceline/app/widgets"
	english "truceline/app/words"
	"truceline/charts/meetings"
	"truceline/test/sample"
)

// worldMap is the map of the built-in story in a window of 560 × 320 dp.
func worldMap(t testing.TB, host *widgets.Host) (m *Map, win fyne.Window, picked *[]string) {
	t.Helper()
	newApp(t, 1)
	picked = &[]string{}
	m = NewMap(host, english.Local{}, MapEvents{
		Picked: func(id string) { *picked = append(*picked, id) }, Moved: func(meetings.Place) {},
		Turn: func() {}, Summary: func() {}, List: func() {}, Step: func(int) {}, Over: func(string) {},
	})
	s := sample.BuiltIn(t)
	m.SetContent(s, meetings.Look{Day: s.AsOf, Meeting: "london"})
	return m, inWindow(t, m, 560, 320), picked
}

func TestMap_markersAreFocusedInOrderAndOpenTheirMeeting(t *testing.T) {
	var keys typed
	m, win, picked := worldMap(t, keys.host())
	require.True(t, m.Drawn())
	require.Len(t, m.Markers(), 6)
	win.Canvas().FocusNext()
	assert.Equal(t, fyne.Focusable(m), win.Canvas().Focused(), "the map itself comes first")
	var order []string
	for range m.Markers() {
		win.Canvas().FocusNext()
		k, ok := win.Canvas().Focused().(*marker)
		require.True(t, ok, "a marker has the focus")
		order = append(order, k.k.ID)
		assert.True(t, test.WidgetRenderer(k).Objects()[0].Visible(), "focus is seen on %s", k.k.ID)
		press(k, fyne.KeyReturn)
	}
	want := []string{"geneva", "london", "stockholm", "madrid", "kuala-lumpur", "south-korea"}
	assert.Equal(t, want, order)
	assert.Equal(t, want, *picked)
	press(win.Canvas().Focused(), fyne.KeyEscape)
	assert.Equal(t, []fyne.KeyName{fyne.KeyEscape}, keys.keys)
}

func TestMap_aClickOnAMarkerOpensItsMeeting(t *testing.T) {
	m, win, picked := worldMap(t, widgets.NewHost(widgets.Host{}))
	for _, o := range m.Markers() {
		k := o.(*marker)
		*picked = nil
		test.TapCanvas(win.Canvas(), fyne.NewPos(float32(k.k.At.X), float32(k.k.At.Y)))
		assert.Equal(t, []string{k.k.ID}, *picked)
		assert.GreaterOrEqual(t, k.Size().Width, float32(24), "%s is a target that can be hit", k.k.ID)
		assert.GreaterOrEqual(t, k.Size().Height, float32(24))
	}
}

func TestMap_focusPutsTheFocusOnAMeeting(t *testing.T) {
	m, win, _ := worldMap(t, widgets.NewHost(widgets.Host{}))
	m.Focus("madrid")
	require.NotNil(t, win.Canvas().Focused())
	assert.Equal(t, "madrid", win.Canvas().Focused().(*marker).k.ID)
	m.Focus("nowhere")
	assert.Equal(t, "madrid", win.Canvas().Focused().(*marker).k.ID)
}

func TestMap_focusStaysWhenAnotherMeetingIsSelected(t *testing.T) {
	m, win, _ := worldMap(t, widgets.NewHost(widgets.Host{}))
	m.Focus("madrid")
	m.SetContent(m.story, meetings.Look{Day: m.story.AsOf, Meeting: "madrid"})
	k := win.Canvas().Focused().(*marker)
	assert.Equal(t, "madrid", k.k.ID)
	assert.Contains(t, m.Markers(), fyne.CanvasObject(k), "the control is still the one that is shown")
	assert.Equal(t, meetings.Now, k.k.State)
}

func TestMap_markersSayWhatTheyAre(t *testing.T) {
	m, _, _ := worldMap(t, widgets.NewHost(widgets.Host{}))
	seen := map[string]bool{}
	for _, o := range m.Markers() {
		label := o.(*marker).AccessibilityLabel()
		assert.False(t, seen[label])
		seen[label] = true
	}
	assert.Contains(t, m.Markers()[0].(*marker).AccessibilityLabel(), "Geneva")
	assert.Contains(t, m.Markers()[0].(*marker).AccessibilityLabel(), "1")
}

func TestMap_statesDifferByShape(t *testing.T) {
	m, _, _ := worldMap(t, widgets.NewHost(widgets.Host{}))
	part := func(id string, n int) fyne.CanvasObject { // the last one is -1
		all := test.WidgetRenderer(m.markers[id]).Objects()
		return all[(n+len(all))%len(all)]
	}
	disc := func(id string) *canvas.Circle { return part(id, 1).(*canvas.Circle) }
	dashed := func(id string) bool { return part(id, 2).Visible() }
	assert.True(t, dashed("south-korea"), "what is planned is dashed")
	assert.Zero(t, disc("south-korea").StrokeWidth)
	assert.False(t, dashed("geneva"))
	assert.Greater(t, m.markers["london"].Size().Width, m.markers["geneva"].Size().Width, "what is selected is larger")
	assert.NotEqual(t, disc("geneva").FillColor, disc("south-korea").FillColor, "what is over is filled")
	assert.Equal(t, "1", part("geneva", -1).(*canvas.Text).Text)
}

func TestMap_picturesThatAreNoLongerWantedAreDropped(t *testing.T) {
	var l later
	m, _, _ := worldMap(t, l.host())
	require.NotEmpty(t, l.waiting)
	assert.False(t, m.Drawn())
	assert.Empty(t, m.Markers())
	first := l.waiting[0]
	m.SetContent(m.story, meetings.Look{Day: m.story.AsOf, Meeting: "madrid"})
	require.Len(t, l.waiting, 1, "one picture is drawn at a time")
	first()()
	assert.False(t, m.Drawn(), "the older picture is not shown")
	assert.Nil(t, m.picture)
	require.Len(t, l.waiting, 2, "the one that is wanted follows")
	l.waiting[1]()()
	require.True(t, m.Drawn())
	require.Len(t, m.Layout().Arcs, 2)
	for _, k := range m.Layout().Markers {
		assert.Equal(t, k.ID == "madrid", k.State == meetings.Now, k.ID)
	}
}

func TestMap_selectingDrawsTheLandOnce(t *testing.T) {
	m, _, _ := worldMap(t, widgets.NewHost(widgets.Host{}))
	still := meetings.Place{Zoom: 1, Lon: 20, Lat: 40} // moved by hand, it does not follow
	m.SetContent(m.story, meetings.Look{Day: m.story.AsOf, Place: still})
	land := m.land
	for _, id := range []string{"geneva", "madrid", "stockholm", ""} { // whose ways the flat map need not turn for
		m.SetContent(m.story, meetings.Look{Day: m.story.AsOf, Meeting: id, Place: still})
		assert.True(t, m.Drawn())
		assert.Same(t, land, m.land, "arcs are drawn over the same land")
	}
	n := m.renders
	m.SetContent(m.story, meetings.Look{Day: m.story.AsOf, Place: still})
	assert.Equal(t, n, m.renders, "the same again draws nothing")
	fyne.CurrentApp().Settings().SetTheme(&look.Theme{Mode: look.Dark, TextScale: 1})
	m.Refresh()
	assert.NotSame(t, land, m.land, "another palette does")
}

func TestMap_theEpilogueAddsAndRemovesMarkers(t *testing.T) {
	m, _, _ := worldMap(t, widgets.NewHost(widgets.Host{}))
	m.SetContent(m.story, meetings.Look{Day: m.story.EpilogueEnd, Epilogue: true})
	assert.Len(t, m.Markers(), 8)
	m.SetContent(m.story, meetings.Look{Day: m.story.AsOf})
	assert.Len(t, m.Markers(), 6)
	assert.Len(t, m.markers, 6, "what is not shown is let go")
}
