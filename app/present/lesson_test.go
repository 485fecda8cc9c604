package present

import (
	"image"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/displays"
	"truceline/app/present/action"
	"truceline/app/present/pages"
	"truceline/app/present/stage"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/charts/scene"
)

// click clicks at a place of a stage, in shares of its size.
func click(s *stage.Stage, x, y float32) {
	s.Glass.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x*s.Size().Width, y*s.Size().Height)})
}

func TestPresentation_aClickOnTheSlideGoesOn(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	p.openRoom(false)
	p.room.Resize(fyne.NewSize(1280, 720))
	click(p.desk.Stage, 0.4, 0.5) // into the plot
	assert.Equal(t, 1, p.Show.At())
	click(p.audience.stage, 0.9, 0.9) // beside everything
	assert.Equal(t, 2, p.Show.At())
	assert.True(t, p.Show.Clock().Running, "as the key does, it starts the clock")
	assert.False(t, p.Show.Aside())
	p.desk.Stage.Glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 200)}, Dragged: fyne.NewDelta(1, 0)})
	p.desk.Stage.Glass.DragEnd()
	assert.Equal(t, 3, p.Show.At(), "a hand that trembled clicked")

	explore(p)
	at := p.Show.At()
	click(p.desk.Stage, 0.4, 0.5)
	assert.Equal(t, at, p.Show.At(), "what is explored is not left by a click")
}

func TestPresentation_partsComeAndGo(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	at := -1
	var says []string
	for i, step := range p.Show.Steps() {
		if says = scene.Parts(p.Story, step.Item.Beat); len(says) > 1 {
			at = i
			break
		}
	}
	require.Positive(t, at, "the story has a beat that is built up")
	p.Show.Goto(at)
	whole := p.desk.Stage.Plot.Layout()
	p.Show.Goto(at - 1)
	press(p, fyne.KeyPageDown)
	shown := func() (texts string) {
		for _, x := range p.desk.Stage.Plot.Layout().Texts {
			texts += x.Text + " "
		}
		return texts
	}
	assert.Contains(t, p.desk.Next.Text(), says[0], "the presenter is told what comes")
	none := len(shown())
	for _, part := range says {
		assert.Contains(t, p.desk.Next.Text(), part)
		press(p, fyne.KeyPageDown)
		assert.Equal(t, at, p.Show.At())
	}
	assert.Equal(t, whole.Texts, p.desk.Stage.Plot.Layout().Texts, "in the end all is there, where it always stands")
	assert.Less(t, none, len(shown()))
	for range says {
		press(p, fyne.KeyPageUp)
	}
	assert.Len(t, shown(), none, "back takes them away")
	assert.Equal(t, at, p.Show.At())
	for _, x := range p.desk.Stage.Plot.Layout().Texts {
		assert.Contains(t, whole.Texts, x, "a part that comes moves no other")
	}
	press(p, fyne.KeyPageUp)
	assert.Equal(t, at-1, p.Show.At())
}

func TestPresentation_beginsWithTheTitleAndEndsWithWhatToRemember(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	press(p, fyne.KeyPageUp)
	assert.Equal(t, p.Story.Talk.Opening.Headline, p.audience.stage.Words.Headline)
	assert.True(t, p.desk.Stage.Drawn())
	assert.False(t, p.desk.Stage.Plot.Visible())
	assert.Contains(t, p.desk.Notes.Title.Text(), "first beat")
	assert.Empty(t, p.desk.Change.Text(), "the title slide and the first beat are not compared")
	press(p, fyne.KeyPageDown)
	assert.Equal(t, "Notes", p.desk.Notes.Title.Text())
	assert.True(t, p.desk.Stage.Plot.Visible())
	press(p, fyne.KeyEnd, fyne.KeyPageDown)
	said := ""
	for _, x := range p.desk.Stage.Slide.Texts {
		said += x.Text + " "
	}
	for _, point := range p.Story.Talk.Closing.Points {
		assert.Contains(t, strings.Join(strings.Fields(said), " "), point)
	}
	assert.Contains(t, said, "Sources")
	assert.Equal(t, talk.Closing, resumed(t, p).Show.Room().Slide)
}

func TestPresentation_threePensAndTheirKeys(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	s := p.desk.Stage
	typed(p, "d")
	for pen, key := range []string{"1", "2", "3"} {
		typed(p, key)
		assert.Contains(t, p.desk.Now.Text(), "Drawing in")
		for i := range 6 {
			s.Glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(200+float32(i*9), 200)}, Dragged: fyne.NewDelta(9, 0)})
		}
		s.Glass.DragEnd()
		require.NotNil(t, p.Show.Room().Marks)
		assert.Equal(t, pen, p.Show.Room().Marks.Pen)
	}
	assert.Empty(t, p.digits, "the keys of the pens jump nowhere")
	again := resumed(t, p)
	assert.Equal(t, 2, again.Show.Room().Marks.Pen, "colours are kept")
}

func TestPresentation_keysScrollTheNotes(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	item, _ := p.Show.Item()
	p.Show.SetTalk(p.Show.Talk().SetNotes(item.ID, strings.Repeat("A paragraph of notes.\n\n", 60)))
	at := func() float32 { return p.desk.Notes.Scroll.Offset.Y }
	typed(p, "jj")
	down := at()
	assert.Positive(t, down)
	read := func() float32 { return at() / p.desk.Notes.Scroll.Content.MinSize().Height }
	place := read()
	typed(p, "++")
	assert.InDelta(t, place, read(), 0.01, "larger notes stay where one reads")
	typed(p, "--")
	assert.InDelta(t, down, at(), 2)
	typed(p, "u")
	assert.Less(t, at(), down)
	typed(p, strings.Repeat("u", 9))
	assert.Zero(t, at())
	assert.Equal(t, 0, p.Show.At())
	assert.Contains(t, p.Taught.Text(action.NotesDown), "J", "and the page of keys has them")
	p.win.Resize(fyne.NewSize(600, 400))
	require.Zero(t, p.desk.Scroll.Offset.Y)
	typed(p, "j")
	assert.Positive(t, p.desk.Scroll.Offset.Y, "notes below the rest come into sight")
}

func TestEditPage_movesSeveralAtOnceByKeyAndByHandWithUndo(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	typed(p, "t")
	e := p.pages.Top().(*pages.Edit)
	ids := func() (out []string) {
		for _, item := range p.Show.Talk().Items[:5] {
			out = append(out, item.ID)
		}
		return out
	}
	was := ids()
	e.Pick(was[1])
	press(p, fyne.KeySpace) // the next one too
	typed(p, "]")
	assert.Equal(t, []string{was[0], was[3], was[1], was[2], was[4]}, ids())
	p.undo()
	assert.Equal(t, was, ids(), "one step takes all of it back")
	typed(p, "[[[")
	assert.Equal(t, []string{was[1], was[2], was[0], was[3], was[4]}, ids(), "at the end they stay, in their order")
	p.undo()
	e.Pick(was[0])
	e.PickBesides(2)
	typed(p, "h")
	for i, id := range was[:4] {
		item, _ := p.Show.Talk().Item(id)
		assert.Equal(t, i == 0 || i == 2, item.Hidden, id)
	}
	p.undo()

	at := func(row int) float32 { return e.Rows[row].Position().Y + e.Rows[row].Size().Height*0.9 }
	grip := e.Grips[0]
	grip.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, at(3)-grip.Position().Y)}})
	assert.True(t, e.Landing.Visible(), "it is seen where they land")
	grip.DragEnd()
	assert.Equal(t, []string{was[1], was[3], was[0], was[2], was[4]}, ids(), "what is picked goes with the hand")
	p.undo()
	assert.Equal(t, was, ids())
}

func TestPresentation_f5GoesToTheRoomsWindow(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	press(p, fyne.KeyF5)
	assert.Equal(t, audienceOnly, p.screen, "with one window the room's picture takes it")
	press(p, fyne.KeyPageDown)
	assert.Equal(t, 1, p.Show.At())
	p, _ = begin(t, fyne.NewSize(1440, 900), false)
	p.openRoom(false)
	press(p, fyne.KeyF5)
	assert.Equal(t, twoWindows, p.screen)
	assert.True(t, p.room.FullScreen())
	assert.Equal(t, 0, p.Show.At(), "and no step is lost")
}

func TestPresentation_aBlackRoomLeavesThePresenterTheSlide(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	p.openRoom(false)
	p.room.Resize(fyne.NewSize(1280, 720))
	typed(p, "b")
	assert.True(t, p.audience.stage.Covered())
	assert.False(t, p.desk.Stage.Covered())
	assert.Equal(t, view.Story, p.desk.Stage.Room().View.Mode)
	assert.Contains(t, p.desk.Now.Text(), "black")
}

func TestPresentation_theRoomsDisplayIsChosenFromPictures(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), true)
	p.options.Displays = func() []displays.Display {
		return []displays.Display{{Name: "Laptop", Place: image.Rect(0, 0, 1440, 900)}, {Name: "Projector", Place: image.Rect(1440, 0, 3360, 1080)}}
	}
	p.pages.OpenDisplays(p)
	d := p.pages.Top().(*pages.Displays)
	require.Len(t, d.Tiles, 2)
	said := func(i int) string { return d.Tiles[i].AccessibilityLabel() }
	assert.Contains(t, said(0), "Your view")
	assert.Contains(t, said(1), "The room")
	assert.Contains(t, said(1), "1920 × 1080")
	assert.NotNil(t, d.Slide, "the room's slide is shown in its display")
	assert.Greater(t, d.Tiles[1].Position().X, d.Tiles[0].Position().X, "as they lie")
	typed(p, "1")
	assert.Equal(t, talk.Swapped, p.showsWindows())
	assert.Equal(t, fyne.CanvasObject(p.desk.Root), p.room.Content(), "the presenter's view is on the other")
	p.pages.OpenDisplays(p)
	press(p, fyne.KeyRight, fyne.KeyReturn)
	assert.Equal(t, talk.TwoWindows, p.showsWindows())
	assert.Equal(t, fyne.CanvasObject(p.audience.root), p.room.Content())
}

func TestPresentation_mirroredDisplaysAreWarnedOf(t *testing.T) {
	place := image.Rect(0, 0, 1440, 900)
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	p.options.Displays = func() []displays.Display { return []displays.Display{{Place: place}, {Place: place}} }
	typed(p, "t") // a page that is the presenter's alone
	p.second()
	d, ok := p.pages.Top().(*pages.Displays)
	require.True(t, ok, "what the class would read is covered")
	assert.Equal(t, []fyne.CanvasObject{d.Root()}, p.main.Objects)
	assert.Contains(t, d.How.Text(), "Extend", "with the way out")
	press(p, fyne.KeyEscape)
	assert.Equal(t, talk.AudienceOnly, p.showsWindows(), "Esc shows no notes")
	assert.False(t, p.ending)
	p.second()
	assert.Nil(t, p.pages.Top(), "it is said once")
	p.options.Displays = func() []displays.Display {
		return []displays.Display{{Place: place}, {Place: image.Rect(1440, 0, 3360, 1080)}}
	}
	p.second()
	assert.Equal(t, talk.TwoWindows, p.showsWindows(), "the notes come back by themselves, and not before the room")
	p.options.Displays = func() []displays.Display { return []displays.Display{{Place: place}, {Place: place}} }
	p.second()
	require.IsType(t, &pages.Displays{}, p.pages.Top())
	p.options.Displays = func() []displays.Display { return nil }
	p.second()
	assert.Nil(t, p.pages.Top(), "the warning goes with its reason")
	p.options.Displays = func() []displays.Display { return []displays.Display{{Place: place}, {Place: place}} }
	p.second()
	assert.IsType(t, &pages.Displays{}, p.pages.Top(), "and each time anew")
}

func TestPresentation_ofThreeDisplaysAnyIsTheRooms(t *testing.T) {
	p, _ := begin(t, fyne.NewSize(1440, 900), false)
	all := []displays.Display{{Name: "Screen", Place: image.Rect(0, 0, 1440, 900)}, {Name: "Screen", Place: image.Rect(1440, 0, 3360, 1080)}, {Name: "Projector", Place: image.Rect(3360, 0, 5280, 1080)}}
	p.options.Displays = func() []displays.Display { return all }
	typed(p, "v")
	d, ok := p.pages.Top().(*pages.Displays)
	require.True(t, ok, "with several for the room, V asks which")
	assert.Equal(t, 1, d.At)
	assert.Contains(t, d.Tiles[0].AccessibilityLabel(), "Your view")
	assert.Contains(t, d.Tiles[2].AccessibilityLabel(), "Left as it is")
	press(p, fyne.KeyRight, fyne.KeyReturn)
	assert.Equal(t, talk.TwoWindows, p.showsWindows())
	assert.Equal(t, 2, p.RoomsDisplay(all))
	assert.Equal(t, 2, resumed(t, p).RoomsDisplay(all), "and it is kept")
	assert.Equal(t, 1, p.RoomsDisplay(all[:2]), "one that is gone gives way to the second")
	assert.Equal(t, 2, byName(all), "the toolkit goes by names, which may be alike")
	assert.Zero(t, byName(all[:2]))
}
