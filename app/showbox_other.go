//go:build !windows

package app

import (
	"os"
	"os/exec"
	"strings"
)

// showBox shows a text in a box of the desktop, where it has one and the program was
// started without a terminal.
func showBox(title, says string) {
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 && info.Name() != os.DevNull {
		return
	}
	for _, box := range [][]string{
		{"zenity", "--error", "--no-markup", "--width=480", "--title=" + title, "--text=" + says}, {"kdialog", "--title", title, "--error", says},
		{"xmessage", "-center", "-title", title, folded(says)}, {"notify-send", title, says},
	} {
		if exec.Command(box[0], box[1:]...).Start() == nil {
			return
		}
	}
}

// folded breaks a text into lines, for a box that shows it as it is.
func folded(text string) string {
	const most = 64 // letters in a line
	var b strings.Builder
	line := 0
	for _, word := range strings.Fields(text) {
		switch {
		case line == 0:
		case line+len(word) > most:
			b.WriteByte('\n')
			line = 0
		default:
			b.WriteByte(' ')
		}
		b.WriteString(word)
		line += len(word) + 1
	}
	return b.String()
}
