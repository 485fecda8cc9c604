package present

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/present/action"
	"truceline/app/present/pages"
)

// inRoom lists what is drawn in the window that shows the room its picture, and is not
// part of the picture: whatever is not the room's stage or its line of text.
func inRoom(p *Presentation) (out []string) {
	win := p.room
	switch {
	case p.screen == audienceOnly || p.swapped && p.room != nil:
		win = p.win
	case p.room == nil:
		return nil // the presenter rehearses
	}
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() || o == fyne.CanvasObject(p.audience.stage) || o == fyne.CanvasObject(p.audience.pill) {
			return
		}
		if o == fyne.CanvasObject(p.audience.text) {
			if p.screen != audienceOnly {
				out = append(out, "a prompt: "+p.audience.text.Text)
			}
			return
		}
		if c, ok := o.(*fyne.Container); ok {
			for _, x := range c.Objects {
				walk(x)
			}
			return
		}
		out = append(out, fmt.Sprintf("%T", o))
	}
	walk(win.Content())
	if o := win.Canvas().Overlays().Top(); o != nil {
		out = append(out, fmt.Sprintf("over it: %T", o))
	}
	return out
}

// TestPresentation_nothingPrivateIsDrawnInTheRoomWhateverIsDone does random things with
// windows, pages, menus, dialogs and fields, leaves them open, and looks after each at all
// that is drawn in the room's window.
func TestPresentation_nothingPrivateIsDrawnInTheRoomWhateverIsDone(t *testing.T) {
	steps := 3000
	if testing.Short() {
		steps = 300
	}
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.pages.Folder = t.TempDir()
	rnd := rand.New(rand.NewPCG(13, 2025))
	did := map[string]int{}
	for i := range steps {
		what := privately(p, rnd)
		did[what]++
		require.False(t, p.gone, "%d: %s ended the talk", i, what)
		require.Empty(t, inRoom(p), "%d: %s", i, what)
		require.Empty(t, private(p), "%d: %s", i, what)
	}
	if !testing.Short() {
		for _, what := range []string{"menu", "file", "talks", "notes", "asks", "displays", "window", "swap"} {
			assert.Positive(t, did[what], "%s was never done", what)
		}
	}
}

// privately does something that opens, shows or moves what is the presenter's alone.
func privately(p *Presentation, rnd *rand.Rand) string {
	acts := []struct {
		name string
		do   func()
	}{
		{"window", func() { p.Do(action.RoomWindow) }},
		{"swap", p.swap},
		{"begin", p.begin},
		{"menu", func() {
			if p.deskShown() {
				p.Menu(p.desk.More)
			}
		}},
		{"overview", func() { typed(p, "o") }},
		{"keys", func() { typed(p, "?") }},
		{"edit", func() { typed(p, "t") }},
		{"sources", func() { typed(p, "q") }},
		{"displays", func() { p.pages.OpenDisplays(p) }},
		{"file", func() { p.pages.SaveAs("a.pdf", func() ([]byte, error) { return nil, nil }) }},
		{"talks", func() {
			if e, ok := p.pages.Top().(*pages.Edit); ok {
				e.TalksMenu()
			}
		}},
		{"notes", func() {
			if p.deskShown() {
				p.desk.Notes.ToggleEdit()
			}
		}},
		{"asks", func() { typed(p, "/"); p.desk.Asks.Search.SetText("tariff") }},
		{"ask", func() { typed(p, "h") }},
		{"digits", func() { typed(p, "12") }},
		{"problem", func() { p.pages.ShowProblem(errors.New("that talk did not open")) }},
		{"freeze", func() { typed(p, "f") }},
		{"end?", func() {
			if !p.ending {
				press(p, fyne.KeyEscape)
			}
		}},
		{"next", func() { press(p, fyne.KeyPageDown) }},
		{"point", func() {
			p.desk.Stage.Glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(rnd.Float32()*600, rnd.Float32()*300)}})
		}},
		{"tab", func() {
			if f := p.Window().Canvas(); f != nil {
				f.FocusNext()
			}
		}},
		{"second", p.second},
	}
	a := acts[rnd.IntN(len(acts))]
	a.do()
	return a.name
}
