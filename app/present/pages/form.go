package pages

import (
	"image"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// form is what can be written of a talk and of one of its items, below a small slide.
type form struct {
	pages                   *Pages
	name, Headline, Seconds *widgets.Entry
	Notes                   *widgets.Entry
	labels                  [4]*widgets.Flow
	box                     *fyne.Container
	within                  *container.Scroll
	seen                    fyne.Size // of the form
	thumb                   *canvas.Image
	thumbBack               *canvas.Rectangle
	shows                   string // the item
	named                   string // what the field of the name was filled with
	filling                 bool   // the fields are being set, not written in
}

// newForm returns an empty form. wrote is called with what has been changed of the item
// that is shown, renamed when the talk may have another name.
func newForm(p *Pages, wrote func(change func(t *talk.Talk, id string) *talk.Talk), renamed func()) *form {
	f := &form{pages: p, thumb: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}, thumbBack: canvas.NewRectangle(p.Skin().Color(charts.Line))}
	leave := func() { p.Focus(nil) }
	entry := func(changed func(string), entered, left func()) *widgets.Entry {
		e := widgets.NewEntry(p.Host, changed, entered)
		e.Leave = left
		return e
	}
	write := func(change func(t *talk.Talk, id string) *talk.Talk) {
		if !f.filling {
			wrote(change)
		}
	}
	f.Headline = entry(func(text string) {
		write(func(t *talk.Talk, id string) *talk.Talk { return t.SetHeadline(id, text) })
	}, leave, leave)
	f.Seconds = entry(func(text string) {
		if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil && n > 0 {
			write(func(t *talk.Talk, id string) *talk.Talk { return t.SetSeconds(id, n) })
		}
	}, leave, leave)
	f.name = entry(nil, leave, func() { f.name.SetText(f.named); leave() })
	f.name.Left = func() { p.Mine.Rename(f.name.Text); renamed() }
	f.name.SetPlaceHolder(words.Say("talk.edit.builtin"))
	f.Notes = widgets.NewText(p.Host, func(text string) {
		write(func(t *talk.Talk, id string) *talk.Talk { return t.SetNotes(id, text) })
	})
	f.Notes.Leave = leave
	for i, text := range []string{words.Say("talk.edit.headline"), words.Say("talk.edit.seconds"), words.Say("talk.notes"), words.Say("talk.edit.name")} {
		f.labels[i] = widgets.NewLine(p.Host, text, charts.SizeLabel, typeface.SemiBold, charts.Muted)
	}
	f.box = widgets.Arranged(func() fyne.Size { return fyne.NewSize(100, f.lay(f.seen, false)) }, func(fyne.Size) {},
		f.thumbBack, f.thumb, f.labels[3], f.name, f.labels[0], f.Headline, f.labels[1], f.Seconds, f.labels[2], f.Notes)
	f.within = widgets.NewScroll(p.Host, f.box)
	return f
}

// show shows an item of a talk. The fields are filled anew if asked to.
func (f *form) show(t *talk.Talk, item talk.Item, fields bool) {
	if fields || f.named != t.Name {
		f.named = t.Name
		f.name.SetText(t.Name)
	}
	f.shows = item.ID
	if item.ID == "" {
		return
	}
	if fields {
		f.filling = true
		f.Headline.SetText(item.HeadlineIn(f.pages.Story))
		f.Seconds.SetText(strconv.Itoa(item.SecondsIn(f.pages.Story)))
		f.Notes.SetText(item.NotesIn(f.pages.Story))
		f.filling = false
	}
	f.pages.Draw(f.pages.SlideOf(item), func(img image.Image) {
		if f.shows == item.ID {
			f.thumb.Image = img
			f.thumb.Refresh()
		}
	})
}

// put places the form where it is seen.
func (f *form) put(x, y float32, seen fyne.Size) {
	f.seen = seen
	widgets.Put(f.within, x, y, seen.Width, seen.Height)
	f.box.Resize(fyne.NewSize(seen.Width, f.lay(seen, true)))
	f.within.Refresh()
}

// lay returns the height of the form where that much of it is seen, and places it
// if asked to. The notes take what is left.
func (f *form) lay(seen fyne.Size, set bool) float32 {
	s := f.pages.Skin()
	w := max(seen.Width-s.Space(3), 60) // beside a scroll bar
	put := widgets.Placer(set)
	thumbW := min(w, seen.Height*0.34*16/9)
	put(f.thumbBack, 0, 0, thumbW, thumbW*9/16)
	put(f.thumb, 0, 0, thumbW, thumbW*9/16)
	y := thumbW*9/16 + s.Space(2)
	entryH := f.Headline.MinSize().Height
	field := func(label *widgets.Flow, o fyne.CanvasObject, w, h float32) {
		lh := label.HeightFor(w)
		put(label, 0, y, seen.Width, lh)
		put(o, 0, y+lh+s.Space(0.5), w, h)
		y += lh + h + s.Space(2)
	}
	field(f.labels[3], f.name, min(w, 360*s.TextScale), entryH)
	field(f.labels[0], f.Headline, w, entryH)
	field(f.labels[1], f.Seconds, min(w, 120*s.TextScale), entryH)
	field(f.labels[2], f.Notes, w, max(seen.Height-y-f.labels[2].HeightFor(w)-s.Space(2), 140*s.TextScale))
	return y
}
