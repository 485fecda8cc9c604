package app

import (
	"log"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestToolkitLog_knowsWhereNoWindowCanBeDrawn(t *testing.T) {
	defer log.SetFlags(log.Flags())
	defer log.SetOutput(os.Stderr)
	for said, missing := range map[string]bool{
		"Fyne error:  window creation error\n  Cause: APIUnavailable: GLX: GLX extension not found\n  At: window.go:1": true,
		"PlatformError: WGL: Failed to set pixel format for dummy context: Invalid window handle.":                     true,
		"PlatformError: WGL: Failed to make context current: The handle is invalid.":                                   false,
		"PlatformError: X11: The window manager does not keep icons":                                                   false,
	} {
		l := takeLog(nil)
		for line := range strings.SplitSeq(said, "\n") {
			log.Print(line)
		}
		assert.Equal(t, missing, l.problem() != nil, said)
	}
}
