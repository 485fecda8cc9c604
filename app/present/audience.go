package present

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"truceline/app/look"
	"truceline/app/present/stage"
	"truceline/app/widgets"
	"truceline/app/words"
	"truceline/charts"
	"truceline/charts/typeface"
)

// audience is the room's window: the stage, and nothing else. Where it is the only
// window it also says what the presenter has to know, in one line.
type audience struct {
	p     *Presentation
	stage *stage.Stage
	pill  *canvas.Rectangle
	text  *canvas.Text
	root  *fyne.Container
}

func newAudience(p *Presentation) *audience {
	a := &audience{p: p, stage: p.newStage(), pill: canvas.NewRectangle(nil), text: canvas.NewText("", nil)}
	a.text.FontSource = look.Font(typeface.SemiBold)
	a.root = widgets.Arranged(func() fyne.Size { return fyne.NewSize(320, 180) }, a.layout, a.stage, a.pill, a.text)
	return a
}

// says is what the presenter has to know where there is no other window: a number
// that is being typed, or that one more press ends the talk.
func (a *audience) says() string {
	p := a.p
	switch {
	case p.screen != audienceOnly:
		return ""
	case p.ending:
		return words.Say("talk.end.ask")
	case p.digits != "" && !p.Show.Live().Ask.On:
		return words.Say("talk.jump", "Number", p.digits)
	case p.hint != "":
		return p.hint
	case p.drawing:
		return p.drawsWith()
	case p.Show.Frozen():
		return words.Say("talk.frozen.short")
	}
	return ""
}

func (a *audience) show() {
	a.stage.SetRoom(a.p.Show.Room())
	a.layout(a.root.Size())
	canvas.Refresh(a.root) // what was hidden is not known to the canvas yet
}

func (a *audience) layout(size fyne.Size) {
	resized := a.stage.Size() != size
	widgets.Put(a.stage, 0, 0, size.Width, size.Height)
	if resized && a.p.audience == a && a.p.screen != audienceOnly { // the presenter's picture is that of this size
		a.p.desk.Layout(a.p.desk.Root.Size())
	}
	text := a.says()
	widgets.SetVisible(a.pill, text != "")
	widgets.SetVisible(a.text, text != "")
	if text == "" {
		return
	}
	s := a.p.Skin()
	a.pill.FillColor, a.pill.CornerRadius = s.Color(charts.Caution), 8
	a.text.Color = s.Color(charts.Paper)
	a.text.Text, a.text.TextSize = text, s.Size(charts.SizeStrong)
	m := s.Measure(text, charts.SizeStrong, typeface.SemiBold)
	pad := s.Space(3)
	widgets.Put(a.pill, (size.Width-m.Width)/2-pad, size.Height-m.Height-3*pad, m.Width+2*pad, m.Height+2*pad)
	widgets.Put(a.text, (size.Width-m.Width)/2, size.Height-m.Height-2*pad, m.Width, m.Height)
	a.text.Refresh()
	a.pill.Refresh()
}
