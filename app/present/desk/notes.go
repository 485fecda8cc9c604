package desk

import (
	"cmp"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/present/action"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// Notes shows the notes of the step, in the presenter's size, and lets them be
// edited.
type Notes struct {
	p                     around
	Title                 *widgets.Flow
	smaller, larger, edit *widgets.Tool
	Back                  *canvas.Rectangle
	text                  *widget.RichText
	Scroll                *container.Scroll
	Entry                 *widgets.Entry
	entryIn               *container.ThemeOverride // makes the entry as large as the notes, once it has been shown
	theme                 *look.Theme              // of the entry
	item, Shown           string                   // whose notes are shown, and which
	Editing               string                   // whose notes are being edited, or empty
}

func newNotes(p around) *Notes {
	n := &Notes{p: p, Back: canvas.NewRectangle(nil), theme: &look.Theme{}}
	n.Title = widgets.NewLine(p.Host, words.Say("talk.notes"), charts.SizeLabel, typeface.SemiBold, charts.Muted)
	n.smaller = widgets.NewTool("A−", words.Say("talk.notes.smaller"), p.Host, func() { p.Do(action.NotesLess) })
	n.larger = widgets.NewTool("A+", words.Say("talk.notes.larger"), p.Host, func() { p.Do(action.NotesMore) })
	n.edit = widgets.NewTool(words.Say("talk.notes.edit"), words.Say("talk.notes.edit.label"), p.Host, n.ToggleEdit)
	n.text = widget.NewRichText()
	n.text.Wrapping = fyne.TextWrapWord
	n.Scroll = container.NewVScroll(n.text)
	n.Entry = widgets.NewText(p.Host, func(text string) {
		if n.Editing != "" {
			n.p.Write(n.Editing, n.p.Show.Talk().SetNotes(n.Editing, text))
		}
	})
	n.Entry.Leave, n.Entry.Keys = n.Finish, p.Clicked
	n.Entry.Hide()
	return n
}

func (n *Notes) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{n.Title, n.smaller, n.larger, n.edit, n.Back, n.Scroll, n.Entry}
}

func (n *Notes) Restyle(s look.Skin) {
	n.Back.FillColor, n.Back.StrokeColor, n.Back.StrokeWidth, n.Back.CornerRadius = s.Color(charts.Surface), s.Color(charts.Line), 1, 8
	n.Scroll.Refresh()
	n.enlarge()
}

// show follows the step. While notes are edited, going on saves them.
func (n *Notes) show() {
	item, ok := n.p.Show.Shown()
	whose := words.Say("talk.notes")
	switch n.p.Show.Live().Slide {
	case talk.Opening:
		whose = words.Say("talk.notes.first")
	case talk.Closing:
		whose = words.Say("talk.notes.last")
	}
	widgets.SetLine(n.Title, whose, charts.SizeLabel, typeface.SemiBold, charts.Muted)
	if n.Editing != "" && item.ID != n.Editing {
		n.Finish()
	}
	text := ""
	if ok {
		text = item.NotesIn(n.p.Story)
	}
	if text == n.Shown && item.ID == n.item {
		return
	}
	if item.ID != n.item {
		n.Scroll.ScrollToTop()
	}
	n.item, n.Shown = item.ID, text
	n.text.ParseMarkdown(cmp.Or(text, words.Say("talk.notes.none")))
	n.text.Segments = apart(inNotes(harmless(n.text.Segments)))
	n.text.Refresh()
}

// ScrollBy scrolls the notes by a part of what is seen of them.
func (n *Notes) ScrollBy(parts float32) {
	n.scrollTo(n.Scroll.Offset.Y + parts*n.Scroll.Size().Height*0.6)
}

func (n *Notes) scrollTo(y float32) {
	most := max(n.text.MinSize().Height-n.Scroll.Size().Height, 0)
	n.Scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), most)))
}

// Resized keeps what is read in sight while the notes take another size.
func (n *Notes) Resized(resize func()) {
	at, was := n.Scroll.Offset.Y, n.text.MinSize().Height
	resize()
	if was > 0 {
		n.scrollTo(at * n.text.MinSize().Height / was)
	}
}

// harmless takes from parsed Markdown what would reach outside the program: pictures
// are left out, and links become the words they stand on. The lines of a paragraph become
// one: the gap between two would begin a line where the toolkit breaks it just there.
func harmless(in []widget.RichTextSegment) []widget.RichTextSegment {
	var out []widget.RichTextSegment
	for _, s := range in {
		switch s := s.(type) {
		case *widget.ImageSegment:
		case *widget.HyperlinkSegment:
			out = append(out, &widget.TextSegment{Text: s.Text, Style: widget.RichTextStyleInline})
		case *widget.ListSegment:
			s.Items = harmless(s.Items)
			out = append(out, s)
		case *widget.ParagraphSegment:
			s.Texts = harmless(s.Texts)
			out = append(out, s)
		case *widget.TextSegment:
			if n := len(out); n > 0 {
				if last, ok := out[n-1].(*widget.TextSegment); ok && last.Inline() {
					if last.Style.Inline = s.Style.Inline; last.Style == s.Style {
						last.Text += s.Text
						continue
					}
					last.Style.Inline = true
				}
			}
			out = append(out, s)
		default:
			out = append(out, s)
		}
	}
	return out
}

// inNotes gives text the sizes of notes.
func inNotes(in []widget.RichTextSegment) []widget.RichTextSegment {
	for i, s := range in {
		switch s := s.(type) {
		case *widget.TextSegment:
			s.Style.SizeName = look.NotesSize(s.Style.SizeName)
		case *widget.ParagraphSegment:
			inNotes(s.Texts)
		case *widget.ListSegment: // its bullets, too
			in[i] = &widget.ParagraphSegment{Texts: inNotes(s.Segments())}
		}
	}
	return in
}

// apart puts air between paragraphs.
func apart(in []widget.RichTextSegment) []widget.RichTextSegment {
	var out []widget.RichTextSegment
	for i, s := range in {
		out = append(out, s)
		if i+1 < len(in) && !s.Inline() {
			air := widget.RichTextStyleParagraph
			air.SizeName = look.NotesSize(theme.SizeNameCaptionText)
			out = append(out, &widget.TextSegment{Style: air})
		}
	}
	return out
}

// ToggleEdit begins to edit the notes, or saves what was edited.
func (n *Notes) ToggleEdit() {
	if n.Editing != "" {
		n.Finish()
		return
	}
	item, ok := n.p.Show.Shown()
	if !ok {
		return
	}
	n.Entry.SetText(item.NotesIn(n.p.Story))
	n.Editing = item.ID
	n.edit.Set(words.Say("talk.notes.done"), words.Say("talk.notes.done.label"), true)
	n.Scroll.Hide()
	n.enlarge()
	n.Entry.Show()
	n.p.Focus(n.Entry)
	n.Entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // what is added is added at the end
}

// enlarge makes what is being edited as large as the notes. It does so only where that
// changes something: see look.NotesSize.
func (n *Notes) enlarge() {
	want := *n.p.Host.Look
	want.TextScale *= want.NotesScale
	if n.Editing == "" || *n.theme == want {
		return
	}
	*n.theme = want
	if n.entryIn == nil {
		n.entryIn = container.NewThemeOverride(n.Entry, n.theme)
	} else {
		n.entryIn.Refresh()
	}
}

// Finish ends editing. What was written has been kept letter by letter.
func (n *Notes) Finish() {
	if n.Editing == "" {
		return
	}
	n.Editing = ""
	n.edit.Set(words.Say("talk.notes.edit"), words.Say("talk.notes.edit.label"), false)
	n.Entry.Hide()
	n.Scroll.Show()
	n.p.Focus(nil)
}

// lay places the panel.
func (n *Notes) lay(x, y, width, height float32) {
	s := n.p.Skin()
	tools := []*widgets.Tool{n.smaller, n.larger, n.edit}
	toolH, toolW := float32(0), float32(0)
	for _, t := range tools {
		toolH, toolW = max(toolH, t.MinSize().Height), toolW+t.MinSize().Width
	}
	titleH := n.Title.HeightFor(width - toolW)
	widgets.Put(n.Title, x, y+(toolH-titleH)/2, width-toolW, titleH)
	at := x + width - toolW
	for _, t := range tools {
		widgets.Put(t, at, y, t.MinSize().Width, toolH)
		at += t.MinSize().Width
	}
	top := y + toolH + s.Space(1)
	h := max(height-(top-y), 40)
	widgets.Put(n.Back, x, top, width, h)
	pad := s.Space(2)
	widgets.Put(n.Scroll, x+pad, top+pad, width-2*pad, h-2*pad)
	widgets.Put(n.Entry, x+pad, top+pad, width-2*pad, h-2*pad)
}
