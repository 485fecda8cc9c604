package window

import (
	"bytes"
	"context"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A display that cannot draw, and one that is not there: the program says what to do and
// ends, where the toolkit would run on without a window or show where it fell.
func TestStart_withoutGraphicsSaysWhatToDo(t *testing.T) {
	if testing.Short() {
		t.Skip("it starts the real program")
	}
	program, err := plainProgram()
	require.NoError(t, err)
	d := openDisplay(t, 640, 480, "-extension", "GLX")
	for _, display := range []*Display{d, {name: d.name + "1"}} {
		until, cancel := context.WithTimeout(t.Context(), patience)
		defer cancel()
		c := exec.CommandContext(until, program, "--config", t.TempDir())
		c.Env = display.environment(t.TempDir())
		var said bytes.Buffer
		c.Stderr = &said
		assert.Error(t, c.Run())
		require.NoError(t, until.Err(), "it runs on without a window")
		assert.Equal(t, 1, c.ProcessState.ExitCode())
		assert.Regexp(t, `^truceline: No window can be drawn .*\n$`, said.String())
		assert.Contains(t, said.String(), "Install a graphics driver")
	}
}
