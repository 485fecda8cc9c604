package present

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
	"truceline/app/talk"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// notesPanel shows the notes of the step, in the presenter's size, and lets them be
// edited.
type notesPanel struct {
	p                     *Presentation
	title                 *widgets.Flow
	smaller, larger, edit *widgets.Tool
	back                  *canvas.Rectangle
	text                  *widget.RichText
	scroll                *container.Scroll
	entry                 *widgets.Entry
	entryIn               *container.ThemeOverride // makes the entry as large as the notes, once it has been shown
	theme                 *look.Theme              // of the entry
	item, shown           string                   // whose notes are shown, and which
	editing               string                   // whose notes are being edited, or empty
}

func newNotesPanel(p *Presentation) *notesPanel {
	n := &notesPanel{p: p, back: canvas.NewRectangle(nil), theme: &look.Theme{}}
	n.title = widgets.NewLine(p.Host, words.Say("talk.notes"), charts.SizeLabel, typeface.SemiBold, charts.Muted)
	n.smaller = widgets.NewTool("A−", words.Say("talk.notes.smaller"), p.Host, func() { p.sizeNotes(-1) })
	n.larger = widgets.NewTool("A+", words.Say("talk.notes.larger"), p.Host, func() { p.sizeNotes(+1) })
	n.edit = widgets.NewTool(words.Say("talk.notes.edit"), words.Say("talk.notes.edit.label"), p.Host, n.toggleEdit)
	n.text = widget.NewRichText()
	n.text.Wrapping = fyne.TextWrapWord
	n.scroll = container.NewVScroll(n.text)
	n.entry = widgets.NewText(p.Host, func(text string) {
		if n.editing != "" {
			n.p.pages.Mine.Write(n.editing, n.p.Show.Talk().SetNotes(n.editing, text))
		}
	})
	n.entry.Leave, n.entry.Keys = n.finish, p.clicked
	n.entry.Hide()
	return n
}

func (n *notesPanel) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{n.title, n.smaller, n.larger, n.edit, n.back, n.scroll, n.entry}
}

func (n *notesPanel) restyle(s look.Skin) {
	n.back.FillColor, n.back.StrokeColor, n.back.StrokeWidth, n.back.CornerRadius = s.Color(charts.Surface), s.Color(charts.Line), 1, 8
	n.scroll.Refresh()
	n.enlarge()
}

// show follows the step. While notes are edited, going on saves them.
func (n *notesPanel) show() {
	item, ok := n.p.Show.Shown()
	whose := words.Say("talk.notes")
	switch n.p.Show.Live().Slide {
	case talk.Opening:
		whose = words.Say("talk.notes.first")
	case talk.Closing:
		whose = words.Say("talk.notes.last")
	}
	widgets.SetLine(n.title, whose, charts.SizeLabel, typeface.SemiBold, charts.Muted)
	if n.editing != "" && item.ID != n.editing {
		n.finish()
	}
	text := ""
	if ok {
		text = item.NotesIn(n.p.Story)
	}
	if text == n.shown && item.ID == n.item {
		return
	}
	if item.ID != n.item {
		n.scroll.ScrollToTop()
	}
	n.item, n.shown = item.ID, text
	if text == "" {
		text = words.Say("talk.notes.none")
	}
	n.text.ParseMarkdown(text)
	n.text.Segments = apart(inNotes(harmless(n.text.Segments)))
	n.text.Refresh()
}

// scrollBy scrolls the notes by a part of what is seen of them.
func (n *notesPanel) scrollBy(parts float32) {
	seen := n.scroll.Size().Height
	most := max(n.text.MinSize().Height-seen, 0)
	n.scroll.ScrollToOffset(fyne.NewPos(0, min(max(n.scroll.Offset.Y+parts*seen*0.6, 0), most)))
}

// harmless takes from parsed Markdown what would reach outside the program: pictures
// are left out, and links become the words they stand on.
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

// toggleEdit begins to edit the notes, or saves what was edited.
func (n *notesPanel) toggleEdit() {
	if n.editing != "" {
		n.finish()
		return
	}
	item, ok := n.p.Show.Shown()
	if !ok {
		return
	}
	n.entry.SetText(item.NotesIn(n.p.Story))
	n.editing = item.ID
	n.edit.Set(words.Say("talk.notes.done"), words.Say("talk.notes.done.label"), true)
	n.scroll.Hide()
	n.enlarge()
	n.entry.Show()
	n.p.Focus(n.entry)
	n.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // what is added is added at the end
}

// enlarge makes what is being edited as large as the notes. It does so only where that
// changes something: see look.NotesSize.
func (n *notesPanel) enlarge() {
	want := *n.p.theme
	want.TextScale *= want.NotesScale
	if n.editing == "" || *n.theme == want {
		return
	}
	*n.theme = want
	if n.entryIn == nil {
		n.entryIn = container.NewThemeOverride(n.entry, n.theme)
	} else {
		n.entryIn.Refresh()
	}
}

// finish ends editing. What was written has been kept letter by letter.
func (n *notesPanel) finish() {
	if n.editing == "" {
		return
	}
	n.editing = ""
	n.edit.Set(words.Say("talk.notes.edit"), words.Say("talk.notes.edit.label"), false)
	n.entry.Hide()
	n.scroll.Show()
	n.p.Focus(nil)
}

// lay places the panel.
func (n *notesPanel) lay(x, y, width, height float32) {
	s := n.p.Skin()
	tools := []*widgets.Tool{n.smaller, n.larger, n.edit}
	toolH, toolW := float32(0), float32(0)
	for _, t := range tools {
		toolH, toolW = max(toolH, t.MinSize().Height), toolW+t.MinSize().Width
	}
	titleH := n.title.HeightFor(width - toolW)
	widgets.Put(n.title, x, y+(toolH-titleH)/2, width-toolW, titleH)
	at := x + width - toolW
	for _, t := range tools {
		widgets.Put(t, at, y, t.MinSize().Width, toolH)
		at += t.MinSize().Width
	}
	top := y + toolH + s.Space(1)
	h := max(height-(top-y), 40)
	widgets.Put(n.back, x, top, width, h)
	pad := s.Space(2)
	widgets.Put(n.scroll, x+pad, top+pad, width-2*pad, h-2*pad)
	widgets.Put(n.entry, x+pad, top+pad, width-2*pad, h-2*pad)
}
