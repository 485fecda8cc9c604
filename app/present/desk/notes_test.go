package desk

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/assert"
)

func TestNotes_linesOfAParagraphAreOneText(t *testing.T) {
	test.NewTempApp(t)
	text := widget.NewRichTextFromMarkdown("**One.** A line\nand another,\nand *a third*.\n\nThe next\nparagraph.")
	var said []string
	for _, s := range harmless(text.Segments) {
		said = append(said, s.Textual())
	}
	assert.Equal(t, []string{"One.", " A line and another, and ", "a third", ".", "The next paragraph."}, said)
}
