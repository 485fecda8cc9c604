// Package given is a talk under way, as those know it who show a part of it to the
// presenter: the view of the talk, and the pages that lie over it.
package given

import (
	"fmt"
	"image"
	"strings"
	"time"

	"truceline/app/keep"
	"truceline/app/look"
	"truceline/app/present/action"
	"truceline/app/talk"
	"truceline/app/view"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/data"
)

// Talk is a talk that is given. It belongs to Fyne's goroutine.
type Talk struct {
	Show  *talk.Show
	Store *view.Store
	Story *data.Story
	Host  *widgets.Host // of the presenter's windows
	// Settings are the program's, and Keep is called when they have changed.
	Settings *keep.Talk
	Keep     func()
	// Kept keeps talks and rehearsals.
	Kept talk.Store
	// Failed is called with what was being done when something could not be.
	Failed func(doing string, err error)
	Now    func() time.Time
	// Taught are the keys of an odd clicker.
	Taught action.Taught
	thumbs *thumbs
}

// Skin is what the presenter's windows are drawn with.
func (t *Talk) Skin() look.Skin { return t.Host.Look.Skin() }

// RoomMode is which colours the room's picture has.
func (t *Talk) RoomMode() look.Mode {
	if t.Settings.Room == look.Dark || t.Settings.Room == look.Light {
		return t.Settings.Room
	}
	return look.Light
}

// Slide is the small slide of what is looked at, in the room's colours.
func (t *Talk) Slide(v view.View, headline string) Slide {
	s := Slide{View: v, Headline: headline, palette: charts.Light}
	if t.RoomMode() == look.Dark {
		s.palette = charts.Dark
	}
	return s
}

// SlideOf is the small slide of an item.
func (t *Talk) SlideOf(i talk.Item) Slide { return t.Slide(i.ViewIn(t.Story), i.HeadlineIn(t.Story)) }

// SlideIn is the small slide of what a room sees.
func (t *Talk) SlideIn(r talk.Room) Slide {
	s := t.Slide(r.View, r.Headline)
	s.Besides, s.Unbuilt = r.Slide, r.Unbuilt
	return s
}

// Draw calls done with the picture of a small slide: at once if it is kept, else when it
// has been drawn.
func (t *Talk) Draw(s Slide, done func(image.Image)) { t.thumbs.get(s, done) }

// Short is an item's name in a few words.
func (t *Talk) Short(i talk.Item) string {
	const most = 28 // letters
	name := i.NameIn(t.Story)
	if r := []rune(name); len(r) > most {
		name = strings.TrimRight(string(r[:most]), " ") + "…"
	}
	return strings.TrimSpace(name)
}

// When is the day that an item is named by.
func (t *Talk) When(i talk.Item) string {
	w := words.Local{}
	if b := t.Story.Beat(i.Beat); b != nil {
		if b.Epilogue {
			return w.Day(b.Day, charts.DayMonthYear)
		}
		return w.Day(b.Day, charts.DayMonth)
	}
	return w.Day(i.View.Day, charts.DayMonth)
}

// Counted is how many steps count: those before the end mark.
func (t *Talk) Counted() (n int) {
	for _, x := range t.Show.Plan().Steps {
		if !x.After {
			n++
		}
	}
	return n
}

// Uncovered is what the presenter sees: the live picture, though the room may see black.
func (t *Talk) Uncovered() talk.Room {
	r := t.Show.Live()
	r.Blank = talk.Clear
	return r
}

// SlideName names a slide that a talk has besides its steps.
func SlideName(slide talk.Slide) string {
	if slide == talk.Opening {
		return words.Say("talk.slide.opening")
	}
	return words.Say("talk.slide.closing")
}

// Clock writes a time as minutes and seconds, with hours where there are any.
func Clock(d time.Duration) string {
	sec := int(d.Round(time.Second) / time.Second)
	if sec >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", sec/3600, sec/60%60, sec%60)
	}
	return fmt.Sprintf("%d:%02d", sec/60, sec%60)
}
