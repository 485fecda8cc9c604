package render

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"truceline/charts"
	"truceline/charts/pages"
)

// Document is what a file says of itself.
type Document struct {
	// Program made the file: name and version.
	Program string
	// Language is that of the texts, such as "en".
	Language string
	// Made is when. The zero time writes none that says anything: 1 January 2000.
	Made time.Time
	// plain leaves the content as text that can be read, for tests.
	plain bool
}

// PDF writes a page as a PDF of one page: shapes, and text as text in embedded
// faces.
func PDF(w io.Writer, page *pages.Page, palette *charts.Palette, sheet Sheet, doc Document) error {
	return Book(w, []*pages.Page{page}, palette, sheet, doc)
}

// Book writes pages of one size as a PDF, which says of itself what the first page
// says. There must be at least one.
func Book(w io.Writer, pages []*pages.Page, palette *charts.Palette, sheet Sheet, doc Document) error {
	if len(pages) == 0 {
		return errors.New("a PDF has at least one page")
	}
	faces := facePool.Get().(*faceSet)
	defer facePool.Put(faces)
	file := newPDF(pages[0], sheet.of(pages[0]), doc)
	v := newShapes(file, faces)
	for i, page := range pages {
		if err := checkPage(page); err != nil {
			return err
		}
		if page.WidthPX != pages[0].WidthPX || page.HeightPX != pages[0].HeightPX {
			return fmt.Errorf("page %d is not as large as the first", i+1)
		}
		file.page()
		if err := drawPage(v, page, fineOptions(page, palette), faces); err != nil {
			return err
		}
	}
	return v.Save(w)
}

// pdf is the medium of PDF.
type pdf struct {
	file  *fpdf.Fpdf
	perPX float64 // points
	faces [len(pdfFaces)]bool
}

var _ medium = (*pdf)(nil)

// pdfFaces are what the embedded faces are called in a PDF.
var pdfFaces = [...]string{"inter-regular", "inter-medium", "inter-semibold", "inter-bold"}

func newPDF(page *pages.Page, sheet Sheet, doc Document) *pdf {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: sheet.WidthPT, Ht: sheet.HeightPT}})
	f.SetMargins(0, 0, 0)
	f.SetAutoPageBreak(false, 0)
	f.SetCompression(!doc.plain)
	f.SetCatalogSort(true)
	if doc.Made.IsZero() {
		doc.Made = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	f.SetCreationDate(doc.Made)
	f.SetModificationDate(doc.Made)
	title, subject := page.About()
	f.SetTitle(title, true)
	f.SetSubject(subject, true)
	f.SetCreator(doc.Program, true)
	f.SetProducer(doc.Program, true)
	if doc.Language != "" {
		f.SetLang(doc.Language)
	}
	return &pdf{file: f, perPX: sheet.WidthPT / float64(page.WidthPX)}
}

// page begins a page.
func (d *pdf) page() {
	d.file.AddPage()
	d.file.SetLineJoinStyle("miter")
	d.file.RawWriteStr("2 M")
}

func (d *pdf) paint(path []move, p pen) {
	f, k := d.file, d.perPX
	style := ""
	alpha := uint8(255)
	if c := p.fill; !c.IsTransparent() {
		f.SetFillColor(int(c.R), int(c.G), int(c.B))
		style, alpha = "F", c.A
	}
	if c := p.stroke; !c.IsTransparent() {
		f.SetDrawColor(int(c.R), int(c.G), int(c.B))
		f.SetLineWidth(p.width * k)
		dash := make([]float64, len(p.dash))
		for i, v := range p.dash {
			dash[i] = v * k
		}
		f.SetDashPattern(dash, 0)
		alpha = c.A
		style += "D"
	}
	d.alpha(alpha)
	for _, m := range path {
		switch m.kind {
		case moveTo:
			f.MoveTo(m.x*k, m.y*k)
		case lineTo:
			f.LineTo(m.x*k, m.y*k)
		case closed:
			f.ClosePath()
		case circle:
			d.ring(m)
		}
	}
	f.DrawPath(style)
	d.alpha(255)
}

// alpha sets how opaque what follows is.
func (d *pdf) alpha(a uint8) {
	if now, _ := d.file.GetAlpha(); now*255 != float64(a) {
		d.file.SetAlpha(float64(a)/255, "Normal")
	}
}

// ring adds a circle to a path, as four curves.
func (d *pdf) ring(m move) {
	const bend = 0.5522847498 // of a quarter of a circle
	f, x, y, r := d.file, m.x*d.perPX, m.y*d.perPX, m.radius*d.perPX
	f.MoveTo(x+r, y)
	f.CurveBezierCubicTo(x+r, y+bend*r, x+bend*r, y+r, x, y+r)
	f.CurveBezierCubicTo(x-bend*r, y+r, x-r, y+bend*r, x-r, y)
	f.CurveBezierCubicTo(x-r, y-bend*r, x-bend*r, y-r, x, y-r)
	f.CurveBezierCubicTo(x+bend*r, y-r, x+r, y-bend*r, x+r, y)
	f.ClosePath()
}

func (d *pdf) write(t letters) {
	f, k := d.file, d.perPX
	family := pdfFaces[t.weight]
	if !d.faces[t.weight] {
		// The writer cuts the face in place.
		f.AddUTF8FontFromBytes(family, "", bytes.Clone(t.weight.Bytes()))
		d.faces[t.weight] = true
	}
	f.SetFont(family, "", t.size*k)
	f.SetTextColor(int(t.color.R), int(t.color.G), int(t.color.B))
	d.alpha(t.color.A)
	f.Text(t.x*k, t.y*k, basic(t.body))
	d.alpha(255)
}

// basic replaces what the writer of PDF cannot hold: characters beyond the first
// plane, and those that control.
func basic(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '\uFFFD'
		}
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
}

func (d *pdf) save(w io.Writer) error {
	if err := d.file.Output(w); err != nil {
		return fmt.Errorf("writing PDF: %w", err)
	}
	return nil
}
