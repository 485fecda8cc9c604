package explore

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/find"
	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/data/course"
)

func TestTopBar_hasRoomForAllThatItShows(t *testing.T) {
	if testing.Short() {
		t.Skip("a long walk on one goroutine")
	}
	for _, width := range []float32{480, 640, 880, 1024, 1280, 1440, 1920, 3840} {
		for _, scale := range []float32{0.75, 1, 1.5, 2} {
			t.Run(fmt.Sprintf("%g_%g", width, scale), func(t *testing.T) {
				w, _ := open(t, fyne.NewSize(width, 640), settings(look.Light, scale))
				var shown []*widgets.Button
				for _, b := range w.bar.buttons() {
					if b.Visible() {
						shown = append(shown, b)
					}
				}
				assert.Contains(t, shown, w.bar.options, "More leads to what is hidden")
				for i, b := range shown {
					left, right := b.Position().X, b.Position().X+b.Size().Width
					assert.GreaterOrEqual(t, left, float32(0))
					assert.LessOrEqual(t, right, width+0.5)
					for _, o := range shown[:i] {
						assert.True(t, right <= o.Position().X+0.5 || o.Position().X+o.Size().Width <= left+0.5, "%q lies on %q", b.AccessibilityLabel(), o.AccessibilityLabel())
					}
				}
			})
		}
	}
}

func TestModes_goThereAndBackAndKeepWhatWasTried(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	beat := store.Now().Beat
	for _, m := range view.Modes(store.Story()) {
		w.toMode(m)
		assert.Equal(t, m, store.Now().Mode)
		assert.Equal(t, m != view.Explore && m != view.Story, w.learning())
		assert.Equal(t, m == view.Explore, w.body.Visible())
	}
	plan := course.Answer(&store.Story().Questions[0])
	w.toMode(view.WhatIf)
	v := store.Now()
	v.Plan = plan
	store.Set(v)
	w.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Equal(t, view.Explore, store.Now().Mode)
	assert.Equal(t, beat, store.Now().Beat)
	w.toMode(view.Price)
	assert.Equal(t, plan, store.Now().Plan, "the price tag goes by the course that is tried")
	w.key(&fyne.KeyEvent{Name: fyne.KeyRight})
	assert.NotEqual(t, beat, store.Now().Beat, "the steps of the story move the day")
	w.toMode(view.Quiz)
	beat = store.Now().Beat
	w.key(&fyne.KeyEvent{Name: fyne.KeyRight})
	assert.Equal(t, beat, store.Now().Beat)
	require.True(t, store.Undo())
}

func TestModes_tableAndWordsAreThoseOfWhatIsShown(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	w.toMode(view.WhatIf)
	v := store.Now()
	v.Plan = course.Answer(&store.Story().Questions[0])
	store.Set(v)
	f, title, _ := w.figure()
	assert.Equal(t, "whatif", f.Name)
	assert.Contains(t, title, "145%")
	w.rune('t')
	assert.Equal(t, view.TableSheet, store.Now().Sheet)
	w.openSheet("")
	w.rune('p')
	assert.False(t, w.player.playing(), "playing is of the story")
	assert.Equal(t, v.Plan, w.chosen().Plan, "what is shown is exported")
}

func TestSearch_goesWhereItFinds(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	s := store.Story()
	for _, c := range []struct {
		kind find.Kind
		id   string
		want func(view.View) bool
	}{
		{find.Card, "geneva-truce", func(v view.View) bool { return v.Card == "geneva-truce" && v.Mode == view.Explore }},
		{find.Meeting, "madrid", func(v view.View) bool { return v.Meeting == "madrid" }},
		{find.Person, "bessent", func(v view.View) bool { return v.Card == "who-bessent" }},
		{find.Term, "tariff", func(v view.View) bool { return v.Sheet == view.TermSheet+"tariff" }},
		{find.Source, "gjs", func(v view.View) bool { return v.Sheet == view.CiteSheet+"gjs" }},
		{find.Position, "tiktok", func(v view.View) bool { return v.Sheet == view.PositionSheet+"tiktok" }},
		{find.Event, "china-34", func(v view.View) bool { return v.Day == s.Events[3].Day }},
		{find.Action, "glossary", func(v view.View) bool { return v.Sheet == view.GlossarySheet }},
		{find.Action, "mode/quiz", func(v view.View) bool { return v.Mode == view.Quiz }},
	} {
		w.toMode(view.WhatIf)
		w.search()
		require.Equal(t, view.SearchSheet, store.Now().Sheet)
		hit := find.Hit{Kind: c.kind, ID: c.id}
		if c.kind == find.Event {
			require.Equal(t, c.id, s.Events[3].ID)
			hit.Day = s.Events[3].Day
		}
		w.follow(hit)
		assert.True(t, c.want(store.Now()), "%s %s: %+v", c.kind, c.id, store.Now())
		w.openSheet("")
	}
}

func TestSearch_typesStepsAndShowsWhatItFinds(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 2))
	w.search()
	entry, ok := target(t, w, "search").(*widgets.Entry)
	require.True(t, ok)
	assert.Same(t, entry, w.win.Canvas().Focused())
	hits := func() (rows []*widgets.ListRow) {
		for i := 1; ; i++ {
			row, ok := target(t, w, fmt.Sprintf("hit/%d", i)).(*widgets.ListRow)
			if !ok {
				return rows
			}
			rows = append(rows, row)
		}
	}
	for _, r := range "genvea" {
		entry.TypedRune(r)
	}
	require.NotEmpty(t, hits())
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	assert.True(t, hits()[len(hits())-1].On())
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	assert.True(t, hits()[0].On())
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	assert.Equal(t, "geneva", store.Now().Meeting)
	w.search()
	entry = target(t, w, "search").(*widgets.Entry)
	entry.SetText("zzzzqqqq")
	assert.Empty(t, hits())
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	assert.Empty(t, store.Now().Sheet)
}

func TestSearch_showsOnlyWhatCouldBeKnown(t *testing.T) {
	w, store := open(t, fyne.NewSize(1440, 900), settings(look.Light, 1))
	store.Set(view.ToKnown(store.Story(), store.Now(), true))
	for _, h := range w.indexNow().Find("geneva truce", 20) {
		if h.Kind == find.Card {
			assert.NotEqual(t, "geneva-truce", h.ID, "in February nobody knew of it")
		}
	}
}
