package realwindow

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/maphash"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// What the program may cost above the toolkit alone.
const (
	pictureShare = 1.5
	memoryShare  = 1.35
)

// BenchmarkProgram_againstHello starts Truceline and the smallest Fyne program in
// turn, on one display, with windows of one size, and compares medians:
//
//   - x-ready: time from the start to the program's own word that its first whole
//     picture has been painted;
//   - x-picture: time to the moment from which the screen no longer changed, which
//     asks neither program;
//   - x-memory: memory resident a second later; x-peak: the most there ever was.
//
// It fails if Truceline costs more than pictureShare or memoryShare.
func BenchmarkProgram_againstHello(b *testing.B) {
	for _, flags := range [][]string{nil, {"-ldflags", "-s -w"}} {
		name := "built_plainly"
		if flags != nil {
			name = "built_small"
		}
		var tooMuch []string
		b.Run(name, func(b *testing.B) {
			tooMuch = nil
			display := OpenDisplay(b, 1440, 900)
			if _, err := display.xdotool("mousemove", "2", "2"); err != nil {
				b.Fatal(err)
			}
			hello, err := build("hello-"+name, "./app/testdata/hello", flags...)
			if err != nil {
				b.Fatal(err)
			}
			truceline, err := build("truceline-"+name, ".", flags...)
			if err != nil {
				b.Fatal(err)
			}
			startHello := func() cost { return display.measure(b, false, hello) }
			startTruceline := func() cost { return display.measure(b, true, truceline, "--theme", "light") }
			startHello() // so that neither reads its file from disk or compiles its shaders
			startTruceline()
			var theirs, ours []cost
			for b.Loop() {
				theirs = append(theirs, startHello())
				ours = append(ours, startTruceline())
			}
			b.ReportMetric(0, "ns/op")
			compare := func(unit string, most float64, of func(cost) float64) {
				ratio := middle(ours, of) / middle(theirs, of)
				b.ReportMetric(ratio, unit)
				if most > 0 && ratio > most {
					tooMuch = append(tooMuch, fmt.Sprintf("%s %s: %.2f, more than %.2f", name, unit, ratio, most))
				}
			}
			compare("x-ready", pictureShare, func(c cost) float64 { return c.ready.Seconds() })
			compare("x-picture", pictureShare, func(c cost) float64 { return c.picture.Seconds() })
			compare("x-memory", memoryShare, func(c cost) float64 { return float64(c.memory) })
			compare("x-peak", 0, func(c cost) float64 { return float64(c.peak) })
			show := func(unit string, of func(cost) float64) {
				b.ReportMetric(middle(ours, of), unit)
				b.ReportMetric(middle(theirs, of), unit+"-hello")
			}
			show("ms-ready", func(c cost) float64 { return c.ready.Seconds() * 1000 })
			show("ms-picture", func(c cost) float64 { return c.picture.Seconds() * 1000 })
			show("ms-worked", func(c cost) float64 { return c.worked.Seconds() * 1000 })
			show("MB", func(c cost) float64 { return float64(c.memory) / 1e6 })
		})
		for _, fault := range tooMuch { // said here, so that the figures are shown too
			b.Error(fault)
		}
	}
}

// cost is what one start took.
type cost struct {
	ready, picture, worked time.Duration
	memory, peak           int64 // bytes
}

func middle(all []cost, of func(cost) float64) float64 {
	slices.SortFunc(all, func(a, b cost) int { return cmp.Compare(of(a), of(b)) })
	return of(all[len(all)/2])
}

// measure starts a program, waits until it has said that it is ready and the screen
// has stood still for a second, and ends it. A program that keeps a log says it
// there, the other on its standard output.
func (d *Display) measure(b *testing.B, logs bool, program string, args ...string) cost {
	b.Helper()
	own := b.TempDir()
	word := filepath.Join(own, "said")
	c := exec.Command(program, args...)
	c.Env = d.environment(own)
	if logs {
		c.Args = append(c.Args, "--config", own, "--log", word)
	} else {
		out, err := os.Create(word)
		if err != nil {
			b.Fatal(err)
		}
		defer out.Close()
		c.Stdout = out
	}
	screen, err := d.watch()
	if err != nil {
		b.Fatal(err)
	}
	defer screen.Close()

	began := time.Now()
	if err := c.Start(); err != nil {
		b.Fatal(err)
	}
	defer func() {
		c.Process.Kill()
		c.Wait()
		time.Sleep(100 * time.Millisecond) // until its window has gone
	}()
	var out cost
	last, changed := uint64(0), time.Duration(0)
	for {
		now := time.Since(began)
		sum, err := screen.sum()
		if err != nil {
			b.Fatal(err)
		}
		if sum != last {
			last, changed = sum, now
		}
		if out.ready == 0 {
			if said, err := os.ReadFile(word); err == nil && bytes.Contains(said, []byte(`ready`)) {
				out.ready = now
			}
		}
		if out.ready > 0 && now-max(changed, out.ready) > time.Second {
			break
		}
		if now > patience {
			b.Fatal(fmt.Errorf("%s: not ready and at rest after %v", program, now))
		}
		time.Sleep(4 * time.Millisecond)
	}
	out.picture = changed
	p := process(c.Process.Pid)
	if out.memory, out.peak, err = p.memory(); err == nil {
		out.worked, err = p.worked()
	}
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// watcher tells whether the screen has changed, at little cost: it looks at one row
// of pixels in eight.
type watcher struct {
	*os.File
	from, stride, rows int
	row                []byte
	seed               maphash.Seed
}

func (d *Display) watch() (*watcher, error) {
	all, stride, err := d.pixels()
	if err != nil {
		return nil, err
	}
	f, err := os.Open(d.frames)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return &watcher{f, int(info.Size()) - len(all), stride, d.h, make([]byte, stride), maphash.MakeSeed()}, nil
}

func (w *watcher) sum() (uint64, error) {
	var h maphash.Hash
	h.SetSeed(w.seed)
	for y := 4; y < w.rows; y += 8 {
		if _, err := w.ReadAt(w.row, int64(w.from+y*w.stride)); err != nil {
			return 0, err
		}
		h.Write(w.row)
	}
	return h.Sum64(), nil
}
