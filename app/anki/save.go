package anki

import (
	"path/filepath"
	"strings"

	"truceline/app/whole"
)

// MediaFolder is where the pictures of a file of notes go: a folder beside it. What is
// in it belongs into Anki's folder collection.media.
func MediaFolder(file string) string {
	return strings.TrimSuffix(file, filepath.Ext(file)) + ".media"
}

// Save writes the deck: first its pictures, then the notes, each file whole or not at
// all.
func (d *Deck) Save(file string) error {
	for _, p := range d.Pictures {
		if err := whole.WriteFile(filepath.Join(MediaFolder(file), p.Name), p.PNG); err != nil {
			return err
		}
	}
	return whole.WriteFile(file, d.Text)
}
