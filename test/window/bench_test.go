package window

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// What the program may cost above the toolkit alone.
const (
	pictureShare = 1.25
	memoryShare  = 1.25
	idleShare    = 1.25
)

// idleFor is how long a program that has come to rest is watched.
const idleFor = 4 * time.Second

// BenchmarkProgram_againstHello starts Truceline and the smallest Fyne program in
// turn, on one display, with windows of one size, and compares the means of the lower
// halves, which what else the machine does disturbs least:
//
//   - x-ready: time from the start to the program's own word that its first whole
//     picture has been painted;
//   - x-picture: time to the moment from which the screen stayed as it is, but for
//     details such as the pointer's shape, which asks neither program;
//   - x-memory: memory resident a second later; x-peak: the most there ever was;
//   - x-idle: how long it keeps a processor busy from then on, while nothing happens.
//
// It fails if Truceline costs more than pictureShare, memoryShare or idleShare.
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
				ratio := lower(ours, of) / lower(theirs, of)
				b.ReportMetric(ratio, unit)
				if most > 0 && ratio > most {
					tooMuch = append(tooMuch, fmt.Sprintf("%s %s: %.2f, more than %.2f", name, unit, ratio, most))
				}
			}
			compare("x-ready", pictureShare, func(c cost) float64 { return c.ready.Seconds() })
			compare("x-picture", pictureShare, func(c cost) float64 { return c.picture.Seconds() })
			compare("x-memory", memoryShare, func(c cost) float64 { return float64(c.memory) })
			compare("x-peak", 0, func(c cost) float64 { return float64(c.peak) })
			compare("x-idle", idleShare, func(c cost) float64 { return c.idle.Seconds() })
			show := func(unit string, of func(cost) float64) {
				b.ReportMetric(lower(ours, of), unit)
				b.ReportMetric(lower(theirs, of), unit+"-hello")
			}
			show("ms-ready", func(c cost) float64 { return c.ready.Seconds() * 1000 })
			show("ms-picture", func(c cost) float64 { return c.picture.Seconds() * 1000 })
			show("ms-worked", func(c cost) float64 { return c.worked.Seconds() * 1000 })
			show("ms-idle", func(c cost) float64 { return c.idle.Seconds() * 1000 })
			show("MB", func(c cost) float64 { return float64(c.memory) / 1e6 })
		})
		for _, fault := range tooMuch { // said here, so that the figures are shown too
			b.Error(fault)
		}
	}
}

// cost is what one start took.
type cost struct {
	ready, picture, worked, idle time.Duration
	memory, peak                 int64 // bytes
}

// lower is the mean of the lower half.
func lower(all []cost, of func(cost) float64) (mean float64) {
	slices.SortFunc(all, func(a, b cost) int { return cmp.Compare(of(a), of(b)) })
	half := all[:(len(all)+1)/2]
	for _, c := range half {
		mean += of(c) / float64(len(half))
	}
	return mean
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
	for {
		now := time.Since(began)
		if err := screen.look(now); err != nil {
			b.Fatal(err)
		}
		if out.ready == 0 {
			if said, err := os.ReadFile(word); err == nil && bytes.Contains(said, []byte(`ready`)) {
				out.ready = now
			}
		}
		if out.ready > 0 && now-max(screen.last(), out.ready) > time.Second {
			break
		}
		if now > patience {
			b.Fatal(fmt.Errorf("%s: not ready and at rest after %v", program, now))
		}
		time.Sleep(4 * time.Millisecond)
	}
	out.picture = screen.whole()
	p := process(c.Process.Pid)
	if out.memory, out.peak, err = p.memory(); err == nil {
		out.worked, err = p.worked()
	}
	if err != nil {
		b.Fatal(err)
	}
	time.Sleep(idleFor)
	until, err := p.worked()
	if err != nil {
		b.Fatal(err)
	}
	out.idle = until - out.worked
	return out
}

// watcher keeps what the screen has shown, at little cost: one row of pixels in
// eight, when they have changed.
type watcher struct {
	*os.File
	from, stride, rows int
	now                []byte
	seen               []sight
}

type sight struct {
	at     time.Duration
	pixels []byte
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
	return &watcher{File: f, from: int(info.Size()) - len(all), stride: stride, rows: d.h, now: make([]byte, d.h/8*stride)}, nil
}

func (w *watcher) look(at time.Duration) error {
	for i := range w.rows / 8 {
		if _, err := w.ReadAt(w.now[i*w.stride:][:w.stride], int64(w.from+(8*i+4)*w.stride)); err != nil {
			return err
		}
	}
	if n := len(w.seen); n == 0 || !bytes.Equal(w.now, w.seen[n-1].pixels) {
		w.seen = append(w.seen, sight{at, bytes.Clone(w.now)})
	}
	return nil
}

// last is when the screen has changed last.
func (w *watcher) last() time.Duration { return w.seen[len(w.seen)-1].at }

// whole is the moment from which no more than one pixel in 500 has changed.
func (w *watcher) whole() time.Duration {
	end, from := w.seen[len(w.seen)-1].pixels, w.last()
	for i := len(w.seen) - 2; i >= 0; i-- {
		changed := 0
		for p := 0; p < len(end); p += 4 {
			if !bytes.Equal(end[p:p+4], w.seen[i].pixels[p:p+4]) {
				changed++
			}
		}
		if changed > len(end)/4/500 {
			break
		}
		from = w.seen[i].at
	}
	return from
}
