package keep

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"truceline/app/quiz"
	"truceline/app/whole"
	"truceline/data/guess"
)

// Learned is what a reader has done with one story.
type Learned struct {
	// Class are the guesses that were kept by name.
	Class    []guess.Named `json:"class,omitempty"`
	Progress quiz.Progress `json:"quiz"`
}

// learnedFile holds what was learned of every story, by its id.
const learnedFile = "learned.json"

// LoadLearned returns what was kept of a story; nothing if there is none. A file that
// cannot be understood gives nothing, and an error to be noted.
func (s Store) LoadLearned(story string) (Learned, error) {
	all, err := s.allLearned()
	return all[story], err
}

func (s Store) allLearned() (map[string]Learned, error) {
	if s.path == "" {
		return nil, nil
	}
	path := filepath.Join(filepath.Dir(s.path), learnedFile)
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var all map[string]Learned
	if err := json.Unmarshal(raw, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// SaveLearned keeps what was learned of a story, and what was kept of others.
func (s Store) SaveLearned(story string, l Learned) error {
	if s.path == "" {
		return nil
	}
	all, err := s.allLearned()
	if err != nil || all == nil {
		all = make(map[string]Learned)
	}
	all[story] = l
	raw, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return err
	}
	return whole.WriteFile(filepath.Join(filepath.Dir(s.path), learnedFile), raw)
}
