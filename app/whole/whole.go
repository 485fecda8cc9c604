// Package whole writes files whole or not at all: to a new file beside the old one,
// which then takes its name. It knows nothing of what is in them.
package whole

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// begun is how the name of a file begins that is still being written.
const begun = ".truceline-"

// WriteFile writes a file whole or not at all. It makes the folders that are missing.
// Whoever reads meanwhile finds the old content or the new one.
func WriteFile(path string, content []byte) (err error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(folder, begun+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if shut := f.Close(); err == nil {
		err = shut
	}
	if err == nil {
		err = os.Chmod(f.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	return err
}

// Sweep removes what writes have left in a folder that were ended by force, where
// nothing was added since then. It is no error if there is nothing to remove.
func Sweep(folder string, since time.Time) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() &&
			strings.HasPrefix(e.Name(), begun) && info.ModTime().Before(since) {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
