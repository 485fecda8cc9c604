package keep

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"truceline/app/quiz"
	"truceline/data/guess"
)

func TestSaveLearned_keepsEachStorysOwn(t *testing.T) {
	dir := t.TempDir()
	s := In(dir)
	none, err := s.LoadLearned("tariffs")
	require.NoError(t, err)
	assert.Equal(t, Learned{}, none)

	one := Learned{Class: []guess.Named{{Name: "Ada", Round: "april", Guess: "us 2025-04-05 30"}}, Progress: quiz.Progress{Boxes: map[string]quiz.Box{"when/x": {Box: 2, Due: 20_000}}}}
	two := Learned{Class: []guess.Named{{Name: "Ben", Round: "x"}}}
	require.NoError(t, s.SaveLearned("tariffs", one))
	require.NoError(t, s.SaveLearned("other", two))
	for id, want := range map[string]Learned{"tariffs": one, "other": two} {
		got, err := s.LoadLearned(id)
		require.NoError(t, err)
		assert.Equal(t, want, got, id)
	}

	require.NoError(t, os.WriteFile(filepath.Join(dir, learnedFile), []byte("{"), 0o644))
	got, err := s.LoadLearned("tariffs")
	assert.ErrorContains(t, err, learnedFile)
	assert.Equal(t, Learned{}, got, "a broken file never stands in the way")
	require.NoError(t, s.SaveLearned("tariffs", one))
	got, err = s.LoadLearned("tariffs")
	require.NoError(t, err)
	assert.Equal(t, one, got)
}

func TestSaveLearned_withoutAFolderKeepsNothing(t *testing.T) {
	require.NoError(t, Store{}.SaveLearned("tariffs", Learned{}))
	got, err := Store{}.LoadLearned("tariffs")
	require.NoError(t, err)
	assert.Equal(t, Learned{}, got)
}
