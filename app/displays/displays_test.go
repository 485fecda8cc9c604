package displays

import (
	"image"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMirrored(t *testing.T) {
	at := func(x, y, w, h int) Display { return Display{"", image.Rect(x, y, x+w, y+h)} }
	assert.False(t, Mirrored(nil))
	assert.False(t, Mirrored([]Display{at(0, 0, 1440, 900)}))
	assert.False(t, Mirrored([]Display{at(0, 0, 1440, 900), at(1440, 0, 1920, 1080)}), "side by side")
	assert.False(t, Mirrored([]Display{at(0, 0, 1440, 900), at(0, -1080, 1920, 1080)}), "one above the other")
	assert.True(t, Mirrored([]Display{at(0, 0, 1440, 900), at(0, 0, 1440, 900)}))
	assert.True(t, Mirrored([]Display{at(0, 0, 1920, 1080), at(0, 0, 1280, 720)}), "also where one shows a part of the other")
	assert.True(t, Mirrored([]Display{at(0, 0, 800, 600), at(800, 0, 1920, 1080), at(800, 0, 1920, 1080)}))
}
