//go:build !windows

package app

import (
	"os"
	"os/exec"
	"regexp"
)

// lines are those of a text in a box that breaks none itself.
var lines = regexp.MustCompile(`(.{1,64})(?: |$)`)

// showBox shows a text in a box of the desktop, where it has one and the program was
// started without a terminal.
func showBox(title, says string) {
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Name() != os.DevNull {
		return
	}
	for _, box := range [][]string{
		{"zenity", "--error", "--no-markup", "--width=480", "--title=" + title, "--text=" + says}, {"kdialog", "--title", title, "--error", says},
		{"xmessage", "-center", "-title", title, lines.ReplaceAllString(says, "$1\n")}, {"notify-send", title, says},
	} {
		if exec.Command(box[0], box[1:]...).Start() == nil {
			return
		}
	}
}
