package window

import (
	"bufio"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The two displays of OpenTwo, side by side: the first is the presenter's. The third is that
// of PlugThird, below them.
var (
	FirstDisplay  = image.Rect(0, 0, 1440, 900)
	SecondDisplay = image.Rect(1440, 0, 1440+1920, 1080)
	ThirdDisplay  = image.Rect(0, 1080, 1440, 1080+900)
)

// twoOutputs configures a server without hardware whose outputs can be plugged in and
// out.
const twoOutputs = `Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
  Modeline "1920x1080" 148.50 1920 2008 2052 2200 1080 1084 1089 1125 +hsync +vsync
  Modeline "1440x900" 106.50 1440 1520 1672 1904 900 903 909 934
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 4096 2160
    Modes "1440x900"
  EndSubSection
EndSection
`

// OpenTwo opens a screen of two displays that are plugged in and out by Plug, with a
// window manager that puts full-screen windows on the display they ask for. It fails
// with an error where this system cannot start such a server.
func OpenTwo(t testing.TB) (*Display, error) {
	t.Helper()
	for _, tool := range []string{"Xorg", "xrandr", "icewm", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			return nil, err
		}
	}
	own := t.TempDir()
	d := &Display{w: SecondDisplay.Max.X, h: SecondDisplay.Max.Y}
	config := filepath.Join(own, "xorg.conf")
	if err := os.WriteFile(config, []byte(twoOutputs), 0o644); err != nil {
		return nil, err
	}
	number, numberIn, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer number.Close()
	server := exec.Command("Xorg", "-displayfd", "3", "-config", config, "-logfile", filepath.Join(own, "xorg.log"),
		"-nolisten", "tcp", "-noreset", "-novtswitch", "-sharevts")
	server.ExtraFiles = []*os.File{numberIn}
	err = start(t, server, filepath.Join(own, "said.log"))
	numberIn.Close()
	if err != nil {
		return nil, err
	}
	number.SetReadDeadline(time.Now().Add(patience))
	line, err := bufio.NewReader(number).ReadString('\n')
	if err != nil {
		said, _ := os.ReadFile(filepath.Join(own, "said.log"))
		return nil, fmt.Errorf("no display number: %w\n%s", err, said)
	}
	d.name = ":" + strings.TrimSpace(line)
	if err := d.Plug(true); err != nil {
		return nil, err
	}
	manager := exec.Command("icewm")
	manager.Env = d.environment(own)
	if err := start(t, manager, filepath.Join(own, "icewm.log")); err != nil {
		return nil, err
	}
	for began := time.Now(); ; time.Sleep(pause) {
		if _, err = d.xdotool("get_desktop"); err == nil {
			return d, nil
		}
		if time.Since(began) > patience {
			return nil, fmt.Errorf("the window manager does not answer: %w", err)
		}
	}
}

// xrandr runs the tool of that name.
func (d *Display) xrandr(args ...string) error {
	c := exec.Command("xrandr", args...)
	c.Env = d.environment(os.TempDir())
	if said, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("xrandr %s: %w: %s", strings.Join(args, " "), err, said)
	}
	return nil
}

// PlugThird plugs a third display in, below the first.
func (d *Display) PlugThird() error {
	_ = d.xrandr("--addmode", "DUMMY2", "1440x900")
	return d.xrandr("--output", "DUMMY2", "--mode", "1440x900", "--pos", "0x1080")
}

// Plug plugs the second display in, or out.
func (d *Display) Plug(in bool) error {
	if !in {
		return d.xrandr("--output", "DUMMY1", "--off")
	}
	// A mode that the output has already is no fault.
	_ = d.xrandr("--addmode", "DUMMY1", "1920x1080")
	return d.xrandr("--output", "DUMMY0", "--primary", "--mode", "1440x900", "--pos", "0x0", "--output", "DUMMY1", "--mode", "1920x1080", "--pos", "1440x0")
}
