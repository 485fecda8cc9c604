//go:build !windows

package app

import (
	"os"
	"os/exec"
)

// showBox shows a text in a box of the desktop, where it has one and the program was
// started without a terminal.
func showBox(title, says string) {
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Name() != os.DevNull {
		return
	}
	for _, box := range [][]string{
		{"zenity", "--error", "--no-markup", "--title=" + title, "--text=" + says}, {"kdialog", "--title", title, "--error", says}, {"xmessage", says},
	} {
		if exec.Command(box[0], box[1:]...).Start() == nil {
			return
		}
	}
}
