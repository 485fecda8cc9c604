package atlas

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Style says how the map looks. A nil colour is not drawn, but Sea and Land are
// needed. Translucent colours are laid over what lies under them.
type Style struct {
	// Paper is what lies beside the map: around the globe, in the corners of
	// Equal Earth. Nil means Sea.
	Paper color.Color
	Sea   color.Color
	Land  color.Color
	// Border is the colour of the borders between two countries; coasts have
	// no line. Each border is drawn once.
	Border color.Color
	// BorderWidthPX is the width of borders; 0 means 1 px. Below 1 they are
	// paler.
	BorderWidthPX float64
	// Graticule is the colour of parallels and meridians, which lie under the
	// land.
	Graticule color.Color
	// GraticuleWidthPX is the width of the graticule; 0 means 1 px.
	GraticuleWidthPX float64
	// GraticuleStepDeg is the distance of its lines, 1 to 90 degrees; 0 means
	// 15.
	GraticuleStepDeg float64
	// Tints are the colours of single countries by [Country.ID]. IDs that the
	// level does not have are passed over.
	Tints map[string]color.Color
}

// check fills in what 0 stands for.
func (s Style) check() (Style, error) {
	if s.Sea == nil || s.Land == nil {
		return s, fmt.Errorf("atlas: a style needs the colours of sea and land")
	}
	if s.Paper == nil {
		s.Paper = s.Sea
	}
	for _, v := range []*float64{&s.BorderWidthPX, &s.GraticuleWidthPX} {
		if *v == 0 {
			*v = 1
		}
		if !(*v > 0 && *v <= MaxSizePX) {
			return s, fmt.Errorf("atlas: lines %v px wide", *v)
		}
	}
	if s.GraticuleStepDeg == 0 {
		s.GraticuleStepDeg = 15
	}
	if !(s.GraticuleStepDeg >= 1 && s.GraticuleStepDeg <= 90) {
		return s, fmt.Errorf("atlas: a graticule every %v degrees; it must be 1 to 90", s.GraticuleStepDeg)
	}
	return s, nil
}

// Painter draws pictures and keeps what the next one can use again: the outline
// projected for the last few rotations, and working memory. Panning and zooming
// then cost a fraction of the first picture. The zero value is ready. It may be
// used by several goroutines at once, and must not be copied.
type Painter struct {
	mu     sync.Mutex
	sheets []kept // the last used first
	tools  sync.Pool
}

type kept struct {
	key   sheetKey
	sheet *sheet
}

// Draw draws a picture of frame.Width×frame.Height px, opaque, from (0, 0). It fails if
// the frame is not valid ([Frame.Check]), for a style without sea or land and for widths
// and steps out of bounds.
func (p *Painter) Draw(frame Frame, level Level, style Style) (*image.RGBA, error) {
	if err := frame.Check(); err != nil {
		return nil, err
	}
	if level >= levels {
		return nil, fmt.Errorf("atlas: level of detail %d does not exist", level)
	}
	style, err := style.check()
	if err != nil {
		return nil, err
	}
	step := style.GraticuleStepDeg
	if style.Graticule == nil {
		step = 0
	}
	s := p.sheet(sheetKey{level, frame.Projection, frame.Rotation, fineness(frame.Scale), step})
	return p.paint(compose(s, frame, style), frame), nil
}

// sheet returns the sheet of that key, from memory if it is there.
func (p *Painter) sheet(key sheetKey) *sheet {
	const most = 3 // megabytes each
	p.mu.Lock()
	for i, k := range p.sheets {
		if k.key == key {
			copy(p.sheets[1:i+1], p.sheets[:i])
			p.sheets[0] = k
			p.mu.Unlock()
			return k.sheet
		}
	}
	p.mu.Unlock()
	s := newSheet(key)
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.sheets) < most {
		p.sheets = append(p.sheets, kept{})
	}
	copy(p.sheets[1:], p.sheets)
	p.sheets[0] = kept{key, s}
	return s
}

// scene is a picture before its pixels: for each colour, in the order of
// painting, the edges or stretches it covers.
type scene struct {
	paper, sea ink
	ocean      *edges // nil where the map covers the whole picture
	graticule  *segments
	grid       ink
	land       *edges
	ground     ink
	tints      []tint
	borders    *segments
	border     ink
}

type tint struct {
	edges *edges
	ink   ink
}

func compose(s *sheet, f Frame, style Style) *scene {
	a := f.affine()
	picture := f.Bounds()
	newEdges := func() *edges { return &edges{width: picture.MaxX, height: picture.MaxY} }
	c := &scene{paper: inkOf(style.Paper).overOpaque(ink{0, 0, 0, 255})}
	c.sea = inkOf(style.Sea).overOpaque(c.paper)
	c.ground = inkOf(style.Land).overOpaque(c.sea)

	if c.sea != c.paper && !f.filled() {
		c.ocean = newEdges()
		for _, line := range s.outline {
			c.ocean.addLine(a, line, 1)
		}
	}
	c.land = newEdges()
	c.land.list = make([]edge, 0, len(s.tracer.points)/2)
	for arc, sign := range s.world.coast {
		if sign == 0 {
			continue
		}
		for _, p := range s.arcPieces(arc) {
			c.land.addPiece(a, s.line(p), p, int(sign))
		}
	}
	for _, line := range s.land {
		c.land.addLine(a, line, 1)
	}
	for _, id := range slices.Sorted(maps.Keys(style.Tints)) {
		i, ok := s.world.index[id]
		colour := style.Tints[id]
		if !ok || colour == nil {
			continue
		}
		t := tint{newEdges(), inkOf(colour).overOpaque(c.ground)}
		country := &s.world.countries[i]
		country.arcs(func(arc, sign int) {
			for _, p := range s.arcPieces(arc) {
				t.edges.addPiece(a, s.line(p), p, sign)
			}
		})
		for _, line := range s.closeCountry(country) {
			t.edges.addLine(a, line, 1)
		}
		c.tints = append(c.tints, t)
	}
	if style.Border != nil {
		c.border = inkOf(style.Border)
		c.borders = newSegments(picture, style.BorderWidthPX)
		for arc, sign := range s.world.coast {
			if sign != 0 {
				continue
			}
			for _, p := range s.arcPieces(arc) {
				c.borders.addPiece(a, s.line(p), p)
			}
		}
	}
	if style.Graticule != nil {
		c.grid = inkOf(style.Graticule)
		c.graticule = newSegments(picture, style.GraticuleWidthPX)
		for _, p := range s.lines.pieces {
			c.graticule.addPiece(a, s.lines.points[p.first:p.last], p)
		}
	}
	return c
}

// filled reports whether the map covers the whole picture. The map's outline is
// convex, so its corners tell.
func (f Frame) filled() bool {
	for _, p := range [4]Point{{0, 0}, {0, float64(f.Height)}, {float64(f.Width), 0}, {float64(f.Width), float64(f.Height)}} {
		if _, _, ok := f.Projection.Unproject((p.X-f.X)/f.Scale, (f.Y-p.Y)/f.Scale); !ok {
			return false
		}
	}
	return true
}

// bandRows returns how many rows of a picture are worked on at a time: as many
// as keep the working memory in the processor's cache.
func bandRows(width, height int) int {
	const pixels = 1 << 16
	return min(max(pixels/width, 8), height)
}

// tools is the working memory for one band.
type tools struct {
	mask *mask
	veil *veil
	rows []byte // one row of paper, of sea, of land
}

// paint draws the bands of a picture, on all processors: no two share a pixel.
func (p *Painter) paint(c *scene, f Frame) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, f.Width, f.Height))
	rows := bandRows(f.Width, f.Height)
	bands := (f.Height + rows - 1) / rows
	var next atomic.Int32
	work := func() {
		t := p.borrow(c, f.Width, rows)
		defer p.tools.Put(t)
		for {
			band := int(next.Add(1)) - 1
			if band >= bands {
				return
			}
			t.band(c, img, band*rows, min((band+1)*rows, f.Height))
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), bands) - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	return img
}

// borrow returns working memory of that size, used or new.
func (p *Painter) borrow(c *scene, width, rows int) *tools {
	n := 4 * width
	t, _ := p.tools.Get().(*tools)
	if t == nil || t.mask.width != width || t.mask.rows < rows {
		t = &tools{newMask(width, rows), newVeil(width, rows), make([]byte, 3*n)}
	}
	for i, k := range []ink{c.paper, c.sea, c.ground} {
		k.fill(t.rows[i*n : (i+1)*n])
	}
	return t
}

// band paints rows top to bottom of the picture, bottom excluded.
func (t *tools) band(c *scene, img *image.RGBA, top, bottom int) {
	n := 4 * img.Rect.Dx()
	paper, sea, ground := t.rows[:n], t.rows[n:2*n], t.rows[2*n:3*n]
	base := sea
	if c.ocean != nil {
		base = paper
	}
	for y := top; y < bottom; y++ {
		copy(img.Pix[y*img.Stride:], base)
	}
	if c.ocean != nil {
		t.fill(c.ocean, img, top, bottom, c.sea, sea)
	}
	if c.graticule != nil {
		t.stroke(c.graticule, img, top, bottom, c.grid)
	}
	t.fill(c.land, img, top, bottom, c.ground, ground)
	for _, k := range c.tints {
		t.tint(k, img, top, bottom, c.ground)
	}
	if c.borders != nil {
		t.stroke(c.borders, img, top, bottom, c.border)
	}
}

// fill lays an opaque colour, of which solid is a whole row, over what is there.
func (t *tools) fill(e *edges, img *image.RGBA, top, bottom int, k ink, solid []byte) {
	t.mask.add(e, top, bottom)
	for y := top; y < bottom; y++ {
		row := img.Pix[y*img.Stride : y*img.Stride+len(solid)]
		t.mask.flush(y-top,
			func(x, end int, a uint32) {
				if a == 255 {
					copy(row[4*x:4*end], solid)
					return
				}
				for ; x < end; x++ {
					k.over(row[4*x:], a)
				}
			},
			func(x int, alpha []uint8) {
				for i, a := range alpha {
					if a != 0 {
						k.over(row[4*(x+i):], uint32(a))
					}
				}
			})
	}
}

// tint exchanges the ground for another colour: a pixel that the ground covers
// by half gets half the difference, so coasts keep their smooth edge and borders
// no seam.
func (t *tools) tint(k tint, img *image.RGBA, top, bottom int, ground ink) {
	t.mask.add(k.edges, top, bottom)
	for y := top; y < bottom; y++ {
		row := img.Pix[y*img.Stride:]
		t.mask.flush(y-top,
			func(x, end int, a uint32) {
				for ; x < end; x++ {
					k.ink.exchange(row[4*x:], ground, a)
				}
			},
			func(x int, alpha []uint8) {
				for i, a := range alpha {
					if a != 0 {
						k.ink.exchange(row[4*(x+i):], ground, uint32(a))
					}
				}
			})
	}
}

func (t *tools) stroke(s *segments, img *image.RGBA, top, bottom int, k ink) {
	t.veil.add(s, top, bottom)
	for y := top; y < bottom; y++ {
		t.veil.flush(y-top, k, img.Pix[y*img.Stride:])
	}
}

// ink is a colour, premultiplied, 0 to 255 each.
type ink struct{ r, g, b, a uint8 }

func inkOf(c color.Color) ink {
	r, g, b, a := c.RGBA()
	return ink{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
}

// overOpaque returns the ink laid over an opaque one.
func (k ink) overOpaque(under ink) ink {
	px := [4]byte{under.r, under.g, under.b, 255}
	k.over(px[:], 255)
	return ink{px[0], px[1], px[2], 255}
}

// over lays the ink over a pixel, the first four bytes, by alpha 0 to 255.
func (k ink) over(px []byte, alpha uint32) {
	_ = px[3]
	if k.a == 255 {
		if alpha == 255 {
			binary.LittleEndian.PutUint32(px, uint32(k.r)|uint32(k.g)<<8|uint32(k.b)<<16|255<<24)
			return
		}
		px[0], px[1], px[2] = mix(px[0], k.r, alpha), mix(px[1], k.g, alpha), mix(px[2], k.b, alpha)
		px[3] = mix(px[3], 255, alpha)
		return
	}
	rest := 255*255 - uint32(k.a)*alpha
	lay := func(under, over uint8) uint8 {
		return uint8((uint32(over)*alpha*255 + uint32(under)*rest + 255*255/2) / (255 * 255))
	}
	px[0], px[1], px[2], px[3] = lay(px[0], k.r), lay(px[1], k.g), lay(px[2], k.b), lay(px[3], k.a)
}

// mix returns alpha/255 of over and the rest of under, rounded.
func mix(under, over uint8, alpha uint32) uint8 {
	return uint8((uint32(over)*alpha + uint32(under)*(255-alpha) + 127) / 255)
}

// exchange takes away the ground's share of a pixel and gives it to the ink.
func (k ink) exchange(px []byte, ground ink, alpha uint32) {
	_ = px[3]
	if alpha == 255 {
		k.over(px, 255)
		return
	}
	swap := func(under, ground, over uint8) uint8 {
		const up = 256 * 255 // keeps the sum positive, so that division rounds
		d := (int32(over)-int32(ground))*int32(alpha) + up + 127
		return uint8(min(max(int32(under)+d/255-256, 0), 255))
	}
	px[0], px[1], px[2] = swap(px[0], ground.r, k.r), swap(px[1], ground.g, k.g), swap(px[2], ground.b, k.b)
}

// fill writes the ink to every pixel of a row.
func (k ink) fill(row []byte) {
	for i := 0; i < len(row); i += 4 {
		row[i], row[i+1], row[i+2], row[i+3] = k.r, k.g, k.b, k.a
	}
}
