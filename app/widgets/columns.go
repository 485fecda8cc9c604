package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"truceline/app/look"
)

// Columns is the base of a panel whose parts stand in two columns where there is room,
// else below each other in one column that scrolls.
type Columns struct {
	widget.BaseWidget
	// Scroll holds the single column.
	Scroll *container.Scroll
	// Placing is the panel's part in a pass.
	Placing *Placing

	panel   fyne.Widget
	how     ColumnsLayout
	stack   *fyne.Container
	narrow  bool
	ready   bool // a renderer has asked for it
	parts   []fyne.CanvasObject
	objects []fyne.CanvasObject // the parts, or the column with them in it
}

// ColumnsLayout is how Columns places its parts.
type ColumnsLayout struct {
	// LeastW and LeastH are the least room, in dp at text scale 1, for two columns.
	LeastW, LeastH float32
	// Parts are what stands in the panel itself, or in the column if that is narrow, in the
	// order of the Tab key; Beside are hairlines behind two columns, Below what stays in
	// sight below a column, which Foot places and tells the height of. Foot may be nil.
	Parts         func(narrow bool) []fyne.CanvasObject
	Beside, Below []fyne.CanvasObject
	Foot          func(size fyne.Size) float32
	// Two places the parts in two columns; One places them in one if asked to, and returns
	// its height for a size of the panel.
	Two func(size fyne.Size)
	One func(size fyne.Size, place bool) float32
	// Turned is called when other parts have been taken, before they are placed, with the page
	// that plot and map lie in; nil for two columns.
	Turned func(page fyne.Scrollable)
	// Style, if not nil, gives the parts the colours of the look.
	Style func()
}

// Columned makes a panel that embeds Columns one that is laid out so.
func (c *Columns) Columned(host *Host, panel fyne.Widget, how ColumnsLayout) {
	c.panel, c.how = panel, how
	c.stack = Arranged(func() fyne.Size {
		if size := panel.Size(); c.narrow && size.Width > 0 {
			return fyne.NewSize(100, how.One(size, false))
		}
		return fyne.NewSize(100, 100)
	}, func(fyne.Size) {})
	c.Scroll = NewScroll(host, c.stack)
	c.Placing = host.NewPlacing(panel, func(size fyne.Size) {
		if c.ready {
			c.lay(size)
		}
	})
	c.ExtendBaseWidget(panel)
}

// Ready tells whether the panel has come to stand in a window.
func (c *Columns) Ready() bool { return c.ready }

// Narrow tells whether the parts stand in one column.
func (c *Columns) Narrow() bool { return c.narrow }

// Column is what scrolls around the parts; nothing where they stand in two columns.
func (c *Columns) Column() []fyne.CanvasObject {
	if c.narrow {
		return []fyne.CanvasObject{c.Scroll}
	}
	return nil
}

// MinSize implements fyne.CanvasObject. The panel takes what the window leaves it.
func (c *Columns) MinSize() fyne.Size { return fyne.NewSize(320, 200) }

// CreateRenderer implements fyne.Widget.
func (c *Columns) CreateRenderer() fyne.WidgetRenderer {
	c.ready = true
	c.arrange(c.narrow)
	return &columnsRenderer{Drawn(c.panel, c.Placing.Layout, c.how.Style), c}
}

type columnsRenderer struct {
	fyne.WidgetRenderer
	c *Columns
}

func (r *columnsRenderer) Objects() []fyne.CanvasObject { return r.c.objects }
func (r *columnsRenderer) Destroy()                     { r.c.ready = false }

// arrange takes the parts that there are now, in the panel itself or in the column.
func (c *Columns) arrange(narrow bool) {
	parts := c.how.Parts(narrow)
	if c.objects != nil && c.narrow == narrow && slices.Equal(parts, c.parts) {
		return
	}
	c.narrow, c.parts, c.stack.Objects = narrow, parts, nil
	var page fyne.Scrollable // the wheel does not stop over plot and map
	if narrow {
		page, c.stack.Objects = c.Scroll, parts
		c.objects = append([]fyne.CanvasObject{c.Scroll}, c.how.Below...)
	} else {
		c.objects = append(slices.Clone(c.how.Beside), parts...)
	}
	c.how.Turned(page)
	canvas.Refresh(c.panel)
}

func (c *Columns) lay(size fyne.Size) {
	s := look.Of(c.panel)
	c.arrange(size.Width < c.how.LeastW*s.TextScale || size.Height < c.how.LeastH*s.TextScale)
	if !c.narrow {
		c.how.Two(size)
		return
	}
	seen := size
	if c.how.Foot != nil {
		seen.Height -= c.how.Foot(size)
	}
	Put(c.Scroll, 0, 0, seen.Width, seen.Height)
	c.stack.Resize(fyne.NewSize(size.Width, c.how.One(size, false)))
	c.how.One(size, true)
	Rescroll(c.Scroll)
}
