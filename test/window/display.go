package window

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Display is a virtual screen of its own with a window manager, which gives windows
// the keyboard and puts them at the upper left corner without a frame: window
// coordinates are screen coordinates.
type Display struct {
	name   string // ":7"
	frames string // file that holds the screen's pixels
	w, h   int
}

// closeKey is the key with which windowManager closes a window.
const closeKey = "alt+F4"

// windowManager is openbox's configuration.
const windowManager = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><keepBorder>no</keepBorder></theme>
  <focus><focusNew>yes</focusNew></focus>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <applications>
    <application class="*">
      <decor>no</decor>
      <focus>yes</focus>
      <position force="yes"><x>0</x><y>0</y></position>
    </application>
  </applications>
</openbox_config>
`

// tools are the programs that a display and a session need.
var tools = []string{"Xvfb", "openbox", "xdotool"}

// OpenDisplay opens a virtual screen of w × h px until the test ends. On Linux a
// missing tool fails the test, since "make test" installs them; elsewhere the test
// is skipped.
func OpenDisplay(t testing.TB, w, h int) *Display { return openDisplay(t, w, h) }

// openDisplay gives the server more options than OpenDisplay does.
func openDisplay(t testing.TB, w, h int, more ...string) *Display {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err == nil {
			continue
		}
		if runtime.GOOS != "linux" {
			t.Skipf("%s is not on this system, so no real window can be driven here", tool)
		}
		t.Fatalf("%s is missing; \"make test\" installs what the tests need", tool)
	}
	own := t.TempDir()
	d := &Display{w: w, h: h, frames: filepath.Join(own, "Xvfb_screen0")}
	if err := d.open(t, own, more); err != nil {
		t.Fatalf("opening a virtual display: %v", err)
	}
	return d
}

func (d *Display) open(t testing.TB, own string, more []string) error {
	number, numberIn, err := os.Pipe()
	if err != nil {
		return err
	}
	defer number.Close()
	// The server looks for a free number by itself. Clients reach it by a socket in
	// the file system, also from another network namespace.
	server := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", d.w, d.h),
		"-fbdir", own, "-nolisten", "tcp", "-noreset"}, more...)...)
	server.ExtraFiles = []*os.File{numberIn}
	err = start(t, server, filepath.Join(own, "xvfb.log"))
	numberIn.Close()
	if err != nil {
		return err
	}
	number.SetReadDeadline(time.Now().Add(patience))
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		said, _ := os.ReadFile(filepath.Join(own, "xvfb.log"))
		return fmt.Errorf("no display number: %w\n%s", err, said)
	}
	d.name = ":" + strings.TrimSpace(line)

	config := filepath.Join(own, "rc.xml")
	if err := os.WriteFile(config, []byte(windowManager), 0o644); err != nil {
		return err
	}
	manager := exec.Command("openbox", "--sm-disable", "--config-file", config)
	manager.Env = d.environment(own)
	if err := start(t, manager, filepath.Join(own, "openbox.log")); err != nil {
		return err
	}
	for began := time.Now(); ; time.Sleep(pause) {
		if _, err = d.xdotool("get_desktop"); err == nil { // the manager says it
			return nil
		}
		if time.Since(began) > patience {
			return fmt.Errorf("openbox does not answer: %w", err)
		}
	}
}

// start starts a process that is ended with the test, and writes what it says to a
// file.
func start(t testing.TB, c *exec.Cmd, said string) error {
	f, err := os.Create(said)
	if err != nil {
		return err
	}
	defer f.Close()
	c.Stdout, c.Stderr = f, f
	if err := c.Start(); err != nil {
		return err
	}
	t.Cleanup(func() {
		c.Process.Kill()
		c.Wait()
	})
	return nil
}

// environment is what a program on the display sees: nothing of the user's desktop,
// settings or session bus. What the graphics driver compiles is kept between starts,
// as it is for a user.
func (d *Display) environment(home string) []string {
	return []string{
		"DISPLAY=" + d.name, "HOME=" + home, "XDG_CONFIG_HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(folder(), "cache"),
		"XDG_RUNTIME_DIR=" + home, "TMPDIR=" + os.TempDir(),
		"PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "LIBGL_ALWAYS_SOFTWARE=1", "FYNE_SCALE=1",
	}
}

// xdotool runs one command of xdotool and returns what it prints.
func (d *Display) xdotool(args ...string) (string, error) {
	c := exec.Command("xdotool", args...)
	c.Env = d.environment(os.TempDir())
	c.WaitDelay = time.Second
	late := time.AfterFunc(patience, func() { c.Process.Kill() })
	defer late.Stop()
	out, err := c.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("xdotool %s: %w: %s", strings.Join(args, " "), err, strings.TrimSpace(string(out)))
	}
	return strings.TrimSpace(string(out)), nil
}

// geometry returns where a window is on the screen.
func (d *Display) geometry(window string) (image.Rectangle, error) {
	out, err := d.xdotool("getwindowgeometry", "--shell", window)
	if err != nil {
		return image.Rectangle{}, err
	}
	at := map[string]int{}
	for line := range strings.Lines(out) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		at[name], _ = strconv.Atoi(value)
	}
	return image.Rect(at["X"], at["Y"], at["X"]+at["WIDTH"], at["Y"]+at["HEIGHT"]), nil
}

// Picture returns what the screen shows now.
func (d *Display) Picture() (*image.RGBA, error) {
	pixels, stride, err := d.pixels()
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, d.w, d.h))
	for y := range d.h {
		from, to := pixels[y*stride:], img.Pix[y*img.Stride:]
		for x := range d.w { // the server's order is blue, green, red
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = from[4*x+2], from[4*x+1], from[4*x], 0xFF
		}
	}
	return img, nil
}

// pixels returns the rows of the screen as the server keeps them, 4 bytes a pixel.
// The file is in the format of xwd: a header, colours, rows.
func (d *Display) pixels() (pixels []byte, stride int, err error) {
	raw, err := os.ReadFile(d.frames)
	if err != nil {
		return nil, 0, err
	}
	const fields, colorBytes = 25, 12
	if len(raw) < 4*fields {
		return nil, 0, errors.New("the screen's file is too short")
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(raw[4*i:])) }
	header, bits, stride, colors := field(0), field(11), field(12), field(19)
	from := header + colors*colorBytes
	if bits != 32 || field(4) != d.w || field(5) != d.h || len(raw) < from+stride*d.h {
		return nil, 0, fmt.Errorf("the screen's file is %d × %d px of %d bits, not %d × %d of 32", field(4), field(5), bits, d.w, d.h)
	}
	return raw[from : from+stride*d.h], stride, nil
}
