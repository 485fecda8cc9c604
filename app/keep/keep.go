// Package keep remembers the reader's place and settings between two runs. Each
// file is written whole or not at all.
package keep

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"truceline/app/look"
	"truceline/app/view"
	"truceline/app/whole"
)

// Settings are the reader's choices that are no part of what is looked at.
type Settings struct {
	Theme     look.Mode `json:"theme"`
	TextScale float32   `json:"text_scale"`
	Still     bool      `json:"reduced_motion"`
	Speed     float64   `json:"speed"` // of playing; 1 is as planned
	Talk      Talk      `json:"talk"`
	// Begun is set once the reader has gone on from the first scene.
	Begun bool `json:"begun,omitempty"`
	// Language is the one to read stories in that have it; empty: each in its own.
	Language string `json:"language,omitempty"`
}

// Look returns the theme of these settings.
func (s Settings) Look() *look.Theme {
	return &look.Theme{Mode: s.Theme, TextScale: s.TextScale, Still: s.Still}
}

// Talk are the presenter's choices.
type Talk struct {
	// Notes is the size of the notes, as a scale; 0 is the usual.
	Notes float32 `json:"notes,omitempty"`
	// Room is which colours the room's picture has; empty: light.
	Room look.Mode `json:"room,omitempty"`
	// Length is how long a talk is planned, in minutes; 0: as its beats are.
	Length int `json:"length,omitempty"`
	// Own is the name of the talk of the presenter's own that was given last; empty:
	// the built-in one.
	Own string `json:"own,omitempty"`
	// Display is the key of the display that the room sees; empty: the second.
	Display string `json:"display,omitempty"`
	// Taught are the keys of an odd clicker, and what each does.
	Taught map[string]string `json:"taught,omitempty"`
}

// State is what is kept.
type State struct {
	// Story is the id of the story that the View belongs to.
	Story    string    `json:"story"`
	View     view.View `json:"view"`
	Settings Settings  `json:"settings"`
	Width    float32   `json:"width"` // of the window, in dp
	Height   float32   `json:"height"`
}

// Defaults returns the settings of a first run.
func Defaults() Settings { return Settings{Theme: look.Auto, TextScale: 1, Speed: 1} }

// Store keeps the state in one file. The zero Store keeps nothing.
type Store struct{ path string }

// In returns a store in a folder, which is made when something is first kept.
func In(folder string) Store { return Store{filepath.Join(folder, "place.json")} }

// Load returns what was kept. Nothing kept, or a file that cannot be understood,
// gives the defaults; the latter an error as well, to be noted and no more.
func (s Store) Load() (State, error) {
	first := State{Settings: Defaults()}
	if s.path == "" {
		return first, nil
	}
	raw, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return first, nil
	}
	if err != nil {
		return first, err
	}
	kept := first
	if err := json.Unmarshal(raw, &kept); err != nil {
		return first, fmt.Errorf("%s: %w", s.path, err)
	}
	kept.Settings = kept.Settings.valid()
	return kept, nil
}

func (s Settings) valid() Settings {
	d := Defaults()
	if s.Theme != look.Light && s.Theme != look.Dark {
		s.Theme = look.Auto
	}
	if !(s.TextScale >= look.MinTextScale && s.TextScale <= look.MaxTextScale) {
		s.TextScale = d.TextScale
	}
	if !(s.Speed >= 0.25 && s.Speed <= 4) {
		s.Speed = d.Speed
	}
	return s
}

// Save keeps the state.
func (s Store) Save(state State) error {
	if s.path == "" {
		return nil
	}
	raw, err := json.MarshalIndent(state, "", "  ")
	if err != nil {
		return err
	}
	return whole.WriteFile(s.path, raw)
}
